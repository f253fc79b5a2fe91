"""The one place that converts between milliseconds, frames and samples.

A draft keeps whole milliseconds; frames and rates are exact fractions, so that an hour at
30000/1001 frames per second ends on the same frame however it was reached.
"""

from __future__ import annotations

from fractions import Fraction

MS_PER_S = 1000


def parse_rate(text: str | int | float | Fraction) -> Fraction:
    """A frame rate from "30", "30000/1001", 29.97 or 24; common decimals become exact.

    Raises ValueError unless it lies in 1..240 frames per second.
    """
    try:
        rate = Fraction(text) if not isinstance(text, float) else Fraction(str(text))
    except (ValueError, ZeroDivisionError):
        raise ValueError(f"{text!r} is not a frame rate, such as 24 or 30000/1001") from None
    if rate.denominator != 1 and abs(rate * 1001 / 1000 - round(rate)) < Fraction(1, 50):
        rate = Fraction(round(rate) * 1000, 1001)
    if not 1 <= rate <= 240:
        raise ValueError(f"a frame rate of {text} is outside 1..240")
    return rate


def frames_at(ms: int | Fraction, fps: Fraction) -> int:
    """The frame whose start lies nearest to `ms` (ties go up)."""
    exact = Fraction(ms) * fps / MS_PER_S
    return (2 * exact.numerator + exact.denominator) // (2 * exact.denominator)


def ms_at(frame: int, fps: Fraction) -> Fraction:
    """Where a frame starts, in exact milliseconds."""
    return Fraction(frame) * MS_PER_S / fps


def samples_at(ms: int | Fraction, rate_hz: int) -> int:
    """The nearest sample index at `ms`."""
    return round(Fraction(ms) * rate_hz / MS_PER_S)


def spoken_range(start_ms: int, end_ms: int) -> str:
    """`0-10s`, `0.5-3s`: a range the way the timeline line prints it."""
    return f"{_seconds(start_ms)}-{_seconds(end_ms)}s"


def spoken_length(ms: int) -> str:
    """`5 s`, `2.5 s`."""
    return f"{_seconds(ms)} s"


def _seconds(ms: int) -> str:
    return f"{ms / MS_PER_S:.2f}".rstrip("0").rstrip(".")
