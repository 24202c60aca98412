"""Names as others make them: long, hostile, written from the right, or none at all."""

from typing import Any
from urllib.parse import quote

from tests.builders import BOB, GLOBEX, company, event, introduction, person, relation, works
from tests.services.page.tab import opened
from tests.services.served import Served, sent

TURNED = "email:turned@example.org"
NAMES = {
    "email:markup@example.org": "<img src=x onerror=alert(1)> \"Q\" 'q' &amp;",
    "email:long@example.org": "W" * 200,
    "email:arabic@example.org": "محمد بن عبد الله",
    TURNED: "\u202egro.elpmaxe Evil",
    "email:marks@example.org": "Z\u0321\u0308alg\u0337o 👩‍👩‍👧",
    "email:o'neil+tag&x=1%@example.org": "O'Neil",
}
NAMELESS = "phone:+4930123456"
COMPANIES = {
    "name:A/B Testing & Co? 100%": "A/B Testing & Co? 100%",
    "name:Müller Straße #1": "Müller Straße #1",
    "name:../../etc/passwd": "../../etc/passwd",
    "name:" + "X" * 200: "X" * 200,
    "name:שלום": "שלום",
}
STORY = sent([
    person(BOB, "Bob Stone"), company(GLOBEX, "Globex"),
    *(person(ref, name) for ref, name in NAMES.items()),
    *(relation(BOB, ref, "friend") for ref in [*NAMES, NAMELESS]),
    *(works(ref, title="T" * 120) for ref in [*NAMES, NAMELESS] if ref != TURNED),
    works(TURNED, title="Chemist"),
    *(company(ref, name) for ref, name in COMPANIES.items()),
    *(event("company.targeted", {"person": BOB, "company": ref}) for ref in COMPANIES),
    *(works(ref, where) for ref, where in zip(NAMES, COMPANIES, strict=False)),
    introduction("requested", introducer="email:long@example.org", insider=NAMELESS),
])  # fmt: skip
NARROWEST = {"width": 320, "height": 640}


def screens() -> list[str]:
    people = [f"/person/{quote(ref, safe='')}" for ref in [*NAMES, NAMELESS]]
    companies = [f"/company/{quote(ref, safe='')}" for ref in [*COMPANIES, GLOBEX]]
    ways = [f"/way-in?to={quote(ref, safe='')}" for ref in COMPANIES]
    return ["/", "/sheet", "/introductions", "/explore", "/duplicates", *people, *companies, *ways]


async def test_whatever_they_are_called_every_screen_fits(browser: Any, service: Served) -> None:
    async with opened(browser, service, BOB, NARROWEST, "light") as tab:
        for screen in screens():
            await tab.open(screen)
            await tab.fits()
            assert await tab.page.get_by_role("alert").count() == 0, screen
        assert (tab.complaints, tab.elsewhere) == ([], [])


async def test_a_name_that_is_turned_around_turns_nothing_else(
    browser: Any, service: Served
) -> None:
    async with opened(browser, service, BOB, {"width": 1280, "height": 900}, "light") as tab:
        await tab.open("/company/name%3Aglobex")
        line = tab.page.get_by_role("listitem").filter(has_text="gro.elpmaxe").last
        name = await line.get_by_role("link").bounding_box()
        first = await line.locator(".quiet").evaluate(
            "(span) => { const range = new Range();"
            " range.setStart(span.firstChild, 0); range.setEnd(span.firstChild, 1);"
            " return range.getBoundingClientRect().x }"
        )
        assert name
        assert name["x"] + name["width"] <= first
