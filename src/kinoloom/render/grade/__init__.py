"""Colour, texture and mattes of one layer's picture."""

from __future__ import annotations

from kinoloom.render.grade.effects import (
    EFFECTS,
    KEYS,
    Effect,
    OnSource,
    Pane,
    WrongArgument,
    effect_named,
)
from kinoloom.render.grade.grading import NEUTRAL, Grade, graded
from kinoloom.render.grade.looks import LOOKS

__all__ = [
    "EFFECTS",
    "KEYS",
    "LOOKS",
    "NEUTRAL",
    "Effect",
    "Grade",
    "OnSource",
    "Pane",
    "WrongArgument",
    "effect_named",
    "graded",
]
