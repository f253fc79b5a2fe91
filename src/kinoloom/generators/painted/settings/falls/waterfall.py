"""A waterfall: a layered cliff with trees on it, water that falls into a pool, spray and ferns."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from kinoloom.generators.painted.air.sky import sights_of
from kinoloom.generators.painted.easel.colour import mix
from kinoloom.generators.painted.easel.deal import dealt
from kinoloom.generators.painted.easel.focus import focus_for
from kinoloom.generators.painted.easel.layer import Layer
from kinoloom.generators.painted.settings.falls.atmosphere import Atmosphere
from kinoloom.generators.painted.settings.falls.cascade import Cascade, Froth, drift_tile
from kinoloom.generators.painted.settings.falls.cliff import Stone, paint_cliff
from kinoloom.generators.painted.settings.falls.crowns import draw_crowns, has_crowns
from kinoloom.generators.painted.settings.falls.fringe import ferns_of
from kinoloom.generators.painted.settings.falls.gorge import Chute, gorge_of, wall_foot_px
from kinoloom.generators.painted.settings.mountains.lake import Lake
from kinoloom.generators.painted.settings.mountains.looks import ROUGHNESS, soil_of, water_of
from kinoloom.generators.painted.settings.mountains.pines import (
    Band,
    draw_trees,
    forest_band,
    snow_colour,
    tree_rows,
)
from kinoloom.generators.painted.settings.mountains.scene import Mountains
from kinoloom.generators.painted.settings.mountains.shore import draw_rocks
from kinoloom.generators.painted.settings.mountains.vista import colour

if TYPE_CHECKING:
    from fractions import Fraction

    from numpy.typing import NDArray

    from kinoloom.generators.painted.air.daylight import Daylight
    from kinoloom.generators.painted.easel.camera import Pose
    from kinoloom.generators.painted.easel.canvas import Canvas
    from kinoloom.generators.painted.easel.focus import Focus
    from kinoloom.generators.painted.easel.light import Colour
    from kinoloom.generators.painted.spec import SceneSpec

_PARALLAX = 0.34
_WALL_PARALLAX = 0.46
_STONES = (("#6b6a6c", "#8a8174"), ("#7c6a58", "#9a7a58"), ("#56606a", "#77787a"),
           ("#74564a", "#a07860"))  # fmt: skip
_MOSS = {"earth": "#526c3e", "autumn": "#927a30", "winter": "#68725c"}


class Pool(Lake):
    """The pool under the falls; draws the falls first, since the water mirrors them."""

    cascades: tuple[Cascade, ...] = ()
    walls: tuple[Layer, ...] = ()
    rocks: Layer | None = None
    bow: Layer | None = None
    spray = 1.0

    def defocus(self, focus: Focus) -> None:
        """The water that falls, and what stands around the pool, as a lens sees it."""
        focus.see(*self.cascades, self.rocks, *self.walls, self.bow)

    def draw(
        self,
        frame_u8: NDArray[np.uint8],
        t_s: float,
        pose: Pose,
        *,
        shore_y_px: float,
        sun_x_px: float,
    ) -> None:
        """The falls, the pool from the shore's row down, foam, spray, then the nearer walls."""
        for cascade in self.cascades:
            cascade.draw(frame_u8, t_s, pose)
        # Once for the water to mirror, once as they stand in it.
        if self.rocks is not None:
            self.rocks.draw(frame_u8, pose, self._canvas)
        super().draw(frame_u8, t_s, pose, shore_y_px=shore_y_px, sun_x_px=sun_x_px)
        for cascade in self.cascades:
            cascade.draw_foam(frame_u8, t_s, pose, shore_y_px)
        if self.rocks is not None:
            self.rocks.draw(frame_u8, pose, self._canvas)
        for cascade in self.cascades:
            cascade.draw_spray(frame_u8, t_s, pose, self.spray)
        if self.bow is not None:
            self.bow.draw(frame_u8, pose, self._canvas)
        for wall in self.walls:
            wall.draw(frame_u8, pose, self._canvas)


