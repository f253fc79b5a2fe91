"""The composition of a landscape under a great sky: where everything is, by frame and seed."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np

from kinoloom.generators.painted.cast.roles.understudies import is_scenic
from kinoloom.generators.painted.easel.deal import dealt
from kinoloom.generators.painted.easel.layer import Shear
from kinoloom.generators.painted.settings.mountains.vista import AFLOAT

if TYPE_CHECKING:
    from kinoloom.generators.painted.easel.canvas import Canvas
    from kinoloom.generators.painted.easel.light import Vector
    from kinoloom.generators.painted.spec import Hour, SceneSpec

Landmark = Literal["tree", "tent", "hut", "pines", "none"]
_NIGHT_MARKS: tuple[Landmark, ...] = ("tree", "tent", "hut", "pines", "tree", "tent")
_NORTH_MARKS: tuple[Landmark, ...] = ("pines", "hut", "tent", "none", "pines", "tree")
_NAMED: dict[str, Landmark] = {"tree": "tree", "tent": "tent", "hut": "hut", "cabin": "hut",
                               "house": "hut", "pine": "pines", "fir": "pines", "oak": "tree",
                               "deciduous tree": "tree", "pine tree": "pines",
                               "evergreen tree": "pines"}  # fmt: skip
# The sun above the horizon in frame heights (the moon by night), and where its light comes from.
_SUN_HEIGHT: dict[Hour, tuple[float, float]] = {
    "dawn": (0.02, 0.07),
    "day": (0.50, 0.62),
    "golden_hour": (0.08, 0.16),
    "dusk": (-0.03, 0.03),
    "night": (0.42, 0.56),
}
_LIGHT: dict[Hour, tuple[float, float, float]] = {
    "dawn": (0.80, 0.32, 0.10),
    "day": (0.60, 0.66, -0.42),
    "golden_hour": (0.82, 0.38, -0.05),
    "dusk": (0.84, 0.30, 0.25),
    "night": (0.62, 0.62, -0.20),
}


@dataclass(frozen=True)
class Vale:
    """Places on the painted canvas. `side` is where the landmark stands: -1 left, 1 right."""

    side: int
    horizon_y_px: float
    rise_px: float
    """How far the mountains reach above the horizon."""
    massif: bool
    """Whether one mountain rules them."""
    massif_x_px: float
    water: bool
    """A lake lies between the far shore and the hill."""
    crest_y_px: float
    """The hill's top line, where it is highest."""
    dip_px: float
    """How much lower it is on the other side."""
    feet_y_px: float
    ground: Shear
    landmark: Landmark
    landmark_x_px: float
    landmark_px: float
    """Its height."""
    framing: int
    """Pines frame the picture on this side; 0 for none."""
    sun_x_px: float
    sun_y_px: float
    sun_dir: Vector
    """Toward the light in the land's world: x right, y up, z away."""

    def crest_at(self, x_px: float, canvas: Canvas) -> float:
        """The hill's smooth top line at a column."""
        across = (x_px - canvas.paint_width_px / 2) / canvas.width_px * self.side
        bow = 0.5 - 0.5 * math.tanh(2.6 * (across + 0.12))
        return self.crest_y_px + self.dip_px * bow


def compose(spec: SceneSpec, canvas: Canvas, *, north: bool) -> Vale:
    """A vale for this shot: the sky takes most of the frame, more of it when tall."""
    rng = np.random.default_rng([spec.seed & 0xFFFFFFFF, 0x7A1])
    side = 1 if rng.random() < 0.5 else -1
    width, height = canvas.width_px, canvas.height_px
    tall = canvas.is_portrait
    middle = canvas.paint_width_px / 2
    peopled = bool(spec.subjects)
    level = dealt((0.58, 0.80, 0.68, 0.74), spec.seed, 0x7A2) + float(rng.uniform(-0.015, 0.015))
    level += (0.025 if tall else 0.0) - (0.03 if peopled else 0)
    horizon = canvas.margin_y_px + level * height
    rise = float(rng.uniform(0.07, 0.32)) * 1080 * canvas.unit * (1.15 if tall else 1.0)
    marks = _NORTH_MARKS if north else _NIGHT_MARKS
    mark = dealt(marks, spec.seed, 0x7A3)
    for subject in spec.subjects:
        named = _NAMED.get(subject.noun)
        if is_scenic(subject.noun, spec.setting):
            mark = named or mark
        elif named == mark:
            # Someone who asks for a tent gets the cast's; a second one would be a double.
            mark = "pines"
    if any(word in spec.without for word, named in _NAMED.items() if named == mark):
        mark = "none"
    water = bool(rng.random() < (0.55 if north else 0.34))
    if mark == "none" or any(one.noun in AFLOAT for one in spec.subjects):
        water = True
    crest = canvas.margin_y_px + height * (level + 0.10 + 0.02 * float(rng.random()))
    if water:
        crest += 0.035 * height
    dip = height * float(rng.uniform(0.02, 0.055))
    # Whoever is there stands about the middle: a hut right behind them would be a doll's.
    aside = float(rng.uniform(0.27 if peopled else 0.14, 0.36)) * (0.8 if tall else 1.0)
    sizes = {"tree": 0.40, "tent": 0.105, "hut": 0.15, "pines": 0.30, "none": 0.0}
    span = min(height, 1.3 * width)
    grow = float(rng.uniform(0.8, 1.35)) * (0.85 if peopled else 1.0)
    low, high = _SUN_HEIGHT[spec.hour]
    lift = float(rng.uniform(low, high)) + (0.13 if spec.time == "noon" else 0.0)
    scale = height if spec.hour in ("day", "night") else min(height, 1080 * canvas.unit)
    sun_x = middle - side * width * float(rng.uniform(0.14, 0.34)) * (0.8 if tall else 1.0)
    aslant = 1.0
    if spec.composition == "symmetrical":
        sun_x, aslant = middle, 0.0
    aside_x, up, behind = (0.30, 0.88, -0.36) if spec.time == "noon" else _LIGHT[spec.hour]
    framing = 0
    if mark != "pines" and rng.random() < (0.65 if north else 0.35):
        framing = -side
    return Vale(
        side=side,
        horizon_y_px=horizon,
        rise_px=rise,
        massif=bool(rng.random() < 0.55),
        massif_x_px=middle - side * width * float(rng.uniform(0.05, 0.32)) * aslant,
        water=water,
        crest_y_px=crest,
        dip_px=dip,
        feet_y_px=canvas.margin_y_px + 0.925 * height,
        ground=Shear(horizon, float(canvas.paint_height_px), 0.30, 1.10),
        landmark=mark,
        landmark_x_px=middle + side * width * aside,
        landmark_px=sizes[mark] * grow * span,
        framing=framing,
        sun_x_px=sun_x,
        sun_y_px=horizon - lift * scale,
        sun_dir=_unit(-side * aside_x, up, behind),
    )


def _unit(x: float, y: float, z: float) -> Vector:
    length = math.sqrt(x * x + y * y + z * z)
    return x / length, y / length, z / length
