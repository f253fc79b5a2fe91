"""Sand: the dry beach in perspective, with its swells, ripples, wrack and pebbles."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from kinoloom.generators.painted.easel.bands import in_bands
from kinoloom.generators.painted.easel.kernel import kernel
from kinoloom.generators.painted.easel.layer import Layer
from kinoloom.generators.painted.easel.noise import fbm, hash01, smoothstep, value_noise
from kinoloom.generators.painted.settings.sea.breakers import COAST_REACH_M

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from kinoloom.generators.painted.easel.canvas import Canvas
    from kinoloom.generators.painted.settings.sea.place import Place
    from kinoloom.generators.painted.settings.sea.shore import Shore

_FAR_M = 2.5
"""How far the sand goes on under the water."""
_REACH = COAST_REACH_M


def sand_layer(canvas: Canvas, place: Place, shore: Shore, *, seed: int) -> Layer:
    """The beach as a ground plane."""
    outlook = place.outlook
    coast = shore.coast
    farthest = float(coast.line_m.max()) + _FAR_M
    first = max(0, int(outlook.row_at(farthest)))
    rows = canvas.paint_height_px - first
    out = np.zeros((rows, canvas.paint_width_px, 4), np.float32)
    x, y, z = place.light_dir
    view = np.array(
        [outlook.focal_px, outlook.horizon_y_px, outlook.eye_m, canvas.paint_width_px / 2,
         float(canvas.paint_height_px), shore.damp_m, x, y, z, 1.0 if shore.is_snowy else 0.0],
        np.float64,
    )  # fmt: skip
    inks = np.array([shore.sand_rgb, shore.dry_gain, shore.dry_key], np.float64)

    def paint(start: int, stop: int) -> None:
        _sand_rows(out, first, start, stop, view, inks, coast.line_m, seed & 0xFFFF)

    in_bands(rows, paint)
    return Layer(out, 1.0, y_px=first, shear=outlook.ground)


@kernel
def _relief(x: float, z: float, inland: float, fine: float, seed: int) -> float:
    """The sand's height in metres: soft swells, and ripples of the wind where it is dry."""
    height = 0.16 * fbm(x * 0.55, z * 0.8, 3, seed)
    dry = smoothstep(0.2, 1.6, inland)
    trodden = fbm(x * 3.3 + 9.0, z * 4.2, 2, seed + 3)
    height += 0.030 * dry * trodden
    patch = smoothstep(0.42, 0.62, value_noise(x * 0.22 + 3.0, z * 0.3, seed + 5)) * dry
    if patch > 0.01 and fine > 0.05:
        bend = 2.4 * fbm(x * 0.5, z * 0.7, 2, seed + 7)
        height += 0.007 * patch * fine * math.sin(21.0 * z + 4.0 * x + 7.0 * bend)
    height += 0.006 * fine * fbm(x * 17.0, z * 17.0, 2, seed + 9)
    return height


@kernel
def _sand_rows(
    out: NDArray[np.float32],
    top: int,
    first: int,
    last: int,
    view: NDArray[np.float64],
    inks: NDArray[np.float64],
    line: NDArray[np.float64],
    seed: int,
) -> None:
    focal, horizon, eye, middle = view[0], view[1], view[2], view[3]
    damp, snow = view[5], view[9]
    lx, ly, lz = view[6], view[7], view[8]
    points = line.shape[0]
    for row in range(first, last):
        below = row + top + 0.5 - horizon
        if below <= 0.5:
            continue
        z = focal * eye / below
        footprint = z * z / (focal * eye)
        fine = min(1.0, max(0.0, 1.5 - footprint / 0.035))
        near = min(1.0, below / (view[4] - horizon))
        shade = 1.05 - 0.40 * near * near
        for column in range(out.shape[1]):
            x = (column + 0.5 - middle) * z / focal
            place = min(points - 1.001, max(0.0, (x + _REACH) / (2 * _REACH) * (points - 1)))
            i = int(place)
            edge = line[i] + (line[i + 1] - line[i]) * (place - i)
            u = edge - z
            if u < -2.5:
                continue
            inland = u - damp
            step = max(0.012, 0.8 * footprint)
            here = _relief(x, z, inland, fine, seed)
            gx = (_relief(x + step, z, inland, fine, seed) - here) / step
            gz = (_relief(x, z + step, inland, fine, seed) - here) / step
            facing = (ly - gx * lx - gz * lz) / math.sqrt(1.0 + gx * gx + gz * gz)
            lit = max(0.0, facing) / max(0.3, ly)
            lit = 0.5 + 0.5 * min(1.9, lit)
            tone = 0.86 + 0.28 * fbm(x * 0.35 + 5.0, z * 0.5, 3, seed + 21)
            grain = 1.0 + 0.22 * fine * (hash01(column, row + top, seed) - 0.5)
            wrack = 0.0
            drift = inland - 0.45 - 0.55 * (fbm(x * 0.8, 3.0, 2, seed + 31) - 0.5) * 2.0
            if -0.35 < drift < 0.35:
                weed = fbm(x * 6.0, z * 9.0, 3, seed + 33)
                wrack = smoothstep(0.56, 0.70, weed) * (1.0 - abs(drift) / 0.35) * 0.75
            cell_x = math.floor(x * 3.0)
            cell_z = math.floor(z * 3.0)
            stone = 0.0
            bright = 0.0
            if hash01(cell_x, cell_z, seed + 41) < 0.05:
                px = (cell_x + 0.3 + 0.4 * hash01(cell_x, cell_z, seed + 42)) / 3.0
                pz = (cell_z + 0.3 + 0.4 * hash01(cell_x, cell_z, seed + 43)) / 3.0
                size = 0.018 + 0.045 * hash01(cell_x, cell_z, seed + 44) ** 3
                away = math.sqrt((x - px) ** 2 + ((z - pz) * 0.8) ** 2) / size
                stone = smoothstep(1.15, 0.75, away)
                bright = 0.55 + 0.9 * hash01(cell_x, cell_z, seed + 45)
                bright *= 1.0 + 0.35 * ((x - px) * lx + (z - pz) * lz) / size
            white = snow * smoothstep(-0.1, 0.9, inland + 1.3 * (tone - 1.0) * 2.0)
            out[row, column, 3] = 1.0
            for c in range(3):
                albedo = inks[0, c] * tone * grain
                albedo += (0.20 + 0.10 * (c == 1) - albedo) * wrack
                albedo += (inks[0, c] * bright - albedo) * stone
                albedo += (0.80 + 0.05 * (c == 2) - albedo) * white
                gain = inks[1, c] * (1.0 + 0.20 * white) + inks[2, c] * lit
                out[row, column, c] = min(1.0, albedo * gain * shade)
