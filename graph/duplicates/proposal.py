"""A pair that may be one, with what speaks for it and against."""

from dataclasses import dataclass

from graph.duplicates.likeness import Likeness
from graph.entities import Company, Person
from graph.identity import id_of_all
from graph.strike import Seal
from schemas.duplicates import Kind, Tier


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """*reasons* and *against* are sentences; *names* of people are as alike as that."""

    kind: Kind
    tier: Tier
    one: Person | Company
    other: Person | Company
    reasons: tuple[str, ...]
    against: tuple[str, ...] = ()
    names: Likeness | None = None

    @property
    def id(self) -> str:
        """The same while these two are who they are, in whichever order."""
        return id_of_all("duplicate", *sorted((self.one.id, self.other.id)))

    def marks(self, sealing: Seal) -> list[str]:
        """A keyed hash of each pair of identifiers: by any one of them a refusal is known."""
        return [
            sealing("\n".join(("distinct", *sorted((a, b)))))
            for a in self.one.identifiers
            for b in self.other.identifiers
        ]
