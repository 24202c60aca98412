"""Exploring the network: the answers, and the definition of each number."""

from typing import Final, Literal

from pydantic import Field

from schemas.answers import Answer, Kind, Named
from schemas.pages import TieTo

DEFINITIONS: Final = {
    "around": "Chance of a person: the product of the chances of the ties of the surest way from "
    "the middle, within the depth asked for. Depth: the fewest ties among those shown.",
    "common": "Chance: the product of the chances of the two ties.",
    "companies": "Hops: the fewest open ties to somebody who works there now. Chance: the product "
    "of the chances of its ties, of the surest way of so few hops.",
    "fading": "Fallen: the chance of the tie on the day of its last contact, less its chance now; "
    "both by the forward decay of Cormode et al. (ICDE 2009), as in the table of strength.",
    "communities": "The groups that the method of Louvain finds (Blondel et al., J. Stat. Mech. "
    "2008, P10008; resolution 1, seed 0) among the people around the one in the middle, who is "
    "left out. Ties weigh their chance. Modularity (Newman 2006) tells how much more weight lies "
    "within groups than chance would put there: 0 is no more.",
    "brokers": "Share: of the shortest ways over open ties between any two others around the one "
    "in the middle, who is left out, the part that goes through the person: betweenness (Brandes "
    "2001), divided by the number of pairs. Among more than 250 people it is estimated from 100 "
    "of them (Brandes and Pich 2007, seed 0).",
    "probable": "Two people on record at one company over the same days, at most so many on "
    "record there in all, and no contact or relation of the two on record. The order is by days "
    "in common / (people on record - 1), as an event's weight is shared by its group (Newman "
    "2001). Nothing is known of the tie: no path walks it, and it has no chance.",
    "who_knows": "Chance: the product of the chances of the open ties from you by that contact "
    "to the first insider.",
}

_ANN = "5a0e9d0c-6d3a-5d52-9a55-1f4f2d7c3b10"
_BOB = "0c1f7e52-0a39-5e3b-8a52-6d2f5b9f4a01"


class Explored(Answer):
    """What every answer says: of whom, when, and what its numbers mean."""

    sentence: str
    person: Named = Field(description="Whose network it is")
    now: str = Field(examples=["2026-06-01T00:00:00.000000Z"])
    definition: str = Field(description="What the numbers mean, and whose method it is")
    cut: bool = Field(description="A bound was reached: there may be more")
    position: int = Field(description="How far the graph was", examples=[12])


class TieSeen(Answer):
    """A tie between two who are shown."""

    start: str = Field(alias="from", description="Id of the one", examples=[_BOB])
    to: str = Field(description="Id of the other", examples=[_ANN])
    kind: Kind = Field(description="Strongest class of evidence", examples=["hard"])
    open: bool = Field(description="Whether paths walk it", examples=[True])
    sure: float = Field(description="Chance that it carries an introduction", examples=[0.63])
    words: str = Field(description="The same in words", examples=["know each other well"])
    relations: tuple[str, ...] = Field((), description="RFC 6350 words", examples=[["neighbor"]])
    last_contact: str | None = Field(None, examples=["2026-05-04T09:00:00.000000Z"])
    evidence: str = Field(
        description="Where the events behind it are", examples=[f"/v1/ties/{_BOB}/{_ANN}/evidence"]
    )


class Employer(Answer):
    """Where somebody works now."""

    company: Named
    title: str | None = Field(None, examples=["Head of Assay Development"])


class PersonAround(Named):
    """Somebody around the person in the middle."""

    described: bool = Field(description="Known by description only", examples=[False])
    headline: str | None = Field(None, examples=["Assays that work"])
    employers: tuple[Employer, ...] = ()
    depth: int = Field(description="Fewest ties from the middle, of those shown", examples=[1])
    chance: float = Field(description="Of the surest way from the middle", examples=[0.43])
    by: str | None = Field(None, description="Id of the person before on that way", examples=[_ANN])


class AroundAnswer(Explored):
    """A neighbourhood: people, and the ties among them, each by ids."""

    depth: int = Field(examples=[2])
    people: tuple[PersonAround, ...] = Field(description="The one in the middle, then the surest")
    ties: tuple[TieSeen, ...] = Field(description="Among those people, the surest first")


