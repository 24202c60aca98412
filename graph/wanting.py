"""The pages of what somebody wants, and of how to begin with somebody."""

from collections.abc import Iterable, Mapping, Sequence

from graph.agenda import Wanted, goal_of, questions_of, targets_of
from graph.entities import Company, Employment, Goal, Person, Question
from graph.openers import Listener, Template, openers
from graph.store import View
from graph.telling import named
from graph.words import first_name
from schemas.wanting import AgendaPage, GoalSaid, OpenersPage, QuestionOpen, TargetWanted


async def agenda_page(view: View, person: Person) -> AgendaPage:
    """Goal, open questions and targets of *person*."""
    goal = await goal_of(view, person)
    return AgendaPage(
        person=named(person),
        goal=goal_said(goal) if goal else None,
        questions=tuple(map(_question, await questions_of(view, person))),
        targets=tuple(map(_target, await targets_of(view, person))),
    )


async def openers_page(
    view: View, person: Person, other: Person, templates: Sequence[Template], now: str
) -> OpenersPage:
    """With what *person* may begin with *other*."""
    jobs = [one for one in await view.touching(Employment, [other.id]) if one.a == other.id]
    listeners = await listeners_of(view, person, [other], {other.id: jobs}, now)
    questions = await questions_of(view, person)
    found = openers(templates, await goal_of(view, person), questions, listeners[other.id])
    return OpenersPage(person=named(person), to=named(other), openers=found)


async def listeners_of(
    view: View,
    asker: Person,
    people: Sequence[Person],
    jobs: Mapping[str, Iterable[Employment]],
    now: str,
) -> dict[str, Listener]:
    """*people* as those to be spoken to, by id; *jobs* of each, by id too.

    The field is the employer's, where a person tells none.
    """
    present = {one.id: [job for job in jobs.get(one.id, ()) if job.current(now)] for one in people}
    keys = sorted({(job.b,) for of in present.values() for job in of})
    employers = await view.load(Company, keys) if keys else {}
    return {
        one.id: Listener(
            name=first_name(one, [asker]),
            field=one.field or _field(employers.get((job.b,)) for job in present[one.id]),
            functions=tuple(job.function for job in present[one.id] if job.function),
        )
        for one in people
    }


def _field(employers: Iterable[Company | None]) -> str:
    return next((one.field for one in employers if one and one.field), "")


def goal_said(goal: Goal) -> GoalSaid | None:
    """The goal as answers tell it; None where the latest word is that nothing is looked for."""
    said = {word: getattr(goal, word) or None for word in ("field", "function", "place", "level")}
    return GoalSaid(**said, since=goal.time) if any(said.values()) else None


def _question(question: Question) -> QuestionOpen:
    return QuestionOpen(
        id=question.id, words=question.words, field=question.field or None,
        function=question.function or None, since=question.time,
    )  # fmt: skip


def _target(wanted: Wanted) -> TargetWanted:
    target = wanted.target
    return TargetWanted(
        company=named(wanted.company), priority=target.priority,
        function=target.function or None, place=target.place or None, since=target.time,
    )  # fmt: skip
