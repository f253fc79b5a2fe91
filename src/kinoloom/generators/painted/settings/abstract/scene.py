"""Abstract shots: drifting lights, ink in water, silk, a swarm, or liquid colour."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import cv2
import numpy as np

from kinoloom.generators.painted.air.conditions import Conditions
from kinoloom.generators.painted.air.daylight import daylight_of
from kinoloom.generators.painted.cast.stage import Cast
from kinoloom.generators.painted.easel.bands import in_bands
from kinoloom.generators.painted.easel.camera import move_for
from kinoloom.generators.painted.easel.focus import focus_for
from kinoloom.generators.painted.easel.layer import Shear
from kinoloom.generators.painted.easel.light import Rig
from kinoloom.generators.painted.easel.looks import grade_for
from kinoloom.generators.painted.settings.abstract.fields import ink_rows, liquid_rows, silk_rows
from kinoloom.generators.painted.settings.abstract.palette import form_of, is_form, palette_for
from kinoloom.generators.painted.settings.abstract.specks import (
    SHAPES,
    discs,
    draw_discs,
    draw_swarm,
)

if TYPE_CHECKING:
    from fractions import Fraction

    from numpy.typing import NDArray

    from kinoloom.generators.painted.easel.camera import Pose
    from kinoloom.generators.painted.easel.canvas import Canvas
    from kinoloom.generators.painted.settings.abstract.palette import Form
    from kinoloom.generators.painted.spec import SceneSpec

_STEPS = {"ink": 4, "liquid": 4, "silk": 2, "bokeh": 2, "swarm": 2}
"""What is soft is painted at this share of the resolution."""
_USUAL_ROUND_S = 13.0
_PACE = {"wind": 1.5, "storm": 1.6, "sandstorm": 1.4, "fog": 0.7, "snow": 0.8}


class Abstract:
    """The setting "abstract". With `spec.loop` the last frame leads into the first."""

    closes = True

    def __init__(self, spec: SceneSpec, canvas: Canvas, fps: Fraction, frame_count: int) -> None:
        self._spec, self._canvas = spec, canvas
        self._fps, self._frame_count = fps, frame_count
        self._seconds = float(frame_count / fps)
        self._move = move_for(spec, canvas, self._seconds)
        self.form: Form = form_of(spec)
        self._palette = palette_for(spec)
        rng = np.random.default_rng([spec.seed & 0xFFFFFFFF, 0xAC])
        self._start = float(rng.uniform(0, 6.2832))
        self._step = _STEPS[self.form] if canvas.height_px >= 360 else 1
        self._size = (canvas.height_px // self._step, canvas.width_px // self._step)
        self._rows = self._make_rows(rng)
        self._tilt = float(rng.uniform(0.25, 0.75)) * (1 if rng.random() < 0.8 else -1)
        self._shape = int(rng.integers(SHAPES))
        self._blades = float(rng.choice((0.0, 0.0, 6.0, 7.0)))
        self._light = daylight_of(spec)
        self._conditions = Conditions(
            spec, canvas, self._light, horizon_y_px=0.5 * canvas.paint_height_px, splashes=False,
            seconds=self._seconds,
        )  # fmt: skip
        self._cast = self._make_cast()
        focus = focus_for(spec, canvas, subject_parallax=1.0)
        self._soft_px = focus.sigma_px(0.0) / self._step if focus.strength else 0.0
        self._softness = self._away_from_focus()
        bright = self._palette.is_light
        self._grade = grade_for(
            spec, canvas, vignette=0.22 if bright else 0.40, bloom=0.22 if bright else 0.62,
            threshold=0.85 if bright else 0.60, saturation=1.05,
        )  # fmt: skip

    def frame(self, index: int) -> NDArray[np.uint8]:
        """The finished frame: height x width x 3, RGB."""
        canvas = self._canvas
        t_s = float(index / self._fps)
        pose = self._move.at(index, self._frame_count)
        picture = self._focused(self._paint(self._turn(t_s), self._lens(pose)))
        if self._step > 1:
            size = (canvas.width_px, canvas.height_px)
            picture = cv2.resize(picture, size, interpolation=cv2.INTER_CUBIC)
        frame = np.ascontiguousarray(np.clip(picture * 255 + self._dither(), 0, 255), np.uint8)
        self._conditions.draw_far(frame, t_s, pose)
        if self._cast is not None:
            self._cast.draw_reflection(frame, t_s, pose, strength=0.28)
            self._cast.draw(frame, t_s, pose)
        self._conditions.draw_near(frame, t_s, pose)
        return self._grade.apply(frame, index % self._frame_count)

    def _focused(self, picture: NDArray[np.float32]) -> NDArray[np.float32]:
        """As a lens sees it: soft behind a subject, or away from the middle where there is none."""
        if self._soft_px < 0.4:
            return picture
        blurred = np.asarray(cv2.GaussianBlur(picture, (0, 0), self._soft_px), np.float32)
        return np.asarray(picture + (blurred - picture) * self._softness, np.float32)

    def _away_from_focus(self) -> NDArray[np.float32]:
        """How soft each place is, 0 sharp to 1."""
        rows, columns = self._size
        if self._cast is not None:
            return np.ones((1, 1, 1), np.float32)
        x = (np.arange(columns, dtype=np.float32) + 0.5)[None] / columns - 0.5
        y = (np.arange(rows, dtype=np.float32) + 0.5)[:, None] / rows - 0.5
        share = np.clip((np.hypot(x, 1.25 * y) - 0.16) / 0.24, 0, 1)[..., None]
        return np.asarray(share * share * (3 - 2 * share), np.float32)

    # -- time and place -----------------------------------------------------------------------

    def _turn(self, t_s: float) -> float:
        """The angle of time: whole rounds over a loop, else at the pace of the spec."""
        spec = self._spec
        if spec.loop:
            rounds = max(1, round(self._seconds / _USUAL_ROUND_S))
            return self._start + 2 * math.pi * rounds * t_s / self._seconds
        pace = (0.5 + spec.motion) * _PACE.get(spec.weather, 1.0)
        if spec.mood in ("calm", "melancholic", "romantic"):
            pace *= 0.75
        return self._start + 2 * math.pi * pace * t_s / _USUAL_ROUND_S

    def _lens(self, pose: Pose) -> NDArray[np.float64]:
        height = self._canvas.height_px
        return np.array([0.55 * pose.x_px / height, -0.55 * pose.y_px / height, pose.zoom])

    # -- painting -----------------------------------------------------------------------------

    def _make_rows(self, rng: np.random.Generator) -> NDArray[np.float64]:
        match self.form:
            case "bokeh":
                return discs(
                    rng, round(78 * min(1.6, self._canvas.width_px / self._canvas.height_px))
                )
            case "silk":
                return _sheets(rng)
            case "liquid":
                return _pools(rng)
            case "ink":
                return _plumes(rng)
            case "swarm":
                return np.zeros((0, 1))

    def _paint(self, turn: float, lens: NDArray[np.float64]) -> NDArray[np.float32]:
        palette, seed = self._palette, self._spec.seed % 9973
        out = np.empty((*self._size, 3), np.float32)
        ground = np.ascontiguousarray(palette.ground, np.float32)
        tones = np.ascontiguousarray(palette.tones, np.float32)
        rows, light = self._rows, palette.is_light
        if self.form in ("bokeh", "swarm"):
            out[:] = self._ground(turn, lens)
            if self.form == "bokeh":
                draw_discs(out, rows, tones, lens, turn, self._blades, light)
            else:
                self._paint_swarm(out, tones, lens, turn)
            return out

        def paint(first: int, last: int) -> None:
            match self.form:
                case "silk":
                    silk_rows(out, first, last, rows, ground, tones, lens, turn, light)
                case "ink":
                    ink_rows(out, first, last, rows, ground, tones, lens, turn, seed, light)
                case _:
                    gloss = 0.3 if light else 1.0
                    liquid_rows(out, first, last, rows, ground, tones, lens, turn, seed, gloss)

        in_bands(self._size[0], paint)
        return out

    def _paint_swarm(
        self, out: NDArray[np.float32], tones: NDArray[np.float32], lens: NDArray[np.float64],
        turn: float,
    ) -> None:  # fmt: skip
        canvas = self._canvas
        shape = canvas.width_px / canvas.height_px
        size = min(0.40, 0.34 * shape)
        count = round(15000 * min(1.0, out.shape[0] / 540))
        draw_swarm(
            out, max(900, count), self._shape, tones, lens, turn, self._tilt, size, 1.5,
            self._spec.seed % 9973, self._palette.is_light,
        )  # fmt: skip

    def _ground(self, turn: float, lens: NDArray[np.float64]) -> NDArray[np.float32]:
        """Behind lights: the ground, with two wide glows that wander."""
        rows, columns = self._size
        shape = columns / rows
        x = ((np.arange(columns, dtype=np.float32) + 0.5) / columns - 0.5)[None] * shape
        y = 0.5 - ((np.arange(rows, dtype=np.float32) + 0.5) / rows)[:, None]
        out = np.repeat(self._palette.ground[None], rows * columns, axis=0).reshape(
            rows, columns, 3
        )
        for k, (reach, share) in enumerate(((0.62, 0.34), (0.48, 0.28))):
            cx = 0.34 * shape * math.sin(turn + 2.4 * k) - 0.2 * lens[0]
            cy = 0.24 * math.cos(turn + 1.1 * k) - 0.2 * lens[1]
            glow = np.exp(-((x - np.float32(cx)) ** 2 + (y - np.float32(cy)) ** 2) / reach**2)
            out += (self._palette.tones[k] - out) * (glow * share)[..., None].astype(np.float32)
        return out

    def _dither(self) -> NDArray[np.float32]:
        """Half a step of noise: wide gradients band without it."""
        if not hasattr(self, "_noise"):
            rng = np.random.default_rng([self._spec.seed & 0xFFFFFFFF, 0xD1])
            size = (self._canvas.height_px, self._canvas.width_px, 1)
            self._noise = rng.random(size, dtype=np.float32)
        return self._noise

    # -- subjects -----------------------------------------------------------------------------

    def _make_cast(self) -> Cast | None:
        spec, canvas = self._spec, self._canvas
        chosen = tuple(s for s in spec.subjects if not is_form(s.noun))
        if not chosen:
            return None
        part = spec.model_copy(update={"subjects": chosen})
        line = canvas.margin_y_px + 0.86 * canvas.height_px
        height = canvas.height_px * (0.42 if not canvas.is_portrait else 0.32)
        ground = Shear(line - 0.3 * canvas.height_px, line + 0.2 * canvas.height_px, 0.4, 1.1)
        return Cast(
            part, canvas, self._rig(), ground_y_px=line, parallax=ground.parallax_at(line),
            seconds=self._seconds, move=self._move, ground=ground, height_px=height, shadow=0.12,
        )  # fmt: skip

    def _rig(self) -> Rig:
        palette = self._palette
        level = 0.55 + 0.45 * float(palette.ground.mean())
        ambient = 0.45 * palette.ground + 0.22 * palette.tones.mean(axis=0) + 0.08
        return Rig(
            key_dir=(-0.52, -0.52, 0.68),
            key_rgb=_triple((0.35 * palette.tones[0] + 0.75) * level),
            ambient_rgb=_triple(ambient),
            bounce_rgb=_triple(0.7 * ambient + 0.15 * palette.tones[1]),
            rim_dir=(0.8, -0.6, 0.0),
            rim_rgb=_triple(0.8 * palette.tones[1]),
            haze_rgb=_triple(palette.ground),
        )


def _sheets(rng: np.random.Generator) -> NDArray[np.float64]:
    count = int(rng.integers(5, 8))
    rows = np.empty((count, 18))
    lean = float(rng.uniform(-0.42, 0.42))
    order = rng.permutation(count)
    for k in range(count):
        place = 0.52 - 1.04 * (k + 0.5) / count + float(rng.uniform(-0.06, 0.06))
        rows[k, :3] = (
            place,
            lean + float(rng.uniform(-0.12, 0.12)),
            float(rng.uniform(0.15, 0.34)),
        )
        for n, (low, high, tall) in enumerate(
            ((1.5, 2.8, 0.11), (0.75, 1.3, 0.045), (0.4, 0.7, 0.014))
        ):
            rows[k, 3 + 4 * n : 7 + 4 * n] = (
                float(rng.uniform(low, high)), tall * float(rng.uniform(0.6, 1.3)),
                float(rng.uniform(0, 6.28)), float(rng.choice((-1, 1))) * (1 if n < 2 else 2),
            )  # fmt: skip
        tone = int(order[k]) % 4
        rows[k, 15:] = (tone, (tone + 1 + int(rng.integers(3))) % 4, float(rng.uniform(0.5, 1.0)))
    return rows


def _pools(rng: np.random.Generator) -> NDArray[np.float64]:
    count = int(rng.integers(9, 13))
    rows = np.empty((count, 9))
    for k in range(count):
        turn = 2.39996 * k + float(rng.uniform(-0.4, 0.4))
        away = 0.42 * math.sqrt((k + 0.5) / count)
        rows[k] = (
            away * math.cos(turn), away * math.sin(turn), float(rng.uniform(0.06, 0.16)),
            float(rng.uniform(0.08, 0.2)), float(rng.choice((-1, 1))), float(rng.choice((-1, 1))),
            float(rng.uniform(0, 6.28)), float(rng.uniform(0.20, 0.34)),
            k % 4 if k % 6 != 5 else -1,
        )  # fmt: skip
    return rows


def _plumes(rng: np.random.Generator) -> NDArray[np.float64]:
    count = int(rng.integers(2, 5))
    side = 1.0 if rng.random() < 0.7 else -1.0
    rows = np.empty((count, 7))
    start = float(rng.uniform(-0.36, -0.12))
    for k in range(count):
        rows[k] = (
            start + 0.62 * k / max(1, count - 1) + float(rng.uniform(-0.07, 0.07)),
            side if rng.random() < 0.85 else -side, float(rng.uniform(0.16, 0.30)),
            float(rng.uniform(0.72, 1.12)), float(rng.uniform(-0.2, 0.2)), k % 4,
            float(rng.uniform(0, 6.28)),
        )  # fmt: skip
    return rows


def _triple(values: NDArray[np.floating]) -> tuple[float, float, float]:
    r, g, b = (float(value) for value in np.clip(values, 0, 1.4))
    return r, g, b
