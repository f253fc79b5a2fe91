"""The named looks. A look is a function of gamma-coded RGB, (…, 3) floats of 0..1, and one row.

It must keep greys in order (a lighter grey stays lighter) and be smooth: it is drawn through a
table with lines between its entries.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np

from kinoloom.render.errors import NotDrawn
from kinoloom.render.grade.colour import Values, luma
from kinoloom.render.grade.darkroom import (
    curve,
    curves,
    gamma,
    hue_weight,
    levels,
    mixed,
    mono,
    s_curve,
    saturation,
    screen,
    soft_light,
    split_tone,
    turned,
    vibrance,
)

Look = Callable[[Values], Values]

_SKIN, _BLUE = 24.0, 240.0


def _film(rgb: Values) -> Values:
    green = hue_weight(rgb, 110, 60)
    rgb = mixed(rgb, turned(saturation(rgb, 0.78), 8), green)
    rgb = curves(
        rgb,
        ((0, 0.025), (0.2, 0.17), (0.5, 0.52), (0.8, 0.845), (1, 0.985)),
        ((0, 0.03), (0.2, 0.175), (0.5, 0.51), (0.8, 0.825), (1, 0.965)),
        ((0, 0.04), (0.2, 0.185), (0.5, 0.49), (0.8, 0.79), (1, 0.915)),
    )
    return saturation(rgb, 1.06)


def _teal_orange(rgb: Values) -> Values:
    skin = hue_weight(rgb, 26, 55)
    cool = np.maximum(hue_weight(rgb, _BLUE, 75), hue_weight(rgb, 150, 70))
    teal = levels(luma(rgb), (-0.02, 0.03, 0.06), (0.62, 1.0, 1.02))
    rgb = mixed(rgb, mixed(rgb, teal, 0.55), cool)
    rgb = mixed(rgb, saturation(rgb, 1.22), skin)
    rgb = split_tone(rgb, (-0.16, 0.02, 0.12), (0.08, 0.01, -0.085), 0.48)
    return s_curve(rgb, 0.35)


def _noir(rgb: Values) -> Values:
    grey = mono(rgb, 0.5, 0.4, 0.1)
    return curve(
        grey[..., :1], (0, 0), (0.15, 0.04), (0.38, 0.26), (0.62, 0.72), (0.85, 0.955), (1, 1)
    ).repeat(3, axis=-1)


def _silver(rgb: Values) -> Values:
    grey = mono(rgb, 0.34, 0.5, 0.16)[..., :1]
    grey = curve(grey, (0, 0.03), (0.25, 0.235), (0.5, 0.54), (0.75, 0.80), (1, 0.97))
    return split_tone(grey.repeat(3, axis=-1), (-0.02, -0.002, 0.03), (0.018, 0.004, -0.02))


def _vintage(rgb: Values) -> Values:
    rgb = saturation(rgb, 0.72)
    return curves(
        rgb,
        ((0, 0.09), (0.25, 0.29), (0.5, 0.58), (0.75, 0.82), (1, 0.96)),
        ((0, 0.065), (0.25, 0.255), (0.5, 0.52), (0.75, 0.755), (1, 0.91)),
        ((0, 0.10), (0.25, 0.245), (0.5, 0.42), (0.75, 0.605), (1, 0.74)),
    )


def _golden(rgb: Values) -> Values:
    rgb = levels(rgb, (0.02, 0.008, 0.0), (1.03, 0.98, 0.86))
    rgb = split_tone(rgb, (0.05, -0.01, 0.0), (0.105, 0.02, -0.09), 0.45)
    warm = hue_weight(rgb, 38, 60)
    rgb = mixed(rgb, saturation(rgb, 1.18), warm)
    return curve(rgb, (0, 0.012), (0.25, 0.25), (0.5, 0.55), (0.75, 0.80), (1, 1))


def _cold(rgb: Values) -> Values:
    warm = hue_weight(rgb, 35, 80)
    rgb = mixed(rgb, saturation(rgb, 0.7), warm)
    rgb = levels(saturation(rgb, 0.85), (0.0, 0.012, 0.035), (0.90, 0.985, 1.04))
    rgb = split_tone(rgb, (-0.07, 0.0, 0.09), (-0.05, 0.0, 0.06))
    return s_curve(rgb, 0.25)


def _bleach_bypass(rgb: Values) -> Values:
    grey = luma(rgb).repeat(3, axis=-1)
    silver = soft_light(saturation(rgb, 0.45), s_curve(gamma(grey, 0.85), 0.6))
    silver = s_curve(np.clip(silver, 0, 1), 0.15)
    return levels(silver, (0.0, 0.004, 0.008), (0.99, 0.99, 0.975))


def _pastel(rgb: Values) -> Values:
    soft = curve(rgb, (0, 0.17), (0.25, 0.40), (0.5, 0.65), (0.75, 0.845), (1, 0.975))
    soft = vibrance(saturation(soft, 0.92), 0.35)
    return split_tone(soft, (0.03, -0.015, 0.05), (0.03, 0.0, -0.005))


def _cyberpunk(rgb: Values) -> Values:
    blue, cyan = hue_weight(rgb, 235, 55), hue_weight(rgb, 175, 60)
    warm = hue_weight(rgb, 15, 60)
    rgb = mixed(rgb, turned(rgb, 18), blue)
    rgb = mixed(rgb, turned(rgb, 10), cyan * 0.8)
    rgb = mixed(rgb, turned(rgb, -20), warm * 0.7)
    rgb = split_tone(rgb, (0.02, -0.10, 0.16), (0.10, -0.07, 0.11), 0.5)
    rgb = split_tone(rgb, (-0.06, 0.0, 0.03), (-0.10, 0.06, 0.05), 0.62)
    rgb = vibrance(s_curve(rgb, 0.4), 0.45)
    return levels(rgb, (0.02, 0.0, 0.05), (1, 1, 1))


def _sepia(rgb: Values) -> Values:
    grey = mono(rgb, 0.36, 0.5, 0.14)[..., 0]
    return np.stack(
        [
            curve(grey, (0, 0.07), (0.25, 0.31), (0.5, 0.60), (0.75, 0.83), (1, 0.985)),
            curve(grey, (0, 0.05), (0.25, 0.235), (0.5, 0.49), (0.75, 0.735), (1, 0.93)),
            curve(grey, (0, 0.04), (0.25, 0.165), (0.5, 0.365), (0.75, 0.59), (1, 0.80)),
        ],
        axis=-1,
    )


def _matte(rgb: Values) -> Values:
    flat = curve(rgb, (0, 0.11), (0.15, 0.17), (0.4, 0.405), (0.7, 0.70), (1, 0.925))
    flat = saturation(flat, 0.84)
    return split_tone(flat, (-0.015, 0.005, 0.03), (0.03, 0.01, -0.03))


def _vivid(rgb: Values) -> Values:
    return s_curve(vibrance(saturation(rgb, 1.14), 0.55), 0.32)


def _dreamy(rgb: Values) -> Values:
    glow = screen(rgb, gamma(rgb, 1.3), 0.42)
    glow = levels(glow, (0.09, 0.065, 0.11), (1.0, 0.975, 0.99))
    glow = saturation(glow, 0.86)
    return split_tone(glow, (0.05, -0.03, 0.08), (0.06, 0.0, 0.01), 0.5)


def _moonlight(rgb: Values) -> Values:
    rgb = saturation(rgb, 0.38)
    rgb = curve(rgb, (0, 0), (0.25, 0.115), (0.5, 0.275), (0.75, 0.47), (1, 0.78))
    return levels(rgb, (0.0, 0.008, 0.035), (0.66, 0.90, 1.22))


def _autumn(rgb: Values) -> Values:
    foliage = hue_weight(rgb, 95, 70)
    rgb = mixed(rgb, turned(saturation(rgb, 1.15), -46), foliage * 0.95)
    warm = hue_weight(rgb, 32, 55)
    rgb = mixed(rgb, saturation(rgb, 1.2), warm)
    sky = hue_weight(rgb, 225, 60)
    rgb = mixed(rgb, saturation(rgb, 0.72), sky)
    rgb = levels(rgb, (0.018, 0.006, 0.0), (1.02, 0.975, 0.89))
    return s_curve(rgb, 0.18)


def _technicolor(rgb: Values) -> Values:
    # Each dye takes away what the others leave: colours come apart, greys stay.
    apart = np.array([[1.34, -0.24, -0.10], [-0.16, 1.28, -0.12], [-0.10, -0.22, 1.32]], np.float32)
    rgb = np.clip(rgb @ apart.T, -0.05, 1.05)
    rgb = s_curve(np.clip(rgb, 0, 1), 0.3)
    return levels(rgb, (0.005, 0.004, 0.012), (1.0, 0.985, 0.95))


def _polaroid(rgb: Values) -> Values:
    rgb = saturation(rgb, 0.8)
    return curves(
        rgb,
        ((0, 0.075), (0.25, 0.27), (0.5, 0.57), (0.75, 0.835), (1, 0.975)),
        ((0, 0.105), (0.25, 0.30), (0.5, 0.565), (0.75, 0.80), (1, 0.945)),
        ((0, 0.15), (0.25, 0.325), (0.5, 0.53), (0.75, 0.705), (1, 0.83)),
    )


def _rose(rgb: Values) -> Values:
    rgb = curve(rgb, (0, 0.045), (0.25, 0.285), (0.5, 0.555), (0.75, 0.80), (1, 0.985))
    rgb = mixed(rgb, turned(rgb, -9), hue_weight(rgb, 30, 50) * 0.7)
    rgb = saturation(rgb, 0.9)
    return split_tone(rgb, (0.05, -0.035, 0.03), (0.06, -0.02, 0.012), 0.5)


def _emerald(rgb: Values) -> Values:
    skin = hue_weight(rgb, _SKIN, 40)
    green = mixed(saturation(rgb, 0.62), luma(rgb) * np.array([0.78, 1.05, 0.87], np.float32), 0.5)
    rgb = mixed(green, mixed(rgb, green, 0.4), skin)
    rgb = split_tone(rgb, (-0.06, 0.04, -0.01), (-0.03, 0.035, -0.03))
    return s_curve(np.clip(rgb, 0, 1), 0.3)


def _cross_process(rgb: Values) -> Values:
    return curves(
        saturation(rgb, 1.08),
        ((0, 0.0), (0.25, 0.16), (0.5, 0.53), (0.75, 0.875), (1, 1.0)),
        ((0, 0.0), (0.25, 0.21), (0.5, 0.56), (0.75, 0.85), (1, 0.985)),
        ((0, 0.15), (0.25, 0.31), (0.5, 0.48), (0.75, 0.63), (1, 0.78)),
    )


LOOKS: Mapping[str, tuple[Look, str]] = {
    "film": (_film, "print film: soft toe and shoulder, warm whites, quiet greens"),
    "teal_orange": (_teal_orange, "teal shadows and skies against warm skin and light"),
    "noir": (_noir, "hard black and white, deep shadows, bright skin"),
    "silver": (_silver, "soft black and white with long tones, slightly toned"),
    "vintage": (_vintage, "a faded print of the seventies: milky blacks, yellowed whites"),
    "golden": (_golden, "golden hour: low warm sun on everything"),
    "cold": (_cold, "winter light: blue, clear, little warmth left"),
    "bleach_bypass": (_bleach_bypass, "silver left in the film: hard contrast, little colour"),
    "pastel": (_pastel, "light and airy, milky shadows, powder colours"),
    "cyberpunk": (_cyberpunk, "neon night: magenta and cyan over violet shadows"),
    "sepia": (_sepia, "brown-toned black and white of old albums"),
    "matte": (_matte, "flat and quiet, blacks that never quite arrive"),
    "vivid": (_vivid, "clear, colourful, crisp; spares what is colourful already"),
    "dreamy": (_dreamy, "hazy and bright with lilac shadows and blushing lights"),
    "moonlight": (_moonlight, "day for night: dark, blue, drained of colour"),
    "autumn": (_autumn, "greens turn to rust and gold"),
    "technicolor": (_technicolor, "three-strip colour: pure, separate, theatrical"),
    "polaroid": (_polaroid, "instant film: creamy whites, blue-green shadows, soft contrast"),
    "rose": (_rose, "a soft pink cast that flatters skin"),
    "emerald": (_emerald, "green-tinted night of a thriller, skin kept"),
    "cross_process": (_cross_process, "slide film in the wrong bath: blue shadows, yellow lights"),
}
"""Name -> the function, and what it looks like."""


def look_named(name: str) -> Look:
    """The look of a name. Raises NotDrawn, naming all there are."""
    if name not in LOOKS:
        raise NotDrawn(f"There is no look called {name!r}; there are {', '.join(sorted(LOOKS))}.")
    return LOOKS[name][0]
