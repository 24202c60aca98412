"""On the narrowest of phones nothing lies beyond the sides (WCAG 2.2, 1.4.10: 320 pixels)."""

from typing import Any

from tests.builders import BOB
from tests.services.page.tab import opened
from tests.services.page.test_screens import SCREENS
from tests.services.served import Served

NARROWEST = {"width": 320, "height": 640}
EIGHT = """() => {
    const list = document.querySelector(".sidebar ul")
    while (list.children.length < 8) list.append(list.lastElementChild.cloneNode(true))
    return document.documentElement.scrollWidth
}"""


async def test_no_screen_is_wider_than_the_phone(browser: Any, service: Served) -> None:
    async with opened(browser, service, BOB, NARROWEST, "light") as tab:
        for screen in SCREENS:
            await tab.open(screen)
            width = await tab.page.evaluate("document.documentElement.scrollWidth")
            assert width <= NARROWEST["width"], screen


async def test_eight_screens_fit_into_the_list(browser: Any, service: Served) -> None:
    async with opened(browser, service, BOB, NARROWEST, "light") as tab:
        await tab.open("/sheet")
        assert await tab.page.evaluate(EIGHT) <= NARROWEST["width"]
        last = tab.page.locator(".sidebar a").last
        await last.focus()
        box = await last.bounding_box()
        assert box
        assert box["y"] + box["height"] <= NARROWEST["height"]
