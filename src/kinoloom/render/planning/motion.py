"""Keyframes, fades and camera moves -> the pose at each frame. Pure."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from kinoloom.draft.model import ImageSegment, Keyframe, PictureSegment, Placement
from kinoloom.draft.time import frames_at
from kinoloom.render.errors import NotDrawn
from kinoloom.render.layers import Pose

KEYED: Mapping[str, str] = {
    "x": "centre of the picture, share of canvas width",
    "y": "centre of the picture, share of canvas height",
    "scale": "1 is the fitted size",
    "rotation": "degrees, clockwise",
    "opacity": "0 to 1",
    "corner": "corner radius, share of the short side",
    "crop_left": "share of the source",
    "crop_top": "share of the source",
    "crop_width": "share of the source",
    "crop_height": "share of the source",
}
"""Every property that takes keyframes."""

CROP_KEYS = ("crop_left", "crop_top", "crop_width", "crop_height")

EASINGS: Mapping[str, Callable[[float], float]] = {
    "linear": lambda t: t,
    "in": lambda t: t * t * t,
    "out": lambda t: 1 - (1 - t) ** 3,
    "in_out": lambda t: 4 * t**3 if t < 0.5 else 1 - 4 * (1 - t) ** 3,
    "hold": lambda t: 0.0,
}


@dataclass(frozen=True)
class Move:
    """A camera over a still: zoom and the centre of what is seen (-1..1 of the free room), at
    its start and its end."""

    description: str
    zoom: tuple[float, float]
    x: tuple[float, float] = (0.0, 0.0)
    y: tuple[float, float] = (0.0, 0.0)


MOVES: Mapping[str, Move] = {
    "push_in": Move("slowly closer", (1.0, 1.16)),
    "pull_back": Move("slowly away", (1.16, 1.0)),
    "pan_left": Move("the camera looks to the left", (1.14, 1.14), x=(0.9, -0.9)),
    "pan_right": Move("the camera looks to the right", (1.14, 1.14), x=(-0.9, 0.9)),
    "tilt_up": Move("the camera looks up", (1.14, 1.14), y=(0.9, -0.9)),
    "tilt_down": Move("the camera looks down", (1.14, 1.14), y=(-0.9, 0.9)),
    "drift": Move("closer and a little to the side", (1.04, 1.14), (-0.35, 0.4), (0.15, -0.2)),
    "reveal": Move("from a detail back to the whole", (1.6, 1.0), y=(-0.3, 0.0)),
}


TRAVEL = 0.5
"""The most a pan goes, in widths of what is seen: across all of a wide still it would race."""

Region = tuple[float, float, float, float]
"""Left, top, width, height, as shares of the source."""


def filling(source: tuple[int, int], canvas: tuple[int, int]) -> Region:
    """The middle part of a source that fills a canvas."""
    ratio = max(canvas[0] / source[0], canvas[1] / source[1])
    width, height = canvas[0] / ratio / source[0], canvas[1] / ratio / source[1]
    return (1 - width) / 2, (1 - height) / 2, width, height


def poses(
    segment: PictureSegment,
    where: str,
    fps: Fraction,
    frames: range,
    seen: Region = (0.0, 0.0, 1.0, 1.0),
) -> tuple[Pose, ...]:
    """The poses at these frames of a segment, counted from its start; one if nothing changes.

    `seen` is the part of a still that fills the canvas: a camera that moves over it may look
    beyond. Frames outside the segment, which a join shows, hold what its ends have. Raises NotDrawn
    for a property or a move nobody knows.
    """
    strange = sorted(set(segment.keyframes) - set(KEYED))
    if strange:
        raise NotDrawn(
            f"{where}.kf: {', '.join(strange)} cannot be animated; there is {', '.join(KEYED)}."
        )
    clock = _Clock.of(segment, fps)
    changes = moves(segment) or bool(segment.keyframes) or clock.rise or clock.fall
    # Most pictures stay as they are, and a film of ten minutes has a pose a frame and layer.
    asked = frames if changes else frames[:1]
    shown = tuple(_pose(segment, where, clock, frame, seen) for frame in asked)
    return shown[:1] if len(set(shown)) == 1 else shown


@dataclass(frozen=True)
class _Clock:
    """A segment's length, fade in and fade out in frames of so many a second; and of a camera's
    way over a still, how much lies before the segment, and all of it."""

    fps: Fraction
    total: int
    rise: int
    fall: int
    gone: int
    way: int

    @classmethod
    def of(cls, segment: PictureSegment, fps: Fraction) -> _Clock:
        total = frames_at(segment.end_ms, fps) - frames_at(segment.start_ms, fps)
        rise, fall = (frames_at(ms, fps) for ms in (segment.fade_in_ms, segment.fade_out_ms))
        if not isinstance(segment, ImageSegment) or segment.source.length_ms is None:
            return cls(fps, total, rise, fall, 0, total)
        ends_ms = segment.start_ms - segment.source.in_ms + segment.source.length_ms
        gone = gone_frames(segment, fps)
        left = frames_at(ends_ms, fps) - frames_at(segment.start_ms, fps)
        return cls(fps, total, rise, fall, gone, gone + left)

    def share(self, frame: int) -> float:
        """How much of its way a camera has gone."""
        shown = self.gone + min(max(0, frame), self.total - 1)
        return min(1.0, shown / max(1, self.way - 1))

    def faded(self, frame: int) -> float:
        """How much of the picture its fades leave; the first frame of a fade in is already seen a
        little, the frame after a fade out would be the first unseen one."""
        shown = 1.0
        if self.rise:
            shown = min(shown, max(0.0, (frame + 1) / (self.rise + 1)))
        if self.fall:
            shown = min(shown, max(0.0, (self.total - frame) / (self.fall + 1)))
        return shown


def gone_frames(segment: ImageSegment, fps: Fraction) -> int:
    """For how many frames a still was shown before its segment, which is the later part of one:
    counted in the film, so that parts of any length make up the whole."""
    begins_ms = segment.start_ms - segment.source.in_ms
    return frames_at(segment.start_ms, fps) - frames_at(begins_ms, fps)


def moves(segment: PictureSegment) -> bool:
    """Whether a segment's pose changes in its time; its opacity alone does not count."""
    keyed = any(keys for name, keys in segment.keyframes.items() if name != "opacity")
    return keyed or (isinstance(segment, ImageSegment) and segment.move is not None)


