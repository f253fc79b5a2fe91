"""What is measured of a shot's frames: whether it lives, and whether it is steady.

`motion`: how differently parts of the picture move, from dense optical flow: the 95th percentile
less the 20th of the flow's length, in pixels a second of a 1080-line picture; a still picture under
a camera that only pans has next to none of it. `flicker`: the largest change of mean luminance
between neighbouring frames, and `boil` that of the high frequencies' energy, both as shares. What
would make them lie: grain, which moves everywhere (frames are made small first).
"""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

Frame = NDArray[np.uint8]
SMALL_PX = 180
EVERY = 6


class Measures:
    """Sees every frame of a shot in order."""

    def __init__(self) -> None:
        self._means: list[float] = []
        self._details: list[float] = []
        self._flows: list[float] = []
        self._moving: list[float] = []
        self._kept: NDArray[np.uint8] | None = None
        self._count = 0

    def see(self, frame: Frame) -> None:
        """Measure a frame."""
        width = round(frame.shape[1] * SMALL_PX / min(frame.shape[:2]))
        height = round(frame.shape[0] * SMALL_PX / min(frame.shape[:2]))
        small = cv2.resize(frame, (width, height), interpolation=cv2.INTER_AREA)
        grey = np.asarray(cv2.cvtColor(small, cv2.COLOR_RGB2GRAY), np.uint8)
        self._means.append(float(grey.mean()) / 255)
        self._details.append(float(np.abs(cv2.Laplacian(grey, cv2.CV_32F)).mean()) / 255)
        if self._count % EVERY == 0:
            if self._kept is not None:
                self._flow(self._kept, grey)
            self._kept = grey
        self._count += 1

    def _flow(self, before: NDArray[np.uint8], after: NDArray[np.uint8]) -> None:
        flow = cv2.calcOpticalFlowFarneback(before, after, np.zeros(0), 0.5, 4, 21, 3, 7, 1.5, 0)
        middle = np.median(flow.reshape(-1, 2), axis=0)
        length = np.hypot(*(flow - middle).transpose(2, 0, 1))
        self._flows.append(float(np.percentile(length, 95) - np.percentile(length, 20)))
        self._moving.append(float(np.percentile(np.hypot(*flow.transpose(2, 0, 1)), 95)))

    def told(self, fps: float) -> dict[str, float]:
        """The numbers, lengths as of 1080 lines and a second."""
        scale = 1080 / SMALL_PX * fps / EVERY
        means, details = np.array(self._means), np.array(self._details)
        return {
            "motion": round(float(np.median(self._flows or [0.0])) * scale, 1),
            "moving": round(float(np.median(self._moving or [0.0])) * scale, 1),
            "flicker": round(float(np.abs(np.diff(means)).max(initial=0)), 4),
            "boil": round(float((np.abs(np.diff(details)) / details[:-1]).max(initial=0)), 4),
        }
