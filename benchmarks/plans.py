"""What a path question asks of Neo4j: its statements, their plans, and their time.

    python -m benchmarks.plans --data DIR --store docker --questions 50

The events are folded first, without a broker; a Neo4j that holds something already is asked
as it is. Questions are those of `benchmarks.replay`, with their telling and without HTTP. Each
is asked unwatched, for its time; then each of its statements is run again under PROFILE.
"""

import argparse
import asyncio
import time
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from pathlib import Path
from statistics import quantiles
from typing import Any, TypeVar, cast

from neo4j import AsyncManagedTransaction, AsyncResult

from benchmarks import dpdk, oracle
from benchmarks.dpdk import Sent
from benchmarks.folding import fold_into
from benchmarks.questions import drawn
from benchmarks.stores import Place, placed
from benchmarks.terminal import CONSOLE, ends_tidily, report, steps, waiting
from graph.answer import answer_path
from graph.store import DEFAULT_NETWORK
from graph.stores import neo4j_cypher, neo4j_statements
from graph.stores.neo4j import Neo4jStore, open_neo4j
from graph.stores.neo4j_view import Neo4jView
from schemas.questions import PathQuestion

T = TypeVar("T")
Asked = tuple[str, dict[str, Any]]  # a statement and its parameters
ALIKE = ("load", "touching")  # what is asked of several kinds


class NotedRuns:
    """A transaction that notes the statements run in it."""

    def __init__(self, tx: AsyncManagedTransaction, noted: list[Asked]) -> None:
        self._tx, self._noted = tx, noted

    async def run(self, statement: str, parameters: dict[str, Any]) -> AsyncResult:
        self._noted.append((statement, parameters))
        return await self._tx.run(statement, parameters)


class NotingNeo4j(Neo4jStore):
    """A store that notes what it is asked, and can profile it."""

    noted: list[Asked]

    async def read(self, network: str, work: Callable[[Neo4jView], Awaitable[T]]) -> T:
        async def noting(view: Neo4jView) -> T:
            runs = NotedRuns(view._tx, self.noted)  # noqa: SLF001 - the same view, noting
            return await work(Neo4jView(cast("AsyncManagedTransaction", runs), network))

        return await super().read(network, noting)

    async def again(self, asked: Asked) -> tuple[dict[str, Any], int, float]:
        """The root of a statement's operators, how much it answers, its time in milliseconds."""
        statement, parameters = asked

        async def within(tx: AsyncManagedTransaction) -> tuple[dict[str, Any], int, float]:
            result = await tx.run(f"PROFILE {statement}", parameters)
            await result.values()  # what is not fetched is not profiled
            summary = await result.consume()
            began = time.perf_counter()
            found = await (await tx.run(statement, parameters)).value()
            milliseconds = (time.perf_counter() - began) * 1000
            entities = sum(len(one) if isinstance(one, list) else 1 for one in found)
            return cast("dict[str, Any]", summary.profile), entities, milliseconds

        async with self._driver.session(database=self._database) as session:
            return await session.execute_read(within)


@dataclass(slots=True)
class Profiled:
    """What the runs of one statement came to, over all questions."""

    name: str
    runs: int = 0
    hits: int = 0
    entities: int = 0
    milliseconds: float = 0.0
    operators: Counter[str] = field(default_factory=Counter)  # db hits of each

    def add(self, root: dict[str, Any], entities: int, milliseconds: float) -> None:
        self.runs += 1
        self.entities += entities
        self.milliseconds += milliseconds
        for plan in _plans(root):
            self.operators[plan["operatorType"].partition("@")[0]] += plan["dbHits"]
            self.hits += plan["dbHits"]

    def told(self, questions: int) -> dict[str, Any]:
        """By question, but for the milliseconds of one run."""
        return {
            "statement": self.name, "runs": round(self.runs / questions, 2),
            "entities": round(self.entities / questions), "db_hits": round(self.hits / questions),
            "ms_a_run": round(self.milliseconds / self.runs, 2),
        }  # fmt: skip


