"""A building's wall: structure, windows with rooms behind them, shop fronts on the street."""

from __future__ import annotations

import math
from typing import Any

from kinoloom.generators.painted.easel.kernel import kernel
from kinoloom.generators.painted.easel.noise import hash01, smoothstep
from kinoloom.generators.painted.settings.city.noise import noise_at

_SHOP_HEIGHT_M = 4.2


@kernel
def _shop(
    u: float, v: float, wide: float, seed: int, boxes: Any, k: int, noise: Any, light: Any
) -> tuple[float, float, float, float]:
    """A shop front (r, g, b, glass share): window, door, goods, a lit ceiling."""
    count = max(1.0, math.floor(wide / 5.2 + 0.5))
    size = wide / count
    number = int(u / size)
    at = u / size - number
    kind = hash01(number, seed + 11, seed)
    if kind > 0.84 or not (0.06 < at < 0.94 and 0.35 < v < 3.2):
        ribs = 0.85 + 0.15 * math.sin(v * 24.0) if kind > 0.84 and 0.1 < v < 3.2 else 1.0
        return 0.0, 0.0, 0.0, -ribs
    door = 0.70 < at < 0.86 and v < 2.7
    frame = min(abs(at - 0.68), abs(at - 0.88), abs(at - 0.34)) * size < 0.05 or (
        abs(v - 2.7) < 0.05
    )
    if frame:
        return 0.0, 0.0, 0.0, -0.5
    warm = hash01(number, seed + 12, seed)
    r, g, b = 1.0, 0.74, 0.44
    if warm > 0.72:
        r, g, b = 0.70, 0.90, 1.0
    if light[34] > 0.5 and warm < 0.35:
        r, g, b = 0.15 + boxes[k, 16], 0.15 + boxes[k, 17], 0.15 + boxes[k, 18]
    inside = 0.20 + 0.75 * smoothstep(0.6, 3.2, v)
    stock = hash01(number, seed + 15, seed)
    if stock > 0.55 and not door:
        shelf = v * 1.6 - math.floor(v * 1.6)
        item = int(u * 4.5)
        tall = 0.25 + 0.55 * hash01(item, int(v * 1.6), seed + 3)
        if v < 2.4 and shelf < tall:
            paint = hash01(item, int(v * 1.6), seed + 4)
            inside *= 0.25 + 0.45 * paint
            r, b = r * (0.7 + 0.6 * paint), b * (1.3 - 0.6 * paint)
        elif v < 2.4 and shelf > 0.93:
            inside *= 0.35
    else:
        table = u * 0.9 + seed - math.floor(u * 0.9 + seed)
        if v < 0.55 + 0.35 * (1.0 if 0.2 < table < 0.8 else 0.0):
            inside *= 0.30
    lamp = (at - 0.2 - 0.6 * hash01(number, seed + 13, seed)) * size
    inside *= 0.75 + 1.5 * math.exp(-lamp * lamp * 1.5 - (v - 2.7) ** 2 * 1.2)
    power = inside * (0.12 + 0.80 * light[28]) * (0.45 + 0.9 * hash01(number, seed + 14, seed) ** 2)
    return r * power, g * power, b * power, 0.35


@kernel
def _window_shape(fu: float, fv: float, style: int) -> float:
    """1 inside the glass of a window cell, 0 on the wall."""
    if style == 0:
        return 1.0 if 0.17 < fu < 0.83 and 0.24 < fv < 0.80 and abs(fu - 0.5) > 0.02 else 0.0
    if style == 1:
        return 1.0 if 0.03 < fu < 0.97 and 0.30 < fv < 0.84 else 0.0
    if style == 2:
        return 1.0 if 0.035 < fu < 0.965 and 0.05 < fv < 0.96 else 0.0
    if style == 3:
        return 1.0 if 0.20 < fu < 0.80 and 0.14 < fv < 0.90 else 0.0
    return 1.0 if 0.28 < fu < 0.72 and 0.26 < fv < 0.76 and abs(fv - 0.52) > 0.02 else 0.0


