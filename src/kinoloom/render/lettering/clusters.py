"""Text cut into grapheme clusters: what a reader calls one character, never to be torn.

After Unicode Standard Annex 29, for what appears on screen: marks, joiners, emoji sequences, flags,
Hangul syllables in parts, and Indic consonants joined by a virama.
"""

from __future__ import annotations

import unicodedata

_ZWNJ, _ZWJ = 0x200C, 0x200D
_KEYCAP = 0x20E3
_TEXT_SIGN, _EMOJI_SIGN = 0xFE0E, 0xFE0F
_SARA_AM = (0x0E33, 0x0EB3)
_JOINED_BY_VIRAMA = (
    *((0x094D, 0x0900), (0x09CD, 0x0980), (0x0ACD, 0x0A80), (0x0B4D, 0x0B00)),
    *((0x0C4D, 0x0C00), (0x0CCD, 0x0C80), (0x0D4D, 0x0D00), (0x0DCA, 0x0D80)),
    *((0x1039, 0x1000), (0x17D2, 0x1780), (0x0A4D, 0x0A00)),
)
_EMOJI = frozenset(
    chr(code)
    for first, last in (
        *((0x231A, 0x231B), (0x23E9, 0x23EC), (0x23F0, 0x23F0), (0x23F3, 0x23F3)),
        *((0x25FD, 0x25FE), (0x2614, 0x2615), (0x2648, 0x2653), (0x267F, 0x267F)),
        *((0x2693, 0x2693), (0x26A1, 0x26A1), (0x26AA, 0x26AB), (0x26BD, 0x26BE)),
        *((0x26C4, 0x26C5), (0x26CE, 0x26CE), (0x26D4, 0x26D4), (0x26EA, 0x26EA)),
        *((0x26F2, 0x26F3), (0x26F5, 0x26F5), (0x26FA, 0x26FA), (0x26FD, 0x26FD)),
        *((0x2705, 0x2705), (0x270A, 0x270B), (0x2728, 0x2728), (0x274C, 0x274C)),
        *((0x274E, 0x274E), (0x2753, 0x2755), (0x2757, 0x2757), (0x2795, 0x2797)),
        *((0x27B0, 0x27B0), (0x27BF, 0x27BF), (0x2B1B, 0x2B1C), (0x2B50, 0x2B50)),
        *((0x2B55, 0x2B55), (0x1F004, 0x1F004), (0x1F0CF, 0x1F0CF)),
        *((0x1F18E, 0x1F18E), (0x1F191, 0x1F19A), (0x1F1E6, 0x1F1FF), (0x1F201, 0x1F201)),
        *((0x1F21A, 0x1F21A), (0x1F22F, 0x1F22F), (0x1F232, 0x1F236), (0x1F238, 0x1F23A)),
        *((0x1F250, 0x1F251), (0x1F300, 0x1F320), (0x1F32D, 0x1F335), (0x1F337, 0x1F37C)),
        *((0x1F37E, 0x1F393), (0x1F3A0, 0x1F3CA), (0x1F3CF, 0x1F3D3), (0x1F3E0, 0x1F3F0)),
        *((0x1F3F4, 0x1F3F4), (0x1F3F8, 0x1F43E), (0x1F440, 0x1F440), (0x1F442, 0x1F4FC)),
        *((0x1F4FF, 0x1F53D), (0x1F54B, 0x1F54E), (0x1F550, 0x1F567), (0x1F57A, 0x1F57A)),
        *((0x1F595, 0x1F596), (0x1F5A4, 0x1F5A4), (0x1F5FB, 0x1F64F), (0x1F680, 0x1F6C5)),
        *((0x1F6CC, 0x1F6CC), (0x1F6D0, 0x1F6D2), (0x1F6D5, 0x1F6D7), (0x1F6DC, 0x1F6DF)),
        *((0x1F6EB, 0x1F6EC), (0x1F6F4, 0x1F6FC), (0x1F7E0, 0x1F7EB), (0x1F7F0, 0x1F7F0)),
        *((0x1F90C, 0x1F93A), (0x1F93C, 0x1F945), (0x1F947, 0x1F9FF), (0x1FA70, 0x1FAFF)),
    )
    for code in range(first, last + 1)
)
"""Characters that are emoji by themselves (Emoji_Presentation), Unicode 16."""


def clusters(text: str) -> tuple[str, ...]:
    """The text's grapheme clusters; joined they are the text."""
    found: list[str] = []
    for character in text:
        if found and _continues(found[-1], character):
            found[-1] += character
        else:
            found.append(character)
    return tuple(found)


def is_emoji(cluster: str) -> bool:
    """Whether a cluster is seen as an emoji in colour."""
    codes = [ord(character) for character in cluster]
    if _TEXT_SIGN in codes:
        return False
    if _EMOJI_SIGN in codes or (_KEYCAP in codes and cluster[0] in "0123456789#*"):
        return True
    return cluster[0] in _EMOJI or any(0x1F3FB <= code <= 0x1F3FF for code in codes)


def _continues(before: str, character: str) -> bool:
    code, last = ord(character), ord(before[-1])
    if before in "\r\n" or character in "\r\n":
        return before == "\r" and character == "\n"
    if code in (_ZWNJ, _ZWJ) or unicodedata.category(character) in ("Mn", "Mc", "Me"):
        return True
    if code in _SARA_AM or 0x1F3FB <= code <= 0x1F3FF or 0xE0020 <= code <= 0xE007F:
        return True
    if last == _ZWJ:
        return code >= 0x2190 or _is_conjunct(before[:-1], code)
    if 0x1F1E6 <= code <= 0x1F1FF:
        return len(before) == 1 and 0x1F1E6 <= last <= 0x1F1FF
    return _is_conjunct(before, code) or _is_syllable(last, code)


def _is_conjunct(before: str, code: int) -> bool:
    """A consonant after the virama of its own script."""
    if not before:
        return False
    last = ord(before[-1])
    return any(
        last == virama and block < code < block + 0x80 for virama, block in _JOINED_BY_VIRAMA
    )


def _is_syllable(last: int, code: int) -> bool:
    """Hangul: leading consonant, vowel, closing consonant."""
    lead, vowel = 0x1100 <= last <= 0x115F, 0x1160 <= last <= 0x11A7
    whole = 0xAC00 <= last <= 0xD7A3
    if 0x1100 <= code <= 0x115F:
        return lead
    if 0x1160 <= code <= 0x11A7:
        return lead or vowel or (whole and (last - 0xAC00) % 28 == 0)
    if 0x11A8 <= code <= 0x11FF:
        return vowel or whole or 0x11A8 <= last <= 0x11FF
    return False
