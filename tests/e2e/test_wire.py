"""The seeds' steps, word for word, as raw HTTP against a real server process."""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from google.adk.events import Event as AdkEvent
from sqlalchemy import update
from tests.support.media import counted_video, still
from tests.support.served import ATTRIBUTION, Caller, Event, Served, path_of, served

from kinoloom.accounts.ledger import SqlLedger
from kinoloom.accounts.users import SqlUsers
from kinoloom.media.probe import probe
from kinoloom.store.database import open_database, writing
from kinoloom.store.tables import tokens


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """One server for all of them; users keep them apart."""
    with served(tmp_path_factory.mktemp("wire")) as one:
        yield one


@pytest.fixture
def caller(server: Served, request: pytest.FixtureRequest) -> Caller:
    """A new user with a session."""
    user = Caller(server, f"client-{hashlib.sha256(request.node.nodeid.encode()).hexdigest()[:20]}")
    user.sign_up()
    return user


def multipart(name: str, data: bytes) -> tuple[bytes, str]:
    """A body as `curl -F files=@name` sends it, and its type."""
    head = f'--cut\r\nContent-Disposition: form-data; name="files"; filename="{name}"\r\n'
    body = f"{head}Content-Type: application/octet-stream\r\n\r\n".encode() + data
    return body + b"\r\n--cut--\r\n", "multipart/form-data; boundary=cut"


def shape(events: list[Event]) -> list[str]:
    """What a turn did, without how long it took."""
    return [event.sort for event in events if event.sort not in ("progress", "heartbeat")]


def test_from_a_token_to_a_playable_film(server: Served, tmp_path: Path) -> None:
    user = Caller(server, "seed-client")
    data = user.sign_up()
    assert data["token"].startswith("kl_usr_")
    assert data["user_id"].startswith("anon_")
    assert (data["credits"], data["expires_in"] > 600_000) == (100, True)

    clip = counted_video(tmp_path / "holiday.mp4", frames=30)
    body, kind = multipart("holiday.mp4", clip.read_bytes())
    path = f"/api/upload-video/nemo_agent/me/{user.session_id}"
    (file,) = user.post(path, body, **{"Content-Type": kind}).data["files"]
    assert (file["file_type"], file["width"], file["height"]) == ("video", 320, 180)
    assert file["duration"] == pytest.approx(1.0, abs=0.05)
    assert file["hash"] == hashlib.sha256(clip.read_bytes()).hexdigest()
    assert server.ask("GET", path_of(file["cdn_url"])).body == clip.read_bytes()

    events = user.say("a lone astronaut on Mars at golden hour, 2 seconds")
    assert shape(events) == [
        "call",
        "answer",
        "text",
    ]
    assert "Timeline" in events[-1].text

    state = user.state()
    assert state["draft"]["t"][0]["sg"]
    assert state["video_infos"][0]["filename"] == "holiday.mp4"
    assert state["generated_media"][0]["prompt"].startswith("a lone astronaut")
    balance = user.get("/api/credits/balance/simple").data
    assert balance == {"available": 98, "frozen": 0, "total": 98}

    first = user.export("render_1")
    assert first.json["status"] in ("pending", "processing")
    assert first.json["data"]["success"] is True
    done = user.exported("render_1")
    assert (done["status"], done["progress"]) == ("completed", 100)
    assert done["data"]["outputUrl"] == done["output"]["url"]
    assert done["data"]["completedAt"] >= done["data"]["createdAt"] > 1_600_000_000_000
    film = tmp_path / "film.mp4"
    film.write_bytes(server.ask("GET", path_of(done["output"]["url"])).body)
    facts = probe(film)
    assert (facts.width_px, facts.height_px, facts.duration_ms) == (1920, 1080, 2000)
    assert (facts.codec, facts.has_sound) == ("h264", True)
    part = user.get("/api/render/proxy/render_1/download", Range="bytes=0-99")
    assert (part.status, part.body) == (206, film.read_bytes()[:100])
    assert "attachment" in part.headers["content-disposition"]


