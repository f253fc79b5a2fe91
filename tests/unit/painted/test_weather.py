"""Weather: in place, inside the frame, the same at the same moment, stronger when told so."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from kinoloom.generators.painted.air.lightning import Lightning
from kinoloom.generators.painted.air.weather import Dust, Mist, Rain, Snow, Splashes
from kinoloom.generators.painted.easel.canvas import Canvas

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    Effect = Rain | Snow | Mist | Dust | Splashes

CANVAS = Canvas(160, 90)

MAKERS: dict[str, Callable[[float], Effect]] = {
    "rain": lambda strength: Rain(CANVAS, strength, 3),
    "snow": lambda strength: Snow(CANVAS, strength, 3),
    "mist": lambda strength: Mist(CANVAS, strength, 3),
    "dust": lambda strength: Dust(CANVAS, strength, 3),
    "splashes": lambda strength: Splashes(CANVAS, strength, 3, horizon_y_px=60.0),
}


def grey() -> NDArray[np.uint8]:
    return np.full((90, 160, 3), 40, np.uint8)


def drawn(effect: Effect, t_s: float) -> NDArray[np.uint8]:
    frame = grey()
    effect.draw(frame, t_s)
    return frame


@pytest.mark.parametrize("name", MAKERS)
def test_the_same_moment_looks_the_same_in_any_order(name: str) -> None:
    first, second = MAKERS[name](0.8), MAKERS[name](0.8)
    early = drawn(first, 0.5)
    late = drawn(first, 7.25)
    assert np.array_equal(drawn(second, 7.25), late)
    assert np.array_equal(drawn(second, 0.5), early)
    assert not np.array_equal(early, late)


@pytest.mark.parametrize("name", MAKERS)
def test_no_strength_leaves_the_frame_alone(name: str) -> None:
    assert np.array_equal(drawn(MAKERS[name](0.0), 1.0), grey())


@pytest.mark.parametrize("name", MAKERS)
def test_more_strength_changes_more(name: str) -> None:
    def change(strength: float) -> int:
        frame = drawn(MAKERS[name](strength), 1.0)
        return int(np.abs(frame.astype(int) - 40).sum())

    assert change(1.0) > change(0.3) > 0


def test_rain_keeps_moving_smoothly_past_its_laps() -> None:
    """A drop starts again above the frame: no frame has far fewer drops than another."""
    rain = Rain(CANVAS, 1.0, 5)
    sums = [int(drawn(rain, k / 24).sum()) for k in range(72)]
    assert max(sums) - min(sums) < 0.25 * (np.mean(sums) - int(grey().sum()))


def test_lightning_always_strikes_in_the_first_slot_and_fades() -> None:
    for seed in range(8):
        storm = Lightning(CANVAS, 0.0, seed, horizon_y_px=70.0)
        light = [storm.intensity(k / 50) for k in range(100)]
        assert max(light) > 0.5
        assert light[0] == 0.0


def test_a_flash_brightens_and_a_bolt_stays_above_the_horizon() -> None:
    storm = Lightning(CANVAS, 0.5, 1, horizon_y_px=60.0)
    brightest = max((k / 100 for k in range(190)), key=storm.intensity)
    frame = grey()
    storm.flash(frame, brightest)
    assert int(frame.mean()) > 40
    frame = grey()
    storm.draw_bolt(frame, brightest)
    assert int(frame[: 60 - CANVAS.margin_y_px].max()) > 200
