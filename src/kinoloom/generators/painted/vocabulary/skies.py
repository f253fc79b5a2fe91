"""Words for the hour, the weather and the season."""

from __future__ import annotations

from kinoloom.generators.painted.vocabulary.places import Table

TIMES: Table = (
    (
        "time dawn",
        """dawn, sunrise, daybreak, first light, morning, early morning, morning light,
        sun rises, sun rising, rising sun, at first light, break of day, crack of dawn,
        morning mist, morning fog, before dawn, early dawn, 清晨, 黎明, 日出, 破晓, 拂晓, 早晨,
        早上, 清早, 晨曦, 晨光, 凌晨, 朝阳, 朝霞, 晨雾, 晨, 旭日, 旭日东升, 大清早, 天亮,
        天亮了, 天亮起来""",
    ),
    (
        "time day",
        """day, daytime, daylight, sunny morning, bright morning, late morning, afternoon,
        at day, broad daylight, by day, early afternoon, mid morning, sunny afternoon,
        in the daytime, 白天, 白日, 午后, 下午, 日间, 大白天, 上午, 白昼""",
    ),
    (
        "time noon",
        """noon, midday, high noon, noonday, noontime, mid day, sun overhead, blazing sun,
        scorching sun, 正午, 中午, 晌午, 正午时分, 烈日当空""",
    ),
    (
        "time golden_hour",
        """golden hour, sunset, setting sun, sun sets, sun setting, sun going down,
        sun goes down, late afternoon, golden light, magic hour, low sun, golden sunlight,
        golden hour light, warm evening light, sunset light, warm sunset light, evening sun,
        setting sunlight, 黄金时刻, 黄金时段, 日落, 夕阳, 落日, 日落时分, 晚霞, 余晖, 斜阳,
        金色阳光, 金色的阳光, 夕阳西下, 金色光线, 落日余晖, 魔幻时刻""",
    ),
    (
        "time dusk",
        """dusk, twilight, blue hour, evening, nightfall, gloaming, sundown, after sunset,
        last light, at dusk, early evening, day fades, violet twilight, 黄昏, 傍晚, 暮色,
        蓝调时刻, 薄暮, 蓝色时刻, 日暮, 暮光, 天色渐暗, 黄昏时分""",
    ),
    (
        "time night",
        """night, nighttime, night time, midnight, at night, by night, tonight, late night,
        dead of night, overnight, night scene, middle of the night, dark night, moonlit night,
        summer night, winter night, nite, at nite, tonite, night exterior, ext night, 夜, 夜晚,
        晚上, 夜里, 深夜, 午夜, 半夜, 夜间, 夜色, 夜景,
        黑夜, 今夜, 月夜, 入夜, 夜幕, 夏夜, 冬夜, 夜深, 子夜, 夜半, 天黑, 天黑了,
        天黑下来, 变成夜晚""",
    ),
    ("time night", "summer night, 夏夜, 9pm, 10pm, 11pm, 12am, 1am, 2am, 3am, 4am, 10 pm, 3 am"),
    ("time dawn", "5am, 6am, 7am, 5 am, 6 am, 7 am"),
    ("time day", "8am, 9am, 10am, 11am, 1pm, 2pm, 3pm, 4pm, 9 am, 10 am, 2 pm, 3 pm"),
    ("time dusk", "7pm, 8pm, 7 pm, 8 pm"),
    (
        "hint night",
        """star, starry, starlight, starlit, moonlight, moonlit, night sky above, star filled,
        lantern light, candlelight, candlelit, lamplight, lamplit, floodlit, glow in the dark,
        in the dark,
        darkness, pitch black, pitch dark, pitch darkness,
        bioluminescent, bioluminescence, halloween, 星星, 星光, 月光, 烛光, 灯火, 灯会, 花灯""",
    ),
    (
        "effect fireflies;hint night",
        """firefly, fireflies, glowworm, lightning bug, 萤火虫, 萤火, 流萤""",
    ),
    (
        "hint day",
        """blue sky, blue skies, clear blue sky, clear blue skies, cloudless blue sky,
        clear sunny sky, hot sun, very hot sun, burning sun, strong sun, bright day, bright light,
        bright daylight, sunbeam, sun beams,
        god rays, sun rays, dappled light, dappled sunlight, summer day, 蓝天, 蓝天白云, 晴空万里,
        万里晴空, 碧空, 碧空如洗, 湛蓝的天空, 蔚蓝的天空, 光束,
        丁达尔""",
    ),
    (
        "hint golden_hour",
        """golden, warm light, amber light, warm glow, sun flare, 暖光, 金色, 金黄, 金黄色, 暖阳""",
    ),
)  # fmt: skip

