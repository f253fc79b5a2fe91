"""A prompt, in English or Chinese, to a SceneSpec; and a spec plus a change to a new one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from kinoloom.generators.painted.spec import SceneSpec, Subject
from kinoloom.generators.painted.vocabulary import cast, titles
from kinoloom.generators.painted.vocabulary.casting import Casting, Mention, cast_of, changed
from kinoloom.generators.painted.vocabulary.lexicon import is_han
from kinoloom.generators.painted.vocabulary.refusals import refusal
from kinoloom.generators.painted.vocabulary.scan import Term, scan
from kinoloom.generators.painted.vocabulary.skies import CONFLICTS, HOURS
from kinoloom.generators.protocol import PromptInvalid, PromptRefused

LONGEST_PROMPT = 20_000
READ_OF_A_LONG_PROMPT = 2_000
MOST_WORDS = 5_000
MOST_SUBJECTS = 4


@dataclass(frozen=True)
class Reading:
    """What was understood of a prompt. `used` and `ignored` are its own content words."""

    spec: SceneSpec
    used: tuple[str, ...]
    ignored: tuple[str, ...]
    notes: tuple[str, ...]
    title: str
    sound: str


@dataclass(frozen=True)
class _Heard:
    """A prompt's terms, and what follows from the text as a whole."""

    terms: tuple[Term, ...]
    casting: Casting
    chinese: bool
    notes: tuple[str, ...]

    def plain(self, kind: str) -> list[Term]:
        """The terms of a kind that are not negated."""
        return [term for term in self.terms if term.has(kind) and not term.negated]

    def values(self, kind: str) -> list[str]:
        return [term.value(kind) or "" for term in self.plain(kind)]

    def negates(self, kind: str, value: str) -> bool:
        return any(t.negated and t.value(kind) == value for t in self.terms)


def read_prompt(prompt: str, *, seed: int) -> Reading:
    """Read a whole prompt. Raises PromptInvalid (empty, too long) or PromptRefused."""
    heard = _hear(prompt)
    notes = list(heard.notes)
    subjects = _subjects(heard, notes)
    setting, world, place_notes = _setting(heard, subjects)
    notes += place_notes
    weather = _weather(heard, notes)
    time = _time(heard, notes) or _usual_time(setting, weather)
    spec = SceneSpec.model_validate(
        {
            "setting": setting,
            "world": world,
            "land": _last(heard.values("land"), "any"),
            "time": time,
            "weather": weather or "clear",
            "subjects": subjects,
            "move": _move(heard, subjects) or _usual_move(subjects),
            "motion": _motion(heard, default=0.5),
            "style": _last(heard.values("style"), "cinematic"),
            "seed": seed,
        }
    )
    if not any(term.has(*_SAYS_SOMETHING) for term in heard.terms):
        notes.append(titles.nothing_understood_note(chinese=heard.chinese))
    return _reading(spec, heard, notes)


def revise(spec: SceneSpec, change: str) -> Reading:
    """The same scene plus a change ("make it dusk", "换成夜晚"); the seed stays.

    Raises PromptInvalid or PromptRefused as `read_prompt` does.
    """
    heard = _hear(change)
    notes = list(heard.notes)
    updates: dict[str, Any] = {"subjects": _revised_subjects(spec, heard)}
    updates |= _revised_place(spec, heard, notes) | _revised_sky(spec, heard, notes)
    updates |= _revised_shot(spec, heard, updates["subjects"])
    revised = SceneSpec.model_validate({**_fields(spec), **updates})
    if revised == spec:
        notes.append(titles.unchanged_note(chinese=heard.chinese))
    return _reading(revised, heard, notes)


_SAYS_SOMETHING = ("setting", "elsewhere", "time", "weather", "noun", "lean", "hint", "scenery")
_EFFECTIVE = (
    "setting", "world", "land", "time", "hint", "weather", "noun", "count", "colour", "size",
    "action", "heading", "side", "move", "motion", "style", "lean", "many", "light",
)  # fmt: skip


def _fields(spec: SceneSpec) -> dict[str, Any]:
    return {name: getattr(spec, name) for name in SceneSpec.model_fields}


def _hear(prompt: str) -> _Heard:
    text = prompt.strip()
    chinese = _is_chinese(text)
    if not text:
        raise PromptInvalid("Say what the clip should show, in a few words.")
    if len(text) > LONGEST_PROMPT:
        raise PromptInvalid(
            f"The prompt has {len(text):,} characters; at most {LONGEST_PROMPT:,} can be read."
        )
    sentence = refusal(text, chinese=chinese)
    if sentence is not None:
        raise PromptRefused(sentence)
    notes: tuple[str, ...] = ()
    if len(text.split()) > MOST_WORDS or len(text) > READ_OF_A_LONG_PROMPT * 2:
        text = text[:READ_OF_A_LONG_PROMPT]
        notes = (titles.too_long_note(chinese=chinese),)
    terms = scan(text)
    return _Heard(terms, cast_of(terms), chinese, notes)


