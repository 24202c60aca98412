"""The page of jottings: each line as it is understood, and the events that they all come to."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Final

from graph.agenda import asks_of, targets_of
from graph.entities import Person, Question, Tie
from graph.errors import OutOfBounds
from graph.gathering.attendees import Circle, circle_of
from graph.gathering.diary import Diary
from graph.gathering.hearing import Hearing
from graph.jotting.companies import companies_of
from graph.jotting.line import Line, read_line
from graph.jotting.note import Note, take_apart
from graph.jotting.understanding import Understanding
from graph.jotting.whom import Finder, asker_of
from graph.store import View
from graph.strike import Seal
from graph.words import ref_of
from schemas.events.base import moment_text
from schemas.jottings import JottingsPage, JottingsQuestion

MOST_NAMES: Final = 400  # looked for in one question


async def jotted(
    view: View, sealing: Seal, ref: str, asked: JottingsQuestion, now: datetime
) -> JottingsPage:
    """What *asked* is understood to say. The asker may be new.

    Raises:
        UnknownRef: by an id of nobody.
        OutOfBounds: by more names than are looked for at once.
        ErasedRef, InvalidIdentifier: by the asker.
    """
    asker = await asker_of(view, sealing, ref)
    ties = {tie.other(asker.id): tie for tie in await view.touching(Tie, [asker.id])}
    circle = await circle_of(view, None, ties, (), moment_text(now))
    notes = {text: take_apart(text, now) for text in _written(asked.notes)}
    lines = {text: read_line(text, now) for text in _written(asked.people)}
    targets = _written(asked.targets)
    finder = Finder(
        view=view, sealing=sealing, asker=asker, circle=circle, said=asked.whom, now=now
    )
    wanted = await targets_of(view, asker)
    understanding = Understanding(
        hearing=await _hearing(view, asker, circle, now),
        whom=await finder.find(_names_in(notes, lines)),
        companies=await companies_of(view, _companies_in(notes, lines, targets)),
        tied=frozenset(ties),
        wanted=frozenset(ref for one in wanted for ref in one.company.identifiers),
    )
    return JottingsPage(
        notes=tuple(understanding.note(text, note) for text, note in notes.items()),
        people=tuple(understanding.line(text, line) for text, line in lines.items()),
        targets=tuple(map(understanding.target, targets)),
        events=tuple(understanding.told()),
    )


async def _hearing(view: View, asker: Person, circle: Circle, now: datetime) -> Hearing:
    return Hearing(
        asker=asker, diary=Diary(key=f"{ref_of(asker)} {now:%Y-%m-%d}", at=now, now=now),
        circle=circle, asks=await asks_of(view, asker),
        questions=await view.touching(Question, asker.identifiers),
    )  # fmt: skip


def _written(lines: Sequence[str]) -> list[str]:
    """Each line that says something, once."""
    return list(dict.fromkeys(text for line in lines if (text := " ".join(line.split()))))


def _names_in(notes: Mapping[str, Note], lines: Mapping[str, Line]) -> list[str]:
    names = [name for note in notes.values() for name in note.everybody]
    names += [line.called for line in lines.values()]
    if len(names) > MOST_NAMES:
        raise OutOfBounds("people", f"{len(names)} names", f"name at most {MOST_NAMES} at once")
    return names


def _companies_in(
    notes: Mapping[str, Note], lines: Mapping[str, Line], targets: Sequence[str]
) -> list[str]:
    heard = [one for note in notes.values() for saying in note.sayings for one in saying.heard]
    heard += [one for line in lines.values() for one in line.heard]
    named = [one.company for one in heard] + [line.company for line in lines.values()]
    return [words for words in (*named, *targets) if words]
