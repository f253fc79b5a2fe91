"""`kinoloom export`: a project, or a draft from a file, to a film, an animation or a sound."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from kinoloom.cli import wish
from kinoloom.cli.drafts import DraftFile, film_of, wire_of
from kinoloom.cli.remote import Server, export_film, server_of

ProjectId = Annotated[str | None, typer.Argument(help="The project; the latest if left out.")]
Json = Annotated[bool, typer.Option("--json", help="One JSON line instead of words.")]


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("export")(export)


def export(  # noqa: PLR0913, PLR0917 - a command's options
    project: ProjectId = None,
    output: wish.Target = None,
    draft: DraftFile = None,
    format: wish.Format = None,
    quality: wish.Quality = "high",
    resolution: wish.Resolution = None,
    fps: wish.Fps = None,
    codec: wish.Codec = None,
    at: wish.At = None,
    preview: wish.Preview = False,
    muted: wish.Muted = False,
    gpu: wish.Gpu = False,
    as_json: Json = False,
    server: Server = None,
) -> None:
    """Render a project to a file; parts that did not change are not rendered again.

    kinoloom export -o film.webm --resolution 4k

    kinoloom export -o film.mov --codec prores

    kinoloom export -o loop.gif --resolution 480 --fps 15

    kinoloom export --preview
    """
    wanted = wish.Wish(output, format, quality, resolution, fps, codec, at, gpu, preview, muted)
    if url := server_of(server):
        film = wire_of(draft) if draft is not None else None
        export_film(url, project, wanted.path(), film, wanted.on_wire(), as_json)
        return
    _export_here(project, draft, wanted, as_json)


def _export_here(project: str | None, draft: Path | None, wanted: wish.Wish, as_json: bool) -> None:
    from kinoloom.app.compose import studio_of
    from kinoloom.cli.screen import watched
    from kinoloom.settings import Settings
    from kinoloom.studio.delivery import deliver, facts_of, measures
    from kinoloom.studio.naming import free_name

    wanted.settings()
    studio = studio_of(Settings.read())
    film, title = film_of(studio.projects, project, draft)
    output = wanted.settings_for(film)
    target = wanted.path() or free_name(Path.cwd(), title, output.format)
    with watched(quiet=as_json) as watch:
        made = deliver(studio, film, target, output, watch)
    facts = facts_of(made, output)
    parts = {
        "chunks": made.chunks,
        "chunks_encoded": made.chunks_made,
        "chunks_copied": made.chunks_copied,
        "chunks_reused": made.chunks_reused,
    }
    if as_json:
        typer.echo(json.dumps({"file": str(made.path), **facts, **parts}, ensure_ascii=False))
        return
    told = ", ".join(measures(facts))
    if output.row.kind != "frame":
        told += (
            f"; {made.chunks_made} parts encoded, {made.chunks_copied} copied, "
            f"{made.chunks_reused} reused"
        )
    typer.echo(f"{made.path}  ({told})")
