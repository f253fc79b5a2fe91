"""Wear: the dust, hairs and scratches an old print has, now and then."""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np

from kinoloom.generators.painted.easel.noise import hash01, value_noise

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from kinoloom.generators.painted.easel.canvas import Canvas

_SPELL_FRAMES = 40
"""A scratch runs for at most this long before another may come."""
_FINE = 16  # OpenCV draws to a sixteenth of a pixel
_FINE_BITS = 4


class Wear:
    """The marks of each frame, by its index alone."""

    def __init__(self, canvas: Canvas, dust_per_frame: float, scratches: float, seed: int) -> None:
        self._canvas, self._seed = canvas, seed
        self._dust, self._scratches = dust_per_frame, scratches

    def mark(self, frame_u8: NDArray[np.uint8], index: int) -> None:
        """Mark the frame in place."""
        for lane in range(3):
            if hash01(index, 11 + lane, self._seed) < self._dust / 3:
                self._speck(frame_u8, np.random.default_rng([self._seed & 0xFFFFFFFF, index, lane]))
        spell = index // _SPELL_FRAMES
        if hash01(spell, 21, self._seed) < self._scratches * 2:
            self._scratch(frame_u8, index, spell)

    def _speck(self, frame: NDArray[np.uint8], rng: np.random.Generator) -> None:
        """A grain of dust or a hair: dark where it lay on the print, white on the negative."""
        unit = self._canvas.unit
        reach = int(np.ceil(60 * unit)) + 2
        x, y = rng.random(2) * (self._canvas.width_px, self._canvas.height_px)
        mask = np.zeros((2 * reach, 2 * reach), np.uint8)
        if rng.random() < 0.3:
            length, turn = rng.uniform(18, 52) * unit, rng.uniform(0, 2 * np.pi)
            steps = np.linspace(-0.5, 0.5, 14)
            bend = turn + rng.uniform(-1.6, 1.6) * steps * 2
            run = np.stack([np.cos(bend), np.sin(bend)], axis=1) * (length / 14)
            line = np.cumsum(run, axis=0) - run.sum(axis=0) / 2 + reach
            points = np.asarray(np.round(line * _FINE), np.int32)
            thick = max(1, round(1.4 * unit))
            cv2.polylines(mask, [points], False, 255, thick, cv2.LINE_AA, _FINE_BITS)
        else:
            radius = rng.uniform(1.4, 4.6) * unit
            turns = np.linspace(0, 2 * np.pi, 9, endpoint=False)
            far = radius * rng.uniform(0.55, 1.35, 9)
            outline = np.stack([np.cos(turns) * far, np.sin(turns) * far * 0.8], axis=1) + reach
            points = np.asarray(np.round(outline * _FINE), np.int32)
            cv2.fillPoly(mask, [points], 255, cv2.LINE_AA, _FINE_BITS)
        soft = np.asarray(cv2.GaussianBlur(mask, (0, 0), max(0.4, 0.8 * unit)), np.uint8)
        colour = 14.0 if rng.random() < 0.6 else 236.0
        _stain(frame, soft, int(x) - reach, int(y) - reach, colour, rng.uniform(0.55, 0.9))

    def _scratch(self, frame: NDArray[np.uint8], index: int, spell: int) -> None:
        """A thin light line down the whole frame, wandering a little as it passes."""
        unit, seed = self._canvas.unit, self._seed
        first = int(hash01(spell, 22, seed) * 0.4 * _SPELL_FRAMES)
        last = first + int((0.25 + 0.35 * hash01(spell, 23, seed)) * _SPELL_FRAMES)
        now = index - spell * _SPELL_FRAMES
        if not first <= now <= last:
            return
        width_px, height_px = self._canvas.width_px, self._canvas.height_px
        centre = (0.08 + 0.84 * hash01(spell, 24, seed)) * width_px
        centre += 7 * unit * (value_noise(index * 0.3, 1.5, seed + spell) - 0.5)
        reach = int(np.ceil(5 * unit)) + 2
        left = int(centre) - reach
        x = np.arange(left, left + 2 * reach + 1, dtype=np.float32)
        y = np.arange(height_px, dtype=np.float32)
        lean = 2.2 * unit * np.sin(y / height_px * 3 + spell)
        breaks = np.array([value_noise(float(row) / (70 * unit), index * 0.8, seed) for row in y])
        away = (x[None, :] - centre - lean[:, None]) / max(0.5, 0.8 * unit)
        mask = np.exp(-away * away) * np.clip(breaks * 1.8 - 0.2, 0, 1)[:, None]
        edge = min(1.0, min(now - first + 1, last - now + 1) / 3)
        strength = (0.16 + 0.16 * hash01(spell, 25, seed)) * edge
        _stain(frame, np.asarray(mask * 255, np.uint8), left, 0, 232.0, strength)


def _stain(
    frame: NDArray[np.uint8],
    mask: NDArray[np.uint8],
    x_px: int,
    y_px: int,
    level: float,
    strength: float,
) -> None:
    """Lay a grey through a mask onto the frame; what is outside is cut off."""
    top, left = max(0, -y_px), max(0, -x_px)
    bottom = min(mask.shape[0], frame.shape[0] - y_px)
    right = min(mask.shape[1], frame.shape[1] - x_px)
    if bottom <= top or right <= left:
        return
    share = mask[top:bottom, left:right, None].astype(np.float32) * np.float32(strength / 255)
    part = frame[y_px + top : y_px + bottom, x_px + left : x_px + right]
    blended = part + (np.float32(level) - part) * share
    part[...] = np.asarray(blended + np.float32(0.5), np.uint8)
