"""Vehicles in the frame: their shadow, their image in the wet road, themselves, their lamps."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import cv2
import numpy as np

from kinoloom.generators.painted.easel.layer import add_spots, over
from kinoloom.generators.painted.settings.highway.mesh_kernels import draw_triangles

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from kinoloom.generators.painted.easel.canvas import Canvas
    from kinoloom.generators.painted.settings.highway.lens import Lens
    from kinoloom.generators.painted.settings.highway.looks import Look
    from kinoloom.generators.painted.settings.highway.mesh import Mesh

_LEAST_PX = 5.0
_NEAREST_M = 0.35
"""As `Lens.seen` places what is nearer."""
_SUBPIXEL = 4
_LEAST_FILL = 0.34
"""Mean light of the shadows, below which a body is a hole in a wet night."""
_WIDEST_GLOW_PX = 170.0
"""Of lamps in wet air, in a 1080-line frame: near by, more of it costs more than it shows."""
_THROW_M = 15.0
"""How far before it a car's own lamps show on the road."""
_HEAD = np.array([1.0, 0.95, 0.84], np.float32)
_TAIL = np.array([1.0, 0.10, 0.07], np.float32)


@dataclass(frozen=True)
class Placed:
    """A vehicle of one moment: `direction` is +1 along the road, -1 against it."""

    mesh: Mesh
    lateral_m: float
    along_m: float
    direction: float
    rolled_m: float
    """How far its wheels have rolled."""
    bob_m: float = 0.0
    lean: float = 0.0
    shown: float = 1.0
    pedal: float = 0.0


