"""Sending many events: in batches, patiently, and on from where it stopped."""

import json
import os
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from io import BufferedReader
from pathlib import Path

import httpx
from pydantic_core import from_json

from services.cli.exits import Exit, Stop
from services.cli.service import Service, problem
from services.imports.statements import Unclear
from services.imports.taking import BATCH

BATCH_BYTES = 8 * 2**20
PATIENCE = 30  # times in a row that a full stream is waited for
_LONGEST_WAIT = 60.0
_JSON = "write one CloudEvents 1.0 JSON object a line"

Line = tuple[int, bytes]  # its number, from 1, and what stands there


@dataclass(slots=True)
class Tally:
    """What became of the lines so far."""

    sent: int = 0
    duplicates: int = 0
    refused: list[Unclear] = field(default_factory=list)
    receipt: str = ""  # of the last event taken


class Sender:
    """Sends lines in batches; *wait* sleeps for seconds and may tell why."""

    def __init__(self, service: Service, wait: Callable[[float], None] = time.sleep) -> None:
        self._service = service
        self._wait = wait
        self.tally = Tally()

    def send(self, lines: list[Line]) -> None:
        """Send one batch; bad lines are tallied, the good ones go on."""
        good = [line for line in lines if self._readable(line)]
        if good:
            self._post(good)

    def _readable(self, line: Line) -> bool:
        number, text = line
        try:
            from_json(text, allow_inf_nan=False)
        except ValueError as error:
            self.tally.refused.append(
                Unclear(line=number, field="(line)", reason=f"is not JSON: {error}", remedy=_JSON)
            )
            return False
        return True

    def _post(self, lines: list[Line]) -> None:
        response = self._patiently(b"[" + b",".join(text for _, text in lines) + b"]")
        match response.status_code:
            case httpx.codes.ACCEPTED:
                self._accepted(response)
            case httpx.codes.UNPROCESSABLE_ENTITY if "receipts" in response.json():
                self._accepted(response)
                self._refused(response, lines)
            case httpx.codes.REQUEST_ENTITY_TOO_LARGE if len(lines) > 1:
                middle = len(lines) // 2
                self._post(lines[:middle])
                self._post(lines[middle:])
            case _ if len(lines) == 1 and response.is_client_error:
                self._refused(response, lines)
            case _:
                raise problem(response)

    def _patiently(self, body: bytes) -> httpx.Response:
        """The service's answer, waiting as it asks (Retry-After) while it can take no more."""
        response = self._service.post(body)
        for _ in range(PATIENCE):
            if response.status_code != httpx.codes.SERVICE_UNAVAILABLE:
                return response
            self._wait(_seconds(response.headers.get("retry-after", "")))
            response = self._service.post(body)
        stopped = problem(response)
        stopped.remedy = "run the same command again later; it goes on from here"
        raise stopped

    def _accepted(self, response: httpx.Response) -> None:
        receipts = response.json()["receipts"]
        self.tally.sent += len(receipts)
        self.tally.duplicates += sum(bool(receipt["duplicate"]) for receipt in receipts)
        self.tally.receipt = receipts[-1]["receipt"] if receipts else self.tally.receipt

    def _refused(self, response: httpx.Response, lines: list[Line]) -> None:
        told = response.json()
        for error in told.get("errors") or [{"index": 0, "reason": told.get("detail"), **told}]:
            self.tally.refused.append(
                Unclear(
                    line=lines[error["index"]][0], field=error.get("field") or "(event)",
                    reason=error["reason"], remedy=error.get("remedy") or _JSON,
                )
            )  # fmt: skip


class Progress:
    """Which line of which file was sent last, in one small file."""

    def __init__(self, place: Path) -> None:
        self._place = place

    def line(self, digest: str) -> int:
        return self._all().get(digest, 0)

    def reached(self, digest: str, line: int) -> None:
        self._place.parent.mkdir(parents=True, exist_ok=True)
        draft = self._place.with_suffix(".new")
        draft.write_text(json.dumps(self._all() | {digest: line}), encoding="utf-8")
        os.replace(draft, self._place)  # noqa: PTH105 - one atomic step

    def _all(self) -> dict[str, int]:
        try:
            known: dict[str, int] = json.loads(self._place.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        return known


def batches(lines: Iterable[bytes], after: int = 0) -> Iterator[list[Line]]:
    """Lines numbered from 1, those *after* one, blank ones left out, in batches."""
    batch: list[Line] = []
    size = 0
    for number, line in enumerate(lines, start=1):
        text = line.strip()
        if number <= after or not text:
            continue
        if len(batch) == BATCH or (batch and size + len(text) > BATCH_BYTES):
            yield batch
            batch, size = [], 0
        batch.append((number, text))
        size += len(text)
    if batch:
        yield batch


def opened(file: str) -> BufferedReader:
    """The file by this name, to be read."""
    try:
        return Path(file).open("rb")
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise Stop(
            f"{file}: {reason}", "name a file of JSON lines, or - for stdin", Exit.USAGE
        ) from error


def _seconds(header: str) -> float:
    try:
        return min(max(float(header), 0.1), _LONGEST_WAIT)
    except ValueError:
        return 2.0