def test_a_second_run_finds_the_first_ones_session(server: Served, caller: Caller) -> None:
    caller.say("a desert at noon, 1 second")
    session, first = caller.session_id, caller.token
    again = Caller(server, caller.client_id)
    refused = server.ask(
        "POST", "/api/auth/anonymous-token", headers={"X-Client-Id": caller.client_id}
    )
    assert refused.status == 429
    assert 0 < int(refused.headers["retry-after"]) <= 30
    again.sign_up()
    assert again.token != first
    again.session_id = session
    assert again.state()["draft"] is not None


def test_bodies_are_json_whatever_their_type_says(caller: Caller) -> None:
    for kind in ("application/json", "text/plain", "application/x-www-form-urlencoded"):
        made = caller.post(
            "/api/tasks/me/with-session/nemo_agent",
            {"task_name": "project"},
            **{"Content-Type": kind},
        )
        assert made.data["session_id"]
    camel = {
        "appName": "nemo_agent",
        "userId": "me",
        "sessionId": caller.session_id,
        "newMessage": {"parts": [{"text": "hello"}]},
    }
    assert [event.sort for event in caller.listen(camel)] == ["text"]


def test_an_utterance_that_asks_for_an_edit_and_an_export(caller: Caller) -> None:
    events = caller.say("make a 1 second clip of a desert, then export it")
    made = [event.data["content"]["parts"][0] for event in events if event.sort == "call"]
    calls = [part["functionCall"]["name"] for part in made]
    assert calls == ["make_clip", "export_film"]
    link = events[-1].text.split("here: ")[1].split(" ")[0]
    film = caller.served.ask("GET", path_of(link))
    assert (film.status, film.headers["content-type"]) == (200, "video/mp4")


SENTENCES = (
    "make it night",
    "add the title “Hello”",
    "add lo-fi music at 30%",
    "undo",
    "what formats can I export?",
    "trim the last half second",
    "split the moon",
    "delete clip 9",
    "加标题《你好》",
    "make it 4:5",
)


def test_ten_sessions_are_what_adk_reads(caller: Caller) -> None:
    for sentence in SENTENCES:
        caller.new_session()
        for said in ("a desert at noon, 1 second", sentence):
            events = caller.say(said, streaming=True)
            words = [event for event in events if event.id]
            for event in words:
                parsed = AdkEvent.model_validate_json(json.dumps(event.data))
                assert parsed.invocation_id == words[0].data["invocationId"]
            assert words[-1].text, said
            partial = "".join(e.text for e in words if e.data.get("partial"))
            assert partial == words[-1].text


def test_without_streaming_nothing_is_said_twice(caller: Caller) -> None:
    events = caller.say("hello")
    assert not any(event.data.get("partial") for event in events)


def test_a_stream_cut_after_every_event_goes_on_there(caller: Caller) -> None:
    text = "a desert at dusk, 1 second, then add a clip of a city at night, 1 second"
    whole: list[tuple[str, str]] = []
    last = ""
    while True:
        stream = caller.listen(caller.run_body(text), last)
        found = next((event for event in stream if event.id), None)
        stream.close()  # type: ignore[attr-defined]
        if found is None:
            break
        whole.append((found.id, found.sort))
        last = found.id
    numbers = [int(identity.rpartition(":")[2]) for identity, _ in whole]
    assert numbers == list(range(1, len(whole) + 1))
    assert [sort for _, sort in whole if sort != "progress"] == [
        "call", "answer", "call", "answer", "text",
    ]  # fmt: skip
    turn = whole[0][0].rpartition(":")[0]
    replay = list(caller.listen(caller.run_body(text), f"{turn}:0"))
    assert [event.id for event in replay if event.id] == [identity for identity, _ in whole]
    assert len(caller.state()["draft"]["t"][0]["sg"]) == 2


