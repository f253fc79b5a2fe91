"""What crosses a skyline: ferries on the water, an airliner, flying cars."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import cv2
import numpy as np

from kinoloom.generators.painted.easel.colour import mix, rgb
from kinoloom.generators.painted.easel.layer import add_spots, blit, place
from kinoloom.generators.painted.settings.city.cars import car_from_side
from kinoloom.generators.painted.settings.city.look import look_for, neon_light
from kinoloom.generators.painted.settings.city.vehicles import flies, is_car

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from kinoloom.generators.painted.easel.camera import Pose
    from kinoloom.generators.painted.easel.canvas import Canvas
    from kinoloom.generators.painted.settings.skyline.illumination import Illumination
    from kinoloom.generators.painted.settings.skyline.plan import Plan
    from kinoloom.generators.painted.spec import SceneSpec

_AIR_PARALLAX = 0.45

_BOATS = frozenset(("boat", "ship", "ferry", "sailboat", "yacht"))


class Ferries:
    """A few boats on the middle of the water, their cabins lit after dark."""

    def __init__(
        self, spec: SceneSpec, plan: Plan, canvas: Canvas, lights: Illumination, seconds: float
    ) -> None:
        rng = np.random.default_rng([spec.seed & 0xFFFFFFFF, 0x5CA])
        self._canvas, self._plan, self._half_s = canvas, plan, seconds / 2
        calm = spec.weather not in ("storm", "sandstorm") and _BOATS.isdisjoint(spec.without)
        count = int(rng.integers(1, 4)) if calm else 0
        water = canvas.margin_y_px + canvas.height_px - plan.shore_y_px
        self._boats: list[tuple[NDArray[np.uint8], float, float, float]] = []
        for k in range(count):
            deep = 0.05 + 0.15 * (k + float(rng.random())) / count
            length = (34 + 330 * deep) * canvas.unit * float(rng.uniform(0.8, 1.2))
            way = 1 if rng.random() < 0.5 else -1
            x = canvas.margin_x_px + canvas.width_px * float(rng.uniform(0.12, 0.88))
            picture = _ferry(length, lights, rng)
            picture = picture if way > 0 else np.ascontiguousarray(picture[:, ::-1])
            speed = way * float(rng.uniform(0.10, 0.2)) * length
            self._boats.append((picture, x, plan.shore_y_px + deep * water, speed))

    def draw(self, frame_u8: NDArray[np.uint8], t_s: float, pose: Pose) -> None:
        """Draw the boats of this moment over their mirror images."""
        for picture, x_px, y_px, speed in self._boats:
            parallax = self._plan.ground.parallax_at(y_px)
            bob = 0.5 * self._canvas.unit * math.sin(1.3 * t_s + x_px)
            at = x_px + speed * (t_s - self._half_s)
            x, y, _ = place(at, y_px, parallax, pose, self._canvas)
            height, width = picture.shape[:2]
            mirror = (picture[::-1] * np.float32(0.42)).astype(np.uint8)
            wobble = 1.2 * self._canvas.unit * math.sin(2.1 * t_s + y_px)
            blit(frame_u8, mirror, x - width / 2 + wobble, y - bob - 1)
            blit(frame_u8, picture, x - width / 2, y - height + bob)


def _ferry(length_px: float, lights: Illumination, rng: np.random.Generator) -> NDArray[np.uint8]:
    """A boat heading right, premultiplied RGBA, its waterline on the bottom row."""
    scale = 4
    width, height = max(8, round(length_px)), max(5, round(0.36 * length_px))
    big = np.zeros((height * scale, width * scale, 4), np.float32)
    light = lights.light
    lamb = np.asarray(light.ambient_rgb) * 0.65 + np.asarray(light.key_rgb) * 0.35
    hull = rgb(("#2c4a66", "#7a2c28", "#30363c")[int(rng.integers(3))])
    haze = 0.12 + 0.6 * light.density

    def fill(points: list[tuple[float, float]], ink: NDArray[np.float32]) -> None:
        outline = np.array(points) * (big.shape[1], big.shape[0])
        shade = [float(c) for c in np.minimum(1, ink)]
        cv2.fillPoly(big, [np.round(outline).astype(np.int32)], (*shade, 1.0))

    white = mix(rgb("#e4e2dc") * lamb, light.haze_rgb, haze)
    fill([(0.16, 0.72), (0.18, 0.42), (0.74, 0.42), (0.82, 0.72)], white)
    fill([(0.28, 0.44), (0.30, 0.18), (0.62, 0.18), (0.66, 0.44)], white * np.float32(0.92))
    fill([(0.40, 0.20), (0.40, 0.0), (0.47, 0.0), (0.47, 0.20)], mix(hull * lamb, white, 0.2))
    fill(
        [(0.0, 0.66), (0.99, 0.62), (0.90, 1.0), (0.05, 1.0)],
        mix(hull * lamb, light.haze_rgb, haze),
    )
    pane = rgb("#ffdc9c") if lights.beacons else mix(hull * lamb * 0.5, light.haze_rgb, haze)
    for k in range(9):
        x = 0.21 + 0.058 * k
        fill([(x, 0.50), (x + 0.036, 0.50), (x + 0.036, 0.60), (x, 0.60)], pane)
    small = cv2.resize(big, (width, height), interpolation=cv2.INTER_AREA)
    return np.asarray(np.clip(small, 0, 1) * 255 + 0.5, np.uint8)


class Airliner:
    """An aeroplane far up: lamps that blink by night, a bright trail by day."""

    def __init__(
        self, spec: SceneSpec, plan: Plan, canvas: Canvas, lights: Illumination, seconds: float
    ) -> None:
        rng = np.random.default_rng([spec.seed & 0xFFFFFFFF, 0x5CB])
        self._canvas, self._lights, self._half_s = canvas, lights, seconds / 2
        clear = spec.weather in ("clear", "wind", "cloudy")
        self._flies = clear and (lights.beacons or rng.random() < 0.5)
        self._way = -plan.side
        self._x = canvas.margin_x_px + canvas.width_px * float(rng.uniform(0.25, 0.75))
        self._y = canvas.margin_y_px + canvas.height_px * float(rng.uniform(0.06, 0.16))
        self._speed = float(rng.uniform(30, 46)) * canvas.unit

    def draw(self, frame_u8: NDArray[np.uint8], t_s: float, pose: Pose) -> None:
        """Draw it as it is at this moment."""
        if not self._flies:
            return
        unit = self._canvas.unit
        along = self._way * self._speed * (t_s - self._half_s)
        x, y, _ = place(self._x + along, self._y - 0.12 * abs(along), 0.02, pose, self._canvas)
        if self._lights.light.is_night or self._lights.light.time == "dusk":
            blink = math.exp(-(((t_s * 0.9) % 1.0 - 0.5) ** 2) / 0.006)
            spots = np.array([[x, y], [x - self._way * 7 * unit, y]], np.float32)
            inks = np.array([[1, 0.96, 0.9], [1, 0.15, 0.12]], np.float32)
            radius = np.full(2, max(1, 2.6 * unit), np.float32)
            add_spots(frame_u8, spots[:, 0], spots[:, 1], radius, inks,
                       np.array([0.85, 0.2 + 0.8 * blink], np.float32))  # fmt: skip
            return
        back = np.linspace(0, 1, 70, dtype=np.float32)
        reach = (26 * back + 0.9 * back * back * 240) * unit
        add_spots(
            frame_u8, np.asarray(x - self._way * (5 * unit + reach), np.float32),
            np.asarray(y + 0.12 * reach, np.float32),
            np.asarray((1.5 + 2.8 * back) * max(unit, 0.5), np.float32),
            np.ones(3, np.float32), np.asarray(0.30 * (1 - back) ** 1.5, np.float32),
        )  # fmt: skip


class Cars:
    """Flying cars seen from the side: a stream, and those that the prompt asks for."""

    def __init__(
        self, spec: SceneSpec, plan: Plan, canvas: Canvas, lights: Illumination, seconds: float
    ) -> None:
        rng = np.random.default_rng([spec.seed & 0xFFFFFFFF, 0x5CC])
        look = look_for(spec.model_copy(update={"setting": "neon_street"}), rng)
        self._canvas, self._half_s, self._lights = canvas, seconds / 2, lights
        self._plan, self._look = plan, look
        self._cars: list[tuple[NDArray[np.uint8], float, float, float, float, bool]] = []
        if plan.is_neon:
            for k in range(11):
                near = float(rng.random()) ** 2
                level = 0.22 + 0.17 * (k % 4) + float(rng.uniform(-0.04, 0.04))
                self._add(rng, 0.028 + 0.05 * near, level, 0.9 + 0.5 * near, None, "right"
                          if k % 2 else "left")  # fmt: skip
        heroes = [each for each in spec.subjects if is_car(each) and flies(each)]
        for k, each in enumerate(heroes):
            for n in range(min(5, each.count)):
                size = {"small": 0.13, "normal": 0.2, "large": 0.27}[each.size]
                level = 0.62 - 0.13 * ((k + n) % 4)
                self._add(rng, size * (1 - 0.1 * n), level, 0.16, each.colour, each.heading,
                          spread=0.16 * (n + k))  # fmt: skip

    def _add(
        self, rng: np.random.Generator, share: float, level: float, pace: float,
        colour: str | None, heading: str, *, spread: float | None = None,
    ) -> None:  # fmt: skip
        canvas, plan = self._canvas, self._plan
        inks = self._lights.neon_rgb
        trim = "#" + "".join(
            f"{round(255 * float(c)):02x}" for c in inks[int(rng.integers(len(inks)))]
        )
        paint = neon_light(colour) if colour else (0.05, 0.06, 0.09)
        length = share * max(canvas.width_px, 0.8 * canvas.height_px)
        picture = car_from_side(length, self._look, paint, trim=neon_light(trim))
        way = 1 if heading == "right" else -1
        picture = picture if way > 0 else np.ascontiguousarray(picture[:, ::-1])
        middle = 0.5 if spread is None else 0.5 + spread * (1 if rng.random() < 0.5 else -1)
        x = middle if spread is not None else float(rng.random())
        y = plan.shore_y_px - level * plan.room_px
        speed = way * pace * length if spread is not None else way * pace * 90 * canvas.unit
        place_x = canvas.margin_x_px + canvas.width_px * x
        self._cars.append((picture, place_x, y, speed, float(rng.random()), spread is not None))

    def draw(self, frame_u8: NDArray[np.uint8], t_s: float, pose: Pose, *, heroes: bool) -> None:
        """Draw the stream, or the prompt's cars."""
        canvas = self._canvas
        for picture, x_px, y_px, speed, phase, is_hero in self._cars:
            if is_hero != heroes:
                continue
            height, width = picture.shape[:2]
            at = x_px + speed * (t_s - self._half_s)
            if not is_hero:
                span = canvas.paint_width_px + 2 * width
                at = (at + width) % span - width
            bob = 0.05 * height * math.sin(1.7 * t_s + 6.28 * phase)
            x, y, _ = place(at, y_px, _AIR_PARALLAX, pose, canvas)
            blit(frame_u8, picture, x - width / 2, y - height + bob)
            way = 1 if speed > 0 else -1
            ends = np.array([x + way * 0.47 * width, x - way * 0.48 * width], np.float32)
            rows = np.full(2, y - 0.38 * height + bob, np.float32)
            add_spots(frame_u8, ends, rows, np.full(2, 0.28 * height, np.float32),
                      np.array([[1, 0.95, 0.85], [1, 0.1, 0.12]], np.float32),
                      np.full(2, 0.75 if self._look.is_dark else 0.25, np.float32))  # fmt: skip
