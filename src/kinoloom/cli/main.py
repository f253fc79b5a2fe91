"""Registers the commands, and turns errors into sentences and exit codes."""

from __future__ import annotations

import json
import os
import sys
import traceback
from typing import Annotated, NoReturn

import typer

from kinoloom import __version__
from kinoloom.cli import (
    chat,
    credits,
    doctor,
    export,
    frame,
    make,
    projects,
    serve,
    status,
    upload,
)
from kinoloom.errors import AskError, Cancelled, KinoloomError

# Our matrices are small: to start a second thread for them costs more than it ever gives.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

EPILOG = (
    "Exit codes: 0 done; 2 change what you asked; 3 change the draft; 4 a file is missing or "
    "damaged; 5 this machine refuses (disk, permission); 130 stopped."
)

app = typer.Typer(
    name="kinoloom",
    help="Say what you want, get a finished film; everything in between stays editable.",
    epilog=EPILOG,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)

for module in (make, chat, projects, status, frame, export, upload, credits, serve, doctor):
    module.register(app)


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"kinoloom {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    _version: Annotated[
        bool,
        typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version."),
    ] = False,
) -> None:
    """Kinoloom, a self-hosted AI video studio."""


_options.__doc__ = app.info.help


def run() -> None:
    """The console script."""
    wants_json = "--json" in sys.argv
    try:
        app()
    except Cancelled:
        _tell(wants_json, Cancelled("Stopped; nothing half-written was left."))
    except SystemExit as left:
        # A mistyped option is told by the parser, on stderr; a program still reads one line.
        if wants_json and left.code == AskError.exit_code:
            _tell(wants_json, AskError("The command line is not right; stderr says where."))
        raise
    except KeyboardInterrupt:
        _tell(wants_json, Cancelled("Stopped."))
    except KinoloomError as error:
        _tell(wants_json, error)
    except ModuleNotFoundError as error:
        if error.name and error.name.startswith("kinoloom"):
            _confess(error)
        typer.echo(f"This needs {error.name}: pip install 'kinoloom[studio]'", err=True)
        sys.exit(5)
    except Exception as error:  # noqa: BLE001 - the last resort: said, shown and counted
        _confess(error)


def _confess(error: Exception) -> NoReturn:
    traceback.print_exception(error)
    typer.echo(
        "kinoloom: this is a defect of ours, not of yours. Please report the lines above.", err=True
    )
    sys.exit(70)


def _tell(wants_json: bool, error: KinoloomError) -> None:
    if wants_json:
        told = {"type": type(error).__name__, "message": str(error), "exit_code": error.exit_code}
        typer.echo(json.dumps({"error": told}, ensure_ascii=False))
    else:
        typer.echo(f"kinoloom: {error}", err=True)
    if isinstance(error, Cancelled):
        # Painting that was left behind must not hold the terminal: its thread ends with us.
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(error.exit_code)
    sys.exit(error.exit_code)
