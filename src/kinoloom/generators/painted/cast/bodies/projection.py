"""From body heights to pixels of a frame."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

TILT = 0.10
"""How much lower on the picture the near side of a body is: the camera looks down a little."""


def project(
    capsules: NDArray[np.float32], height_px: float, x_px: float, y_px: float, sign: float
) -> NDArray[np.float32]:
    """Body heights to frame pixels: y turns down, the near side sits lower, heading mirrors."""
    out = capsules.copy()
    for x, y, z in ((0, 1, 2), (4, 5, 6)):
        out[:, x] = x_px + sign * capsules[:, x] * height_px
        out[:, y] = y_px - (capsules[:, y] - capsules[:, z] * TILT) * height_px
        out[:, z] = capsules[:, z] * height_px
    out[:, (3, 7)] = capsules[:, (3, 7)] * height_px
    out[:, 11] *= sign
    out[:, 12] *= -1
    return out
