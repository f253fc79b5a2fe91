"""The grade: bloom, vignette, curve, colour and grain over a finished frame, in one pass."""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np

from kinoloom.generators.painted.easel.bands import in_bands
from kinoloom.generators.painted.easel.film import Film, film_for
from kinoloom.generators.painted.easel.grain import grain_place, grain_tile
from kinoloom.generators.painted.easel.kernel import scratch_kernel
from kinoloom.generators.painted.easel.moods import MOODS
from kinoloom.generators.painted.easel.styles import TONES, Triple, add, hand_for, multiply
from kinoloom.generators.painted.easel.tape import TONE as TAPE_TONE
from kinoloom.generators.painted.easel.tape import Tape

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from kinoloom.generators.painted.easel.canvas import Canvas
    from kinoloom.generators.painted.spec import Mood, Stock, Style

_CURVE_STEPS = 1024
_LEAST_GRAIN = 0.0024
"""Below this the curve's 8-bit steps would show in skies: the grain is also the dither."""
_ANAMORPHIC_TINT = np.array([0.5, 0.8, 1.2], np.float32)
_HALATION_TINT = np.array([1.0, 0.30, 0.10], np.float32)


class Grade:
    """A look: bright light blooms, corners darken, a film curve, light grain."""

    def __init__(
        self,
        canvas: Canvas,
        *,
        vignette: float = 0.4,
        grain: float = 0.007,
        saturation: float = 1.0,
        bloom: float = 0.5,
        threshold: float = 0.65,
        anamorphic: float = 0.0,
        lift: Triple = (0.0, 0.0, 0.0),
        gain: Triple = (1.0, 1.0, 1.0),
        contrast: float = 0.3,
        seed: int = 0,
        style: Style = "cinematic",
        stock: Stock | None = None,
        mood: Mood | None = None,
    ) -> None:
        """Strengths are 0..1; `lift` is the black's colour, `gain` the white's.

        Light above `threshold` blooms; `anamorphic` draws it out sideways. `grain` is a standard
        deviation in 0..1 and depends only on the seed and the frame's index. `style` tones the
        frame and may have it drawn again by hand; `stock` is the film or tape that is seen;
        `mood` bends all of it.
        """
        film = film_for(stock, is_print=style == "vintage")
        tone = TONES[style]
        if mood is not None:
            tone = MOODS[mood].then(tone)
        if stock == "vhs":
            tone = tone.then(TAPE_TONE)
        if film is not None:
            tone = tone.then(film.tone)
        self._canvas = canvas
        self._bloom = bloom * tone.bloom
        self._halation = tone.halation
        self._threshold = threshold
        self._anamorphic = anamorphic
        self._saturation = saturation * tone.saturation
        self._sensitivity = np.array(tone.sensitivity, np.float32)
        self._seed = seed
        self._vignette = _vignette(canvas, max(0.0, vignette + tone.vignette))
        own_grain = grain * tone.grain if stock is None else 0.0
        self._grain = grain_tile(max(own_grain, _LEAST_GRAIN), seed)
        self._curve = _curve(
            add(lift, tone.lift),
            multiply(gain, tone.gain),
            min(1.0, max(0.0, contrast + tone.contrast)),
            tone.gamma,
        )
        self._hand = hand_for(style, canvas, seed)
        self._film = Film(canvas, film, seed) if film is not None else None
        self._tape = Tape(canvas, seed) if stock == "vhs" else None

    def apply(self, frame_u8: NDArray[np.uint8], index: int) -> NDArray[np.uint8]:
        """The graded frame, a new array; the same frame and index give the same bits."""
        out = self._developed(frame_u8, index)
        if self._hand is not None:
            out = self._hand.draw(out)
        if self._film is not None:
            out = self._film.project(out, index)
        if self._tape is not None:
            out = self._tape.play(out, index)
        return out

    def _developed(self, frame_u8: NDArray[np.uint8], index: int) -> NDArray[np.uint8]:
        """Bloom, vignette, curve, colour and grain."""
        bloom = self._bloom_light(frame_u8)
        out = np.empty_like(frame_u8)
        grain_x, grain_y = grain_place(index, self._seed)

        def develop(first_row: int, last_row: int) -> None:
            _develop(
                frame_u8,
                bloom,
                self._vignette,
                self._grain,
                grain_x,
                grain_y,
                self._curve,
                np.float32(self._saturation),
                self._sensitivity,
                out,
                first_row,
                last_row,
            )

        in_bands(frame_u8.shape[0], develop)
        return out

    def _bloom_light(self, frame_u8: NDArray[np.uint8]) -> NDArray[np.float32]:
        """The light that spills, at a quarter of the size (linear filters of what is bright)."""
        width_px, height_px = self._canvas.width_px, self._canvas.height_px
        unit = self._canvas.unit
        small = (max(8, width_px // 4), max(8, height_px // 4))
        tiny = (max(4, width_px // 16), max(4, height_px // 16))
        quarter = cv2.resize(frame_u8, small, interpolation=cv2.INTER_AREA).astype(np.float32)
        bright = np.maximum(quarter - self._threshold * 255, 0) / (255 * (1 - self._threshold))
        sixteenth = cv2.resize(bright, tiny, interpolation=cv2.INTER_AREA)
        near = cv2.GaussianBlur(bright, (0, 0), max(0.5, 4.5 * unit)) * 0.45
        far = cv2.GaussianBlur(sixteenth, (0, 0), max(0.5, 5.5 * unit)) * 0.4
        far += cv2.GaussianBlur(sixteenth, (0, 0), max(0.5, 17 * unit)) * 0.35
        if self._anamorphic > 0:
            streak = cv2.GaussianBlur(
                sixteenth, (0, 0), sigmaX=26 * unit, sigmaY=max(0.3, unit / 2)
            )
            far += streak * (_ANAMORPHIC_TINT * self._anamorphic)
        if self._halation > 0:
            burnt = cv2.GaussianBlur(sixteenth.max(axis=2), (0, 0), max(0.5, 2.6 * unit))
            far += burnt[..., None] * (_HALATION_TINT * self._halation)
        spill = near + cv2.resize(far, small, interpolation=cv2.INTER_LINEAR)
        return np.ascontiguousarray(spill * self._bloom, np.float32)


def _vignette(canvas: Canvas, strength: float) -> NDArray[np.float32]:
    x = (np.arange(canvas.width_px, dtype=np.float32) / (canvas.width_px / 2) - 1)[None, :]
    y = (np.arange(canvas.height_px, dtype=np.float32) / (canvas.height_px / 2) - 1)[:, None]
    distance = np.clip((0.8 * x * x + 0.75 * y * y) * 0.62, 0, 1.4)
    return (1 - strength * distance**1.3).astype(np.float32)


def _curve(lift: Triple, gain: Triple, contrast: float, gamma: float) -> NDArray[np.uint8]:
    x = np.linspace(0, 1, _CURVE_STEPS)[None, :] ** gamma
    y = x * np.array(gain)[:, None]
    bent = np.clip(y, 0, 1) ** 2 * (3 - 2 * np.clip(y, 0, 1))
    y = y * (1 - contrast) + bent * contrast
    black = np.array(lift)[:, None]
    return np.clip((black + (1 - black) * y) * 255 + 0.5, 0, 255).astype(np.uint8)


@scratch_kernel
def _develop(
    frame: NDArray[np.uint8],
    bloom: NDArray[np.float32],
    vignette: NDArray[np.float32],
    grain: NDArray[np.float32],
    grain_x: int,
    grain_y: int,
    curve: NDArray[np.uint8],
    saturation: np.float32,
    sensitivity: NDArray[np.float32],
    out: NDArray[np.uint8],
    first_row: int,
    last_row: int,
) -> None:
    height, width = frame.shape[0], frame.shape[1]
    small_height, small_width = bloom.shape[0], bloom.shape[1]
    one = np.float32(1.0)
    step_x = np.float32(small_width / width)
    step_y = np.float32(small_height / height)
    top = np.float32(curve.shape[1] - 1)
    line = np.empty((small_width + 1, 3), np.float32)
    value = np.empty(3, np.float32)
    of_red, of_green, of_blue = sensitivity[0], sensitivity[1], sensitivity[2]
    column = np.empty(width, np.int32)
    share = np.empty(width, np.float32)
    for x in range(width):
        u = max(np.float32(0.0), (np.float32(x) + np.float32(0.5)) * step_x - np.float32(0.5))
        column[x] = int(u)
        share[x] = u - np.float32(column[x])
    for y in range(first_row, last_row):
        v = max(np.float32(0.0), (np.float32(y) + np.float32(0.5)) * step_y - np.float32(0.5))
        j = min(int(v), small_height - 2)
        v = min(one, v - np.float32(j))
        for i in range(small_width):
            for c in range(3):
                line[i, c] = bloom[j, i, c] + (bloom[j + 1, i, c] - bloom[j, i, c]) * v
        for c in range(3):
            line[small_width, c] = line[small_width - 1, c]
        grain_row = (y + grain_y) & (grain.shape[0] - 1)
        for x in range(width):
            i = column[x]
            u = share[x]
            for c in range(3):
                spill = line[i, c] + (line[i + 1, c] - line[i, c]) * u
                dark = one - np.float32(frame[y, x, c]) * np.float32(1.0 / 255.0)
                value[c] = one - dark * (one - spill)
            luma = of_red * value[0] + of_green * value[1] + of_blue * value[2]
            speck = grain[grain_row, (x + grain_x) & (grain.shape[1] - 1)]
            speck *= one - np.float32(0.55) * luma
            shade = vignette[y, x]
            for c in range(3):
                lit = (luma + (value[c] - luma) * saturation) * shade + speck
                out[y, x, c] = curve[c, int(min(one, max(np.float32(0.0), lit)) * top)]
