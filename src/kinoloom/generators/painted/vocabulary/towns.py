"""Words for where a shot is set: what people built, rooms, and no place at all."""

from __future__ import annotations

from kinoloom.generators.painted.vocabulary.places import Table

BUILT: Table = (
    (
        "setting village",
        """village, hamlet, mountain village, fishing village, small town, old town, town,
        medieval town, ancient town, countryside village, santorini, venice, kyoto, lijiang,
        cottages, shire, tuscan village, cobblestone village, market town, 村庄, 村子, 小镇,
        城镇, 古镇, 乡村, 小村庄, 村落, 山村, 渔村, 水乡, 江南水乡, 江南, 古城, 丽江, 威尼斯,
        小村, 农村, 乡下, 乡间, 苗寨""",
    ),
    (
        "setting village;noun temple",
        """temple, shrine, pagoda, buddhist temple, shinto shrine, ancient temple, 寺庙, 寺院,
        神社, 古寺, 佛塔, 宝塔, 庙宇, 庙, 古庙""",
    ),
    (
        "setting village",
        """monastery, church, chapel, mosque, cathedral, torii gate, abbey, 教堂, 鸟居, 修道院""",
    ),
    (
        "setting farm",
        """farm, farmland, barn, farmyard, farmhouse, wheat field, wheat fields,
        field of wheat, corn field, cornfield, barley field, rice field, rice paddy,
        rice terrace, rice terraces, paddy field, vineyard, orchard, tea plantation,
        plantation, ranch, crops, crop field, hayfield, greenhouse, 农场, 麦田, 稻田, 梯田,
        农田, 茶园, 果园, 葡萄园, 庄稼, 玉米地, 田里, 谷仓, 农庄, 田间, 菜园, 稻海, 麦浪""",
    ),
    (
        "setting castle",
        """castle, fortress, citadel, palace, medieval castle, fairy tale castle, castle ruins,
        ruined castle, castle courtyard, stronghold, forbidden city, hogwarts, 城堡, 宫殿,
        古堡, 皇宫, 故宫, 要塞, 紫禁城, 王宫""",
    ),
    (
        "setting castle;near",
        """ruins, ancient ruins, colosseum, acropolis, taj mahal, 废墟, 遗迹, 遗址, 古罗马,
        泰姬陵""",
    ),
    (
        "setting park",
        """park, city park, garden, japanese garden, zen garden, botanical garden, rose garden,
        flower garden, backyard, front yard, lawn, playground, amusement park, theme park,
        fairground, carnival, zoo, picnic, central park, cherry blossom park, tree lined path,
        dog park, skate park, 公园, 花园, 庭院, 院子, 后院, 游乐园, 游乐场, 动物园, 植物园,
        日式庭院, 园林, 操场, 苏州园林, 樱花园""",
    ),
    ("setting park;noun bench", "park bench, garden bench, 公园长椅"),
    (
        "setting skyline",
        """skyline, city skyline, cityscape, skyscraper, skyscrapers, rooftop, rooftops, roof,
        concrete jungle, city from above, above the city, over the city, high rise,
        city panorama, golden gate bridge, brooklyn bridge, eiffel tower, big ben,
        empire state building, burj khalifa, tower bridge, 埃菲尔铁塔, 东方明珠, 大本钟, 天际线,
        城市天际线, 摩天楼,
        摩天大楼, 高楼, 高楼大厦, 屋顶, 天台, 楼顶, 外滩, 城市全景, 钢铁丛林, 水泥森林,
        钢筋水泥, 高楼林立""",
    ),
    (
        "setting city;broad",
        """city, urban, metropolis, megacity, new york, manhattan, brooklyn, nyc, london,
        paris, chicago, los angeles, berlin, san francisco, beijing, sydney, dubai, singapore,
        new york city, future city, futuristic city, futuristic cityscape,
        futuristic metropolis, sci fi city, future metropolis, istanbul, rome, madrid,
        barcelona, 城市, 都市, 都会, 城里, 纽约, 伦敦, 巴黎, 北京, 曼哈顿, 广州, 深圳, 台北,
        杭州, 成都, 未来城市, 未来都市, 大都市, 大城市, 城中, 迪拜, 新加坡""",
    ),
    (
        "setting city;broad;glows",
        """tokyo, osaka, hong kong, shanghai, chongqing, seoul, las vegas, bangkok, taipei,
        东京, 大阪, 香港, 重庆, 首尔, 上海, 拉斯维加斯""",
    ),
    (
        "setting street",
        """street, city street, street corner, avenue, alley, alleyway, back alley, crosswalk,
        intersection, sidewalk, pavement, downtown, chinatown, boulevard, suburb, suburbs,
        suburban street, cobblestone street, narrow street, side street, traffic, bus stop,
        town square, city square, plaza, piazza, lane, shopping street, roadside, curb, market,
        street market, farmers market, bazaar, 街头, 街道, 大街, 街上, 小巷, 巷子, 胡同, 马路,
        市中心, 路口, 十字路口, 斑马线, 街角, 老街, 街边, 路边, 弄堂, 街, 巷, 广场, 公交站,
        市场, 集市, 菜市场, 步行街, 里弄, 街巷""",
    ),
    ("setting street;hint night", "night market, night bazaar, 夜市"),
    (
        "setting street;noun food stall",
        """food stall, street food, food cart, street food stall, street vendor, noodle stall,
        小吃摊, 大排档, 路边摊, 地摊""",
    ),
    (
        "setting street;glows",
        """shibuya, shinjuku, akihabara, times square, shibuya crossing, kabukicho, dotonbori,
        tokyo street, tokyo alley, hong kong street, 涩谷, 新宿, 秋叶原, 歌舞伎町, 时代广场""",
    ),
    (
        "setting street;near",
        """station, train station, railway station, subway station, metro station, subway,
        airport, bus station, gas station, platform, parking lot, parking garage,
        construction site, 车站, 火车站, 地铁站, 机场, 加油站, 停车场, 站台, 地铁, 工地, 高铁站""",
    ),
    (
        "setting neon_street;time night",
        """neon street, neon city, neon alley, neon lit street, neon lit alley, neon lit city,
        neon cityscape, neon lit cityscape, neon district, neon lit streets, cyberpunk city,
        cyberpunk street, cyberpunk alley, cyberpunk cityscape, night city, red light district,
        neon night street, 赛博都市, 霓虹都市, 赛博朋克城市, 霓虹街头, 霓虹街道, 赛博朋克街头,
        霓虹城市, 赛博朋克都市""",
    ),
    (
        "setting highway",
        """highway, freeway, motorway, interstate, open road, route 66, country road,
        desert road, winding road, coastal road, coastal highway, desert highway, empty road,
        long road, dirt road, racetrack, race track, racing circuit, overpass, autobahn,
        expressway, 公路, 高速公路, 高速路, 国道, 赛道, 盘山公路, 沿海公路, 高架, 高架桥,
        乡间公路, 立交桥""",
    ),
)

