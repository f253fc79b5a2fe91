"""What planets look like from above: seas under clouds, banded gas, cratered rock, cracked ice."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Literal, NamedTuple

import numpy as np

from kinoloom.generators.painted.easel.bands import in_bands
from kinoloom.generators.painted.easel.colour import rgb
from kinoloom.generators.painted.easel.kernel import kernel
from kinoloom.generators.painted.easel.noise import (
    fbm,
    hash01,
    ridged,
    smoothstep,
    value_noise,
)

if TYPE_CHECKING:
    from numpy.typing import NDArray

Kind = Literal["earth", "giant", "rock", "ice"]
_NUMBERS: dict[Kind, int] = {"earth": 0, "giant": 1, "rock": 2, "ice": 3}


class Surface(NamedTuple):
    """A kind of planet, its colours (6 x 3, dark to light), its air's colour and thickness."""

    kind: Kind
    colours: tuple[str, str, str, str, str, str]
    air: str
    air_depth: float


EARTH = Surface(
    "earth", ("#04132e", "#0d4468", "#2c4a2c", "#8f7448", "#c8b48a", "#f4f7fb"), "#5aa6ff", 1.0
)
SURFACES: tuple[Surface, ...] = (
    EARTH,
    Surface("earth", ("#0a1030", "#14506a", "#5a3a58", "#a05a5c", "#dca080", "#fbeef0"),
            "#8fb0ff", 1.0),
    Surface("earth", ("#08221f", "#126a5c", "#5b5526", "#a08a3c", "#d8c884", "#f2fbf2"),
            "#6fe0c8", 1.0),
    Surface("giant", ("#5a3826", "#8c5c3c", "#b98658", "#d8b488", "#ecd8b4", "#f8efdc"),
            "#ffd9a6", 0.6),
    Surface("giant", ("#1c3a6c", "#2c62a0", "#4f94c4", "#86c0dc", "#b8e0ec", "#e6f6fa"),
            "#8fd0ff", 0.8),
    Surface("giant", ("#4a2444", "#7c3a58", "#b05c68", "#d89080", "#ecc0a4", "#f8e6d4"),
            "#ffb0a8", 0.6),
    Surface("giant", ("#3c3a58", "#605c80", "#9088a4", "#b8b0c0", "#d8d0d4", "#f2ece8"),
            "#d0c4f0", 0.6),
    Surface("rock", ("#381c16", "#6a3524", "#9c5434", "#c27a4c", "#dca878", "#f0d8b8"),
            "#ff9a6a", 0.45),
    Surface("rock", ("#1e1f24", "#3a3b42", "#5c5c62", "#807e80", "#a4a09c", "#d0cbc4"),
            "#a0a8b8", 0.05),
    Surface("ice", ("#1c3448", "#3c6884", "#78a8bc", "#aacfda", "#d2e8ee", "#f6fcfd"),
            "#a8e4ff", 0.5),
)  # fmt: skip


class Region(NamedTuple):
    """The part of a surface that is painted: radians, and radians a texel."""

    lon0: float
    lat0: float
    step: float
    columns: int
    rows: int
    zoom: float = 1.0
    """How much smaller its features are: of a huge globe only a little is seen."""


def paint_surface(surface: Surface, region: Region, *, seed: int) -> NDArray[np.uint8]:
    """The surface as RGBA u8, rows of latitude; alpha is where lights shine at night."""
    out = np.zeros((region.rows, region.columns, 4), np.uint8)
    colours = np.stack([rgb(code) for code in surface.colours]).astype(np.float64)
    kind = _NUMBERS[surface.kind]
    # Noise knows no radians: a larger globe is the same noise, seen from nearer by.
    lon0, lat0, step = (v * region.zoom for v in (region.lon0, region.lat0, region.step))

    def paint(first: int, last: int) -> None:
        if kind == 0:
            _earth_rows(out, first, last, lon0, lat0, step, region.zoom, colours, seed)
        elif kind == 1:
            _giant_rows(out, first, last, lon0, lat0, step, colours, seed)
        else:
            _solid_rows(out, first, last, lon0, lat0, step, colours, kind == 3, seed)

    in_bands(region.rows, paint)
    return out


