"""Those on wheels on the near bank, seen from the side as they pass before the skyline."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from kinoloom.generators.painted.easel.layer import place
from kinoloom.generators.painted.settings.city.look import look_for
from kinoloom.generators.painted.settings.city.vehicles import (
    bodies_for,
    flies,
    is_driven,
    model_of,
)
from kinoloom.generators.painted.settings.highway.bodies import Placed
from kinoloom.generators.painted.settings.highway.lens import Course, Lens
from kinoloom.generators.painted.settings.highway.models import vehicle
from kinoloom.generators.painted.settings.highway.traffic import paint_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from kinoloom.generators.painted.easel.camera import Pose
    from kinoloom.generators.painted.easel.canvas import Canvas
    from kinoloom.generators.painted.settings.highway.mesh import Mesh
    from kinoloom.generators.painted.settings.skyline.plan import Plan
    from kinoloom.generators.painted.spec import SceneSpec

_SHARES = {"small": 0.20, "normal": 0.30, "large": 0.40}
"""How long a car is on the frame; what is longer or shorter keeps its scale, nearly."""
_CAR_M = 4.7
_EYE_M = 1.6
_PACE = 0.42
"""Lengths of a car in a second: they cruise, so that they stay in the picture."""


class Drivers:
    """The prompt's vehicles on the quay of a shot."""

    def __init__(self, spec: SceneSpec, plan: Plan, canvas: Canvas, seconds: float) -> None:
        self._canvas, self._plan = canvas, plan
        self._seconds, self._loops = max(0.5, seconds), spec.loop
        self._cars: list[tuple[Mesh, float, float, int]] = []
        chosen = [each for each in spec.subjects if is_driven(each) and not flies(each)]
        if not chosen:
            return
        rng = np.random.default_rng([spec.seed & 0xFFFFFFFF, 0x5CD])
        self._bodies = bodies_for(canvas, look_for(spec, rng))
        for each in chosen:
            kind = model_of(each) or "saloon"
            mesh = vehicle(kind, paint_of(each, kind, spec.seed))
            size_px = _SHARES[each.size] * max(canvas.width_px, 0.8 * canvas.height_px)
            per_m = size_px / _CAR_M * (_CAR_M / mesh.length_m) ** 0.6
            way = 1.0 if each.heading == "right" else -1.0
            for _ in range(min(3, each.count)):
                self._cars.append((mesh, per_m, way, len(self._cars)))

    def draw(self, frame_u8: NDArray[np.uint8], t_s: float, pose: Pose) -> None:
        """Draw them as they are at this moment."""
        canvas, plan = self._canvas, self._plan
        y_px = plan.feet_y_px
        for mesh, per_m, way, number in self._cars:
            behind_m = 1.5 * mesh.length_m * number
            travel_m = _PACE * _CAR_M * (t_s - self._seconds / 2)
            if self._loops:
                # Out at one side and in at the other.
                lap_m = canvas.width_px / per_m + 2 * mesh.length_m + behind_m
                travel_m = ((t_s / self._seconds + 0.5) % 1 - 0.5) * lap_m
            at_px = canvas.paint_width_px / 2 + way * (travel_m - behind_m) * per_m
            x, y, scale = place(at_px, y_px, plan.ground.parallax_at(y_px), pose, canvas)
            focal_px = float(canvas.width_px)
            depth_m = focal_px / (per_m * scale)
            # The road runs across: what is ahead of the camera lies to the side of that road.
            lens = Lens(
                focal_px, x, y - _EYE_M * per_m * scale, _EYE_M, -math.pi / 2, 0.0, 0.0, Course(),
                canvas.height_px,
            )  # fmt: skip
            rolled_m = travel_m + 0.5 * _PACE * _CAR_M * self._seconds
            placed = Placed(mesh, -depth_m, 0.0, way, rolled_m, pedal=(rolled_m / 6.2) % 1.0)
            self._bodies.draw(frame_u8, lens, placed)
