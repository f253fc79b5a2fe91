"""Flying cars as sprites: seen from the side or from an end, lit by the city."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from kinoloom.generators.painted.settings.city.look import Colour, Look, tone

Outline = tuple[tuple[float, float], ...]
Picture = NDArray[np.floating]

SIDE_LENGTH_M = 4.7
SIDE_HEIGHT_M = 1.9
PADS_M = (0.95, 3.72)
END_WIDTH_M = 2.3
END_HEIGHT_M = 1.9

# Heights in metres along the length; the nose is on the right.
_TOP: Outline = (
    (0.0, 0.98), (0.08, 1.16), (0.45, 1.12), (0.75, 1.0), (1.15, 1.10), (1.6, 1.42), (2.3, 1.46),
    (3.0, 1.16), (3.45, 0.94), (4.2, 0.78), (4.6, 0.60), (4.7, 0.48),
)  # fmt: skip
_GLASS: Outline = ((1.2, 1.06), (1.65, 1.34), (2.3, 1.38), (2.9, 1.14), (3.4, 0.92))
_BOTTOM: Outline = (
    (0.0, 0.66), (0.3, 0.46), (0.6, 0.36), (3.9, 0.34), (4.4, 0.38), (4.7, 0.46),
)  # fmt: skip


def car_from_side(
    length_px: float, look: Look, paint: Colour, *, trim: Colour
) -> NDArray[np.uint8]:
    """A flying car heading right, premultiplied RGBA; its pads touch the bottom row."""
    scale = max(8.0, length_px) / SIDE_LENGTH_M
    width, height = int(SIDE_LENGTH_M * scale) + 2, int(SIDE_HEIGHT_M * scale) + 2
    x = (np.arange(width, dtype=np.float32)[None, :] - 0.5) / scale
    y = (height - 1 - np.arange(height, dtype=np.float32)[:, None]) / scale
    top, bottom = _outline(x, _TOP), _outline(x, _BOTTOM)
    inside = (x > 0) & (x < SIDE_LENGTH_M)
    body = _step(top - y, scale) * _step(y - bottom, scale) * inside
    light = _body_light(look, paint, np.clip((top - y) / np.maximum(0.1, top - bottom), 0, 1))
    glass = _step(_outline(x, _GLASS) - y, scale) * _step(y - 0.97, scale)
    glass = glass * (x > 1.2) * (x < 3.35) * (1 - _step(0.045 - abs(x - 2.2), scale))
    light = _mix(light, _glass_light(look, y), glass)
    glow = np.asarray(trim, np.float32)
    if look.is_dark:
        # The signs around it draw its upper edge.
        rim = np.exp(-(((top - y - 0.02) / 0.045) ** 2)) * body
        light = light + rim[..., None] * (0.25 + 0.6 * glow)
    seam = _step(0.016 - abs(y - 0.66), scale) * body * (x > 0.5)
    light = _mix(light, glow * (1.5 if look.is_dark else 0.3), seam)
    light, alpha = _pads(light, body, x, y, scale, trim)
    ends = _step(0.09 - np.hypot(x - 4.58, (y - 0.68) * 1.2), scale) * body
    tails = _step(0.08 - np.hypot((x - 0.06) * 0.8, y - 0.84), scale) * body
    power = 2.5 if look.is_dark else 0.7
    light = _mix(light, np.array([1.0, 0.95, 0.85], np.float32) * power, ends)
    light = _mix(light, np.array([1.0, 0.05, 0.04], np.float32) * power, tails)
    return _premultiplied(light, alpha)


def car_from_end(width_px: float, look: Look, paint: Colour, *, is_rear: bool) -> NDArray[np.uint8]:
    """A flying car's front or rear, premultiplied RGBA."""
    scale = max(6.0, width_px) / END_WIDTH_M
    width, height = int(END_WIDTH_M * scale) + 2, int(END_HEIGHT_M * scale) + 2
    x = abs((np.arange(width, dtype=np.float32)[None, :] + 0.5 - width / 2) / scale)
    y = (height - 1 - np.arange(height, dtype=np.float32)[:, None]) / scale
    half = np.where(y < 0.92, 0.93 - 0.5 * np.clip(0.35 - y, 0, 1) ** 2, 0.90 - 0.52 * (y - 0.92))
    roof = 1.48 - 0.10 * x**2
    body = _step(half - x, scale) * _step(roof - y, scale) * _step(y - 0.45, scale)
    light = _body_light(look, paint, np.broadcast_to(np.clip((1.45 - y) / 1.2, 0, 1), body.shape))
    glass = _step(half - 0.10 - x, scale) * _step(1.40 - y, scale) * _step(y - 0.95, scale)
    light = _mix(light, _glass_light(look, y), glass)
    grille = _step(0.55 - x, scale) * _step(0.07 - abs(y - 0.48), scale)
    light = _mix(light, np.zeros(3, np.float32) + 0.01, grille * body)
    lamp = _step(0.17 - abs(x - 0.68), scale) * _step(0.07 - abs(y - 0.72), scale)
    power = 2.8 if look.is_dark or look.wet > 0.9 else 0.8
    colour = (
        np.array([1.0, 0.04, 0.03], np.float32)
        if is_rear
        else np.array([1.0, 0.94, 0.82], np.float32)
    )
    light = _mix(light, colour * power, lamp * body)
    return _premultiplied(light, body)


