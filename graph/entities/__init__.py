"""What the graph is made of: frozen values with a key.

Two layers. *Facets* are what events say, kept by the identifiers that the events name:
`Identifier`, `Contact` (a pair of people's identifiers), `Post` (a person's and a
company's), and the *matters* of `graph.entities.matters`, from `Introduction` to
`Gathering`. They add up in any order. *Entities proper* are derived from facets, once it is
known which identifiers are one person's: `Person`, `Company`, `Tie`, `Employment`. Beside
them stand the evidence (`Record`) and two kinds of mark that no later event takes away:
`Retraction` and `Tombstone`.

Fields are strings, numbers, truths, tuples of strings, and `Said`; times are UTC text as
`schemas.events.base.moment_text` writes it, so that a store needs to know nothing of them.
Every facet and every tie and employment has *ends*, the identifiers or ids that it is found
by; every facet has *names*, which all the events behind it name.
"""

from graph.entities.facets import Contact, Identifier, Post, Sums
from graph.entities.matters import (
    NAMED,
    Ask,
    Gathering,
    Goal,
    Intel,
    Introduction,
    Matter,
    Question,
    Reply,
    Sheet,
    Target,
    Thanks,
)
from graph.entities.people import Company, Employment, Person, Tie, line_of_work
from graph.entities.records import Record, Retraction, Tombstone
from graph.entities.said import Key, Said, Stint

__all__ = [
    "ENDED",
    "FED",
    "GRAPH",
    "KINDS",
    "MATTERS",
    "NAMED",
    "TWO_ENDED",
    "AnyMatter",
    "Ask",
    "Company",
    "Contact",
    "Employment",
    "Entity",
    "Gathering",
    "Goal",
    "Identifier",
    "Intel",
    "Introduction",
    "Key",
    "Matter",
    "Person",
    "Post",
    "Question",
    "Record",
    "Reply",
    "Retraction",
    "Said",
    "Sheet",
    "Stint",
    "Sums",
    "Target",
    "Thanks",
    "Tie",
    "Tombstone",
    "line_of_work",
]

AnyMatter = (
    Introduction | Ask | Reply | Sheet | Goal | Question | Target | Intel | Thanks | Gathering
)
Entity = (
    Record
    | Retraction
    | Tombstone
    | Identifier
    | Contact
    | Post
    | AnyMatter
    | Person
    | Company
    | Tie
    | Employment
)
MATTERS: tuple[type[AnyMatter], ...] = (
    Introduction, Ask, Reply, Sheet, Goal, Question, Target, Intel, Thanks, Gathering,
)  # fmt: skip
GRAPH = (Identifier, Contact, Post, *MATTERS, Person, Company, Tie, Employment)
KINDS: tuple[type[Entity], ...] = (Record, Retraction, Tombstone, *GRAPH)
TWO_ENDED = (Contact, Post, Tie, Employment)
ENDED = (*TWO_ENDED, *MATTERS)  # found by their ends
FED = (*MATTERS, Person, Company, Tie, Employment)  # known by ids, followed by replicas
