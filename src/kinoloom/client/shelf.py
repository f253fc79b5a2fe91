"""Small private files in the config folder: read whole, written whole, for nobody else to see."""

from __future__ import annotations

import contextlib
import json
import os
import secrets
from collections.abc import Mapping
from pathlib import Path
from typing import Any, cast

from kinoloom.errors import MachineError


def read_text(path: Path) -> str | None:
    """The file's text, stripped; None when it is missing, empty, or not ours to read."""
    try:
        return path.read_text(encoding="utf-8").strip() or None
    except (FileNotFoundError, PermissionError, NotADirectoryError, UnicodeDecodeError):
        return None
    except OSError as error:
        raise MachineError(f"{path} cannot be read: {error.strerror}.") from error


def read_facts(path: Path) -> dict[str, Any]:
    """The JSON object in the file; empty when there is none. A damaged file is as good as none."""
    text = read_text(path)
    try:
        value = json.loads(text) if text else None
    except ValueError:
        return {}
    return cast("dict[str, Any]", value) if isinstance(value, dict) else {}


def write_text(path: Path, text: str) -> None:
    """Put `text` there at once, mode 0600. Raises MachineError when the folder refuses."""
    part = path.with_name(f".{path.name}.{secrets.token_hex(4)}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        # Made private before a byte is in it: a chmod afterwards leaves a moment to read a token.
        handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
        part.replace(path)
    except OSError as error:
        raise MachineError(f"{path} cannot be written: {error.strerror}.") from error
    finally:
        # Usually gone already. A folder that refuses has been told about above.
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)


def write_facts(path: Path, facts: Mapping[str, Any]) -> None:
    """The facts as JSON. Raises MachineError when the folder refuses."""
    write_text(path, json.dumps(facts, ensure_ascii=False))


def remove(path: Path) -> None:
    """Take the file away, if it is there. Raises MachineError when the folder refuses."""
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        raise MachineError(f"{path} cannot be removed: {error.strerror}.") from error
