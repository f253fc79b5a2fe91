"""What an effect can be told: its arguments, with ranges and defaults, and what a draft gave."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import cast

from kinoloom.errors import DraftError

FILM_RATE = Fraction(24)
"""Frames a second where nobody says how many."""
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")


class WrongArgument(DraftError):
    """An effect was told something it does not take; the text names effect and argument."""


@dataclass(frozen=True)
class Number:
    """A number from `low` to `high`."""

    name: str
    default: float
    low: float
    high: float
    description: str

    @property
    def values(self) -> str:
        """What it can be, for people."""
        return f"{self.low:g} to {self.high:g}"

    def taken(self, given: object) -> float | None:
        """The value, or None when it is none."""
        if isinstance(given, bool) or not isinstance(given, int | float):
            return None
        return float(given) if math.isfinite(given) and self.low <= given <= self.high else None


@dataclass(frozen=True)
class Choice:
    """One word of several."""

    name: str
    default: str
    choices: tuple[str, ...]
    description: str

    @property
    def values(self) -> str:
        """What it can be, for people."""
        return " or ".join(self.choices)

    def taken(self, given: object) -> str | None:
        """The value, or None when it is none."""
        return given if isinstance(given, str) and given in self.choices else None


@dataclass(frozen=True)
class Tint:
    """A colour, "#rrggbb"."""

    name: str
    default: str
    description: str
    values: str = "#rrggbb"

    def taken(self, given: object) -> str | None:
        """The value, or None when it is none."""
        return given if isinstance(given, str) and _COLOUR.fullmatch(given) else None


@dataclass(frozen=True)
class Flag:
    """Yes or no."""

    name: str
    default: bool
    description: str
    values: str = "true or false"

    def taken(self, given: object) -> bool | None:
        """The value, or None when it is none."""
        return given if isinstance(given, bool) else None


Argument = Number | Choice | Tint | Flag


@dataclass(frozen=True)
class Given:
    """The value of each argument, checked; what the draft left out has its default. `fps` is the
    film's rate: what moves is as fast at any."""

    values: Mapping[str, float | str | bool]
    fps: Fraction = FILM_RATE

    def number(self, name: str) -> float:
        """The value of a Number."""
        return cast(float, self.values[name])

    def word(self, name: str) -> str:
        """The value of a Choice or a Tint."""
        return cast(str, self.values[name])

    def flag(self, name: str) -> bool:
        """The value of a Flag."""
        return cast(bool, self.values[name])


def checked(effect: str, arguments: tuple[Argument, ...], given: Mapping[str, object]) -> Given:
    """The arguments of an effect. Raises WrongArgument for a name or a value it does not take."""
    known = {argument.name for argument in arguments}
    for name in given:
        if name not in known:
            names = ", ".join(sorted(known))
            raise WrongArgument(f"The effect {effect} has no argument {name!r}; it takes {names}.")
    values: dict[str, float | str | bool] = {}
    for argument in arguments:
        if argument.name not in given:
            values[argument.name] = argument.default
            continue
        value = argument.taken(given[argument.name])
        if value is None:
            raise WrongArgument(
                f"{argument.name} of the effect {effect} is {str(given[argument.name])[:40]!r}; "
                f"it can be {argument.values}."
            )
        values[argument.name] = value
    return Given(values)
