"""The composition: what stands where, how near the camera is, where the table ends."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from kinoloom.generators.painted.easel.layer import Shear
from kinoloom.generators.painted.settings.tabletop.objects import goods_of, made_for, make
from kinoloom.generators.painted.settings.tabletop.objects_vessels import body
from kinoloom.generators.painted.settings.tabletop.parts import (
    Look,
    Material,
    Part,
    Shape,
    Stood,
    Thing,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from kinoloom.generators.painted.easel.canvas import Canvas
    from kinoloom.generators.painted.settings.tabletop.objects import Goods
    from kinoloom.generators.painted.spec import SceneSpec, Subject

_FOCAL_PX = 2600.0
"""Of a 1080-line picture: a portrait lens, which keeps upright what is upright."""
_SIZES = {"small": 0.74, "normal": 1.0, "large": 1.3}
_STILL_LIVES: tuple[tuple[str, ...], ...] = (
    ("cup", "book", "orange"),
    ("bottle", "wine glass", "grapes"),
    ("vase", "pear", "pear"),
    ("candle", "book", "apple"),
    ("teapot", "cup", "lemon"),
    ("lemon", "lemon", "orange", "glass"),
    ("apple", "pear", "jar"),
    ("mug", "plant"),
    ("pumpkin", "candle", "apple"),
    ("clock", "book"),
)
_PRODUCTS = ("perfume", "shoe", "watch", "vase", "headphones", "lipstick", "bottle", "camera")
_PROPS = ("vase", "candle", "book", "pear", "orange", "mug", "plant", "jar", "apple", "bottle",
          "lamp", "bowl")  # fmt: skip
_PROPS_WITH: Mapping[Goods, tuple[str, ...]] = {
    "beauty": ("vase", "candle", "plant"),
    "precious": ("vase", "candle", "gift"),
    "tech": ("plant", "book", "mug", "lamp"),
    "drinks": ("plant", "candle", "book", "lemon", "orange", "vase", "lamp"),
}
"""What is near goods beside which an egg or a tomato would look mislaid."""


@dataclass(frozen=True)
class Layout:
    """Places on the painted canvas, and the camera that put them there."""

    focal_px: float
    middle_x_px: float
    horizon_y_px: float
    eye: float
    distance: float
    foot_y_px: float
    """The row of the middle of the table, where the subject stands."""
    edge_y_px: float
    """The row where the table ends."""
    ground: Shear
    stood: tuple[Stood, ...]
    far: float
    """How deep the table is behind the subject."""
    round_radius: float
    hero_height: float
    cast_x_px: float | None
    """Where subjects without a model stand."""

    @property
    def px_per_unit(self) -> float:
        return self.focal_px / self.distance

    def view_row(self) -> NDArray[np.float64]:
        """As the kernels read it."""
        return np.array(
            [self.focal_px, self.middle_x_px, self.horizon_y_px, self.eye, self.distance],
            np.float64,
        )

    def parallax_at(self, z: float) -> float:
        """The parallax of what stands at a depth."""
        near = self.distance / max(0.2, self.distance + z)
        row = self.horizon_y_px + (self.foot_y_px - self.horizon_y_px) * near
        return self.ground.parallax_at(row)


class _Group(NamedTuple):
    """Things in their places, around x 0 and z 0."""

    stood: tuple[Stood, ...]
    half_width: float
    height: float
    depth: float


def modelled(spec: SceneSpec) -> tuple[list[Thing], list[Subject]]:
    """The subjects that are objects, one thing for each, and the subjects that are not."""
    things: list[Thing] = []
    rest: list[Subject] = []
    for k, subject in enumerate(spec.subjects):
        first = made_for(subject, spec.seed, 20 * k)
        if first is None:
            rest.append(subject)
            continue
        for i in range(min(subject.count, 12 - len(things))):
            # A set of one make, but fruit grows as it likes.
            thing = first if i == 0 or not first.is_round else made_for(
                subject, spec.seed, 20 * k + i
            )  # fmt: skip
            things.append(thing or first)
    return things, rest


def compose(spec: SceneSpec, canvas: Canvas, *, studio: bool) -> Layout:
    """The layout of this shot."""
    rng = np.random.default_rng([spec.seed & 0xFFFFFFFF, 0x71])
    things, rest = modelled(spec)
    if not things and not rest:
        names = (_PRODUCTS[int(rng.integers(len(_PRODUCTS)))],) if studio else _STILL_LIVES[
            int(rng.integers(len(_STILL_LIVES)))
        ]  # fmt: skip
        things = [make(name, spec.seed, k) for k, name in enumerate(names)]
    sizes = [_SIZES[subject.size] for subject in spec.subjects for _ in range(subject.count)]
    size = sizes[0] if sizes and not rest else 1.0
    group = _arrange(things, rng)
    is_ad, is_close = spec.intent == "ad", _is_close(spec)
    plinth = _plinth(things, rng) if studio and things and not rest else None
    hot = any(thing.hot is not None and not thing.lofty for thing in things)
    lofty = bool(things) and sum(thing.lofty for thing in things) * 2 >= len(things)
    tangent = float(rng.uniform(0.30, 0.42)) if lofty else float(rng.uniform(0.13, 0.25))
    if hot:
        # High enough to see what steams.
        tangent = max(tangent, float(rng.uniform(0.27, 0.36)))
    if studio:
        tangent = min(tangent, 0.30) * 0.85
    focal = _FOCAL_PX * canvas.unit
    high, wide = _shares(spec, canvas, is_ad=is_ad, is_close=is_close, count=len(things))
    if rest and not things:
        group = _Group((), 1.0, 1.6, 0.8)
    base = plinth.thing.height if plinth is not None else 0.0
    tall = group.height + group.depth * tangent
    scale = min(
        high * canvas.height_px / (tall + 0.7 * base),
        wide * canvas.width_px / (2 * max(group.half_width, 0.1)),
    )
    scale *= size if size < 1 else min(size, 1.12)
    distance = focal / scale
    seen = (tall + base) * scale
    middle = 0.545 + float(rng.uniform(-0.02, 0.03)) + (0.05 if base else 0.0)
    foot = canvas.margin_y_px + canvas.height_px * min(0.87, middle) + 0.5 * seen
    foot = min(foot, canvas.margin_y_px + canvas.height_px * (0.985 if base else 0.90))
    # Round feet come nearer than their middle.
    nearest = max((thing.radius for thing in things), default=0.0) + 0.5 * group.depth
    if not base:
        room = 0.965 * canvas.height_px - 0.8 * nearest * tangent * scale
        foot = min(foot, canvas.margin_y_px + room)
    horizon = foot - focal * tangent
    edge = foot - canvas.height_px * float(rng.uniform(0.17, 0.34)) * (0.8 if canvas.is_portrait
                                                                       else 1.0)  # fmt: skip
    eye = distance * tangent
    far = focal * eye / max(2.0, edge - horizon) - distance
    least = group.depth + 0.9 * max((thing.radius for thing in things), default=0.8)
    if far < least or studio:
        far = max(least, far) if not studio else 9.0 * distance
        edge = horizon + focal * eye / (distance + far)
    across = 0.0
    if spec.composition != "symmetrical" and not is_close and not studio:
        across = float(rng.choice((-1, 1))) * float(rng.uniform(0.02, 0.09))
    if spec.composition == "thirds" or (is_ad and not canvas.is_portrait):
        across = float(rng.choice((-1, 1))) * 0.15
    if canvas.is_portrait:
        across *= 0.35
    reach = max(group.half_width, plinth.thing.radius if plinth is not None else 0.0)
    leeway = max(0.0, 0.47 - reach * scale / canvas.width_px)
    across = min(leeway, max(-leeway, across))
    cast_x = None
    if rest and things:
        aside = 0.24 * (1 if rng.random() < 0.5 else -1)
        across, cast_x = aside, canvas.paint_width_px / 2 - aside * 1.05 * canvas.width_px
    x = canvas.paint_width_px / 2 + across * canvas.width_px
    share = 0.18 if spec.move == "orbit" else 0.5
    bottom = float(canvas.paint_height_px)
    near = share + (bottom - horizon) / (foot - horizon) - 1.0
    ground = Shear(horizon, bottom, share - 1.0, near)
    hero = [one.moved(y=base) for one in group.stood]
    props = []
    if not studio and not is_close and not is_ad and not rest and len(things) <= 4:
        props = _props(spec, rng, canvas.width_px / scale, distance, far, group, across)
    if plinth is not None:
        hero.insert(0, plinth)
    radius = 0.0
    if not studio and rng.random() < 0.3:
        radius = max(1.25 * canvas.width_px / scale * float(rng.uniform(0.8, 1.3)), 2.2 * least)
    return Layout(
        focal_px=focal, middle_x_px=x, horizon_y_px=horizon, eye=eye, distance=distance,
        foot_y_px=foot, edge_y_px=edge, ground=ground, stood=(*hero, *props), far=far,
        round_radius=radius, hero_height=group.height, cast_x_px=cast_x,
    )  # fmt: skip


def _is_close(spec: SceneSpec) -> bool:
    return spec.composition == "close_up" or spec.lens == "macro"


def _shares(
    spec: SceneSpec, canvas: Canvas, *, is_ad: bool, is_close: bool, count: int
) -> tuple[float, float]:
    """How much of the frame's height and width the subject may fill."""
    high, wide = 0.64, 0.48 + 0.035 * min(count, 6)
    if is_close:
        high, wide = 0.78, 0.74
    elif is_ad:
        high, wide = 0.66, 0.48
    elif spec.composition == "wide" or spec.lens == "wide":
        high, wide = 0.40, 0.42
    if canvas.is_portrait:
        tall = canvas.height_px / canvas.width_px
        high, wide = high * (0.92 if tall < 1.5 else 0.74), min(0.78, wide * 1.36)
    return high, wide


