"""A gathering: of several who bear a name one is chosen, before it and after it; and undo."""

from collections.abc import Awaitable, Callable

from tests.builders import ANN, BOB, CY, person, relation
from tests.services.page.eventually import eventually
from tests.services.page.tab import Tab
from tests.services.served import Served, sent

ANN_2 = "email:ann@home.example"
STORY = sent([
    person(BOB, "Bob Stone"), person(ANN, "Ann Lee"), person(ANN_2, "Ann Lee"),
    person(CY, "Cy Day"), relation(BOB, CY, "friend"),
    relation(BOB, ANN, "friend"), relation(BOB, ANN_2, "neighbor"),
])  # fmt: skip


async def test_who_comes_is_chosen_of_two_of_a_name(tab: Tab) -> None:
    await tab.open("/gathering")
    await tab.page.get_by_label("Who comes?").fill("Ann Lee")
    await tab.page.get_by_role("button", name="Whom to talk to").click()
    which = tab.page.get_by_role("group", name="Who is Ann Lee?")
    await which.wait_for()
    await tab.fits()
    await which.get_by_role("button", name="ann@home.example").click()
    who = tab.page.get_by_role("link", name="Ann Lee")
    await who.wait_for()
    assert "home.example" in str(await who.get_attribute("href"))
    await which.wait_for(state="detached")


async def test_whom_a_line_of_the_debrief_means_is_chosen(tab: Tab) -> None:
    await tab.open("/gathering")
    await tab.page.get_by_label("A few words about each person").fill("Ann Lee: works at Hooli")
    await tab.page.get_by_role("button", name="What is understood?").click()
    which = tab.page.get_by_role("group", name="Who is Ann Lee?")
    await which.wait_for()
    await tab.fits()
    await which.get_by_role("button", name="ann@example.org").click()
    await tab.page.get_by_text("Ann works at Hooli.").wait_for()
    await tab.page.get_by_role("button", name="Keep it").click()
    await tab.page.get_by_role("button", name="Undo").wait_for()


async def test_what_is_kept_is_taken_back_and_kept_when_it_is_said_again(
    tab: Tab, service: Served
) -> None:
    async def said() -> int:
        page = (await service.http.get(f"/v1/people/{CY}/evidence")).json()
        return sum(one["type"] == "inroad.employment.confirmed.v1" for one in page["events"])

    await tab.open("/gathering")
    for _ in range(2):
        await tab.page.get_by_label("A few words about each person").fill("Cy: works at Hooli")
        await tab.page.get_by_role("button", name="What is understood?").click()
        await tab.page.get_by_role("button", name="Keep it").click()
        await tab.page.get_by_text("Kept.").wait_for()
        await eventually(lambda: _is(said, 1))
        await tab.page.get_by_role("button", name="Undo").click()
        await tab.page.get_by_text("Taken back.").wait_for()
        await eventually(lambda: _is(said, 0))
    assert (tab.complaints, tab.elsewhere) == ([], [])


async def _is(count: Callable[[], Awaitable[int]], wanted: int) -> bool:
    return await count() == wanted


async def test_who_is_never_asked_is_not_to_be_asked_there(tab: Tab) -> None:
    await tab.open("/person/email%3Acy%40example.org")
    await tab.page.get_by_role("button", name="Never ask Cy Day").click()
    await tab.page.get_by_role("link", name="Gathering").click()
    await tab.page.get_by_label("Who comes?").fill("Cy Day")
    async with tab.page.expect_request("**/gathering") as asked:
        await tab.page.get_by_role("button", name="Whom to talk to").click()
    assert (await asked.value).post_data_json["never_ask"] == [CY]
