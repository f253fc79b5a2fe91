"""Sixty prompts and the scene a careful reader expects; written before the parser."""

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
    fields.setdefault("world", "plain" if setting == "city" else "earth")
    return Case(prompt, SceneSpec(setting=setting, time=time, subjects=subjects, **fields))


def who(noun: str, count: int = 1, **fields: Any) -> Subject:
    return Subject(noun=noun, count=count, **fields)


CASES: tuple[Case, ...] = (
    # The seeds' own sentences, as they stand or shortened.
    case(
        "a lone astronaut walking across a red Martian desert at golden hour with dramatic "
        "cinematic lighting",
        "desert", "golden_hour", who("astronaut", action="walk"), world="mars",
    ),
    case(
        "a futuristic city skyline at night with flying cars and neon reflections on wet streets",
        "city", "night", who("car", 3, action="fly"), world="neon", weather="rain",
    ),
    case("a sunset over mountains", "mountains", "golden_hour"),
    case("a futuristic city at night, cinematic", "city", "night", world="neon"),
    case("a city in rain", "city", "night", weather="rain"),
    case(
        "A slow cinematic pan across a neon-lit cityscape",
        "city", "night", world="neon", move="pan_right", motion=0.3,
    ),
    case(
        "A character walking through an autumn forest",
        "mountains", "dusk", who("person", action="walk"),
    ),
    case("a cargo ship leaving an export terminal", "mountains", "dusk",
         who("ship", action="float")),
    case("show tracks in fresh snow", "mountains", "day", weather="snow"),
    # English.
    case(
        "a red vintage car driving left through the desert",
        "desert", "golden_hour", who("car", colour=RED, action="drive", heading="left"),
        move="truck_left",
    ),
    case(
        "Two people walking in the rain, Tokyo, midnight, handheld camera",
        "city", "night", who("person", 2, action="walk"),
        world="neon", weather="rain", move="handheld",
    ),
    case("a herd of elephants crossing the savanna at dawn", "desert", "dawn",
         who("elephant", 5, action="walk")),
    case("camel caravan in the Sahara, midday", "desert", "day", who("camel", 5), land="dunes"),
    case("three foxes by a mountain lake at dusk, slow push in", "mountains", "dusk",
         who("fox", 3), move="push_in", motion=0.3),
    case("camera slowly pushes in on a snowy peak under the stars", "mountains", "night",
         move="push_in", motion=0.3),
    case("Drone shot over New York at sunrise", "city", "dawn", move="aerial"),
    case("a giant robot standing in downtown, black and white, film noir", "city", "night",
         who("robot", size="large"), style="noir"),
    case("a bear", "mountains", "dusk", who("bear")),
    case("a yellow taxi", "city", "night", who("taxi", colour=YELLOW, action="drive")),
    case("astronaut", "desert", "golden_hour", who("astronaut"), world="mars"),
    case("thunderstorm over the alps, dynamic", "mountains", "day",
         weather="storm", motion=0.8),
    case("foggy morning in the valley, Wes Anderson style", "mountains", "dawn",
         weather="fog", style="pastel"),
    case("a couple sitting on a beach watching the sunset", "desert", "golden_hour",
         who("person", 2, action="sit")),
    case("a cowboy riding a horse across the canyon", "desert", "golden_hour",
         who("cowboy", action="walk"), who("horse", action="walk"), land="mesas"),
    case("static shot of the city in heavy snow at noon", "city", "day",
         weather="snow", move="static"),
    case("tilt up from the street to the neon signs, synthwave", "city", "night",
         world="neon", move="tilt_up", style="neon"),
    case("35mm film look, a girl waving on a mountain trail, sunny", "mountains", "day",
         who("girl", action="wave"), style="vintage"),
    case("sunny night rain in the city", "city", "night", weather="rain"),
    case("a quiet lake without people, no rain, blue hour", "mountains", "dusk"),
    case("dolly out, a small white rabbit in the snow", "mountains", "day",
         who("rabbit", colour=WHITE, size="small"), weather="snow", move="pull_back"),
    case("sandstorm in the dunes, fast", "desert", "day", land="dunes",
         weather="storm", motion=0.8),
    case("a woman and a man walking and talking in rain downtown", "city", "night",
         who("woman", action="walk"), who("man", action="walk"), weather="rain"),
    case("a UFO hovering over the desert at night, pan left", "desert", "night",
         who("flying saucer", action="float"), move="pan_left"),
    case("seven geese flying over the lake", "mountains", "dusk",
         who("goose", 7, action="fly")),
    case("an eagle soars above snow-capped peaks", "mountains", "dusk",
         who("eagle", action="fly")),
    case("A runner from the right, tracking shot, city street, afternoon", "city", "day",
         who("runner", action="run", heading="left"), move="truck_left"),
    # Chinese, simplified and traditional.
    case("一位宇航员在火星上行走", "desert", "golden_hour",
         who("astronaut", action="walk"), world="mars"),
    case("三只狐狸在雪山湖边，黄昏", "mountains", "dusk", who("fox", 3)),
    case("雨夜的东京街头，霓虹灯，电影感", "city", "night", weather="rain", world="neon"),
    case("骆驼在沙漠中行走，日落", "desert", "golden_hour", who("camel", action="walk")),
    case("未来城市的夜景，飞行汽车", "city", "night", who("car", action="fly"), world="neon"),
    case("一辆红色汽车在雨中的城市街道上行驶，镜头缓慢推进", "city", "night",
         who("car", colour=RED, action="drive"), weather="rain", move="push_in", motion=0.3),
    case("清晨的山谷，薄雾，航拍", "mountains", "dawn", weather="fog", move="aerial"),
    case("两个人在海边散步", "desert", "golden_hour", who("person", 2, action="walk")),
    case("大雪纷飞的阿尔卑斯山", "mountains", "day", weather="snow"),
    case("一个小女孩在草原上奔跑，阳光明媚", "mountains", "day", who("girl", action="run")),
    case("一群大象走过沙漠，正午", "desert", "day", who("elephant", 5, action="walk")),
    case("沙尘暴中的沙丘", "desert", "day", weather="storm", land="dunes"),
    case("機器人站在街頭，下雨的夜晚", "city", "night", who("robot"), weather="rain"),
    case("太空人在紅色沙漠中漫步，黃昏，鏡頭拉遠", "desert", "dusk",
         who("astronaut", action="walk"), world="mars", move="pull_back"),
    case("熊猫", "mountains", "dusk", who("panda")),
    case("星空下的雪山，固定镜头", "mountains", "night", move="static"),
    case("雷暴中的上海天际线", "city", "night", weather="storm"),
    case("一只黑猫坐在屋顶上，月光", "city", "night", who("cat", colour=BLACK, action="sit")),
    case("白马向左奔跑，穿过戈壁，胶片质感", "desert", "golden_hour",
         who("horse", colour=WHITE, action="run", heading="left"),
         land="rocks", move="truck_left", style="vintage"),
    # Mixed, emoji, and none of both.
    case("cyberpunk 城市, rain, 一个 robot 在走路", "city", "night",
         who("robot", action="walk"), world="neon", weather="rain"),
    case("Beijing 胡同, two cats 🐈, morning", "city", "dawn", who("cat", 2)),
    case("🐘🐘", "desert", "golden_hour", who("elephant", 2)),
    case("lo-fi vibes, cozy kitchen with a cup of coffee", "city", "night",
         who("hot beverage")),
    case("Christopher Nolan style blue sports car chase, downtown, golden hour", "city",
         "golden_hour", who("racing car", colour=BLUE, action="drive")),
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
    change(CAR, "without the car", subjects=()),
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
    change(CAR, "in the mountains", setting="mountains", world="earth"),
    change(ASTRONAUT, "加一只狗", subjects=(who("astronaut", action="walk"), who("dog"))),
    change(ASTRONAUT, "去掉宇航员", subjects=()),
    change(ASTRONAUT, "more cinematic, fast zoom out", move="pull_back", motion=0.8),
    change(ASTRONAUT, "make it walk to the left", move="truck_left",
           subjects=(who("astronaut", action="walk", heading="left"),)),
    change(ASTRONAUT, "let him run", subjects=(who("astronaut", action="run"),)),
    change(CAR, "黑白", style="noir"),
    change(CAR, "a bit brighter", time="dusk"),
    change(ASTRONAUT, "darker", time="dusk"),
)  # fmt: skip
