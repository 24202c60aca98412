"""How facets of one key add up: commutative and associative, so order never matters."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from graph.entities import AnyMatter, Contact, Identifier, Introduction, Matter, Post
from graph.strength import added

Facet = Identifier | Contact | Post | AnyMatter
WORDS = ("name", "headline", "field", "place", "description", "informant")

# Present stage of an introduction: the latest, and of one moment the one further along.
STAGES = (
    "requested", "offered", "accepted", "accepted-by-insider", "withdrawn", "declined",
    "declined-by-insider", "made", "met", "applied", "interview", "offer", "hired", "no",
)  # fmt: skip


def latest(x: Any, y: Any) -> Any:
    """The greater of two words, either of which may be missing."""
    return y if x is None else x if y is None else max(x, y)


def combine(x: Facet, y: Facet) -> Facet:
    """*x* and *y*, facets of one key, as one."""
    match x, y:
        case Identifier(), Identifier():
            return _identifier(x, y)
        case Contact(), Contact():
            return _contact(x, y)
        case Post(), Post():
            return replace(
                x,
                here=latest(x.here, y.here),
                began=latest(x.began, y.began),
                left=latest(x.left, y.left),
            )
        case Introduction(), Introduction():
            return _introduction(x, y)
        case Matter(), Matter():
            return max(x, y, key=lambda matter: matter.stamp)
        case _:
            raise TypeError(x, y)


def relations_by_word(relations: Iterable[str]) -> dict[str, tuple[str, bool]]:
    """Of each word the latest (date, ended); an end wins over a start of the same date."""
    found: dict[str, tuple[str, bool]] = {}
    for relation in relations:
        word, date, state = relation.split(" ")
        found[word] = max(found.get(word, ("", False)), (date, state == "ended"))
    return found


def present_stage(stages: Iterable[str]) -> str:
    """Where an introduction stands."""
    _, rank = max((time, STAGES.index(name)) for name, time in map(str.split, stages))
    return STAGES[rank]


def _identifier(x: Identifier, y: Identifier) -> Identifier:
    if not y.claims and all(getattr(y, word) is None for word in WORDS):
        return replace(x, named=x.named + y.named)
    words = {word: latest(getattr(x, word), getattr(y, word)) for word in WORDS}
    claims = tuple(sorted({*x.claims, *y.claims}))
    return replace(x, named=x.named + y.named, claims=claims, **words)


def _contact(x: Contact, y: Contact) -> Contact:
    both = added(x, y)
    if y.relations:
        words = relations_by_word((*x.relations, *y.relations))
        relations = tuple(
            f"{word} {date} {'ended' if ended else 'asserted'}"
            for word, (date, ended) in sorted(words.items())
        )
        both = replace(both, relations=relations)
    if y.rating_a or y.rating_b:
        ratings = {
            "rating_a": latest(x.rating_a, y.rating_a),
            "rating_b": latest(x.rating_b, y.rating_b),
        }
        both = replace(both, **ratings)
    return both


def _introduction(x: Introduction, y: Introduction) -> Introduction:
    times: dict[str, str] = {}
    for mark in (*x.stages, *y.stages):
        name, time = mark.split(" ")
        times[name] = max(times.get(name, ""), time)
    stages = tuple(f"{name} {time}" for name, time in sorted(times.items()))
    roles = {
        r: latest(getattr(x, r), getattr(y, r))
        for r in ("asker", "introducer", "insider", "company")
    }
    return replace(x, stages=stages, stage=present_stage(stages), **roles)
