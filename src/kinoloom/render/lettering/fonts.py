"""Font files for a text: only those it needs, told to Pango once a process.

Nothing of the machine's own is used, so that words look the same everywhere, a bare machine
included.
"""

from __future__ import annotations

import json
import unicodedata
from functools import cache
from importlib.metadata import entry_points
from importlib.util import find_spec
from pathlib import Path

from kinoloom.errors import MachineError
from kinoloom.media.fontconfig import use_own_fonts
from kinoloom.render.errors import NotDrawn
from kinoloom.render.lettering.clusters import is_emoji
from kinoloom.render.lettering.coverage import covers
from kinoloom.render.lettering.languages import is_han
from kinoloom.render.lettering.typefaces import (
    EMOJI,
    HAN,
    LAST,
    SCRIPTS,
    TYPEFACES,
    USUAL,
    Typeface,
)

FURTHER = "fontpkg.family"
"""The entry points of packages that carry one family each."""

_NO_INK = ("Cc", "Cf", "Zs", "Zl", "Zp")
_HAN_MARKS = "“”‘’…—·、。〈〉《》「」『』【】〔〕〖〗"


@cache
def typeface(family: str) -> Typeface:
    """The family that a style names, in any case. Raises NotDrawn when no package has it."""
    for name, face in TYPEFACES.items():
        if name.lower() == family.strip().lower():
            return face
    further = _further(family.strip())
    if further is None:
        known = ", ".join(TYPEFACES)
        raise NotDrawn(
            f"There is no font {family!r}. Use one of {known}, or install the package that "
            f"carries it: pip install fontpkg-{_slug(family)}."
        )
    return further


def faces_for(clusters: tuple[str, ...], family: str, language: str) -> tuple[Typeface, ...]:
    """The typefaces a text needs, the style's own first, then what stands in for it.

    Raises NotDrawn when a character is in none of the installed fonts.
    """
    chosen = [typeface(family)]
    lacking: list[str] = []
    for cluster in clusters:
        if is_emoji(cluster) and _covers(EMOJI, ord(cluster[0])):
            _add(chosen, EMOJI)
            continue
        for character in cluster:
            if has_no_ink(character) or any(_covers(face, ord(character)) for face in chosen):
                continue
            face = _stand_in(character, language)
            if face is None:
                lacking.append(character)
            else:
                _add(chosen, face)
    if lacking:
        named = ", ".join(f"{c} (U+{ord(c):04X})" for c in dict.fromkeys(lacking))
        raise NotDrawn(f"No installed font has {named}; write it another way.")
    _add(chosen, USUAL)
    return tuple(chosen)


def is_covered(character: str, language: str = "en") -> bool:
    """Whether some installed font has the character, or it leaves no ink."""
    return has_no_ink(character) or _stand_in(character, language) is not None


def has_no_ink(character: str) -> bool:
    """Spaces, joiners, selectors: nothing of them is seen."""
    return unicodedata.category(character) in _NO_INK or 0xFE00 <= ord(character) <= 0xFE0F


def cjk_for(cluster: str, language: str) -> Typeface | None:
    """The CJK face for Chinese punctuation that Latin faces also have, half as wide."""
    if language in ("zh-cn", "zh-tw") and cluster in _HAN_MARKS:
        return HAN[language]
    return None


def register(faces: tuple[Typeface, ...]) -> None:
    """Tell Pango about the typefaces: 2 to 20 ms each, once a process."""
    for face in faces:
        _register(face)


def description(faces: tuple[Typeface, ...], weight: int, size_px: float) -> str:
    """Pango's words for the faces in this order, at 72 dpi."""
    return f"{', '.join(face.family for face in faces)} weight={weight} {size_px:.3f}"


def font_files() -> tuple[Path, ...]:
    """Every file that titles and captions can use."""
    return tuple(path for face in TYPEFACES.values() for path in paths(face))


@cache
def paths(face: Typeface) -> tuple[Path, ...]:
    """Where a typeface's files are. Raises MachineError when its package is not installed."""
    found = find_spec(face.package)
    folder = None if found is None or found.origin is None else Path(found.origin).parent
    files = () if folder is None else tuple(folder / file for file in face.files)
    if not files or not all(file.exists() for file in files):
        raise MachineError(
            f"The font {face.family} is missing; run: pip install {face.package.replace('_', '-')}"
        )
    return files


def _add(faces: list[Typeface], face: Typeface) -> None:
    if face not in faces:
        faces.append(face)


def _covers(face: Typeface, codepoint: int) -> bool:
    return covers(paths(face)[0], codepoint)


@cache
def _stand_in(character: str, language: str) -> Typeface | None:
    """The face for a character that the style's own does not have."""
    code = ord(character)
    own = [face for face in SCRIPTS if face.is_for(code)]
    first = HAN.get(language, HAN["zh-cn"])
    han = [face for face in (first, *HAN.values()) if is_han(character) or face.is_for(code)]
    return next((face for face in (*own, *han, *LAST, *HAN.values()) if _covers(face, code)), None)


@cache
def _register(face: Typeface) -> None:
    use_own_fonts()
    import pyvips

    for path in paths(face):
        pyvips.Image.text(".", font=f"{face.family} 8", fontfile=str(path), dpi=72)


def _slug(family: str) -> str:
    return "-".join(family.lower().split())


def _further(family: str) -> Typeface | None:
    """A family of a package that is installed beyond our own."""
    for entry in entry_points(group=FURTHER):
        if entry.name != _slug(family):
            continue
        found = find_spec(entry.value)
        if found is None or found.origin is None:
            return None
        told = json.loads((Path(found.origin).parent / "metadata.json").read_text("utf-8"))
        files = tuple(file["path"] for file in told["files"] if file["style"] == "normal")
        return Typeface(told["family"], entry.value, files, "installed beside ours")
    return None
