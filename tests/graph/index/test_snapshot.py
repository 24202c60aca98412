"""A state taken as header and arrays, and brought back, is the same network."""

from hypothesis import given
from hypothesis import strategies as st

from graph.entities import Employment, Tie
from graph.index.dense import dense
from graph.index.snapshot import Arrays, Header, restored, rooms, taken
from graph.index.state import State, at_moment, changed, state_of
from graph.stores.memory import MemoryStore
from tests.graph.index.test_state import LATER, NETWORK, NOW, afresh, commit, pair, rows, tie
from tests.law.events import Case, cases
from tests.law.test_law import trying


@trying(100)
@given(case=cases(), every=st.integers(1, 4))
async def test_brought_back_now_and_then_it_goes_on_following(case: Case, every: int) -> None:
    store = MemoryStore(b"m" * 32)
    state = state_of(0, NOW, [], [])
    for position, batch in enumerate(case.batches, start=1):
        changes = await commit(store, list(batch))
        state = changed(state, position, changes.put, changes.delete)
        if position % every == 0:
            state = brought_back(state)
        assert rows(state) == rows(await afresh(store, NOW))
    assert state.position == len(case.batches)
    assert rows(at_moment(brought_back(state), LATER)) == rows(await afresh(store, LATER))


def test_ids_that_came_later_are_found_without_what_was_noted_of_them() -> None:
    state = changed(state_of(0, NOW, [tie("3", "5")], []), 1, [tie("1", "4")], [])
    back = brought_back(state)
    assert back.people.came == {}
    assert len(back.people.words) == len(back.people.order) == back.people.count == 4
    assert [back.people.number(back.people.id(n)) for n in range(4)] == [0, 1, 2, 3]


def test_nothing_stale_spare_or_given_up_is_taken() -> None:
    state = state_of(0, NOW, [pair(0, 0.5), pair(1, 0.5)], [])
    for position in range(1, 30):
        state = changed(state, position, [pair(0, position / 50)], [])
    header, arrays = taken(state, NETWORK, "e1")
    assert (header["people"], header["ties"]) == (4, 2)
    assert [len(arrays[name]) for name in ("open.to", "open.slot", "worth.when")] == [4, 4, 2]


def test_who_has_nothing_any_more_is_not_in_it() -> None:
    gone, stays, job = pair(0, 0.5), pair(1, 0.5), employed("9", "8")
    state = state_of(0, NOW, [gone, stays], [job])
    state = changed(state, 1, [], [(Tie, gone.key), (Employment, job.key)])
    left = dense(state)
    assert [left.people.id(n) for n in range(left.people.count)] == list(stays.key)
    assert left.companies.count == 0
    assert rows(left) == rows(state)


def employed(person: str, company: str) -> Employment:
    a, b = (f"00000000-0000-0000-0000-{end:0>12}" for end in (person, company))
    return Employment(a=a, b=b, here=NOW)


def brought_back(state: State) -> State:
    return filled(*taken(state, NETWORK, "e1"))


def filled(header: Header, arrays: Arrays) -> State:
    room = rooms(header, NETWORK)
    for name, array in arrays.items():
        room[name][:] = array
    return restored(header, room)
