"""The colour of trunks in their light and air, for trees of the meadow's kind."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from kinoloom.generators.painted.easel.colour import mix, rgb

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from kinoloom.generators.painted.air.daylight import Daylight

_BARK = "#5a4a3c"


def bark_in(
    rows: NDArray[np.float32], light: Daylight, haze_rgb: NDArray[np.float32], air: float
) -> str:
    """The bark for `draw_trees` of these rows, with `air` 0..1 before it.

    A trunk is painted in its crown's colours: without them taken out here it would be pink under
    blossoms, and glow orange in fog.
    """
    lit = rgb(_BARK) * (0.35 + 0.65 * np.asarray(light.ambient_rgb, np.float32))
    seen = mix(lit, haze_rgb, air)
    crown = (0.6 * rows[:, 9:12] + 0.4 * rows[:, 12:15]).mean(axis=0)
    code = np.clip(seen / np.maximum(0.05, 2.6 * crown), 0, 1)
    return "#" + "".join(f"{round(255 * float(c)):02x}" for c in code)
