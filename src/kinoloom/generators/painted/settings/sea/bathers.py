"""Who swims in the sea without living there: a crawl through the waves, a dog's head above them."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from kinoloom.generators.painted.cast.stage import Cast, subject_height_px
from kinoloom.generators.painted.easel.camera import Pose
from kinoloom.generators.painted.settings.sea.afloat import water_row_px
from kinoloom.generators.painted.settings.sea.waterline import Waterline

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from kinoloom.generators.painted.easel.camera import CameraMove
    from kinoloom.generators.painted.easel.canvas import Canvas
    from kinoloom.generators.painted.easel.light import Colour, Rig
    from kinoloom.generators.painted.settings.sea.outlook import Outlook
    from kinoloom.generators.painted.settings.sea.surface import Surface
    from kinoloom.generators.painted.spec import SceneSpec

_MOST_HEAVE = 0.16
"""How far a wave lifts them, in their heights: more would take them out of the water."""
_LEAST_HIGH, _LEAST_WIDE = 0.21, 0.30
"""Of the frame: a head in the waves must be seen as one."""
_SOLE = 0.04
"""How far below the water's surface the box of a swimmer ends, in its heights."""
_CROWD = 0.03
"""How much smaller everyone is drawn for each who is more."""


class Bathers:
    """All of them: the cast swims, the waves lift it, and foam lies where it breaks the water."""

    def __init__(
        self,
        spec: SceneSpec,
        canvas: Canvas,
        rig: Rig,
        surface: Surface,
        outlook: Outlook,
        *,
        seconds: float,
        move: CameraMove,
        haze: float,
        foam_rgb: Colour,
    ) -> None:
        self._canvas, self._surface, self._outlook = canvas, surface, outlook
        self._row_px, person_px = water_row_px(outlook, canvas, 1.0)
        self._distance_m = outlook.distance_m(self._row_px)
        self._parallax = outlook.ground.parallax_at(self._row_px)
        self._waterline = Waterline(canvas, foam_rgb, spec.seed + 5)
        total = sum(s.count for s in spec.subjects)
        self._person_px = min(person_px, subject_height_px(spec, canvas))
        self._person_px = max(
            self._person_px, min(_LEAST_HIGH * canvas.height_px, _LEAST_WIDE * canvas.width_px)
        )
        self._person_px /= 1 + _CROWD * (total - 1)
        self._cast = Cast(
            spec, canvas, rig, ground_y_px=self._row_px, parallax=self._parallax,
            seconds=seconds, move=move, ground=outlook.ground, horizon_y_px=outlook.horizon_y_px,
            height_px=self._person_px, shadow=0.0, haze=haze, water="surface",
            farthest_y_px=outlook.horizon_y_px + 0.05 * canvas.height_px,
        )  # fmt: skip

    def draw(self, frame_u8: NDArray[np.uint8], t_s: float, pose: Pose) -> None:
        """Draw them as the waves carry them."""
        boxes = [box for box, _ in self._cast.extents(t_s, pose)]
        if not boxes:
            return
        middle = sum(box.left_px + box.right_px for box in boxes) / (2 * len(boxes))
        per_m = self._outlook.focal_px / self._distance_m
        x_m = (middle - self._canvas.width_px / 2) / per_m
        around_m = min(6.0, 0.6 * self._person_px / per_m)
        heave = self._surface.height_m(t_s, x_m, self._distance_m, around_m=around_m) * per_m
        most = _MOST_HEAVE * self._person_px
        heave = most * math.tanh(heave / most)
        carried = Pose(pose.x_px, pose.y_px + heave / self._parallax, pose.zoom)
        before = frame_u8.copy()
        self._cast.draw(frame_u8, t_s, carried)
        for box, travels in self._cast.extents(t_s, carried):
            line_px = box.bottom_px - _SOLE * (box.bottom_px - box.top_px)
            self._waterline.cover(
                frame_u8, before, (box.left_px, box.right_px), line_px,
                0.3 * self._person_px, t_s, speed=1.0 if travels else 0.35, bow=0.008,
            )  # fmt: skip
