"""Canvas: another size or rate for the same film."""

from __future__ import annotations

from fractions import Fraction

from kinoloom.draft.model import Draft, Metadata


def set_canvas(
    draft: Draft, *, width_px: int, height_px: int, fps: Fraction | str | None = None
) -> Draft:
    """The film on another canvas. Nothing moves; pictures re-frame by their `fit`."""
    wire = draft.metadata.model_dump(by_alias=True)
    wire |= {"width": width_px, "height": height_px}
    if fps is not None:
        wire["fps"] = str(fps)
    return draft.model_copy(update={"metadata": Metadata.model_validate(wire)})
