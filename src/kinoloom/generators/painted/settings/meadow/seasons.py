"""What covers the land: grass, woods and soil by season, and which flowers are sown."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from kinoloom.generators.painted.easel.colour import rgb
from kinoloom.generators.painted.easel.deal import dealt
from kinoloom.generators.painted.settings.meadow.blooms import SPECIES, Species, flower_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from kinoloom.generators.painted.spec import SceneSpec

Palette = tuple[str, ...]
_GRASS: dict[str, tuple[Palette, ...]] = {
    "spring": (("#5f8f34", "#86b04a", "#a9c25e"), ("#4f8a3c", "#74a848", "#b4c468")),
    "summer": (("#56823a", "#7f9c42", "#b2b25a"), ("#4a7a3c", "#6f9a46", "#9cb058"),
               ("#6d8440", "#98a04a", "#c8b868"), ("#3c6c44", "#5c8c58", "#86a878"),
               ("#8a8a44", "#bcae58", "#dcc878"), ("#5c9c3c", "#88bc4c", "#b0d068")),
    "autumn": (("#8a7a36", "#b89a48", "#d4b464"), ("#7c7238", "#a8883e", "#c89a4c")),
    "winter": (("#7e7a62", "#a49878", "#c0b290"),),
    "storm": (("#5c7440", "#8a8c48", "#b8a860"), ("#7c7a40", "#b09c54", "#cfb66c"),
              ("#4a7440", "#6c9450", "#98ac62"), ("#a08c4c", "#d0b868", "#e4d088"),
              ("#7a5c3c", "#a88452", "#c4a068")),
}  # fmt: skip
"""Shade, body and dry tips of the grass."""
_LEAVES: dict[str, Palette] = {
    "spring": ("#5c8a3a", "#74a044", "#4c7a38", "#8ab050"),
    "summer": ("#4a6a36", "#587a3e", "#3f6034", "#66803e"),
    "autumn": ("#c8842c", "#b8602a", "#d8a83c", "#8f4a26", "#6c7a36", "#a8742e"),
    "winter": ("#6e6a62", "#7c766c", "#5e5c58"),
}
_MIXES: tuple[tuple[str, ...], ...] = (
    ("poppy", "daisy", "cornflower"), ("daisy", "buttercup"), ("lupin", "daisy"),
    ("cornflower", "poppy"), ("cosmos", "daisy"), ("buttercup", "clover"), ("poppy",),
    ("clover", "cornflower", "daisy"), ("dandelion", "daisy"), ("lupin", "buttercup"),
)  # fmt: skip
_SPRING_MIXES: tuple[tuple[str, ...], ...] = (
    ("dandelion", "daisy"), ("tulip",), ("cornflower", "daisy"), ("buttercup", "cornflower"),
    ("cosmos", "clover"),
)  # fmt: skip
_FLOWER_WORDS = frozenset(("flower", "flowers", "wildflower", "wildflowers", "wild flowers"))


class Cover(NamedTuple):
    """Albedos (0..1) of the land, and what is sown on it."""

    grass: NDArray[np.float32]
    leaves: NDArray[np.float32]
    soil: NDArray[np.float32]
    snow: float
    tall_m: float
    species: tuple[Species, ...]
    is_asked: bool
    """Whether the prompt asked for these flowers: then they are everywhere."""

    @property
    def rows(self) -> Species | None:
        """The kind that is grown in rows over the whole field, or None."""
        first = self.species[0] if self.species else None
        return first if first is not None and first.in_rows and self.is_asked else None


def season_of(spec: SceneSpec) -> str:
    """The season painted: the spec's, or the one its weather tells."""
    if spec.weather == "snow":
        return "winter"
    return spec.season or "summer"


def cover_of(spec: SceneSpec) -> Cover:
    """The land's cover in this shot; the seed picks grass and flowers that nobody asked for."""
    rng = np.random.default_rng([spec.seed & 0xFFFFFFFF, 0xC0])
    season = season_of(spec)
    kind = "storm" if spec.setting == "storm" and season in ("summer", "spring") else season
    grasses = _GRASS[kind]
    grass = dealt(grasses, spec.seed, 0xC2)
    snow = 0.92 if season == "winter" else 0.0
    asked = tuple(s for s in spec.subjects if flower_of(s.noun) is not None)
    return Cover(
        grass=np.stack([rgb(code) for code in grass]),
        leaves=np.stack([rgb(code) for code in _LEAVES[season]]),
        soil=rgb("#7a6248"),
        snow=snow,
        tall_m=float(rng.uniform(0.26, 0.44)) * (1.35 if spec.setting == "storm" else 1.0),
        species=_sown(spec, season, rng),
        is_asked=bool(asked),
    )


def _sown(spec: SceneSpec, season: str, rng: np.random.Generator) -> tuple[Species, ...]:
    if _FLOWER_WORDS & {word.lower() for word in spec.without}:
        return ()
    mixes = _SPRING_MIXES if season == "spring" else _MIXES
    mixed = mixes[int(rng.integers(len(mixes)))]
    asked = [subject for subject in spec.subjects if flower_of(subject.noun) is not None]
    if not asked:
        if season == "winter" or spec.setting == "storm":
            return ()
        count = 1 if season == "autumn" else len(mixed)
        return tuple(SPECIES[name] for name in mixed[:count])
    sown: list[Species] = []
    for subject in asked:
        name = flower_of(subject.noun)
        for one in (name,) if name else mixed[:2]:
            species = SPECIES[one]
            if subject.colour is not None:
                species = species._replace(petals=_tones(subject.colour))
            sown.append(species)
    return tuple(dict.fromkeys(sown))


def _tones(code: str) -> tuple[str, ...]:
    """The colour asked for, and two that vary it."""
    base = rgb(code)
    tones = (base, base * np.float32(0.88), np.clip(base * np.float32(1.06) + 0.05, 0, 1))
    return tuple("#" + "".join(f"{round(255 * float(c)):02x}" for c in tone) for tone in tones)
