"""Asks of one message that are one piece of work: "make it darker and add fog" paints once."""

from __future__ import annotations

from dataclasses import replace

from kinoloom.intent.asks import (
    AddTitle,
    Ask,
    ChangeRatio,
    Export,
    MakeClip,
    ReviseClip,
    SetMusic,
    SetVolume,
)


def joined(asks: list[Ask], ask: Ask) -> list[Ask]:
    """`asks` with one more: taken into the last one where both are one piece of work."""
    last = asks[-1] if asks else None
    merged = _merged(last, ask) if last is not None else None
    if merged is not None:
        return [*asks[:-1], merged]
    measured = _film_measured(asks, ask)
    if measured is not None:
        return measured
    if isinstance(ask, MakeClip) and any(isinstance(earlier, MakeClip) for earlier in asks):
        return [*asks, replace(ask, adds=True)]
    return [*asks, ask]


def _film_measured(asks: list[Ask], ask: Ask) -> list[Ask] | None:
    """A length or shape named after the music and the title is that of the clip before them."""
    if not isinstance(ask, ChangeRatio | ReviseClip):
        return None
    dressing = [isinstance(earlier, SetMusic | AddTitle) for earlier in asks[1:]]
    if len(asks) < 2 or not all(dressing):
        return None
    merged = _merged(asks[0], ask) if isinstance(asks[0], MakeClip) else None
    return None if merged is None else [merged, *asks[1:]]


def _merged(last: Ask, ask: Ask) -> Ask | None:
    match last, ask:
        case ReviseClip(), ReviseClip() if ask.which in (None, last.which):
            return ReviseClip(
                change=", ".join(change for change in (last.change, ask.change) if change),
                which=last.which,
                seconds=ask.seconds or last.seconds,
                ratio=ask.ratio or last.ratio,
                seed=last.seed if ask.seed is None else ask.seed,
                new_seed=last.new_seed or ask.new_seed,
            )
        case SetMusic(volume_percent=None), SetVolume(target="music" | "all", percent=int(percent)):
            return replace(last, volume_percent=percent)
        case Export(), Export() if last == ask:
            return last
        case MakeClip(ratio=None), ChangeRatio():
            return replace(last, ratio=ask.ratio)
        case MakeClip(seconds=None), ReviseClip(change="", which=None, new_seed=False):
            return replace(
                last,
                seconds=ask.seconds,
                ratio=last.ratio or ask.ratio,
                seed=last.seed if ask.seed is None else ask.seed,
            )
        case _:
            return None
