"""What looks are made of: small treatments of gamma-coded RGB, (…, 3) floats of 0..1."""

from __future__ import annotations

import numpy as np

from kinoloom.render.grade.colour import Values, luma

Triple = tuple[float, float, float]
Points = tuple[tuple[float, float], ...]

_FINE = np.linspace(0, 1, 1025)


def saturation(rgb: Values, factor: float) -> Values:
    """Colour times a factor; 0 is grey."""
    grey = luma(rgb)
    return grey + (rgb - grey) * np.float32(factor)


def vibrance(rgb: Values, amount: float) -> Values:
    """More colour where there is little; what is colourful already keeps its place."""
    grey = luma(rgb)
    span = np.max(rgb, axis=-1, keepdims=True) - np.min(rgb, axis=-1, keepdims=True)
    return grey + (rgb - grey) * (1 + np.float32(amount) * np.clip(1 - span, 0, 1) ** 1.5)


def curve(rgb: Values, *points: tuple[float, float]) -> Values:
    """A smooth tone curve through points, the same for each channel."""
    xs, ys = (np.array(side) for side in zip(*points, strict=True))
    return np.interp(rgb, _FINE, _smooth_through(xs, ys)).astype(np.float32)


def curves(rgb: Values, red: Points, green: Points, blue: Points) -> Values:
    """A tone curve for each channel."""
    channels = [curve(rgb[..., index], *points) for index, points in enumerate((red, green, blue))]
    return np.stack(channels, axis=-1)


def s_curve(rgb: Values, strength: float) -> Values:
    """More contrast with a soft toe and shoulder; 1 is a full smoothstep."""
    bent = rgb * rgb * (3 - 2 * rgb)
    return rgb + (bent - rgb) * np.float32(strength)


def gamma(rgb: Values, power: float) -> Values:
    """Middle tones up (below 1) or down (above 1)."""
    return np.clip(rgb, 0, 1) ** np.float32(power)


def levels(rgb: Values, black: Triple, white: Triple) -> Values:
    """Black and white become these colours, the rest follows evenly."""
    low, high = np.array(black, np.float32), np.array(white, np.float32)
    return low + rgb * (high - low)


def split_tone(rgb: Values, shadows: Triple, highlights: Triple, balance: float = 0.5) -> Values:
    """Adds a tint to shadows and another to highlights; luma stays nearly as it is.

    A tint is what is added to each channel at its strongest; `balance` is the luma between them.
    """
    y = np.clip(luma(rgb), 0, 1)
    dark = _bump(np.clip(1 - y / (2 * balance), 0, 1), y)
    bright = _bump(np.clip((y - (2 * balance - 1)) / (2 - 2 * balance), 0, 1), 1 - y)
    tint = dark * _even(shadows) + bright * _even(highlights)
    return rgb + tint


def hue_weight(rgb: Values, degrees: float, width_degrees: float) -> Values:
    """How much (0..1, (…, 1)) a colour is of a hue; greys are of none."""
    alpha = rgb[..., 0] - 0.5 * (rgb[..., 1] + rgb[..., 2])
    beta = np.float32(0.8660254) * (rgb[..., 1] - rgb[..., 2])
    away = np.abs(np.angle(np.exp(1j * (np.arctan2(beta, alpha) - np.radians(degrees)))))
    near = np.clip(1 - away / np.radians(width_degrees), 0, 1)
    colourful = np.clip(np.hypot(alpha, beta) * 4, 0, 1)
    return (near * near * (3 - 2 * near) * colourful)[..., None].astype(np.float32)


def turned(rgb: Values, degrees: float) -> Values:
    """Hue turned about the grey axis, luma kept."""
    angle = np.radians(degrees)
    along, across = np.cos(angle), np.sin(angle) / np.sqrt(3)
    third = (1 - along) / 3
    turn = np.array(
        [
            [along + third, third - across, third + across],
            [third + across, along + third, third - across],
            [third - across, third + across, along + third],
        ],
        np.float32,
    )
    new = rgb @ turn.T
    return new + (luma(rgb) - luma(new))


def mono(rgb: Values, red: float, green: float, blue: float) -> Values:
    """Black and white through a filter; the weights are made to add up to 1."""
    weights = np.array([red, green, blue], np.float32) / np.float32(red + green + blue)
    return np.repeat((rgb @ weights)[..., None], 3, axis=-1)


def mixed(one: Values, other: Values, share: float | Values) -> Values:
    """`share` of the other."""
    return one + (other - one) * np.asarray(share, np.float32)


def soft_light(rgb: Values, other: Values) -> Values:
    """Photoshop's soft light (W3C's form): contrast from one picture, colour from both."""
    low = rgb - (1 - 2 * other) * rgb * (1 - rgb)
    high = rgb + (2 * other - 1) * (np.sqrt(np.clip(rgb, 0, 1)) - rgb)
    return np.where(other <= 0.5, low, high).astype(np.float32)


def screen(rgb: Values, other: Values, share: float) -> Values:
    """Light added as a second projector adds it."""
    return mixed(rgb, 1 - (1 - rgb) * (1 - other), share)


def _even(tint: Triple) -> Values:
    """A tint with its luma taken out."""
    colour = np.array(tint, np.float32)
    return colour - luma(colour)


def _bump(weight: Values, room: Values) -> Values:
    """Soft, and nothing at the very end: pure black and white have no colour."""
    return weight * weight * (3 - 2 * weight) * np.clip(room * 6, 0, 1)


def _smooth_through(xs: Values, ys: Values) -> Values:
    """Monotone cubic (Fritsch and Carlson) through the points, at `_FINE`."""
    step, rise = np.diff(xs), np.diff(ys)
    slope = rise / step
    tangent = np.concatenate([[slope[0]], (slope[:-1] + slope[1:]) / 2, [slope[-1]]])
    tangent[1:-1][slope[:-1] * slope[1:] <= 0] = 0
    for index, value in enumerate(slope):
        limit = 3 * abs(value)
        tangent[index : index + 2] = np.clip(tangent[index : index + 2], -limit, limit)
    place = np.clip(np.searchsorted(xs, _FINE, side="right") - 1, 0, len(step) - 1)
    width = step[place]
    t = np.clip((_FINE - xs[place]) / width, 0, 1)
    low = (1 + 2 * t) * (1 - t) ** 2 * ys[place] + t * (1 - t) ** 2 * width * tangent[place]
    high = t * t * (3 - 2 * t) * ys[place + 1] + t * t * (t - 1) * width * tangent[place + 1]
    return low + high
