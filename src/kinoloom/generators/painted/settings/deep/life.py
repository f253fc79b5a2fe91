"""Which schools swim in a shot, and who the spec's swimmers are."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from kinoloom.generators.painted.cast.roles.nouns import PUPPETS, key_of
from kinoloom.generators.painted.cast.roles.understudies import is_scenic
from kinoloom.generators.painted.settings.deep.fish import School, Shoal
from kinoloom.generators.painted.spec import Subject

if TYPE_CHECKING:
    from kinoloom.generators.painted.easel.canvas import Canvas
    from kinoloom.generators.painted.settings.deep.clock import Clock
    from kinoloom.generators.painted.settings.deep.illumination import Illumination
    from kinoloom.generators.painted.settings.deep.place import Place
    from kinoloom.generators.painted.spec import SceneSpec

_CRAWLS = frozenset(
    {"crab", "lobster", "snail", "spiral_shell", "star", "shell", "anchor", "treasure_chest",
     "amphora", "skull", "coin", "gem_stone", "key", "crown", "moai", "castle", "trident_emblem",
     "chest", "hermit_crab", "cactus", "classical_building"}
)  # fmt: skip
"""What lies or walks on the floor; everything else swims."""
_DIVERS = frozenset({"diver", "scuba diver", "freediver", "swimmer"})
_BRASS = "#c8a254"
_DRESSES = (
    ("#3f6f9c", "#dfeef6", 0.26, 0.0),
    ("#f2b02e", "#ffe27a", 0.42, 0.0),
    ("#ff7a2c", "#ffd0a0", 0.40, 2.6),
    ("#7a58c8", "#ffb84a", 0.36, 0.0),
    ("#2c7fe0", "#8fd4ff", 0.40, 0.0),
    ("#e8e8f0", "#fff6c0", 0.62, 3.1),
    ("#e0457f", "#ffc2b4", 0.38, 0.0),
)
"""Back, belly, height per length, stripes."""


def swims(subject: Subject) -> bool:
    """Whether a subject swims; else it stays on the floor."""
    return key_of(subject.noun) not in _CRAWLS


def swimmer(subject: Subject) -> Subject:
    """The subject as it moves in water: nobody walks there."""
    if subject.noun.strip().lower() in _DIVERS:
        # The emoji swims on a block of water; a helmet and a suit dive.
        dress = subject.colour or _BRASS
        return subject.model_copy(update={"noun": "astronaut", "action": "fly", "colour": dress})
    if key_of(subject.noun) in PUPPETS:
        return subject.model_copy(update={"action": "fly"})
    return subject.model_copy(update={"action": "float"}) if swims(subject) else subject


def has_actors(spec: SceneSpec) -> bool:
    """Whether anyone is to be played."""
    return any(not is_scenic(subject.noun, spec.setting) for subject in spec.subjects)


def has_turtle(spec: SceneSpec) -> bool:
    """Whether, with nobody asked for, a turtle passes; else jellyfish do."""
    lot = np.random.default_rng([spec.seed & 0xFFFFFFFF, 0x7127]).random()
    return not has_actors(spec) and lot < 0.34 and not {"turtle", "sea turtle"} & set(spec.without)


def schools(
    spec: SceneSpec, canvas: Canvas, site: Place, light: Illumination, clock: Clock
) -> tuple[list[School], list[School]]:
    """Those behind the reef and those before it."""
    if "fish" in spec.without:
        return [], []
    rng = np.random.default_rng([spec.seed & 0xFFFFFFFF, 0x5C00])
    unit = canvas.unit
    reef = spec.setting == "coral"
    wide, high = canvas.width_px, canvas.height_px
    middle = canvas.paint_width_px / 2
    top = canvas.margin_y_px
    behind: list[School] = []
    before: list[School] = []
    for k in range(5 if reef else 3):
        near = k >= (2 if reef else 1)
        back, belly, ratio, stripes = _DRESSES[
            int(rng.integers(len(_DRESSES))) if reef and near else int(rng.choice((0, 0, 1, 4)))
        ]
        length = unit * (float(rng.uniform(20, 34)) if near else float(rng.uniform(10, 16)))
        count = int(rng.integers(14, 34) if near else rng.integers(50, 90))
        if reef and near:
            length *= 1.15
        x = middle + float(rng.uniform(-0.36, 0.36)) * wide
        low = 0.66 if reef else 0.56
        y = top + high * float(rng.uniform(0.28, low))
        if (has_actors(spec) or has_turtle(spec)) and near:
            # The middle belongs to whoever is played there.
            x = middle + float(rng.choice((-1, 1))) * float(rng.uniform(0.28, 0.42)) * wide
        spread = (0.17 if near else 0.30) * min(wide, 1.4 * high)
        shoal = Shoal(
            x, y, spread * float(rng.uniform(0.7, 1.2)),
            (0.10 if not near else 0.12) * high * float(rng.uniform(0.7, 1.3)), count, length,
            (26 + 60 * spec.motion) * unit * (1.4 if near else 0.8) * float(rng.uniform(0.7, 1.2)),
            float(rng.choice((-1, 1))), 0.62 if near else 0.20, 0.18 if near else 0.62,
            back, belly, ratio, stripes,
        )  # fmt: skip
        (before if near else behind).append(School(shoal, canvas, light, clock, spec.seed + 31 * k))
    return behind, before
