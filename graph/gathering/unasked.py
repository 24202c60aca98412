"""What not to ask somebody: what they declined, what they know nothing of, what is too much yet."""

from collections.abc import Iterator
from typing import Final

from graph.agenda import Dealings
from graph.care import AFTER_LATER, later
from graph.due import day_of
from graph.entities import Person, Reply
from graph.gathering.scene import Scene
from graph.words import first_name, full_name

_DECLINED: Final = {
    "question": "be asked", "advice": "give advice", "coffee": "have a coffee",
    "sheet": "look at your list", "introduction": "introduce you",
}  # fmt: skip


def unasked_of(scene: Scene, person: Person) -> Iterator[str]:
    """What to keep from asking *person*, from all that has passed."""
    passed = scene.dealings.get(person.id)
    if passed is not None:
        yield from _declined(scene, first_name(person), passed)
        yield from _lines(scene, first_name(person), passed)


def _declined(scene: Scene, first: str, passed: Dealings) -> Iterator[str]:
    mine = scene.asking.asker.identifiers
    for asked in passed.asks:
        if asked.ask.asker in mine and asked.reply and asked.reply.answer == "no":
            about = _company(scene, asked.ask.company, " about {}")
            yield f"{first} would rather not {_DECLINED[asked.ask.kind]}{about}: not again."
    for one in passed.introductions:
        if one.asker and one.asker.value in mine and one.stage == "declined":
            at = _company(scene, one.company.value if one.company else "", " at {}")
            yield f"{first} would rather not introduce you{at}: not again."


def _lines(scene: Scene, first: str, passed: Dealings) -> Iterator[str]:
    for shared in passed.sheets:
        if shared.sheet.asker in scene.asking.asker.identifiers:
            for line, reply in shared.replies.items():
                if where := _company(scene, line):
                    yield _line(first, where, reply, scene.asking.now)


def _line(first: str, where: str, reply: Reply, now: str) -> str:
    """What an answer on the sheet forbids; nothing for a kind one."""
    match reply.answer:
        case "no-idea":
            return f"{first} has no idea of {where}: don't ask about it again."
        case "sweatshop":
            return f"{first} calls {where} a sweatshop: don't ask for a way in."
        case "avoid":
            return f"{first} says to avoid {where}: don't ask for a way in."
        case "ask-later":
            until = reply.until or later(reply.time, AFTER_LATER)
            return f"{first} will speak of {where} from {day_of(until)} on." if until > now else ""
        case _:
            return ""


def _company(scene: Scene, identifier: str, words: str = "{}") -> str:
    """The company's name in *words*; nothing where there is none."""
    company = scene.owners.get(identifier) if identifier else None
    return words.format(full_name(company)) if company else ""
