"""Titles and captions: words to sprites, and where the sprites are at each frame."""

from __future__ import annotations

from kinoloom.render.lettering.animations import ANIMATIONS
from kinoloom.render.lettering.areas import SAFE_AREAS
from kinoloom.render.lettering.captions import captioned
from kinoloom.render.lettering.presets import CAPTIONS, PRESETS, TITLES
from kinoloom.render.lettering.titles import titled
from kinoloom.render.lettering.typefaces import TYPEFACES

__all__ = [
    "ANIMATIONS",
    "CAPTIONS",
    "PRESETS",
    "SAFE_AREAS",
    "TITLES",
    "TYPEFACES",
    "captioned",
    "titled",
]