class Bodies:
    """Draws vehicles in one light."""

    def __init__(
        self,
        canvas: Canvas,
        look: Look,
        sky_rgb: NDArray[np.float32],
        sun_view: NDArray[np.float32],
    ) -> None:
        """`sky_rgb` runs from the zenith down; `sun_view` points to the light: right, up, away."""
        self._canvas, self._look = canvas, look
        self._sun = sun_view
        light = np.zeros((9, 3), np.float32)
        light[0] = sun_view
        light[1] = look.key
        # Who drives by night is lit a little by the others, or nobody would see it.
        fill = 1.12 + 0.55 * look.beams
        fill *= max(1.0, _LEAST_FILL / max(0.02, fill * float(look.ambient.mean())))
        light[2] = look.ambient * fill
        light[3] = look.ambient * 0.42 * fill + look.inks[0] * 0.3
        is_sunny = look.dark < 0.3 and look.wet < 0.3
        light[5] = (-0.05, 1.0 if is_sunny else 0.12, 0.66 + 0.9 * look.dark)
        light[6] = sky_rgb[-12] * np.float32(1.06)
        light[7] = sky_rgb[len(sky_rgb) // 4]
        light[8] = look.inks[0] * 0.55
        self._light = light
        self._shadow = float(np.clip(look.key.mean() - 0.25, 0, 0.9)) * (1 - 0.8 * look.wet)

    def draw(self, frame_u8: NDArray[np.uint8], lens: Lens, placed: Placed) -> None:
        """Draw one vehicle with all that belongs to it."""
        mesh = placed.mesh
        middle = lens.seen(np.array([placed.lateral_m]), np.array([placed.along_m]))[0]
        if middle[3] < 0.8 - mesh.length_m / 2 or middle[2] * mesh.width_m < 0.5:
            return
        air = math.exp(-((max(0.0, middle[3]) / self._look.sight_m) ** 0.85)) * placed.shown
        if middle[2] * mesh.height_m >= _LEAST_PX * (
            1 + self._canvas.unit * (0.3 + self._look.beams)
        ):
            self._draw_shade(frame_u8, lens, placed, air)
            if self._look.wet > 0.3 and middle[2] > 9:
                self._draw_body(frame_u8, lens, placed, air, mirrored=True)
            self._draw_body(frame_u8, lens, placed, air, mirrored=False)
        if self._look.wet > 0.5 and middle[2] > 4:
            self._draw_spray(frame_u8, lens, placed, air)
        if self._look.dark > 0.2:
            self._draw_lamps(frame_u8, lens, placed, air)

    # -- parts --------------------------------------------------------------------------------

    def _world(
        self, placed: Placed, points: NDArray[np.float32], lens: Lens, flip: float = 1.0
    ) -> NDArray[np.float64]:
        """x, y, pixels in a metre and depth of the vehicle's own points."""
        mesh = placed.mesh
        ahead = points[:, 0].astype(np.float64) - mesh.length_m / 2
        up = points[:, 1] + placed.bob_m * np.clip(points[:, 1] / 0.5, 0, 1)
        side = points[:, 2].astype(np.float64) + placed.lean * points[:, 1]
        d = placed.direction
        at = lens.seen(placed.lateral_m + d * side, placed.along_m + d * ahead)
        at[:, 1] -= flip * up * at[:, 2]
        return at

    def _draw_body(
        self, frame_u8: NDArray[np.uint8], lens: Lens, placed: Placed, air: float, *, mirrored: bool
    ) -> None:
        mesh = placed.mesh.posed(placed.pedal)
        at = self._world(placed, mesh.points, lens, -1.0 if mirrored else 1.0)
        if at[:, 3].max() < 1.0:
            return
        # What is beside the lens already is out of the frame: it only must not turn over.
        at[:, 3] = np.maximum(at[:, 3], _NEAREST_M)
        floor = float(lens.floor_y_px(np.array([float(at[:, 3].min())]))[0])
        x0, x1 = max(0, math.floor(at[:, 0].min())), math.ceil(at[:, 0].max()) + 1
        y0, y1 = max(0, math.floor(at[:, 1].min())), math.ceil(at[:, 1].max()) + 1
        x1, y1 = min(frame_u8.shape[1], x1), min(frame_u8.shape[0], y1)
        if not mirrored:
            y1 = min(y1, math.ceil(floor) + 1)
        if x1 - x0 < 2 or y1 - y0 < 2:
            return
        wide_px = x1 - x0
        grow = 2.0 if wide_px < 140 else (1.5 if wide_px < 420 else 1.15)
        if mirrored:
            # It is blurred anyway.
            grow = min(0.5, 160 / (x1 - x0))
        height, width = math.ceil((y1 - y0) * grow), math.ceil((x1 - x0) * grow)
        out = np.zeros((height, width, 4), np.float32)
        near = np.zeros((height, width), np.float32)
        seen = np.stack([(at[:, 0] - x0) * grow, (at[:, 1] - y0) * grow, 1 / at[:, 3]], -1)
        sin, cos, d = math.sin(lens.yaw), math.cos(lens.yaw), placed.direction
        axes = np.array([[-d * sin, 0, d * cos], [0, 1, 0], [d * cos, 0, d * sin]], np.float32)
        wheels = np.zeros((len(mesh.wheels), 4), np.float32)
        wheels[:, :3] = mesh.wheels
        wheels[:, 3] = placed.rolled_m / mesh.wheels[:, 2]
        draw_triangles(
            out, near, seen.astype(np.float32), mesh.points, mesh.normals, mesh.inks,
            mesh.triangles, wheels, mesh.windows, axes, self._light,
        )  # fmt: skip
        size = (x1 - x0, y1 - y0)
        if mirrored:
            self._soften(out, min(400.0, float(np.median(at[:, 2]))) * grow)
        # Its colours behind their air, as 8 bits before it is made smaller: that is cheaper.
        veil = np.diag([air, air, air, 1.0]).astype(np.float32)
        veil[:3, 3] = self._look.haze * np.float32(1 - air)
        sheet = cv2.convertScaleAbs(cv2.transform(out, veil * np.float32(255 * placed.shown)))
        ways = cv2.INTER_LINEAR if mirrored else cv2.INTER_AREA
        sheet = cv2.resize(sheet, size, interpolation=ways)
        over(frame_u8, np.asarray(sheet, np.uint8), y0, x0)

    def _soften(self, out: NDArray[np.float32], per_m_px: float) -> None:
        """An image in the wet road: drawn out downward, and gone a metre or two below."""
        fade = np.exp(-np.arange(len(out), dtype=np.float32) / np.float32(1.1 * per_m_px))
        cv2.GaussianBlur(
            out, (0, 0), dst=out, sigmaX=0.02 * per_m_px + 0.2, sigmaY=0.09 * per_m_px + 0.2
        )
        out *= (np.float32(0.5 * self._look.wet) * fade)[:, None, None]

    def _draw_shade(
        self, frame_u8: NDArray[np.uint8], lens: Lens, placed: Placed, air: float
    ) -> None:
        """The dark below it, and its shadow away from the sun."""
        mesh = placed.mesh
        half, length = mesh.width_m / 2, mesh.length_m
        corners = np.array(
            [[0.1, 0, -half], [length - 0.1, 0, -half], [length - 0.1, 0, half], [0.1, 0, half]],
            np.float32,
        )
        at = self._world(placed, corners, lens)
        if at[:, 3].min() < 0.7:
            return
        size = float(at[:, 2].mean())
        if size < 5:
            return
        self._darken(frame_u8, at[:, :2], 0.72 * air, 0.05 * size)
        if self._shadow < 0.05:
            return
        up = float(max(0.22, self._sun[1]))
        right, away = -float(self._sun[0]) / up, -float(self._sun[2]) / up
        reach = math.hypot(right, away)
        if reach > 2.6:
            right, away = right * 2.6 / reach, away * 2.6 / reach
        sin, cos = math.sin(lens.yaw), math.cos(lens.yaw)
        side, ahead = right * cos + away * sin, away * cos - right * sin
        points = mesh.points[:: max(1, len(mesh.points) // 260)].astype(np.float64)
        d = placed.direction
        local = points[:, 0] - length / 2
        fallen = lens.seen(
            placed.lateral_m + d * points[:, 2] + side * points[:, 1],
            placed.along_m + d * local + ahead * points[:, 1],
        )
        if fallen[:, 3].min() < 0.7:
            return
        hull = np.asarray(cv2.convexHull(fallen[:, :2].astype(np.float32))[:, 0], np.float64)
        self._darken(frame_u8, hull, 0.62 * self._shadow * air, 0.02 * size + 0.4)

    def _darken(
        self,
        frame_u8: NDArray[np.uint8],
        polygon: NDArray[np.floating],
        share: float,
        blur_px: float,
    ) -> None:
        pad = math.ceil(3 * blur_px) + 2
        x0 = max(0, math.floor(polygon[:, 0].min()) - pad)
        y0 = max(0, math.floor(polygon[:, 1].min()) - pad)
        x1 = min(frame_u8.shape[1], math.ceil(polygon[:, 0].max()) + pad)
        y1 = min(frame_u8.shape[0], math.ceil(polygon[:, 1].max()) + pad)
        if x1 - x0 < 2 or y1 - y0 < 2:
            return
        mask = np.zeros((y1 - y0, x1 - x0), np.uint8)
        places = np.round((polygon - (x0, y0)) * (1 << _SUBPIXEL)).astype(np.int32)
        cv2.fillPoly(mask, [places], 255, cv2.LINE_AA, _SUBPIXEL)
        soft = cv2.GaussianBlur(mask, (0, 0), max(0.4, blur_px))
        keep = 1 - soft.astype(np.float32) * np.float32(share / 255)
        part = frame_u8[y0:y1, x0:x1]
        part[:] = part * keep[..., None] + np.float32(0.5)

    def _draw_spray(
        self, frame_u8: NDArray[np.uint8], lens: Lens, placed: Placed, air: float
    ) -> None:
        """Water that the wheels throw up behind them."""
        mesh = placed.mesh
        count = 13
        number = np.arange(count, dtype=np.float64)
        # The way rolled moves the drops: they stay behind, rise and thin out.
        age = (number * 0.618 + placed.rolled_m / 3.1) % 1.0
        wobble = np.sin(number * 12.9898) * 0.5
        points = np.stack(
            [-3.2 * age + 0.3, 0.10 + 0.75 * age * (0.5 + wobble**2), wobble * mesh.width_m], -1
        ).astype(np.float32)
        at = self._world(placed, points, lens)
        if at[:, 3].min() < 0.8:
            return
        size = at[:, 2] * (0.22 + 0.62 * age)
        power = (
            0.20 * self._look.wet * np.sin(np.pi * np.clip(age + 0.12, 0, 1)) * air * placed.shown
        )
        add_spots(
            frame_u8, at[:, 0].astype(np.float32), at[:, 1].astype(np.float32),
            np.clip(size, 1.0, 62 * self._canvas.unit).astype(np.float32), self._look.haze,
            power.astype(np.float32),
        )  # fmt: skip

    def _draw_lamps(
        self, frame_u8: NDArray[np.uint8], lens: Lens, placed: Placed, air: float
    ) -> None:
        """Head or tail lamps that face us, their bloom and their streaks on a wet road."""
        look, unit, mesh = self._look, self._canvas.unit, placed.mesh
        ahead = math.cos(lens.yaw) * placed.direction
        facing = -ahead
        if facing < 0.5 and mesh.heads:
            self._draw_throw(frame_u8, lens, placed, air)
        for places, colour, toward in ((mesh.heads, _HEAD, facing), (mesh.tails, _TAIL, -facing)):
            if toward < -0.35 or not places:
                continue
            at = self._world(placed, np.array(places, np.float32), lens)
            if at[:, 3].min() < 0.8:
                continue
            floor = lens.floor_y_px(at[:, 3])
            at = at[at[:, 1] < floor + 2]
            if not len(at):
                continue
            strong = 1.0 if colour is _HEAD else 0.72
            power = look.dark * strong * (0.30 + 0.70 * max(0.0, toward)) * (0.4 + 0.6 * air)
            power *= placed.shown
            size = at[:, 2]
            core = np.maximum(1.5 * unit, 0.13 * size)
            halo = np.minimum(np.maximum(7 * unit, 0.62 * size), 150 * unit)
            rows = [(at[:, 0], at[:, 1], core, 1.0), (at[:, 0], at[:, 1], halo, 0.42)]
            if look.dark > 0.5 or look.sight_m < 400:
                # One for both lamps: so wide, they run into each other.
                wide = np.minimum(3.2 * halo.mean(keepdims=True), _WIDEST_GLOW_PX * unit)
                pair = at.mean(axis=0, keepdims=True)
                rows.append((pair[:, 0], pair[:, 1], wide, 0.10 * len(at)))
            ground = at[:, 1] + 0.62 * size
            if look.wet > 0.2:
                for step in range(9):
                    y = ground + (0.25 + 0.30 * step) * size
                    radius = np.maximum(1.5 * unit, size * (0.16 + 0.012 * step))
                    rows.append((at[:, 0], y, radius, 0.5 * look.wet * (1 - step / 9)))
            xs, ys, radii, powers = (
                np.concatenate([np.broadcast_to(row[k], len(row[0])) for row in rows])
                for k in range(4)
            )
            add_spots(
                frame_u8, xs.astype(np.float32), ys.astype(np.float32), radii.astype(np.float32),
                colour, (powers * power).astype(np.float32),
            )  # fmt: skip

    def _draw_throw(
        self, frame_u8: NDArray[np.uint8], lens: Lens, placed: Placed, air: float
    ) -> None:
        """The light of its head lamps on the road before it, and in wet air."""
        look, mesh = self._look, placed.mesh
        share = (np.arange(8, dtype=np.float32) + 0.5) / 8
        reach = mesh.length_m + 0.6 + _THROW_M * share**1.4
        points = np.stack([reach, 0.10 + 0.25 * (1 - share), 0 * share], -1)
        at = self._world(placed, points.astype(np.float32), lens)
        seen = at[:, 3] > 1.0
        if not seen.any():
            return
        size = np.clip(at[:, 2] * (0.28 + 0.75 * share), 1.0, 90 * self._canvas.unit)
        power = (0.17 + 0.05 * look.wet) * look.dark * (1 - share) ** 1.2 * air * placed.shown
        add_spots(
            frame_u8, at[seen, 0].astype(np.float32), at[seen, 1].astype(np.float32),
            size[seen].astype(np.float32), _HEAD, power[seen].astype(np.float32),
        )  # fmt: skip
