"""The settings "waterfall" and "river": one class that paints whichever the spec asks for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kinoloom.generators.painted.settings.falls.river import River
from kinoloom.generators.painted.settings.falls.waterfall import Waterfall

if TYPE_CHECKING:
    from fractions import Fraction

    import numpy as np
    from numpy.typing import NDArray

    from kinoloom.generators.painted.easel.canvas import Canvas
    from kinoloom.generators.painted.spec import SceneSpec


class Falls:
    """The settings "waterfall" and "river"; see `Scene` for the contract."""

    def __init__(self, spec: SceneSpec, canvas: Canvas, fps: Fraction, frame_count: int) -> None:
        kind = River if spec.setting == "river" else Waterfall
        self._picture = kind(spec, canvas, fps, frame_count)

    def frame(self, index: int) -> NDArray[np.uint8]:
        """The finished frame: height x width x 3, RGB."""
        return self._picture.frame(index)
