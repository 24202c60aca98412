"""The documentation says what the code does."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import get_args

import pytest
from typer.core import TyperGroup
from typer.main import get_command

from graph import care, fitting, helpful, strength
from graph.duplicates import blocking, census, insiders
from graph.duplicates import companies as twin_companies
from graph.duplicates import people as twin_people
from graph.explore import around, brokers, companies
from graph.gathering.worth import MET
from graph.report import ground, happened, wants
from graph.standing import CLEARLY
from schemas.events import Event, parse_event
from schemas.explored import DEFINITIONS
from schemas.exploring import MOST_COMPANIES, MOST_GROUPED, MOST_PEOPLE
from schemas.gatherings import MOST_ATTENDEES
from schemas.report import MOST_WEEKS, definitions_of
from services.cli import app
from services.cli.exits import Exit
from services.settings import Settings

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
TYPES = {member.model_fields["type"].default for member in get_args(Event)}
NOW = datetime(2027, 1, 1, tzinfo=UTC)


def table(page: str, first: str) -> list[list[str]]:
    """Rows of the table in *page* whose first column is headed *first*."""
    lines = iter((DOCS / page).read_text(encoding="utf-8").splitlines())
    for line in lines:
        if line.startswith(f"| {first} |"):
            break
    next(lines)
    rows: list[list[str]] = []
    for line in lines:
        if not line.startswith("|"):
            break
        rows.append([cell.strip() for cell in line.strip("|").split("|")])
    return rows


def yes(flag: bool) -> str:
    return "yes" if flag else "no"


def examples() -> list[str]:
    text = (DOCS / "wire.md").read_text(encoding="utf-8")
    return re.findall(r"```json\n(.*?)```", text, re.DOTALL)


def local_links() -> Iterator[tuple[Path, str]]:
    for page in (*ROOT.glob("*.md"), *DOCS.rglob("*.md")):
        for target in re.findall(r"\]\(([^)\s]+)\)", page.read_text(encoding="utf-8")):
            if "://" not in target and not target.startswith("#"):
                yield page, target.partition("#")[0]


def test_every_half_life_and_coefficient_is_shown() -> None:
    shown = {name: (float(half), float(by)) for name, half, by in table("strength.md", "sum")}
    assert shown == {
        name: (half, strength.COEFFICIENTS[name]) for name, half in strength.HALF_LIVES.items()
    }


def test_every_way_of_contact_is_shown() -> None:
    assert table("strength.md", "how") == [
        [how, weight.kind, str(weight.alone), str(weight.in_group), yes(weight.both_ways)]
        for how, weight in strength.INTERACTIONS.items()
    ]


def test_every_hard_event_is_shown() -> None:
    assert table("strength.md", "event") == [
        [type_, actor, towards, str(weight), yes(both_ways)]
        for type_, rows in strength.HARD.items()
        for actor, towards, weight, both_ways in rows
    ]


def test_every_relation_is_shown() -> None:
    assert table("strength.md", "relation") == [
        [word, str(prior), yes(word in strength.OPENING)] for word, prior in strength.PRIORS.items()
    ]


def test_bounds_of_chance_and_of_groups_are_shown() -> None:
    text = (DOCS / "strength.md").read_text(encoding="utf-8")
    assert f"held within [{strength.LEAST}, {strength.MOST}]" in text
    assert f"Groups of more than {strength.LARGEST_GROUP} " in text
    assert strength.COST_SCALE == 2**20
    assert "max(1, round(-ln p * 2^20))" in text


def test_every_way_to_help_is_shown() -> None:
    rows = table("sheet.md", "way")
    same = [helpful.SAME[name] for name in ("field", "function", "place")]
    assert [row[1] for row in rows if row[1][0].isdigit()] == [
        str(chance) for chance in (helpful.INSIDE, helpful.FORMERLY, *same)
    ]
    text = (DOCS / "sheet.md").read_text(encoding="utf-8")
    bounds = helpful.WIDTH, helpful.TIES, helpful.REACHED
    assert (
        "the {:,} surest people at each, about {:,} ties, the employers of the {:,}".format(*bounds)
        in text
    )
    assert f"times {helpful.FORMERLY} where" in text


def test_every_sign_of_a_fit_is_shown() -> None:
    rows = table("agenda.md", "sign")
    assert [float(row[1]) for row in rows] == sorted(fitting.WEIGHTS.values(), reverse=True)


def test_the_days_of_care_are_shown() -> None:
    text = (DOCS / "plan.md").read_text(encoding="utf-8")
    assert f"days, {care.QUIET_AFTER} unless you say otherwise" in text
    assert f"it rests: {care.AFTER_SILENCE} days from the latest request" in text
    assert f"After a no, {care.AFTER_NO} days of rest" in text
    assert f"or {care.AFTER_LATER} days." in text
    assert Settings().quiet_after == care.QUIET_AFTER


def test_every_number_of_a_report_is_defined() -> None:
    shown = {where.strip("`"): text for where, text in table("report.md", "number")}
    assert shown == definitions_of()
    text = (DOCS / "report.md").read_text(encoding="utf-8")
    for bound in (happened.RECORDS, wants.MOST, ground.CONTACTS, MOST_WEEKS, CLEARLY):
        assert f" {bound:,} " in text or f" {bound})" in text


def test_every_number_that_is_explored_is_defined() -> None:
    shown = {where.strip("`"): text for where, text in table("explore.md", "answer")}
    names = {"around": "neighbourhood", "who_knows": "who-knows"}
    assert shown == {names.get(name, name): text for name, text in DEFINITIONS.items()}
    assert f"more than {brokers.WHOLE} people" in DEFINITIONS["brokers"]
    assert f"estimated from {brokers.SAMPLE} of them" in DEFINITIONS["brokers"].replace("\n", " ")
    text = (DOCS / "explore.md").read_text(encoding="utf-8")
    for bound in (MOST_PEOPLE, MOST_GROUPED, MOST_COMPANIES, around.SHOWN, around.TIES):
        assert f" {bound:,} " in text
    assert around.TIES == companies.TIES
    assert around.WALKED == MOST_PEOPLE


def test_the_worth_of_a_talk_is_shown() -> None:
    _, field, function = (row[1].rpartition(" ")[2] for row in table("gatherings.md", "a talk"))
    assert [float(field), float(function)] == [helpful.SAME["field"], helpful.SAME["function"]]
    text = (DOCS / "gatherings.md").read_text(encoding="utf-8")
    assert f"worth {MET:.4f} at least" in text
    assert f"Up to {MOST_ATTENDEES} people" in text


def test_the_bounds_of_duplicates_are_shown() -> None:
    text = (DOCS / "duplicates.md").read_text(encoding="utf-8")
    assert f"no key that more than {blocking.CROWD} share" in text
    assert f"first {census.MOST:,} people, {twin_people.PAIRS:,} pairs" in text
    assert f"{twin_companies.MOST:,} pairs of companies" in text
    assert f"{insiders.MOST:,} described insiders" in text
    assert f"if those are {insiders.FEW} at most" in text


def test_every_setting_is_documented() -> None:
    documented = {variable.strip("`") for variable, *_ in table("settings.md", "variable")}
    assert documented == {f"INROAD_{name.upper()}" for name in Settings.model_fields}


def test_defaults_of_settings_are_right() -> None:
    rows = table("settings.md", "variable")
    shown = {variable.strip("`"): default.strip("`") for variable, default, _ in rows}
    for name, field in Settings.model_fields.items():
        if field.default_factory is None and field.default != "":
            default = str(field.default).replace("False", "false").replace("True", "true")
            assert shown[f"INROAD_{name.upper()}"] == default


def test_every_command_is_documented() -> None:
    text = (DOCS / "terminal.md").read_text(encoding="utf-8")
    command = get_command(app)
    assert isinstance(command, TyperGroup)
    assert [name for name in command.commands if f"`inroad {name}" not in text] == []


def test_every_exit_code_is_documented() -> None:
    assert {int(code) for code, _ in table("terminal.md", "code")} == {*Exit, 130}


@pytest.mark.parametrize("example", examples())
def test_example_is_an_event(example: str) -> None:
    parse_event(example.encode(), now=NOW)


def test_every_type_has_an_example() -> None:
    assert {parse_event(example.encode(), now=NOW).type for example in examples()} == TYPES


def test_links_lead_somewhere() -> None:
    broken = [(page.name, to) for page, to in local_links() if not (page.parent / to).exists()]
    assert broken == []
