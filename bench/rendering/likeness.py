"""Whether two films show the same: frames, length, and PSNR and SSIM at moments outside the words.

Two encodes of one picture at crf 20 differ by their own losses, and scalers by a little blur. The
floor is below that and above what a wrong frame, place or light gives.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

import av
import cv2
import numpy as np
from numpy.typing import NDArray

from kinoloom.media.probe import probe

Plane = NDArray[np.uint8]
BAND = (0.15, 0.68)
"""Rows that hold neither logo nor captions, as shares of the height."""
SLACK_MS = 120


@dataclass(frozen=True)
class Floor:
    """As alike as this, at the least."""

    db: float
    ssim: float


@dataclass(frozen=True)
class Likeness:
    """How alike two films are; the worst of the moments looked at."""

    same_frames: bool
    length_ms: tuple[int, int]
    worst_db: float
    worst_ssim: float
    worst_frame: int
    floor: Floor

    @property
    def is_as_long(self) -> bool:
        """Whether both last as long, but for what containers round."""
        return abs(self.length_ms[0] - self.length_ms[1]) <= SLACK_MS

    @property
    def is_alike(self) -> bool:
        """Whether both show the same at every moment looked at."""
        return self.worst_db >= self.floor.db and self.worst_ssim >= self.floor.ssim

    @property
    def holds(self) -> bool:
        """Whether it is the same film, frame by frame."""
        return self.same_frames and self.is_as_long and self.is_alike

    def __str__(self) -> str:
        frames = "same frames" if self.same_frames else "other frames"
        return f"{frames}, {self.worst_db:.1f} dB at {self.worst_frame}, {self.worst_ssim:.3f} SSIM"


def likeness(
    one: Path, other: Path, frames: Iterable[int], floor: Floor, *, shrunk: int = 1
) -> Likeness:
    """Compare two films at these frames, made smaller by `shrunk` for a look from afar."""
    wanted = sorted(set(frames))
    facts = (probe(one), probe(other))
    pairs = list(
        zip(wanted, _frames(one, wanted, shrunk), _frames(other, wanted, shrunk), strict=True)
    )
    decibels = [(_psnr(a, b), number) for number, a, b in pairs]
    worst_db, worst_frame = min(decibels)
    return Likeness(
        facts[0].frame_count == facts[1].frame_count,
        (facts[0].duration_ms, facts[1].duration_ms),
        worst_db,
        min(_ssim(a, b) for _, a, b in pairs),
        worst_frame,
        floor,
    )


def _frames(film: Path, wanted: list[int], shrunk: int) -> list[Plane]:
    """The luma of these frames, cut to the band, every `shrunk` pixels averaged to one."""
    found: list[Plane] = []
    remaining = set(wanted)
    with av.open(str(film)) as container:
        for number, frame in enumerate(container.decode(video=0)):
            if number in remaining:
                remaining.discard(number)
                luma = np.asarray(frame.to_ndarray(format="gray"), np.uint8)
                top, bottom = (round(share * luma.shape[0]) for share in BAND)
                band, size = luma[top:bottom], (luma.shape[1] // shrunk, (bottom - top) // shrunk)
                small = cv2.resize(band, size, interpolation=cv2.INTER_AREA)
                found.append(np.asarray(small, np.uint8))
            if not remaining:
                return found
    raise ValueError(f"{film.name} ends before frame {max(remaining)}")


def _psnr(a: Plane, b: Plane) -> float:
    difference = a.astype(np.float64) - b.astype(np.float64)
    error = float(np.mean(difference * difference))
    return 99.0 if error == 0 else 10 * float(np.log10(255.0**2 / error))


def _ssim(a: Plane, b: Plane) -> float:
    """Structural similarity with the usual Gaussian window of 1.5 pixels (Wang et al. 2004)."""
    x, y = a.astype(np.float64), b.astype(np.float64)

    def soft(plane: NDArray[np.float64]) -> NDArray[np.float64]:
        return cast("NDArray[np.float64]", cast(Any, cv2).GaussianBlur(plane, (11, 11), 1.5))

    mean_x, mean_y = soft(x), soft(y)
    var_x, var_y = soft(x * x) - mean_x**2, soft(y * y) - mean_y**2
    together = soft(x * y) - mean_x * mean_y
    c1, c2 = (0.01 * 255) ** 2, (0.03 * 255) ** 2
    above = (2 * mean_x * mean_y + c1) * (2 * together + c2)
    return float(np.mean(above / ((mean_x**2 + mean_y**2 + c1) * (var_x + var_y + c2))))
