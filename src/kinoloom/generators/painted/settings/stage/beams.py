"""Spot beams in haze: lamps that turn, the pools they make, and one that follows."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import cv2
import numpy as np
from numpy.typing import NDArray

from kinoloom.generators.painted.easel.kernel import kernel
from kinoloom.generators.painted.easel.layer import add_spots, place
from kinoloom.generators.painted.easel.noise import fbm_image
from kinoloom.generators.painted.settings.stage.plan import WALL_PARALLAX
from kinoloom.generators.painted.settings.stage.screen import beat_at

if TYPE_CHECKING:
    from kinoloom.generators.painted.easel.camera import Pose
    from kinoloom.generators.painted.easel.canvas import Canvas
    from kinoloom.generators.painted.settings.stage.plan import Plan

Floats = NDArray[np.float32]
_COARSE = 4


@kernel
def _draw(
    out: Floats, beams: NDArray[np.float64], smoke: Floats, drift: float, spin: float
) -> None:
    """A row of `beams`: x, y, angle from straight down, half width there, spread, reach, the row
    of its floor (0: none), red, green, blue, up (1: from the floor)."""
    rows, columns = out.shape[0], out.shape[1]
    wide = smoke.shape[1]
    for k in range(beams.shape[0]):
        x0, y0, angle = beams[k, 0], beams[k, 1], beams[k, 2]
        c, tan = math.cos(angle), math.tan(angle)
        way = -1.0 if beams[k, 10] > 0.5 else 1.0
        stop = beams[k, 6] if beams[k, 6] > 0.0 else (rows if way > 0 else 0.0)
        first, last = (y0, stop) if way > 0 else (max(0.0, stop), y0)
        for j in range(max(0, int(first)), min(rows, int(last) + 1)):
            away = (j + 0.5 - y0) * way
            if away < 0.0:
                continue
            s = away / c
            half = beams[k, 3] + beams[k, 4] * s
            middle = x0 + tan * away
            fade = 1.0 / (1.0 + (s / beams[k, 5]) ** 1.4)
            fade *= beams[k, 3] / half * 0.7 + 0.3
            if beams[k, 6] > 0.0 and way > 0:
                # It ends on the floor, where its pool begins.
                fade *= min(1.0, max(0.0, (stop - j) / (0.6 * half + 1.0) + 0.15))
            reach = 2.0 * half / c
            for i in range(max(0, int(middle - reach)), min(columns, int(middle + reach) + 1)):
                d = (i + 0.5 - middle) * c / half
                core = math.exp(-2.2 * d * d)
                core = core * (0.75 + 0.25 * core)
                u = int(i + drift + 0.3 * spin * away) % wide
                haze = 0.48 + 1.04 * smoke[j, u]
                light = core * fade * haze
                for ch in range(3):
                    out[j, i, ch] += light * beams[k, 7 + ch]
        if beams[k, 6] > 0.0 and way > 0:
            away = beams[k, 6] - y0
            s = away / c
            rx = 1.25 * (beams[k, 3] + beams[k, 4] * s) / c
            ry = 0.26 * rx
            cx, cy = x0 + tan * away, beams[k, 6]
            for j in range(max(0, int(cy - 1.7 * ry)), min(rows, int(cy + 1.7 * ry) + 1)):
                for i in range(max(0, int(cx - 1.7 * rx)), min(columns, int(cx + 1.7 * rx) + 1)):
                    d2 = ((i + 0.5 - cx) / rx) ** 2 + ((j + 0.5 - cy) / ry) ** 2
                    light = 0.72 / (1.0 + math.exp((math.sqrt(d2) - 0.86) * 9.0))
                    for ch in range(3):
                        out[j, i, ch] += light * beams[k, 7 + ch]


class Beams:
    """The moving lamps of a stage."""

    def __init__(
        self, plan: Plan, canvas: Canvas, *, seed: int, motion: float, haze: float
    ) -> None:
        self._plan, self._canvas = plan, canvas
        rng = np.random.default_rng([seed & 0xFFFFFFFF, 0xBE])
        unit = canvas.unit
        x0, x1 = plan.stage_x_px
        _, top, _, foot = plan.wall_px
        self._rows: list[tuple[float, ...]] = []
        pace = plan.beat_hz * (0.5 + 0.8 * motion)
        count = plan.fixtures
        power = 1.75 * haze * (0.25 + 0.75 * plan.glow)
        style = int(rng.integers(3))
        shift = float(rng.uniform(0, 6.28))
        for k in range(count):
            a = (k + 0.5) / count * 2 - 1
            x = (x0 + x1) / 2 + a * (x1 - x0) * 0.46
            sweep = (0.30, 0.16, 0.42)[style]
            base = (-0.55 * a, 0.25 * a, 0.0)[style]
            phase = shift + (0.9 * k if style != 1 else 1.6 * (k % 2))
            self._rows.append(
                (
                    x,
                    top - 46 * unit,
                    base,
                    sweep,
                    0.16 * pace,
                    phase,
                    k % 3,
                    0.62 * power,
                    0,
                    1.0 if k % 2 == 0 else 0.0,
                )
            )
        if plan.kind == "concert":
            for k in range(count + 1):
                a = (k + 0.5) / (count + 1) * 2 - 1
                x = (x0 + x1) / 2 + a * (x1 - x0) * 0.44
                self._rows.append(
                    (
                        x,
                        foot - 6 * unit,
                        0.85 * a,
                        0.22,
                        0.13 * pace,
                        shift + 0.7 * k + 2.0,
                        (k + 1) % 3,
                        0.42 * power,
                        1,
                        0.0,
                    )
                )
        elif plan.kind == "talk":
            self._rows = self._rows[::2]
        rows = canvas.paint_height_px // _COARSE + 2
        columns = canvas.paint_width_px // _COARSE + 2
        self._smoke = fbm_image(
            columns, rows, scale_x_px=44 * unit, scale_y_px=26 * unit, octaves=3,
            seed=seed % 9973 + 8, warp=0.5,
        )  # fmt: skip
        self._smoke = np.ascontiguousarray(
            np.concatenate([self._smoke, self._smoke[:, ::-1]], axis=1)
        )
        self._buffer = (rows, columns)
        self._key = power

    def draw(
        self,
        frame: NDArray[np.uint8],
        t_s: float,
        pose: Pose,
        follow: tuple[tuple[float, float, float], ...],
    ) -> None:
        """Add the light of this moment. `follow` has (x, y, height) on the frame of whom the
        follow spots are on."""
        canvas, plan = self._canvas, self._plan
        beat = beat_at(t_s, plan.beat_hz)
        beams: list[list[float]] = []
        lens: list[tuple[float, float, int, float]] = []
        floor_y = plan.wall_px[3] + 0.5 * (plan.edge_y_px - plan.wall_px[3])
        _, floor_row, _ = place(0.0, floor_y, plan.floor.parallax_at(floor_y), pose, canvas)
        unit = canvas.unit
        for x, y, base, sweep, rate, phase, tint, power, up, lands in self._rows:
            angle = base + sweep * math.sin(6.2832 * rate * t_s + phase)
            fx, fy, scale = place(x, y, WALL_PARALLAX + 0.03, pose, canvas)
            pulse = 0.82 + 0.18 * beat if int(tint) == 0 else 1.0
            colour = plan.palette[int(tint)] * np.float32(power * pulse)
            beams.append(
                [fx / _COARSE, fy / _COARSE, angle, 7.0 * unit * scale / _COARSE, 0.070,
                 640 * unit / _COARSE, floor_row / _COARSE if lands else 0.0,
                 *map(float, colour), float(up)]
            )  # fmt: skip
            lens.append((fx, fy, int(tint), power * pulse))
        for k, (x, y, height) in enumerate(follow[:3]):
            side = (1 if k % 2 == 0 else -1) * plan.hand
            away = y + 0.06 * canvas.height_px
            lean = side * (0.16 + 0.05 * k)
            beams.append(
                [(x - math.tan(lean) * away) / _COARSE, -0.06 * canvas.height_px / _COARSE, lean,
                 10 * unit / _COARSE, 0.30 * height / max(1.0, away), 1500 * unit / _COARSE,
                 y / _COARSE, *(0.30 * self._key * v for v in (1.0, 0.93, 0.80)), 0.0]
            )  # fmt: skip
        out = np.zeros(
            (canvas.height_px // _COARSE + 1, canvas.width_px // _COARSE + 1, 3), np.float32
        )
        drift = 18.0 * t_s * unit / _COARSE * 2
        _draw(out, np.array(beams), self._smoke, drift, 0.15)
        glow = np.asarray((1 - np.exp(-out)) * 255, np.uint8)
        size = (canvas.width_px, canvas.height_px)
        full = cv2.resize(
            glow, (out.shape[1] * _COARSE, out.shape[0] * _COARSE), interpolation=cv2.INTER_LINEAR
        )
        light = full[: size[1], : size[0]]
        _screen(frame, np.ascontiguousarray(light, np.uint8))
        for fx, fy, tint, power in lens:
            xs = np.array([fx, fx], np.float32)
            ys = np.array([fy, fy], np.float32)
            size_px = np.array([7 * unit, 30 * unit], np.float32)
            white = 0.5 * plan.palette[tint] + 0.5
            tones = np.stack([white, plan.palette[tint]])
            strength = np.array([1.0, 0.5], np.float32) * np.float32(min(1.0, 1.4 * power))
            add_spots(frame, xs, ys, size_px, tones, strength)


@kernel
def _screen(frame: NDArray[np.uint8], light: NDArray[np.uint8]) -> None:
    for y in range(frame.shape[0]):
        for x in range(frame.shape[1]):
            for c in range(3):
                b = np.uint32(light[y, x, c])
                if b:
                    a = np.uint32(frame[y, x, c])
                    frame[y, x, c] = np.uint8(a + b - (a * b + 127) // 255)