def _outline(x: Picture, points: Outline) -> Picture:
    """A soft curve through the points (metres)."""
    places, values = np.array(points).T
    fine = np.linspace(places[0], places[-1], 160)
    steps = np.interp(fine, places, values)
    kernel = np.hanning(13)
    padded = np.pad(steps, 6, mode="edge")
    smooth = np.convolve(padded, kernel / kernel.sum(), mode="valid")
    return np.interp(x, fine, smooth).astype(np.float32)


def _step(distance_m: Picture, scale: float) -> Picture:
    """1 inside (positive metres), 0 outside, one pixel of transition."""
    return np.clip(np.asarray(distance_m, np.float32) * scale + 0.5, 0, 1)


def _mix(light: Picture, other: Picture, share: Picture) -> Picture:
    return light + (other - light) * share[..., None]


def _body_light(look: Look, paint: Colour, down: Picture) -> Picture:
    """Painted metal from its upper edge (0) to its lower one (1)."""
    base = np.asarray(paint, np.float32)
    ambient, air = np.asarray(look.ambient_rgb), np.asarray(look.air_rgb)
    street, sun = np.asarray(look.street_rgb), np.asarray(look.sun_rgb)
    above = base * (1.5 * ambient + 0.8 * air + 0.5 * sun) + 0.10 * air
    below = base * (1.6 * street + 0.35 * ambient) + 0.02 * np.asarray(look.haze_rgb)
    fall = np.clip(down * 1.5, 0, 1)[..., None] ** 0.8
    light = above + (below - above) * fall
    shine = np.exp(-(((down - 0.10) / 0.07) ** 2))[..., None]
    belt = np.exp(-(((down - 0.55) / 0.05) ** 2))[..., None]
    glow = 0.35 * air + 0.20 * np.asarray(look.haze_rgb)
    return np.asarray(light + shine * glow + belt * 0.35 * glow, np.float32)


def _glass_light(look: Look, y: Picture) -> Picture:
    low, high = np.asarray(look.glass_low_rgb), np.asarray(look.glass_high_rgb)
    up = np.clip((y - 0.95) / 0.45, 0, 1)[..., None]
    inside = (
        np.array([0.05, 0.04, 0.03], np.float32)
        if look.is_dark
        else np.array([0.01, 0.01, 0.01], np.float32)
    )
    return np.asarray(0.5 * low + inside + (high * 0.55) * up**1.6, np.float32)


def _pads(
    light: Picture,
    alpha: Picture,
    x: Picture,
    y: Picture,
    scale: float,
    trim: Colour,
) -> tuple[Picture, Picture]:
    """Two glowing hover pads below a flying car."""
    for at in PADS_M:
        # A pod where a wheel would be, and the ring of light it stands on.
        away = np.hypot((x - at) / 0.50, (y - 0.50) / 0.30)
        pod = _step((1 - away) * 0.30, scale)
        hub = np.hypot((x - at) / 0.30, (y - 0.50) / 0.17)
        ring = _step(0.05 - abs(hub - 1) * 0.17, scale)
        fire = _step((1 - np.hypot((x - at) / 0.40, (y - 0.20) / 0.075)) * 0.075, scale)
        light = _mix(light, light * 0.25 + 0.012, pod)
        light = _mix(light, np.asarray(trim, np.float32) * 1.8 + 0.1, ring * pod)
        light = _mix(light, np.asarray(trim, np.float32) * 2.6 + 0.4, fire)
        alpha = np.maximum(alpha, np.maximum(pod, fire))
    return light, alpha


def _premultiplied(light: Picture, alpha: Picture) -> NDArray[np.uint8]:
    shown = tone(light) * alpha[..., None]
    return np.asarray(np.dstack([shown, alpha]) * 255 + 0.5, np.uint8)
