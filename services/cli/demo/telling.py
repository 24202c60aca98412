"""Telling Bob's year: each chapter's events are published, then its questions asked."""

import json
import time
from datetime import datetime
from typing import Any, Final

from rich.text import Text

from schemas.events.base import moment_text
from services.cli.demo.chapters import Chapter, Question, chapters, ending
from services.cli.demo.today import live_today, show_today
from services.cli.exits import Exit, Stop
from services.cli.publish import send_lines
from services.cli.service import Service
from services.cli.spoken import counted
from services.cli.terminal import Terminal
from services.demo.story import Story
from services.demo.world import BOB_1, BOB_2, Resident

ENDS: Final = {
    BOB_1: "Bob 1 chats pleasantly at every event. He has met many people, and no door opens:",
    BOB_2: "Bob 2 asks a question, listens, and says which companies he is looking at:",
}
PATIENCE: Final = 300  # seconds until a chapter is folded, on a busy machine
AGAIN: Final = 0.5  # seconds between two questions whether it is
DONE: Final = "This was done when the story was told before."


def tell_year(here: Terminal, story: Story, *, again: bool, silent: bool) -> dict[str, Any]:
    """Publish the story and ask what its chapters ask, showing both unless *silent*.

    *again*, when it was told here before, only its end is asked for: what its chapters
    asked would be answered out of the whole year. All that was asked and answered comes back.
    """
    with here.service() as service:
        return _Teller(here, service, story, silent=silent).tell(again=again)


class _Teller:
    def __init__(self, here: Terminal, service: Service, story: Story, *, silent: bool) -> None:
        self._here, self._service, self._story = here, service, story
        self._silent = silent
        self._after: str | None = None  # the receipt of the last event published

    def tell(self, *, again: bool) -> dict[str, Any]:
        began = time.monotonic()
        told, since = [], ""
        for number, chapter in enumerate(() if again else chapters(self._story), start=1):
            since = self._publish(since, chapter.day)
            told.append(self._chapter(number, chapter))
        self._publish(since, self._story.until)
        seconds = time.monotonic() - began
        today = self._today()
        bobs = {"bob_1": self._ending(BOB_1), "bob_2": self._ending(BOB_2)}
        if not self._silent:
            many = counted(len(self._story.events), "event")
            self._here.say(f"{many} of one year, told in {seconds:.0f} seconds.")
        return {
            "events": len(self._story.events), "seconds": seconds, "chapters": told,
            "today": today, **bobs,
        }  # fmt: skip

    def _publish(self, since: str, until: datetime) -> str:
        """Send what happened from *since* until then, which comes back as the next *since*."""
        end = moment_text(until)
        lines = [
            json.dumps(event).encode()
            for event in self._story.events
            if since <= event["time"] < end
        ]
        tally = send_lines(self._here, self._service, lines, total=len(lines))
        self._after = tally.receipt or self._after
        self._folded()
        return end

    def _folded(self) -> None:
        """Wait until what was published is in the graph; a question alone waits a few seconds."""
        until = time.monotonic() + PATIENCE
        while True:
            try:
                self._service.get("names", q=BOB_2.name, after=self._after)
            except Stop as stopped:
                if stopped.code != Exit.UNREACHABLE or time.monotonic() > until:
                    raise
                time.sleep(AGAIN)
            else:
                return

    def _chapter(self, number: int, chapter: Chapter) -> dict[str, Any]:
        day = f"{chapter.day:%-d %B %Y}"
        self._print(Text.assemble((f"{number}. {chapter.title}", "bold cyan"), (f"  {day}", "dim")))
        self._print(Text(chapter.told))
        answers = [self._ask(question) for question in chapter.questions]
        return {"title": chapter.title, "day": f"{chapter.day:%Y-%m-%d}", "answers": answers}

    def _ask(self, question: Question) -> dict[str, Any]:
        if question.said is None:
            answer = self._service.get(*question.path, **question.asked, after=self._after)
        else:
            answer = self._service.tell(*question.path, said=question.said)
            self._after = answer.get("receipt") or self._after
        self._print(Text(f"$ {question.typed}", style="dim"))
        if not self._silent:
            question.show(self._here.out, answer)
        return {"typed": question.typed, "answer": answer}

    def _today(self) -> dict[str, Any] | None:
        self._print(Text.assemble(("Today", "bold cyan")))
        done = live_today(self._service, self._story)
        if done is None:
            self._print(Text(DONE, style="dim"))
        elif not self._silent:
            show_today(self._here, done)
        return done

    def _ending(self, bob: Resident) -> dict[str, Any]:
        self._print(Text(ENDS[bob], style="italic cyan"))
        way, report = (self._ask(question)["answer"] for question in ending(self._story, bob))
        return {"way": way, "report": report}

    def _print(self, text: Text) -> None:
        if not self._silent:
            self._here.out.print()
            self._here.out.print(text, soft_wrap=False)