def _is_chinese(text: str) -> bool:
    return sum(map(is_han, text)) * 2 > sum(c.isascii() and c.isalpha() for c in text)


def _subjects(heard: _Heard, notes: list[str]) -> tuple[Subject, ...]:
    wanted = [mention for mention in heard.casting.mentions if not mention.negated]
    for mention in wanted:
        mention.heading = mention.heading or heard.casting.loose_heading
    if len(wanted) > MOST_SUBJECTS:
        notes.append(titles.crowded_note(chinese=heard.chinese))
    return tuple(mention.subject() for mention in wanted[:MOST_SUBJECTS])


def _setting(heard: _Heard, subjects: Sequence[Subject]) -> tuple[str, str, list[str]]:
    named = heard.values("setting")
    elsewhere = heard.plain("elsewhere")
    leans = heard.values("lean")
    notes: list[str] = []
    mars = False
    if named:
        setting = max(dict.fromkeys(named), key=named.count)
    elif elsewhere:
        nearest = elsewhere[0].value("elsewhere") or "mountains"
        mars, setting = nearest == "mars", "desert" if nearest == "mars" else nearest
        notes.append(titles.not_painted_note(elsewhere[0].text, nearest, chinese=heard.chinese))
    elif leans:
        setting = leans[0]
    else:
        setting, mars = _setting_for(subjects, heard)
    return setting, _world(setting, heard, mars=mars), notes


def _setting_for(subjects: Sequence[Subject], heard: _Heard) -> tuple[str, bool]:
    for subject in subjects:
        if subject.noun in cast.MARS_NOUNS:
            return "desert", True
        if subject.noun in cast.DESERT_NOUNS:
            return "desert", False
        if subject.noun in cast.CITY_NOUNS:
            return "city", False
        return "mountains", False
    rainy = "rain" in heard.values("weather") or "neon" in heard.values("style")
    return ("city" if rainy else "mountains"), False


def _world(setting: str, heard: _Heard, *, mars: bool = False) -> str:
    worlds = heard.values("world")
    if setting == "desert":
        return "mars" if mars or "mars" in worlds else "earth"
    if setting == "city":
        return "neon" if "neon" in worlds else "plain"
    return "earth"


def _weather(heard: _Heard, notes: list[str]) -> str | None:
    terms = heard.plain("weather")
    if not terms:
        return None
    chosen = max(
        enumerate(terms), key=lambda pair: (CONFLICTS[pair[1].value("weather") or ""], pair[0])
    )[1]
    dry = next((t for t in terms if t.value("weather") == "clear"), None)
    if dry is not None and chosen.value("weather") in ("rain", "snow", "storm"):
        notes.append(titles.contradiction_note((dry.text, chosen.text), chinese=heard.chinese))
    return chosen.value("weather")


def _time(heard: _Heard, notes: list[str]) -> str | None:
    terms = heard.plain("time")
    if not terms:
        return _last([hint for hint in heard.values("hint") if hint in ("day", "night")], None)
    chosen = terms[-1]
    other = next((t for t in terms if t.value("time") != chosen.value("time")), None)
    if other is not None:
        notes.append(titles.contradiction_note((other.text, chosen.text), chinese=heard.chinese))
    return chosen.value("time")


def _usual_time(setting: str, weather: str | None) -> str:
    if setting == "city":
        return "day" if weather == "cloudy" else "night"
    if weather in ("rain", "snow", "fog", "storm", "cloudy"):
        return "day"
    return "golden_hour" if setting == "desert" else "dusk"


def _move(heard: _Heard, subjects: Sequence[Subject]) -> str | None:
    moves = heard.values("move")
    if not moves:
        return None
    return _usual_move(subjects) if moves[0] == "track" else moves[0]


def _usual_move(subjects: Sequence[Subject]) -> str:
    """The camera goes along with whoever goes somewhere."""
    leaving = any(s.heading == "left" and s.action not in ("stand", "sit") for s in subjects)
    return "truck_left" if leaving else "truck_right"


def _motion(heard: _Heard, *, default: float) -> float:
    values = heard.values("motion")
    return float(values[0]) if values else default


def _last(values: Sequence[str], default: Any) -> Any:
    return values[-1] if values else default


