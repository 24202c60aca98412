"""People and companies named plainly at the terminal."""

import json
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from services.cli import main
from services.cli.exits import Exit
from services.cli.terminal import Terminal
from tests.services.test_cli import EXAMPLE, Fake, fake

__all__ = ["fake"]
BOB, GLOBEX = "email:bob@example.org", "domain:globex.com"


def one(name: str, ref: str, line: str | None = None, kind: str = "person") -> dict[str, Any]:
    return {"id": f"id-{ref}", "name": name, "ref": ref, "kind": kind, "line": line}


LEE = one("Ann Lee", "email:ann@example.org", "Chemist at Globex")
LEEDS = one("Ann Leeds", "email:leeds@example.org")
CORP = one("Globex", GLOBEX, "biotech", kind="company")


@pytest.fixture
def paths(fake: Fake) -> Fake:
    fake.pages["/v1/paths"] = (200, EXAMPLE, {})
    return fake


def named(fake: Fake, *found: dict[str, Any]) -> None:
    fake.pages["/v1/names"] = (200, {"found": list(found)}, {})


def asked(fake: Fake) -> dict[str, list[str]]:
    """The parameters of the last question."""
    return parse_qs(urlsplit(fake.asked[-1]).query)


def sitting_there(monkeypatch: pytest.MonkeyPatch, answer: str) -> None:
    monkeypatch.setattr(Terminal, "interactive", True)
    monkeypatch.setattr(Terminal, "ask", lambda _, __: answer)


def path(*more: str) -> int:
    return main(["path", GLOBEX, "--from", BOB, *more])


def test_the_only_one_who_may_be_meant_is_meant(
    paths: Fake, capsys: pytest.CaptureFixture[str]
) -> None:
    named(paths, LEE)
    assert path("--via", "ann") == 0
    assert asked(paths)["via"] == [LEE["ref"]]
    assert "ann is Ann Lee, email:ann@example.org." in capsys.readouterr().err


def test_whose_whole_name_it_is_is_meant(paths: Fake) -> None:
    named(paths, LEE, LEEDS)
    assert path("--avoid", "ann LEE") == 0
    assert asked(paths)["avoid"] == [LEE["ref"]]


@pytest.mark.parametrize(
    "found", [[LEE, LEEDS], [LEE, {**LEEDS, "name": "Ann"}, one("ANN", "uid:1")]]
)
def test_several_are_shown_and_none_is_taken(
    paths: Fake, capsys: pytest.CaptureFixture[str], found: list[dict[str, Any]]
) -> None:
    named(paths, *found)
    assert path("--via", "ann") == Exit.USAGE
    told = capsys.readouterr().err
    assert all(each["ref"] in told for each in found)
    assert "Chemist at Globex" in told
    assert not any("/v1/paths" in address for address in paths.asked)


def test_nobody_of_that_name_is_told_as_that(
    paths: Fake, capsys: pytest.CaptureFixture[str]
) -> None:
    assert path("--via", "ann") == Exit.UNKNOWN
    told = capsys.readouterr().err
    assert told.startswith("inroad: Nobody is called ann. ")
    assert "email:ann@example.org" in told


def test_an_identifier_is_never_looked_up_by_name(paths: Fake) -> None:
    named(paths, LEEDS)
    for ref in ("ann@example.org", "linkedin:ann", "+49 30 123456"):
        assert path("--via", ref) == 0
    assert path("--via", "nobody:x") == Exit.USAGE
    assert not any("/v1/names" in address for address in paths.asked)


def test_you_may_say_who_you_are_by_name(fake: Fake, capsys: pytest.CaptureFixture[str]) -> None:
    named(fake, LEE)
    assert main(["me", "Ann"]) == 0
    capsys.readouterr()
    assert main(["me", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {"me": LEE["ref"]}


def test_who_sits_there_chooses(paths: Fake, monkeypatch: pytest.MonkeyPatch) -> None:
    named(paths, LEE, LEEDS)
    sitting_there(monkeypatch, "2")
    assert path("--via", "ann") == 0
    assert asked(paths)["via"] == [LEEDS["ref"]]


@pytest.mark.parametrize("answer", ["3", "0", "ann", ""])
def test_a_choice_that_is_none_of_them_ends_it(
    paths: Fake, monkeypatch: pytest.MonkeyPatch, answer: str
) -> None:
    named(paths, LEE, LEEDS)
    sitting_there(monkeypatch, answer)
    assert path("--via", "ann") == Exit.USAGE


def test_a_company_that_is_known_by_the_name_is_not_looked_for(paths: Fake) -> None:
    paths.pages["/v1/companies/name%3Aglobex"] = (200, {}, {})
    named(paths, CORP)
    assert main(["path", "Globex", "--from", BOB]) == 0
    assert asked(paths)["to"] == ["name:globex"]


def test_a_company_is_found_by_its_beginning(paths: Fake) -> None:
    named(paths, CORP)
    assert main(["path", "glob", "--from", BOB]) == 0
    assert asked(paths)["to"] == [GLOBEX]


def test_a_company_that_nobody_knows_is_named_as_written(paths: Fake) -> None:
    assert main(["path", "Initech Ltd", "--from", BOB]) == 0
    assert asked(paths)["to"] == ["name:initech"]


def test_a_new_target_is_taken_for_a_known_company_by_its_whole_name_only(fake: Fake) -> None:
    named(fake, CORP)
    for name in ("Glob", "GLOBEX"):
        assert main(["want", "company", name, "--from", BOB]) == 0
    targets = [batch[0]["data"]["company"] for batch in fake.batches]
    assert targets == ["name:glob", GLOBEX]


def test_nobody_is_erased_by_a_name_without_being_asked(
    fake: Fake, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    named(fake, LEE)
    fake.pages["/v1/people/email%3Aann%40example.org"] = (200, {"identifiers": [LEE["ref"]]}, {})
    assert main(["person", "erase", "ann", "--yes"]) == Exit.USAGE
    assert "Nobody is erased by a name alone: ann" in capsys.readouterr().err
    assert fake.batches == []
    sitting_there(monkeypatch, "erase")
    assert main(["person", "erase", "ann"]) == 0
    assert fake.batches[0][0]["data"] == {"identifiers": [LEE["ref"]]}


def test_find_shows_who_what_and_by_which_name(
    fake: Fake, capsys: pytest.CaptureFixture[str]
) -> None:
    named(fake, LEE, CORP)
    assert main(["find", "an", "le", "--kind", "person", "--limit", "3"]) == 0
    assert {name: asked(fake)[name] for name in ("q", "kind", "limit")} == {
        "q": ["an le"], "kind": ["person"], "limit": ["3"],
    }  # fmt: skip
    first, _, *rows = capsys.readouterr().out.splitlines()
    assert first == "2 may be meant by an le."
    assert all(LEE[field] in rows[0] for field in ("name", "line", "ref"))
    assert main(["find", "glob", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {"found": [LEE, CORP]}


def test_who_is_not_found_is_unknown(fake: Fake, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["find", "zz"]) == Exit.UNKNOWN
    assert capsys.readouterr().out == ""
