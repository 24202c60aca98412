"""Random graphs of every shape: the index, the plain search and networkx find just the same.

    python -m benchmarks.exactness --graphs 10000 --neo4j docker --neo4j-graphs 500

The shapes are those of `tests.graph.families`, the comparing is that of
`tests.graph.index.agreement`. The plain search is also asked over Neo4j, one network a graph:
at a URL, or in a container made for the run (docker). Exit code 1 when anything differs.
"""

import argparse
import asyncio
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from multiprocessing import get_context

from benchmarks.stores import emptied, placed
from benchmarks.terminal import CONSOLE, ends_tidily, progress, report, steps
from graph.entities import Company, Entity, Person
from graph.fold import Changes
from graph.search import ViewPort
from graph.store import GraphStore, Transaction, View
from services.stores import open_store
from tests.graph.families import FAMILIES, Case, a_case
from tests.graph.index.agreement import Outcome, agreed, agreed_over, room

CHUNK = 50  # graphs that a process takes at a time
SHOWN = 10  # differences printed


def compared(numbers: Sequence[int], processes: int) -> Outcome:
    """Every search in memory asked about the cases of these numbers."""
    chunks = [numbers[start : start + CHUNK] for start in range(0, len(numbers), CHUNK)]
    total = Outcome()
    with get_context("spawn").Pool(processes) as pool, progress() as bar:
        outcomes = pool.imap_unordered(_chunk, chunks)
        for chunk in bar.track(outcomes, total=len(chunks), description=f"{CHUNK} graphs each"):
            for outcome in chunk:
                total.add(outcome)
    return total


def _chunk(numbers: Iterable[int]) -> list[Outcome]:
    return asyncio.run(_agreed(numbers))


async def _agreed(numbers: Iterable[int]) -> list[Outcome]:
    scratch = room()
    return [await agreed(a_case(number), scratch) for number in numbers]


async def over_store(url: str, numbers: Sequence[int]) -> Outcome:
    """The plain search over a store, each case in a network of its own."""
    total = Outcome()
    async with open_store(url) as store:
        for number in steps("Over Neo4j", numbers):
            total.add(await _in_network(store, a_case(number)))
    return total


async def _in_network(store: GraphStore, case: Case) -> Outcome:
    network = f"case-{case.seed}"

    async def save(transaction: Transaction) -> int:
        return await transaction.save(Changes(put=tuple(_entities(case))))

    async def ask(view: View) -> Outcome:
        return await agreed_over(ViewPort(view), case)

    await store.write(network, save)
    return await store.read(network, ask)


def _entities(case: Case) -> Iterator[Entity]:
    yield from (Person(id=id_, identifiers=(f"uid:case:{id_}",)) for id_ in case.people)
    yield from (Company(id=id_, identifiers=(f"domain:{id_}.example",)) for id_ in case.companies)
    yield from case.world.ties
    yield from case.world.employments


def _chosen() -> argparse.Namespace:
    options = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    options.add_argument("--graphs", type=int, default=10_000)
    options.add_argument("--neo4j", default="", help="URL, or docker; without it no store is asked")
    options.add_argument("--neo4j-graphs", type=int, default=500)
    options.add_argument("--seed", type=int, default=7)
    options.add_argument("--processes", type=int, default=2)
    options.add_argument("--wipe", action="store_true", help="empty the store first")
    return options.parse_args()


def _stored(chosen: argparse.Namespace, numbers: Sequence[int]) -> Outcome:
    if not chosen.neo4j:
        return Outcome()
    with placed(chosen.neo4j) as place:
        emptied(place.url, wipe=chosen.wipe)
        return asyncio.run(over_store(place.url, numbers))


def main() -> None:
    """Ask in memory, then over Neo4j."""
    ends_tidily()
    chosen = _chosen()
    began = time.perf_counter()
    first = chosen.seed * 1_000_000
    numbers = range(first, first + chosen.graphs)
    stored = numbers[: chosen.neo4j_graphs if chosen.neo4j else 0]
    over_neo4j = _stored(chosen, stored)
    total = compared(numbers, chosen.processes)
    for line in (*total.different[:SHOWN], *over_neo4j.different[:SHOWN]):
        CONSOLE.print(line, soft_wrap=True, markup=False)
    families = Counter(FAMILIES[number % len(FAMILIES)] for number in numbers)
    report(
        {
            "graphs": len(numbers), "questions": total.questions, "families": dict(families),
            "differences": len(total.different), "neo4j_graphs": len(stored),
            "neo4j_questions": over_neo4j.questions,
            "neo4j_differences": len(over_neo4j.different),
            "cut": total.cut + over_neo4j.cut, "seconds": round(time.perf_counter() - began, 1),
        }
    )  # fmt: skip
    raise SystemExit(1 if total.different or over_neo4j.different else 0)


if __name__ == "__main__":
    main()