def _revised_place(spec: SceneSpec, heard: _Heard, notes: list[str]) -> dict[str, Any]:
    named = heard.plain("setting") or heard.plain("elsewhere")
    if named:
        setting, world, place_notes = _setting(heard, spec.subjects)
        notes += place_notes
        return {
            "setting": setting,
            "world": world,
            "land": _last(heard.values("land"), spec.land),
        }
    if "neon" in heard.values("world") and spec.setting == "city":
        return {"world": "neon"}
    return {}


def _revised_sky(spec: SceneSpec, heard: _Heard, notes: list[str]) -> dict[str, Any]:
    updates: dict[str, Any] = {}
    weather, time = _weather(heard, notes), _time(heard, notes)
    if heard.negates("weather", spec.weather):
        updates["weather"] = "clear"
    if weather is not None:
        updates["weather"] = weather
    steps = sum(int(value) for value in heard.values("light"))
    if time is None and steps:
        time = _hour_beside(spec.time, steps)
    if time is not None:
        updates["time"] = time
    return updates


def _hour_beside(time: str, steps: int) -> str:
    """The hour a few steps toward noon (positive) or midnight."""
    at = HOURS.index(time) if time in HOURS else HOURS.index("golden_hour")
    return HOURS[min(len(HOURS) - 1, max(0, at + steps))]


def _revised_shot(spec: SceneSpec, heard: _Heard, subjects: Sequence[Subject]) -> dict[str, Any]:
    updates: dict[str, Any] = {"motion": _motion(heard, default=spec.motion)}
    move = _move(heard, subjects)
    if move is None and spec.move == _usual_move(spec.subjects):
        move = _usual_move(subjects)
    updates["move"] = move or spec.move
    updates["style"] = _last(heard.values("style"), spec.style)
    if heard.negates("style", spec.style):
        updates["style"] = "cinematic"
    return updates


def _revised_subjects(spec: SceneSpec, heard: _Heard) -> tuple[Subject, ...]:
    gone = {mention.noun for mention in heard.casting.mentions if mention.negated}
    replaced = _replaced(spec, heard)
    subjects = [s for s in spec.subjects if s.noun not in gone]
    for mention in heard.casting.mentions:
        if mention.negated:
            continue
        subjects = _with_mention(subjects, mention, replaced)
    subjects = [s for s in subjects if s.noun not in replaced or s not in spec.subjects]
    return tuple(_with_loose(subject, heard) for subject in subjects[:MOST_SUBJECTS])


def _replaced(spec: SceneSpec, heard: _Heard) -> frozenset[str]:
    """The nouns that "replace X with Y" and 把X换成Y name first."""
    words = {term.text.lower() for term in heard.terms}
    nouns = [m.noun for m in heard.casting.mentions if not m.negated]
    exchanging = words & {
        "replace",
        "swap",
        "instead",
        "换成",
        "替换",
        "替换成",
        "变成",
        "改成",
        "换",
    }
    known = {subject.noun for subject in spec.subjects}
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


def _with_loose(subject: Subject, heard: _Heard) -> Subject:
    """What is said without naming anyone: "make it run", "from the left"."""
    loose = heard.casting.loose
    nameless = not heard.casting.mentions
    return changed(
        subject,
        Mention(
            noun=subject.noun,
            action=_last(heard.values("action"), None) if nameless else None,
            heading=heard.casting.loose_heading,
            colour=loose.colour if nameless else None,
            size=loose.size if nameless else None,
        ),
    )


def _reading(spec: SceneSpec, heard: _Heard, notes: Sequence[str]) -> Reading:
    takes_effect = _takes_effect(spec)
    used: list[str] = []
    ignored: list[str] = []
    for at, term in enumerate(heard.terms):
        if term.has("stop", "not", "carried") or term.text.lower() in ("a", "an"):
            continue
        effective = takes_effect(term) and at not in heard.casting.left_out
        (used if effective else ignored).append(term.text)
    return Reading(
        spec=spec,
        used=tuple(dict.fromkeys(used)),
        ignored=tuple(dict.fromkeys(ignored)),
        notes=tuple(dict.fromkeys(notes)),
        title=titles.title_of(spec, chinese=heard.chinese),
        sound=titles.sound_of(spec),
    )


def _takes_effect(spec: SceneSpec) -> Callable[[Term], bool]:
    def test(term: Term) -> bool:
        if term.has("name", "elsewhere") and not term.has("noun"):
            return False
        if term.has("scenery"):
            return term.value("scenery") in ("any", spec.setting)
        return term.has(*_EFFECTIVE)

    return test
