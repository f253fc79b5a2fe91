"""The water's surface: waves in true perspective that mirror the sky and break the sun's light."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import cv2
import numpy as np

from kinoloom.generators.painted.easel.bands import in_bands
from kinoloom.generators.painted.easel.layer import over
from kinoloom.generators.painted.easel.noise import fbm_image
from kinoloom.generators.painted.settings.sea.outlook import rows_of
from kinoloom.generators.painted.settings.sea.shore_kernels import paint_shore_columns
from kinoloom.generators.painted.settings.sea.spectrum import (
    CHANNELS,
    GRID,
    LEVELS,
    Band,
    Waves,
    gust_map,
    kept_levels,
)
from kinoloom.generators.painted.settings.sea.water_kernels import (
    STEP_COLUMNS,
    paint_columns,
)

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from kinoloom.generators.painted.easel.camera import Pose
    from kinoloom.generators.painted.easel.canvas import Canvas
    from kinoloom.generators.painted.settings.sea.looks import SeaColours, SeaState
    from kinoloom.generators.painted.settings.sea.outlook import Outlook, Rows
    from kinoloom.generators.painted.settings.sea.shore import Shore
    from kinoloom.generators.painted.settings.sea.water_kernels import Numbers

_PATCHES_M = (397.0, 59.0, 8.3)
_GUST_PATCH_M = 2900.0
_LACE_PATCH_M = 7.0
_SKY_ROWS, _SKY_COLUMNS = 40, 160
_FULL_RESOLUTION_COLUMNS = 1100
_COLUMN_PX = 2.6
_FINE_SHARE = 0.28
_GUST_DRIFT_M_PER_S = 5.0
_DISC = 0.00022
"""Variance that the sun's own size adds to the slopes that mirror it."""


