"""Which events brought news about."""

from graph.causes import MOST, causes_of, records_of
from graph.fold import Settlement
from graph.identity import id_of
from graph.index.ask import Track
from graph.standing import Arrived, Improved, Lost, News
from graph.store import DEFAULT_NETWORK, commit
from graph.stores.memory import MemoryStore
from graph.strike import Arrival
from graph.wishes import Wishes
from tests.builders import ANN, BEN, BOB, CY, SECRET, coffee, erased, event, works

GLOBEX = id_of("name:globex")


async def told(news: News, *arrivals: Arrival, settled: int = 0) -> list[str]:
    """Ids of the events that are told as causes, of those from number *settled* on."""
    store = MemoryStore(SECRET)
    await commit(store, DEFAULT_NETWORK, list(arrivals))
    keys = [Settlement(*arrival.key, "applied") for arrival in arrivals[settled:]]
    records = await store.read(DEFAULT_NETWORK, lambda view: records_of(view, keys))
    return [id_ for _, id_ in causes_of(news, records, Wishes())]


def improved(*people: str) -> News:
    path = Track(tuple(map(id_of, people)), 1)
    return Improved(person=path.people[0], company=GLOBEX, why="first", path=path)


async def test_events_on_a_tie_or_the_employment_of_the_path() -> None:
    first, other, last = coffee(BOB, ANN), coffee(BOB, CY), works(ANN)
    causes = await told(improved(BOB, ANN), first, other, works(CY), last)
    assert causes == sorted([first.event.id, last.event.id])
    assert await told(improved(BOB, ANN), first, other, last, settled=1) == [last.event.id]


async def test_failing_these_whoever_names_somebody_on_it() -> None:
    merged = event("person.merged", {"identifiers": [ANN, "email:ann@example.com"]})
    assert await told(improved(BOB, ANN, BEN), merged, coffee(CY, "uid:1")) == [merged.event.id]


async def test_failing_all_what_took_something_back() -> None:
    lost = Lost(person=id_of(BOB), company=GLOBEX, path=Track((), 1), now=None)
    erasure = erased(ANN)
    assert await told(lost, coffee(CY, BEN), erasure) == [erasure.event.id]


async def test_an_insider_arrives_by_the_employment() -> None:
    arrived = Arrived(company=GLOBEX, insider=id_of(ANN), wanted_by=(id_of(BOB),))
    word = works(ANN)
    assert await told(arrived, coffee(BOB, ANN), word) == [word.event.id]


async def test_what_is_erased_altogether_tells_of_nobody() -> None:
    arrived = Arrived(company=GLOBEX, insider=id_of(ANN), wanted_by=(id_of(BOB),))
    erasure = erased(ANN)
    assert await told(arrived, works(ANN), coffee(CY, BEN), erasure) == [erasure.event.id]


async def test_a_few_of_many() -> None:
    assert len(await told(improved(BOB, ANN), *(coffee(BOB, ANN) for _ in range(15)))) == MOST
