"""A lighthouse on a headland, and its lamp that turns."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import cv2
import numpy as np

from kinoloom.generators.painted.easel.colour import mix, rgb
from kinoloom.generators.painted.easel.layer import add_spots, place

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from kinoloom.generators.painted.air.daylight import Daylight
    from kinoloom.generators.painted.easel.camera import Pose
    from kinoloom.generators.painted.easel.canvas import Canvas

_TURN_S = 5.0
_LAMP_RGB = np.array([1.0, 0.90, 0.66], np.float32)
_OVERSAMPLING = 4


def paint_lighthouse(
    rgba: NDArray[np.float32],
    light: Daylight,
    *,
    foot_px: tuple[float, float],
    height_px: float,
    sun_side: int,
    air: float,
    air_rgb: NDArray[np.float32],
    seed: int,
) -> tuple[float, float]:
    """Paint the tower onto straight RGBA of the painted canvas; the lamp's place on it."""
    k = _OVERSAMPLING
    wide = 0.17 * height_px
    box_w, box_h = math.ceil(wide * 2.4), math.ceil(height_px * 1.1)
    x0, y0 = round(foot_px[0] - box_w / 2), round(foot_px[1] - box_h + 0.04 * height_px)
    left, top = max(0, x0), max(0, y0)
    right, bottom = min(rgba.shape[1], x0 + box_w), min(rgba.shape[0], y0 + box_h)
    if right <= left or bottom <= top:
        return foot_px[0], foot_px[1] - height_px
    mask = np.zeros((box_h * k, box_w * k, 3), np.uint8)
    middle, base = box_w * k / 2, (box_h - 0.0) * k

    def at(x: float, y: float) -> tuple[float, float]:
        return middle + x * wide * k, base - y * height_px * k

    def fill(points: list[tuple[float, float]], channel: int) -> None:
        ink = [0, 0, 0]
        ink[channel] = 255
        places = np.round(np.array([at(*p) for p in points]) * 16).astype(np.int32)
        cv2.fillPoly(mask, [places], tuple(ink), cv2.LINE_AA, 4)

    fill([(-0.5, 0), (-0.31, 0.78), (0.31, 0.78), (0.5, 0)], 0)
    for k_band in range(3) if seed % 3 else ():
        low, high = 0.10 + 0.26 * k_band, 0.23 + 0.26 * k_band
        a, b = 0.5 - 0.19 * low / 0.78, 0.5 - 0.19 * high / 0.78
        fill([(-a, low), (-b, high), (b, high), (a, low)], 1)
    fill([(-0.46, 0.775), (-0.46, 0.81), (0.46, 0.81), (0.46, 0.775)], 2)
    fill([(-0.24, 0.81), (-0.24, 0.90), (0.24, 0.90), (0.24, 0.81)], 2)
    fill([(-0.30, 0.90), (0.0, 0.99), (0.30, 0.90)], 2)
    small = cv2.resize(mask, (box_w, box_h), interpolation=cv2.INTER_AREA)
    cover = small.astype(np.float32) / 255
    across = (np.arange(box_w, dtype=np.float32) - box_w / 2) / wide
    facing = np.clip(0.42 + 0.85 * across * sun_side, 0, 1)[None, :, None]
    gain = np.asarray(light.ambient_rgb) * 0.75 + np.asarray(light.key_rgb) * 0.7 * facing
    inks = rgb("#e9e4da"), rgb("#b5463a") if seed % 2 else rgb("#2f3f58"), rgb("#3b3d44")
    picture = np.zeros((box_h, box_w, 3), np.float32)
    for channel, ink in enumerate(inks):
        picture = mix(picture, np.clip(ink * gain, 0, 1), cover[..., channel : channel + 1])
    picture = mix(picture, air_rgb[left + (right - left) // 2][None, None], 0.8 * air)
    alpha = cover.max(axis=2)
    part = np.s_[top - y0 : bottom - y0, left - x0 : right - x0]
    into = rgba[top:bottom, left:right]
    share = alpha[part][..., None]
    into[..., :3] = mix(into[..., :3], picture[part], share)
    into[..., 3] = np.maximum(into[..., 3], alpha[part])
    return foot_px[0], foot_px[1] + 0.04 * height_px - 0.86 * height_px


class Lamp:
    """The turning light; strength 0 (off, by day) to 1."""

    def __init__(
        self,
        canvas: Canvas,
        lamp_px: tuple[float, float],
        *,
        parallax: float,
        strength: float,
        loop_s: float | None,
    ) -> None:
        self._canvas, self._lamp_px, self._parallax = canvas, lamp_px, parallax
        self._strength = strength
        turns = 1.0 if loop_s is None else max(1.0, round(loop_s / _TURN_S))
        self._turn_s = _TURN_S if loop_s is None else loop_s / turns

    def draw(self, frame_u8: NDArray[np.uint8], t_s: float, pose: Pose) -> None:
        """Add the lamp and its beam to the frame."""
        if self._strength < 0.05:
            return
        unit = self._canvas.unit
        x, y, _ = place(*self._lamp_px, self._parallax, pose, self._canvas)
        turn = 2 * math.pi * t_s / self._turn_s + 0.4
        ahead = max(0.0, math.sin(turn)) ** 5
        self._add_beam(frame_u8, x, y, math.cos(turn))
        power = self._strength
        add_spots(
            frame_u8,
            np.full(3, x, np.float32),
            np.full(3, y, np.float32),
            np.array([5, 22 + 30 * ahead, 80 + 110 * ahead], np.float32) * np.float32(unit),
            _LAMP_RGB,
            np.array([0.9, 0.42 + 0.5 * ahead, 0.10 + 0.26 * ahead], np.float32) * power,
        )

    def _add_beam(self, frame_u8: NDArray[np.uint8], x: float, y: float, across: float) -> None:
        """A cone of lit air to the side the lamp shows."""
        unit = self._canvas.unit
        reach = abs(across) * 620 * unit
        if reach < 20 * unit:
            return
        half = 40 * unit * abs(across)
        top, bottom = max(0, int(y - half - 4)), min(frame_u8.shape[0], int(y + half + 5))
        x0 = max(0, int(x if across > 0 else x - reach))
        x1 = min(frame_u8.shape[1], int(x + reach if across > 0 else x))
        if bottom <= top or x1 <= x0:
            return
        along = np.abs(np.arange(x0, x1, dtype=np.float32) + 0.5 - x)[None] / reach
        aside = np.abs(np.arange(top, bottom, dtype=np.float32) + 0.5 - y)[:, None]
        width = 3 * unit + half * along
        beam = np.exp(-((aside / width) ** 2) * 2.2) * np.clip(1 - along, 0, 1) ** 1.6
        share = (beam * (0.26 * self._strength * abs(across) ** 0.7))[..., None]
        part = frame_u8[top:bottom, x0:x1]
        part[:] = np.asarray(part + (255 * _LAMP_RGB - part) * share, np.uint8)
