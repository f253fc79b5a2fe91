"""Karaoke makes only the lit word's pixels anew: that must not be seen in a single bit."""

from __future__ import annotations

import numpy as np
import pytest

from kinoloom.draft.model import TextStyle
from kinoloom.render.lettering.block import block
from kinoloom.render.lettering.dressing import Costume, Part, Wardrobe, dressed

STYLES = {
    "outlined": TextStyle(outline=0.06, shadow=0.0),
    "shadowed": TextStyle(outline=0.0, shadow=0.6),
    "boxed": TextStyle(box="#20304080", outline=0.04, shadow=0.3),
    "half seen": TextStyle(colour="#ffffff80", outline=0.05, shadow=0.5),
    "glowing": TextStyle(shadow=0.8, shadow_colour="#40c0ff"),
}


@pytest.mark.parametrize("text", ["We packed two cameras and a tent", "日出🌞 في الصباح", "a"])
@pytest.mark.parametrize("part", ["all", "words", "ink", "fill"])
@pytest.mark.parametrize("style", STYLES)
def test_a_lit_word_is_as_if_dressed_so(style: str, part: Part, text: str) -> None:
    found = block(text, STYLES[style].model_copy(update={"size": 0.1}), (480, 270), few=2)
    assert found is not None
    wardrobe = Wardrobe(found)
    for word in found.words:
        costume = Costume((0, len(found.units)), part, lit=word)
        quick, whole = wardrobe.sprite(costume), dressed(found, costume)
        assert quick is not None
        assert whole is not None
        assert (quick.x_px, quick.y_px) == (whole.x_px, whole.y_px)
        np.testing.assert_array_equal(quick.pixels, whole.pixels)