def test_the_same_words_join_and_others_wait(caller: Caller) -> None:
    first = caller.run_body("a desert at noon, 3 seconds")
    one = caller.listen(first)
    begun = next(event for event in one if event.id)
    two = caller.listen(first)
    joined = next(event for event in two if event.id)
    assert joined.id == begun.id
    # While it waits, heartbeats may come first.
    after = next(event for event in caller.say("add the title “Later”") if event.id)
    assert after.data["invocationId"] != begun.data["invocationId"]
    titles = [t for t in caller.state()["draft"]["t"] if t["tt"] == 7]
    assert titles[0]["sg"][0]["x"] == "Later"
    assert [e.id for e in one if e.id][-1] == [e.id for e in two if e.id][-1]


def test_joining_needs_no_credits_of_its_own(server: Served, caller: Caller) -> None:
    caller.new_session()
    spend(server, caller, 97)
    body = caller.run_body("a desert at noon, 3 seconds")
    one = caller.listen(body)
    begun = next(event for event in one if event.sort == "progress")
    assert caller.get("/api/credits/balance/simple").data["available"] == 0
    joined = next(event for event in caller.listen(body) if event.id)
    assert joined.data["invocationId"] == begun.data["invocationId"]
    assert list(one)[-1].sort == "text"


def test_a_cancelled_turn_ends_with_a_sentence_and_costs_nothing(caller: Caller) -> None:
    stream = caller.listen(caller.run_body("a desert at noon, 60 seconds"))
    first = next(event for event in stream if event.id)
    turn = first.data["invocationId"]
    waiting = caller.listen(caller.run_body("a city at night, 50 seconds"))
    assert caller.post(f"/api/turns/{turn}/cancel", {}).status == 200
    last = list(stream)[-1]
    assert last.sort == "text"
    second = next(event for event in waiting if event.id)
    caller.post(f"/api/turns/{second.data['invocationId']}/cancel", {})
    assert list(waiting)[-1].sort == "text"
    assert caller.get("/api/credits/balance/simple").data["available"] == 100
    assert caller.state()["draft"] is None


def test_a_cancelled_render(caller: Caller) -> None:
    caller.say("a desert at noon, 8 seconds")
    draft = caller.state()["draft"]
    draft["m"]["width"], draft["m"]["height"] = 1280, 720
    caller.export("render_c", draft)
    stopped = caller.post("/api/render/proxy/lambda/render_c/cancel", {})
    assert stopped.status == 200
    assert caller.exported("render_c")["status"] == "cancelled"


def test_a_new_film_keeps_the_old_one(caller: Caller) -> None:
    caller.say("a desert at noon, 1 second")
    caller.say("make a new video of a city at night, 2 seconds")
    drafts = caller.state()["drafts"]
    assert [d["draft"]["d"] for d in drafts] == [1000, 2000]
    assert [d["current"] for d in drafts] == [False, True]
    caller.export("render_old", drafts[0]["draft"])
    assert caller.exported("render_old")["data"]["output"]["duration_s"] == 1.0


def test_credits_run_out(server: Served, caller: Caller) -> None:
    caller.say("a desert at noon, 1 second")
    spend(server, caller, 97)
    refused = caller.post("/run_sse", caller.run_body("a city at night, 3 seconds"))
    assert (refused.status, refused.json["code"]) == (403, 2001)
    said = caller.say("add the title “A”, then add a clip of a lake, 3 seconds")[-1].text
    assert "credits" in said
    left = {"available": 2, "frozen": 0, "total": 2}
    assert caller.get("/api/credits/balance/simple").data == left
    assert "Took back" in caller.say("undo")[-1].text
    caller.export("render_free")
    assert caller.exported("render_free")["status"] == "completed"
    caller.say("add a clip of a lake, 2 seconds")
    assert caller.get("/api/credits/balance/simple").data["total"] == 0


