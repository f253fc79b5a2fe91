"""Words dressed: plate, soft shadow, outline and fill, blended into the sprites asked for."""

from __future__ import annotations

import re
from collections import OrderedDict
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any, Literal

import cv2
import numpy as np
from numpy.typing import NDArray

from kinoloom.draft.model import TextStyle
from kinoloom.render.lettering.block import Block, Box
from kinoloom.render.lettering.stamp import Sprite
from kinoloom.render.lettering.typesetting import Grey
from kinoloom.render.lettering.wording import Span

Part = Literal["all", "words", "ink", "shade", "outline", "fill", "plate"]
"""All of it; all but the plate; outline and fill; or one of the four."""

LETTERED: tuple[Part, ...] = ("all", "words", "ink", "fill")
"""Parts in which the letters themselves are seen."""
Plane = NDArray[np.float32]
Layer = tuple[Plane, Grey]
"""How much of it is seen, height x width, and its colour: one, or height x width x 3."""
KEPT_BYTES = 48 << 20
"""Sprites kept of one text; the least used go first."""
_SOFT, _TIGHT, _DROP = 0.085, 0.024, 0.03
"""The shadow: two blurs and how far it falls, in font sizes."""
_GLOW = 0.2
"""The blur of a shadow that is not black, which does not fall."""
_ROUND = 0.24
"""Corner radius of a plate, in font sizes."""
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}([0-9a-fA-F]{2})?")


@dataclass(frozen=True)
class Costume:
    """What of the words is asked for: a span of units, less some, some lit, or all in a tint."""

    span: Span
    part: Part = "all"
    lit: Span | None = None
    without: Span | None = None
    tint: str | None = None


@dataclass(frozen=True)
class Cut:
    """What dressing needs of a costume whatever its letters' colours: the dearer part of it."""

    reach: Box
    alpha: Plane
    under: tuple[Layer, ...]
    """What lies below the letters, bottom to top."""


class Wardrobe:
    """The sprites of one block, made when first asked for."""

    def __init__(self, block: Block) -> None:
        self.block = block
        self._made: OrderedDict[Costume, Sprite | None] = OrderedDict()
        self._bytes = 0
        self._unlit: tuple[Costume, Cut, Sprite | None] | None = None

    def sprite(self, costume: Costume) -> Sprite | None:
        """The dressed words; None when nothing of them is seen."""
        if costume in self._made:
            self._made.move_to_end(costume)
            return self._made[costume]
        made = self._dressed(costume)
        self._made[costume] = made
        self._bytes += 0 if made is None else made.pixels.nbytes
        while self._bytes > KEPT_BYTES and len(self._made) > 1:
            _, old = self._made.popitem(last=False)
            self._bytes -= 0 if old is None else old.pixels.nbytes
        return made

    def whole(self, part: Part = "all") -> Sprite | None:
        """All units."""
        return self.sprite(Costume((0, len(self.block.units)), part))

    def _dressed(self, costume: Costume) -> Sprite | None:
        """Karaoke lights one word after the other: only its pixels are made anew."""
        if costume.lit is None or costume.tint is not None or costume.part not in LETTERED:
            return dressed(self.block, costume)
        unlit = replace(costume, lit=None)
        if self._unlit is None or self._unlit[0] != unlit:
            cut = cut_of(self.block, unlit)
            if cut is None:
                return None
            self._unlit = (unlit, cut, _sewn(self.block, unlit, cut))
        _, cut, plain = self._unlit
        return None if plain is None else relit(self.block, costume, cut, plain)


def dressed(block: Block, costume: Costume) -> Sprite | None:
    """A sprite cropped to what is seen of it, its corner and size even."""
    cut = cut_of(block, costume)
    return None if cut is None else _sewn(block, costume, cut)


def _sewn(block: Block, costume: Costume, cut: Cut) -> Sprite | None:
    layers = [*cut.under]
    if costume.part in LETTERED:
        fill, _ = _layer(cut.alpha, block.style.colour)
        layers.append((fill, _fill(block, costume, cut.reach)))
    if costume.tint is not None:
        layers = [(seen, rgb(costume.tint)) for seen, _ in layers]
    pixels = _blended(layers, cut.alpha.shape)
    return _cropped(pixels, block.x_px + cut.reach[0], block.y_px + cut.reach[1])


