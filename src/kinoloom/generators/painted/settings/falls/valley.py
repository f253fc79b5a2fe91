"""The green plain a river winds through: its grass and banks, reeds, and trees in planes."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from kinoloom.generators.painted.easel.colour import mix
from kinoloom.generators.painted.easel.kernel import kernel
from kinoloom.generators.painted.easel.layer import Layer
from kinoloom.generators.painted.easel.noise import fbm, value_noise
from kinoloom.generators.painted.settings.mountains.pines import (
    TREE_COLUMNS,
    draw_trees,
    snow_colour,
    tree_rows,
)
from kinoloom.generators.painted.settings.mountains.shore import (
    draw_blades,
    draw_rocks,
    grass_rows,
    lit,
    reed_rows,
)

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from kinoloom.generators.painted.air.daylight import Daylight
    from kinoloom.generators.painted.easel.canvas import Canvas
    from kinoloom.generators.painted.settings.falls.bends import Course
    from kinoloom.generators.painted.settings.mountains.pines import Woods
    from kinoloom.generators.painted.settings.mountains.shore import Soil
    from kinoloom.generators.painted.settings.mountains.vista import Vista
    from kinoloom.generators.painted.spec import SceneSpec

_PLANES = (0.05, 0.13, 0.30, 0.55)
"""Nearness at which the planes of trees part."""


class Planes(NamedTuple):
    """The trees of a plain: its planes, the farthest first, and every tree's row."""

    layers: list[Layer]
    rows: NDArray[np.float32]


def paint_plain(
    spec: SceneSpec, canvas: Canvas, light: Daylight, course: Course, vista: Vista, soil: Soil
) -> Layer:
    """The land with the river cut out of it, and what is low on it, as a sheared ground."""
    rng = np.random.default_rng([spec.seed & 0xFFFFFFFF, 0x9A1])
    unit = canvas.unit
    snow_rgb = snow_colour(light)
    lush = tuple(min(1.0, c * gain) for c, gain in zip(soil.grass, (0.95, 1.22, 0.90), strict=True))
    grass = (float(lush[0]), float(lush[1]), float(lush[2]))
    colours = np.stack(
        [
            lit(grass, light, 0.95), lit(soil.dry, light, 0.95), lit(grass, light, 0.0) * 0.66,
            lit(soil.gravel, light, 0.5), snow_rgb, np.asarray(light.haze_rgb, np.float32),
        ]
    )  # fmt: skip
    out = np.zeros((canvas.paint_height_px, canvas.paint_width_px, 4), np.float32)
    numbers = np.array(
        [canvas.paint_width_px / 2, unit, soil.snow, 0.05 + 0.5 * light.density], np.float64
    )
    _plain(
        out[course.first_row :], course.near, course.middle_px, course.half_px,
        colours.astype(np.float32), numbers, spec.seed % 9973,
    )  # fmt: skip
    crowd = canvas.paint_width_px / (2304 * unit)
    count = round(15000 * crowd * (1 - 0.8 * soil.snow))
    near = 0.16 + 1.05 * rng.random(count) ** 0.9
    rows = course.first_row + near * (canvas.margin_y_px + canvas.height_px - course.first_row)
    xs = rng.random(count) * (canvas.paint_width_px - 1)
    places = np.clip(rows - course.first_row, 0, len(course.near) - 1).astype(int)
    dry_land = np.abs(xs - course.middle_px[places]) > course.half_px[places] + 5 * unit
    roots = np.stack([xs, rows], 1)[dry_land].astype(np.float32)
    length = (38 * near[dry_land] * unit + 1.5 * unit).astype(np.float32)
    greens = np.stack([colours[0], colours[1], colours[2] * 1.3]).astype(np.float32)
    draw_blades(out, grass_rows(roots, length, greens, unit, rng))
    _bank_growth(out, canvas, light, course, soil, vista, rng)
    straight = out
    straight[..., :3] /= np.maximum(straight[..., 3:], 1e-3)
    return Layer(straight, 1.0, shear=vista.ground)


