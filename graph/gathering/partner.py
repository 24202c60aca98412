"""Who was met."""

from dataclasses import dataclass

from graph.entities import Person
from graph.words import first_name
from schemas.answers import Named


@dataclass(frozen=True, slots=True, kw_only=True)
class Partner:
    """Somebody on a line of the debrief: known, or new with an identifier."""

    ref: str
    identifiers: tuple[str, ...]
    named: Named
    person: Person | None = None
    new_name: str = ""

    @property
    def id(self) -> str:
        return self.named.id

    @property
    def first(self) -> str:
        return first_name(self.person) if self.person else self.named.name.split()[0]
