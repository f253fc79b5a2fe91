"""Four-legged animals whose emoji is only a face: a modelled body that walks and runs."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kinoloom.generators.painted.cast.capsules import Sprite, draw_capsules
from kinoloom.generators.painted.cast.figure import TILT, Contact, project
from kinoloom.generators.painted.cast.figure_anatomy import Axes, Body, Material, axes, between
from kinoloom.generators.painted.cast.nouns import animal_height
from kinoloom.generators.painted.cast.walk import Build, Foot, Gait, Point, foot_at
from kinoloom.generators.painted.easel.colour import rgb

if TYPE_CHECKING:
    from kinoloom.generators.painted.easel.light import Rig
    from kinoloom.generators.painted.spec import Action, Heading

_TURN = 0.42
"""How far the animal is turned toward the viewer, radians."""
_WALK_ORDER = (0.0, 0.25, 0.5, 0.75)
"""Phases of hind near, fore near, hind far, fore far: the four-beat walk."""
_RUN_ORDER = (0.0, 0.50, 0.12, 0.62)


@dataclass(frozen=True)
class Animal:
    """An animal's proportions (in its own heights) and its coat."""

    leg: float
    length: float
    girth: float
    head: float
    snout: float
    neck: float
    coat: str
    pale: str
    dark: str
    socks: str = "coat"
    ears: str = "point"
    tail: str = "bushy"
    mane: str = ""
    limb: float = 0.34
    marking: str = ""


ANIMALS: Mapping[str, Animal] = {
    "fox": Animal(0.40, 0.72, 0.150, 0.150, 0.17, 0.20, "#d9682b", "#f6e8d6", "#33241f",
                  socks="dark", limb=0.30),
    "wolf": Animal(0.44, 0.72, 0.160, 0.142, 0.17, 0.20, "#868b94", "#d9d8d4", "#3a3d44",
                   socks="pale", limb=0.32),
    "lion": Animal(0.42, 0.80, 0.175, 0.150, 0.12, 0.20, "#d9a35a", "#f0d6a4", "#5a3218",
                   ears="round", tail="tuft", mane="#8a4a1e", limb=0.38),
    "bear": Animal(0.36, 0.72, 0.230, 0.165, 0.13, 0.16, "#6b4630", "#a67c56", "#241813",
                   ears="round", tail="stub", limb=0.42),
    "polar_bear": Animal(0.38, 0.76, 0.220, 0.155, 0.15, 0.20, "#efe9dc", "#f8f4ea", "#2c2a2c",
                         ears="round", tail="stub", limb=0.42),
    "panda": Animal(0.34, 0.66, 0.240, 0.195, 0.11, 0.15, "#f1ede4", "#f8f5ee", "#1e1c20",
                    socks="dark", ears="round", tail="stub", limb=0.44, marking="panda"),
    "koala": Animal(0.32, 0.58, 0.200, 0.205, 0.06, 0.22, "#8f949b", "#dcdad6", "#26262a",
                    ears="big", tail="stub", limb=0.40),
    "raccoon": Animal(0.32, 0.70, 0.190, 0.165, 0.14, 0.15, "#84827f", "#e0dcd4", "#29272a",
                      socks="dark", marking="raccoon", limb=0.34),
    "hamster": Animal(0.22, 0.58, 0.250, 0.225, 0.08, 0.20, "#d99a56", "#f6ead8", "#33241f",
                      socks="pale", ears="round", tail="stub", limb=0.36),
    "unicorn": Animal(0.50, 0.62, 0.140, 0.115, 0.17, 0.30, "#f4f0ee", "#ffffff", "#6a5a72",
                      ears="point", tail="long", mane="#d77fb4", limb=0.26, marking="horn"),
    "zebra": Animal(0.48, 0.62, 0.150, 0.115, 0.17, 0.27, "#f1eee8", "#ffffff", "#1d1c20",
                    socks="dark", tail="tuft", mane="#1d1c20", limb=0.26, marking="zebra"),
    "camel": Animal(0.50, 0.62, 0.165, 0.098, 0.16, 0.32, "#c08f56", "#dcb982", "#4a3422",
                    ears="round", tail="tuft", limb=0.28, marking="hump"),
    "horse": Animal(0.50, 0.62, 0.145, 0.112, 0.18, 0.30, "#8a5430", "#a8734a", "#2a1a14",
                    socks="dark", tail="long", mane="#2f1c14", limb=0.26, marking="crest"),
    "boar": Animal(0.36, 0.80, 0.215, 0.170, 0.22, 0.15, "#5f4636", "#8d7258", "#2a1e18",
                   socks="dark", tail="stub", limb=0.28),
}  # fmt: skip


