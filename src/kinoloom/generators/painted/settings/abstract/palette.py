"""The colours of an abstract shot: by time, weather, mood, the subjects' colours, and seed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

import numpy as np

from kinoloom.generators.painted.easel.colour import mix, rgb
from kinoloom.generators.painted.easel.deal import dealt

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from kinoloom.generators.painted.spec import SceneSpec

Form = Literal["bokeh", "ink", "silk", "swarm", "liquid"]
FORMS: tuple[Form, ...] = ("bokeh", "ink", "silk", "swarm", "liquid")

_NOUNS: dict[str, Form] = {
    "bokeh": "bokeh", "light": "bokeh", "lights": "bokeh", "bubble": "bokeh", "orb": "bokeh",
    "firefly": "bokeh", "glitter": "bokeh", "ink": "ink", "smoke": "ink", "cloud": "ink",
    "nebula": "ink", "marble": "ink", "paint": "ink", "silk": "silk", "wave": "silk",
    "waves": "silk", "ribbon": "silk", "cloth": "silk", "fabric": "silk", "satin": "silk",
    "particle": "swarm", "particles": "swarm", "swarm": "swarm", "dust": "swarm",
    "star": "swarm", "galaxy": "swarm", "gradient": "liquid", "liquid": "liquid",
    "lava": "liquid", "oil": "liquid", "blob": "liquid", "colour": "liquid", "color": "liquid",
}  # fmt: skip
"""Nouns that name a form: they choose it, and are not drawn."""
_MOODS: dict[str, tuple[Form, ...]] = {
    "calm": ("silk", "liquid"), "joyful": ("liquid", "bokeh"), "melancholic": ("ink",),
    "epic": ("swarm", "silk"), "mysterious": ("ink", "swarm"), "romantic": ("bokeh", "silk"),
    "tense": ("swarm", "ink"), "cosy": ("bokeh",),
}  # fmt: skip
_EFFECTS: dict[str, Form] = {
    "smoke": "ink", "steam": "ink", "sparks": "swarm", "dust": "swarm", "fireflies": "bokeh",
    "bubbles": "bokeh", "confetti": "bokeh", "petals": "silk", "leaves": "silk",
}  # fmt: skip

# Ground, then four colours that sing on it.
_TIMES: dict[str, tuple[tuple[str, str, str, str, str], ...]] = {
    "dawn": (("#3b3560", "#ff9e8a", "#ffd2a6", "#b58ad6", "#7fb2e0"),
             ("#2f4a66", "#ffc39a", "#f78fa0", "#8fc6d8", "#fff0cf"),
             ("#7a6478", "#ffd8b8", "#ffb0a4", "#c8b4e0", "#fff2dc"),
             ("#1f2c48", "#ff9c84", "#8fb4e8", "#ffd0a8", "#c08ac8")),
    "day": (("#cfe6f5", "#2f8fe0", "#19c2b8", "#ffb23f", "#ff6f91"),
            ("#eaf2ea", "#35a86b", "#1f9ecb", "#ffd34d", "#ff7a59"),
            ("#f6e4dc", "#e8604c", "#f0a830", "#3c8c9c", "#7a5ab4"),
            ("#1c5c7c", "#6cd8e8", "#ffe08a", "#ff9a6c", "#f4fbff")),
    "noon": (("#f4f8fb", "#0d86ff", "#00c6d7", "#ff5a5f", "#ffd400"),
             ("#fdf6e6", "#ff7b00", "#ffbe0b", "#3a86ff", "#fb5607")),
    "golden_hour": (("#5a2c1c", "#ff9a3c", "#ffcf70", "#d9542b", "#fff0c2"),
                    ("#4a2a2a", "#f7b267", "#f4845f", "#f25c54", "#ffe8b0"),
                    ("#150d08", "#ffb640", "#ffdc8c", "#e08a2c", "#fff4d4"),
                    ("#c4893c", "#ffe6a4", "#fff6dc", "#ffc45c", "#f08c3c"),
                    ("#1c2c3c", "#ffb854", "#ffe0a0", "#f0884c", "#9cc4d0")),
    "dusk": (("#1d1740", "#ff5e8a", "#ff9f5a", "#7a4bff", "#3ec6ff"),
             ("#241238", "#e8486a", "#ff8f4a", "#5a3fb8", "#ffc07a"),
             ("#12243c", "#ff8c5c", "#4c9ce0", "#ffc890", "#7a6cd0"),
             ("#3c1424", "#ff6c4c", "#ffb060", "#c83c7c", "#ffdcb0")),
    "night": (("#05071a", "#2f5bff", "#19d3ff", "#9b4dff", "#e7f4ff"),
              ("#040d14", "#00b894", "#0fd3e0", "#2a6bd8", "#c9fff2"),
              ("#0c0518", "#c936ff", "#ff3d9a", "#4a5bff", "#ffd6f4")),
}  # fmt: skip


class Palette(NamedTuple):
    """`ground` is behind all; `tones` (4 x 3) are the colours on it; `is_light` is paper-like."""

    ground: NDArray[np.float32]
    tones: NDArray[np.float32]
    is_light: bool


def form_of(spec: SceneSpec) -> Form:
    """Words first, then effects, mood, and the seed; never what the spec is to be without."""
    barred = {_NOUNS[noun] for noun in spec.without if noun in _NOUNS}
    for subject in spec.subjects:
        named = _NOUNS.get(subject.noun)
        if named is not None and named not in barred:
            return named
    for effect in spec.effects:
        if _EFFECTS[effect] not in barred:
            return _EFFECTS[effect]
    choice: tuple[Form, ...] = _MOODS.get(spec.mood or "", FORMS)
    choice = tuple(form for form in choice if form not in barred) or FORMS
    rng = np.random.default_rng([spec.seed & 0xFFFFFFFF, 0xAB])
    return choice[int(rng.integers(len(choice)))]


def is_form(noun: str) -> bool:
    """Whether a noun names a form rather than a thing to show."""
    return noun in _NOUNS


def palette_for(spec: SceneSpec) -> Palette:
    """The shot's colours."""
    rng = np.random.default_rng([spec.seed & 0xFFFFFFFF, 0xC1])
    rows = _TIMES[spec.time]
    row = dealt(rows, spec.seed, 0xC2)
    ground, tones = rgb(row[0]), np.stack([rgb(code) for code in row[1:]])
    tones = tones[rng.permutation(4)]
    asked = [rgb(s.colour) for s in spec.subjects if s.colour is not None]
    if asked:
        # What is asked for carries the picture; one accent of the hour stays beside it.
        first, last = asked[0], asked[-1]
        accent = mix(tones[0], last, 0.6 if len(asked) == 1 else 1.0)
        tones = np.stack([first, first * np.float32(0.5), mix(first, (1, 1, 1), 0.42), accent])
        dark = {"night": 0.06, "dusk": 0.16}.get(spec.time, 0.34)
        ground = dealt(_grounds(spec, ground, first, dark), spec.seed, 0xC3)
    elif spec.time == "night" and form_of(spec) in ("silk", "liquid", "ink"):
        # Forms that fill the frame would be as bright as day.
        tones = mix(tones, ground, 0.38) * np.float32(0.8)
    ground, tones = _weathered(spec, ground, tones)
    if spec.style == "neon":
        ground = ground * np.float32(0.3)
    return Palette(ground, np.clip(tones, 0, 1), bool(ground.mean() > 0.55))


