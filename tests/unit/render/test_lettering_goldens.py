"""Every script and look as a person has seen it; `python -m tests.support.lettering_goldens`."""

from __future__ import annotations

import unicodedata
from functools import cache
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest
import pyvips
from numpy.typing import NDArray
from tests.support import lettering_goldens as goldens

from kinoloom.render.lettering import fonts
from kinoloom.render.lettering.typefaces import TYPEFACES
from kinoloom.render.lettering.wording import worded

LEAST_DB = 32.0
"""Another build of the text library moves edges by a fraction of a pixel; a wrong letter, a lost
shadow or a tofu box is far below this."""


@cache
def _pictures() -> dict[str, NDArray[np.uint8]]:
    return goldens.pictures()


def _psnr_db(one: NDArray[np.uint8], other: NDArray[np.uint8]) -> float:
    error = float(np.mean((one.astype(np.float64) - other) ** 2))
    return 99.0 if error == 0 else 10 * float(np.log10(255**2 / error))


def test_there_is_a_golden_for_each_picture_and_no_other() -> None:
    assert {path.stem for path in goldens.FOLDER.glob("*.png")} == set(_pictures())


@pytest.mark.parametrize("path", sorted(goldens.FOLDER.glob("*.png")), ids=lambda path: path.stem)
def test_it_looks_as_it_was_seen(path: Path) -> None:
    golden = cv2.imread(str(path), cv2.IMREAD_COLOR_RGB)
    made = _pictures()[path.stem]
    assert golden is not None
    assert golden.shape == made.shape
    assert _psnr_db(made, golden.astype(np.uint8)) >= LEAST_DB


def test_a_wrong_letter_would_be_noticed() -> None:
    right = _pictures()["script_hebrew"]
    plain = goldens.TextStyle(size=0.4, animation="none")
    wrong = goldens.titled("שלום עולס!", plain, goldens.CANVAS, goldens.FRAMES, goldens.FPS)(15)
    assert _psnr_db(goldens.drawn(wrong, goldens.CANVAS), right) < LEAST_DB


@pytest.mark.parametrize("name", goldens.SCRIPTS)
def test_every_character_has_a_font(name: str) -> None:
    found = worded(goldens.SCRIPTS[name], "Inter")
    assert found is not None
    for cluster in found.clusters:
        for character in cluster:
            assert fonts.is_covered(character, found.language), f"U+{ord(character):04X}"


@pytest.mark.parametrize("name", goldens.SCRIPTS)
def test_no_letter_is_drawn_as_a_box(name: str) -> None:
    """Without any stand-in, Pango draws a box with the character's number; compare with that."""
    found = worded(goldens.SCRIPTS[name], "Inter")
    assert found is not None
    fonts.register(found.faces)
    font = fonts.description(found.faces, 800, 64)
    characters = {c for cluster in found.clusters for c in cluster if not _is_in_inter(c)}
    for character in characters:
        if unicodedata.category(character) in ("Lo", "Lu", "Ll", "So", "Sm", "Nd", "No"):
            seen = _set(character, font)
            box = _set(f'<span fallback="false">{character}</span>', "Inter 64")
            assert seen.shape != box.shape or not np.array_equal(seen, box), character


def test_what_no_font_has_is_a_box_in_the_test_above() -> None:
    box = _set('<span fallback="false">\u0e01</span>', "Inter 64")
    assert (box[0] > 0).mean() > 0.9
    assert (box[-1] > 0).mean() > 0.9
    assert np.array_equal(box, _set('<span fallback="false">\u0e01</span>', "Inter 64"))


def _set(markup: str, font: str) -> NDArray[np.uint8]:
    image: Any = pyvips.Image.text(markup, font=font, dpi=72)
    return image.numpy()


def _is_in_inter(character: str) -> bool:
    path = fonts.paths(TYPEFACES["Inter"])[0]
    return fonts.has_no_ink(character) or fonts.covers(path, ord(character))
