"""What hangs behind the players: a screen of lights in motion, or a curtain of velvet."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import cv2
import numpy as np
from numpy.typing import NDArray

from kinoloom.generators.painted.easel.bands import in_bands
from kinoloom.generators.painted.easel.kernel import kernel
from kinoloom.generators.painted.easel.layer import place
from kinoloom.generators.painted.easel.noise import fbm, hash01, smoothstep, value_noise
from kinoloom.generators.painted.settings.stage.plan import WALL_PARALLAX

if TYPE_CHECKING:
    from kinoloom.generators.painted.easel.camera import Pose
    from kinoloom.generators.painted.easel.canvas import Canvas
    from kinoloom.generators.painted.settings.stage.plan import Plan

_LED_ROWS = 108


@kernel
def _screen_rows(
    out: NDArray[np.float32],
    first: int,
    last: int,
    kind: int,
    palette: NDArray[np.float32],
    t: float,
    beat: float,
    seed: int,
) -> None:
    """Light patterns, one LED a pixel; `beat` 0..1 is how fresh the last beat is."""
    rows, columns = out.shape[0], out.shape[1]
    shape = columns / rows
    for j in range(first, last):
        for i in range(columns):
            x = ((i + 0.5) / columns - 0.5) * shape
            y = 0.5 - (j + 0.5) / rows
            a = b = c = 0.0
            if kind == 0:
                # Waves that roll to us.
                for k in range(4):
                    line = 0.16 * math.sin(2.2 * x + 0.9 * t + 1.7 * k) + 0.07 * math.sin(
                        5.1 * x - 1.3 * t + 0.8 * k
                    )
                    away = abs(y - line + 0.07 * (k - 1.5)) * 26.0
                    glow = math.exp(-away * 0.5) * (0.6 + 0.3 * beat)
                    a += glow * (1.0 if k % 2 == 0 else 0.2)
                    b += glow * (0.2 if k % 2 == 0 else 1.0)
                c = 0.22 * fbm(x * 2.0 + 0.1 * t, y * 2.0, 3, seed) * (0.5 - y)
            elif kind == 1:
                # A sun in bands over a grid.
                d = math.hypot(x, y - 0.06)
                sun = smoothstep(0.30, 0.285, d)
                band = (y * 11.0 - 0.4 * t) % 1.0
                sun *= smoothstep(0.30 - 0.5 * y, 0.38 - 0.5 * y, band) if y < 0.1 else 1.0
                a = sun * (0.75 + 0.25 * beat)
                b = 0.55 * math.exp(-max(0.0, d - 0.29) * 7.0) * (0.6 + 0.4 * beat)
                if y < -0.22:
                    deep = 0.12 / (-0.22 - y + 0.02)
                    gx = abs((x * deep * 1.6) - math.floor(x * deep * 1.6 + 0.5))
                    gz = (deep * 1.2 + 0.7 * t) % 1.0
                    gz = min(gz, 1.0 - gz)
                    c = 0.8 * max(smoothstep(0.05, 0.0, gx), smoothstep(0.08, 0.0, gz))
            elif kind == 2:
                # A tunnel of rings.
                d = math.hypot(x * 0.9, y) + 1e-3
                turn = math.atan2(y, x)
                ring = math.sin(6.2832 * (0.35 * t - 0.65 * math.log(d)))
                lit = smoothstep(-0.35, 0.9, ring)
                spoke = 0.5 + 0.5 * math.sin(6.0 * turn + 0.5 * t + 4.0 * math.log(d))
                lit *= smoothstep(0.02, 0.2, d) * (0.55 + 0.5 * d)
                a = lit * spoke
                b = lit * (1.0 - spoke)
                c = 0.25 * math.exp(-d * 4.0) * (0.5 + 0.5 * beat)
            elif kind == 3:
                # Bars of sound.
                wide = 24.0
                column = math.floor(x * wide + 100.0)
                inside = abs(x * wide + 100.0 - column - 0.5)
                level = 0.16 + 0.60 * value_noise(column * 0.7, 1.9 * t + 0.3 * column, seed)
                level *= (0.72 + 0.28 * beat) * (1.0 - 0.4 * abs(x) / shape * 2.0)
                up = abs(y)
                cell = (up * 30.0) % 1.0
                lit = smoothstep(0.40, 0.36, inside) * smoothstep(
                    level * 0.5, level * 0.5 - 0.01, up
                )
                lit *= smoothstep(0.12, 0.2, cell)
                a = lit * smoothstep(0.0, 0.35, up)
                b = lit * smoothstep(0.35, 0.0, up)
                c = 0.10 + 0.12 * fbm(x + 0.05 * t, y * 2.0, 3, seed)
            else:
                # Slow silk.
                n = fbm(x * 1.3 + 0.06 * t, y * 1.7 - 0.04 * t, 3, seed)
                m = fbm(x * 2.1 + 3.0 * n, y * 2.1 + 0.08 * t, 3, seed + 7)
                v = 0.5 + 0.5 * math.sin(7.0 * (n + 0.5 * m) + 0.3 * t)
                line = math.exp(-abs(v - 0.5) * 9.0)
                a = v * v * (0.8 + 0.2 * beat)
                b = (1.0 - v) * (1.0 - v) * 0.75
                c = 0.10 + 0.30 * line
            for k in range(3):
                light = a * palette[0, k] + b * palette[1, k] + c * palette[2, k]
                out[j, i, k] = 1.0 - math.exp(-1.7 * (light + 0.05 * palette[2, k]))


@kernel
def _velvet_rows(
    out: NDArray[np.float32],
    first: int,
    last: int,
    t: float,
    wind: float,
    opened: float,
    lamp: NDArray[np.float32],
    day: NDArray[np.float32],
    cloth: NDArray[np.float32],
    spot_x: float,
    spot: float,
    seed: int,
) -> None:
    """Velvet in folds; a pelmet with swags above it; gathered aside by `opened` 0..1."""
    rows, columns = out.shape[0], out.shape[1]
    shape = columns / rows
    for j in range(first, last):
        v = (j + 0.5) / rows
        for i in range(columns):
            u = (i + 0.5) / columns
            x = (u - 0.5) * shape
            side = 1.0 if x >= 0 else -1.0
            q = abs(x)
            # The halves hang from above and are drawn aside at the middle of their height.
            gap = opened * shape * 0.5 * (0.15 + 0.85 * smoothstep(0.0, 0.62, v))
            gap -= opened * 0.10 * shape * smoothstep(0.62, 1.0, v)
            alpha = smoothstep(gap - 0.004, gap + 0.004, q)
            s = (q - gap) / (0.5 * shape - gap + 1e-3)
            sway = wind * math.sin(0.8 * t + 2.0 * side + 3.0 * v) * v * 0.10
            f = (
                s * 15.0 * shape / 2.0
                + sway * 3.0
                + 0.8 * value_noise(s * 6.0, v * 1.2, seed)
                + side
            )
            f += 0.25 * math.sin(2.0 * v + f * 0.7)
            fold = 0.5 + 0.5 * math.sin(6.2832 * f)
            slope = math.cos(6.2832 * f)
            wide = 0.75 + 0.25 * value_noise(s * 9.0, 2.0, seed + 1)
            tone = (0.20 + 0.72 * fold**1.3 + 0.12 * slope) * wide
            tone *= 0.50 + 0.65 * smoothstep(0.25, 1.0, v) + 0.25 * math.exp(-v * 4.0)
            sheen = 0.28 * max(0.0, slope) ** 3 * fold
            glint = 0.0
            # The pelmet.
            n = 5.0
            swag = abs((u * n) - math.floor(u * n) - 0.5) * 2.0
            hem = 0.135 - 0.055 * swag * swag
            if v < hem:
                g = (v + 0.05 * swag * swag) * 90.0
                drape = 0.5 + 0.5 * math.sin(g + 2.0 * swag)
                tone = (0.22 + 0.55 * drape) * (1.15 - 0.5 * swag)
                alpha = 1.0
                sheen = 0.1 * drape
                if v > hem - 0.017:
                    glint = 0.55 + 0.35 * math.sin(u * 900.0)
            elif v < hem + 0.03:
                tone *= 0.5 + 0.5 * (v - hem) / 0.03
            d = math.hypot(x - spot_x, (v - 0.60) * 1.0) / 0.34
            pool = spot * smoothstep(1.0, 0.86, d)
            for k in range(3):
                light = day[k] + lamp[k] * (0.55 + 0.8 * v) + 0.85 * pool
                value = cloth[k] * tone * light + 0.25 * sheen * light * (0.5 + 0.5 * cloth[k])
                if glint > 0.0:
                    value = glint * light * (0.95 if k == 0 else (0.72 if k == 1 else 0.28)) * 0.8
                out[j, i, k] = alpha * (1.0 - math.exp(-1.5 * value))
            out[j, i, 3] = alpha


class Screen:
    """A wall of lights. Its picture is low in resolution, as such walls are."""

    def __init__(self, plan: Plan, canvas: Canvas, *, seed: int) -> None:
        x0, y0, x1, y1 = plan.wall_px
        self._plan, self._canvas, self._seed = plan, canvas, seed % 9973
        columns = int(min(420, max(24, _LED_ROWS * (x1 - x0) / (y1 - y0))))
        self._led = np.zeros((_LED_ROWS, columns, 3), np.float32)
        self._phase = float(hash01(seed & 0xFFFF, 5, 9)) * 40

    def draw(self, frame: NDArray[np.uint8], t_s: float, pose: Pose) -> None:
        """Show the picture of this moment on the wall."""
        plan, canvas = self._plan, self._canvas
        beat = beat_at(t_s, plan.beat_hz)
        speed = 0.55 + 0.45 * plan.beat_hz
        led = self._led
        palette = np.ascontiguousarray(plan.palette * np.float32(0.50 + 0.5 * plan.glow))

        def rows(first: int, last: int) -> None:
            _screen_rows(
                led, first, last, plan.screen, palette, self._phase + speed * t_s, beat, self._seed
            )

        in_bands(_LED_ROWS, rows)
        lay(frame, np.asarray(led * 255 + 0.5, np.uint8), plan.wall_px, pose, canvas)


class Velvet:
    """A theatre's curtain, red by tradition, in the light of lamps at its foot."""

    def __init__(
        self, plan: Plan, canvas: Canvas, *, day_rgb: tuple[float, float, float], wind: float,
        seed: int,
    ) -> None:  # fmt: skip
        x0, y0, x1, y1 = plan.wall_px
        self._plan, self._canvas, self._seed, self._wind = plan, canvas, seed % 9973, wind
        self._picture = np.zeros(
            (max(8, int((y1 - y0) / 2)), max(8, int((x1 - x0) / 2)), 4), np.float32
        )
        self._day = np.asarray(day_rgb, np.float32) * np.float32(0.9)
        self._lamp = np.array([1.0, 0.80, 0.58], np.float32) * np.float32(1.15 * plan.glow)
        codes = ((0.62, 0.045, 0.05), (0.50, 0.03, 0.10), (0.10, 0.08, 0.34), (0.04, 0.26, 0.17))
        pick = int(np.random.default_rng([seed & 0xFFFFFFFF, 0x3C]).choice((0, 0, 0, 1, 2, 3)))
        self._cloth = np.array(codes[pick], np.float32)

    def draw(
        self, frame: NDArray[np.uint8], t_s: float, pose: Pose, *, spot_x: float = 0.0
    ) -> None:
        """The curtain of this moment; `spot_x` is where the follow spot is, in its heights."""
        picture = self._picture

        def rows(first: int, last: int) -> None:
            _velvet_rows(
                picture, first, last, t_s, self._wind, 0.0, self._lamp, self._day, self._cloth,
                spot_x, 0.9 * self._plan.glow, self._seed,
            )  # fmt: skip

        in_bands(picture.shape[0], rows)
        shown = np.asarray(picture[..., :3] * 255 + 0.5, np.uint8)
        x0, y0, x1, y1 = self._plan.wall_px
        # The frame before it moves a little more: its edges must never show what is behind.
        more = 16 * self._canvas.unit
        lay(frame, shown, (x0 - more, y0 - more, x1 + more, y1 + more / 2), pose, self._canvas)