def tree_planes(
    spec: SceneSpec, canvas: Canvas, light: Daylight, course: Course, vista: Vista, woods: Woods
) -> Planes:
    """Trees on both banks, the nearer the taller, in planes that move against each other."""
    rng = np.random.default_rng([spec.seed & 0xFFFFFFFF, 0x9A2])
    unit = canvas.unit
    bottom = canvas.margin_y_px + canvas.height_px
    crowd = canvas.paint_width_px / (2304 * unit)
    layers: list[Layer] = []
    grown: list[NDArray[np.float32]] = []
    tall_px = float(rng.uniform(620, 900)) * unit
    for k, (far, close) in enumerate(zip((0.012, *_PLANES[:-1]), _PLANES, strict=True)):
        count = max(4, round((150, 70, 26, 9)[k] * crowd * float(rng.uniform(0.6, 1.2))))
        near = far + (close - far) * rng.random(count)
        rows = course.first_row + near * (bottom - course.first_row)
        places = np.clip(rows - course.first_row, 0, len(course.near) - 1).astype(int)
        hand = np.where(rng.random(count) < 0.5, -1.0, 1.0)
        gap = (30 + 900 * rng.random(count) ** 1.5) * unit * (near**0.7)
        xs = course.middle_px[places] + hand * (course.half_px[places] + 6 * unit + gap)
        # Groves, not a sprinkling: trees gather around a few places.
        xs = xs + 0.35 * gap * np.sin(xs / (90 * unit))
        inside = np.abs(xs - course.middle_px[places]) < course.half_px[places] + 5 * unit
        if k == len(_PLANES) - 1:
            inside |= np.abs(xs - canvas.paint_width_px / 2) < 0.26 * canvas.width_px
        keep = ~inside
        if not keep.any():
            continue
        heights = tall_px * near[keep] ** 0.85 * rng.uniform(0.5, 1.1, int(keep.sum()))
        spots = np.stack([xs[keep], rows[keep] + 2 * unit], 1).astype(np.float32)
        order = np.argsort(spots[:, 1], kind="stable")
        drawn = tree_rows(spots[order], heights[order].astype(np.float32), woods, light, rng)
        grown.append(drawn)
        premult = np.zeros((canvas.paint_height_px, canvas.paint_width_px, 4), np.float32)
        draw_trees(premult, drawn, sun_x_px=vista.sun_x_px, snow_rgb=snow_colour(light))
        alpha = premult[..., 3:]
        ink = premult[..., :3] / np.maximum(alpha, 1e-3)
        share = (0.34, 0.20, 0.09, 0.02)[k] * (1 + 1.4 * light.density)
        ink = mix(ink, np.asarray(light.haze_rgb), min(0.9, share))
        row = course.first_row + 0.5 * (far + close) * (bottom - course.first_row)
        layers.append(Layer(np.dstack([ink, alpha]), vista.ground.parallax_at(row)))
    return Planes(layers, np.concatenate(grown) if grown else np.zeros((0, TREE_COLUMNS), "f4"))


def _bank_growth(
    out: NDArray[np.float32], canvas: Canvas, light: Daylight, course: Course, soil: Soil,
    vista: Vista, rng: np.random.Generator,
) -> None:  # fmt: skip
    """Reeds and stones along the water, nearer ones larger."""
    unit = canvas.unit
    bottom = canvas.margin_y_px + canvas.height_px
    colours = np.stack([lit(soil.dry, light, 0.5), lit(soil.grass, light, 0.6)])
    head = lit((0.34, 0.22, 0.15), light, 0.3)
    sun_x, sun_y, _ = vista.sun_dir
    for near in np.sort(rng.uniform(0.10, 0.95, 22)):
        row = course.first_row + float(near) * (bottom - course.first_row)
        _, middle, half = course.at(row)
        hand = 1.0 if rng.random() < 0.5 else -1.0
        x = middle + hand * (half + 2 * unit)
        if rng.random() < 0.45:
            count = int(rng.integers(1, 4))
            size = rng.uniform(12, 42, count) * unit * near
            rocks = np.stack(
                [x + rng.normal(0, 40, count) * unit * near, row + size * 0.3, size * 1.3, size,
                 rng.integers(0, 1 << 16, count)], 1
            ).astype(np.float32)  # fmt: skip
            draw_rocks(out, rocks, light, soil, key_dir=(sun_x * 0.85, -sun_y * 0.85, 0.36),
                       snow_rgb=snow_colour(light))  # fmt: skip
        else:
            stand = reed_rows(
                x, row, 34 * unit * near, (120 * near + 6) * unit, colours, head, unit * near, rng
            )
            draw_blades(out, stand)


