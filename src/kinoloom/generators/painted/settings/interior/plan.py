"""The plan of a room: kind, size, windows, colours and where the camera stands, by seed."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Literal, NamedTuple

import numpy as np

from kinoloom.generators.painted.cast.stage import subject_height_px
from kinoloom.generators.painted.easel.deal import dealt
from kinoloom.generators.painted.settings.interior.bench import Woods
from kinoloom.generators.painted.settings.interior.room import BACK, LEFT, RIGHT, Room, View, Window

if TYPE_CHECKING:
    from kinoloom.generators.painted.easel.canvas import Canvas
    from kinoloom.generators.painted.spec import SceneSpec, Subject

Kind = Literal["living", "study", "music", "kitchen", "loft"]
Glazing = Literal["cross", "factory", "arched", "french", "pair", "picture"]
PERSON_M = 1.72
SEATS = frozenset(("sofa", "couch", "chair", "armchair", "couch and lamp"))
"""Nouns that are furniture to sit on."""
_ON_SILL = frozenset(("cat", "kitten", "kitty", "bird", "sparrow", "owl", "parrot", "pigeon"))
_BY_NOUN: dict[str, Kind] = {
    "piano": "music", "violin": "music", "guitar": "music", "musician": "music",
    "chef": "kitchen", "cook": "kitchen", "coffee": "kitchen", "teapot": "kitchen",
    "student": "study", "scientist": "study", "book": "study", "writer": "study",
}  # fmt: skip


class Scheme(NamedTuple):
    """Colours that belong together, as hex codes."""

    wall: str
    low_wall: str
    trim: str
    floor: str
    floor_dark: str
    ceiling: str
    woods: Woods


SCHEMES = (
    Scheme("#93a08c", "#7f8e7b", "#e9e3d4", "#9a6a42", "#6e4527", "#ded8ca",
           Woods("#8a5c38", "#4a2e1c", "#c8b494", "#b3552f", "#3a3733", "#f6dfae")),
    Scheme("#d8c8ae", "#c4b08f", "#f0e8d8", "#8a5b38", "#5d3a22", "#ece4d4",
           Woods("#a0703f", "#553722", "#50707a", "#c8803a", "#8a6a34", "#f8e4bc")),
    Scheme("#2f4a5a", "#294250", "#d9d2c2", "#a47a50", "#75502f", "#cfcabd",
           Woods("#9a6b3e", "#3f2a1c", "#b98a4a", "#c8603c", "#b08a48", "#ffe3ae")),
    Scheme("#b98468", "#a86f55", "#efe2d0", "#a98f74", "#7c654d", "#e8dccb",
           Woods("#7d5636", "#44301f", "#e0d2ba", "#3f6660", "#2d2b29", "#fbe6bf")),
    Scheme("#c9c6c0", "#b5b2ab", "#f2f0ea", "#b48f68", "#8c6a46", "#efede8",
           Woods("#c49a66", "#6a4a2e", "#8c9a9c", "#d0a03a", "#35383a", "#fdeccb")),
    Scheme("#6b3f3a", "#5a332f", "#cbb89c", "#7a4c2c", "#4d2e1a", "#c2b398",
           Woods("#6e4426", "#352015", "#5c6a4a", "#c99a48", "#a8853f", "#ffdca0")),
    Scheme("#a9b6c0", "#e4e2da", "#f3f1ea", "#c2a47e", "#97784f", "#f0efe9",
           Woods("#b98c5a", "#5f432b", "#3e5568", "#d88a5a", "#9a9588", "#fbe9c8")),
    Scheme("#24463c", "#1c382f", "#d8cfb8", "#5e3a24", "#3a2214", "#d6cebc",
           Woods("#5c3820", "#2c1a10", "#c48a54", "#d0b070", "#b48c40", "#ffe0a8")),
    Scheme("#e8dcc0", "#f0ebe0", "#faf6ec", "#d0b48c", "#a88a60", "#faf6ee",
           Woods("#d0a874", "#8a6440", "#7c94a0", "#b4603c", "#c0b49c", "#fff0d4")),
    Scheme("#3a3640", "#2c2932", "#a89c8c", "#4a382e", "#2c201a", "#6a625c",
           Woods("#4a3226", "#241812", "#8c4a3c", "#c0903c", "#a07c3c", "#ffd8a0")),
    Scheme("#d49a4c", "#bc823c", "#f0e0c0", "#8a5834", "#5c381e", "#f0e2c8",
           Woods("#8c5830", "#46291a", "#3c5c70", "#e0d0b0", "#8c6c34", "#ffe6b4")),
    Scheme("#5c7ca0", "#e0dcd0", "#f4f0e6", "#b0885c", "#7c5a38", "#eeeae0",
           Woods("#a87848", "#5a3a22", "#d8b888", "#c8543c", "#4a463e", "#fbe8c4")),
)  # fmt: skip


class Plan(NamedTuple):
    """Everything that is decided before anything is built."""

    kind: Kind
    glazing: Glazing
    main_wall: int
    room: Room
    scheme: Scheme
    feet_y_px: float
    person_px: float
    subject_depth_m: float
    sun_turn: float
    outlook: str
    hand: int
    """Which side, -1 left or 1 right, the heavy things stand on."""


def plan_for(spec: SceneSpec, canvas: Canvas) -> Plan:
    """A room for this shot: tall frames get a high one, wide frames a wide one."""
    rng = np.random.default_rng([spec.seed & 0xFFFFFFFF, 0x1A7])
    kinds: tuple[Kind, ...] = ("living", "study", "music", "kitchen", "loft")
    kind = dealt(kinds, spec.seed, 0x1A9)
    for subject in spec.subjects:
        kind = _BY_NOUN.get(subject.noun, kind)
    if kind == "kitchen" and any(
        could_sit_on_sill(subject) or subject.noun in SEATS for subject in spec.subjects
    ):
        kind = "living"
    main = BACK if canvas.is_portrait else _main_wall(spec, rng, kind)
    hand = 1 if rng.random() < 0.5 else -1
    if main != BACK:
        hand = -1 if main == RIGHT else 1
    view, depth, feet, person = _view(spec, canvas, rng, main)
    tall = canvas.is_portrait
    half = canvas.paint_width_px / 2 / view.focal_px
    back = depth + float(rng.uniform(1.55, 2.35)) + (0.45 if tall else 0.0)
    height = float(rng.uniform(2.55, 2.85)) + (0.85 if tall else 0.0)
    if kind == "loft":
        height += 0.45
    # The walls meet the frame's edge no nearer than this, or they would race past the camera.
    side = half * view.unit_depth_m / 1.12
    left = side * float(rng.uniform(1.0, 1.3))
    right = side * float(rng.uniform(1.0, 1.3))
    shift = math.tan(view.yaw) * back * 0.55
    # A window in a side wall is only seen when that wall is near.
    near = 0.30 * abs(shift) + 0.25
    left = max(1.6, left - shift - (near if main == LEFT else 0.0))
    right = max(1.6, right + shift - (near if main == RIGHT else 0.0))
    glazing, windows = _windows(spec, rng, kind, main, (left, right, back, height), view, canvas)
    room = Room(left, right, back, height, 0.24, windows, view)
    scheme = dealt(SCHEMES, spec.seed, 0x1AA)
    outlooks = ("garden", "town", "hills", "towers")
    return Plan(
        kind, glazing, main, room, scheme, feet, person, depth,
        float(rng.uniform(-0.62, 0.62)), dealt(outlooks, spec.seed, 0x1AB), hand,
    )  # fmt: skip


def could_sit_on_sill(subject: Subject) -> bool:
    """Cats and birds that stay where they are."""
    return subject.noun in _ON_SILL and subject.action in ("stand", "sit") and subject.count < 3


def _main_wall(spec: SceneSpec, rng: np.random.Generator, kind: Kind) -> int:
    draw = rng.random()
    if spec.light in ("left", "right"):
        return LEFT if spec.light == "left" else RIGHT
    at_sill = any(could_sit_on_sill(subject) for subject in spec.subjects)
    if spec.light == "behind" or kind == "kitchen" or at_sill or draw < 0.62:
        return BACK
    return LEFT if draw < 0.81 else RIGHT


def _view(
    spec: SceneSpec, canvas: Canvas, rng: np.random.Generator, main: int
) -> tuple[View, float, float, float]:
    """The view, how deep the subject stands, its feet's row, and a person's height there."""
    width, height = canvas.width_px, canvas.height_px
    shape = width / height
    focal = height * float(rng.uniform(0.86, 0.98))
    if canvas.is_portrait:
        focal = height * float(rng.uniform(0.68, 0.76))
    elif shape < 1.3:
        focal = height * float(rng.uniform(0.84, 0.92))
    elif shape > 2.0:
        focal *= 1.06
    if spec.lens == "wide":
        focal *= 0.88
    person = subject_height_px(spec, canvas) * (1.68 if not canvas.is_portrait else 1.22)
    eye = float(rng.uniform(1.12, 1.42))
    feet = canvas.margin_y_px + height * (0.925 if not canvas.is_portrait else 0.87)
    horizon = feet - person * eye / PERSON_M
    if not spec.subjects:
        person *= float(rng.uniform(0.92, 1.16))
        horizon += float(rng.uniform(-0.085, 0.0)) * height
    depth = focal * PERSON_M / person
    turn = float(rng.uniform(0.18, 0.46)) if rng.random() < 0.72 else 0.0
    if main == BACK:
        turn *= 0.62 if rng.random() < 0.5 else -0.62
    else:
        turn = max(turn, 0.34) * (-1 if main == LEFT else 1)
    if canvas.is_portrait:
        turn *= 0.5
    centre = float(rng.uniform(0.44, 0.56))
    view = View(
        focal_px=focal, centre_x_px=canvas.margin_x_px + centre * width, horizon_y_px=horizon,
        eye_m=eye, yaw=turn, unit_depth_m=0.95 * depth,
    )  # fmt: skip
    return view, depth, feet, person


def _windows(
    spec: SceneSpec, rng: np.random.Generator, kind: Kind, main: int,
    size: tuple[float, float, float, float], view: View, canvas: Canvas,
) -> tuple[Glazing, tuple[Window, ...]]:  # fmt: skip
    left, right, back, height = size
    kinds: tuple[Glazing, ...] = ("cross", "arched", "french", "pair", "picture", "factory")
    glazing = kinds[int(rng.integers(len(kinds)))]
    if kind == "loft":
        glazing = "factory"
    if main != BACK and glazing == "pair":
        glazing = "cross"
    if glazing == "french" and any(could_sit_on_sill(subject) for subject in spec.subjects):
        glazing = "cross"
    if kind == "kitchen" and glazing in ("french", "factory"):
        glazing = "cross"
    low = {"french": 0.06, "factory": 0.62, "picture": 0.55}.get(glazing, 0.74)
    if kind == "kitchen":
        low = 1.06
    elif kind == "study" and main == BACK:
        low = max(low, 0.84)
    top = height - float(rng.uniform(0.28, 0.42))
    if glazing == "arched":
        top = height - 0.22
    if main == BACK:
        # What of the back wall is in the frame, in metres.
        reach = canvas.width_px / 2 / view.focal_px * back
        axis = math.tan(view.yaw) * back
        a, b = max(-left, axis - reach), min(right, axis + reach)
        wide = (b - a) * float(rng.uniform(0.34, 0.64)) * (1.25 if canvas.is_portrait else 1.0)
        middle = (a + b) / 2 + (b - a) * float(rng.uniform(-0.10, 0.10))
    else:
        near = view.unit_depth_m * 1.12
        wide = min(3.4, (back - near) * float(rng.uniform(0.62, 0.78)))
        middle = back - 0.5 - wide / 2
    if kind == "kitchen" and main == BACK:
        wide *= 1.3
    wide = min(wide, 2.6 * (top - low))
    first = _window(glazing, main, middle, wide, low, top)
    found = [first]
    if glazing == "pair":
        each = wide * 0.46
        found = [_window("cross", main, middle + k * wide * 0.27, each, low, top) for k in (-1, 1)]
    elif main != BACK:
        reach = canvas.width_px / 2 / view.focal_px * back
        axis = math.tan(view.yaw) * back
        a, b = max(-left, axis - reach), min(right, axis + reach)
        wide = min(2.6, 0.40 * (b - a))
        found.append(_window(glazing, BACK, (a + b) / 2 + 0.06 * (b - a), wide, low, top))
    return glazing, tuple(found)


def _window(
    glazing: Glazing, wall: int, middle: float, wide: float, low: float, top: float
) -> Window:
    tall = top - low
    columns, rows, arch, frame, bar = 2, 3, 0.0, 0.06, 0.035
    match glazing:
        case "factory":
            columns, rows, frame, bar = (
                max(4, round(wide / 0.44)),
                max(4, round(tall / 0.42)),
                0.045,
                0.026,
            )
        case "arched":
            columns, rows, arch = max(2, round(wide / 0.62)), max(3, round(tall / 0.55)), 0.34
        case "french":
            columns, rows, bar = max(2, round(wide / 0.55)), 4, 0.045
        case "picture":
            columns, rows, frame = (1 if wide < 1.9 else 2), 1, 0.07
        case _:
            columns, rows = max(2, round(wide / 0.75)), max(2, round(tall / 0.8))
    return Window(
        wall, middle - wide / 2, middle + wide / 2, low, top, columns, rows, arch, frame, bar
    )
