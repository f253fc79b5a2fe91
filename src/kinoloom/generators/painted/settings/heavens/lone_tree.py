"""A tree that stands alone: boughs that fork by chance, and leaves in clusters at their ends."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from kinoloom.generators.painted.settings.heavens.pencil import Pencil
from kinoloom.generators.painted.settings.mountains.pines import snow_colour
from kinoloom.generators.painted.settings.mountains.shore import lit

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from kinoloom.generators.painted.air.daylight import Daylight
    from kinoloom.generators.painted.easel.light import Colour, Vector
    from kinoloom.generators.painted.spec import SceneSpec

_BARK: Colour = (0.20, 0.16, 0.14)
_LEAVES: dict[str, tuple[Colour, ...]] = {
    "summer": ((0.16, 0.27, 0.14), (0.20, 0.32, 0.15), (0.13, 0.24, 0.16)),
    "spring": ((0.86, 0.62, 0.70), (0.92, 0.74, 0.78), (0.78, 0.52, 0.62)),
    "autumn": ((0.72, 0.36, 0.12), (0.82, 0.50, 0.14), (0.58, 0.22, 0.10)),
}


@dataclass(frozen=True)
class _Bough:
    x0: float
    y0: float
    r0: float
    x1: float
    y1: float
    r1: float
    depth: int


class _Easel:
    """Tree places (x right of the trunk, y up, in tree heights) on a pencil's sheet."""

    def __init__(self, boughs: list[_Bough], height_px: float) -> None:
        top = max(0.6, *(b.y1 for b in boughs)) + 0.06
        self._left = min(b.x1 for b in boughs) - 0.12
        right = max(b.x1 for b in boughs) + 0.12
        self.k = height_px / top
        self.pencil = Pencil((right - self._left) * self.k, height_px)

    @property
    def trunk_x_px(self) -> float:
        return -self._left * self.k

    def at(self, x: float, y: float) -> tuple[float, float]:
        return (x - self._left) * self.k, self.pencil.height_px - y * self.k


def tree_picture(
    spec: SceneSpec, light: Daylight, height_px: float, sun_dir: Vector
) -> tuple[NDArray[np.uint8], float]:
    """A premultiplied RGBA picture whose last row is the ground, and the trunk's x in it."""
    rng = np.random.default_rng([spec.seed & 0xFFFFFFFF, 0x7EE])
    boughs: list[_Bough] = []
    wind = float(rng.uniform(-0.30, 0.30))
    _grow(boughs, rng, 0.0, 0.0, math.pi / 2, 0.24, 0.034, 0, wind)
    easel = _Easel(boughs, height_px)
    bark = lit(_BARK, light, 0.30) * 0.9
    edge = lit(_BARK, light, 1.0) * 1.5
    bare = spec.world == "winter"
    leaves = np.zeros((0, 4)) if bare else _clusters(boughs, rng)
    season = spec.season if spec.season in _LEAVES else "summer"
    dark = np.stack([lit(c, light, 0.05) * 0.55 for c in _LEAVES[season]])
    bright = np.stack([lit(c, light, 0.95) * 1.05 for c in _LEAVES[season]])
    behind = leaves[:, 3] < 0.45
    _draw_leaves(easel, leaves[behind], dark * 0.8, dark * 1.1, sun_dir, rng)
    for bough in boughs:
        _draw_bough(easel, bough, bark, edge, sun_dir)
    if bare or spec.weather == "snow":
        white = snow_colour(light) * 0.9
        for bough in boughs:
            if abs(bough.x1 - bough.x0) > 0.45 * abs(bough.y1 - bough.y0):
                _draw_snow(easel, bough, white)
    _draw_leaves(easel, leaves[~behind], dark, bright, sun_dir, rng)
    return easel.pencil.picture(), easel.trunk_x_px


def _grow(
    boughs: list[_Bough],
    rng: np.random.Generator,
    x: float,
    y: float,
    angle: float,
    length: float,
    radius: float,
    depth: int,
    wind: float,
) -> None:
    """One bough and all that grows out of it, in heights of the tree."""
    steps = 3 if depth < 3 else 2
    for _ in range(steps):
        bend = float(rng.normal(0, 0.13))
        angle += bend + 0.05 * (math.pi / 2 - angle) * (depth > 0) - wind * 0.05
        thin = radius * (0.90 if depth else 0.87)
        nx = x + math.cos(angle) * length / steps
        ny = y + math.sin(angle) * length / steps
        boughs.append(_Bough(x, y, radius, nx, max(ny, 0.05), thin, depth))
        x, y, radius = nx, max(ny, 0.05), thin
    if depth >= 6 or radius < 0.0014:
        return
    forks = 3 if depth in (0, 1) or rng.random() < 0.35 else 2
    spread = 0.62 if depth < 2 else 0.50
    offset = float(rng.uniform(-0.2, 0.2))
    for k in range(forks):
        turn = (k / (forks - 1) * 2 - 1) * spread * float(rng.uniform(0.65, 1.25)) + offset
        shrink = float(rng.uniform(0.66, 0.86))
        _grow(boughs, rng, x, y, angle + turn, length * shrink, radius * 0.72, depth + 1, wind)


