"""The land under a great sky, as far as the hill: mountains, woods, mist, and a lake."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from kinoloom.generators.painted.air.weather import Mist
from kinoloom.generators.painted.cast.stage import Cast, subject_height_px
from kinoloom.generators.painted.easel.colour import mix
from kinoloom.generators.painted.easel.layer import Layer, place
from kinoloom.generators.painted.settings.mountains.lake import Lake
from kinoloom.generators.painted.settings.mountains.looks import (
    ground_of,
    mist_of,
    water_of,
    woods_of,
)
from kinoloom.generators.painted.settings.mountains.massif import Air, Range, View
from kinoloom.generators.painted.settings.mountains.pines import Band, forest_band
from kinoloom.generators.painted.settings.mountains.vista import AFLOAT, far_peaks

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from kinoloom.generators.painted.air.daylight import Daylight
    from kinoloom.generators.painted.easel.camera import CameraMove, Pose
    from kinoloom.generators.painted.easel.canvas import Canvas
    from kinoloom.generators.painted.easel.focus import Focus
    from kinoloom.generators.painted.settings.heavens.vale import Vale
    from kinoloom.generators.painted.spec import SceneSpec

SHORE_PARALLAX = 0.30
_FOCAL_PX = 1250.0
_EYE = 8.0
_NEAR_Z, _FAR_Z = 430.0, 2300.0


class FarLand:
    """Everything between the sky and the near hill."""

    def __init__(
        self,
        spec: SceneSpec,
        canvas: Canvas,
        light: Daylight,
        vale: Vale,
        *,
        move: CameraMove,
        seconds: float,
    ) -> None:
        """`spec` says what the land is like (winter, autumn, fog) and what floats on its lake."""
        self._canvas, self._vale = canvas, vale
        rng = np.random.default_rng([spec.seed & 0xFFFFFFFF, 0xFA2])
        self._ranges = _ranges(spec, canvas, light, vale, rng)
        self._floor = None if vale.water else _floor(canvas, light, vale)
        self._woods = _woods(spec, canvas, light, vale)
        self._mists = _mists(spec, canvas, light, vale)
        self._lake = _lake(spec, canvas, light, vale) if vale.water else None
        self._boats = _boats(spec, canvas, light, vale, move, seconds)

    def defocus(self, focus: Focus) -> None:
        """Be drawn as a lens sees it."""
        focus.see(*self._ranges, self._floor, *self._woods)

    def draw(self, frame_u8: NDArray[np.uint8], t_s: float, pose: Pose) -> None:
        """Draw it all before a finished sky."""
        canvas, vale = self._canvas, self._vale
        for layer in self._ranges:
            layer.draw(frame_u8, pose, canvas)
        if self._floor is not None:
            self._floor.draw(frame_u8, pose, canvas)
        for k, layer in enumerate(self._woods):
            if k < len(self._mists):
                self._mists[k].draw(frame_u8, t_s, pose)
            layer.draw(frame_u8, pose, canvas)
        if self._lake is not None:
            _, shore_y, _ = place(0.0, vale.horizon_y_px, SHORE_PARALLAX, pose, canvas)
            sun_x, _, _ = place(vale.sun_x_px, vale.sun_y_px, 0.015, pose, canvas)
            self._lake.draw(frame_u8, t_s, pose, shore_y_px=shore_y, sun_x_px=sun_x)
        for mist in self._mists[len(self._woods) :]:
            mist.draw(frame_u8, t_s, pose)
        if self._boats is not None:
            self._boats.draw_reflection(frame_u8, t_s, pose, strength=0.5)
            self._boats.draw(frame_u8, t_s, pose)


def _ranges(
    spec: SceneSpec, canvas: Canvas, light: Daylight, vale: Vale, rng: np.random.Generator
) -> list[Layer]:
    unit = canvas.unit
    focal = _FOCAL_PX * unit
    size = (canvas.paint_width_px, min(canvas.paint_height_px, int(vale.horizon_y_px) + 3))
    eye_line = vale.horizon_y_px - 12 * unit
    steps = max(300, min(600, round(620 * unit)))
    far = View(*size, focal, eye_line, _EYE, _FAR_Z, 6200.0, steps // 2)
    chain = Range(far_peaks(canvas, focal, rng), spec.seed % 65521 + 205, shore_z=_FAR_Z)
    share = 0.62 if vale.massif else 1.0
    chain.fit_summit(far, vale.horizon_y_px - share * vale.rise_px)
    ground = ground_of(spec)
    air = Air(
        sun=vale.sun_dir, key=light.key_rgb, ambient=light.ambient_rgb, shadow=light.shadow,
        haze=light.haze_rgb, haze_sun=light.haze_sun_rgb,
        haze_z=(3700.0 if spec.hour == "day" else 3100.0) * (1 - 0.90 * light.density**1.25),
        sun_x_px=vale.sun_x_px, mist=0.25 + 0.55 * mist_of(spec), mist_height=40.0,
    )  # fmt: skip
    bare = ground._replace(tree_line=-80.0, snow_line=ground.snow_line * 1.2)
    layers = [Layer(chain.paint(far, bare, air), 0.04)]
    if vale.massif:
        near = View(*size, focal, eye_line, _EYE, _NEAR_Z, 2900.0, steps)
        hero = Range(_peaks(vale, canvas, focal, rng), spec.seed % 65521 + 5, shore_z=_NEAR_Z)
        hero.fit_summit(near, vale.horizon_y_px - 1.5 * vale.rise_px)
        layers.append(Layer(hero.paint(near, ground, air), 0.085))
    return layers


def _peaks(
    vale: Vale, canvas: Canvas, focal_px: float, rng: np.random.Generator
) -> NDArray[np.float64]:
    """A mountain and its shoulders (x, z, radius, height), with lower flanks at the sides."""
    middle = canvas.paint_width_px / 2
    half = canvas.paint_width_px / focal_px / 2
    z = float(rng.uniform(1250, 1650))
    x = (vale.massif_x_px - middle) / focal_px * z
    spread = float(rng.uniform(330, 480)) * (0.75 if canvas.is_portrait else 1.0)
    rows = [(x, z, spread, 520.0)]
    for k in range(int(rng.integers(2, 4))):
        away = float(rng.uniform(0.6, 1.3)) * spread * (1 if k % 2 else -1)
        rows.append((x + away, z + float(rng.uniform(0, 420)), spread * 0.6,
                     float(rng.uniform(250, 400))))  # fmt: skip
    for side in (-1, 1):
        zs = float(rng.uniform(1100, 2100))
        rows.append((side * half * zs * float(rng.uniform(0.8, 1.1)), zs, 380.0,
                     float(rng.uniform(170, 330))))  # fmt: skip
    return np.array(rows)


def _floor(canvas: Canvas, light: Daylight, vale: Vale) -> Layer:
    """The valley's ground, seen between woods: hazy far off, dark near by."""
    first = int(vale.horizon_y_px - 4 * canvas.unit)
    rows = canvas.paint_height_px - first
    down = np.linspace(0, 1, rows, dtype=np.float32)[:, None, None]
    columns = np.arange(canvas.paint_width_px, dtype=np.float32)[None, :, None]
    toward = np.exp(-np.abs(columns - vale.sun_x_px) / (620 * canvas.unit))
    air = mix(light.haze_rgb, light.haze_sun_rgb, toward * (1 - 0.7 * light.cover))
    far, near = air * np.float32(0.98), air * np.float32(0.62)
    sheet = np.ones((rows, canvas.paint_width_px, 4), np.float32)
    sheet[..., :3] = mix(far, near, np.clip(down * 1.3, 0, 1))
    sheet[0, :, 3] = 0.5
    return Layer(sheet, 0.12, y_px=first)


