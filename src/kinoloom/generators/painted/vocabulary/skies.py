"""Words for the hour and the weather."""

from __future__ import annotations

from kinoloom.generators.painted.vocabulary.places import Table

TIMES: Table = (
    (
        "time dawn",
        "dawn, sunrise, daybreak, first light, morning, early morning, morning light, "
        "sun rises, sun rising, "
        "清晨, 黎明, 日出, 破晓, 拂晓, 早晨, 早上, 清早, 晨曦, 晨光, 凌晨, 朝阳, 朝霞",
    ),
    (
        "time day",
        "day, daytime, daylight, sunny morning, bright morning, late morning, "
        "noon, midday, high noon, afternoon, at day, broad "
        "daylight, by day, "
        "白天, 白日, 正午, 中午, 午后, 下午, 日间, 大白天, 上午",
    ),
    (
        "time golden_hour",
        "golden hour, sunset, setting sun, sun sets, sun setting, late afternoon, golden "
        "light, magic hour, "
        "low sun, golden, 黄金时刻, 黄金时段, 日落, 夕阳, 落日, 日落时分, 晚霞, 余晖, "
        "斜阳, 金色阳光, 金色的阳光",
    ),
    (
        "time dusk",
        "dusk, twilight, blue hour, evening, nightfall, gloaming, sundown, 黄昏, 傍晚, "
        "暮色, 蓝调时刻, 薄暮, 蓝色时刻, 日暮",
    ),
    (
        "time night",
        "night, nighttime, night time, midnight, at night, by night, tonight, late "
        "night, dead of night, "
        "夜, 夜晚, 晚上, 夜里, 深夜, 午夜, 半夜, 夜间, 夜色, 夜景, 黑夜, 夜空, 今夜, 月夜, 入夜",
    ),
    ("time night;hint city", "city lights, 万家灯火, 城市灯火"),
    (
        "hint night",
        "star, starry, starry sky, starlight, starlit, milky way, moon, full moon, "
        "moonlight, moonlit, "
        "aurora, northern lights, aurora borealis, firefly, lantern, star filled, "
        "星空, 星星, 星光, 银河, 月亮, 月光, 满月, 明月, 极光, 萤火虫, 灯笼, 繁星",
    ),
    ("hint day", "blue sky, blue skies, bright day, rainbow, 蓝天, 彩虹"),
)

WEATHERS: Table = (
    (
        "weather clear;hint day",
        "sunny, sunshine, bright sun, sunny day, bright and sunny, sunlit, 晴, 晴天, "
        "晴朗, 阳光, 阳光明媚, "
        "阳光灿烂, 艳阳, 烈日, 出太阳, 大晴天",
    ),
    (
        "weather clear",
        "clear sky, clear skies, cloudless, clear weather, clear night, clear, dry, "
        "万里无云, 无云, 雨停, 放晴",
    ),
    (
        "weather cloudy",
        "cloudy, overcast, grey sky, gray sky, grey skies, gray skies, heavy clouds, "
        "gloomy, dark clouds, "
        "多云, 阴天, 阴云, 乌云, 阴沉, 阴",
    ),
    (
        "weather rain",
        "rain, raining, rainy, rains, rained, rainfall, drizzle, drizzling, downpour, "
        "shower, wet street, "
        "wet streets, wet road, wet pavement, wet asphalt, rain soaked, puddle, monsoon, "
        "in the rain, pouring, "
        "raindrop, 雨, 下雨, 雨天, 雨中, 大雨, 小雨, 细雨, 暴雨, 毛毛雨, 雨水, 雨里, "
        "湿漉漉, 雨滴, 倾盆大雨, 下着雨, 阴雨",
    ),
    ("weather rain;time night", "rainy night, 雨夜"),
    (
        "weather snow",
        "snow, snowing, snowy, snows, snowfall, snowstorm, blizzard, snowflake, flurry, "
        "winter, wintry, "
        "snow covered, snowbound, 雪, 下雪, 大雪, 小雪, 飘雪, 落雪, 雪花, 雪中, 雪天, "
        "雪地, 风雪, 暴风雪, 暴雪, 雪景, "
        "大雪纷飞, 冬天, 冬季, 冬日, 雪里, 雪夜",
    ),
    (
        "weather fog",
        "fog, foggy, mist, misty, haze, hazy, smoky, fog bank, 雾, 大雾, 薄雾, 雾气, "
        "浓雾, 迷雾, 云雾, 雾霾, 烟雾, 朦胧, 云海",
    ),
    (
        "weather storm",
        "storm, stormy, thunderstorm, thunder, lightning, tempest, hurricane, typhoon, "
        "tornado, sandstorm, "
        "sand storm, dust storm, duststorm, gale, windy, 暴风雨, 雷暴, 雷雨, 闪电, 打雷, "
        "风暴, 沙尘暴, 沙暴, 台风, 龙卷风, "
        "狂风, 雷电, 暴风, 大风, 电闪雷鸣",
    ),
)

BRIGHTNESS: Table = (
    (
        "light 1",
        "brighter, lighter, too dark, more light, 更亮, 亮一点, 亮一些, 太暗, 调亮, 再亮一点",
    ),
    ("light -1", "darker, too bright, less light, 更暗, 暗一点, 暗一些, 太亮, 调暗, 再暗一点"),
)
"""Words of a change that move the hour one step toward noon or midnight."""

HOURS = ("night", "dusk", "golden_hour", "day")

SCENERY: Table = (
    (
        "scenery any",
        "sun, sky, cloud, horizon, light, lighting, landscape, shadow, wind, breeze, "
        "太阳, 天空, 云, 云朵, 白云, 云彩, 地平线, 风景, 景色, 光, 光线, 影子, 风, 灯光",
    ),
    (
        "scenery city",
        "building, road, window, light trail, lamp, sign, tower, 建筑, 大楼, 道路, 窗户, "
        "灯, 灯火, 高塔",
    ),
    (
        "scenery mountains",
        "tree, pine tree, water, grass, rock, stone, reflection, shoreline, snowline, "
        "wildflower, trail, "
        "树, 树木, 松树, 水, 水面, 草, 岩石, 石头, 倒影, 小路, 花草",
    ),
    ("scenery desert", "footprint, dust, rocks, crater, 脚印, 沙子, 尘土, 岩石堆, 陨石坑"),
)

CONFLICTS: dict[str, int] = {"clear": 0, "cloudy": 1, "fog": 2, "snow": 3, "rain": 3, "storm": 4}
"""How much a weather says: of two, the one that says more is painted; of equals, the last."""
