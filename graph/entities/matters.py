"""What people ask, answer, share, want and tell: matters, each under an id.

A matter is found by its *ends*, the identifiers of whom and what it is about, and rests on
the events that name all of its *names*. But for an introduction, which grows by stages, the
latest event says it as a whole.
"""

from dataclasses import dataclass
from typing import Final

from graph.entities.said import Key, Said


@dataclass(frozen=True, slots=True, kw_only=True)
class Introduction:
    """An introduction by its id: who, and the latest word at each stage."""

    id: str
    asker: Said | None = None
    introducer: Said | None = None
    insider: Said | None = None
    company: Said | None = None
    stages: tuple[str, ...] = ()  # "requested 2026-01-01T…", one a stage
    stage: str = ""  # the present one

    @property
    def key(self) -> Key:
        return (self.id,)

    @property
    def names(self) -> Key:
        return (f"introduction:{self.id}",)

    @property
    def ends(self) -> Key:
        roles = (self.asker, self.introducer, self.insider, self.company)
        return tuple(said.value for said in roles if said)

    @property
    def history(self) -> tuple[tuple[str, str], ...]:
        """(time, stage) of every stage, the earliest first."""
        marks = (mark.split(" ") for mark in self.stages)
        return tuple(sorted((time, stage) for stage, time in marks))


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """The latest event on a matter, greatest by (time, source, event), and what it says."""

    id: str
    time: str
    source: str
    event: str  # its id within the source

    @property
    def key(self) -> Key:
        return (self.id,)

    @property
    def stamp(self) -> Key:
        return (self.time, self.source, self.event)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask(Matter):
    """Somebody asks somebody for something small; the answer is a `Reply`."""

    kind: str  # question | advice | coffee | sheet | introduction
    asker: str = ""
    contact: str = ""
    company: str = ""
    words: str = ""

    @property
    def names(self) -> Key:
        return (f"ask:{self.id}",)

    @property
    def ends(self) -> Key:
        return _known(self.asker, self.contact, self.company)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet(Matter):
    """The target companies that somebody shows a contact; each answer is a `Reply`."""

    lines: Key  # identifiers of companies, in their order
    asker: str = ""  # whose sheet it is
    contact: str = ""

    @property
    def names(self) -> Key:
        return (f"sheet:{self.id}",)

    @property
    def ends(self) -> Key:
        return _known(self.asker, self.contact, *self.lines)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply(Matter):
    """The contact's answer to an ask, or to one line of a sheet."""

    to: str  # ask:ID or sheet:ID
    answer: str  # warm | later | no; knows-someone | no-idea | great-place | …
    company: str = ""  # the line
    contact: str = ""  # who answers
    asker: str = ""
    until: str = ""  # when to ask again
    words: str = ""

    @property
    def names(self) -> Key:
        return (self.to, self.company) if self.to.startswith("sheet:") else (self.to,)

    @property
    def ends(self) -> Key:
        return _known(self.to, self.asker, self.contact, self.company)


@dataclass(frozen=True, slots=True, kw_only=True)
class Goal(Matter):
    """What is looked for under one of a person's identifiers."""

    person: str
    field: str = ""
    function: str = ""
    place: str = ""
    level: str = ""

    @property
    def names(self) -> Key:
        return (self.person,)

    @property
    def ends(self) -> Key:
        return (self.person,)


@dataclass(frozen=True, slots=True, kw_only=True)
class Question(Matter):
    """Something a person wants to find out."""

    person: str
    words: str
    open: bool
    field: str = ""
    function: str = ""

    @property
    def names(self) -> Key:
        return (f"question:{self.id}",)

    @property
    def ends(self) -> Key:
        return (self.person,)


@dataclass(frozen=True, slots=True, kw_only=True)
class Target(Matter):
    """A company that a person wants to get into, or no longer, by an identifier of each."""

    person: str
    company: str
    wanted: bool
    priority: float = 1.0
    function: str = ""
    place: str = ""

    @property
    def names(self) -> Key:
        return (self.person, self.company)

    @property
    def ends(self) -> Key:
        return (self.person, self.company)


@dataclass(frozen=True, slots=True, kw_only=True)
class Intel(Matter):
    """One event's word on what a company is like."""

    company: str
    topic: str
    sentiment: str  # good | mixed | bad
    basis: str = ""  # insider | former | hearsay
    informant: str = ""
    to: str = ""
    words: str = ""

    @property
    def names(self) -> Key:
        return ()

    @property
    def ends(self) -> Key:
        return _known(self.company, self.informant, self.to)


@dataclass(frozen=True, slots=True, kw_only=True)
class Thanks(Matter):
    """One event's thanks."""

    thanker: str = ""
    thanked: str = ""
    about: Key = ()  # ask:ID, introduction:ID
    words: str = ""

    @property
    def names(self) -> Key:
        return ()

    @property
    def ends(self) -> Key:
        return _known(self.thanker, self.thanked, *self.about)


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathering(Matter):
    """People who are to meet."""

    name: str
    starts: str
    until: str = ""
    place: str = ""
    announcer: str = ""
    participants: Key = ()

    @property
    def names(self) -> Key:
        return (f"gathering:{self.id}",)

    @property
    def ends(self) -> Key:
        return _known(self.announcer, *self.participants)


# Those whose id is the sender's: an event names them as "ask:ID", in a field of that word.
NAMED: Final[dict[type[Introduction | Matter], str]] = {
    Introduction: "introduction",
    Ask: "ask",
    Sheet: "sheet",
    Question: "question",
    Gathering: "gathering",
}


def _known(*ends: str) -> Key:
    """Each of *ends* once; an erased one is no longer there."""
    return tuple(dict.fromkeys(end for end in ends if end))