WEATHERS: Table = (
    (
        "weather clear;hint day",
        """sunny, sunshine, bright sun, sunny day, bright and sunny, sunlit, sunlight,
        bright sunlight, sun drenched, 晴, 晴天, 晴朗, 阳光, 阳光明媚, 阳光灿烂, 艳阳, 烈日,
        出太阳, 大晴天, 日光, 晴空, 艳阳高照""",
    ),
    (
        "weather clear",
        """clear sky, clear skies, cloudless, clear weather, clear night, clear, dry,
        cloudless sky, cloudless skies, cloud free, no clouds, not a cloud, without clouds,
        without a cloud, blue sky, blue skies, clear blue sky, clear blue skies,
        cloudless blue sky, clear sunny sky, hot sun, very hot sun, burning sun, strong sun,
        clear starry sky, 蓝天, 蓝天白云, 晴空万里, 万里晴空, 碧空, 碧空如洗, 湛蓝的天空,
        蔚蓝的天空, 没有云, 没有一丝云, 万里无云, 无云, 雨停, 放晴, 雨后""",
    ),
    (
        "sky_colour blue",
        """blue sky, blue skies, clear blue sky, clear blue skies, cloudless blue sky, 蓝天,
        蓝天白云, 湛蓝的天空, 蔚蓝的天空, 碧空""",
    ),
    (
        "sky_colour orange;time golden_hour",
        """fiery sunset, burning sunset, flaming sunset, 火烧云, 彩霞, 彩霞满天, 火红的晚霞""",
    ),
    ("sky_colour orange;hint golden_hour", "sky on fire, sky ablaze, sky aflame, skies on fire"),
    ("sky_colour red;time golden_hour", "红霞, 红霞满天"),
    ("sky_colour pink", "cotton candy sky, cotton candy skies, cotton candy clouds"),
    (
        "weather cloudy",
        """about to rain, before the rain, rain is coming, 快要下雨, 快下雨, 要下雨了,
        山雨欲来, cloudy, overcast, grey sky, gray sky, grey skies, gray skies, heavy clouds,
        gloomy, dark clouds, grey day, overcast sky, low clouds, 多云, 阴天, 阴云, 乌云, 阴沉,
        阴, 乌云密布, 灰蒙蒙""",
    ),
    (
        "weather rain",
        """rain, raining, rainy, rains, rained, rainfall, drizzle, drizzling, downpour,
        rainstorm, shower, rain shower, wet street, wet streets, wet road, rain soaked, puddle,
        monsoon, in the rain, pouring rain, raindrop, heavy rain, light rain, soft rain,
        rain streaked, rain slicked, rain slick, rain covered, rain washed,
        cloudburst, torrential rain, 雨, 下雨, 雨天, 雨中, 大雨, 小雨, 细雨, 暴雨, 毛毛雨,
        雨水, 雨里, 湿漉漉, 雨滴, 倾盆大雨, 下着雨, 阴雨, 烟雨, 阵雨, 春雨, 雨丝, 雨季,
        蒙蒙细雨, 下着小雨, 下着大雨, 雨点""",
    ),
    ("weather rain;hint day", "rainy day, day of rain"),
    ("weather rain;time night", "rainy night, 雨夜"),
    ("weather rain;season spring", "spring rain, april shower, 春雨"),
    (
        "weather snow",
        """snow, snowing, snowy, snows, snowfall, snowstorm, blizzard, snowflake, flurry,
        fresh snow, falling snow, deep snow, heavy snow, snowbound, snow covered, snow storm,
        powder snow, snow drifting, 雪, 下雪, 大雪, 小雪, 飘雪, 落雪, 雪花, 雪中, 雪天, 风雪,
        暴风雪, 暴雪, 雪景, 大雪纷飞, 雪里, 下着雪, 初雪, 雪花飘落, 飞雪, 鹅毛大雪, 漫天飞雪, 白雪,
        白雪皑皑, 银装素裹,
        积雪, 飘着雪""",
    ),
    ("weather snow;time night", "snowy night, 雪夜"),
    (
        "weather fog",
        """fog, foggy, mist, misty, haze, hazy, fog bank, foggy day, rolling fog, morning mist,
        morning fog, thick fog, dense fog, fog covered, mist covered, mist rising, smog, 雾,
        大雾, 薄雾, 雾气, 浓雾, 迷雾, 云雾, 雾霾, 朦胧, 晨雾, 雾蒙蒙, 云雾缭绕, 起雾, 雾中""",
    ),
    (
        "weather storm",
        """storm, stormy, thunderstorm, thunder, lightning, tempest, hurricane, typhoon,
        tornado, thunder and lightning, lightning strike, lightning bolt, storm clouds,
        cyclone, squall, lightning flashes, twister, 暴风雨, 雷暴, 雷雨, 闪电, 打雷, 风暴,
        台风, 龙卷风, 雷电, 暴风, 电闪雷鸣, 狂风暴雨, 飓风, 惊雷""",
    ),
    (
        "weather sandstorm",
        """sandstorm, sand storm, dust storm, duststorm, blowing sand, haboob, dust devil,
        swirling sand, 沙尘暴, 沙暴, 黄沙漫天, 风沙, 扬沙""",
    ),
    (
        "weather wind",
        """wind, windy, gale, gust, gusty, breeze, breezy, windswept, blustery, strong wind,
        high wind, wind blown, windblown, wind blowing, howling wind, gentle breeze,
        sea breeze, 风, 大风, 狂风, 微风, 有风, 风吹, 刮风, 迎风, 起风, 清风, 寒风, 海风, 春风,
        晚风, 秋风, 随风""",
    ),
)

