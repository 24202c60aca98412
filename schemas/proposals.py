"""Companies that may be wanted, proposed from the goal."""

from pydantic import ConfigDict, Field

from schemas.answers import Answer, Named
from schemas.plan import EXAMPLES, Proposed
from schemas.questions import AtTime
from schemas.wanting import GoalSaid


class ProposalsQuestion(AtTime):
    """Which companies may I want, by my goal?"""

    k: int = Field(10, ge=1, le=50, description="Companies at most", examples=[5])
    max_hops: int = Field(
        4, ge=1, le=4, description="Ties from you to an insider at most", examples=[4]
    )


class CompanyProposed(Answer):
    """A company that fits the goal, and was never on the list."""

    company: Named
    why: str = Field(examples=["It is in biotech; 3 people there work in research."])
    near: str = Field(examples=["2 hops away, by Ann Lee."])
    hops: int | None = Field(None, description="Over open ties; None: out of reach", examples=[2])
    chance: float | None = Field(
        None, description="That the likeliest way over open ties carries an introduction"
    )
    priority: float = Field(description="Proposed: by how well it fits, half if there is a caution")
    caution: str | None = Field(
        None, description="What people say against it", examples=["2 people call it a sweatshop."]
    )
    event: Proposed = Field(description="Publish it to put the company on the list")


class ProposalsPage(Answer):
    """Companies that fit the goal, best first, of equal ones the nearest."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "sentence": "1 company fits your goal, Globex alone.",
                    "person": EXAMPLES["bob"], "now": "2026-06-01T00:00:00.000000Z",
                    "goal": {
                        "field": "biotech", "function": "research", "place": None, "level": None,
                        "since": "2026-03-01T09:00:00.000000Z",
                    },
                    "fitting": 1,
                    "proposals": [
                        {
                            "company": EXAMPLES["globex"],
                            "why": "It is in biotech; 3 people there work in research.",
                            "near": "2 hops away, by Ann Lee.", "hops": 2, "chance": 0.31,
                            "priority": 1.4, "caution": None,
                            "event": {
                                "type": "inroad.company.targeted.v1",
                                "data": {
                                    "person": EXAMPLES["bob"]["ref"],
                                    "company": EXAMPLES["globex"]["ref"], "priority": 1.4,
                                },
                            },
                        }
                    ],
                    "cut": False, "position": 12,
                }
            ]
        }
    )  # fmt: skip

    sentence: str
    person: Named
    now: str = Field(examples=["2026-06-01T00:00:00.000000Z"])
    goal: GoalSaid | None = Field(description="None while none is set")
    fitting: int = Field(description="How many were found to fit", examples=[1])
    proposals: tuple[CompanyProposed, ...]
    cut: bool = Field(description="A bound of work was reached: there may be more")
    position: int = Field(description="How far the graph was", examples=[12])
