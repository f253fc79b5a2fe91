"""Focus: a lens that is sharp at one distance, for sheets that are painted once.

A scene that honours `spec.shallow` shows the lens what it has painted, all of it at once:

    focus_for(spec, canvas, subject_parallax=0.9).see(self._sky, *self._hills, self._ground)

What stands at the subject's parallax stays as it is, and so does everything when the spec asks
for no shallow focus. It costs nothing per frame.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, overload

import cv2
import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from kinoloom.generators.painted.easel.canvas import Canvas
    from kinoloom.generators.painted.spec import SceneSpec

_FAR_SIGMA_PX = 12.0
"""Of a 1080-line picture: of what is endlessly far, behind a subject at parallax 1."""
_NEAR_SIGMA_PX = 12.0
_DEEP = 0.12
"""Parallax to either side of the subject's that is still sharp."""
_LEAST_SIGMA_PX = 0.3
_MOST_TAPS = 12
"""Radius in px up to which a disc is applied at full size."""
_LIGHTS = 30.0
"""How much more than paint a small light counts: it becomes a disc instead of fading."""
_LIGHTER = 0.12
"""How much lighter than what is around it a light is."""
_STEPS = 4
"""So many blurs make a ground that softens into the distance."""
_COVERED = 0.25
"""A border painted more than this is where the sheet is cut: it is no edge of the thing."""
_DITHER_SEED = 20241


class Focusable(Protocol):
    """A sheet that is painted once and has one place in depth, or one for each row."""

    def defocus(self, focus: Focus) -> None:
        """Be drawn as the lens sees it, from now on."""
        ...