INDOORS: Table = (
    (
        "setting interior",
        """interior, indoors, indoor, room, living room, bedroom, kitchen, bathroom,
        dining room, office, cafe, café, coffee shop, coffeehouse, restaurant, diner, bar, pub,
        tavern, library, bookstore, bookshop, classroom, school, hospital, museum, gallery,
        art gallery, gym, hallway, corridor, attic, basement, workshop, house interior, bakery,
        kitchen interior, lab, laboratory, loft, apartment, hotel room, lobby, ballroom,
        throne room, cottage interior, cabin interior, inside a cabin, inside the cabin,
        inside a house, inside a church, inside a castle, inside a train, inside a car,
        inside a spaceship, tea house, teahouse, ramen shop, flower shop, barbershop,
        artist studio, artist's studio, recording studio, dance studio, pottery studio,
        cockpit, staircase, nursery, playroom, sauna, dojo, spa, sushi bar, 室内, 厨房, 房间,
        客厅, 卧室, 浴室, 办公室, 咖啡馆, 咖啡厅, 咖啡店, 餐厅, 酒吧, 吧台, 图书馆, 书店, 教室,
        学校, 医院, 博物馆, 画廊, 书房, 实验室, 走廊, 阁楼, 工作室, 酒店, 大堂, 屋内, 屋里,
        车内, 茶馆, 面包店, 餐馆, 面馆, 花店, 家里, 家中, 健身房, 宿舍, 茶室, 练功房, 画室""",
    ),
    (
        "setting interior;near",
        """mall, shopping mall, factory, warehouse, hangar, swimming pool, supermarket, 商场,
        工厂, 仓库, 超市, 游泳池, 泳池, 车间""",
    ),
    (
        "setting table;broad",
        """table, tabletop, table top, desk, wooden table, wooden desk, kitchen table,
        dining table, marble table, countertop, counter, kitchen counter, marble surface,
        wooden surface, nightstand, workbench, shelf, cutting board, plate, windowsill,
        window sill, coffee table, marble countertop, wooden board, 桌子, 桌上, 桌面, 木桌,
        餐桌, 书桌, 台面, 茶几, 窗台, 案板, 木板, 桌, 木桌上, 书架""",
    ),
    (
        "setting tabletop",
        """still life, still life painting, 静物, 静物画, food photography, 美食摄影""",
    ),
    (
        "setting stage",
        """stage, concert, concert hall, theatre, theater, opera house, opera, on stage,
        onstage, circus, circus ring, nightclub, night club, dance floor, festival stage,
        music festival, rock concert, live show, jazz club, talent show, catwalk, runway show,
        fashion show, auditorium, 舞台, 演唱会, 音乐会, 剧院, 剧场, 歌剧院, 马戏团, 舞池, 夜店,
        音乐节, T台, 音乐厅, 台上, 秀场, 聚光灯下""",
    ),
    (
        "setting stage;near",
        """stadium, arena, boxing ring, basketball court, 体育场, 体育馆, 球场, 竞技场, 拳击台""",
    ),
    (
        "setting studio",
        """photo studio, photography studio, studio, studio set, studio backdrop,
        studio background, studio shot, studio setting, seamless backdrop, infinity cove,
        cyclorama, white cyc, pedestal, podium, plinth, turntable, product shot, product shoot,
        product photography, product video, packshot, backdrop, white void, plain background,
        clean background, solid background, solid colour background, solid color background,
        minimal background, minimalist background, seamless background, gradient background,
        studio lighting, 摄影棚, 影棚, 棚拍, 展台, 底座, 产品图, 产品拍摄, 产品展示, 纯色背景,
        渐变背景, 干净背景, 简约背景, 无缝背景, 影楼, 背景板, 产品特写""",
    ),
    (
        "setting abstract",
        """abstract, abstract art, geometric shapes, abstract shapes, geometric patterns,
        abstract background, fractal, fractals, kaleidoscope, mandala, motion graphics,
        ink in water, ink swirling, swirling ink, swirling colours, swirling colors,
        flowing colours, flowing colors, liquid metal, fluid art, fluid shapes,
        colour gradient, color gradient, gradients, swirling paint, paint swirling,
        psychedelic, waveform, light painting, glowing lines, flowing lines, liquid gradient,
        flowing silk, colourful smoke, colorful smoke, floating shapes,
        floating cubes, floating spheres, morphing shapes, soundwave, digital waves,
        colour waves, color waves, tessellation, 抽象, 几何, 几何图形, 几何图案, 分形, 万花筒,
        水墨晕染, 渐变色, 光线流动, 流动的色彩, 色彩流动, 抽象背景, 液态金属, 曼陀罗, 墨滴,
        晕染, 彩色烟雾, 流光""",
    ),
)

