"""Colour and effects of one segment: checked when a film is planned, drawn frame by frame."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from kinoloom.draft.model import Adjustments, Draft, Effect, PictureSegment
from kinoloom.render.errors import naming
from kinoloom.render.layers import ASSET, Treatment
from kinoloom.render.picture import Picture
from kinoloom.render.placing import Treat
from kinoloom.render.preparing import STEPS

CubeOf = Callable[[str], Path]
"""The file of a .cube table, by its asset."""


def treatment(segment: PictureSegment, where: str, first: int) -> Treatment:
    """What is done to a segment's picture; `first` numbers the layer's first frame for effects
    that change with time.

    Raises NotDrawn for a name nobody knows and WrongArgument, both with the segment's place:
    here, not after an hour of encoding.
    """
    effects = tuple(effect for effect in segment.effects if effect.kind not in STEPS)
    if effects or segment.adjustments.look is not None:
        _check(segment.adjustments, effects, where)
    return Treatment(segment.adjustments, effects, first if effects else 0)


def _check(adjustments: Adjustments, effects: tuple[Effect, ...], where: str) -> None:
    from kinoloom.errors import KinoloomError
    from kinoloom.render.grade import effect_named, graded

    try:
        for effect in effects:
            effect_named(effect.kind, effect.arguments)
        if adjustments.look is not None and not ASSET.fullmatch(adjustments.look):
            graded(adjustments)
    except KinoloomError as error:
        raise type(error)(f"{where}: {error}") from None


def check_cubes(draft: Draft, asset: CubeOf) -> None:
    """Raise SourceError, with the segment's place, for a .cube file that is none or is gone."""
    for number, track in enumerate(draft.tracks):
        for place, segment in enumerate(track.segments):
            look = segment.adjustments.look if isinstance(segment, PictureSegment) else None
            if look is not None and not track.hidden and ASSET.fullmatch(look):
                from kinoloom.render.grade.cube import read_cube

                with naming(f"t[{number}].sg[{place}]: {segment.label or segment.id}"):
                    read_cube(asset(look))


def treating(wanted: Treatment, cube: CubeOf) -> Treat | None:
    """What draws a treatment; None when it changes nothing. Raises SourceError for a bad table."""
    if wanted == Treatment():
        return None
    from kinoloom.render.grade import effect_named, graded

    look = wanted.adjustments.look
    own = look is not None and ASSET.fullmatch(look) is not None
    grade = graded(wanted.adjustments, cube(look) if own and look is not None else None)
    effects = [effect_named(effect.kind, effect.arguments) for effect in wanted.effects]
    if grade.is_neutral and not effects:
        return None

    def treat(picture: Picture, frame: int) -> Picture:
        # Mattes are cut before colours change: a key looks for the colour that was filmed.
        for effect in effects:
            # A join shows frames before a segment's first; a seed is never negative.
            picture = effect(picture, (wanted.first + frame) % (1 << 31))
        return grade.apply(picture)

    return treat
