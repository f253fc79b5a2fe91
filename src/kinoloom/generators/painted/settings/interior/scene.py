"""A room with a big window: light and weather through it, curtains, furniture, lamps at night."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

import numpy as np

from kinoloom.generators.painted.air.conditions import Conditions
from kinoloom.generators.painted.air.daylight import daylight_of
from kinoloom.generators.painted.easel.camera import move_for
from kinoloom.generators.painted.easel.colour import rgb, to_linear
from kinoloom.generators.painted.easel.focus import focus_for
from kinoloom.generators.painted.easel.layer import Shear, place
from kinoloom.generators.painted.easel.looks import grade_for
from kinoloom.generators.painted.settings.interior.air import Air
from kinoloom.generators.painted.settings.interior.company import Place, sitter_of
from kinoloom.generators.painted.settings.interior.daypart import (
    indoors,
    lamp_rows,
    rig_for,
)
from kinoloom.generators.painted.settings.interior.drapes import Curtain, Drapes
from kinoloom.generators.painted.settings.interior.foliage import Plant, plants_of
from kinoloom.generators.painted.settings.interior.furnish import furnish
from kinoloom.generators.painted.settings.interior.illumination import illuminate
from kinoloom.generators.painted.settings.interior.outlook import Outlook
from kinoloom.generators.painted.settings.interior.pane import Wetness
from kinoloom.generators.painted.settings.interior.pieces import paint_pieces
from kinoloom.generators.painted.settings.interior.plan import plan_for
from kinoloom.generators.painted.settings.interior.room import BACK, FLOOR, onto_frame
from kinoloom.generators.painted.settings.interior.shell import Finish, Shell
from kinoloom.generators.painted.settings.interior.surfaces import (
    BOARDS,
    BRICK,
    HERRINGBONE,
    PANELS,
    PLASTER,
    TILES,
    material,
)

if TYPE_CHECKING:
    from fractions import Fraction

    from numpy.typing import NDArray

    from kinoloom.generators.painted.easel.canvas import Canvas
    from kinoloom.generators.painted.easel.layer import Layer
    from kinoloom.generators.painted.easel.light import Colour
    from kinoloom.generators.painted.settings.interior.bench import Bench
    from kinoloom.generators.painted.settings.interior.pieces import Sheet
    from kinoloom.generators.painted.spec import SceneSpec


class Interior:
    """The setting "interior"."""

    def __init__(self, spec: SceneSpec, canvas: Canvas, fps: Fraction, frame_count: int) -> None:
        self._spec, self._canvas = spec, canvas
        self._fps, self._frame_count = fps, frame_count
        self._seconds = float(frame_count / fps)
        self._move = move_for(spec, canvas, self._seconds)
        self._plan = plan_for(spec, canvas)
        self._light = daylight_of(spec)
        self._now = indoors(spec, self._plan, self._light)
        self._ground = self._floor_plane()
        bench = furnish(spec, self._plan, canvas, lit=self._now.lit, sitter=sitter_of(spec))
        furniture = (np.array(bench.groups), np.array(bench.solids))
        finish = self._finish()
        lamps = lamp_rows(bench.lamps, self._now.lit)
        light = illuminate(
            self._plan.room, *furniture, sky_rgb=self._now.sky_rgb, fill_rgb=self._now.fill_rgb,
            sun=self._now.sun, lamps=lamps,
            floor_rgb=to_linear(rgb(self._plan.scheme.floor)).astype(np.float64),
            wall_rgb=to_linear(rgb(self._plan.scheme.wall)).astype(np.float64),
            texels=int(np.clip(150 * canvas.unit, 36, 110)),
        )  # fmt: skip
        leafy = 0.75 if self._plan.outlook in ("garden", "hills") else 0.0
        self._shell = Shell(
            self._plan.room, canvas, light, finish, furniture, seed=spec.seed, leaves=leafy
        )
        pieces = paint_pieces(bench, self._plan.room, canvas, light, self._ground, seed=spec.seed)
        self._rugs = [sheet.layer for sheet in pieces if sheet.flat]
        self._rig = rig_for(self._plan, self._now, self._light, bench.lamps)
        self._things = self._in_depth(bench, pieces)
        self._air = Air(
            self._plan.room, canvas, light, seed=spec.seed,
            motes=1.0 if spec.weather not in ("rain", "storm") else 0.5,
            haze=1.9 if "dust" in spec.effects or "smoke" in spec.effects else 1.0,
        )  # fmt: skip
        self._outlook = self._make_outlook()
        focus_for(
            spec, canvas, subject_parallax=self._ground.parallax_at(self._plan.feet_y_px)
        ).see(
            self._outlook, self._shell, *self._rugs,
            *(thing for thing in self._things if not isinstance(thing, Drapes)),
        )  # fmt: skip
        self._conditions = Conditions(
            spec, canvas, self._light, horizon_y_px=self._plan.room.view.horizon_y_px,
            splashes=False,
        )  # fmt: skip
        wet = {"rain": 0.8, "storm": 1.0}.get(spec.weather, 0.0)
        self._pane = Wetness(self._plan.room, canvas, power=wet, seed=spec.seed) if wet else None
        self.company = Place(
            spec, canvas, self._plan, self._rig, self._ground, self._move, self._seconds,
            sunny=self._now.sun[3] > 0.4, seat=bench.seat,
        ).company()  # fmt: skip
        dark = self._now.lit > 0.6
        self._grade = grade_for(
            spec, canvas, bloom=0.62 if dark else 0.5, threshold=0.66 if dark else 0.74,
            vignette=0.42, saturation=1.10,
        )  # fmt: skip

    def frame(self, index: int) -> NDArray[np.uint8]:
        """The finished frame: height x width x 3, RGB."""
        canvas = self._canvas
        t_s = float(index / self._fps)
        pose = self._move.at(index, self._frame_count)
        frame = np.zeros((canvas.height_px, canvas.width_px, 3), np.uint8)
        self._outlook.draw(frame, t_s, pose)
        self._conditions.draw_far(frame, t_s, pose)
        self._conditions.draw_near(frame, t_s, pose)
        if self._pane is not None:
            self._pane.draw(frame, t_s, pose)
        self._shell.draw(frame, t_s, pose)
        for rug in self._rugs:
            rug.draw(frame, pose, canvas)
        for thing in self._things:
            if isinstance(thing, Plant):
                thing.draw(frame, t_s, pose)
            elif isinstance(thing, Drapes):
                thing.draw(frame, t_s, pose)
                if self.company.on_sill is not None:
                    self.company.on_sill.draw(frame, t_s, pose)
            else:
                thing.draw(frame, pose, canvas)
        for cast in (self.company.seated, self.company.standing):
            if cast is not None:
                cast.draw(frame, t_s, pose)
        self._air.draw(frame, t_s, pose)
        return self._grade.apply(frame, index % self._frame_count)

    # -- the room -----------------------------------------------------------------------------

    def _floor_plane(self) -> Shear:
        """The floor as the cast knows it: no parallax at the horizon, more with every row."""
        view = self._plan.room.view
        bottom = float(self._canvas.paint_height_px)
        slope = float(self._plan.room.slopes()[FLOOR][1])
        return Shear(view.horizon_y_px, bottom, 0.0, slope * (bottom - view.horizon_y_px))

    def _finish(self) -> Finish:
        plan, spec = self._plan, self._spec
        rng = np.random.default_rng([spec.seed & 0xFFFFFFFF, 0xF1])
        scheme = plan.scheme
        floors = (
            material(scheme.floor, scheme.floor_dark, pattern=BOARDS, size_m=0.14, gloss=0.55),
            material(scheme.floor, scheme.floor_dark, pattern=HERRINGBONE, size_m=0.085, gloss=0.6),
        )
        floor = floors[int(rng.integers(2))]
        if plan.kind == "kitchen" and rng.random() < 0.6:
            floor = material("#d9d2c4", "#6e675f", pattern=TILES, size_m=0.33, gloss=0.6)
        wall = material(scheme.wall, scheme.low_wall, pattern=PLASTER)
        low = material(scheme.low_wall, pattern=PANELS, size_m=0.16)
        ceiling = material(scheme.ceiling, pattern=PLASTER)
        trim = material(scheme.trim)
        brick = material("#8a4a35", "#b57a5c", pattern=BRICK, size_m=0.072)
        panels = 0.95 if plan.kind != "loft" and rng.random() < 0.45 else 0.0
        feature = -1
        if plan.kind == "loft":
            feature = BACK if rng.random() < 0.6 else (3 if plan.hand < 0 else 4)
            trim = material("#2b2c2e")
            floor = floors[0]
        elif plan.kind == "kitchen":
            feature = BACK
            brick = material(scheme.trim, scheme.wall, pattern=BRICK, size_m=0.075, gloss=0.2)
        white = 0.0
        if spec.weather == "snow":
            white = 1.0
        elif spec.season == "winter":
            white = 0.5
        reflection = {"night": 0.22, "dusk": 0.14}.get(spec.time, 0.0) * min(1.0, self._now.lit)
        return Finish(
            floor, ceiling, wall, low, trim, panels, 0.11, feature, brick, snow=white,
            reflection=reflection,
        )  # fmt: skip

    def _curtains(self) -> list[Curtain]:
        """Two panels to each window, hung outside its opening."""
        plan, spec = self._plan, self._spec
        rng = np.random.default_rng([spec.seed & 0xFFFFFFFF, 0xC7])
        bare = plan.kind in ("kitchen", "loft") and rng.random() < 0.7
        if bare and spec.weather != "wind":
            return []
        sheer = 0.85 if rng.random() < 0.5 else 0.10
        code = "#efe9dc" if sheer > 0.5 or rng.random() < 0.3 else plan.scheme.woods.accent
        cloth = to_linear(rgb(code)).astype(np.float64)
        sky, fill = self._now.sky_rgb, self._now.fill_rgb
        lamp = np.array([1.0, 0.62, 0.32]) * 0.13 * self._now.lit
        lit = _seen(cloth * (0.9 * fill + 0.012 * sky + lamp))
        through = _seen(cloth * sky * (0.10 if sheer > 0.5 else 0.028)) * 0.75
        wind = {"wind": 3.2, "storm": 1.4}.get(spec.weather, 1.0) * (0.6 + 0.8 * spec.motion)
        panels: list[Curtain] = []
        for window in plan.room.windows:
            wide = 0.26 + 0.19 * (window.u1 - window.u0)
            low = 0.03 if plan.kind != "kitchen" else window.v0 - 0.12
            for u, sign in ((window.u0 - 0.24, 1.0), (window.u1 + 0.24, -1.0)):
                panels.append(
                    Curtain(
                        window.wall, u, sign * wide, low,
                        min(window.v1 + 0.12, plan.room.height_m - 0.06), sheer, _triple(lit),
                        _triple(through), 0.10 * wind, float(rng.random()) * 6.0,
                    )
                )  # fmt: skip
        return panels

    def _in_depth(self, bench: Bench, pieces: list[Sheet]) -> list[Layer | Plant | Drapes]:
        """What stands in the room, the farthest first; sills behind the curtains."""
        plan, spec = self._plan, self._spec
        shade = self._rig.ambient_rgb
        key = _triple(np.asarray(self._rig.key_rgb) * 0.85)
        window = plan.room.windows[0]
        light_x = plan.room.wall_point(window.wall, *window.middle)[0]
        leaves = plants_of(
            plan.room, self._canvas, bench.plants, shade_rgb=shade, light_rgb=key,
            light_x_m=float(light_x), seed=spec.seed,
        )  # fmt: skip
        sills: list[Layer | Plant | Drapes] = [s.layer for s in pieces if s.name == "sill"]
        others: list[tuple[float, Layer | Plant]] = [
            (s.depth_m, s.layer) for s in pieces if s.name != "sill" and not s.flat
        ]
        others += leaves
        others.sort(key=lambda pair: -pair[0])
        things: list[Layer | Plant | Drapes] = [
            *sills,
            Drapes(plan.room, self._canvas, self._curtains()),
        ]
        things += [thing for _, thing in others]
        things += self._near_leaves(shade, key)
        return things

    def _near_leaves(self, shade: Colour, key: Colour) -> list[Plant]:
        """A plant near the lens, dark, in a lower corner."""
        plan, canvas = self._plan, self._canvas
        rng = np.random.default_rng([self._spec.seed & 0xFFFFFFFF, 0x4E])
        if rng.random() < 0.35:
            return []
        side = -plan.hand
        reach = 0.27 * min(canvas.width_px, canvas.height_px) * float(rng.uniform(0.8, 1.15))
        x = canvas.margin_x_px + (0.015 if side < 0 else 0.985) * canvas.width_px
        y = canvas.margin_y_px + canvas.height_px * 1.06
        return [
            Plant(
                canvas, root_px=(x, y), reach_px=reach, parallax=1.35, shade_rgb=shade,
                light_rgb=key, from_left=0.7 if side > 0 else 0.3, seed=self._spec.seed + 77,
                dark=0.34,
            )
        ]  # fmt: skip

    def _make_outlook(self) -> Outlook:
        plan, canvas = self._plan, self._canvas
        view = plan.room.view
        toward = self._now.sun[:3] * 1e4
        depth = view.project(*(float(v) for v in toward))[2]
        x, y = view.centre_x_px - canvas.width_px * 1.5, 0.0
        if depth > 0:
            x, y, _ = view.project(*(float(v) for v in toward))
        x = float(np.clip(x, -0.5 * canvas.width_px, 1.7 * canvas.width_px))
        y = float(np.clip(y, 0.02 * canvas.height_px, view.horizon_y_px - 30 * canvas.unit))
        window = max(plan.room.windows, key=lambda w: w.v1)
        point = plan.room.wall_point(window.wall, window.middle[0], window.v1)
        _, top, _ = view.project(*(float(v) for v in point))
        return Outlook(
            self._spec, canvas, self._light, plan.outlook, horizon_y_px=view.horizon_y_px,
            sun_px=(x, y), top_m_px=max(60 * canvas.unit, view.horizon_y_px - top),
            seen=self._seen_through,
        )  # fmt: skip

    def _seen_through(self, parallax: float) -> tuple[int, int, int, int]:
        """The painted box, of what is at a parallax, that windows show in the shot."""
        room, canvas = self._plan.room, self._canvas
        slopes = room.slopes()
        spots: list[tuple[float, float]] = []
        for step in range(33):
            pose = self._move.pose(step / 32)
            left, top, scale = place(0.0, 0.0, parallax, pose, canvas)
            for window in room.windows:
                onto = onto_frame(slopes[window.wall], pose, canvas)
                for u, v in itertools.product((window.u0, window.u1), (window.v0, window.v1)):
                    point = room.wall_point(window.wall, u, v)
                    x, y, depth = room.view.project(*(float(value) for value in point))
                    if depth < 0.3:
                        return 0, 0, canvas.paint_width_px, canvas.paint_height_px
                    fx, fy, fw = onto @ np.array([x, y, 1.0])
                    spots.append(((fx / fw - left) / scale, (fy / fw - top) / scale))
        low, high = np.min(spots, axis=0), np.max(spots, axis=0)
        # A hand that shakes goes a little further than at the moments above.
        spare = 40 * canvas.unit + 8
        most = (canvas.paint_width_px, canvas.paint_height_px)
        x0, y0 = (int(min(end - 2, max(0, a - spare))) for a, end in zip(low, most, strict=True))
        x1, y1 = (int(min(end, max(2, b + spare))) for b, end in zip(high, most, strict=True))
        return x0, y0, max(x0 + 2, x1), max(y0 + 2, y1)


def _seen(linear: NDArray[np.float64]) -> NDArray[np.float64]:
    """As the walls' film sees it."""
    return np.asarray((1 - np.exp(-1.25 * linear)) ** (1 / 2.2), np.float64)


def _triple(values: NDArray[np.floating]) -> tuple[float, float, float]:
    return float(values[0]), float(values[1]), float(values[2])
