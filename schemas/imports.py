"""Files that are imported on the page: uploaded, looked at, sent, taken back."""

from typing import Annotated, Literal

from pydantic import ConfigDict, Field, StringConstraints

from schemas.answers import Answer
from schemas.events.base import Day
from schemas.questions import Asked, PageQuestion, Ref

UPLOAD = "0d9c2f4e-8a51-4f0e-9c3b-7a2d5e6f1b08"
IMPORT = "4c174a928161"
What = Literal["understood", "left_out", "not_understood"]
State = Literal["waiting", "reading", "read", "importing", "done"]
Heading = Annotated[str, StringConstraints(max_length=1000)]


class ReadingQuestion(Asked):
    """How is a file to be read that was uploaded?"""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"from": "email:bob@example.org", "region": "DE"}]}
    )

    me: Ref = Field(alias="from", description="Whose file it is, by an identifier: yours")
    form: str = Field("", max_length=40, description="The format, when it can't be told")
    columns: dict[str, Heading] = Field(
        default_factory=dict,
        max_length=20,
        description="Of a plain table: field to heading; an empty heading leaves the field out",
    )
    region: Annotated[str, StringConstraints(pattern="^[A-Z]{2}$")] | None = Field(
        None, description="Country of phone numbers that are written without one: ISO 3166"
    )
    dated: Day | None = Field(None, description="Day of the export; else the file's own")


class LinesQuestion(PageQuestion):
    """What became of the lines of a file?"""

    what: What = Field(
        "understood", description="Which lines", examples=["not_understood", "left_out"]
    )


class LineTold(Answer):
    """What became of one line; *field*, *reason* and *remedy* where it was not understood."""

    file: str = Field(examples=["Connections.csv"])
    line: int = Field(description="From 1", examples=[5])
    text: str = Field(examples=["linkedin:ann-lee works at name:globex, Lead"])
    field: str | None = Field(None, examples=["Connected On"])
    reason: str | None = Field(None, examples=["'soon' is no date"])
    remedy: str | None = Field(None, examples=["write it as 2026-01-31"])


class LinesPage(Answer):
    """What became of the lines of a file, as far as that is kept."""

    lines: tuple[LineTold, ...]
    all: int = Field(description="How many there are, kept or not", examples=[412])
    next: str | None = Field(None, description="Cursor of the page that follows; none on the last")


class FileOutcome(Answer):
    """What a file says, by the numbers of events."""

    sentence: str = Field(
        examples=["Connections.csv: 412 people you are connected with on LinkedIn."]
    )
    import_: str = Field(alias="import", description="Id of its import", examples=[IMPORT])
    new: int = Field(description="Sent, or to be sent", examples=[1236])
    known: int = Field(description="Sent before", examples=[0])
    left_out: int = Field(description="Understood, and left out on purpose", examples=[2])
    not_understood: int = Field(examples=[3])


class FileSeen(Answer):
    """A file that can be imported."""

    name: str = Field(examples=["archive.zip/Connections.csv"])
    format: str = Field(examples=["linkedin-connections"])
    title: str = Field(description="The format in words", examples=["LinkedIn connections"])
    bytes: int = Field(examples=[48_211])
    heading: tuple[str, ...] = Field((), description="Of a plain table: its columns")
    columns: dict[str, str] = Field(
        default_factory=dict, description="Of a plain table: field to heading, as guessed"
    )
    unsure: tuple[str, ...] = Field(
        (), description="Of a plain table: fields that matter and can't be guessed"
    )
    outcome: FileOutcome | None = Field(None, description="Once it was read or imported")


class Trouble(Answer):
    """Why it did not go on."""

    detail: str = Field(examples=["a line is over 33554432 bytes"])
    field: str | None = None
    remedy: str | None = None


class UploadPage(Answer):
    """A file that was uploaded, and how far it is."""

    id: str = Field(examples=[UPLOAD])
    name: str = Field(examples=["Connections.csv"])
    bytes: int = Field(examples=[48_211])
    state: State
    done: int = Field(description="Bytes read by now", examples=[16_384])
    of: int = Field(description="Bytes to be read", examples=[48_211])
    files: tuple[FileSeen, ...]
    left_out: tuple[str, ...] = Field((), description="In no format that is known")
    problem: Trouble | None = None
    receipt: str | None = Field(None, description="Of the last event: makes a question wait for it")


class ImportTold(Answer):
    """One file that was imported."""

    import_: str = Field(alias="import", examples=[IMPORT])
    file: str = Field(examples=["Connections.csv"])
    format: str = Field(examples=["linkedin-connections"])
    title: str = Field(examples=["LinkedIn connections"])
    day: str = Field(description="Of the file", examples=["2026-05-04T00:00:00.000000Z"])
    begun: str = Field(examples=["2026-05-06T09:12:00.000000Z"])
    undone: str | None = Field(None, description="When it was taken back")
    ended: bool = Field(description="False: import it again, or take it back again, to go on")
    events: int = Field(examples=[1236])


class UndoTold(Answer):
    """The last import that this service took back, or takes back now."""

    import_: str = Field(alias="import", examples=[IMPORT])
    running: bool
    taken: int = Field(description="Events retracted by now", examples=[500])
    of: int = Field(description="Events that the import says", examples=[1236])
    problem: Trouble | None = None
    receipt: str | None = None


class ImportsPage(Answer):
    """What was imported, the latest last."""

    imports: tuple[ImportTold, ...]
    undo: UndoTold | None = None


class Rule(Asked):
    """Whom no import names."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"who": "@example.com"}]})

    who: str = Field(
        min_length=1, max_length=1100, description="ann@example.org, or @example.org: all of it"
    )


class RulesPage(Answer):
    """Whom no import names from now on."""

    ignored: tuple[str, ...] = Field(examples=[["email:ann@example.org", "@example.com"]])
