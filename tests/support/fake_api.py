"""A server that exists in this process only: it speaks the wire, and errs on demand."""

from __future__ import annotations

import json
import re
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx

from kinoloom.client.attribution import Attribution
from kinoloom.client.connection import Connection
from kinoloom.client.identity import Identity
from kinoloom.client.pace import Pace
from kinoloom.client.session import Session
from kinoloom.wire.codes import Code

BASE = "http://studio.test"
Json = dict[str, Any]
Answer = Callable[[httpx.Request], httpx.Response]


def ok(data: object, **top: Any) -> httpx.Response:
    """A success in the envelope."""
    return httpx.Response(200, json={"code": 0, "message": "ok", **top, "data": data})


def refused(code: Code, message: str = "no", **headers: str) -> httpx.Response:
    """A refusal in the envelope."""
    body = {"code": int(code), "message": message}
    return httpx.Response(code.http_status, json=body, headers=headers)


@dataclass
class Clock:
    """Time that passes only when someone sleeps."""

    now_s: float = 1_000_000.0
    slept: list[float] = field(default_factory=list[float])

    def sleep(self, seconds: float) -> None:
        """Let time pass."""
        self.slept.append(seconds)
        self.now_s += seconds

    def __call__(self) -> float:
        return self.now_s


class Stream(httpx.SyncByteStream):
    """A body in pieces; an exception among them breaks the connection there."""

    def __init__(self, *pieces: bytes | Exception) -> None:
        self._pieces = pieces

    def __iter__(self) -> Iterator[bytes]:
        for piece in self._pieces:
            if isinstance(piece, Exception):
                raise piece
            yield piece


DROP = httpx.ReadError("dropped")


def events(*lines: object, drop: bool = False, cut: int | None = None) -> httpx.Response:
    """A stream of `/run_sse`: a dictionary is a data line, a text is sent as it stands.

    With `cut`, the bytes come in pieces of that size.
    """
    frames = [
        line if isinstance(line, str) else f"data: {json.dumps(line, ensure_ascii=False)}\n\n"
        for line in lines
    ]
    data = "".join(frames).encode()
    size = cut or len(data) or 1
    pieces: list[bytes | Exception] = [data[at : at + size] for at in range(0, len(data), size)]
    kind = {"Content-Type": "text/event-stream"}
    return httpx.Response(200, headers=kind, stream=Stream(*pieces, *([DROP] if drop else [])))


def numbered(number: int, value: Json) -> str:
    """An event with its id line."""
    return f"id: e-1:{number}\ndata: {json.dumps(value)}\n\n"


def adk(*parts: Json, partial: bool = False, role: str = "model", **delta: Any) -> Json:
    """An ADK event as the real ones are (see `events.txt` of the design)."""
    event: Json = {"invocationId": "e-1", "author": "nemo_agent", "id": "x", "timestamp": 1.5}
    event["actions"] = {"stateDelta": delta, "artifactDelta": {}}
    if parts:
        event |= {"content": {"parts": list(parts), "role": role}, "partial": partial}
    return event


