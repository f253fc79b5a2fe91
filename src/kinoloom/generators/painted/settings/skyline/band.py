"""A band of towers at one depth: composed along the shore, painted once, with its lights."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import cv2
import numpy as np

from kinoloom.generators.painted.settings.skyline.illumination import Illumination, air_of
from kinoloom.generators.painted.settings.skyline.towers import Part, Tower, raise_tower

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from kinoloom.generators.painted.easel.canvas import Canvas
    from kinoloom.generators.painted.settings.skyline.plan import Plan

_SUBPIXEL_BITS = 4
_TWINKLE_SHARE = 0.03


class Depth(NamedTuple):
    """Lengths in units. `height` of the skyline's room 0..1; `air` and `mist` 0..1."""

    width: tuple[float, float]
    pitch: tuple[float, float]
    """Size of a window with its wall."""
    height: float
    low: float
    gap: float
    air: float
    mist: float
    base: float
    tag: int


@dataclass
class Painted:
    """A painted band: straight RGBA, and its lights on the painted canvas (n x 2, n x 3)."""

    rgba: NDArray[np.float32]
    twinkles_px: NDArray[np.float32]
    twinkles_rgb: NDArray[np.float32]
    tips_px: NDArray[np.float32]


def raise_band(plan: Plan, canvas: Canvas, depth: Depth, seed: int) -> list[Tower]:
    """The towers of the band, the highest ones first: they stand behind the others."""
    rng = np.random.default_rng([seed & 0xFFFFFFFF, 0x5C3, depth.tag])
    unit = canvas.unit
    x = -depth.width[1] * unit
    made: list[tuple[float, Tower]] = []
    since_grand = 3
    while x < canvas.paint_width_px + depth.width[1] * unit:
        width = float(rng.uniform(*depth.width)) * unit
        rise = depth.low + sum(
            each.rise * float(np.exp(-(((x - each.x_px) / each.reach_px) ** 2)))
            for each in plan.downtowns
        )
        share = min(1.0, rise) * float(rng.uniform(0.42, 0.86))
        grand = rise > 0.62 and since_grand > 3 and rng.random() < 0.45
        since_grand = 0 if grand else since_grand + 1
        if grand:
            share = float(rng.uniform(0.84, 1.0)) * min(1.0, rise)
        height = max(10 * unit, share * depth.height * plan.room_px)
        # Low houses are broad, high ones slender.
        width *= float(np.clip(1.5 - 0.8 * height / (0.5 * plan.room_px), 0.75, 1.5))
        width = min(width, max(0.5 * height, 30 * unit))
        base = plan.shore_y_px - depth.base * unit
        tower = raise_tower(x + width / 2, base, width, height, rng, is_grand=bool(grand))
        made.append((height, tower))
        x += width * float(rng.uniform(0.62, 1.0)) + depth.gap * unit * float(rng.random() ** 3)
    return [tower for _, tower in sorted(made, key=lambda each: -each[0])]


def paint_band(
    plan: Plan, canvas: Canvas, depth: Depth, lights: Illumination, seed: int
) -> Painted:
    """Raise and paint a band."""
    rng = np.random.default_rng([seed & 0xFFFFFFFF, 0x5C4, depth.tag])
    rows = int(plan.shore_y_px) + 3
    rgba = np.zeros((rows, canvas.paint_width_px, 4), np.float32)
    painter = _Painter(rgba, plan, canvas, depth, lights, rng)
    tips = []
    for tower in raise_band(plan, canvas, depth, seed):
        painter.paint(tower)
        if tower.is_grand or rng.random() < 0.12:
            tips.append(tower.tip_px)
    return Painted(
        rgba,
        np.array(painter.twinkles, np.float32).reshape(-1, 2),
        np.array(painter.colours, np.float32).reshape(-1, 3),
        np.array(tips, np.float32).reshape(-1, 2),
    )


