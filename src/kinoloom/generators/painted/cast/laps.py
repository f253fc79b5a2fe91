"""The cast of a shot that loops: whoever rests breathes whole breaths, whoever can walks round.

A lap leads from the middle of the frame out at one side, in at the other and back to the middle,
so that the first frame shows everybody and the jump is out of sight. Where the shot is too short
for that at a credible pace, they come in when the dissolve of its end is over: nobody is seen
twice. Only those too slow even for that are, in step with themselves.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kinoloom.generators.painted.easel.camera import Pose
from kinoloom.generators.painted.looping import dissolve_s

if TYPE_CHECKING:
    from kinoloom.generators.painted.cast.framing import Actor
    from kinoloom.generators.painted.easel.camera import CameraMove
    from kinoloom.generators.painted.easel.canvas import Canvas

_QUICKEST = 1.6
"""A share of the usual pace: beyond it a walk is no walk. A brisk one is better than a ghost."""
_BRISK = 1.25
"""The share at which someone comes in who has little time to be seen."""
_LEISURE = 0.7
"""Nobody comes round once more who could do without at this share of the usual pace."""
_MOST_LAPS = 4
_GONE = 0.6
"""The share of a dissolve after which hardly anything is left of its first picture."""
_EARLIEST, _LATEST = -0.08, 0.26
"""Where those who come in are at the end, in frame widths beyond its middle."""
_SHADOW = 0.25
"""What lies beside a body on the ground, in its heights."""


@dataclass(frozen=True)
class _Round:
    """A way from out of sight to out of sight, gone so many times in a shot."""

    laps: int
    shift_px: float
    """Brings those who go together to the middle of the way."""
    way_px: float


def closed(
    actors: tuple[Actor, ...], canvas: Canvas, move: CameraMove | None, seconds: float
) -> tuple[Actor, ...]:
    """The same actors, returning to where they are at the first moment, as far as they can."""
    if seconds <= 0:
        return actors
    moving = [actor for actor in actors if actor.speed_px_per_s != 0]
    way = _way(moving, canvas, move, seconds) if moving else None

    def close(actor: Actor) -> Actor:
        if actor.speed_px_per_s == 0:
            return _rest(actor, seconds)
        if way is not None:
            return _going(actor, way, seconds)
        company = [one for one in moving if one.direction == actor.direction]
        return _coming_in(actor, company, canvas, move, seconds) or _in_step(actor, seconds)

    return tuple(close(actor) for actor in actors)


def _way(
    moving: list[Actor], canvas: Canvas, move: CameraMove | None, seconds: float
) -> _Round | None:
    """What all of them can walk together: as often as is leisurely; None when even once is not."""
    found: _Round | None = None
    for laps in range(1, _MOST_LAPS + 1):
        way = _round(moving, canvas, move, laps)
        pace = max(way.way_px * laps / seconds / _usual_px_per_s(actor) for actor in moving)
        if pace <= (_QUICKEST if laps == 1 else _LEISURE):
            found = way
    return found


def _round(moving: list[Actor], canvas: Canvas, move: CameraMove | None, laps: int) -> _Round:
    """The shortest way on which nobody is seen when it begins anew."""
    poses = [Pose(0.0, 0.0, 1.0)]
    if move is not None:
        poses = [move.pose((lap + 0.5) / laps) for lap in range(laps)]
    middle_px = canvas.margin_x_px + canvas.width_px / 2
    sights = [middle_px + pose.x_px * one.parallax for pose in poses for one in moving]
    places = [one.x_px for one in moving]
    shift_px = (min(sights) + max(sights) - min(places) - max(places)) / 2
    body_px = max(one.height_px * (0.5 * one.performer.width + _SHADOW) for one in moving)
    spread_px = max(sights) - min(sights) + max(places) - min(places)
    return _Round(laps, shift_px, canvas.width_px + spread_px + 2 * body_px)


def _going(actor: Actor, way: _Round, seconds: float) -> Actor:
    """On the round, each lap of whole steps."""
    performer = actor.performer
    lap_s, way_px = seconds / way.laps, way.way_px
    stride_px = performer.stride * actor.height_px
    if stride_px > 0:
        cycles = math.ceil(way_px / stride_px)
        way_px = cycles * stride_px
    else:
        cycles = max(1, round(lap_s / performer.cycle_s))
    return replace(
        actor, x_px=actor.x_px + way.shift_px, laps=way.laps, returns=True,
        speed_px_per_s=math.copysign(way_px / lap_s, actor.speed_px_per_s),
        pace=cycles * performer.cycle_s / lap_s,
    )  # fmt: skip


def _coming_in(
    actor: Actor, company: list[Actor], canvas: Canvas, move: CameraMove | None, seconds: float
) -> Actor | None:
    """Out of sight until the dissolve is nearly over, then in with its company; None: too slow."""
    sign, out_s = actor.direction, _GONE * dissolve_s(seconds)
    pose = Pose(0.0, 0.0, 1.0) if move is None else move.pose(out_s / seconds)
    middle_px = sign * (canvas.margin_x_px + canvas.width_px / 2 + pose.x_px * actor.parallax)
    first_px = max(
        sign * one.x_px + one.height_px * (0.5 * one.performer.width + _SHADOW) for one in company
    )
    shift_px = middle_px - canvas.width_px / 2 - first_px
    mean_px = sum(sign * one.x_px for one in company) / len(company) + shift_px
    least, most = (
        (middle_px + share * canvas.width_px - mean_px) / (seconds - out_s)
        for share in (_EARLIEST, _LATEST)
    )
    usual = min(_usual_px_per_s(one) for one in company)
    if least > _QUICKEST * usual:
        return None
    speed = min(max(_BRISK * usual, least), most)
    return replace(
        actor, x_px=actor.x_px + sign * (shift_px + speed * (seconds / 2 - out_s)),
        speed_px_per_s=sign * speed, pace=speed / _usual_px_per_s(actor),
    )  # fmt: skip


def _usual_px_per_s(actor: Actor) -> float:
    return abs(actor.speed_px_per_s) / actor.pace


def _rest(actor: Actor, seconds: float) -> Actor:
    """Whole breaths, an even number: a standing body shifts its weight every second one."""
    cycles = 2 * max(1, round(seconds * actor.pace / actor.performer.cycle_s / 2))
    return replace(actor, pace=cycles * actor.performer.cycle_s / seconds, returns=True)


def _in_step(actor: Actor, seconds: float) -> Actor:
    cycles = max(1, round(seconds * actor.pace / actor.performer.cycle_s))
    pace = cycles * actor.performer.cycle_s / seconds
    return replace(actor, pace=pace, speed_px_per_s=actor.speed_px_per_s * pace / actor.pace)
