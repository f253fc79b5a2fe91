"""Any noun: its emoji drawn as a vector, relit as a clay toy, and given a little life.

A noun without an emoji stands in the scene as a slab with its name in letters.
"""

from __future__ import annotations

import math
import unicodedata
from importlib import resources
from typing import TYPE_CHECKING

import cv2
import numpy as np
import pyvips
from numpy.typing import NDArray

from kinoloom.generators.painted.cast.bodies.capsules import Sprite
from kinoloom.generators.painted.cast.bodies.contact import Contact
from kinoloom.generators.painted.cast.bodies.contour import contoured, is_pale
from kinoloom.generators.painted.cast.icons.inflate import relight
from kinoloom.generators.painted.cast.icons.life import Way, cycle_s, life, speed, way_of
from kinoloom.generators.painted.cast.roles.nouns import ALTITUDES, Icon, Manner, find_icon
from kinoloom.generators.painted.easel.colour import rgb
from kinoloom.media.fontconfig import use_own_fonts

if TYPE_CHECKING:
    from kinoloom.generators.painted.easel.light import Rig
    from kinoloom.generators.painted.spec import Action, Heading

_EMOJI_FONT = ("deckr_fonts", "fonts/NotoColorEmoji-Regular.ttf", "Noto Color Emoji")
_LETTER_FONT = ("deckr_fonts", "fonts/DMSans[opsz,wght].ttf", "DM Sans Bold")
_WIDE_FONT = (
    "justmytype_intl_cjk",
    "fonts/ofl/notosanssc/NotoSansSC[wght].ttf",
    "Noto Sans SC Bold",
)
_SPARKLES = frozenset({"rocket", "flying_saucer", "snowman"})
"""Glyphs with loose stars or flakes around them, which look like dirt when they cast shadows."""
_OVERSIZE = 1.08
"""Sprites are lit a little larger than first asked for, so that a push-in stays sharp."""
_GOING = ("walk", "run", "drive", "fly", "float", "swim")
_DRAUGHTS: dict[str, float] = {
    "duck": 0.17, "goose": 0.16, "swan": 0.12, "person_swimming": 0.16, "person_rowing_boat": 0.10,
    "person_surfing": 0.10, "ring_buoy": 0.3, "penguin": 0.45, "shark": 0.54, "dolphin": 0.40,
    "whale": 0.42, "turtle": 0.42, "crocodile": 0.40, "frog": 0.40, "balloon": 0.1,
}  # fmt: skip