def largest_scale(segment: PictureSegment) -> float:
    """The largest scale a segment's pose has at any time, in whatever part of it is drawn; with
    the keyframes beyond its ends, so that both parts of a split one have the same."""
    keys = segment.keyframes.get("scale")
    # Between two keyframes every easing stays between their values.
    return _scale(max(key.value for key in keys) if keys else segment.placement.scale)


def _scale(value: float) -> float:
    return _round(min(100.0, max(0.001, value)))


def _pose(segment: PictureSegment, where: str, clock: _Clock, frame: int, seen: Region) -> Pose:
    place = segment.placement
    at_ms = min(max(0.0, float(frame * 1000 / clock.fps)), float(segment.duration_ms))
    keyed = {name: value_at(keys, at_ms) for name, keys in segment.keyframes.items() if keys}
    crop = _crop(place, keyed)
    if isinstance(segment, ImageSegment) and segment.move is not None:
        # A crop that was chosen is not looked beyond.
        region = seen if crop is None else crop
        room = (0.0, 0.0, 1.0, 1.0) if crop is None else crop
        crop = _moved(segment.move, where, region, room, clock.share(frame))
    opacity = keyed.get("opacity", place.opacity) * clock.faded(frame)
    return Pose(
        x=_round(keyed.get("x", place.x)),
        y=_round(keyed.get("y", place.y)),
        scale=_scale(keyed.get("scale", place.scale)),
        rotation_deg=_round(keyed.get("rotation", place.rotation_deg)),
        opacity=_round(min(1.0, max(0.0, opacity))),
        crop=crop,
        corner=_round(min(0.5, max(0.0, keyed.get("corner", place.corner)))),
    )


def _round(value: float) -> float:
    """To a millionth: the last bits of a float are not part of a chunk's name."""
    return round(float(value), 6)


def value_at(keys: tuple[Keyframe, ...], at_ms: float) -> float:
    """A property between its keyframes; before the first and after the last it holds."""
    if at_ms <= keys[0].at_ms:
        return keys[0].value
    for a, b in pairwise(keys):
        if at_ms < b.at_ms:
            share = (at_ms - a.at_ms) / (b.at_ms - a.at_ms)
            return a.value + (b.value - a.value) * EASINGS[a.easing](share)
    return keys[-1].value


def _crop(place: Placement, keyed: Mapping[str, float]) -> tuple[float, float, float, float] | None:
    if place.crop is None and not any(name in keyed for name in CROP_KEYS):
        return None
    rest = place.crop or (0.0, 0.0, 1.0, 1.0)
    left, top, width, height = (keyed.get(name, v) for name, v in zip(CROP_KEYS, rest, strict=True))
    left, top = (min(0.999, max(0.0, v)) for v in (left, top))
    width, height = (min(1.0 - at, max(0.001, v)) for at, v in ((left, width), (top, height)))
    return _round(left), _round(top), _round(width), _round(height)


def _moved(name: str, where: str, seen: Region, room: Region, share: float) -> Region:
    """What the camera sees at a share of its way, inside the room it has: eased at both ends, and
    in equal ratios of zoom, which the eye takes for an even speed."""
    if name not in MOVES:
        raise NotDrawn(f"{where}.mv: there is no camera move {name}; there is {', '.join(MOVES)}.")
    move = MOVES[name]
    # Half eased: a move that starts and stops dead looks mechanical, a full ease sleepy.
    t = 0.5 * (0.5 - 0.5 * math.cos(math.pi * share) + share)
    zoom = move.zoom[0] * (move.zoom[1] / move.zoom[0]) ** t
    x = move.x[0] + (move.x[1] - move.x[0]) * t
    y = move.y[0] + (move.y[1] - move.y[0]) * t
    left, wide = _strip(seen[0], seen[2], (room[0], room[2]), zoom, x)
    top, tall = _strip(seen[1], seen[3], (room[1], room[3]), zoom, y)
    return round(left, 7), round(top, 7), round(wide, 7), round(tall, 7)


def _strip(
    begin: float, length: float, room: tuple[float, float], zoom: float, at: float
) -> tuple[float, float]:
    """Begin and length of what is seen in one direction, `at` -1..1 of the free way."""
    shown = length / zoom
    middle = begin + length / 2
    free = min(middle - room[0], room[0] + room[1] - middle) - shown / 2
    return middle - shown / 2 + at * min(max(0.0, free), shown * TRAVEL / 2), shown
