"""A caption track's stamps at each frame: one cue at a time, the spoken word lit."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

from kinoloom.draft.model import Cue, TextStyle, Word
from kinoloom.draft.time import frames_at
from kinoloom.render.lettering.animations import Animation, animation
from kinoloom.render.lettering.animations.special import karaoke
from kinoloom.render.lettering.block import Block, block
from kinoloom.render.lettering.dressing import Wardrobe
from kinoloom.render.lettering.easing import clipped, in_out
from kinoloom.render.lettering.languages import is_han
from kinoloom.render.lettering.scene import Scene, Stamps, pieces_of
from kinoloom.render.lettering.titles import Timing, progress, timing
from kinoloom.render.lettering.wording import Span, cleaned

LINES = 2
"""Captions take no more where that is possible."""
HASTE = 2.2
"""Captions come and go this much faster than titles."""
HELD_MS = 300
"""A word stays lit this long after its end, unless the next one begins."""
POP = 1.09
POP_RISE_S, POP_FALL_S = 0.07, 0.16
KEPT_CUES = 4
_EDGES = " .,;:!?…\"'“”‘’«»()[]、。，；：！？「」『』（）،؛؟।"


VOICED_S = 0.16
"""How long a word takes to come when it comes with the voice."""


@dataclass(frozen=True)
class Spoken:
    """When a word is lit: frames from the cue's start, the end not included."""

    first: int
    end: int


@dataclass(frozen=True, eq=False)
class Caption:
    """A cue set and ready. `spoken` and `pops` are by word of the block; empty without times."""

    wardrobe: Wardrobe
    row: Animation
    timing: Timing
    pieces: tuple[Span, ...]
    spoken: tuple[Spoken, ...]
    pops: tuple[float, ...]
    fps: Fraction

    def at(self, frame: int) -> Stamps:
        """Stamps at a frame counted from the cue's start."""
        come = self.timing.come(frame)
        lit = next((i for i, s in enumerate(self.spoken) if s.first <= frame < s.end), None)
        pop = None
        if lit is not None and self.pops[lit] > 1:
            since_s = float((frame - self.spoken[lit].first + 1) / self.fps)
            pop = 1 + (self.pops[lit] - 1) * _swell(since_s)
        voiced = bool(self.spoken) and _follows_voice(self.row)
        scene = Scene(
            wardrobe=self.wardrobe,
            pieces=self.pieces,
            come=come,
            leave=self.timing.leave(frame),
            middle=self.timing.middle(frame),
            progress=self._voiced(frame) if voiced else progress(self.row, come, self.timing),
            lit=lit,
            pop=pop,
            spoken=bool(self.spoken) or self.row.draw is karaoke,
        )
        return self.row.draw(scene)

    def _voiced(self, frame: int) -> Callable[[int], float]:
        frames = round(VOICED_S * self.fps)

        def of(word: int) -> float:
            return clipped((frame - self.spoken[word].first + 1) / (frames + 1))

        return of


def captioned(
    cues: tuple[Cue, ...],
    style: TextStyle,
    canvas: tuple[int, int],
    frames: int,
    fps: Fraction,
    scale: float = 1.0,
) -> Callable[[int], Stamps]:
    """The captions' stamps by frame, 0 to `frames`, on a canvas (width, height) in pixels.

    A cue is set when its first frame is asked for. Its words are lit at their times; without times
    it is plain. Where cues overlap the later one shows. Raises NotDrawn for an unknown animation,
    font or character.
    """
    row = animation(style.animation)
    spans = sorted((_frames(cue.start_ms, cue.duration_ms, fps), i) for i, cue in enumerate(cues))
    made: OrderedDict[int, Caption | None] = OrderedDict()

    def caption(index: int) -> Caption | None:
        if index not in made:
            made[index] = _set(cues[index], style, row, canvas, fps, scale)
            while len(made) > KEPT_CUES:
                made.popitem(last=False)
        made.move_to_end(index)
        return made[index]

    def at(frame: int) -> Stamps:
        if not 0 <= frame < frames:
            return ()
        shown = [(first, i) for (first, end), i in spans if first <= frame < end]
        if not shown:
            return ()
        first, index = shown[-1]
        found = caption(index)
        return () if found is None else found.at(frame - first)

    return at


