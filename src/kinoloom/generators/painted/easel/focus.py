"""Focus: a lens that is sharp at one distance, for layers while they are painted.

A scene that honours `spec.shallow` asks once and softens what it paints:

    focus = focus_for(spec, canvas, subject_parallax=0.9)
    far = Layer(focus.soften(far_rgba, 0.08), 0.08)

A layer at the subject's parallax comes back untouched, and so does every layer when the spec
asks for no shallow focus. Sky and far layers cost nothing more per frame.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, overload

import cv2
import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from kinoloom.generators.painted.easel.canvas import Canvas
    from kinoloom.generators.painted.spec import SceneSpec

_FAR_SIGMA_PX = 7.5
"""Of a 1080-line picture: of what is endlessly far, behind a subject at parallax 1."""
_NEAR_SIGMA_PX = 9.0
_DEEP = 0.12
"""Parallax to either side of the subject's that is still sharp."""
_MOST_TAPS = 12
"""Radius in px up to which a disc is applied at full size."""
_LIGHTS = 2.2
"""How much more than paint a light counts: it stays a disc instead of fading."""


@dataclass(frozen=True)
class Focus:
    """How soft a lens draws each distance."""

    subject_parallax: float
    strength: float
    """0 is sharp everywhere, 1 a portrait lens, 2 a macro lens."""
    unit: float

    def sigma_px(self, parallax: float) -> float:
        """How far a point at that parallax spreads."""
        away = parallax - self.subject_parallax
        if abs(away) <= _DEEP or self.strength == 0:
            return 0.0
        reach = _NEAR_SIGMA_PX if away > 0 else _FAR_SIGMA_PX
        share = (abs(away) - _DEEP) / max(0.3, self.subject_parallax if away < 0 else 0.7)
        return float(self.strength * reach * min(1.4, share) ** 0.75 * self.unit)

    @overload
    def soften(self, rgba: NDArray[np.float32], parallax: float) -> NDArray[np.float32]: ...
    @overload
    def soften(self, rgba: NDArray[np.uint8], parallax: float) -> NDArray[np.uint8]: ...
    def soften(
        self, rgba: NDArray[np.float32] | NDArray[np.uint8], parallax: float
    ) -> NDArray[np.float32] | NDArray[np.uint8]:
        """A sheet (height x width x 4, as `Layer` takes it) as the lens sees it there."""
        return soften(rgba, self.sigma_px(parallax))


def focus_for(spec: SceneSpec, canvas: Canvas, *, subject_parallax: float) -> Focus:
    """The lens of a spec: shallow when it says so, shallower still when it is a macro."""
    strength = 0.0
    if spec.shallow or spec.lens == "macro":
        strength = (1.0 if spec.shallow else 0.6) * (1.6 if spec.lens == "macro" else 1.0)
    return Focus(subject_parallax, strength, canvas.unit)


@overload
def soften(rgba: NDArray[np.float32], sigma_px: float) -> NDArray[np.float32]: ...
@overload
def soften(rgba: NDArray[np.uint8], sigma_px: float) -> NDArray[np.uint8]: ...
def soften(
    rgba: NDArray[np.float32] | NDArray[np.uint8], sigma_px: float
) -> NDArray[np.float32] | NDArray[np.uint8]:
    """A sheet out of focus, a new array of its kind: straight float 0..1 or premultiplied u8.

    The blur is a disc's, and of premultiplied colour: an edge turns transparent and takes no
    colour from what is not painted. A sheet painted to its border stays so.
    """
    if sigma_px < 0.3:
        return rgba.copy()
    is_straight = rgba.dtype != np.uint8
    scale = np.float32(1.0 if is_straight else 1 / 255)
    sheet = rgba.astype(np.float32) * scale
    if is_straight:
        sheet[..., :3] *= sheet[..., 3:4]
    blurred = _disc(sheet, 2 * sigma_px)
    if not is_straight:
        blurred[..., :3] = np.minimum(blurred[..., :3], blurred[..., 3:4])
        return np.asarray(blurred * 255 + 0.5, np.uint8)
    blurred[..., :3] /= np.maximum(blurred[..., 3:4], 1e-4)
    return np.clip(blurred, 0, 1)


def _disc(premultiplied: NDArray[np.float32], radius_px: float) -> NDArray[np.float32]:
    """Each point spread to a disc, bright ones weighing more; alpha spread alike."""
    height_px, width_px = premultiplied.shape[:2]
    shrink = max(1.0, radius_px / _MOST_TAPS)
    small = premultiplied
    if shrink > 1:
        size = (max(2, round(width_px / shrink)), max(2, round(height_px / shrink)))
        small = cv2.resize(premultiplied, size, interpolation=cv2.INTER_AREA)
    light = small[..., :3].max(axis=2, keepdims=True)
    weight = 1 + np.float32(_LIGHTS) * np.clip(light - 0.72, 0, 1) ** 2 * 8
    taps = _disc_taps(radius_px / shrink)
    # Alpha is spread like the colour: else a bright edge would outshine its own cover.
    spread = _spread(small * weight, taps)
    weights = _spread(np.ascontiguousarray(weight), taps)
    out = spread / weights[..., None]
    if shrink > 1:
        out = cv2.resize(out, (width_px, height_px), interpolation=cv2.INTER_CUBIC)
        out = np.clip(out, 0, 1)
    return np.asarray(out, np.float32)


def _spread(planes: NDArray[np.float32], taps: NDArray[np.float32]) -> NDArray[np.float32]:
    return np.asarray(cv2.filter2D(planes, -1, taps, borderType=cv2.BORDER_REPLICATE), np.float32)


def _disc_taps(radius_px: float) -> NDArray[np.float32]:
    """A disc with a soft edge, its sum 1."""
    reach = int(np.ceil(radius_px)) + 1
    y, x = np.mgrid[-reach : reach + 1, -reach : reach + 1].astype(np.float32)
    taps = np.clip(radius_px + 0.5 - np.hypot(x, y), 0, 1)
    return np.asarray(taps / taps.sum(), np.float32)
