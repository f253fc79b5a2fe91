"""Four-legged animals with a modelled body: they walk in four beats, run, or stand and breathe."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kinoloom.generators.painted.cast.animals.body import (
    ORIGIN,
    dress_nape,
    dress_tail,
    dress_trunk,
    materials_of,
    twitch,
)
from kinoloom.generators.painted.cast.animals.breeds import BREEDS
from kinoloom.generators.painted.cast.animals.head import Mood, chain, dress_head, smooth
from kinoloom.generators.painted.cast.animals.seat import SITTERS, seat_of, seated
from kinoloom.generators.painted.cast.bodies.anatomy import Axes, Body, axes, between
from kinoloom.generators.painted.cast.bodies.capsules import Sprite, draw_capsules
from kinoloom.generators.painted.cast.bodies.contact import Contact
from kinoloom.generators.painted.cast.bodies.contour import contoured, is_pale
from kinoloom.generators.painted.cast.bodies.projection import TILT, project
from kinoloom.generators.painted.cast.roles.nouns import animal_height

if TYPE_CHECKING:
    from kinoloom.generators.painted.cast.animals.breeds import Breed, Knot
    from kinoloom.generators.painted.cast.bodies.skeleton import Point
    from kinoloom.generators.painted.easel.light import Rig
    from kinoloom.generators.painted.spec import Action, Heading

ANIMALS = BREEDS
TURN = 0.30
"""How far the animal is turned toward the viewer, radians."""
_LOOK = 0.62
"""How far its face is."""
_HIND_NEAR, _FORE_NEAR, _HIND_FAR, _FORE_FAR = range(4)
_WALK_ORDER = (0.0, 0.25, 0.5, 0.75)
"""When each foot lands: hind near, fore near, hind far, fore far."""
_PACE_ORDER = (0.0, 0.14, 0.5, 0.64)
"""A camel's: both feet of a side nearly together."""
_RUN_ORDER = (0.0, 0.48, 0.12, 0.60)
_REST = (-0.050, 0.012, 0.030, -0.022)
"""How far each foot of a standing animal is ahead of its place: nobody stands like a table."""


@dataclass(frozen=True)
class Stepping:
    """A gait of four legs. Lengths in heights; `stance` is the share of the cycle on the ground."""

    stride: float
    cycle_s: float
    stance: float
    lift: float
    order: tuple[float, float, float, float]
    is_run: bool = False


@dataclass(frozen=True)
class Paw:
    """A foot relative to its place under the body; `fold` is how far it hangs back, 0..1."""

    x: float
    y: float
    fold: float


def paw_at(gait: Stepping, p: float) -> Paw:
    """A foot at its own phase, 0 when it lands: it stands still on the ground, then swings."""
    p %= 1.0
    reach = gait.stance / 2 * gait.stride
    if gait.stride == 0 or p < gait.stance:
        return Paw(reach - p * gait.stride if gait.stride else 0.0, 0.0, 0.0)
    span = 1 - gait.stance
    q = (p - gait.stance) / span
    slope = -gait.stride * span
    q2, q3 = q * q, q * q * q
    x = -reach * (2 * q3 - 3 * q2 + 1) + slope * (q3 - 2 * q2 + q) * 0.55
    x += reach * (3 * q2 - 2 * q3) + slope * (q3 - q2) * 0.55
    high = math.sin(math.pi * q**0.85) ** 1.3
    return Paw(x, gait.lift * high, math.sin(math.pi * q**0.70) ** 1.4)


@dataclass(frozen=True)
class Stance:
    """How an animal stands at a phase, for who is on it."""

    paws: tuple[Point, ...]
    rise: float
    """How far the back is lifted."""
    tip: float
    """And its slope."""
    runs: bool
    face: Point
    look: Axes
    skull: float


