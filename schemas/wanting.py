"""What somebody wants, as answers tell it, and how to begin a talk about it."""

from pydantic import Field

from schemas.answers import Answer, Named
from schemas.questions import Asked, Ref


class GoalSaid(Answer):
    """What is looked for."""

    field: str | None = Field(None, examples=["biotech"])
    function: str | None = Field(None, examples=["research"])
    place: str | None = Field(None, examples=["Boston"])
    level: str | None = Field(None, examples=["lead"])
    since: str = Field(examples=["2026-03-01T09:00:00.000000Z"])


class QuestionOpen(Answer):
    """Something to find out."""

    id: str = Field(examples=["q-1"])
    words: str = Field(examples=["What does an assay lead do all day?"])
    field: str | None = Field(None, examples=["biotech"])
    function: str | None = None
    since: str = Field(examples=["2026-03-01T09:00:00.000000Z"])


class TargetWanted(Answer):
    """A company to get into."""

    company: Named
    priority: float = Field(description="Beside the others: 2 counts twice as much as 1")
    function: str | None = Field(None, examples=["research"])
    place: str | None = Field(None, examples=["Boston"])
    since: str = Field(examples=["2026-03-01T09:00:00.000000Z"])


class AgendaPage(Answer):
    """What a person wants: the goal, the open questions, the companies wanted most first."""

    person: Named
    goal: GoalSaid | None = Field(None, description="None while none is set")
    questions: tuple[QuestionOpen, ...] = Field(description="The earliest noted first")
    targets: tuple[TargetWanted, ...] = Field(description="By priority")


class OpenersQuestion(Asked):
    """With what may I begin?"""

    to: Ref = Field(
        description="Whom to speak to: an identifier, or an id", examples=["email:ben@example.org"]
    )


class Opener(Answer):
    """A small question that this person can answer, and that leads on."""

    text: str = Field(examples=["You're in biotech: may I ask you something about it?"])
    why: str = Field(examples=["Ben is in biotech, as your goal is."])
    question: str | None = Field(None, description="Id of the open question that it asks")


class OpenersPage(Answer):
    """Openers, the most fitting first; never none."""

    person: Named
    to: Named
    openers: tuple[Opener, ...]
