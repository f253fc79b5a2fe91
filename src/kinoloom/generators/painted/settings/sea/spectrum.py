"""The sea's waves as pictures that tile: many waves at once, each as fast as its length asks.

A band of wave lengths is one square patch. Its waves are summed by a Fourier transform, so any
moment can be asked for. Rows of a patch run away from the viewer, columns to the right.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from collections.abc import Sequence

GRID = 256  # a power of two: the kernels mask instead of dividing
LEVELS = 7
"""Pyramid levels: each halves the rows only, since a low eye squeezes the sea in depth alone."""
CHANNELS = 4
"""Height in metres, slope to the right, slope away from the viewer, foam 0..1."""
_GRAVITY = 9.81
_FOAM_AGES_S = (0.0, 0.6, 1.5)
_FOAM_SHARES = (1.0, 0.72, 0.45)


class Band(NamedTuple):
    """Waves from `shortest_m` to `longest_m`, on a patch `patch_m` wide.

    `slope` is their mean steepness (rms), `spread` how well they keep to the wind: 1 all ways,
    8 nearly one way. With a `long_share` above 0 the longest waves are the steepest.
    """

    patch_m: float
    shortest_m: float
    longest_m: float
    slope: float
    spread: float
    long_share: float = 0.0


class Waves:
    """One band of waves."""

    def __init__(
        self,
        band: Band,
        *,
        heading: float,
        choppiness: float,
        foam_from: float,
        seed: int,
        loop_s: float | None,
    ) -> None:
        """`heading` is where they run: 0 toward the viewer, positive to the right (radians).

        `choppiness` sharpens crests, 0 to 1. Foam forms where the surface is squeezed more than
        `foam_from` (about 1 breaks never). With `loop_s` the sea repeats after that time.
        """
        self.band = band
        rng = np.random.default_rng([seed & 0xFFFFFFFF, 0x5EA])
        step = 2 * math.pi / band.patch_m
        kz = np.asarray(np.fft.fftfreq(GRID) * GRID * step, np.float64)[:, None]
        kx = np.asarray(np.arange(GRID // 2 + 1) * step, np.float64)[None, :]
        k = np.hypot(kz, kx)
        k[0, 0] = step
        shape = _spectrum(k, band)
        noise = rng.normal(0, 1, (2, 2, GRID, GRID // 2 + 1))
        with_wind = shape * _toward(kx, kz, k, heading, band.spread)
        against = shape * _toward(-kx, -kz, k, heading, band.spread)
        forward = with_wind * (noise[0, 0] + 1j * noise[0, 1])
        backward = against * (noise[1, 0] + 1j * noise[1, 1])
        turn = np.sqrt(_GRAVITY * k)
        if loop_s is not None:
            turn = np.round(turn * loop_s / (2 * math.pi)) * (2 * math.pi / loop_s)
        # One number for all: the rms slope is what was asked for.
        power = (np.abs(forward) ** 2 + np.abs(backward) ** 2) * k * k
        gain = band.slope / math.sqrt(2 * float(power.sum())) * GRID * GRID
        self._forward = (forward * gain).astype(np.complex64)
        self._backward = (backward * gain).astype(np.complex64)
        self._turn = turn.astype(np.float32)
        self._to_x = (-1j * kx / k).astype(np.complex64)
        self._to_z = (-1j * kz / k).astype(np.complex64)
        self._squeeze = k.astype(np.float32)
        self._choppiness = choppiness
        self._foam_from = foam_from
        self._foam_gain = np.float32(0.9 / max(0.01, band.slope))
        self._texel_m = band.patch_m / GRID

    def at(self, t_s: float) -> NDArray[np.float32]:
        """All pyramid levels of a moment, one under the other: 2 GRID x GRID x CHANNELS."""
        now = self._amplitudes(t_s)
        out = np.zeros((2 * GRID, GRID, CHANNELS), np.float32)
        height = _field(now)
        if self._choppiness > 0:
            height = self._sharpened(height, now)
        out[:GRID, :, 0] = height
        run = np.float32(0.5 / self._texel_m)
        out[:GRID, :, 1] = (np.roll(height, -1, 1) - np.roll(height, 1, 1)) * run
        out[:GRID, :, 2] = (np.roll(height, -1, 0) - np.roll(height, 1, 0)) * run
        if self._foam_from < 1.0:
            out[:GRID, :, 3] = self._foam(t_s, now)
        _fill_levels(out)
        return out

    def slope_variance(self) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """What each pyramid level keeps of the slopes' variance, right and away."""
        whole = self.at(0.0)
        kept_x, kept_z, first = [], [], 0
        for level in range(LEVELS):
            part = whole[first : first + (GRID >> level)]
            kept_x.append(float(part[..., 1].var()))
            kept_z.append(float(part[..., 2].var()))
            first += GRID >> level
        return np.array(kept_x), np.array(kept_z)

    def _amplitudes(self, t_s: float) -> NDArray[np.complex64]:
        turn = self._turn * np.float32(t_s)
        phase = np.empty(turn.shape, np.complex64)
        np.cos(turn, out=phase.real)
        np.sin(-turn, out=phase.imag)
        now = self._forward * phase
        np.conjugate(phase, out=phase)
        phase *= self._backward
        now += phase
        return now

    def _sharpened(
        self, height: NDArray[np.float32], now: NDArray[np.complex64]
    ) -> NDArray[np.float32]:
        """Water moves together at crests: they are sharp, and the troughs between them wide."""
        scale = np.float32(self._choppiness / self._texel_m)
        columns, rows = np.meshgrid(np.arange(GRID, dtype=np.float32), np.arange(GRID))
        x = columns + _field(now * self._to_x) * scale
        z = rows.astype(np.float32) + _field(now * self._to_z) * scale
        moved = cv2.remap(height, x, z, cv2.INTER_LINEAR, borderMode=cv2.BORDER_WRAP)
        return np.asarray(moved, np.float32)

    def _foam(self, t_s: float, now: NDArray[np.complex64]) -> NDArray[np.float32]:
        """Foam is left where crests broke a moment ago."""
        total = np.zeros((GRID, GRID), np.float32)
        for age_s, share in zip(_FOAM_AGES_S, _FOAM_SHARES, strict=True):
            then = now if age_s == 0 else self._amplitudes(t_s - age_s)
            squeezed = _field(then * self._squeeze)
            fresh = np.clip((squeezed - np.float32(self._foam_from)) * self._foam_gain, 0, 1)
            total = np.maximum(total, fresh * np.float32(share))
        # Whitecaps are patches, not lines: spread what broke over its surroundings.
        soft = cv2.GaussianBlur(total, (0, 0), 2.2, borderType=cv2.BORDER_REFLECT_101)
        return np.asarray(np.minimum(1, np.maximum(0.8 * total, 1.7 * soft)), np.float32)


