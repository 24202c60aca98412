"""The answer to a path question. `schemas.pages` has the pages that its links lead to."""

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

Kind = Literal["hard", "direct", "asserted", "soft"]
Rung = Literal["opener", "coffee", "sheet", "ask", "wait", "meet", "thanks"]
Role = Literal["asker", "contact", "insider"]
Reason = Literal["unknown_company", "nobody_known_there", "out_of_reach", "only_soft_ties"]

_ANN = "5a0e9d0c-6d3a-5d52-9a55-1f4f2d7c3b10"
_BOB = "0c1f7e52-0a39-5e3b-8a52-6d2f5b9f4a01"
_BEN = "8e6b1b7e-2f6d-5a8e-b6f3-0a9f6c1d2e33"
_GLOBEX = "b7f0c1f2-7a0e-5f6e-9f6b-2f9d3f0b8c11"


class Answer(BaseModel):
    """A frozen value that goes out as JSON, by alias."""

    model_config = ConfigDict(
        frozen=True, validate_by_name=True, validate_by_alias=True, serialize_by_alias=True
    )


class Named(Answer):
    """A person or a company, as links and texts name it."""

    id: str = Field(examples=[_ANN])
    name: str = Field(description="What to call it, never empty", examples=["Ann Lee"])
    ref: str = Field(description="One of its identifiers", examples=["email:ann@example.org"])


class PersonOnPath(Named):
    """Somebody on the way."""

    described: bool = Field(description="Known by description only", examples=[False])
    role: Role = Field(examples=["contact"])


class Hop(Answer):
    """One tie walked."""

    start: str = Field(alias="from", description="Id of the nearer person", examples=[_BOB])
    to: str = Field(description="Id of the further person", examples=[_ANN])
    kind: Kind = Field(description="Strongest class of evidence", examples=["hard"])
    sure: float = Field(description="Chance that it carries an introduction", examples=[0.63])
    words: str = Field(description="The same in words", examples=["know each other well"])
    relations: tuple[str, ...] = Field((), description="RFC 6350 words", examples=[["neighbor"]])
    last_contact: str | None = Field(None, examples=["2026-05-04T09:00:00.000000Z"])
    evidence: str = Field(
        description="Where the events behind it are", examples=[f"/v1/ties/{_BOB}/{_ANN}/evidence"]
    )
    weakest: bool = Field(description="The weakest link of its path", examples=[True])


class Insider(Answer):
    """What the last person does, or did, at the company."""

    title: str | None = Field(None, examples=["Head of Assay Development"])
    since: str | None = Field(None, examples=["2024-02-01T00:00:00.000000Z"])
    former: bool = Field(examples=[False])
    evidence: str = Field(examples=[f"/v1/ties/{_BEN}/{_GLOBEX}/evidence"])


class NextStep(Answer):
    """The next rung of the ladder, and nothing beyond it."""

    rung: Rung = Field(examples=["sheet"])
    whom: str = Field(description="Id of the person it is about", examples=[_ANN])
    text: str = Field(examples=["Show Ann your sheet."])


class PathFound(Answer):
    """One way in."""

    hops: int = Field(examples=[2])
    cost: int = Field(description="Sum of round(-ln p * 2^20) over its ties", examples=[894784])
    chance: float = Field(description="Product of the chances of its ties", examples=[0.426])
    sentence: str = Field(examples=["Ann Lee's neighbour Ben Ito works at Globex."])
    people: tuple[PersonOnPath, ...]
    ties: tuple[Hop, ...]
    insider: Insider
    next_step: NextStep | None = Field(None, description="None for who works there already")


class NoPath(Answer):
    """Why there is no open path, and what would help."""

    reason: Reason = Field(examples=["nobody_known_there"])
    text: str = Field(examples=["Nobody is known to work at Globex."])
    remedy: str = Field(examples=["Put Globex on your sheet, and show it to people in its field."])


class CompanyWarning(Answer):
    """What to hear before going there."""

    text: str = Field(examples=["3 people call Globex a sweatshop."])
    voices: int = Field(description="How many people say so", examples=[3])
    intel: str = Field(description="Where all that is said is", examples=["/v1/companies/ID/intel"])


_BOB_ON_PATH = {
    "id": _BOB, "name": "Bob Stone", "ref": "email:bob@example.org",
    "described": False, "role": "asker",
}  # fmt: skip
_ANN_ON_PATH = {
    "id": _ANN, "name": "Ann Lee", "ref": "email:ann@example.org",
    "described": False, "role": "contact",
}  # fmt: skip
_BEN_ON_PATH = {
    "id": _BEN, "name": "Ann Lee's neighbour", "described": True, "role": "insider",
    "ref": "described:6f1c0a52-4f0f-5b7e-9d58-1c2b3a4d5e6f",
}  # fmt: skip
_EXAMPLE_PATH: dict[str, Any] = {
    "hops": 2, "cost": 894784, "chance": 0.426,
    "sentence": "Ann Lee's neighbour works at Globex.",
    "people": [_BOB_ON_PATH, _ANN_ON_PATH, _BEN_ON_PATH],
    "ties": [
        {
            "from": _BOB, "to": _ANN, "kind": "direct", "sure": 0.63,
            "words": "know each other well", "relations": [],
            "last_contact": "2026-05-04T09:00:00.000000Z",
            "evidence": f"/v1/ties/{_BOB}/{_ANN}/evidence", "weakest": True,
        },
        {
            "from": _ANN, "to": _BEN, "kind": "hard", "sure": 0.6762,
            "words": "know each other well, and talk with purpose", "relations": ["neighbor"],
            "last_contact": "2026-05-04T09:00:00.000000Z",
            "evidence": f"/v1/ties/{_ANN}/{_BEN}/evidence", "weakest": False,
        },
    ],
    "insider": {
        "title": None, "since": None, "former": False,
        "evidence": f"/v1/ties/{_BEN}/{_GLOBEX}/evidence",
    },
    "next_step": {"rung": "sheet", "whom": _ANN, "text": "Show Ann your sheet."},
}  # fmt: skip


class PathAnswer(Answer):
    """The ways into a company; no path is an answer too."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "sentence": "Ann Lee's neighbour works at Globex. Show Ann your sheet.",
                    "from": {"id": _BOB, "name": "Bob Stone", "ref": "email:bob@example.org"},
                    "to": {"id": _GLOBEX, "name": "Globex", "ref": "domain:globex.com"},
                    "by": "shortest", "now": "2026-06-01T00:00:00.000000Z", "as_of": None,
                    "max_hops": 4,
                    "paths": [_EXAMPLE_PATH], "one_coffee_away": [], "no_path": None,
                    "warning": None, "cut": False, "position": 12,
                }
            ]
        }
    )  # fmt: skip

    sentence: str = Field(description="The answer in plain words, with the next step")
    asker: Named = Field(alias="from")
    to: Named | None = Field(description="None when no event has named the company")
    by: Literal["shortest", "strongest"]
    now: str
    as_of: str | None = Field(None, description="The graph is the one of then; None for today's")
    max_hops: int
    paths: tuple[PathFound, ...] = Field((), description="Over open ties, best first")
    one_coffee_away: tuple[PathFound, ...] = Field(
        (), description="Filled when there is no open path: the first hop is a soft tie"
    )
    no_path: NoPath | None = None
    warning: CompanyWarning | None = Field(
        None, description="When several call the company a sweatshop"
    )
    cut: bool = Field(
        default=False,
        description="The search reached its bound: there may be better paths, or more",
    )
    position: int = Field(description="Number of the graph's latest change")
