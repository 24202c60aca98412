"""News over HTTP: each once, for whom it is, and nobody in it who is gone."""

import asyncio
import os
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import aclosing, asynccontextmanager, contextmanager
from typing import Any

import httpx
import pytest

from graph.identity import id_of
from graph.store import commit
from schemas.announcements import ANNOUNCEMENT, EXAMPLES, Announcement
from services.announce import Announcements
from services.feed import Feed
from services.http import create_app
from services.live import EventStream, Sent, Streams
from services.settings import Settings
from tests.builders import ANN, BEN, BOB, CY, GLOBEX, coffee, erased, person
from tests.servers.ports import answers, free_port, wait_until
from tests.services.conftest import Inroad
from tests.services.served import Served, events, heard, served

NEWS = f"/v1/people/{BOB}/news"
STREAM = f"{NEWS}/stream"


def improved(by: str, number: int = 1, asker: str = BOB) -> Announcement:
    """A way of *asker*'s, by somebody."""
    people = [id_of(asker), id_of(by)]
    data = {"person": people[0], "company": id_of(GLOBEX), "position": number}
    more = {"path": {"people": people, "chance": 0.5}}
    return _said(0, number, {**data, **more})


def arrived(who: str, number: int, *wanted_by: str) -> Announcement:
    data = {"insider": id_of(who), "wanted_by": [*map(id_of, wanted_by)], "position": number}
    return _said(2, number, data)


def _said(example: int, number: int, data: dict[str, Any]) -> Announcement:
    said = EXAMPLES[example]
    return ANNOUNCEMENT.validate_python(
        {**said, "id": f"{example}-{number}", "data": {**said["data"], **data}}
    )


class Teller:
    """What a watch does with what it has found."""

    def __init__(self, inroad: Inroad) -> None:
        self._inroad = inroad

    async def tell(self, *said: Announcement) -> None:
        stream = Announcements(self._inroad.broker, "default")
        await stream.begin()
        for one in said:
            await stream.tell(one)


@pytest.fixture
async def teller(inroad: Inroad) -> Teller:
    known = [person(ANN, "Ann"), coffee(BOB, ANN), coffee(BOB, BEN), coffee(BEN, CY)]
    await commit(inroad.store, "default", known)
    return Teller(inroad)


@pytest.fixture
def settings(inroad: Inroad) -> Settings:
    return inroad.settings.model_copy(update={"index": False})


@pytest.fixture
async def service(settings: Settings, teller: Teller) -> AsyncIterator[Served]:
    async with served(settings) as service:
        yield service


@pytest.fixture
async def http(settings: Settings, teller: Teller) -> AsyncIterator[httpx.AsyncClient]:
    app = create_app(settings)
    transport = httpx.ASGITransport(app=app, raise_app_exceptions=False)
    async with (
        app.router.lifespan_context(app),
        httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1") as client,
    ):
        yield client


async def page(http: httpx.AsyncClient, **asked: int) -> dict[str, Any]:
    answer = await http.get(NEWS, params=asked)
    assert answer.status_code == 200, answer.text
    return dict(answer.json())


def ids(told: dict[str, Any]) -> list[str]:
    return [one["announcement"]["id"] for one in told["news"]]


async def test_who_wants_it_reads_it_page_by_page(http: httpx.AsyncClient, teller: Teller) -> None:
    said = [
        improved(ANN, 1),
        improved(CY, 2, asker=BEN),
        arrived(ANN, 3, BEN, BOB),
        improved(BEN, 4),
    ]
    await teller.tell(*said)
    whole = await page(http)
    assert ids(whole) == [said[0].id, said[2].id, said[3].id]
    assert whole["news"][0]["announcement"] == said[0].model_dump(mode="json")
    assert whole["next"] is None
    first = await page(http, limit=1)
    second = await page(http, limit=2, after=first["next"])
    assert ids(first) + ids(second) == ids(whole)
    assert second["last"] == whole["last"]
    assert ids(await page(http, after=whole["last"])) == []


