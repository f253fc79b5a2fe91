"""From a draft to a file: submit, look, download; and everything that can break between."""

from __future__ import annotations

import json
from pathlib import Path

import httpx
import pytest
from tests.support.drafts import film
from tests.support.fake_api import DROP, FakeApi, Json, Stream, ok, refused

from kinoloom.client import errors
from kinoloom.client.pace import Pace
from kinoloom.client.session import Session
from kinoloom.draft import codec
from kinoloom.errors import Cancelled, DraftError, MachineError
from kinoloom.wire.codes import Code
from kinoloom.wire.requests import OutputWish

DRAFT: Json = {**codec.encode(film(5000)), "zz": None}
RENDERS = "/api/render/proxy/lambda"


def ready(**more: object) -> FakeApi:
    return FakeApi(draft=DRAFT, **more)  # pyright: ignore[reportArgumentType]


def left(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if path.name.endswith((".part", ".mp4")))


def test_a_film_is_asked_for_and_handed_over(tmp_path: Path) -> None:
    api, seen = ready(), list[tuple[str, float]]()
    api.looks.extend(
        [{"status": "queued", "progress": 0}, {"status": "processing", "progress": 50}]
    )
    made = api.session(tmp_path).export(
        None,
        OutputWish(quality="medium"),
        lambda part, share: seen.append((part, share)),
        target=tmp_path / "f.mp4",
    )
    assert made.read_bytes() == api.film
    assert left(tmp_path) == ["f.mp4"]
    body = json.loads(api.calls(f"POST {RENDERS}")[0].content)
    assert body["id"].startswith("render_")
    assert (body["sessionId"], body["draft"]) == ("s_1", DRAFT)
    assert body["output"] == {"format": "mp4", "quality": "medium"}
    assert seen[0] == ("render", 0.0)
    assert ("render", 0.5) in seen
    assert seen[-1] == ("download", 1.0)
    assert "Authorization" not in api.calls("/files/")[0].headers


def test_the_name_is_the_films(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "my-film.mp4").write_bytes(b"old")
    made = ready().session(tmp_path).export({**DRAFT, "m": {"title": "My Film!"}})
    assert made.name == "my-film-2.mp4"


