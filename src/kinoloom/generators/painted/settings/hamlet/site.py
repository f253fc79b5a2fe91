"""The site of a hamlet: its lie, its season and air, and the land painted in slabs of depth."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

import numpy as np

from kinoloom.generators.painted.easel.colour import mix, rgb
from kinoloom.generators.painted.settings.hamlet.bark import bark_in
from kinoloom.generators.painted.settings.hamlet.parcels import parcels
from kinoloom.generators.painted.settings.hamlet.solids import Building, paint_building
from kinoloom.generators.painted.settings.meadow.field import Field, Touch, premultiplied
from kinoloom.generators.painted.settings.meadow.ground import grass_albedo, snowed, sown
from kinoloom.generators.painted.settings.meadow.shading import lit, shade
from kinoloom.generators.painted.settings.meadow.trees import Grove, draw_trees, tree_rows

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from kinoloom.generators.painted.easel.canvas import Canvas
    from kinoloom.generators.painted.settings.meadow.growth import Track
    from kinoloom.generators.painted.settings.meadow.prospect import Prospect
    from kinoloom.generators.painted.settings.meadow.relief import Survey
    from kinoloom.generators.painted.settings.meadow.seasons import Cover
    from kinoloom.generators.painted.settings.meadow.shading import Air

_ROOM_PX = 330
_LAMP_RGB = np.array([1.0, 0.70, 0.36], np.float32)


@dataclass(frozen=True)
class Site:
    """Where everything stands: the view, what covers the land, its light, its lane."""

    canvas: Canvas
    prospect: Prospect
    cover: Cover
    air: Air
    seed: int
    track: Track | None = None
    lane_rgb: str = "#8a7a62"
    has_parcels: bool = False
    furrow_turn: float = 0.2

    def ground_m(self, x_m: float, z_m: float) -> float:
        """The land's height at a place."""
        return float(self.prospect.relief.heights(np.array([x_m]), np.array([z_m]))[0])

    def on_canvas(self, x_m: float, height_m: float, z_m: float) -> tuple[float, float]:
        """A world point on the painted canvas."""
        lens = self.prospect.lens
        y = lens.horizon_px - lens.focal_px * (height_m - lens.eye_m) / z_m
        return lens.column(x_m, z_m), y

    def snow_rgb(self) -> NDArray[np.float32]:
        """Fresh snow in this light."""
        return np.clip(lit((0.95, 0.96, 0.98), self.air.light, 0.55), 0, 0.98)


class Thing(Protocol):
    """Something that stands on the land and is painted into its slab."""

    @property
    def z_m(self) -> float: ...

    def paint(self, premult: NDArray[np.float32], top_px: int, site: Site) -> None: ...


@dataclass(frozen=True)
class Tree:
    """A broad-leaved or slender tree."""

    x_m: float
    z_m: float
    tall_m: float
    grove: Grove
    seed: int

    def paint(self, premult: NDArray[np.float32], top_px: int, site: Site) -> None:
        lens, air = site.prospect.lens, site.air
        ground = site.ground_m(self.x_m, self.z_m)
        x, y = site.on_canvas(self.x_m, ground, self.z_m)
        column = int(np.clip(x, 0, site.canvas.paint_width_px - 1))
        rng = np.random.default_rng([self.seed & 0xFFFFFFFF, 0x73])
        haze, share = air.colour_px(site.canvas)[column], air.at(self.z_m, ground + 4)
        rows = tree_rows(
            np.array([[x, y - top_px + 1]]), np.array([self.tall_m * lens.px_per_m(self.z_m)]),
            self.grove, air.light, rng, air_rgb=haze[None], air=share,
        )  # fmt: skip
        sx, sy, sz = air.sun
        draw_trees(
            premult, rows, key_dir=(sx, -sy, max(0.25, -sz)), snow_rgb=site.snow_rgb(),
            bark=bark_in(rows, air.light, haze, share),
        )  # fmt: skip


@dataclass(frozen=True)
class House:
    """A building as a thing."""

    building: Building
    seed: int

    @property
    def z_m(self) -> float:
        return self.building.z_m

    def paint(self, premult: NDArray[np.float32], top_px: int, site: Site) -> None:
        paint_building(
            premult, top_px, self.building, site.prospect.lens, site.air, site.canvas,
            seed=self.seed,
        )  # fmt: skip


