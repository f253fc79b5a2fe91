"""Prompts and the scenes that a careful reader expects of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from kinoloom.generators.painted.spec import SceneSpec, Subject

RED, YELLOW, WHITE, BLUE, BLACK = "#c8322b", "#e8b92e", "#f0efe9", "#2f66c4", "#1f2024"


@dataclass(frozen=True)
class Case:
    """A prompt and the fields expected of its spec; what is not named has its default."""

    prompt: str
    expected: SceneSpec


def case(prompt: str, setting: Any, time: Any, *subjects: Subject, **fields: Any) -> Case:
    return Case(prompt, SceneSpec(setting=setting, time=time, subjects=subjects, **fields))


def who(noun: str, count: int = 1, **fields: Any) -> Subject:
    return Subject(noun=noun, count=count, **fields)


CASES: tuple[Case, ...] = (
    # The seeds' own sentences, as they stand or shortened.
    case(
        "a lone astronaut walking across a red Martian desert at golden hour with dramatic "
        "cinematic lighting",
        "mars", "golden_hour", who("astronaut", action="walk"),
    ),
    case(
        "a futuristic city skyline at night with flying cars and neon reflections on wet streets",
        "skyline", "night", who("car", 3, action="fly"), weather="rain",
    ),
    case("a sunset over mountains", "mountains", "golden_hour"),
    case("a futuristic city at night, cinematic", "skyline", "night"),
    case("a city in rain", "skyline", "night", weather="rain"),
    case(
        "A slow cinematic pan across a neon-lit cityscape",
        "neon_street", "night", move="pan_right", motion=0.3,
    ),
    case(
        "A character walking through an autumn forest",
        "autumn_forest", "day", who("person", action="walk"), season="autumn",
    ),
    case("a cargo ship leaving an export terminal", "ocean", "day",
         who("ship", action="float")),
    case("show tracks in fresh snow", "snow_peaks", "day", weather="snow"),
    # English.
    case(
        "a red vintage car driving left through the desert",
        "desert", "golden_hour", who("car", colour=RED, action="drive", heading="left"),
        move="truck_left",
    ),
    case(
        "Two people walking in the rain, Tokyo, midnight, handheld camera",
        "neon_street", "night", who("person", 2, action="walk"),
        weather="rain", move="handheld",
    ),
    case("a herd of elephants crossing the savanna at dawn", "meadow", "dawn",
         who("elephant", 5, action="walk")),
    case("camel caravan in the Sahara, midday", "dunes", "noon", who("camel", 5)),
    case("three foxes by a mountain lake at dusk, slow push in", "mountains", "dusk",
         who("fox", 3), move="push_in", motion=0.3),
    case("camera slowly pushes in on a snowy peak under the stars", "snow_peaks", "night",
         move="push_in", motion=0.3),
    case("Drone shot over New York at sunrise", "skyline", "dawn", move="aerial"),
    case("a giant robot standing in downtown, black and white, film noir", "street", "day",
         who("robot", size="large"), style="noir"),
    case("a bear", "forest", "day", who("bear")),
    case("a yellow taxi", "street", "day", who("taxi", colour=YELLOW, action="drive")),
    case("astronaut", "mars", "golden_hour", who("astronaut")),
    case("thunderstorm over the alps, dynamic", "snow_peaks", "day",
         weather="storm", motion=0.8),
    case("foggy morning in the valley, Wes Anderson style", "mountains", "dawn",
         weather="fog", style="pastel", composition="symmetrical"),
    case("a couple sitting on a beach watching the sunset", "beach", "golden_hour",
         who("person", 2, action="sit")),
    case("a cowboy riding a horse across the canyon", "canyon", "golden_hour",
         who("cowboy", action="walk"), who("horse", action="walk")),
    case("static shot of the city in heavy snow at noon", "skyline", "noon",
         weather="snow", move="static"),
    case("tilt up from the street to the neon signs, synthwave", "neon_street", "night",
         move="tilt_up", style="neon"),
    case("35mm film look, a girl waving on a mountain trail, sunny", "mountains", "day",
         who("girl", action="wave"), stock="35mm"),
    case("sunny night rain in the city", "skyline", "night", weather="rain"),
    case("a quiet lake without people, no rain, blue hour", "mountains", "dusk",
         mood="calm", without=("person",)),
    case("dolly out, a small white rabbit in the snow", "meadow", "day",
         who("rabbit", colour=WHITE, size="small"), weather="snow", move="pull_back"),
    case("sandstorm in the dunes, fast", "dunes", "golden_hour",
         weather="sandstorm", motion=0.8),
    case("a woman and a man walking and talking in rain downtown", "street", "night",
         who("woman", action="walk"), who("man", action="walk"), weather="rain"),
    case("a UFO hovering over the desert at night, pan left", "desert", "night",
         who("flying saucer", action="float"), move="pan_left"),
    case("seven geese flying over the lake", "mountains", "golden_hour",
         who("goose", 7, action="fly")),
    case("an eagle soars above snow-capped peaks", "snow_peaks", "day",
         who("eagle", action="fly")),
    case("A runner from the right, tracking shot, city street, afternoon", "street", "day",
         who("runner", action="run", heading="left"), move="truck_left"),
    # Chinese, simplified and traditional.
    case("一位宇航员在火星上行走", "mars", "golden_hour", who("astronaut", action="walk")),
    case("三只狐狸在雪山湖边，黄昏", "snow_peaks", "dusk", who("fox", 3)),
    case("雨夜的东京街头，霓虹灯，电影感", "neon_street", "night", weather="rain"),
    case("骆驼在沙漠中行走，日落", "desert", "golden_hour", who("camel", action="walk")),
    case("未来城市的夜景，飞行汽车", "skyline", "night", who("car", action="fly")),
    case("一辆红色汽车在雨中的城市街道上行驶，镜头缓慢推进", "street", "night",
         who("car", colour=RED, action="drive"), weather="rain", move="push_in", motion=0.3),
    case("清晨的山谷，薄雾，航拍", "mountains", "dawn", weather="fog", move="aerial"),
    case("两个人在海边散步", "beach", "day", who("person", 2, action="walk")),
    case("大雪纷飞的阿尔卑斯山", "snow_peaks", "day", weather="snow"),
    case("一个小女孩在草原上奔跑，阳光明媚", "meadow", "day", who("girl", action="run")),
    case("一群大象走过沙漠，正午", "desert", "noon", who("elephant", 5, action="walk")),
    case("沙尘暴中的沙丘", "dunes", "golden_hour", weather="sandstorm"),
    case("機器人站在街頭，下雨的夜晚", "street", "night", who("robot"), weather="rain"),
    case("太空人在紅色沙漠中漫步，黃昏，鏡頭拉遠", "mars", "dusk",
         who("astronaut", action="walk"), move="pull_back"),
    case("熊猫", "forest", "day", who("panda")),
    case("星空下的雪山，固定镜头", "snow_peaks", "night", move="static"),
    case("雷暴中的上海天际线", "skyline", "day", weather="storm"),
    case("一只黑猫坐在屋顶上，月光", "skyline", "night", who("cat", colour=BLACK, action="sit")),
    case("白马向左奔跑，穿过戈壁，胶片质感", "desert", "golden_hour",
         who("horse", colour=WHITE, action="run", heading="left"),
         move="truck_left", stock="35mm"),
    # Mixed, emoji, and none of both.
    case("cyberpunk 城市, rain, 一个 robot 在走路", "neon_street", "night",
         who("robot", action="walk"), weather="rain", style="neon"),
    case("Beijing 胡同, two cats 🐈, morning", "street", "dawn", who("cat", 2)),
    case("🐘🐘", "meadow", "day", who("elephant", 2)),
    case("lo-fi vibes, cozy kitchen with a cup of coffee", "interior", "day",
         who("coffee"), mood="cosy"),
    case("Christopher Nolan style blue sports car chase, downtown, golden hour", "street",
         "golden_hour", who("racing car", colour=BLUE, action="drive")),
    # The settings, one by one.
    case("lunar surface, a rover rolls by", "moon", "day", who("rover", action="drive")),
    case("lava pouring down the side of a volcano", "volcano", "dusk"),
    case("a toucan in the rainforest", "jungle", "day", who("parrot")),
    case("a shark in the deep sea", "underwater", "day", who("shark", action="swim")),
    case("clownfish above a coral reef", "coral", "day", who("tropical fish", action="swim")),
    case("a canoe drifts down a slow river", "river", "day",
         who("canoe", action="float"), motion=0.3),
    case("rainbow at a waterfall", "waterfall", "day", who("rainbow")),
    case("grain harvest on a farm, late afternoon", "farm", "golden_hour"),
    case("knights at the gate of a castle", "castle", "golden_hour", who("knight", 3)),
    case("children on a playground", "park", "day", who("child", 3)),
    case("a lorry on the motorway at night", "highway", "night",
         who("truck", action="drive")),
    case("a spiral galaxy", "space", "night"),
    case("northern lights over a frozen lake", "aurora", "night", season="winter"),
    case("meteor shower", "night_sky", "night"),
    case("a lightning storm", "storm", "day", weather="storm"),
    case("an old man reading in a library", "interior", "day", who("man", action="sit")),
    case("a vase of roses on a table, window light", "tabletop", "day", who("vase"),
         light="left"),
    case("a singer at a concert, confetti", "stage", "night", who("singer"),
         effects=("confetti",)),
    case("product shot of a perfume bottle, rim light", "studio", "day", who("perfume"),
         light="behind"),
    case("geometric shapes, perfect loop, square format", "abstract", "day",
         intent="loop", loop=True, ratio="1:1", motion=0.35),
)  # fmt: skip


@dataclass(frozen=True)
class Change:
    """A prompt, a change, and the fields that the change alters (all others must stay)."""

    prompt: str
    change: str
    altered: dict[str, Any]


def change(prompt: str, words: str, **altered: Any) -> Change:
    return Change(prompt, words, altered)


ASTRONAUT = "a lone astronaut walking across a red Martian desert at golden hour"
CAR = "a blue car driving through the city at night in the rain"

CHANGES: tuple[Change, ...] = (
    change(ASTRONAUT, "make it dusk", time="dusk"),
    change(ASTRONAUT, "at night", time="night"),
    change(CAR, "without the rain", weather="clear"),
    change(ASTRONAUT, "in the rain", weather="rain"),
    change(ASTRONAUT, "slower push in", move="push_in", motion=0.3),
    change(ASTRONAUT, "two astronauts", subjects=(who("astronaut", 2, action="walk"),)),
    change(CAR, "without the car", subjects=(), without=("car",)),
    change(ASTRONAUT, "换成夜晚", time="night"),
    change(CAR, "改成下雪", weather="snow"),
    change(CAR, "改成雨天", weather="rain"),
    change(CAR, "let it snow", weather="snow"),
    change(CAR, "a red car instead", subjects=(who("car", colour=RED, action="drive"),)),
    change(CAR, "from the left", subjects=(who("car", colour=BLUE, action="drive"),)),
    change(CAR, "make the car yellow", subjects=(who("car", colour=YELLOW, action="drive"),)),
    change(ASTRONAUT, "add a robot", subjects=(who("astronaut", action="walk"), who("robot"))),
    change(ASTRONAUT, "replace the astronaut with a camel",
           subjects=(who("camel", action="walk"),)),
    change(CAR, "make it sunny", time="day", weather="clear"),
    change(CAR, "in the mountains", setting="mountains"),
    change(ASTRONAUT, "加一只狗", subjects=(who("astronaut", action="walk"), who("dog"))),
    change(ASTRONAUT, "去掉宇航员", subjects=(), without=("astronaut",)),
    change(ASTRONAUT, "more cinematic, fast zoom out", move="pull_back", motion=0.8),
    change(ASTRONAUT, "make it walk to the left", move="truck_left",
           subjects=(who("astronaut", action="walk", heading="left"),)),
    change(ASTRONAUT, "let him run", subjects=(who("astronaut", action="run"),)),
    change(CAR, "黑白", style="noir"),
    change(CAR, "a bit brighter", time="dusk"),
    change(ASTRONAUT, "darker", time="dusk"),
    change(ASTRONAUT, "in watercolour", style="watercolour"),
    change(ASTRONAUT, "make it vertical", ratio="9:16"),
    change(ASTRONAUT, "竖屏，浅景深", ratio="9:16", shallow=True),
    change(CAR, "add snow", weather="snow"),
    change(CAR, "add sparks, super 8", effects=("sparks",), stock="8mm", style="vintage"),
    change(CAR, "neon signs please", setting="neon_street"),
    change("a fox in a forest", "in autumn", setting="autumn_forest", season="autumn"),
    change("a fox in a forest, orbit shot", "no text, macro", without=("text",), lens="macro"),
    change("a dog in a park", "swap the dog for a cat", subjects=(who("cat"),)),
    change("noir street", "not noir", style="cinematic"),
)  # fmt: skip


UNSEEN: tuple[tuple[str, dict[str, Any]], ...] = (
    ("Old fisherman mending his nets on a quiet pier at daybreak, soft mist over the water",
     {"setting": ("ocean", "beach"), "time": "dawn", "weather": "fog", "nouns": {"fisherman"}}),
    ("two kids chasing fireflies through tall grass on a warm summer evening",
     {"setting": ("meadow",), "time": "dusk", "season": "summer", "nouns": {"child"}}),
    ("A lone lighthouse battered by huge waves during a violent storm, black and white",
     {"setting": ("ocean", "beach"), "weather": "storm", "style": "noir",
      "nouns": {"lighthouse"}}),
    ("timelapse of clouds rolling over a mountain pass, ultra wide angle lens",
     {"setting": ("mountains",), "lens": "wide", "motion": 0.8}),
    ("barista pouring latte art in a cosy little café, shallow depth of field, 4:5",
     {"setting": ("interior",), "shallow": True, "ratio": "4:5", "mood": "cosy"}),
    ("an elephant family walks toward a watering hole in the African savanna, heat of midday",
     {"setting": ("meadow", "desert"), "time": "noon", "nouns": {"elephant"}}),
    ("a red kite flying above a windy beach, storybook illustration",
     {"setting": ("beach",), "weather": "wind", "style": "pastel", "nouns": {"kite"}}),
    ("Cozy cabin in the woods at night, smoke curling from the chimney, heavy snowfall",
     {"setting": ("forest",), "time": "night", "weather": "snow", "effects": ("smoke",)}),
    ("flamenco dancer spinning on a dark stage, single spotlight, slow motion",
     {"setting": ("stage",), "motion": 0.2, "nouns": {"dancer"}}),
    ("macro shot of a honeybee landing on a sunflower, golden light",
     {"lens": "macro", "time": "golden_hour", "setting": ("meadow", "park", "farm"),
      "nouns": {"bee", "sunflower"}}),
    ("knight on horseback approaching a ruined castle in thick fog, epic",
     {"setting": ("castle",), "weather": "fog", "mood": "epic", "nouns": {"knight"}}),
    ("Luxury watch commercial, slow orbit, black background, rim lighting",
     {"setting": ("studio",), "move": "orbit", "light": "behind", "intent": "ad",
      "nouns": {"watch"}}),
    ("vertical video for TikTok: skateboarder doing tricks in an empty parking garage, VHS look",
     {"setting": ("street",), "ratio": "9:16", "stock": "vhs", "nouns": {"skateboarder"}}),
    ("a fleet of spaceships drifting past Saturn's rings",
     {"setting": ("space",), "nouns": {"spaceship"}}),
    ("Sea turtle gliding over a coral reef, sun rays from above",
     {"setting": ("coral",), "nouns": {"sea turtle"}}),
    ("pan left across a bustling night market, lanterns everywhere, steam",
     {"setting": ("street", "neon_street"), "time": "night", "move": "pan_left",
      "effects": ("steam",)}),
    ("ink wash painting of a heron by a misty river",
     {"setting": ("river",), "weather": "fog", "style": "line_art", "nouns": {"swan"}}),
    ("train window view, rain streaking, melancholy girl with headphones, no text",
     {"setting": ("interior",), "weather": "rain", "mood": "melancholic", "nouns": {"girl"},
      "without": ("text",)}),
    ("Overhead drone shot of a winding highway cutting through an autumn forest",
     {"setting": ("highway", "autumn_forest"), "move": "aerial", "season": "autumn"}),
    ("still life with a bowl of lemons, side light, oil painting",
     {"setting": ("tabletop",), "style": "watercolour", "light": "left", "nouns": {"bowl"}}),
    ("penguins waddling across the antarctic ice, handheld",
     {"setting": ("snow_peaks",), "move": "handheld", "nouns": {"penguin"}}),
    ("Kyoto temple garden in spring, cherry blossom petals falling, symmetrical",
     {"setting": ("park", "village"), "season": "spring", "effects": ("petals",),
      "composition": "symmetrical"}),
    ("the camera cranes up from a wheat field to reveal a distant thunderstorm",
     {"setting": ("farm", "meadow"), "weather": "storm", "move": "tilt_up"}),
    ("flat design animation of a rocket lifting off, seamless loop, square",
     {"style": "poster", "loop": True, "ratio": "1:1", "nouns": {"rocket"}}),
    ("man in a yellow raincoat riding a bike along a canal in Amsterdam, drizzle",
     {"setting": ("river", "street"), "weather": "rain", "nouns": {"man"}}),
    ("giant squid attacking a pirate ship, moonlight, rough sea",
     {"setting": ("ocean",), "time": "night", "nouns": {"squid", "ship"}}),
    ("Saul Bass style title sequence, abstract shapes",
     {"setting": ("abstract",), "style": "poster", "intent": "teaser"}),
    ("scientist in a dark laboratory looking at glowing test tubes, tense",
     {"setting": ("interior",), "mood": "tense", "nouns": {"scientist"}}),
    ("老渔夫在江面上撑竹筏，清晨薄雾，水墨风格",
     {"setting": ("river",), "time": "dawn", "weather": "fog", "style": "line_art",
      "nouns": {"fisherman"}}),
    ("特写：一杯热茶放在木桌上，热气升腾，窗外下着小雨",
     {"setting": ("tabletop", "interior"), "weather": "rain", "composition": "close_up",
      "nouns": {"tea"}}),
    ("小狗在雪地里打滚，慢动作，开心",
     {"weather": "snow", "motion": 0.2, "mood": "joyful", "nouns": {"dog"}}),
    ("深夜便利店门口，一个穿校服的女孩在等雨停，霓虹灯倒映在积水里",
     {"setting": ("neon_street",), "time": "night", "nouns": {"girl"}}),
    ("航拍金色的稻田，农民正在收割，秋天",
     {"setting": ("farm",), "season": "autumn", "move": "aerial", "nouns": {"farmer"}}),
    ("古堡上空盘旋着一条巨龙，乌云，史诗感",
     {"setting": ("castle",), "weather": "cloudy", "mood": "epic", "nouns": {"dragon"}}),
    ("海豚跃出海面，夕阳，镜头跟随",
     {"setting": ("ocean",), "time": "golden_hour", "nouns": {"dolphin"}}),
    ("香水广告，粉色背景，花瓣飘落，竖屏",
     {"setting": ("studio",), "ratio": "9:16", "effects": ("petals",), "intent": "ad",
      "nouns": {"perfume"}}),
    ("篮球场上一个少年投篮，逆光，没有观众",
     {"setting": ("stage", "street", "park"), "light": "behind", "without": ("audience",),
      "nouns": {"boy"}}),
    ("骆驼商队穿过沙丘，沙尘暴逼近，宽银幕",
     {"setting": ("dunes",), "weather": "sandstorm", "ratio": "21:9", "nouns": {"camel"}}),
    ("孤独的宇航员漂浮在太空中，远处是地球，16mm胶片",
     {"setting": ("space",), "stock": "16mm", "nouns": {"astronaut"}}),
    ("公园长椅上坐着一对老夫妻，落叶，深秋的午后",
     {"setting": ("park",), "season": "autumn", "time": "day", "effects": ("leaves",),
      "nouns": {"person"}}),
)  # fmt: skip
"""Prompts written after the reader was finished, and what a person reads in them: only that is
compared, and the setting may be any of those named."""
