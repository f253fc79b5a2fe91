"""The far bank and what stands on it: an embankment with trees, a bridge, a ferris wheel."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import cv2
import numpy as np

from kinoloom.generators.painted.easel.colour import mix, rgb
from kinoloom.generators.painted.easel.layer import add_spots, place
from kinoloom.generators.painted.settings.skyline.plan import SHORE_PARALLAX

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from kinoloom.generators.painted.easel.camera import Pose
    from kinoloom.generators.painted.easel.canvas import Canvas
    from kinoloom.generators.painted.settings.skyline.illumination import Illumination
    from kinoloom.generators.painted.settings.skyline.plan import Plan
    from kinoloom.generators.painted.spec import SceneSpec

_BITS = 4
_LEAVES = {"spring": "#7c8a62", "summer": "#3c5a3c", "autumn": "#a8682e", "winter": "#6c6a68"}
_PAINTS = ("#8c3a2c", "#6c7680", "#9c9488")
_CABINS = 24


def embankment(
    spec: SceneSpec, plan: Plan, canvas: Canvas, lights: Illumination
) -> NDArray[np.float32]:
    """The wall along the far water with its trees, straight RGBA."""
    rng = np.random.default_rng([spec.seed & 0xFFFFFFFF, 0x5C5])
    unit, light = canvas.unit, lights.light
    mask = np.zeros((int(plan.shore_y_px) + 3, canvas.paint_width_px), np.uint8)
    line = plan.shore_y_px
    x = 0.0
    while x < canvas.paint_width_px:
        size = float(rng.uniform(4, 13)) * unit
        # Groves of many small crowns: single round ones would be beads on a string.
        for _ in range(int(rng.integers(5, 16)) if rng.random() < 0.75 else 0):
            at_x = x + float(rng.normal(0, 1.5)) * size
            at_y = line - 4 * unit - size * float(rng.random() ** 1.6) * 1.3
            _disc(mask, (at_x, at_y), size * float(rng.uniform(0.14, 0.42)))
        x += size * float(rng.uniform(0.8, 3.4))
    mask[int(line - 5 * unit) :] = 255
    leaf = rgb(_LEAVES[spec.season or "summer"])
    leaf = mix(leaf, (0.92, 0.94, 0.97), 0.7 * lights.snow)
    ink = leaf * (np.asarray(light.ambient_rgb) * 0.6 + np.asarray(light.key_rgb) * 0.22)
    ink = mix(ink, light.haze_rgb, 0.16 + 0.6 * light.density)
    picture = np.empty((*mask.shape, 4), np.float32)
    picture[..., :3] = ink
    picture[..., 3] = mask / np.float32(255)
    return picture


def bridge(
    spec: SceneSpec, plan: Plan, canvas: Canvas, lights: Illumination
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """A suspension bridge over the whole width: straight RGBA, and its deck's rows by column."""
    rng = np.random.default_rng([spec.seed & 0xFFFFFFFF, 0x5C6])
    unit, light, width = canvas.unit, lights.light, canvas.paint_width_px
    paint = rgb(_PAINTS[int(rng.integers(len(_PAINTS)))])
    rows = int(plan.shore_y_px) + 3
    mask = np.zeros((rows, width), np.uint8)
    span = canvas.width_px * float(rng.uniform(0.62, 0.85)) * (1.4 if canvas.is_portrait else 1)
    tall = float(rng.uniform(0.34, 0.46)) * min(plan.room_px, 0.9 * span)
    first = plan.landmark_x_px - (span if plan.side > 0 else 0.0)
    x = np.arange(width, dtype=np.float32)
    middle = first + span / 2
    deck = plan.shore_y_px - tall * (0.36 - 0.10 * ((x - middle) / span) ** 2)
    top = plan.shore_y_px - tall
    part = np.abs((x - first) % span / span - 0.5) * 2
    cable = deck - 0.06 * tall - (deck - 0.06 * tall - top) * part**2
    _line(mask, x, deck, 7 * unit)
    _line(mask, x, deck - 5 * unit, 2 * unit)
    _line(mask, x, cable, 2.6 * unit)
    step = max(6, round(17 * unit))
    for at in range(0, width, step):
        _line(mask, np.array([at, at]), np.array([cable[at], deck[at]]), 0.9 * unit)
    for k in range(-2, 4):
        post = first + k * span
        for leg in (-9 * unit, 9 * unit):
            _line(mask, np.array([post + leg, post + 0.7 * leg]),
                  np.array([plan.shore_y_px, top - 6 * unit]), 6 * unit)  # fmt: skip
        for rung in (0.06, 0.3, 0.78):
            level = top + rung * tall
            _line(mask, np.array([post - 8 * unit, post + 8 * unit]), np.array([level, level]),
                  5 * unit)  # fmt: skip
    ink = paint * (np.asarray(light.ambient_rgb) * 0.6 + np.asarray(light.key_rgb) * 0.3)
    ink = mix(ink, light.haze_rgb, 0.10 + 0.6 * light.density)
    if lights.beacons:
        ink = mix(ink, lights.glow_rgb, 0.16)
    picture = np.empty((rows, width, 4), np.float32)
    picture[..., :3] = ink
    picture[..., 3] = mask / np.float32(255)
    return picture, deck.astype(np.float32)


