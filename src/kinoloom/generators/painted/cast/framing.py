"""Framing: whether the camera keeps the cast in the frame, and what to change until it does."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from kinoloom.generators.painted.easel.camera import Pose
from kinoloom.generators.painted.easel.layer import place

if TYPE_CHECKING:
    from kinoloom.generators.painted.cast.performers import Performer
    from kinoloom.generators.painted.easel.camera import CameraMove
    from kinoloom.generators.painted.easel.canvas import Canvas

Floats = NDArray[np.float64]

_BOTTOM, _TOP, _SIDE = 0.962, 0.038, 0.018
"""Feet and heads keep this far inside, in frame heights; bodies from the sides, in widths."""
_SOLE = 0.045
"""The nearer foot is lower than the body's place, in heights."""
_SAMPLES_PER_S = 4
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
    laps: int = 0
    """How often it goes round in a shot that loops; it passes its place at the first moment."""
    returns: bool = False
    """Whether all it does comes back after the shot."""

    def x_at(self, t_s: float, seconds: float) -> float:
        """Where it is at a time, on the painted canvas."""
        if self.laps:
            lap = self.laps * t_s / seconds + 0.5
            return self.x_px + self.speed_px_per_s * seconds / self.laps * (lap % 1 - 0.5)
        return self.x_px + self.speed_px_per_s * (t_s - seconds / 2)

    def extent(self, t_s: float, pose: Pose, canvas: Canvas, seconds: float) -> Extent:
        """The box of its body on the frame at a time."""
        x, y, scale = place(self.x_at(t_s, seconds), self.ground_y_px, self.parallax, pose, canvas)
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
class _Lens:
    """The camera's poses at every sampled moment, 0 the first and 1 the last."""

    us: Floats
    x_px: Floats
    y_px: Floats
    zoom: Floats


@dataclass(frozen=True)
class _Track:
    """A body's box at every sampled moment, and how far a shift of the canvas moves it."""

    left: Floats
    top: Floats
    right: Floats
    bottom: Floats
    scale: Floats
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
    lens = _Lens(
        us,
        np.array([pose.x_px for pose in poses]),
        np.array([pose.y_px for pose in poses]),
        np.array([pose.zoom for pose in poses]),
    )
    shift = 0.0
    for take, window in _takes(moves=any(actor.speed_px_per_s for actor in actors)):
        held = [_below_top(actor, lens, canvas, seconds) for actor in staged(take)]
        actors = tuple(actor for actor, _ in held)
        low, high = _room([track for _, track in held], us, canvas, window)
        lowest = max(float(track.bottom.max()) for _, track in held)
        if lowest <= _BOTTOM * canvas.height_px and low <= high:
            shift = min(max(0.0, low), high)
            break
        # The last take may be too long a way for this frame: as much before it as after it.
        shift = (low + high) / 2
    return tuple(replace(actor, x_px=actor.x_px + shift) for actor in actors)


def _takes(*, moves: bool) -> Iterator[tuple[Take, tuple[float, float]]]:
    """Takes to try, the composed one first; small figures and slow steps are the last resort."""
    for window in _WINDOWS if moves else _WINDOWS[:1]:
        for nearness in (1.0, 0.95, 0.90, 0.84):
            for pace in (1.0, 0.86, 0.74) if moves else (1.0,):
                yield Take(nearness, pace), window
    for nearness in (0.78, 0.72, 0.66, 0.60, 0.53, 0.46):
        for pace in (1.0, 0.8, 0.6) if moves else (1.0,):
            yield Take(nearness, pace), _WINDOWS[-1 if moves else 0]


def _below_top(actor: Actor, lens: _Lens, canvas: Canvas, seconds: float) -> tuple[Actor, _Track]:
    """It flies lower, or is smaller, rather than be cut by the frame's top."""
    track = _track(actor, lens, canvas, seconds)
    over = float(((_TOP * canvas.height_px - track.top) / track.scale).max())
    if over <= 0:
        return actor, track
    sink = min(over, actor.lift_px)
    height = max(0.2 * actor.height_px, actor.height_px - (over - sink))
    lower = replace(
        actor,
        lift_px=actor.lift_px - sink,
        height_px=height,
        speed_px_per_s=actor.speed_px_per_s * height / actor.height_px,
    )
    return lower, _track(lower, lens, canvas, seconds)


def _track(actor: Actor, lens: _Lens, canvas: Canvas, seconds: float) -> _Track:
    """As `Actor.extent`, at all moments at once."""
    x, y, scale = _place_all(
        actor.x_px + actor.speed_px_per_s * (lens.us - 0.5) * seconds,
        actor.ground_y_px,
        actor.parallax,
        lens,
        canvas,
    )
    height = actor.height_px * scale
    half = 0.5 * height * actor.performer.width
    base = y - actor.lift_px * scale
    return _Track(
        x - half, base - height, x + half, base + _SOLE * height, scale, actor.speed_px_per_s != 0
    )


def _place_all(
    x_px: Floats, y_px: float, parallax: float, lens: _Lens, canvas: Canvas
) -> tuple[Floats, Floats, Floats]:
    """As `layer.place`, through every pose of the lens: it is asked hundreds of times a shot."""
    left, top, _ = place(0.0, y_px, parallax, Pose(0.0, 0.0, 1.0), canvas)
    _, _, one = place(0.0, 0.0, parallax, Pose(0.0, 0.0, 2.0), canvas)
    nearing = 2 * (1 - 1 / one)
    scale = 1 / (1 - (1 - 1 / lens.zoom) * nearing)
    centre_x, centre_y = canvas.width_px / 2, canvas.height_px / 2
    x = (left + x_px - centre_x - lens.x_px * parallax) * scale + centre_x
    y = (top - centre_y - lens.y_px * parallax) * scale + centre_y
    return x, y, scale


def _room(
    tracks: list[_Track], us: Floats, canvas: Canvas, window: tuple[float, float]
) -> tuple[float, float]:
    """The least and the most that all may be shifted right and be between the frame's sides."""
    low, high = -np.inf, np.inf
    side = _SIDE * canvas.width_px
    during = (us >= window[0]) & (us <= window[1])
    always = np.ones_like(during)
    for track in tracks:
        when = during if track.moves else always
        low = max(low, float(((side - track.left) / track.scale)[when].max()))
        right = (canvas.width_px - side - track.right) / track.scale
        high = min(high, float(right[when].min()))
    return low, high