class CommonContact(Answer):
    """Somebody whom both know."""

    person: Named
    chance: float = Field(examples=[0.31])
    ties: tuple[TieSeen, TieSeen] = Field(description="From each of the two to this person")


class CommonAnswer(Explored):
    """Common contacts of two people, the surest first."""

    other: Named = Field(alias="with")
    tie: TieTo | None = Field(None, description="The tie of the two themselves, if there is one")
    contacts: tuple[CommonContact, ...]
    count: int = Field(description="How many there are in all", examples=[3])


class CompanyReached(Answer):
    """A company that open ties lead into."""

    company: Named
    hops: int = Field(examples=[2])
    chance: float = Field(examples=[0.31])
    insiders: int = Field(
        description="People who work there now, within the hops asked for", examples=[2]
    )
    way: tuple[Named, ...] = Field(description="From the person to the first insider")


class CompaniesAnswer(Explored):
    """Companies by hops, then by chance."""

    companies: tuple[CompanyReached, ...]
    count: int = Field(description="How many there are in all", examples=[12])


class FadingTie(Answer):
    """An open tie that has cooled since the last contact."""

    person: Named
    kind: Kind
    text: str = Field(examples=["The last contact on record with Ann Lee was on 4 May 2025."])
    last_contact: str
    then: float = Field(description="Chance at the last contact", examples=[0.63])
    sure: float = Field(description="Chance now", examples=[0.21])
    fallen: float = Field(description="The one less the other", examples=[0.42])
    evidence: str = Field(examples=["/v1/ties/ID/ID/evidence"])


class FadingAnswer(Explored):
    """Ties that have cooled, those that fell furthest first."""

    ties: tuple[FadingTie, ...]


class Employed(Answer):
    """How many of a group work at a company."""

    company: Named
    people: int = Field(examples=[4])


class Community(Answer):
    """People who are tied more closely to one another than to the rest."""

    size: int = Field(examples=[7])
    companies: tuple[Employed, ...] = Field(description="Where most of them work, up to three")
    surest: tuple[Named, ...] = Field(description="The surest from the middle, up to five")
    members: tuple[str, ...] = Field(description="Ids of all, the surest from the middle first")


class CommunitiesAnswer(Explored):
    """The groups around somebody, the largest first."""

    people: int = Field(description="Grouped in all", examples=[40])
    modularity: float = Field(examples=[0.41])
    communities: tuple[Community, ...]


class Broker(Answer):
    """Somebody who stands between others."""

    person: Named
    employers: tuple[Employer, ...] = ()
    share: float = Field(description="Of the ways between two others", examples=[0.12])


class BrokersAnswer(Explored):
    """Who stands between others around somebody; those between most first."""

    people: int = Field(description="Looked at in all", examples=[40])
    estimated: bool = Field(description="From a sample of the people", examples=[False])
    brokers: tuple[Broker, ...]


class ProbableTie(Answer):
    """Two who were at one company over the same days, and nothing more is known of them."""

    probable: Literal[True] = True
    person: Named
    company: Named
    staff: int = Field(description="People on record there, in all", examples=[12])
    since: str = Field(examples=["2021-02-01T00:00:00.000000Z"])
    until: str = Field(examples=["2023-06-30T00:00:00.000000Z"])
    days: int = Field(description="From the one to the other", examples=[879])


class ProbableAnswer(Explored):
    """Probable ties, to be drawn dotted."""

    ties: tuple[ProbableTie, ...]


class ContactThere(Answer):
    """A contact who knows somebody there, or works there."""

    contact: Named
    hops: int = Field(description="Ties from you to the insider", examples=[2])
    chance: float = Field(examples=[0.31])
    way: tuple[Named, ...] = Field(description="From the contact to the insider")


class KnownAt(Answer):
    """A company, and who knows somebody there."""

    company: Named
    contacts: tuple[ContactThere, ...] = Field(description="The surest first; there may be none")


class WhoKnowsAnswer(Explored):
    """Who knows somebody at each company, in the order asked."""

    companies: tuple[KnownAt, ...]
    unknown: tuple[str, ...] = Field(
        (), description="Companies that no event has named", examples=[["name:Hooli"]]
    )