class Wheel:
    """A ferris wheel that turns on the far bank, with lamps on its rim after dark."""

    def __init__(self, spec: SceneSpec, plan: Plan, canvas: Canvas, lights: Illumination) -> None:
        rng = np.random.default_rng([spec.seed & 0xFFFFFFFF, 0x5C7])
        self._canvas, self._lights = canvas, lights
        self._radius = float(rng.uniform(0.17, 0.23)) * min(plan.room_px, canvas.width_px)
        self._x = plan.landmark_x_px
        self._y = plan.shore_y_px - 1.18 * self._radius
        self._turn = 0.10 * (1 if rng.random() < 0.5 else -1)
        light = lights.light
        lamb = np.asarray(light.ambient_rgb) * 0.55 + np.asarray(light.key_rgb) * 0.3
        ink = rgb("#d8dce0") * lamb
        self._ink = np.asarray(mix(np.minimum(1, ink), light.haze_rgb, 0.5 * light.density)) * 255
        self._hue = lights.neon_rgb[rng.permutation(len(lights.neon_rgb))[:2]]

    def draw(self, frame_u8: NDArray[np.uint8], t_s: float, pose: Pose) -> None:
        """Draw the wheel of this moment."""
        x, y, scale = place(self._x, self._y, SHORE_PARALLAX, pose, self._canvas)
        radius = self._radius * scale
        left, top = int(x - 1.15 * radius), int(y - 1.15 * radius)
        size = int(2.4 * radius) + 2
        x0, y0 = max(0, left), max(0, top)
        x1, y1 = min(frame_u8.shape[1], left + size), min(frame_u8.shape[0], top + size)
        if x1 <= x0 or y1 <= y0:
            return
        mask = np.zeros((y1 - y0, x1 - x0), np.uint8)
        cx, cy = x - x0, y - y0
        turn = self._turn * t_s + 2 * math.pi * np.arange(_CABINS) / _CABINS
        xs, ys = cx + radius * np.cos(turn), cy + radius * np.sin(turn)
        thin = max(1, round(1.6 * self._canvas.unit))
        for k in range(_CABINS):
            _stroke(mask, (cx, cy), (xs[k], ys[k]), 110, 1)
        for share in (1.0, 0.93):
            centre, reach = (round(cx * 16), round(cy * 16)), round(radius * share * 16)
            cv2.circle(mask, centre, reach, (255,), thin, cv2.LINE_AA, _BITS)
        for leg in (-0.42, 0.42):
            _stroke(mask, (cx, cy), (cx + leg * radius, cy + 1.2 * radius), 255, thin + 1)
        for k in range(_CABINS):
            _disc(mask, (float(xs[k]), float(ys[k]) + 0.03 * radius), 0.038 * radius)
        part = frame_u8[y0:y1, x0:x1]
        share = mask[..., None] * np.float32(0.9 / 255)
        part[:] = np.asarray(part + (self._ink - part) * share + 0.5, np.uint8)
        if self._lights.beacons:
            beat = 0.75 + 0.25 * np.sin(2 * math.pi * (0.5 * t_s + np.arange(_CABINS) / 6))
            colours = self._hue[np.arange(_CABINS) % 2]
            add_spots(frame_u8, np.asarray(xs + x0, np.float32), np.asarray(ys + y0, np.float32),
                      np.full(_CABINS, 0.05 * radius, np.float32), colours,
                      np.asarray(beat, np.float32))  # fmt: skip


def _disc(mask: NDArray[np.uint8], at: tuple[float, float], radius: float) -> None:
    centre = (round(at[0] * 16), round(at[1] * 16))
    cv2.circle(mask, centre, max(8, round(radius * 16)), (255,), -1, cv2.LINE_AA, _BITS)


def _stroke(
    mask: NDArray[np.uint8], start: tuple[float, float], end: tuple[float, float], ink: int,
    thick_px: int,
) -> None:  # fmt: skip
    ends = [(round(float(x) * 16), round(float(y) * 16)) for x, y in (start, end)]
    cv2.line(mask, ends[0], ends[1], (ink,), thick_px, cv2.LINE_AA, _BITS)


def _line(
    mask: NDArray[np.uint8], xs: NDArray[np.floating], ys: NDArray[np.floating], thick_px: float
) -> None:
    """A line through the points; thinner than a pixel it is paler."""
    points = np.round(np.stack([xs, ys], axis=1) * 16).astype(np.int32)
    ink = round(255 * min(1.0, max(0.35, thick_px)))
    cv2.polylines(mask, [points], False, (ink,), max(1, round(thick_px)), cv2.LINE_AA, _BITS)
