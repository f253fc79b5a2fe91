"""Words for where a shot is set: the three painted settings, and others with their nearest."""

from __future__ import annotations

Table = tuple[tuple[str, str], ...]
"""Rows of (meanings, words): meanings are "kind value" joined by ";", words are comma-separated."""


def word_set(words: str) -> frozenset[str]:
    """ "cat, polar bear" -> {"cat", "polar bear"}."""
    return frozenset(word.strip() for word in words.split(","))


SETTINGS: Table = (
    (
        "setting desert",
        "desert, wild west, oasis, sand, atacama, 沙漠, 荒漠, 大漠, 绿洲, 沙地, 敦煌",
    ),
    (
        "setting desert;land dunes",
        "dune, sand dune, sahara, namib, kalahari, 沙丘, 撒哈拉",
    ),
    (
        "setting desert;land mesas",
        "canyon, grand canyon, wadi, wadi rum, mesa, butte, badlands, arizona, utah, "
        "monument valley, 峡谷, 大峡谷",
    ),
    (
        "setting desert;land rocks",
        "gobi, outback, wasteland, mojave, death valley, rocky desert, 戈壁, 戈壁滩, 荒原",
    ),
    (
        "setting desert;world mars",
        "mars, martian, martian desert, martian surface, red planet, red desert, planet "
        "surface, alien planet, exoplanet, "
        "surface of mars, 火星, 火星表面, 红色星球, 外星球, 异星, 红色沙漠, 红色的沙漠, 火星沙漠",
    ),
    (
        "setting city",
        "city, town, cityscape, skyline, city skyline, downtown, street, city street, "
        "street corner, "
        "avenue, alley, alleyway, urban, metropolis, skyscraper, rooftop, crosswalk, intersection, "
        "sidewalk, new york, manhattan, brooklyn, nyc, london, paris, chicago, los "
        "angeles, berlin, "
        "san francisco, beijing, chinatown, times square, subway, boulevard, suburb, traffic, "
        "城市, 都市, 都会, 城里, 街头, 街道, 大街, 街上, 小巷, 巷子, 胡同, 马路, 市中心, "
        "摩天楼, 摩天大楼, 高楼, "
        "高楼大厦, 天际线, 屋顶, 天台, 纽约, 伦敦, 巴黎, 北京, 曼哈顿, 外滩, 路口, "
        "十字路口, 斑马线, 城镇, 小镇",
    ),
    (
        "setting city;world neon",
        "tokyo, shibuya, shinjuku, akihabara, osaka, hong kong, shanghai, chongqing, "
        "seoul, las vegas, night city, "
        "cyberpunk city, cyberpunk street, neon city, neon street, neon lit city, neon "
        "lit cityscape, "
        "neon lit street, neon cityscape, 东京, 涩谷, 新宿, 大阪, 香港, 重庆, 首尔, "
        "赛博都市, 霓虹都市",
    ),
    ("setting city", "上海, 广州, 深圳, 台北"),
    (
        "setting mountains",
        "mountain, mountain lake, mountain trail, mountaintop, mountainside, alps, "
        "alpine, peak, summit, "
        "ridge, valley, fjord, lake, lakeside, lakeshore, highlands, himalaya, everest, "
        "mount fuji, "
        "rockies, dolomites, switzerland, swiss alps, patagonia, norway, iceland, "
        "foothill, hill, hillside, cliff, "
        "forest by the lake, pine forest by a lake, national park, 山, 高山, 群山, 山脉, "
        "山峰, 山顶, 山谷, 山间, "
        "山中, 山上, 山里, 山脚, 阿尔卑斯, 阿尔卑斯山, 喜马拉雅, 喜马拉雅山, 珠穆朗玛峰, "
        "珠峰, 富士山, 黄山, 湖, 湖边, 湖泊, "
        "湖畔, 湖面, 湖水, 湖上, 峰顶, 山坡, 瑞士, 悬崖, 山林, 山湖",
    ),
    (
        "setting mountains",
        "snowy mountain, snowy peak, snow peak, snow capped mountain, snow capped peak, "
        "snow covered mountain, snow covered peak, snowy summit, snowcapped mountain, "
        "snowcapped peak, "
        "snowy alps, 雪山, 雪山湖, 雪山湖边, 雪峰, 大雪山, 玉龙雪山",
    ),
)

