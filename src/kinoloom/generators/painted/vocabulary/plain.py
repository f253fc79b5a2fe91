"""Words that say nothing about the picture, and words no film is made of here."""

from __future__ import annotations

STOPS = (
    "the, of, in, on, at, by, to, and, or, with, from, into, over, under, above, below, "
    "near, across, through, among, amongst, amid, "
    "along, around, behind, between, beside, before, after, during, towards, toward, up, "
    "down, off, out, "
    "is, are, was, were, be, being, been, am, it, its, it's, this, that, these, those, "
    "there, here, he, she, they, "
    "him, her, them, his, hers, their, i, you, we, me, us, my, your, our, as, for, so, "
    "then, than, too, very, more, less, "
    "most, bit, little bit, a bit, please, make, makes, made, making, let, lets, let's, "
    "have, has, had, do, does, "
    "can, could, would, should, will, want, like, need, give, show, shows, showing, add, "
    "put, set, change, turn, "
    "instead, again, also, just, only, nor, all, each, every, while, where, when, who, which, "
    "what, how, but, "
    "video, clip, shot, scene, footage, film, movie, picture, image, view, style, look, "
    "looks, looking, feel, feeling, "
    "mood, vibe, vibes, camera, lens, frame, create, generate, generated, render, "
    "describe, describing, prompt, "
    "some kind of, kind of, sort of, one day, once upon a time, time of day, o'clock, "
    "in front of, next to, bed of, negative space, copy space, "
    "full, whole, same, different, other, another, new, there's, that's, i'd, i'm, "
    "weather, place, position, side, "
    "shot on iphone, shot on an iphone, filmed on iphone, filmed on an iphone, shot with iphone, "
    "iphone footage, phone footage, shot on my phone, shot on a phone, "
    "windows xp, windows wallpaper, desktop wallpaper, live wallpaper, wallpaper, "
    "use, using, with some, lots, such, get, gets, getting, take, takes, becomes, "
    "quite, really, nice, good, great, cool, awesome, amazing, orchestral, music, score, "
    "heads home, way home, going home, coming home, back home, goes home, "
    "become, it’s, replace, replaced, swap, "
    "watch, watches, watching, see, seeing, second, "
    "seconds, minute, "
    "我们, 你们, 他们, 她们, 它们, 咱们, 新款, 上空, 绽放, 只要, 想看, "
    "的, 了, 着, 在, 和, 与, 跟, 从, 到, 把, 被, 让, 使, 给, 是, 有, 这, 那, 这个, 那个, "
    "里, 中, 上, 下, 边, 旁, 旁边, "
    "之间, 前面, 后面, 前, 画面, 镜头, 场景, 视频, 片段, 一段, 一个, 的视频, 请, 帮我, "
    "我, 你, 他, 她, 它, 我想, 想要, "
    "生成, 制作, 做, 做成, 换, 换成, 改, 改成, 变成, 变, 加, 加上, 加入, 添加, 再, 更, "
    "一点, 一些儿, 些, 地, 得, 也, 都, 还, 就, 并, "
    "并且, 然后, 以及, 正在, 正, 中间, 里面, 上面, 下面, 外面, 时, 时候, 时分, 风格, "
    "感觉, 感, 质感, 效果, 氛围, 用, 来, 去, 向, 往, "
    "一下, 一样, 带, 带着, 充满, 四周, 周围, 处, 当, 于, 之, 其, 而, 吧, 吗, 呢, 啊, "
    "拿着, 手持着, 抱着, 举着, 提着, holding, holds, carrying, carries, 脚下, 深处, 尽头, "
    "两旁, 里面的, 速度, 运动, 方向, 马上, 边上, 中的, 里的, 上的, 过, 一起, 为, 成, 很, 非常, "
    "出现, 天气, 时间, 颜色, 现在, 替换, 替换成, 身边, 身上, 沿着, 个, 只, 位, 头, 辆, "
    "名, 条, 艘, 架, 棵, 台, 座, "
    # A word of denial inside another word denies nothing.
    "一望无际, 无边无际, 无边无垠, 无边, 无垠, 无尽, 无穷, 无穷无尽, 无声, 无比, 无数, "
    "无限, 无忧无虑, 不远处, 不远, 不停, 不停地, 不断, 不断地, 不息, 不同, 不同的, 不一样, "
    "不知不觉, 不仅, 不只, 不但, 特别, 分别, 告别, 离别, 别致, 淹没, 沉没, 没入, 出没, "
    "never ending, neverending, never-ending, not far, not far from, not only, not just, "
    "no longer, nonetheless, no matter"
)

