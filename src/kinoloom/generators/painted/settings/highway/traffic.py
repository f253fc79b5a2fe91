"""Who drives where: the hero of the shot and the others, in their lanes, to the second."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from kinoloom.generators.painted.easel.colour import rgb
from kinoloom.generators.painted.settings.highway.bodies import Placed
from kinoloom.generators.painted.settings.highway.models import Rgb, vehicle
from kinoloom.generators.painted.settings.highway.plan import LANE_M, LONE, kind_of
from kinoloom.generators.painted.spec import Subject

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kinoloom.generators.painted.settings.highway.lens import Lens
    from kinoloom.generators.painted.settings.highway.mesh import Mesh
    from kinoloom.generators.painted.settings.highway.plan import Plan
    from kinoloom.generators.painted.spec import SceneSpec

PAINTS: tuple[Rgb, ...] = (
    (0.78, 0.79, 0.80), (0.50, 0.52, 0.55), (0.06, 0.065, 0.075), (0.46, 0.07, 0.06),
    (0.09, 0.18, 0.36), (0.20, 0.22, 0.24), (0.60, 0.53, 0.42), (0.08, 0.22, 0.17),
    (0.68, 0.38, 0.08),
)  # fmt: skip
_OTHERS = ("saloon", "hatch", "wagon", "pickup", "saloon", "wagon", "lorry", "hatch", "bus")
_HERO_PAINTS: dict[str, tuple[Rgb, ...]] = {
    "sports": ((0.72, 0.05, 0.04), (0.85, 0.60, 0.04), (0.04, 0.20, 0.52), (0.86, 0.32, 0.03)),
    "bus": ((0.88, 0.60, 0.06), (0.75, 0.76, 0.78)),
    "lorry": ((0.62, 0.07, 0.05), (0.07, 0.18, 0.45), (0.06, 0.30, 0.26)),
    "motorcycle": ((0.66, 0.06, 0.04), (0.05, 0.16, 0.42), (0.80, 0.38, 0.04), (0.05, 0.05, 0.06)),
    "bicycle": ((0.80, 0.12, 0.08), (0.88, 0.66, 0.06), (0.08, 0.32, 0.62), (0.10, 0.46, 0.30)),
    "saloon": ((0.56, 0.07, 0.06), (0.07, 0.20, 0.40), (0.74, 0.75, 0.77), (0.10, 0.30, 0.26)),
    "wagon": ((0.10, 0.28, 0.26), (0.62, 0.14, 0.07), (0.70, 0.64, 0.50), (0.12, 0.22, 0.40)),
    "taxi": ((0.90, 0.62, 0.04),),
}
_REACH_M = 640.0
_GAP_M = 22.0
_CYCLE_M = 6.2
"""How far a bicycle goes while its pedals turn once."""


@dataclass(frozen=True)
class _Driver:
    mesh: Mesh
    lateral_m: float
    start_m: float
    speed_m_per_s: float
    direction: float
    reach_m: float
    behind_m: float
    phase: float


class Traffic:
    """All vehicles of a shot."""

    def __init__(self, spec: SceneSpec, plan: Plan, *, seconds: float, loops: bool) -> None:
        self._plan, self._seconds, self._loops = plan, seconds, loops
        rng = np.random.default_rng([spec.seed & 0xFFFFFFFF, 0x41A])
        self._heroes = [
            (subject, kind) for subject in spec.subjects if (kind := kind_of(subject)) is not None
        ]
        follows = plan.view in ("side", "chase", "lead") and plan.people_m == 0
        if not self._heroes and follows and not _is_empty(spec):
            self._heroes = [
                (Subject(noun="car", heading="left" if plan.yaw > 1 else "right"), LONE)
            ]
        self._meshes = [vehicle(kind, paint_of(s, kind, spec.seed)) for s, kind in self._heroes]
        self._drift = float(rng.uniform(0.5, 1.0)) * (1 if rng.random() < 0.5 else -1)
        self._drivers = [] if _is_empty(spec) else self._others(rng)

    def at(self, t_s: float, lens: Lens) -> Iterator[Placed]:
        """Every vehicle as it is at a time."""
        yield from self._heroes_at(t_s)
        for each in self._drivers:
            relative = each.start_m + (each.speed_m_per_s * each.direction) * t_s
            relative -= self._plan.speed_m_per_s * t_s
            rel = (relative + each.behind_m) % each.reach_m - each.behind_m
            edge = min(rel + each.behind_m, each.reach_m - each.behind_m - rel)
            shown = min(1.0, max(0.0, edge / (0.06 * each.reach_m)))
            if math.cos(lens.yaw) < -0.3:
                rel = -rel
            along = lens.along_m + rel
            bob = 0.012 * math.sin(self.turn(t_s, 1.6) + each.phase)
            yield Placed(
                each.mesh, each.lateral_m, along, each.direction,
                self._rolled(each.speed_m_per_s, t_s, each.mesh), bob, shown=shown,
            )  # fmt: skip

    def _heroes_at(self, t_s: float) -> Iterator[Placed]:
        plan = self._plan
        sin, cos = math.sin(plan.yaw), math.cos(plan.yaw)
        right, depth = plan.hero_at
        ride = plan.speed_m_per_s
        row = 0
        for (subject, kind), mesh in zip(self._heroes, self._meshes, strict=True):
            for n in range(min(4, subject.count)):
                if plan.view in ("side", "chase", "lead"):
                    along = -right * sin + depth * cos
                else:
                    along = 24.0 + 0.6 * plan.eye_m
                gap = 1.5 * mesh.length_m + 2.5
                along += row * gap * (1 if cos > -0.3 else -1)
                lateral = plan.lane_m if plan.lanes == 1 else plan.lane_m - LANE_M
                if row % 2 and plan.view != "side" and mesh.width_m < 1.0:
                    lateral += 0.9
                slow = self.turn(t_s, 0.16)
                along += self._drift * 0.35 * math.sin(slow + 0.9 * n)
                speed = ride
                if ride <= 0.1:
                    speed = {"bicycle": 5.0}.get(kind, 8.0)
                    if plan.view == "side":
                        # In a loop it comes from outside the frame and leaves it.
                        way_m = speed * self._seconds
                        if self._loops:
                            way_m = max(way_m, 3.2 * abs(plan.lateral_m) + 4 * mesh.length_m)
                        along += way_m * (t_s / self._seconds - 0.5)
                        if plan.people_m:
                            # Ahead of those on foot, not a backdrop to them.
                            along += 0.9 * mesh.length_m
                    else:
                        along += speed * (t_s - 0.25 * self._seconds)
                lateral += 0.07 * math.sin(slow * 1 + 2.1 * row)
                bob = 0.010 * math.sin(self.turn(t_s, 2.3) + row) + 0.006 * math.sin(
                    self.turn(t_s, 4.1)
                )
                rolling = self._rolled(ride if ride > 0.1 else speed, t_s, mesh)
                sway = 0.015 * math.sin(slow + row)
                if kind == "bicycle":
                    sway = 0.035 * math.sin(self.turn(t_s, speed / _CYCLE_M))
                yield Placed(
                    mesh, lateral, along + ride * t_s, 1.0, rolling, bob, sway,
                    pedal=(self.turn(t_s, speed / _CYCLE_M) / (2 * math.pi)) % 1.0,
                )  # fmt: skip
                row += 1

    def _rolled(self, speed_m_per_s: float, t_s: float, mesh: Mesh) -> float:
        """The way the wheels roll: whole turns of a fifth in a film that loops."""
        way_m, total = speed_m_per_s * t_s, abs(speed_m_per_s) * self._seconds
        if not self._loops or way_m == 0:
            return way_m
        step = 2 * math.pi * float(mesh.wheels[0, 2]) / 5
        return way_m * max(1, round(total / step)) * step / max(0.1, total)

    def turn(self, t_s: float, rate_hz: float) -> float:
        """An angle; whole turns in a film that loops."""
        if self._loops and self._seconds > 0:
            rate_hz = max(1, round(rate_hz * self._seconds)) / self._seconds
        return 2 * math.pi * rate_hz * t_s

    def _others(self, rng: np.random.Generator) -> list[_Driver]:
        plan = self._plan
        made: list[_Driver] = []
        # One lane, one speed, or they would drive through each other.
        paces = {way: float(rng.uniform(20, 27)) for way in (-1.0, 1.0)}
        for k in range(plan.traffic):
            follows = plan.view in ("chase", "lead")
            # A camera that rides in the other lane must not be run into.
            both_ways = plan.view != "side" or (plan.people_m > 0 and not self._heroes)
            comes = (plan.lateral_m > 4.6) if follows else (k % 2 == 0 or not both_ways)
            kind = _OTHERS[int(rng.integers(len(_OTHERS)))]
            if kind in ("lorry", "bus") and self._would_hide(comes=comes):
                kind = "hatch"
            paint = PAINTS[int(rng.integers(len(PAINTS)))]
            mesh = vehicle(kind, paint)
            speed = float(rng.uniform(19, 29)) * (0.8 if kind in ("lorry", "bus") else 1.0)
            lane = int(rng.integers(plan.lanes))
            if kind in ("lorry", "bus"):
                lane = plan.lanes - 1
            away = plan.median_m / 2 + (lane + 0.5) * LANE_M
            direction = -1.0 if comes else 1.0
            if plan.lanes == 1:
                speed = paces[direction]
            reach = _REACH_M if plan.view != "side" else 380.0
            behind = 30.0 if plan.view != "side" else 150.0
            if not comes and plan.view in ("drive", "rolling", "chase", "lead"):
                # Whoever we follow keeps its distance, nearly.
                speed = abs(plan.speed_m_per_s) + float(rng.uniform(-0.4, 1.6))
                speed = max(speed, 8.0)
            share = (k + float(rng.uniform(0.15, 0.85))) / max(1, plan.traffic)
            start = None
            if not comes and plan.view != "side":
                start = (46.0 if follows else 19.0) + 30.0 * k * float(rng.uniform(0.7, 1.3))
            if self._loops and self._seconds > 0:
                closing = speed * direction - plan.speed_m_per_s
                if abs(closing) * self._seconds < 60 and start is not None:
                    speed = plan.speed_m_per_s
                else:
                    turns = max(1, round(abs(closing) * self._seconds / reach))
                    reach = abs(closing) * self._seconds / turns
                    behind = min(behind, (0.5 if plan.view == "side" else 0.2) * reach)
                    if start is None and (k + 1) * _GAP_M > reach:
                        continue
            if start is None:
                start = share * reach
            made.append(
                _Driver(mesh, direction * away, start, speed, direction, reach, behind,
                        6.28 * float(rng.random()))
            )  # fmt: skip
        return made

    def _would_hide(self, *, comes: bool) -> bool:
        """Whether a lorry would stand between the camera and what it looks at."""
        if self._plan.view in ("side", "chase", "lead"):
            return True
        # It would pass an arm's length from the lens, and be a dark wall there.
        return comes and self._plan.view in ("drive", "rolling")


def _is_empty(spec: SceneSpec) -> bool:
    return any(noun in spec.without for noun in ("car", "cars", "traffic", "vehicle", "vehicles"))


def paint_of(subject: Subject, kind: str, seed: int) -> Rgb:
    """The colour asked for, or one that suits it."""
    if subject.colour is not None:
        asked = rgb(subject.colour)
        return float(asked[0]), float(asked[1]), float(asked[2])
    if subject.noun == "police car":
        return (0.05, 0.07, 0.16)
    if subject.noun == "fire engine":
        return (0.70, 0.05, 0.04)
    if subject.noun == "ambulance":
        return (0.86, 0.87, 0.88)
    choices = _HERO_PAINTS.get(kind, PAINTS)
    return choices[seed % len(choices)]