def _plans(root: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """An operator and all that feed it, the first last."""
    yield root
    for child in root.get("children", ()):
        yield from _plans(child)


def _names() -> dict[str, str]:
    """What each statement is called where the Cypher is."""
    named = {
        text: name
        for name, text in {**vars(neo4j_cypher), **vars(neo4j_statements)}.items()
        if isinstance(text, str)
    }
    for kind, statements in neo4j_statements.STATEMENTS.items():
        named |= {getattr(statements, part): f"{kind.__name__}.{part}" for part in ALIKE}
    return named


async def noting(place: Place, sent: Sequence[Sent]) -> AsyncIterator[NotingNeo4j]:
    """The store at *place*, holding *sent* unless it held something before."""
    async with open_neo4j(place.url) as store:
        if not await store.networks():
            await fold_into(store, sent, "Folding without a broker")
        noting = NotingNeo4j(store._driver, store._database)  # noqa: SLF001 - the same store, noting
        noting.secret, noting.noted = store.secret, []
        yield noting


async def asked(store: NotingNeo4j, questions: Sequence[PathQuestion]) -> list[float]:
    """Milliseconds that each answer takes; the statements are noted."""
    milliseconds: list[float] = []
    for question in steps("Asking", questions):
        answering = partial(
            answer_path, secret=store.secret, network=DEFAULT_NETWORK, request=question
        )
        began = time.perf_counter()
        await store.read(DEFAULT_NETWORK, answering)
        milliseconds.append((time.perf_counter() - began) * 1000)
    return milliseconds


async def profiled(store: NotingNeo4j) -> list[Profiled]:
    """Every statement noted, run again; those that hit the most first."""
    names = _names()
    found = {statement: Profiled(names[statement]) for statement, _ in store.noted}
    for each in steps("Profiling", store.noted):
        found[each[0]].add(*await store.again(each))
    return sorted(found.values(), key=lambda one: -one.hits)


async def measured(place: Place, sent: Sequence[Sent], asking: Sequence[PathQuestion]) -> None:
    """Ask once to warm, once to measure, and once more in pieces; then report."""
    async with asynccontextmanager(noting)(place, sent) as store:
        await asked(store, asking)
        store.noted.clear()
        milliseconds = await asked(store, asking)
        statements = len(store.noted) / len(asking)
        found = await profiled(store)
    for one in found:
        CONSOLE.print(one.told(len(asking)), soft_wrap=True)
        CONSOLE.print({name: round(hits / len(asking)) for name, hits in one.operators.items()})
    cuts = quantiles(milliseconds, n=100)
    report(
        {
            "questions": len(asking), "statements": round(statements, 1),
            "db_hits": round(sum(one.hits for one in found) / len(asking)),
            "ms_p50": round(cuts[49], 1), "ms_p99": round(cuts[98], 1),
            "by_statement": [one.told(len(asking)) for one in found],
        }
    )  # fmt: skip


def main() -> None:
    """Fold, ask, profile."""
    ends_tidily()
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("--data", type=Path, required=True, help="folder of the two CSV files")
    options.add_argument("--store", required=True, help="URL of a Neo4j, or docker")
    options.add_argument("--questions", type=int, default=50, help="each asked in both orders")
    options.add_argument("--seed", type=int, default=7)
    options.add_argument("--events", type=int, help="only so many, the earliest")
    chosen = options.parse_args()
    with waiting("Reading the files"):
        sent = dpdk.events(chosen.data, chosen.events)
        known = oracle.read(chosen.data, chosen.events)
    asking = [
        PathQuestion(
            asker=f"uid:{dpdk.SOURCE}:{one.number}", to=f"domain:{one.domain}", by=one.by, k=3,
            now=datetime.fromisoformat(dpdk.NOW),
        )
        for one in drawn(known, chosen.questions, chosen.seed)
    ]  # fmt: skip
    with placed(chosen.store) as place:
        asyncio.run(measured(place, sent, asking))


if __name__ == "__main__":
    main()
