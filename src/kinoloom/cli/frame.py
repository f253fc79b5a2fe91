"""`kinoloom frame`: one frame of a film, at once."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from kinoloom.cli.drafts import DraftFile, film_of, wire_of
from kinoloom.cli.remote import Server, frame_of, server_of
from kinoloom.cli.target import moment_ms
from kinoloom.cli.wish import Resolution

ProjectId = Annotated[str | None, typer.Argument(help="The project; the latest if left out.")]
At = Annotated[str, typer.Option("--at", help="The moment: 2.5 (seconds), or 1:02.5.")]
Target = Annotated[
    Path | None, typer.Option("-o", "--output", help="The picture to write (.jpg or .png).")
]
Json = Annotated[bool, typer.Option("--json", help="One JSON line instead of words.")]
SUFFIXES = (".jpg", ".jpeg", ".png")


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("frame")(frame)


def frame(
    project: ProjectId = None,
    at: At = "0",
    output: Target = None,
    draft: DraftFile = None,
    resolution: Resolution = None,
    as_json: Json = False,
    server: Server = None,
) -> None:
    """Look at one frame of a film, without rendering the rest.

    kinoloom frame --at 2.5 -o look.png
    """
    from kinoloom.studio.outputs import output_of, spoken_size

    at_ms, target = moment_ms(at), _picture_path(output)
    side_px = output_of(resolution=resolution).short_side_px
    if url := server_of(server):
        film = wire_of(draft) if draft is not None else None
        made = frame_of(url, project, target, film, at_ms, side_px)
    else:
        made = _drawn_here(project, draft, target, at_ms, side_px)
    size = made.stat().st_size
    if as_json:
        typer.echo(json.dumps({"file": str(made), "bytes": size}, ensure_ascii=False))
        return
    typer.echo(f"{made}  ({spoken_size(size)})")


def _drawn_here(
    project: str | None, draft: Path | None, target: Path | None, at_ms: int, side_px: int | None
) -> Path:
    from kinoloom.app.compose import studio_of
    from kinoloom.cli.screen import watched
    from kinoloom.media.landing import check_writable, landing
    from kinoloom.render.preview import frame as drawn
    from kinoloom.settings import Settings
    from kinoloom.studio.naming import free_name

    studio = studio_of(Settings.read())
    film, title = film_of(studio.projects, project, draft)
    target = target or free_name(Path.cwd(), title, "jpg")
    check_writable(target)
    with watched(quiet=True) as watch:
        picture = drawn(
            film,
            at_ms,
            asset=studio.assets.path,
            cache=studio.cache,
            short_side_px=side_px,
            suffix=target.suffix.lower(),
            watch=watch,
        )
    with landing(target) as part:
        part.write_bytes(picture)
    return target


def _picture_path(given: Path | None) -> Path | None:
    """The picture that was named; a .jpg when nothing says what it is. Raises AskError."""
    from kinoloom.errors import AskError

    if given is None or given.suffix.lower() in SUFFIXES or given.is_dir():
        return given
    if given.suffix:
        raise AskError(f"A frame is a .jpg or .png file, not {given.suffix}.")
    return given.with_name(f"{given.name}.jpg")
