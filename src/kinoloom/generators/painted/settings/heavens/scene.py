"""The heavens: night skies, the northern lights, open space and the moon."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from kinoloom.generators.painted.settings.heavens.landscape import Landscape
from kinoloom.generators.painted.settings.heavens.moon import Moon
from kinoloom.generators.painted.settings.heavens.space import Space

if TYPE_CHECKING:
    from fractions import Fraction

    import numpy as np
    from numpy.typing import NDArray

    from kinoloom.generators.painted.easel.canvas import Canvas
    from kinoloom.generators.painted.spec import SceneSpec


class _View(Protocol):
    def frame(self, index: int) -> NDArray[np.uint8]: ...


class Heavens:
    """One shot of "night_sky", "aurora", "space" or "moon"; see `Scene` for the contract."""

    def __init__(self, spec: SceneSpec, canvas: Canvas, fps: Fraction, frame_count: int) -> None:
        self._view = _view(spec, canvas, fps, frame_count)

    def frame(self, index: int) -> NDArray[np.uint8]:
        """The graded frame."""
        return self._view.frame(index)


def _view(spec: SceneSpec, canvas: Canvas, fps: Fraction, frame_count: int) -> _View:
    match spec.setting:
        case "space":
            return Space(spec, canvas, fps, frame_count)
        case "moon":
            return Moon(spec, canvas, fps, frame_count)
        case name:
            return Landscape(spec, canvas, fps, frame_count, north=name == "aurora")
