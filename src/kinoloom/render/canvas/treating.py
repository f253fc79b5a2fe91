"""Colour and effects of one segment: checked when a film is planned, drawn frame by frame."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

from kinoloom.draft.model import Adjustments, Draft, Effect, PictureSegment
from kinoloom.render.canvas.placing import Treat
from kinoloom.render.errors import naming
from kinoloom.render.layers import ASSET, Treatment
from kinoloom.render.picture import Picture
from kinoloom.render.preparing import STEPS

if TYPE_CHECKING:
    from kinoloom.render.grade import OnSource

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


@dataclass(frozen=True)
class Treating:
    """What draws a treatment: on the source's own picture first, then on what is seen of it; None
    where nothing is done there."""

    on_source: tuple[OnSource, ...] = ()
    on_seen: Treat | None = None


def treating(wanted: Treatment, cube: CubeOf, fps: Fraction) -> Treating:
    """What draws a treatment in a film of so many frames a second. Raises SourceError for a bad
    table."""
    if wanted == Treatment():
        return Treating()
    from kinoloom.render.grade import graded

    look = wanted.adjustments.look
    own = look is not None and ASSET.fullmatch(look) is not None
    grade = graded(wanted.adjustments, cube(look) if own and look is not None else None)
    on_source, effects = _parted(wanted, fps)
    if grade.is_neutral and not effects:
        return Treating(on_source)

    def treat(picture: Picture, frame: int) -> Picture:
        # Mattes are cut before colours change: a key looks for the colour that was filmed.
        for effect in effects:
            picture = effect(picture, wanted.first + frame)
        return grade.apply(picture)

    return Treating(on_source, treat)


def _parted(wanted: Treatment, fps: Fraction) -> tuple[tuple[OnSource, ...], list[Treat]]:
    """The effects on the source, and the others. A key that stands before one of the first is
    drawn there too: it looks for the colour that was filmed, and a blur mixes that with others."""
    from kinoloom.render.grade import KEYS, OnSource, effect_named

    made = [effect_named(effect.kind, effect.arguments, fps) for effect in wanted.effects]
    last = max((n for n, effect in enumerate(made) if isinstance(effect, OnSource)), default=-1)
    on_source: list[OnSource] = []
    others: list[Treat] = []
    for number, (effect, asked) in enumerate(zip(made, wanted.effects, strict=True)):
        if isinstance(effect, OnSource):
            on_source.append(effect)
        elif number < last and asked.kind in KEYS:
            on_source.append(_everywhere(effect))
        else:
            others.append(effect)
    return tuple(on_source), others


def _everywhere(effect: Treat) -> OnSource:
    """An effect that does not ask where in the picture it is."""
    from kinoloom.render.grade import OnSource

    return OnSource(lambda picture, _: effect(picture, 0))
