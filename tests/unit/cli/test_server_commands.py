"""Commands that work through a server, and what they say without one."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.support.drafts import film
from tests.support.fake_api import BASE, FakeApi
from typer.testing import CliRunner, Result

from kinoloom.cli.main import app
from kinoloom.client import connection as connections
from kinoloom.client.identity import Identity
from kinoloom.draft import codec
from kinoloom.errors import AskError


class Terminal:
    """`kinoloom …` in this process, with a server that is not there."""

    def __init__(self, folder: Path, api: FakeApi) -> None:
        self.folder, self.api = folder, api

    def __call__(self, *arguments: str) -> Result:
        return CliRunner().invoke(app, list(arguments))


@pytest.fixture
def terminal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Terminal:
    api = FakeApi(draft=codec.encode(film(5000)))
    for name in ("KINOLOOM_URL", "NEMO_API_URL", "NEMO_TOKEN", "NEMO_CLIENT_ID"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("KINOLOOM_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)

    def connection(identity: Identity) -> connections.Connection:
        assert identity.base_url == BASE
        return api.connection(tmp_path / "config")

    monkeypatch.setattr(connections, "Connection", connection)
    return Terminal(tmp_path, api)


def test_your_own_studio_costs_nothing(terminal: Terminal) -> None:
    assert "nothing to pay" in terminal("credits").stdout


def test_credits(terminal: Terminal) -> None:
    shown = terminal("credits", "--server", BASE).stdout
    assert shown == "60 credits available (5 more reserved for running work).\n"
    facts = json.loads(terminal("credits", "--server", BASE, "--json").stdout)
    assert facts == {"available": 60, "frozen": 5, "total": 65}


def test_an_upload_needs_a_server(terminal: Terminal) -> None:
    assert isinstance(terminal("upload", "x.jpg").exception, AskError)


def test_from_upload_to_film(terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    assert isinstance(terminal("status", "--server", BASE).exception, AskError)
    (terminal.folder / "photo.jpg").write_bytes(b"x")
    done = terminal("upload", "photo.jpg", "--server", BASE)
    assert "Uploaded photo.jpg  (image)" in done.stdout
    assert "Ready!" in done.stderr
    monkeypatch.setenv("NEMO_API_URL", BASE)
    shown = terminal("status").stdout
    assert "Timeline (1 track): 1. Video: Clip 1 (0-5s)" in shown
    assert "Revision 3" in shown
    assert json.loads(terminal("status", "--json").stdout) == terminal.api.draft
    made = terminal("export", "-o", "out")
    assert (terminal.folder / "out.mp4").read_bytes() == terminal.api.film
    assert "out.mp4  (4 kB)" in made.stdout
    assert "/workspace/claim?ct=" in made.stdout
    facts = json.loads(terminal("export", "-o", "out", "--json").stdout)
    assert facts["bytes"] == len(terminal.api.film)
    assert terminal.api.sessions == 1
    for one in (done.stdout, shown, made.stdout):
        assert "kl_usr" not in one
        assert "s_1" not in one


def test_a_draft_from_a_file_goes_as_it_is(terminal: Terminal) -> None:
    draft = {"t": [{"tt": 0, "sg": [{"hosted": None}]}], "d": 5}
    (terminal.folder / "d.json").write_text(json.dumps(draft))
    done = terminal(
        "export", "--draft", "d.json", "-o", "x.mp4", "--resolution", "720", "--server", BASE
    )
    assert done.exit_code == 0, done.output
    body = json.loads(terminal.api.calls("POST /api/render/proxy/lambda")[0].content)
    assert body["draft"] == draft
    assert body["output"] == {"format": "mp4", "quality": "high", "resolution": "720"}


def test_a_file_of_another_kind_is_asked_for(terminal: Terminal) -> None:
    terminal("upload", "http://x.test/x.jpg", "--server", BASE)
    done = terminal("export", "-o", "x.mov", "--codec", "ProRes", "--fps", "25", "--server", BASE)
    assert done.exit_code == 0, done.output
    assert terminal("export", "--preview", "--server", BASE).exit_code == 0
    first, second = terminal.api.calls("POST /api/render/proxy/lambda")
    wish = {"format": "mov", "quality": "high", "codec": "prores", "fps": "25"}
    assert json.loads(first.content)["output"] == wish
    assert json.loads(second.content)["output"]["preview"] is True
    refused = terminal("export", "-o", "x.mkv", "--server", BASE).exception
    assert isinstance(refused, AskError)
    assert "webm" in str(refused)


def test_a_frame_through_a_server(terminal: Terminal) -> None:
    assert isinstance(terminal("frame", "--server", BASE).exception, AskError)
    terminal("upload", "http://x.test/x.jpg", "--server", BASE)
    done = terminal("frame", "--at", "1.5", "-o", "look", "--server", BASE)
    assert done.stdout == "look.jpg  (1 kB)\n"
    assert (terminal.folder / "look.jpg").read_bytes() == terminal.api.picture
    assert terminal("frame", "--at", "2", "-o", "look.png", "--server", BASE).exit_code == 0
    assert (terminal.folder / "look.png").read_bytes() == terminal.api.film
    body = json.loads(terminal.api.calls("POST /api/render/proxy/lambda")[0].content)
    assert (body["output"]["format"], body["output"]["atMs"]) == ("png", 2000)
