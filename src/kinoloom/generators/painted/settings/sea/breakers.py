"""Waves that reach a shore: they steepen, break, run up the sand as foam and slide back.

A place is told by its distance seaward of the waterline, in metres; up the beach it is negative.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from kinoloom.generators.painted.easel.noise import fbm_image, hash01

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from kinoloom.generators.painted.settings.sea.place import Place
    from kinoloom.generators.painted.spec import SceneSpec

COAST_REACH_M = 90.0
COAST_POINTS = 512
FIRST_M, LAST_M, STEP_M = -14.0, 130.0, 0.125
VARIANTS = 8
"""How early a wave breaks differs along the shore: so many profiles, early to late."""
PROFILE_CHANNELS = 5
"""Height in metres, steepness seaward, foam, glass, share of the foam that travels."""
SHEETS = 3
UP_S, BACK_S = 1.7, 3.6
"""How long a sheet of water runs up, and how long it slides back."""
_VARIANT_M = 1.7


class Coast(NamedTuple):
    """The waterline along the shore, one value for each of COAST_POINTS places to the right.

    `line_m` is its distance from the viewer, `slant` that line's slope, `late_m` how far waves
    lag there, `variant` how early they break, `reach` how far sheets run up (about 1).
    """

    line_m: NDArray[np.float64]
    slant: NDArray[np.float64]
    late_m: NDArray[np.float64]
    variant: NDArray[np.float64]
    reach: NDArray[np.float64]

    def table(self) -> NDArray[np.float64]:
        """As the kernels take it: COAST_POINTS x 5."""
        return np.ascontiguousarray(np.stack(self, axis=1))


def coast_of(place: Place, line_m: float, seed: int) -> Coast:
    """A shore that leans as the place asks, with small bays."""
    x = np.linspace(-COAST_REACH_M, COAST_REACH_M, COAST_POINTS)
    bays = _along(7.0, seed + 1) - 0.5
    broad = _along(26.0, seed + 2) - 0.5
    # Straight near the viewer, and never so close that the sea would be at his feet.
    bend = np.tanh(place.lean * x / (0.42 * line_m)) * 0.42
    line = line_m * (1 + bend) + 2.4 * broad + 0.9 * bays
    return Coast(
        line_m=line,
        slant=np.gradient(line, x),
        late_m=5.0 * (_along(21.0, seed + 3) - 0.5) + 1.6 * (_along(5.0, seed + 4) - 0.5),
        variant=np.clip((_along(11.0, seed + 5) - 0.5) * 2.6 + 0.5, 0, 1) * (VARIANTS - 1),
        reach=0.62 + 0.76 * _along(4.5, seed + 6),
    )


class Breakers:
    """The trains of waves of a shot."""

    def __init__(self, spec: SceneSpec, seconds: float) -> None:
        rng = np.random.default_rng([spec.seed & 0xFFFFFFFF, 0xB4E])
        rough = {"storm": 1.75, "wind": 1.35, "sandstorm": 1.25, "rain": 1.0, "cloudy": 1.0,
                 "clear": 0.9, "snow": 0.8, "fog": 0.55}[spec.weather]  # fmt: skip
        rough *= 0.8 + 0.4 * spec.motion
        self.height_m = float(rng.uniform(0.62, 0.90)) * rough
        self.breaks_at_m = (9.0 + 6.0 * float(rng.random())) * rough**0.7
        self.reach_m = 2.6 * rough**0.5
        period = float(rng.uniform(6.2, 7.4))
        self._count = max(1, round(seconds / period)) if spec.loop else 1 << 20
        self.period_s = seconds / self._count if spec.loop else period
        self.speed = float(rng.uniform(2.9, 3.5))
        self._first_s = float(rng.uniform(0, 1)) * self.period_s
        self._seed = spec.seed & 0xFFFF

    def profiles(self, t_s: float) -> NDArray[np.float32]:
        """The train's cross section at a moment: VARIANTS x places x PROFILE_CHANNELS."""
        d = np.arange(FIRST_M, LAST_M, STEP_M)
        breaks = self.breaks_at_m + (np.arange(VARIANTS) - (VARIANTS - 1) / 2) * _VARIANT_M
        breaks = breaks[:, None]
        height = np.zeros((VARIANTS, len(d)))
        foam, glass, carried = np.zeros_like(height), np.zeros_like(height), np.zeros_like(height)
        ground = _smooth(0.8, -0.8, d[None] - breaks) * _smooth(-0.4, 0.8, d)[None]
        soonest = math.floor((t_s - self._first_s + FIRST_M / self.speed) / self.period_s) - 1
        latest = math.ceil((t_s - self._first_s + LAST_M / self.speed) / self.period_s) + 1
        for k in range(soonest, latest + 1):
            crest = self.speed * (self._arrives_s(k) - t_s)
            if not FIRST_M < crest < LAST_M:
                continue
            tall = self.height_m * self._size(k)
            s = d[None] - crest
            broken = _smooth(0.0, 3.4, breaks - crest)
            steep = _smooth(13.0, 0.5, crest - breaks)
            far = np.maximum(0.0, crest - breaks)
            grown = 0.26 + 0.74 * np.exp(-((far / 15) ** 1.4))
            spent = 0.26 + 0.74 * np.clip(crest / breaks, 0, 1) ** 0.85
            level = tall * np.where(crest > breaks, grown, spent)
            level = level * (1 if crest > 0 else math.exp(crest / 0.9))
            front = 3.4 - 2.75 * steep
            back = 4.8 - 1.8 * steep
            shape = np.where(s < 0, np.exp(-((s / front) ** 2)), 1 / (1 + (s / back) ** 2))
            height += level * shape
            face = np.exp(-(np.maximum(0.0, np.abs(s + 0.35) - 0.45) ** 2) / 0.5)
            lip = np.exp(-(((s + 0.08) / 0.26) ** 2)) * _smooth(-1.6, 0.6, breaks - crest)
            roller = np.maximum(face * broken, 0.9 * lip) * (
                1 if crest > 0 else math.exp(crest / 0.7)
            )
            trail = ground * np.exp(-np.maximum(0, s) / (1.9 * self.speed)) * (s > 0) * 0.80
            foam = np.maximum(foam, np.maximum(roller, trail * min(1, math.exp(crest / 5 + 0.2))))
            carried = np.maximum(carried, roller)
            inside = np.exp(-(((s + 0.42 * front) / (0.75 * front)) ** 2))
            glass = np.maximum(glass, inside * steep * (1 - broken))
        slope = np.gradient(height, STEP_M, axis=1)
        share = carried / np.maximum(foam, 1e-3)
        out = np.stack([height, slope, foam, glass, np.clip(share, 0, 1)], axis=-1)
        return np.ascontiguousarray(out, np.float32)

    def sheets(self, t_s: float, coast: Coast) -> NDArray[np.float64]:
        """The last sheets of water: SHEETS x COAST_POINTS x (reach in metres, age in seconds).

        A sheet with an age below zero has not arrived.
        """
        last = math.floor((t_s - self._first_s) / self.period_s) + 1
        out = np.empty((SHEETS, COAST_POINTS, 2))
        for row in range(SHEETS):
            k = last - row
            vary = 0.75 + 0.5 * float(hash01(k % self._count, 5, self._seed))
            own = np.roll(coast.reach, int(97 * float(hash01(k % self._count, 6, self._seed))))
            out[row, :, 0] = self.reach_m * self._size(k) * vary * (0.5 * own + 0.5 * coast.reach)
            out[row, :, 1] = t_s - self._arrives_s(k) - coast.late_m / self.speed
        return out

    def _arrives_s(self, k: int) -> float:
        jitter = float(hash01(k % self._count, 1, self._seed)) - 0.5
        return self._first_s + (k + 0.24 * jitter) * self.period_s

    def _size(self, k: int) -> float:
        return 0.72 + 0.5 * float(hash01(k % self._count, 2, self._seed))


def _along(cell_m: float, seed: int) -> NDArray[np.float64]:
    points_per_m = COAST_POINTS / (2 * COAST_REACH_M)
    line = fbm_image(
        COAST_POINTS, 1, scale_x_px=cell_m * points_per_m, scale_y_px=1, octaves=3,
        seed=seed % 9973,
    )[0]  # fmt: skip
    return np.asarray(line, np.float64)


def _smooth(a: float, b: float, x: NDArray[np.float64]) -> NDArray[np.float64]:
    t = np.clip((x - a) / (b - a), 0, 1)
    return t * t * (3 - 2 * t)
