"""A supercell over a plain: a turning stack of cloud plates, rain curtains, a bright slot below."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import cv2
import numpy as np

from kinoloom.generators.painted.air.conditions import period_of
from kinoloom.generators.painted.air.lightning import Lightning
from kinoloom.generators.painted.air.sky import paint_sky
from kinoloom.generators.painted.easel.bands import in_bands
from kinoloom.generators.painted.easel.colour import mix, rgb
from kinoloom.generators.painted.easel.deal import dealt
from kinoloom.generators.painted.easel.kernel import kernel
from kinoloom.generators.painted.easel.layer import Layer, over
from kinoloom.generators.painted.easel.noise import fbm, fbm_image, smoothstep

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from kinoloom.generators.painted.air.daylight import Daylight
    from kinoloom.generators.painted.easel.camera import Pose
    from kinoloom.generators.painted.easel.canvas import Canvas
    from kinoloom.generators.painted.settings.meadow.prospect import Prospect
    from kinoloom.generators.painted.spec import Hour, SceneSpec

_ACCENTS: dict[Hour, tuple[str, ...]] = {
    "dawn": ("#f0c8a8", "#e8b4b8", "#cfd8d8"),
    "day": ("#bfe0d6", "#e4e6c4", "#b4d2e0", "#f2dca4", "#9cc4a8", "#e8eef0"),
    "golden_hour": ("#f4be6c", "#f0a060", "#f8e0a0"),
    "dusk": ("#e89a84", "#b09ac8", "#f0b46c", "#7c98c4"),
    "night": ("#4c6090", "#586c94", "#3c6c78"),
}  # fmt: skip
"""The light in the slot under the cloud."""
_LEANS = (
    ((0.80, 0.98, 1.14), 1.0), ((1.10, 0.99, 0.88), 1.25), ((0.78, 1.08, 1.02), 1.05),
    ((0.90, 0.90, 1.20), 1.2), ((0.98, 1.0, 1.04), 1.5), ((0.74, 0.92, 1.18), 0.85),
)  # fmt: skip
"""What the cloud's grey leans to, and how bright it is: hail, dust, green, indigo, pale, ink."""
_TURN_PER_S = 0.035
_STRIP = (256, 1024)
_PARALLAX = 0.03


