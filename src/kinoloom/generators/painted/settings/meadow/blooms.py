"""Wild flowers: what each kind looks like close by, painted once at several sizes."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Literal, NamedTuple

import cv2
import numpy as np

from kinoloom.generators.painted.easel.colour import mix, rgb

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

    from kinoloom.generators.painted.air.daylight import Daylight

Form = Literal["daisy", "poppy", "spike", "sunflower", "bell", "ball", "blossom"]
SPRITE_PX = 64
VARIANTS = 4
_PAINT_PX = 160


class Species(NamedTuple):
    """A kind of flower: its form and colours, its stem and head in metres, how it grows.

    `crowd` is how many grow where it is thickest, against daisies; `in_rows` as on a field.
    """

    name: str
    form: Form
    petals: tuple[str, ...]
    heart: str
    stem_m: float
    head_m: float
    crowd: float = 1.0
    in_rows: bool = False


SPECIES: dict[str, Species] = {
    one.name: one
    for one in (
        Species("daisy", "daisy", ("#fbfbf4", "#f4f4ee"), "#f2c230", 0.36, 0.036, 1.2),
        Species("poppy", "poppy", ("#d8281e", "#e23a24", "#c01f1c"), "#241a20", 0.50, 0.058),
        Species("cornflower", "daisy", ("#4868d8", "#5a7ce8", "#3d56c0"), "#2c2a6a", 0.46, 0.038),
        Species("buttercup", "ball", ("#f6cf2c", "#fbdc4c"), "#d8a416", 0.36, 0.030, 1.3),
        Species("lupin", "spike", ("#7a58c8", "#a070d8", "#d884c4"), "#5a3f9c", 0.62, 0.16, 0.8),
        Species("lavender", "spike", ("#7d5fc4", "#8f70d6", "#6a4fb0"), "#54409a", 0.46, 0.12, 2.4,
                in_rows=True),
        Species("sunflower", "sunflower", ("#f7b71c", "#fcc62e", "#eea414"), "#4a2c18", 1.22, 0.165,
                0.9, in_rows=True),
        Species("tulip", "bell", ("#e2404a", "#f0607c", "#f6a13a"), "#c8323e", 0.42, 0.062, 1.8,
                in_rows=True),
        Species("cosmos", "daisy", ("#ee86b6", "#f6b2d0", "#d85f9c"), "#f0c040", 0.56, 0.052),
        Species("clover", "ball", ("#c87ab0", "#d890c0"), "#b05c98", 0.26, 0.028, 1.3),
        Species("dandelion", "daisy", ("#f8cf26", "#f2bd1a"), "#f0a818", 0.30, 0.034, 1.3),
        Species("rose", "ball", ("#d83a52", "#e85f74", "#c02a44"), "#9c1e34", 0.60, 0.060),
        Species("blossom", "blossom", ("#f8c8d8", "#fbdfe8", "#f2a9c2"), "#d8587c", 0.24, 0.030),
    )
}  # fmt: skip

NAMES: dict[str, str] = {
    "wheat": "", "flower": "", "wildflower": "", "wild flower": "", "sunflower": "sunflower",
    "lavender": "lavender", "poppy": "poppy", "tulip": "tulip", "daisy": "daisy", "rose": "rose",
    "cornflower": "cornflower", "bluebell": "cornflower", "buttercup": "buttercup",
    "rapeseed": "buttercup", "canola": "buttercup", "lupin": "lupin", "lupine": "lupin",
    "cosmos": "cosmos", "clover": "clover", "dandelion": "dandelion", "cherry blossom": "blossom",
    "blossom": "blossom", "sakura": "blossom", "hyacinth": "lupin", "violet": "cornflower",
}  # fmt: skip
"""A prompt's noun, singular, to a kind; empty: whatever the seed picks."""


def flower_of(noun: str) -> str | None:
    """The kind of flower a noun asks for ("" for any), or None where it is no flower."""
    name = noun.strip().lower().replace("_", " ")
    for tail, end in (("ies", "y"), ("s", "")):
        if name not in NAMES and name.endswith(tail):
            name = name.removesuffix(tail) + end
    return NAMES.get(name)


def painted_blooms(species: Species, light: Daylight, heading: float) -> list[NDArray[np.uint8]]:
    """Premultiplied sprites at each size, halved each time (VARIANTS x side x side x 4, u8)."""
    sheets = np.stack([_paint(species, k, heading) for k in range(VARIANTS)])
    gain = np.asarray(light.ambient_rgb) * 1.06 + np.asarray(light.key_rgb) * 0.62
    sheets[..., :3] = np.clip(sheets[..., :3] * gain, 0, 1) * sheets[..., 3:]
    levels: list[NDArray[np.uint8]] = []
    size = SPRITE_PX
    while size >= 4:
        small = [cv2.resize(sheet, (size, size), interpolation=cv2.INTER_AREA) for sheet in sheets]
        levels.append(np.asarray(np.stack(small) * 255 + 0.5, np.uint8))
        size //= 2
    return levels


