"""Traffic of a city: cars on the road, streams of flying ones, and the one that crosses."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import cv2
import numpy as np

from kinoloom.generators.painted.easel.layer import add_spots, blit
from kinoloom.generators.painted.settings.city.cars import (
    END_HEIGHT_M,
    END_WIDTH_M,
    PADS_M,
    SIDE_LENGTH_M,
    car_from_end,
    car_from_side,
)
from kinoloom.generators.painted.settings.city.look import Colour, Look, neon_light

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from kinoloom.generators.painted.easel.camera import Pose
    from kinoloom.generators.painted.easel.canvas import Canvas
    from kinoloom.generators.painted.settings.city.street import Roadway
    from kinoloom.generators.painted.settings.city.view import View
    from kinoloom.generators.painted.spec import Subject

_PAINTS: tuple[Colour, ...] = (
    (0.42, 0.42, 0.44), (0.06, 0.06, 0.07), (0.40, 0.05, 0.04), (0.05, 0.12, 0.30),
    (0.55, 0.50, 0.40), (0.62, 0.42, 0.05), (0.08, 0.20, 0.14),
)  # fmt: skip
_HEADLIGHT: Colour = (1.0, 0.95, 0.84)
_TAILLIGHT: Colour = (1.0, 0.13, 0.10)
_LEAST_SPRITE_PX = 9.0
_NEAREST_M, _NEAREST_OF_LOOP_M = 15.0, 42.0


_NOUNS = frozenset({"car", "cars", "automobile", "taxi", "vehicle"})


def is_car(subject: Subject) -> bool:
    """Whether the subject is a car: this room draws it, with its lights."""
    return subject.noun in _NOUNS or subject.noun.endswith((" car", " cars"))


def flies(subject: Subject) -> bool:
    """Whether a car is one that flies, by its name or by what it does."""
    by_name = "fly" in subject.noun or "hover" in subject.noun
    return by_name or subject.action in ("fly", "float")


@dataclass(frozen=True)
class _Car:
    """A car that drives along the street; negative speed comes toward the viewer."""

    x_m: float
    y_m: float
    z_m: float
    speed_m_per_s: float
    sprite: NDArray[np.uint8]
    is_flying: bool

    def depth_m(self, t_s: float) -> float:
        return self.z_m + self.speed_m_per_s * t_s


class Traffic:
    """All cars of the shot that drive along the street, on it and above it."""

    def __init__(
        self,
        canvas: Canvas,
        view: View,
        look: Look,
        road: Roadway,
        *,
        seconds: float,
        seed: int,
        is_aerial: bool = False,
        loops: bool = False,
        is_empty: bool = False,
    ) -> None:
        """In a film that loops no car comes near: they dissolve as small lights."""
        self._canvas, self._view, self._look = canvas, view, look
        self._is_aerial = is_aerial
        self._nearest_m = _NEAREST_OF_LOOP_M if loops else _NEAREST_M
        rng = np.random.default_rng([seed & 0xFFFFFFFF, 0xCA2])
        self._cars: list[_Car] = []
        if is_empty:
            return
        self._cars = [*self._on_road(road, seconds, rng)]
        if look.is_neon:
            self._cars += self._in_air(road, seconds, rng)

    def _on_road(self, road: Roadway, seconds: float, rng: np.random.Generator) -> list[_Car]:
        look, view = self._look, self._view
        middle = (road.left_kerb_m + road.right_kerb_m) / 2
        lane = (road.right_kerb_m - road.left_kerb_m) / 4
        count = int(rng.integers(3, 6)) if look.is_neon else int(rng.integers(6, 11))
        first, run = (self._nearest_m, 130.0) if not self._is_aerial else (60.0, 520.0)
        if self._is_aerial:
            count = 44
        cars: list[_Car] = []
        for i in range(count):
            comes = i % 2 == 0
            speed = float(rng.uniform(5, 9)) * (-1 if comes else 1)
            near = first + (abs(speed) * seconds if comes else 0.0)
            z = near + run * ((i + float(rng.uniform(0.1, 0.9))) / count) ** 1.5
            paint = _PAINTS[int(rng.integers(len(_PAINTS)))]
            closest = first if comes else z
            sprite = car_from_end(
                view.focal_px * END_WIDTH_M / closest, look, paint,
                is_rear=not comes, is_flying=False,
            )  # fmt: skip
            x = middle + (-lane if comes else lane)
            cars.append(_Car(x, 0.0, z, speed, sprite, is_flying=False))
        return cars

    def _in_air(self, road: Roadway, seconds: float, rng: np.random.Generator) -> list[_Car]:
        look, view = self._look, self._view
        half = 0.5 * (road.right_wall_m - road.left_wall_m)
        middle = 0.5 * (road.right_wall_m + road.left_wall_m)
        span = (9, 34) if not self._is_aerial else (18, 0.8 * view.eye_m)
        levels = sorted(float(rng.uniform(*span)) for _ in range(4))
        cars: list[_Car] = []
        for i in range(26):
            level = i % 4
            comes = level % 2 == 0
            speed = float(rng.uniform(11, 20)) * (-1 if comes else 1)
            z = float(rng.uniform(80 if self._is_aerial else 24, 330)) + (
                abs(speed) * seconds if comes else 0.0
            )
            side = float(rng.uniform(0.15, 0.6)) * (-1 if comes else 1)
            paint = _PAINTS[int(rng.integers(len(_PAINTS)))]
            closest = max(14.0, z - (abs(speed) * seconds if comes else 0.0))
            sprite = car_from_end(
                view.focal_px * END_WIDTH_M / closest, look, paint,
                is_rear=not comes, is_flying=True,
            )  # fmt: skip
            y = levels[level] + float(rng.uniform(-1.2, 1.2))
            cars.append(_Car(middle + side * half, y, z, speed, sprite, is_flying=True))
        return cars

    def draw(self, frame_u8: NDArray[np.uint8], t_s: float, pose: Pose) -> None:
        """Draw the cars of this moment, far ones first, with their lights."""
        for car in sorted(self._cars, key=lambda each: -each.depth_m(t_s)):
            self._draw_car(frame_u8, car, t_s, pose)

    def _draw_car(self, frame_u8: NDArray[np.uint8], car: _Car, t_s: float, pose: Pose) -> None:
        z = car.depth_m(t_s)
        bob = 0.12 * float(np.sin(1.7 * t_s + car.z_m)) if car.is_flying else 0.0
        place = (car.x_m, car.y_m + bob, z)
        x, y, scale = self._view.on_frame(place, pose, self._canvas)
        width = END_WIDTH_M * scale
        if y < -width or x < -width or x > self._canvas.width_px + width:
            return
        clear = float(np.exp(-z * self._look.haze_per_m * 1.2))
        if width > _LEAST_SPRITE_PX:
            size = (max(2, round(width)), max(2, round(END_HEIGHT_M * scale)))
            sprite = cv2.resize(car.sprite, size, interpolation=cv2.INTER_AREA)
            sprite = np.asarray(sprite * min(1.0, 0.25 + clear), np.uint8)
            blit(frame_u8, sprite, x - size[0] / 2, y - size[1])
        self._draw_lamps(frame_u8, car, (x, y), scale, clear)

    def _draw_lamps(
        self,
        frame_u8: NDArray[np.uint8],
        car: _Car,
        place_px: tuple[float, float],
        scale: float,
        clear: float,
    ) -> None:
        look, unit = self._look, self._canvas.unit
        lit = 1.0 if look.is_dark else (0.7 if look.lamps > 0.2 else 0.0)
        if lit == 0.0:
            return
        x, y = place_px
        comes = car.speed_m_per_s < 0
        colour = _HEADLIGHT if comes else _TAILLIGHT
        radius = max(1.3 * unit, (0.42 if comes else 0.30) * scale)
        xs, ys, radii, powers = [], [], [], []
        for side in (-0.68, 0.68):
            for grow, power in ((1.0, 0.95), (2.6, 0.30)):
                xs.append(x + side * scale)
                ys.append(y - 0.72 * scale)
                radii.append(radius * grow)
                powers.append(power * lit * (0.35 + 0.65 * clear))
            if car.is_flying:
                xs.append(x + side * 0.8 * scale)
                ys.append(y - 0.40 * scale)
                radii.append(max(1.0 * unit, 0.30 * scale))
                powers.append(0.5 * clear)
            elif look.wet > 0.1:
                # The lamp's streak on the wet road.
                for step in range(7):
                    xs.append(x + side * scale)
                    ys.append(y + (0.35 + 0.34 * step) * scale)
                    radii.append(radius * (0.8 + 0.16 * step))
                    powers.append(0.42 * look.wet * clear * (1 - step / 7))
        _spots(frame_u8, xs, ys, radii, colour, powers)


class Hero:
    """A car that the prompt asks for: it crosses the picture from side to side."""

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
        """In a film that loops it drives out at one side and in at the other."""
        rng = np.random.default_rng([seed & 0xFFFFFFFF, 0x4E0])
        self._loops = loops
        self._canvas, self._view, self._look = canvas, view, look
        self._is_flying = flies(subject)
        self._sign = 1.0 if subject.heading == "right" else -1.0
        self._seconds = seconds
        self._trim = neon_light(look.sign_colours[1])
        paint = _PAINTS[int(rng.integers(len(_PAINTS)))]
        if subject.colour is not None:
            paint = neon_light(subject.colour)
        share = {"small": 0.13, "normal": 0.19, "large": 0.27}[subject.size]
        length_px = share * max(canvas.width_px, 0.75 * canvas.height_px)
        self._z_m = view.focal_px * SIDE_LENGTH_M / length_px
        sprite = car_from_side(
            length_px * 1.1, look, paint, is_flying=self._is_flying, trim=self._trim
        )
        self._sprite = sprite if self._sign > 0 else np.ascontiguousarray(sprite[:, ::-1])
        rise = float(rng.uniform(0.34, 0.5)) * canvas.height_px / view.focal_px * self._z_m
        self._y_m = view.eye_m + rise * 0.75 if self._is_flying else 0.0
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
            sway = 0.18 * float(np.sin(rate * t_s + 2 * i)) if self._is_flying else 0.0
            x_m = self._sign * (travel - 1.35 * SIDE_LENGTH_M * i)
            y_m = self._y_m + sway + (1.3 * i if self._is_flying else 0.0)
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
        if not self._is_flying and self._look.wet > 0.1:
            fade = np.linspace(0.45, 0.05, size[1], dtype=np.float32)[:, None, None]
            mirrored = cv2.GaussianBlur(sprite[::-1], (0, 0), 0.6 + 0.03 * scale)
            blit(frame_u8, np.asarray(mirrored * fade * self._look.wet, np.uint8), left, y - 1)
        blit(frame_u8, sprite, left, top)
        if not (self._look.is_dark or self._look.lamps > 0.2):
            return
        nose, tail = x + sign * 2.25 * scale, x - sign * 2.3 * scale
        low = y - 0.7 * scale
        _spots(
            frame_u8, [nose, nose + sign * 0.5 * scale], [low, low],
            [0.30 * scale, 1.1 * scale], _HEADLIGHT, [0.9, 0.35],
        )  # fmt: skip
        trail = [tail - sign * 0.42 * k * scale for k in range(5)] if self._is_flying else [tail]
        _spots(
            frame_u8, trail, [low - 0.14 * scale] * len(trail),
            [(0.24 + 0.10 * k) * scale for k in range(len(trail))], _TAILLIGHT,
            [0.9 / (1 + 1.1 * k) for k in range(len(trail))],
        )  # fmt: skip
        if self._is_flying:
            pads = [x + (at - SIDE_LENGTH_M / 2) * scale * sign for at in PADS_M]
            _spots(
                frame_u8, pads * 2, [y - 0.3 * scale] * 4,
                [0.35 * scale] * 2 + [1.0 * scale] * 2, self._trim, [0.8, 0.8, 0.3, 0.3],
            )  # fmt: skip


def _spots(
    frame_u8: NDArray[np.uint8],
    xs: list[float],
    ys: list[float],
    radii: list[float],
    colour: Colour,
    powers: list[float],
) -> None:
    add_spots(
        frame_u8,
        np.asarray(xs, np.float32),
        np.asarray(ys, np.float32),
        np.asarray(radii, np.float32),
        np.asarray(colour, np.float32),
        np.asarray(powers, np.float32),
    )
