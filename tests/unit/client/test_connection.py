"""The manners of a call: who we are, one new token, one wait, a sentence for a person."""

from __future__ import annotations

from pathlib import Path

import httpx
import pytest
from tests.support.fake_api import FakeApi, ok, refused

from kinoloom.client import errors
from kinoloom.client.connection import Request
from kinoloom.client.verdict import spoken_wait
from kinoloom.errors import KinoloomError
from kinoloom.wire.codes import Code

BALANCE = "/api/credits/balance/simple"
ASK = Request("GET", BALANCE)


def test_every_call_says_who_asks(tmp_path: Path) -> None:
    api = FakeApi()
    api.connection(tmp_path).call(ASK)
    token, balance = api.seen
    for request in (token, balance):
        assert request.headers["X-Skill-Source"] == "kinoloom"
        assert {"x-skill-version", "x-skill-platform"} <= set(request.headers)
    assert token.headers["X-Client-Id"] == (tmp_path / "client_id").read_text()
    assert balance.headers["Authorization"] == "Bearer kl_usr_1"


def test_the_token_is_kept_for_the_next_command(tmp_path: Path) -> None:
    api = FakeApi()
    api.connection(tmp_path).call(ASK)
    api.connection(tmp_path).call(ASK)
    assert api.tokens == 1


def test_a_dead_token_is_renewed_once_with_the_same_client_id(tmp_path: Path) -> None:
    api = FakeApi()
    connection = api.connection(tmp_path)
    connection.call(ASK)
    api.live = set()
    assert connection.call(ASK)["data"]["available"] == 60
    ids = {request.headers["X-Client-Id"] for request in api.calls("anonymous-token")}
    assert (api.tokens, len(ids)) == (2, 1)


def test_a_server_that_refuses_its_own_tokens_is_not_asked_for_ever(tmp_path: Path) -> None:
    api = FakeApi()
    api.will(BALANCE, *[refused(Code.BAD_TOKEN) for _ in range(9)])
    with pytest.raises(errors.TokenRefused):
        api.connection(tmp_path).call(ASK)
    assert api.tokens == 2


def test_a_given_token_that_fails_is_said(tmp_path: Path) -> None:
    api = FakeApi()
    with pytest.raises(errors.TokenRefused, match="NEMO_TOKEN") as told:
        api.connection(tmp_path, given_token="hush").call(ASK)
    assert api.tokens == 0
    assert "hush" not in str(told.value)


def test_an_owner_token_comes_first_and_a_stale_one_is_passed_over(tmp_path: Path) -> None:
    api = FakeApi(live={"kl_own"})
    (tmp_path / "owner_token").write_text("kl_own")
    connection = api.connection(tmp_path, owner_file=tmp_path / "owner_token")
    connection.call(ASK)
    assert api.tokens == 0
    api.live = set()
    connection.call(ASK)
    assert api.tokens == 1


def test_a_client_id_that_is_refused_is_made_anew_once(tmp_path: Path) -> None:
    api = FakeApi()
    (tmp_path / "client_id").write_text("old")
    api.will("anonymous-token", refused(Code.MALFORMED, "X-Client-Id is no UUID."))
    api.connection(tmp_path).call(ASK)
    first, second = (request.headers["X-Client-Id"] for request in api.calls("anonymous-token"))
    assert (first, second) == ("old", (tmp_path / "client_id").read_text())
    assert second != "old"


@pytest.mark.parametrize(
    ("headers", "wait_s"), [({}, 30), ({"Retry-After": "7"}, 7), ({"Retry-After": "60"}, 60)]
)
def test_a_short_limit_is_waited_for_once(
    tmp_path: Path, headers: dict[str, str], wait_s: float
) -> None:
    api = FakeApi()
    api.will(BALANCE, refused(Code.TOO_MANY, **headers))
    api.connection(tmp_path).call(ASK)
    assert api.clock.slept == [wait_s]
    api.will(BALANCE, refused(Code.TOO_MANY, **headers), refused(Code.TOO_MANY, **headers))
    with pytest.raises(errors.TooManyRequests):
        api.connection(tmp_path).call(ASK)


def test_a_long_limit_is_explained(tmp_path: Path) -> None:
    api = FakeApi()
    api.will("anonymous-token", refused(Code.TOO_MANY, **{"Retry-After": "600000"}))
    with pytest.raises(errors.TooManyRequests, match="7 days"):
        api.connection(tmp_path).call(ASK)
    assert api.clock.slept == []


