"""`kinoloom serve` and `kinoloom worker`: the API, and hands for it."""

from __future__ import annotations

from typing import Annotated

import typer

Host = Annotated[str, typer.Option(help="Address to listen on; 0.0.0.0 for every network.")]
Port = Annotated[int, typer.Option(min=0, max=65_535, help="0 takes a free one.")]
Worker = Annotated[bool, typer.Option(help="Paint and render here too, not only in workers.")]


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command("serve")(serve)
    app.command("worker")(worker)


def serve(host: Host = "127.0.0.1", port: Port = 8787, worker: Worker = True) -> None:
    """Serve the API, with a worker beside it; Ctrl-C ends both when what runs is done.

    kinoloom serve --host 0.0.0.0
    """
    from kinoloom.app import logs
    from kinoloom.app.server import serve as run
    from kinoloom.settings import Settings

    logs.configure()
    run(Settings.read(), host, port, with_worker=worker, announce=_announce)


def worker() -> None:
    """Work for a server on the same home or database: paint, compose, render, answer.

    Any number of them may run, here or on other machines that share KINOLOOM_DATABASE and
    KINOLOOM_HOME.
    """
    from kinoloom.app import logs
    from kinoloom.app.worker import work
    from kinoloom.settings import Settings

    logs.configure()
    work(Settings.read())


def _announce(address: str) -> None:
    typer.echo(f"Kinoloom serves at {address}  (API: {address}/docs)")
