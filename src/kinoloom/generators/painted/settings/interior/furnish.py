"""Where the furniture of a room stands: along its walls, around the place people need."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from kinoloom.generators.painted.settings.interior import joinery as make
from kinoloom.generators.painted.settings.interior.bench import Bench
from kinoloom.generators.painted.settings.interior.room import BACK, LEFT, RIGHT

if TYPE_CHECKING:
    from kinoloom.generators.painted.easel.canvas import Canvas
    from kinoloom.generators.painted.settings.interior.plan import Plan
    from kinoloom.generators.painted.spec import SceneSpec, Subject

_QUARTER = math.pi / 2
_PAINTINGS = (("#c9a06a", "#3f5a66"), ("#d8c4a0", "#a34e34"), ("#8fa6a8", "#2f4438"),
              ("#e0b58a", "#54405c"))  # fmt: skip


class _Walls:
    """How much of each wall is still free, and in sight."""

    def __init__(self, plan: Plan, canvas: Canvas) -> None:
        self._plan, self._canvas = plan, canvas
        room, view = plan.room, plan.room.view
        reach = canvas.width_px / 2 / view.focal_px * 0.97
        axis = math.tan(view.yaw)
        self.left = max(-room.left_m, (axis - reach) * room.back_m) + 0.05
        self.right = min(room.right_m, (axis + reach) * room.back_m) - 0.05

    def beside_window(self) -> list[tuple[float, float]]:
        """Runs of the back wall without a window, the longest first."""
        edges = sorted((w.u0, w.u1) for w in self._plan.room.windows if w.wall == BACK)
        runs: list[tuple[float, float]] = []
        at = self.left
        for u0, u1 in edges:
            runs.append((at, u0 - 0.22))
            at = u1 + 0.22
        runs.append((at, self.right))
        kept = [run for run in runs if run[1] - run[0] > 0.35]
        return sorted(kept, key=lambda run: run[0] - run[1])

    def side_start(self, wall: int) -> float:
        """The z at which a side wall comes into the picture."""
        room, view = self._plan.room, self._plan.room.view
        edge = -room.left_m if wall == LEFT else room.right_m
        half = self._canvas.width_px / 2 / view.focal_px
        for z in np.arange(0.8, room.back_m, 0.1):
            x, _, depth = view.project(edge, 1.0, float(z))
            if depth > 0.3 and abs(x - view.centre_x_px) < half * view.focal_px:
                return float(z)
        return room.back_m


def furnish(
    spec: SceneSpec, plan: Plan, canvas: Canvas, *, lit: float, sitter: Subject | None = None
) -> Bench:
    """The room's furniture; `lit` is how bright its lamps burn. Who sits gets a seat."""
    rng = np.random.default_rng([spec.seed & 0xFFFFFFFF, 0xF0])
    bench = Bench(plan.scheme.woods, lit)
    walls = _Walls(plan, canvas)
    if sitter is not None:
        _seat(bench, plan, sitter)
    _under_window(bench, plan, rng)
    _along_back(bench, plan, walls, rng)
    _along_sides(bench, plan, walls, rng)
    _on_floor(bench, plan, rng, free=not spec.subjects)
    _overhead(bench, plan, rng)
    if lit > 0.5 and not _shows_lamp(bench, plan, canvas):
        _beside_window(bench, plan, walls)
    return bench


def _shows_lamp(b: Bench, plan: Plan, canvas: Canvas) -> bool:
    """Whether any of the lamps is in the picture."""
    middle, half = canvas.margin_x_px + canvas.width_px / 2, 0.46 * canvas.width_px
    seen = (plan.room.view.project(*lamp.at) for lamp in b.lamps)
    return any(depth > 0.3 and abs(x - middle) < half for x, _, depth in seen)


def _beside_window(b: Bench, plan: Plan, walls: _Walls) -> None:
    """A lamp where the light of the evening has to come from: by the longest run of wall."""
    runs = walls.beside_window()
    start, stop = runs[0] if runs else (walls.left, walls.right)
    near = stop if abs(start - walls.left) < 0.01 else start
    inward = -0.12 if near == stop else 0.12
    make.stand_lamp(b, near + inward, plan.room.back_m - 0.78)


def _seat(b: Bench, plan: Plan, sitter: Subject) -> None:
    """A sofa where people stand, three quarters to us; its front is where the sitter looks."""
    x, z = plan.room.view.point_at(0.0, plan.subject_depth_m + 0.25)
    turn = (-0.80 if sitter.heading == "right" else 0.80) + plan.room.view.yaw
    make.sofa(b, x, z, turn, 1.62)
    b.seat = b.place(0.0, 0.47, -0.14)


