"""A text set on the canvas: the ink of all its lines in one picture, and who owns each pixel."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import accumulate, pairwise

import numpy as np
from numpy.typing import NDArray

from kinoloom.draft.model import TextStyle
from kinoloom.render.lettering.areas import usual_area
from kinoloom.render.lettering.lines import Layout, Room, laid_out
from kinoloom.render.lettering.phrases import phrases
from kinoloom.render.lettering.typesetting import Grey, Ink, set_line
from kinoloom.render.lettering.wording import Span, Wording, worded

PITCH, LEADING = 1.2, 0.28
"""From baseline to baseline, in font sizes: at most the first, and no more than the second between
what hangs down and capitals; more of both where the ink of two lines would touch."""
BETWEEN = 0.1
"""Room left between the ink of two lines, in font sizes."""
BOX_X, BOX_Y = 0.34, 0.2
"""Room between the words and the edge of their plate, in font sizes."""
_EXCESS = 0.12
"""Ink higher than capitals by more than this counts for the block's height, in font sizes."""
_JOINED = ((0x0600, 0x08FF), (0x0900, 0x09FF), (0x0A00, 0x0A7F), (0xFB50, 0xFDFF), (0xFE70, 0xFEFC))
"""Arabic, Devanagari, Bengali, Gurmukhi: letters hang together and only words come apart."""

Box = tuple[int, int, int, int]
"""Left, top, right, bottom, in pixels."""


@dataclass(frozen=True, eq=False)
class Block:
    """Set words. `alpha`, `owner`, `paint` and `painted` are as in `Ink`, of the whole block,
    their corner at `x_px`, `y_px` on the canvas. Spans are of units (letters, or words where
    letters are joined), which are numbered from 0 in reading order; owners from 1.
    """

    style: TextStyle
    size_px: float
    canvas: tuple[int, int]
    alpha: Grey
    owner: NDArray[np.uint16]
    x_px: int
    y_px: int
    units: tuple[Span, ...]
    lines: tuple[Span, ...]
    words: tuple[Span, ...]
    plates: tuple[Box, ...]
    baselines: tuple[int, ...]
    rtl: bool
    is_cjk: bool
    paint: Grey | None = None
    painted: NDArray[np.bool_] | None = None

    @cached_property
    def boxes(self) -> NDArray[np.int32]:
        """Units x 4: left, top, right, bottom of each unit's ink in the block; all 0 for none."""
        boxes = np.zeros((len(self.units) + 1, 4), np.int32)
        boxes[:, :2] = max(self.owner.shape)
        rows, columns = np.nonzero(self.owner)
        owners = self.owner[rows, columns]
        np.minimum.at(boxes[:, 0], owners, columns.astype(np.int32))
        np.minimum.at(boxes[:, 1], owners, rows.astype(np.int32))
        np.maximum.at(boxes[:, 2], owners, columns.astype(np.int32) + 1)
        np.maximum.at(boxes[:, 3], owners, rows.astype(np.int32) + 1)
        boxes[boxes[:, 2] == 0] = 0
        return boxes[1:]

    def box(self, span: Span) -> Box | None:
        """Around the ink of a span of units; None without ink."""
        boxes = self.boxes[span[0] : span[1]]
        boxes = boxes[boxes[:, 2] > 0]
        if boxes.size == 0:
            return None
        left, top = boxes[:, :2].min(axis=0)
        right, bottom = boxes[:, 2:].max(axis=0)
        return int(left), int(top), int(right), int(bottom)

    @property
    def centre_px(self) -> tuple[float, float]:
        """The middle of the ink, on the canvas."""
        height, width = self.alpha.shape
        return self.x_px + width / 2, self.y_px + height / 2


def block(
    text: str,
    style: TextStyle,
    canvas: tuple[int, int],
    scale: float = 1.0,
    *,
    few: int | None = None,
    word_starts: tuple[int, ...] | None = None,
) -> Block | None:
    """The text set for a canvas (width, height), inside its safe area; None when nothing is seen.

    `few` is how many lines it shall rather not exceed; `word_starts`, indices of the cleaned text's
    characters, part it into words otherwise than phrases do.
    """
    wording = worded(text, style.font)
    if wording is None:
        return None
    area = usual_area(canvas)
    plate = (BOX_X, BOX_Y) if style.box is not None else (0.0, 0.0)
    width_px = canvas[0] * (1 - area.left - area.right)
    height_px = canvas[1] * (1 - area.top - area.bottom)
    size = max(1.0, style.size * min(canvas) * scale)
    layout, inks = _fitted(wording, style, size, (width_px, height_px), plate, few)
    return _placed(wording, layout, inks, style, canvas, word_starts)


