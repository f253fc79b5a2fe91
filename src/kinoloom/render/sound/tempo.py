"""Another speed at the same pitch.

Chosen on notes, bursts and vowels whose right answer is known. Down to half speed `atempo` keeps
attacks whole and in place (within 6 ms) at a tenth of Rubber Band's cost. Slower than that it
stutters: it plays an attack several times, up to 300 ms early. Rubber Band with smooth transients
then stays even, and is nearer to the right spectrum.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

from kinoloom.media import ffmpeg
from kinoloom.render.sound.samples import (
    CHANNELS,
    RATE_HZ,
    SAMPLE_BYTES,
    Flow,
    Samples,
    deinterleaved,
)
from kinoloom.watch import Watch

RUN_UP = RATE_HZ // 4
"""Samples of the source that a stretcher wants before and after what is used of it."""
EVEN_UP_TO = Fraction(1, 2)
EARLY_S = Fraction(8, 1000)
"""Both are early by so much of the source's time."""


def retimed(raw: Path, speed: Fraction, count: int, watch: Watch) -> Iterator[Samples]:
    """A file of raw floats at another speed: `count` samples from the one `RUN_UP` into it on.

    Fewer when the file ends before.
    """
    flow = Flow(_stretched(raw, speed, watch))
    flow.skip(round((RUN_UP - EARLY_S * RATE_HZ) / speed))
    while count > 0:
        block = flow.take(min(RATE_HZ, count))
        if not block.shape[1]:
            return
        count -= block.shape[1]
        yield block


def _stretched(raw: Path, speed: Fraction, watch: Watch) -> Iterator[Samples]:
    tempo = f"{float(speed):.6f}"
    slow = speed <= EVEN_UP_TO
    chain = f"rubberband=tempo={tempo}:transients=smooth" if slow else f"atempo={tempo}"
    form = ["-f", "f32le", "-ar", str(RATE_HZ), "-ac", str(CHANNELS)]
    arguments = [*form, "-i", str(raw), "-af", chain, *form, "pipe:1"]
    rest = b""
    for piece in ffmpeg.read(arguments, watch=watch, block_bytes=RATE_HZ * SAMPLE_BYTES):
        data = rest + piece
        whole = len(data) - len(data) % SAMPLE_BYTES
        rest = data[whole:]
        yield deinterleaved(data[:whole])
