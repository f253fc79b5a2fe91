"""Frames to look at: drawn once, one at a time, by a child that is replaced when it must be."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.support.drafts import film

from kinoloom.draft.edits import append
from kinoloom.draft.model import ColourSegment, Draft, Metadata
from kinoloom.errors import Cancelled, MachineError
from kinoloom.media.assets import AssetFolder, AssetMissing
from kinoloom.render.cache import RenderCache
from kinoloom.render.errors import NothingToRender
from kinoloom.studio import viewing
from kinoloom.studio.viewing import Look, TooManyLooks, Viewfinder

JPEG = b"\xff\xd8\xff"


def plain(*colours: str) -> Draft:
    draft = Draft(metadata=Metadata(width_px=320, height_px=180))
    for colour in colours:
        draft = append(draft, ColourSegment(id="", start_ms=0, duration_ms=1000, colour=colour))
    return draft


@pytest.fixture
def finder(tmp_path: Path) -> Iterator[Viewfinder]:
    made = Viewfinder(AssetFolder(tmp_path / "assets"), RenderCache(tmp_path / "cache"))
    yield made
    made.close()


def shown(finder: Viewfinder, look: Look) -> bytes:
    return finder.picture(look, look.tag)


def test_a_frame_is_a_picture_of_its_moment(finder: Viewfinder) -> None:
    import cv2
    import numpy as np

    draft = plain("#ff0000", "#0000ff")
    for at_ms, channel in ((0, 2), (1500, 0), (99_000, 0)):
        data = np.frombuffer(shown(finder, Look(draft, at_ms, 90)), np.uint8)
        picture = cv2.imdecode(data, cv2.IMREAD_COLOR)
        assert picture is not None
        assert picture.shape == (90, 160, 3)
        assert int(np.argmax(picture[45, 80])) == channel


def test_equal_looks_are_one_picture_and_others_are_not() -> None:
    draft = plain("#ff0000", "#0000ff")
    assert Look(draft, 0, 1080).tag == Look(draft, 0, 180).tag
    tags = {
        Look(draft, 0).tag,
        Look(draft, 500).tag,
        Look(draft, 0, 90).tag,
        Look(plain("#ff0000"), 0).tag,
    }
    assert len(tags) == 4


def test_what_was_drawn_is_not_drawn_again(
    finder: Viewfinder, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn: list[int] = []

    def draw(_draft: Draft, at_ms: int, **_more: Any) -> bytes:
        drawn.append(at_ms)
        return bytes(1000)

    monkeypatch.setattr(viewing, "frame", draw)
    monkeypatch.setattr(viewing, "MOST_KEPT_BYTES", 2500)
    draft = plain("#ff0000")
    for at_ms in (0, 10, 0, 10, 20, 10, 0):
        shown(finder, Look(draft, at_ms))
    # Two pictures are kept: the third lets go of the one that was seen longest ago.
    assert drawn == [0, 10, 20, 0]


def test_too_many_at_once_are_told_to_wait(
    finder: Viewfinder, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, go_on = threading.Semaphore(0), threading.Event()

    def draw(_draft: Draft, _at_ms: int, **_more: Any) -> bytes:
        begun.release()
        go_on.wait(30)
        return JPEG

    monkeypatch.setattr(viewing, "frame", draw)
    monkeypatch.setattr(viewing, "MOST_WAITING", 1)
    small = Viewfinder(AssetFolder(Path()), RenderCache(Path()))
    draft = plain("#ff0000")
    first = threading.Thread(target=shown, args=(small, Look(draft)))
    first.start()
    begun.acquire()
    with pytest.raises(TooManyLooks):
        shown(small, Look(draft, 500))
    go_on.set()
    first.join()
    assert shown(small, Look(draft)) == JPEG


def test_a_frame_that_takes_too_long_frees_the_place(
    finder: Viewfinder, monkeypatch: pytest.MonkeyPatch
) -> None:
    stopped: list[bool] = []

    def draw(*_given: Any, **_more: Any) -> bytes:
        raise Cancelled("Stopped.")

    monkeypatch.setattr(viewing, "frame", draw)

    def stop(_worker: viewing.Worker) -> None:
        stopped.append(True)

    monkeypatch.setattr(viewing.Worker, "stop", stop)
    with pytest.raises(MachineError, match="longer than"):
        shown(finder, Look(plain("#ff0000")))
    assert stopped == [True]


def test_what_cannot_be_drawn_is_said_and_the_next_can(finder: Viewfinder) -> None:
    with pytest.raises(NothingToRender):
        shown(finder, Look(Draft()))
    with pytest.raises(AssetMissing):
        shown(finder, Look(film(1000)))
    assert shown(finder, Look(plain("#ff0000"))).startswith(JPEG)
