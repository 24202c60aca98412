"""The service's own door for imports: events go to the broker as any app's do."""

import asyncio
import threading
from collections.abc import Sequence
from typing import Any, Final

from nats.aio.client import Client

from graph.errors import InroadError
from services.broker import StreamFull
from services.gateway import Accepted, send_all, sorted_out
from services.imports.statements import Unclear

PATIENCE: Final = 30  # times in a row that a full stream is waited for
PAUSE: Final = 2.0  # seconds


class Stopped(InroadError):
    """It was stopped: by who began it, or as the service ended."""

    remedy = "begin it again: it goes on where it stopped"

    def __init__(self) -> None:
        super().__init__("it was stopped")


class Gateway:
    """Opens doors for threads beside the running loop."""

    def __init__(self, client: Client) -> None:
        self._client, self._loop = client, asyncio.get_running_loop()

    def door(self, network: str, stop: threading.Event) -> "ServiceDoor":
        return ServiceDoor(self._client, self._loop, network, stop)


class ServiceDoor:
    """Publishes from a thread, until *stop* is set; *receipt* is that of the last event."""

    def __init__(
        self, client: Client, loop: asyncio.AbstractEventLoop, network: str, stop: threading.Event
    ) -> None:
        self._client, self._loop, self._network, self._stop = client, loop, network, stop
        self.receipt = ""

    def __call__(self, events: list[tuple[int, dict[str, Any]]]) -> list[Unclear]:
        """Those that were refused come back.

        Raises:
            Stopped, StreamFull, BrokerUnavailable: send them again.
        """
        accepted, refused = sorted_out([event for _, event in events])
        for receipt in self._sent(accepted)[-1:]:
            self.receipt = receipt["receipt"]
        return [
            Unclear(line=events[one.index][0], field=one.field, reason=one.reason,
                    remedy=one.remedy)
            for one in refused
        ]  # fmt: skip

    def _sent(self, accepted: Sequence[Accepted]) -> list[dict[str, Any]]:
        for left in reversed(range(PATIENCE + 1)):
            if self._stop.is_set():
                raise Stopped
            sending = send_all(self._client, self._network, accepted)
            try:
                return asyncio.run_coroutine_threadsafe(sending, self._loop).result()
            except StreamFull:
                if not left:
                    raise
                self._stop.wait(PAUSE)
        raise Stopped
