"""Words for where a shot is set: land, water and sky. Rooms and towns are in `towns`."""

from __future__ import annotations

Table = tuple[tuple[str, str], ...]
"""Rows of (meanings, words): meanings are "kind value" joined by ";", words are comma-separated.

"setting X" names a place. Beside it, "broad" is a place that any other place said makes precise,
"sky" one that a place on the ground comes before, "near" one that is really another thing, and
"glows" one that is full of neon by night. "lean X" and "touch X" are hints, strong and faint.
"hint X" is an hour, "tint X" a style, "grain X" a stock and "lying X" a weather that hold only when
none is said outright. "flight X" is a move of the camera unless a subject flies.
"""


def word_set(words: str) -> frozenset[str]:
    """ "cat, polar bear" -> {"cat", "polar bear"}."""
    return frozenset(word.strip() for word in words.split(","))


DRY: Table = (
    (
        "setting desert",
        """desert, wild west, old west, oasis, atacama, gobi, gobi desert, outback,
        wasteland, mojave, death valley, rocky desert, salt flat, salt flats, arabian desert,
        pyramid, pyramids of giza, egypt, 沙漠, 荒漠, 大漠, 绿洲, 沙地, 敦煌, 戈壁, 戈壁滩,
        荒原, 盐湖, 盐沼, 金字塔, 埃及, 西部荒野""",
    ),
    (
        "setting dunes",
        """dune, sand dune, dune field, sahara, sahara desert, namib, namib desert, kalahari,
        rolling dunes, desert dunes, sea of sand, 沙丘, 撒哈拉, 撒哈拉沙漠, 沙海, 鸣沙山""",
    ),
    (
        "setting canyon",
        """canyon, grand canyon, wadi, wadi rum, mesa, butte, badlands, gorge, ravine,
        monument valley, red rocks, slot canyon, cappadocia, sandstone arch, hoodoo, 峡谷,
        大峡谷, 雅丹, 丹霞, 一线天, 卡帕多奇亚, 魔鬼城""",
    ),
    ("setting canyon;broad", "arizona, utah, 亚利桑那"),
    ("setting canyon;near", "cave, cavern, grotto, quarry, 洞穴, 山洞, 溶洞, 岩洞, 矿洞"),
    (
        "setting mars",
        """mars, martian, martian desert, martian surface, martian landscape, red planet,
        red desert, planet surface, alien planet, alien world, exoplanet, surface of mars,
        火星, 火星表面, 红色星球, 外星球, 异星, 红色沙漠, 红色的沙漠, 火星沙漠, 外星世界,
        异星球""",
    ),
    (
        "setting moon",
        """on the moon, across the moon, over the moon, moon surface, lunar surface,
        surface of the moon, lunar,
        lunar landscape, moonscape, moon base, lunar base, moon landing, crater of the moon,
        月球, 月球表面, 月面, 登月, 月球基地, 月表""",
    ),
    (
        "setting volcano",
        """volcano, volcanic, lava, magma, lava flow, lava lake, lava river, river of lava,
        river of molten lava, molten lava, rivers of lava, lava stream, stream of lava, lava field,
        sea of lava, lake of lava, 熔岩河, 岩浆河, 熔岩湖, erupting volcano,
        volcanic eruption, volcanic crater, caldera, 火山, 岩浆, 熔岩, 火山口, 火山爆发,
        火山喷发, 活火山""",
    ),
)

