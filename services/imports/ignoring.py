"""Lasting rules of whom no import names: people, and everybody with an address at a domain."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, Final

from schemas.errors import InvalidIdentifier
from schemas.identifiers import company_identifier, person_identifier
from schemas.shorthand import person_text
from services.imports.statements import Found, Passed, Said, Statement, Unclear, Whole

FILE: Final = "ignore.txt"
_PAIR = 2


def rule_of(text: str) -> str:
    """The rule in normal form: ``email:ann@example.org``, or ``@example.org`` for a domain.

    Raises:
        InvalidIdentifier: when it names neither.
    """
    written = text.strip()
    for start in ("*@", "@", "domain:"):
        if written.startswith(start):
            domain = company_identifier("domain:" + written.removeprefix(start))
            return "@" + domain.removeprefix("domain:")
    return person_identifier(person_text(written))


def keep(place: Path, rules: Iterable[str]) -> None:
    """Have these rules kept in a file, all or none of them."""
    place.parent.mkdir(parents=True, exist_ok=True)
    text = "# Whom no import names: a person or a domain a line; see docs/import.md\n"
    draft = place.with_suffix(".new")
    draft.write_text(text + "".join(f"{rule}\n" for rule in rules), "utf-8")
    draft.replace(place)


def rules_in(place: Path) -> list[str]:
    """The rules kept in a file, one a line.

    Raises:
        InvalidIdentifier: by a line that is none.
    """
    try:
        lines = place.read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        return []
    rules: list[str] = []
    for number, line in enumerate(lines, start=1):
        if line.strip() and not line.startswith("#"):
            try:
                rules.append(rule_of(line))
            except InvalidIdentifier as error:
                error.args = (f"{place}, line {number}: {error}",)
                raise
    return rules


class Ignored:
    """Whom the rules leave out; an entry that names one of them teaches the person's others."""

    def __init__(self, rules: Iterable[str]) -> None:
        given = set(rules)
        self._domains = {rule for rule in given if rule.startswith("@")}
        self._people = given - self._domains

    def sift(self, found: Iterable[Found]) -> Iterator[Found]:
        """The same without those who are ignored."""
        if not self._domains and not self._people:
            yield from found
            return
        for one in found:
            match one:
                case Statement() | Whole():
                    yield self._sifted(one)
                case Passed() | Unclear():
                    yield one

    def _sifted(self, said: Said) -> Found:
        data = said.data if isinstance(said, Statement) else said.event.get("data")
        if not isinstance(data, dict):
            return said
        hit = sorted({name for name in _names(data) if self._covers(name)})
        if not hit:
            return said
        if isinstance(said, Statement) and said.kind == "interaction.recorded":
            return _without(said, hit)
        if isinstance(said, Statement) and said.kind == "person.observed":
            self._people |= set(data["identifiers"])
        return _passed(said.line, hit)

    def _covers(self, name: str) -> bool:
        if name in self._people:
            return True
        if not name.startswith("email:"):
            return False
        labels = name.partition("@")[2].split(".")
        return any("@" + ".".join(labels[at:]) in self._domains for at in range(len(labels)))


def _without(said: Statement, hit: Sequence[str]) -> Statement | Passed:
    """Contact with the others who were there; the group is as large as it was."""
    everybody = said.data["participants"]
    left = [name for name in everybody if name not in hit]
    if len(left) < _PAIR or said.data.get("from") in hit:
        return _passed(said.line, hit)
    size = max(said.data.get("group_size", 0), len(set(everybody)))
    data = said.data | {"participants": left, "group_size": size}
    return Statement(
        line=said.line, kind=said.kind, data=data, time=said.time, mark=said.mark
    )  # fmt: skip


def _passed(line: int, hit: Sequence[str]) -> Passed:
    return Passed(line=line, reason=f"{', '.join(hit)} is ignored")


def _names(data: dict[str, Any]) -> Iterator[str]:
    for value in data.values():
        if isinstance(value, str):
            yield value
        elif isinstance(value, list | tuple):
            yield from (one for one in value if isinstance(one, str))
