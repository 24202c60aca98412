"""What happens between people: contact, relations asserted, one's own word on a tie."""

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from schemas.events.base import Data, Day, Envelope, Note, PersonRef, distinct, wrong

MAX_PARTICIPANTS = 1000
ONE_ACTED = ("message", "chat", "work")  # one-to-one contact in which one of the two acts
BOTH_ACTED = ("call", "meeting", "coffee")  # counts both ways at once

How = Literal[
    "message", "chat", "work", "call", "meeting", "coffee", "gathering", "mention", "bulk"
]

RELATIONS = (
    "contact", "acquaintance", "friend", "met", "co-worker", "colleague", "co-resident",
    "neighbor", "child", "parent", "sibling", "spouse", "kin", "muse", "crush", "date",
    "sweetheart", "agent", "emergency",
)  # fmt: skip
Relation = Literal[
    "contact", "acquaintance", "friend", "met", "co-worker", "colleague", "co-resident",
    "neighbor", "child", "parent", "sibling", "spouse", "kin", "muse", "crush", "date",
    "sweetheart", "agent", "emergency",
]  # fmt: skip


class Interaction(Data):
    """Who was in contact, how, and who acted."""

    participants: Annotated[tuple[PersonRef, ...], Field(min_length=2, max_length=MAX_PARTICIPANTS)]
    actor: PersonRef | None = Field(None, alias="from", description="Who acted; a participant")
    how: How
    group_size: Annotated[int, Field(ge=2, le=10_000_000)] | None = Field(
        None, description="How many were there, when more than are named"
    )
    note: Note | None = None

    @model_validator(mode="after")
    def _makes_sense(self) -> Self:
        distinct(self.participants, "participants")
        if self.actor is not None and self.actor not in self.participants:
            raise wrong(
                "from is not among the participants", "name who acted as a participant", "from"
            )
        if self.actor is None and self.how in ONE_ACTED and len(set(self.participants)) == 2:  # noqa: PLR2004 - a pair
            raise wrong(
                f"how {self.how!r} of two people needs from, the one who acted",
                "add from, or use call, meeting or coffee",
                "from",
            )
        return self


class AssertedRelation(Data):
    """*related* is the *person*'s … (RFC 6350, 6.6.6 RELATED)."""

    person: PersonRef
    related: PersonRef
    relation: Relation
    since: Day | None = None

    @model_validator(mode="after")
    def _two_people(self) -> Self:
        distinct((self.person, self.related), "related")
        return self


class EndedRelation(Data):
    """A relation no longer holds."""

    person: PersonRef
    related: PersonRef
    relation: Relation
    until: Day | None = None

    @model_validator(mode="after")
    def _two_people(self) -> Self:
        distinct((self.person, self.related), "related")
        return self


class Rating(Data):
    """The rater's own word on a tie: 0 closes it, 1 is as good as sure."""

    rater: PersonRef
    person: PersonRef
    rating: Annotated[float, Field(ge=0, le=1)]

    @model_validator(mode="after")
    def _two_people(self) -> Self:
        distinct((self.rater, self.person), "person")
        return self


class InteractionRecorded(Envelope):
    """People were in contact."""

    type: Literal["inroad.interaction.recorded.v1"] = "inroad.interaction.recorded.v1"
    data: Interaction


class RelationAsserted(Envelope):
    """Two people stand in a relation."""

    type: Literal["inroad.relation.asserted.v1"] = "inroad.relation.asserted.v1"
    data: AssertedRelation


class RelationEnded(Envelope):
    """Two people no longer stand in a relation."""

    type: Literal["inroad.relation.ended.v1"] = "inroad.relation.ended.v1"
    data: EndedRelation


class TieRated(Envelope):
    """Somebody says how good a tie of theirs is."""

    type: Literal["inroad.tie.rated.v1"] = "inroad.tie.rated.v1"
    data: Rating
