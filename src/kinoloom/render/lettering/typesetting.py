"""One line of words set by Pango: its ink, and which letter each pixel belongs to.

Pango draws the line in coded colours, a few times; the colour of a pixel then names its letter.
Colours change neither shaping nor spacing, so Arabic stays joined and kerning stays.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from itertools import pairwise
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from kinoloom.render.lettering import fonts
from kinoloom.render.lettering.typefaces import USUAL, Typeface
from kinoloom.render.lettering.wording import Span, Wording

Grey = NDArray[np.uint8]
MEASURED_PX = 64
"""Font size at which widths are measured; they grow with the size."""
_PROBE = 1
_BITS = 3
"""Of a code in one drawing: one each in red, green and blue, full or none, exact at any alpha."""


@dataclass(frozen=True, eq=False)
class Ink:
    """A set line: `alpha` is height x width, `owner` the number of each pixel's unit from 1, 0
    where there is no ink; `paint`, height x width x 3, and `painted` are of emoji, None without.
    `baseline_px` is the first row below the line's flat letters, perhaps outside."""

    alpha: Grey
    owner: NDArray[np.uint16]
    baseline_px: int
    paint: Grey | None = None
    painted: NDArray[np.bool_] | None = None


def set_line(wording: Wording, units: Sequence[Span], weight: int, size_px: float) -> Ink:
    """The line made of these units, which follow each other and are never torn."""
    fonts.register(wording.faces)
    fine = _fineness(size_px)
    drawings = [_drawn(wording, units, weight, size_px * fine, code) for code in _codes(len(units))]
    emoji = [i for i, unit in enumerate(units) if any(map(wording.is_emoji, range(*unit)))]
    number = _decoded(drawings)
    paint = painted = None
    if emoji:
        inverse = [7 - value for value in _codes(len(units))[0]]
        other = _drawn(wording, units, weight, size_px * fine, inverse)
        painted = _own_colours(drawings[0], other)
        paint = np.ascontiguousarray(other[..., :3])
        _assign_emoji(number, painted, emoji, wording)
    rows = np.flatnonzero(((number == _PROBE) & (drawings[0][..., 3] > 127)).any(axis=1))
    baseline = int(rows[-1]) + 1
    alpha = np.where(number == _PROBE, 0, drawings[0][..., 3]).astype(np.uint8)
    owner = np.where((number > _PROBE) & (number <= _PROBE + len(units)), number - _PROBE, 0)
    return _reduced(Ink(alpha, owner.astype(np.uint16), baseline, paint, painted), fine)


def width(wording: Wording, span: Span, weight: int) -> float:
    """How wide the ink of a stretch is, in font sizes."""
    letters = wording.clusters[span[0] : span[1]]
    return _measured(letters, wording.faces, wording.language, weight)


@lru_cache(maxsize=8192)
def _measured(
    letters: tuple[str, ...], faces: tuple[Typeface, ...], language: str, weight: int
) -> float:
    import pyvips

    fonts.register(faces)
    font = fonts.description(faces, weight, MEASURED_PX)
    markup = _markup(letters, language, [(0, len(letters))], [None])
    try:
        image: Any = pyvips.Image.text(markup, font=font, dpi=72)
    except pyvips.Error as error:
        # Spaces and joiners leave no ink.
        if "no text to render" not in str(error):
            raise
        return 0.0
    return float(image.width) / MEASURED_PX


def _fineness(size_px: float) -> int:
    """Small letters are set larger: Pango places letters on whole pixels."""
    return next((n for n in (1, 2, 4, 8, 16) if size_px * n >= MEASURED_PX), 32)


