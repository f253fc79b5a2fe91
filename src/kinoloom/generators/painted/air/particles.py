"""The small things in the air a spec names as effects, drawn before the grade."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from kinoloom.generators.painted.air.breeze import Breeze
from kinoloom.generators.painted.air.bubbles import Bubbles
from kinoloom.generators.painted.air.falling import CONFETTI, LEAVES, PETALS, Falling, leaves_of
from kinoloom.generators.painted.air.glimmer import Fireflies, Motes, Place, Sparks
from kinoloom.generators.painted.air.plume import SMOKE, STEAM, Plume

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    import numpy as np
    from numpy.typing import NDArray

    from kinoloom.generators.painted.air.daylight import Daylight
    from kinoloom.generators.painted.easel.camera import Pose
    from kinoloom.generators.painted.easel.canvas import Canvas
    from kinoloom.generators.painted.spec import Effect, Season


class Swarm(Protocol):
    """Many small things of a kind."""

    def draw(self, frame_u8: NDArray[np.uint8], t_s: float, shift_px: float) -> None:
        """Draw onto the frame; `shift_px` is how far the camera has gone at parallax 1."""
        ...


_MAKERS: Mapping[Effect, Callable[[Breeze, int, Place | None], Swarm]] = {
    "smoke": lambda air, seed, place: Plume(SMOKE, air, seed, source_px=place),
    "steam": lambda air, seed, place: Plume(STEAM, air, seed, source_px=place),
    "dust": lambda air, seed, _: Motes(air, seed),
    "fireflies": lambda air, seed, _: Fireflies(air, seed),
    "sparks": lambda air, seed, place: Sparks(air, seed, source_px=place),
    "bubbles": lambda air, seed, _: Bubbles(air, seed),
    "petals": lambda air, seed, _: Falling(PETALS, air, seed),
    "leaves": lambda air, seed, _: Falling(LEAVES, air, seed, colours=leaves_of(air.season)),
    "confetti": lambda air, seed, _: Falling(CONFETTI, air, seed),
}
"""By effect. What is drawn first lies behind."""


class Particles:
    """The effects of a shot. The same moment always looks the same."""

    def __init__(
        self,
        effects: Sequence[Effect],
        canvas: Canvas,
        seed: int,
        *,
        light: Daylight,
        motion: float,
        seconds: float,
        loop: bool,
        season: Season | None = None,
        blow_px_per_s: float = 0.0,
        source_px: Place | None = None,
    ) -> None:
        """`blow_px_per_s` (of a 1080-line picture) is a wind that takes what falls along.

        `source_px` is where steam, smoke and sparks come from, on the painted canvas; without it
        they rise from below the frame. When the film loops, so does everything in `seconds`.
        """
        breeze = Breeze(
            canvas, light, seed & 0xFFFFFF, motion, seconds if loop and seconds > 0 else None,
            season, blow_px_per_s,
        )  # fmt: skip
        place = None
        if source_px is not None:
            place = source_px[0] - canvas.margin_x_px, source_px[1] - canvas.margin_y_px
        self._swarms = [
            make(breeze, breeze.seed + 101 * k, place)
            for k, (name, make) in enumerate(_MAKERS.items())
            if name in effects
        ]

    def draw(self, frame_u8: NDArray[np.uint8], t_s: float, pose: Pose | None = None) -> None:
        """Draw the effects of this moment onto the frame (height x width x 3), in place."""
        shift_px = pose.x_px if pose is not None else 0.0
        for swarm in self._swarms:
            swarm.draw(frame_u8, t_s, shift_px)
