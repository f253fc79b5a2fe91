"""The two sheets of land in a shot: the cone or the caldera, and the ground before it."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

import cv2
import numpy as np

from kinoloom.generators.painted.settings.volcano.looks import rock_of
from kinoloom.generators.painted.settings.volcano.melts import heights_of, river_course
from kinoloom.generators.painted.settings.volcano.place import FOCAL_PX
from kinoloom.generators.painted.settings.volcano.relief import Air, Seen, Shape, View, paint_land

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from kinoloom.generators.painted.air.daylight import Daylight
    from kinoloom.generators.painted.easel.canvas import Canvas
    from kinoloom.generators.painted.settings.volcano.place import Site
    from kinoloom.generators.painted.spec import SceneSpec

CONE_Z = 4200.0
_CONE_COLUMNS = 9
_WATER_LEVEL = -0.30


class Land(NamedTuple):
    """A sheet of land: its picture (straight RGBA), how it was seen, and its lava's course."""

    seen: Seen
    view: View
    shape: Shape
    parallax: float
    course: NDArray[np.float64]

    @property
    def rgba(self) -> NDArray[np.float32]:
        """The picture."""
        return self.seen.rgba


def far_land(spec: SceneSpec, canvas: Canvas, site: Site, light: Daylight) -> Land:
    """The volcano itself."""
    if site.kind == "caldera":
        return _caldera(spec, canvas, site, light)
    tag = spec.seed % 65521
    rng = np.random.default_rng([spec.seed & 0xFFFFFFFF, 0xC0E])
    focal = FOCAL_PX * canvas.unit
    steps = max(560, min(960, round(960 * canvas.unit)))
    near_z = 1500.0 if site.kind == "lake" else 280.0
    view = View(canvas.paint_width_px, canvas.paint_height_px, focal, site.horizon_px,
                site.eye_height, near_z, 9500.0, steps)  # fmt: skip
    tall = (site.horizon_px - site.summit_px) / focal * CONE_Z
    x = (site.summit_x_px - canvas.paint_width_px / 2) / focal * CONE_Z
    breadth = tall * site.breadth
    rim = (math.exp(-2.4 * site.mouth) - 0.0907) / 0.9093
    cone = [x, CONE_Z, tall / rim, breadth, site.mouth, 0.16, 0.045,
            float(rng.uniform(-0.55, 0.55)), float(rng.uniform(0.75, 1.15))]  # fmt: skip
    rows = [cone]
    if rng.random() < 0.55:
        # A lesser neighbour on the other side.
        share = float(rng.uniform(0.30, 0.52))
        away = -site.side * breadth * float(rng.uniform(0.8, 1.15))
        rows.append([x + away, CONE_Z + float(rng.uniform(-300, 900)), tall * share,
                     breadth * share * float(rng.uniform(1.0, 1.3)), 0.14, 0.2, 0.05, 0.3,
                     0.9])  # fmt: skip
    hills = float(rng.uniform(0.10, 0.30)) * tall
    land = np.array([0, 0, 0, hills, 5200.0, near_z, 0, 0], np.float64)
    shape = Shape(np.array(rows, np.float64).reshape(-1, _CONE_COLUMNS), land, tag)
    clear = 9000.0 if spec.hour == "day" else 7600.0
    air = _air(spec, canvas, site, light, haze_z=clear * (1 - 0.9 * light.density**1.2),
               mist=0.30 + 0.5 * light.density, mist_height=0.07 * tall)  # fmt: skip
    seen = paint_land(view, shape, rock_of(spec, tall, near=False), air, grain=26.0)
    return Land(seen, view, shape, site.ground.far_parallax, _still(view))


def _caldera(spec: SceneSpec, canvas: Canvas, site: Site, light: Daylight) -> Land:
    rng = np.random.default_rng([spec.seed & 0xFFFFFFFF, 0xCA1])
    focal = FOCAL_PX * canvas.unit
    view = View(canvas.paint_width_px, canvas.paint_height_px, focal, site.horizon_px,
                site.eye_height,
                min(150.0, 0.55 * site.edge_z * 74.0 / site.eye_height), 1500.0,
                max(320, min(860, round(860 * canvas.unit))))  # fmt: skip
    radius = float(rng.uniform(400, 450))
    top = float(rng.uniform(110, 190))
    ring = [float(rng.uniform(-40, 40)), 500.0, top, radius, float(rng.uniform(0.30, 0.5)), -70.0,
            0, 0, 0]  # fmt: skip
    shape = Shape(
        np.array([ring], np.float64), np.array([0, 0, 0, 0, 0, 0, 1, 0], np.float64),
        spec.seed % 65521,
    )  # fmt: skip
    air = _air(spec, canvas, site, light, haze_z=4200.0 * (1 - 0.86 * light.density**1.2),
               mist=0.16 + 0.4 * light.density, mist_height=60.0)  # fmt: skip
    rock = rock_of(spec, top, near=False)._replace(green_line=0.0)
    seen = paint_land(view, shape, rock, air, grain=9.0)
    if not site.lava:
        _fill_with_water(view, seen, light)
    return Land(seen, view, shape, 0.16, _still(view))


