"""A shot whose last frame leads into its first.

The camera, weather and walkers of a loop return by themselves; what does not (grass, water, far
lights) is painted a moment beyond the end, and that moment dissolves into the beginning.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

import cv2
import numpy as np

from kinoloom.generators.painted.settings import scene_class

if TYPE_CHECKING:
    from fractions import Fraction

    from numpy.typing import NDArray

    from kinoloom.generators.painted.easel.canvas import Canvas
    from kinoloom.generators.painted.spec import SceneSpec

DISSOLVE_S = 0.9
_LONGEST_SHARE = 1 / 3
"""Of the shot: a very short one is not all dissolve."""


class Frames(Protocol):
    """Whatever has finished frames: a scene, closed or not."""

    def frame(self, index: int) -> NDArray[np.uint8]: ...


class Loop:
    """A scene closed by a dissolve: its first frames go on from its last ones.

    Frame 0 is what would follow the last frame, and frame `dissolve_frames` is the scene's own
    again, so that no step is larger than a step of the scene and none begins abruptly.
    """

    def __init__(self, scene: Frames, frame_count: int, fps: Fraction) -> None:
        self._scene, self._frame_count = scene, frame_count
        self.dissolve_frames = round(dissolve_s(float(frame_count / fps)) * float(fps))

    def frame(self, index: int) -> NDArray[np.uint8]:
        """The finished frame; painting it takes twice as long while the dissolve lasts."""
        if index >= self.dissolve_frames:
            return self._scene.frame(index)
        after = self._scene.frame(self._frame_count + index)
        if index == 0:
            return after
        own = _smooth(index / self.dissolve_frames)
        mixed = cv2.addWeighted(self._scene.frame(index), own, after, 1 - own, 0)
        return np.asarray(mixed, np.uint8)


def dissolve_s(seconds: float) -> float:
    """How long the end of a shot of that length dissolves into its beginning."""
    return min(DISSOLVE_S, seconds * _LONGEST_SHARE)


def scene_of(spec: SceneSpec, canvas: Canvas, fps: Fraction, frame_count: int) -> Frames:
    """The scene of a shot; one that loops is closed, by its painter or by a dissolve.

    A painter whose `closes` is true needs no help with its place, only with who walks in it.
    """
    painter = scene_class(spec.setting)
    scene = painter(spec, canvas, fps, frame_count)
    if not spec.loop or (getattr(painter, "closes", False) and not spec.subjects):
        return scene
    return Loop(scene, frame_count, fps)


def _smooth(u: float) -> float:
    return u * u * (3 - 2 * u)