def test_a_token_that_another_process_was_given_meanwhile_is_used(tmp_path: Path) -> None:
    api = FakeApi(live={"theirs"})

    def race(request: httpx.Request) -> httpx.Response:
        if "anonymous-token" in request.url.path:
            api.identity(tmp_path).keep_token("theirs", user_id="anon_1", expires_at_s=9e9)
            return refused(Code.TOO_MANY, **{"Retry-After": "600000"})
        return api(request)

    connection = api.connection(tmp_path)
    connection._client._transport = httpx.MockTransport(race)  # pyright: ignore[reportPrivateUsage]
    assert connection.call(ASK)["code"] == 0


@pytest.mark.parametrize(
    ("code", "kind", "words"),
    [
        (Code.BAD_FILE, errors.UnsupportedFile, "mp4, mov"),
        (Code.TOO_LARGE, errors.FileTooLarge, "compress or trim"),
        (Code.EXPORT_REFUSED, errors.ExportRefused, "upgrade your plan"),
        (Code.NO_SESSION, errors.SessionGone, "not on the server"),
        (Code.NO_CREDITS, errors.NotEnoughCredits, "http://studio.test/register"),
        (Code.MALFORMED, errors.RequestRefused, "urls: is empty"),
        (Code.NOT_FOUND, errors.NothingThere, "urls: is empty"),
        (Code.CONFLICT, errors.IdTaken, "urls: is empty"),
    ],
)
@pytest.mark.parametrize("in_body_only", [False, True])
def test_a_refusal_is_a_sentence(
    tmp_path: Path, code: Code, kind: type[KinoloomError], words: str, in_body_only: bool
) -> None:
    api = FakeApi()
    answer = refused(code, "urls: is empty")
    api.will(BALANCE, httpx.Response(200, json=answer.json()) if in_body_only else answer)
    with pytest.raises(kind, match=words):
        api.connection(tmp_path).call(ASK)


@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        (httpx.Response(502, text="<html>Bad gateway"), errors.ServerBroken),
        (httpx.Response(200, text="<html>A wiki"), errors.ServerBroken),
        (httpx.Response(200, json=[1]), errors.ServerBroken),
        (httpx.Response(413, text="Request Entity Too Large"), errors.FileTooLarge),
        (httpx.Response(422, json={"detail": [{"loc": ["x"]}]}), errors.RequestRefused),
        (httpx.Response(302, headers={"Location": "http://evil.test"}), errors.RequestRefused),
        (httpx.Response(500, json={"code": 500, "message": "x"}), errors.ServerBroken),
        (httpx.ConnectError("no"), errors.ServerUnreachable),
        (httpx.ReadTimeout("no"), errors.ConnectionLost),
    ],
)
def test_answers_without_an_envelope(
    tmp_path: Path, answer: httpx.Response | Exception, kind: type[KinoloomError]
) -> None:
    api = FakeApi()
    api.will(BALANCE, answer)
    with pytest.raises(kind) as told:
        api.connection(tmp_path).call(ASK)
    assert "<" not in str(told.value)
    assert "{" not in str(told.value)


@pytest.mark.parametrize(
    "said", ['{"a": 1}', "<html>", "Traceback (most recent call last): x", "", 5]
)
def test_what_is_no_sentence_is_not_shown(said: object) -> None:
    assert errors.plain(said) == ""


def test_a_message_is_short_and_holds_no_secret() -> None:
    told = errors.plain("the token kl_usr_abc\nand Bearer xyz " + "long " * 100)
    assert "abc" not in told
    assert "xyz" not in told
    assert "\n" not in told
    assert len(told) <= 300


def test_a_registered_user_is_sent_to_the_account() -> None:
    told = errors.refusal(Code.NO_CREDITS, "", errors.Account("http://x", "user_1", "b"))
    assert str(told) == "Not enough credits. Top up credits in your account."


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(7, "7 seconds"), (61, "2 minutes"), (3600, "1 hour"), (600_000, "7 days")],
)
def test_waits_are_spoken(seconds: float, words: str) -> None:
    assert spoken_wait(seconds) == words


def test_an_answer_of_another_shape_is_said(tmp_path: Path) -> None:
    api = FakeApi()
    api.will("anonymous-token", ok({"tokens": []}))
    with pytest.raises(errors.ServerBroken):
        api.connection(tmp_path).call(ASK)
