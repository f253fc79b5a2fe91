"""Which frame of a source is shown at a moment, and what becomes of odd files."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest
from tests.support import media

from kinoloom.errors import SourceError
from kinoloom.media import ffmpeg
from kinoloom.media.probe import probe
from kinoloom.render.picture import Picture, rgb_of
from kinoloom.render.reading.fitting import Fit, Fitter, displayed
from kinoloom.render.reading.footage import Footage, picture_from
from kinoloom.watch import Watch

HALF_S = Fraction(1, 60)


@pytest.fixture(scope="module")
def counted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Ten seconds at 30 a second whose key frames are four seconds apart."""
    folder = tmp_path_factory.mktemp("counted")
    return media.counted_video(folder / "v.mp4", frames=300, gop=120)


def number(footage: Footage, moment_s: Fraction) -> int:
    """The counter of the frame shown at a moment."""
    frame = footage.at(moment_s, HALF_S).frame
    return media.read_counter(np.asarray(frame.to_ndarray(format="gray"), np.uint8))


@pytest.mark.parametrize(
    "order", [range(300), range(0, 300, 7), (200, 10, 299, 0, 150, 149, 151), range(299, 0, -31)]
)
def test_the_frame_of_a_moment_whatever_was_shown_before(counted: Path, order: range) -> None:
    with Footage(counted, "v") as footage:
        assert [number(footage, Fraction(n, 30)) for n in order] == list(order)


def test_a_moment_rounded_to_milliseconds_is_the_same_frame(counted: Path) -> None:
    with Footage(counted, "v") as footage:
        for n in (1, 2, 31, 59, 200):
            assert number(footage, Fraction(round(n * 1000 / 30), 1000)) == n


def test_before_and_after_the_file_its_ends_are_held(counted: Path) -> None:
    with Footage(counted, "v") as footage:
        assert number(footage, Fraction(11)) == 299
        assert number(footage, Fraction(-1)) == 0


def test_a_file_that_ends_early_is_told(counted: Path) -> None:
    with Footage(counted, "the beach") as footage:
        footage.at(Fraction(20), HALF_S)
        footage.check_reaches(Fraction(10))
        with pytest.raises(SourceError, match=r"the beach ends at 10\.00 s"):
            footage.check_reaches(Fraction(12))


def test_a_frame_that_the_file_holds_to_its_end_is_no_cut(tmp_path: Path) -> None:
    """Such as the last of a GIF, or of a screen recording."""
    path = encoded(tmp_path / "held.gif", "testsrc2=s=64x36:r=10", "-final_delay", "300")
    with Footage(path, "the beach") as footage:
        footage.at(Fraction(7), HALF_S)
        footage.check_reaches(Fraction(7, 2))
        with pytest.raises(SourceError, match=r"the beach ends at 3\.90 s"):
            footage.check_reaches(Fraction(5))


@pytest.mark.parametrize("codec", ["libvpx", "libvpx-vp9"])
def test_the_alpha_that_a_webm_keeps_beside_the_picture_is_read(tmp_path: Path, codec: str) -> None:
    path = encoded(
        *(tmp_path / "clear.webm", "color=c=red@0.5:s=64x36:r=10,format=yuva420p"),
        *("-c:v", codec, "-auto-alt-ref", "0", "-deadline", "realtime"),
    )
    assert probe(path).has_alpha
    with Footage(path, "v") as footage:
        for tenths in (9, 0, 5):
            found = footage.at(Fraction(tenths, 10), Fraction(1, 20))
            assert found.at_s == pytest.approx(tenths / 10, abs=0.002)
            alpha = picture_from(found.frame).alpha
            assert alpha is not None
            assert abs(alpha.mean() - 128) < 3


def test_matroska_without_an_index_is_read_from_its_beginning(
    counted: Path, tmp_path: Path
) -> None:
    piped = tmp_path / "live.mkv"
    data = b"".join(
        ffmpeg.read(["-i", str(counted), "-c", "copy", "-f", "matroska", "pipe:1"], watch=Watch())
    )
    piped.write_bytes(data)
    with Footage(piped, "live") as footage:
        for n in (250, 20, 299):
            assert number(footage, Fraction(n, 30)) == n


