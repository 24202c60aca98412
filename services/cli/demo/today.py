"""The last day of Bob's year: what is done by the service itself, at the time that it is done."""

import json
import time
from datetime import UTC, datetime
from typing import Any, Final

from rich.text import Text

from schemas.events.base import moment_text
from schemas.sheets import ANSWERS_FORMAT
from services.cli.agenda.asks import show_introductions
from services.cli.demo.chapters import GLOBEX
from services.cli.news import show_news
from services.cli.service import Service
from services.cli.sheet_view import show_sheets
from services.cli.terminal import Terminal
from services.demo.story import Story
from services.demo.world import BOB_2

PATIENCE: Final = 60  # looks at the news, twice a second
MOST: Final = 200


def live_today(service: Service, story: Story) -> dict[str, Any] | None:
    """Share a sheet, take its answers, accept an introduction; None when it was done before."""
    pending = service.get("introductions", story.circle.pending)
    if pending["stage"] != "accepted":
        return None
    contact = story.circle.contacts[0]
    sheet = service.tell("sheets", said={"from": BOB_2.email, "to": contact.email})
    page = service.text("sheets", sheet["sheet"], form="html", after=sheet["receipt"])
    taken = service.send("sheets", "answers", body=_answers(sheet))
    accepted = service.tell(
        "introductions", story.circle.pending, "answer",
        said={"from": story.circle.willing.email, "answer": "accept", "note": "Gladly."},
    )  # fmt: skip
    return {
        "news": _news(service),
        "contact": contact.name,
        "page": page,
        "taken": taken,
        "sheets": service.get("sheets", person=contact.email, after=accepted["receipt"]),
        "introductions": service.get(
            "people", story.circle.half_way.email, "introductions", part="introducer"
        ),
    }


def _news(service: Service) -> dict[str, Any]:
    """What the watch has told Bob 2 of Globex; it comes a moment after the events."""
    globex = service.get("companies", GLOBEX)
    told: list[dict[str, Any]] = []
    for _ in range(PATIENCE):
        page = service.get("people", BOB_2.email, "news", limit=MOST)
        told = [
            one for one in page["news"] if one["announcement"]["data"]["company"] == globex["id"]
        ]
        if told:
            break
        time.sleep(0.5)
    return {"company": globex, "news": told}


def show_today(here: Terminal, told: dict[str, Any]) -> None:
    """The sheet as it was answered, and the introduction."""
    with here.service() as service:
        here.out.print(Text("What was told of Globex meanwhile (inroad news):"))
        show_news(here.out, service, told["news"]["news"])
    here.out.print()
    place = here.settings.home / "sheet.html"
    place.write_text(told["page"], encoding="utf-8")
    here.out.print(
        f"{told['contact']} gets the sheet as one file, {place}, answers it in a browser without "
        "an account, and sends a small file back:",
        markup=False, soft_wrap=False,
    )  # fmt: skip
    here.out.print()
    show_sheets(here.out, told["sheets"], moment_text(datetime.now(UTC)))
    here.out.print()
    here.out.print(Text("And somebody at Lumigen says yes to an introduction, in one call:"))
    here.out.print()
    show_introductions(here.out, told["introductions"])


def _answers(sheet: dict[str, Any]) -> bytes:
    """What the page saves once its first line is answered, and its second put aside."""
    first, second, *_ = (line["company"]["ref"] for line in sheet["lines"])
    answers = {
        "format": ANSWERS_FORMAT, "sheet": sheet["sheet"], "saved": moment_text(datetime.now(UTC)),
        "lines": [
            {"company": first, "answer": "knows-someone", "words": "my climbing partner"},
            {"company": second, "answer": "no-idea"},
        ],
    }  # fmt: skip
    return json.dumps(answers).encode()
