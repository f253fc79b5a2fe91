"""Sun, moon and stars, painted onto a sky."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from kinoloom.generators.painted.easel.colour import mix, screen
from kinoloom.generators.painted.easel.kernel import kernel
from kinoloom.generators.painted.easel.noise import fbm, fbm_image, hash01, smoothstep

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from kinoloom.generators.painted.easel.canvas import Canvas
    from kinoloom.generators.painted.easel.light import Colour

SUN_RADIUS_PX = 40.0
MOON_RADIUS_PX = 46.0
"""Of a 1080-line picture."""
_STARS_PER_MEGAPIXEL = 1500


def add_sun(
    sky: NDArray[np.float32],
    canvas: Canvas,
    *,
    x_px: float,
    y_px: float,
    glow_rgb: Colour,
    disc: float,
    is_low: bool,
    cover: NDArray[np.float32] | None = None,
) -> NDArray[np.float32]:
    """The sky with the sun: layered glow, and a disc with a soft limb where no cloud covers it.

    `disc` 0..1 is how much of it the weather lets through; a low sun glows wider and redder.
    """
    unit = canvas.unit
    tint = np.asarray(glow_rgb, np.float32)
    white = mix(tint, (1.0, 0.98, 0.93), 0.75)
    spread = 1.0 if is_low else 0.72
    rings = (
        (1150.0, 0.20, tint * np.array([1.0, 0.80, 0.72], np.float32) if is_low else tint),
        (470.0, 0.34, tint),
        (185.0, 0.46, mix(tint, white, 0.45)),
        (84.0, 0.52, white),
    )
    strength = 0.25 + 0.75 * disc
    for radius, power, colour in rings:
        aspect = 1.18 if radius > 300 and is_low else 1.0
        light = canvas.glow(x_px, y_px, radius * unit * spread, 1.15, aspect)
        sky = screen(
            sky, (light * (power * strength * (1.0 if is_low else 0.8)))[..., None] * colour
        )
    if disc <= 0.05:
        return sky
    xx, yy = canvas.grid()
    radius_px = SUN_RADIUS_PX * unit * (1.0 if is_low else 0.7)
    away = np.sqrt((xx - x_px) ** 2 + (yy - y_px) ** 2) / radius_px
    # A limb that darkens and reddens, and an edge a few pixels soft: a hard disc looks cut out.
    edge = np.clip((1.06 - away) / 0.14, 0, 1)
    edge = edge * edge * (3 - 2 * edge) * disc
    if cover is not None:
        edge = edge * (1 - 0.82 * cover)
    limb = np.clip(away, 0, 1)[..., None] ** 2.6
    face = mix((1.0, 0.99, 0.95), mix(tint, white, 0.35), limb * (0.4 if is_low else 0.1))
    return mix(sky, face, edge[..., None])


def add_moon(
    sky: NDArray[np.float32],
    canvas: Canvas,
    *,
    x_px: float,
    y_px: float,
    glow_rgb: Colour,
    disc: float,
    seed: int,
) -> NDArray[np.float32]:
    """The sky with the moon: halo, phase, maria and craters; the seed picks the phase."""
    unit = canvas.unit
    tint = np.asarray(glow_rgb, np.float32)
    strength = 0.35 + 0.65 * disc
    for radius, power in ((900.0, 0.13), (330.0, 0.20), (120.0, 0.34)):
        light = canvas.glow(x_px, y_px, radius * unit, 1.1)
        sky = screen(sky, (light * power * strength)[..., None] * tint)
    if disc <= 0.05:
        return sky
    radius_px = MOON_RADIUS_PX * unit
    half = math.ceil(radius_px * 1.1) + 1
    left, top = round(x_px) - half, round(y_px) - half
    face = np.zeros((2 * half, 2 * half, 4), np.float32)
    phase = (0.55, 0.2, -0.25, 0.95)[seed % 4] * (1 if seed // 4 % 2 else -1)
    _paint_moon(face, x_px - left, y_px - top, radius_px, phase, seed)
    y0, x0 = max(0, top), max(0, left)
    y1, x1 = min(sky.shape[0], top + 2 * half), min(sky.shape[1], left + 2 * half)
    if y1 > y0 and x1 > x0:
        part = face[y0 - top : y1 - top, x0 - left : x1 - left]
        lit = part[..., :3] * mix(tint, (1, 1, 0.97), 0.75)
        sky[y0:y1, x0:x1] = mix(sky[y0:y1, x0:x1], lit, part[..., 3:] * disc)
    return sky


def add_stars(
    sky: NDArray[np.float32],
    canvas: Canvas,
    *,
    horizon_y_px: float,
    amount: float,
    milky_way: bool,
    seed: int,
) -> NDArray[np.float32]:
    """The sky with stars of many magnitudes, fewer in the haze low down."""
    rng = np.random.default_rng([seed & 0xFFFFFFFF, 0x57A])
    height, width = sky.shape[:2]
    unit = canvas.unit
    if milky_way:
        sky = _milky_way(sky, canvas, horizon_y_px, amount, rng)
    area = height * width / (unit * unit) / 1e6
    count = round(_STARS_PER_MEGAPIXEL * area * (0.3 + 0.7 * amount))
    stars = np.empty((count, 5), np.float32)
    stars[:, 0] = rng.random(count) * width
    stars[:, 1] = rng.random(count) * horizon_y_px
    low = np.clip(1 - stars[:, 1] / horizon_y_px, 0, 1) ** 0.7
    stars[:, 2] = (0.07 + 0.95 * rng.random(count) ** 7.5) * low * amount
    stars[:, 3] = unit * (0.62 + 0.85 * rng.random(count) ** 8)
    stars[:, 4] = rng.normal(0, 0.12, count)
    _splat_stars(sky, stars)
    return sky


def _milky_way(
    sky: NDArray[np.float32],
    canvas: Canvas,
    horizon_y_px: float,
    amount: float,
    rng: np.random.Generator,
) -> NDArray[np.float32]:
    xx, yy = canvas.grid()
    span = max(canvas.paint_width_px, horizon_y_px)
    angle = float(rng.uniform(0.5, 1.15)) * (1 if rng.random() < 0.5 else -1)
    cx = canvas.paint_width_px * float(rng.uniform(0.3, 0.7))
    across = (xx - cx) * math.sin(angle) - (yy - horizon_y_px * 0.45) * math.cos(angle)
    noise = fbm_image(
        canvas.paint_width_px, canvas.paint_height_px, scale_x_px=170 * canvas.unit,
        scale_y_px=150 * canvas.unit, octaves=6, seed=int(rng.integers(1 << 20)), warp=0.5,
    )  # fmt: skip
    across = across / (0.085 * span) + (noise - 0.5) * 1.6
    band = np.exp(-(across**2))
    lane = np.exp(-(((across - 0.12) / 0.30) ** 2)) * np.clip((noise - 0.36) * 4.5, 0, 1)
    glow = band * (0.35 + 1.1 * noise) * (1 - 0.72 * lane)
    glow = glow * np.clip((horizon_y_px - yy) / (0.75 * horizon_y_px), 0, 1) * amount
    warm = np.array([0.36, 0.34, 0.42], np.float32)
    cool = np.array([0.22, 0.28, 0.44], np.float32)
    dust = rng.random(sky.shape[:2], dtype=np.float32) ** 90 * band * (1 - 0.8 * lane)
    high = np.clip((horizon_y_px - yy) / (0.6 * horizon_y_px), 0, 1)
    sky = screen(sky, (glow * 0.62)[..., None] * mix(cool, warm, (band**3)[..., None]))
    return screen(
        sky, (dust * high * 0.5 * amount)[..., None] * np.array([0.9, 0.92, 1.0], np.float32)
    )


@kernel
def _splat_stars(sky: NDArray[np.float32], stars: NDArray[np.float32]) -> None:
    height, width = sky.shape[0], sky.shape[1]
    for k in range(stars.shape[0]):
        radius = stars[k, 3]
        bright = stars[k, 2]
        reach = int(3.2 * radius) + 1
        for y in range(int(stars[k, 1]) - reach, int(stars[k, 1]) + reach + 1):
            for x in range(int(stars[k, 0]) - reach, int(stars[k, 0]) + reach + 1):
                if 0 <= y < height and 0 <= x < width:
                    dx = (x - stars[k, 0]) / radius
                    dy = (y - stars[k, 1]) / radius
                    d2 = dx * dx + dy * dy
                    light = bright * (math.exp(-d2) + 0.10 * bright * math.exp(-d2 * 0.16))
                    warmth = stars[k, 4]
                    sky[y, x, 0] = min(1.0, sky[y, x, 0] + light * (1.0 + warmth))
                    sky[y, x, 1] = min(1.0, sky[y, x, 1] + light)
                    sky[y, x, 2] = min(1.0, sky[y, x, 2] + light * (1.04 - warmth))


@kernel
def _paint_moon(
    out: NDArray[np.float32], cx: float, cy: float, radius: float, phase: float, seed: int
) -> None:
    """phase: x of the terminator's light direction, -1..1 (its sign the lit side)."""
    side = 1.0 if phase > 0 else -1.0
    light_x = side * math.sqrt(max(0.0, 1.0 - phase * phase))
    light_z = abs(phase)
    for y in range(out.shape[0]):
        for x in range(out.shape[1]):
            u = (x - cx) / radius
            v = (y - cy) / radius
            d = math.sqrt(u * u + v * v)
            cover = min(1.0, max(0.0, (1.0 - d) * radius / 1.3 + 0.5))
            if cover <= 0.0:
                continue
            z = math.sqrt(max(0.0, 1.0 - u * u - v * v))
            maria = smoothstep(0.46, 0.66, fbm(u * 1.25 + 5.0, v * 1.25 + 2.0, 4, seed))
            albedo = 0.96 - 0.30 * maria + 0.10 * (fbm(u * 7.0, v * 7.0, 3, seed + 9) - 0.5)
            bump = 0.0
            for k in range(22):
                crater_x = 1.7 * (hash01(k, 1, seed) - 0.5)
                crater_y = 1.7 * (hash01(k, 2, seed) - 0.5)
                size = 0.05 + 0.13 * hash01(k, 3, seed) ** 3
                du = (u - crater_x) / size
                dv = (v - crater_y) / size
                ring = du * du + dv * dv
                if ring < 3.0:
                    bump += (0.5 * side * du - 0.2 * dv) * math.exp(-ring * 1.4)
                    albedo += 0.09 * math.exp(-((math.sqrt(ring) - 1.0) ** 2) * 16.0)
            lit = smoothstep(-0.04, 0.34, u * light_x - 0.18 * v * abs(light_x) + z * light_z)
            face = albedo * (0.055 + 0.945 * lit) - 0.16 * bump * lit
            shade = max(0.0, face * (0.84 + 0.16 * z))
            # The unlit part is only as visible as earthshine makes it.
            out[y, x, 3] = cover * (0.04 + 0.96 * lit)
            for c in range(3):
                out[y, x, c] = min(1.0, shade)
