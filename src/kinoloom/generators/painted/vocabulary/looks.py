"""Words for the look: style, film stock, mood, and what drifts through the air."""

from __future__ import annotations

from kinoloom.generators.painted.vocabulary.places import Table

STYLES: Table = (
    (
        "style cinematic",
        """cinematic, cinema, movie like, filmic, dramatic, dramatically, moody, blockbuster,
        atmospheric, hollywood, cinematic lighting, dramatic lighting,
        dramatic cinematic lighting, cinematic look, photorealistic, realistic, hyperrealistic,
        photoreal, 4k, 8k, lifelike, 电影感, 电影级, 电影质感, 电影般, 大片, 戏剧性, 氛围感,
        写实, 真实感, 逼真, 电影风格""",
    ),
    (
        "style noir",
        """noir, film noir, noir style, black and white, monochrome, b w, greyscale, grayscale,
        noir film, monochromatic, neo noir, black white, black and white film, silent film, 黑白,
        黑白片,
        黑色电影, 单色, 黑白电影, 黑白影像, 黑白胶片, 默片""",
    ),
    (
        "style noir;name",
        """hitchcock, alfred hitchcock, orson welles, sin city, casablanca, bergman, kurosawa,
        希区柯克, 黑泽明""",
    ),
    (
        "style watercolour",
        """watercolor, watercolour, watercolour painting, watercolor painting, aquarelle,
        hand painted, painterly, oil painting, impressionist, impressionism, gouache,
        chinese painting, anime, hand painted animation, watercolour style, watercolor style,
        brushstrokes, 水彩, 水彩画, 水彩风格, 国画, 油画, 手绘, 动漫, 印象派, 动画风格, 水彩风,
        山水画, 日漫, 中国风""",
    ),
    (
        "style watercolour;name",
        """ghibli, studio ghibli, miyazaki, hayao miyazaki, makoto shinkai, spirited away,
        totoro style, monet, van gogh, turner, 宫崎骏, 吉卜力, 新海诚, 莫奈, 梵高""",
    ),
    (
        "style pastel",
        """pastel, pastels, pastel colours, pastel colors, storybook, picture book, dreamy,
        whimsical, fairy tale, fairytale, kawaii, soft colors, soft colours,
        children's book, childrens book, illustrated, cartoon, claymation, candy coloured,
        candy colored, storybook style, bedtime story, soft pastel, pastel tones,
        storybook illustration, children's book illustration, 童话, 绘本, 梦幻, 柔和, 卡通,
        粉彩, 治愈, 马卡龙, 马卡龙色, 故事书, 童书, 粘土动画, 绘本风格, 柔和色调,
        童话风格, 淡彩""",
    ),
    (
        "style pastel;composition symmetrical;name",
        """wes anderson, wes anderson style, grand budapest, 韦斯安德森, 韦斯·安德森""",
    ),
    ("style pastel;name", "pixar, disney, dreamworks, aardman, 皮克斯, 迪士尼"),
    (
        "style poster",
        """poster, flat design, flat illustration, flat colours, flat colors, vector,
        vector art, screen print, screenprint, pop art, minimalist poster, travel poster,
        art deco, bauhaus, paper cut, papercut, paper cutout, cut paper, graphic design,
        bold shapes, comic, comic book, low poly, cel shaded, woodblock, woodblock print,
        ukiyo e, linocut, stencil, flat style, vintage poster, 海报, 扁平, 扁平化, 扁平风格,
        矢量, 波普, 剪纸, 版画, 浮世绘, 漫画, 平面设计, 海报风格, 扁平插画, 插画, 插画风格,
        剪纸风格, 丝网印刷, 装饰艺术""",
    ),
    (
        "style poster;name",
        """saul bass, andy warhol, warhol, hokusai, spider verse, 北斋, 安迪沃霍尔""",
    ),
    (
        "style line_art",
        """ink wash, ink style, japanese ink, chinese ink, japanese ink style, chinese ink style,
        in ink, ink wash style, ink wash painting, chinese ink painting, ink painting,
        brush painting,
        sumi e, line art, line drawing, lineart, ink drawing, pencil sketch, sketch,
        pencil drawing, sketched, hand drawn, pen and ink, charcoal, charcoal drawing,
        outline drawing, single line, one line drawing, minimal line, doodle, blueprint,
        etching, engraving, hand drawn sketch, line art style, outlines, 水墨, 水墨画, 水墨风,
        水墨风格, 线稿, 线条, 素描, 速写, 白描, 简笔画, 铅笔画, 钢笔画, 手绘线稿, 线描, 草图,
        线条画, 炭笔""",
    ),
    (
        "style neon",
        """synthwave, vaporwave, retrowave, neon style, neon look, neon colors, neon colours,
        outrun, vibrant neon, retro futurism neon, neon aesthetic, vaporwave aesthetic,
        blacklight, neon noir, 霓虹风格, 蒸汽波, 合成波, 霓虹色, 霓虹风, 霓虹色调, 赛博风""",
    ),
    ("style neon;name", "wong kar wai, nicolas winding refn, 王家卫"),
    (
        "style cinematic;name",
        """christopher nolan, nolan, denis villeneuve, villeneuve, spielberg, steven spielberg,
        ridley scott, kubrick, stanley kubrick, tarantino, quentin tarantino, roger deakins,
        dune movie, tarkovsky, terrence malick, 诺兰, 张艺谋, 斯皮尔伯格""",
    ),
    (
        "style vintage",
        """vintage, retro, vintage film, old film, old movie, sepia, analog, analogue, faded,
        1920s, 1930s, 1940s, 1950s, 1960s, 1970s, 1980s, 1990s, the 60s, 50s, 70s, 80s, 90s,
        the nineties, the eighties, the seventies, the sixties, vintage look, old timey,
        old fashioned, retro look, analog film, faded colours, faded colors, retro style,
        vintage style, 复古, 老电影, 旧电影, 泛黄, 怀旧, 复古风, 老照片, 年代感, 复古风格,
        八十年代, 七十年代, 九十年代, 80年代, 90年代, 70年代, 1980年代, 1990年代, 民国, 港风""",
    ),
    ("tint vintage;mood melancholic", "nostalgic, nostalgia"),
    (
        "grain 35mm",
        """film grain, grainy, film look, analog film look, grainy film, 胶片, 胶片感,
        胶片质感, 胶片颗粒""",
    ),
    ("tint vintage;grain 35mm;name", "kodak, kodachrome, polaroid, fujifilm, 柯达, 宝丽来"),
)  # fmt: skip

