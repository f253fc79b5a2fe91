"""What is done to a stretch of footage before it is drawn."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from tests.support import media

from kinoloom.media import ffmpeg
from kinoloom.render.cache import RenderCache
from kinoloom.render.layers import FootageLayer, Framing, Preparation, Span
from kinoloom.render.preparing import STEPS, prepared
from kinoloom.watch import Watch


@pytest.fixture(scope="module")
def interlaced(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Half a second of fields that were filmed one after the other."""
    path = tmp_path_factory.mktemp("fields") / "tv.mkv"
    source = "testsrc2=s=320x180:r=50,tinterlace=interleave_top,setfield=tff"
    ffmpeg.run(
        [
            *("-f", "lavfi", "-i", source, "-t", "0.5", "-flags", "+ilme+ildct"),
            *("-c:v", "libx264", "-x264-params", "tff=1", "-pix_fmt", "yuv420p", str(path)),
        ],
        watch=Watch(),
    )
    return path


def combing(path: Path) -> float:
    """How far every line lies from those above and below it."""
    rows = [np.abs(np.diff(picture.astype(float), 2, axis=0)) for picture in media.pictures(path)]
    return float(np.mean(rows))


@pytest.mark.parametrize("name", sorted(STEPS))
def test_fields_are_made_whole_frames_first(interlaced: Path, tmp_path: Path, name: str) -> None:
    """Once they are encoded as if they were of one moment, nothing can part them again."""
    layer = FootageLayer(
        "a" * 64,
        Fraction(0),
        Fraction(1, 25),
        Fraction(0),
        Span(0, 1),
        Framing(),
        preparation=Preparation(((name, 0.0),), 0, 500),
    )
    made = prepared(layer, lambda _: interlaced, RenderCache(tmp_path), Watch())
    assert combing(made) < 0.75 * combing(interlaced)
    assert len(media.pictures(made)) == len(media.pictures(interlaced))
