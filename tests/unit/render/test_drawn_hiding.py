"""What a region hides stays hidden however its picture lies on the canvas."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest
from tests.support.canvas import Rgb
from tests.support.gallery import Gallery, apart, film, moved

from kinoloom.draft.model import (
    ColourSegment,
    Effect,
    Keyframe,
    Placement,
    Source,
    StickerSegment,
    Transition,
)
from kinoloom.media import ffmpeg
from kinoloom.render.grade import OnSource, Pane, effect_named
from kinoloom.render.picture import Picture
from kinoloom.watch import Watch

SIZE = (480, 270)
GREY = "#808080"
FACE = (0.62, 0.2, 0.16, 0.24)
PLATE = (0.1, 0.66, 0.16, 0.24)
"""Two places on the source, as shares of it: left, top, width, height."""
SEEN, HIDDEN = 130, 48
"""Spread of luma where a chessboard is seen, and the most that is left of one that is not."""


@pytest.fixture(scope="session")
def street(gallery: Gallery, tmp_path_factory: pytest.TempPathFactory) -> str:
    """A grey still with a fine chessboard for a face."""
    return gallery.add(_board(tmp_path_factory.mktemp("hiding") / "street.png", FACE))


@pytest.fixture(scope="session")
def two(gallery: Gallery, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The same, and a chessboard for a number plate."""
    return gallery.add(_board(tmp_path_factory.mktemp("hiding") / "two.png", FACE, PLATE))


