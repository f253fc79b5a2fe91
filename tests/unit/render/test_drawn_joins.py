"""How one picture gives way to the next: every join, where it lies, what shows at its ends."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from tests.support.canvas import Rgb
from tests.support.draws import draws
from tests.support.gallery import Gallery, apart, film, light

from kinoloom.draft.check import problems
from kinoloom.draft.model import (
    ColourSegment,
    Draft,
    ImageSegment,
    PictureSegment,
    StickerSegment,
    Transition,
    VideoSegment,
)
from kinoloom.render.errors import NotDrawn
from kinoloom.render.joins import JOINS
from kinoloom.render.planning.drawing import DRAWN


def joined(gallery: Gallery, join: Transition | None, **metadata: Any) -> Draft:
    """The quarters for a second, then the chart."""
    first = gallery.image(gallery.quarters)
    second = gallery.image(gallery.chart, transition=join)
    later = second.model_copy(update={"start_ms": 1000})
    return film([first, later], **metadata)


class TestKinds:
    @draws("Transition.kind", "Transition.kind=*")
    @pytest.mark.parametrize("name", sorted(JOINS))
    def test_it_begins_as_the_old_and_ends_as_the_new(self, gallery: Gallery, name: str) -> None:
        """At a hundred frames a second the join's first frame is a two-hundredth of its way."""
        join = Transition(kind=name, duration_ms=1000)
        draft, plain = joined(gallery, join, fps="100"), joined(gallery, None, fps="100")
        before, first, between, last, after = gallery.run(draft, (49, 50, 100, 149, 150))
        old, new = (gallery.draw(plain, frame) for frame in (50, 149))
        assert apart(before, old) == 0
        assert apart(after, new) == 0
        assert apart(first, old) < 0.06 * apart(new, old)
        assert apart(last, new) < 0.06 * apart(new, old)
        assert apart(between, old) > 8
        assert apart(between, new) > 8

    @draws("Transition.kind=cut")
    def test_a_cut_is_no_join(self, gallery: Gallery) -> None:
        draft = joined(gallery, Transition(kind="cut", duration_ms=600))
        for frame in (7, 9, 10, 12):
            plain = gallery.draw(joined(gallery, None), frame)
            assert apart(gallery.draw(draft, frame), plain) == 0

    def test_an_unknown_join_is_refused_with_those_there_are(self, gallery: Gallery) -> None:
        with pytest.raises(NotDrawn, match="barn_doors"):
            gallery.draw(joined(gallery, Transition(kind="star", duration_ms=600)), 10)


class TestPlaces:
    def mixed(self, gallery: Gallery, join: Transition, frames: range) -> list[int]:
        """The frames that neither the old picture nor the new one alone is seen in."""
        plain = joined(gallery, None)
        old, new = gallery.draw(plain, 5), gallery.draw(plain, 15)
        drawn = gallery.run(joined(gallery, join), frames)
        return [
            frame
            for frame, seen in zip(frames, drawn, strict=True)
            if min(apart(seen, old), apart(seen, new)) > 0
        ]

    @draws("Transition.duration_ms")
    @pytest.mark.parametrize(
        ("length_ms", "frames"),
        [(200, range(9, 11)), (300, range(9, 12)), (600, range(7, 13)), (1000, range(5, 15))],
    )
    def test_it_is_centred_on_the_cut(
        self, gallery: Gallery, length_ms: int, frames: range
    ) -> None:
        join = Transition(kind="crossfade", duration_ms=length_ms)
        assert self.mixed(gallery, join, range(20)) == list(frames)

    @draws("Transition.duration_ms")
    def test_a_join_is_no_longer_than_its_segment(self, gallery: Gallery) -> None:
        draft = joined(gallery, Transition(kind="crossfade", duration_ms=1001))
        assert [problem.where for problem in problems(draft)] == ["t[0].sg[1].tr"]

    def test_a_crossfade_is_eased(self, gallery: Gallery) -> None:
        grey = ColourSegment(id="", start_ms=0, duration_ms=1000, colour="#000000")
        join = Transition(kind="crossfade", duration_ms=1000)
        white = ColourSegment(
            id="", start_ms=1000, duration_ms=1000, colour="#ffffff", transition=join
        )
        levels = [light(seen) for seen in gallery.run(film([grey, white]), range(5, 15))]
        assert levels == pytest.approx([255 * eased((n + 0.5) / 10) for n in range(10)], abs=3)

    @draws("PictureSegment.transition")
    @pytest.mark.parametrize("kind", DRAWN)
    def test_without_a_neighbour_it_comes_in_over_what_is_below(
        self, gallery: Gallery, kind: type[PictureSegment]
    ) -> None:
        ground = ColourSegment(id="", start_ms=0, duration_ms=1000, colour="#203040")
        join = Transition(kind="crossfade", duration_ms=500)
        picture = gallery.picture(kind, transition=join)
        seen = gallery.run(film(ground, picture), range(7))
        below, whole = (
            gallery.draw(film(ground)),
            gallery.draw(film(ground, gallery.picture(kind)), 6),
        )
        shares = [apart(frame, below) / apart(whole, below) for frame in seen]
        ways = (0.1, 0.3, 0.5, 0.7, 0.9)
        assert shares == pytest.approx([*map(eased, ways), 1, 1], abs=0.04)

    @pytest.mark.parametrize("kind", [VideoSegment, ImageSegment, StickerSegment, ColourSegment])
    def test_both_sides_are_seen_over_what_is_below(
        self, gallery: Gallery, kind: type[PictureSegment]
    ) -> None:
        """The second comes in over the first, and what is below both stays."""
        ground = ColourSegment(id="", start_ms=0, duration_ms=2000, colour="#203040")
        first = gallery.picture(kind, placement={"scale": 0.3, "x": 0.3})
        join = Transition(kind="crossfade", duration_ms=600)
        place = {"scale": 0.3, "x": 0.7}
        second = gallery.picture(kind, start_ms=1000, placement=place, transition=join)
        seen = gallery.run(film(ground, [first, second]), (6, 8, 11, 13))
        below = gallery.draw(film(ground))
        left, right = (
            [sided(frame, below, side) for frame in seen] for side in (np.s_[:, :80], np.s_[:, 80:])
        )
        assert (np.diff(left) < -0.3).all()
        assert left[-1] < 0.02
        assert (np.diff(right) > 0.3).all()
        assert right[0] < 0.02


def eased(way: float) -> float:
    """How far a crossfade has come at a share of its length."""
    return way * way * (3 - 2 * way)


def sided(frame: Rgb, below: Rgb, part: tuple[slice, slice]) -> float:
    """How much of one side of the canvas is changed."""
    return apart(frame[part], below[part])
