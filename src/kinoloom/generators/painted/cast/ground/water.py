"""Who is in still water: the surface hides what is below it, and rings run out from there."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Literal

import numpy as np

from kinoloom.generators.painted.cast.bodies.capsules import Sprite
from kinoloom.generators.painted.cast.roles.nouns import PUPPETS, find_icon, key_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

    from kinoloom.generators.painted.spec import Subject

Water = Literal["none", "surface", "deep"]
"""Where the cast is: on land, in water up to its surface, or where nobody needs to know."""
_FLATNESS = 0.20
"""How high a ring on the water is seen, in its widths."""
_RINGS = 3
_RING_S = 2.6
"""From the body out to where a ring is gone."""
_REACH = 1.9
"""How far out that is, in half widths of who makes it."""


def suited(subjects: Iterable[Subject], water: Water) -> tuple[Subject, ...]:
    """The subjects with what they can do there: nobody swims on land, all swim in a lake."""
    return tuple(_suited(subject, water) for subject in subjects)


def _suited(subject: Subject, water: Water) -> Subject:
    action = subject.action
    if water == "none" and action == "swim":
        icon = None if key_of(subject.noun) in PUPPETS else find_icon(subject.noun)
        in_air = icon is not None and icon.manner == "hover"
        return subject.model_copy(update={"action": "float" if in_air else "walk"})
    if water == "surface" and action == "float":
        icon = find_icon(subject.noun)
        if icon is None or icon.manner not in ("sail", "still"):
            return subject.model_copy(update={"action": "swim"})
    return subject


def immersed(sprite: Sprite, line_px: float, draught_px: float, t_s: float) -> Sprite | None:
    """The sprite sunk so deep and cut by the water's surface, which is never quite still."""
    y_px = sprite.y_px + round(draught_px)
    rows, columns = sprite.rgba.shape[:2]
    swell = max(1.0, 0.006 * columns)
    shown = min(rows, math.ceil(line_px + 2 * swell) - y_px)
    if shown <= 0:
        return None
    rgba = sprite.rgba[:shown].copy()
    x = np.arange(columns, dtype=np.float32) + sprite.x_px
    length = max(5.0, 0.055 * columns)
    edge = line_px + swell * (0.6 * np.sin(x / length + 2.1 * t_s) + 0.4 * np.sin(
        x / (0.41 * length) - 3.2 * t_s
    ))  # fmt: skip
    first = max(0, shown - math.ceil(4 * swell) - 2)
    y = np.arange(first, shown, dtype=np.float32)[:, None] + y_px
    kept = np.clip((edge[None] - y) / max(1.0, 0.8 * swell) + 0.5, 0, 1)
    rgba[first:] = (rgba[first:] * kept[..., None]).astype(np.uint8)
    return Sprite(rgba, sprite.x_px, y_px)


def broken(rgba: NDArray[np.uint8], t_s: float) -> NDArray[np.uint8]:
    """A mirror image, its rows shifted by small waves."""
    rows, columns = rgba.shape[:2]
    y = np.arange(rows, dtype=np.float32)
    far = y / max(1, rows)
    swing = 0.012 * columns * (0.4 + far)
    shift = swing * (np.sin(30 * far + 2.4 * t_s) + 0.6 * np.sin(71 * far - 3.3 * t_s))
    source = np.arange(columns)[None] + np.round(shift).astype(np.int64)[:, None]
    inside = (source >= 0) & (source < columns)
    moved = rgba[np.arange(rows)[:, None], np.clip(source, 0, columns - 1)]
    return np.where(inside[..., None], moved, 0).astype(np.uint8)


def draw_rings(
    frame_u8: NDArray[np.uint8], at_px: tuple[float, float], half_px: float, t_s: float,
    *, strength: float, trail: float = 0.0,
) -> None:  # fmt: skip
    """Rings that run out over the water and the dark line where the body meets it.

    `trail` is which way (by its sign) and how far they lag behind one who travels.
    """
    x_px, y_px = at_px
    far = _REACH * half_px * (1 + 0.5 * abs(trail))
    high = _FLATNESS * far
    x_px -= trail * 0.5 * half_px
    y0, y1 = max(0, math.floor(y_px - high)), min(frame_u8.shape[0], math.ceil(y_px + high) + 1)
    x0, x1 = max(0, math.floor(x_px - far)), min(frame_u8.shape[1], math.ceil(x_px + far) + 1)
    if y1 - y0 < 2 or x1 - x0 < 2:
        return
    x = (np.arange(x0, x1, dtype=np.float32) - np.float32(x_px)) / np.float32(far)
    y = (np.arange(y0, y1, dtype=np.float32) - np.float32(y_px)) / np.float32(high)
    radius = np.sqrt(x[None] ** 2 + y[:, None] ** 2)
    wave = np.sin((radius * _RINGS - t_s / _RING_S * _RINGS) * np.float32(2 * math.pi))
    crest = np.sign(wave) * wave * wave
    fade = np.clip((1 - radius) * 1.6, 0, 1) * np.clip(radius * 3 - 0.5, 0, 1)
    # The side of a ring that faces us mirrors the ground, the other the sky.
    lit = crest * fade * np.where(y[:, None] > 0, np.float32(1), np.float32(0.6))
    own = np.exp(-(((radius * far / half_px - 0.55) / 0.30) ** 2)) * np.float32(0.16)
    gain = np.float32(strength) * lit
    part = frame_u8[y0:y1, x0:x1]
    seen = part * (1 + 0.34 * np.minimum(gain, 0) - own * strength)[..., None]
    seen += (240 - seen) * (0.20 * np.maximum(gain, 0))[..., None]
    part[:] = np.clip(seen + 0.5, 0, 255).astype(np.uint8)
