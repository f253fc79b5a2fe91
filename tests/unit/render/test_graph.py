"""The ffmpeg command of a chunk, asserted word by word; nothing runs here."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from pathlib import Path

from kinoloom.draft.model import Placement, TextStyle
from kinoloom.render.graph import Drawn, command
from kinoloom.render.identity import chunk_key
from kinoloom.render.layers import (
    ColourLayer,
    Fade,
    ImageLayer,
    Layer,
    Span,
    TextLayer,
    VideoLayer,
)
from kinoloom.render.output import Encoding
from kinoloom.render.plan import Chunk

ENCODING = Encoding.at(1920, 1080, Fraction(24))
VIDEO = VideoLayer("a" * 64, Fraction(4), Fraction(1), Fraction(24), Span(0, 96), Placement())
TITLE = TextLayer("Hi", TextStyle(), Span(24, 48, fade_in=Fade(0, 9)), Placement())


def built(*layers: Layer) -> list[str]:
    chunk = Chunk(960, 96, "#000000", layers)
    return command(
        chunk,
        ENCODING,
        Path("out.mp4"),
        lambda asset: Path(f"{asset[:4]}.mp4"),
        lambda _: Drawn(Path("title.png"), 700, 480),
    )


def test_a_plain_video_is_decoded_scaled_and_encoded() -> None:
    assert built(VIDEO) == [
        *("-ss", "4.000000", "-threads", "1", "-i", "aaaa.mp4"),
        *("-filter_complex_threads", "1", "-filter_complex"),
        (
            "[0:v]fps=fps=24:start_time=0.000000:round=near,setpts=PTS-STARTPTS,"
            "tpad=stop_mode=clone:stop=2,trim=end_frame=96,"
            "scale=1920:1080:force_original_aspect_ratio=increase:"
            "flags=bicubic+accurate_rnd:out_color_matrix=bt709:out_range=tv,"
            "crop=1920:1080,setsar=1[l0];[l0]format=yuv420p,setsar=1[out]"
        ),
        *("-map", "[out]", "-frames:v", "96", "-c:v", "libx264", "-preset", "veryfast"),
        *("-crf", "20", "-profile:v", "high", "-pix_fmt", "yuv420p", "-x264-params"),
        (
            "keyint=96:min-keyint=96:scenecut=0:open-gop=0:stitchable=1:threads=1:"
            "lookahead-threads=1:colorprim=bt709:transfer=bt709:colormatrix=bt709"
        ),
        *("-colorspace", "bt709", "-color_primaries", "bt709", "-color_trc", "bt709"),
        *("-color_range", "tv", "-r", "24", "-threads", "1", "-video_track_timescale", "12288"),
        *("-an", "-sn", "-dn", "-map_metadata", "-1", "-fflags", "+bitexact"),
        *("-progress", "pipe:1", "-f", "mp4", "out.mp4"),
    ]


def test_a_title_lies_on_top_for_its_frames_only() -> None:
    graph = built(VIDEO, TITLE)[built(VIDEO, TITLE).index("-filter_complex") + 1]
    assert "fade=t=in:st=0.000000:d=0.375000:alpha=1" in graph
    assert "overlay=x=700:y=480:format=yuv420:eof_action=pass:enable='between(n,24,71)'" in graph


def test_a_fade_that_began_earlier_is_moved_into_reach() -> None:
    running = replace(TITLE, span=Span(0, 48, fade_in=Fade(-4, 9)))
    graph = " ".join(built(VIDEO, running))
    assert "setpts=PTS+4/(24)/TB,fade=t=in:st=0.000000" in graph


def test_a_layer_that_covers_all_needs_no_background() -> None:
    assert "color=c=" not in " ".join(built(VIDEO))
    small = replace(VIDEO, placement=Placement(scale=0.5))
    assert "color=c=0x000000" in " ".join(built(small))


def test_where_a_chunk_lies_is_not_its_identity() -> None:
    here = Chunk(0, 96, "#000000", (VIDEO,))
    there = replace(here, first_frame=500)
    assert chunk_key(here, ENCODING) == chunk_key(there, ENCODING)
    for other in (
        replace(here, frames=95),
        replace(here, background="#ffffff"),
        replace(here, layers=(replace(VIDEO, start_s=Fraction(5)),)),
        replace(here, layers=(replace(VIDEO, asset="b" * 64),)),
        replace(here, layers=(VIDEO, TITLE)),
    ):
        assert chunk_key(other, ENCODING) != chunk_key(here, ENCODING)
    finer = replace(ENCODING, crf=18)
    assert chunk_key(here, finer) != chunk_key(here, ENCODING)


def test_what_a_later_layer_hides_is_not_drawn() -> None:
    """A branch of the graph that leads nowhere is an error to ffmpeg."""
    assert built(TITLE, VIDEO) == built(VIDEO)


def test_a_clear_colour_lets_the_picture_through() -> None:
    veil = ColourLayer("#ff000040", None, Span(0, 96), Placement())
    graph = " ".join(built(VIDEO, veil))
    assert "0xff000040" in graph
    assert "overlay" in graph


def test_a_gradient_is_upright_and_ends_with_the_last_row() -> None:
    sky = ColourLayer("#ff0000", "#0000ff", Span(0, 96), Placement())
    assert "x0=960:y0=0:x1=960:y1=1079" in " ".join(built(sky))


def test_nothing_is_scaled_to_nothing() -> None:
    speck = replace(VIDEO, placement=Placement(scale=0.0001))
    assert "scale=2:2:" in " ".join(built(speck))
    strip = ImageLayer("b" * 64, Span(0, 96), Placement(), width=0.001)
    assert "max(1\\,round(2*ih/iw))" in " ".join(built(strip))