NEGATIONS = (
    "without, no, not, remove, minus, drop the, get rid of, take out, delete, stop the, "
    "lose the, never, don't, neither, instead of, rather than, "
    "没有, 不要, 没, 无, 去掉, 删除, 移除, 删掉, 别, 不, 去除, 不含, 不带, 不出现, 不需要, "
    "不想要, 不包含, 不能有, 不得有, 避免, 禁止, 勿, 请勿, avoid, exclude, excluding"
)

NEGATIVE_PROMPTS = (
    "negative prompt, negative prompts, 负面提示词, 负面提示, 负面词, 反向提示词, "
    "反向提示, 负向提示词, 负提示词"
)
"""What follows is a list of what must not be seen."""

REFUSED: tuple[tuple[str, str], ...] = (
    (
        "sexual",
        "nude, nudes, nudity, naked woman, naked man, naked girl, naked boy, naked "
        "people, sex scene, having sex, sexual, "
        "sexually, sexy, porn, porno, pornographic, pornography, nsfw, erotic, hentai, "
        "striptease, topless, orgy, "
        "blowjob, masturbating, masturbation, fetish, rape, raping, raped, molest, "
        "molesting, 色情, 裸体, 裸露, 裸女, 性爱, "
        "做爱, 强奸, 情色, 全裸, 脱衣舞, 成人片",
    ),
    (
        "violence",
        "gore, gory, decapitate, decapitated, decapitation, decapitating, behead, "
        "beheaded, beheading, dismember, "
        "dismembered, dismembering, disembowel, bloodbath, massacre, torture, tortured, "
        "torturing, mutilated, mutilation, "
        "bloody murder, corpse, corpses, slaughter, slaughtering, suicide, self harm, "
        "school shooting, mass shooting, executed by, execution of, public execution, "
        "blood everywhere, "
        "blood on the, snuff, killing people, kills a, kills her, kills him, killing a, murder, "
        "murdered, murdering, murder scene, shot in the head, being shot at, being shot dead, "
        "being shot by police, being shot by a gunman, being shot by a sniper, "
        "being shot by soldiers, "
        "being shot in the chest, being shot in the back, being shot in the face, "
        "man being shot, woman being shot, person being shot, people being shot, boy being shot, "
        "girl being shot, child being shot, children being shot, someone being shot, "
        "somebody being shot, soldier being shot, soldiers being shot, victim being shot, "
        "prisoner being shot, him being shot, her being shot, them being shot, stabbing, stabbed, "
        "gunned down, shot dead, shot to death, strangling, strangled, 杀死, 谋杀, 凶杀, 捅死, "
        "血腥, 斩首, 砍头, 分尸, 屠杀, "
        "虐杀, 自杀, 酷刑, 尸体, 碎尸, 自残, 杀人",
    ),
    (
        "hate",
        "nazi, nazis, swastika, swastikas, ku klux klan, kkk, lynching, lynched, ethnic "
        "cleansing, genocide, white power, "
        "white supremacy, white supremacist, racial slur, heil hitler, hitler, 纳粹, "
        "种族灭绝, 种族清洗, 三K党, 希特勒, 白人至上",
    ),
)

