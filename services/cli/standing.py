"""What is asked heeding the standing lists: those of the command, the settings and earlier days."""

from typing import Annotated, Any

import typer

from services.cli.left_out import left_out
from services.cli.refs import company_named, person_named, person_ref
from services.cli.terminal import Terminal
from services.sheets.never_reveal import never_reveal as listed

NeverAsk = Annotated[list[str] | None, typer.Option(help="Not by this person.")]
NeverReveal = Annotated[list[str] | None, typer.Option(help="A company that no word names.")]
Quiet = Annotated[bool, typer.Option("--quiet", help="Not by anybody at your present company.")]


def standing(
    here: Terminal, never_ask: list[str], never_reveal: list[str], *, quiet: bool = False
) -> dict[str, Any]:
    """The parameters never_ask, never_reveal and quiet; None where a list is empty."""
    settings = here.settings
    people = [person_named(here, one) for one in never_ask]
    people += [person_ref(one) for one in _each(settings.never_ask)]
    companies = [company_named(here, one) for one in never_reveal]
    companies += sorted(listed(settings.never_reveal_list))
    return {
        "never_ask": [*people, *left_out(here)] or None,
        "never_reveal": companies or None,
        "quiet": quiet or settings.quiet,
    }


def _each(words: str) -> list[str]:
    return [word.strip() for word in words.split(",") if word.strip()]