STOCKS: Table = (
    ("stock 35mm", "35mm, 35mm film, 35mm film look, 35 mm, shot on 35mm, 35mm胶片, 35毫米"),
    ("stock 16mm", "16mm, 16mm film, 16 mm, shot on 16mm, 16mm胶片, 16毫米"),
    (
        "stock 8mm;tint vintage",
        """8mm, 8mm film, super 8, super8, super 8mm, super 8 film, 超8, 8毫米""",
    ),
    (
        "stock vhs;tint vintage",
        """vhs, vhs tape, camcorder footage, home movie, vhs footage, vhs look, 录像带,
        家庭录像""",
    ),
)  # fmt: skip

MOODS: Table = (
    (
        "mood calm",
        """calm, peaceful, serene, tranquil, relaxing, zen, meditative, soothing,
        serenity, tranquility, still and quiet, 宁静, 平静, 安静, 祥和, 静谧, 安宁, 恬静,
        禅意,
        岁月静好, 寂静""",
    ),
    (
        "tone calm",
        """quiet, quietly, soft light, soft lighting, gentle light, 柔和的光, 柔和的光线, 柔和光线,
        柔和的灯光, 柔光""",
    ),
    (
        "mood joyful",
        """joyful, happy, cheerful, playful, fun, festive, celebration, uplifting, lively, joy,
        happily, laughing, exuberant, upbeat, cute, adorable, 可爱, 萌, 呆萌, 欢乐, 快乐, 欢快,
        喜庆, 开心, 热闹, 活泼, 愉快,
        节日""",
    ),
    (
        "mood melancholic",
        """melancholic, melancholy, sad, somber, sombre, wistful, bittersweet, sorrowful,
        mournful, lonesome, forlorn, 忧伤, 悲伤, 忧郁, 伤感, 惆怅, 落寞, 寂寞, 凄凉""",
    ),
    ("mood melancholic;count 1", "lonely, 孤独, 孤单"),
    (
        "mood epic",
        """epic, grand, majestic, heroic, awe inspiring, sweeping, breathtaking, spectacular,
        monumental, grandiose, 史诗, 史诗感, 宏大, 壮观, 壮丽, 震撼, 磅礴, 气势磅礴, 雄伟,
        恢弘, 史诗级""",
    ),
    (
        "mood mysterious",
        """mysterious, eerie, haunting, mystical, enigmatic, ethereal, magical, otherworldly,
        surreal, spooky, mystic, enchanted, 神秘, 诡异, 奇幻, 魔幻, 超现实, 空灵, 仙境""",
    ),
    (
        "mood romantic",
        """romantic, romance, in love, tender, intimate, 浪漫, 爱情, 温柔, 唯美, 甜蜜""",
    ),
    (
        "mood tense",
        """tense, suspenseful, suspense, thriller, ominous, scary, horror, menacing, creepy,
        terrifying, foreboding, 紧张, 悬疑, 恐怖, 惊悚, 压迫感, 不安""",
    ),
    (
        "mood cosy",
        """cozy, cosy, warm and cozy, hygge, homely, lo fi, lofi, snug, comfy,
        warm and inviting, homey, 温馨, 舒适, 惬意, 温暖, 暖心""",
    ),
)

