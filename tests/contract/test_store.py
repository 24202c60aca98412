"""What `graph.store.GraphStore` promises, over every adapter of it."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TypeVar

import pytest
from neo4j import AsyncManagedTransaction

from graph.entities import (
    FED,
    KINDS,
    MATTERS,
    Ask,
    Company,
    Contact,
    Employment,
    Entity,
    Gathering,
    Goal,
    Identifier,
    Intel,
    Introduction,
    Key,
    Person,
    Post,
    Question,
    Record,
    Reply,
    Retraction,
    Said,
    Sheet,
    Stint,
    Target,
    Thanks,
    Tie,
    Tombstone,
)
from graph.epochs import Epoch
from graph.errors import NewerStore, OtherWeights, StoreUnavailable
from graph.finding import folded
from graph.fold import Changes
from graph.move import move
from graph.store import (
    MIGRATION,
    Committed,
    GraphStore,
    Transaction,
    View,
    begin_epoch,
    changed_since,
    commit,
)
from graph.stores.memory import MemoryStore
from graph.stores.neo4j import Neo4jStore, open_neo4j
from graph.stores.sqlite import SqliteStore, open_sqlite
from graph.strength import FINGERPRINT
from tests.builders import event
from tests.contract.conftest import Opener
from tests.servers.ports import free_port

E = TypeVar("E", bound=Entity)
W = TypeVar("W", bound=Person | Company)
ANN, BOB, CAY = "email:ann@example.org", "email:bob@example.org", "linkedin:cay"
GLOBEX = "domain:globex.com"
TIME = "2026-01-31T12:00:00.000000Z"
SAID = Said(TIME, "urn:app", "e1", "Ann")
STAMP = {"time": TIME, "source": "urn:app", "event": "e1"}
ODD = [
    "a|b", "a\\|b", "a\\", "|", "\\", "Zoë", "東京", "\U0001d518nicode", "\uffee", "\U0001f600",
    "it's", '"quoted"', "$x {y: 1} `z`", "%", "a b", "a/b?c=d#e", "-- ; DROP", "NULL", "İ",
]  # fmt: skip


class Failed(Exception):
    pass


async def save(store: GraphStore, network: str, *put: Entity, delete: Sequence[Entity] = ()) -> int:
    gone = tuple((type(entity), entity.key) for entity in delete)

    async def work(transaction: Transaction) -> int:
        return await transaction.save(Changes(put=put, delete=gone))

    return await store.write(network, work)


async def load(store: GraphStore, network: str, kind: type[E], *keys: Key) -> dict[Key, E]:
    return await store.read(network, lambda view: view.load(kind, keys))


async def scan(store: GraphStore, network: str, kind: type[E]) -> list[E]:
    async def work(view: View) -> list[E]:
        return [entity async for entity in view.scan(kind)]

    return sorted(await store.read(network, work), key=lambda entity: entity.key)


async def naming(
    store: GraphStore, network: str, *groups: set[str], **options: object
) -> list[str]:
    """Ids of the records found."""
    found = await store.read(network, lambda view: view.naming(groups, **options))  # type: ignore[arg-type]
    return [record.id for record in found]


def record(id_: str, *names: str, status: str = "applied", type_: str = "t") -> Record:
    return Record(
        source="urn:app", id=id_, type=type_, time=TIME, body="{}", digest="d", status=status,
        names=names,
    )  # fmt: skip


def tie(a: str, b: str, **values: object) -> Tie:
    return Tie(a=a, b=b, **{"kind": "direct", "open": True, **values})  # type: ignore[arg-type]


def people(*ids: str) -> list[Person]:
    return [Person(id=id_, identifiers=(f"email:{id_}@example.org",)) for id_ in ids]


WHOLE: list[Entity] = [
    record("e1", ANN, BOB, "introduction:i1", "ask:a1"),
    Retraction(source="urn:app", id="e9"),
    Tombstone(digest="abc"),
    Identifier(text=ANN, owner="p1", named=3, claims=(CAY,), name=SAID, field=SAID),
    Identifier(text=BOB, owner="p2", named=1, description=SAID, informant=SAID),
    Identifier(text=GLOBEX, owner="c1", named=1),
    Contact(
        a=ANN, b=BOB, first=TIME, last=TIME, direct_4d=0.1, direct_30d=1 / 3, soft_30d=2.0,
        hard_240d=1e-9, from_a=2, direct=2, relations=(f"neighbor {TIME} asserted",),
        rating_b=Said(TIME, "urn:app", "e2", "0.25"),
    ),
    Post(a=ANN, b=GLOBEX, here=Stint(TIME, TIME, "urn:app", "e3", "Chef"), left=None),
    Introduction(id="i1", asker=SAID, stages=(f"requested {TIME}",), stage="requested"),
    Ask(id="a1", kind="advice", asker=BOB, contact=ANN, words="May I?", **STAMP),
    Reply(id="r1", to="ask:a1", answer="later", contact=ANN, asker=BOB, until=TIME, **STAMP),
    Sheet(id="s1", lines=(GLOBEX,), asker=BOB, contact=ANN, **STAMP),
    Goal(id="g1", person=BOB, field="biotech", **STAMP),
    Question(id="q1", person=BOB, words="What is it like?", open=False, **STAMP),
    Target(id="t1", person=BOB, company=GLOBEX, wanted=True, priority=0.5, **STAMP),
    Intel(id="n1", company=GLOBEX, topic="hours", sentiment="bad", informant=ANN, **STAMP),
    Thanks(id="k1", thanker=BOB, thanked=ANN, about=("ask:a1",), **STAMP),
    Gathering(id="m1", name="Evening", starts=TIME, participants=(ANN, BOB), **STAMP),
    Person(id="p1", identifiers=(ANN,), name="Ann", described=False),
    Person(id="p2", identifiers=(BOB,), described=True, informant=ANN),
    Company(id="c1", identifiers=(GLOBEX,), name="Globex"),
    tie("p1", "p2", first=TIME, last=TIME, direct=2, prior=0.7, rating=0.0, relations=("friend",)),
    Employment(a="p1", b="c1", title="Chef", since=TIME, here=TIME),
]  # fmt: skip


async def test_every_kind_comes_back_as_it_was_put(store: GraphStore, network: str) -> None:
    await save(store, network, *WHOLE)
    for kind in KINDS:
        expected = {entity.key: entity for entity in WHOLE if isinstance(entity, kind)}
        assert expected
        assert (
            await load(store, network, kind, *expected, ("no", "such")[: len(next(iter(expected)))])
            == expected
        )
        assert {entity.key: entity for entity in await scan(store, network, kind)} == expected
        assert await store.read(network, lambda view, kind=kind: view.count(kind)) == len(expected)  # type: ignore[misc]


async def test_an_entity_put_again_is_replaced_whole(store: GraphStore, network: str) -> None:
    await save(store, network, *WHOLE)
    changed: list[Entity] = [
        Identifier(text=ANN, named=4),
        Contact(a=ANN, b=BOB, soft=1),
        Introduction(id="i1"),
        Person(id="p1", identifiers=(ANN, CAY)),
        tie("p1", "p2"),
        Employment(a="p1", b="c1"),
    ]
    await save(store, network, *changed)
    for entity in changed:
        assert await load(store, network, type(entity), entity.key) == {entity.key: entity}


async def test_deleted_entities_are_gone_and_can_come_back(store: GraphStore, network: str) -> None:
    await save(store, network, *WHOLE)
    await save(store, network, delete=WHOLE)
    for kind in KINDS:
        assert await scan(store, network, kind) == []
    assert await naming(store, network, {ANN}, live=False) == []
    await save(store, network, *WHOLE)
    for kind in KINDS:
        assert len(await scan(store, network, kind)) == sum(type(e) is kind for e in WHOLE)
    assert await naming(store, network, {ANN}) == ["e1"]


async def test_what_is_deleted_that_is_not_there_is_passed_over(
    store: GraphStore, network: str
) -> None:
    assert await save(store, network, delete=WHOLE) == 1


async def test_an_entity_seen_in_the_same_transaction_is_saved_too(
    store: GraphStore, network: str
) -> None:
    async def work(transaction: Transaction) -> None:
        await transaction.load(Identifier, [(ANN,), (BOB,)])
        await transaction.save(Changes(put=tuple(WHOLE)))
        await transaction.save(Changes(put=(Identifier(text=ANN, named=9),)))
        await transaction.save(Changes(delete=((Tie, ("p1", "p2")),)))
        await transaction.save(Changes(put=(tie("p1", "p2"),)))

    await store.write(network, work)
    assert (await load(store, network, Identifier, (ANN,)))[ANN,].named == 9
    assert await scan(store, network, Tie) == [tie("p1", "p2")]


async def test_touching_finds_by_either_end_each_once(store: GraphStore, network: str) -> None:
    ties = [tie("p1", "p2"), tie("p1", "p3"), tie("p2", "p3"), tie("p3", "p4")]
    work = [Employment(a="p1", b="c1"), Employment(a="p2", b="c1"), Employment(a="p1", b="c2")]
    companies = [Company(id=id_, identifiers=(f"domain:{id_}.com",)) for id_ in ("c1", "c2")]
    await save(store, network, *people("p1", "p2", "p3", "p4"), *companies, *ties, *work)

    async def touching(kind: type[E], *ends: str) -> list[Key]:
        found = await store.read(network, lambda view: view.touching(kind, ends))
        return sorted(entity.key for entity in found)

    assert await touching(Tie, "p2") == [("p1", "p2"), ("p2", "p3")]
    assert await touching(Tie, "p1", "p2", "nobody") == [("p1", "p2"), ("p1", "p3"), ("p2", "p3")]
    assert await touching(Tie) == []
    assert await touching(Employment, "c1") == [("p1", "c1"), ("p2", "c1")]
    assert await touching(Employment, "p1", "c2") == [("p1", "c1"), ("p1", "c2")]
    await save(store, network, delete=[ties[0]])
    assert await touching(Tie, "p2") == [("p2", "p3")]


async def test_a_matter_is_found_by_what_it_is_about(store: GraphStore, network: str) -> None:
    async def touching(kind: type[E], *ends: str) -> list[Key]:
        found = await store.read(network, lambda view: view.touching(kind, ends))
        return [entity.key for entity in found]

    await save(store, network, *WHOLE)
    for kind in MATTERS[1:]:
        (one,) = (entity for entity in WHOLE if type(entity) is kind)
        for end in one.ends:
            assert await touching(kind, end, "email:nobody@example.org") == [one.key]
        assert await touching(kind, *one.ends) == [one.key]
    other = Ask(id="a2", kind="coffee", asker=BOB, **STAMP)
    await save(store, network, other, Ask(id="a1", kind="advice", asker=BOB, **STAMP))
    assert await touching(Ask, BOB) == [("a1",), ("a2",)]
    assert await touching(Ask, ANN) == []
    assert await touching(Reply, "ask:a1") == [("r1",)]
    await save(store, network, delete=[other])
    assert await touching(Ask, BOB) == [("a1",)]


async def test_open_ties_are_those_touching_that_are_open(store: GraphStore, network: str) -> None:
    ties = [tie("p1", "p2"), tie("p1", "p3", open=False), tie("p2", "p3"), tie("p3", "p4")]
    await save(store, network, *people("p1", "p2", "p3", "p4"), *ties)

    async def open_ties(*ends: str) -> list[Tie]:
        return await store.read(network, lambda view: view.open_ties(ends))

    assert await open_ties("p1") == [ties[0]]
    assert await open_ties("p2", "p1", "nobody") == [ties[0], ties[2]]
    assert await open_ties() == []
    await save(store, network, tie("p1", "p3"), tie("p1", "p2", open=False))
    assert await open_ties("p1") == [tie("p1", "p3")]


async def test_companies_are_found_by_their_line_of_work(store: GraphStore, network: str) -> None:
    fields = {"c1": "Biotech", "c2": " BIO\u00a0 tech", "c3": "bio tech", "c4": "", "c5": "Énergie"}
    companies = [Company(id=id_, identifiers=(), field=field) for id_, field in fields.items()]
    await save(store, network, *companies)
    await save(store, f"{network}-x", Company(id="c9", identifiers=(), field="biotech"))

    async def companies_in(line: str, limit: int = 9) -> list[str]:
        found = await store.read(network, lambda view: view.companies_in(line, limit))
        return [company.id for company in found]

    assert await companies_in("biotech") == ["c1"]
    assert await companies_in("bio tech") == ["c2", "c3"]
    assert await companies_in("bio tech", 1) == ["c2"]
    assert await companies_in("énergie") == ["c5"]
    assert await companies_in("") == await companies_in("Biotech") == []
    await save(store, network, replace(companies[0], field="bio  tech"), delete=[companies[2]])
    assert await companies_in("biotech") == []
    assert await companies_in("bio tech") == ["c1", "c2"]


async def test_companies_of_an_earlier_inroad_are_found_too(
    kind: str, opener: Opener, network: str
) -> None:
    """Its stores knew nothing of lines of work."""
    if kind == "memory":
        pytest.skip("a memory has no earlier Inroad")
    async with opener() as store:
        await save(store, network, Company(id="c1", identifiers=(), field="Biotech"))
        await forget_lines(store)
        assert not await store.read(network, lambda view: view.companies_in("biotech", 9))
    async with opener() as store:
        (found,) = await store.read(network, lambda view: view.companies_in("biotech", 9))
        assert found.id == "c1"


async def forget_lines(store: GraphStore) -> None:
    """Leave the store as an earlier Inroad did."""
    if isinstance(store, SqliteStore):
        for statement in ("DELETE FROM \"end\" WHERE kind = 'Company'",
                          "UPDATE inroad SET value = 1 WHERE name = 'migration'"):  # fmt: skip
            await store._writer.execute(statement)
        return
    assert isinstance(store, Neo4jStore)

    async def within(tx: AsyncManagedTransaction) -> None:
        await (await tx.run("MATCH (c:Company) REMOVE c.line")).consume()
        await (await tx.run("MATCH (n:Inroad) SET n.migration = 1")).consume()

    await store._session_write(within)


async def test_much_is_found_whole_and_in_order(store: GraphStore, network: str) -> None:
    ids = [f"{number:04}" for number in range(1_201)]
    ties = [tie("0000", id_) for id_ in ids[1:]]
    await save(store, network, *people(*ids), *ties, *(record(id_, ANN) for id_ in ids))
    assert await store.read(network, lambda view: view.touching(Tie, ["0000"])) == ties
    assert await store.read(network, lambda view: view.open_ties(ids)) == ties
    assert len(await load(store, network, Person, *((id_,) for id_ in ids))) == len(ids)
    assert await naming(store, network, {ANN}) == ids


async def test_naming_finds_by_one_of_each_group(store: GraphStore, network: str) -> None:
    await save(
        store, network,
        record("1", ANN, BOB), record("2", ANN), record("3", BOB, CAY), record("4", CAY, ANN, BOB),
    )  # fmt: skip
    find = partial(naming, store, network)
    assert await find({ANN}) == ["1", "2", "4"]
    assert await find({ANN}, {BOB}) == ["1", "4"]
    assert await find({ANN, CAY}, {BOB}) == ["1", "3", "4"]
    assert await find({ANN}, {BOB}, {CAY}) == ["4"]
    assert await find({ANN}, {"email:nobody@example.org"}) == []
    assert await find({"email:nobody@example.org"}) == []
    assert await find({ANN, BOB, CAY}) == ["1", "2", "3", "4"]
    assert await find(set()) == []


async def test_naming_by_type_and_status(store: GraphStore, network: str) -> None:
    await save(
        store, network,
        record("1", ANN), record("2", ANN, status="retracted"), record("3", ANN, type_="u"),
    )  # fmt: skip
    find = partial(naming, store, network, {ANN})
    assert await find() == ["1", "3"]
    assert await find(live=False) == ["1", "2", "3"]
    assert await find(types=("u", "v")) == ["3"]
    assert await find(types=("t",), live=False) == ["1", "2"]


async def test_naming_goes_on_from_where_it_was(store: GraphStore, network: str) -> None:
    """In the order of Python's own comparison, so that a cursor holds over any store."""
    ids = ["10", "9", "a", "B", "é", "\uffee", "\U0001f600", "", "a b", "z", "~", "!"]
    ids = [id_ for id_ in ids if id_]
    others = [replace(record(id_, ANN), source="urn:a pp") for id_ in ids]
    await save(store, network, *(record(id_, ANN) for id_ in ids), *others)
    find = partial(naming, store, network, {ANN})
    expected = [
        key[1] for key in sorted([("urn:app", i) for i in ids] + [("urn:a pp", i) for i in ids])
    ]
    assert await find() == expected
    assert await find(limit=5) == expected[:5]
    assert await find(after=("urn:app", "a"), limit=2) == [i for i in sorted(ids) if i > "a"][:2]
    assert await find(after=("urn:zz", "")) == []


