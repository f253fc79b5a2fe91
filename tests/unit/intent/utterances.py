"""What people type, and what it asks for. Both halves were written before the reader.

`SEEN` was used while building it; `UNSEEN` was run once at the end, and its score recorded.
"""

from __future__ import annotations

from dataclasses import dataclass

from kinoloom.intent import (
    AddTitle,
    Ask,
    ChangeRatio,
    Context,
    Delete,
    Export,
    MakeClip,
    Move,
    Question,
    Redo,
    RemoveMusic,
    ReviseClip,
    SetMusic,
    SetVolume,
    ShowCredits,
    ShowStatus,
    Split,
    Target,
    Trim,
    Unclear,
    Undo,
)

EMPTY = Context()
CLIP = Context(has_clip=True)
MUSIC = Context(has_clip=True, has_music=True)


def after(last: Ask) -> Context:
    return Context(has_clip=True, has_music=True, last=last)


@dataclass(frozen=True)
class Said:
    """A sentence, what was on the table, and what it asks for."""

    sentence: str
    context: Context
    asks: tuple[Ask, ...]


def said(sentence: str, *asks: Ask, context: Context = CLIP) -> Said:
    return Said(sentence, context, asks)


SEEN: tuple[Said, ...] = (
    # Making.
    said("Generate a short video of a lone astronaut walking across a red Martian desert at golden"
         " hour with dramatic cinematic lighting",
         MakeClip("a lone astronaut walking across a red Martian desert at golden hour with "
                  "dramatic cinematic lighting"), context=EMPTY),
    said("make a 10 second vertical clip of a city in rain, add the title \"Urban Dreams\" and "
         "lo-fi music, then export",
         MakeClip("a city in rain", 10.0, "9:16"), AddTitle("Urban Dreams"), SetMusic(("lo-fi",)),
         Export(), context=EMPTY),
    said("generate a 3-second cinematic clip of a futuristic city at night",
         MakeClip("a futuristic city at night, cinematic", 3.0), context=EMPTY),
    said("a man and a woman walking and talking in rain",
         MakeClip("a man and a woman walking and talking in rain"), context=EMPTY),
    said("a cargo ship leaving an export terminal",
         MakeClip("a cargo ship leaving an export terminal"), context=EMPTY),
    said("add another clip of a camel in the desert",
         MakeClip("a camel in the desert", adds=True)),
    said("make a new film of three foxes by a lake, square, seed 42",
         MakeClip("three foxes by a lake", ratio="1:1", seed=42)),
    said("生成一个10秒的竖屏视频：雨中的城市", MakeClip("雨中的城市", 10.0, "9:16"),
         context=EMPTY),
    said("做一段三只狐狸在雪山湖边的视频，配上轻柔的音乐，然后导出",
         MakeClip("三只狐狸在雪山湖边"), SetMusic(("轻柔",)), Export(), context=EMPTY),
    said("a red car driving through the desert, 5 seconds, for TikTok",
         MakeClip("a red car driving through the desert", 5.0, "9:16"), context=EMPTY),
    said("再加一个城市夜景的镜头", MakeClip("城市夜景", adds=True)),
    said("can you make me a video of two people walking in Tokyo?",
         MakeClip("two people walking in Tokyo"), context=EMPTY),
    # Making again.
    said("make it dusk", ReviseClip("make it dusk")),
    said("slower push in", ReviseClip("slower push in")),
    said("make it 3 seconds", ReviseClip("", seconds=3.0)),
    said("make the second clip darker, at night",
         ReviseClip("darker, at night", which=2)),
    said("换成夜晚", ReviseClip("换成夜晚")),
    said("same again with another seed", ReviseClip("", new_seed=True)),
    said("two astronauts instead of one", ReviseClip("two astronauts instead of one")),
    said("let it snow and add snowflake sounds", ReviseClip("let it snow"),
         Unclear("add snowflake sounds", "sound")),
    # Titles.
    said("add a title saying Hello World at 2s for 3 seconds",
         AddTitle("Hello World", 2000, 3000)),
    said("put “EXPORT” as a title at the top", AddTitle("EXPORT", position="top")),
    said("加一个标题「都市之梦」，显示在前3秒", AddTitle("都市之梦", 0, 3000)),
    said("change the title to \"Night City\"", AddTitle("Night City", replaces=True)),
    said("add an end title \"The End\" in the last 2 seconds",
         AddTitle("The End", None, 2000, at_end=True)),
    said("add text that reads Export and save, then undo",
         AddTitle("Export and save"), Undo()),
    # Music and sound.
    said("add lo-fi music at 35%", SetMusic(("lo-fi",), 35)),
    said("remove the music", RemoveMusic(), context=MUSIC),
    said("make the music quieter", SetVolume("music", relative_db=-6.0), context=MUSIC),
    said("a little more", SetVolume("music", relative_db=3.0),
         context=after(SetVolume("music", relative_db=6.0))),
    said("louder", SetVolume("all", relative_db=6.0), context=CLIP),
    said("mute everything", SetVolume("all", 0), context=MUSIC),
    said("加点欢快的背景音乐", SetMusic(("欢快",))),
    said("音乐小声一点", SetVolume("music", relative_db=-3.0), context=MUSIC),
    said("set the volume to 50 percent", SetVolume("all", 50), context=MUSIC),
    # Trimming and order.
    said("trim the first two seconds", Trim(edge="front", amount_ms=2000)),
    said("cut the last half second", Trim(edge="back", amount_ms=500)),
    said("trim clip 2 to 3s", Trim(2, edge="to", amount_ms=3000)),
    said("don't export yet, first trim it to 4 seconds", Trim(edge="to", amount_ms=4000)),
    said("keep only 0:02 to 0:05", Trim(start_ms=2000, end_ms=5000, edge="keep")),
    said("剪掉前两秒", Trim(edge="front", amount_ms=2000)),
    said("I meant 4 seconds", Undo(), Trim(edge="front", amount_ms=4000),
         context=after(Trim(edge="front", amount_ms=2000))),
    said("shorter", Unclear("shorter", "length"), context=EMPTY),
    said("split it at 0:05", Split(5000)),
    said("在第3秒处分割", Split(3000)),
    said("delete the second clip", Delete(Target("clip", 2))),
    said("delete the title", Delete(Target("title"))),
    said("drag the last clip to the beginning", Move(Target("clip", -1), 1)),
    # History, shape, delivery, questions.
    said("undo that", Undo()),
    said("undo the last two changes", Undo(2)),
    said("撤销", Undo()),
    said("make it vertical", ChangeRatio("9:16")),
    said("改成横屏然后导出", ChangeRatio("16:9"), Export()),
    said("export in 1080p mp4", Export("mp4", short_side_px=1080)),
    said("click Export", Export()),
    said("what formats can I export?", Question("what formats can I export?")),
    said("status", ShowStatus()),
    said("how many credits do I have?", ShowCredits()),
    said("余额", ShowCredits()),
    said("add captions", Unclear("add captions", "captions")),
    said("hello", Unclear("hello", "greeting"), context=EMPTY),
)  # fmt: skip


