"""A ray caster for a world of boxes: which box a pixel sees, and the paint of every face.

Boxes are sorted into screen tiles, so that a ray meets only the few that can be there.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kinoloom.generators.painted.easel.kernel import kernel
from kinoloom.generators.painted.easel.noise import hash01
from kinoloom.generators.painted.settings.city.facade import shade_box

TILE_PX = 32
_REACH = 0.45
"""How much higher than true the street mirrors: brings the signs into the picture."""


def sort_into_tiles(
    boxes: NDArray[np.float32], width: int, height: int, view: NDArray[np.float64], mirror: float
) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """(start of each tile's list, box numbers): what the tile may show, nearest first.

    `mirror` is 1 for the camera and -1 for its image below the street.
    """
    tiles_x, tiles_y = -(-width // TILE_PX), -(-height // TILE_PX)
    scale = view[0] / np.maximum(0.3, boxes[:, 4:6])
    xs = view[1] + (boxes[:, 0:2, None] * scale[:, None, :]).reshape(-1, 4)
    lift = mirror * boxes[:, 2:4, None] - view[3]
    ys = view[2] - (lift * scale[:, None, :]).reshape(-1, 4)
    left = np.clip((xs.min(axis=1) - 1) // TILE_PX, 0, tiles_x).astype(np.int64)
    right = np.clip((xs.max(axis=1) + 1) // TILE_PX + 1, 0, tiles_x).astype(np.int64)
    top = np.clip((ys.min(axis=1) - 1) // TILE_PX, 0, tiles_y).astype(np.int64)
    bottom = np.clip((ys.max(axis=1) + 1) // TILE_PX + 1, 0, tiles_y).astype(np.int64)
    tiles: list[NDArray[np.int64]] = [np.zeros(0, np.int64)]
    owners: list[NDArray[np.int64]] = [np.zeros(0, np.int64)]
    for k in range(len(boxes)):
        rows = np.arange(top[k], bottom[k])[:, None] * tiles_x
        covered = (rows + np.arange(left[k], right[k])).ravel()
        tiles.append(covered)
        owners.append(np.full(covered.size, k))
    tile, owner = np.concatenate(tiles), np.concatenate(owners)
    order = np.argsort(tile, kind="stable")
    starts = np.searchsorted(tile[order], np.arange(tiles_x * tiles_y + 1))
    return starts.astype(np.int32), np.ascontiguousarray(owner[order], np.int32)


@kernel
def _cast(
    eye_y: float,
    dx: float,
    dy: float,
    boxes: Any,
    items: Any,
    first: int,
    last: int,
) -> tuple[float, int, int]:
    """Depth, box and face (0 side, 1 top or bottom, 2 front) that the ray (dx, dy, 1) meets."""
    best = 1e9
    found = -1
    face = 0
    inverse_x = 1.0 / (dx if abs(dx) > 1e-7 else 1e-7)
    inverse_y = 1.0 / (dy if abs(dy) > 1e-7 else 1e-7)
    for n in range(first, last):
        k = items[n]
        if boxes[k, 4] > best:
            break
        a = boxes[k, 0] * inverse_x
        b = boxes[k, 1] * inverse_x
        if a > b:
            a, b = b, a
        c = (boxes[k, 2] - eye_y) * inverse_y
        d = (boxes[k, 3] - eye_y) * inverse_y
        if c > d:
            c, d = d, c
        e = boxes[k, 4]
        enter = max(a, c, e)
        leave = min(b, d, boxes[k, 5])
        if enter < leave and 1e-3 < enter < best:
            best = enter
            found = k
            face = 0 if enter == a else (1 if enter == c else 2)
    return best, found, face


@kernel
def in_sun(px: float, py: float, pz: float, sun: Any, casters: NDArray[np.float32]) -> float:
    """0 where a caster stands between the point and the sun, else 1."""
    inverse_x = 1.0 / (sun[0] if abs(sun[0]) > 1e-6 else 1e-6)
    inverse_y = 1.0 / max(1e-3, sun[1])
    inverse_z = 1.0 / (sun[2] if abs(sun[2]) > 1e-6 else 1e-6)
    for k in range(casters.shape[0]):
        a = (casters[k, 0] - px) * inverse_x
        b = (casters[k, 1] - px) * inverse_x
        enter, leave = min(a, b), max(a, b)
        a = (casters[k, 4] - pz) * inverse_z
        b = (casters[k, 5] - pz) * inverse_z
        enter, leave = max(enter, min(a, b)), min(leave, max(a, b))
        leave = min(leave, (casters[k, 3] - py) * inverse_y)
        if enter < leave and leave > 0.05 and enter > -0.05:
            return 0.0
    return 1.0


@kernel
def haze(depth: float, dx: float, height: float, light: Any) -> tuple[float, float]:
    """(share of air in the colour, share of the street-end's glow in that air)."""
    per_m = light[18]
    amount = 1.0 - math.exp(-((depth * per_m) ** 1.1) * (0.55 + 0.45 * math.exp(-height / 90.0)))
    glow = math.exp(-dx * dx * 8.0) * math.exp(-max(0.0, height) / 120.0)
    return amount, glow


@kernel
def paint_boxes(
    out: NDArray[np.float32],
    depth: NDArray[np.float32],
    first_row: int,
    last_row: int,
    boxes: NDArray[np.float32],
    starts: NDArray[np.int32],
    items: NDArray[np.int32],
    casters: NDArray[np.float32],
    lamps: NDArray[np.float32],
    lamp_starts: NDArray[np.int32],
    letters: NDArray[np.uint8],
    halo: NDArray[np.uint8],
    cells: NDArray[np.float32],
    noise: NDArray[np.float32],
    view: NDArray[np.float64],
    light: NDArray[np.float64],
    mirror: float,
) -> None:
    """Paint rows of what the boxes show: shown RGBA (premultiplied), or light in the mirror.

    The mirror image (mirror -1) keeps light intensities and the depth, for reflections.
    """
    width = out.shape[1]
    tiles_x = (width + TILE_PX - 1) // TILE_PX
    focal, centre_x, horizon = view[0], view[1], view[2]
    eye = view[3] * mirror
    texel = 1.0 / focal
    for y in range(first_row, last_row):
        for x in range(width):
            tile = (y // TILE_PX) * tiles_x + x // TILE_PX
            first, last = int(starts[tile]), int(starts[tile + 1])
            if first == last:
                continue
            red, green, blue, cover = 0.0, 0.0, 0.0, 0.0
            samples = 1 if mirror < 0.0 else 2
            taken = 0
            seen = -2
            while taken < samples:
                jitter_x = 0.5 if mirror < 0.0 else 0.25 + 0.5 * ((taken + (taken >> 1)) & 1)
                jitter_y = 0.5 if mirror < 0.0 else 0.125 + 0.25 * ((taken * 2 + (taken >> 1)) & 3)
                dx = (x + jitter_x - centre_x) * texel
                dy = (horizon - y - jitter_y) * texel * mirror
                taken += 1
                z, k, face = _cast(eye, dx, dy, boxes, items, first, last)
                height = eye + dy * z
                if k >= 0 and height < -0.001:
                    k = -1
                if taken == 2 and k != seen and mirror > 0.0:
                    samples = 4
                seen = k
                if k < 0:
                    continue
                px = dx * z
                spread = z * texel
                if face == 0:
                    spread *= max(1.0, min(9.0, 1.0 / max(0.05, abs(dx))))
                sun = 1.0
                if light[3] > 0.0:
                    sun = in_sun(px, height, z, light, casters)
                r, g, b = shade_box(
                    px, height, z, dx, dy, spread, face, sun, boxes, k,
                    lamps, lamp_starts, letters, halo, cells, noise, light,
                )  # fmt: skip
                air, glow = haze(z, dx, height, light)
                r += (light[15] + (light[12] - light[15]) * glow - r) * air
                g += (light[16] + (light[13] - light[16]) * glow - g) * air
                b += (light[17] + (light[14] - light[17]) * glow - b) * air
                cover += 1.0
                if mirror < 0.0:
                    red, green, blue = r, g, b
                    depth[y, x] = z
                else:
                    red += math.sqrt(1.0 - math.exp(-max(0.0, r)))
                    green += math.sqrt(1.0 - math.exp(-max(0.0, g)))
                    blue += math.sqrt(1.0 - math.exp(-max(0.0, b)))
            if cover > 0.0:
                share = 1.0 / taken
                out[y, x, 0] = red * share
                out[y, x, 1] = green * share
                out[y, x, 2] = blue * share
                out[y, x, 3] = cover * share


@kernel
def lay_reflection(
    sheet: NDArray[np.float32],
    mirrored: NDArray[np.float32],
    smeared: NDArray[np.float32],
    nearness: NDArray[np.float32],
    street: NDArray[np.float32],
    gloss: NDArray[np.float32],
    top_row: int,
    first_row: int,
    last_row: int,
    view: NDArray[np.float64],
    seed: int,
) -> None:
    """Add to a sheet what the wet street mirrors of it, as a change of the street's own paint.

    Of all pictures but the sheet, `top_row` of the canvas is the first row: the mirror image,
    `smeared` (drawn out downward, for the rough parts), `nearness` (one over the depth in it),
    `street` (light) and `gloss` (mirror share, roughness, slope x, slope z, mirrored sky).
    Light that is mirrored is added; what is darker than the street's own look covers it.
    """
    rows, width = mirrored.shape[0], mirrored.shape[1]
    focal, horizon = view[0], view[2]
    samples = 14
    for row in range(first_row, last_row):
        y = row + top_row
        down = (y + 0.5 - horizon) / focal
        if down <= 0.0005:
            continue
        near = view[3] / down
        for x in range(width):
            keep = 1.0 - sheet[y, x, 3]
            mirror_share = gloss[row, x, 0]
            if keep <= 0.0 or mirror_share <= 0.004:
                continue
            lift = max(0.0, 1.0 - near * nearness[row, x])
            rough = gloss[row, x, 1]
            bend_x = gloss[row, x, 2] * lift * focal * down * 2.0
            bend_y = gloss[row, x, 3] * lift * focal * 2.0
            bend_y += _REACH * lift * (y + 0.5 - horizon)
            source = smeared if rough > 0.07 else mirrored
            red, green, blue, cover = 0.0, 0.0, 0.0, 0.0
            grid = 0.06711056 * x + 0.00583715 * y
            start = 52.9829189 * (grid - math.floor(grid))
            start -= math.floor(start)
            for i in range(samples):
                at = (i + start) / samples * 2.0 - 1.0
                at = at * (0.3 + 0.7 * at * at)
                side = hash01(x + 7 * i, y, seed + 3) - 0.5
                v = int(row + bend_y + at * rough * lift * focal)
                u = int(x + 0.5 + bend_x + side * rough * lift * focal * (0.10 + 0.5 * down))
                if 0 <= u < width and 0 <= v < rows and source[v, u, 3] > 0.0:
                    red += min(3.0, source[v, u, 0])
                    green += min(3.0, source[v, u, 1])
                    blue += min(3.0, source[v, u, 2])
                    cover += source[v, u, 3]
            if cover == 0.0:
                continue
            cover /= samples
            gain = mirror_share / samples
            r0, g0, b0 = street[row, x, 0], street[row, x, 1], street[row, x, 2]
            s0, s1, s2 = gloss[row, x, 4], gloss[row, x, 5], gloss[row, x, 6]
            r1 = math.sqrt(1.0 - math.exp(-(r0 + red * gain + s0 * (1.0 - cover))))
            g1 = math.sqrt(1.0 - math.exp(-(g0 + green * gain + s1 * (1.0 - cover))))
            b1 = math.sqrt(1.0 - math.exp(-(b0 + blue * gain + s2 * (1.0 - cover))))
            r0 = math.sqrt(1.0 - math.exp(-(r0 + s0)))
            g0 = math.sqrt(1.0 - math.exp(-(g0 + s1)))
            b0 = math.sqrt(1.0 - math.exp(-(b0 + s2)))
            least = min(r1 / (r0 + 1e-4), g1 / (g0 + 1e-4), b1 / (b0 + 1e-4))
            # Not quite 0: a sheet is skipped where it covers nothing.
            alpha = max(0.012, 1.0 - least)
            sheet[y, x, 0] += max(0.0, r1 - r0 * (1.0 - alpha)) * keep
            sheet[y, x, 1] += max(0.0, g1 - g0 * (1.0 - alpha)) * keep
            sheet[y, x, 2] += max(0.0, b1 - b0 * (1.0 - alpha)) * keep
            sheet[y, x, 3] += alpha * keep
