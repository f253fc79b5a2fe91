"""The settings a scene can be painted in; each is imported only when it is asked for."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping
    from fractions import Fraction

    import numpy as np
    from numpy.typing import NDArray

    from kinoloom.generators.painted.easel.canvas import Canvas
    from kinoloom.generators.painted.spec import SceneSpec, SettingName


class Scene(Protocol):
    """One shot in a setting. Making it paints the layers; then frames come in any order."""

    def __init__(
        self, spec: SceneSpec, canvas: Canvas, fps: Fraction, frame_count: int
    ) -> None: ...

    def frame(self, index: int) -> NDArray[np.uint8]:
        """The finished frame: height x width x 3, sRGB, RGB order, C-contiguous."""
        ...


SETTINGS: Mapping[SettingName, str] = {
    "desert": "Desert",
    "city": "City",
    "mountains": "Mountains",
}
"""Setting to the name of its scene class, in `scene.py` of the folder of the setting's name."""


def scene_class(name: SettingName) -> type[Scene]:
    """The scene class of a setting. Its module is loaded now, with its kernels."""
    module = import_module(f"{__name__}.{name}.scene")
    loaded: type[Scene] = getattr(module, SETTINGS[name])
    return loaded
