"""Effects that make a picture graphic: blocks, few tones, two inks, bars."""

from __future__ import annotations

from typing import cast

import cv2
import numpy as np
from numpy.typing import NDArray

from kinoloom.render.grade.blocky import pixelated
from kinoloom.render.grade.effects.arguments import Given, Number, Tint
from kinoloom.render.grade.effects.kinds import Effect, EffectKind
from kinoloom.render.grade.planes import ALPHA, Lane, by_plane, halved, in_premultiplied, mixed
from kinoloom.render.picture import Picture, Plane, yuv_of

_EDGE = 0.12
"""Part of a step of tone that leads over to the next, so that edges are not jagged."""


def pixelate(given: Given) -> Effect:
    """The whole picture in blocks."""
    size = given.number("size")
    return lambda picture, _: in_premultiplied(lambda inner: pixelated(inner, size), picture)


def posterize(given: Given) -> Effect:
    """Few tones, as on a printed poster."""
    levels = round(given.number("levels"))
    light = np.clip((np.arange(256) - 16) / 219, 0, 1)
    y_table = _bytes(16 + 219 * _stepped(light, levels))
    chroma = (np.arange(256) - 128) / 112
    # Colour in finer steps than light: it would fall to grey otherwise.
    steps = _stepped(np.abs(chroma), 2 * levels) * np.sign(chroma)
    chroma_table = _bytes(128 + 112 * np.clip(1.12 * steps, -1, 1))

    def draw(picture: Picture, _: int) -> Picture:
        return Picture(
            cast(Plane, cv2.LUT(picture.y, y_table)),
            cast(Plane, cv2.LUT(picture.u, chroma_table)),
            cast(Plane, cv2.LUT(picture.v, chroma_table)),
            picture.alpha,
        )

    return draw


def _stepped(values: NDArray[np.float64], levels: int) -> NDArray[np.float64]:
    """0..1 in this many steps; 0 stays 0 and 1 stays 1."""
    scaled = np.clip(values, 0, 1) * levels
    whole = np.minimum(np.floor(scaled), levels - 1)
    rest = scaled - whole
    over = np.clip((rest - 1 + _EDGE) / _EDGE, 0, 1) * (whole < levels - 1)
    return (whole + over) / (levels - 1)


def duotone(given: Given) -> Effect:
    """Light and shadow in two inks."""
    dark, bright = (np.array(yuv_of(given.word(name)), np.float64) for name in ("dark", "bright"))
    amount = given.number("amount")
    light = np.clip((np.arange(256) - 16) / 219, 0, 1)
    y_table, u_table, v_table = (
        _bytes(dark[lane] + (bright[lane] - dark[lane]) * light) for lane in range(3)
    )

    def draw(picture: Picture, _: int) -> Picture:
        half = halved(picture.y)
        return Picture(
            mixed(picture.y, cast(Plane, cv2.LUT(picture.y, y_table)), amount),
            mixed(picture.u, cast(Plane, cv2.LUT(half, u_table)), amount),
            mixed(picture.v, cast(Plane, cv2.LUT(half, v_table)), amount),
            picture.alpha,
        )

    return draw


def letterbox(given: Given) -> Effect:
    """Black bars that leave a picture of other proportions."""
    ratio = given.number("ratio")

    def draw(picture: Picture, _: int) -> Picture:
        width, height = picture.width_px, picture.height_px
        across = max(0.0, 1 - height * ratio / width) / 2
        along = max(0.0, 1 - width / ratio / height) / 2

        def barred(lane: Lane, plane: Plane) -> Plane:
            rows, columns = plane.shape
            top, left = round(along * rows), round(across * columns)
            out = np.full_like(plane, 255 if lane == ALPHA else lane.zero)
            part = np.s_[top : rows - top, left : columns - left]
            out[part] = plane[part]
            return out

        return by_plane(barred, picture)

    return draw


def _bytes(values: NDArray[np.float64]) -> NDArray[np.uint8]:
    return np.clip(np.rint(values), 0, 255).astype(np.uint8)


GRAPHIC = {
    "pixelate": EffectKind(
        pixelate,
        "the whole picture in square blocks",
        (Number("size", 0.03, 0.004, 0.25, "side of a block, share of the short side"),),
    ),
    "posterize": EffectKind(
        posterize,
        "few tones and flat colours, as on a printed poster",
        (Number("levels", 5, 2, 16, "how many tones, a whole number"),),
    ),
    "duotone": EffectKind(
        duotone,
        "shadow in one colour, light in another",
        (
            Tint("dark", "#1b1464", "colour of the shadows"),
            Tint("bright", "#ffd166", "colour of the lights"),
            Number("amount", 1, 0, 1, "how much of the picture's own colour goes"),
        ),
    ),
    "letterbox": EffectKind(
        letterbox,
        "black bars that leave a picture of other proportions",
        (Number("ratio", 2.39, 0.2, 5, "width over height of what stays visible"),),
    ),
}
