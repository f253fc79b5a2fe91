"""The plan of a park: where its path, trees, pond, benches and lamps are, by seed and words."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from kinoloom.generators.painted.settings.falls.bridge import bridge_of
from kinoloom.generators.painted.settings.forest.glade import Glade, Tree
from kinoloom.generators.painted.settings.forest.glade import compose as compose_glade
from kinoloom.generators.painted.settings.mountains.vista import AFLOAT

if TYPE_CHECKING:
    from kinoloom.generators.painted.easel.canvas import Canvas
    from kinoloom.generators.painted.spec import SceneSpec

_AVENUE = (0.115, 0.145, 0.185, 0.24, 0.32, 0.44, 0.62, 0.90)


class Spot(NamedTuple):
    """Where a thing stands: the x of its foot and its nearness; `hand` is the path's side."""

    x_px: float
    near: float
    hand: int


class Pond(NamedTuple):
    """An ellipse of water: the x of its middle at its own nearness, half its width, its ends."""

    x_px: float
    half_px: float
    far: float
    near: float

    def half_at(self, near: float) -> float:
        """Half its width at a nearness."""
        middle, reach = 0.5 * (self.far + self.near), 0.5 * (self.near - self.far)
        round_off = max(0.0, 1 - ((near - middle) / reach) ** 2) ** 0.5
        return self.half_px * round_off * (0.8 + 0.2 * near / middle)


class Plan(NamedTuple):
    """All places of a park, on the painted canvas. Trees are the farthest first."""

    glade: Glade
    trees: tuple[Tree, ...]
    benches: tuple[Spot, ...]
    lamps: tuple[Spot, ...]
    pond: Pond | None


def compose(spec: SceneSpec, canvas: Canvas) -> Plan:
    """A park for this shot: an avenue to walk down, or lawns with groups of trees."""
    rng = np.random.default_rng([spec.seed & 0xFFFFFFFF, 0x9A4C])
    glade = compose_glade(spec, canvas)
    afloat = any(s.noun in AFLOAT or s.action in ("swim", "float") for s in spec.subjects)
    crossed = bridge_of(spec) is not None
    by_water = afloat or crossed
    avenue = rng.random() < 0.5 and not by_water
    glade = glade._replace(
        kind="broadleaf", lead="path", lead_width_m=float(rng.uniform(0.8, 1.05)),
        bend=0.5 + float(rng.uniform(-0.05, 0.05)) if avenue else glade.bend,
        lead_x_px=canvas.paint_width_px / 2
        - glade.side * canvas.width_px * float(rng.uniform(-0.05, 0.12 if avenue else 0.3)),
    )  # fmt: skip
    if by_water:
        # The path keeps to one side, the water has the other.
        away = canvas.paint_width_px / 2 - glade.side * 0.46 * canvas.width_px
        glade = glade._replace(lead_x_px=away, bend=0.5)
    pond = None if avenue else _pond(glade, canvas, rng, wanted=by_water)
    if pond is not None and crossed and not afloat:
        pond = pond._replace(half_px=0.62 * pond.half_px)
    trees = (
        _avenue(glade, rng, calm=bool(spec.subjects))
        if avenue
        else _groups(glade, canvas, pond, rng)
    )
    calm = bool(spec.subjects)
    lamps = (0.15, 0.26, 0.47) if calm else (0.13, 0.21, 0.36, 0.80)
    first = 1 if rng.random() < 0.5 else -1
    places = (0.36,) if calm else (0.34, 0.60)
    benches = _beside(glade, rng, places, 1.0, first)
    posts = _beside(glade, rng, lamps, 0.72, -first)
    return Plan(
        glade=glade,
        trees=tuple(sorted(trees, key=lambda tree: tree.near)),
        benches=tuple(spot for spot in benches if not _wet(pond, spot)),
        lamps=tuple(spot for spot in posts if not _wet(pond, spot)),
        pond=pond,
    )


def _avenue(glade: Glade, rng: np.random.Generator, *, calm: bool) -> list[Tree]:
    """Two rows of trees beside the path, not drawn with a ruler; none before the subjects."""
    trees: list[Tree] = []
    nearest = glade.near(glade.feet_y_px) - 0.03 if calm else 1.0
    for near in _AVENUE:
        for hand in (-1, 1):
            here = min(nearest, near * float(rng.uniform(0.96, 1.05)))
            off = float(rng.uniform(2.1, 2.5)) * glade.metres_px(here)
            trees.append(Tree(glade.lead_at(here) + hand * off, here, int(rng.integers(1 << 16))))
    return trees


def _groups(
    glade: Glade, canvas: Canvas, pond: Pond | None, rng: np.random.Generator
) -> list[Tree]:
    """Single trees and groups on the lawns, and one that frames the picture."""
    trees: list[Tree] = []
    width = canvas.paint_width_px
    for number in range(60):
        if len(trees) == round(9 * width / (2304 * canvas.unit)) + 2:
            break
        near = 0.10 + 0.34 * ((number * 0.618 + float(rng.random()) * 0.25) % 1.0) ** 1.4
        x = float(rng.uniform(0.0, 1.0)) * width
        if abs(x - glade.lead_at(near)) < 3.2 * glade.metres_px(near):
            continue
        wet = pond is not None and abs(x - pond.x_px) < 1.25 * pond.half_px
        if pond is not None and wet and pond.far * 0.97 < near < pond.near * 1.3:
            continue
        if any(abs(x - tree.x_px) < 70 * canvas.unit for tree in trees):
            continue
        trees.append(Tree(x, near, int(rng.integers(1 << 16))))
    edge = 0.5 - float(rng.uniform(-0.02, 0.06))
    x = canvas.paint_width_px / 2 + glade.side * edge * canvas.width_px
    trees.append(Tree(x, float(rng.uniform(0.62, 0.8)), int(rng.integers(1 << 16))))
    return trees


def _pond(glade: Glade, canvas: Canvas, rng: np.random.Generator, *, wanted: bool) -> Pond | None:
    if not wanted and rng.random() < 0.25:
        return None
    far = float(rng.uniform(0.16, 0.20))
    near = 0.66 if wanted else float(rng.uniform(0.38, 0.50))
    hand = 1.0 if glade.lead_x_px < canvas.paint_width_px / 2 else -1.0
    half = canvas.width_px * float(rng.uniform(0.26, 0.36) + (0.08 if wanted else 0.0))
    middle = 0.5 * (far + near)
    inner = glade.lead_at(middle) + hand * (1.5 * glade.metres_px(middle) + 0.8 * half)
    if wanted:
        inner = canvas.paint_width_px / 2 + glade.side * 0.10 * canvas.width_px
        half *= 0.82
    return Pond(inner, half, far, near)


def _wet(pond: Pond | None, spot: Spot) -> bool:
    if pond is None:
        return False
    middle, reach = 0.5 * (pond.far + pond.near), 0.5 * (pond.near - pond.far)
    across, along = (spot.x_px - pond.x_px) / pond.half_px, (spot.near - middle) / reach
    return across * across + along * along < 1.3


def _beside(
    glade: Glade, rng: np.random.Generator, nears: tuple[float, ...], off_m: float, first: int
) -> list[Spot]:
    """Places at the path's edge, on alternating sides; lamps are never before a bench."""
    spots: list[Spot] = []
    for k, near in enumerate(nears):
        hand = first if k % 2 == 0 else -first
        off = (glade.lead_width_m + off_m * 0.55 * float(rng.uniform(0.9, 1.15))) * glade.metres_px(
            near
        )
        spots.append(Spot(glade.lead_at(near) + hand * off, near, hand))
    return spots
