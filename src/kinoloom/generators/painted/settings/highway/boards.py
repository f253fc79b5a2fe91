"""What road signs say: real words and arrows, painted once and seen in perspective."""

from __future__ import annotations

import math
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import cv2
import deckr_fonts
import numpy as np
import pyvips

from kinoloom.generators.painted.easel.layer import over
from kinoloom.media.fontconfig import use_own_fonts

if TYPE_CHECKING:
    from numpy.typing import NDArray

_FONT = "DM Sans Bold"
_FONT_FILE = Path(deckr_fonts.__file__).parent / "fonts" / "DMSans[opsz,wght].ttf"
_PER_M = 150
_SHARE_OF_LINE = 0.72
_TOWNS = (
    "Lakeview", "Millbrook", "Clearwater", "Ashford", "Red Rock", "Cedar Hill", "Easton",
    "Fairview", "Oakdale", "Stony Creek",
)  # fmt: skip


class Message(NamedTuple):
    """Lines of a sign, and an arrow's turn clockwise from up, if it has one."""

    lines: tuple[str, ...]
    arrow: float | None = None


def roadside_messages(seed: int) -> tuple[Message, ...]:
    """Signs of an open road, in the order in which they are passed."""
    rng = np.random.default_rng([seed & 0xFFFFFFFF, 0x41B])
    towns = [str(name) for name in rng.choice(_TOWNS, 3, replace=False)]
    near = int(rng.integers(3, 9))
    way = ("NORTH", "SOUTH", "EAST", "WEST")[int(rng.integers(4))]
    route = int(rng.integers(2, 99))
    return (
        Message((towns[0], f"{near} km")),
        Message((f"{way} {route}",), 0.0),
        Message((towns[1], f"{near + 38} km")),
        Message((towns[2],), 0.25),
    )


def gantry_messages(seed: int) -> tuple[Message, ...]:
    """Pairs of signs over a motorway: straight on and the exit."""
    rng = np.random.default_rng([seed & 0xFFFFFFFF, 0x41C])
    towns = [str(name) for name in rng.choice(_TOWNS, 2, replace=False)]
    way = ("NORTH", "SOUTH", "EAST", "WEST")[int(rng.integers(4))]
    exit_number = int(rng.integers(4, 60))
    return (
        Message((f"{way} {int(rng.integers(2, 99))}", towns[0]), 0.0),
        Message((f"Exit {exit_number}", towns[1]), 0.125),
    )


class Board:
    """A sign's face in halving sizes."""

    def __init__(
        self, message: Message, size_m: tuple[float, float], ground: NDArray[np.float32],
        ink: NDArray[np.float32],
    ) -> None:  # fmt: skip
        mask = _face(message, size_m)[..., None].astype(np.float32) / 255
        picture = (ground + (ink - ground) * mask) * 255
        self._sizes = [np.asarray(picture + 0.5, np.uint8)]
        while min(self._sizes[-1].shape[:2]) > 12:
            half = cv2.resize(self._sizes[-1], None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA)
            self._sizes.append(np.asarray(half, np.uint8))

    def draw(
        self, frame_u8: NDArray[np.uint8], corners: NDArray[np.float64],
        haze: NDArray[np.float32], clear: float,
    ) -> None:  # fmt: skip
        """`corners` on the frame: top left, top right, bottom right, bottom left."""
        x0, y0 = (math.floor(v) - 1 for v in corners.min(axis=0))
        x1, y1 = (math.ceil(v) + 2 for v in corners.max(axis=0))
        x0, y0 = max(0, x0), max(0, y0)
        x1, y1 = min(frame_u8.shape[1], x1), min(frame_u8.shape[0], y1)
        if x1 - x0 < 2 or y1 - y0 < 2:
            return
        tall_px = float(max(corners[3, 1] - corners[0, 1], corners[2, 1] - corners[1, 1]))
        level = 0
        while level + 1 < len(self._sizes) and self._sizes[level + 1].shape[0] >= tall_px:
            level += 1
        face = self._sizes[level]
        shaded = face * np.float32(clear) + haze * np.float32(255 * (1 - clear))
        opaque = np.full((*face.shape[:2], 1), 255, np.float32)
        picture = np.asarray(np.concatenate([shaded, opaque], axis=-1) + 0.5, np.uint8)
        height, width = face.shape[:2]
        source = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32) - 0.5
        target = (corners - (x0, y0)).astype(np.float32) - np.float32(0.5)
        view = cv2.getPerspectiveTransform(source.astype(np.float32), target)
        seen = cv2.warpPerspective(picture, view, (x1 - x0, y1 - y0), flags=cv2.INTER_LINEAR)
        over(frame_u8, np.asarray(seen, np.uint8), y0, x0)


@lru_cache(maxsize=32)
def _face(message: Message, size_m: tuple[float, float]) -> NDArray[np.uint8]:
    """255 where the sign is white: its rim, its words, its arrow."""
    width, height = (round(each * _PER_M) for each in size_m)
    face = np.zeros((height, width), np.uint8)
    cv2.rectangle(face, (9, 9), (width - 10, height - 10), 255, 6, cv2.LINE_AA)
    margin = round(0.07 * width)
    room = width - 2 * margin
    if message.arrow is not None:
        room -= round(0.40 * height)
    rows = len(message.lines)
    pitch = (height - 0.20 * height) / rows
    tall = min(_SHARE_OF_LINE * pitch, 0.42 * height)
    words = [_text(line) for line in message.lines]
    # One size for all lines, as signs have it.
    scale = min(min(tall / word.shape[0], room / word.shape[1]) for word in words)
    for row, word in enumerate(words):
        size = (max(1, int(word.shape[1] * scale)), max(1, int(word.shape[0] * scale)))
        fitted = cv2.resize(word, size, interpolation=cv2.INTER_AREA)
        top = round(0.10 * height + (row + 0.5) * pitch - size[1] / 2)
        face[top : top + size[1], margin : margin + size[0]] = fitted
    if message.arrow is not None:
        middle = np.array([width - margin - 0.16 * height, height / 2])
        _draw_arrow(face, middle, 0.34 * height, 2 * math.pi * message.arrow)
    return face


def _draw_arrow(
    face: NDArray[np.uint8], middle: NDArray[np.float64], reach_px: float, turn: float
) -> None:
    shape = np.array(
        [[0, -1], [0.52, -0.38], [0.17, -0.38], [0.17, 0.85], [-0.17, 0.85], [-0.17, -0.38],
         [-0.52, -0.38]]
    )  # fmt: skip
    sin, cos = math.sin(turn), math.cos(turn)
    turned = shape @ np.array([[cos, sin], [-sin, cos]]) * reach_px * 0.86 + middle
    cv2.fillPoly(face, [np.round(turned * 16).astype(np.int32)], 255, cv2.LINE_AA, 4)


def _text(text: str) -> NDArray[np.uint8]:
    """A line with room for capitals and descenders, so that all lines are of one height."""
    use_own_fonts()
    image = pyvips.Image.text(text, font=f"{_FONT} 96", fontfile=str(_FONT_FILE), dpi=72)
    picture = np.asarray(image.numpy(), np.uint8)
    return picture if picture.ndim == 2 else np.ascontiguousarray(picture[..., 0])
