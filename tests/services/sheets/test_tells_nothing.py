"""A sheet never tells: whatever is known, no form of it says what is not for the contact's eyes.

Every word in the world below that must not be told, and every name, carries a mark, so all of a
form's marked words can be read and compared with the few that it may hold.
"""

import re
from random import Random
from typing import Any

from graph.entities import Reply
from graph.sheet import draft_of, shared_of, shared_page, sharing
from graph.store import DEFAULT_NETWORK, View, commit, seal
from graph.strike import Arrival
from schemas.sheets import SheetPage, SheetQuestion
from services.sheets.forms import as_answerable, as_csv, as_page, as_text
from tests.builders import BOB, SECRET, event, told

CONTACTS, COMPANIES, HIDDEN = 1_000, 40, 6
NOW = "2026-06-01T00:00:00Z"
PRIORITY = re.compile(r"1\.0\d\d377")
MARKED = re.compile(r"qx\w+")
FORMS = {"text": as_text, "csv": as_csv, "page": as_page, "html": as_answerable}
FIELDS = ["biotech", "finance", "energy"]


def ref(number: int) -> str:
    return f"email:qxmail{number}@example.org"


def where(number: int) -> str:
    return f"name:qxfirm{number}"


def world(chosen: Random) -> list[Arrival]:
    """Contacts, whom they know and where they work, and all that is told in confidence."""
    numbers = iter(range(10**9))

    def secret() -> str:
        return f"qxsecret{next(numbers)}"

    def anybody() -> int:
        return chosen.randrange(CONTACTS)

    def any_firm() -> str:
        return where(chosen.randrange(COMPANIES))

    arrivals = [event("person.observed", {"identifiers": [BOB], "name": "qxbob Stone"})]
    for number in range(COMPANIES):
        firm = {"identifiers": [where(number)], "name": f"qxfirm{number}"}
        priority = 1 + number / 1000 + 0.000377
        arrivals += [
            event("company.observed", {**firm, "field": chosen.choice(FIELDS), "place": "Boston"}),
            event("company.targeted", {"person": BOB, "company": where(number),
                                       "priority": priority}),
            event("intel.reported", {
                "informant": ref(anybody()), "company": where(number), "topic": secret(),
                "sentiment": "bad", "words": secret(),
            }),
        ]  # fmt: skip
    for number in range(CONTACTS):
        name = f"qxfirst{number} qxlast{number}"
        arrivals += [
            event("person.observed", {
                "identifiers": [ref(number), f"linkedin:qxin{number}"], "name": name,
                "field": chosen.choice(FIELDS), "headline": secret(),
            }),
            event("employment.started", {
                "person": ref(number), "company": any_firm(), "title": secret(),
                "function": secret(),
            }),
            event("tie.rated", {"rater": BOB, "person": ref(number), "rating": 0.7}),
            event("ask.made", {"ask": secret(), "from": BOB, "to": ref(number), "kind": "advice",
                               "words": secret()}),
            event("insider.mentioned", {
                "informant": ref(number), "mention": secret(), "company": any_firm(),
                "description": secret(),
            }),
        ]  # fmt: skip
        for other in {anybody() for _ in range(3)} - {number}:
            pair = {"participants": [ref(number), ref(other)], "how": "coffee", "note": secret()}
            arrivals.append(event("interaction.recorded", pair))
        if number % 10 == 0:
            told_ = {"sheet": f"qxold{number}", "from": BOB, "to": ref(number)}
            arrivals += [
                event("sheet.shared", {**told_, "lines": [where(0), where(HIDDEN + 1)]}),
                event("sheet.answered", {
                    "sheet": f"qxold{number}", "from": ref(number), "to": BOB,
                    "company": where(HIDDEN + 1), "answer": "sweatshop", "words": secret(),
                }),
            ]  # fmt: skip
    return arrivals


def revealed() -> set[str]:
    return {f"qxfirm{number}" for number in range(HIDDEN, COMPANIES)}


async def test_a_sheet_tells_nothing_that_is_not_for_the_contact() -> None:
    arrivals = world(Random(5))
    store = await told(arrivals)
    hidden = frozenset(where(number) for number in range(HIDDEN))
    sealing = seal(SECRET, DEFAULT_NETWORK)
    drafts: dict[int, SheetPage] = {}

    async def drafted(view: View) -> None:
        for number in range(CONTACTS):
            asked: dict[str, Any] = {"from": BOB, "to": ref(number), "now": NOW, "most": 12}
            question = SheetQuestion.model_validate(asked)
            drafts[number] = await draft_of(view, sealing, question, hidden)

    await store.read(DEFAULT_NETWORK, drafted)
    shared = [
        event("sheet.shared", sharing(page, f"s-{number}")) for number, page in drafts.items()
    ]
    await commit(store, DEFAULT_NETWORK, shared)
    pages: dict[int, SheetPage] = {}

    async def again(view: View) -> None:
        for number in range(CONTACTS):
            pages[number] = await shared_page(
                view, await shared_of(view, f"s-{number}"), NOW, hidden
            )
        assert await view.count(Reply) == CONTACTS / 10

    await store.read(DEFAULT_NETWORK, again)
    orders = set()
    for number, page in pages.items():
        assert page.lines == drafts[number].lines
        assert len(page.lines) == 12
        order = tuple(line.company.ref for line in page.lines)
        orders.add(order)
        assert number % 10 or where(HIDDEN + 1) not in order  # answered on an earlier sheet
        own = {f"qxfirst{number}", "qxbob"}
        for name, write in FORMS.items():
            form = write(page)
            words = set(MARKED.findall(form))
            assert words <= revealed() | own, (number, name)
            assert words >= {line.company.name for line in page.lines}
            assert not PRIORITY.search(form), (number, name)
            assert "bob@example.org" not in form
        record = page.model_dump_json()
        both = own | {f"qxlast{number}", f"qxmail{number}", f"qxin{number}"}
        assert set(MARKED.findall(record)) <= revealed() | both
    assert len(orders) > CONTACTS / 2  # what is known does decide, untold
