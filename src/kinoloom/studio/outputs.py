"""What a person or a client says of the file they want, as the renderer's settings."""

from __future__ import annotations

import re
from fractions import Fraction

from kinoloom.render.output import Output, Quality
from kinoloom.studio.renders import OutputRefused

FORMATS = ("mp4",)
SHORTEST_SIDE_PX, LONGEST_SIDE_PX = 144, 2160
SLOWEST_FPS, FASTEST_FPS = 1, 120


def output_of(
    format: str = "mp4",
    quality: Quality = "high",
    resolution: str | None = None,
    fps: str | None = None,
) -> Output:
    """Settings from words: `resolution` is "720", "1080p", "4k" or "1280x720", `fps` a rate.

    Raises OutputRefused, naming what there is.
    """
    if format.lower() not in FORMATS:
        raise OutputRefused(f"I write {', '.join(FORMATS)} files; {format} comes later.")
    return Output(quality, _short_side(resolution), _rate(fps))


def _short_side(given: str | None) -> int | None:
    if not given:
        return None
    text = given.strip().lower()
    if text == "4k":
        return LONGEST_SIDE_PX
    match = re.fullmatch(r"(\d{2,5})p?(?:x(\d{2,5}))?", text)
    if match is None:
        raise OutputRefused("A resolution is a short side such as 720p, or 1280x720.")
    side = min(int(number) for number in match.groups() if number)
    if not SHORTEST_SIDE_PX <= side <= LONGEST_SIDE_PX:
        raise OutputRefused(
            f"A film's short side is {SHORTEST_SIDE_PX} to {LONGEST_SIDE_PX} pixels."
        )
    return side


def _rate(given: str | None) -> Fraction | None:
    if not given:
        return None
    try:
        rate = Fraction(given)
    except (ValueError, ZeroDivisionError):
        raise OutputRefused("A frame rate is a number such as 25, or 30000/1001.") from None
    if not SLOWEST_FPS <= rate <= FASTEST_FPS:
        raise OutputRefused(f"A frame rate is {SLOWEST_FPS} to {FASTEST_FPS} a second.")
    return rate.limit_denominator(1001)
