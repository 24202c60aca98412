"""Exploring over HTTP and in the terminal, over a store in memory."""

from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any, Self

import httpx
import pytest
from fastapi import FastAPI

from graph.entities import Employment, Tie
from graph.index.state import State, state_of
from graph.store import View
from graph.stores.memory import MemoryStore
from schemas.explored import DEFINITIONS
from services import explore, problems, query
from services.cli import main
from services.cli.exits import Exit, Stop
from services.cli.terminal import Terminal
from tests.builders import (
    ANN,
    BEN,
    BOB,
    CY,
    GLOBEX,
    coffee,
    company,
    contact,
    erased,
    event,
    mention,
    person,
    relation,
    told,
    works,
)
from tests.services import asking

DAN, EVE, FAY, INITECH = (
    "email:dan@example.org", "email:eve@example.org", "email:fay@example.org", "name:Initech",
)  # fmt: skip
GIL = "email:gil@example.org"
LONG_AGO, NOW = "2024-05-04T09:00:00Z", "2026-06-01T00:00:00Z"
STORY = [
    person(BOB, "Bob Stone"), person(ANN, "Ann Lee", headline="Assays that work"),
    person(BEN, "Ben Ito"), person(DAN, "Dan Roe"), person(EVE, "Eve Ode"), person(FAY, "Fay Kim"),
    company(GLOBEX, "Globex", "domain:globex.com"), company(INITECH, "Initech"),
    coffee(BOB, ANN), coffee(ANN, BEN), coffee(BOB, BEN, time=LONG_AGO), coffee(BEN, DAN),
    relation(ANN, DAN, "friend"), contact("gathering", BOB, EVE),
    works(BEN, title="Chemist", since="2020-01-01"), works(DAN, INITECH, since="2021-01-01"),
    works(FAY, since="2023-01-01"), works(BOB, INITECH, since="2024-01-01"),
    mention(ANN, description="my neighbour", to=BOB), erased(CY),
    event("interaction.recorded", {"participants": [GIL, BOB], "how": "call"}),
]  # fmt: skip
AROUND = f"/v1/people/{BOB}/neighbourhood"
ROUTES = {
    "neighbourhood": "around", "common": "common", "companies": "companies", "fading": "fading",
    "communities": "communities", "brokers": "brokers", "probable": "probable",
    "who-knows": "who_knows",
}  # fmt: skip
NEEDED = {"common": {"with": ANN}, "who-knows": {"at": GLOBEX}}


@pytest.fixture
async def app() -> FastAPI:
    app = FastAPI()
    for router in (explore.router, query.router):
        app.include_router(router)
    problems.install(app)
    app.state.store = await told(STORY)
    return app


@pytest.fixture
async def http(app: FastAPI) -> AsyncIterator[httpx.AsyncClient]:
    async with asking.asking(app) as client:
        yield client


async def got(http: httpx.AsyncClient, address: str, **params: Any) -> Any:
    return await asking.got(http, address, **{"now": NOW, **params})


def names(people: list[dict[str, Any]]) -> list[str]:
    return [one["name"] for one in people]


async def test_people_and_ties_around_somebody(http: httpx.AsyncClient) -> None:
    answer = await got(http, AROUND, depth=1)
    bob, ann, *_ = answer["people"]
    assert names(answer["people"])[:2] == ["Bob Stone", "Ann Lee"]
    assert set(names(answer["people"])[2:]) == {"Ben Ito", "Eve Ode", "gil@example.org"}
    assert (bob["depth"], bob["chance"], bob["by"]) == (0, 1.0, None)
    assert (ann["depth"], ann["by"], ann["headline"]) == (1, bob["id"], "Assays that work")
    ids = {one["id"] for one in answer["people"]}
    assert {end for tie in answer["ties"] for end in (tie["from"], tie["to"])} == ids
    assert answer["sentence"] == "4 people are around Bob Stone."
    ben = next(one for one in answer["people"] if one["name"] == "Ben Ito")
    assert [(job["company"]["name"], job["title"]) for job in ben["employers"]] == [
        ("Globex", "Chemist")
    ]
    assert (await http.get(answer["ties"][0]["evidence"])).json()["events"]


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ({"most": 1}, {"Ann Lee"}),
        ({"depth": 1, "kind": "soft"}, {"Eve Ode"}),
        ({"depth": 1, "kind": "direct,hard"}, {"Ann Lee", "Ben Ito", "gil@example.org"}),
        ({"depth": 1, "open_only": True}, {"Ann Lee", "Ben Ito", "gil@example.org"}),
        ({"depth": 1, "min_strength": 0.4}, {"Ann Lee"}),
        ({"depth": 1, "since": "2026-01-01T00:00:00Z"}, {"Ann Lee", "Eve Ode", "gil@example.org"}),
        ({"company": "domain:globex.com"}, {"Ann Lee", '"my neighbour"', "Ben Ito"}),
    ],
)
async def test_a_part_of_the_neighbourhood(
    http: httpx.AsyncClient, options: dict[str, Any], expected: set[str]
) -> None:
    answer = await got(http, AROUND, **options)
    assert set(names(answer["people"][1:])) == expected
    assert answer["cut"] == ("most" in options)