class Supercell:
    """The sky of a storm: `backdrop` first, then `draw`; `draw_near` is its flash."""

    def __init__(
        self,
        spec: SceneSpec,
        canvas: Canvas,
        light: Daylight,
        prospect: Prospect,
        seconds: float,
    ) -> None:
        rng = np.random.default_rng([spec.seed & 0xFFFFFFFF, 0x5CE])
        self._canvas, self._light = canvas, light
        self._horizon_px = prospect.lens.horizon_px
        self._side = prospect.side
        accents = _ACCENTS[spec.hour]
        accent = rgb(dealt(accents, spec.seed, 0x5CF))
        veiled = mix(accent, light.haze_rgb, 0.15 if spec.weather in ("storm", "clear") else 0.5)
        self._accent = np.asarray(veiled, np.float32)
        self._turn = float(rng.choice((-1, 1))) * _TURN_PER_S * (0.6 + 0.8 * spec.motion)
        middle = canvas.paint_width_px / 2
        span = min(canvas.width_px, 1.5 * canvas.height_px)
        self._shape = np.array(
            [
                middle - prospect.side * span * float(rng.uniform(0.02, 0.30)),
                self._horizon_px - (0.13 + 0.06 * float(rng.random())) * canvas.height_px,
                span * float(rng.uniform(0.38, 0.80)),
                min(canvas.height_px, 1.25 * canvas.width_px) * float(rng.uniform(0.32, 0.58)),
                float(rng.uniform(0.16, 0.30)),
                float(prospect.side),
                float(rng.uniform(3.4, 5.4)),
                float(rng.choice((-1, 1))) * span * float(rng.uniform(0.10, 0.24)),
                float(rng.uniform(-0.16, 0.16)),
                float(rng.uniform(-0.30, 0.30)),
                float(rng.uniform(0.02, 0.16)),
            ]
        )
        """Middle x, base y, half width, height, how much the bowl rises, light's side, plates,
        middle of the rain against the cloud's, its tilt, place and depth of the wall cloud."""
        self._seed = spec.seed % 65521
        self._strip = self._paint_strip()
        self._rain = fbm_image(512, 128, scale_x_px=9, scale_y_px=64, octaves=4, seed=self._seed)
        self._step = 2 if canvas.height_px > 620 else 1
        self._form = self._paint_form()
        self._tones = self._make_tones(spec)
        self.backdrop = self._paint_backdrop(spec, prospect)
        self._lightning = Lightning(
            canvas,
            0.65,
            spec.seed + 14,
            horizon_y_px=self._horizon_px,
            period_s=period_of(spec, seconds),
        )  # the same strikes as those of `Conditions` in a storm
        self._own_flash = spec.weather != "storm"

    def draw(self, frame_u8: NDArray[np.uint8], t_s: float, pose: Pose) -> None:
        """The bolt, then the cloud that hides its upper part, and the rain under it."""
        self._lightning.draw_bolt(frame_u8, t_s)
        canvas, step = self._canvas, self._step
        form = self._form
        small = np.empty((*form.shape[:2], 4), np.uint8)
        flash = self._lightning.intensity(t_s)
        moment = np.array([self._turn * t_s, t_s, flash, float(step)])

        def paint(first: int, last: int) -> None:
            _draw_cloud(small, form, self._strip, self._rain, self._tones, self._shape, moment,
                        first, last)  # fmt: skip

        in_bands(len(form), paint)
        size = (form.shape[1] * step, form.shape[0] * step)
        cloud = small if step == 1 else cv2.resize(small, size, interpolation=cv2.INTER_LINEAR)
        zoom = 1 / (1 - (1 - 1 / pose.zoom) * 0.25)
        view = np.array(
            [[zoom, 0, (-canvas.margin_x_px - pose.x_px * _PARALLAX - canvas.width_px / 2) * zoom
              + canvas.width_px / 2],
             [0, zoom, (-canvas.margin_y_px - pose.y_px * _PARALLAX - canvas.height_px / 2) * zoom
              + canvas.height_px / 2]]
        )  # fmt: skip
        rows = min(canvas.height_px, int(self._horizon_px))
        seen = cv2.warpAffine(cloud, view, (canvas.width_px, rows), flags=cv2.INTER_LINEAR)
        over(frame_u8, np.asarray(seen, np.uint8), 0, 0)

    def draw_near(self, frame_u8: NDArray[np.uint8], t_s: float, pose: Pose) -> None:
        """The flash over everything, where the weather brings none."""
        del pose
        if self._own_flash:
            self._lightning.flash(frame_u8, t_s)

    def _paint_strip(self) -> NDArray[np.float32]:
        """The cloud's streaks around its axis: rows from the base up, columns around, wrapping."""
        rows, columns = _STRIP
        seam = columns // 4
        strip = fbm_image(
            columns + seam, rows, scale_x_px=128, scale_y_px=21, octaves=5, seed=self._seed,
            warp=0.5,
        )  # fmt: skip
        fade = np.linspace(0, 1, seam, dtype=np.float32)
        strip[:, :seam] = strip[:, :seam] * fade + strip[:, columns:] * (1 - fade)
        return np.ascontiguousarray(strip[:, :columns])

    def _paint_form(self) -> NDArray[np.float32]:
        """For each small pixel: height in the cloud, place around it, its cover, its light."""
        canvas, step = self._canvas, self._step
        rows = math.ceil(self._horizon_px / step)
        columns = math.ceil(canvas.paint_width_px / step)
        form = np.zeros((rows, columns, 4), np.float32)
        unit = canvas.unit

        def paint(first: int, last: int) -> None:
            _shape_cloud(form, self._shape, float(step), 1 / (90.0 * unit), self._seed, first, last)

        in_bands(rows, paint)
        return form

    def _make_tones(self, spec: SceneSpec) -> NDArray[np.float32]:
        """Dark, body and lit colours of the cloud, the slot's light, the rain (5 x 3)."""
        light = self._light
        shade = np.asarray(light.cloud_shade_rgb, np.float32)
        grey = np.float32(shade.mean())
        lean, gain = dealt(_LEANS, spec.seed, 0x5D0)
        if light.is_night:
            gain = min(1.0, gain)
        cool = mix(shade, grey * np.array(lean, np.float32), 0.75) * np.float32(gain)
        dark_by = {"day": 0.46, "golden_hour": 0.42, "dawn": 0.48, "dusk": 0.64, "night": 0.70}
        dark = cool * dark_by[spec.hour]
        body = cool * (0.98 if spec.hour == "day" else 0.84)
        lit = mix(np.asarray(light.cloud_lit_rgb) * 0.92, self._accent, 0.35)
        rain = mix(mix(body, dark, 0.35), self._accent, 0.22)
        tones = np.stack([dark, body, lit, self._accent, rain]).astype(np.float32)
        veil = {"sandstorm": 0.62, "fog": 0.6, "snow": 0.4}.get(spec.weather, 0.0)
        return mix(tones, light.haze_rgb, veil)

    def _paint_backdrop(self, spec: SceneSpec, prospect: Prospect) -> Layer:
        canvas = self._canvas
        horizon = self._horizon_px
        sky = paint_sky(
            canvas, spec.time, spec.weather, sun_x_px=prospect.sun_x_px,
            sun_y_px=prospect.sun_y_px, horizon_y_px=horizon, palette=self._light, seed=spec.seed,
        )  # fmt: skip
        rows = np.arange(canvas.paint_height_px, dtype=np.float32)[:, None]
        columns = np.arange(canvas.paint_width_px, dtype=np.float32)[None, :]
        low = np.exp(-np.maximum(0, horizon - rows) / (0.20 * canvas.height_px))
        toward = 0.66 + 0.34 * np.exp(
            -(((columns - prospect.sun_x_px) / (0.55 * canvas.width_px)) ** 2)
        )
        sky = mix(sky, self._accent, (0.92 * low * toward)[..., None])
        high = np.clip((horizon - rows) / horizon, 0, 1)
        if spec.weather in ("storm", "rain"):
            sky = sky * (1 - 0.24 * high[..., None])
        sky = np.clip(sky, 0, 1)[: int(horizon + 0.1 * canvas.paint_height_px)]
        rgba = np.dstack([sky, np.ones(sky.shape[:2], np.float32)])
        return Layer(np.asarray(rgba, np.float32), 0.02)


