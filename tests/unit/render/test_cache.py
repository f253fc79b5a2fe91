"""What was never finished is made again; what was is not."""

from __future__ import annotations

import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from kinoloom.errors import Cancelled
from kinoloom.render.cache import RenderCache
from kinoloom.watch import Watch

KEY = "ab" * 32


def _write(path: Path) -> None:
    path.write_bytes(b"frames")


def test_a_finished_file_is_found(tmp_path: Path) -> None:
    cache = RenderCache(tmp_path)
    made = cache.make(KEY, ".mp4", {"frames": 9}, _write)
    assert cache.find(KEY, ".mp4") == made
    assert cache.make(KEY, ".mp4", {}, lambda _: pytest.fail("made twice")) == made


@pytest.mark.parametrize("damage", ["shorter", "no note", "bad note", "gone"])
def test_a_damaged_entry_is_made_again(tmp_path: Path, damage: str) -> None:
    cache = RenderCache(tmp_path)
    path = cache.make(KEY, ".mp4", {}, _write)
    note = path.with_suffix(".json")
    match damage:
        case "shorter":
            path.write_bytes(b"fra")
        case "no note":
            note.unlink()
        case "bad note":
            note.write_text("{")
        case _:
            path.unlink()
    assert cache.find(KEY, ".mp4") is None
    assert cache.make(KEY, ".mp4", {}, _write).read_bytes() == b"frames"


def test_a_writer_that_fails_leaves_nothing(tmp_path: Path) -> None:
    def fail(path: Path) -> None:
        path.write_bytes(b"half")
        raise ValueError("broken")

    with pytest.raises(ValueError, match="broken"):
        RenderCache(tmp_path).make(KEY, ".mp4", {}, fail)
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_of_several_who_want_a_file_one_makes_it(tmp_path: Path) -> None:
    cache = RenderCache(tmp_path)
    made: list[Path] = []

    def write(path: Path) -> None:
        made.append(path)
        time.sleep(0.05)
        _write(path)

    with ThreadPoolExecutor(4) as pool:
        asked = [pool.submit(cache.make, KEY, ".mp4", {}, write) for _ in range(4)]
    assert len({one.result() for one in asked}) == 1
    assert len(made) == 1


def test_who_waits_for_a_file_can_be_stopped(tmp_path: Path) -> None:
    cache, watch = RenderCache(tmp_path), Watch()
    begun, end = threading.Event(), threading.Event()

    def slow(path: Path) -> None:
        begun.set()
        end.wait(10)
        _write(path)

    with ThreadPoolExecutor(2) as pool:
        making = pool.submit(cache.make, KEY, ".mp4", {}, slow)
        begun.wait(10)
        waiting = pool.submit(cache.make, KEY, ".mp4", {}, _write, watch)
        watch.cancel()
        with pytest.raises(Cancelled):
            waiting.result(5)
        end.set()
        assert making.result(5).exists()
