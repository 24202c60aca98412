"""The page in a real browser: whole in itself, on a telephone, and on one sheet of A4."""

import re
from pathlib import Path
from typing import Any

import pytest

from services.gatherings.forms import as_page
from tests.builders import BOB, event, person, told
from tests.graph.gathering.story import EVENING, STORY, WHO, page_of

NARROW = {"width": 390, "height": 844}
TWENTY = [f"email:guest{number}@example.org" for number in range(10)]
NASTY = '<script>document.title = "no"</script>'


@pytest.fixture
async def file(tmp_path: Path) -> Path:
    """The page of an evening of twenty."""
    guests = [person(who, f"Guest {NASTY if who == TWENTY[0] else who[6:12]}", field="biotech",
                     headline="Head of Assay Development") for who in TWENTY]  # fmt: skip
    announced = event("gathering.announced", {
        "gathering": EVENING, "announcer": BOB, "name": "Biotech evening",
        "starts": "2026-06-02T19:00:00Z", "participants": [*WHO, *TWENTY],
    }, time="2026-05-09T09:00:00Z")  # fmt: skip
    page = await page_of(await told([*STORY, *guests, announced]), "Zoe", gathering=EVENING)
    assert len(page.people) == 20
    written = tmp_path / "evening.html"
    written.write_text(as_page(page), encoding="utf-8")
    return written


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_it_fits_a_telephone_and_asks_for_nothing(
    browser: Any, file: Path, scheme: str
) -> None:
    context = await browser.new_context(viewport=NARROW, color_scheme=scheme, offline=True)
    page = await context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: asked.append(message.text))
    page.on("pageerror", lambda error: asked.append(str(error)))
    await page.goto(file.as_uri())
    assert await page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]
    assert await page.title() == "Biotech evening"
    assert await page.locator("ol > li").count() == 17
    assert asked == [file.as_uri()]
    assert await contrast(page, "h3") > 7
    for kind in (".known", ".offer b", ".avoid", ".rules"):
        assert await contrast(page, kind) > 4.5, kind
    await context.close()


async def contrast(page: Any, selector: str) -> float:
    """Of the text of the first such element on the page's ground (WCAG 2.2, 1.4.3)."""
    colors = await page.evaluate(
        "s => [document.querySelector(s), document.body].map((one, at) => "
        "getComputedStyle(one)[at ? 'backgroundColor' : 'color'])", selector,
    )  # fmt: skip
    light, dark = sorted((luminance(color) for color in colors), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(color: str) -> float:
    parts = [int(part) / 255 for part in re.findall(r"\d+", color)[:3]]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


async def test_twenty_people_print_on_one_sheet(browser: Any, file: Path) -> None:
    page = await browser.new_page()
    await page.goto(file.as_uri())
    printed: bytes = await page.pdf(prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b", printed)) == 1
    await page.close()
