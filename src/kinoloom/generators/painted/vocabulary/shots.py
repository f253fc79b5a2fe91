"""Words for the camera, for how strongly things move, and for the shape of the film."""

from __future__ import annotations

from kinoloom.generators.painted.vocabulary.places import Table

MOVES: Table = (
    (
        "move push_in;motion 0.3",
        """zooms slowly in, zoom slowly in, zooming slowly in, dolly slowly in, dollies slowly in,
        pushes slowly in, pushing slowly in, push slowly in""",
    ),
    (
        "move pull_back;motion 0.3",
        """zooms slowly out, zoom slowly out, zooming slowly out, dolly slowly out,
        dollies slowly out, pulls slowly back, pull slowly back""",
    ),
    ("move tilt_up;motion 0.3", "tilts slowly up, tilt slowly up, pans slowly up"),
    ("move tilt_up;motion 0.3", "镜头缓缓上升, 镜头慢慢上升, 镜头缓慢上升, 缓缓上摇"),
    ("move tilt_down;motion 0.3", "镜头缓缓下降, 镜头慢慢下降, 镜头缓慢下降"),
    ("move tilt_down;motion 0.3", "tilts slowly down, tilt slowly down, pans slowly down"),
    (
        "move push_in",
        """push in, pushes in, pushing in, pushed in, pushes forward, push forward, dolly in,
        dollies in, dolly, zoom in, zooms in, zooming in, zoom, move in, moves in,
        moves closer, moving closer, close in, closes in, closer,
        move forward, moves forward, moving forward, dolly zoom, creep in, creeps in,
        creeping in, camera approaches, pushes slowly in, pushing slowly in,
        push slowly in, dolly shot,
        move the camera closer, move the camera in, bring the camera closer, get closer,
        镜头靠近, 近一点, 近一些, push towards, pushes toward, 推进, 推近, 推镜头, 推镜,
        拉近, 放大, 镜头推进, 向前推进, 前推, 靠近, 推向, 镜头推近, 向前推, 推入""",
    ),
    (
        "move pull_back",
        """pull back, pulls back, pulling back, pull out, pulls out, pulling out, dolly out,
        dollies out, dolly back, zoom out, zooms out, zooming out, move back, moves back,
        move away, moves away, further away, wider, pull away, pulls away, pulling away,
        backs away, reveal shot, pullback, retreats, zooms slowly out, pulls slowly back,
        move the camera back, move the camera away, 远一点, 远一些, 拉远,
        拉开, 后拉, 拉镜头, 缩小, 镜头拉远, 后退, 向后拉, 退后, 拉出, 镜头后拉, 镜头拉开""",
    ),
    (
        "move pan_left",
        """pan left, pans left, panning left, pan to the left, pans to the left, camera left,
        swish left, panning to the left, pans slowly left, whip pan left, 左摇, 向左摇,
        镜头向左, 镜头左移, 左移, 向左平移, 往左摇, 向左横摇, 镜头向左摇""",
    ),
    (
        "move pan_right",
        """pan right, pans right, panning right, pan to the right, pans to the right,
        camera right, pan, pans, panning, pan across,
        panning to the right, pans across, panning across, pans slowly right, whip pan,
        panning shot, pan shot, 右摇, 向右摇, 镜头向右, 镜头右移, 右移, 向右平移, 摇镜头, 摇镜,
        横摇, 平移, 摇摄, 镜头向右摇, 镜头横摇""",
    ),
    (
        "move tilt_up",
        """tilt up, tilts up, tilting up, crane up, cranes up, camera rises,
        jib up, tilt upward, tilts upward, crane shot, jib shot, camera rising, pedestal up,
        pans up, pan up,
        rising shot, 上摇, 摇上, 摇上去, 往上摇, 向上摇, 上升镜头, 升镜头,
        镜头上升, 镜头上摇, 升起镜头, 摇臂""",
    ),
    (
        "move tilt_down",
        """tilt down, tilts down, tilting down, crane down, cranes down, look down,
        camera descends, looking down, tilt downward, tilts downward, camera lowers, pans down,
        pan down, jib down, 下摇, 摇下, 摇下来, 往下摇, 向下摇, 下降镜头, 降镜头, 镜头下降,
        镜头下摇""",
    ),
    (
        "move orbit",
        """orbit, orbits, orbiting, orbit shot, orbital shot, orbiting shot, camera orbits,
        arc shot, arcs around, circles around, circling around, camera circles, rotates around,
        rotating around, 360 shot, 360 degree, 360 degrees, 360, revolves around, spins around,
        moves around, bullet time, turntable shot, rotating shot, wraps around,
        swirls around, 环绕, 环绕镜头, 绕拍, 环绕拍摄, 围绕, 旋转镜头, 旋转展示, 镜头环绕,
        360度, 绕着""",
    ),
    (
        "move track",
        """tracking shot, tracking, track, follow shot, following shot, camera follows,
        follow cam, side scrolling, steadicam, gimbal, follow, follows, following,
        tracking alongside, side tracking, side scroll, trucking shot, truck shot,
        lateral tracking, dolly alongside, slider shot, slides past, camera slides,
        camera glides, lateral move, 跟拍, 跟随, 跟镜头, 移动镜头, 横移, 跟踪镜头, 侧跟,
        侧面跟拍, 平移跟拍, 稳定器""",
    ),
    (
        "move truck_left",
        """truck left, track left, trucks left, tracks left, slide left, dolly left,
        trucking left, tracking left, slides left, moves left, sliding left, 向左横移,
        向左移动, 左横移""",
    ),
    (
        "move truck_right",
        """truck right, track right, trucks right, tracks right, slide right, dolly right,
        trucking right, tracking right, slides right, moves right, sliding right, 向右横移,
        向右移动, 右横移""",
    ),
    (
        "move aerial",
        """aerial, aerial view, aerial shot, aerial footage, drone, drone shot, drone view,
        drone footage, drone flight, flyover, flythrough, bird's eye, bird's eye view,
        birds eye view, bird's-eye, overhead shot, overhead view, overhead camera,
        directly overhead, from above, top down, top down view, helicopter shot, high angle,
        fpv, fpv drone, seen from above, camera flies, camera soars, flyby, drone flying,
        drone flies, 航拍, 无人机, 俯瞰, 俯拍, 鸟瞰, 高空, 空中视角, 航拍镜头, 无人机视角,
        无人机航拍, 俯视, 上帝视角, 穿越机, 飞越镜头, 高空俯拍""",
    ),
    (
        "move handheld",
        """handheld, hand held, handheld camera, shaky, shaky cam, documentary,
        documentary style, found footage, vlog, home video, camcorder, handheld shot, 手持,
        手持镜头, 手持摄影, 晃动, 纪录片, 手持拍摄, 纪录片风格, 跟手镜头""",
    ),
    (
        "move static",
        """static, static shot, static camera, still camera, locked off, locked off shot,
        locked off camera, fixed camera, tripod, tripod shot, fixed shot, no camera movement,
        camera still, still shot, don't move the camera, do not move the camera,
        without moving the camera, camera doesn't move, camera does not move,
        the camera doesn't move, the camera does not move, never moves, no camera motion,
        camera holds, locked down, 不要移动镜头, 镜头不要动, 镜头静止, 镜头固定,
        不移动镜头, stationary camera, locked camera, locked shot,
        camera stays still, motionless camera, fixed frame, static frame, 固定镜头, 固定机位,
        静止镜头, 定机位, 镜头不动, 静止, 固定, 三脚架, 静态镜头""",
    ),
)