@dataclass(frozen=True)
class Focus:
    """How soft a lens draws each distance."""

    subject_parallax: float
    strength: float
    """0 is sharp everywhere, 1 a portrait lens, 2 a macro lens."""
    unit: float

    def sigma_px(self, parallax: float) -> float:
        """How far a point at that parallax spreads."""
        return float(self._sigmas_px(np.array(parallax)))

    def _sigmas_px(self, parallax: NDArray[np.float64]) -> NDArray[np.float64]:
        away = parallax - self.subject_parallax
        is_near = away > 0
        reach = np.where(is_near, _NEAR_SIGMA_PX, _FAR_SIGMA_PX)
        run = np.where(is_near, 0.7, max(0.3, self.subject_parallax))
        share = np.clip((np.abs(away) - _DEEP) / run, 0, 1.4)
        return np.asarray(self.strength * self.unit * reach * share**0.75, np.float64)

    @overload
    def soften(self, rgba: NDArray[np.float32], parallax: float) -> NDArray[np.float32]: ...
    @overload
    def soften(self, rgba: NDArray[np.uint8], parallax: float) -> NDArray[np.uint8]: ...
    def soften(
        self, rgba: NDArray[np.float32] | NDArray[np.uint8], parallax: float
    ) -> NDArray[np.float32] | NDArray[np.uint8]:
        """A sheet (height x width x 4, as `Layer` takes it) as the lens sees it there."""
        return soften(rgba, self.sigma_px(parallax))

    def see(self, *sheets: Focusable | None) -> None:
        """Have all these sheets drawn as the lens sees them."""
        if self.strength > 0:
            for sheet in sheets:
                if sheet is not None:
                    sheet.defocus(self)

    def spread(
        self,
        premultiplied: NDArray[np.uint8],
        parallax: float | NDArray[np.float64],
        *,
        y_px: float = 0.0,
        step_px: int = 1,
        grows: tuple[bool, bool] = (True, True),
    ) -> tuple[NDArray[np.uint8], int, int]:
        """A sheet out of focus, and how far it reaches beyond its old left and top, in pixels.

        `parallax` is one value, or an array that broadcasts to its rows and columns; what begins
        at a `y_px` below the canvas's upper edge has an edge of its own there. It grows in
        steps of `step_px`, up and down and to the sides unless `grows` says not to.
        """
        depths = np.atleast_2d(np.asarray(parallax, np.float64))
        sigmas = self._sigmas_px(depths)
        most = float(sigmas.max())
        if most < _LEAST_SIGMA_PX:
            return premultiplied, 0, 0
        room = -(-int(np.ceil(2 * most) + 2) // step_px) * step_px
        alpha = premultiplied[..., 3]
        ends = (alpha[0], alpha[-1], alpha[:, 0], alpha[:, -1])
        top, bottom, left, right = (room if end.mean() < 255 * _COVERED else 0 for end in ends)
        if y_px > 0:
            top = room
        if not grows[0]:
            top = bottom = 0
        if not grows[1]:
            left = right = 0
        grown = np.pad(premultiplied, ((top, bottom), (left, right), (0, 0)))
        if sigmas.size == 1:
            return soften(grown, most), left, top
        pads = [
            (before, after) if size > 1 else (0, 0)
            for size, before, after in zip(sigmas.shape, (top, left), (bottom, right), strict=True)
        ]
        share = np.pad(sigmas / most, pads, mode="edge").astype(np.float32)[..., None]
        return _graded(grown, share * np.float32(_STEPS - 1), most), left, top


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
    if sigma_px < _LEAST_SIGMA_PX:
        return rgba.copy()
    is_straight = rgba.dtype != np.uint8
    scale = np.float32(1.0 if is_straight else 1 / 255)
    sheet = rgba.astype(np.float32) * scale
    if is_straight:
        sheet[..., :3] *= sheet[..., 3:4]
    blurred = _disc(sheet, 2 * sigma_px)
    if not is_straight:
        return _eight_bit(blurred)
    blurred[..., :3] /= np.maximum(blurred[..., 3:4], 1e-4)
    return np.clip(blurred, 0, 1)


def _graded(
    sheet: NDArray[np.uint8], level: NDArray[np.float32], most_px: float
) -> NDArray[np.uint8]:
    """A sheet whose blur is not the same everywhere: `level` of `_STEPS` blurs, 0 none."""
    paint = np.asarray(sheet / np.float32(255), np.float32)
    out = np.asarray(paint * np.clip(1 - level, 0, 1), np.float32)
    for k in range(1, _STEPS):
        weight = np.clip(1 - np.abs(level - k), 0, 1)
        if weight.any():
            out += _disc(paint, 2 * most_px * k / (_STEPS - 1)) * weight
    return _eight_bit(out)


def _eight_bit(premultiplied: NDArray[np.float32]) -> NDArray[np.uint8]:
    """Dithered: what is blurred is smoother than 8 bits."""
    alpha = premultiplied[..., 3:4]
    alpha[alpha > 0.998] = 1
    premultiplied[..., :3] = np.clip(premultiplied[..., :3], 0, alpha)
    noise = np.random.default_rng(_DITHER_SEED).random((*alpha.shape[:2], 1), dtype=np.float32)
    return np.minimum(premultiplied * 255 + noise, 255).astype(np.uint8)


def _disc(premultiplied: NDArray[np.float32], radius_px: float) -> NDArray[np.float32]:
    """Each point spread to a disc, bright ones weighing more; alpha spread alike."""
    height_px, width_px = premultiplied.shape[:2]
    shrink = max(1.0, radius_px / _MOST_TAPS)
    small = premultiplied
    if shrink > 1:
        size = (max(2, round(width_px / shrink)), max(2, round(height_px / shrink)))
        resized = cv2.resize(premultiplied, size, interpolation=cv2.INTER_AREA)
        small = np.asarray(resized, np.float32)
    weight = _weight(small, 4 * radius_px / shrink)
    taps = _disc_taps(radius_px / shrink)
    # Alpha is spread like the colour: else a bright edge would outshine its own cover.
    spread = _spread(small * weight, taps)
    weights = _spread(np.ascontiguousarray(weight), taps)
    out = spread / weights[..., None]
    if shrink > 1:
        out = cv2.resize(out, (width_px, height_px), interpolation=cv2.INTER_CUBIC)
        out = np.clip(out, 0, 1)
    return np.asarray(out, np.float32)


def _weight(small: NDArray[np.float32], around_px: float) -> NDArray[np.float32]:
    """How much each point counts: the more, the lighter it is than what is around it."""
    light = np.ascontiguousarray(small[..., :3].max(axis=2))
    reach = 2 * max(1, round(around_px)) + 1
    pair = np.dstack([light, small[..., 3]])
    mean = np.asarray(cv2.blur(pair, (reach, reach), borderType=cv2.BORDER_REPLICATE))
    usual = mean[..., 0] / np.maximum(mean[..., 1], 1e-3)
    excess = np.clip(light - usual - np.float32(_LIGHTER), 0, 1)
    weight = 1 + np.float32(_LIGHTS) * excess * excess
    return np.asarray(weight[..., None], np.float32)


def _spread(planes: NDArray[np.float32], taps: NDArray[np.float32]) -> NDArray[np.float32]:
    return np.asarray(cv2.filter2D(planes, -1, taps, borderType=cv2.BORDER_REPLICATE), np.float32)


def _disc_taps(radius_px: float) -> NDArray[np.float32]:
    """A disc with a soft edge, its sum 1."""
    reach = int(np.ceil(radius_px)) + 1
    y, x = np.mgrid[-reach : reach + 1, -reach : reach + 1].astype(np.float32)
    taps = np.clip(radius_px + 0.5 - np.hypot(x, y), 0, 1)
    return np.asarray(taps / taps.sum(), np.float32)