UNSEEN: tuple[Said, ...] = (
    # Making.
    said("Create a 5-second video of a futuristic city skyline at night with flying cars and neon"
         " reflections on wet streets",
         MakeClip("a futuristic city skyline at night with flying cars and neon reflections on wet"
                  " streets", 5.0), context=EMPTY),
    said("I'd like a 15s landscape video showing elephants crossing the savanna, with epic music",
         MakeClip("elephants crossing the savanna", 15.0, "16:9"), SetMusic(("epic",)),
         context=EMPTY),
    said("show tracks in fresh snow", MakeClip("show tracks in fresh snow"), context=EMPTY),
    said("please generate a square clip of a panda and a fox for Instagram and add the text "
         "'Best friends'",
         MakeClip("a panda and a fox", ratio="1:1"), AddTitle("Best friends"), context=EMPTY),
    said("start over with a video of Mars at dawn", MakeClip("Mars at dawn")),
    said("then a second shot of the mountains at night",
         MakeClip("the mountains at night", adds=True)),
    said("half a minute of snowy peaks with calm piano music",
         MakeClip("snowy peaks", 30.0), SetMusic(("calm", "piano")), context=EMPTY),
    said("帮我做一个5秒的视频，一位宇航员在火星上行走", MakeClip("一位宇航员在火星上行走", 5.0),
         context=EMPTY),
    said("一只熊猫在雪地里走路", MakeClip("一只熊猫在雪地里走路"), context=EMPTY),
    said("我想要一个横屏的沙漠日落视频，標題是「遠方」",
         MakeClip("沙漠日落", ratio="16:9"), AddTitle("遠方"), context=EMPTY),
    said("foggy city, drone shot, 21:9, 8 sec",
         MakeClip("foggy city, drone shot", 8.0, "21:9"), context=EMPTY),
    said("a robot and a dog running, and then a camel at sunset",
         MakeClip("a robot and a dog running"), MakeClip("a camel at sunset", adds=True),
         context=EMPTY),
    # Making again.
    said("put it in the rain", ReviseClip("put it in the rain")),
    said("can you make it snow instead?", ReviseClip("make it snow instead")),
    said("try again", ReviseClip("", new_seed=True)),
    said("more dramatic", ReviseClip("more dramatic")),
    said("without the car", ReviseClip("without the car")),
    said("make the first clip 6 seconds long", ReviseClip("", which=1, seconds=6.0)),
    said("把第二个镜头改成雨天", ReviseClip("改成雨天", which=2)),
    said("改成5秒", ReviseClip("", seconds=5.0)),
    # Titles.
    said("title: Urban Dreams", AddTitle("Urban Dreams")),
    said("add the title \"Cut, trim and export\" at the bottom from 1s to 4s",
         AddTitle("Cut, trim and export", 1000, 3000, "bottom")),
    said("加上字幕写着你好世界", AddTitle("你好世界")),
    said("make the title say 'Goodbye' instead", AddTitle("Goodbye", replaces=True)),
    said("move the title to 3 seconds", Move(Target("title"), to_ms=3000)),
    said("remove the title and export", Delete(Target("title")), Export()),
    said("把标题改成《夜色》", AddTitle("夜色", replaces=True)),
    # Music and sound.
    said("put some happy upbeat music under it", SetMusic(("happy", "upbeat"))),
    said("and the music too", SetVolume("music", relative_db=-6.0),
         context=after(SetVolume("clip", relative_db=-6.0))),
    said("turn the music down to 20%", SetVolume("music", 20), context=MUSIC),
    said("no music please", RemoveMusic(), context=MUSIC),
    said("a bit quieter", SetVolume("all", relative_db=-3.0), context=MUSIC),
    said("去掉音乐", RemoveMusic(), context=MUSIC),
    said("把音量调到30%", SetVolume("all", 30), context=MUSIC),
    said("换一首史诗感的音乐", SetMusic(("史诗",)), context=MUSIC),
    # Trimming and order.
    said("cut out the part from 0:03 to 0:05", Trim(start_ms=3000, end_ms=5000, edge="cut")),
    said("shorten it to 2.5 seconds", Trim(edge="to", amount_ms=2500)),
    said("take off the last second of the first clip", Trim(1, edge="back", amount_ms=1000)),
    said("trim the first 500 ms and add the title “Go”",
         Trim(edge="front", amount_ms=500), AddTitle("Go")),
    said("剪掉最后1秒", Trim(edge="back", amount_ms=1000)),
    said("只保留前十秒", Trim(edge="to", amount_ms=10000)),
    said("no, three seconds", Undo(), Trim(edge="back", amount_ms=3000),
         context=after(Trim(edge="back", amount_ms=1000))),
    said("split the clip in half", Split(None)),
    said("move clip 3 before clip 1", Move(Target("clip", 3), 1)),
    said("删除最后一个片段", Delete(Target("clip", -1))),
    said("delete everything", Delete(Target("all"))),
    said("把第二段移到最前面", Move(Target("clip", 2), 1)),
    # History, shape, delivery, questions.
    said("go back two steps", Undo(2)),
    said("redo", Redo()),
    said("恢复", Redo()),
    said("change the aspect ratio to 4:5", ChangeRatio("4:5")),
    said("Make it work for YouTube and download it", ChangeRatio("16:9"), Export()),
    said("send me the video", Export()),
    said("导出高清视频", Export(quality="high")),
    said("show me the timeline", ShowStatus()),
    said("现在进度怎么样？", ShowStatus()),
    said("how do I add a title?", Question("how do I add a title?")),
    said("支持哪些格式？", Question("支持哪些格式？")),
    said("check my balance, then export as webm", ShowCredits(), Export("webm")),
    said("animate this image into a 5-second video with smooth motion",
         Unclear("animate this image into a 5-second video with smooth motion", "animate_image"),
         context=EMPTY),
    said("generate a 30-second video from this text with background music and captions",
         Unclear("generate a 30-second video from this text", "document"),
         SetMusic(), Unclear("captions", "captions"), context=EMPTY),
)  # fmt: skip


