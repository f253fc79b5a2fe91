"""Falling water: streaks and clumps that accelerate, spray at the foot, foam on the pool."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, NamedTuple

import cv2
import numpy as np

from kinoloom.generators.painted.easel.kernel import kernel
from kinoloom.generators.painted.easel.layer import place
from kinoloom.generators.painted.easel.noise import fbm_image
from kinoloom.generators.painted.settings.falls.lips import lip_line, parted

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from kinoloom.generators.painted.easel.camera import Pose
    from kinoloom.generators.painted.easel.canvas import Canvas
    from kinoloom.generators.painted.easel.focus import Focus
    from kinoloom.generators.painted.settings.falls.gorge import Chute

_TILE_PX = 512
_TILE_CELLS = 32.0
_FALL_S = 2.1
_CELLS_PX = (38.0, 9.0, 22.0)
"""How broad a clump, a streak and a strand are in `_pour`, of a 1080-line picture."""


class Froth(NamedTuple):
    """Colours of white water (3), 0..1: in the light, in its own shade, and before it breaks."""

    lit: NDArray[np.float32]
    shade: NDArray[np.float32]
    glass: NDArray[np.float32]


def drift_tile(seed: int) -> NDArray[np.float32]:
    """Noise that wraps around, mean 0 and deviation 1, 32 cells on a side."""
    rng = np.random.default_rng([seed & 0xFFFFFFFF, 0xF10])
    white = np.fft.rfft2(rng.normal(0, 1, (_TILE_PX, _TILE_PX)))
    fy = np.fft.fftfreq(_TILE_PX)[:, None] * _TILE_PX
    fx = np.fft.rfftfreq(_TILE_PX)[None, :] * _TILE_PX
    wave = np.hypot(fx, fy) / _TILE_CELLS
    band = np.exp(-((np.log(wave + 1e-6) / 0.8) ** 2))
    noise = np.fft.irfft2(white * band, (_TILE_PX, _TILE_PX))
    return np.ascontiguousarray(noise / noise.std(), np.float32)


class Cascade:
    """One fall in the plane of its cliff."""

    def __init__(
        self,
        canvas: Canvas,
        chute: Chute,
        froth: Froth,
        tile: NDArray[np.float32],
        *,
        parallax: float,
        lip_seed: int,
        seed: int,
    ) -> None:
        """`lip_seed` is the seed of the gorge that it falls in."""
        self._canvas, self._chute, self._parallax = canvas, chute, parallax
        self._tile = tile
        self._ink = np.stack([froth.lit, froth.shade, froth.glass]) * np.float32(255)
        self._x0 = int(chute.x_px - 1.5 * chute.half_px - 30 * canvas.unit)
        # Of the whole canvas, so that the rock below the lip has the very same edge.
        xs = np.arange(canvas.paint_width_px, dtype=np.float32)
        line = lip_line(chute, xs, canvas.unit, lip_seed)
        columns = np.arange(int(2 * (chute.x_px - self._x0)) + 1) + self._x0
        lip = line[np.clip(columns, 0, len(line) - 1)]
        self._y0 = int(lip.min() - 3 * canvas.unit)
        self._lip = lip - np.float32(self._y0)
        self._cover = _cover(canvas, chute, self._x0, self._y0, lip, seed)
        self._fallen_s = _fallen_s(chute, self._y0, len(self._cover))
        self._sharpness = np.ones(3, np.float32)

    def defocus(self, focus: Focus) -> None:
        """Be drawn as a lens sees it: soft edges, and of its streaks what is broader than that."""
        sigma_px = focus.sigma_px(self._parallax)
        room = int(2.2 * sigma_px)
        if room < 1:
            return
        padded = np.pad(self._cover, room)
        self._cover = np.asarray(cv2.GaussianBlur(padded, (0, 0), sigma_px), np.float32)
        self._lip = np.pad(self._lip, room, mode="edge") + np.float32(room)
        self._fallen_s = np.pad(self._fallen_s, room, mode="edge")
        self._x0, self._y0 = self._x0 - room, self._y0 - room
        # What a Gaussian leaves of a wave as long as a cell of each noise.
        cells_px = np.array(_CELLS_PX, np.float32) * np.float32(self._canvas.unit)
        self._sharpness = np.exp(-2 * (np.pi * sigma_px / cells_px) ** 2).astype(np.float32)

    def draw(self, frame_u8: NDArray[np.uint8], t_s: float, pose: Pose) -> None:
        """Draw the water as it is at that moment."""
        x, y, scale = place(self._x0, self._y0, self._parallax, pose, self._canvas)
        numbers = np.array([x, y, scale, t_s, self._canvas.unit], np.float32)
        numbers = np.concatenate([numbers, self._sharpness])
        _pour(frame_u8, self._cover, self._lip, self._fallen_s, self._tile, numbers, self._ink)

    def draw_spray(self, frame_u8: NDArray[np.uint8], t_s: float, pose: Pose, power: float) -> None:
        """Mist that rises from the foot and drifts apart."""
        chute = self._chute
        x, y, scale = place(chute.x_px, chute.foot_y_px, self._parallax, pose, self._canvas)
        tall = min(0.36 * (chute.foot_y_px - chute.lip_y_px), 3.2 * chute.half_px + 60)
        wide = 1.15 * chute.half_px + 0.42 * tall
        numbers = np.array(
            [x, y, wide * scale, tall * scale, t_s, self._canvas.unit, power], np.float32
        )
        _spray(frame_u8, self._tile, numbers, self._ink[0])

    def draw_foam(self, frame_u8: NDArray[np.uint8], t_s: float, pose: Pose, shore: float) -> None:
        """Foam and rings that travel from the foot over the pool."""
        chute = self._chute
        x, _, scale = place(chute.x_px, chute.foot_y_px, self._parallax, pose, self._canvas)
        numbers = np.array([x, shore, chute.half_px * scale, t_s, self._canvas.unit], np.float32)
        _foam(frame_u8, self._tile, numbers, self._ink)


def _cover(
    canvas: Canvas, chute: Chute, x0: int, y0: int, lip: NDArray[np.float32], seed: int
) -> NDArray[np.float32]:
    """How much water is before each pixel: ragged edges, wider below each ledge, torn by rock."""
    unit = canvas.unit
    rows = int(chute.foot_y_px + 4 * unit) - y0
    columns = len(lip)
    yy = np.arange(rows, dtype=np.float32)[:, None] + y0
    xx = np.arange(columns, dtype=np.float32)[None, :] + x0
    tall = chute.foot_y_px - chute.lip_y_px
    down = np.clip((yy - lip[None]) / tall, 0, 1)
    edge = fbm_image(columns, rows, scale_x_px=16 * unit, scale_y_px=90 * unit, octaves=4,
                     seed=seed % 9973 + 3)  # fmt: skip
    wider = 0.10 * down
    sway = np.zeros_like(down)
    for k, ledge in enumerate(chute.ledges):
        past = np.clip((yy - ledge) / (54 * unit) + (edge - 0.5), 0, 1) ** 0.7
        wider = wider + 0.26 * past
        sway = sway + past * chute.half_px * (0.22 if (seed + k) % 2 else -0.22)
    half = chute.half_px * (0.92 + wider) + (edge - 0.5) * 26 * unit
    inside = half - np.abs(xx - chute.x_px - sway)
    cover = np.clip(inside / (9 * unit), 0, 1)
    rock = fbm_image(columns, rows, scale_x_px=42 * unit, scale_y_px=170 * unit, octaves=4,
                     seed=seed % 9973 + 5)  # fmt: skip
    gap = np.clip((rock - 0.53 - 0.22 * (1 - chute.broken)) * 9, 0, 1)
    gap = gap * np.clip(down * 7 - 0.35, 0, 1) * np.clip((1 - down) * 6, 0.35, 1)
    start = np.clip((yy - lip[None] + 3 * unit) / (3 * unit), 0, 1)
    left = parted(chute, xx, down, edge, unit)
    return np.ascontiguousarray(cover * (1 - gap) * start * left, np.float32)


def _fallen_s(chute: Chute, y0: int, rows: int) -> NDArray[np.float32]:
    """How long the water of each row has been falling; a ledge takes its speed away."""
    tall = chute.foot_y_px - chute.lip_y_px
    pull = 2 * tall / _FALL_S**2
    first = 0.22 * tall / _FALL_S
    times = np.empty(rows, np.float32)
    speed, now = first, 0.0
    for row in range(rows):
        times[row] = now
        if any(abs(y0 + row - ledge) < 0.5 for ledge in chute.ledges):
            speed = first
        now += 1.0 / speed
        speed += pull / speed
    return times


@kernel
def tile_at(tile: NDArray[np.float32], u: Any, v: Any) -> Any:
    """The tile between its points; u and v in cells."""
    x = u * np.float32(16.0)
    y = v * np.float32(16.0)
    i = math.floor(x)
    j = math.floor(y)
    a = x - np.float32(i)
    b = y - np.float32(j)
    i0, i1, j0, j1 = i & 511, (i + 1) & 511, j & 511, (j + 1) & 511
    near = tile[j0, i0] + (tile[j0, i1] - tile[j0, i0]) * a
    far = tile[j1, i0] + (tile[j1, i1] - tile[j1, i0]) * a
    return near + (far - near) * b


@kernel
def _pour(
    frame: NDArray[np.uint8],
    cover: NDArray[np.float32],
    lip: NDArray[np.float32],
    fallen: NDArray[np.float32],
    tile: NDArray[np.float32],
    numbers: NDArray[np.float32],
    ink: NDArray[np.float32],
) -> None:
    left, top, scale, t, unit = numbers[0], numbers[1], numbers[2], numbers[3], numbers[4]
    sharp_clump, sharp_streak, sharp_strand = numbers[5], numbers[6], numbers[7]
    rows, columns = cover.shape[0], cover.shape[1]
    one, zero, half = np.float32(1.0), np.float32(0.0), np.float32(0.5)
    per_px = one / unit
    for y in range(max(0, int(top)), min(frame.shape[0], int(top + rows * scale))):
        fy = (np.float32(y) - top) / scale
        j = int(fy)
        if j < 0 or j >= rows - 1:
            continue
        b = fy - np.float32(j)
        age = fallen[j] + (fallen[j + 1] - fallen[j]) * b - t
        down = fy / np.float32(rows)
        for x in range(max(0, int(left)), min(frame.shape[1], int(left + columns * scale))):
            fx = (np.float32(x) - left) / scale
            i = int(fx)
            if i < 0 or i >= columns - 1:
                continue
            a = fx - np.float32(i)
            upper = cover[j, i] + (cover[j, i + 1] - cover[j, i]) * a
            lower = cover[j + 1, i] + (cover[j + 1, i + 1] - cover[j + 1, i]) * a
            here = upper + (lower - upper) * b
            if here <= np.float32(0.01):
                continue
            u = fx * per_px
            clump = tile_at(tile, u / np.float32(38.0), age * np.float32(1.7))
            streak = tile_at(tile, u / np.float32(9.0) + np.float32(7.3), age * np.float32(2.3))
            strand = tile_at(tile, u / np.float32(22.0) + np.float32(3.1), down * np.float32(1.1))
            clump *= sharp_clump
            streak *= sharp_streak
            strand *= sharp_strand
            bright = np.float32(0.61) + np.float32(0.17) * clump + np.float32(0.09) * streak
            bright += np.float32(0.13) * strand + np.float32(0.14) * down
            bright = min(one, max(zero, bright))
            alpha = here * (np.float32(0.80) + np.float32(0.20) * bright)
            # It bends over the lip whole and clear, and breaks into white below.
            bent = (fy - lip[i]) * per_px / np.float32(46.0) - np.float32(0.16) * strand
            glassy = min(one, max(zero, one - bent))
            glassy *= glassy * np.float32(0.85)
            torn = np.float32(2.4) * here - one + np.float32(0.55) * streak
            alpha *= min(one, max(zero, torn + np.float32(0.35)))
            for c in range(3):
                value = ink[1, c] + (ink[0, c] - ink[1, c]) * bright
                value += (ink[2, c] * (half + bright * half) - value) * glassy
                below = np.float32(frame[y, x, c])
                frame[y, x, c] = np.uint8(below + (value - below) * alpha + half)


@kernel
def _spray(
    frame: NDArray[np.uint8],
    tile: NDArray[np.float32],
    numbers: NDArray[np.float32],
    ink: NDArray[np.float32],
) -> None:
    cx, foot, wide, tall = numbers[0], numbers[1], numbers[2], numbers[3]
    t, unit, power = numbers[4], numbers[5], numbers[6]
    one, zero = np.float32(1.0), np.float32(0.0)
    reach = np.float32(1.5)
    cell = np.float32(1.0) / (np.float32(70.0) * unit)
    for y in range(
        max(0, int(foot - tall * 1.5)), min(frame.shape[0], int(foot + tall * np.float32(0.4)))
    ):
        up = (foot - np.float32(y)) / tall
        rise = math.exp(-up * up * 2.2) if up > 0 else math.exp(-up * up * 22.0)
        for x in range(max(0, int(cx - wide * reach)), min(frame.shape[1], int(cx + wide * reach))):
            side = (np.float32(x) - cx) / wide
            body = one - side * side / (reach * reach)
            envelope = np.float32(rise) * body * body
            u = (np.float32(x) - cx) * cell
            v = (np.float32(y) - foot) * cell
            soft = tile_at(
                tile,
                u * np.float32(0.45) - t * np.float32(0.05),
                v * np.float32(0.45) + t * np.float32(0.28),
            )
            puff = tile_at(tile, u + np.float32(5.0), v + t * np.float32(0.75))
            dense = np.float32(0.62) + np.float32(0.20) * soft + np.float32(0.12) * puff
            alpha = min(np.float32(0.93), max(zero, power * envelope * dense * np.float32(1.25)))
            for c in range(3):
                below = np.float32(frame[y, x, c])
                frame[y, x, c] = np.uint8(below + (ink[c] - below) * alpha + np.float32(0.5))


@kernel
def _foam(
    frame: NDArray[np.uint8],
    tile: NDArray[np.float32],
    numbers: NDArray[np.float32],
    ink: NDArray[np.float32],
) -> None:
    cx, shore, half, t, unit = numbers[0], numbers[1], numbers[2], numbers[3], numbers[4]
    one, zero = np.float32(1.0), np.float32(0.0)
    for y in range(max(0, int(shore) + 1), frame.shape[0]):
        depth = (np.float32(y) - shore) / unit
        far = np.float32(math.log(np.float32(1.0) + depth / np.float32(26.0)))
        spread = half * (np.float32(1.25) + np.float32(0.85) * far)
        grow = np.float32(0.35) + depth / np.float32(210.0)
        cell = one / (np.float32(46.0) * unit * grow)
        fade = np.float32(math.exp(-far * 0.85))
        for x in range(max(0, int(cx - spread * 2)), min(frame.shape[1], int(cx + spread * 2))):
            side = (np.float32(x) - cx) / spread
            near = np.float32(math.exp(-side * side * 1.6))
            u = (np.float32(x) - cx) * cell
            bow = far * np.float32(4.6) + side * side * np.float32(0.9)
            flake = tile_at(tile, u * np.float32(0.8), bow - t * np.float32(0.55))
            fine = tile_at(
                tile,
                u * np.float32(2.1) + np.float32(4.0),
                bow * np.float32(2.1) - t * np.float32(1.15),
            )
            ring = np.float32(math.sin(bow * 5.0 - t * 3.4 + flake * 0.8))
            value = flake * np.float32(0.55) + fine * np.float32(0.35) - np.float32(0.62)
            value += np.float32(1.9) * fade * near
            foam = min(one, max(zero, value)) * near * min(one, fade * np.float32(2.6))
            light = ring * np.float32(0.10) * near * fade
            # Churned water is no mirror: the fall's image would stand in it like a pillar.
            churn = np.float32(0.92) * near * min(one, fade * np.float32(1.5))
            churn *= np.float32(0.86) + np.float32(0.10) * flake
            for c in range(3):
                below = np.float32(frame[y, x, c])
                below += (ink[2, c] * np.float32(0.72) - below) * min(one, max(zero, churn))
                below += (ink[0, c] - below) * max(zero, light) + below * min(zero, light)
                ink_here = ink[1, c] + (ink[0, c] - ink[1, c]) * np.float32(0.75)
                below += (ink_here - below) * foam * np.float32(0.88)
                frame[y, x, c] = np.uint8(min(np.float32(255), max(zero, below + np.float32(0.5))))
