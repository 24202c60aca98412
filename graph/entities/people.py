"""Who is who: derived once it is known which identifiers are one's."""

from dataclasses import dataclass

from graph.entities.facets import Sums
from graph.entities.said import Key

_DAY = len("2026-01-31")  # a moment as text begins with it


def line_of_work(field: str) -> str:
    """A field in normal form: case folded, each run of white space one blank."""
    return " ".join(field.casefold().split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """A connected component of claims."""

    id: str
    identifiers: tuple[str, ...]
    name: str = ""
    headline: str = ""
    field: str = ""
    place: str = ""
    description: str = ""
    informant: str = ""  # identifier of who described this insider
    described: bool = False  # known by description only

    @property
    def key(self) -> Key:
        return (self.id,)


@dataclass(frozen=True, slots=True, kw_only=True)
class Company:
    """A connected component of claims, like `Person`."""

    id: str
    identifiers: tuple[str, ...]
    name: str = ""
    field: str = ""
    place: str = ""

    @property
    def key(self) -> Key:
        return (self.id,)

    @property
    def line(self) -> str:
        """The field in normal form, by which companies are found."""
        return line_of_work(self.field)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie(Sums):
    """Two people, a < b: the sum over their identifiers' contacts."""

    a: str
    b: str
    kind: str  # hard | direct | asserted | soft
    open: bool
    relations: tuple[str, ...] = ()  # the words that hold
    prior: float = 0.0
    rating: float | None = None  # the lower of the two sides'

    @staticmethod
    def between(one: str, other: str) -> tuple[str, str]:
        """The key of the tie of two people, by their ids in either order."""
        return (one, other) if one < other else (other, one)

    @property
    def key(self) -> Key:
        return (self.a, self.b)

    @property
    def ends(self) -> Key:
        return self.key

    def other(self, person: str) -> str:
        return self.b if person == self.a else self.a


@dataclass(frozen=True, slots=True, kw_only=True)
class Employment:
    """A person at a company: the latest word of each sort."""

    a: str  # the person
    b: str  # the company
    title: str = ""
    function: str = ""
    place: str = ""
    since: str = ""
    until: str = ""
    here: str = ""  # effective date of the latest word that says so

    @property
    def key(self) -> Key:
        return (self.a, self.b)

    @property
    def ends(self) -> Key:
        return self.key

    def current(self, now: str) -> bool:
        """Whether the person works there on the day of *now* (UTC): what is said today is so today.

        An end wins over a start of the same date.
        """
        left = self.left(now) and self.here <= self.until
        return bool(self.here) and self.here[:_DAY] <= now[:_DAY] and not left

    def left(self, now: str) -> bool:
        """Whether it was said that the person left on the day of *now* or before."""
        return bool(self.until) and self.until[:_DAY] <= now[:_DAY]

    def former(self, now: str) -> bool:
        """Whether the person used to work there, and does no more at *now*."""
        return self.left(now) and not self.current(now)