INNOCENT = (
    "execution of a plan, execution of the plan, execution of a perfect, execution of a flawless, "
    "execution of a dance, execution of a routine, execution of a trick, execution of a move, "
    "execution of a jump, execution of a stunt, execution of a dive, execution of a recipe, "
    "execution of a dish, execution of a design, execution of an idea, execution of a technique, "
    "execution of a kata, execution of a flip, flawless execution, oilseed rape, rape field, "
    "rape fields, rapeseed, "
    "murder of crows, murder mystery, 杀人鲸, 杀人蜂, 杀人蟹"
)
"""What only sounds like something refused."""

UNWANTED: tuple[tuple[str, str], ...] = (
    (
        "unwanted text",
        """text, words, caption, captions, subtitle, subtitles, lettering, 文字, 字幕, 字""",
    ),
    ("unwanted logo", "logo, watermark, brand name, 水印, 标志, 商标"),
    ("unwanted animal", "animal, animals, wildlife, creature, 动物, 小动物"),
    ("unwanted person", "anyone, anybody, any one, any people, 任何人"),
    (
        "absent person",
        """nobody, no one, deserted, uninhabited, unpeopled, no humans, 空无一人, 无人,
        没有人影, 没有人, 空荡荡""",
    ),
)
"""What is only ever named to keep it out."""

DISTANCES: tuple[tuple[str, str], ...] = (
    (
        "far",
        """in the distance, in the background, on the horizon, far away, in the far distance,
        behind it, behind them, in the backdrop, 远处, 远方, 背景是, 背后是, 远处是, 背景里,
        背后, 身后, 远处有""",
    ),
)
"""What stands there is not what the shot is of."""

TRADITIONAL = (
    "機机個个隻只輛辆們们兩两幾几頭头條条來来過过開开車车馬马鳥鸟魚鱼貓猫豬猪雞鸡龍龙鷹鹰鵝鹅鴨鸭獅狮鯨鲸龜龟兒儿"
    "紅红綠绿藍蓝黃黄銀银灰灰紫紫鏡镜頭头遠远進进後后拉拉緩缓慢慢飛飞風风雲云霧雾陰阴陽阳晴晴電电閃闪雷雷沙沙塵尘"
    "漠漠峽峡谷谷戈戈壁壁綠绿洲洲城城市市東东京京紐纽約约倫伦敦敦廣广頂顶樓楼廈厦線线邊边際际納纳國国會会"
    "夜夜間间晝昼時时朝朝陽阳黎黎明明傍傍晚晚餘余暉晖霞霞劃划時时場场海海灘滩島岛濱滨樹树葉叶林林叢丛園园廚厨廳厅"
    "宇宇員员太太空空人人騎骑兵兵戰战歐欧獨独種种無无沒没換换變变讓让給给從从這这邊边裡里裏里與与還还為为對对雙双"
    "愛爱單单輕轻動动態态畫画質质復复復复舊旧賽赛龐庞龐庞體体覺觉顏颜氣气熱热鬧闹漢汉堡堡氈毡縮缩橋桥場场廠厂"
    "廢废墟墟鐵铁軌轨輪轮艦舰隊队將将軍军國国女女孩孩婦妇爺爷媽妈爸爸師师醫医農农學学術术藝艺術术導导舞舞"
    "聖圣誕诞節节燈灯籠笼籠笼霓霓虹虹鐘钟聲声響响樂乐彈弹顯显現现標标題题寫写請请幫帮我我製制產产視视頻频"
    "駱骆駝驼飄飘雪雪紛纷颱台龍龙捲卷烏乌濕湿滿满鮮鲜艷艳麗丽華华麗丽靜静穩稳徑径徐徐繞绕環环鴿鸽鵬鹏蟲虫貍狸"
    "煙烟塔塔寶宝鑽钻蘋苹傘伞褲裤襯衬潛潜熒荧螢萤貝贝殼壳駿骏馳驰驅驱驶驶駛驶駕驾嶺岭峰峰崗岗岸岸壯壮闊阔"
)
"""Pairs of a traditional character and its simplified form, for the words in these tables."""