def _codes(count: int) -> list[list[int]]:
    """For each drawing the colour (3 bits) of the probe, number 0, and of each unit from 1.

    Gray code: neighbours differ in one bit, so a pixel where two letters meet is one of the two.
    """
    grey = [number ^ (number >> 1) for number in range(count + 1)]
    drawings = max(1, -(-max(1, count.bit_length()) // _BITS))
    return [[(g >> (_BITS * i)) & 7 for g in grey] for i in range(drawings)]


def _drawn(
    wording: Wording, units: Sequence[Span], weight: int, size_px: float, code: list[int]
) -> Grey:
    """The line in coded colours behind a probe, whose foot is the baseline. Height x width x 4."""
    import pyvips

    probe = f'\u200f<span face="{USUAL.family}" weight="700"{_colour(code[0])}>H</span> '
    if not wording.rtl:
        probe = probe[1:]
    markup = probe + _markup(wording.clusters, wording.language, units, code[1:])
    image: Any = pyvips.Image.text(
        markup, font=fonts.description(wording.faces, weight, size_px), dpi=72, rgba=True
    )
    pixels: Grey = image.numpy()
    return pixels


def _markup(
    letters: tuple[str, ...], language: str, units: Sequence[Span], code: Sequence[int | None]
) -> str:
    spans: list[str] = []
    for unit, value in zip(units, code, strict=True):
        for i in range(*unit):
            cluster = letters[i]
            face = fonts.cjk_for(cluster, language)
            attributes = _colour(value) + ("" if face is None else f' face="{face.family}"')
            last = spans[-1] if spans else ""
            opening = f"<span{attributes}>" if attributes else "<span>"
            if last.startswith(opening):
                spans[-1] = last.removesuffix("</span>") + escape(cluster) + "</span>"
            else:
                spans.append(f"{opening}{escape(cluster)}</span>")
    return f'<span lang="{language}">{"".join(spans)}</span>'


def _colour(value: int | None) -> str:
    if value is None:
        return ""
    channels = "".join("ff" if value >> bit & 1 else "00" for bit in range(3))
    return f' foreground="#{channels}"'


def _decoded(drawings: list[Grey]) -> NDArray[np.uint16]:
    """Each pixel's unit: 0 where there is no ink, then the probe, then the units in order."""
    number = np.zeros(drawings[0].shape[:2], np.uint16)
    for i, drawing in enumerate(drawings):
        for bit in range(_BITS):
            number |= (drawing[..., bit] > 127).astype(np.uint16) << (_BITS * i + bit)
    for shift in (8, 4, 2, 1):
        number ^= number >> shift
    return np.where(drawings[0][..., 3] > 0, number + _PROBE, 0).astype(np.uint16)


def _own_colours(drawing: Grey, inverse: Grey) -> NDArray[np.bool_]:
    """Pixels that took no notice of the colour asked for: emoji."""
    difference = cv2.absdiff(drawing, inverse)[..., :3].max(axis=2)
    return (difference < 64) & (drawing[..., 3] > 0)


def _assign_emoji(
    number: NDArray[np.uint16], painted: NDArray[np.bool_], emoji: list[int], wording: Wording
) -> None:
    """Give each emoji its pixels. They carry no code: runs are shared out in reading order."""
    columns = np.flatnonzero(painted.any(axis=0))
    if columns.size == 0:
        return
    runs = np.split(columns, np.flatnonzero(np.diff(columns) > 1) + 1)
    if len(runs) != len(emoji):
        runs = _even_runs(runs, len(emoji))
    ordered = reversed(emoji) if wording.rtl else emoji
    for run, unit in zip(runs, ordered, strict=True):
        part = slice(int(run[0]), int(run[-1]) + 1)
        number[:, part][painted[:, part]] = unit + _PROBE + 1


def _even_runs(runs: list[NDArray[np.intp]], count: int) -> list[NDArray[np.intp]]:
    """Columns shared out among `count` emoji, which are all about as wide."""
    columns = np.concatenate(runs)
    edges = np.linspace(0, columns.size, count + 1).round().astype(int)
    return [columns[a : max(a + 1, b)] for a, b in pairwise(edges)]


def _reduced(ink: Ink, fine: int) -> Ink:
    """Cropped to its ink and brought down to size, the baseline on a whole row."""
    rows = np.flatnonzero(ink.alpha.any(axis=1))
    columns = np.flatnonzero(ink.alpha.any(axis=0))
    if rows.size == 0:
        empty = np.zeros((1, 1), np.uint8)
        return Ink(empty, empty.astype(np.uint16), 1)
    top, bottom = int(rows[0]) - ink.baseline_px, int(rows[-1]) + 1 - ink.baseline_px
    top, bottom = fine * (top // fine), fine * -(-bottom // fine)
    left, right = int(columns[0]), int(columns[-1]) + 1
    right = left + fine * -(-(right - left) // fine)
    box = (left, top + ink.baseline_px, right, bottom + ink.baseline_px)
    alpha, owner = _cut(ink.alpha, box), _cut(ink.owner, box)
    paint = None if ink.paint is None else _cut(ink.paint, box)
    painted = None if ink.painted is None else _cut(ink.painted, box)
    if fine == 1:
        return Ink(alpha, owner, -top, paint, painted)
    return _shrunk(Ink(alpha, owner, -top, paint, painted), fine)


def _shrunk(ink: Ink, fine: int) -> Ink:
    """Every `fine` x `fine` pixels become one: its owner is the one with the most ink there."""
    height, width = ink.alpha.shape[0] // fine, ink.alpha.shape[1] // fine
    blocks = _blocks(ink.alpha, fine)
    most = blocks.argmax(axis=2)[..., None]
    alpha = blocks.mean(axis=2).round().astype(np.uint8)
    owner = np.take_along_axis(_blocks(ink.owner, fine), most, 2)[..., 0]
    paint = painted = None
    if ink.paint is not None and ink.painted is not None:
        weight = blocks.astype(np.float32)
        total = np.maximum(weight.sum(axis=2), 1)
        channels = [
            (_blocks(ink.paint[..., c], fine) * weight).sum(axis=2) / total for c in range(3)
        ]
        paint = np.dstack(channels).round().astype(np.uint8)
        painted = np.take_along_axis(_blocks(ink.painted, fine), most, 2)[..., 0]
    assert alpha.shape == (height, width)
    return Ink(alpha, owner, ink.baseline_px // fine, paint, painted)


def _blocks(plane: NDArray[Any], fine: int) -> NDArray[Any]:
    """height x width -> height/fine x width/fine x fine * fine."""
    height, width = plane.shape[0] // fine, plane.shape[1] // fine
    parted = plane.reshape(height, fine, width, fine).swapaxes(1, 2)
    return parted.reshape(height, width, fine * fine)


def _cut(plane: NDArray[Any], box: tuple[int, int, int, int]) -> NDArray[Any]:
    """The part of a plane, with zeros where the box reaches beyond it."""
    left, top, right, bottom = box
    height, width = plane.shape[:2]
    room = [(max(0, -top), max(0, bottom - height)), (max(0, -left), max(0, right - width))]
    inner = plane[max(0, top) : min(height, bottom), max(0, left) : min(width, right)]
    return np.pad(inner, room + [(0, 0)] * (plane.ndim - 2))
