"""How a shot of a highway is composed: where the camera rides, what road and land it sees."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np

from kinoloom.generators.painted.cast.blocking import subject_height_px
from kinoloom.generators.painted.settings.highway.lens import Course

if TYPE_CHECKING:
    from kinoloom.generators.painted.easel.canvas import Canvas
    from kinoloom.generators.painted.spec import SceneSpec, Subject

View = Literal["drive", "rolling", "side", "drone", "motorway", "chase", "lead"]
Terrain = Literal["prairie", "desert", "coast", "pines", "wheat"]

LANE_M, SHOULDER_M = 3.6, 1.5
PERSON_M = 1.75
_STILL = {"stand", "sit", "wave", "dance"}
LONE = "wagon"
"""What a camera that rides beside somebody finds when nobody was named."""
_KINDS = {
    "car": "saloon", "taxi": "taxi", "police car": "saloon", "racing car": "sports",
    "jeep": "wagon",
    "sport utility vehicle": "wagon", "truck": "lorry", "articulated lorry": "lorry",
    "pickup truck": "pickup", "bus": "bus", "minibus": "bus", "fire engine": "lorry",
    "ambulance": "wagon", "motorcycle": "motorcycle", "motorcyclist": "motorcycle",
    "motor scooter": "motorcycle", "scooter": "motorcycle", "cyclist": "bicycle",
    "bicycle": "bicycle", "tractor": "pickup",
}  # fmt: skip
_LENGTH_M = {"lorry": 15.0, "bus": 11.5, "motorcycle": 2.2, "bicycle": 1.7}
_SPEEDS = {"bicycle": 7.5, "lorry": 20.0, "bus": 20.0}


@dataclass(frozen=True)
class Plan:
    """One composition. Lengths in metres; `lanes` in each direction."""

    view: View
    terrain: Terrain
    lanes: int
    median_m: float
    eye_m: float
    yaw: float
    focal_px: float
    centre_x: float
    horizon: float
    lateral_m: float
    speed_m_per_s: float
    course: Course
    sun_x: float
    sun_y: float
    sea_side: int
    has_wires: bool
    has_rail: bool
    has_lamps: bool
    traffic: int
    hero_at: tuple[float, float] = (0.0, 0.0)
    """Right of and ahead of the camera."""
    people_m: float = 0.0
    """How far before the camera those on foot are, on the verge before the road; 0: nobody."""

    @property
    def half_m(self) -> float:
        """From the middle to the outer edge of the lanes."""
        return self.median_m / 2 + self.lanes * LANE_M

    @property
    def lane_m(self) -> float:
        """The middle of the outer right lane."""
        return self.half_m - LANE_M / 2


def kind_of(subject: Subject) -> str | None:
    """The model of a subject that drives here; None for others."""
    if subject.action == "cycle":
        return "bicycle"
    noun = subject.noun
    if noun in _KINDS:
        return _KINDS[noun]
    return "saloon" if noun.endswith((" car", " cars")) else None


def compose(spec: SceneSpec, canvas: Canvas) -> Plan:
    """The composition of a spec's seed, camera and subjects."""
    rng = np.random.default_rng([spec.seed & 0xFFFFFFFF, 0x416])
    heroes = [kind for kind in map(kind_of, spec.subjects) if kind is not None]
    people = len(spec.subjects) > len(heroes)
    view = _view_of(spec, heroes[0] if heroes else None, people, rng)
    if view == "drone" and spec.weather in ("fog", "sandstorm"):
        # From up there nothing would be seen.
        view = "rolling"
    terrain = _terrain_of(spec, rng)
    height, width = canvas.height_px, canvas.width_px
    focal = 1.12 * height if width >= height else 0.80 * height
    focal *= {"wide": 0.74, "normal": 1.0, "macro": 1.25}[spec.lens]
    lanes, median, yaw = 1, 0.0, 0.0
    centre, horizon = float(rng.uniform(0.40, 0.60)), float(rng.uniform(0.44, 0.56))
    lateral, course, traffic = 1.0, Course(), int(rng.integers(7, 11))
    eye = float(rng.uniform(1.7, 2.6))
    swing = 1.0 if rng.random() < 0.5 else -1.0
    hero_at = (0.0, 0.0)
    speed = 9.0 + 16.0 * spec.motion
    match view:
        case "drive":
            lateral = float(rng.choice([0.7, 1.8, 1.8]))
            course = Course(climb=0.002)
        case "rolling":
            eye = float(rng.uniform(3.2, 6.0))
            lateral = float(rng.uniform(-0.5, 2.0))
            course = Course(
                swing * float(rng.uniform(9, 22)), float(rng.uniform(75, 130)),
                float(rng.uniform(3.4, 6.5)), float(rng.uniform(34, 52)),
                float(rng.uniform(0.030, 0.052)),
            )  # fmt: skip
            horizon, centre = float(rng.uniform(0.50, 0.58)), 0.5 - 0.10 * swing
        case "side":
            eye, yaw = float(rng.uniform(1.25, 1.7)), -math.pi / 2
            horizon = float(rng.uniform(0.56, 0.63))
        case "drone":
            eye, lateral = float(rng.uniform(16, 34)), swing * float(rng.uniform(3, 14))
            horizon, traffic = float(rng.uniform(0.22, 0.30)), 11
            yaw = -swing * float(rng.uniform(0.10, 0.24))
            if rng.random() < 0.6:
                course = Course(swing * float(rng.uniform(26, 55)), float(rng.uniform(120, 190)))
        case "motorway":
            lanes, median = 3, 5.0
            eye, lateral = float(rng.uniform(8.0, 12.0)), swing * float(rng.uniform(0, 7.5))
            horizon, traffic = float(rng.uniform(0.34, 0.44)), 23
            course = Course(swing * float(rng.uniform(10, 40)), float(rng.uniform(150, 260)))
        case "chase" | "lead":
            eye = float(rng.uniform(1.25, 1.9))
            horizon = float(rng.uniform(0.47, 0.54))
            centre = 0.5 + 0.06 * swing
    if view in ("side", "chase", "lead"):
        yaw, hero_at, lateral, traffic = _framed(spec, canvas, view, heroes, focal, eye, rng)
    if canvas.is_portrait and view not in ("drone",):
        horizon = min(0.62, horizon + 0.05)
    people_m = 0.0
    if people:
        tall_px = person_height_px(spec, canvas)
        people_m = focal * PERSON_M / tall_px
        yaw = math.copysign(math.pi / 2, yaw or swing)
        # Aslant, or the road would be a flag's stripes; who walks far would leave the verge.
        slant = float(rng.uniform(0.55, 1.0)) * (1 if rng.random() < 0.5 else -1)
        slant *= 0.38 if _is_still(spec) else 0.20
        lateral = -math.copysign(LANE_M + SHOULDER_M + people_m + _gap_m(spec), yaw)
        yaw += slant
        horizon = min(horizon, 0.885 - eye / PERSON_M * tall_px / height)
    low = spec.hour in ("dawn", "golden_hour", "dusk")
    sun_x = float(rng.uniform(0.16, 0.84))
    if view == "drive" and low and rng.random() < 0.5:
        sun_x = centre + float(rng.uniform(-0.04, 0.04))
    sun_y = (
        horizon - float(rng.uniform(0.07, 0.15)) if low else horizon * float(rng.uniform(0.2, 0.4))
    )
    if spec.move == "static":
        speed = 0.0
    elif view in ("drone", "motorway"):
        speed *= 0.7 if view == "drone" else 0.25
    elif heroes:
        speed = max(speed, 12.0)
        speed = min(speed, _SPEEDS.get(heroes[0], 24.0))
    if spec.move in ("push_in", "aerial"):
        speed *= 1.25
    if spec.move == "pull_back" and not heroes:
        speed *= -0.6
    if people:
        speed = 0.0
    return Plan(
        view, terrain, lanes, median, eye, yaw, focal, centre, horizon, lateral, speed, course,
        sun_x, sun_y, int(rng.choice([-1, 1])) if view != "side" else (-1 if yaw < 0 else 1),
        has_wires=view in ("drive", "side", "chase", "rolling", "lead") and rng.random() < 0.62,
        has_rail=view == "motorway" or terrain == "coast" or rng.random() < 0.3,
        has_lamps=view == "motorway" or (people and spec.hour == "night"),
        traffic=traffic, hero_at=hero_at, people_m=people_m,
    )  # fmt: skip


