"""Which files a draft names."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kinoloom.draft.model import AnySegment, Draft, PictureSegment

_ASSET = re.compile("[0-9a-f]{64}")
_WRITTEN = re.compile("(?<![0-9a-f])[0-9a-f]{64}(?![0-9a-f])")


def assets_of(draft: Draft) -> frozenset[str]:
    """The hashes of all files that rendering the draft reads."""
    return frozenset(a for t in draft.tracks for s in t.segments for a in _of(s))


def assets_written_in(text: str) -> frozenset[str]:
    """Everything in a draft's text that could name a file; also where it cannot be read."""
    return frozenset(_WRITTEN.findall(text))


def _of(segment: AnySegment) -> Iterator[str]:
    source = getattr(segment, "source", None)
    if source is not None:
        yield source.asset
    if isinstance(segment, PictureSegment):
        look = segment.adjustments.look
        if look is not None and _ASSET.fullmatch(look):
            yield look
