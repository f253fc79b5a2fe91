"""The sky of any time and weather: ramps, clouds with volume, sun or moon, stars."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import cv2
import numpy as np

from kinoloom.generators.painted.air.celestial import add_moon, add_stars, add_sun
from kinoloom.generators.painted.air.clouds import Deck, paint_deck, paint_heaps
from kinoloom.generators.painted.air.daylight import (
    Daylight,
    behind_viewer,
    daylight,
    daylight_of,
    shows,
)
from kinoloom.generators.painted.air.rainbow import add_rainbow
from kinoloom.generators.painted.easel.colour import mix
from kinoloom.generators.painted.easel.deal import dealt

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from kinoloom.generators.painted.easel.canvas import Canvas
    from kinoloom.generators.painted.spec import SceneSpec, Time, Weather

_COOL = np.array([0.70, 0.73, 0.93], np.float32)
_COOL_BY_DAY = np.array([0.78, 0.86, 0.96], np.float32)


class _Clear(NamedTuple):
    """The few clouds of a clear sky: shares of streaks and of ripples, heaps and their size."""

    streaks: float
    ripples: float = 0.0
    heaps: float = 0.0
    size: float = 1.0


_BY_DAY = (
    _Clear(0.3), _Clear(2.3), _Clear(0.8, heaps=1.0), _Clear(0.5, heaps=0.9, size=1.7),
    _Clear(0.3, ripples=0.62), _Clear(1.0, heaps=1.9, size=0.8),
)  # fmt: skip
_BY_LOW_SUN = (
    _Clear(0.22), _Clear(1.0), _Clear(0.5, ripples=0.85), _Clear(0.35, heaps=1.0, size=1.4),
    _Clear(0.9, heaps=0.8),
)  # fmt: skip
_BY_NIGHT = (_Clear(0.15), _Clear(1.0), _Clear(0.3, ripples=0.4))
_RIPPLES = Deck(200, 84, 0.30, 0.44, 3.2, 0.42)

__all__ = ["Daylight", "daylight", "daylight_of", "full_moon_seed", "paint_sky", "sights_of"]


def paint_sky(
    canvas: Canvas,
    time: Time,
    weather: Weather,
    *,
    sun_x_px: float,
    sun_y_px: float,
    horizon_y_px: float,
    palette: Daylight | None = None,
    seed: int,
    sights: frozenset[str] = frozenset(),
) -> NDArray[np.float32]:
    """The painted canvas's sky, height x width x 3 in 0..1; below the horizon its lowest colour.

    `palette` is the scene's `daylight(...)`; None makes the one of this seed. At night the sun's
    place is the moon's. `sights` are what the words want to see in it, see `sights_of`.
    """
    light = palette if palette is not None else daylight(time, weather, seed)
    if "rainbow" in sights:
        light = behind_viewer(light)
    rng = np.random.default_rng([seed & 0xFFFFFFFF, 0x5C1])
    sky = _ramp(canvas, light, horizon_y_px)
    sky = _turn_from_sun(sky, canvas, light, sun_x_px, sun_y_px)
    if light.stars > 0.02:
        milky_way = light.is_night and light.stars > 0.6 and rng.random() < 0.55
        sky = add_stars(
            sky, canvas, horizon_y_px=horizon_y_px, amount=light.stars,
            milky_way=milky_way, seed=seed,
        )  # fmt: skip
    if light.is_night:
        sky = add_moon(
            sky, canvas, x_px=sun_x_px, y_px=sun_y_px, glow_rgb=light.glow_rgb,
            disc=light.disc, seed=full_moon_seed(seed) if "moon" in sights else seed,
        )  # fmt: skip
    sun = (sun_x_px, sun_y_px)
    sky, cover = _clouds(sky, canvas, light, sun, horizon_y_px, seed, rng)
    if not light.is_night and light.disc > 0.02:
        # After sunset it shines from below the edge of the land.
        level_px = max(sun_y_px, horizon_y_px + 26 * canvas.unit) if time == "dusk" else sun_y_px
        sky = add_sun(
            sky, canvas, x_px=sun_x_px, y_px=level_px, glow_rgb=light.glow_rgb, disc=light.disc,
            is_low=time not in ("day", "noon"), cover=cover,
        )  # fmt: skip
    sky = np.clip(_horizon_haze(sky, canvas, light, horizon_y_px, sun_x_px), 0, 1)
    if "rainbow" in sights:
        sky = add_rainbow(sky, canvas, light, sun_x_px=sun_x_px, horizon_y_px=horizon_y_px)
    return sky


def sights_of(spec: SceneSpec) -> frozenset[str]:
    """What the words want to see in the sky: "moon" (a full one), "rainbow"."""
    return frozenset(sight for sight in ("moon", "rainbow") if shows(spec, sight))


def full_moon_seed(seed: int) -> int:
    """The next seed whose moon is full."""
    return seed | 3


def _ramp(canvas: Canvas, light: Daylight, horizon_y_px: float) -> NDArray[np.float32]:
    place = np.clip(np.arange(canvas.paint_height_px) / horizon_y_px, 0, 1)
    steps = np.linspace(0, 1, len(light.sky_rgb))
    rows = np.stack([np.interp(place, steps, light.sky_rgb[:, c]) for c in range(3)], axis=-1)
    return np.repeat(rows[:, None].astype(np.float32), canvas.paint_width_px, axis=1)


def _turn_from_sun(
    sky: NDArray[np.float32], canvas: Canvas, light: Daylight, sun_x_px: float, sun_y_px: float
) -> NDArray[np.float32]:
    """Away from the sun a sky is deeper and cooler."""
    xx, yy = canvas.grid()
    away = np.hypot(xx - sun_x_px, yy - sun_y_px) / canvas.unit
    share = np.clip((away - 400) / 1500, 0, 1)[..., None] * (1 - light.cover)
    cool = _COOL_BY_DAY if light.time == "day" else _COOL
    if light.sky_colour is not None:
        # A colour that was asked for is only deeper there: blue would turn red to mud.
        cool = np.full(3, cool.mean(), np.float32)
    return mix(sky, sky * cool, share * 0.8)


def _clouds(
    sky: NDArray[np.float32],
    canvas: Canvas,
    light: Daylight,
    sun: tuple[float, float],
    horizon_y_px: float,
    seed: int,
    rng: np.random.Generator,
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """The sky with its weather's clouds, and how much they cover it."""
    low_sun = light.time in ("dawn", "golden_hour", "dusk")
    cover = np.zeros(sky.shape[:2], np.float32)
    match light.weather:
        case "clear" | "wind":
            few = _few(light, seed)
            for deck, share in _streak_decks(light, few, rng):
                sky, cover = _add_deck(
                    sky, cover, canvas, light, deck, sun, horizon_y_px, share, rng
                )
            if few.heaps:
                sky, cover = _add_heaps(
                    sky, cover, canvas, light, sun, horizon_y_px, few.heaps, rng, few.size
                )
        case "cloudy":
            # Broken, half open or nearly closed.
            closed = float(rng.uniform(-0.05, 0.05))
            deck = Deck(560 + 2400 * abs(closed), 150, 0.20, 0.41 + closed, 4.2, 0.7)
            sky, cover = _add_deck(sky, cover, canvas, light, deck, sun, horizon_y_px, 0.8, rng)
            grown = float(rng.uniform(0.75, 1.35))
            sky, cover = _add_heaps(sky, cover, canvas, light, sun, horizon_y_px, 2.0, rng, grown)
            if low_sun:
                deck = Deck(620, 60, 0.4, 0.46, 3.6, 0.8)
                sky, cover = _add_deck(sky, cover, canvas, light, deck, sun, horizon_y_px, 0.6, rng)
        case "rain" | "storm" | "snow":
            sky, cover = _overcast(sky, canvas, light, sun, horizon_y_px, rng)
        case "fog" | "sandstorm":
            deck = Deck(900, 240, 0.3, 0.30, 2.0, 0.5)
            sky, cover = _add_deck(sky, cover, canvas, light, deck, sun, horizon_y_px, 0.22, rng)
            cover = cover * 0.3
    return sky, cover


