"""What the adjustments of a segment do to its picture."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from kinoloom.render.grade.cube import read_cube
from kinoloom.render.grade.looks import look_named
from kinoloom.render.grade.table import PLAIN, Colouring, Joint, Separable, table_of
from kinoloom.render.grade.texture import sharpened, softened, vignetted
from kinoloom.render.picture import Picture

if TYPE_CHECKING:
    from kinoloom.draft.model import Adjustments


@dataclass(frozen=True)
class Grade:
    """Adjustments, ready to be drawn. A neutral one gives back the very picture it was given."""

    colouring: Colouring = PLAIN
    sharpness: float = 0.0
    vignette: float = 0.0
    blur: float = 0.0

    @property
    def is_neutral(self) -> bool:
        """Whether it changes nothing."""
        return self == NEUTRAL

    def apply(self, picture: Picture) -> Picture:
        """The picture, graded: in new planes where they change. Alpha is straight and stays right.

        As in a camera: first the lens (blur), then the film (colour), then the print.
        """
        picture = softened(picture, self.blur)
        if self._table is not None:
            picture = self._table.apply(picture)
        return vignetted(sharpened(picture, self.sharpness), self.vignette)

    @cached_property
    def _table(self) -> Separable | Joint | None:
        return None if self.colouring.is_neutral else table_of(self.colouring)


NEUTRAL = Grade()


def graded(adjustments: Adjustments, cube: Path | None = None) -> Grade:
    """The grade of adjustments; `cube` is the file when `look` names a table of the user's own.

    Raises NotDrawn, naming all looks, when there is none of that name, and SourceError, naming the
    line, when the file is no good: now, so that a film fails before its first frame.
    """
    if cube is not None:
        read_cube(cube)
    elif adjustments.look is not None:
        look_named(adjustments.look)
    return Grade(
        Colouring(
            temperature=adjustments.temperature,
            brightness=adjustments.brightness,
            contrast=adjustments.contrast,
            saturation=adjustments.saturation,
            look=adjustments.look if cube is None else None,
            cube=cube,
        ),
        sharpness=adjustments.sharpness,
        vignette=adjustments.vignette,
        blur=adjustments.blur,
    )
