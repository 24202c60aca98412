"""A path told: its people, how well they know each other, and the next step."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import cast
from urllib.parse import quote

from graph.entities import Company, Employment, Person, Tie
from graph.ladder import (
    Introduced,
    Standing,
    Volunteered,
    introductions_of,
    names_volunteered,
    next_step,
)
from graph.search import Path
from graph.store import DEFAULT_NETWORK, View
from graph.strength import chance, chance_of, cost_of
from graph.words import as_known_to, full_name, how_well, label, path_sentence, ref_of
from schemas.answers import Hop, Insider, Kind, Named, PathFound, PersonOnPath, Role


def link(network: str, *parts: str) -> str:
    """The address of a page below /v1."""
    return "/".join(("/v1", *(quote(part, safe="") for part in parts))) + _query(network)


def evidence_of(network: str, one: str, other: str) -> str:
    """The address of the events behind a tie, or an employment, by ids: these need no quoting."""
    return f"/v1/ties/{one}/{other}/evidence{_query(network)}"


def _query(network: str) -> str:
    return "" if network == DEFAULT_NETWORK else f"?network={network}"


def named(whom: Person | Company) -> Named:
    """Somebody as links and texts name them."""
    return Named(id=whom.id, name=label(whom), ref=ref_of(whom))


def rounded(sure: float) -> float:
    """A chance with four significant digits, as answers show it."""
    return float(f"{sure:.4g}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """Whatever the telling of some paths into one company needs."""

    network: str
    now: str
    company: Company
    people: Mapping[str, Person]
    employments: Mapping[str, Employment] = field(default_factory=dict)  # by person
    introductions: Sequence[Introduced] = ()
    volunteered: Sequence[Volunteered] = ()

    def tell(self, path: Path) -> PathFound:
        """*path* in words and numbers."""
        people = [self.people[id_] for id_ in path.people]
        insider = self._insider(people[-1])
        standing = Standing(
            people=people, ties=path.ties, company=self.company,
            introductions=self.introductions, volunteered=self.volunteered,
        )  # fmt: skip
        return PathFound(
            hops=path.hops,
            cost=path.cost,
            chance=rounded(chance_of(path.cost)),
            sentence=path_sentence(people, path.ties, self.company, former=insider.former),
            people=tuple(_on_path(people, path.ties)),
            ties=self._hops(path),
            insider=insider,
            next_step=next_step(standing),
        )

    def _hops(self, path: Path) -> tuple[Hop, ...]:
        chances = [chance(tie, self.now) for tie in path.ties]
        costs = [cost_of(sure) for sure in chances]
        weakest = costs.index(max(costs)) if costs else 0
        return tuple(
            self._hop(ends, tie, sure, weakest=number == weakest)
            for number, (ends, tie, sure) in enumerate(
                zip(pairwise(path.people), path.ties, chances, strict=True)
            )
        )

    def _hop(self, ends: tuple[str, str], tie: Tie, sure: float, *, weakest: bool) -> Hop:
        start, to = ends
        return Hop(
            start=start, to=to, kind=cast("Kind", tie.kind), sure=rounded(sure),
            words=how_well(tie, sure), relations=tie.relations, last_contact=tie.last or None,
            evidence=evidence_of(self.network, start, to), weakest=weakest,
        )  # fmt: skip

    def _insider(self, person: Person) -> Insider:
        employment = self.employments[person.id]
        return Insider(
            title=employment.title or None,
            since=employment.since or None,
            former=not employment.current(self.now),
            evidence=evidence_of(self.network, person.id, self.company.id),
        )


async def scene_of(
    view: View, network: str, company: Company, paths: Sequence[Path], now: str
) -> Scene:
    """Load what the telling of *paths*, all of one asker, needs."""
    ids = sorted({id_ for path in paths for id_ in path.people})
    people = {one.id: one for one in (await view.load(Person, [(id_,) for id_ in ids])).values()}
    insiders = [(id_, company.id) for id_ in sorted({path.people[-1] for path in paths})]
    employments = {one.a: one for one in (await view.load(Employment, insiders)).values()}
    scene = Scene(network=network, now=now, company=company, people=people, employments=employments)
    walked = [path for path in paths if path.ties]
    return await _with_ladder(view, scene, walked) if walked else scene


async def _with_ladder(view: View, scene: Scene, walked: Sequence[Path]) -> Scene:
    asker = scene.people[walked[0].people[0]]
    contacts = [scene.people[id_] for id_ in sorted({path.people[1] for path in walked})]
    return Scene(
        network=scene.network,
        now=scene.now,
        company=scene.company,
        people=scene.people,
        employments=scene.employments,
        introductions=await introductions_of(view, asker, contacts),
        volunteered=await names_volunteered(view, asker, contacts, scene.company),
    )


def _on_path(people: Sequence[Person], ties: Sequence[Tie]) -> Iterable[PersonOnPath]:
    """The people in order; one known by description only is named after who described them."""
    for number, person in enumerate(people):
        role: Role = "asker" if number == 0 else "contact"
        if 0 < number == len(people) - 1:
            role = "insider"
        name = full_name(person)
        if not name and number:
            name = as_known_to(people[number - 1], person, ties[number - 1], you=number == 1)
        yield PersonOnPath(
            id=person.id, name=name or label(person), ref=ref_of(person),
            described=person.described, role=role,
        )  # fmt: skip
