"""The page of companies that may be wanted, by the goal, each with why and what is said of it."""

from collections.abc import Mapping, Sequence
from typing import Final

from graph.entities import Goal, Person
from graph.fitting import in_words
from graph.intel_page import caution_of
from graph.plan.reach import Reacher
from graph.proposing import Near, Proposal, Proposals, proposals_of, sought_by
from graph.store import View
from graph.telling import named, rounded
from graph.wanting import goal_said
from graph.words import label, ref_of
from schemas.events.base import moment_text
from schemas.plan import Proposed
from schemas.proposals import CompanyProposed, ProposalsPage, ProposalsQuestion

MOST: Final = 2.0  # the priority of a company that fits in everything
WARY: Final = 0.5  # of the priority, where there is a caution


async def proposals_page(
    view: View, asker: Person, asked: ProposalsQuestion, reacher: Reacher
) -> ProposalsPage:
    """Companies that *asker* may put on the list."""
    goal = await sought_by(view, asker)
    found, proposals = Proposals(found=(), cut=False), list[CompanyProposed]()
    if goal:
        now = moment_text(asked.now)
        found = await proposals_of(view, asker, goal, now, reacher, asked.max_hops)
        proposals = await _told(view, asker, goal, found.found[: asked.k], asked)
    return ProposalsPage(
        sentence=_sentence(goal, found, proposals),
        person=named(asker),
        now=moment_text(asked.now),
        goal=goal_said(goal) if goal else None,
        fitting=len(found.found),
        proposals=tuple(proposals),
        cut=found.cut,
        position=await view.position(),
    )


async def _told(
    view: View, asker: Person, goal: Goal, shown: Sequence[Proposal], asked: ProposalsQuestion
) -> list[CompanyProposed]:
    keys = sorted({(one.near.contact,) for one in shown if one.near})
    people = {one.id: one for one in (await view.load(Person, keys)).values()} if keys else {}
    now = moment_text(asked.now)
    return [
        _proposed(asker, goal, one, people, await caution_of(view, asked.network, one.company, now))
        for one in shown
    ]


def _proposed(
    asker: Person, goal: Goal, one: Proposal, people: Mapping[str, Person], caution: str | None
) -> CompanyProposed:
    priority = round(max(0.1, MOST * one.fit.share * (WARY if caution else 1)), 1)
    data = {"person": ref_of(asker), "company": ref_of(one.company), "priority": priority}
    return CompanyProposed(
        company=named(one.company),
        why=in_words(goal, one.fit),
        near=_near(one.near, people),
        hops=one.near.hops if one.near and one.near.open else None,
        chance=rounded(one.near.chance) if one.near and one.near.open else None,
        priority=priority,
        caution=caution,
        event=Proposed(type="inroad.company.targeted.v1", data=data),
    )


def _near(near: Near | None, people: Mapping[str, Person]) -> str:
    if near is None or near.contact not in people:
        return "Nobody whom you know leads there yet."
    name = label(people[near.contact])
    if not near.open:
        return f"One coffee away: you hardly know {name}, who leads there."
    if near.hops == 1:
        return f"{name}, whom you know, works there."
    return f"{near.hops} hops away, by {name}."


def _sentence(goal: Goal | None, found: Proposals, proposals: Sequence[CompanyProposed]) -> str:
    if goal is None:
        return "You have set no goal yet: say what you look for, by `inroad want goal`."
    if not proposals:
        return (
            "No company that is known fits your goal and is not on your list already: "
            "say the goal more widely, or tell of more companies."
        )
    count = len(found.found)
    fit = "1 company fits" if count == 1 else f"{count} companies fit"
    return f"{fit} your goal, {proposals[0].company.name} {'first' if count > 1 else 'alone'}."