SEASONS: Table = (
    (
        "season spring",
        """spring, springtime, spring day, early spring, 春天, 春季, 春日, 春, 早春, 初春, 阳春""",
    ),
    (
        "season summer",
        """summer, summertime, summer day, midsummer, summer night, 夏天, 夏季, 夏日, 夏, 盛夏,
        夏夜, 仲夏""",
    ),
    (
        "season autumn",
        """autumn, autumnal, fall season, fall day, fall morning, fall evening, fall afternoon,
        in the fall, in fall, late autumn, 秋天, 秋季, 秋日, 秋, 深秋, 金秋, 秋风, 中秋, 中秋节""",
    ),
    (
        "season winter",
        """winter, wintry, wintertime, winter day, midwinter, winter night, frozen, frost,
        frosty, icy, christmas, 冬天, 冬季, 冬日, 冬, 寒冬, 隆冬, 冬夜, 冰封, 结冰, 圣诞,
        圣诞节""",
    ),
)  # fmt: skip

BRIGHTNESS: Table = (
    (
        "step 1",
        "brighter, lighter, too dark, more light, 更亮, 亮一点, 亮一些, 太暗, 调亮, 再亮一点",
    ),
    ("step -1", "darker, too bright, less light, 更暗, 暗一点, 暗一些, 太亮, 调暗, 再暗一点"),
)
"""Words of a change that move the hour one step toward noon or midnight."""

HOURS = ("night", "dusk", "golden_hour", "day")

SCENERY: Table = (
    ("scenery;heaven", "sky, skies, heavens, 天空, 天, 天际"),
    ("scenery;cloud", "cloud, clouds, cloudscape, 云, 云朵, 白云, 云彩, 云层"),
    ("scenery;material stone", "stone, 石头"),
    ("scenery;wet", "water, still water, water surface, reflection, 水, 水面, 倒影"),
    (
        "scenery",
        """sun, horizon, light, lighting, shadow, rock, trunk,
        太阳, 地平线, 光, 光线, 影子, 灯光, 灯, 岩石,
        沙子, 尘土, 脚印, footprint, crater, snowline, ice, ice cube,
        background, foreground, backdrop, wall, 背景, 前景, 墙, 墙壁, 冰块""",
    ),
)
"""What nearly every picture has; it says nothing about which picture."""

CONFLICTS: dict[str, int] = {
    "clear": 0, "wind": 1, "cloudy": 1, "fog": 2, "snow": 3, "rain": 3, "storm": 4, "sandstorm": 5,
}  # fmt: skip
"""How much a weather says: of two, the one that says more is painted; of equals, the last."""

GREY = frozenset(("rain", "snow", "fog", "storm", "cloudy"))
"""Weathers without a sun: whatever the place, its usual hour is the day."""

USUAL_TIMES: dict[str, str] = {
    setting: time
    for time, settings in {
        "night": "neon_street aurora night_sky space stage",
        "dusk": "volcano",
        "golden_hour": "desert dunes canyon mars mountains skyline highway castle",
    }.items()
    for setting in settings.split()
}
"""The hour of a setting when none is said; of any other it is the day."""

ALWAYS_DARK = frozenset(("neon_street", "aurora", "night_sky", "space", "stage"))
"""Settings whose usual hour no weather changes."""

WET_AT_NIGHT = frozenset(("street", "skyline", "neon_street"))
"""In the rain these are usually shown by night, with their lights in the wet."""
