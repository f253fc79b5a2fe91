"""The forest floor: a plane of litter, moss or snow with a way through it and patches of light."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import cv2
import numpy as np

from kinoloom.generators.painted.easel.bands import in_bands
from kinoloom.generators.painted.easel.kernel import kernel
from kinoloom.generators.painted.easel.layer import Layer
from kinoloom.generators.painted.easel.noise import fbm, smoothstep, value_noise
from kinoloom.generators.painted.settings.forest.foliage import lit_leaves, near_glow
from kinoloom.generators.painted.settings.forest.strokes import dabs, draw_dabs

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from kinoloom.generators.painted.settings.forest.glade import Tree
    from kinoloom.generators.painted.settings.forest.trees import Wood

_FIRST = 0.035
"""The nearness at which the floor begins; what is farther is the air's."""


def paint_floor(
    wood: Wood, trees: list[Tree], *, wet: float, seed: int, mown: float = 0.0
) -> Layer:
    """The floor as a layer with the glade's shear. `wet` 0..1 makes it dark and shining,
    `mown` 0..1 even, open to the light and its path neat."""
    canvas, glade, growth, light = wood.canvas, wood.glade, wood.growth, wood.light
    top = int(glade.row(_FIRST))
    height, width = canvas.paint_height_px - top, canvas.paint_width_px
    nears = (np.arange(height) + 0.5 + top - glade.horizon_y_px) / (
        glade.bottom_y_px - glade.horizon_y_px
    )
    leads = np.array([glade.lead_at(float(near)) for near in nears], np.float32)
    way = {"path": 0.95, "stream": 0.0, "clearing": 0.30, "ferns": 0.0}[glade.lead]
    stream = 1.0 if glade.lead == "stream" else 0.0
    snow = np.clip(light.ambient * 1.02 + light.key * 0.30, 0, 1)
    colours = np.stack(
        [growth.earth, growth.green, growth.way, snow, light.ambient, light.key, light.air,
         light.air_sun]
    ).astype(np.float32)  # fmt: skip
    numbers = np.array(
        [top, glade.horizon_y_px, glade.bottom_y_px, glade.metre_px, light.x_px, light.reach_px,
         glade.lead_width_m, way, stream, growth.snow, light.thickness, light.pool,
         0.25 + 0.75 * growth.ferny, 0.35 + light.shafts, wet, canvas.paint_width_px / 2, mown],
        np.float64,
    )  # fmt: skip
    shade = _shadows(wood, trees, top)
    out = np.zeros((height, width, 4), np.float32)

    def paint(first: int, last: int) -> None:
        _paint(out, shade, leads, colours, numbers, int(seed % 65521), first, last)

    in_bands(height, paint)
    _litter(wood, out, top, seed)
    _air(out, colours, numbers, nears.astype(np.float32))
    return Layer(out, glade.ground.near_parallax, y_px=top, shear=glade.ground)


