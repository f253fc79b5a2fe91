"""The composition of a wood: where light, path and trees are, decided by frame, seed and words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

import numpy as np

from kinoloom.generators.painted.cast.stage import subject_height_px
from kinoloom.generators.painted.easel.deal import dealt
from kinoloom.generators.painted.easel.layer import Shear
from kinoloom.generators.painted.settings.mountains.vista import AFLOAT

if TYPE_CHECKING:
    from kinoloom.generators.painted.easel.canvas import Canvas
    from kinoloom.generators.painted.spec import Light, SceneSpec, Trees

Kind = Literal[
    "pines", "redwoods", "broadleaf", "birch", "mixed", "bamboo", "jungle", "palms"
]  # fmt: skip
TROPICAL: tuple[Kind, ...] = ("jungle", "palms")
Lead = Literal["path", "stream", "clearing", "ferns"]

ASKED_KINDS: dict[Trees, Kind] = {
    "pine": "pines", "redwood": "redwoods", "birch": "birch", "broadleaf": "broadleaf",
    "bamboo": "bamboo", "palm": "palms",
    "jungle": "jungle",
}  # fmt: skip
_CROWDS: dict[Kind, tuple[float, float]] = {
    "pines": (1.35, 0.75), "bamboo": (1.9, 0.45), "redwoods": (0.62, 1.6),
    "palms": (1.2, 0.9),
}  # fmt: skip
"""How many trees there are and how far apart, where that is not as in other woods."""
_FIRS = (0.45, 0.9, 0.12, 0.7)
_FAR_PARALLAX, _NEAR_PARALLAX = 0.05, 1.12
_LEANS: dict[Light, tuple[float, float]] = {
    "any": (-0.27, 0.27),
    "left": (-0.40, -0.22),
    "right": (0.22, 0.40),
    "behind": (-0.08, 0.08),
    "front": (-0.30, 0.30),
}
"""Where the light stands, in frame widths right of the middle."""


class Tree(NamedTuple):
    """Where a tree stands: the x of its foot, its nearness (1 at the frame's bottom), a seed."""

    x_px: float
    near: float
    seed: int


class Glade(NamedTuple):
    """Places on the painted canvas. `side` is where the hero tree stands: -1 left, 1 right.

    Nearness is 0 at the horizon and 1 at the frame's bottom; all sizes follow it.
    """

    kind: Kind
    lead: Lead
    side: int
    horizon_y_px: float
    bottom_y_px: float
    glow_x_px: float
    glow_y_px: float
    lead_x_px: float
    lead_width_m: float
    bend: float
    metre_px: float
    feet_y_px: float
    ground: Shear
    unit_px: float
    firs: float
    """The share of its pines that are firs: grey, and green from low down."""

    @property
    def is_tropical(self) -> bool:
        """Whether it is hot and damp here: big leaves, lianas."""
        return self.kind in TROPICAL

    @property
    def detail(self) -> float:
        """How much of the small growth a picture of this size can show, 0..1."""
        return min(1.0, 4.0 * self.unit_px)

    def row(self, near: float) -> float:
        """The row of the ground at a nearness."""
        return self.horizon_y_px + near * (self.bottom_y_px - self.horizon_y_px)

    def near(self, y_px: float) -> float:
        """The nearness of the ground at a row."""
        return (y_px - self.horizon_y_px) / (self.bottom_y_px - self.horizon_y_px)

    def parallax(self, near: float) -> float:
        """The parallax of what stands at a nearness."""
        return self.ground.parallax_at(self.row(near))

    def metres_px(self, near: float) -> float:
        """The length of a metre at a nearness."""
        return self.metre_px * near

    def lead_at(self, near: float) -> float:
        """The x of the path's or stream's middle at a nearness."""
        straight = self.glow_x_px + (self.lead_x_px - self.glow_x_px) * near**0.85
        wave = np.sin(2.6 * np.log(max(near, 0.03)) + 6.28 * self.bend)
        return float(straight + wave * (self.bend - 0.5) * 2.4 * self.metres_px(near))


def compose(spec: SceneSpec, canvas: Canvas) -> Glade:
    """A glade for this shot; tall frames get a lower horizon and a longer path."""
    rng = np.random.default_rng([spec.seed & 0xFFFFFFFF, 0x61AD])
    side = 1 if rng.random() < 0.5 else -1
    width, height, unit = canvas.width_px, canvas.height_px, canvas.unit
    tall = canvas.is_portrait
    horizon = canvas.margin_y_px + height * float(rng.uniform(0.53, 0.64) + (0.03 if tall else 0))
    bottom = float(canvas.margin_y_px + height)
    low, high = _LEANS[spec.light]
    shift = float(rng.uniform(0.08, 1.0)) * (high if spec.light != "any" else 0.27)
    lean = -side * shift if spec.light == "any" else float(rng.uniform(low, high))
    glow_x = canvas.paint_width_px / 2 + lean * width * (0.85 if tall else 1.0)
    rise = {"dawn": 0.12, "day": 0.44, "golden_hour": 0.16, "dusk": 0.10, "night": 0.34}[spec.hour]
    rise += 0.12 * (spec.time == "noon")
    glow_y = horizon - height * (rise + float(rng.uniform(-0.02, 0.05)))
    feet = canvas.margin_y_px + height * float(rng.uniform(0.905, 0.925))
    feet_near = (feet - horizon) / (bottom - horizon)
    person = min(subject_height_px(spec, canvas), 0.46 * width)
    afloat = any(s.noun in AFLOAT or s.action == "swim" for s in spec.subjects)
    lead = _lead(rng, afloat=afloat)
    wide = {"path": 0.62, "stream": 0.95, "clearing": 2.4, "ferns": 0.4}[lead]
    return Glade(
        kind=_kind(spec, rng),
        lead=lead,
        side=side,
        horizon_y_px=horizon,
        bottom_y_px=bottom,
        glow_x_px=glow_x,
        glow_y_px=max(glow_y, canvas.margin_y_px - 0.02 * height),
        lead_x_px=canvas.paint_width_px / 2 - side * width * float(rng.uniform(-0.12, 0.22)),
        lead_width_m=2.6 if afloat else wide * float(rng.uniform(0.85, 1.25)),
        bend=float(rng.random()),
        metre_px=max(person / 1.75 / feet_near, 200 * unit),
        feet_y_px=feet,
        ground=Shear(horizon, float(canvas.paint_height_px), _FAR_PARALLAX, _NEAR_PARALLAX),
        unit_px=unit,
        firs=dealt(_FIRS, spec.seed, 0x61B0),
    )


def _kind(spec: SceneSpec, rng: np.random.Generator) -> Kind:
    pick = float(rng.random())
    asked = ASKED_KINDS.get(spec.trees)
    if asked is not None:
        return asked
    if spec.setting == "jungle":
        return "jungle"
    kinds: tuple[Kind, ...] = ("pines", "broadleaf", "mixed", "birch")
    if spec.setting == "autumn_forest" or spec.season == "autumn":
        kinds = ("broadleaf", "birch", "broadleaf", "mixed")
    return kinds[int(pick * len(kinds))]


def _lead(rng: np.random.Generator, *, afloat: bool) -> Lead:
    leads: tuple[Lead, ...] = ("path", "stream", "clearing", "path", "ferns", "stream")
    pick = leads[int(rng.integers(len(leads)))]
    return "stream" if afloat else pick


def plant(glade: Glade, canvas: Canvas, spec: SceneSpec) -> list[Tree]:
    """The trees, the farthest first; the way of the light stays open, no two feet share a row."""
    rng = np.random.default_rng([spec.seed & 0xFFFFFFFF, 0x7EE5])
    width, unit = canvas.paint_width_px, canvas.unit
    more, wider = _CROWDS.get(glade.kind, (1.0, 1.0))
    crowd = more * width / (2304 * unit)
    zones = (
        (0.10, 0.19, round(15 * crowd) + 2, 58.0, 0.10, 90.0),
        (0.19, 0.36, round(9 * crowd) + 1, 110.0, 0.45, 190.0),
        (0.36, 0.62, round(4 * crowd) + 1, 210.0, 0.9, 250.0),
    )
    trees: list[Tree] = []
    for first, last, count, apart, open_m, window in zones:
        placed: list[float] = []
        for number in range(count * 5):
            if len(placed) == count:
                break
            near = first + (last - first) * ((number * 0.618 + float(rng.random()) * 0.3) % 1.0)
            x = float(rng.uniform(-0.02, 1.02)) * width
            gap = abs(x - glade.lead_at(near)) / glade.metres_px(near)
            if gap < open_m * (glade.lead_width_m + 1.1):
                continue
            # Crowns before the light would shut the window it comes through.
            if abs(x - glade.glow_x_px) < window * unit * min(1.0, canvas.width_px / (1500 * unit)):
                continue
            if any(abs(x - other) < wider * apart * unit for other in placed):
                continue
            placed.append(x)
            trees.append(Tree(x, near, int(rng.integers(1 << 16))))
    trees += _framing(glade, canvas, rng, calm=bool(spec.subjects))
    return sorted(trees, key=lambda tree: tree.near)


def _framing(glade: Glade, canvas: Canvas, rng: np.random.Generator, *, calm: bool) -> list[Tree]:
    """The hero tree at one side, one or two more that answer it."""
    width = canvas.width_px
    hero = 0.5 - float(rng.uniform(0.08, 0.19)) + (0.07 if calm else 0.0)
    other = 0.5 - float(rng.uniform(-0.02, 0.10))
    middle = canvas.paint_width_px / 2
    rows = [
        Tree(middle + glade.side * hero * width, float(rng.uniform(0.72, 0.86)), 0),
        Tree(middle - glade.side * other * width, float(rng.uniform(0.92, 1.16)), 0),
    ]
    if rng.random() < 0.6:
        third = hero - float(rng.uniform(0.07, 0.12)) if not calm else other + 0.02
        hand = glade.side if not calm else -glade.side
        rows.append(Tree(middle + hand * third * width, float(rng.uniform(0.50, 0.60)), 0))
    return [tree._replace(seed=int(rng.integers(1 << 16))) for tree in rows]
