"""Open space: a planet's limb or its whole disc, a nebula, stars in depth, and who drifts there."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from kinoloom.generators.painted.easel.camera import move_for
from kinoloom.generators.painted.easel.colour import rgb
from kinoloom.generators.painted.easel.deal import dealt
from kinoloom.generators.painted.easel.grade import Grade
from kinoloom.generators.painted.easel.layer import Layer, add_spots, place
from kinoloom.generators.painted.easel.light import Rig
from kinoloom.generators.painted.settings.heavens.adrift import Adrift
from kinoloom.generators.painted.settings.heavens.asteroids import Asteroids
from kinoloom.generators.painted.settings.heavens.globe import Globe
from kinoloom.generators.painted.settings.heavens.nebula import SKIES, Cloud, paint_nebula
from kinoloom.generators.painted.settings.heavens.rings import Rings, paint_rings
from kinoloom.generators.painted.settings.heavens.space_plan import Plan, cast_of, plan_space, unit
from kinoloom.generators.painted.settings.heavens.stars import StarField, Wheel

if TYPE_CHECKING:
    from fractions import Fraction

    from numpy.typing import NDArray

    from kinoloom.generators.painted.easel.camera import Pose
    from kinoloom.generators.painted.easel.canvas import Canvas
    from kinoloom.generators.painted.easel.light import Colour
    from kinoloom.generators.painted.spec import SceneSpec


class Space:
    """One shot in space; see `Scene` for the contract. Weather has no meaning there."""

    def __init__(self, spec: SceneSpec, canvas: Canvas, fps: Fraction, frame_count: int) -> None:
        self._canvas, self._fps, self._frame_count = canvas, fps, frame_count
        seconds = float(frame_count / fps)
        self._move = move_for(spec, canvas, seconds)
        rng = np.random.default_rng([spec.seed & 0xFFFFFFFF, 0x5FA])
        plan = plan_space(spec, canvas, rng)
        self._plan = plan
        self._wheel = Wheel(
            canvas.paint_width_px * float(rng.uniform(0.2, 0.8)),
            canvas.paint_height_px * float(rng.uniform(0.2, 0.8)),
            0.0035 * (1 if rng.random() < 0.5 else -1) * (0.5 + spec.motion), seconds,
        )  # fmt: skip
        sky = dealt(SKIES, spec.seed, 0x5FB)
        cloud = _cloud(plan, canvas, spec.seed, rng)
        nebula = paint_nebula(canvas, cloud, sky)
        opaque = np.ones((*nebula.shape[:2], 1), np.float32)
        self._backdrop = Layer(np.concatenate([nebula, opaque], axis=-1), 0.02)
        self._stars = [
            StarField(canvas, per_megapixel=crowd, gain=gain, parallax=parallax,
                      seed=spec.seed + 7 * k, size=size)
            for k, (crowd, gain, parallax, size) in enumerate(
                ((3000, 0.75, 0.02, 0.9), (650, 0.9, 0.05, 1.0), (110, 1.1, 0.11, 1.15))
            )
        ]  # fmt: skip
        self._stars.append(_cluster(canvas, cloud, spec.seed))
        self._rings: Rings | None = None
        self._globes: list[Globe] = []
        parallax = 0.10 if plan.kind == "limb" else 0.07
        for k, moon in enumerate(plan.moons):
            self._globes.append(Globe(canvas, moon, parallax=0.045 + 0.012 * k, seconds=seconds))
        if plan.body is not None:
            shade = None
            if plan.ring is not None:
                tilt, roll = plan.ring
                self._rings = paint_rings(
                    canvas, plan.body, tilt=tilt, roll=roll, parallax=parallax
                )
                shade = self._rings.shade
            self._globes.append(
                Globe(canvas, plan.body, parallax=parallax, seconds=seconds, rings=shade)
            )
        fill = rgb(sky[2]) * 0.10 + 0.02
        self._rocks: Asteroids | None = None
        if rng.random() < 0.6 and plan.kind != "limb" and "asteroid" not in spec.without:
            self._rocks = Asteroids(
                canvas, sun=unit(plan.sun[0], plan.sun[1], max(0.1, plan.sun[2])),
                fill_rgb=(float(fill[0]), float(fill[1]), float(fill[2])), seconds=seconds,
                lean=float(rng.uniform(-0.35, 0.35)), side=-plan.side, seed=spec.seed,
            )  # fmt: skip
        self._cast = self._make_cast(spec, seconds, rgb(sky[2]))
        self._seconds = seconds
        self._grade = Grade(
            canvas, vignette=0.34, bloom=0.55, threshold=0.62, contrast=0.26, saturation=1.06,
            anamorphic=0.10 if plan.sun[2] < 0 else 0.0, lift=(0.004, 0.005, 0.012),
            seed=spec.seed, style=spec.style, stock=spec.stock, mood=spec.mood,
        )  # fmt: skip

    def frame(self, index: int) -> NDArray[np.uint8]:
        """The graded frame."""
        canvas = self._canvas
        t_s = float(index / self._fps)
        pose = self._move.at(index, self._frame_count)
        frame = np.zeros((canvas.height_px, canvas.width_px, 3), np.uint8)
        self._backdrop.draw(frame, pose, canvas)
        for stars in self._stars:
            stars.draw(frame, t_s, pose, wheel=self._wheel)
        self._draw_sun(frame, pose)
        for globe in self._globes[:-1]:
            globe.draw(frame, t_s, pose)
        if self._rings is not None:
            self._rings.back.draw(frame, pose, canvas)
        for globe in self._globes[-1:]:
            globe.draw(frame, t_s, pose)
        if self._rings is not None:
            self._rings.front.draw(frame, pose, canvas)
        if self._rocks is not None:
            self._rocks.draw(frame, t_s, pose, nearest=0.55)
        if self._cast is not None:
            self._cast.draw(frame, t_s, pose)
        if self._rocks is not None:
            self._rocks.draw(frame, t_s, pose, nearest=-0.55)
        return self._grade.apply(frame, index % self._frame_count)

    def _draw_sun(self, frame: NDArray[np.uint8], pose: Pose) -> None:
        """The sun at the edge of a planet that it lights from behind."""
        body = self._plan.body
        if body is None or self._plan.sun[2] > -0.1:
            return
        px = self._canvas.unit
        flat = math.hypot(body.sun[0], body.sun[1])
        reach = body.radius_px * 1.004
        x, y, _ = place(
            body.x_px + body.sun[0] / flat * reach, body.y_px + body.sun[1] / flat * reach, 0.09,
            pose, self._canvas,
        )  # fmt: skip
        sizes = np.array([16, 52, 150, 420], np.float32) * np.float32(px)
        tints = np.array(
            [(1, 1, 1), (1, 0.97, 0.90), (1.0, 0.86, 0.66), (0.66, 0.72, 1.0)], np.float32
        )
        count = len(sizes)
        add_spots(
            frame, np.full(count, x, np.float32), np.full(count, y, np.float32), sizes, tints,
            np.array([1.0, 0.75, 0.34, 0.16], np.float32),
        )  # fmt: skip

    def _make_cast(
        self, spec: SceneSpec, seconds: float, tint: NDArray[np.float32]
    ) -> Adrift | None:
        there = cast_of(spec)
        if not there:
            return None
        plan = self._plan
        part = spec.model_copy(update={"subjects": there})
        key = unit(plan.sun[0], min(plan.sun[1], 0.3), max(0.45, plan.sun[2]))
        flat = math.hypot(plan.sun[0], plan.sun[1]) or 1.0
        glow = rgb(plan.body.surface.air) if plan.body is not None else tint
        bounce = glow * np.float32(0.30)
        rig = Rig(
            key_dir=key, key_rgb=(1.18, 1.14, 1.06), ambient_rgb=_triple(0.10 + 0.16 * tint),
            bounce_rgb=_triple(bounce),
            rim_dir=(plan.sun[0] / flat, plan.sun[1] / flat, 0.0),
            rim_rgb=_triple(0.45 + 0.4 * glow), haze_rgb=_triple(0.2 * tint),
        )  # fmt: skip
        return Adrift(
            part, self._canvas, rig, move=self._move, seconds=seconds, x_px=plan.cast_x_px,
            y_px=plan.cast_y_px,
        )  # fmt: skip


def _cloud(plan: Plan, canvas: Canvas, seed: int, rng: np.random.Generator) -> Cloud:
    """The nebula keeps to the side that the planet leaves free."""
    strong = {"limb": 0.62, "giant": 0.66, "world": 0.70, "nebula": 1.15}[plan.kind]
    x = canvas.paint_width_px / 2 - plan.side * canvas.width_px * float(rng.uniform(0.0, 0.40))
    y = canvas.paint_height_px / 2 - canvas.height_px * float(rng.uniform(-0.18, 0.26))
    reach = float(rng.uniform(0.42, 1.05)) * (1.35 if plan.kind == "nebula" else 1.0)
    strong *= float(rng.uniform(0.65, 1.6)) if plan.kind != "nebula" else 1.0
    return Cloud(x, y, reach, strong, float(rng.uniform(-0.9, 0.9)), seed + 17)


def _cluster(canvas: Canvas, cloud: Cloud, seed: int) -> StarField:
    """The young stars in a nebula's heart that make it shine."""
    ys, xs = np.mgrid[0:90, 0:160].astype(np.float32)
    x = (xs / 159 * 1.2 - 0.1) * canvas.paint_width_px - cloud.x_px
    y = (ys / 89 * 1.2 - 0.1) * canvas.paint_height_px - cloud.y_px
    reach = 430 * canvas.unit * cloud.reach
    crowd = np.exp(-((np.hypot(x, y) / reach) ** 2)).astype(np.float32)
    return StarField(
        canvas, per_megapixel=1500 * cloud.strength, gain=1.0, parallax=0.02, seed=seed + 91,
        crowd=crowd, least=0.0, faintest=0.10, size=1.1,
    )  # fmt: skip


def _triple(values: NDArray[np.float32]) -> Colour:
    return float(values[0]), float(values[1]), float(values[2])
