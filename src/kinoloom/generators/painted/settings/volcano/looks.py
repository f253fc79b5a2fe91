"""What a volcano is made of: rocks by the seed and the season, the colours of heat, of ash."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from kinoloom.generators.painted.easel.colour import mix, ramp, rgb
from kinoloom.generators.painted.settings.volcano.relief import Rock

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from kinoloom.generators.painted.easel.light import Colour
    from kinoloom.generators.painted.settings.volcano.place import Site
    from kinoloom.generators.painted.spec import SceneSpec


class Stone(NamedTuple):
    """A volcano's colours: fresh lava rock, burnt rock near the mouth, ash, what grows."""

    basalt: str
    scoria: str
    ash: str
    green: str
    green_line: float
    snow_line: float
    red: float


STONES = (
    Stone("#3d3838", "#6b3a2c", "#5f5853", "#3b4629", 0.10, 0.86, 0.75),
    Stone("#46403e", "#8a4a34", "#7d6d5e", "#55582f", 0.20, 2.0, 0.90),
    Stone("#34373b", "#4f4646", "#62666a", "#35502d", 0.42, 2.0, 0.45),
    Stone("#3b3a40", "#5a4444", "#6c6b70", "#444f2e", 0.16, 0.55, 0.40),
)
HEAT: NDArray[np.uint8] = np.asarray(
    ramp(
        ((0.0, "#120907"), (0.14, "#2a0d08"), (0.30, "#6e1205"), (0.46, "#c42a04"),
         (0.60, "#f4570a"), (0.74, "#ff8f1e"), (0.88, "#ffd063"), (1.0, "#fff3c8")), 256,
    ) * 255,
    np.uint8,
)  # fmt: skip
"""Colours of lava from crust to the brightest melt, 256 x 3."""
LAVA_RGB = np.array([1.0, 0.36, 0.08], np.float32)
"""The light it gives."""
LAVA_LIGHT = {"dawn": 0.55, "day": 0.16, "golden_hour": 0.36, "dusk": 0.9, "night": 1.25}
"""How much of it is seen beside the hour's own light."""


class Ash(NamedTuple):
    """What a plume is made of: albedos at its foot and above, how dense, how it leans."""

    foot: Colour
    top: Colour
    opacity: float
    lean: float
    """Across over up."""
    spread: float


ASHES = {
    "ash": Ash((0.30, 0.275, 0.265), (0.50, 0.465, 0.44), 1.0, 0.30, 0.30),
    "mixed": Ash((0.40, 0.365, 0.35), (0.86, 0.84, 0.83), 0.95, 0.55, 0.26),
    "steam": Ash((0.84, 0.83, 0.83), (0.96, 0.96, 0.97), 0.85, 0.85, 0.21),
}


def stone_of(spec: SceneSpec) -> Stone:
    """The seed's stone."""
    rng = np.random.default_rng([spec.seed & 0xFFFFFFFF, 0x57])
    return STONES[int(rng.integers(len(STONES)))]


def rock_of(spec: SceneSpec, summit: float, *, near: bool) -> Rock:
    """The land's materials; snow lies in winter, and where it falls."""
    stone = stone_of(spec)
    snowy = spec.season == "winter" or spec.weather == "snow"
    green = rgb(stone.green)
    if spec.season == "autumn":
        green = mix(green, rgb("#8a6a34"), 0.6)
    line = 0.30 if spec.season == "winter" else stone.snow_line
    if spec.weather == "snow":
        line = min(line, 0.05)
    if spec.season in ("summer", "autumn"):
        line = max(line, 0.9)
    dark = np.float32((0.80 if spec.is_wet else 1.0) * (0.74 if near else 0.92))
    return Rock(
        basalt=triple(rgb(stone.basalt) * dark),
        scoria=triple(rgb(stone.scoria) * dark),
        ash=triple(rgb(stone.ash) * dark),
        green=triple(green * dark),
        snow=triple(rgb("#eef3fb")),
        green_line=0.0 if near or snowy else stone.green_line,
        snow_line=(-0.02 if near else line) if snowy else (9.0 if near else line),
        snow_share=0.62 if near else 0.92,
        red=0.0 if near else stone.red,
        summit=summit,
    )


def ash_of(spec: SceneSpec, site: Site) -> Ash:
    """A cold volcano steams; a strong eruption is dark."""
    if not site.lava:
        return ASHES["steam"]
    rng = np.random.default_rng([spec.seed & 0xFFFFFFFF, 0xA5])
    draw = float(rng.random())
    if site.vigour > 0.72 or draw < 0.36:
        return ASHES["ash"]
    return ASHES["mixed"] if draw < 0.74 else ASHES["steam"]


def triple(values: NDArray[np.float32]) -> Colour:
    """Three numbers."""
    return float(values[0]), float(values[1]), float(values[2])