def cut_of(block: Block, costume: Costume) -> Cut | None:
    """Ink, shadow, outline and plate of a costume; None when it touches no pixel."""
    reach = _reach(block, costume)
    if reach is None:
        return None
    alpha = _alpha(block, costume, reach)
    style, size, part = block.style, block.size_px, costume.part
    layers: list[Layer] = []
    if part in ("all", "words", "shade") and style.shadow > 0:
        layers.append(_layer(_shadow(alpha, style, size), style.shadow_colour))
    if part in ("all", "words", "ink", "outline") and style.outline > 0:
        layers.append(_layer(_grown(alpha, style.outline * size), style.outline_colour))
    if len(style.colour) == 9:
        # Through letters that are half seen one sees the picture, not their own shadow.
        layers = [(seen * (1 - alpha), colour) for seen, colour in layers]
    if part in ("all", "plate") and block.plates and style.box is not None:
        layers.insert(0, _layer(_plates(block, reach), style.box))
    return Cut(reach, alpha, tuple(layers))


def relit(block: Block, costume: Costume, cut: Cut, plain: Sprite) -> Sprite:
    """The sprite without lit units with those of the costume lit, bit for bit as if dressed so."""
    assert costume.lit is not None
    box = block.box(costume.lit)
    if box is None:
        return plain
    # Where the sprite was cropped there is no ink; elsewhere a box lies within it.
    corner = (plain.x_px - block.x_px, plain.y_px - block.y_px)
    height, width = plain.pixels.shape[:2]
    left, top = max(box[0], corner[0]), max(box[1], corner[1])
    right, bottom = min(box[2], corner[0] + width), min(box[3], corner[1] + height)
    if right <= left or bottom <= top:
        return plain
    part = (
        slice(top - cut.reach[1], bottom - cut.reach[1]),
        slice(left - cut.reach[0], right - cut.reach[0]),
    )
    fill, _ = _layer(cut.alpha[part], block.style.colour)
    layers = [(seen[part], colour) for seen, colour in cut.under]
    layers.append((fill, _fill(block, costume, (left, top, right, bottom))))
    pixels = plain.pixels.copy()
    rows = slice(top - corner[1], bottom - corner[1])
    columns = slice(left - corner[0], right - corner[0])
    pixels[rows, columns] = _blended(layers, fill.shape)
    return Sprite(pixels, plain.x_px, plain.y_px)


def rgb(colour: str) -> Grey:
    """Red, green and blue of "#rrggbb…"."""
    return np.array([int(colour[i : i + 2], 16) for i in (1, 3, 5)], np.uint8)


def _layer(seen: Plane, colour: str) -> Layer:
    strength = int(colour[7:], 16) / 255 if len(colour) == 9 else 1.0
    return (seen if strength == 1 else seen * np.float32(strength)), rgb(colour)


