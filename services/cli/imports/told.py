"""What was understood of a file, as it is told."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any, Final

from services.cli.spoken import counted
from services.cli.terminal import Terminal
from services.imports.statements import Passed, Said, Statement, Unclear, Whole

SHOWN: Final = 20  # lines not understood that are shown one by one
_KINDS: Final = {
    "person.observed": ("person", "people"),
    "company.observed": ("company", "companies"),
    "employment.confirmed": ("job", "jobs"),
    "relation.asserted": ("relation", "relations"),
    "interaction.recorded": ("contact", "times of contact"),
}


@dataclass(slots=True)
class Outcome:
    """Of one file."""

    kinds: Counter[str] = field(default_factory=Counter)
    new: int = 0
    known: int = 0
    passed: int = 0
    unclear: int = 0
    examples: list[Unclear] = field(default_factory=list)

    def count(self, found: Passed | Unclear) -> None:
        match found:
            case Passed():
                self.passed += 1
            case Unclear():
                self.unclear += 1
                if len(self.examples) < SHOWN:
                    self.examples.append(found)

    def as_json(self) -> dict[str, Any]:
        told = [
            {"line": one.line, "field": one.field, "reason": one.reason, "remedy": one.remedy}
            for one in self.examples
        ]
        return {
            "new": self.new, "known": self.known, "left_out": self.passed,
            "not_understood": self.unclear, "kinds": dict(self.kinds), "examples": told,
        }  # fmt: skip


def kind_of(said: Said) -> str:
    """person.observed and so on."""
    if isinstance(said, Statement):
        return said.kind
    return str(said.event["type"]).removeprefix("inroad.").removesuffix(".v1")


def sentence(said: Said) -> str:
    """One line of a preview."""
    data: dict[str, Any] = said.event["data"] if isinstance(said, Whole) else said.data
    match kind_of(said):
        case "person.observed":
            name = f"{data['name']}: " if "name" in data else ""
            told = name + ", ".join(data["identifiers"])
        case "company.observed":
            told = f"company {data.get('name') or data['identifiers'][0]}"
        case "employment.confirmed":
            title = f", {data['title']}" if data.get("title") else ""
            told = f"{data['person']} works at {data['company']}{title}"
        case "relation.asserted":
            told = f"{data['related']} is {data['relation']} of {data['person']}"
        case "interaction.recorded":
            people = data["participants"]
            others = "" if len(people) <= 4 else f" and {len(people) - 4} more"  # noqa: PLR2004 - a line
            told = f"{data['how']}: {', '.join(people[:4])}{others}"
        case other:
            told = other
    return f"line {said.line}: {told}"


def summary(here: Terminal, outcome: Outcome, name: str, title: str, *, dry: bool) -> None:
    """What became of a file, in a few lines."""
    parts = [
        counted(number, *_KINDS.get(kind, (kind, kind)))
        for kind, number in sorted(outcome.kinds.items())
    ]
    said = ", ".join(parts) or "nothing"
    here.out.print(f"{name} ({title}): {said}.", markup=False, style="bold")
    verb = "would be sent" if dry else "sent"
    here.out.print(f"{counted(outcome.new, 'event')} {verb}, {outcome.known:,} known already.")
    if outcome.passed:
        which = "" if dry else "; --dry-run tells which"
        here.out.print(f"{outcome.passed:,} left out on purpose{which}.")
    if outcome.unclear and not dry:
        here.err.print(f"{outcome.unclear:,} not understood:")
        for one in outcome.examples:
            here.err.print(f"  {one}", markup=False)
        if outcome.unclear > len(outcome.examples):
            here.err.print(f"  and {outcome.unclear - SHOWN:,} more; --dry-run tells all")
