"""What light does: the room that things mirror, window shadows, and the table's own look.

`sun` is the packed light of `light.Lighting`, `panels` its windows and soft boxes, `table` the
packed top of `surface.Top`.
"""

from __future__ import annotations

import math
from typing import Any

from kinoloom.generators.painted.easel.kernel import kernel
from kinoloom.generators.painted.easel.noise import fbm, hash01, smoothstep, value_noise
from kinoloom.generators.painted.settings.tabletop.march import openness, sunlit


@kernel
def mirrored(
    sun: Any, panels: Any, dx: float, dy: float, dz: float, rough: float
) -> tuple[float, float, float]:
    """The room's light from a direction, as a surface of that roughness mirrors it."""
    up = smoothstep(-0.35 - 0.5 * rough, 0.75 + 0.4 * rough, dy)
    near = smoothstep(-0.4, 0.9, -dz)
    red = sun[9] + (sun[6] - sun[9]) * up
    green = sun[10] + (sun[7] - sun[10]) * up
    blue = sun[11] + (sun[8] - sun[11]) * up
    dim = 0.75 - 0.35 * near
    red, green, blue = red * dim, green * dim, blue * dim
    for k in range(panels.shape[0]):
        c = dx * panels[k, 0] + dy * panels[k, 1] + dz * panels[k, 2]
        if c < 0.04:
            continue
        u = (dx * panels[k, 3] + dy * panels[k, 4] + dz * panels[k, 5]) / c
        v = (dx * panels[k, 6] + dy * panels[k, 7] + dz * panels[k, 8]) / c
        soft = panels[k, 14] + 0.75 * rough
        wide = smoothstep(panels[k, 9] + soft, panels[k, 9] - soft, abs(u))
        high = smoothstep(panels[k, 10] + soft, panels[k, 10] - soft, abs(v))
        light = wide * high
        bars = int(panels[k, 15])
        if bars > 0 and light > 0.0:
            half = 0.045 * panels[k, 9]
            blur = 0.02 + 0.5 * rough
            at = abs(u)
            if bars > 2:
                at = min(at, abs(abs(u) - 0.62 * panels[k, 9]))
            keep = smoothstep(half, half + blur, at)
            keep = min(keep, smoothstep(half, half + blur, abs(v)))
            light *= keep + (1.0 - keep) * min(1.0, 0.12 + rough)
        # The same light, spread wider by a rougher surface, is paler.
        light /= 1.0 + 3.2 * rough * rough / (panels[k, 9] * panels[k, 10] + 0.05)
        red += panels[k, 11] * light
        green += panels[k, 12] * light
        blue += panels[k, 13] * light
    return red, green, blue


@kernel
def window_shadow(sun: Any, u: float, v: float) -> float:
    """What the window's frame and the leaves before it let through, 0..1, in light space."""
    kind = int(sun[25])
    if kind == 0:
        return 1.0
    strength = sun[27]
    soft = 0.05 + 0.30 / sun[24]
    u = (u - sun[28]) / sun[26]
    v = (v - sun[29]) / sun[26]
    if kind == 3:
        # A spot light's pool.
        return 1.0 - strength * (1.0 - math.exp(-0.5 * (u * u + v * v)))
    if kind == 2:
        # Blinds.
        slat = abs(v * 3.1 - math.floor(v * 3.1) - 0.5) * 2.0
        through = smoothstep(0.34 - 0.5 * soft, 0.34 + 1.8 * soft, slat)
        through *= smoothstep(1.9 + soft, 1.9 - soft, abs(u))
    else:
        through = smoothstep(1.25 + soft, 1.25 - soft, abs(u))
        through *= smoothstep(1.6 + soft, 1.6 - soft, abs(v))
        through *= smoothstep(0.05, 0.05 + soft, abs(u))
        through *= smoothstep(0.05, 0.05 + soft, abs(abs(v) - 0.55))
    leaves = sun[30]
    if leaves > 0.0:
        n = fbm(u * 1.5 + 7.3, v * 1.2 - 2.1, 3, int(sun[31]))
        through *= 1.0 - leaves * smoothstep(0.50 - 0.3 * soft, 0.60 + 0.3 * soft, n)
    return 1.0 - strength * (1.0 - through)