FRAMED_MOVES: Table = (
    ("move push_in;framing", "pov, first person, first person view, pov shot, 第一人称, 主观视角"),
    (
        "move tilt_up;framing",
        """look up, looking up, low angle, low angle shot, worm's eye view, from below, 仰拍, 抬头,
        仰角, 仰视, 低角度""",
    ),
    ("move pan_right;framing", "panorama, panoramic"),
)
"""How a shot is framed; it is the camera's move unless another one is said."""

FLIGHTS: Table = (
    (
        "action fly;flight aerial",
        """fly over, fly through, flying over, flying through, flies over, flies through,
        soaring over, soars over, gliding over, glides over, 飞越, 飞过, 掠过""",
    ),
)
"""The camera's move, unless someone in the shot flies."""

MOTIONS: Table = (
    (
        "motion 0.2",
        """very slow, very slowly, barely, extremely slow, very subtle, slow motion, slowmo,
        slow mo, super slow motion, 非常缓慢, 慢动作, 慢镜头, 升格镜头, 极慢, 很慢, 升格""",
    ),
    (
        "motion 0.3",
        """too fast, not so fast, not that fast, not too fast, less fast, slow down, slow it down,
        太快, 别太快, 不要太快, 不要那么快, 没那么快, 别那么快, slow, slowly, slower, subtle,
        subtly, gentle, gently, calmly, soft motion, smooth,
        smoothly, lazily, less motion, less movement, 缓慢, 缓缓, 慢慢, 缓慢地, 慢, 慢一点,
        慢点, 轻柔, 轻轻, 平稳, 徐徐, 慢速, 平缓, 缓缓地, 慢慢地""",
    ),
    ("motion 0.5", "medium speed, normal speed, moderate, 中速, 正常速度"),
    (
        "motion 0.8",
        """too slow, not so slow, not that slow, not too slow, speed up, speed it up, 太慢, 别太慢,
        不要太慢, 不要那么慢, 别那么慢, 加快, fast, faster, quick, quickly, quicker, rapid,
        rapidly, dynamic, energetic,
        action packed, intense, speedy, time lapse, timelapse, hyperlapse, more motion,
        more movement, more dynamic, high speed, fast paced, frenetic, 快速, 快, 快一点, 快点,
        动感, 迅速, 激烈, 延时, 延时摄影, 飞快, 更快, 高速""",
    ),
)