def _woods(spec: SceneSpec, canvas: Canvas, light: Daylight, vale: Vale) -> list[Layer]:
    unit = canvas.unit
    crowd = canvas.paint_width_px / (2304 * unit)
    thick = 0.5 * light.density
    mist = 0.16 + 0.42 * mist_of(spec)
    woods = woods_of(spec)
    rng = np.random.default_rng([spec.seed & 0xFFFFFFFF, 0xFA3])
    rise = float(rng.choice((0.0, 0.25, 0.5))) * vale.rise_px
    low = vale.crest_y_px + vale.dip_px + 40 * unit
    if vale.water:
        bands = (
            (Band(vale.horizon_y_px - 10 * unit, 0.22 * vale.rise_px, round(620 * crowd),
                  16 * unit, 40 * unit, 0.34 + thick, mist + 0.1, rise, -vale.side), 0.16),
            (Band(vale.horizon_y_px + 2 * unit, 26 * unit, round(300 * crowd), 30 * unit,
                  78 * unit, 0.10 + 0.7 * thick, mist * 0.6), SHORE_PARALLAX),
        )  # fmt: skip
    else:
        down = low - vale.horizon_y_px
        bands = (
            (Band(vale.horizon_y_px + 16 * unit, 30 * unit, round(640 * crowd), 13 * unit,
                  30 * unit, 0.50 + 0.8 * thick, 0.96, 0.5 * rise, -vale.side), 0.11),
            (Band(low, 0.80 * down + 0.06 * vale.rise_px,
                  round(560 * crowd), 20 * unit, 48 * unit, 0.34 + thick, mist + 0.35, rise,
                  -vale.side), 0.16),
            (Band(low, 0.62 * down, round(420 * crowd), 40 * unit, 96 * unit, 0.10 + 0.7 * thick,
                  mist * 0.7, 0.5 * rise, vale.side), 0.28),
        )  # fmt: skip
    return [
        Layer(
            forest_band(canvas, light, woods, band, sun_x_px=vale.sun_x_px,
                        seed=spec.seed + 31 * k),
            parallax,
        )
        for k, (band, parallax) in enumerate(bands)
    ]  # fmt: skip


