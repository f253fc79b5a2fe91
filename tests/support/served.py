"""A real server process, and raw HTTP to it: nothing of our client is used."""

from __future__ import annotations

import http.client
import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Generator, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

ROOT = Path(__file__).parents[2]
ATTRIBUTION = {
    "X-Skill-Source": "pixverse-ai",
    "X-Skill-Version": "1.0.0",
    "X-Skill-Platform": "unknown",
}
Json = dict[str, Any]


@dataclass
class Served:
    """A server: begin it, kill it, begin it again on the same home."""

    home: Path
    settings: Mapping[str, str] = field(default_factory=dict[str, str])
    module: str = "tests.support.quick_server"
    arguments: tuple[str, ...] = ()
    process: subprocess.Popen[bytes] | None = None
    port: int = 0

    @property
    def log(self) -> Path:
        """What the processes wrote."""
        return self.home / "server.log"

    @property
    def base(self) -> str:
        """Where it is."""
        return f"http://127.0.0.1:{self.port}"

    def begin(self, **extra: str) -> float:
        """Start it and wait until it is ready; the seconds that took."""
        self.home.mkdir(parents=True, exist_ok=True)
        self.port = self.port or free_port()
        environment = {**os.environ, "KINOLOOM_HOME": str(self.home), **self.settings, **extra}
        command = [sys.executable, "-m", self.module, "serve", "--port", str(self.port)]
        began = time.monotonic()
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [*command, *self.arguments],
                cwd=ROOT,
                env=environment,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        while time.monotonic() < began + 60:
            if self.process.poll() is not None:
                raise AssertionError(f"the server ended: {self.log.read_text()[-3000:]}")
            try:
                if self.ask("GET", "/readyz").status == 200:
                    return time.monotonic() - began
            except OSError:
                pass
            time.sleep(0.02)
        raise AssertionError(f"the server is not ready: {self.log.read_text()[-3000:]}")

    def kill(self, *, whole_group: bool = True) -> None:
        """`kill -9`, of the server alone or of its worker too."""
        assert self.process is not None
        if self.process.poll() is None:
            if whole_group:
                os.killpg(self.process.pid, signal.SIGKILL)
            else:
                self.process.kill()
        self.process.wait()

    def stop(self) -> int:
        """SIGTERM, and how it ended."""
        assert self.process is not None
        self.process.terminate()
        return self.process.wait(60)

    def wait_dead(self, timeout_s: float = 60) -> None:
        """Until it has died by itself."""
        assert self.process is not None
        self.process.wait(timeout_s)

    def ask(
        self,
        method: str,
        path: str,
        body: bytes | str | None = None,
        headers: Mapping[str, str] | None = None,
        timeout_s: float = 60,
    ) -> Answered:
        """One request on a connection of its own."""
        where = urlsplit(path)
        port = where.port or self.port
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=timeout_s)
        target = where.path + (f"?{where.query}" if where.query else "")
        data = body.encode() if isinstance(body, str) else body
        connection.request(method, target, data, dict(headers or {}))
        answer = connection.getresponse()
        found = Answered(answer.status, dict(answer.getheaders()), answer.read())
        connection.close()
        return found