@kernel
def in_light_space(sun: Any, x: float, y: float, z: float) -> tuple[float, float]:
    """Where a point lies on a plane that the light meets at a right angle."""
    lx, ly, lz = sun[0], sun[1], sun[2]
    flat = math.sqrt(lx * lx + lz * lz) + 1e-9
    ux, uz = lz / flat, -lx / flat
    vx, vy, vz = -ly * lx / flat, flat, -ly * lz / flat
    return x * ux + z * uz, x * vx + y * vy + z * vz


@kernel
def _wood(table: Any, x: float, z: float, foot: float) -> tuple[float, float, float]:
    """(tone 0..1, dark of the gap between boards 0..1, roughness change)."""
    seed = int(table[11])
    wide = table[9]
    board = math.floor(z / wide + 0.35)
    across = z / wide + 0.35 - board
    k = hash01(int(board), 3, seed)
    along = x + k * 37.0 + 11.0
    w = fbm(along * 0.16, z * 0.9 + k * 9.0, 3, seed + 1)
    g = fbm(along * 0.45 + w * 1.6, z * 7.0 + w * 5.0, 4, seed + 2)
    bend = fbm(along * 0.30, z * 0.5 + k * 5.0, 2, seed + 7)
    ring = 0.5 + 0.5 * math.sin((z * 3.2 + w * 13.0 + bend * 9.0) * 1.7)
    fine = fbm(along * 1.8, z * 52.0, 2, seed + 3)
    tone = 0.36 + 0.26 * (ring - 0.5) + 0.44 * (g - 0.5) + 0.26 * (fine - 0.5) + 0.22 * (k - 0.5)
    gap = min(across, 1.0 - across) * wide
    # A gap thinner than a pixel is paler, not broken.
    width = max(0.018, 0.9 * foot)
    dark = (1.0 - smoothstep(0.0, width, gap)) * min(1.0, 0.03 / width)
    return min(1.0, max(0.0, tone)), dark, g - 0.5


@kernel
def top_colour(table: Any, x: float, z: float, foot: float) -> tuple[float, float, float, float]:
    """The table's paint at a place: light intensities, and how much duller it is (-1..1).

    `foot` is the depth that one pixel covers there.
    """
    c, s = math.cos(table[10]), math.sin(table[10])
    x, z = c * x + s * z, -s * x + c * z
    kind = int(table[0])
    seed = int(table[11])
    dull = 0.0
    dark = 0.0
    if kind == 0:
        tone, dark, dull = _wood(table, x, z, foot)
    elif kind == 1:
        # Veined stone.
        wx = fbm(x * 0.55 + 3.0, z * 0.55, 4, seed) - 0.5
        wz = fbm(x * 0.55, z * 0.55 + 9.0, 4, seed + 3) - 0.5
        vein = abs(fbm(x * 0.34 + wx * 2.4, z * 0.34 + wz * 2.4, 4, seed + 5) - 0.5)
        fine = abs(fbm(x * 1.3 + wx * 3.0, z * 1.3 + wz * 3.0, 3, seed + 9) - 0.5)
        cloud = fbm(x * 0.6, z * 0.6, 4, seed + 11)
        tone = 0.25 + 0.5 * (cloud - 0.5)
        tone += 0.9 * math.exp(-vein * 42.0) + 0.3 * math.exp(-fine * 46.0)
        dull = cloud - 0.5
    elif kind == 2:
        # Linen: threads over and under, and folds.
        u, v = x * 26.0, z * 26.0
        thick_u = 0.6 * value_noise(u * 0.06, math.floor(v) * 1.7, seed) + 0.4
        thick_v = 0.6 * value_noise(math.floor(u) * 1.7, v * 0.06, seed + 1) + 0.4
        over = 0.5 + 0.5 * math.sin(u * math.pi) * math.sin(v * math.pi)
        tone = 0.30 + 0.16 * over * thick_u - 0.10 * thick_v
        tone += 0.24 * (fbm(x * 1.1, z * 1.1, 3, seed + 4) - 0.5)
        dull = 0.5
    elif kind == 3:
        # Slate or concrete.
        cloud = fbm(x * 0.8, z * 0.8, 4, seed)
        speck = fbm(x * 9.0, z * 9.0, 3, seed + 2)
        tone = 0.3 + 0.7 * (cloud - 0.5) + 0.5 * (speck - 0.5)
        dull = speck - 0.5
    else:
        tone = 0.0
    tone = min(1.0, max(0.0, tone))
    keep = 1.0 - 0.78 * dark
    red = (table[1] + (table[4] - table[1]) * tone) * keep
    green = (table[2] + (table[5] - table[2]) * tone) * keep
    blue = (table[3] + (table[6] - table[3]) * tone) * keep
    return red, green, blue, dull + dark


