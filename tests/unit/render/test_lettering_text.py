"""Text before it is drawn: clusters, languages, phrases, lines, fonts."""

from __future__ import annotations

import subprocess
import sys

import pytest
from fontTools.ttLib import TTFont

from kinoloom.render.errors import NotDrawn
from kinoloom.render.lettering import TYPEFACES, fonts
from kinoloom.render.lettering.clusters import clusters, is_emoji
from kinoloom.render.lettering.coverage import covers
from kinoloom.render.lettering.languages import is_rtl, language_of
from kinoloom.render.lettering.lines import Room, laid_out
from kinoloom.render.lettering.phrases import phrases
from kinoloom.render.lettering.wording import Wording, cleaned, worded

ROOM = Room(width_px=800, height_px=1200, pitch=1.2, height=1.1)


def _worded(text: str) -> Wording:
    found = worded(text, "Inter")
    assert found is not None
    return found


def _lines(text: str, size_px: float = 90, room: Room = ROOM, few: int | None = None) -> list[str]:
    found = _worded(text)
    layout = laid_out(found, 800, size_px, room, few)
    return [found.text(line) for line in layout.lines]


def _phrases(text: str) -> list[str]:
    found = _worded(text)
    return [found.text(phrase.span) for phrase in phrases(found, found.paragraphs[0])]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("e\u0301a", ["e\u0301", "a"]),
        ("👩‍🚀🇫🇷🇩🇪👍🏽", ["👩‍🚀", "🇫🇷", "🇩🇪", "👍🏽"]),
        ("1️⃣2", ["1️⃣", "2"]),
        ("क्षत्रिय", ["क्ष", "त्रि", "य"]),
        ("ที่นี่", ["ที่", "นี่"]),
        ("กำ", ["กำ"]),
        ("각가", ["각", "가"]),
        ("a\r\nb", ["a", "\r\n", "b"]),
    ],
)
def test_clusters_are_what_a_reader_calls_a_character(text: str, parts: list[str]) -> None:
    assert list(clusters(text)) == parts


@pytest.mark.parametrize(("text", "emoji"), [("🚀", True), ("❤", False), ("❤️", True), ("☀︎", False)])
def test_emoji_are_told_by_their_selectors(text: str, *, emoji: bool) -> None:
    assert is_emoji(text) is emoji


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Hello", "en"),
        ("骨が直る", "ja"),
        ("한국어 漢字", "ko"),
        ("你们说的话", "zh-cn"),
        ("你們說的話", "zh-tw"),
        ("Hi नमस्ते", "hi"),
        ("", "en"),
    ],
)
def test_the_letters_tell_the_language(text: str, language: str) -> None:
    assert language_of(text) == language


@pytest.mark.parametrize(
    ("text", "rtl"),
    [("שלום world", True), ("world שלום", False), ("123 مرحبا", True), ("1!", False)],
)
def test_the_first_letter_tells_the_direction(text: str, *, rtl: bool) -> None:
    assert is_rtl(text) is rtl


def test_controls_and_unknown_code_points_leave_nothing() -> None:
    assert cleaned("a\x00\x1b\ue000\ufffe\ud800b") == "ab"
    assert cleaned(" a\t b \r\n\r\nc\u2028d ") == "a  b\n\nc\nd"
    for blank in ("", "   ", "\x07\n\t", "\u200b\u200d", "\ue000", "\u3000\u00a0"):
        assert worded(blank, "Inter") is None


def test_letters_that_no_font_has_are_written_plainly() -> None:
    assert cleaned("𝓗𝓮𝓵𝓵𝓸") == "Hello"


def test_what_no_font_has_and_no_plain_form_is_refused_by_name() -> None:
    with pytest.raises(NotDrawn, match=r"U\+12000"):
        worded("Sumer: \U00012000", "Inter")


def test_an_unknown_font_is_refused_with_what_there_is() -> None:
    with pytest.raises(NotDrawn, match="Montserrat"):
        worded("Hello", "Comic Sans MS")
    assert fonts.typeface("inter") is TYPEFACES["Inter"]


@pytest.mark.parametrize("face", TYPEFACES.values(), ids=lambda face: face.family)
def test_every_typeface_is_installed_and_described(face: fonts.Typeface) -> None:
    assert face.description
    own = next((first for first, _ in face.blocks), ord("0"))
    path = fonts.paths(face)[0]
    assert path.suffix == ".ttf"
    assert any(covers(path, code) for code in range(own, own + 0x40))


