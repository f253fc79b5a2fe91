"""Words for who is in a shot, how many, what colour, and what they do."""

from __future__ import annotations

from kinoloom.generators.painted.vocabulary.places import Table, word_set

PEOPLE: Table = (
    ("noun astronaut",
        "astronaut, spaceman, spacewoman, cosmonaut, taikonaut, space explorer, 宇航员, "
        "航天员, 太空人, 宇航服"),
    (
        "noun person",
        "person, human, someone, somebody, character, figure, silhouette, traveler, "
            "traveller, wanderer, stranger, "
        "protagonist, hero, tourist, adult, dancer, 人, 路人, 旅人, 人物, 主角, 游客, "
            "行者, 身影, 男女, 某人, 舞者",
    ),
    ("noun person;many 3", "people, humans, friend, tourists, 人们, 朋友, 朋友们"),
    ("noun person;many 5", "crowd, audience, 人群"),
    ("noun person;many 2", "couple, lovers, 情侣, 夫妻, 恋人, 一对情侣, 夫妇, 两人, 二人"),
    ("noun person;many 3", "family, families, 一家人, 家人"),
    ("noun person",
        "singer, chef, doctor, teacher, student, worker, farmer, artist, businessman, "
        "scientist, model, 歌手, 厨师, 医生, 老师, 学生, 工人, 农民, 画家, 模特"),
    ("noun man",
        "man, guy, gentleman, boyfriend, father, dad, old man, grandfather, king, prince, "
        "男人, 男子, 男士, 先生, 老人, 爷爷, 父亲, 爸爸, 男孩子, 大叔, 国王, 王子"),
    ("noun woman",
        "woman, lady, girlfriend, mother, mom, old woman, grandmother, bride, queen, "
        "princess, 女人, 女子, 女士, 美女, 母亲, 妈妈, 奶奶, 新娘, 女王, 公主"),
    ("noun child", "child, children, kid, toddler, 孩子, 小孩, 儿童, 小朋友, 孩子们"),
    ("noun boy", "boy, 男孩, 小男孩, 少年"),
    ("noun girl", "girl, 女孩, 小女孩, 少女, 姑娘, 小姑娘, 女生"),
    ("noun hiker",
        "hiker, mountaineer, climber, backpacker, explorer, adventurer, 徒步者, 登山者, "
        "背包客, 探险家, 登山客, 驴友"),
    (
        "noun runner;does run",
        "runner, jogger, athlete, sprinter, marathon runner, 跑者, 跑步者, 运动员, 跑步的人",
    ),
    (
        "noun cyclist;does drive",
        "cyclist, biker, bicyclist, 骑行者, 骑手, 骑自行车的人, 骑车人, 自行车手",
    ),
    ("noun robot", "robot, android, droid, cyborg, mech, humanoid, 机器人, 机甲, 仿生人"),
    ("noun cowboy", "cowboy, cowgirl, gunslinger, 牛仔, 西部牛仔"),
    ("noun soldier", "soldier, warrior, knight, samurai, 士兵, 战士, 骑士, 武士, 军人, 将军"),
    ("noun ninja", "ninja, 忍者"),
    (
        "noun superhero;name",
        "batman, superman, spiderman, spider man, iron man, 蝙蝠侠, 超人, 蜘蛛侠, 钢铁侠",
    ),
    ("noun mage", "wizard, witch, mage, sorcerer, 巫师, 女巫, 魔法师"),
)  # fmt: skip

