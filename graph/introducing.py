"""Whose word an introduction waits for, and what an answer to it says: double opt-in."""

from typing import Any, Final, Literal

from graph.entities import Introduction, Person, Said
from graph.errors import InroadError

Answer = Literal["accept", "decline"]
_NEXT: Final = {  # by stage, whose word comes next
    "requested": "introducer", "offered": "asker", "accepted": "insider",
    "accepted-by-insider": "introducer", "made": "asker",
}  # fmt: skip
_ANSWERABLE: Final = {  # by role, the stages at which a word of theirs says something new
    "introducer": ("requested", "accepted", "declined"),
    "insider": ("offered", "accepted", "accepted-by-insider", "declined-by-insider"),
}
_TYPES: Final[dict[Answer, str]] = {"accept": "accepted", "decline": "declined"}


class NotTheTime(InroadError):
    """An introduction does not wait for this word."""

    field = "answer"

    def __init__(self, introduction: Introduction, why: str, remedy: str, field: str = "") -> None:
        self.field, self.remedy = field or self.field, remedy
        super().__init__(f"the introduction {introduction.id!r} {why}")


def waits_for(introduction: Introduction) -> Said | None:
    """Identifier of who is to speak next; who is known by description only cannot."""
    said: Said | None = getattr(introduction, _NEXT.get(introduction.stage, ""), None)
    if introduction.stage == "accepted" and (said is None or said.value.startswith("described:")):
        return introduction.introducer
    return said


def answered(introduction: Introduction, speaker: Person, answer: Answer) -> tuple[str, str]:
    """The type of the event by which *speaker* answers, and by which role.

    Raises:
        NotTheTime: when that would say nothing, or is not theirs to say.
    """
    role = _role(introduction, speaker)
    stage = introduction.stage
    if stage not in _ANSWERABLE[role]:
        raise NotTheTime(
            introduction, f"is {stage}: it waits for no word of the {role}",
            "look at it anew; what has happened since is published as an event",
        )  # fmt: skip
    type_ = _TYPES[answer]
    if stage == (type_ if role == "introducer" else f"{type_}-by-insider"):
        raise NotTheTime(introduction, f"is {stage} already", "nothing is to be done")
    return type_, role


def answer_data(introduction: Introduction, role: str, note: str | None) -> dict[str, Any]:
    """The data of the event by which *role* answers, with the roles as they are known.

    Raises:
        NotTheTime: when the asker or the introducer has been erased.
    """
    for name in ("asker", "introducer"):
        if getattr(introduction, name) is None:
            raise NotTheTime(
                introduction, f"has no {name} any more", "nothing is left to answer", "id"
            )
    roles = {
        name: said.value
        for name in ("asker", "introducer", "insider", "company")
        if (said := getattr(introduction, name))
    }
    words = {"note": note} if note else {}
    return {"introduction": introduction.id, **roles, "by": role, **words}


def _role(introduction: Introduction, speaker: Person) -> str:
    for role in _ANSWERABLE:
        said: Said | None = getattr(introduction, role)
        if said and said.value in speaker.identifiers:
            return role
    raise NotTheTime(
        introduction, "is not this person's to answer",
        "name its introducer or its insider; an asker withdraws by an event", "from",
    )  # fmt: skip