@kernel
def _earth_rows(
    out: NDArray[np.uint8],
    first: int,
    last: int,
    lon0: float,
    lat0: float,
    step: float,
    zoom: float,
    colours: NDArray[np.float64],
    seed: int,
) -> None:
    for row in range(first, last):
        lat = lat0 + row * step
        for column in range(out.shape[1]):
            lon = lon0 + column * step
            # Storms wind up what is around them.
            x = lon
            y = lat
            for k in range(6):
                sx = (hash01(k, 1, seed + 71) - 0.5) * 3.6
                sy = (hash01(k, 2, seed + 72) - 0.5) * 1.7
                size = 0.09 + 0.13 * hash01(k, 3, seed + 73)
                dx = x - sx
                dy = y - sy
                turn = 2.6 * math.exp(-(dx * dx + dy * dy) / (size * size))
                turn *= 1.0 if sy > 0.0 else -1.0
                c = math.cos(turn)
                s = math.sin(turn)
                x = sx + c * dx - s * dy
                y = sy + s * dx + c * dy
            push_x = fbm(x * 2.3 + 4.0, y * 2.3, 4, seed + 11) - 0.5
            push_y = fbm(x * 2.3, y * 2.3 + 8.0, 4, seed + 12) - 0.5
            cx = x * 3.4 + 2.3 * push_x
            cy = y * 5.0 + 2.3 * push_y
            belt = value_noise(3.0, y * 3.0 + 1.2 * push_y, seed + 20)
            mass = fbm(cx, cy, 7, seed + 13)
            curd = fbm(x * 17.0 + 1.4 * push_x, y * 21.0, 6, seed + 15)
            mass += 0.20 * (curd - 0.5) + 0.05 * (fbm(x * 90.0, y * 90.0, 3, seed + 16) - 0.5)
            cloud = smoothstep(0.55 - 0.16 * belt, 0.76 - 0.12 * belt, mass)
            wisp = smoothstep(0.50, 0.85, fbm(cx * 2.4 + 7.0, cy * 1.3, 5, seed + 14))
            cloud = min(1.0, cloud + 0.38 * wisp * smoothstep(0.30, 0.62, mass))
            land = fbm(lon * 1.25 + 1.7 + 0.25 * push_x, lat * 1.45 + 0.25 * push_y, 8, seed)
            shore = smoothstep(0.515, 0.535, land)
            deep = smoothstep(0.36, 0.52, land)
            dry = fbm(lon * 3.1 + 5.0, lat * 3.1, 5, seed + 30)
            high = smoothstep(0.56, 0.74, land + 0.10 * (dry - 0.5))
            frost = smoothstep(1.02, 1.22, abs(lat) / zoom + 0.3 * (dry - 0.5))
            grain = 0.82 + 0.36 * fbm(lon * 26.0, lat * 26.0, 3, seed + 31)
            city = value_noise(lon * 420.0, lat * 420.0, seed + 40)
            city += 0.35 * (fbm(lon * 60.0, lat * 60.0, 3, seed + 42) - 0.5)
            town = smoothstep(0.52, 0.70, fbm(lon * 9.0, lat * 9.0, 4, seed + 41))
            lights = smoothstep(0.66, 1.0, city) + 0.13 * town
            lights *= shore * town * (1.0 - 0.75 * cloud)
            lights *= 1.0 - high * 0.6
            arid = smoothstep(0.40, 0.62, dry)
            for c in range(3):
                sea = colours[0, c] + (colours[1, c] - colours[0, c]) * deep * deep
                ground = colours[2, c] + (colours[3, c] - colours[2, c]) * arid
                ground += (colours[4, c] - ground) * high * 0.7
                ground *= grain
                value = sea + (ground - sea) * shore
                value += (0.92 - value) * frost
                white = colours[5, c] * (0.66 + 0.20 * smoothstep(0.5, 0.8, mass) + 0.26 * curd)
                value += (white - value) * cloud * 0.94
                out[row, column, c] = np.uint8(min(255.0, max(0.0, value * 255.0 + 0.5)))
            out[row, column, 3] = np.uint8(min(255.0, lights * 255.0))