EFFECTS: Table = (
    (
        "effect steam",
        """steam, steaming, steam rising, steamy, steaming hot, piping hot, 热气, 蒸汽,
        热气腾腾, 冒着热气, 热腾腾, 冒热气, 水汽""",
    ),
    (
        "effect smoke",
        """smoke, smoky, smoking, smoke rising, smoke drifting, wisps of smoke, incense smoke,
        烟雾, 烟, 青烟, 浓烟, 烟雾缭绕, 缭绕""",
    ),
    (
        "effect sparks",
        """spark, sparks, ember, sparkler, flying sparks, sparks flying, 火花, 火星子,
        火星四溅, 余烬, 飞溅的火星, 仙女棒""",
    ),
    (
        "effect sparks",
        """fire, flames, on fire, breathing fire, breathes fire, ablaze, 火焰, 烈焰, 喷火, 着火,
        烈火""",
    ),
    ("effect sparks;hint night", "firework, fireworks, 烟花, 烟火, 焰火"),
    (
        "effect confetti",
        """confetti, confetti falling, ticker tape, streamers, 彩纸, 五彩纸屑, 彩带, 纸屑, 礼花""",
    ),
    (
        "effect petals",
        """petal, falling petals, drifting petals, rose petals, flower petals, petals falling,
        cherry petals, 花瓣, 花瓣飘落, 落花, 飘落的花瓣, 花瓣雨""",
    ),
    (
        "effect petals;season spring",
        """falling cherry blossoms, cherry blossom petals, sakura petals,
        cherry blossoms falling, 樱花飘落, 樱花花瓣, 樱花瓣""",
    ),
    (
        "effect bubbles",
        """bubble, bubbles rising, rising bubbles, soap bubbles, fizz, fizzy, 气泡, 泡泡, 水泡,
        肥皂泡""",
    ),
    (
        "effect dust",
        """dust, dusty, dust motes, dust particles, floating dust, dust cloud, kicking up dust,
        dust rising, 尘埃, 灰尘, 尘土飞扬, 扬尘, 浮尘""",
    ),
    (
        "effect leaves",
        """falling leaves, fallen leaves, leaves on the ground, dry leaves, leaves falling,
        drifting leaves, blowing leaves, swirling leaves, leaves drifting, leaves swirling,
        leaves blowing, leaf, leaf falling, leaves rustling, 落叶, 叶子, 树叶, 落叶纷飞,
        树叶飘落""",
    ),
    (
        "effect leaves;season autumn;lean autumn_forest",
        """autumn leaves falling, falling autumn leaves, autumn leaves, golden leaves,
        red leaves, orange leaves, 秋叶飘落, 枫叶飘落, 金黄的落叶, 红叶飘落""",
    ),
)  # fmt: skip
