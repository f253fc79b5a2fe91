"""Effects of lenses and light: glow, split colours, a shaken camera, mirrors."""

from __future__ import annotations

from functools import cache
from math import cos, pi, radians, sin
from typing import Any, cast

import cv2
import numpy as np
from numpy.typing import NDArray

from kinoloom.render.grade.colour import BLUE_SPAN, LUMA_WEIGHTS, RED_SPAN
from kinoloom.render.grade.effects.arguments import Choice, Given, Number
from kinoloom.render.grade.effects.kinds import Effect, EffectKind, OnSource, Pane
from kinoloom.render.grade.planes import (
    Lane,
    by_plane,
    halved,
    in_premultiplied,
    looked_up,
    masked,
)
from kinoloom.render.grade.soft import blurred
from kinoloom.render.picture import Picture, Plane

_GREEN_U, _GREEN_V = 0.1873, 0.4681
"""How much of U and V green lacks: G = Y - 0.1873 U - 0.4681 V."""
_GLOW_SIZE = 4
_GLOW_GAIN = 1.6
_SWAY_S = (0.304, 0.171, 0.108)
"""Periods of a hand that shakes, in seconds: at any rate of frames it is the same hand."""


def glow(given: Given) -> Effect:
    """What is bright shines into what lies around it."""
    strength, threshold = given.number("strength"), given.number("threshold")
    reach = 0.006 + 0.09 * given.number("radius") ** 1.5
    light = np.clip((np.arange(256) - 16) / 219, 0, 1)
    over = np.clip((light - threshold) / max(0.05, 1 - threshold), 0, 1)
    bright = np.rint(255 * over * over * (3 - 2 * over)).astype(np.uint8)
    screen = _screen_table(strength)

    def draw(picture: Picture) -> Picture:
        size = (max(1, picture.width_px // _GLOW_SIZE), max(1, picture.height_px // _GLOW_SIZE))
        sigma = reach * min(size)
        y = cv2.resize(picture.y, size, interpolation=cv2.INTER_AREA)
        # Neon is bright in one channel only: its luma alone would not make it shine.
        small_u, small_v = (
            cast(Plane, cv2.resize(plane, size, interpolation=cv2.INTER_AREA))
            for plane in (picture.u, picture.v)
        )
        peak = cv2.add(y, looked_up(small_u, small_v, _peaks()))
        weight = cast(Plane, cv2.LUT(peak, bright))
        shine = _spilt(cast(Plane, cv2.multiply(peak, weight, scale=1 / 255)), sigma)
        wide = cv2.resize(shine, (picture.width_px, picture.height_px))
        half = (picture.width_px // 2, picture.height_px // 2)
        u, v = (
            _tinted(plane, small, weight, half, sigma, strength)
            for plane, small in ((picture.u, small_u), (picture.v, small_v))
        )
        return Picture(looked_up(picture.y, cast(Plane, wide), screen), u, v, picture.alpha)

    return lambda picture, _: in_premultiplied(draw, picture)


def _spilt(plane: Plane, sigma: float) -> Plane:
    """A near and a far halo."""
    return cast(
        Plane, cv2.addWeighted(blurred(plane, sigma * 0.3), 0.35, blurred(plane, sigma), 1.25, 0)
    )


def _screen_table(strength: float) -> NDArray[np.uint8]:
    """By (luma, shine): luma with the shine screened on."""
    value, shine = np.arange(256)[None, :], np.arange(256)[:, None] / 219
    light = np.clip((value - 16) / 219, 0, 1)
    lit = 16 + 219 * (1 - (1 - light) * (1 - np.clip(_GLOW_GAIN * strength * shine, 0, 1)))
    return np.rint(np.where((value < 16) | (value > 235), value, lit)).astype(np.uint8).reshape(-1)


@cache
def _peaks() -> NDArray[np.uint8]:
    """By (u, v): how far the strongest channel lies above luma, a part of it, in luma codes."""
    v, u = (np.mgrid[0:256, 0:256] - 128) / 224
    above = np.maximum(np.maximum(RED_SPAN * v, BLUE_SPAN * u), -_GREEN_U * u - _GREEN_V * v)
    return np.clip(np.rint(0.6 * 219 * above), 0, 255).astype(np.uint8).reshape(-1)


def _tinted(
    plane: Plane, small: Plane, weight: Plane, half: tuple[int, int], sigma: float, strength: float
) -> Plane:
    """Chroma with that of the shine added."""
    shine = masked(np.full_like(small, 128), small, weight)
    wide = cv2.resize(blurred(shine, sigma * 0.8), half)
    gain = _GLOW_GAIN * strength
    return cast(Plane, cv2.addWeighted(plane, 1, wide, gain, -128 * gain))


def rgb_split(given: Given) -> Effect:
    """Red and blue drift apart, as in a poor lens or a bad signal."""
    amount, angle = given.number("amount"), radians(given.number("angle"))

    def draw(picture: Picture) -> Picture:
        short_px = min(picture.width_px, picture.height_px)
        # Whole chroma samples: half ones would make the two planes disagree.
        dx, dy = (2 * round(amount * short_px * way / 2) for way in (cos(angle), sin(angle)))
        return _split(picture, dx, dy)

    return lambda picture, _: in_premultiplied(draw, picture)


def _split(picture: Picture, dx: int, dy: int) -> Picture:
    """Red moved by (dx, dy), blue by as much the other way, worked out without leaving YUV."""
    if dx == 0 and dy == 0:
        return picture
    red_w, green_w, blue_w = (float(weight) for weight in LUMA_WEIGHTS)
    ahead, behind = (_moved(picture, sign * dx, sign * dy) for sign in (1, -1))
    u, v = _signed(picture.u), _signed(picture.v)
    red = _signed(ahead.v) * RED_SPAN
    blue = _signed(behind.u) * BLUE_SPAN
    green = -_GREEN_U * u - _GREEN_V * v
    # Chroma codes are 224 to the unit, luma codes 219.
    extra = cv2.resize(
        (red_w * red + green_w * green + blue_w * blue) * np.float32(219 / 224),
        (picture.width_px, picture.height_px),
    )
    y = cv2.addWeighted(
        cv2.addWeighted(ahead.y, red_w, behind.y, blue_w, 0, dtype=cv2.CV_32F),
        1,
        picture.y,
        green_w,
        0,
        dtype=cv2.CV_32F,
    )
    y = cast(Plane, cv2.add(y, extra, dtype=cv2.CV_8U))
    scale = np.float32(224 / 219)
    base = halved(y).astype(np.float32)
    new_u = ((halved(behind.y) - base) * scale + blue) / np.float32(BLUE_SPAN)
    new_v = ((halved(ahead.y) - base) * scale + red) / np.float32(RED_SPAN)
    alpha = picture.alpha
    if alpha is not None and ahead.alpha is not None and behind.alpha is not None:
        # A fringe shows beyond the outline, or it would be cut off there.
        alpha = cast(Plane, cv2.max(cv2.max(alpha, ahead.alpha), behind.alpha))
    return Picture(y, _codes(new_u), _codes(new_v), alpha)


def _signed(plane: Plane) -> NDArray[np.float32]:
    return plane.astype(np.float32) - np.float32(128)


def _codes(values: NDArray[np.floating[Any]]) -> Plane:
    return np.clip(np.rint(values + 128), 0, 255).astype(np.uint8)


def _moved(picture: Picture, dx: int, dy: int) -> Picture:
    """Moved by even numbers of pixels; the edges are drawn out."""

    def draw(lane: Lane, plane: Plane) -> Plane:
        height, width = plane.shape
        x = np.clip(np.arange(width) - dx // lane.step, 0, width - 1)
        y = np.clip(np.arange(height) - dy // lane.step, 0, height - 1)
        return np.ascontiguousarray(np.take(plane[y], x, axis=1) if dx else plane[y])

    return by_plane(draw, picture)


def shake(given: Given) -> Effect:
    """A camera held by an excited hand; a little larger, so that no border shows."""
    strength = given.number("strength")
    reach, turn = 0.014 * strength, radians(0.9 * strength)
    # The picture grows by what the largest sway and turn could uncover.
    grown = 1 + 2 * (reach + 0.9 * turn)

    def draw(picture: Picture, index: int) -> Picture:
        at_s = float(index / given.fps)
        short_px = min(picture.width_px, picture.height_px)
        dx, dy = (reach * short_px * _sway(at_s, phase) for phase in (0.0, 2.1))
        angle = turn * _sway(at_s, 4.2)

        def plane_of(lane: Lane, plane: Plane) -> Plane:
            height, width = plane.shape
            along, across = grown * cos(angle), grown * sin(angle)
            x, y = (width - 1) / 2, (height - 1) / 2
            matrix = np.array(
                [
                    [along, -across, x - along * x + across * y + dx / lane.step],
                    [across, along, y - across * x - along * y + dy / lane.step],
                ]
            )
            return cast(
                Plane,
                cv2.warpAffine(plane, matrix, (width, height), borderMode=cv2.BORDER_REFLECT),
            )

        return in_premultiplied(lambda inner: by_plane(plane_of, inner), picture)

    return draw


def _sway(at_s: float, phase: float) -> float:
    """-1..1, never twice the same way."""
    first, second, third = (
        sin(2 * pi * at_s / period + phase * (number + 1)) for number, period in enumerate(_SWAY_S)
    )
    return 0.5 * first + 0.3 * second + 0.2 * third


def mirror(given: Given) -> OnSource:
    """One half of the source and its reflection."""
    kept = given.word("kept")
    axis = 1 if kept in ("left", "right") else 0
    first = kept in ("left", "top")

    def draw(picture: Picture, pane: Pane) -> Picture:
        whole = pane.whole_px(picture)
        middle_px = (0.5 - (pane.left if axis else pane.top)) * whole[1 - axis]

        def reflected(lane: Lane, plane: Plane) -> Plane:
            length = plane.shape[axis]
            # The sum of a sample's place and its reflection's, and one: whole in every plane.
            turn = 2 * round(middle_px) // lane.step
            place = np.arange(length)
            far = 2 * place >= turn if first else 2 * place + 1 < turn
            seen = np.clip(np.where(far, turn - 1 - place, place), 0, length - 1)
            return cast(Plane, np.take(plane, seen, axis=axis))

        return by_plane(reflected, picture)

    def reach(pane: Pane) -> Pane:
        if axis:
            left = min(pane.left, 1 - pane.right)
            return Pane(left, pane.top, 1 - left, pane.bottom)
        top = min(pane.top, 1 - pane.bottom)
        return Pane(pane.left, top, pane.right, 1 - top)

    return OnSource(draw, reach)


OPTICS = {
    "glow": EffectKind(
        glow,
        "what is bright shines into what lies around it",
        (
            Number("strength", 0.5, 0, 1, "how bright the shine is"),
            Number("threshold", 0.55, 0, 0.95, "light (0 black, 1 white) from which things shine"),
            Number("radius", 0.4, 0, 1, "how far it reaches"),
        ),
    ),
    "rgb_split": EffectKind(
        rgb_split,
        "red and blue drift apart, as in a poor lens or a bad signal",
        (
            Number("amount", 0.008, 0, 0.1, "how far, share of the short side"),
            Number("angle", 0, -180, 180, "direction red goes, degrees clockwise from the right"),
        ),
    ),
    "shake": EffectKind(
        shake,
        "a camera held by an excited hand",
        (Number("strength", 0.4, 0, 1, "how excited"),),
    ),
    "mirror": EffectKind(
        mirror,
        "one half of the source and its reflection: done before it is cropped, moved or turned",
        (Choice("kept", "left", ("left", "right", "top", "bottom"), "the half that is kept"),),
    ),
}
