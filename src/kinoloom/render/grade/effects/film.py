"""Effects of film and tape: grain, scan lines, a worn cassette."""

from __future__ import annotations

from functools import lru_cache
from typing import cast

import cv2
import numpy as np
from numpy.typing import NDArray

from kinoloom.render.grade.effects.arguments import Given, Number
from kinoloom.render.grade.effects.kinds import Effect, EffectKind
from kinoloom.render.grade.planes import BLUE, LUMA, RED, Lane, by_plane, looked_up
from kinoloom.render.picture import Picture, Plane

_REFERENCE_PX = 1080
"""Short side that grain is made for: others see the same grain, scaled."""
_SLACK_PX = 192
"""How much larger than the picture a tile of grain is; each frame shows another part."""
_GRAIN_CODES = 19.0
"""Standard deviation of grain at amount 1, in codes, where it is strongest."""
_TAPE_RATE = 24
"""Frames a second of the tape: a film of more holds each a while, or it would hiss faster."""
_SEEDS = 1 << 31
"""A join shows frames before a segment's first; a seed is never negative."""
_STRIP = 1 / 270
"""Height of a strip of tape that moves together, share of the picture's height."""


def film_grain(given: Given) -> Effect:
    """Grain that is new in every frame, strongest in the middle tones."""
    amount, size, colour = (given.number(name) for name in ("amount", "size", "colour"))
    tables = {
        lane: _grain_table(amount * (1 if lane == LUMA else colour), lane) for lane in (LUMA, BLUE)
    }

    def draw(picture: Picture, index: int) -> Picture:
        y = looked_up(picture.y, _grain(picture.y, index, size, 1, 0), tables[LUMA])
        if amount * colour == 0:
            return Picture(y, picture.u, picture.v, picture.alpha)
        u, v = (
            looked_up(plane, _grain(plane, index, size, 2, seed), tables[BLUE])
            for seed, plane in ((1, picture.u), (2, picture.v))
        )
        return Picture(y, u, v, picture.alpha)

    return draw


def _grain_table(amount: float, lane: Lane) -> NDArray[np.uint8]:
    """By (value, grain): the value with grain on it."""
    value, noise = np.arange(256)[None, :], (np.arange(256)[:, None] - 128) / 40
    strength = np.full((1, 256), _GRAIN_CODES * amount)
    if lane == LUMA:
        light = np.clip((value - 16) / 219, 0, 1)
        strength = strength * (0.25 + 0.75 * (4 * light * (1 - light)) ** 0.7) * (1 - 0.4 * light)
    low, high = (16, 235) if lane == LUMA else (16, 240)
    grainy = np.where(amount > 0, np.clip(value + noise * strength, low, high), value)
    kept = np.where((value < low) | (value > high), value, grainy)
    return np.rint(kept).astype(np.uint8).reshape(-1)


def _grain(plane: Plane, index: int, size: float, step: int, seed: int) -> Plane:
    """A plane of grain about 128, of deviation 40."""
    height, width = plane.shape
    scale = min(height, width) * step / _REFERENCE_PX
    tile = _grain_tile(width, height, size, step, seed)
    rng = np.random.default_rng((index % _SEEDS, seed))
    along, across = rng.integers(0, _SLACK_PX, 2)
    left = min(round(float(along) * scale / step), tile.shape[1] - width)
    top = min(round(float(across) * scale / step), tile.shape[0] - height)
    part = tile[top : top + height, left : left + width]
    flip = int(rng.integers(0, 4))
    return cast(Plane, part if flip == 0 else cv2.flip(part, flip - 2))


@lru_cache(6)
def _grain_tile(width: int, height: int, size: float, step: int, seed: int) -> Plane:
    scale = min(height, width) * step / _REFERENCE_PX
    full = (round(width * step / scale) + _SLACK_PX, round(height * step / scale) + _SLACK_PX)
    noise = np.random.default_rng(90 + seed).standard_normal((full[1], full[0]), np.float32)
    noise = cv2.GaussianBlur(noise, (0, 0), 0.75 * size)
    noise /= noise.std()
    slack = max(1, round(_SLACK_PX * scale / step))
    seen = (width + slack, height + slack)
    smaller = seen[0] <= full[0]
    method = cv2.INTER_AREA if smaller else cv2.INTER_CUBIC
    noise = cv2.resize(noise, seen, interpolation=method)
    return np.clip(np.rint(128 + 40 * noise), 0, 255).astype(np.uint8)


def scanlines(given: Given) -> Effect:
    """Dark lines across the picture, as on a tube."""
    strength, lines = given.number("strength"), given.number("lines")

    def draw(picture: Picture, _: int) -> Picture:
        dark = np.full_like(picture.y, LUMA.zero)
        keep = _line_mask(*picture.y.shape, lines, strength)
        y = cv2.add(
            cv2.multiply(picture.y, keep, scale=1 / 255),
            cv2.multiply(dark, cv2.bitwise_not(keep), scale=1 / 255),
        )
        return Picture(cast(Plane, y), picture.u, picture.v, picture.alpha)

    return draw


@lru_cache(4)
def _line_mask(height: int, width: int, lines: float, strength: float) -> Plane:
    """Averaged over each row, so that a small preview shows less of the lines, not a pattern."""
    edges = np.arange(height + 1) / height * lines * 2 * np.pi
    wave = np.diff(np.sin(edges)) / np.diff(edges)
    light = 1 - strength * (0.5 - 0.5 * wave)
    return np.repeat(np.rint(255 * light).astype(np.uint8)[:, None], width, axis=1)


