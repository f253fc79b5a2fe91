"""Tongues of land and islets in a lake: what keeps its far shore from being one straight line."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from kinoloom.generators.painted.easel.colour import mix
from kinoloom.generators.painted.easel.deal import dealt
from kinoloom.generators.painted.easel.layer import Layer
from kinoloom.generators.painted.easel.noise import fbm_image
from kinoloom.generators.painted.settings.mountains.pines import draw_trees, snow_colour, tree_rows
from kinoloom.generators.painted.settings.mountains.shore import draw_rocks, lit

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from kinoloom.generators.painted.air.daylight import Daylight
    from kinoloom.generators.painted.easel.canvas import Canvas
    from kinoloom.generators.painted.settings.mountains.pines import Woods
    from kinoloom.generators.painted.settings.mountains.shore import Soil
    from kinoloom.generators.painted.settings.mountains.vista import Vista
    from kinoloom.generators.painted.spec import SceneSpec

_PLANS = (
    ("tongue", "islet"), ("tongue", "tongue"), ("tongue",), ("islet", "tongue"), ("islet",),
)  # fmt: skip
"""What lies in the lake, the farthest first."""


class _Outline(NamedTuple):
    """Rows of a piece of land's upper and lower edge for each column, where there is land."""

    top_px: NDArray[np.float32]
    foot_px: NDArray[np.float32]
    high: NDArray[np.float32]
    """How far from its ends a column is, 0..1."""


def spits(
    spec: SceneSpec, canvas: Canvas, light: Daylight, vista: Vista, soil: Soil, woods: Woods
) -> list[Layer]:
    """Land that reaches into the lake, with its trees and its image in the water."""
    rng = np.random.default_rng([spec.seed & 0xFFFFFFFF, 0x5B17])
    bottom = vista.edge_y_px or canvas.margin_y_px + canvas.height_px
    bottom = min(bottom, vista.afloat_y_px + 60 * canvas.unit)
    hand = vista.side if rng.random() < 0.5 else -vista.side
    layers: list[Layer] = []
    plan = dealt(_PLANS, spec.seed, 0x5B18)
    for k, kind in enumerate(plan):
        share = (k + float(rng.uniform(0.25, 0.75))) / len(plan)
        row = vista.shore_y_px + (0.08 + 0.5 * share) * (bottom - vista.shore_y_px)
        outline = _outline(kind, canvas, vista, row, hand, rng)
        layers.append(_paint(spec, canvas, light, vista, soil, woods, outline, row, rng))
        hand = -hand
    return layers


def _nearness(canvas: Canvas, vista: Vista, row: float) -> float:
    bottom = canvas.margin_y_px + canvas.height_px
    return (row - vista.shore_y_px) / (bottom - vista.shore_y_px)


def _outline(
    kind: str, canvas: Canvas, vista: Vista, row: float, hand: int, rng: np.random.Generator
) -> _Outline:
    unit, width = canvas.unit, canvas.paint_width_px
    near = _nearness(canvas, vista, row)
    xs = np.arange(width, dtype=np.float32)
    seed = int(rng.integers(9973))
    rough = _line(width, 60 * unit, seed)
    if kind == "tongue":
        reach = canvas.margin_x_px + canvas.width_px * float(rng.uniform(0.22, 0.46))
        inward = xs if hand < 0 else width - 1 - xs
        high = 1 - inward / reach
        thick = (20 + 110 * near) * unit
    else:
        half = canvas.width_px * float(rng.uniform(0.035, 0.075)) * (0.7 + 1.4 * near)
        middle = canvas.paint_width_px / 2 + hand * canvas.width_px * float(rng.uniform(0.14, 0.36))
        high = 1 - np.abs(xs - middle) / half
        thick = (16 + 60 * near) * unit
    high = np.clip(high + 0.22 * (rough - 0.5) * np.clip(4 * high, 0, 1), 0, 1)
    body = np.sqrt(high)
    top = row - thick * body * (0.35 + 0.9 * _line(width, 130 * unit, seed + 3))
    foot = row + 0.42 * thick * body * (0.5 + _line(width, 44 * unit, seed + 5))
    return _Outline(top.astype(np.float32), foot.astype(np.float32), high.astype(np.float32))