def sheets_of(
    kinds: tuple[Species, ...], light: Daylight, heading: float
) -> tuple[NDArray[np.uint8], ...]:
    """Sprites of all kinds, one below the other, at each size; none where there are no kinds."""
    painted = [painted_blooms(species, light, heading) for species in kinds]
    if not painted:
        return ()
    return tuple(
        np.ascontiguousarray(np.concatenate([levels[n] for levels in painted]))
        for n in range(len(painted[0]))
    )


def _paint(species: Species, variant: int, heading: float) -> NDArray[np.float32]:
    """One flower's head, straight RGBA albedo."""
    rng = np.random.default_rng([variant, len(species.name), ord(species.name[0])])
    axis = (np.arange(_PAINT_PX, dtype=np.float32) + 0.5) / _PAINT_PX * 2 - 1
    x, y = (np.asarray(plane, np.float32) for plane in np.meshgrid(axis, axis))
    petal = rgb(species.petals[variant % len(species.petals)])
    heart = rgb(species.heart)
    out = np.zeros((_PAINT_PX, _PAINT_PX, 4), np.float32)
    match species.form:
        case "daisy" | "blossom":
            _paint_daisy(out, x, y, petal, heart, rng, species.form == "blossom", variant)
        case "poppy":
            _paint_poppy(out, x, y, petal, heart, rng, variant)
        case "spike":
            _paint_spike(out, species, heart, rng)
        case "sunflower":
            _paint_sunflower(out, x, y, petal, heart, variant, heading)
        case "bell":
            _paint_bell(out, x, y, petal, heart, variant)
        case "ball":
            _paint_ball(out, x, y, petal, heart)
    return out


def _lay(out: NDArray[np.float32], cover: ArrayLike, colour: ArrayLike) -> None:
    share = np.asarray(np.clip(cover, 0, 1), np.float32)[..., None]
    out[..., :3] = mix(out[..., :3], colour, np.where(out[..., 3:] > 0, share, share > 0))
    out[..., 3:] = np.maximum(out[..., 3:], share)


def _paint_daisy(
    out: NDArray[np.float32], x: NDArray[np.float32], y: NDArray[np.float32],
    petal: NDArray[np.float32], heart: NDArray[np.float32], rng: np.random.Generator,
    wide: bool, variant: int,
) -> None:  # fmt: skip
    """A ring of petals around a heart, seen at a slant."""
    slant = (0.62, 0.9, 0.48, 0.74)[variant]
    v = (y + 0.05) / slant
    radius, angle = np.hypot(x, v), np.arctan2(v, x) + float(rng.uniform(0, 6.28))
    count = 5 if wide else int(rng.integers(11, 15))
    lobe = np.abs(np.cos(angle * count / 2)) ** (0.35 if wide else 0.5)
    rim = (0.66 + 0.30 * lobe) if wide else 0.40 + 0.56 * lobe
    cover = (rim - radius) * 14
    tone = (0.80 + 0.22 * radius + 0.10 * np.cos(angle * count))[..., None]
    _lay(out, cover, petal * np.clip(tone * (1.02 - 0.16 * v[..., None]), 0, 1.15))
    disc = (0.27 - radius) * 16
    _lay(out, np.where(cover > 0, disc, 0), heart * (1.08 - 0.35 * v[..., None]))


def _paint_poppy(
    out: NDArray[np.float32], x: NDArray[np.float32], y: NDArray[np.float32],
    petal: NDArray[np.float32], heart: NDArray[np.float32], rng: np.random.Generator, variant: int,
) -> None:  # fmt: skip
    """Four broad crumpled petals; open toward us, or a cup from the side."""
    from_side = variant in (1, 3)
    turns = (0.2, 1.75, 3.35, 4.9) if not from_side else (3.6, 5.8, 4.2, 5.2)
    for k, usual in enumerate(turns):
        turn = usual + float(rng.uniform(-0.2, 0.2))
        px, py = 0.34 * math.cos(turn), (0.30 if from_side else 0.26) * math.sin(turn)
        size = 0.58 - 0.04 * k
        u, v = (x - px) / size, (y - py - (0.15 if from_side else 0.0)) / (size * 0.84)
        angle = np.arctan2(v, u)
        rim = 1 + 0.05 * np.sin(angle * 7 + k) + 0.03 * np.sin(angle * 13 + 2 * k)
        inside = rim - np.hypot(u, v)
        fold = 0.90 + 0.10 * np.sin(angle * 9 + 3 * k) - 0.20 * np.exp(-inside * 7) * (k % 2)
        tone = fold * (1.04 - 0.22 * v) * (0.84 + 0.08 * k)
        _lay(out, inside * 12, petal * np.clip(tone, 0, 1.2)[..., None])
    if not from_side:
        dark = np.exp(-(((x / 0.26) ** 2 + (y / 0.22) ** 2) ** 1.4))
        out[..., :3] = mix(out[..., :3], heart, (0.9 * dark)[..., None])


