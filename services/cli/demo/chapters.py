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
from services.cli.agenda.proposals import show_proposals
from services.cli.agenda.want import show_agenda, show_openers
from services.cli.coffees import show_coffees
from services.cli.gathering_view import show_debrief, show_gathering
from services.cli.path_view import show_answer
from services.cli.plan_view import show_plan
from services.cli.report_view import show_report
from services.demo.neighbour import EVENING_AGO, TOLD
from services.demo.story import Story
from services.demo.world import BOB_2, Resident

GLOBEX: Final = "name:globex"
Show = Callable[[Console, dict[str, Any]], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What is asked of the service: as one would type it, and as it goes over HTTP."""

    typed: str
    path: tuple[str, ...]
    show: Show
    asked: dict[str, Any] = field(default_factory=dict)
    said: dict[str, Any] | None = None  # the body of a POST


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
        year.an_evening_in_a_lab(),
        year.what_came_of_it(),
        year.one_coffee_away(),
        year.the_next_moves(),
        year.it_tumbles_out(),
        year.would_you_introduce_me(),
    )


def ending(story: Story, bob: Resident) -> tuple[Question, Question]:
    """What is asked of either Bob at the end: the way into Globex, and how he networks."""
    report = _typed("inroad report --weeks 52", bob, "report", weeks=52, show=show_report)
    return _Year(story).way_in(bob, story.until), report


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
                _typed(
                    "inroad want proposals -k 2",
                    BOB_2,
                    "agenda",
                    "proposals",
                    k=2,
                    now=moment_text(day),
                    show=show_proposals,
                ),
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

    def an_evening_in_a_lab(self) -> Chapter:
        day = self._story.day(EVENING_AGO + 1)
        return Chapter(
            title="An evening in a lab",
            day=day,
            told="He does not just go. Who comes, with whom to begin, and how?",
            questions=(
                _typed(
                    "inroad gathering prepare", BOB_2, "gatherings", self._story.evening.key,
                    now=moment_text(day), show=show_gathering,
                ),
            ),
        )  # fmt: skip

    def what_came_of_it(self) -> Chapter:
        evening = self._story.evening
        words = ("talked", "talked", "met", "met", "-")
        lines = [f"{guest.name}: {word}" for guest, word in zip(evening.guests, words, strict=True)]
        return Chapter(
            title="A few words a person",
            day=self._story.day(EVENING_AGO),
            told="On the way home he writes down whom he met, and each word becomes what it is.",
            questions=(
                Question(
                    typed=f"inroad gathering debrief --lines evening.txt --from {_address(BOB_2)}",
                    path=("people", BOB_2.email, "debrief"),
                    said={"gathering": evening.key, "lines": lines, "publish": True},
                    show=show_debrief,
                ),
            ),
        )  # fmt: skip

    def one_coffee_away(self) -> Chapter:
        day = self._story.day(EVENING_AGO - 1)
        return Chapter(
            title="One coffee away",
            day=day,
            told="Most of those he has met he hardly knows. For whom of them is a coffee worth it?",
            questions=(
                _typed(
                    "inroad coffees -k 2", BOB_2, "coffees", k=2, now=moment_text(day),
                    show=show_coffees,
                ),
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


def _typed(command: str, person: Resident, *page: str, show: Show, **asked: Any) -> Question:
    """A page of *person*."""
    return Question(
        typed=f"{command} --from {_address(person)}", path=("people", person.email, *page),
        asked=asked, show=show,
    )  # fmt: skip


def _address(person: Resident) -> str:
    return person.email.removeprefix("email:")
