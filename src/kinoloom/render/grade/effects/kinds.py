"""The form every effect has."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from kinoloom.render.grade.effects.arguments import Argument, Given
from kinoloom.render.picture import Picture

Effect = Callable[[Picture, int], Picture]
"""A picture with straight alpha, the frame's number since its segment began -> the new picture."""


@dataclass(frozen=True)
class EffectKind:
    """How an effect is made from its arguments, what it looks like, what it can be told."""

    make: Callable[[Given], Effect]
    description: str
    arguments: tuple[Argument, ...]
