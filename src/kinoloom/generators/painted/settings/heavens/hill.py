"""The near hill: its ground, its ragged crest, and the grass on it that the wind moves."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from kinoloom.generators.painted.easel.colour import mix
from kinoloom.generators.painted.easel.kernel import kernel
from kinoloom.generators.painted.easel.layer import place
from kinoloom.generators.painted.easel.noise import fbm_image
from kinoloom.generators.painted.settings.mountains.pines import snow_colour
from kinoloom.generators.painted.settings.mountains.shore import draw_blades, grass_rows, lit

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from kinoloom.generators.painted.air.daylight import Daylight
    from kinoloom.generators.painted.easel.camera import Pose
    from kinoloom.generators.painted.easel.canvas import Canvas
    from kinoloom.generators.painted.settings.heavens.vale import Vale
    from kinoloom.generators.painted.settings.mountains.shore import Soil

_TUFT_COLUMNS = 9
"""x, y, length, lean, half width, rgb, phase."""


def crest_line(canvas: Canvas, vale: Vale, seed: int) -> NDArray[np.float32]:
    """The hill's top, one painted-canvas y for each column: no two humps alike."""
    width, unit = canvas.paint_width_px, canvas.unit
    humps = fbm_image(width, 1, scale_x_px=560 * unit, scale_y_px=1, octaves=5,
                      seed=seed % 9973 + 17)[0]  # fmt: skip
    smooth = np.array([vale.crest_at(float(x), canvas) for x in range(width)])
    return (smooth + (humps - 0.5) * 58 * unit).astype(np.float32)


def hill_ground(
    canvas: Canvas,
    light: Daylight,
    soil: Soil,
    crest_px: NDArray[np.float32],
    *,
    lamp: tuple[float, float, float] | None,
    seed: int,
) -> NDArray[np.float32]:
    """The hill as straight RGBA over the canvas; `lamp` (x, y, reach in px) lights it warmly."""
    height, width = canvas.paint_height_px, canvas.paint_width_px
    unit = canvas.unit
    first = max(0, int(crest_px.min()) - round(50 * unit))
    rows = height - first
    broad = fbm_image(width, rows, scale_x_px=260 * unit, scale_y_px=54 * unit, octaves=5,
                      seed=seed % 9973 + 4)  # fmt: skip
    fine = fbm_image(width, rows, scale_x_px=15 * unit, scale_y_px=5.5 * unit, octaves=3,
                     seed=seed % 9973 + 6)  # fmt: skip
    yy = np.arange(first, height, dtype=np.float32)[:, None]
    down = yy - crest_px[None]
    share = np.clip((broad - 0.36) * 3.2, 0, 1)[..., None]
    green = mix(lit(soil.dry, light, 0.42), lit(soil.grass, light, 0.42), share)
    ground = green * (0.55 + 0.55 * fine + 0.35 * broad)[..., None]
    # Snow by night is no lamp: it may not outshine the sky.
    snow_rgb = snow_colour(light) * np.float32(0.60 if light.is_night else 0.92)
    # Drifts: long soft waves of snow, bluer in their lee.
    wave = (0.72 + 0.30 * broad + 0.10 * fine)[..., None]
    lee = mix(snow_rgb, snow_rgb * np.array([0.78, 0.88, 1.06], np.float32), 1 - share)
    bare = np.clip((fine * 0.45 + broad - 0.90 + 0.80 * soil.snow) * 5, 0, 1)[..., None]
    ground = mix(ground, np.clip(lee * wave, 0, 1), bare * min(1.0, soil.snow * 1.25))
    # The crest catches the sky; nearer ground is darker and frames the picture.
    sky_edge = np.exp(-np.maximum(down, 0) / (20 * unit))[..., None]
    ground = ground * (1 + 0.5 * sky_edge)
    fall = np.clip(down / (height - crest_px[None]), 0, 1)[..., None]
    ground = ground * (1.05 - (0.34 if soil.snow > 0.5 else 0.55) * fall**1.6)
    if lamp is not None:
        xx = np.arange(width, dtype=np.float32)[None, :]
        away = np.hypot(xx - lamp[0], (yy - lamp[1]) * 3.2) / lamp[2]
        pool = np.exp(-(away**1.4))[..., None] * (0.45 + 0.75 * fine[..., None])
        warm = np.array([1.0, 0.60, 0.26], np.float32)
        albedo = mix(np.asarray(soil.grass) * 1.3, (0.75, 0.78, 0.84), bare)
        ground = ground + pool * warm * albedo * np.float32(0.85)
    out = np.zeros((height, width, 4), np.float32)
    out[first:, :, :3] = np.clip(ground, 0, 1)
    out[first:, :, 3] = np.clip(down + 0.5, 0, 1)
    return out


