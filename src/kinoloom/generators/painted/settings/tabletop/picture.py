"""From room to layers: the table, each thing and its mirror image, painted once."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import cv2
import numpy as np

from kinoloom.generators.painted.easel.bands import in_bands
from kinoloom.generators.painted.easel.colour import to_srgb
from kinoloom.generators.painted.easel.layer import Layer
from kinoloom.generators.painted.settings.tabletop.paint_kernels import paint_thing
from kinoloom.generators.painted.settings.tabletop.surface import SATIN
from kinoloom.generators.painted.settings.tabletop.top_kernels import (
    MAP_STEP,
    light_table,
    paint_satin,
    paint_table,
)

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from kinoloom.generators.painted.easel.canvas import Canvas
    from kinoloom.generators.painted.settings.tabletop.layout import Layout
    from kinoloom.generators.painted.settings.tabletop.parts import Room

    Floats = NDArray[np.float64]
    Cells = NDArray[np.float32]
    Packed = tuple[Floats, Floats, Cells, Floats, Floats, Floats, Floats, Floats, Floats]

_MIRROR_STEP = 2
_NOTHING = np.zeros((1, 1, 7), np.float32)
_LIGHT_STEP = 2
"""Shadows on the table are soft: they are found at every second pixel."""


@dataclass(frozen=True)
class Scenery:
    """What the kernels need, packed."""

    room: Room
    table: Floats
    sun: Floats
    panels: Floats
    glows: Floats
    view: Floats
    far: NDArray[np.float32]
    """The backdrop in light intensities, every `MAP_STEP` pixels of the painted canvas."""

    def packed(self) -> Packed:
        """In the kernels' order, but for the view."""
        room = self.room
        return (room.parts, room.bounds, room.cells, room.fields, room.materials,
                self.table, self.sun, self.panels, self.glows)  # fmt: skip


@dataclass(frozen=True)
class Sheet:
    """A painted layer, its light map (share of the key, light space, cover), and its depth."""

    layer: Layer
    maps: NDArray[np.float32]
    z: float
    gleam: Gleam | None = None


@dataclass(frozen=True)
class Gleam:
    """Where a thing mirrors: normals (rows x columns x 3) with their cover, and its corner."""

    normals: NDArray[np.float32]
    x_px: int
    y_px: int
    parallax: float


