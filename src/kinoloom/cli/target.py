"""Where a film is written, and as what: the name a person gave says both."""

from __future__ import annotations

from pathlib import Path


def film_path(given: Path, format: str) -> Path:
    """`given`, with the format's ending when it has none."""
    return given if given.suffix or given.is_dir() else given.with_name(f"{given.name}.{format}")


def format_in(given: Path | None, asked: str | None) -> str | None:
    """The format that a file's ending or `--format` says; None when neither does.

    Raises AskError when they say two things, or the ending is none of a format.
    """
    from kinoloom.errors import AskError
    from kinoloom.render.files.output import FORMATS
    from kinoloom.studio.outputs import listed

    ending = given.suffix.lower().removeprefix(".") if given and not given.is_dir() else ""
    wanted = asked.lower().removeprefix(".") if asked else None
    if not ending:
        return wanted
    if ending not in FORMATS:
        raise AskError(f"I write {listed(FORMATS, 'and')} files, not .{ending}.")
    if wanted not in (None, ending):
        raise AskError(f"{given} and --format {wanted} say two things; leave one of them out.")
    return ending


def moment_ms(given: str | None) -> int:
    """`2.5`, `2.5s` or `1:02.5` in milliseconds; 0 for None. Raises AskError."""
    import re

    from kinoloom.errors import AskError

    if given is None:
        return 0
    match = re.fullmatch(r"(?:(?:(\d{1,2}):)?(\d{1,4}):)?(\d{1,6}(?:\.\d{1,3})?)s?", given.strip())
    if match is None:
        raise AskError("A moment is a number of seconds such as 2.5, or 1:02.5.")
    hours, minutes, seconds = (float(group or 0) for group in match.groups())
    return round(((hours * 60 + minutes) * 60 + seconds) * 1000)
