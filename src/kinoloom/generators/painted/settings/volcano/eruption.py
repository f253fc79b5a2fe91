"""What a volcano gives off: lava, its light on the land, the plume, the fountain, embers."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from kinoloom.generators.painted.settings.volcano.lava import Halo, Lava
from kinoloom.generators.painted.settings.volcano.looks import LAVA_LIGHT, LAVA_RGB, ash_of
from kinoloom.generators.painted.settings.volcano.melts import (
    lake_melt,
    melt_light,
    river_melt,
    stream_melt,
    tongue_melt,
)
from kinoloom.generators.painted.settings.volcano.plume import AshPlume, Vent
from kinoloom.generators.painted.settings.volcano.sparks import Embers, Fountain

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from kinoloom.generators.painted.air.daylight import Daylight
    from kinoloom.generators.painted.easel.camera import Pose
    from kinoloom.generators.painted.easel.canvas import Canvas
    from kinoloom.generators.painted.settings.deep.clock import Clock
    from kinoloom.generators.painted.settings.volcano.land import Land
    from kinoloom.generators.painted.settings.volcano.lava import Melt
    from kinoloom.generators.painted.settings.volcano.place import Site
    from kinoloom.generators.painted.spec import SceneSpec


class Eruption(NamedTuple):
    """All of it, by where it is drawn."""

    vent_px: tuple[float, float]
    plume: AshPlume | None
    plume_in_front: bool
    far_lava: Lava | None
    near_lava: Lava | None
    halo: Halo | None
    fountain: Fountain | None
    embers: Embers | None

    def draw_behind(self, frame: NDArray[np.uint8], t_s: float, pose: Pose) -> None:
        """Before the cone is drawn."""
        if self.plume is not None and not self.plume_in_front:
            self.plume.draw(frame, t_s, pose)
        if self.fountain is not None and not self.plume_in_front:
            self.fountain.draw(frame, t_s, pose)

    def draw_far(self, frame: NDArray[np.uint8], t_s: float, pose: Pose) -> None:
        """On the cone."""
        if self.far_lava is not None:
            self.far_lava.draw(frame, t_s, pose)
        if self.plume is not None and self.plume_in_front:
            self.plume.draw(frame, t_s, pose)
        if self.fountain is not None and self.plume_in_front:
            self.fountain.draw(frame, t_s, pose)
        if self.halo is not None:
            self.halo.draw(frame, t_s, pose)

    def draw_near(self, frame: NDArray[np.uint8], t_s: float, pose: Pose) -> None:
        """On the ground before us."""
        if self.near_lava is not None:
            self.near_lava.draw(frame, t_s, pose)

    def draw_before(self, frame: NDArray[np.uint8], t_s: float, pose: Pose) -> None:
        """In the air before everyone."""
        if self.embers is not None:
            self.embers.draw(frame, t_s, pose)


def eruption_of(
    spec: SceneSpec,
    canvas: Canvas,
    site: Site,
    light: Daylight,
    clock: Clock,
    tile: NDArray[np.float32],
    far: Land,
    near: Land,
) -> Eruption:
    """The eruption of a shot. Its light is added to the pictures of the land."""
    unit = canvas.unit
    inside = site.kind == "caldera"
    vent = _vent(spec, canvas, site, far)
    shine = LAVA_LIGHT[spec.hour]
    clear = 1 - 0.75 * light.density
    far_melt = near_melt = halo = fountain = embers = None
    if site.lava:
        if inside:
            far_melt = lake_melt(far.view, far.shape, far.seen, lowest_px=_ledge_px(canvas, near))
        else:
            count = 1 + round(3.2 * site.vigour)
            far_melt = stream_melt(far.view, far.shape, far.seen, count=count, unit=unit)
        glow = melt_light(far_melt, spread_px=(120 if inside else 16) * unit)
        _light_land(far, glow * (1.5 if inside else 0.9), shine * clear)
        _veil(far_melt, 0.0 if inside else light.density)
        source = glow * (0.05 if inside else 0.30)
        if not inside:
            source = source + 0.62 * _mouth_glow(canvas, site, vent)
        halo = Halo(canvas, source * np.float32(min(1.0, shine) * (0.5 + 0.5 * clear)), clock,
                    parallax=far.parallax)  # fmt: skip
        if site.kind == "river":
            near_melt = river_melt(near.view, near.seen, near.course, near.shape.seed)
            near_melt.cover[:] *= near.rgba[..., 3]
            _light_land(near, melt_light(near_melt, spread_px=60 * unit), 0.8 * shine)
        elif site.kind == "plain":
            near_melt = tongue_melt(
                near.view, near.seen, _aside(canvas, site, free=not spec.subjects), near.shape.seed
            )
            near_melt.cover[:] *= near.rgba[..., 3]
            _light_land(near, melt_light(near_melt, spread_px=40 * unit), 0.9 * shine)
        elif inside:
            _light_land(near, _rim_light(canvas, near), 0.7 * shine)
        if site.vigour > 0.22:
            fountain = _fountain(canvas, site, clock, vent, far.parallax, shine, spec.seed)
        if inside or site.kind == "river" or site.vigour > 0.7:
            embers = Embers(canvas, clock, count=round(40 + 110 * site.vigour),
                            power=0.35 + 0.6 * min(1.0, shine), seed=spec.seed + 5)  # fmt: skip
    plume = None
    if site.plume:
        plume = AshPlume(
            canvas, vent, ash_of(spec, site), light, clock, tile, sun=site.sun,
            parallax=far.parallax, haze=0.10 + 0.62 * light.density, seed=spec.seed,
        )  # fmt: skip

    def lava(melt: Melt | None, *, is_near: bool) -> Lava | None:
        if melt is None:
            return None
        pace = (0.55 if site.kind == "river" else 0.05) if is_near else (0.10 if inside else 0.8)
        return Lava(canvas, melt, tile, clock, parallax=far.parallax, pace=pace,
                    shear=site.ground if is_near else None,
                    step_px=2 if inside and unit > 0.6 else 1)  # fmt: skip

    return Eruption(
        (vent.x_px, vent.y_px), plume, inside, lava(far_melt, is_near=False),
        lava(near_melt, is_near=True), halo, fountain, embers,
    )  # fmt: skip


def _vent(spec: SceneSpec, canvas: Canvas, site: Site, far: Land) -> Vent:
    rng = np.random.default_rng([spec.seed & 0xFFFFFFFF, 0x7E])
    view, cone = far.view, far.shape.cones[0]
    hand = -site.side if rng.random() < 0.7 else site.side
    if site.kind == "caldera":
        z = float(cone[1]) * 1.15
        x, y = view.column_of(float(cone[0]) + site.side * 60, z), view.row_of(-70.0, z)
        return Vent(x, y, 90 * canvas.unit, (0.50 + 0.4 * site.vigour) * canvas.height_px,
                    14.0, 120, hand, 1.0 if site.lava else 0.0, 0.8, 0.3)  # fmt: skip
    mouth = 0.72 * site.mouth * float(cone[3]) / float(cone[1]) * view.focal_px
    sky = min(0.62 * canvas.height_px, 0.9 * canvas.width_px)
    tall = sky * (0.45 + 0.9 * site.vigour)
    return Vent(
        site.summit_x_px, site.summit_px + 0.5 * mouth, mouth, tall, 15.0 - 5.0 * site.vigour,
        round(60 + 70 * site.vigour), hand, 1.0 if site.lava else 0.0,
        1.0 if site.lava else 0.5,
    )  # fmt: skip


def _mouth_glow(canvas: Canvas, site: Site, vent: Vent) -> NDArray[np.float32]:
    """The glow over the crater."""
    wide = vent.mouth_px + 34 * canvas.unit
    core = canvas.glow(vent.x_px, site.summit_px, wide, 1.3)
    around = canvas.glow(vent.x_px, site.summit_px, 4.2 * wide, 1.1)
    return (core + np.float32(0.42) * around).astype(np.float32)


def _aside(canvas: Canvas, site: Site, *, free: bool) -> NDArray[np.float32]:
    """1 where lava may be: not where someone walks, nor under our feet."""
    y = np.arange(canvas.paint_height_px, dtype=np.float32)[:, None]
    low = np.clip((y - site.horizon_px) / (site.feet_px - site.horizon_px), 0, 1.5)
    nearest, fade = (0.95, 0.55) if free else (0.68, 0.30)
    far = np.clip((nearest - low) / fade, 0, 1)
    return np.repeat(far, canvas.paint_width_px, axis=1).astype(np.float32)


def _ledge_px(canvas: Canvas, near: Land) -> float:
    """The lowest row on which the lake is seen past the ledge, wherever the camera is."""
    edge = np.argmax(near.rgba[..., 3] > 0.5, axis=0)
    return float(edge.max() + 0.07 * canvas.height_px)


def _rim_light(canvas: Canvas, near: Land) -> NDArray[np.float32]:
    """Light from the lake below on the ledge's edge: strongest where the ground ends."""
    alpha = near.rgba[..., 3]
    edge = np.argmax(alpha > 0.5, axis=0).astype(np.float32)
    rows = np.arange(alpha.shape[0], dtype=np.float32)[:, None]
    return np.exp(-np.maximum(0, rows - edge[None]) / (70 * canvas.unit)).astype(np.float32)


