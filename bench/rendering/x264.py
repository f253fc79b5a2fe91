"""The encoder's settings, pinned: the same for us, the hand-written graph and the floor.

One thread, since the number of threads changes x264's bits; a key frame every four seconds, since
that is where our chunks end. An encoder that works with other settings makes every ratio lie, so
what x264 itself says it was told is compared: it writes that into the first frame. Our films leave
it out on purpose, so a sample is encoded with the renderer's own options.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import av
import numpy as np

from kinoloom.render.files.output import Encoding

PRESET, CRF = "veryfast", 20
SOUND = (
    *("-c:a", "aac", "-b:a", "192k"),
    *("-aac_coder", "fast", "-aac_tns", "0", "-aac_pns", "0", "-aac_is", "0"),
)
"""The sound's settings, as cheap as ours are."""
IGNORED = frozenset({"stitchable"})
"""Said by some versions only, and without a price."""


def arguments(fps: int) -> list[str]:
    """ffmpeg's output options for the picture."""
    keyint = 4 * fps
    return [
        *("-c:v", "libx264", "-preset", PRESET, "-crf", str(CRF), "-profile:v", "high"),
        *("-pix_fmt", "yuv420p", "-threads", "1", "-x264-params"),
        f"keyint={keyint}:min-keyint={keyint}:scenecut=0:open-gop=0:threads=1:lookahead-threads=1",
        *("-colorspace", "bt709", "-color_primaries", "bt709", "-color_trc", "bt709"),
        *("-color_range", "tv"),
    ]


def sample(encoding: Encoding, target: Path) -> Path:
    """One frame, encoded with the renderer's options for a film."""
    with av.open(str(target), "w", format="mp4") as container:
        stream: Any = container.add_stream(
            encoding.row.encoder, rate=encoding.fps, options=encoding.options()
        )
        stream.width, stream.height = encoding.width_px, encoding.height_px
        stream.pix_fmt = encoding.row.pixels
        stream.codec_context.thread_count = 1
        grey = np.full((encoding.height_px * 3 // 2, encoding.width_px), 128, np.uint8)
        frame = av.VideoFrame.from_ndarray(grey, format="yuv420p")
        for packet in (*stream.encode(frame), *stream.encode()):
            container.mux(packet)
    return target


def settings(film: Path) -> dict[str, str]:
    """What x264 says it did. Raises ValueError when the film does not say it."""
    with film.open("rb") as file:
        found = re.search(rb"x264 - core .*?options: ([^\0]*?)\0", file.read(), re.DOTALL)
    if found is None:
        raise ValueError(f"{film.name} does not say how it was encoded")
    pairs = (word.partition("=") for word in found[1].decode("ascii", "replace").split())
    return {name: value for name, _, value in pairs if name not in IGNORED}


def differences(one: Path, other: Path) -> list[str]:
    """Settings in which two films differ, as a person reads them."""
    a, b = settings(one), settings(other)
    return [
        f"{name}: {a.get(name, 'unset')} / {b.get(name, 'unset')}"
        for name in sorted(a.keys() | b.keys())
        if a.get(name) != b.get(name)
    ]
