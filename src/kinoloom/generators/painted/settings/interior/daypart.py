"""What the hour and the weather outside mean indoors: sky, sun and lamps in linear light."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

from kinoloom.generators.painted.easel.colour import mix, rgb, to_linear
from kinoloom.generators.painted.easel.deal import dealt
from kinoloom.generators.painted.easel.light import Rig
from kinoloom.generators.painted.settings.interior.room import BACK, LEFT

if TYPE_CHECKING:
    from kinoloom.generators.painted.air.daylight import Daylight
    from kinoloom.generators.painted.settings.interior.bench import Lamp
    from kinoloom.generators.painted.settings.interior.plan import Plan
    from kinoloom.generators.painted.spec import SceneSpec

Floats = NDArray[np.float64]

_SKY = {"dawn": 4.4, "day": 8.4, "noon": 9.6, "golden_hour": 5.0, "dusk": 2.7, "night": 0.42}
_FILL = {
    "dawn": 0.13,
    "day": 0.34,
    "noon": 0.42,
    "golden_hour": 0.13,
    "dusk": 0.075,
    "night": 0.032,
}
_SUN = {"dawn": 1.9, "day": 3.0, "noon": 3.4, "golden_hour": 2.5, "dusk": 0.9, "night": 0.22}
_HEIGHT = {
    "dawn": 0.34,
    "day": 0.66,
    "noon": 0.95,
    "golden_hour": 0.37,
    "dusk": 0.16,
    "night": 0.62,
}
"""Of the sun or moon above the horizon, in radians."""
_LAMPS = {"dawn": 0.0, "day": 0.0, "noon": 0.0, "golden_hour": 0.0, "dusk": 0.75, "night": 1.0}
_DIM = {"clear": 1.0, "cloudy": 0.86, "rain": 0.55, "snow": 0.95, "fog": 0.8, "storm": 0.30,
        "wind": 1.0, "sandstorm": 0.62}  # fmt: skip
_LAMPS_OF_WEATHER = {"rain": 0.8, "storm": 0.9, "sandstorm": 0.6, "snow": 0.5}
_GLOWS = (1.0, 0.66, 1.08)
"""How brightly a room's lamps are set, as factors."""
LAMP_RGB = np.array([1.0, 0.60, 0.27])


class Indoors(NamedTuple):
    """Linear light of a moment indoors. `lit` 0..1 is how bright the lamps are."""

    sky_rgb: Floats
    fill_rgb: Floats
    sun: Floats
    lit: float


