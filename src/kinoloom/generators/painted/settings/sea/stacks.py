"""Stacks of rock that stand in the sea, and the white water around their feet."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import cv2
import numpy as np

from kinoloom.generators.painted.easel.layer import Layer, place
from kinoloom.generators.painted.settings.sea.far_land import Land, paint_land, stacks_crest
from kinoloom.generators.painted.settings.sea.waterline import Waterline

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from kinoloom.generators.painted.air.daylight import Daylight
    from kinoloom.generators.painted.easel.camera import Pose
    from kinoloom.generators.painted.easel.canvas import Canvas
    from kinoloom.generators.painted.easel.focus import Focus
    from kinoloom.generators.painted.easel.light import Colour
    from kinoloom.generators.painted.settings.sea.place import Place
    from kinoloom.generators.painted.spec import SceneSpec

_DISTANCE_M = 150.0
_IMAGE_STRENGTH = 0.5


class Stacks:
    """Two or three towers, their image in the water, and foam where they stand."""

    def __init__(
        self,
        spec: SceneSpec,
        canvas: Canvas,
        scene: Place,
        light: Daylight,
        *,
        air: float,
        air_rgb: NDArray[np.float32],
        foam_rgb: Colour,
    ) -> None:
        self._canvas = canvas
        outlook = scene.outlook
        self._foot_px = outlook.row_at(_DISTANCE_M)
        self._parallax = outlook.ground.parallax_at(self._foot_px)
        rise = (0.12 + 0.75 * scene.land_rise) * 1080 * canvas.unit
        if spec.setting == "beach":
            rise *= 0.75
        crest = stacks_crest(canvas, self._foot_px, scene.land_side, rise, spec.seed)
        snow = 1.0 if spec.season == "winter" or spec.weather == "snow" else 0.0
        land = Land(crest, self._foot_px, air, 0.55, snow)
        picture = paint_land(
            canvas, light, land, sun_px=scene.sun_px, air_rgb=air_rgb, season=spec.season,
            seed=spec.seed,
        )  # fmt: skip
        self._layer = Layer(picture, self._parallax)
        self._image = Layer(_mirrored(picture, self._foot_px), self._parallax)
        self._spans = _spans(crest, self._foot_px)
        self._crest_px = float(crest.min())
        self._waterline = Waterline(canvas, foam_rgb, spec.seed + 9)

    def defocus(self, focus: Focus) -> None:
        """Be drawn as a lens sees them."""
        focus.see(self._layer, self._image)

    def draw(self, frame_u8: NDArray[np.uint8], t_s: float, pose: Pose) -> None:
        """Draw image and towers over the water."""
        if self._layer.is_empty or not self._spans:
            return
        self._draw_image(frame_u8, t_s, pose)
        before = frame_u8.copy()
        self._layer.draw(frame_u8, pose, self._canvas)
        for first, last in self._spans:
            left, line, _ = place(first, self._foot_px, self._parallax, pose, self._canvas)
            right, _, _ = place(last, self._foot_px, self._parallax, pose, self._canvas)
            self._waterline.cover(
                frame_u8, before, (left, right), line - 3 * self._canvas.unit,
                6 * self._canvas.unit, t_s, speed=1.0, bow=0.0,
            )  # fmt: skip

    def _draw_image(self, frame_u8: NDArray[np.uint8], t_s: float, pose: Pose) -> None:
        """The mirror image, its rows pushed aside by the waves."""
        unit = self._canvas.unit
        tall = self._foot_px - self._crest_px
        left, foot, _ = place(self._spans[0][0], self._foot_px, self._parallax, pose, self._canvas)
        right, _, _ = place(self._spans[-1][1], self._foot_px, self._parallax, pose, self._canvas)
        x0 = max(0, math.floor(left - 30 * unit))
        x1 = min(frame_u8.shape[1], math.ceil(right + 30 * unit))
        top = max(0, math.floor(foot))
        bottom = min(frame_u8.shape[0], math.ceil(foot + 1.1 * tall))
        if x1 - x0 < 2 or bottom - top < 2:
            return
        image = frame_u8.copy()
        self._image.draw(image, pose, self._canvas)
        below = np.arange(bottom - top, dtype=np.float32)
        push = np.sin(below / (3.1 * unit) + 3.0 * t_s)
        push += 0.6 * np.sin(below / (1.3 * unit) - 4.4 * t_s)
        push *= unit * np.minimum(9.0, 1.0 + 0.10 * below / unit)
        part = frame_u8[top:bottom, x0:x1]
        change = image[top:bottom, x0:x1].astype(np.float32) - part
        x = np.arange(x1 - x0, dtype=np.float32)[None] + push[:, None]
        y = np.broadcast_to(below[:, None], x.shape).astype(np.float32)
        moved = cv2.remap(change, x, y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_CONSTANT)
        part[:] = np.asarray(np.clip(part + moved + 0.5, 0, 255), np.uint8)


def _mirrored(rgba: NDArray[np.float32], foot_px: float) -> NDArray[np.float32]:
    """The picture upside down below its foot, fading away from it."""
    out = np.zeros_like(rgba)
    foot = int(foot_px)
    rows = min(foot, len(rgba) - foot, int(0.62 * foot))
    if rows < 2:
        return out
    out[foot : foot + rows] = rgba[foot - rows : foot][::-1]
    tall = np.flatnonzero(out[..., 3].max(axis=1) > 0)
    if len(tall) == 0:
        return out
    fade = np.clip(1 - (np.arange(len(out)) - foot) / max(1, tall[-1] - foot), 0, 1)
    out[..., 3] *= _IMAGE_STRENGTH * fade[:, None].astype(np.float32)
    return out


def _spans(crest: NDArray[np.float32], foot_px: float) -> list[tuple[float, float]]:
    """The columns each tower stands on."""
    there = np.concatenate([[False], crest < foot_px - 2, [False]]).astype(np.int8)
    edges = np.flatnonzero(np.diff(there)).reshape(-1, 2)
    return [(float(a), float(b)) for a, b in edges if b - a > 6]
