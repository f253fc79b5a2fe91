"""Where a source's pixels land on the canvas: cards, and the affine map of a pose. Pure."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kinoloom.render.layers import Framing, Pose

Size = tuple[float, float]
Matrix = NDArray[np.float64]


@dataclass(frozen=True)
class Card:
    """An upright rectangle that shows part of a source: what, how large, and round which corners.

    `left`…`height` are source pixels as displayed (turned, square); `wide` and `tall` canvas
    pixels; `radius` too.
    """

    left: float
    top: float
    width: float
    height: float
    wide: float
    tall: float
    radius: float


def card(pose: Pose, framing: Framing, source: Size, canvas: Size) -> Card:
    """The card of a pose: the source cropped, then fitted as the framing says."""
    share = pose.crop or (0.0, 0.0, 1.0, 1.0)
    left, top = share[0] * source[0], share[1] * source[1]
    width, height = max(1.0, share[2] * source[0]), max(1.0, share[3] * source[1])
    box_w, box_h = canvas[0] * pose.scale, canvas[1] * pose.scale
    if framing.width is not None:
        wide = framing.width * canvas[0] * pose.scale
        box_w, box_h = wide, wide * height / width
    elif framing.fit == "none":
        box_w, box_h = (side * framing.unit * pose.scale for side in (width, height))
    elif framing.fit in ("fit", "blur"):
        ratio = min(box_w / width, box_h / height)
        box_w, box_h = width * ratio, height * ratio
    elif framing.fit == "fill":
        ratio = max(box_w / width, box_h / height)
        seen_w, seen_h = box_w / ratio, box_h / ratio
        left, top = left + (width - seen_w) / 2, top + (height - seen_h) / 2
        width, height = seen_w, seen_h
    return Card(left, top, width, height, box_w, box_h, pose.corner * min(box_w, box_h))


def placed(card: Card, pose: Pose, flip: str, canvas: Size) -> Matrix:
    """2 x 3, from the source's pixels to the canvas's, both measured from the corner, not from
    pixel centres."""
    sx = card.wide / card.width * (-1 if "h" in flip else 1)
    sy = card.tall / card.height * (-1 if "v" in flip else 1)
    turn = math.radians(pose.rotation_deg)
    cos, sin = math.cos(turn), math.sin(turn)
    a = np.array([[cos * sx, -sin * sy], [sin * sx, cos * sy]])
    middle = np.array([card.left + card.width / 2, card.top + card.height / 2])
    centre = np.array([pose.x * canvas[0], pose.y * canvas[1]])
    return np.column_stack([a, centre - a @ middle])


def is_upright(framing: Framing) -> bool:
    """Whether the layer lies square and still, so that a scaler alone can place it."""
    moves = {(p.x, p.y, p.scale, p.rotation_deg, p.crop, p.corner) for p in framing.poses}
    return not framing.moves and len(moves) == 1 and framing.poses[0].rotation_deg % 360 == 0


def even(value: float) -> int:
    """The nearest even whole number."""
    return 2 * round(value / 2)


def bounds(corners: NDArray[np.float64], canvas: tuple[int, int]) -> tuple[int, int, int, int]:
    """Left, top, right, bottom of what a quadrilateral covers of the canvas, on even pixels."""
    low, high = corners.min(axis=0), corners.max(axis=0)
    left, top = (max(0, 2 * math.floor(v / 2)) for v in low)
    right = min(canvas[0], 2 * math.ceil(high[0] / 2))
    bottom = min(canvas[1], 2 * math.ceil(high[1] / 2))
    return left, top, max(left, right), max(top, bottom)


def corners_of(card: Card, matrix: Matrix) -> NDArray[np.float64]:
    """4 x 2, the card's corners on the canvas."""
    xs = (card.left, card.left + card.width)
    ys = (card.top, card.top + card.height)
    square = np.array(
        [[x, y] for x, y in ((xs[0], ys[0]), (xs[1], ys[0]), (xs[1], ys[1]), (xs[0], ys[1]))]
    )
    return square @ matrix[:, :2].T + matrix[:, 2]
