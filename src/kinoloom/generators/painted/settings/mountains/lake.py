"""A lake: the picture above its shore mirrored in moving ripples, and the sun's glitter on it."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, NamedTuple

import cv2
import numpy as np

from kinoloom.generators.painted.easel.bands import in_bands
from kinoloom.generators.painted.easel.kernel import kernel, scratch_kernel

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from kinoloom.generators.painted.easel.camera import Pose
    from kinoloom.generators.painted.easel.canvas import Canvas
    from kinoloom.generators.painted.easel.focus import Focus
    from kinoloom.generators.painted.easel.light import Colour

_TILE_PX = 512  # a power of two: the kernel masks instead of dividing
_TILE_CELLS = 40.0


class Water(NamedTuple):
    """How the water looks: colours 0..1; `roughness` 0 (mirror) to 1; `glitter` 0..1."""

    deep_rgb: Colour
    glint_rgb: Colour
    sheen_rgb: Colour
    roughness: float
    glitter: float
    clarity: float


class Lake:
    """The water below a far shore. Drawn after everything that it mirrors."""

    def __init__(
        self,
        canvas: Canvas,
        water: Water,
        *,
        stretch: float,
        far_parallax: float,
        near_parallax: float,
        seed: int,
    ) -> None:
        """`stretch` is how many rows of the picture one row of water mirrors (a pond: 1)."""
        self._canvas = canvas
        self._stretch = stretch
        self._parallax = (far_parallax, near_parallax)
        self._tile = _ripple_tile(seed)
        self._colours = np.array([water.deep_rgb, water.glint_rgb, water.sheen_rgb]) * 255.0
        self._look = (water.roughness, water.glitter, water.clarity)

    def defocus(self, focus: Focus) -> None:
        """Be drawn as a lens sees it: a mirror shows what it is given, soft or sharp."""

    def draw(
        self,
        frame_u8: NDArray[np.uint8],
        t_s: float,
        pose: Pose,
        *,
        shore_y_px: float,
        sun_x_px: float,
    ) -> None:
        """Fill the frame from the shore's row down; both places in frame pixels."""
        first = max(2, math.ceil(shore_y_px))
        rows = frame_u8.shape[0] - first
        if rows <= 0:
            return
        # Ripples average what they mirror: a little blur, more along the line of sight.
        unit = self._canvas.unit
        above = frame_u8[:first]
        blur_x, blur_y = max(0.3, 0.7 * unit), max(0.4, 1.7 * unit)
        mirrored = np.asarray(cv2.GaussianBlur(above, (0, 0), blur_x, sigmaY=blur_y), np.uint8)
        numbers = np.array(
            [
                shore_y_px,
                self._stretch,
                t_s,
                sun_x_px,
                unit,
                *self._look,
                pose.x_px * self._parallax[0],
                pose.x_px * (self._parallax[1] - self._parallax[0]),
            ],
            np.float32,
        )

        def paint(start: int, stop: int) -> None:
            _paint_water(
                frame_u8, mirrored, self._tile, first + start, first + stop, numbers, self._colours
            )

        in_bands(rows, paint)


def _ripple_tile(seed: int) -> NDArray[np.float32]:
    """Noise that wraps around, mean 0 and deviation 1: a band of wave lengths."""
    rng = np.random.default_rng([seed & 0xFFFFFFFF, 0xAC0])
    white = np.fft.rfft2(rng.normal(0, 1, (_TILE_PX, _TILE_PX)))
    fy = np.fft.fftfreq(_TILE_PX)[:, None] * _TILE_PX
    fx = np.fft.rfftfreq(_TILE_PX)[None, :] * _TILE_PX
    wave = np.hypot(fx, fy) / _TILE_CELLS
    band = np.exp(-((np.log(wave + 1e-6) / 0.75) ** 2))
    noise = np.fft.irfft2(white * band, (_TILE_PX, _TILE_PX))
    return np.ascontiguousarray(noise / noise.std(), np.float32)


@kernel
def _ripple(tile: NDArray[np.float32], u: Any, v: Any) -> Any:
    """The tile between its points; u and v in cells."""
    mask = tile.shape[0] - 1
    scale = np.float32(tile.shape[0] / 40.0)
    x = u * scale
    y = v * scale
    i = math.floor(x)
    j = math.floor(y)
    a = x - np.float32(i)
    b = y - np.float32(j)
    i0 = i & mask
    i1 = (i + 1) & mask
    j0 = j & mask
    j1 = (j + 1) & mask
    near = tile[j0, i0] + (tile[j0, i1] - tile[j0, i0]) * a
    far = tile[j1, i0] + (tile[j1, i1] - tile[j1, i0]) * a
    return near + (far - near) * b


