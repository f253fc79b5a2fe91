"""Painted sheets in moving water: what stands on them sways, and the net of light plays on it."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import cv2
import numpy as np

from kinoloom.generators.painted.easel.colour import mix
from kinoloom.generators.painted.easel.kernel import kernel
from kinoloom.generators.painted.easel.layer import place
from kinoloom.generators.painted.settings.deep.light_kernels import sample_tile
from kinoloom.generators.painted.settings.deep.stamp_kernels import stamp_limbs, stamp_lumps

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from kinoloom.generators.painted.easel.camera import Pose
    from kinoloom.generators.painted.easel.canvas import Canvas
    from kinoloom.generators.painted.easel.focus import Focus
    from kinoloom.generators.painted.settings.deep.clock import Clock
    from kinoloom.generators.painted.settings.deep.illumination import Illumination

Limb = tuple[float, ...]
Lump = tuple[float, ...]
_PAD_PX = 3
_NET_PX = 5.0
"""Of a 1080-line picture: the blur that takes half of the net of light away."""


class Sheet:
    """A picture cropped to what is on it. What sways has its root at `root_y_px`."""

    def __init__(
        self,
        parts: Sequence[tuple[Sequence[Lump], Sequence[Limb]]],
        light: Illumination,
        canvas: Canvas,
        *,
        parallax: float,
        distance: float,
        root_y_px: float = 0.0,
        sway_px: float = 0.0,
        phase: float = 0.0,
        dark: float = 1.0,
    ) -> None:
        """`parts` are lumps and limbs on the painted canvas, laid in order.

        `distance` 0..1 is how far away in the water they are; `dark` below 1 a near silhouette.
        """
        self.parallax = parallax
        self._canvas = canvas
        self._root_y_px, self._sway_px, self._phase = root_y_px, sway_px, phase
        box = _box(parts, canvas)
        self.is_empty = box is None
        if box is None:
            return
        left, top, right, bottom = box
        img = np.zeros((bottom - top, right - left, 5), np.float32)
        for lumps, limbs in parts:
            if lumps:
                rows = np.array(lumps, np.float32)
                rows[:, [0, 1, 15]] -= (left, top, top)
                stamp_lumps(img, rows, light.model)
            if limbs:
                rows = np.array(limbs, np.float32)
                rows[:, [0, 3]] -= left
                rows[:, [1, 4]] -= top
                stamp_limbs(img, rows, light.model)
        self._x_px, self._y_px = float(left), float(top)
        self._image, self._gleam = _finished(img, light, left, top, distance, dark)
        clear = max(0.0, 1 - 1.7 * light.water.fog(distance))
        self._strength = 1.15 * light.water.caustics * clear * dark

    def draw(
        self, frame: NDArray[np.uint8], t_s: float, pose: Pose, tile: NDArray[np.uint8],
        clock: Clock, surge: float, tint: NDArray[np.float32],
    ) -> None:  # fmt: skip
        """Draw the sheet as it stands at a time."""
        if self.is_empty:
            return
        canvas = self._canvas
        x, y, scale = place(self._x_px, self._y_px, self.parallax, pose, canvas)
        slow = math.sin(clock.turn(t_s, 0.16, self._phase))
        long = math.sin(clock.turn(t_s, 0.085, 1.7 * self._phase))
        bend = self._sway_px * surge * (0.62 * slow + 0.5 * long)
        wave = 0.36 * self._sway_px * min(1.8, surge)
        beat = clock.turn(t_s, 0.31, self._phase)
        tall = max(8.0, self._root_y_px - self._y_px)
        view = np.array(
            [x, y, 1 / scale, self._root_y_px - self._y_px, 1 / tall, bend, wave, beat,
             self._strength, self._x_px, self._y_px, 0.42 / canvas.unit]
        )  # fmt: skip
        _draw(frame, self._image, self._gleam, tile, tint, view)

    def defocus(self, focus: Focus) -> None:
        """Be drawn as the lens sees it; the light on what is soft is soft as well."""
        if self.is_empty:
            return
        rows, columns = self._gleam.shape
        image, left_px, top_px = focus.spread(self._image, self.parallax, y_px=self._y_px)
        below, right = image.shape[0] - rows - top_px, image.shape[1] - columns - left_px
        gleam = np.pad(self._gleam, ((top_px, below), (left_px, right)))
        sigma_px = focus.sigma_px(self.parallax)
        if sigma_px > 0:
            gleam = np.asarray(cv2.GaussianBlur(gleam, (0, 0), sigma_px), np.uint8)
            self._strength /= 1 + sigma_px / (_NET_PX * self._canvas.unit)
        self._image, self._gleam = np.ascontiguousarray(image), np.ascontiguousarray(gleam)
        self._x_px, self._y_px = self._x_px - left_px, self._y_px - top_px


def _box(
    parts: Sequence[tuple[Sequence[Lump], Sequence[Limb]]], canvas: Canvas
) -> tuple[int, int, int, int] | None:
    """Left, top, right, bottom of what is painted, within the canvas and a little around it."""
    edges: list[tuple[float, float, float, float]] = []
    for lumps, limbs in parts:
        for lump in lumps:
            wide, high = lump[2] * (1 + lump[12]), lump[3] * (1 + lump[12])
            edges.append((lump[0] - wide, lump[1] - high, lump[0] + wide,
                          min(lump[15], lump[1] + high)))  # fmt: skip
        for limb in limbs:
            most = max(limb[2], limb[5])
            edges.append((min(limb[0], limb[3]) - most, min(limb[1], limb[4]) - most,
                          max(limb[0], limb[3]) + most, max(limb[1], limb[4]) + most))  # fmt: skip
    if not edges:
        return None
    low = np.array(edges)
    around = int(0.08 * canvas.width_px)
    left = max(-around, math.floor(low[:, 0].min()) - _PAD_PX)
    top = max(-around, math.floor(low[:, 1].min()) - _PAD_PX)
    right = min(canvas.paint_width_px + around, math.ceil(low[:, 2].max()) + _PAD_PX)
    bottom = min(canvas.paint_height_px + 8, math.ceil(low[:, 3].max()) + _PAD_PX)
    return (left, top, right, bottom) if right - left > 4 and bottom - top > 4 else None


def _finished(
    img: NDArray[np.float32], light: Illumination, left: int, top: int, distance: float, dark: float
) -> tuple[NDArray[np.uint8], NDArray[np.uint8]]:
    """The water before it, and the pool of light it stands in: premultiplied u8, and its gleam."""
    alpha = img[..., 3:4]
    pool = light.pool(np.arange(img.shape[1], dtype=np.float32) + left)[None, :, None]
    rows = light.row_rgb(np.arange(img.shape[0], dtype=np.float32) + top)[:, None]
    body = img[..., :3] * pool
    # Red is lost first, on the way to the thing and back.
    fog = light.water.fog(distance)
    body = mix(body, rows * alpha, np.array([min(1, 1.18 * fog), fog, 0.97 * fog], np.float32))
    if dark < 1:
        body = mix(np.asarray(light.water.deep_rgb, np.float32) * 0.55 * alpha, body, dark)
    picture = np.concatenate([np.minimum(np.clip(body, 0, 1), alpha), alpha], axis=-1)
    noise = np.random.default_rng(77).random((*img.shape[:2], 1), dtype=np.float32)
    solid = np.where(alpha > 0, np.minimum(picture * 255 + noise, 255), 0)
    gleam = np.clip(img[..., 4] * pool[..., 0], 0, 1)
    return (
        np.ascontiguousarray(solid, np.uint8),
        np.ascontiguousarray(gleam * 255, np.uint8),
    )


@kernel
def _draw(
    frame: NDArray[np.uint8],
    image: NDArray[np.uint8],
    gleam: NDArray[np.uint8],
    tile: NDArray[np.uint8],
    tint: NDArray[np.float32],
    view: NDArray[np.float64],
) -> None:
    height, width = image.shape[0], image.shape[1]
    left, top, inverse, root, per_tall = view[0], view[1], view[2], view[3], view[4]
    bend, wave, beat, strength = view[5], view[6], view[7], view[8]
    at_x, at_y, fine = view[9], view[10], view[11]
    mask = tile.shape[0] - 1
    reach = abs(bend) + abs(wave) + 1.0
    first = max(0, math.floor(top))
    last = min(frame.shape[0], math.ceil(top + height / inverse) + 1)
    start = max(0, math.floor(left - reach))
    stop = min(frame.shape[1], math.ceil(left + width / inverse + reach) + 1)
    for y in range(first, last):
        source = (y - top) * inverse
        if source < 0.0 or source >= height - 1.001:
            continue
        up = max(0.0, (root - source) * per_tall)
        push = bend * up**1.4 + wave * math.sin(5.2 * up - beat) * min(1.0, 1.6 * up)
        jj = int(source)
        v = int((source - jj) * 256.0)
        for x in range(start, stop):
            px = (x - left - push) * inverse
            if px < 0.0 or px >= width - 1.001:
                continue
            i = int(px)
            if image[jj, i, 3] == 0 and image[jj + 1, i + 1, 3] == 0:
                continue
            u = int((px - i) * 256.0)
            a = (256 - u) * (256 - v)
            b = u * (256 - v)
            c = (256 - u) * v
            d = u * v
            alpha = (
                image[jj, i, 3] * a
                + image[jj, i + 1, 3] * b
                + image[jj + 1, i, 3] * c
                + image[jj + 1, i + 1, 3] * d
            ) >> 16
            if alpha == 0:
                continue
            keep = 255 - alpha
            net = 0.0
            open_ = gleam[jj, i]
            if open_ > 8 and strength > 0.01:
                net = sample_tile(tile, (px + at_x) * fine, (source + at_y) * fine * 1.5, mask)
                net *= strength * open_ * 0.00392156862
            for k in range(3):
                value = (
                    image[jj, i, k] * a
                    + image[jj, i + 1, k] * b
                    + image[jj + 1, i, k] * c
                    + image[jj + 1, i + 1, k] * d
                ) >> 16
                lit = value * (1.0 + net * tint[k]) + net * tint[k] * 0.06 * alpha
                below = (int(frame[y, x, k]) * keep + 127) // 255
                frame[y, x, k] = np.uint8(min(255.0, min(lit, float(alpha)) + below))
