"""`kinoloom status`: one project's timeline."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Annotated

import typer

from kinoloom.cli.remote import Server, server_of, show_status

if TYPE_CHECKING:
    from kinoloom.store.ports import Project, Projects

Json = Annotated[bool, typer.Option("--json", help="The draft as JSON, ready to edit and export.")]
ProjectId = Annotated[str | None, typer.Argument(help="The project; the latest if left out.")]


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("status")(status)


def status(project: ProjectId = None, as_json: Json = False, server: Server = None) -> None:
    """Show a project's timeline, or its draft as JSON."""
    if url := server_of(server):
        show_status(url, project, as_json)
        return
    from kinoloom.draft import codec
    from kinoloom.draft.summary import timeline
    from kinoloom.settings import Settings
    from kinoloom.store.database import open_database
    from kinoloom.store.projects import SqlProjects

    found = chosen(SqlProjects(open_database(Settings.read().database_url)), project)
    if as_json:
        typer.echo(json.dumps(codec.encode(found.draft), ensure_ascii=False))
        return
    canvas = found.draft.canvas
    typer.echo(f"{found.id}  {found.title}")
    typer.echo(f"{canvas.width_px}x{canvas.height_px} at {canvas.fps} frames per second")
    typer.echo(timeline(found.draft, found.language))
    typer.echo(f"Revision {found.revision} of {found.newest_revision}")


def chosen(projects: Projects, project_id: str | None) -> Project:
    """The named project, or the latest. Raises NoSuchProject."""
    from kinoloom.store.ports import NoSuchProject

    if project_id is not None:
        return projects.load(project_id)
    for latest in projects.list(1):
        return latest
    raise NoSuchProject('There is no project yet. Try: kinoloom make "a lone astronaut on Mars"')
