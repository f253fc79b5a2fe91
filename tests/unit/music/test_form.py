"""Bars and tempo fill any duration, and the last chord has room to ring."""

from __future__ import annotations

from itertools import pairwise

import pytest

from kinoloom.crafts.music.form import form_for


@pytest.mark.parametrize("duration_s", [2.5, 3, 5, 8, 12, 20, 33.3, 60, 180, 600])
def test_bars_and_tail_add_up_at_a_tempo_in_range(duration_s: float) -> None:
    form = form_for(duration_s, (72, 86))
    assert 72 <= form.tempo_bpm <= 86.5
    assert form.ending_s + form.tail_s == pytest.approx(duration_s)
    assert 0.6 <= form.tail_s <= 6.5
    beats = sum(bar.beats for bar in form.bars)
    assert beats * form.beat_s == pytest.approx(form.ending_s)


def test_a_sting_is_its_last_chord() -> None:
    form = form_for(1.2, (110, 124))
    assert form.bars == ()
    assert form.tail_s == 1.2


def test_a_long_piece_has_an_intro_a_peak_and_an_outro() -> None:
    bars = form_for(120, (98, 112)).bars
    assert bars[0].section == "intro"
    assert bars[-1].section == "outro"
    peak = max(bars, key=lambda bar: bar.energy)
    assert peak.section == "chorus"
    assert peak.start_s > 60


def test_sections_end_where_the_next_begins() -> None:
    bars = form_for(90, (110, 124)).bars
    for bar, following in pairwise(bars):
        assert bar.is_last == (following.place == 0)
        assert following.start_s > bar.start_s
