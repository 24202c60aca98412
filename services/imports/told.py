"""What was understood of a file: counted, and in words."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from graph.report.wording import many
from services.imports.statements import Passed, Said, Statement, Unclear, Whole

SHOWN: Final = 20  # lines not understood that are kept one by one
_KINDS: Final = {
    "person.observed": ("person", "people"),
    "company.observed": ("company", "companies"),
    "employment.confirmed": ("job", "jobs"),
    "relation.asserted": ("relation", "relations"),
    "interaction.recorded": ("contact", "times of contact"),
}
_ONE_A_LINE: Final = {  # formats of which each line is somebody, and what they are
    "linkedin-connections": "you are connected with on LinkedIn",
    "vcard": "of your address book",
    "google-contacts": "of your Google contacts",
    "csv": "of a table",
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


def in_words(said: Said) -> str:
    """What one event says, in a few words."""
    data: dict[str, Any] = said.event["data"] if isinstance(said, Whole) else said.data
    match kind_of(said):
        case "person.observed":
            name = f"{data['name']}: " if "name" in data else ""
            return name + ", ".join(data["identifiers"])
        case "company.observed":
            return f"company {data.get('name') or data['identifiers'][0]}"
        case "employment.confirmed":
            title = f", {data['title']}" if data.get("title") else ""
            return f"{data['person']} works at {data['company']}{title}"
        case "relation.asserted":
            return f"{data['related']} is {data['relation']} of {data['person']}"
        case "interaction.recorded":
            people = data["participants"]
            others = "" if len(people) <= 4 else f" and {len(people) - 4} more"  # noqa: PLR2004 - a line
            return f"{data['how']}: {', '.join(people[:4])}{others}"
        case other:
            return other


def kinds_in_words(kinds: Mapping[str, int]) -> str:
    """How many of each kind: 3 companies, 4 jobs, 5 people."""
    parts = [
        many(number, *_KINDS.get(kind, (kind, kind))) for kind, number in sorted(kinds.items())
    ]
    return ", ".join(parts) or "nothing"


def sentence_of(name: str, format_: str, outcome: Outcome) -> str:
    """A file in plain words: Connections.csv: 412 people you are connected with on LinkedIn."""
    who = _ONE_A_LINE.get(format_)
    people = many(outcome.kinds["person.observed"], "person", "people")
    told = [f"{name}: {f'{people} {who}' if who else kinds_in_words(outcome.kinds)}."]
    if outcome.unclear:
        were = "line was" if outcome.unclear == 1 else "lines were"
        told.append(f"{outcome.unclear:,} {were} not understood.")
    if outcome.known and not outcome.new:
        told.append("All of it is known already.")
    return " ".join(told)