def gust_map(seed: int) -> NDArray[np.float32]:
    """Wind patches that tile, mean 0 and deviation 1, as pyramid levels: 2 GRID x GRID."""
    rng = np.random.default_rng([seed & 0xFFFFFFFF, 0x6A5])
    white = np.fft.rfft2(rng.normal(0, 1, (GRID, GRID)))
    fz = np.fft.fftfreq(GRID)[:, None] * GRID
    fx = np.fft.rfftfreq(GRID)[None, :] * GRID
    wave = np.hypot(fx * 1.6, fz)
    wave[0, 0] = 1.0
    patches = np.fft.irfft2(white * wave**-1.25 * (wave > 1.5) * np.exp(-((wave / 70) ** 2)))
    out = np.zeros((2 * GRID, GRID), np.float32)
    out[:GRID] = patches / patches.std()
    _fill_levels(out[..., None])
    return out


def kept_levels(
    sea: Sequence[Waves],
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """The slope variance each band keeps on each level: bands x LEVELS, right and away."""
    both = [waves.slope_variance() for waves in sea]
    return np.stack([x for x, _ in both]), np.stack([z for _, z in both])


def _spectrum(k: NDArray[np.float64], band: Band) -> NDArray[np.float64]:
    """Amplitudes: each octave about as steep as the next, soft ends."""
    low, high = 2 * math.pi / band.longest_m, 2 * math.pi / band.shortest_m
    rise = 1 / (1 + (low / k) ** 6)
    fall = np.exp(-((k / high) ** 2))
    return np.asarray(k ** -(2.0 + band.long_share) * rise * fall, np.float64)


def _toward(
    kx: NDArray[np.float64],
    kz: NDArray[np.float64],
    k: NDArray[np.float64],
    heading: float,
    spread: float,
) -> NDArray[np.float64]:
    """How much of the wind goes that way; rows count away from the viewer."""
    along = (kx * math.sin(heading) - kz * math.cos(heading)) / k
    return np.asarray((0.5 + 0.5 * along) ** spread, np.float64)


def _field(amplitudes: NDArray[np.complex64]) -> NDArray[np.float32]:
    return np.asarray(np.fft.irfft2(amplitudes, (GRID, GRID)), np.float32)


def _fill_levels(levels: NDArray[np.float32]) -> None:
    """Each level below the first is the mean of two rows of the one before."""
    first = 0
    for level in range(1, LEVELS):
        rows = GRID >> (level - 1)
        above = levels[first : first + rows]
        first += rows
        levels[first : first + rows // 2] = (above[0::2] + above[1::2]) * np.float32(0.5)