def _clusters(boughs: list[_Bough], rng: np.random.Generator) -> NDArray[np.float64]:
    """Leaves as rows of (x, y, size, nearness): thick around the thin boughs' ends."""
    ends = [b for b in boughs if b.depth >= 4]
    rows: list[NDArray[np.float64]] = []
    for bough in ends:
        count = int(rng.integers(5, 12))
        part = np.empty((count, 4))
        part[:, 0] = bough.x1 + rng.normal(0, 0.022, count)
        part[:, 1] = bough.y1 + rng.normal(0.004, 0.018, count)
        part[:, 2] = rng.uniform(0.0042, 0.0105, count)
        part[:, 3] = rng.random(count)
        rows.append(part)
    if not rows:
        return np.zeros((0, 4))
    return np.concatenate(rows)


def _draw_bough(
    easel: _Easel,
    bough: _Bough,
    bark: NDArray[np.float32],
    edge: NDArray[np.float32],
    sun_dir: Vector,
) -> None:
    ax, ay = easel.at(bough.x0, bough.y0)
    bx, by = easel.at(bough.x1, bough.y1)
    span = math.hypot(bx - ax, by - ay) or 1.0
    nx, ny = -(by - ay) / span, (bx - ax) / span
    flare = 1.7 if bough.y0 == 0.0 else 1.0
    ra, rb = max(0.45, bough.r0 * easel.k * flare), max(0.4, bough.r1 * easel.k)
    corners = [(ax + nx * ra, ay + ny * ra), (bx + nx * rb, by + ny * rb),
               (bx - nx * rb, by - ny * rb), (ax - nx * ra, ay - ny * ra)]  # fmt: skip
    easel.pencil.polygon(corners, bark)
    easel.pencil.oval(bx, by, (rb, rb), bark)
    if ra > 1.6:
        side = 1.0 if nx * sun_dir[0] - ny * sun_dir[1] > 0 else -1.0
        strip = [(ax + side * nx * ra, ay + side * ny * ra),
                 (bx + side * nx * rb, by + side * ny * rb),
                 (bx + side * nx * rb * 0.55, by + side * ny * rb * 0.55),
                 (ax + side * nx * ra * 0.55, ay + side * ny * ra * 0.55)]  # fmt: skip
        easel.pencil.polygon(strip, edge)


def _draw_snow(easel: _Easel, bough: _Bough, white: NDArray[np.float32]) -> None:
    """A ridge of snow on a bough that lies flat enough to hold it."""
    ax, ay = easel.at(bough.x0, bough.y0 + bough.r0)
    bx, by = easel.at(bough.x1, bough.y1 + bough.r1)
    thick = max(0.5, 0.9 * bough.r0 * easel.k)
    easel.pencil.polygon(
        [(ax, ay + 0.4 * thick), (bx, by + 0.4 * thick), (bx, by - 0.5 * thick),
         (ax, ay - 0.7 * thick)],
        white,
    )  # fmt: skip


def _draw_leaves(
    easel: _Easel,
    leaves: NDArray[np.float64],
    dark: NDArray[np.float32],
    bright: NDArray[np.float32],
    sun_dir: Vector,
    rng: np.random.Generator,
) -> None:
    """Leaves, dark within the crown and lit at its sunny rim."""
    if len(leaves) == 0:
        return
    centre = leaves[:, :2].mean(axis=0)
    reach = np.abs(leaves[:, :2] - centre).max(axis=0) + 1e-6
    out = (leaves[:, :2] - centre) / reach
    toward = out[:, 0] * sun_dir[0] + out[:, 1] * sun_dir[1]
    shine = np.clip(0.30 + 0.75 * toward + 0.25 * (leaves[:, 3] - 0.5), 0, 1) ** 1.3
    order = np.argsort(shine + rng.normal(0, 0.16, len(leaves)))
    picks = rng.integers(0, len(dark), len(leaves))
    turns = rng.uniform(0, math.pi, len(leaves))
    for i in order:
        x, y = easel.at(float(leaves[i, 0]), float(leaves[i, 1]))
        size = max(0.7, float(leaves[i, 2]) * easel.k)
        ink = dark[picks[i]] + (bright[picks[i]] - dark[picks[i]]) * shine[i]
        easel.pencil.oval(x, y, (size, 0.62 * size), ink, turn=float(turns[i]))