@kernel
def glow_on(
    glows: Any, parts: Any, bounds: Any, cells: Any, fields: Any, materials: Any,
    x: float, y: float, z: float, nx: float, ny: float, nz: float, shaded: float,
) -> tuple[float, float, float]:  # fmt: skip
    """The light of bulbs and flames on a surface; `shaded` 1 lets things stand in its way."""
    red, green, blue = 0.0, 0.0, 0.0
    for k in range(glows.shape[0]):
        lx, ly, lz = glows[k, 0] - x, glows[k, 1] - y, glows[k, 2] - z
        far = math.sqrt(lx * lx + ly * ly + lz * lz)
        lx, ly, lz = lx / far, ly / far, lz / far
        facing = max(0.0, 0.12 + 0.88 * (nx * lx + ny * ly + nz * lz))
        if facing <= 0.0:
            continue
        light = facing / (0.35 + far * far)
        if shaded > 0.5:
            light *= sunlit(
                parts, bounds, cells, fields, materials, x + nx * 0.02, y + ny * 0.02,
                z + nz * 0.02, lx, ly, lz, far - glows[k, 6], 6.0,
            )  # fmt: skip
        red += glows[k, 3] * light
        green += glows[k, 4] * light
        blue += glows[k, 5] * light
    return red, green, blue


@kernel
def reach_of_light(
    sun: Any, glows: Any, parts: Any, bounds: Any, cells: Any, fields: Any, materials: Any,
    x: float, z: float,
) -> tuple[float, float, float, float, float]:  # fmt: skip
    """On the table: share of the key light, of the sky's, and the light of bulbs (3)."""
    lit = sunlit(parts, bounds, cells, fields, materials, x, 0.006, z,
                 sun[0], sun[1], sun[2], 30.0, sun[24])  # fmt: skip
    free = openness(parts, bounds, cells, fields, x, 0.0, z, 0.0, 1.0, 0.0, 1.0, 0.0)
    r, g, b = glow_on(
        glows, parts, bounds, cells, fields, materials, x, 0.0, z, 0.0, 1.0, 0.0, 1.0
    )  # fmt: skip
    return lit, free, r, g, b


@kernel
def _drape(table: Any, x: float, z: float) -> float:
    """How high satin lies at a place: long folds, flat where things stand on it."""
    c, s = math.cos(table[10]), math.sin(table[10])
    u, v = c * x + s * z, -s * x + c * z
    seed = int(table[11])
    wx = value_noise(u * 0.6 + 5.0, v * 0.6, seed) - 0.5
    wz = value_noise(u * 0.6, v * 0.6 + 8.0, seed + 3) - 0.5
    a = u * 1.1 + v * 2.3 + 5.2 * wx
    b = u * 2.7 - v * 1.5 + 6.0 * wz
    high = 0.25 * math.sin(a) + 0.10 * math.sin(1.9 * a + 2.0) + 0.13 * math.sin(b + 1.7 * wx)
    return high * smoothstep(0.10, 1.5, math.sqrt(x * x + z * z))


