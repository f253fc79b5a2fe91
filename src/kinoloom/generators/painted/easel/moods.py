"""Moods: what a feeling does to the grade of any scene, whatever its hour and style.

They are small beside the hour's own light, so that a joyful night stays a night.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kinoloom.generators.painted.easel.styles import Tone

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kinoloom.generators.painted.spec import Mood

MOODS: Mapping[Mood, Tone] = {
    "calm": Tone(
        saturation=0.92, contrast=-0.09, lift=(0.010, 0.012, 0.016), gamma=0.95, vignette=-0.05,
        bloom=1.1,
    ),
    "joyful": Tone(
        saturation=1.14, contrast=0.02, gain=(1.03, 1.02, 0.99), gamma=0.90, vignette=-0.12,
        bloom=1.15,
    ),
    "melancholic": Tone(
        saturation=0.66, contrast=-0.04, lift=(0.008, 0.014, 0.026), gain=(0.94, 0.98, 1.04),
        gamma=1.10, vignette=0.08, bloom=0.9,
    ),
    "epic": Tone(
        saturation=1.06, contrast=0.16, gain=(1.04, 1.0, 0.98), gamma=1.02, vignette=0.10,
        bloom=1.3,
    ),
    "mysterious": Tone(
        saturation=0.78, contrast=0.06, lift=(0.004, 0.014, 0.020), gain=(0.92, 1.0, 1.03),
        gamma=1.18, vignette=0.20, bloom=1.25,
    ),
    "romantic": Tone(
        saturation=1.04, contrast=-0.06, lift=(0.026, 0.010, 0.016), gain=(1.05, 0.985, 0.96),
        gamma=0.94, vignette=0.05, bloom=1.45,
    ),
    "tense": Tone(
        saturation=0.74, contrast=0.22, lift=(0.0, 0.006, 0.006), gain=(0.97, 1.01, 0.98),
        gamma=1.14, vignette=0.18, bloom=0.8,
    ),
    "cosy": Tone(
        saturation=1.05, contrast=-0.02, lift=(0.022, 0.012, 0.004), gain=(1.06, 1.0, 0.90),
        gamma=0.96, vignette=0.10, bloom=1.25,
    ),
}  # fmt: skip
