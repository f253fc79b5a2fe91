"""From boxes to sheets: the city's layers, painted once for a shot."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import cv2
import numpy as np

from kinoloom.generators.painted.air.sky import paint_sky, sights_of
from kinoloom.generators.painted.easel.bands import in_bands
from kinoloom.generators.painted.easel.colour import mix
from kinoloom.generators.painted.easel.noise import fbm_image
from kinoloom.generators.painted.settings.city.light import light_row
from kinoloom.generators.painted.settings.city.look import Look, tone
from kinoloom.generators.painted.settings.city.noise import noise_table
from kinoloom.generators.painted.settings.city.street import paint_street
from kinoloom.generators.painted.settings.city.tracer import (
    lay_reflection,
    paint_boxes,
    sort_into_tiles,
)
from kinoloom.generators.painted.settings.city.view import Sheet, View

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from kinoloom.generators.painted.easel.canvas import Canvas
    from kinoloom.generators.painted.settings.city.blocks import Blocks, SheetPlan
    from kinoloom.generators.painted.settings.city.signs import SignAtlas
    from kinoloom.generators.painted.spec import SceneSpec, Weather

_SKY_STEP = 8
_NEON_SKY_STEP = 4
_STREET_PAD = 0.16
"""How much wider than the canvas the street is painted on each side: its near rows move most."""


@dataclass(frozen=True)
class Street:
    """The street's picture and what the reflections need of it (rows from `top_row` down)."""

    sheet: Sheet
    light: NDArray[np.float32]
    gloss: NDArray[np.float32]
    top_row: int