@dataclass
class FakeApi:
    """Routes with sensible answers; `script` holds what to answer first, by "METHOD path"."""

    clock: Clock = field(default_factory=Clock)
    seen: list[httpx.Request] = field(default_factory=list[httpx.Request])
    script: dict[str, deque[httpx.Response | Exception]] = field(
        default_factory=dict[str, "deque[httpx.Response | Exception]"]
    )
    live: set[str] = field(default_factory=set[str])
    sessions: int = 0
    tokens: int = 0
    draft: Json | None = None
    states: deque[Json | None] = field(default_factory=deque["Json | None"])
    looks: deque[Json] = field(default_factory=deque[Json])
    film: bytes = b"film" * 1000
    picture: bytes = b"picture"
    bind_id: str = "bind_7"

    def will(self, call: str, *answers: httpx.Response | Exception) -> None:
        """The next answers to a call whose "METHOD path" holds `call`."""
        self.script.setdefault(call, deque()).extend(answers)

    def calls(self, call: str) -> list[httpx.Request]:
        """What was asked of it."""
        return [request for request in self.seen if call in _name(request)]

    def __call__(self, request: httpx.Request) -> httpx.Response:
        request.read()
        self.seen.append(request)
        name = _name(request)
        for call, answers in self.script.items():
            if call in name and answers:
                answer = answers.popleft()
                if isinstance(answer, Exception):
                    raise answer
                return answer
        if name == "POST /api/auth/anonymous-token":
            return self._token(request)
        if "/files/" in name:
            return self._file(request)
        if request.headers.get("Authorization", "").removeprefix("Bearer ") not in self.live:
            return refused(Code.BAD_TOKEN)
        for pattern, answer in self._routes:
            if re.fullmatch(pattern, name):
                return answer(request)
        return refused(Code.NOT_FOUND, "There is no such call.")

    @property
    def _routes(self) -> list[tuple[str, Answer]]:
        return [
            ("POST /api/tasks/me/with-session/nemo_agent", self._session),
            ("POST /run_sse", lambda _: events(adk({"text": "Done."}))),
            ("POST /api/upload-video/nemo_agent/me/[^/]+", self._upload),
            (
                "GET /api/credits/balance/simple",
                lambda _: ok({"available": 60, "frozen": 5, "total": 65}),
            ),
            ("GET /api/state/nemo_agent/me/[^/]+/latest", self._state),
            ("(?:GET|POST) /api/preview/nemo_agent/me/[^/]+", self._preview),
            ("POST /api/render/proxy/lambda", self._render),
            ("GET /api/render/proxy/lambda/[^/]+", self._look),
            ("POST /api/render/proxy/lambda/[^/]+/cancel", lambda _: ok({"status": "cancelled"})),
            ("GET /api/render/proxy/[^/]+/download", self._file),
            ("POST /api/turns/[^/]+/cancel", lambda _: ok({"status": "cancelled"})),
            ("POST /api/auth/claim-token", lambda _: ok({"claim_token": "clm_9"})),
        ]

    def _token(self, request: httpx.Request) -> httpx.Response:
        if not request.headers.get("X-Client-Id"):
            return refused(Code.MALFORMED, "X-Client-Id is missing.")
        self.tokens += 1
        token = f"kl_usr_{self.tokens}"
        self.live = {token}
        data = {"token": token, "user_id": "anon_1", "credits": 100, "expires_in": 604_800}
        return ok(data)

    def _session(self, _request: httpx.Request) -> httpx.Response:
        self.sessions += 1
        number = self.sessions
        data = {"task_id": f"task_{number}", "session_id": f"s_{number}", "user_id": "anon_1"}
        return ok({**data, "bind_id": self.bind_id})

    def _upload(self, request: httpx.Request) -> httpx.Response:
        names = re.findall(rb'filename="([^"]+)"', request.content)
        files = [{"filename": name.decode(), "file_type": "image", "fps": None} for name in names]
        return ok({"files": files, "session_state_applied": True})

    def _state(self, _request: httpx.Request) -> httpx.Response:
        if self.states:
            self.draft = self.states.popleft()
        state = {"draft": self.draft, "video_infos": None, "canvas_config": {"width": 1920}}
        return ok({"state": state, "revision": 3, "bind_id": self.bind_id})

    def _preview(self, _request: httpx.Request) -> httpx.Response:
        return httpx.Response(200, content=self.picture, headers={"Content-Type": "image/jpeg"})

    def _render(self, request: httpx.Request) -> httpx.Response:
        job = {"id": json.loads(request.content)["id"], "status": "pending", "progress": 0}
        return ok({**job, "success": True}, **job)

    def _look(self, _request: httpx.Request) -> httpx.Response:
        output = {"url": f"{BASE}/files/film.mp4?sig=1"}
        done = {"status": "completed", "progress": 100, "output": output}
        job = self.looks.popleft() if self.looks else done
        return ok({**job, "success": True}, **job)

    def _file(self, request: httpx.Request) -> httpx.Response:
        first = re.match(r"bytes=(\d+)-", request.headers.get("Range", ""))
        kind = {"Content-Type": "video/mp4", "ETag": '"v1"'}
        if not first:
            return httpx.Response(200, content=self.film, headers=kind)
        start, size = int(first[1]), len(self.film)
        kind["Content-Range"] = f"bytes {start}-{size - 1}/{size}"
        return httpx.Response(206, content=self.film[start:], headers=kind)

    def identity(self, folder: Path, **given: Any) -> Identity:
        """A user of this server whose files are in `folder`."""
        return Identity(BASE, folder, now=self.clock, **given)

    def connection(self, folder: Path, **given: Any) -> Connection:
        """That user's connection."""
        return Connection(
            self.identity(folder, **given),
            attribution=Attribution("kinoloom", "0", "unknown"),
            transport=httpx.MockTransport(self),
            sleep=self.clock.sleep,
        )

    def session(self, folder: Path, told: list[str] | None = None, **given: Any) -> Session:
        """That user's session; what it says besides answers goes to `told`."""
        sentences = [] if told is None else told
        pace = Pace(notice=sentences.append, sleep=self.clock.sleep, clock=self.clock)
        return Session(self.connection(folder, **given), pace=pace)


def _name(request: httpx.Request) -> str:
    return f"{request.method} {request.url.path}"
