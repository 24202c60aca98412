"""Who stood on which rung of the ladder with somebody, and since when.

The ladder: an opener, a warm answer, a coffee or the sheet, intel, a name volunteered, an
introduction, thanks. No coffee and no sheet counts without a warm answer before it; what
others volunteer counts whenever they do.
"""

from collections.abc import Iterator
from typing import Final

from graph.report.conversations import size_of
from graph.report.happened import Life
from schemas.events import (
    AskAnswered,
    AskMade,
    Event,
    InsiderMentioned,
    IntelReported,
    InteractionRecorded,
    IntroductionMade,
    IntroductionMet,
    SheetAnswered,
    SheetShared,
    ThanksSent,
)

RUNGS: Final = ("opener", "warm", "coffee_or_sheet", "intel", "name", "introduction", "thanks")
_LINES: Final = {
    "knows-someone": "name", "great-place": "intel", "sweatshop": "intel", "avoid": "intel",
}  # fmt: skip

Rungs = dict[tuple[str, str], str]  # by rung and contact: since when


def rungs_of(life: Life) -> Rungs:
    """When each contact first stood on each rung; contacts who are erased are left out."""
    since: Rungs = {}
    for one in life.happenings:
        for rung, name in _rungs(one.event, life):
            contact = life.owner(name)
            climbed = rung != "coffee_or_sheet" or ("warm", contact) in since
            if contact and contact != life.person.id and climbed:
                since.setdefault((rung, contact), one.time)
    return since


def on_rung(rungs: Rungs, rung: str) -> set[str]:
    """The contacts who have stood on one rung."""
    return {contact for at, contact in rungs if at == rung}


def _rungs(event: Event, life: Life) -> Iterator[tuple[str, str | None]]:
    """The rung of an event, and the contact's identifier."""
    match event:
        case AskMade(data=ask) if life.is_me(ask.actor):
            yield "opener", ask.to
        case AskAnswered(data=word) if life.is_me(word.to) and word.answer == "warm":
            yield "warm", word.actor
        case SheetAnswered(data=line) if life.is_me(line.to) and line.answer in _LINES:
            yield _LINES[line.answer], line.actor
        case IntelReported(data=told) if life.is_me(told.to):
            yield "intel", told.informant
        case InsiderMentioned(data=told) if life.is_me(told.to):
            yield "name", told.informant
        case IntroductionMade(data=roles) | IntroductionMet(data=roles) if life.is_me(roles.asker):
            yield "introduction", roles.introducer
        case _:
            yield from _of_two(event, life)


def _of_two(event: Event, life: Life) -> Iterator[tuple[str, str | None]]:
    match event:
        case SheetShared(data=sheet) if life.is_me(sheet.actor):
            yield "coffee_or_sheet", sheet.to
        case ThanksSent(data=thanks) if life.is_me(thanks.actor):
            yield "thanks", thanks.to
        case InteractionRecorded(data=met) if met.how == "coffee" and size_of(event) == 2:  # noqa: PLR2004 - a pair
            if any(life.is_me(name) for name in met.participants):
                yield from (("coffee_or_sheet", name) for name in met.participants)
        case _:
            return
