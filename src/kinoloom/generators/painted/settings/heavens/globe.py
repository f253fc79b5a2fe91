"""A planet that turns: its surface slides under a light that stands still, in its own air."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from kinoloom.generators.painted.easel.bands import in_bands
from kinoloom.generators.painted.easel.colour import rgb
from kinoloom.generators.painted.easel.kernel import kernel
from kinoloom.generators.painted.easel.layer import Layer
from kinoloom.generators.painted.easel.noise import smoothstep
from kinoloom.generators.painted.settings.heavens.surfaces import Region, Surface, paint_surface

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from kinoloom.generators.painted.easel.camera import Pose
    from kinoloom.generators.painted.easel.canvas import Canvas
    from kinoloom.generators.painted.easel.light import Vector

_TEXEL_PX = 1.5
_MOST_TEXELS = 2.6e6
_AIR_SHARE = 0.0135
"""Height of the air in radii: a bit more than the earth's, as painters do."""


@dataclass(frozen=True)
class Body:
    """A globe on the painted canvas. `sun` and `axis` are unit vectors (x right, y down, z to us).

    `spin` is in radians a second; `glow` 0..2 how much its air shines.
    """

    x_px: float
    y_px: float
    radius_px: float
    surface: Surface
    sun: Vector
    axis: Vector
    spin: float
    glow: float = 1.0
    cities: float = 0.0
    seed: int = 0


@dataclass(frozen=True)
class RingShade:
    """The shadow that rings throw on their planet: their pole, and densities over radii."""

    pole: Vector
    inner: float
    outer: float
    density: NDArray[np.float32]


class Globe:
    """A body with its air, drawn for each moment of its turn."""

    def __init__(
        self,
        canvas: Canvas,
        body: Body,
        *,
        parallax: float,
        seconds: float,
        rings: RingShade | None = None,
    ) -> None:
        self._canvas, self._parallax = canvas, parallax
        self._seconds, self._spin = seconds, body.spin
        air_px = max(2.5, _AIR_SHARE * body.radius_px)
        reach = body.radius_px + 9 * air_px
        self._x0 = max(0, math.floor(body.x_px - reach))
        self._y0 = max(0, math.floor(body.y_px - reach))
        x1 = min(canvas.paint_width_px, math.ceil(body.x_px + reach))
        y1 = min(canvas.paint_height_px, math.ceil(body.y_px + reach))
        self.is_empty = x1 <= self._x0 or y1 <= self._y0
        if self.is_empty:
            return
        size = (y1 - self._y0, x1 - self._x0)
        self._angles = np.full((*size, 2), np.nan, np.float32)
        self._light = np.zeros((*size, 4), np.float32)
        self._air = np.zeros((*size, 4), np.float32)
        numbers = _packed(body, air_px, self._x0, self._y0, rings)
        density = np.ones(2, np.float32) if rings is None else rings.density

        def survey(first: int, last: int) -> None:
            _survey(self._angles, self._light, self._air, first, last, numbers, density)

        in_bands(size[0], survey)
        self._region = self._plan(body)
        self._picture = paint_surface(body.surface, self._region, seed=body.seed % 65521)
        self._out = np.zeros((*size, 4), np.uint8)

    def draw(self, frame_u8: NDArray[np.uint8], t_s: float, pose: Pose) -> None:
        """Draw the globe of this moment, in place."""
        if self.is_empty:
            return
        turn = self._spin * (t_s - self._seconds / 2)
        region = self._region
        shift = (turn - region.lon0) / region.step
        out = np.empty_like(self._out)

        def face(first: int, last: int) -> None:
            _face(
                out, self._angles, self._light, self._air, self._picture, first, last,
                1 / region.step, shift, -region.lat0 / region.step,
            )  # fmt: skip

        in_bands(out.shape[0], face)
        Layer(out, self._parallax, x_px=self._x0, y_px=self._y0).draw(frame_u8, pose, self._canvas)

    def _plan(self, body: Body) -> Region:
        """The part of the surface that is seen while it turns, as fine as the picture needs."""
        lons, lats = self._angles[..., 0], self._angles[..., 1]
        seen = np.isfinite(lons)
        if not seen.any():
            return Region(0.0, 0.0, 1.0, 2, 2)
        swing = abs(body.spin) * self._seconds / 2 + 0.01
        lon0, lon1 = float(lons[seen].min()) - swing, float(lons[seen].max()) + swing
        lat0, lat1 = float(lats[seen].min()) - 0.01, float(lats[seen].max()) + 0.01
        least = math.sqrt((lon1 - lon0) * (lat1 - lat0) / _MOST_TEXELS)
        step = max(_TEXEL_PX / body.radius_px, least)
        columns = max(3, math.ceil((lon1 - lon0) / step) + 2)
        rows = max(3, math.ceil((lat1 - lat0) / step) + 2)
        zoom = min(3.4, max(1.0, body.radius_px / (640 * self._canvas.unit)))
        return Region(lon0, lat0, step, columns, rows, zoom)