class Waterfall(Mountains):
    """The setting "waterfall": the shore, cast and weather of a lake view under a cliff."""

    def __init__(self, spec: SceneSpec, canvas: Canvas, fps: Fraction, frame_count: int) -> None:
        super().__init__(spec, canvas, fps, frame_count)
        ferns = ferns_of(spec, canvas, self._light, self._vista.shore_y_px)
        focus_for(spec, canvas, subject_parallax=self._sharp_parallax()).see(*ferns)
        self._effects = Atmosphere(spec, canvas, self._light, self._seconds, ferns)

    def _sharp_parallax(self) -> float:
        """The fall, where nobody stands before it: it is what the words are about."""
        return super()._sharp_parallax() if self._spec.subjects else _PARALLAX

    def _paint_ranges(self, rng: np.random.Generator, sky: NDArray[np.float32]) -> list[Layer]:
        canvas, spec, light = self._canvas, self._spec, self._light
        gorge = self._gorge = gorge_of(spec, canvas, self._vista)
        unit = canvas.unit
        crest = max(chute.lip_y_px for chute in gorge.chutes) - 40 * unit
        crowd = canvas.paint_width_px / (2304 * unit)
        band = Band(crest + 70 * unit, 150 * unit, round(420 * crowd), 46 * unit, 120 * unit,
                    0.42 + 0.5 * light.density, 0.35)  # fmt: skip
        if has_crowns(spec):
            hill = np.full(canvas.paint_width_px, crest + 62 * unit, np.float32)
            far = self._crown(hill, (), 300 * crowd, (50, 120), 1.0, 0.42 + 0.5 * light.density)
        else:
            far = forest_band(canvas, light, self._woods, band, sun_x_px=self._vista.sun_x_px,
                              seed=spec.seed + 5)  # fmt: skip
        face = self._paint_rock(
            gorge.top_y_px, gorge.foot_y_px + 8 * unit, 46 * unit,
            haze=0.10 + 0.55 * light.density, dim=1.0, tag=3,
        )  # fmt: skip
        crown = self._crown(gorge.top_y_px, gorge.chutes, 120 * crowd, (50, 150), 1.0,
                            0.10 + 0.5 * light.density)  # fmt: skip
        return [Layer(far, 0.2), Layer(crown, _PARALLAX), Layer(face, _PARALLAX)]

    def _paint_forests(self) -> list[Layer]:
        return []

    def _paint_spits(self) -> list[Layer]:
        return []

    def _make_lake(self) -> Lake:
        canvas, spec, light, gorge = self._canvas, self._spec, self._light, self._gorge
        above = gorge.foot_y_px - canvas.margin_y_px
        below = canvas.margin_y_px + canvas.height_px - gorge.foot_y_px
        look = water_of(spec, light)
        rough = max(0.75, ROUGHNESS[spec.weather])
        green = mix(look.deep_rgb, np.array([0.10, 0.34, 0.33]) * np.asarray(light.ambient_rgb),
                    0.5)  # fmt: skip
        look = look._replace(
            roughness=rough, glitter=0.5 * look.glitter, clarity=0.58, deep_rgb=_triple(green)
        )
        pool = Pool(
            canvas, look, stretch=float(np.clip(0.8 * above / below, 0.9, 1.5)),
            far_parallax=_PARALLAX, near_parallax=1.0, seed=spec.seed,
        )  # fmt: skip
        tile = drift_tile(spec.seed)
        froth = froth_of(light)
        pool.cascades = tuple(
            Cascade(
                canvas,
                chute,
                froth,
                tile,
                parallax=_PARALLAX,
                lip_seed=spec.seed,
                seed=spec.seed + 17 * k,
            )
            for k, chute in enumerate(gorge.chutes)
        )
        pool.rocks = self._boulders()
        pool.walls = tuple(self._wall(top, k) for k, top in enumerate(gorge.walls))
        asked = "rainbow" in sights_of(spec) and spec.hour != "night"
        sunny = spec.hour in ("day", "golden_hour", "dawn") and spec.weather in ("clear", "wind")
        if asked or sunny:
            pool.bow = self._bow(asked=asked)
        return pool

    # -- painting -----------------------------------------------------------------------------

    @property
    def _stone(self) -> tuple[str, str]:
        """The rock and its warmer layers."""
        return dealt(_STONES, self._spec.seed, 0xC1F)

    def _paint_rock(
        self, top: NDArray[np.float32], foot: NDArray[np.float32] | float, grain: float, *,
        haze: float, dim: float, tag: int,
    ) -> NDArray[np.float32]:  # fmt: skip
        spec, canvas, gorge = self._spec, self._canvas, self._gorge
        rng = np.random.default_rng([spec.seed & 0xFFFFFFFF, 0xC1F])
        rock, warm = self._stone
        grain *= float(rng.uniform(0.75, 1.4))
        snowy = spec.season == "winter" or spec.weather == "snow"
        world = spec.world if spec.world in _MOSS else "earth"
        stone = Stone(
            _dimmed(rock, dim), _dimmed(warm, dim), _dimmed(_MOSS[world], dim),
            0.9 if snowy else 0.0, float(rng.uniform(0.75, 1.15)),
        )  # fmt: skip
        xs = np.arange(canvas.paint_width_px, dtype=np.float32)
        wet = np.zeros_like(xs)
        for chute in gorge.chutes:
            away = np.abs(xs - chute.x_px) - chute.half_px
            wet = np.maximum(wet, np.exp(-np.maximum(away, 0) / (60 * canvas.unit)))
        return paint_cliff(
            canvas, self._light, stone, top_y_px=top, foot_y_px=foot, sun_dir=self._vista.sun_dir,
            grain_px=grain, haze=haze, wet_px=wet * dim, seed=spec.seed + tag,
        )  # fmt: skip

    def _crown(
        self, top: NDArray[np.float32], chutes: tuple[Chute, ...], count: float,
        tall: tuple[float, float], dim: float, haze: float,
    ) -> NDArray[np.float32]:  # fmt: skip
        """Trees on an edge, in clumps, none in the water's way."""
        spec, canvas, light = self._spec, self._canvas, self._light
        rng = np.random.default_rng([spec.seed & 0xFFFFFFFF, 0xC20, len(top), round(dim * 10)])
        unit = canvas.unit
        xs = rng.random(round(count)) * (canvas.paint_width_px - 1)
        xs = xs + 26 * unit * np.sin(xs / (70 * unit))
        xs = np.clip(xs, 0, canvas.paint_width_px - 1)
        free = np.ones(len(xs), bool)
        for chute in chutes:
            free &= np.abs(xs - chute.x_px) > chute.half_px + 12 * unit
        here = top[xs.astype(int)]
        free &= here < canvas.paint_height_px
        xs, here = xs[free], here[free]
        places = np.stack([xs, here + rng.uniform(4, 30, len(xs)) * unit], 1).astype(np.float32)
        heights = (rng.uniform(tall[0], tall[1], len(xs)) * unit).astype(np.float32)
        order = np.argsort(places[:, 1])
        premult = np.zeros((canvas.paint_height_px, canvas.paint_width_px, 4), np.float32)
        if has_crowns(spec):
            draw_crowns(premult, places[order], heights[order], spec, light, self._vista, rng, dim)
        else:
            rows = tree_rows(places[order], heights[order], self._woods, light, rng)
            rows[:, 9:15] *= dim
            draw_trees(premult, rows, sun_x_px=self._vista.sun_x_px, snow_rgb=snow_colour(light))
        alpha = premult[..., 3:]
        colour_rgb = premult[..., :3] / np.maximum(alpha, 1e-3)
        return np.dstack([mix(colour_rgb, np.asarray(light.haze_rgb), haze), alpha])

    def _boulders(self) -> Layer:
        """What has fallen from the cliff: no pool ends on a straight line of rock."""
        spec, canvas, gorge = self._spec, self._canvas, self._gorge
        rng = np.random.default_rng([spec.seed & 0xFFFFFFFF, 0xB0D])
        unit, width = canvas.unit, canvas.paint_width_px
        heaps = rng.uniform(0, width, round(11 * width / (2304 * unit)))
        beside = [c.x_px + hand * (c.half_px + 12 * unit) for c in gorge.chutes for hand in (-1, 1)]
        under = [
            c.x_px + s * c.half_px for c in gorge.chutes
            for s in rng.uniform(-0.9, 0.9, round(c.half_px / (70 * unit)))
        ]  # fmt: skip
        places = np.concatenate([heaps, beside, under])
        own = rng.integers(3, 9, len(places))
        xs = np.repeat(places, own) + rng.normal(0, 46 * unit, int(own.sum()))
        stones = self._stones(xs, gorge.foot_y_px, 1.0, rng, dim=0.8)
        return Layer(stones, _PARALLAX)

    def _stones(
        self, xs: NDArray[np.float64], foot: float, scale: float, rng: np.random.Generator, *,
        dim: float,
    ) -> NDArray[np.float32]:  # fmt: skip
        """Boulders in shallow water, straight RGBA over the canvas."""
        spec, canvas, light = self._spec, self._canvas, self._light
        count = len(xs)
        sizes = scale * canvas.unit * 7 * (1 + 4.5 * rng.random(count) ** 2.2)
        rows = foot + sizes * rng.uniform(0.1, 0.55, count)
        rocks = np.stack(
            [xs, rows, sizes * rng.uniform(0.9, 1.6, count), sizes * rng.uniform(0.7, 1.3, count),
             rng.integers(0, 1 << 16, count)], 1
        )[np.argsort(rows)].astype(np.float32)  # fmt: skip
        soil = soil_of(spec)._replace(stone=_dimmed(self._stone[0], dim))
        premult = np.zeros((canvas.paint_height_px, canvas.paint_width_px, 4), np.float32)
        x, y, _ = self._vista.sun_dir
        draw_rocks(premult, rocks, light, soil, key_dir=(x * 0.85, -y * 0.85, 0.36),
                   snow_rgb=snow_colour(light))  # fmt: skip
        alpha = premult[..., 3:]
        ink = premult[..., :3] / np.maximum(alpha, 1e-3)
        ink = mix(ink, np.asarray(light.haze_rgb), 0.10 + 0.5 * light.density)
        return np.dstack([ink, alpha]).astype(np.float32)

    def _wall(self, top: NDArray[np.float32], number: int) -> Layer:
        spec, canvas, gorge = self._spec, self._canvas, self._gorge
        unit = canvas.unit
        foot = wall_foot_px(canvas, gorge.foot_y_px, number)
        rock = self._paint_rock(top, foot, 70 * unit, haze=0.02 + 0.4 * self._light.density,
                                dim=0.72, tag=31 + number)  # fmt: skip
        trees = self._crown(top, gorge.chutes, 60, (90, 250), 0.62,
                            0.03 + 0.15 * self._light.density)  # fmt: skip
        cover = rock[..., 3:]
        colour_rgb = trees[..., :3] * (1 - cover) + rock[..., :3] * cover
        alpha = np.maximum(trees[..., 3:], cover)
        shown = np.where(cover > 0, colour_rgb, trees[..., :3])
        picture = np.dstack([shown, alpha]).astype(np.float32)
        _add_image(picture, round(foot), unit, spec.seed + number)
        inside = top < foot - 3 * unit
        if inside.any():
            # Boulders where it enters the water: it is no screen that ends on a straight line.
            first, last = np.flatnonzero(inside)[[0, -1]]
            rng = np.random.default_rng([spec.seed & 0xFFFFFFFF, 0xB0E, number])
            count = max(4, round((last - first) / (16 * unit)))
            xs = rng.uniform(first - 20 * unit, last + 20 * unit, count)
            stones = self._stones(xs, foot, 1.35, rng, dim=0.55)
            over = stones[..., 3:]
            picture[..., :3] = picture[..., :3] * (1 - over) + stones[..., :3] * over
            picture[..., 3:] = np.maximum(picture[..., 3:], over)
        return Layer(picture, _WALL_PARALLAX)

    def _bow(self, *, asked: bool) -> Layer:
        """A rainbow in the spray, opposite the sun: faint, unless it is asked for."""
        canvas, gorge = self._canvas, self._gorge
        chute, unit = gorge.chutes[0], canvas.unit
        xx, yy = canvas.grid()
        hand = -1.0 if self._vista.sun_x_px > chute.x_px else 1.0
        radius = (330 if asked else 210) * unit
        cx = chute.x_px + hand * 0.35 * radius
        cy = chute.foot_y_px + 70 * unit
        away = (np.hypot(xx - cx, yy - cy) - radius) / ((34 if asked else 26) * unit)
        bands = [np.exp(-(((away - shift) / 0.42) ** 2)) for shift in (0.55, 0.0, -0.55)]
        strength = np.maximum.reduce(bands)
        high = np.clip((chute.foot_y_px - 4 * unit - yy) / (70 * unit), 0, 1)
        side = np.clip(0.5 + hand * (xx - cx) / radius, 0, 1)
        rgb = np.clip(np.dstack(bands) * 0.75 + 0.30, 0, 1)
        clear = 1.0 if asked else 0.4 + 0.6 * self._light.disc
        alpha = (0.34 if asked else 0.17) * strength * high * side * clear
        return Layer(np.dstack([rgb, alpha]).astype(np.float32), _PARALLAX)


