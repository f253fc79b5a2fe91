"""How people say which file they want."""

from __future__ import annotations

import pytest

from kinoloom.intent import (
    Ask,
    Context,
    Export,
    MakeClip,
    Question,
    RemoveMusic,
    SetVolume,
    ShowStatus,
    Unclear,
    read,
)

CLIP = Context(has_clip=True, has_music=True)


@pytest.mark.parametrize(
    ("sentence", "asks"),
    [
        ("export as gif", (Export("gif"),)),
        ("export it as an animated webp", (Export("webp"),)),
        ("export as webm in 4K", (Export("webm", short_side_px=2160),)),
        ("Export as a GIF, 480p", (Export("gif", short_side_px=480),)),
        ("export a gif in 480p at 15 fps", (Export("gif", short_side_px=480, fps="15"),)),
        ("export in 1280x720 at 23.976 fps", (Export(short_side_px=720, fps="23.976"),)),
        ("export at 60 frames per second", (Export(fps="60"),)),
        ("export in the highest quality at 30", (Export(quality="high", fps="30"),)),
        ("export in 8k", (Export(short_side_px=4320),)),
        ("export as prores", (Export(codec="prores"),)),
        ("export to ProRes 422 HQ", (Export(codec="prores"),)),
        ("export in h.265", (Export(codec="hevc"),)),
        ("save as mov with h264", (Export("mov", codec="h264"),)),
        ("export a lossless mp4", (Export("mp4", "lossless"),)),
        ("render it in av1, lossless 4k", (Export(None, "lossless", 2160, "av1"),)),
        ("export only the sound as mp3", (Export("mp3"),)),
        ("only the sound as wav", (Export("wav"),)),
        ("extract the audio", (Export("mp3"),)),
        ("download the m4a", (Export("m4a"),)),
        ("export the video with sound", (Export(),)),
        ("export a frame at 2 seconds", (Export("png", at_ms=2000),)),
        ("export the frame at 0:05 as a png", (Export("png", at_ms=5000),)),
        ("save the last frame", (Export("png", at_ms=-1),)),
        ("take a screenshot at 3s", (Export("png", at_ms=3000),)),
        ("export a quick preview", (Export(preview=True),)),
        ("give me a preview", (Export(preview=True),)),
        ("make it a gif", (Export("gif"),)),
        ("convert it to webm", (Export("webm"),)),
        ("i want a gif", (Export("gif"),)),
        ("export as avi", (Export("avi"),)),
        ("导出为 GIF", (Export("gif"),)),
        ("导出动图", (Export("gif"),)),
        ("导出webm格式", (Export("webm"),)),
        ("导出 4K 60帧 的 HEVC", (Export(None, None, 2160, "hevc", "60"),)),
        ("导出无损视频", (Export(quality="lossless"),)),
        ("只导出声音", (Export("mp3"),)),
        ("只要声音，导出mp3", (Export("mp3"),)),
        ("导出第2秒的画面", (Export("png", at_ms=2000),)),
        ("导出最后一帧", (Export("png", at_ms=-1),)),
        ("截图", (Export("png"),)),
        ("导出预览", (Export(preview=True),)),
        ("把它做成动图", (Export("gif"),)),
        ("export without sound", (Export(muted=True),)),
        ("export muted", (Export(muted=True),)),
        ("export it, no sound", (Export(muted=True),)),
        ("export with the sound off", (Export(muted=True),)),
        ("render a silent mp4 in 720p", (Export("mp4", short_side_px=720, muted=True),)),
        ("download the film without the audio track", (Export(muted=True),)),
        ("give me the video without sound", (Export(muted=True),)),
        ("make it an mp4 without sound", (Export("mp4", muted=True),)),
        ("导出无声", (Export(muted=True),)),
        ("静音导出", (Export(muted=True),)),
        ("导出静音版", (Export(muted=True),)),
        ("导出没有声音的版本", (Export(muted=True),)),
        ("导出 webm，不要声音", (Export("webm", muted=True),)),
        ("導出無聲影片", (Export(muted=True),)),
        ("remove the sound and export it", (SetVolume("all", 0), Export())),
        ("make it silent and export", (SetVolume("all", 0), Export())),
        ("不要声音，导出", (SetVolume("all", 0), Export())),
        ("把声音去掉，然后导出", (SetVolume("all", 0), Export())),
    ],
)
def test_a_wish_for_a_file(sentence: str, asks: tuple[Ask, ...]) -> None:
    assert read(sentence, CLIP).asks == asks


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("a gif of a cat", MakeClip),
        ("an mp3 player on a desk in the rain", MakeClip),
        ("a photographer takes a screenshot of mars", MakeClip),
        ("a still of the sea", MakeClip),
        ("preview the timeline", ShowStatus),
        ("what formats can I export?", Question),
        ("do you support prores?", Question),
        ("可以导出什么格式？", Question),
        ("支持gif吗？", Question),
        ("give it sound", Unclear),
        ("a silent night in the mountains", MakeClip),
        ("mute it", SetVolume),
        ("静音", SetVolume),
        ("export without music", RemoveMusic),
    ],
)
def test_words_for_files_that_ask_for_none(sentence: str, kind: type[Ask]) -> None:
    (ask,) = read(sentence, CLIP).asks
    assert isinstance(ask, kind)


def test_two_files_are_two_exports() -> None:
    asks = read("export as gif and export as webm", CLIP).asks
    assert asks == (Export("gif"), Export("webm"))


def test_without_a_film_a_gif_is_something_to_paint() -> None:
    assert read("give me a gif").asks != (Export("gif"),)