def test_coverage_agrees_with_a_full_reading_of_the_font() -> None:
    for family in ("Anton", "Noto Sans Thai", "Noto Color Emoji"):
        path = fonts.paths(TYPEFACES[family])[0]
        with TTFont(path, lazy=True) as font:
            known = set(font.getBestCmap() or ())
        found = {code for code in (*range(0x3000), *range(0x1F300, 0x1F800)) if covers(path, code)}
        asked = {*range(0x3000), *range(0x1F300, 0x1F800)}
        assert found == known & asked


@pytest.mark.parametrize(
    ("text", "families"),
    [
        ("Hello", ["Inter"]),
        ("สวัสดี", ["Inter", "Noto Sans Thai"]),
        ("骨 直す", ["Inter", "Noto Sans JP"]),
        ("骨头", ["Inter", "Noto Sans SC"]),
        ("Go 🚀", ["Inter", "Noto Color Emoji"]),
    ],
)
def test_only_the_fonts_of_the_text_are_used(text: str, families: list[str]) -> None:
    assert [face.family for face in _worded(text).faces] == families


def test_a_latin_title_tells_pango_of_one_font() -> None:
    code = (
        "from fractions import Fraction\n"
        "from kinoloom.draft.model import TextStyle\n"
        "from kinoloom.render.lettering import fonts, titled\n"
        "titled('Golden hour', TextStyle(), (640, 360), 30, Fraction(30))(0)\n"
        "assert fonts._register.cache_info().currsize == 1\n"
        "import sys\n"
        "assert not {'budoux', 'fontTools', 'numba', 'scipy'} & set(sys.modules)\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_chinese_japanese_and_thai_break_between_phrases() -> None:
    assert _phrases("今日はとても天気がいいですね。") == [
        "今日は",
        "とても",
        "天気が",
        "いいですね。",
    ]
    assert "公园" in _phrases("我们一起去公园散步吧。")
    assert _phrases("我们一起去公园散步吧。")[-1] == "散步吧。"
    assert len(_phrases("วันนี้อากาศดีมาก")) > 3
    assert _phrases("用Python写") == ["用", "Python", "写"]


@pytest.mark.parametrize("size_px", [60, 90, 140, 200])
def test_no_line_begins_with_what_closes_or_ends_with_what_opens(size_px: float) -> None:
    for text in (
        "今天天气真好，“我们”一起去公园散步吧。（真的）很有意思，保持健康！",
        "「今日」はとても、天気が（すごく）いいですね。ちょっと散歩に行きましょう！",
    ):
        for line in _lines(text, size_px):
            assert line[0] not in "，。、！？）」”ょっー"
            assert line[-1] not in "（「“"


def test_words_are_kept_and_lines_are_balanced() -> None:
    lines = _lines("The quick brown fox jumps over the lazy dog")
    assert " ".join(lines) == "The quick brown fox jumps over the lazy dog"
    assert max(map(len, lines)) - min(map(len, lines)) <= 6


def test_captions_take_two_lines_where_a_smaller_size_makes_it_possible() -> None:
    text = "Stay hydrated all day and keep moving"
    assert len(_lines(text, 100)) == 3
    assert len(_lines(text, 100, few=2)) == 2


def test_a_title_shrinks_until_it_fits_before_a_word_is_torn() -> None:
    found = _worded("Incomprehensibilities")
    layout = laid_out(found, 800, 110, ROOM)
    assert len(layout.lines) == 1
    assert layout.size_px < 110


def test_a_word_that_is_too_long_even_then_is_torn() -> None:
    lines = _lines("x" * 300)
    assert "".join(lines) == "x" * 300
    assert len(lines) > 3


def test_written_line_ends_are_kept_and_empty_lines_dropped() -> None:
    assert _lines("one\n\ntwo words\n") == ["one", "two words"]


def test_a_text_too_high_for_its_room_is_set_smaller() -> None:
    text = "word " * 120
    layout = laid_out(_worded(text), 800, 90, ROOM)
    assert ((len(layout.lines) - 1) * ROOM.pitch + ROOM.height) * layout.size_px <= ROOM.height_px
