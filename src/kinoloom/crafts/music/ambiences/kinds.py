"""The table of ambiences, and the one function that makes them."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from kinoloom.crafts.music.ambiences.air import Gusts, blown_sand, gusts, leaves, low_moan
from kinoloom.crafts.music.ambiences.texture import Layer
from kinoloom.crafts.music.ambiences.thunder import thunder
from kinoloom.crafts.music.ambiences.town import (
    crowd,
    far_traffic,
    neon_hum,
    passing_cars,
    steps,
    ventilation,
)
from kinoloom.crafts.music.ambiences.water import (
    drops_in_puddles,
    drops_on_stone,
    gutter_drips,
    lapping,
    rain_wash,
    ripples,
    surf,
    trickle,
)
from kinoloom.crafts.music.ambiences.wildlife import birdsong, crickets
from kinoloom.crafts.music.errors import UnknownAmbience
from kinoloom.crafts.music.sound import Samples, dice, gain_of, silence, spans

AMBIENCES: Mapping[str, tuple[Layer, ...]] = {
    "wind_desert": (
        Layer("howl", gusts(Gusts(210, 620, 110, 3.2)), 1.7),
        Layer("rush", gusts(Gusts(500, 1700, 420, 2.6)), -9.9),
        Layer("whistle", gusts(Gusts(720, 1500, 26, 4.4, calm_level=0.02)), -5.7),
        Layer("moan", low_moan(260, 4.0), -13.5),
        Layer("sand", blown_sand(2.4), -19.6),
    ),
    "city_rain_night": (
        Layer("wash", rain_wash(5200), -21.8),
        Layer("stone", drops_on_stone(0.011), -13.2),
        Layer("puddles", drops_in_puddles(0.07), -6.1),
        Layer("drips", gutter_drips(0.8), -5.4),
        Layer("traffic", far_traffic(420), -10.9),
        Layer("cars", passing_cars(7.0, wet=True), -20.7),
        Layer("neon", neon_hum(), -35.7),
    ),
    "city_day": (
        Layer("traffic", far_traffic(700), -10.7),
        Layer("cars", passing_cars(4.0, wet=False), -9.9),
        Layer("crowd", crowd(), -2.4),
        Layer("steps", steps(), -4.5),
        Layer("birds", birdsong(4.5), -24.0),
    ),
    "city_night": (
        Layer("traffic", far_traffic(420), -5.7),
        Layer("cars", passing_cars(6.0, wet=False), -9.8),
        Layer("neon", neon_hum(), -32.3),
        Layer("steps", steps(9.0), -5.3),
        Layer("crickets", crickets(2), -21.1),
    ),
    "lake_day": (
        Layer("lapping", lapping(), -12.0),
        Layer("ripples", ripples(), -16.5),
        Layer("trickle", trickle(0.16), -5.7),
        Layer("pines", leaves(4.5, needles=True), -20.4),
        Layer("birds", birdsong(2.4), -17.2),
    ),
    "lake_night": (
        Layer("lapping", lapping(2.6), -11.5),
        Layer("ripples", ripples(), -16.4),
        Layer("trickle", trickle(0.2), -4.3),
        Layer("pines", leaves(5.5, needles=True), -22.8),
        Layer("crickets", crickets(), -14.3),
    ),
    "mountain_wind": (
        Layer("howl", gusts(Gusts(170, 480, 130, 4.0, calm_level=0.3)), -0.6),
        Layer("rush", gusts(Gusts(420, 1300, 400, 3.2, calm_level=0.3)), -9.3),
        Layer("pines", leaves(4.5, needles=True), -14.0),
        Layer("birds", birdsong(6.0, birds=2), -23.1),
    ),
    "forest": (
        Layer("leaves", leaves(4.0), -19.0),
        Layer("pines", leaves(5.0, needles=True), -13.5),
        Layer("birds", birdsong(1.6, birds=5), -16.9),
    ),
    "ocean": (
        Layer("surf", surf(), -14.8),
        Layer("far", rain_wash(2400, period_s=6.0), -22.3),
    ),
    "rain": (
        Layer("wash", rain_wash(6000), -21.4),
        Layer("stone", drops_on_stone(0.012), -12.8),
        Layer("puddles", drops_in_puddles(0.07), -5.6),
    ),
    "snow_wind": (
        Layer("howl", gusts(Gusts(300, 800, 70, 3.8)), 0.4),
        Layer("rush", gusts(Gusts(700, 2200, 500, 3.0, calm_level=0.2)), -9.2),
        Layer("whistle", gusts(Gusts(1000, 2300, 22, 4.6, calm_level=0.02)), -3.0),
        Layer("moan", low_moan(320, 5.0), -13.3),
    ),
    "storm": (
        Layer("wash", rain_wash(7000, period_s=4.0), -21.7),
        Layer("stone", drops_on_stone(0.008), -15.2),
        Layer("howl", gusts(Gusts(200, 600, 140, 2.4)), -3.1),
        Layer("thunder", thunder(8.0), 1.0),
    ),
    "room": (Layer("vent", ventilation(), -10.5),),
}
"""Kinds of place. Textures differ in strength, so faders say how loud layers are only together
with them: most sum to about -24 LUFS, the loudest layer first."""


def ambience_layers(kind: str) -> tuple[Layer, ...]:
    """The layers of a kind. Raises UnknownAmbience."""
    if kind not in AMBIENCES:
        raise UnknownAmbience(kind, AMBIENCES)
    return AMBIENCES[kind]


def paint_ambience(kind: str, length: int, seed: int) -> Samples:
    """The layers of a kind laid over one another, not yet finished: length x 2."""
    total = silence(length)
    for layer in ambience_layers(kind):
        gain = np.float32(gain_of(layer.gain_db))
        blocks = layer.texture(length, dice(seed, kind, layer.name))
        for span, block in zip(spans(length), blocks, strict=True):
            total[span] += block.T.astype(np.float32) * gain
    return total
