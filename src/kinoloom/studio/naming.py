"""What a finished film's file is called, and what a browser is told it is."""

from __future__ import annotations

import re
from pathlib import Path

from kinoloom.media.links import LinkedFile
from kinoloom.render.files.output import FORMATS


def file_stem(title: str) -> str:
    """A title as the name of a file, without an ending."""
    return re.sub(r"[^\w]+", "-", title.lower()).strip("-")[:60] or "film"


def file_name(title: str, format: str) -> str:
    """A title as the name of a file of that format: its ending is the format's name."""
    return f"{file_stem(title)}.{format}"


def free_name(folder: Path, title: str, format: str = "mp4") -> Path:
    """`folder/title.mp4`, or with a number behind it when that is taken."""
    path, number = folder / file_name(title, format), 2
    while path.exists():
        path, number = folder / f"{file_stem(title)}-{number}.{format}", number + 1
    return path


def linked(asset_id: str, title: str, format: str) -> LinkedFile:
    """A finished film as a link leads to it."""
    return LinkedFile(asset_id, file_name(title, format), FORMATS[format].mime)
