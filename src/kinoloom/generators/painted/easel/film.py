"""Film: the grain, weave, softness and wear of a stock, over any graded frame."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import cv2
import numpy as np

from kinoloom.generators.painted.easel.bands import in_bands
from kinoloom.generators.painted.easel.grain import grain_tile, lay_grain
from kinoloom.generators.painted.easel.kernel import kernel
from kinoloom.generators.painted.easel.noise import hash01, value_noise
from kinoloom.generators.painted.easel.styles import Tone
from kinoloom.generators.painted.easel.wear import Wear

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from kinoloom.generators.painted.easel.canvas import Canvas
    from kinoloom.generators.painted.spec import Stock

_SLOW_RATE = 0.21
_GATE_ROUND_PX = 46.0


@dataclass(frozen=True)
class FilmStock:
    """What a film brings. Lengths are pixels of a 1080-line picture."""

    tone: Tone
    grain: float
    """Standard deviation, 0..1."""
    grain_px: float
    grain_colour: float
    """How far the three layers have grain of their own, 0..1."""
    weave_px: float
    """How far the gate lets a frame wander."""
    sharpness: float = 1.0
    """Lines it can tell apart, as a share of those of a 1080-line picture."""
    dust_per_frame: float = 0.0
    scratches: float = 0.0
    """The share of the time a scratch runs down the picture."""
    gate: float = 0.0
    """How dark the rounded corners of the projector's gate are, 0..1."""

    def worn_as(self, other: FilmStock) -> FilmStock:
        """This film printed onto the other: the worse of both, in both tones."""
        return FilmStock(
            tone=self.tone.then(other.tone),
            grain=float(np.hypot(self.grain, other.grain)),
            grain_px=max(self.grain_px, other.grain_px),
            grain_colour=max(self.grain_colour, other.grain_colour),
            weave_px=max(self.weave_px, other.weave_px),
            sharpness=min(self.sharpness, other.sharpness),
            dust_per_frame=max(self.dust_per_frame, other.dust_per_frame),
            scratches=max(self.scratches, other.scratches),
            gate=max(self.gate, other.gate),
        )


FILMS: Mapping[Stock, FilmStock] = {
    "35mm": FilmStock(
        Tone(saturation=1.02, contrast=0.03, gain=(1.01, 1.0, 0.985), halation=0.22),
        grain=0.016, grain_px=0.75, grain_colour=0.3, weave_px=0.35,
    ),
    "16mm": FilmStock(
        Tone(saturation=0.94, contrast=0.04, lift=(0.016, 0.018, 0.014), gain=(1.02, 1.0, 0.955),
             vignette=0.08, halation=0.4),
        grain=0.030, grain_px=1.25, grain_colour=0.3, weave_px=0.9, sharpness=0.78,
        dust_per_frame=0.01, scratches=0.02,
    ),
    "8mm": FilmStock(
        Tone(saturation=0.92, contrast=0.08, lift=(0.045, 0.028, 0.022), gain=(1.06, 1.0, 0.86),
             vignette=0.26, halation=0.6, bloom=1.2),
        grain=0.046, grain_px=2.0, grain_colour=0.22, weave_px=2.4, sharpness=0.38,
        dust_per_frame=0.12, scratches=0.12, gate=1.0,
    ),
}  # fmt: skip
"""By stock; tape is no film."""

PRINT = FilmStock(
    Tone(), grain=0.024, grain_px=1.0, grain_colour=0.3, weave_px=1.0, sharpness=0.86,
    dust_per_frame=0.045, scratches=0.05, gate=0.55,
)  # fmt: skip
"""An old print: what the style "vintage" is seen on."""


