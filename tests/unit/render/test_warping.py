"""A warp that only scales and shifts is a resize: the same picture, at a fraction of the cost."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kinoloom.render.canvas import warping
from kinoloom.render.canvas.geometry import Matrix
from kinoloom.render.canvas.warping import warp
from kinoloom.render.picture import Plane

SIZE = (90, 160)
KINDS = (cv2.INTER_LINEAR, cv2.INTER_CUBIC)


def texture(wide: int, tall: int) -> Plane:
    """Soft blobs of full contrast."""
    noise = np.random.default_rng(3).integers(0, 255, (tall, wide), np.uint8)
    soft = cv2.GaussianBlur(noise, (0, 0), 2.5)
    return cv2.normalize(soft, None, 0, 255, cv2.NORM_MINMAX)  # type: ignore[return-value, call-overload]


def scaling(scale_x: float, scale_y: float, x: float, y: float) -> Matrix:
    return np.array([[scale_x, 0.0, x], [0.0, scale_y, y]])


def turned_hardly(matrix: Matrix) -> Matrix:
    """The same map with a turn nobody sees, which is warped pixel by pixel."""
    turned = matrix.copy()
    turned[0, 1] = turned[1, 0] = 1e-9
    return turned


@given(
    scale=st.floats(0.4, 1.6),
    stretch=st.floats(0.97, 1.03),
    x=st.floats(-80, 40),
    y=st.floats(-80, 40),
    how=st.sampled_from(KINDS),
    border=st.sampled_from((None, 0)),
)
def test_a_resize_shows_what_a_warp_shows(
    scale: float, stretch: float, x: float, y: float, how: int, border: int | None
) -> None:
    plane, matrix = texture(200, 300), scaling(scale, scale * stretch, x, y)
    got = warp(plane, matrix, SIZE, how, border)
    expected = warp(plane, turned_hardly(matrix), SIZE, how, border)
    assert got.shape == expected.shape
    apart = got.astype(float) - expected
    # A sixty-fourth of a pixel on blobs of full contrast.
    assert np.sqrt((apart**2).mean()) < 1.0
    assert abs(apart.mean()) < 0.3
    assert np.abs(apart).max() < 8


def test_a_scale_of_a_thousandth_is_not_lost() -> None:
    plane, matrix = texture(200, 300), scaling(1.0, 1.0029, 5.0, -7.0)
    got = warp(plane, matrix, SIZE, cv2.INTER_LINEAR)
    expected = warp(plane, turned_hardly(matrix), SIZE, cv2.INTER_LINEAR)
    assert np.abs(got.astype(float) - expected).max() < 8


def test_a_slow_push_in_does_not_jitter() -> None:
    plane: Plane = np.zeros((480, 320), np.uint8)
    cv2.circle(plane, (230, 300), 24, 255, -1, cv2.LINE_AA)
    found, expected = list[float](), list[float]()
    for frame in range(200):
        scale = 0.62 + 0.0004 * frame
        shift = 45 - 160 * scale
        shown = warp(plane, scaling(scale, scale, shift, shift), (180, 260), cv2.INTER_LINEAR)
        columns = np.arange(180) + 0.5
        found.append(float((shown.sum(axis=0) * columns).sum() / shown.sum()))
        expected.append(230.5 * scale + shift)
    apart = np.array(found) - expected
    assert np.abs(apart - apart.mean()).max() < 1 / 32


@pytest.mark.parametrize("how", KINDS)
def test_most_frames_of_a_move_are_resized(how: int, monkeypatch: pytest.MonkeyPatch) -> None:
    warped = list[int]()
    real = warping.cv2.warpAffine

    def counted(*args: object, **options: object) -> object:
        warped.append(1)
        return real(*args, **options)  # type: ignore[call-overload]

    monkeypatch.setattr(warping.cv2, "warpAffine", counted)
    plane = texture(300, 500)
    for frame in range(150):
        scale = 0.6 + 0.0007 * frame
        warp(plane, scaling(scale, scale, 45 - 150 * scale, 80 - 250 * scale), SIZE, how)
    assert len(warped) < 30


def test_a_mirror_is_warped() -> None:
    plane = texture(200, 300)
    mirrored = warp(plane, scaling(-0.5, 0.5, 95, 0), SIZE, cv2.INTER_LINEAR)
    straight = warp(plane[:, ::-1].copy(), scaling(0.5, 0.5, -5, 0), SIZE, cv2.INTER_LINEAR)
    assert np.abs(mirrored[:, :88].astype(float) - straight[:, :88]).mean() < 2


def test_a_picture_that_shrinks_to_a_dot_is_not_drawn_out(monkeypatch: pytest.MonkeyPatch) -> None:
    largest = list[int]()
    real = warping.cv2.copyMakeBorder

    def watched(*args: object, **options: object) -> Plane:
        made = real(*args, **options)  # type: ignore[call-overload]
        largest.append(made.size)
        return made  # type: ignore[no-any-return]

    monkeypatch.setattr(warping.cv2, "copyMakeBorder", watched)
    plane = texture(1080, 1920)
    for frame in range(40):
        scale = 0.02 + 0.0003 * frame
        warp(plane, scaling(scale, scale, 0.3, 0.7), (20, 38), cv2.INTER_CUBIC, border=0)
    assert max(largest, default=0) < 2 * plane.size


@pytest.mark.parametrize("x", [-900.0, -401.0, 91.0, 900.0])
@pytest.mark.parametrize("border", [None, 0])
def test_a_picture_that_is_off_the_canvas(x: float, border: int | None) -> None:
    plane, matrix = texture(200, 300), scaling(1.37, 1.37, x, 0.4)
    got = warp(plane, matrix, SIZE, cv2.INTER_CUBIC, border)
    expected = warp(plane, turned_hardly(matrix), SIZE, cv2.INTER_CUBIC, border)
    assert np.abs(got.astype(float) - expected).max() < 8


def test_a_pixel_that_fills_the_canvas_costs_no_more_than_the_canvas(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    made = list[int]()
    real = warping.cv2.resize

    def watched(*args: object, **options: object) -> Plane:
        result = real(*args, **options)  # type: ignore[call-overload]
        made.append(result.size)
        return result  # type: ignore[no-any-return]

    monkeypatch.setattr(warping.cv2, "resize", watched)
    plane: Plane = np.full((2, 2), 90, np.uint8)
    for frame in range(20):
        scale = 2000.0 + frame * 0.37
        shown = warp(plane, scaling(scale, scale, -3.3, -5.1), (1080, 1920), cv2.INTER_CUBIC)
        assert (shown == 90).all()
    assert max(made, default=0) < 3 * 1080 * 1920
