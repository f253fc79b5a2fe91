"""Every error leaves as an envelope with the contract's code, and none with our insides."""

from __future__ import annotations

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from kinoloom.accounts.errors import NotEnoughCredits, TokenRefused, TooSoon
from kinoloom.api import errors
from kinoloom.draft.errors import DraftInvalid, Problem
from kinoloom.errors import MachineError
from kinoloom.media.limits import FileTooLarge
from kinoloom.media.sniff import UnsupportedFile
from kinoloom.store.ports import NoSuchProject
from kinoloom.store.renders import NoSuchRender, RenderIdTaken

CASES = [
    (TokenRefused("No."), 401, 1001),
    (NoSuchProject("prj_secret"), 404, 1002),
    (NotEnoughCredits(5, 2), 403, 2001),
    (UnsupportedFile("No."), 415, 4001),
    (FileTooLarge(1 << 20), 413, 4002),
    (errors.ExportRefused("No."), 402, 402),
    (RenderIdTaken("No."), 409, 409),
    (NoSuchRender("No."), 404, 404),
    (TooSoon(7), 429, 429),
    (DraftInvalid((Problem("t[0]", "is wrong"),)), 400, 400),
    (MachineError("/home/secret is full"), 503, 503),
    (ValueError("/home/secret"), 500, 500),
]


@pytest.mark.parametrize(("error", "status", "code"), CASES)
def test_an_error_is_told(error: Exception, status: int, code: int) -> None:
    app = FastAPI()
    errors.install(app)

    def broken() -> None:
        raise error

    app.add_api_route("/x", broken)
    answer = TestClient(app, raise_server_exceptions=False).get("/x")
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert answer.json()["message"]
    assert "secret" not in answer.text
    assert answer.headers.get("retry-after") == ("7" if status == 429 else None)


def test_unknown_calls_and_methods() -> None:
    app = FastAPI()
    errors.install(app)
    client = TestClient(app)
    assert client.get("/nowhere").json() == {"code": 404, "message": "There is no such call."}
    app.add_api_route("/x", lambda: None)
    assert client.post("/x").json()["code"] == 404
