"""Exploring the network: what may be asked, and within which bounds."""

from typing import Annotated, Final

from pydantic import AfterValidator, BeforeValidator, Field

from schemas.answers import Kind
from schemas.events.base import Moment
from schemas.questions import AtTime, Ref, dated, split_refs

MOST_PEOPLE: Final = 5_000  # of a neighbourhood
MOST_GROUPED: Final = 1_000  # of one that is worked on further
MOST_COMPANIES: Final = 100  # of one question


def _split(kinds: object) -> object:
    texts = isinstance(kinds, list) and all(isinstance(kind, str) for kind in kinds)
    return split_refs(kinds) if texts else kinds  # type: ignore[arg-type]


Kinds = Annotated[list[Kind], BeforeValidator(_split), Field(max_length=4)]


class TiesQuestion(AtTime):
    """A question about ties of some sort only."""

    kind: Kinds = Field(
        default_factory=list,
        description="Ties of these classes only, by their strongest evidence; or use commas",
        examples=[["direct"], ["hard,direct"]],
    )
    open_only: bool = Field(default=False, description="Only ties that paths walk", examples=[True])
    min_strength: float = Field(
        0.0, ge=0, le=1, description="Least chance of each tie", examples=[0.2]
    )
    since: Annotated[Moment, BeforeValidator(dated)] | None = Field(
        None,
        description="Only ties with contact on record at that time or later",
        examples=["2026-01-01T00:00:00Z"],
    )


class AroundQuestion(TiesQuestion):
    """Who is around somebody?"""

    depth: int = Field(
        2, ge=1, le=3, description="Ties from the person in the middle at most", examples=[2]
    )
    company: Ref | None = Field(
        None,
        description="Only those who work at this company, and who leads to them",
        examples=["domain:globex.com"],
    )
    most: int = Field(
        150, ge=1, le=MOST_PEOPLE, description="People at most, the surest", examples=[150]
    )


class GroupsQuestion(TiesQuestion):
    """Which groups are there around somebody, or who stands between them?"""

    depth: int = Field(
        2, ge=1, le=3, description="Ties from the person in the middle at most", examples=[2]
    )
    most: int = Field(
        300, ge=1, le=MOST_GROUPED, description="People at most, the surest", examples=[300]
    )


class BrokersQuestion(GroupsQuestion):
    """Who stands between others around somebody?"""

    k: int = Field(10, ge=1, le=50, description="Brokers at most", examples=[10])


class CommonQuestion(TiesQuestion):
    """Whom do both of them know?"""

    other: Ref = Field(
        alias="with", description="The other person", examples=["email:ben@example.org"]
    )
    k: int = Field(50, ge=1, le=500, description="Contacts at most, the surest", examples=[50])


class CompaniesQuestion(AtTime):
    """Which companies do my open ties lead into, and in how many hops?"""

    max_hops: int = Field(4, ge=1, le=4, description="Ties walked at most", examples=[3])
    k: int = Field(50, ge=1, le=500, description="Companies at most, the nearest", examples=[50])


class FadingQuestion(AtTime):
    """Whom am I losing touch with?"""

    k: int = Field(20, ge=1, le=200, description="Ties at most", examples=[20])
    least: float = Field(
        0.05, ge=0, le=1, description="Leave out whose chance fell by less", examples=[0.1]
    )


class ProbableQuestion(AtTime):
    """Whom do I probably know, though no app has said so?"""

    most_staff: int = Field(
        50, ge=2, le=500, description="Companies of up to so many people on record", examples=[50]
    )
    k: int = Field(50, ge=1, le=500, description="Ties at most", examples=[50])


class WhoKnowsQuestion(AtTime):
    """Who of my contacts knows somebody at each of these companies?"""

    at: Annotated[
        list[Ref], AfterValidator(split_refs), Field(min_length=1, max_length=MOST_COMPANIES)
    ] = Field(
        description="The companies; repeat it, or use commas",
        examples=[["domain:globex.com", "name:Initech"]],
    )
    max_hops: int = Field(
        2, ge=1, le=4, description="Ties from you to an insider at most", examples=[2]
    )
    k: int = Field(3, ge=1, le=20, description="Contacts of each company at most", examples=[3])