async def test_common_contacts(http: httpx.AsyncClient) -> None:
    answer = await got(http, f"/v1/people/{BOB}/common", **{"with": DAN})
    assert [one["person"]["name"] for one in answer["contacts"]] == ["Ann Lee", "Ben Ito"]
    assert answer["sentence"] == "Bob Stone and Dan Roe have 2 common contacts."
    assert answer["with"]["name"] == "Dan Roe"
    assert answer["tie"] is None


async def test_the_tie_of_two_is_told_beside_whom_both_know(http: httpx.AsyncClient) -> None:
    answer = await got(http, f"/v1/people/{BOB}/common", **{"with": ANN})
    ties = await got(http, f"/v1/people/{BOB}/ties")
    assert [answer["tie"]] == [tie for tie in ties["ties"] if tie["person"]["name"] == "Ann Lee"]


async def test_companies_by_hops(http: httpx.AsyncClient) -> None:
    answer = await got(http, f"/v1/people/{BOB}/companies")
    told_of = [
        (one["company"]["name"], one["hops"], one["insiders"], names(one["way"]))
        for one in answer["companies"]
    ]
    assert told_of == [
        ("Initech", 0, 2, ["Bob Stone"]), ("Globex", 1, 2, ["Bob Stone", "Ben Ito"]),
    ]  # fmt: skip


async def test_ties_that_fade_are_told_without_a_word_on_the_friend(
    http: httpx.AsyncClient,
) -> None:
    (ben,) = (await got(http, f"/v1/people/{BOB}/fading", least=0.4))["ties"]
    assert ben["text"] == "The last contact on record with Ben Ito was on 4 May 2024."
    assert ben["fallen"] == pytest.approx(ben["then"] - ben["sure"], abs=1e-3)


async def test_groups_and_who_stands_between_them(http: httpx.AsyncClient) -> None:
    groups = await got(http, f"/v1/people/{BOB}/communities")
    assert sum(one["size"] for one in groups["communities"]) == groups["people"] == 6
    brokers = await got(http, f"/v1/people/{BOB}/brokers", k=1)
    assert brokers["brokers"][0]["person"]["name"] == "Ann Lee"
    assert brokers["sentence"] == "Ann Lee stands between most others."


async def test_colleagues_without_a_tie_are_probable(http: httpx.AsyncClient) -> None:
    (ben,) = (await got(http, f"/v1/people/{FAY}/probable"))["ties"]
    assert (ben["person"]["name"], ben["probable"], ben["staff"]) == ("Ben Ito", True, 3)
    assert ben["since"] == "2023-01-01T00:00:00.000000Z"
    (dan,) = (await got(http, f"/v1/people/{BOB}/probable"))["ties"]
    assert dan["person"]["name"] == "Dan Roe"
    assert (await got(http, f"/v1/people/{BOB}/probable", most_staff=2))["ties"]
    assert not (await got(http, f"/v1/people/{FAY}/probable", most_staff=2))["ties"]


async def test_who_knows_somebody_at_each_company(http: httpx.AsyncClient) -> None:
    asked = f"{GLOBEX},domain:globex.com,{INITECH},name:Hooli"
    answer = await got(http, f"/v1/people/{BOB}/who-knows", at=asked)
    globex, initech = answer["companies"]
    assert [one["contact"]["name"] for one in globex["contacts"]] == ["Ann Lee", "Ben Ito"]
    assert [one["contact"]["name"] for one in initech["contacts"]] == ["Ann Lee", "Ben Ito"]
    assert globex["contacts"][1]["hops"] == 1
    assert answer["unknown"] == ["name:Hooli"]
    assert answer["sentence"] == "Your contacts know somebody at 2 of 2 companies."


