"""How people and companies are named on the command line, and who you are."""

from schemas.errors import InvalidIdentifier
from schemas.identifiers import company_identifier, person_identifier
from schemas.shorthand import company_text, is_id, person_text
from services.cli.exits import Exit, Stop
from services.cli.naming import called, found, meant
from services.cli.service import Service
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


def person_named(here: Terminal, text: str) -> str:
    """As `person_ref`, and the identifier of whoever is called *text*."""
    try:
        return person_ref(text)
    except Stop:
        if not is_plain(text):
            raise
        with here.service() as service:
            ones = found(service, text, "person")
        if not ones:
            raise _nobody(text) from None
        return meant(here, text, ones)


def _nobody(name: str) -> Stop:
    remedy = "name them by an identifier, such as email:ann@example.org or linkedin:ann-lee"
    return Stop(f"Nobody is called {name}", remedy, Exit.UNKNOWN)


def company_named(here: Terminal, text: str, *, new: bool = False) -> str:
    """As `company_ref` if that is known or nothing else is called so; else that company's.

    With *new* a company may be named that nobody knows: another stands for it by its whole
    name only.
    """
    ref = company_ref(text)
    if not ref.startswith("name:") or not is_plain(text):
        return ref
    with here.service() as service:
        ones = [] if _is_known(service, ref) else found(service, text, "company")
    if new:
        ones = called(text, ones)
    return meant(here, text, ones) if ones else ref


def is_plain(text: str) -> bool:
    """Whether *text* is a name rather than an identifier that is not written right."""
    return ":" not in text and "@" not in text


def _is_known(service: Service, company: str) -> bool:
    try:
        service.get("companies", company)
    except Stop as stopped:
        if stopped.code != Exit.UNKNOWN:
            raise
        return False
    return True


def me(terminal: Terminal, given: str = "") -> str:
    """Who asks: as *given*, as remembered, or as asked for once."""
    if given:
        return person_named(terminal, given)
    if known := remembered(terminal):
        return known
    if not terminal.interactive:
        raise Stop("Nobody knows yet who you are", "say it by `inroad me YOU@…`", Exit.USAGE)
    ref = person_named(terminal, terminal.ask("Who are you? Your e-mail address, say"))
    remember(terminal, ref)
    return ref


def remembered(terminal: Terminal) -> str:
    """Who you are, or nothing."""
    place = terminal.settings.home / _ME
    return place.read_text(encoding="utf-8").strip() if place.exists() else ""


def remember(terminal: Terminal, ref: str) -> None:
    terminal.settings.home.mkdir(parents=True, exist_ok=True)
    (terminal.settings.home / _ME).write_text(ref + "\n", encoding="utf-8")