def _frames(start_ms: int, duration_ms: int, fps: Fraction) -> Span:
    return frames_at(start_ms, fps), frames_at(start_ms + duration_ms, fps)


def _set(
    cue: Cue,
    style: TextStyle,
    row: Animation,
    canvas: tuple[int, int],
    fps: Fraction,
    scale: float,
) -> Caption | None:
    text = cleaned(cue.text) or cleaned(_joined([word.text for word in cue.words]))
    heads = _heads(text, [word.text for word in cue.words])
    starts = tuple(head for head in heads if head is not None) or None
    found = block(text, style, canvas, scale, few=LINES, word_starts=starts)
    if found is None:
        return None
    first, end = _frames(cue.start_ms, cue.duration_ms, fps)
    timed = [word for word, head in zip(cue.words, heads, strict=True) if head is not None]
    spoken = _spoken(cue, timed, fps)
    wardrobe = Wardrobe(found)
    pieces = found.words if spoken and _follows_voice(row) else pieces_of(wardrobe, row.piece)
    time = timing(row, len(pieces), end - first, fps, speed=HASTE)
    pops = tuple(_pop(found, word) for word in found.words)
    return Caption(wardrobe, row, time, pieces, spoken, pops, fps)


def _follows_voice(row: Animation) -> bool:
    """Whether its pieces come when they are spoken."""
    return row.each_s > 0 and row.piece in ("word", "letter")


def _joined(words: list[str]) -> str:
    """Words as a text: with spaces, but not between Chinese characters or kana."""
    text = ""
    for word in words:
        close = bool(text and word) and all(
            is_han(c) or 0x3040 <= ord(c) <= 0x30FF for c in (text[-1], word[0])
        )
        text += word if close or not text else f" {word}"
    return text


def _heads(text: str, words: list[str]) -> list[int | None]:
    """Where each word begins in the text; None for one that is not there in this order. What
    stands before the first word goes with it."""
    folded, found, at = text.casefold(), list[int | None](), 0
    if len(folded) != len(text):
        folded = text
    for word in words:
        sought = cleaned(word).casefold().strip(_EDGES)
        head = folded.find(sought, at) if sought else -1
        found.append(None if head < 0 else head)
        at = at if head < 0 else head + len(sought)
    named = [i for i, head in enumerate(found) if head is not None]
    if named:
        found[named[0]] = 0
    return found


def _spoken(cue: Cue, words: list[Word], fps: Fraction) -> tuple[Spoken, ...]:
    """When each word is lit. Held over a short pause, so that the light does not flutter."""
    found: list[Spoken] = []
    begin = frames_at(cue.start_ms, fps)
    for i, word in enumerate(words):
        first = frames_at(cue.start_ms + word.start_ms, fps)
        held_ms = word.start_ms + word.duration_ms + HELD_MS
        if i + 1 < len(words):
            held_ms = min(held_ms, words[i + 1].start_ms)
        end = max(first + 1, frames_at(cue.start_ms + held_ms, fps))
        found.append(Spoken(first - begin, end - begin))
    return tuple(found)


def _pop(found: Block, word: Span) -> float:
    """How large a spoken word may become without touching its neighbours; Chinese characters and
    words that run over a line's end stay as they are."""
    box = found.box(word)
    one_line = any(first <= word[0] and word[1] <= end for first, end in found.lines)
    if box is None or not one_line or found.style.animation == "none" or found.is_cjk:
        return 1.0
    return min(POP, 1 + 0.2 * found.size_px / (box[2] - box[0]))


def _swell(since_s: float) -> float:
    if since_s < POP_RISE_S:
        return in_out(since_s / POP_RISE_S)
    return 1 - in_out(clipped((since_s - POP_RISE_S) / POP_FALL_S))