def _fitted(
    wording: Wording,
    style: TextStyle,
    size_px: float,
    limit: tuple[float, float],
    plate: tuple[float, float],
    few: int | None,
    tries: int = 4,
) -> tuple[Layout, tuple[Ink, ...]]:
    """Set as large as fits; smaller again when what was set is larger than was measured."""
    room = Room(limit[0], limit[1], PITCH, 1.1 + 2 * plate[1], plate[0])
    layout = laid_out(wording, style.weight, size_px, room, few)
    inks = _set(wording, layout, style.weight)
    excess = _excess(inks, style, layout.size_px, limit, plate)
    if excess <= 1 or tries == 1:
        return layout, inks
    smaller = layout.size_px / excess * 0.995
    return _fitted(wording, style, smaller, limit, plate, few, tries - 1)


def _excess(
    inks: tuple[Ink, ...],
    style: TextStyle,
    size_px: float,
    limit: tuple[float, float],
    plate: tuple[float, float],
) -> float:
    """By how much what was set is larger than was measured and allowed."""
    baselines = _baselines(inks, style, size_px)
    bottoms = [b + i.alpha.shape[0] - i.baseline_px for b, i in zip(baselines, inks, strict=True)]
    width = max(i.alpha.shape[1] for i in inks) + 2 * plate[0] * size_px
    height = max(bottoms) + inks[0].baseline_px + 2 * plate[1] * size_px
    return max(width / limit[0], height / limit[1])


def _set(wording: Wording, layout: Layout, weight: int) -> tuple[Ink, ...]:
    lines = (_units(wording, line) for line in layout.lines)
    return tuple(set_line(wording, units, weight, layout.size_px) for units in lines)


def _units(wording: Wording, line: Span) -> tuple[Span, ...]:
    """Letters, each with the blanks behind it; letters that hang together are one."""
    starts = [line[0]]
    for i in range(line[0] + 1, line[1]):
        joined = _is_joined(wording.clusters[i - 1]) and _is_joined(wording.clusters[i])
        if not joined and not wording.is_blank(i):
            starts.append(i)
    return tuple(zip(starts, [*starts[1:], line[1]], strict=True))


def _is_joined(cluster: str) -> bool:
    return any(first <= ord(cluster[0]) <= last for first, last in _JOINED)


def _baselines(inks: tuple[Ink, ...], style: TextStyle, size_px: float) -> list[int]:
    """Each line's, from the first's; all equally far apart."""
    pitch = min(PITCH, sum(_usual_heights(style.font, style.weight)) + LEADING) * size_px
    for above, below in pairwise(inks):
        depth = above.alpha.shape[0] - above.baseline_px
        pitch = max(pitch, depth + below.baseline_px + BETWEEN * size_px)
    return [round(pitch) * i for i in range(len(inks))]


@lru_cache(maxsize=64)
def _usual_heights(family: str, weight: int) -> tuple[float, float]:
    """Height of a capital and depth of a descender, in font sizes."""
    probe = worded("Hp", family)
    assert probe is not None
    ink = set_line(probe, ((0, 2),), weight, 128.0)
    return ink.baseline_px / 128, (ink.alpha.shape[0] - ink.baseline_px) / 128


def _placed(
    wording: Wording,
    layout: Layout,
    inks: tuple[Ink, ...],
    style: TextStyle,
    canvas: tuple[int, int],
    word_starts: tuple[int, ...] | None,
) -> Block:
    size = layout.size_px
    lefts = _lefts(inks, style, canvas, size)
    first = _first_baseline(inks, style, canvas, size)
    baselines = [first + b for b in _baselines(inks, style, size)]
    lines, units = _numbered(wording, layout)
    x, y, ink = _merged(inks, lefts, baselines, [line[0] for line in lines])
    plates = tuple(
        _plate(left - x, line, baseline - y, size, style)
        for left, line, baseline in zip(lefts, inks, baselines, strict=True)
    )
    return Block(
        style=style,
        size_px=size,
        canvas=canvas,
        alpha=ink.alpha,
        owner=ink.owner,
        x_px=x,
        y_px=y,
        units=units,
        lines=lines,
        words=_words(wording, units, lines, word_starts),
        plates=plates if style.box is not None else (),
        baselines=tuple(b - y for b in baselines),
        rtl=wording.rtl,
        is_cjk=wording.language in ("ja", "ko", "zh-cn", "zh-tw"),
        paint=ink.paint,
        painted=ink.painted,
    )


def _numbered(wording: Wording, layout: Layout) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    """Lines as spans of units, and all units as spans of clusters."""
    by_line = [_units(wording, line) for line in layout.lines]
    ends = list(accumulate(map(len, by_line)))
    lines = tuple(zip([0, *ends[:-1]], ends, strict=True))
    return lines, tuple(unit for units in by_line for unit in units)


