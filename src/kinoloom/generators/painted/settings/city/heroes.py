"""What the prompt wants to see drive or fly: a car in the near lane, or one above the street."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import cv2
import numpy as np

from kinoloom.generators.painted.easel.layer import blit
from kinoloom.generators.painted.settings.city.cars import PADS_M, SIDE_LENGTH_M, car_from_side
from kinoloom.generators.painted.settings.city.look import Look, neon_light
from kinoloom.generators.painted.settings.city.traffic import (
    FLYING_PAINTS,
    HEADLIGHT,
    TAILLIGHT,
    add_lights,
)
from kinoloom.generators.painted.settings.city.vehicles import model_of
from kinoloom.generators.painted.settings.highway.bodies import Placed
from kinoloom.generators.painted.settings.highway.models import vehicle
from kinoloom.generators.painted.settings.highway.traffic import paint_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from kinoloom.generators.painted.easel.camera import Pose
    from kinoloom.generators.painted.easel.canvas import Canvas
    from kinoloom.generators.painted.settings.city.street import Roadway
    from kinoloom.generators.painted.settings.city.vehicles import Vehicles
    from kinoloom.generators.painted.settings.city.view import View
    from kinoloom.generators.painted.spec import Subject

_NEAREST_M, _NEAREST_RIDER_M = 4.4, 2.9
"""From the lens to who drives or rides when they are nearest, at the usual size."""
_MOST_ASIDE = 0.42
"""How far from the frame's middle their outer side is at most, in frame widths."""
_LOWEST = 0.93
"""The row that their wheels may stand on at most, in frame heights."""
_NEARNESS = {"small": 1.6, "normal": 1.0, "large": 0.75}
_PACE_M_PER_S = 3.4
_CLEARANCE_M = 2.2
_LONGEST_WAY = 1.15
"""How far they come, in lengths of the nearest distance: from farther away nobody knows them."""
_FARTHEST_M = 46.0
_FADE_M = 9.0
_PEDALLED_M = 6.2
"""How far a bicycle goes while its pedals turn once."""


class Driver:
    """Somebody on wheels who comes up the street towards us, or drives away before us."""

    def __init__(
        self,
        canvas: Canvas,
        view: View,
        road: Roadway,
        vehicles: Vehicles,
        subject: Subject,
        *,
        seconds: float,
        seed: int,
        loops: bool = False,
        people: tuple[float, float] | None = None,
    ) -> None:
        """In a film that loops it comes out of the distance and leaves past the camera.

        `people` is the canvas column and the depth of those on foot: nobody drives before them,
        or is hidden behind them if another lane is free.
        """
        self._vehicles, self._seconds, self._loops = vehicles, max(0.5, seconds), loops
        kind = model_of(subject) or "saloon"
        self._mesh = vehicle(kind, paint_of(subject, kind, seed))
        self._count = min(3, subject.count)
        self._gap_m = 1.5 * self._mesh.length_m + 2.0
        rides = self._mesh.width_m < 1
        near_m = (_NEAREST_RIDER_M if rides else _NEAREST_M) * _NEARNESS[subject.size]
        if people is not None:
            near_m = max(near_m, people[1] + _CLEARANCE_M)
        near_m += 0.5 * self._mesh.length_m
        middle = (road.left_kerb_m + road.right_kerb_m) / 2
        lane = (road.right_kerb_m - road.left_kerb_m) / (9 if rides else 4)
        places = {True: middle - lane, False: middle + lane}
        needed = {
            way: 0.5 * self._mesh.length_m
            + _depth_in_frame_m(canvas, view, x_m, 0.5 * self._mesh.width_m)
            for way, x_m in places.items()
        }
        comes = seed % 3 != 2
        if people is not None:
            columns = {way: view.project(x_m, 0.0, 1.5 * near_m)[0] for way, x_m in places.items()}
            comes = max(columns, key=lambda way: abs(columns[way] - people[0]))
        if needed[comes] > max(near_m, 1.3 * needed[not comes]):
            comes = not comes
        self._comes, self._x_m = comes, places[comes]
        self._nearest_m = max(near_m, needed[comes])
        self._pace_m_per_s = min(_PACE_M_PER_S, _LONGEST_WAY * self._nearest_m / self._seconds)

    def draw(self, frame_u8: NDArray[np.uint8], t_s: float, pose: Pose) -> None:
        """Draw it as it is at this moment, the farthest of several first."""
        for i in reversed(range(self._count)):
            if self._loops:
                way_m = _FARTHEST_M + self._mesh.length_m
                share = (t_s / self._seconds + 0.35 + i / self._count) % 1
                travel_m = share * way_m
                z_m = _FARTHEST_M - travel_m if self._comes else travel_m - self._mesh.length_m
                shown = min(1.0, max(0.0, (_FARTHEST_M - z_m) / _FADE_M))
            else:
                travel_m = self._pace_m_per_s * t_s
                left_m = travel_m
                if self._comes:
                    left_m = self._pace_m_per_s * self._seconds - travel_m
                z_m, shown = self._nearest_m + left_m + i * self._gap_m, 1.0
            placed = Placed(
                self._mesh, self._x_m, z_m, -1.0 if self._comes else 1.0, self._rolled_m(travel_m),
                0.008 * math.sin(2 * math.pi * self._whole(1.3) * t_s + i), shown=shown,
                pedal=(self._whole(_PACE_M_PER_S / _PEDALLED_M) * t_s) % 1.0,
            )  # fmt: skip
            self._vehicles.draw(frame_u8, placed, pose)

    def _rolled_m(self, travel_m: float) -> float:
        """The way the wheels roll: whole turns of a fifth in a film that loops."""
        if not self._loops:
            return travel_m
        way_m = _FARTHEST_M + self._mesh.length_m
        step_m = 2 * math.pi * float(self._mesh.wheels[0, 2]) / 5
        return travel_m * round(way_m / step_m) * step_m / way_m

    def _whole(self, rate_hz: float) -> float:
        """The rate, with whole turns in a film that loops."""
        if not self._loops:
            return rate_hz
        return max(1, round(rate_hz * self._seconds)) / self._seconds


