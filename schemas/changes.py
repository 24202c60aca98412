"""The change feed: what the graph of a network became, position by position.

A row holds the fields of an entity that are known; the others are left out. Times are UTC
text. A message brings a reader at any position in [since, position) to `position`.
"""

from typing import Required

from pydantic import BaseModel, ConfigDict, Field
from typing_extensions import TypedDict

Latest = tuple[str, str, str, str]  # the latest word: time, source and id of its event, value


class PersonRow(TypedDict, total=False):
    """A person: identifiers that are one person's."""

    id: Required[str]
    identifiers: Required[tuple[str, ...]]
    name: str
    headline: str
    field: str
    place: str
    description: str
    informant: str
    described: bool


class CompanyRow(TypedDict, total=False):
    """A company: identifiers that are one company's."""

    id: Required[str]
    identifiers: Required[tuple[str, ...]]
    name: str
    field: str
    place: str


class TieRow(TypedDict, total=False):
    """A tie of two people, a < b by id; what the sums mean is in docs/strength.md."""

    a: Required[str]
    b: Required[str]
    kind: Required[str]
    open: Required[bool]
    relations: tuple[str, ...]
    prior: float
    rating: float
    first: str
    last: str
    direct_4d: float
    direct_30d: float
    direct_240d: float
    hard_240d: float
    soft_30d: float
    from_a: int
    from_b: int
    direct: int
    hard: int
    soft: int


class EmploymentRow(TypedDict, total=False):
    """A person (a) at a company (b); `here` is when the latest word that says so came true."""

    a: Required[str]
    b: Required[str]
    title: str
    function: str
    place: str
    since: str
    until: str
    here: str


class IntroductionRow(TypedDict, total=False):
    """An introduction: the latest word on who, and on each stage."""

    id: Required[str]
    asker: Latest
    introducer: Latest
    insider: Latest
    company: Latest
    stages: tuple[str, ...]
    stage: str


class MatterRow(TypedDict):
    """A matter, as its latest event says it as a whole: an id, and that event's stamp."""

    id: str
    time: str
    source: str
    event: str


class AskRow(MatterRow, total=False):
    """An ask; its answer is a reply to `ask:ID`."""

    kind: Required[str]
    asker: str
    contact: str
    company: str
    words: str


class ReplyRow(MatterRow, total=False):
    """The contact's answer to an ask, or to the line of a sheet that is for the company."""

    to: Required[str]
    answer: Required[str]
    company: str
    contact: str
    asker: str
    until: str
    words: str


class SheetRow(MatterRow, total=False):
    """A sheet shown to a contact: identifiers of companies, in their order."""

    lines: Required[tuple[str, ...]]
    asker: str
    contact: str


class GoalRow(MatterRow, total=False):
    """What is looked for under one of a person's identifiers."""

    person: Required[str]
    field: str
    function: str
    place: str
    level: str


class QuestionRow(MatterRow, total=False):
    """Something a person wants to find out."""

    person: Required[str]
    words: Required[str]
    open: Required[bool]
    field: str
    function: str


class TargetRow(MatterRow, total=False):
    """A company that a person wants to get into, or no longer."""

    person: Required[str]
    company: Required[str]
    wanted: Required[bool]
    priority: float
    function: str
    place: str


class IntelRow(MatterRow, total=False):
    """A word on what a company is like."""

    company: Required[str]
    topic: Required[str]
    sentiment: Required[str]
    basis: str
    informant: str
    to: str
    words: str


class ThanksRow(MatterRow, total=False):
    """Thanks, for `ask:ID` or `introduction:ID` if for one in particular."""

    thanker: str
    thanked: str
    about: tuple[str, ...]
    words: str


class GatheringRow(MatterRow, total=False):
    """People who are to meet."""

    name: Required[str]
    starts: Required[str]
    until: str
    place: str
    announcer: str
    participants: tuple[str, ...]


class Put(BaseModel):
    """Rows that are new, or take the place of what a reader has under the same key."""

    model_config = ConfigDict(frozen=True)

    people: tuple[PersonRow, ...] = ()
    companies: tuple[CompanyRow, ...] = ()
    ties: tuple[TieRow, ...] = ()
    employments: tuple[EmploymentRow, ...] = ()
    introductions: tuple[IntroductionRow, ...] = ()
    asks: tuple[AskRow, ...] = ()
    replies: tuple[ReplyRow, ...] = ()
    sheets: tuple[SheetRow, ...] = ()
    goals: tuple[GoalRow, ...] = ()
    questions: tuple[QuestionRow, ...] = ()
    targets: tuple[TargetRow, ...] = ()
    intel: tuple[IntelRow, ...] = ()
    thanks: tuple[ThanksRow, ...] = ()
    gatherings: tuple[GatheringRow, ...] = ()


class Delete(BaseModel):
    """Keys of what is gone: [id], or [a, b] of a tie or an employment."""

    model_config = ConfigDict(frozen=True)

    people: tuple[tuple[str, ...], ...] = ()
    companies: tuple[tuple[str, ...], ...] = ()
    ties: tuple[tuple[str, ...], ...] = ()
    employments: tuple[tuple[str, ...], ...] = ()
    introductions: tuple[tuple[str, ...], ...] = ()
    asks: tuple[tuple[str, ...], ...] = ()
    replies: tuple[tuple[str, ...], ...] = ()
    sheets: tuple[tuple[str, ...], ...] = ()
    goals: tuple[tuple[str, ...], ...] = ()
    questions: tuple[tuple[str, ...], ...] = ()
    targets: tuple[tuple[str, ...], ...] = ()
    intel: tuple[tuple[str, ...], ...] = ()
    thanks: tuple[tuple[str, ...], ...] = ()
    gatherings: tuple[tuple[str, ...], ...] = ()


class Settled(BaseModel):
    """What became of an event."""

    model_config = ConfigDict(frozen=True)

    source: str
    id: str
    status: str = Field(description="applied, duplicate, retracted, erased or dead")


class ChangesMessage(BaseModel):
    """One message of the feed. Deletions come after what is put."""

    model_config = ConfigDict(frozen=True)

    since: int = Field(ge=0, description="A reader before this position lacks something: a gap")
    position: int = Field(ge=0, description="Where a reader is who has applied it, all parts of it")
    part: int = Field(1, ge=1, description="Parts follow each other; apply all or none of them")
    parts: int = Field(1, ge=1)
    epoch: str = Field(
        "",
        description=(
            "Begins here, as a builder started: a reader beyond this position asks the store "
            "whether it is another, or went back to a backup, and loads everything again then"
        ),
    )
    put: Put = Put()
    delete: Delete = Delete()
    settled: tuple[Settled, ...] = ()
