"""Files of other apps for tests, and what a format reads of them."""

from collections.abc import Mapping
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

from services.imports.formats import Format, Reading
from services.imports.ignoring import Ignored
from services.imports.statements import Found, Passed, Statement, Unclear, Whole
from services.imports.understood import understood

BOB = "email:bob@example.org"
DAY = datetime(2026, 5, 4, tzinfo=UTC)
NOW = datetime(2026, 6, 1, tzinfo=UTC)


def read(
    format_: Format, text: str | bytes, *, region: str | None = None,
    columns: Mapping[str, str] | None = None, ignored: tuple[str, ...] = (), **more: Any,
) -> list[Found]:  # fmt: skip
    """All that is understood of *text*, and all that is not."""
    content = text.encode() if isinstance(text, str) else text
    reading = Reading(
        me=BOB, day=DAY, now=NOW, region=region, columns=columns or {}, **more
    )  # fmt: skip
    return list(understood(format_, BytesIO(content), reading, Ignored(ignored)))


def said(found: list[Found], kind: str) -> list[dict[str, Any]]:
    """The data of statements of this kind."""
    return [one.data for one in found if isinstance(one, Statement) and one.kind == kind]


def times(found: list[Found], kind: str) -> list[datetime | None]:
    return [one.time for one in found if isinstance(one, Statement) and one.kind == kind]


def unclear(found: list[Found]) -> list[tuple[int, str]]:
    return [(one.line, one.field) for one in found if isinstance(one, Unclear)]


def passed(found: list[Found]) -> list[int]:
    return [one.line for one in found if isinstance(one, Passed)]


def whole(found: list[Found]) -> list[dict[str, Any]]:
    return [one.event for one in found if isinstance(one, Whole)]
