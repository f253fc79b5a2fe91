"""What stands along a road: posts, rails, poles with wires, signs, gantries and lamps."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import TYPE_CHECKING

import cv2
import numpy as np

from kinoloom.generators.painted.easel.colour import rgb
from kinoloom.generators.painted.easel.layer import add_spots
from kinoloom.generators.painted.easel.noise import hash01
from kinoloom.generators.painted.settings.highway.boards import (
    Board,
    gantry_messages,
    roadside_messages,
)

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from kinoloom.generators.painted.easel.canvas import Canvas
    from kinoloom.generators.painted.settings.highway.lens import Lens
    from kinoloom.generators.painted.settings.highway.looks import Look
    from kinoloom.generators.painted.settings.highway.plan import Plan

Item = tuple[float, Callable[["NDArray[np.uint8]"], None]]
"""How far away it is, and what draws it."""

POLE_M, POST_M, LAMP_M, SIGN_M, GANTRY_M = 46.0, 30.0, 38.0, 210.0, 260.0
LAMP_OFFSET_M = 5.0
_RAIL_STEP_M, _FAR_RAIL_M = 4.0, 70.0
_SHIFT = 4
_LAMP_RGB = np.array([1.0, 0.82, 0.55], np.float32)


class Furniture:
    """Everything made by hand along the road but the vehicles."""

    def __init__(
        self, plan: Plan, look: Look, canvas: Canvas, edge_m: float, period_m: float | None,
        seed: int,
    ) -> None:  # fmt: skip
        self._plan, self._look, self._canvas = plan, look, canvas
        self._edge_m, self._period_m, self._seed = edge_m, period_m, seed % 99991
        self._wood = look.lit(rgb("#5f4c3c"), 0.6)
        self._steel = look.lit(rgb("#9a9ea3"), 0.6)
        # Signs and posts throw headlights back.
        bright = np.float32(1 + 1.1 * look.beams)
        self._white = np.minimum(look.lit(rgb("#e6e6e0"), 0.75) * bright, 1)
        self._sign = np.minimum(
            look.lit(rgb("#1f6b45" if seed % 2 else "#1f4f96"), 0.7) * bright, 1
        )
        self._boards = [
            Board(message, (3.4, 2.0), self._sign, self._white)
            for message in roadside_messages(seed)
        ]
        self._gantry_boards = [
            Board(message, (4.8, 2.4), self._sign, self._white) for message in gantry_messages(seed)
        ]
        self._wires_side = -1 if hash01(seed, 3, 7) < 0.5 else 1
        if plan.terrain == "coast":
            self._wires_side = -plan.sea_side
        if abs(math.sin(plan.yaw)) > 0.9:
            self._wires_side = -1 if plan.yaw < 0 else 1

    @property
    def lamp_laterals_m(self) -> list[float]:
        """Where lamps stand over the road."""
        return [-self._plan.half_m - 0.4, self._plan.half_m + 0.4]

    def spacing_m(self, spacing_m: float) -> float:
        """A spacing that fits the loop, if there is one."""
        if self._period_m is None:
            return spacing_m
        return self._period_m / max(1, round(self._period_m / spacing_m))

    def items(self, lens: Lens) -> list[Item]:
        """What is in the frame now."""
        plan = self._plan
        found: list[Item] = []
        if plan.has_rail:
            found += self._rails(lens)
        if plan.view not in ("drone", "motorway"):
            found += self._posts(lens)
        if plan.has_wires:
            found += self._poles(lens)
        if plan.has_lamps:
            found += self._lamps(lens)
        if plan.view == "motorway":
            found += self._gantries(lens)
        elif plan.view not in ("side", "drone"):
            found += self._signs(lens)
        return found

    # -- kinds --------------------------------------------------------------------------------

    def _posts(self, lens: Lens) -> list[Item]:
        found: list[Item] = []
        for side in (-1.0, 1.0):
            if self._is_before_hero(side):
                continue
            along = self._slots(lens, POST_M, 420.0)
            seen = lens.seen(np.full(len(along), side * (self._edge_m + 0.7)), along)
            floors = lens.floor_y_px(np.maximum(seen[:, 3], 1.0))
            for (x, y, per_m, z), floor in zip(seen, floors, strict=True):
                if z < 2.0 or not self._is_inside(x, per_m) or y > floor + 2:
                    continue

                def draw(
                    frame: NDArray[np.uint8], x: float = x, y: float = y, per_m: float = per_m,
                    z: float = z,
                ) -> None:  # fmt: skip
                    high, half = 0.95 * per_m, 0.055 * per_m
                    self._block(frame, x, y, high, half, self._white, z)
                    self._block(frame, x, y - 0.62 * high, 0.2 * high, half, self._steel * 0.16, z)
                    if self._look.dark > 0.3 and z < 90:
                        self._spots(frame, [(x, y - 0.72 * high, max(1.2, 0.07 * per_m))], 0.8)

                found.append((z, draw))
        return found

    def _rails(self, lens: Lens) -> list[Item]:
        """A steel rail on posts at the edges of the road."""
        found: list[Item] = []
        step = self.spacing_m(_RAIL_STEP_M)
        sides = [-1.0, 1.0] if self._plan.terrain != "coast" else [float(self._plan.sea_side)]
        if self._plan.lanes > 1:
            sides = [-1.0, 1.0, 0.0]
        for side in sides:
            if self._is_before_hero(side):
                continue
            along = self._slots(lens, step, 260.0)
            lateral = np.full(len(along), side * (self._edge_m + 0.35))
            low, high = lens.seen(lateral, along, 0.42), lens.seen(lateral, along, 0.76)
            foot = lens.seen(lateral, along, 0.0)
            numbers = np.round(along / step).astype(int)
            for k in range(len(along) - 2):
                pair = np.s_[k : k + 2]
                if high[k, 3] > _FAR_RAIL_M:
                    # Two at once.
                    if numbers[k] % 2:
                        continue
                    pair = np.s_[k : k + 3 : 2]
                z = float(high[pair, 3].mean())
                if high[pair, 3].min() < 0.9 or z > 260:
                    continue
                xs = high[pair, 0]
                if max(xs) < -80 or min(xs) > self._canvas.width_px + 80:
                    continue
                if high[k, 2] * 0.35 < 0.5:
                    continue
                quad = np.stack([high[pair, :2], low[pair, :2]])
                post = foot[k]

                def draw(
                    frame: NDArray[np.uint8], quad: NDArray[np.float64] = quad, z: float = z,
                    post: NDArray[np.float64] = post, top: NDArray[np.float64] = high[k],
                ) -> None:  # fmt: skip
                    half = 0.06 * post[2]
                    if half > 0.3:
                        self._block(frame, post[0], post[1], post[1] - top[1], half,
                                    self._steel * 0.5, z)  # fmt: skip
                    if quad[1, 0, 1] - quad[0, 0, 1] < 9 * self._canvas.unit:
                        ring = np.concatenate([quad[0], quad[1, ::-1]])
                        self._fill(frame, ring, self._steel * 0.85, z)
                        return
                    bands = (
                        (0.0, 0.22, 1.05),
                        (0.22, 0.5, 0.72),
                        (0.5, 0.72, 1.0),
                        (0.72, 1.0, 0.6),
                    )
                    for a, b, tone in bands:
                        up = quad[0] + (quad[1] - quad[0]) * a
                        down = quad[0] + (quad[1] - quad[0]) * b
                        self._fill(frame, np.concatenate([up, down[::-1]]), self._steel * tone, z)

                found.append((z + 0.5, draw))
        return found

    def _poles(self, lens: Lens) -> list[Item]:
        """Wooden poles whose wires hang from one to the next."""
        spacing = self.spacing_m(POLE_M)
        side = self._wires_side
        lateral = side * (self._edge_m + 7.5)
        along = self._slots(lens, spacing, 1000.0)
        feet = lens.seen(np.full(len(along), lateral), along)
        floors = lens.floor_y_px(np.maximum(feet[:, 3], 1.0))
        found: list[Item] = []
        thin = max(1, round(1.3 * self._canvas.unit))
        hang = np.linspace(0, 1, 11)
        for k, (x, y, per_m, z) in enumerate(feet):
            if z < 2.2 or per_m * 8 < 3 or y - 5 * per_m > floors[k]:
                # Too near, too small, or behind a rise.
                continue

            def draw(
                frame: NDArray[np.uint8], k: int = k, x: float = x, y: float = min(y, floors[k]),
                per_m: float = per_m, z: float = z, top: float = y - 8.6 * per_m,
                hidden: bool = bool(y > floors[k] + 0.5 * per_m),
            ) -> None:  # fmt: skip
                if k + 1 < len(feet) and feet[k + 1, 3] > 1.6 and not hidden:
                    for arm in (-1.05, 0.0, 1.05):
                        at = along[k] + (along[k + 1] - along[k]) * hang
                        up = 8.2 - 4 * 0.85 * hang * (1 - hang)
                        rope = lens.seen(np.full(11, lateral + arm), at)
                        rope[:, 1] -= up * rope[:, 2]
                        if rope[:, 3].min() < 1.5:
                            continue
                        self._line(frame, rope[:, :2], self._wood * 0.45, z, thin)
                self._block(frame, x, y, y - top, 0.13 * per_m, self._wood, z)
                ends = lens.seen(
                    np.array([lateral - 1.3, lateral + 1.3]), np.full(2, along[k]), 8.0
                )
                beam = np.concatenate([ends[:, :2], ends[::-1, :2] + (0, 0.2 * per_m)])
                self._fill(frame, beam, self._wood * 0.85, z)

            found.append((float(z), draw))
        return found

    def _lamps(self, lens: Lens) -> list[Item]:
        found: list[Item] = []
        along = self._slots(lens, self.spacing_m(LAMP_M), 500.0, LAMP_OFFSET_M)
        for lateral in self.lamp_laterals_m:
            inward = -1.0 if lateral > 0 else 1.0
            if self._is_before_hero(-inward):
                # Only its light is in the frame.
                continue
            feet = lens.seen(np.full(len(along), lateral + 1.6 * -inward), along)
            heads = lens.seen(np.full(len(along), lateral + 1.4 * inward), along, 10.2)
            for foot, head in zip(feet, heads, strict=True):
                if foot[3] < 2.5 or foot[2] * 10 < 8 * self._canvas.unit:
                    continue

                def draw(
                    frame: NDArray[np.uint8], foot: NDArray[np.float64] = foot,
                    head: NDArray[np.float64] = head,
                ) -> None:  # fmt: skip
                    per_m, z = float(foot[2]), float(foot[3])
                    tone = self._steel * np.float32(0.7 - 0.4 * self._look.dark)
                    self._block(frame, foot[0], foot[1], 9.6 * per_m, 0.085 * per_m, tone, z)
                    neck = np.array([[foot[0], foot[1] - 9.5 * per_m], [head[0], head[1]]])
                    self._line(frame, neck, tone, z, max(1, round(0.14 * per_m)))
                    box = np.array([[-0.45, -0.09], [0.45, -0.09], [0.45, 0.09], [-0.45, 0.09]])
                    self._fill(frame, head[:2] + box * per_m, tone, z)
                    if self._look.dark > 0.25:
                        spots = [(head[0], head[1] + 0.1 * per_m, max(1.6, 0.34 * per_m))]
                        self._spots(frame, spots, 1.1 * self._look.dark + 0.2, halo=True)

                found.append((float(foot[3]), draw))
        return found

    def _gantries(self, lens: Lens) -> list[Item]:
        """A bridge of signs over one carriageway."""
        plan = self._plan
        found: list[Item] = []
        along = self._slots(lens, self.spacing_m(GANTRY_M), 700.0, offset_m=150.0)
        for at in along:
            z = float(lens.turned(np.array([0.0]), np.array([at]))[1][0])
            if z < 26:
                continue

            def draw(frame: NDArray[np.uint8], at: float = at, z: float = z) -> None:
                left, right = plan.median_m / 2 - 1.2, plan.half_m + 1.9
                two = np.array([left, right])
                feet = lens.seen(two, np.full(2, at))
                for x, y, per_m, _ in feet:
                    self._block(frame, x, y, 6.4 * per_m, 0.16 * per_m, self._steel * 0.8, z)
                self._panel(frame, lens, (left, right), at, (5.9, 6.4), self._steel * 0.8, z)
                for k, middle in enumerate((plan.median_m / 2 + 3.0, plan.half_m - 3.0)):
                    span = (middle - 2.4, middle + 2.4)
                    self._board(frame, lens, self._gantry_boards[k], span, at, (5.2, 7.6), z)

            found.append((z, draw))
        return found

    def _signs(self, lens: Lens) -> list[Item]:
        found: list[Item] = []
        along = self._slots(lens, self.spacing_m(SIGN_M), 600.0, offset_m=70.0)
        forward = 1.0 if math.cos(lens.yaw) > 0 else -1.0
        for at in along:
            z = float(lens.turned(np.array([self._edge_m * forward]), np.array([at]))[1][0])
            if z < 7:
                continue

            def draw(frame: NDArray[np.uint8], at: float = at, z: float = z) -> None:
                near = forward * (self._edge_m + 1.4)
                span = (near, near + forward * 3.4)
                for lateral in (near + forward * 0.5, near + forward * 2.9):
                    x, y, per_m, _ = lens.seen(np.array([lateral]), np.array([at]))[0]
                    self._block(frame, x, y, 2.0 * per_m, 0.06 * per_m, self._steel * 0.75, z)
                board = self._boards[self._number(at) % len(self._boards)]
                self._board(frame, lens, board, span, at, (1.7, 3.7), z)

            found.append((z, draw))
        return found

    # -- drawing ------------------------------------------------------------------------------

    def _board(
        self, frame: NDArray[np.uint8], lens: Lens, board: Board, span: tuple[float, float],
        at: float, rise: tuple[float, float], z: float,
    ) -> None:  # fmt: skip
        """A sign's face, left to right as it is seen."""
        low = lens.seen(np.array(span), np.full(2, at), rise[0])[:, :2]
        high = lens.seen(np.array(span), np.full(2, at), rise[1])[:, :2]
        clear = math.exp(-((max(0.0, z) / self._look.sight_m) ** 0.85))
        board.draw(frame, np.concatenate([high, low[::-1]]), self._look.haze, clear)

    def _panel(
        self, frame: NDArray[np.uint8], lens: Lens, span: tuple[float, float], at: float,
        rise: tuple[float, float], colour: NDArray[np.float32], z: float,
    ) -> None:  # fmt: skip
        low = lens.seen(np.array(span), np.full(2, at), rise[0])[:, :2]
        high = lens.seen(np.array(span), np.full(2, at), rise[1])[:, :2]
        self._fill(frame, np.concatenate([low, high[::-1]]), colour, z)

    def _block(
        self, frame: NDArray[np.uint8], x: float, y: float, high: float, half: float,
        colour: NDArray[np.float32], z: float,
    ) -> None:  # fmt: skip
        if half < 0.5:
            # Thinner than a pixel: a line that pales, or it would flicker.
            share = max(0.25, 2 * half)
            ends = np.array([[x, y], [x, y - high]])
            self._line(frame, ends, colour, z, 1, share)
            return
        box = np.array([[x - half, y], [x + half, y], [x + half, y - high], [x - half, y - high]])
        self._fill(frame, box, colour, z)
        dark = box.copy()
        dark[[0, 3], 0] = x + 0.2 * half
        self._fill(frame, dark, colour * np.float32(0.68), z)

    def _fill(
        self, frame: NDArray[np.uint8], polygon: NDArray[np.float64], colour: NDArray[np.float32],
        z: float,
    ) -> None:  # fmt: skip
        places = np.round(np.clip(polygon, -8000, 8000) * (1 << _SHIFT)).astype(np.int32)
        cv2.fillPoly(frame, [places], self._ink(colour, z), cv2.LINE_AA, _SHIFT)

    def _line(
        self, frame: NDArray[np.uint8], points: NDArray[np.float64], colour: NDArray[np.float32],
        z: float, thick_px: int, share: float = 1.0,
    ) -> None:  # fmt: skip
        places = np.round(np.clip(points, -8000, 8000) * (1 << _SHIFT)).astype(np.int32)
        ink = self._ink(colour, z, share)
        cv2.polylines(frame, [places], False, ink, thick_px, cv2.LINE_AA, _SHIFT)

    def _ink(
        self, colour: NDArray[np.float32], z: float, share: float = 1.0
    ) -> tuple[float, float, float]:
        clear = math.exp(-((max(0.0, z) / self._look.sight_m) ** 0.85)) * share
        value = (self._look.haze + (colour - self._look.haze) * np.float32(clear)) * 255
        return float(value[0]), float(value[1]), float(value[2])

    def _spots(
        self, frame: NDArray[np.uint8], spots: list[tuple[float, float, float]], power: float,
        *, halo: bool = False,
    ) -> None:  # fmt: skip
        rows = np.array(spots, np.float32)
        powers = np.full(len(rows), power, np.float32)
        if halo:
            wide = rows * np.array([1, 1, 5.5], np.float32)
            rows, powers = np.concatenate([rows, wide]), np.concatenate([powers, powers * 0.22])
        add_spots(
            frame, np.ascontiguousarray(rows[:, 0]), np.ascontiguousarray(rows[:, 1]),
            np.ascontiguousarray(rows[:, 2]), _LAMP_RGB, powers,
        )  # fmt: skip

    # -- places -------------------------------------------------------------------------------

    def _slots(
        self, lens: Lens, spacing_m: float, reach_m: float, offset_m: float = 0.0
    ) -> NDArray[np.float64]:
        """Places along the road within reach, in the order of their number."""
        sin, cos = abs(math.sin(lens.yaw)), math.cos(lens.yaw)
        behind, ahead = (reach_m, reach_m) if sin > 0.9 else (40.0, reach_m)
        if cos < -0.3:
            behind, ahead = ahead, behind
        offset = offset_m % spacing_m
        first = math.floor((lens.along_m - behind - offset) / spacing_m)
        last = math.ceil((lens.along_m + ahead - offset) / spacing_m)
        return np.arange(first, last + 1, dtype=np.float64) * spacing_m + offset

    def _number(self, at: float) -> int:
        """Which of the roadside signs stands there: the same one again after a loop."""
        spacing = self.spacing_m(SIGN_M)
        number = round((at - 70.0 % spacing) / spacing)
        return number if self._period_m is None else number % round(self._period_m / spacing)

    def _is_inside(self, x: float, per_m: float) -> bool:
        return -per_m < x < self._canvas.width_px + per_m

    def _is_before_hero(self, side: float) -> bool:
        """Whether that side of the road is between a camera beside it and the road."""
        return self._plan.yaw != 0 and side * self._plan.lateral_m > self._edge_m - 0.6
