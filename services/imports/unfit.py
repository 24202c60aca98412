"""Files that are no export of contacts, told by their first bytes: each with what to do instead."""

from collections.abc import Iterable
from pathlib import Path
from typing import Final

from graph.errors import InroadError

_BEGINNING: Final = 512  # bytes looked at
_BLANK: Final = b"\xef\xbb\xbf\xff\xfe\0 \t\r\n"  # marks of an encoding, and what nobody sees
_ZIP: Final = (b"PK\x03\x04", b"PK\x05\x06")  # APPNOTE.TXT, 4.3.7 and 4.3.16

_EXPORT: Final = "bring what the app exported: a CSV, a vCard, a calendar, a mailbox or an archive"
_TABLE: Final = "save its table as CSV, and bring that"
_UNPACK: Final = "unpack it, and bring what is in it"
_OFFICE: Final = ("a document of an office program", _TABLE)
_SIGNATURES: Final = {
    b"%PDF-": ("a PDF", _EXPORT),
    b"\x89PNG": ("a picture", _EXPORT),
    b"\xff\xd8\xff": ("a picture", _EXPORT),
    b"GIF8": ("a picture", _EXPORT),
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1": _OFFICE,
    b"\x1f\x8b": ("packed by gzip", _UNPACK),
    b"7z\xbc\xaf\x27\x1c": ("packed by 7-Zip", _UNPACK),
    b"Rar!\x1a\x07": ("packed by RAR", _UNPACK),
}
_PACKED_OFFICE: Final = frozenset({"[Content_Types].xml", "mimetype", "Index/Document.iwa"})


class Unfit(InroadError):
    """The file is empty, damaged, or no export of contacts."""

    field = "(file)"

    def __init__(self, message: str, remedy: str) -> None:
        super().__init__(message)
        self.remedy = remedy


def check_file(path: Path, called: str) -> None:
    """Refuse what can hold no contacts, whatever it is called.

    Raises:
        OSError, Unfit
    """
    with path.open("rb") as file:
        start = file.read(_BEGINNING)
    if len(start) < _BEGINNING and not start.strip(_BLANK):
        raise Unfit(f"{called} is empty", "export or download it again")
    for signature, (what, remedy) in _SIGNATURES.items():
        if start.startswith(signature):
            raise Unfit(f"{called} is {what}, and no export of contacts", remedy)
    if start.startswith(_ZIP) or called.casefold().endswith(".zip"):
        raise broken(called)


def check_archive(called: str, members: Iterable[str]) -> None:
    """Refuse an archive that is a document, or holds no file.

    Raises:
        Unfit
    """
    names = set(members)
    if not names:
        raise Unfit(f"{called} holds no file", "export or download it again")
    if names & _PACKED_OFFICE:
        what, remedy = _OFFICE
        raise Unfit(f"{called} is {what}, and no export of contacts", remedy)


def broken(called: str) -> Unfit:
    """Of an archive that is cut off or damaged."""
    return Unfit(
        f"{called} is a broken archive", "download it again, or unpack it and bring what is in it"
    )
