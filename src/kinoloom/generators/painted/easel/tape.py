"""Tape: a home video cassette: few lines, colour that bleeds to the right, unsteady rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np

from kinoloom.generators.painted.easel.bands import in_bands
from kinoloom.generators.painted.easel.kernel import kernel
from kinoloom.generators.painted.easel.noise import hash01
from kinoloom.generators.painted.easel.styles import Tone

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from kinoloom.generators.painted.easel.canvas import Canvas

TONE = Tone(
    saturation=1.04, contrast=-0.16, lift=(0.040, 0.042, 0.062), gain=(1.0, 0.97, 0.985), bloom=1.2
)
_LINE_PX = 2.25
"""Height of a line of tape in a 1080-line picture: 480 of them."""
_DOTS_PER_LINE = 1.35
"""How many luma dots are as wide as a line is high."""
_BLEED_LINES = 6.5
_LAG_LINES = 3.4
_RINGING = 0.7


class Tape:
    """One shot's tape. The same frame and index give the same bits."""

    def __init__(self, canvas: Canvas, seed: int) -> None:
        self._canvas, self._seed = canvas, seed
        # Frames of fewer lines than tape has keep their own.
        pitch = max(1.0, _LINE_PX * canvas.unit)
        self._height_px = max(8, round(canvas.height_px / pitch))
        self._width_px = max(8, round(canvas.width_px / pitch / _DOTS_PER_LINE))
        self._line = self._height_px / (canvas.height_px / (_LINE_PX * canvas.unit))
        """A line of tape, in rows of the small picture."""
        rng = np.random.default_rng([seed & 0xFFFFFFFF, 0x7E])
        noise = rng.normal(0, 1, (512, 512)).astype(np.float32)
        smear = cv2.GaussianBlur(noise, (0, 0), sigmaX=2.2, sigmaY=0.35)
        self._hiss = np.ascontiguousarray(smear / smear.std(), np.float32)
        y = np.arange(canvas.height_px, dtype=np.float32)
        lines = np.cos(2 * np.pi * y / max(2.0, 2 * _LINE_PX * canvas.unit))
        self._scan = (1 - 0.07 + 0.07 * lines).astype(np.float32)

    def play(self, frame_u8: NDArray[np.uint8], index: int) -> NDArray[np.uint8]:
        """The frame as a cassette plays it, a new array."""
        size = (self._width_px, self._height_px)
        small = cv2.resize(frame_u8, size, interpolation=cv2.INTER_AREA)
        ycc = np.asarray(cv2.cvtColor(small, cv2.COLOR_RGB2YCrCb), np.uint8)
        luma = ycc[..., 0].astype(np.float32)
        line = self._line
        wide = cv2.GaussianBlur(luma, (0, 0), sigmaX=max(0.4, 1.5 * line), sigmaY=0.01)
        luma += (luma - wide) * np.float32(_RINGING)
        chroma = self._bled(ycc[..., 1:])
        luma += self._hiss_of(index, 1) * np.float32(4.6)
        chroma += (self._hiss_of(index, 3) * np.float32(3.6))[..., None]
        shifts = self._shifts(index)
        played = np.empty((*size[::-1], 3), np.uint8)
        _rejoin(luma, chroma, shifts, played)
        self._drop(played, index)
        out = cv2.resize(played, frame_u8.shape[1::-1], interpolation=cv2.INTER_LINEAR)
        out = np.ascontiguousarray(out, np.uint8)
        in_bands(out.shape[0], lambda top, end: _scan(out, self._scan, top, end))
        return out

    def _bled(self, chroma: NDArray[np.uint8]) -> NDArray[np.float32]:
        """Colour has an eighth of the luma's detail, and comes late."""
        line = self._line
        narrow = (max(4, int(self._width_px / (_BLEED_LINES * line))), max(4, self._height_px // 2))
        low = cv2.resize(chroma, narrow, interpolation=cv2.INTER_AREA).astype(np.float32)
        scale_x, scale_y = self._width_px / narrow[0], self._height_px / narrow[1]
        view = np.array(
            [
                [scale_x, 0, 0.5 * scale_x - 0.5 + _LAG_LINES * line],
                [0, scale_y, 0.5 * scale_y - 0.5 + line],
            ]
        )
        bled = cv2.warpAffine(
            low, view, (self._width_px, self._height_px), flags=cv2.INTER_LINEAR,
            borderMode=cv2.BORDER_REPLICATE,
        )  # fmt: skip
        return np.asarray(bled, np.float32)

    def _hiss_of(self, index: int, lane: int) -> NDArray[np.float32]:
        """This frame's noise, of the small picture's size."""
        x = int(hash01(index, lane, self._seed) * 512)
        y = int(hash01(index, lane + 1, self._seed) * 512)
        rows = (np.arange(self._height_px) + y) & 511
        columns = (np.arange(self._width_px) + x) & 511
        return self._hiss[rows[:, None], columns[None, :]]

    def _shifts(self, index: int) -> NDArray[np.float32]:
        """How far each row lies to the right: a slow sway, a tremble, torn rows at the foot."""
        rows = np.arange(self._height_px, dtype=np.float32)
        place = rows / self._height_px
        seed = self._seed & 0xFFFFFFFF
        tremble = np.random.default_rng([seed, 0x7F, index]).normal(0, 1, self._height_px)
        tremble = np.convolve(tremble, np.ones(5) / 5, mode="same")
        sway = np.sin(place * 9 + index * 0.17) * 0.16 + np.sin(place * 23 - index * 0.31) * 0.10
        # The heads change over at the foot of the picture.
        torn = np.clip((place - 0.984) / 0.016, 0, 1) ** 1.5
        tear = torn * (9 + 4 * np.sin(index * 0.9))
        return ((sway + 0.14 * tremble + tear) * self._line).astype(np.float32)

    def _drop(self, played: NDArray[np.uint8], index: int) -> None:
        """Rarely the tape has lost its coating: a short white streak."""
        if hash01(index, 31, self._seed) > 0.035:
            return
        row = int((0.05 + 0.9 * hash01(index, 32, self._seed)) * self._height_px)
        start = int(hash01(index, 33, self._seed) * 0.8 * self._width_px)
        length = int((0.04 + 0.14 * hash01(index, 34, self._seed)) * self._width_px) + 2
        run = played[row, start : start + length].astype(np.float32)
        fade = np.linspace(0.75, 0.0, len(run), dtype=np.float32)[:, None]
        played[row, start : start + length] = np.asarray(run + (226 - run) * fade, np.uint8)


@kernel
def _rejoin(
    luma: NDArray[np.float32],
    chroma: NDArray[np.float32],
    shifts: NDArray[np.float32],
    out: NDArray[np.uint8],
) -> None:
    """Shift the rows, and turn luma and colour differences back to red, green and blue."""
    height, width = luma.shape
    full = np.float32(255.0)
    nothing = np.float32(0.0)
    half = np.float32(128.0)
    for y in range(height):
        for x in range(width):
            u = min(np.float32(width - 1.001), max(nothing, np.float32(x) - shifts[y]))
            i = int(u)
            share = u - np.float32(i)
            light = luma[y, i] + (luma[y, i + 1] - luma[y, i]) * share
            red = chroma[y, i, 0] + (chroma[y, i + 1, 0] - chroma[y, i, 0]) * share - half
            blue = chroma[y, i, 1] + (chroma[y, i + 1, 1] - chroma[y, i, 1]) * share - half
            values = (
                light + np.float32(1.403) * red,
                light - np.float32(0.714) * red - np.float32(0.344) * blue,
                light + np.float32(1.773) * blue,
            )
            for c in range(3):
                out[y, x, c] = np.uint8(min(full, max(nothing, values[c] + np.float32(0.5))))


@kernel
def _scan(
    frame: NDArray[np.uint8], shades: NDArray[np.float32], first_row: int, last_row: int
) -> None:
    for y in range(first_row, last_row):
        shade = shades[y]
        for x in range(frame.shape[1]):
            for c in range(3):
                frame[y, x, c] = np.uint8(np.float32(frame[y, x, c]) * shade + np.float32(0.5))