@kernel
def satin_light(
    table: Any, sun: Any, panels: Any, x: float, z: float, dx: float, dy: float, dz: float,
    lit: float, free: float, glow_r: float, glow_g: float, glow_b: float,
) -> tuple[float, float, float, float]:  # fmt: skip
    """As `table_light` for cloth that shines: folds turn its light away and toward us."""
    u, v = in_light_space(sun, x, 0.0, z)
    key = sun[1] * lit * window_shadow(sun, u, v)
    step = 0.02
    high, nx, nz = 0.0, 0.0, 0.0
    # In a loop: written out three times it is compiled three times.
    for k in range(3):
        there = _drape(table, x + (step if k == 1 else 0.0), z + (step if k == 2 else 0.0))
        if k == 0:
            high = there
        elif k == 1:
            nx = (high - there) / step
        else:
            nz = (high - there) / step
    n = 1.0 / math.sqrt(nx * nx + nz * nz + 1.0)
    nx, ny, nz = nx * n, n, nz * n
    facing = max(0.0, nx * sun[0] + ny * sun[1] + nz * sun[2]) / max(0.25, sun[1])
    hollow = free * (0.72 + 1.1 * high)
    fill = max(0.0, 0.25 + 0.75 * (nx * sun[15] + ny * sun[16] + nz * sun[17])) * hollow
    key *= 0.30 + 0.70 * facing
    along = 2.0 * (dx * nx + dy * ny + dz * nz)
    rx, ry, rz = dx - along * nx, max(0.02, dy - along * ny), dz - along * nz
    mr, mg, mb = mirrored(sun, panels, rx, ry, rz, 0.42)
    hx, hy, hz = sun[0] - dx, sun[1] - dy, sun[2] - dz
    half = (nx * hx + ny * hy + nz * hz) / math.sqrt(hx * hx + hy * hy + hz * hz + 1e-9)
    sheen = key * max(0.0, half) ** 14.0
    grazing = (1.0 - max(0.0, -(dx * nx + dy * ny + dz * nz))) ** 3
    shine = (0.22 + 0.60 * grazing) * hollow
    # Satin mirrors in its own colour, and a little in that of the light.
    red = sun[3] * (key + 1.3 * sheen) + sun[6] * hollow + sun[12] * fill + glow_r + mr * shine
    green = sun[4] * (key + 1.3 * sheen) + sun[7] * hollow + sun[13] * fill + glow_g + mg * shine
    blue = sun[5] * (key + 1.3 * sheen) + sun[8] * hollow + sun[14] * fill + glow_b + mb * shine
    pale = 0.12 * shine
    white = 0.10 * sheen
    return (
        table[1] * red + pale * mr + white * sun[3],
        table[2] * green + pale * mg + white * sun[4],
        table[3] * blue + pale * mb + white * sun[5],
        min(1.0, sun[4] * key / (green + 1e-5)),
    )


@kernel
def table_light(
    table: Any, sun: Any, panels: Any, x: float, z: float, dx: float, dy: float, dz: float,
    foot: float, lit: float, free: float, glow_r: float, glow_g: float, glow_b: float,
) -> tuple[float, float, float, float]:  # fmt: skip
    """The table at a place, seen along a ray: light, and the key light's share of it.

    The last five are `reach_of_light` there.
    """
    r, g, b, dull = top_colour(table, x, z, foot)
    u, v = in_light_space(sun, x, 0.0, z)
    through = window_shadow(sun, u, v)
    key = sun[1] * lit * through
    fill = max(0.0, 0.25 + 0.75 * sun[16]) * free
    red = sun[3] * key + sun[6] * free + sun[12] * fill + glow_r
    green = sun[4] * key + sun[7] * free + sun[13] * fill + glow_g
    blue = sun[5] * key + sun[8] * free + sun[14] * fill + glow_b
    rough = min(1.0, max(0.02, table[8] + 0.12 * dull))
    fresnel = table[7] + (1.0 - table[7]) * (1.0 - min(1.0, -dy)) ** 5 * (1.0 - 0.7 * rough)
    mr, mg, mb = mirrored(sun, panels, dx, -dy, dz, rough)
    # A sheen of the key light itself, where the table mirrors it.
    hx, hy, hz = sun[0] - dx, sun[1] - dy, sun[2] - dz
    half = hy / math.sqrt(hx * hx + hy * hy + hz * hz + 1e-9)
    sheen = 0.5 * table[7] / (rough * rough + 0.02) * half ** (2.0 / (rough * rough + 0.01))
    sheen *= lit * through
    share = sun[4] * key / (green + 1e-5)
    return (
        r * red + mr * fresnel * free + sun[3] * sheen,
        g * green + mg * fresnel * free + sun[4] * sheen,
        b * blue + mb * fresnel * free + sun[5] * sheen,
        min(1.0, share),
    )
