"""The bare room's kernels: what a painted pixel shows, and the warp that the camera asks for."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from kinoloom.generators.painted.easel.kernel import kernel, scratch_kernel
from kinoloom.generators.painted.easel.noise import fbm, smoothstep
from kinoloom.generators.painted.settings.interior.illumination import (
    glass,
    mapped,
    opening,
    sun_through,
    to_window,
)
from kinoloom.generators.painted.settings.interior.room import PLANES
from kinoloom.generators.painted.settings.interior.solids import blocked
from kinoloom.generators.painted.settings.interior.surfaces import colour_at

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

_EXPOSURE = 1.25
GOBO_PX = 256  # a power of two: the kernel masks instead of dividing


@kernel
def developed(light: float) -> float:
    """Linear light to an sRGB value as film sees it: highlights roll off."""
    return (1.0 - math.exp(-_EXPOSURE * max(0.0, light))) ** (1.0 / 2.2)


@kernel
def _shade(
    x: float,
    y: float,
    rays: Floats,
    slopes: Floats,
    eye: float,
    w: Floats,
    bounds: Floats,
    maps: Floats,
    sky: Floats,
    sun: Floats,
    finish: Floats,
    options: Floats,
    groups: Floats,
    solids: Floats,
    seed: int,
    out: Floats,
    light: Floats,
) -> int:
    """Colour (0..2), cover (3) and what the sun adds (4..6) at a painted pixel; its part's code."""
    which = 0
    best = -1.0
    for k in range(PLANES):
        p = slopes[k, 0] * x + slopes[k, 1] * y + slopes[k, 2]
        if p > best:
            best = p
            which = k
    dx = rays[0, 0] * x + rays[0, 1] * y + rays[0, 2]
    dy = rays[1, 0] * x + rays[1, 1] * y + rays[1, 2]
    dz = rays[2, 0] * x + rays[2, 1] * y + rays[2, 2]
    depth = options[0] / best
    px, py, pz = depth * dx, eye + depth * dy, depth * dz
    px_m = depth * options[1]
    nx = 1.0 if which == 3 else (-1.0 if which == 4 else 0.0)
    ny = 1.0 if which == 0 else (-1.0 if which == 1 else 0.0)
    nz = -1.0 if which == 2 else 0.0
    u = pz if which > 2 else px
    v = pz if which < 2 else py
    for c in range(4, 7):
        out[c] = 0.0
    out[3] = 1.0
    row = which if which < 2 else 2
    code = which * 8
    reveal = options[2]
    if which == 2 or which > 2:
        facing = dz if which == 2 else abs(dx)
        for k in range(w.shape[0]):
            if int(w[k, 0]) != which:
                continue
            casing = options[3]
            if opening(w, k, u, v, 0.0005) > 0.5:
                over = reveal / max(1e-3, facing)
                qx, qy, qz = px + over * dx, py + over * dy, pz + over * dz
                u2 = qz if which > 2 else qx
                if opening(w, k, u2, qy, 0.0005) > 0.5:
                    clear = glass(w, k, u2, qy, 0.5 * px_m)
                    rim = w[k, 3] + w[k, 8]
                    heap = 0.0
                    if options[4] > 0.0:
                        pane = (qy - w[k, 3]) / (w[k, 4] - w[k, 3]) * w[k, 6]
                        low = (pane - math.floor(pane)) * (w[k, 4] - w[k, 3]) / w[k, 6]
                        pile = 0.055 * options[4] * (0.45 + 0.9 * fbm(u2 * 5.0, pane, 3, seed))
                        if pane < 1.0:
                            low, pile = qy - rim, pile * 1.7
                        heap = smoothstep(pile, pile * 0.6, low)
                    for c in range(3):
                        frame = finish[4, c] * (0.10 * sky[c] + 1.5 * sky[3 + c])
                        frame = developed(frame)
                        white = developed(0.34 * sky[c] + 0.05)
                        cover = 1.0 - clear * (1.0 - heap)
                        snowy = clear * heap
                        tone = (frame * (1.0 - clear) + white * snowy) / max(1e-4, cover)
                        out[c] = tone
                        glare = options[6] * (0.4 + 0.6 * maps[0, 4, 4, c])
                        out[c] = tone * cover + glare * (1.0 - cover)
                    out[3] = 1.0 - clear * (1.0 - heap) * (1.0 - 0.14 * options[6])
                    return code + 4 + (1 if clear > 0.5 else 0)
                # The reveal: the thickness of the wall, lit from outside.
                share = 0.0
                for step in range(1, 9):
                    at = over * step / 8.0
                    u2 = (pz + at * dz) if which > 2 else (px + at * dx)
                    if opening(w, k, u2, py + at * dy, 0.0005) > 0.5:
                        share = step / 8.0
                over *= share
                qx, qy, qz = px + over * dx, py + over * dy, pz + over * dz
                low = 1.0 if qy < w[k, 3] + 0.04 else 0.55
                for c in range(3):
                    lit = finish[4, c] * (sky[c] * low * (0.10 + 0.30 * share) + sky[3 + c])
                    out[c] = developed(lit)
                direct = sun_through(qx, qy, qz, sun, w, bounds, 0.01)
                if direct > 0.0 and low > 0.9:
                    for c in range(3):
                        lit = finish[4, c] * sun[3 + c] * direct * 0.7
                        out[4 + c] = max(0.0, developed(lit) - 0.3 * out[c])
                return code + 3
            # Casing: a board around the opening, thicker at its outer edge.
            du = max(w[k, 1] - u, u - w[k, 2])
            dv = max(w[k, 3] - v, v - w[k, 4])
            away = max(du, dv)
            if casing > 0.0 and away < casing and w[k, 7] <= 0.0:
                mapped(maps, which, u, v, bounds, light)
                bevel = 1.10 if away > 0.8 * casing else (0.86 if away < 0.12 * casing else 1.0)
                for c in range(3):
                    out[c] = developed(finish[4, c] * light[c] * bevel)
                row = 4
                code += 2
                break
    if code == which * 8 and which >= 2:
        if which == int(options[7]):
            row = 5
        if py < options[5]:
            row = 3
            code += 6
            if py > options[5] - 0.05:
                row = 4
                code += 1
        elif py < options[5] + 0.012:
            row = 4
            code += 7
        if py < options[8]:
            row = 4
            code += 1
    mapped(maps, which, u, v, bounds, light)
    half = 50.0
    red, green, blue = colour_at(finish[row], u, v, px_m, seed + 7 * which, half, half)
    shade = 1.0
    if row == 4 and code % 8 != 2:
        edge = options[8] if py < options[8] else options[5]
        shade = 1.12 if edge - py < 0.014 else 0.94
    red, green, blue = red * shade, green * shade, blue * shade
    out[0], out[1], out[2] = red * light[0], green * light[1], blue * light[2]
    gloss = finish[row, 8]
    if which == 0 and gloss > 0.0:
        # A polished floor shows the windows, softly.
        length = math.sqrt(dx * dx + dy * dy + dz * dz)
        fresnel = gloss * (0.05 + 0.95 * (1.0 - abs(dy) / length) ** 4)
        wobble = 0.012 * (fbm(px * 1.7, pz * 5.0, 2, seed + 40) - 0.5)
        for k in range(w.shape[0]):
            t, a, b = to_window(px, py, pz, dx + wobble, -dy, dz, w, k, bounds)
            if t <= 0.0:
                continue
            seen = glass(w, k, a, b, 0.07 + 0.06 * t * length)
            if seen > 0.01:
                hidden = 0.0
                for tap in range(5):
                    spread = (tap - 2) * 0.022
                    hidden += 0.2 * blocked(
                        px, 0.01, pz, dx / length + spread, -dy / length + 0.6 * abs(spread),
                        dz / length, groups, solids, t * length,
                    )  # fmt: skip
                for c in range(3):
                    out[c] += 0.30 * sky[c] * fresnel * seen * (1.0 - 0.85 * hidden)
    direct = 0.0
    facing = nx * sun[0] + ny * sun[1] + nz * sun[2]
    if facing > 0.0 and sun[3] > 0.0:
        direct = sun_through(px, py, pz, sun, w, bounds, 0.5 * px_m)
        if direct > 0.004:
            hidden = 0.0
            for k in range(4):
                jitter = sun[6] * 1.6
                sx = sun[0] + jitter * (1.0 if k % 2 else -1.0)
                sz = sun[2] + jitter * (1.0 if k < 2 else -1.0)
                hidden += 0.25 * blocked(
                    px + 0.01 * nx, py + 0.01 * ny, pz + 0.01 * nz, sx, sun[1], sz,
                    groups, solids, 30.0,
                )  # fmt: skip
            direct *= 1.0 - hidden
    if direct > 0.0:
        gain = direct * facing
        out[4] = developed(out[0] + red * sun[3] * gain)
        out[5] = developed(out[1] + green * sun[4] * gain)
        out[6] = developed(out[2] + blue * sun[5] * gain)
    for c in range(3):
        out[c] = developed(out[c])
        out[4 + c] = max(0.0, out[4 + c] - out[c])
    return code


