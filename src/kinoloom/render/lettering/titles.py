"""A title's stamps at each frame of its segment."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

from kinoloom.draft.model import TextStyle
from kinoloom.render.lettering.animations import Animation, animation
from kinoloom.render.lettering.block import block
from kinoloom.render.lettering.dressing import Wardrobe
from kinoloom.render.lettering.easing import clipped
from kinoloom.render.lettering.scene import Scene, Stamps, pieces_of

ENTERING, LEAVING = 0.4, 0.25
"""The most of a title's time that goes for coming and for leaving."""


@dataclass(frozen=True)
class Timing:
    """An entrance and an exit in frames."""

    frames: int
    entering: int
    leaving: int
    total_s: float

    def come(self, frame: int) -> float:
        """Share of the entrance; its first frame already shows something."""
        return clipped((frame + 1) / (self.entering + 1))

    def leave(self, frame: int) -> float:
        """Share of the exit; its last frame still shows something."""
        return clipped((frame - self.frames + self.leaving + 1) / (self.leaving + 1))

    def middle(self, frame: int) -> float:
        """Share of the time between."""
        rest = self.frames - self.entering - self.leaving
        return clipped((frame - self.entering) / max(1, rest))


def timing(
    row: Animation, pieces: int, frames: int, fps: Fraction, *, speed: float = 1.0
) -> Timing:
    """When a text of that many pieces comes and goes."""
    total_s = row.enter_s + row.each_s * max(0, pieces - 1) + row.settle_s
    entering = min(round(total_s / speed * fps), int(ENTERING * frames))
    leaving = min(round(row.leave_s / speed * fps), int(LEAVING * frames))
    return Timing(frames, entering, leaving, total_s)


def progress(row: Animation, come: float, time: Timing) -> Callable[[int], float]:
    """Share of the entrance of each piece, all of them done before the row settles."""

    def of(piece: int) -> float:
        if come >= 1 or row.enter_s <= 0:
            return 1.0
        return clipped((come * time.total_s - piece * row.each_s) / row.enter_s)

    return of


def titled(
    text: str,
    style: TextStyle,
    canvas: tuple[int, int],
    frames: int,
    fps: Fraction,
    scale: float = 1.0,
) -> Callable[[int], Stamps]:
    """The title's stamps by frame, 0 to `frames`, on a canvas (width, height) in pixels.

    `scale` multiplies the type size. Placed as the style's anchor and alignment say, inside the
    canvas's safe area; text that leaves no ink has no stamps. Raises NotDrawn for an unknown
    animation, font or character.
    """
    row = animation(style.animation)
    set_words = block(text, style, canvas, scale)
    if set_words is None:
        return lambda frame: ()
    wardrobe = Wardrobe(set_words)
    pieces = pieces_of(wardrobe, row.piece)
    time = timing(row, len(pieces), frames, fps)

    def at(frame: int) -> Stamps:
        if not 0 <= frame < frames:
            return ()
        come = time.come(frame)
        of_piece = progress(row, come, time)
        scene = Scene(wardrobe, pieces, come, time.leave(frame), time.middle(frame), of_piece)
        return row.draw(scene)

    return at