async def test_a_page_looks_through_so_many_and_goes_on(
    http: httpx.AsyncClient, teller: Teller, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("services.news.MOST_READ", 2)
    await teller.tell(*[improved(CY, n, asker=BEN) for n in range(3)], improved(ANN, 9))
    first = await page(http)
    assert (ids(first), first["next"] is None) == ([], False)
    assert ids(await page(http, after=first["next"])) == ["0-9"]


BAD = [
    ("email:nobody@example.org/{}", 404, "ref"),
    (f"{CY}/{{}}", 410, "ref"),
    ("bob/{}", 422, "ref"),
    (f"{BOB}/{{}}?after=-1", 422, "after"),
    (f"{BOB}/{{}}?after=late", 422, "after"),
    (f"{BOB}/{{}}?network=A", 422, "network"),
]


@pytest.mark.parametrize("form", ["news", "news/stream"])
async def test_bad_question_names_the_field_and_the_remedy(
    http: httpx.AsyncClient, inroad: Inroad, form: str
) -> None:
    await commit(inroad.store, "default", [erased(CY)])
    for asked, status, field in BAD:
        answer = await http.get("/v1/people/" + asked.format(form))
        assert (answer.status_code, answer.json()["field"]) == (status, field), asked
        assert answer.json()["remedy"]


async def test_an_id_that_is_none_is_refused(http: httpx.AsyncClient) -> None:
    for last in ("late", "-3", "1.5", "99999999999999999999"):
        answer = await http.get(STREAM, headers={"Last-Event-ID": last})
        assert (answer.status_code, answer.json()["field"]) == (422, "Last-Event-ID"), last


async def test_news_come_as_they_are_told(service: Served, teller: Teller) -> None:
    await teller.tell(improved(ANN, 1))
    async with aclosing(events(service.http, STREAM)) as coming:
        alive = await anext(coming)
        assert (alive.event, alive.data) == ("", "")
        await teller.tell(improved(CY, 2, asker=BEN), arrived(ANN, 3, BOB))
        one = await anext(coming)
    assert (one.event, ANNOUNCEMENT.validate_json(one.data).id) == (
        "inroad.insider.arrived.v1", "2-3",
    )  # fmt: skip
    assert int(one.id) == int(alive.id) + 2


async def test_who_comes_back_gets_each_once(
    settings: Settings, teller: Teller, inroad: Inroad
) -> None:
    await teller.tell(*[improved(ANN, number) for number in range(3)])
    with killed(settings) as url:
        async with httpx.AsyncClient(base_url=url, timeout=60) as http:
            before = await heard(http, f"{STREAM}?after=0", 2)
    await teller.tell(improved(BEN, 3), improved(CY, 4, asker=BEN), arrived(ANN, 5, BOB))
    async with served(settings) as service:
        after = await heard(service.http, f"{STREAM}?after=0", 3, before[-1].id)
        await teller.tell(improved(ANN, 6))
        (end,) = await heard(service.http, STREAM, 1, after[-1].id)
    told = [ANNOUNCEMENT.validate_json(one.data).id for one in (*before, *after, end)]
    assert told == ["0-0", "0-1", "0-2", "0-3", "2-5", "0-6"]


@contextmanager
def killed(settings: Settings) -> Iterator[str]:
    """URL of a service in a process of its own, which is killed in the end."""
    port = free_port()
    told = {"HOME": str(settings.home), "BROKER": settings.broker, "PORT": str(port)}
    environment = {f"INROAD_{name}": value for name, value in {**told, "INDEX": "false"}.items()}
    command = [sys.executable, "-m", "services.cli", "serve"]
    with subprocess.Popen(command, env={**os.environ, **environment}) as service:
        try:
            wait_until(lambda: answers(port) or service.poll() is not None, seconds=60, what="it")
            yield f"http://127.0.0.1:{port}"
        finally:
            service.kill()


async def test_an_id_of_a_stream_that_is_no_more_begins_anew(
    service: Served, teller: Teller
) -> None:
    await teller.tell(improved(ANN, 1))
    (one,) = await heard(service.http, STREAM, 1, "4711")
    assert ANNOUNCEMENT.validate_json(one.data).id == "0-1"


async def test_who_is_erased_is_not_named(service: Served, teller: Teller, inroad: Inroad) -> None:
    await teller.tell(improved(ANN, 1), improved(BEN, 2))
    await commit(inroad.store, "default", [erased(ANN)])  # and the stream is not emptied yet
    assert ids(await page(service.http)) == ["0-2"]
    (one,) = await heard(service.http, f"{STREAM}?after=0", 1)
    assert ANNOUNCEMENT.validate_json(one.data).id == "0-2"


async def test_a_stream_goes_on_when_it_is_emptied(
    service: Served, teller: Teller, inroad: Inroad
) -> None:
    await teller.tell(improved(ANN, 1))
    async with asyncio.timeout(60), aclosing(events(service.http, STREAM)) as coming:
        await anext(coming)
        await commit(inroad.store, "default", [erased(ANN)])
        await Feed(inroad.broker, inroad.store).clear()
        await teller.tell(improved(BEN, 2))
        one = await anext(coming)
    assert ANNOUNCEMENT.validate_json(one.data).id == "0-2"


async def test_a_stream_ends_when_its_person_is_erased(
    service: Served, teller: Teller, inroad: Inroad
) -> None:
    async with asyncio.timeout(60):
        coming = events(service.http, STREAM)
        await anext(coming)
        await commit(inroad.store, "default", [erased(BOB)])
        await teller.tell(arrived(ANN, 1, BEN))
        assert [one async for one in coming] == []
    assert (await service.http.get(STREAM)).status_code == 410


async def test_the_service_ends_while_streams_are_open(service: Served) -> None:
    async with asyncio.timeout(60):
        several = [events(service.http, STREAM) for _ in range(3)]
        for coming in several:
            await anext(coming)
        service.server.should_exit = True
        assert [[one async for one in coming] for coming in several] == [[], [], []]
        await service.serving


async def test_so_many_streams_are_open_and_no_more(service: Served) -> None:
    service.app.state.streams = Streams(most=2)
    async with _open(service), _open(service):
        answer = await service.http.get(STREAM)
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "2")
    assert answer.json()["remedy"]
    while (await service.http.get(f"{NEWS}?limit=1")).status_code != 200:
        pass
    async with _open(service):
        pass


