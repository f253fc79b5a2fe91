"""Adjustments and looks: what they do to greys, colours, alpha, and at other sizes."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from kinoloom.draft.model import Adjustments
from kinoloom.render.errors import NotDrawn
from kinoloom.render.grade import LOOKS, NEUTRAL, graded
from kinoloom.render.grade import lookups as ways
from kinoloom.render.grade.kernels import ByLoops
from kinoloom.render.grade.looks import look_named
from kinoloom.render.grade.table import Colouring, table_of
from kinoloom.render.picture import Picture, plain, yuv_of

every_look = pytest.mark.parametrize("name", sorted(LOOKS))
SKIN = ("#8d5524", "#c68642", "#e0ac69", "#f1c27d", "#ffdbac")


def photograph(width: int = 320, height: int = 180) -> Picture:
    """Soft colours with detail in luma, as photographs have them."""
    rng = np.random.default_rng(4)

    def plane(rows: int, columns: int, cells: int, low: int, high: int) -> NDArray[np.uint8]:
        coarse = rng.uniform(low, high, (cells, cells * 2)).astype(np.float32)
        smooth = cv2.resize(coarse, (columns, rows), interpolation=cv2.INTER_CUBIC)
        return np.clip(np.rint(smooth), low, high).astype(np.uint8)

    half = (height // 2, width // 2)
    return Picture(
        plane(height, width, 40, 20, 230), plane(*half, 4, 100, 160), plane(*half, 4, 100, 160)
    )


def greys() -> Picture:
    """Every legal grey, one a column of two."""
    y = np.repeat(np.arange(16, 236, dtype=np.uint8), 2)[None, :].repeat(4, axis=0)
    half = np.full((2, y.shape[1] // 2), 128, np.uint8)
    return Picture(np.ascontiguousarray(y), half, half.copy())


def same(one: Picture, other: Picture) -> bool:
    return all(
        np.array_equal(a, b)
        for a, b in zip((one.y, one.u, one.v), (other.y, other.u, other.v), strict=True)
    )


def psnr(one: NDArray[np.uint8], other: NDArray[np.uint8]) -> float:
    error = float(((one.astype(float) - other.astype(float)) ** 2).mean())
    return 99.0 if error == 0 else 10 * np.log10(255**2 / error)


def halved(picture: Picture) -> Picture:
    def small(plane: NDArray[np.uint8]) -> NDArray[np.uint8]:
        size = (plane.shape[1] // 2, plane.shape[0] // 2)
        return np.asarray(cv2.resize(plane, size, interpolation=cv2.INTER_AREA), np.uint8)

    return Picture(small(picture.y), small(picture.u), small(picture.v))


def rgb_of_one(picture: Picture) -> NDArray[np.float64]:
    y, u, v = ((int(plane[0, 0]) - zero) / span for plane, zero, span in (
        (picture.y, 16, 219), (picture.u, 128, 224), (picture.v, 128, 224)
    ))  # fmt: skip
    red, blue = y + 1.5748 * v, y + 1.8556 * u
    return np.array([red, (y - 0.2126 * red - 0.0722 * blue) / 0.7152, blue])


def test_neutral_gives_back_the_very_picture() -> None:
    picture = photograph()
    grade = graded(Adjustments())
    assert grade.is_neutral
    assert grade == NEUTRAL
    assert grade.apply(picture) is picture


@pytest.mark.parametrize(
    "adjustments",
    [
        Adjustments(brightness=0.3),
        Adjustments(contrast=-0.2),
        Adjustments(saturation=0.1),
        Adjustments(temperature=-0.4),
        Adjustments(sharpness=0.5),
        Adjustments(vignette=0.2),
        Adjustments(blur=0.2),
        Adjustments(look="film"),
    ],
)
def test_anything_else_is_not_neutral_and_changes_the_picture(adjustments: Adjustments) -> None:
    picture = photograph(960, 540)
    before = picture.copy()
    grade = graded(adjustments)
    assert not grade.is_neutral
    assert not same(grade.apply(picture), picture)
    assert same(picture, before)


@pytest.mark.parametrize("amount", [-1.0, -0.4, 0.4, 1.0])
@pytest.mark.parametrize("name", ["brightness", "contrast"])
def test_tone_keeps_greys_in_order_and_grey(name: str, amount: float) -> None:
    drawn = graded(Adjustments.model_validate({name: amount})).apply(greys())
    line = drawn.y[0].astype(int)
    assert np.all(np.diff(line) >= 0)
    assert line.min() >= 16
    assert line.max() <= 235
    assert np.all(drawn.u == 128)
    assert np.all(drawn.v == 128)


def test_brightness_and_contrast_have_no_cliff() -> None:
    """Few greys fall together at either end: what was apart stays apart."""
    for adjustments in (Adjustments(brightness=0.6), Adjustments(contrast=0.6)):
        line = graded(adjustments).apply(greys()).y[0]
        assert len(np.unique(line)) > 150
        assert np.count_nonzero(line == 235) <= 12
        assert np.count_nonzero(line == 16) <= 12


def test_saturation_spares_skin_and_what_is_colourful() -> None:
    grade = graded(Adjustments(saturation=1.0))

    def gain(colour: str) -> float:
        before = plain(4, 4, colour)
        after = grade.apply(before)
        u, v = (int(before.u[0, 0]) - 128, int(before.v[0, 0]) - 128)
        return float(np.hypot(int(after.u[0, 0]) - 128, int(after.v[0, 0]) - 128) / np.hypot(u, v))

    dull = gain("#6a7f8a")
    assert dull > 1.8
    assert all(gain(colour) < dull for colour in (*SKIN, "#2040e0", "#e02020"))
    gone = graded(Adjustments(saturation=-1.0)).apply(photograph())
    assert np.all(gone.u == 128)
    assert np.all(gone.v == 128)


@pytest.mark.parametrize("amount", [-1.0, -0.5, 0.5, 1.0])
def test_temperature_keeps_luma_and_tints_in_proportion(amount: float) -> None:
    grade = graded(Adjustments(temperature=amount))
    assert np.array_equal(grade.apply(photograph()).y, photograph().y)
    drawn = grade.apply(greys())
    blue, red = drawn.u[0].astype(int) - 128, drawn.v[0].astype(int) - 128
    assert abs(blue[0]) <= 1  # black stays black
    warm = np.sign(amount)
    assert warm * red[-1] > 4
    assert warm * blue[-1] < -4
    assert np.all(np.diff(warm * red) >= 0)


@every_look
def test_looks_keep_greys_in_order(name: str) -> None:
    line = graded(Adjustments(look=name)).apply(greys()).y[0].astype(int)
    assert np.all(np.diff(line) >= 0)
    assert line[-1] - line[0] > 100


@every_look
def test_looks_are_smooth(name: str) -> None:
    """Neighbouring colours stay neighbours: no banding, no sparkle in a gradient."""
    y = np.tile(np.linspace(16, 235, 440).astype(np.uint8), (440, 1))
    u = np.tile(np.linspace(90, 166, 220).astype(np.uint8)[:, None], (1, 220))
    drawn = graded(Adjustments(look=name)).apply(Picture(y, u, np.ascontiguousarray(u[::-1])))
    for plane in (drawn.y, drawn.u, drawn.v):
        assert int(np.abs(np.diff(plane.astype(int), axis=0)).max()) <= 6
        assert int(np.abs(np.diff(plane.astype(int), axis=1)).max()) <= 6


@every_look
def test_tables_draw_what_the_function_says(name: str) -> None:
    """The table against the look's own arithmetic, on the colours of a chart."""
    rng = np.random.default_rng(8)
    for rgb in rng.uniform(0.05, 0.95, (40, 3)):
        colour = "#" + "".join(f"{round(255 * channel):02x}" for channel in rgb)
        wanted = look_named(name)(rgb_of_one(plain(4, 4, colour)).astype(np.float32))
        got = rgb_of_one(graded(Adjustments(look=name)).apply(plain(4, 4, colour)))
        assert np.abs(got - wanted).max() < 0.035