def _under_window(b: Bench, plan: Plan, rng: np.random.Generator) -> None:
    room = plan.room
    for window in room.windows:
        middle, _ = window.middle
        turn = {BACK: 0.0, LEFT: -_QUARTER, RIGHT: _QUARTER}[window.wall]
        point = room.wall_point(window.wall, middle, 0.0)
        wide = window.u1 - window.u0
        if window.v0 > 0.3:
            make.sill(b, point[0], window.v0 - 0.05, point[2], turn, wide + 0.16)
    window = room.windows[0]
    middle, _ = window.middle
    wide = window.u1 - window.u0
    if window.wall != BACK:
        return
    z = room.back_m
    match plan.kind:
        case "kitchen":
            edge = min(room.right_m - middle, room.left_m + middle)
            make.counter(b, middle, z - 0.36, 0.0, min(2 * edge - 0.1, max(2.6, 1.5 * wide)))
        case "study":
            make.desk(b, middle + plan.hand * 0.12 * wide, z - 0.52, 0.0, min(1.7, wide),
                      study=bool(rng.random() < 0.5))  # fmt: skip
            make.chair(b, middle + plan.hand * 0.12 * wide - 0.15, z - 1.18,
                       math.pi + float(rng.uniform(-0.5, 0.5)))  # fmt: skip
        case "living" if window.v0 > 0.5 and not _has(b, "sofa"):
            make.sofa(b, middle, z - 0.62, 0.0, min(2.1, wide))
        case _:
            if window.v0 > 0.5 and rng.random() < 0.6:
                make.pot(b, middle - plan.hand * 0.3 * wide, z - 0.13, 0.075, window.v0 - 0.005)
                make.pot(b, middle - plan.hand * 0.17 * wide, z - 0.13, 0.06, window.v0 - 0.005)


def _along_back(b: Bench, plan: Plan, walls: _Walls, rng: np.random.Generator) -> None:
    sections: list[tuple[float, float]] = []
    for start, stop in walls.beside_window():
        count = max(1, round((stop - start) / 1.75))
        step = (stop - start) / count
        sections += [(start + k * step, start + (k + 1) * step) for k in range(count)]
    sections.sort(key=lambda run: run[0] - run[1])
    for k, (start, stop) in enumerate(sections):
        middle, wide = (start + stop) / 2, stop - start
        if plan.kind == "kitchen":
            if wide > 0.7:
                for up in (1.52, 1.9):
                    make.wall_shelf(b, middle, plan.room.back_m - 0.13, 0.0,
                                    min(1.3, wide - 0.1), up)  # fmt: skip
            continue
        _at_back(b, plan, k, middle, wide, rng)


def _at_back(
    b: Bench, plan: Plan, k: int, middle: float, wide: float, rng: np.random.Generator
) -> None:
    """One thing, or a small group, against the back wall."""
    z = plan.room.back_m
    colours = _PAINTINGS[int(rng.integers(len(_PAINTINGS)))]
    if plan.kind == "music" and not _has(b, "piano") and wide > 1.4:
        make.piano(b, middle, z - 0.36, 0.0)
    elif not _has(b, "bookshelf") and wide > 0.8 and (plan.kind != "loft" or rng.random() < 0.5):
        tall = float(rng.uniform(1.85, 2.2))
        make.bookshelf(b, middle, z - 0.18, 0.0, min(1.5, wide - 0.1), tall)
    elif wide > 1.1 and k % 2 == 0:
        make.picture(b, middle - 0.1, 1.36, z - 0.03, 0.0, (min(0.95, 0.55 * wide), 0.72), colours)
        make.side_table(b, middle - 0.28, z - 0.36, lamp=not _has(b, "side table"))
        make.pot(b, middle + 0.36, z - 0.38, 0.2)
    elif wide > 1.1:
        for n, (across, up, size) in enumerate(
            ((-0.32, 1.22, (0.42, 0.56)), (0.22, 1.48, (0.5, 0.36)), (0.2, 1.08, (0.34, 0.28)))
        ):
            tones = _PAINTINGS[(int(rng.integers(4)) + n) % 4]
            make.picture(b, middle + across, up, z - 0.03, 0.0, size, tones)
        make.chest(b, middle, z - 0.26, min(1.2, wide - 0.2))
    elif k % 2 == 0:
        make.pot(b, middle, z - 0.38, 0.24)
    else:
        make.stand_lamp(b, middle, z - 0.34)


