"""Effects: their arguments, what each does, what it leaves alone."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from kinoloom.errors import DraftError
from kinoloom.render.errors import NotDrawn
from kinoloom.render.grade import EFFECTS, WrongArgument, effect_named
from kinoloom.render.grade.effects.arguments import Flag, Number
from kinoloom.render.picture import Picture, plain

every_effect = pytest.mark.parametrize("name", sorted(EFFECTS))
SIZES = [(192, 108), (108, 192), (38, 26), (16, 16)]


def scene(width: int = 320, height: int = 180, *, alpha: bool = False) -> Picture:
    rng = np.random.default_rng(6)

    def plane(rows: int, columns: int, cells: int, low: int, high: int) -> NDArray[np.uint8]:
        coarse = rng.uniform(low, high, (cells, cells * 2)).astype(np.float32)
        smooth = cv2.resize(coarse, (columns, rows), interpolation=cv2.INTER_CUBIC)
        return np.clip(np.rint(smooth), low, high).astype(np.uint8)

    half = (height // 2, width // 2)
    cover = None
    if alpha:
        cover = np.zeros((height, width), np.uint8)
        cv2.circle(cover, (width // 2, height // 2), height // 3, 255, -1, cv2.LINE_AA)
    return Picture(
        plane(height, width, 16, 20, 230),
        plane(*half, 5, 70, 190),
        plane(*half, 5, 70, 190),
        cover,
    )


def planes(picture: Picture) -> list[NDArray[np.uint8]]:
    found = [picture.y, picture.u, picture.v]
    return found if picture.alpha is None else [*found, picture.alpha]


def same(one: Picture, other: Picture) -> bool:
    return all(np.array_equal(a, b) for a, b in zip(planes(one), planes(other), strict=True))


def halved(picture: Picture) -> Picture:
    def small(plane: NDArray[np.uint8]) -> NDArray[np.uint8]:
        size = (plane.shape[1] // 2, plane.shape[0] // 2)
        return np.asarray(cv2.resize(plane, size, interpolation=cv2.INTER_AREA), np.uint8)

    return Picture(*(small(plane) for plane in planes(picture)))


def psnr(one: NDArray[np.uint8], other: NDArray[np.uint8]) -> float:
    error = float(((one.astype(float) - other.astype(float)) ** 2).mean())
    return 99.0 if error == 0 else 10 * np.log10(255**2 / error)


def test_there_are_the_effects_people_ask_for_and_none_of_a_source() -> None:
    assert {"blur_region", "chroma_key", "luma_key", "film_grain", "glow"} <= set(EFFECTS)
    assert not {"stabilise", "denoise", "deinterlace"} & set(EFFECTS)
    for kind in EFFECTS.values():
        assert kind.description
        assert all(argument.description and argument.values for argument in kind.arguments)


def test_an_unknown_effect_names_all_there_are() -> None:
    with pytest.raises(NotDrawn, match="sparkle") as caught:
        effect_named("sparkle", {})
    assert all(name in str(caught.value) for name in EFFECTS)


@every_effect
def test_defaults_are_values_it_takes(name: str) -> None:
    for argument in EFFECTS[name].arguments:
        assert argument.taken(argument.default) is not None
        assert argument.taken(None) is None
        assert argument.taken([1]) is None


@every_effect
def test_an_unknown_argument_is_named(name: str) -> None:
    with pytest.raises(WrongArgument, match="'colour_of_the_wind'") as caught:
        effect_named(name, {"colour_of_the_wind": 1})
    assert name in str(caught.value)
    assert isinstance(caught.value, DraftError)


@every_effect
def test_a_value_out_of_range_is_named(name: str) -> None:
    for argument in EFFECTS[name].arguments:
        wrong: list[object] = [None, {"a": 1}, float("nan")]
        if isinstance(argument, Number):
            wrong += [argument.low - 1, argument.high + 1, "1", True]
        elif not isinstance(argument, Flag):
            wrong += ["", "#12345", 3]
        for value in wrong:
            with pytest.raises(WrongArgument, match=argument.name):
                effect_named(name, {argument.name: value})


@every_effect
def test_ends_of_every_range_are_drawn(name: str) -> None:
    picture = scene(96, 54)
    for argument in EFFECTS[name].arguments:
        if isinstance(argument, Number):
            for value in (argument.low, argument.high):
                drawn = effect_named(name, {argument.name: value})(picture, 1)
                assert drawn.y.shape == picture.y.shape


@every_effect
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("alpha", [False, True])
def test_keeps_size_and_kind_of_planes(name: str, size: tuple[int, int], *, alpha: bool) -> None:
    picture = scene(*size, alpha=alpha)
    before = picture.copy()
    drawn = effect_named(name, {})(picture, 3)
    assert same(picture, before)
    for got, given in zip(planes(drawn)[:3], planes(picture)[:3], strict=True):
        assert got.shape == given.shape
        assert got.dtype == np.uint8
    if alpha:
        assert drawn.alpha is not None
        assert drawn.alpha.shape == picture.y.shape
    elif not name.endswith("_key"):
        assert drawn.alpha is None


@every_effect
def test_a_frame_is_the_same_whenever_it_is_drawn(name: str) -> None:
    picture = scene(96, 54)
    effect = effect_named(name, {})
    first = effect(picture, 7)
    effect(picture, 8)
    assert same(first, effect(picture, 7))
    assert same(first, effect_named(name, {})(picture, 7))


@pytest.mark.parametrize("name", ["film_grain", "vhs", "shake"])
def test_moving_effects_differ_from_frame_to_frame(name: str) -> None:
    effect = effect_named(name, {})
    drawn = [effect(scene(), index) for index in range(4)]
    assert not any(same(drawn[0], other) for other in drawn[1:])


@pytest.mark.parametrize("name", ["shake", "vhs"])
def test_what_moves_is_as_fast_at_every_rate(name: str) -> None:
    """After a second and a half the hand is where it was at any other rate."""
    picture = scene()
    slow, fast = (effect_named(name, {}, Fraction(fps)) for fps in (24, 60))
    for second in (0.5, 1.5, 4.0, -0.5):
        assert same(slow(picture, round(24 * second)), fast(picture, round(60 * second)))


def test_a_hand_shakes_no_faster_in_more_frames() -> None:
    """From frame to frame it goes less far, in a second as far."""
    board = scene(320, 180)

    def way(fps: int) -> float:
        effect = effect_named("shake", {"strength": 1.0}, Fraction(fps))
        drawn = [effect(board, index).y.astype(np.float32) for index in range(fps)]
        jumps = [cv2.phaseCorrelate(a, b)[0] for a, b in pairwise(drawn)]
        return float(np.hypot(*np.transpose(jumps)).sum())

    # Fewer frames cut the corners of the way.
    assert way(60) == pytest.approx(way(24), rel=0.4)


def test_a_tape_hisses_no_faster_in_more_frames() -> None:
    grey = plain(320, 180, "#808080")
    effect = effect_named("vhs", {}, Fraction(60))
    drawn = [effect(grey, index) for index in range(60)]
    noise = [one.y[:100].astype(int) for one in drawn]
    new = sum(float(np.abs(a - b).mean()) > 3 for a, b in pairwise(noise))
    assert 22 <= new <= 24


@pytest.mark.parametrize(
    ("name", "arguments", "floor_db"),
    [
        ("blur_region", {"shape": "ellipse"}, 38),
        ("blur_region", {"outside": True, "feather": 0.3}, 38),
        ("glow", {}, 36),
        ("rgb_split", {"amount": 0.02}, 33),
        ("shake", {"strength": 1.0}, 33),
        ("mirror", {}, 45),
        ("pixelate", {"size": 0.1}, 36),
        ("duotone", {}, 42),
        ("letterbox", {}, 40),
        ("scanlines", {"lines": 60}, 32),
        ("film_grain", {"amount": 0.3}, 30),
    ],
)
def test_a_preview_looks_like_the_export(
    name: str, arguments: dict[str, object], floor_db: float
) -> None:
    picture = scene(1280, 720)
    effect = effect_named(name, arguments)
    large, small = halved(effect(picture, 5)), effect(halved(picture), 5)
    assert psnr(large.y, small.y) > floor_db
    assert psnr(large.u, small.u) > floor_db


@pytest.mark.parametrize("name", ["glow", "pixelate", "shake", "rgb_split"])
def test_hidden_colour_stays_hidden(name: str) -> None:
    picture = scene(alpha=True)
    assert picture.alpha is not None
    glaring = picture.copy()
    glaring.y[picture.alpha == 0] = 235
    effect = effect_named(name, {})
    clean, dirty = effect(picture, 2), effect(glaring, 2)
    assert clean.alpha is not None
    seen = clean.alpha > 8
    assert np.abs(clean.y[seen].astype(int) - dirty.y[seen]).max() <= 1


def test_blur_region_hides_its_part_and_nothing_else() -> None:
    picture = scene(640, 360)
    picture.y[150:210:2, 250:390] = 235
    box = {"x": 0.375, "y": 0.375, "w": 0.25, "h": 0.25, "feather": 0.0}
    for more in ({}, {"pixelate": True}, {"shape": "ellipse"}):
        drawn = effect_named("blur_region", {**box, **more, "strength": 0.7})(picture, 0)
        inside = np.s_[160:200, 280:360]
        assert np.diff(drawn.y[inside].astype(int), axis=0).std() < 4
        assert np.diff(picture.y[inside].astype(int), axis=0).std() > 40
        outside = np.ones(picture.y.shape, bool)
        outside[133:227, 238:402] = False
        assert np.array_equal(drawn.y[outside], picture.y[outside])
    turned = effect_named("blur_region", {**box, "outside": True})(picture, 0)
    assert np.array_equal(turned.y[160:200, 280:360], picture.y[160:200, 280:360])
    assert not np.array_equal(turned.y[:100], picture.y[:100])


def test_a_region_outside_of_the_picture_changes_nothing() -> None:
    picture = scene()
    assert effect_named("blur_region", {"x": -1, "w": 0.2})(picture, 0) is picture


def test_glow_lights_what_is_near_the_light() -> None:
    picture = plain(320, 180, "#101010")
    picture.y[80:100, 150:170] = 235
    drawn = effect_named("glow", {"strength": 0.8})(picture, 0)
    assert drawn.y[90, 145].astype(int) > picture.y[90, 145] + 8
    assert drawn.y[90, 145] > drawn.y[90, 120] >= drawn.y[5, 5]
    assert abs(int(drawn.y[5, 5]) - int(picture.y[5, 5])) <= 1


def test_rgb_split_moves_red_and_blue_apart_and_leaves_grey_areas_grey() -> None:
    picture = plain(320, 180, "#000000")
    picture.y[:, 160:] = 235
    drawn = effect_named("rgb_split", {"amount": 0.06})(picture, 0)
    assert np.all(drawn.u[:, :70] == 128)
    assert np.all(np.abs(drawn.v[:, 90:].astype(int) - 128) <= 1)
    # Red moved right: left of the edge blue has come in, right of it red is missing.
    assert drawn.u[45, 78] > 150
    assert drawn.v[45, 82] < 106


def test_grain_is_stronger_in_the_middle_and_averages_out() -> None:
    effect = effect_named("film_grain", {"amount": 0.5, "colour": 0.5})
    deviation: dict[str, float] = {}
    for colour in ("#000000", "#808080", "#ffffff"):
        drawn = effect(plain(320, 180, colour), 1)
        deviation[colour] = float(drawn.y.std())
    assert deviation["#808080"] > 2 * deviation["#000000"]
    assert deviation["#808080"] > 2 * deviation["#ffffff"]
    grey = plain(320, 180, "#808080")
    frames = np.stack([effect(grey, index).y for index in range(24)]).astype(float)
    assert abs(frames.mean() - grey.y.mean()) < 0.5
    assert frames.mean(axis=0).std() < 0.5 * frames[0].std()


def test_mirror_is_symmetric() -> None:
    for kept, axis in (("left", 1), ("right", 1), ("top", 0), ("bottom", 0)):
        picture = scene(38, 26)
        drawn = effect_named("mirror", {"kept": kept})(picture, 0)
        for got, given in zip(planes(drawn), planes(picture), strict=True):
            assert np.array_equal(got, np.flip(got, axis))
            side = got.shape[axis] // 2
            near = {"left": np.s_[:, :side], "right": np.s_[:, -side:],
                    "top": np.s_[:side], "bottom": np.s_[-side:]}[kept]  # fmt: skip
            assert np.array_equal(got[near], given[near])


def test_posterize_leaves_few_tones_and_keeps_black_and_white() -> None:
    y = np.tile(np.arange(16, 236, dtype=np.uint8), (4, 1))
    half = np.full((2, 110), 128, np.uint8)
    line = effect_named("posterize", {"levels": 4})(Picture(y, half, half), 0).y[0]
    tones, counts = np.unique(line, return_counts=True)
    assert np.count_nonzero(counts > 20) == 4
    assert tones[0] == 16
    assert tones[-1] == 235


def test_duotone_goes_from_one_ink_to_the_other() -> None:
    effect = effect_named("duotone", {"dark": "#102040", "bright": "#ffe0a0"})
    for grey, ink in (("#000000", "#102040"), ("#ffffff", "#ffe0a0")):
        drawn, wanted = effect(plain(8, 8, grey), 0), plain(8, 8, ink)
        for got, given in zip(planes(drawn), planes(wanted), strict=True):
            assert np.abs(got.astype(int) - given).max() <= 1


@pytest.mark.parametrize(("ratio", "bars"), [(2.39, "rows"), (1.0, "columns")])
def test_letterbox_leaves_the_ratio(ratio: float, bars: str) -> None:
    drawn = effect_named("letterbox", {"ratio": ratio})(plain(1920, 1080, "#ffffff"), 0)
    rows, columns = (np.count_nonzero((drawn.y > 100).any(axis=axis)) for axis in (1, 0))
    assert columns / rows == pytest.approx(ratio, rel=0.005)
    assert bool(rows < 1080) is (bars == "rows")
    assert bool(columns < 1920) is (bars == "columns")


def test_scanlines_fade_out_where_a_preview_cannot_hold_them() -> None:
    effect = effect_named("scanlines", {"lines": 540, "strength": 1.0})
    coarse = effect(plain(320, 180, "#ffffff"), 0).y[:, 0].astype(float)
    fine = effect(plain(64, 2160, "#ffffff"), 0).y[:, 0].astype(float)
    assert coarse.std() < 12
    assert fine.std() > 60
    assert coarse.mean() == pytest.approx(fine.mean(), abs=3)