@dataclass(frozen=True)
class Answered:
    """An answer, read whole."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> Json:
        """Its JSON."""
        return json.loads(self.body)

    @property
    def data(self) -> Any:
        """What the envelope holds; the call must have gone well."""
        assert self.json["code"] == 0, self.json
        return self.json["data"]


@dataclass
class Caller:
    """A user who talks to a server as a script with curl would."""

    served: Served
    client_id: str
    token: str = ""
    session_id: str = ""

    def sign_up(self) -> Json:
        """A token and a session."""
        data = self.get_token()
        self.new_session()
        return data

    def new_session(self) -> None:
        """Another session."""
        self.session_id = self.post(
            "/api/tasks/me/with-session/nemo_agent", {"task_name": "project", "language": "en"}
        ).data["session_id"]

    def get_token(self) -> Json:
        """A token; of one who asks again too soon, after the pause that is asked for."""
        while True:
            found = self.served.ask(
                "POST", "/api/auth/anonymous-token", headers={"X-Client-Id": self.client_id}
            )
            if found.status != 429:
                self.token = found.data["token"]
                return found.data
            time.sleep(int(found.headers["retry-after"]))

    @property
    def headers(self) -> dict[str, str]:
        """Of every request."""
        return {"Authorization": f"Bearer {self.token}", **ATTRIBUTION}

    def get(self, path: str, **extra: str) -> Answered:
        """GET as this user."""
        return self.served.ask("GET", path, headers={**self.headers, **extra})

    def post(self, path: str, body: Json | bytes | str, **extra: str) -> Answered:
        """POST as this user; a dictionary goes as JSON, without a type, as `curl -d` sends it."""
        data = json.dumps(body) if isinstance(body, dict) else body
        kind = {"Content-Type": "application/x-www-form-urlencoded"}
        return self.served.ask("POST", path, data, {**self.headers, **kind, **extra})

    def run_body(self, text: str, **more: Any) -> Json:
        """The body of a turn."""
        return {
            "app_name": "nemo_agent",
            "user_id": "me",
            "session_id": self.session_id,
            "new_message": {"parts": [{"text": text}]},
            **more,
        }

    def say(self, text: str, **more: Any) -> list[Event]:
        """A turn, listened to until it ends."""
        return list(self.listen(self.run_body(text, **more)))

    def listen(self, body: Json, last_id: str = "") -> Iterator[Event]:
        """The events of a stream as they come; closing the iterator drops the connection."""
        connection = http.client.HTTPConnection("127.0.0.1", self.served.port, timeout=30)
        headers = {**self.headers, "Accept": "text/event-stream"}
        if last_id:
            headers["Last-Event-ID"] = last_id
        try:
            connection.request("POST", "/run_sse", json.dumps(body), headers)
            answer = connection.getresponse()
            assert answer.status == 200, answer.read()
            yield from events_of(answer)
        finally:
            connection.close()

    def state(self) -> Json:
        """The session's state."""
        return self.get(f"/api/state/nemo_agent/me/{self.session_id}/latest").data["state"]

    def export(self, render_id: str, draft: Json | None = None, **output: Any) -> Answered:
        """Order a film of the current draft."""
        body = {
            "id": render_id,
            "sessionId": self.session_id,
            "draft": draft if draft is not None else self.state()["draft"],
            "output": {"format": "mp4", "quality": "high", **output},
        }
        return self.post("/api/render/proxy/lambda", body)

    def exported(self, render_id: str, timeout_s: float = 120) -> Json:
        """The end of a render."""
        ends_at, found = time.monotonic() + timeout_s, Json()
        while time.monotonic() < ends_at:
            found = self.get(f"/api/render/proxy/lambda/{render_id}").json
            if found["status"] not in ("pending", "processing"):
                return found
            time.sleep(0.1)
        raise AssertionError(f"the render does not end: {found}")


@dataclass(frozen=True)
class Event:
    """One event of a stream; `kind` is "heartbeat" for one, `data` its JSON otherwise."""

    id: str
    kind: str
    data: Json
    at_s: float

    @property
    def text(self) -> str:
        """What was said."""
        parts = self.data.get("content", {}).get("parts", [])
        return "".join(part.get("text", "") for part in parts)

    @property
    def sort(self) -> str:
        """call, answer, text, progress or heartbeat."""
        parts = self.data.get("content", {}).get("parts", [])
        for name, key in (("call", "functionCall"), ("answer", "functionResponse")):
            if any(key in part for part in parts):
                return name
        return "text" if parts else (self.kind or "progress")


def events_of(answer: http.client.HTTPResponse) -> Iterator[Event]:
    """A stream's events, line by line."""
    seen: dict[str, str] = {}
    for raw in answer:
        line = raw.decode().rstrip("\r\n")
        if line:
            name, _, value = line.partition(":")
            seen[name] = value.strip()
            continue
        data = json.loads(seen["data"]) if seen.get("data") else {}
        yield Event(seen.get("id", ""), seen.get("event", ""), data, time.monotonic())
        seen = {}


def free_port() -> int:
    """A port nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def path_of(url: str) -> str:
    """The path of an absolute address."""
    return re.sub(r"^https?://[^/]+", "", url)


@contextmanager
def served(home: Path, **settings: str) -> Generator[Served, None, None]:
    """A quick server that ends with the block."""
    server = Served(home, settings)
    server.begin()
    try:
        yield server
    finally:
        server.kill()
