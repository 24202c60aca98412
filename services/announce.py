"""The stream of announcements: each once, in order, whoever makes them.

As in the change feed, a message says which one of its network it follows. So of two watches
only one goes on, and whoever starts again finds what was told before.
"""

from collections.abc import AsyncGenerator
from dataclasses import dataclass

from nats.aio.client import Client
from nats.errors import Error as NatsError
from nats.js.api import Header
from nats.js.errors import NotFoundError
from pydantic import ValidationError

from schemas.announcements import ANNOUNCEMENT, Announcement
from services.broker import (
    NEWS,
    BrokerUnavailable,
    OutOfTurn,
    news_subject,
    stored,
)


@dataclass(frozen=True, slots=True)
class Announced:
    """An announcement and its number in the stream."""

    seq: int
    announcement: Announcement


class Announcements:
    """What is told of one network."""

    def __init__(self, client: Client, network: str) -> None:
        self._client = client
        self._subject = news_subject(network)
        self.seq = 0  # of the newest, as far as is known

    async def begin(self) -> None:
        """Find out where the stream is.

        Raises:
            BrokerUnavailable: when the broker does not answer.
        """
        self.seq, _ = await self._newest()

    async def since(self, seq: int) -> AsyncGenerator[Announced, None]:
        """What has a number above *seq*, in order; what is none of ours is passed over.

        Raises:
            BrokerUnavailable: when the broker does not answer.
        """
        js = self._client.jetstream()
        while True:
            try:
                raw = await js.get_msg(NEWS, seq + 1, subject=self._subject, next=True)
            except NotFoundError:
                return
            except (NatsError, TimeoutError) as error:
                raise BrokerUnavailable(f"the broker does not answer: {error!r}") from error
            seq = raw.seq or seq + 1
            try:
                yield Announced(seq, ANNOUNCEMENT.validate_json(raw.data or b""))
            except ValidationError:
                continue

    async def tell(self, announcement: Announcement) -> None:
        """Publish, once.

        Raises:
            OutOfTurn: when another was published meanwhile, or all were purged.
            BrokerUnavailable: it may be published or not: tell it again.
        """
        headers = {
            Header.MSG_ID.value: announcement.id,
            Header.EXPECTED_LAST_SUBJECT_SEQUENCE.value: str(self.seq),
        }
        payload = announcement.model_dump_json(exclude_none=True).encode()
        try:
            self.seq = (await stored(self._client, self._subject, payload, headers, NEWS)).seq
        except OutOfTurn:
            seq, id_ = await self._newest()
            if id_ != announcement.id:
                raise
            self.seq = seq

    async def _newest(self) -> tuple[int, str]:
        try:
            raw = await self._client.jetstream().get_last_msg(NEWS, self._subject)
        except NotFoundError:
            return 0, ""
        except (NatsError, TimeoutError) as error:
            raise BrokerUnavailable(f"the broker does not answer: {error!r}") from error
        return raw.seq or 0, (raw.headers or {}).get(Header.MSG_ID.value, "")
