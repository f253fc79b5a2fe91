"""Which tree grows where in a wood of a kind."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np

from kinoloom.generators.painted.settings.forest.bamboo import bamboo
from kinoloom.generators.painted.settings.forest.conifers import (
    FIR,
    PINE,
    REDWOOD,
    conifer,
    spruce,
)
from kinoloom.generators.painted.settings.forest.cutout import Cutout
from kinoloom.generators.painted.settings.forest.glade import Kind, Tree
from kinoloom.generators.painted.settings.forest.trees import (
    BEECH,
    BIRCH,
    GIANT,
    OAK,
    Wood,
    leafy_tree,
    palm,
)

if TYPE_CHECKING:
    Shares = tuple[tuple[str, float], ...]

_SHARES: dict[Kind, Shares] = {
    "pines": (("pine", 1.0),),
    "redwoods": (("redwood", 1.0),),
    "broadleaf": (("oak", 0.92), ("birch", 1.0)),
    "birch": (("birch", 0.94), ("oak", 1.0)),
    "mixed": (("oak", 0.52), ("birch", 0.78), ("pine", 1.0)),
    "bamboo": (("bamboo", 1.0),),
    "jungle": (("giant", 1.0),),
    "palms": (("palm", 0.86), ("giant", 1.0)),
}
"""Species and the share of the trees that are this one or one before it."""
_YOUNG: dict[Kind, tuple[str, float]] = {
    "pines": ("spruce", 0.38), "redwoods": ("spruce", 0.25), "mixed": ("spruce", 0.22),
    "jungle": ("palm", 0.32),
}  # fmt: skip
"""What stands far off here and there instead, and its share."""
_GROWERS: dict[str, Callable[[Wood, Tree, np.random.Generator], Cutout]] = {
    "pine": lambda wood, tree, rng: conifer(wood, tree, PINE, rng),
    "fir": lambda wood, tree, rng: conifer(wood, tree, FIR, rng),
    "redwood": lambda wood, tree, rng: conifer(wood, tree, REDWOOD, rng),
    "spruce": spruce,
    "birch": lambda wood, tree, rng: leafy_tree(wood, tree, BIRCH, rng),
    "giant": lambda wood, tree, rng: leafy_tree(wood, tree, GIANT, rng),
    "oak": lambda wood, tree, rng: leafy_tree(wood, tree, OAK if tree.seed % 3 else BEECH, rng),
    "bamboo": bamboo,
    "palm": palm,
}


def paint_tree(wood: Wood, tree: Tree) -> Cutout:
    """The tree of this place in the wood's kind."""
    rng = np.random.default_rng([tree.seed, 0x7EE])
    species = _species(wood.glade.kind, tree, rng)
    if species == "pine" and rng.random() < wood.glade.firs:
        species = "fir"
    return _GROWERS[species](wood, tree, rng)


def _species(kind: Kind, tree: Tree, rng: np.random.Generator) -> str:
    pick = float(rng.random())
    young, share = _YOUNG.get(kind, ("", 0.0))
    is_far = tree.near < 0.45 and (tree.near > 0.16 or young != "palm")
    if is_far and pick < share:
        return young
    return next(species for species, upto in _SHARES[kind] if pick < upto)
