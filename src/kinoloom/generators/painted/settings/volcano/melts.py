"""Where lava is: streams down a cone's flank, a river on the plain, a caldera's lake."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import cv2
import numpy as np

from kinoloom.generators.painted.easel.noise import fbm_image
from kinoloom.generators.painted.settings.volcano.lava import Melt
from kinoloom.generators.painted.settings.volcano.relief_kernels import height_at

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

    from kinoloom.generators.painted.easel.canvas import Canvas
    from kinoloom.generators.painted.settings.volcano.relief import Seen, Shape, View

_TRACE_STEPS = 150


def stream_melt(view: View, shape: Shape, seen: Seen, *, count: int, unit: float) -> Melt:
    """Streams from the mouth of the first cone down its gullies, as far as they get."""
    rng = np.random.default_rng([shape.seed & 0xFFFFFFFF, 0x57E])
    size = seen.depth.shape
    cover, heat = np.zeros(size, np.float32), np.zeros(size, np.float32)
    along, across = np.zeros(size, np.float32), np.zeros(size, np.float32)
    distance = np.full(size, 1e9, np.float32)
    turn = float(shape.cones[0, 7])
    for k in range(count):
        spread = 0.0 if k == 0 else float(rng.uniform(-0.95, 0.95))
        reach = float(rng.uniform(0.62, 0.95)) if k == 0 else float(rng.uniform(0.3, 0.7))
        path = _trace(shape, turn + spread, reach)
        wide = float(rng.uniform(6.0, 9.0) if k == 0 else rng.uniform(3.0, 5.0)) * unit
        maps = (cover, heat, along, across, distance)
        _draw_stream(view, path, wide, maps)
        # It forks where the flank eases.
        fork = int(rng.integers(50, 95))
        aside = float(rng.choice((-1, 1))) * float(rng.uniform(0.4, 0.8))
        branch = _trace(shape, turn + spread, 0.5 * reach, path[fork], aside)
        _draw_stream(view, branch, 0.55 * wide, maps)
    # Without this each stroke would show.
    drawn = (distance < 1e8).astype(np.float32)
    soft_px = max(0.6, 4.0 * unit)
    weight = np.maximum(np.asarray(cv2.GaussianBlur(drawn, (0, 0), soft_px)), 1e-3)
    heat, along, across = (
        np.asarray(cv2.GaussianBlur(part * drawn, (0, 0), soft_px) / weight, np.float32)
        for part in (heat, along, across)
    )
    # What lies behind a ridge is hidden.
    hidden = seen.depth < 0.985 * distance
    cover[hidden] = 0
    cover = np.asarray(cv2.GaussianBlur(cover, (0, 0), max(0.4, 0.55 * unit)), np.float32)
    cover *= seen.rgba[..., 3]
    ragged = fbm_image(size[1], size[0], scale_x_px=7 * unit, scale_y_px=5 * unit, octaves=3,
                       seed=shape.seed + 7)  # fmt: skip
    cover *= np.clip(0.5 + 2.0 * (ragged - 0.28) + 0.8 * (heat - 0.5), 0, 1)
    crust = np.clip(0.80 - heat, 0.05, 0.5).astype(np.float32)
    blur = np.full(size, 0.05, np.float32)
    return Melt(cover, heat, crust, across, along, blur)


def _trace(
    shape: Shape,
    turn: float,
    reach: float,
    start: NDArray[np.float64] | None = None,
    aside: float = 0.0,
) -> NDArray[np.float64]:
    """A way down (rows of x, y, z) from the mouth or a start; `turn` 0 is toward the viewer."""
    cone = shape.cones[0]
    big = float(cone[3])
    ways = np.array([math.sin(turn + aside), -math.cos(turn + aside)])
    at = cone[:2] + ways * big * float(cone[4]) * 1.15
    if start is not None:
        at = np.array([start[0], start[2]])
    step = reach * big / _TRACE_STEPS
    feel = 0.012 * big
    path = np.empty((_TRACE_STEPS, 3))

    def height(x: float, z: float) -> float:
        return float(height_at(x, z, 0.0, 0.0, shape.cones, shape.land, shape.seed))

    for k in range(_TRACE_STEPS):
        x, z = float(at[0]), float(at[1])
        path[k] = x, height(x, z), z
        fall = np.array(
            [height(x - feel, z) - height(x + feel, z), height(x, z - feel) - height(x, z + feel)]
        ) / (2 * feel)  # fmt: skip
        outward = at - cone[:2]
        outward = outward / (np.hypot(*outward) + 1e-6)
        ways = 0.72 * ways + 0.55 * fall + (0.9 if k < 8 else 0.12) * outward
        ways = ways / (np.hypot(*ways) + 1e-6)
        at = at + step * ways
    return path


def _draw_stream(
    view: View,
    path: NDArray[np.float64],
    wide_px: float,
    maps: tuple[NDArray[np.float32], ...],
) -> None:
    cover, heat, along, across, distance = maps
    columns = view.width_px / 2 + view.focal_px * path[:, 0] / path[:, 2]
    rows = view.horizon_px - view.focal_px * (path[:, 1] - view.eye_height) / path[:, 2]
    gone = np.concatenate([[0.0], np.cumsum(np.hypot(np.diff(columns), np.diff(rows)))])
    last = len(path) - 1
    points = np.rint(np.stack([columns, rows], axis=1) * 16).astype(int)
    for k in range(last):
        share = k / last
        wide = wide_px * (0.30 + 1.1 * share**0.7) * min(1.0, 5 * (1 - share) + 0.15)
        ends = (points[k].tolist(), points[k + 1].tolist())
        broad = max(1, round(wide + 4))
        cv2.line(heat, *ends, 0.90 - 0.42 * share, broad, cv2.LINE_8, 4)
        cv2.line(along, *ends, gone[k] / (5.0 * wide_px), broad, cv2.LINE_8, 4)
        cv2.line(across, *ends, 0.5 + rows[k] / (40 * wide_px), broad, cv2.LINE_8, 4)
        cv2.line(distance, *ends, float(path[k, 2]), broad, cv2.LINE_8, 4)
        cv2.line(cover, *ends, min(1.0, wide / 1.4), max(1, round(wide)), cv2.LINE_8, 4)


def river_course(
    view: View, canvas: Canvas, start_x_px: float, hand: int, seed: int
) -> NDArray[np.float64]:
    """The middle and half the width, at each of the view's distances, of a river of lava.

    It comes from below a column, winds over the plain and leaves the frame at the hand's side.
    """
    rng = np.random.default_rng([seed & 0xFFFFFFFF, 0x21E])
    z = view.distances
    bottom = canvas.margin_y_px + canvas.height_px - view.horizon_px
    near = np.minimum(1.3, view.focal_px * view.eye_height / z / bottom)
    middle = view.width_px / 2
    far = np.log(1 / np.maximum(near, 1e-3) + 0.15)
    phase = float(rng.uniform(-0.4, 0.4))
    swing = float(rng.uniform(0.10, 0.17)) * canvas.width_px
    bend = np.sin(far * float(rng.uniform(2.4, 3.2)) + phase) * near**0.5 * (1 - near * 0.5)
    aside = float(rng.uniform(0.30, 0.42)) + (0.16 if canvas.is_portrait else 0.0)
    goal = middle + hand * canvas.width_px * aside
    line = start_x_px + (goal - start_x_px) * np.minimum(1.1, near) ** 0.8 + swing * bend
    half = canvas.width_px * float(rng.uniform(0.14, 0.19)) * near**1.05 + 1.3 * canvas.unit
    return np.stack([(line - middle) * z / view.focal_px, half * z / view.focal_px], axis=1)


def river_melt(view: View, seen: Seen, course: NDArray[np.float64], seed: int) -> Melt:
    """The river's lava: fast and bright in its middle, crusted at its banks."""
    z = np.minimum(seen.depth, view.far_z)
    columns = np.arange(view.width_px, dtype=np.float32)[None]
    x = (columns + 0.5 - view.width_px / 2) / view.focal_px * z
    place = np.log(z / view.near_z) / math.log(view.far_z / view.near_z) * (view.steps - 1)
    steps = np.arange(view.steps)
    middle = np.interp(place, steps, course[:, 0])
    half = np.interp(place, steps, course[:, 1])
    ways = np.hypot(np.diff(course[:, 0]), np.diff(view.distances))
    gone = np.concatenate([[0.0], np.cumsum(ways / (0.5 * (course[1:, 1] + course[:-1, 1])))])
    u = ((x - middle) / half).astype(np.float32)
    ragged = fbm_image(view.width_px, view.height_px, scale_x_px=view.width_px / 26,
                       scale_y_px=view.width_px / 70, octaves=4, seed=seed + 17)  # fmt: skip
    side = np.abs(u) + 0.08 * (ragged - 0.5)
    bed = np.clip((-0.27 - heights_of(view, seen)) / 0.05, 0, 1)
    cover = np.clip((1.1 - side) / 0.05, 0, 1) * bed * (seen.depth < 1e8)
    fast = np.clip(1 - side, 0, 1) ** 0.8
    heat = 0.44 + 0.36 * fast
    crust = np.clip(0.88 - 0.62 * fast, 0, 1)
    along = -np.interp(place, steps, gone) * 1.5
    return Melt(
        cover.astype(np.float32), heat.astype(np.float32), crust.astype(np.float32),
        (u * 1.5).astype(np.float32), along.astype(np.float32),
        (1.5 * z * z / (view.focal_px * view.eye_height) / half).astype(np.float32),
    )  # fmt: skip