class CityPainter:
    """Paints the sheets of one shot from its view, look and boxes."""

    def __init__(
        self, canvas: Canvas, view: View, look: Look, blocks: Blocks, atlas: SignAtlas, seed: int
    ) -> None:
        self._canvas = canvas
        self._view = view
        self._look = look
        self._blocks = blocks
        self._atlas = atlas
        self._seed = seed
        self._light = light_row(look, seed)
        self._noise = noise_table(seed)
        self._rng = np.random.default_rng(seed + 77)

    def _view_row(self, shift_px: float = 0.0) -> NDArray[np.float64]:
        view = self._view
        return np.array([view.focal_px, view.centre_x_px + shift_px, view.horizon_y_px, view.eye_m])

    def street(self, sky: NDArray[np.float32]) -> Street:
        """The street under the given sky (shown colours, canvas-sized)."""
        canvas, view = self._canvas, self._view
        pad = round(canvas.paint_width_px * _STREET_PAD)
        top = max(0, int(view.horizon_y_px))
        extra = round(canvas.paint_height_px * 0.06)
        rows = canvas.paint_height_px + extra - top
        width = canvas.paint_width_px + 2 * pad
        light = np.zeros((rows, width, 3), np.float32)
        gloss = np.zeros((rows, width, 7), np.float32)
        small = cv2.resize(
            sky,
            (sky.shape[1] // _SKY_STEP, sky.shape[0] // _SKY_STEP),
            interpolation=cv2.INTER_AREA,
        )
        shown = np.clip(small, 0, 0.97)
        mirrored = np.ascontiguousarray(-np.log(1 - shown * shown), np.float32)
        blocks, road = self._blocks, self._blocks.road.row()
        view_row = self._view_row(pad)

        def paint(first: int, last: int) -> None:
            paint_street(
                light, gloss, first, last, top, road, mirrored, float(_SKY_STEP), pad,
                blocks.casters, blocks.lamps, blocks.lamp_starts, self._noise,
                view_row, self._light,
            )  # fmt: skip

        in_bands(rows, paint)
        picture = np.ones((rows, width, 4), np.float32)
        picture[..., :3] = tone(light + gloss[..., 4:7])
        slope = view.ground_slope_per_px()
        sheet = Sheet(
            self.eight_bit(picture),
            origin_px=(view.centre_x_px, view.horizon_y_px),
            slope_per_px=(0.0, slope),
            place_px=(-pad, top),
        )
        inner = np.s_[: canvas.paint_height_px - top, pad : pad + canvas.paint_width_px]
        return Street(
            sheet, np.ascontiguousarray(light[inner]), np.ascontiguousarray(gloss[inner]), top
        )

    def sheet(self, plan: SheetPlan, street: Street | None) -> Sheet:
        """A plan's sheet: what is seen of its boxes, and of their mirror image in the street."""
        canvas, view = self._canvas, self._view
        first, last = self._columns(plan.boxes)
        height, width = canvas.paint_height_px, last - first
        picture = np.zeros((height, width, 4), np.float32)
        self._trace(picture, np.zeros((1, 1), np.float32), plan.boxes, first, mirror=1.0, top=0)
        if street is not None and self._look.wet > 0.02:
            self._reflect(picture, plan.boxes, street, first)
        is_wall = plan.wall_x_m != 0
        return Sheet(
            self.eight_bit(picture),
            origin_px=(view.centre_x_px, view.horizon_y_px),
            parallax=0.0 if is_wall else view.parallax(plan.depth_m),
            slope_per_px=(view.wall_slope_per_px(plan.wall_x_m) if is_wall else 0.0, 0.0),
            place_px=(first, 0),
        )

    def _columns(self, boxes: NDArray[np.float32]) -> tuple[int, int]:
        """The canvas columns that boxes and their blurred mirror images can reach."""
        view = self._view
        scale = view.focal_px / np.maximum(0.3, boxes[:, 4:6])
        xs = view.centre_x_px + boxes[:, 0:2, None] * scale[:, None, :]
        margin = 40 * self._canvas.unit
        first = int(np.clip(xs.min() - margin, 0, self._canvas.paint_width_px - 1))
        last = int(np.clip(xs.max() + margin, first + 1, self._canvas.paint_width_px))
        return first, last

    def _reflect(
        self,
        picture: NDArray[np.float32],
        boxes: NDArray[np.float32],
        street: Street,
        first_column: int,
    ) -> None:
        """Add what the wet street mirrors of the boxes to their picture, in place."""
        top, unit = street.top_row, self._canvas.unit
        height, width = picture.shape[:2]
        mirrored = np.zeros((height, width, 4), np.float32)
        depth = np.zeros((height, width), np.float32)
        self._trace(mirrored, depth, boxes, first_column, mirror=-1.0, top=top)
        below = depth[top:]
        nearness = np.divide(1, below, out=np.zeros_like(below), where=below > 0)
        nearness = _soften(nearness, (_px(9 * unit), _px(25 * unit)))
        sharp = _soften(mirrored[top:], (_px(2 * unit), _px(4 * unit)))
        smeared = _soften(sharp, (_px(5 * unit), _px(36 * unit)))
        columns = np.s_[:, first_column : first_column + width]
        light = np.ascontiguousarray(street.light[columns])
        gloss = np.ascontiguousarray(street.gloss[columns])
        view_row = self._view_row(-first_column)

        def reflect(first: int, last: int) -> None:
            lay_reflection(
                picture, sharp, smeared, nearness, light, gloss, top, first, last, view_row,
                self._seed,
            )  # fmt: skip

        in_bands(height - top, reflect)

    def _trace(
        self,
        out: NDArray[np.float32],
        depth: NDArray[np.float32],
        boxes: NDArray[np.float32],
        first_column: int,
        *,
        mirror: float,
        top: int,
    ) -> None:
        view_row = self._view_row(-first_column)
        starts, items = sort_into_tiles(boxes, out.shape[1], out.shape[0], view_row, mirror)
        blocks, atlas = self._blocks, self._atlas

        def paint(first: int, last: int) -> None:
            paint_boxes(
                out, depth, first + top, last + top, boxes, starts, items,
                blocks.casters, blocks.lamps, blocks.lamp_starts, atlas.letters, atlas.halo,
                atlas.cells, self._noise, view_row, self._light, mirror,
            )  # fmt: skip

        in_bands(out.shape[0] - top, paint)

    def eight_bit(self, premultiplied: NDArray[np.float32]) -> NDArray[np.uint8]:
        """Dithered 8 bits; empty stays empty and full stays full."""
        height, width = premultiplied.shape[:2]
        noise = self._rng.random((height, width, 1), dtype=np.float32)
        values = premultiplied * 255
        values += noise * (values > 0.02)
        np.clip(values, 0, 255, out=values)
        return values.astype(np.uint8)


def _soften(picture: NDArray[np.float32], size_px: tuple[int, int]) -> NDArray[np.float32]:
    return np.ascontiguousarray(cv2.blur(picture, size_px), np.float32)


def _px(length: float) -> int:
    return max(1, round(length))


_CLOSED: Mapping[Weather, float] = {
    "fog": 0.88, "sandstorm": 0.8, "snow": 0.5, "rain": 0.62, "storm": 0.78,
}  # fmt: skip
"""How far the haze of the streets also fills the sky."""
_ARCHED_SHARE = 0.3
"""Of that, before a rainbow: behind a closed sky nobody would see it."""


def paint_city_sky(
    spec: SceneSpec,
    canvas: Canvas,
    view: View,
    look: Look,
    sun_px: tuple[float, float],
    *,
    is_aerial: bool,
) -> NDArray[np.float32]:
    """The sky over the city, shown colours; low down it turns into the haze of the streets."""
    sky = _open_sky(spec, canvas, view, look, sun_px)
    reach = 0.22 if is_aerial else 0.12
    first = max(0, int(view.horizon_y_px - reach * view.focal_px))
    rows = np.arange(first, canvas.paint_height_px, dtype=np.float32)
    columns = np.arange(canvas.paint_width_px, dtype=np.float32)
    up = np.maximum(0, (view.horizon_y_px - rows) / view.focal_px)
    across = (columns - view.centre_x_px) / view.focal_px
    glow = np.exp(-(across**2) * 8)[:, None]
    haze, air = np.array(look.haze_rgb, np.float32), np.array(look.air_rgb, np.float32)
    shown = tone(air + (haze - air) * glow)[None]
    share = np.clip(1 - up / reach, 0, 1)[:, None, None] ** 3 * np.float32(0.96)
    # Thick air hides the sky too: houses would stand pale before a dark one.
    closed = _CLOSED.get(spec.weather, 0.0)
    if "rainbow" in sights_of(spec):
        closed *= _ARCHED_SHARE
    sky = mix(sky, shown, np.float32(closed))
    sky[first:] = mix(sky[first:], shown, share)
    return sky


def _open_sky(
    spec: SceneSpec, canvas: Canvas, view: View, look: Look, sun_px: tuple[float, float]
) -> NDArray[np.float32]:
    """The sky itself; a neon night has its own, lit from below."""
    if not (look.is_neon and spec.hour == "night"):
        return paint_sky(
            canvas, spec.time, spec.weather, sun_x_px=sun_px[0], sun_y_px=sun_px[1],
            horizon_y_px=view.horizon_y_px, seed=spec.seed,
            sights=sights_of(spec),
        )  # fmt: skip
    full = canvas.paint_width_px, canvas.paint_height_px
    width, height = full[0] // _NEON_SKY_STEP, full[1] // _NEON_SKY_STEP
    cell_px = canvas.unit / _NEON_SKY_STEP
    clouds = fbm_image(
        width, height, scale_x_px=440 * cell_px, scale_y_px=130 * cell_px,
        octaves=5, seed=spec.seed + 41, warp=0.7,
    )  # fmt: skip
    rows = np.arange(height, dtype=np.float32) * _NEON_SKY_STEP
    columns = np.arange(width, dtype=np.float32) * _NEON_SKY_STEP
    up = np.clip((view.horizon_y_px - rows) / view.focal_px, 0, 3)
    across = (columns - view.centre_x_px) / view.focal_px
    low = np.exp(-up * 2.6)[:, None, None]
    high = np.exp(-up * 0.9)[:, None, None]
    middle = np.exp(-(across**2) * 2.2)[None, :, None]
    haze, air = np.array(look.haze_rgb, np.float32), np.array(look.air_rgb, np.float32)
    lit = np.clip((clouds - 0.40) * 2.6, 0, 1)[..., None]
    light = air * (0.10 + 0.75 * high) + haze * low * (0.15 + 0.75 * middle)
    light = light * (0.62 + 0.75 * lit) + haze * lit * high * 0.14
    return np.asarray(cv2.resize(tone(light), full, interpolation=cv2.INTER_CUBIC), np.float32)
