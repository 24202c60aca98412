"""How people and companies are named on the command line, and who you are."""

from schemas.errors import InvalidIdentifier
from schemas.identifiers import company_identifier, person_identifier
from schemas.shorthand import company_text, is_id, person_text
from services.cli.exits import Exit, Stop
from services.cli.terminal import Terminal

_ME = "me"


def person_ref(text: str) -> str:
    """The identifier that *text* means: ann@example.org is email:ann@example.org."""
    text = person_text(text)
    if is_id(text):
        return text
    try:
        return person_identifier(text)
    except InvalidIdentifier as error:
        raise Stop(str(error), error.remedy, Exit.USAGE) from error


def company_ref(text: str) -> str:
    """The identifier that *text* means: globex.com is domain:globex.com, Globex is name:globex."""
    if is_id(text.strip()):
        return text.strip()
    try:
        return company_identifier(company_text(text))
    except InvalidIdentifier as error:
        raise Stop(str(error), error.remedy, Exit.USAGE) from error


def me(terminal: Terminal, given: str = "") -> str:
    """Who asks: as *given*, as remembered, or as asked for once."""
    if given:
        return person_ref(given)
    if known := remembered(terminal):
        return known
    if not terminal.interactive:
        raise Stop("Nobody knows yet who you are", "say it by `inroad me YOU@…`", Exit.USAGE)
    ref = person_ref(terminal.ask("Who are you? Your e-mail address, say"))
    remember(terminal, ref)
    return ref


def remembered(terminal: Terminal) -> str:
    """Who you are, or nothing."""
    place = terminal.settings.home / _ME
    return place.read_text(encoding="utf-8").strip() if place.exists() else ""


def remember(terminal: Terminal, ref: str) -> None:
    terminal.settings.home.mkdir(parents=True, exist_ok=True)
    (terminal.settings.home / _ME).write_text(ref + "\n", encoding="utf-8")
