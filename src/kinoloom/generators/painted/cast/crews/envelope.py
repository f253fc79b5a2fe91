"""The picture of a hot air balloon: gores, bands, ropes, a basket; and its burner's glow."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np
from numpy.typing import NDArray

from kinoloom.generators.painted.easel.colour import rgb

if TYPE_CHECKING:
    from kinoloom.generators.painted.easel.light import Rig

Floats = NDArray[np.float32]

_SAMPLES = 2
_RADIUS, _EQUATOR, _MOUTH = 0.355, 0.645, 0.238
_MOUTH_RADIUS = 0.070
"""All in heights of the whole, from the basket's floor up."""
_GORES = 18
_PUFF = 0.42
"""How far a gore's cloth turns away between its seams, radians."""
_TURNED = 0.13
_BASKET_TOP, _BASKET_HALF = 0.088, 0.056
ASPECT = 2 * _RADIUS + 0.02
_SAILS = (
    ("#c8342c", "#f2d9a0", "#20406e"),
    ("#e08a1e", "#f4ead2", "#8a2f2a"),
    ("#2d6aa8", "#f4ead2", "#e0b23a"),
    ("#2f8a6a", "#f2e2b0", "#c8483a"),
    ("#7a3a86", "#f0c24a", "#e9e2d4"),
    ("#d8457a", "#f6e6d0", "#3a7aa0"),
)
_RAINBOW = ("#c8342c", "#e07a24", "#ecc23c", "#4a9a52", "#2f74b4", "#6a4494")
_FLAME = (1.0, 0.60, 0.22)


@dataclass(frozen=True)
class Cloth:
    """What one balloon is sewn of: colours of gores in turn, and the pattern across them."""

    inks: tuple[str, ...]
    band: str
    pattern: int
    """0 plain gores, 1 a belt of diamonds, 2 a crown and a skirt, 3 zigzags."""


def cloth_of(seed: int, turn: int, colour: str | None) -> Cloth:
    """The cloth of the one whose `turn` it is: no two of a shot are alike."""
    rng = np.random.default_rng((seed, 0xBA1))
    first = int(rng.integers(len(_SAILS)))
    main, pale, other = _SAILS[(first + turn) % len(_SAILS)]
    pattern = (int(rng.integers(4)) + turn) % 4
    if colour is not None:
        return Cloth((colour, pale), colour, pattern)
    if (first + 2 * turn) % 5 == 0:
        return Cloth(_RAINBOW, "#f4ead2", 0 if pattern == 2 else pattern)
    return Cloth((main, pale), other, pattern)


