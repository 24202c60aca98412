"""What one event says of a matter: the whole of it, but for what an introduction grows by.

The roles of the erased stay empty. What was theirs alone is no matter: no event is left of it.
"""

from collections.abc import Iterator
from typing import Any

from graph.entities import (
    AnyMatter,
    Ask,
    Gathering,
    Goal,
    Intel,
    Introduction,
    Question,
    Reply,
    Said,
    Sheet,
    Target,
    Thanks,
)
from graph.identity import id_of, id_of_all
from schemas.events import (
    AnyIntroduction,
    AskAnswered,
    AskMade,
    CompanyTargeted,
    CompanyUntargeted,
    Event,
    GatheringAnnounced,
    GoalSet,
    IntelReported,
    QuestionNoted,
    SheetAnswered,
    SheetShared,
    ThanksSent,
)
from schemas.events.base import moment_text
from schemas.identifiers import is_erased

ROLES = ("asker", "introducer", "insider", "company")


def matters_in(event: Event) -> Iterator[AnyMatter]:
    """The matter that the event is about, if it is about one."""
    match event:
        case AskMade() | AskAnswered():
            yield _ask(event)
        case SheetShared() | SheetAnswered():
            yield _sheet(event)
        case ThanksSent() | IntelReported():
            yield _told(event)
        case GoalSet() | QuestionNoted() | CompanyTargeted() | CompanyUntargeted():
            yield _wanted(event)
        case GatheringAnnounced():
            yield _gathering(event)
        case _ if isinstance(event, AnyIntroduction):
            yield _introduction(event)
        case _:
            return


def _ask(event: AskMade | AskAnswered) -> Ask | Reply:
    data = event.data
    if isinstance(event, AskAnswered):
        return _reply(event, f"ask:{data.ask}", id_of(f"ask:{data.ask}"))
    return Ask(
        id=data.ask, kind=event.data.kind, asker=_live(data.actor), contact=_live(data.to),
        company=event.data.company or "", words=data.words or "", **_stamp(event),
    )  # fmt: skip


def _sheet(event: SheetShared | SheetAnswered) -> Sheet | Reply:
    to = f"sheet:{event.data.sheet}"
    if isinstance(event, SheetAnswered):
        company = event.data.company
        return _reply(event, to, id_of_all(to, company), company=company)
    data = event.data
    return Sheet(
        id=data.sheet, lines=data.lines, asker=_live(data.actor), contact=_live(data.to),
        **_stamp(event),
    )  # fmt: skip


def _reply(event: AskAnswered | SheetAnswered, to: str, id_: str, company: str = "") -> Reply:
    data = event.data
    return Reply(
        id=id_, to=to, company=company, answer=data.answer, contact=_live(data.actor),
        asker=_live(data.to), until=moment_text(data.until) if data.until else "",
        words=data.words or "", **_stamp(event),
    )  # fmt: skip


def _told(event: ThanksSent | IntelReported) -> Thanks | Intel:
    """What is told once, and is a matter of its own."""
    id_ = id_of_all(event.source, event.id)
    return _thanks(event, id_) if isinstance(event, ThanksSent) else _intel(event, id_)


def _thanks(event: ThanksSent, id_: str) -> Thanks:
    data = event.data
    about = {"ask": data.ask, "introduction": data.introduction}
    return Thanks(
        id=id_, thanker=_live(data.actor), thanked=_live(data.to), words=data.words or "",
        about=tuple(f"{word}:{key}" for word, key in about.items() if key), **_stamp(event),
    )  # fmt: skip


def _intel(event: IntelReported, id_: str) -> Intel:
    data = event.data
    return Intel(
        id=id_, company=data.company, topic=data.topic, sentiment=data.sentiment,
        basis=data.basis or "", informant=_live(data.informant), to=_live(data.to),
        words=data.words or "", **_stamp(event),
    )  # fmt: skip


def _wanted(
    event: GoalSet | QuestionNoted | CompanyTargeted | CompanyUntargeted,
) -> Goal | Question | Target:
    person = event.data.person
    match event:
        case GoalSet(data=goal):
            words = {word: getattr(goal, word) or "" for word in ("field", "function", "place")}
            return Goal(
                id=id_of(person), person=person, level=goal.level or "", **words, **_stamp(event)
            )
        case QuestionNoted(data=question):
            return Question(
                id=question.question, person=person, words=question.words, open=question.open,
                field=question.field or "", function=question.function or "", **_stamp(event),
            )  # fmt: skip
        case CompanyTargeted(data=target):
            return Target(
                id=id_of_all(person, target.company), person=person, company=target.company,
                wanted=True, priority=target.priority, function=target.function or "",
                place=target.place or "", **_stamp(event),
            )  # fmt: skip
        case CompanyUntargeted(data=target):
            return Target(
                id=id_of_all(person, target.company), person=person, company=target.company,
                wanted=False, **_stamp(event),
            )  # fmt: skip


def _gathering(event: GatheringAnnounced) -> Gathering:
    data = event.data
    return Gathering(
        id=data.gathering, name=data.name, starts=moment_text(data.starts),
        until=moment_text(data.until) if data.until else "", place=data.place or "",
        announcer=_live(data.announcer),
        participants=tuple(sorted({name for name in data.participants if not is_erased(name)})),
        **_stamp(event),
    )  # fmt: skip


def _introduction(event: AnyIntroduction) -> Introduction:
    data = event.data
    stage = getattr(data, "outcome", None) or event.type.split(".")[2]
    if getattr(data, "by", None) == "insider":
        stage = f"{stage}-by-insider"
    return Introduction(
        id=data.introduction,
        stages=(f"{stage} {moment_text(event.time)}",),
        stage=stage,
        **{
            role: Said(moment_text(event.time), event.source, event.id, name)
            for role in ROLES
            if (name := _live(getattr(data, role)))
        },
    )


def _live(name: str | None) -> str:
    return "" if name is None or is_erased(name) else name


def _stamp(event: Event) -> dict[str, Any]:
    return {"time": moment_text(event.time), "source": event.source, "event": event.id}
