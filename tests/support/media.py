"""Test media, made by code: a counter in every frame, a tone, a picture."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import av
import numpy as np
from numpy.typing import NDArray

from kinoloom.media import ffmpeg
from kinoloom.watch import Watch

BITS = 16
Picture = NDArray[np.uint8]


def counted_video(
    path: Path, *, frames: int, fps: str = "30", size: tuple[int, int] = (320, 180), gop: int = 30
) -> Path:
    """H.264 whose frame n carries n as black and white bars, with a 440 Hz tone."""
    width, height = size
    length_s = float(frames / Fraction(fps))
    ffmpeg.feed(
        [
            *("-f", "rawvideo", "-pix_fmt", "gray", "-s", f"{width}x{height}", "-r", fps),
            *("-i", "pipe:0", "-f", "lavfi", "-i", f"sine=f=440:r=48000:d={length_s}"),
            *("-c:v", "libx264", "-preset", "ultrafast", "-crf", "10", "-g", str(gop)),
            *("-pix_fmt", "yuv420p", "-c:a", "aac", str(path)),
        ],
        (counter_frame(n, width, height).tobytes() for n in range(frames)),
        watch=Watch(),
    )
    return path


def counter_frame(number: int, width: int, height: int) -> Picture:
    """Sixteen vertical bars, white for a set bit, the highest left."""
    frame = np.zeros((height, width), np.uint8)
    for bit in range(BITS):
        if number >> (BITS - 1 - bit) & 1:
            frame[:, bit * width // BITS : (bit + 1) * width // BITS] = 255
    return frame


def read_counter(picture: Picture) -> int:
    """The number a (scaled, encoded) counter frame carries."""
    width = picture.shape[1]
    number = 0
    for bit in range(BITS):
        middle = (2 * bit + 1) * width // (2 * BITS)
        number = number << 1 | int(picture[:, middle].mean() > 128)
    return number


def pictures(path: Path) -> list[Picture]:
    """Every frame of a file as luma, height x width."""
    with av.open(str(path)) as container:
        return [
            np.asarray(frame.to_ndarray(format="gray"), np.uint8)
            for frame in container.decode(video=0)
        ]


def sound(path: Path) -> NDArray[np.float32]:
    """A file's whole sound at 48 kHz, n x 2."""
    arguments = ["-i", str(path), "-vn", "-ac", "2", "-ar", "48000", "-f", "f32le", "pipe:1"]
    data = b"".join(ffmpeg.read(arguments, watch=Watch()))
    return np.frombuffer(data, np.float32).reshape(-1, 2)


def tone(path: Path, *, seconds: float, hz: int = 440, level: float = 0.3) -> Path:
    """A stereo WAV with a sine."""
    source = f"aevalsrc={level}*sin(2*PI*{hz}*t):s=48000:d={seconds}"
    ffmpeg.run(["-f", "lavfi", "-i", source, "-ac", "2", str(path)], watch=Watch())
    return path


def still(path: Path, colour: str = "red", size: str = "320x180") -> Path:
    """A PNG of one colour."""
    source = f"color=c={colour}:s={size}"
    ffmpeg.run(["-f", "lavfi", "-i", source, "-frames:v", "1", str(path)], watch=Watch())
    return path
