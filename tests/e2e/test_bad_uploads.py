"""Files that lie, stop half-way, are too large or lead elsewhere: the contract's error, and nothing
is left, neither in the state nor on the disk."""

from __future__ import annotations

import http.server
import json
import os
import socket
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from tests.support import heic
from tests.support.media import counted_video, still
from tests.support.served import Caller, Served, served

HLS = b"#EXTM3U\n#EXT-X-TARGETDURATION:10\n#EXTINF:10,\nfile:///etc/passwd\n#EXT-X-ENDLIST\n"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A server that takes files of at most 3 MB."""
    with served(tmp_path_factory.mktemp("uploads"), KINOLOOM_UPLOAD_MB="3") as one:
        yield one


@pytest.fixture
def user(server: Served, request: pytest.FixtureRequest) -> Caller:
    """A new user with a session."""
    one = Caller(server, f"{abs(hash(request.node.nodeid)):x}")
    one.sign_up()
    return one


def files_on_disk(server: Served) -> set[str]:
    """Every file among the assets, finished or not."""
    folder = server.home / "assets"
    return {str(p.relative_to(folder)) for p in folder.rglob("*") if p.is_file()}


def part(name: str, data: bytes) -> bytes:
    """One file of a multipart body."""
    head = f'--cut\r\nContent-Disposition: form-data; name="files"; filename="{name}"\r\n\r\n'
    return head.encode() + data + b"\r\n"


def send(user: Caller, body: bytes, **headers: str) -> tuple[int, int, str]:
    """Upload a body; its status, code and message."""
    path = f"/api/upload-video/nemo_agent/me/{user.session_id}"
    kind = {"Content-Type": "multipart/form-data; boundary=cut"}
    found = user.post(path, body, **{**kind, **headers})
    return found.status, found.json["code"], found.json["message"]


def refused(user: Caller, body: bytes, status: int, code: int, **headers: str) -> str:
    """Upload, expect that refusal and no trace of it; the message."""
    before = files_on_disk(user.served)
    found = send(user, body, **headers)
    assert found[:2] == (status, code), found
    assert files_on_disk(user.served) == before
    assert user.state()["video_infos"] == []
    return found[2]


def test_an_upload_that_lies_about_its_type(user: Caller, tmp_path: Path) -> None:
    message = refused(
        user, part("film.mp4", b"MZ\x90\x00" + bytes(2000)) + b"--cut--\r\n", 415, 4001
    )
    assert "mp4" in message
    refused(user, part("film.mp4", b"just words\n" * 50) + b"--cut--\r\n", 415, 4001)
    refused(user, part("film.mp4", HLS) + b"--cut--\r\n", 415, 4001)
    refused(user, part("list.txt", HLS) + b"--cut--\r\n", 415, 4001)
    refused(user, part("film.mp4", b"") + b"--cut--\r\n", 415, 4001)
    whole = counted_video(tmp_path / "whole.mp4", frames=30).read_bytes()
    refused(user, part("film.mp4", whole[: len(whole) // 2]) + b"--cut--\r\n", 415, 4001)


def test_one_bad_file_among_good_ones_keeps_none(user: Caller, tmp_path: Path) -> None:
    good = still(tmp_path / "good.png").read_bytes()
    refused(user, part("good.png", good) + part("bad.mp4", HLS) + b"--cut--\r\n", 415, 4001)


def test_an_upload_that_is_too_large(user: Caller) -> None:
    large = part("film.mp4", os.urandom(4 << 20)) + b"--cut--\r\n"
    assert "3 MB" in refused(user, large, 413, 4002)


def test_two_gigabytes_are_refused_before_they_are_sent(user: Caller) -> None:
    before = files_on_disk(user.served)
    with socket.create_connection(("127.0.0.1", user.served.port), 10) as line:
        head = (
            f"POST /api/upload-video/nemo_agent/me/{user.session_id} HTTP/1.1\r\nHost: x\r\n"
            f"Authorization: Bearer {user.token}\r\nExpect: 100-continue\r\n"
            f"Content-Type: multipart/form-data; boundary=cut\r\nContent-Length: {2 << 30}\r\n\r\n"
        )
        line.sendall(head.encode())
        answer = line.recv(65536).decode()
    assert answer.startswith("HTTP/1.1 413")
    assert files_on_disk(user.served) == before


def test_an_upload_that_stops_half_way(user: Caller) -> None:
    refused(user, part("film.mp4", os.urandom(100_000))[:-500], 400, 400)
    before = files_on_disk(user.served)
    with socket.create_connection(("127.0.0.1", user.served.port), 10) as line:
        head = (
            f"POST /api/upload-video/nemo_agent/me/{user.session_id} HTTP/1.1\r\nHost: x\r\n"
            f"Authorization: Bearer {user.token}\r\n"
            "Content-Type: multipart/form-data; boundary=cut\r\nContent-Length: 2000000\r\n\r\n"
        )
        line.sendall(head.encode() + part("film.mp4", os.urandom(300_000)))
    user.state()
    assert wait_until(lambda: files_on_disk(user.served) == before)


def test_an_upload_to_somebody_else(server: Served, user: Caller, tmp_path: Path) -> None:
    other = Caller(server, f"{user.client_id}-other")
    other.sign_up()
    stranger = Caller(server, other.client_id, other.token, user.session_id)
    before = files_on_disk(server)
    good = part("good.png", still(tmp_path / "g.png").read_bytes()) + b"--cut--\r\n"
    assert send(stranger, good)[:2] == (404, 1002)
    assert files_on_disk(server) == before


def test_addresses_that_lead_inside(user: Caller) -> None:
    path = f"/api/upload-video/nemo_agent/me/{user.session_id}"
    for url in (
        "http://169.254.169.254/latest/meta-data/",
        "http://127.0.0.1:1/film.mp4",
        "http://[::1]/film.mp4",
        "http://10.0.0.1/film.mp4",
        "http://0x7f.1/film.mp4",
        "http://localhost/film.mp4",
        "file:///etc/passwd",
        "http://user:secret@example.org/film.mp4",
    ):
        before = files_on_disk(user.served)
        found = user.post(path, {"urls": [url], "source_type": "url"})
        assert (found.status, found.json["code"]) == (400, 400), url
        assert files_on_disk(user.served) == before
    assert user.state()["video_infos"] == []


class _Elsewhere(http.server.BaseHTTPRequestHandler):
    """Serves a picture, and a redirect to where no redirect may lead."""

    picture: bytes = b""

    def do_GET(self) -> None:
        if self.path == "/away":
            self.send_response(302)
            self.send_header("Location", "http://169.254.169.254/latest/meta-data/")
            self.end_headers()
            return
        self.send_response(200)
        self.send_header("Content-Length", str(len(self.picture)))
        self.end_headers()
        self.wfile.write(self.picture)

    def log_message(self, format: str, *args: object) -> None:
        """Quiet."""


def test_a_file_from_an_address_and_a_redirect_to_metadata(tmp_path: Path) -> None:
    _Elsewhere.picture = still(tmp_path / "p.png").read_bytes()
    other = http.server.ThreadingHTTPServer(("127.0.0.1", 0), _Elsewhere)
    threading.Thread(target=other.serve_forever, daemon=True).start()
    where = f"http://127.0.0.1:{other.server_address[1]}"
    with served(tmp_path / "home", KINOLOOM_URL_ALLOW="127.0.0.1/32") as server:
        user = Caller(server, "fetcher")
        user.sign_up()
        path = f"/api/upload-video/nemo_agent/me/{user.session_id}"
        (file,) = user.post(path, {"urls": [f"{where}/p.png"], "source_type": "url"}).data["files"]
        assert (file["filename"], file["file_type"], file["width"]) == ("p.png", "image", 320)
        before = files_on_disk(server)
        away = user.post(path, {"urls": [f"{where}/p.png", f"{where}/away"]})
        assert (away.status, away.json["code"]) == (400, 400)
        assert files_on_disk(server) == before
        assert len(user.state()["video_infos"]) == 1
    other.shutdown()
    other.server_close()


def test_what_is_shown_of_each_kind(user: Caller, tmp_path: Path) -> None:
    clip = counted_video(tmp_path / "clip.mp4", frames=30).read_bytes()
    body = part("clip.mp4", clip) + part("notes.md", b"# Title\n\nWords.\n")
    more = b"".join(part(f"{n}.txt", b"words %d" % n) for n in range(8))
    assert send(user, body + more + b"--cut--\r\n")[0] == 200
    video, notes, *rest = user.state()["video_infos"]
    assert [file["filename"] for file in rest] == [f"{n}.txt" for n in range(8)]
    assert (video["fps"], len(video["waveform"]) > 10) == (30, True)
    assert user.served.ask("GET", video["thumbnail_url"]).body[:3] == b"\xff\xd8\xff"
    assert notes["file_type"] == "document"
    shown = user.served.ask("GET", notes["cdn_url"])
    assert shown.headers["content-disposition"].startswith("attachment")
    assert json.dumps(video["cdn_url"])


def test_a_telephones_photo_is_kept_as_a_jpeg(user: Caller, tmp_path: Path) -> None:
    photo = heic.written(tmp_path / "p.heic", np.full((64, 96, 3), 120, np.uint8)).read_bytes()
    assert send(user, part("IMG_0001.HEIC", photo) + b"--cut--\r\n")[0] == 200
    (kept,) = user.state()["video_infos"]
    assert (kept["filename"], kept["width"], kept["height"]) == ("IMG_0001.jpg", 96, 64)
    assert user.served.ask("GET", kept["cdn_url"]).body[:3] == b"\xff\xd8\xff"
    assert user.served.ask("GET", kept["thumbnail_url"]).body[:3] == b"\xff\xd8\xff"


def wait_until(holds: Callable[[], bool], timeout_s: float = 10) -> bool:
    """Whether it comes to hold."""
    ends_at = time.monotonic() + timeout_s
    while not holds() and time.monotonic() < ends_at:
        time.sleep(0.05)
    return holds()
