"""The shapes a film may have, at 1080 on the short side."""

from __future__ import annotations

from kinoloom.draft.edits import set_canvas
from kinoloom.draft.model import Draft
from kinoloom.errors import AskError

RATIOS: dict[str, tuple[int, int]] = {
    "16:9": (1920, 1080),
    "9:16": (1080, 1920),
    "1:1": (1080, 1080),
    "4:5": (1080, 1350),
    "5:4": (1350, 1080),
    "4:3": (1440, 1080),
    "3:4": (1080, 1440),
    "3:2": (1620, 1080),
    "2:3": (1080, 1620),
    "21:9": (2520, 1080),
}


class NoSuchRatio(AskError):
    """A shape no film has here."""


def size_of(ratio: str) -> tuple[int, int]:
    """Width and height in pixels. Raises NoSuchRatio, listing those there are."""
    if ratio not in RATIOS:
        raise NoSuchRatio(f"{ratio} is not a shape I know; there is {', '.join(RATIOS)}.")
    return RATIOS[ratio]


def ratio_of(draft: Draft) -> str:
    """The name of a draft's shape, or its size when it has none."""
    size = (draft.canvas.width_px, draft.canvas.height_px)
    return next((name for name, known in RATIOS.items() if known == size), f"{size[0]}x{size[1]}")


def shaped(draft: Draft, ratio: str) -> Draft:
    """The draft on the canvas of that shape."""
    width, height = size_of(ratio)
    return set_canvas(draft, width_px=width, height_px=height)
