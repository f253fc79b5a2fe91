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
        """The finished frame: height x width x 3, sRGB, RGB order, C-contiguous.

        A shot that loops is also asked for frames a second beyond its last; see `looping`.
        """
        ...


PAINTERS: Mapping[SettingName, str] = {
    "desert": "desert:Desert",
    "dunes": "desert:Desert",
    "canyon": "desert:Desert",
    "mars": "desert:Desert",
    "moon": "heavens:Heavens",
    "volcano": "volcano:Volcano",
    "mountains": "mountains:Mountains",
    "snow_peaks": "mountains:Mountains",
    "forest": "forest:Forest",
    "autumn_forest": "forest:Forest",
    "jungle": "forest:Forest",
    "meadow": "meadow:Meadow",
    "storm": "meadow:Meadow",
    "ocean": "sea:Sea",
    "beach": "sea:Sea",
    "underwater": "deep:Deep",
    "coral": "deep:Deep",
    "river": "falls:Falls",
    "waterfall": "falls:Falls",
    "village": "hamlet:Hamlet",
    "farm": "hamlet:Hamlet",
    "castle": "hamlet:Hamlet",
    "park": "park:Park",
    "skyline": "skyline:Skyline",
    "street": "city:City",
    "neon_street": "city:City",
    "highway": "highway:Highway",
    "space": "heavens:Heavens",
    "aurora": "heavens:Heavens",
    "night_sky": "heavens:Heavens",
    "interior": "interior:Interior",
    "tabletop": "tabletop:Tabletop",
    "studio": "tabletop:Tabletop",
    "stage": "stage:Stage",
    "abstract": "abstract:Abstract",
}
"""Setting to the folder of its `scene.py`, and its class there."""


def scene_class(name: SettingName) -> type[Scene]:
    """The class that paints a setting. Its module is loaded now, with its kernels."""
    folder, _, kind = PAINTERS[name].partition(":")
    module = import_module(f"{__name__}.{folder}.scene")
    loaded: type[Scene] = getattr(module, kind)
    return loaded
