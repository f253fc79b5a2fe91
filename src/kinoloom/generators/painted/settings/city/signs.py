"""Signs of a city: real words, drawn once into an atlas that the ray caster reads."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import cv2
import deckr_fonts
import justmytype_intl_cjk
import numpy as np
import pyvips

from kinoloom.media.fontconfig import use_own_fonts

if TYPE_CHECKING:
    from numpy.typing import NDArray

Shape = Literal["tall", "wide", "square"]

_LATIN_TALL = ("HOTEL", "RAMEN", "CAFE", "BAR", "JAZZ", "SUSHI", "CINEMA", "CLUB", "NOODLE", "KTV")
_LATIN_WIDE = (
    "HOTEL",
    "CAFE",
    "OPEN",
    "24H",
    "CINEMA",
    "JAZZ CLUB",
    "RAMEN BAR",
    "ARCADE",
    "DINER",
)
_CJK_TALL = ("酒吧", "面馆", "电影院", "茶室", "药房", "夜市", "火锅", "咖啡", "旅馆", "拉面")
_CJK_WIDE = ("酒吧", "面馆", "电影院", "书店", "二十四小时", "夜市", "火锅", "大酒店")
_CJK_SQUARE = ("薬", "酒", "茶", "面", "福", "串")
_PLAIN_WIDE = ("CAFE", "BAKERY", "BOOKS", "PHARMACY", "FLOWERS", "HOTEL", "DELI", "MARKET", "PIZZA")
_PLAIN_TALL = ("HOTEL", "CAFE", "THEATRE", "BAR", "BOOKS", "CINEMA")
_PLAIN_SQUARE = ("P", "24H", "薬", "+")

_GLYPH_HEIGHT_PX = 60
_FILL = {"tall": (0.74, 0.92), "wide": (0.90, 0.66), "square": (0.72, 0.72)}
_CELL_PX: dict[Shape, tuple[int, int]] = {"tall": (72, 320), "wide": (320, 80), "square": (96, 96)}
_FONTS = Path(deckr_fonts.__file__).parent / "fonts"
_LATIN = (
    ("Audiowide", _FONTS / "Audiowide-Regular.ttf"),
    ("Roboto Black", _FONTS / "Roboto[wdth,wght].ttf"),
    ("DM Sans Bold", _FONTS / "DMSans[opsz,wght].ttf"),
)
_HAN = (
    "Noto Sans SC Bold",
    Path(justmytype_intl_cjk.__file__).parent / "fonts/ofl/notosanssc/NotoSansSC[wght].ttf",
)


@dataclass(frozen=True)
class SignAtlas:
    """Sign masks side by side: 0 blank to 255 letter; `halo` is the same, softened to a glow.

    `cells` has a row (x, y, width, height) for each sign; `shapes` names each sign's proportions.
    """

    letters: NDArray[np.uint8]
    halo: NDArray[np.uint8]
    cells: NDArray[np.float32]
    shapes: tuple[Shape, ...]

    def of_shape(self, shape: Shape) -> list[int]:
        """The numbers of the signs with these proportions."""
        return [i for i, each in enumerate(self.shapes) if each == shape]


def paint_signs(world: str, seed: int) -> SignAtlas:
    """An atlas of two dozen signs for the world, words and faces chosen by the seed."""
    rng = np.random.default_rng(seed)
    if world == "neon":
        words: list[tuple[Shape, str]] = [
            *(("tall", str(word)) for word in rng.choice(_LATIN_TALL, 4, replace=False)),
            *(("tall", str(word)) for word in rng.choice(_CJK_TALL, 5, replace=False)),
            *(("wide", str(word)) for word in rng.choice(_LATIN_WIDE, 4, replace=False)),
            *(("wide", str(word)) for word in rng.choice(_CJK_WIDE, 4, replace=False)),
            *(("square", str(word)) for word in rng.choice(_CJK_SQUARE, 3, replace=False)),
        ]
    else:
        words = [
            *(("tall", str(word)) for word in rng.choice(_PLAIN_TALL, 4, replace=False)),
            *(("wide", str(word)) for word in rng.choice(_PLAIN_WIDE, 7, replace=False)),
            *(("square", str(word)) for word in rng.choice(_PLAIN_SQUARE, 2, replace=False)),
        ]
    masks = [_sign(word, shape, int(rng.integers(3))) for shape, word in words]
    width = max(mask.shape[1] for mask in masks) + 8
    height = sum(mask.shape[0] + 8 for mask in masks)
    letters = np.zeros((height, width), np.uint8)
    cells = np.zeros((len(masks), 4), np.float32)
    y = 4
    for i, mask in enumerate(masks):
        letters[y : y + mask.shape[0], 4 : 4 + mask.shape[1]] = mask
        cells[i] = (4, y, mask.shape[1], mask.shape[0])
        y += mask.shape[0] + 8
    halo = np.asarray(cv2.GaussianBlur(letters, (0, 0), 5.0), np.uint8)
    return SignAtlas(letters, halo, cells, tuple(shape for shape, _ in words))


def _sign(word: str, shape: Shape, face: int) -> NDArray[np.uint8]:
    """One sign's mask, the word fitted into the shape's cell."""
    is_han = any(ord(letter) > 0x2E80 for letter in word)
    name, path = _HAN if is_han else _LATIN[face]
    if shape == "tall":
        glyphs = [_text(letter, name, path) for letter in word]
        picture = _stack(glyphs)
    else:
        picture = _text(word, name, path)
    cell_width, cell_height = _CELL_PX[shape]
    if shape == "tall":
        # A word of two signs needs no five-letter board.
        cell_height = min(cell_height, int(66 * len(word)) + 16)
    fill_x, fill_y = _FILL[shape]
    scale = min(cell_width * fill_x / picture.shape[1], cell_height * fill_y / picture.shape[0])
    size = (max(1, int(picture.shape[1] * scale)), max(1, int(picture.shape[0] * scale)))
    fitted = cv2.resize(picture, size, interpolation=cv2.INTER_AREA)
    mask = np.zeros((cell_height, cell_width), np.uint8)
    top, left = (cell_height - size[1]) // 2, (cell_width - size[0]) // 2
    mask[top : top + size[1], left : left + size[0]] = fitted
    return mask


def _text(text: str, font: str, path: Path) -> NDArray[np.uint8]:
    use_own_fonts()
    image = pyvips.Image.text(
        text, font=f"{font} {_GLYPH_HEIGHT_PX}", fontfile=str(path), dpi=72, align="centre"
    )
    picture = np.asarray(image.numpy(), np.uint8)
    return picture if picture.ndim == 2 else np.ascontiguousarray(picture[..., 0])


def _stack(glyphs: list[NDArray[np.uint8]]) -> NDArray[np.uint8]:
    """Letters below each other, each centred, with even gaps."""
    gap = 10
    width = max(glyph.shape[1] for glyph in glyphs)
    height = sum(glyph.shape[0] + gap for glyph in glyphs) - gap
    picture = np.zeros((height, width), np.uint8)
    y = 0
    for glyph in glyphs:
        left = (width - glyph.shape[1]) // 2
        picture[y : y + glyph.shape[0], left : left + glyph.shape[1]] = glyph
        y += glyph.shape[0] + gap
    return picture