def person_height_px(spec: SceneSpec, canvas: Canvas) -> float:
    """How tall somebody on foot is in this frame."""
    on_foot = tuple(each for each in spec.subjects if kind_of(each) is None)
    return 0.9 * subject_height_px(spec.model_copy(update={"subjects": on_foot}), canvas)


def _is_still(spec: SceneSpec) -> bool:
    """Whether those on foot are few and stay where they are."""
    on_foot = [each for each in spec.subjects if kind_of(each) is None]
    return sum(each.count for each in on_foot) <= 2 and all(
        each.action in _STILL for each in on_foot
    )


def _gap_m(spec: SceneSpec) -> float:
    """From the asphalt's edge to the middle of those on foot: a group needs room in depth."""
    count = sum(subject.count for subject in spec.subjects if kind_of(subject) is None)
    return min(2.6, 1.1 + 0.25 * (count - 1))


def _view_of(spec: SceneSpec, hero: str | None, people: bool, rng: np.random.Generator) -> View:
    pick = float(rng.random())
    if people:
        # They go along the road, so it is seen from beside it; who drives passes behind them.
        return "side"
    if hero is not None:
        if spec.move == "aerial":
            return "drone"
        return "chase" if pick < 0.40 else ("side" if pick < 0.70 else "lead")
    shares: tuple[tuple[float, View], ...] = (
        (0.24, "drive"), (0.50, "rolling"), (0.66, "drone"), (0.80, "motorway"),
    )  # fmt: skip
    if spec.move == "aerial":
        shares = ((0.65, "drone"), (1.0, "motorway"))
    for share, view in shares:
        if pick < share:
            return view
    return "side" if float(rng.random()) < 0.5 else "chase"


