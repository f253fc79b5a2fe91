"""A short label for a timeline, the ambience, and sentences about what was taken differently."""

from __future__ import annotations

from dataclasses import dataclass

from kinoloom.generators.painted.cast.roles.understudies import is_shown
from kinoloom.generators.painted.spec import SceneSpec, Subject
from kinoloom.generators.painted.vocabulary import cast
from kinoloom.generators.painted.vocabulary.colours import COLOURS
from kinoloom.generators.painted.vocabulary.growing import KINDS
from kinoloom.generators.painted.vocabulary.lexicon import chinese_names
from kinoloom.generators.painted.vocabulary.places import word_set

LONGEST_TITLE = 40
_NUMBERS_EN = (
    "", "", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten", "Eleven",
    "Twelve",
)  # fmt: skip
_NUMBERS_ZH = ("", "一", "两", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二")
_PLURALS = {
    "person": "People", "man": "Men", "woman": "Women", "child": "Children", "fox": "Foxes",
    "wolf": "Wolves", "goose": "Geese", "mouse": "Mice", "fish": "Fish", "deer": "Deer",
    "bison": "Bison", "bus": "Buses", "sheep": "Sheep", "butterfly": "Butterflies",
    "fisherman": "Fishermen", "box": "Boxes", "watch": "Watches", "samurai": "Samurai",
    "glass": "Glasses", "witch": "Witches", "headphones": "Headphones", "cherry": "Cherries",
    "strawberry": "Strawberries", "tropical fish": "Tropical Fish", "jellyfish": "Jellyfish",
    "octopus": "Octopuses", "yak": "Yaks", "coffee": "Coffees", "sunglasses": "Sunglasses",
    "grapes": "Grapes", "pancakes": "Pancakes", "fairy": "Fairies", "elf": "Elves",
}  # fmt: skip
_SINGULARS = {"flying saucer": "UFO", "T-Rex": "T-Rex", "fire": "Campfire"}
_FLOWERS = word_set("flower, tulip, sunflower, rose")
_FIELDFUL = 8
_TIMES_EN = {
    "dawn": "at Dawn", "day": "by Day", "noon": "at Noon", "golden_hour": "at Golden Hour",
    "dusk": "at Dusk", "night": "at Night",
}  # fmt: skip
_TIMES_ZH = {
    "dawn": "清晨", "day": "白天", "noon": "正午", "golden_hour": "日落", "dusk": "黄昏",
    "night": "夜晚",
}  # fmt: skip
_WEATHER_EN = {
    "rain": "Rainy", "snow": "Snowy", "fog": "Foggy", "storm": "Stormy", "wind": "Windy",
    "sandstorm": "Dusty",
}  # fmt: skip
_WEATHER_ZH = {
    "rain": "雨中", "snow": "雪中", "fog": "雾中", "storm": "风暴中", "wind": "风中",
    "sandstorm": "沙尘中",
}  # fmt: skip
_INDOORS = word_set("underwater, coral, space, interior, tabletop, stage, studio, abstract, storm")
"""Where a title says nothing of weather or hour."""


@dataclass(frozen=True)
class _Label:
    """A setting's names: alone, and with the word that puts someone there."""

    english: str
    there: str
    chinese: str
    at: str


_LABELS: dict[str, _Label] = {
    "desert": _Label("Desert", "in the", "沙漠", "沙漠里"),
    "dunes": _Label("Dunes", "in the", "沙丘", "沙丘上"),
    "canyon": _Label("Canyon", "in the", "峡谷", "峡谷里"),
    "mars": _Label("Mars", "on", "火星", "火星上"),
    "moon": _Label("Moon", "on the", "月球", "月球上"),
    "volcano": _Label("Volcano", "by the", "火山", "火山边"),
    "mountains": _Label("Mountains", "in the", "山湖", "山湖边"),
    "snow_peaks": _Label("Snowy Peaks", "in the", "雪山", "雪山下"),
    "forest": _Label("Forest", "in the", "森林", "森林里"),
    "autumn_forest": _Label("Autumn Forest", "in the", "秋林", "秋林里"),
    "jungle": _Label("Jungle", "in the", "雨林", "雨林里"),
    "meadow": _Label("Meadow", "in the", "草地", "草地上"),
    "ocean": _Label("Ocean", "on the", "大海", "海上"),
    "beach": _Label("Beach", "on the", "海滩", "海滩上"),
    "underwater": _Label("Underwater", "in the Deep", "海底", "水下"),
    "coral": _Label("Coral Reef", "at the", "珊瑚礁", "珊瑚礁间"),
    "river": _Label("River", "by the", "河流", "河边"),
    "waterfall": _Label("Waterfall", "by the", "瀑布", "瀑布边"),
    "village": _Label("Village", "in the", "村庄", "村庄里"),
    "farm": _Label("Farm", "on the", "农场", "农场上"),
    "castle": _Label("Castle", "at the", "城堡", "城堡前"),
    "park": _Label("Park", "in the", "公园", "公园里"),
    "skyline": _Label("City", "in the", "城市", "城市里"),
    "street": _Label("Street", "on the", "街道", "街上"),
    "neon_street": _Label("Neon Street", "on the", "霓虹街", "霓虹街上"),
    "highway": _Label("Highway", "on the", "公路", "公路上"),
    "space": _Label("Space", "in", "太空", "太空中"),
    "aurora": _Label("Northern Lights", "under the", "极光", "极光下"),
    "night_sky": _Label("Starry Sky", "under the", "星空", "星空下"),
    "storm": _Label("Thunderstorm", "in the", "雷暴", "雷暴中"),
    "interior": _Label("Room", "in the", "室内", "室内"),
    "tabletop": _Label("Table", "on the", "桌面", "桌上"),
    "stage": _Label("Stage", "on", "舞台", "舞台上"),
    "studio": _Label("Studio", "in the", "影棚", "影棚里"),
    "abstract": _Label("Abstract", "in", "抽象画面", "抽象画面里"),
}
_COLOUR_ZH = {
    "red": "红色", "orange": "橙色", "yellow": "黄色", "green": "绿色", "teal": "青色",
    "blue": "蓝色", "purple": "紫色", "pink": "粉色", "brown": "棕色", "white": "白色",
    "black": "黑色", "grey": "灰色", "silver": "银色", "gold": "金色",
    "light blue": "浅蓝色", "dark blue": "深蓝色", "light green": "浅绿色", "dark green": "深绿色",
    "dark red": "深红色", "light pink": "浅粉色", "light yellow": "浅黄色",
    "light purple": "浅紫色",
    "dark purple": "深紫色", "beige": "米色", "dark brown": "深棕色", "light grey": "浅灰色",
    "dark grey": "深灰色",
}  # fmt: skip
_COLOUR_NAMES = {value: name for name, (value, _) in COLOURS.items()}


def title_of(spec: SceneSpec, *, chinese: bool) -> str:
    """ "Astronaut on Mars", "雨中城市里的红色汽车"; at most 40 characters."""
    # A bench that the place has none of is in no picture, so it is in no title either.
    seen = tuple(subject for subject in spec.subjects if is_shown(subject.noun, spec))
    title = ""
    for subjects in (seen[:2], seen[:1]):
        title = _chinese(spec, subjects) if chinese else _english(spec, subjects)
        if len(title) <= LONGEST_TITLE:
            return title
    return title[: LONGEST_TITLE - 1].rstrip() + "…"


def _english(spec: SceneSpec, subjects: tuple[Subject, ...]) -> str:
    label = _LABELS[spec.setting]
    weather = "" if spec.setting in _INDOORS else _WEATHER_EN.get(spec.weather, "")
    if not subjects:
        time = "" if spec.setting in _INDOORS else _TIMES_EN[spec.time]
        return _spaced(_described(weather, label.english), time)
    who = " and ".join(_english_name(subject) for subject in subjects)
    if spec.setting == "underwater":
        return _spaced(who, label.english)
    return _spaced(who, label.there, _described(weather, label.english))


def _described(weather: str, place: str) -> str:
    """ "Rainy Street", but no "Snowy Snowy Peaks"."""
    return place if weather and place.startswith(weather) else _spaced(weather, place)


def _spaced(*parts: str) -> str:
    return " ".join(part for part in parts if part)


def _english_name(subject: Subject) -> str:
    colour = _COLOUR_NAMES.get(subject.colour or "", "").title() if _has_colour(subject) else ""
    single = _SINGULARS.get(subject.noun, _title_case(subject.noun))
    if _is_sown(subject):
        field = KINDS.get(subject.noun, (_PLURALS.get(subject.noun, single + "s"),))[0]
        return f"{colour} {field}".strip()
    noun = single if subject.count == 1 else _PLURALS.get(subject.noun, single + "s")
    number = "" if subject.count == 1 else _NUMBERS_EN[subject.count]
    return " ".join(part for part in (number, colour, noun) if part)


def _is_sown(subject: Subject) -> bool:
    """Whether it is a field of flowers, which nobody counts."""
    return subject.noun in KINDS or (subject.noun in _FLOWERS and subject.count >= _FIELDFUL)


def _title_case(noun: str) -> str:
    return " ".join(word if word[:1].isupper() else word.capitalize() for word in noun.split())


def _chinese(spec: SceneSpec, subjects: tuple[Subject, ...]) -> str:
    label = _LABELS[spec.setting]
    weather = "" if spec.setting in _INDOORS else _WEATHER_ZH.get(spec.weather, "")
    if not subjects:
        if spec.setting in _INDOORS:
            return label.chinese
        return f"{_TIMES_ZH[spec.time]}{weather}的{label.chinese}"
    return f"{weather}{label.at}的{'和'.join(_chinese_name(s) for s in subjects)}"


def _chinese_name(subject: Subject) -> str:
    noun = chinese_names().get(subject.noun, subject.noun)
    if _is_sown(subject):
        noun = KINDS.get(subject.noun, (noun, noun))[1]
    named = _COLOUR_NAMES.get(subject.colour or "", "") if _has_colour(subject) else ""
    colour = _COLOUR_ZH.get(named, "")
    one = subject.count == 1 or _is_sown(subject)
    number = "" if one else _NUMBERS_ZH[subject.count] + _measure(subject.noun)
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


_SOUNDS: dict[str, tuple[str, str]] = {
    setting: (by_day, by_night)
    for (by_day, by_night), settings in {
        ("wind_desert", "wind_desert"): "desert dunes canyon mars moon volcano",
        ("lake_day", "lake_night"): "mountains river waterfall",
        ("mountain_wind", "mountain_wind"): "snow_peaks castle aurora",
        ("forest", "lake_night"): "forest autumn_forest jungle meadow village farm park night_sky",
        ("ocean", "ocean"): "ocean beach underwater coral",
        ("city_day", "city_night"): "skyline street neon_street highway",
        ("storm", "storm"): "storm",
        ("room", "room"): "space interior tabletop stage studio abstract",
    }.items()
    for setting in settings.split()
}
"""The ambience of a setting by day and in the dark."""
_IN_TOWN = frozenset(("skyline", "street", "neon_street"))
_SANDY = frozenset(("desert", "dunes", "canyon", "mars"))
_WEATHERLESS = word_set("underwater, coral, space, stage, studio, abstract, moon")


def sound_of(spec: SceneSpec) -> str:
    """The ambience that fits the place, the weather and the hour."""
    dark = spec.time in ("dusk", "night")
    usual = _SOUNDS[spec.setting][dark]
    if spec.setting in _WEATHERLESS:
        return usual
    if spec.weather == "sandstorm" or (spec.weather == "storm" and spec.setting in _SANDY):
        return "wind_desert"
    if spec.weather == "rain":
        return "city_rain_night" if spec.setting in _IN_TOWN and dark else "rain"
    windy = {"storm": "storm", "snow": "snow_wind", "wind": "mountain_wind"}
    if spec.setting in ("ocean", "beach", "interior", "tabletop") and spec.weather == "wind":
        return usual
    return windy.get(spec.weather, usual)


def stands_in_note(words: str, setting: str, *, chinese: bool) -> str:
    """`words` is a place that `setting` only resembles."""
    if chinese:
        return f"“{words}”这次画成了{_LABELS[setting].chinese}。"
    return f"{_sentence_case(words)} is painted as the nearest place: {_LABELS[setting].english}."


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


def only_signs_note(*, chinese: bool) -> str:
    if chinese:
        return "这些符号里没有能画的东西，这次画了一段抽象的色彩。"
    return "These signs show nothing to paint, so this is a play of colours."


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
