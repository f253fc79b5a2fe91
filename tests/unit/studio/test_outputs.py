"""What people say of a file, as settings."""

from __future__ import annotations

from fractions import Fraction

import pytest

from kinoloom.render.output import Output
from kinoloom.studio.outputs import output_of
from kinoloom.studio.renders import OutputRefused, output_as_json, output_from_json


@pytest.mark.parametrize(
    ("resolution", "side"),
    [(None, None), ("720", 720), ("1080p", 1080), ("4K", 2160), ("1280x720", 720), ("", None)],
)
def test_resolutions(resolution: str | None, side: int | None) -> None:
    assert output_of(resolution=resolution).short_side_px == side


@pytest.mark.parametrize("resolution", ["tiny", "12", "99999", "720q", "x720"])
def test_no_such_resolution(resolution: str) -> None:
    with pytest.raises(OutputRefused):
        output_of(resolution=resolution)


def test_rates_and_formats() -> None:
    assert output_of(fps="30000/1001").fps == Fraction(30000, 1001)
    for rate in ("0", "-1", "1/0", "fast", "1000"):
        with pytest.raises(OutputRefused):
            output_of(fps=rate)
    with pytest.raises(OutputRefused, match="mp4"):
        output_of("gif")


def test_settings_survive_being_stored() -> None:
    for output in (Output(), Output("low", 720, Fraction(30000, 1001))):
        assert output_from_json(output_as_json(output)) == output
