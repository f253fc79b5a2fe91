"""Whatever the duration and the seed: exact length, clean edges, right loudness."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.contract.music_contract import assert_clean

from kinoloom.crafts.music.ambiences.kinds import AMBIENCES
from kinoloom.crafts.music.form import form_for
from kinoloom.crafts.music.loudness import loudness_of
from kinoloom.crafts.music.moods import MOODS
from kinoloom.crafts.music.provider import AmbienceRequest, BedRequest, SynthMusic

_MUSIC = SynthMusic()
_SEEDS = st.integers(min_value=-(2**40), max_value=2**70)


@settings(max_examples=12, deadline=None)
@given(
    mood=st.sampled_from(sorted(MOODS)),
    duration_ms=st.integers(min_value=200, max_value=2600),
    seed=_SEEDS,
)
def test_a_bed_of_any_short_length_is_exact_clean_and_at_its_loudness(
    mood: str, duration_ms: int, seed: int
) -> None:
    samples = _MUSIC.bed(BedRequest(mood, duration_ms, seed)).samples
    assert_clean(samples, duration_ms)
    assert loudness_of(samples) == pytest.approx(-16, abs=0.5)


@settings(max_examples=12, deadline=None)
@given(
    kind=st.sampled_from(sorted(AMBIENCES)),
    duration_ms=st.integers(min_value=200, max_value=2600),
    seed=_SEEDS,
)
def test_an_ambience_of_any_short_length_is_exact_clean_and_at_its_loudness(
    kind: str, duration_ms: int, seed: int
) -> None:
    samples = _MUSIC.ambience(AmbienceRequest(kind, duration_ms, seed)).samples
    assert_clean(samples, duration_ms)
    assert loudness_of(samples) == pytest.approx(-24, abs=0.5)


@given(
    duration_s=st.floats(min_value=0.2, max_value=600),
    slowest_bpm=st.integers(min_value=50, max_value=120),
)
def test_a_form_always_ends_in_time(duration_s: float, slowest_bpm: int) -> None:
    form = form_for(duration_s, (slowest_bpm, slowest_bpm + 14))
    assert form.ending_s + form.tail_s == pytest.approx(duration_s)
    assert form.tail_s > 0.19
