"""Who is on the water: boats that heave with it and are cut by its surface."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from kinoloom.generators.painted.cast.ground.shadow import contact_shade, shade_tint
from kinoloom.generators.painted.cast.roles.nouns import PUPPETS, find_icon, key_of
from kinoloom.generators.painted.cast.stage import Cast, subject_height_px
from kinoloom.generators.painted.easel.camera import Pose
from kinoloom.generators.painted.settings.sea.place import SHORE_EYE_M
from kinoloom.generators.painted.settings.sea.waterline import Waterline, mirror_broken

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from kinoloom.generators.painted.easel.camera import CameraMove
    from kinoloom.generators.painted.easel.canvas import Canvas
    from kinoloom.generators.painted.easel.light import Colour, Rig
    from kinoloom.generators.painted.settings.sea.outlook import Outlook
    from kinoloom.generators.painted.settings.sea.surface import Surface
    from kinoloom.generators.painted.spec import SceneSpec, Subject

_FLOATS = frozenset(
    {"duck", "goose", "raft", "buoy", "person_surfing", "person_rowing_boat", "passenger_ship",
     "rowboat", "barge", "duckling", "person_swimming", "anchor", "ring_buoy", "beach_ball",
     "lotion_bottle", "message_in_a_bottle", "canoe"}
)  # fmt: skip
_SWIMS = frozenset(
    {"whale", "spouting_whale", "dolphin", "shark", "fish", "tropical_fish", "blowfish", "octopus",
     "squid", "turtle", "seal", "jellyfish", "crocodile", "otter", "mermaid", "merman", "shrimp",
     "lobster"}
)  # fmt: skip
_DRAUGHT = 0.075
"""How much of a boat is under water, in its heights."""


def is_afloat(subject: Subject) -> bool:
    """Whether it belongs on the water, and its like stays at the surface."""
    name = key_of(subject.noun)
    icon = find_icon(subject.noun)
    if subject.held == "surfboard":
        return False
    return name in _FLOATS or (icon is not None and icon.manner == "sail")


def is_bather(subject: Subject) -> bool:
    """Whether it swims or drifts at the surface, though it does not live there."""
    name = key_of(subject.noun)
    if is_afloat(subject) or name in _SWIMS or subject.held == "surfboard":
        return False
    return subject.action == "swim" or (subject.action == "float" and name in PUPPETS)


def is_swimmer(subject: Subject) -> bool:
    """Whether it lives in the water, and shows itself now and then."""
    return key_of(subject.noun) in _SWIMS


def water_row_px(outlook: Outlook, canvas: Canvas, tallest: float) -> tuple[float, float]:
    """(row, height of a person there) for who is so many persons tall, near enough to be seen.

    Before a shore they keep beyond the breakers.
    """
    below = canvas.margin_y_px + canvas.height_px - outlook.horizon_y_px
    usual = 1.0 if not canvas.is_portrait else 0.62
    wanted = 0.27 * canvas.height_px * usual / (0.91 * max(0.25, tallest))
    away = min(0.50 * below, max(0.24 * below, wanted))
    if outlook.eye_m < SHORE_EYE_M:
        away = 0.19 * below
    # Small ones are drawn larger than life, or nobody would see them.
    least = 0.13 * canvas.height_px * usual / max(0.25, tallest)
    return outlook.horizon_y_px + away, max(least, 0.91 * away)


class Boats:
    """Boats and all else that floats, in one group."""

    def __init__(
        self,
        spec: SceneSpec,
        canvas: Canvas,
        rig: Rig,
        surface: Surface,
        outlook: Outlook,
        *,
        seconds: float,
        move: CameraMove,
        haze: float,
        foam_rgb: Colour,
        tallest: float,
    ) -> None:
        self._canvas, self._surface, self._outlook = canvas, surface, outlook
        self._row_px, person_px = water_row_px(outlook, canvas, tallest)
        self._parallax = outlook.ground.parallax_at(self._row_px)
        self._tint = shade_tint(rig)
        self._waterline = Waterline(canvas, foam_rgb, spec.seed)
        self._distance_m = outlook.distance_m(self._row_px)
        total = sum(s.count for s in spec.subjects)
        person_px = min(person_px, subject_height_px(spec, canvas)) / (1 + 0.03 * (total - 1))
        # What floats on water lies on it: elsewhere it would hover.
        lying = tuple(
            s.model_copy(update={"action": "stand"}) if s.action == "float" else s
            for s in spec.subjects
        )
        spec = spec.model_copy(update={"subjects": lying})
        self._cast = Cast(
            spec, canvas, rig, ground_y_px=self._row_px, parallax=self._parallax,
            seconds=seconds, move=move, ground=outlook.ground, horizon_y_px=outlook.horizon_y_px,
            height_px=person_px, shadow=0.0, haze=haze,
            farthest_y_px=outlook.horizon_y_px + 0.05 * canvas.height_px,
        )  # fmt: skip

    def draw(self, frame_u8: NDArray[np.uint8], t_s: float, pose: Pose) -> None:
        """Draw their broken mirror images, then themselves, cut by the water."""
        boxes = [box for box, _ in self._cast.extents(t_s, pose)]
        if not boxes:
            return
        tallest = max(box.bottom_px - box.top_px for box in boxes)
        middle = sum(box.left_px + box.right_px for box in boxes) / (2 * len(boxes))
        x_m = (middle - self._canvas.width_px / 2) * self._distance_m / self._outlook.focal_px
        per_m = self._outlook.focal_px / self._distance_m
        wide_m = min(6.0, 0.4 * tallest / per_m)
        heave = self._surface.height_m(t_s, x_m, self._distance_m, around_m=wide_m) * per_m
        most = 0.16 * tallest
        heave = most * math.tanh(heave / most)
        sunk = _DRAUGHT * tallest
        lower = Pose(pose.x_px, pose.y_px - (sunk - heave) / self._parallax, pose.zoom)
        mirror_broken(frame_u8, self._cast, self._surface, self._outlook, t_s, lower, 2 * sunk)
        seen = [box for box, _ in self._cast.extents(t_s, lower)]
        for box in seen:
            half = 0.5 * (box.right_px - box.left_px)
            line = box.bottom_px - sunk - 0.04 * (box.bottom_px - box.top_px)
            contact_shade(
                frame_u8, (box.left_px + box.right_px) / 2, line + 0.02 * tallest,
                (0.8 * half, 0.09 * half), strength=0.62, tint=self._tint,
            )  # fmt: skip
        before = frame_u8.copy()
        self._cast.draw(frame_u8, t_s, lower)
        for box, actor in zip(seen, self._cast.extents(t_s, lower), strict=True):
            line = box.bottom_px - sunk - 0.04 * (box.bottom_px - box.top_px)
            self._waterline.cover(
                frame_u8, before, (box.left_px, box.right_px), line, sunk, t_s,
                speed=1.0 if actor[1] else 0.25,
            )  # fmt: skip