def strew_grass(
    rgba: NDArray[np.float32],
    canvas: Canvas,
    light: Daylight,
    soil: Soil,
    crest_px: NDArray[np.float32],
    *,
    seed: int,
) -> NDArray[np.float32]:
    """The hill with still grass all over it, larger toward the viewer: straight RGBA."""
    rng = np.random.default_rng([seed & 0xFFFFFFFF, 0x6A5])
    unit = canvas.unit
    count = round(8200 * (1 - 0.93 * soil.snow) * canvas.paint_width_px / (2304 * unit))
    premult = rgba.copy()
    premult[..., :3] *= premult[..., 3:]
    roots = np.empty((count, 2), np.float32)
    roots[:, 0] = rng.random(count) * (canvas.paint_width_px - 1)
    depth = rng.random(count).astype(np.float32) ** 1.25
    start = crest_px[roots[:, 0].astype(int)] + 3 * unit
    roots[:, 1] = start + depth * np.maximum(1, canvas.paint_height_px - start)
    length = ((9 + 30 * depth) * unit).astype(np.float32)
    greens = np.stack(
        [lit(soil.grass, light, 0.2) * 0.6, lit(soil.grass, light, 0.55), lit(soil.dry, light, 0.5)]
    )
    draw_blades(premult, grass_rows(roots, length, greens, unit, rng))
    premult[..., :3] /= np.maximum(premult[..., 3:], 1e-3)
    return premult