async def test_naming_follows_the_names_of_a_changed_record(
    store: GraphStore, network: str
) -> None:
    await save(store, network, record("1", ANN, BOB), record("2", BOB))
    await save(store, network, record("1", BOB, CAY), delete=[record("2")])
    find = partial(naming, store, network)
    assert await find({ANN}) == []
    assert await find({BOB}) == ["1"]
    assert await find({CAY}) == ["1"]


async def test_naming_finds_what_no_identifier_is_kept_of(store: GraphStore, network: str) -> None:
    ann = Identifier(text=ANN, named=1)
    await save(store, network, ann, record("1", ANN), record("2", "introduction:i1"))
    await save(store, network, record("1", ANN, status="retracted"), delete=[ann])
    assert await naming(store, network, {ANN}, live=False) == ["1"]
    assert await scan(store, network, Identifier) == []
    await save(store, network, ann)
    assert await naming(store, network, {ANN}, live=False) == ["1"]
    assert await scan(store, network, Identifier) == [ann]
    assert await naming(store, network, {"introduction:i1"}) == ["2"]


async def beginning(
    store: GraphStore, network: str, kind: type[W], query: str, limit: int = 50
) -> list[str]:
    """Ids of whom is found."""
    words = folded(query)
    found = await store.read(network, lambda view: view.beginning(kind, words, limit))
    return [one.id for one in found]


