"""The rival: one ffmpeg filter graph, written by hand, that makes the reel in one process.

It decodes, crops before it scales, moves the stills, crossfades, lays the logo and the captions,
mixes and encodes with the same x264 settings. Where there is more than one way, `Choice` names
them; each is timed in the run itself, and the cheapest that gives the same picture is the rival.
What would make the ratio lie: a graph that is worse than it need be, or that makes another picture
(`likeness` compares the two films).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from bench.rendering import subtitles, x264
from bench.rendering.assets import HANDLE_MS, Workshop
from bench.rendering.reel import (
    FPS,
    HEIGHT_PX,
    JOIN_FRAMES,
    LOGO_AT,
    LOGO_WIDTH,
    MUSIC_PERCENT,
    ORDER,
    WIDTH_PX,
)
from bench.rendering.sources import REEL_SHOTS
from bench.rendering.words import cues
from kinoloom.media.ffmpeg import executable

BEFORE = JOIN_FRAMES // 2
AFTER = JOIN_FRAMES - BEFORE
ZOOM_TO = 1.16
"""`push_in` of the renderer, which likeness would find out if it changed."""


@dataclass(frozen=True)
class Choice:
    """One way to write the graph."""

    captions: Literal["ass", "pictures"] = "ass"
    stills: Literal["zoompan", "perspective"] = "zoompan"
    scaler: Literal["bicubic", "bilinear", "fast_bilinear"] = "bicubic"
    graph_threads: int = 1
    decoder_threads: int = 1

    def told(self) -> str:
        """As a person reads it."""
        threads = f"{self.graph_threads} filter and {self.decoder_threads} decoder threads"
        return f"captions: {self.captions}, stills: {self.stills}, {self.scaler}, {threads}"


ALTERNATIVES: tuple[Callable[[Choice], Choice], ...] = (
    lambda best: replace(best, scaler="bilinear"),
    lambda best: replace(best, scaler="fast_bilinear"),
    lambda best: replace(best, captions="pictures"),
    lambda best: replace(best, stills="perspective"),
    lambda best: replace(best, graph_threads=2),
    lambda best: replace(best, decoder_threads=2),
)
"""Tried one after the other, each kept when it is cheaper and gives the same picture."""


@dataclass(frozen=True)
class Rival:
    """Everything the graph needs, made before it is timed."""

    videos: tuple[Path, ...]
    stills: tuple[Path, ...]
    logo: Path
    music: Path
    voice: Path
    script: Path
    pictures: Path
    each_ms: int

    @property
    def each_frames(self) -> int:
        """Frames of one segment."""
        return self.each_ms * FPS // 1000

    @property
    def total_frames(self) -> int:
        """Frames of the reel."""
        return self.each_frames * len(ORDER)

    @property
    def total_s(self) -> float:
        """Length of the reel."""
        return self.total_frames / FPS


def rival(shop: Workshop, folder: Path) -> Rival:
    """Make the captions ready."""
    total_ms = shop.lengths.reel_ms
    said = cues(total_ms)
    script = subtitles.ass(said, folder / "captions.ass")
    return Rival(
        shop.reel_videos,
        shop.reel_stills,
        shop.logo,
        shop.music,
        shop.voice,
        script,
        subtitles.pictures(script, said, folder / "captions", total_ms),
        shop.lengths.reel_segment_ms,
    )


def command(rival: Rival, choice: Choice, target: Path) -> list[str | Path]:
    """The whole command line."""
    inputs = [*_segment_inputs(rival, choice), "-i", rival.logo]
    if choice.captions == "pictures":
        inputs += ["-f", "concat", "-safe", "0", "-i", rival.pictures]
    else:
        # The numbers of the sounds' inputs stay the same this way.
        inputs += ["-f", "lavfi", "-i", "color=s=16x16:d=0.04"]
    inputs += ["-stream_loop", "-1", "-i", rival.music, "-i", rival.voice]
    graph = ";".join([*_picture(rival, choice), *_sound(len(ORDER) + 2)])
    return [
        *(executable(), "-hide_banner", "-nostats", "-loglevel", "error", "-y"),
        *("-filter_complex_threads", str(choice.graph_threads)),
        *inputs,
        *("-filter_complex", graph, "-map", "[picture]", "-map", "[sound]"),
        *("-frames:v", str(rival.total_frames), "-t", f"{rival.total_s:.6f}"),
        *x264.arguments(FPS),
        *(*x264.SOUND, "-movflags", "+faststart", target),
    ]


def _window(rival: Rival, number: int) -> tuple[int, int]:
    """First frame of a segment and the one after its last, joins included."""
    last = number == len(ORDER) - 1
    first = number * rival.each_frames - (BEFORE if number else 0)
    return first, (number + 1) * rival.each_frames + (0 if last else AFTER)


def _segment_inputs(rival: Rival, choice: Choice) -> list[str | Path]:
    inputs: list[str | Path] = []
    for number, name in enumerate(ORDER):
        first, end = _window(rival, number)
        path = rival.videos[int(name[1])] if name[0] == "v" else rival.stills[int(name[1])]
        if name[0] == "v":
            in_s = HANDLE_MS / 1000 - (number * rival.each_frames - first) / FPS
            length_s = (end - first + 1) / FPS
            inputs += ["-threads", str(choice.decoder_threads)]
            inputs += ["-ss", f"{in_s:.6f}", "-t", f"{length_s:.6f}"]
        elif choice.stills != "zoompan":
            inputs += ["-loop", "1", "-framerate", str(FPS), "-t", f"{(end - first) / FPS:.6f}"]
        inputs += ["-i", path]
    return inputs


def _picture(rival: Rival, choice: Choice) -> Iterator[str]:
    for number, name in enumerate(ORDER):
        first, end = _window(rival, number)
        made = (
            _video(choice, int(name[1]))
            if name[0] == "v"
            else _still(rival, choice, number, first, end - first)
        )
        yield f"[{number}:v]{made},trim=end_frame={end - first},settb=1/{FPS}[s{number}]"
    last = "s0"
    for number in range(1, len(ORDER)):
        offset_s = (number * rival.each_frames - BEFORE) / FPS
        fade = f"xfade=transition=fade:duration={JOIN_FRAMES / FPS}:offset={offset_s:.6f}"
        yield f"[{last}][s{number}]{fade}[x{number}]"
        last = f"x{number}"
    side = round(LOGO_WIDTH * WIDTH_PX)
    yield f"[{len(ORDER)}:v]scale={side}:-2,format=yuva420p[logo]"
    x, y = (
        round(share * length - side / 2)
        for share, length in zip(LOGO_AT, (WIDTH_PX, HEIGHT_PX), strict=True)
    )
    marked = f"[{last}][logo]overlay={x}:{y}:format=yuv420"
    if choice.captions == "ass":
        yield f"{marked},{subtitles.filter_for(rival.script)},format=yuv420p[picture]"
        return
    yield f"{marked}[marked]"
    yield f"[{len(ORDER) + 1}:v]format=yuva420p[words]"
    yield (
        f"[marked][words]overlay=0:{subtitles.BAND_TOP_PX}:format=yuv420:eof_action=repeat,"
        "format=yuv420p[picture]"
    )


def _video(choice: Choice, which: int) -> str:
    """Cropped to the canvas's shape, then scaled: the other way round costs more."""
    shot = REEL_SHOTS[which]
    wide = min(shot.width_px, 2 * round(shot.height_px * WIDTH_PX / HEIGHT_PX / 2))
    steps: list[str] = []
    if wide < shot.width_px:
        steps.append(f"crop={wide}:{shot.height_px}")
    if (wide, shot.height_px) != (WIDTH_PX, HEIGHT_PX):
        steps.append(f"scale={WIDTH_PX}:{HEIGHT_PX}:flags={choice.scaler}")
    if shot.fps != FPS:
        steps.append(f"fps={FPS}:start_time=0")
    return ",".join([*steps, "format=yuv420p", "setsar=1"])