def land_slab(
    site: Site, near_m: float, far_m: float, *, things: list[Thing], parallax: float,
    at_m: float, lamps: NDArray[np.float64] | None = None,
) -> Field:  # fmt: skip
    """The land between two distances with what stands on it, as one sheet of one distance."""
    rgba, top, _ = painted_land(site, near_m, far_m, lamps=lamps)
    premult = rgba
    premult[..., :3] *= rgba[..., 3:]
    for thing in sorted(things, key=lambda one: -one.z_m):
        thing.paint(premult, top, site)
    premult = np.clip(premult, 0, 1)
    premult[..., :3] /= np.maximum(premult[..., 3:], 1e-3)
    touch = Touch(glint=0.08, bend_m=0.0, cloud=cloud_of(site.air))
    return Field(
        premultiplied(premult, site.seed % 991), top, lens=site.prospect.lens, touch=touch,
        parallax=parallax, at_m=at_m,
    )  # fmt: skip


def painted_land(
    site: Site, near_m: float, far_m: float, *, lamps: NDArray[np.float64] | None = None,
    room_px: int = _ROOM_PX,
) -> tuple[NDArray[np.float32], int, Survey]:  # fmt: skip
    """Land in straight RGBA with free rows above it for what stands there, and its first row."""
    canvas, cover, seed = site.canvas, site.cover, site.seed
    steps = max(200, min(700, round(360 * canvas.unit**0.5)))
    survey = site.prospect.relief.survey(site.prospect.lens, near_m, far_m, steps=steps)
    albedo = grass_albedo(survey, cover, seed)
    if site.has_parcels:
        albedo = parcels(survey, albedo, cover, seed=seed, turn=site.furrow_turn)
    else:
        albedo = sown(survey, albedo, cover, seed)
    albedo = snowed(survey, albedo, cover, seed)
    if site.track is not None:
        albedo = _lane(survey, albedo, site)
    painted = shade(survey, np.asarray(albedo, np.float32), site.air, canvas)
    if lamps is not None and len(lamps):
        painted[..., :3] = _lamplit(survey, painted[..., :3], np.asarray(albedo), lamps, site)
    room = min(survey.top_px, round(room_px * canvas.unit))
    tall = np.zeros((len(painted) + room, *painted.shape[1:]), np.float32)
    tall[room:] = painted
    return tall, survey.top_px - room, survey


def cloud_of(air: Air) -> float:
    """How dark the shadows of clouds are that cross the land."""
    if air.light.is_night:
        return 0.0
    return {"clear": 0.5, "wind": 0.7, "cloudy": 0.5}.get(air.light.weather, 0.0)


def _lane(survey: Survey, albedo: NDArray[np.float32], site: Site) -> NDArray[np.float32]:
    """A lane of beaten earth or stone, its edges eaten by grass."""
    track = site.track
    assert track is not None
    off = np.abs(survey.x_m - track.middle_m(survey.z_m.astype(np.float64)))
    ragged = survey.noise(0.9, 1.5, 3, site.seed + 61) - 0.5
    share = np.clip((1.0 - off / track.half_m + 0.45 * ragged) * 4.0, 0, 1)
    stones = survey.noise(0.10, 0.14, 2, site.seed + 63)
    broad = survey.noise(1.6, 2.4, 2, site.seed + 65)
    worn = rgb(site.lane_rgb) * (0.62 + 0.45 * stones + 0.3 * broad)[..., None]
    ruts = np.exp(-(((off / track.half_m - 0.5) / 0.16) ** 2)) * (0.5 + ragged)
    worn = worn * (1 - 0.22 * np.clip(ruts, 0, 1))[..., None]
    if site.cover.snow > 0:
        worn = mix(worn, rgb("#dfe6ef"), 0.62)
    return mix(albedo, worn, share[..., None])


def _lamplit(
    survey: Survey, painted: NDArray[np.float32], albedo: NDArray[np.float32],
    lamps: NDArray[np.float64], site: Site,
) -> NDArray[np.float32]:  # fmt: skip
    """Pools of warm light under lamps and windows (rows of x, height, z, strength)."""
    light = np.zeros(survey.z_m.shape, np.float32)
    x, z = survey.x_m, survey.z_m
    lens = survey.lens
    for lx, ly, lz, strength in lamps:
        reach = 4.5 + 0.6 * ly
        low, _ = lens.column(lx - 2.2 * reach, lz), 0
        first = max(0, int(min(low, lens.column(lx - 2.2 * reach, lz + reach))))
        last = min(x.shape[1], int(lens.column(lx + 2.2 * reach, max(2.0, lz - reach))) + 1)
        if last <= first:
            continue
        part = np.s_[:, first:last]
        away = ((x[part] - lx) ** 2 + (z[part] - lz) ** 2) / (reach * reach)
        light[part] += (strength * np.exp(-1.6 * away)).astype(np.float32)
    light = np.minimum(light, 1.25) * (survey.z_m < 1e6)
    warm = (albedo.mean(axis=-1, keepdims=True) * 0.8 + albedo * 0.7 + 0.04) * _LAMP_RGB
    share = site.air.share(survey.z_m, survey.height_m)
    return np.clip(painted + warm * (0.46 * light * (1 - share))[..., None], 0, 1)
