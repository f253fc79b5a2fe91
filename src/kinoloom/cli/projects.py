"""`kinoloom projects`: what there is."""

from __future__ import annotations

import json
import time
from typing import Annotated

import typer

Json = Annotated[bool, typer.Option("--json", help="JSON instead of a table.")]


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("projects")(projects)


def projects(as_json: Json = False) -> None:
    """List the latest projects, newest first."""
    from kinoloom.settings import Settings
    from kinoloom.store.database import open_database
    from kinoloom.store.projects import SqlProjects

    found = SqlProjects(open_database(Settings.read().database_url)).list()
    if as_json:
        rows = [
            {
                "id": p.id,
                "title": p.title,
                "duration_ms": p.draft.duration_ms,
                "revision": p.revision,
                "updated_at": p.updated_at,
            }
            for p in found
        ]
        typer.echo(json.dumps(rows, ensure_ascii=False))
        return
    if not found:
        typer.echo('No projects yet. Try: kinoloom make "a lone astronaut on Mars"')
    for p in found:
        when = time.strftime("%Y-%m-%d %H:%M", time.localtime(p.updated_at))
        length = f"{p.draft.duration_ms / 1000:g} s"
        typer.echo(f"{p.id}  {when}  {length:>7}  {' '.join(p.title.split())}")
