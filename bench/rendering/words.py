"""What is said in the films: cues with a time for every word."""

from __future__ import annotations

from itertools import cycle, islice

from kinoloom.draft.model import Cue, Word

TEXT = (
    "Every morning the light comes over the ridge and the whole valley slowly wakes up",
    "We packed two cameras a tent and far too much coffee for a trip of five days",
    "Nobody told us how loud a quiet place can be once you stop talking and listen",
    "By noon the river was warm enough to swim and the maps were already wrong again",
    "If you only keep one thing from this film keep the silence after the last frame",
)

WORDS_A_CUE = 5
GAP_MS = 60


def cues(length_ms: int, *, cue_ms: int = 2_000, numbered: bool = False) -> tuple[Cue, ...]:
    """Captions from 0 to `length_ms`; with a number in front, no two of them are alike."""
    count = length_ms // cue_ms
    words = list(islice(cycle(" ".join(TEXT).split()), count * WORDS_A_CUE))
    made: list[Cue] = []
    for number in range(count):
        said = words[number * WORDS_A_CUE : (number + 1) * WORDS_A_CUE]
        if numbered:
            said = [f"{number + 1}.", *said[1:]]
        made.append(_cue(said, number * cue_ms, cue_ms - GAP_MS))
    return tuple(made)


def _cue(said: list[str], start_ms: int, length_ms: int) -> Cue:
    each_ms = length_ms // len(said)
    timed = tuple(
        Word(text=word, start_ms=place * each_ms, duration_ms=each_ms)
        for place, word in enumerate(said)
    )
    return Cue(text=" ".join(said), start_ms=start_ms, duration_ms=length_ms, words=timed)
