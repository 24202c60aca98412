"""What the graph of a set of events is, said in the plainest way: no facets, no increments.

Every entity is worked out anew from the list of what live events say. Shares with graph/
the published tables, the entities as containers, and nothing that folds.
"""

import uuid
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

import networkx as nx

from graph.combine import STAGES
from graph.entities import (
    AnyMatter,
    Company,
    Contact,
    Employment,
    Entity,
    Identifier,
    Introduction,
    Person,
    Post,
    Said,
    Stint,
    Tie,
)
from graph.identity import NAMESPACE
from graph.strength import HALF_LIVES, OPENING, PRIORS
from graph.strike import Arrival
from tests.law.reading import Pair, Sayings, said_by


def graph_of(events: Iterable[Arrival]) -> dict[type[Entity], dict[tuple[str, ...], Entity]]:
    """Every entity of the graph, by kind and key."""
    said = said_by(events)
    names: nx.Graph[str] = nx.Graph()
    names.add_nodes_from(said.named)
    names.add_edges_from(said.claims)
    owner: dict[str, str] = {}
    for component in nx.connected_components(names):
        id_ = min(str(uuid.uuid5(NAMESPACE, name)) for name in component)
        owner.update(dict.fromkeys(component, id_))
    alone = {name: name for name in said.named}
    found: list[Entity] = [*_identifiers(said, owner), *_owners(said, owner)]
    found += [_contact(pair, said, alone) for pair in _pairs(said, alone)]
    found += [_tie(pair, said, owner) for pair in _pairs(said, owner)]
    posts = {(person, company) for person, company, _, _ in said.posts}
    found += [Post(a=a, b=b, **_stints(said, alone, (a, b))) for a, b in posts]
    jobs = {(owner[a], owner[b]) for a, b in posts}
    found += [_employment(job, _stints(said, owner, job)) for job in jobs]
    found += [*_introductions(said), *_matters(said)]
    graph: dict[type[Entity], dict[tuple[str, ...], Entity]] = defaultdict(dict)
    for entity in found:
        graph[type(entity)][entity.key] = entity
    return graph


def _latest(said: Sayings, names: Iterable[str]) -> dict[str, Said]:
    ours = set(names)
    words = sorted(said.words, key=lambda one: one[2])
    return {word: value for name, word, value in words if name in ours}


def _identifiers(said: Sayings, owner: dict[str, str]) -> Iterator[Identifier]:
    both = [*said.claims, *((y, x) for x, y in said.claims)]
    for name, times in said.named.items():
        claims = tuple(sorted({other for one, other in both if one == name}))
        words: dict[str, Any] = _latest(said, [name])
        yield Identifier(text=name, owner=owner[name], named=times, claims=claims, **words)


def _owners(said: Sayings, owner: dict[str, str]) -> Iterator[Person | Company]:
    for id_ in set(owner.values()):
        names = tuple(sorted(name for name in owner if owner[name] == id_))
        words: dict[str, Any] = {k: v.value for k, v in _latest(said, names).items()}
        if names[0].startswith(("domain:", "name:")):
            yield Company(id=id_, identifiers=names, **words)
        else:
            guessed = all(name.startswith("described:") for name in names)
            yield Person(id=id_, identifiers=names, described=guessed, **words)


def _pairs(said: Sayings, end: dict[str, str]) -> set[Pair]:
    pairs = {(touch.x, touch.y) for touch in said.touches}
    pairs |= {(x, y) for x, y, *_ in said.relations} | {(x, y) for x, y, _ in said.ratings}
    ends = {(end[x], end[y]) for x, y in pairs}
    return {(min(pair), max(pair)) for pair in ends if pair[0] != pair[1]}


def _sums(said: Sayings, end: dict[str, str], pair: Pair) -> dict[str, Any]:
    touches = [touch for touch in said.touches if {end[touch.x], end[touch.y]} == set(pair)]
    if not touches:
        return {}
    times = sorted(touch.time for touch in touches)
    sums: dict[str, Any] = {"first": times[0], "last": times[-1]}
    for name, half in HALF_LIVES.items():
        kind = name.split("_")[0]
        sums[name] = sum(
            touch.weight * 0.5 ** (_days(touch.time, times[-1]) / half)
            for touch in touches
            if touch.kind == kind
        )
    for kind in ("direct", "hard", "soft"):
        sums[kind] = sum(touch.kind == kind for touch in touches)
    for name, who in zip(("from_a", "from_b"), pair, strict=True):
        acted = [(end[t.x] == who and t.x_acts) or (end[t.y] == who and t.y_acts) for t in touches]
        sums[name] = sum(acted)
    return sums


