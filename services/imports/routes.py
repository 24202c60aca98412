"""The addresses of imports: what the page does as `inroad import`, `undo` and `ignore` do."""

from collections.abc import Mapping, Sequence
from typing import Annotated, Any, Final

from fastapi import APIRouter, Depends, Path, Query, Request

from graph.cursor import key_of, page_of
from graph.errors import InroadError
from graph.sheet import shared_of, shared_page
from graph.store import View
from graph.strike import Seal
from schemas.errors import InvalidIdentifier
from schemas.events.base import Moment, moment_text
from schemas.imports import (
    IMPORT,
    UPLOAD,
    FileOutcome,
    FileSeen,
    ImportsPage,
    ImportTold,
    LinesPage,
    LinesQuestion,
    LineTold,
    ReadingQuestion,
    Rule,
    RulesPage,
    Trouble,
    UndoTold,
    UploadPage,
)
from schemas.questions import Asked, last_midnight
from services.imports.choosing import Chosen
from services.imports.desk import ImportDesk
from services.imports.detection import named
from services.imports.gateway import Gateway
from services.imports.ignoring import FILE, keep, rule_of, rules_in
from services.imports.ledger import Import
from services.imports.plain import PLAIN, columns_of, unsure_of
from services.imports.standing import Line, Standing, Undoing
from services.imports.statements import Unclear
from services.imports.told import Outcome, sentence_of
from services.imports.uploads import NotAFile, Upload
from services.query import AtDesk, Desk, problems_of
from services.settings import Settings

BYTES: Final = "application/octet-stream"
ERRORS = problems_of(
    status_404="No such file is kept, or no such import known",
    status_409="Another import runs: one at a time",
    status_413="The file is larger than is taken, or what is packed in it",
    status_415="The body does not say that it is the bytes of a file",
    status_422="The file or a parameter is malformed",
    status_503="Too many files are kept, or the broker or the store does not answer",
)
router = APIRouter(prefix="/v1", tags=["imports"], responses=ERRORS)
UploadId = Annotated[
    str,
    Path(
        pattern=r"^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$",
        description="A UUID of your own making",
        examples=[UPLOAD],
    ),
]
ImportId = Annotated[
    str, Path(pattern=r"^[0-9a-f]{12}$", description="As the list tells it", examples=[IMPORT])
]


async def _desk(request: Request) -> ImportDesk:
    desk: ImportDesk = request.app.state.imports
    return desk


AtImports = Annotated[ImportDesk, Depends(_desk)]


@router.post("/uploads/{id}/preview", status_code=202, summary="Read a file, and send nothing")
async def preview(
    id: UploadId,  # noqa: A002 - the word of the address
    asked: ReadingQuestion,
    imports: AtImports,
    desk: AtDesk,
) -> UploadPage:
    """It goes on while this answers: ask for the file to see how far it is."""
    upload = imports.uploads.of(id)
    await imports.preview(upload, asked, _Sheets(desk, asked))
    return _page(upload, imports.standing(upload))


@router.get("/uploads/{id}/lines", summary="What became of the lines of a file")
async def lines(
    id: UploadId,  # noqa: A002 - the word of the address
    asked: Annotated[LinesQuestion, Query()],
    imports: AtImports,
) -> LinesPage:
    """Of the last preview; of each kind the first 1,000 are kept, `inroad import` tells all."""
    found = imports.standing(imports.uploads.of(id)).lines.get(asked.what)
    numbered = list(enumerate(found.kept if found else ()))
    page, following = page_of(
        numbered, lambda one: (f"{one[0]:06d}",), after=key_of(asked.cursor, 1), limit=asked.limit
    )
    return LinesPage(
        lines=tuple(_line(line) for _, line in page), all=found.all if found else 0, next=following
    )


