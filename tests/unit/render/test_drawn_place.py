"""Where pictures lie: every key of a placement, keyframes, camera moves, tracks, the canvas."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from itertools import pairwise
from typing import Any, get_args

import numpy as np
import pytest
from numpy.typing import NDArray
from tests.support.canvas import Rgb, name_at
from tests.support.draws import draws
from tests.support.gallery import Gallery, apart, extent, film, ink, light, middle

from kinoloom.draft.model import (
    ColourSegment,
    Fit,
    Keyframe,
    PictureSegment,
    Placement,
    TextStyle,
    TitleSegment,
)
from kinoloom.render.files.output import Output
from kinoloom.render.planning.drawing import DRAWN
from kinoloom.render.planning.motion import EASINGS, KEYED, MOVES
from kinoloom.render.planning.plan import plan
from kinoloom.render.sources import remembered

QUARTERS = ((0.25, 0.25), (0.75, 0.25), (0.25, 0.75), (0.75, 0.75))


def names(picture: Rgb, places: tuple[tuple[float, float], ...] = QUARTERS) -> list[str]:
    return [name_at(picture, x, y) for x, y in places]


def placed(gallery: Gallery, **keys: Any) -> Rgb:
    """The four quarters, placed so."""
    return gallery.draw(film(gallery.image(placement=Placement(**keys))))


def keyed(**ends: tuple[float, float]) -> dict[str, tuple[Keyframe, ...]]:
    """Keyframes from the first value to the last over 900 ms, which is frame 9."""
    return {
        name: (Keyframe(at_ms=0, value=first), Keyframe(at_ms=900, value=last))
        for name, (first, last) in ends.items()
    }


class TestPlacement:
    @draws("PictureSegment.placement")
    @pytest.mark.parametrize("kind", DRAWN)
    def test_every_kind_lies_where_it_is_placed(
        self, gallery: Gallery, kind: type[PictureSegment]
    ) -> None:
        here = gallery.picture(kind, placement=Placement(scale=0.5))
        there = gallery.picture(kind, placement=Placement(scale=0.5, x=0.7, y=0.4))
        before, after = (middle(ink(gallery.draw(film(s)))) for s in (here, there))
        assert after[0] - before[0] == pytest.approx(0.2, abs=0.013)
        assert after[1] - before[1] == pytest.approx(-0.1, abs=0.013)

    @draws("Placement.x", "Placement.y")
    @pytest.mark.parametrize("at", [(0.5, 0.5), (0.25, 0.6), (0.731, 0.317)])
    def test_the_middle_is_at_x_and_y(self, gallery: Gallery, at: tuple[float, float]) -> None:
        found = middle(ink(placed(gallery, scale=0.4, x=at[0], y=at[1])))
        assert found == pytest.approx(at, abs=0.012)

    @draws("Placement.scale")
    @pytest.mark.parametrize("scale", [0.25, 0.5, 1.0])
    def test_scale_is_a_share_of_the_fitted_size(self, gallery: Gallery, scale: float) -> None:
        wide, tall = extent(ink(placed(gallery, scale=scale)))
        assert (wide, tall) == pytest.approx((160 * scale, 90 * scale), abs=2)

    @draws("Placement.scale")
    def test_enlarged_it_shows_its_middle(self, gallery: Gallery) -> None:
        picture = placed(gallery, scale=10, x=0.5, y=0.5)
        assert names(picture) == ["red", "green", "blue", "white"]
        assert names(placed(gallery, scale=10, x=3.0, y=4.0)) == ["red"] * 4

    @draws("Placement.rotation_deg")
    def test_it_turns_clockwise(self, gallery: Gallery) -> None:
        picture = placed(gallery, scale=0.5, rotation_deg=90)
        assert extent(ink(picture)) == pytest.approx((45, 80), abs=2)
        corners = ((0.42, 0.2), (0.58, 0.2), (0.42, 0.8), (0.58, 0.8))
        assert names(picture, corners) == ["blue", "red", "white", "green"]

    @draws("Placement.rotation_deg")
    def test_a_small_turn_is_drawn_too(self, gallery: Gallery) -> None:
        mask = ink(placed(gallery, scale=0.5, rotation_deg=10))
        top = [int(np.flatnonzero(mask[:, x])[0]) for x in (60, 100)]
        assert top[1] - top[0] == pytest.approx(40 * np.tan(np.deg2rad(10)), abs=1.5)

    @draws("Placement.flip", "Placement.flip=none", "Placement.flip=h")
    @draws("Placement.flip=v", "Placement.flip=hv")
    @pytest.mark.parametrize("turned", [0, 180], ids=["upright", "turned"])
    @pytest.mark.parametrize(
        ("flip", "seen"),
        [
            ("none", ["red", "green", "blue", "white"]),
            ("h", ["green", "red", "white", "blue"]),
            ("v", ["blue", "white", "red", "green"]),
            ("hv", ["white", "blue", "green", "red"]),
        ],
    )
    def test_flips(self, gallery: Gallery, flip: str, seen: list[str], turned: int) -> None:
        found = names(placed(gallery, flip=flip, rotation_deg=turned))
        assert found == (seen[::-1] if turned else seen)

    @draws("Placement.opacity")
    @pytest.mark.parametrize("opacity", [0.0, 0.25, 0.5, 1.0])
    def test_opacity_mixes_with_what_is_below(self, gallery: Gallery, opacity: float) -> None:
        below = ColourSegment(id="", start_ms=0, duration_ms=1000, colour="#0000ff")
        above = ColourSegment(
            id="",
            start_ms=0,
            duration_ms=1000,
            colour="#ff0000",
            placement=Placement(opacity=opacity),
        )
        red, _, blue = gallery.draw(film(below, above))[45, 80]
        assert (red, blue) == pytest.approx((255 * opacity, 255 * (1 - opacity)), abs=4)

    @draws("Placement.crop")
    def test_a_crop_is_all_that_is_seen(self, gallery: Gallery) -> None:
        assert names(placed(gallery, crop=(0, 0, 0.5, 0.5))) == ["red"] * 4
        assert names(placed(gallery, crop=(0.5, 0.5, 0.5, 0.5))) == ["white"] * 4
        column = placed(gallery, crop=(0.5, 0, 0.5, 1), fit="fit")
        assert extent(ink(column)) == pytest.approx((80, 90), abs=2)
        assert names(column, ((0.5, 0.25), (0.5, 0.75))) == ["green", "white"]

    @draws("Placement.corner")
    @pytest.mark.parametrize("turned", [0, 90], ids=["upright", "turned"])
    @pytest.mark.parametrize("corner", [0.0, 0.25, 0.5])
    def test_corners_are_round(self, gallery: Gallery, corner: float, turned: int) -> None:
        mask = ink(placed(gallery, scale=0.5, corner=corner, rotation_deg=turned))
        radius = corner * 45
        assert mask.sum() == pytest.approx(80 * 45 - (4 - np.pi) * radius**2, rel=0.04)
        rows, columns = np.nonzero(mask)
        assert mask[rows.min() + 1, columns.min() + 1] == (corner == 0)
        assert mask[45, 80]


class TestFit:
    GROUND = "#00ff00"

    def seen(self, gallery: Gallery, fit: str) -> Rgb:
        """A square card on a wide, green canvas."""
        card = gallery.image(gallery.card, placement=Placement(fit=fit))  # type: ignore[arg-type]
        return gallery.draw(film(card, background=self.GROUND))

    @draws("Placement.fit", "Placement.fit=*")
    @pytest.mark.parametrize("fit", get_args(Fit))
    def test_every_fit(self, gallery: Gallery, fit: str) -> None:
        picture = self.seen(gallery, fit)
        assert name_at(picture, 0.5, 0.5) == "red"
        # What is at the side, and at the top and bottom in the middle.
        side, top, bottom = names(picture, ((0.05, 0.5), (0.5, 0.03), (0.5, 0.97)))
        expected = {
            "fill": ("red", "red", "red"),
            "fit": ("green", "white", "blue"),
            "blur": ("red", "white", "blue"),
            "stretch": ("red", "white", "blue"),
            "none": ("green", "white", "blue"),
        }
        assert (side, top, bottom) == expected[fit]

    def test_none_is_pixel_for_pixel_and_fit_is_not(self, gallery: Gallery) -> None:
        for fit, wide in (("none", 96), ("fit", 90)):
            row = self.seen(gallery, fit)[45]
            assert (row[:, 0] > 128).sum() == pytest.approx(wide, abs=1)

    @pytest.mark.parametrize("keyed", [False, True])
    def test_blur_lies_on_what_the_crop_leaves(self, gallery: Gallery, keyed: bool) -> None:
        """The left half of an upright part of the chart: no bar, and no green anywhere."""
        keys = (Keyframe(at_ms=0, value=0.25), Keyframe(at_ms=1000, value=0.25))
        still = gallery.image(
            placement=Placement(fit="blur", crop=(0.0, 0.0, 0.25, 1.0)),
            keyframes={"crop_width": keys} if keyed else {},
        )
        seen = gallery.draw(film(still)).astype(int)
        assert seen.max(axis=2).min() > 60, "the canvas is full"
        assert (seen[..., 1] <= seen[..., [0, 2]].max(axis=2)).all()
        assert [name_at(np.asarray(seen), 0.5, y) for y in (0.25, 0.75)] == ["red", "blue"]

    def test_blur_is_soft_beside_the_sharp_picture(self, gallery: Gallery) -> None:
        blurred, stretched = (
            self.seen(gallery, fit)[:, 8].astype(int) for fit in ("blur", "stretch")
        )
        steepest = [np.abs(np.diff(column, axis=0)).max() for column in (blurred, stretched)]
        assert steepest[0] < 40 < steepest[1]


def share_of(mask: NDArray[np.bool_]) -> float:
    return float(mask.mean())


Measured = tuple[tuple[float, float], Callable[[Rgb], float], tuple[float, float]]
"""From and to; what is measured of half-size quarters; and how much there is at both ends."""


class TestKeyframes:
    MEASURED: Mapping[str, Measured] = {
        "x": ((0.3, 0.7), lambda p: middle(ink(p))[0], (0.3, 0.7)),
        "y": ((0.4, 0.6), lambda p: middle(ink(p))[1], (0.4, 0.6)),
        "scale": ((0.25, 0.5), lambda p: extent(ink(p))[0] / 160, (0.25, 0.5)),
        "rotation": ((0, 90), lambda p: extent(ink(p))[0] / 160, (0.5, 45 / 160)),
        "opacity": ((0.5, 1.0), lambda p: p[..., 0].max() / 255, (0.5, 1.0)),
        "corner": (
            (0.0, 0.5),
            lambda p: ink(p).sum() / 3600,
            (1.0, 1 - (4 - np.pi) * 22.5**2 / 3600),
        ),
        "crop_left": ((0, 0.5), lambda p: (p[..., 2] > 128).sum() / ink(p).sum(), (0.5, 0.5)),
        "crop_top": ((0, 0.5), lambda p: (p[..., 2] > 128).sum() / ink(p).sum(), (0.5, 1.0)),
        "crop_width": ((1.0, 0.5), lambda p: (p[..., 1] > 128).sum() / ink(p).sum(), (0.5, 0.0)),
        "crop_height": ((1.0, 0.5), lambda p: (p[..., 2] > 128).sum() / ink(p).sum(), (0.5, 0.0)),
    }

    @draws("PictureSegment.keyframes=*", "Keyframe.value")
    @pytest.mark.parametrize("name", sorted(KEYED))
    def test_every_property_goes_from_value_to_value(self, gallery: Gallery, name: str) -> None:
        ends, measure, expected = self.MEASURED[name]
        place = Placement(scale=0.5, fit="stretch")
        still = gallery.image(placement=place, keyframes=keyed(**{name: ends}))
        first, between, last = gallery.run(film(still), (0, 5, 9))
        assert (measure(first), measure(last)) == pytest.approx(expected, abs=0.04)
        assert apart(first, between) > 1
        assert apart(between, last) > 1
        low, high = sorted(expected)
        assert low - 0.03 <= measure(between) <= high + 0.06

    @draws("PictureSegment.keyframes=crop_left")
    def test_a_crop_moves_to_the_right(self, gallery: Gallery) -> None:
        keys = keyed(crop_left=(0, 0.5), crop_width=(0.5, 0.5))
        still = gallery.image(keyframes=keys)
        assert names(gallery.draw(film(still), 0)) == ["red", "red", "blue", "blue"]
        assert names(gallery.draw(film(still), 9)) == ["green", "green", "white", "white"]

    @draws("PictureSegment.keyframes")
    @pytest.mark.parametrize("kind", DRAWN)
    def test_every_kind_takes_keyframes(self, gallery: Gallery, kind: type[PictureSegment]) -> None:
        picture = gallery.picture(
            kind, placement=Placement(scale=0.5), keyframes=keyed(x=(0.4, 0.6))
        )
        at = [middle(ink(drawn))[0] for drawn in gallery.run(film(picture), (0, 3, 9))]
        assert np.diff(at) == pytest.approx([0.2 / 3, 0.4 / 3], abs=0.012)

    @draws("Keyframe.easing", "Keyframe.easing=*")
    @pytest.mark.parametrize("easing", sorted(EASINGS))
    def test_every_easing_has_its_way(self, gallery: Gallery, easing: str) -> None:
        keys = (
            Keyframe(at_ms=0, value=0.2, easing=easing),  # type: ignore[arg-type]
            Keyframe(at_ms=800, value=0.8),
        )
        still = gallery.image(placement=Placement(scale=0.2), keyframes={"x": keys})
        seen = [middle(ink(drawn))[0] for drawn in gallery.run(film(still), (0, 2, 4, 6, 8))]
        way = [(x - 0.2) / 0.6 for x in seen]
        expected = {
            "linear": [0, 0.25, 0.5, 0.75, 1],
            "in": [0, 1 / 64, 1 / 8, 27 / 64, 1],
            "out": [0, 37 / 64, 7 / 8, 63 / 64, 1],
            "in_out": [0, 1 / 16, 1 / 2, 15 / 16, 1],
            "hold": [0, 0, 0, 0, 1],
        }
        assert way == pytest.approx(expected[easing], abs=0.02)

    @draws("Keyframe.at_ms")
    def test_before_the_first_and_after_the_last_it_holds(self, gallery: Gallery) -> None:
        keys = (Keyframe(at_ms=300, value=0.3), Keyframe(at_ms=600, value=0.7))
        still = gallery.image(placement=Placement(scale=0.2), keyframes={"x": keys})
        at = [middle(ink(gallery.draw(film(still), frame)))[0] for frame in (0, 3, 6, 9)]
        assert at == pytest.approx([0.3, 0.3, 0.7, 0.7], abs=0.012)


MOVED = {
    "push_in": (1, 0, 0),
    "pull_back": (-1, 0, 0),
    "pan_left": (0, 1, 0),
    "pan_right": (0, -1, 0),
    "tilt_up": (0, 0, 1),
    "tilt_down": (0, 0, -1),
    "drift": (1, -1, 1),
    "reveal": (-1, 0, -1),
}
"""By camera move: whether a disc in the middle grows, and which way it goes."""


@draws("ImageSegment.move", "ImageSegment.move=*")
@pytest.mark.parametrize("name", sorted(MOVES))
def test_every_camera_move_goes_its_way(gallery: Gallery, name: str) -> None:
    still = gallery.image(gallery.dot, move=name)
    discs = [drawn[..., 0] > 128 for drawn in gallery.run(film(still), (0, 5, 9))]
    grows, right, down = MOVED[name]
    for before, after in pairwise(discs):
        assert moved_by(after.sum() / before.sum() - 1, 0.02) == grows
        (x0, y0), (x1, y1) = (middle(np.asarray(disc)) for disc in (before, after))
        assert moved_by(x1 - x0, 0.004) == right
        assert moved_by(y1 - y0, 0.004) == down


def moved_by(change: float, least: float) -> int:
    return 0 if abs(change) < least else int(np.sign(change))


@draws("ImageSegment.source", "StickerSegment.source", "VideoSegment.source", "Source.asset")
@pytest.mark.parametrize("kind", ["ImageSegment", "StickerSegment", "VideoSegment"])
def test_the_asset_is_what_is_seen(gallery: Gallery, kind: str) -> None:
    drawer = next(row for row in DRAWN if row.__name__ == kind)
    other = gallery.counter if kind == "VideoSegment" else gallery.dot
    one = gallery.picture(drawer)
    source = one.source.model_copy(update={"asset": other})  # type: ignore[attr-defined]
    two = gallery.picture(drawer, source=source)
    first, second = (gallery.draw(film(segment), 3) for segment in (one, two))
    assert names(first, ((0.45, 0.45), (0.55, 0.45))) == ["red", "green"]
    assert names(second, ((0.45, 0.45), (0.55, 0.45))) != ["red", "green"]


@draws("StickerSegment.width")
@pytest.mark.parametrize("width", [0.1, 0.5, 1.0])
def test_a_sticker_is_a_share_of_the_canvas_wide(gallery: Gallery, width: float) -> None:
    from kinoloom.draft.model import StickerSegment

    sticker = gallery.picture(StickerSegment, width=width)
    assert extent(ink(gallery.draw(film(sticker)))) == pytest.approx(
        (160 * width, 90 * width), abs=2
    )


@draws("ColourSegment.colour", "ColourSegment.colour_to")
def test_colours_and_gradients(gallery: Gallery) -> None:
    plain = ColourSegment(id="", start_ms=0, duration_ms=1000, colour="#ff0000")
    picture = gallery.draw(film(plain))
    assert names(picture) == ["red"] * 4
    blended = gallery.draw(film(plain.model_copy(update={"colour_to": "#0000ff"})))
    assert names(blended, ((0.5, 0.01), (0.5, 0.99))) == ["red", "blue"]
    column = blended[:, 80].astype(int)
    assert (np.diff(column[::8, 2]) > 0).all()
    assert column[45, 0] == pytest.approx(128, abs=6)


@draws("ColourSegment.colour")
def test_a_colour_may_be_half_clear(gallery: Gallery) -> None:
    below = ColourSegment(id="", start_ms=0, duration_ms=1000, colour="#0000ff")
    above = below.model_copy(update={"colour": "#ff000080"})
    assert list(gallery.draw(film(below, above))[45, 80].astype(int)) == pytest.approx(
        [128, 0, 127], abs=6
    )


class TestCanvas:
    @draws("Draft.metadata", "Metadata.width_px", "Metadata.height_px")
    @pytest.mark.parametrize("size", [(160, 90), (90, 160), (64, 64), (210, 90), (18, 16)])
    def test_any_size(self, gallery: Gallery, size: tuple[int, int]) -> None:
        draft = film(gallery.image(), width_px=size[0], height_px=size[1])
        assert draft.metadata.width_px == size[0]
        picture = gallery.draw(draft)
        assert picture.shape == (size[1], size[0], 3)
        assert names(picture) == ["red", "green", "blue", "white"]

    @draws("Metadata.fps")
    @pytest.mark.parametrize("fps", ["10", "24", "30000/1001", "60"])
    def test_any_rate(self, gallery: Gallery, fps: str) -> None:
        draft = film(gallery.image(length_ms=2000), fps=fps)
        made = plan(draft, Output(), remembered(gallery.path))
        assert made.encoding.fps == Fraction(fps)
        assert made.frames == round(2 * Fraction(fps))
        late = film(gallery.image(length_ms=500), fps=fps)
        half = round(Fraction(fps) / 2)
        assert [light(gallery.draw(late, n)) > 20 for n in (half - 1, half)] == [True, False]

    @draws("Metadata.background")
    def test_the_background_is_seen_where_nothing_lies(self, gallery: Gallery) -> None:
        still = gallery.image(placement=Placement(scale=0.5))
        picture = gallery.draw(film(still, background="#00ff00"))
        assert name_at(picture, 0.1, 0.1) == "green"
        assert name_at(picture, 0.4, 0.4) == "red"
        assert name_at(gallery.draw(film(still, background="#00ff00"), 20), 0.5, 0.5) == "green"


class TestTracks:
    @draws("Draft.tracks", "Track.segments")
    def test_later_tracks_lie_on_top_and_segments_follow_each_other(self, gallery: Gallery) -> None:
        red, blue = (
            ColourSegment(id="", start_ms=0, duration_ms=1000, colour=colour)
            for colour in ("#ff0000", "#0000ff")
        )
        for first, second, seen in ((red, blue, "blue"), (blue, red, "red")):
            draft = film(first, second)
            assert [len(track.segments) for track in draft.tracks] == [1, 1]
            assert name_at(gallery.draw(draft), 0.5, 0.5) == seen
        row = film([red, blue.model_copy(update={"start_ms": 1000})])
        assert [name_at(gallery.draw(row, frame), 0.5, 0.5) for frame in (9, 10)] == ["red", "blue"]

    @draws("Track.hidden")
    def test_a_hidden_track_is_not_seen(self, gallery: Gallery) -> None:
        draft = film(gallery.image(), ColourSegment(id="", start_ms=0, duration_ms=1000))
        assert light(gallery.draw(draft)) == 0
        hidden = draft.tracks[1].model_copy(update={"hidden": True})
        shown = draft.model_copy(update={"tracks": (draft.tracks[0], hidden)})
        assert apart(gallery.draw(shown), gallery.draw(film(gallery.image()))) == 0

    @draws("TitleSegment.text", "TitleSegment.style")
    def test_words_lie_over_pictures(self, gallery: Gallery) -> None:
        style = TextStyle(size=0.4, animation="none", shadow=0, colour="#00ff00")
        title = TitleSegment(id="", start_ms=0, duration_ms=1000, text="H", style=style)
        ground = ColourSegment(id="", start_ms=0, duration_ms=1000, colour="#0000ff")
        picture = gallery.draw(film(ground, title))
        assert name_at(picture, 0.5, 0.5) == "green"
        assert name_at(picture, 0.1, 0.1) == "blue"
        wider = gallery.draw(film(ground, title.model_copy(update={"text": "HHH"})))
        ground_alone = gallery.draw(film(ground))
        assert extent(ink(wider, ground_alone))[0] > 2 * extent(ink(picture, ground_alone))[0]
