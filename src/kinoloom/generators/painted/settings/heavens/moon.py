"""The moon: grey ground full of craters, a hard sun, a black sky, and the earth that rises."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from kinoloom.generators.painted.cast.bodies.capsules import Sprite
from kinoloom.generators.painted.cast.ground.shadow import (
    cast_shadow,
    contact_shade,
    fall_of,
    shade_tint,
)
from kinoloom.generators.painted.cast.stage import Cast
from kinoloom.generators.painted.easel.camera import Pose, move_for
from kinoloom.generators.painted.easel.deal import dealt
from kinoloom.generators.painted.easel.grade import Grade
from kinoloom.generators.painted.easel.layer import Layer, Shear, add_spots, blit, place
from kinoloom.generators.painted.easel.light import Rig
from kinoloom.generators.painted.settings.desert.terrain import View
from kinoloom.generators.painted.settings.heavens.globe import Body, Globe
from kinoloom.generators.painted.settings.heavens.lander import LAMP, beside, lander
from kinoloom.generators.painted.settings.heavens.regolith import (
    MoonLand,
    MoonLight,
    Strip,
    paint_regolith,
)
from kinoloom.generators.painted.settings.heavens.stars import StarField
from kinoloom.generators.painted.settings.heavens.surfaces import EARTH

if TYPE_CHECKING:
    from fractions import Fraction

    from numpy.typing import NDArray

    from kinoloom.generators.painted.easel.canvas import Canvas
    from kinoloom.generators.painted.easel.light import Colour, Vector
    from kinoloom.generators.painted.spec import Hour, SceneSpec

_FOCAL_PX = 1500.0
_EYE = 2.6
_SKY_PARALLAX = 0.02
_SOILS: tuple[tuple[Colour, Colour], ...] = (
    ((0.66, 0.65, 0.64), (0.56, 0.55, 0.55)),
    ((0.68, 0.64, 0.59), (0.56, 0.52, 0.48)),
    ((0.60, 0.62, 0.66), (0.52, 0.54, 0.58)),
    ((0.54, 0.52, 0.51), (0.62, 0.59, 0.57)),
    ((0.84, 0.82, 0.78), (0.70, 0.68, 0.65)),
    ((0.37, 0.38, 0.42), (0.46, 0.47, 0.50)),
    ((0.74, 0.64, 0.50), (0.62, 0.53, 0.42)),
    ((0.42, 0.38, 0.34), (0.54, 0.50, 0.45)),
)
# Toward the light: aside, up, away from us; and how bright and how filled in it is.
_SUNS: dict[Hour, tuple[float, float, float]] = {
    "dawn": (0.86, 0.17, 0.40),
    "day": (0.70, 0.62, -0.34),
    "golden_hour": (0.90, 0.30, -0.12),
    "dusk": (0.74, 0.14, 0.62),
    "night": (0.55, 0.60, -0.40),
}
_STARS: dict[Hour, float] = {"dawn": 0.5, "day": 0.22, "golden_hour": 0.36, "dusk": 0.55,
                             "night": 1.0}  # fmt: skip
_SUNLIGHT: dict[Hour, Colour] = {
    "dawn": (1.42, 1.30, 1.12),
    "day": (1.14, 1.13, 1.10),
    "golden_hour": (1.34, 1.24, 1.10),
    "dusk": (1.36, 1.22, 1.06),
    "night": (0.40, 0.50, 0.70),
}
_FILL: Colour = (0.034, 0.038, 0.050)
_EARTHSHINE: Colour = (0.030, 0.044, 0.074)


@dataclass(frozen=True)
class _Site:
    """The composition, on the painted canvas."""

    side: int
    """Where the sun is."""
    horizon_y_px: float
    feet_y_px: float
    sun_x_px: float
    sun_y_px: float
    sun: Vector
    earth_x_px: float
    earth_y_px: float
    earth_px: float
    lander_px: float
    lander_x_px: float
    lander_y_px: float
    hills: NDArray[np.float64]
    ground: Shear


class Moon:
    """One shot on the moon; see `Scene` for the contract. There is no weather."""

    def __init__(self, spec: SceneSpec, canvas: Canvas, fps: Fraction, frame_count: int) -> None:
        self._canvas, self._fps, self._frame_count = canvas, fps, frame_count
        self._seconds = float(frame_count / fps)
        self._move = move_for(spec, canvas, self._seconds)
        self._is_night = spec.hour == "night"
        self._sees_sun = spec.hour in ("dawn", "dusk")
        site = _compose(spec, canvas)
        self._site = site
        rng = np.random.default_rng([spec.seed & 0xFFFFFFFF, 0x300])
        self._stars = StarField(
            canvas, per_megapixel=2400, gain=_STARS[spec.hour], parallax=_SKY_PARALLAX,
            seed=spec.seed, hole=(site.earth_x_px, site.earth_y_px, 0.99 * site.earth_px),
        )  # fmt: skip
        self._earth = _earth(spec, canvas, site, self._seconds)
        ground, stone = dealt(_SOILS, spec.seed, 0x302)
        light = MoonLight(
            site.sun, _sunlight(spec), _EARTHSHINE if self._is_night else _FILL, ground, stone,
            veil=0.0 if self._is_night else 0.16,
        )  # fmt: skip
        self._layers = _land(spec, canvas, site, light, rng)
        self._rig = _rig(site, light, ground)
        self._lander = None
        if site.lander_px > 0:
            self._lander = lander(
                site.lander_px, sun_side=site.side, sun_rgb=light.sun,
                fill_rgb=(0.16, 0.17, 0.20) if not self._is_night else (0.05, 0.07, 0.10),
            )  # fmt: skip
        self._cast = Cast(
            spec, canvas, self._rig, ground_y_px=site.feet_y_px,
            parallax=site.ground.parallax_at(site.feet_y_px), seconds=self._seconds,
            move=self._move, ground_rgb=ground, ground=site.ground,
            horizon_y_px=site.horizon_y_px,
            sun_px=(site.sun_x_px, site.sun_y_px) if self._sees_sun else None,
            shadow=0.55 if self._is_night else 0.97, footprints=0.9,
        )  # fmt: skip
        self._lander_x_px = beside(site.lander_x_px, self._cast.standing_px(), canvas)
        self._motes = _Motes(canvas, site, spec.seed, bright=0.4 if self._is_night else 1.0)
        self._orbiter = (float(rng.uniform(0.1, 0.9)), float(rng.uniform(0.10, 0.30)),
                         1 if rng.random() < 0.5 else -1)  # fmt: skip
        self._grade = Grade(
            canvas, vignette=0.36, bloom=0.42, threshold=0.74, contrast=0.34, saturation=0.94,
            anamorphic=0.16 if self._sees_sun else 0.0, lift=(0.004, 0.005, 0.009),
            seed=spec.seed, style=spec.style, stock=spec.stock, mood=spec.mood,
        )  # fmt: skip

    def frame(self, index: int) -> NDArray[np.uint8]:
        """The graded frame."""
        canvas = self._canvas
        t_s = float(index / self._fps)
        pose = self._move.at(index, self._frame_count)
        frame = np.zeros((canvas.height_px, canvas.width_px, 3), np.uint8)
        self._stars.draw(frame, t_s, pose)
        self._draw_orbiter(frame, t_s, pose)
        # It rises, slowly enough for nobody to see it start.
        rise = 0.0085 * canvas.height_px * (t_s - self._seconds / 2)
        limit = 0.05 * canvas.height_px
        rise = max(-limit, min(limit, rise))
        self._earth.draw(frame, t_s, Pose(pose.x_px, pose.y_px + rise / _SKY_PARALLAX, pose.zoom))
        if self._sees_sun:
            self._draw_sun(frame, pose)
        for layer in self._layers:
            layer.draw(frame, pose, canvas)
        self._draw_lander(frame, t_s, pose)
        self._cast.draw(frame, t_s, pose)
        self._motes.draw(frame, t_s, pose)
        return self._grade.apply(frame, index % self._frame_count)

    def _draw_sun(self, frame: NDArray[np.uint8], pose: Pose) -> None:
        unit = self._canvas.unit
        x, y, _ = place(self._site.sun_x_px, self._site.sun_y_px, _SKY_PARALLAX, pose, self._canvas)
        sizes = np.array([30, 70, 190, 520], np.float32) * np.float32(unit)
        tints = np.array([(1, 1, 1), (1, 0.98, 0.94), (1, 0.92, 0.82), (0.8, 0.84, 1)], np.float32)
        add_spots(
            frame, np.full(4, x, np.float32), np.full(4, y, np.float32), sizes, tints,
            np.array([1.0, 0.9, 0.34, 0.15], np.float32),
        )  # fmt: skip

    def _draw_orbiter(self, frame: NDArray[np.uint8], t_s: float, pose: Pose) -> None:
        """A craft far above, a steady point of light on its way."""
        start, high, way = self._orbiter
        canvas = self._canvas
        share = start + way * 0.028 * (t_s - self._seconds / 2)
        x = canvas.margin_x_px + share * canvas.width_px
        y = canvas.margin_y_px + (high + 0.10 * (share - 0.5)) * self._site.horizon_y_px
        fx, fy, _ = place(x, y, _SKY_PARALLAX, pose, canvas)
        beat = 0.75 + 0.25 * math.sin(2 * math.pi * 0.6 * t_s)
        add_spots(
            frame, np.array([fx], np.float32), np.array([fy], np.float32),
            np.array([max(1.1, 2.2 * canvas.unit)], np.float32),
            np.array([1.0, 0.96, 0.88], np.float32), np.array([0.9 * beat], np.float32),
        )  # fmt: skip

    def _draw_lander(self, frame: NDArray[np.uint8], t_s: float, pose: Pose) -> None:
        if self._lander is None:
            return
        site, canvas = self._site, self._canvas
        x, y, scale = place(
            self._lander_x_px, site.lander_y_px, site.ground.parallax_at(site.lander_y_px), pose,
            canvas,
        )  # fmt: skip
        rows, columns = self._lander.shape[:2]
        left, top = x - columns / 2, y - rows
        sprite = Sprite(self._lander, math.floor(left), math.floor(top))
        sun = None
        if self._sees_sun:
            sx, sy, _ = place(site.sun_x_px, site.sun_y_px, _SKY_PARALLAX, pose, canvas)
            sun = (sx, sy)
        _, horizon, _ = place(0.0, site.horizon_y_px, 0.1, pose, canvas)
        tint = shade_tint(self._rig)
        cast_shadow(
            frame, sprite, y, fall_of(self._rig, (x, y), sun, horizon),
            strength=0.5 if self._is_night else 0.95, tint=tint, height_px=float(rows),
        )  # fmt: skip
        contact_shade(frame, x, y, (0.55 * rows, 0.07 * rows), strength=0.5, tint=tint)
        blit(frame, self._lander, left, top)
        blink = max(0.0, math.sin(2 * math.pi * 0.55 * t_s)) ** 6
        add_spots(
            frame, np.array([left + LAMP[0] * columns], np.float32),
            np.array([top + LAMP[1] * rows], np.float32),
            np.array([0.075 * rows * scale], np.float32), np.array([1.0, 0.35, 0.22], np.float32),
            np.array([0.25 + 0.75 * blink], np.float32),
        )  # fmt: skip


class _Motes:
    """Dust that the light lifts off the ground: a glint here and there, falling slowly."""

    def __init__(self, canvas: Canvas, site: _Site, seed: int, *, bright: float) -> None:
        self._canvas = canvas
        rng = np.random.default_rng([seed & 0xFFFFFFFF, 0x301])
        count = 46
        self._x = rng.random(count) * canvas.paint_width_px
        low = rng.random(count)
        self._y = site.horizon_y_px + low * (canvas.paint_height_px - site.horizon_y_px)
        self._parallax = 0.4 + 1.0 * low
        self._rate = rng.uniform(0.04, 0.11, count)
        self._phase = rng.random(count)
        self._power = bright * rng.uniform(0.15, 0.5, count)

    def draw(self, frame: NDArray[np.uint8], t_s: float, pose: Pose) -> None:
        canvas = self._canvas
        phase = (self._phase + self._rate * t_s) % 1.0
        lift = np.sin(np.pi * phase) * 34 * canvas.unit * self._parallax
        x = self._x - canvas.margin_x_px - pose.x_px * self._parallax + 14 * phase * canvas.unit
        y = self._y - canvas.margin_y_px - pose.y_px * self._parallax - lift
        power = self._power * np.sin(np.pi * phase) ** 2
        radius = np.maximum(1.0, 1.5 * canvas.unit * self._parallax)
        add_spots(
            frame, np.asarray(x, np.float32), np.asarray(y, np.float32),
            np.asarray(radius, np.float32), np.array([0.95, 0.95, 1.0], np.float32),
            np.asarray(power, np.float32),
        )  # fmt: skip


def _compose(spec: SceneSpec, canvas: Canvas) -> _Site:
    rng = np.random.default_rng([spec.seed & 0xFFFFFFFF, 0x30B])
    width, height, unit = canvas.width_px, canvas.height_px, canvas.unit
    middle = canvas.paint_width_px / 2
    side = 1 if rng.random() < 0.5 else -1
    level = dealt((0.38, 0.70, 0.54, 0.62, 0.46, 0.74), spec.seed, 0x30D)
    level += float(rng.uniform(-0.02, 0.02))
    horizon = canvas.margin_y_px + level * height
    # Seen from higher up there is more ground before those who stand on it.
    low = 0.4 * max(0.0, 0.5 - level)
    feet = horizon + ((0.155 if canvas.is_portrait else 0.19) + low) * height
    aside, up, away = _SUNS[spec.hour]
    if spec.time == "noon":
        aside, up, away = 0.42, 0.86, -0.30
    elif spec.hour == "day":
        # High or raking, from behind us or from before us.
        up, away = dealt(
            ((0.62, -0.34), (0.30, -0.55), (0.85, -0.30), (0.44, 0.18)), spec.seed, 0x30E
        )
    sun_x = middle + side * width * float(rng.uniform(0.24, 0.36))
    low = float(rng.uniform(0.09, 0.17)) * min(height, 1080 * unit)
    span = min(width, height)
    size = (
        dealt((0.07, 0.30, 0.12, 0.20), spec.seed, 0x30F)
        * float(rng.uniform(0.9, 1.1))
        * span
        * (1.25 if spec.hour == "night" else 1.0)
    )
    earth_x = middle - side * width * float(rng.uniform(0.04, 0.40))
    sky = horizon - canvas.margin_y_px
    earth_y = canvas.margin_y_px + sky * float(rng.uniform(0.24, 0.62))
    focal = _FOCAL_PX * unit
    hills: list[tuple[float, float, float, float]] = []
    rugged = float(rng.choice((0.35, 1.0, 1.5)))
    for _ in range(int(rng.integers(3, 7))):
        z = float(rng.uniform(900, 2200))
        x = float(rng.uniform(-0.62, 0.62)) * width / focal * z
        if spec.hour in ("dawn", "dusk") and abs(x / z * focal - (sun_x - middle)) < 0.13 * width:
            # The sun stands free; a hill would hide it.
            x = -x
        radius = float(rng.uniform(130, 330)) * z / 1400
        tall = (
            float(rng.uniform(36, 150)) * rugged * z / 1400 * (1.2 if canvas.is_portrait else 1.0)
        )
        hills.append((x, z, radius, tall))
    has_lander = rng.random() < 0.45 and not {"lander", "spacecraft"} & set(spec.without)
    nouns = {one.noun.strip().lower() for one in spec.subjects}
    has_lander = bool(has_lander or nouns & {"lander", "lunar lander"})
    lander_y = horizon + (0.075 if not canvas.is_portrait else 0.06) * height
    return _Site(
        side=side,
        horizon_y_px=horizon,
        feet_y_px=feet,
        sun_x_px=sun_x,
        sun_y_px=horizon - low,
        sun=_unit(side * aside, up, away),
        earth_x_px=earth_x,
        earth_y_px=earth_y,
        earth_px=size,
        lander_px=(0.20 * height if not canvas.is_portrait else 0.14 * height) * has_lander,
        lander_x_px=middle + side * width * float(rng.uniform(0.16, 0.30)),
        lander_y_px=lander_y,
        hills=np.array(hills),
        ground=Shear(horizon, float(canvas.paint_height_px), 0.15, 1.25),
    )


def _sunlight(spec: SceneSpec) -> Colour:
    """The hour's, as the seed exposes it."""
    stop = dealt((0.72, 1.16, 0.94, 1.3), spec.seed, 0x303)
    r, g, b = _SUNLIGHT[spec.hour]
    return r * stop, g * stop, b * stop


