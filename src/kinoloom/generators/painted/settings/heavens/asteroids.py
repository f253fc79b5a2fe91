"""Rocks adrift: lumps lit by a hard sun, at several distances, each on its own slow way."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from kinoloom.generators.painted.easel.kernel import kernel
from kinoloom.generators.painted.easel.layer import blit, place
from kinoloom.generators.painted.easel.noise import fbm

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from kinoloom.generators.painted.easel.camera import Pose
    from kinoloom.generators.painted.easel.canvas import Canvas
    from kinoloom.generators.painted.easel.light import Colour, Vector

_GREYS = ((0.46, 0.42, 0.40), (0.40, 0.36, 0.38), (0.52, 0.44, 0.38))


class _Rock(NamedTuple):
    picture: NDArray[np.uint8]
    x_px: float
    y_px: float
    parallax: float
    dx_px_per_s: float
    dy_px_per_s: float


class Asteroids:
    """A belt that crosses the picture: many small far ones, and a few near by."""

    def __init__(
        self,
        canvas: Canvas,
        *,
        sun: Vector,
        fill_rgb: Colour,
        seconds: float,
        lean: float,
        side: int,
        seed: int,
    ) -> None:
        """`fill_rgb` is the light of their night sides; the belt leans by radians."""
        self._canvas, self._seconds = canvas, seconds
        rng = np.random.default_rng([seed & 0xFFFFFFFF, 0xA57])
        light = np.array([*sun, *fill_rgb], np.float64)
        self._rocks: list[_Rock] = []
        middle_x, middle_y = canvas.paint_width_px / 2, canvas.paint_height_px / 2
        for count, least, most, near in ((26, 3, 11, 0.22), (9, 12, 34, 0.5), (3, 60, 120, 1.25)):
            for _ in range(round(count * (0.7 + 0.6 * float(rng.random())))):
                along = float(rng.uniform(-0.58, 0.58)) * canvas.paint_width_px
                if near > 1:
                    # Near ones keep to a corner: they frame, and never hide who is there.
                    along = side * float(rng.uniform(0.36, 0.52)) * canvas.paint_width_px
                off = float(rng.normal(0, 0.055 if near < 1 else 0.09)) * canvas.height_px
                base = 0.16 if near < 1 else 0.34
                y = middle_y + math.tan(lean) * along + off + base * canvas.height_px
                size = (least + (most - least) * float(rng.random()) ** 2) * canvas.unit
                size = max(1.2, size)
                picture = _rock(size, light, int(rng.integers(1 << 16)))
                pace = float(rng.uniform(3, 9)) * (0.4 + near) * canvas.unit
                self._rocks.append(
                    _Rock(picture, middle_x + along, y, near, pace * -side, 0.25 * pace)
                )

    def draw(self, frame_u8: NDArray[np.uint8], t_s: float, pose: Pose, *, nearest: float) -> None:
        """Draw those of at most that parallax (of more, where it is negative)."""
        late = t_s - self._seconds / 2
        for rock in self._rocks:
            if (nearest >= 0 and rock.parallax > nearest) or (
                nearest < 0 and rock.parallax <= -nearest
            ):
                continue
            x, y, _ = place(
                rock.x_px + rock.dx_px_per_s * late, rock.y_px + rock.dy_px_per_s * late,
                rock.parallax, pose, self._canvas,
            )  # fmt: skip
            half = rock.picture.shape[0] / 2
            blit(frame_u8, rock.picture, x - half, y - half)


def _rock(radius_px: float, light: NDArray[np.float64], seed: int) -> NDArray[np.uint8]:
    side = 2 * math.ceil(1.45 * radius_px) + 2
    out = np.zeros((side, side, 4), np.float32)
    grey = np.array(_GREYS[seed % len(_GREYS)])
    _lump(out, radius_px, light, grey, seed)
    return np.asarray(np.clip(out, 0, 1) * 255 + 0.5, np.uint8)


@kernel
def _swell(u: float, v: float, seed: int) -> float:
    """Height of a lump over the picture plane, below 0 outside."""
    turn = math.atan2(v, u)
    c = math.cos(turn)
    s = math.sin(turn)
    rim = 0.80 + 0.62 * (fbm(c * 0.9 + 5.0, s * 0.9 + 9.0, 3, seed) - 0.38)
    away = math.sqrt(u * u + v * v) / rim
    dome = 1.0 - away * away
    if dome <= 0.0:
        return dome
    bumps = fbm(u * 1.8 + 3.0, v * 1.8, 5, seed + 3) - 0.5
    return math.sqrt(dome) * 0.85 + 0.55 * bumps * min(1.0, dome * 2.5)


@kernel
def _lump(
    out: NDArray[np.float32],
    radius: float,
    light: NDArray[np.float64],
    grey: NDArray[np.float64],
    seed: int,
) -> None:
    middle = out.shape[0] / 2
    step = max(0.02, 1.0 / radius)
    for row in range(out.shape[0]):
        for column in range(out.shape[1]):
            u = (column + 0.5 - middle) / radius
            v = (row + 0.5 - middle) / radius
            here = _swell(u, v, seed)
            cover = min(1.0, max(0.0, here * radius * 0.25 + 0.15))
            if here <= 0.0:
                continue
            nx = -(_swell(u + step, v, seed) - here) / step
            ny = -(_swell(u, v + step, seed) - here) / step
            nx = min(3.5, max(-3.5, nx))
            ny = min(3.5, max(-3.5, ny))
            nz = 1.0 / math.sqrt(nx * nx + ny * ny + 1.0)
            facing = (nx * light[0] + ny * light[1] + light[2]) * nz
            lit = max(0.0, facing) ** 0.8 * 1.25
            grain = 0.72 + 0.56 * fbm(u * 6.0, v * 6.0, 4, seed + 8)
            for c in range(3):
                value = grey[c] * grain * (lit + light[3 + c])
                out[row, column, c] = min(1.0, value) * cover
            out[row, column, 3] = cover
