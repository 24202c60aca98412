"""What events say, by the identifiers that they name."""

from dataclasses import dataclass

from graph.entities.said import Key, Said, Stint


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

    @property
    def names(self) -> Key:
        return self.key


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

    @property
    def names(self) -> Key:
        return self.key

    @property
    def ends(self) -> Key:
        return self.key


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

    @property
    def names(self) -> Key:
        return self.key

    @property
    def ends(self) -> Key:
        return self.key
