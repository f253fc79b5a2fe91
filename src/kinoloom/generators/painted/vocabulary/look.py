"""What a prompt says of the hour, the air, the camera and the look: spec fields by name."""

from __future__ import annotations

from typing import Any

from kinoloom.generators.painted.spec import SceneSpec
from kinoloom.generators.painted.vocabulary import skies, titles
from kinoloom.generators.painted.vocabulary.heard import Heard

_INTENTS = ("ad", "teaser", "reel", "loop")
"""Of several the first is meant: a loop for a reel is a reel that loops."""
_PACE: dict[str | None, float] = {"teaser": 0.8, "reel": 0.65, "ad": 0.4, "loop": 0.35}
"""How strongly camera and weather move in a clip for that, unless the words say how."""
_OF_TABLES = ("surface", "surface_colour", "window")
_SNOWY = frozenset(("snow_peaks", "mountains"))
_PRAISE = frozenset(("cinematic",))
_OF_THINGS = frozenset(("vintage",))
"""A car is vintage too: the word is a style when no other is said."""


def weather_of(heard: Heard, notes: list[str]) -> str | None:
    """The weather said; of contradicting ones the strongest, with a note."""
    terms = heard.plain("weather")
    if not terms:
        return None
    chosen = max(
        enumerate(terms),
        key=lambda pair: (skies.CONFLICTS[pair[1].value("weather") or ""], pair[0]),
    )[1]
    dry = next((t for t in terms if t.value("weather") == "clear"), None)
    if dry is not None and chosen.value("weather") in ("rain", "snow", "storm", "sandstorm"):
        notes.append(titles.contradiction_note((dry.text, chosen.text), chinese=heard.chinese))
    return chosen.value("weather")


def lying_weather(heard: Heard, setting: str) -> str | None:
    """A snowy mountain lies under snow, a village on it is shown while snow falls."""
    if setting in _SNOWY and not any(term.has("broad") for term in heard.plain("lying")):
        return None
    return heard.last("lying")


def time_of(heard: Heard, notes: list[str]) -> str | None:
    """The hour said outright, the last of several; else the one that hints agree on."""
    terms = heard.plain("time")
    if not terms:
        return heard.last("hint")
    chosen = terms[-1]
    other = next((t for t in terms if t.value("time") != chosen.value("time")), None)
    if other is not None:
        notes.append(titles.contradiction_note((other.text, chosen.text), chinese=heard.chinese))
    return chosen.value("time")


def usual_time(setting: str, weather: str | None) -> str:
    """The hour of a setting when none is said."""
    usual = skies.USUAL_TIMES.get(setting, "day")
    if setting in skies.ALWAYS_DARK:
        return usual
    if weather == "rain" and setting in skies.WET_AT_NIGHT:
        return "night"
    return "day" if weather in skies.GREY else usual


def said_look(heard: Heard) -> dict[str, Any]:
    """The fields of a spec that the prompt sets, apart from place, hour, weather and subjects."""
    fields: dict[str, Any] = {
        name: heard.last(kind)
        for name, kind in (
            ("season", "season"), ("lens", "lens"), ("light", "light"), ("mood", "mood"),
            ("stock", "stock"), ("composition", "composition"), ("ratio", "ratio"),
            ("trees", "trees"),
        )
    }  # fmt: skip
    fields["style"] = _style(heard)
    fields["mood"] = fields["mood"] or heard.last("tone")
    fields["sky_colour"] = _sky_colour(heard)
    fields["stock"] = fields["stock"] or heard.last("grain")
    fields["shallow"] = True if heard.plain("shallow") else None
    fields["loop"] = True if heard.plain("loop") else None
    intents = heard.values("intent")
    fields["intent"] = next((intent for intent in _INTENTS if intent in intents), None)
    motions = heard.values("motion")
    fields["motion"] = float(motions[0]) if motions else _PACE.get(fields["intent"])
    fields["surface"], fields["surface_colour"] = (
        heard.last("surface"),
        heard.last("surface_colour"),
    )
    fields["window"] = True if heard.plain("window") else None
    fields["effects"] = tuple(dict.fromkeys(heard.values("effect"))) or None
    return {name: value for name, value in fields.items() if value is not None}


def said_of_place(said: dict[str, Any], setting: str) -> dict[str, Any]:
    """Without what the place is anyway, trees of a jungle, or has none of, a table's top."""
    told = {name: value for name, value in said.items() if (name, value) != ("trees", setting)}
    if setting == "tabletop":
        return told
    return {name: value for name, value in told.items() if name not in _OF_TABLES}


def on_its_table(updates: dict[str, Any], setting: str) -> dict[str, Any]:
    """A change with what it says of the table: another top has none of the old one's colour."""
    if setting != "tabletop":
        return {**updates, "surface": None, "surface_colour": None, "window": False}
    return {"surface_colour": None, **updates} if "surface" in updates else updates


def under_its_own_sky(spec: SceneSpec) -> SceneSpec:
    """Without a colour that the sky has anyway: by day a clear one is blue."""
    blue_anyway = spec.hour == "day" and spec.weather in ("clear", "wind")
    if spec.sky_colour == "blue" and blue_anyway:
        return spec.model_copy(update={"sky_colour": None})
    return spec


def unsaid_look(heard: Heard, spec: dict[str, Any]) -> dict[str, Any]:
    """The fields that a change takes back: "no grain", "not in noir"."""
    plain: dict[str, Any] = {
        "style": "cinematic", "season": None, "stock": None, "shallow": False, "loop": False,
        "sky_colour": None,
    }  # fmt: skip
    taken = {
        name: default
        for name, default in plain.items()
        if heard.negates(name, spec[name])
        or (name in ("shallow", "loop") and any(t.negated and t.has(name) for t in heard.terms))
    }
    effects = tuple(e for e in spec["effects"] if not heard.negates("effect", e))
    return taken | ({"effects": effects} if effects != spec["effects"] else {})


def _sky_colour(heard: Heard) -> str | None:
    """The first colour said: of "a blue sky turning pink and gold" the pink."""
    colours = heard.values("sky_colour")
    return next((colour for colour in colours if colour != "blue"), colours[0] if colours else None)


def _style(heard: Heard) -> str | None:
    """ "Cinematic" is how every prompt is praised: any other style said beside it is meant."""
    values = heard.values("style") or heard.values("tint")
    for passed_over in (_PRAISE | _OF_THINGS, _PRAISE):
        meant = [value for value in values if value not in passed_over]
        if meant:
            return meant[-1]
    return values[-1] if values else None
