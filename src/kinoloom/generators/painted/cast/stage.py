"""The cast of a shot: its subjects on the ground or in the air, with gait, shadow and prints."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from kinoloom.generators.painted.cast.blocking import Ground, block, subject_height_px
from kinoloom.generators.painted.cast.bodies.capsules import Sprite
from kinoloom.generators.painted.cast.bodies.contact import Contact
from kinoloom.generators.painted.cast.crews.rowing import RowBoat
from kinoloom.generators.painted.cast.framing import Actor, Extent
from kinoloom.generators.painted.cast.ground.shadow import (
    Fall,
    cast_shadow,
    contact_shade,
    fall_of,
    footprint,
    shade_tint,
)
from kinoloom.generators.painted.cast.ground.water import (
    Water,
    broken,
    draw_rings,
    immersed,
    suited,
)
from kinoloom.generators.painted.easel.layer import over, place

if TYPE_CHECKING:
    from kinoloom.generators.painted.easel.camera import CameraMove, Pose
    from kinoloom.generators.painted.easel.canvas import Canvas
    from kinoloom.generators.painted.easel.layer import Shear
    from kinoloom.generators.painted.easel.light import Rig
    from kinoloom.generators.painted.spec import SceneSpec

__all__ = ["Cast", "subject_height_px"]

_PRINTS_BEHIND = 14
_SWIMMER_GROWTH = 1.7
"""Only heads and arms are to be seen of swimmers: they are drawn larger."""


@dataclass(frozen=True)
class _Seen:
    """An actor as drawn in one frame."""

    actor: Actor
    sprite: Sprite | None
    contacts: tuple[Contact, ...]
    x_px: float
    ground_y_px: float
    scale: float
    phase: float


class Cast:
    """Everybody in the shot. Draw it after the ground and before what is in front of it."""

    def __init__(
        self,
        spec: SceneSpec,
        canvas: Canvas,
        rig: Rig,
        *,
        ground_y_px: float,
        parallax: float,
        seconds: float,
        move: CameraMove | None = None,
        ground_rgb: tuple[float, float, float] = (0.5, 0.4, 0.35),
        ground: Shear | None = None,
        horizon_y_px: float | None = None,
        height_px: float | None = None,
        x_px: float | None = None,
        sun_px: tuple[float, float] | None = None,
        shadow: float | None = None,
        footprints: float = 0.0,
        haze: float = 0.0,
        farthest_y_px: float = 0.0,
        water: Water = "none",
        perched: bool = False,
    ) -> None:
        """Place the spec's subjects. All places are on the painted canvas.

        `ground_y_px` is the line the main subject's feet stand on and `parallax` the ground's
        there; `ground` (the ground layer's own Shear) and `horizon_y_px` let groups spread in
        depth. `x_px` is the middle of the path (None: composed by seed and heading). `sun_px`
        is the visible sun or moon: shadows fan out from below it. `shadow` 0..1 (None: by time
        and weather). `footprints` 0..1 (sand, snow). `haze` 0..1: air between us and them.
        `move` keeps them in the frame that the camera shows; `farthest_y_px` is where the
        ground ends. In `water` they swim and are cut by its surface, on land nobody swims.
        `perched`: who sits is on a seat over that ground.
        """
        spec = spec.model_copy(update={"subjects": suited(spec.subjects, water)})
        self._afloat = water == "surface"
        self._canvas, self._rig = canvas, rig
        self._seconds = seconds
        self._sun_px = sun_px
        self._footprints = footprints
        self._shadow = _shadow_strength(spec) if shadow is None else shadow
        self._tint = shade_tint(rig)
        self._print_rim = np.asarray(ground_rgb, np.float32) * np.float32(0.5) + np.float32(
            0.5
        ) * np.minimum(1, np.asarray(rig.key_rgb, np.float32))
        if horizon_y_px is None:
            horizon_y_px = ground.horizon_y_px if ground else 0.72 * ground_y_px
        self._horizon_y_px = horizon_y_px
        if height_px is None:
            height_px = subject_height_px(spec, canvas)
        if self._afloat and all(one.action == "swim" for one in spec.subjects):
            height_px *= _SWIMMER_GROWTH
        self._actors = block(
            spec,
            canvas,
            Ground(ground_y_px, horizon_y_px, parallax, ground, farthest_y_px),
            height_px=height_px,
            x_px=x_px,
            seconds=seconds,
            haze=haze,
            move=move,
            perched=perched,
        )
        self._last: tuple[float, Pose, list[_Seen]] | None = None

    @property
    def is_empty(self) -> bool:
        """No subjects: nothing is ever drawn."""
        return not self._actors

    def draw(self, frame_u8: NDArray[np.uint8], t_s: float, pose: Pose) -> None:
        """Draw prints, shadows and subjects into the frame as they are at a time."""
        seen = self._see(t_s, pose)
        if self._afloat:
            for one in seen:
                self._draw_rings(frame_u8, one, t_s)
        for one in () if self._afloat else seen:
            if self._footprints > 0:
                self._draw_prints(frame_u8, one, pose)
            self._draw_ground_shade(frame_u8, one, pose)
        for one in seen:
            if one.sprite is not None:
                over(frame_u8, one.sprite.rgba, one.sprite.y_px, one.sprite.x_px)

    def draw_reflection(
        self, frame_u8: NDArray[np.uint8], t_s: float, pose: Pose, *, strength: float = 0.5
    ) -> None:
        """Mirror the subjects in the ground (wet streets, water). Call it before `draw`."""
        for one in self._see(t_s, pose):
            if one.sprite is None:
                continue
            rgba = one.sprite.rgba[::-1]
            fade = np.linspace(strength, 0.15 * strength, rgba.shape[0], dtype=np.float32)
            dim = (rgba * fade[:, None, None]).astype(np.uint8)
            if self._afloat:
                dim = broken(dim, t_s)
            bottom = one.sprite.y_px + rgba.shape[0]
            over(frame_u8, dim, round(2 * one.ground_y_px - bottom), one.sprite.x_px)

    def feet_px(self, t_s: float, pose: Pose) -> list[tuple[Contact, ...]]:
        """The ground contacts of every subject on the frame, nearest subject last."""
        return [one.contacts for one in self._see(t_s, pose)]

    def extents(self, t_s: float, pose: Pose) -> list[tuple[Extent, bool]]:
        """The box of every subject on the frame, nearest last, and whether it travels."""
        return [
            (actor.extent(t_s, pose, self._canvas, self._seconds), actor.speed_px_per_s != 0)
            for actor in self._actors
        ]

    def standing_px(self) -> tuple[float, float, float, bool] | None:
        """Where those on the ground stand mid-shot, on the painted canvas.

        From x, to x, the nearest one's row, and whether anyone walks. None: nobody is there.
        """
        there = [actor for actor in self._actors if actor.lift_px <= 0]
        if not there:
            return None
        halves = [0.5 * actor.height_px * actor.performer.width for actor in there]
        return (
            min(actor.x_px - half for actor, half in zip(there, halves, strict=True)),
            max(actor.x_px + half for actor, half in zip(there, halves, strict=True)),
            max(actor.ground_y_px for actor in there),
            any(actor.speed_px_per_s for actor in there),
        )

    # -- seeing -------------------------------------------------------------------------------

    def _see(self, t_s: float, pose: Pose) -> list[_Seen]:
        if self._last is not None and self._last[:2] == (t_s, pose):
            return self._last[2]
        seen = [self._see_one(actor, t_s, pose) for actor in self._actors]
        self._last = (t_s, pose, seen)
        return seen

    def _see_one(self, actor: Actor, t_s: float, pose: Pose) -> _Seen:
        if actor.returns:
            t_s %= self._seconds
        x, y, scale = self._on_frame(actor, self._x_at(actor, t_s), pose)
        phase = actor.phase + t_s * actor.pace / actor.performer.cycle_s
        sprite, contacts = actor.performer.draw(
            phase,
            self._rig,
            height_px=actor.height_px * scale,
            x_px=x,
            y_px=y - actor.lift_px * scale,
            heading="right" if actor.direction > 0 else "left",
            haze=actor.haze,
        )
        # A boat with oars cuts its own hull: the near oar reaches nearer water.
        whole = isinstance(actor.performer, RowBoat)
        if self._afloat and sprite is not None and actor.lift_px <= 0 and not whole:
            sunk = actor.performer.draught * actor.height_px * scale
            sprite = immersed(sprite, y, sunk, t_s)
        return _Seen(actor, sprite, contacts, x, y, scale, phase)

    def _x_at(self, actor: Actor, t_s: float) -> float:
        return actor.x_at(t_s, self._seconds)

    def _on_frame(self, actor: Actor, x_px: float, pose: Pose) -> tuple[float, float, float]:
        return place(x_px, actor.ground_y_px, actor.parallax, pose, self._canvas)

    # -- the water ----------------------------------------------------------------------------

    def _draw_rings(self, frame_u8: NDArray[np.uint8], one: _Seen, t_s: float) -> None:
        actor = one.actor
        if one.sprite is None or actor.lift_px > 0:
            return
        half = 1.3 * actor.performer.footing * actor.height_px * one.scale
        draw_rings(
            frame_u8, (one.x_px, one.ground_y_px), half, t_s + 7 * actor.phase,
            strength=(1 - 0.7 * actor.haze) * (1.0 if actor.speed_px_per_s else 0.7),
            trail=actor.direction if actor.speed_px_per_s else 0.0,
        )  # fmt: skip

    # -- the ground ---------------------------------------------------------------------------

    def _draw_ground_shade(self, frame_u8: NDArray[np.uint8], one: _Seen, pose: Pose) -> None:
        actor = one.actor
        height = actor.height_px * one.scale
        clear = max(0.0, 1 - actor.lift_px / max(1.0, 2.2 * actor.height_px))
        if one.sprite is not None and self._shadow > 0.02 and actor.lift_px <= 0:
            cast_shadow(
                frame_u8,
                one.sprite,
                one.ground_y_px,
                self._fall(one, pose),
                strength=self._shadow * (1 - 0.7 * actor.haze),
                tint=self._tint,
                height_px=height,
            )
        wide = actor.performer.footing
        under = (1 - 0.6 * actor.haze) * (0.30 + 0.25 * self._shadow) * clear
        contact_shade(
            frame_u8, one.x_px, one.ground_y_px, (wide * height, 0.22 * wide * height),
            strength=under, tint=self._tint,
        )  # fmt: skip
        for foot in one.contacts:
            contact_shade(
                frame_u8, foot.x_px, foot.y_px + 0.004 * height, (0.085 * height, 0.019 * height),
                strength=0.72 * foot.firmness * (1 - 0.6 * actor.haze), tint=self._tint,
            )  # fmt: skip

    def _fall(self, one: _Seen, pose: Pose) -> Fall:
        sun = None
        if self._sun_px is not None:
            sun_x, sun_y, _ = place(*self._sun_px, 0.02, pose, self._canvas)
            sun = (sun_x, sun_y)
        _, horizon, _ = place(0.0, self._horizon_y_px, 0.1, pose, self._canvas)
        return fall_of(self._rig, (one.x_px, one.ground_y_px), sun, horizon)

    def _draw_prints(self, frame_u8: NDArray[np.uint8], one: _Seen, pose: Pose) -> None:
        """The prints of the last steps: each where its foot stood flat."""
        actor = one.actor
        stride_px = actor.performer.stride * actor.height_px
        if stride_px <= 0 or actor.lift_px > 0:
            return
        steps = math.floor((one.phase - actor.performer.print_phase) * 2)
        body_x = self._x_at_phase(actor, one.phase)
        for step in range(steps, steps - _PRINTS_BEHIND, -1):
            when = step / 2 + actor.performer.print_phase
            x = body_x - actor.direction * (one.phase - when) * stride_px
            if actor.laps:
                x = self._x_at_phase(actor, when)
            side = 1.0 if step % 2 == 0 else -1.0
            offset = actor.performer.print_offset * actor.height_px
            fx, fy, scale = self._on_frame(actor, x + actor.direction * offset, pose)
            height = actor.height_px * scale
            age = (steps - step) / _PRINTS_BEHIND
            footprint(
                frame_u8, fx, fy + side * 0.006 * height, (0.062 * height, 0.0155 * height),
                depth=self._footprints * (1 - age) ** 0.7, light_x=self._rig.key_dir[0],
                rim_rgb=self._print_rim,
            )  # fmt: skip

    def _x_at_phase(self, actor: Actor, phase: float) -> float:
        t_s = (phase - actor.phase) * actor.performer.cycle_s / actor.pace
        return self._x_at(actor, t_s)


def _shadow_strength(spec: SceneSpec) -> float:
    by_weather = {"clear": 0.78, "cloudy": 0.34, "rain": 0.22, "snow": 0.34, "fog": 0.12,
                  "storm": 0.20, "wind": 0.74, "sandstorm": 0.14}  # fmt: skip
    return by_weather[spec.weather] * (0.6 if spec.time == "night" else 1.0)