def _paint(
    spec: SceneSpec, canvas: Canvas, light: Daylight, vista: Vista, soil: Soil, woods: Woods,
    outline: _Outline, row: float, rng: np.random.Generator,
) -> Layer:  # fmt: skip
    unit, near = canvas.unit, _nearness(canvas, vista, row)
    land = np.flatnonzero(outline.high > 0)
    if land.size < 3:
        return Layer(np.zeros((2, 2, 4), np.float32), 0.5)
    tall = 150 * unit * (1 + 2.2 * near)
    left = max(0, int(land[0]) - round(0.4 * tall))
    right = min(canvas.paint_width_px, int(land[-1]) + round(0.4 * tall))
    first = max(0, int(row - 1.5 * tall - 40 * unit))
    last = min(canvas.paint_height_px, int(row + 1.7 * tall))
    sheet = np.zeros((last - first, right - left, 4), np.float32)
    top, foot = outline.top_px[left:right], outline.foot_px[left:right]
    high = outline.high[left:right]
    _ground(sheet, light, soil, top - first, foot - first, high, unit * (0.4 + near), rng)
    xs = rng.uniform(land[0], land[-1], max(5, round(land.size / (22 * unit * (0.6 + 1.6 * near)))))
    # In groups, and none out on the points.
    xs = xs + 22 * unit * np.sin(xs / (46 * unit))
    columns = np.clip(np.round(xs).astype(int), 0, len(outline.high) - 1)
    xs, columns = xs[outline.high[columns] > 0.16], columns[outline.high[columns] > 0.16]
    rise = rng.random(len(xs))
    bases = outline.top_px[columns] + rise * 0.55 * (outline.foot_px - outline.top_px)[columns]
    heights = tall * rng.uniform(0.45, 1.1, len(xs)) * np.clip(2.2 * outline.high[columns], 0.4, 1)
    order = np.argsort(bases, kind="stable")
    places = np.stack([xs - left, bases - first + 2 * unit], 1)[order].astype(np.float32)
    trees = tree_rows(places, heights[order].astype(np.float32), woods, light, rng)
    draw_trees(sheet, trees, sun_x_px=vista.sun_x_px - left, snow_rgb=snow_colour(light))
    _stones(sheet, light, soil, vista, foot - first, high, unit * (0.35 + near), rng)
    alpha = sheet[..., 3:]
    ink = sheet[..., :3] / np.maximum(alpha, 1e-3)
    air = min(0.85, (0.02 + 0.36 * light.density) * (1 - 0.7 * near))
    picture = np.dstack([mix(ink, np.asarray(light.haze_rgb), air), alpha]).astype(np.float32)
    dark = 0.66 + 0.28 * light.density
    _add_image(picture, foot - first, high, unit, dark, spec.seed)
    return Layer(picture, vista.ground.parallax_at(row), x_px=left, y_px=first)


