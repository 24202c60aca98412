"""What a watch keeps in files, so that the next one goes on from the same step.

The state of the index in one file, named by its position and day, and in another, written
after it and put in place at one go, all the rest and which state it goes with.
"""

import json
import os
from dataclasses import dataclass
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

from graph.epochs import Standing
from graph.errors import SnapshotRefused
from graph.index.ask import Track
from graph.index.state import State
from graph.standing import Stand, Standings
from graph.strength import FINGERPRINT
from graph.wishes import Wishes
from services import snapshots
from services.snapshots import Snapshot

FORMAT = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Memory:
    """A step that was judged, and all of what it told published."""

    state: State
    epoch: str
    wishes: Wishes
    told: Standings
    heard: int  # number of the feed's message that led here
    announced: int  # number of the last announcement then

    @property
    def standing(self) -> Standing:
        return Standing(self.state.position, self.epoch)


def write(path: Path, network: str, memory: Memory) -> None:
    """Put *memory* at *path*, in place of the one that was there.

    Raises:
        OSError: when it can't; the one that was there stays.
    """
    name = f"{path.name}.{memory.state.position}-{memory.state.now[:10]}-{memory.heard}"
    snapshots.write(path.with_name(name), network, Snapshot(memory.state, memory.epoch))
    told = {
        "format": FORMAT, "weights": FINGERPRINT, "state": name, "heard": memory.heard,
        "announced": memory.announced, "wishes": memory.wishes.rows(), **_rows(memory.told),
    }  # fmt: skip
    with NamedTemporaryFile("w", dir=path.parent, prefix=f".{path.name}.", delete=False) as file:
        json.dump(told, file)
        file.flush()
        os.fsync(file.fileno())
    Path(file.name).replace(path)
    for left in _beside(path):
        if left.name != name:
            left.unlink(missing_ok=True)


def read(path: Path, network: str) -> Memory:
    """What was written.

    Raises:
        FileNotFoundError: when there is none.
        SnapshotRefused: as damaged, or of another network, format or table of weights.
    """
    try:
        told = json.loads(path.read_text())
        if (told["format"], told["weights"]) != (FORMAT, FINGERPRINT):
            raise SnapshotRefused("foreign", "it is of another version")
        snapshot = snapshots.read(path.with_name(told["state"]), network)
        return Memory(
            state=snapshot.state, epoch=snapshot.epoch, wishes=Wishes.of_rows(told["wishes"]),
            told=_told(told), heard=told["heard"], announced=told["announced"],
        )  # fmt: skip
    except (ValueError, KeyError, TypeError) as error:
        raise SnapshotRefused("damaged", f"it does not read: {error!r}") from error


def drop(path: Path) -> None:
    """See to it that nothing is at *path*."""
    for left in (path, *_beside(path)):
        left.unlink(missing_ok=True)


def _beside(path: Path) -> list[Path]:
    """States, and what a writer left that was killed."""
    return [left for prefix in ("", ".") for left in path.parent.glob(f"{prefix}{path.name}.*")]


def _rows(told: Standings) -> dict[str, Any]:
    return {
        "stands": [
            [*pair, stand.shortest and [stand.shortest.people, stand.shortest.cost], stand.cost]
            for pair, stand in told.stands.items()
        ],
        "inside": {company: sorted(people) for company, people in told.inside.items()},
        "described": sorted(told.described),
    }


def _told(rows: dict[str, Any]) -> Standings:
    return Standings(
        stands={
            (person, company): Stand(track and Track(tuple(track[0]), track[1]), cost)
            for person, company, track, cost in rows["stands"]
        },
        inside={company: frozenset(people) for company, people in rows["inside"].items()},
        described=frozenset(rows["described"]),
    )
