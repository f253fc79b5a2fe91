"""A prompt, in English or Chinese, to a SceneSpec; and a spec plus a change to a new one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kinoloom.generators.painted.spec import SceneSpec, Subject
from kinoloom.generators.painted.vocabulary import look, revising, titles
from kinoloom.generators.painted.vocabulary.acting import on_land
from kinoloom.generators.painted.vocabulary.filming import move_of, usual_move
from kinoloom.generators.painted.vocabulary.forms import FORMS
from kinoloom.generators.painted.vocabulary.growing import sown
from kinoloom.generators.painted.vocabulary.heard import Heard, hear
from kinoloom.generators.painted.vocabulary.placing import Placed, place_of
from kinoloom.generators.painted.vocabulary.used import used_and_ignored

MOST_SUBJECTS = 4
_SAYS_SOMETHING = (
    "setting", "time", "weather", "noun", "lean", "touch", "hint", "scenery", "season", "effect",
    "absent",
)  # fmt: skip


@dataclass(frozen=True)
class Reading:
    """What was understood of a prompt. `used` and `ignored` are its own content words."""

    spec: SceneSpec
    used: tuple[str, ...]
    ignored: tuple[str, ...]
    notes: tuple[str, ...]
    title: str
    sound: str


def read_prompt(prompt: str, *, seed: int) -> Reading:
    """Read a whole prompt. Raises PromptInvalid (empty, too long) or PromptRefused."""
    heard = hear(prompt)
    notes = list(heard.notes)
    subjects = _subjects(heard, notes)
    weather = look.weather_of(heard, notes)
    time = look.time_of(heard, notes)
    said = look.said_look(heard)
    placed = place_of(heard.terms, subjects, weather=weather, time=time, season=said.get("season"))
    if not any(term.has(*_SAYS_SOMETHING) for term in heard.terms):
        placed = _place_of_nothing(heard, notes)
    said = look.said_of_place(said, placed.setting)
    weather = weather or look.lying_weather(heard, placed.setting)
    if placed.setting == "abstract":
        subjects = _formed(heard, subjects)
    subjects = on_land(subjects, placed.setting)
    blooms = heard.values("bloom")
    subjects = sown(blooms, subjects, placed.setting, most=MOST_SUBJECTS)
    if placed.stands_in_for is not None:
        note = titles.stands_in_note(placed.stands_in_for, placed.setting, chinese=heard.chinese)
        notes.append(note)
    spec = SceneSpec.model_validate(
        {
            "setting": placed.setting,
            "time": time or look.usual_time(placed.setting, weather),
            "weather": weather or "clear",
            "subjects": subjects,
            "move": move_of(heard, subjects) or usual_move(subjects),
            "without": heard.without(),
            "seed": seed,
            **said,
        }
    )
    return _reading(look.under_its_own_sky(spec), heard, placed.by, notes)


def revise(spec: SceneSpec, change: str) -> Reading:
    """The same scene plus a change ("make it dusk", "换成夜晚"); the seed stays.

    Raises PromptInvalid or PromptRefused as `read_prompt` does.
    """
    heard = hear(change)
    notes = list(heard.notes)
    updates, by = revising.updates_of(spec, heard, notes, most_subjects=MOST_SUBJECTS)
    fields = {name: getattr(spec, name) for name in SceneSpec.model_fields}
    setting = updates.get("setting", spec.setting)
    blooms = heard.values("bloom")
    updates["subjects"] = sown(blooms, updates["subjects"], setting, most=MOST_SUBJECTS)
    revised = look.under_its_own_sky(SceneSpec.model_validate({**fields, **updates}))
    if revised == spec:
        notes.append(titles.unchanged_note(chinese=heard.chinese))
    return _reading(revised, heard, by, notes)


def _subjects(heard: Heard, notes: list[str]) -> tuple[Subject, ...]:
    wanted = [mention for mention in heard.casting.mentions if not mention.negated]
    for mention in wanted:
        mention.heading = mention.heading or heard.casting.loose_heading
    if len(wanted) > MOST_SUBJECTS:
        notes.append(titles.crowded_note(chinese=heard.chinese))
    return tuple(mention.subject() for mention in wanted[:MOST_SUBJECTS])


def _formed(heard: Heard, subjects: tuple[Subject, ...]) -> tuple[Subject, ...]:
    """What an abstract film is of, in the colour that is said."""
    said = {term.text.lower(): term for term in heard.terms if not term.negated}
    form = next((FORMS[word] for word in said if word in FORMS), None)
    if form is None or any(subject.noun == form for subject in subjects):
        return subjects
    colour = next((term.value("colour") for term in said.values() if term.has("colour")), None)
    return (*subjects[: MOST_SUBJECTS - 1], Subject(noun=form, colour=colour))


def _place_of_nothing(heard: Heard, notes: list[str]) -> Placed:
    """Signs alone ask for something to look at; words nobody knows, for a quiet place."""
    if heard.terms and all(term.glyph for term in heard.terms):
        notes.append(titles.only_signs_note(chinese=heard.chinese))
        return Placed("abstract")
    notes.append(titles.nothing_understood_note(chinese=heard.chinese))
    return Placed("mountains")


def _reading(
    spec: SceneSpec, heard: Heard, placed_by: frozenset[int], notes: Sequence[str]
) -> Reading:
    used, ignored = used_and_ignored(spec, heard, placed_by)
    return Reading(
        spec=spec,
        used=used,
        ignored=ignored,
        notes=tuple(dict.fromkeys(notes)),
        title=titles.title_of(spec, chinese=heard.chinese),
        sound=titles.sound_of(spec),
    )
