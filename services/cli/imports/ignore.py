"""`inroad ignore`: whom no import names."""

from typing import Annotated

import typer

from schemas.errors import InvalidIdentifier
from services.cli.exits import Exit, Stop
from services.cli.terminal import AsJson, Terminal, terminal
from services.imports.ignoring import FILE, keep, rule_of, rules_in


def ignore(
    context: typer.Context,
    who: Annotated[
        list[str] | None, typer.Argument(help="ann@example.org, or @example.org: all of a domain.")
    ] = None,
    remove: Annotated[bool, typer.Option("--remove", help="No longer.")] = False,
    as_json: AsJson = False,
) -> None:
    """Whom no import names from now on; without WHO, the list."""
    here = terminal(context)
    rules = dict.fromkeys(rules_of(here))
    given = dict.fromkeys(map(_rule, who or ()))
    if given:
        kept = [rule for rule in rules if rule not in given] if remove else [*(rules | given)]
        keep(here.settings.home / FILE, kept)
        rules = dict.fromkeys(kept)
    if as_json:
        here.json({"ignored": list(rules)})
    else:
        here.out.print("\n".join(rules) or "Nobody is ignored.", markup=False)


def rules_of(here: Terminal) -> list[str]:
    """The rules that are kept."""
    try:
        return rules_in(here.settings.home / FILE)
    except InvalidIdentifier as error:
        raise Stop(str(error), error.remedy) from error


def _rule(text: str) -> str:
    try:
        return rule_of(text)
    except InvalidIdentifier as error:
        remedy = "name a person as ann@example.org, a domain as @example.org"
        raise Stop(str(error), remedy, Exit.USAGE) from error


def add_to(app: typer.Typer) -> None:
    app.command("ignore")(ignore)
