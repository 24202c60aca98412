"""The HTTP service as the commands see it: JSON in, JSON out, problems as `Stop`."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import quote

import httpx

from schemas.wording import place_of
from services.cli.exits import Exit, Stop
from services.settings import Settings

BATCH = "application/cloudevents-batch+json"
PATIENCE = httpx.Timeout(60.0, connect=5.0)
_CODES = {
    400: Exit.USAGE,
    404: Exit.UNKNOWN,
    410: Exit.UNKNOWN,
    422: Exit.USAGE,
    503: Exit.UNREACHABLE,
}


class Service:
    """One service, one network."""

    def __init__(self, client: httpx.Client, network: str) -> None:
        self._client = client
        self._network = network

    @classmethod
    @contextmanager
    def connect(cls, settings: Settings) -> "Iterator[Service]":
        with httpx.Client(
            base_url=settings.service_url, timeout=PATIENCE, trust_env=False
        ) as client:
            yield cls(client, settings.network)

    def get(self, *path: str, **params: Any) -> dict[str, Any]:
        """The JSON at /v1/*path*, each part of it quoted; parameters that are None are left out."""
        where = "/v1/" + "/".join(quote(part, safe="") for part in path)
        asked = {name: value for name, value in params.items() if value is not None}
        return _answer(self._send("GET", where, params=asked | {"network": self._network}))

    def text(self, *path: str, **params: Any) -> str:
        """The body at /v1/*path* as it is, which need not be JSON."""
        where = "/v1/" + "/".join(quote(part, safe="") for part in path)
        response = self._send("GET", where, params=params | {"network": self._network})
        if not response.is_success:
            raise problem(response)
        return response.text

    @contextmanager
    def reading(self, *path: str, **params: Any) -> Iterator[Iterator[bytes]]:
        """The body at /v1/*path* as it comes, which may be large; whole, or a `Stop`."""
        where = "/v1/" + "/".join(quote(part, safe="") for part in path)
        asked = {name: value for name, value in params.items() if value is not None}
        with (
            self._reaching(),
            self._client.stream("GET", where, params=asked | {"network": self._network}) as answer,
        ):
            if not answer.is_success:
                answer.read()
                raise problem(answer)
            yield answer.iter_bytes()

    def send(self, *path: str, body: bytes) -> dict[str, Any]:
        """Send JSON to /v1/*path*, and return the JSON that it answers."""
        where = "/v1/" + "/".join(quote(part, safe="") for part in path)
        return _answer(
            self._send(
                "POST", where, content=body, params={"network": self._network},
                headers={"content-type": "application/json"},
            )
        )  # fmt: skip

    def tell(self, *path: str, said: dict[str, Any]) -> dict[str, Any]:
        """`send` *said* as JSON."""
        return self.send(*path, body=json.dumps(said).encode())

    def ready(self) -> dict[str, Any]:
        """What /readyz tells, ready or not."""
        response = self._send("GET", "/readyz")
        if "json" not in response.headers.get("content-type", ""):
            raise problem(response)
        told: dict[str, Any] = response.json()
        return told

    def publish(self, event: dict[str, Any]) -> dict[str, Any]:
        """Send one event and return its receipt."""
        response = self.post(json.dumps([event]).encode())
        if response.status_code != httpx.codes.ACCEPTED:
            raise problem(response)
        receipt: dict[str, Any] = response.json()["receipts"][0]
        return receipt

    def post(self, events: bytes) -> httpx.Response:
        """Send a JSON array of events, whatever the answer."""
        return self._send(
            "POST", "/v1/events", content=events, params={"network": self._network},
            headers={"content-type": BATCH},
        )  # fmt: skip

    def _send(self, method: str, path: str, **more: Any) -> httpx.Response:
        with self._reaching():
            return self._client.request(method, path, **more)

    @contextmanager
    def _reaching(self) -> Iterator[None]:
        try:
            yield
        except httpx.HTTPError as error:
            raise Stop(
                f"No answer from {self._client.base_url}: {str(error) or type(error).__name__}",
                "start it by `inroad up`, or set INROAD_URL",
                Exit.UNREACHABLE,
            ) from error


def _answer(response: httpx.Response) -> dict[str, Any]:
    if response.is_success and "json" in response.headers.get("content-type", ""):
        answer: dict[str, Any] = response.json()
        return answer
    raise problem(response)


def problem(response: httpx.Response) -> Stop:
    """What a refusal (RFC 9457) says, as the end of a command."""
    code = _CODES.get(response.status_code, Exit.FAILED)
    try:
        told = response.json()
    except ValueError:
        told = None
    if not isinstance(told, dict):
        return Stop(
            f"{response.url} answered {response.status_code}", "see that INROAD_URL is right", code
        )
    first = (told.get("errors") or [told])[0]
    reason = first.get("reason") or told.get("detail") or told.get("title") or "it was refused"
    field = first.get("field")
    return Stop(
        f"{place_of(field)}: {reason}" if field else str(reason),
        str(first.get("remedy") or ""),
        code,
    )
