"""Where the sun stands: as the seed has drawn it, unless the words say where light comes from."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kinoloom.generators.painted.easel.light import Vector
    from kinoloom.generators.painted.spec import Composition, Light


def sun_side(light: Light, drawn: int) -> int:
    """The side of the frame it stands on, -1 left or 1 right."""
    return {"left": -1, "right": 1}.get(light, drawn)


def sun_aside(light: Light, drawn: float, composition: Composition = "free") -> float:
    """How far from the frame's middle it stands, in frame widths; behind the viewer, beyond it."""
    if composition == "symmetrical" and light in ("any", "behind"):
        return 0.0
    match light:
        case "left" | "right":
            return max(0.26, drawn)
        case "behind":
            return 0.3 * drawn
        case "front":
            return 0.7
        case _:
            return drawn


def turned(light: Light, toward: Vector) -> Vector:
    """The direction toward it (x right, y up, z away), not yet a unit vector again."""
    x, y, z = toward
    match light:
        case "behind":
            return 0.35 * x, y, 0.8
        case "front":
            return 0.6 * x, y, -0.8
        case _:
            return x, y, z