def paint_balloon(
    height_px: int, cloth: Cloth, rig: Rig, *, haze: float, to_right: bool
) -> tuple[NDArray[np.uint8], NDArray[np.uint8]]:
    """Its premultiplied RGBA, and what a burning burner adds to its light.

    Both have a margin of two pixels, and the basket's floor on the last row but two.
    """
    rows, columns = _SAMPLES * (height_px + 4), _SAMPLES * (round(ASPECT * height_px) + 4)
    per = _SAMPLES * height_px
    down = np.arange(rows, dtype=np.float32)[:, None] + np.float32(0.5)
    up = ((rows - 2 * _SAMPLES - down) / np.float32(per)).astype(np.float32)
    across = np.arange(columns, dtype=np.float32)[None] + np.float32(0.5 - columns / 2)
    x = (across / np.float32(per)).astype(np.float32)
    sheet = np.zeros((rows, columns, 4), np.float32)
    glow = np.zeros((rows, columns, 3), np.float32)
    _ropes(sheet, up, x, per, rig)
    _basket(sheet, up, x, per, rig)
    _envelope(sheet, glow, up, x, per, cloth, rig, 1.0 if to_right else -1.0)
    _flame(glow, up, x)
    sheet[..., :3] += (np.asarray(rig.haze_rgb, np.float32) - sheet[..., :3]) * np.float32(haze)
    bright = np.clip(sheet[..., :3], 0, None)
    soft = np.where(bright > 0.75, 0.75 + 0.25 * (1 - np.exp(-(bright - 0.75) * 4)), bright)
    sheet[..., :3] = soft * sheet[..., 3:]
    glow *= np.float32(1 - 0.75 * haze)
    size = (columns // _SAMPLES, rows // _SAMPLES)
    small = cv2.resize(sheet, size, interpolation=cv2.INTER_AREA)
    lit = cv2.resize(glow, size, interpolation=cv2.INTER_AREA)
    return _bytes(np.asarray(small, np.float32)), _bytes(np.asarray(lit, np.float32))


def _bytes(picture: Floats) -> NDArray[np.uint8]:
    return np.ascontiguousarray((np.clip(picture, 0, 1) * 255 + 0.5).astype(np.uint8))


def _radius(up: Floats) -> Floats:
    """Of the envelope at a height: half a ball above its equator, a drop below."""
    above = np.sqrt(np.clip(_RADIUS**2 - (up - _EQUATOR) ** 2, 0, None))
    t = np.clip((_EQUATOR - up) / (_EQUATOR - _MOUTH), 0, 1)
    below = _MOUTH_RADIUS + (_RADIUS - _MOUTH_RADIUS) * (1 - t**1.85) ** 1.12
    return np.where(up > _EQUATOR, above, np.where(up < _MOUTH, 0, below)).astype(np.float32)


def _envelope(
    sheet: Floats, glow: Floats, up: Floats, x: Floats, per: float, cloth: Cloth, rig: Rig,
    ahead: float,
) -> None:  # fmt: skip
    radius = _radius(up)
    # The mouth is a ring seen from a little below: its near rim hangs lower.
    hang = 0.016 * np.sqrt(np.clip(1 - (x / _MOUTH_RADIUS) ** 2, 0, 1))
    radius = np.where((up < _MOUTH) & (up > _MOUTH - hang), _MOUTH_RADIUS, radius)
    cover = np.clip((radius - np.abs(x)) * per + 0.5, 0, 1) * (radius > 0)
    side = np.clip(x / np.maximum(radius, 1e-4), -1, 1)
    theta = np.arcsin(side * np.float32(0.9995))
    along = (ahead * theta + _TURNED) * np.float32(_GORES / (2 * np.pi)) + _GORES
    gore, within = np.floor(along).astype(np.int32), along - np.floor(along)
    bent = theta + ahead * np.float32(_PUFF) * (within - np.float32(0.5))
    slope = np.gradient(_radius(up)[:, 0], up[:, 0])[:, None].astype(np.float32)
    rise = np.clip(-slope, -1.6, 6.0)
    length = np.sqrt(1 + rise * rise)
    normal = np.dstack([
        np.sin(bent) / length, np.broadcast_to(-rise / length, theta.shape), np.cos(bent) / length
    ])  # fmt: skip
    ink = _inked(gore, within.astype(np.float32), up, cloth)
    # Cloth lets light through: its far side is never dark, and the sun behind it glows.
    facing = normal @ np.asarray(rig.key_dir, np.float32)
    lit = np.clip((facing + 0.40) / 1.40, 0, 1) ** 1.15
    through = np.clip(-np.float32(rig.key_dir[2]), 0, 1) * (1 - np.abs(side)) * np.float32(0.35)
    sky, ground = 0.5 - 0.5 * normal[..., 1], 0.5 + 0.5 * normal[..., 1]
    key = np.asarray(rig.key_rgb, np.float32)
    gain = (
        (0.92 * lit + through)[..., None] * key
        + (1.05 * sky)[..., None] * np.asarray(rig.ambient_rgb, np.float32)
        + ground[..., None] * np.asarray(rig.bounce_rgb, np.float32)
    )
    seam = np.minimum(within, 1 - within)
    width = np.clip(radius * (2 * np.pi / _GORES) * np.cos(theta), 1e-4, None)
    line = np.clip(1 - seam * width * per / (0.55 * _SAMPLES), 0, 1) * 0.34
    colour = ink**1.15 * gain * (1 - line)[..., None]
    edge = np.clip(normal[..., :2] @ np.asarray(rig.rim_dir[:2], np.float32), 0, 1) ** 2
    grazing = np.clip(1 - normal[..., 2], 0, 1) ** 2
    colour += (0.8 * edge * grazing)[..., None] * np.asarray(rig.rim_rgb, np.float32)
    mouth = np.broadcast_to(up < _MOUTH + 0.004, theta.shape)
    colour[mouth] *= np.float32(0.45)
    _lay(sheet, colour, cover)
    high = np.clip((up - _MOUTH) / (_EQUATOR - _MOUTH), 0, 2)
    warm = (0.85 * np.exp(-1.5 * high) + 0.42 * np.exp(-0.35 * high)) * (
        0.30 + 0.70 * np.cos(theta)
    )
    glow += (ink**0.8 * warm[..., None] * np.asarray(_FLAME, np.float32)) * (
        np.float32(1.05) * cover * (1 - 0.5 * line)
    )[..., None]


def _inked(gore: NDArray[np.int32], within: Floats, up: Floats, cloth: Cloth) -> Floats:
    inks = np.array([rgb(code) for code in cloth.inks], np.float32)
    ink = inks[gore % len(inks)]
    band = rgb(cloth.band)
    zig = np.abs(within - np.float32(0.5)) * 2
    match cloth.pattern:
        case 1:
            across = np.abs(up - 0.60) < 0.075 * (1 - zig) + 0.012
            across |= np.abs(np.abs(up - 0.60) - 0.098) < 0.010
        case 2:
            across = np.broadcast_to((up > 0.90) | (up < 0.345), within.shape)
        case 3:
            step = up + 0.035 * zig
            across = (np.abs(step - 0.56) < 0.026) | (np.abs(step - 0.76) < 0.026)
        case _:
            across = np.broadcast_to((up > 0.965) | (up < 0.275), within.shape)
    return np.where(across[..., None], band, ink).astype(np.float32)


def _lay(sheet: Floats, colour: NDArray[Any], cover: NDArray[Any]) -> None:
    """Paint over: straight colour, alpha beside it."""
    share = cover[..., None]
    old = sheet[..., 3:]
    alpha = share + old * (1 - share)
    mixed = colour * share + sheet[..., :3] * old * (1 - share)
    sheet[..., :3] = mixed / np.maximum(alpha, 1e-4)
    sheet[..., 3:] = alpha


def _ropes(sheet: Floats, up: Floats, x: Floats, per: float, rig: Rig) -> None:
    tone = np.asarray(rig.ambient_rgb, np.float32) * np.float32(0.30)
    t = np.clip((up - _BASKET_TOP) / (_MOUTH - _BASKET_TOP), 0, 1)
    there = (up > 0.4 * _BASKET_TOP) & (up < _MOUTH + 0.01)
    for share in (-1.0, -0.36, 0.36, 1.0):
        at = share * (0.86 * _BASKET_HALF + (0.96 * _MOUTH_RADIUS - 0.86 * _BASKET_HALF) * t)
        cover = np.clip((0.0024 - np.abs(x - at)) * per + 0.5, 0, 1) * there
        _lay(sheet, np.broadcast_to(tone, (*cover.shape, 3)), cover.astype(np.float32))
    burner = np.clip((0.010 - np.abs(up - 0.158)) * per, 0, 1) * np.clip(
        (0.022 - np.abs(x)) * per, 0, 1
    )
    _lay(sheet, np.broadcast_to(tone, (*burner.shape, 3)), burner.astype(np.float32))


def _basket(sheet: Floats, up: Floats, x: Floats, per: float, rig: Rig) -> None:
    key, ambient = np.asarray(rig.key_rgb, np.float32), np.asarray(rig.ambient_rgb, np.float32)
    for at, tall, coat in ((-0.020, 0.046, "#3a4a66"), (0.019, 0.052, "#8a3a34")):
        low = np.clip((0.015 - np.abs(x - at)) * per, 0, 1) * ((up > 0.05) & (
            up < _BASKET_TOP + tall - 0.018))  # fmt: skip
        head = np.clip((0.0125 - np.hypot(x - at, up - _BASKET_TOP - tall + 0.006)) * per, 0, 1)
        shade = (0.45 * key + 0.7 * ambient)[None, None]
        _lay(sheet, np.broadcast_to(rgb(coat) * shade, (*low.shape, 3)), low.astype(np.float32))
        skin = np.broadcast_to(rgb("#b98a68") * shade, (*head.shape, 3))
        _lay(sheet, skin, head.astype(np.float32))
    half = _BASKET_HALF * (0.86 + 0.14 * np.clip(up / _BASKET_TOP, 0, 1))
    cover = np.clip((half - np.abs(x)) * per + 0.5, 0, 1) * np.clip(
        np.minimum(up, _BASKET_TOP - up) * per + 0.5, 0, 1
    )
    turn = np.arcsin(np.clip(x / half, -1, 1)) * np.float32(0.8)
    weave = 1 + 0.16 * np.sin(up * 420) * np.sign(np.sin(x / half * 22))
    rim = np.abs(up - _BASKET_TOP + 0.008) < 0.008
    ink = np.where(rim[..., None], rgb("#5a3620"), rgb("#a06a38") * weave[..., None])
    lit = np.clip(
        np.sin(turn) * np.float32(rig.key_dir[0]) + np.cos(turn) * np.float32(rig.key_dir[2]) + 0.2,
        0, 1.2,
    )  # fmt: skip
    gain = (0.8 * lit)[..., None] * key + np.float32(0.75) * ambient
    _lay(sheet, (ink * gain).astype(np.float32), cover.astype(np.float32))


def _flame(glow: Floats, up: Floats, x: Floats) -> None:
    high = (up - 0.168) / 0.062
    wide = 0.014 * np.sqrt(np.clip(high, 0, 1)) * np.clip(1.05 - high, 0, 1) ** 0.7
    core = np.clip(1 - np.abs(x) / np.maximum(wide, 1e-5), 0, 1) ** 0.6 * ((high > 0) & (high < 1))
    halo = np.exp(-((np.hypot(x, 0.7 * (up - 0.195)) / 0.045) ** 2)) * np.float32(0.38)
    people = np.exp(-((np.hypot(x, up - 0.12) / 0.05) ** 2)) * np.float32(0.22)
    glow += core[..., None] * np.array([1.0, 0.86, 0.55], np.float32)
    glow += (halo + people)[..., None] * np.asarray(_FLAME, np.float32)
