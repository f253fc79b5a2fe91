"""Titles and captions: every key of a style, of cues and words, every animation, preset, face."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from typing import Any, get_args

import numpy as np
import pytest
from numpy.typing import NDArray
from tests.support.canvas import Rgb
from tests.support.draws import draws
from tests.support.gallery import Gallery, apart, extent, film, ink, light, middle

from kinoloom.draft.model import (
    Anchor,
    CaptionSegment,
    ColourSegment,
    Cue,
    Draft,
    Placement,
    TextStyle,
    TitleSegment,
    Word,
)
from kinoloom.render.errors import NotDrawn
from kinoloom.render.lettering import (
    ANIMATIONS,
    CAPTIONS,
    PRESETS,
    SAFE_AREAS,
    TYPEFACES,
    fonts,
)
from kinoloom.render.lettering.areas import VERTICAL
from kinoloom.render.lettering.coverage import covers
from kinoloom.render.lettering.typefaces import HAN

WIDE = {"width_px": 320, "height_px": 180}
PLAIN: dict[str, Any] = {"size": 0.3, "shadow": 0, "animation": "none"}
Mask = NDArray[np.bool_]


def styled(**keys: Any) -> TextStyle:
    """White letters, as plain as they can be, but for the keys given."""
    return TextStyle(**{**PLAIN, **keys})


def rgb(colour: str) -> tuple[int, int, int]:
    """Red, green and blue of "#rrggbb…"."""
    red, green, blue = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    return red, green, blue


def titled(text: str = "HIM", ground: str = "#000000", **style: Any) -> Draft:
    """A title of a second on a plain ground."""
    below = ColourSegment(id="", start_ms=0, duration_ms=1000, colour=ground)
    title = TitleSegment(id="", start_ms=0, duration_ms=1000, text=text, style=styled(**style))
    return film(below, title, **WIDE)


def captioned(*cues: Cue, **style: Any) -> Draft:
    """Two seconds of captions."""
    captions = CaptionSegment(id="", start_ms=0, duration_ms=2000, cues=cues, style=styled(**style))
    return film(captions, **WIDE)


def near(picture: Rgb, colour: tuple[int, int, int]) -> Mask:
    """Where a picture has about that colour."""
    return np.asarray(np.abs(picture.astype(int) - colour).max(axis=2) < 60, np.bool_)


class TestStyle:
    @draws("TextStyle.font")
    def test_the_font_shapes_the_letters(self, gallery: Gallery) -> None:
        usual, narrow = (gallery.draw(titled(font=name)) for name in ("Inter", "Bebas Neue"))
        assert extent(ink(narrow))[0] < 0.8 * extent(ink(usual))[0]
        with pytest.raises(NotDrawn, match="There is no font 'Nosuch'"):
            gallery.draw(titled(font="Nosuch"))

    @draws("TextStyle.weight")
    def test_heavier_letters_have_more_ink(self, gallery: Gallery) -> None:
        amounts = [light(gallery.draw(titled(weight=weight))) for weight in (100, 400, 900)]
        assert (np.diff(amounts) > 0.3 * amounts[0]).all()

    @draws("TextStyle.size")
    def test_size_is_a_share_of_the_short_side(self, gallery: Gallery) -> None:
        tall = [extent(ink(gallery.draw(titled("H", size=size))))[1] for size in (0.2, 0.4)]
        # Capitals of Inter are 0.727 of the font size high.
        assert tall == pytest.approx([0.2 * 180 * 0.727, 0.4 * 180 * 0.727], abs=1.5)

    @draws("TextStyle.colour")
    @pytest.mark.parametrize("colour", ["#ff0000", "#00a0ff"])
    def test_letters_have_their_colour(self, gallery: Gallery, colour: str) -> None:
        picture = gallery.draw(titled("H", size=0.8, colour=colour))
        assert near(picture, rgb(colour)).sum() > 0.8 * ink(picture).sum()

    @draws("TextStyle.colour")
    def test_letters_may_be_half_clear(self, gallery: Gallery) -> None:
        picture = gallery.draw(titled("H", "#0000ff", size=0.8, colour="#ff000080"))
        assert near(picture, (128, 0, 128)).sum() > 500

    @draws("TextStyle.align", "TextStyle.align=left")
    @draws("TextStyle.align=centre", "TextStyle.align=right")
    @pytest.mark.parametrize("align", ["left", "centre", "right"])
    def test_lines_are_aligned(self, gallery: Gallery, align: str) -> None:
        mask = ink(gallery.draw(titled("I\nMMMM", size=0.2, align=align)))
        rows = np.flatnonzero(mask.any(axis=1))
        gap = int(rows[np.argmax(np.diff(rows))]) + 1
        short, long = (np.flatnonzero(part.any(axis=0)) for part in (mask[:gap], mask[gap:]))
        left, right = short[0] - long[0], long[-1] - short[-1]
        assert right + left > 40
        assert {"left": left, "centre": abs(left - right), "right": right}[align] <= 4
        # The block itself stands at its edge of the canvas.
        at = {"left": long[0] / 320, "centre": 0.05, "right": 1 - long[-1] / 320}[align]
        assert 0.04 < at < 0.07

    @draws("TextStyle.anchor", "TextStyle.anchor=*")
    @pytest.mark.parametrize("anchor", get_args(Anchor))
    def test_the_block_is_anchored(self, gallery: Gallery, anchor: str) -> None:
        height = middle(ink(gallery.draw(titled(size=0.2, anchor=anchor))))[1]
        low, high = {"top": (0.08, 0.2), "centre": (0.47, 0.53), "bottom": (0.75, 0.9)}[anchor]
        assert low < height < high

    @draws("TextStyle.outline", "TextStyle.outline_colour")
    def test_an_outline_goes_round_the_letters(self, gallery: Gallery) -> None:
        bare = gallery.draw(titled("I", outline_colour="#ff0000"))
        thin, thick = (
            gallery.draw(titled("I", outline=outline, outline_colour="#ff0000"))
            for outline in (0.05, 0.15)
        )
        wide = [extent(ink(picture))[0] for picture in (bare, thin, thick)]
        assert np.diff(wide) == pytest.approx([2 * 0.05 * 54, 2 * 0.1 * 54], abs=2.5)
        assert near(bare, (255, 0, 0)).sum() == 0
        assert near(thick, (255, 0, 0)).sum() > near(thin, (255, 0, 0)).sum() > 40
        assert near(thick, (255, 255, 255)).sum() > 0.6 * near(bare, (255, 255, 255)).sum()

    @draws("TextStyle.shadow")
    def test_a_shadow_darkens_what_is_below_the_letters(self, gallery: Gallery) -> None:
        ground = "#c0c0c0"
        none, some, full = (
            gallery.draw(titled("I", ground, shadow=shadow)).astype(int) for shadow in (0, 0.4, 1)
        )
        darker = [(none - picture).clip(0).sum() for picture in (some, full)]
        assert darker[1] > 1.8 * darker[0] > 0
        # More of it below than above.
        fallen = (none - full).clip(0).sum(axis=(1, 2))
        assert fallen[120:].sum() > 1.2 * fallen[:60].sum()

    @draws("TextStyle.shadow_colour")
    def test_a_shadow_may_shine_in_a_colour(self, gallery: Gallery) -> None:
        picture = gallery.draw(titled("I", shadow=1, shadow_colour="#00ff00")).astype(int)
        around = picture[:, :152]
        assert around[..., 1].max() > 60
        assert around[..., 1].sum() > 3 * around[..., 0].sum()

    @draws("TextStyle.box")
    def test_a_plate_lies_behind_the_words(self, gallery: Gallery) -> None:
        bare, plated = (gallery.draw(titled(size=0.2, box=box)) for box in (None, "#0000ff"))
        assert near(bare, (0, 0, 255)).sum() == 0
        plate = np.asarray(ink(plated))
        words, boxed = extent(ink(bare)), extent(plate)
        assert boxed[0] - words[0] == pytest.approx(2 * 0.34 * 36, abs=6)
        assert boxed[1] > words[1] + 10
        rows, columns = np.nonzero(plate)
        # Its corners are round.
        assert not plate[rows.min(), columns.min()]

    @draws("TextStyle.animation")
    def test_an_animation_nobody_knows_is_refused(self, gallery: Gallery) -> None:
        with pytest.raises(NotDrawn, match="no text animation 'wobble'"):
            gallery.draw(titled(animation="wobble"))

    @pytest.mark.parametrize(
        "place", [{"flip": "h"}, {"crop": (0.0, 0.0, 0.5, 1.0)}, {"corner": 0.2}]
    )
    def test_what_words_cannot_do_is_refused(self, gallery: Gallery, place: dict[str, Any]) -> None:
        title = gallery.picture(TitleSegment, label="the name", placement=Placement(**place))
        with pytest.raises(NotDrawn, match="the name: words are not flipped, cropped or rounded"):
            gallery.draw(film(title))

    @draws("TextStyle.preset")
    def test_a_preset_only_says_where_the_style_came_from(self, gallery: Gallery) -> None:
        named, bare = (gallery.draw(titled(preset=name)) for name in ("neon", None))
        assert apart(named, bare) == 0


HI = Cue(
    text="red sun",
    start_ms=200,
    duration_ms=1600,
    words=(
        Word(text="red", start_ms=200, duration_ms=500),
        Word(text="sun", start_ms=800, duration_ms=200),
    ),
)


class TestCaptions:
    def lit(self, gallery: Gallery, frames: range, *cues: Cue) -> list[str]:
        """Which side of the caption is lit in each frame: the left word, the right, none."""
        draft = captioned(*(cues or (HI,)), highlight="#ff0000", size=0.2)
        found: list[str] = []
        for picture in gallery.run(draft, frames):
            red = near(picture, (255, 0, 0))
            halves = red[:, :160].sum(), red[:, 160:].sum()
            found.append("none" if max(halves) < 20 else ("left", "right")[int(np.argmax(halves))])
        return found

    @draws("Cue.start_ms", "Cue.duration_ms", "CaptionSegment.cues")
    def test_cues_are_seen_in_their_time(self, gallery: Gallery) -> None:
        cues = (
            Cue(text="one", start_ms=200, duration_ms=300),
            Cue(text="and two", start_ms=700, duration_ms=600),
        )
        wide = [
            extent(ink(picture))[0] if ink(picture).any() else 0
            for picture in gallery.run(captioned(*cues, size=0.2), range(15))
        ]
        assert [width > 0 for width in wide] == [
            *(False, False, True, True, True, False, False),
            *(True, True, True, True, True, True, False, False),
        ]
        assert wide[8] > 1.5 * wide[3]

    @draws("Cue.text", "CaptionSegment.style")
    def test_a_cue_shows_its_text_in_the_captions_style(self, gallery: Gallery) -> None:
        cues = (Cue(text="HIM", start_ms=0, duration_ms=1000),)
        styles: tuple[dict[str, Any], ...] = ({"colour": "#00ff00"}, {"anchor": "top", "size": 0.2})
        for style in styles:
            caption, title = captioned(*cues, **style), titled("HIM", **style)
            assert apart(gallery.draw(caption, 3), gallery.draw(title, 3)) < 0.05

    @draws("Cue.words", "Word.text", "TextStyle.highlight")
    def test_the_spoken_word_is_lit(self, gallery: Gallery) -> None:
        assert self.lit(gallery, range(3, 16)) == [
            *("none", "left", "left", "left", "left", "left", "left"),
            *("right", "right", "right", "right", "right", "none"),
        ]
        silent = HI.model_copy(update={"words": ()})
        assert set(self.lit(gallery, range(3, 16), silent)) == {"none"}
        unsaid = Word(text="moon", start_ms=200, duration_ms=500)
        other = HI.model_copy(update={"words": (unsaid,)})
        assert set(self.lit(gallery, range(3, 16), other)) == {"none"}

    @draws("Word.start_ms", "Word.duration_ms")
    def test_a_word_is_lit_while_it_is_spoken_and_a_little_longer(self, gallery: Gallery) -> None:
        for start_ms, duration_ms, frames in ((200, 100, range(4, 8)), (500, 600, range(7, 16))):
            word = Word(text="red", start_ms=start_ms, duration_ms=duration_ms)
            found = self.lit(gallery, range(18), HI.model_copy(update={"words": (word,)}))
            assert [n for n, side in enumerate(found) if side == "left"] == list(frames)


ENTERS: Mapping[str, tuple[int, int]] = {
    "slide_up": (0, 1),
    "slide_down": (0, -1),
    "slide_left": (1, 0),
    "slide_right": (-1, 0),
    "bounce": (0, -1),
    "rise_by_line": (0, 1),
    "wipe": (-1, 0),
    "typewriter": (-1, 0),
    "letters": (-1, 1),
    "word_by_word": (-1, 1),
    "zoom": (0, 0),
    "pop": (0, 0),
    "tracking": (0, 0),
}
"""By animation: on which side of their place the words are while they come; 0 is the middle."""


class TestAnimations:
    def drawn(self, gallery: Gallery, animation: str, frames: tuple[int, ...]) -> list[Rgb]:
        """Two words for four seconds, at 25 frames a second."""
        style = styled(size=0.2, animation=animation)
        title = TitleSegment(id="", start_ms=0, duration_ms=4000, text="HIM HER", style=style)
        return gallery.run(film(title, fps="25", **WIDE), frames)

    @draws("TextStyle.animation=*")
    @pytest.mark.parametrize("name", sorted(ANIMATIONS))
    def test_words_come_rest_and_go(self, gallery: Gallery, name: str) -> None:
        first, early, still, later, last = self.drawn(gallery, name, (0, 4, 50, 52, 99))
        (rest,) = self.drawn(gallery, "none", (50,))
        if name == "none":
            assert max(apart(frame, rest) for frame in (first, early, last)) == 0
            return
        if name == "karaoke":
            # One word after the other is lit, in the style's yellow.
            lit = [near(frame, (255, 214, 10)) for frame in self.drawn(gallery, name, (25, 75))]
            assert middle(lit[0])[0] < 0.5 < middle(lit[1])[0]
        else:
            assert apart(still, rest) == 0
            assert apart(later, rest) == 0
        assert apart(first, rest) > 1
        assert apart(last, rest) > 1
        assert apart(first, early) > 0.1

    @pytest.mark.parametrize("name", sorted(ENTERS))
    def test_they_come_from_where_it_says(self, gallery: Gallery, name: str) -> None:
        early, rest = self.drawn(gallery, name, (4, 50))
        weights = [frame.astype(float).sum(axis=2) for frame in (early, rest)]
        offs: list[float] = []
        for axis in (0, 1):
            places = [
                (weight.sum(axis=axis) * np.arange(weight.shape[1 - axis])).sum() / weight.sum()
                for weight in weights
            ]
            offs.append(places[0] - places[1])
        for off, side in zip(offs, ENTERS[name], strict=True):
            assert (0 if abs(off) < 0.7 else int(np.sign(off))) == side, offs


@draws("TextStyle.preset=*")
@pytest.mark.parametrize("name", sorted(PRESETS))
def test_every_preset_has_its_face_and_colours(gallery: Gallery, name: str) -> None:
    fields: dict[str, Any] = {**PRESETS[name].fields, "animation": "none", "preset": name}
    style = TextStyle(**fields)
    cue = Cue(text="Film", start_ms=0, duration_ms=1000)
    segments = {
        True: CaptionSegment(id="", start_ms=0, duration_ms=1000, cues=(cue,), style=style),
        False: TitleSegment(id="", start_ms=0, duration_ms=1000, text="Film", style=style),
    }
    ground = ColourSegment(id="", start_ms=0, duration_ms=1000, colour="#406080")
    below, drawn, usual = (
        gallery.draw(film(ground, *layers, width_px=640, height_px=360), 5)
        for layers in (
            (),
            (segments[name in CAPTIONS],),
            (segments[False].model_copy(update={"style": TextStyle(animation="none")}),),
        )
    )
    assert near(drawn, rgb(style.colour)).sum() > 60
    assert ink(drawn, below).any()
    assert (apart(drawn, usual) > 0.2) is (style != TextStyle(animation="none", preset=name))
    if style.box is not None:
        assert near(drawn, rgb(style.box)).sum() > 300


SYMBOLS = range(0x2190, 0x2C00)


def sample(family: str) -> str:
    """Three characters that the face is for."""
    face = TYPEFACES[family]
    path = fonts.paths(face)[0]
    if face in HAN.values():
        return "骨直曜"
    if face.blocks:
        ranges = [range(first, last + 1) for first, last in face.blocks]
        found = [
            chr(code)
            for codes in ranges
            for code in codes
            if unicodedata.category(chr(code)) in ("Lo", "Lu", "Ll") and covers(path, code)
        ]
        return "".join(found[2:5])
    if covers(path, ord("R")):
        return "Rag"
    if family == "Noto Color Emoji":
        return "🚀🌊🍎"
    symbols = [chr(code) for code in SYMBOLS if covers(path, code)]
    return "".join(symbols[10:13])


@draws("TextStyle.font=*")
@pytest.mark.parametrize("family", sorted(TYPEFACES))
def test_every_typeface_is_drawn(gallery: Gallery, family: str) -> None:
    text = sample(family)
    assert len(text) == 3
    chosen = fonts.faces_for(tuple(text), family, "en")
    assert chosen[0].family == family
    assert all(covers(fonts.paths(chosen[0])[0], ord(character)) for character in text)
    whole, *each = (gallery.draw(titled(part, font=family)) for part in (text, *text))
    assert extent(ink(whole))[0] > max(extent(ink(one))[0] for one in each)
    # Three different pictures: boxes for what a face lacks would be alike.
    assert min(apart(each[i], each[j]) for i, j in ((0, 1), (0, 2), (1, 2))) > 0.1
    beside = {"Inter": "Roboto", "Noto Sans SC": "Noto Sans TC"}.get(family)
    if text == "Rag":
        beside = beside or "Inter"
    elif TYPEFACES[family] in HAN.values():
        beside = beside or "Noto Sans SC"
    if beside is not None:
        assert apart(whole, gallery.draw(titled(text, font=beside))) > 0.1


@draws("SafeArea=*")
@pytest.mark.parametrize("name", sorted(SAFE_AREAS))
def test_words_keep_clear_of_what_platforms_cover(gallery: Gallery, name: str) -> None:
    area = SAFE_AREAS[name]
    shapes = {"instagram_ads": (180, 320), "instagram_feed": (240, 240)}
    size = (180, 320) if name in VERTICAL else shapes.get(name, (320, 180))
    # Advertisements cover so much below that only what is in the middle is clear of it.
    anchors = ("centre",) if name == "instagram_ads" else ("top", "centre", "bottom")
    for anchor in anchors:
        for align in ("left", "right"):
            style = styled(anchor=anchor, align=align)
            text = "WWWW" if name == "instagram_ads" else "WWWWW WWWWW"
            title = TitleSegment(id="", start_ms=0, duration_ms=1000, text=text, style=style)
            mask = ink(gallery.draw(film(title, width_px=size[0], height_px=size[1])))
            rows, columns = np.nonzero(mask)
            assert columns.min() >= area.left * size[0] - 1
            assert columns.max() <= (1 - area.right) * size[0]
            assert rows.min() >= area.top * size[1] - 1
            assert rows.max() <= (1 - area.bottom) * size[1]
