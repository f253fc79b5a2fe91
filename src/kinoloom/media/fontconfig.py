"""Which fonts text is set with: those of our packages, never the machine's."""

from __future__ import annotations

import os
from pathlib import Path


def use_own_fonts() -> None:
    """Keep the machine's fonts and its hinting away from Pango in this process.

    Whoever sets text calls it first: the settings are read once, at a process's first word, and
    words set after somebody else's looked otherwise.
    """
    os.environ["FONTCONFIG_FILE"] = str(Path(__file__).with_name("fonts.conf"))
