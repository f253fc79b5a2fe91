"""The plan of a shot: what a village, a farm or a castle hands to the scene to be drawn."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

import numpy as np

from kinoloom.generators.painted.easel.layer import Layer
from kinoloom.generators.painted.settings.hamlet.movers import Glow, Smoke
from kinoloom.generators.painted.settings.hamlet.site import House, Site, Thing

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from kinoloom.generators.painted.easel.camera import Pose
    from kinoloom.generators.painted.easel.canvas import Canvas
    from kinoloom.generators.painted.easel.focus import Focus
    from kinoloom.generators.painted.settings.hamlet.movers import Flag, Lanterns, Sails
    from kinoloom.generators.painted.settings.meadow.gusts import Wind
    from kinoloom.generators.painted.spec import Hour, SceneSpec

NEAR_M = 48.0
"""How far the near field reaches; then come two slabs of land."""
MIDDLE_M, BACK_M = 112.0, 330.0
MIDDLE_PARALLAX, BACK_PARALLAX = 0.20, 0.125
_LIT: dict[Hour, float] = {
    "dawn": 0.10,
    "day": 0.0,
    "golden_hour": 0.16,
    "dusk": 0.74,
    "night": 0.62,
}


class Sheet(Protocol):
    """Something painted once that is drawn in every frame."""

    def draw(
        self, frame_u8: NDArray[np.uint8], t_s: float, pose: Pose, canvas: Canvas, wind: Wind
    ) -> None: ...

    def defocus(self, focus: Focus) -> None: ...


class Still:
    """A layer that nothing moves but the camera."""

    def __init__(self, layer: Layer) -> None:
        self._layer = layer

    def defocus(self, focus: Focus) -> None:
        """Be drawn as a lens sees it."""
        self._layer.defocus(focus)

    def draw(
        self, frame_u8: NDArray[np.uint8], t_s: float, pose: Pose, canvas: Canvas, wind: Wind
    ) -> None:
        """Draw it as seen from the pose."""
        del t_s, wind
        self._layer.draw(frame_u8, pose, canvas)


@dataclass
class Plan:
    """Sheets behind and on the near field, and what moves; the far ones first."""

    far: list[Sheet] = field(default_factory=list[Sheet])
    middle: list[Sheet] = field(default_factory=list[Sheet])
    near: list[Sheet] = field(default_factory=list[Sheet])
    smoke: list[Smoke] = field(default_factory=list[Smoke])
    near_smoke: list[Smoke] = field(default_factory=list[Smoke])
    flags: list[Flag] = field(default_factory=list["Flag"])
    banners: list[Flag] = field(default_factory=list["Flag"])
    sails: list[Sails] = field(default_factory=list["Sails"])
    glows: list[Glow] = field(default_factory=list[Glow])
    near_glows: list[Glow] = field(default_factory=list[Glow])
    lanterns: Lanterns | None = None
    field_lamps: list[tuple[float, float, float, float]] = field(
        default_factory=list[tuple[float, float, float, float]]
    )
    """Lamps whose light falls on the near field (x, height, z in metres, strength)."""


def lit_share(spec: SceneSpec) -> float:
    """The share of windows with a lamp behind them: by hour, more in foul weather."""
    dark = 0.22 if spec.weather in ("rain", "storm", "fog", "snow", "sandstorm") else 0.0
    return min(0.85, _LIT[spec.hour] + dark)


def lamps_of(things: list[Thing]) -> list[tuple[float, float, float, float]]:
    """All lamps of the buildings among the things."""
    return [lamp for one in things if isinstance(one, House) for lamp in one.building.lamps]


def flues_of(things: list[Thing]) -> list[tuple[float, float, float]]:
    """All flues of the buildings among the things."""
    return [flue for one in things if isinstance(one, House) for flue in one.building.flues]


def glow_of(
    site: Site, lamps: list[tuple[float, float, float, float]], parallax: float | None, seed: int,
    reach_m: float = 2.4,
) -> Glow:  # fmt: skip
    """Halos of lamps; parallax None: that of the ground each stands on."""
    # One halo for a few windows: they run into each other anyway.
    lamps = lamps[::3]
    rows = np.zeros((len(lamps), 5))
    for k, (x, y, z, strength) in enumerate(lamps):
        px, py = site.on_canvas(x, y, z)
        rows[k] = px, py, site.prospect.lens.px_per_m(z), _parallax(site, z, parallax), strength
    share = np.array([1 - site.air.at(z, y) for _, y, z, _ in lamps])
    rows[:, 4] *= share if len(lamps) else 1
    return Glow(rows, site.canvas, seed=seed, reach_m=reach_m)


def smoke_of(
    site: Site, flues: list[tuple[float, float, float]], parallax: float | None, *, seed: int,
    most: int, strength: float = 0.34,
) -> Smoke:  # fmt: skip
    """Smoke from some of the flues."""
    rng = np.random.default_rng([seed & 0xFFFFFFFF, 0x50])
    picked = [flues[int(n)] for n in rng.permutation(len(flues))[:most]]
    rows = np.zeros((len(picked), 4))
    for k, (x, y, z) in enumerate(picked):
        px, py = site.on_canvas(x, y, z)
        rows[k] = px, py, site.prospect.lens.px_per_m(z), _parallax(site, z, parallax)
    light = site.air.light
    sky = np.asarray(light.haze_rgb) * 0.55 + np.asarray(light.ambient_rgb) * 0.45
    tone = np.minimum(0.92, sky + (0.16 if not light.is_night else 0.10))
    return Smoke(
        rows, site.canvas, (float(tone[0]), float(tone[1]), float(tone[2])), seed=seed,
        strength=strength,
    )  # fmt: skip


def houses_layer(site: Site, things: list[Thing], at_m: float) -> Still:
    """Things that stand on the near field at about that distance, as one layer."""
    lens, canvas = site.prospect.lens, site.canvas
    top = max(0, round(lens.horizon_px - 0.62 * canvas.height_px))
    nearest = min(thing.z_m for thing in things)
    bottom = min(
        canvas.paint_height_px, round(lens.horizon_px + lens.focal_px * (lens.eye_m + 2) / nearest)
    )
    premult = np.zeros((bottom - top, canvas.paint_width_px, 4), np.float32)
    for thing in sorted(things, key=lambda one: -one.z_m):
        thing.paint(premult, top, site)
    premult = np.clip(premult, 0, 1)
    premult[..., :3] /= np.maximum(premult[..., 3:], 1e-3)
    return Still(Layer(premult, _parallax(site, at_m, None), y_px=top))


def _parallax(site: Site, z_m: float, parallax: float | None) -> float:
    if parallax is not None:
        return parallax
    lens = site.prospect.lens
    return site.prospect.ground.parallax_at(lens.horizon_px + lens.focal_px * lens.eye_m / z_m)
