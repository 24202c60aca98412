"""The page of what is said of a company, and the warning that path answers give."""

from collections.abc import Iterable, Mapping, Sequence

from graph.agenda import intel_of, lines_answered
from graph.cursor import key_of, page_of
from graph.entities import Company, Employment, Intel, Person, Reply
from graph.intel import (
    SEVERAL,
    Balance,
    Word,
    balance,
    by_topic,
    callers,
    standing,
    word_of_intel,
    word_of_line,
)
from graph.lookup import owners_of
from graph.store import View
from graph.telling import link, named, rounded
from graph.words import full_name
from schemas.answers import CompanyWarning
from schemas.events.base import moment_text
from schemas.intel import (
    Basis,
    Contradiction,
    IntelEntry,
    IntelPage,
    TopicWeighed,
    Weighed,
)
from schemas.questions import TimedPageQuestion

People = dict[str, Person]  # by id


async def intel_page(view: View, company: Company, question: TimedPageQuestion) -> IntelPage:
    """Ledger, summary, contradictions and warning."""
    words, people = await _words(view, company, moment_text(question.now))
    stand = standing(words)
    page, following = page_of(
        words, lambda one: one.key, after=key_of(question.cursor, 2), limit=question.limit
    )
    topics = by_topic(stand)
    overall = balance(stand)
    return IntelPage(
        company=named(company),
        text=_text(company, overall),
        overall=_weighed(overall),
        topics=tuple(
            TopicWeighed(topic=topic, **_weighed(balance(of)).model_dump())
            for topic, of in topics.items()
        ),
        contradictions=tuple(
            one for topic, of in topics.items() if (one := _contradiction(topic, of, people))
        ),
        warning=_warning(question.network, company, stand),
        ledger=tuple(_entry(one, people, stands=one in stand) for one in page),
        next=following,
    )


async def warning_of(view: View, network: str, company: Company, now: str) -> CompanyWarning | None:
    """What to hear before going to *company*: that several call it a sweatshop."""
    words, _ = await _words(view, company, now)
    return _warning(network, company, standing(words))


async def caution_of(view: View, network: str, company: Company, now: str) -> str | None:
    """What to hear before wanting *company*: the warning, or that what is said comes to bad."""
    words, _ = await _words(view, company, now)
    stand = standing(words)
    if warning := _warning(network, company, stand):
        return warning.text
    overall = balance(stand)
    return _text(company, overall) if overall.verdict == "bad" else None


async def _words(view: View, company: Company, now: str) -> tuple[list[Word], People]:
    """What is said of *company*, and who says it."""
    said: list[Intel | Reply] = [*await intel_of(view, company)]
    said += await lines_answered(view, company)
    if not said:
        return [], {}
    owners = await owners_of(view, {_speaker(one) for one in said})
    voices = {text: one for text, one in owners.items() if isinstance(one, Person)}
    knows = await _bases(view, company, voices.values(), now)
    words = [_weigh(one, voices, knows, now) for one in said]
    return [one for one in words if one], {one.id: one for one in voices.values()}


def _speaker(said: Intel | Reply) -> str:
    return said.informant if isinstance(said, Intel) else said.contact


def _weigh(
    said: Intel | Reply, voices: Mapping[str, Person], knows: Mapping[str, Basis], now: str
) -> Word | None:
    whose = voices.get(_speaker(said))
    voice = whose.id if whose else ""
    known = knows.get(voice, "hearsay")
    if isinstance(said, Intel):
        return word_of_intel(said, voice, known, now)
    return word_of_line(said, voice, known, now)


async def _bases(
    view: View, company: Company, people: Iterable[Person], now: str
) -> dict[str, Basis]:
    """How each can know, by where they work or worked: insiders and those who left."""
    keys = sorted({(one.id, company.id) for one in people})
    found = (await view.load(Employment, keys)).values()
    return {one.a: "insider" if one.current(now) else "former" for one in found}


def _text(company: Company, overall: Balance) -> str:
    name, people = full_name(company), overall.voices
    say = f"what {'one person says' if people == 1 else f'{people} people say'}"
    match overall.verdict:
        case "unknown" if not people:
            return f"Nobody has said what {name} is like."
        case "unknown":
            return f"Too little is known of {name} by {say}."
        case "mixed":
            return f"{name} is good and bad, by {say}."
        case verdict:
            return f"{name} is {overall.sure} {verdict}, by {say}."


def _weighed(of: Balance) -> Weighed:
    return Weighed(
        verdict=of.verdict, sure=of.sure or "not sure", lean=rounded(of.lean), voices=of.voices
    )


def _contradiction(topic: str, words: Sequence[Word], people: People) -> Contradiction | None:
    sides = {
        side: tuple(_entry(one, people, stands=True) for one in words if one.sentiment == side)
        for side in ("good", "bad")
    }
    return Contradiction(topic=topic, **sides) if all(sides.values()) else None


def _warning(network: str, company: Company, words: Sequence[Word]) -> CompanyWarning | None:
    people = callers(words)
    if people < SEVERAL:
        return None
    return CompanyWarning(
        text=f"{people} people call {full_name(company)} a sweatshop.", voices=people,
        intel=link(network, "companies", company.id, "intel"),
    )  # fmt: skip


def _entry(word: Word, people: People, *, stands: bool) -> IntelEntry:
    who = people.get(word.voice)
    return IntelEntry(
        topic=word.topic, sentiment=word.sentiment, words=word.words or None,
        who=named(who) if who else None, time=word.key[0], age_days=int(word.age),
        basis=word.basis, weight=rounded(word.weight), standing=stands,
    )  # fmt: skip
