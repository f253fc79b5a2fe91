"""The wire's shapes: both spellings, limits, what is ignored, what an answer looks like."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from kinoloom.wire.answers import Envelope, RenderAnswer, RenderData, RenderOutput, StateData
from kinoloom.wire.codes import HTTP_STATUS, OF_STATUS, Code
from kinoloom.wire.requests import (
    TEXT_LIMIT,
    ClaimRequest,
    OutputWish,
    PreviewRequest,
    RenderRequest,
    RunRequest,
    SessionRequest,
    UrlUpload,
)


def test_every_code_has_a_status() -> None:
    assert set(HTTP_STATUS) == set(Code)
    assert Code.BAD_TOKEN.http_status == 401
    assert Code.NO_SESSION.http_status == 404
    assert Code.TOO_LARGE.http_status == 413
    assert all(
        code.http_status == status or status in (405, 422) for status, code in OF_STATUS.items()
    )


@pytest.mark.parametrize(
    "body",
    [
        {"session_id": "s1", "new_message": {"parts": [{"text": "a"}, {"text": "b"}]}},
        {
            "sessionId": "s1",
            "appName": "x",
            "newMessage": {"parts": [{"text": "a"}, {"text": "b"}]},
        },
        {
            "session_id": "s1",
            "zz": 1,
            "new_message": {
                "role": "user",
                "parts": [{"text": "a"}, {"inlineData": {}}, {"text": "b"}],
            },
        },
    ],
)
def test_a_run_is_read_in_both_spellings(body: dict[str, object]) -> None:
    run = RunRequest.model_validate(body)
    assert (run.session_id, run.text, run.user_id, run.streaming) == ("s1", "a\nb", "me", False)


def test_a_resumed_run_needs_no_message() -> None:
    assert RunRequest.model_validate({"session_id": "s1"}).text == ""


@pytest.mark.parametrize("bad", ["", "../etc", "a/b", "a b", "é", "x" * 121, ".x", "a\n"])
def test_an_id_is_safe(bad: str) -> None:
    with pytest.raises(ValidationError):
        ClaimRequest.model_validate({"task_id": bad, "session_id": "s"})


def test_texts_have_limits() -> None:
    assert SessionRequest.model_validate({}).task_name == "project"
    with pytest.raises(ValidationError):
        SessionRequest.model_validate({"task_name": "x" * 501})
    half = {"text": "x" * (TEXT_LIMIT // 2 + 1)}
    with pytest.raises(ValidationError):
        RunRequest.model_validate({"session_id": "s", "new_message": {"parts": [half, half]}})


@pytest.mark.parametrize("url", ["file:///etc/passwd", "ftp://x/y", "x", "http://a b"])
def test_only_web_addresses_are_fetched(url: str) -> None:
    with pytest.raises(ValidationError):
        UrlUpload.model_validate({"urls": [url], "source_type": "url"})


def test_a_render_keeps_the_draft_as_it_is() -> None:
    draft = {"t": [{"zz": None}], "d": 5}
    body = {
        "id": "render_1",
        "sessionId": "s",
        "draft": draft,
        "output": {"resolution": 720, "fps": 29.97},
    }
    asked = RenderRequest.model_validate(body)
    assert asked.draft == draft
    assert (asked.output.format, asked.output.quality) == ("mp4", "high")
    assert (asked.output.resolution, asked.output.fps) == ("720", "29.97")
    assert asked.model_dump(by_alias=True)["sessionId"] == "s"


def test_a_wish_for_a_file_may_say_more() -> None:
    wish = OutputWish.model_validate(
        {"format": "mov", "quality": "lossless", "codec": "prores", "atMs": 5, "preview": True}
    )
    assert (wish.quality, wish.codec, wish.at_ms, wish.preview) == ("lossless", "prores", 5, True)
    plain = OutputWish.model_validate({}).model_dump(exclude_none=True)
    assert plain == {"format": "mp4", "quality": "high"}
    for bad in ({"quality": "best"}, {"at_ms": -1}, {"codec": "x" * 21}):
        with pytest.raises(ValidationError):
            OutputWish.model_validate(bad)


@pytest.mark.parametrize("more", [{"short_side_px": 1081}, {"at_ms": -1}, {"draft": []}])
def test_a_preview_has_limits(more: dict[str, object]) -> None:
    assert PreviewRequest.model_validate({"draft": {}, "atMs": 7}).at_ms == 7
    with pytest.raises(ValidationError):
        PreviewRequest.model_validate({"draft": {}, **more})


def test_an_answer_is_an_envelope() -> None:
    assert Envelope[dict[str, int]](data={"a": 1}).model_dump() == {
        "code": 0,
        "message": "ok",
        "data": {"a": 1},
    }


def test_a_render_is_told_twice() -> None:
    data = RenderData(
        id="render_1",
        status="completed",
        progress=100,
        output=RenderOutput(url="u"),
        output_url="u",
        created_at=5,
    )
    told = RenderAnswer.of(data).model_dump(mode="json", by_alias=True)
    assert told["status"] == told["data"]["status"] == "completed"
    assert told["output"]["url"] == told["data"]["outputUrl"] == "u"
    assert told["data"]["createdAt"] == 5
    assert told["data"]["success"] is True


def test_a_hosted_state_may_lack_anything() -> None:
    state = StateData.model_validate({"state": {"draft": None, "video_infos": None, "more": 1}})
    assert state.state.video_infos == ()
    assert StateData.model_validate({}).state.draft is None
