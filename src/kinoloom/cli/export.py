"""`kinoloom export`: a project, or a draft from a file, to an MP4."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Any, Literal, cast

import typer

from kinoloom.cli.remote import Server, export_film, server_of
from kinoloom.cli.target import film_path

ProjectId = Annotated[str | None, typer.Argument(help="The project; the latest if left out.")]
Target = Annotated[Path | None, typer.Option("-o", "--output", help="The file to write (.mp4).")]
DraftFile = Annotated[
    Path | None, typer.Option("--draft", help="Render this draft (JSON) instead of the project's.")
]
Quality = Annotated[str, typer.Option(help="low, medium or high.")]
Resolution = Annotated[int | None, typer.Option(help="Short side in pixels, such as 720.")]
Json = Annotated[bool, typer.Option("--json", help="One JSON line instead of words.")]


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("export")(export)


def export(
    project: ProjectId = None,
    output: Target = None,
    draft: DraftFile = None,
    quality: Quality = "high",
    resolution: Resolution = None,
    as_json: Json = False,
    server: Server = None,
) -> None:
    """Render a project to a file; parts that did not change are not rendered again."""
    if url := server_of(server):
        film = _wire_of(draft) if draft is not None else None
        wish = (_quality(quality), _short_side(resolution))
        export_film(url, project, film_path(output) if output else None, film, *wish, as_json)
        return
    _export_here(project, output, draft, quality, resolution, as_json)


def _export_here(
    project: str | None,
    output: Path | None,
    draft: Path | None,
    quality: str,
    resolution: int | None,
    as_json: bool,
) -> None:
    from kinoloom.agent.outlet import free_name
    from kinoloom.app.compose import studio_of
    from kinoloom.cli.screen import watched
    from kinoloom.cli.status import chosen
    from kinoloom.draft import codec
    from kinoloom.render.export import export as render
    from kinoloom.render.output import Output
    from kinoloom.settings import Settings

    wanted = Output(quality=_quality(quality), short_side_px=_short_side(resolution))
    studio = studio_of(Settings.read())
    if draft is not None:
        film, title = codec.loads(_text_of(draft)), draft.stem
    else:
        found = chosen(studio.projects, project)
        film, title = found.draft, found.title
    target = film_path(output) if output else free_name(Path.cwd(), title)
    with watched(quiet=as_json) as watch:
        made = render(
            film,
            target,
            asset=studio.assets.path,
            cache=studio.cache,
            output=wanted,
            watch=watch,
            workers=studio.workers,
        )
    facts = {
        "file": str(made.path),
        "duration_s": made.duration_s,
        "width": made.width_px,
        "height": made.height_px,
        "bytes": made.bytes,
        "chunks": made.chunks,
        "chunks_encoded": made.chunks_made,
        "chunks_copied": made.chunks_copied,
        "chunks_reused": made.chunks_reused,
    }
    if as_json:
        typer.echo(json.dumps(facts, ensure_ascii=False))
        return
    typer.echo(
        f"{made.path}  ({made.duration_s:g} s, {made.width_px}x{made.height_px}, "
        f"{made.bytes / 1e6:.1f} MB; {made.chunks_made} parts encoded, {made.chunks_copied} "
        f"copied, {made.chunks_reused} reused)"
    )


def _text_of(path: Path) -> bytes:
    from kinoloom.errors import SourceError

    try:
        return path.read_bytes()
    except OSError as error:
        raise SourceError(f"The draft {path} cannot be read: {error.strerror}.") from error


def _wire_of(path: Path) -> dict[str, Any]:
    """The draft as it stands in the file: a hosted server's own keys are not ours to check."""
    from kinoloom.errors import DraftError

    try:
        value = json.loads(_text_of(path))
    except (ValueError, RecursionError) as error:
        raise DraftError(f"The draft {path} is not JSON ({error}).") from None
    if not isinstance(value, dict):
        raise DraftError(f"The draft {path} must be a JSON object.")
    return cast("dict[str, Any]", value)


def _quality(word: str) -> Literal["low", "medium", "high"]:
    from kinoloom.errors import AskError

    match word:
        case "low" | "medium" | "high":
            return word
        case _:
            raise AskError(f"A quality is low, medium or high, not {word!r}.")


def _short_side(pixels: int | None) -> int | None:
    from kinoloom.errors import AskError

    if pixels is not None and not 144 <= pixels <= 2160:
        raise AskError("A film's short side is 144 to 2160 pixels.")
    return pixels
