"""Farmland: parcels of ploughed soil, wheat, young rows and grass, furrowed each its own way."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from kinoloom.generators.painted.easel.bands import in_bands
from kinoloom.generators.painted.easel.colour import rgb
from kinoloom.generators.painted.easel.kernel import kernel
from kinoloom.generators.painted.easel.noise import fbm, hash01, smoothstep

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from kinoloom.generators.painted.settings.meadow.relief import Survey
    from kinoloom.generators.painted.settings.meadow.seasons import Cover

_WIDE_M, _DEEP_M = 58.0, 74.0
_CROPS: dict[str, tuple[tuple[str, str], ...]] = {
    "summer": (("#6e4c34", "#8c6444"), ("#c09a42", "#e2c066"), ("#5c7c34", "#86a044"),
               ("#3c5a2c", "#567c3c"), ("#c4b07c", "#e6d6a6"), ("#4c6e34", "#6c8c40")),
    "spring": (("#64442f", "#84603f"), ("#6e523a", "#84a84a"), ("#6c9a3c", "#94b850"),
               ("#c8b438", "#ecd84c"), ("#5c8838", "#7ca848"), ("#70503a", "#8a6a4a")),
    "autumn": (("#5c3f2c", "#7c573c"), ("#a88448", "#cbaa68"), ("#6c4c34", "#8a6444"),
               ("#8a7038", "#b0924c"), ("#6c7838", "#8c8c48"), ("#946a3a", "#c08c4c")),
    "winter": (("#6a5a50", "#8a7a70"), ("#94866e", "#b4a688"), ("#6e6258", "#94887c"),
               ("#8a7e6c", "#a89c88"), ("#7c7466", "#9a9284"), ("#6a5e54", "#8c8074")),
}  # fmt: skip
"""Furrow and ridge of each crop by season; the first is the plough's."""


def parcels(
    survey: Survey, grass: NDArray[np.float32], cover: Cover, *, seed: int, turn: float,
    season: str = "summer",
) -> NDArray[np.float32]:  # fmt: skip
    """The land's albedo with parcels on it; hedges and strips of grass between them."""
    out = np.ascontiguousarray(grass, np.float32).copy()
    kind = "winter" if cover.snow > 0 else season
    crops = np.array([(rgb(low), rgb(high)) for low, high in _CROPS[kind]], np.float32)
    lens = survey.lens
    view = np.array([lens.middle_px, lens.focal_px, math.cos(turn), math.sin(turn)])

    def paint(first: int, last: int) -> None:
        _till(out, survey.z_m, survey.fringe, crops, view, seed, first, last)

    in_bands(len(out), paint)
    return out


@kernel
def _till(
    out: NDArray[np.float32],
    depth: NDArray[np.float32],
    fringe: NDArray[np.float32],
    crops: NDArray[np.float32],
    view: NDArray[np.float64],
    seed: int,
    first: int,
    last: int,
) -> None:
    middle, focal, cos, sin = view[0], view[1], view[2], view[3]
    for y in range(first, last):
        for column in range(out.shape[1]):
            z = float(depth[y, column])
            if fringe[y, column] <= 0.0 or z > 1e7:
                continue
            x = (column + 0.5 - middle) / focal * z
            u = x * cos - z * sin
            v = x * sin + z * cos
            wander = fbm(u / 60.0, v / 60.0, 2, seed + 71) - 0.5
            a = (u + 22.0 * wander) / 58.0 + 0.37
            i = math.floor(a)
            b = (v - 26.0 * wander) / 74.0 + 0.8 * hash01(i, 3, seed) + 0.2
            j = math.floor(b)
            a -= i
            b -= j
            edge = min(min(a, 1.0 - a) * 58.0, min(b, 1.0 - b) * 74.0)
            inside = smoothstep(0.6, 1.6, edge + 1.2 * wander)
            if inside <= 0.0:
                continue
            crop = int(hash01(i * 7 + 1, j * 5 + 2, seed) * 5.999)
            if z < 30.0 and crop > 4:
                crop = 0
            pitch = 0.62 + 0.5 * hash01(crop, 4, seed)
            along = hash01(i, j, seed + 5) < 0.62 or z < 30.0
            lane = u if along else v
            bent = lane + 0.10 * (fbm(u / 5.0, v / 5.0, 2, seed + 77) - 0.5)
            seen = pitch * focal / z
            if not along:
                seen *= min(1.0, 6.0 / z)
            clear = min(1.0, max(0.0, (seen - 2.5) / 5.0))
            wave = 0.5 + 0.5 * math.cos(6.2832 * bent / pitch)
            row = 0.5 + (smoothstep(0.15, 0.85, wave) - 0.5) * clear
            clod = fbm(u / 0.5, v / 0.7, 3, seed + 79) - 0.5
            if z < 26.0:
                clod += 0.9 * (fbm(u / 0.09, v / 0.13, 3, seed + 83) - 0.5) * (1.0 - z / 26.0)
            broad = fbm(u / 14.0, v / 14.0, 2, seed + 81) - 0.5
            row = min(1.0, max(0.0, row + 0.6 * clod * clear))
            tone = 1.0 + 0.30 * broad + 0.35 * clod
            tone *= 0.92 + 0.16 * hash01(i + 3, j + 9, seed)
            for c in range(3):
                low = crops[crop, 0, c]
                value = (low + (crops[crop, 1, c] - low) * row) * tone
                out[y, column, c] += (value - out[y, column, c]) * inside
