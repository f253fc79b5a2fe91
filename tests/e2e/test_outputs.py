"""Files of every sort over HTTP, and frames before there is a file."""

from __future__ import annotations

import hashlib
import json
import os
import signal
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest
from tests.support.served import Answered, Caller, Served, path_of, served


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """One server for all of them; users keep them apart."""
    with served(tmp_path_factory.mktemp("outputs")) as one:
        yield one


@pytest.fixture
def caller(server: Served, request: pytest.FixtureRequest) -> Caller:
    """A new user with a film of a second."""
    user = Caller(server, f"client-{hashlib.sha256(request.node.nodeid.encode()).hexdigest()[:20]}")
    user.sign_up()
    user.say("a desert at noon, 1 second")
    return user


def size_of(answer: Answered) -> tuple[int, int]:
    """Width and height of a picture that was answered."""
    assert answer.status == 200, answer.body
    picture = cv2.imdecode(np.frombuffer(answer.body, np.uint8), cv2.IMREAD_COLOR)
    assert picture is not None
    return picture.shape[1], picture.shape[0]


@pytest.mark.parametrize(
    ("wish", "mime", "magic"),
    [
        ({"format": "gif", "fps": 10}, "image/gif", b"GIF89a"),
        ({"format": "webm", "codec": "VP9"}, "video/webm", b"\x1aE\xdf\xa3"),
        ({"format": "png", "atMs": 500}, "image/png", b"\x89PNG"),
        ({"format": "wav", "resolution": None}, "audio/wav", b"RIFF"),
    ],
)
def test_a_file_of_another_kind(
    caller: Caller, wish: dict[str, Any], mime: str, magic: bytes
) -> None:
    wish = {"resolution": "144p", **wish}
    assert caller.export("render_f", **wish).status == 200
    done = caller.exported("render_f")
    assert done["status"] == "completed", done
    output = done["data"]["output"]
    size = (None, None) if wish["format"] == "wav" else (256, 144)
    assert (output.get("width"), output.get("height")) == size
    assert output.get("duration_s", 0) == (0 if wish["format"] == "png" else 1.0)
    name = f".{wish['format']}"
    assert path_of(output["url"]).endswith(name)
    for path in (path_of(output["url"]), "/api/render/proxy/render_f/download"):
        file = caller.get(path)
        assert (file.status, file.headers["content-type"]) == (200, mime)
        assert file.body.startswith(magic)
        assert name in file.headers["content-disposition"]
    assert caller.export("render_f", **wish).json["status"] == "completed"
    assert caller.export("render_f", **wish, quality="low").json["code"] == 409


def test_what_is_not_written_is_refused_with_what_is(caller: Caller) -> None:
    wishes: tuple[tuple[dict[str, Any], str], ...] = (
        ({"format": "avi"}, "webm"),
        ({"codec": "prores"}, "mov"),
        ({"format": "gif", "preview": True}, "preview"),
        ({"quality": "best"}, "lossless"),
        ({"resolution": "8k"}, "2160"),
        ({"fps": "1e99999999"}, "rate"),
    )
    for wish, told in wishes:
        refused = caller.export("render_no", **wish)
        assert (refused.status, refused.json["code"]) == (400, 400)
        assert told in refused.json["message"]


def test_a_preview_file_is_small(caller: Caller) -> None:
    caller.export("render_q", preview=True, quality="lossless")
    output = caller.exported("render_q")["data"]["output"]
    assert (output["width"], output["height"]) == (960, 540)


def test_the_page_of_a_link_shows_what_was_exported(server: Served, caller: Caller) -> None:
    caller.export("render_g", format="gif", resolution="144p", fps=5)
    caller.exported("render_g")
    ids = {"task_id": caller.session_id, "session_id": caller.session_id}
    claim = caller.post("/api/auth/claim-token", ids).data["claim_token"]
    page = server.ask("GET", f"/workspace/claim?ct={claim}").body.decode()
    assert "<img" in page
    assert ".gif</a> (1 s, 256x144, " in page


def test_an_export_that_is_said_has_its_own_ending(caller: Caller) -> None:
    said = caller.say("export as gif in 144p at 5 fps")[-1].text
    link = path_of(said.split("here: ")[1].split(" ")[0])
    assert link.endswith(".gif")
    assert caller.served.ask("GET", link).headers["content-type"] == "image/gif"