def _shadows(wood: Wood, trees: list[Tree], top_px: int) -> NDArray[np.uint8]:
    """Where trunks keep the light from the floor: stripes that fan out from below the glow."""
    canvas, glade, light = wood.canvas, wood.glade, wood.light
    quarter = 4
    size = ((canvas.paint_height_px - top_px) // quarter + 1, canvas.paint_width_px // quarter + 1)
    mask = np.zeros(size, np.uint8)
    sun_row = glade.horizon_y_px - 0.02 * canvas.height_px
    for tree in trees:
        radius = 0.27 * glade.metres_px(tree.near)
        foot = np.array([tree.x_px, glade.row(tree.near)])
        run = foot - np.array([light.x_px, sun_row])
        run = run / (abs(run[1]) + 1e-3)
        end = foot + run * (canvas.paint_height_px - foot[1])
        grow = (canvas.paint_height_px - sun_row) / max(8.0, foot[1] - sun_row)
        wide = min(radius * grow, 6 * radius)
        points = np.array(
            [(foot[0] - radius, foot[1]), (foot[0] + radius, foot[1]),
             (end[0] + wide, end[1]), (end[0] - wide, end[1])]
        )  # fmt: skip
        local = (points - np.array([0, top_px])) / quarter
        stripe = np.zeros(size, np.uint8)
        cv2.fillPoly(stripe, [np.round(local * 16).astype(np.int32)], (255,), cv2.LINE_AA, 4)
        mask = np.maximum(mask, stripe)
    soft = cv2.GaussianBlur(mask, (0, 0), max(0.6, 3.2 * canvas.unit))
    full = (canvas.paint_width_px, canvas.paint_height_px - top_px)
    return np.asarray(cv2.resize(soft, full, interpolation=cv2.INTER_LINEAR), np.uint8)


@kernel
def _paint(
    out: NDArray[np.float32],
    shade: NDArray[np.uint8],
    leads: NDArray[np.float32],
    colours: NDArray[np.float32],
    numbers: NDArray[np.float64],
    seed: int,
    first_row: int,
    last_row: int,
) -> None:
    top, horizon, bottom, metre = numbers[0], numbers[1], numbers[2], numbers[3]
    glow_x, reach, lead_m = numbers[4], numbers[5], numbers[6]
    way, stream, snow = numbers[7], numbers[8], numbers[9]
    ferny, shine, wet, centre = numbers[12], numbers[13], numbers[14], numbers[15]
    mown = numbers[16]
    for y in range(first_row, last_row):
        near = (y + 0.5 + top - horizon) / (bottom - horizon)
        scale = metre * near
        deep = 3.0 / near
        fine = smoothstep(0.10, 0.45, near)
        for x in range(out.shape[1]):
            across = (x - centre) / scale
            broad = fbm(across * 0.42, deep * 0.42, 4, seed)
            middle = fbm(across * 2.1, deep * 2.1, 3, seed + 11)
            grain = middle + fine * 0.9 * (fbm(across * 11.0, deep * 9.0, 2, seed + 21) - 0.5)
            away = (x - leads[y]) / (lead_m * scale)
            wild = 1.0 - 0.88 * mown
            ragged = abs(away) + wild * (0.75 * (broad - 0.5) + 0.42 * (middle - 0.5))
            green = smoothstep(0.40, 0.58, broad + 0.22 * (ferny - 0.5) + 0.25 * (middle - 0.5))
            # Ground lies in small swells: what turns to the light is paler.
            swell = broad - fbm(across * 0.42, deep * 0.42 + 0.16, 3, seed)
            path = way * (1.0 - smoothstep(0.55 + 0.36 * mown, 1.05 - 0.03 * mown, ragged))
            water = stream * (1.0 - smoothstep(0.72, 0.80, ragged))
            bank = stream * (1.0 - smoothstep(0.80, 1.25, ragged)) * (1.0 - water)
            rut = path * smoothstep(0.10, 0.30, abs(abs(away) - 0.36)) * 0.2
            dapple = fbm(across * 0.85 + 3.0, deep * 0.34, 3, seed + 31)
            dapple = smoothstep(0.47, 0.66, dapple + 0.10 * path + 0.06 * (middle - 0.5))
            dapple += (0.62 - 0.45 * dapple) * mown
            dark = shade[y, x] * (1.0 / 255.0)
            toward = (x - glow_x) / reach
            pool = math.exp(-toward * toward * 0.8) * (0.45 + 0.55 * math.exp(-near * 2.2))
            light = (0.10 + 0.95 * dapple * shine) * (0.30 + 0.90 * pool) * (1.0 - 0.72 * dark)
            base = 0.60 + 0.55 * (grain - 0.5) * 2.0 + 1.1 * swell - 0.16 * dark
            base *= 1.0 - 0.20 * bank
            fall = smoothstep(0.45, 1.15, near)
            base *= 1.0 - 0.30 * fall
            light *= 1.0 - 0.35 * fall
            drift = snow * smoothstep(0.22, 0.40, broad * 0.6 + 0.4 * middle + 0.10)
            for c in range(3):
                albedo = colours[0, c] + (colours[1, c] - colours[0, c]) * green
                albedo += (colours[2, c] * (0.85 + 0.3 * middle) - albedo) * path
                albedo *= 1.0 - rut - 0.35 * wet
                value = (
                    (1.0 - 0.22 * mown * path)
                    * albedo
                    * (colours[4, c] * (base * 1.15 + 0.14) + colours[5, c] * light * 1.05)
                )
                if drift > 0.0:
                    white = colours[3, c] * (0.80 + 0.16 * broad + 0.5 * swell + 0.05 * grain)
                    white = white * (1.0 - 0.22 * dark) + 0.16 * colours[5, c] * light
                    value += (white - value) * drift * (1.0 - 0.55 * path)
                if wet > 0.0:
                    puddle = smoothstep(
                        0.63, 0.68, 1.0 - broad + 0.10 * path + 0.05 * (middle - 0.5)
                    )
                    value += (colours[7, c] * 0.60 - value) * wet * puddle * 0.5
                if water > 0.0:
                    value += (colours[0, c] * colours[4, c] * 0.42 - value) * water
                out[y, x, c] = min(1.0, max(0.0, value))
            edge = value_noise(across * 0.5, 4.5, seed + 41)
            out[y, x, 3] = smoothstep(0.036, 0.060 + 0.03 * edge, near)


def _litter(wood: Wood, out: NDArray[np.float32], top_px: int, seed: int) -> None:
    """Fallen leaves, flat on the ground and smaller far away."""
    canvas, glade, growth, light = wood.canvas, wood.glade, wood.growth, wood.light
    rng = np.random.default_rng([seed & 0xFFFFFFFF, 0x117])
    count = round(15000 * growth.litter * canvas.paint_width_px / (2304 * canvas.unit))
    near = 0.10 + 1.15 * rng.random(count) ** 1.35
    xs = rng.random(count) * canvas.paint_width_px
    leads = np.array([glade.lead_at(float(n)) for n in np.linspace(0.1, 1.3, 64)])
    lead = np.interp(near, np.linspace(0.1, 1.3, 64), leads)
    if glade.lead == "stream":
        free = np.abs(xs - lead) > 1.1 * glade.lead_width_m * glade.metre_px * near
        xs, near = xs[free], near[free]
    order = np.argsort(near, kind="stable")
    xs, near = xs[order], near[order]
    count = len(xs)
    ys = glade.horizon_y_px + near * (glade.bottom_y_px - glade.horizon_y_px)
    size = np.maximum(0.7, 0.030 * glade.metre_px * near * rng.uniform(0.5, 1.3, count))
    tones = growth.dry[rng.integers(len(growth.dry), size=count)]
    tones = tones * rng.uniform(0.75, 1.15, (count, 1))
    close = near_glow(xs, np.full(count, light.y_px), light)
    lit = rng.uniform(0.25, 0.95, count) * (0.75 + 0.5 * close)
    colours = lit_leaves(tones, lit, np.zeros(count), light) * (1.02 - 0.25 * near[:, None])
    rows = dabs(
        np.stack([xs, ys - top_px], axis=1), size, size * rng.uniform(0.25, 0.5, count),
        rng.normal(0, 0.6, count), colours, fold=0.18,
    )  # fmt: skip
    alpha = out[..., 3].copy()
    out[..., 3] = 1.0
    draw_dabs(out, rows, 0.0, 0.0)
    out[..., 3] = alpha


def _air(
    out: NDArray[np.float32],
    colours: NDArray[np.float32],
    numbers: NDArray[np.float64],
    nears: NDArray[np.float32],
) -> None:
    """Air before the far floor, brighter toward the glow."""
    thickness, pool, glow_x, reach = numbers[10], numbers[11], numbers[4], numbers[5]
    veil = np.minimum(0.97, 1 - np.exp(-thickness * (1 / np.maximum(nears, 0.02) - 0.55)))
    veil = veil + (1 - veil) * pool * np.clip(1 - 1.5 * nears, 0, 1) ** 2
    xs = np.arange(out.shape[1], dtype=np.float32)
    toward = np.exp(-(((xs - glow_x) / reach) ** 2)).astype(np.float32)
    for y in range(len(out)):
        air = colours[6] + (colours[7] - colours[6]) * toward[:, None]
        share = veil[y] + (1 - veil[y]) * 0.6 * toward[:, None] * veil[y]
        out[y, :, :3] += (air - out[y, :, :3]) * share
