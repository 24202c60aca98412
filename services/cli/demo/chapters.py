"""Bob's year in chapters: what is told, what is asked at that time, and how an answer looks."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from rich.console import Console

from schemas.events.base import moment_text
from services.cli.agenda.asks import show_introductions, show_pursuits
from services.cli.agenda.due import show_due
from services.cli.agenda.intel import show_intel
from services.cli.agenda.want import show_agenda, show_openers
from services.cli.path_view import show_answer
from services.cli.plan_view import show_plan
from services.demo.neighbour import TOLD
from services.demo.story import Story
from services.demo.world import BOB_1, BOB_2, Resident

GLOBEX: Final = "name:globex"
Show = Callable[[Console, dict[str, Any]], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What is asked of the service: as one would type it, and as it goes over HTTP."""

    typed: str
    path: tuple[str, ...]
    show: Show
    asked: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """A stretch of the year: its events are those up to *day*."""

    title: str
    day: datetime
    told: str
    questions: tuple[Question, ...] = ()


def chapters(story: Story) -> tuple[Chapter, ...]:
    """The year up to yesterday, in order."""
    year = _Year(story)
    return (
        year.what_he_wants(),
        year.how_to_begin(),
        year.what_was_said_of_protean(),
        year.thanks(),
        year.the_next_moves(),
        year.it_tumbles_out(),
        year.would_you_introduce_me(),
    )


def ending(story: Story) -> tuple[Question, ...]:
    """What is asked of both Bobs at the end."""
    year = _Year(story)
    return tuple(year.way_in(bob, story.until) for bob in (BOB_1, BOB_2))


class _Year:
    """Writes the chapters of one story."""

    def __init__(self, story: Story) -> None:
        self._story = story

    def what_he_wants(self) -> Chapter:
        day = self._story.day(349)
        return Chapter(
            title="What he wants",
            day=day,
            told="Two Bobs look for something new. Bob 1 is open to anything. Bob 2 sits down, "
            "and writes what he wants, what he would like to know, and where.",
            questions=(
                _typed("inroad want", BOB_2, "agenda", show=show_agenda),
                self.way_in(BOB_2, day),
            ),
        )

    def how_to_begin(self) -> Chapter:
        contact, ago = self._story.circle.first_of_the_field
        return Chapter(
            title="A question, not a favour",
            day=self._story.day(ago + 1),
            told="He asks one person every twelve days something small. Some answer warmly, "
            f"some later, some not at all. Next is {contact.name}:",
            questions=(
                _typed(
                    f"inroad openers {_address(contact)}", BOB_2, "openers", to=contact.email,
                    show=show_openers,
                ),
            ),
        )  # fmt: skip

    def what_was_said_of_protean(self) -> Chapter:
        protean = self._story.world.employer("Protean").domain
        return Chapter(
            title="What people say of Protean",
            day=self._story.day(196),
            told="Whoever answered warmly sees his sheet of companies. Three say the same of one, "
            "and it goes off his list.",
            questions=(
                Question(
                    typed="inroad intel Protean", path=("companies", protean, "intel"),
                    show=show_intel,
                ),
            ),
        )  # fmt: skip

    def thanks(self) -> Chapter:
        day = self._story.day(186)
        return Chapter(
            title="Whoever helped is thanked",
            day=day,
            told=f"{self._story.circle.introducer.name} has introduced him at Cellwright, and "
            "there was an interview. Nobody on the way is forgotten:",
            questions=(
                _typed("inroad due", BOB_2, "due", by=f"{day:%Y-%m-%d}", show=show_due),
            ),
        )  # fmt: skip

    def the_next_moves(self) -> Chapter:
        day = self._story.day(62)
        return Chapter(
            title="The next few moves",
            day=day,
            told="Half a year, one no, one interview, and a new acquaintance: Ann, whom he asked "
            "a question after an evening in a lab. Over all his companies and all he knows:",
            questions=(
                _typed(
                    "inroad plan -k 3", BOB_2, "plan", k=3, now=moment_text(day), show=show_plan
                ),
            ),
        )

    def it_tumbles_out(self) -> Chapter:
        return Chapter(
            title="It tumbles out",
            day=self._story.day(TOLD),
            told="On the fourth coffee, Ann looks at the sheet once more. “Globex? My neighbour "
            "works there.”",
            questions=(self.way_in(BOB_2, self._story.day(TOLD)),),
        )

    def would_you_introduce_me(self) -> Chapter:
        return Chapter(
            title="Would you introduce me?",
            day=self._story.day(2),
            told="He asks, humbly. Ann is glad to, her neighbour too; they meet, and meet again.",
            questions=(
                _typed("inroad pursuits", BOB_2, "pursuits", show=show_pursuits),
                _typed(
                    "inroad introductions --as introducer", self._story.world.ann, "introductions",
                    part="introducer", show=show_introductions,
                ),
            ),
        )  # fmt: skip

    def way_in(self, bob: Resident, day: datetime) -> Question:
        """The way into Globex as of *day*."""
        return Question(
            typed=f"inroad path Globex --from {_address(bob)}",
            path=("paths",),
            asked={"from": bob.email, "to": GLOBEX, "now": moment_text(day)},
            show=show_answer,
        )


def _typed(command: str, person: Resident, page: str, *, show: Show, **asked: Any) -> Question:
    """A page of *person*."""
    return Question(
        typed=f"{command} --from {_address(person)}", path=("people", person.email, page),
        asked=asked, show=show,
    )  # fmt: skip


def _address(person: Resident) -> str:
    return person.email.removeprefix("email:")
