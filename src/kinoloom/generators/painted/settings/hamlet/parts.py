"""Parts of buildings: walls, roofs, windows, doors, chimneys; all in a building's own metres."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Literal, NamedTuple

import numpy as np

from kinoloom.generators.painted.easel.colour import mix, rgb

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from kinoloom.generators.painted.settings.hamlet.solids import Building

Wall = Literal["front", "back", "left", "right"]
LIT = ("#ffc860", "#ffb648", "#ffd688", "#ff9f3c")
"""Windows with a lamp behind them."""
_SNOW = "#eef3fa"
_GLASS = "#46535e"


class Style(NamedTuple):
    """How a place builds: albedos of walls, roofs, beams and frames, how steep its roofs are."""

    name: str
    walls: tuple[str, ...]
    roofs: tuple[str, ...]
    beam: str
    frame: str
    pitch: float
    has_beams: bool
    shutters: tuple[str, ...] = ()


class Mood(NamedTuple):
    """What the hour does to houses: the share of lit windows, and snow on the roofs (0..1)."""

    lit: float
    snow: float


def walls(one: Building, half: float, deep: float, high: float, wall: NDArray[np.float32]) -> None:
    """The four walls of a box around the building's place."""
    box(one, 0.0, 0.0, half, deep, 0.0, high, wall, top=False)


def box(
    one: Building, x: float, z: float, half: float, deep: float, low: float, high: float,
    albedo: NDArray[np.float32], *, top: bool = True,
) -> None:  # fmt: skip
    """A box at a local place, between two heights."""
    left, right, front, back = x - half, x + half, z - deep, z + deep
    for a, b, normal in (
        ((right, back), (left, back), (0.0, 0.0, 1.0)),
        ((left, back), (left, front), (-1.0, 0.0, 0.0)),
        ((right, front), (right, back), (1.0, 0.0, 0.0)),
        ((left, front), (right, front), (0.0, 0.0, -1.0)),
    ):
        one.add([(a[0], low, a[1]), (b[0], low, b[1]), (b[0], high, b[1]), (a[0], high, a[1])],
                albedo, normal)  # fmt: skip
    if top:
        one.add([(left, high, front), (right, high, front), (right, high, back),
                 (left, high, back)], albedo, (0, 1, 0))  # fmt: skip


def panel(
    one: Building, wall: Wall, half: float, deep: float, left: float, low: float, right: float,
    high: float, albedo: NDArray[np.float32], *, glow: float = 0.0, out: float = 0.03,
    shade: float = 1.0,
) -> None:  # fmt: skip
    """A rectangle on a wall: sideways from its middle as seen from outside, and in heights."""
    at = _on_wall(wall, half + out, deep + out)
    one.add([at(left, low), at(right, low), at(right, high), at(left, high)], albedo,
            _NORMALS[wall], glow=glow, shade=shade)  # fmt: skip


def foot(one: Building, half: float, deep: float, high: float, albedo: NDArray[np.float32]) -> None:
    """Damp and shade low on the walls, and under the eaves."""
    for wall in _NORMALS:
        wide = half if wall in ("front", "back") else deep
        panel(one, wall, half, deep, -wide, 0, wide, min(0.5, 0.14 * high), rgb("#6c665c"),
              out=0.01)  # fmt: skip
        for depth, dark in ((0.85, 0.30), (0.5, 0.34), (0.28, 0.4)):
            # Shade under the eaves, softer the lower.
            panel(one, wall, half, deep, -wide, high - depth, wide, high, albedo * (1 - 0.5 * dark),
                  out=0.01)  # fmt: skip


def beams(
    one: Building, wall: Wall, half: float, deep: float, high: float, beam: NDArray[np.float32]
) -> None:
    """Timber: posts, rails, and braces in the outer fields."""
    wide = half if wall in ("front", "back") else deep
    thick = 0.11
    at = _on_wall(wall, half + 0.02, deep + 0.02)
    for low in (0.45, high * 0.52, high - 0.22):
        panel(one, wall, half, deep, -wide, low, wide, low + 2 * thick, beam, out=0.02)
    count = max(2, round(2 * wide / 1.7))
    for n in range(count + 1):
        x = wide * (2 * n / count - 1)
        panel(one, wall, half, deep, max(-wide, x - thick), 0.4, min(wide, x + thick), high, beam,
              out=0.02)  # fmt: skip
    step = 2 * wide / count
    for hand in (-1.0, 1.0):
        x, y = hand * wide, high * 0.56
        one.add([at(x, high - 0.2), at(x - hand * 0.16, high - 0.2), at(x - hand * step, y),
                 at(x - hand * (step - 0.16), y)], beam, _NORMALS[wall])  # fmt: skip


