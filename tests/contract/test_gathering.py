"""The page of a gathering and its debrief are the same over every store."""

from datetime import UTC, datetime

from graph.gathering.debrief import debriefed
from graph.gathering.page import gathering_page
from graph.openers import BUILT_IN
from graph.plan.reach import PlainReacher
from graph.search import ViewPort
from graph.store import GraphStore, View, commit, seal
from schemas.debriefs import DebriefPage, DebriefQuestion
from schemas.gatherings import GatheringPage, GatheringQuestion
from tests.builders import BOB, NOW, told
from tests.graph.gathering.story import EVENING, STORY, page_of

LINES = [
    "Ann Lee: warm, neighbour works at Globex",
    "Lee: no",
    "Ben: -",
    "Gil: talked, answered q-1",
]


async def test_every_store_gives_the_same_page_and_debrief(store: GraphStore, network: str) -> None:
    await commit(store, network, list(STORY))
    asked = GatheringQuestion(
        gathering=EVENING, attendees=["Lee", "Zoe"], now=NOW, network=network, quiet=True
    )
    lines = DebriefQuestion(gathering=EVENING, lines=LINES, network=network)
    sealing = seal(store.secret, network)

    async def work(view: View) -> tuple[GatheringPage, DebriefPage]:
        reacher = PlainReacher(ViewPort(view))
        page = await gathering_page(view, store.secret, BOB, asked, BUILT_IN, reacher)
        now = datetime(2026, 6, 3, tzinfo=UTC)
        return page, await debriefed(view, sealing, BOB, lines, now)

    page, debrief = await store.read(network, work)
    plain = await page_of(await told(STORY), "Lee", "Zoe", gathering=EVENING, quiet=True)
    assert page.model_copy(update={"position": plain.position}) == plain
    assert [line.met for line in debrief.lines] == [True, False, False, True]
    assert [one["type"].split(".")[1] for one in debrief.events] == [
        "insider", "ask", "ask", "interaction", "question", "interaction",
    ]  # fmt: skip
