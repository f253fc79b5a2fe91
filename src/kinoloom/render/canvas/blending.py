"""One picture laid over another, in place."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from kinoloom.render.picture import Picture, Plane


@dataclass(frozen=True, eq=False)
class Cover:
    """A picture ready to be laid over many frames: colour multiplied by alpha, and what is left
    of the picture below, 255 - alpha, for luma and for chroma.

    A cover without `rest_y` hides what is below.
    """

    y: Plane
    u: Plane
    v: Plane
    rest_y: Plane | None = None
    rest_uv: Plane | None = None


def cover(picture: Picture, opacity: float = 1.0) -> Cover:
    """The cover of a picture at that opacity."""
    alpha = picture.alpha
    if alpha is None and opacity >= 1:
        return Cover(picture.y, picture.u, picture.v)
    if alpha is None:
        alpha = np.full(picture.y.shape, 255, np.uint8)
    if opacity < 1:
        alpha = dimmed(alpha, opacity)
    small = halved(alpha)
    return Cover(
        _times(picture.y, alpha),
        _times(picture.u, small),
        _times(picture.v, small),
        inverse(alpha),
        inverse(small),
    )


def uncovered(made: Cover) -> Picture:
    """The picture, with straight alpha, that a cover was made of."""
    if made.rest_y is None or made.rest_uv is None:
        return Picture(made.y, made.u, made.v)
    alpha = inverse(made.rest_y)
    small = inverse(made.rest_uv)
    planes = [
        cv2.divide(plane, share, scale=255)
        for plane, share in ((made.y, alpha), (made.u, small), (made.v, small))
    ]
    return Picture(planes[0], planes[1], planes[2], alpha)  # type: ignore[arg-type]


def lay(below: Picture, above: Cover, x_px: int, y_px: int) -> None:
    """Blend a cover into an opaque picture; `x_px` and `y_px`, both even, may lie outside."""
    height, width = above.y.shape
    left, top = max(0, x_px), max(0, y_px)
    right, bottom = min(below.width_px, x_px + width), min(below.height_px, y_px + height)
    if right <= left or bottom <= top:
        return
    here = (slice(top, bottom), slice(left, right))
    there = (slice(top - y_px, bottom - y_px), slice(left - x_px, right - x_px))
    _mix(below.y[here], above.y[there], None if above.rest_y is None else above.rest_y[there])
    here, there = (tuple(slice(s.start // 2, s.stop // 2) for s in pair) for pair in (here, there))
    rest = None if above.rest_uv is None else above.rest_uv[there]
    _mix(below.u[here], above.u[there], rest)
    _mix(below.v[here], above.v[there], rest)


def _mix(target: Plane, colour: Plane, rest: Plane | None) -> None:
    if rest is None:
        target[...] = colour
        return
    target[...] = cv2.add(_times(target, rest), colour)


def _times(plane: Plane, share: Plane) -> Plane:
    return cv2.multiply(plane, share, scale=1 / 255)  # type: ignore[return-value]


def dimmed(alpha: Plane, opacity: float) -> Plane:
    """Alpha at a share of itself."""
    return cv2.convertScaleAbs(alpha, alpha=max(0.0, min(1.0, opacity)))  # type: ignore[return-value]


def inverse(plane: Plane) -> Plane:
    """255 minus a plane."""
    return cv2.bitwise_not(plane)  # type: ignore[return-value]


def halved(alpha: Plane) -> Plane:
    """Alpha at the size of the chroma planes."""
    height, width = alpha.shape
    return cv2.resize(alpha, (width // 2, height // 2), interpolation=cv2.INTER_AREA)  # type: ignore[return-value]


def over(below: Picture, above: Picture, x_px: int, y_px: int, opacity: float = 1.0) -> Picture:
    """`above` over a picture that may itself be clear in places; a new picture, as large as
    `below`."""
    if below.alpha is None:
        result = below.copy()
        lay(result, cover(above, opacity), x_px, y_px)
        return result
    height, width = below.y.shape
    alpha = np.zeros((height, width), np.uint8)
    spread = Picture(
        np.full((height, width), 16, np.uint8),
        np.full((height // 2, width // 2), 128, np.uint8),
        np.full((height // 2, width // 2), 128, np.uint8),
        alpha,
    )
    source = above.alpha if above.alpha is not None else np.full(above.y.shape, 255, np.uint8)
    lay(spread, Cover(above.y, above.u, above.v), x_px, y_px)
    left, top = max(0, x_px), max(0, y_px)
    right = min(width, x_px + above.width_px)
    bottom = min(height, y_px + above.height_px)
    if right > left and bottom > top:
        part = source[top - y_px : bottom - y_px, left - x_px : right - x_px]
        alpha[top:bottom, left:right] = dimmed(part, opacity)
    return _composited(below, spread)


def _composited(below: Picture, above: Picture) -> Picture:
    """Straight alpha over straight alpha."""
    assert below.alpha is not None
    assert above.alpha is not None
    a = above.alpha.astype(np.float32) / 255
    b = below.alpha.astype(np.float32) / 255 * (1 - a)
    total = a + b
    small_a, small_b = (
        cv2.resize(w, below.u.shape[::-1], interpolation=cv2.INTER_AREA) for w in (a, b)
    )
    y, u, v = (
        _weighted(x, y, wa, wb)
        for x, y, wa, wb in (
            (above.y, below.y, a, b),
            (above.u, below.u, small_a, small_b),
            (above.v, below.v, small_a, small_b),
        )
    )
    return Picture(y, u, v, np.clip(total * 255 + 0.5, 0, 255).astype(np.uint8))


def _weighted(top: Plane, under: Plane, a: np.ndarray, b: np.ndarray) -> Plane:
    """Mean of two planes by weight; where both are clear, the lower one's."""
    total = a + b
    mean = (top * a + under * b) / np.maximum(total, 1e-6)
    return np.where(total > 1e-6, mean + 0.5, under).astype(np.uint8)