def person(id_: str, name: str = "", *identifiers: str, **values: object) -> Person:
    return Person(id=id_, identifiers=identifiers or (f"uid:urn:app:{id_}",), name=name, **values)  # type: ignore[arg-type]


SEVERAL: list[Entity] = [
    person("p1", "Ann Lee"),
    person("p2", "Anna Lee-Smith"),
    person("p3", "Bob Annan"),
    person("p4", "", "email:ann.stone@example.org", "linkedin:stone-a1"),
    person("p5", "", described=True, description="my neighbour, Anna's cousin"),
    person("p6", "Ånne Müller"),
    person("p7", "李 小龍"),
    Company(id="c1", identifiers=("domain:annalen.example.org", "name:the annals"), name="Annalen"),
]


async def test_people_are_found_by_the_beginnings_of_their_words(
    store: GraphStore, network: str
) -> None:
    await save(store, network, *SEVERAL)
    find = partial(beginning, store, network, Person)
    assert set(await find("lee")) == {"p1", "p2"}
    assert set(await find("ANN")) == {"p1", "p2", "p3", "p4", "p5", "p6"}
    assert set(await find("ann l")) == {"p1", "p2"}
    assert set(await find("lee ann")) == {"p1", "p2"}
    assert await find("smith anna lee") == ["p2"]
    assert await find("stone") == ["p4"]
    assert await find("neigh") == ["p5"]
    assert await find("muller") == await find("mueller") == await find("MÜLLER a") == ["p6"]
    assert await find("李") == ["p7"]
    assert await find("ee") == await find("lee bob") == await find("example") == []
    assert await find("") == []
    assert await beginning(store, network, Company, "ann") == ["c1"]
    assert await beginning(store, network, Company, "annals") == ["c1"]
    assert await beginning(store, network, Company, "lee") == []


