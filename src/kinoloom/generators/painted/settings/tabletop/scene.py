"""Objects on a table by a window, or in a studio: painted once, then light, steam and air move."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from kinoloom.generators.painted.air.conditions import Conditions
from kinoloom.generators.painted.air.daylight import daylight_of
from kinoloom.generators.painted.air.lightning import Lightning
from kinoloom.generators.painted.cast.performers import perform
from kinoloom.generators.painted.cast.stage import Cast
from kinoloom.generators.painted.easel.camera import move_for
from kinoloom.generators.painted.easel.colour import to_srgb
from kinoloom.generators.painted.easel.looks import grade_for
from kinoloom.generators.painted.settings.tabletop.backdrop import Backdrop
from kinoloom.generators.painted.settings.tabletop.drift import Drift
from kinoloom.generators.painted.settings.tabletop.gleam import Sweep
from kinoloom.generators.painted.settings.tabletop.layout import compose, modelled
from kinoloom.generators.painted.settings.tabletop.light import studio_light, window_light
from kinoloom.generators.painted.settings.tabletop.parts import furnish
from kinoloom.generators.painted.settings.tabletop.picture import (
    Scenery,
    paint_object,
    paint_top,
)
from kinoloom.generators.painted.settings.tabletop.seamless import Seamless, paper_colour
from kinoloom.generators.painted.settings.tabletop.steam import Fire, Steam
from kinoloom.generators.painted.settings.tabletop.surface import studio_floor, table_top
from kinoloom.generators.painted.settings.tabletop.sway import Sway, shadow_tile

if TYPE_CHECKING:
    from fractions import Fraction

    from numpy.typing import NDArray

    from kinoloom.generators.painted.easel.camera import Pose
    from kinoloom.generators.painted.easel.canvas import Canvas
    from kinoloom.generators.painted.easel.grade import Grade
    from kinoloom.generators.painted.easel.layer import Shear
    from kinoloom.generators.painted.settings.tabletop.parts import Stood, Vec
    from kinoloom.generators.painted.settings.tabletop.picture import Sheet
    from kinoloom.generators.painted.settings.tabletop.surface import Top
    from kinoloom.generators.painted.spec import SceneSpec

_ICON_SHARE = 0.42
"""The height of a subject without a model, of the frame's."""
_IN_FRONT_Z = -0.2
_SWAY = {"clear": 0.42, "wind": 0.55, "cloudy": 0.30, "fog": 0.0, "rain": 0.10, "snow": 0.10,
         "storm": 0.12, "sandstorm": 0.16}  # fmt: skip
_BREEZE = {"wind": 4.5, "storm": 3.2, "sandstorm": 3.0}