def windows(
    one: Building, wall: Wall, half: float, deep: float, high: float, style: Style, mood: Mood,
    rng: np.random.Generator,
) -> None:  # fmt: skip
    """Rows of windows, not quite alike."""
    wide = half if wall in ("front", "back") else deep
    floors = max(1, round(high / 2.9))
    count = max(1, round(2 * wide / 2.6))
    for floor in range(floors):
        low = (floor + 0.36) * high / floors
        for n in range(count):
            if rng.random() < 0.14:
                continue
            x = wide * ((2 * n + 1) / count - 1) + float(rng.uniform(-0.08, 0.08))
            window(one, wall, half, deep, x, low, 0.95, min(1.25, 0.46 * high / floors), style,
                   mood, rng)  # fmt: skip


def window(
    one: Building, wall: Wall, half: float, deep: float, x: float, low: float, wide: float,
    high: float, style: Style, mood: Mood, rng: np.random.Generator,
) -> None:  # fmt: skip
    """A window with its frame and cross bars; lit by chance."""
    is_lit = float(rng.random()) < mood.lit
    frame = rgb(style.frame)
    pane = rgb(LIT[int(rng.integers(len(LIT)))]) if is_lit else rgb(_GLASS)
    glow = float(rng.uniform(0.82, 1.0)) if is_lit else 0.0
    panel(one, wall, half, deep, x - wide / 2 - 0.12, low - 0.12, x + wide / 2 + 0.12,
          low + high + 0.12, frame, out=0.04)  # fmt: skip
    panel(one, wall, half, deep, x - wide / 2, low, x + wide / 2, low + high, pane, glow=glow,
          out=0.05)  # fmt: skip
    if is_lit:
        # Brighter below, where the lamp stands; darker curtains above.
        panel(one, wall, half, deep, x - wide / 2, low + 0.62 * high, x + wide / 2, low + high,
              pane * np.float32(0.82), glow=glow, out=0.055)  # fmt: skip
        reach = {"front": (x, -deep - 0.4), "back": (-x, deep + 0.4), "left": (-half - 0.4, -x),
                 "right": (half + 0.4, x)}[wall]  # fmt: skip
        one.lamp((reach[0], low + high / 2, reach[1]), 0.55)
    if style.shutters:
        leaf = rgb(style.shutters[int(rng.integers(len(style.shutters)))])
        for hand in (-1.0, 1.0):
            a, b = sorted((x + hand * (wide / 2 + 0.14), x + hand * (wide / 2 + 0.58)))
            panel(one, wall, half, deep, a, low - 0.04, b, low + high + 0.04, leaf, out=0.07)
            panel(one, wall, half, deep, a + 0.07, low + 0.08, b - 0.07, low + 0.92 * high,
                  leaf * np.float32(0.86), out=0.08)  # fmt: skip
    bar = frame if not is_lit else mix(frame * 0.5, pane * np.float32(0.5), 0.4)
    panel(one, wall, half, deep, x - 0.045, low, x + 0.045, low + high, bar, out=0.06)
    panel(one, wall, half, deep, x - wide / 2, low + 0.55 * high, x + wide / 2, low + 0.63 * high,
          bar, out=0.06)  # fmt: skip
    if mood.snow > 0:
        panel(one, wall, half, deep, x - wide / 2 - 0.15, low - 0.16, x + wide / 2 + 0.15,
              low - 0.02, rgb(_SNOW), out=0.08)  # fmt: skip


