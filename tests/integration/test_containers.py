"""Cuts out of files as cameras, recorders and browsers write them: right frame, right sound."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import numpy as np
import pytest
from tests.integration.test_render import Bench, counters
from tests.support import media

from kinoloom.draft.model import Draft, Effect, Metadata, Source, VideoSegment
from kinoloom.media import ffmpeg
from kinoloom.media.examine import examine
from kinoloom.media.sniff import sniff
from kinoloom.watch import Watch

FRAMES, FPS = 300, 30
TONE_FROM_MS = 2000
X264 = ("-c:v", "libx264", "-preset", "veryfast", "-crf", "12", "-bf", "3")
AV1 = ("-c:v", "libaom-av1", "-cpu-used", "8", "-crf", "25", "-g", "120")
WRITTEN: Mapping[str, tuple[str, ...]] = {
    # The delay of AAC lets the sound begin 21 ms before the picture.
    "recorder.mkv": (*X264, "-c:a", "aac"),
    "open_groups.mkv": (*X264, "-x264-params", "open-gop=1:keyint=48", "-c:a", "aac"),
    "ten_bits.mkv": (*X264, "-pix_fmt", "yuv422p10le", "-c:a", "aac"),
    # Without the list that would take the decoder's delay back: two frames.
    "fragments.mp4": (*X264, "-movflags", "+frag_keyframe+empty_moov", "-c:a", "aac"),
    "milliseconds.mp4": (*X264, "-video_track_timescale", "1000", "-c:a", "aac"),
    # No times of frames at all.
    "reordered.avi": ("-c:v", "mpeg4", "-q:v", "3", "-bf", "2", "-g", "100", "-c:a", "pcm_s16le"),
    "h264.avi": (*X264, "-c:a", "pcm_s16le"),
    "in_order.avi": ("-c:v", "mjpeg", "-q:v", "3", "-c:a", "pcm_s16le"),
    # Its decoder is told once, when it is opened, which frames to leave out.
    "av1.mp4": (*AV1, "-c:a", "aac"),
    "av1.webm": (*AV1, "-c:a", "libopus"),
    "vp9.webm": ("-c:v", "libvpx-vp9", "-b:v", "2M", "-cpu-used", "8", "-c:a", "libopus"),
    "editor.mov": ("-c:v", "prores_ks", "-c:a", "pcm_s24le"),
    "phone.mov": ("-c:v", "libx265", "-preset", "ultrafast", "-crf", "14", "-c:a", "aac"),
}


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Bench:
    return Bench(tmp_path_factory.mktemp("containers"))


@pytest.fixture(scope="module")
def master(bench: Bench) -> Path:
    """Ten seconds that count their frames; a tone from the third second on."""
    counted = media.counted_video(bench.folder / "counted.mp4", frames=FRAMES)
    path = bench.folder / "master.mkv"
    tone = f"aevalsrc=if(gte(t\\,{TONE_FROM_MS / 1000})\\,0.5*sin(880*PI*t)\\,0):s=48000:d=10"
    inputs = ("-i", str(counted), "-f", "lavfi", "-i", tone)
    kept = ("-map", "0:v", "-map", "1:a", "-c:v", "ffv1", "-c:a", "flac")
    ffmpeg.run([*inputs, *kept, str(path)], watch=Watch())
    return path


def cut(bench: Bench, path: Path, *starts_ms: int, length_ms: int = 1000, **more: object) -> Draft:
    """A film of stretches of a file, which is as long as an upload of it would be said to be."""
    whole_ms = examine(path, sniff(path, path.name)).duration_ms
    asset = bench.assets.keep(path)
    return bench.film(
        *(
            VideoSegment(
                id="",
                start_ms=0,
                duration_ms=length_ms,
                source=Source(asset=asset, in_ms=at_ms, length_ms=whole_ms),
                **more,  # type: ignore[arg-type]
            )
            for at_ms in starts_ms
        )
    )


def onset_ms(path: Path) -> float:
    """When a film's sound begins."""
    loud = np.abs(media.sound(path)).max(axis=1) > 0.05
    return float(np.argmax(loud)) / 48


@pytest.mark.parametrize("name", WRITTEN)
def test_a_cut_shows_the_frame_that_was_meant(bench: Bench, master: Path, name: str) -> None:
    """Wherever in the file, forward and back; and what is heard is what was heard there."""
    path = bench.folder / name
    ffmpeg.run(["-i", str(master), *WRITTEN[name], str(path)], watch=Watch())
    film = bench.export(cut(bench, path, 3200, 6700, 0, 900), f"{name}.mp4").path
    meant = [first + n for first in (96, 201, 0, 27) for n in range(30)]
    assert counters(film) == meant

    alone = bench.export(cut(bench, path, 1000, length_ms=2000), f"{name}.sound.mp4").path
    # As near as half a frame to the picture it was recorded with; lossy sound smears its beginning.
    assert onset_ms(alone) == pytest.approx(TONE_FROM_MS - 1000, abs=17)


def test_the_whole_of_a_file_whose_sound_begins_first(bench: Bench, master: Path) -> None:
    """It is as long as its picture is seen, and no frame of it is missing or held."""
    path = bench.folder / "whole.mkv"
    ffmpeg.run(["-i", str(master), *WRITTEN["recorder.mkv"], str(path)], watch=Watch())
    film = bench.export(cut(bench, path, 0, length_ms=10_000), "whole.mp4").path
    assert counters(film) == list(range(FRAMES))


def test_a_picture_that_begins_much_later_is_waited_for(bench: Bench, master: Path) -> None:
    path = bench.folder / "late.mp4"
    late = ("-itsoffset", "1", "-i", str(master), "-i", str(master), "-map", "0:v", "-map", "1:a")
    ffmpeg.run([*late, *X264, "-c:a", "aac", str(path)], watch=Watch())
    film = bench.export(cut(bench, path, 500, length_ms=2000), "late.out.mp4").path
    assert counters(film) == [*([0] * 15), *range(45)]
    assert onset_ms(film) == pytest.approx(1500, abs=17)


@pytest.mark.parametrize("name", ["recorder.mkv", "reordered.avi", "editor.mov"])
def test_a_prepared_stretch_shows_the_same_frames(bench: Bench, tmp_path: Path, name: str) -> None:
    """At its beginning, within it and across a line of its grid, at a rate that falls between."""
    counted = media.counted_video(tmp_path / "counted.mp4", frames=420, fps="30000/1001")
    path = tmp_path / name
    ffmpeg.run(["-i", str(counted), *WRITTEN[name], str(path)], watch=Watch())
    effects = (Effect(kind="denoise", arguments={"strength": 0}),)
    for at_ms in (0, 3003, 9990, 12_345):
        shown: list[list[int]] = []
        for more in ({}, {"effects": effects}):
            draft = cut(bench, path, at_ms, length_ms=500, **more)
            canvas = Metadata(width_px=320, height_px=180, fps="30000/1001")
            film = draft.model_copy(update={"metadata": canvas})
            shown.append(counters(bench.export(film, f"{name}.prepared.mp4").path))
        assert shown[0] == shown[1]
        assert shown[0] == list(range(shown[0][0], shown[0][0] + len(shown[0])))
