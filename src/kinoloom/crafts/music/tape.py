"""A worn tape: slow waver, lost highs, a little hiss and crackle."""

from __future__ import annotations

import numpy as np

from kinoloom.crafts.music.filters import Filter, bandpass, lowpass
from kinoloom.crafts.music.sound import SAMPLE_RATE_HZ, Samples, Wave, spans
from kinoloom.crafts.music.waves import stereo_noise

_WAVER_SAMPLES = 16
_CONTEXT = 64
_CRACKLES_A_SECOND = 4.0


def play_from_tape(bed: Samples, rng: np.random.Generator) -> None:
    """Wear the bed (n x 2) in place; its length and its loudness stay about the same."""
    highs = Filter(lowpass(11_000, 1))
    hiss_colour = Filter(bandpass(500, 6000))
    crackle_colour = Filter(bandpass(900, 5000))
    level = float(np.sqrt(np.mean(bed[::97] ** 2))) + 1e-9
    before = np.zeros((_CONTEXT, 2), np.float32)
    for span in spans(len(bed)):
        original = bed[span].copy()
        after = bed[span.stop : span.stop + _CONTEXT]
        worn = highs(_wavering(before, original, after, span))
        length = span.stop - span.start
        hiss = hiss_colour(stereo_noise(rng, length)) * level * 0.02
        crackle = crackle_colour(_crackles(rng, length)) * level * 5
        bed[span] = (worn + hiss + crackle).T
        before = np.concatenate([before, original])[-_CONTEXT:]


def _wavering(before: Samples, block: Samples, after: Samples, span: slice) -> Wave:
    """The block read at a speed that wavers: 2 x n."""
    joined = np.concatenate([before, block, after])
    at_s = np.arange(span.start, span.stop) / SAMPLE_RATE_HZ
    waver = _WAVER_SAMPLES * np.sin(2 * np.pi * 0.55 * at_s) + 4 * np.sin(2 * np.pi * 5.3 * at_s)
    place = np.arange(len(block)) + len(before) + waver
    return np.stack([np.interp(place, np.arange(len(joined)), side) for side in joined.T])


def _crackles(rng: np.random.Generator, length: int) -> Wave:
    clicks = np.zeros((2, length))
    count = int(rng.poisson(_CRACKLES_A_SECOND * length / SAMPLE_RATE_HZ))
    places = rng.integers(0, length, count)
    clicks[rng.integers(0, 2, count), places] = rng.normal(0, 1, count)
    return clicks
