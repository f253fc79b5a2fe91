"""Materials: what the skin of a thing looks like in the room's light."""

from __future__ import annotations

import math
from typing import Any

from kinoloom.generators.painted.easel.kernel import kernel
from kinoloom.generators.painted.easel.noise import fbm, hash01, smoothstep, value_noise
from kinoloom.generators.painted.settings.tabletop.light_kernels import (
    glow_on,
    in_light_space,
    mirrored,
    window_shadow,
)
from kinoloom.generators.painted.settings.tabletop.march import openness, sunlit


@kernel
def _hand(px: float, py: float, angle: float, length: float, wide: float) -> float:
    """How much of a clock's hand is here."""
    s, c = math.sin(angle), math.cos(angle)
    along = px * s + py * c
    across = abs(px * c - py * s)
    return smoothstep(wide, wide * 0.4, across) * smoothstep(length, length - 0.02, along) * (
        1.0 if along > -0.06 else 0.0
    )  # fmt: skip


@kernel
def _dots(u: float, v: float, size: float, seed: int) -> float:
    """Round dots, one in each unit cell at most: 1 in their middle, 0 outside."""
    i, j = math.floor(u), math.floor(v)
    best = 0.0
    for k in range(9):
        a, b = i + k % 3 - 1, j + k // 3 - 1
        x = a + 0.2 + 0.6 * hash01(a, b, seed) - u
        y = b + 0.2 + 0.6 * hash01(b, a, seed + 1) - v
        r = size * (0.45 + 0.55 * hash01(a, b, seed + 2))
        best = max(best, 1.0 - (x * x + y * y) / (r * r))
    return best


