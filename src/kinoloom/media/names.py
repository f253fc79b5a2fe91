"""File names that strangers chose, made fit for a message, a header and a disk."""

from __future__ import annotations

import re
import unicodedata
from pathlib import PurePosixPath

MOST_CHARACTERS = 120
NAMELESS = "file"


def harmless(name: str) -> str:
    """The last part of a name without separators, control characters, leading dots or padding.

    Never empty and at most 120 characters; the suffix is kept when a long name is cut.
    """
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    # Format characters too: a right-to-left override makes "gpj.exe" read "exe.jpg".
    shown = "".join(" " if unicodedata.category(c)[0] == "C" else c for c in last)
    kept = re.sub(r'[<>:"|?*\s]+', " ", shown).strip(" .")
    suffix = PurePosixPath(kept).suffix[:12]
    if len(kept) > MOST_CHARACTERS:
        kept = kept[: MOST_CHARACTERS - len(suffix)].rstrip(" .") + suffix
    return kept or NAMELESS