@every_look
def test_looks_leave_skin_a_face(name: str) -> None:
    """Lighter skin stays lighter, and none turns black or white."""
    grade = graded(Adjustments(look=name))
    light = [int(grade.apply(plain(4, 4, colour)).y[0, 0]) for colour in SKIN]
    assert light == sorted(light)
    assert light[0] > 24
    assert light[-1] <= 235


def test_looks_are_what_they_are_called() -> None:
    def average(name: str) -> tuple[float, float, float]:
        drawn = graded(Adjustments(look=name)).apply(photograph())
        return float(drawn.y.mean()), float(drawn.u.mean()), float(drawn.v.mean())

    luma, blue, red = (
        float(plane.mean()) for plane in vars(photograph()).values() if plane is not None
    )
    assert average("golden")[1] < blue - 5
    assert average("golden")[2] > red + 3
    assert average("cold")[1] > blue + 5
    assert average("moonlight")[0] < luma - 30
    for grey in ("noir", "silver"):
        drawn = graded(Adjustments(look=grey)).apply(photograph())
        assert int(np.abs(drawn.u.astype(int) - 128).max()) < 12
    sepia = graded(Adjustments(look="sepia")).apply(photograph())
    assert int(sepia.u.max()) < 128 < int(sepia.v.min())


def test_both_ways_of_looking_up_give_the_same_bits() -> None:
    picture = photograph()
    table = table_of(Colouring(look="teal_orange", temperature=0.3))
    drawn: list[Picture] = []
    for way in (ways.ByArrays(), ByLoops()):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("kinoloom.render.grade.table.lookups", lambda way=way: way)
            drawn.append(table.apply(picture))
    assert same(*drawn)


