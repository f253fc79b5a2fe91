"""Where a line may end: between words, and in scripts without spaces between phrases.

Japanese, Chinese and Thai phrases are found by BudouX. What closes never starts a line, what opens
never ends one.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Any

from kinoloom.render.lettering.languages import is_han
from kinoloom.render.lettering.wording import Span, Wording

_MODELS = {"ja": "japanese", "zh-cn": "simplified_chinese", "zh-tw": "traditional_chinese"}
_ZERO_SPACE = "\u200b"
_SMALL_KANA = (
    "ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶㇰㇱㇲㇳㇴㇵㇶㇷㇸㇹㇺㇻㇼㇽㇾㇿー々〻ゝゞヽヾ"
)
_PARTICLES = "吧呢吗嗎嘛啊呀哦了的地得们們着過过么"
"""Chinese words of one syllable that lean on what is before them."""
_OPENERS = "¿¡"
_LEADING_VOWELS = "เแโใไເແໂໃໄ"
_UNSPACED = ((0x0E00, 0x0EFF), (0x1000, 0x109F), (0x1780, 0x17FF))
"""Thai, Lao, Burmese, Khmer: words run together."""


@dataclass(frozen=True)
class Phrase:
    """Clusters that stay on one line; `spaced` when a space parts them from the next phrase."""

    span: Span
    spaced: bool


def phrases(wording: Wording, paragraph: Span) -> tuple[Phrase, ...]:
    """The phrases of one paragraph, in reading order, spaces left out."""
    found: list[Phrase] = []
    start, end = paragraph
    while start < end:
        stop = next((i for i in range(start, end) if _parts(wording.clusters[i])), end)
        if stop > start:
            spaced = stop < end and wording.clusters[stop] != _ZERO_SPACE
            cuts = [start, *_cuts(wording, (start, stop)), stop]
            for first, last in pairwise(cuts):
                found.append(Phrase((first, last), spaced and last == stop))
        start = stop + 1
    return tuple(found)


def loose_cuts(wording: Wording, span: Span) -> tuple[int, ...]:
    """Every place where a phrase too long for a line may be torn."""
    inside = range(span[0] + 1, span[1])
    return tuple(i for i in inside if _may_part(wording.clusters[i - 1], wording.clusters[i]))


def _parts(cluster: str) -> bool:
    return cluster in (" ", _ZERO_SPACE, "\n")


def _cuts(wording: Wording, span: Span) -> list[int]:
    """Inner borders of a stretch without spaces."""
    letters = wording.clusters[span[0] : span[1]]
    found = {
        span[0] + i
        for i in range(1, len(letters))
        if letters[i - 1] in ("—", "–", "/") and letters[i].isalpha()
    }
    if any(_is_unspaced(c) for c in letters):
        found |= _modelled(wording, span)
    return sorted(i for i in found if _may_part(wording.clusters[i - 1], wording.clusters[i]))


def _modelled(wording: Wording, span: Span) -> set[int]:
    """Borders that BudouX sees, on cluster borders and never between two Latin letters."""
    parser = _parser(_model_for(wording, span))
    if parser is None:
        return set()
    parts: list[str] = parser.parse(wording.text(span))
    borders, at = set[int](), 0
    for part, after in pairwise(parts):
        at += len(part)
        if not _leans(after, wording.language):
            borders.add(at)
    found, at = set[int](), 0
    for i in range(*span):
        beside = wording.clusters[max(span[0], i - 1)], wording.clusters[i]
        if at in borders and any(_is_unspaced(c) for c in beside):
            found.add(i)
        at += len(wording.clusters[i])
    return found


def _leans(part: str, language: str) -> bool:
    bare = "".join(c for c in part if c.isalnum())
    return language in ("zh-cn", "zh-tw") and bare in _PARTICLES


def _model_for(wording: Wording, span: Span) -> str | None:
    letters = wording.clusters[span[0] : span[1]]
    if any(0x0E00 <= ord(c[0]) <= 0x0E7F for c in letters):
        return "thai"
    if any(_is_cjk(c) for c in letters):
        return _MODELS.get(wording.language)
    return None


@cache
def _parser(model: str | None) -> Any:
    if model is None:
        return None
    import budoux

    return getattr(budoux, f"load_default_{model}_parser")()


def _is_cjk(cluster: str) -> bool:
    return is_han(cluster) or 0x3040 <= ord(cluster[0]) <= 0x30FF


def _is_unspaced(cluster: str) -> bool:
    code = ord(cluster[0])
    return _is_cjk(cluster) or any(first <= code <= last for first, last in _UNSPACED)


def _may_part(before: str, after: str) -> bool:
    """Whether a line may end between two clusters."""
    if after[0] in _SMALL_KANA or before in _LEADING_VOWELS:
        return False
    kind = unicodedata.category(after[0])
    if kind in ("Pe", "Pf", "Po", "Mn", "Mc", "Lm") and after[0] not in _OPENERS:
        return False
    return unicodedata.category(before[0]) not in ("Ps", "Pi") and before not in _OPENERS
