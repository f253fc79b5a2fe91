"""Broad crowns above the falls, where the words ask for no conifers: a jungle, a birch wood."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from kinoloom.generators.painted.settings.forest.glade import ASKED_KINDS
from kinoloom.generators.painted.settings.forest.looks import growth_of
from kinoloom.generators.painted.settings.meadow.trees import Grove, draw_trees, tree_rows
from kinoloom.generators.painted.settings.mountains.pines import snow_colour

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from kinoloom.generators.painted.air.daylight import Daylight
    from kinoloom.generators.painted.settings.mountains.vista import Vista
    from kinoloom.generators.painted.spec import SceneSpec


def has_crowns(spec: SceneSpec) -> bool:
    """Whether the trees asked for are no conifers."""
    return spec.trees not in ("any", "pine", "redwood")


def draw_crowns(
    premult: NDArray[np.float32],
    places_px: NDArray[np.float32],
    heights_px: NDArray[np.float32],
    spec: SceneSpec,
    light: Daylight,
    vista: Vista,
    rng: np.random.Generator,
    dim: float,
) -> None:
    """Round crowns at places (n x 2: x and base y), in their order; `dim` 1 is full light."""
    growth = growth_of(spec, ASKED_KINDS[spec.trees])
    leaves = np.concatenate(growth.leaves) * np.float32(0.82)
    grove = Grove(leaves, 0.5 * growth.snow, 0.9 * growth.bare)
    rows = tree_rows(places_px.astype(np.float64), heights_px.astype(np.float64), grove, light, rng)
    rows[:, 9:15] *= dim
    x, y, z = vista.sun_dir
    draw_trees(premult, rows, key_dir=(x, -y, max(0.22, -z)), snow_rgb=snow_colour(light))
