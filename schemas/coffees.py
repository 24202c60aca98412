"""Soft ties that are worth an opener or a coffee: what is asked, and the list."""

from typing import Any, Literal

from pydantic import ConfigDict, Field

from schemas.answers import Answer, Named
from schemas.plan import EXAMPLES, Proposed, Resting, StandingQuestion


class CoffeesQuestion(StandingQuestion):
    """Which of my soft ties are worth an opener or a coffee, and for which targets?"""

    k: int = Field(10, ge=1, le=50, description="Soft ties at most", examples=[5])


class Nearer(Answer):
    """A target to which the tie would lead, once it is open."""

    company: Named
    insider: Named = Field(description="Whom the way comes to: the first insider")
    hops: int = Field(description="Ties from you to the insider", examples=[2])
    chance: float = Field(
        description="That the way carries an introduction, after one coffee", examples=[0.31]
    )
    today: float | None = Field(
        None, description="That of the best way by ties open today; None: out of reach"
    )


class CoffeeMove(Answer):
    """A soft tie, the word that would warm it, and what it would open."""

    id: str = Field(description="The same until something passes between you")
    rung: Literal["opener", "coffee"]
    whom: Named
    text: str = Field(examples=["Invite Cy for a coffee."])
    why: str = Field(examples=["Cy Day's friend works at Globex."])
    words: str = Field(description="What you might say", examples=["Hello Cy, …"])
    opens: tuple[Nearer, ...] = Field(description="What counts most first")
    more: int = Field(description="Companies beyond those", examples=[0])
    adds: float = Field(
        description="Targets, by priority, expected to open beside today's ways and the ties before"
    )
    advice: str | None = None
    event: Proposed = Field(description="Publish it once it is done")


_CY: dict[str, Any] = EXAMPLES["cy"]
_INA: dict[str, Any] = {
    "id": "b5b2f1c3-3d0a-5b56-9a0f-5a1c9f0f7e21", "name": "Ina Ode", "ref": "email:ina@example.org",
}  # fmt: skip


class CoffeesAnswer(Answer):
    """One coffee away: the soft ties that together bring the targets nearest."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "sentence": "1 soft tie is worth a word: 1 into reach, of your 2 targets. "
                    "Ask Cy a small question.",
                    "from": EXAMPLES["bob"], "now": "2026-06-01T00:00:00.000000Z",
                    "targets": 2, "within_reach": 1,
                    "coffees": [
                        {
                            "id": EXAMPLES["id"], "rung": "opener", "whom": _CY,
                            "text": "Ask Cy a small question.",
                            "why": "Cy Day's friend Ina Ode works at Globex.",
                            "words": "Hello Cy, may I ask you something about your work?",
                            "opens": [
                                {
                                    "company": EXAMPLES["globex"], "insider": _INA, "hops": 2,
                                    "chance": 0.31, "today": None,
                                }
                            ],
                            "more": 0, "adds": 0.31, "advice": None,
                            "event": {
                                "type": "inroad.ask.made.v1",
                                "data": {
                                    "ask": EXAMPLES["id"], "from": EXAMPLES["bob"]["ref"],
                                    "to": _CY["ref"], "kind": "question",
                                },
                            },
                        }
                    ],
                    "adds": 0.31, "share_of_best": 1.0,
                    "bound": "No other moves, as many as these, would open more.",
                    "resting": [], "cut": False, "position": 12,
                }
            ]
        }
    )  # fmt: skip

    sentence: str
    asker: Named = Field(alias="from")
    now: str = Field(examples=["2026-06-01T00:00:00.000000Z"])
    targets: int = Field(description="Companies that you want to get into", examples=[2])
    within_reach: int = Field(description="Those to which open ties lead today", examples=[1])
    coffees: tuple[CoffeeMove, ...] = Field(description="The one that adds most first")
    adds: float = Field(
        description="Over targets, priority times the chance that these open what today's don't"
    )
    share_of_best: float = Field(
        description="Of what the best ties would come to, at least; never under 1 - 1/e"
    )
    bound: str = Field(description="The same in words")
    resting: tuple[Resting, ...] = Field(description="Whom to leave in peace, and why")
    cut: bool = Field(description="A bound of work was reached: there may be more")
    position: int = Field(description="How far the graph was", examples=[12])