@pytest.mark.parametrize("column", ["revoked_at", "expires_at"])
def test_a_dead_token_is_replaced_and_the_session_is_there(
    server: Served, caller: Caller, column: str
) -> None:
    caller.say("a desert at noon, 1 second")
    engine = open_database(f"sqlite:///{server.home / 'kinoloom.db'}")
    mine = tokens.c.digest == hashlib.sha256(caller.token.encode()).hexdigest()
    with writing(engine) as connection:
        assert connection.execute(update(tokens).where(mine).values({column: 1.0})).rowcount == 1
    engine.dispose()
    dead = caller.get("/api/credits/balance/simple")
    assert (dead.status, dead.json["code"]) == (401, 1001)
    again = caller.get_token()
    assert again["credits"] == 100
    assert caller.state()["draft"]["d"] == 1000
    caller.export("render_after")
    assert caller.exported("render_after")["status"] == "completed"


def spend(server: Served, caller: Caller, credits: int) -> None:
    """Let a user have spent so much."""
    engine = open_database(f"sqlite:///{server.home / 'kinoloom.db'}")
    ledger = SqlLedger(engine)
    user = SqlUsers(engine).caller(caller.token)
    ledger.reserve(user.id, "before", credits)
    ledger.settle(user.id, "before")
    engine.dispose()


def test_refusals_are_the_contracts(server: Served, caller: Caller) -> None:
    def code(method: str, path: str, body: str | None = None, **headers: str) -> tuple[int, int]:
        found = server.ask(method, path, body, {**caller.headers, **headers})
        assert set(found.json) >= {"code", "message"}
        assert "Traceback" not in found.body.decode()
        return found.status, found.json["code"]

    sid = caller.session_id
    other = Caller(server, f"{caller.client_id}-other")
    other.sign_up()
    assert code("GET", "/api/nowhere") == (404, 404)
    assert code("POST", "/api/auth/anonymous-token") == (400, 400)
    assert code("GET", "/api/credits/balance/simple", Authorization="Bearer no") == (401, 1001)
    assert code("GET", f"/api/state/nemo_agent/me/{other.session_id}/latest") == (404, 1002)
    assert code("GET", "/api/state/nemo_agent/me/prj_none/latest") == (404, 1002)
    assert code("POST", "/run_sse", "{not json") == (400, 400)
    assert code("POST", "/run_sse", "[1]") == (400, 400)
    assert code("POST", "/run_sse", json.dumps(caller.run_body("  "))) == (400, 400)
    assert code("GET", "/api/render/proxy/lambda/render_none") == (404, 404)
    assert code("POST", "/api/turns/e-none/cancel") == (404, 404)
    body = {"id": "r", "sessionId": sid, "draft": {}, "output": {}}
    without = dict.fromkeys(ATTRIBUTION, "")
    assert code("POST", "/api/render/proxy/lambda", json.dumps(body), **without) == (402, 402)
    assert code("POST", "/api/render/proxy/lambda", json.dumps(body)) == (400, 400)


def test_a_draft_may_only_name_ones_own_files(server: Served, caller: Caller) -> None:
    caller.say("a desert at noon, 1 second")
    draft = caller.state()["draft"]
    other = Caller(server, f"{caller.client_id}-thief")
    other.sign_up()
    refused = other.export("render_stolen", draft)
    assert (refused.status, refused.json["code"]) == (400, 400)
    assert other.get("/api/render/proxy/lambda/render_stolen").status == 404
    assert caller.export("render_own", draft).status == 200
    again = caller.export("render_own", draft)
    assert again.json["data"]["createdAt"] == caller.exported("render_own")["data"]["createdAt"]
    draft["m"]["title"] = "Another"
    assert caller.export("render_own", draft).json["code"] == 409