THINGS: Table = (
    ("noun car",
        "car, automobile, sedan, coupe, vintage car, vehicle, old car, 汽车, 车, 轿车, "
        "小汽车, 车子, 车辆, 小车, 老爷车"),
    ("noun car;name", "tesla, bmw, mercedes, audi, toyota, honda, 特斯拉, 宝马, 奔驰车, 奥迪"),
    ("noun racing car",
        "sports car, sportscar, race car, racecar, racing car, supercar, formula one car, "
        "跑车, 赛车, 超跑"),
    ("noun racing car;name", "ferrari, porsche, lamborghini, 法拉利, 保时捷, 兰博基尼"),
    ("noun sport utility vehicle", "suv, jeep, off roader, offroad car, 吉普车, 越野车"),
    ("noun delivery truck", "truck, lorry, van, 卡车, 货车, 面包车"),
    ("noun taxi", "taxi, cab, taxi cab, 出租车, 的士, 计程车"),
    ("noun bus", "bus, school bus, coach, 公交车, 巴士, 公共汽车, 大巴, 校车"),
    ("noun motorcycle", "motorcycle, motorbike, 摩托车, 摩托, 机车"),
    ("noun bicycle", "bicycle, bike, 自行车, 单车, 脚踏车"),
    ("noun train", "train, subway train, 火车, 列车"),
    ("noun bullet train", "bullet train, high speed train, 高铁, 动车"),
    ("noun ship",
        "ship, cargo ship, freighter, container ship, vessel, pirate ship, 船, 轮船, 货轮, "
        "海盗船, 货船"),
    ("noun sailboat",
        "sailboat, sailing boat, boat, yacht, rowboat, fishing boat, 帆船, 小船, 渔船, 游艇, "
        "小舟, 木船"),
    ("noun rocket",
        "rocket, spaceship, spacecraft, starship, space shuttle, rocket ship, 火箭, 飞船, "
        "宇宙飞船, 太空船"),
    ("noun flying saucer", "flying saucer, ufo, alien ship, 飞碟, 不明飞行物"),
    ("noun alien", "alien, extraterrestrial, 外星人"),
    ("noun airplane",
        "airplane, aeroplane, plane, jet, aircraft, airliner, fighter jet, 飞机, 客机, "
        "战斗机, 喷气机"),
    ("noun helicopter", "helicopter, chopper, 直升机, 直升飞机"),
    ("noun balloon", "balloon, hot air balloon, 气球, 热气球"),
    ("noun dog",
        "dog, hound, retriever, golden retriever, corgi, husky, shiba, german shepherd, 狗, "
        "狗狗, 犬, 柯基, 金毛, 哈士奇, 柴犬"),
    ("noun dog;size small", "puppy, doggy, 小狗, 幼犬"),
    ("noun cat", "cat, 猫, 猫咪, 橘猫"),
    ("noun cat;size small", "kitten, kitty, 小猫, 小猫咪"),
    ("noun horse", "horse, pony, stallion, mustang, 马, 骏马, 马儿, 小马"),
    ("noun bird",
        "bird, sparrow, seagull, gull, songbird, robin bird, 鸟, 小鸟, 海鸥, 麻雀, 乌鸦, "
        "飞鸟, 鸟儿, 鸟群"),
    ("noun dove", "dove, pigeon, 鸽子, 白鸽, 和平鸽"),
    ("noun swan", "heron, egret, 天鹅, 仙鹤, 鹤, 白鹭"),
    ("noun eagle", "eagle, hawk, falcon, vulture, condor, 鹰, 老鹰, 雄鹰, 秃鹫"),
    ("noun bear", "bear, grizzly, brown bear, black bear, 熊, 棕熊, 黑熊, 北极熊, 小熊"),
    ("noun panda", "panda, giant panda, red panda, 熊猫, 大熊猫, 小熊猫"),
    ("noun fox", "fox, 狐狸, 小狐狸"),
    ("noun wolf", "wolf, coyote, 狼, 野狼, 狼群"),
    ("noun deer",
        "deer, stag, elk, reindeer, doe, antelope, gazelle, 鹿, 小鹿, 麋鹿, 驯鹿, 梅花鹿, "
        "羚羊"),
    ("noun camel", "camel, dromedary, 骆驼, 驼队"),
    ("noun elephant", "elephant, 大象, 象, 象群"),
    ("noun elephant;size small", "baby elephant, 小象"),
    ("noun ewe", "sheep, lamb, ewe, 羊, 绵羊, 羊群, 小羊, 羔羊"),
    ("noun goat", "goat, 山羊"),
    ("noun cow", "cow, cattle, 牛, 奶牛, 牦牛, 黄牛"),
    ("noun bison", "bison, buffalo, bull, yak, 野牛, 公牛"),
    ("noun tiger", "tiger, 老虎, 虎"),
    ("noun leopard", "leopard, cheetah, jaguar, panther, snow leopard, 豹子, 豹, 猎豹, 雪豹, 花豹"),
    ("noun lion", "lion, lioness, 狮子, 雄狮"),
    ("noun rabbit", "rabbit, bunny, hare, 兔子, 小兔子, 兔, 野兔"),
    ("noun monkey", "monkey, chimp, chimpanzee, ape, 猴子, 猴, 小猴子"),
    ("noun penguin", "penguin, 企鹅"),
    ("noun whale", "whale, 鲸鱼, 鲸"),
    ("noun T-Rex", "dinosaur, t rex, tyrannosaurus, 恐龙, 霸王龙"),
    ("noun sauropod", "brontosaurus, sauropod, 蜥脚龙, 雷龙"),
    ("noun dragon", "dragon, 龙, 巨龙, 飞龙"),
    ("noun unicorn", "unicorn, 独角兽"),
    ("noun squid", "squid, 鱿鱼"),
    ("noun butterfly", "butterfly, moth, 蝴蝶"),
    ("noun chicken", "chicken, hen, 鸡, 母鸡"),
    ("noun fish", "fish, goldfish, koi, 鱼, 金鱼, 锦鲤, 小鱼"),
    ("noun turtle", "turtle, tortoise, 乌龟, 龟, 海龟, 陆龟"),
    ("noun crocodile", "crocodile, alligator, 鳄鱼"),
    ("noun castle", "castle, fortress, palace, 城堡, 宫殿"),
    ("noun hut", "hut, cabin, cottage, log cabin, 小屋, 木屋, 茅屋"),
    ("noun house", "house, home, mansion, 房子, 房屋, 别墅"),
    ("noun tent", "tent, 帐篷"),
    ("noun snowman", "snowman, 雪人"),
    ("noun umbrella", "umbrella, parasol, 雨伞, 伞"),
    ("noun guitar", "guitar, 吉他"),
    ("noun hot beverage",
        "coffee, coffee cup, cup of coffee, cup of tea, mug, cup, tea, 咖啡, 咖啡杯, 杯子, "
        "茶, 一杯咖啡, 热茶"),
    ("noun hamburger", "hamburger, burger, cheeseburger, 汉堡, 汉堡包"),
    ("noun red apple", "apple, red apple, 苹果"),
    ("noun gem stone", "diamond, gem, jewel, crystal, 钻石, 宝石, 水晶"),
    ("noun soccer ball", "soccer ball, football, ball, 足球, 球"),
    ("noun watch", "wristwatch, wrist watch, smartwatch, 手表, 腕表"),
    ("noun mobile phone", "phone, smartphone, iphone, cell phone, 手机"),
    ("noun running shoe", "sneaker, trainer, running shoe, 运动鞋, 球鞋"),
    ("noun lotion bottle", "perfume, perfume bottle, skincare, lotion, 香水, 护肤品"),
    ("noun cherry blossom", "cherry blossom, sakura, 樱花"),
    ("noun sunflower", "sunflower, 向日葵"),
    ("noun rose", "rose, 玫瑰, 玫瑰花"),
    ("noun tulip", "flower, tulip, 花, 花朵, 鲜花, 郁金香"),
    ("noun cactus", "cactus, cacti, saguaro, 仙人掌"),
)  # fmt: skip