def vhs(given: Given) -> Effect:
    """A worn video cassette: smeared colour, trembling lines, noise, a torn strip below."""
    wear = given.number("wear")

    def draw(picture: Picture, index: int) -> Picture:
        place = index * _TAPE_RATE / given.fps
        rng = np.random.default_rng((77, int(place // 1) % _SEEDS))
        shifts = _tape_shifts(rng, float(place), wear)

        def played(lane: Lane, plane: Plane) -> Plane:
            return _strips(_smeared(lane, plane, wear), shifts)

        torn = by_plane(played, picture)
        y = _noisy(torn.y, rng, wear)
        pale = 1 - 0.22 * wear
        u = cv2.convertScaleAbs(torn.u, alpha=pale, beta=128 * (1 - pale) + 1.5 * wear)
        v = cv2.convertScaleAbs(torn.v, alpha=pale, beta=128 * (1 - pale) + 2.5 * wear)
        return Picture(y, cast(Plane, u), cast(Plane, v), picture.alpha)

    return draw


def _smeared(lane: Lane, plane: Plane, wear: float) -> Plane:
    """As little detail along a line as a tape holds: some for luma, hardly any for colour."""
    width = plane.shape[1]
    if lane in (BLUE, RED):
        reach = round(width * 0.014 * wear) | 1
        soft = cv2.blur(plane, (reach, 1), borderType=cv2.BORDER_REPLICATE)
        return _moved(cast(Plane, soft), round(width * 0.004 * wear))
    if lane != LUMA:
        return plane
    reach = max(1, round(width * 0.0022 * wear)) | 1
    soft = cast(Plane, cv2.blur(plane, (reach, 1), borderType=cv2.BORDER_REPLICATE))
    wide = cv2.blur(plane, (reach * 4 + 1, 1), borderType=cv2.BORDER_REPLICATE)
    return cast(Plane, cv2.addWeighted(soft, 1 + 0.6 * wear, wide, -0.6 * wear, 0))


def _tape_shifts(rng: np.random.Generator, tape: float, wear: float) -> NDArray[np.float64]:
    """How far each strip is moved sideways, shares of the width, from the top, at a frame of the
    tape."""
    strips = round(1 / _STRIP)
    place = np.arange(strips) / strips
    sway = 0.0009 * np.sin(2 * np.pi * (3.1 * place + 0.11 * tape))
    tremble = rng.normal(0, 0.0007, strips)
    crease = (1.15 - 0.021 * tape) % 1.3 - 0.1
    crease_shift = 0.012 * np.exp(-(((place - crease) / 0.025) ** 2)) * rng.normal(1, 0.4, strips)
    foot = np.clip((place - 0.975) / 0.025, 0, 1)
    return wear * (sway + tremble + crease_shift + foot**1.5 * (0.05 + 0.02 * rng.normal()))


def _strips(plane: Plane, shifts: NDArray[np.float64]) -> Plane:
    height, width = plane.shape
    edges = np.linspace(0, height, len(shifts) + 1).round().astype(int)
    out = plane.copy()
    for top, bottom, shift in zip(edges, edges[1:], (shifts * width).round(), strict=False):
        if shift and bottom > top:
            out[top:bottom] = _moved(plane[top:bottom], int(shift))
    return out


def _moved(plane: Plane, by: int) -> Plane:
    """To the right (or left, below 0); the edge is drawn out."""
    if by == 0:
        return plane
    out = np.empty_like(plane)
    if by > 0:
        out[:, by:], out[:, :by] = plane[:, :-by], plane[:, :1]
    else:
        out[:, :by], out[:, by:] = plane[:, -by:], plane[:, -1:]
    return out


def _noisy(y: Plane, rng: np.random.Generator, wear: float) -> Plane:
    """Streaks of noise along the lines, and a few bright drop-outs."""
    height, width = y.shape
    rows, columns = 540, 240
    noise = rng.normal(128, 14 * wear, (rows, columns))
    for _ in range(int(rng.poisson(2.0 * wear))):
        row, column = int(rng.integers(0, rows)), int(rng.integers(0, columns - 30))
        noise[row, column : column + int(rng.integers(6, 30))] = 250
    small = np.clip(noise, 0, 255).astype(np.uint8)
    wide = cv2.resize(small, (width, height), interpolation=cv2.INTER_LINEAR)
    return cast(Plane, cv2.addWeighted(y, 1, wide, 0.6, -0.6 * 128))


FILM = {
    "film_grain": EffectKind(
        film_grain,
        "grain of film, new in every frame, strongest in the middle tones",
        (
            Number("amount", 0.35, 0, 1, "how strong it is"),
            Number("size", 1.0, 0.5, 3, "how coarse it is; 1 is 35 mm film"),
            Number("colour", 0.25, 0, 1, "how much of it is coloured"),
        ),
    ),
    "scanlines": EffectKind(
        scanlines,
        "dark lines across the picture, as on an old screen",
        (
            Number("strength", 0.4, 0, 1, "how dark they are"),
            Number("lines", 240, 60, 540, "how many there are from top to bottom"),
        ),
    ),
    "vhs": EffectKind(
        vhs,
        "a worn video cassette: smeared colour, trembling lines, noise, a torn strip below",
        (Number("wear", 0.6, 0, 1, "how often it has been played"),),
    ),
}
