"""The index as a library: arrays or a networkx graph in, paths out, no service and no store.

    index = Index.from_networkx(graph, {"Globex": ["gil", "mae"]})
    for way in index.ways("bob", "Globex", by="strongest", k=3).paths:
        print(way.people, way.cost)

`docs/library.md` has it whole.
"""

from collections.abc import Collection, Hashable, Mapping, Sequence
from typing import Any

import networkx as nx
import numpy as np
import numpy.typing as npt

from graph.index.find import TIES, Ask, By, Way, Ways, find, nearest_each
from graph.index.kernels.marks import UNKNOWN
from graph.index.kernels.rowwise import NEVER
from graph.index.kernels.shortest import CUT, nearest_by_number
from graph.index.rows import Ints, grouped
from graph.index.scratch import Scratch
from graph.index.world import HARD, OPEN, Steps, World, both_ways, numbered
from graph.search import Question, check
from graph.strength import COST_SCALE, LEAST, MOST, chance_of, cost_of

_NOBODY = np.zeros(0, np.int32)
_MOST_HOPS = 6


class Index:
    """People and companies by number, or by name, searched in memory by one thread at a time.

    Paths and their order are those of `graph.search`; ids are the numbers. *ties_read* are those
    that the last of the `nearest` questions looked at, and *cut* is how many of its answers a
    budget cut off: None says nothing then.
    """

    def __init__(
        self, world: World, names: Sequence[Hashable] = (), companies: Sequence[Hashable] = ()
    ) -> None:
        self.world = world
        self.ties_read = self.cut = 0
        self._names = names
        self._numbers = {name: number for number, name in enumerate(names)}
        self._companies = {name: number for number, name in enumerate(companies)}
        self._scratch = scratch = Scratch(world.people)
        self._rows = (
            world.words, world.open.spans, *world.open.columns[:2],
            world.insiders.spans, world.insiders.columns[0],
        )  # fmt: skip
        self._room = (
            scratch.words, scratch.onto, scratch.table, scratch.sieves[:2], scratch.ahead,
            scratch.behind, scratch.path,
        )  # fmt: skip

    @classmethod
    def from_arrays(
        cls,
        *,
        people: int,
        pairs: Ints,
        chance: npt.NDArray[np.float64],
        employed: Ints,
        hard: npt.NDArray[np.bool_] | None = None,
    ) -> "Index":
        """*people* so many, numbered from 0 on.

        Ties are *pairs*, shape (ties, 2), each once, with their *chance*, shape (ties,), in
        (0, 1]. *employed*, shape (n, 2), has people and the numbers of companies where they work.

        Raises:
            IndexError: by the number of nobody.
        """
        _within(people, np.asarray(pairs))
        _within(people, np.asarray(employed).reshape(-1, 2)[:, 0])
        return cls(_world(people, pairs, chance, employed, hard))

    @classmethod
    def from_networkx(
        cls,
        graph: "nx.Graph[Any]",
        insiders: Mapping[Hashable, Collection[Hashable]],
        *,
        chance: str = "chance",
    ) -> "Index":
        """People are the nodes of *graph*; its edges say how sure they are, 0.5 where not.

        Order counts: of two equally good ways the one of earlier nodes comes first.

        Raises:
            ValueError: by a graph that may have more than one edge between two nodes.
        """
        if graph.is_directed() or graph.is_multigraph():
            raise ValueError("give an undirected graph with one edge between two nodes")
        names = list(graph.nodes)
        numbers = {name: number for number, name in enumerate(names)}
        ties = [
            (numbers[a], numbers[b], data.get(chance, 0.5))
            for a, b, data in graph.edges.data()
            if a != b
        ]
        staff = [(numbers[one], i) for i, of in enumerate(insiders.values()) for one in of]
        world = _world(
            len(names), np.array([tie[:2] for tie in ties], np.int32),
            np.array([tie[2] for tie in ties]), np.array(staff, np.int32), None,
        )  # fmt: skip
        return cls(world, names, list(insiders))

    def to_networkx(self) -> "nx.Graph[Any]":
        """The people, by name where they have one, and the open ties with `chance` and `hard`."""
        name = self._names.__getitem__ if self._names else int
        graph: nx.Graph[Any] = nx.Graph()
        graph.add_nodes_from(map(name, range(self.world.people)))
        for person in range(self.world.people):
            to, price = (column.tolist() for column in self.world.open.row(person)[:2])
            graph.add_edges_from(
                (name(person), name(other), {"chance": chance_of(one >> 8), "hard": one & HARD > 0})
                for other, one in zip(to, price, strict=True)
                if person < other
            )
        return graph

    def ways(self, asker: Hashable, company: Hashable, **options: Any) -> Ways:
        """As `paths`, by the names of a networkx graph.

        Raises:
            KeyError: by a name that is none.
        """
        avoid = tuple(self._numbers[name] for name in options.pop("avoid", ()))
        via = self._numbers[options.pop("via")] if "via" in options else None
        found = self.paths(
            self._numbers[asker], self._companies[company], avoid=avoid, via=via, **options
        )
        named = (
            Way(tuple(self._names[n] for n in way.people), way.cost)  # type: ignore[misc]
            for way in found.paths
        )
        return Ways(tuple(named), found.cut, found.ties_read)

    def nearest(self, asker: int, company: int, *, budget: int = TIES) -> Way | None:
        """The shortest way within 6 hops, the surest of these, the first by number of these."""
        hops, cost = self._nearest(asker, company, budget, whole=True)
        if hops < 0:
            return None
        return Way((asker, *self._scratch.path[:hops].tolist()), cost)

    def nearest_hops(self, asker: int, company: int, *, budget: int = TIES) -> int:
        """Hops of the shortest way within 6; -1 when there is none."""
        return max(self._nearest(asker, company, budget, whole=False)[0], -1)

    def nearest_many(
        self,
        asker: int,
        companies: Ints,
        *,
        max_hops: int = _MOST_HOPS,
        hard_only: bool = False,
        min_strength: float = 0.0,
        avoid: Collection[int] = (),
        budget: int = TIES,
    ) -> list[Way | None]:
        """`nearest` for many companies, in one search that looks around the asker once.

        *budget* is of all together; a company for which it does not reach is asked about singly,
        with a budget of its own.

        Raises:
            OutOfBounds: by max_hops or min_strength.
            IndexError: by a number that nobody has.
        """
        companies = np.asarray(companies, np.int32)
        self._check(asker, companies)
        staff = self.world.insiders
        ask = self._ask(
            asker, staff.columns[0], avoid=avoid, max_hops=max_hops, hard_only=hard_only,
            min_strength=min_strength, budget=budget,
        )  # fmt: skip
        found = nearest_each(self.world, ask, staff.spans[companies], self._scratch)
        self.ties_read, self.cut = found.ties_read, found.cut
        return found.ways

    def paths(
        self,
        asker: int,
        company: int,
        *,
        by: By = "shortest",
        k: int = 1,
        max_hops: int = 4,
        hard_only: bool = False,
        min_strength: float = 0.0,
        avoid: Collection[int] = (),
        via: int | None = None,
        budget: int = TIES,
    ) -> Ways:
        """The k best ways into a company, as `graph.search.Question` defines them.

        Raises:
            OutOfBounds: by k, max_hops or min_strength.
            IndexError: by a number that nobody has.
        """
        self._check(asker, company)
        insiders = self.world.insiders.row(company)[0]
        ask = self._ask(
            asker, insiders, via, by=by, k=k, max_hops=max_hops, hard_only=hard_only,
            min_strength=min_strength, avoid=avoid, budget=budget,
        )  # fmt: skip
        if asker in insiders:
            return Ways((Way((asker,), 0),), cut=False, ties_read=0)
        return find(self.world, ask, self._scratch)

    def _ask(
        self,
        asker: int,
        insiders: Ints,
        via: int | None = None,
        *,
        min_strength: float,
        avoid: Collection[int],
        **options: Any,
    ) -> Ask:
        asked = {name: options[name] for name in ("k", "max_hops") if name in options}
        check(Question(asker="", company="", now="", min_strength=min_strength, **asked))
        _within(self.world.people, np.array(tuple(avoid), np.int64))
        most = cost_of(min_strength) if min_strength else UNKNOWN
        need = HARD if options["hard_only"] else 0
        first = _first_steps(self.world.open.row(asker), need, most, avoid, via)
        return Ask(
            asker=asker, insiders=insiders, first=first, most_cost=most, avoid=tuple(avoid),
            **options,
        )  # fmt: skip

    @property
    def nbytes(self) -> int:
        """Bytes of all the columns; the room that a search works in is not among them."""
        return self.world.nbytes

    def _check(self, asker: int, companies: int | Ints) -> None:
        """Kernels look at no bounds."""
        _within(self.world.people, asker)
        _within(len(self.world.insiders.spans), companies)

    def _nearest(self, asker: int, company: int, budget: int, *, whole: bool) -> tuple[int, int]:
        self._check(asker, company)
        hops, cost, self.ties_read = nearest_by_number(
            *self._rows,
            asker,
            company,
            _MOST_HOPS,
            budget,
            whole,
            self._scratch.next_question(),
            *self._room,
        )
        self.cut = int(hops == CUT)
        return hops, cost


