"""`kinoloom upload`: files to a server, for the session that is going on there."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kinoloom.cli.remote import Server, server_of, session_on

if TYPE_CHECKING:
    from kinoloom.wire.answers import FileData

Files = Annotated[
    list[str], typer.Argument(metavar="FILE…", help="Files, or http(s) addresses of files.")
]
New = Annotated[bool, typer.Option("--new", help="Start a new session instead of the last one.")]
Json = Annotated[bool, typer.Option("--json", help="One JSON line instead of words.")]


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("upload")(upload)


def upload(files: Files, server: Server = None, new: New = False, as_json: Json = False) -> None:
    """Send files to a server, to make films from."""
    from kinoloom.errors import AskError

    url = server_of(server)
    if url is None:
        raise AskError("Say where to: kinoloom upload FILE --server URL")
    addresses = [name for name in files if name.startswith(("http://", "https://"))]
    paths = [Path(name) for name in files if name not in addresses]
    arrived: list[FileData] = []
    with session_on(url) as session:
        if new or not session.resume():
            session.open()
        if paths:
            arrived += session.upload(*paths).files
        if addresses:
            arrived += session.upload_urls(addresses).files
    if as_json:
        names = {"filename", "file_type", "duration", "width", "height", "fps", "hash"}
        rows = [file.model_dump(mode="json", include=names) for file in arrived]
        typer.echo(json.dumps({"files": rows}, ensure_ascii=False))
        return
    for file in arrived:
        typer.echo(f"Uploaded {_described(file)}")
    typer.echo("Look at it with: kinoloom status --server " + url)


def _described(file: FileData) -> str:
    facts = [file.file_type] if file.file_type else []
    if file.width and file.height:
        facts.append(f"{file.width}x{file.height}")
    if file.duration:
        facts.append(f"{file.duration:g} s")
    return f"{file.filename}  ({', '.join(facts)})" if facts else file.filename
