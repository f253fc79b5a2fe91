"""When pictures are seen, and which moment of their source: every key of time."""

from __future__ import annotations

from typing import Any

import pytest
from tests.support import media
from tests.support.canvas import name_at
from tests.support.draws import draws
from tests.support.gallery import Gallery, apart, film, ink, light, moved

from kinoloom.draft.check import problems
from kinoloom.draft.model import ColourSegment, Cue, PictureSegment, Source, StickerSegment
from kinoloom.errors import SourceError
from kinoloom.render.planning.drawing import DRAWN


@draws("PictureSegment.start_ms", "PictureSegment.duration_ms")
@pytest.mark.parametrize("kind", DRAWN)
def test_it_is_seen_from_its_start_for_its_length(
    gallery: Gallery, kind: type[PictureSegment]
) -> None:
    cues = {"cues": (Cue(text="HIM", start_ms=0, duration_ms=300),)}
    own = cues if kind.__name__ == "CaptionSegment" else {}
    picture = gallery.picture(kind, start_ms=200, duration_ms=300, **own)
    seen = [bool(ink(gallery.draw(film(picture), frame)).any()) for frame in range(7)]
    assert seen == [False, False, True, True, True, False, False]


@draws("PictureSegment.start_ms")
@pytest.mark.parametrize("kind", DRAWN)
def test_a_time_between_frames_goes_to_the_nearest(
    gallery: Gallery, kind: type[PictureSegment]
) -> None:
    for start_ms, first in ((149, 1), (150, 2), (249, 2)):
        draft = film(gallery.picture(kind, start_ms=start_ms))
        seen = [bool(ink(gallery.draw(draft, frame)).any()) for frame in (first - 1, first)]
        assert seen == [False, True]


@draws("PictureSegment.fade_in_ms", "PictureSegment.fade_out_ms")
@pytest.mark.parametrize("kind", DRAWN)
def test_fades_rise_and_fall_evenly(gallery: Gallery, kind: type[PictureSegment]) -> None:
    picture = gallery.picture(kind, fade_in_ms=300, fade_out_ms=400)
    whole = light(gallery.draw(film(gallery.picture(kind)), 5))
    seen = [light(drawn) / whole for drawn in gallery.run(film(picture), range(10))]
    assert seen == pytest.approx([0.25, 0.5, 0.75, 1, 1, 1, 0.8, 0.6, 0.4, 0.2], abs=0.02)


class TestSource:
    """A counter of forty frames at ten a second says which one is shown."""

    def numbers(
        self, gallery: Gallery, frames: range = range(5), length_ms: int = 1000, **source: Any
    ) -> list[int]:
        draft = film(gallery.video(length_ms=length_ms, source=source))
        return [media.read_counter(drawn[..., 1]) for drawn in gallery.run(draft, frames)]

    @draws("Source.in_ms")
    def test_it_begins_at_its_in_point(self, gallery: Gallery) -> None:
        assert self.numbers(gallery) == [0, 1, 2, 3, 4]
        assert self.numbers(gallery, in_ms=1700) == [17, 18, 19, 20, 21]

    @draws("Source.speed")
    @pytest.mark.parametrize(
        ("speed", "seen"),
        [
            (2.0, [10, 12, 14, 16, 18]),
            (3.0, [10, 13, 16, 19, 22]),
            (0.5, [10, 10, 11, 11, 12]),
            (0.25, [10, 10, 10, 10, 11]),
            (10, [10, 20, 30]),
            (0.1, [10] * 5),
        ],
    )
    def test_speed_steps_through_the_source(
        self, gallery: Gallery, speed: float, seen: list[int]
    ) -> None:
        frames, length_ms = range(len(seen)), 100 * len(seen)
        found = self.numbers(gallery, frames, length_ms, in_ms=1000, speed=speed)
        # Half way between two frames either is right.
        assert all(abs(a - b) <= (1 if speed < 1 else 0) for a, b in zip(found, seen, strict=True))
        assert found == sorted(found)

    @draws("Source.reverse")
    def test_backwards_it_begins_with_its_last_frame(self, gallery: Gallery) -> None:
        seen = self.numbers(gallery, range(10), in_ms=500, reverse=True)
        assert seen == list(range(14, 4, -1))

    @draws("Source.loop")
    def test_a_loop_begins_again(self, gallery: Gallery) -> None:
        seen = self.numbers(gallery, range(35, 45), 5000, loop=True)
        assert seen == [35, 36, 37, 38, 39, 0, 1, 2, 3, 4]

    @draws("Source.freeze")
    def test_a_frozen_frame_stays(self, gallery: Gallery) -> None:
        assert self.numbers(gallery, range(10), in_ms=2200, freeze=True) == [22] * 10

    @draws("Source.length_ms")
    def test_the_length_guards_and_changes_nothing_that_is_seen(self, gallery: Gallery) -> None:
        known, unknown = (
            Source(asset=gallery.counter, length_ms=4000),
            Source(asset=gallery.counter),
        )
        pictures = [
            gallery.draw(film(gallery.video().model_copy(update={"source": s})), 7)
            for s in (known, unknown)
        ]
        assert apart(*pictures) == 0
        short = Source(asset=gallery.counter, length_ms=900)
        draft = film(gallery.video().model_copy(update={"source": short}))
        assert [problem.where for problem in problems(draft)] == ["t[0].sg[0].src"]

    def test_a_source_that_is_too_short_is_named(self, gallery: Gallery) -> None:
        with pytest.raises(SourceError, match=r"t\[0\]\.sg\[0\]: Count needs 5 s"):
            gallery.draw(film(gallery.video(length_ms=5000, label="Count")))


def test_segments_of_a_track_follow_each_other_to_the_frame(gallery: Gallery) -> None:
    red, white = (
        ColourSegment(id="", start_ms=0, duration_ms=500, colour=c) for c in ("#ff0000", "#ffffff")
    )
    draft = film([red, moved(white, 500), moved(red, 1200)])
    seen = [name_at(gallery.draw(draft, frame), 0.5, 0.5) for frame in (4, 5, 9, 10, 11, 12)]
    assert seen == ["red", "white", "white", "black", "black", "red"]


class TestMovingSticker:
    """A sticker that moves obeys what its source says, and starts again when it ends."""

    def numbers(self, gallery: Gallery, frames: range, **source: Any) -> list[int]:
        used = Source(asset=gallery.counter, **source)
        sticker = gallery.picture(StickerSegment, source=used, width=1.0)
        return [media.read_counter(drawn[..., 1]) for drawn in gallery.run(film(sticker), frames)]

    @pytest.mark.parametrize(
        ("source", "seen"),
        [
            ({}, [0, 1, 2, 3]),
            ({"in_ms": 3800}, [38, 39, 0, 1]),
            ({"speed": 3.0}, [0, 3, 6, 9]),
            ({"reverse": True}, [9, 8, 7, 6]),
            ({"freeze": True, "in_ms": 700}, [7, 7, 7, 7]),
        ],
    )
    def test_it(self, gallery: Gallery, source: dict[str, Any], seen: list[int]) -> None:
        assert self.numbers(gallery, range(4), **source) == seen
