"""What flutters down: confetti, petals and leaves, each turning as it falls."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from kinoloom.generators.painted.air.breeze import SHUTTER_S
from kinoloom.generators.painted.air.particle_kernels import (
    LEAF,
    LOBED,
    PAPER,
    PETAL,
    draw_shapes,
)
from kinoloom.generators.painted.air.timetable import timetable
from kinoloom.generators.painted.easel.colour import rgb

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from kinoloom.generators.painted.air.breeze import Breeze
    from kinoloom.generators.painted.spec import Season

_AUTUMN = ("#b4431f", "#d0702a", "#e0a03a", "#8c3a22", "#c78a3c", "#a65a2a")
_LEAVES: dict[Season, tuple[str, ...]] = {
    "spring": ("#8fb446", "#a9c65a", "#6f9a3c"),
    "summer": ("#5f8a3a", "#7da145", "#4d7534", "#94a850"),
    "autumn": _AUTUMN,
    "winter": ("#7a6248", "#8f7658", "#665441"),
}


@dataclass(frozen=True)
class Flutter:
    """How a kind of thing falls. Lengths in pixels of a 1080-line picture, from far to near."""

    count: int
    length_px: tuple[float, float]
    fall_px_per_s: tuple[float, float]
    swing: float
    """Sideways, in lengths."""
    swing_s: tuple[float, float]
    tumble_s: tuple[float, float]
    spin: float
    """Turns in the picture's plane during a swing."""
    shapes: tuple[int, ...]
    colours: tuple[str, ...]
    gloss: float = 0.0
    translucence: float = 0.0


CONFETTI = Flutter(
    460, (5.5, 21.0), (130, 340), 2.2, (1.1, 2.2), (0.35, 0.9), 0.5, (PAPER,),
    ("#e8433f", "#f6b52e", "#2f9be0", "#34b36b", "#f47fb4", "#8b5fd0", "#f4efe2"), gloss=0.5,
)  # fmt: skip
PETALS = Flutter(
    210, (5.5, 20.0), (66, 170), 5.0, (2.4, 4.4), (1.6, 3.6), 0.25, (PETAL,),
    ("#f9d3dd", "#fbe6ea", "#f3b7c8", "#fdf3f3"), translucence=0.35,
)  # fmt: skip
LEAVES = Flutter(
    104, (9.0, 34.0), (84, 220), 4.4, (2.0, 3.8), (1.2, 2.8), 0.45, (LEAF, LEAF, LOBED),
    _AUTUMN, translucence=0.25,
)  # fmt: skip


def leaves_of(season: Season | None) -> tuple[str, ...]:
    """The colours of leaves then; without a season leaves fall in autumn."""
    return _LEAVES[season or "autumn"]


class Falling:
    """A swarm of fluttering things. What leaves the frame at one side enters at the other."""

    def __init__(
        self, kind: Flutter, breeze: Breeze, seed: int, *, colours: Sequence[str] | None = None
    ) -> None:
        self._kind, self._breeze = kind, breeze
        canvas = breeze.canvas
        unit = canvas.unit
        self._margin_px = 4 * kind.length_px[1] * unit
        self._span_px = canvas.height_px + 2 * self._margin_px
        slow, quick = kind.fall_px_per_s

        def life_of(depth: float) -> float:
            return self._span_px / ((slow + (quick - slow) * depth) * unit)

        self._table = timetable(seed, breeze.crowd(kind.count), life_of, period_s=breeze.period_s)
        table = self._table
        depth = table.depth
        small, large = kind.length_px
        self._length = (small * (large / small) ** depth) * unit * (0.8 + 0.4 * table.chance(2))
        self._swing_rate = 1 / _between(kind.swing_s, table.chance(3))
        self._tumble_rate = 1 / _between(kind.tumble_s, table.chance(4))
        palette = np.stack([rgb(code) for code in colours or kind.colours])
        self._albedo = palette[(table.chance(5) * len(palette)).astype(int) % len(palette)]
        vary = 0.88 + 0.24 * table.chance(6)[:, None]
        self._albedo = np.asarray(self._albedo * vary, np.float32)
        shapes = np.array(kind.shapes)
        self._shape = shapes[(table.chance(7) * len(shapes)).astype(int) % len(shapes)]
        # In focus in the middle; the nearest are large soft shapes.
        near = np.clip((depth - 0.80) / 0.20, 0, 1)
        self._soft = 1.0 + near * 0.55 * self._length + (depth < 0.15) * 0.3
        self._alpha = 0.96 - 0.28 * near

    def draw(self, frame_u8: NDArray[np.uint8], t_s: float, shift_px: float) -> None:
        """Draw onto the frame; `shift_px` is how far the camera has gone at parallax 1."""
        kind, table, breeze = self._kind, self._table, self._breeze
        unit, depth = breeze.canvas.unit, table.depth
        now = table.at(t_s)
        swing = 2 * np.pi * (now.age_s * self._swing_rate + table.chance(8, now.lap))
        tumble = 2 * np.pi * (now.age_s * self._tumble_rate + table.chance(9, now.lap))
        reach = kind.swing * self._length * (0.6 + 0.8 * table.chance(10))
        blow = breeze.blow_px_per_s * unit * (0.55 + 0.75 * depth)
        x = table.chance(1, now.lap) * (breeze.canvas.width_px + 2 * self._margin_px)
        x = x + reach * np.sin(swing) - blow * now.age_s
        # Its swing ends high: a falling leaf glides along arcs.
        y = now.share * self._span_px - self._margin_px - 0.30 * reach * np.cos(2 * swing)
        shift = shift_px * (0.35 + 1.1 * depth) - breeze.gust_px(t_s) * (0.3 + 0.7 * depth)
        x = breeze.across(x, self._margin_px, shift)
        narrow = np.cos(tumble)
        turn = (
            2 * np.pi * table.chance(11)
            + 0.75 * np.sin(swing)
            + 2 * np.pi * kind.spin * now.age_s * self._swing_rate * _sign(table.chance(12))
        )
        rows = np.empty((len(x), 13), np.float32)
        rows[:, 0], rows[:, 1], rows[:, 2] = x, y, self._length
        rows[:, 3], rows[:, 4], rows[:, 5] = turn, narrow, self._soft
        swing_speed = reach * np.cos(swing) * 2 * np.pi * self._swing_rate
        rows[:, 6] = (swing_speed - blow) * SHUTTER_S
        rows[:, 7] = self._span_px / table.life_s * SHUTTER_S
        rows[:, 8:11] = self._colours(narrow, np.sin(tumble + turn))
        rows[:, 11], rows[:, 12] = self._alpha, self._shape
        draw_shapes(frame_u8, rows)

    def _colours(
        self, narrow: NDArray[np.float64], tilt: NDArray[np.float64]
    ) -> NDArray[np.float32]:
        kind = self._kind
        facing = 0.30 + 0.55 * np.abs(0.75 * narrow + 0.25 * tilt)
        # Seen from behind a leaf is paler, or lit through.
        facing = np.where(narrow < 0, facing * (0.72 + kind.translucence), facing)
        colours = self._breeze.lit(self._albedo, facing, self._table.depth)
        if kind.gloss:
            flash = np.clip((tilt - 0.86) / 0.14, 0, 1)[:, None] * kind.gloss
            colours = colours + (255 - colours) * flash
        return np.asarray(colours, np.float32)


def _between(ends: tuple[float, float], share: NDArray[np.float64]) -> NDArray[np.float64]:
    return ends[0] + (ends[1] - ends[0]) * share


def _sign(share: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.where(share < 0.5, -1.0, 1.0)