LENSES: Table = (
    (
        "lens macro;composition close_up",
        """extreme close up, macro close up, extreme closeup, 极致特写, 微距特写""",
    ),
    (
        "lens macro",
        """macro, macro shot, macro lens, extreme macro, macro photography, microscopic,
        微距, 微距镜头, 微距摄影, 微距拍摄""",
    ),
    (
        "lens wide",
        """wide angle, wide lens, wide angle lens, ultra wide angle, ultra wide lens,
        ultrawide lens, fisheye, fish eye, fisheye lens, wide angle shot, 14mm, 16mm lens,
        24mm, 18mm, 广角, 广角镜头, 超广角, 鱼眼, 鱼眼镜头""",
    ),
    (
        "shallow;touch abstract",
        """bokeh, bokeh background, soft bokeh, background bokeh, creamy bokeh, blurred lights,
        bokeh lights,
        散景""",
    ),
    (
        "shallow",
        """shallow depth of field, shallow focus, shallow dof, blurred background,
        blurry background, out of focus background, soft focus background, background blur,
        depth of field,
        soft background, f 1 4, f 1 8, rack focus, selective focus, tilt shift, 浅景深,
        背景虚化, 虚化, 景深浅, 景深, 虚化背景, 模糊背景, 背景模糊, 移轴""",
    ),
)

LIGHTS: Table = (
    (
        "light behind",
        """backlit, backlight, back lit, backlighting, back light, rim light, rim lighting,
        rim lit, contre jour, silhouetted, silhouette, in silhouette, silhouette of,
        silhouettes of, sun behind, lit from behind, light from behind, 逆光, 背光, 轮廓光,
        剪影, 逆光剪影, 侧逆光""",
    ),
    (
        "light left",
        """lit from the left, light from the left, key light left, left side light,
        light on the left, lit from left, side light, side lit, side lighting, sidelight,
        sidelit, window light, split lighting, rembrandt lighting, chiaroscuro,
        light from left, light coming from the left, 左侧光, 左侧打光, 侧光, 左边打光,
        光从左边, 左侧来光, 窗光, 侧面光, 光线从左""",
    ),
    (
        "light right",
        """lit from the right, light from the right, key light right, right side light,
        light on the right, lit from right, light from right, light coming from the right,
        右侧光, 右侧打光, 右边打光, 光从右边, 右侧来光, 光线从右""",
    ),
    (
        "light front",
        """front lit, frontlit, front light, front lighting, flat lighting, ring light,
        lit from the front, 正面光, 顺光, 正面打光, 平光""",
    ),
)

