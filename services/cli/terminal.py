"""What every command has at hand: the settings, the screen and the service."""

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.prompt import Prompt
from rich.text import Text

from services.cli.service import Service
from services.settings import Settings

Now = Annotated[str, typer.Option(help="As at 2026-01-31T00:00:00Z.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON for programs, and nothing else.")]


def _screen() -> Console:
    return Console(highlight=False, soft_wrap=True)


def _notices() -> Console:
    return Console(highlight=False, soft_wrap=True, stderr=True)


@dataclass(frozen=True, slots=True)
class Terminal:
    """Answers go to *out*; questions, progress and errors to *err*."""

    settings: Settings
    out: Console = field(default_factory=_screen)
    err: Console = field(default_factory=_notices)

    @property
    def interactive(self) -> bool:
        """Whether somebody sits there and can be asked."""
        return sys.stdin.isatty() and self.err.is_terminal

    @contextmanager
    def service(self) -> Iterator[Service]:
        with Service.connect(self.settings) as service:
            yield service

    def ask(self, question: str) -> str:
        return Prompt.ask(Text(question, style="prompt"), console=self.err).strip()

    def key(self, choices: str, keys: str) -> str:
        """One of *keys*, pressed; *choices* tells what each does."""
        self.err.print(choices, style="dim", markup=False)
        while (pressed := typer.getchar().casefold()) not in keys:
            pass
        return pressed

    def say(self, notice: str) -> None:
        """A remark beside the answer."""
        self.err.print(notice, style="dim", markup=False)

    def json(self, value: Any) -> None:
        self.out.print(json.dumps(value, ensure_ascii=False, indent=2), markup=False)

    def with_store(self, url: str) -> "Terminal":
        """The same with another store; an empty *url* changes nothing."""
        return self.with_settings(store=url) if url else self

    def with_settings(self, **changed: Any) -> "Terminal":
        return replace(self, settings=self.settings.model_copy(update=changed))


def terminal(context: typer.Context) -> Terminal:
    """The terminal that the command's context carries."""
    found = context.find_object(Terminal)
    assert found is not None  # noqa: S101 - the app's callback has put it there
    return found
