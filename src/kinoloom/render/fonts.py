"""The fonts that come with the installed packages; nothing of the machine's own is used.

Using only these makes a title look the same on every machine, a bare one included.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from pathlib import Path

PACKAGES = ("deckr_fonts", "justmytype_intl_cjk", "justmytype_intl_rtl")
FALLBACKS = (
    "Inter",
    "Noto Sans SC",
    "Noto Sans TC",
    "Noto Sans JP",
    "Noto Sans KR",
    "Noto Sans Arabic",
    "Noto Sans Hebrew",
    "Noto Color Emoji",
)


@cache
def font_files() -> tuple[Path, ...]:
    """Every font file of the font packages, sorted by name."""
    found = [
        path
        for package in PACKAGES
        for path in Path(str(files(package))).rglob("*.ttf")
        # Noto Emoji without colour would win over the colour one for some characters.
        if not path.name.startswith("NotoEmoji")
    ]
    return tuple(sorted(found))


@cache
def register() -> None:
    """Tell Pango about the fonts, once a process: about 20 ms each."""
    import pyvips

    for path in font_files():
        pyvips.Image.text(".", font="Inter 8", fontfile=str(path), dpi=72)


def description(family: str, weight: int, size_px: float) -> str:
    """Pango's words for a font with our fallbacks behind it, at 72 dpi."""
    families = ", ".join((family, *(f for f in FALLBACKS if f != family)))
    return f"{families} weight={weight} {size_px:g}"
