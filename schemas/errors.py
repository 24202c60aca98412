"""The ways in which what crosses a wire can be wrong.

SchemaError
├── InvalidIdentifier   an identifier has no normal form
└── InvalidEvent        an event is not one of ours; names every wrong field
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldProblem:
    """One wrong field: where (``data.person``), what is wrong, and what to do about it."""

    field: str
    reason: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.field}: {self.reason} ({self.remedy})"


class SchemaError(ValueError):
    """Anything wrong with what crossed a wire."""


class InvalidIdentifier(SchemaError):
    """An identifier has no normal form; *remedy* says what one looks like, *field* where it was."""

    def __init__(self, text: str, reason: str, remedy: str, field: str = "") -> None:
        self.text, self.reason, self.remedy, self.field = text, reason, remedy, field
        super().__init__(f"{text!r} {reason}")


class InvalidEvent(SchemaError):
    """A payload is not an event of ours; *problems* names each field, never empty."""

    def __init__(self, problems: tuple[FieldProblem, ...]) -> None:
        self.problems = problems
        super().__init__("; ".join(str(problem) for problem in problems))
