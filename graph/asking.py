"""The pages of what a person asks and is asked: asks, introductions, pursuits."""

from collections.abc import Iterable, Mapping, Sequence

from graph.agenda import Asked, Pursuit, asks_of, introductions_with, pursuits_of
from graph.cursor import key_of, page_of
from graph.entities import Company, Introduction, Key, Person, Said
from graph.expecting import expected_of
from graph.introducing import waits_for
from graph.lookup import owners_of
from graph.store import View
from graph.telling import link, named
from schemas.answers import Named
from schemas.asking import (
    AsksPage,
    AsksQuestion,
    AskTold,
    Expected,
    IntroductionSeen,
    IntroductionsPage,
    IntroductionsQuestion,
    PursuitsPage,
    PursuitTold,
)
from schemas.events.base import moment_text
from schemas.pages import StageReached
from schemas.questions import TimedPageQuestion

ROLES = ("asker", "introducer", "insider", "company")
Owners = dict[str, Person | Company]


async def asks_page(view: View, person: Person, question: AsksQuestion) -> AsksPage:
    """What *person* has asked or been asked."""
    asks = [one for one in await asks_of(view, person) if _of_side(one, person, question)]
    page, following = page_of(
        asks, lambda one: (one.ask.time, one.ask.id),
        after=key_of(question.cursor, 2), limit=question.limit,
    )  # fmt: skip
    owners = await owners_of(view, {end for one in page for end in one.ask.ends})
    told = tuple(_ask(one, owners) for one in page)
    return AsksPage(person=named(person), asks=told, next=following)


async def introductions_page(
    view: View, person: Person, question: IntroductionsQuestion
) -> IntroductionsPage:
    """The introductions in which *person* has a part."""
    every = await introductions_with(view, person)
    found = [
        one
        for one in every
        if (not question.part or _is(getattr(one, question.part), person))
        and (not question.waiting or _is(waits_for(one), person))
    ]
    page, following = page_of(found, _begun, after=key_of(question.cursor, 2), limit=question.limit)
    owners = await owners_of(view, {end for one in page for end in one.ends})
    expected = await expected_of(view, person, every, moment_text(question.now))
    told = tuple(_introduction(one, owners, expected, question.network) for one in page)
    return IntroductionsPage(person=named(person), introductions=told, next=following)


async def pursuits_page(view: View, person: Person, question: TimedPageQuestion) -> PursuitsPage:
    """What *person* pursues, each with its present step."""
    pursuits = await pursuits_of(view, person)
    page, following = page_of(
        pursuits, lambda one: _begun(one.steps[0]),
        after=key_of(question.cursor, 2), limit=question.limit,
    )  # fmt: skip
    ends = {end for one in page for step in one.steps for end in step.ends}
    owners = await owners_of(view, ends)
    every = [step for one in pursuits for step in one.steps]
    expected = await expected_of(view, person, every, moment_text(question.now))
    told = tuple(_pursuit(one, owners, expected, question.network) for one in page)
    return PursuitsPage(person=named(person), pursuits=told, next=following)


def _of_side(asked: Asked, person: Person, question: AsksQuestion) -> bool:
    if question.open and asked.reply:
        return False
    sides = {"mine": asked.ask.asker, "of-me": asked.ask.contact}
    return question.side == "both" or sides[question.side] in person.identifiers


def _is(said: Said | None, person: Person) -> bool:
    return said is not None and said.value in person.identifiers


def _begun(introduction: Introduction) -> Key:
    return (introduction.history[0][0], introduction.id)


def _ask(asked: Asked, owners: Owners) -> AskTold:
    ask, reply = asked.ask, asked.reply
    return AskTold(
        id=ask.id, kind=ask.kind, words=ask.words or None, time=ask.time,
        asker=_named(owners, ask.asker), contact=_named(owners, ask.contact),
        company=_named(owners, ask.company), answer=reply.answer if reply else None,
        answered=reply.time if reply else None, until=(reply.until or None) if reply else None,
    )  # fmt: skip


def _introduction(
    one: Introduction, owners: Owners, expected: Mapping[str, Expected], network: str
) -> IntroductionSeen:
    roles: Iterable[tuple[str, Said | None]] = ((role, getattr(one, role)) for role in ROLES)
    waiting = waits_for(one)
    return IntroductionSeen(
        id=one.id, stage=one.stage,
        **{role: _named(owners, said.value) for role, said in roles if said},
        stages=tuple(StageReached(stage=stage, time=time) for time, stage in one.history),
        evidence=link(network, "introductions", one.id, "evidence"),
        waits_for=_named(owners, waiting.value) if waiting else None,
        expected=expected.get(one.id),
    )  # fmt: skip


def _pursuit(
    pursuit: Pursuit, owners: Owners, expected: Mapping[str, Expected], network: str
) -> PursuitTold:
    before: Sequence[Introduction] = pursuit.steps[:-1]
    return PursuitTold(
        towards=named(pursuit.towards) if pursuit.towards else None,
        present=_introduction(pursuit.present, owners, expected, network),
        before=tuple(_introduction(one, owners, expected, network) for one in before),
    )


def _named(owners: Owners, text: str) -> Named | None:
    return named(owners[text]) if text in owners else None
