"""The northern lights: curtains hung over a far land, seen in perspective, that wave and flow.

A curtain is a line drawn over the ground. Each of its points shines upward as a ray; where the
line folds, rays lie behind each other and the light gathers, as it does in the sky.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import cv2
import numpy as np

from kinoloom.generators.painted.easel.colour import rgb
from kinoloom.generators.painted.easel.deal import dealt
from kinoloom.generators.painted.easel.kernel import kernel
from kinoloom.generators.painted.easel.layer import place
from kinoloom.generators.painted.easel.noise import value_noise
from kinoloom.generators.painted.settings.heavens.glow import screen_onto

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from kinoloom.generators.painted.easel.camera import Pose
    from kinoloom.generators.painted.easel.canvas import Canvas
    from kinoloom.generators.painted.easel.light import Colour
    from kinoloom.generators.painted.settings.heavens.vale import Vale
    from kinoloom.generators.painted.spec import SceneSpec

_STEP = 4
"""Curtains are soft: they are drawn on every fourth pixel."""
_RAYS = 2200
_LEVELS = 96
_FAMILIES = (
    ("#ff6ab0", "#4dffa0", "#2fe0b0", "#4a7be0", "#7a3fd0"),
    ("#e8ff9a", "#5cff8a", "#35e58c", "#2fb8a8", "#3a6ac0"),
    ("#ff8fd0", "#70ffd0", "#40d8e8", "#7a78f0", "#c050d8"),
    ("#d8ff8a", "#62f58c", "#58d890", "#c06a90", "#e03a5a"),
    ("#c8f0ff", "#5ad0ff", "#4a9cf0", "#6a6af0", "#a05ae0"),
    ("#ffd0a0", "#ff9a8c", "#e8609c", "#b04ac0", "#6a40c0"),
    ("#ffb08a", "#ff6a5c", "#e83a5c", "#b02a70", "#6a2a8c"),
    ("#e8b8ff", "#b87aff", "#9656f4", "#7048e0", "#4a3ac0"),
    ("#f4ffb0", "#b4ff5c", "#6ce84c", "#38b860", "#c04a7a"),
)
"""Colours of a ray from its lower edge to its top."""
_DISPLAYS = (1.0, 1.7, 0.8, 1.35)
"""How great a show it is, as factors."""
_POWER_OF_HOUR = {"dawn": 0.62, "day": 0.26, "golden_hour": 0.34, "dusk": 0.72, "night": 1.0}
_POWER_OF_WEATHER = {"clear": 1.0, "cloudy": 0.9, "rain": 0.34, "snow": 0.8, "fog": 0.62,
                     "storm": 0.34, "wind": 1.0, "sandstorm": 0.25}  # fmt: skip

# Places in a curtain's row of numbers.
_X0, _X1, _Z0, _Z1, _BOW, _FOLD, _FOLDS, _SPEED, _GAIN, _TALL, _SEED, _RAYS_F = range(12)


class NorthernLights:
    """Some curtains, one of them near; the seed decides their sweep and their colours."""

    def __init__(self, spec: SceneSpec, canvas: Canvas, vale: Vale, seconds: float) -> None:
        self._canvas, self._vale = canvas, vale
        self.power = _POWER_OF_HOUR[spec.hour] * _POWER_OF_WEATHER[spec.weather]
        """How strong they are, 0..1."""
        rng = np.random.default_rng([spec.seed & 0xFFFFFFFF, 0xA0A])
        family = dealt(_FAMILIES, spec.seed, 0xA0B)
        self._table = _profile(family)
        shine = rgb(family[1]) * 0.8 + rgb(family[2]) * 0.2
        self._shine = self.power * dealt(_DISPLAYS, spec.seed, 0xA0C)
        self.ground_rgb: Colour = (float(shine[0]), float(shine[1]), float(shine[2]))
        """The light they throw on the land."""
        self._curtains = _hang(canvas, vale, 0.40 + 0.75 * spec.motion, rng)
        self._seconds = seconds
        self._rows = max(4, math.ceil((vale.horizon_y_px - canvas.margin_y_px) / _STEP) + 40)

    def draw(self, frame_u8: NDArray[np.uint8], t_s: float, pose: Pose) -> None:
        """Add the curtains of this moment to the frame, in place."""
        canvas = self._canvas
        bottom = min(frame_u8.shape[0], self._rows * _STEP)
        size = (math.ceil(bottom / _STEP) + 1, math.ceil(canvas.width_px / _STEP) + 1)
        light = np.zeros((*size, 3), np.float32)
        x, horizon, scale = place(
            canvas.paint_width_px / 2, self._vale.horizon_y_px, 0.02, pose, canvas
        )
        view = np.array(
            [x / _STEP, horizon / _STEP, scale * 1080 * canvas.unit / _STEP, t_s,
             canvas.width_px / 1080 / canvas.unit],
        )  # fmt: skip
        _shine(light, self._curtains, self._table, view)
        light = np.asarray(cv2.GaussianBlur(light, (0, 0), 0.9, sigmaY=0.5), np.float32)
        small = cv2.resize(light, None, fx=0.25, fy=0.25, interpolation=cv2.INTER_AREA)
        reach = max(0.8, 26 * canvas.unit * 4 / _STEP / 4)
        wide = cv2.GaussianBlur(small, (0, 0), reach, sigmaY=1.3 * reach)
        wide = cv2.resize(wide, (size[1], size[0]), interpolation=cv2.INTER_LINEAR)
        light += np.float32(0.34) * wide
        shown = (1 - np.exp(light * np.float32(-1.05 * self._shine))) * np.float32(255)
        sheet = cv2.resize(
            np.clip(shown + 0.5, 0, 255).astype(np.uint8),
            (size[1] * _STEP, size[0] * _STEP), interpolation=cv2.INTER_CUBIC,
        )  # fmt: skip
        part = np.ascontiguousarray(sheet[:bottom, : canvas.width_px])
        screen_onto(frame_u8[:bottom], np.asarray(part, np.uint8))


def _profile(family: tuple[str, ...]) -> NDArray[np.float32]:
    """Light along a ray (levels x 3): a sharp lower edge, a bright foot, a long fading veil."""
    v = np.linspace(0, 1, _LEVELS)
    colours = np.stack([rgb(code) for code in family])
    stops = np.array([0.0, 0.10, 0.30, 0.62, 1.0])
    hue = np.stack([np.interp(v, stops, colours[:, c]) for c in range(3)], axis=-1)
    rise = np.clip(v / 0.055, 0, 1) ** 1.5
    body = 0.95 * np.exp(-(((v - 0.06) / 0.11) ** 2)) + 0.85 * np.exp(-v * 2.3)
    top = np.clip((1 - v) / 0.35, 0, 1)
    light = hue**1.5 * (rise * body)[:, None]
    light += colours[4] * (0.30 * np.exp(-(((v - 0.62) / 0.26) ** 2)))[:, None]
    return (light * (top * top * (3 - 2 * top))[:, None]).astype(np.float32)


def _hang(canvas: Canvas, vale: Vale, pace: float, rng: np.random.Generator) -> NDArray[np.float64]:
    """Rows of numbers, one for each curtain: a great near one, and others behind it."""
    wide = canvas.width_px / (1080 * canvas.unit)
    tall = (vale.horizon_y_px - canvas.margin_y_px) / (1080 * canvas.unit)
    # Heights: the foot of a curtain is at 1, so its row is 1 / z above the horizon.
    side = float(vale.side) * (1 if rng.random() < 0.7 else -1)
    near = 1 / (0.70 * tall)
    rows: list[list[float]] = []
    plans = ((near, 2.7 * near, 1.0, 1.25), (1.7 * near, 3.0 * near, 0.66, 1.15),
             (3.9 * near, 5.0 * near, 0.42, 1.0))  # fmt: skip
    for k, (z0, z1, gain, height) in enumerate(plans[: int(rng.integers(2, 4))]):
        turn = side if k != 1 else -side
        reach = 0.5 * wide + 0.35
        shift = float(rng.uniform(-0.2, 0.2)) * wide
        rows.append(
            [
                -turn * reach + shift,
                turn * reach + shift,
                z0 * float(rng.uniform(0.9, 1.15)),
                z1 * float(rng.uniform(0.9, 1.25)),
                float(rng.uniform(-0.4, 0.5)),
                float(rng.uniform(0.15, 0.36)),
                float(rng.uniform(1.5, 3.2)) * (0.5 + 0.5 * wide / 1.78),
                pace * float(rng.uniform(0.8, 1.2)),
                gain,
                height * float(rng.uniform(0.85, 1.2)),
                float(rng.integers(1, 60000)),
                float(rng.uniform(90, 150)),
            ]
        )
    return np.array(rows)


@kernel
def _shine(
    light: NDArray[np.float32],
    curtains: NDArray[np.float64],
    table: NDArray[np.float32],
    view: NDArray[np.float64],
) -> None:
    """Add every ray; `view` is middle x, horizon y, pixels per unit, time, width in units."""
    rows, columns = light.shape[0], light.shape[1]
    middle, horizon, unit, t = view[0], view[1], view[2], view[3]
    levels = table.shape[0]
    # Rays run along the field's lines: they meet far above the picture.
    apex_y = horizon - 4.2 * unit
    for k in range(curtains.shape[0]):
        seed = int(curtains[k, _SEED])
        speed = curtains[k, _SPEED]
        before_x = 0.0
        before_z = 0.0
        for i in range(_RAYS + 1):
            s = i / _RAYS
            x = curtains[k, _X0] + (curtains[k, _X1] - curtains[k, _X0]) * s
            z = curtains[k, _Z0] + (curtains[k, _Z1] - curtains[k, _Z0]) * s * s * (3.0 - 2.0 * s)
            z *= 1.0 + curtains[k, _BOW] * (0.25 - (s - 0.5) * (s - 0.5))
            f = curtains[k, _FOLDS]
            drift = 0.055 * speed * t
            # Large bends, folds upon them, and small curls: each wanders at its own pace.
            bend = value_noise(s * f * 1.3 + drift, 0.05 * speed * t, seed) - 0.5
            deep = value_noise(s * f * 1.3 - drift, 0.05 * speed * t + 40.0, seed + 1) - 0.5
            fold = value_noise(s * f * 3.6 + 2.2 * drift, 0.13 * speed * t, seed + 2) - 0.5
            rear = value_noise(s * f * 3.6 - 1.4 * drift, 0.12 * speed * t + 9.0, seed + 3) - 0.5
            curl = value_noise(s * f * 10.0 + 5.0 * drift, 0.26 * speed * t, seed + 4) - 0.5
            a = curtains[k, _FOLD] * (0.55 + 0.75 * curtains[k, _Z0] / z)
            wx = x + a * (2.6 * bend + 1.5 * fold + 0.42 * curl)
            wz = z * (1.0 + a * (1.9 * deep + 0.95 * rear))
            if i == 0:
                before_x = wx
                before_z = wz
                continue
            length = math.sqrt((wx - before_x) ** 2 + (0.30 * (wz - before_z)) ** 2)
            before_x = wx
            before_z = wz
            foot_x = middle + unit * wx
            foot_y = horizon - unit / wz
            rays = value_noise(
                s * curtains[k, _RAYS_F] + 1.7 * speed * t, 0.35 * speed * t, seed + 5
            )
            fine = value_noise(s * curtains[k, _RAYS_F] * 3.1 - 2.1 * speed * t, 0.5 * t, seed + 6)
            patch = value_noise(s * 4.2 - 0.10 * speed * t, 0.16 * speed * t, seed + 7)
            pulse = value_noise(s * 9.0 + 0.24 * speed * t, 0.3 * speed * t, seed + 8)
            amount = 0.30 + 0.85 * rays * rays + 0.40 * fine * rays
            amount *= 0.10 + 1.25 * patch * patch + 0.35 * pulse * patch
            ends = min(1.0, 6.0 * s) * min(1.0, 6.0 * (1.0 - s))
            amount *= curtains[k, _GAIN] * ends * length * unit * 0.92
            if amount < 0.002:
                continue
            tall = unit / wz * curtains[k, _TALL] * (0.70 + 0.75 * rays * patch + 0.45 * patch)
            lean = (middle - foot_x) / (foot_y - apex_y)
            per_row = (levels - 1) / max(1.0, tall)
            for y in range(max(0, int(foot_y - tall)), min(rows, int(foot_y) + 1)):
                up = foot_y - y
                level = up * per_row
                j = int(level)
                if j >= levels - 1:
                    continue
                share = level - j
                px = foot_x + lean * up
                column = math.floor(px)
                if column < 0 or column >= columns - 1:
                    continue
                right = (px - column) * amount
                left = amount - right
                for c in range(3):
                    glow = table[j, c] + (table[j + 1, c] - table[j, c]) * share
                    light[y, column, c] += np.float32(glow * left)
                    light[y, column + 1, c] += np.float32(glow * right)
