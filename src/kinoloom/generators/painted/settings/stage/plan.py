"""The plan of a stage: kind, colours, and where floor, wall and crowd are, by seed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

import numpy as np

from kinoloom.generators.painted.easel.colour import rgb
from kinoloom.generators.painted.easel.layer import Shear

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from kinoloom.generators.painted.easel.canvas import Canvas
    from kinoloom.generators.painted.spec import SceneSpec

Kind = Literal["concert", "theatre", "talk"]
WALL_PARALLAX, EDGE_PARALLAX = 0.36, 0.80
_BY_NOUN: dict[str, Kind] = {
    "singer": "concert", "musician": "concert", "guitar": "concert", "guitarist": "concert",
    "drummer": "concert", "band": "concert", "drum": "concert",
    "actor": "theatre", "ballerina": "theatre", "magician": "theatre", "violin": "theatre",
    "speaker": "talk", "businessman": "talk", "businesswoman": "talk", "teacher": "talk",
    "scientist": "talk",
}  # fmt: skip
_PALETTES = (
    ("#ff2e88", "#22d3ff", "#7a3cff"), ("#ffb347", "#12c2b0", "#ff6a3d"),
    ("#ff3b30", "#ffe9c9", "#ff8a3c"), ("#3d6bff", "#b04bff", "#35e0ff"),
    ("#39e58c", "#ffd23f", "#12a5ff"), ("#ff9ec4", "#ffd9a0", "#b98cff"),
    ("#58f0ff", "#f7f7ff", "#4468ff"),
)  # fmt: skip
_WARM_PALETTES = (2, 5, 1)
_SLOW = ("calm", "romantic", "melancholic", "mysterious", "cosy")


class Plan(NamedTuple):
    """Everything that is decided before painting. Places are on the painted canvas.

    The wall (screen or curtain) is the box `wall_px` (x0, y0, x1, y1); the floor runs from its
    foot to the edge. `glow` 0..1 is how much the lamps count against the daylight.
    """

    kind: Kind
    is_open_air: bool
    curtain: bool
    palette: NDArray[np.float32]
    wall_px: tuple[float, float, float, float]
    stage_x_px: tuple[float, float]
    edge_y_px: float
    feet_y_px: float
    person_px: float
    floor: Shear
    beat_hz: float
    glow: float
    screen: int
    fixtures: int
    lean: float
    hand: int


def plan_for(spec: SceneSpec, canvas: Canvas) -> Plan:
    """A stage for this shot; in weather or by day it stands in the open."""
    rng = np.random.default_rng([spec.seed & 0xFFFFFFFF, 0x57A])
    kinds: tuple[Kind, ...] = ("concert", "concert", "theatre", "talk")
    kind = kinds[int(rng.integers(len(kinds)))]
    for subject in spec.subjects:
        kind = _BY_NOUN.get(subject.noun, kind)
        if subject.action == "dance" and kind == "talk":
            kind = "theatre"
    if "confetti" in spec.effects and kind == "talk":
        kind = "concert"
    is_open = spec.weather not in ("clear", "cloudy") or spec.time != "night"
    under_stars = rng.random() < 0.35
    if not is_open and kind == "concert":
        is_open = bool(under_stars) or spec.weather == "cloudy"
    hand = 1 if rng.random() < 0.5 else -1
    curtain = kind == "theatre"
    chosen = int(rng.integers(len(_PALETTES)))
    warm, is_warm = int(rng.integers(len(_WARM_PALETTES))), rng.random() < 0.6
    if spec.mood in ("romantic", "cosy") or (kind == "theatre" and is_warm):
        chosen = _WARM_PALETTES[warm]
    palette = np.stack([rgb(code) for code in _PALETTES[chosen]])
    width, height = canvas.width_px, canvas.height_px
    tall = canvas.is_portrait
    my = canvas.margin_y_px
    foot = my + height * (float(rng.uniform(0.61, 0.66)) + (0.02 if tall else 0.0))
    edge = my + height * (float(rng.uniform(0.80, 0.835)) - (0.02 if tall else 0.0))
    middle = canvas.paint_width_px / 2 + hand * width * float(rng.uniform(0.0, 0.07))
    shape = width / height
    half = width * (0.56 if tall else float(rng.uniform(0.36, 0.43)) * min(1.0, 1.9 / shape))
    top = my + height * float(rng.uniform(0.10, 0.16) if not tall else rng.uniform(0.20, 0.27))
    inner = half * float(rng.uniform(0.66, 0.84))
    glow = {
        "night": 1.0,
        "dusk": 0.92,
        "dawn": 0.62,
        "golden_hour": 0.56,
        "day": 0.34,
        "noon": 0.27,
    }
    strength = glow[spec.time]
    if spec.weather in ("rain", "storm", "fog", "sandstorm", "snow"):
        strength = min(1.0, strength + (0.32 if spec.weather == "storm" else 0.16))
    slow = spec.mood in _SLOW or kind != "concert"
    feet = foot + (edge - foot) * 0.62
    person = height * (0.385 if not tall else 0.31) * (1.0 if kind != "talk" else 1.02)
    return Plan(
        kind, is_open, curtain, palette, (middle - inner, top, middle + inner, foot),
        (middle - half, middle + half), edge, feet, person,
        Shear(foot, edge, WALL_PARALLAX, EDGE_PARALLAX),
        (0.5 if slow else 1.0) * (0.8 + 0.5 * spec.motion), strength if is_open else 1.0,
        int(rng.integers(5)), int(rng.integers(7, 10)) if not tall else 6,
        float(rng.uniform(-1, 1)), hand,
    )  # fmt: skip
