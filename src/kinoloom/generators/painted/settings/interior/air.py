"""The air of a room: shafts of light from its windows, halos of its lamps, motes that drift."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import cv2
import numpy as np
from numpy.typing import NDArray

from kinoloom.generators.painted.easel.bands import in_bands
from kinoloom.generators.painted.easel.camera import Pose
from kinoloom.generators.painted.easel.kernel import kernel
from kinoloom.generators.painted.easel.layer import add_spots, place
from kinoloom.generators.painted.easel.noise import fbm_image
from kinoloom.generators.painted.settings.interior.illumination import sun_through

if TYPE_CHECKING:
    from kinoloom.generators.painted.easel.canvas import Canvas
    from kinoloom.generators.painted.settings.interior.illumination import Illumination
    from kinoloom.generators.painted.settings.interior.room import Room

Floats = NDArray[np.float64]
_COARSE = 4
_STEPS = 26
_PARALLAX = 0.62


@kernel
def _shaft_rows(
    out: NDArray[np.float32], first: int, last: int, rays: Floats, slopes: Floats, eye: float,
    unit_depth: float, w: Floats, bounds: Floats, sun: Floats, lamps: Floats, sky: Floats,
) -> None:  # fmt: skip
    for row in range(first, last):
        for column in range(out.shape[1]):
            x, y = (column + 0.5) * _COARSE, (row + 0.5) * _COARSE
            best = 1e-3
            for k in range(slopes.shape[0]):
                best = max(best, slopes[k, 0] * x + slopes[k, 1] * y + slopes[k, 2])
            depth = unit_depth / best
            dx = rays[0, 0] * x + rays[0, 1] * y + rays[0, 2]
            dy = rays[1, 0] * x + rays[1, 1] * y + rays[1, 2]
            dz = rays[2, 0] * x + rays[2, 1] * y + rays[2, 2]
            lit = 0.0
            if sun[3] > 0.0:
                for k in range(_STEPS):
                    t = depth * (k + 0.5) / _STEPS
                    lit += sun_through(
                        t * dx, eye + t * dy, t * dz, sun, w, bounds, 0.035
                    )  # fmt: skip
                lit *= depth / _STEPS
            for c in range(3):
                out[row, column, c] = lit * sun[3 + c] * 0.014
            length = math.sqrt(dx * dx + dy * dy + dz * dz)
            for k in range(lamps.shape[0]):
                # All the light scattered along the ray, in closed form.
                lx, ly, lz = lamps[k, 0], lamps[k, 1] - eye, lamps[k, 2]
                along = (lx * dx + ly * dy + lz * dz) / length
                h = math.sqrt(max(0.004, lx * lx + ly * ly + lz * lz - along * along))
                glow = (math.atan((depth * length - along) / h) + math.atan(along / h)) / h
                for c in range(3):
                    out[row, column, c] += 0.011 * glow * lamps[k, 3 + c]


@kernel
def _mote_power(
    at: Floats, glints: Floats, sun: Floats, w: Floats, bounds: Floats, lamps: Floats,
    power: NDArray[np.float32],
) -> None:  # fmt: skip
    """How bright each mote is: in the sun that comes through a pane, or near a lamp."""
    for k in range(at.shape[0]):
        px, py, pz = at[k, 0], at[k, 1], at[k, 2]
        seen = 0.0
        if sun[3] > 0.0:
            seen = sun_through(px, py, pz, sun, w, bounds, 0.03)
        lamp = 0.0
        for n in range(lamps.shape[0]):
            away = (lamps[n, 0] - px) ** 2 + (lamps[n, 1] - py) ** 2 + (lamps[n, 2] - pz) ** 2
            lamp += 0.25 * lamps[n, 3] / (0.25 + away)
        bright = 0.03 + 0.75 * seen * min(1.0, sun[3] / 2.5) + 0.4 * lamp
        power[k] = np.float32(glints[k] * min(0.9, bright))


class Air:
    """Light that hangs in the air, and dust in it."""

    def __init__(
        self, room: Room, canvas: Canvas, light: Illumination, *, seed: int, motes: float,
        haze: float,
    ) -> None:  # fmt: skip
        """`motes` 0..1 is how much dust there is, `haze` how much of the shafts shows."""
        self._canvas, self._room, self._light = canvas, room, light
        size = (canvas.paint_height_px // _COARSE + 1, canvas.paint_width_px // _COARSE + 1)
        shafts = np.zeros((*size, 3), np.float32)
        view = room.view

        def paint(first: int, last: int) -> None:
            _shaft_rows(
                shafts, first, last, view.rays(), room.slopes(), view.eye_m, view.unit_depth_m,
                light.windows, light.bounds, light.sun, light.lamps, light.sky_rgb,
            )  # fmt: skip

        in_bands(size[0], paint)
        shafts = np.asarray(1 - np.exp(-1.6 * haze * shafts), np.float32) ** np.float32(0.8)
        self._shafts = cv2.GaussianBlur(shafts, (0, 0), max(0.6, 2.2 * canvas.unit))
        self._shines = float(self._shafts.max()) > 0.012
        self._smoke = fbm_image(
            size[1] + 160, size[0], scale_x_px=70 * canvas.unit, scale_y_px=48 * canvas.unit,
            octaves=3, seed=seed % 9973 + 5, warp=0.6,
        )  # fmt: skip
        self._place_motes(seed, motes)

    def _place_motes(self, seed: int, motes: float) -> None:
        rng = np.random.default_rng([seed & 0xFFFFFFFF, 0xD5])
        count = round(420 * motes)
        bounds = self._light.bounds
        self._at = np.stack(
            [rng.uniform(bounds[0], bounds[1], count), rng.uniform(0.1, bounds[3] - 0.1, count),
             rng.uniform(0.9, bounds[5] - 0.1, count)], axis=-1
        )  # fmt: skip
        self._drift = rng.uniform(-1, 1, (count, 3))
        self._phase = rng.random((count, 2)) * 6.283
        self._size = rng.uniform(0.6, 1.5, count)

    def draw(self, frame: NDArray[np.uint8], t_s: float, pose: Pose) -> None:
        """Add the shafts and the motes of this moment."""
        if self._shines:
            self._draw_shafts(frame, t_s, pose)
        if len(self._at):
            self._draw_motes(frame, t_s, pose)

    def _draw_shafts(self, frame: NDArray[np.uint8], t_s: float, pose: Pose) -> None:
        canvas = self._canvas
        columns = self._shafts.shape[1]
        shift = 12.0 * canvas.unit * t_s % 160
        whole = int(shift)
        part = np.float32(shift - whole)
        drifting = self._smoke[:, whole : whole + columns] * (1 - part)
        drifting = drifting + self._smoke[:, whole + 1 : whole + 1 + columns] * part
        glow = self._shafts * (0.62 + 0.76 * drifting[..., None]) * 255
        x, y, scale = place(0.0, 0.0, _PARALLAX, pose, canvas)
        onto = np.array([[scale * _COARSE, 0, x], [0, scale * _COARSE, y]], np.float64)
        light = cv2.warpAffine(
            np.asarray(np.minimum(glow, 255), np.uint8), onto, (canvas.width_px, canvas.height_px),
            flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE,
        )  # fmt: skip
        cv2.add(frame, light, dst=frame)

    def _draw_motes(self, frame: NDArray[np.uint8], t_s: float, pose: Pose) -> None:
        bounds, light, view = self._light.bounds, self._light, self._room.view
        turn = self._phase + t_s * np.array([0.55, 0.38])
        at = self._at + self._drift * np.array([0.05, 0.02, 0.04]) * t_s
        at[:, 0] += 0.07 * np.sin(turn[:, 0])
        at[:, 1] += 0.05 * np.sin(turn[:, 1]) + 0.012 * t_s
        c, sine = math.cos(view.yaw), math.sin(view.yaw)
        depth = sine * at[:, 0] + c * at[:, 2]
        there = depth >= 0.7
        at, depth, turn = at[there], depth[there], turn[there]
        reach = view.focal_px / depth
        x = view.centre_x_px + (c * at[:, 0] - sine * at[:, 2]) * reach
        y = view.horizon_y_px - (at[:, 1] - view.eye_m) * reach
        parallax = view.unit_depth_m / depth
        xs, ys = _placed(x, y, parallax, pose, self._canvas)
        unit = self._canvas.unit
        size = (unit * (1.1 + 2.6 * self._size[there] / depth)).astype(np.float32)
        glints = 0.72 + 0.28 * np.sin(3.0 * turn[:, 0] + np.flatnonzero(there))
        power = np.zeros(len(at), np.float32)
        lamps = np.asarray(light.lamps, np.float64)
        _mote_power(at, glints, light.sun, light.windows, bounds, lamps, power)
        warm = light.sun[3:6] + 0.15
        tint = np.asarray(np.minimum(1.0, (warm / warm.max()) ** 0.6), np.float32)
        kept = power > 0.02
        add_spots(frame, xs[kept], ys[kept], size[kept], tint, power[kept])


def _placed(
    x: Floats, y: Floats, parallax: Floats, pose: Pose, canvas: Canvas
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """As `layer.place`, all points at once."""
    left, top, _ = place(0.0, 0.0, 0.0, Pose(0.0, 0.0, 1.0), canvas)
    _, _, twice = place(0.0, 0.0, 0.0, Pose(0.0, 0.0, 2.0), canvas)
    share = 2 * (1 - 1 / twice)
    near = 1 - 1 / pose.zoom
    scale = 1 / (1 - near * (share + (1 - share) * parallax))
    middle_x, middle_y = canvas.width_px / 2, canvas.height_px / 2
    xs = (x + left - middle_x - pose.x_px * parallax) * scale + middle_x
    ys = (y + top - middle_y - pose.y_px * parallax) * scale + middle_y
    return xs.astype(np.float32), ys.astype(np.float32)
