"""`kinoloom credits`: what is left to spend on a server."""

from __future__ import annotations

import json
from typing import Annotated

import typer

from kinoloom.cli.remote import Server, server_of, session_on

Json = Annotated[bool, typer.Option("--json", help="One JSON line instead of words.")]


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("credits")(show_credits)


def show_credits(server: Server = None, as_json: Json = False) -> None:
    """Show the credits you have on a server."""
    url = server_of(server)
    if url is None:
        free = {"available": None, "frozen": 0, "total": None}
        typer.echo(json.dumps(free) if as_json else "This is your own studio: nothing to pay.")
        return
    with session_on(url) as session:
        balance = session.balance()
    if as_json:
        facts = balance.model_dump(mode="json", include={"available", "frozen", "total"})
        typer.echo(json.dumps(facts))
        return
    frozen = _count(balance.frozen)
    reserved = f" ({frozen} more reserved for running work)" if balance.frozen else ""
    typer.echo(f"{_count(balance.available)} credits available{reserved}.")


def _count(credits_left: float) -> str:
    """`1,000,000`, `2.5`."""
    return f"{credits_left:,}" if credits_left % 1 else f"{int(credits_left):,}"
