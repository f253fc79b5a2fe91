"""The composition of open country: where the hills, the sun and the hero are, by seed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

import numpy as np

from kinoloom.generators.painted.air.sun_place import sun_aside, sun_side
from kinoloom.generators.painted.easel.layer import Shear
from kinoloom.generators.painted.settings.meadow.blooms import flower_of
from kinoloom.generators.painted.settings.meadow.relief import Lens, Relief, lens_for
from kinoloom.generators.painted.settings.meadow.shading import key_direction

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from kinoloom.generators.painted.easel.canvas import Canvas
    from kinoloom.generators.painted.easel.light import Vector
    from kinoloom.generators.painted.spec import SceneSpec, Subject

Hero = Literal["oak", "copse", "path", "fence", "cherry", "open"]
_TREES = frozenset(("tree", "oak", "deciduous tree"))
CREST_M = 90.0
"""How far the near field reaches; then come the middle hills, then the far ones."""
MID_M = 460.0
FAR_M = 3200.0


class Prospect(NamedTuple):
    """Places on the painted canvas, in pixels; `side` is the sun's: -1 left, 1 right."""

    side: int
    lens: Lens
    relief: Relief
    ground: Shear
    sun_x_px: float
    sun_y_px: float
    sun_dir: Vector
    hero: Hero
    hero_x_m: float
    hero_z_m: float
    feet_y_px: float
    wind: int
    bough: int
    """The upper corner a near bough hangs in: -1, 1, or 0 for none."""

    @property
    def feet_m(self) -> float:
        """How far away the cast stands."""
        return self.lens.distance_m(self.feet_y_px)


def is_flower(subject: Subject) -> bool:
    """Whether a subject is sown over the field and is not one of the cast."""
    return flower_of(subject.noun) is not None


def compose(spec: SceneSpec, canvas: Canvas) -> Prospect:
    """A prospect for this shot; tall frames see more of the ground."""
    rng = np.random.default_rng([spec.seed & 0xFFFFFFFF, 0x3EA])
    side = sun_side(spec.light, 1 if rng.random() < 0.5 else -1)
    width, height = canvas.width_px, canvas.height_px
    is_plain = spec.setting == "storm"
    low, high = (0.38, 0.52) if canvas.is_portrait else (0.36, 0.64)
    level = float(rng.uniform(low, high))
    if is_plain:
        level = 0.60 + 0.19 * float(rng.random())
    cast = any(not is_flower(subject) for subject in spec.subjects)
    if cast:
        level = min(level, 0.62)
    horizon = canvas.margin_y_px + height * level
    lens = lens_for(canvas, horizon_px=horizon, eye_m=float(rng.uniform(1.9, 2.5)))
    middle = canvas.paint_width_px / 2
    away = 0.9 if canvas.is_portrait else 1.0
    sun_x = middle + side * width * away * sun_aside(
        spec.light, float(rng.uniform(0.10, 0.36)), spec.composition
    )
    climb = {"day": 0.72, "night": 0.62, "golden_hour": 0.24, "dawn": 0.20, "dusk": 0.16}[spec.hour]
    sun_y = horizon - (climb + float(rng.uniform(-0.05, 0.07))) * (horizon - canvas.margin_y_px)
    hero, hero_side = _hero(spec, rng), -side if rng.random() < 0.7 else side
    half = middle / lens.focal_px
    hero_z = float(rng.uniform(46, 74)) if hero != "cherry" else float(rng.uniform(15, 24))
    if hero == "oak" and _wants_tree(spec):
        hero_z *= 0.62
    reach = float(rng.uniform(0.34, 0.62)) * (0.7 if canvas.is_portrait else 0.8)
    hero_x = hero_side * reach * half * hero_z
    mounds = _plain(rng) if is_plain else _hills(rng, half, hero_x, hero_z, hero)
    # Sharp waves of the land nearby would put the cast's feet into the air.
    relief = Relief(
        mounds, roll_m=0.8 if is_plain else float(rng.uniform(1.6, 4.2)), cell_m=46.0,
        flat_m=14.0, seed=spec.seed % 65521 + 7,
    )  # fmt: skip
    bough = int(rng.choice((-1, 1, 0, 0))) if not is_plain else 0
    if not _TREES.isdisjoint(spec.without):
        hero, bough = ("open" if hero in ("oak", "copse", "cherry") else hero), 0
    return Prospect(
        side=side, lens=lens, relief=relief,
        ground=Shear(horizon, float(canvas.paint_height_px), 0.15, 1.14),
        sun_x_px=sun_x, sun_y_px=sun_y, sun_dir=key_direction(spec, side),
        hero=hero, hero_x_m=hero_x, hero_z_m=hero_z,
        feet_y_px=canvas.margin_y_px + height * 0.925,
        wind=1 if rng.random() < 0.5 else -1, bough=bough,
    )  # fmt: skip


def _hero(spec: SceneSpec, rng: np.random.Generator) -> Hero:
    kinds: tuple[Hero, ...] = ("oak", "path", "copse", "fence", "oak", "open", "path")
    picked = kinds[int(rng.integers(len(kinds)))]
    asked = {flower_of(subject.noun) for subject in spec.subjects}
    if _wants_tree(spec):
        return "oak"
    if spec.setting == "storm":
        return ("fence", "path", "open", "oak")[int(rng.integers(4))]  # type: ignore[return-value]
    if "blossom" in asked or (spec.season == "spring" and rng.random() < 0.5):
        return "cherry"
    return picked


def _wants_tree(spec: SceneSpec) -> bool:
    return any(subject.noun in _TREES for subject in spec.subjects)


def _hills(
    rng: np.random.Generator, half: float, hero_x: float, hero_z: float, hero: Hero
) -> NDArray[np.float64]:
    """A near knoll, middle hills and far ones, higher on one side."""
    rows: list[tuple[float, float, float, float, float]] = []
    if hero in ("oak", "copse"):
        rows.append((hero_x, hero_z + 6, 26.0, 24.0, float(rng.uniform(2.2, 4.4))))
    else:
        x = float(rng.choice((-1, 1))) * half * 70 * float(rng.uniform(0.4, 1.0))
        rows.append((x, 78.0, 42.0, 30.0, float(rng.uniform(1.4, 3.4))))
    tilt = float(rng.choice((-1, 1)))
    for k in range(4):
        z = float(rng.uniform(170, 420))
        place = (k + float(rng.uniform(0.1, 0.9))) / 4 * 2 - 1
        tall = float(rng.uniform(7, 19)) * (1 + 0.5 * tilt * place) * z / 300
        wide = float(rng.uniform(70, 150))
        rows.append((place * half * z * 1.15, z, wide, wide * 0.55, tall))
    for k in range(7):
        z = float(rng.uniform(800, 2500))
        place = (k + float(rng.uniform(0.0, 1.0))) / 7 * 2 - 1
        tall = float(rng.uniform(34, 100)) * (1 + 0.4 * tilt * place) * z / 1500
        wide = float(rng.uniform(320, 620)) * z / 1500
        rows.append((place * half * z * 1.2, z, wide, wide * 0.5, tall))
    return np.array(rows)


def _plain(rng: np.random.Generator) -> NDArray[np.float64]:
    """Hardly anything: a low rise far away."""
    rows = [
        (float(rng.uniform(-500, 500)), float(rng.uniform(900, 1900)), 600.0, 260.0,
         float(rng.uniform(6, 14)))
        for _ in range(3)
    ]  # fmt: skip
    return np.array(rows)