def _few(light: Daylight, seed: int) -> _Clear:
    kinds = _BY_DAY if light.time == "day" else _BY_NIGHT if light.is_night else _BY_LOW_SUN
    return dealt(kinds, seed, 0x5E4)


def _streak_decks(
    light: Daylight, few: _Clear, rng: np.random.Generator
) -> list[tuple[Deck, float]]:
    """Streaks or ripples of a clear sky: burning ones at dusk, a few thin feathers by day."""
    grow = float(rng.uniform(0.8, 1.25))
    less = float(rng.uniform(-0.015, 0.04))
    if few.ripples:
        ripples = _RIPPLES._replace(
            cell_x_px=_RIPPLES.cell_x_px * grow, threshold=_RIPPLES.threshold + less
        )
        return [(ripples, few.ripples)]
    if light.time == "day":
        return [(Deck(620 * grow, 120, 0.3, 0.53 + less, 3.0, 1.1), 0.34 * few.streaks)]
    if light.is_night:
        return [(Deck(700 * grow, 90, 0.3, 0.52 + less, 3.0, 0.8), 0.45 * few.streaks)]
    share = (0.72 if light.time == "dawn" else 0.82) * few.streaks
    decks = [(Deck(640 * grow, 118, 0.42, 0.48 + less, 3.6, 0.9), share)]
    if few.streaks > 0.4:
        decks.append((Deck(400 * grow, 62, 0.42, 0.52 + less, 4.2, 0.8), share))
    return decks