class Film:
    """One shot's film. The same frame and index give the same bits."""

    def __init__(self, canvas: Canvas, stock: FilmStock, seed: int) -> None:
        self._canvas, self._stock, self._seed = canvas, stock, seed
        unit = canvas.unit
        self._tile = grain_tile(stock.grain, seed + 17, size_px=stock.grain_px * unit)
        self._wear = Wear(canvas, stock.dust_per_frame, stock.scratches, seed)
        self._gate = _gate(canvas, stock.gate) if stock.gate else None
        # A frame of fewer lines than the film can tell apart keeps them all.
        self._shrink = max(1.0, unit / stock.sharpness) if stock.sharpness < 1 else 1.0

    def project(self, frame_u8: NDArray[np.uint8], index: int) -> NDArray[np.uint8]:
        """The frame as it comes off the film, a new array."""
        out = self._woven(frame_u8, index)
        self._wear.mark(out, index)
        lay_grain(out, self._tile, index, self._seed + 5, colour=self._stock.grain_colour)
        if self._gate is not None:
            gate = self._gate
            in_bands(out.shape[0], lambda top, end: _darken(out, gate, top, end))
        return out

    def _woven(self, frame_u8: NDArray[np.uint8], index: int) -> NDArray[np.uint8]:
        """Shifted by the gate's play, at the film's sharpness."""
        width_px, height_px = self._canvas.width_px, self._canvas.height_px
        x_px, y_px = self._weave(index)
        small = (max(8, round(width_px / self._shrink)), max(8, round(height_px / self._shrink)))
        picture = frame_u8
        if small != (width_px, height_px):
            filter_ = cv2.INTER_AREA if self._shrink > 1.5 else cv2.INTER_LINEAR
            picture = cv2.resize(frame_u8, small, interpolation=filter_)
        # A little larger than the frame: its edge never shows, and a filter between pixels is
        # as soft in one frame as in the next.
        zoom = 1 + 2.2 * self._stock.weave_px * self._canvas.unit / width_px + 0.0012
        scale_x, scale_y = zoom * width_px / small[0], zoom * height_px / small[1]
        view = np.array(
            [
                [scale_x, 0, x_px + 0.5 * scale_x - 0.5 - (zoom - 1) * width_px / 2],
                [0, scale_y, y_px + 0.5 * scale_y - 0.5 - (zoom - 1) * height_px / 2],
            ],
            np.float64,
        )
        woven = cv2.warpAffine(
            picture, view, (width_px, height_px), flags=cv2.INTER_LINEAR,
            borderMode=cv2.BORDER_REPLICATE,
        )  # fmt: skip
        return np.ascontiguousarray(woven, np.uint8)

    def _weave(self, index: int) -> tuple[float, float]:
        """A slow wander and a small jump of each frame: (x, y) in px."""
        reach = self._stock.weave_px * self._canvas.unit
        place = index * _SLOW_RATE
        wander_x = value_noise(place, 3.5, self._seed + 1) - 0.5
        wander_y = value_noise(place * 1.3, 7.5, self._seed + 2) - 0.5
        jump_x = hash01(index, 5, self._seed) - 0.5
        jump_y = hash01(index, 6, self._seed) - 0.5
        return reach * (1.3 * wander_x + 0.3 * jump_x), reach * (1.5 * wander_y + 0.5 * jump_y)


def film_for(stock: Stock | None, *, is_print: bool) -> FilmStock | None:
    """The film of a shot: the one asked for, an old print of it, or none."""
    film = FILMS.get(stock) if stock is not None else None
    if not is_print:
        return film
    return PRINT if film is None else PRINT.worn_as(film)


def _gate(canvas: Canvas, strength: float) -> NDArray[np.uint8]:
    """What the gate lets through, 0..255: its corners are round and its edges soft."""
    unit = canvas.unit
    x = np.arange(canvas.width_px, dtype=np.float32) + 0.5
    y = np.arange(canvas.height_px, dtype=np.float32) + 0.5
    inset, bend = 5 * unit * strength, _GATE_ROUND_PX * unit * (0.5 + 0.5 * strength)
    across = np.maximum(np.abs(x - canvas.width_px / 2) - (canvas.width_px / 2 - inset - bend), 0)
    along = np.maximum(np.abs(y - canvas.height_px / 2) - (canvas.height_px / 2 - inset - bend), 0)
    away = np.hypot(across[None, :], along[:, None]) - bend
    soft = np.clip(0.5 - away / max(1.0, 7 * unit), 0, 1)
    through = 1 - strength * (1 - soft * soft * (3 - 2 * soft))
    return np.ascontiguousarray(through * 255 + 0.5, np.uint8)


@kernel
def _darken(
    frame: NDArray[np.uint8], through: NDArray[np.uint8], first_row: int, last_row: int
) -> None:
    for y in range(first_row, last_row):
        for x in range(frame.shape[1]):
            share = np.uint32(through[y, x])
            if share < 255:
                for c in range(3):
                    frame[y, x, c] = np.uint8((np.uint32(frame[y, x, c]) * share + 127) // 255)