@kernel
def skin(
    materials: Any, m: int, px: float, py: float, pz: float
) -> tuple[float, float, float, float, float, float]:
    """Colour (3), gloss, roughness and height of the relief at a place of a part's own space."""
    r, g, b = materials[m, 1], materials[m, 2], materials[m, 3]
    gloss, rough = materials[m, 4], materials[m, 5]
    r2, g2, b2 = materials[m, 6], materials[m, 7], materials[m, 8]
    pa, pb, grain = materials[m, 9], materials[m, 10], materials[m, 11]
    look = int(materials[m, 0])
    round_ = math.atan2(pz, px)
    radius = math.sqrt(px * px + pz * pz)
    relief = 0.0
    share = 0.0
    if look == 1:
        # A glaze: speckles, and bare clay below it.
        speck = 0.25 * fbm(round_ * 2.0, py * 3.0, 3, 8)
        if grain > 0.0:
            speck += 0.9 * min(1.0, 2.0 * _dots(round_ * 9.0, py * 22.0, 0.26, 5))
        r, g, b = r * (1.0 - grain * speck), g * (1.0 - grain * speck), b * (1.0 - grain * speck)
        edge = pa + 0.03 * (fbm(round_ * 1.4, py, 2, 4) - 0.5)
        share = smoothstep(edge + 0.012, edge - 0.012, py)
        rough += share * (0.85 - rough)
        gloss *= 1.0 - 0.8 * share
        share *= 1.0 - 0.25 * fbm(round_ * 12.0, py * 30.0, 2, 6)
    elif look == 3:
        brushed = value_noise(round_ * 3.0, py * 180.0, 7) - 0.5
        rough += grain * 0.2 * brushed
    elif look == 5:
        relief = 0.010 * grain * fbm(px * 16.0 + pz * 9.0, py * 16.0 + pz * 7.0, 3, 3)
    elif look == 6:
        # Pores of a peel.
        far = math.sqrt(px * px + (py - 0.36) ** 2 + pz * pz) + 1e-6
        wx, wy, wz = abs(px / far) ** 6, abs((py - 0.36) / far) ** 6, abs(pz / far) ** 6
        total = wx + wy + wz + 1e-6
        n = 0.0
        if wx > 0.06 * total:
            n += wx * _dots(pz * 44.0, py * 44.0, 0.40, 2)
        if wy > 0.06 * total:
            n += wy * _dots(px * 44.0, pz * 44.0, 0.40, 3)
        if wz > 0.06 * total:
            n += wz * _dots(px * 44.0, py * 44.0, 0.40, 4)
        relief = -0.0013 * n / total
        n = fbm(px * 2.0 + pz, py * 2.0, 2, 9)
        r, g = r * (0.94 + 0.12 * n), g * (0.90 + 0.20 * n)
    elif look == 7:
        # Streaks from the stem over a ground colour, and pale dots.
        n = fbm(px * 26.0 / (radius + 0.12), pz * 26.0 / (radius + 0.12) + py * 1.6, 3, 2)
        patch = fbm(px * 1.6 + 5.0, pz * 1.6 + py * 0.7, 2, 6)
        share = 0.75 * smoothstep(0.42, 0.92, 0.42 * n + 0.75 * patch + pa * (1.0 - radius * 2.0))
        cell = _dots(round_ * 8.0, py * 21.0, 0.10, 12)
        share = min(1.0, share + 0.4 * cell)
    elif look == 8:
        line = value_noise(px * 3.0 + pz * 2.0, py * 150.0, 3)
        k = 0.78 + 0.3 * line
        r, g, b = r * k, g * k, b * k
    elif look == 10:
        # A dial in the x-z plane: ticks and hands.
        d = radius / pa
        angle = math.atan2(px, pz)
        hour = angle / (math.pi / 6.0)
        away = abs(hour - math.floor(hour + 0.5)) * (math.pi / 6.0) * d
        share = (
            smoothstep(0.030, 0.016, away) * smoothstep(0.70, 0.74, d) * smoothstep(0.90, 0.87, d)
        )
        minute = angle / (math.pi / 30.0)
        away = abs(minute - math.floor(minute + 0.5)) * (math.pi / 30.0) * d
        dots = smoothstep(0.014, 0.006, away) * smoothstep(0.83, 0.85, d)
        share = max(share, 0.7 * dots * smoothstep(0.92, 0.90, d))
        share = max(share, _hand(px / pa, pz / pa, -1.02, 0.50, 0.055))
        share = max(share, _hand(px / pa, pz / pa, 0.98, 0.74, 0.040))
        k = 0.8 + 0.4 * (1.0 - d)
        r, g, b = r * k, g * k, b * k
    elif look == 11:
        along = py * pb + px * (1.0 - pb)
        over = px * pb + py * (1.0 - pb) + pz
        n = fbm(along * 0.9, over * 9.0, 4, 5)
        ring = 0.5 + 0.5 * math.sin(over * 22.0 + n * 9.0)
        share = 0.55 * n + 0.35 * ring
    elif look == 12:
        # A brew: a paler ring of foam at its edge, and a swirl.
        swirl = fbm(px * 5.0 + 2.0 * fbm(px * 3.0, pz * 3.0, 3, 3), pz * 5.0, 4, 9)
        share = pa * max(smoothstep(0.78, 0.97, radius / pb), 0.85 * smoothstep(0.47, 0.62, swirl))
    elif look == 14 and pa < py < pb:
        share = smoothstep(0.0, 0.01, min(py - pa, pb - py))
        middle = (pa + pb) / 2.0
        width = (pb - pa) / 2.0
        x = px / width
        y = (py - middle) / width
        mark = math.sqrt(x * x + (y - 0.12) ** 2)
        ink = smoothstep(0.05, 0.02, abs(mark - 0.36)) + smoothstep(0.17, 0.13, mark)
        rule = smoothstep(0.035, 0.015, abs(y + 0.50)) * smoothstep(0.56, 0.52, abs(x))
        rule += smoothstep(0.03, 0.01, abs(y + 0.66)) * smoothstep(0.34, 0.30, abs(x))
        share *= 1.0 - 0.8 * min(1.0, ink + rule) * (1.0 if pz < 0.0 else 0.0)
        rough += share * (0.6 - rough)
    r, g, b = r + (r2 - r) * share, g + (g2 - g) * share, b + (b2 - b) * share
    return r, g, b, gloss, min(1.0, max(0.02, rough)), relief


@kernel
def _own(parts: Any, k: int, x: float, y: float, z: float) -> tuple[float, float, float]:
    """A place in a part's own space, in the world's units."""
    x -= parts[k, 3]
    y -= parts[k, 4]
    z -= parts[k, 5]
    return (
        parts[k, 6] * x + parts[k, 7] * y + parts[k, 8] * z,
        parts[k, 9] * x + parts[k, 10] * y + parts[k, 11] * z,
        parts[k, 12] * x + parts[k, 13] * y + parts[k, 14] * z,
    )


