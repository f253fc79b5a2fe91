"""What qualities and the codecs of graphics cards do to a drawn picture."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import av
import cv2
import numpy as np
import pytest
from numpy.typing import NDArray
from tests.support.draws import draws
from tests.support.gallery import Gallery, chart, film

from kinoloom.draft.model import Canvas
from kinoloom.render.chunks.encoder import ChunkWriter
from kinoloom.render.files import codecs
from kinoloom.render.files.codecs import CODECS, Quality, on_this_machine
from kinoloom.render.files.output import AUDIO_KBPS, FORMATS, Encoding, Output
from kinoloom.render.planning.plan import plan
from kinoloom.render.sources import remembered

SIZE = (128, 72)
CANVAS = Canvas(width_px=SIZE[0], height_px=SIZE[1], fps="24")
FRAMES = 6
SOFT = [name for name, row in CODECS.items() if row.software is None]


def output(codec: str, quality: Quality = "high", *, hardware: bool = False) -> Output:
    """What asks for a codec, in a format that holds it."""
    format = next(name for name, row in FORMATS.items() if codec in row.codecs)
    return Output(quality, format=format, codec=codec, hardware=hardware)


def lumas() -> list[NDArray[np.uint8]]:
    """A grainy picture that moves."""
    grey = cv2.cvtColor(chart((SIZE[0] + 2 * FRAMES, SIZE[1])), cv2.COLOR_BGR2GRAY).astype(float)
    grain = np.random.default_rng(5).normal(0, 6, (FRAMES, SIZE[1], SIZE[0]))
    parts = [grey[:, 2 * n : 2 * n + SIZE[0]] + grain[n] for n in range(FRAMES)]
    return [np.clip(16 + part * 219 / 255, 16, 235).astype(np.uint8) for part in parts]


def error(path: Path, wanted: Output) -> float:
    """The mean square error of what is left of the picture once it is encoded."""
    encoding = Encoding.of(CANVAS, wanted)
    path = path / f"{encoding.codec}-{wanted.quality}.{encoding.row.box}"
    pictures = lumas()
    with ChunkWriter(path, encoding) as writer:
        for luma in pictures:
            canvas = writer.canvas()
            canvas.y[...], canvas.u[...], canvas.v[...] = luma, 118, 140
            writer.write()
    with av.open(str(path)) as container:
        found = [
            np.asarray(frame.reformat(format="yuv420p").to_ndarray())[: SIZE[1]]
            for frame in container.decode(video=0)
        ]
    assert len(found) == FRAMES
    pairs = zip(found, pictures, strict=True)
    return float(np.mean([np.square(a.astype(float) - b).mean() for a, b in pairs]))


@draws("Output.quality=*")
@pytest.mark.parametrize("quality", get_args(Quality))
def test_every_quality_keeps_more_than_the_one_below(
    gallery: Gallery, tmp_path: Path, quality: Quality
) -> None:
    below: dict[str, Quality | None] = {
        "low": None,
        "medium": "low",
        "high": "medium",
        "lossless": "high",
    }
    lower = below[quality]
    for codec in SOFT:
        left = error(tmp_path, output(codec, quality))
        if lower is not None:
            worse = error(tmp_path, output(codec, lower))
            assert left < worse, codec
        if quality == "lossless":
            # ProRes has no lossless profile: its best is taken.
            assert left < (0.2 if codec == "prores" else 1e-9), codec
        assert left < 60
    asked = plan(film(gallery.image()), Output(quality), remembered(gallery.path))
    assert asked.audio_kbps == AUDIO_KBPS[quality]
    assert lower is None or AUDIO_KBPS[quality] > AUDIO_KBPS[lower]


@pytest.mark.parametrize(
    ("quality", "tag", "pixels"),
    [
        ("low", "apco", "yuv422p"),
        ("medium", "apcn", "yuv422p"),
        ("high", "apch", "yuv422p"),
        ("lossless", "ap4x", "yuv444p"),
    ],
)
def test_prores_is_called_what_it_is(
    tmp_path: Path, quality: Quality, tag: str, pixels: str
) -> None:
    """Proxy, 422, 422 HQ and 4444 XQ: editors take it by its tag."""
    wanted = output("prores", quality)
    error(tmp_path, wanted)
    with av.open(str(tmp_path / f"prores-{quality}.mov")) as container:
        stream = container.streams.video[0]
        assert stream.codec_context.codec_tag == tag
        assert (stream.codec_context.pix_fmt or "").startswith(pixels)


def is_there(codec: str) -> bool:
    return True


def not_there(codec: str) -> bool:
    return False


@draws("Output.codec=h264_nvenc", "Output.codec=hevc_nvenc", "Output.codec=av1_nvenc")
@pytest.mark.parametrize(
    ("codec", "card"), [("h264", "h264_nvenc"), ("hevc", "hevc_nvenc"), ("av1", "av1_nvenc")]
)
def test_a_graphics_card_draws_the_same_picture_where_there_is_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, codec: str, card: str
) -> None:
    """With or without a card: the file is made, and what is left of the picture is as good."""
    assert CODECS[card].software == codec
    usual = error(tmp_path, output(codec))
    assert error(tmp_path, output(codec, hardware=True)) < 4 * usual
    assert Encoding.of(CANVAS, output(codec)).codec == codec
    for there, taken in ((True, card), (False, codec)):
        monkeypatch.setattr(codecs, "opens", [not_there, is_there][there])
        assert on_this_machine(codec) == taken
        assert Encoding.of(CANVAS, output(codec, hardware=True)).codec == taken