LEANS: Table = (
    ("lean interior;part", "window, windowpane, 窗户, 窗外, 窗"),
    (
        "lean neon_street;hint night",
        """neon, neon sign, neon light, neon reflection, neon lit, neon glow, neon reflections,
        neon lights, neon signs, hologram, holographic, 霓虹, 霓虹灯, 霓虹灯光, 全息, 霓虹灯牌,
        霓虹招牌, 霓虹光""",
    ),
    (
        "lean abstract",
        """particle, particles, spheres, sphere, cubes, cube, shapes, silk, plasma, ink,
        liquid, gradients, 粒子, 丝绸, 光斑, 流体, 墨水, 球体, 方块""",
    ),
    ("lean neon_street;tint neon;hint night", "cyberpunk, 赛博朋克, 赛博朋克风格, 赛博朋克风"),
    (
        "lean neon_street;style neon;name",
        """blade runner, tron, ghost in the shell, 银翼杀手, 攻壳机动队""",
    ),
    ("lean skyline", "futuristic, sci fi, scifi, science fiction, 未来, 未来感, 未来主义, 科幻"),
    ("lean skyline;hint night", "city lights, 万家灯火, 城市灯火"),
    (
        "lean street",
        """car chase, rush hour, pedestrian, traffic jam, billboard, traffic light, taxi rank,
        food truck, vendor, graffiti, puddles, wet pavement, wet asphalt, 车流, 红绿灯, 广告牌,
        行人, 摊位, 积水, 摆摊""",
    ),
    ("lean highway", "road trip, headlights, car lights, light trails, 自驾, 车灯"),
    ("lean forest;hint night", "campfire, camping, camp, bonfire, 露营, 篝火, 营火, 营地"),
    (
        "lean forest;trees pine",
        """pines, pine tree, spruce, spruces, firs, fir tree, conifer, conifers, 松树, 云杉,
        杉树""",
    ),
    ("lean forest;trees birch", "birch, birches, birch trees, aspens, 白桦, 白桦树, 桦树"),
    ("lean forest;trees redwood", "redwood, sequoia, redwood tree, 红杉, 红杉树"),
    ("lean forest;trees bamboo", "bamboo, 竹子, 翠竹"),
    ("lean forest", "moss, fern, woodland creature, treetops, 苔藓, 蕨类"),
    ("lean forest;name", "totoro, 龙猫"),
    (
        "lean autumn_forest;season autumn",
        """autumn leaf, fall foliage, autumn foliage, fall colors, fall colours, autumn colors,
        autumn colours, maple tree, maple leaf, red maple, 红叶, 枫叶, 枫树, 秋叶, 银杏, 银杏叶""",
    ),
    (
        "lean mountains",
        """hiking, mountaineering, climbing, cliff, cliffside, clifftop, rock face, 悬崖, 登山,
        攀岩, 峭壁, 云雾缭绕""",
    ),
    ("lean snow_peaks", "skiing, snowboarding, sledding, 滑雪"),
    (
        "lean meadow",
        """wildflower, lavender, dandelion, poppy, picnic blanket, hilltop, 野花, 薰衣草,
        蒲公英, 山坡上""",
    ),
    (
        "lean ocean",
        """wave, surfing, surf, sailing, breaching, whale watching, 浪, 波浪, 冲浪, 帆, 浪花,
        航海""",
    ),
    (
        "lean beach",
        """sunbathing, tropical, tide, shoreline, 热带, 潮水""",
    ),
    ("lean beach;trees palm", "palm tree, palms, palm, coconut tree, 棕榈树, 棕榈, 椰子树, 椰树"),
    ("lean underwater", "scuba, scuba diving, diving, snorkeling, kelp, 潜水, 浮潜, 海草"),
    (
        "lean park;season spring;effect petals",
        """cherry blossom, cherry blossoms, sakura, cherry tree, cherry blossom tree,
        blossoming cherry, 樱花, 樱花树, 樱花雨""",
    ),
    ("lean park", "swing, 秋千"),
    ("lean farm", "harvest, haystack, hay bale, rural, 丰收, 收割"),
    (
        "lean castle",
        """medieval, moat, drawbridge, royal, battlements, fairy tale kingdom, 中世纪, 皇家,
        护城河""",
    ),
    (
        "lean village",
        """thatched roof, torii, ancient china, ancient chinese, feudal japan, 古风, 古代, 炊烟""",
    ),
    (
        "lean interior",
        """fireplace, curtain, bed, bookshelf, by the window, at the window, 窗边, 窗前, 壁炉,
        窗帘, 床, 书桌前""",
    ),
    (
        "lean tabletop",
        """espresso, latte art, recipe, cooking show, plated, pouring, pour, 拉花, 摆盘, 倒入,
        浓缩咖啡""",
    ),
    ("lean stage", "spotlight, ballet, performance, performing, 聚光灯, 演出, 表演, 芭蕾"),
    ("lean desert", "sand, tumbleweed, 驼铃"),
    (
        "lean space",
        """warp speed, hyperspace, space travel, 星际旅行, 曲速, 太空漫步, spacewalk,
        space walk""",
    ),
    ("lean jungle", "vine, liana, 藤蔓"),
    (
        "lean river",
        """raft, rafting, kayaking, canoeing, rowing, stepping stones, watermill, 漂流, 划船,
        竹筏""",
    ),
    ("lean studio", "portrait photo, headshot, fashion shoot, 证件照, 人像, 时尚大片"),
    (
        "touch mountains",
        """nature, landscape, scenic, scenery, wilderness, 自然, 风景, 景色, 大自然, 风光""",
    ),
    (
        "touch meadow",
        """plain, hill, hillside, grass, flowers, tree, 平原, 草, 树, 小山, 花草, 树木, 大树""",
    ),
    ("touch highway", "road, tunnel, 道路, 路上, 隧道"),
    ("touch street", "building, sign, shop, store, 建筑, 大楼, 楼, 商店"),
    ("touch forest", "path, trail, 小路, 小径, 林荫"),
    ("touch tabletop", "food, dish, breakfast, dessert, 美食, 早餐, 甜点, 食物"),
)  # fmt: skip
"""Words that suggest a setting when none is named."""

PLAIN_BACKDROPS = (
    "pastel, dark, bright, colorful, colourful, plain, clean, solid, seamless, minimal, "
    "minimalist, gradient, simple"
)
"""With a colour or one of these before it, a "background" is a studio's."""