LATER: tuple[Said, ...] = (
    # Written against the finished reader, to find what it did not know: 67 of 99 were read right.
    said("Create a promo video for my bakery with upbeat music and a title \"Fresh Bread\", "
         "15 seconds, vertical",
         MakeClip("my bakery, promo", 15.0, "9:16"), SetMusic(("upbeat",)), AddTitle("Fresh Bread"),
         context=EMPTY),
    said("Make a 5 second clip: an astronaut waves at the camera. Then another 5 second clip: a "
         "rocket flies away. Add the title Mission Complete at the end. Export as 4K.",
         MakeClip("an astronaut waves at the camera", 5.0),
         MakeClip("a rocket flies away", 5.0, adds=True),
         AddTitle("Mission Complete", at_end=True), Export(short_side_px=2160), context=EMPTY),
    said("film noir city at night with rain", MakeClip("film noir city at night with rain"),
         context=EMPTY),
    said("把火星上的宇航员做成一个10秒的视频", MakeClip("火星上的宇航员", 10.0), context=EMPTY),
    said("做两个镜头：先是沙漠日出，然后是城市夜景", MakeClip("沙漠日出"),
         MakeClip("城市夜景", adds=True), context=EMPTY),
    said("给我做个视频吧", Unclear("做个视频吧", "scene"), context=EMPTY),
    said("could it be raining?", ReviseClip("make it raining")),
    said("cut 1 second from both ends", Trim(edge="front", amount_ms=1000),
         Trim(edge="back", amount_ms=1000)),
    said("delete the first two clips", Delete(Target("clip", 1)), Delete(Target("clip", 1))),
    said("remove the background music please", RemoveMusic(), context=MUSIC),
    said("add the text \"One day...\" for the first 2 seconds and \"The end\" for the last 2 "
         "seconds", AddTitle("One day...", 0, 2000), AddTitle("The end", None, 2000, at_end=True)),
    said("move the title up", AddTitle("", position="top", replaces=True)),
    said("make the title last 5 seconds", AddTitle("", None, 5000, replaces=True)),
    said("yes export it", Export()),
    said("wait, undo that", Undo()),
    said("undo everything", Undo(100)),
    said("make it square for instagram", ChangeRatio("1:1")),
    said("从3秒处剪断", Split(3000)),
    said("导出成竖屏", ChangeRatio("9:16"), Export()),
    said("现在是什么状态", ShowStatus()),
    said("宇航员换成狗", ReviseClip("宇航员换成狗")),
)  # fmt: skip