def arched(
    one: Building, x: float, front: float, low: float, high: float, mood: Mood,
    rng: np.random.Generator, *, glow: bool = True,
) -> None:  # fmt: skip
    """A tall window with a pointed arch on a front wall."""
    is_lit = glow and float(rng.random()) < mood.lit + 0.15 * (mood.lit > 0)
    wide = min(0.85, 0.16 * high + 0.35)
    z = front - 0.05
    shape = [(-wide, 0.0), (wide, 0.0), (wide, high * 0.62), (wide * 0.6, high * 0.86), (0.0, high),
             (-wide * 0.6, high * 0.86), (-wide, high * 0.62)]  # fmt: skip
    pane = rgb(LIT[1]) if is_lit else rgb("#39424c")
    for grow, ink, shine in ((1.22, rgb("#b8b0a2"), 0.0), (1.0, pane, 0.92 if is_lit else 0.0)):
        one.add([(x + px * grow, low + py * (1.02 if grow > 1 else 1.0), z) for px, py in shape],
                ink, (0, 0, -1), glow=shine)  # fmt: skip
    if is_lit:
        one.lamp((x, low + high / 2, z - 0.3), 0.6)


def door(one: Building, deep: float, style: Style, x: float) -> None:
    """A door in the front wall, and its step."""
    z = -deep - 0.05
    for grow, ink in ((0.14, rgb(style.frame)), (0.0, rgb(style.beam) * 0.8)):
        one.add([(x - 0.5 - grow, 0, z), (x + 0.5 + grow, 0, z), (x + 0.5 + grow, 2.1 + grow, z),
                 (x - 0.5 - grow, 2.1 + grow, z)], ink, (0, 0, -1))  # fmt: skip
    one.add([(x - 0.8, 0, z), (x + 0.8, 0, z), (x + 0.8, 0.16, z - 0.3), (x - 0.8, 0.16, z - 0.3)],
            rgb("#9a948c"), (0, 0.7, -0.7))  # fmt: skip


def gable_roof(
    one: Building, half: float, deep: float, high: float, ridge: float,
    roof: NDArray[np.float32], snow: float,
) -> None:  # fmt: skip
    """Two slopes that overhang the walls; the ridge runs sideways."""
    eave, over = 0.45, 0.42
    drop = eave * (ridge - high) / deep
    size = float(np.hypot(ridge - high, deep))
    for side in (1.0, -1.0):
        normal = (0.0, deep / size, side * (ridge - high) / size)
        low_z, low_y = side * (deep + eave), high - drop
        slope(one, [(-half - over, low_y, low_z), (-half - over, ridge + 0.05, 0.0),
                    (half + over, ridge + 0.05, 0.0), (half + over, low_y, low_z)], roof, normal,
              snow)  # fmt: skip
        thick = 0.22
        one.add([(-half - over, low_y - thick, low_z), (half + over, low_y - thick, low_z),
                 (half + over, low_y, low_z), (-half - over, low_y, low_z)],
                mix(roof * 0.55, rgb(_SNOW), 0.8 * snow), (0, 0, side))  # fmt: skip
    for side in (-1.0, 1.0):
        x = side * (half + over)
        for hand in (-1.0, 1.0):
            low_z, low_y = hand * (deep + eave), high - drop
            one.add([(x, low_y - 0.05, low_z), (x, ridge, 0.0), (side * half, ridge, 0.0),
                     (side * half, low_y - 0.05, low_z)], roof * 0.5, (side, 0, 0))  # fmt: skip
            one.add([(x, low_y - 0.24, low_z), (x, low_y, low_z), (x, ridge + 0.05, 0.0),
                     (x, ridge - 0.24, 0.0)], mix(roof * 0.7, rgb(_SNOW), 0.6 * snow),
                    (side, 0.0, 0))  # fmt: skip


def slope(
    one: Building, corners: list[tuple[float, float, float]], roof: NDArray[np.float32],
    normal: tuple[float, float, float], snow: float,
) -> None:  # fmt: skip
    """A roof's face with courses of tiles; the first and last corners are the eave's."""
    base = mix(roof, rgb(_SNOW), 0.94 * snow)
    one.add(corners, base, normal)
    low_a, top_a, top_b, low_b = (np.array(corner) for corner in corners)
    courses = max(3, round(float(np.linalg.norm(top_a - low_a)) / 0.62))
    line = base * np.float32(0.80 if snow == 0 else 0.95)
    for n in range(1, courses):
        low, high = (n - 0.16) / courses, n / courses
        strip = [mix(low_a, top_a, low), mix(low_a, top_a, high), mix(low_b, top_b, high),
                 mix(low_b, top_b, low)]  # fmt: skip
        points = [(float(p[0]), float(p[1]) + 0.012, float(p[2])) for p in strip]
        one.add(points, line, normal)


