"""The picture codecs: one row each, with the options that make chunks which may be joined.

Every chunk is one closed group of pictures from one encoder thread: the bits of most encoders
depend on the number of threads, and chunks keep the other cores busy anyway.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal

Quality = Literal["low", "medium", "high", "lossless"]
Levels = Mapping[Quality, int]

PRESET = "veryfast"


@dataclass(frozen=True)
class Codec:
    """An encoder of ffmpeg's and what it is told. `options` takes the level of quality and the
    frames of a chunk. `box` is the container a chunk is kept in."""

    encoder: str
    description: str
    levels: Levels
    options: Callable[[int, int], dict[str, str]]
    pixels: str = "yuv420p"
    box: str = "mp4"
    tag: str | None = None
    finest: str | None = None
    """What pixels it takes for "lossless", where those are others."""
    software: str | None = None
    """The row that draws the same picture where this one's hardware is missing."""

    def pixels_at(self, level: int) -> str:
        """What pixels it takes at a level of quality."""
        finest = self.finest if level == self.levels["lossless"] else None
        return finest or self.pixels


def _x264(level: int, frames: int) -> dict[str, str]:
    params = (
        f"keyint={frames}:min-keyint={frames}:scenecut=0:open-gop=0:"
        "stitchable=1:threads=1:lookahead-threads=1:"
        "colorprim=bt709:transfer=bt709:colormatrix=bt709"
    )
    profile = {} if level == 0 else {"profile": "high"}
    return {"preset": PRESET, "crf": str(level), **profile, "x264-params": params}


def _x265(level: int, frames: int) -> dict[str, str]:
    quality = "lossless=1" if level == 0 else f"crf={level}"
    params = (
        f"{quality}:keyint={frames}:min-keyint={frames}:scenecut=0:open-gop=0:pools=none:"
        "frame-threads=1:info=0:log-level=none:repeat-headers=0:"
        "colorprim=bt709:transfer=bt709:colormatrix=bt709:range=limited"
    )
    return {"preset": PRESET, "x265-params": params}


def _svt_av1(level: int, frames: int) -> dict[str, str]:
    params = f"keyint={frames}:lp=1:scd=0:irefresh-type=2"
    if level == 0:
        params += ":lossless=1"
    return {"preset": "9", "crf": str(level), "svtav1-params": params}


def _vp9(level: int, frames: int) -> dict[str, str]:
    quality = {"lossless": "1"} if level == 0 else {"crf": str(level)}
    return {
        **quality,
        **{"b": "0", "deadline": "good", "cpu-used": "5", "row-mt": "0", "tile-columns": "0"},
        **{"g": str(frames), "keyint_min": str(frames), "lag-in-frames": "16"},
    }


def _prores(level: int, frames: int) -> dict[str, str]:
    return {"profile": str(level), "vendor": "apl0"}


def _nvenc(level: int, frames: int) -> dict[str, str]:
    quality = {"rc": "constqp", "qp": "0"} if level == 0 else {"rc": "vbr", "cq": str(level)}
    return {
        **quality,
        **{"preset": "p4", "b": "0", "g": str(frames), "forced-idr": "1", "bf": "0"},
        **{"no-scenecut": "1", "strict_gop": "1"},
    }


X26: Levels = {"low": 28, "medium": 23, "high": 20, "lossless": 0}
HEVC: Levels = {"low": 31, "medium": 27, "high": 23, "lossless": 0}
AV1: Levels = {"low": 42, "medium": 35, "high": 28, "lossless": 0}
VP9: Levels = {"low": 42, "medium": 35, "high": 29, "lossless": 0}
PRORES: Levels = {"low": 0, "medium": 2, "high": 3, "lossless": 5}
"""Profiles: Proxy, 422, 422 HQ, 4444 XQ. There is no lossless ProRes; the last loses least."""

CODECS: Mapping[str, Codec] = {
    "h264": Codec("libx264", "H.264, plays everywhere", X26, _x264),
    "hevc": Codec("libx265", "HEVC, half the size, newer players", HEVC, _x265, tag="hvc1"),
    "av1": Codec("libsvtav1", "AV1, smallest, newest players", AV1, _svt_av1),
    "vp9": Codec("libvpx-vp9", "VP9, for the web", VP9, _vp9),
    "prores": Codec(
        "prores_ks",
        "ProRes, for editing on; never quite lossless",
        PRORES,
        _prores,
        "yuv422p10le",
        "mov",
        finest="yuv444p10le",
    ),
    "h264_nvenc": Codec("h264_nvenc", "H.264 by the GPU", X26, _nvenc, software="h264"),
    "hevc_nvenc": Codec("hevc_nvenc", "HEVC by the GPU", HEVC, _nvenc, tag="hvc1", software="hevc"),
    "av1_nvenc": Codec("av1_nvenc", "AV1 by the GPU", AV1, _nvenc, software="av1"),
}


def on_this_machine(codec: str) -> str:
    """The GPU's row of a codec where there is a GPU that takes it, else the codec itself."""
    hardware = next((name for name, row in CODECS.items() if row.software == codec), None)
    return hardware if hardware is not None and opens(hardware) else codec


@cache
def opens(codec: str) -> bool:
    """Whether an encoder starts here: a GPU's is in the build on every machine."""
    import av
    from av.error import FFmpegError

    try:
        context = av.CodecContext.create(CODECS[codec].encoder, "w")
        context.width, context.height = 640, 360  # type: ignore[attr-defined]
        context.pix_fmt = "yuv420p"  # type: ignore[attr-defined]
        context.framerate = 30  # type: ignore[attr-defined]
        context.open()
    except (FFmpegError, ValueError):
        return False
    return True
