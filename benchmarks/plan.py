"""A plan, and coffees, over many targets and contacts: the search, the choice, the whole answer.

python -m benchmarks.plan --people 100000 --ties 1000000 --contacts 1000 --targets 100

The graph is in the index, and what the answer tells is read from SQLite. *whole* is all of an
answer but HTTP; *search* is the way from every contact to every target within it; *coffees* is
a whole answer again where half of the contacts are soft ties.
"""

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from rich.table import Table

from benchmarks import plots
from benchmarks.options import parser
from benchmarks.powerlaw import PowerLaw, drawn
from benchmarks.terminal import CONSOLE, ends_tidily, refuse, report, waiting
from benchmarks.timing import collecting_nothing, machine, seconds_of
from graph.entities import Ask, Company, Entity, Identifier, Person, Reply, Target, Tie
from graph.fold import Changes
from graph.index.ids import Ids
from graph.index.library import Index
from graph.index.reach import reached
from graph.index.state import State
from graph.index.ties import Worth
from graph.index.world import numbered
from graph.plan.answer import answer_plan
from graph.plan.choose import choose
from graph.plan.coffees_answer import answer_coffees
from graph.plan.manners import Manners
from graph.plan.reach import Errand, Reached, Reacher
from graph.store import DEFAULT_NETWORK, GraphStore, View
from graph.strength import chance_of
from schemas.coffees import CoffeesQuestion
from schemas.events.base import moment_text
from schemas.plan import PlanQuestion
from schemas.questions import last_midnight
from services.stores import open_store
from services.templates import templates_of

