"""The course of a river on its plain: how it winds toward the distance, seen in perspective."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from kinoloom.generators.painted.settings.falls.bridge import bridge_of
from kinoloom.generators.painted.settings.mountains.vista import AFLOAT

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from kinoloom.generators.painted.easel.canvas import Canvas
    from kinoloom.generators.painted.settings.mountains.vista import Vista
    from kinoloom.generators.painted.spec import SceneSpec

CROSSED = 0.33
"""How near a bridge is."""


class Course(NamedTuple):
    """For each row of the painted canvas from `first_row` on: nearness (0 far, 1 at the frame's
    bottom), the river's middle and half its width in pixels."""  # fmt: skip

    first_row: int
    near: NDArray[np.float32]
    middle_px: NDArray[np.float32]
    half_px: NDArray[np.float32]

    def at(self, row: float) -> tuple[float, float, float]:
        """Nearness, middle and half width at a row."""
        place = float(np.clip(row - self.first_row, 0, len(self.near) - 1))
        rows = np.arange(len(self.near))
        return (
            float(np.interp(place, rows, self.near)),
            float(np.interp(place, rows, self.middle_px)),
            float(np.interp(place, rows, self.half_px)),
        )


def course_of(spec: SceneSpec, canvas: Canvas, vista: Vista) -> Course:
    """A river that swings two to four times before it is lost in the distance."""
    rng = np.random.default_rng([spec.seed & 0xFFFFFFFF, 0x21BE])
    first = int(vista.shore_y_px)
    rows = np.arange(first, canvas.paint_height_px, dtype=np.float32)
    bottom = canvas.margin_y_px + canvas.height_px
    near = np.maximum((rows + 0.5 - first) / (bottom - first), 1e-3)
    far = np.log(1 / near + 0.12)
    hand = float(rng.choice((-1.0, 1.0)))
    turns = float(rng.uniform(2.9, 4.0))
    phase = float(rng.uniform(-0.5, 0.7))
    swing = float(rng.uniform(0.20, 0.30)) * canvas.width_px
    is_crossed = bridge_of(spec) is not None
    swing *= 0.5 if is_crossed else 1.0
    reach = near**0.42
    middle = canvas.paint_width_px / 2 - hand * canvas.width_px * float(rng.uniform(-0.05, 0.12))
    bend = np.sin(far * turns + phase) + 0.25 * np.sin(far * turns * 2.3 + 1.7 * phase)
    line = middle + hand * swing * reach * bend
    afloat = any(s.noun in AFLOAT or s.action == "swim" for s in spec.subjects)
    if afloat:
        # A boat floats in the middle of the frame: the river has to be there.
        line = line + canvas.paint_width_px / 2 - line[int(vista.afloat_y_px) - first]
    if is_crossed:
        # A bridge is what the picture is about: it spans the river near the frame's middle.
        crossed = int(np.searchsorted(near, CROSSED))
        line = line + 0.8 * (canvas.paint_width_px / 2 - line[crossed])
    wide = canvas.width_px * float(rng.uniform(0.20, 0.29)) * (1.35 if canvas.is_portrait else 1.0)
    # Where it runs across the view a row shows more of it than where it runs away from us.
    across = np.abs(np.gradient(line)) / (10.0 if is_crossed else 4.0)
    wide *= 1.5 if afloat else 1.2 if is_crossed else 1.0
    half = wide * near**1.12 * (1 + np.minimum(1.6, across)) + 1.5 * canvas.unit
    kernel = np.hanning(max(3, round(9 * canvas.unit) | 1))
    half = np.convolve(np.pad(half, len(kernel) // 2, mode="edge"), kernel / kernel.sum(), "valid")
    return Course(first, near.astype(np.float32), line.astype(np.float32), half.astype(np.float32))
