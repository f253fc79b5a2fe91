"""A cast without ground: whoever is in space drifts, turns slowly, and stays in the frame."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import cv2
import numpy as np

from kinoloom.generators.painted.cast.blocking import individuals
from kinoloom.generators.painted.cast.bodies.capsules import Sprite
from kinoloom.generators.painted.cast.framing import Actor, Take, stage
from kinoloom.generators.painted.cast.performers import perform
from kinoloom.generators.painted.easel.layer import over, place

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from kinoloom.generators.painted.cast.performers import Performer
    from kinoloom.generators.painted.easel.camera import CameraMove, Pose
    from kinoloom.generators.painted.easel.canvas import Canvas
    from kinoloom.generators.painted.easel.light import Rig
    from kinoloom.generators.painted.spec import SceneSpec, Subject

_PARALLAX = 0.62
_SIZES = {"small": 0.72, "normal": 1.0, "large": 1.35}
_MOST = 12
_CRAFT = frozenset(
    ("rocket", "satellite", "spaceship", "ufo", "flying_saucer", "airplane", "plane", "shuttle",
     "space_shuttle", "spacecraft", "space_station", "starship", "probe")
)  # fmt: skip
"""What keeps its course: it does not tumble."""
_TUMBLE = 0.16
"""How far a body sways to each side as it drifts, in radians."""


@dataclass(frozen=True)
class _Floater:
    actor: Actor
    lean: float
    sway: float
    rate_hz: float
    bob_px: float


class Adrift:
    """The spec's subjects, weightless."""

    def __init__(
        self,
        spec: SceneSpec,
        canvas: Canvas,
        rig: Rig,
        *,
        move: CameraMove,
        seconds: float,
        x_px: float,
        y_px: float,
    ) -> None:
        """They float around a painted-canvas point."""
        self._canvas, self._rig, self._seconds = canvas, rig, seconds
        rng = np.random.default_rng([spec.seed & 0xFFFFFFFF, 0xAD2])
        everyone = individuals(spec.subjects, _MOST)
        cast = [(one, _performer(one, spec.cast_seed * 16 + k)) for k, one in enumerate(everyone)]
        starts = _starts(cast, canvas, rng)

        def staged(take: Take) -> tuple[Actor, ...]:
            return tuple(
                _actor(one, performer, canvas, seconds, (x_px, y_px), start, take)
                for (one, performer), start in zip(cast, starts, strict=True)
            )

        actors = stage(staged, canvas, move, seconds)
        self._floaters = [
            _Floater(
                actor,
                lean=0.0 if _is_craft(one) else float(rng.uniform(-0.30, 0.30)),
                sway=(0.04 if _is_craft(one) else _TUMBLE) * float(rng.uniform(0.7, 1.2)),
                rate_hz=float(rng.uniform(0.05, 0.085)),
                bob_px=0.014 * canvas.height_px,
            )
            for actor, one in zip(actors, everyone, strict=True)
        ]
        self._floaters.sort(key=lambda floater: floater.actor.height_px)

    def draw(self, frame_u8: NDArray[np.uint8], t_s: float, pose: Pose) -> None:
        """Draw everybody as they are at a time."""
        for floater in self._floaters:
            actor = floater.actor
            turn = 2 * math.pi * (floater.rate_hz * t_s + actor.phase)
            x, y, scale = place(
                actor.x_at(t_s, self._seconds), actor.ground_y_px + floater.bob_px * math.sin(turn),
                actor.parallax, pose, self._canvas,
            )  # fmt: skip
            sprite, _ = actor.performer.draw(
                actor.phase + t_s * actor.pace / actor.performer.cycle_s, self._rig,
                height_px=actor.height_px * scale, x_px=x, y_px=y,
                heading="right" if actor.direction > 0 else "left",
            )  # fmt: skip
            if sprite is None:
                continue
            angle = floater.lean + floater.sway * math.sin(turn + 1.2)
            turned = _turned(sprite, angle * -actor.direction)
            over(frame_u8, turned.rgba, turned.y_px, turned.x_px)


