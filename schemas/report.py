"""The report on one's own networking, week by week. What each number means stands beside it."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from types import UnionType
from typing import Annotated, Any, Final, Literal, Union, get_args, get_origin

from pydantic import AfterValidator, BaseModel, Field

from schemas.answers import Answer, Named
from schemas.due import AskedDay
from schemas.events.asks import AskKind
from schemas.events.base import wrong
from schemas.questions import Asked, last_midnight

WEEKS: Final = 26
MOST_WEEKS: Final = 104
Bob = Literal[1, 2]
Why = Literal["first", "shorter", "stronger", "lost"]


def coming_midnight() -> datetime:
    """The UTC midnight that ends today: a report until then has all of today's events."""
    return last_midnight() + timedelta(days=1)


def _come(value: datetime) -> datetime:
    if value > coming_midnight():
        raise wrong("is in the future", "give a day that has come, or leave it out")
    return value


class ReportQuestion(Asked):
    """How do I network, compared with my own past?"""

    weeks: int = Field(
        WEEKS, ge=1, le=MOST_WEEKS, description="How many, the present one the last", examples=[26]
    )
    until: Annotated[AskedDay, AfterValidator(_come)] = Field(
        default_factory=coming_midnight,
        description="Events before then only; the end of today, when absent",
        examples=["2026-06-01"],
    )
    form: Literal["json", "page"] = Field(
        "json",
        description="page: HTML to look at and to print, whole in itself",
        examples=["page"],
    )


class Conversations(Answer):
    """Events in which you took part, each counted once, by its class."""

    soft: int = Field(description="Group events, mentions and bulk messages in which you took part")
    direct: int = Field(description="One-to-one contact of yours: message, chat, call, coffee, …")
    hard: int = Field(
        description="Events with an agenda in which you spoke or were spoken to: asks, sheets, "
        "names volunteered, introductions, intel, thanks"
    )
    all: int = Field(description="Soft, direct and hard together")
    soft_share: float | None = Field(description="Soft over all; none when there were none")
    direct_share: float | None = Field(description="Direct over all; none when there were none")
    hard_share: float | None = Field(description="Hard over all; none when there were none")


class AskCounts(Answer):
    """What you asked, and what you were answered in that time, whenever you had asked."""

    made: int = Field(description="Asks that you made")
    by_kind: dict[AskKind, int] = Field(description="Asks that you made, of this kind")
    warm: int = Field(description="Warm answers that you got")
    later: int = Field(description="Answers that put it off")
    no: int = Field(description="Answers that were a no")
    open: int = Field(
        description="Asks of yours without an answer at the end; asked again, it is open again"
    )
    sheets: int = Field(description="Times that you showed a sheet of your companies")
    lines: int = Field(description="Answers that you got to lines of your sheets")


class RungCounts(Answer):
    """Contacts who stood on a rung with you for the first time."""

    opener: int = Field(description="Contacts of whom you asked something for the first time")
    warm: int = Field(description="Contacts who answered an ask of yours warmly for the first time")
    coffee_or_sheet: int = Field(
        description="Contacts with whom you first had a coffee, or to whom you first showed your "
        "sheet, after a warm answer"
    )
    intel: int = Field(
        description="Contacts who first told you what a company is like, or answered a line of "
        "your sheet so"
    )
    name: int = Field(description="Contacts who first told you of somebody inside a company")
    introduction: int = Field(description="Contacts who first made an introduction for you")
    thanks: int = Field(description="Contacts whom you first thanked")


class Reach(Answer):
    """Where your targets stood at the end of that time: ties and wishes as of then."""

    wanted: int = Field(description="Companies that you wanted to get into")
    within_reach: int = Field(description="Those into which a path of at most four hops led")
    out_of_reach: int = Field(description="Those into which none did")
    median_hops: float | None = Field(
        description="Median over them of the hops of the shortest path, out of reach counting as "
        "endless; none when the median is endless or nothing was wanted"
    )
    median_chance: float | None = Field(
        description="Median over them of the chance of the strongest path, out of reach counting "
        "as 0; none when nothing was wanted"
    )


class Tally(Answer):
    """What passed in some weeks."""

    start: str = Field(description="From then on", examples=["2026-05-25T00:00:00.000000Z"])
    end: str = Field(
        description="The last moment of it, as of which its paths are; asked with as_of and now "
        "of this moment, /v1/paths answers the same",
        examples=["2026-05-31T23:59:59.999999Z"],
    )
    conversations: Conversations
    asks: AskCounts
    rungs: RungCounts
    introductions: dict[str, int] = Field(
        description="Introductions of yours that entered this stage"
    )


