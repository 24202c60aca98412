"""The sheet: how near each company is, and what changed that."""

from datetime import UTC, datetime, timedelta
from typing import Any

from tests.builders import ANN, BEN, BOB
from tests.services.page.eventually import eventually
from tests.services.page.tab import NARROW, Tab, opened
from tests.services.served import Served


def told(days_ago: int, kind: str, **data: Any) -> dict[str, Any]:
    time = datetime.now(UTC) - timedelta(days=days_ago)
    return {
        "specversion": "1.0", "type": f"inroad.{kind}.v1", "source": "urn:example:app",
        "id": f"{kind} {days_ago} {data.get('identifiers', '')}", "time": time.isoformat(),
        "data": data,
    }  # fmt: skip


STORY = [
    told(90, "person.observed", identifiers=[ANN], name="Ann Lee"),
    told(90, "person.observed", identifiers=[BEN], name="Ben Ito"),
    told(90, "company.observed", identifiers=["name:Globex"], name="Globex"),
    told(89, "company.targeted", person=BOB, company="name:Globex"),
    told(88, "employment.started", person=BEN, company="name:Globex"),
    told(87, "relation.asserted", person=ANN, related=BEN, relation="friend"),
    told(30, "relation.asserted", person=BOB, related=ANN, relation="friend"),
]


async def test_a_line_says_how_near_it_is_and_what_changed_that(tab: Tab) -> None:
    await tab.open("/sheet")
    line = tab.page.get_by_role("listitem").filter(has_text="Globex").first
    await line.get_by_role("link", name="2 hops away").wait_for()
    await line.get_by_text("Globex came from out of reach to two hops.").wait_for()
    await line.get_by_text("weeks ago").wait_for()
    await tab.fits()


async def test_a_refusal_is_told(tab: Tab) -> None:
    await tab.open("/sheet")
    await tab.page.get_by_role("combobox", name="A company to add").fill("x" * 600)
    await tab.page.get_by_role("button", name="Add").click()
    await tab.page.get_by_role("status").get_by_text("longer than 400 characters").wait_for()


async def test_what_is_on_the_sheet_is_not_to_be_put_there(tab: Tab) -> None:
    await tab.open("/sheet")
    await tab.page.get_by_role("combobox", name="A company to add").fill("Initech")
    await tab.page.get_by_role("button", name="Add").click()
    line = tab.page.get_by_role("listitem").filter(has_text="Initech")
    await line.get_by_text("Nobody is known to work at Initech.").wait_for()
    assert await line.get_by_text("Put Initech").count() == 0


async def test_a_company_is_named_as_it_is_written(tab: Tab) -> None:
    await tab.open("/sheet")
    field = tab.page.get_by_role("combobox", name="A company to add")
    await field.fill("Umbrella GmbH")
    await tab.page.get_by_role("button", name="Add").click()
    await tab.page.get_by_role("heading", name="Umbrella GmbH", exact=True).wait_for()
    await field.fill("globex")
    await tab.page.get_by_role("button", name="Add").click()
    await tab.page.get_by_text("Globex is on your sheet already.").wait_for()
    assert await tab.page.get_by_role("heading", name="Globex").count() == 1


async def test_a_company_that_was_just_added_is_new(tab: Tab) -> None:
    await tab.open("/sheet")
    await tab.page.get_by_role("combobox", name="A company to add").fill("Initech")
    await tab.page.get_by_role("button", name="Add").click()
    line = tab.page.get_by_role("listitem").filter(has_text="Initech").first
    await line.get_by_text("New on your sheet.").wait_for()


async def test_whom_alone_a_name_fits_gets_the_sheet_and_an_unclear_name_is_told(tab: Tab) -> None:
    await tab.open("/sheet")
    whom = tab.page.get_by_role("combobox", name="Whom")
    await whom.fill("Zorro")
    await tab.page.get_by_role("button", name="Hand over").click()
    await tab.page.get_by_text("It is not clear whom you mean by “Zorro”.").wait_for()
    await tab.fits()
    await whom.fill("Ann")
    await tab.page.get_by_role("button", name="Hand over").click()
    await tab.page.get_by_role("heading", name="A list, for Ann").wait_for()


async def test_how_much_it_is_wanted_and_that_no_longer_each_undone(
    tab: Tab, service: Served
) -> None:
    async def becomes(*wanted: float) -> None:
        async def so() -> bool:
            page = (await service.http.get(f"/v1/people/{BOB}/agenda")).json()
            found = [one for one in page["targets"] if one["company"]["name"] == "Globex"]
            return [one["priority"] for one in found] == [*wanted]

        await eventually(so)

    await tab.open("/sheet")
    how_much = tab.page.get_by_label("How much you want Globex")
    undo = tab.page.get_by_role("button", name="Undo")
    await how_much.select_option("wanted most")
    await tab.page.get_by_text("Globex: noted.").wait_for()
    await becomes(3)
    await undo.click()
    await tab.page.get_by_text("Taken back.").wait_for()
    await becomes(1)
    await tab.page.get_by_role("button", name="Take Globex off the sheet").click()
    await how_much.wait_for(state="detached")
    await becomes()
    await undo.click()
    await how_much.wait_for()
    await becomes(1)
    assert (tab.complaints, tab.elsewhere) == ([], [])


async def test_how_near_a_company_is_shows_as_it_changes(tab: Tab, service: Served) -> None:
    hooli = told(1, "company.targeted", person=BOB, company="name:Hooli")
    await service.http.post("/v1/events", json=[hooli])
    await tab.open("/sheet")
    line = tab.page.get_by_role("listitem").filter(has_text="hooli")
    await line.get_by_text("Nobody is known to work at hooli.").wait_for()
    await line.get_by_text("No nearer than on").wait_for()
    inside = told(1, "employment.started", person=ANN, company="name:Hooli")
    await service.http.post("/v1/events", json=[inside])
    await line.get_by_role("link", name="1 hop away").wait_for()


async def test_a_line_on_a_phone_takes_one_row_for_its_name(browser: Any, service: Served) -> None:
    async with opened(browser, service, BOB, NARROW, "light") as tab:
        await tab.open("/sheet")
        line = tab.page.get_by_role("listitem").filter(has_text="Globex").first
        name = await line.get_by_role("heading").bounding_box()
        off = await line.get_by_role("button", name="Take Globex off").bounding_box()
        assert abs(name["y"] + name["height"] / 2 - off["y"] - off["height"] / 2) < 5
