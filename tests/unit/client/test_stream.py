"""What is heard: frames of any cut, ADK's events, the flat form."""

from __future__ import annotations

import json

import pytest
from google.adk.events import Event
from google.genai import types
from tests.support.fake_api import adk

from kinoloom.client.errors import Account, NotEnoughCredits, ServerBroken
from kinoloom.client.heard import Heard, Progress, event_of
from kinoloom.client.news import without_excuse
from kinoloom.client.sse import Frame, frames

NOBODY = Account("http://x")


def heard(data: object) -> tuple[Heard, ...]:
    text = data if isinstance(data, str) else json.dumps(data)
    return event_of(Frame(data=text), NOBODY).heard


@pytest.mark.parametrize("size", [1, 3, 1000])
def test_frames_do_not_depend_on_the_cut(size: int) -> None:
    line = json.dumps({"text": "héllo\u2028wörld\x85"}, ensure_ascii=False)
    data = f": ping\r\n\r\nid: 4\ndata: {line}\n\nevent: heartbeat\ndata:\n\ndata: last".encode()
    found = list(frames(data[at : at + size] for at in range(0, len(data), size)))
    assert found == [
        Frame("heartbeat"),
        Frame("", line, "4"),
        Frame("heartbeat"),
        Frame("", "last"),
    ]


def test_the_real_lines_of_a_turn() -> None:
    lines = [
        adk({"functionCall": {"id": "1", "name": "make_clip", "args": {}}}),
        adk({"functionResponse": {"id": "1", "name": "make_clip", "response": {}}}, role="user"),
        adk({"text": "Made "}, partial=True),
        adk({"text": "Made it."}),
        adk(progress={"job": "j", "part": "paint", "percent": 40, "eta_s": 8}),
    ]
    # Without blank lines between them, as some servers send them.
    data = "".join(f"data: {json.dumps(line)}\n" for line in lines).encode()
    (frame,) = frames([data])
    event = event_of(frame, NOBODY)
    assert event.turn_id == "e-1"
    assert event.heard == (
        Heard("call", name="make_clip"),
        Heard("answer", name="make_clip"),
        Heard("partial", "Made "),
        Heard("text", "Made it."),
        Heard("progress", progress=Progress("j", "paint", 40.0, 8.0)),
    )


@pytest.mark.parametrize(
    ("value", "kinds"),
    [
        ({"type": "text", "content": "Hi"}, ["text"]),
        ({"type": "tool_call", "name": "cut"}, ["call"]),
        ({"type": "tool_result"}, ["answer"]),
        ({"type": "heartbeat"}, ["heartbeat"]),
        ("[DONE]", ["heartbeat"]),
        ("", ["heartbeat"]),
        ([1, 2], ["heartbeat"]),
        (adk({"text": "mine"}, role="user"), ["heartbeat"]),
        (adk({"text": "hm", "thought": True}), ["heartbeat"]),
        ({"content": {"parts": [5, {"text": 7}, None]}}, ["heartbeat"]),
        ({"content": "odd", "actions": []}, ["heartbeat"]),
    ],
)
def test_every_form_is_understood(value: object, kinds: list[str]) -> None:
    assert [one.kind for one in heard(value)] == kinds


def test_errors_in_the_stream_are_raised() -> None:
    with pytest.raises(NotEnoughCredits):
        heard({"type": "error", "code": 2001})
    with pytest.raises(ServerBroken):
        heard({"errorCode": "X", "errorMessage": "KeyError at 0x7f"})


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("Cut to 5 s. I encountered a temporary issue. Please try again later.", "Cut to 5 s."),
        ("I'm sorry, but I encountered a temporary issue with it.", ""),
        ("I encountered a temporary issue of Vogue in the clip. Nice!", None),
        ("All fine.", "All fine."),
    ],
)
def test_the_excuse_is_taken_off_the_end(said: str, kept: str | None) -> None:
    assert without_excuse(said) == (said if kept is None else kept)


def test_a_turn_as_adk_writes_it() -> None:
    call = types.FunctionCall(id="adk-1", name="make_clip", args={"prompt": "red desert"})
    answer = types.FunctionResponse(id="adk-1", name="make_clip", response={"status": "ok"})
    told = [
        (types.Part(function_call=call), None),
        (types.Part(function_response=answer), None),
        (types.Part(text="Made a "), True),
        (types.Part(text="clip."), True),
        (types.Part(text="Made a clip."), False),
    ]
    lines = [
        Event(author="nemo_agent", content=types.Content(role="model", parts=[part]), partial=bit)
        for part, bit in told
    ]
    dumped = [event.model_dump_json(exclude_none=True, by_alias=True) for event in lines]
    body = "".join(f"data: {line}\n\n" for line in dumped).encode()
    events = [event_of(frame, NOBODY) for frame in frames([body])]
    kinds = [one.kind for event in events for one in event.heard]
    assert kinds == ["call", "answer", "partial", "partial", "text"]