def _packed(
    body: Body, air_px: float, x0: int, y0: int, rings: RingShade | None
) -> NDArray[np.float64]:
    axis = np.array(body.axis)
    # The meridian that faces us is longitude 0.
    front = np.array([0.0, 0.0, 1.0]) - axis * axis[2]
    front /= np.linalg.norm(front)
    side = np.cross(axis, front)
    pole = (0.0, 1.0, 0.0) if rings is None else rings.pole
    span = (0.0, 0.0) if rings is None else (rings.inner, rings.outer)
    return np.array(
        [
            body.x_px - x0, body.y_px - y0, body.radius_px, air_px, *body.sun, *axis, *front,
            *side, *rgb(body.surface.air), body.surface.air_depth * body.glow, *pole, *span,
            body.cities, body.surface.air_depth,
        ],
    )  # fmt: skip


# Places in the packed numbers.
_CX, _CY, _R, _AIR = range(4)
_SUN, _AXIS, _FRONT, _SIDE, _TINT = 4, 7, 10, 13, 16
_DEPTH, _POLE, _INNER, _OUTER, _CITIES, _THICK = 19, 20, 23, 24, 25, 26


@kernel
def _survey(
    angles: NDArray[np.float32],
    light: NDArray[np.float32],
    air: NDArray[np.float32],
    first: int,
    last: int,
    n: NDArray[np.float64],
    density: NDArray[np.float32],
) -> None:
    """For each pixel: where on the globe it is, the light there, and the air before it."""
    radius = n[_R]
    sun_flat = math.sqrt(n[_SUN] ** 2 + n[_SUN + 1] ** 2) + 1e-9
    behind = max(0.0, -n[_SUN + 2])
    for row in range(first, last):
        for column in range(angles.shape[1]):
            u = (column + 0.5 - n[_CX]) / radius
            v = (row + 0.5 - n[_CY]) / radius
            d = math.sqrt(u * u + v * v)
            away = (d - 1.0) * radius
            if away > 9.0 * n[_AIR]:
                continue
            toward = (u * n[_SUN] + v * n[_SUN + 1]) / (max(d, 1e-6) * sun_flat)
            cover = min(1.0, max(0.0, 0.5 - away))
            glow = 0.0
            dusk = 0.0
            if cover < 1.0:
                # The air beyond the limb: bright low down, fading upward.
                height = max(0.0, away) / n[_AIR]
                limb = toward * sun_flat
                lit = smoothstep(-0.30, 0.55, limb)
                glow = (0.80 * math.exp(-height * 1.05) + 0.20 * math.exp(-height * 0.32)) * lit
                glow *= 1.0 + 1.8 * behind * max(0.0, toward) ** 6
                glow *= smoothstep(9.0, 6.0, height)
                dusk = 1.0 - smoothstep(-0.15, 0.50, limb)
                dusk = max(dusk, 0.55 * behind * math.exp(-height * 1.6))
            if cover > 0.0:
                s = min(0.99999, d)
                k = s / max(d, 1e-6)
                x = u * k
                y = v * k
                z = math.sqrt(max(0.0, 1.0 - s * s))
                lat = x * n[_AXIS] + y * n[_AXIS + 1] + z * n[_AXIS + 2]
                a = x * n[_FRONT] + y * n[_FRONT + 1] + z * n[_FRONT + 2]
                b = x * n[_SIDE] + y * n[_SIDE + 1] + z * n[_SIDE + 2]
                angles[row, column, 0] = math.atan2(b, a)
                angles[row, column, 1] = math.asin(min(1.0, max(-1.0, lat)))
                facing = x * n[_SUN] + y * n[_SUN + 1] + z * n[_SUN + 2]
                soft = 0.10 * n[_THICK]
                day = max(0.0, (facing + soft) / (1.0 + soft)) ** 0.82
                day *= smoothstep(-soft - 0.02, 0.10 + soft, facing)
                if n[_OUTER] > 0.0:
                    across = n[_SUN] * n[_POLE] + n[_SUN + 1] * n[_POLE + 1]
                    across += n[_SUN + 2] * n[_POLE + 2]
                    above = x * n[_POLE] + y * n[_POLE + 1] + z * n[_POLE + 2]
                    t = -above / across if abs(across) > 1e-5 else -1.0
                    if t > 0.0:
                        px = x + t * n[_SUN]
                        py = y + t * n[_SUN + 1]
                        pz = z + t * n[_SUN + 2]
                        r = math.sqrt(px * px + py * py + pz * pz)
                        place = (r - n[_INNER]) / (n[_OUTER] - n[_INNER])
                        if 0.0 < place < 1.0:
                            j = int(place * (density.shape[0] - 1))
                            day *= 1.0 - 0.80 * density[j]
                rim = (1.0 - z) ** 2.4
                # Light that has come a long way through air is red.
                red = (1.0 - smoothstep(-0.02, 0.34, facing)) * min(1.0, n[_THICK])
                veil = n[_DEPTH] * (0.07 + 0.62 * rim) * smoothstep(-0.24, 0.36, facing)
                veil *= 1.0 + 1.4 * behind * rim * max(0.0, toward) ** 6
                flush = 1.0 - smoothstep(-0.10, 0.30, facing)
                limb_dark = 1.0 - 0.34 * rim
                for c in range(3):
                    warm = (1.0, 0.52, 0.26)[c]
                    tint = 1.0 + (warm - 1.0) * red
                    light[row, column, c] = 1.08 * day * tint * limb_dark * cover
                    hue = n[_TINT + c] + ((1.0, 0.50, 0.26)[c] - n[_TINT + c]) * 0.8 * flush
                    air[row, column, c] = 255.0 * veil * hue * cover
                light[row, column, 3] = n[_CITIES] * smoothstep(0.10, -0.16, facing) * cover
                air[row, column, 3] = 255.0 * cover
            if glow > 0.0:
                keep = 1.0 - cover
                strongest = 0.0
                for c in range(3):
                    hue = n[_TINT + c] + ((1.0, 0.46, 0.22)[c] - n[_TINT + c]) * 0.85 * dusk
                    shine = min(1.0, glow * n[_DEPTH])
                    white = smoothstep(0.55, 1.0, shine)
                    hue += (1.0 - hue) * 0.5 * white
                    value = 255.0 * shine * hue * keep
                    air[row, column, c] += value
                    strongest = max(strongest, value)
                air[row, column, 3] = min(255.0, air[row, column, 3] + strongest)


