"""A long clip as several shots of one place: the same light and people, other frames and moves.

Up to fifteen seconds is one shot, which the prompt describes. A longer clip is cut: the first shot
establishes, the last leaves. Shots share the spec's words; what differs is where the camera stands.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from fractions import Fraction

from kinoloom.generators.painted.air.daylight import daylight
from kinoloom.generators.painted.spec import Composition, Move, SceneSpec

LONGEST_SHOT_S = 15
USUAL_SHOT_S = 7
_TRIES = 64
_SEED_STEP = 7919
_TURNS: tuple[tuple[Move, Composition], ...] = (
    ("push_in", "close_up"),
    ("truck_left", "free"),
    ("tilt_up", "wide"),
    ("truck_right", "thirds"),
)
"""The shots between the first and the last, over and over."""


@dataclass(frozen=True)
class Shot:
    """One spec, painted for so many frames."""

    spec: SceneSpec
    frames: int


def shots_of(spec: SceneSpec, frames: int, fps: Fraction) -> tuple[Shot, ...]:
    """The shots of a clip, `frames` in all; a loop is always one."""
    seconds = frames / fps
    if seconds <= LONGEST_SHOT_S or spec.loop:
        return (Shot(spec, frames),)
    count = math.ceil(seconds / USUAL_SHOT_S)
    cuts = [round(frames * k / count) for k in range(count + 1)]
    specs = [_spec_of(spec, number, count) for number in range(count)]
    return tuple(Shot(one, cuts[k + 1] - cuts[k]) for k, one in enumerate(specs))


def _spec_of(spec: SceneSpec, number: int, count: int) -> SceneSpec:
    if number == 0:
        return spec
    if number == count - 1:
        move, composition = "pull_back", "wide"
    else:
        move, composition = _TURNS[(number - 1) % len(_TURNS)]
    if not spec.subjects and composition == "close_up":
        composition = "free"
    seed = _seed_under_the_same_light(spec, number)
    return spec.model_copy(
        update={"move": move, "composition": composition, "seed": seed, "people": spec.cast_seed}
    )


def _seed_under_the_same_light(spec: SceneSpec, number: int) -> int:
    """Another seed, another composition; but one whose sky is of the same family of colours."""
    family = daylight(spec.time, spec.weather, spec.seed).family
    seeds = [(spec.seed + _SEED_STEP * (number * _TRIES + k)) % (1 << 31) for k in range(_TRIES)]
    return next(
        (s for s in seeds if daylight(spec.time, spec.weather, s).family == family), seeds[0]
    )
