"""Errors over HTTP: one table of statuses, one shape (RFC 9457, application/problem+json)."""

from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic_core import ErrorDetails
from starlette.exceptions import HTTPException

from graph.errors import ErasedRef, InroadError, OutOfBounds, StoreError, UnknownRef
from graph.introducing import NotTheTime
from graph.openers import UnusableTemplate
from graph.recent import Moved
from graph.sheet import EmptySheet
from graph.sheet_answers import NotOnTheSheet
from schemas.errors import InvalidEvent, InvalidIdentifier
from schemas.wording import place_of, wording_of
from services.broker import BrokerUnavailable, StreamFull
from services.duplicates.refusals import UnreadableRefusals
from services.fate import NotAReceipt, NotSettled, UnknownEvent
from services.gateway import NotJson, TooLarge, TooMany, UnreadableBatch, ensure_json
from services.imports.choosing import UnknownFormat, UnreadablePart
from services.imports.desk import NothingKnown
from services.imports.ledger import ImportRunning, LedgerUnusable
from services.imports.undoing import UnknownImport
from services.imports.unfit import Unfit
from services.imports.uploads import (
    FileTooLarge,
    NoRoom,
    NotAFile,
    SlowUpload,
    TooManyUploads,
    UnknownUpload,
    UnreadableArchive,
    UnusableName,
)
from services.live import TooManyStreams
from services.sheets.answers import UnreadableAnswers
from services.sheets.forms import NothingOpen, NotShared
from services.sheets.never_reveal import UnreadableList
from services.web.serving import NotBuilt

STATUSES: dict[type[Exception], HTTPStatus] = {
    UnreadableBatch: HTTPStatus.BAD_REQUEST,
    UnknownRef: HTTPStatus.NOT_FOUND,
    UnknownEvent: HTTPStatus.NOT_FOUND,
    NotBuilt: HTTPStatus.NOT_FOUND,
    ErasedRef: HTTPStatus.GONE,
    UnknownUpload: HTTPStatus.NOT_FOUND,
    UnknownImport: HTTPStatus.NOT_FOUND,
    NotTheTime: HTTPStatus.CONFLICT,
    ImportRunning: HTTPStatus.CONFLICT,
    SlowUpload: HTTPStatus.REQUEST_TIMEOUT,
    FileTooLarge: HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    TooLarge: HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    TooMany: HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    NotJson: HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
    NotAFile: HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
    UnusableName: HTTPStatus.UNPROCESSABLE_ENTITY,
    UnknownFormat: HTTPStatus.UNPROCESSABLE_ENTITY,
    NothingKnown: HTTPStatus.UNPROCESSABLE_ENTITY,
    Unfit: HTTPStatus.UNPROCESSABLE_ENTITY,
    UnreadablePart: HTTPStatus.UNPROCESSABLE_ENTITY,
    UnreadableArchive: HTTPStatus.UNPROCESSABLE_ENTITY,
    InvalidIdentifier: HTTPStatus.UNPROCESSABLE_ENTITY,
    InvalidEvent: HTTPStatus.UNPROCESSABLE_ENTITY,
    OutOfBounds: HTTPStatus.UNPROCESSABLE_ENTITY,
    EmptySheet: HTTPStatus.UNPROCESSABLE_ENTITY,
    NothingOpen: HTTPStatus.UNPROCESSABLE_ENTITY,
    NotShared: HTTPStatus.UNPROCESSABLE_ENTITY,
    UnreadableAnswers: HTTPStatus.UNPROCESSABLE_ENTITY,
    NotOnTheSheet: HTTPStatus.UNPROCESSABLE_ENTITY,
    UnreadableList: HTTPStatus.INTERNAL_SERVER_ERROR,
    UnreadableRefusals: HTTPStatus.INTERNAL_SERVER_ERROR,
    NotAReceipt: HTTPStatus.UNPROCESSABLE_ENTITY,
    UnusableTemplate: HTTPStatus.INTERNAL_SERVER_ERROR,
    LedgerUnusable: HTTPStatus.INTERNAL_SERVER_ERROR,
    NoRoom: HTTPStatus.INSUFFICIENT_STORAGE,
    TooManyUploads: HTTPStatus.SERVICE_UNAVAILABLE,
    StreamFull: HTTPStatus.SERVICE_UNAVAILABLE,
    BrokerUnavailable: HTTPStatus.SERVICE_UNAVAILABLE,
    TooManyStreams: HTTPStatus.SERVICE_UNAVAILABLE,
    NotSettled: HTTPStatus.SERVICE_UNAVAILABLE,
    Moved: HTTPStatus.SERVICE_UNAVAILABLE,
    StoreError: HTTPStatus.SERVICE_UNAVAILABLE,
}
RETRY_AFTER = "2"  # seconds
MEDIA_TYPE = "application/problem+json"


