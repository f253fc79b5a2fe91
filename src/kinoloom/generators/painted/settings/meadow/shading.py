"""Light and air on land: what the colours of a survey become under one sun."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from kinoloom.generators.painted.air.sun_place import turned
from kinoloom.generators.painted.easel.colour import mix, rgb
from kinoloom.generators.painted.settings.meadow.relief import Survey

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from kinoloom.generators.painted.air.daylight import Daylight
    from kinoloom.generators.painted.easel.canvas import Canvas
    from kinoloom.generators.painted.easel.light import Vector
    from kinoloom.generators.painted.spec import Hour, SceneSpec

_RELIEF = 2.1
"""Slopes are modelled as if they were this much steeper: hills read as hills."""


@dataclass(frozen=True)
class Air:
    """The light on the land and the air before it.

    `sun` points to the light (x right, y up, z away). `haze_m` is the distance at which the air
    hides two thirds; `mist` 0..1 lies below `mist_m` of height.
    """

    light: Daylight
    sun: Vector
    sun_x_px: float
    haze_m: float
    mist: float = 0.0
    mist_m: float = 10.0

    def colour_px(self, canvas: Canvas) -> NDArray[np.float32]:
        """The air's own colour for each painted column (width x 3): brighter toward the sun."""
        columns = np.arange(canvas.paint_width_px, dtype=np.float32)
        toward = np.exp(-np.abs(columns - self.sun_x_px) / (640 * canvas.unit))
        toward *= 1 - 0.7 * self.light.cover
        return mix(self.light.haze_rgb, self.light.haze_sun_rgb, toward[:, None])

    def share(self, z_m: NDArray[np.float32], height_m: NDArray[np.float32]) -> NDArray[np.float32]:
        """How much of what is seen at a place is air, 0..1."""
        far = 1 - np.exp(-((np.minimum(z_m, 1e6) / self.haze_m) ** 1.15))
        low = self.mist * np.exp(-np.maximum(height_m, 0) / self.mist_m)
        low *= 1 - np.exp(-z_m / (0.22 * self.haze_m))
        return np.asarray(far + (1 - far) * low, np.float32)

    def at(self, z_m: float, height_m: float = 0.0) -> float:
        """The share of air before a thing at a place."""
        return float(self.share(np.array([z_m], np.float32), np.array([height_m], np.float32))[0])


def lit(albedo: object, light: Daylight, amount: float = 0.6) -> NDArray[np.float32]:
    """An albedo (colour code, or ... x 3) in the shadows' light and that much of the direct."""
    base = rgb(albedo) if isinstance(albedo, str) else np.asarray(albedo, np.float32)
    gain = np.asarray(light.ambient_rgb) + np.asarray(light.key_rgb) * amount
    return np.clip(base * gain, 0, 1).astype(np.float32)


def shade(
    survey: Survey, albedo: NDArray[np.float32], air: Air, canvas: Canvas
) -> NDArray[np.float32]:
    """The land as straight RGBA: `albedo` (height x width x 3) lit, with the air before it."""
    light = air.light
    facing, up = _facing(survey, air.sun)
    strength = 0.30 + 0.70 * light.shadow
    key = np.asarray(light.key_rgb, np.float32) * (0.80 * strength)
    fill = np.asarray(light.ambient_rgb, np.float32)
    gain = fill * (0.66 + 0.34 * up)[..., None] + key * facing[..., None]
    colour = albedo * gain
    # A film's shoulder: sunlit snow and pale fields keep their form.
    bright = colour > 0.74
    colour = np.where(bright, 0.74 + (colour - 0.74) / (1 + 2.4 * np.maximum(colour - 0.74, 0)),
                      colour)  # fmt: skip
    share = air.share(survey.z_m, survey.height_m)[..., None]
    colour = mix(colour, air.colour_px(canvas)[None], share)
    colour = _blend_ridges(np.clip(colour, 0, 1), survey)
    alpha = np.where(survey.fringe > 0, 1.0, 0.0)
    alpha[_topmost(survey)] = survey.fringe[_topmost(survey)]
    return np.dstack([colour, alpha]).astype(np.float32)


def key_direction(spec: SceneSpec, side: int) -> Vector:
    """Toward the light (x right, y up, z away), from the sun's side; low at the day's ends."""
    by_hour: dict[Hour, Vector] = {
        "day": (side * 0.60, 0.70, -0.38),
        "golden_hour": (side * 0.86, 0.34, 0.12),
        "dawn": (side * 0.84, 0.34, 0.06),
        "dusk": (side * 0.86, 0.32, 0.20),
        "night": (side * 0.64, 0.62, -0.20),
    }
    x, y, z = turned(spec.light, by_hour[spec.hour])
    length = float(np.sqrt(x * x + y * y + z * z))
    return x / length, y / length, z / length


def _facing(survey: Survey, sun: Vector) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """How much each place faces the sun and the sky, 0..1 each, on steepened slopes."""
    normal = survey.normal
    x, z = normal[..., 0] * _RELIEF, normal[..., 2] * _RELIEF
    length = np.sqrt(x * x + normal[..., 1] ** 2 + z * z) + 1e-6
    dot = (x * sun[0] + normal[..., 1] * sun[1] + z * sun[2]) / length
    up = normal[..., 1] / length
    return np.asarray(np.clip(dot, 0, 1), np.float32), np.asarray(up, np.float32)


def _topmost(survey: Survey) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The first covered pixel of each column."""
    there = survey.fringe > 0
    columns = np.flatnonzero(there.any(axis=0))
    return there.argmax(axis=0)[columns], columns


def _blend_ridges(colour: NDArray[np.float32], survey: Survey) -> NDArray[np.float32]:
    """Ridges before other land: the pixel on the edge is a mix of both."""
    out = colour.copy()
    part = survey.fringe[1:]
    edge = (part > 0) & (part < 1) & (survey.fringe[:-1] > 0)
    rows, columns = np.nonzero(edge)
    share = part[rows, columns][:, None]
    out[rows + 1, columns] = mix(colour[rows, columns], colour[rows + 1, columns], share)
    return out