class Surface:
    """The sea from the horizon to the frame's lower edge."""

    def __init__(
        self,
        canvas: Canvas,
        outlook: Outlook,
        state: SeaState,
        colours: SeaColours,
        sky: NDArray[np.float32],
        *,
        sun_px: tuple[float, float],
        heading: float,
        seed: int,
        loop_s: float | None = None,
        shore: Shore | None = None,
    ) -> None:
        """`sky` is the painted canvas with all that stands behind the water; `sun_px` is on it.

        `heading` is where the waves run: 0 toward the viewer, positive to the right. With a
        `shore` the water ends on its sand, which must be drawn before.
        """
        self._canvas, self._outlook = canvas, outlook
        self._state, self._colours = state, colours
        is_large = canvas.width_px > _FULL_RESOLUTION_COLUMNS
        self._columns = round(canvas.width_px / _COLUMN_PX) if is_large else canvas.width_px
        self._stride = canvas.width_px / self._columns
        self._coarse_px = 2 if is_large else 1
        self._sea = _waves(state, heading, seed, loop_s)
        self._kept = kept_levels(self._sea)
        self._swell_m = float(self._sea[0].at(0.0)[:GRID, :, 0].std())
        self._gusts = gust_map(seed)[..., None]
        self._lace = _lace(seed)[..., None]
        self._sky = mirrored_sky(sky, outlook)
        self._air = horizon_air(sky, outlook, canvas.unit)
        self._sun = self._sun_direction(sun_px)
        self._looped = loop_s is not None
        self._shore = shore
        self._last: tuple[float, NDArray[np.float32]] | None = None

    def draw(self, frame_u8: NDArray[np.uint8], t_s: float, pose: Pose) -> None:
        """Lay the water of a moment over the frame, in place."""
        canvas = self._canvas
        rows = rows_of(
            self._outlook, pose, canvas, highest_m=self._highest_m(),
            fine_share=_FINE_SHARE, coarse_px=float(self._coarse_px),
        )  # fmt: skip
        top = max(0, math.floor(rows.horizon_y_px - self._reach_px()))
        if top >= canvas.height_px:
            return
        columns = self._columns
        steps = self._steps(rows, top)
        fine = self._fine_rows(rows, top)
        coarse = -(-(canvas.height_px - top - fine) // self._coarse_px)
        out = np.zeros((columns, fine + coarse, 4), np.uint8)
        swell, waves, ripples = self.waves_at(t_s)
        texels = tuple(GRID / patch for patch in (*_PATCHES_M, _GUST_PATCH_M, _LACE_PATCH_M))
        numbers = self._numbers(rows, t_s, fine)
        inks = self._colours.inks()

        tables = None if self._shore is None else self._shore.tables(t_s)

        def paint(first: int, last: int) -> None:
            if tables is None:
                paint_columns(
                    out, first, last, steps, swell, waves, ripples, texels, self._gusts,
                    self._lace, self._sky, self._air, inks, numbers,
                )  # fmt: skip
            else:
                paint_shore_columns(
                    out, first, last, steps, swell, waves, ripples, texels, self._gusts,
                    self._lace, self._sky, self._air, inks, numbers, *tables,
                )  # fmt: skip

        in_bands(columns, paint)
        water = np.asarray(cv2.transpose(out), np.uint8)
        if self._coarse_px == 1:
            over(frame_u8, water, top, 0)
            return
        width = canvas.width_px
        for part, first_row, height in (
            (water[:fine], top, fine),
            (water[fine:], top + fine, coarse * self._coarse_px),
        ):
            whole = cv2.resize(part, (width, height), interpolation=cv2.INTER_LINEAR)
            over(frame_u8, np.asarray(whole, np.uint8), first_row, 0)

    def waves_at(self, t_s: float) -> NDArray[np.float32]:
        """The waves of a moment: bands x rows of all levels x columns x channels."""
        if self._last is None or self._last[0] != t_s:
            waves = np.empty((len(self._sea), 2 * GRID, GRID, CHANNELS), np.float32)
            for one, into in zip(self._sea, waves, strict=True):
                into[:] = one.at(t_s)
            self._last = (t_s, waves)
        return self._last[1]

    def height_m(self, t_s: float, x_m: float, z_m: float, *, around_m: float = 0.0) -> float:
        """How high the water stands at a place, on average over so many metres around it."""
        waves = self.waves_at(t_s)
        total = 0.0
        for band, patch in zip(waves[:2], _PATCHES_M, strict=False):
            texel = patch / GRID
            if around_m > 24 * texel:
                continue
            reach = max(1, round(around_m / texel))
            i = np.arange(-reach, reach + 1)
            columns = (math.floor(x_m / texel) + i) & (GRID - 1)
            rows = (math.floor(z_m / texel) + i) & (GRID - 1)
            total += float(band[:GRID, :, 0][np.ix_(rows, columns)].mean())
        return total

    @property
    def patches_m(self) -> tuple[float, ...]:
        """How wide the patches of the bands are."""
        return _PATCHES_M

    def _highest_m(self) -> float:
        """How high a crest may stand."""
        return 2.6 * self._swell_m + 0.4

    def _reach_px(self) -> float:
        """How far above the horizon's row a crest may reach."""
        above = max(0.0, self._highest_m() - self._outlook.eye_m) / 14.0
        return 3 + self._outlook.focal_px * above

    def _steps(self, rows: Rows, top: int) -> NDArray[np.float64]:
        state = self._state
        distance = rows.distance_m
        steps = np.zeros((len(distance), STEP_COLUMNS))
        depth = np.maximum(rows.footprint_m, 1e-6)
        steps[:, 0] = distance
        steps[:, 1] = rows.flat_y_px - top
        steps[:, 2] = rows.lift_px
        steps[:, 3] = rows.widen
        steps[:, 4] = rows.shift_px
        steps[:, 5] = state.veil * (1 - np.exp(-((distance / state.sight_m) ** 0.9)))
        unseen_x, unseen_z = self._unseen(depth, steps)
        spread = np.sqrt(unseen_x + unseen_z)
        steps[:, 6] = 0.98 / (1 + 3.4 * spread)
        grazing = np.minimum(1.0, 6 * self._outlook.eye_m / distance + 0.25)
        steps[:, 7] = 0.8 * np.sqrt(unseen_z) * (1.3 - grazing)
        wide_x, wide_z = 1.5 * unseen_x + _DISC, 1.5 * unseen_z + _DISC
        steps[:, 8] = 0.5 / wide_x
        steps[:, 9] = 0.5 / wide_z
        steps[:, 10] = 0.026 / np.sqrt(wide_x * wide_z) * np.clip(wide_z / 0.01, 0.5, 1.0)
        steps[:, 14] = np.clip(np.round(np.log2(depth * GRID / _GUST_PATCH_M)), 0, LEVELS - 1)
        # Close by one looks down through the crests: no light comes through them.
        steps[:, 15] = np.exp(-distance / 160.0) * np.clip((distance - 7) / 16, 0, 1)
        steps[:, 16] = 0.92 * np.exp(-distance / (0.5 * state.sight_m))
        # The water at the viewer's feet is darkest: it frames the picture.
        near = np.clip(rows.flat_y_px / self._canvas.height_px, 0, 1)
        horizon = rows.horizon_y_px / self._canvas.height_px
        steps[:, 17] = 1.15 - 0.52 * np.clip((near - horizon) / (1 - horizon), 0, 1)
        return steps

    def _unseen(
        self, depth: NDArray[np.float64], steps: NDArray[np.float64]
    ) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Fill in the levels of each band; the variance of the slopes that those leave out."""
        kept_x, kept_z = self._kept
        unseen_x = np.full(len(depth), 0.0009)
        unseen_z = np.full(len(depth), 0.0009)
        places = np.arange(LEVELS)
        for band, patch in enumerate(_PATCHES_M):
            level = np.clip(np.log2(depth * GRID / patch) + 0.3, 0, LEVELS - 1)
            steps[:, 11 + band] = level
            unseen_x += kept_x[band, 0] - np.interp(level, places, kept_x[band])
            unseen_z += kept_z[band, 0] - np.interp(level, places, kept_z[band])
        return unseen_x, unseen_z

    def _fine_rows(self, rows: Rows, top: int) -> int:
        """Rows that are painted one by one: far ones; near waves are large enough for less."""
        whole = self._canvas.height_px - top
        if self._coarse_px == 1:
            return whole
        below = self._canvas.height_px - rows.horizon_y_px
        return min(whole, max(2, math.ceil(rows.horizon_y_px + _FINE_SHARE * below) - top))

    def _numbers(self, rows: Rows, t_s: float, fine: int) -> Numbers:
        canvas, outlook = self._canvas, self._outlook
        middle = canvas.paint_width_px / 2
        sky_per_px = (_SKY_COLUMNS - 1) / canvas.paint_width_px
        drift = 0.0 if self._looped else _GUST_DRIFT_M_PER_S * t_s * GRID / _GUST_PATCH_M
        crest = 0.42 / (0.12 + self._swell_m)
        numbers = (
            outlook.eye_m, outlook.focal_px * sky_per_px, crest, self._colours.glitter,
            self._stride, canvas.width_px / 2, drift, *self._sun, outlook.focal_px,
            sky_per_px, (middle + rows.far_shift_px) * sky_per_px,
            (middle + rows.far_shift_px) * sky_per_px, fine, 1 / self._coarse_px,
        )  # fmt: skip
        return tuple(map(float, numbers))

    def _sun_direction(self, sun_px: tuple[float, float]) -> tuple[float, float, float]:
        outlook = self._outlook
        x = (sun_px[0] - self._canvas.paint_width_px / 2) / outlook.focal_px
        y = max(0.012, (outlook.horizon_y_px - sun_px[1]) / outlook.focal_px)
        length = math.sqrt(x * x + y * y + 1)
        return x / length, y / length, 1 / length


def mirrored_sky(sky: NDArray[np.float32], outlook: Outlook) -> NDArray[np.float32]:
    """What rays go to by the root of their rise (0 level, 1 straight up) and canvas column."""
    rows = max(8, int(outlook.horizon_y_px))
    small = cv2.resize(sky[:rows], (_SKY_COLUMNS, 120), interpolation=cv2.INTER_AREA)
    small = cv2.GaussianBlur(small, (0, 0), 1.1, borderType=cv2.BORDER_REPLICATE)
    rise = (np.arange(_SKY_ROWS) / (_SKY_ROWS - 1)) ** 2
    slope = rise / np.sqrt(np.maximum(1e-4, 1 - rise * rise))
    up = 1 - np.exp(-slope * outlook.focal_px / rows)
    place = np.clip(119 * (1 - up), 0, 119)
    low = np.minimum(118, place.astype(int))
    share = (place - low)[:, None, None].astype(np.float32)
    picture = small[low] + (small[low + 1] - small[low]) * share
    # Beyond the picture's upper edge the sky goes on getting deeper.
    deeper = 1 - 0.22 * np.clip((rise - 0.35) / 0.65, 0, 1)[:, None, None]
    return np.ascontiguousarray(picture * deeper, np.float32)


def horizon_air(sky: NDArray[np.float32], outlook: Outlook, unit: float) -> NDArray[np.float32]:
    """The colour of the air over the horizon, for each column of the mirrored sky."""
    last = int(outlook.horizon_y_px)
    band = sky[max(0, int(last - 22 * unit)) : max(1, int(last - 3 * unit))]
    line = band.mean(axis=0, dtype=np.float32)[None]
    line = cv2.resize(line, (_SKY_COLUMNS, 1), interpolation=cv2.INTER_AREA)
    line = cv2.GaussianBlur(line, (0, 0), sigmaX=6, sigmaY=1, borderType=cv2.BORDER_REPLICATE)
    return np.ascontiguousarray(line.reshape(_SKY_COLUMNS, 3), np.float32)


def _waves(
    state: SeaState, heading: float, seed: int, loop_s: float | None
) -> tuple[Waves, Waves, Waves]:
    swell, waves, ripples = _PATCHES_M
    bands = (
        Band(swell, 7.5, state.length_m, state.swell, 7.0, 1.1),
        Band(waves, 1.1, 7.5, state.waves, 3.0),
        Band(ripples, 0.13, 1.1, state.ripples, 1.4),
    )
    turns = (0.0, 0.22, -0.35)
    foam = 4.2 - 2.9 * state.foam
    made = [
        Waves(
            band, heading=heading + turn, choppiness=chop,
            foam_from=foam * band.slope if k < 2 and state.foam > 0 else 2.0,
            seed=seed + 101 * k, loop_s=loop_s,
        )
        for k, (band, turn, chop) in enumerate(zip(bands, turns, (0.75, 0.55, 0.0), strict=True))
    ]  # fmt: skip
    return made[0], made[1], made[2]


def _lace(seed: int) -> NDArray[np.float32]:
    """Foam's pattern, 0..1, evenly spread: threads around holes. Tiles, as pyramid levels."""
    size = GRID
    turn = np.arange(size) / size
    picture = np.zeros((size, size), np.float32)
    rng = np.random.default_rng([seed & 0xFFFFFFFF, 0x1ACE])
    for count, weight in ((70, 0.55), (300, 0.30), (1100, 0.15)):
        points = rng.random((count, 2)) * size
        picture += np.float32(weight) * _cells(points, size)
    fine = fbm_image(size, size, scale_x_px=7, scale_y_px=7, octaves=3, seed=seed % 9973)
    window = np.minimum(1, np.minimum(turn, 1 - turn) * 8)
    picture += 0.25 * (fine - 0.5) * (window[:, None] * window[None, :]).astype(np.float32)
    order = np.argsort(picture, axis=None)
    even = np.empty(size * size, np.float32)
    even[order] = np.linspace(0, 1, size * size, dtype=np.float32)
    out = np.zeros((2 * size, size), np.float32)
    out[:size] = even.reshape(size, size)
    first = 0
    for level in range(1, LEVELS):
        rows = size >> (level - 1)
        above = out[first : first + rows]
        first += rows
        out[first : first + rows // 2] = (above[0::2] + above[1::2]) / 2
    return out


def _cells(points: NDArray[np.float64], size: int) -> NDArray[np.float32]:
    """How near each place is to the border between its two nearest points; wraps around."""
    sheet = np.ones((size, size), np.uint8)
    tiled = np.tile(sheet, (3, 3))
    where = np.floor(points).astype(int)
    for dy in range(3):
        for dx in range(3):
            tiled[where[:, 1] + dy * size, where[:, 0] + dx * size] = 0
    distance = cv2.distanceTransform(tiled, cv2.DIST_L2, 5)
    middle = np.asarray(distance[size : 2 * size, size : 2 * size], np.float32)
    return middle / np.float32(middle.max())
