"""Animations that move all words as one. Each takes a scene and gives its stamps."""

from __future__ import annotations

from collections.abc import Callable

from kinoloom.render.lettering.easing import (
    clipped,
    in_cubic,
    in_out,
    out_back,
    out_bounce,
    out_cubic,
    out_quint,
    springing,
)
from kinoloom.render.lettering.scene import Pose, Scene, Stamps

SLIDE = 1.1
"""How far a slide moves, in font sizes."""
_FLICKER = (0, 0.7, 0.1, 0.85, 0.2, 0.15, 1, 0.35, 0.95, 0.6, 1, 1)
"""How bright a tube is while it starts."""


def none(scene: Scene) -> Stamps:
    """Simply there."""
    return scene.rest()


def fade(scene: Scene) -> Stamps:
    """Appears and disappears."""
    seen = in_out(scene.come) * (1 - in_out(scene.leave))
    return scene.posed(scene.rest(), Pose(opacity=seen))


def pop(scene: Scene) -> Stamps:
    """Grows, a little too far, and back; shrinks away."""
    scale = 0.6 + 0.4 * out_back(scene.come, 1.6) - 0.25 * in_cubic(scene.leave)
    seen = clipped(scene.come * 3) * (1 - in_cubic(scene.leave))
    return scene.posed(scene.rest(), Pose(scale=scale, opacity=seen))


def slide(across: int, down: int) -> Callable[[Scene], Stamps]:
    """Glides in from one side and out towards the other. `across`, `down`: -1, 0 or 1."""

    def draw(scene: Scene) -> Stamps:
        way = SLIDE * scene.em_px * (2.2 if across else 1.0)
        off = (out_quint(scene.come) - 1 + 0.6 * in_cubic(scene.leave)) * way
        seen = clipped(out_cubic(scene.come) * 1.2) * (1 - in_out(scene.leave))
        return scene.posed(scene.rest(), Pose(dx_px=across * off, dy_px=down * off, opacity=seen))

    return draw


def zoom(begin: float, end: float) -> Callable[[Scene], Stamps]:
    """Settles from one size, leaves towards another."""

    def draw(scene: Scene) -> Stamps:
        scale = 1 + (begin - 1) * (1 - out_quint(scene.come)) + (end - 1) * in_cubic(scene.leave)
        seen = out_cubic(scene.come) * (1 - in_out(scene.leave))
        return scene.posed(scene.rest(), Pose(scale=scale, opacity=seen))

    return draw


def blur_in(scene: Scene) -> Stamps:
    """Comes into focus, and goes out of it."""
    soft = 0.2 * scene.em_px * ((1 - out_cubic(scene.come)) + in_cubic(scene.leave))
    seen = out_cubic(scene.come) * (1 - in_out(scene.leave))
    scale = 1 + 0.06 * (1 - out_cubic(scene.come)) + 0.04 * in_cubic(scene.leave)
    # A blur of a fraction of a pixel costs as much as one that is seen.
    pose = Pose(scale=scale, opacity=seen, blur_px=soft if soft > 0.3 else 0.0)
    return scene.posed(scene.rest(), pose)


def bounce(scene: Scene) -> Stamps:
    """Falls into place and bounces."""
    height = 1.5 * scene.em_px * (out_bounce(scene.come) - 1)
    sunk = 0.8 * scene.em_px * in_cubic(scene.leave)
    seen = clipped(scene.come * 4) * (1 - in_out(scene.leave))
    return scene.posed(scene.rest(), Pose(dy_px=height + sunk, opacity=seen))


def slam(scene: Scene) -> Stamps:
    """Comes down large and hard, and shakes."""
    fall, shake = clipped(scene.come / 0.45), clipped((scene.come - 0.45) / 0.55)
    scale = 1 + 1.3 * (1 - fall**2) + (0.045 * springing(shake, 1.5) if shake > 0 else 0)
    scale += 0.5 * in_cubic(scene.leave)
    seen = clipped(fall * 1.6) ** 2 * (1 - in_out(scene.leave))
    return scene.posed(scene.rest(), Pose(scale=scale, opacity=seen))


def swing(scene: Scene) -> Stamps:
    """Swings to rest like a sign on a nail."""
    angle = -9 * springing(scene.come, 1.5, 3.5) if scene.come < 1 else 0.0
    angle += 5 * in_cubic(scene.leave)
    seen = clipped(scene.come * 4) * (1 - in_out(scene.leave))
    return scene.posed(scene.rest(), Pose(rotation_deg=angle, opacity=seen))


def flicker(scene: Scene) -> Stamps:
    """Starts like a neon tube; one blink and it is out."""
    seen = 1.0
    if scene.come < 1:
        seen = _FLICKER[int(scene.come * len(_FLICKER))]
    if scene.leave > 0:
        seen = (0.3, 0.9, 0.15, 0.0)[min(3, int(scene.leave * 4))]
    return scene.posed(scene.rest(), Pose(opacity=seen))