async def test_names_that_begin_so_come_first_however_many_others_there_are(
    store: GraphStore, network: str
) -> None:
    others = [person(f"o{n:03}", f"Zoe {n} Ann Ann-Lee") for n in range(300)]
    named = [person(f"n{n:03}", "Ann Lee " + "abc"[n % 3] * (n % 3)) for n in range(9)]
    await save(store, network, *others, *named, person("zz", "Ann"))
    find = partial(beginning, store, network, Person)
    expected = ["zz", *(f"n{n:03}" for n in (0, 3, 6, 1, 4, 7, 2, 5, 8))]
    assert (await find("ann"))[:10] == expected
    assert await find("ann", 3) == expected[:3]
    assert (await find("ann lee", 100))[:9] == expected[1:]
    assert len(set(await find("ann", 100))) == 100
    assert len(await find("ann", 1000)) == 310
    assert len(await find("lee zoe ann", 1000)) == 300


async def test_who_is_found_follows_what_is_said(store: GraphStore, network: str) -> None:
    find = partial(beginning, store, network, Person)
    await save(store, network, person("p1", "Ann Lee"), person("p2", "Ann Stone"))
    await save(store, network, person("p1", "Ann Marr", "email:zelda@example.org"))
    assert await find("lee") == []
    assert await find("marr") == await find("zel") == ["p1"]
    await save(store, network, delete=[person("p1")])
    assert await find("marr") == await find("zelda") == []
    assert await find("ann") == ["p2"]
    await save(store, network, person("p1", "Ann Lee"))
    assert set(await find("ann")) == {"p1", "p2"}