FOUND: tuple[Said, ...] = (
    # Each was read wrongly in a conversation: what was meant is on the right.
    said("trim 1 second", Trim(edge="back", amount_ms=1000), context=after(MakeClip("a fox", 3.0))),
    said("剪到2秒", Trim(edge="to", amount_ms=2000),
         context=after(Trim(edge="front", amount_ms=1000))),
    said("keep only 0:00-0:01", Trim(start_ms=0, end_ms=1000, edge="keep"),
         context=after(Trim(edge="back", amount_ms=500))),
    said("把第一段改成夜晚", ReviseClip("改成夜晚", which=1),
         context=after(Delete(Target("clip", 2)))),
    said("move clip 2 up", Move(Target("clip", 2), 1), context=after(Delete(Target("clip", 1)))),
    said("also trim clip 2 to 1 second", Trim(2, edge="to", amount_ms=1000),
         context=after(Delete(Target("clip", 1)))),
    said("mute clip 2", SetVolume("clip", 0, which=2), context=after(Trim(2, amount_ms=1000))),
    said("unmute", SetVolume("all", 100)),
    said("取消静音", SetVolume("all", 100)),
    said("音乐太大声了", SetVolume("music", relative_db=-6.0), context=MUSIC),
    said("再加一个2秒的城市夜景", MakeClip("城市夜景", 2.0, adds=True)),
    said("add a 2 second city at night", MakeClip("city at night", 2.0, adds=True)),
    said("delete the first title", Delete(Target("title", 1))),
    said("delete all titles", Delete(Target("titles"))),
    said("删除所有标题", Delete(Target("titles"))),
    said("你能做什么？", Question("做什么")),
    said("how long is it?", ShowStatus()),
    said("现在有什么？", ShowStatus()),
    said("有几个片段？", ShowStatus()),
    said("goodbye", Unclear("goodbye", "thanks")),
    said("never mind", Unclear("never mind", "thanks")),
    said("stop", Unclear("stop")),
    said("redo redo", Unclear("redo redo")),
)  # fmt: skip
