"""Week by week a report has the very figures that a path question as of then answers."""

from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

import pytest
from hypothesis import event as note
from hypothesis import given
from hypothesis import strategies as st

from graph.answer import answer_path
from graph.store import DEFAULT_NETWORK, GraphStore
from graph.strike import Arrival
from schemas.events.base import moment_text
from schemas.questions import PathQuestion
from schemas.report import Report
from tests.builders import BOB, erased, event, told
from tests.graph.report.reports import report_in
from tests.law.test_law import trying

START = datetime(2026, 2, 2, tzinfo=UTC)  # a Monday
WEEKS = 10
OTHERS = [f"email:p{number}@example.org" for number in range(9)]
COMPANIES = ["name:globex", "name:initech", "domain:hooli.example"]


@trying(60)
@given(seed=st.integers(0, 2**32))
async def test_no_week_differs_from_paths_as_of_its_end(seed: int) -> None:
    chosen = Random(seed)
    store = await told(_story(chosen))
    report = await report_in(store, weeks=WEEKS, until="2026-04-10")
    assert not report.cut
    for target in report.targets:
        for number, week in enumerate(report.weeks):
            if target.wanted[number]:
                hops, chance = await _asked(store, target.company.id, week.end)
                assert target.hops[number] == hops
                assert (target.chance[number] or 0) == pytest.approx(chance or 0, rel=2e-4)
                note(f"{hops} hops")
    _adds_up(report)


async def _asked(store: GraphStore, company: str, end: str) -> tuple[int | None, float | None]:
    """Hops of the shortest and chance of the strongest path, asked singly."""
    found: list[Any] = []
    for by in ("shortest", "strongest"):
        asked = {"from": BOB, "to": company, "as_of": end, "now": end, "by": by}
        question = PathQuestion.model_validate(asked)
        answer = await store.read(
            DEFAULT_NETWORK,
            lambda view, question=question: answer_path(  # type: ignore[misc]
                view, store.secret, DEFAULT_NETWORK, question
            ),
        )
        found.append(next(iter(answer.paths), None))
    shortest, strongest = found
    return (shortest.hops, strongest.chance) if shortest else (None, None)


def _adds_up(report: Report) -> None:
    """What passed in the weeks passed in the whole."""
    for kind in ("soft", "direct", "hard", "all"):
        weeks = [getattr(week.conversations, kind) for week in report.weeks]
        assert getattr(report.whole.conversations, kind) == sum(weeks)
        parts = (report.before, report.recent)
        assert sum(weeks) == sum(getattr(part.conversations, kind) for part in parts if part)
    for week in report.weeks:
        assert week.targets.wanted == week.targets.within_reach + week.targets.out_of_reach


def _story(chosen: Random) -> list[Arrival]:
    people = [BOB, *OTHERS[: chosen.randint(3, 9)]]
    story = [_targeted(chosen, wanted=True) for _ in range(2)]
    story += [_some(chosen, people) for _ in range(chosen.randint(5, 60))]
    if chosen.random() < 0.2:
        story.append(erased(chosen.choice(people[1:])))
    return story


def _some(chosen: Random, people: list[str]) -> Arrival:
    one, other, third = chosen.sample(people, 3)
    company, when = chosen.choice(COMPANIES), _time(chosen)
    makers: list[tuple[str, dict[str, Any]]] = [
        ("interaction.recorded", {"participants": [one, other], "how": "coffee"}),
        ("interaction.recorded", {"participants": [one, other], "how": "message", "from": one}),
        ("interaction.recorded", {"participants": [one, other, third], "how": "chat"}),
        ("relation.asserted", {"person": one, "related": other, "relation": "friend"}),
        ("relation.ended", {"person": one, "related": other, "relation": "friend"}),
        ("tie.rated", {"rater": one, "person": other, "rating": chosen.choice((0, 0.2, 0.9))}),
        ("employment.started", {"person": one, "company": company}),
        ("employment.started", {"person": other, "company": company, "since": "2026-03-20"}),
        ("employment.ended", {"person": one, "company": company}),
        ("ask.made", {"ask": f"a-{one}-{other}", "from": one, "to": other, "kind": "question"}),
        ("person.merged", {"identifiers": [one, f"uid:other:{one[6:8]}"]}),
        (
            "insider.mentioned",
            {"informant": one, "to": other, "mention": "m", "company": company,
             "description": "my neighbour", "relation": "neighbor"},
        ),
    ]  # fmt: skip
    if chosen.random() < 0.1:
        return _targeted(chosen, wanted=chosen.random() < 0.5)
    kind, data = chosen.choice(makers)
    return event(kind, data, time=when)


def _targeted(chosen: Random, *, wanted: bool) -> Arrival:
    kind = "company.targeted" if wanted else "company.untargeted"
    return event(kind, {"person": BOB, "company": chosen.choice(COMPANIES)}, time=_time(chosen))


def _time(chosen: Random) -> str:
    """Some time, often at a week's very edge."""
    day = START + timedelta(days=chosen.randint(-20, 68))
    if chosen.random() < 0.3:
        monday = day - timedelta(days=day.weekday())
        return moment_text(monday + chosen.choice((timedelta(0), timedelta(microseconds=-1))))
    return moment_text(day + timedelta(minutes=chosen.randint(0, 1439)))
