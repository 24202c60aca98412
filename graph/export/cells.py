"""Text that others wrote, as a cell of a table that no spreadsheet runs."""

import unicodedata
from typing import Final

BOM: Final = "\ufeff"  # by which spreadsheets know UTF-8
_FORMULA: Final = frozenset("=+-@|%")  # what a spreadsheet may take for the start of one
_JOINERS: Final = "\u200c\u200d"  # which some scripts are written with


def clean(text: str) -> str:
    """*text* in one line, without characters that hide or turn the direction of what follows."""
    kept = (c for c in " ".join(text.split()) if c in _JOINERS or unicodedata.category(c) != "Cf")
    return "".join(kept).strip()


def cell(text: str) -> str:
    """*text* as a cell that no spreadsheet runs (OWASP, CSV injection), wide signs included."""
    text = clean(text)
    return f"'{text}" if unicodedata.normalize("NFKC", text[:1]) in _FORMULA else text
