"""Words for how many there are in a shot, and what they do; kinds of nouns."""

from __future__ import annotations

from kinoloom.generators.painted.vocabulary.people import PEOPLE
from kinoloom.generators.painted.vocabulary.places import Table, word_set

SIZES: Table = (
    (
        "size large",
        """giant, huge, big, large, enormous, massive, gigantic, colossal, towering, bigger,
        larger, 巨大, 巨型, 大, 庞大, 高大, 超大, 大型, 更大, 巨""",
    ),
    (
        "size small",
        """small, tiny, little, mini, miniature, baby, smaller, 小, 小小, 迷你, 微小, 娇小,
        更小, 幼小""",
    ),
)  # fmt: skip

COUNTS: Table = (
    ("count 1", "one, a, an, single, lone, solitary, alone, 独自, 一, 单独"),
    ("count 2", "two, couple of, pair of, pair, both, 两, 二, 一对, 一双"),
    ("count 3", "three, few, a few, some, trio of, 三, 几, 一些"),
    ("count 4", "four, several, quartet of, 四, 好几"),
    (
        "count 5",
        """five, herd of, flock of, group of, fleet of, team of, family of, pack of, pride of,
        school of, bunch of, swarm of, caravan of, band of, gang of, crew of, row of, rows of,
        line of, pod of,
        gaggle of, litter of, colony of, squad of, procession of, circle of, cluster of,
        herd, flock, 五, 一群, 一队, 成群, 群""",
    ),
    ("count 6", "six, many, lots of, a lot of, half a dozen, 六, 许多, 很多, 众多"),
    ("count 7", "seven, 七"),
    ("count 8", "eight, crowd of, 八"),
    ("count 9", "nine, 九"),
    ("count 10", "ten, 十"),
    ("count 11", "eleven, 十一"),
    (
        "count 12",
        """twelve, dozen, a dozen, dozens of, hundreds of, thousands of, hundred, army of,
        thirteen, fourteen, fifteen, sixteen, seventeen, eighteen, nineteen, twenty, thirty,
        forty, fifty, a hundred, one hundred, countless, scores of,
        十二, 无数, 成百上千, 十几, 二十, 三十, 几十, 上百""",
    ),
    ("many 5", "caravan, convoy, parade, group, 商队, 车队"),
)  # fmt: skip

MEASURES = "只个位头匹辆名条艘架棵群朵台座把张双尾峰杯瓶碗盘壶盏束部台本块颗株支件根隻個輛條"