@asynccontextmanager
async def _open(service: Served) -> AsyncIterator[None]:
    async with aclosing(events(service.http, STREAM)) as coming:
        await anext(coming)
        yield


async def stays() -> Any:
    """What a client says that does not leave: nothing."""
    await asyncio.Event().wait()


async def test_a_client_that_takes_nothing_is_left(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("services.live.SLOW", 0.05)
    closed = asyncio.Event()

    async def news() -> Any:
        try:
            while True:
                yield Sent(1, "news", "much")
        finally:
            closed.set()

    taken: list[Any] = []

    async def send(message: Any) -> None:
        taken.append(message)
        if len(taken) == 3:
            await asyncio.Event().wait()

    streams = Streams(most=1)
    with caplog.at_level("INFO", "inroad.live"):
        await EventStream(streams, news())({"type": "http"}, stays, send)
    assert closed.is_set()
    assert "took nothing" in caplog.text
    assert len(taken) == 3
    with streams.place():  # there is room again
        pass


async def test_a_quiet_stream_says_how_far_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("services.live.BEAT", 0.0)

    async def news() -> Any:
        yield Sent(7)
        yield Sent(8, "news", "one\ntwo")
        yield Sent(9)

    sent: list[bytes] = []

    async def send(message: Any) -> None:
        sent.append(message.get("body", b""))

    await EventStream(Streams(), news())({"type": "http"}, stays, send)
    assert b"".join(sent).decode() == (
        ": \nid: 7\nretry: 1000\n\n"
        "event: news\ndata: one\ndata: two\nid: 8\n\n"
        ": \nid: 9\nretry: 1000\n\n"
    )
