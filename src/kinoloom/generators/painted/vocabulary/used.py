"""Which words of a prompt the spec shows, and which it does not."""

from __future__ import annotations

from collections.abc import Mapping

from kinoloom.generators.painted.spec import SceneSpec, SettingName
from kinoloom.generators.painted.vocabulary.acting import action_of
from kinoloom.generators.painted.vocabulary.cast import COLOURS
from kinoloom.generators.painted.vocabulary.heard import Heard
from kinoloom.generators.painted.vocabulary.scan import Meaning, Term

_SAME_NAME = (
    "time", "weather", "season", "style", "stock", "mood", "light", "composition", "lens",
    "ratio", "intent", "trees",
)  # fmt: skip
_BY_NATURE: Mapping[SettingName, tuple[str, ...]] = {
    "mars": ("red", "orange", "brown"),
    "desert": ("yellow", "gold", "orange"),
    "dunes": ("yellow", "gold", "orange"),
    "canyon": ("red", "orange", "brown"),
    "snow_peaks": ("white", "blue"),
    "forest": ("green",),
    "jungle": ("green",),
    "autumn_forest": ("red", "orange", "yellow", "gold"),
    "meadow": ("green",),
    "park": ("green",),
    "ocean": ("blue", "teal"),
    "beach": ("blue", "teal", "white"),
    "underwater": ("blue", "teal"),
    "volcano": ("black", "red", "orange"),
    "space": ("black",),
    "night_sky": ("black",),
    "moon": ("grey", "white"),
}
"""Colours that a place has anyway: "a red Martian desert" asks for nothing more."""
_OF_SUBJECTS = ("colour", "size", "heading")


def used_and_ignored(
    spec: SceneSpec, heard: Heard, placed_by: frozenset[int]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The content words of a prompt: those that the spec agrees with, and the others."""
    used: list[str] = []
    ignored: list[str] = []
    for at, term in enumerate(heard.terms):
        if term.has("stop", "not", "carried", "far") or term.text.lower() in ("a", "an"):
            continue
        effective = at not in heard.casting.left_out and (
            at in placed_by or any(_shows(spec, term, meaning) for meaning in term.meanings)
        )
        (used if effective else ignored).append(term.text)
    taken = dict.fromkeys(used)
    return tuple(taken), tuple(word for word in dict.fromkeys(ignored) if word not in taken)


def _shows(spec: SceneSpec, term: Term, meaning: Meaning) -> bool:
    kind, value = meaning.kind, meaning.value
    if term.negated:
        return _is_missing(spec, kind, value)
    if kind in _SAME_NAME:
        return getattr(spec, kind) == value
    if kind in _OF_SUBJECTS:
        of_someone = any(getattr(subject, kind) == value for subject in spec.subjects)
        return of_someone or (kind == "colour" and _has_anyway(spec.setting, value))
    if kind in ("action", "does"):
        return any(action_of(s.noun, value) == s.action for s in spec.subjects)
    if kind == "noun":
        cycled = value == "bicycle" and any(s.action == "cycle" for s in spec.subjects)
        return cycled or any(subject.noun == value for subject in spec.subjects)
    shown = {
        "count": bool(spec.subjects),
        "many": bool(spec.subjects),
        "side": spec.move.endswith(value) or any(s.heading == value for s in spec.subjects),
        "garment": any(s.colour for s in spec.subjects),
        "hint": spec.time == value,
        "effect": value in spec.effects,
        "motion": str(spec.motion) == value,
        "move": value in (spec.move, "track"),
        "shallow": spec.shallow,
        "loop": spec.loop,
        "absent": value in spec.without,
        "flight": spec.move == value,
        "tint": spec.style == value,
        "grain": spec.stock is not None,
        "lying": spec.weather == value,
        "step": True,
    }
    return bool(shown.get(kind, False))


def _has_anyway(setting: SettingName, colour: str) -> bool:
    return any(colour == COLOURS[name][0] for name in _BY_NATURE.get(setting, ()))


def _is_missing(spec: SceneSpec, kind: str, value: str) -> bool:
    if kind in ("noun", "unwanted"):
        return value in spec.without
    if kind in _SAME_NAME:
        return getattr(spec, kind) != value
    return kind == "effect" and value not in spec.effects