async def test_who_is_carried_to_another_store_is_found_there(
    store: GraphStore, network: str
) -> None:
    source = MemoryStore(store.secret)
    await save(source, network, *SEVERAL)
    await move(source, store)
    assert set(await beginning(store, network, Person, "lee")) == {"p1", "p2"}
    assert await beginning(store, network, Company, "annals") == ["c1"]


async def test_nobody_of_another_network_is_found(store: GraphStore, network: str) -> None:
    others = [f"{network}x", f"{network}|x", f"{network}\\", network.upper()]
    crowd = [person(f"o{n:03}", f"Zoe {n} Ann") for n in range(60)]
    for other in others:
        await save(store, other, *crowd)
    await save(store, network, person("p1", "Zoe Ann"), person("p2", "Lee Ann"))
    assert set(await beginning(store, network, Person, "ann", 2)) == {"p1", "p2"}
    assert len(await beginning(store, others[1], Person, "ann", 100)) == 60
    assert await beginning(store, f"{network}y", Person, "ann") == []


async def test_no_query_says_more_than_words(store: GraphStore, network: str) -> None:
    await save(store, network, person("p1", "Ann Lee"), person("p2", "OR NOT (AND) *:* _x_"))
    find = partial(beginning, store, network, Person)
    for query in ("* OR ann", "ann' OR '1'='1", "zzz* ann~", "ann) OR (*:*", '"zzz', "[a TO z]"):
        assert await find(query) == []
    assert await find("OR AND x NOT") == ["p2"]
    for odd in ODD:
        await find(odd)

    async def raw(view: View) -> list[Person]:
        return await view.beginning(Person, ["zzz* OR a*", "+("], 9)

    assert await store.read(network, raw) == []


