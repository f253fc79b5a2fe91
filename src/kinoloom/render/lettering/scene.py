"""A frame of a text to be drawn: how far each piece has come, and stamps at rest to begin with."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Literal

from kinoloom.render.lettering.dressing import Costume, Part, Wardrobe
from kinoloom.render.lettering.stamp import Stamp
from kinoloom.render.lettering.wording import Span

Stamps = tuple[Stamp, ...]
Piece = Literal["block", "line", "word", "letter"]
MOST_PIECES = {"block": 1, "line": 60, "word": 60, "letter": 60}
"""More would be slow to draw and tiring to watch: then the next larger pieces move."""


@dataclass(frozen=True)
class Pose:
    """A move of stamps as one: about a pivot, then by `dx_px`, `dy_px`."""

    dx_px: float = 0.0
    dy_px: float = 0.0
    scale: float = 1.0
    rotation_deg: float = 0.0
    opacity: float = 1.0
    blur_px: float = 0.0


@dataclass(frozen=True)
class Scene:
    """One frame. `come` and `leave` are shares of the entrance and the exit, `middle` of the rest
    between; `progress` says the same of the entrance of one piece. `lit` is the spoken word and
    `pop` its size, None where it only takes colour; `spoken` when words have times of their own."""

    wardrobe: Wardrobe
    pieces: tuple[Span, ...]
    come: float
    leave: float
    middle: float
    progress: Callable[[int], float]
    lit: int | None = None
    pop: float | None = None
    spoken: bool = False

    @property
    def em_px(self) -> float:
        """The font size."""
        return self.wardrobe.block.size_px

    @property
    def at_rest(self) -> bool:
        """Whether nothing moves."""
        return self.come >= 1 and self.leave <= 0

    def rest(self) -> Stamps:
        """The words as they stand, the spoken one lit, and apart where it grows."""
        words = self.wardrobe.block.words
        everything = (0, len(self.wardrobe.block.units))
        if self.lit is None:
            return self.stamps(Costume(everything))
        lit = words[self.lit]
        if self.pop is None:
            return self.stamps(Costume(everything, lit=lit))
        popped = self.stamps(Costume(lit, "words", lit=lit))
        return (
            *self.stamps(Costume(everything, without=lit)),
            *(replace(stamp, scale=self.pop) for stamp in popped),
        )

    def stamps(self, costume: Costume) -> Stamps:
        """A costume's sprite as it lies; none when nothing of it is seen."""
        sprite = self.wardrobe.sprite(costume)
        return () if sprite is None else (Stamp(sprite),)

    def piece(self, index: int, part: Part) -> Stamps:
        """A piece of the words, lit when it is spoken."""
        words = self.wardrobe.block.words
        span = self.pieces[index]
        lit = None if self.lit is None else words[self.lit]
        if lit is not None and not (span[0] < lit[1] and lit[0] < span[1]):
            lit = None
        return self.stamps(Costume(span, part, lit))

    def posed(self, stamps: Stamps, pose: Pose) -> Stamps:
        """Stamps moved as one about the middle of the block."""
        return posed(stamps, pose, self.wardrobe.block.centre_px)


def posed(stamps: Stamps, pose: Pose, pivot_px: tuple[float, float]) -> Stamps:
    """Stamps moved as one; those that are not seen left out."""
    if pose.opacity <= 0 or pose.scale <= 0:
        return ()
    turn = math.radians(pose.rotation_deg)
    cos, sin = math.cos(turn) * pose.scale, math.sin(turn) * pose.scale
    moved: list[Stamp] = []
    for stamp in stamps:
        x, y = _centre(stamp)
        from_x, from_y = x - pivot_px[0], y - pivot_px[1]
        to_x = cos * from_x - sin * from_y
        to_y = sin * from_x + cos * from_y
        moved.append(
            replace(
                stamp,
                dx_px=stamp.dx_px + to_x - from_x + pose.dx_px,
                dy_px=stamp.dy_px + to_y - from_y + pose.dy_px,
                scale=stamp.scale * pose.scale,
                rotation_deg=stamp.rotation_deg + pose.rotation_deg,
                opacity=stamp.opacity * pose.opacity,
                blur_px=max(stamp.blur_px, pose.blur_px),
            )
        )
    return tuple(moved)


def windowed(stamps: Stamps, box_px: tuple[float, float, float, float]) -> Stamps:
    """Stamps seen only inside a box of the canvas: left, top, right, bottom. For stamps that are
    neither scaled nor turned."""
    seen: list[Stamp] = []
    for stamp in stamps:
        height, width = stamp.sprite.pixels.shape[:2]
        x, y = stamp.sprite.x_px + stamp.dx_px, stamp.sprite.y_px + stamp.dy_px
        left, top = max(0, round(box_px[0] - x)), max(0, round(box_px[1] - y))
        right, bottom = min(width, round(box_px[2] - x)), min(height, round(box_px[3] - y))
        if right > left and bottom > top:
            whole = (left, top, right, bottom) == (0, 0, width, height)
            seen.append(stamp if whole else replace(stamp, window=(left, top, right, bottom)))
    return tuple(seen)


def pieces_of(wardrobe: Wardrobe, piece: Piece) -> tuple[Span, ...]:
    """The spans that move one after another."""
    block = wardrobe.block
    order: tuple[tuple[Piece, tuple[Span, ...]], ...] = (
        ("letter", tuple((i, i + 1) for i in range(len(block.units)))),
        ("word", block.words),
        ("line", block.lines),
    )
    names = [name for name, _ in order]
    if piece == "block":
        return ((0, len(block.units)),)
    for name, spans in order[names.index(piece) :]:
        if len(spans) <= MOST_PIECES[name]:
            return spans
    return ((0, len(block.units)),)


def _centre(stamp: Stamp) -> tuple[float, float]:
    height, width = stamp.sprite.pixels.shape[:2]
    return (
        stamp.sprite.x_px + stamp.dx_px + width / 2,
        stamp.sprite.y_px + stamp.dy_px + height / 2,
    )