def _within(count: int, numbers: int | npt.NDArray[Any]) -> None:
    least = most = numbers
    if isinstance(numbers, np.ndarray):
        least, most = numbers.min(initial=0), numbers.max(initial=-1)
    if least < 0 or most >= count:
        raise IndexError(f"there are {count}, numbered from 0 on, and one named is beyond")


def _world(
    people: int,
    pairs: Ints,
    chance: npt.NDArray[np.float64],
    employed: Ints,
    hard: npt.NDArray[np.bool_] | None,
) -> World:
    likely = np.clip(np.asarray(chance, np.float64), LEAST, MOST)
    costs = np.maximum(1, np.rint(-np.log(likely) * COST_SCALE)).astype(np.uint32)
    flags = np.uint32(OPEN) | (hard.astype(np.uint32) * np.uint32(HARD) if hard is not None else 0)
    employed = np.asarray(employed, np.int32).reshape(-1, 2)
    companies = int(employed[:, 1].max(initial=-1)) + 1
    ever = np.zeros(len(employed), np.int64)
    price = (costs << np.uint32(8) | flags).astype(np.uint32)
    return World(
        words=numbered(people),
        people=people,
        open=both_ways(people, np.asarray(pairs, np.int32).reshape(-1, 2), price),
        closed=grouped(people, _NOBODY, _NOBODY, _NOBODY.astype(np.uint32)),
        insiders=grouped(companies, employed[:, 1], employed[:, 0], ever, ever + NEVER),
    )


def _first_steps(
    row: Sequence[Any], need: int, most: int, avoid: Collection[int], via: int | None
) -> Steps:
    """The asker's ties that may be walked."""
    to, price = row[:2]
    if not need and most == UNKNOWN and not avoid and via is None:
        return to, price
    good = ((price & need) == need) & ((price >> 8) <= most)
    if avoid:
        good &= ~np.isin(to, list(avoid))
    if via is not None:
        good &= to == via
    return to[good], price[good]


__all__ = ["Index", "Way", "Ways"]