class Tufts:
    """Grass along the crest and in the front that bends in gusts which run through it."""

    def __init__(
        self,
        canvas: Canvas,
        light: Daylight,
        soil: Soil,
        vale: Vale,
        crest_px: NDArray[np.float32],
        *,
        wind: float,
        seed: int,
    ) -> None:
        """`wind` 0 (a breath) to 1 (a gale)."""
        self._canvas = canvas
        self._wind = wind
        rng = np.random.default_rng([seed & 0xFFFFFFFF, 0x6A7])
        unit = canvas.unit
        crowd = canvas.paint_width_px / (2304 * unit) * (1 - 0.82 * soil.snow)
        parts: list[NDArray[np.float32]] = []
        shades = np.stack([lit(soil.grass, light, 0.10) * 0.62, lit(soil.dry, light, 0.28) * 0.7])
        for count, least, most, near in ((900, 10, 30, 0.0), (420, 46, 120, 1.0)):
            number = round(count * crowd)
            rows = np.empty((number, _TUFT_COLUMNS), np.float32)
            # Grass grows in clumps: between them the crest is bare.
            clumps = rng.random(max(3, number // 26)) * canvas.paint_width_px
            x = clumps[rng.integers(0, len(clumps), number)] + rng.normal(0, 24 * unit, number)
            rows[:, 0] = np.clip(x, 0, canvas.paint_width_px - 1)
            base = crest_px[rows[:, 0].astype(int)] + rng.uniform(0, 10, number) * unit
            low = canvas.margin_y_px + canvas.height_px + rng.uniform(-6, 46, number) * unit
            rows[:, 1] = low if near else base
            rows[:, 2] = (least + (most - least) * rng.random(number) ** 1.6) * unit
            rows[:, 3] = rng.normal(0.10, 0.26, number)
            rows[:, 4] = unit * rng.uniform(0.7, 1.5, number) * (1.7 if near else 1.0)
            picked = shades[rng.integers(0, 2, number)] * (0.42 if near else 0.85)
            rows[:, 5:8] = picked * rng.uniform(0.7, 1.2, (number, 1)) * 255
            rows[:, 8] = rng.random(number)
            parts.append(rows[np.argsort(rows[:, 1], kind="stable")])
        self._crest, self._front = parts
        self._crest_parallax = np.array(
            [vale.ground.parallax_at(float(y)) for y in self._crest[:, 1]]
        )

    def draw_crest(self, frame_u8: NDArray[np.uint8], t_s: float, pose: Pose) -> None:
        """The grass on the crest, before those who stand on the hill."""
        self._draw(frame_u8, self._crest, self._crest_parallax, t_s, pose)

    def draw_front(self, frame_u8: NDArray[np.uint8], t_s: float, pose: Pose) -> None:
        """The dark grass before everything."""
        self._draw(frame_u8, self._front, np.full(len(self._front), 1.22), t_s, pose)

    def _draw(
        self,
        frame_u8: NDArray[np.uint8],
        rows: NDArray[np.float32],
        parallax: NDArray[np.float64],
        t_s: float,
        pose: Pose,
    ) -> None:
        if len(rows) == 0:
            return
        # Two points of the same row and parallax give the scale and the shift of all.
        x0, y0, scale0 = place(0.0, 0.0, 0.0, pose, self._canvas)
        _, _, scale1 = place(0.0, 0.0, 1.0, pose, self._canvas)
        scale = 1 / (1 / scale0 + (1 / scale1 - 1 / scale0) * parallax)
        middle = np.array([self._canvas.width_px, self._canvas.height_px]) / 2
        origin = (np.array([x0, y0]) - middle) / scale0
        xs = (rows[:, 0] + origin[0] - pose.x_px * parallax) * scale + middle[0]
        ys = (rows[:, 1] + origin[1] - pose.y_px * parallax) * scale + middle[1]
        gust = np.sin(xs / (150 * self._canvas.unit) - t_s * (1.6 + 2.4 * self._wind))
        flutter = np.sin(2 * np.pi * (rows[:, 8] + t_s * (0.7 + 1.1 * self._wind)))
        bend = self._wind * 0.34 + (0.05 + 0.22 * self._wind) * gust
        bend = rows[:, 3] + bend + (0.025 + 0.06 * self._wind) * flutter
        _draw_tufts(frame_u8, rows, xs, ys, scale, bend)


@kernel
def _draw_tufts(
    frame: NDArray[np.uint8],
    tufts: NDArray[np.float32],
    xs: NDArray[np.float64],
    ys: NDArray[np.float64],
    scales: NDArray[np.float64],
    bends: NDArray[np.float64],
) -> None:
    height, width = frame.shape[0], frame.shape[1]
    for k in range(tufts.shape[0]):
        length = tufts[k, 2] * scales[k]
        lean = length * bends[k]
        tall = length * math.sqrt(max(0.2, 1.0 - 0.5 * bends[k] * bends[k]))
        half0 = tufts[k, 4] * scales[k]
        for y in range(max(0, int(ys[k] - tall)), min(height, int(ys[k]) + 1)):
            along = (ys[k] - y) / tall
            if along < 0.0 or along > 1.0:
                continue
            centre = xs[k] + lean * along * along
            half = half0 * (1.0 - along * along) + 0.10
            shade = 0.60 + 0.6 * along
            for x in range(int(centre - half) - 1, int(centre + half) + 2):
                if 0 <= x < width:
                    cover = min(1.0, max(0.0, half + 0.5 - abs(x + 0.5 - centre)))
                    cover = min(cover, 2.0 * half)
                    for c in range(3):
                        ink = min(255.0, tufts[k, 5 + c] * shade)
                        value = frame[y, x, c] * (1.0 - cover) + ink * cover
                        frame[y, x, c] = np.uint8(value + 0.5)