def problem(status: HTTPStatus, detail: str, **members: Any) -> JSONResponse:
    """A problem document; absent members are left out."""
    headers = {"Retry-After": RETRY_AFTER} if status == HTTPStatus.SERVICE_UNAVAILABLE else None
    return JSONResponse(_document(status, detail, **members), int(status), headers, MEDIA_TYPE)


def problem_of(error: Exception) -> dict[str, Any]:
    """The problem document of an error of the table."""
    status = next(STATUSES[kind] for kind in type(error).__mro__ if kind in STATUSES)
    remedy = error.remedy if isinstance(error, InroadError | InvalidIdentifier) else None
    field = getattr(error, "field", "ref" if isinstance(error, InvalidIdentifier) else None)
    return _document(status, str(error), field=field, remedy=remedy)


def _document(status: HTTPStatus, detail: str, **members: Any) -> dict[str, Any]:
    kept = {name: value for name, value in members.items() if value not in (None, "")}
    body = {"type": "about:blank", "title": status.phrase, "status": int(status), "detail": detail}
    return {**body, **kept}


def install(app: FastAPI) -> None:
    """Answer every error of ours, and the framework's, as a problem document."""
    for error in STATUSES:
        app.add_exception_handler(error, _ours)
    app.add_exception_handler(RequestValidationError, _unreadable_request)
    app.add_exception_handler(HTTPException, _plain)
    app.add_exception_handler(Exception, _unforeseen)


async def _ours(request: Request, error: Exception) -> JSONResponse:
    del request
    document = problem_of(error)
    status = HTTPStatus(document.pop("status"))
    return problem(status, document.pop("detail"), **document)


async def _unreadable_request(request: Request, error: Exception) -> JSONResponse:
    found = error.errors() if isinstance(error, RequestValidationError) else []
    if any(one["loc"] == ("body",) and one["type"] != "missing" for one in found):
        try:
            ensure_json(request)
        except NotJson as not_json:
            return await _ours(request, not_json)
    errors = [_wrong(one) for one in found]
    first = errors[0] if errors else {"field": "", "reason": "is unreadable", "remedy": ""}
    detail = f"{place_of(first['field'])}: {first['reason']}"
    return problem(
        HTTPStatus.UNPROCESSABLE_ENTITY, detail,
        field=first["field"], remedy=first["remedy"], errors=errors,
    )  # fmt: skip


def _wrong(error: ErrorDetails) -> dict[str, str]:
    reason, remedy = wording_of(error)
    return {"field": _field(error), "reason": reason, "remedy": remedy}


def _field(error: ErrorDetails) -> str:
    """The parameter that is wrong, or what a rule over several of them names."""
    named = ".".join(str(part) for part in error["loc"][1:])
    return named or error.get("ctx", {}).get("field") or str(error["loc"][0])


async def _plain(request: Request, error: Exception) -> JSONResponse:
    del request
    status = HTTPStatus(error.status_code) if isinstance(error, HTTPException) else HTTPStatus(500)
    return problem(status, getattr(error, "detail", status.phrase), remedy="see /openapi.json")


async def _unforeseen(request: Request, error: Exception) -> JSONResponse:
    del request
    detail = f"a fault of Inroad: {type(error).__name__}"
    return problem(HTTPStatus.INTERNAL_SERVER_ERROR, detail, remedy="see the service's log")
