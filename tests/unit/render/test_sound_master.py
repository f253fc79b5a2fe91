"""Loudness and peaks, as metered here and as decoded from every codec."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

import av
import numpy as np
import pyloudnorm
import pytest
from tests.support.recordings import Wave, clicks, level_db, noise, peak_at, sine, speech

from kinoloom.errors import Cancelled, MachineError
from kinoloom.media import ffmpeg
from kinoloom.render.sound.encoding import SOUND_CODECS, encode_sound
from kinoloom.render.sound.limiting import limiting, over_beats
from kinoloom.render.sound.loudness import BEAT, Weighting, loudness_lufs
from kinoloom.render.sound.mastering import master, metered
from kinoloom.render.sound.peaks import true_peaks
from kinoloom.render.sound.reading import stretch
from kinoloom.render.sound.samples import BLOCK, RATE_HZ, Samples, read_raw
from kinoloom.watch import Watch


def blocks(wave: Wave) -> Iterator[Samples]:
    for at in range(0, wave.shape[1], BLOCK):
        block = wave[:, at : at + BLOCK]
        yield np.pad(block, ((0, 0), (0, -block.shape[1] % BEAT))).astype(np.float32)


def mastered(wave: Wave, folder: Path) -> Path:
    raw = folder / "mix.f32"
    master(raw, metered(blocks(wave), raw, wave.shape[1], Watch()), Watch())
    return raw


def contents(raw: Path) -> Wave:
    return np.concatenate(list(read_raw(raw)), axis=1)


def decoded(path: Path) -> Wave:
    """As a player hears it: by ffmpeg itself, not by our reader."""
    arguments = ["-i", str(path), "-f", "f32le", "-ac", "2", "-ar", str(RATE_HZ), "pipe:1"]
    data = b"".join(ffmpeg.read(arguments, watch=Watch()))
    return np.frombuffer(data, np.float32).reshape(-1, 2).T


def lufs(wave: Wave) -> float:
    return float(pyloudnorm.Meter(RATE_HZ).integrated_loudness(wave.T.astype(np.float64)))


def dbtp(wave: Wave) -> float:
    """True peak by another way than ours: the spectrum, padded to eight times the rate."""
    highest = 0.0
    for side in wave:
        for at in range(0, len(side), RATE_HZ):
            part = side[max(0, at - 480) : at + RATE_HZ + 480]
            finer = np.fft.irfft(np.fft.rfft(part * _taper(len(part))), 8 * len(part)) * 8
            highest = max(highest, float(np.abs(finer).max()))
    return 20 * np.log10(highest)


def _taper(count: int) -> Wave:
    edge = min(240, count // 4)
    ramp = np.sin(np.linspace(0, np.pi / 2, edge)) ** 2
    return np.concatenate([ramp, np.ones(count - 2 * edge), ramp[::-1]]).astype(np.float32)


def beat(seconds: float, level: float = 1.0) -> Wave:
    """Drums over a chord: peaks 12 dB and more over the mean."""
    now = np.arange(round(seconds * RATE_HZ)) / RATE_HZ
    since = now % 0.5
    kick = np.sin(2 * np.pi * 55 * since) * np.exp(-since * 25)
    chord = sum(np.sin(2 * np.pi * hz * now) for hz in (220.0, 277.2, 329.6))
    # Not brighter than cymbals are: what no encoder keeps would be missed in the loudness.
    hiss = np.random.default_rng(2).standard_normal((2, len(now) + 2))
    hiss = (hiss[:, :-2] + 2 * hiss[:, 1:-1] + hiss[:, 2:]) / 4
    hat = hiss * np.exp(-(now % 0.25) * 80) * 0.4
    return (level * (0.6 * kick + 0.06 * chord + hat)).astype(np.float32)


class TestMeters:
    @pytest.mark.parametrize("seconds", [0.2, 0.6, 7.3])
    def test_loudness_is_that_of_pyloudnorm(self, seconds: float) -> None:
        wave = noise(seconds, 0.1) + sine(seconds, 60, 0.2)
        wave[1] *= 0.3
        weighting = Weighting()
        energy = np.concatenate([weighting.energies(block) for block in blocks(wave)])
        if seconds >= 0.4:
            assert loudness_lufs(energy) == pytest.approx(lufs(wave), abs=0.1)
        else:
            assert loudness_lufs(energy) == pytest.approx(level_db(wave), abs=6)

    def test_a_reference_tone(self) -> None:
        weighting = Weighting()
        tone = sine(5, 997, 10 ** (-23 / 20))
        energy = np.concatenate([weighting.energies(block) for block in blocks(tone)])
        assert loudness_lufs(energy) == pytest.approx(-23, abs=0.05)

    def test_silence_has_no_loudness(self) -> None:
        assert loudness_lufs(np.zeros(1000, np.float32)) == -np.inf

    def test_true_peak_sees_between_samples(self) -> None:
        now = np.arange(RATE_HZ) / RATE_HZ
        tone = np.tile(np.sin(2 * np.pi * 12_000 * now + np.pi / 4) * np.hanning(RATE_HZ), (2, 1))
        assert np.abs(tone).max() < 0.72
        peaks = np.concatenate(list(true_peaks(blocks(tone.astype(np.float32)), 0.5)))
        assert peaks.max() == pytest.approx(1, abs=0.02)

    def test_the_limiter_is_early_smooth_and_low_enough(self) -> None:
        peaks = np.full(400, 0.5, np.float32)
        peaks[200] = 2.0
        nodes = limiting(peaks, 1.0)
        gains = over_beats(nodes)
        assert max(nodes[200], nodes[201]) <= 0.5 + 1e-6
        assert (gains[:190] > 0.99).all()
        assert gains[380] > 0.99
        assert (np.diff(nodes[202:]) > -1e-6).all()
        assert np.abs(np.diff(nodes)).max() < 0.25


class TestMaster:
    @pytest.mark.parametrize("level", [0.15, 0.5, 3.0])
    @pytest.mark.parametrize(
        "wave", [beat(6), speech(8), noise(4, 0.2)], ids=["beat", "speech", "noise"]
    )
    def test_every_film_is_equally_loud(self, tmp_path: Path, wave: Wave, level: float) -> None:
        found = contents(mastered(wave * level, tmp_path))
        assert found.shape == wave.shape
        assert lufs(found) == pytest.approx(-14, abs=0.3)
        assert dbtp(found) < -1.9, "the ceiling is -2.5 for meters of four times the rate"

    def test_peaks_between_samples_count(self, tmp_path: Path) -> None:
        now = np.arange(4 * RATE_HZ) / RATE_HZ
        bursts = np.sin(2 * np.pi * 12_000 * now + np.pi / 4) * np.exp(-(now % 0.5) * 60)
        found = contents(mastered(np.tile(bursts, (2, 1)).astype(np.float32), tmp_path))
        assert lufs(found) == pytest.approx(-14, abs=0.3)
        assert -3.2 < dbtp(found) < -2.3
        assert np.abs(found).max() < 10 ** (-4.5 / 20)

    def test_silence_stays_silence_and_hiss_stays_low(self, tmp_path: Path) -> None:
        assert not contents(mastered(np.zeros((2, 50_000), np.float32), tmp_path)).any()
        hiss = noise(2, 10 ** (-66 / 20))
        found = contents(mastered(hiss, tmp_path))
        assert level_db(found) - level_db(hiss) == pytest.approx(30, abs=0.1)

    def test_a_gain_alone_changes_no_wave(self, tmp_path: Path) -> None:
        wave = sine(2, 440, 0.05)
        found = contents(mastered(wave, tmp_path))
        ratio = found[:, 100:] / np.where(np.abs(wave[:, 100:]) > 0.01, wave[:, 100:], np.nan)
        assert np.nanmax(ratio) == pytest.approx(np.nanmin(ratio), rel=1e-4)


class TestCodecs:
    @pytest.mark.parametrize(
        ("codec", "kbps"), [("aac", 96), ("aac", 192), ("opus", 128), ("mp3", 160), ("pcm", 0)]
    )
    def test_loudness_and_peak_once_decoded(self, tmp_path: Path, codec: str, kbps: int) -> None:
        raw = mastered(beat(8), tmp_path)
        target = tmp_path / "film.part"
        encode_sound(raw, codec, kbps, target, Watch())
        found = decoded(target)
        assert lufs(found) == pytest.approx(-14, abs=0.5)
        assert dbtp(found) <= -1.0

    def test_what_peaks_once_decoded_is_turned_down_there(self, tmp_path: Path) -> None:
        """Without the master's headroom, so that an encoder goes over."""
        raw = tmp_path / "hot.f32"
        wave = beat(4)
        wave *= 10 ** (-1.02 / 20) / np.abs(wave).max()
        metered(blocks(wave), raw, wave.shape[1], Watch())
        target = tmp_path / "hot.m4a"
        encode_sound(raw, "aac", 96, target, Watch())
        found = decoded(target)
        assert dbtp(found) <= -0.98
        assert level_db(found) == pytest.approx(level_db(wave), abs=0.5)

    @pytest.mark.parametrize("codec", SOUND_CODECS)
    def test_priming_shifts_nothing(self, tmp_path: Path, codec: str) -> None:
        raw = tmp_path / "clicks.f32"
        wave = clicks(3, (0.5, 2.9)) + noise(3, 1e-4)
        metered(blocks(wave), raw, wave.shape[1], Watch())
        target = tmp_path / "film.part"
        encode_sound(raw, codec, 160, target, Watch())
        found = decoded(target)
        for at_s in (0.5, 2.9):
            assert abs(peak_at(found[0], round(at_s * RATE_HZ)) - at_s * RATE_HZ) < RATE_HZ / 1000
        assert abs(found.shape[1] - wave.shape[1]) < 1200
        ours = np.concatenate(list(stretch(target, "the film", 0)), axis=1)
        assert abs(peak_at(ours[0], RATE_HZ // 2) - RATE_HZ / 2) < 48

    @pytest.mark.parametrize("codec", SOUND_CODECS)
    def test_the_same_samples_give_the_same_bytes(self, tmp_path: Path, codec: str) -> None:
        sums: set[str] = set()
        for name in ("one", "two"):
            raw = mastered(beat(2), tmp_path)
            target = tmp_path / name
            encode_sound(raw, codec, 128, target, Watch())
            sums.add(hashlib.sha256(target.read_bytes()).hexdigest())
        assert len(sums) == 1

    def test_rows_say_what_they_are(self, tmp_path: Path) -> None:
        raw = mastered(sine(0.5), tmp_path)
        for name, row in SOUND_CODECS.items():
            target = tmp_path / f"file{row.suffix}"
            encode_sound(raw, name, 128, target, Watch())
            with av.open(str(target)) as found:
                stream = found.streams.audio[0]
                assert stream.codec_context.sample_rate == RATE_HZ
                assert len(stream.codec_context.layout.channels) == 2
                assert not found.streams.video
            assert row.description

    def test_a_cancel_and_a_full_disk(self, tmp_path: Path) -> None:
        raw = mastered(sine(3), tmp_path)
        stopped = Watch()
        stopped.cancel()
        with pytest.raises(Cancelled):
            encode_sound(raw, "aac", 128, tmp_path / "x", stopped)
        full = Path("/dev/full")
        if full.exists():
            with pytest.raises(MachineError):
                encode_sound(raw, "pcm", 0, full, Watch())