def _earth(spec: SceneSpec, canvas: Canvas, site: _Site, seconds: float) -> Globe:
    """The earth in the phase that its sun gives it; by night it is nearly full."""
    x, y, z = site.sun
    facing = 0.72 if spec.hour == "night" else max(-0.12, -z + 0.12)
    rest = math.sqrt(1 - facing * facing) / max(1e-6, math.hypot(x, y))
    body = Body(
        site.earth_x_px, site.earth_y_px, site.earth_px, EARTH, (x * rest, -y * rest, facing),
        _unit(0.36, -0.92, 0.16), 0.028, glow=0.85, seed=spec.seed,
    )  # fmt: skip
    return Globe(canvas, body, parallax=_SKY_PARALLAX, seconds=seconds)


def _land(
    spec: SceneSpec, canvas: Canvas, site: _Site, light: MoonLight, rng: np.random.Generator
) -> list[Layer]:
    """Far hills and the ground before them."""
    unit, width = canvas.unit, canvas.paint_width_px
    view = View(_FOCAL_PX * unit, width / 2, site.horizon_y_px, _EYE)
    path_z = view.focal_px * _EYE / (site.feet_y_px - site.horizon_y_px)
    land = MoonLand(
        spec.seed % 65521, float(rng.uniform(2.2, 4.2)), float(rng.uniform(22, 40)),
        float(rng.choice((0.05, 0.10, 0.18))), path_z,
    )  # fmt: skip
    bowls: list[tuple[float, float, float]] = []
    for _ in range(int(rng.integers(2, 5))):
        z = path_z * float(rng.uniform(2.0, 5.0))
        x = float(rng.uniform(-0.5, 0.5)) * canvas.width_px / view.focal_px * z
        bowls.append((x, z, z * float(rng.uniform(0.10, 0.24))))
    top = max(0, int(site.horizon_y_px - 330 * unit))
    far = paint_regolith(
        width, view=view, land=land, light=light, hills=site.hills,
        strip=Strip(420.0, 2800.0, top, int(site.horizon_y_px + 34 * unit)),
    )  # fmt: skip
    ground_top = max(0, int(site.horizon_y_px - 90 * unit))
    below = canvas.paint_height_px - site.horizon_y_px
    ground = paint_regolith(
        width, view=view, land=land, light=light, bowls=np.array(bowls),
        strip=Strip(0.5 * view.focal_px * _EYE / below, 250.0, ground_top, canvas.paint_height_px),
    )  # fmt: skip
    return [Layer(far, 0.06, y_px=top), Layer(ground, 0.15, y_px=ground_top, shear=site.ground)]


def _rig(site: _Site, light: MoonLight, ground: Colour) -> Rig:
    x, y, z = site.sun
    key = _unit(x, -y, max(0.22, 0.32 - 0.5 * z))
    flat = math.hypot(x, y)
    sun = np.asarray(light.sun, np.float32)
    bounce = sun * np.asarray(ground, np.float32) * np.float32(0.26)
    fill = np.asarray(light.fill, np.float32) * np.float32(2.0) + np.float32(0.03)
    return Rig(
        key_dir=key, key_rgb=_triple(sun * np.float32(0.98)), ambient_rgb=_triple(fill),
        bounce_rgb=_triple(bounce), rim_dir=(x / flat, -y / flat, 0.0),
        rim_rgb=_triple(np.minimum(1.0, sun * np.float32(0.8))), haze_rgb=(0.1, 0.1, 0.1),
    )  # fmt: skip


def _unit(x: float, y: float, z: float) -> Vector:
    length = math.sqrt(x * x + y * y + z * z)
    return x / length, y / length, z / length


def _triple(values: NDArray[np.float32]) -> Colour:
    return float(values[0]), float(values[1]), float(values[2])
