"""The composition of a shot in space: its worlds, where the sun stands, and who goes where."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from kinoloom.generators.painted.settings.heavens.globe import Body
from kinoloom.generators.painted.settings.heavens.surfaces import EARTH, SURFACES, Surface

if TYPE_CHECKING:
    import numpy as np

    from kinoloom.generators.painted.easel.canvas import Canvas
    from kinoloom.generators.painted.easel.light import Vector
    from kinoloom.generators.painted.spec import Hour, SceneSpec, Subject

Kind = Literal["limb", "giant", "world", "nebula"]
_KINDS: tuple[Kind, ...] = ("limb", "giant", "world", "nebula", "limb", "world")
SCENERY: dict[str, Kind] = {
    "planet": "world", "earth": "limb", "globe": "limb", "saturn": "giant",
    "gas_giant": "giant", "ringed_planet": "giant", "nebula": "nebula",
    "galaxy": "nebula", "moon": "world", "star": "nebula", "stars": "nebula", "sun": "limb",
}  # fmt: skip
"""Nouns that are the place itself, not somebody in it."""
_FACING: dict[Hour, float] = {
    "day": 0.62, "golden_hour": 0.16, "dusk": -0.40, "dawn": -0.34, "night": -0.50,
}  # fmt: skip
_BELOW: dict[Hour, float] = {
    "day": 0.52, "golden_hour": -0.05, "dusk": -0.62, "dawn": -0.56, "night": -0.90,
}  # fmt: skip
"""The same for a world below us, whose edge is lit when all else is night."""
"""How far the sun stands on our side of the planet (cosine): the hour of a place without one."""
_PEOPLED_GIANT = 0.15
"""Most radius of a ringed world in frame widths, where somebody floats beside it."""
_APART = 0.30
"""How far moons keep from whoever floats there, in the frame's smaller side."""


@dataclass(frozen=True)
class Plan:
    """The composition, on the painted canvas."""

    kind: Kind
    side: int
    sun: Vector
    body: Body | None
    moons: tuple[Body, ...]
    ring: tuple[float, float] | None
    """Tilt and roll of rings."""
    cast_x_px: float
    cast_y_px: float


def cast_of(spec: SceneSpec) -> tuple[Subject, ...]:
    """Those who are in the place, without those that are the place."""
    return tuple(one for one in spec.subjects if _key(one.noun) not in SCENERY)


def _key(noun: str) -> str:
    return noun.strip().lower().replace(" ", "_")


