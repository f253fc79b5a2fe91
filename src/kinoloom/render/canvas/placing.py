"""A reading on the canvas: scaled into place where it lies still and square, warped where not."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import cv2
import numpy as np

from kinoloom.render.canvas.blending import Cover, cover, uncovered
from kinoloom.render.canvas.geometry import (
    Card,
    Matrix,
    bounds,
    card,
    corners_of,
    even,
    is_upright,
    placed,
)
from kinoloom.render.canvas.warping import Size, drawn_out, warp
from kinoloom.render.layers import Framing
from kinoloom.render.picture import Picture, Plane
from kinoloom.render.reading.fitting import Fit
from kinoloom.render.reading.readings import Reading

OVERSAMPLED = 1.5
MOST_STILL_PX = 16_000_000
ROOM_PX = 128
"""Around a still, for its moves to begin in."""
Treat = Callable[[Picture, int], Picture]
"""Colour and effects on a picture at a frame of its layer."""


@dataclass(frozen=True, eq=False)
class Laid:
    """A picture at its place on the canvas, both numbers even.

    What was made ready to be blended has a `cover`, in which its opacity is already; `picture`
    may then be missing.
    """

    picture: Picture | None
    x_px: int
    y_px: int
    opacity: float = 1.0
    cover: Cover | None = None

    def ready(self) -> Cover:
        """What is blended."""
        if self.cover is not None:
            return self.cover
        assert self.picture is not None
        return cover(self.picture, self.opacity)

    def straight(self) -> tuple[Picture, float]:
        """A picture with straight alpha, and its opacity."""
        if self.picture is None:
            assert self.cover is not None
            return uncovered(self.cover), 1.0
        return self.picture, self.opacity


class Upright:
    """A layer that lies square and still: one fit serves all its frames."""

    def __init__(
        self, reading: Reading, framing: Framing, canvas: Size, treat: Treat | None
    ) -> None:
        pose = framing.poses[0]
        self._reading = reading
        self._framing = framing
        self._treat = treat
        shown = card(pose, framing, reading.size, canvas)
        left = pose.x * canvas[0] - shown.wide / 2
        top = pose.y * canvas[1] - shown.tall / 2
        self.fit, self.x_px, self.y_px = _fit(shown, left, top, reading.size)
        if not shown.radius:
            self._cut(canvas)
        self._mask = rounded(self.fit.wide, self.fit.tall, shown.radius) if shown.radius else None
        self._last: tuple[Picture, Picture] | None = None
        self._ready: tuple[Picture, float, Cover] | None = None

    def at(self, frame: int) -> Laid:
        """What is seen at a frame of the layer."""
        picture = self._reading.picture(frame, self.fit)
        if self._treat is not None:
            picture = self._treat(picture, frame)
        if "h" in self._framing.flip or "v" in self._framing.flip:
            picture = self._flipped(picture)
        if self._mask is not None:
            picture = masked(picture, self._mask)
        opacity = self._framing.at(frame).opacity
        made = self._made_ready(picture, opacity) if self._reading.still else None
        return Laid(picture, self.x_px, self.y_px, opacity, made)

    def _made_ready(self, picture: Picture, opacity: float) -> Cover | None:
        """The cover of a logo, which stays the same for many frames."""
        if picture.alpha is None and opacity >= 1:
            return None
        last = self._ready
        if last is None or last[0] is not picture or last[1] != opacity:
            last = self._ready = (picture, opacity, cover(picture, opacity))
        return last[2]

    def _cut(self, canvas: Size) -> None:
        """Leave out what lies outside the canvas: a picture at ten times its size is large, and
        effects belong to what is seen of it, as they do where it moves."""
        fit, x, y = self.fit, self.x_px, self.y_px
        left, top = max(0, -x), max(0, -y)
        right, bottom = min(fit.wide, canvas[0] - x), min(fit.tall, canvas[1] - y)
        if (
            (left, top, right, bottom) == (0, 0, fit.wide, fit.tall)
            or right <= left
            or bottom <= top
        ):
            return
        sx, sy = fit.width / fit.wide, fit.height / fit.tall
        a, b = left, right
        c, d = top, bottom
        if "h" in self._framing.flip:
            a, b = fit.wide - right, fit.wide - left
        if "v" in self._framing.flip:
            c, d = fit.tall - bottom, fit.tall - top
        self.fit = Fit(
            even(fit.left + a * sx),
            even(fit.top + c * sy),
            max(2, even((b - a) * sx)),
            max(2, even((d - c) * sy)),
            b - a,
            d - c,
        )
        self.x_px, self.y_px = x + left, y + top

    def _flipped(self, picture: Picture) -> Picture:
        if self._last is not None and self._last[0] is picture:
            return self._last[1]
        code = {"h": 1, "v": 0, "hv": -1}[self._framing.flip]

        def turned(plane: Plane) -> Plane:
            return cv2.flip(plane, code)  # type: ignore[return-value]

        alpha = None if picture.alpha is None else turned(picture.alpha)
        result = Picture(turned(picture.y), turned(picture.u), turned(picture.v), alpha)
        self._last = (picture, result)
        return result


def _fit(shown: Card, left: float, top: float, source: Size) -> tuple[Fit, int, int]:
    wide, tall = max(2, even(shown.wide)), max(2, even(shown.tall))
    width, height = (
        # A handful of pixels is not cropped: chroma could not follow.
        whole if whole < 8 else min(whole, max(2, _near_even(part)))
        for whole, part in zip(source, (shown.width, shown.height), strict=True)
    )
    from_left = min(source[0] - width, max(0, even(shown.left)))
    from_top = min(source[1] - height, max(0, even(shown.top)))
    return Fit(from_left, from_top, width, height, wide, tall), even(left), even(top)


def _near_even(value: float) -> int:
    """Even, because chroma is; an odd source stays whole."""
    return round(value) if abs(value - round(value)) < 1e-6 else 2 * round(value / 2)


class Warped:
    """A layer that moves, turns or grows: its source is read once at the largest size it reaches
    and warped into each frame, to a fraction of a pixel, so that slow moves do not jitter."""

    def __init__(
        self, reading: Reading, framing: Framing, canvas: Size, treat: Treat | None
    ) -> None:
        self._reading = reading
        self._framing = framing
        self._canvas = canvas
        self._treat = treat
        cards = [card(pose, framing, reading.size, canvas) for pose in framing.poses]
        self._turns = any(pose.rotation_deg % 360 for pose in framing.poses)
        self._fit = _reach(cards, reading.size, oversampled=reading.still)
        self._how = cv2.INTER_LINEAR if reading.still else cv2.INTER_CUBIC
        self._roomy: tuple[Picture, Picture] | None = None

    def at(self, frame: int) -> Laid | None:
        """What is seen at a frame of the layer; None when it is off the canvas."""
        pose = self._framing.at(frame)
        shown = card(pose, self._framing, self._reading.size, self._canvas)
        matrix = placed(shown, pose, self._framing.flip, self._canvas)
        corners = corners_of(shown, matrix)
        left, top, right, bottom = bounds(corners, self._canvas)
        if right - left < 2 or bottom - top < 2:
            return None
        picture = self._reading.picture(frame, self._fit)
        if self._treat is not None and self._turns:
            picture = self._treat(picture, frame)
        moved = matrix.copy()
        moved[:, 2] -= (left, top)
        size = (right - left, bottom - top)
        whole = _covers(corners, (left, top, right, bottom)) and not shown.radius
        result = self._warped(picture, shown, moved, size, whole=whole)
        if self._treat is not None and not self._turns:
            result = self._treat(result, frame)
        return Laid(result, left, top, pose.opacity)

    def _warped(
        self, picture: Picture, shown: Card, matrix: Matrix, size: Size, *, whole: bool
    ) -> Picture:
        fit = self._fit
        # From the fitted picture's pixels to the source's, then to the canvas's.
        sx, sy = fit.width / fit.wide, fit.height / fit.tall
        full = np.column_stack(
            [matrix[:, :2] * (sx, sy), matrix[:, :2] @ np.array([fit.left, fit.top]) + matrix[:, 2]]
        )
        small = (size[0] // 2, size[1] // 2)
        alpha = None
        if not whole or picture.alpha is not None:
            alpha = warp(self._matte(picture, shown), full, size, self._how, border=0)
        if self._reading.still and not self._turns:
            picture = self._with_room(picture)
            full[:, 2] -= full[:, :2] @ (ROOM_PX, ROOM_PX)
        half = full.copy()
        half[:, 2] /= 2
        return Picture(
            warp(picture.y, full, size, self._how),
            warp(picture.u, half, small, self._how),
            warp(picture.v, half, small, self._how),
            alpha,
        )

    def _with_room(self, picture: Picture) -> Picture:
        """The same with its edges drawn out, which every frame of a move would do else."""
        if self._roomy is None or self._roomy[0] is not picture:
            roomy = [drawn_out(picture.y, ROOM_PX)]
            roomy += [drawn_out(plane, ROOM_PX // 2) for plane in (picture.u, picture.v)]
            self._roomy = (picture, Picture(*roomy))
        return self._roomy[1]

    def _matte(self, picture: Picture, shown: Card) -> Plane:
        """What of the fitted picture belongs to the card."""
        fit = self._fit
        sx, sy = fit.wide / fit.width, fit.tall / fit.height
        left, top = (shown.left - fit.left) * sx, (shown.top - fit.top) * sy
        wide, tall = shown.width * sx, shown.height * sy
        radius = shown.radius * wide / shown.wide
        matte: Plane = np.zeros((picture.height_px, picture.width_px), np.uint8)
        part = rounded(max(2, round(wide)), max(2, round(tall)), radius)
        x, y = max(0, round(left)), max(0, round(top))
        part = part[: picture.height_px - y, : picture.width_px - x]
        matte[y : y + part.shape[0], x : x + part.shape[1]] = part
        if picture.alpha is None:
            return matte
        return cv2.multiply(matte, picture.alpha, scale=1 / 255)  # type: ignore[return-value]


def _reach(cards: list[Card], source: Size, *, oversampled: bool) -> Fit:
    """The part of the source that any card shows, at the largest scale that any has.

    A still is scaled once and warped for every frame: from half as large again, straight lines
    between its pixels are as sharp as cubic ones, at a quarter of the cost.
    """
    left = max(0, math.floor(min(c.left for c in cards) / 2) * 2)
    top = max(0, math.floor(min(c.top for c in cards) / 2) * 2)
    right = min(source[0], math.ceil(max(c.left + c.width for c in cards) / 2) * 2)
    bottom = min(source[1], math.ceil(max(c.top + c.height for c in cards) / 2) * 2)
    width, height = max(1, right - left), max(1, bottom - top)
    scale_x = max(c.wide / c.width for c in cards)
    scale_y = max(c.tall / c.height for c in cards)
    if oversampled and width * scale_x * height * scale_y <= MOST_STILL_PX:
        scale_x, scale_y = scale_x * OVERSAMPLED, scale_y * OVERSAMPLED
    else:
        # Enlarging is the warp's work: large pictures would only cost memory.
        scale_x, scale_y = min(1.0, scale_x), min(1.0, scale_y)
    wide, tall = max(2, even(width * scale_x)), max(2, even(height * scale_y))
    return Fit(left, top, width, height, wide, tall)


def _covers(corners: np.ndarray, box: tuple[int, int, int, int]) -> bool:
    """Whether an upright card reaches every pixel of the box."""
    xs, ys = (np.sort(corners[:, axis]) for axis in (0, 1))
    slack = 0.02
    square = xs[1] - xs[0] < slack and ys[1] - ys[0] < slack
    reaches = xs[0] <= box[0] + slack and ys[0] <= box[1] + slack
    return bool(square and reaches and xs[3] >= box[2] - slack and ys[3] >= box[3] - slack)


def rounded(wide: int, tall: int, radius: float) -> Plane:
    """A matte of a rectangle with round corners, smooth to a sixteenth."""
    matte = np.full((tall, wide), 255, np.uint8)
    size = min(math.ceil(radius), wide // 2, tall // 2)
    if size < 1:
        return matte
    fine = (np.arange(size * 4) + 0.5) / 4
    inside = (fine[:, None] - radius) ** 2 + (fine[None, :] - radius) ** 2 <= radius**2
    corner = inside.reshape(size, 4, size, 4).mean(axis=(1, 3))
    tile = (corner * 255 + 0.5).astype(np.uint8)
    matte[:size, :size] = tile
    matte[:size, wide - size :] = tile[:, ::-1]
    matte[tall - size :, :size] = tile[::-1]
    matte[tall - size :, wide - size :] = tile[::-1, ::-1]
    return matte


def masked(picture: Picture, mask: Plane) -> Picture:
    """The picture with its alpha times a mask."""
    alpha = mask if picture.alpha is None else cv2.multiply(picture.alpha, mask, scale=1 / 255)
    return Picture(picture.y, picture.u, picture.v, alpha)  # type: ignore[arg-type]


def placer(
    reading: Reading, framing: Framing, canvas: Size, treat: Treat | None
) -> Upright | Warped:
    """Whichever suits the framing."""
    if not is_upright(framing):
        return Warped(reading, framing, canvas, treat)
    shown = card(framing.poses[0], framing, reading.size, canvas)
    # Round corners far outside the canvas would be a matte of gigabytes.
    reaches = shown.wide > canvas[0] or shown.tall > canvas[1]
    return (Warped if shown.radius and reaches else Upright)(reading, framing, canvas, treat)
