"""The crowd before a stage: heads and shoulders in rows, arms that wave with the music."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from kinoloom.generators.painted.easel.layer import over, place
from kinoloom.generators.painted.settings.stage.screen import beat_at

if TYPE_CHECKING:
    from kinoloom.generators.painted.easel.camera import Pose
    from kinoloom.generators.painted.easel.canvas import Canvas
    from kinoloom.generators.painted.settings.stage.plan import Plan

Sprite = NDArray[np.uint8]
_FINE = 2
_BODIES = 5


class _Fan(NamedTuple):
    """Somebody in the crowd: place on the painted canvas, size, and how they move."""

    x_px: float
    y_px: float
    head_px: float
    parallax: float
    body: int
    arms: tuple[float, ...]
    phase: float
    bounce: float
    row: int


class Crowd:
    """Everybody in front of the stage, the far rows first."""

    def __init__(
        self,
        plan: Plan,
        canvas: Canvas,
        *,
        light_rgb: tuple[float, float, float],
        seed: int,
        middle_px: float,
        calm: bool,
    ) -> None:
        """`middle_px` is where the crowd stays low, so that the subject is seen."""
        self._plan, self._canvas = plan, canvas
        self._rng = np.random.default_rng([seed & 0xFFFFFFFF, 0xC0])
        unit = canvas.unit
        bottom = canvas.margin_y_px + canvas.height_px
        rows = ((0.20, 0.90, 19.0), (0.52, 1.04, 30.0), (0.98, 1.22, 50.0))
        if calm:
            rows = ((0.36, 0.94, 24.0), (0.66, 1.06, 34.0), (1.06, 1.2, 48.0))
        self._fans: list[_Fan] = []
        for number, (low, parallax, head) in enumerate(rows):
            self._row(number, plan.edge_y_px + (bottom - plan.edge_y_px) * low, parallax,
                      head * unit, middle_px, calm=calm)  # fmt: skip
        self._sizes = [head * unit for _, _, head in rows]
        # The stage's light hangs in the air between the rows.
        air = plan.palette.mean(axis=0) * np.float32(0.16 * plan.glow)
        dark = np.asarray(light_rgb) * 0.16 + 0.006
        tones = [dark * (1.5 - 0.42 * k) + air * (0.9, 0.32, 0.04)[k] for k in range(len(rows))]
        self._bodies = [
            [self._body(size, tones[k], 0.9 - 0.2 * k) for _ in range(_BODIES)]
            for k, size in enumerate(self._sizes)
        ]
        self._arms = [
            self._arm(size, tones[k], 0.9 - 0.2 * k) for k, size in enumerate(self._sizes)
        ]

    def _row(
        self, number: int, y: float, parallax: float, head: float, middle_px: float, *, calm: bool
    ) -> None:
        rng, canvas, plan = self._rng, self._canvas, self._plan
        x = -head * 2
        reach = 0.17 * canvas.width_px
        while x < canvas.paint_width_px + 2 * head:
            away = abs(x - middle_px) / reach
            dip = max(0.0, 1 - away) * 1.5 * head
            arms: tuple[float, ...] = ()
            lively = 0.12 if calm else 0.55
            if plan.kind == "talk":
                lively = 0.0
            if away > 0.75 and rng.random() < lively:
                count = 2 if rng.random() < 0.55 else 1
                sides = (-1.0, 1.0) if count == 2 else (float(rng.choice((-1.0, 1.0))),)
                arms = tuple(side * float(rng.uniform(0.08, 0.5)) for side in sides)
            tall = float(rng.normal(0, 0.35)) * head
            self._fans.append(
                _Fan(x, y + dip + tall, head, parallax, int(rng.integers(_BODIES)), arms,
                     float(rng.random()), float(rng.uniform(0.4, 1.0)) * (0.15 if calm else 1.0),
                     number)
            )  # fmt: skip
            x += head * float(rng.uniform(2.3, 4.0))

    def _body(self, head: float, tone: NDArray[np.floating], rim: float) -> Sprite:
        """Head, hair and shoulders; the middle of the head is at (3.2, 1.8) heads."""
        rng = self._rng
        k = head * _FINE
        mask = np.zeros((int(9 * k), int(6.4 * k)), np.uint8)
        cx, cy = 3.2 * k, 1.8 * k
        cv2.ellipse(
            mask,
            (int(cx), int(cy)),
            (int(0.80 * k), int(1.04 * k)),
            0,
            0,
            360,
            (255,),
            -1,
            cv2.LINE_AA,
        )
        style = int(rng.integers(5))
        if style == 0:
            cv2.ellipse(
                mask,
                (int(cx), int(cy + 0.35 * k)),
                (int(1.02 * k), int(1.35 * k)),
                0,
                0,
                360,
                (255,),
                -1,
                cv2.LINE_AA,
            )
        elif style == 1:
            cv2.circle(
                mask,
                (int(cx + 0.15 * k), int(cy - 1.15 * k)),
                int(0.42 * k),
                (255,),
                -1,
                cv2.LINE_AA,
            )
        elif style == 2:
            cv2.ellipse(
                mask,
                (int(cx), int(cy - 0.2 * k)),
                (int(1.0 * k), int(1.05 * k)),
                0,
                0,
                360,
                (255,),
                -1,
                cv2.LINE_AA,
            )
        wide = float(rng.uniform(1.85, 2.3)) * k
        points = np.array(
            [(cx - 0.42 * k, cy + 0.5 * k), (cx + 0.42 * k, cy + 0.5 * k),
             (cx + 0.55 * k, cy + 1.22 * k), (cx + 0.8 * wide, cy + 1.55 * k),
             (cx + wide, cy + 2.3 * k), (cx + 1.05 * wide, cy + 7.2 * k),
             (cx - 1.05 * wide, cy + 7.2 * k), (cx - wide, cy + 2.3 * k),
             (cx - 0.8 * wide, cy + 1.55 * k), (cx - 0.55 * k, cy + 1.22 * k)]
        )  # fmt: skip
        cv2.fillPoly(mask, [points.astype(np.int32)], (255,), cv2.LINE_AA)
        return self._rimmed(mask, tone, rim, 0.13 * k, fades=True)

    def _arm(self, head: float, tone: NDArray[np.floating], rim: float) -> Sprite:
        """A raised arm; its shoulder is at (1.4, 6.2) heads."""
        k = head * _FINE
        mask = np.zeros((int(7 * k), int(2.8 * k)), np.uint8)
        cx, low = 1.4 * k, 6.2 * k
        points = np.array(
            [(cx - 0.55 * k, low + 0.6 * k), (cx + 0.55 * k, low + 0.6 * k),
             (cx + 0.46 * k, low - 2.2 * k), (cx + 0.26 * k, low - 4.5 * k),
             (cx - 0.26 * k, low - 4.5 * k), (cx - 0.42 * k, low - 2.2 * k)]
        )  # fmt: skip
        cv2.fillPoly(mask, [points.astype(np.int32)], (255,), cv2.LINE_AA)
        cv2.ellipse(
            mask,
            (int(cx), int(low - 4.75 * k)),
            (int(0.36 * k), int(0.46 * k)),
            0,
            0,
            360,
            (255,),
            -1,
            cv2.LINE_AA,
        )
        for turn, long in ((-0.5, 0.62), (-0.2, 0.86), (0.06, 0.92), (0.3, 0.82), (0.95, 0.6)):
            a = (int(cx + 0.24 * k * math.sin(turn)), int(low - 4.9 * k))
            b = (int(cx + (0.25 + long) * k * math.sin(turn) * 0.8),
                 int(low - 4.85 * k - long * k * math.cos(turn)))  # fmt: skip
            cv2.line(mask, a, b, (255,), max(1, int(0.19 * k)), cv2.LINE_AA)
        return self._rimmed(mask, tone, rim, 0.11 * k, fades=False)

    def _rimmed(
        self,
        mask: NDArray[np.uint8],
        tone: NDArray[np.floating],
        rim: float,
        thick: float,
        *,
        fades: bool,
    ) -> Sprite:
        """A dark shape whose upper edges catch the stage's light."""
        plan = self._plan
        alpha = mask.astype(np.float32) / 255
        shift = max(1, round(thick))
        below = np.roll(alpha, shift, axis=0)
        below[:shift] = 0
        edge = np.clip(alpha - below, 0, 1)
        edge = np.minimum(cv2.GaussianBlur(edge, (0, 0), max(0.4, 0.6 * thick)) * 1.25, alpha)
        glow = (0.6 * plan.palette[0] + 0.25 * plan.palette[1] + 0.3) * (
            rim * (0.25 + 0.55 * plan.glow)
        )
        colour = tone[None, None] * alpha[..., None] + edge[..., None] * glow
        sheet = np.concatenate([np.clip(colour, 0, 1), alpha[..., None]], -1).astype(np.float32)
        small = (max(2, mask.shape[1] // _FINE), max(2, mask.shape[0] // _FINE))
        sheet = np.asarray(cv2.resize(sheet, small, interpolation=cv2.INTER_AREA), np.float32)
        return np.ascontiguousarray(sheet * 255 + 0.5, np.uint8)

    def draw(self, frame: NDArray[np.uint8], t_s: float, pose: Pose) -> None:
        """The crowd of this moment."""
        beat_hz = self._plan.beat_hz
        for fan in self._fans:
            part = t_s * beat_hz + 0.08 * fan.phase
            jump = beat_at(part / beat_hz, beat_hz) * fan.bounce * 0.30 * fan.head_px
            sway = 0.16 * fan.head_px * math.sin(3.1416 * part + 6.28 * fan.phase)
            x, y, scale = place(fan.x_px + sway, fan.y_px - jump, fan.parallax, pose, self._canvas)
            head = fan.head_px * scale
            for angle in fan.arms:
                swing = 0.17 * math.sin(3.1416 * part + 0.6 * fan.phase + 0.5 * (angle > 0))
                side = 1.0 if angle > 0 else -1.0
                self._turned(
                    frame,
                    self._arms[fan.row],
                    (1.4 * fan.head_px, 6.2 * fan.head_px),
                    (x + side * 1.55 * head, y + 2.1 * head),
                    angle + swing,
                    scale,
                )
            sheet = self._bodies[fan.row][fan.body]
            tilt = 0.035 * math.sin(3.1416 * part + 6.28 * fan.phase)
            self._turned(frame, sheet, (3.2 * fan.head_px, 5.0 * fan.head_px), (x, y + 3.2 * head),
                         tilt, scale)  # fmt: skip

    def _turned(
        self,
        frame: NDArray[np.uint8],
        sheet: Sprite,
        pivot: tuple[float, float],
        at: tuple[float, float],
        angle: float,
        scale: float,
    ) -> None:
        """A sprite turned around its pivot, which comes to a place on the frame."""
        c, s = scale * math.cos(angle), scale * math.sin(angle)
        height, width = sheet.shape[:2]
        corners = [
            (c * (x - pivot[0]) - s * (y - pivot[1]), s * (x - pivot[0]) + c * (y - pivot[1]))
            for x in (0, width)
            for y in (0, height)
        ]
        x0 = math.floor(at[0] + min(p[0] for p in corners))
        y0 = math.floor(at[1] + min(p[1] for p in corners))
        x1 = min(math.ceil(at[0] + max(p[0] for p in corners)) + 1, self._canvas.width_px)
        y1 = min(math.ceil(at[1] + max(p[1] for p in corners)) + 1, self._canvas.height_px)
        x0, y0 = max(0, x0), max(0, y0)
        if x1 <= x0 or y1 <= y0:
            return
        onto = np.array([[c, -s, at[0] - x0 - c * pivot[0] + s * pivot[1]],
                         [s, c, at[1] - y0 - s * pivot[0] - c * pivot[1]]], np.float64)  # fmt: skip
        turned = cv2.warpAffine(sheet, onto, (x1 - x0, y1 - y0), flags=cv2.INTER_LINEAR)
        over(frame, np.asarray(turned, np.uint8), y0, x0)
