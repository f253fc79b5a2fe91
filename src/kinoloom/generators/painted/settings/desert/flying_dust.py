"""What moves in a desert's air: drifting dust, glowing motes, rain, snow, sand."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from kinoloom.generators.painted.air.weather import Dust, Mist, Rain, Snow
from kinoloom.generators.painted.easel.colour import mix
from kinoloom.generators.painted.easel.layer import add_spots

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from kinoloom.generators.painted.air.daylight import Daylight
    from kinoloom.generators.painted.easel.camera import Pose
    from kinoloom.generators.painted.easel.canvas import Canvas
    from kinoloom.generators.painted.easel.light import Colour
    from kinoloom.generators.painted.settings.desert.light import Sand
    from kinoloom.generators.painted.settings.desert.place import Place
    from kinoloom.generators.painted.spec import SceneSpec


class FlyingDust:
    """What moves in the air: drifting dust, glowing motes, rain, snow, sand."""

    def __init__(
        self,
        spec: SceneSpec,
        canvas: Canvas,
        place: Place,
        light: Daylight,
        sand: Sand,
        period_s: float | None,
    ) -> None:
        self._canvas = canvas
        self._sun_x_px = place.sun_px[0] - canvas.margin_x_px
        seed, horizon_y = spec.seed + 400, place.view.horizon_y_px
        unit = canvas.unit
        dry = spec.weather in ("clear", "cloudy", "wind", "sandstorm")
        wind = 0.6 + 0.8 * spec.motion
        warm = _triple(mix(light.haze_sun_rgb, light.haze_rgb, 0.35))
        bottom = float(canvas.margin_y_px + canvas.height_px)
        self._behind = Mist(
            canvas,
            {"clear": 0.15, "cloudy": 0.16, "wind": 0.4, "sandstorm": 0.6, "fog": 0.55}.get(
                spec.weather, 0.3
            ),
            seed,
            colour_rgb=warm,
            top_px=horizon_y - 60 * unit,
            bottom_px=place.feet_y_px + 40 * unit,
            drift_px_per_s=55 * wind,
            stretch=5.5,
        )
        self._before: list[Mist | Dust | Rain | Snow] = []
        if dry and spec.weather != "sandstorm":
            self._before.append(
                Mist(
                    canvas,
                    0.10,
                    seed + 1,
                    colour_rgb=warm,
                    top_px=place.feet_y_px - 70 * unit,
                    bottom_px=bottom + 60 * unit,
                    drift_px_per_s=110 * wind,
                    stretch=7.0,
                )
            )
        match spec.weather:
            case "sandstorm":
                dust = _triple(mix(light.haze_rgb, light.haze_sun_rgb, 0.5))
                self._before.append(
                    Mist(canvas, 0.28, seed + 2, colour_rgb=dust, drift_px_per_s=420, stretch=4.0)
                )
                self._before.append(
                    Dust(canvas, 0.75, seed + 3, colour_rgb=dust, period_s=period_s)
                )
            case "fog":
                fog = _triple(mix(light.haze_rgb, light.haze_sun_rgb, 0.3))
                self._before.append(
                    Mist(canvas, 0.4, seed + 2, colour_rgb=fog, drift_px_per_s=30 * wind)
                )
            case "rain":
                self._before.append(Rain(canvas, 0.85, seed + 3, period_s=period_s))
            case "storm":
                self._before.append(Rain(canvas, 1.2, seed + 3, wind=0.3, period_s=period_s))
            case "wind":
                self._before.append(Dust(canvas, 0.5, seed + 3, colour_rgb=warm, period_s=period_s))
            case "snow":
                self._before.append(Snow(canvas, 0.9, seed + 3, period_s=period_s))
            case _:
                pass
        rng = np.random.default_rng([spec.seed, 0x307E])
        count = 110 if dry and spec.weather == "clear" and spec.hour != "night" else 0
        self._motes = rng.random((count, 5), dtype=np.float32)
        self._mote_rgb = np.array(mix(light.haze_sun_rgb, light.glow_rgb, 0.4), np.float32)
        self._mote_strength = 0.8 if spec.hour in ("golden_hour", "dawn", "dusk") else 0.3

    def draw_behind(self, frame: NDArray[np.uint8], t_s: float, pose: Pose) -> None:
        self._behind.draw(frame, t_s, pose)

    def draw_before(self, frame: NDArray[np.uint8], t_s: float, pose: Pose) -> None:
        for veil in self._before:
            veil.draw(frame, t_s, pose)
        if len(self._motes):
            self._draw_motes(frame, t_s, pose)

    def _draw_motes(self, frame: NDArray[np.uint8], t_s: float, pose: Pose) -> None:
        """Dust that catches the low sun: bright near it, large and soft close to the lens."""
        unit, motes = self._canvas.unit, self._motes
        width_px, height_px = self._canvas.width_px, self._canvas.height_px
        span = width_px + 160 * unit
        near = motes[:, 2]
        x = motes[:, 0] * span + (t_s * (40 + 130 * near) * unit) - pose.x_px * (0.4 + near)
        x = np.mod(x, span) - 80 * unit
        y = (0.36 + 0.62 * motes[:, 1]) * height_px + 12 * unit * np.sin(
            1.4 * t_s + 9 * motes[:, 3]
        )
        radius = (1.1 + 3.4 * near**4) * unit
        lit = np.exp(-np.abs(x - self._sun_x_px) / (620 * unit))
        strength = (0.10 + 0.5 * motes[:, 4]) * (0.12 + 0.88 * lit) * self._mote_strength
        spots = np.stack([x, y, radius, strength]).astype(np.float32)
        add_spots(frame, spots[0], spots[1], spots[2], self._mote_rgb, spots[3])


def _triple(values: NDArray[np.float32]) -> Colour:
    return float(values[0]), float(values[1]), float(values[2])
