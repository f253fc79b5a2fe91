"""What a person or a client says of the file they want, as the renderer's settings.

Light on purpose: a command line that only talks to a server checks its options here too.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from fractions import Fraction
from typing import get_args

from kinoloom.errors import AskError
from kinoloom.render.files.codecs import Quality
from kinoloom.render.files.output import FORMATS, Output

SHORTEST_SIDE_PX, LONGEST_SIDE_PX = 144, 2160
SLOWEST_FPS, FASTEST_FPS = 1, 120
QUALITIES: tuple[Quality, ...] = get_args(Quality)
SIDES_PX = {
    "8k": 4320,
    "4k": 2160,
    "uhd": 2160,
    "2k": 1440,
    "qhd": 1440,
    "fullhd": 1080,
    "fhd": 1080,
}
CODEC_NAMES = {"avc": "h264", "x264": "h264", "h265": "hevc", "x265": "hevc"}
BROADCAST = tuple(Fraction(rate * 1000, 1001) for rate in (24, 30, 60, 120))
"""Rates that are written rounded: whoever says 29.97 means 30000/1001."""


class OutputRefused(AskError):
    """A kind of file that is not written here; the message names those that are."""


def output_of(
    format: str | None = None,
    quality: str = "high",
    resolution: str | None = None,
    fps: str | None = None,
    codec: str | None = None,
    *,
    at_ms: int = 0,
    hardware: bool = False,
    muted: bool = False,
) -> Output:
    """Settings from words: `resolution` is "720", "1080p", "4k" or "1280x720", `fps` a rate.

    Without a `format` the codec decides, then mp4. Raises OutputRefused, naming what there is.
    """
    plain = _codec_name(codec) if codec else None
    chosen = _format(format) if format else format_of(plain)
    if muted and FORMATS[chosen].kind == "sound":
        raise OutputRefused(
            f"What has no sound is a film, such as an mp4; {chosen} is nothing but sound."
        )
    return Output(
        quality=_quality(quality),
        short_side_px=_short_side(resolution),
        fps=_rate(fps),
        format=chosen,
        codec=_taken(plain, chosen) if plain else None,
        hardware=hardware,
        at_ms=at_ms,
        muted=muted,
    )


def format_of(codec: str | None) -> str:
    """The first kind of file a codec goes into; mp4 for none, and for one that is unknown."""
    return next((name for name, row in FORMATS.items() if codec in row.codecs), "mp4")


def listed(names: Iterable[str], last: str = "or") -> str:
    """`mp4, webm or mov`."""
    *first, end = names
    return f"{', '.join(first)} {last} {end}" if first else end


def spoken_size(size_bytes: int) -> str:
    """`1.4 MB`, `12 kB`."""
    if size_bytes < 100_000:
        return f"{max(1, round(size_bytes / 1000))} kB"
    return f"{size_bytes / 1e6:.1f} MB"


def _format(given: str) -> str:
    name = given.strip().lower().removeprefix(".")
    if name not in FORMATS:
        raise OutputRefused(f"I write {listed(FORMATS, 'and')} files, not {given.strip()[:20]}.")
    return name


def _quality(given: str) -> Quality:
    for quality in QUALITIES:
        if given.strip().lower() == quality:
            return quality
    raise OutputRefused(f"A quality is {listed(QUALITIES)}, not {given.strip()[:20]!r}.")


def _codec_name(given: str) -> str:
    name = re.sub(r"[\s._-]", "", given.lower())
    return CODEC_NAMES.get(name, name)


def _taken(codec: str, format: str) -> str:
    codecs = FORMATS[format].codecs
    if codec in codecs:
        return codec
    if not codecs:
        raise OutputRefused(f"There is no codec to choose in a {format} file; leave it out.")
    homes = [name for name, row in FORMATS.items() if codec in row.codecs]
    elsewhere = f"; {codec} goes into {listed(homes)}" if homes else ""
    raise OutputRefused(
        f"The codec of a {format} file is {listed(codecs)}, not {codec[:20]}{elsewhere}."
    )


def _short_side(given: str | None) -> int | None:
    text = re.sub(r"\s", "", given or "").lower().replace("×", "x")
    if not text:
        return None
    match = re.fullmatch(r"(\d{2,5})p?(?:x(\d{2,5}))?", text)
    if text in SIDES_PX:
        side = SIDES_PX[text]
    elif match is not None:
        side = min(int(number) for number in match.groups() if number)
    else:
        raise OutputRefused("A resolution is a short side such as 720p, 4k, or 1280x720.")
    if not SHORTEST_SIDE_PX <= side <= LONGEST_SIDE_PX:
        raise OutputRefused(
            f"A film's short side is {SHORTEST_SIDE_PX} to {LONGEST_SIDE_PX} pixels."
        )
    return side


def _rate(given: str | None) -> Fraction | None:
    text = re.sub(r"\s*fps$", "", (given or "").strip().lower())
    if not text:
        return None
    # Nothing else that Fraction reads: 1e99999999 would keep a thread busy for minutes.
    if not re.fullmatch(r"\d{1,6}(?:\.\d{1,6}|/0*[1-9]\d{0,5})?", text):
        raise OutputRefused("A frame rate is a number such as 25, or 30000/1001.")
    rate = Fraction(text)
    if not SLOWEST_FPS <= rate <= FASTEST_FPS:
        raise OutputRefused(f"A frame rate is {SLOWEST_FPS} to {FASTEST_FPS} a second.")
    exact = next((known for known in BROADCAST if abs(known - rate) < Fraction(1, 200)), rate)
    return exact.limit_denominator(1001)
