"""A park of every hour: a walk between trees, lawns in the sun, lamps at night, a pond."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from kinoloom.generators.painted.air.conditions import Conditions
from kinoloom.generators.painted.air.daylight import daylight_of
from kinoloom.generators.painted.air.sky import paint_sky, sights_of
from kinoloom.generators.painted.cast.blocking import nearness_of
from kinoloom.generators.painted.cast.roles.nouns import PUPPETS, key_of
from kinoloom.generators.painted.cast.stage import Cast, subject_height_px
from kinoloom.generators.painted.easel.camera import move_for
from kinoloom.generators.painted.easel.colour import mix, rgb
from kinoloom.generators.painted.easel.focus import focus_for
from kinoloom.generators.painted.easel.layer import Layer, add_spots, place
from kinoloom.generators.painted.easel.looks import grade_for
from kinoloom.generators.painted.settings.falls.bridge import Crossing, bridge_of, paint_bridge
from kinoloom.generators.painted.settings.forest.drift import FallingLeaves, Motes
from kinoloom.generators.painted.settings.forest.floor import paint_floor
from kinoloom.generators.painted.settings.forest.frame_plants import frame_plants
from kinoloom.generators.painted.settings.forest.light import light_of
from kinoloom.generators.painted.settings.forest.looks import growth_of
from kinoloom.generators.painted.settings.forest.snowfall import under_snowfall
from kinoloom.generators.painted.settings.forest.standout import standing_out
from kinoloom.generators.painted.settings.forest.stream import Water
from kinoloom.generators.painted.settings.forest.trees import OAK, Wood, leafy_tree
from kinoloom.generators.painted.settings.mountains.vista import AFLOAT
from kinoloom.generators.painted.settings.park.furniture import LAMP_M, SEAT_M, bench, lamp
from kinoloom.generators.painted.settings.park.groves import groves
from kinoloom.generators.painted.settings.park.plan import Spot, compose
from kinoloom.generators.painted.settings.park.verges import verges

if TYPE_CHECKING:
    from fractions import Fraction

    from numpy.typing import NDArray

    from kinoloom.generators.painted.air.daylight import Daylight
    from kinoloom.generators.painted.easel.camera import Pose
    from kinoloom.generators.painted.easel.canvas import Canvas
    from kinoloom.generators.painted.easel.light import Rig
    from kinoloom.generators.painted.settings.forest.glade import Glade
    from kinoloom.generators.painted.settings.forest.light import WoodLight
    from kinoloom.generators.painted.settings.forest.looks import Growth
    from kinoloom.generators.painted.spec import SceneSpec, Subject

_LIME = OAK._replace(
    bark="smooth", radius_m=0.20, tall_m=7.6, first_m=1.9, spread_m=3.7, cloud_m=0.62, flat=0.72,
    mossy=0.25, limbs=10, stiff=0.9,
)  # fmt: skip
_SKY_PARALLAX = 0.02
_FURNITURE = frozenset(("lamp", "street lamp", "bench"))


class Park:
    """The setting "park"; see `Scene` for the contract."""

    def __init__(self, spec: SceneSpec, canvas: Canvas, fps: Fraction, frame_count: int) -> None:
        seated = _sits_on_bench(spec)
        spec = _without_furniture(spec)
        self._spec, self._canvas = spec, canvas
        self._fps, self._frame_count = fps, frame_count
        self._seconds = float(frame_count / fps)
        self._move = move_for(spec, canvas, self._seconds)
        self._plan = compose(spec, canvas)
        glade = self._plan.glade
        day = under_snowfall(daylight_of(spec))
        light = _open_light(spec, glade, day)
        self._wood = Wood(canvas, glade, _mown(growth_of(spec, glade.kind), spec), light, day)
        self._sky = self._paint_sky()
        wet = {"rain": 0.6, "storm": 0.7}.get(spec.weather, 0.0)
        trees = list(self._plan.trees)
        self._lawn = paint_floor(self._wood, trees, wet=wet, seed=spec.seed, mown=1.0)
        self._pond = self._make_pond()
        self._bridge, self._bridge_row = self._make_bridge()
        self._boats = self._make_cast(afloat=True)
        self._cast = self._make_cast(afloat=False, up_m=SEAT_M if seated else 0.0)
        pieces = groves(self._wood, seed=spec.seed)
        pieces += [
            leafy_tree(self._wood, tree, _LIME, np.random.default_rng([tree.seed, 0x7EE]))
            for tree in trees
        ]
        pieces += verges(self._wood, self._plan, seed=spec.seed)
        benches = self._seats() if seated else self._plan.benches
        pieces += [bench(self._wood, spot) for spot in benches]
        pieces += [lamp(self._wood, spot) for spot in self._plan.lamps]
        self._pieces = sorted(pieces, key=lambda piece: piece.anchor_y_px)
        self._front = frame_plants(self._wood, seed=spec.seed, calm=True)[-1:]
        focus_for(spec, canvas, subject_parallax=glade.parallax(glade.near(glade.feet_y_px))).see(
            self._sky, self._lawn, *self._pieces, *self._front
        )
        self._leaves = self._make_leaves()
        dark = spec.hour in ("dusk", "night") and spec.season in (None, "summer")
        dark = (dark and spec.weather in ("clear", "cloudy")) or "fireflies" in spec.effects
        self._motes = Motes(canvas, light, count=34 if dark else 60, seed=spec.seed, fireflies=dark)
        self._conditions = Conditions(
            spec, canvas, day, horizon_y_px=glade.horizon_y_px, ground_y_px=glade.row(0.22),
            seconds=self._seconds,
        )  # fmt: skip
        self._grade = grade_for(spec, canvas)

    def frame(self, index: int) -> NDArray[np.uint8]:
        """The finished frame: height x width x 3, RGB."""
        canvas, glade = self._canvas, self._wood.glade
        t_s = float(index / self._fps)
        pose = self._move.at(index, self._frame_count)
        frame = np.zeros((canvas.height_px, canvas.width_px, 3), np.uint8)
        self._sky.draw(frame, pose, canvas)
        self._conditions.draw_far(frame, t_s, pose)
        marks = [
            (glade.row(0.082), self._draw_lawn),
            (self._water_row(), self._draw_water),
            (self._bridge_row, self._draw_bridge),
            (glade.feet_y_px, self._draw_cast),
        ]
        for piece in self._pieces:
            while marks and piece.anchor_y_px > marks[0][0]:
                marks.pop(0)[1](frame, t_s, pose)
            piece.draw(frame, t_s, pose, canvas)
        for _, draw in marks:
            draw(frame, t_s, pose)
        self._draw_lamplight(frame, t_s, pose)
        if self._leaves is not None:
            self._leaves.draw(frame, t_s, pose)
        self._motes.draw(frame, t_s, pose)
        for piece in self._front:
            piece.draw(frame, t_s, pose, canvas)
        self._conditions.draw_near(frame, t_s, pose)
        return self._grade.apply(frame, index % self._frame_count)

    # -- drawing ------------------------------------------------------------------------------

    def _draw_lawn(self, frame: NDArray[np.uint8], t_s: float, pose: Pose) -> None:
        self._lawn.draw(frame, pose, self._canvas)
        del t_s

    def _water_row(self) -> float:
        pond = self._plan.pond
        return self._wood.glade.row(pond.far if pond is not None else 0.2)

    def _draw_water(self, frame: NDArray[np.uint8], t_s: float, pose: Pose) -> None:
        if self._pond is not None:
            self._pond.draw(frame, t_s, pose)
        self._conditions.draw_splashes(frame, t_s)
        if self._boats is not None:
            self._boats.draw_reflection(frame, t_s, pose, strength=0.5)
            self._boats.draw(frame, t_s, pose)

    def _draw_bridge(self, frame: NDArray[np.uint8], t_s: float, pose: Pose) -> None:
        del t_s
        if self._bridge is not None:
            self._bridge.draw(frame, pose, self._canvas)

    def _draw_cast(self, frame: NDArray[np.uint8], t_s: float, pose: Pose) -> None:
        if self._cast is not None:
            self._cast.draw(frame, t_s, pose)

    def _draw_lamplight(self, frame: NDArray[np.uint8], t_s: float, pose: Pose) -> None:
        """The halo of each lamp, and its light on the path; moths make it live a little."""
        if self._spec.hour not in ("dusk", "night") and self._spec.weather not in ("storm", "fog"):
            return
        glade = self._wood.glade
        rows: list[tuple[float, float, float, float]] = []
        night = 1.0 if self._spec.hour in ("dusk", "night") else 0.55
        for k, spot in enumerate(self._plan.lamps):
            metre = glade.metres_px(spot.near)
            up = glade.row(spot.near) - LAMP_M * metre
            x, y, scale = place(spot.x_px, up, glade.parallax(spot.near), pose, self._canvas)
            breath = 1 + 0.03 * np.sin(2.1 * t_s + 2 * k)
            rows.append((x, y, 0.30 * metre * scale, 0.9 * night))
            rows.append((x, y, 1.25 * metre * scale * breath, 0.34 * night))
            rows.append((x, y + 2.5 * metre * scale, 2.1 * metre * scale, 0.20 * night))
        at = np.array(rows, np.float32).reshape(-1, 4)
        add_spots(frame, at[:, 0], at[:, 1], at[:, 2], np.array([1.0, 0.80, 0.50], np.float32),
                  at[:, 3])  # fmt: skip

    # -- painting -----------------------------------------------------------------------------

    def _paint_sky(self) -> Layer:
        spec, glade, light = self._spec, self._wood.glade, self._wood.light
        sky = paint_sky(
            self._canvas, spec.time, spec.weather, sun_x_px=light.x_px, sun_y_px=light.y_px,
            horizon_y_px=glade.horizon_y_px, palette=self._wood.day, seed=spec.seed,
            sights=sights_of(spec),
        )  # fmt: skip
        opaque = np.ones((*sky.shape[:2], 1), np.float32)
        return Layer(np.concatenate([sky, opaque], axis=-1), _SKY_PARALLAX)

    def _make_pond(self) -> Water | None:
        pond = self._plan.pond
        if pond is None:
            return None
        nears = np.linspace(pond.far, pond.near, 64)
        halves = np.array([max(1.0, pond.half_at(float(near))) for near in nears])
        return Water(self._wood, nears, np.full(64, pond.x_px), halves, flow=0.25,
                     seed=self._spec.seed, is_open=True)  # fmt: skip

    def _make_bridge(self) -> tuple[Layer | None, float]:
        """The bridge over the pond's far end, and its row."""
        spec, canvas, wood, pond = self._spec, self._canvas, self._wood, self._plan.pond
        noun, glade = bridge_of(spec), wood.glade
        if noun is None or pond is None:
            return None, self._water_row()
        near = pond.far + 0.16 * (pond.near - pond.far)
        row = glade.row(near)
        wet = np.zeros((canvas.paint_height_px, canvas.paint_width_px), np.float32)
        xs = np.abs(np.arange(canvas.paint_width_px, dtype=np.float32) - pond.x_px)
        for y in range(round(row), min(canvas.paint_height_px, round(glade.row(pond.near)))):
            half = pond.half_at(glade.near(float(y)))
            wet[y] = np.clip((half - xs) / (4 * canvas.unit), 0, 1)
        at = Crossing(
            pond.x_px, row, pond.half_at(near), canvas.paint_width_px / 2, glade.horizon_y_px,
            wood.light.x_px, glade.parallax(near),
        )  # fmt: skip
        bridge = paint_bridge(
            noun, spec, canvas, wood.day, at, snow=wood.growth.snow, haze=wood.light.veil(near),
            wet=wet,
        )  # fmt: skip
        return bridge, row

    def _make_leaves(self) -> FallingLeaves | None:
        spec, growth = self._spec, self._wood.growth
        windy = spec.weather in ("wind", "storm", "sandstorm")
        autumn = growth.litter > 0.5
        count = 70 if autumn else 0
        tones, size = growth.dry, 8.0
        if growth.blossom is not None or "petals" in spec.effects:
            pale = growth.blossom if growth.blossom is not None else rgb("#f4cfe0")
            tones, size, count = np.asarray(pale, np.float32)[None], 5.5, 90
        if windy:
            count = max(60, 2 * count)
        if "leaves" in spec.effects:
            count = max(110, count)
        if count == 0:
            return None
        return FallingLeaves(
            self._canvas, self._wood.light, tones, count=count, seed=spec.seed, size_px=size
        )

    def _seats(self) -> list[Spot]:
        """Benches under those who sit on one, a little behind their row."""
        standing = self._cast.standing_px() if self._cast is not None else None
        if standing is None:
            return []
        left, right, _, _ = standing
        glade = self._wood.glade
        near = glade.near(glade.feet_y_px) - 0.012
        count = max(1, round((right - left) / (1.7 * glade.metres_px(near))))
        each = (right - left) / count
        return [Spot(left + (k + 0.5) * each, near, -glade.side) for k in range(count)]

    def _make_cast(self, *, afloat: bool, up_m: float = 0.0) -> Cast | None:
        spec, canvas, glade = self._spec, self._canvas, self._wood.glade
        chosen = tuple(s for s in spec.subjects if _floats(s) == afloat)
        if not chosen:
            return None
        growth, light, pond = self._wood.growth, self._wood.light, self._plan.pond
        part = spec.model_copy(update={"subjects": chosen})
        on_water = afloat and pond is not None
        line = glade.feet_y_px
        if on_water and pond is not None:
            line = glade.row(0.62 * pond.near + 0.38 * pond.far)
        near = glade.near(line)
        tallest = 1.75 * glade.metres_px(near) * max(1.0, nearness_of(part))
        height = min(tallest, subject_height_px(part, canvas))
        # Out there ducks would be specks; who comes near enough to look sees them larger.
        height *= 1.5 if on_water else 1.0
        soil = growth.way * (light.ambient + light.key * 0.3)
        return Cast(
            part, canvas, self._rig(), ground_y_px=line - up_m * height / 1.75,
            parallax=glade.parallax(near),
            seconds=self._seconds, move=self._move,
            ground_rgb=(float(soil[0]), float(soil[1]), float(soil[2])), ground=glade.ground,
            horizon_y_px=glade.horizon_y_px, height_px=height,
            x_px=pond.x_px if on_water and pond is not None else None,
            shadow=0.0 if on_water or up_m else None,
            sun_px=(light.x_px, min(light.y_px, glade.horizon_y_px - 20 * canvas.unit))
            if spec.hour != "day" else None,
            footprints=0.8 * growth.snow if not on_water else 0.0,
            haze=min(0.5, light.veil(near)), farthest_y_px=glade.row(0.40),
            water="surface" if on_water else "none",
        )  # fmt: skip

    def _rig(self) -> Rig:
        glade, light, canvas = self._wood.glade, self._wood.light, self._canvas
        x = (light.x_px - canvas.paint_width_px / 2) / (0.35 * canvas.width_px)
        y = (light.y_px - glade.feet_y_px) / (0.9 * canvas.height_px)
        rig = self._wood.day.rig((x, min(-0.35, y), 0.5 + 0.5 * light.front))
        return standing_out(rig, self._wood.day)