class AnimalPuppet:
    """One animal that stands, walks or runs on four legs."""

    altitude = 0.0
    footing = 0.42
    draught = 0.50
    """How much of it is under water when it swims, in heights."""

    def __init__(self, kind: str, action: Action, *, colour: str | None = None) -> None:
        """`kind` is one of ANIMALS; `colour` (#rrggbb) replaces the coat's."""
        breed = ANIMALS[kind]
        self.height = animal_height(kind)
        ahead = breed.neck[-1][0] + breed.skull * 2.6
        self.width = ahead - breed.tail[-1][0]
        self._kind, self._breed = kind, breed
        self._gait = _gait(kind, breed, action, self.height)
        self._moves = self._gait.stride > 0
        self._sits = action == "sit" and kind in SITTERS
        self.materials = materials_of(kind, breed, colour)

    @property
    def cycle_s(self) -> float:
        """One cycle of four steps, or a breath."""
        return self._gait.cycle_s

    @property
    def stride(self) -> float:
        """Ground travel in a cycle, in heights."""
        return self._gait.stride

    @property
    def print_phase(self) -> float:
        """A paw's print shows from the moment it lifts."""
        return self._gait.stance

    @property
    def print_offset(self) -> float:
        """Where that paw stood, as seen from the body then."""
        return -self._gait.stance / 2 * self._gait.stride + self._breed.hip[0]

    @property
    def speed_heights_per_s(self) -> float:
        """Travel in its own heights a second."""
        return self._gait.stride / self._gait.cycle_s

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
        """The lit sprite with its body over frame point (x, y), and where its paws stand."""
        if self._sits:
            # Its head is higher than when it stands.
            height_px *= 0.87
        body = Body(self.materials)
        paws = self.dressed(body, phase).paws
        sign = 1.0 if heading == "right" else -1.0
        capsules = project(body.capsules(), height_px, x_px, y_px, sign)
        sprite = draw_capsules(capsules, body.material_rows(), rig, height_px=height_px, haze=haze)
        if sprite is not None and is_pale(self.materials["coat"].rgb):
            sprite = replace(sprite, rgba=contoured(sprite.rgba, rig, height_px))
        return sprite, contacts_of(paws, height_px, x_px, y_px, sign)

    def back_at(self, forward: float) -> Knot:
        """The spine of the standing animal at a place: forward, up, and how thick it is."""
        spine = self._breed.spine
        ahead = next((k for k in range(1, len(spine)) if spine[k][0] >= forward), len(spine) - 1)
        (fa, ua, ra), (fb, ub, rb) = spine[ahead - 1], spine[ahead]
        t = min(1.0, max(0.0, (forward - fa) / (fb - fa)))
        return forward, ua + (ub - ua) * t, ra + (rb - ra) * t

    # -- the pose -----------------------------------------------------------------------------

    def dressed(self, body: Body, phase: float) -> Stance:
        """Put its parts into a body, as they are at a phase."""
        breed, along = self._breed, axes(TURN)
        turn = 2 * math.pi * phase
        breath = 0.0 if self._moves else math.sin(turn)
        rise, tip, nod = self._sway(phase)
        trunk = body.group()
        paws: list[Point] = []
        for index in (_HIND_FAR, _FORE_FAR, _HIND_NEAR, _FORE_NEAR):
            paws.append(self._leg(body, phase, index, (rise, tip), along, trunk))
        swell = 1 + 0.016 * breath

        def lifted(knots: tuple[Knot, ...], bend: float = 0.0) -> tuple[Knot, ...]:
            last = max(1, len(knots) - 1)
            return tuple(
                (
                    f + 0.012 * breath * (1 if bend else 0.3),
                    u + rise + tip * f + bend * (i / last),
                    r,
                )
                for i, (f, u, r) in enumerate(knots)
            )

        spine = tuple((f, u, r * swell) for f, u, r in lifted(breed.spine))
        neck = lifted(breed.neck, nod)
        tail = lifted(breed.tail)
        if self._sits:
            spine, neck, tail = seated(breed.hip, spine, neck, tail)
        dress_trunk(body, breed, spine, neck, along, trunk)
        dress_tail(body, breed, tail, along, phase, self._moves)
        poll = neck[-1]
        look = axes(_LOOK + 0.05 * breath, breed.pitch + 0.5 * nod + 0.02 * breath)
        root = along.at(ORIGIN, poll[0], 0.0, poll[1])
        middle = look.at(root, 0.45 * breed.skull, 0.0, 0.25 * breed.skull)
        dress_nape(body, breed, neck, along, middle)
        mood = Mood(phase, twitch(phase, 0.55), twitch(phase + 0.37, 0.30) > 0.55,
                    0.10 * math.sin(turn + 0.6))  # fmt: skip
        dress_head(body, breed, look, middle, mood)
        return Stance(tuple(paws), rise, tip, self._gait.is_run, middle, look, breed.skull)

    def _sway(self, phase: float) -> tuple[float, float, float]:
        """How far the body rises, its slope, and how far the head nods."""
        turn, gait = 2 * math.pi * phase, self._gait
        if not self._moves:
            return 0.003 * math.sin(turn), 0.0, 0.010 * math.sin(turn + 0.8)
        if gait.is_run:
            return 0.026 * math.sin(turn - 1.2), 0.075 * math.sin(turn), -0.030 * math.sin(turn)
        deep = 1.7 if self._kind in ("camel", "horse", "zebra", "unicorn", "cow") else 1.0
        return (
            0.006 * math.sin(2 * turn),
            0.010 * math.sin(2 * turn + 1.6),
            0.011 * deep * math.sin(2 * turn + 2.4),
        )

    def _leg(
        self,
        body: Body,
        phase: float,
        index: int,
        sway: tuple[float, float],
        along: Axes,
        trunk: int,
    ) -> Point:
        breed, gait = self._breed, self._gait
        far, hind = index in (_HIND_FAR, _FORE_FAR), index in (_HIND_NEAR, _HIND_FAR)
        side = -1.0 if far else 1.0
        rise, tip = sway
        forward, up = breed.hip if hind else breed.elbow
        foot = paw_at(gait, phase - gait.order[index])
        if not self._moves:
            foot = Paw(_REST[index], 0.0, 0.0)
        high = breed.foot * (1.5 if breed.sole == "hoof" else 0.95)
        ahead = 0.0
        if self._sits:
            forward, up = seat_of(breed.hip, (forward, up))
            ahead = 0.24 * breed.hip[1] if hind else -0.02
        place = along.at(
            ORIGIN, ahead + forward - (0.03 if hind else -0.01), side * breed.track * 0.92, 0.0
        )
        paw = (place[0] + foot.x, high + foot.y, place[2])
        drive = foot.x * (0.10 if hind else 0.20)
        root = along.at(ORIGIN, forward + drive, side * breed.track, up + rise + tip * forward)
        if hind:
            tilt = 0.20 + 0.85 * foot.x / up - 1.05 * foot.fold
            if self._sits:
                tilt = 1.30
            span = breed.hock - high * 0.4
            low = (paw[0] - span * math.sin(tilt), paw[1] + span * math.cos(tilt), paw[2])
            bones = 0.53 * math.hypot(breed.hip[1] - breed.hock - high * 0.6, 0.10)
            knee = _bend(root, low, (bones * 1.06, bones * 1.06), forward=True)
        else:
            knee, span = root, breed.wrist - high * 0.6
            upper = (breed.elbow[1] - breed.wrist) * 1.02
            low = _bend(root, paw, (upper, span * 1.02), forward=True)
        self._draw_leg(body, (root, knee, low, paw), foot, along, hind, far, trunk)
        return (paw[0], foot.y, paw[2])

    def _draw_leg(
        self,
        body: Body,
        joints: tuple[Point, Point, Point, Point],
        foot: Paw,
        along: Axes,
        hind: bool,
        far: bool,
        trunk: int,
    ) -> None:
        breed = self._breed
        root, knee, low, paw = joints
        thick, bent, ankle, thin = breed.hind if hind else breed.fore
        group = body.group() if far else trunk
        dark = "dark" if "panda" in breed.marks else "coat"
        sock = dark if breed.socks == "coat" else breed.socks
        shin = between(low, paw, 0.5)
        if hind:
            top, calf = along.at(root, -0.01, 0.0, 0.03), between(knee, low, 0.5)
            knots = [
                (top, thick),
                (root, thick * 0.97),
                (knee, bent),
                (calf, bent * 0.42 + ankle * 0.66),
            ]
        else:
            top, calf = along.at(root, 0.040, 0.0, 0.09), between(root, low, 0.5)
            knots = [(top, thick), (root, bent), (calf, bent * 0.48 + ankle * 0.52)]
        knots += [(low, ankle), (shin, thin), (paw, thin * 1.08)]
        points = smooth([(*p, r) for p, r in knots], 2)
        where = 2 * (len(knots) - 3) - 1
        materials = [dark if i < where else sock for i in range(len(points) - 1)]
        chain(body, points, materials, group, far=far)
        if "leg_stripes" in breed.marks:
            for a, b, r in ((knee if hind else root, low, ankle * 1.32), (low, paw, thin * 1.12)):
                for t in (0.30, 0.55, 0.80):
                    body.part(between(a, b, t), between(a, b, t + 0.09), r * (1.35 - 0.4 * t) * 0.9,
                              r * (1.30 - 0.4 * t) * 0.9, "dark", flat=2, far=far)  # fmt: skip
        self._draw_foot(body, paw, foot, sock, thin, far)

    def _draw_foot(
        self, body: Body, paw: Point, foot: Paw, sock: str, thin: float, far: bool
    ) -> None:
        breed, size, group = self._breed, self._breed.foot, body.group()
        down = -1.15 * foot.fold
        c, s = math.cos(down), math.sin(down)

        def at(x: float, y: float, z: float = 0.0) -> Point:
            return (
                paw[0] + (x * c - y * s) * size,
                paw[1] + (x * s + y * c) * size,
                paw[2] + z * size,
            )

        if breed.sole == "hoof":
            body.part(at(0, 0), at(0.42, -0.62), thin * 1.12, size * 0.74, sock, group, far=far)
            body.part(at(0.40, -0.60), at(0.72, -1.48), size * 0.76, size * 1.02, "hoof", flat=1,
                      far=far)  # fmt: skip
            return
        if breed.sole == "pad":
            body.part(at(0, 0.2), at(0.28, -0.25), thin * 1.1, size * 0.70, sock, group, far=far)
            body.part(at(-0.30, -0.30), at(0.62, -0.38), size * 0.66, size * 0.58, sock, group,
                      far=far)  # fmt: skip
            for z in (-0.25, 0.35) if "toes" not in breed.marks else (-0.5, 0.1, 0.65):
                nail = at(1.02 - 0.2 * abs(z), -0.52, z)
                body.part(nail, nail, size * 0.24, size * 0.24, "hoof", far=far)
            return
        body.part(at(-0.15, 0.05), at(0.55, -0.10), size * 0.92, size * 0.82, sock, group, far=far)
        for z in (-0.42, 0.05, 0.5):
            toe = at(0.95 - 0.25 * abs(z), -0.34, z)
            body.part(at(0.4, -0.2, z * 0.8), toe, size * 0.56, size * 0.52, sock, group, far=far)
            if "claws" in breed.marks:
                body.part(toe, at(1.52 - 0.3 * abs(z), -0.62, z), size * 0.17, size * 0.05, "hoof",
                          far=far)  # fmt: skip


