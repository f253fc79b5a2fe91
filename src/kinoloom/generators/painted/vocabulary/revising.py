"""A change in words to the fields of a spec that it alters."""

from __future__ import annotations

from typing import Any

from kinoloom.generators.painted.spec import SceneSpec, Subject
from kinoloom.generators.painted.vocabulary import cast, look, titles
from kinoloom.generators.painted.vocabulary.filming import move_of, usual_move
from kinoloom.generators.painted.vocabulary.heard import Heard
from kinoloom.generators.painted.vocabulary.mention import Mention, changed
from kinoloom.generators.painted.vocabulary.places import word_set
from kinoloom.generators.painted.vocabulary.placing import in_season, names_a_place, place_of
from kinoloom.generators.painted.vocabulary.skies import HOURS

_EXCHANGING = word_set("replace, swap, instead, 换成, 替换, 替换成, 变成, 改成, 换")
_NOT_THESE = word_set("instead of, rather than")
_AS_SEEN_BY_NIGHT = ("street", "skyline")


def updates_of(
    spec: SceneSpec, heard: Heard, notes: list[str], *, most_subjects: int
) -> tuple[dict[str, Any], frozenset[int]]:
    """The fields a change sets, and the positions of the terms that place the scene anew."""
    updates: dict[str, Any] = {"subjects": _subjects(spec, heard, most_subjects)}
    updates |= _sky(spec, heard, notes)
    fields = {name: getattr(spec, name) for name in SceneSpec.model_fields}
    updates |= look.unsaid_look(heard, fields)
    updates |= _look(spec, heard)
    move = move_of(heard, updates["subjects"])
    if move is None and spec.move == usual_move(spec.subjects):
        move = usual_move(updates["subjects"])
    updates["move"] = move or spec.move
    updates["without"] = _without(spec, heard, updates["subjects"])
    placed, by = _place(spec, heard, notes, updates)
    setting = placed.get("setting", spec.setting)
    return look.on_its_table(updates | placed, setting), by


def _place(
    spec: SceneSpec, heard: Heard, notes: list[str], updates: dict[str, Any]
) -> tuple[dict[str, Any], frozenset[int]]:
    season = updates.get("season", spec.season)
    if names_a_place(heard.terms):
        placed = place_of(
            heard.terms,
            updates["subjects"],
            weather=updates.get("weather"),
            time=updates.get("time", spec.time),
            season=season,
        )
        if placed.stands_in_for is not None:
            words, chinese = placed.stands_in_for, heard.chinese
            notes.append(titles.stands_in_note(words, placed.setting, chinese=chinese))
        trees = look.said_of_place(updates, placed.setting).get("trees", "any")
        return {"setting": placed.setting, "trees": trees}, placed.by
    leaning = {at for at, t in enumerate(heard.terms) if t.value("lean") == "neon_street"}
    if leaning and spec.setting in _AS_SEEN_BY_NIGHT:
        return {"setting": "neon_street"}, frozenset(leaning)
    backdrop = {at for at, t in enumerate(heard.terms) if t.value("lean") == "studio"}
    if backdrop and not heard.negates("lean", "studio"):
        return {"setting": "studio", "trees": "any"}, frozenset(backdrop)
    if "season" in updates:
        return {"setting": in_season(spec.setting, season)}, frozenset()
    return {}, frozenset()


def _sky(spec: SceneSpec, heard: Heard, notes: list[str]) -> dict[str, Any]:
    updates: dict[str, Any] = {}
    weather, time = look.weather_of(heard, notes), look.time_of(heard, notes)
    if heard.negates("weather", spec.weather):
        updates["weather"] = "clear"
    if weather is not None:
        updates["weather"] = weather
    steps = sum(int(value) for value in heard.values("step"))
    if time is None and steps:
        time = _hour_beside(spec.time, steps)
    if time is not None:
        updates["time"] = time
    return updates


def _hour_beside(time: str, steps: int) -> str:
    """The hour a few steps toward noon (positive) or midnight."""
    known = {"noon": "day", "dawn": "golden_hour"}.get(time, time)
    return HOURS[min(len(HOURS) - 1, max(0, HOURS.index(known) + steps))]


def _look(spec: SceneSpec, heard: Heard) -> dict[str, Any]:
    said = look.said_look(heard)
    if "effects" in said:
        said["effects"] = tuple(dict.fromkeys((*spec.effects, *said["effects"])))
    return said


def _without(spec: SceneSpec, heard: Heard, subjects: tuple[Subject, ...]) -> tuple[str, ...]:
    shown = {subject.noun for subject in subjects}
    nouns = dict.fromkeys((*spec.without, *heard.without()))
    return tuple(noun for noun in nouns if noun not in shown)


def _subjects(spec: SceneSpec, heard: Heard, most: int) -> tuple[Subject, ...]:
    gone = {mention.noun for mention in heard.casting.mentions if mention.negated}
    replaced = _replaced(spec, heard)
    gone -= replaced
    subjects = [s for s in spec.subjects if not any(_is_same(s.noun, noun) for noun in gone)]
    for mention in heard.casting.mentions:
        if not mention.negated:
            subjects = _with_mention(subjects, mention, replaced)
    subjects = [s for s in subjects if s.noun not in replaced or s not in spec.subjects]
    return tuple(_with_loose(subject, heard) for subject in subjects[:most])


def _replaced(spec: SceneSpec, heard: Heard) -> frozenset[str]:
    """The nouns that "replace X with Y" and 把X换成Y name first."""
    exchanging = {term.text.lower() for term in heard.terms} & _EXCHANGING
    nouns = [m.noun for m in heard.casting.mentions if not m.negated]
    known = {subject.noun for subject in spec.subjects}
    if any(term.text.lower() in _NOT_THESE for term in heard.terms) and nouns:
        return frozenset(m.noun for m in heard.casting.mentions if m.negated) & known
    if exchanging and len(nouns) >= 2 and nouns[0] in known:
        return frozenset(nouns[:1])
    if exchanging and len(nouns) == 1 and nouns[0] not in known and len(spec.subjects) == 1:
        return frozenset(known)
    return frozenset()


def _with_mention(
    subjects: list[Subject], mention: Mention, replaced: frozenset[str]
) -> list[Subject]:
    if mention.noun in replaced and not mention.colour:
        return subjects
    at = next((i for i, s in enumerate(subjects) if _is_same(s.noun, mention.noun)), None)
    if at is not None:
        return [*subjects[:at], changed(subjects[at], mention), *subjects[at + 1 :]]
    taken_over = next((s for s in subjects if s.noun in replaced), None)
    if taken_over is not None and mention.action is None:
        mention.action, mention.heading = taken_over.action, mention.heading or taken_over.heading
    return [*subjects, mention.subject()]


def _is_same(noun: str, mentioned: str) -> bool:
    generic = mentioned == "person" and noun in cast.HUMANS
    return noun == mentioned or generic


def _with_loose(subject: Subject, heard: Heard) -> Subject:
    """What is said without naming anyone: "make it run", "from the left"."""
    loose = heard.casting.loose
    nameless = not heard.casting.mentions
    return changed(
        subject,
        Mention(
            noun=subject.noun,
            action=heard.last("action") if nameless else None,
            heading=heard.casting.loose_heading,
            colour=loose.colour if nameless else None,
            size=loose.size if nameless else None,
        ),
    )
