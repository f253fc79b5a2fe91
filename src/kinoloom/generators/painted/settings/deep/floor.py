"""The sandy floor: ripples that run into the blue, and the net of light on them."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import cv2
import numpy as np

from kinoloom.generators.painted.easel.bands import in_bands
from kinoloom.generators.painted.easel.colour import rgb
from kinoloom.generators.painted.easel.kernel import kernel
from kinoloom.generators.painted.easel.layer import Layer, place
from kinoloom.generators.painted.easel.noise import fbm
from kinoloom.generators.painted.settings.deep.light_kernels import light_floor

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from kinoloom.generators.painted.easel.camera import Pose
    from kinoloom.generators.painted.easel.canvas import Canvas
    from kinoloom.generators.painted.easel.focus import Focus
    from kinoloom.generators.painted.settings.deep.illumination import Illumination
    from kinoloom.generators.painted.settings.deep.place import Place

_FAR = 0.24
"""How far away in the water a row is that shows things half as large as the nearest."""


def distance_at(site: Place, canvas: Canvas, y_px: float) -> float:
    """How far away the floor is on a painted row: 0 nearest, about 1 where it fades."""
    run = canvas.paint_height_px - site.eye_y_px
    return _FAR * max(0.0, run / max(1.0, y_px - site.eye_y_px) - 1)


class Floor:
    """The sand."""

    def __init__(
        self, canvas: Canvas, site: Place, light: Illumination, sand: str, seed: int
    ) -> None:
        self._canvas, self._site, self._light = canvas, site, light
        rng = np.random.default_rng([seed & 0xFFFFFFFF, 0xF100])
        rgba = self._paint(rgb(sand), rng, seed)
        first = int(site.eye_y_px)
        self._layer = Layer(rgba, 1.0, y_px=first, shear=site.ground)
        self._tint = np.asarray(light.water.ray_rgb, np.float32) * np.float32(1.25)

    def _paint(
        self, sand: NDArray[np.float32], rng: np.random.Generator, seed: int
    ) -> NDArray[np.float32]:
        canvas, site, light = self._canvas, self._site, self._light
        first = int(site.eye_y_px)
        rows = canvas.paint_height_px - first
        relief = np.zeros((rows, canvas.paint_width_px), np.float32)
        view = np.array(
            [site.eye_y_px - first, canvas.paint_width_px / 2, rows, 1 / canvas.unit,
             float(rng.uniform(-0.5, 0.5)), float(rng.uniform(0.8, 1.3))]
        )  # fmt: skip
        in_bands(rows, lambda a, b: _sand_rows(relief, view, seed % 9973, a, b))
        model = light.model
        level = np.float32(model[4]) * -1
        key, ambient = model[3:6], model[6:9]
        y = np.arange(rows, dtype=np.float32) + first
        far = np.array([distance_at(site, canvas, float(row)) for row in y], np.float32)
        clear = 1 - np.array([light.water.fog(float(d)) for d in far], np.float32)
        pool = light.pool(np.arange(canvas.paint_width_px, dtype=np.float32))
        lit = (0.5 + 0.72 * relief)[..., None] * key * abs(level) * 0.80 + ambient
        colour = sand * lit * pool[None, :, None]
        near = light.row_rgb(y)[:, None]
        # What the foot of the frame shows is dimmer: the eye goes to the lit middle.
        down = np.clip((y - first) / rows, 0, 1)[:, None, None]
        colour = colour * (1 - 0.26 * down**2) * 0.95 + near * 0.10
        alpha = np.broadcast_to(clear[:, None, None], (*relief.shape, 1))
        return np.concatenate([np.clip(colour, 0, 1), alpha], axis=-1).astype(np.float32)

    def defocus(self, focus: Focus) -> None:
        """Have the sand drawn as a lens sees it."""
        focus.see(self._layer)

    def draw(self, frame: NDArray[np.uint8], pose: Pose, tile: NDArray[np.uint8]) -> None:
        """Draw the floor and the light on it."""
        canvas, site = self._canvas, self._site
        self._layer.draw(frame, pose, canvas)
        strength = 0.85 * self._light.water.caustics
        if strength < 0.02:
            return
        rows = (site.eye_y_px + 0.1 * canvas.height_px, float(canvas.paint_height_px))
        corners = [(x, y) for y in rows for x in (0.0, float(canvas.paint_width_px))]
        seen = [place(x, y, site.ground.parallax_at(y), pose, canvas)[:2] for x, y in corners]
        to_paint = np.asarray(
            cv2.getPerspectiveTransform(np.array(seen, np.float32), np.array(corners, np.float32)),
            np.float64,
        )
        view = np.array(
            [site.eye_y_px, canvas.paint_width_px / 2, site.light_x_px,
             canvas.paint_height_px - site.eye_y_px, strength, canvas.width_px,
             0.36 / canvas.unit]
        )  # fmt: skip
        top = max(0, int(min(seen[0][1], seen[1][1]) - 0.1 * canvas.height_px))
        in_bands(
            canvas.height_px - top,
            lambda a, b: light_floor(frame, tile, to_paint, view, self._tint, a + top, b + top),
        )


@kernel
def _sand_rows(
    relief: NDArray[np.float32], view: NDArray[np.float64], seed: int, first: int, last: int
) -> None:
    """How much each place of the floor is turned to the light, about -0.5..0.5."""
    eye, middle, run, inverse, slant, pitch = view[0], view[1], view[2], view[3], view[4], view[5]
    for y in range(first, last):
        below = y + 0.5 - eye
        if below < 1.0:
            continue
        far = run / below
        z = far * 1000.0
        sharp = min(1.0, 1.9 / far)
        for x in range(relief.shape[1]):
            wx = (x - middle) * far * inverse
            bend = fbm(wx * 0.0024, z * 0.0024, 3, seed)
            wave = math.sin((z * 0.020 + slant * wx * 0.010 + 16.0 * bend) * pitch * 2.2)
            swell = fbm(wx * 0.0012 + 7.0, z * 0.0016, 4, seed + 5) - 0.5
            grain = fbm(wx * 0.06, z * 0.06, 2, seed + 9) - 0.5 if far < 2.2 else 0.0
            patch = 0.35 + 1.3 * max(0.0, fbm(wx * 0.0016, z * 0.0016 + 3.0, 2, seed + 2) - 0.3)
            relief[y, x] = np.float32(
                0.20 * wave * sharp * patch + 1.1 * swell + 0.30 * grain * sharp
            )
