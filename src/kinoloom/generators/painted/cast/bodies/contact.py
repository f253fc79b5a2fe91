"""Where a foot meets the ground."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Contact:
    """Where a foot is on the frame, and how firmly it stands, 0 (in the air) to 1."""

    x_px: float
    y_px: float
    firmness: float