def _mists(spec: SceneSpec, canvas: Canvas, light: Daylight, vale: Vale) -> list[Mist]:
    """Mist before each band of woods and over the valley: it always moves a little."""
    strength = max(0.20, mist_of(spec))
    unit = canvas.unit
    tint = mix(light.haze_rgb, light.haze_sun_rgb, 0.45)
    colour = (float(tint[0]), float(tint[1]), float(tint[2]))
    rows = ((120, -40, 0.8), (70, -70, 0.7), (36, -110, 0.55))
    return [
        Mist(
            canvas, strength * share, spec.seed + 7 * k, colour_rgb=colour,
            top_px=vale.horizon_y_px - up * unit, bottom_px=vale.horizon_y_px - down * unit,
            drift_px_per_s=12 + 7 * k,
        )
        for k, (up, down, share) in enumerate(rows)
    ]  # fmt: skip


def _lake(spec: SceneSpec, canvas: Canvas, light: Daylight, vale: Vale) -> Lake:
    water = water_of(spec, light)
    if spec.hour == "night":
        # A night's lake is a mirror: the sky is what the picture is about.
        water = water._replace(roughness=0.6 * water.roughness, clarity=0.22, glitter=0.0)
    above = 0.55 * canvas.height_px
    below = vale.crest_y_px + vale.dip_px - vale.horizon_y_px
    return Lake(
        canvas, water, stretch=float(np.clip(above / max(1.0, 2.2 * below), 1.0, 1.9)),
        far_parallax=SHORE_PARALLAX, near_parallax=1.0, seed=spec.seed,
    )  # fmt: skip


def _boats(
    spec: SceneSpec,
    canvas: Canvas,
    light: Daylight,
    vale: Vale,
    move: CameraMove,
    seconds: float,
) -> Cast | None:
    """What belongs on the water, half way to the far shore."""
    afloat = tuple(one for one in spec.subjects if one.noun in AFLOAT)
    if not afloat:
        return None
    part = spec.model_copy(update={"subjects": afloat})
    line = vale.horizon_y_px + 0.52 * (vale.crest_y_px - vale.horizon_y_px)
    x, y, _ = vale.sun_dir
    return Cast(
        part, canvas, light.rig((x, -y, 0.55)), ground_y_px=line,
        parallax=vale.ground.parallax_at(line), seconds=seconds, move=move, ground=vale.ground,
        horizon_y_px=vale.horizon_y_px, height_px=0.36 * subject_height_px(part, canvas),
        shadow=0.0, haze=0.10 + 0.3 * light.density,
        farthest_y_px=vale.horizon_y_px + 0.015 * canvas.height_px,
    )  # fmt: skip