def _reach(block: Block, costume: Costume) -> Box | None:
    """The pixels of the block, and round it, that a costume can touch; even."""
    style, size = block.style, block.size_px
    boxes: list[Box] = []
    if costume.part in ("all", "plate"):
        boxes += block.plates
    words = block.box(costume.span) if costume.part != "plate" else None
    if words is not None:
        outline = style.outline * size + 1.5 if costume.part not in ("fill", "shade") else 0
        shaded = costume.part in ("all", "words", "shade") and style.shadow > 0
        spread = 3 * (_GLOW if _glows(style) else _SOFT) + _DROP
        shade = spread * size if shaded else 0
        room = int(np.ceil(max(outline, shade)))
        left, top, right, bottom = words
        boxes.append((left - room, top - room, right + room, bottom + room))
    if not boxes:
        return None
    edges = np.array(boxes)
    left, top = edges[:, :2].min(axis=0) // 2 * 2
    right, bottom = -(edges[:, 2:].max(axis=0) // -2) * 2
    return int(left), int(top), int(right), int(bottom)


def _alpha(block: Block, costume: Costume, reach: Box) -> Plane:
    """The ink of the costume's units, 0..1."""
    seen = np.zeros(len(block.units) + 1, np.uint8)
    seen[costume.span[0] + 1 : costume.span[1] + 1] = 255
    # Strays, which no unit owns, are shown with the whole and nowhere else.
    seen[0] = 255 if costume.span == (0, len(block.units)) else 0
    if costume.without is not None:
        seen[costume.without[0] + 1 : costume.without[1] + 1] = 0
    alpha = cv2.bitwise_and(_view(block.alpha, reach), seen[_view(block.owner, reach)])
    return (alpha * np.float32(1 / 255)).astype(np.float32)


def _view(plane: NDArray[Any], box: Box) -> NDArray[Any]:
    """A box of a plane, clear where it reaches beyond."""
    left, top, right, bottom = box
    height, width = plane.shape[:2]
    made = np.zeros((bottom - top, right - left, *plane.shape[2:]), plane.dtype)
    x0, y0, x1, y1 = max(0, left), max(0, top), min(width, right), min(height, bottom)
    if x1 > x0 and y1 > y0:
        made[y0 - top : y1 - top, x0 - left : x1 - left] = plane[y0:y1, x0:x1]
    return made


def _fill(block: Block, costume: Costume, reach: Box) -> Grey:
    """The colour of the letters: one for all, or by pixel where some are lit or emoji."""
    if costume.lit is None and block.paint is None:
        return rgb(block.style.colour)
    owner = _view(block.owner, reach)
    colours = np.empty((*owner.shape, 3), np.uint8)
    colours[:] = rgb(block.style.colour)
    if costume.lit is not None:
        first, last = costume.lit
        colours[(owner > first) & (owner <= last)] = rgb(block.style.highlight)
    if block.paint is not None and block.painted is not None:
        painted = _view(block.painted, reach).view(np.uint8)
        cv2.copyTo(_view(block.paint, reach), painted, colours)
    return colours


def _shadow(alpha: Plane, style: TextStyle, size_px: float) -> Plane:
    """Soft and tight, a little below the words; wide and all round where it is a light."""
    glows = _glows(style)
    soft = _blurred(alpha, (_GLOW if glows else _SOFT) * size_px)
    tight = _blurred(alpha, (_SOFT if glows else _TIGHT) * size_px)
    dark = np.minimum(soft * np.float32(1.2) + tight * np.float32(0.75), np.float32(1))
    dark *= np.float32(style.shadow)
    if glows:
        return dark
    drop = round(_DROP * size_px)
    fallen = np.zeros_like(alpha)
    fallen[drop:] = dark[: dark.shape[0] - drop]
    return fallen


def _glows(style: TextStyle) -> bool:
    return bool(rgb(style.shadow_colour).any())


def _blurred(plane: Plane, sigma_px: float) -> Plane:
    """Gaussian; a wide one at a quarter of the size, where nobody sees the difference."""
    height, width = plane.shape
    if sigma_px < 6 or min(height, width) < 16:
        return cv2.GaussianBlur(plane, (0, 0), max(0.5, sigma_px)).astype(np.float32)
    small = cv2.resize(plane, (-(-width // 4), -(-height // 4)), interpolation=cv2.INTER_AREA)
    soft = cv2.GaussianBlur(small, (0, 0), sigma_px / 4)
    return cv2.resize(soft, (width, height), interpolation=cv2.INTER_LINEAR).astype(np.float32)


def _grown(alpha: Plane, radius_px: float) -> Plane:
    """The ink with `radius_px` more on all sides, its corners round, its edge smooth."""
    outside = (alpha < 0.5).astype(np.uint8)
    if outside.all():
        return np.zeros_like(alpha)
    distance = cv2.distanceTransform(outside, cv2.DIST_L2, cv2.DIST_MASK_PRECISE)
    edge = np.clip(np.float32(radius_px + 1) - distance, 0, 1)
    smooth = cv2.GaussianBlur(edge, (0, 0), 0.6)
    return np.maximum(smooth, alpha).astype(np.float32)


def _plates(block: Block, reach: Box) -> Plane:
    """The plate, as much of it as lies in the reach."""
    mask, (left, top) = _plate(block)
    x, y = reach[0] - left, reach[1] - top
    return _view(mask, (x, y, x + reach[2] - reach[0], y + reach[3] - reach[1]))


@lru_cache(maxsize=8)
def _plate(block: Block) -> tuple[Plane, tuple[int, int]]:
    """One plate for all lines, its corners round outside and inside, and its own corner."""
    radius = _ROUND * block.size_px
    room = int(np.ceil(2 * radius)) + 2
    plates = np.array(_aligned(block.plates, radius))
    left, top = (int(v) - room for v in plates[:, :2].min(axis=0))
    right, bottom = (int(v) + room for v in plates[:, 2:].max(axis=0))
    mask = np.zeros((bottom - top, right - left), np.uint8)
    for x0, y0, x1, y1 in plates:
        mask[y0 - top : y1 - top, x0 - left : x1 - left] = 1
    near = (_distance(mask) <= radius).astype(np.uint8)
    closed = (_distance(1 - near) > radius).astype(np.uint8)
    core = (_distance(1 - closed) > radius).astype(np.uint8)
    edge = np.clip(radius + 0.5 - _distance(core), 0, 1)
    return edge.astype(np.float32), (left, top)


def _distance(mask: NDArray[np.uint8]) -> Plane:
    """From each pixel to the nearest pixel of the mask."""
    return cv2.distanceTransform(1 - mask, cv2.DIST_L2, cv2.DIST_MASK_PRECISE).astype(np.float32)


def _aligned(plates: tuple[Box, ...], radius: float) -> list[Box]:
    """Lines of nearly one width get one width, and no plate leaves a gap to the next."""
    made = list(plates)
    for _ in made:
        for i in range(len(made) - 1):
            (l0, t0, r0, _), (l1, _, r1, b1) = made[i], made[i + 1]
            left0, left1 = (min(l0, l1),) * 2 if abs(l0 - l1) < 2 * radius else (l0, l1)
            right0, right1 = (max(r0, r1),) * 2 if abs(r0 - r1) < 2 * radius else (r0, r1)
            border = max(made[i][3], made[i + 1][1])
            made[i] = (left0, t0, right0, border)
            made[i + 1] = (left1, made[i + 1][1], right1, b1)
    return made


def _blended(layers: list[Layer], shape: tuple[int, ...]) -> Grey:
    """Straight alpha from layers, bottom to top. Height x width x 4."""
    rest = np.ones(shape, np.float32)
    channels = [np.zeros(shape, np.float32) for _ in range(3)]
    for seen, colour in reversed(layers):
        weight = seen * rest
        rest -= weight
        for i in range(3) if colour.any() else ():
            shade = np.float32(colour[i]) if colour.ndim == 1 else colour[..., i]
            channels[i] += weight * shade
    alpha = 1 - rest
    whole = np.float32(1) / np.maximum(alpha, np.float32(1e-4))
    planes = [*(channel * whole for channel in channels), alpha * np.float32(255)]
    return cv2.merge([cv2.convertScaleAbs(plane) for plane in planes]).astype(np.uint8, copy=False)


def _cropped(pixels: Grey, x_px: int, y_px: int) -> Sprite | None:
    """Without clear rows and columns, on even pixels. `x_px` and `y_px` are even."""
    rows = np.flatnonzero(pixels[..., 3].any(axis=1))
    columns = np.flatnonzero(pixels[..., 3].any(axis=0))
    if rows.size == 0:
        return None
    top, left = int(rows[0]) // 2 * 2, int(columns[0]) // 2 * 2
    bottom, right = (int(rows[-1]) + 2) // 2 * 2, (int(columns[-1]) + 2) // 2 * 2
    part = np.ascontiguousarray(pixels[top:bottom, left:right])
    return Sprite(part, x_px + left, y_px + top)