NOW = moment_text(last_midnight())
EARLIER = "2026-01-04T09:00:00.000000Z"
GOAL = 1.0  # second
SECRET = b"s" * 32
MANNERS = Manners(templates=templates_of(None))
Work = Callable[[View], Awaitable[bool]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """A graph with an asker of its own behind all others, and what the asker is after."""

    state: State
    contacts: dict[str, float]  # with the chance of the tie; every other one may be soft
    targets: tuple[str, ...]

    @property
    def asker(self) -> str:
        return self.state.people.id(self.state.people.count - 1)

    @property
    def errand(self) -> Errand:
        contacts = tuple(self.contacts)
        return Errand(asker=self.asker, contacts=contacts, companies=self.targets, now=NOW)


@dataclass(frozen=True, slots=True)
class Searching:
    """A reacher that keeps how long each search took."""

    state: State
    seconds: list[float]

    async def reach(self, errand: Errand) -> Reached:
        took, found = seconds_of(lambda: reached(self.state, errand))
        self.seconds.append(took)
        return found


def ground(graph: PowerLaw, contacts: int, targets: int, seed: int) -> Ground:
    source = np.random.default_rng((seed, 2))
    known = source.choice(graph.people, contacts, replace=False)
    sure = source.uniform(0.05, 0.9, contacts)
    pairs = np.stack((known, np.full(contacts, graph.people)), axis=1).astype(np.int32)
    index = Index.from_arrays(
        people=graph.people + 1, employed=graph.employed,
        pairs=np.concatenate((graph.pairs, pairs)), chance=np.concatenate((graph.chance, sure)),
    )  # fmt: skip
    words = numbered(graph.companies)
    words[:, 0] = 1  # no person has the id of a company
    state = State(
        position=1, now=NOW, people=Ids.of_words(index.world.words), companies=Ids.of_words(words),
        worth=Worth(np.zeros((0, 3)), np.zeros(0, np.int64), 0), world=index.world,
    )  # fmt: skip
    wanted = source.choice(graph.companies, targets, replace=False).tolist()
    ids = map(state.people.id, known.tolist())
    return Ground(
        state=state, contacts=dict(zip(ids, sure.tolist(), strict=True)),
        targets=tuple(map(state.companies.id, wanted)),
    )  # fmt: skip


def entities(at: Ground, *, soft: bool) -> Iterator[Entity]:
    """What an answer reads: the people and ties of every way, the targets, a few asks.

    Every other tie of the asker's is *soft* and the rest are weak, or none is.
    """
    known = frozenset(
        contact for number, contact in enumerate(at.contacts) if not (soft and number % 2)
    )
    found = reached(at.state, replace(at.errand, known=known))
    ways = {found.way(contact, where) for contact, of in found.costs.items() for where in of}
    for id_ in sorted({at.asker, *at.contacts, *(id_ for way in ways for id_ in way)}):
        yield Person(id=id_, identifiers=(_email(id_),), name=f"P{id_[-6:]} Doe")
        yield Identifier(text=_email(id_), owner=id_, named=1)
    for a, b in sorted({tuple(sorted(pair)) for way in ways for pair in pairwise(way)}):
        yield Tie(a=a, b=b, kind="direct", open=True, rating=0.5, last=EARLIER)
    for number, (contact, sure) in enumerate(at.contacts.items()):
        a, b = sorted((at.asker, contact))
        if soft and number % 2:
            yield Tie(a=a, b=b, kind="soft", open=False, last=EARLIER, soft=1, soft_30d=0.5)
            continue
        yield Tie(
            a=a, b=b, kind="direct", open=True, rating=sure / 4 if soft else sure, last=EARLIER,
            direct=2, from_a=1, from_b=1,
        )  # fmt: skip
        if number % 4 == 0:
            ends = {"asker": _email(at.asker), "contact": _email(contact)}
            said = {"time": EARLIER, "source": "b", "event": str(number)}
            yield Ask(id=f"a-{number}", kind="question", **said, **ends)
            if number % 8 == 0:
                yield Reply(id=f"r-{number}", to=f"ask:a-{number}", answer="warm", **said, **ends)
    for number, id_ in enumerate(at.targets):
        name = f"name:{id_}"
        yield Company(id=id_, identifiers=(name,), name=f"Company {number}")
        yield Identifier(text=name, owner=id_, named=1)
        yield Target(
            id=f"t-{number}", time=EARLIER, source="b", event=f"t-{number}", wanted=True,
            person=_email(at.asker), company=name, priority=1 + number % 3,
        )  # fmt: skip


def _email(id_: str) -> str:
    return f"email:{id_}@example.org"


async def measured(at: Ground, runs: int) -> dict[str, list[float]]:
    """Seconds of the whole, the search in it, the choice, and coffees, of each run."""
    searching = Searching(at.state, [])
    whole = await _answers(at, _plan_of(at, searching), runs, soft=False)
    coffees = await _answers(at, _coffees_of(at, Searching(at.state, [])), runs, soft=True)
    search = searching.seconds[1:]
    return {"whole": whole, "search": search, "choice": _choices(at, runs), "coffees": coffees}


def _plan_of(at: Ground, reacher: Reacher) -> Work:
    async def work(view: View) -> bool:
        asked = PlanQuestion(now=last_midnight())
        answer = await answer_plan(view, SECRET, at.asker, asked, MANNERS, reacher)
        return not answer.cut and len(answer.moves) == asked.k

    return work


def _coffees_of(at: Ground, reacher: Reacher) -> Work:
    async def work(view: View) -> bool:
        asked = CoffeesQuestion(now=last_midnight())
        answer = await answer_coffees(view, SECRET, at.asker, asked, MANNERS, reacher)
        return not answer.cut and len(answer.coffees) == asked.k

    return work


async def _answers(at: Ground, work: Work, runs: int, *, soft: bool) -> list[float]:
    """Seconds of each of *runs* whole answers, each of which has all that was asked for."""
    took: list[float] = []
    with TemporaryDirectory() as folder:
        async with open_store(f"sqlite:///{Path(folder) / 'plan.sqlite3'}") as store:
            await _fill(store, at, soft=soft)
            for _ in range(runs + 1):
                with collecting_nothing():
                    began = asyncio.get_running_loop().time()
                    is_whole = await store.read(DEFAULT_NETWORK, work)
                    took.append(asyncio.get_running_loop().time() - began)
                if not is_whole:
                    refuse("the answer is not whole", "take more contacts, or a smaller graph")
    return took[1:]


async def _fill(store: GraphStore, at: Ground, *, soft: bool) -> None:
    changes = Changes(put=tuple(entities(at, soft=soft)))
    await store.write(DEFAULT_NETWORK, lambda transaction: transaction.save(changes))


def _choices(at: Ground, runs: int) -> list[float]:
    found = reached(at.state, at.errand)
    moves = [
        {where: sure * chance_of(cost) for where, cost in found.costs[contact].items()}
        for contact, sure in at.contacts.items()
    ]
    wanted = dict.fromkeys(at.targets, 1.0)
    return [seconds_of(lambda: choose(moves, wanted, 5))[0] for _ in range(runs)]


def main() -> None:
    """Measure; the exit code is 1 when half of the answers take a second or more."""
    ends_tidily()
    options = parser(__doc__, questions=20)
    options.add_argument("--contacts", type=int, default=1_000)
    options.add_argument("--targets", type=int, default=100)
    chosen = options.parse_args()
    with waiting("Building"):
        graph = drawn(chosen.people, chosen.ties, chosen.seed)
        at = ground(graph, chosen.contacts, chosen.targets, chosen.seed)
    with waiting("Planning"):
        found = asyncio.run(measured(at, chosen.questions))
    figures = {
        name: {"p50_ms": _ms(times, 0.5), "p99_ms": _ms(times, 0.99)}
        for name, times in found.items()
    }
    shown = Table("part", "p50 ms", "p99 ms", title=f"{chosen.targets} targets")
    for name, of in figures.items():
        shown.add_row(name, *(f"{value:,.1f}" for value in of.values()))
    CONSOLE.print(shown)
    if chosen.plot:
        plots.bars(chosen.plot, f"a plan over {chosen.targets} targets", figures)
    pairs = sum(map(len, reached(at.state, at.errand).costs.values()))
    report(
        {
            "people": chosen.people, "ties": chosen.ties, "contacts": chosen.contacts,
            "targets": chosen.targets, "pairs": pairs, **figures, "machine": machine(),
        },
        chosen.json,
    )  # fmt: skip
    slowest = max(figures[part]["p50_ms"] for part in ("whole", "coffees"))
    raise SystemExit(1 if slowest >= GOAL * 1000 else 0)


def _ms(times: list[float], share: float) -> float:
    return round(float(np.quantile(times, share)) * 1000, 1)


if __name__ == "__main__":
    main()
