"""The sky of Mars: dust streaks instead of heaped clouds, and two moons, day and night."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from kinoloom.generators.painted.air.celestial import add_stars
from kinoloom.generators.painted.air.clouds import Deck, paint_deck
from kinoloom.generators.painted.easel.colour import mix, screen
from kinoloom.generators.painted.easel.noise import fbm_image

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from kinoloom.generators.painted.air.daylight import Daylight
    from kinoloom.generators.painted.easel.canvas import Canvas
    from kinoloom.generators.painted.settings.desert.place import Moon

_STARS_BY_TIME = {"dawn": 0.10, "day": 0.0, "golden_hour": 0.16, "dusk": 0.42, "night": 1.0}


def paint_mars_sky(
    canvas: Canvas,
    light: Daylight,
    *,
    sun_px: tuple[float, float],
    horizon_y_px: float,
    moons: tuple[Moon, ...],
    seed: int,
) -> NDArray[np.float32]:
    """The painted canvas's open or clouded sky, height x width x 3 in 0..1."""
    unit = canvas.unit
    place = np.clip(np.arange(canvas.paint_height_px) / horizon_y_px, 0, 1)
    steps = np.linspace(0, 1, len(light.sky_rgb))
    rows = np.stack([np.interp(place, steps, light.sky_rgb[:, c]) for c in range(3)], axis=-1)
    sky = np.repeat(rows[:, None].astype(np.float32), canvas.paint_width_px, axis=1)
    xx, yy = canvas.grid()
    away = np.hypot(xx - sun_px[0], (yy - sun_px[1]) * 1.15) / unit
    cooler = np.clip((away - 450) / 1500, 0, 1)[..., None] * (1 - light.cover)
    sky = mix(sky, sky * np.array([0.74, 0.68, 0.84], np.float32), cooler * 0.75)
    stars = _STARS_BY_TIME[light.time] * (1 - light.cover)
    if stars > 0.02:
        sky = add_stars(
            sky, canvas, horizon_y_px=0.92 * horizon_y_px, amount=stars, milky_way=stars > 0.8,
            seed=seed,
        )  # fmt: skip
    for moon in moons:
        sky = _add_moon(sky, canvas, moon, light, sun_px)
    sky, cover = _add_streaks(sky, canvas, light, sun_px, horizon_y_px, seed)
    if light.time != "night" and light.disc > 0.02:
        sky = _add_sun(sky, canvas, light, sun_px, cover)
    return np.clip(sky, 0, 1)


def _add_sun(
    sky: NDArray[np.float32],
    canvas: Canvas,
    light: Daylight,
    sun_px: tuple[float, float],
    cover: NDArray[np.float32],
) -> NDArray[np.float32]:
    """A small sun in dusty air: wide warm glow, and a disc that melts into it."""
    unit, low = canvas.unit, light.time != "day"
    tint = np.array(light.glow_rgb, np.float32)
    pale = mix(tint, (1.0, 0.98, 0.92), 0.72)
    strength = (0.25 + 0.75 * light.disc) * (1.0 if low else 0.75)
    for radius, power, colour in (
        (980.0, 0.24, tint * np.array([1.0, 0.82, 0.74], np.float32)),
        (430.0, 0.34, tint),
        (170.0, 0.44, mix(tint, pale, 0.5)),
        (74.0, 0.62, pale),
    ):
        light_map = canvas.glow(sun_px[0], sun_px[1], radius * unit, 1.15, 1.15 if low else 1.0)
        sky = screen(sky, (light_map * (power * strength))[..., None] * colour)
    xx, yy = canvas.grid()
    away = np.hypot(xx - sun_px[0], yy - sun_px[1]) / ((34.0 if low else 27.0) * unit)
    edge = np.clip((1.09 - away) / 0.2, 0, 1)
    edge = edge * edge * (3 - 2 * edge) * light.disc * (1 - 0.6 * cover)
    face = mix((1.0, 0.995, 0.96), pale, np.clip(away, 0, 1)[..., None] ** 3 * 0.6)
    # Never darker than the glow around it, or the limb would be a ring.
    return mix(sky, np.maximum(face, sky), edge[..., None])