def paint_top(
    scenery: Scenery, canvas: Canvas, layout: Layout, *, aperture_px: float, fade_px: float
) -> Sheet:
    """The table's top, sharp where the subject stands. `fade_px` melts its far edge away."""
    height_px, width_px = canvas.paint_height_px, canvas.paint_width_px
    back = (layout.edge_y_px - layout.horizon_y_px) / (layout.foot_y_px - layout.horizon_y_px)
    pad = 2 + math.ceil(2.6 * max(0.0, abs(1 - back) * aperture_px))
    first = max(0, math.floor(min(layout.edge_y_px, height_px - 8)) - pad)
    out = np.zeros((height_px - first, width_px, 4), np.float32)
    maps = np.zeros((-(-height_px // MAP_STEP), -(-width_px // MAP_STEP), 4), np.float32)
    packed = scenery.packed()
    step = _LIGHT_STEP
    small = np.zeros((-(-len(out) // step), -(-width_px // step), 5), np.float32)
    small[..., :2] = 1

    def illuminate(start: int, stop: int) -> None:
        light_table(*packed, scenery.view, first, step, small, start, stop)

    in_bands(len(small), illuminate)
    size = (small.shape[1] * step, small.shape[0] * step)
    wide = cv2.resize(small, size, interpolation=cv2.INTER_LINEAR)
    light = np.ascontiguousarray(wide[: len(out), :width_px], np.float32)

    look = paint_satin if int(scenery.table[0]) == SATIN else paint_table

    def paint(start: int, stop: int) -> None:
        look(
            scenery.table, scenery.sun, scenery.panels, scenery.view, light, first, out, maps,
            start, stop,
        )  # fmt: skip

    in_bands(len(out), paint)
    rows = np.arange(first, height_px) + 0.5
    near = (rows - layout.horizon_y_px) / (layout.foot_y_px - layout.horizon_y_px)
    blur = np.maximum(0.0, np.abs(1 - near) * aperture_px - 1.2 * canvas.unit)
    picture = _blurred_rows(out, blur)
    if fade_px > 0:
        share = np.clip((rows - rows[0]) / fade_px, 0, 1)
        share = share * share * (3 - 2 * share)
        picture[..., 3] *= share[:, None].astype(np.float32)
    picture[..., :3] = to_srgb(picture[..., :3])
    layer = Layer(picture, 1.0, y_px=first, shear=layout.ground)
    return Sheet(layer, maps, 0.0)


def paint_object(
    scenery: Scenery, canvas: Canvas, layout: Layout, n: int, *, aperture_px: float,
    keep_gleam: bool = False,
) -> Sheet | None:  # fmt: skip
    """Thing n with its mirror image below; None when it is not in the picture."""
    one = scenery.room.stood[n]
    x, y, z, reach = scenery.room.bounds[n, :4]
    depth = layout.distance + z
    if depth - reach < 0.1:
        return None
    scale = layout.focal_px / depth
    blur = max(0.0, abs(1 - layout.distance / depth) * aperture_px - 1.2 * canvas.unit)
    if one.is_hero:
        blur = min(blur, 1.6 * canvas.unit) if blur < 3.5 * canvas.unit else blur
    pad = 3 + math.ceil(3 * blur)
    grown = reach * scale * depth / (depth - reach)
    centre_x = layout.middle_x_px + x * scale
    centre_y = layout.horizon_y_px + (layout.eye - y) * scale
    base_y = layout.horizon_y_px + layout.eye * layout.focal_px / (depth - reach)
    x0, x1 = math.floor(centre_x - grown) - pad, math.ceil(centre_x + grown) + pad
    y0, y1 = math.floor(centre_y - grown) - pad, math.ceil(min(base_y, centre_y + grown)) + pad
    mirrors = scenery.table[15] > 0 and one.y < 0.01
    low = math.ceil(base_y + 0.9 * (base_y - y0)) if mirrors else y1
    x0, x1 = max(x0, -pad), min(x1, canvas.paint_width_px + pad)
    y0, low = max(y0, -pad), min(max(low, y1), canvas.paint_height_px + pad)
    y1 = min(y1, low)
    if x1 - x0 < 4 or y1 - y0 < 4:
        return None
    # What is out of focus needs no fine pixels, nor smooth edges.
    step = 1 if blur < 2.2 else 2 if blur < 6 else 4
    out = np.zeros((-(-(y1 - y0) // step), -(-(x1 - x0) // step), 7), np.float32)
    seen = np.full((*out.shape[:2], 4), -1.0, np.float32)
    seen[..., 1:] = 0
    if step > 1:
        _trace(scenery, n, (x0, y0, step), 0, out, seen)
    else:
        half = (-(-out.shape[0] // 2), -(-out.shape[1] // 2))
        coarse, seen_coarse = np.zeros((*half, 7), np.float32), np.zeros((*half, 4), np.float32)
        _trace(scenery, n, (x0, y0, 2), 0, coarse, seen_coarse)
        _trace(scenery, n, (x0, y0, 1), 0, out, seen, coarse, seen_coarse)
        _trace(scenery, n, (x0, y0, 1), 1, out, seen)
    picture = np.zeros((low - y0, x1 - x0, 4), np.float32)
    size = (out.shape[1] * step, out.shape[0] * step)
    wide = out[..., :4]
    if step > 1:
        wide = cv2.resize(np.ascontiguousarray(wide), size, interpolation=cv2.INTER_LINEAR)
    picture[: y1 - y0] = wide[: y1 - y0, : x1 - x0]
    if mirrors:
        image = _mirror_image(scenery, n, x0, y0, (x1 - x0, low - y0), canvas)
        picture += image * (1 - picture[..., 3:4])
    if blur > 0.4:
        picture = np.asarray(cv2.GaussianBlur(picture, (0, 0), blur), np.float32)
    parallax = layout.parallax_at(one.z)
    straight = picture.copy()
    straight[..., :3] = to_srgb(picture[..., :3] / np.maximum(picture[..., 3:4], 1e-4))
    gleam = None
    if keep_gleam:
        gleam = Gleam(np.dstack([seen[..., 1:4], out[..., 3]]), x0, y0, parallax)
    # A plinth is drawn before what stands on it.
    order = one.z + (50.0 if one.thing.name == "plinth" else 0.0)
    layer = Layer(straight, parallax, x_px=x0, y_px=y0)
    return Sheet(layer, _small_maps(out, (x0, y0, step), canvas), order, gleam)


def _trace(
    scenery: Scenery,
    n: int,
    grid: tuple[int, int, int],
    mode: int,
    out: NDArray[np.float32],
    seen: NDArray[np.float32],
    coarse: NDArray[np.float32] = _NOTHING,
    seen_coarse: NDArray[np.float32] = _NOTHING,
) -> None:
    """Paint thing n on a grid (left, top, step) in one of the kernel's modes."""
    packed = scenery.packed()

    def paint(start: int, stop: int) -> None:
        trace = np.zeros(10)
        paint_thing(
            *packed,
            scenery.view,
            scenery.far,
            n,
            *grid,
            mode,
            out,
            seen,
            coarse,
            seen_coarse,
            start,
            stop,
            trace,
        )

    in_bands(len(out), paint)


def _mirror_image(
    scenery: Scenery, n: int, x0: int, y0: int, size_px: tuple[int, int], canvas: Canvas
) -> NDArray[np.float32]:
    """What the table shows of a thing, duller the farther from its foot."""
    step = _MIRROR_STEP
    columns, rows = -(-size_px[0] // step), -(-size_px[1] // step)
    small = np.zeros((rows, columns, 4), np.float32)
    _trace(scenery, n, (x0, y0, step), 2, small, small)
    rough = float(scenery.table[8])
    soft = cv2.GaussianBlur(
        small, (0, 0), sigmaX=max(0.5, 9 * rough * canvas.unit),
        sigmaY=max(0.5, 22 * rough * canvas.unit),
    )  # fmt: skip
    wide = cv2.resize(soft, (columns * step, rows * step), interpolation=cv2.INTER_LINEAR)
    return np.asarray(wide[: size_px[1], : size_px[0]], np.float32)


def _small_maps(
    out: NDArray[np.float32], grid: tuple[int, int, int], canvas: Canvas
) -> NDArray[np.float32]:
    """The light map of a thing on the whole canvas, every `MAP_STEP` pixels."""
    x0, y0, step = grid
    rows = -(-canvas.paint_height_px // MAP_STEP)
    columns = -(-canvas.paint_width_px // MAP_STEP)
    maps = np.zeros((rows, columns, 4), np.float32)
    ys = (np.arange(rows) * MAP_STEP - y0) // step
    xs = (np.arange(columns) * MAP_STEP - x0) // step
    inside_y = np.flatnonzero((ys >= 0) & (ys < out.shape[0]))
    inside_x = np.flatnonzero((xs >= 0) & (xs < out.shape[1]))
    if inside_y.size and inside_x.size:
        part = out[np.ix_(ys[inside_y], xs[inside_x])]
        maps[np.ix_(inside_y, inside_x)] = part[..., (4, 5, 6, 3)]
    return maps


def _blurred_rows(
    picture: NDArray[np.float32], blur_px: NDArray[np.float64]
) -> NDArray[np.float32]:
    """Each row (RGBA, not premultiplied) out of focus by its own radius."""
    most = float(blur_px.max(initial=0.0))
    if most < 0.5:
        return picture
    premultiplied = picture.copy()
    premultiplied[..., :3] *= picture[..., 3:4]
    levels = [0.0, *(most * share for share in (0.16, 0.42, 1.0))]
    stack = [premultiplied]
    for level in levels[1:]:
        if level < 3:
            soft = cv2.GaussianBlur(premultiplied, (0, 0), max(0.3, level))
            stack.append(np.asarray(soft, np.float32))
            continue
        # A wide blur needs no fine pixels.
        k = 2 if level < 8 else 4
        size = (max(4, picture.shape[1] // k), max(4, picture.shape[0] // k))
        small = cv2.resize(premultiplied, size, interpolation=cv2.INTER_AREA)
        small = cv2.GaussianBlur(small, (0, 0), level / k)
        wide = cv2.resize(small, picture.shape[1::-1], interpolation=cv2.INTER_LINEAR)
        stack.append(np.asarray(wide, np.float32))
    out = np.zeros_like(picture)
    place = np.interp(blur_px, levels, np.arange(len(levels)))
    for k, level in enumerate(stack):
        weight = np.clip(1 - np.abs(place - k), 0, 1).astype(np.float32)
        rows = np.flatnonzero(weight)
        out[rows] += level[rows] * weight[rows, None, None]
    out[..., :3] /= np.maximum(out[..., 3:4], 1e-4)
    return out