def _light_land(land: Land, glow: NDArray[np.float32], power: float) -> None:
    """Add the lava's light to a picture of land: its dark places stay dark."""
    picture = land.rgba[..., :3]
    tone = picture.mean(axis=-1, keepdims=True)
    level = float(tone[land.rgba[..., 3] > 0.5].mean()) if (land.rgba[..., 3] > 0.5).any() else 1.0
    grain = np.clip(tone / max(level, 1e-3), 0.25, 2.2)
    light = np.minimum(1.4, glow * np.float32(power))[..., None] * LAVA_RGB * (0.42 * grain)
    picture += (1 - np.clip(picture, 0, 1)) * (1 - np.exp(-light))


def _veil(melt: Melt, density: float) -> None:
    """Thick air dims what is far away."""
    melt.cover[:] *= 1 - 0.7 * density


def _fountain(
    canvas: Canvas,
    site: Site,
    clock: Clock,
    vent: Vent,
    parallax: float,
    shine: float,
    seed: int,
) -> Fountain:
    unit, inside = canvas.unit, site.kind == "caldera"
    return Fountain(
        canvas, clock, (vent.x_px, vent.y_px),
        tall_px=(90 if inside else 60 + 150 * site.vigour) * unit,
        wide_px=(70 if inside else 0.8 * vent.mouth_px / unit + 30 + 60 * site.vigour) * unit,
        count=round(60 + 160 * site.vigour), parallax=parallax,
        power=0.55 + 0.45 * min(1.0, shine), seed=seed + 3,
    )  # fmt: skip