class AnimalPuppet:
    """One animal that stands, walks or runs on four legs."""

    altitude = 0.0
    footing = 0.42

    def __init__(self, kind: str, action: Action, *, colour: str | None = None) -> None:
        """`kind` is one of ANIMALS; `colour` (#rrggbb) replaces the coat's."""
        shape = ANIMALS[kind]
        self.height = animal_height(kind)
        self.width = shape.length + 0.5
        self._shape = shape
        self._moves = action in ("walk", "run", "drive")
        self._order = _RUN_ORDER if action == "run" else _WALK_ORDER
        leg = shape.leg
        self._build = Build(
            thigh=leg * 0.52, shank=leg * 0.50, ankle=0.035, heel=0.015, ball=0.030,
            hip_half=shape.girth * 0.62, shoulder_half=0.0, torso=0.0, neck=0.0, head=0.0,
            upper_arm=0.0, forearm=0.0,
        )  # fmt: skip
        run = action == "run"
        self._gait = Gait(
            stride=leg * (2.5 if run else 1.45) if self._moves else 0.0,
            cycle_s=(0.55 if run else 1.0) if self._moves else 3.8,
            stance=(0.40 if run else 0.64) if self._moves else 1.0,
            bob=0.030 if run else 0.008, lean=0.0, arm_swing=0.0, elbow=0.0,
            clearance=leg * (0.34 if run else 0.16), strike=0.10, push_off=0.85,
            pelvis_turn=0.0, chest_turn=0.0,
        )  # fmt: skip
        self._materials = _materials(shape, colour)

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
        return -self._gait.stance / 2 * self._gait.stride - self._shape.length * 0.42

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
        body = Body(self._materials)
        paws = self._dress(body, phase)
        sign = 1.0 if heading == "right" else -1.0
        capsules = project(body.capsules(), height_px, x_px, y_px, sign)
        sprite = draw_capsules(capsules, body.material_rows(), rig, height_px=height_px, haze=haze)
        contacts = tuple(
            Contact(
                x_px + sign * x * height_px,
                y_px + z * TILT * height_px,
                max(0.0, 1 - max(0.0, y - self._build.ankle) * 12),
            )
            for x, y, z in paws
        )
        return sprite, contacts

    def _dress(self, body: Body, phase: float) -> list[Point]:
        shape = self._shape
        breath = math.sin(2 * math.pi * phase)
        swing = math.cos(4 * math.pi * phase)
        bob = self._gait.bob * swing if self._moves else 0.004 * breath
        y = shape.leg + 0.030 + shape.girth * 0.30 + bob
        along = axes(_TURN)
        half = shape.length / 2
        rump = along.at((0.0, y, 0.0), -half * 0.80, 0.0, 0.0)
        shoulder = along.at((0.0, y + 0.01, 0.0), half * 0.72, 0.0, 0.006 * swing)
        paws: list[Point] = []
        for index in (2, 3, 0, 1):
            paws.append(self._leg(body, phase, index, rump, shoulder, along))
        self._trunk(body, rump, shoulder, along)
        nod = (0.012 * swing if self._moves else 0.008 * breath) + 0.0
        head = along.at(shoulder, shape.neck * 0.80 + 0.03, 0.0, shape.neck * 0.95 + nod)
        self._tail(body, rump, along, phase)
        self._head(body, shoulder, head)
        return paws

    def _leg(
        self, body: Body, phase: float, index: int, rump: Point, shoulder: Point, along: Axes
    ) -> Point:
        shape, build = self._shape, self._build
        is_far, is_hind = index >= 2, index % 2 == 0
        side = -1.0 if is_far else 1.0
        foot = Foot(0.0, build.ankle, 0.0, 1.0)
        if self._moves:
            foot = foot_at(self._gait, build, phase + self._order[index])
        root = rump if is_hind else shoulder
        hip = along.at(root, 0.0, side * build.hip_half, -shape.girth * 0.25)
        paw = (root[0] + foot.x - side * 0.02, foot.y, hip[2] * 0.9 + side * 0.01)
        knee = _bend(hip, paw, build, forward=not is_hind)
        thick = shape.limb * shape.girth
        leg, sock = body.group(), body.group()
        upper = thick * (1.75 if is_hind else 1.45)
        coat = "dark" if shape.marking == "panda" else "coat"
        body.part(hip, knee, upper, thick * 1.02, coat, leg, far=is_far)
        body.part(knee, paw, thick * 1.02, thick * 0.78, coat, leg, far=is_far)
        if shape.socks != "coat":
            body.part(between(knee, paw, 0.45), paw, thick * 0.97, thick * 0.84, shape.socks, sock,
                      far=is_far)  # fmt: skip
        toe = (paw[0] + 0.045, max(thick * 0.62, paw[1] + 0.06 * foot.pitch), paw[2] + 0.01)
        low = (paw[0], max(thick * 0.72, paw[1]), paw[2])
        body.part(low, toe, thick * 0.86, thick * 0.70, shape.socks, sock, far=is_far)
        return paw

    def _trunk(self, body: Body, rump: Point, shoulder: Point, along: Axes) -> None:
        shape = self._shape
        trunk = body.group()
        belly = along.at(between(rump, shoulder, 0.5), 0.0, 0.0, -0.012)
        body.part(rump, belly, shape.girth * 0.98, shape.girth * 0.94, "coat", trunk)
        front = "dark" if shape.marking == "panda" else "coat"
        body.part(belly, shoulder, shape.girth * 0.94, shape.girth * 1.04, "coat", trunk)
        if front == "dark":
            body.band(belly, shoulder, (0.60, 1.15), shape.girth * 1.045, "dark")
        chest = along.at(shoulder, shape.girth * 0.40, 0.0, -shape.girth * 0.38)
        body.part(chest, chest, shape.girth * 0.66, shape.girth * 0.66,
                  front if front == "dark" else "pale", trunk)  # fmt: skip
        if shape.marking == "hump":
            low = along.at(belly, -0.02, 0.0, shape.girth * 0.55)
            top = along.at(belly, -0.03, 0.0, shape.girth * 1.55)
            body.part(low, top, shape.girth * 1.02, shape.girth * 0.42, "coat", trunk)
        if shape.marking == "zebra":
            for t in (-0.12, 0.06, 0.24, 0.42, 0.60, 0.78, 0.96):
                body.band(rump, shoulder, (t, t + 0.075), shape.girth * 1.005, "dark")

    def _tail(self, body: Body, rump: Point, along: Axes, phase: float) -> None:
        shape = self._shape
        wag = 0.05 * math.sin(2 * math.pi * phase)
        root = along.at(rump, -shape.girth * 0.85, 0.0, shape.girth * 0.35)
        tail = body.group()
        if shape.tail == "stub":
            body.part(root, along.at(root, -0.03, 0, -0.01), 0.045, 0.035, "coat", tail)
        elif shape.tail == "bushy":
            middle = along.at(root, -0.17, wag, -0.06)
            tip = along.at(root, -0.36, wag * 2, -0.02 + wag * 0.4)
            body.part(root, middle, 0.045, 0.085, "coat", tail)
            body.part(middle, tip, 0.085, 0.040, "coat", tail)
            ending = "dark" if shape.marking == "raccoon" else "pale"
            body.part(between(middle, tip, 0.62), tip, 0.064, 0.036, ending, tail)
            if shape.marking == "raccoon":
                for t in (0.0, 0.35):
                    body.band(middle, tip, (t, t + 0.14), 0.082, "dark")
        else:
            middle = along.at(root, -0.10, wag, -0.10)
            tip = along.at(root, -0.13 + wag, wag * 2, -0.32)
            thick = 0.045 if shape.tail == "long" else 0.020
            hair = "mane" if shape.mane else "dark"
            body.part(root, middle, thick, thick, hair if shape.tail == "long" else "coat", tail)
            body.part(middle, tip, thick, thick * 0.8, hair if shape.tail == "long" else "coat",
                      tail)  # fmt: skip
            body.part(tip, along.at(tip, -0.01, 0, -0.06), 0.036, 0.018, hair)

    def _head(self, body: Body, shoulder: Point, head: Point) -> None:
        shape = self._shape
        look = axes(_TURN + 0.24, 0.10)
        r = shape.head
        if shape.mane and shape.tail == "tuft" and shape.marking != "zebra":
            ruff = body.group()
            body.part(look.at(head, -1.25 * r, 0, -0.45 * r), look.at(head, -0.80 * r, 0, 0.02 * r),
                      1.62 * r, 1.46 * r, "mane", ruff)  # fmt: skip
            body.part(look.at(head, -1.0 * r, 0, -0.6 * r), look.at(head, -0.6 * r, 0, -1.7 * r),
                      1.2 * r, 0.6 * r, "mane", ruff)  # fmt: skip
        neck = body.group()
        body.part(shoulder, look.at(head, -0.25 * r, 0, -0.1 * r), shape.girth * 0.92, r * 0.86,
                  "coat", neck)  # fmt: skip
        if shape.marking in ("horn", "zebra", "crest"):
            crest = body.group()
            top = look.at(head, -0.35 * r, 0, 0.85 * r)
            low = look.at(shoulder, -0.10, 0.0, shape.girth * 0.95)
            body.part(top, low, 0.34 * r, 0.42 * r, "mane", crest)
        skull = body.group()
        body.part(head, look.at(head, 0.25 * r, 0, -0.10 * r), r, r * 0.88, "coat", skull)
        muzzle = "coat" if shape.marking in ("horn", "zebra", "crest") else "pale"
        bridge = 0.68 if shape.snout > 0.1 else 0.5
        nose = look.at(head, 0.55 * r + shape.snout, 0.0, -0.38 * r)
        body.part(look.at(head, 0.3 * r, 0, -0.30 * r), nose, r * bridge, r * 0.36, muzzle, skull)
        tip = look.at(nose, 0.26 * r, 0.0, 0.10 * r)
        body.part(tip, look.at(tip, 0.02 * r, 0, 0), 0.17 * r, 0.15 * r, "dark")
        for sign in (-1.0, 1.0):
            self._side_of_head(body, head, look, sign)
        if shape.marking == "horn":
            root = look.at(head, 0.35 * r, 0, 0.85 * r)
            body.part(root, look.at(root, 0.75 * r, 0, 1.9 * r), 0.20 * r, 0.03 * r, "gold")

    def _side_of_head(self, body: Body, head: Point, look: Axes, sign: float) -> None:
        shape, r = self._shape, self._shape.head
        eye = look.at(head, 1.00 * r, 0.48 * r * sign, 0.20 * r)
        if shape.marking in ("panda", "raccoon"):
            patch = look.at(head, 0.78 * r, 0.44 * r * sign, 0.14 * r)
            body.part(patch, look.at(patch, -0.05 * r, 0.12 * r * sign, -0.16 * r), 0.34 * r,
                      0.26 * r, "dark")  # fmt: skip
            eye = look.at(head, 1.10 * r, 0.46 * r * sign, 0.16 * r)
        body.part(eye, look.at(eye, 0, 0, 0.03 * r), 0.13 * r, 0.13 * r, "eye")
        ear = look.at(head, -0.20 * r, 0.55 * r * sign, 0.62 * r)
        if shape.ears == "point":
            peak = look.at(ear, -0.05 * r, 0.18 * r * sign, 0.95 * r)
            body.part(ear, peak, 0.40 * r, 0.07 * r, "coat", far=sign < 0)
            body.part(look.at(ear, 0.16 * r, 0, 0.05 * r), look.at(peak, 0.05 * r, 0, -0.3 * r),
                      0.26 * r, 0.05 * r, "dark", far=sign < 0)  # fmt: skip
        else:
            size = 0.62 if shape.ears == "big" else 0.36
            middle = look.at(ear, 0.0, size * 0.55 * r * sign, 0.16 * r)
            rim = "dark" if shape.marking == "panda" else "coat"
            body.part(middle, middle, size * r, size * r, rim, far=sign < 0)
            inner = look.at(middle, size * 0.45 * r, 0, 0)
            inside = "dark" if shape.marking == "panda" else "pale"
            body.part(inner, inner, size * 0.66 * r, size * 0.66 * r, inside, far=sign < 0)


