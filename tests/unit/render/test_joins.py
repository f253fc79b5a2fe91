"""Transitions: where they begin and end, what they keep, what alpha does in them."""

from __future__ import annotations

from collections.abc import Callable

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from kinoloom.render.errors import NotDrawn
from kinoloom.render.grade.planes import premultiplied
from kinoloom.render.joins import JOINS, join_named
from kinoloom.render.picture import Picture, plain

SIZES = [(192, 108), (108, 192), (64, 64), (38, 26), (16, 16)]
STEPS = (0.001, 0.1, 0.3, 0.45, 0.5, 0.55, 0.7, 0.9, 0.999)


def scene(width: int, height: int, seed: int, *, alpha: str = "none") -> Picture:
    """A smooth coloured picture with a few hard edges; alpha "none", "full" or "hole"."""
    rng = np.random.default_rng(seed)

    def plane(high: int, wide: int, low: int, top: int) -> NDArray[np.uint8]:
        coarse = rng.integers(low, top, (5, 7)).astype(np.uint8)
        return np.asarray(cv2.resize(coarse, (wide, high), interpolation=cv2.INTER_CUBIC), np.uint8)

    y = np.clip(plane(height, width, 30, 220), 16, 235)
    y[height // 3 : height // 2, width // 4 : width // 2] = 16 if seed % 2 else 235
    cover = None
    if alpha != "none":
        cover = np.full((height, width), 255, np.uint8)
    if alpha == "hole" and cover is not None:
        cover[:, : width // 2] = 0
    half = (height // 2, width // 2)
    return Picture(y, plane(*half, 60, 200), plane(*half, 60, 200), cover)


def planes(picture: Picture) -> list[NDArray[np.uint8]]:
    found = [picture.y, picture.u, picture.v]
    return found if picture.alpha is None else [*found, picture.alpha]


def distance(one: Picture, other: Picture) -> float:
    """Mean difference of luma in codes."""
    return float(np.abs(one.y.astype(float) - other.y.astype(float)).mean())


def psnr(one: NDArray[np.uint8], other: NDArray[np.uint8]) -> float:
    error = float(((one.astype(float) - other.astype(float)) ** 2).mean())
    return 99.0 if error == 0 else 10 * np.log10(255**2 / error)


def halved(picture: Picture) -> Picture:
    def small(plane: NDArray[np.uint8]) -> NDArray[np.uint8]:
        size = (plane.shape[1] // 2, plane.shape[0] // 2)
        return np.asarray(cv2.resize(plane, size, interpolation=cv2.INTER_AREA), np.uint8)

    return Picture(small(picture.y), small(picture.u), small(picture.v))


every_join = pytest.mark.parametrize("name", sorted(JOINS))


def test_there_are_joins_enough_and_each_says_what_it_looks_like() -> None:
    assert len(JOINS) >= 16
    assert "cut" not in JOINS
    assert all(text and text[0].islower() and text[-1] != "." for _, text in JOINS.values())


@every_join
def test_begins_as_the_old_picture_and_ends_as_the_new(name: str) -> None:
    old, new = scene(192, 108, 1), scene(192, 108, 2)
    join = join_named(name)
    assert join(old, new, 0.0) is old
    assert join(old, new, 1.0) is new
    assert distance(join(old, new, 0.001), old) < 1.5
    assert distance(join(old, new, 0.999), new) < 1.5


@every_join
def test_shows_something_of_its_own_half_way(name: str) -> None:
    old, new = scene(192, 108, 1), scene(192, 108, 2)
    middle = join_named(name)(old, new, 0.5)
    assert distance(middle, old) > 4
    assert distance(middle, new) > 4


@every_join
@pytest.mark.parametrize("size", SIZES)
def test_keeps_size_and_kind_of_planes(name: str, size: tuple[int, int]) -> None:
    old, new = scene(*size, 1), scene(*size, 2)
    for t in STEPS:
        drawn = join_named(name)(old, new, t)
        assert drawn.alpha is None
        for got, given in zip(planes(drawn), planes(old), strict=True):
            assert got.shape == given.shape
            assert got.dtype == np.uint8


@every_join
def test_same_input_same_bits_and_input_untouched(name: str) -> None:
    old, new = scene(64, 36, 1, alpha="hole"), scene(64, 36, 2, alpha="full")
    before = old.copy(), new.copy()
    first, second = (join_named(name)(old, new, 0.37) for _ in range(2))
    for one, other in zip(planes(first), planes(second), strict=True):
        assert np.array_equal(one, other)
    for picture, kept in zip((old, new), before, strict=True):
        for one, other in zip(planes(picture), planes(kept), strict=True):
            assert np.array_equal(one, other)


@every_join
def test_full_alpha_is_drawn_like_none(name: str) -> None:
    with_alpha = [scene(96, 54, seed, alpha="full") for seed in (1, 2)]
    without = [scene(96, 54, seed) for seed in (1, 2)]
    for t in (0.2, 0.5, 0.8):
        seen, wanted = (join_named(name)(one, other, t) for one, other in (with_alpha, without))
        assert seen.alpha is not None
        over_black = premultiplied(seen)
        drawn = (over_black.y, over_black.u, over_black.v)
        for one, other in zip(drawn, planes(wanted), strict=True):
            assert np.abs(one.astype(int) - other.astype(int)).mean() < 0.8


@every_join
def test_colour_under_transparent_parts_never_shows(name: str) -> None:
    new = scene(96, 54, 2, alpha="hole")
    old = scene(96, 54, 1, alpha="hole")
    assert old.alpha is not None
    glaring = old.copy()
    glaring.y[old.alpha == 0] = 235
    glaring.u[:, :24] = 240
    for t in (0.2, 0.5, 0.8):
        clean, dirty = (join_named(name)(picture, new, t) for picture in (old, glaring))
        assert clean.alpha is not None
        assert dirty.alpha is not None
        if name == "luma_fade":
            continue  # it looks at the old picture's own light
        seen = clean.alpha > 0
        assert np.array_equal(clean.alpha, dirty.alpha)
        assert np.array_equal(clean.y[seen], dirty.y[seen])


@every_join
def test_nothing_stays_nothing(name: str) -> None:
    nothing = plain(64, 36, "#ff000000")
    for t in (0.1, 0.5, 0.9):
        drawn = join_named(name)(nothing, nothing, t)
        assert drawn.alpha is not None
        assert int(drawn.alpha.max()) <= 1


@every_join
def test_a_preview_shows_the_same_join(name: str) -> None:
    old, new = scene(640, 360, 1), scene(640, 360, 2)
    floor_db = 24 if name in {"glitch", "pixelate", "film_burn"} else 28
    for t in (0.25, 0.6):
        large = halved(join_named(name)(old, new, t))
        small = join_named(name)(halved(old), halved(new), t)
        assert psnr(large.y, small.y) > floor_db


def test_alpha_is_mixed_by_weight() -> None:
    """Half of an opaque white and half of nothing is white at half strength, not grey."""
    white, nothing = plain(32, 32, "#ffffff"), plain(32, 32, "#00000000")
    drawn = join_named("crossfade")(white, nothing, 0.5)
    assert drawn.alpha is not None
    assert abs(int(drawn.alpha[5, 5]) - 128) <= 1
    assert abs(int(drawn.y[5, 5]) - 235) <= 2


@pytest.mark.parametrize(
    ("name", "new_side"),
    [
        ("wipe_left", "right"),
        ("wipe_right", "left"),
        ("wipe_up", "bottom"),
        ("wipe_down", "top"),
        ("slide_left", "right"),
        ("slide_right", "left"),
        ("slide_up", "bottom"),
        ("slide_down", "top"),
        ("push_left", "right"),
        ("push_right", "left"),
        ("push_up", "bottom"),
        ("push_down", "top"),
    ],
)
def test_goes_where_its_name_says(name: str, new_side: str) -> None:
    drawn = join_named(name)(plain(192, 108, "#000000"), plain(192, 108, "#ffffff"), 0.4)
    edge: dict[str, Callable[[NDArray[np.uint8]], NDArray[np.uint8]]] = {
        "left": lambda y: y[:, :4],
        "right": lambda y: y[:, -4:],
        "top": lambda y: y[:4],
        "bottom": lambda y: y[-4:],
    }
    opposite = {"left": "right", "right": "left", "top": "bottom", "bottom": "top"}[new_side]
    assert edge[new_side](drawn.y).mean() > 220
    assert edge[opposite](drawn.y).mean() < 30


@pytest.mark.parametrize(("name", "code"), [("fade_black", 16), ("fade_white", 235)])
def test_dips_are_their_colour_in_the_middle(name: str, code: int) -> None:
    drawn = join_named(name)(scene(64, 36, 1), scene(64, 36, 2), 0.5)
    assert np.all(drawn.y == code)
    assert np.all(drawn.u == 128)


def test_wipe_edges_are_soft() -> None:
    drawn = join_named("circle_open")(plain(320, 180, "#000000"), plain(320, 180, "#ffffff"), 0.45)
    between = (drawn.y > 30) & (drawn.y < 220)
    assert 0.003 < between.mean() < 0.2
    steps = np.abs(np.diff(drawn.y.astype(int), axis=1))
    assert int(steps.max()) < 200


def test_an_unknown_join_names_all_there_are() -> None:
    with pytest.raises(NotDrawn, match="star_wipe") as caught:
        join_named("star_wipe")
    assert all(name in str(caught.value) for name in (*JOINS, "cut"))
