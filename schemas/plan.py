"""The plan: what is asked, and the next few moves that it proposes."""

from typing import Annotated, Any, Literal

from pydantic import AfterValidator, ConfigDict, Field

from schemas.answers import Answer, Named
from schemas.questions import AtTime, Ref, split_refs

MoveRung = Literal["opener", "follow-up", "coffee", "sheet", "name", "ask", "thanks"]
Refs = Annotated[list[Ref], AfterValidator(split_refs), Field(max_length=500)]

_ANN: dict[str, Any] = {"id": "5a0e9d0c-6d3a-5d52-9a55-1f4f2d7c3b10", "name": "Ann Lee",
        "ref": "email:ann@example.org"}  # fmt: skip
_BOB: dict[str, Any] = {"id": "0c1f7e52-0a39-5e3b-8a52-6d2f5b9f4a01", "name": "Bob Stone",
        "ref": "email:bob@example.org"}  # fmt: skip
_CY: dict[str, Any] = {"id": "8e6b1b7e-2f6d-5a8e-b6f3-0a9f6c1d2e33", "name": "Cy Day",
       "ref": "email:cy@example.org"}  # fmt: skip
_GLOBEX: dict[str, Any] = {"id": "b7f0c1f2-7a0e-5f6e-9f6b-2f9d3f0b8c11", "name": "Globex",
           "ref": "domain:globex.com"}  # fmt: skip
_ID = "3c9d8b1e-6f2a-5c5d-8e7f-1a2b3c4d5e6f"
EXAMPLES: dict[str, Any] = {"bob": _BOB, "cy": _CY, "globex": _GLOBEX, "id": _ID}


class StandingQuestion(AtTime):
    """A question that heeds the standing lists: whom not to ask, what not to name."""

    max_hops: int = Field(
        4, ge=1, le=4, description="Ties from you to an insider at most", examples=[4]
    )
    never_ask: Refs = Field(
        default_factory=list,
        description="People never to ask or to go through; or use commas",
        examples=[["email:ben@example.org"]],
    )
    never_reveal: Refs = Field(
        default_factory=list,
        description="Companies that no word to others may name",
        examples=[["name:Initech"]],
    )
    quiet: bool = Field(
        default=False,
        description="Leave out everybody at the company where you work now",
        examples=[True],
    )


class PlanQuestion(StandingQuestion):
    """What should I do next, over all companies that I want to get into?"""

    k: int = Field(5, ge=1, le=20, description="Moves at most", examples=[5])


class Opening(Answer):
    """A company that a move may open."""

    company: Named
    chance: float = Field(description="That the way carries an introduction", examples=[0.43])


class Proposed(Answer):
    """An event that says the move is done; its source and time are the sender's."""

    type: str = Field(examples=["inroad.ask.made.v1"])
    data: dict[str, Any] = Field(
        examples=[{"ask": _ID, "from": _BOB["ref"], "to": _ANN["ref"], "kind": "question"}]
    )


class Move(Answer):
    """One small thing to do."""

    id: str = Field(description="The same until something passes between you", examples=[_ID])
    rung: MoveRung = Field(examples=["sheet"])
    whom: Named
    text: str = Field(examples=["Show Ann your sheet."])
    why: str = Field(examples=["Ann Lee's neighbour works at Globex."])
    words: str = Field(description="What you might say", examples=["Hello Ann, …"])
    blurb: str | None = Field(None, description="To be sent on, with an ask for an introduction")
    opens: tuple[Opening, ...] = Field(description="The likeliest companies first")
    more: int = Field(description="Companies beyond those", examples=[0])
    adds: float = Field(
        description="Companies, by priority, expected to open beside the moves before it",
        examples=[0.43],
    )
    on: str = Field(description="The day for it: five a day, on working days")
    advice: str | None = Field(None, examples=["You asked Ann twice in May; thank first."])
    event: Proposed = Field(description="Publish it once it is done")


class Resting(Answer):
    """Somebody to be left in peace for now."""

    whom: Named
    until: str | None = Field(None, description="None: until a word comes")
    advice: str = Field(examples=["You asked Ben on 4 May: leave the next word to Ben."])


class PlanAnswer(Answer):
    """The few moves that together open the most, as far as care allows."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "sentence": "1 move, for 1 of your 2 targets. Show Ann your sheet.",
                    "from": _BOB, "now": "2026-06-01T00:00:00.000000Z",
                    "targets": 2, "within_reach": 1,
                    "moves": [
                        {
                            "id": _ID, "rung": "sheet", "whom": _ANN,
                            "text": "Show Ann your sheet.",
                            "why": "Ann Lee's neighbour works at Globex.",
                            "words": "Hello Ann, may I show you a short list of places?",
                            "blurb": None, "opens": [{"company": _GLOBEX, "chance": 0.43}],
                            "more": 0, "adds": 0.43, "on": "2026-06-01", "advice": None,
                            "event": {
                                "type": "inroad.sheet.shared.v1",
                                "data": {
                                    "sheet": _ID, "from": _BOB["ref"], "to": _ANN["ref"],
                                    "lines": [_GLOBEX["ref"]],
                                },
                            },
                        }
                    ],
                    "expected": 0.43, "share_of_best": 1.0,
                    "bound": "No other moves, as many as these, would open more.",
                    "resting": [
                        {
                            "whom": _CY, "until": "2026-06-07T09:00:00.000000Z",
                            "advice": "You asked Cy on 24 May: leave the next word to Cy.",
                        }
                    ],
                    "cut": False, "position": 12,
                }
            ]
        }
    )  # fmt: skip

    sentence: str
    asker: Named = Field(alias="from")
    now: str = Field(examples=["2026-06-01T00:00:00.000000Z"])
    targets: int = Field(description="Companies that you want to get into", examples=[2])
    within_reach: int = Field(description="Those that some contact may lead to", examples=[1])
    moves: tuple[Move, ...]
    expected: float = Field(
        description="Over companies, priority times the chance that at least one move opens it",
        examples=[0.43],
    )
    share_of_best: float = Field(
        description="Of what the best moves would come to, at least; never under 1 - 1/e",
        examples=[1.0],
    )
    bound: str = Field(description="The same in words")
    resting: tuple[Resting, ...] = Field(description="Whom to leave in peace, and why")
    cut: bool = Field(description="A bound of work was reached: there may be more")
    position: int = Field(description="How far the graph was", examples=[12])