def _still(rival: Rival, choice: Choice, number: int, first: int, frames: int) -> str:
    """Closer in equal ratios, half eased: zoom = 1.16 ^ t."""
    before, total = number * rival.each_frames - first, rival.each_frames
    size = f"{WIDTH_PX}:{HEIGHT_PX}"
    fitted = "crop='2*floor(min(iw,ih*9/16)/2)':'2*floor(min(ih,iw*16/9)/2)'"
    coloured = "scale=out_color_matrix=bt709:out_range=tv,format=yuv420p,setsar=1"
    if choice.stills == "zoompan":
        zoom = _zoom("on", before, total)
        return (
            f"{fitted},{coloured},zoompan=z='{zoom}':x='(iw-iw/zoom)/2':y='(ih-ih/zoom)/2':"
            f"d={frames}:s={WIDTH_PX}x{HEIGHT_PX}:fps={FPS}"
        )
    zoom = _zoom("on", before, total)
    edge = f"(1-1/({zoom}))/2"
    corners = ":".join(
        f"{axis}{corner}='{side}*{'(1-' + edge + ')' if far else edge}'"
        for corner, far_x, far_y in (
            (0, False, False),
            (1, True, False),
            (2, False, True),
            (3, True, True),
        )
        for axis, side, far in (("x", "W", far_x), ("y", "H", far_y))
    )
    return (
        f"{fitted},scale={size}:flags={choice.scaler}:out_color_matrix=bt709:out_range=tv,"
        f"format=yuv420p,setsar=1,perspective={corners}:sense=source:eval=frame:interpolation=linear"
    )


def _zoom(clock: str, before: int, total: int) -> str:
    """The move at a frame; before and after its segment, which joins show, it rests."""
    share = f"clip(({clock}-{before})/{max(1, total - 1)},0,1)"
    eased = f"0.5*(0.5-0.5*cos(PI*{share})+{share})"
    return f"pow({ZOOM_TO},{eased})"


def _sound(music: int) -> Iterator[str]:
    """Music that makes room for the voice, mixed and kept under the ceiling."""
    yield f"[{music + 1}:a]aresample=48000,asplit[voice][key]"
    yield f"[{music}:a]aresample=48000,volume={MUSIC_PERCENT / 100}[bed]"
    yield "[bed][key]sidechaincompress=threshold=0.05:ratio=6:attack=100:release=500[under]"
    ceiling = "volume=2dB,alimiter=limit=0.84:level=false"
    yield f"[under][voice]amix=inputs=2:normalize=0,{ceiling}[sound]"


def moments(rival: Rival) -> tuple[list[int], list[int]]:
    """Frames to compare: two in every video and the middle of every join; two in every still."""
    each = rival.each_frames
    videos = [number * each for number in range(1, len(ORDER))]
    stills: list[int] = []
    for number, name in enumerate(ORDER):
        inside = stills if name[0] == "s" else videos
        inside += [number * each + each * share // 4 for share in (1, 3)]
    return videos, stills
