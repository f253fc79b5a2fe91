"""Length, shape and seed, taken out of a clause that also says what to show."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kinoloom.intent.language import HAN
from kinoloom.intent.ratios import find_ratio
from kinoloom.intent.times import find_times, without

_SEED = re.compile(
    r"[,，]?\s*(?:\b(?:with |using |and )?(?:the )?seed\s*(?:number|of|=|:|is)?\s*"
    r"|种子\s*(?:为|是|=|：|:)?\s*)(\d{1,9})",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Measured:
    """A clause without its length, ratio and seed, and these."""

    rest: str
    seconds: float | None
    ratio: str | None
    seed: int | None


def measured(text: str) -> Measured:
    """Take length, ratio and seed out of `text`."""
    before = text
    seed = _SEED.search(text)
    if seed is not None:
        text = without(text, seed.start(), seed.end())
    ratio, text = without_ratios(text)
    time = next((t for t in find_times(text) if _is_length(text, t.start)), None)
    if time is not None:
        text = without(text, time.start, time.end)
    if text != before:
        text = re.sub(
            r"\s+(?:for|in|long|lasting|with|and|format|ratio)[\s,.]*$",
            "",
            text,
            flags=re.IGNORECASE,
        )
    return Measured(
        rest=tidy(text),
        seconds=None if time is None else time.ms / 1000,
        ratio=ratio,
        seed=None if seed is None else int(seed[1]),
    )


def without_ratios(text: str) -> tuple[str | None, str]:
    """The shape asked for, and `text` without any of its names ("square … for Instagram")."""
    ratio: str | None = None
    for _ in range(3):
        found = find_ratio(text)
        if found is None:
            break
        ratio = ratio or found.ratio
        text = without(text, found.start, found.end)
    return ratio, text


def _is_length(text: str, start: int) -> bool:
    """Not "a second", and not the moment of "at 3 seconds"."""
    return re.search(r"\b(?:at|every)\s*$|第\s*$", text[:start], re.IGNORECASE) is None


def tidy(text: str) -> str:
    """`text` without the commas and spaces that a cut left behind."""
    text = re.sub(r"^(?:\s*[,，:：。、-]\s*|的)+", "", text)
    text = re.sub(r"\s*[,，]\s*(?:for|long|in|的)?\s*(?=[,，]|$)", "", text)
    text = re.sub(rf"(?<=[{HAN}，：])\s+(?=[{HAN}，：])", "", text.strip(" ,，"))
    return re.sub(r"\s{2,}", " ", text).strip(" ,，:：。、—–")