def _add_deck(
    sky: NDArray[np.float32],
    covered: NDArray[np.float32],
    canvas: Canvas,
    light: Daylight,
    deck: Deck,
    sun: tuple[float, float],
    horizon_y_px: float,
    share: float,
    rng: np.random.Generator,
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    cover, shine = paint_deck(
        canvas, deck, sun_x_px=sun[0], horizon_y_px=horizon_y_px, seed=int(rng.integers(1 << 20))
    )
    rows = np.arange(canvas.paint_height_px, dtype=np.float32)[:, None] / horizon_y_px
    cover = cover * np.clip((1.02 - rows) / 0.16, 0, 1) * share
    lit, shade = _cloud_colours(canvas, light, sun, rows)
    near = canvas.glow(sun[0], sun[1], 820 * canvas.unit)
    # Streaks only burn near the sun; far from it they keep the shade's colour.
    glowing = (0.42 + 0.68 * near)[..., None] if light.time != "day" else np.float32(1.0)
    sky = mix(sky, mix(shade, lit, np.clip(shine[..., None] * glowing, 0, 1)), cover[..., None])
    return sky, np.maximum(covered, cover)


def _add_heaps(
    sky: NDArray[np.float32],
    covered: NDArray[np.float32],
    canvas: Canvas,
    light: Daylight,
    sun: tuple[float, float],
    horizon_y_px: float,
    amount: float,
    rng: np.random.Generator,
    grown: float = 1.0,
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    heaps = _place_heaps(canvas, sun, horizon_y_px, amount, rng, grown)
    cover, shine = paint_heaps(
        canvas, heaps, sun_x_px=sun[0], sun_y_px=sun[1], seed=int(rng.integers(1 << 20))
    )
    rows = np.arange(canvas.paint_height_px, dtype=np.float32)[:, None] / horizon_y_px
    lit, shade = _cloud_colours(canvas, light, sun, rows)
    colour = mix(shade, lit, shine[..., None])
    # The lower a cloud stands, the further it is: air takes its contrast.
    air = np.clip((rows - 0.35) / 0.75, 0, 0.85)[..., None] * 0.75
    low = light.sky_rgb[-1 - len(light.sky_rgb) // 12]
    colour = mix(colour, low, air)
    cover = cover * (0.96 if not light.is_night else 0.85)
    return mix(sky, colour, cover[..., None]), np.maximum(covered, cover)


def _place_heaps(
    canvas: Canvas,
    sun: tuple[float, float],
    horizon_y_px: float,
    amount: float,
    rng: np.random.Generator,
    grown: float,
) -> NDArray[np.float32]:
    """Rows of clouds (x, base, half width, height), larger the higher they stand."""
    width = canvas.paint_width_px
    scale = canvas.unit * 1080
    heaps: list[tuple[float, float, float, float]] = []
    for level, count, size in ((0.86, 6, 0.075), (0.72, 4, 0.12), (0.52, 2, 0.19), (0.24, 1, 0.27)):
        crowd = max(1, round(count * amount * width / (scale * 2.1) * float(rng.uniform(0.6, 1.2))))
        start = float(rng.random())
        for k in range(crowd):
            x = ((k + start + float(rng.uniform(-0.3, 0.3))) / crowd % 1.0) * width
            half = size * scale * grown * float(rng.uniform(0.6, 1.3))
            base = horizon_y_px * (level + float(rng.uniform(-0.05, 0.05)))
            tall = half * float(rng.uniform(0.42, 0.72))
            if np.hypot(x - sun[0], base - tall / 2 - sun[1]) < half * 1.2 and amount < 1.95:
                continue
            heaps.append((x, base, half, tall))
    return np.asarray(heaps, np.float32).reshape(-1, 4)


def _overcast(
    sky: NDArray[np.float32],
    canvas: Canvas,
    light: Daylight,
    sun: tuple[float, float],
    horizon_y_px: float,
    rng: np.random.Generator,
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """A closed sky: heavy folds overhead that flatten toward the horizon."""
    heavy = light.weather == "storm"
    contrast = {"rain": 0.80, "snow": 0.56, "storm": 1.20}[light.weather]
    rows = np.arange(canvas.paint_height_px, dtype=np.float32)[:, None] / horizon_y_px
    folds = (
        (Deck(700, 210, 0.10, 0.30, 2.6, 0.55), 1.0),
        (Deck(300, 90, 0.16, 0.42, 3.0, 0.4), 0.5),
    )
    for deck, share in folds:
        cover, shine = (
            _soft(values, canvas, deck, rows)
            for values in paint_deck(
                canvas, deck, sun_x_px=sun[0], horizon_y_px=horizon_y_px,
                seed=int(rng.integers(1 << 20)),
            )
        )  # fmt: skip
        shape = (shine - 0.42) * 0.55 - (cover - 0.5) * (0.75 if heavy else 0.5)
        fade = np.clip((1.0 - rows) / 0.55, 0, 1) * share * contrast
        sky *= (1 + (shape * fade * 0.55)[..., None]).astype(np.float32)
    if heavy:
        shelf = np.exp(-(((rows - 0.62) / 0.16) ** 2)) * 0.18
        sky *= (1 - shelf[..., None]).astype(np.float32)
    return np.clip(sky, 0, 1), np.ones(sky.shape[:2], np.float32)


def _soft(
    values: NDArray[np.float32], canvas: Canvas, deck: Deck, rows: NDArray[np.float32]
) -> NDArray[np.float32]:
    """Folds without the hairs of their noise: those look brushed. The farther, the finer."""
    far, near = (
        cv2.GaussianBlur(values, (0, 0), share * deck.cell_y_px * canvas.unit)
        for share in (0.05, 0.13)
    )
    return mix(near, far, np.clip(rows, 0, 1) ** 2)


def _cloud_colours(
    canvas: Canvas, light: Daylight, sun: tuple[float, float], rows: NDArray[np.float32]
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Lit and shaded colours: both warm up toward the horizon and the sun."""
    near = canvas.glow(sun[0], sun[1], 820 * canvas.unit)[..., None]
    warm = light.haze_sun_rgb
    lit = mix(light.cloud_lit_rgb, warm, near * (0.75 if light.time != "day" else 0.25))
    down = np.clip(rows, 0, 1)[..., None] ** 1.5
    shade = mix(light.cloud_shade_rgb, light.haze_rgb, down * 0.75)
    return lit, np.broadcast_to(shade, lit.shape)


def _horizon_haze(
    sky: NDArray[np.float32],
    canvas: Canvas,
    light: Daylight,
    horizon_y_px: float,
    sun_x_px: float,
) -> NDArray[np.float32]:
    """Thick air hides the low sky: all of it in fog, a band in rain and snow."""
    if light.density <= 0:
        return sky
    rows = np.arange(canvas.paint_height_px, dtype=np.float32)[:, None] / horizon_y_px
    reach = 0.16 + 1.1 * light.density**3
    share = np.clip(1 - (1 - rows) / reach, 0, 1) ** 1.1 * light.density
    columns = np.arange(canvas.paint_width_px, dtype=np.float32)[None, :]
    toward = np.exp(-np.abs(columns - sun_x_px) / (760 * canvas.unit)) * light.disc
    air = mix(light.haze_rgb, light.haze_sun_rgb, toward[..., None])
    return mix(sky, air, share[..., None])