@router.post("/uploads/{id}/import", status_code=202, summary="Import a file that was uploaded")
async def send(
    id: UploadId,  # noqa: A002 - the word of the address
    asked: ReadingQuestion,
    imports: AtImports,
    desk: AtDesk,
    request: Request,
) -> UploadPage:
    """It goes on while this answers. The same file twice changes nothing."""
    upload = imports.uploads.of(id)
    gateway = Gateway(request.app.state.broker)
    await imports.send(upload, asked, _Sheets(desk, asked), gateway)
    return _page(upload, imports.standing(upload))


@router.put(
    "/uploads/{id}",
    summary="Upload a file to be imported",
    openapi_extra={
        "requestBody": {
            "required": True,
            "content": {
                BYTES: {
                    "schema": {"type": "string", "format": "binary"},
                    "example": "Name,E-mail,Company\nAnn Lee,ann@example.org,Globex\n",
                }
            },
        }
    },
)
async def upload(
    id: UploadId,  # noqa: A002 - the word of the address
    name: Annotated[
        str,
        Query(min_length=1, max_length=255, description="As it is called", examples=["people.csv"]),
    ],
    request: Request,
    imports: AtImports,
    written: Annotated[
        Moment | None,
        Query(description="When it was last written", examples=["2026-05-04T09:00:00Z"]),
    ] = None,
) -> UploadPage:
    """Its bytes as they are. Nobody but the owner may read what is kept of it, for a while."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != BYTES:
        raise NotAFile(f"the body is {kind or 'of no type'}")
    await imports.forget(id)
    found = await imports.uploads.take(id, name, written, request.stream())
    try:
        return _page(found, await imports.look(found))
    except BaseException:
        imports.uploads.drop(id)
        raise


@router.get("/uploads/{id}", summary="How far an uploaded file is")
async def shown(
    id: UploadId,  # noqa: A002 - the word of the address
    imports: AtImports,
) -> UploadPage:
    """Whether it waits, is read, or is imported, and what it says."""
    found = imports.uploads.of(id)
    return _page(found, imports.standing(found))


@router.delete("/uploads/{id}", summary="Cancel: stop what is under way, and delete the file")
async def cancel(
    id: UploadId,  # noqa: A002 - the word of the address
    imports: AtImports,
) -> UploadPage:
    """What was sent by then stays, and can be taken back."""
    found = imports.uploads.of(id)
    standing = imports.standing(found)
    await imports.forget(id)
    return _page(found, standing)


@router.get("/imports", summary="What was imported")
async def listed(asked: Annotated[Asked, Query()], imports: AtImports) -> ImportsPage:
    """By the page and by the terminal alike, the latest last."""
    known = await imports.imports(asked.network)
    undo = imports.undo
    return ImportsPage(
        imports=tuple(map(_import, known)), undo=_undo(undo) if undo is not None else None
    )


@router.post("/imports/{id}/undo", status_code=202, summary="Take an import back")
async def undo(
    id: ImportId,  # noqa: A002 - the word of the address
    asked: Annotated[Asked, Query()],
    imports: AtImports,
    request: Request,
) -> UndoTold:
    """What other imports say too stays. It goes on while this answers: the list tells how far."""
    gateway = Gateway(request.app.state.broker)
    return _undo(await imports.take_back(id, asked.network, gateway))


@router.get("/ignored", summary="Whom no import names")
async def ignored(request: Request) -> RulesPage:
    """The lasting rules, one list for the page and the terminal."""
    return RulesPage(ignored=tuple(_rules(request)))


@router.post("/ignored", status_code=201, summary="Name somebody in no import from now on")
async def ignore(rule: Rule, request: Request) -> RulesPage:
    """A person, or everybody with an address at a domain."""
    return _keep(request, list(dict.fromkeys([*_rules(request), _rule(rule.who)])))


@router.delete("/ignored", summary="Take a rule back")
async def heed(
    request: Request,
    who: Annotated[
        str, Query(max_length=1100, description="As the list has it", examples=["@example.com"])
    ],
) -> RulesPage:
    """Imports name them again."""
    gone = _rule(who)
    return _keep(request, [rule for rule in _rules(request) if rule != gone])


def _rules(request: Request) -> list[str]:
    settings: Settings = request.app.state.settings
    return rules_in(settings.home / FILE)


def _keep(request: Request, rules: Sequence[str]) -> RulesPage:
    settings: Settings = request.app.state.settings
    keep(settings.home / FILE, rules)
    return RulesPage(ignored=tuple(rules))


def _rule(text: str) -> str:
    try:
        return rule_of(text)
    except InvalidIdentifier as error:
        remedy = "name a person as ann@example.org, a domain as @example.org"
        raise InvalidIdentifier(error.text, error.reason, remedy, "who") from error


class _Sheets:
    """Sheets by their ids, in the network that is asked about."""

    def __init__(self, desk: Desk, asked: Asked) -> None:
        self._desk, self._asked = desk, asked

    async def __call__(self, id_: str) -> Mapping[str, Any]:
        async def work(view: View, _: Seal) -> Mapping[str, Any]:
            now = moment_text(last_midnight())
            page = await shared_page(view, await shared_of(view, id_), now, frozenset())
            return page.model_dump(mode="json")

        return await self._desk.read(self._asked, work)


def _page(upload: Upload, standing: Standing) -> UploadPage:
    choice = standing.choice
    files = [
        _file(one, standing.heading, standing.outcomes.get(one[0].name)) for one in choice.chosen
    ]
    return UploadPage(
        id=upload.id, name=upload.name, bytes=upload.bytes, state=standing.state,
        done=standing.done, of=standing.of, files=tuple(files), left_out=tuple(choice.left_out),
        problem=_trouble(standing.error), receipt=standing.receipt,
    )  # fmt: skip


def _file(one: Chosen, heading: Sequence[str], outcome: tuple[str, Outcome] | None) -> FileSeen:
    part, format_ = one
    return FileSeen(
        name=part.name, format=format_.name, title=format_.title, bytes=part.size,
        heading=tuple(heading) if format_ is PLAIN else (),
        columns=columns_of(heading, {}) if format_ is PLAIN else {},
        unsure=tuple(unsure_of(heading, {})) if format_ is PLAIN else (),
        outcome=_outcome(part.name, format_.name, *outcome) if outcome else None,
    )  # fmt: skip


def _outcome(name: str, format_: str, import_: str, outcome: Outcome) -> FileOutcome:
    return FileOutcome(
        sentence=sentence_of(name, format_, outcome), import_=import_, new=outcome.new,
        known=outcome.known, left_out=outcome.passed, not_understood=outcome.unclear,
    )  # fmt: skip


def _line(line: Line) -> LineTold:
    told = LineTold(file=line.file, line=line.found.line, text=line.text)
    if isinstance(line.found, Unclear):
        more = {name: getattr(line.found, name) for name in ("field", "reason", "remedy")}
        return told.model_copy(update=more)
    return told


def _import(one: Import) -> ImportTold:
    format_ = named(one.format)
    return ImportTold(
        import_=one.id, file=one.name, format=one.format,
        title=format_.title if format_ else one.format, day=one.day, begun=one.begun,
        undone=one.undone, ended=one.ended, events=one.events,
    )  # fmt: skip


def _undo(undoing: Undoing) -> UndoTold:
    return UndoTold(
        import_=undoing.of.id, running=undoing.running, taken=undoing.taken,
        of=undoing.of.events, problem=_trouble(undoing.error), receipt=undoing.receipt,
    )  # fmt: skip


def _trouble(error: Exception | None) -> Trouble | None:
    if error is None:
        return None
    remedy = error.remedy if isinstance(error, InroadError | InvalidIdentifier) else ""
    return Trouble(
        detail=str(error), field=getattr(error, "field", None) or None, remedy=remedy or None
    )
