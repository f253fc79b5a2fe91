"""A conversation with a studio on a server: say, upload, look, export."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, suppress
from dataclasses import replace
from pathlib import Path
from typing import IO, Any, TypeVar
from urllib.parse import quote

from kinoloom.client.connection import Connection, Request
from kinoloom.client.delivery import Delivery, OnProgress, unwatched
from kinoloom.client.download import check_target, free_path, write_whole
from kinoloom.client.errors import (
    NotEnoughCredits,
    NothingThere,
    RequestRefused,
    SessionGone,
    refusal,
)
from kinoloom.client.heard import Heard
from kinoloom.client.identity import LastSession
from kinoloom.client.news import is_ready, title_of
from kinoloom.client.pace import Pace
from kinoloom.client.phrases import phrase
from kinoloom.client.turn import Turn
from kinoloom.draft.phrases import Language
from kinoloom.errors import AskError, Cancelled, DraftError, KinoloomError, SourceError
from kinoloom.intent.language import language_of
from kinoloom.wire import paths
from kinoloom.wire.answers import BalanceData, ClaimData, SessionData, StateData, UploadData
from kinoloom.wire.codes import Code
from kinoloom.wire.requests import OutputWish, SessionRequest, UrlUpload

R = TypeVar("R")
UPLOAD_READ_S = 600.0


class Session:
    """One conversation. It opens itself at first use, or goes on with the last one of this server.

    A session that the server lost is replaced by a new one once, and `pace.notice` is told so.
    Besides what is named at a method, every call raises what `Connection` does.
    """

    def __init__(self, connection: Connection, *, pace: Pace | None = None) -> None:
        self.connection = connection
        self._pace = pace or Pace()
        self._language = "en"
        self._now: LastSession | None = None
        self._turn: Turn | None = None

    def open(self, language: str = "en", task_name: str = "project") -> None:
        """Start a new conversation; `language` is an ISO code."""
        self._language = language
        self._pace.notice(phrase("connecting", self._spoken))
        self._start(task_name)
        self._pace.notice(phrase("ready", self._spoken))

    def resume(self, session_id: str | None = None) -> bool:
        """Go on with that session, or with the last one of this server. False without any."""
        last = self.connection.identity.last_session()
        if session_id and (last is None or last.session_id != session_id):
            last = LastSession(session_id)
        if last is None:
            return False
        self._use(last)
        return True

    def say(self, text: str, *, streaming: bool = False) -> Iterator[Heard]:
        """Send a message and hear the turn to its end, which is always a text.

        With `streaming`, pieces of a text come as "partial" before it comes whole. Closing the
        iterator ends the listening only; `cancel` ends the turn.
        """
        if not text.strip():
            raise AskError("Say what you want; the message is empty.")
        # A terminal may hand over half a character, which no JSON can carry.
        return self._conversation(text.encode(errors="replace").decode(), streaming)

    def cancel(self) -> None:
        """Stop the turn that was heard last. Raises AskError when there is none."""
        if self._turn is None or not self._turn.turn_id:
            raise AskError("Nothing is being worked on.")
        path = paths.CANCEL_TURN.format(turn_id=quote(self._turn.turn_id, safe=""))
        self.connection.call(Request("POST", path))

    def upload(self, *files: Path) -> UploadData:
        """Send files, read from the disk as they go. Raises SourceError for one that cannot be."""

        def send(session_id: str) -> UploadData:
            with ExitStack() as stack:
                opened = [
                    ("files", (_name(file), stack.enter_context(_open(file)))) for file in files
                ]
                path = paths.UPLOAD.format(session_id=quote(session_id, safe=""))
                asked = Request("POST", path, files=opened, read_s=UPLOAD_READ_S)
                return self.connection.data(asked, UploadData)

        return self._within(send)

    def upload_urls(self, urls: Sequence[str]) -> UploadData:
        """Have the server fetch files from http(s) addresses."""
        body = UrlUpload.model_construct(urls=tuple(urls)).model_dump(mode="json")

        def send(session_id: str) -> UploadData:
            path = paths.UPLOAD.format(session_id=quote(session_id, safe=""))
            asked = Request("POST", path, body, read_s=UPLOAD_READ_S)
            return self.connection.data(asked, UploadData)

        return self._within(send)

    def state(self) -> StateData:
        """The session's latest state: draft, files, what was made."""
        return self._within(self._state_of)

    def balance(self) -> BalanceData:
        """The credits of this user."""
        return self.connection.data(Request("GET", paths.BALANCE), BalanceData)

    def export(
        self,
        draft: Mapping[str, Any] | None = None,
        output: OutputWish | None = None,
        on_progress: OnProgress = unwatched,
        *,
        target: Path | None = None,
    ) -> Path:
        """Render `draft` (wire JSON; the session's own if None) and download it.

        `target` defaults to the film's title in the current folder. Raises DraftError when there
        is nothing to export, RenderFailed, MachineError, and Cancelled when `pace.should_stop`
        says so; the job is stopped on the server then.
        """
        film = draft if draft is not None else self.state().state.draft
        if film is None or not is_ready(dict(film)):
            raise DraftError("There is nothing on the timeline to export yet.")
        wish = output or OutputWish()
        target = target or free_path(Path.cwd(), title_of(dict(film)), wish.format)
        check_target(target)
        render_id = self._within(lambda sid: self._delivery.submit(sid, film, wish))
        try:
            return self.pick_up(render_id, target, on_progress)
        except Cancelled:
            if self._pace.should_stop():
                self._stop(render_id)
            raise

    def frame(
        self,
        at_ms: int = 0,
        draft: Mapping[str, Any] | None = None,
        *,
        short_side_px: int | None = None,
    ) -> bytes:
        """What `draft` (the session's own if None) shows at a moment, as a JPEG, at once.

        Its short side is at most 1080 pixels, and the film's. Raises RequestRefused for a draft
        that cannot be drawn, NothingThere where the server has no previews.
        """
        return self._within(lambda sid: self._delivery.frame(sid, at_ms, draft, short_side_px))

    def look(
        self,
        at_ms: int = 0,
        draft: Mapping[str, Any] | None = None,
        *,
        target: Path | None = None,
        short_side_px: int | None = None,
    ) -> Path:
        """The same, written to `target`; it defaults to the film's title in the current folder."""
        if target is None:
            film = draft if draft is not None else self.state().state.draft
            target = free_path(Path.cwd(), title_of(dict(film or {})), "jpg")
        check_target(target)
        write_whole(target, self.frame(at_ms, draft, short_side_px=short_side_px))
        return target

    def pick_up(self, render_id: str, target: Path, on_progress: OnProgress = unwatched) -> Path:
        """Wait for an export that was asked for earlier, and download it; raises as `export`."""
        job = self._delivery.wait(render_id, on_progress)
        self._delivery.fetch(job.model_copy(update={"id": render_id}), target, on_progress)
        return target

    def link(self) -> str | None:
        """An address that opens the project in a browser; None where the server has none."""
        now = self._current()
        if not now.task_id:
            return None
        body = {"task_id": now.task_id, "session_id": now.session_id}
        try:
            claim = self.connection.data(Request("POST", paths.CLAIM_TOKEN, body), ClaimData)
        except (NothingThere, RequestRefused):
            return None
        base = self.connection.identity.base_url
        return f"{base}{paths.CLAIM_PAGE}?ct={quote(claim.claim_token, safe='')}"

    @property
    def _delivery(self) -> Delivery:
        return Delivery(self.connection, self._pace, self._spoken)

    @property
    def _spoken(self) -> Language:
        return "zh" if self._language.lower().startswith("zh") else "en"

    def _stop(self, render_id: str) -> None:
        try:
            self._delivery.cancel(render_id)
        except KinoloomError as error:
            self._pace.notice(f"{phrase('goes_on', self._spoken)} {error}")

    def _conversation(self, text: str, streaming: bool) -> Iterator[Heard]:
        turn = self._new_turn(text, streaming)
        try:
            yield from turn.heard()
        except SessionGone:
            if turn.was_heard:
                raise
            self._replace()
            yield from self._new_turn(text, streaming).heard()
        except NotEnoughCredits:
            raise self._credits_refusal() from None

    def _new_turn(self, text: str, streaming: bool) -> Turn:
        session_id = self._current().session_id
        self._turn = Turn(
            connection=self.connection,
            session_id=session_id,
            text=text,
            language=language_of(text),
            state=lambda: self._state_of(session_id),
            pace=self._pace,
            streaming=streaming,
        )
        return self._turn

    def _within(self, act: Callable[[str], R]) -> R:
        """`act` on the current session's id, once more on a new session if that one is gone."""
        try:
            return act(self._current().session_id)
        except SessionGone:
            self._replace()
            return act(self._current().session_id)
        except NotEnoughCredits:
            raise self._credits_refusal() from None

    def _credits_refusal(self) -> Exception:
        """With the registration link's id, which only a session's answers carry."""
        if not self.connection.account.bind_id:
            # Without the id the link still leads to the registration.
            with suppress(KinoloomError):
                self._state_of(self._current().session_id)
        return refusal(Code.NO_CREDITS, "", self.connection.account)

    def _state_of(self, session_id: str) -> StateData:
        asked = Request("GET", paths.STATE.format(session_id=quote(session_id, safe="")))
        state = self.connection.data(asked, StateData)
        if state.bind_id:
            account = self.connection.account
            self.connection.account = replace(account, bind_id=state.bind_id)
        return state

    def _current(self) -> LastSession:
        if self._now is None:
            self.open(self._language)
        assert self._now is not None
        return self._now

    def _replace(self) -> None:
        self._start("project")
        self._pace.notice(phrase("new_session", self._spoken))

    def _start(self, task_name: str) -> None:
        body = SessionRequest(task_name=task_name[:500], language=self._language[:35])
        asked = Request("POST", paths.NEW_SESSION, body.model_dump(mode="json"))
        made = self.connection.data(asked, SessionData)
        self._use(LastSession(made.session_id, made.task_id, made.user_id, made.bind_id))

    def _use(self, session: LastSession) -> None:
        self._now = session
        self.connection.identity.keep_session(session)
        account = self.connection.account
        self.connection.account = replace(
            account, user_id=session.user_id or account.user_id, bind_id=session.bind_id
        )


def _name(path: Path) -> str:
    return path.name.encode(errors="replace").decode()


def _open(path: Path) -> IO[bytes]:
    try:
        return path.open("rb")
    except OSError as error:
        raise SourceError(f"{path} cannot be read: {error.strerror}.") from error
