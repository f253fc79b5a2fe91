"""How a join's progress becomes movement: curves from 0 to 1 over 0 to 1."""

from __future__ import annotations


def smooth(t: float) -> float:
    """Starts and stops softly."""
    t = min(1.0, max(0.0, t))
    return t * t * (3 - 2 * t)


def gentle(t: float) -> float:
    """Starts and stops more softly still."""
    t = min(1.0, max(0.0, t))
    return t * t * t * (t * (6 * t - 15) + 10)


def swift(t: float, power: float = 3.0) -> float:
    """Slow, fast in the middle, slow; the higher the power, the faster the middle."""
    t = min(1.0, max(0.0, t))
    if t < 0.5:
        return 0.5 * (2 * t) ** power
    return 1 - 0.5 * (2 - 2 * t) ** power


def swift_speed(t: float, power: float = 3.0) -> float:
    """Speed of `swift` in units of an even one: `power` in the middle, 0 at the ends."""
    t = min(1.0, max(0.0, t))
    return power * min(2 * t, 2 - 2 * t) ** (power - 1)


def landing(t: float) -> float:
    """Starts at full speed and comes to rest."""
    t = min(1.0, max(0.0, t))
    return 1 - (1 - t) ** 3


def hump(t: float) -> float:
    """0 at both ends, 1 in the middle, soft everywhere."""
    t = min(1.0, max(0.0, t))
    return (4 * t * (1 - t)) ** 2


def between(t: float, begin: float, end: float) -> float:
    """`smooth` over a part of the time."""
    return smooth((t - begin) / (end - begin))