def beat_at(t_s: float, beat_hz: float) -> float:
    """1 on a beat, falling to 0 before the next; soft, so that nothing flashes."""
    part = (t_s * beat_hz) % 1.0
    rise = min(1.0, part / 0.28)
    fall = min(1.0, max(0.0, (part - 0.28) / 0.72))
    return rise * rise * (3 - 2 * rise) * (1 - fall * fall * (3 - 2 * fall))


def lay(
    frame: NDArray[np.uint8],
    picture: NDArray[np.uint8],
    box_px: tuple[float, float, float, float],
    pose: Pose,
    canvas: Canvas,
) -> None:
    """Stretch an opaque picture over a box of the painted canvas, at the wall's parallax."""
    x0, y0, _ = place(box_px[0], box_px[1], WALL_PARALLAX, pose, canvas)
    x1, y1, _ = place(box_px[2], box_px[3], WALL_PARALLAX, pose, canvas)
    left, top = max(0, math.ceil(x0)), max(0, math.ceil(y0))
    right, bottom = min(canvas.width_px, math.floor(x1)), min(canvas.height_px, math.floor(y1))
    if right <= left or bottom <= top:
        return
    sx, sy = (x1 - x0) / picture.shape[1], (y1 - y0) / picture.shape[0]
    onto = np.array(
        [[sx, 0, x0 - left + 0.5 * sx - 0.5], [0, sy, y0 - top + 0.5 * sy - 0.5]], np.float64
    )
    frame[top:bottom, left:right] = cv2.warpAffine(
        picture, onto, (right - left, bottom - top), flags=cv2.INTER_LINEAR,
        borderMode=cv2.BORDER_REPLICATE,
    )  # fmt: skip
