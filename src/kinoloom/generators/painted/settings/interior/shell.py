"""The bare room: floor, ceiling and walls with their windows, painted once, warped per frame.

Its planes move as the camera sees them: each by its own homography, the nearest one wins. The
sun's patches are a sheet of their own, so that leaves outside can wave in them.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

from kinoloom.generators.painted.easel.bands import in_bands
from kinoloom.generators.painted.easel.noise import fbm_image
from kinoloom.generators.painted.settings.interior.room import PLANES, onto_frame
from kinoloom.generators.painted.settings.interior.shell_kernels import (
    GOBO_PX,
    paint_rows,
    warp_rows,
)

if TYPE_CHECKING:
    from kinoloom.generators.painted.easel.camera import Pose
    from kinoloom.generators.painted.easel.canvas import Canvas
    from kinoloom.generators.painted.easel.focus import Focus
    from kinoloom.generators.painted.settings.interior.illumination import Illumination
    from kinoloom.generators.painted.settings.interior.room import Room

Floats = NDArray[np.float64]


class Finish(NamedTuple):
    """How the bare room is finished. Materials are rows of `surfaces.material`.

    `panels_m` is how high the lower wall's own material goes, `skirting_m` the board at its
    foot; `snow` 0..1 lies on the panes' lower edges, `frost` on their corners.
    """

    floor: list[float]
    ceiling: list[float]
    wall: list[float]
    low_wall: list[float]
    trim: list[float]
    panels_m: float
    skirting_m: float
    feature_wall: int
    feature: list[float]
    snow: float = 0.0
    frost: float = 0.0
    reflection: float = 0.0


class Shell:
    """The bare room of a shot."""

    def __init__(
        self,
        room: Room,
        canvas: Canvas,
        light: Illumination,
        finish: Finish,
        furniture: tuple[Floats, Floats],
        *,
        seed: int,
        leaves: float,
    ) -> None:
        """`furniture` (groups, solids) throws shadows; `leaves` 0..1 wave in the sun."""
        self._canvas, self._room = canvas, room
        self._slopes = room.slopes()
        self._leaves = leaves
        size = (canvas.paint_height_px, canvas.paint_width_px)
        self._base: NDArray[np.uint8] = np.zeros((*size, 4), np.uint8)
        self._shine: NDArray[np.uint8] = np.zeros((*size, 4), np.uint8)
        self._paint(light, finish, furniture, seed)
        self._gobo = _leafage(seed)
        self._gobo_of = np.stack([self._to_gobo(k, light.sun) for k in range(PLANES)])
        self._phase = float(np.random.default_rng([seed & 0xFFFFFFFF, 0x60]).random()) * 6.28

    def _paint(
        self, light: Illumination, finish: Finish, furniture: tuple[Floats, Floats], seed: int
    ) -> None:
        room, view = self._room, self._room.view
        codes = np.zeros(self._base.shape[:2], np.int16)
        materials = np.array(
            [finish.floor, finish.ceiling, finish.wall, finish.low_wall, finish.trim,
             finish.feature], np.float64,
        )  # fmt: skip
        options = np.array(
            [view.unit_depth_m, 1 / view.focal_px, room.reveal_m, 0.085, finish.snow,
             finish.panels_m, finish.reflection, finish.feature_wall, finish.skirting_m],
            np.float64,
        )  # fmt: skip
        sky = np.concatenate([light.sky_rgb, light.fill_rgb])
        groups, solids = furniture
        for again in (False, True):

            def paint(first: int, last: int, again: bool = again) -> None:
                paint_rows(
                    self._base, self._shine, codes, first, last, again, view.rays(),
                    self._slopes, view.eye_m, light.windows, light.bounds, light.maps, sky,
                    light.sun, materials, options, groups, solids, seed % 9973,
                )  # fmt: skip

            in_bands(self._base.shape[0], paint)

    def defocus(self, focus: Focus) -> None:
        """Be drawn as a lens sees it. Of planes around the camera the nearest is seen."""
        height, width = self._base.shape[:2]
        x, y = np.arange(width)[None, :], np.arange(height)[:, None]
        depth = np.full((height, width), -np.inf)
        for a, b, c in self._slopes:
            np.maximum(depth, a * x + b * y + c, out=depth)
        self._base, _, _ = focus.spread(self._base, depth, grows=(False, False))
        self._shine, _, _ = focus.spread(self._shine, depth, grows=(False, False))

    def _to_gobo(self, which: int, sun: Floats) -> Floats:
        """Painted pixels of a plane to the gobo's: along the sun's rays onto a sheet across it."""
        toward = sun[:3]
        across = np.cross(np.array([0.0, 1.0, 0.0]), toward)
        across /= max(1e-6, float(np.linalg.norm(across)))
        up = np.cross(toward, across)
        normal, away = self._room.plane(which)
        rays = self._room.view.rays()
        facing = normal @ rays
        camera = np.array([0.0, self._room.view.eye_m, 0.0])
        point = camera[:, None] * facing[None, :] + away * rays
        scale = GOBO_PX / 3.4
        return np.stack([across @ point * scale, up @ point * scale, facing])

    def draw(self, frame_u8: NDArray[np.uint8], t_s: float, pose: Pose) -> None:
        """Lay the room over the view outside."""
        canvas = self._canvas
        inverses = [np.linalg.inv(onto_frame(slope, pose, canvas)) for slope in self._slopes]
        back = np.asarray(np.stack(inverses), np.float64)
        turn = t_s + self._phase
        sway = np.array(
            [5.0 * math.sin(0.9 * turn) + 2.0 * math.sin(2.1 * turn), 2.4 * math.sin(1.3 * turn),
             4.2 * math.sin(0.7 * turn + 2.0), 3.0 * math.sin(1.1 * turn + 1.0), self._leaves]
        )  # fmt: skip

        def warp(first: int, last: int) -> None:
            warp_rows(
                frame_u8, self._base, self._shine, self._gobo, back, self._slopes,
                self._gobo_of, sway, first, last,
            )  # fmt: skip

        in_bands(frame_u8.shape[0], warp)


def _leafage(seed: int) -> NDArray[np.uint8]:
    """Where sun comes through leaves: a sheet that wraps, 255 open."""
    size, seam = GOBO_PX, 64
    noise = fbm_image(
        size + seam, size + seam, scale_x_px=34, scale_y_px=30, octaves=3,
        seed=seed % 9973 + 70, warp=0.5,
    )  # fmt: skip
    fade = np.linspace(0, 1, seam, dtype=np.float32)
    noise[:, :seam] = noise[:, :seam] * fade + noise[:, size:] * (1 - fade)
    noise[:seam] = noise[:seam] * fade[:, None] + noise[size:] * (1 - fade[:, None])
    leaf = np.clip((noise[:size, :size] - 0.38) / 0.16, 0, 1)
    leaf = leaf * leaf * (3 - 2 * leaf)
    return np.ascontiguousarray(leaf * 255, np.uint8)