def heights_of(view: View, seen: Seen) -> NDArray[np.float32]:
    """How high what each pixel shows is."""
    rows = np.arange(view.height_px, dtype=np.float32)[:, None]
    z = np.minimum(seen.depth, view.far_z)
    seen_y = view.eye_height - (rows + 0.5 - view.horizon_px) / view.focal_px * z
    return np.asarray(seen_y, np.float32)


def _folded(place: ArrayLike, size: int) -> NDArray[np.float32]:
    """Places to and fro within a sheet of that size."""
    last = size - 1
    return np.abs(np.mod(np.asarray(place, np.float32), 2 * last) - last).astype(np.float32)


def tongue_melt(view: View, seen: Seen, allowed: NDArray[np.float32], seed: int) -> Melt:
    """Tongues of lava on the plain, crusted over, that glow through their seams.

    `allowed` 0..1 is where they may be.
    """
    z = np.minimum(seen.depth, view.far_z)
    columns = np.arange(view.width_px, dtype=np.float32)[None]
    x = np.asarray((columns + 0.5 - view.width_px / 2) / view.focal_px * z, np.float32)
    size = 512
    sheet = fbm_image(size, size, scale_x_px=34, scale_y_px=34, octaves=5, seed=seed + 23)
    # A pixel of the sheet is 0.3 m wide and 0.6 m deep.
    noise = cv2.remap(sheet, _folded(x / 0.3, size), _folded(z / 0.6, size), cv2.INTER_LINEAR)
    level = np.quantile(noise[seen.depth < 60], 0.60) if (seen.depth < 60).any() else 0.6
    inside = np.asarray(noise - level - 0.13 * (1 - allowed), np.float32)
    aloft = np.clip((view.far_z * 0.5 - z) / (view.far_z * 0.2), 0, 1)
    cover = np.clip(inside / 0.012, 0, 1) * aloft * (seen.depth < 1e8)
    fresh = np.clip(inside / 0.10, 0, 1)
    footprint = z * z / (view.focal_px * view.eye_height) / 1.3
    return Melt(
        cover.astype(np.float32), (0.40 + 0.20 * fresh).astype(np.float32),
        (1.0 - 0.25 * fresh).astype(np.float32), x / np.float32(1.3),
        (-z / 1.3).astype(np.float32), footprint.astype(np.float32),
    )  # fmt: skip