ACTIONS: Table = (
    (
        "action walk",
        """walk, walks, walking, walked, stroll, strolls, strolling, wander, wanders,
        wandering, march, marches, marching, hike, hikes, hiking, trek, treks, trekking, roam,
        roams, roaming, strut, strutting, trot, trots, trotting, prowl, prowls, prowling, stride,
        strides, striding, creep, creeps, creeping, tiptoe, tiptoes, tiptoeing, waddle, waddles,
        waddling, stalk, stalks, stalking, plod, plods, trudge, trudges, trudging, sneak, sneaks,
        sneaking, walk home, walks home, walking home, walked home, patrol, patrols, patrolling,
        遛, 遛着, 遛弯, 溜达, 漫游, 走路回家, 走回家, 走向, 走进, 走出, 走, 行走, 走路, 散步,
        漫步, 步行, 徒步, 走过, 走来,
        走着, 行进, 穿行, 走动, 走在""",
    ),
    (
        "action go",
        """cross, crosses, crossing, move, moves, moving, travel, travels, traveling,
        travelling, pass, passes, passing, approach, approaches, approaching, leaving, leaves,
        heading, heads, going, goes, arriving, leading, leads, exploring, explores, 经过, 穿过,
        穿越, 路过,
        前进, 移动, 驶过, 驶向, 探索, 前行, 离开""",
    ),
    (
        "action run",
        """run, runs, running, ran, jog, jogs, jogging, sprint, sprints, sprinting, gallop,
        gallops, galloping, dash, dashing, chasing, chases, racing, races, jump, jumps,
        jumping, leaping, chase, leap, leaps, rush, rushes, rushing, flee, flees, fleeing, bound,
        bounds, bounding, hop, hops, hopping, skip, skips, skipping, charge, charges, charging,
        frolic, frolics, frolicking, 蹦, 蹦跳, 蹦蹦跳跳, 冲, 冲刺, 冲过, 追, 追赶, 追着, 跑, 奔跑,
        跑步, 飞奔, 跑过, 狂奔, 跑着, 追逐, 跳,
        跳跃""",
    ),
    ("action gallop", "奔驰, 驰骋"),
    (
        "action play",
        """play, playing, plays, strumming, strums, 弹, 弹奏, 演奏, 弹着, 玩, 玩耍, 嬉戏""",
    ),
    ("action glide", "glide, glides, gliding, 滑行, 滑翔"),
    (
        "action wave",
        """waving, waves at, wave at, waves her, waves his, waves their, waves back, waves hello,
        waves goodbye, wave hello, wave goodbye, wave to, waves to,
        greeting, greets, cheering, 挥手, 招手, 打招呼, 欢呼""",
    ),
    (
        "action sit",
        """sit, sits, sitting, seated, sat, resting, rests, sleeping, sleeps, lying, relaxing,
        meditating, meditates, reading, reads, studying, 坐, 坐着, 坐在, 休息, 睡觉, 躺, 打坐,
        冥想, 趴, 趴在, napping, playing video games, playing games, gaming, playing chess,
        playing cards, 看书, 读书, 静坐, 睡, 睡着""",
    ),
    (
        "action sit;lean interior",
        """having dinner, eating dinner, having breakfast, eating breakfast, having lunch, dining,
        吃火锅, 吃饭, 用餐, 聚餐, 吃晚饭, 吃早餐, 吃年夜饭""",
    ),
    (
        "action dance",
        """dance, dances, dancing, danced, twirl, twirls, twirling, pirouette, pirouetting,
        waltz, waltzing, spinning gracefully, breakdancing, 跳舞, 起舞, 舞蹈, 旋转起舞, 跳着舞,
        翩翩起舞, 跳芭蕾, 跳街舞, 街舞, 跳起舞, 跳着""",
    ),
    (
        "action cycle",
        """cycle, cycles, cycling, biking, bicycling, pedalling, pedaling, riding a bike,
        rides a bike, riding a bicycle, rides a bicycle, riding her bike, riding his bike,
        riding bikes, riding bicycles, riding their bikes, riding her bicycle,
        riding his bicycle, 骑自行车, 骑单车, 骑车, 骑着自行车, 骑着单车""",
    ),
    (
        "action swim",
        """swim, swims, swimming, swam, dive, dives, snorkelling, paddling, 游, 游泳, 游动,
        游过, 游弋, 遨游, 潜游, 畅游""",
    ),
    (
        "action float",
        """float, floats, floating, hover, hovers, hovering, drift, drifts, drifting, sail,
        sails, sailing, levitating, bobbing, 漂浮, 悬浮, 飘浮, 漂, 航行, 飘, 悬停, 飘在, 漂在,
        漂流, 升空, 驶出""",
    ),
    (
        "action fly",
        """fly, flies, flying, flew, soar, soars, soaring, 飞, 飞行, 飞翔, 翱翔, 飞过, 盘旋,
        飞越, 飞舞""",
    ),
    (
        "action drive",
        """drive, drives, driving, drove, cruise, cruises, cruising, speeding, speeds, 行驶,
        驾驶, 开车, 驾车, 疾驰, 开过, 飞驰""",
    ),
    (
        "action fish;lean river",
        """fishing, fly fishing, casting a line, fishing for salmon, goes fishing,
        going fishing""",
    ),
    ("action fish;lean snow_peaks;season winter", "ice fishing, 冰钓"),
    (
        "noun fish;verb;lean river",
        """catching fish, catches fish, catching a fish, catches a fish, catching salmon,
        catches salmon, 抓鱼, 捉鱼""",
    ),
    ("lean river", "fishing rod, fishing pole, fishing line, fishing net, fishing hole, 鱼竿"),
    ("action ride", "ride, rides, riding, rode, 骑, 骑着, 骑行"),
    (
        "action stand",
        """stand, stands, standing, stood, waiting, waits, staring, gazing, posing, poses, 站,
        站立, 站着, 矗立, 站在, 伫立, 等待, 凝视, 望着""",
    ),
)  # fmt: skip

HEADINGS: Table = (
    (
        "heading left",
        """to the left, towards the left, toward the left, leftward, leftwards, from the right,
        from right to left, right to left, 向左, 往左, 朝左, 从右, 从右边, 从右侧, 从右往左,
        从右向左, 从右到左, 向左边""",
    ),
    (
        "heading right",
        """to the right, towards the right, toward the right, rightward, rightwards,
        from the left, from left to right, left to right, 向右, 往右, 朝右, 从左, 从左边,
        从左侧, 从左往右, 从左向右, 从左到右, 向右边""",
    ),
    ("side left", "left"),
    ("side right", "right"),
)  # fmt: skip