class IconFigure:
    """A noun as a toy: it hops when it walks, glides when it drives, flaps when it flies."""

    print_phase = 0.0
    print_offset = 0.0
    stride = 0.0

    def __init__(self, noun: str, action: Action, *, colour: str | None = None) -> None:
        """`colour` (#rrggbb) dyes the toy."""
        icon = find_icon(noun)
        self.is_sign = icon is None
        self._icon = icon
        self._noun = noun
        self._colour = colour
        manner: Manner = "still" if icon is None else icon.manner
        # A boat that floats is on the water; anything else that floats is in the air.
        grounded = ("fly", "sail") if action == "float" else ("fly",)
        if action in ("fly", "float") and manner not in grounded:
            manner = "hover"
        self._manner: Manner = manner
        self._moves = action in _GOING and manner != "still"
        self._brisk = 1.7 if action == "run" else 1.0
        name = "" if icon is None else icon.name
        self._way: Way = way_of(name, manner, in_air=action in ("fly", "float", "stand"))
        self._swims = action == "swim"
        self.height = 0.62 if icon is None else icon.height
        draft = self._picture(64)
        self.width = 1.0 if draft is None else draft.shape[1] / draft.shape[0]
        self._cache: dict[tuple[int, bool, float], _Toy] = {}

    @property
    def cycle_s(self) -> float:
        """One hop, flap or roll; a breath when at rest."""
        if self._manner == "walk" and not self._moves:
            return 3.6
        return cycle_s(self._way) / self._brisk

    @property
    def speed_heights_per_s(self) -> float:
        """Travel in its own heights a second."""
        usual = speed(self._way) * self._brisk
        return usual if self._moves or self._manner in ("fly",) else 0.0

    @property
    def altitude(self) -> float:
        """0 on the ground .. 1 high in the sky."""
        if self._manner not in ("fly", "hover") or self._swims:
            return 0.0
        usual = 0.66 if self._manner == "fly" else 0.40
        return usual if self._icon is None else ALTITUDES.get(self._icon.name, usual)

    @property
    def draught(self) -> float:
        """How much of it is under water where it swims or floats, in its heights."""
        if self._manner == "sail" or self._icon is None:
            return 0.075
        return _DRAUGHTS.get(self._icon.name, 0.55 if self._manner in ("walk", "hover") else 0.14)

    @property
    def footing(self) -> float:
        """Half the width of its contact shade, in its own heights."""
        return 0.34

    def draw(
        self,
        phase: float,
        rig: Rig,
        *,
        height_px: float,
        x_px: float,
        y_px: float,
        heading: Heading,
        haze: float = 0.0,
    ) -> tuple[Sprite | None, tuple[Contact, ...]]:
        """The toy over frame point (x, y), with the places its base touches."""
        toy = self._toy(height_px, heading == "right", rig, haze)
        if toy is None:
            return None, ()
        k = height_px / toy.height_px
        now = life(self._way, phase, moves=self._moves)
        ahead = 1.0 if heading == "right" else -1.0
        wide = k * now.slim / math.sqrt(now.stretch)
        high = k * now.stretch
        x_px += ahead * now.surge * height_px
        tilt = ahead * now.tilt
        c, s = math.cos(tilt), math.sin(tilt)
        turn = np.array([[c, -s], [s, c]], np.float64)
        turn = turn @ np.array([[wide, -ahead * now.skew * high], [0.0, high]], np.float64)
        up_px = toy.height_px / 2 if self._way == "roll" else 0.0
        pivot = np.array([toy.foot_x_px, toy.foot_y_px - up_px])
        corner = np.array([x_px, y_px - now.rise * height_px - up_px * high]) - turn @ pivot
        sprite = transformed(toy.rgba, turn, (float(corner[0]), float(corner[1])))
        height = max(0.0, 1 - now.rise * 14)
        feet = tuple(Contact(x_px + offset * k, y_px, height) for offset in toy.feet_px)
        return sprite, feet

    def _picture(self, height_px: int) -> NDArray[np.uint8] | None:
        if self._icon is None:
            return word_sign(self._noun, height_px)
        return _draw_icon(self._icon, height_px)

    def _toy(self, height_px: float, to_right: bool, rig: Rig, haze: float) -> _Toy | None:
        step = max(8, round(height_px * _OVERSIZE / 12) * 12)
        for (size, right, air), toy in self._cache.items():
            if right == to_right and air == haze and size * 0.82 <= step <= size * 1.12:
                return toy
        picture = self._picture(step)
        if picture is None:
            return None
        if self._icon is not None and to_right != self._icon.faces_right:
            picture = np.ascontiguousarray(picture[:, ::-1])
        if self._colour is not None:
            picture = _dye(picture, self._colour)
        lit = relight(picture, rig, haze=haze)
        if self._manner == "walk" and is_pale(_mean_rgb(picture)):
            lit = contoured(lit, rig, float(step))
        toy = _Toy(lit)
        self._cache[(step, to_right, haze)] = toy
        return toy


def _mean_rgb(picture: NDArray[np.uint8]) -> tuple[float, float, float]:
    """The mean colour of what is not transparent, 0..1."""
    solid = picture[picture[..., 3] > 128][:, :3]
    r, g, b = (float(v) / 255 for v in solid.mean(axis=0)) if len(solid) else (0.0, 0.0, 0.0)
    return r, g, b