def test_the_ending_is_the_formats(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    made = ready().session(tmp_path).export(DRAFT, OutputWish(format="webm"))
    assert made.name == "film.webm"


def test_a_frame_is_looked_at(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    api = ready()
    session = api.session(tmp_path)
    assert session.frame(1500, short_side_px=360) == api.picture
    asked = api.calls("GET /api/preview/nemo_agent/me/s_1")[0]
    assert dict(asked.url.params) == {"at_ms": "1500", "short_side_px": "360"}
    made = session.look(0, {**DRAFT, "m": {"title": "Dusk"}})
    assert (made.name, made.read_bytes()) == ("dusk.jpg", api.picture)
    body = json.loads(api.calls("POST /api/preview/nemo_agent/me/s_1")[0].content)
    assert (body["draft"]["zz"], body["at_ms"], body["short_side_px"]) == (None, 0, 1080)
    api.will("/api/preview", refused(Code.NOT_FOUND, "There is no such call."))
    with pytest.raises(errors.NothingThere):
        session.frame()
    api.will("/api/preview", DROP)
    with pytest.raises(errors.ConnectionLost):
        session.frame()


@pytest.mark.parametrize("draft", [{}, {"t": []}, {"t": [{"tt": 0, "sg": []}]}, {"t": 5}])
def test_nothing_to_export_is_said_before_anything_is_asked(tmp_path: Path, draft: Json) -> None:
    api = ready()
    with pytest.raises(DraftError):
        api.session(tmp_path).export(draft, target=tmp_path / "f.mp4")
    assert api.calls(RENDERS) == []


def test_a_place_that_cannot_be_written_is_said_first(tmp_path: Path) -> None:
    api = ready()
    with pytest.raises(MachineError):
        api.session(tmp_path).export(DRAFT, target=tmp_path)
    with pytest.raises(MachineError):
        api.session(tmp_path).export(DRAFT, target=Path("/proc/nowhere/x.mp4"))
    assert api.calls(RENDERS) == []


def test_a_taken_id_is_changed_once(tmp_path: Path) -> None:
    api = ready()
    api.will(f"POST {RENDERS}", refused(Code.CONFLICT))
    api.session(tmp_path).export(target=tmp_path / "f.mp4")
    first, second = (json.loads(one.content)["id"] for one in api.calls(f"POST {RENDERS}"))
    assert first != second


def test_a_lost_submit_is_repeated_with_the_same_id(tmp_path: Path) -> None:
    api = ready()
    api.will(f"POST {RENDERS}", DROP)
    api.session(tmp_path).export(target=tmp_path / "f.mp4")
    first, second = (one.content for one in api.calls(f"POST {RENDERS}"))
    assert first == second


def test_a_refused_export_is_said(tmp_path: Path) -> None:
    api = ready()
    api.will(f"POST {RENDERS}", refused(Code.EXPORT_REFUSED))
    with pytest.raises(errors.ExportRefused, match="upgrade your plan"):
        api.session(tmp_path).export(target=tmp_path / "f.mp4")


def test_looks_come_quickly_first_and_slowly_later(tmp_path: Path) -> None:
    api, told = ready(), list[str]()
    api.looks.extend({"status": "processing", "progress": n / 2} for n in range(150))
    api.session(tmp_path, told).export(target=tmp_path / "f.mp4")
    waits = sum(api.clock.slept) / 150
    assert 0.5 < waits < 5
    assert "Still working…" in told


def test_a_server_that_is_away_for_a_while_is_waited_for(tmp_path: Path) -> None:
    api = ready()
    look = f"GET {RENDERS}"
    api.will(look, *[httpx.ConnectError("no")] * 5, httpx.Response(502, text="x"))
    api.session(tmp_path).export(target=tmp_path / "f.mp4")
    api.will(look, *[httpx.ConnectError("no")] * 40)
    with pytest.raises(errors.ServerUnreachable):
        api.session(tmp_path).export(target=tmp_path / "g.mp4")


def test_a_render_that_does_not_move_is_given_up(tmp_path: Path) -> None:
    api = ready()
    api.looks.extend({"status": "processing", "progress": 3} for _ in range(2000))
    with pytest.raises(errors.ServerBroken, match="half an hour"):
        api.session(tmp_path).export(target=tmp_path / "f.mp4")


def test_a_failed_or_cancelled_render_is_said(tmp_path: Path) -> None:
    api = ready()
    api.looks.extend([{"status": "failed", "error": "The clip is damaged."}])
    with pytest.raises(errors.RenderFailed):
        api.session(tmp_path).export(target=tmp_path / "f.mp4")
    api.will(f"GET {RENDERS}", ok({"status": "failed", "error": '{"stack": 1}'}))
    with pytest.raises(errors.RenderFailed, match="could not make"):
        api.session(tmp_path).export(target=tmp_path / "f.mp4")
    api.looks.extend([{"status": "cancelled"}])
    with pytest.raises(Cancelled):
        api.session(tmp_path).export(target=tmp_path / "f.mp4")
    assert api.calls("/cancel") == []


def test_a_stop_stops_the_job_on_the_server_too(tmp_path: Path) -> None:
    api = ready()
    api.looks.extend({"status": "processing", "progress": 3} for _ in range(50))
    pace = Pace(should_stop=lambda: len(api.looks) < 45, sleep=api.clock.sleep, clock=api.clock)
    session = Session(api.connection(tmp_path), pace=pace)
    with pytest.raises(Cancelled):
        session.export(target=tmp_path / "f.mp4")
    assert len(api.calls("/cancel")) == 1
    assert left(tmp_path) == []


def test_a_broken_download_goes_on_where_it_was(tmp_path: Path) -> None:
    api = ready()
    half = Stream(api.film[:1500], DROP)
    headers = {"Content-Type": "video/mp4", "ETag": '"v1"', "Content-Length": str(len(api.film))}
    short = httpx.Response(
        206, headers={"Content-Range": "bytes 1500-3999/4000"}, stream=Stream(b"film")
    )
    api.will("/files/", httpx.Response(200, headers=headers, stream=half), short)
    made = api.session(tmp_path).export(target=tmp_path / "f.mp4")
    assert made.read_bytes() == api.film
    asked = [one.headers.get("Range") for one in api.calls("/files/")]
    assert asked == [None, "bytes=1500-", "bytes=1504-"]
    assert api.calls("/files/")[1].headers["If-Range"] == '"v1"'


def test_a_file_that_changed_meanwhile_is_begun_anew(tmp_path: Path) -> None:
    api = ready()
    half = Stream(b"old" * 100, DROP)
    api.will("/files/", httpx.Response(200, stream=half), httpx.Response(200, content=api.film))
    made = api.session(tmp_path).export(target=tmp_path / "f.mp4")
    assert made.read_bytes() == api.film


def test_an_expired_address_is_asked_for_by_token(tmp_path: Path) -> None:
    api = ready()
    api.will("/files/", httpx.Response(403, text="Expired"))
    made = api.session(tmp_path).export(target=tmp_path / "f.mp4")
    assert made.read_bytes() == api.film
    assert "Authorization" in api.calls("/download")[0].headers


@pytest.mark.parametrize("url", ["", "/files/film.mp4", "ftp://x/y"])
def test_odd_addresses(tmp_path: Path, url: str) -> None:
    api = ready()
    api.looks.append({"status": "completed", "progress": 100, "output": {"url": url}})
    made = api.session(tmp_path).export(target=tmp_path / "f.mp4")
    assert made.read_bytes() == api.film


def test_a_download_in_vain_leaves_what_was_there(tmp_path: Path) -> None:
    api = ready()
    (tmp_path / "f.mp4").write_bytes(b"old")
    api.will("/files/", *[DROP] * 9)
    with pytest.raises(errors.ServerUnreachable):
        api.session(tmp_path).export(target=tmp_path / "f.mp4")
    assert (tmp_path / "f.mp4").read_bytes() == b"old"
    assert left(tmp_path) == ["f.mp4"]


def test_an_export_can_be_picked_up_later(tmp_path: Path) -> None:
    api = ready()
    made = api.session(tmp_path).pick_up("render_5", tmp_path / "f.mp4")
    assert made.read_bytes() == api.film
