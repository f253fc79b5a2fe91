"""A conversation: what is heard, dropped streams, silent edits, lost sessions, uploads."""

from __future__ import annotations

import json
from pathlib import Path

import httpx
import pytest
from tests.support.drafts import film
from tests.support.fake_api import DROP, FakeApi, Json, adk, events, numbered, ok, refused

from kinoloom.client import errors
from kinoloom.client.heard import Heard
from kinoloom.draft import codec
from kinoloom.errors import AskError, SourceError
from kinoloom.wire.codes import Code

ONE = codec.encode(film(5000))
TWO = codec.encode(film(5000, 3000))


def texts(heard: list[Heard]) -> list[str]:
    return [one.text for one in heard if one.kind == "text"]


def test_a_message_is_said_and_heard(tmp_path: Path) -> None:
    api, told = FakeApi(), list[str]()
    api.will(
        "/run_sse",
        events(
            adk({"functionCall": {"name": "make_clip", "args": {}}}),
            "event: heartbeat\ndata:\n\n",
            adk({"text": "Made a “clip”."}),
            cut=7,
        ),
    )
    session = api.session(tmp_path, told)
    session.open("en")
    heard = list(session.say("a fox"))
    assert [one.kind for one in heard] == ["call", "heartbeat", "text"]
    assert texts(heard) == ["Made a “clip”."]
    assert told == ["Connecting…", "Ready!"]
    (sent,) = (json.loads(request.content) for request in api.calls("/run_sse"))
    assert sent["new_message"]["parts"] == [{"text": "a fox"}]
    assert (sent["app_name"], sent["user_id"], sent["session_id"]) == ("nemo_agent", "me", "s_1")
    assert sent["streaming"] is False


def test_an_empty_message_is_not_sent(tmp_path: Path) -> None:
    with pytest.raises(AskError):
        FakeApi().session(tmp_path).say("  \n")


def test_half_a_character_does_not_end_the_program(tmp_path: Path) -> None:
    assert texts(list(FakeApi().session(tmp_path).say("a fox \udcff"))) == ["Done."]


def test_the_last_session_goes_on(tmp_path: Path) -> None:
    api = FakeApi()
    assert not api.session(tmp_path).resume()
    api.session(tmp_path).open()
    later = api.session(tmp_path)
    assert later.resume()
    later.state()
    assert api.sessions == 1
    assert "/s_1/" in api.seen[-1].url.path


def test_a_dropped_stream_is_resumed_and_nothing_is_sent_again(tmp_path: Path) -> None:
    api = FakeApi()
    api.will(
        "/run_sse",
        events(numbered(1, adk({"text": "Ma"}, partial=True)), drop=True),
        DROP,
        events(numbered(2, adk({"text": "Made it."}))),
    )
    heard = list(api.session(tmp_path).say("a fox", streaming=True))
    assert [(one.kind, one.text) for one in heard] == [("partial", "Ma"), ("text", "Made it.")]
    first, *again = api.calls("/run_sse")
    assert "Last-Event-ID" not in first.headers
    assert [request.headers["Last-Event-ID"] for request in again] == ["e-1:1", "e-1:1"]
    assert all("new_message" not in json.loads(request.content) for request in again)


def test_a_server_that_cannot_resume_is_asked_for_the_state(tmp_path: Path) -> None:
    api, told = FakeApi(draft=ONE), list[str]()
    api.will(
        "/run_sse",
        events(numbered(1, adk({"functionCall": {"name": "cut"}})), drop=True),
        refused(Code.MALFORMED),
    )
    api.states.extend([ONE, ONE, TWO])
    heard = list(api.session(tmp_path, told).say("add a clip"))
    assert "Clip 2" in texts(heard)[0]
    assert "Still working…" in told
    assert len(api.calls("/run_sse")) == 2
    assert 90 <= sum(api.clock.slept) <= 92


def test_a_stream_that_never_began_is_not_sent_again(tmp_path: Path) -> None:
    api = FakeApi(draft=ONE)
    api.will("/run_sse", httpx.ReadTimeout("no"))
    heard = list(api.session(tmp_path).say("add a clip"))
    assert "Nothing was sent twice" in texts(heard)[0]
    assert len(api.calls("/run_sse")) == 1
    assert 270 <= sum(api.clock.slept) <= 271


def test_nobody_there_is_an_error(tmp_path: Path) -> None:
    api = FakeApi()
    session = api.session(tmp_path)
    session.open()
    api.will("/run_sse", httpx.ConnectError("no"))
    with pytest.raises(errors.ServerUnreachable):
        list(session.say("a fox"))


def test_a_silent_edit_is_told_from_the_state(tmp_path: Path) -> None:
    api = FakeApi()
    api.will("/run_sse", events(adk({"functionCall": {"name": "cut"}})))
    api.states.extend([ONE, TWO])
    heard = list(api.session(tmp_path).say("add a clip"))
    assert texts(heard) == ["Added Video Clip 2 (5-8s). The film is now 8 s long (was 5 s)."]


def test_a_silent_edit_that_comes_late_or_never(tmp_path: Path) -> None:
    api = FakeApi()
    api.will("/run_sse", events(), events())
    api.states.extend([ONE, ONE, TWO])
    assert "Clip 2" in texts(list(api.session(tmp_path).say("add a clip")))[0]
    assert texts(list(api.session(tmp_path).say("再加一个片段"))) == ["没有任何改动。"]


