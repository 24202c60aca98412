"""Events straight into a store, with no broker: what an uninterrupted run comes to."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime

from benchmarks.dpdk import Sent
from benchmarks.terminal import progress
from graph.store import DEFAULT_NETWORK, GraphStore, commit
from graph.strike import Arrival
from schemas.events import event_body, parse_event

BATCH = 500


def batches(events: Sequence[Sent]) -> Iterator[list[Arrival]]:
    """*events* read, in batches of the size that the builder takes."""
    now = datetime.now(UTC)
    for at in range(0, len(events), BATCH):
        read = (parse_event(event.payload, now=now) for event in events[at : at + BATCH])
        yield [Arrival(event, event_body(event)) for event in read]


async def fold_into(store: GraphStore, events: Sequence[Sent], title: str) -> None:
    """Commit batch after batch."""
    with progress() as bar:
        task = bar.add_task(title, total=len(events))
        for batch in batches(events):
            await commit(store, DEFAULT_NETWORK, batch)
            bar.advance(task, len(batch))
