"""Who was met."""

from dataclasses import dataclass

from graph.entities import Person
from graph.words import first_name, first_of
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
        if self.person:
            return first_name(self.person)
        return first_of(self.named.name) or self.named.name
