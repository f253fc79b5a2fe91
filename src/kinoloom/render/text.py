"""Titles to sprites: Pango sets the words, OpenCV adds outline, shadow and box."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from html import escape
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from kinoloom.draft.model import Placement, TextStyle
from kinoloom.render import fonts

SAFE_WIDTH = 0.86
SAFE_HEIGHT = 0.8
EDGE = 0.1
SMALLEST_PX = 10
MARGIN = 0.45
"""Room round the words for shadow and outline, in font sizes."""

Rgba = NDArray[np.float32]


@dataclass(frozen=True)
class Sprite:
    """Straight-alpha RGBA, height x width x 4, u8, and where its corner lies on the canvas."""

    pixels: NDArray[np.uint8]
    x_px: int
    y_px: int


def title_sprite(
    text: str, style: TextStyle, placement: Placement, width_px: int, height_px: int
) -> Sprite:
    """The words as they lie on a canvas of that size, shrunk until they fit the safe area."""
    short = min(width_px, height_px)
    size = style.size * short * placement.scale
    limit = (SAFE_WIDTH * width_px, SAFE_HEIGHT * height_px)
    ink = _set(text, style, size, round(limit[0]))
    while (ink.shape[1] > limit[0] or ink.shape[0] > limit[1]) and size > SMALLEST_PX:
        size = max(SMALLEST_PX, size * 0.9)
        ink = _set(text, style, size, round(limit[0]))
    painted = _dressed(ink, style, size)
    centre_x = placement.x * width_px
    centre_y = _centre_y(style, placement, height_px, ink.shape[0])
    return Sprite(
        np.clip(painted * 255 + 0.5, 0, 255).astype(np.uint8),
        round(centre_x - painted.shape[1] / 2),
        round(centre_y - painted.shape[0] / 2),
    )


def _centre_y(style: TextStyle, placement: Placement, height_px: int, ink_px: int) -> float:
    shift = (placement.y - 0.5) * height_px
    if style.anchor == "top":
        return EDGE * height_px + ink_px / 2 + shift
    if style.anchor == "bottom":
        return (1 - EDGE) * height_px - ink_px / 2 + shift
    return height_px / 2 + shift


def _printable(text: str) -> str:
    """The text without control characters, which Pango's markup does not take."""
    return "".join(c for c in text if c in "\n\t" or unicodedata.category(c) != "Cc")


def _set(text: str, style: TextStyle, size_px: float, width_px: int) -> Rgba:
    import pyvips

    fonts.register()
    markup = f'<span foreground="{style.colour[:7]}">{escape(_printable(text))}</span>'
    try:
        image: Any = pyvips.Image.text(
            markup,
            font=fonts.description(style.font, style.weight, size_px),
            dpi=72,
            width=width_px,
            align={"left": "low", "centre": "centre", "right": "high"}[style.align],
            rgba=True,
            spacing=round(size_px * 0.06),
            wrap="word-char",
        )
    except pyvips.Error as error:
        # Spaces and joiners leave no ink, and that is what shall be seen of them.
        if "no text to render" not in str(error):
            raise
        return np.zeros((1, 1, 4), np.float32)
    pixels = (image.numpy().astype(np.float32) / np.float32(255)).astype(np.float32)
    if len(style.colour) == 9:
        pixels[..., 3] *= int(style.colour[7:], 16) / 255
    return pixels


def _dressed(ink: Rgba, style: TextStyle, size_px: float) -> Rgba:
    pad = int(np.ceil(size_px * MARGIN))
    words = np.pad(ink, ((pad, pad), (pad, pad), (0, 0)))
    alpha = words[..., 3]
    under = np.zeros_like(words)
    if style.box is not None:
        under = _over(_plate(alpha.shape, pad, size_px, style.box), under)
    if style.shadow > 0:
        under = _over(_shadow(alpha, style.shadow, size_px), under)
    if style.outline > 0:
        under = _over(_outline(alpha, style.outline * size_px, style.outline_colour), under)
    return _over(words, under)


def _shadow(alpha: NDArray[np.float32], strength: float, size_px: float) -> Rgba:
    soft = cv2.GaussianBlur(alpha, (0, 0), max(0.6, size_px * 0.075))
    tight = cv2.GaussianBlur(alpha, (0, 0), max(0.5, size_px * 0.022))
    drop = round(size_px * 0.035)
    dark = np.clip(soft * 1.15 + tight * 0.5, 0, 1) * strength
    moved = np.roll(dark, drop, axis=0)
    return np.dstack([np.zeros((*alpha.shape, 3), np.float32), moved]).astype(np.float32)


def _outline(alpha: NDArray[np.float32], radius_px: float, colour: str) -> Rgba:
    side = 2 * int(np.ceil(radius_px)) + 1
    disc = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (side, side))
    grown = cv2.GaussianBlur(cv2.dilate(alpha, disc), (0, 0), 0.6)
    return _flat(grown.astype(np.float32), colour)


def _plate(shape: tuple[int, ...], pad: int, size_px: float, colour: str) -> Rgba:
    mask = np.zeros(shape[:2], np.float32)
    inset = max(0, pad - round(size_px * 0.32))
    radius = round(size_px * 0.22)
    height, width = mask.shape
    mask[inset + radius : height - inset - radius, inset : width - inset] = 1
    mask[inset : height - inset, inset + radius : width - inset - radius] = 1
    for x in (inset + radius, width - inset - radius - 1):
        for y in (inset + radius, height - inset - radius - 1):
            cv2.circle(mask, (x, y), radius, 1.0, -1, cv2.LINE_AA)
    return _flat(mask, colour)


def _flat(alpha: NDArray[np.float32], colour: str) -> Rgba:
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    strength = int(colour[7:], 16) / 255 if len(colour) == 9 else 1.0
    plane = np.empty((*alpha.shape, 4), np.float32)
    plane[..., :3] = channels
    plane[..., 3] = alpha * strength
    return plane


def _over(top: Rgba, bottom: Rgba) -> Rgba:
    """Straight alpha over straight alpha."""
    a, b = top[..., 3:], bottom[..., 3:]
    alpha = a + b * (1 - a)
    colour = (top[..., :3] * a + bottom[..., :3] * b * (1 - a)) / np.maximum(alpha, 1e-6)
    return np.concatenate([colour, alpha], axis=-1).astype(np.float32)