def plan_space(spec: SceneSpec, canvas: Canvas, rng: np.random.Generator) -> Plan:
    """The seed's composition for this frame's shape; nouns that are places choose its kind."""
    width, height = canvas.width_px, canvas.height_px
    middle_x, middle_y = canvas.paint_width_px / 2, canvas.paint_height_px / 2
    side = 1 if rng.random() < 0.5 else -1
    kind = _KINDS[int(rng.integers(len(_KINDS)))]
    for subject in spec.subjects:
        kind = SCENERY.get(_key(subject.noun), kind)
    facing = _FACING[spec.hour] + float(rng.uniform(-0.06, 0.06))
    if any(_key(one.noun) in SCENERY for one in spec.subjects):
        # A world that is asked for is no black disc.
        facing = max(facing, 0.18)
    peopled = bool(cast_of(spec))
    span = min(width, height)
    aside = float(rng.uniform(0.10, 0.20)) * (0.4 if canvas.is_portrait else 1)
    cast_x = middle_x - side * width * aside
    cast_y = middle_y - (0.05 if kind != "limb" else 0.10) * height
    turn = float(rng.uniform(0.35, 0.85))
    sun = _sun(side * math.sin(turn), -math.cos(turn), facing)
    body: Body | None = None
    ring = None
    moons: list[Body] = []
    spin = 0.010 * (0.6 + 0.8 * spec.motion)
    match kind:
        case "limb":
            # A world below us, so large that only its edge fits.
            radius = float(rng.uniform(1.25, 1.9)) * max(width, 0.9 * height)
            top = middle_y + height * float(rng.uniform(0.10, 0.24))
            aside = side * float(rng.uniform(0.05, 0.32)) * width
            y = top + radius - 0.5 * aside * aside / radius
            is_ours = _wants(spec, "earth") or rng.random() < 0.6
            surface = EARTH if is_ours else _pick(rng, "earth")
            up = math.atan2(aside, radius)
            facing = _BELOW[spec.hour] + float(rng.uniform(-0.04, 0.04))
            sun = _sun(side * 0.62 + 0.4 * math.sin(up), -0.8, facing)
            axis = unit(math.cos(up), float(rng.uniform(-0.3, 0.3)), float(rng.uniform(-0.2, 0.2)))
            body = Body(
                middle_x + aside, y, radius, surface, sun, axis, spin * 0.75,
                cities=1.0 if surface is EARTH else 0.0, seed=spec.seed,
            )  # fmt: skip
            if rng.random() < 0.45 and not peopled:
                place_px = (middle_x - side * 0.30 * width, middle_y - 0.27 * height)
                moons.append(_moon(canvas, place_px, 0.055, sun, rng))
        case "giant":
            surface = _pick(rng, "giant")
            radius = (
                span
                * float(rng.choice((0.17, 0.25, 0.36)))
                * float(rng.uniform(0.9, 1.15))
                * (0.85 if canvas.is_portrait else 1.0)
            )
            sun = _sun(-side * math.sin(turn + 0.3), -0.45, facing)
            if peopled:
                # Its rings end before whoever floats there.
                radius = min(radius, _PEOPLED_GIANT * width)
            tilt = float(rng.uniform(0.10, 0.50))
            roll = float(rng.choice((-1, 1))) * float(rng.uniform(0.06, 0.55))
            x = middle_x + side * width * (
                float(rng.uniform(0.04, 0.26)) if not canvas.is_portrait else 0.04
            )
            y = (
                middle_y
                + height * float(rng.uniform(-0.13, 0.13))
                - (0.10 * height if canvas.is_portrait else 0)
            )
            pole = (math.cos(tilt) * math.sin(roll), -math.cos(tilt) * math.cos(roll),
                    math.sin(tilt))  # fmt: skip
            body = Body(x, y, radius, surface, sun, pole, spin * 3.2, seed=spec.seed)
            ring = None if _wants(spec, "gas_giant") else (tilt, roll)
            cast_x = x - side * (0.36 * width if not canvas.is_portrait else 0.0)
            cast_y = middle_y + (0.02 if not canvas.is_portrait else 0.25) * height
            for k in range(int(rng.integers(1, 4))):
                away = (1.5 + 0.55 * k) * radius
                place_px = (x - side * away * float(rng.uniform(0.9, 1.3)),
                            y - (0.5 - 0.45 * k) * radius)  # fmt: skip
                moons.append(_moon(canvas, place_px, 0.020 + 0.014 * float(rng.random()), sun, rng))
        case "world":
            surface = _pick(rng, ("earth", "rock", "ice")[int(rng.integers(3))])
            radius = span * float(rng.uniform(0.34, 0.86))
            x = middle_x + side * (0.42 * width if not canvas.is_portrait else 0.30 * width)
            y = middle_y + height * float(rng.uniform(-0.10, 0.22))
            if canvas.is_portrait:
                y = middle_y + 0.30 * height
                cast_y = middle_y - 0.16 * height
            sun = _sun(-side * math.sin(turn + 0.4), -0.42, facing)
            axis = unit(0.35 * side, -1.0, float(rng.uniform(-0.2, 0.3)))
            body = Body(
                x, y, radius, surface, sun, axis, spin * 1.6,
                cities=1.0 if surface is EARTH else 0.0, seed=spec.seed,
            )  # fmt: skip
            for k in range(int(rng.integers(1, 3))):
                place_px = (
                    middle_x - side * width * (0.10 + 0.22 * k),
                    middle_y - height * float(rng.uniform(0.20, 0.34)),
                )
                size = (0.075 if k == 0 else 0.03) * float(rng.uniform(0.7, 1.2))
                moons.append(_moon(canvas, place_px, size, sun, rng))
        case "nebula":
            sun = _sun(side * 0.6, -0.5, max(0.2, facing))
            if rng.random() < 0.6:
                place_px = (middle_x + side * 0.30 * width, middle_y + 0.24 * height)
                body = _moon(canvas, place_px, 0.12, sun, rng)
    if peopled:
        # A moon right behind a head is a balloon on a string.
        apart = _APART * span
        moons = [
            moon for moon in moons
            if math.hypot(moon.x_px - cast_x, moon.y_px - cast_y) > apart + moon.radius_px
        ]  # fmt: skip
    return Plan(kind, side, sun, body, tuple(moons), ring, cast_x, cast_y)


def _wants(spec: SceneSpec, noun: str) -> bool:
    return any(_key(one.noun) == noun for one in spec.subjects)


def _pick(rng: np.random.Generator, kind: str) -> Surface:
    some = [surface for surface in SURFACES if surface.kind == kind]
    return some[int(rng.integers(len(some)))]


def _moon(
    canvas: Canvas,
    place_px: tuple[float, float],
    share: float,
    sun: Vector,
    rng: np.random.Generator,
) -> Body:
    """A small airless world; `share` is its radius in the frame's smaller side."""
    surface = _pick(rng, "rock" if rng.random() < 0.75 else "ice")
    # A new moon would be a hole in the sky.
    sun = _sun(sun[0], sun[1], max(-0.12, sun[2]))
    bare = surface._replace(air_depth=min(0.12, surface.air_depth))
    radius = share * min(canvas.width_px, canvas.height_px)
    axis = unit(float(rng.uniform(-0.4, 0.4)), -1.0, float(rng.uniform(-0.2, 0.2)))
    return Body(*place_px, radius, bare, sun, axis, 0.02, glow=0.6, seed=int(rng.integers(60000)))


def _sun(x: float, y: float, facing: float) -> Vector:
    """A unit vector toward the sun with that much of it on our side."""
    flat = math.hypot(x, y)
    rest = math.sqrt(max(0.0, 1 - facing * facing))
    return x / flat * rest, y / flat * rest, facing


def unit(x: float, y: float, z: float) -> Vector:
    """The vector at length 1."""
    length = math.sqrt(x * x + y * y + z * z)
    return x / length, y / length, z / length