def hip_roof(
    one: Building, wide: float, narrow: float, low: float, rise: float, roof: NDArray[np.float32],
    snow: float,
) -> None:  # fmt: skip
    """A roof with four slopes whose eaves curl up at the corners."""
    curl = 0.34 * rise
    for ax, az, bx, bz, normal in (
        (1, 1, -1, 1, (0.0, 0.7, 0.7)), (-1, 1, -1, -1, (-0.7, 0.7, 0.0)),
        (1, -1, 1, 1, (0.7, 0.7, 0.0)), (-1, -1, 1, -1, (0.0, 0.7, -0.7)),
    ):  # fmt: skip
        mx, mz = (ax + bx) / 2, (az + bz) / 2
        base = mix(roof, rgb(_SNOW), 0.9 * snow)
        one.add([(ax * wide, low + curl, az * wide), (mx * wide * 0.92, low, mz * wide * 0.92),
                 (bx * wide, low + curl, bz * wide), (bx * narrow, low + rise, bz * narrow),
                 (ax * narrow, low + rise, az * narrow)], base, normal)  # fmt: skip
        one.add([(ax * wide, low + curl - 0.3, az * wide),
                 (mx * wide * 0.92, low - 0.3, mz * wide * 0.92),
                 (bx * wide, low + curl - 0.3, bz * wide), (bx * wide, low + curl, bz * wide),
                 (mx * wide * 0.92, low, mz * wide * 0.92), (ax * wide, low + curl, az * wide)],
                rgb("#7a3a2a"), (normal[0], 0.0, normal[2]))  # fmt: skip


def pyramid(
    one: Building, x: float, z: float, half: float, low: float, rise: float,
    roof: NDArray[np.float32], snow: float,
) -> None:  # fmt: skip
    """A pointed roof over a square."""
    base = mix(roof, rgb(_SNOW), 0.6 * snow)
    tip = (x, low + rise, z)
    steep = rise / float(np.hypot(rise, half))
    flat = half / float(np.hypot(rise, half))
    for ax, az, bx, bz in ((1, 1, -1, 1), (-1, 1, -1, -1), (1, -1, 1, 1), (-1, -1, 1, -1)):
        out_x, out_z = (ax + bx) / 2, (az + bz) / 2
        one.add([(x + ax * half, low, z + az * half), (x + bx * half, low, z + bz * half), tip],
                base, (out_x * steep, flat, out_z * steep))  # fmt: skip


def chimney(
    one: Building, x: float, ridge: float, deep: float, rng: np.random.Generator, mood: Mood
) -> None:
    """A chimney by the ridge; smoke rises from it."""
    brick = rgb(("#8a5a48", "#7c726a", "#94644c")[int(rng.integers(3))])
    z, size = -0.18 * deep, 0.36
    box(one, x, z, size, size, ridge - 0.9, ridge + 0.85, brick)
    box(one, x, z, size + 0.1, size + 0.1, ridge + 0.7, ridge + 0.92,
        mix(brick * 0.8, rgb(_SNOW), 0.9 * mood.snow))  # fmt: skip
    one.flue((x, ridge + 1.0, z))


_NORMALS: dict[Wall, tuple[float, float, float]] = {
    "back": (0.0, 0.0, 1.0), "left": (-1.0, 0.0, 0.0), "right": (1.0, 0.0, 0.0),
    "front": (0.0, 0.0, -1.0),
}  # fmt: skip


def _on_wall(
    wall: Wall, half: float, deep: float
) -> Callable[[float, float], tuple[float, float, float]]:
    """A function from (sideways as seen from outside, height) to a local point."""
    match wall:
        case "front":
            return lambda x, y: (x, y, -deep)
        case "back":
            return lambda x, y: (-x, y, deep)
        case "left":
            return lambda x, y: (-half, y, -x)
        case "right":
            return lambda x, y: (half, y, x)
