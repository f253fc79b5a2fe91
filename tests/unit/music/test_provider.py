"""The built-in synthesiser keeps the contract, and what it promises beyond it."""

from __future__ import annotations

import numpy as np
import pytest
from tests.contract.music_contract import MusicContract, assert_clean

from kinoloom.crafts.music.errors import UnknownAmbience, UnknownTone
from kinoloom.crafts.music.loudness import loudness_lufs, weighted_energy
from kinoloom.crafts.music.moods import MOODS
from kinoloom.crafts.music.pads import TONES
from kinoloom.crafts.music.provider import (
    AmbienceRequest,
    BedRequest,
    SceneSoundRequest,
    SynthMusic,
)


class TestSynthMusic(MusicContract):
    @pytest.fixture
    def provider(self) -> SynthMusic:
        return SynthMusic()


@pytest.mark.parametrize("mood", MOODS)
def test_a_bed_is_balanced_for_small_speakers_and_neither_mono_nor_hollow(mood: str) -> None:
    samples = SynthMusic().bed(BedRequest(mood, 6000, seed=5)).samples
    power = np.abs(np.fft.rfft(samples.T.astype(np.float64), axis=1)) ** 2
    below_250_hz = power[:, : 250 * 6].sum() / power.sum()
    left, right = samples.T
    likeness = float((left * right).mean() / np.sqrt((left**2).mean() * (right**2).mean()))
    assert below_250_hz < 0.6
    assert 0.2 < likeness < 0.9


@pytest.mark.parametrize("mood", MOODS)
def test_a_bed_has_no_hole_in_its_middle(mood: str) -> None:
    energy = weighted_energy(SynthMusic().bed(BedRequest(mood, 14_000, seed=6)).samples)
    middle = energy[2000:10_000]
    levels = [loudness_lufs(middle[at : at + 400]) for at in range(0, len(middle) - 400, 200)]
    assert float(np.median(levels)) - min(levels) < 9


@pytest.mark.parametrize("mood", MOODS)
def test_a_bed_ends_instead_of_being_cut_off(mood: str) -> None:
    energy = weighted_energy(SynthMusic().bed(BedRequest(mood, 4000, seed=7)).samples)
    assert loudness_lufs(energy[-60:]) < loudness_lufs(energy) - 20


@pytest.mark.parametrize("tone", TONES)
def test_every_tone_fits_under_a_place(tone: str) -> None:
    bed = SynthMusic().scene(SceneSoundRequest("wind_desert", tone, 1500, seed=1))  # pyright: ignore[reportArgumentType]
    assert_clean(bed.samples, 1500)
    assert bed.label == f"wind desert, {tone} pad"


def test_a_scene_without_a_tone_is_the_place_alone() -> None:
    assert SynthMusic().scene(SceneSoundRequest("room", "none", 900)).label == "room"


def test_an_unknown_tone_or_place_is_refused_with_what_there_is() -> None:
    with pytest.raises(UnknownTone, match="warm"):
        SynthMusic().scene(SceneSoundRequest("room", "purple", 900))  # pyright: ignore[reportArgumentType]
    with pytest.raises(UnknownAmbience, match="wind_desert"):
        SynthMusic().scene(SceneSoundRequest("submarine", "warm", 900))


def test_an_ambience_does_not_repeat() -> None:
    samples = SynthMusic().ambience(AmbienceRequest("rain", 8000, seed=2)).samples[:, 0]
    middle = samples[48_000:-96_000]
    spectrum = np.fft.rfft(middle, 2 * len(middle))
    likeness = np.fft.irfft(np.abs(spectrum) ** 2)
    later = np.abs(likeness[4800 : len(middle) // 2])
    assert later.max() < 0.1 * likeness[0]
