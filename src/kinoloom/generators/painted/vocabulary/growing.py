"""Flowers by their kinds, where the painter of the place sows them: lavender, poppies, daisies."""

from __future__ import annotations

from collections.abc import Sequence

from kinoloom.generators.painted.spec import Subject

KINDS: dict[str, tuple[str, str]] = {
    "lavender": ("Lavender", "薰衣草"),
    "poppy": ("Poppies", "罂粟花"),
    "daisy": ("Daisies", "雏菊"),
    "rapeseed": ("Rapeseed", "油菜花"),
}
"""What is called a flower wherever it is not sown, and its names on a field."""
_SOWN_IN = "meadow"
_FIELDFUL = 8


def sown(
    blooms: Sequence[str], subjects: tuple[Subject, ...], setting: str, *, most: int
) -> tuple[Subject, ...]:
    """The subjects, in a meadow with the `blooms` that are said; elsewhere these are flowers."""
    if setting != _SOWN_IN:
        return tuple(
            one.model_copy(update={"noun": "flower"}) if one.noun in KINDS else one
            for one in subjects
        )
    kinds = tuple(dict.fromkeys(blooms))
    if not kinds:
        return subjects
    flowers = [one for one in subjects if one.noun == "flower"]
    model = flowers[0] if flowers else Subject(noun="flower", count=_FIELDFUL)
    others = [one for one in subjects if one.noun != "flower" and one.noun not in kinds]
    grown = [model.model_copy(update={"noun": kind}) for kind in kinds]
    first = subjects.index(flowers[0]) if flowers else len(others)
    return tuple([*others[:first], *grown, *others[first:]][:most])
