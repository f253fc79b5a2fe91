"""House plants: arching leaves drawn over their pots, and a dark spray near the lens."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import cv2
import numpy as np
from numpy.typing import NDArray

from kinoloom.generators.painted.easel.layer import over, place

if TYPE_CHECKING:
    from kinoloom.generators.painted.easel.camera import Pose
    from kinoloom.generators.painted.easel.canvas import Canvas
    from kinoloom.generators.painted.easel.focus import Focus
    from kinoloom.generators.painted.easel.light import Colour
    from kinoloom.generators.painted.settings.interior.room import Room

Floats = NDArray[np.float64]
_OVERDRAW = 2
_GREENS = (("#35552f", "#6d8f4a"), ("#2c4d3a", "#5f8f68"), ("#4a6030", "#93a552"),
           ("#3a4d42", "#7f9f86"))  # fmt: skip


class Plant:
    """Leaves of one plant on a sheet of their own, which bends a little all the time."""

    def __init__(
        self, canvas: Canvas, *, root_px: tuple[float, float], reach_px: float, parallax: float,
        shade_rgb: Colour, light_rgb: Colour, from_left: float, seed: int, dark: float = 1.0,
    ) -> None:  # fmt: skip
        """`from_left` 0..1: how much of the light comes from the left."""
        self._canvas, self._parallax = canvas, parallax
        self._root = root_px
        rng = np.random.default_rng([seed & 0xFFFFFFFF, 0x9F])
        self._phase = float(rng.random()) * 6.283
        half = int(1.35 * reach_px) + 4
        self._half = half
        sheet = np.zeros((2 * half * _OVERDRAW, 2 * half * _OVERDRAW, 4), np.float32)
        low, high = _GREENS[int(rng.integers(len(_GREENS)))]
        kind = int(rng.integers(3))
        count = (26, 44, 18)[kind]
        leaves = []
        for k in range(count):
            turn = -math.pi / 2 + float(rng.normal(0, 0.62))
            long = reach_px * float(rng.uniform(0.55, 1.15))
            leaves.append((float(rng.random()), turn, long, k))
        leaves.sort()
        for depth, turn, long, k in leaves:
            wide = long * (0.075, 0.16, 0.20)[kind] * float(rng.uniform(0.75, 1.25))
            droop = float(rng.uniform(0.25, 1.1)) * (1.0, 0.7, 0.35)[kind]
            self._leaf(
                sheet, turn, long, wide, droop, 0.6 + 0.4 * depth, (low, high),
                (shade_rgb, light_rgb), from_left, dark, stem=kind > 0, wobble=k,
            )  # fmt: skip
        size = (2 * half, 2 * half)
        small = cv2.resize(sheet, size, interpolation=cv2.INTER_AREA)
        self._sheet = np.ascontiguousarray(np.clip(small, 0, 1) * 255 + 0.5, np.uint8)

    def defocus(self, focus: Focus) -> None:
        """Be drawn as a lens sees it."""
        self._sheet, room_px, _ = focus.spread(self._sheet, self._parallax)
        self._half += room_px

    def _leaf(
        self, sheet: NDArray[np.float32], turn: float, long: float, wide: float, droop: float,
        near: float, codes: tuple[str, str], light: tuple[Colour, Colour], from_left: float,
        dark: float, *, stem: bool, wobble: int,
    ) -> None:  # fmt: skip
        low, high = (_rgb(code) for code in codes)
        shade, key = np.array(light[0]), np.array(light[1])
        s = np.linspace(0, 1, 15)
        bend = droop * s * s * math.copysign(1.0, math.cos(turn)) * 1.3
        angle = turn + bend
        step = long / 14
        x = np.concatenate([[0], np.cumsum(np.cos(angle[:-1]) * step)])
        y = np.concatenate([[0], np.cumsum(np.sin(angle[:-1]) * step)])
        start = 0.38 if stem else 0.04
        body = np.clip((s - start) / (1 - start), 0, 1)
        half = wide * np.sin(np.pi * body**0.8) ** 0.85 + 0.012 * long * (1 - s)
        ox, oy = -np.sin(angle) * half, np.cos(angle) * half
        middle = self._half * _OVERDRAW
        toward = np.cos(angle.mean()) * (1 - 2 * from_left)
        for side in (-1, 1):
            outline = np.concatenate(
                [np.stack([x, y], -1), np.stack([x + side * ox, y + side * oy], -1)[::-1]]
            )
            up = 0.5 + 0.35 * toward + (0.17 if side * math.cos(turn) < 0 else -0.12)
            up += 0.12 * math.sin(wobble * 2.4)
            tone = (low + (high - low) * up) * (shade + key * np.clip(up, 0, 1)) * near * dark
            points = np.round((outline * _OVERDRAW + middle) * 16).astype(np.int32)
            red, green, blue = (float(value) for value in np.clip(tone, 0, 1))
            cv2.fillPoly(sheet, [points], (red, green, blue, 1.0), cv2.LINE_8, 4)

    def draw(self, frame: NDArray[np.uint8], t_s: float, pose: Pose) -> None:
        """The plant of this moment, its tips swaying."""
        x, y, scale = place(*self._root, self._parallax, pose, self._canvas)
        turn = t_s + self._phase
        lean = 0.016 * math.sin(1.1 * turn) + 0.008 * math.sin(2.3 * turn + 1)
        half = self._half
        x0, y0 = int(x - half * scale) - 2, int(y - half * scale) - 2
        size = int(2 * half * scale) + 5
        bend = np.array(
            [
                [scale, -lean, x - x0 - half * scale + lean * half],
                [0, scale, y - y0 - half * scale],
            ],
            np.float64,
        )
        moved = cv2.warpAffine(self._sheet, bend, (size, size), flags=cv2.INTER_LINEAR)
        over(frame, np.asarray(moved, np.uint8), y0, x0)


def plants_of(
    room: Room, canvas: Canvas, plants: list[tuple[tuple[float, float, float], float]], *,
    shade_rgb: Colour, light_rgb: Colour, light_x_m: float, seed: int,
) -> list[tuple[float, Plant]]:  # fmt: skip
    """The leaves of every pot, with how deep each stands."""
    found: list[tuple[float, Plant]] = []
    for k, ((x, y, z), size) in enumerate(plants):
        px, py, depth = room.view.project(x, y, z)
        reach = (3.4 if size > 0.12 else 3.0) * size * room.view.focal_px / depth
        if depth < 0.6 or reach < 3:
            continue
        plant = Plant(
            canvas, root_px=(px, py), reach_px=reach, parallax=room.view.parallax(depth - 0.1),
            shade_rgb=shade_rgb, light_rgb=light_rgb,
            from_left=0.8 if light_x_m < x else 0.2, seed=seed + 31 * k,
        )  # fmt: skip
        found.append((depth - 0.12, plant))
    return found


def _rgb(code: str) -> Floats:
    return np.array([int(code[i : i + 2], 16) / 255 for i in (1, 3, 5)])