def lake_melt(view: View, shape: Shape, seen: Seen, *, lowest_px: float) -> Melt:
    """The caldera's lake: plates of crust between bright seams, hottest along its shore."""
    level = float(shape.cones[0, 5])
    z = np.minimum(seen.depth, view.far_z)
    columns = np.arange(view.width_px, dtype=np.float32)[None]
    x = (columns + 0.5 - view.width_px / 2) / view.focal_px * z
    cover = np.clip((level + 0.4 - heights_of(view, seen)) / 0.6, 0, 1) * (seen.depth < 1e8)
    cover[round(lowest_px) :] = 0
    cover = cover.astype(np.float32)
    open_px = 0.012 * view.width_px
    shore = 1 - np.asarray(cv2.GaussianBlur(cover, (0, 0), open_px, sigmaY=0.4 * open_px))
    # A stirring part of the lake is open melt.
    stir = np.exp(
        -(((x - shape.cones[0, 0]) / 120) ** 2) - ((z - shape.cones[0, 1] * 1.1) / 170) ** 2
    )
    warm = np.clip(1.3 * shore * cover + 0.75 * stir, 0, 1)
    heat = 0.47 + 0.38 * warm
    crust = 0.90 - 0.62 * warm
    return Melt(
        cover, heat.astype(np.float32), crust.astype(np.float32),
        (x / 84).astype(np.float32), (z / 84).astype(np.float32),
        (z * z / (view.focal_px * (view.eye_height - level) * 84)).astype(np.float32),
    )  # fmt: skip


def melt_light(melt: Melt, *, spread_px: float) -> NDArray[np.float32]:
    """How much light the lava throws on what is around it, per pixel of the painted canvas."""
    bright = np.clip(melt.heat * 1.5 - 0.3 - 0.35 * melt.crust, 0, 1)
    source = np.asarray(melt.cover * bright, np.float32)
    total = np.zeros(source.shape, np.float32)
    shrink = 4
    size = (max(2, source.shape[1] // shrink), max(2, source.shape[0] // shrink))
    small = np.asarray(cv2.resize(source, size, interpolation=cv2.INTER_AREA), np.float32)
    for factor, share in ((0.25, 1.3), (1.0, 1.5), (3.2, 1.6)):
        blur = max(0.5, spread_px * factor / shrink)
        wide = cv2.GaussianBlur(small, (0, 0), blur, sigmaY=0.6 * blur)
        total += share * np.asarray(
            cv2.resize(wide, source.shape[::-1], interpolation=cv2.INTER_LINEAR), np.float32
        )
    return total
