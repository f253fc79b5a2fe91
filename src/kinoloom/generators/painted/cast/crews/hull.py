"""Hulls of small boats: overlapping planks from stern to bow, a rail, thwarts across."""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kinoloom.generators.painted.cast.bodies.anatomy import Body
    from kinoloom.generators.painted.cast.bodies.skeleton import Point

_STATIONS = 15


@dataclass(frozen=True)
class Hull:
    """A hull's lines, in body heights."""

    half_length: float
    beam: float
    """Half its width amidships."""
    side: float
    """How high its side is amidships."""
    bow_rise: float
    stern_rise: float
    transom: float
    """The width of its stern, of that amidships; 0 is pointed."""
    draught: float
    seat_x: float
    stern_seat_x: float
    seat_y: float
    planks: int

    def half_width(self, t: float) -> float:
        """At a place from -1 (stern) to 1 (bow)."""
        if t >= 0:
            return self.beam * (1 - t**2.3) ** 0.85
        return self.beam * (self.transom + (1 - self.transom) * (1 - (-t) ** 2.3) ** 0.85)

    def sheer(self, t: float) -> float:
        """How high its rail is there."""
        return self.side + (self.bow_rise if t > 0 else self.stern_rise) * abs(t) ** 2.2

    def at(self, t: float, up: float, side: float) -> Point:
        """A point of its skin: `up` 0 at the keel .. 1 at the rail, `side` -1 far or 1 near."""
        keel = 0.10 * self.sheer(t) * max(0.0, t) ** 3
        y = keel + (self.sheer(t) - keel) * up
        flare = 0.40 + 0.60 * up**0.6
        # The stem leans forward, the stern a little back.
        rake = (0.09 if t > 0 else -0.05) * abs(t) ** 3 * up
        return (self.half_length * t + rake, y, side * self.half_width(t) * flare)


ROWBOAT = Hull(1.12, 0.31, 0.270, 0.120, 0.060, 0.62, 0.095, 0.02, -0.62, 0.225, 4)
CANOE = Hull(1.12, 0.18, 0.155, 0.110, 0.095, 0.0, 0.055, -0.06, -0.58, 0.095, 3)


def dress_hull(body: Body, hull: Hull) -> None:
    """The far side as seen from inside, the thwarts, then the near side."""
    for side in (-1.0, 1.0):
        far = side < 0
        for k in range(hull.planks):
            up = (k + 0.5) / hull.planks
            # Each plank laps over the one below it.
            radius = 0.62 * hull.side / hull.planks
            ink = "inside" if far else "hull" if k < hull.planks - 1 else "plank"
            _strake(body, hull, up, side, radius, ink, far=far)
        _strake(body, hull, 1.0, side, 0.017, "rail", far=far)
    if hull.transom > 0:
        for k in range(5):
            up = 0.2 + 0.18 * k
            body.part(hull.at(-1, up, -1), hull.at(-1, up, 1), 0.040, 0.040, "plank")
        body.part(hull.at(-1, 1, -1), hull.at(-1, 1, 1), 0.018, 0.018, "rail")
    stem = body.group()
    for k in range(4):
        body.part(hull.at(1, 0.25 * k, 1), hull.at(1, 0.25 * (k + 1), 1), 0.022, 0.022, "rail",
                  stem)  # fmt: skip
    for x in (hull.seat_x, hull.stern_seat_x, 0.52 * hull.half_length):
        t = x / hull.half_length
        wide = 0.80 * hull.half_width(t)
        for shift in (-0.03, 0.0, 0.03):
            seat = hull.seat_y - 0.055
            body.part((x + shift, seat, -wide), (x + shift, seat, wide), 0.018, 0.018, "plank")


def _strake(
    body: Body, hull: Hull, up: float, side: float, radius: float, ink: str, *, far: bool
) -> None:
    group = body.group()
    points = [hull.at(math.sin(math.pi / 2 * (2 * i / _STATIONS - 1)), up, side)
              for i in range(_STATIONS + 1)]  # fmt: skip
    for i, (a, b) in enumerate(pairwise(points)):
        cut = 4 if i == 0 else 5 if i == _STATIONS - 1 else 3
        body.part(a, b, radius, radius, ink, group, flat=cut, far=far)
