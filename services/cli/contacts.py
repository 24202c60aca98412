"""Whom a name means: looked for among your contacts, then by the whole name among all."""

from operator import itemgetter

from graph.note_words import Names
from services.cli.exits import Exit, Stop
from services.cli.naming import called, choice
from services.cli.naming import found as known_as
from services.cli.refs import person_ref
from services.cli.service import Service
from services.cli.terminal import Terminal

PAGE = 200
MOST_PAGES = 25


class Contacts:
    """The contacts of *who*, read once a name is to be found among them."""

    def __init__(self, here: Terminal, service: Service, who: str) -> None:
        self._here, self._service, self._who = here, service, who
        self._names: Names[dict[str, str]] | None = None

    def whom(self, name: str) -> str:
        """The identifier of the contact that *name* means.

        Raises:
            Stop: when it can't be told, and nobody is there to be asked.
        """
        if "@" in name or ":" in name or name.startswith("+"):
            return person_ref(name)
        if self._names is None:
            self._names = Names(_contacts(self._service, self._who), itemgetter("name"))
        found = self._names.matching(name)
        found = found or called(name, known_as(self._service, name, "person"))
        if len(found) == 1:
            return found[0]["ref"]
        if not self._here.interactive:
            raise _unsure(name, found)
        return choice(self._here, name, found) if found else _stranger(self._here, name)


def _contacts(service: Service, who: str) -> list[dict[str, str]]:
    """Everybody whom *who* has a tie with, the surest first; nobody when *who* is new."""
    people: list[dict[str, str]] = []
    cursor: str | None = None
    for _ in range(MOST_PAGES):
        try:
            page = service.get("people", who, "ties", cursor=cursor, limit=PAGE)
        except Stop as stopped:
            if stopped.code == Exit.UNKNOWN:
                return []
            raise
        people += [tie["person"] for tie in page["ties"]]
        cursor = page.get("next")
        if not cursor:
            break
    return people


def _unsure(name: str, found: list[dict[str, str]]) -> Stop:
    if not found:
        remedy = "give an identifier of theirs, such as ann@example.org"
        return Stop(f"{name} is not among your contacts", remedy, Exit.UNKNOWN)
    several = ", ".join(one["ref"] for one in found[:5])
    return Stop(f"{name} may be any of {several}", "name one of these", Exit.USAGE)


def _stranger(here: Terminal, name: str) -> str:
    return person_ref(here.ask(f"{name} is new to you. What is their e-mail address?"))