@kernel
def shade_wall(
    py: float,
    pz: float,
    dx: float,
    dy: float,
    spread: float,
    u: float,
    v: float,
    wide: float,
    boxes: Any,
    k: int,
    r: float,
    g: float,
    b: float,
    noise: Any,
    light: Any,
) -> tuple[float, float, float]:
    """A building's wall: structure, glass that mirrors the sky, rooms behind it, shop fronts."""
    seed = int(boxes[k, 6])
    style = int(boxes[k, 11])
    on_street = boxes[k, 2] < 0.5
    bays = max(1.0, math.floor(wide / boxes[k, 12] + 0.5))
    bay = wide / bays
    first = _SHOP_HEIGHT_M if on_street else 0.0
    iu = int(u / bay)
    fu = u / bay - iu
    up = (v - first) / boxes[k, 13]
    iv = math.floor(up)
    fv = up - iv
    below_roof = boxes[k, 3] - boxes[k, 2] - v
    grime = 0.72 + 0.56 * noise_at(noise, u * 0.22 + seed, v * 0.09) * (0.6 + 0.4 * min(1.0, v / 6))
    if style == 4:
        course = math.floor(v * 3.4)
        brick = hash01(int(u * 1.6 + 0.5 * (course % 2)), int(course), seed)
        grime *= 1.0 - 0.22 * (brick - 0.5) * smoothstep(0.3, 0.1, spread)
    if style == 3 and (fu < 0.12 or fu > 0.88):
        grime *= 1.35
    if 0.0 <= fv < 0.07 or below_roof < 0.5:
        grime *= 1.25
    wall_r, wall_g, wall_b = (
        boxes[k, 8] * grime * r,
        boxes[k, 9] * grime * g,
        boxes[k, 10] * grime * b,
    )
    if light[33] > 0.0 and (0.22 < fv < 0.27 or below_roof < 0.35) and hash01(iu, iv, seed) > 0.2:
        wall_r, wall_g, wall_b = 0.8 * r, 0.82 * g, 0.86 * b
    # What the glass mirrors: the canyon low, the sky high.
    tilt = 0.10 * (hash01(iu, iv, seed + 21) - 0.5)
    lift = dy / math.sqrt(1.0 + dx * dx) + tilt
    sky = smoothstep(0.08, 0.75, lift + 0.25 * smoothstep(8.0, 60.0, py))
    glass_r = light[22] + (light[25] - light[22]) * sky
    glass_g = light[23] + (light[26] - light[23]) * sky
    glass_b = light[24] + (light[27] - light[24]) * sky
    if on_street and v < _SHOP_HEIGHT_M:
        if pz > 190.0:
            power = 0.25 * light[28]
            return wall_r * 0.6 + power, wall_g * 0.6 + 0.75 * power, wall_b * 0.6 + 0.5 * power
        shop_r, shop_g, shop_b, glass = _shop(u, v, wide, seed, boxes, k, noise, light)
        if glass < 0.0:
            return -wall_r * glass * 0.7, -wall_g * glass * 0.7, -wall_b * glass * 0.7
        return shop_r + glass_r * glass, shop_g + glass_g * glass, shop_b + glass_b * glass
    # Rooms: single ones, runs of an open-plan floor, whole floors.
    blur = smoothstep(0.28, 1.1, spread / min(bay, boxes[k, 13]))
    room = iu // 3 if style in (1, 2) else iu
    share = light[29] * (0.45 + 1.1 * hash01(seed, seed + 7, seed)) * boxes[k, 14]
    floor_luck = hash01(iv, seed + 5, seed)
    if floor_luck > 0.86:
        share = 0.25 + 0.6 * share
    elif floor_luck < 0.16:
        share *= 0.3
    lit = 1.0 if hash01(room, iv, seed) < share else 0.0
    tone = hash01(room, iv, seed + 4)
    warm = hash01(seed, seed + 9, seed)
    room_r, room_g, room_b = 1.0, 0.70 + 0.10 * tone, 0.36 + 0.24 * tone
    if warm < 0.35 or tone > 0.9:
        room_r, room_g, room_b = 0.72, 0.90, 1.0
    glass = _window_shape(fu, fv, style) if below_roof > 0.6 and iv >= 0 else 0.0
    deep = 0.45 + 0.75 * smoothstep(0.25, 0.9, fv)
    blind = hash01(iu, iv, seed + 31)
    if fv > 0.95 - 0.5 * blind * blind and blind > 0.35:
        deep *= 0.55
    curtain = hash01(iu, iv, seed + 32)
    if style in (0, 3, 4) and abs(fu - 0.5) > 0.15 + 0.3 * curtain:
        deep *= 0.6
    if style in (1, 2):
        tubes = fu * 3.0 - math.floor(fu * 3.0)
        if 0.74 < fv < 0.79 and 0.2 < tubes < 0.8:
            deep *= 1.9
        if fv < 0.42 and hash01(iu, iv, seed + 5) > 0.4 and 0.15 < tubes < 0.9:
            deep *= 0.5
    elif fv < 0.24 + 0.30 * hash01(iu, iv, seed + 5) - 0.10 and abs(fu - 0.3) * 2.2 > 0.25:
        deep *= 0.45
    bright = 0.25 + 1.0 * hash01(iu, iv, seed + 3) ** 2
    power = light[28] * lit * deep * bright * 1.15
    mirror = 0.75 - 0.35 * lit * light[28]
    power = power * (1.0 - blur) + light[28] * share * 0.30 * blur
    area = 0.72 if style == 2 else 0.42
    glass = glass * (1.0 - blur) + area * blur
    return (
        wall_r * (1.0 - glass) + (glass_r * mirror + room_r * power) * glass,
        wall_g * (1.0 - glass) + (glass_g * mirror + room_g * power) * glass,
        wall_b * (1.0 - glass) + (glass_b * mirror + room_b * power) * glass,
    )