class _Toy:
    """A lit sprite: where its feet are, in its own pixels, from the middle of its base."""

    def __init__(self, rgba: NDArray[np.uint8]) -> None:
        self.rgba = rgba
        solid = rgba[..., 3] > 128
        rows = np.flatnonzero(solid.any(axis=1))
        bottom = int(rows[-1]) if rows.size else rgba.shape[0] - 1
        self.height_px = float(rows[-1] - rows[0] + 1) if rows.size else float(rgba.shape[0])
        sole = solid[max(0, bottom - int(0.05 * self.height_px)) : bottom + 1].any(axis=0)
        columns = np.flatnonzero(sole)
        self.foot_x_px = float((columns[0] + columns[-1]) / 2)
        self.foot_y_px = bottom - 0.012 * self.height_px
        edges = np.flatnonzero(np.diff(np.concatenate([[0], sole.astype(np.int8), [0]])))
        spans = edges.reshape(-1, 2)
        middles = spans.mean(axis=1) - self.foot_x_px
        wide = spans[:, 1] - spans[:, 0]
        self.feet_px = [float(m) for m, w in zip(middles, wide, strict=True) if w > 2][:6]


def transformed(
    rgba: NDArray[np.uint8], turn: NDArray[np.float64], corner_px: tuple[float, float]
) -> Sprite:
    """Scale and turn a sprite so that its corner lies at a place between pixels."""
    rows, columns = rgba.shape[:2]
    ends = turn @ np.array([[0, columns, 0, columns], [0, 0, rows, rows]], np.float64)
    x0 = math.floor(corner_px[0] + ends[0].min()) - 1
    y0 = math.floor(corner_px[1] + ends[1].min()) - 1
    width = math.ceil(corner_px[0] + ends[0].max()) + 2 - x0
    height = math.ceil(corner_px[1] + ends[1].max()) + 2 - y0
    view = np.column_stack([turn, [corner_px[0] - x0, corner_px[1] - y0]])
    moved = cv2.warpAffine(rgba, view, (width, height), flags=cv2.INTER_LINEAR)
    return Sprite(np.asarray(moved, np.uint8), x0, y0)


def _render_text(
    text: str, font: tuple[str, str, str], size_px: int, *, colour: bool
) -> NDArray[np.uint8]:
    """Text as straight RGBA (colour fonts) or as coverage in one channel."""
    package, path, face = font
    with resources.as_file(resources.files(package) / path) as file:
        use_own_fonts()
        image = pyvips.Image.text(
            text, font=f"{face} {size_px}", fontfile=str(file), rgba=colour, dpi=72
        )
        data = image.write_to_memory()
    shape = (int(image.height), int(image.width), int(image.bands))
    return np.frombuffer(data, np.uint8).reshape(shape)


def _draw_icon(icon: Icon, height_px: int) -> NDArray[np.uint8] | None:
    """The glyph as straight RGBA, cropped to its picture, about `height_px` high."""
    draft = _crop(_render_text(icon.glyph, _EMOJI_FONT, 64, colour=True))
    if draft is None:
        return None
    size = max(8, round(64 * height_px / draft.shape[0]))
    picture = _render_text(icon.glyph, _EMOJI_FONT, size, colour=True)
    if icon.name in _SPARKLES:
        picture = _largest_part(picture)
    return _crop(picture)


def _largest_part(rgba: NDArray[np.uint8]) -> NDArray[np.uint8]:
    count, labels, stats, _ = cv2.connectedComponentsWithStats((rgba[..., 3] > 40).astype(np.uint8))
    if count <= 2:
        return rgba
    areas = stats[1:, cv2.CC_STAT_AREA]
    kept = np.flatnonzero(areas >= 0.06 * areas.max()) + 1
    return np.where(np.isin(labels, kept)[..., None], rgba, 0).astype(np.uint8)