@scratch_kernel
def _paint_water(
    frame: NDArray[np.uint8],
    mirrored: NDArray[np.uint8],
    tile: NDArray[np.float32],
    first: int,
    last: int,
    numbers: NDArray[np.float32],
    colours: NDArray[np.float64],
) -> None:
    one = np.float32(1.0)
    zero = np.float32(0.0)
    half = np.float32(0.5)
    shore, stretch, t = numbers[0], numbers[1], numbers[2]
    sun_x, unit, roughness = numbers[3], numbers[4], numbers[5]
    glitter, clarity = numbers[6], numbers[7]
    rows, columns = mirrored.shape[0], mirrored.shape[1]
    middle = np.float32(columns) * half
    ink = np.empty((3, 3), np.float32)
    for k in range(3):
        for c in range(3):
            ink[k, c] = np.float32(colours[k, c])
    for y in range(first, last):
        depth = np.float32(y) - shore
        scale = np.float32(0.045) + depth / (np.float32(420.0) * unit)
        near = min(one, scale)
        shift = numbers[8] + numbers[9] * near
        v = np.float32(-6.0 * math.log(scale))
        per_cell = one / (np.float32(190.0) * unit * scale)
        swing = roughness * unit * (np.float32(1.2) + np.float32(26.0) * near)
        sway = roughness * unit * (np.float32(0.6) + np.float32(9.0) * near)
        base = shore - one - depth * stretch
        path = unit * (np.float32(26.0) + np.float32(190.0) * near)
        fresnel = np.float32(0.95) - clarity * near
        edge = np.float32(math.exp(-depth / (3.0 * unit)))
        for x in range(columns):
            u = (np.float32(x) - middle + shift) * per_cell
            lane = _ripple(tile, u * np.float32(0.16) + t * np.float32(0.05), v * np.float32(0.3))
            a = _ripple(tile, u + t * np.float32(0.42), v * np.float32(2.0) + t * np.float32(0.55))
            b = _ripple(
                tile,
                u * np.float32(2.3) - t * np.float32(0.5) + np.float32(9.0),
                v * np.float32(4.4) + t * np.float32(0.9),
            )
            wind = min(np.float32(1.5), max(np.float32(0.3), np.float32(0.85) + half * lane))
            wave = (np.float32(0.62) * a + np.float32(0.38) * b) * wind
            sy = min(np.float32(rows - 2), max(zero, base + wave * swing))
            sx = np.float32(x) + (b - np.float32(0.4) * a) * sway
            sx = min(np.float32(columns - 2), max(zero, sx))
            j = int(sy)
            i = int(sx)
            fy = sy - np.float32(j)
            fx = sx - np.float32(i)
            # A wave's near face shows the depth instead of the sky.
            mirror = fresnel - np.float32(0.13) * roughness * max(zero, wave) * (half + near)
            mirror = min(one, max(np.float32(0.2), mirror)) - np.float32(0.22) * edge
            offset = (np.float32(x) - sun_x) / path
            spark = zero
            if -2.6 < offset < 2.6:
                chance = np.float32(math.exp(-offset * offset))
                spark = wave + np.float32(0.9) * b + np.float32(1.5) * chance - np.float32(2.05)
                spark = min(one, max(zero, spark * np.float32(1.1))) * chance * glitter
                spark += np.float32(0.10) * chance * glitter
            sheen = max(zero, lane - np.float32(0.7)) * np.float32(0.10) * (one - near)
            for c in range(3):
                upper = np.float32(mirrored[j, i, c])
                upper += (np.float32(mirrored[j, i + 1, c]) - upper) * fx
                lower = np.float32(mirrored[j + 1, i, c])
                lower += (np.float32(mirrored[j + 1, i + 1, c]) - lower) * fx
                value = upper + (lower - upper) * fy
                value = ink[0, c] + (value - ink[0, c]) * mirror
                value += (ink[2, c] - value) * sheen
                value += (ink[1, c] - value) * spark
                frame[y, x, c] = np.uint8(min(np.float32(255.0), max(zero, value + half)))
