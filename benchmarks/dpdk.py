"""The DPDK reviews as CloudEvents: who reviewed whom, and who worked where."""

import csv
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

SOURCE = "urn:dpdk"
NOW = "2026-07-24T00:00:00Z"  # as of when questions are asked
LEFT_BEFORE = datetime(2025, 7, 23, tzinfo=UTC).timestamp()


@dataclass(frozen=True, slots=True)
class Sent:
    """An event on its way to the broker."""

    ts: int
    source: str
    id: str
    payload: bytes


def events(folder: Path, count: int | None = None) -> list[Sent]:
    """The first *count* events by (time, id), or all.

    An id is i or e and the number of the line in its file, the heading being the first. The
    two events of a stint can't share one identity: the end of stint e7 is e7.end.
    """
    found = [*_interactions(folder), *_employments(folder)]
    return sorted(found, key=lambda event: (event.ts, event.id))[:count]


def _interactions(folder: Path) -> Iterator[Sent]:
    for number, row in _rows(folder / "interactions.csv"):
        other, author = f"uid:{row['other_id']}", f"uid:{row['author_id']}"
        data = {"participants": [other, author], "from": other, "how": "work"}
        yield _event(int(row["ts"]), f"i{number}", "interaction.recorded", data)


def _employments(folder: Path) -> Iterator[Sent]:
    for number, row in _rows(folder / "employment.csv"):
        if row["free_mail"] == "1":
            continue
        data = {"person": f"uid:{row['person_id']}", "company": f"domain:{row['domain']}"}
        yield _event(int(row["first_ts"]), f"e{number}", "employment.started", data)
        if int(row["last_ts"]) < LEFT_BEFORE:
            yield _event(int(row["last_ts"]), f"e{number}.end", "employment.ended", data)


def _rows(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    with path.open(newline="") as file:
        yield from enumerate(csv.DictReader(file), start=2)


def _event(ts: int, id_: str, name: str, data: dict[str, Any]) -> Sent:
    time = datetime.fromtimestamp(ts, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    event = {
        "specversion": "1.0", "type": f"inroad.{name}.v1", "source": SOURCE, "id": id_,
        "time": time, "data": data,
    }  # fmt: skip
    return Sent(ts, SOURCE, id_, json.dumps(event, separators=(",", ":")).encode())