async def test_an_older_store_gets_its_words_when_it_is_opened(
    kind: str, opener: Opener, network: str, caplog: pytest.LogCaptureFixture
) -> None:
    if kind == "memory":
        pytest.skip("memory is never older")
    many = [person(f"m{n:04}", f"Crowd {n}") for n in range(1_001)]
    async with opener() as store:
        await save(store, network, *SEVERAL, *many)
        await without_words(store)
    with caplog.at_level("INFO", "inroad.store"):
        async with opener() as store:
            assert set(await beginning(store, network, Person, "lee")) == {"p1", "p2"}
            assert len(await beginning(store, network, Person, "crowd", 2_000)) == 1_001
            assert await beginning(store, network, Company, "annals") == ["c1"]
    assert "can be found by name" in caplog.text
    caplog.clear()
    with caplog.at_level("INFO", "inroad.store"):
        async with opener():
            assert not caplog.text


async def without_words(store: GraphStore) -> None:
    """Make it as it was before migration 2."""
    if isinstance(store, SqliteStore):
        await store._writer.execute("DROP TABLE word")
        await store._writer.execute("UPDATE inroad SET value = 1 WHERE name = 'migration'")
        await store._writer.commit()
    elif isinstance(store, Neo4jStore):
        statements = [
            "MATCH (n:Person|Company) REMOVE n.words, n.folded_name",
            "MATCH (n:Inroad) SET n.migration = 1",
            *(
                f"DROP INDEX {of}_{what}"
                for of in ("person", "company")
                for what in ("words", "name")
            ),
        ]
        async with store._driver.session() as session:
            for statement in statements:
                await (await session.run(statement)).consume()


async def test_position_grows_by_one_a_batch(store: GraphStore, network: str) -> None:
    assert await store.read(network, lambda view: view.position()) == 0
    assert await save(store, network, record("1", ANN)) == 1
    assert await save(store, network, record("2", ANN)) == 2
    assert await store.read(network, lambda view: view.position()) == 2
    assert await store.write(network, lambda transaction: transaction.position()) == 2


async def since(store: GraphStore, network: str, position: int) -> tuple[set[Entity], set[object]]:
    changes = await store.read(network, lambda view: view.changes_since(position))
    return set(changes.put), set(changes.delete)


async def test_a_network_has_the_epochs_that_were_put_last(store: GraphStore, network: str) -> None:
    async def put(*epochs: Epoch) -> None:
        await store.write(network, lambda transaction: transaction.put_epochs(epochs))

    async def found() -> list[Epoch]:
        return list(await store.read(network, lambda view: view.epochs()))

    one, two, three = Epoch("b1", 0), Epoch("a2", 3), Epoch("c3", 12)
    assert await found() == []
    await save(store, network, *people("p1"))
    await put(one)
    assert await found() == [one]
    await put(one, two, three)
    assert await found() == [one, two, three]
    await put(two, three)
    assert await found() == [two, three]
    assert await store.read(network, lambda view: view.position()) == 1
    assert await store.read(f"{network}-b", lambda view: view.epochs()) == []


async def test_a_network_begins_its_first_epoch_with_its_first_batch(
    store: GraphStore, network: str
) -> None:
    first = await commit(store, network, [event("person.observed", {"identifiers": [ANN]})])
    again = await commit(store, network, [event("person.observed", {"identifiers": [BOB]})])
    assert await store.read(network, lambda view: view.epochs()) == [Epoch(first.epoch, 0)]
    assert (len(first.epoch), again.epoch) == (16, "")
    later = await begin_epoch(store, network)
    assert (later.position, bool(later.changes)) == (2, False)
    assert await store.read(network, lambda view: view.epochs()) == [
        Epoch(first.epoch, 0), Epoch(later.epoch, 2),
    ]  # fmt: skip


async def test_changes_since_a_position_are_what_a_replica_lacks(
    store: GraphStore, network: str
) -> None:
    await save(store, network, *WHOLE)
    fed = {entity for entity in WHOLE if isinstance(entity, FED)}
    assert await since(store, network, 0) == (fed, set())
    assert await since(store, network, 1) == (set(), set())
    one, other = Person(id="p1", identifiers=(ANN,)), Company(id="c9", identifiers=(GLOBEX,))
    left = next(entity for entity in WHOLE if isinstance(entity, Tie))
    met = next(entity for entity in WHOLE if isinstance(entity, Introduction))
    await save(store, network, one, Identifier(text=CAY))
    await save(store, network, other, delete=[left, met])
    assert await since(store, network, 1) == (
        {one, other}, {(Tie, left.key), (Introduction, met.key)},
    )  # fmt: skip
    assert await since(store, network, 2) == (
        {other}, {(Tie, left.key), (Introduction, met.key)},
    )  # fmt: skip
    await save(store, network, left)
    assert await since(store, network, 2) == ({other, left}, {(Introduction, met.key)})
    assert await since(store, f"{network}-other", 0) == (set(), set())