FRAMINGS: Table = (
    (
        "composition close_up",
        """close up, closeup, close up shot, tight shot, tight close up, detail shot,
        close shot, medium close up, close ups, in close up, 特写, 近景, 特写镜头, 近距离,
        大特写""",
    ),
    (
        "composition wide",
        """wide shot, establishing shot, long shot, extreme wide shot, wide view,
        very wide shot, distant shot, wide establishing shot, full shot, 远景, 全景, 大远景,
        大全景, 全景镜头""",
    ),
    (
        "composition symmetrical",
        """symmetrical, symmetric, symmetry, centered composition, centred composition,
        centered, centred, perfectly centered, symmetrical composition, symmetrical framing,
        one point perspective, 对称, 对称构图, 居中, 中心构图, 居中构图""",
    ),
    (
        "composition thirds",
        """rule of thirds, off centre, off center, thirds composition, 三分法, 三分构图,
        三分法构图""",
    ),
)

SHAPES: Table = (
    (
        "ratio 9:16;intent reel",
        """tiktok, tik tok, instagram reel, instagram reels, youtube shorts, youtube short,
        for shorts, reel, reels, instagram story, instagram stories, snapchat, vertical reel,
        for reels, as a reel, 抖音, 快手, 视频号, 短视频""",
    ),
    (
        "ratio 9:16",
        """vertical, vertically framed, portrait mode, portrait orientation, portrait video,
        portrait format, make it portrait, portrait ratio, portrait aspect, portrait please,
        portrait aspect ratio, vertical video, vertical format, vertical shot, phone wallpaper,
        for phone, upright format, 竖屏, 竖版, 竖构图, 竖向, 竖着, 手机屏, 竖幅, 手机壁纸""",
    ),
    (
        "ratio 1:1",
        """square, square format, square video, square crop, square frame, square shaped,
        instagram post, square clip, 方形, 正方形, 方画幅, 方构图, 方版""",
    ),
    ("ratio 4:5", "instagram feed, feed post, four by five"),
    (
        "ratio 21:9",
        """cinemascope, cinema scope, ultrawide, ultra wide, anamorphic, ultra widescreen,
        ultra wide screen, letterbox, letterboxed, anamorphic widescreen, scope format,
        panavision, 宽银幕, 超宽, 超宽屏, 变形宽银幕, 电影宽幅, 遮幅""",
    ),
    (
        "ratio 16:9",
        """widescreen, wide screen, landscape mode, landscape orientation, landscape format,
        landscape video, horizontal video, horizontal format, make it landscape, landscape ratio,
        landscape please,
        landscape aspect ratio, in landscape, horizontal, 横屏,
        横版, 横构图, 横幅, 宽屏""",
    ),
)
RATIOS: dict[str, str] = {
    "9:16": "9:16", "16:9": "16:9", "1:1": "1:1", "4:5": "4:5", "21:9": "21:9",
    "2.39:1": "21:9", "2.35:1": "21:9", "2.4:1": "21:9", "2.40:1": "21:9",
    "4:3": "4:3", "3:4": "3:4", "3:2": "3:2", "2:3": "2:3", "5:4": "5:4",
}  # fmt: skip
"""A shape in numbers, and the shape it is called here."""

INTENTS: Table = (
    (
        "loop yes;intent loop",
        """loop, loops, looping, seamless loop, perfect loop, seamlessly looping,
        infinite loop, endless loop, looped, loopable, looping video, perfectly looping,
        seamless looping, cinemagraph, 循环, 无缝循环, 完美循环, 循环播放, 无限循环, 循环动画""",
    ),
    (
        "intent teaser",
        """teaser, trailer, movie trailer, film trailer, title sequence, opening shot, 预告,
        预告片, 先导片, 片头""",
    ),
    (
        "intent ad;pitch",
        """ad, ads, advert, advertisement, commercial, promo, product ad, product commercial,
        tv ad, tv commercial, product advertisement, ad spot, promotional, promo video,
        advertising, product launch, product, product reveal, brand film, luxury product, 广告,
        广告片, 商业广告, 产品, 产品广告, 宣传片, 商业片, 带货""",
    ),
)  # fmt: skip
