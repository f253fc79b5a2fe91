"""Frames and milliseconds, exactly."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kinoloom.draft.time import frames_at, ms_at, parse_rate, samples_at, spoken_range

RATES = [Fraction(24), Fraction(25), Fraction(30000, 1001), Fraction(60), Fraction(24000, 1001)]


@pytest.mark.parametrize(
    ("text", "rate"),
    [
        ("30", Fraction(30)),
        (29.97, Fraction(30000, 1001)),
        ("23.976", Fraction(24000, 1001)),
        ("30000/1001", Fraction(30000, 1001)),
        (59.94, Fraction(60000, 1001)),
        (12.5, Fraction(25, 2)),
    ],
)
def test_rates_become_exact(text: str | float, rate: Fraction) -> None:
    assert parse_rate(text) == rate


@pytest.mark.parametrize("text", ["0", "241", "-5", "x"])
def test_rates_outside_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        parse_rate(text)


@given(st.integers(0, 10**7), st.sampled_from(RATES))
def test_a_frame_survives_the_way_through_milliseconds(frame: int, fps: Fraction) -> None:
    assert frames_at(round(ms_at(frame, fps)), fps) == frame


def test_an_hour_of_ntsc_ends_on_its_frame() -> None:
    assert frames_at(3_600_000, Fraction(30000, 1001)) == 107_892
    assert samples_at(3_600_000, 48_000) == 172_800_000


def test_ranges_read_plainly() -> None:
    assert spoken_range(0, 2500) == "0-2.5s"