@kernel
def shade(
    parts: Any, bounds: Any, cells: Any, fields: Any, materials: Any,
    table: Any, sun: Any, panels: Any, glows: Any,
    part: int, x: float, y: float, z: float, nx: float, ny: float, nz: float,
    dx: float, dy: float, dz: float, fine: float,
) -> tuple[float, float, float, float]:  # fmt: skip
    """The light a skin sends back along the ray, and the key light's share of it.

    `fine` 0 leaves out shadows and creases, for what is only seen in a mirror.
    """
    m = int(parts[part, 1])
    look = int(materials[m, 0])
    px, py, pz = _own(parts, part, x, y, z)
    r, g, b, gloss, rough, relief = skin(materials, m, px, py, pz)
    if look in (5, 6) and fine > 0.5:
        # Bend the normal by the relief's slope along two tangents.
        e = 0.006
        tx, tz = -nz, nx
        flat = math.sqrt(tx * tx + tz * tz) + 1e-6
        tx, tz = tx / flat, tz / flat
        bx, by, bz = ny * tz, nz * tx - nx * tz, -ny * tx
        qx, qy, qz = _own(parts, part, x + tx * e, y, z + tz * e)
        _, _, _, _, _, one = skin(materials, m, qx, qy, qz)
        qx, qy, qz = _own(parts, part, x + bx * e, y + by * e, z + bz * e)
        _, _, _, _, _, two = skin(materials, m, qx, qy, qz)
        a, c = (one - relief) / e, (two - relief) / e
        nx, ny, nz = nx - a * tx - c * bx, ny - c * by, nz - a * tz - c * bz
        inv = 1.0 / math.sqrt(nx * nx + ny * ny + nz * nz)
        nx, ny, nz = nx * inv, ny * inv, nz * inv
    facing = nx * sun[0] + ny * sun[1] + nz * sun[2]
    # Skins that light enters are lit a little beyond the terminator.
    wrap = 0.42 if look == 4 else (0.16 if look in (0, 1, 6, 7) else 0.06)
    lit = max(0.0, (facing + wrap) / (1.0 + wrap))
    free = 1.0
    if fine > 0.5:
        if lit > 0.0:
            lit *= sunlit(
                parts, bounds, cells, fields, materials, x + nx * 0.03, y + ny * 0.03,
                z + nz * 0.03, sun[0], sun[1], sun[2], 30.0, sun[24],
            )  # fmt: skip
        free = openness(parts, bounds, cells, fields, x, y, z, nx, ny, nz, 0.8, 1.0)
    u, v = in_light_space(sun, x, y, z)
    lit *= window_shadow(sun, u, v)
    up = 0.5 + 0.5 * ny
    fill = max(0.0, 0.2 + 0.8 * (nx * sun[15] + ny * sun[16] + nz * sun[17])) * free
    tr = table[1] * 0.6 + table[4] * 0.4
    tg = table[2] * 0.6 + table[5] * 0.4
    tb = table[3] * 0.6 + table[6] * 0.4
    bounce = max(0.0, 0.42 - 0.58 * ny) * math.exp(-1.1 * max(0.0, y)) * (0.4 + 0.6 * free)
    bounce *= 0.9 * max(0.0, sun[1])
    rim = max(0.0, nx * sun[21] + ny * sun[22] + nz * sun[23])
    edge = 1.0 + (dx * nx + dy * ny + dz * nz)
    rim *= smoothstep(0.35, 1.0, edge) * (0.3 + 0.7 * free)
    gr, gg, gb = 0.0, 0.0, 0.0
    if glows.shape[0] > 0:
        gr, gg, gb = glow_on(
            glows, parts, bounds, cells, fields, materials, x, y, z, nx, ny, nz, 0.0
        )  # fmt: skip
    red = sun[3] * lit + (sun[6] * up + sun[9] * (1.0 - up)) * free + sun[12] * fill
    green = sun[4] * lit + (sun[7] * up + sun[10] * (1.0 - up)) * free + sun[13] * fill
    blue = sun[5] * lit + (sun[8] * up + sun[11] * (1.0 - up)) * free + sun[14] * fill
    red += gr + sun[3] * tr * bounce
    green += gg + sun[4] * tg * bounce
    blue += gb + sun[5] * tb * bounce
    share = sun[4] * lit / (green + 1e-5)
    if look == 13:
        # A lamp's shade, brightest where the bulb is behind it.
        glow = materials[m, 9] * (0.22 + 0.78 * math.exp(-((py - materials[m, 10]) ** 2) * 4.5))
        glow *= 0.55 + 0.45 * max(0.0, -(dx * nx + dy * ny + dz * nz))
        red, green, blue = red + 1.15 * glow, green + glow * 0.80, blue + glow * 0.50
        share = 0.0
    elif look == 4 and materials[m, 9] > 0.0:
        # Wax glows from within under its flame.
        glow = materials[m, 9] * math.exp(-max(0.0, materials[m, 10] - py) * 3.2)
        red, green, blue = red + 1.5 * glow, green + 0.72 * glow, blue + 0.26 * glow
    elif look == 9:
        red, green, blue = red * 0.12, green * 0.12, blue * 0.12
    dot = dx * nx + dy * ny + dz * nz
    rx, ry, rz = dx - 2.0 * dot * nx, dy - 2.0 * dot * ny, dz - 2.0 * dot * nz
    fresnel = (1.0 - max(0.0, min(1.0, -dot))) ** 5 * (1.0 - 0.75 * rough)
    mr, mg, mb = mirrored(sun, panels, rx, ry, rz, rough)
    if ry < 0.02:
        # The table, as far as it is lit.
        down = smoothstep(0.02, -0.10, ry) * (1.0 if table[13] < 0.5 else 0.85)
        k = 0.8 * sun[1] * (0.55 + 0.45 * math.exp(-0.6 * max(0.0, y)))
        mr += (tr * (sun[3] * k + sun[6] + 0.5 * sun[12]) * 0.8 - mr) * down
        mg += (tg * (sun[4] * k + sun[7] + 0.5 * sun[13]) * 0.8 - mg) * down
        mb += (tb * (sun[5] * k + sun[8] + 0.5 * sun[14]) * 0.8 - mb) * down
    seen = 0.35 + 0.65 * free
    # The key light's own gloss.
    hx, hy, hz = sun[0] - dx, sun[1] - dy, sun[2] - dz
    half = (nx * hx + ny * hy + nz * hz) / math.sqrt(hx * hx + hy * hy + hz * hz + 1e-9)
    power = 2.0 / (rough * rough + 0.0015)
    spot = lit * 0.035 * power * max(0.0, half) ** power
    if look == 3:
        cr, cg, cb = r + (1.0 - r) * fresnel, g + (1.0 - g) * fresnel, b + (1.0 - b) * fresnel
        spot *= 0.6
        red = r * red * 0.14 + (mr + gr) * cr * seen + sun[3] * spot * cr + sun[18] * rim
        green = g * green * 0.14 + (mg + gg) * cg * seen + sun[4] * spot * cg + sun[19] * rim
        blue = b * blue * 0.14 + (mb + gb) * cb * seen + sun[5] * spot * cb + sun[20] * rim
        return red, green, blue, 0.6 * share
    mirror = (gloss + (1.0 - gloss) * (0.22 if look == 12 else 0.8) * fresnel) * seen
    spot *= gloss * 4.0
    red = r * red + mr * mirror + sun[3] * spot + sun[18] * rim
    green = g * green + mg * mirror + sun[4] * spot + sun[19] * rim
    blue = b * blue + mb * mirror + sun[5] * spot + sun[20] * rim
    if look == 9:
        h = hash01(3, 1, 7)
        t = 0.5 + 0.5 * math.sin(px * 2.1 + 2.0 * fbm(px * 1.3, py * 1.3, 3, 21) * 3.0 + py + h)
        k = materials[m, 9]
        red += k * (materials[m, 1] + (materials[m, 6] - materials[m, 1]) * t)
        green += k * (materials[m, 2] + (materials[m, 7] - materials[m, 2]) * t)
        blue += k * (materials[m, 3] + (materials[m, 8] - materials[m, 3]) * t)
    return red, green, blue, min(1.0, share)