ELSEWHERE: Table = (
    (
        "elsewhere desert",
        "beach, seaside, coast, coastline, shore, savanna, savannah, safari, africa, "
        "prairie, steppe, "
        "plain, highway, route 66, racetrack, pyramid, egypt, volcano, lava, salt flat, "
        "海滩, 沙滩, 海边, 海岸, 非洲, 稀树草原, 公路, 高速公路, 火山, 金字塔, 埃及, 赛道",
    ),
    (
        "elsewhere mars",
        "space, outer space, deep space, galaxy, moon surface, lunar surface, surface of the moon, "
        "on the moon, asteroid, universe, cosmos, jupiter, saturn, venus, 太空, 宇宙, "
        "月球, 月球表面, 银河系, 外太空, 小行星",
    ),
    (
        "elsewhere city",
        "kitchen, room, living room, bedroom, office, cafe, coffee shop, restaurant, bar, library, "
        "studio, classroom, school, hospital, museum, gym, indoors, house interior, "
        "hallway, station, train station, "
        "airport, harbor, harbour, port, marina, market, night market, mall, factory, "
        "warehouse, stadium, "
        "bridge, park, garden, venice, 厨房, 房间, 客厅, 卧室, 办公室, 咖啡馆, 咖啡厅, "
        "餐厅, 酒吧, 图书馆, 教室, 学校, "
        "医院, 室内, 车站, 火车站, 机场, 港口, 码头, 市场, 夜市, 商场, 工厂, 体育场, "
        "公园, 花园, 桥上, 大桥",
    ),
    (
        "elsewhere mountains",
        "forest, woods, woodland, rainforest, jungle, meadow, field, grassland, farm, "
        "village, countryside, river, "
        "riverbank, stream, waterfall, ocean, sea, open sea, underwater, ocean floor, "
        "seabed, coral reef, "
        "island, pond, pool, swamp, cave, glacier, arctic, antarctica, tundra, north "
        "pole, south pole, wheat field, "
        "vineyard, bamboo forest, clouds above, sky island, 森林, 树林, 林中, 林间, "
        "竹林, 丛林, 雨林, 草原, 草地, 田野, "
        "麦田, 农场, 村庄, 乡村, 乡间, 河边, 河流, 小溪, 溪流, 瀑布, 大海, 海洋, 海上, "
        "海底, 水下, 海里, 岛, 小岛, 海岛, 池塘, "
        "洞穴, 冰川, 北极, 南极, 江南, 稻田, 花海",
    ),
)

PAINTED_ZH = {"desert": "沙漠", "mars": "火星", "city": "城市", "mountains": "山湖"}
PAINTED_EN = {
    "desert": "in the desert",
    "mars": "on Mars",
    "city": "in the city",
    "mountains": "in the mountains",
}

LEANS: Table = (
    (
        "lean city;world neon",
        "neon, neon sign, neon light, neon reflection, neon lit, futuristic, cyberpunk, "
        "sci fi, scifi, "
        "science fiction, blade runner, hologram, 霓虹, 霓虹灯, 霓虹灯光, 未来, 未来感, "
        "未来主义, 未来城市, "
        "赛博朋克, 科幻, 全息",
    ),
    ("setting city;world neon", "futuristic city, future city, 未来都市, 未来城市, 赛博朋克城市"),
    (
        "lean city",
        "car chase, rush hour, pedestrian, traffic jam, skyscrapers, billboard, street light, "
        "streetlight, lamppost, headlight, 路灯, 车流, 红绿灯, 广告牌, 行人, 楼",
    ),
    (
        "lean mountains",
        "campfire, camping, hiking, pine, glacier lake, aurora, northern lights, 露营, 篝火, 极光",
    ),
    ("lean desert", "tumbleweed"),
)
"""Words that suggest a setting when none is named."""
