"""Bytes on their way into the store: landed once, counted, hashed, and swept up after a kill."""

from __future__ import annotations

import hashlib
import os
import time
from pathlib import Path

import pytest

from kinoloom.errors import MachineError
from kinoloom.media.assets import AssetFolder, AssetMissing
from kinoloom.media.limits import MB, FileTooLarge, limit_for
from kinoloom.media.receiving import Receiver

DATA = b"kinoloom" * 5000
ID = hashlib.sha256(DATA).hexdigest()


@pytest.fixture
def assets(tmp_path: Path) -> AssetFolder:
    return AssetFolder(tmp_path / "assets")


def receive(assets: AssetFolder, data: bytes = DATA, limit_bytes: int = 1 << 20) -> str:
    with Receiver(assets, limit_bytes) as receiver:
        for start in range(0, len(data), 999):
            receiver.write(data[start : start + 999])
        return receiver.finish().asset_id


def files_of(assets: AssetFolder) -> list[Path]:
    return [path for path in assets.folder.rglob("*") if path.is_file()]


def test_blocks_become_an_asset(assets: AssetFolder) -> None:
    with Receiver(assets, len(DATA)) as receiver:
        receiver.write(memoryview(DATA)[:10])
        receiver.write(DATA[10:])
        inode = receiver.part.stat().st_ino
        received = receiver.finish()
    assert (received.asset_id, received.size_bytes) == (ID, len(DATA))
    assert assets.path(ID) == received.path
    assert received.path.read_bytes() == DATA
    assert received.path.stat().st_ino == inode, "copied, not moved"
    assert files_of(assets) == [received.path]


def test_the_same_bytes_are_one_asset(assets: AssetFolder, tmp_path: Path) -> None:
    (tmp_path / "same").write_bytes(DATA)
    assert receive(assets) == receive(assets) == assets.keep(tmp_path / "same") == ID
    assert len(files_of(assets)) == 1


def test_one_byte_too_many_leaves_nothing(assets: AssetFolder) -> None:
    receiver = Receiver(assets, 100)
    receiver.write(bytes(100))
    with pytest.raises(FileTooLarge, match="100 bytes") as refused:
        receiver.write(b"x")
    assert refused.value.wire_code == 4002
    assert files_of(assets) == []
    receiver.abort()


def test_settled_bytes_can_be_looked_at_before_they_are_kept(assets: AssetFolder) -> None:
    with Receiver(assets, 1 << 20) as receiver:
        receiver.write(DATA)
        assert receiver.settle().read_bytes() == DATA
        assert ID not in assets
        receiver.finish()
    assert ID in assets


def test_an_error_in_between_leaves_nothing(assets: AssetFolder) -> None:
    def breaks_off() -> None:
        with Receiver(assets, 1 << 20) as receiver:
            receiver.write(DATA)
            raise KeyError

    with pytest.raises(KeyError):
        breaks_off()
    assert files_of(assets) == []


def test_a_store_that_cannot_be_written_is_the_operators(tmp_path: Path) -> None:
    (tmp_path / "assets").write_text("a file where the folder belongs")
    with pytest.raises(MachineError, match="cannot be written"):
        Receiver(AssetFolder(tmp_path / "assets"), 100)


def test_what_a_kill_left_is_swept_when_old(assets: AssetFolder) -> None:
    kept = receive(assets)
    left = Receiver(assets, 1 << 20)
    left.write(DATA)
    left.settle()
    landing = assets.folder / kept[:2] / f".{kept}.00ff00ff.part"
    landing.write_bytes(b"half")
    assert assets.sweep(3600) == 0
    old = time.time() - 7200
    for path in (left.part, landing, assets.path(kept)):
        os.utime(path, (old, old))
    assert assets.sweep(3600) == 2
    assert files_of(assets) == [assets.path(kept)]


def test_assets_are_listed_and_discarded(assets: AssetFolder) -> None:
    first, second = receive(assets), receive(assets, b"other")
    old = time.time() - 1000
    os.utime(assets.path(first), (old, old))
    listed = {kept.asset_id: kept for kept in assets.kept()}
    assert set(listed) == {first, second}
    assert listed[first].size_bytes == len(DATA)
    assert 990 < listed[first].age_s < 1100
    assert listed[second].age_s < 100
    receive(assets)
    assert all(kept.age_s < 100 for kept in assets.kept()), "put in again counts as new"
    assets.discard(first)
    assets.discard(first)
    assert [kept.asset_id for kept in assets.kept()] == [second]


def test_a_kept_file_counts_as_new_too(assets: AssetFolder, tmp_path: Path) -> None:
    (tmp_path / "same").write_bytes(DATA)
    kept = assets.keep(tmp_path / "same")
    os.utime(assets.path(kept), (1, 1))
    assert assets.keep(tmp_path / "same") == kept
    assert next(assets.kept()).age_s < 100


def test_an_id_is_never_a_path(assets: AssetFolder, tmp_path: Path) -> None:
    receive(assets)
    (tmp_path / "secret").write_text("x")
    for odd in ("../secret", "..", "", ID.upper(), ID + "/../x", "ab/../../secret"):
        assert odd not in assets
        with pytest.raises(AssetMissing):
            assets.path(odd)
        assets.discard(odd)
    assert (tmp_path / "secret").exists()


def test_the_skill_and_the_server_both_limit() -> None:
    assert limit_for("pixverse-ai-image-to-video", 900 * MB) == 20 * MB
    assert limit_for("pika-ai-video-generation", 900 * MB) == 200 * MB
    assert limit_for("pictory-ai", 900 * MB) == 500 * MB
    assert limit_for("pictory-ai", 50 * MB) == 50 * MB
    assert limit_for("kinoloom", 900 * MB) == limit_for(None, 900 * MB) == 900 * MB
    assert "20 MB" in str(FileTooLarge(20 * MB))