@kernel
def _face(
    out: NDArray[np.uint8],
    angles: NDArray[np.float32],
    light: NDArray[np.float32],
    air: NDArray[np.float32],
    picture: NDArray[np.uint8],
    first: int,
    last: int,
    per_radian: float,
    shift_lon: float,
    shift_lat: float,
) -> None:
    rows, columns = picture.shape[0], picture.shape[1]
    top = np.float32(255.0)
    zero = np.float32(0.0)
    scale = np.float32(per_radian)
    add_x = np.float32(shift_lon)
    add_y = np.float32(shift_lat)
    for row in range(first, last):
        for column in range(out.shape[1]):
            alpha = air[row, column, 3]
            if alpha <= zero:
                for c in range(4):
                    out[row, column, c] = 0
                continue
            lon = angles[row, column, 0]
            shine = light[row, column, 0]
            town = light[row, column, 3]
            if not (shine > zero or town > zero):
                for c in range(3):
                    out[row, column, c] = np.uint8(min(top, air[row, column, c] + np.float32(0.5)))
                out[row, column, 3] = np.uint8(min(top, alpha))
                continue
            x = lon * scale + add_x
            y = angles[row, column, 1] * scale + add_y
            x = min(np.float32(columns - 2), max(zero, x))
            y = min(np.float32(rows - 2), max(zero, y))
            i = int(x)
            j = int(y)
            u = x - np.float32(i)
            v = y - np.float32(j)
            lamp = np.float32(picture[j, i, 3]) * town
            for c in range(3):
                a = np.float32(picture[j, i, c])
                a += (np.float32(picture[j, i + 1, c]) - a) * u
                b = np.float32(picture[j + 1, i, c])
                b += (np.float32(picture[j + 1, i + 1, c]) - b) * u
                value = (a + (b - a) * v) * light[row, column, c] + air[row, column, c]
                value += lamp * np.float32(1.0 - 0.26 * c)
                if value > np.float32(200.0):
                    over = value - np.float32(200.0)
                    value = np.float32(200.0) + over / (np.float32(1.0) + over / np.float32(60.0))
                out[row, column, c] = np.uint8(min(top, value + np.float32(0.5)))
            out[row, column, 3] = np.uint8(min(top, alpha))