SELF_NAMED = (
    "squirrel, rhino, hippo, alpaca, book, pumpkin, skeleton, ambulance, kangaroo, koala, "
    "hamster, raccoon, sloth, flamingo, lizard, snake, llama"
)
"""Nouns that the painter knows by the same word."""

WEARING = "wearing, wears, dressed in, clad in, 戴着, 穿着, 身穿, 穿, 戴, 头戴, 撑着, 打着"
"""Verbs whose object is worn: it is not a subject of its own."""

CONTAINERS = word_set("mug, cup, bottle, bowl, vase, glass, box, jar, bouquet")
"""In "a vase of roses" the vase is the subject."""
GARMENTS: Table = (
    (
        "garment",
        """dress, gown, robe, straw hat, cowboy hat, sun hat, witch hat, wizard hat, cap,
        baseball cap,
        beanie, fedora, beret, woolly hat, 草帽, 牛仔帽, 礼帽, 棒球帽, 遮阳帽, 毛线帽, coat,
        trench coat, jacket, suit, hoodie, hat, cape, cloak, raincoat,
        scarf, shirt, t shirt, sweater, skirt, uniform, outfit, kimono, sari, tutu, spacesuit,
        space suit, silk dress, silk gown, silk robe, silk scarf, satin dress, wedding dress, 婚纱,
        白纱, 古装, 衬衫, 白衬衫, 裤子, 礼服, 校服, 制服, 卫衣, 夹克, T恤,
        wedding gown, blouse, raincoats, 裙子, 裙, 连衣裙, 长裙, 旗袍, 外套, 大衣, 衣服, 风衣,
        西装, 帽子, 毛衣, 雨衣,
        围巾, 汉服, 长袍, 斗篷, 撑伞, 打伞, 撑着伞, 打着伞, 撑着雨伞, 撑着油纸伞, 插旗, 举旗,
        举着旗""",
    ),
)
"""What is worn; its colour is that of whoever wears it."""
PLAYFUL = word_set("child, boy, girl")
"""People who run about when they play; others play an instrument or a game."""
AIRCRAFT = word_set(
    "airplane, helicopter, rocket, small airplane, satellite, paper plane, spaceship"
)
FLOATERS = word_set("balloon, hot air balloon, flying saucer, parachute, kite")
BOATS = word_set(
    "ship, sailboat, boat, speedboat, canoe, ferry, motor boat, passenger ship, submarine"
)
SWIMMERS = word_set(
    "fish, whale, dolphin, shark, octopus, jellyfish, squid, seal, blowfish, orca, manta ray, "
    "seahorse, tropical fish, sea turtle, diver, swimmer, mermaid, spouting whale"
)
VEHICLES = word_set(
    "car, taxi, bus, train, motorcycle, bicycle, ambulance, tractor, tram, minibus, metro, "
    "locomotive, racing car, sport utility vehicle, truck, bullet train, police car, pickup truck, "
    "fire engine, motor scooter, kick scooter, articulated lorry, skateboard, rover, "
    "auto rickshaw, scooter, rickshaw"
)
MACHINES = VEHICLES | BOATS | AIRCRAFT
FLYERS = word_set(
    "bird, eagle, butterfly, bat, dragon, rocket, crow, dove, seagull, hummingbird, bee, "
    "dragonfly, phoenix"
)
HUMANS = frozenset(
    meanings.split(";")[0].removeprefix("noun ") for meanings, _ in PEOPLE
) - word_set("scarecrow, alien, ghost")
"""Who is a person, or walks like one."""
ALIVE = word_set(
    "alien, ghost, squirrel, rhino, hippo, bee, alpaca, crow, orca, troll, polar bear, moose, "
    "skeleton, snowman, goose, hummingbird, seagull, red panda, snow leopard, sheep, yak, "
    "manta ray, seahorse, starfish, sea turtle, ladybug, dragonfly, toy"
)
"""Whoever walks and waves, besides people and the animals that emoji show."""
WORN = word_set(
    "umbrella, backpack, briefcase, sunglasses, handbag, top hat, woman’s hat, glasses, scarf, "
    "coat, camera, running shoe, billed cap, gloves, purse, necktie, sword, kimono, jeans, "
    "shoe, watch, headphones, necklace, crown, shorts, high-heeled shoe, cigarette, microphone, "
    "skis, martial arts uniform, ring"
)
"""What a person carries or wears: not a subject of its own beside one."""
