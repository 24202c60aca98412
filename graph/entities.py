"""What the graph is made of: frozen values with a key.

Two layers. *Facets* are what events say, kept by the identifiers that the events name:
`Identifier`, `Contact` (a pair of people's identifiers), `Post` (a person's and a
company's), `Introduction`. They add up in any order. *Entities proper* are derived from
them, once it is known which identifiers are one person's: `Person`, `Company`, `Tie`,
`Employment`. Beside them stand the evidence (`Record`) and two kinds of mark that no later
event takes away: `Retraction` and `Tombstone`.

Fields are strings, numbers, tuples of strings, and `Said`; times are UTC text as
`schemas.events.base.moment_text` writes it, so that a store needs to know nothing of them.
"""

from dataclasses import dataclass
from typing import NamedTuple

Key = tuple[str, ...]


class Said(NamedTuple):
    """The latest word on something, as greatest (time, source, id)."""

    time: str
    source: str
    id: str
    value: str


class Stint(NamedTuple):
    """The latest word that somebody works somewhere, or no longer does."""

    date: str  # when it came true
    time: str
    source: str
    id: str
    title: str = ""
    function: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """A received event: dedupe and evidence in one. Body and digest never change but by erasure."""

    source: str
    id: str
    type: str
    time: str
    body: str  # the event's normal form; erased identifiers are replaced by marks
    digest: str  # keyed hash of the body as received
    status: str  # applied | retracted | erased
    names: tuple[str, ...]  # identifiers, and introduction:ID

    @property
    def key(self) -> Key:
        return (self.source, self.id)


@dataclass(frozen=True, slots=True, kw_only=True)
class Retraction:
    """A valid retraction of this event has been received."""

    source: str
    id: str

    @property
    def key(self) -> Key:
        return (self.source, self.id)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tombstone:
    """An identifier with this keyed hash is erased, for ever."""

    digest: str

    @property
    def key(self) -> Key:
        return (self.digest,)


@dataclass(frozen=True, slots=True, kw_only=True)
class Identifier:
    """What events say under one identifier, and whose it is."""

    text: str
    owner: str = ""  # id of the person or company
    named: int = 0  # events that name it
    claims: tuple[str, ...] = ()  # identifiers said to be the same one's
    name: Said | None = None
    headline: Said | None = None
    field: Said | None = None
    place: Said | None = None
    description: Said | None = None  # of an insider known by description only
    informant: Said | None = None  # who described the insider

    @property
    def key(self) -> Key:
        return (self.text,)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sums:
    """What adds up over events between two ends; the decayed sums are as of *last*."""

    first: str = ""
    last: str = ""
    direct_4d: float = 0.0
    direct_30d: float = 0.0
    direct_240d: float = 0.0
    hard_240d: float = 0.0
    soft_30d: float = 0.0
    from_a: int = 0  # direct and hard events in which a acted, not decayed
    from_b: int = 0
    direct: int = 0  # events of each class
    hard: int = 0
    soft: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact(Sums):
    """What events say between two people's identifiers, a < b; see `graph.strength`."""

    a: str
    b: str
    relations: tuple[str, ...] = ()  # "neighbor 2026-01-01T… asserted", one a word
    rating_a: Said | None = None  # a's word on the tie
    rating_b: Said | None = None

    @property
    def key(self) -> Key:
        return (self.a, self.b)


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """What events say of one identifier's work at one company's identifier."""

    a: str  # the person's identifier
    b: str  # the company's
    here: Stint | None = None  # latest start or confirmation
    began: Stint | None = None  # latest start
    left: Stint | None = None  # latest end

    @property
    def key(self) -> Key:
        return (self.a, self.b)


@dataclass(frozen=True, slots=True, kw_only=True)
class Introduction:
    """An introduction by its id: who, and the latest word at each stage."""

    id: str
    asker: Said | None = None
    introducer: Said | None = None
    insider: Said | None = None
    company: Said | None = None
    stages: tuple[str, ...] = ()  # "requested 2026-01-01T… source id", one a stage
    stage: str = ""  # the present one

    @property
    def key(self) -> Key:
        return (self.id,)


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

    @property
    def key(self) -> Key:
        return (self.a, self.b)

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

    def current(self, now: str) -> bool:
        """Whether the person works there at *now*; an end wins over a start of the same date."""
        left = bool(self.until) and self.here <= self.until <= now
        return bool(self.here) and self.here <= now and not left


Entity = (
    Record
    | Retraction
    | Tombstone
    | Identifier
    | Contact
    | Post
    | Introduction
    | Person
    | Company
    | Tie
    | Employment
)
GRAPH = (Identifier, Contact, Post, Introduction, Person, Company, Tie, Employment)
KINDS: tuple[type[Entity], ...] = (Record, Retraction, Tombstone, *GRAPH)
TWO_ENDED = (Contact, Post, Tie, Employment)
FED = (Introduction, Person, Company, Tie, Employment)  # known by ids, followed by replicas