def _bend(hip: Point, paw: Point, build: Build, *, forward: bool) -> Point:
    """The middle joint of a leg: the wrist of a foreleg goes forward, the hock of a hind back."""
    dx, dy = paw[0] - hip[0], paw[1] - hip[1]
    length = min(max(math.hypot(dx, dy), 1e-4), (build.thigh + build.shank) * 0.9995)
    cosine = (build.thigh**2 + length**2 - build.shank**2) / (2 * build.thigh * length)
    turn = math.acos(min(1.0, max(-1.0, cosine))) * (1 if forward else -1)
    angle = math.atan2(dy, dx) + turn
    return (
        hip[0] + build.thigh * math.cos(angle),
        hip[1] + build.thigh * math.sin(angle),
        (hip[2] + paw[2]) / 2,
    )


def _materials(shape: Animal, colour: str | None) -> dict[str, Material]:
    def fur(text: str, shine: float = 0.03) -> Material:
        r, g, b = (float(v) for v in rgb(text))
        return Material((r, g, b), shine, 9)

    return {
        "coat": fur(colour or shape.coat),
        "pale": fur(shape.pale),
        "dark": fur(shape.dark),
        "mane": fur(shape.mane or shape.dark),
        "gold": Material((0.95, 0.74, 0.30), 0.5, 20),
        "eye": Material((0.06, 0.05, 0.05), 0.5, 30),
    }