COLOURS: dict[str, tuple[str, str]] = {
    "red": ("#c8322b", "red, crimson, scarlet, 红, 红色, 大红, 火红"),
    "orange": ("#e07b2a", "orange, 橙, 橙色, 橘色, 橘红色"),
    "yellow": ("#e8b92e", "yellow, golden yellow, 黄, 黄色, 明黄色"),
    "green": ("#3f8f4f", "green, emerald, 绿, 绿色, 翠绿"),
    "teal": ("#2a8f93", "teal, turquoise, cyan, aqua, 青色, 蓝绿色, 青"),
    "blue": ("#2f66c4", "blue, navy, azure, 蓝, 蓝色, 深蓝色, 天蓝色"),
    "purple": ("#7a4bb0", "purple, violet, lavender, 紫, 紫色"),
    "pink": ("#e58aa8", "pink, magenta, 粉, 粉色, 粉红, 粉红色"),
    "brown": ("#7b4f32", "brown, chestnut brown, 棕, 棕色, 褐色, 咖啡色"),
    "white": ("#f0efe9", "white, ivory, 白, 白色, 纯白"),
    "black": ("#1f2024", "black, jet black, 黑, 黑色"),
    "grey": ("#8a8d92", "grey, gray, 灰, 灰色"),
    "silver": ("#b9bec6", "silver, metallic, chrome, 银, 银色, 银白色"),
    "gold": ("#d4a53a", "gold, 金, 金色"),
}

