"""A castle's towers and walls: round, with battlements or pointed roofs, lit from one side."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from kinoloom.generators.painted.easel.kernel import kernel, scratch_kernel
from kinoloom.generators.painted.easel.noise import fbm, hash01, smoothstep

if TYPE_CHECKING:
    from numpy.typing import NDArray

TOWER_COLUMNS = 9
"""middle x, base y, height, half width, roof height (0: battlements), seed, is round (0 a flat
wall), how many windows (below 0: a round roof), shade."""


class Stone(NamedTuple):
    """Colours already lit: shaded and sunlit stone, shaded and sunlit roofs, windows (n x 3)."""

    dark: NDArray[np.float32]
    bright: NDArray[np.float32]
    roof_dark: NDArray[np.float32]
    roof_bright: NDArray[np.float32]
    window: NDArray[np.float32]
    snow: NDArray[np.float32]
    has_snow: float
    lit: float
    """The share of windows that shine."""
    veil: float = 0.0
    """How much of what is dark the air hides."""


def draw_towers(
    premult: NDArray[np.float32], towers: NDArray[np.float32], stone: Stone, *, light_x: float,
    seed: int,
) -> None:  # fmt: skip
    """Draw towers and walls in their order onto premultiplied RGBA; `light_x` -1 .. 1 (right)."""
    colours = np.stack(
        [stone.dark, stone.bright, stone.roof_dark, stone.roof_bright, stone.window, stone.snow,
         stone.dark * (0.30 + 0.70 * stone.veil)]
    ).astype(np.float32)  # fmt: skip
    _draw(premult, np.ascontiguousarray(towers, np.float32), colours, stone.has_snow, stone.lit,
          light_x, seed)  # fmt: skip


@kernel
def _put(img: NDArray[np.float32], y: int, x: int, ink: NDArray[np.float64], cover: float) -> None:
    keep = 1.0 - cover
    for c in range(3):
        img[y, x, c] = img[y, x, c] * keep + min(1.0, ink[c]) * cover
    img[y, x, 3] = img[y, x, 3] * keep + cover


@kernel
def _draw(
    img: NDArray[np.float32],
    towers: NDArray[np.float32],
    colours: NDArray[np.float32],
    snow: float,
    lit: float,
    light_x: float,
    seed: int,
) -> None:
    for k in range(towers.shape[0]):
        _tower(img, towers[k], colours, lit, light_x, seed)
        if towers[k, 4] > 0.0:
            _roof(img, towers[k], colours, snow, light_x)


@scratch_kernel
def _tower(
    img: NDArray[np.float32],
    tower: NDArray[np.float32],
    colours: NDArray[np.float32],
    lit: float,
    light_x: float,
    seed: int,
) -> None:
    rows, columns = img.shape[0], img.shape[1]
    cx, base, tall, half = float(tower[0]), float(tower[1]), float(tower[2]), float(tower[3])
    own, is_round, shade = int(tower[5]), tower[6] > 0.5, float(tower[8])
    ink = np.zeros(3)
    crown = 0.9 * half if is_round else 0.16 * tall
    crown = min(crown, 0.22 * tall)
    merlon = max(2.0, crown * 0.42)
    per_course = 1.0 / max(2.2, half * (0.16 if is_round else 0.05))
    for y in range(max(0, int(base - tall) - 1), min(rows, int(base) + 1)):
        up = base - (y + 0.5)
        wide = half * (1.0 + 0.05 * math.exp(-up / (0.25 * tall + 1.0)))
        in_crown = tall - up < crown and tower[4] <= 0.0
        if tall - up < crown and is_round and tower[7] >= 0.0:
            wide *= 1.0 + 0.13 * smoothstep(crown, crown * 0.72, tall - up)
        for x in range(max(0, int(cx - wide) - 1), min(columns, int(cx + wide) + 2)):
            e = (x + 0.5 - cx) / wide
            cover = min(1.0, max(0.0, wide + 0.5 - abs(x + 0.5 - cx)))
            cover *= min(1.0, max(0.0, tall - up + 0.5))
            if cover <= 0.0:
                continue
            e = min(1.0, max(-1.0, e))
            around = math.asin(e) if is_round else e * 1.3
            if in_crown and tall - up < merlon:
                teeth = around * (3.2 if is_round else half / max(2.0, merlon) * 0.55)
                gap = teeth - math.floor(teeth)
                cover *= smoothstep(0.50, 0.44, abs(gap - 0.5) * 2.0 - 0.06)
            course = up * per_course
            row = math.floor(course)
            brick = around * half * per_course * 0.55 + 0.5 * (row % 2)
            joint = min(course - row, 0.35) / 0.35
            edge = brick - math.floor(brick)
            joint = min(joint, min(edge, 0.2) / 0.2)
            stone = hash01(math.floor(brick), int(row), own + seed)
            weather = fbm(x * 0.045 + own, y * 0.03, 3, seed + 5)
            if is_round:
                light = 0.5 + 0.62 * math.sin(around) * light_x - 0.16 * abs(e) ** 3
            else:
                light = 0.52 + 0.26 * light_x * shade
            rough = 0.25 if tower[7] < 0.0 else 1.0
            light += rough * (0.22 * (stone - 0.5) - 0.09 * (1.0 - joint)) + 0.42 * (weather - 0.5)
            if tall - up > crown and tall - up < crown * 1.35 and tower[7] >= 0.0:
                light -= 0.22
            light = min(1.0, max(0.0, light * shade if is_round else light))
            for c in range(3):
                ink[c] = colours[0, c] + (colours[1, c] - colours[0, c]) * light
            count = int(tower[7])
            for n in range(count):
                wy = tall * (0.30 + 0.52 * (n + hash01(own, n, 3) * 0.5) / max(1, count))
                wa = (hash01(own, n, 5) - 0.5) * (1.5 if is_round else 2.1)
                size = max(1.0, 0.075 * half if is_round else 0.020 * half)
                dx = abs((e - (math.sin(wa) if is_round else wa * 0.8)) * wide) / size
                dy = (up - wy) / (size * 2.6)
                inside = 1.0 - max(dx, abs(dy) + 0.35 * max(0.0, dy) * dx)
                if inside > -0.4:
                    share = min(1.0, max(0.0, inside * 2.2 + 0.4))
                    shines = hash01(own, n, 7) < lit
                    for c in range(3):
                        pane = colours[4, c] if shines else colours[6, c]
                        ink[c] += (pane - ink[c]) * share
            _put(img, y, x, ink, cover)


@scratch_kernel
def _roof(
    img: NDArray[np.float32],
    tower: NDArray[np.float32],
    colours: NDArray[np.float32],
    snow: float,
    light_x: float,
) -> None:
    rows, columns = img.shape[0], img.shape[1]
    cx, base, tall, half = float(tower[0]), float(tower[1]), float(tower[2]), float(tower[3])
    high, own = float(tower[4]), int(tower[5])
    ink = np.zeros(3)
    eave = base - tall + 0.06 * high
    for y in range(max(0, int(eave - high) - 1), min(rows, int(eave) + 1)):
        t = (y + 0.5 - (eave - high)) / high
        if t <= 0.0 or t > 1.0:
            continue
        # A little bell-shaped: flared where it meets the wall.
        wide = half * (0.94 * t + 0.30 * t**6) + 0.5
        if tower[7] < 0.0:
            wide = half * (1.0 - (1.0 - t) ** 2.1) ** 0.62 * (1.06 + 0.05 * t) + 0.5
        for x in range(max(0, int(cx - wide) - 1), min(columns, int(cx + wide) + 2)):
            cover = min(1.0, max(0.0, wide + 0.5 - abs(x + 0.5 - cx)))
            if cover <= 0.0:
                continue
            e = min(1.0, max(-1.0, (x + 0.5 - cx) / wide))
            grain = fbm(x * 0.16 + own, y * 0.09, 2, 23)
            course = t * high / max(2.0, half * 0.20)
            line = course - math.floor(course)
            light = (
                0.5
                + 0.60 * e * light_x
                + 0.30 * (grain - 0.5)
                - (0.12 if tower[7] >= 0.0 else 0.04) * (line < 0.22)
            )
            light = min(1.0, max(0.0, light))
            white = snow * smoothstep(0.25, 0.6, grain + 0.35 * t)
            for c in range(3):
                value = colours[2, c] + (colours[3, c] - colours[2, c]) * light
                ink[c] = value + (colours[5, c] * (0.7 + 0.3 * light) - value) * white
            _put(img, y, x, ink, cover)