@pytest.mark.parametrize("route", ROUTES)
async def test_every_answer_says_what_its_numbers_mean(http: httpx.AsyncClient, route: str) -> None:
    answer = await got(http, f"/v1/people/{DAN}/{route}", **NEEDED.get(route, {}))
    assert answer["definition"] == DEFINITIONS[ROUTES[route]]
    assert answer["position"] == 1


@pytest.mark.parametrize("route", ROUTES)
async def test_who_is_unknown_or_erased_or_named_wrongly(
    http: httpx.AsyncClient, route: str
) -> None:
    for ref, status in (("email:no@example.org", 404), (CY, 410), ("bob", 422)):
        answer = await http.get(f"/v1/people/{ref}/{route}", params=NEEDED.get(route))
        assert (answer.status_code, answer.json()["field"]) == (status, "ref")
        assert answer.json()["remedy"]


@pytest.mark.parametrize(
    ("asked", "field"),
    [
        ("neighbourhood?depth=9", "depth"), ("neighbourhood?depth=0", "depth"),
        ("neighbourhood?most=0", "most"), ("neighbourhood?most=5001", "most"),
        ("neighbourhood?kind=warm", "kind.0"), ("neighbourhood?min_strength=nan", "min_strength"),
        ("neighbourhood?since=1767225600", "since"), ("neighbourhood?company=Globex", "company"),
        ("neighbourhood?odd=1", "odd"), ("common", "with"), ("common?with=x", "with"),
        (f"common?with={BOB}", "with"), ("companies?max_hops=5", "max_hops"),
        ("companies?k=0", "k"), ("fading?least=2", "least"), ("communities?most=1001", "most"),
        ("brokers?k=51", "k"), ("probable?most_staff=1", "most_staff"), ("who-knows", "at"),
        ("who-knows?at=,", "at"), ("who-knows?at=Globex", "at"),
        ("who-knows?at=name:a&max_hops=5", "max_hops"),
    ],
)  # fmt: skip
async def test_bad_input_is_told(http: httpx.AsyncClient, asked: str, field: str) -> None:
    answer = await http.get(f"/v1/people/{BOB}/{asked}")
    assert (answer.status_code, answer.json()["field"]) == (422, field), answer.text
    assert answer.json()["remedy"]


async def test_a_company_that_is_unknown_and_another_who_was_erased(
    http: httpx.AsyncClient,
) -> None:
    assert (await http.get(f"{AROUND}?company=name:Hooli")).json()["field"] == "company"
    answer = await http.get(f"/v1/people/{BOB}/common?with={CY}")
    assert (answer.status_code, answer.json()["field"]) == (410, "with")


class Memory:
    """An index desk over one state."""

    network = "default"

    def __init__(self, store: MemoryStore, state: State) -> None:
        self.asked = 0
        self._store, self._state = store, state

    async def at_one_position(self, now: str, work: Callable[[State, View], Awaitable[Any]]) -> Any:
        assert now == self._state.now
        self.asked += 1
        return await self._store.read(self.network, lambda view: work(self._state, view))


async def memory(store: MemoryStore) -> Memory:
    async def work(view: View) -> State:
        ties = [tie async for tie in view.scan(Tie)]
        jobs = [job async for job in view.scan(Employment)]
        return state_of(await view.position(), "2026-06-01T00:00:00.000000Z", ties, jobs)

    return Memory(store, await store.read("default", work))


@pytest.mark.parametrize(
    ("route", "options"),
    [
        ("neighbourhood", {}),
        ("neighbourhood", {"kind": "direct", "since": "2026-01-01T00:00:00Z"}),
        ("neighbourhood", {"kind": "soft"}), ("neighbourhood", {"company": GLOBEX}),
        ("companies", {}), ("communities", {"open_only": True}), ("brokers", {}),
        ("who-knows", {"at": GLOBEX}),
    ],
)  # fmt: skip
async def test_the_index_answers_the_same(
    app: FastAPI, http: httpx.AsyncClient, route: str, options: dict[str, Any]
) -> None:
    plain = await got(http, f"/v1/people/{BOB}/{route}", **options)
    app.state.desk = await memory(app.state.store)
    assert await got(http, f"/v1/people/{BOB}/{route}", **options) == plain
    assert app.state.desk.asked == 1


