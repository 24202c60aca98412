"""How payloads become events, and which are refused."""

import json
from datetime import UTC, datetime
from typing import Any, get_args

import pytest
from hypothesis import given

from schemas.errors import InvalidEvent
from schemas.events import MAX_EVENT_BYTES, Event, event_body, parse_event, stored_event
from schemas.events.base import OWNER_SOURCE
from tests.law.events import Case, cases

NOW = datetime(2026, 6, 1, tzinfo=UTC)
ANN, BEN = "email:ann@example.org", "email:ben@example.org"
GLOBEX = "name:Globex"
ASK = {"ask": "a-1", "from": ANN, "to": BEN}
SHEET = {"sheet": "s-1", "from": ANN, "to": BEN}
INTEL = {"informant": ANN, "company": GLOBEX, "topic": "hours"}


def payload(
    type_: str = "interaction.recorded.v1", data: dict[str, Any] | None = None, **envelope: Any
) -> bytes:
    values = {
        "specversion": "1.0", "id": "1", "source": "urn:example:app", "type": f"inroad.{type_}",
        "time": "2026-05-01T12:00:00Z",
        "data": {"participants": [ANN, BEN], "how": "coffee", **(data or {})}, **envelope,
    }  # fmt: skip
    return json.dumps({name: value for name, value in values.items() if value is not ...}).encode()


def refused(sent: bytes) -> tuple[str, str, str]:
    with pytest.raises(InvalidEvent) as caught:
        parse_event(sent, now=NOW)
    problem = caught.value.problems[0]
    assert problem.reason
    assert problem.remedy
    return problem.field, problem.reason, problem.remedy


@given(cases())
def test_stored_event_is_the_event(case: Case) -> None:
    for arrival in case.events:
        assert stored_event(arrival.body) == arrival.event
        assert event_body(stored_event(arrival.body)) == arrival.body


def test_every_type_of_the_union_is_drawn_by_the_law() -> None:
    from tests.law.events import SAYING

    types = {event.model_fields["type"].default for event in get_args(Event)}
    drawn = {f"inroad.{type_}.v1" for type_ in SAYING}
    assert types == drawn | {"inroad.event.retracted.v1"}


def test_unknown_fields_are_kept_out() -> None:
    sent = payload(data={"mood": "fine"}, traceparent="00-1")
    assert "mood" not in event_body(parse_event(sent, now=NOW))
    assert "traceparent" not in event_body(parse_event(sent, now=NOW))


def test_uid_belongs_to_its_source() -> None:
    data = {"participants": ["uid:1", "uid:2"], "how": "call"}
    event = json.loads(event_body(parse_event(payload(data=data), now=NOW)))
    assert event["data"]["participants"] == ["uid:urn:example:app:1", "uid:urn:example:app:2"]


def test_owner_names_any_uid() -> None:
    data = {"participants": ["uid:urn:example:app:1", ANN], "how": "call"}
    event = json.loads(event_body(parse_event(payload(data=data, source=OWNER_SOURCE), now=NOW)))
    assert event["data"]["participants"][0] == "uid:urn:example:app:1"


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        (b"{", "(event)"),
        (b"\xff\xfe", "(event)"),
        (b"[1]", "(event)"),
        (b'{"id": NaN}', "(event)"),
        (b" " * (MAX_EVENT_BYTES + 1), "(event)"),
        (payload("interaction.recorded.v9"), "type"),
        (payload("unheard.of.v1"), "type"),
        (payload(type=...), "type"),
        (payload(id=...), "id"),
        (payload(id=""), "id"),
        (payload(id="a\nb"), "id"),
        (payload(specversion="0.3"), "specversion"),
        (payload(time=...), "time"),
        (payload(time="2026-05-01T12:00:00"), "time"),
        (payload(time="1969-12-31T23:59:59Z"), "time"),
        (payload(time="2026-06-02T00:00:01Z"), "time"),
        (payload(time=1_700_000_000), "time"),
        (payload(time="yesterday"), "time"),
        (payload(data={"participants": [ANN]}), "data.participants"),
        (payload(data={"participants": [ANN, ANN]}), "data.participants"),
        (payload(data={"participants": [ANN, "ann"]}), "data.participants.1"),
        (payload(data={"participants": [f"uid:{n}" for n in range(1001)]}), "data.participants"),
        (payload(data={"how": "telepathy"}), "data.how"),
        (payload(data={"how": "message"}), "data.from"),
        (payload(data={"from": "email:cy@example.org"}), "data.from"),
        (payload(data={"group_size": 1}), "data.group_size"),
        (payload("tie.rated.v1", {"rater": ANN, "person": ANN, "rating": 1}), "data.person"),
        (payload("tie.rated.v1", {"rater": ANN, "person": BEN, "rating": 2}), "data.rating"),
        (payload("person.merged.v1", {"identifiers": [ANN, ANN]}), "data.identifiers"),
        (
            payload("insider.mentioned.v1", {"informant": ANN, "mention": "1", "company": GLOBEX}),
            "data.description",
        ),
        (
            payload(
                "introduction.made.v1", {"introduction": "1", "asker": ANN, "introducer": BEN}
            ),
            "data.insider",
        ),
        (payload("ask.made.v1", {**ASK, "kind": "referral"}), "data.kind"),
        (payload("ask.made.v1", {**ASK, "kind": "job"}), "data.kind"),
        (payload("ask.made.v1", {**ASK, "kind": "coffee", "to": ANN}), "data.to"),
        (payload("ask.answered.v1", {**ASK, "answer": "perhaps"}), "data.answer"),
        (
            payload("ask.answered.v1", {**ASK, "answer": "no", "until": "2026-06-01"}),
            "data.until",
        ),
        (payload("sheet.shared.v1", {**SHEET, "lines": []}), "data.lines"),
        (payload("sheet.shared.v1", {**SHEET, "lines": [GLOBEX, "name:globex inc"]}), "data.lines"),
        (payload("sheet.shared.v1", {**SHEET, "lines": ["Globex"]}), "data.lines.0"),
        (
            payload(
                "sheet.answered.v1",
                {**SHEET, "company": GLOBEX, "answer": "avoid", "until": "2026-06-01"},
            ),
            "data.until",
        ),
        (payload("thanks.sent.v1", {"from": ANN, "to": ANN}), "data.to"),
        (payload("question.noted.v1", {"question": "q", "person": ANN}), "data.words"),
        (
            payload("company.targeted.v1", {"person": ANN, "company": GLOBEX, "priority": 0}),
            "data.priority",
        ),
        (payload("intel.reported.v1", {**INTEL, "sentiment": "awful"}), "data.sentiment"),
        (payload("intel.reported.v1", {**INTEL, "sentiment": "bad", "to": ANN}), "data.to"),
        (
            payload(
                "gathering.announced.v1", {"gathering": "g", "announcer": ANN, "name": "Evening"}
            ),
            "data.starts",
        ),
    ],
)  # fmt: skip
def test_bad_input_names_its_field_and_a_remedy(sent: bytes, field: str) -> None:
    assert refused(sent)[0] == field


def test_who_asks_for_a_referral_is_told_what_to_ask_for() -> None:
    _, reason, remedy = refused(payload("ask.made.v1", {**ASK, "kind": "referral"}))
    assert reason == "nobody is asked outright for a referral"
    assert "introduction" in remedy


def test_every_wrong_field_is_named() -> None:
    with pytest.raises(InvalidEvent) as caught:
        parse_event(payload(id="", time="never"), now=NOW)
    assert {problem.field for problem in caught.value.problems} == {"id", "time"}
