"""Which files a draft names."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kinoloom.draft.model import AnySegment, Draft, PictureSegment

_ASSET = re.compile("[0-9a-f]{64}")


def assets_of(draft: Draft) -> frozenset[str]:
    """The hashes of all files that rendering the draft reads."""
    return frozenset(a for t in draft.tracks for s in t.segments for a in _of(s))


def _of(segment: AnySegment) -> Iterator[str]:
    source = getattr(segment, "source", None)
    if source is not None:
        yield source.asset
    if isinstance(segment, PictureSegment):
        look = segment.adjustments.look
        if look is not None and _ASSET.fullmatch(look):
            yield look