# The terminal.


class Fake:
    """The service, over what it answered."""

    def __init__(self, answers: dict[str, Any]) -> None:
        self.answers, self.asked = answers, list[dict[str, Any]]()
        self.names: list[dict[str, Any]] = []

    def get(self, *path: str, **words: Any) -> Any:
        if path == ("names",):
            return {"found": [one for one in self.names if one["kind"] == words["kind"]]}
        if path[0] == "companies":
            raise Stop("It is unknown", "", Exit.UNKNOWN)
        self.asked.append({**words, "path": path})
        return self.answers[path[-1]]

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        pass


@pytest.fixture
async def fake(http: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch, tmp_path: Any) -> Fake:
    answers = {
        route: await got(http, f"/v1/people/{BOB}/{route}", **NEEDED.get(route, {}))
        for route in ROUTES
    }
    fake = Fake(answers)
    monkeypatch.setenv("INROAD_HOME", str(tmp_path))
    monkeypatch.setattr(Terminal, "service", lambda _: fake)
    return fake


@pytest.mark.parametrize(
    ("words", "route", "shown"),
    [
        (["around", "bob@example.org"], "neighbourhood", "Ann Lee"),
        (["common", "ann@example.org", "--from", "bob@example.org"], "common", "Ben Ito"),
        (["common", "ann@example.org", "--from", "bob@example.org"], "common", "They know each"),
        (["companies", "--from", "bob@example.org"], "companies", "you work there"),
        (["fading", "--from", "bob@example.org"], "fading", "2 years ago"),
        (["communities", "bob@example.org"], "communities", "Modularity"),
        (["brokers", "bob@example.org"], "brokers", "Ann Lee"),
        (["probable", "bob@example.org"], "probable", "┄ Dan Roe"),
        (["who-knows", "Globex", "--from", "bob@example.org"], "who-knows", "Ben Ito  1 hop"),
    ],
)
def test_on_the_screen(
    fake: Fake, capsys: pytest.CaptureFixture[str], words: list[str], route: str, shown: str
) -> None:
    assert main(["explore", *words]) == 0
    text = capsys.readouterr().out
    assert text.startswith(fake.answers[route]["sentence"])
    assert shown in text
    assert fake.asked[0]["path"] == ("people", BOB, route)


def test_options_are_sent_as_asked(fake: Fake) -> None:
    words = "explore around bob@example.org --kind hard --kind soft --company globex.com --depth 3"
    assert main(words.split()) == 0
    (asked,) = fake.asked
    assert (asked["kind"], asked["company"]) == (["hard", "soft"], "domain:globex.com")
    assert (asked["depth"], asked["most"], asked["since"]) == (3, 150, None)


def test_plain_names_will_do(fake: Fake) -> None:
    fake.names = [
        {"name": "Ann Lee", "ref": ANN, "kind": "person"},
        {"name": "Globex", "ref": "domain:globex.com", "kind": "company"},
    ]
    for words in (
        ["common", "ann", "--from", "Ann Lee"],
        ["around", "ann", "--company", "glob"],
        ["who-knows", "glob", "initech.com", "--from", "ann"],
    ):
        assert main(["explore", *words]) == 0
    common, around, who_knows = fake.asked
    assert {one["path"][1] for one in fake.asked} == {ANN}
    assert common["with"] == ANN
    assert around["company"] == "domain:globex.com"
    assert who_knows["at"] == ["domain:globex.com", "domain:initech.com"]


def test_a_name_of_several_is_told_with_each(
    fake: Fake, capsys: pytest.CaptureFixture[str]
) -> None:
    fake.names = [{"name": f"Ann {last}", "ref": ref, "kind": "person"}
                  for last, ref in (("Lee", ANN), ("Ek", CY))]  # fmt: skip
    assert main(["explore", "common", "ann", "--from", "bob@example.org"]) == Exit.USAGE
    assert {ANN, CY} <= set(capsys.readouterr().err.split())
    assert not fake.asked


def test_json_is_the_answer(fake: Fake, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explore", "fading", "--from", "bob@example.org", "--json"]) == 0
    assert '"fallen"' in capsys.readouterr().out


def test_a_depth_out_of_bounds_is_misuse(fake: Fake) -> None:
    assert main(["explore", "around", "bob@example.org", "--depth", "9"]) == Exit.USAGE
