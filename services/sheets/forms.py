"""A sheet as text, as CSV, as a page to print, and as a page that the contact answers.

Each shows the open lines only, and of a line what `schemas.sheets.SheetLine` says for the
contact's eyes. Pages are whole in themselves: no network, no cookie, nothing kept.
"""

import csv
from collections.abc import Callable, Iterator
from functools import cache
from html import escape
from importlib.resources import files
from io import StringIO
from string import Template
from typing import Final, Literal, NamedTuple

from graph.errors import InroadError
from graph.export.cells import BOM, cell, clean
from schemas.sheets import WORDS, SheetLine, SheetPage
from services.policy import policy_of

WELCOME: Final = (
    "These are companies where I would like to work. Do you know somebody there, or what it is "
    "like? A word on any line helps me, and none is fine too."
)
COLUMNS: Final = ("no", "company", "field", "looking for", "place", "note", "answer", "your words")


class NothingOpen(InroadError):
    """A sheet without an open line has nothing to show."""

    field = "sheet"
    remedy = "thank the contact; form=json tells the answers"

    def __init__(self) -> None:
        super().__init__("every line of this sheet is answered, or kept back")


class NotShared(InroadError):
    """Answers need the id of a sheet that was shared."""

    field = "form"
    remedy = "share the sheet, then take its form html"

    def __init__(self) -> None:
        super().__init__("only a sheet that was shared can be answered")


class Written(NamedTuple):
    """A form of a sheet, and what it is for HTTP and for a folder."""

    body: str
    media_type: str
    ending: str


def written(page: SheetPage, form: Literal["text", "csv", "page", "html"]) -> Written:
    """*page* in one of its forms.

    Raises:
        NothingOpen, NotShared
    """
    if not page.open_lines:
        raise NothingOpen
    write, media_type, ending = _FORMS[form]
    return Written(write(page), media_type, ending)


def as_text(page: SheetPage) -> str:
    """For a message or a mail."""
    lines = [clean(page.title), "", WELCOME, ""]
    for number, line in enumerate(page.open_lines, start=1):
        about = _about(line)
        lines.append(f"{number:>3}. {clean(line.company.name)}{f' ({about})' if about else ''}")
        if line.reason:
            lines.append(f"     {clean(line.reason)}")
    answers = ", ".join(word[0].lower() + word[1:] for word in list(WORDS.values())[1:])
    lines += ["", f"For each: I know someone there (who, in your words), {answers}."]
    return "\n".join(lines) + "\n"


def as_csv(page: SheetPage) -> str:
    """For a spreadsheet: RFC 4180, with no cell that could be taken for a formula."""
    out = StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for number, line in enumerate(page.open_lines, start=1):
        told = (line.company.name, line.field, line.function, line.place, line.reason, "", "")
        writer.writerow((number, *(cell(said or "") for said in told)))
    return BOM + out.getvalue()


def as_page(page: SheetPage) -> str:
    """To be printed, and answered with a pen."""
    boxes = "".join(f"<span>☐ {escape(word)}</span> " for word in WORDS.values())
    lines = "".join(
        f'<li>{_company(line)}<div class="boxes">{boxes}</div></li>' for line in page.open_lines
    )
    return _filled("print.html", title=clean(page.title), lines=lines)


def as_answerable(page: SheetPage) -> str:
    """To be answered in a browser, from a file, and saved as a small file to send back."""
    if page.sheet is None:
        raise NotShared
    lines = "".join(_fieldset(number, line) for number, line in enumerate(page.open_lines, start=1))
    return _filled("answer.html", title=clean(page.title), sheet=escape(page.sheet), lines=lines)


def _about(line: SheetLine) -> str:
    return ", ".join(clean(said) for said in (line.field, line.function, line.place) if said)


def _company(line: SheetLine) -> str:
    about = _about(line)
    parts = [f'<bdi class="company">{escape(clean(line.company.name))}</bdi>']
    if about:
        parts.append(f' <bdi class="about">{escape(about)}</bdi>')
    if line.reason:
        parts.append(f' <span class="reason">{escape(clean(line.reason))}</span>')
    return "".join(parts)


def _fieldset(number: int, line: SheetLine) -> str:
    return _template("line.html").substitute(
        number=number,
        ref=escape(line.company.ref),
        company=_company(line),
        choices="".join(_choices(number)),
    )


def _choices(number: int) -> Iterator[str]:
    for answer, word in [*WORDS.items(), ("", "Skip")]:
        checked = " checked" if not answer else ""
        yield (
            f'<label><input type="radio" name="line-{number}" value="{answer}"{checked}> '
            f"{escape(word)}</label>"
        )


def _filled(name: str, *, title: str, **parts: str) -> str:
    """The template *name* with its style and script, which its policy names by their hashes."""
    style, script = _part("sheet.css"), _part("answer.js")
    return _template(name).substitute(
        title=escape(title), welcome=escape(WELCOME), style=style, script=script,
        policy=policy_of(style, script),
        **parts,
    )  # fmt: skip


@cache
def _part(name: str) -> str:
    return files("services.sheets").joinpath("parts", name).read_text(encoding="utf-8")


def _template(name: str) -> Template:
    return Template(_part(name))


_FORMS: Final[dict[str, tuple[Callable[[SheetPage], str], str, str]]] = {
    "text": (as_text, "text/plain; charset=utf-8", "txt"),
    "csv": (as_csv, "text/csv; charset=utf-8", "csv"),
    "page": (as_page, "text/html; charset=utf-8", "html"),
    "html": (as_answerable, "text/html; charset=utf-8", "html"),
}
