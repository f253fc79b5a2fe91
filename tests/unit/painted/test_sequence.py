"""Long clips are cut into shots that belong together."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from kinoloom.generators.painted.air.daylight import daylight
from kinoloom.generators.painted.sequence import LONGEST_SHOT_S, shots_of
from kinoloom.generators.painted.spec import SceneSpec, Subject

SPEC = SceneSpec(
    setting="mountains", time="dusk", subjects=(Subject(noun="hiker", action="walk"),), seed=5
)


def test_fifteen_seconds_are_one_shot() -> None:
    (shot,) = shots_of(SPEC, 15 * 24, Fraction(24))
    assert shot.spec == SPEC
    assert shot.frames == 360


@given(
    st.integers(1, 60 * 30), st.sampled_from([Fraction(24), Fraction(30), Fraction(30000, 1001)])
)
def test_shots_fill_the_clip_and_none_is_too_long_or_short(frames: int, fps: Fraction) -> None:
    shots = shots_of(SPEC, frames, fps)
    assert sum(shot.frames for shot in shots) == frames
    assert all(shot.frames / fps <= LONGEST_SHOT_S for shot in shots)
    assert len(shots) == 1 or all(shot.frames / fps > 3 for shot in shots)


def test_shots_share_light_and_people_but_not_the_frame() -> None:
    shots = shots_of(SPEC, 30 * 24, Fraction(24))
    assert len(shots) == 5
    assert shots[0].spec == SPEC
    assert len({shot.spec.seed for shot in shots}) == 5
    assert {shot.spec.subjects for shot in shots} == {SPEC.subjects}
    families = {daylight("dusk", "clear", shot.spec.seed).family for shot in shots}
    assert len(families) == 1
    assert all(a.spec.move != b.spec.move for a, b in pairwise(shots))


def test_a_loop_is_one_shot() -> None:
    loop = SPEC.model_copy(update={"loop": True})
    assert len(shots_of(loop, 30 * 24, Fraction(24))) == 1
