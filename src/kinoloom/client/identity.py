"""Who we are to a server: its address, our client id, the token we may use there.

| variable | meaning |
| --- | --- |
| `KINOLOOM_URL`, `NEMO_API_URL` | the server; the first that is set counts |
| `NEMO_TOKEN` | a token of your own |
| `NEMO_CLIENT_ID` | a client id of your own |
| `KINOLOOM_HOME` | where a server on this machine leaves its owner's token |
"""

from __future__ import annotations

import hashlib
import ipaddress
import os
import re
import time
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal
from urllib.parse import SplitResult, urlsplit

from platformdirs import user_config_path, user_data_path

from kinoloom.client import shelf
from kinoloom.errors import AskError

DEFAULT_URL = "http://127.0.0.1:8787"
EARLY_S = 60
"""A token is not used in its last minute: it would die on the way."""

Origin = Literal["owner", "given", "kept"]
_SAFE_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.:-]{0,119}")
_VISIBLE = re.compile(r"[\x21-\x7e]+")


@dataclass(frozen=True)
class Token:
    """A token, where it came from, and whose it is as far as we know."""

    value: str
    origin: Origin
    user_id: str = ""


@dataclass(frozen=True)
class LastSession:
    """The session used last on a server."""

    session_id: str
    task_id: str = ""
    user_id: str = ""
    bind_id: str = ""


@dataclass(frozen=True)
class Identity:
    """What this user is to one server. Files are kept in `folder`, one place per server."""

    base_url: str
    folder: Path
    owner_file: Path | None = None
    given_token: str | None = None
    given_client_id: str | None = None
    now: Callable[[], float] = time.time

    @classmethod
    def read(
        cls, base_url: str | None = None, environment: Mapping[str, str] | None = None
    ) -> Identity:
        """The identity of this process. Raises AskError for an address, token or id that cannot be.

        `base_url` goes before the variables; without any the server on this machine is meant.
        """
        given = os.environ if environment is None else environment
        url = checked_url(base_url or url_in(given) or DEFAULT_URL)
        home = Path(given.get("KINOLOOM_HOME") or user_data_path("kinoloom")).expanduser()
        return cls(
            base_url=url,
            folder=user_config_path("kinoloom"),
            owner_file=home / "owner_token" if is_loopback(url) else None,
            given_token=_checked(given, "NEMO_TOKEN", _VISIBLE),
            given_client_id=_checked(given, "NEMO_CLIENT_ID", _SAFE_ID),
        )

    def tokens(self) -> list[Token]:
        """Every token there is, in the order to try them.

        The owner's token of a server on this machine comes first; NEMO_TOKEN replaces the kept one.
        """
        found: list[Token] = []
        owner = shelf.read_text(self.owner_file) if self.owner_file else None
        if owner and _VISIBLE.fullmatch(owner):
            found.append(Token(owner, "owner", "owner"))
        if self.given_token:
            found.append(Token(self.given_token, "given", "given"))
        elif kept := self._kept():
            found.append(kept)
        return found

    def keep_token(self, value: str, *, user_id: str, expires_at_s: float) -> Token:
        """Remember an anonymous token until it expires. Raises MachineError."""
        facts = {"token": value, "user_id": user_id, "expires_at_s": expires_at_s}
        shelf.write_facts(self._place / "token.json", {"server": self.base_url, **facts})
        return Token(value, "kept", user_id)

    def forget_token(self, value: str) -> None:
        """Drop a kept token that the server refused, unless another process renewed it already."""
        path = self._place / "token.json"
        if shelf.read_facts(path).get("token") == value:
            shelf.remove(path)

    def client_id(self) -> str:
        """The id of this installation; made and kept at first use. Raises MachineError."""
        if self.given_client_id:
            return self.given_client_id
        kept = shelf.read_text(self.folder / "client_id")
        return kept if kept and _SAFE_ID.fullmatch(kept) else self.new_client_id()

    def new_client_id(self) -> str:
        """Make another one and keep it. Raises MachineError."""
        made = str(uuid.uuid4())
        shelf.write_text(self.folder / "client_id", made)
        return made

    def last_session(self) -> LastSession | None:
        """The session used last on this server, if any."""
        facts = shelf.read_facts(self._place / "session.json")
        names = ("session_id", "task_id", "user_id", "bind_id")
        known = {name: facts[name] for name in names if isinstance(facts.get(name), str)}
        return LastSession(**known) if known.get("session_id") else None

    def keep_session(self, session: LastSession) -> None:
        """Remember it, so that the next command goes on with it. Raises MachineError."""
        facts: dict[str, Any] = {"server": self.base_url, **vars(session)}
        shelf.write_facts(self._place / "session.json", facts)

    @property
    def is_loopback(self) -> bool:
        """Whether the server is on this machine."""
        return is_loopback(self.base_url)

    def at(self, folder: Path) -> Identity:
        """The same, with its files elsewhere."""
        return replace(self, folder=folder)

    @property
    def _place(self) -> Path:
        return self.folder / "servers" / hashlib.sha256(self.base_url.encode()).hexdigest()[:16]

    def _kept(self) -> Token | None:
        facts = shelf.read_facts(self._place / "token.json")
        value, expires = facts.get("token"), facts.get("expires_at_s")
        if not isinstance(value, str) or not isinstance(expires, int | float):
            return None
        if not _VISIBLE.fullmatch(value) or expires - EARLY_S <= self.now():
            return None
        return Token(value, "kept", str(facts.get("user_id") or ""))


def url_in(environment: Mapping[str, str]) -> str | None:
    """The server that the environment names, or None: then work is done in process."""
    return environment.get("KINOLOOM_URL") or environment.get("NEMO_API_URL") or None


def checked_url(text: str) -> str:
    """`text` as a base URL, without a slash at its end. Raises AskError for what is none."""
    url = text.strip().rstrip("/")
    parts = _split(url)
    if parts is None or parts.scheme not in ("http", "https") or not parts.hostname:
        raise AskError(f"A server is an address such as {DEFAULT_URL}, not {text.strip()!r}.")
    if parts.username or parts.query or parts.fragment:
        raise AskError("A server's address has no user, password, ? or # in it.")
    return url


def is_loopback(url: str) -> bool:
    """Whether `url` is on this machine."""
    host = urlsplit(url).hostname or ""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _split(url: str) -> SplitResult | None:
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError:
        return None
    return parts


def _checked(given: Mapping[str, str], name: str, shape: re.Pattern[str]) -> str | None:
    value = given.get(name, "").strip()
    if value and not shape.fullmatch(value):
        raise AskError(f"{name} holds characters that cannot be; set it again, or unset it.")
    return value or None
