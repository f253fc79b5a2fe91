"""A short label for a timeline, the ambience, and sentences about what was taken differently."""

from __future__ import annotations

from kinoloom.generators.painted.spec import SceneSpec, Subject
from kinoloom.generators.painted.vocabulary import cast, places
from kinoloom.generators.painted.vocabulary.lexicon import chinese_names

LONGEST_TITLE = 40
_NUMBERS_EN = (
    "", "", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten", "Eleven",
    "Twelve",
)  # fmt: skip
_NUMBERS_ZH = ("", "一", "两", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二")
_PLURALS = {
    "person": "People", "man": "Men", "woman": "Women", "child": "Children", "fox": "Foxes",
    "wolf": "Wolves", "goose": "Geese", "mouse": "Mice", "fish": "Fish", "deer": "Deer",
    "bison": "Bison", "bus": "Buses", "ewe": "Sheep", "butterfly": "Butterflies",
}  # fmt: skip
_SINGULARS = {"ewe": "Sheep", "hot beverage": "Coffee", "flying saucer": "UFO", "T-Rex": "T-Rex"}
_TIMES_EN = {
    "dawn": "at Dawn", "day": "by Day", "golden_hour": "at Golden Hour",
    "dusk": "at Dusk", "night": "at Night",
}  # fmt: skip
_TIMES_ZH = {
    "dawn": "清晨", "day": "白天", "golden_hour": "日落", "dusk": "黄昏", "night": "夜晚",
}  # fmt: skip
_WEATHER_EN = {"rain": "Rainy", "snow": "Snowy", "fog": "Foggy", "storm": "Stormy"}
_WEATHER_ZH = {"rain": "雨中", "snow": "雪中", "fog": "雾中", "storm": "风暴中"}
_PLACE_EN = {"desert": "Desert", "city": "City", "mountains": "Mountains", "mars": "Mars"}
_PLACE_ZH = {"desert": "沙漠", "city": "城市", "mountains": "山湖", "mars": "火星"}
_AT_ZH = {"desert": "沙漠里", "city": "城市里", "mountains": "山湖边", "mars": "火星上"}
_COLOUR_ZH = {
    "red": "红色", "orange": "橙色", "yellow": "黄色", "green": "绿色", "teal": "青色",
    "blue": "蓝色", "purple": "紫色", "pink": "粉色", "brown": "棕色", "white": "白色",
    "black": "黑色", "grey": "灰色", "silver": "银色", "gold": "金色",
}  # fmt: skip
_COLOUR_NAMES = {value: name for name, (value, _) in cast.COLOURS.items()}


def title_of(spec: SceneSpec, *, chinese: bool) -> str:
    """ "Astronaut on Mars", "雨中城市里的红色汽车"; at most 40 characters."""
    for subjects in (spec.subjects[:2], spec.subjects[:1]):
        title = _chinese(spec, subjects) if chinese else _english(spec, subjects)
        if len(title) <= LONGEST_TITLE:
            return title
    return title[: LONGEST_TITLE - 1].rstrip() + "…"


def _place(spec: SceneSpec) -> str:
    return "mars" if spec.setting == "desert" and spec.world == "mars" else spec.setting


def _english(spec: SceneSpec, subjects: tuple[Subject, ...]) -> str:
    place = _place(spec)
    where = f"{_WEATHER_EN.get(spec.weather, '')} {_PLACE_EN[place]}".strip()
    if not subjects:
        return f"{where} {_TIMES_EN[spec.time]}"
    who = " and ".join(_english_name(subject) for subject in subjects)
    return f"{who} {'on' if place == 'mars' else 'in the'} {where}"


def _english_name(subject: Subject) -> str:
    colour = _COLOUR_NAMES.get(subject.colour or "", "").title() if _has_colour(subject) else ""
    single = _SINGULARS.get(subject.noun, _title_case(subject.noun))
    noun = single if subject.count == 1 else _PLURALS.get(subject.noun, single + "s")
    number = "" if subject.count == 1 else _NUMBERS_EN[subject.count]
    return " ".join(part for part in (number, colour, noun) if part)


def _title_case(noun: str) -> str:
    return " ".join(word if word[:1].isupper() else word.capitalize() for word in noun.split())


def _chinese(spec: SceneSpec, subjects: tuple[Subject, ...]) -> str:
    place, weather = _place(spec), _WEATHER_ZH.get(spec.weather, "")
    if not subjects:
        time = _TIMES_ZH[spec.time]
        return f"{time}{weather}的{_PLACE_ZH[place]}"
    return f"{weather}{_AT_ZH[place]}的{'和'.join(_chinese_name(s) for s in subjects)}"


def _chinese_name(subject: Subject) -> str:
    noun = chinese_names().get(subject.noun, subject.noun)
    named = _COLOUR_NAMES.get(subject.colour or "", "") if _has_colour(subject) else ""
    colour = _COLOUR_ZH.get(named, "")
    number = "" if subject.count == 1 else _NUMBERS_ZH[subject.count] + _measure(subject.noun)
    return number + colour + noun


def _has_colour(subject: Subject) -> bool:
    """A person's colour is that of the clothes; a title does not say it."""
    return subject.noun not in cast.HUMANS


def _measure(noun: str) -> str:
    if noun in cast.HUMANS:
        return "个"
    if noun in cast.VEHICLES:
        return "辆"
    return "艘" if noun in cast.BOATS else "架" if noun in cast.AIRCRAFT else "只"


def sound_of(spec: SceneSpec) -> str:
    """The ambience that fits the place, the weather and the hour."""
    dark = spec.time in ("dusk", "night")
    if spec.weather == "storm":
        return "wind_desert" if spec.setting == "desert" else "storm"
    if spec.weather == "rain":
        return "city_rain_night" if spec.setting == "city" and dark else "rain"
    if spec.weather == "snow":
        return "snow_wind"
    if spec.setting == "desert":
        return "wind_desert"
    if spec.setting == "city":
        return "city_day"
    return "lake_night" if dark else "lake_day"


def not_painted_note(words: str, nearest: str, *, chinese: bool) -> str:
    if chinese:
        return f"还画不了“{words}”，这次画成了{places.PAINTED_ZH[nearest]}。"
    return (
        f"{_sentence_case(words)} is not painted yet, so this is set {places.PAINTED_EN[nearest]}."
    )


def contradiction_note(asked: tuple[str, str], *, chinese: bool) -> str:
    """`asked` is (what was left out, what was painted), in the prompt's own words."""
    if chinese:
        return f"“{asked[0]}”和“{asked[1]}”不能同时出现，这次按“{asked[1]}”来画。"
    left_out, painted = asked
    return f'"{left_out}" and "{painted}" do not go together; this is painted as "{painted}".'


def too_long_note(*, chinese: bool) -> str:
    if chinese:
        return "文字很长，只读了前 2000 个字符。"
    return "The prompt is very long; only its first 2,000 characters were read."


def nothing_understood_note(*, chinese: bool) -> str:
    if chinese:
        return "没有认出画面里的内容，这次画了一个安静的山湖。"
    return "Nothing in these words could be painted, so this is a quiet mountain lake."


def unchanged_note(*, chinese: bool) -> str:
    if chinese:
        return "没有认出要改什么，画面保持不变。"
    return "Nothing in these words changes the picture, so it stays as it was."


def crowded_note(*, chinese: bool) -> str:
    if chinese:
        return "一个镜头里最多画四种主体，其余的没有画。"
    return "A shot holds at most four kinds of subjects; the others are left out."


def _sentence_case(words: str) -> str:
    return words[:1].upper() + words[1:]
