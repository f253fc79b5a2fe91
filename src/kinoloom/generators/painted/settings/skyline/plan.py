"""The composition of a skyline: where everything is, decided by frame, seed and subjects."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

import numpy as np

from kinoloom.generators.painted.air.sun_place import sun_aside, sun_side
from kinoloom.generators.painted.easel.deal import dealt
from kinoloom.generators.painted.easel.layer import Shear
from kinoloom.generators.painted.settings.city.vehicles import flies, is_car
from kinoloom.generators.painted.settings.mountains.vista import AFLOAT

if TYPE_CHECKING:
    from kinoloom.generators.painted.easel.canvas import Canvas
    from kinoloom.generators.painted.spec import SceneSpec, Subject

Landmark = Literal["bridge", "wheel", "none"]
FAR_PARALLAX, MIDDLE_PARALLAX, SHORE_PARALLAX = 0.07, 0.15, 0.27
_SUN_LEVEL = {"day": 0.14, "night": 0.15, "golden_hour": 0.46, "dawn": 0.50, "dusk": 0.52}


class Downtown(NamedTuple):
    """A rise of the skyline: the towers around `x_px` are higher; `rise` 0..1."""

    x_px: float
    reach_px: float
    rise: float


class Build(NamedTuple):
    """How a town is built, as factors: its towers' width and height, the air between them."""

    width: float
    height: float
    gap: float


_BUILDS = (
    Build(1.0, 1.0, 1.0), Build(1.5, 0.72, 0.5), Build(0.72, 1.12, 1.7), Build(1.25, 1.08, 0.3),
)  # fmt: skip
"""Usual, broad and low, slender and loose, a wall of towers."""


class Plan(NamedTuple):
    """Places on the painted canvas. `side` is where the sun stands: -1 left, 1 right."""

    side: int
    shore_y_px: float
    room_px: float
    sun_x_px: float
    sun_y_px: float
    downtowns: tuple[Downtown, ...]
    landmark: Landmark
    landmark_x_px: float
    quay_y_px: float | None
    feet_y_px: float
    afloat_y_px: float
    ground: Shear
    is_neon: bool
    has_framing: bool
    """Whether trees, reeds or rocks of the near bank frame the view."""
    build: Build


def is_afloat(subject: Subject) -> bool:
    """Whether the subject belongs on the water."""
    return subject.noun in AFLOAT or subject.action == "swim"


def stands(subject: Subject) -> bool:
    """Whether the subject needs ground."""
    return not is_afloat(subject) and not (is_car(subject) and flies(subject))


def compose(spec: SceneSpec, canvas: Canvas) -> Plan:
    """A plan for this shot; who stands gets a promenade on the near bank."""
    rng = np.random.default_rng([spec.seed & 0xFFFFFFFF, 0x5C1])
    width, height = canvas.width_px, canvas.height_px
    left, top = canvas.margin_x_px, canvas.margin_y_px
    on_land = any(stands(each) for each in spec.subjects)
    tall = canvas.is_portrait
    level = dealt((0.54, 0.82, 0.66, 0.75), spec.seed, 0x5C3)
    level += float(rng.uniform(-0.02, 0.02)) - (0.03 if tall else 0.0)
    level = min(level, 0.66) if on_land else level
    shore = top + level * height
    side = sun_side(spec.light, 1 if rng.random() < 0.5 else -1)
    middle = canvas.paint_width_px / 2
    aside = sun_aside(spec.light, float(rng.uniform(0.12, 0.36)), spec.composition)
    sun_x = middle + side * width * aside * (0.85 if tall else 1.0)
    sun_y = top + height * (_SUN_LEVEL[spec.hour] + float(rng.uniform(-0.04, 0.04)))
    main = left + width * (0.5 - side * float(rng.uniform(0.0, 0.30)))
    if spec.composition == "symmetrical":
        main = middle
    downtowns = [Downtown(main, width * float(rng.uniform(0.10, 0.32)), 1.0)]
    if rng.random() < 0.65:
        away = width * float(rng.uniform(0.36, 0.52)) * side
        reach = width * float(rng.uniform(0.06, 0.13))
        downtowns.append(Downtown(main + away, reach, float(rng.uniform(0.35, 0.7))))
    kinds: tuple[Landmark, ...] = ("bridge", "wheel", "none", "bridge")
    kind = kinds[int(rng.integers(len(kinds)))]
    if any(subject.noun == "bridge" for subject in spec.subjects):
        kind = "bridge"
    quay_wanted = on_land or rng.random() < 0.35
    quay = top + height * (0.80 if on_land else 0.925)
    cars = any(is_car(each) and flies(each) for each in spec.subjects)
    water = top + height - shore
    return Plan(
        side=side,
        shore_y_px=shore,
        room_px=shore - top,
        sun_x_px=sun_x,
        sun_y_px=sun_y,
        downtowns=tuple(downtowns),
        landmark=kind,
        landmark_x_px=left + width * (0.5 + side * float(rng.uniform(0.22, 0.36))),
        quay_y_px=quay if quay_wanted else None,
        feet_y_px=top + height * 0.925,
        afloat_y_px=shore + (0.35 if on_land else 0.5) * water,
        ground=Shear(shore, float(canvas.paint_height_px), SHORE_PARALLAX, 1.15),
        is_neon=spec.style == "neon" or cars,
        has_framing=bool(rng.random() < 0.75),
        build=dealt(_BUILDS, spec.seed, 0x5C8),
    )
