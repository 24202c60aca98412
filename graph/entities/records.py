"""Events received, and the marks that no later event takes away."""

from dataclasses import dataclass

from graph.entities.said import Key


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