def _depth_in_frame_m(canvas: Canvas, view: View, x_m: float, half_m: float) -> float:
    """How far away its near end has to be to be seen whole."""
    off_px = (view.centre_x_px - canvas.paint_width_px / 2) * (1 if x_m > 0 else -1)
    room_px = max(0.12 * canvas.width_px, _MOST_ASIDE * canvas.width_px - off_px)
    below_px = canvas.margin_y_px + _LOWEST * canvas.height_px - view.horizon_y_px
    aside_m = view.focal_px * (abs(x_m) + half_m) / room_px
    return max(aside_m, view.focal_px * view.eye_m / max(0.1 * canvas.height_px, below_px))


class Flier:
    """A flying car: it crosses the picture from side to side, above the street."""

    def __init__(
        self,
        canvas: Canvas,
        view: View,
        look: Look,
        subject: Subject,
        *,
        seconds: float,
        seed: int,
        loops: bool = False,
    ) -> None:
        """In a film that loops it flies out at one side and in at the other."""
        rng = np.random.default_rng([seed & 0xFFFFFFFF, 0x4E0])
        self._loops = loops
        self._canvas, self._view, self._look = canvas, view, look
        self._sign = 1.0 if subject.heading == "right" else -1.0
        self._seconds = seconds
        self._trim = neon_light(look.sign_colours[1])
        paint = FLYING_PAINTS[int(rng.integers(len(FLYING_PAINTS)))]
        if subject.colour is not None:
            paint = neon_light(subject.colour)
        share = {"small": 0.13, "normal": 0.19, "large": 0.27}[subject.size]
        length_px = share * max(canvas.width_px, 0.75 * canvas.height_px)
        self._z_m = view.focal_px * SIDE_LENGTH_M / length_px
        sprite = car_from_side(length_px * 1.1, look, paint, trim=self._trim)
        self._sprite = sprite if self._sign > 0 else np.ascontiguousarray(sprite[:, ::-1])
        rise = float(rng.uniform(0.34, 0.5)) * canvas.height_px / view.focal_px * self._z_m
        self._y_m = view.eye_m + rise * 0.75
        self._count = min(3, subject.count)

    def draw(self, frame_u8: NDArray[np.uint8], t_s: float, pose: Pose) -> None:
        """Draw the crossing car of this moment."""
        frame_m = self._canvas.width_px / self._view.focal_px * self._z_m
        travel = (t_s / max(0.5, self._seconds) - 0.5) * frame_m * 0.62
        rate = 1.9
        if self._loops:
            lap = (t_s / self._seconds + 0.5) % 1 - 0.5
            travel = lap * (1.12 * frame_m + 2.7 * SIDE_LENGTH_M * self._count)
            rate = 2 * np.pi * max(1, round(1.9 * self._seconds / (2 * np.pi))) / self._seconds
        for i in range(self._count):
            sway = 0.18 * float(np.sin(rate * t_s + 2 * i))
            x_m = self._sign * (travel - 1.35 * SIDE_LENGTH_M * i)
            y_m = self._y_m + sway + 1.3 * i
            centre_m = self._centre_m() + x_m
            self._draw_one(frame_u8, (centre_m, y_m, self._z_m), pose)

    def _centre_m(self) -> float:
        """World x of the picture's middle at the car's depth."""
        middle_px = self._canvas.paint_width_px / 2 - self._view.centre_x_px
        return middle_px / self._view.focal_px * self._z_m

    def _draw_one(
        self, frame_u8: NDArray[np.uint8], place_m: tuple[float, float, float], pose: Pose
    ) -> None:
        x, y, scale = self._view.on_frame(place_m, pose, self._canvas)
        ratio = scale * SIDE_LENGTH_M / self._sprite.shape[1]
        size = (
            max(2, round(self._sprite.shape[1] * ratio)),
            max(2, round(self._sprite.shape[0] * ratio)),
        )
        sprite = np.asarray(cv2.resize(self._sprite, size, interpolation=cv2.INTER_AREA), np.uint8)
        left, top = x - size[0] / 2, y - size[1]
        sign = self._sign
        blit(frame_u8, sprite, left, top)
        if not (self._look.is_dark or self._look.lamps > 0.2):
            return
        nose, tail = x + sign * 2.25 * scale, x - sign * 2.3 * scale
        low = y - 0.7 * scale
        add_lights(
            frame_u8, [nose, nose + sign * 0.5 * scale], [low, low],
            [0.30 * scale, 1.1 * scale], HEADLIGHT, [0.9, 0.35],
        )  # fmt: skip
        trail = [tail - sign * 0.42 * k * scale for k in range(5)]
        add_lights(
            frame_u8, trail, [low - 0.14 * scale] * len(trail),
            [(0.24 + 0.10 * k) * scale for k in range(len(trail))], TAILLIGHT,
            [0.9 / (1 + 1.1 * k) for k in range(len(trail))],
        )  # fmt: skip
        pads = [x + (at - SIDE_LENGTH_M / 2) * scale * sign for at in PADS_M]
        add_lights(
            frame_u8, pads * 2, [y - 0.3 * scale] * 4,
            [0.35 * scale] * 2 + [1.0 * scale] * 2, self._trim, [0.8, 0.8, 0.3, 0.3],
        )  # fmt: skip
