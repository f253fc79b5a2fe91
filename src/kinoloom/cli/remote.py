"""Commands that work through a server: which one, and what is said meanwhile."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Generator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from kinoloom.client.session import Session
    from kinoloom.wire.requests import OutputWish

Server = Annotated[
    str | None,
    typer.Option("--server", help="Work on this server (else KINOLOOM_URL, NEMO_API_URL)."),
]


def server_of(option: str | None) -> str | None:
    """The server that is meant, or None: then work is done in process."""
    from kinoloom.client.identity import url_in

    return option or url_in(os.environ)


@contextmanager
def session_on(
    server: str, should_stop: Callable[[], bool] | None = None
) -> Generator[Session, None, None]:
    """A session on that server; what it says besides answers goes to stderr. Raises AskError."""
    from kinoloom.client.connection import Connection
    from kinoloom.client.identity import Identity
    from kinoloom.client.pace import Pace, going_on
    from kinoloom.client.session import Session

    with Connection(Identity.read(server)) as connection:
        pace = Pace(
            notice=lambda said: typer.echo(said, err=True), should_stop=should_stop or going_on
        )
        yield Session(connection, pace=pace)


def go_on(session: Session, session_id: str | None) -> None:
    """With that session, or the last one. Raises AskError when there is none yet."""
    from kinoloom.errors import AskError

    if not session.resume(session_id):
        raise AskError("There is nothing on this server yet. Start with: kinoloom upload FILE")


def show_status(server: str, session_id: str | None, as_json: bool) -> None:
    """`kinoloom status` through a server."""
    from kinoloom.client.news import title_of, told_timeline

    with session_on(server) as session:
        go_on(session, session_id)
        state = session.state()
    film = state.state.draft
    if as_json:
        typer.echo(json.dumps(film or {}, ensure_ascii=False))
        return
    if title := title_of(film):
        typer.echo(title)
    canvas = state.state.canvas_config
    if canvas and canvas.width and canvas.height:
        fps = f"{canvas.fps:g}" if isinstance(canvas.fps, float) else canvas.fps
        rate = f" at {fps} frames per second" if fps else ""
        typer.echo(f"{canvas.width}x{canvas.height}{rate}")
    language = "zh" if (film or {}).get("m", {}).get("lang") == "zh" else "en"
    typer.echo(told_timeline(film, language))
    if state.revision is not None:
        typer.echo(f"Revision {state.revision}")


def export_film(
    server: str,
    session_id: str | None,
    target: Path | None,
    draft: dict[str, Any] | None,
    wish: OutputWish,
    as_json: bool,
) -> None:
    """`kinoloom export` through a server."""
    from kinoloom.cli.screen import watched
    from kinoloom.studio.outputs import spoken_size

    with (
        watched(quiet=as_json) as watch,
        session_on(server, lambda: watch.is_cancelled) as session,
    ):
        if not session.resume(session_id) and draft is None:
            go_on(session, session_id)
        made = session.export(draft, wish, watch.report, target=target)
        link = None if as_json else session.link()
    size = made.stat().st_size
    if as_json:
        typer.echo(json.dumps({"file": str(made), "bytes": size}, ensure_ascii=False))
        return
    typer.echo(f"{made}  ({spoken_size(size)})")
    if link:
        typer.echo(f"The project: {link}")


def frame_of(
    server: str,
    session_id: str | None,
    target: Path | None,
    draft: dict[str, Any] | None,
    at_ms: int,
    side_px: int | None,
) -> Path:
    """`kinoloom frame` through a server: a look, or for a .png the finished frame."""
    from kinoloom.wire.requests import OutputWish

    with session_on(server) as session:
        if not session.resume(session_id) and draft is None:
            go_on(session, session_id)
        if target is not None and target.suffix.lower() == ".png":
            side = str(side_px) if side_px else None
            wish = OutputWish(format="png", at_ms=at_ms, resolution=side)
            return session.export(draft, wish, target=target)
        return session.look(at_ms, draft, target=target, short_side_px=side_px)