GREEN: Table = (
    ("setting mountains;broad", "above the clouds, over the clouds, 云端, 云上"),
    (
        "setting mountains",
        """mountain, mountain lake, mountain trail, mountain pass, mountaintop, mountainside,
        mountain range, mountain valley, mountain ridge, mountain landscape, mountain road,
        alpine, alpine lake, peak, summit, ridge, valley, fjord, lake, lakeside, lakeshore,
        lake shore, highlands, mount fuji, fuji, rockies, dolomites, switzerland, patagonia,
        norway, iceland, foothill, national park, yosemite, great wall,
        machu picchu, zhangjiajie, guilin, 山, 高山, 群山, 山脉, 山峰, 山顶, 山谷, 山间, 山中,
        山上, 山里, 山脚, 山脚下, 富士山, 黄山, 泰山, 华山, 张家界, 桂林, 湖, 湖边, 湖泊, 湖畔,
        湖面, 湖水, 湖上, 峰顶, 山坡, 瑞士, 山林, 山湖, 山路, 长城, 山水, 西湖, 大山,
        青山, 山峦""",
    ),
    ("setting mountains;broad;weather cloudy", "sea of clouds, cloud sea, ocean of clouds, 云海"),
    ("setting mountains;broad;weather fog", "sea of mist, sea of fog, 雾海"),
    (
        "setting mountains;near",
        """swamp, wetland, marsh, 湿地, 沼泽""",
    ),
    (
        "setting snow_peaks;lying snow",
        """snowy mountain, snowy peak, snowy summit, snowy alps, snowy ridge,
        snow covered mountain, snow covered peak""",
    ),
    (
        "setting snow_peaks;broad;lying snow",
        """snowfield, snow field, snowy slope, snowy plain, snowy landscape, 雪地,
        雪原, 雪野""",
    ),
    (
        "setting snow_peaks",
        """snow peak, snow capped mountain, snow capped peak, snowcapped mountain,
        snowcapped peak, snow mountain, snow capped summit, alps, swiss alps, himalaya,
        himalayas, everest, mount everest, k2, matterhorn, ski slope, ski resort, ski run,
        piste, tundra, arctic, antarctica, antarctic, north pole, south pole, glacier,
        ice field, ice sheet, polar ice, ice floe, iceberg, frozen tundra, frozen wasteland,
        雪山, 雪山湖, 雪山湖边, 雪峰, 大雪山, 玉龙雪山, 雪域, 阿尔卑斯, 阿尔卑斯山, 喜马拉雅,
        喜马拉雅山, 珠穆朗玛峰, 珠峰, 冰川, 冰山, 冰原, 北极, 南极, 极地, 滑雪场, 雪坡, 雪道""",
    ),
    (
        "setting forest",
        """forest, woods, woodland, grove, forest floor, forest path, forest trail,
        forest clearing, thicket, glade, 森林, 树林, 林中, 林间, 林子, 密林, 林海, 深林""",
    ),
    (
        "setting forest;trees pine",
        """pine forest, pine woods, pine grove, pine trees, spruce forest, spruce trees,
        fir forest, fir trees, conifer forest, coniferous forest, evergreen forest, taiga,
        boreal forest, 松林, 松树林, 云杉林, 杉林, 针叶林, 松柏林""",
    ),
    (
        "setting forest;trees redwood",
        """redwood forest, redwoods, redwood grove, redwood trees, sequoia forest, sequoia grove,
        sequoias, giant sequoias, 红杉林, 红木林, 巨杉林""",
    ),
    (
        "setting forest;trees birch",
        """birch forest, birch woods, birch grove, birch wood, aspen forest, aspen grove,
        白桦林, 桦树林, 桦林, 白杨林""",
    ),
    (
        "setting forest;trees broadleaf",
        """oak forest, oak woods, beech forest, beech woods, broadleaf forest, deciduous forest,
        橡树林, 阔叶林, 山毛榉林""",
    ),
    (
        "setting forest;trees bamboo",
        """bamboo forest, bamboo grove, bamboo woods, bamboo thicket, bamboo jungle, 竹林,
        竹海, 竹子林, 翠竹林""",
    ),
    (
        "setting autumn_forest;season autumn",
        """autumn forest, fall forest, autumn woods, autumn woodland, forest in autumn,
        forest in fall, maple forest, autumnal forest, golden forest, 秋天的森林, 秋林, 枫林,
        枫树林, 秋日森林, 秋季森林, 金色森林, 秋天的树林, 秋天的林间, 红叶林""",
    ),
    (
        "setting jungle;trees jungle",
        """jungle, rainforest, rain forest, tropical forest, tropical rainforest, amazon,
        amazon rainforest, mangrove, 丛林, 雨林, 热带雨林, 热带丛林, 亚马逊, 亚马逊雨林, 红树林""",
    ),
    (
        "setting jungle;trees palm",
        "palm jungle, palm forest, palm grove, palm rainforest, 棕榈林, 椰林, 椰树林",
    ),
    (
        "setting meadow",
        """meadow, grassland, field, grassy field, grassy hill, green hill, green hills,
        green field, rolling hills, prairie, steppe, savanna, savannah, safari, serengeti,
        pasture, sea of grass, moor, moorland, countryside, english countryside, tall grass,
        dandelion field, stonehenge, 草原, 草地, 草坪, 草甸, 大草原, 稀树草原, 田野, 原野,
        野外, 郊外, 牧场, 山丘, 草坡, 绿草地, 青草地""",
    ),
    (
        "setting meadow;season winter;lying snow",
        """snowy field, snowy meadow, snow covered field, snow covered meadow, field of snow,
        snowy farmland, snowy pasture, 雪中的田野, 雪中田野""",
    ),
    (
        "setting meadow;noun flower;many 8",
        """flower field, field of flowers, field of wildflowers, wildflower field,
        wildflower meadow, flower meadow, sea of flowers, carpet of flowers, meadow of flowers,
        meadow of wildflowers, 花海, 花田, 花丛""",
    ),
    (
        "setting meadow;noun flower;bloom lavender;many 8",
        """lavender field, field of lavender, lavender meadow, lavender farm, sea of lavender,
        rows of lavender, lavender rows, lavender hill, 薰衣草田, 薰衣草花田, 薰衣草花海""",
    ),
    (
        "setting meadow;noun flower;bloom poppy;many 8",
        """poppy field, field of poppies, poppy meadow, meadow of poppies, sea of poppies,
        field of red poppies, 罂粟花田, 虞美人花田, 虞美人花海""",
    ),
    (
        "setting meadow;noun flower;bloom daisy;many 8",
        "daisy field, field of daisies, daisy meadow, meadow of daisies, 雏菊花田, 雏菊花海",
    ),
    (
        "setting meadow;noun flower;bloom rapeseed;many 8",
        """rapeseed, rapeseed field, oilseed rape, field of oilseed rape, canola field,
        field of rapeseed, 油菜花田, 油菜花, 油菜花海""",
    ),
    ("setting meadow;noun tulip;many 8", "tulip field, field of tulips, 郁金香花田, 郁金香花海"),
    (
        "setting meadow;noun sunflower;many 8",
        """sunflower field, field of sunflowers, 向日葵田, 向日葵花田, 向日葵花海""",
    ),
)