@kernel
def _shape_cloud(
    form: NDArray[np.float32],
    shape: NDArray[np.float64],
    step: float,
    per_px: float,
    seed: int,
    first: int,
    last: int,
) -> None:
    middle, base, half, tall, rise, side = (
        shape[0], shape[1], shape[2], shape[3], shape[4], shape[5]
    )  # fmt: skip
    for row in range(first, last):
        for column in range(form.shape[1]):
            x, y = column * step, row * step
            ragged = fbm(x * per_px, y * per_px * 2.2, 5, seed + 3) - 0.5
            small = fbm(x * per_px * 4.0, y * per_px * 7.0, 3, seed + 4) - 0.5
            dx = (x - middle) / half
            # The stack widens upward, like a top that spins.
            lump = (dx - shape[9]) / 0.17
            up = (base - y) / tall + shape[8] * dx + shape[10] * math.exp(-lump * lump)
            wide = 0.62 + 0.62 * smoothstep(-0.1, 0.75, up) + 0.25 * ragged
            across = dx / wide
            bowl = rise * across * across
            s = up - bowl + 0.10 * ragged + 0.03 * small
            cover = smoothstep(-0.012, 0.03, s)
            edge = smoothstep(1.22, 0.90, abs(across) + 0.22 * ragged)
            # Above, it runs into the anvil that covers the sky.
            anvil = smoothstep(0.62, 1.05, up + 0.25 * ragged)
            cover *= max(edge, anvil)
            round_ = min(0.985, abs(across) * 0.86)
            angle = math.asin(round_) * (1.0 if across > 0.0 else -1.0)
            lit = 0.5 + 0.5 * math.sin(angle) * side
            form[row, column, 0] = s
            form[row, column, 1] = angle / 6.2832
            form[row, column, 2] = cover
            form[row, column, 3] = lit + 0.35 * small


@kernel
def _lookup(sheet: NDArray[np.float32], v: float, u: float) -> float:
    rows, columns = sheet.shape[0], sheet.shape[1]
    v = min(rows - 1.01, max(0.0, v))
    u -= math.floor(u / columns) * columns
    j = int(v)
    i = int(u)
    v -= j
    u -= i
    right = i + 1 if i + 1 < columns else 0
    upper = sheet[j, i] + (sheet[j, right] - sheet[j, i]) * u
    lower = sheet[j + 1, i] + (sheet[j + 1, right] - sheet[j + 1, i]) * u
    return upper + (lower - upper) * v


