"""The forms that effects have."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from kinoloom.render.grade.effects.arguments import Argument, Given
from kinoloom.render.picture import Picture

Effect = Callable[[Picture, int], Picture]
"""A picture with straight alpha, the frame's number since its segment began (below 0 where a join
shows what came before) -> the new picture."""


@dataclass(frozen=True)
class Pane:
    """The part of a source's picture, as displayed, that is at hand: shares of the whole."""

    left: float = 0.0
    top: float = 0.0
    right: float = 1.0
    bottom: float = 1.0

    def whole_px(self, picture: Picture) -> tuple[float, float]:
        """How large the whole would be, of which this picture is the part."""
        return (
            picture.width_px / (self.right - self.left),
            picture.height_px / (self.bottom - self.top),
        )


WHOLE = Pane()


def _itself(pane: Pane) -> Pane:
    return pane


@dataclass(frozen=True)
class OnSource:
    """An effect on the source's own picture, before it is cropped, moved, turned or flipped: what
    hides a face must stay on the face, and on the canvas that goes elsewhere.

    `draw` is given any part of the picture; `reach` is the part it must see to draw another.
    """

    draw: Callable[[Picture, Pane], Picture]
    reach: Callable[[Pane], Pane] = _itself

    def __call__(self, picture: Picture, _: int) -> Picture:
        """The effect on a whole picture."""
        return self.draw(picture, WHOLE)


@dataclass(frozen=True)
class EffectKind:
    """How an effect is made from its arguments, what it looks like, what it can be told."""

    make: Callable[[Given], Effect]
    description: str
    arguments: tuple[Argument, ...]
