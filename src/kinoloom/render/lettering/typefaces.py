"""The typefaces of the installed font packages: what a style can name, and what stands in.

All are under the SIL Open Font License (Permanent Marker under Apache 2.0). A new typeface is one
row; further families come with any installed package of the `fontpkg` collection.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

Blocks = tuple[tuple[int, int], ...]
"""First and last code points of Unicode blocks."""

_DECKR = "deckr_fonts"
_WESTERN = "justmytype_western_core"
_CJK = "justmytype_intl_cjk"
_RTL = "justmytype_intl_rtl"
_SEA = "justmytype_intl_sea"
_SOUTH_ASIA = "justmytype_intl_south_asia"
_MORE = "manimgx_fonts"


@dataclass(frozen=True)
class Typeface:
    """A family and the files of its upright styles inside its package."""

    family: str
    package: str
    files: tuple[str, ...]
    description: str
    blocks: Blocks = ()

    def is_for(self, codepoint: int) -> bool:
        """Whether the character belongs to the script that the face is made for."""
        return any(first <= codepoint <= last for first, last in self.blocks)


def _face(family: str, package: str, file: str, description: str) -> Typeface:
    return Typeface(family, package, (file,), description)


def _noto(script: str, package: str, blocks: Blocks) -> Typeface:
    """Noto Sans for one script."""
    stem = f"NotoSans{script.replace(' ', '')}"
    folder = "" if package == _MORE else f"fonts/ofl/{stem.lower()}/"
    axes = "wght" if package in (_MORE, _CJK) else "wdth,wght"
    file = f"{folder}{stem}[{axes}].ttf"
    return Typeface(f"Noto Sans {script}", package, (file,), f"plain sans for {script}", blocks)


_LATIN = (
    _face("Inter", _DECKR, "fonts/Inter[opsz,wght].ttf", "clear sans, all weights; the usual"),
    _face("Roboto", _DECKR, "fonts/Roboto[wdth,wght].ttf", "neutral sans, all weights"),
    _face("DM Sans", _DECKR, "fonts/DMSans[opsz,wght].ttf", "friendly geometric sans"),
    _face(
        "Montserrat",
        "fontpkg_montserrat",
        "files/Montserrat[wght].ttf",
        "wide geometric sans; heavy weights are the short-form caption look",
    ),
    _face("Anton", "fontpkg_anton", "files/Anton-Regular.ttf", "tall, narrow, loud poster face"),
    _face(
        "Bebas Neue",
        "fontpkg_bebas_neue",
        "files/BebasNeue-Regular.ttf",
        "narrow capitals for film titles",
    ),
    _face("Oswald", "fontpkg_oswald", "files/Oswald[wght].ttf", "narrow news headline sans"),
    _face("Fredoka", "fontpkg_fredoka", "files/Fredoka[wdth,wght].ttf", "round and playful"),
    _face("Audiowide", _DECKR, "fonts/Audiowide-Regular.ttf", "wide, technical, arcade"),
    _face(
        "Playfair Display",
        "fontpkg_playfair_display",
        "files/PlayfairDisplay[wght].ttf",
        "elegant serif with strong contrast",
    ),
    _face(
        "Instrument Serif",
        "fontpkg_instrument_serif",
        "files/InstrumentSerif-Regular.ttf",
        "condensed editorial serif",
    ),
    _face(
        "Source Serif 4",
        _WESTERN,
        "fonts/ofl/sourceserif4/SourceSerif4[opsz,wght].ttf",
        "quiet book serif",
    ),
    _face("Roboto Mono", _DECKR, "fonts/RobotoMono[wght].ttf", "fixed width, typewriter"),
    _face(
        "JetBrains Mono",
        _WESTERN,
        "fonts/ofl/jetbrainsmono/JetBrainsMono[wght].ttf",
        "fixed width, source code",
    ),
    _face("Caveat", "fontpkg_caveat", "files/Caveat[wght].ttf", "light handwriting"),
    _face(
        "Permanent Marker",
        "fontpkg_permanent_marker",
        "files/PermanentMarker-Regular.ttf",
        "thick felt pen",
    ),
)

EMOJI = _face("Noto Color Emoji", _DECKR, "fonts/NotoColorEmoji-Regular.ttf", "emoji in colour")

_HAN: Blocks = (
    (0x2E80, 0x303F),
    (0x31C0, 0x33FF),
    (0x3400, 0x4DBF),
    (0x4E00, 0x9FFF),
    (0xF900, 0xFAFF),
    (0xFE10, 0xFE4F),
    (0xFF00, 0xFFEF),
    (0x20000, 0x323AF),
)
_KANA: Blocks = ((0x3040, 0x30FF), (0x31F0, 0x31FF), (0x1AFF0, 0x1B16F))
_HANGUL: Blocks = ((0x1100, 0x11FF), (0x3130, 0x318F), (0xA960, 0xA97F), (0xAC00, 0xD7FF))
_BOPOMOFO: Blocks = ((0x02EA, 0x02EB), (0x3100, 0x312F), (0x31A0, 0x31BF))

HAN = MappingProxyType(
    {
        "zh-cn": _noto("SC", _CJK, _HAN),
        "zh-tw": _noto("TC", _CJK, (*_HAN, *_BOPOMOFO)),
        "ja": _noto("JP", _CJK, (*_HAN, *_KANA)),
        "ko": _noto("KR", _CJK, (*_HAN, *_HANGUL)),
    }
)
"""The same character has other strokes in Beijing, Taipei, Tokyo and Seoul: by language."""

_ARABIC: Blocks = (
    (0x0600, 0x06FF),
    (0x0750, 0x077F),
    (0x0870, 0x08FF),
    (0xFB50, 0xFDFF),
    (0xFE70, 0xFEFC),
)

_SCRIPTS = (
    _noto("Arabic", _RTL, _ARABIC),
    _noto("Hebrew", _RTL, ((0x0590, 0x05FF), (0xFB1D, 0xFB4F))),
    _noto("Devanagari", _SOUTH_ASIA, ((0x0900, 0x097F), (0x1CD0, 0x1CFF), (0xA8E0, 0xA8FF))),
    _noto("Bengali", _SOUTH_ASIA, ((0x0980, 0x09FF),)),
    _noto("Gurmukhi", _MORE, ((0x0A00, 0x0A7F),)),
    _noto("Gujarati", _MORE, ((0x0A80, 0x0AFF),)),
    _noto("Oriya", _MORE, ((0x0B00, 0x0B7F),)),
    _noto("Tamil", _SOUTH_ASIA, ((0x0B80, 0x0BFF),)),
    _noto("Telugu", _SOUTH_ASIA, ((0x0C00, 0x0C7F),)),
    _noto("Kannada", _MORE, ((0x0C80, 0x0CFF),)),
    _noto("Malayalam", _MORE, ((0x0D00, 0x0D7F),)),
    _noto("Sinhala", _MORE, ((0x0D80, 0x0DFF),)),
    _noto("Thai", _SEA, ((0x0E00, 0x0E7F),)),
    _noto("Lao", _SEA, ((0x0E80, 0x0EFF),)),
    _noto("Myanmar", _SEA, ((0x1000, 0x109F), (0xA9E0, 0xA9FF), (0xAA60, 0xAA7F))),
    _noto("Georgian", _MORE, ((0x10A0, 0x10FF), (0x1C90, 0x1CBF), (0x2D00, 0x2D2F))),
    _noto("Ethiopic", _MORE, ((0x1200, 0x139F), (0x2D80, 0x2DDF), (0xAB00, 0xAB2F))),
    _noto("Khmer", _SEA, ((0x1780, 0x17FF), (0x19E0, 0x19FF))),
    _noto("Armenian", _MORE, ((0x0530, 0x058F), (0xFB13, 0xFB17))),
)

USUAL = _LATIN[0]

LAST = (
    USUAL,
    _face("Noto Sans", _WESTERN, "fonts/ofl/notosans/NotoSans[wdth,wght].ttf", "rarer letters"),
    _face("Noto Sans Symbols", _MORE, "NotoSansSymbols[wght].ttf", "signs"),
    _face(
        "Noto Sans Symbols 2",
        _WESTERN,
        "fonts/ofl/notosanssymbols2/NotoSansSymbols2-Regular.ttf",
        "arrows, dingbats, shapes",
    ),
    EMOJI,
    HAN["zh-cn"],
)
"""Tried in this order for what no script's own face has."""

TYPEFACES: Mapping[str, Typeface] = MappingProxyType(
    {face.family: face for face in (*_LATIN, *HAN.values(), *_SCRIPTS, *LAST)}
)
"""What a style's `font` can name, by family."""

SCRIPTS: tuple[Typeface, ...] = _SCRIPTS
