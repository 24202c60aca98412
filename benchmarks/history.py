"""What a network was at each of its positions, and whether answers were of one of these.

The store keeps with every event the position that received it. Folded once more in that order,
position by position, the events make every state that the store was ever in, and the plain
search on that state says what the answer was to be.
"""

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from benchmarks.comparing import everything
from benchmarks.stores import versions
from benchmarks.terminal import steps
from graph.answer import answer_path
from graph.entities import Record
from graph.store import DEFAULT_NETWORK, GraphStore, View, commit
from graph.stores.memory import MemoryStore
from graph.strike import Arrival
from schemas.answers import PathAnswer
from schemas.events import stored_event
from schemas.questions import PathQuestion

Batch = list[Arrival]


@dataclass(frozen=True, slots=True)
class Answered:
    """A question as it was asked over HTTP, and the body of the answer."""

    asked: Mapping[str, Any]
    body: bytes

    @property
    def answer(self) -> PathAnswer:
        return PathAnswer.model_validate_json(self.body)

    @property
    def question(self) -> PathQuestion:
        """As of the day of the answer."""
        return PathQuestion.model_validate({**self.asked, "now": self.answer.now})


async def history(store: GraphStore, url: str) -> list[Batch]:
    """The events that each position received, from the first position on.

    Raises:
        ValueError: at positions that received none: their events were received again since.
    """
    records = await everything(store, Record)
    received: defaultdict[int, Batch] = defaultdict(list)
    for key, position in sorted(versions(url).items()):
        body = records[key].body
        received[position].append(Arrival(stored_event(body), body))
    last = await store.read(DEFAULT_NETWORK, lambda view: view.position())
    if sorted(received) != list(range(1, last + 1)):
        raise ValueError(f"{last} positions, of which {len(received)} received events")
    return [received[position] for position in range(1, last + 1)]


async def inconsistent(
    batches: Sequence[Batch], secret: bytes, answers: Iterable[Answered]
) -> list[str]:
    """A line for each of *answers* that is not the plain search's at its position."""
    found: list[str] = []
    store = MemoryStore(secret)
    told: defaultdict[int, list[Answered]] = defaultdict(list)
    for one in answers:
        told[one.answer.position].append(one)
    for position, batch in enumerate(steps("Checking answers", batches), start=1):
        await commit(store, DEFAULT_NETWORK, batch)
        for one in told.pop(position, ()):
            expected = await _plain(store, one.question)
            if not alike(one.answer.model_dump(), expected.model_dump()):
                found.append(f"{one.asked}: {one.answer!r}, not {expected!r}")
    return found + [f"{one.asked}: of no position" for rest in told.values() for one in rest]


async def _plain(store: MemoryStore, question: PathQuestion) -> PathAnswer:
    async def work(view: View) -> PathAnswer:
        return await answer_path(view, store.secret, DEFAULT_NETWORK, question)

    return await store.read(DEFAULT_NETWORK, work)


def alike(one: object, other: object) -> bool:
    """Equal, floats to 1e-9 relative: the order within a batch is not known any more."""
    if isinstance(one, float) and isinstance(other, float):
        return math.isclose(one, other, rel_tol=1e-9, abs_tol=1e-12)
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(alike(one[key], other[key]) for key in one)
    if isinstance(one, list | tuple) and isinstance(other, list | tuple):
        return len(one) == len(other) and all(map(alike, one, other))
    return one == other
