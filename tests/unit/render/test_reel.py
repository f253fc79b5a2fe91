"""Which of a worker's files stay open from one chunk to the next."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest
from tests.support import media

from kinoloom.render.layers import FootageLayer, Framing, Span
from kinoloom.render.reading import reel as reels
from kinoloom.render.reading.footage import Footage
from kinoloom.render.reading.reel import Reel

FRAME_PX = 320 * 180


@pytest.fixture(scope="module")
def paths(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Small files."""
    folder = tmp_path_factory.mktemp("reel")
    return {
        name: media.counted_video(folder / f"{name}.mp4", frames=90) for name in ("a", "b", "c")
    }


@pytest.fixture
def reel(paths: dict[str, Path], monkeypatch: pytest.MonkeyPatch) -> Reel:
    """A reel that keeps two idle files of this size."""
    monkeypatch.setattr(reels, "MOST_IDLE_PX", 2 * FRAME_PX)
    return Reel(paths)


def chunk_of(reel: Reel, *wanted: tuple[str, int]) -> list[Footage]:
    """The files one chunk reads, each up to a second after where it begins."""
    read: list[Footage] = []
    for number, (asset, start_s) in enumerate(wanted):
        start = Fraction(start_s)
        layer = FootageLayer(asset, start, Fraction(1, 30), Fraction(3), Span(0, 30), Framing())
        footage = reel.footage(layer, number)
        footage.at(start + 1, Fraction(1, 60))
        read.append(footage)
    reel.rewind()
    return read


def test_a_file_is_read_on_where_the_last_chunk_left_it(reel: Reel) -> None:
    first = chunk_of(reel, ("a", 0), ("b", 0))
    assert chunk_of(reel, ("a", 1), ("b", 1)) == first


def test_a_file_that_was_cut_away_from_is_read_on_when_it_comes_back(reel: Reel) -> None:
    (first,) = chunk_of(reel, ("a", 0))
    chunk_of(reel, ("b", 0))
    assert chunk_of(reel, ("a", 1)) == [first]


def test_what_a_chunk_reads_stays_open_however_much_it_is(reel: Reel) -> None:
    all_three = [("a", 0), ("a", 1), ("b", 0), ("c", 0)]
    first = chunk_of(reel, *all_three)
    assert len({id(footage) for footage in first}) == 4
    assert chunk_of(reel, ("a", 1), ("b", 1), ("c", 1))[1:] == first[2:]


def test_a_long_film_does_not_keep_what_it_opened_long_ago(reel: Reel) -> None:
    """Half an hour of cuts back and forth kept seven decoders open in each worker."""
    for _ in range(6):
        chunk_of(reel, ("a", 1))
        chunk_of(reel, ("a", 0))
    assert reel.open_files <= 3