SIZES: Table = (
    ("size large",
        "giant, huge, big, large, enormous, massive, gigantic, colossal, towering, bigger, "
        "larger, 巨大, 巨型, 大, 庞大, 高大, 超大, 大型, 更大, 巨"),
    ("size small",
        "small, tiny, little, mini, miniature, baby, smaller, 小, 小小, 迷你, 微小, 娇小, "
        "更小, 幼小"),
)  # fmt: skip

COUNTS: Table = (
    ("count 1", "one, a, an, single, lone, solitary, alone, lonely, 孤独, 独自, 一, 单独, 孤单"),
    ("count 2", "two, couple of, pair of, pair, both, 两, 二, 一对, 一双"),
    ("count 3", "three, few, a few, some, trio of, 三, 几, 一些"),
    ("count 4", "four, several, 四, 好几"),
    ("count 5",
        "five, herd of, flock of, group of, fleet of, team of, family of, pack of, pride of, "
        "school of, bunch of, swarm of, caravan of, herd, flock, 五, 一群, 一队, 成群, 群"),
    ("count 6", "six, many, lots of, a lot of, half a dozen, 六, 许多, 很多, 众多"),
    ("count 7", "seven, 七"),
    ("count 8", "eight, crowd of, 八"),
    ("count 9", "nine, 九"),
    ("count 10", "ten, 十"),
    ("count 11", "eleven, 十一"),
    ("count 12",
        "twelve, dozen, a dozen, dozens of, hundreds of, thousands of, hundred, army of, "
        "十二, 无数, 成百上千"),
    ("many 5", "caravan, convoy, parade, group, 商队, 车队"),
)  # fmt: skip

MEASURES = "只个位头匹辆名条艘架棵群朵台座把张双尾峰隻個輛條"

ACTIONS: Table = (
    ("action walk",
        "walk, walks, walking, walked, stroll, strolls, strolling, wander, wanders, "
        "wandering, march, marches, marching, hike, hikes, hiking, trek, treks, trekking, "
        "roam, roams, roaming, strut, strutting, 走, 行走, 走路, 散步, 漫步, 步行, 徒步, "
        "走过, 走来, 走着, 行进, 穿行, 走动, 走在"),
    ("action go",
        "cross, crosses, crossing, move, moves, moving, travel, travels, traveling, "
        "travelling, pass, passes, passing, approach, approaches, approaching, leaving, "
        "leaves, heading, heads, going, goes, arriving, exploring, explores, 经过, 穿过, "
        "穿越, 路过, 前进, 移动, 驶过, 驶向, 探索, 前行, 离开"),
    ("action run",
        "run, runs, running, ran, jog, jogs, jogging, sprint, sprints, sprinting, gallop, "
        "gallops, galloping, dash, dashing, chasing, chases, racing, races, jump, jumps, "
        "jumping, leaping, playing, 跑, 奔跑, 跑步, 飞奔, 跑过, 狂奔, 跑着, 追逐, 跳, 跳跃, "
        "玩耍"),
    ("action gallop", "奔驰, 驰骋"),
    ("action wave",
        "waving, waves hello, waves goodbye, waves at, wave hello, wave goodbye, wave at, "
        "wave to, waves to, greeting, greets, dance, dances, dancing, cheering, 挥手, 招手, "
        "跳舞, 起舞"),
    ("action sit",
        "sit, sits, sitting, seated, sat, resting, rests, sleeping, sleeps, lying, relaxing, "
        "meditating, 坐, 坐着, 坐在, 休息, 睡觉, 躺, 打坐, 冥想"),
    ("action float",
        "float, floats, floating, hover, hovers, hovering, drift, drifts, drifting, swim, "
        "swims, swimming, sail, sails, sailing, levitating, 漂浮, 悬浮, 飘浮, 漂, 游, 游泳, "
        "航行, 飘, 悬停, 飘在"),
    ("action fly",
        "fly, flies, flying, flew, soar, soars, soaring, glide, glides, gliding, 飞, 飞行, "
        "飞翔, 翱翔, 飞过, 盘旋, 飞越, 飞舞"),
    ("action drive",
        "drive, drives, driving, drove, cruise, cruises, cruising, speeding, speeds, 行驶, "
        "驾驶, 开车, 驾车, 疾驰, 开过, 飞驰"),
    ("action ride", "ride, rides, riding, rode, 骑, 骑着, 骑行"),
    ("action stand",
        "stand, stands, standing, stood, waiting, waits, staring, gazing, posing, 站, 站立, "
        "站着, 矗立, 站在, 伫立, 等待, 凝视, 望着"),
)  # fmt: skip