class _Painter:
    """Paints towers onto a sheet, one over the other."""

    def __init__(
        self,
        rgba: NDArray[np.float32],
        plan: Plan,
        canvas: Canvas,
        depth: Depth,
        lights: Illumination,
        rng: np.random.Generator,
    ) -> None:
        self._rgba, self._plan, self._canvas = rgba, plan, canvas
        self._depth, self._lights, self._rng = depth, lights, rng
        self._air = air_of(
            lights, rgba.shape[1], sun_x_px=plan.sun_x_px, reach_px=0.36 * canvas.width_px
        )
        self.twinkles: list[tuple[float, float]] = []
        self.colours: list[NDArray[np.float32]] = []

    def paint(self, tower: Tower) -> None:
        """One tower in its own wall, pitch and habits."""
        rng, lights = self._rng, self._lights
        wall = lights.walls_rgb[int(rng.integers(len(lights.walls_rgb)))]
        wall = wall * np.float32(rng.uniform(0.82, 1.12))
        glass = float(rng.choice((0.12, 0.35, 0.62)))
        neon = None
        if rng.random() < (0.6 if tower.is_grand else 0.3) * min(1.0, 2 * lights.neon):
            neon = lights.neon_rgb[int(rng.integers(len(lights.neon_rgb)))]
        share = 0.16 + 0.24 * float(rng.random())
        pitch = float(rng.uniform(*self._depth.pitch))
        lit = lights.lit * float(rng.uniform(0.35, 1.3))
        by_floor = float(rng.random() < 0.35)
        for x0, y0, x1, y1, thick in tower.rods:
            self._rod(x0, y0, x1, y1, thick, wall * 0.6)
        for part in tower.parts:
            self._part(part, wall, glass, share, pitch, lit, by_floor, neon)

    def _rod(
        self, x0: float, y0: float, x1: float, y1: float, thick: float, wall: NDArray[np.float32]
    ) -> None:
        half = max(0.4, thick / 2)
        along = np.array([x1 - x0, y1 - y0])
        across = np.array([-along[1], along[0]]) / max(1e-6, float(np.hypot(*along))) * half
        ends = np.array([[x0, y0], [x1, y1]])
        outline = np.concatenate([ends + across, (ends - across)[::-1]])
        self._part(Part(outline, has_windows=False), wall, 0.0, 0.0, 9.0, 0.0, 0.0, None)

    def _part(
        self,
        part: Part,
        wall: NDArray[np.float32],
        glass: float,
        share: float,
        pitch: float,
        lit: float,
        by_floor: float,
        neon: NDArray[np.float32] | None,
    ) -> None:
        rows, columns = self._rgba.shape[:2]
        x0, x1 = max(0, int(part.left_px) - 1), min(columns, int(part.right_px) + 3)
        y0 = max(0, int(part.top_px) - 1)
        y1 = min(rows, int(part.outline[:, 1].max()) + 3)
        if x1 - x0 < 1 or y1 - y0 < 1:
            return
        mask = np.zeros((y1 - y0, x1 - x0), np.uint8)
        points = (part.outline - np.array([x0, y0])) * (1 << _SUBPIXEL_BITS)
        cv2.fillPoly(mask, [np.round(points).astype(np.int32)], (255,), cv2.LINE_AA, _SUBPIXEL_BITS)
        x = np.arange(x0, x1, dtype=np.float32)[None, :] + 0.5
        y = np.arange(y0, y1, dtype=np.float32)[:, None] + 0.5
        colour = self._wall(part, wall, glass, share, x, y)
        if part.has_windows:
            colour = self._windows(part, colour, pitch, lit, by_floor, x, y)
        if self._lights.snow and part.has_windows:
            cap = np.clip(1.6 - (y - part.top_px) / (2.2 * self._canvas.unit), 0, 1)
            white = np.asarray(self._lights.light.ambient_rgb, np.float32) * 0.95
            share_white = np.asarray(self._lights.snow * cap, np.float32)[..., None]
            colour = np.asarray(colour + (white - colour) * share_white, np.float32)
        if neon is not None:
            colour = self._neon(part, colour, neon, x, y)
        colour = self._hazed(colour, x0, x1, y)
        alpha = (mask.astype(np.float32) / 255)[..., None]
        under = self._rgba[y0:y1, x0:x1]
        under[..., :3] += (colour - under[..., :3]) * np.where(under[..., 3:] == 0, 1, alpha)
        under[..., 3:] += (1 - under[..., 3:]) * alpha

    def _wall(
        self, part: Part, wall: NDArray[np.float32], glass: float, share: float,
        x: NDArray[np.float32], y: NDArray[np.float32],
    ) -> NDArray[np.float32]:  # fmt: skip
        """Front and side faces in the light, with the sky in their glass."""
        light, plan = self._lights.light, self._plan
        across = (x - part.left_px) / max(1.0, part.right_px - part.left_px)
        if plan.side < 0:
            across = 1 - across
        on_side = np.clip((across - (1 - share)) * 60, 0, 1) if share > 0 else np.zeros_like(across)
        front, lit_side = (0.13, 1.0) if self._lights.is_backlit else (0.42, 0.95)
        lamb = (front + (lit_side - front) * on_side)[..., None]
        key = np.asarray(light.key_rgb, np.float32) * np.float32(0.35 + 0.65 * light.shadow)
        ambient = np.asarray(light.ambient_rgb, np.float32)
        dim = 0.62 if self._lights.is_backlit else 0.8
        body = wall * (ambient * dim + key * lamb * 0.85)
        up = np.clip((plan.shore_y_px - y) / plan.room_px, 0, 1)
        row = np.clip((1 - 0.75 * up) * (len(light.sky_rgb) - 1), 0, len(light.sky_rgb) - 1)
        sky = light.sky_rgb[row.astype(np.int32)] * np.float32(0.62)
        shine = np.asarray(glass * (0.75 + 0.25 * on_side), np.float32)[..., None]
        return (body + (sky - body) * shine).astype(np.float32)

    def _windows(
        self, part: Part, colour: NDArray[np.float32], pitch: float, lit: float, by_floor: float,
        x: NDArray[np.float32], y: NDArray[np.float32],
    ) -> NDArray[np.float32]:  # fmt: skip
        """Panes in rows: darker than the wall by day, some of them lit."""
        rng, lights = self._rng, self._lights
        wide = max(1.5, pitch * self._canvas.unit)
        tall = 1.25 * wide
        across, down = (x - part.left_px) / wide, (y - part.top_px) / tall
        column, floor = across.astype(np.int32), down.astype(np.int32)
        column, floor = np.maximum(column, 0), np.maximum(floor, 0)
        columns, floors = int(column.max()) + 1, int(floor.max()) + 1
        chance = rng.random((floors, columns), np.float32)
        rows = np.float32(rng.random((floors, 1)) < 0.55) * np.float32(1.6)
        on = chance < lit * (1 - by_floor + by_floor * rows)
        hue = rng.random()
        pick = rng.integers(0, 3, (floors, columns)) + (2 if hue < 0.35 else 0)
        glow = rng.uniform(0.45, 1.05, (floors, columns)).astype(np.float32) * lights.power
        shine = lights.panes_rgb[pick] * (glow * on)[..., None]
        inside_x = np.clip((0.36 - abs(across % 1 - 0.5)) * wide + 0.5, 0, 1)
        inside_y = np.clip((0.34 - abs(down % 1 - 0.5)) * tall + 0.5, 0, 1)
        pane = (inside_x * inside_y)[..., None]
        day = colour * (1 - 0.26 * pane)
        lamp = shine[
            np.broadcast_to(floor, pane.shape[:2]), np.broadcast_to(column, pane.shape[:2])
        ]
        is_on = lamp.max(axis=-1, keepdims=True) > 0
        self._keep_twinkles(part, on, pick, wide, tall)
        return np.where(is_on, day + (np.maximum(lamp, day) - day) * pane, day)

    def _keep_twinkles(
        self, part: Part, on: NDArray[np.bool_], pick: NDArray[np.int64], wide: float, tall: float
    ) -> None:
        """Some dark windows whose light goes on and off."""
        if self._lights.lit < 0.05:
            return
        chosen = ~on & (self._rng.random(on.shape) < _TWINKLE_SHARE)
        for floor, column in np.argwhere(chosen):
            at_x = part.left_px + (column + 0.5) * wide
            at_y = part.top_px + (floor + 0.5) * tall
            inside = cv2.pointPolygonTest(
                part.outline.astype(np.float32), (float(at_x), float(at_y)), measureDist=False
            )
            if inside > 0 and at_y < self._plan.shore_y_px - 6 * self._canvas.unit:
                self.twinkles.append((float(at_x), float(at_y)))
                self.colours.append(self._lights.panes_rgb[pick[floor, column]])

    def _neon(
        self, part: Part, colour: NDArray[np.float32], neon: NDArray[np.float32],
        x: NDArray[np.float32], y: NDArray[np.float32],
    ) -> NDArray[np.float32]:  # fmt: skip
        """Tubes along the edges and the crown, and their light on the wall."""
        unit = self._canvas.unit
        edge = np.minimum(abs(x - part.left_px - 2 * unit), abs(part.right_px - 2 * unit - x))
        edge = np.minimum(edge, abs(y - part.top_px - 2 * unit))
        tube = np.clip(1.6 - edge / (1.3 * unit), 0, 1) + 0.28 * np.exp(-edge / (9 * unit))
        power = self._lights.neon * np.clip(1.15 - (y - part.top_px) / (0.8 * self._plan.room_px),
                                            0.25, 1)  # fmt: skip
        return (colour + neon * (tube * power)[..., None]).astype(np.float32)

    def _hazed(
        self, colour: NDArray[np.float32], x0: int, x1: int, y: NDArray[np.float32]
    ) -> NDArray[np.float32]:
        """The air between: thicker low down, where the mist lies."""
        depth, light = self._depth, self._lights.light
        low = np.exp(-np.maximum(0, self._plan.shore_y_px - y) / (0.22 * self._plan.room_px))
        share = depth.air + depth.mist * low
        share = np.clip(share + (1 - share) * light.density * (0.45 + depth.air), 0, 0.97)
        hazed = colour + (self._air[None, x0:x1] - colour) * share[..., None]
        return np.asarray(hazed, np.float32)
