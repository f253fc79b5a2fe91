"""Lines for a text: how many, how large, broken where they balance.

Words are not cut while the text can be set smaller; one that is too long even then is torn.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from kinoloom.render.lettering.phrases import Phrase, loose_cuts, phrases
from kinoloom.render.lettering.typesetting import width
from kinoloom.render.lettering.wording import Span, Wording, worded

SMALLEST_PX = 8.0
STEP = 0.96
"""From one font size tried to the next."""
UNTORN = 0.6
"""Words are kept whole down to this share of the size asked for."""
FEWER = 0.72
"""Captions are set smaller, down to this share, to need fewer lines."""
SPARED = 0.88
"""Titles are set smaller, down to this share, to need one line less."""
_UNSPACED_GAP = 0.08
_PAUSES = ".,;:!?…、。，；：！？،؛؟।"


@dataclass(frozen=True)
class Room:
    """What the lines must fit into; `pitch`, `height` (of one line) and `side` (kept free at either
    end of a line) in font sizes."""

    width_px: float
    height_px: float
    pitch: float
    height: float
    side: float = 0.0

    def width(self, size_px: float) -> float:
        """How wide a line may be, in font sizes."""
        return self.width_px / size_px - 2 * self.side

    def holds(self, lines: int, size_px: float) -> bool:
        """Whether that many lines are not too high."""
        return ((lines - 1) * self.pitch + self.height) * size_px <= self.height_px


@dataclass(frozen=True)
class Layout:
    """Spans of clusters, one a line, and the font size in pixels."""

    lines: tuple[Span, ...]
    size_px: float


def laid_out(
    wording: Wording, weight: int, size_px: float, room: Room, few: int | None = None
) -> Layout:
    """The largest setting up to `size_px` that fits; in at most `few` lines where that helps."""
    smallest = min(size_px, SMALLEST_PX)
    for found in (
        _with_few(wording, weight, size_px, room, few),
        _whole(wording, weight, _sizes(size_px, max(smallest, UNTORN * size_px)), room),
    ):
        if found is not None:
            return found
    for size in _sizes(size_px, smallest):
        lines = _broken(wording, weight, size, room, torn=True)
        if lines is not None:
            return Layout(lines, size)
    return Layout(_one_by_one(wording), smallest)


def _one_by_one(wording: Wording) -> tuple[Span, ...]:
    """A canvas too small for any setting: every phrase a line."""
    paragraphs = _seen_paragraphs(wording)
    return tuple(piece.span for p in paragraphs for piece in _phrases(wording, p))


def _with_few(
    wording: Wording, weight: int, size_px: float, room: Room, few: int | None
) -> Layout | None:
    """In `few` lines, or little more, if a smaller size makes that possible."""
    smallest = max(min(size_px, SMALLEST_PX), FEWER * size_px)
    for count in () if few is None else range(few, few + 3):
        for size in _sizes(size_px, smallest):
            lines = _broken(wording, weight, size, room, torn=False)
            if lines is not None and len(lines) <= count:
                return Layout(lines, size)
    return None


def _whole(wording: Wording, weight: int, sizes: list[float], room: Room) -> Layout | None:
    """At the first size at which no word is torn, or a little smaller if that spares a line."""
    found: Layout | None = None
    for size in sizes:
        lines = _broken(wording, weight, size, room, torn=False)
        if lines is None:
            continue
        if found is None:
            found = Layout(lines, size)
        elif size < SPARED * found.size_px:
            break
        elif len(lines) < len(found.lines):
            return Layout(lines, size)
    return found


def _sizes(largest: float, smallest: float) -> list[float]:
    sizes = [largest]
    while sizes[-1] > smallest:
        sizes.append(max(smallest, sizes[-1] * STEP))
    return sizes


def _broken(
    wording: Wording, weight: int, size_px: float, room: Room, *, torn: bool
) -> tuple[Span, ...] | None:
    """The lines at that size; None when they do not fit."""
    limit = room.width(size_px)
    lines: list[Span] = []
    for paragraph in _seen_paragraphs(wording):
        pieces = _phrases(wording, paragraph)
        if torn:
            pieces = _torn(wording, weight, pieces, limit)
        broken = _balanced(wording, weight, pieces, limit)
        if broken is None:
            return None
        lines += broken
    return tuple(lines) if room.holds(len(lines), size_px) else None


def _seen_paragraphs(wording: Wording) -> tuple[Span, ...]:
    return tuple(p for p in wording.paragraphs if _phrases(wording, p))


@lru_cache(maxsize=256)
def _phrases(wording: Wording, paragraph: Span) -> tuple[Phrase, ...]:
    found = phrases(wording, paragraph)
    return tuple(p for p in found if not all(map(wording.is_blank, range(*p.span))))


def _balanced(
    wording: Wording, weight: int, pieces: tuple[Phrase, ...], limit: float
) -> list[Span] | None:
    """As few lines as possible, and among those the most even, rather ended at a pause."""
    widths = [width(wording, piece.span, weight) for piece in pieces]
    gaps = [_space(wording, weight) if piece.spaced else _UNSPACED_GAP for piece in pieces]
    if max(widths) > limit:
        return None
    best: list[tuple[int, float, int]] = [(0, 0.0, 0)]
    for end in range(1, len(pieces) + 1):
        choices: list[tuple[int, float, int]] = []
        length, start = -gaps[end - 1], end
        while start > 0:
            length += widths[start - 1] + gaps[start - 1]
            if length > limit:
                break
            start -= 1
            slack = (limit - length) ** 2
            if end < len(pieces) and wording.clusters[pieces[end - 1].span[1] - 1] in _PAUSES:
                slack *= 0.8
            choices.append((best[start][0] + 1, best[start][1] + slack, start))
        best.append(min(choices))
    lines: list[Span] = []
    end = len(pieces)
    while end > 0:
        start = best[end][2]
        lines.insert(0, (pieces[start].span[0], pieces[end - 1].span[1]))
        end = start
    return lines


def _torn(
    wording: Wording, weight: int, pieces: tuple[Phrase, ...], limit: float
) -> tuple[Phrase, ...]:
    """The same phrases, those wider than a line cut into as many parts as they need."""
    found: list[Phrase] = []
    for piece in pieces:
        if width(wording, piece.span, weight) <= limit:
            found.append(piece)
            continue
        borders = [piece.span[0], *_tears(wording, weight, piece.span, limit), piece.span[1]]
        for first, last in pairwise(borders):
            found.append(Phrase((first, last), piece.spaced and last == piece.span[1]))
    return tuple(found)


def _tears(wording: Wording, weight: int, span: Span, limit: float) -> list[int]:
    """Where to cut a phrase so that every part fits: its letters are measured one by one."""
    cuts = set(loose_cuts(wording, span)) or set(range(span[0] + 1, span[1]))
    tears: list[int] = []
    length, cut = 0.0, None
    for i in range(*span):
        length += width(wording, (i, i + 1), weight) + _UNSPACED_GAP
        if i in cuts:
            cut = i
        if length > limit and cut is not None and cut > (tears[-1] if tears else span[0]):
            tears.append(cut)
            rest = range(cut, i + 1)
            length = sum(width(wording, (k, k + 1), weight) + _UNSPACED_GAP for k in rest)
    return tears


@lru_cache(maxsize=64)
def _space(wording: Wording, weight: int) -> float:
    """The gap that a space leaves between the ink of two words, in font sizes."""
    plain = worded("n n", wording.faces[0].family)
    assert plain is not None
    return width(plain, (0, 3), weight) - 2 * width(plain, (0, 1), weight)