HEADINGS: Table = (
    ("heading left",
        "to the left, towards the left, toward the left, leftward, leftwards, from the "
        "right, from right to left, right to left, 向左, 往左, 朝左, 从右, 从右边, 从右侧, "
        "从右往左, 从右向左, 从右到左, 向左边"),
    ("heading right",
        "to the right, towards the right, toward the right, rightward, rightwards, from the "
        "left, from left to right, left to right, 向右, 往右, 朝右, 从左, 从左边, 从左侧, "
        "从左往右, 从左向右, 从左到右, 向右边"),
    ("side left", "left"),
    ("side right", "right"),
)  # fmt: skip

SELF_NAMED = (
    "polar bear, squirrel, rhino, hippo, bee, alpaca, crow, raven, orca, moose, tram, "
    "scooter, moped, kayak, "
    "piano, book, lamp, statue, pumpkin, skeleton, monk, surfer, temple, panther, "
    "teapot, rickshaw, ambulance"
)
"""Nouns that the painter knows by the same word."""

CARRIED = (
    "wearing, wears, holding, holds, carrying, carries, dressed in, 戴着, 穿着, 拿着, "
    "手持着, 抱着, 撑着, 打着"
)
"""Verbs whose object is held or worn: it is not a subject of its own."""

AIRCRAFT = word_set("airplane, helicopter, rocket, small airplane, satellite")
FLOATERS = word_set("balloon, flying saucer, parachute, kite")
BOATS = word_set("ship, sailboat, speedboat, canoe, ferry, motor boat, passenger ship, kayak")
SWIMMERS = word_set("fish, whale, dolphin, shark, octopus, jellyfish, squid, seal, blowfish")
VEHICLES = word_set(
    "car, taxi, bus, train, motorcycle, bicycle, ambulance, tractor, tram, minibus, metro, "
    "locomotive, racing car, sport utility vehicle, delivery truck, bullet train, police car, "
    "fire engine, pickup truck, motor scooter, kick scooter, articulated lorry, skateboard, "
    "auto rickshaw, scooter, moped, rickshaw"
)
MACHINES = VEHICLES | BOATS | AIRCRAFT
FLYERS = word_set("bird, eagle, butterfly, bat, dragon, rocket, crow, raven, dove")
HUMANS = word_set(
    "astronaut, person, man, woman, child, boy, girl, hiker, runner, cyclist, robot, cowboy, "
    "soldier, ninja, superhero, mage"
)
ALIVE = word_set(
    "alien, ghost, squirrel, rhino, hippo, bee, alpaca, crow, raven, orca, polar bear, moose, "
    "skeleton, monk, surfer, panther, snowman, fairy, elf, zombie, vampire"
)
"""Whoever walks and waves, besides people and the animals that emoji show."""
WORN = word_set(
    "umbrella, backpack, briefcase, sunglasses, handbag, top hat, woman’s hat, glasses, scarf, "
    "coat, guitar, camera, running shoe, billed cap, gloves, purse, necktie"
)
"""What a person carries or wears: not a subject of its own beside one."""
DESERT_NOUNS = word_set(
    "camel, elephant, lion, giraffe, zebra, snake, lizard, scorpion, rhinoceros, hippopotamus, "
    "rhino, hippo, cowboy, cactus, kangaroo, crocodile, leopard, tiger, T-Rex, sauropod, llama"
)
MARS_NOUNS = word_set("astronaut, alien, flying saucer, rocket, satellite")
CITY_NOUNS = VEHICLES | word_set(
    "person, man, woman, child, boy, girl, runner, cyclist, robot, superhero, ninja, cat, rat"
)
