"""What every music provider must keep; authors of plug-ins import it into their own tests."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from kinoloom.crafts.music.errors import UnknownAmbience, UnknownMood, UnusableDuration
from kinoloom.crafts.music.loudness import loudness_of
from kinoloom.crafts.music.mastering import true_peak
from kinoloom.crafts.music.provider import (
    SAMPLE_RATE_HZ,
    AmbienceRequest,
    BedRequest,
    MusicProvider,
    PadRequest,
    SceneSoundRequest,
)

if TYPE_CHECKING:
    from kinoloom.crafts.music.sound import Samples

_CEILING = 10 ** (-1.5 / 20)


def assert_clean(samples: Samples, duration_ms: int) -> None:
    """Right shape and length, finite, below the ceiling, and no click at either end."""
    assert samples.dtype == np.float32
    assert samples.shape == (round(duration_ms * SAMPLE_RATE_HZ / 1000), 2)
    assert np.isfinite(samples).all()
    assert true_peak(samples) <= _CEILING
    assert np.abs(samples[[0, -1]]).max() < 0.003


class MusicContract:
    """Subclass it and give it a `provider` fixture."""

    def test_pads(self, provider: MusicProvider) -> None:
        for tone in provider.tones():
            pad = provider.pad(PadRequest(tone, 3000, seed=2))
            assert_clean(pad.samples, 3000)
            assert abs(loudness_of(pad.samples) + 18) < 0.7

    def test_names_itself(self, provider: MusicProvider) -> None:
        assert provider.name
        assert provider.version
        assert provider.moods()
        assert provider.ambiences()

    def test_every_mood_is_exact_and_loud_enough(self, provider: MusicProvider) -> None:
        for mood in provider.moods():
            samples = provider.bed(BedRequest(mood, 2310, seed=4)).samples
            assert_clean(samples, 2310)
            assert loudness_of(samples) == pytest.approx(-16, abs=0.5), mood

    def test_every_ambience_is_exact_and_quieter(self, provider: MusicProvider) -> None:
        for kind in provider.ambiences():
            samples = provider.ambience(AmbienceRequest(kind, 830, seed=4)).samples
            assert_clean(samples, 830)
            assert loudness_of(samples) == pytest.approx(-24, abs=0.5), kind

    def test_a_scene_is_a_place_with_a_pad(self, provider: MusicProvider) -> None:
        request = SceneSoundRequest(provider.ambiences()[0], "warm", 1040, seed=4)
        samples = provider.scene(request).samples
        assert_clean(samples, 1040)
        assert loudness_of(samples) == pytest.approx(-18, abs=0.5)

    def test_the_same_request_makes_the_same_bits(self, provider: MusicProvider) -> None:
        request = BedRequest(provider.moods()[0], 2500, seed=11)
        again = provider.bed(request).samples
        assert provider.bed(request).samples.tobytes() == again.tobytes()

    def test_another_seed_makes_other_music(self, provider: MusicProvider) -> None:
        mood = provider.moods()[0]
        one = provider.bed(BedRequest(mood, 2500, seed=1)).samples
        assert not np.array_equal(one, provider.bed(BedRequest(mood, 2500, seed=2)).samples)

    def test_says_what_there_is_when_asked_for_something_else(
        self, provider: MusicProvider
    ) -> None:
        with pytest.raises(UnknownMood, match=provider.moods()[0]):
            provider.bed(BedRequest("polka", 1000))
        with pytest.raises(UnknownAmbience, match=provider.ambiences()[0]):
            provider.ambience(AmbienceRequest("submarine", 1000))

    @pytest.mark.parametrize("duration_ms", [0, -5, 3_600_001])
    def test_refuses_impossible_durations(self, provider: MusicProvider, duration_ms: int) -> None:
        with pytest.raises(UnusableDuration):
            provider.bed(BedRequest(provider.moods()[0], duration_ms))
