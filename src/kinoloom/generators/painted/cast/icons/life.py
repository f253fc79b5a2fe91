"""How a toy moves: a penguin waddles, a frog hops, a snake winds, a ship pitches."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from kinoloom.generators.painted.cast.roles.nouns import Manner

Way = Literal[
    "trot", "waddle", "hop", "crawl", "slither", "inch", "roll", "drive", "sail", "fly",
    "flutter", "swim", "hover", "still",
]  # fmt: skip

_NAMES_BY_WAY: dict[Way, str] = {
    "waddle": "penguin duck goose turkey rooster hippopotamus peacock swan baby_chick"
    " front-facing_baby_chick hatching_chick chicken flamingo dodo",
    "hop": "frog rabbit kangaroo bird cricket chipmunk owl parrot dove black_bird",
    "crawl": "turtle crab lobster lizard crocodile spider ant beetle lady_beetle scorpion"
    " cockroach hedgehog",
    "slither": "snake worm dragon",
    "inch": "snail bug",
    "roll": "soccer_ball basketball baseball volleyball tennis beach_ball bowling",
    "flutter": "butterfly honeybee bat fly mosquito fairy",
    "swim": "fish tropical_fish blowfish whale spouting_whale dolphin shark octopus squid"
    " seal mermaid merman jellyfish shrimp",
}
_WAYS: dict[str, Way] = {
    name: way for way, names in _NAMES_BY_WAY.items() for name in names.split()
}
_USUAL: dict[Manner, Way] = {
    "walk": "trot", "drive": "drive", "sail": "sail", "fly": "fly", "hover": "hover",
    "still": "still",
}  # fmt: skip
_CYCLES_S: dict[Way, float] = {
    "trot": 0.62, "waddle": 0.84, "hop": 0.72, "crawl": 1.0, "slither": 1.5, "inch": 2.6,
    "roll": 1.6, "drive": 1.1, "sail": 3.4, "fly": 1.15, "flutter": 0.42, "swim": 1.3,
    "hover": 4.0, "still": 4.0,
}  # fmt: skip
_SPEEDS: dict[Way, float] = {
    "trot": 0.42, "waddle": 0.26, "hop": 0.62, "crawl": 0.20, "slither": 0.34, "inch": 0.11,
    "roll": 1.0, "drive": 0.85, "sail": 0.22, "fly": 0.75, "flutter": 0.70, "swim": 0.30,
    "hover": 0.12, "still": 0.0,
}  # fmt: skip
"""In its own heights a second."""


@dataclass(frozen=True)
class Life:
    """What becomes of a toy at a moment: tilts and shifts are toward where it heads."""

    stretch: float = 1.0
    """Of its height; its width answers, so that it stays as large."""
    tilt: float = 0.0
    """Radians, forward."""
    rise: float = 0.0
    """In heights."""
    surge: float = 0.0
    """Ahead of where an even pace would have it, in heights: feet on the ground do not slide."""
    skew: float = 0.0
    """How far its top is ahead of its base, in heights."""
    slim: float = 1.0
    """Of its width alone: a fish that bends is seen shorter."""


def way_of(name: str, manner: Manner, *, in_air: bool) -> Way:
    """How a noun's icon moves."""
    way = _WAYS.get(name)
    if way is None:
        return _USUAL[manner]
    if manner == "fly":
        return way if way == "flutter" or not in_air else "fly"
    return way if way == "swim" or manner != "hover" else "hover"


def cycle_s(way: Way) -> float:
    """How long one step, hop, flap or bend takes."""
    return _CYCLES_S[way]


def speed(way: Way) -> float:
    """Travel in its own heights a second."""
    return _SPEEDS[way]


def life(way: Way, phase: float, *, moves: bool) -> Life:
    """The toy at a phase of its cycle."""
    if way in _ALWAYS:
        return _ALWAYS[way](phase)
    if moves:
        return _GOING[way](phase)
    if way in ("drive", "roll", "still"):
        return Life()
    return Life(stretch=1 + 0.012 * math.sin(2 * math.pi * phase))


def _sailing(phase: float) -> Life:
    turn = 2 * math.pi * phase
    return Life(tilt=0.045 * math.sin(turn), rise=0.014 * math.sin(turn - 1.2))


def _flying(phase: float) -> Life:
    turn = 2 * math.pi * phase
    rise = 0.05 * math.sin(turn - 1)
    return Life(1 + 0.10 * math.sin(turn), 0.04 * math.sin(turn / 2), rise)


