"""The composition of a lake view: where everything is, decided by frame, seed and subjects."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

import numpy as np

from kinoloom.generators.painted.air.sun_place import sun_aside, sun_side, turned
from kinoloom.generators.painted.easel.colour import rgb
from kinoloom.generators.painted.easel.deal import dealt
from kinoloom.generators.painted.easel.layer import Shear

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from kinoloom.generators.painted.easel.canvas import Canvas
    from kinoloom.generators.painted.easel.light import Colour, Vector
    from kinoloom.generators.painted.spec import Hour, SceneSpec

Foreground = Literal["pines", "grove", "rocks", "reeds", "meadow"]
AFLOAT = frozenset(
    ("boat", "canoe", "sailboat", "ship", "kayak", "rowboat", "raft", "ferry", "yacht",
     "swan", "duck", "motorboat", "speedboat", "sailing boat")
)  # fmt: skip
"""Nouns that belong on the water."""


class Vista(NamedTuple):
    """Places on the painted canvas. `side` is where the massif stands: -1 left, 1 right."""

    side: int
    shore_y_px: float
    summit_y_px: float
    massif_x_px: float
    sun_x_px: float
    sun_y_px: float
    sun_dir: tuple[float, float, float]
    ground: Shear
    foreground: Foreground
    edge_y_px: float | None
    feet_y_px: float
    afloat_y_px: float
    wall_px: float
    headland: int
    headland_px: float


def compose(spec: SceneSpec, canvas: Canvas) -> Vista:
    """A vista for this shot; tall frames get a higher shore and a taller massif."""
    rng = np.random.default_rng([spec.seed & 0xFFFFFFFF, 0xA1])
    side = -sun_side(spec.light, -1 if rng.random() < 0.5 else 1)
    width, height = canvas.width_px, canvas.height_px
    tall = canvas.is_portrait
    on_land = any(
        subject.noun not in AFLOAT and subject.action != "swim" for subject in spec.subjects
    )
    level = dealt((0.55, 0.72, 0.62, 0.50, 0.67), spec.seed, 0xA3)
    level += float(rng.uniform(-0.02, 0.02))
    shore = canvas.margin_y_px + height * (level - (0.03 if on_land else 0.0))
    # Every massif reaches well into the sky, but leaves a third of it free.
    summit = canvas.margin_y_px + height * float(rng.uniform(0.06, 0.32) + (0.06 if tall else 0))
    reach = float(rng.uniform(0.0, 0.38)) * (0.7 if tall else 1.0)
    if spec.composition == "symmetrical":
        reach = 0.0
    middle = canvas.paint_width_px / 2
    aside = sun_aside(spec.light, float(rng.uniform(0.08, 0.40)), spec.composition)
    sun_x = middle - side * width * aside * (0.9 if tall else 1.0)
    high = {"day": 0.17, "night": 0.20, "golden_hour": 0.44, "dawn": 0.50, "dusk": 0.48}[spec.hour]
    high = high * level / 0.66 + float(rng.uniform(-0.035, 0.035))
    sun_y = canvas.margin_y_px + height * high
    kinds: tuple[Foreground, ...] = ("pines", "grove", "rocks", "reeds", "meadow")
    kind = dealt(kinds, spec.seed, 0xA2)
    edge = None
    if on_land or kind in ("meadow", "grove"):
        # A camera in the air rises far: who stands there needs a deeper bank.
        standing = 0.80 if spec.move == "aerial" else 0.83
        free = float(rng.uniform(0.82, 0.92))
        edge = canvas.margin_y_px + height * (standing if on_land else free)
    bottom = float(canvas.paint_height_px)
    room = shore - summit
    return Vista(
        side=side,
        shore_y_px=shore,
        summit_y_px=summit,
        massif_x_px=middle + side * width * reach,
        sun_x_px=sun_x,
        sun_y_px=sun_y,
        sun_dir=_sun_direction(spec, side),
        ground=Shear(shore, bottom, 0.34, 1.12),
        foreground=kind,
        edge_y_px=edge,
        feet_y_px=canvas.margin_y_px + height * 0.925,
        afloat_y_px=shore + (canvas.margin_y_px + height - shore) * 0.47,
        wall_px=room * float(rng.choice((0.0, 0.16, 0.34, 0.55))),
        headland=1 if rng.random() < 0.5 else -1,
        headland_px=room * float(rng.choice((0.0, 0.0, 0.16, 0.34))),
    )


def _sun_direction(spec: SceneSpec, side: int) -> tuple[float, float, float]:
    """Toward the light in the range's world (y up, z away): from the side, so that faces model."""
    by_hour: dict[Hour, Vector] = {
        "day": (-side * 0.62, 0.66, -0.42),
        "golden_hour": (-side * 0.82, 0.38, -0.05),
        "dawn": (-side * 0.80, 0.36, -0.20),
        "dusk": (-side * 0.84, 0.34, 0.18),
        "night": (-side * 0.66, 0.60, -0.25),
    }
    x, y, z = turned(spec.light, by_hour[spec.hour])
    length = float(np.sqrt(x * x + y * y + z * z))
    return x / length, y / length, z / length


def peaks_of(
    vista: Vista, canvas: Canvas, focal_px: float, rng: np.random.Generator
) -> NDArray[np.float64]:
    """The massif's peaks (x, z, radius, height): a hero, its shoulders, and the valley's walls."""
    middle = canvas.paint_width_px / 2
    half = canvas.paint_width_px / focal_px / 2
    hero_z = float(rng.uniform(1250, 1650))
    hero_x = (vista.massif_x_px - middle) / focal_px * hero_z
    spread = float(rng.uniform(300, 470)) * (0.75 if canvas.is_portrait else 1.0)
    rows = [(hero_x, hero_z, spread, 600.0)]
    for k in range(int(rng.integers(2, 5))):
        away = float(rng.uniform(0.45, 1.15)) * spread * 1.25 * (1 if k % 2 else -1)
        z = hero_z + float(rng.uniform(-60, 520))
        rows.append((hero_x + away, z, spread * float(rng.uniform(0.45, 0.8)),
                     float(rng.uniform(300, 480))))  # fmt: skip
    for k in range(4):
        z = float(rng.uniform(1000, 2500))
        wall = -vista.side if k < 2 else vista.side
        x = wall * half * z * float(rng.uniform(0.72, 1.12))
        rows.append(
            (
                x,
                z,
                float(rng.uniform(300, 480)),
                600.0 * z / hero_z * float(rng.uniform(0.28, 0.62)),
            )
        )
    return np.array(rows)


def far_peaks(canvas: Canvas, focal_px: float, rng: np.random.Generator) -> NDArray[np.float64]:
    """A chain of peaks far behind, over the whole width."""
    half = canvas.paint_width_px / focal_px / 2
    count = max(4, round(9 * half))
    rows = []
    for k in range(count):
        z = float(rng.uniform(3000, 4800))
        x = ((k + float(rng.uniform(0.1, 0.9))) / count * 2 - 1) * half * 1.1 * z
        rows.append((x, z, float(rng.uniform(420, 800)), float(rng.uniform(300, 620))))
    return np.array(rows)


def colour(code: str) -> Colour:
    """The sRGB triple of "#rrggbb" as plain floats."""
    value = rgb(code)
    return float(value[0]), float(value[1]), float(value[2])