def _grounds(
    spec: SceneSpec, ground: NDArray[np.float32], first: NDArray[np.float32], dark: float
) -> tuple[NDArray[np.float32], ...]:
    """What the colour asked for may stand on: the hour's, its own dark, its opposite's, or pale."""
    near = mix(ground, first * np.float32(dark), 0.6 if ground.mean() < 0.5 else 0.25)
    opposite = (first.max() + first.min() - first) * np.float32(0.7 * dark)
    kinds = (near, first * np.float32(0.3 * dark), opposite)
    if spec.hour in ("night", "dusk"):
        return kinds
    if form_of(spec) in ("bokeh", "swarm"):
        return (*kinds, first * np.float32(0.66))
    return (*kinds, mix(first, (1, 1, 1), 0.72))


def _weathered(
    spec: SceneSpec, ground: NDArray[np.float32], tones: NDArray[np.float32]
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    grey = tones.mean(axis=1, keepdims=True)
    match spec.weather:
        case "rain":
            cold = rgb("#5f83a6")
            return mix(ground, cold * 0.5, 0.5), mix(mix(tones, grey, 0.35), cold, 0.3)
        case "storm":
            tones = mix(mix(tones, grey, 0.3), rgb("#39405e"), 0.35)
            ground = ground * np.float32(0.28)
        case "snow":
            white = rgb("#eaf2fb")
            level = 1.0 if spec.time not in ("night", "dusk") else 0.45
            return mix(ground, white * np.float32(level), 0.6), mix(tones, white, 0.55)
        case "fog":
            pale = mix(ground, tones.mean(axis=0), 0.5)
            pale = mix(pale, (0.78, 0.80, 0.82), 0.35 if spec.time != "night" else 0.15)
            return pale, mix(tones, pale, 0.62)
        case "sandstorm":
            sand = rgb("#c9975a")
            level = {"night": 0.35, "dusk": 0.6}.get(spec.time, 1.0)
            return mix(ground, sand * np.float32(0.6 * level), 0.75), mix(tones, sand * level, 0.6)
        case "cloudy":
            ground, tones = mix(ground, grey.mean() * np.ones(3), 0.25), mix(tones, grey, 0.3)
        case _:
            pass
    return ground, tones
