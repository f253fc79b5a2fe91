"""Who lives in the sea and shows itself: leaping dolphins, a whale's back, a fin."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import cv2
import numpy as np

from kinoloom.generators.painted.cast.blocking import subject_height_px
from kinoloom.generators.painted.cast.bodies.capsules import Sprite
from kinoloom.generators.painted.cast.performers import perform
from kinoloom.generators.painted.cast.roles.nouns import key_of
from kinoloom.generators.painted.easel.layer import over, place
from kinoloom.generators.painted.settings.sea.afloat import water_row_px
from kinoloom.generators.painted.settings.sea.spray import Spray
from kinoloom.generators.painted.settings.sea.waterline import Waterline

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from kinoloom.generators.painted.cast.performers import Performer
    from kinoloom.generators.painted.easel.camera import Pose
    from kinoloom.generators.painted.easel.canvas import Canvas
    from kinoloom.generators.painted.easel.light import Colour, Rig
    from kinoloom.generators.painted.settings.sea.outlook import Outlook
    from kinoloom.generators.painted.settings.sea.surface import Surface
    from kinoloom.generators.painted.spec import SceneSpec

Way = Literal["leap", "roll", "cruise"]
_WAYS: dict[str, Way] = {
    "dolphin": "leap", "fish": "leap", "tropical_fish": "leap", "blowfish": "leap",
    "squid": "leap", "shrimp": "leap", "mermaid": "leap", "merman": "leap",
    "whale": "roll", "spouting_whale": "roll",
}  # fmt: skip
_PERIOD_S: dict[Way, float] = {"leap": 2.7, "roll": 5.2, "cruise": 3.4}
_AIR_S = 1.15
_BLOW = 0.30
"""When in its round a whale blows."""
_MOST = 6


@dataclass(frozen=True)
class _Animal:
    performer: Performer
    way: Way
    x_px: float
    row_px: float
    height_px: float
    direction: float
    period_s: float
    phase: float


class Swimmers:
    """All animals of the water in the shot."""

    def __init__(
        self,
        spec: SceneSpec,
        canvas: Canvas,
        rig: Rig,
        surface: Surface,
        outlook: Outlook,
        *,
        seconds: float,
        haze: float,
        foam_rgb: Colour,
        loop_s: float | None,
    ) -> None:
        self._canvas, self._rig = canvas, rig
        self._surface, self._outlook = surface, outlook
        self._seconds, self._haze = seconds, haze
        self._waterline = Waterline(canvas, foam_rgb, spec.seed + 3)
        self._spray = Spray(canvas, foam_rgb, spec.seed)
        self._animals = _placed(spec, canvas, outlook, loop_s)

    def draw(self, frame_u8: NDArray[np.uint8], t_s: float, pose: Pose) -> None:
        """Draw each as it is at a time, the farthest first."""
        for number, animal in enumerate(self._animals):
            self._draw_one(frame_u8, animal, number, t_s, pose)

    def _draw_one(
        self, frame_u8: NDArray[np.uint8], animal: _Animal, number: int, t_s: float, pose: Pose
    ) -> None:
        age = (t_s / animal.period_s + animal.phase) % 1.0
        parallax = self._outlook.ground.parallax_at(animal.row_px)
        rise, along, turn = _motion(animal, age)
        size = animal.height_px
        x0, line, scale = place(animal.x_px, animal.row_px, parallax, pose, self._canvas)
        distance = self._outlook.distance_m(animal.row_px)
        x_m = (x0 - self._canvas.width_px / 2) * distance / self._outlook.focal_px
        heave = self._surface.height_m(t_s, x_m, distance, around_m=1.5)
        line -= 0.7 * heave * self._outlook.focal_px / distance * scale
        size *= scale
        x = x0 + animal.direction * along * size
        if rise > -0.75:
            self._draw_body(frame_u8, animal, (x, line), (rise, turn), size, t_s)
        self._add_spray(frame_u8, animal, number, age, line, x0, size)

    def _draw_body(
        self,
        frame_u8: NDArray[np.uint8],
        animal: _Animal,
        at_px: tuple[float, float],
        attitude: tuple[float, float],
        size: float,
        t_s: float,
    ) -> None:
        """`at_px` is on the water's surface; `attitude` its rise above that and its turn."""
        x, line = at_px
        rise, turn = attitude
        sprite, _ = animal.performer.draw(
            0.25 + 0.2 * math.sin(t_s),
            self._rig,
            height_px=size,
            x_px=x,
            y_px=line - (rise - 0.5) * size,
            heading="right" if animal.direction > 0 else "left",
            haze=self._haze,
        )
        if sprite is None:
            return
        turned = _turned(sprite, (x, line - rise * size), turn * animal.direction)
        half = (0.5 if animal.way == "leap" else 0.56) * animal.performer.width * size
        before = frame_u8.copy()
        over(frame_u8, turned.rgba, turned.y_px, turned.x_px)
        if rise < 0.9:
            self._waterline.cover(
                frame_u8, before, (x - half, x + half), line, 1.6 * size, t_s, speed=0.9
            )

    def _add_spray(
        self,
        frame_u8: NDArray[np.uint8],
        animal: _Animal,
        number: int,
        age: float,
        line: float,
        x0: float,
        size: float,
    ) -> None:
        if animal.way == "cruise":
            return
        if animal.way == "roll":
            rise, along, _ = _motion(animal, _BLOW)
            x = x0 + animal.direction * (along + 0.16) * size
            y = line - (rise + 0.34) * size
            since = (age - _BLOW) * animal.period_s
            self._spray.draw(frame_u8, since, (x, y), 0.62 * size, number, narrow=True)
            return
        for moment, power in ((0.02, 0.8), (_AIR_S / animal.period_s, 1.0)):
            since = (age - moment) * animal.period_s
            x = x0 + animal.direction * _motion(animal, moment)[1] * size
            self._spray.draw(frame_u8, since, (x, line), 0.42 * power * size, number)


