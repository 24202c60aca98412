"""What can hold no contacts is told as what it is, with what to do instead."""

import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from services.cli import main
from services.cli.exits import Exit
from services.imports.files import parts_of
from services.imports.unfit import Unfit
from tests.services.imports.test_import import ANN, ME, connections
from tests.services.test_cli import Fake, fake

__all__ = ["fake"]


def packed(*names: str) -> bytes:
    body = BytesIO()
    with zipfile.ZipFile(body, "w") as archive:
        for name in names:
            archive.writestr(zipfile.ZipInfo(name), "Name,E-mail\nAnn,ann@example.org\n")
    return body.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "told", "remedy"),
    [
        ("a.csv", b"", "a.csv is empty", "export or download it again"),
        ("a.csv", b"\xef\xbb\xbf\r\n", "a.csv is empty", "export or download it again"),
        ("a.zip", b"", "a.zip is empty", "export or download it again"),
        ("a.zip", packed(), "a.zip holds no file", "export or download it again"),
        ("a.zip", packed("b.csv")[:-10], "a.zip is a broken archive", "unpack it"),
        ("a.csv", packed("b.csv")[:60], "a.csv is a broken archive", "download it again"),
        ("a.zip", b"<html>Sign in</html>", "a.zip is a broken archive", "download it again"),
        ("a.csv", b"%PDF-1.7\n", "a.csv is a PDF", "what the app exported"),
        ("a.csv", b"\x89PNG\r\n\x1a\n", "a.csv is a picture", "what the app exported"),
        ("a.csv", b"\xff\xd8\xff\xe0\0\x10JFIF", "a.csv is a picture", "what the app exported"),
        ("a.csv", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0", "an office program", "as CSV"),
        ("a.xlsx", packed("[Content_Types].xml"), "an office program", "as CSV"),
        ("a.mbox.gz", b"\x1f\x8b\x08\0", "a.mbox.gz is packed by gzip", "unpack it"),
    ],
)
def test_what_holds_no_contacts_is_told_as_what_it_is(
    tmp_path: Path, name: str, content: bytes, told: str, remedy: str
) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(Unfit) as refused:
        parts_of(tmp_path / name)
    assert told in str(refused.value)
    assert remedy in (refused.value.remedy or "")


def test_pictures_in_an_archive_refuse_nothing(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(packed("me.png", "people.csv"))
    assert [part.member for part in parts_of(tmp_path / "a.zip")] == ["me.png", "people.csv"]


def test_the_terminal_tells_it_and_sends_nothing(
    fake: Fake, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "people.csv"
    file.write_bytes(b"%PDF-1.7\n")
    assert main(["import", str(file), *ME]) == Exit.USAGE
    told = " ".join(capsys.readouterr().err.split())
    assert "people.csv is a PDF, and no export of contacts" in told
    assert "ring what the app exported" in told
    assert fake.batches == []


def test_one_of_several_files_is_left_out(
    fake: Fake, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "empty.csv").touch()
    whole = connections(tmp_path / "Connections.csv", ANN)
    assert main(["import", str(tmp_path / "empty.csv"), whole, *ME]) == 0
    assert "empty.csv is empty: left out" in capsys.readouterr().err
    assert fake.batches