def _along_sides(b: Bench, plan: Plan, walls: _Walls, rng: np.random.Generator) -> None:
    room = plan.room
    for wall in (LEFT, RIGHT):
        if any(window.wall == wall for window in room.windows):
            continue
        start = max(walls.side_start(wall) + 0.3, plan.subject_depth_m + 0.1)
        run = room.back_m - 0.5 - start
        if run < 0.7:
            continue
        middle = start + run / 2
        x = -room.left_m if wall == LEFT else room.right_m
        inward = 1.0 if wall == LEFT else -1.0
        turn = -_QUARTER if wall == LEFT else _QUARTER
        heavy = (wall == LEFT) == (plan.hand < 0)
        colours = _PAINTINGS[int(rng.integers(len(_PAINTINGS)))]
        if heavy and plan.kind == "music" and run > 1.5 and not _has(b, "piano"):
            make.piano(b, x + inward * 0.36, middle, turn)
        elif heavy and plan.kind in ("living", "loft") and run > 1.6 and not _has(b, "sofa"):
            make.sofa(b, x + inward * 0.55, middle, turn, min(2.1, run - 0.2))
            make.picture(b, x + inward * 0.03, 1.45, middle, turn, (1.1, 0.75), colours)
            make.stand_lamp(b, x + inward * 0.35, room.back_m - 0.4)
        elif plan.kind == "kitchen":
            make.wall_shelf(b, x + inward * 0.13, middle, turn, min(1.2, run), 1.6)
            make.low_table(b, x + inward * 0.55, middle, min(1.0, run), tall=0.74)
        elif heavy and plan.kind == "study" and not _has(b, "desk") and run > 1.2:
            make.desk(b, x + inward * 0.4, middle, turn, 1.4, study=True)
            make.chair(b, x + inward * 1.0, middle, turn + math.pi)
        elif heavy and run > 1.0 and not _has(b, "bookshelf"):
            make.bookshelf(b, x + inward * 0.18, middle, turn, min(1.4, run - 0.2), 2.1)
        else:
            make.picture(b, x + inward * 0.03, 1.4, middle, turn, (0.72, 0.92), colours)
            make.side_table(b, x + inward * 0.36, middle, lamp=not _has(b, "lamp"))
            make.pot(b, x + inward * 0.42, room.back_m - 0.44, 0.23)


def _on_floor(b: Bench, plan: Plan, rng: np.random.Generator, *, free: bool) -> None:
    room, view = plan.room, plan.room.view
    depth = plan.subject_depth_m + (0.35 if free else 0.1)
    x, z = view.point_at(float(rng.uniform(-0.25, 0.25)), depth)
    if plan.kind != "kitchen":
        make.rug(b, x, z + 0.25, 0.0, float(rng.uniform(2.2, 2.9)), float(rng.uniform(1.5, 1.9)))
    if not free:
        return
    side = -plan.hand
    if plan.kind in ("living", "loft"):
        make.low_table(b, x + 0.15 * side, z + 0.45, 1.05)
        ax, az = view.point_at(side * 0.30 * room.back_m, depth + 0.5)
        make.sofa(b, ax, az, side * float(rng.uniform(0.75, 1.1)), 0.92)
    elif plan.kind == "music":
        ax, az = view.point_at(side * 0.26 * room.back_m, depth + 0.45)
        make.sofa(b, ax, az, side * float(rng.uniform(0.6, 1.0)), 0.92)
    elif plan.kind == "kitchen":
        make.low_table(b, x, z + 0.35, 1.5, tall=0.74)
        make.chair(b, x - 0.95, z + 0.3, -_QUARTER * 0.8 + math.pi)
        make.chair(b, x + 0.35, z + 0.95, 0.2)
    else:
        ax, az = view.point_at(side * 0.24 * room.back_m, depth + 0.35)
        make.sofa(b, ax, az, side * float(rng.uniform(0.7, 1.1)), 0.9)


def _overhead(b: Bench, plan: Plan, rng: np.random.Generator) -> None:
    room = plan.room
    if plan.kind in ("loft", "kitchen") or rng.random() < 0.2:
        count = 4 if plan.kind == "loft" else 3
        for k in range(count):
            x = -room.left_m + (k + 0.5) / count * (room.left_m + room.right_m)
            make.beam(b, x, room.height_m, 1.2, room.back_m)
    if plan.kind in ("kitchen", "loft"):
        z = min(room.back_m - 1.1, plan.subject_depth_m + 1.1)
        middle = math.tan(room.view.yaw) * z
        for k in (-1, 0, 1):
            make.pendant(b, middle + 0.85 * k + 0.2, z, room.height_m - 0.95, room.height_m)


def _has(b: Bench, name: str) -> bool:
    return any(piece.name == name for piece in b.pieces)
