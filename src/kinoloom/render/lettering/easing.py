"""How motion begins and ends. Each takes a share of the time, 0..1, and gives one of the way."""

from __future__ import annotations

import math


def clipped(share: float) -> float:
    """Within 0..1."""
    return min(1.0, max(0.0, share))


def out_cubic(share: float) -> float:
    """Fast, then gently to rest."""
    return 1 - (1 - share) ** 3


def out_quint(share: float) -> float:
    """Very fast, then a long glide."""
    return 1 - (1 - share) ** 5


def in_cubic(share: float) -> float:
    """From rest, ever faster."""
    return share**3


def in_out(share: float) -> float:
    """From rest to rest."""
    return share * share * (3 - 2 * share)


def out_back(share: float, overshoot: float = 1.2) -> float:
    """Beyond the end and back: by 6 % at an overshoot of 1.2."""
    left = share - 1
    return 1 + (overshoot + 1) * left**3 + overshoot * left**2


def out_bounce(share: float) -> float:
    """Falls, and bounces twice, lower each time."""
    for start, end, height in ((0.0, 0.45, 1.0), (0.45, 0.75, 0.16), (0.75, 1.0, 0.035)):
        if share <= end:
            middle = start if start == 0 else (start + end) / 2
            part = (share - middle) / (end - middle)
            return part**2 if start == 0 else 1 - height * (1 - part**2)
    return 1.0


def springing(share: float, turns: float = 1.5, damping: float = 4.5) -> float:
    """From 1 swinging about 0 to 0."""
    return math.cos(2 * math.pi * turns * share) * math.exp(-damping * share) * (1 - share**4)