WATERS: Table = (
    (
        "setting ocean",
        """ocean, sea, open sea, open ocean, high seas, calm sea, ocean waves, sea waves,
        ocean surface, pacific, atlantic, mediterranean, at sea, out at sea, ocean wave,
        giant wave, big wave, tidal wave, tsunami, harbor, harbour, marina, pier, dock, port,
        大海, 海洋, 海上, 海面, 海浪, 海里, 海中, 大洋, 远洋, 港口, 码头, 海港, 渔港, 巨浪,
        波涛, 太平洋, 海水, 海""",
    ),
    ("setting ocean;weather storm", "stormy sea, stormy ocean, rough sea, raging sea, 怒海"),
    (
        "setting beach",
        """beach, seaside, coast, coastline, shore, seashore, sandy beach, tropical beach,
        island, tropical island, desert island, lagoon, cove, bay, tide pool, maldives, hawaii,
        bali, bora bora, coastal, sea cliff, sea cliffs, coastal cliff, 海滩, 沙滩, 海边, 海岸,
        海岸线, 海岛, 小岛, 岛, 岛屿, 海滨, 海湾, 马尔代夫, 夏威夷, 三亚, 礁石, 滩涂""",
    ),
    (
        "setting underwater",
        """underwater, under water, undersea, under the sea, beneath the sea,
        beneath the waves, under the waves, beneath the surface, deep sea, deep ocean,
        ocean floor, sea floor, seafloor, seabed, ocean depths, deep underwater, kelp forest,
        atlantis, aquarium, in the deep, 水下, 海底, 深海, 水底, 海底世界, 水族馆, 海底深处,
        海洋深处""",
    ),
    (
        "setting underwater;noun shipwreck",
        """shipwreck, sunken ship, sunken wreck, sunken shipwreck, 沉船""",
    ),
    (
        "setting coral",
        """coral reef, coral, reef, great barrier reef, coral garden, corals, tropical reef,
        珊瑚, 珊瑚礁, 珊瑚群, 大堡礁, 珊瑚丛""",
    ),
    (
        "setting river",
        """river, riverbank, riverside, stream, creek, brook, canal, rapids, river bend,
        river valley, estuary, delta, mountain stream, forest stream, babbling brook,
        amazon river, yangtze, nile, 河, 河边, 河流, 小溪, 溪流, 江, 江边, 江面, 江上, 长江,
        黄河, 漓江, 运河, 小河, 河畔, 河面, 溪水, 河水, 山涧, 溪边, 河岸, 大河, 河上, 溪谷""",
    ),
    (
        "setting waterfall",
        """waterfall, cascade, cascades, niagara, niagara falls, victoria falls, iguazu falls,
        water falls, cascading water, 瀑布, 大瀑布, 飞瀑, 黄果树瀑布""",
    ),
)

