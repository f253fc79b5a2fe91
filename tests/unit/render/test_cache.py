"""What was never finished is made again; what was is not."""

from __future__ import annotations

from pathlib import Path

import pytest

from kinoloom.render.cache import RenderCache

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
