"""Small open boats: a hull of planks, somebody at the oars or the paddle, perhaps a companion.

Lengths are in body heights of a person, from the keel up; x is where the bow points.
"""

from __future__ import annotations

import math
from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from kinoloom.generators.painted.cast.bodies.anatomy import Body, Material
from kinoloom.generators.painted.cast.bodies.assembly import joined, moved
from kinoloom.generators.painted.cast.bodies.capsules import Sprite, draw_capsules
from kinoloom.generators.painted.cast.bodies.projection import TILT, project
from kinoloom.generators.painted.cast.crews.hull import CANOE, ROWBOAT, Hull, dress_hull
from kinoloom.generators.painted.cast.crews.stroke import paddling, riding_along, rowing, scull
from kinoloom.generators.painted.cast.figures.held import united
from kinoloom.generators.painted.cast.figures.puppet import Puppet
from kinoloom.generators.painted.cast.figures.wardrobe import colour_of
from kinoloom.generators.painted.cast.ground.water import immersed

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from kinoloom.generators.painted.cast.bodies.contact import Contact
    from kinoloom.generators.painted.cast.bodies.skeleton import Build, Point, Skeleton
    from kinoloom.generators.painted.easel.light import Rig
    from kinoloom.generators.painted.spec import Heading

SMALL_BOATS = frozenset({"rowboat", "rowing boat", "canoe", "kayak"})
_PADDLED = frozenset({"canoe", "kayak"})
_YAW = 0.20
"""How far the bow is turned toward the viewer, radians."""
_LOOKED_DOWN = 0.16
"""How much lower the near side is, besides that of all bodies: one looks into the boat."""
_PAINTS = ("#b5523a", "#3f6f8f", "#e4dccb", "#4f7a5a", "#8a5a34", "#d0a040")
_WOODS = ("#9a6b40", "#86592f", "#a97c4e")


class RowBoat:
    """A small boat under way."""

    height = 0.86
    width = 2.75
    stride = 0.0
    print_phase = 0.0
    print_offset = 0.0
    altitude = 0.0
    draught = 0.0
    footing = 1.0

    def __init__(
        self, noun: str, *, crew: str | None, seed: int, colour: str | None = None,
        crew_colour: str | None = None,
    ) -> None:  # fmt: skip
        """`crew` is the noun of who is in it ("couple": two); `colour` (#rrggbb) is the hull's."""
        rng = np.random.default_rng((seed, 0x0A8))
        self._hull: Hull = CANOE if noun in _PADDLED else ROWBOAT
        self._paddles = noun in _PADDLED
        self.cycle_s = 2.2 if self._paddles else 2.9
        self.speed_heights_per_s = 0.62 if self._paddles else 0.52
        paint = colour or _PAINTS[int(rng.integers(len(_PAINTS)))]
        wood = _WOODS[int(rng.integers(len(_WOODS)))]
        self._planks = {
            "hull": Material(colour_of(paint), 0.10, 12),
            "plank": Material(colour_of(wood), 0.08, 12),
            "inside": Material(colour_of("#6a4a2e"), 0.03, 8),
            "rail": Material(colour_of("#d8c39a"), 0.12, 12),
            "oar": Material(colour_of("#c9a470"), 0.10, 12),
        }
        kinds = ("man", "woman") if rng.random() < 0.5 else ("woman", "man")
        nouns = kinds[:1] if crew in (None, "person") else (crew,) if crew != "couple" else kinds
        self._crew = [
            Puppet(kind, "sit", seed=seed + 7 * k, colour=crew_colour if k == 0 else None)
            for k, kind in enumerate(nouns)
        ]

    def draw(
        self,
        phase: float,
        rig: Rig,
        *,
        height_px: float,
        x_px: float,
        y_px: float,
        heading: Heading,
        haze: float = 0.0,
    ) -> tuple[Sprite | None, tuple[Contact, ...]]:
        """The boat with its waterline on frame point (x, y), its oars reaching nearer water."""
        unit_px = height_px / self.height
        sign = 1.0 if heading == "right" else -1.0
        turn = 2 * math.pi * phase
        pitch, heave = 0.012 * math.sin(turn + 0.4), 0.010 * math.sin(turn - 1.0)
        # The near side of the hull meets the water lower on the picture than its middle.
        nearer = 0.6 * (_LOOKED_DOWN + TILT) * self._hull.beam
        boat = Body(self._planks)
        dress_hull(boat, self._hull)
        near = Body(self._planks)
        self._dress_oars(boat, near, phase)
        crew = self._seated(phase)

        def seen(capsules: NDArray[np.float32]) -> NDArray[np.float32]:
            # Down by its draught: all that is below the surface is cut away.
            out = moved(capsules, (0.0, heave + nearer - self._hull.draught, 0.0), turn=_YAW)
            for x, y, z in ((0, 1, 2), (4, 5, 6)):
                out[:, y] += pitch * out[:, x] - _LOOKED_DOWN * out[:, z]
            return project(out, unit_px, x_px, y_px, sign)

        parts = [(seen(capsules), body) for capsules, body in ((boat.capsules(), boat), *crew)]
        light = partial(draw_capsules, rig=rig, height_px=unit_px, haze=haze)
        capsules, materials = joined(parts)
        sprite = light(capsules, materials)
        if sprite is None:
            return None, ()
        above = immersed(sprite, y_px, 0.0, phase * self.cycle_s)
        oar = light(seen(near.capsules()), near.material_rows()) if near.rows else None
        if above is None or oar is None:
            return above or oar, ()
        return united(above, oar), ()

    def _seated(self, phase: float) -> list[tuple[NDArray[np.float32], Body]]:
        """Who is in it: the first works, the other sits at the stern and looks about."""
        found: list[tuple[NDArray[np.float32], Body]] = []
        for k, puppet in enumerate(self._crew):
            works: Callable[[Build, float], Skeleton] = paddling if self._paddles else rowing
            pose = works if k == 0 else riding_along
            body = puppet.dressed(pose(puppet.build, phase))
            faces_stern = k == 0 and not self._paddles
            x = self._hull.seat_x if k == 0 else self._hull.stern_seat_x
            at: Point = (x, self._hull.seat_y, 0.0)
            found.append(
                (moved(body.capsules(), at, scale=puppet.height,
                       turn=math.pi if faces_stern else 0.0), body)
            )  # fmt: skip
        return found

    def _dress_oars(self, boat: Body, near: Body, phase: float) -> None:
        """Inside the boat and beyond it they may be hidden by it; the near blade never is."""
        for side in (-1.0, 1.0):
            one = scull(phase, side, self._hull, paddle=self._paddles)
            outside = near if side > 0 else boat
            boat.part(one.hand, one.lock, 0.014, 0.014, "oar", far=side < 0)
            outside.part(one.lock, one.neck, 0.014, 0.012, "oar", far=side < 0)
            blade = outside.group()
            outside.part(one.neck, one.tip, 0.020, 0.034, "oar", blade, flat=1, far=side < 0)