SKIES: Table = (
    (
        "setting space",
        """space, outer space, deep space, universe, cosmos, cosmic, asteroid, asteroid belt,
        asteroid field, solar system, black hole, wormhole, interstellar, in orbit, earth orbit,
        low earth orbit, zero gravity, stargate, 太空, 宇宙, 外太空, 小行星, 深空, 太阳系,
        黑洞, 星际, 宇宙深处, 地球轨道, 失重, 太空中, 宇宙空间""",
    ),
    ("setting space;broad;hint night", "comet, 彗星"),
    (
        "setting space;noun nebula",
        "nebula, galaxy, spiral galaxy, supernova, 星云, 星系, 银河系, 超新星",
    ),
    ("setting space;noun saturn", "saturn"),
    ("setting space;noun gas giant", "jupiter, gas giant, neptune, 木星, 海王星"),
    ("setting space;noun planet", "venus, 金星"),
    (
        "setting space;noun earth;verb",
        """orbiting earth, orbiting the earth, orbits earth, orbits the earth,
        orbit around earth, 绕地球, 环绕地球""",
    ),
    ("setting space;noun earth", "planet earth, earth from space"),
    ("setting space;noun planet", "planet, 行星, 星球"),
    (
        "setting space;noun ringed planet",
        """ringed planet, planet with rings, planet with a ring, rings of saturn, 土星,
        带环的行星, 有环的行星, 土星环, 行星环, 带光环的行星, 带光环的星球, 有光环的行星""",
    ),
    (
        "setting space;noun ringed planet;hue #c8322b",
        "带光环的红色星球, 带光环的红色行星, 带环的红色星球, 有光环的红色星球",
    ),
    (
        "setting space;noun space station",
        """space station, international space station, iss, 空间站""",
    ),
    (
        "setting aurora;time night",
        """aurora, aurora borealis, northern lights, southern lights, aurora australis,
        polar lights, 极光, 北极光, 南极光""",
    ),
    (
        "setting night_sky;sky;hint night",
        """night sky, starry sky, starry night, starry night sky, milky way, star field,
        starfield, constellation, meteor shower, shooting star, falling star, star trail,
        starry heavens, field of stars, sky full of stars, stargazing, 星空, 夜空, 银河, 流星,
        流星雨, 星座, 星轨, 满天繁星, 漫天繁星, 璀璨星空, 繁星""",
    ),
    (
        "setting storm;weather storm",
        """lightning storm, supercell, storm cell, electrical storm, storm chaser,
        storm chasing, thunderhead, 超级单体, 雷暴云, 积雨云""",
    ),
)