def contacts_of(
    paws: tuple[Point, ...], height_px: float, x_px: float, y_px: float, sign: float
) -> tuple[Contact, ...]:
    """Where paws (in heights) are on the frame, and how firmly they stand."""
    return tuple(
        Contact(
            x_px + sign * x * height_px,
            y_px + z * TILT * height_px,
            max(0.0, 1 - max(0.0, y) * 12),
        )
        for x, y, z in paws
    )


def _bend(root: Point, end: Point, bones: tuple[float, float], *, forward: bool) -> Point:
    """The joint between two bones."""
    upper, lower = bones
    dx, dy = end[0] - root[0], end[1] - root[1]
    most, least = (upper + lower) * 0.9995, abs(upper - lower) * 1.001 + 1e-5
    length = min(max(math.hypot(dx, dy), least), most)
    cosine = (upper**2 + length**2 - lower**2) / (2 * upper * length)
    turn = math.acos(min(1.0, max(-1.0, cosine))) * (1 if forward else -1)
    angle = math.atan2(dy, dx) + turn
    share = upper / (upper + lower)
    return (
        root[0] + upper * math.cos(angle),
        root[1] + upper * math.sin(angle),
        root[2] + (end[2] - root[2]) * share,
    )


def _gait(kind: str, breed: Breed, action: Action, height: float) -> Stepping:
    """Long legs swing slowly: the cycle grows with the animal's height."""
    leg = breed.elbow[1]
    if action not in ("walk", "run", "drive", "swim"):
        return Stepping(0.0, 3.8, 1.0, 0.0, _WALK_ORDER)
    slow = 0.62 + 0.36 * math.sqrt(height)
    if action == "run":
        return Stepping(leg * 2.5, 0.62 * slow, 0.36, leg * 0.34, _RUN_ORDER, is_run=True)
    order = _PACE_ORDER if kind == "camel" else _WALK_ORDER
    gait = Stepping(leg * 1.18, 1.10 * slow, 0.64, leg * 0.17, order)
    return replace(gait, lift=leg * 0.10) if kind == "elephant" else gait