def _open_light(spec: SceneSpec, glade: Glade, day: Daylight) -> WoodLight:
    """Light that no wood filters: the day's own air, thinner, the key from more in front."""
    light = light_of(spec, glade, day)
    return light._replace(
        air=mix(day.haze_rgb, light.air, 0.25), air_sun=mix(day.haze_sun_rgb, light.air_sun, 0.25),
        thickness=light.thickness * (0.42 if spec.weather != "fog" else 0.8),
        shafts=0.75 * (1 - 0.8 * day.cover), pool=light.pool * 0.6, front=light.front + 0.2,
    )  # fmt: skip


def _mown(growth: Growth, spec: SceneSpec) -> Growth:
    """Lawns instead of litter; gravel on the path."""
    autumn = growth.litter > 0.5
    lawn = "#7c8a3a" if autumn else "#6a8e3a"
    return growth._replace(
        earth=rgb("#84803a") if autumn else rgb("#5c8434"), green=rgb(lawn), way=rgb("#a8957a"),
        litter=0.55 if autumn else 0.0, ferny=0.0 if growth.snow else 0.08, flowers=growth.flowers,
        bare=1.0 if growth.snow or spec.season == "winter" else 0.0,
    )  # fmt: skip


def _sits_on_bench(spec: SceneSpec) -> bool:
    """Whether somebody is said to sit on a bench, and nobody does anything else."""
    others = [one for one in spec.subjects if one.noun != "bench"]
    asked = len(others) < len(spec.subjects)
    sitting = [key_of(one.noun) in PUPPETS and one.action == "sit" for one in others]
    return asked and bool(sitting) and all(sitting)


def _without_furniture(spec: SceneSpec) -> SceneSpec:
    """The spec without what stands in every park: as things they would be toys on the lawn."""
    kept = tuple(one for one in spec.subjects if one.noun not in _FURNITURE)
    return spec.model_copy(update={"subjects": kept})


def _floats(subject: Subject) -> bool:
    return subject.noun in AFLOAT or subject.action in ("swim", "float")
