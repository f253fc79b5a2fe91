"""The light rig: what lights a sprite so that it belongs to its scene."""

from __future__ import annotations

from dataclasses import dataclass

Vector = tuple[float, float, float]
Colour = tuple[float, float, float]


@dataclass(frozen=True)
class Rig:
    """Key, rim, ambient and bounce light. x is right, y is down, z is toward the viewer.

    Directions are unit vectors toward the light. Colours are sRGB-like gains; a key above 1 is
    a strong one. `haze_rgb` (0..1) is the colour of the air that distance mixes in.
    """

    key_dir: Vector
    key_rgb: Colour
    ambient_rgb: Colour
    bounce_rgb: Colour
    rim_dir: Vector
    rim_rgb: Colour
    haze_rgb: Colour
