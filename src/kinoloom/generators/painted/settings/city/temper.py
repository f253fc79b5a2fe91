"""What kind of morning, noon or night it is in a city: the seed's variant of an hour's light."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from kinoloom.generators.painted.easel.colour import rgb
from kinoloom.generators.painted.easel.deal import dealt

if TYPE_CHECKING:
    from collections.abc import Mapping

Colour = tuple[float, float, float]
Stops = tuple[tuple[float, str], ...]


class Temper(NamedTuple):
    """Changes to an hour's look: direct and diffuse light as factors, the air, the sky.

    `toward` is the sun's direction on its side; None keeps the hour's.
    """

    sun: Colour
    ambient: Colour
    haze: str
    air: str
    per_m: float
    sky: Stops
    street: Colour = (1.0, 1.0, 1.0)
    toward: Colour | None = None


def _stops(*codes: str) -> Stops:
    last = len(codes) - 1
    return tuple((i / last, code) for i, code in enumerate(codes))


_TEMPERS: Mapping[str, tuple[Temper | None, ...]] = {
    "day": (
        None,
        Temper((1.06, 0.94, 0.74), (1.06, 0.92, 0.80), "#f0e2c4", "#ccccc0", 1.7,
               _stops("#6c9ac6", "#b4c9d2", "#f2e6cc"), toward=(0.66, 0.44, -0.32)),
        Temper((1.1, 1.08, 1.06), (0.94, 0.96, 1.0), "#e4ecf0", "#b4cfe2", 1.8,
               _stops("#5590c8", "#a2c8e6", "#f0f4ee"), toward=(0.40, 0.60, 0.62)),
        Temper((1.12, 1.08, 1.06), (0.74, 0.86, 1.02), "#a8cbe8", "#6a9ed4", 0.65,
               _stops("#0f3c88", "#3478c4", "#a4cbec"), toward=(0.74, 0.46, -0.46)),
        Temper((0.98, 1.0, 1.0), (0.94, 1.04, 1.06), "#d6e4e6", "#98b9c8", 1.0,
               _stops("#2a76a4", "#74b2ce", "#dcebea"), toward=(0.30, 0.86, -0.36)),
    ),
    "dawn": (
        None,
        Temper((0.74, 0.86, 1.0), (0.92, 1.1, 1.2), "#c8c4c4", "#8a9cb8", 1.2,
               _stops("#2a487c", "#688ab2", "#c4bcb4", "#ffd6a4")),
        Temper((1.12, 0.94, 0.92), (1.14, 0.94, 1.06), "#ffb8a0", "#b484ac", 1.0,
               _stops("#64549a", "#c078a6", "#f68c88", "#ffd29a")),
        Temper((1.06, 1.18, 1.1), (1.2, 1.25, 1.1), "#fbe6c4", "#c4c8c8", 1.5,
               _stops("#88a6c4", "#c8ced0", "#f4e2ba", "#fff0cc")),
    ),
    "golden_hour": (
        None,
        Temper((1.08, 0.86, 0.72), (0.92, 0.86, 1.0), "#f2a45c", "#a8705c", 1.0,
               _stops("#2c3a68", "#80566a", "#e0884c", "#ffcc7c")),
        Temper((0.94, 1.08, 1.3), (1.15, 1.2, 1.1), "#fbe8b4", "#d4c498", 1.5,
               _stops("#8caabc", "#cccca8", "#fae094", "#fff2c6")),
    ),
    "dusk": (
        None,
        Temper((1.0, 1.0, 1.0), (0.84, 1.1, 1.3), "#6a80ac", "#3a5488", 1.0,
               _stops("#0a1a48", "#204078", "#5476a8", "#c89c98"), street=(0.94, 1.0, 1.1)),
        Temper((1.0, 1.0, 1.0), (1.3, 0.9, 0.84), "#e87c50", "#6a3c50", 1.0,
               _stops("#281638", "#68284c", "#c65042", "#ffa24e")),
        Temper((1.0, 1.0, 1.0), (1.4, 1.25, 1.2), "#d4aab4", "#7c76a0", 1.2,
               _stops("#3a4478", "#7470a0", "#b894b0", "#f4c0ac")),
    ),
    "night": (
        None,
        Temper((1.0, 1.0, 1.0), (0.9, 1.3, 1.2), "#2c4a52", "#16303c", 1.1,
               _stops("#030c14", "#0a222c", "#204450"), street=(0.62, 1.15, 2.2)),
        Temper((1.0, 1.0, 1.0), (1.5, 1.0, 0.7), "#704828", "#382618", 1.3,
               _stops("#0a0a12", "#221a1c", "#5c3c24"), street=(1.35, 1.0, 0.6)),
        Temper((1.0, 1.0, 1.0), (1.3, 0.9, 1.5), "#4c3460", "#2a1e48", 1.0,
               _stops("#0a0618", "#22163c", "#50345c"), street=(1.0, 0.86, 1.5)),
    ),
}  # fmt: skip
OVERCAST: dict[str, Colour] = {
    "day": (0.74, 0.77, 0.80),
    "dawn": (0.66, 0.62, 0.64),
    "golden_hour": (0.76, 0.67, 0.58),
    "dusk": (0.36, 0.37, 0.48),
    "night": (0.15, 0.16, 0.21),
}
OVERCAST_STOPS: dict[str, dict[str, Stops]] = {
    "grey": {
        "day": ((0.0, "#8e99a6"), (1.0, "#c9cfd4")),
        "dawn": ((0.0, "#6c7082"), (1.0, "#c0a8a2")),
        "golden_hour": ((0.0, "#7c7c84"), (1.0, "#d2b596")),
        "dusk": ((0.0, "#2c3144"), (1.0, "#676a82")),
        "night": ((0.0, "#0c0f18"), (1.0, "#2c3038")),
    },
    "storm": {
        "day": ((0.0, "#3e4650"), (1.0, "#8b949b")),
        "dawn": ((0.0, "#3a3e4c"), (1.0, "#8a7c80")),
        "golden_hour": ((0.0, "#44444c"), (1.0, "#9a8470")),
        "dusk": ((0.0, "#1a1e2c"), (1.0, "#484c60")),
        "night": ((0.0, "#080a12"), (1.0, "#22262e")),
    },
}
"""A closed sky from its top (0) to the horizon (1); `OVERCAST` is its air."""
_COVERS: tuple[Colour, ...] = (
    (1.0, 1.0, 1.0), (0.72, 0.82, 0.94), (1.12, 1.08, 1.0), (0.86, 0.96, 0.90),
)  # fmt: skip
"""What a closed sky's grey leans to."""


def temper_of(hour: str, seed: int) -> Temper | None:
    """The seed's variant; None leaves the hour as it is."""
    return dealt(_TEMPERS[hour], seed, 0x7E3)


def cover_of(seed: int) -> Colour:
    """Factors of a closed sky's grey."""
    return dealt(_COVERS, seed, 0x7E4)


def tinted(stops: Stops, by: Colour) -> Stops:
    """The sky's colours times factors."""
    factors = np.asarray(by, np.float32)
    return tuple((place, _code(np.clip(rgb(code) * factors, 0, 1))) for place, code in stops)


def _code(colour: np.ndarray) -> str:
    return "#" + "".join(f"{round(255 * float(part)):02x}" for part in colour)
