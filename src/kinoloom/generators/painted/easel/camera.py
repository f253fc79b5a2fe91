"""The multiplane camera: where it stands at each moment of a shot."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kinoloom.generators.painted.easel.noise import hash01

if TYPE_CHECKING:
    from kinoloom.generators.painted.easel.canvas import Canvas
    from kinoloom.generators.painted.spec import SceneSpec

NEAREST_PARALLAX = 1.7
"""The nearest layer a scene may have; travel stays small enough that its edge never shows."""
SPEED_PX_PER_S = 57.0
"""Travel at medium motion, at parallax 1, of a 1080-line picture."""
PUSH_PER_S = 0.022
_SIDEWAYS = ("truck_left", "truck_right")
"""How a camera moves that nobody directs."""


@dataclass(frozen=True)
class Pose:
    """The camera's place: offset at parallax 1 (x right, y down) and zoom (1 or more)."""

    x_px: float
    y_px: float
    zoom: float


@dataclass(frozen=True)
class CameraMove:
    """A path from one pose to another, with eased ends and a hand's unrest."""

    start: Pose
    end: Pose
    shake_px: float = 0.0
    duration_s: float = 1.0
    seed: int = 0
    arc: float = 0.0
    """How much larger the middle of the path is than its ends."""
    loops: bool = False
    """Whether it goes there and back, so that the last frame leads into the first."""

    def pose(self, u: float) -> Pose:
        """The pose at u, 0 the first moment and 1 the last."""
        t = 0.5 - 0.5 * math.cos(2 * math.pi * u) if self.loops else _ease(u)
        shake_x, shake_y = self._shake(u * self.duration_s)
        return Pose(
            self.start.x_px + (self.end.x_px - self.start.x_px) * t + shake_x,
            self.start.y_px + (self.end.y_px - self.start.y_px) * t + shake_y,
            self.start.zoom + (self.end.zoom - self.start.zoom) * t + self.arc * 4 * t * (1 - t),
        )

    def at(self, index: int, frame_count: int) -> Pose:
        """The pose of a frame of a shot; where it loops, the frame after the last is the first."""
        return self.pose(index / max(1, frame_count if self.loops else frame_count - 1))

    def _shake(self, t_s: float) -> tuple[float, float]:
        if self.shake_px == 0:
            return 0.0, 0.0
        x = y = 0.0
        for i, (rate_hz, share) in enumerate(((0.31, 0.55), (0.73, 0.3), (1.57, 0.15))):
            turn = 2 * math.pi * rate_hz * t_s
            across, along = turn, turn * 1.13
            if self.loops:
                across, along = (self._whole(rate_hz * bent, t_s) for bent in (1.0, 1.13))
            x += share * math.sin(across + 6.28 * hash01(i, 1, self.seed))
            y += share * math.sin(along + 6.28 * hash01(i, 2, self.seed))
        return x * self.shake_px, y * self.shake_px * 0.8

    def _whole(self, rate_hz: float, t_s: float) -> float:
        """The angle of a sway that turns a whole number of times in the shot."""
        turns = max(1, round(rate_hz * self.duration_s))
        return 2 * math.pi * turns * t_s / self.duration_s


def move_for(spec: SceneSpec, canvas: Canvas, duration_s: float) -> CameraMove:
    """The camera move the spec asks for, within what the canvas can show."""
    loops = spec.loop and duration_s > 0
    unit = canvas.unit
    # Where it also goes back, half the time is left for the way there.
    way_s = duration_s / 2 if loops else duration_s
    strength = 0.25 + 1.5 * spec.motion
    reach_x = 0.92 * canvas.margin_x_px / NEAREST_PARALLAX
    reach_y = 0.92 * canvas.margin_y_px / NEAREST_PARALLAX
    half_x = min(reach_x, SPEED_PX_PER_S * unit * strength * way_s / 2)
    half_y = min(reach_y, SPEED_PX_PER_S * 0.6 * unit * strength * way_s / 2)
    push = min(0.075, PUSH_PER_S * strength * way_s)
    rise = min(half_y, 8 * unit)
    shake_px = arc = 0.0
    move = spec.move
    if spec.composition == "symmetrical" and move in _SIDEWAYS:
        # Along the axis: any step aside would break the symmetry.
        move = "push_in"
    match move:
        case "static":
            start, end = Pose(0, 0, 1), Pose(0, 0, 1)
        case "push_in":
            start, end = Pose(0, -rise, 1), Pose(0, rise, 1 + 1.6 * push)
        case "pull_back":
            start, end = Pose(0, rise, 1 + 1.6 * push), Pose(0, -rise, 1)
        case "pan_right" | "truck_right":
            start, end = Pose(-half_x, -rise, 1), Pose(half_x, rise, 1 + 0.7 * push)
        case "pan_left" | "truck_left":
            start, end = Pose(half_x, -rise, 1), Pose(-half_x, rise, 1 + 0.7 * push)
        case "tilt_up":
            start, end = Pose(0, half_y, 1), Pose(0, -half_y, 1 + 0.4 * push)
        case "tilt_down":
            start, end = Pose(0, -half_y, 1), Pose(0, half_y, 1 + 0.4 * push)
        case "orbit":
            # Around the subject: along an arc, nearest in its middle.
            start, end = Pose(-half_x, 0, 1 + 0.3 * push), Pose(half_x, 0, 1 + 0.3 * push)
            arc = 0.9 * push
        case "aerial":
            start, end = Pose(-half_x * 0.5, half_y, 1), Pose(half_x * 0.5, -half_y, 1 + 1.4 * push)
        case "handheld":
            shake_px = min(0.3 * reach_y, 16 * unit * strength)
            start = Pose(-half_x * 0.35, 0, 1 + 0.2 * push)
            end = Pose(half_x * 0.35, 0, 1 + 0.6 * push)
    return CameraMove(start, end, shake_px, duration_s, spec.seed, arc, loops)


def _ease(u: float) -> float:
    """Mostly steady; the ends start and stop gently."""
    u = min(1.0, max(0.0, u))
    return 0.35 * u * u * u * (u * (u * 6 - 15) + 10) + 0.65 * u