def _ground(
    sheet: NDArray[np.float32], light: Daylight, soil: Soil, top: NDArray[np.float32],
    foot: NDArray[np.float32], high: NDArray[np.float32], unit: float, rng: np.random.Generator,
) -> None:  # fmt: skip
    """Grass with a strip of gravel along the water, premultiplied."""
    rows, columns = sheet.shape[:2]
    seed = int(rng.integers(9973))
    broad = fbm_image(columns, rows, scale_x_px=90 * unit, scale_y_px=22 * unit, octaves=4,
                      seed=seed)  # fmt: skip
    fine = fbm_image(columns, rows, scale_x_px=9 * unit, scale_y_px=4 * unit, octaves=3,
                     seed=seed + 7)  # fmt: skip
    yy = np.arange(rows, dtype=np.float32)[:, None]
    cover = np.clip(yy - top + 0.5, 0, 1) * np.clip(foot - yy + 0.5, 0, 1) * (high > 0)
    green = mix(lit(soil.dry, light, 0.7), lit(soil.grass, light, 0.7),
                np.clip((broad - 0.35) * 3.4, 0, 1)[..., None])  # fmt: skip
    green = green * (0.60 + 0.7 * fine)[..., None]
    gravel = lit(soil.gravel, light, 0.5) * (0.55 + 0.7 * fine)[..., None]
    beach = np.exp(-np.maximum(foot - yy, 0) / (6 * unit))[..., None]
    colour = mix(green, gravel, np.clip(2.4 * beach - 0.7, 0, 1))
    white = np.clip((fine * 0.5 + broad - 0.98 + 0.86 * soil.snow) * 5, 0, 1) * min(1.0, soil.snow)
    colour = mix(colour, snow_colour(light), white[..., None])
    colour = colour * (1 - 0.5 * np.exp(-np.maximum(foot - yy, 0) / (1.6 * unit)))[..., None]
    sheet[..., :3] = np.clip(colour, 0, 1) * cover[..., None]
    sheet[..., 3] = cover


def _stones(
    sheet: NDArray[np.float32], light: Daylight, soil: Soil, vista: Vista,
    foot: NDArray[np.float32], high: NDArray[np.float32], unit: float, rng: np.random.Generator,
) -> None:  # fmt: skip
    """Boulders along the water, most of them at the ends of the land."""
    land = np.flatnonzero(high > 0)
    count = max(3, round(land.size / (60 * unit)))
    xs = rng.choice(land, count, p=(1.15 - high[land]) ** 3 / ((1.15 - high[land]) ** 3).sum())
    sizes = unit * 5 * (1 + 3.5 * rng.random(count) ** 2)
    rocks = np.stack(
        [xs, foot[xs] + 0.3 * sizes, sizes * rng.uniform(1.0, 1.7, count), sizes,
         rng.integers(0, 1 << 16, count)], 1
    ).astype(np.float32)  # fmt: skip
    sun_x, sun_y, _ = vista.sun_dir
    draw_rocks(sheet, rocks, light, soil, key_dir=(sun_x * 0.85, -sun_y * 0.85, 0.36),
               snow_rgb=snow_colour(light))  # fmt: skip


def _add_image(
    picture: NDArray[np.float32], foot: NDArray[np.float32], high: NDArray[np.float32], unit: float,
    dark: float, seed: int,
) -> None:  # fmt: skip
    """Below the land its image, torn sideways by ripples and fainter with depth.

    `dark` is what is left of its light.
    """
    rows, columns = picture.shape[:2]
    rng = np.random.default_rng([seed & 0xFFFFFFFF, 0x5B19])
    taps = np.hanning(2 * round(1.5 * unit) + 3)
    wave = np.convolve(rng.normal(0, 1, rows), taps / taps.sum(), "same")
    xs = np.arange(columns)
    line = np.round(foot).astype(int)
    # Beside the land stands only what its trees' crowns reach over.
    ends = np.flatnonzero(high > 0)
    line = line[np.clip(xs, ends[0], ends[-1])]
    first = int(line.min())
    for y in range(first, rows):
        down = y - line
        source_x = np.clip(xs + round(wave[y] * (1.2 + 0.05 * (y - first)) * 2), 0, columns - 1)
        source_y = 2 * line[source_x] - y
        seen = (down >= 0) & (source_y >= 0)
        row = picture[np.clip(source_y, 0, rows - 1), source_x]
        share = row[:, 3] * np.where(seen, 0.78 * np.exp(-np.maximum(down, 0) / (210 * unit)), 0)
        share = share * (1 - picture[y, :, 3])
        mirrored = share > 0.004
        picture[y, mirrored, :3] = row[mirrored, :3] * np.float32(dark)
        picture[y, mirrored, 3] = np.maximum(picture[y, mirrored, 3], share[mirrored])


def _line(width: int, scale_px: float, seed: int) -> NDArray[np.float32]:
    return fbm_image(width, 1, scale_x_px=scale_px, scale_y_px=1, octaves=4, seed=seed)[0]
