"""What falls, drifts and flashes between the camera and an outdoor scene, by its weather."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from kinoloom.generators.painted.air.lightning import Lightning
from kinoloom.generators.painted.air.particles import Particles
from kinoloom.generators.painted.air.weather import Dust, Mist, Rain, Snow, Splashes
from kinoloom.generators.painted.easel.colour import mix

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from kinoloom.generators.painted.air.daylight import Daylight
    from kinoloom.generators.painted.easel.camera import Pose
    from kinoloom.generators.painted.easel.canvas import Canvas
    from kinoloom.generators.painted.easel.light import Colour
    from kinoloom.generators.painted.spec import Effect, SceneSpec, SettingName

_COLD = np.array([0.92, 0.97, 1.06], np.float32)
_RAINS = {"rain": (1.0, 0.12), "storm": (1.6, 0.32)}
"""Strength and wind."""
_BANKS = {"fog": 0.7, "rain": 0.22, "storm": 0.3, "snow": 0.25, "sandstorm": 0.6}
_MORNING = 0.26
"""Mist that lies over the land at dawn."""
_BARE: frozenset[SettingName] = frozenset({"desert", "dunes", "canyon", "mars", "moon", "volcano"})
"""Where wind carries dust and no leaf."""
_SALT: frozenset[SettingName] = frozenset({"ocean", "beach"})
"""Where it carries neither."""
_AIRLESS: frozenset[SettingName] = frozenset({"space", "moon", "underwater", "coral"})
_BLOWN_SNOW = (0.90, 0.94, 1.0)


class Conditions:
    """The weather of a shot. `draw_far` after the sky and far layers, `draw_near` last of all."""

    def __init__(
        self,
        spec: SceneSpec,
        canvas: Canvas,
        light: Daylight,
        *,
        horizon_y_px: float,
        ground_y_px: float | None = None,
        splashes: bool = True,
        seconds: float = 0.0,
        source_px: tuple[float, float] | None = None,
    ) -> None:
        """Rows are of the painted canvas: where the ground meets the sky, and the row on which
        fog lies deepest (None: a little below). `splashes` where drops meet ground or water.

        `seconds` is the film's length, which effects need to return in when it loops;
        `source_px` the place on the painted canvas that steam, smoke and sparks come from.
        """
        seed = spec.seed
        unit = canvas.unit
        tint = precipitation_tint(light)
        low = ground_y_px if ground_y_px is not None else horizon_y_px + 90 * unit
        air = _triple(mix(light.haze_rgb, light.haze_sun_rgb, 0.4))
        wind = 0.6 + 0.8 * spec.motion
        period_s = period_of(spec, seconds)
        self._lightning: Lightning | None = None
        self._splashes: Splashes | None = None
        self._far: list[Mist] = []
        self._near: list[Rain | Snow | Mist | Dust] = []
        bank = max(_BANKS.get(spec.weather, 0.0), _MORNING if spec.time == "dawn" else 0.0)
        if bank:
            self._far.append(
                Mist(
                    canvas, bank, seed + 11, colour_rgb=air,
                    top_px=horizon_y_px - 0.22 * canvas.height_px, bottom_px=low,
                    drift_px_per_s=34 * wind, period_s=period_s,
                )
            )  # fmt: skip
        match spec.weather:
            case "rain" | "storm":
                power, slant = _RAINS[spec.weather]
                self._near.append(
                    Rain(
                        canvas, power, seed + 12, wind=slant, tint_rgb=tint, period_s=period_s
                    )
                )  # fmt: skip
                if splashes:
                    self._splashes = Splashes(
                        canvas, min(1.0, 0.8 * power), seed + 13,
                        horizon_y_px=horizon_y_px, tint_rgb=tint, period_s=period_s,
                    )  # fmt: skip
                if spec.weather == "storm":
                    self._lightning = Lightning(
                        canvas, 0.65, seed + 14, horizon_y_px=horizon_y_px, period_s=period_s
                    )
            case "snow":
                self._near.append(
                    Snow(canvas, 0.72 + 0.35 * spec.motion, seed + 12, period_s=period_s)
                )
            case "fog":
                self._near.append(
                    Mist(
                        canvas, 0.3, seed + 12, colour_rgb=air, drift_px_per_s=26 * wind,
                        period_s=period_s,
                    )
                )  # fmt: skip
            case "sandstorm":
                self._near.append(
                    Mist(
                        canvas, 0.28, seed + 12, colour_rgb=air, drift_px_per_s=420, stretch=4.0,
                        period_s=period_s,
                    )
                )  # fmt: skip
                self._near.append(Dust(canvas, 0.75, seed + 13, colour_rgb=air, period_s=period_s))
            case "wind":
                self._near.extend(_blown(spec, canvas, air, period_s))
            case _:
                pass
        self._effects = effects_of(spec, canvas, light, seconds, source_px)

    def draw_far(self, frame: NDArray[np.uint8], t_s: float, pose: Pose) -> None:
        """Bolts and banks of fog, before what stands in front of them."""
        if self._lightning is not None:
            self._lightning.draw_bolt(frame, t_s)
        for bank in self._far:
            bank.draw(frame, t_s, pose)

    def draw_splashes(self, frame: NDArray[np.uint8], t_s: float) -> None:
        """Drops on the ground, before those who stand on it."""
        if self._splashes is not None:
            self._splashes.draw(frame, t_s)

    def draw_near(self, frame: NDArray[np.uint8], t_s: float, pose: Pose) -> None:
        """What falls before everything."""
        for veil in self._near:
            veil.draw(frame, t_s, pose)
        self._effects.draw(frame, t_s, pose)
        if self._lightning is not None:
            self._lightning.flash(frame, t_s)


def period_of(spec: SceneSpec, seconds: float) -> float | None:
    """After how long the air of a shot of that length returns: only where it loops."""
    return seconds if spec.loop and seconds > 0 else None


def precipitation_tint(light: Daylight) -> Colour:
    """Drops are as bright as the air behind them, and a little blue."""
    haze = np.asarray(light.haze_rgb, np.float32)
    level = np.float32(np.clip(0.35 + 0.75 * haze.mean(), 0.35, 0.95))
    return _triple(mix(haze, level * _COLD, 0.55))


def _blown(
    spec: SceneSpec, canvas: Canvas, air: Colour, period_s: float | None
) -> list[Rain | Snow | Mist | Dust]:
    """Dust or snow that the wind lifts."""
    if spec.setting in _AIRLESS:
        return []
    strength = 0.5 + 0.4 * spec.motion
    if spec.season == "winter":
        air = _BLOWN_SNOW
    elif spec.setting not in _BARE:
        return []
    return [Dust(canvas, strength, spec.seed + 12, colour_rgb=air, period_s=period_s)]


def effects_of(
    spec: SceneSpec,
    canvas: Canvas,
    light: Daylight,
    seconds: float,
    source_px: tuple[float, float] | None = None,
) -> Particles:
    """What the spec names, and what the season gives to the wind."""
    is_windy = spec.weather in ("wind", "storm")
    wanted: list[Effect] = list(spec.effects)
    if is_windy and spec.setting not in _BARE | _AIRLESS | _SALT and spec.season != "winter":
        autumn = spec.season == "autumn"
        blossoms = spec.season == "spring"
        if spec.weather == "wind" or autumn:
            wanted.append("petals" if blossoms else "leaves")
    season = spec.season
    if season is None and "leaves" not in spec.effects:
        season = "summer"
    return Particles(
        wanted, canvas, spec.seed + 15, light=light, motion=spec.motion, seconds=seconds,
        loop=spec.loop, season=season, source_px=source_px,
        blow_px_per_s=(260 + 420 * spec.motion) if is_windy else 24 + 40 * spec.motion,
    )  # fmt: skip


def _triple(values: NDArray[np.float32]) -> Colour:
    return float(values[0]), float(values[1]), float(values[2])