def _crop(rgba: NDArray[np.uint8]) -> NDArray[np.uint8] | None:
    """The picture inside its transparent surroundings, with a margin of two pixels."""
    solid = rgba[..., 3] > 8
    rows, columns = np.flatnonzero(solid.any(axis=1)), np.flatnonzero(solid.any(axis=0))
    if rows.size == 0:
        return None
    part = rgba[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
    return np.pad(part, ((2, 2), (2, 2), (0, 0)))


def _dye(rgba: NDArray[np.uint8], colour: str) -> NDArray[np.uint8]:
    """Give the coloured parts another hue, keeping their light and dark."""
    wanted = rgb(colour) * np.float32(255)
    picture = rgba[..., :3].astype(np.float32)
    luma = picture @ np.array([0.30, 0.59, 0.11], np.float32)
    coloured = (picture.max(axis=2) - picture.min(axis=2)) / 255
    body = rgba[..., 3] > 128
    usual = float(luma[body].mean()) if body.any() else 128.0
    target = wanted[None, None] * (0.35 + 0.65 * luma / max(1.0, usual))[..., None]
    share = np.clip(0.25 + coloured * 2.2, 0, 1) * np.clip(luma / 70, 0, 1)
    mixed = picture + (target - picture) * share[..., None]
    return np.dstack([np.clip(mixed, 0, 255).astype(np.uint8), rgba[..., 3]])


def word_sign(word: str, height_px: int) -> NDArray[np.uint8]:
    """A dark slab on two posts, its word in light letters: straight RGBA."""
    text = "".join(c for c in word if unicodedata.category(c)[0] != "C").strip().upper() or "?"
    text = text[:24].replace("&", "&amp;").replace("<", "&lt;")
    wide = any(unicodedata.east_asian_width(c) in "WF" for c in text)
    font = _WIDE_FONT if wide else _LETTER_FONT
    letters = _render_text(text, font, max(8, round(height_px * 0.36)), colour=False)[..., 0]
    board_h, pad = max(2, round(height_px * 0.70)), round(height_px * 0.22)
    # A far, small sign's board is lower than the smallest type.
    shrunk = min(1.0, 3.6 * height_px / letters.shape[1], board_h / letters.shape[0])
    if shrunk < 1:
        shape = (max(1, int(letters.shape[1] * shrunk)), max(1, int(letters.shape[0] * shrunk)))
        letters = np.asarray(cv2.resize(letters, shape, interpolation=cv2.INTER_AREA), np.uint8)
    board_w = max(letters.shape[1] + 2 * pad, round(height_px * 0.9))
    sheet = np.zeros((max(height_px, board_h), board_w, 4), np.uint8)
    post = max(2, round(height_px * 0.035))
    for x in (round(board_w * 0.16), round(board_w * 0.84)):
        sheet[board_h - 2 :, x - post : x + post] = (74, 60, 52, 255)
    sheet[:board_h] = _slab(board_w, board_h, round(height_px * 0.07))
    y0, x0 = (board_h - letters.shape[0]) // 2, (board_w - letters.shape[1]) // 2
    area = sheet[y0 : y0 + letters.shape[0], x0 : x0 + letters.shape[1], :3]
    share = letters.astype(np.float32)[..., None] / 255
    ink = np.array([250, 238, 214], np.float32)
    area[:] = (area + (ink - area) * share).astype(np.uint8)
    return np.pad(sheet, ((2, 2), (2, 2), (0, 0)))


def _slab(width: int, height: int, radius: int) -> NDArray[np.uint8]:
    """A rounded board with a thin inlaid line."""
    large = np.zeros((height * 2, width * 2), np.uint8)
    r = radius * 2
    cv2.rectangle(large, (r, 0), (width * 2 - r, height * 2), 255, -1)
    cv2.rectangle(large, (0, r), (width * 2, height * 2 - r), 255, -1)
    for x in (r, width * 2 - r - 1):
        for y in (r, height * 2 - r - 1):
            cv2.circle(large, (x, y), r, 255, -1)
    cover = np.asarray(cv2.resize(large, (width, height), interpolation=cv2.INTER_AREA), np.uint8)
    depth = cv2.distanceTransform((cover > 128).astype(np.uint8), cv2.DIST_L2, 5)
    line = np.clip(1.2 - np.abs(depth - radius * 0.75) / max(1.0, radius * 0.11), 0, 1)
    board = np.array([62, 66, 78], np.float32) + line[..., None] * np.array([120, 96, 50])
    return np.dstack([board.astype(np.uint8), cover])
