"""Ferns and boughs that frame the water: a wood's frame plants, seen from the shore."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kinoloom.generators.painted.settings.forest.frame_plants import frame_plants
from kinoloom.generators.painted.settings.forest.glade import compose
from kinoloom.generators.painted.settings.forest.light import light_of
from kinoloom.generators.painted.settings.forest.looks import growth_of
from kinoloom.generators.painted.settings.forest.trees import Wood

if TYPE_CHECKING:
    from kinoloom.generators.painted.air.daylight import Daylight
    from kinoloom.generators.painted.easel.canvas import Canvas
    from kinoloom.generators.painted.settings.forest.cutout import Cutout
    from kinoloom.generators.painted.spec import SceneSpec


def ferns_of(
    spec: SceneSpec, canvas: Canvas, day: Daylight, horizon_y_px: float
) -> tuple[Cutout, ...]:
    """Plants at the picture's corners, swaying; nearer than everything else."""
    glade = compose(spec, canvas)._replace(horizon_y_px=horizon_y_px)
    growth = growth_of(spec, glade.kind)
    if growth.snow > 0:
        # Dark and near, the few leaves left would be what one sees first.
        growth = growth._replace(bare=1.0)
    wood = Wood(canvas, glade, growth, light_of(spec, glade, day), day)
    # The water is what the picture is about: nothing hangs before it.
    return tuple(frame_plants(wood, seed=spec.seed, calm=True))
