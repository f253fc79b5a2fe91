"""Any arrangement of loudspeakers folded to left and right, after ITU-R BS.775: dialogue stays.

The centre goes to both sides 3 dB down, so that it is as loud as before; so do the surrounds. The
bass channel is left out: what films put there is meant to be missed. Nothing is turned down to
avoid clipping, samples are floats and the master is limited.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

import numpy as np
from numpy.typing import NDArray

HALF_POWER = float(np.sqrt(0.5))
SIDES: Mapping[str, tuple[float, float]] = {
    "FL": (1.0, 0.0),
    "FR": (0.0, 1.0),
    "FC": (HALF_POWER, HALF_POWER),
    "LFE": (0.0, 0.0),
    "LFE2": (0.0, 0.0),
    "BL": (HALF_POWER, 0.0),
    "BR": (0.0, HALF_POWER),
    "SL": (HALF_POWER, 0.0),
    "SR": (0.0, HALF_POWER),
    "WL": (HALF_POWER, 0.0),
    "WR": (0.0, HALF_POWER),
    "FLC": (0.9, 0.3),
    "FRC": (0.3, 0.9),
    "BC": (0.5, 0.5),
    "TFL": (HALF_POWER, 0.0),
    "TFR": (0.0, HALF_POWER),
    "TBL": (HALF_POWER, 0.0),
    "TBR": (0.0, HALF_POWER),
    "TC": (0.5, 0.5),
    "DL": (1.0, 0.0),
    "DR": (0.0, 1.0),
}
"""How much of a loudspeaker goes to the left and to the right."""

USUAL: Mapping[int, tuple[str, ...]] = {
    2: ("FL", "FR"),
    3: ("FL", "FR", "FC"),
    4: ("FL", "FR", "BL", "BR"),
    5: ("FL", "FR", "FC", "BL", "BR"),
    6: ("FL", "FR", "FC", "LFE", "BL", "BR"),
    7: ("FL", "FR", "FC", "LFE", "BC", "SL", "SR"),
    8: ("FL", "FR", "FC", "LFE", "BL", "BR", "SL", "SR"),
}
"""Who is who in files that do not say."""

Matrix = NDArray[np.float32]


@cache
def folding(names: tuple[str, ...]) -> Matrix | None:
    """The 2 x n matrix from loudspeakers to stereo; None when it is stereo already.

    One channel alone, whatever it is called, is heard on both sides as loud as it is.
    """
    count = len(names)
    if count == 1:
        return np.ones((2, 1), np.float32)
    if not any(name in SIDES for name in names):
        names = USUAL.get(count, ("FL", "FR") * (count // 2) + ("FC",) * (count % 2))
    if names == ("FL", "FR"):
        return None
    return np.array([SIDES.get(name, (0.5, 0.5)) for name in names], np.float32).T.copy()
