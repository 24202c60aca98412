"""Awkward askers on an awkward graph: every search stays within its budget, and says when cut.

    python -m benchmarks.attack --hub 1000000 --clique 2000 --chain 1000000

Every kind of question is put to the index, while a second thread goes on asking small ones;
then some to the plain search on a smaller graph. Exit code 1 when an answer that does not say
that it was cut took more than the budget.
"""

import argparse
import asyncio
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from itertools import product
from statistics import quantiles
from threading import Event, Thread
from typing import Any

import numpy as np

from benchmarks.ground import Ground, Port, ground, index_of
from benchmarks.terminal import ends_tidily, report, steps, waiting
from graph.index import Index
from graph.index.find import TIES
from graph.search import TIES as TIES_READ
from graph.search import Question, find_paths

KINDS: dict[str, dict[str, Any]] = {
    f"{by}, k={k}, {hops} hops": {"by": by, "k": k, "max_hops": hops}
    for by, k, hops in product(("shortest", "strongest"), (1, 5, 20), (4, 6))
}
PLAIN = ("shortest, k=1, 6 hops", "shortest, k=5, 4 hops", "strongest, k=1, 6 hops",
         "strongest, k=20, 6 hops")  # fmt: skip
PAUSE = 0.0005  # seconds between small questions
NOW = "2026-07-01T00:00:00.000000Z"


@dataclass(slots=True)
class Worst:
    """The worst of one kind of question."""

    asked: int = 0
    ties: int = 0
    most: int = 0  # ties of an answer that does not say that it was cut
    milliseconds: float = 0.0
    cut: int = 0

    def note(self, ties: int, milliseconds: float, *, cut: int, answers: int = 1) -> None:
        self.asked += answers
        self.cut += cut
        self.ties = max(self.ties, ties)
        self.most = max(self.most, 0 if cut else ties)
        self.milliseconds = max(self.milliseconds, milliseconds)

    def figures(self) -> dict[str, float]:
        return {
            "asked": self.asked, "ties": self.ties, "ties_uncut": self.most,
            "ms": round(self.milliseconds, 1), "cut": self.cut,
        }  # fmt: skip


Kinds = dict[str, Worst]


def attacked(grounds: dict[str, Ground]) -> tuple[Kinds, dict[str, float]]:
    """Ask the index everything, and something small beside it."""
    worst: Kinds = {kind: Worst() for kind in (*KINDS, "nearest", "nearest_many")}
    small: dict[str, float] = {}
    for name, one in grounds.items():
        with waiting(f"The index: {name}"):
            index = index_of(one)
        _asked(index, one, {kind: Worst() for kind in worst}, first=True)  # compiled, and touched
        with _asking_beside(Index(index.world), one) as times:
            _asked(index, one, worst)
        small[name] = round(quantiles(times, n=100)[98], 3)
    return worst, small


def _asked(index: Index, one: Ground, worst: Kinds, *, first: bool = False) -> None:
    companies = np.arange(len(one.companies), dtype=np.int32)
    for asker in list(one.askers.values())[: 1 if first else None]:
        for company in companies.tolist():
            for kind, options in KINDS.items():
                ways, ms = _timed(partial(index.paths, asker, company, **options))
                worst[kind].note(ways.ties_read, ms, cut=ways.cut)
            _, ms = _timed(partial(index.nearest, asker, company))
            worst["nearest"].note(index.ties_read, ms, cut=index.cut)
        _, ms = _timed(partial(index.nearest_many, asker, companies))
        worst["nearest_many"].note(index.ties_read, ms, cut=index.cut, answers=len(companies))


def _timed(ask: Callable[[], Any]) -> tuple[Any, float]:
    began = time.perf_counter()
    answer = ask()
    return answer, (time.perf_counter() - began) * 1000


@contextmanager
def _asking_beside(index: Index, one: Ground) -> Iterator[list[float]]:
    """Small questions by another thread; how many milliseconds each took."""
    times: list[float] = []
    over = Event()
    company = list(one.companies).index("four down the chain")
    asker = one.askers["the chain's start"]

    def ask() -> None:
        while not over.is_set():
            _, ms = _timed(partial(index.paths, asker, company, by="strongest"))
            times.append(ms)
            time.sleep(PAUSE)

    thread = Thread(target=ask)
    thread.start()
    try:
        yield times
    finally:
        over.set()
        thread.join()


async def plainly(grounds: dict[str, Ground]) -> Kinds:
    """Ask the plain search."""
    worst: Kinds = {kind: Worst() for kind in PLAIN}
    for name, one in grounds.items():
        port = Port(one)
        asked = product(one.askers.values(), one.companies, PLAIN)
        for asker, company, kind in steps(f"The plain search: {name}", asked):
            question = Question(asker=f"{asker:08}", company=company, now=NOW, **KINDS[kind])
            began = time.perf_counter()
            found = await find_paths(port, question)
            ms = (time.perf_counter() - began) * 1000
            worst[kind].note(found.ties_read, ms, cut=found.cut)
    return worst


def _grounds(hub: int, clique: int, chain: int) -> dict[str, Ground]:
    names = {"even costs": True, "mixed costs": False}
    return {name: ground(hub, clique, chain, even=even) for name, even in names.items()}


def _chosen() -> argparse.Namespace:
    options = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    options.add_argument("--hub", type=int, default=1_000_000, help="ties of the hub")
    options.add_argument("--clique", type=int, default=2_000)
    options.add_argument("--chain", type=int, default=1_000_000)
    options.add_argument(
        "--plain",
        type=int,
        default=4,
        help="so much smaller a clique for the plain search, and the rest 20 times that",
    )
    return options.parse_args()


def main() -> None:
    """Attack the index, then the plain search."""
    ends_tidily()
    chosen = _chosen()
    began = time.perf_counter()
    grounds = _grounds(chosen.hub, chosen.clique, chosen.chain)
    worst, small = attacked(grounds)
    less = 20 * chosen.plain
    smaller = (chosen.hub // less, chosen.clique // chosen.plain, chosen.chain // less)
    plain = asyncio.run(plainly(_grounds(*smaller)))
    companies = max(len(one.companies) for one in grounds.values())  # each has a budget
    allowed = dict.fromkeys(worst, TIES) | {"nearest_many": TIES * companies}
    over = [kind for kind in worst if worst[kind].most > allowed[kind]]
    report(
        {
            "hub": chosen.hub, "clique": chosen.clique, "chain": chosen.chain, "budget": TIES,
            "kinds": {kind: one.figures() for kind, one in worst.items()}, "over_budget": over,
            "beside_p99_ms": small, "plain_sizes": smaller, "plain_budget": TIES_READ,
            "plain": {kind: one.figures() for kind, one in plain.items()},
            "seconds": round(time.perf_counter() - began, 1),
        }
    )  # fmt: skip
    raise SystemExit(1 if over else 0)


if __name__ == "__main__":
    main()
