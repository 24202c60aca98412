"""No page ever breaks a rule of care, or names what is kept back, whatever has happened."""

from collections import Counter
from typing import Any

from graph.gathering.page import gathering_page
from graph.openers import BUILT_IN
from graph.plan.reach import PlainReacher
from graph.search import ViewPort
from graph.store import DEFAULT_NETWORK, View
from schemas.gatherings import GatheringPage, GatheringQuestion
from services.gatherings.forms import as_page, as_text
from tests.builders import BOB, NOW, SECRET, event, told
from tests.graph.plan.test_rules import CASES, COMPANIES, CONTACTS, INSIDERS, Rules, Story, a_story

STRANGERS = ["email:s0@example.org", "email:s1@example.org"]
EVERYBODY = [*CONTACTS, *INSIDERS, *STRANGERS]


def told_more(story: Story) -> None:
    """Words of all kinds that name companies, where a page might repeat them."""
    chosen = story.chosen

    def where() -> str:
        return chosen.choice(COMPANIES)

    def name() -> str:
        return where().partition(":")[2].title()

    for who in EVERYBODY:
        headline = f"Works with {name()}" if chosen.random() < 0.3 else "Chemist"
        profile: dict[str, Any] = {"name": f"P{who[6:8]}", "field": "biotech"}
        story.tell("person.observed", identifiers=[who], headline=headline, **profile)
        if chosen.random() < 0.3:
            words = f"What is {name()} like?"
            asked: dict[str, Any] = {"question": f"q-{who}", "field": "biotech", "words": words}
            story.tell("question.noted", person=who, **asked)
            story.tell("company.targeted", person=who, company=where())
        if chosen.random() < 0.2:
            story.tell("employment.started", person=BOB, company=where(), function="research")
    story.tell("person.observed", identifiers=[BOB], name="Bob Stone", field="biotech")
    story.tell("question.noted", question="q-1", person=BOB, words=f"Who leads {name()}?")
    story.tell("question.noted", question="q-2", person=BOB, words="Why?", field="biotech")
    if chosen.random() < 0.5:
        ask: dict[str, Any] = {"ask": "a-x", "from": chosen.choice(CONTACTS), "to": BOB}
        words = f"How is {name()}?"
        story.tell("ask.made", kind="question", words=words, company=where(), **ask)
    announced: dict[str, Any] = {"announcer": CONTACTS[0], "name": f"Evening at {name()}"}
    story.tell(
        "gathering.announced", gathering="g", starts="2026-06-02", place=name(),
        participants=[BOB, *EVERYBODY], **announced,
    )  # fmt: skip


async def a_page(seed: int) -> tuple[Story, GatheringQuestion, GatheringPage]:
    story, planned = a_story(seed)
    told_more(story)
    said = planned.model_dump(exclude={"k"})
    names = [f"Zoe of {story.chosen.choice(COMPANIES).partition(':')[2]}"]
    asked = GatheringQuestion(**said, gathering="g", attendees=names)
    store = await told(
        event(type_, data, time=time.isoformat()) for type_, data, time in story.said
    )

    async def work(view: View) -> GatheringPage:
        reacher = PlainReacher(ViewPort(view))
        return await gathering_page(view, SECRET, BOB, asked, BUILT_IN, reacher)

    return story, asked, await store.read(DEFAULT_NETWORK, work)


async def test_no_page_breaks_a_rule() -> None:
    seen = Counter[str]()
    for seed in range(CASES):
        story, asked, page = await a_page(seed)
        rules = Rules(story)
        left = {*asked.never_ask} | rules.insiders_asked_for()
        left |= rules.colleagues() if asked.quiet else set()
        assert {talk.whom.ref for talk in page.people} == {*EVERYBODY}, seed
        asking = [talk for talk in page.people if not talk.friendly]
        assert [*page.people] == [*asking, *(one for one in page.people if one.friendly)], seed
        for talk in page.people:
            who = talk.whom.ref
            pressed = rules.awaits(who) or rules.rests(who) or who in left
            assert bool(talk.friendly) or not pressed, (seed, who)
            if talk.friendly:
                assert (talk.opener, talk.step, talk.opens) == (None, None, ()), (seed, who)
            seen[talk.step or "friendly"] += 1
        names_nothing_kept_back(asked, page, seed)
    assert len(seen) > 5, seen


def names_nothing_kept_back(asked: GatheringQuestion, page: GatheringPage, seed: int) -> None:
    record: dict[str, Any] = page.model_dump()
    for form in (str(record), as_text(page), as_page(page)):
        for company in asked.never_reveal:
            assert company.partition(":")[2] not in form.casefold(), (seed, company)
    assert NOW.isoformat()[:10] == page.now[:10]


async def test_what_is_not_kept_back_is_named() -> None:
    pages = [await a_page(seed) for seed in range(20)]
    named = [page for _, asked, page in pages if not asked.never_reveal and "at " in page.title]
    assert named
    assert all("…" not in page.model_dump_json() for page in named)
