"""Who we are: addresses, tokens and their order, files nobody else can read."""

from __future__ import annotations

import uuid
from pathlib import Path

import pytest

from kinoloom.client.attribution import platform_of
from kinoloom.client.identity import DEFAULT_URL, Identity, LastSession, checked_url, is_loopback
from kinoloom.errors import AskError, MachineError


def test_the_address_is_the_first_that_is_given() -> None:
    both = {"KINOLOOM_URL": "http://a.test/", "NEMO_API_URL": "http://b.test"}
    assert Identity.read("http://c.test", both).base_url == "http://c.test"
    assert Identity.read(None, both).base_url == "http://a.test"
    assert Identity.read(None, {"NEMO_API_URL": "http://b.test"}).base_url == "http://b.test"
    assert Identity.read(None, {}).base_url == DEFAULT_URL


@pytest.mark.parametrize(
    "bad",
    [
        "studio",
        "ftp://x",
        "http://",
        "http://x:port",
        "http://[::1",
        "http://u:p@x",
        "http://x?a=1",
    ],
)
def test_what_is_no_address_is_said(bad: str) -> None:
    with pytest.raises(AskError):
        checked_url(bad)


@pytest.mark.parametrize(
    ("url", "yes"),
    [
        ("http://127.0.0.1:1", True),
        ("http://[::1]:1", True),
        ("http://localhost", True),
        ("http://127.evil.test", False),
        ("http://10.0.0.1", False),
    ],
)
def test_loopback(url: str, yes: bool) -> None:
    assert is_loopback(url) is yes


def test_the_order_of_tokens(tmp_path: Path) -> None:
    (tmp_path / "owner_token").write_text("kl_owner_1\n")
    given = {"KINOLOOM_HOME": str(tmp_path), "NEMO_TOKEN": "mine"}
    here = Identity.read("http://localhost:1", given).at(tmp_path)
    assert [token.value for token in here.tokens()] == ["kl_owner_1", "mine"]
    there = Identity.read("http://far.test", given).at(tmp_path)
    assert [token.value for token in there.tokens()] == ["mine"]


def test_a_kept_token_is_private_and_dies(tmp_path: Path) -> None:
    now = [1000.0]
    identity = Identity("http://a.test", tmp_path / "new", now=lambda: now[0])
    identity.keep_token("kl_usr_1", user_id="anon_1", expires_at_s=5000)
    (path,) = (tmp_path / "new").rglob("token.json")
    assert path.stat().st_mode & 0o777 == 0o600
    assert [token.value for token in identity.tokens()] == ["kl_usr_1"]
    assert Identity("http://b.test", tmp_path / "new").tokens() == []
    now[0] = 4990
    assert identity.tokens() == []


def test_a_token_renewed_by_another_process_is_not_forgotten(tmp_path: Path) -> None:
    identity = Identity("http://a.test", tmp_path, now=lambda: 0.0)
    identity.keep_token("new", user_id="", expires_at_s=5000)
    identity.forget_token("old")
    assert [token.value for token in identity.tokens()] == ["new"]
    identity.forget_token("new")
    assert identity.tokens() == []


def test_the_client_id_is_a_uuid_and_stays(tmp_path: Path) -> None:
    identity = Identity("http://a.test", tmp_path)
    first = identity.client_id()
    assert str(uuid.UUID(first)) == first
    assert (tmp_path / "client_id").read_text() == first
    assert Identity("http://b.test", tmp_path).client_id() == first
    (tmp_path / "client_id").write_text("two words")
    assert identity.client_id() not in (first, "two words")
    assert Identity("http://a.test", tmp_path, given_client_id="me").client_id() == "me"


@pytest.mark.parametrize("damage", ["", "{", "[]", '{"session_id": 5}', "\ud800"])
def test_a_damaged_file_is_as_good_as_none(tmp_path: Path, damage: str) -> None:
    identity = Identity("http://a.test", tmp_path)
    identity.keep_session(LastSession("s_1", bind_id="b"))
    assert identity.last_session() == LastSession("s_1", bind_id="b")
    (path,) = tmp_path.rglob("session.json")
    path.write_bytes(damage.encode(errors="surrogatepass"))
    assert identity.last_session() is None


def test_a_folder_that_refuses_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(MachineError):
        Identity("http://a.test", tmp_path / "file").new_client_id()


@pytest.mark.parametrize("name", ["NEMO_TOKEN", "NEMO_CLIENT_ID"])
def test_a_token_that_no_header_can_carry_is_said_without_showing_it(name: str) -> None:
    with pytest.raises(AskError, match=name) as told:
        Identity.read(None, {name: "sécret\nX: y"})
    assert "cret" not in str(told.value)


@pytest.mark.parametrize(
    ("path", "given", "platform"),
    [
        ("/h/.clawhub/skills/x.py", {}, "clawhub"),
        ("/h/.cursor/skills/x.py", {}, "cursor"),
        ("/h/.cursor/x.py", {}, "unknown"),
        ("/h/.clawhub/x.py", {"SKILL_SOURCE": "shop"}, "shop"),
    ],
)
def test_the_platform(path: str, given: dict[str, str], platform: str) -> None:
    assert platform_of(Path(path), given) == platform