@pytest.fixture(scope="session")
def walk(gallery: Gallery, street: str, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The street as a video."""
    path = tmp_path_factory.mktemp("hiding") / "walk.mp4"
    ffmpeg.run(
        [
            *("-loop", "1", "-i", str(gallery.path(street)), "-t", "2", "-r", "10"),
            *("-c:v", "libx264", "-crf", "2", "-pix_fmt", "yuv420p", str(path)),
        ],
        watch=Watch(),
    )
    return gallery.add(path)


def _board(path: Path, *places: tuple[float, float, float, float]) -> Path:
    picture = np.full((SIZE[1], SIZE[0]), 128, np.uint8)
    for left, top, width, height in places:
        xs = np.arange(round(left * SIZE[0]), round((left + width) * SIZE[0]))
        ys = np.arange(round(top * SIZE[1]), round((top + height) * SIZE[1]))
        squares = (xs[None, :] // 5 + ys[:, None] // 5) % 2
        picture[ys[0] : ys[-1] + 1, xs[0] : xs[-1] + 1] = np.where(squares, 250, 5)
    path.write_bytes(cv2.imencode(".png", picture)[1].tobytes())
    return path


def over(place: tuple[float, float, float, float], **more: Any) -> Effect:
    """What hides a place, with a little room."""
    x, y, w, h = place
    box = {"x": x - 0.02, "y": y - 0.03, "w": w + 0.04, "h": h + 0.06}
    return Effect(kind="blur_region", arguments={**box, **more})


def keys(**values: tuple[float, float]) -> dict[str, tuple[Keyframe, ...]]:
    """From one value to another within the second."""
    return {
        name: (Keyframe(at_ms=0, value=a, easing="in_out"), Keyframe(at_ms=900, value=b))
        for name, (a, b) in values.items()
    }


WAYS: Mapping[str, dict[str, Any]] = {
    "still and square": {},
    "fitted": {"placement": Placement(fit="fit", scale=0.7)},
    "on its own blur": {"placement": Placement(fit="blur", crop=(0.4, 0, 0.5, 1))},
    "stretched": {"placement": Placement(fit="stretch")},
    "at its own size": {"placement": Placement(fit="none")},
    "moved": {"keyframes": keys(x=(0.3, 0.6), y=(0.4, 0.7))},
    "grown": {"keyframes": keys(scale=(1, 2.2), x=(0.5, 0.2))},
    "turned": {"placement": Placement(rotation_deg=35)},
    "turning": {"keyframes": keys(rotation=(-80, 200))},
    "turned over": {"placement": Placement(flip="h")},
    "upside down": {"placement": Placement(flip="v"), "keyframes": keys(x=(0.5, 0.4))},
    "turned about": {"placement": Placement(flip="hv"), "keyframes": keys(rotation=(0, 30))},
    "cropped": {"placement": Placement(crop=(0.5, 0.1, 0.4, 0.5))},
    "cropped and turned over": {"placement": Placement(crop=(0.5, 0.1, 0.4, 0.5), flip="hv")},
    "cropped more and more": {
        "keyframes": keys(crop_left=(0, 0.5), crop_top=(0, 0.1), crop_width=(1, 0.4))
    },
    "cut through": {"placement": Placement(crop=(0.7, 0.3, 0.3, 0.3))},
    "with round corners": {"placement": Placement(corner=0.3), "keyframes": keys(scale=(1, 0.6))},
}


def spread(picture: Rgb) -> int:
    """Between the darkest and the brightest, once noise and ringing of single pixels are gone."""
    grey = cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY)
    return int(np.ptp(cv2.blur(grey, (2, 2)).astype(int)))


def frames(gallery: Gallery, segment: Any, size: tuple[int, int] = SIZE) -> list[Rgb]:
    """A second of a segment on grey."""
    draft = film(
        ColourSegment(id="", start_ms=0, duration_ms=1000, colour=GREY),
        segment,
        width_px=size[0],
        height_px=size[1],
    )
    return gallery.run(draft, range(10))


def is_hidden(gallery: Gallery, segment: Any, size: tuple[int, int] = SIZE) -> None:
    """On every frame, though without the region it is there to be seen on every frame."""
    bare = segment.model_copy(update={"effects": ()})
    assert all(spread(seen) > SEEN for seen in frames(gallery, bare, size))
    found = [spread(seen) for seen in frames(gallery, segment, size)]
    assert max(found) < HIDDEN, found


@pytest.mark.parametrize("way", sorted(WAYS))
@pytest.mark.parametrize(
    "shape", [{}, {"pixelate": True}, {"shape": "ellipse", "w": 0.3, "h": 0.5}]
)
def test_a_still_is_hidden_on_every_frame(
    gallery: Gallery, street: str, way: str, shape: dict[str, Any]
) -> None:
    told = dict(shape)
    if "w" in told:
        told |= {"x": FACE[0] + FACE[2] / 2 - 0.15, "y": FACE[1] + FACE[3] / 2 - 0.25}
    is_hidden(gallery, gallery.image(street, effects=(over(FACE, **told),), **WAYS[way]))


@pytest.mark.parametrize("way", sorted(WAYS))
def test_a_video_is_hidden_on_every_frame(gallery: Gallery, walk: str, way: str) -> None:
    is_hidden(gallery, gallery.video(walk, effects=(over(FACE),), **WAYS[way]))


@pytest.mark.parametrize("size", [(270, 480), (360, 360)])
def test_a_film_of_another_shape_hides_the_same(
    gallery: Gallery, walk: str, size: tuple[int, int]
) -> None:
    place = Placement(crop=(0.4, 0, 0.6, 1))
    is_hidden(gallery, gallery.video(walk, effects=(over(FACE),), placement=place), size)


def test_a_sticker_and_a_camera_over_a_still_are_hidden(gallery: Gallery, street: str) -> None:
    sticker = StickerSegment(
        id="s",
        start_ms=0,
        duration_ms=1000,
        source=Source(asset=street),
        width=0.8,
        effects=(over(FACE),),
        keyframes=keys(rotation=(0, 90)),
    )
    is_hidden(gallery, sticker)
    for move in ("push_in", "pan_right", "reveal"):
        is_hidden(gallery, gallery.image(street, effects=(over(FACE),), move=move))


def test_it_is_hidden_within_a_join(gallery: Gallery, street: str) -> None:
    first = gallery.image(street, 500, effects=(over(FACE),), keyframes=keys(x=(0.4, 0.6)))
    second = moved(first, 500).model_copy(
        update={"transition": Transition(kind="push_left", duration_ms=400)}
    )
    draft = film((first, second), width_px=SIZE[0], height_px=SIZE[1], background=GREY)
    for seen in gallery.run(draft, range(10)):
        # What lies beside the moving picture is grey too.
        assert spread(seen) < HIDDEN


@pytest.mark.parametrize("other", ["shake", "chroma_key", "mirror", "film_grain"])
def test_it_is_hidden_whatever_other_effects_come_before(
    gallery: Gallery, street: str, other: str
) -> None:
    """What moves the picture must not move it out of the region."""
    told = {"kept": "right"} if other == "mirror" else {}
    told = {"amount": 0.05} if other == "film_grain" else told
    before = Effect(kind=other, arguments=told)
    both = (before, over(FACE)) if other != "mirror" else (over(FACE), before)
    for way in ("turning", "cropped"):
        clip = gallery.image(street, effects=both, **WAYS[way])
        found = [spread(seen) for seen in frames(gallery, clip)]
        assert max(found) < HIDDEN + 8, found


def test_a_region_hides_nothing_but_its_place(gallery: Gallery, two: str) -> None:
    """Told to hide all but the plate, it shows the plate on every frame and the face on none."""
    for way in ("still and square", "turning", "moved", "upside down"):
        shown = over(PLATE, outside=True)
        clip = gallery.image(two, effects=(shown,), **WAYS[way])
        only = gallery.image(two, effects=(shown, over(PLATE)), **WAYS[way])
        neither = (frames(gallery, part) for part in (clip, only))
        for seen, hidden in zip(*neither, strict=True):
            assert spread(seen) > SEEN
            assert spread(hidden) < HIDDEN


@pytest.mark.parametrize("kept", ["left", "right", "top", "bottom"])
@pytest.mark.parametrize("way", ["still and square", "turning", "cropped", "turned over", "grown"])
def test_a_mirror_stands_in_the_source(
    gallery: Gallery, tmp_path: Path, kept: str, way: str
) -> None:
    """As if the file had been mirrored before it was brought."""
    chart = cv2.imread(str(gallery.path(gallery.chart)))
    assert chart is not None
    chart = cv2.GaussianBlur(chart, (0, 0), 2)
    near = {"left": np.s_[:, :240], "right": np.s_[:, 240:], "top": np.s_[:135],
            "bottom": np.s_[135:]}[kept]  # fmt: skip
    axis = 1 if kept in ("left", "right") else 0
    halves = [chart[near], np.flip(chart[near], axis)]
    whole = np.concatenate(halves if kept in ("left", "top") else halves[::-1], axis)
    assets: list[str] = []
    for name, picture in (("plain", chart), ("mirrored", whole)):
        path = tmp_path / f"{name} {kept} {way}.png"
        path.write_bytes(cv2.imencode(".png", picture)[1].tobytes())
        assets.append(gallery.add(path))
    mirrored = Effect(kind="mirror", arguments={"kept": kept})
    effected = gallery.image(assets[0], effects=(mirrored,), **WAYS[way])
    expected = gallery.image(assets[1], **WAYS[way])
    pairs = zip(*(frames(gallery, part) for part in (effected, expected)), strict=True)
    assert max(apart(a, b) for a, b in pairs) < 1.6


def _part(picture: Picture, left: int, top: int, right: int, bottom: int) -> tuple[Picture, Pane]:
    full = picture.y[top:bottom, left:right]
    u, v = (p[top // 2 : bottom // 2, left // 2 : right // 2] for p in (picture.u, picture.v))
    width, height = picture.width_px, picture.height_px
    return Picture(full, u, v), Pane(left / width, top / height, right / width, bottom / height)


@pytest.mark.parametrize(
    ("told", "room_px", "most"),
    [({"pixelate": True}, 48, 0), ({"strength": 0.4}, 40, 2), ({"shape": "ellipse"}, 60, 6)],
)
def test_a_part_is_drawn_as_in_the_whole(told: dict[str, Any], room_px: int, most: int) -> None:
    """Or what is hidden would flicker from one chunk to the next, which shows another part."""
    rng = np.random.default_rng(4)
    y = cv2.resize(rng.integers(20, 230, (45, 80), np.uint8), (640, 360))
    chroma = cv2.resize(rng.integers(60, 200, (20, 40), np.uint8), (320, 180))
    whole = Picture(np.asarray(y, np.uint8), *(np.asarray(chroma, np.uint8),) * 2)
    effect = effect_named("blur_region", {"x": 0.2, "y": 0.1, "w": 0.6, "h": 0.8, **told})
    assert isinstance(effect, OnSource)
    drawn = effect(whole, 0)
    box = (154, 66, 566, 330)
    part = effect.draw(*_part(whole, *box))
    expected, _ = _part(drawn, *box)
    inner = np.s_[room_px:-room_px, room_px:-room_px]
    assert np.abs(part.y[inner].astype(int) - expected.y[inner]).max() <= most
    half = np.s_[room_px // 2 : -room_px // 2, room_px // 2 : -room_px // 2]
    assert np.abs(part.u[half].astype(int) - expected.u[half]).max() <= most