async def test_a_commit_tells_the_position_and_what_changed(
    store: GraphStore, network: str
) -> None:
    chat = event("interaction.recorded", {"participants": [ANN, BOB], "how": "coffee"}, id="1")
    committed = await commit(store, network, [chat])
    assert committed.position == 1
    assert await since(store, network, 0) == (
        {entity for entity in committed.changes.put if isinstance(entity, FED)}, set(),
    )  # fmt: skip
    assert await changed_since(store, network, 1) == Committed(1, Changes())
    again = await commit(store, network, [chat])
    assert (again.position, bool(again.changes)) == (1, False)
    assert [settlement.status for settlement in again.changes.settled] == ["duplicate"]


async def test_networks_do_not_see_each_other(store: GraphStore, network: str) -> None:
    others = [f"{network}|x", f"{network}\\", network.upper()]
    await save(store, network, *WHOLE)
    for other in others:
        assert await store.read(other, lambda view: view.position()) == 0
        for kind in KINDS:
            assert await scan(store, other, kind) == []
            assert await store.read(other, lambda view, kind=kind: view.count(kind)) == 0  # type: ignore[misc]
        assert await naming(store, other, {ANN}, live=False) == []
        assert await store.read(other, lambda view: view.touching(Tie, ["p1"])) == []
        await save(store, other, *WHOLE)
    await save(store, others[0], delete=WHOLE)
    assert len(await scan(store, network, Person)) == 2
    assert set(await store.networks()) >= {network, *others}


async def test_odd_characters_keep_entities_apart(store: GraphStore, network: str) -> None:
    records = [replace(record(b, a, b), source=a, body=b) for a in ODD for b in ODD]
    identifiers = [Identifier(text=text, named=1) for text in ODD]
    contacts = [Contact(a=a, b=b, direct=1) for a in ODD for b in ODD if a < b]
    await save(store, network, *records, *identifiers, *contacts)
    assert len(await scan(store, network, Record)) == len(records)
    assert await load(store, network, Record, *(r.key for r in records)) == {
        r.key: r for r in records
    }
    assert await scan(store, network, Contact) == sorted(contacts, key=lambda contact: contact.key)
    for text in ODD:
        found = await store.read(network, lambda view, text=text: view.touching(Contact, [text]))  # type: ignore[misc]
        assert {c.key for c in found} == {c.key for c in contacts if text in c.key}
        assert len(await naming(store, network, {text})) == 2 * len(ODD) - 1


async def test_many_at_once(store: GraphStore, network: str) -> None:
    size = 5_001
    records = [record(f"{number:05}", f"uid:urn:app:{number}", ANN) for number in range(size)]
    await save(store, network, *records)
    assert await load(store, network, Record, *(r.key for r in records)) == {
        r.key: r for r in records
    }
    assert await scan(store, network, Record) == records
    assert await naming(store, network, {ANN}) == [r.id for r in records]
    assert len(await naming(store, network, {f"uid:urn:app:{n}" for n in range(200)})) == 200


async def test_a_write_that_fails_leaves_nothing(
    store: GraphStore, network: str, kind: str
) -> None:
    if kind == "memory":
        pytest.skip("memory does not undo")
    await save(store, network, record("1", ANN))

    async def work(transaction: Transaction) -> None:
        await transaction.save(Changes(put=tuple(WHOLE)))
        raise Failed

    with pytest.raises(Failed):
        await store.write(network, work)
    assert await scan(store, network, Record) == [record("1", ANN)]
    assert await scan(store, network, Person) == []
    assert await store.read(network, lambda view: view.position()) == 1
    assert await save(store, network, record("2", ANN)) == 2


async def test_who_is_cancelled_holds_up_nobody(store: GraphStore, network: str, kind: str) -> None:
    if kind == "neo4j":
        pytest.skip("its driver drops the connection, and leaves the socket to be collected")

    async def position(view: View) -> int:
        return await view.position()

    for turns in range(8):
        for act in (store.read, store.write):
            asking = asyncio.ensure_future(act(network, position))
            for _ in range(turns):
                await asyncio.sleep(0)
            asking.cancel()
            await asyncio.wait([asking])
    assert await save(store, network, record("1", ANN)) >= 1
    several = await asyncio.gather(*(scan(store, network, Record) for _ in range(8)))
    assert several == [[record("1", ANN)]] * 8


async def test_reopening_finds_everything(opener: Opener, network: str) -> None:
    async with opener() as store:
        await save(store, network, *WHOLE)
        secret = store.secret
    async with opener() as store:
        assert store.secret == secret
        assert len(secret) == 32
        assert await store.read(network, lambda view: view.position()) == 1
        for kind in KINDS:
            assert len(await scan(store, network, kind)) == sum(type(e) is kind for e in WHOLE)


