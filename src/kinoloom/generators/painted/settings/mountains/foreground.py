"""The foreground of a lake view: the strip people stand on, and what frames the picture."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from kinoloom.generators.painted.easel.layer import Layer
from kinoloom.generators.painted.easel.noise import fbm_image
from kinoloom.generators.painted.settings.mountains.pines import draw_trees, snow_colour, tree_rows
from kinoloom.generators.painted.settings.mountains.shore import (
    draw_blades,
    draw_rocks,
    grass_rows,
    lit,
    meadow,
    reed_rows,
)

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from kinoloom.generators.painted.air.daylight import Daylight
    from kinoloom.generators.painted.easel.canvas import Canvas
    from kinoloom.generators.painted.settings.mountains.pines import Woods
    from kinoloom.generators.painted.settings.mountains.shore import Soil
    from kinoloom.generators.painted.settings.mountains.vista import Vista
    from kinoloom.generators.painted.spec import SceneSpec

_FRAMING_PARALLAX = 1.18


def shore_layer(
    spec: SceneSpec, canvas: Canvas, light: Daylight, vista: Vista, soil: Soil
) -> Layer | None:
    """The near strip of land, or None where water reaches the frame's edge."""
    if vista.edge_y_px is None:
        return None
    rng = np.random.default_rng([spec.seed & 0xFFFFFFFF, 0x50])
    unit = canvas.unit
    edge = _edge_line(canvas, vista, spec.seed)
    snow_rgb = snow_colour(light)
    ground = meadow(
        canvas, light, soil, edge_y_px=edge, horizon_y_px=vista.shore_y_px, snow_rgb=snow_rgb,
        seed=spec.seed,
    )  # fmt: skip
    premult = _premultiplied(ground)
    rocks = _edge_rocks(canvas, edge, rng)
    draw_rocks(premult, rocks, light, soil, key_dir=_key_dir(vista), snow_rgb=snow_rgb)
    density = 9000 * (1 - 0.82 * soil.snow) * canvas.paint_width_px / (2304 * unit)
    count = round(density)
    roots = np.empty((count, 2), np.float32)
    roots[:, 0] = rng.random(count) * (canvas.paint_width_px - 1)
    depth = rng.random(count) ** 1.3
    start = edge[roots[:, 0].astype(int)] + 20 * unit
    roots[:, 1] = start + depth * np.maximum(1, canvas.paint_height_px - start)
    length = (9 + 34 * depth) * unit
    greens = np.stack(
        [lit(soil.grass, light, 0.35), lit(soil.grass, light, 0.85), lit(soil.dry, light, 0.8)]
    )
    draw_blades(premult, grass_rows(roots, length.astype(np.float32), greens, unit, rng))
    return Layer(_straight(premult), vista.ground.near_parallax, shear=vista.ground)


def framing_layer(
    spec: SceneSpec,
    canvas: Canvas,
    light: Daylight,
    vista: Vista,
    soil: Soil,
    woods: Woods,
) -> Layer | None:
    """Pines, rocks or reeds at the picture's sides, never before its middle."""
    rng = np.random.default_rng([spec.seed & 0xFFFFFFFF, 0xF6])
    premult = np.zeros((canvas.paint_height_px, canvas.paint_width_px, 4), np.float32)
    unit = canvas.unit
    snow_rgb = snow_colour(light)
    # Subjects keep the sides low, so that nobody walks behind a trunk for long.
    calm = bool(spec.subjects)
    if vista.foreground in ("rocks", "reeds", "pines"):
        rocks = _corner_rocks(canvas, vista, rng, few=vista.foreground != "rocks" or calm)
        draw_rocks(premult, rocks, light, soil, key_dir=_key_dir(vista), snow_rgb=snow_rgb)
    if vista.foreground in ("pines", "grove"):
        trees = _framing_trees(canvas, vista, light, woods, rng, calm=calm)
        draw_trees(premult, trees, sun_x_px=vista.sun_x_px, snow_rgb=snow_rgb)
    if vista.foreground in ("reeds", "meadow", "rocks"):
        colours = np.stack([lit(soil.dry, light, 0.1), lit(soil.grass, light, 0.3)]) * 0.62
        head = lit((0.34, 0.22, 0.15), light, 0.2)
        bottom = canvas.margin_y_px + canvas.height_px
        stands = 3 if vista.foreground == "reeds" else 1
        for k in range(stands):
            hand = vista.side if k % 2 == 0 else -vista.side
            x = _side_x(canvas, hand, float(rng.uniform(0.0, 0.13)))
            tall = float(rng.uniform(150, 240)) * unit * (0.7 if calm else 1.0)
            blades = reed_rows(
                x, bottom + 60 * unit, 46 * unit, tall + 60 * unit, colours, head, unit, rng
            )
            draw_blades(premult, blades)
    layer = Layer(_straight(premult), _FRAMING_PARALLAX)
    return None if layer.is_empty else layer