def test_a_frame_before_there_is_a_file(server: Served, caller: Caller) -> None:
    path = f"/api/preview/nemo_agent/me/{caller.session_id}"
    first = caller.get(f"{path}?at_ms=500&short_side_px=180")
    assert size_of(first) == (320, 180)
    assert first.headers["content-type"] == "image/jpeg"
    tag = first.headers["etag"]
    known = caller.get(f"{path}?at_ms=500&short_side_px=180", **{"If-None-Match": f'"x", W/{tag}'})
    assert (known.status, known.body, known.headers["etag"]) == (304, b"", tag)
    caller.say("add the title “Hello”")
    changed = caller.get(f"{path}?at_ms=500&short_side_px=180", **{"If-None-Match": tag})
    assert changed.status == 200
    assert changed.body != first.body
    # Larger than the film, or later than its end: the film as it is, and its last frame.
    assert size_of(caller.get(f"{path}?at_ms=99000&short_side_px=1080")) == (1920, 1080)
    draft = caller.state()["draft"]
    posted = caller.post(path, {"draft": draft, "at_ms": 500, "short_side_px": 180})
    assert posted.body == changed.body
    draft["m"]["width"], draft["m"]["height"] = 64, 64
    assert size_of(caller.post(path, {"draft": draft, "atMs": 500})) == (64, 64)


def test_a_frame_is_refused_as_everything_is(server: Served, caller: Caller) -> None:
    path = f"/api/preview/nemo_agent/me/{caller.session_id}"
    other = Caller(server, f"{caller.client_id}-thief")
    other.sign_up()
    theirs = f"/api/preview/nemo_agent/me/{other.session_id}"
    stolen = other.post(theirs, {"draft": caller.state()["draft"]})
    for refused, status, code in (
        (stolen, 400, 400),
        (other.get(path), 404, 1002),
        (other.get(theirs), 400, 400),
        (caller.get(f"{path}?at_ms=-1"), 400, 400),
        (caller.get(f"{path}?short_side_px=4320"), 400, 400),
        (caller.post(path, {"draft": {"t": 5}}), 400, 400),
        (server.ask("GET", path), 401, 1001),
    ):
        assert (refused.status, refused.json["code"]) == (status, code)


def test_many_who_look_at_once_are_answered_and_hold_up_nobody(caller: Caller) -> None:
    path = f"/api/preview/nemo_agent/me/{caller.session_id}"

    def look(number: int) -> Answered:
        return caller.get(f"{path}?at_ms={number * 40}&short_side_px=180")

    with ThreadPoolExecutor(20) as pool:
        looks = [pool.submit(look, number % 20) for number in range(60)]
        assert caller.get("/healthz").status == 200
        answers = [one.result() for one in looks]
    told = {answer.status for answer in answers}
    assert 200 in told
    assert told <= {200, 429}
    assert all(answer.headers["retry-after"] == "1" for answer in answers if answer.status == 429)


def test_the_description_tells_both_calls(server: Served) -> None:
    description = server.ask("GET", "/openapi.json").json
    calls = description["paths"]["/api/preview/nemo_agent/me/{session_id}"]
    assert {call["operationId"] for call in calls.values()} == {"preview", "previewDraft"}
    assert "image/jpeg" in json.dumps(calls["get"]["responses"]["200"])
    kinds = description["paths"]["/api/render/proxy/{render_id}/download"]["get"]["responses"]
    assert {"video/mp4", "image/gif", "audio/mpeg"} <= set(kinds["200"]["content"])


def test_frames_come_although_the_one_who_drew_them_died(server: Served, caller: Caller) -> None:
    path = f"/api/preview/nemo_agent/me/{caller.session_id}"
    assert size_of(caller.get(f"{path}?short_side_px=90")) == (160, 90)
    assert server.process is not None
    drawing = [
        child
        for child in children_of(server.process.pid)
        if "kinoloom.render.chunks.worker" in (child / "cmdline").read_text()
    ]
    assert len(drawing) == 1
    os.kill(int(drawing[0].name), signal.SIGKILL)
    assert size_of(caller.get(f"{path}?at_ms=200&short_side_px=90")) == (160, 90)


def children_of(pid: int) -> list[Path]:
    """The processes that a process started."""
    threads = Path(f"/proc/{pid}/task").glob("*/children")
    return [Path(f"/proc/{name}") for file in threads for name in file.read_text().split()]
