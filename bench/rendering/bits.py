"""What of a cache and of a film stayed the same, bit by bit."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

import av


class BitsChanged(AssertionError):
    """Something that nobody touched is not what it was."""


def cached(folder: Path) -> dict[str, str]:
    """A hash of every finished file of a cache; its notes say when, so they are left out."""
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.suffix != ".json"
    }


def fresh(before: dict[str, str], after: dict[str, str]) -> set[str]:
    """The files that an export added. Raises BitsChanged when another is not as it was."""
    changed = sorted(name for name, bits in before.items() if after.get(name) != bits)
    if changed:
        raise BitsChanged(f"{len(changed)} cached files changed or went, {changed[0]} for one")
    return after.keys() - before.keys()


def pictures(film: Path) -> list[bytes]:
    """A hash of each encoded frame, in the order they lie in the file."""
    return list(_packets(film))


def _packets(film: Path) -> Iterator[bytes]:
    with av.open(str(film)) as container:
        for packet in container.demux(video=0):
            if packet.size:
                yield hashlib.blake2b(bytes(packet), digest_size=16).digest()


def changed(old: list[bytes], new: list[bytes], *, shift: int = 0) -> list[int]:
    """Frames of the new film that are not, bit by bit, the old one's `shift` frames later."""
    return [
        number
        for number, bits in enumerate(new)
        if not 0 <= number + shift < len(old) or old[number + shift] != bits
    ]


def check_within(frames: list[int], first: int, end: int, what: str) -> None:
    """Raise BitsChanged unless some frames changed and all of them lie in [first, end)."""
    if not frames:
        raise BitsChanged(f"{what}: nothing changed, so nothing was measured")
    outside = [frame for frame in frames if not first <= frame < end]
    if outside:
        raise BitsChanged(
            f"{what}: {len(outside)} frames outside {first}..{end} were encoded anew, "
            f"frame {outside[0]} for one"
        )