@pytest.mark.parametrize("last", [20, 21, 22, 23])
def test_a_frame_that_is_held_long_is_shown_though_no_other_refers_to_it(
    tmp_path: Path, last: int
) -> None:
    """On the way from a key frame such frames are left out: four in a row are sure to hold one."""
    path = tmp_path / "held.mkv"
    with av.open(str(path), "w") as out:
        stream = out.add_stream("libx264", rate=30, options={"crf": "10", "bf": "3"})
        stream.width, stream.height, stream.pix_fmt = 320, 180, "yuv420p"
        for n in range(60):
            frame = av.VideoFrame.from_ndarray(media.counter_frame(n, 320, 180), format="gray")
            frame.pts, frame.time_base = n + (60 if n > last else 0), Fraction(1, 30)
            out.mux(stream.encode(frame.reformat(format="yuv420p")))
        out.mux(stream.encode())
    with Footage(path, "v") as footage:
        assert number(footage, Fraction(last + 45, 30)) == last


def test_variable_rates_show_what_is_on_at_the_moment(tmp_path: Path) -> None:
    path = tmp_path / "vfr.mkv"
    with av.open(str(path), "w") as out:
        stream = out.add_stream("libx264", rate=30, options={"crf": "10"})
        stream.width, stream.height, stream.pix_fmt = 320, 180, "yuv420p"
        stream.codec_context.time_base = Fraction(1, 1000)
        for n, at_ms in enumerate((0, 40, 400, 420, 1500, 3000)):
            gray = media.counter_frame(n, 320, 180)
            frame = av.VideoFrame.from_ndarray(gray, format="gray").reformat(format="yuv420p")
            frame.pts, frame.time_base = at_ms, Fraction(1, 1000)
            out.mux(stream.encode(frame))
        out.mux(stream.encode())
    with Footage(path, "screen") as footage:
        seen = [number(footage, Fraction(ms, 1000)) for ms in (0, 200, 402, 430, 1400, 2900, 3000)]
    assert seen == [0, 1, 2, 3, 3, 4, 5]


def picture(path: Path, **fit: int) -> Picture:
    """The first frame of a file, whole unless said otherwise."""
    with Footage(path, "p") as footage:
        frame = footage.at(Fraction(0), Fraction(0)).frame
        width, height = displayed(frame, footage.aspect)
        wanted = {"left": 0, "top": 0, "width": width, "height": height, "wide": 160, "tall": 90}
        return Fitter(Fit(**{**wanted, **fit}), footage.aspect)(frame)


def encoded(path: Path, source: str, *options: str) -> Path:
    """A file of one second from a lavfi source."""
    ffmpeg.run(["-f", "lavfi", "-i", source, "-t", "1", *options, str(path)], watch=Watch())
    return path


@pytest.mark.parametrize(
    "options",
    [
        ("-pix_fmt", "yuv420p"),
        ("-pix_fmt", "yuv444p"),
        ("-pix_fmt", "yuv420p10le"),
        ("-pix_fmt", "yuvj420p"),
        ("-vf", "scale=out_color_matrix=bt709", "-colorspace", "bt709", "-pix_fmt", "yuv420p"),
        ("-vf", "scale=out_color_matrix=bt601", "-colorspace", "smpte170m", "-pix_fmt", "yuv420p"),
    ],
)
def test_colours_are_the_same_in_every_coding(tmp_path: Path, options: tuple[str, ...]) -> None:
    path = encoded(tmp_path / "c.mkv", "color=c=0xd04020:s=320x180:r=10", *options)
    middle = rgb_of(picture(path))[45, 80].astype(int)
    assert np.abs(middle - (0xD0, 0x40, 0x20)).max() <= 6


def test_untagged_hd_is_read_as_bt709(tmp_path: Path) -> None:
    path = encoded(
        tmp_path / "hd.mkv",
        "color=c=0xd04020:s=1280x720:r=10",
        *("-vf", "scale=out_color_matrix=bt709,setparams=colorspace=unknown"),
        *("-pix_fmt", "yuv420p"),
    )
    middle = rgb_of(picture(path))[45, 80].astype(int)
    assert np.abs(middle - (0xD0, 0x40, 0x20)).max() <= 6