def _motion(animal: _Animal, age: float) -> tuple[float, float, float]:
    """(rise of its middle above the line, way ahead, both in its heights; turn in radians)."""
    if animal.way == "leap":
        flight = age * animal.period_s / _AIR_S
        if flight > 1.25:
            return -2.0, 0.0, 0.0
        top = 1.05
        rise = 4 * top * flight * (1 - flight) - 0.35 * (1 - math.sin(math.pi * min(1, flight)))
        along = (flight - 0.5) * 3.0
        turn = math.atan2(-4 * top * (1 - 2 * flight), 3.0)
        return rise, along, turn
    swing = math.sin(2 * math.pi * age)
    along = 0.9 * (age - 0.5) if animal.way == "roll" else 0.16 * math.sin(2 * math.pi * age)
    if animal.way == "roll":
        up = math.sin(math.pi * min(1.0, max(0.0, age / 0.86))) ** 0.8
        return -0.95 + 1.12 * up, along, 0.22 * math.cos(math.pi * min(1.0, age / 0.86)) * -1.0
    return -0.14 + 0.06 * swing, along, 0.05 * swing


def _placed(
    spec: SceneSpec, canvas: Canvas, outlook: Outlook, loop_s: float | None
) -> list[_Animal]:
    rng = np.random.default_rng([spec.seed & 0xFFFFFFFF, 0x5A1])
    everyone = [s for s in spec.subjects for _ in range(s.count)][:_MOST]
    made: list[_Animal] = []
    for k, subject in enumerate(everyone):
        performer = perform(subject, seed=spec.cast_seed * 16 + k)
        way = _WAYS.get(key_of(subject.noun), "cruise")
        scale = {"small": 0.74, "normal": 1.0, "large": 1.36}[subject.size]
        row, person = water_row_px(outlook, canvas, performer.height)
        person = min(person, subject_height_px(spec, canvas) * 1.1)
        size = person * performer.height * scale / (1 + 0.05 * (len(everyone) - 1))
        size = min(size, 0.30 * canvas.width_px / performer.width)
        spread = (k + 0.5) / len(everyone) - 0.5
        direction = 1.0 if subject.heading == "right" else -1.0
        middle = canvas.paint_width_px / 2 + spread * 0.62 * canvas.width_px
        if len(everyone) == 1:
            middle += float(rng.uniform(-0.14, 0.08)) * direction * canvas.width_px
        depth = float(rng.uniform(-0.22, 0.12)) if len(everyone) > 1 else 0.0
        row += depth * (row - outlook.horizon_y_px)
        period = _PERIOD_S[way] * float(rng.uniform(0.92, 1.08))
        if loop_s is not None:
            period = loop_s / max(1, round(loop_s / period))
        first = {"leap": 0.93, "roll": 0.10, "cruise": 0.0}[way]
        later = 0.31 * k + float(rng.uniform(-0.05, 0.05)) if k else 0.0
        made.append(
            _Animal(
                performer,
                way,
                middle,
                row,
                size * (1 + 0.7 * depth),
                direction,
                period,
                (first + later) % 1.0,
            )
        )
    return sorted(made, key=lambda animal: animal.row_px)


def _turned(sprite: Sprite, centre: tuple[float, float], angle: float) -> Sprite:
    """The sprite turned around a frame point (clockwise for positive angles)."""
    if abs(angle) < 0.01:
        return sprite
    rows, columns = sprite.rgba.shape[:2]
    c, s = math.cos(angle), math.sin(angle)
    turn = np.array([[c, -s], [s, c]])
    at = np.array(centre) - np.array([sprite.x_px, sprite.y_px])
    corners = np.array([[0, 0], [columns, 0], [0, rows], [columns, rows]], np.float64) - at
    ends = corners @ turn.T
    low = np.floor(ends.min(axis=0)) - 1
    size = np.ceil(ends.max(axis=0)) + 2 - low
    view = np.column_stack([turn, -turn @ at - low])
    moved = cv2.warpAffine(sprite.rgba, view, (int(size[0]), int(size[1])), flags=cv2.INTER_LINEAR)
    # The centre lies between pixels; what is left over is less than one.
    x = math.floor(centre[0] + low[0])
    y = math.floor(centre[1] + low[1])
    return Sprite(np.asarray(moved, np.uint8), x, y)