def _arrange(things: list[Thing], rng: np.random.Generator) -> _Group:
    """One row, or two with the taller things behind, as one would set a table."""
    if not things:
        return _Group((), 0.5, 1.0, 0.0)
    order = sorted(range(len(things)), key=lambda k: -things[k].height)
    if len(things) <= 2:
        rows = [order]
    elif len(things) == 3:
        behind = 2 if rng.random() < 0.55 else 1
        rows = [order[:behind], order[behind:]]
    else:
        behind = (len(things) + 1) // 2 if len(things) < 8 else math.ceil(len(things) / 3)
        rows = [order[:behind], order[behind:]]
        if len(things) >= 8:
            rest = order[behind:]
            rows = [order[:behind], rest[: len(rest) // 2], rest[len(rest) // 2 :]]
    placed: list[Stood] = []
    z = 0.0
    for row, given in enumerate(rows):
        members = [given[k] for k in rng.permutation(len(given))]
        gap = 0.06 + 0.10 * float(rng.random())
        spans = [2 * things[k].seen_half for k in members]
        total = sum(spans) + gap * (len(members) - 1)
        x = -total / 2 + (0.18 * (-1) ** row * float(rng.random()) if len(rows) > 1 else 0.0)
        for k, span in zip(members, spans, strict=True):
            thing = things[k]
            turn = float(rng.uniform(*thing.turns))
            jitter = float(rng.uniform(-0.16, 0.16)) * thing.radius * (len(things) > 1)
            placed.append(Stood(thing, x + span / 2 - thing.middle_x, z + jitter, 0.0, turn))
            x += span + gap
        deepest = max(things[k].radius for k in members)
        following = max((things[k].radius for k in rows[row + 1]), default=0.0) if (
            row + 1 < len(rows)
        ) else 0.0  # fmt: skip
        z -= 0.86 * (deepest + following)
    front, back = min(one.z for one in placed), max(one.z for one in placed)
    middle = (front + back) / 2
    left = min(one.x + one.thing.middle_x - one.thing.seen_half for one in placed)
    right = max(one.x + one.thing.middle_x + one.thing.seen_half for one in placed)
    centred = tuple(
        one.moved(x=one.x - (left + right) / 2, z=one.z - middle) for one in placed
    )  # fmt: skip
    reach = max(one.thing.radius for one in placed)
    return _Group(centred, (right - left) / 2, max(one.thing.height for one in placed),
                  back - front + 0.7 * reach)  # fmt: skip


def _plinth(things: list[Thing], rng: np.random.Generator) -> Stood | None:
    """A plinth for what is shown in a studio, or none."""
    if rng.random() < 0.42:
        return None
    reach = _arrange(things, np.random.default_rng(0))
    wide = max(reach.half_width, 0.6 * reach.height) + 0.16
    high = float(rng.uniform(0.16, 0.42)) * max(0.5, reach.height)
    chalk = Material(Look.PLAIN, "#ffffff", gloss=0.03, rough=0.6)
    if rng.random() < 0.6:
        outline = ((0.0, 0.0), (wide, 0.0), (wide, high - 0.03), (wide - 0.03, high), (0.0, high))
        parts: tuple[Part, ...] = (body(outline, chalk),)
        if rng.random() < 0.5:
            broad = ((0.0, 0.0), (1.4 * wide, 0.0), (1.4 * wide, 0.4 * high - 0.02),
                     (1.4 * wide - 0.02, 0.4 * high), (0.0, 0.4 * high))  # fmt: skip
            parts = (*parts, body(broad, chalk))
            wide *= 1.4
    else:
        deep = max(0.62, max(thing.radius for thing in things) + 0.12)
        parts = (Part(Shape.BOX, chalk, (0.0, high / 2, 0.0),
                      size=(wide - 0.02, high / 2 - 0.02, deep - 0.02),
                      rounding=0.02),)  # fmt: skip
    thing = Thing("plinth", parts, wide, high, half_width=wide)
    return Stood(thing, 0.0, 0.0, is_hero=False)


def _props(
    spec: SceneSpec, rng: np.random.Generator, width: float, distance: float, far: float,
    group: _Group, across: float,
) -> list[Stood]:  # fmt: skip
    """One or two more things, out of focus: behind, and in a near corner."""
    there = {one.thing.name for one in group.stood} | {noun.lower() for noun in spec.without}
    goods = goods_of(spec)
    fitting = _PROPS if goods is None else _PROPS_WITH.get(goods, _PROPS)
    names = [name for name in fitting if name not in there]
    props: list[Stood] = []
    empty = -1 if across > 0 else 1
    if rng.random() < 0.8 and names and far > group.depth + 1.2:
        name = names[int(rng.integers(len(names)))]
        thing = make(name, spec.seed, 301)
        z = group.depth / 2 + float(rng.uniform(0.45, 0.8)) * (far - group.depth / 2)
        z = min(z, far - thing.radius - 0.1, 1.0 * distance)
        grown = (distance + z) / distance
        side = empty if rng.random() < 0.75 else -empty
        x = side * float(rng.uniform(0.24, 0.40)) * width * grown - across * width * grown * 0.6
        scale = min(1.0, 0.40 * width * grown / max(0.5, thing.height))
        props.append(Stood(thing, x, z, 0.0, float(rng.uniform(*thing.turns)), scale=scale,
                           is_hero=False))  # fmt: skip
        names.remove(name)
    if rng.random() < 0.5 and fitting is _PROPS:
        name = str(rng.choice(("pear", "orange", "apple", "lemon", "egg", "tomato", "mug")))
        if name in names or name in ("egg", "tomato"):
            thing = make(name, spec.seed, 302)
            z = -group.depth / 2 - float(rng.uniform(0.13, 0.2)) * distance
            near = (distance + z) / distance
            x = -empty * float(rng.uniform(0.46, 0.52)) * width * near - across * width * near
            # It must not hide any of the subject.
            clear = abs(x) - thing.seen_half - (group.half_width + 0.04 * width) * near
            if clear > 0:
                turn = float(rng.uniform(*thing.turns))
                props.append(Stood(thing, x, z, 0.0, turn, is_hero=False))
    return props