def test_links_for_people(server: Served, caller: Caller) -> None:
    caller.say("a desert at noon, 1 second")
    caller.export("render_p")
    caller.exported("render_p")
    made = caller.post(
        "/api/auth/claim-token", {"task_id": caller.session_id, "session_id": caller.session_id}
    ).data
    assert made["expires_in"] == 604800
    page = server.ask("GET", f"/workspace/claim?ct={made['claim_token']}")
    assert page.status == 200
    assert b"<video" in page.body
    assert server.ask("GET", "/workspace/claim?ct=clm_no").status == 404
    forged = server.ask(
        "GET", "/api/credits/balance/simple", headers={"Authorization": made["claim_token"]}
    )
    assert forged.status == 401

    state = caller.get(f"/api/state/nemo_agent/me/{caller.session_id}/latest").data
    register = f"/register?bind={state['bind_id']}"
    assert b"<form" in server.ask("GET", register).body
    form = "email=a%40example.org&passphrase=correct+horse+battery"
    done = server.ask("POST", register, form)
    assert done.status == 200
    token = done.body.decode().split("<code>")[1].split("</code>")[0]
    registered = Caller(server, caller.client_id, token, caller.session_id)
    assert registered.state()["draft"] is not None
    assert registered.get("/api/credits/balance/simple").data["available"] == 1000
    assert server.ask("POST", "/sign-in", form).status == 200
    assert server.ask("POST", "/sign-in", form.replace("horse", "cow")).status == 403


def test_operations(server: Served, caller: Caller) -> None:
    caller.say("hello")
    assert server.ask("GET", "/healthz").body == b"ok"
    assert server.ask("GET", "/readyz").body == b"ready"
    metrics = server.ask("GET", "/metrics").body.decode()
    assert 'kinoloom_requests_total{call="run",status="200"}' in metrics
    assert "swagger-ui" in server.ask("GET", "/docs").body.decode()
    log = server.log.read_text()
    assert '"call": "/run_sse"' in log
    assert caller.token not in log
    assert "kl_usr_" not in log


def test_sigterm_lets_work_end_and_a_restart_goes_on(tmp_path: Path) -> None:
    with served(tmp_path / "home", QUICK_FRAME_S="0.05") as one:
        user = Caller(one, "drained")
        user.sign_up()
        text = "a desert at noon, 1 second, then add a clip of a city at night, 1 second"
        stream = user.listen(user.run_body(text))
        assert next(event for event in stream if event.id).sort == "call"
        began = time.monotonic()
        # The first clip may end while the server stops, the second may not begin: that is no
        # failure of the turn.
        assert one.stop() == 0
        assert time.monotonic() - began < 45
        one.begin()
        # Another message waits until the turn is over, whoever ended it.
        turn = user.say("status")
        assert "0-1s" in turn[-1].text
        assert "1-2s" in turn[-1].text
        assert user.get("/api/credits/balance/simple").data["total"] == 98


def test_what_was_uploaded_becomes_a_film(caller: Caller, tmp_path: Path) -> None:
    path = f"/api/upload-video/nemo_agent/me/{caller.session_id}"
    clip = counted_video(tmp_path / "holiday.mp4", frames=90, size=(180, 320))
    body, kind = multipart("holiday.mp4", clip.read_bytes())
    caller.post(path, body, **{"Content-Type": kind})
    said = caller.say("trim this video to the first 2 seconds and add the title “Sea”")[-1].text
    assert "holiday.mp4" in said
    body, kind = multipart("photo.png", still(tmp_path / "photo.png", "teal").read_bytes())
    caller.post(path, body, **{"Content-Type": kind})
    said = caller.say("animate this image into a 3-second video with smooth motion")[-1].text
    assert "photo.png" in said
    draft = caller.state()["draft"]
    assert (draft["m"]["width"], draft["m"]["height"]) == (1080, 1920)
    assert [segment["d"] for segment in draft["t"][0]["sg"]] == [2000, 3000]
    caller.export("render_up", draft, resolution="360p")
    done = caller.exported("render_up")
    assert done["status"] == "completed", done
    assert done["data"]["output"]["duration_s"] == 5.0
    assert caller.get("/api/credits/balance/simple").data["total"] == 100