def test_a_draft_written_another_way_is_told_by_its_measures(tmp_path: Path) -> None:
    api = FakeApi()
    api.will("/run_sse", events())
    hosted: Json = {"t": [{"tt": 0, "sg": [{"x": 1}]}, {"tt": 7, "sg": []}], "d": 9000}
    api.states.extend([None, hosted])
    assert texts(list(api.session(tmp_path).say("go"))) == ["The film changed: 1 track, 9 s."]


def test_an_excuse_after_a_good_answer_is_not_shown(tmp_path: Path) -> None:
    api = FakeApi()
    sorry = {"type": "text", "content": "I encountered a temporary issue. Please try again."}
    api.will("/run_sse", events({"type": "text", "content": "Cut it."}, sorry), events(sorry))
    session = api.session(tmp_path)
    assert texts(list(session.say("cut"))) == ["Cut it."]
    assert texts(list(session.say("cut"))) == [sorry["content"]]


def test_pieces_alone_are_put_together(tmp_path: Path) -> None:
    api = FakeApi()
    pieces = [adk({"text": word}, partial=True) for word in ("Made ", "it.")]
    api.will("/run_sse", events(*pieces))
    assert texts(list(api.session(tmp_path).say("go", streaming=True))) == ["Made it."]


def test_a_long_turn_says_that_it_is_still_working(tmp_path: Path) -> None:
    api, told = FakeApi(), list[str]()
    session = api.session(tmp_path, told)
    api.will("/run_sse", events(*["data:\n\n"] * 5, adk({"text": "Done."})))
    for one in session.say("a long film"):
        api.clock.sleep(60 if one.kind == "heartbeat" else 0)
    assert told.count("Still working…") == 2


@pytest.mark.parametrize("first", ["/run_sse", "/latest"])
def test_a_lost_session_is_replaced_and_said(tmp_path: Path, first: str) -> None:
    api, told = FakeApi(), list[str]()
    api.session(tmp_path).open()
    session = api.session(tmp_path, told)
    session.resume()
    api.will(first, refused(Code.NO_SESSION))
    assert texts(list(session.say("a fox"))) == ["Done."]
    assert any("new one" in sentence for sentence in told)
    assert json.loads(api.calls("/run_sse")[-1].content)["session_id"] == "s_2"


def test_without_credits_the_way_to_register_is_shown(tmp_path: Path) -> None:
    api = FakeApi(bind_id="")
    session = api.session(tmp_path)
    session.open()
    api.bind_id = "bind_8"
    api.will("/run_sse", refused(Code.NO_CREDITS))
    with pytest.raises(errors.NotEnoughCredits, match=r"/register\?bind=bind_8"):
        list(session.say("an hour of film"))


def test_a_turn_is_cancelled_by_its_id(tmp_path: Path) -> None:
    api = FakeApi()
    session = api.session(tmp_path)
    with pytest.raises(AskError):
        session.cancel()
    list(session.say("a fox"))
    session.cancel()
    assert api.seen[-1].url.path == "/api/turns/e-1/cancel"


def test_files_are_sent_again_whole_with_a_new_token(tmp_path: Path) -> None:
    api = FakeApi()
    session = api.session(tmp_path)
    session.open()
    photo = tmp_path / "cät.jpg"
    photo.write_bytes(b"\xff\xd8" + b"x" * 200_000)
    api.live = set()
    data = session.upload(photo, photo)
    assert [file.file_type for file in data.files] == ["image", "image"]
    for request in api.calls("upload-video"):
        assert request.content.count(photo.read_bytes()) == 2
    assert len(api.calls("upload-video")) == 2


def test_addresses_are_sent_as_json(tmp_path: Path) -> None:
    api = FakeApi()
    api.will("upload-video", ok({"files": [{"filename": "x.mp4", "file_type": "video"}]}))
    data = api.session(tmp_path).upload_urls(["http://x.test/x.mp4"])
    assert data.files[0].filename == "x.mp4"
    body = json.loads(api.calls("upload-video")[0].content)
    assert body == {"urls": ["http://x.test/x.mp4"], "source_type": "url"}


@pytest.mark.parametrize(
    ("code", "kind"),
    [(Code.BAD_FILE, errors.UnsupportedFile), (Code.TOO_LARGE, errors.FileTooLarge)],
)
def test_a_refused_file_is_said(tmp_path: Path, code: Code, kind: type[Exception]) -> None:
    api = FakeApi()
    api.will("upload-video", refused(code))
    (tmp_path / "x.exe").write_bytes(b"MZ")
    with pytest.raises(kind):
        api.session(tmp_path).upload(tmp_path / "x.exe")


def test_a_missing_file_is_said(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="missing"):
        FakeApi().session(tmp_path).upload(tmp_path / "missing.mp4")


def test_the_link_of_a_project(tmp_path: Path) -> None:
    api = FakeApi()
    session = api.session(tmp_path)
    assert session.link() == "http://studio.test/workspace/claim?ct=clm_9"
    api.will("claim-token", refused(Code.NOT_FOUND))
    assert session.link() is None


def test_the_balance(tmp_path: Path) -> None:
    balance = FakeApi().session(tmp_path).balance()
    assert (balance.available, balance.frozen, balance.total) == (60, 5, 65)
