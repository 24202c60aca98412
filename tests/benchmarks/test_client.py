"""The client over HTTP: when an answer is whole, and who asks what; probes among events."""

from datetime import UTC, datetime
from itertools import islice

import pytest

from benchmarks.client import Load, is_whole, parts, post
from benchmarks.dpdk import Sent
from benchmarks.freshness import Fresh, due, figures, mixed
from benchmarks.freshness import probe as probed
from schemas.events import parse_event

HEAD = b"HTTP/1.1 200 OK\r\nContent-Length: 3\r\ncontent-type: text/plain\r\n\r\n"


@pytest.mark.parametrize("missing", [1, 3, 4, len(HEAD)])
def test_a_part_of_an_answer_is_not_whole(missing: int) -> None:
    answer = HEAD + b"abc"
    assert is_whole(answer)
    assert not is_whole(answer[:-missing])


def test_a_post_tells_its_length() -> None:
    assert b"\r\nContent-Length: 2\r\n" in post("/v1/paths", b"{}")


def test_each_request_is_asked_once_without_a_time() -> None:
    load = Load(service="", requests=[b"a", b"b", b"c"], connections=2)
    assert [list(part) for part in parts(load)] == [[b"a", b"c"], [b"b"]]


def test_connections_begin_at_different_requests() -> None:
    load = Load(service="", requests=[b"a", b"b"], connections=2, seconds=1)
    assert [list(islice(part, 3)) for part in parts(load)] == [
        [b"a", b"b", b"a"],
        [b"b", b"a", b"b"],
    ]


def test_probes_are_events_spread_among_the_others() -> None:
    event = Sent(0, "urn:test", "1", b"")
    assert [number for _, number in mixed([event] * 4, each=2)] == [None, None, 1, None, None, 2]
    now = datetime(2026, 8, 1, tzinfo=UTC)
    assert parse_event(probed(1).payload, now=now).id == "p1"


def test_events_are_due_at_the_rate() -> None:
    assert due(3, rate=2) == [0, 0.5, 1]


def test_what_was_never_seen_is_told() -> None:
    assert figures(Fresh([10.0], missed=2))["missed"] == 2
    assert figures(Fresh())["probes"] == 0