class Tabletop:
    """The settings "tabletop" and "studio"; see `Scene` for the contract."""

    def __init__(self, spec: SceneSpec, canvas: Canvas, fps: Fraction, frame_count: int) -> None:
        self._spec, self._canvas = spec, canvas
        self._fps, self._frame_count = fps, frame_count
        self._seconds = float(frame_count / fps)
        self._is_studio = spec.setting == "studio"
        self._move = move_for(spec, canvas, self._seconds)
        self._layout = compose(spec, canvas, studio=self._is_studio)
        self._light = studio_light(spec) if self._is_studio else window_light(spec)
        if spec.time in ("dusk", "night") and any(one.thing.glows for one in self._layout.stood):
            self._light = self._light.dimmed(0.45 if spec.time == "night" else 0.6)
        self._air = daylight_of(spec)
        self._aperture_px = self._aperture()
        top = self._make_top()
        self._paint(top)
        self._cast = self._make_cast()
        self._steams = self._make_steams()
        self._fires = self._make_fires()
        self._sway = self._make_sway()
        self._sweep = self._make_sweep()
        self._drifts = self._make_drifts()
        self._make_weather()
        self._grade = self._make_grade()

    def frame(self, index: int) -> NDArray[np.uint8]:
        """The finished frame: height x width x 3, RGB."""
        canvas = self._canvas
        t_s = float(index / self._fps)
        pose = self._move.at(index, self._frame_count)
        frame = np.zeros((canvas.height_px, canvas.width_px, 3), np.uint8)
        self._backdrop.draw(frame, t_s, pose)
        if self._outdoors is not None:
            self._outdoors.draw_far(frame, t_s, pose)
        self._top.layer.draw(frame, pose, canvas)
        if isinstance(self._backdrop, Seamless):
            self._backdrop.draw_panel(frame, pose)
        if self._outdoors is not None:
            self._outdoors.draw_splashes(frame, t_s)
        self._draw_things(frame, t_s, pose)
        if self._sway is not None:
            self._sway.draw(frame, t_s, pose)
        if self._sweep is not None:
            self._sweep.draw(frame, t_s, pose)
        for fire in self._fires:
            fire.draw(frame, t_s, pose)
        for steam in self._steams:
            steam.draw(frame, t_s, pose)
        for drift in self._drifts:
            drift.draw(frame, t_s, pose)
        if self._outdoors is not None:
            self._outdoors.draw_near(frame, t_s, pose)
        elif self._lightning is not None:
            self._lightning.flash(frame, t_s)
        return self._grade.apply(frame, index % self._frame_count)

    def _draw_things(self, frame: NDArray[np.uint8], t_s: float, pose: Pose) -> None:
        """Farthest first; those without a model stand in the middle of the table."""
        is_drawn = self._cast is None
        for sheet in self._things:
            if not is_drawn and sheet.z < _IN_FRONT_Z:
                self._draw_cast(frame, t_s, pose)
                is_drawn = True
            sheet.layer.draw(frame, pose, self._canvas)
        if not is_drawn:
            self._draw_cast(frame, t_s, pose)

    def _draw_cast(self, frame: NDArray[np.uint8], t_s: float, pose: Pose) -> None:
        if self._cast is None:
            return
        if self._mirrors > 0.05:
            self._cast.draw_reflection(frame, t_s, pose, strength=self._mirrors)
        self._cast.draw(frame, t_s, pose)

    # -- painting -----------------------------------------------------------------------------

    def _aperture(self) -> float:
        """How far out of focus the infinitely far is, in px."""
        spec = self._spec
        wide = 26.0
        if spec.shallow or spec.lens == "macro" or spec.composition == "close_up":
            wide = 44.0
        elif spec.lens == "wide" or spec.composition == "wide":
            wide = 15.0
        return wide * self._canvas.unit

    def _make_top(self) -> Top:
        spec = self._spec
        if not self._is_studio:
            return table_top(spec)
        rng = np.random.default_rng([spec.seed & 0xFFFFFFFF, 0x7A])
        gloss = float(rng.choice((0.15, 0.55, 0.95)))
        if spec.is_wet or spec.time == "night":
            gloss = 1.0
        return studio_floor(paper_colour(spec), gloss=gloss, seed=spec.seed)

    def _paint(self, top: Top) -> None:
        """The backdrop, the table and everything on it."""
        spec, canvas, layout, light = self._spec, self._canvas, self._layout, self._light
        room = furnish(_in_paper(layout.stood, spec) if self._is_studio else layout.stood)
        self._backdrop: Backdrop | Seamless
        if self._is_studio:
            self._backdrop = Seamless(spec, canvas, layout, light, paper_colour(spec))
        else:
            self._backdrop = Backdrop(spec, canvas, layout, light)
        self._mirrors = 0.0 if top.mirror < 0.6 else 0.22 * top.mirror
        reach = canvas.width_px / layout.px_per_unit
        spot = (0.0, 0.45 * layout.hero_height, 0.0)
        scenery = Scenery(
            room=room,
            table=top.row(layout.far, layout.round_radius, 0.0 if self._is_studio else 1.0),
            sun=light.sun_row(spot, reach * (0.34 if self._is_studio else 0.26), spec.seed),
            panels=light.panel_rows(),
            glows=_glow_rows(layout.stood, night=spec.time in ("night", "dusk")),
            view=layout.view_row(),
            far=self._backdrop.far,
        )
        fade = 0.16 * canvas.height_px if self._is_studio else 0.0
        self._top = paint_top(
            scenery, canvas, layout, aperture_px=self._aperture_px, fade_px=fade
        )  # fmt: skip
        hero = max(range(len(layout.stood)), key=lambda n: _weight(layout.stood[n]), default=-1)
        sheets: list[Sheet] = []
        for n in range(len(layout.stood)):
            sheet = paint_object(
                scenery, canvas, layout, n, aperture_px=self._aperture_px,
                keep_gleam=self._is_studio and n == hero,
            )  # fmt: skip
            if sheet is not None:
                sheets.append(sheet)
        self._things = sorted(sheets, key=lambda sheet: -sheet.z)

    def _make_cast(self) -> Cast | None:
        spec, canvas, layout = self._spec, self._canvas, self._layout
        _, rest = modelled(spec)
        if not rest:
            return None
        part = spec.model_copy(update={"subjects": tuple(rest)})
        tallest = max(perform(subject, seed=spec.seed).height for subject in rest)
        height = _ICON_SHARE * canvas.height_px / max(0.25, tallest)
        if canvas.is_portrait:
            height *= 0.72
        if self._is_studio:
            height *= 1.5
        return Cast(
            part, canvas, self._light.rig(), ground_y_px=layout.foot_y_px,
            parallax=layout.ground.parallax_at(layout.foot_y_px), seconds=self._seconds,
            move=self._move, ground_rgb=_triple(to_srgb(self._top_mean())), ground=layout.ground,
            horizon_y_px=layout.horizon_y_px, height_px=height, x_px=layout.cast_x_px,
            shadow=min(0.6, 0.08 + 0.035 * self._light.hard), farthest_y_px=layout.edge_y_px + 8,
        )  # fmt: skip

    def _top_mean(self) -> NDArray[np.float32]:
        return table_top(self._spec).mean if not self._is_studio else np.full(3, 0.3, np.float32)

    # -- what moves ---------------------------------------------------------------------------

    def _on_canvas(self, at: Vec) -> tuple[float, float, float]:
        """A place of the room on the painted canvas, and its px per unit."""
        layout = self._layout
        scale = layout.focal_px / (layout.distance + at[2])
        return (layout.middle_x_px + at[0] * scale,
                layout.horizon_y_px + (layout.eye - at[1]) * scale, scale)  # fmt: skip

    def _make_steams(self) -> list[Steam]:
        spec, canvas = self._spec, self._canvas
        level = np.asarray(self._light.window) * 0.55 + np.asarray(self._light.key) * 0.22
        level = np.minimum(level + 0.10, 0.95) * self._light.exposure
        colour = _triple(np.asarray(to_srgb(np.clip(level, 0.02, 0.9))))
        asked = "steam" in spec.effects or "smoke" in spec.effects
        steams: list[Steam] = []
        for k, one in enumerate(self._layout.stood):
            hot = one.thing.hot
            if hot is None and asked and k == 0:
                hot = (0.0, one.thing.height, 0.0)
            if hot is None or abs(one.z) > 2.5:
                continue
            at = one.spot(hot)
            x, y, scale = self._on_canvas(at)
            radius = max(0.12, one.thing.hot_radius or 0.2) * scale * one.scale
            wind = {"wind": 0.8, "storm": 0.3}.get(spec.weather, 0.12) * -self._light.side
            steams.append(
                Steam(
                    canvas, x_px=x, y_px=y, radius_px=radius,
                    height_px=min(1.5 * scale, 0.62 * canvas.height_px),
                    parallax=self._layout.parallax_at(one.z), colour_rgb=colour,
                    strength=0.95 if one.is_hero else 0.5, wind=wind, seed=spec.seed + 31 * k,
                )
            )  # fmt: skip
        return steams[:4]

    def _make_fires(self) -> list[Fire]:
        fires: list[Fire] = []
        for k, one in enumerate(self._layout.stood):
            blur = abs(1 - self._layout.distance / (self._layout.distance + one.z))
            for i, flame in enumerate(one.thing.flames):
                x, y, scale = self._on_canvas(one.spot(flame.at))
                fires.append(
                    Fire(
                        self._canvas, x_px=x, y_px=y, height_px=flame.height * scale * one.scale,
                        parallax=self._layout.parallax_at(one.z),
                        wind=0.8 if self._spec.weather == "wind" else 0.1,
                        seed=self._spec.seed % 9973 + 17 * k + i,
                        blur_px=0.7 * blur * self._aperture_px,
                    )
                )  # fmt: skip
        return fires[:24]

    def _make_sway(self) -> Sway | None:
        spec, layout = self._spec, self._layout
        strength = _SWAY[spec.weather]
        if self._is_studio or spec.time == "night" or strength < 0.02:
            return None
        maps: list[tuple[NDArray[np.float32], float, Shear | None]] = [
            (self._top.maps, 1.0, layout.ground)
        ]
        maps += [(sheet.maps, sheet.layer.parallax, None) for sheet in self._things]
        reach = self._canvas.width_px / layout.px_per_unit
        return Sway(
            self._canvas, maps,
            tile=shadow_tile(spec.seed, soft_px=3.2 if spec.weather in ("clear", "wind") else 12.0),
            px_per_unit=256 / (0.62 * reach), strength=strength * (0.75 + 0.5 * spec.motion),
            breeze=_BREEZE.get(spec.weather, 1.0), phase=(spec.seed % 628) / 100,
        )  # fmt: skip

    def _make_sweep(self) -> Sweep | None:
        gleam = next((sheet.gleam for sheet in self._things if sheet.gleam is not None), None)
        if gleam is None:
            return None
        colour = np.asarray(self._light.rim)
        return Sweep(
            self._canvas, gleam, colour_rgb=_triple(colour / max(1.0, float(colour.max()))),
            strength=0.55, side=self._light.side, seconds=self._seconds, motion=self._spec.motion,
        )  # fmt: skip

    def _make_drifts(self) -> list[Drift]:
        spec, canvas = self._spec, self._canvas
        blow = {"wind": 260.0, "storm": 180.0, "sandstorm": 300.0}.get(spec.weather, 14.0)
        wind = blow * -self._light.side * (0.6 + 0.8 * spec.motion)
        tint = self._light.rig()
        lit = np.minimum(1.0, np.asarray(tint.key_rgb) * 0.7 + np.asarray(tint.ambient_rgb) * 0.6)
        colour = _triple(lit)
        drifts = [
            Drift(canvas, effect, wind=wind, light_rgb=colour, seed=spec.seed)
            for effect in spec.effects
            if effect not in ("steam", "smoke")
        ]
        if spec.weather == "wind" and "leaves" not in spec.effects:
            kind = "leaves" if spec.season == "autumn" else "petals"
            drifts.append(
                Drift(canvas, kind, wind=1.6 * wind, light_rgb=colour, seed=spec.seed, share=0.7)
            )
        if spec.weather in ("clear", "wind", "cloudy") and "dust" not in spec.effects:
            share = 0.55 if spec.weather == "clear" else 0.3
            drifts.append(
                Drift(
                    canvas, "dust", wind=0.25 * wind, light_rgb=colour, seed=spec.seed, share=share
                )
            )
        return drifts

    def _make_weather(self) -> None:
        """In a studio and on a terrace the weather is among the things; elsewhere outside."""
        spec, canvas = self._spec, self._canvas
        self._outdoors: Conditions | None = None
        self._lightning: Lightning | None = None
        among = self._is_studio or (isinstance(self._backdrop, Backdrop) and self._backdrop.is_open)
        # Blown sand finds its way through any window.
        among = among or spec.weather == "sandstorm"
        if among and spec.weather not in ("clear", "cloudy", "wind"):
            self._outdoors = Conditions(
                spec, canvas, self._air, horizon_y_px=self._layout.edge_y_px,
                ground_y_px=self._layout.foot_y_px,
            )  # fmt: skip
        elif spec.weather == "storm":
            self._lightning = Lightning(
                canvas, 0.65, spec.seed + 14, horizon_y_px=self._layout.edge_y_px
            )

    def _make_grade(self) -> Grade:
        spec = self._spec
        dark = spec.time in ("dusk", "night")
        if self._is_studio:
            return grade_for(spec, self._canvas, vignette=0.30, bloom=0.34 if dark else 0.22,
                             threshold=0.74, contrast=0.26)  # fmt: skip
        return grade_for(spec, self._canvas, vignette=0.42, bloom=0.46 if dark else 0.34,
                         threshold=0.72, contrast=0.30)  # fmt: skip