def _paint_spike(
    out: NDArray[np.float32], species: Species, heart: NDArray[np.float32],
    rng: np.random.Generator,
) -> None:  # fmt: skip
    """A tall head of many small bells, thinner to the top."""
    bells = 78
    scale = _PAINT_PX / 2
    for k in range(bells):
        up = (k + float(rng.random())) / bells
        reach = 0.36 * (1 - up) ** 0.7 * float(rng.uniform(-1, 1))
        colour = rgb(species.petals[int(rng.integers(len(species.petals)))])
        tone = float(rng.uniform(0.72, 1.14)) * (0.86 + 0.25 * (reach > 0))
        colour = mix(colour, heart, 0.45 * float(rng.random()) * (1 - up))
        centre = (round((1 + reach) * scale), round((0.97 - 0.94 * up) * 2 * scale))
        size = (max(2, round(0.10 * scale)), max(2, round(0.075 * scale)))
        ink = [float(c) for c in np.clip(colour * tone, 0, 1)]
        cv2.ellipse(out, centre, size, float(rng.uniform(-40, 40)), 0, 360, (*ink, 1.0), -1)


def _paint_sunflower(
    out: NDArray[np.float32], x: NDArray[np.float32], y: NDArray[np.float32],
    petal: NDArray[np.float32], heart: NDArray[np.float32], variant: int, heading: float,
) -> None:  # fmt: skip
    """Two rings of pointed petals around a large dark disc; all heads turn the same way."""
    turn = heading * (0.16, 0.30, 0.05, 0.22)[variant]
    squeeze = 1 - abs(turn) * 0.8
    u = x / squeeze
    for ring, (count, inner, outer, shade) in enumerate(((19, 0.40, 0.97, 0.84),
                                                         (17, 0.38, 0.84, 1.04))):  # fmt: skip
        radius, angle = np.hypot(u, y), np.arctan2(y, u) + 0.4 * ring + 0.7 * variant
        lobe = np.abs(np.cos(angle * count / 2))
        rim = inner + (outer - inner) * lobe**0.75
        vein = 0.92 + 0.08 * np.cos(angle * count * 3)
        tone = shade * vein * (0.80 + 0.30 * radius) * (1.0 - 0.12 * y)
        _lay(out, (rim - radius) * 12, petal * np.clip(tone, 0, 1.2)[..., None])
    away = np.hypot((u - 0.10 * turn) / 0.47, y / 0.47)
    angle = np.arctan2(y, u)
    seeds = 0.85 + 0.22 * np.sin(away * 26 + angle * 8) * np.sin(away * 26 - angle * 8)
    ring = np.exp(-(((away - 0.62) / 0.18) ** 2))
    core = mix(heart * seeds[..., None], rgb("#8a5a22"), (0.55 * ring)[..., None])
    core = core * (1.1 - 0.3 * y)[..., None]
    _lay(out, (1 - away) * 9, np.asarray(core, np.float32))


def _paint_bell(
    out: NDArray[np.float32], x: NDArray[np.float32], y: NDArray[np.float32],
    petal: NDArray[np.float32], heart: NDArray[np.float32], variant: int,
) -> None:  # fmt: skip
    """A tulip's cup: three petals with pointed tips."""
    for k, px in enumerate((-0.26, 0.26, 0.02)):
        u = (x - px) / (0.40 if k < 2 else 0.44)
        tip = 0.92 if k < 2 else 0.78 + 0.05 * variant
        top, low = -tip, 0.86
        t = (y - top) / (low - top)
        half = np.maximum(0, np.sin(np.pi * np.clip(t, 0, 1) ** 0.62)) ** 0.75
        inside = np.where((t > 0) & (t < 1), half - np.abs(u), -1)
        tone = (0.78 + 0.10 * k) * (1.08 - 0.22 * t) + 0.10 * np.cos(u * 3)
        _lay(out, inside * 7, mix(heart, petal, np.clip(1.3 - t, 0, 1)[..., None])
             * np.clip(tone, 0, 1.2)[..., None])  # fmt: skip


def _paint_ball(
    out: NDArray[np.float32], x: NDArray[np.float32], y: NDArray[np.float32],
    petal: NDArray[np.float32], heart: NDArray[np.float32],
) -> None:  # fmt: skip
    """A round head of tight petals."""
    radius, angle = np.hypot(x, y / 0.86), np.arctan2(y, x)
    rim = 0.84 + 0.07 * np.sin(angle * 5)
    whorl = 0.5 + 0.5 * np.sin(radius * 15 + angle * 2.0)
    tone = (0.86 + 0.2 * whorl) * (1.06 - 0.24 * y)
    colour = mix(petal, heart, (0.4 * (1 - whorl) * np.clip(1 - radius, 0, 1))[..., None])
    _lay(out, (rim - radius) * 10, colour * np.clip(tone, 0, 1.2)[..., None])