@kernel
def _draw_cloud(
    out: NDArray[np.uint8],
    form: NDArray[np.float32],
    strip: NDArray[np.float32],
    rain: NDArray[np.float32],
    tones: NDArray[np.float32],
    shape: NDArray[np.float64],
    moment: NDArray[np.float64],
    first: int,
    last: int,
) -> None:
    turn, t_s, flash, step = moment[0], moment[1], moment[2], moment[3]
    middle, base, half, plates = shape[0], shape[1], shape[2], shape[6]
    rain_x = middle + shape[7]
    horizon = form.shape[0] * step
    for row in range(first, last):
        y = row * step
        for column in range(form.shape[1]):
            x = column * step
            s = form[row, column, 0]
            cover = float(form[row, column, 2])
            light = 0.0
            r = g = b = 0.0
            alpha = 0.0
            if cover > 0.004:
                around = (form[row, column, 1] + turn) * strip.shape[1]
                # The upper plates turn more slowly.
                streak = _lookup(strip, s * 230.0, around - turn * strip.shape[1] * 0.5 * s)
                broad = _lookup(strip, s * 70.0 + 60.0, 0.45 * around + 300.0)
                level = s * plates * 0.62 + 0.9 * (streak - 0.5) + 2.6 * (broad - 0.5)
                part = level - math.floor(level)
                # A plate's lower lip is soft: the sawtooth's step would look torn.
                start = smoothstep(0.0, 0.14, part)
                lip = start * math.exp(-part * 3.0) * smoothstep(0.30, 0.62, broad)
                part = part * start + (1.0 - start)
                under = math.exp(-max(0.0, s) * 3.4)
                light = 0.16 + 0.42 * form[row, column, 3] + 0.55 * (streak - 0.5)
                light += 0.46 * lip * (0.35 + 0.65 * under) - 0.14 * part
                light = min(1.0, max(0.0, light - 0.22 * smoothstep(0.5, 1.2, s)))
                glow = 0.66 * under * (0.25 + 0.75 * lip) * (0.4 + 0.6 * form[row, column, 3])
                spark = (
                    flash * math.exp(-(((x - middle) / (0.8 * half)) ** 2)) * (0.25 + 0.75 * streak)
                )
                for c in range(3):
                    value = tones[0, c] + (tones[1, c] - tones[0, c]) * min(1.0, light * 1.7)
                    value += (tones[2, c] - value) * max(0.0, light - 0.52) * 0.9
                    value += (tones[3, c] - value) * glow
                    value = min(1.0, value + 0.55 * spark * (0.8 + 0.1 * c))
                    if c == 0:
                        r = value
                    elif c == 1:
                        g = value
                    else:
                        b = value
                alpha = cover
            if s < 0.10:
                away = (x - rain_x - 0.22 * (y - base)) / (0.42 * half)
                shaft = math.exp(-away * away * away * away)
                if shaft > 0.01:
                    fall = _lookup(
                        rain, 20.0 + 60.0 * (y - base) / (horizon - base + 1.0) + 4.0,
                        (x - 0.22 * y) * 0.16 / max(0.3, step * 0.5) + 7.0 * t_s,
                    )  # fmt: skip
                    veil = shaft * min(1.0, max(0.0, 0.30 + 1.5 * (fall - 0.30)))
                    veil *= smoothstep(0.12, -0.02, s) * 0.86
                    rest = (1.0 - alpha) * veil
                    r = (r * alpha + tones[4, 0] * rest) / max(1e-4, alpha + rest)
                    g = (g * alpha + tones[4, 1] * rest) / max(1e-4, alpha + rest)
                    b = (b * alpha + tones[4, 2] * rest) / max(1e-4, alpha + rest)
                    alpha += rest
            out[row, column, 0] = np.uint8(255.0 * r * alpha + 0.5)
            out[row, column, 1] = np.uint8(255.0 * g * alpha + 0.5)
            out[row, column, 2] = np.uint8(255.0 * b * alpha + 0.5)
            out[row, column, 3] = np.uint8(255.0 * alpha + 0.5)