def _fluttering(phase: float) -> Life:
    """Wings that close: much narrower for a moment, and the body drops between beats."""
    turn = 2 * math.pi * phase
    beat = 0.5 + 0.5 * math.cos(turn)
    drift = 0.09 * math.sin(turn / 3) + 0.04 * math.sin(turn / 2)
    return Life(
        1 + 0.04 * beat, 0.10 * math.sin(turn / 4), drift + 0.03 * beat, slim=0.58 + 0.42 * beat
    )


def _swimming(phase: float) -> Life:
    turn = 2 * math.pi * phase
    bend = 0.5 + 0.5 * math.cos(2 * turn)
    half = math.sin(turn / 2)
    return Life(1.0, 0.05 * half, 0.03 * half, 0.0, 0.05 * math.sin(turn), 0.93 + 0.07 * bend)


def _hovering(phase: float) -> Life:
    turn = 2 * math.pi * phase
    return Life(tilt=0.035 * math.sin(turn), rise=0.05 * math.sin(turn / 2))


def _trotting(phase: float) -> Life:
    turn = 2 * math.pi * phase
    hop = abs(math.sin(turn / 2))
    step = 0.6 * _late(phase % 1.0) * _reach("trot")
    return Life(0.975 + 0.05 * hop, 0.055 * math.sin(turn), 0.045 * hop, step)


def _waddling(phase: float) -> Life:
    """Two steps: over one foot, then over the other, each time a little ahead."""
    turn = 2 * math.pi * phase
    swing = math.sin(turn)
    step = _late(2 * phase % 1.0) * 0.5 * _reach("waddle")
    return Life(1 - 0.018 * math.cos(2 * turn), 0.0, 0.012 * abs(swing), step, 0.13 * swing)


def _crawling(phase: float) -> Life:
    turn = 2 * math.pi * phase
    swing = math.sin(turn)
    step = _late(2 * phase % 1.0) * 0.5 * _reach("crawl")
    return Life(1 + 0.015 * math.sin(2 * turn), 0.030 * swing, 0.008 * abs(swing), step)


def _slithering(phase: float) -> Life:
    turn = 2 * math.pi * phase
    swing, late = math.sin(turn), math.cos(turn)
    step = _late(phase % 1.0) * _reach("slither")
    return Life(1 - 0.04 * swing, 0.02 * late, 0.0, step, 0.07 * late, 1 + 0.03 * swing)


def _inching(phase: float) -> Life:
    swing = math.sin(2 * math.pi * phase)
    step = _late(phase % 1.0) * _reach("inch")
    return Life(1 - 0.035 * swing, 0.0, 0.0, step, 0.02 * swing, 1 + 0.045 * swing)


def _rolling(phase: float) -> Life:
    return Life(tilt=2 * math.pi * phase)


def _driving(phase: float) -> Life:
    turn = 2 * math.pi * phase
    return Life(stretch=1 + 0.006 * math.sin(2 * turn), rise=0.003 * math.sin(3 * turn))


def _hopping(phase: float) -> Life:
    """Crouch, leap, land: all the way is made in the air."""
    p, reach = phase % 1.0, _reach("hop")
    crouch, landed = 0.30, 0.88
    if p < crouch:
        low = math.sin(math.pi * p / crouch)
        return Life(1 - 0.13 * low, 0.0, 0.0, -p * reach)
    if p < landed:
        q = (p - crouch) / (landed - crouch)
        stretch = 1 + 0.10 * math.sin(math.pi * q)
        return Life(stretch, 0.20 * (2 * q - 1) * math.sin(math.pi * q), 1.0 * q * (1 - q),
                    (q - p) * reach)  # fmt: skip
    low = math.sin(math.pi * (p - landed) / (1 - landed))
    return Life(1 - 0.08 * low, 0.0, 0.0, (1 - p) * reach)


def _reach(way: Way) -> float:
    """What a cycle covers, in heights."""
    return _SPEEDS[way] * _CYCLES_S[way]


def _late(p: float) -> float:
    """How far a step that begins slowly is behind or ahead of an even pace, in its lengths."""
    return p * p * (3 - 2 * p) - p


_ALWAYS: dict[Way, Callable[[float], Life]] = {
    "sail": _sailing, "fly": _flying, "flutter": _fluttering, "swim": _swimming,
    "hover": _hovering,
}  # fmt: skip
"""What water and air move, whether it travels or not."""
_GOING: dict[Way, Callable[[float], Life]] = {
    "trot": _trotting, "waddle": _waddling, "hop": _hopping, "crawl": _crawling,
    "slither": _slithering, "inch": _inching, "roll": _rolling, "drive": _driving,
    "still": lambda _phase: Life(),
}  # fmt: skip