@scratch_kernel
def paint_rows(
    base: NDArray[np.uint8],
    shine: NDArray[np.uint8],
    codes: NDArray[np.int16],
    first: int,
    last: int,
    again: bool,
    rays: Floats,
    slopes: Floats,
    eye: float,
    w: Floats,
    bounds: Floats,
    maps: Floats,
    sky: Floats,
    sun: Floats,
    finish: Floats,
    options: Floats,
    groups: Floats,
    solids: Floats,
    seed: int,
) -> None:
    """All pixels once; then (`again`) with nine samples where parts meet."""
    height, width = codes.shape
    out = np.zeros(7)
    total = np.zeros(7)
    light = np.zeros(3)
    for y in range(first, last):
        for x in range(width):
            samples = 1
            code = 0
            if again:
                code = codes[y, x]
                up, down = codes[max(0, y - 1), x], codes[min(height - 1, y + 1), x]
                left, right = codes[y, max(0, x - 1)], codes[y, min(width - 1, x + 1)]
                if code == up and code == down and code == left and code == right:
                    continue
                samples = 9
            total[:] = 0.0
            for k in range(samples):
                away_x, away_y = (k % 3 - 1) / 3.0, (k // 3 - 1) / 3.0
                if samples == 1:
                    away_x, away_y = 0.0, 0.0
                code = _shade(
                    x + away_x, y + away_y, rays, slopes, eye, w, bounds, maps, sky, sun, finish,
                    options, groups, solids, seed, out, light,
                )  # fmt: skip
                for c in range(7):
                    total[c] += out[c] / samples
            if not again:
                codes[y, x] = code
            dither = ((x * 7 + y * 13 + (x ^ y) * 5) & 15) / 16.0
            for c in range(4):
                base[y, x, c] = np.uint8(min(255.0, 255.0 * total[c] + (dither if c < 3 else 0.5)))
            most = 0.0
            for c in range(3):
                shine[y, x, c] = np.uint8(min(255.0, 255.0 * total[4 + c] + dither))
                most = max(most, total[4 + c])
            shine[y, x, 3] = 255 if most > 0.008 else 0


@kernel
def warp_rows(
    frame: NDArray[np.uint8],
    base: NDArray[np.uint8],
    shine: NDArray[np.uint8],
    gobo: NDArray[np.uint8],
    back: Floats,
    slopes: Floats,
    leaves: Floats,
    sway: Floats,
    first: int,
    last: int,
) -> None:
    """`back` takes frame pixels to painted ones, `leaves` painted ones to the gobo, per plane."""
    width = frame.shape[1]
    rows, columns = base.shape[0] - 2, base.shape[1] - 2
    one = np.float32(1.0)
    step = 16
    for y in range(first, last):
        x = 0
        plane = -1
        while x < width:
            ahead = min(width - 1, x + step)
            ends = (x, ahead)
            found = (0, 0)
            for e in range(2):
                best = -1.0
                k0 = 0
                for k in range(PLANES):
                    z = back[k, 2, 0] * ends[e] + back[k, 2, 1] * y + back[k, 2, 2]
                    a = back[k, 0, 0] * ends[e] + back[k, 0, 1] * y + back[k, 0, 2]
                    b = back[k, 1, 0] * ends[e] + back[k, 1, 1] * y + back[k, 1, 2]
                    p = (slopes[k, 0] * a + slopes[k, 1] * b) / z + slopes[k, 2]
                    if p > best and z > 0.0:
                        best = p
                        k0 = k
                found = (k0, found[1]) if e == 0 else (found[0], k0)
            stop = min(width, x + step)
            for xx in range(x, stop):
                plane = found[0]
                if found[0] != found[1]:
                    best = -1.0
                    for k in range(PLANES):
                        z = back[k, 2, 0] * xx + back[k, 2, 1] * y + back[k, 2, 2]
                        a = back[k, 0, 0] * xx + back[k, 0, 1] * y + back[k, 0, 2]
                        b = back[k, 1, 0] * xx + back[k, 1, 1] * y + back[k, 1, 2]
                        p = (slopes[k, 0] * a + slopes[k, 1] * b) / z + slopes[k, 2]
                        if p > best and z > 0.0:
                            best = p
                            plane = k
                z = 1.0 / (back[plane, 2, 0] * xx + back[plane, 2, 1] * y + back[plane, 2, 2])
                a = (back[plane, 0, 0] * xx + back[plane, 0, 1] * y + back[plane, 0, 2]) * z
                b = (back[plane, 1, 0] * xx + back[plane, 1, 1] * y + back[plane, 1, 2]) * z
                a = min(float(columns), max(0.0, a))
                b = min(float(rows), max(0.0, b))
                i, j = int(a), int(b)
                fu, fv = np.float32(a - i), np.float32(b - j)
                w00, w01 = (one - fu) * (one - fv), fu * (one - fv)
                w10, w11 = (one - fu) * fv, fu * fv
                alpha = (w00 * base[j, i, 3] + w01 * base[j, i + 1, 3]
                         + w10 * base[j + 1, i, 3] + w11 * base[j + 1, i + 1, 3])  # fmt: skip
                keep = np.float32(1.0 / 255.0) * (np.float32(255.0) - alpha)
                glow = np.float32(0.0)
                if shine[j, i, 3] > 0:
                    s = leaves[plane, 2, 0] * a + leaves[plane, 2, 1] * b + leaves[plane, 2, 2]
                    gu = (leaves[plane, 0, 0] * a + leaves[plane, 0, 1] * b
                          + leaves[plane, 0, 2]) / s  # fmt: skip
                    gv = (leaves[plane, 1, 0] * a + leaves[plane, 1, 1] * b
                          + leaves[plane, 1, 2]) / s  # fmt: skip
                    glow = _leaf_light(gobo, gu + sway[0], gv + sway[1])
                    other = _leaf_light(gobo, 0.83 * gu + 31.0 + sway[2], 0.83 * gv + sway[3])
                    glow = one - np.float32(sway[4]) * (one - glow * other)
                for c in range(3):
                    value = (w00 * base[j, i, c] + w01 * base[j, i + 1, c]
                             + w10 * base[j + 1, i, c] + w11 * base[j + 1, i + 1, c])  # fmt: skip
                    if glow > 0:
                        value += glow * (
                            w00 * shine[j, i, c] + w01 * shine[j, i + 1, c]
                            + w10 * shine[j + 1, i, c] + w11 * shine[j + 1, i + 1, c]
                        )  # fmt: skip
                    value += keep * frame[y, xx, c]
                    frame[y, xx, c] = np.uint8(min(np.float32(255.0), value))
            x += step


@kernel
def _leaf_light(gobo: NDArray[np.uint8], u: float, v: float) -> np.float32:
    """The gobo (wrapping) at a place in its pixels, 0..1."""
    i, j = math.floor(u), math.floor(v)
    a, b = np.float32(u - i), np.float32(v - j)
    i0, j0 = int(i) & (GOBO_PX - 1), int(j) & (GOBO_PX - 1)
    i1, j1 = (i0 + 1) & (GOBO_PX - 1), (j0 + 1) & (GOBO_PX - 1)
    top = gobo[j0, i0] + (np.float32(gobo[j0, i1]) - gobo[j0, i0]) * a
    low = gobo[j1, i0] + (np.float32(gobo[j1, i1]) - gobo[j1, i0]) * a
    return (top + (low - top) * b) * np.float32(1.0 / 255.0)
