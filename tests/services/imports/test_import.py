"""`inroad import` and `inroad undo` against a service of the tests, whose events are folded."""

import json
import os
import zipfile
from collections.abc import Sequence
from datetime import UTC, datetime
from io import BytesIO, TextIOWrapper
from pathlib import Path
from typing import Any

import pytest

from graph.entities import Company, Employment, Person, Tie
from graph.store import DEFAULT_NETWORK, commit
from graph.stores.memory import MemoryStore
from graph.strike import Arrival
from schemas.events import event_body, read_event
from services.cli import main
from services.cli.exits import Exit
from services.imports.ledger import Ledger
from tests.builders import SECRET
from tests.law.graphs import differences, graph_in
from tests.services.test_cli import Fake, accept, fake

__all__ = ["fake"]

NOW = datetime(2026, 12, 1, tzinfo=UTC)
HEAD = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
ANN = "Ann,Lee,https://www.linkedin.com/in/ann-lee,ann@example.org,Globex,Lead,31 Jan 2024\n"
BEN = "Ben,Ito,https://www.linkedin.com/in/ben-ito,,Globex,Chemist,1 Feb 2024\n"
CY = "Cy,Sole,https://www.linkedin.com/in/cy-sole,cy@initech.example,Initech,Coach,2 Feb 2024\n"
ME = ("--from", "bob@example.org")
SHOWN = (Person, Company, Tie, Employment)


def connections(place: Path, *rows: str) -> str:
    place.write_text(HEAD + "".join(rows), encoding="utf-8")
    os.utime(place, (1_770_000_000, 1_770_000_000))
    return str(place)


def events(fake: Fake) -> list[dict[str, Any]]:
    return [event for batch in fake.batches for event in batch]


async def graph_of(sent: Sequence[dict[str, Any]]) -> Any:
    """The graph that these events make; no identity may have two bodies."""
    parsed = [read_event(event, now=NOW) for event in sent]
    bodies = {(one.source, one.id, event_body(one)) for one in parsed}
    assert len({body[:2] for body in bodies}) == len(bodies)
    store = MemoryStore(SECRET)
    await commit(store, DEFAULT_NETWORK, [Arrival(one, event_body(one)) for one in parsed])
    return await graph_in(store, DEFAULT_NETWORK)


def import_id(capsys: pytest.CaptureFixture[str]) -> str:
    capsys.readouterr()
    assert main(["imports", "--json"]) == 0
    return str(json.loads(capsys.readouterr().out)["imports"][0]["import"])


