"""What people carry, and how each thing is held."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping

Place = Literal["raised", "before", "hanging", "line", "head"]
HATS: Mapping[str, str] = {
    "hat": "bucket", "sun hat": "bucket", "straw hat": "cowboy", "cowboy hat": "cowboy",
    "witch hat": "pointed", "woman’s hat": "cowboy", "billed cap": "bucket", "cap": "bucket",
}  # fmt: skip
"""Hats that are part of the clothes."""


@dataclass(frozen=True)
class Grip:
    """How a thing is held."""

    place: Place
    size: float
    """Its height, in the bearer's."""
    at: float
    """How far above its own foot the hand is, in its heights."""
    behind: bool = False
    ahead: float = 0.0
    """How far its middle is ahead of the hand, in the bearer's heights."""
    canopy: float = 0.0
    """The upper share of it that is behind its bearer's head; the rest is before it."""


GRIPS: Mapping[str, Grip] = {
    "umbrella": Grip("raised", 0.66, 0.12, ahead=-0.02, canopy=0.56),
    "balloon": Grip("raised", 0.46, -0.62, behind=True),
    "kite": Grip("line", 0.34, 0.0, behind=True),
    "surfboard": Grip("before", 1.06, 0.50, behind=True, ahead=-0.03),
    "skateboard": Grip("hanging", 0.14, 0.80),
    "guitar": Grip("before", 0.50, 0.40),
    "violin": Grip("before", 0.34, 0.40),
    "lantern": Grip("hanging", 0.26, 1.0), "red paper lantern": Grip("hanging", 0.26, 1.0),
    "briefcase": Grip("hanging", 0.19, 0.92), "handbag": Grip("hanging", 0.20, 0.94),
    "luggage": Grip("hanging", 0.30, 0.96), "shopping bags": Grip("hanging", 0.24, 0.95),
    "camera": Grip("before", 0.11, 0.4), "book": Grip("before", 0.15, 0.35),
    "flower": Grip("raised", 0.22, 0.40), "rose": Grip("raised", 0.22, 0.35),
    "sunflower": Grip("raised", 0.26, 0.30), "tulip": Grip("raised", 0.22, 0.35),
    "bouquet": Grip("before", 0.24, 0.2),
    "ball": Grip("before", 0.14, 0.45), "soccer ball": Grip("before", 0.14, 0.45),
    "basketball": Grip("before", 0.15, 0.45),
    "flag": Grip("raised", 0.42, 0.10),
    "candle": Grip("raised", 0.18, 0.2), "ice cream": Grip("raised", 0.17, 0.15),
    "microphone": Grip("raised", 0.14, 0.25), "trumpet": Grip("raised", 0.24, 0.4),
    "crown": Grip("head", 0.13, 0.0), "top hat": Grip("head", 0.21, 0.08),
}  # fmt: skip
"""Noun -> how a person holds it."""
CARRIED: frozenset[str] = frozenset(GRIPS) | frozenset(HATS) | {"backpack"}
"""Nouns that are shown with who has them."""
