"""Joins that take the picture apart into blocks and bands: pixelate, glitch."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from kinoloom.render.grade.blocky import pixelated
from kinoloom.render.grade.planes import LUMA, Lane, by_pair, crossed, mixed
from kinoloom.render.joins.easing import between, hump
from kinoloom.render.picture import Picture, Plane

_COARSEST = 1 / 9
"""Side of the largest blocks, share of the short side."""
_FINEST = 1 / 270
_SIZES = 9
_JUMPS = 16
"""How often a glitch changes during the join."""
_GRID = 72
"""Bands and blocks of a glitch keep to this many lines a height."""


def through_blocks(old: Picture, new: Picture, t: float) -> Picture:
    """The picture falls into ever larger blocks and the new one rises out of them."""
    shown = crossed(old, new, between(t, 0.4, 0.6))
    step = round(_SIZES * (1 - abs(2 * t - 1)) ** 0.8)
    if step == 0:
        return shown
    return pixelated(shown, _FINEST * (_COARSEST / _FINEST) ** (step / _SIZES))


def glitch(old: Picture, new: Picture, t: float) -> Picture:
    """A signal that breaks up: torn bands, colours out of place, blocks of the other picture."""
    damage = _damage(min(_JUMPS - 1, int(t * _JUMPS)))
    return by_pair(lambda lane, a, b: _torn(lane, a, b, damage), old, new)


@dataclass(frozen=True)
class _Patch:
    """A rectangle (shares of the picture) shown from the new picture or the old, moved sideways."""

    top: float
    bottom: float
    left: float
    right: float
    from_new: bool
    shift: float
    lift: float = 0.0


@dataclass(frozen=True)
class _Damage:
    base_new: bool
    colour_shift: float
    patches: tuple[_Patch, ...]


def _damage(beat: int) -> _Damage:
    """What is broken during one of the jumps; nothing in the first and the last."""
    rng = np.random.default_rng(1000 + beat)
    t = (beat + 0.5) / _JUMPS
    strength, share_new = hump(t), between(t, 0.2, 0.8)
    bands = [_band(rng, strength, share_new) for _ in range(round(16 * strength))]
    blocks = [_block(rng, share_new) for _ in range(round(16 * strength))]
    colour_shift = 0.02 * strength * rng.choice((-1, 1)) * rng.uniform(0.5, 1)
    return _Damage(bool(rng.uniform() < share_new), colour_shift, (*bands, *blocks))


def _band(rng: np.random.Generator, strength: float, share_new: float) -> _Patch:
    top = rng.integers(0, _GRID)
    height = min(_GRID - top, 1 + int(rng.exponential(4)))
    shift = strength * rng.normal(0, 0.07)
    lift = strength * rng.uniform(0, 0.35) if rng.uniform() < 0.2 else 0.0
    return _Patch(
        top / _GRID, (top + height) / _GRID, 0, 1, bool(rng.uniform() < share_new), shift, lift
    )


def _block(rng: np.random.Generator, share_new: float) -> _Patch:
    top, left = rng.integers(0, _GRID - 2), rng.uniform(-0.1, 0.95)
    height, width = rng.integers(1, 5), rng.exponential(0.09) + 0.01
    # Blocks show what the band under them does not: the other picture breaks in.
    from_new = bool(rng.uniform() < 0.25 + 0.5 * share_new)
    return _Patch(
        top / _GRID, (top + height) / _GRID, left, left + width, from_new, rng.normal(0, 0.05)
    )


def _torn(lane: Lane, a: Plane, b: Plane, damage: _Damage) -> Plane:
    height, width = a.shape
    colour = round(damage.colour_shift * width) if lane.step == 2 else 0
    out = np.roll(b if damage.base_new else a, colour, axis=1)
    for patch in damage.patches:
        rows = slice(round(patch.top * height), round(patch.bottom * height))
        left, right = (round(min(1, max(0, x)) * width) for x in (patch.left, patch.right))
        shifted = np.roll((b if patch.from_new else a)[rows], round(patch.shift * width), axis=1)
        piece = shifted[:, left:right]
        if patch.lift and lane == LUMA and piece.size:
            piece = mixed(piece, np.full_like(piece, 200), patch.lift)
        out[rows, left:right] = piece
    return out
