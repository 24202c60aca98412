"""Which columns of a plain table mean what: as mapped, as guessed, and asked for when unsure."""

from collections.abc import Mapping, Sequence
from typing import Final

from services.cli.exits import Exit, Stop
from services.cli.terminal import Terminal
from services.imports.plain import unsure_of

_WORDS: Final = {"email": "e-mail address", "name": "name", "company": "company"}


def mapping_of(given: Sequence[str]) -> dict[str, str]:
    """Field to heading, of options written field=heading."""
    columns: dict[str, str] = {}
    for one in given:
        name, equals, heading = one.partition("=")
        if not equals:
            raise Stop(f"--map {one} maps nothing", "write email='E-mail address'", Exit.USAGE)
        columns[name.strip()] = heading.strip()
    return columns


def asked_for(here: Terminal, heading: Sequence[str], given: Mapping[str, str]) -> dict[str, str]:
    """*given*, and what somebody who sits there says of the fields that can't be guessed."""
    columns = dict(given)
    unsure = unsure_of(heading, given)
    if not unsure or not here.interactive:
        return columns
    for number, cell in enumerate(heading, start=1):
        here.err.print(f"  {number}. {cell}", markup=False)
    for name in unsure:
        question = f"Which column is the {_WORDS[name]}? (1-{len(heading)}, or nothing)"
        columns[name] = _chosen(heading, here.ask(question))
    return columns


def _chosen(heading: Sequence[str], said: str) -> str:
    if not said:
        return ""
    if not said.isdecimal() or not 1 <= int(said) <= len(heading):
        raise Stop(f"{said!r} is none of them", f"answer 1 to {len(heading)}", Exit.USAGE)
    return heading[int(said) - 1]
