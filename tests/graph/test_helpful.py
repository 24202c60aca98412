"""Where a contact probably helps, by hand."""

from graph.entities import Company, Person, Target
from graph.frontier import ViewPort
from graph.helpful import FORMERLY, INSIDE, SAME, Work, alike, helps, reach_of, work_of
from graph.lookup import company_of, person_of
from graph.store import DEFAULT_NETWORK, View
from graph.strike import Arrival
from tests.builders import ANN, BEN, BOB, CY, GLOBEX, coffee, contact, left, told, works

NOW = "2026-06-01T00:00:00.000000Z"
ME = Person(id="me", identifiers=(), field="Biotech", place="Boston")


async def reach(*arrivals: Arrival, whom: str = ANN) -> dict[str, float]:
    """What Ann can reach, by company, around Bob."""

    async def work(view: View) -> dict[str, float]:
        asker, helper = [await person_of(view, str, ref, "ref") for ref in (BOB, whom)]
        return await reach_of(view, ViewPort(view), helper, around=asker.id, now=NOW)

    return await (await told(arrivals)).read(DEFAULT_NETWORK, work)


async def test_a_friend_who_works_there_is_reached() -> None:
    (sure,) = (await reach(coffee(BOB, ANN), coffee(ANN, BEN), works(BEN))).values()
    assert 0 < sure < 1


async def test_who_used_to_work_there_counts_less() -> None:
    story = coffee(BOB, ANN), coffee(ANN, BEN), works(BEN)
    (here,) = (await reach(*story)).values()
    (before,) = (await reach(*story, left(BEN, time="2026-05-20T00:00:00Z"))).values()
    assert before == here * FORMERLY


async def test_two_hops_count_less_than_one_and_three_not_at_all() -> None:
    story = coffee(BOB, ANN), coffee(ANN, BEN), coffee(BEN, CY)
    (one,) = (await reach(*story, works(BEN))).values()
    (two,) = (await reach(*story, works(CY))).values()
    far = "email:far@example.org"
    assert 0 < two < one
    assert await reach(*story, coffee(CY, far), works(far)) == {}


async def test_no_way_leads_through_the_asker_or_over_soft_ties() -> None:
    assert await reach(coffee(BOB, ANN), coffee(BOB, BEN), works(BEN)) == {}
    assert await reach(coffee(BOB, ANN), contact("gathering", ANN, BEN, CY), works(BEN)) == {}


async def test_ones_own_work_is_known_by_place_and_function() -> None:
    async def work(view: View) -> tuple[Work, Company]:
        return (
            await work_of(view, await person_of(view, str, ANN, "ref"), NOW),
            await company_of(view, GLOBEX, "ref"),
        )

    store = await told([works(ANN, GLOBEX, function="Research"), coffee(ANN, BOB)])
    own, globex = await store.read(DEFAULT_NETWORK, work)
    assert own == Work(here=frozenset({globex.id}), functions=frozenset({"research"}))


def test_alike_is_field_function_and_the_place_wanted() -> None:
    company = Company(id="c", identifiers=(), field="biotech", place="Basel")
    target = Target(
        id="t", time="", source="", event="", person="", company="", wanted=True,
        function="research", place="boston",
    )  # fmt: skip
    researcher = Work(functions=frozenset({"research"}))
    assert alike(ME, researcher, company, target) == ("field", "function", "place")
    assert alike(ME, Work(), company, None) == ("field",)
    assert (
        alike(Person(id="x", identifiers=()), Work(), Company(id="c", identifiers=()), None) == ()
    )


def test_ways_to_help_add_up_as_independent_chances() -> None:
    inside = Work(here=frozenset({"c"}), before=frozenset({"d"}))
    assert helps("c", inside, {}, ()) == 1 - (1 - INSIDE)
    assert (
        abs(
            helps("d", inside, {"d": 0.5}, ("field",))
            - (1 - (1 - FORMERLY) * 0.5 * (1 - SAME["field"]))
        )
        < 1e-12
    )
    assert helps("e", inside, {}, ()) == 0
