"""Mattes: a subject with soft edges and fine hair before a screen, taken out and set elsewhere."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from kinoloom.render.grade import effect_named
from kinoloom.render.picture import Picture, plain

Floats = NDArray[np.floating[Any]]
WIDTH, HEIGHT, FINER = 640, 360, 4
SCREENS = {"green": "#3cb44b", "pure green": "#00ff00", "blue": "#1f3fd0"}


@dataclass(frozen=True)
class Shot:
    """What the camera saw, and the truth: alpha, and the subject times alpha (RGB of 0..255)."""

    picture: Picture
    alpha: Floats
    subject: Floats


def rgb_of(colour: str) -> Floats:
    return np.array([int(colour[i : i + 2], 16) for i in (1, 3, 5)], np.float32)


def yuv_picture(rgb: Floats) -> Picture:
    coded = rgb / 255
    y = coded @ np.array([0.2126, 0.7152, 0.0722], np.float32)
    half = (rgb.shape[1] // 2, rgb.shape[0] // 2)
    u, v = (
        128 + 224 * cv2.resize((coded[..., c] - y) / span, half, interpolation=cv2.INTER_AREA)
        for c, span in ((2, 1.8556), (0, 1.5748))
    )
    return Picture(*(np.clip(np.rint(p), 0, 255).astype(np.uint8) for p in (16 + 219 * y, u, v)))


def rgb_picture(picture: Picture) -> Floats:
    size = (picture.width_px, picture.height_px)
    y = (picture.y.astype(np.float32) - 16) / 219
    u, v = (cv2.resize((p.astype(np.float32) - 128) / 224, size) for p in (picture.u, picture.v))
    red, blue = y + 1.5748 * v, y + 1.8556 * u
    green = (y - 0.2126 * red - 0.0722 * blue) / 0.7152
    return np.clip(np.dstack([red, green, blue]) * 255, 0, 255)


def shot(screen: str, *, hair: str = "#2d2019", noise: float = 2.0, soft_px: float = 0) -> Shot:
    """A head with loose hair, drawn four times as fine and mixed with the screen as light does."""
    rng = np.random.default_rng(2)
    wide, high = WIDTH * FINER, HEIGHT * FINER
    cover = np.zeros((high, wide), np.float32)
    face = np.zeros((high, wide), np.float32)
    middle = (wide // 2, int(high * 0.6))
    cv2.ellipse(cover, middle, (85 * FINER, 110 * FINER), 0, 0, 360, 1, -1)
    cv2.ellipse(face, middle, (60 * FINER, 85 * FINER), 0, 0, 360, 1, -1)
    for _ in range(90):
        turn = rng.uniform(np.pi, 2 * np.pi)
        way = np.array([np.cos(turn), np.sin(turn)])
        place = np.array(middle) + way * (80 * FINER, 105 * FINER)
        strand = [place]
        step = way * rng.uniform(3, 6) * FINER
        for _ in range(12):
            step = step + rng.normal(0, FINER, 2)
            strand.append(strand[-1] + step)
        cv2.polylines(cover, [np.array(strand, np.int32)], False, 1.0, int(rng.integers(4, 9)))
    if soft_px:
        cover = np.asarray(cv2.GaussianBlur(cover, (0, 0), soft_px * FINER), np.float32)
    colours = np.where(face[..., None] > 0, rgb_of("#e0ac8c"), rgb_of(hair)).astype(np.float32)
    alpha, subject = (
        np.asarray(cv2.resize(plane, (WIDTH, HEIGHT), interpolation=cv2.INTER_AREA), np.float32)
        for plane in (cover, colours * cover[..., None])
    )
    uneven = np.linspace(0.97, 1.03, WIDTH, dtype=np.float32)[None, :, None]
    seen = subject + rgb_of(screen) * uneven * (1 - alpha[..., None])
    seen = seen + rng.normal(0, noise, seen.shape).astype(np.float32)
    return Shot(yuv_picture(np.clip(seen, 0, 255)), alpha, subject)


def edges(alpha: Floats) -> NDArray[np.bool_]:
    part = ((alpha > 0.02) & (alpha < 0.98)).astype(np.uint8)
    return np.asarray(cv2.dilate(part, np.ones((5, 5), np.uint8)), bool)


@pytest.mark.parametrize("screen", sorted(SCREENS))
def test_the_matte_is_close_to_the_truth(screen: str) -> None:
    taken = shot(SCREENS[screen])
    keyed = effect_named("chroma_key", {"colour": SCREENS[screen]})(taken.picture, 0)
    assert keyed.alpha is not None
    alpha = keyed.alpha.astype(np.float32) / 255
    edge = edges(taken.alpha)
    assert alpha[(taken.alpha == 0) & ~edge].max() < 0.05
    assert alpha[(taken.alpha == 1) & ~edge].min() > 0.95
    assert np.abs(alpha - taken.alpha)[edge].mean() < 0.055
    assert np.abs(alpha - taken.alpha).mean() < 0.012


@pytest.mark.parametrize("ground", [25.0, 230.0])
@pytest.mark.parametrize(("hair", "most"), [("#2d2019", 14), ("#f0d9a8", 20), ("#b98d55", 26)])
def test_set_before_another_ground_it_has_no_fringe(hair: str, most: float, ground: float) -> None:
    """Hair as bright as the screen (the last) shows in chroma only, which has half the detail."""
    taken = shot(SCREENS["green"], hair=hair)
    keyed = effect_named("chroma_key", {"colour": SCREENS["green"]})(taken.picture, 0)
    assert keyed.alpha is not None
    alpha = (keyed.alpha.astype(np.float32) / 255)[..., None]
    set_there = rgb_picture(Picture(keyed.y, keyed.u, keyed.v)) * alpha + ground * (1 - alpha)
    wanted = taken.subject + ground * (1 - taken.alpha[..., None])
    edge = edges(taken.alpha)
    off = (set_there - wanted)[edge]
    assert np.sqrt((off**2).mean()) < most
    greener = off[:, 1] - np.maximum(off[:, 0], off[:, 2])
    assert np.clip(greener, 0, None).mean() < 3.5
    # The shot itself, set there with the true matte, is what a careless key gives.
    careless = rgb_picture(taken.picture) * taken.alpha[..., None]
    careless = careless + ground * (1 - taken.alpha[..., None])
    off_then = (careless - wanted)[edge]
    greener_then = off_then[:, 1] - np.maximum(off_then[:, 0], off_then[:, 2])
    assert np.clip(greener, 0, None).mean() < 0.4 * np.clip(greener_then, 0, None).mean()


def test_soft_edges_stay_soft() -> None:
    taken = shot(SCREENS["green"], soft_px=3)
    keyed = effect_named("chroma_key", {"colour": SCREENS["green"]})(taken.picture, 0)
    assert keyed.alpha is not None
    alpha = keyed.alpha.astype(np.float32) / 255
    between = (taken.alpha > 0.3) & (taken.alpha < 0.7)
    assert 0.2 < alpha[between].mean() < 0.8
    assert np.abs(alpha - taken.alpha)[edges(taken.alpha)].mean() < 0.09
    assert np.abs(np.diff(alpha, axis=1)).max() < 0.6


def test_skin_and_other_colours_stay_whole() -> None:
    effect = effect_named("chroma_key", {})
    for colour in ("#8d5524", "#e0ac69", "#ffdbac", "#ffffff", "#000000", "#c02020", "#3050d0"):
        drawn = effect(plain(32, 32, colour), 0)
        assert drawn.alpha is not None
        assert int(drawn.alpha.min()) >= 250
        given = plain(32, 32, colour)
        assert abs(int(drawn.y[8, 8]) - int(given.y[8, 8])) <= 2


def test_spilt_light_is_taken_off_the_subject() -> None:
    """Grey hair lit by the screen is a little green; it comes out grey."""
    lit = plain(64, 64, "#8c9a8c")
    drawn = effect_named("chroma_key", {"spill": 1.0})(lit, 0)
    before = np.hypot(int(lit.u[5, 5]) - 128, int(lit.v[5, 5]) - 128)
    after = np.hypot(int(drawn.u[5, 5]) - 128, int(drawn.v[5, 5]) - 128)
    assert after < 0.4 * before
    kept = effect_named("chroma_key", {"spill": 0.0})(lit, 0)
    assert np.hypot(int(kept.u[5, 5]) - 128, int(kept.v[5, 5]) - 128) > 0.6 * before


def test_alpha_that_was_there_stays() -> None:
    picture = plain(64, 64, "#c0c0c080")
    drawn = effect_named("chroma_key", {})(picture, 0)
    assert drawn.alpha is not None
    assert abs(int(drawn.alpha[5, 5]) - 128) <= 1


def test_light_on_black_is_given_back_whole() -> None:
    """Fire over black, keyed and set on black again, is the fire as it was."""
    y = np.tile(np.linspace(16, 235, 256).astype(np.uint8), (64, 1))
    fire = Picture(y, np.full((32, 128), 90, np.uint8), np.full((32, 128), 170, np.uint8))
    drawn = effect_named("luma_key", {"threshold": 0.0, "smoothness": 0.5})(fire, 0)
    assert drawn.alpha is not None
    assert int(drawn.alpha[0, 0]) == 0
    assert int(drawn.alpha[0, -1]) == 255
    again = 16 + (drawn.y.astype(float) - 16) * drawn.alpha / 255
    assert np.abs(again - y).max() <= 2


def test_bright_ground_goes_too() -> None:
    picture = plain(64, 64, "#ffffff")
    picture.y[20:40, 20:40] = 30
    drawn = effect_named("luma_key", {"key": "bright"})(picture, 0)
    assert drawn.alpha is not None
    assert int(drawn.alpha[5, 5]) == 0
    assert int(drawn.alpha[30, 30]) == 255
