"""Words for the camera, for how strongly things move, and for the look."""

from __future__ import annotations

from kinoloom.generators.painted.vocabulary.places import Table

MOVES: Table = (
    (
        "move push_in",
        "push in, pushes in, pushing in, pushed in, push, pushes forward, push forward, "
            "dolly in, dollies in, dolly, zoom in, zooms in, "
        "zooming in, zoom, move in, moves in, moves closer, moving closer, close in, "
            "closer, pov, first person, "
        "move forward, moves forward, 推进, 推近, 推镜头, 推镜, 拉近, 放大, 镜头推进, "
            "向前推进, 前推, 靠近",
    ),
    (
        "move pull_back",
        "pull back, pulls back, pulling back, pull out, pulls out, pulling out, dolly "
            "out, dollies out, dolly back, "
        "zoom out, zooms out, zooming out, move back, moves back, move away, moves away, "
            "further away, wider, "
        "拉远, 拉开, 后拉, 拉镜头, 缩小, 镜头拉远, 后退, 向后拉, 退后, 拉出",
    ),
    (
        "move pan_left",
        "pan left, pans left, panning left, pan to the left, pans to the left, camera "
            "left, swish left, "
        "左摇, 向左摇, 镜头向左, 镜头左移, 左移, 向左平移, 往左摇",
    ),
    (
        "move pan_right",
        "pan right, pans right, panning right, pan to the right, pans to the right, "
            "camera right, pan, pans, "
        "panning, pan across, panorama, panoramic, 右摇, 向右摇, 镜头向右, 镜头右移, "
            "右移, 向右平移, 摇镜头, 摇镜, 横摇, 平移",
    ),
    ("move tilt_up",
        "tilt up, tilts up, tilting up, crane up, cranes up, camera rises, look up, looking "
        "up, jib up, 上摇, 仰拍, 抬头, 向上摇, 上升镜头, 升镜头, 仰角"),
    ("move tilt_down",
        "tilt down, tilts down, tilting down, crane down, cranes down, look down, camera "
        "descends, 下摇, 向下摇, 下降镜头, 降镜头"),
    ("move track",
        "tracking shot, tracking, track, follow shot, following shot, camera follows, follow "
        "cam, side scrolling, orbit, orbits, orbiting, steadicam, 跟拍, 跟随, 跟镜头, "
        "移动镜头, 横移, 环绕"),
    ("move truck_left", "truck left, track left, trucks left, tracks left, slide left, dolly left"),
    (
        "move truck_right",
        "truck right, track right, trucks right, tracks right, slide right, dolly right",
    ),
    (
        "move aerial",
        "aerial, aerial view, aerial shot, drone, drone shot, drone view, drone footage, "
            "flyover, fly over, fly through, "
        "bird's eye, bird's eye view, birds eye view, overhead, from above, top down, "
            "helicopter shot, high angle, "
        "航拍, 无人机, 俯瞰, 俯拍, 鸟瞰, 高空, 空中视角, 航拍镜头, 无人机视角, 无人机航拍",
    ),
    ("move handheld",
        "handheld, hand held, handheld camera, shaky, shaky cam, documentary, documentary "
        "style, 手持, 手持镜头, 手持摄影, 晃动, 纪录片"),
    (
        "move static",
        "static, static shot, static camera, still camera, locked off, locked off shot, "
            "fixed camera, tripod, "
        "fixed shot, no camera movement, camera still, 固定镜头, 固定机位, 静止镜头, "
            "定机位, 镜头不动, 静止, 固定",
    ),
)  # fmt: skip

MOTIONS: Table = (
    ("motion 0.2",
        "very slow, very slowly, barely, extremely slow, very subtle, slow motion, slowmo, "
        "slow mo, 非常缓慢, 慢动作, 极慢, 很慢"),
    (
        "motion 0.3",
        "slow, slowly, slower, subtle, subtly, gentle, gently, calm, calmly, soft "
            "motion, smooth, smoothly, lazily, "
        "less motion, less movement, 缓慢, 缓缓, 慢慢, 缓慢地, 慢, 慢一点, 慢点, 轻柔, "
            "轻轻, 平稳, 徐徐, 慢速, 平缓",
    ),
    ("motion 0.5", "medium speed, normal speed, moderate, 中速, 正常速度"),
    (
        "motion 0.8",
        "fast, faster, quick, quickly, quicker, rapid, rapidly, dynamic, energetic, "
            "action packed, intense, speedy, "
        "time lapse, timelapse, hyperlapse, more motion, more movement, more dynamic, "
        "快速, 快, 快一点, 快点, 动感, 迅速, 激烈, 延时, 延时摄影, 飞快, 更快, 高速",
    ),
)  # fmt: skip

STYLES: Table = (
    (
        "style cinematic",
        "cinematic, cinema, movie like, filmic, dramatic, dramatically, epic, moody, "
            "blockbuster, atmospheric, hollywood, "
        "cinematic lighting, dramatic lighting, dramatic cinematic lighting, cinematic look, "
        "电影感, 电影级, 电影质感, 电影般, 大片, 史诗, 史诗感, 戏剧性, 氛围感",
    ),
    ("style noir",
        "noir, film noir, noir style, black and white, monochrome, b w, greyscale, "
        "grayscale, 黑白, 黑白片, 黑色电影, 单色, 黑白电影"),
    ("style noir;name", "hitchcock"),
    (
        "style pastel",
        "pastel, pastels, storybook, picture book, watercolor, watercolour, dreamy, "
            "whimsical, fairy tale, fairytale, "
        "cute, cartoon, anime, soft colors, soft colours, children's book, illustrated, "
            "童话, 绘本, 水彩, 梦幻, 柔和, 卡通, 动漫, 动画风格, 粉彩, 治愈",
    ),
    ("style pastel;name",
        "wes anderson, ghibli, studio ghibli, miyazaki, hayao miyazaki, pixar, disney, "
        "makoto shinkai, 宫崎骏, 吉卜力, 新海诚, 韦斯安德森, 皮克斯, 迪士尼"),
    ("style cinematic;name",
        "christopher nolan, nolan, denis villeneuve, villeneuve, spielberg, steven "
        "spielberg, ridley scott, kubrick, stanley kubrick, tarantino, quentin tarantino, "
        "诺兰, 张艺谋, 斯皮尔伯格"),
    ("style neon;name", "wong kar wai, 王家卫"),
    ("style vintage;name", "kodak, kodachrome, polaroid, fujifilm, 柯达"),
    (
        "style vintage",
        "vintage, retro, 35mm, 16mm, 8mm, super 8, 35mm film, 35mm film look, 16mm film, "
            "vintage film, old film, old movie, "
        "film grain, grainy, sepia, nostalgic, analog, analogue, faded, film look, vhs, "
            "1970s, 1980s, 70s, 80s, "
        "复古, 胶片, 胶片感, 胶片质感, 怀旧, 老电影, 旧电影, 泛黄",
    ),
    ("style neon",
        "synthwave, vaporwave, retrowave, neon style, neon look, neon colors, neon colours, "
        "outrun, vibrant neon, 霓虹风格, 蒸汽波, 合成波, 霓虹色"),
)  # fmt: skip