async def test_writers_at_once_lose_nothing(opener: Opener, network: str) -> None:
    each = 10
    counter = Identifier(text=ANN)

    async def count(store: GraphStore) -> None:
        async def work(transaction: Transaction) -> None:
            found = (await transaction.load(Identifier, [counter.key])).get(counter.key, counter)
            await transaction.save(Changes(put=(replace(found, named=found.named + 1),)))

        for _ in range(each):
            await store.write(network, work)

    async with opener() as one, opener() as two:
        await asyncio.gather(count(one), count(two), count(one))
        assert (await load(one, network, Identifier, counter.key))[counter.key].named == 3 * each
        assert await two.read(network, lambda view: view.position()) == 3 * each


async def test_a_writer_sees_what_another_wrote_since(opener: Opener, network: str) -> None:
    async with opener() as one, opener() as two:
        for store, named in ((one, 1), (two, 2), (one, 3), (one, 4), (two, 5)):

            async def work(transaction: Transaction, named: int = named) -> None:
                found = await transaction.load(Identifier, [(ANN,)])
                assert [identifier.named for identifier in found.values()] == [named - 1][
                    : named - 1
                ]
                await transaction.save(Changes(put=(Identifier(text=ANN, named=named),)))

            await store.write(network, work)


async def test_a_write_that_fails_is_not_remembered(
    store: GraphStore, network: str, kind: str
) -> None:
    if kind == "memory":
        pytest.skip("memory does not undo")
    was, never = Identifier(text=ANN, named=1), Identifier(text=ANN, named=2)

    async def failing(transaction: Transaction) -> None:
        await transaction.load(Identifier, [was.key])
        await transaction.save(Changes(put=(never, Identifier(text=BOB))))
        raise Failed

    await save(store, network, was)
    with pytest.raises(Failed):
        await store.write(network, failing)
    keys = [was.key, (BOB,)]
    assert await store.write(network, lambda tx: tx.load(Identifier, keys)) == {was.key: was}


async def test_a_newer_store_is_refused(
    kind: str, opener: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    if kind == "memory":
        pytest.skip("memory is never newer")
    async with opener():
        pass
    monkeypatch.setattr(f"graph.stores.{kind}.MIGRATION", MIGRATION - 1)
    with pytest.raises(NewerStore) as refused:
        async with opener():
            pass
    assert refused.value.remedy


async def test_other_weights_are_refused_until_adopted(kind: str, opener: Opener) -> None:
    if kind == "memory":
        pytest.skip("memory is always folded anew")
    async with opener() as store:
        secret = store.secret
        await store.adopt("other")
    try:
        with pytest.raises(OtherWeights) as refused:
            async with opener():
                pass
        assert "rebuild" in refused.value.remedy
    finally:
        async with opener(check_weights=False) as store:
            await store.adopt(FINGERPRINT)
    async with opener() as store:
        assert store.secret == secret


async def test_a_secret_can_be_brought_along(opener: Opener) -> None:
    async with opener() as store:
        before = store.secret
        await store.adopt(FINGERPRINT, b"x" * 32)
        assert store.secret == b"x" * 32
    async with opener() as store:
        assert store.secret == b"x" * 32
        await store.adopt(FINGERPRINT, before)


async def test_ping_and_scour_of_a_store_that_answers(store: GraphStore) -> None:
    await store.ping()
    await store.scour()


async def test_nothing_erased_is_found_again(store: GraphStore, network: str) -> None:
    chat = event(
        "interaction.recorded", {"participants": [ANN, BOB], "how": "coffee", "from": ANN}, id="1"
    )
    erasure = event("person.erased", {"identifiers": [ANN]})
    await commit(store, network, [chat])
    assert len(await scan(store, network, Tie)) == 1
    committed = await commit(store, network, [erasure])
    assert [settlement.status for settlement in committed.changes.settled] == ["applied"]
    assert await naming(store, network, {ANN}, live=False) == []
    assert await naming(store, network, {BOB}, live=False) == ["1"]
    for kind in KINDS:
        assert ANN not in repr(await scan(store, network, kind))


async def test_a_neo4j_that_is_away_is_said_to_be() -> None:
    with pytest.raises(StoreUnavailable) as away:
        async with open_neo4j(f"bolt://neo4j:x@127.0.0.1:{free_port()}"):
            pass
    assert away.value.remedy


async def test_a_file_that_is_no_store_is_unavailable(tmp_path: Path) -> None:
    path = tmp_path / "graph.sqlite3"
    path.write_text("no database" * 1000)
    with pytest.raises(StoreUnavailable):
        async with open_sqlite(path):
            pass
