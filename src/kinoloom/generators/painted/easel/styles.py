"""Styles: how a finished frame is toned, and by whose hand it is drawn again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping

    import numpy as np
    from numpy.typing import NDArray

    from kinoloom.generators.painted.easel.canvas import Canvas
    from kinoloom.generators.painted.spec import Style

Triple = tuple[float, float, float]
EYE: Triple = (0.30, 0.59, 0.11)
"""How bright the eye takes red, green and blue to be."""


@dataclass(frozen=True)
class Tone:
    """What a style or a film does to any grade: factors, and what is added."""

    saturation: float = 1.0
    contrast: float = 0.0
    lift: Triple = (0.0, 0.0, 0.0)
    gain: Triple = (1.0, 1.0, 1.0)
    gamma: float = 1.0
    """Below 1 the middle tones are lighter."""
    vignette: float = 0.0
    grain: float = 1.0
    bloom: float = 1.0
    halation: float = 0.0
    """Red light that the back of a film throws around what is bright."""
    sensitivity: Triple = EYE
    """Of the emulsion, where colour is lost."""

    def then(self, other: Tone) -> Tone:
        """Both, this one first."""
        return Tone(
            saturation=self.saturation * other.saturation,
            contrast=self.contrast + other.contrast,
            lift=add(self.lift, other.lift),
            gain=multiply(self.gain, other.gain),
            gamma=self.gamma * other.gamma,
            vignette=self.vignette + other.vignette,
            grain=self.grain * other.grain,
            bloom=self.bloom * other.bloom,
            halation=max(self.halation, other.halation),
            sensitivity=self.sensitivity if self.sensitivity != EYE else other.sensitivity,
        )


TONES: Mapping[Style, Tone] = {
    "cinematic": Tone(),
    "noir": Tone(
        # Light middle tones under a hard curve: a night must keep the one it is about.
        saturation=0.0, contrast=0.50, lift=(0.008, 0.008, 0.008), gain=(1.08, 1.08, 1.08),
        gamma=0.80, vignette=0.32, grain=1.6, bloom=0.75, sensitivity=(0.44, 0.43, 0.13),
    ),
    "pastel": Tone(
        saturation=1.4, contrast=0.16, lift=(0.062, 0.05, 0.085), gain=(1.05, 1.02, 1.02),
        gamma=0.74, vignette=-0.34, grain=0.2, bloom=0.9,
    ),
    "watercolour": Tone(
        saturation=1.3, contrast=-0.06, lift=(0.055, 0.06, 0.09), gain=(1.05, 1.04, 1.02),
        gamma=0.72, vignette=-1.0, grain=0.2, bloom=0.5,
    ),
    "poster": Tone(
        saturation=1.3, contrast=0.34, gamma=0.92, vignette=-1.0, grain=0.2, bloom=0.5
    ),
    "line_art": Tone(
        saturation=1.15, contrast=0.05, gamma=0.76, vignette=-1.0, grain=0.2, bloom=0.3
    ),
    "vintage": Tone(
        saturation=0.82, contrast=-0.06, lift=(0.088, 0.052, 0.046), gain=(1.05, 0.975, 0.80),
        gamma=0.88, vignette=0.2, halation=0.5,
    ),
    "neon": Tone(
        saturation=1.2, contrast=0.14, lift=(0.016, 0.0, 0.04), gamma=1.16, bloom=1.4,
    ),
}  # fmt: skip


class Hand(Protocol):
    """Draws a toned frame again, in the manner of a style."""

    def draw(self, frame_u8: NDArray[np.uint8]) -> NDArray[np.uint8]:
        """The drawn frame, a new array: height x width x 3, RGB."""
        ...


def hand_for(style: Style, canvas: Canvas, seed: int) -> Hand | None:
    """Whoever draws that style; None where the tone is all there is to it."""
    match style:
        case "watercolour":
            from kinoloom.generators.painted.easel.watercolour import Watercolour

            return Watercolour(canvas, seed)
        case "poster":
            from kinoloom.generators.painted.easel.poster import Poster

            return Poster(canvas, seed)
        case "line_art":
            from kinoloom.generators.painted.easel.line_art import LineArt

            return LineArt(canvas, seed)
        case "pastel":
            from kinoloom.generators.painted.easel.pastel import Pastel

            return Pastel(canvas, seed)
        case "neon":
            from kinoloom.generators.painted.easel.neon import Neon

            return Neon(canvas)
        case _:
            return None


def add(one: Triple, other: Triple) -> Triple:
    return one[0] + other[0], one[1] + other[1], one[2] + other[2]


def multiply(one: Triple, other: Triple) -> Triple:
    return one[0] * other[0], one[1] * other[1], one[2] * other[2]
