"""Lava that flows: streams on a flank, a river, a lake; crust that drifts over the melt."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

import cv2
import numpy as np

from kinoloom.generators.painted.easel.bands import in_bands
from kinoloom.generators.painted.easel.kernel import kernel
from kinoloom.generators.painted.easel.layer import Layer, place
from kinoloom.generators.painted.settings.falls.cascade import tile_at
from kinoloom.generators.painted.settings.volcano.looks import HEAT, LAVA_RGB

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from kinoloom.generators.painted.easel.camera import Pose
    from kinoloom.generators.painted.easel.canvas import Canvas
    from kinoloom.generators.painted.easel.layer import Shear
    from kinoloom.generators.painted.settings.deep.clock import Clock

_RENEWAL_S = 3.2
"""How long the flowing pattern is followed before it is drawn anew."""
_HALO_SHRINK = 8


class Melt(NamedTuple):
    """Lava on the painted canvas (height x width each): how much of a pixel it covers, its
    temperature 0..1, how much crust is on it, places
    across and along in cells, and the cells in a pixel."""  # fmt: skip

    cover: NDArray[np.float32]
    heat: NDArray[np.float32]
    crust: NDArray[np.float32]
    across: NDArray[np.float32]
    along: NDArray[np.float32]
    blur: NDArray[np.float32]


class Lava:
    """The lava of one layer of the picture."""

    def __init__(
        self,
        canvas: Canvas,
        melt: Melt,
        tile: NDArray[np.float32],
        clock: Clock,
        *,
        parallax: float,
        pace: float,
        shear: Shear | None = None,
        step_px: int = 1,
    ) -> None:
        """`pace` is in cells a second; `step_px` is the size of a pixel of its own picture."""
        self._canvas, self._clock, self._tile = canvas, clock, tile
        self._parallax, self._shear = parallax, shear
        self._pace, self._step_px = pace, step_px
        if step_px > 1:
            melt = _coarse(melt, step_px)
        rows, columns = np.nonzero(melt.cover > 0.004)
        self.is_empty = len(rows) == 0
        if self.is_empty:
            return
        self._top, self._left = int(rows.min()), int(columns.min())
        size = (int(rows.max()) - self._top + 1, int(columns.max()) - self._left + 1)
        self._size = size
        self._spots = np.stack([rows - self._top, columns - self._left], axis=1).astype(np.int32)
        self._melt = np.stack(
            [part[rows, columns] for part in melt], axis=1
        ).astype(np.float32)  # fmt: skip

    def draw(self, frame_u8: NDArray[np.uint8], t_s: float, pose: Pose) -> None:
        """Draw it as it is at that moment."""
        if self.is_empty:
            return
        sheet = np.zeros((*self._size, 4), np.uint8)
        rate = self._clock.rate_hz(1 / _RENEWAL_S)
        first = t_s * rate % 1.0
        second = (first + 0.5) % 1.0
        weight = 1 - abs(2 * first - 1)
        even = math.hypot(weight, 1 - weight)
        numbers = np.array(
            [(first - 0.5) * self._pace / rate, (second - 0.5) * self._pace / rate,
             weight / even, (1 - weight) / even,
             math.sin(self._clock.turn(t_s, 0.31)), math.cos(self._clock.turn(t_s, 0.31))],
            np.float32,
        )  # fmt: skip

        def flow(first_spot: int, last_spot: int) -> None:
            part = slice(first_spot, last_spot)
            _flow(sheet, self._spots[part], self._melt[part], self._tile, numbers, HEAT)

        in_bands(len(self._spots), flow)
        step = self._step_px
        if step > 1:
            whole = (sheet.shape[1] * step, sheet.shape[0] * step)
            sheet = np.asarray(cv2.resize(sheet, whole, interpolation=cv2.INTER_LINEAR), np.uint8)
        layer = Layer(
            sheet, self._parallax, x_px=self._left * step, y_px=self._top * step,
            shear=self._shear,
        )  # fmt: skip
        layer.draw(frame_u8, pose, self._canvas)


def _coarse(melt: Melt, step_px: int) -> Melt:
    """The lava in larger pixels."""
    height, width = melt.cover.shape
    size = (width // step_px, height // step_px)
    cut = np.s_[: size[1] * step_px, : size[0] * step_px]
    parts = [
        np.asarray(cv2.resize(part[cut], size, interpolation=cv2.INTER_AREA), np.float32)
        for part in melt
    ]
    return Melt(*parts)._replace(blur=parts[5] * np.float32(step_px))


class Halo:
    """The glow of lava in the air around it, flickering."""

    def __init__(
        self, canvas: Canvas, light: NDArray[np.float32], clock: Clock, *, parallax: float
    ) -> None:
        """`light` is a picture of how much light comes from each place of the painted canvas."""
        self._canvas, self._clock, self._parallax = canvas, clock, parallax
        size = (max(2, light.shape[1] // _HALO_SHRINK), max(2, light.shape[0] // _HALO_SHRINK))
        small = np.asarray(cv2.resize(light, size, interpolation=cv2.INTER_AREA), np.float32)
        self._scale = (light.shape[1] / size[0], light.shape[0] / size[1])
        self._glow = np.clip(small[..., None] * LAVA_RGB, 0, 1) * np.float32(255)

    def draw(self, frame_u8: NDArray[np.uint8], t_s: float, pose: Pose) -> None:
        """Add the glow to the frame."""
        turn = self._clock.turn
        power = 0.88 + 0.07 * math.sin(turn(t_s, 1.1)) + 0.05 * math.sin(turn(t_s, 2.7, 0.3))
        x, y, scale = place(0.0, 0.0, self._parallax, pose, self._canvas)
        shrink = _HALO_SHRINK // 2
        view = np.array(
            [[self._scale[0] * scale, 0, x], [0, self._scale[1] * scale, y]], np.float64
        ) / shrink  # fmt: skip
        height_px, width_px = frame_u8.shape[:2]
        size = (-(-width_px // shrink), -(-height_px // shrink))
        seen = cv2.warpAffine(self._glow, view, size, flags=cv2.INTER_LINEAR)
        lit = np.asarray(np.clip(seen * np.float32(power), 0, 255), np.uint8)
        full = cv2.resize(lit, (width_px, height_px), interpolation=cv2.INTER_LINEAR)
        # Screened: what is bright already takes less of it.
        rest = cv2.multiply(cv2.bitwise_not(frame_u8), full, scale=1 / 255)
        cv2.add(frame_u8, rest, dst=frame_u8)


@kernel
def _flow(
    sheet: NDArray[np.uint8],
    spots: NDArray[np.int32],
    melt: NDArray[np.float32],
    tile: NDArray[np.float32],
    numbers: NDArray[np.float32],
    ramp: NDArray[np.uint8],
) -> None:
    one, zero = np.float32(1.0), np.float32(0.0)
    for k in range(spots.shape[0]):
        cover, heat, crust = melt[k, 0], melt[k, 1], melt[k, 2]
        across, along = melt[k, 3], melt[k, 4]
        plates = zero
        fine = zero
        tone = zero
        for turn in range(2):
            v = along - numbers[turn]
            shift = np.float32(13.7) * np.float32(turn)
            bend = tile_at(tile, across * np.float32(0.6) + shift, v * np.float32(0.6))
            tone += numbers[2 + turn] * bend
            plates += numbers[2 + turn] * tile_at(
                tile,
                across + np.float32(0.22) * bend + shift,
                v + np.float32(0.22) * bend + np.float32(5.1),
            )
            fine += numbers[2 + turn] * tile_at(
                tile, across * np.float32(2.7) + shift, v * np.float32(2.7) + np.float32(2.3)
            )
        # Seams narrower than a pixel are faint rather than broken.
        sharp = np.float32(0.0625) / (
            np.float32(0.0625) + np.float32(36.0) * melt[k, 5] * melt[k, 5]
        )
        seam = plates + np.float32(0.22) * sharp * fine
        crack = np.float32(math.exp(-seam * seam * np.float32(16.0) * sharp)) * np.float32(
            math.sqrt(sharp)
        )
        crack *= min(one, max(np.float32(0.15), np.float32(0.66) + np.float32(0.5) * tone))
        pulse = np.float32(0.04) * (
            numbers[4] * min(one, max(-one, plates)) + numbers[5] * min(one, max(-one, fine))
        )
        open_melt = np.float32(0.11) * plates + np.float32(0.06) * fine
        skin = np.float32(0.62) * crack - np.float32(0.42) + np.float32(0.07) * fine
        value = heat + crust * skin + (one - crust) * open_melt + pulse
        i = int(min(one, max(zero, value)) * np.float32(255.0))
        for c in range(3):
            sheet[spots[k, 0], spots[k, 1], c] = np.uint8(
                np.float32(ramp[i, c]) * cover + np.float32(0.5)
            )
        sheet[spots[k, 0], spots[k, 1], 3] = np.uint8(cover * np.float32(255.0) + np.float32(0.5))