def _merged(
    inks: tuple[Ink, ...], lefts: list[int], baselines: list[int], before: list[int]
) -> tuple[int, int, Ink]:
    """All lines in one ink, its even corner on the canvas first. `before` counts the units of the
    lines above each line."""
    tops = [b - ink.baseline_px for b, ink in zip(baselines, inks, strict=True)]
    x, y = min(lefts) // 2 * 2, min(tops) // 2 * 2
    right = max(left + ink.alpha.shape[1] for left, ink in zip(lefts, inks, strict=True))
    bottom = max(top + ink.alpha.shape[0] for top, ink in zip(tops, inks, strict=True))
    shape = (bottom - y, right - x)
    alpha, owner = np.zeros(shape, np.uint8), np.zeros(shape, np.uint16)
    coloured = any(ink.paint is not None for ink in inks)
    paint = np.zeros((*shape, 3), np.uint8) if coloured else None
    painted = np.zeros(shape, np.bool_) if coloured else None
    for ink, left, top, count in zip(inks, lefts, tops, before, strict=True):
        height, width = ink.alpha.shape
        part = (slice(top - y, top - y + height), slice(left - x, left - x + width))
        alpha[part] = np.maximum(alpha[part], ink.alpha)
        owner[part] = np.where(ink.owner > 0, ink.owner + count, owner[part])
        if paint is not None and painted is not None and ink.paint is not None:
            paint[part], painted[part] = ink.paint, ink.painted
    return x, y, Ink(alpha, owner, baselines[0] - y, paint, painted)


def _lefts(
    inks: tuple[Ink, ...], style: TextStyle, canvas: tuple[int, int], size_px: float
) -> list[int]:
    """Where each line's ink begins: flush with the safe area, or about the canvas's middle."""
    area = usual_area(canvas)
    room = BOX_X * size_px if style.box is not None else 0.0
    widths = [ink.alpha.shape[1] for ink in inks]
    if style.align == "left":
        return [round(area.left * canvas[0] + room) for _ in widths]
    if style.align == "right":
        edge = (1 - area.right) * canvas[0] - room
        return [round(edge - width) for width in widths]
    return [round((canvas[0] - width) / 2) for width in widths]


def _first_baseline(
    inks: tuple[Ink, ...], style: TextStyle, canvas: tuple[int, int], size_px: float
) -> int:
    """The block stands on usual heights, so that captions do not jump with their letters; ink
    that goes well beyond them, and never out of the safe area, moves it."""
    area = usual_area(canvas)
    room = BOX_Y * size_px if style.box is not None else 0.0
    capital, depth = (v * size_px for v in _usual_heights(style.font, style.weight))
    span = _baselines(inks, style, size_px)[-1]
    above = inks[0].baseline_px
    below = max(0, inks[-1].alpha.shape[0] - inks[-1].baseline_px)
    above = above if above > capital + _EXCESS * size_px else capital
    below = below if below > depth + _EXCESS * size_px else depth
    highest = area.top * canvas[1] + room + max(above, inks[0].baseline_px)
    lowest = (1 - area.bottom) * canvas[1] - room - span - below
    if style.anchor == "top":
        return round(highest)
    if style.anchor == "bottom":
        return round(lowest)
    return round(min(max((canvas[1] + above - span) / 2, highest), max(highest, lowest)))


def _plate(left: int, ink: Ink, baseline: int, size_px: float, style: TextStyle) -> Box:
    """The plate behind one line, in the block's pixels."""
    capital, depth = (v * size_px for v in _usual_heights(style.font, style.weight))
    above = max(capital, ink.baseline_px) + BOX_Y * size_px
    below = max(depth, ink.alpha.shape[0] - ink.baseline_px) + BOX_Y * size_px
    side = BOX_X * size_px
    return (
        round(left - side),
        round(baseline - above),
        round(left + ink.alpha.shape[1] + side),
        round(baseline + below),
    )


def _words(
    wording: Wording,
    units: tuple[Span, ...],
    lines: tuple[Span, ...],
    starts: tuple[int, ...] | None,
) -> tuple[Span, ...]:
    """Spans of units. Given starts make one word each; phrases end with their line."""
    if starts is None:
        heads = {
            phrase.span[0]
            for paragraph in wording.paragraphs
            for phrase in phrases(wording, paragraph)
        }
        firsts = [i for i, unit in enumerate(units) if heads & set(range(*unit))]
        firsts = sorted({*firsts, *(line[0] for line in lines)})
        return tuple(zip(firsts, [*firsts[1:], len(units)], strict=True))
    owners = _unit_at(wording, units)
    firsts = [owners[min(start, len(owners) - 1)] for start in starts]
    ends = [*firsts[1:], len(units)]
    return tuple((a, max(a + 1, b)) for a, b in zip(firsts, ends, strict=True))


def _unit_at(wording: Wording, units: tuple[Span, ...]) -> list[int]:
    """For each character of the cleaned text the unit it belongs to, or the next one."""
    found: list[int] = []
    unit = 0
    for i, cluster in enumerate(wording.clusters):
        while unit < len(units) - 1 and i >= units[unit][1]:
            unit += 1
        found += [unit] * len(cluster)
    return found