def indoors(spec: SceneSpec, plan: Plan, light: Daylight) -> Indoors:
    """The light that this plan's room gets."""
    dim = _DIM[spec.weather]
    haze = to_linear(mix(light.haze_rgb, light.haze_sun_rgb, 0.35)).astype(np.float64)
    zenith = to_linear(light.sky_rgb[len(light.sky_rgb) // 2]).astype(np.float64)
    sky = 0.5 * haze + 0.5 * zenith
    sky = sky / max(1e-4, float(sky.mean()))
    # Eyes adapt: a room is never as blue as the sky it is lit by.
    sky = 0.5 * sky + 0.5
    if spec.time == "golden_hour":
        sky = sky * np.array([1.06, 0.95, 0.86])
    lit = _LAMPS[spec.time]
    if lit == 0.0:
        lit = _LAMPS_OF_WEATHER.get(spec.weather, 0.0)
    if spec.mood in ("cosy", "romantic") and spec.time in ("golden_hour", "dawn"):
        lit = max(lit, 0.4)
    if lit > 0.5:
        lit *= dealt(_GLOWS, spec.seed, 0x1AC)
    wall = to_linear(rgb(plan.scheme.wall)).astype(np.float64)
    tint = 0.6 + 0.4 * wall / float(wall.mean())
    fill = _FILL[spec.time] * (0.35 + 0.65 * dim) * sky * tint
    fill += lit * 0.07 * LAMP_RGB * tint * (1.6 if spec.time == "night" else 1.0)
    strong = _SUN[spec.time] * light.shadow
    key = to_linear(np.minimum(1.0, np.asarray(light.key_rgb))).astype(np.float64)
    key = key / max(1e-4, float(key.max()))
    key = (0.62 * key + 0.38 * np.array([1.0, 0.88, 0.70])) * strong
    sun = np.concatenate([sun_direction(spec, plan), key, [0.010]])
    # A room with a small window is shot with a wider lens stop.
    area = sum((w.u1 - w.u0) * (w.v1 - w.v0) for w in plan.room.windows)
    stop = min(1.9, max(0.8, (4.6 / area) ** 0.7))
    return Indoors(_SKY[spec.time] * dim * stop * sky, fill, sun, lit)


def sun_direction(spec: SceneSpec, plan: Plan) -> Floats:
    """Toward the sun, in the room's axes: it comes in through the main window."""
    rise = _HEIGHT[spec.time]
    turn = plan.sun_turn
    if plan.main_wall == BACK:
        # Straight in it would only light the floor; from aside it models.
        turn = math.copysign(0.2 + 0.75 * abs(turn), turn)
        flat = (math.sin(turn), math.cos(turn))
    else:
        out = -1.0 if plan.main_wall == LEFT else 1.0
        flat = (out * math.cos(0.7 * turn), 0.12 + 0.55 * abs(turn))
    length = math.hypot(*flat)
    return np.array(
        [flat[0] / length * math.cos(rise), math.sin(rise), flat[1] / length * math.cos(rise)]
    )


def lamp_rows(lamps: list[Lamp], lit: float) -> Floats:
    """Lamps as the kernels read them."""
    if lit <= 0.0:
        return np.zeros((0, 6))
    rows = [[*lamp.at, *(LAMP_RGB * (0.95 * lamp.power * lit))] for lamp in lamps]
    return np.array(rows, np.float64).reshape(-1, 6)


def rig_for(plan: Plan, now: Indoors, light: Daylight, lamps: list[Lamp]) -> Rig:
    """How somebody in the middle of the room is lit: by the main window, or by lamps."""
    view = plan.room.view
    x, z = view.point_at(0.0, plan.subject_depth_m)
    window = plan.room.windows[0]
    middle = (window.v0 + window.v1) / 2
    point = plan.room.wall_point(window.wall, window.middle[0], middle)
    c, s = math.cos(view.yaw), math.sin(view.yaw)
    day = float(now.sky_rgb.mean())
    target = point
    colour = now.sky_rgb / max(1e-4, float(now.sky_rgb.max()))
    if now.lit > 0 and lamps and day < 3.0:
        near = min(lamps, key=lambda lamp: math.hypot(lamp.at[0] - x, lamp.at[2] - z))
        target = np.array(near.at)
        colour = np.array([1.0, 0.74, 0.45])
    dx, dy, dz = target[0] - x, target[1] - 1.1, target[2] - z
    across, ahead = c * dx - s * dz, s * dx + c * dz
    # Seen from the front they would be black against the window: the room fills them.
    key = np.array([across, -dy * 0.8, -min(ahead, 0.35 * abs(ahead)) * 0.25 + 0.8])
    key /= float(np.linalg.norm(key))
    rim = np.array([across, -abs(dy) - 0.4])
    rim /= float(np.linalg.norm(rim))
    level = min(1.0, 0.34 + 0.075 * day) if now.lit < 0.9 else 0.72
    ambient = np.clip((now.fill_rgb * 2.3) ** (1 / 2.2), 0.13, 0.66)
    glow = np.asarray(light.glow_rgb) * (0.30 + 0.45 * light.shadow) * min(1.0, 0.25 + day / 6)
    return Rig(
        key_dir=(float(key[0]), float(key[1]), float(key[2])),
        key_rgb=_triple(colour**0.7 * level),
        ambient_rgb=_triple(ambient),
        bounce_rgb=_triple(ambient * 0.75 + 0.10 * np.array([1.0, 0.8, 0.6]) * level),
        rim_dir=(float(rim[0]), float(rim[1]), 0.0),
        rim_rgb=_triple(glow),
        haze_rgb=_triple(ambient),
    )


def _triple(values: NDArray[np.floating]) -> tuple[float, float, float]:
    return float(values[0]), float(values[1]), float(values[2])