def test_planes_may_be_read_only_views() -> None:
    wide = photograph(360, 180)
    for plane in (wide.y, wide.u, wide.v):
        plane.setflags(write=False)
    view = Picture(wide.y[:, :320], wide.u[:, :160], wide.v[:, :160])
    owned = view.copy()
    adjustments = Adjustments(
        look="film", sharpness=0.5, vignette=0.5, blur=0.2, brightness=0.1, temperature=0.2
    )
    assert same(graded(adjustments).apply(view), graded(adjustments).apply(owned))


def test_an_unknown_look_names_all_there_are() -> None:
    with pytest.raises(NotDrawn, match="sunny") as caught:
        graded(Adjustments(look="sunny"))
    assert all(name in str(caught.value) for name in LOOKS)


@pytest.mark.parametrize(
    ("adjustments", "floor_db"),
    [
        (Adjustments(blur=0.15), 40),
        (Adjustments(blur=0.5), 40),
        (Adjustments(blur=1.0), 40),
        (Adjustments(vignette=0.8), 45),
        (Adjustments(sharpness=0.8), 38),
        (Adjustments(sharpness=-0.8), 40),
        (Adjustments(brightness=0.4, contrast=0.4), 42),
        (Adjustments(look="noir"), 42),
    ],
)
def test_a_preview_looks_like_the_export(adjustments: Adjustments, floor_db: float) -> None:
    picture = photograph(1280, 720)
    grade = graded(adjustments)
    large, small = halved(grade.apply(picture)), grade.apply(halved(picture))
    for one, other in zip((large.y, large.u, large.v), (small.y, small.u, small.v), strict=True):
        assert psnr(one, other) > floor_db


def test_a_blurred_cut_out_takes_no_colour_from_what_is_hidden() -> None:
    """Red lies hidden around a white disc: blurred, the disc's rim is white, not pink."""
    y, u, v = yuv_of("#ff0000")
    picture = Picture(
        np.full((160, 160), y, np.uint8),
        np.full((80, 80), u, np.uint8),
        np.full((80, 80), v, np.uint8),
        np.zeros((160, 160), np.uint8),
    )
    assert picture.alpha is not None
    cv2.circle(picture.alpha, (80, 80), 50, 255, -1)
    cv2.circle(picture.y, (80, 80), 52, 235, -1)
    for plane in (picture.u, picture.v):
        cv2.circle(plane, (40, 40), 26, 128, -1)
    for adjustments in (Adjustments(blur=0.5), Adjustments(sharpness=-1.0)):
        drawn = graded(adjustments).apply(picture)
        assert drawn.alpha is not None
        seen = drawn.alpha > 24
        assert int(drawn.y[seen].min()) >= 228
        inner = seen[::2, ::2] & seen[1::2, 1::2]
        assert int(np.abs(drawn.v[inner].astype(int) - 128).max()) <= 3


def test_vignette_darkens_corners_only_and_without_rings() -> None:
    drawn = graded(Adjustments(vignette=1.0)).apply(plain(640, 360, "#8090a0"))
    centre, corner = drawn.y[170:190, 310:330].mean(), drawn.y[:8, :8].mean()
    assert abs(centre - plain(2, 2, "#8090a0").y.mean()) < 0.5
    assert corner < 60
    # Where light falls slowly, a band of one code would be many pixels wide: dither mixes two.
    slow = drawn.y[170:190, 460:560].astype(int)
    assert np.mean(np.diff(slow, axis=1) > 0) > 0.05


def test_sharpness_sharpens_and_softens() -> None:
    picture = photograph(640, 360)
    picture.y[100:200, 100:200] = 200

    def detail(sharpness: float) -> float:
        drawn = graded(Adjustments(sharpness=sharpness)).apply(picture)
        return float(cv2.Laplacian(drawn.y, cv2.CV_32F).std())

    assert detail(-1.0) < detail(-0.3) < detail(0.0) < detail(0.3) < detail(1.0)