def _days(earlier: str, later: str) -> float:
    return (datetime.fromisoformat(later) - datetime.fromisoformat(earlier)).total_seconds() / 86400


def _relations(said: Sayings, end: dict[str, str], pair: Pair) -> dict[str, tuple[str, bool]]:
    found: dict[str, tuple[str, bool]] = {}
    for x, y, word, date, ended in sorted(said.relations, key=lambda one: one[2:]):
        if {end[x], end[y]} == set(pair):
            found[word] = (date, ended)
    return found


def _ratings(said: Sayings, end: dict[str, str], pair: Pair) -> list[Said | None]:
    found: list[Said | None] = [None, None]
    for rater, rated, word in sorted(said.ratings, key=lambda one: one[2]):
        if {end[rater], end[rated]} == set(pair):
            found[pair.index(end[rater])] = word
    return found


def _contact(pair: Pair, said: Sayings, alone: dict[str, str]) -> Contact:
    relations = tuple(
        f"{word} {date} {'ended' if ended else 'asserted'}"
        for word, (date, ended) in sorted(_relations(said, alone, pair).items())
    )
    rating_a, rating_b = _ratings(said, alone, pair)
    return Contact(
        a=pair[0], b=pair[1], relations=relations, rating_a=rating_a, rating_b=rating_b,
        **_sums(said, alone, pair),
    )  # fmt: skip


def _tie(pair: Pair, said: Sayings, owner: dict[str, str]) -> Tie:
    sums = _sums(said, owner, pair)
    words = _relations(said, owner, pair)
    relations = tuple(sorted(word for word, (_, ended) in words.items() if not ended))
    rating = min((float(w.value) for w in _ratings(said, owner, pair) if w), default=None)
    hard = sums.get("hard", 0) > 0
    direct = sums.get("from_a", 0) > 0 and sums.get("from_b", 0) > 0
    asserted = any(word in OPENING for word in relations)
    kind = "hard" if hard else "direct" if direct else "asserted" if asserted else "soft"
    return Tie(
        a=pair[0], b=pair[1], kind=kind, open=kind != "soft" and rating != 0, rating=rating,
        relations=relations, prior=max((PRIORS[word] for word in relations), default=0.0), **sums,
    )  # fmt: skip


def _stints(said: Sayings, end: dict[str, str], pair: Pair) -> dict[str, Any]:
    posts = sorted(said.posts, key=lambda one: one[3])
    return {sort: stint for a, b, sort, stint in posts if (end[a], end[b]) == pair}


def _employment(job: Pair, stints: dict[str, Stint]) -> Employment:
    here, began, left = (stints.get(sort) for sort in ("here", "began", "left"))
    told = {word: getattr(here, word) for word in ("title", "function", "place")} if here else {}
    dates = {
        name: stint.date
        for name, stint in (("here", here), ("since", began), ("until", left))
        if stint
    }
    return Employment(a=job[0], b=job[1], **told, **dates)


def _introductions(said: Sayings) -> Iterator[Introduction]:
    for id_ in {one[0] for one in said.introductions}:
        mine = [one for one in said.introductions if one[0] == id_]
        times = {stage: max(t for _, s, t, _ in mine if s == stage) for _, stage, _, _ in mine}
        told: dict[str, Any] = {}
        for role in ("asker", "introducer", "insider", "company"):
            told[role] = max((roles[role] for *_, roles in mine if role in roles), default=None)
        yield Introduction(
            id=id_,
            stages=tuple(f"{stage} {time}" for stage, time in sorted(times.items())),
            stage=max(times, key=lambda stage: (times[stage], STAGES.index(stage))),
            **told,
        )


def _matters(said: Sayings) -> Iterator[AnyMatter]:
    for kind, id_ in {(kind, id_) for kind, id_, _ in said.matters}:
        mine = [told for of, at, told in said.matters if (of, at) == (kind, id_)]
        yield kind(
            id=id_, **max(mine, key=lambda told: (told["time"], told["source"], told["event"]))
        )