class WeekTold(Tally):
    """One week, Monday to Sunday, UTC; the last one may be cut short by *until*."""

    targets: Reach


class CauseTold(Answer):
    """An event of that week on the path."""

    time: str
    text: str = Field(examples=['Ann told you: "my neighbour works at Globex".'])
    evidence: str = Field(description="Where the events behind that tie or employment are")


class Change(Answer):
    """A week in which a target came nearer, got clearly surer, or was lost."""

    end: str = Field(description="The last moment of that week")
    why: Why = Field(
        description="The first path; a shorter one; a chance at least 1.25 times the one told; "
        "a path as short is lost"
    )
    hops_before: int | None = Field(description="Hops of the shortest path, a week earlier")
    hops: int | None = Field(description="Hops of the shortest path; none when out of reach")
    chance_before: float | None = Field(description="Chance of the strongest path, a week earlier")
    chance: float | None = Field(description="Chance of the strongest path; none out of reach")
    path: tuple[Named, ...] = Field(description="You first; of one that is lost, what it was")
    causes: tuple[CauseTold, ...] = Field(
        description="At most five, the most telling first; none where a date that came did it"
    )
    text: str = Field(examples=["Globex came from out of reach to two hops."])


class TargetTold(Answer):
    """A company that you wanted in some of these weeks."""

    company: Named
    wanted: tuple[bool, ...] = Field(description="At the end of each week")
    hops: tuple[int | None, ...] = Field(
        description="Hops of the shortest path at the end of each week, at most four; none when "
        "out of reach or not wanted"
    )
    chance: tuple[float | None, ...] = Field(
        description="Chance of the strongest path of at most four hops at the end of each week; "
        "none when out of reach or not wanted"
    )
    changes: tuple[Change, ...] = Field(description="The earliest first")


class Next(Answer):
    """The smallest step that would help now."""

    text: str = Field(examples=["Ask one question this week."])
    command: str = Field(examples=["inroad want"])


class Verdict(Answer):
    """The numbers in plain sentences, you beside your own past."""

    bob: Bob | None = Field(
        description="2 when you brought an agenda (asked, showed your sheet, requested an "
        "introduction) in at least one in four of the weeks in which you talked to somebody, "
        "else 1; none when there were no such weeks"
    )
    lately: Bob | None = Field(description="The same of the recent weeks alone")
    sentences: tuple[str, ...]
    next: Next


class Report(Answer):
    """Your networking over some weeks, against your own past; nobody else is scored."""

    sentence: str
    person: Named
    verdict: Verdict
    whole: Tally = Field(description="All the weeks")
    before: Tally | None = Field(description="The earlier ones; none of a single week")
    recent: Tally = Field(description="The last four, or half of them when there are fewer than 8")
    stages: dict[str, int] = Field(
        description="Introductions of yours that stood at this stage at the end, whenever begun"
    )
    weeks: tuple[WeekTold, ...] = Field(description="The earliest first")
    targets: tuple[TargetTold, ...] = Field(description="By name")
    cut: bool = Field(
        description="A bound of work was reached: counts and reach are at least these"
    )
    records: int = Field(description="Events read for this report")
    position: int = Field(description="How far the graph was", examples=[12])
    definitions: dict[str, str] = Field(
        description="Of each number of the report what it means, for the whole, before, recent and "
        "each week alike; [] stands for any place in a list, * for any key"
    )


def definitions_of(model: type[BaseModel] = Report) -> dict[str, str]:
    """What each number of *model* means, by where it stands; of all tallies by where in one."""
    return dict(_definitions(model, ""))


def _definitions(model: type[BaseModel], at: str) -> Iterator[tuple[str, str]]:
    for name, field in model.model_fields.items():
        for where, kind in _leaves(field.annotation, f"{at}.{name}" if at else name):
            if isinstance(kind, type) and issubclass(kind, BaseModel):
                yield from _definitions(kind, "" if issubclass(kind, Tally) else where)
            elif kind in {int, float}:
                yield where, field.description or ""


def _leaves(kind: Any, at: str) -> Iterator[tuple[str, Any]]:
    """The types that a value of *kind* is made of, and where they stand below it."""
    origin, parts = get_origin(kind), get_args(kind)
    if origin in {Union, UnionType}:
        for part in parts:
            yield from _leaves(part, at)
    elif origin is Literal:
        yield at, type(parts[0])
    elif origin is tuple:
        yield from _leaves(parts[0], f"{at}[]")
    elif origin is dict:
        yield from _leaves(parts[1], f"{at}.*")
    else:
        yield at, kind
