"""No plan ever breaks a rule of care or of the ladder, whatever has happened."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import count
from random import Random
from typing import Any, get_args

from graph.care import QUIET_AFTER
from graph.entities import Tie
from graph.identity import id_of
from graph.lookup import person_of
from graph.plan.answer import answer_plan
from graph.plan.draw import Drawn, drawn
from graph.plan.reach import PlainReacher
from graph.search import ViewPort
from graph.store import DEFAULT_NETWORK, View, seal
from schemas.plan import Move, MoveRung, PlanAnswer, PlanQuestion
from tests.builders import BOB, NOW, SECRET, event, told
from tests.graph.plan.manners import MANNERS

CASES = 200
CONTACTS = [f"email:c{number}@example.org" for number in range(5)]
INSIDERS = [f"email:i{number}@example.org" for number in range(4)]
QUIET = timedelta(days=QUIET_AFTER)
COMPANIES = ["name:globex", "name:initech", "name:hooli"]
MINE = "name:present"

Said = tuple[str, dict[str, Any], datetime]


@dataclass
class Story:
    """Random events, and what was asked."""

    chosen: Random
    said: list[Said] = field(default_factory=list)
    ids: Any = field(default_factory=lambda: count(1))

    def tell(self, type_: str, time: datetime | None = None, **data: Any) -> datetime:
        days = self.chosen.choice([3, 20, 45, 70, 120])
        time = time or NOW - timedelta(days=days, hours=self.chosen.randint(0, 20))
        self.said.append((type_, data, time))
        return time

    def of(self, type_: str) -> list[Said]:
        return [one for one in self.said if one[0] == type_]


def _between(actor: str, to: str) -> dict[str, Any]:
    return {"from": actor, "to": to}


def contact(story: Story) -> None:
    chosen, who = story.chosen, story.chosen.choice(CONTACTS)
    how = chosen.choice(["gathering", "coffee", "message", "message"])
    actor: dict[str, Any] = {"from": chosen.choice([BOB, who])} if how == "message" else {}
    story.tell("interaction.recorded", participants=[BOB, who], how=how, **actor)


def asking(story: Story) -> None:
    chosen, who = story.chosen, story.chosen.choice(CONTACTS)
    ends: dict[str, Any] = (
        {"from": BOB, "to": who} if chosen.random() < 0.85 else {"from": who, "to": BOB}
    )
    id_ = f"a-{next(story.ids)}"
    time = story.tell("ask.made", ask=id_, kind=chosen.choice(["question", "coffee"]), **ends)
    if chosen.random() < 0.75:
        answer = chosen.choice(["warm", "warm", "later", "no"])
        until: dict[str, Any] = (
            {"until": "2026-06-20"} if answer == "later" and chosen.random() < 0.5 else {}
        )
        story.tell(
            "ask.answered", time + timedelta(days=1), ask=id_, answer=answer, **until,
            **_between(ends["to"], ends["from"]),
        )  # fmt: skip


def sheet(story: Story) -> None:
    chosen, who, id_ = story.chosen, story.chosen.choice(CONTACTS), f"s-{next(story.ids)}"
    time = story.tell("sheet.shared", sheet=id_, lines=COMPANIES, **_between(BOB, who))
    if chosen.random() < 0.7:
        story.tell(
            "sheet.answered", time + timedelta(days=1), sheet=id_, company=chosen.choice(COMPANIES),
            answer=chosen.choice(["knows-someone", "no-idea", "great-place"]),
            **_between(who, BOB),
        )  # fmt: skip


def mention(story: Story) -> None:
    chosen = story.chosen
    insider = chosen.choice(INSIDERS)
    story.tell(
        "insider.mentioned", informant=chosen.choice(CONTACTS), to=BOB, insider=insider,
        mention=f"m-{next(story.ids)}", company=chosen.choice(COMPANIES), relation="neighbor",
    )  # fmt: skip


def introduction(story: Story) -> None:
    chosen = story.chosen
    stage = chosen.choice(["requested", "accepted", "declined", "made", "met"])
    story.tell(
        f"introduction.{stage}", introduction=f"i-{next(story.ids)}", asker=BOB,
        introducer=chosen.choice(CONTACTS), insider=chosen.choice(INSIDERS),
        company=chosen.choice(COMPANIES),
    )  # fmt: skip


def knowing(story: Story) -> None:
    chosen = story.chosen
    one, other = chosen.sample([*CONTACTS, *INSIDERS], 2)
    story.tell("relation.asserted", person=one, related=other, relation="friend")


def a_story(seed: int) -> tuple[Story, PlanQuestion]:
    chosen = Random(seed)
    story = Story(chosen)
    for who in CONTACTS:
        story.tell("interaction.recorded", participants=[BOB, who], how="gathering")
    for who in INSIDERS:
        story.tell("employment.started", person=who, company=chosen.choice(COMPANIES))
    for who in (BOB, chosen.choice([*CONTACTS, *INSIDERS])):
        story.tell("employment.started", person=who, company=MINE)
    for company in COMPANIES:
        priority = chosen.choice([0.5, 1, 2])
        story.tell("company.targeted", person=BOB, company=company, priority=priority)
    makers = [contact, contact, asking, asking, sheet, mention, mention, introduction, knowing]
    for _ in range(chosen.randint(5, 25)):
        chosen.choice(makers)(story)
    never = [chosen.choice([*CONTACTS, *INSIDERS])] if chosen.random() < 0.5 else []
    return story, PlanQuestion(
        now=NOW, k=chosen.choice([1, 3, 5]), never_ask=never, quiet=chosen.random() < 0.5,
        never_reveal=[chosen.choice(COMPANIES)] if chosen.random() < 0.5 else [],
    )  # fmt: skip


async def planned(story: Story, asked: PlanQuestion) -> tuple[PlanAnswer, Drawn, dict[str, Tie]]:
    store = await told(
        event(type_, data, time=time.isoformat()) for type_, data, time in story.said
    )

    async def work(view: View) -> tuple[PlanAnswer, Drawn, dict[str, Tie]]:
        sealing = seal(SECRET, DEFAULT_NETWORK)
        bob = await person_of(view, sealing, BOB, "ref")
        plan = await drawn(view, sealing, bob, asked, PlainReacher(ViewPort(view)), QUIET_AFTER)
        ties = {tie.other(bob.id): tie for tie in await view.touching(Tie, [bob.id])}
        return await answer_plan(view, SECRET, BOB, asked, MANNERS), plan, ties

    return await store.read(DEFAULT_NETWORK, work)


class Rules:
    """What the events alone say of the contacts."""

    def __init__(self, story: Story) -> None:
        self._story = story
        self.replies = {data["ask"]: (data, time) for _, data, time in story.of("ask.answered")}

    def requests(self, who: str) -> list[datetime]:
        asked = [*self._story.of("ask.made"), *self._story.of("sheet.shared")]
        times = [time for _, data, time in asked if (data["from"], data["to"]) == (BOB, who)]
        requested = self._story.of("introduction.requested")
        return times + [time for _, data, time in requested if data["introducer"] == who]

    def unanswered(self, who: str) -> list[datetime]:
        """When Bob asked, showed a sheet or asked for an introduction, and got no answer."""
        answered = {data["sheet"] for _, data, _ in self._story.of("sheet.answered")}
        found = [
            time
            for _, data, time in self._story.of("ask.made")
            if (data["from"], data["to"]) == (BOB, who) and data["ask"] not in self.replies
        ]
        found += [
            time
            for _, data, time in self._story.of("sheet.shared")
            if data["to"] == who and data["sheet"] not in answered
        ]
        requested = self._story.of("introduction.requested")
        return sorted(found + [time for _, data, time in requested if data["introducer"] == who])

    def silence(self, who: str) -> list[datetime]:
        """Of those, the ones since the latest word of *who*."""
        heard = [time for data, time in self.replies.values() if data["from"] == who]
        heard += [
            time
            for type_ in ("sheet.answered", "ask.made", "thanks.sent")
            for _, data, time in self._story.of(type_)
            if data["from"] == who
        ]
        heard += [
            time
            for stage in ("accepted", "declined", "made")
            for _, data, time in self._story.of(f"introduction.{stage}")
            if data["introducer"] == who
        ]
        heard += [
            time
            for _, data, time in self._story.of("interaction.recorded")
            if who in data["participants"]
            and data["how"] != "gathering"
            and data.get("from", who) == who
        ]
        mentioned = self._story.of("insider.mentioned")
        heard += [time for _, data, time in mentioned if data["informant"] == who]
        heard += [
            time for _, data, time in self._story.of("introduction.met") if data["insider"] == who
        ]
        latest = max(heard, default=datetime.min.replace(tzinfo=UTC))
        return [time for time in self.unanswered(who) if time > latest]

    def awaits(self, who: str) -> bool:
        """A request is not quiet yet, Bob owes an answer, or an introduction is agreed."""
        open_to_bob = [
            data
            for _, data, _ in self._story.of("ask.made")
            if data["from"] == who and data["ask"] not in self.replies
        ]
        agreed = [
            data
            for stage in ("accepted", "made")
            for _, data, _ in self._story.of(f"introduction.{stage}")
            if data["introducer"] == who
        ]
        recent = [time for time in self.unanswered(who) if time + QUIET > NOW]
        return bool(open_to_bob or agreed or recent)

    def latest_reply(self, who: str) -> tuple[dict[str, Any], datetime] | None:
        mine = [(data, time) for data, time in self.replies.values() if data["from"] == who]
        return max(mine, key=lambda one: one[1], default=None)

    def rests(self, who: str) -> bool:
        reply = self.latest_reply(who)
        if reply is None or reply[0]["answer"] == "warm":
            return False
        data, time = reply
        if data["answer"] == "no":
            return time + timedelta(days=90) > NOW
        if "until" in data:
            return datetime.fromisoformat(data["until"]).replace(tzinfo=UTC) > NOW
        return time + timedelta(days=30) > NOW

    def is_warm(self, who: str) -> bool:
        """A warm word to Bob, or contact both ways, and no later or no since."""
        reply = self.latest_reply(who)
        if reply is not None:
            return bool(reply[0]["answer"] == "warm")
        word = any(
            data["from"] == who and data["answer"] != "no-idea"
            for _, data, _ in self._story.of("sheet.answered")
        )
        met = any(
            who in {data["introducer"], data["insider"]}
            for _, data, _ in self._story.of("introduction.met")
        )
        acts = Counter[str]()
        for _, data, _ in self._story.of("interaction.recorded"):
            if who in data["participants"] and data["how"] != "gathering":
                acts.update([data["from"]] if "from" in data else [BOB, who])
        acts.update(data["from"] for _, data, _ in self._story.of("ask.made"))
        told = any(data["informant"] == who for _, data, _ in self._story.of("insider.mentioned"))
        return word or met or acts[who] > 0 or told

    def has_named(self, who: str, insider: str) -> bool:
        mentioned = self._story.of("insider.mentioned")
        return any(
            (data["informant"], data["insider"]) == (who, insider) for _, data, _ in mentioned
        )

    def knows_somebody(self, who: str, company: str) -> bool:
        """By the latest word on that company, and without a name."""
        words = [
            (time, data["answer"])
            for _, data, time in self._story.of("sheet.answered")
            if (data["from"], data["company"]) == (who, company)
        ]
        mentioned = self._story.of("insider.mentioned")
        named = any(
            (data["informant"], data["company"]) == (who, company) for _, data, _ in mentioned
        )
        return max(words)[1] == "knows-someone" and not named

    def insiders_asked_for(self) -> set[str]:
        stages = ("requested", "accepted", "made")
        found = (one for stage in stages for one in self._story.of(f"introduction.{stage}"))
        return {
            data["insider"]
            for type_, data, time in found
            if type_ != "introduction.requested" or time + timedelta(days=90) > NOW
        }

    def colleagues(self) -> set[str]:
        works = [data for _, data, _ in self._story.of("employment.started")]
        return {data["person"] for data in works if data["company"] == MINE} - {BOB}


async def test_no_plan_breaks_a_rule() -> None:
    rungs = Counter[str]()
    for seed in range(CASES):
        story, asked = a_story(seed)
        answer, plan, ties = await planned(story, asked)
        rules = Rules(story)
        assert len({move.whom.id for move in answer.moves}) == len(answer.moves) <= asked.k
        rungs.update(move.rung for move in answer.moves)
        goes_through_nobody_left_alone(plan, rules, asked, seed)
        for move in answer.moves:
            nobody_is_pressed(move, rules, seed)
            no_rung_is_skipped(move, ties[move.whom.id], rules, seed)
            tells_nothing_kept_back(move, asked, seed)
        insiders = [one.event.data["insider"] for one in answer.moves if one.rung == "ask"]
        assert len({*insiders}) == len(insiders), seed
    assert {*get_args(MoveRung)} <= {*rungs}, rungs


def goes_through_nobody_left_alone(
    plan: Drawn, rules: Rules, asked: PlanQuestion, seed: int
) -> None:
    left = {id_of(one) for one in asked.never_ask}
    left |= {id_of(one) for one in rules.colleagues()} if asked.quiet else set()
    left |= {id_of(one) for one in rules.insiders_asked_for()}
    for candidate in plan.moves:
        for company in plan.reached.costs[candidate.contact]:
            assert left.isdisjoint(plan.reached.way(candidate.contact, company)), seed


def nobody_is_pressed(move: Move, rules: Rules, seed: int) -> None:
    who = move.whom.ref
    assert not rules.awaits(who), seed
    assert not rules.rests(who), seed
    silence = rules.silence(who)
    if silence and move.rung != "thanks":
        rested = silence[-1] + timedelta(days=90 * len(silence)) <= NOW
        assert move.rung == ("opener" if rested else "follow-up"), seed
        assert rested or len(silence) == 1, seed
    assert silence or move.rung != "follow-up", seed
    recent = [time for time in rules.requests(who) if time > NOW - timedelta(days=60)]
    assert move.rung == "thanks" or len(recent) < 2, seed


def no_rung_is_skipped(move: Move, tie: Tie, rules: Rules, seed: int) -> None:
    if tie.kind == "soft" or not tie.open:
        assert move.rung in {"opener", "coffee", "thanks"}, seed
    if move.rung in {"sheet", "name", "ask"}:
        assert rules.is_warm(move.whom.ref), seed
    if move.rung == "name":
        assert rules.knows_somebody(move.whom.ref, move.event.data["company"]), seed
    if move.rung == "ask":
        assert rules.has_named(move.whom.ref, move.event.data["insider"]), seed


def tells_nothing_kept_back(move: Move, asked: PlanQuestion, seed: int) -> None:
    said = " ".join((move.words, move.blurb or "", move.text, str(move.event.data))).casefold()
    for company in asked.never_reveal:
        assert company.partition(":")[2] not in said, seed


async def test_what_is_done_is_not_asked_again() -> None:
    done = 0
    for seed in range(0, CASES, 4):
        story, asked = a_story(seed)
        answer, _, _ = await planned(story, asked)
        for move in answer.moves:
            type_ = move.event.type.removeprefix("inroad.").removesuffix(".v1")
            story.said.append((type_, dict(move.event.data), NOW))
        after, _, _ = await planned(story, asked)
        before = {(move.whom.id, move.rung) for move in answer.moves}
        thanked = {whom for whom, rung in before if rung == "thanks"}
        again = {move.whom.id for move in after.moves} & {whom for whom, _ in before}
        assert again <= thanked, seed
        assert all(move.rung != "thanks" or move.whom.id not in thanked for move in after.moves)
        assert {move.id for move in after.moves}.isdisjoint(move.id for move in answer.moves), seed
        done += len(before)
    assert done > CASES / 4


async def test_a_move_is_the_same_until_something_passes() -> None:
    story, asked = a_story(1)
    answer, _, _ = await planned(story, asked)
    tomorrow = asked.model_copy(update={"now": NOW + timedelta(days=1)})
    later, _, _ = await planned(story, tomorrow)
    assert answer.moves
    assert [move.id for move in later.moves] == [move.id for move in answer.moves]