def test_the_same_file_twice_sends_nothing_more(
    fake: Fake, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = connections(tmp_path / "Connections.csv", ANN, BEN, CY)
    assert main(["import", file, *ME]) == 0
    assert "11 events sent, 0 known already" in capsys.readouterr().out
    sent = events(fake)
    os.utime(file)  # another day, and another name
    assert main(["import", str(Path(file).rename(tmp_path / "other.csv")), *ME]) == 0
    assert "0 events sent, 11 known already" in capsys.readouterr().out
    assert events(fake) == sent
    assert main(["import", str(tmp_path / "other.csv"), *ME, "--again"]) == 0
    assert events(fake)[len(sent) :] == sent


def test_a_dry_run_tells_line_by_line_and_sends_nothing(
    fake: Fake, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = connections(tmp_path / "Connections.csv", ANN, "Di,Low,,,,,1 Feb 2024\n")
    assert main(["import", file, *ME, "--dry-run"]) == Exit.BAD_INPUT
    told = capsys.readouterr().out
    assert "line 2: linkedin:ann-lee works at name:globex, Lead" in told
    assert "line 3: (line): nothing tells who Di Low is" in told
    assert not fake.batches
    assert not (tmp_path / "home" / "imports.sqlite3").exists()
    assert main(["import", file, *ME]) == Exit.BAD_INPUT
    assert len(events(fake)) == 4


async def test_undo_leaves_the_graph_as_it_was_and_importing_again_works(
    fake: Fake, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = connections(tmp_path / "Connections.csv", ANN, BEN)
    assert main(["import", file, *ME]) == 0
    before = await graph_of(events(fake))
    assert main(["undo", import_id(capsys)]) == 0
    assert differences(await graph_of(events(fake)), await graph_of([]), SHOWN) == []
    assert main(["import", file, *ME]) == 0
    assert differences(await graph_of(events(fake)), before, SHOWN) == []
    assert main(["undo", import_id(capsys)]) == 0
    assert differences(await graph_of(events(fake)), await graph_of([]), SHOWN) == []


def test_a_file_of_which_nothing_reads_as_what_it_is_said_to_be_is_told(
    fake: Fake, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "people.txt").write_text("Ann Lee, a friend\n", encoding="utf-8")
    assert main(["import", str(tmp_path / "people.txt"), "--as", "vcard", *ME]) == 0
    assert "Nothing in people.txt reads as vCards" in capsys.readouterr().err
    assert not fake.batches


def test_a_preview_is_a_line_for_each_line_whatever_is_in_it(
    fake: Fake, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = connections(tmp_path / "Connections.csv", ANN.replace("Lead", '"Lead\nof all"'))
    assert main(["import", file, *ME, "--dry-run"]) == 0
    assert "works at name:globex, Lead of all" in capsys.readouterr().out


async def test_what_came_from_one_archive_is_taken_back_by_one_command(
    fake: Fake, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with zipfile.ZipFile(tmp_path / "archive.zip", "w") as archive:
        for name, row in (("Connections.csv", ANN), ("old/Connections.csv", BEN)):
            archive.writestr(name, HEAD + row)
    assert main(["import", str(tmp_path / "archive.zip"), *ME]) == 0
    offered = capsys.readouterr().err.split("To take all back: inroad ")[1].split()
    assert main(offered) == 0
    assert differences(await graph_of(events(fake)), await graph_of([]), SHOWN) == []


async def test_where_one_import_is_unknown_none_is_taken_back(
    fake: Fake, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["import", connections(tmp_path / "Connections.csv", ANN), *ME, "--json"]) == 0
    sent = len(events(fake))
    import_ = import_id(capsys)
    assert main(["undo", import_, "nonsense"]) == Exit.UNKNOWN
    assert len(events(fake)) == sent


async def test_undo_leaves_what_another_import_says_too(
    fake: Fake, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first = connections(tmp_path / "Connections.csv", ANN, BEN)
    second = connections(tmp_path / "June.csv", BEN, CY)
    assert main(["import", first, *ME]) == 0
    assert main(["import", second, *ME]) == 0
    assert main(["undo", import_id(capsys), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)["imports"]
    assert [one["retracted"] for one in told] == [3]  # Ann, her job, her tie
    both = await graph_of(events(fake))
    fake.batches.clear()
    assert main(["import", second, *ME, "--again"]) == 0
    alone = await graph_of(events(fake))
    assert differences(both, alone, SHOWN) == []


async def test_an_older_export_taken_back_leaves_the_newer_ones_jobs(
    fake: Fake, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    older = connections(tmp_path / "January.csv", ANN, BEN)
    newer = connections(tmp_path / "June.csv", ANN.replace("Globex", "Initech"), BEN)
    assert main(["import", older, *ME, "--dated", "2026-01-31"]) == 0
    assert main(["import", newer, *ME, "--dated", "2026-06-30"]) == 0
    assert main(["undo", import_id(capsys)]) == 0
    left = await graph_of(events(fake))
    fake.batches.clear()
    assert main(["import", newer, *ME, "--again"]) == 0
    assert differences(left, await graph_of(events(fake)), SHOWN) == []


def test_an_import_that_was_stopped_goes_on_and_can_be_taken_back_in_the_middle(
    fake: Fake, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = [BEN.replace("ben-ito", f"ben-{n}") for n in range(300)]
    file = connections(tmp_path / "Connections.csv", *rows)
    fake.take = lambda batch: (
        accept(batch) if len(fake.batches) < 2 else (500, {"detail": "no"}, {})
    )
    assert main(["import", file, *ME]) == Exit.FAILED
    fake.take = accept
    assert main(["import", file, *ME]) == 0
    ids = [event["id"] for event in events(fake)]
    assert len(set(ids)) == 901
    assert len(ids) - len(set(ids)) <= 500  # no more than the batch that failed
    fake.take = lambda _: (500, {"detail": "no"}, {})
    assert main(["undo", import_id(capsys)]) == Exit.FAILED
    assert main(["import", file, *ME]) == Exit.FAILED
    assert "being taken back" in capsys.readouterr().err
    fake.take = accept
    fake.batches.clear()
    assert main(["undo", import_id(capsys)]) == 0
    assert {event["data"]["id"] for event in events(fake)} == set(ids)
    assert main(["undo", import_id(capsys)]) == Exit.UNKNOWN


def test_one_import_or_undo_at_a_time(
    fake: Fake, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = connections(tmp_path / "Connections.csv", ANN)
    assert main(["import", file, *ME]) == 0
    import_ = import_id(capsys)
    with Ledger.open(tmp_path / "home", "another network"):  # the page imports, say
        for command in (["import", file, *ME], ["undo", import_]):
            assert main(command) == Exit.FAILED
            assert "another import runs" in capsys.readouterr().err.lower()
        assert main(["import", file, *ME, "--dry-run"]) == 0
        assert main(["imports"]) == 0
    assert main(["undo", import_]) == 0


def test_whom_to_ignore_lasts(
    fake: Fake, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["ignore", "ann@example.org", "@initech.example"]) == 0
    assert capsys.readouterr().out.split() == ["email:ann@example.org", "@initech.example"]
    assert main(["import", connections(tmp_path / "Connections.csv", ANN, BEN, CY), *ME]) == 0
    assert "linkedin:ben-ito" in json.dumps(events(fake))
    assert "ann" not in json.dumps(events(fake))
    assert "cy-sole" not in json.dumps(events(fake))
    assert main(["ignore", "--remove", "ann@example.org", "--json"]) == 0
    assert '"@initech.example"' in capsys.readouterr().out
    assert main(["ignore", "nobody"]) == Exit.USAGE


def test_an_archive_is_the_files_in_it(
    fake: Fake, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with zipfile.ZipFile(tmp_path / "archive.zip", "w") as archive:
        archive.writestr("Connections.csv", HEAD + ANN)
        archive.writestr("Rich Media.csv", "Date,Link\n")
    assert main(["import", str(tmp_path / "archive.zip"), *ME, "--json"]) == 0
    taken = json.loads(capsys.readouterr().out)["imports"]
    assert [one["file"] for one in taken] == ["archive.zip/Connections.csv"]


@pytest.mark.parametrize("arguments", [["nowhere.csv"], [], ["--dated", "soon"], ["--as", "wine"]])
def test_what_can_not_be_imported_ends_with_2_and_one_line(
    arguments: list[str], fake: Fake, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.bin").write_bytes(b"\0\1\2\3")
    given = arguments if arguments == ["nowhere.csv"] else [str(tmp_path / "a.bin"), *arguments]
    assert main(["import", *given, *ME]) == Exit.USAGE
    assert capsys.readouterr().err.splitlines()[-1].startswith("inroad: ")


async def test_events_of_another_app_are_taken_back_and_come_again_under_another_id(
    fake: Fake, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data = {"participants": ["email:bob@example.org", "email:ann@example.org"], "how": "coffee"}
    coffee = {
        "specversion": "1.0", "id": "1", "source": "urn:example:app",
        "time": "2026-03-01T00:00:00Z", "type": "inroad.interaction.recorded.v1", "data": data,
    }  # fmt: skip
    file = tmp_path / "events.jsonl"
    file.write_text(json.dumps(coffee) + "\n", encoding="utf-8")
    assert main(["import", str(file), *ME]) == 0
    before = await graph_of(events(fake))
    assert main(["undo", import_id(capsys)]) == 0
    assert differences(await graph_of(events(fake)), await graph_of([]), SHOWN) == []
    assert main(["import", str(file), *ME]) == 0
    assert [one["id"] for one in events(fake) if one["source"] == "urn:example:app"] == ["1", "1~1"]
    assert differences(await graph_of(events(fake)), before, SHOWN) == []


def test_an_answered_sheet_is_taken_for_the_two_of_whom_the_service_knows(
    fake: Fake, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    fake.pages["/v1/sheets/s-1"] = (200, {
        "asker": {"ref": "email:bob@example.org"}, "contact": {"ref": "email:ann@example.org"},
        "lines": [{"company": {"ref": "name:globex"}}],
    }, {})  # fmt: skip
    answers = {
        "format": "inroad-sheet-answers-1", "sheet": "s-1", "saved": "2026-03-08T15:30:00Z",
        "lines": [{"company": "name:Globex", "answer": "knows-someone", "words": "my neighbour"}],
    }  # fmt: skip
    file = tmp_path / "answers.json"
    file.write_text(json.dumps(answers), encoding="utf-8")
    assert main(["import", str(file), *ME]) == 0
    assert [one["type"] for one in events(fake)] == [
        "inroad.sheet.answered.v1", "inroad.insider.mentioned.v1",
    ]  # fmt: skip
    assert events(fake)[1]["data"]["informant"] == "email:ann@example.org"
    file.write_text(json.dumps(answers).replace("Globex", "Initech"), encoding="utf-8")
    assert main(["import", str(file), *ME]) == Exit.BAD_INPUT
    assert "is not on this sheet" in capsys.readouterr().err


def test_a_recommendation_finds_its_connection_in_the_same_archive(
    fake: Fake, tmp_path: Path
) -> None:
    with zipfile.ZipFile(tmp_path / "archive.zip", "w") as archive:
        archive.writestr(
            "Recommendations_Received.csv",
            "First Name,Last Name,Company,Job Title,Text,Creation Date,Status\n"
            'Ann,Lee,Globex,Lead,x,"06/01/25, 12:00 PM",VISIBLE\n',
        )
        archive.writestr("Connections.csv", HEAD + ANN)
    assert main(["import", str(tmp_path / "archive.zip"), *ME]) == 0
    relations = [one["data"]["relation"] for one in events(fake) if "relation" in one["data"]]
    assert sorted(relations) == ["colleague", "contact"]


def test_columns_are_mapped_and_who_can_not_be_asked_goes_on_with_the_guess(
    fake: Fake, tmp_path: Path
) -> None:
    file = tmp_path / "people.csv"
    file.write_text("Wer,Adresse\nAnn Lee,ann@example.org\n", encoding="utf-8")
    assert main(["import", str(file), *ME]) == Exit.BAD_INPUT
    assert not fake.batches
    assert main(["import", str(file), *ME, "--map", "email=Adresse", "--map", "name=Wer"]) == 0
    assert events(fake)[0]["data"] == {
        "identifiers": ["email:ann@example.org"], "name": "Ann Lee",
    }  # fmt: skip
    assert main(["import", str(file), *ME, "--map", "email"]) == Exit.USAGE


def test_an_import_of_nothing_is_not_listed(
    fake: Fake, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["import", connections(tmp_path / "nobody.csv"), *ME]) == 0
    assert main(["import", connections(tmp_path / "Connections.csv", ANN), *ME]) == 0
    capsys.readouterr()
    assert main(["imports", "--json"]) == 0
    listed = json.loads(capsys.readouterr().out)["imports"]
    assert [one["file"] for one in listed] == ["Connections.csv"]


@pytest.mark.parametrize("more", [[], ["--as", "linkedin-connections"]])
def test_standard_input_is_a_file_too(
    fake: Fake, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, more: list[str]
) -> None:
    def piped(text: str) -> list[str]:
        monkeypatch.setattr("sys.stdin", TextIOWrapper(BytesIO(text.encode())))
        return ["import", "-", *ME, *more]

    assert main(piped(HEAD + ANN)) == 0
    assert "standard input (LinkedIn connections)" in capsys.readouterr().out
    assert main([*piped(HEAD + ANN), "--dated", "2026-01-31"]) == 0
    assert "0 events sent, 4 known already" in capsys.readouterr().out
    assert main(piped("")) == Exit.USAGE
    assert "standard input is empty" in capsys.readouterr().err


def test_standard_input_without_a_heading_of_its_own_wants_its_format(
    fake: Fake, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for more, code in (([], Exit.USAGE), (["--as", "csv"], 0)):
        monkeypatch.setattr(
            "sys.stdin", TextIOWrapper(BytesIO(b"Name,E-Mail\nAnn,ann@example.org\n"))
        )
        assert main(["import", "-", *ME, *more]) == code
    assert "--as" in capsys.readouterr().err
    assert events(fake)[0]["data"]["identifiers"] == ["email:ann@example.org"]


async def test_of_two_names_for_one_the_same_counts_when_they_are_imported_again(
    fake: Fake, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    names = [ANN.replace("Lee", f"Lee {n}").replace("ann@", f"ann{n}@") for n in range(20)]
    file = connections(tmp_path / "Connections.csv", *names)
    assert main(["import", file, *ME]) == 0
    before = await graph_of(events(fake))
    assert main(["undo", import_id(capsys)]) == 0
    assert main(["import", file, *ME]) == 0
    assert differences(await graph_of(events(fake)), before, SHOWN) == []
