"""Where people are in a street: they cross it on a zebra, or stand on a wide pavement."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from kinoloom.generators.painted.cast.stage import Cast, subject_height_px
from kinoloom.generators.painted.easel.layer import Shear

if TYPE_CHECKING:
    from kinoloom.generators.painted.easel.camera import CameraMove
    from kinoloom.generators.painted.easel.canvas import Canvas
    from kinoloom.generators.painted.easel.light import Colour, Rig
    from kinoloom.generators.painted.settings.city.blocks import Blocks
    from kinoloom.generators.painted.settings.city.street import Roadway
    from kinoloom.generators.painted.settings.city.view import View
    from kinoloom.generators.painted.spec import SceneSpec

PERSON_M = 1.75
_PORTRAIT_SHARE = 0.84
"""People in a tall frame are a little smaller than elsewhere: the street is what is tall."""
_NEAREST_PARALLAX = 1.3
"""What is nearer than this slides away under a moving camera."""
_CROSSING_M = 3.2
_LEAST_ROAD_M = 4.4
_CLEAR_M = 0.5
_PAVEMENT_M = 1.0


@dataclass(frozen=True)
class Spot:
    """The row that people stand on, and how high one is there."""

    ground_px: float
    height_px: float


def spot_for(spec: SceneSpec, canvas: Canvas, view: View) -> Spot:
    """Feet where a person of the usual height stands, seen from this eye."""
    height_px = subject_height_px(spec, canvas) * (_PORTRAIT_SHARE if canvas.is_portrait else 1.0)
    ground_px = view.horizon_y_px + height_px * view.eye_m / PERSON_M
    lowest_px = canvas.margin_y_px + 0.925 * canvas.height_px
    ground_px = min(ground_px, lowest_px)
    return Spot(ground_px, (ground_px - view.horizon_y_px) * PERSON_M / view.eye_m)


def steadied(view: View, spot: Spot) -> View:
    """The view with a camera that travels less where people would be too near to its path."""
    most_m = _NEAREST_PARALLAX * view.ground_depth_m(spot.ground_px)
    return replace(view, unit_depth_m=min(view.unit_depth_m, most_m))


def cast_for(
    spec: SceneSpec,
    canvas: Canvas,
    view: View,
    rig: Rig,
    *,
    seconds: float,
    move: CameraMove,
    ground_rgb: Colour = (0.5, 0.4, 0.35),
    shadow: float = 0.12,
    footprints: float = 0.0,
) -> Cast:
    """The people of a street, on its ground."""
    spot = spot_for(spec, canvas, view)
    parallax = view.parallax(view.ground_depth_m(spot.ground_px))
    return Cast(
        spec,
        canvas,
        rig,
        ground_y_px=spot.ground_px,
        parallax=parallax,
        ground=Shear(view.horizon_y_px, spot.ground_px, 0.0, parallax),
        seconds=seconds,
        move=move,
        horizon_y_px=view.horizon_y_px,
        height_px=spot.height_px,
        ground_rgb=ground_rgb,
        shadow=shadow,
        footprints=footprints,
    )


def make_way(blocks: Blocks, cast: Cast, view: View, canvas: Canvas) -> Blocks:
    """The street rebuilt around the cast: a zebra under walkers, a promenade under the rest."""
    standing = cast.standing_px()
    if standing is None:
        return blocks
    left_px, right_px, row_px, moves = standing
    z_m = view.ground_depth_m(row_px)
    road = blocks.road
    if moves:
        return replace(blocks, road=replace(road, crossing_m=max(0.5, z_m - _CROSSING_M / 2)))
    metres = z_m / view.focal_px
    middle = canvas.paint_width_px / 2
    side = 1.0 if (left_px + right_px) / 2 <= middle else -1.0
    edge_px = right_px if side > 0 else left_px
    kerb_m = (edge_px - view.centre_x_px) * metres + side * _CLEAR_M
    return _with_promenade(blocks, road, side, kerb_m)


def _with_promenade(blocks: Blocks, road: Roadway, side: float, kerb_m: float) -> Blocks:
    """All on one side of the kerb is pavement; the road is what is left, or a little more."""
    wall_m = road.right_wall_m if side > 0 else road.left_wall_m
    far_m = road.right_kerb_m if side > 0 else road.left_kerb_m
    old_kerb_m = far_m
    moved_m = 0.0
    if side * (far_m - kerb_m) < _LEAST_ROAD_M:
        moved_m = wall_m - side * _PAVEMENT_M - far_m
        far_m += moved_m
    kerb_m = side * min(side * kerb_m, side * far_m - 0.7 * _LEAST_ROAD_M)
    road = replace(
        road,
        left_kerb_m=min(kerb_m, far_m),
        right_kerb_m=max(kerb_m, far_m),
        crossing_m=0.0,
    )
    if moved_m == 0:
        return replace(blocks, road=road)
    # Its lamps keep to the kerb, or they would stand among the cars.
    sheets = tuple(
        replace(plan, boxes=_moved(plan.boxes, moved_m), wall_x_m=plan.wall_x_m + moved_m)
        if plan.wall_x_m == old_kerb_m
        else plan
        for plan in blocks.sheets
    )
    return replace(blocks, road=road, sheets=sheets)


def _moved(boxes: np.ndarray, by_m: float) -> np.ndarray:
    boxes = boxes.copy()
    boxes[:, 0:2] += np.float32(by_m)
    return boxes