def _in_paper(stood: tuple[Stood, ...], spec: SceneSpec) -> tuple[Stood, ...]:
    """Plinths in the colour of the paper."""
    colour = paper_colour(spec)
    return tuple(
        one
        if one.thing.name != "plinth"
        else replace(
            one,
            thing=replace(
                one.thing,
                parts=tuple(
                    replace(part, material=part.material._replace(colour=colour))
                    for part in one.thing.parts
                ),
            ),
        )
        for one in stood
    )


def _glow_rows(stood: tuple[Stood, ...], *, night: bool) -> NDArray[np.float64]:
    """Bulbs and flames: place, light (3), how near their own shade is."""
    rows: list[list[float]] = []
    for one in stood:
        for glow in one.thing.glows:
            power = glow.power * (7.0 if night else 1.6) * one.scale**2
            rows.append([*one.spot(glow.at), *(power * c for c in glow.colour), 0.22])
    return np.array(rows[:4], np.float64).reshape(-1, 7)


def _weight(one: Stood) -> float:
    """How much of a hero a thing is."""
    return one.thing.height * one.thing.seen_half if one.thing.name != "plinth" else 0.0


def _triple(values: NDArray[np.generic]) -> tuple[float, float, float]:
    return float(values[0]), float(values[1]), float(values[2])