@kernel
def _giant_rows(
    out: NDArray[np.uint8],
    first: int,
    last: int,
    lon0: float,
    lat0: float,
    step: float,
    colours: NDArray[np.float64],
    seed: int,
) -> None:
    spot_lon = (hash01(1, 1, seed + 5) - 0.5) * 1.1
    spot_lat = 0.22 + 0.22 * hash01(1, 2, seed + 5)
    if hash01(1, 3, seed + 5) < 0.5:
        spot_lat = -spot_lat
    for row in range(first, last):
        lat = lat0 + row * step
        for column in range(out.shape[1]):
            lon = lon0 + column * step
            dx = (lon - spot_lon) / 0.20
            dy = (lat - spot_lat) / 0.085
            oval = math.exp(-((dx * dx + dy * dy) ** 2))
            ring = math.exp(-((math.sqrt(dx * dx + dy * dy) - 1.25) ** 2) * 9.0)
            bent = lat + 0.045 * ring * (1.0 if dy > 0 else -1.0)
            roll = fbm(lon * 5.0, bent * 26.0, 5, seed + 3) - 0.5
            curl = fbm(lon * 12.0 + 3.0 * roll, bent * 46.0, 5, seed + 4) - 0.5
            y = bent * 7.5 + 0.55 * roll + 0.16 * curl
            belts = 0.62 * value_noise(2.0, y, seed) + 0.38 * value_noise(5.0, y * 2.7, seed + 1)
            fine = fbm(lon * 2.0 + roll, bent * 90.0, 4, seed + 2) - 0.5
            tone = (belts - 0.5) * 1.55 + 0.5 + 0.26 * fine + 0.20 * curl - 0.30 * oval
            tone -= 0.28 * smoothstep(0.7, 1.35, abs(lat))
            place = min(4.999, max(0.0, tone * 5.0))
            j = int(place)
            share = place - j
            for c in range(3):
                value = colours[j, c] + (colours[j + 1, c] - colours[j, c]) * share
                value += (colours[1, c] * (1.25 if c == 0 else 0.8) - value) * oval * 0.7
                value += (colours[5, c] - value) * ring * 0.20
                out[row, column, c] = np.uint8(min(255.0, max(0.0, value * 255.0 + 0.5)))


@kernel
def _solid_rows(
    out: NDArray[np.uint8],
    first: int,
    last: int,
    lon0: float,
    lat0: float,
    step: float,
    colours: NDArray[np.float64],
    icy: bool,
    seed: int,
) -> None:
    for row in range(first, last):
        lat = lat0 + row * step
        for column in range(out.shape[1]):
            lon = lon0 + column * step
            push = fbm(lon * 2.0, lat * 2.0, 3, seed + 1) - 0.5
            broad = fbm(lon * 1.7 + push, lat * 1.9 + push, 6, seed)
            tone = 0.20 + 0.72 * smoothstep(0.25, 0.75, broad)
            tone += 0.34 * (fbm(lon * 11.0, lat * 11.0, 5, seed + 2) - 0.5)
            if icy:
                crack = ridged(lon * 3.1 + 1.4 * push, lat * 3.1 - push, 5, seed + 3)
                tone = 0.56 + 0.60 * (broad - 0.5) - 0.60 * smoothstep(0.45, 0.80, crack)
                tone += 0.16 * (fbm(lon * 30.0, lat * 30.0, 3, seed + 4) - 0.5)
            else:
                cell = 0.42
                for level in range(4):
                    i0 = math.floor(lon / cell)
                    j0 = math.floor(lat / cell)
                    for n in range(9):
                        i = i0 + n % 3 - 1
                        j = j0 + n // 3 - 1
                        if hash01(i, j, seed + 60 + level) > 0.62:
                            continue
                        size = cell * (0.16 + 0.30 * hash01(i, j, seed + 61 + level) ** 2)
                        du = (lon - (i + hash01(i, j, seed + 62)) * cell) / size
                        dv = (lat - (j + hash01(i, j, seed + 63)) * cell) / size
                        away = math.sqrt(du * du + dv * dv)
                        if away > 2.2:
                            continue
                        bowl = smoothstep(1.05, 0.75, away)
                        rim = math.exp(-((away - 1.0) ** 2) * 26.0)
                        # A hint of relief; the globe's own light is added later.
                        tone += (0.22 * rim - 0.15 * bowl) * (0.5 + 0.5 * du)
                        tone += 0.10 * math.exp(-away * 1.5) * (1.0 - bowl)
                    cell *= 0.42
            place = min(4.999, max(0.0, tone * 5.0))
            k = int(place)
            share = place - k
            for c in range(3):
                value = colours[k, c] + (colours[k + 1, c] - colours[k, c]) * share
                out[row, column, c] = np.uint8(min(255.0, max(0.0, value * 255.0 + 0.5)))