def _add_streaks(
    sky: NDArray[np.float32],
    canvas: Canvas,
    light: Daylight,
    sun_px: tuple[float, float],
    horizon_y_px: float,
    seed: int,
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Long veils of dust and ice; under a clouded sky they close."""
    rng = np.random.default_rng([seed, 0xDEC])
    closed = light.cover
    decks = (
        (Deck(900, 120, 0.35, 0.47 - 0.12 * closed, 3.2, 0.9), 0.55 + 0.35 * closed),
        (Deck(470, 52, 0.40, 0.51 - 0.06 * closed, 3.4, 0.8), 0.50),
    )
    near = canvas.glow(sun_px[0], sun_px[1], 800 * canvas.unit)
    rows = np.arange(canvas.paint_height_px, dtype=np.float32)[:, None] / horizon_y_px
    covered = np.zeros(sky.shape[:2], np.float32)
    quiet = {"day": 0.55, "night": 0.28}.get(light.time, 1.0)
    for deck, share in decks:
        cover, shine = paint_deck(
            canvas, deck, sun_x_px=sun_px[0], horizon_y_px=horizon_y_px,
            seed=int(rng.integers(1 << 20)),
        )  # fmt: skip
        cover = cover * share * quiet * np.clip((1.0 - rows) / 0.12, 0, 1)
        burning = np.clip(shine * (0.35 + 0.75 * near), 0, 1)[..., None]
        shade = mix(light.cloud_shade_rgb, sky, 0.45)
        sky = mix(sky, mix(shade, light.cloud_lit_rgb, burning), cover[..., None])
        covered = np.maximum(covered, cover)
    return sky, covered


def _add_moon(
    sky: NDArray[np.float32],
    canvas: Canvas,
    moon: Moon,
    light: Daylight,
    sun_px: tuple[float, float],
) -> NDArray[np.float32]:
    """A cratered crescent: it only adds light, so that its dark side is the sky's colour."""
    half = int(moon.radius_px) + 3
    left, top = round(moon.x_px) - half, round(moon.y_px) - half
    y0, y1 = max(0, top), min(sky.shape[0], top + 2 * half)
    x0, x1 = max(0, left), min(sky.shape[1], left + 2 * half)
    if y1 <= y0 or x1 <= x0:
        return sky
    y, x = np.mgrid[y0:y1, x0:x1].astype(np.float32)
    u, v = (x - moon.x_px) / moon.radius_px, (y - moon.y_px) / moon.radius_px
    away = np.sqrt(u * u + v * v)
    disc = np.clip((1 - away) * moon.radius_px / 1.4 + 0.5, 0, 1)
    z = np.sqrt(np.clip(1 - away * away, 0, 1))
    to_sun = np.array([sun_px[0] - moon.x_px, sun_px[1] - moon.y_px], np.float32)
    to_sun = to_sun / max(1.0, float(np.hypot(*to_sun)))
    front = 0.34 if light.time == "night" else 0.12
    lit = np.clip((u * to_sun[0] + v * to_sun[1]) * 0.95 + z * front, 0, 1) ** 0.75
    cell = moon.radius_px * 0.36
    rough = fbm_image(x1 - x0, y1 - y0, scale_x_px=cell, scale_y_px=cell, octaves=4, seed=moon.seed)
    face = lit * disc * (0.62 + 0.65 * rough) * (1 - 0.85 * light.cover)
    tint = mix(light.glow_rgb, (1, 0.95, 0.9), 0.55)
    strength = 0.42 if light.time == "day" else 0.72
    sky[y0:y1, x0:x1] = screen(sky[y0:y1, x0:x1], face[..., None] * tint * strength)
    return sky