def _edge_line(canvas: Canvas, vista: Vista, seed: int) -> NDArray[np.float32]:
    """The water's edge, one y for each column; it leans, and bends like a bay."""
    width = canvas.paint_width_px
    unit = canvas.unit
    line = fbm_image(
        width, 1, scale_x_px=520 * unit, scale_y_px=1, octaves=5, seed=seed % 9973 + 3
    )[0]  # fmt: skip
    across = np.linspace(-1, 1, width, dtype=np.float32) * vista.side
    lean = -26 * unit * across
    edge = (vista.edge_y_px or 0.0) + lean + (line - 0.5) * 74 * unit
    return edge.astype(np.float32)


def _edge_rocks(
    canvas: Canvas, edge: NDArray[np.float32], rng: np.random.Generator
) -> NDArray[np.float32]:
    """Stones along the water's edge, mostly small."""
    count = round(26 * canvas.paint_width_px / (2304 * canvas.unit))
    rocks = np.empty((count, 5), np.float32)
    rocks[:, 0] = rng.random(count) * (canvas.paint_width_px - 1)
    size = (5 + 30 * rng.random(count) ** 3.2) * canvas.unit
    rocks[:, 1] = edge[rocks[:, 0].astype(int)] + size * 0.4 + rng.uniform(0, 16, count)
    rocks[:, 2] = size
    rocks[:, 3] = size * rng.uniform(0.55, 0.85, count)
    rocks[:, 4] = rng.integers(0, 1 << 16, count)
    return rocks[np.argsort(rocks[:, 1])]


def _corner_rocks(
    canvas: Canvas, vista: Vista, rng: np.random.Generator, *, few: bool
) -> NDArray[np.float32]:
    """Boulders in the lower corners, partly cut by the frame."""
    unit = canvas.unit
    bottom = canvas.margin_y_px + canvas.height_px
    rows: list[tuple[float, float, float, float, float]] = []
    for k in range(3 if few else 6):
        hand = vista.side if k % 3 != 1 else -vista.side
        size = float(rng.uniform(60, 150)) * unit * (0.6 if few else 1.0) * (1 - 0.08 * k)
        x = _side_x(canvas, hand, float(rng.uniform(-0.03, 0.15)))
        base = bottom + float(rng.uniform(10, 90)) * unit
        rows.append((x, base, size * 1.25, size * 1.05, float(rng.integers(0, 1 << 16))))
    rows.sort(key=lambda row: row[1])
    return np.array(rows, np.float32)


def _framing_trees(
    canvas: Canvas,
    vista: Vista,
    light: Daylight,
    woods: Woods,
    rng: np.random.Generator,
    *,
    calm: bool,
) -> NDArray[np.float32]:
    """Tall pines at the sides, the more of them opposite the massif."""
    unit = canvas.unit
    bottom = canvas.margin_y_px + canvas.height_px
    reach = min(canvas.height_px, 1.25 * canvas.width_px)
    places: list[tuple[float, float]] = []
    heights: list[float] = []
    sides = (-vista.side, -vista.side, -vista.side, vista.side, vista.side)
    for k, hand in enumerate(sides if vista.foreground == "pines" else sides[:3] + sides[:2]):
        outward = float(rng.uniform(-0.05, 0.05 if k in (0, 3) else 0.13))
        tall = float(rng.uniform(0.50, 0.78)) * (1.0 - 2.6 * max(0.0, outward))
        tall *= 0.72 if hand == vista.side else 1.0
        places.append((_side_x(canvas, hand, outward), bottom + float(rng.uniform(30, 90)) * unit))
        heights.append(tall * reach * (0.85 if calm else 1.0))
    order = np.argsort(-np.array(heights))
    rows = tree_rows(
        np.array(places, np.float32)[order], np.array(heights, np.float32)[order], woods, light, rng
    )
    # Near trees stand against the light: darker, so that they frame and do not compete.
    rows[:, 9:15] *= 0.52
    rows[:, 6] *= 1.5
    rows[:, 3] *= 0.9
    return rows


def _side_x(canvas: Canvas, hand: int, inward: float) -> float:
    """x at a share of the frame's width inward from its left (-1) or right (1) side."""
    if hand < 0:
        return canvas.margin_x_px + inward * canvas.width_px
    return canvas.margin_x_px + (1 - inward) * canvas.width_px


def _key_dir(vista: Vista) -> tuple[float, float, float]:
    x, y, _ = vista.sun_dir
    return x * 0.85, -y * 0.85, 0.36


def _premultiplied(rgba: NDArray[np.float32]) -> NDArray[np.float32]:
    out = rgba.copy()
    out[..., :3] *= out[..., 3:]
    return out


def _straight(premult: NDArray[np.float32]) -> NDArray[np.float32]:
    out = premult.copy()
    out[..., :3] /= np.maximum(out[..., 3:], 1e-3)
    return out
