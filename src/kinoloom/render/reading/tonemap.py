"""HDR sources (PQ and HLG, BT.2020) to the SDR picture of BT.709, as a table ffmpeg reads.

After ITU-R BT.2408: HDR reference white, 203 cd/m2, lands just below SDR white, what is brighter
rolls off into it. Hue is kept by scaling the three colours by one factor.
"""

from __future__ import annotations

import atexit
import shutil
import tempfile
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

PQ, HLG = 16, 18
"""Transfer characteristics of ITU-T H.273."""
GRID = 41
REFERENCE_NITS = 203.0
PEAK = 1000.0 / REFERENCE_NITS
KNEE = 0.62
TO_BT709 = np.array(
    [
        [1.6605, -0.5876, -0.0728],
        [-0.1246, 1.1329, -0.0083],
        [-0.0182, -0.1006, 1.1187],
    ]
)

Colours = NDArray[np.float64]


@cache
def table(transfer: int) -> Path:
    """A .cube file from HDR signal (BT.2020 R'G'B') to SDR signal (BT.709 R'G'B')."""
    folder = Path(tempfile.mkdtemp(prefix="kinoloom-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    axis = np.linspace(0, 1, GRID)
    # In a .cube file red changes fastest.
    blue, green, red = np.meshgrid(axis, axis, axis, indexing="ij")
    signal = np.stack([red, green, blue], axis=-1).reshape(-1, 3)
    rows = sdr(signal, transfer)
    path = folder / f"hdr{transfer}.cube"
    lines = [f"LUT_3D_SIZE {GRID}", *(f"{r:.6f} {g:.6f} {b:.6f}" for r, g, b in rows)]
    path.write_text("\n".join(lines) + "\n")
    return path


def sdr(signal: Colours, transfer: int) -> Colours:
    """n x 3 HDR signal values 0..1 as SDR signal values 0..1."""
    light = _pq(signal) if transfer == PQ else _hlg(signal)
    light = np.maximum(light @ TO_BT709.T, 0)
    brightest = light.max(axis=1, keepdims=True)
    factor = _rolled(brightest) / np.maximum(brightest, 1e-9)
    # Displays raise to 2.4 (BT.1886).
    return np.clip(light * factor, 0, 1) ** (1 / 2.4)


def _pq(signal: Colours) -> Colours:
    """SMPTE ST 2084: signal to light, in reference whites."""
    m1, m2 = 2610 / 16384, 2523 / 4096 * 128
    c1, c2, c3 = 3424 / 4096, 2413 / 4096 * 32, 2392 / 4096 * 32
    power = signal ** (1 / m2)
    return 10000 * (np.maximum(power - c1, 0) / (c2 - c3 * power)) ** (1 / m1) / REFERENCE_NITS


def _hlg(signal: Colours) -> Colours:
    """ARIB STD-B67 on a display of 1,000 cd/m2: signal to light, in reference whites."""
    a, b, c = 0.17883277, 0.28466892, 0.55991073
    scene = np.where(signal <= 0.5, signal**2 / 3, (np.exp((signal - c) / a) + b) / 12)
    luma = scene @ (0.2627, 0.678, 0.0593)
    return 1000 * scene * np.maximum(luma, 1e-9)[:, None] ** 0.2 / REFERENCE_NITS


def _rolled(light: Colours) -> Colours:
    """Light up to the knee as it is, from there in a curve that reaches 1 at the peak."""
    over = np.clip((light - KNEE) / (PEAK - KNEE), 0, 1)
    slope = (PEAK - KNEE) / (1 - KNEE)
    # Begins with slope 1, so that no edge is seen at the knee, and is flat at the peak.
    curve = KNEE + (1 - KNEE) * (1 - (1 - over) ** slope)
    return np.where(light <= KNEE, light, curve)