def _is_craft(subject: Subject) -> bool:
    return subject.noun.strip().lower().replace(" ", "_") in _CRAFT


def _performer(subject: Subject, seed: int) -> Performer:
    """Nobody walks where there is no ground."""
    return perform(subject.model_copy(update={"action": "float"}), seed=seed)


def _starts(
    cast: list[tuple[Subject, Performer]], canvas: Canvas, rng: np.random.Generator
) -> list[tuple[float, float, float, float]]:
    """For each: offset right and down (px), size (px) and phase; side by side, none in line."""
    person = (0.38 if not canvas.is_portrait else 0.30) * canvas.height_px
    person = min(person, 0.62 * canvas.width_px)
    person /= 1 + 0.10 * (len(cast) - 1)
    sizes: list[float] = []
    for subject, performer in cast:
        size = person * min(1.25, performer.height) * _SIZES[subject.size]
        # A craft is far off: large, it would be a toy before the lens.
        tall, wide = (0.36, 0.34) if _is_craft(subject) else (0.56, 0.48)
        most = min(tall * canvas.height_px, wide * canvas.width_px / performer.width)
        sizes.append(min(size, most))
    widths = [
        1.25 * max(size * performer.width, 0.5 * size)
        for size, (_, performer) in zip(sizes, cast, strict=True)
    ]
    shrink = min(1.0, 0.86 * canvas.width_px / max(1.0, sum(widths)))
    x = -sum(widths) * shrink / 2
    starts: list[tuple[float, float, float, float]] = []
    for size, width in zip(sizes, widths, strict=True):
        high = float(rng.uniform(-0.10, 0.10)) if len(cast) > 1 else 0.0
        starts.append(
            (x + width * shrink / 2, high * canvas.height_px, size * shrink, float(rng.random()))
        )
        x += width * shrink
    return starts


def _actor(
    subject: Subject,
    performer: Performer,
    canvas: Canvas,
    seconds: float,
    middle_px: tuple[float, float],
    start: tuple[float, float, float, float],
    take: Take,
) -> Actor:
    across, down, size, phase = start
    direction = 1.0 if subject.heading == "right" else -1.0
    brisk = 2.4 if _is_craft(subject) or subject.action == "fly" else 1.0
    # Far enough to be seen to move, near enough to stay: a tenth of the frame in a short shot.
    travel = min(0.030 * brisk * canvas.width_px, 0.16 * brisk * canvas.width_px / seconds)
    size *= take.nearness
    return Actor(
        performer=performer,
        x_px=middle_px[0] + across,
        ground_y_px=middle_px[1] + down + 0.5 * size,
        lift_px=0.0,
        parallax=_PARALLAX,
        height_px=size,
        direction=direction,
        speed_px_per_s=direction * travel * take.pace,
        pace=1.0,
        phase=phase,
        haze=0.0,
    )


def _turned(sprite: Sprite, angle: float) -> Sprite:
    """The sprite turned about its middle."""
    rows, columns = sprite.rgba.shape[:2]
    side = math.ceil(math.hypot(rows, columns)) + 2
    c, s = math.cos(angle), math.sin(angle)
    cx, cy, half = columns / 2, rows / 2, side / 2
    view = np.array([[c, -s, half - c * cx + s * cy], [s, c, half - s * cx - c * cy]])
    # Whole pixels of a corner and the rest in the picture, so that it does not jump.
    left, top = sprite.x_px + cx - half, sprite.y_px + cy - half
    x0, y0 = math.floor(left), math.floor(top)
    view[0, 2] += left - x0
    view[1, 2] += top - y0
    moved = cv2.warpAffine(sprite.rgba, view, (side + 1, side + 1), flags=cv2.INTER_LINEAR)
    return Sprite(np.asarray(moved, np.uint8), x0, y0)
