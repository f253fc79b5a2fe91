"""From a draft to a file: submit, look until it is done, download."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast, get_args
from urllib.parse import quote, urlencode, urljoin, urlsplit

import httpx

from kinoloom.client.connection import Connection, Request, shaped
from kinoloom.client.download import AddressExpired, download
from kinoloom.client.errors import (
    ConnectionLost,
    IdTaken,
    RenderFailed,
    ServerBroken,
    ServerUnreachable,
    plain,
)
from kinoloom.client.pace import Pace, Patience
from kinoloom.client.phrases import phrase
from kinoloom.draft.phrases import Language
from kinoloom.errors import Cancelled
from kinoloom.wire import paths
from kinoloom.wire.answers import RenderData, RenderStatus
from kinoloom.wire.requests import OutputWish, RenderRequest

OnProgress = Callable[[str, float], None]
"""Called with "render" or "download" and the share of it done, 0..1."""

LARGEST_LOOK_PX = 1080
MISSED_LOOKS = 20
STUCK_S = 1800.0


def unwatched(_part: str, _share: float) -> None:
    """Nobody watches."""


@dataclass(frozen=True)
class Delivery:
    """Exports over one connection. `language` is for "still working"."""

    connection: Connection
    pace: Pace
    language: Language = "en"

    def submit(self, session_id: str, draft: Mapping[str, Any], output: OutputWish) -> str:
        """Ask for the file; the job's id. Safe to repeat: the same id and body are the same job."""
        render_id = f"render_{time.time_ns() // 1_000_000}"
        try:
            return self._submitted(render_id, session_id, draft, output)
        except IdTaken:
            return self._submitted(f"{render_id}_2", session_id, draft, output)
        except ConnectionLost:
            return self._submitted(render_id, session_id, draft, output)

    def look(self, render_id: str) -> RenderData:
        """How far the job is."""
        path = paths.RENDER.format(render_id=quote(render_id, safe=""))
        return job_of(self.connection.call(Request("GET", path)))

    def cancel(self, render_id: str) -> None:
        """Stop the job."""
        path = paths.CANCEL_RENDER.format(render_id=quote(render_id, safe=""))
        self.connection.call(Request("POST", path))

    def wait(self, render_id: str, on_progress: OnProgress = unwatched) -> RenderData:
        """The job when it is completed.

        Raises RenderFailed, ServerUnreachable after twenty looks in vain, ServerBroken after half
        an hour without progress, and Cancelled when it was stopped on either side.
        """
        patience = Patience(self.pace, phrase("working", self.language))
        progress, moved_s, missed = -1.0, self.pace.clock(), 0
        for wait_s in self.pace.polls():
            self.pace.rest(wait_s)
            patience.tick()
            try:
                job = self.look(render_id)
                missed = 0
            except (ServerUnreachable, ServerBroken):
                # A server that restarts goes on with the job; only a lasting silence is an end.
                missed += 1
                if missed == MISSED_LOOKS:
                    raise
                continue
            if job.progress != progress:
                progress, moved_s = job.progress, self.pace.clock()
                on_progress("render", min(1.0, max(0.0, progress / 100)))
            if _is_done(job):
                return job
            if self.pace.clock() - moved_s > STUCK_S:
                raise ServerBroken("The export has not moved for half an hour; look again later.")
        raise AssertionError("polls never end")

    def fetch(self, job: RenderData, target: Path, on_progress: OnProgress = unwatched) -> None:
        """Download a completed job's file. Raises ServerBroken without one, and as `download`."""
        ways = [self._signed(job), self._by_token(job.id)]
        for way in ways:
            if way is None:
                continue
            try:
                return download(
                    way,
                    target,
                    pace=self.pace,
                    on_share=lambda share: on_progress("download", share),
                )
            except AddressExpired:
                continue
        raise ServerBroken("The film is finished, but the server does not hand over the file.")

    def frame(
        self,
        session_id: str,
        at_ms: int,
        draft: Mapping[str, Any] | None,
        short_side_px: int | None,
    ) -> bytes:
        """A frame of a draft, or of the session's own, as a JPEG."""
        path = paths.PREVIEW.format(session_id=quote(session_id, safe=""))
        wanted = {"at_ms": at_ms, "short_side_px": short_side_px or LARGEST_LOOK_PX}
        if draft is None:
            return self.connection.content(Request("GET", f"{path}?{urlencode(wanted)}"))
        return self.connection.content(Request("POST", path, {**wanted, "draft": dict(draft)}))

    def _submitted(
        self, render_id: str, session_id: str, draft: Mapping[str, Any], output: OutputWish
    ) -> str:
        asked = RenderRequest.model_construct(
            id=render_id, session_id=session_id, draft=dict(draft), output=output
        )
        body = asked.model_dump(mode="json", by_alias=True, exclude_none=True)
        body["draft"] = dict(draft)
        answer = self.connection.call(Request("POST", paths.RENDERS, body))
        return job_of(answer).id or render_id

    def _signed(
        self, job: RenderData
    ) -> Callable[[dict[str, str]], AbstractContextManager[httpx.Response]] | None:
        address = job.output_url or (job.output.url if job.output else "")
        url = urljoin(f"{self.connection.identity.base_url}/", address)
        if not address or urlsplit(url).scheme not in ("http", "https"):
            return None
        return lambda headers: self.connection.outside(url, headers)

    def _by_token(
        self, render_id: str
    ) -> Callable[[dict[str, str]], AbstractContextManager[httpx.Response]]:
        path = paths.DOWNLOAD.format(render_id=quote(render_id, safe=""))
        return lambda headers: self.connection.stream(Request("GET", path, headers=headers))


def job_of(answer: Mapping[str, Any]) -> RenderData:
    """The job in an answer that tells it at its top level, inside `data`, or both."""
    inner = answer.get("data")
    told = {**(cast("dict[str, Any]", inner) if isinstance(inner, dict) else {})}
    for key in ("id", "status", "progress", "output"):
        if answer.get(key) is not None:
            told[key] = answer[key]
    if told.get("status") not in get_args(RenderStatus):
        # Hosted servers have words of their own ("queued", "rendering") for work under way.
        told["status"] = "processing"
    if told.get("progress") is None:
        told["progress"] = 0
    return shaped(told, RenderData)


def _is_done(job: RenderData) -> bool:
    if job.status == "failed":
        raise RenderFailed(plain(job.error) or "The server could not make the file.")
    if job.status == "cancelled":
        raise Cancelled("The export was stopped on the server.")
    return job.status == "completed"
