"""The report on the page: sentences, plots that are pictures with a sentence, and the numbers."""

from datetime import UTC, datetime, timedelta
from typing import Any

from services.owner import owner_event
from tests.builders import ANN, BOB
from tests.services.page.conftest import STORY as OURS
from tests.services.page.tab import WIDE, Tab, opened
from tests.services.served import Served

PLOTS = (
    "How you talk", "What you ask", "What they answer", "How far your targets are",
    "How sure the best paths are", "Rungs climbed",
)  # fmt: skip


TODAY = datetime.now(UTC)
LATE = [  # what he did of late
    owner_event(
        "interaction.recorded",
        {"participants": [BOB, ANN], "how": how},
        TODAY - timedelta(days=days),
    )
    for days, how in ((9, "coffee"), (16, "mention"), (30, "call"))
]
STORY = [*OURS, *LATE]


async def test_the_plots_are_pictures_with_a_sentence_each(tab: Tab) -> None:
    await tab.open("/report")
    for title in PLOTS:
        picture = tab.page.get_by_role("img", name=title)
        await picture.wait_for()
        assert (await picture.get_attribute("aria-label") or "").endswith(".")
    assert await tab.page.locator("svg rect").count() > 0
    assert tab.complaints == []


async def test_without_targets_nothing_is_said_of_how_far_they_are(
    browser: Any, service: Served
) -> None:
    async with opened(browser, service, ANN, WIDE, "light") as tab:
        await tab.open("/report")
        await tab.page.get_by_role("img", name="Rungs climbed").wait_for()
        assert await tab.page.get_by_role("img").count() == len(PLOTS) - 2
        said = await tab.page.locator("main").inner_text()
        assert "typically" not in said
        assert "0 of 0" not in said


async def test_the_numbers_of_the_weeks_by_keyboard(tab: Tab) -> None:
    await tab.open("/report")
    summary = tab.page.get_by_text("The weeks in numbers", exact=True)
    await summary.focus()
    await tab.page.keyboard.press("Enter")
    rows = tab.page.get_by_role("row")
    assert await rows.count() == 27  # the heading, and 26 weeks
    assert await rows.nth(1).get_by_role("rowheader").count() == 1
    await tab.fits()


async def test_what_is_plotted_is_what_the_service_says(tab: Tab) -> None:
    await tab.open("/report")
    path = "/v1/people/email%3Abob%40example.org/report"
    told = await tab.page.evaluate(f"fetch('{path}?weeks=26').then((one) => one.json())")
    talk = told["whole"]["conversations"]
    said = f"{talk['hard']} hard, {talk['direct']} direct and {talk['soft']} soft in all."
    await tab.page.get_by_text(said).wait_for()
    shares = [
        week["conversations"][f"{kind}_share"]
        for week in told["weeks"]
        for kind in ("hard", "direct", "soft")
    ]
    bars = tab.page.get_by_role("img", name="How you talk").locator("rect")
    assert await bars.count() == sum(bool(share) for share in shares) > 0