@pytest.mark.parametrize("degrees", [90, 180, 270])
def test_phones_that_were_turned(tmp_path: Path, degrees: int) -> None:
    upright = encoded(tmp_path / "u.mp4", "testsrc2=s=320x180:r=10", "-pix_fmt", "yuv420p")
    turned = tmp_path / "t.mp4"
    ffmpeg.run(
        ["-display_rotation", str(degrees), "-i", str(upright), "-c", "copy", str(turned)],
        watch=Watch(),
    )
    size = (90, 160) if degrees % 180 else (160, 90)
    mine = picture(turned, wide=size[0], tall=size[1])
    shown = tmp_path / "shown.png"
    ffmpeg.run(["-i", str(turned), "-frames:v", "1", str(shown)], watch=Watch())
    theirs = picture(shown, wide=size[0], tall=size[1])
    assert np.abs(mine.y.astype(int) - theirs.y).mean() < 3


def test_wide_pixels_are_made_square(tmp_path: Path) -> None:
    path = encoded(
        tmp_path / "dv.mkv", "testsrc2=s=180x180:r=10,setsar=16/9", "-pix_fmt", "yuv420p"
    )
    with Footage(path, "dv") as footage:
        frame = footage.at(Fraction(0), Fraction(0)).frame
        assert displayed(frame, footage.aspect) == (320, 180)
    assert picture(path).y.shape == (90, 160)


@pytest.mark.parametrize("size", ["1x1", "3x5", "33x17", "2x400"])
def test_odd_sizes(tmp_path: Path, size: str) -> None:
    path = tmp_path / "odd.png"
    ffmpeg.run(
        ["-f", "lavfi", "-i", f"color=c=red:s={size}", "-frames:v", "1", str(path)], watch=Watch()
    )
    red = rgb_of(picture(path))[45, 80].astype(int)
    assert np.abs(red - (255, 0, 0)).max() <= 6


def test_clear_pixels_do_not_bleed_into_edges(tmp_path: Path) -> None:
    import cv2

    bgra = np.zeros((180, 320, 4), np.uint8)
    bgra[:, 160:] = (255, 255, 255, 255)
    path = tmp_path / "cut.png"
    path.write_bytes(cv2.imencode(".png", bgra)[1].tobytes())
    seen = picture(path, wide=48, tall=28)
    assert seen.alpha is not None
    edge = (seen.alpha > 20) & (seen.alpha < 250)
    assert edge.any()
    assert seen.y[edge].min() > 200, "half clear, but still white"


@pytest.mark.parametrize("transfer", ["smpte2084", "arib-std-b67"])
def test_hdr_is_brought_to_what_sdr_screens_show(tmp_path: Path, transfer: str) -> None:
    """Grey steps keep their order, reference white is light and not clipped, black stays black."""
    path, ramp = tmp_path / "hdr.mkv", "X*255/319"
    ffmpeg.run(
        [
            *("-f", "lavfi", "-i", f"color=s=320x180,format=gbrp,geq=r={ramp}:g={ramp}:b={ramp}"),
            *("-frames:v", "1", "-vf", "scale=out_color_matrix=bt2020,format=yuv420p10le"),
            *("-c:v", "libx264", "-crf", "4", "-x264-params"),
            *(f"colorprim=bt2020:transfer={transfer}:colormatrix=bt2020nc", str(path)),
        ],
        watch=Watch(),
    )
    row = picture(path).y[45].astype(int)
    assert row[:3].max() < 24
    assert np.diff(row).min() >= -2
    assert row[-1] > 225
    # 203 cd/m2 is 58 % of PQ's range and 75 % of HLG's.
    white = row[int(160 * (0.58 if transfer == "smpte2084" else 0.75))]
    assert 185 < white < 235


def test_interlaced_lines_are_joined(tmp_path: Path) -> None:
    """Fields of two moments would comb: every second line of a moving edge stands elsewhere."""
    source = "testsrc2=s=320x180:r=50,tinterlace=interleave_top,setfield=tff"
    path = encoded(
        *(tmp_path / "i.mkv", source, "-flags", "+ilme+ildct", "-c:v", "libx264"),
        *("-x264-params", "tff=1", "-pix_fmt", "yuv420p"),
    )
    with Footage(path, "tv") as footage:
        frame = footage.at(Fraction(1, 2), HALF_S).frame
        assert frame.interlaced_frame
        woven = np.asarray(frame.to_ndarray(format="gray"), float)
        made = Fitter(Fit(0, 0, 320, 180, 320, 180), Fraction(1))(frame).y.astype(float)

    def combing(plane: np.ndarray) -> float:
        return float(np.abs(plane[:-2] - 2 * plane[1:-1] + plane[2:]).mean())

    assert combing(made) < 0.75 * combing(woven)
