"""Traffic of a city: cars on the road, and streams of flying ones."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import cv2
import numpy as np

from kinoloom.generators.painted.easel.layer import add_spots, blit
from kinoloom.generators.painted.settings.city.cars import (
    END_HEIGHT_M,
    END_WIDTH_M,
    car_from_end,
)
from kinoloom.generators.painted.settings.city.look import Colour, Look
from kinoloom.generators.painted.settings.highway.bodies import Placed
from kinoloom.generators.painted.settings.highway.models import vehicle
from kinoloom.generators.painted.settings.highway.traffic import PAINTS

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from kinoloom.generators.painted.easel.camera import Pose
    from kinoloom.generators.painted.easel.canvas import Canvas
    from kinoloom.generators.painted.settings.city.street import Roadway
    from kinoloom.generators.painted.settings.city.vehicles import Vehicles
    from kinoloom.generators.painted.settings.city.view import View
    from kinoloom.generators.painted.settings.highway.mesh import Mesh

_KINDS = ("saloon", "hatch", "taxi", "wagon", "saloon", "hatch", "saloon", "bus")
_YELLOW = (0.90, 0.62, 0.04)
FLYING_PAINTS: tuple[Colour, ...] = (
    (0.42, 0.42, 0.44), (0.06, 0.06, 0.07), (0.40, 0.05, 0.04), (0.05, 0.12, 0.30),
    (0.55, 0.50, 0.40), (0.62, 0.42, 0.05), (0.08, 0.20, 0.14),
)  # fmt: skip
HEADLIGHT: Colour = (1.0, 0.95, 0.84)
TAILLIGHT: Colour = (1.0, 0.13, 0.10)
_LEAST_SPRITE_PX = 9.0
_GAP_M = 4.5
_NEAREST_M, _NEAREST_OF_LOOP_M = 15.0, 42.0


@dataclass(frozen=True)
class _Flier:
    """A car that flies along the street; negative speed comes toward the viewer."""

    x_m: float
    y_m: float
    z_m: float
    speed_m_per_s: float
    sprite: NDArray[np.uint8]

    def depth_m(self, t_s: float) -> float:
        return self.z_m + self.speed_m_per_s * t_s


@dataclass(frozen=True)
class _Driver:
    """One on wheels; negative speed comes toward the viewer."""

    mesh: Mesh
    x_m: float
    z_m: float
    speed_m_per_s: float

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
        vehicles: Vehicles,
        *,
        seconds: float,
        seed: int,
        is_aerial: bool = False,
        loops: bool = False,
        is_empty: bool = False,
    ) -> None:
        """In a film that loops no car comes near: they dissolve as small lights."""
        self._canvas, self._view, self._look = canvas, view, look
        self._is_aerial, self._vehicles = is_aerial, vehicles
        self._nearest_m = _NEAREST_OF_LOOP_M if loops else _NEAREST_M
        rng = np.random.default_rng([seed & 0xFFFFFFFF, 0xCA2])
        self._drivers: list[_Driver] = []
        self._fliers: list[_Flier] = []
        if is_empty:
            return
        self._drivers = self._on_road(road, seconds, rng)
        if look.is_neon:
            self._fliers = self._in_air(road, seconds, rng)

    def _on_road(self, road: Roadway, seconds: float, rng: np.random.Generator) -> list[_Driver]:
        middle = (road.left_kerb_m + road.right_kerb_m) / 2
        lane = (road.right_kerb_m - road.left_kerb_m) / 4
        count = int(rng.integers(3, 6)) if self._look.is_neon else int(rng.integers(6, 11))
        first, run = (self._nearest_m, 130.0) if not self._is_aerial else (60.0, 520.0)
        if self._is_aerial:
            count = 44
        # Who drives in one lane keeps its pace, or they would drive through each other.
        paces = {comes: float(rng.uniform(5, 9)) for comes in (True, False)}
        drivers: list[_Driver] = []
        for i in range(count):
            comes = i % 2 == 0
            speed = paces[comes] * (-1 if comes else 1)
            near = first + (abs(speed) * seconds if comes else 0.0)
            z = near + run * ((i + float(rng.uniform(0.1, 0.9))) / count) ** 1.5
            kind = _KINDS[int(rng.integers(len(_KINDS)))]
            if kind == "bus" and (i < 3 or lane < 2.4):
                # A wall of tin before the lens, or one that stands on the kerb.
                kind = "hatch"
            paint = _YELLOW if kind == "taxi" else PAINTS[int(rng.integers(len(PAINTS)))]
            x = middle + (-lane if comes else lane)
            drivers.append(_Driver(vehicle(kind, paint), x, z, speed))
        return _spaced(drivers)

    def _in_air(self, road: Roadway, seconds: float, rng: np.random.Generator) -> list[_Flier]:
        look, view = self._look, self._view
        half = 0.5 * (road.right_wall_m - road.left_wall_m)
        middle = 0.5 * (road.right_wall_m + road.left_wall_m)
        span = (9, 34) if not self._is_aerial else (18, 0.8 * view.eye_m)
        levels = sorted(float(rng.uniform(*span)) for _ in range(4))
        cars: list[_Flier] = []
        for i in range(26):
            level = i % 4
            comes = level % 2 == 0
            speed = float(rng.uniform(11, 20)) * (-1 if comes else 1)
            z = float(rng.uniform(80 if self._is_aerial else 24, 330)) + (
                abs(speed) * seconds if comes else 0.0
            )
            side = float(rng.uniform(0.15, 0.6)) * (-1 if comes else 1)
            paint = FLYING_PAINTS[int(rng.integers(len(FLYING_PAINTS)))]
            closest = max(14.0, z - (abs(speed) * seconds if comes else 0.0))
            sprite = car_from_end(
                view.focal_px * END_WIDTH_M / closest, look, paint,
                is_rear=not comes,
            )  # fmt: skip
            y = levels[level] + float(rng.uniform(-1.2, 1.2))
            cars.append(_Flier(middle + side * half, y, z, speed, sprite))
        return cars

    def draw(self, frame_u8: NDArray[np.uint8], t_s: float, pose: Pose) -> None:
        """Draw the cars of this moment, far ones first, with their lights."""
        for driver in sorted(self._drivers, key=lambda each: -each.depth_m(t_s)):
            way = 1.0 if driver.speed_m_per_s > 0 else -1.0
            placed = Placed(
                driver.mesh, driver.x_m, driver.depth_m(t_s), way,
                abs(driver.speed_m_per_s) * t_s,
            )  # fmt: skip
            self._vehicles.draw(frame_u8, placed, pose)
        for car in sorted(self._fliers, key=lambda each: -each.depth_m(t_s)):
            self._draw_flier(frame_u8, car, t_s, pose)

    def _draw_flier(self, frame_u8: NDArray[np.uint8], car: _Flier, t_s: float, pose: Pose) -> None:
        z = car.depth_m(t_s)
        place = (car.x_m, car.y_m + 0.12 * float(np.sin(1.7 * t_s + car.z_m)), z)
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
        car: _Flier,
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
        colour = HEADLIGHT if comes else TAILLIGHT
        radius = max(1.3 * unit, (0.42 if comes else 0.30) * scale)
        xs, ys, radii, powers = [], [], [], []
        for side in (-0.68, 0.68):
            for grow, power in ((1.0, 0.95), (2.6, 0.30)):
                xs.append(x + side * scale)
                ys.append(y - 0.72 * scale)
                radii.append(radius * grow)
                powers.append(power * lit * (0.35 + 0.65 * clear))
            xs.append(x + side * 0.8 * scale)
            ys.append(y - 0.40 * scale)
            radii.append(max(1.0 * unit, 0.30 * scale))
            powers.append(0.5 * clear)
        add_lights(frame_u8, xs, ys, radii, colour, powers)


def _spaced(drivers: list[_Driver]) -> list[_Driver]:
    """Nobody drives into the one before them: the farther of two in a lane gives way."""
    spaced: list[_Driver] = []
    ends: dict[bool, float] = {}
    for driver in sorted(drivers, key=lambda each: each.z_m):
        comes = driver.speed_m_per_s < 0
        half = driver.mesh.length_m / 2
        z = max(driver.z_m, ends.get(comes, 0.0) + half)
        ends[comes] = z + half + _GAP_M
        spaced.append(replace(driver, z_m=z))
    return spaced


def add_lights(
    frame_u8: NDArray[np.uint8],
    xs: list[float],
    ys: list[float],
    radii: list[float],
    colour: Colour,
    powers: list[float],
) -> None:
    """Lamps of one colour, each with its radius and power."""
    add_spots(
        frame_u8,
        np.asarray(xs, np.float32),
        np.asarray(ys, np.float32),
        np.asarray(radii, np.float32),
        np.asarray(colour, np.float32),
        np.asarray(powers, np.float32),
    )
