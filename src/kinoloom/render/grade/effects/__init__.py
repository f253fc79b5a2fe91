"""Effects on one layer's picture. One row of a group's table is one effect.

`stabilise`, `denoise` and `deinterlace` need more than one frame or the source itself: they belong
to the preparing of sources and are not here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction

from kinoloom.render.errors import NotDrawn
from kinoloom.render.grade.effects.arguments import FILM_RATE, WrongArgument, checked
from kinoloom.render.grade.effects.film import FILM
from kinoloom.render.grade.effects.graphic import GRAPHIC
from kinoloom.render.grade.effects.keys import KEYS
from kinoloom.render.grade.effects.kinds import Effect, EffectKind, OnSource, Pane
from kinoloom.render.grade.effects.optics import OPTICS
from kinoloom.render.grade.effects.region import REGION

__all__ = [
    "EFFECTS",
    "KEYS",
    "Effect",
    "EffectKind",
    "OnSource",
    "Pane",
    "WrongArgument",
    "effect_named",
]

EFFECTS: Mapping[str, EffectKind] = {**KEYS, **REGION, **OPTICS, **FILM, **GRAPHIC}
"""Name -> how it is made, what it looks like, what it can be told."""


def effect_named(name: str, arguments: Mapping[str, object], fps: Fraction = FILM_RATE) -> Effect:
    """The effect of a name, told its arguments, in a film of so many frames a second.

    Raises NotDrawn, naming all there are, or WrongArgument, naming the argument.
    """
    if name not in EFFECTS:
        raise NotDrawn(
            f"There is no effect called {name!r} for a picture; there are "
            f"{', '.join(sorted(EFFECTS))}."
        )
    kind = EFFECTS[name]
    return kind.make(replace(checked(name, kind.arguments, arguments), fps=fps))
