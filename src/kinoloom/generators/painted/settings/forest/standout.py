"""The light on a cast in the dark: a little more than the land's, so that it stands out from it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kinoloom.generators.painted.air.daylight import Daylight
    from kinoloom.generators.painted.easel.light import Colour, Rig
    from kinoloom.generators.painted.spec import Hour

_LIFTS: dict[Hour, float] = {"night": 1.5, "dusk": 1.28}
_RIM = 1.25
"""How much more of that is the edge's, which draws the shape."""


def standing_out(rig: Rig, day: Daylight) -> Rig:
    """The rig as film crews light a night: nobody would find a dark coat before dark trees."""
    lift = _LIFTS.get(day.time, 1.0)
    if lift == 1.0:
        return rig
    return replace(
        rig, key_rgb=_lifted(rig.key_rgb, lift), ambient_rgb=_lifted(rig.ambient_rgb, lift),
        rim_rgb=_lifted(rig.rim_rgb, _RIM * lift),
    )  # fmt: skip


def _lifted(colour: Colour, gain: float) -> Colour:
    red, green, blue = colour
    return red * gain, green * gain, blue * gain