@kernel
def _plain(
    out: NDArray[np.float32],
    near: NDArray[np.float32],
    middle: NDArray[np.float32],
    half: NDArray[np.float32],
    colours: NDArray[np.float32],
    numbers: NDArray[np.float64],
    seed: int,
) -> None:
    centre, unit, snow, haze = numbers[0], numbers[1], numbers[2], numbers[3]
    for y in range(out.shape[0]):
        k = float(near[y])
        far = math.log(k + 0.004) * 5.0
        scale = 1.0 / ((k * 210.0 + 4.0) * unit)
        veil = min(0.94, (haze + 0.34) * math.exp(-k * 7.0) + haze * 0.5 * math.exp(-k * 1.6))
        for x in range(out.shape[1]):
            u = (x - centre) * scale
            # Little bays: where a bank lies across the view only its row can vary.
            bay = value_noise(x / (74.0 * unit), 3.5, seed + 31) - 0.5
            bay += 0.5 * (value_noise(x / (23.0 * unit), 8.5, seed + 33) - 0.5)
            at = min(out.shape[0] - 1, max(0, int(y + bay * 46.0 * k * unit)))
            edge = abs(x - middle[at]) - half[at]
            rag = (value_noise(u * 3.1, far * 3.0, seed + 4) - 0.5) * (22.0 * k + 1.0) * unit
            edge += rag
            cover = min(1.0, max(0.0, edge + 0.5))
            if cover <= 0.0:
                continue
            broad = fbm(u * 0.55, far * 0.9, 4, seed)
            fine = fbm(u * 4.0, far * 6.0, 3, seed + 9)
            patch = min(1.0, max(0.0, (broad - 0.34) * 3.6))
            shade = min(1.0, max(0.0, (fbm(u * 0.4 + 9.0, far * 1.3, 3, seed + 20) - 0.5) * 3.2))
            shore = math.exp(-edge / ((26.0 * k + 1.0) * unit))
            stony = min(1.0, max(0.0, (shore * 1.5 - 0.55 + (fine - 0.5)) * 2.0))
            white = snow * min(1.0, max(0.0, (broad + 0.4 * fine - 0.12) * 3.5))
            dark = 1.0 - 0.34 * max(0.0, k - 0.25)
            # The wood's own shade and brush: it does not end on one line.
            rim = value_noise(x / (120.0 * unit), 1.5, seed + 41)
            rim += 0.6 * value_noise(x / (26.0 * unit), 2.5, seed + 43) - 0.2
            brush = 0.9 * math.exp(-((k / (0.004 + 0.042 * rim * rim)) ** 2)) * (1.0 - snow)
            for c in range(3):
                value = colours[1, c] + (colours[0, c] - colours[1, c]) * patch
                value += (colours[2, c] - value) * shade * 0.62
                value *= 0.76 + 0.46 * fine
                value += (colours[3, c] * (0.45 + 0.5 * fine) - value) * stony * 0.9
                value += (colours[2, c] * (0.30 + 0.3 * fine) - value) * brush
                value += (colours[4, c] * (0.78 + 0.22 * fine) - value) * white
                value *= (1.0 - 0.45 * shore * shore) * dark
                value += (colours[5, c] - value) * veil
                out[y, x, c] = min(1.0, value) * cover
            out[y, x, 3] = cover
