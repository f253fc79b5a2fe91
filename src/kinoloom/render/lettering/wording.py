"""A text made ready for setting: cleaned, cut into clusters, its language and fonts known."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from kinoloom.render.lettering import fonts
from kinoloom.render.lettering.clusters import clusters, is_emoji
from kinoloom.render.lettering.languages import is_rtl, language_of
from kinoloom.render.lettering.typefaces import Typeface

Span = tuple[int, int]
"""Clusters from the first up to, without, the second."""

_UNSEEN = ("Cc", "Cn", "Co", "Cs")
"""Controls and code points without a character: no font and no reader knows them."""
_SPACES = "\u00a0\u1680\u202f\u205f\u3000" + "".join(map(chr, range(0x2000, 0x200B)))
_MARKS = "\u200b\u200c\u200d\u200e\u200f\u2060\u2066\u2067\u2068\u2069"
"""Zero-width characters that part, join or order what is beside them."""


@dataclass(frozen=True)
class Wording:
    """Grapheme clusters with what is needed to set them. Line ends are clusters "\\n"."""

    clusters: tuple[str, ...]
    language: str
    rtl: bool
    faces: tuple[Typeface, ...]

    @property
    def paragraphs(self) -> tuple[Span, ...]:
        """The lines as written, empty ones included."""
        found: list[Span] = []
        start = 0
        for i, cluster in enumerate((*self.clusters, "\n")):
            if cluster == "\n":
                found.append((start, i))
                start = i + 1
        return tuple(found)

    def is_blank(self, at: int) -> bool:
        """Whether the cluster leaves no ink."""
        return all(fonts.has_no_ink(c) for c in self.clusters[at])

    def is_emoji(self, at: int) -> bool:
        """Whether the cluster is seen in its own colours."""
        return is_emoji(self.clusters[at])

    def text(self, span: Span) -> str:
        """The characters of a span."""
        return "".join(self.clusters[span[0] : span[1]])


@lru_cache(maxsize=256)
def worded(text: str, family: str) -> Wording | None:
    """The text ready for setting; None when nothing of it would be seen.

    Raises NotDrawn when the font is unknown or no installed font has one of the characters.
    """
    clean = cleaned(text)
    language = language_of(clean)
    found = clusters(clean)
    if all(fonts.has_no_ink(c) for c in clean):
        return None
    faces = fonts.faces_for(found, family, language)
    return Wording(found, language, is_rtl(clean), faces)


def cleaned(text: str) -> str:
    """Composed, without controls and unknown code points, lines ended by "\\n" and trimmed.

    A character that no font has is written in its plain form where it has one: 𝓗 is H.
    """
    composed = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    composed = composed.translate({ord(c): "\n" for c in "\v\f\u0085\u2028\u2029"} | {9: " "})
    kept = "".join(_plain(c) for c in composed if _is_seen(c))
    lines = [line.strip(" ") for line in kept.split("\n")]
    return "\n".join(lines).strip("\n")


def _is_seen(character: str) -> bool:
    if character == "\n":
        return True
    category = unicodedata.category(character)
    if category == "Cf":
        return character in _MARKS or 0xE0020 <= ord(character) <= 0xE007F
    return category not in _UNSEEN


def _plain(character: str) -> str:
    if character in _SPACES:
        return " "
    if ord(character) < 0x250 or fonts.is_covered(character):
        return character
    plain = unicodedata.normalize("NFKC", character)
    return plain if all(fonts.is_covered(c) for c in plain) else character
