"""A stretch of any file's sound, to the sample; damage is an error that names its segment."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from tests.support.recordings import (
    Wave,
    clicks,
    filmed,
    level_db,
    noise,
    peak_at,
    sine,
    speech,
    written,
)

from kinoloom.errors import SourceError
from kinoloom.media import ffmpeg
from kinoloom.render.sound.channels import folding
from kinoloom.render.sound.reading import Recording, stretch
from kinoloom.render.sound.samples import RATE_HZ
from kinoloom.watch import Watch

TIMES = (0.5, 1.5, 2.5, 3.5)
KINDS = {
    # Without noise that the decoder makes up, and makes up anew each time.
    "a.mp4": ("-c:a", "aac", "-b:a", "160k", "-aac_pns", "0"),
    "a.mkv": ("-c:a", "aac", "-b:a", "160k", "-aac_pns", "0"),
    "a.webm": ("-c:a", "libopus", "-b:a", "128k"),
    "a.mp3": ("-c:a", "libmp3lame", "-b:a", "160k"),
    "a.ogg": ("-c:a", "libvorbis"),
    "a.flac": ("-c:a", "flac"),
    "a.wav": ("-c:a", "pcm_s24le"),
}


def read(path: Path, first: int = 0, count: int | None = None) -> Wave:
    blocks = list(stretch(path, "Clip 1", first, count))
    return np.concatenate(blocks, axis=1) if blocks else np.zeros((2, 0), np.float32)


@pytest.mark.parametrize("kind", KINDS)
def test_a_stretch_is_the_same_however_it_is_reached(tmp_path: Path, kind: str) -> None:
    path = written(tmp_path / kind, clicks(4, TIMES) + noise(4, 0.02), *KINDS[kind])
    whole = read(path)
    for time_s in TIMES:
        assert abs(peak_at(whole[0], round(time_s * RATE_HZ)) - time_s * RATE_HZ) <= 3
    for first in (1, 777, 40_000, 120_001):
        part = read(path, first, 30_000)
        assert part.shape == (2, 30_000)
        assert np.abs(part - whole[:, first : first + 30_000]).max() < 1e-4


@pytest.mark.parametrize("rate_hz", [8_000, 11_025, 44_100, 96_000])
def test_other_rates_keep_their_place(tmp_path: Path, rate_hz: int) -> None:
    path = written(tmp_path / "r.wav", clicks(3, (0.5, 2.5), rate_hz), rate_hz=rate_hz)
    whole = read(path)
    assert whole.shape[1] == 3 * RATE_HZ
    for time_s in (0.5, 2.5):
        assert abs(peak_at(whole[0], round(time_s * RATE_HZ)) - time_s * RATE_HZ) <= 1
    part = read(path, 100_003, 30_000)
    assert np.abs(part - whole[:, 100_003:130_003]).max() < 1e-5


def test_before_a_file_lies_silence_and_after_it_nothing(tmp_path: Path) -> None:
    path = written(tmp_path / "t.wav", sine(1))
    early = read(path, -1000, 3000)
    assert not early[:, :1000].any()
    assert np.allclose(early[:, 1000:], sine(1)[:, :2000], atol=1e-6)
    assert read(path, 47_000, 5000).shape == (2, 1000)
    assert read(path, 60_000, 5000).shape == (2, 0)


def test_sound_that_begins_late_stays_late(tmp_path: Path) -> None:
    tone = filmed(tmp_path / "t.mp4", sine(2))
    path = tmp_path / "late.mp4"
    late = ["-i", str(tone), "-itsoffset", "0.5", "-i", str(tone)]
    ffmpeg.run([*late, "-map", "0:v", "-map", "1:a", "-c", "copy", str(path)], watch=Watch())
    whole = read(path)
    assert level_db(whole[:, : RATE_HZ // 2 - 100]) < -60
    assert level_db(whole[:, RATE_HZ // 2 + 100 : RATE_HZ]) > -20


def test_one_channel_is_heard_on_both_sides_as_loud(tmp_path: Path) -> None:
    path = written(tmp_path / "m.wav", sine(1, channels=1))
    assert np.allclose(read(path), sine(1), atol=1e-6)


def test_dialogue_in_the_centre_of_5_1_is_kept(tmp_path: Path) -> None:
    wave = np.zeros((6, RATE_HZ), np.float32)
    wave[2], wave[3], wave[4] = sine(1, 1000)[0], sine(1, 60)[0], sine(1, 3000)[0]
    options = ("-channel_layout", "5.1", "-c:a", "pcm_s16le")
    found = read(written(tmp_path / "s.wav", wave, *options))
    half = np.sqrt(0.5)
    assert np.allclose(found[1], half * wave[2], atol=1e-3)
    assert np.allclose(found[0], half * (wave[2] + wave[4]), atol=1e-3)


@pytest.mark.parametrize(
    ("layout", "name", "codec"),
    [
        ("7.1", "a.wav", "pcm_s16le"),
        ("7.1", "a.mkv", "flac"),
        ("7.1", "a.m4a", "aac"),
        ("hexadecagonal", "a.wav", "pcm_f32le"),
        ("hexadecagonal", "a.mkv", "wavpack"),
    ],
)
def test_eight_channels_and_more(tmp_path: Path, layout: str, name: str, codec: str) -> None:
    """All in one block, or each apart: what lies in memory behind the last one is not sound."""
    path = tmp_path / name
    source = f"sine=f=440:d=2,volume=8,pan={layout}|FL=c0"
    ffmpeg.run(["-f", "lavfi", "-i", source, "-c:a", codec, str(path)], watch=Watch())
    heard = read(path, 4800, 48_000)
    assert heard.shape == (2, 48_000)
    assert level_db(heard[0]) == pytest.approx(-3.0, abs=1.5)
    assert level_db(heard[1]) < -60


def test_loudspeakers_nobody_named() -> None:
    assert folding(("NONE", "NONE")) is None
    for count in (1, 3, 4, 5, 6, 7, 8, 12):
        matrix = folding(("NONE",) * count)
        assert matrix is not None
        assert matrix.shape == (2, count)
        assert np.allclose(matrix.sum(axis=1)[0], matrix.sum(axis=1)[1])


def spoilt(path: Path, kind: str, first: float, end: float) -> Path:
    """The file with its packets between two shares of it overwritten."""
    import av

    with av.open(str(path)) as container:
        packets = [(p.pos, p.size) for p in container.demux(container.streams.audio[0]) if p.size]
    data, rng = bytearray(path.read_bytes()), np.random.default_rng(1)
    for pos, size in packets[int(first * len(packets)) : int(end * len(packets))]:
        assert pos is not None
        data[pos : pos + size] = rng.bytes(size)
    bad = path.with_name(f"bad-{kind}")
    bad.write_bytes(data)
    return bad


@pytest.mark.parametrize("kind", ["a.mp4", "a.webm", "a.ogg", "a.flac", "a.mp3"])
def test_damaged_sound_is_an_error_with_the_segments_name(tmp_path: Path, kind: str) -> None:
    bad = spoilt(written(tmp_path / kind, speech(8), *KINDS[kind]), kind, 0.3, 0.6)
    with pytest.raises(SourceError, match="Clip 1"):
        read(bad)
    assert read(bad, 0, 30_000).shape[1] == 30_000, "what is whole before the damage is used"


def test_one_damaged_packet_is_enough(tmp_path: Path) -> None:
    path = written(tmp_path / "a.mp4", speech(4), *KINDS["a.mp4"])
    bad = spoilt(path, "a.mp4", 0.5, 0.506)
    with pytest.raises(SourceError, match=r"Clip 1 cannot be decoded at 1\.9"):
        read(bad)
    assert read(bad, 3 * RATE_HZ, 20_000).shape[1] == 20_000, "what lies after it is whole"


def test_a_file_that_was_cut_short_is_an_error(tmp_path: Path) -> None:
    whole = filmed(tmp_path / "w.mp4", speech(6), "-c:a", "aac", "-movflags", "+faststart")
    short = tmp_path / "short.mp4"
    short.write_bytes(whole.read_bytes()[: whole.stat().st_size * 2 // 3])
    with pytest.raises(SourceError, match="Clip 1"):
        read(short)


def test_a_missing_file_and_a_silent_one(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="Clip 1 is gone"):
        read(tmp_path / "none.wav")
    path = tmp_path / "mute.mp4"
    ffmpeg.run(["-f", "lavfi", "-i", "color=s=64x36:d=1", str(path)], watch=Watch())
    with pytest.raises(SourceError, match="Clip 1 holds no sound"):
        read(path)


def test_samples_that_are_no_numbers_are_silence(tmp_path: Path) -> None:
    wave = sine(1)
    wave[0, 1000] = np.nan
    wave[1, 2000] = np.inf
    found = read(written(tmp_path / "n.wav", wave))
    assert np.isfinite(found).all()
    assert np.allclose(found[:, 3000:], wave[:, 3000:], atol=1e-6)


def test_a_stream_that_says_half_its_rate(tmp_path: Path) -> None:
    """As HE-AAC does until it is decoded."""
    path = written(tmp_path / "h.wav", clicks(3, (0.5, 2.5)))
    with Recording(path, "Clip 1") as recording:
        recording._rate = RATE_HZ // 2  # pyright: ignore[reportPrivateUsage]
        found = np.concatenate(list(recording.read(48_000, None)), axis=1)
    assert found.shape[1] == 2 * RATE_HZ
    assert abs(peak_at(found[0], 72_000) - 72_000) <= 1


def test_wandering_timestamps_tear_nothing(tmp_path: Path) -> None:
    """A browser's recording: Opus packets whose times are up to 9 ms off."""
    import av

    smooth = written(tmp_path / "s.webm", sine(4), *KINDS["a.webm"])
    path, rng = tmp_path / "w.webm", np.random.default_rng(3)
    with av.open(str(smooth)) as source, av.open(str(path), "w") as out:
        copy = out.add_stream_from_template(source.streams.audio[0])
        for packet in source.demux(source.streams.audio[0]):
            if packet.dts is None:
                continue
            assert packet.pts is not None
            off = int(rng.integers(0, 10)) if packet.pts > 0 else 0
            packet.pts = packet.dts = packet.pts + off
            packet.stream = copy
            out.mux(packet)
    found = read(path)[0][4800:-4800]
    steps = np.abs(np.diff(found))
    assert steps.max() < 0.3 * 2 * np.pi * 440 / RATE_HZ * 1.3
    assert all(a < b for a, b in pairwise(np.flatnonzero(found > 0.29)))
