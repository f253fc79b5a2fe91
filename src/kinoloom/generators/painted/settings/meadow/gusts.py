"""Wind over the land: gusts that travel, as a wrapping map of how hard it blows where."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from kinoloom.generators.painted.easel.kernel import kernel

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from kinoloom.generators.painted.spec import SceneSpec

CELLS = 256
"""Rows and columns of a map; a power of two, since the kernels wrap it with a mask."""
CELL_M = 0.55


@dataclass(frozen=True)
class Wind:
    """Wind from one side. `speed_m` is in metres a second (negative: to the left).

    `lean` is how far grass is bent all the time and `sway` how much a gust adds, in its heights.
    `map` (CELLS x CELLS) is 0 in the lull and 1 in the gust; `shade` is one of clouds.
    """

    map: NDArray[np.float32]
    shade: NDArray[np.float32]
    speed_m: float
    lean: float
    sway: float

    @property
    def heading(self) -> float:
        """1 where it blows to the right, -1 to the left."""
        return 1.0 if self.speed_m >= 0 else -1.0

    def at(
        self, x_m: NDArray[np.float64], z_m: NDArray[np.float64], t_s: float
    ) -> NDArray[np.float32]:
        """How hard it blows at points of the ground, 0..1."""
        u = (np.asarray(x_m) - self.speed_m * t_s) / CELL_M
        v = (np.asarray(z_m) + 0.22 * abs(self.speed_m) * t_s) / CELL_M
        i, j = np.floor(u).astype(np.int64), np.floor(v).astype(np.int64)
        u, v = u - i, v - j
        i, j, right, below = i & 255, j & 255, (i + 1) & 255, (j + 1) & 255
        upper = self.map[j, i] * (1 - u) + self.map[j, right] * u
        lower = self.map[below, i] * (1 - u) + self.map[below, right] * u
        return (upper * (1 - v) + lower * v).astype(np.float32)


_FORCE = {"clear": 0.55, "cloudy": 0.65, "rain": 0.8, "snow": 0.5, "fog": 0.22, "storm": 1.7,
          "wind": 1.6, "sandstorm": 1.9}  # fmt: skip
"""How hard the wind blows, 1 a fresh breeze."""


def wind_of(spec: SceneSpec, heading: int) -> Wind:
    """The wind of a shot: by its weather and motion."""
    force = _FORCE[spec.weather] * (0.65 + 0.7 * spec.motion)
    rng = np.random.default_rng([spec.seed & 0xFFFFFFFF, 0x57])
    return Wind(
        map=_waves(rng, 26.0, 9.0),
        shade=_waves(rng, 40.0, 26.0),
        speed_m=heading * (2.6 + 4.6 * min(force, 2.0)),
        lean=heading * (0.10 + 0.24 * max(0.0, force - 0.35)),
        sway=heading * (0.14 + 0.26 * min(force, 1.7)),
    )


def _waves(rng: np.random.Generator, long_cells: float, short_cells: float) -> NDArray[np.float32]:
    """Noise that wraps, 0..1: blobs of that size across and along the wind."""
    spectrum = np.fft.rfft2(rng.standard_normal((CELLS, CELLS)))
    across = np.fft.fftfreq(CELLS)[:, None] * long_cells
    along = np.fft.rfftfreq(CELLS)[None, :] * short_cells
    soft = spectrum * np.exp(-2.6 * (across**2 + along**2))
    noise = np.fft.irfft2(soft, s=(CELLS, CELLS))
    noise = (noise - noise.mean()) / noise.std()
    return np.clip(0.45 + 0.26 * noise, 0, 1).astype(np.float32)


@kernel
def wrapped(sheet: NDArray[np.float32], u: float, v: float) -> float:
    """A wrapping map between its cells."""
    i = int(np.floor(u))
    j = int(np.floor(v))
    u -= i
    v -= j
    i &= 255
    j &= 255
    right = (i + 1) & 255
    below = (j + 1) & 255
    upper = sheet[j, i] + (sheet[j, right] - sheet[j, i]) * u
    lower = sheet[below, i] + (sheet[below, right] - sheet[below, i]) * u
    return upper + (lower - upper) * v
