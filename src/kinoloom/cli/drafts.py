"""The film a command works on: a project's, or one from a file."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, cast

import typer

if TYPE_CHECKING:
    from kinoloom.draft.model import Draft
    from kinoloom.store.ports import Projects

DraftFile = Annotated[
    Path | None, typer.Option("--draft", help="Render this draft (JSON) instead of the project's.")
]


def film_of(projects: Projects, project_id: str | None, draft: Path | None) -> tuple[Draft, str]:
    """The film and its title. Raises SourceError, DraftError or NoSuchProject."""
    from kinoloom.cli.status import chosen
    from kinoloom.draft import codec

    if draft is not None:
        return codec.loads(_text_of(draft)), draft.stem
    found = chosen(projects, project_id)
    return found.draft, found.title


def wire_of(path: Path) -> dict[str, Any]:
    """The draft as it stands in the file: a hosted server's own keys are not ours to check.

    Raises SourceError or DraftError.
    """
    from kinoloom.errors import DraftError

    try:
        value = json.loads(_text_of(path))
    except (ValueError, RecursionError) as error:
        raise DraftError(f"The draft {path} is not JSON ({error}).") from None
    if not isinstance(value, dict):
        raise DraftError(f"The draft {path} must be a JSON object.")
    return cast("dict[str, Any]", value)


def _text_of(path: Path) -> bytes:
    from kinoloom.errors import SourceError

    try:
        return path.read_bytes()
    except OSError as error:
        raise SourceError(f"The draft {path} cannot be read: {error.strerror}.") from error
