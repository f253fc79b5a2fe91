"""The light over a desert: the earth's or Mars's, and the colour a sand storm gives both."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from kinoloom.generators.painted.air.daylight import (
    DUST_LIGHT,
    Daylight,
    behind_viewer,
    daylight,
    sand_storm,
    shows,
)
from kinoloom.generators.painted.air.palettes import Family
from kinoloom.generators.painted.air.sky_tint import tinted
from kinoloom.generators.painted.easel.colour import mix, ramp, rgb
from kinoloom.generators.painted.easel.deal import dealt

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from kinoloom.generators.painted.easel.light import Colour
    from kinoloom.generators.painted.spec import Hour, SceneSpec


@dataclass(frozen=True)
class Sand:
    """What a desert is made of: its sand in full light, its rock as a factor, its dust."""

    name: str
    sand: str
    rock: Colour
    dust: str


def _even(*codes: str) -> tuple[tuple[float, str], ...]:
    last = len(codes) - 1
    return tuple((i / last, code) for i, code in enumerate(codes))


MARS_SANDS = (
    Sand("rust", "#ea8450", (0.56, 0.47, 0.50), "#b4704e"),
    Sand("brick", "#e0704a", (0.50, 0.46, 0.52), "#a6644c"),
    Sand("copper", "#f09a62", (0.58, 0.46, 0.44), "#bf825c"),
    Sand("oxblood", "#b8503c", (0.48, 0.42, 0.46), "#8c4c3e"),
    Sand("saffron", "#f2b070", (0.60, 0.50, 0.42), "#cf9a64"),
    Sand("dusky", "#c47a60", (0.46, 0.42, 0.46), "#98645a"),
)
EARTH_SANDS = (
    Sand("ochre", "#e6ab6c", (0.66, 0.57, 0.52), "#c99a5e"),
    Sand("apricot", "#e89f68", (0.70, 0.54, 0.48), "#cc8e5c"),
    Sand("pale", "#e9c592", (0.66, 0.60, 0.56), "#d2b07c"),
    Sand("wadi", "#e2895a", (0.66, 0.52, 0.50), "#be7a4e"),
    Sand("bone", "#eddcbe", (0.68, 0.64, 0.60), "#d8c8aa"),
    Sand("cinnabar", "#d9683e", (0.62, 0.48, 0.48), "#a85638"),
    Sand("umber", "#c08e62", (0.60, 0.54, 0.52), "#8c6c4c"),
    Sand("rose", "#e2a08a", (0.68, 0.54, 0.54), "#bc8a7c"),
    Sand("gold", "#eeb64e", (0.66, 0.54, 0.44), "#d0a044"),
)

_MARS_GOLDEN = (
    Family(
        "classic",
        _even("#241a38", "#4a2844", "#873f45", "#c4674a", "#ec9a5e", "#ffcf92", "#ffe2b4"),
        "#ffb066", 1.25, "#67465f", "#c97a55", "#ffd294", "#ffb05c", "#ffc07e", "#6d3440",
    ),
    Family(
        "crimson",
        _even("#1f1234", "#461d3e", "#852d40", "#c64c3c", "#f08248", "#ffbd78", "#ffdca6"),
        "#ff9f5c", 1.25, "#643c5c", "#c0664c", "#ffc382", "#ff944e", "#ffae70", "#5e2838",
    ),
    Family(
        "amber dust",
        _even("#4a3340", "#73484a", "#a4664f", "#d18f5c", "#efba7e", "#ffdca4", "#ffebc4"),
        "#ffc078", 1.24, "#6c5160", "#c98c60", "#ffdca2", "#ffc274", "#ffd8a0", "#7f4e48",
    ),
)  # fmt: skip
_MARS_MORE_GOLDEN = (
    Family(
        "violet dust",
        _even("#32305c", "#5a4870", "#8e6480", "#c68682", "#f0ae8a", "#ffd8a8", "#ffe9c8"),
        "#ffbc8c", 1.18, "#6c5a80", "#b98a84", "#ffd8ac", "#ffb480", "#ffcaa4", "#75526a",
    ),
    Family(
        "straw",
        _even("#8a7064", "#b0907a", "#d2b08c", "#eccc9c", "#fbe2b0", "#fff0cc", "#fff6de"),
        "#ffd89a", 1.26, "#8c7674", "#dcb88c", "#fff0c8", "#ffe0a0", "#fff0cc", "#b08c74",
    ),
)  # fmt: skip
_MARS_DAWN = (
    Family(
        "shell",
        _even("#2a2a4c", "#4c4064", "#7f5c76", "#bd8082", "#eaad94", "#ffd6b4", "#ffe9d0"),
        "#ffc29a", 1.12, "#62526f", "#b98582", "#ffd6b4", "#ffb890", "#ffcfae", "#66485e",
    ),
    Family(
        "cold morning",
        _even("#1d2f42", "#3b5060", "#6c7076", "#a98a80", "#dfaf90", "#ffd9b4", "#fff0d6"),
        "#ffd0a4", 1.10, "#53606e", "#a98e80", "#ffe0bc", "#ffd09c", "#ffe0c0", "#5c5660",
    ),
)  # fmt: skip
_MARS_DAY = (
    Family(
        "butterscotch",
        _even("#8c6248", "#ab7c58", "#c69a70", "#dab68c", "#eacfa8", "#f6e2c2"),
        "#ffead0", 1.20, "#8f6f66", "#dcb088", "#f6dcb6", "#fff0d2", "#f8e4c8", "#b48a68",
    ),
    Family(
        "salmon",
        _even("#6e4a4a", "#98645a", "#bf866e", "#d8a888", "#e9c6a6", "#f6dec4"),
        "#ffe2c6", 1.20, "#84626a", "#d2a084", "#f4d2b2", "#ffe6cc", "#f4d8c0", "#9c7064",
    ),
)  # fmt: skip
_MARS_DUSK = (
    Family(
        "wine",
        _even("#0f1026", "#221a40", "#472850", "#7e3a56", "#bb5c56", "#e68e62", "#ffbf84"),
        "#ff9068", 0.98, "#4c3a64", "#8a5062", "#ffab78", "#ff7f4c", "#e87e62", "#3a2044",
    ),
    Family(
        "blue sunset",
        _even("#241c28", "#42323a", "#66504f", "#877672", "#94a2ac", "#a9cbe2", "#dcf0fb"),
        "#d2dcea", 0.92, "#544a5c", "#7d7a80", "#bcd6ea", "#a8d4ff", "#b4bcc6", "#493a40",
    ),
)  # fmt: skip
_MARS_NIGHT = (
    Family(
        "iron",
        _even("#05060f", "#0a0b1c", "#14132c", "#231b3a", "#362844", "#4a3850"),
        "#b4b6dc", 0.66, "#342c4c", "#32283f", "#62506a", "#c4bce0", "#6a5a78", "#161222",
    ),
    Family(
        "cobalt",
        _even("#030814", "#071024", "#0d1b38", "#16284a", "#273a58", "#404c62"),
        "#a8bce6", 0.66, "#283452", "#25304a", "#50607e", "#b0c4ec", "#586a8c", "#101a2e",
    ),
)  # fmt: skip
_MARS: dict[Hour, tuple[Family, ...]] = {
    "dawn": _MARS_DAWN,
    "day": _MARS_DAY,
    "golden_hour": _MARS_GOLDEN + _MARS_MORE_GOLDEN,
    "dusk": _MARS_DUSK,
    "night": _MARS_NIGHT,
}


def desert_sand(spec: SceneSpec) -> Sand:
    """The seed's sand."""
    sands = MARS_SANDS if spec.world == "mars" else EARTH_SANDS
    return dealt(sands, spec.seed, 0x5A)