def froth_of(light: Daylight) -> Froth:
    """White water in this light: bright where it catches it, the shadows' colour elsewhere."""
    ambient, key = np.asarray(light.ambient_rgb), np.asarray(light.key_rgb)
    lit = np.clip(0.93 * (ambient * 0.80 + key * 0.52), 0, 0.97)
    shade = np.clip(np.array([0.52, 0.62, 0.69]) * (ambient * 0.80 + key * 0.14), 0, 0.9)
    air = np.asarray(light.haze_rgb)
    glass = np.clip(np.array([0.36, 0.60, 0.62]) * (ambient * 0.85 + key * 0.25), 0, 0.9)
    lit, shade = mix(lit, air, 0.35 * light.density), mix(shade, air, 0.6 * light.density)
    glass = mix(glass, air, 0.5 * light.density)
    return Froth(lit.astype(np.float32), shade.astype(np.float32), glass.astype(np.float32))


def _add_image(picture: NDArray[np.float32], foot: int, unit: float, seed: int) -> None:
    """A near wall's image in the water below its foot: dark, broken, lost in the deep."""
    room = min(foot, len(picture) - foot)
    if room < 2:
        return
    rng = np.random.default_rng([seed & 0xFFFFFFFF, 0xB0F])
    down = np.arange(room)
    taps = np.hanning(2 * round(2 * unit) + 5)
    wave = np.convolve(rng.normal(0, 1, room), taps / taps.sum(), "same")
    shift = np.round(wave * (2 + 0.09 * down / unit) * 3 * unit).astype(int)
    columns = np.arange(picture.shape[1])
    fade = 0.62 * np.exp(-down / (260 * unit))
    for k in range(room):
        source = np.clip(columns + shift[k], 0, len(columns) - 1)
        row = picture[foot - 1 - k, source]
        here = picture[foot + k]
        share = row[:, 3:] * np.float32(fade[k]) * (1 - here[:, 3:])
        here[:, :3] = np.where(here[:, 3:] > share, here[:, :3], row[:, :3] * np.float32(0.6))
        here[:, 3:] = np.maximum(here[:, 3:], share)


def _dimmed(code: str, dim: float) -> Colour:
    return _triple(np.asarray(colour(code)) * dim)


def _triple(values: NDArray[np.floating]) -> Colour:
    return float(values[0]), float(values[1]), float(values[2])