def near_land(spec: SceneSpec, canvas: Canvas, site: Site, light: Daylight) -> Land:
    """The ground we stand on: old lava, stones, a river of lava or a shore."""
    rng = np.random.default_rng([spec.seed & 0xFFFFFFFF, 0x6E0])
    focal = FOCAL_PX * canvas.unit
    bottom_z = site.eye_height * focal / (canvas.paint_height_px - site.horizon_px)
    far_z = 4.0 * site.edge_z if site.edge_z > 0 else 420.0
    steps = max(320, min(820, round(820 * canvas.unit)))
    view = View(canvas.paint_width_px, canvas.paint_height_px, focal, site.horizon_px,
                site.eye_height, 0.72 * bottom_z, far_z, steps)  # fmt: skip
    drop = {"caldera": 60.0, "lake": 1.5}.get(site.kind, 0.0)
    feet_z = site.eye_height * focal / (site.feet_px - site.horizon_px)
    stones = float(rng.uniform(0.32, 0.6) if site.kind == "plain" else rng.uniform(0.14, 0.34))
    rough = float(rng.uniform(0.35, 0.6)) * (1.6 if site.kind == "plain" else 1.0)
    land = np.array(
        [float(rng.uniform(0.8, 1.8)), rough, stones, feet_z, 1.05 * bottom_z, site.edge_z,
         0, drop], np.float64,
    )  # fmt: skip
    shape = Shape(np.zeros((0, _CONE_COLUMNS)), land, spec.seed % 65521 + 900)
    course = _still(view)
    if site.kind == "river":
        course = river_course(view, canvas, site.summit_x_px, -site.side, spec.seed)
    air = _air(spec, canvas, site, light, haze_z=330.0 * (1 - 0.8 * light.density),
               mist=0.0, mist_height=1.0)  # fmt: skip
    rock = rock_of(spec, 8.0, near=True)
    seen = paint_land(view, shape, rock, air, grain=0.075, course=course)
    if site.kind == "lake":
        _cut_at_water(view, seen)
    return Land(seen, view, shape, 1.0, course)


def _cut_at_water(view: View, seen: Seen) -> None:
    """What lies under the lake is not seen; what is wet beside it is dark."""
    rows = np.arange(view.height_px, dtype=np.float32)[:, None]
    z = np.minimum(seen.depth, view.far_z)
    level = view.eye_height - (rows + 0.5 - view.horizon_px) / view.focal_px * z
    dry = np.clip((level - _WATER_LEVEL) / 0.05, 0, 1).astype(np.float32)
    soft_px = max(0.5, view.focal_px / 1250)
    seen.rgba[..., 3] *= np.asarray(cv2.GaussianBlur(dry, (0, 0), soft_px), np.float32)
    wet = np.clip(1 - (level - _WATER_LEVEL) / 0.16, 0, 1)[..., None]
    seen.rgba[..., :3] *= 1 - 0.45 * wet


def _fill_with_water(view: View, seen: Seen, light: Daylight) -> None:
    """A cold caldera holds a lake, turquoise with what seeps into it."""
    floor = np.clip((-68.5 - heights_of(view, seen)) / 1.2, 0, 1)[..., None]
    water = np.array([0.10, 0.46, 0.47]) * (
        0.9 * np.asarray(light.ambient_rgb) + 0.45 * np.asarray(light.key_rgb)
    )
    rows = np.arange(view.height_px, dtype=np.float32)[:, None, None]
    far = np.exp(-np.maximum(0, rows - view.row_of(-70.0, 930.0)) / (0.10 * view.height_px))
    water = water + (np.asarray(light.haze_rgb) - water) * (0.25 + 0.45 * far)
    seen.rgba[..., :3] += (np.clip(water, 0, 1) - seen.rgba[..., :3]) * floor


def _still(view: View) -> NDArray[np.float64]:
    return np.zeros((view.steps, 2), np.float64)


def _air(
    spec: SceneSpec,
    canvas: Canvas,
    site: Site,
    light: Daylight,
    *,
    haze_z: float,
    mist: float,
    mist_height: float,
) -> Air:
    return Air(
        sun=site.sun, key=light.key_rgb, ambient=light.ambient_rgb, shadow=light.shadow,
        haze=light.haze_rgb, haze_sun=light.haze_sun_rgb, haze_z=haze_z,
        sun_x_px=site.sun_px[0], mist=mist, mist_height=mist_height,
    )  # fmt: skip