def desert_light(spec: SceneSpec, sand: Sand) -> Daylight:
    """The light of the spec's world, time and weather; its sand storms are of its own sand."""
    light = daylight(spec.time, spec.weather, spec.seed, world=spec.world)
    if spec.world == "mars":
        light = _under(dealt(_MARS[spec.hour], spec.seed, 0x3A5), light)
    if spec.weather == "sandstorm":
        light = sand_storm(light, rgb(sand.dust) * np.float32(DUST_LIGHT[spec.hour]))
    if spec.sky_colour is not None:
        light = tinted(light, spec.sky_colour)
    return behind_viewer(light) if shows(spec, "rainbow") else light


def _under(family: Family, light: Daylight) -> Daylight:
    """The family's colours where the sky is open, the light's own under cover."""
    cover = light.cover
    sky = mix(ramp(family.sky, len(light.sky_rgb)), light.sky_rgb, cover)

    def toward(code: str, covered: Colour) -> Colour:
        return _triple(mix(rgb(code), covered, cover))

    return replace(
        light,
        family=family.name,
        sky_rgb=sky,
        key_rgb=_triple(mix(rgb(family.key) * np.float32(family.key_gain), light.key_rgb, cover)),
        ambient_rgb=toward(family.ambient, light.ambient_rgb),
        haze_rgb=toward(family.haze, light.haze_rgb),
        haze_sun_rgb=toward(family.haze_sun, light.haze_sun_rgb),
        glow_rgb=toward(family.glow, light.glow_rgb),
        cloud_lit_rgb=toward(family.cloud_lit, light.cloud_lit_rgb),
        cloud_shade_rgb=toward(family.cloud_shade, light.cloud_shade_rgb),
    )


def _triple(values: NDArray[np.float32]) -> Colour:
    return float(values[0]), float(values[1]), float(values[2])
