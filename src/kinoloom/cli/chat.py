"""`kinoloom chat`: say what you want, sentence by sentence."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

ProjectId = Annotated[str | None, typer.Option("--project", help="Go on with this project.")]
Last = Annotated[bool, typer.Option("--last", help="Go on with the latest project.")]


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("chat")(chat)


def chat(project: ProjectId = None, last: Last = False) -> None:
    """Talk with the studio: make clips, change them, add titles and music, undo, export.

    Files are written to the current folder. End with “bye” or Ctrl-D.
    """
    from kinoloom.app.compose import studio_of
    from kinoloom.draft.model import Draft
    from kinoloom.draft.summary import timeline
    from kinoloom.settings import Settings

    studio = studio_of(Settings.read())
    if project is None and last:
        project = next((p.id for p in studio.projects.list(1)), None)
    found = studio.projects.load(project) if project else studio.projects.create("", "en", Draft())
    typer.echo("Ready! Tell me what you want to see. (“bye” ends.)")
    if found.draft.is_ready:
        typer.echo(timeline(found.draft, found.language))
    while (sentence := _next_sentence()) is not None:
        if sentence:
            _answer(studio, found.id, sentence)
    typer.echo(f"Go on later with: kinoloom chat --project {found.id}")


def _next_sentence() -> str | None:
    try:
        sentence = input("> ").strip()
    except EOFError:
        typer.echo("")
        return None
    except KeyboardInterrupt:
        typer.echo("")
        return None
    return None if sentence.lower() in ("bye", "quit", "exit", "再见") else sentence


def _answer(studio: object, project_id: str, sentence: str) -> None:
    from kinoloom.agent.desk import Desk
    from kinoloom.agent.outlet import FolderOutlet
    from kinoloom.agent.turn import answered
    from kinoloom.cli.screen import watched
    from kinoloom.errors import KinoloomError
    from kinoloom.studio.ports import Studio

    assert isinstance(studio, Studio)
    try:
        with watched() as watch:
            desk = Desk(studio, project_id, watch, FolderOutlet(Path.cwd()))
            said = answered(desk, sentence)
    except KinoloomError as error:
        said = str(error)
    typer.echo(said)