def _terrain_of(spec: SceneSpec, rng: np.random.Generator) -> Terrain:
    if spec.land in ("mesas", "dunes", "rocks"):
        return "desert"
    kinds: list[Terrain] = ["prairie", "desert", "coast", "pines", "wheat"]
    if spec.season == "winter" or spec.weather == "snow":
        kinds = ["prairie", "pines", "pines", "coast"]
    if spec.weather == "sandstorm":
        kinds = ["desert"]
    return kinds[int(rng.integers(len(kinds)))]


def _framed(
    spec: SceneSpec, canvas: Canvas, view: View, heroes: list[str], focal: float, eye: float,
    rng: np.random.Generator,
) -> tuple[float, tuple[float, float], float, int]:  # fmt: skip
    """Yaw, the hero's place, the camera's lateral place, and how much traffic there is."""
    hero = heroes[0] if heroes else LONE
    length = _LENGTH_M.get(hero, 4.6)
    slim = 0.8 if hero in ("motorcycle", "bicycle") else (2.5 if length > 9 else 1.9)
    size = {"small": 0.75, "normal": 1.0, "large": 1.25}[spec.subjects[0].size] if heroes else 0.7
    room = min(canvas.width_px, 1.35 * canvas.height_px)
    leftward = bool(heroes) and spec.subjects[0].heading == "left"
    lane = LANE_M / 2
    if view == "side":
        yaw = math.pi / 2 if leftward else -math.pi / 2
        share = {"lorry": 0.74, "bus": 0.66, "motorcycle": 0.26, "bicycle": 0.22}.get(hero, 0.44)
        depth = max(3.2, focal * length / (share * size * room))
        # Seen from the left going right is seen from the right side of the road.
        lateral = lane + depth if not leftward else lane - depth
        return yaw, (0.0, depth), lateral, 5
    turn = float(rng.uniform(0.30, 0.52)) * (1 if rng.random() < 0.5 else -1)
    if length > 9:
        turn *= 0.62
    yaw = turn if view == "chase" else math.pi + turn
    broad = slim * math.cos(turn) + 0.8 * length * abs(math.sin(turn))
    share = {"motorcycle": 0.22, "bicycle": 0.18, "lorry": 0.40, "bus": 0.40}.get(hero, 0.40)
    depth = focal * broad / (share * size * room) + 0.35 * length
    across = 0.0 if canvas.is_portrait else float(rng.uniform(-0.05, 0.05)) * canvas.width_px
    right = across / focal * depth
    lateral = lane - (right * math.cos(yaw) + depth * math.sin(yaw))
    return yaw, (right, depth), lateral, 5
