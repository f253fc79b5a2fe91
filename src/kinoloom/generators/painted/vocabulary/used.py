"""Which words of a prompt the spec shows, and which it does not."""

from __future__ import annotations

from collections.abc import Mapping

from kinoloom.generators.painted.cast.roles.understudies import is_shown
from kinoloom.generators.painted.spec import SceneSpec, SettingName
from kinoloom.generators.painted.vocabulary.acting import action_of
from kinoloom.generators.painted.vocabulary.cast import HUMANS
from kinoloom.generators.painted.vocabulary.colours import COLOURS, plain_colour
from kinoloom.generators.painted.vocabulary.growing import KINDS
from kinoloom.generators.painted.vocabulary.heard import Heard
from kinoloom.generators.painted.vocabulary.scan import Meaning, Term

_SAME_NAME = (
    "time", "weather", "season", "style", "stock", "mood", "light", "composition", "lens",
    "ratio", "intent", "trees", "sky_colour",
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
    "farm": ("gold", "yellow", "green"),
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
_BLIND: Mapping[str, tuple[SettingName, ...]] = {
    "season": (
        "desert", "dunes", "canyon", "mars", "moon", "street", "neon_street", "underwater",
        "coral", "space", "abstract",
    ),
    "light": (
        "street", "neon_street", "volcano", "river", "waterfall", "space", "aurora", "night_sky",
        "stage", "abstract",
    ),
    "sky_colour": (
        "underwater", "coral", "space", "interior", "tabletop", "stage", "studio", "abstract",
        "moon",
    ),
    "effect": ("space", "moon"),
    "shallow": ("space", "moon", "underwater", "coral", "river", "waterfall", "abstract"),
}  # fmt: skip
"""Settings whose pictures are the same whatever a prompt says of these."""
_WATERY: tuple[SettingName, ...] = (
    "ocean", "beach", "underwater", "coral", "river", "waterfall", "mountains",
)  # fmt: skip
"""Where there is water to see, and to see things in."""
_FRAMED_ALONE: tuple[SettingName, ...] = ("tabletop", "studio")
"""Where composition and lens change the picture even of nobody."""
_ZOOMED: tuple[SettingName, ...] = ("street", "neon_street", "highway", "interior")
_GROWN: Mapping[str, tuple[SettingName, ...]] = {
    "pine": ("mountains", "snow_peaks", "volcano", "aurora", "night_sky", "highway"),
    "broadleaf": ("park", "meadow", "village", "farm", "castle"),
    "palm": ("beach",),
}
"""Trees that a place has anyway. Woods have whichever they are asked for."""
_WOODS: tuple[SettingName, ...] = ("forest", "autumn_forest", "jungle", "river", "waterfall")
_OF_SUBJECTS = ("colour", "size", "heading")


def used_and_ignored(
    spec: SceneSpec, heard: Heard, placed_by: frozenset[int]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The content words of a prompt: those that the spec agrees with, and the others."""
    used: list[str] = []
    ignored: list[str] = []
    for at, term in enumerate(heard.terms):
        if term.has("stop", "not", "carried", "far") or _is_article(term):
            continue
        effective = at not in heard.casting.left_out and (
            at in placed_by
            or at in heard.casting.taken_up
            or any(_shows(spec, term, meaning) for meaning in term.meanings)
        )
        (used if effective else ignored).append(term.text)
    taken = dict.fromkeys(used)
    return tuple(taken), tuple(word for word in dict.fromkeys(ignored) if word not in taken)


def _is_article(term: Term) -> bool:
    """ "A", 一只: one of whatever follows, whether or not it is shown."""
    return term.text.lower() in ("a", "an") or (
        term.value("count") == "1" and term.text.startswith("一")
    )


def _shows(spec: SceneSpec, term: Term, meaning: Meaning) -> bool:
    kind, value = meaning.kind, meaning.value
    if term.negated:
        return _is_missing(spec, kind, value)
    if kind in _SAME_NAME:
        return _agrees(spec, kind, value) and _changes(spec, kind, value)
    if kind in _OF_SUBJECTS:
        of_someone = any(getattr(subject, kind) == value for subject in spec.subjects)
        of_someone |= kind == "colour" and any(s.held_colour == value for s in spec.subjects)
        return of_someone or (kind == "colour" and _has_anyway(spec.setting, value))
    if kind in ("action", "does"):
        return any(action_of(s.noun, value) == s.action for s in spec.subjects)
    if kind == "noun":
        cycled = value == "bicycle" and any(s.action == "cycle" for s in spec.subjects)
        is_cast = any(subject.noun == value for subject in spec.subjects)
        blooms = value == "flower" and any(subject.noun in KINDS for subject in spec.subjects)
        held = any(subject.held == value for subject in spec.subjects)
        return cycled or held or blooms or (is_cast and is_shown(value, spec))
    shown = {
        "way": spec.move.endswith(value),
        "colour_of_place": _has_anyway(spec.setting, value),
        "bloom": any(subject.noun == value for subject in spec.subjects),
        "count": bool(spec.subjects),
        "many": bool(spec.subjects),
        "side": spec.move.endswith(value) or any(s.heading == value for s in spec.subjects),
        "garment": any(s.noun in HUMANS and (s.colour or s.held) for s in spec.subjects),
        "hint": spec.time == value,
        "effect": value in spec.effects and _changes(spec, kind, value),
        "motion": str(spec.motion) == value,
        "move": value in (spec.move, "track") or _is_turned(spec.move, value),
        "shallow": spec.shallow and _changes(spec, kind, value),
        "loop": spec.loop,
        "heaven": spec.setting not in _BLIND["sky_colour"],
        "wet": spec.setting in _WATERY or spec.is_wet,
        "cloud": _is_clouded(spec),
        "absent": value in spec.without,
        "flight": spec.move == value,
        "tint": spec.style == value,
        "tone": spec.mood == value,
        "young": any(s.size == "small" for s in spec.subjects),
        "window": spec.setting in ("interior", "tabletop"),
        "surface": spec.surface == value,
        "surface_colour": spec.surface_colour == value,
        "shade": spec.surface is not None,
        "grain": spec.stock is not None,
        "touch": spec.setting == value,
        "lying": spec.weather == value,
        "step": True,
    }
    return bool(shown.get(kind, False))


def _agrees(spec: SceneSpec, kind: str, value: str) -> bool:
    """Whether the spec has what was said, or has it without saying: a blue sky by day."""
    natural = (kind, value) == ("sky_colour", "blue") and spec.hour == "day"
    return getattr(spec, kind) == value or (natural and spec.sky_colour is None)


def _changes(spec: SceneSpec, kind: str, value: str) -> bool:
    """Whether a setting's picture is another one for this."""
    setting = spec.setting
    match kind:
        case "trees":
            return setting in _WOODS or setting in _GROWN.get(value, ())
        case "composition":
            # What nobody is in is wide and may be symmetrical; it is never close.
            alone = value in ("wide", "symmetrical") or setting in _FRAMED_ALONE
            return alone or bool(spec.subjects)
        case "lens":
            zoomed = setting in _FRAMED_ALONE or setting in _ZOOMED
            soft = value == "macro" and setting not in _BLIND["shallow"]
            return zoomed or soft or bool(spec.subjects)
        case _:
            return setting not in _BLIND.get(kind, ())


def _is_clouded(spec: SceneSpec) -> bool:
    """Whether clouds are sure to be seen: on a clear day the seed decides."""
    under_a_sky = spec.setting not in _BLIND["sky_colour"]
    return under_a_sky and (spec.weather not in ("clear", "sandstorm") or bool(spec.sky_colour))


def _is_turned(move: str, said: str) -> bool:
    """ "Pan" said before "to the left" is a pan all the same."""
    kind, _, _ = said.partition("_")
    return kind in ("pan", "truck") and move.startswith(kind)


def _has_anyway(setting: SettingName, colour: str) -> bool:
    named = next((name for name, (value, _) in COLOURS.items() if value == colour), "")
    return plain_colour(named) in _BY_NATURE.get(setting, ())


def _is_missing(spec: SceneSpec, kind: str, value: str) -> bool:
    if kind in ("noun", "unwanted"):
        return value in spec.without
    if kind in _SAME_NAME:
        return getattr(spec, kind) != value
    return kind == "effect" and value not in spec.effects
