"""What to offer somebody: what is owed, what they look for, a favour in return."""

from collections.abc import Iterator
from typing import Final

from graph.agenda import Dealings
from graph.care import Between
from graph.due import day_of
from graph.entities import Company, Goal, Person, Question
from graph.gathering.scene import Agenda, Scene
from graph.introducing import waits_for
from graph.words import first_name, full_name

ASKED: Final = {
    "question": "a question", "advice": "for advice", "coffee": "for a coffee",
    "sheet": "to look at a list", "introduction": "for an introduction",
}  # fmt: skip


def offers_for(scene: Scene, person: Person) -> Iterator[str]:
    """What the asker may offer *person*, what is owed coming first."""
    yield from _owed(scene, person)
    yield from _sought(scene, person)
    yield from _in_return(scene, person)


def _owed(scene: Scene, person: Person) -> Iterator[str]:
    """Answers, words and thanks that *person* waits for."""
    passed = scene.dealings.get(person.id)
    if passed is None:
        return
    yield from _answers(scene, person, passed)
    yield from _words_on_introductions(scene, passed)
    if scene.cares[person.id].thank:
        yield f"Your thanks: {first_name(person)} has helped you."


def _answers(scene: Scene, person: Person, passed: Dealings) -> Iterator[str]:
    """To what they asked, and on the list that they showed."""
    first, mine, theirs = first_name(person), scene.asking.asker.identifiers, person.identifiers
    for asked in passed.asks:
        ask = asked.ask
        if asked.reply is None and ask.contact in mine and ask.asker in theirs:
            words = f": “{ask.words}”" if ask.words else "."
            yield f"Your answer: {first} asked you {ASKED[ask.kind]} on {day_of(ask.time)}{words}"
    for shared in passed.sheets:
        sheet = shared.sheet
        if sheet.asker in theirs and sheet.contact in mine and not shared.replies:
            yield f"A word on the list that {first} showed you on {day_of(sheet.time)}."


def _words_on_introductions(scene: Scene, passed: Dealings) -> Iterator[str]:
    mine = scene.asking.asker.identifiers
    for one in passed.introductions:
        waiting = waits_for(one)
        if waiting is not None and waiting.value in mine and one.stage != "made":
            company = scene.owners.get(one.company.value) if one.company else None
            into = f" into {full_name(company)}" if company else ""
            since = day_of(one.history[-1][0])
            yield f"Your word on an introduction{into}, which waits since {since}."


def _sought(scene: Scene, person: Person) -> Iterator[str]:
    """Where the asker can help with what *person* has said that they want."""
    agenda, first = scene.agendas.get(person.id, Agenda()), first_name(person)
    for id_ in agenda.targets:
        company = scene.companies.get(id_)
        if company and (why := _help_into(scene, person, company)):
            yield f"{first} wants to get into {full_name(company)}: {why}."
    for question in agenda.questions:
        if why := _alike(scene, question):
            yield f"{first} asks: “{question.words}” {why}."
    if agenda.goal and (why := _alike(scene, agenda.goal)):
        looking = " in ".join(filter(None, (agenda.goal.function, agenda.goal.field)))
        yield f"{first} looks for work in {looking}. {why}."


def _help_into(scene: Scene, person: Person, company: Company) -> str:
    now, asker = scene.asking.now, scene.asking.asker
    jobs = [one for one in scene.jobs.get(asker.id, ()) if one.b == company.id]
    if any(one.current(now) for one in jobs):
        return "you work there"
    if any(one.former(now) for one in jobs):
        return "you used to work there"
    others = scene.friends.get(company.id, frozenset()) - {person.id}
    return "you know somebody there" if others else ""


def _alike(scene: Scene, wanted: Question | Goal) -> str:
    asker, now = scene.asking.asker, scene.asking.now
    if wanted.field and wanted.field.casefold() == asker.field.casefold():
        return f"You are in {asker.field}"
    jobs = [one for one in scene.jobs.get(asker.id, ()) if one.current(now)]
    does = {one.function.casefold(): one.function for one in jobs if one.function}
    function = does.get(wanted.function.casefold(), "") if wanted.function else ""
    return f"You work in {function}" if function else ""


def _in_return(scene: Scene, person: Person) -> Iterator[str]:
    """Who helped and has had nothing from the asker yet."""
    asking, passed, first = scene.asking, scene.dealings.get(person.id), first_name(person)
    if passed is None or scene.cares[person.id].thank:
        return
    between = Between(passed, asking.asker, person, asking.now, asking.quiet_after)
    if (helped := len(between.help_had())) and not between.returned():
        times = {1: "", 2: " twice"}.get(helped, " often")
        yield f"A favour in return: {first} has helped you{times}. Ask what {first} could use."
