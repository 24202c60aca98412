"""How to meet somebody: just friendly, or with one small thing to ask, the right rung for both."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Final

from graph.due import day_of
from graph.entities import Company, Person
from graph.gathering.scene import Scene
from graph.plan.rungs import rung_of
from graph.strength import chance
from graph.words import first_name, full_name, how_well, relation_noun
from schemas.plan import MoveRung

_STEPS: Final[dict[MoveRung, str]] = {  # "name" is no rung of a tie: see `plan.scene`
    "opener": "A small question; no more this time.",
    "follow-up": "At most whether what you wrote has reached {first}; there is no hurry.",
    "coffee": "A coffee, once the talk goes well; no list and no introduction yet.",
    "sheet": "A look at your list; no introduction before {first} names somebody.",
    "ask": "Humbly, an introduction to {insider} at {company}.",
    "thanks": "Thanks first; ask for nothing before.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """The most to ask somebody for, and whom an introduction would be to."""

    rung: MoveRung
    words: str
    insider: str = ""


def known_as(scene: Scene, person: Person) -> str | None:
    """How well the asker knows *person*, in words; None when they have not met."""
    tie = scene.asking.ties.get(person.id)
    if tie is None or not (tie.last or tie.relations or tie.rating is not None):
        return None
    words = [f"You {how_well(tie, chance(tie, scene.asking.now))}"]
    if noun := relation_noun(person, tie, scene.asking.asker):
        words.append(f"your {noun}")
    if tie.last:
        words.append(f"last contact {day_of(tie.last)}")
    return "; ".join(words) + "."


def friendly_to(scene: Scene, person: Person) -> str:
    """Why to ask *person* for nothing; empty where something may be asked."""
    return next(_reasons(scene, person), "")


def step_with(scene: Scene, person: Person, taken: Collection[str] = ()) -> Step:
    """The most that *person* may be asked for; nobody of *taken*, whom others are asked for."""
    first = first_name(person, [scene.asking.asker])
    rung = _rung(scene, person) or "opener"
    if rung in {"sheet", "coffee"} and (named := _named_by(scene, person, taken)):
        insider, company = named
        called = full_name(insider) or "the person they spoke of"
        words = _STEPS["ask"].format(insider=called, company=full_name(company))
        return Step(rung="ask", words=words, insider=insider.id)
    if rung == "sheet" and not _to_show(scene):
        rung = "coffee"
    return Step(rung=rung, words=_STEPS[rung].format(first=first))


def _reasons(scene: Scene, person: Person) -> Iterator[str]:
    left, first = scene.asking.left, first_name(person, [scene.asking.asker])
    tie, care = scene.asking.ties.get(person.id), scene.cares[person.id]
    if person.id in left.never:
        yield f"You would rather not ask {first}."
    if person.id in left.colleagues:
        yield f"{first} works where you do: not a word that you look."
    if tie and tie.rating == 0:
        yield "You are not on good terms."
    if care.held:
        yield care.advice
    if _introduced(scene, person):
        yield f"You have been introduced to {first}: say hello, and find a time to meet."
    if person.id in left.insiders:
        yield f"An introduction to {first} was asked for: leave it to take its way."
    if tie and _rung(scene, person) is None:
        yield f"You have asked, and {first} never said a word: the next one is theirs."


def _introduced(scene: Scene, person: Person) -> bool:
    """Whether an introducer has brought the two together, and they have not met yet."""
    passed, mine = scene.dealings.get(person.id), scene.asking.asker.identifiers
    return passed is not None and any(
        one.stage == "made" and one.asker and one.asker.value in mine
        and one.insider and one.insider.value in person.identifiers
        for one in passed.introductions
    )  # fmt: skip


def _rung(scene: Scene, person: Person) -> MoveRung | None:
    """The rung that the tie bears; an opener where there is none."""
    tie = scene.asking.ties.get(person.id)
    if tie is None:
        return "opener"
    return rung_of(tie, scene.asking.asker, person, scene.cares[person.id])


def _named_by(
    scene: Scene, person: Person, taken: Collection[str]
) -> tuple[Person, Company] | None:
    """An insider whom *person* has spoken of, and for whom one may ask."""
    tie = scene.asking.ties[person.id]
    if not tie.open or tie.kind == "soft" or scene.cares[person.id].cool:
        return None
    spoken = (one for one in scene.volunteered if one.informant in person.identifiers)
    for one in spoken:
        ends = [scene.owners[text] for text in sorted(one.insider) if text in scene.owners]
        insider = next((end for end in ends if isinstance(end, Person)), None)
        company = next((end for end in ends if isinstance(end, Company)), None)
        if not (insider and company) or insider.id in taken:
            continue
        if _may_be_asked_for(scene, person, insider, company):
            return insider, company
    return None


def _may_be_asked_for(scene: Scene, person: Person, insider: Person, company: Company) -> bool:
    left = scene.asking.left
    return (
        insider.id not in {person.id, scene.asking.asker.id, *left.people}
        and company.id not in left.unnamed
        and (person.id, company.id) not in left.pairs
        and any(one.company.id == company.id for one in scene.asking.targets)
    )


def _to_show(scene: Scene) -> bool:
    """Whether a list would have a line."""
    return any(one.company.id not in scene.asking.left.unnamed for one in scene.asking.targets)
