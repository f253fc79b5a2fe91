"""Errors to answers: which class is which code, and what a stranger may read of it."""

from __future__ import annotations

import structlog
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from kinoloom.accounts.errors import LinkRefused, NotEnoughCredits, TokenRefused, TooSoon
from kinoloom.errors import AskError, DraftError, KinoloomError, MachineError, SourceError
from kinoloom.jobs.ports import NoSuchJob
from kinoloom.media.limits import FileTooLarge
from kinoloom.media.links import LinkExpired
from kinoloom.media.sniff import UnsupportedFile
from kinoloom.store.ports import NoSuchProject
from kinoloom.store.renders import NoSuchRender, RenderIdTaken
from kinoloom.studio.viewing import TooManyLooks
from kinoloom.turns.ports import NoSuchTurn
from kinoloom.wire import headers
from kinoloom.wire.codes import Code

log = structlog.get_logger(__name__)
UNAVAILABLE = 503
DEFECT = 500


class ExportRefused(AskError):
    """An export needs the attribution headers, and a plan that allows it."""


CODES: tuple[tuple[type[KinoloomError], Code], ...] = (
    (TokenRefused, Code.BAD_TOKEN),
    (NoSuchProject, Code.NO_SESSION),
    (NotEnoughCredits, Code.NO_CREDITS),
    (UnsupportedFile, Code.BAD_FILE),
    (FileTooLarge, Code.TOO_LARGE),
    (ExportRefused, Code.EXPORT_REFUSED),
    (RenderIdTaken, Code.CONFLICT),
    (TooSoon, Code.TOO_MANY),
    (TooManyLooks, Code.TOO_MANY),
    (NoSuchRender, Code.NOT_FOUND),
    (NoSuchTurn, Code.NOT_FOUND),
    (NoSuchJob, Code.NOT_FOUND),
    (LinkExpired, Code.NOT_FOUND),
    (LinkRefused, Code.NOT_FOUND),
    # A damaged file is no file of any accepted type.
    (SourceError, Code.BAD_FILE),
    (DraftError, Code.MALFORMED),
    (AskError, Code.MALFORMED),
)
"""Asked in this order; the first class that fits decides."""

SENTENCES: dict[type[KinoloomError], str] = {
    NoSuchProject: "There is no such session; start a new one.",
}
"""What a stranger reads instead of the error's own words, which speak to a command line."""


def answer(code: int, status: int, message: str, **extra: str) -> JSONResponse:
    """An error in the envelope; `extra` are headers."""
    return JSONResponse({"code": code, "message": message}, status, headers=dict(extra))


def install(app: FastAPI) -> None:
    """Let every error leave as an envelope, and none with a stack trace or a path."""
    app.add_exception_handler(KinoloomError, _told)
    app.add_exception_handler(RequestValidationError, _malformed)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(Exception, _defect)


async def _told(_request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, KinoloomError)
    if isinstance(error, MachineError):
        log.error("machine", error=str(error))
        return answer(UNAVAILABLE, UNAVAILABLE, "The server cannot do that now; try again later.")
    for kind, code in CODES:
        if isinstance(error, kind):
            extra = {}
            if isinstance(error, TooSoon | TooManyLooks):
                extra = {headers.RETRY_AFTER: str(error.retry_after_s)}
            message = SENTENCES.get(type(error), str(error))
            return answer(code, code.http_status, message, **extra)
    return await _defect(_request, error)


async def _malformed(_request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, RequestValidationError)
    return answer(Code.MALFORMED, 400, problems(error.errors()))


async def _http(_request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, HTTPException)
    code = Code.NOT_FOUND if error.status_code in (404, 405) else error.status_code
    words = {404: "There is no such call.", 405: "That call takes another method."}
    message = words.get(error.status_code, str(error.detail))
    return answer(code, error.status_code, message, **dict(error.headers or {}))


async def _defect(request: Request, error: Exception) -> JSONResponse:
    log.error("defect", path=request.url.path, exc_info=error)
    return answer(DEFECT, DEFECT, "Something went wrong on our side; please try again.")


def problems(found: object) -> str:
    """pydantic's findings in one line: where, and what is wrong."""
    assert isinstance(found, list | tuple)
    told: list[str] = []
    for detail in found[:5]:
        place = ".".join(str(part) for part in detail["loc"] if part != "body") or "body"
        told.append(f"{place}: {detail['msg']}")
    return "; ".join(told)
