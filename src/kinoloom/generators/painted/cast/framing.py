"""Framing: whether the camera keeps the cast in the frame, and what to change until it does."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from kinoloom.generators.painted.easel.layer import place

if TYPE_CHECKING:
    from kinoloom.generators.painted.cast.performers import Performer
    from kinoloom.generators.painted.easel.camera import CameraMove, Pose
    from kinoloom.generators.painted.easel.canvas import Canvas

_BOTTOM, _TOP, _SIDE = 0.962, 0.038, 0.018
"""Feet and heads keep this far inside, in frame heights; bodies from the sides, in widths."""
_SOLE = 0.045
"""The nearer foot is lower than the body's place, in heights."""
_SAMPLES_PER_S = 8
_WINDOWS = ((0.0, 1.0), (0.04, 0.92), (0.07, 0.80))
"""When those who cross are whole in the frame, in shares of the shot: better ones first."""


@dataclass(frozen=True)
class Take:
    """A way to stage the cast: how near it is and how fast it walks, 1 as composed."""

    nearness: float
    pace: float


@dataclass(frozen=True)
class Actor:
    """One figure: who performs, and where it is at the middle of the clip (painted canvas)."""

    performer: Performer
    x_px: float
    ground_y_px: float
    lift_px: float
    parallax: float
    height_px: float
    direction: float
    speed_px_per_s: float
    pace: float
    phase: float
    haze: float

    def x_at(self, t_s: float, seconds: float) -> float:
        """Where it is at a time, on the painted canvas."""
        return self.x_px + self.speed_px_per_s * (t_s - seconds / 2)

    def extent(self, t_s: float, pose: Pose, canvas: Canvas, seconds: float) -> Extent:
        """The box of its body on the frame at a time."""
        x, y, scale = place(
            self.x_at(t_s, seconds), self.ground_y_px, self.parallax, pose, canvas
        )
        height = self.height_px * scale
        half = 0.5 * height * self.performer.width
        base = y - self.lift_px * scale
        return Extent(x - half, base - height, x + half, base + _SOLE * height)


@dataclass(frozen=True)
class Extent:
    """A body's box on the frame."""

    left_px: float
    top_px: float
    right_px: float
    bottom_px: float


@dataclass(frozen=True)
class _Track:
    """A body's box at every sampled moment, and how far a shift of the canvas moves it."""

    boxes: NDArray[np.float64]
    scale: NDArray[np.float64]
    moves: bool


def stage(
    staged: Callable[[Take], tuple[Actor, ...]],
    canvas: Canvas,
    move: CameraMove | None,
    seconds: float,
) -> tuple[Actor, ...]:
    """The first take that the camera keeps in the frame, all shifted as little as that needs."""
    actors = staged(Take(1.0, 1.0))
    if move is None or not actors:
        return actors
    us = np.linspace(0, 1, max(25, round(_SAMPLES_PER_S * seconds)))
    poses = [move.pose(float(u)) for u in us]
    for take, window in _takes(moves=any(actor.speed_px_per_s for actor in actors)):
        actors = tuple(_below_top(actor, poses, canvas) for actor in staged(take))
        tracks = [_track(actor, us, poses, canvas, seconds) for actor in actors]
        lowest = max(float(track.boxes[:, 3].max()) for track in tracks)
        low, high = _room(tracks, us, canvas, window)
        if lowest <= _BOTTOM * canvas.height_px and low <= high:
            shift = min(max(0.0, low), high)
            return tuple(replace(actor, x_px=actor.x_px + shift) for actor in actors)
    return actors


def _takes(*, moves: bool) -> Iterator[tuple[Take, tuple[float, float]]]:
    """Takes to try, the composed one first; small figures and slow steps are the last resort."""
    paces = (1.0, 0.86, 0.74) if moves else (1.0,)
    for window in _WINDOWS if moves else _WINDOWS[:1]:
        for nearness in (1.0, 0.96, 0.92, 0.88, 0.84):
            for pace in paces:
                yield Take(nearness, pace), window
    for nearness in (0.80, 0.76, 0.72, 0.68, 0.64, 0.60, 0.56, 0.52, 0.48, 0.45):
        for pace in (*paces, 0.6) if moves else paces:
            for window in _WINDOWS if moves else _WINDOWS[:1]:
                yield Take(nearness, pace), window


def _below_top(actor: Actor, poses: list[Pose], canvas: Canvas) -> Actor:
    """Fly lower, or be smaller, rather than be cut by the frame's top."""
    over = max(
        (_TOP * canvas.height_px - box.top_px)
        / place(0.0, actor.ground_y_px, actor.parallax, pose, canvas)[2]
        for pose in poses
        for box in (actor.extent(0.0, pose, canvas, 0.0),)
    )
    if over <= 0:
        return actor
    sink = min(over, actor.lift_px)
    height = max(0.2 * actor.height_px, actor.height_px - (over - sink))
    shrink = height / actor.height_px
    return replace(
        actor,
        lift_px=actor.lift_px - sink,
        height_px=height,
        speed_px_per_s=actor.speed_px_per_s * shrink,
    )


def _track(
    actor: Actor, us: NDArray[np.float64], poses: list[Pose], canvas: Canvas, seconds: float
) -> _Track:
    boxes: list[tuple[float, float, float, float]] = []
    scales: list[float] = []
    for u, pose in zip(us, poses, strict=True):
        box = actor.extent(float(u) * seconds, pose, canvas, seconds)
        boxes.append((box.left_px, box.top_px, box.right_px, box.bottom_px))
        scales.append(place(0.0, actor.ground_y_px, actor.parallax, pose, canvas)[2])
    return _Track(np.array(boxes), np.array(scales), actor.speed_px_per_s != 0)


def _room(
    tracks: list[_Track],
    us: NDArray[np.float64],
    canvas: Canvas,
    window: tuple[float, float],
) -> tuple[float, float]:
    """The least and the most that all may be shifted right and be between the frame's sides."""
    low, high = -np.inf, np.inf
    side = _SIDE * canvas.width_px
    during = (us >= window[0]) & (us <= window[1])
    for track in tracks:
        when = during if track.moves else np.ones_like(during)
        low = max(low, float(((side - track.boxes[:, 0]) / track.scale)[when].max()))
        right = (canvas.width_px - side - track.boxes[:, 2]) / track.scale
        high = min(high, float(right[when].min()))
    return low, high
