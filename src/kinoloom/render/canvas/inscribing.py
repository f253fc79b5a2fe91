"""Titles and captions on the canvas: stamps moved by the layer's pose, blended like pictures."""

from __future__ import annotations

import math
from collections import OrderedDict
from fractions import Fraction

import cv2
import numpy as np

from kinoloom.render.canvas.blending import Cover, cover
from kinoloom.render.canvas.placing import Laid
from kinoloom.render.layers import CaptionLayer, Pose, TitleLayer
from kinoloom.render.lettering import captioned, titled
from kinoloom.render.lettering.stamp import Sprite, Stamp
from kinoloom.render.picture import Picture

Size = tuple[int, int]
Point = tuple[float, float]
MOST_SPRITES = 96
STILL_PX = 0.02
"""A shift this small is none: the sprite is blended as it is."""


class Inscribed:
    """The words of one layer."""

    def __init__(self, layer: TitleLayer | CaptionLayer, canvas: Size, fps: Fraction) -> None:
        self._layer = layer
        self._canvas = canvas
        # The largest size they reach, so that letters stay sharp.
        self._scale = layer.scale
        if isinstance(layer, TitleLayer):
            self._stamps = titled(layer.text, layer.style, canvas, layer.frames, fps, self._scale)
        else:
            self._stamps = captioned(
                layer.cues, layer.style, canvas, layer.frames, fps, self._scale
            )
        self._middle: Point | None = None
        self._moves = any(
            pose.rotation_deg or pose.scale != self._scale for pose in layer.framing.poses
        )
        self._pictures: OrderedDict[int, tuple[Sprite, Picture, int, int]] = OrderedDict()
        self._covers: dict[tuple[object, ...], tuple[Sprite, Cover]] = {}

    def at(self, frame: int) -> tuple[Laid, ...]:
        """The stamps of a frame of the layer."""
        pose = self._layer.framing.at(frame)
        # A join shows frames before the segment's first and after its last: those two are held.
        last = self._layer.frames - 1
        stamps = self._stamps(min(max(0, self._layer.first + frame), last))
        pivot = self._pivot(stamps)
        made = (self._laid(stamp, pose, pivot) for stamp in stamps)
        return tuple(laid for laid in made if laid is not None)

    def _pivot(self, stamps: tuple[Stamp, ...]) -> Point:
        """The middle of the words, which they turn and grow about; for a title of those at rest,
        as letters that are still coming would shift it."""
        if not self._moves:
            return self._canvas[0] / 2, self._canvas[1] / 2
        if isinstance(self._layer, TitleLayer):
            if self._middle is None:
                self._middle = _middle(self._stamps(self._layer.frames // 2), self._canvas)
            return self._middle
        return _middle(stamps, self._canvas)

    def _laid(self, stamp: Stamp, pose: Pose, pivot: Point) -> Laid | None:
        opacity = max(0.0, min(1.0, stamp.opacity)) * pose.opacity
        if opacity <= 0 or stamp.sprite.pixels.size == 0:
            return None
        picture, x, y = self._picture(stamp.sprite)
        dx = stamp.dx_px + (pose.x - 0.5) * self._canvas[0]
        dy = stamp.dy_px + (pose.y - 0.5) * self._canvas[1]
        grown = pose.scale / self._scale
        upright = stamp.scale * grown == 1 and not stamp.rotation_deg and not pose.rotation_deg
        whole = abs(dx - 2 * round(dx / 2)) < STILL_PX and abs(dy - 2 * round(dy / 2)) < STILL_PX
        if upright and whole and not stamp.blur_px:
            return self._still(
                stamp, picture, x + 2 * round(dx / 2), y + 2 * round(dy / 2), opacity
            )
        return self._warped(stamp, picture, (x, y), (dx, dy), pose, pivot, opacity)

    def _picture(self, sprite: Sprite) -> tuple[Picture, int, int]:
        known = self._pictures.get(id(sprite))
        if known is None or known[0] is not sprite:
            known = (sprite, *_yuv(sprite))
            self._pictures[id(sprite)] = known
            # A typewriter makes a sprite a letter.
            if len(self._pictures) > MOST_SPRITES:
                self._pictures.popitem(last=False)
        self._pictures.move_to_end(id(sprite))
        return known[1:]

    def _still(self, stamp: Stamp, picture: Picture, x: int, y: int, opacity: float) -> Laid:
        """Covers of sprites are kept: captions show one for many frames."""
        key = (id(stamp.sprite), stamp.window, round(opacity, 4))
        kept = self._covers.get(key)
        # The number of a sprite that is gone may be another's.
        if kept is None or kept[0] is not stamp.sprite:
            if len(self._covers) > MOST_SPRITES:
                self._covers.clear()
            kept = (stamp.sprite, cover(_windowed(picture, stamp), opacity))
            self._covers[key] = kept
        return Laid(None, x, y, opacity, kept[1])

    def _warped(
        self,
        stamp: Stamp,
        picture: Picture,
        corner: tuple[int, int],
        shift: tuple[float, float],
        pose: Pose,
        pivot: Point,
        opacity: float,
    ) -> Laid | None:
        grown = pose.scale / self._scale
        forward = _matrix(stamp, picture, corner, shift, pose, pivot, grown)
        width, height = picture.width_px, picture.height_px
        square = np.array([[0, 0], [width, 0], [width, height], [0, height]], float)
        where = square @ forward[:, :2].T + forward[:, 2]
        room = math.ceil(3 * stamp.blur_px) + 2
        low, high = where.min(axis=0) - room, where.max(axis=0) + room
        left, top = (max(0, 2 * math.floor(v / 2)) for v in low)
        right = min(self._canvas[0], 2 * math.ceil(high[0] / 2))
        bottom = min(self._canvas[1], 2 * math.ceil(high[1] / 2))
        if right - left < 2 or bottom - top < 2:
            return None
        forward[:, 2] -= (left, top)
        base = cover(_windowed(picture, stamp))
        made = _moved(base, forward, (right - left, bottom - top), stamp.blur_px, opacity)
        return Laid(None, left, top, opacity, made)


def _middle(stamps: tuple[Stamp, ...], canvas: Size) -> Point:
    boxes = [
        (s.x_px, s.y_px, s.x_px + s.pixels.shape[1], s.y_px + s.pixels.shape[0])
        for s in (stamp.sprite for stamp in stamps)
        if s.pixels.size
    ]
    if not boxes:
        return canvas[0] / 2, canvas[1] / 2
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return (min(lefts) + max(rights)) / 2, (min(tops) + max(bottoms)) / 2


def _windowed(picture: Picture, stamp: Stamp) -> Picture:
    if stamp.window is None or picture.alpha is None:
        return picture
    left, top, right, bottom = stamp.window
    off_x, off_y = stamp.sprite.x_px % 2, stamp.sprite.y_px % 2
    alpha = np.zeros_like(picture.alpha)
    part = (
        slice(max(0, top + off_y), max(0, bottom + off_y)),
        slice(max(0, left + off_x), max(0, right + off_x)),
    )
    alpha[part] = picture.alpha[part]
    return Picture(picture.y, picture.u, picture.v, alpha)


def _matrix(
    stamp: Stamp,
    picture: Picture,
    corner: tuple[int, int],
    shift: tuple[float, float],
    pose: Pose,
    pivot: Point,
    grown: float,
) -> np.ndarray:
    """2 x 3 from the sprite's pixels to the canvas's: about its own centre, then about the
    pivot, then moved."""
    middle = np.array([picture.width_px / 2, picture.height_px / 2])
    own = _turn(stamp.rotation_deg) * stamp.scale
    whole = _turn(pose.rotation_deg) * grown
    centre = np.array(pivot)
    at = np.array(corner) + middle + (stamp.dx_px, stamp.dy_px)
    landed = whole @ (at - centre) + centre + (shift[0] - stamp.dx_px, shift[1] - stamp.dy_px)
    a = whole @ own
    return np.column_stack([a, landed - a @ middle])


def _turn(degrees: float) -> np.ndarray:
    turn = math.radians(degrees)
    cos, sin = math.cos(turn), math.sin(turn)
    return np.array([[cos, -sin], [sin, cos]])


def _moved(base: Cover, matrix: np.ndarray, size: Size, blur_px: float, opacity: float) -> Cover:
    """A cover through a map: what is multiplied in may be interpolated, straight colour may not."""
    half = matrix.copy()
    half[:, 2] /= 2
    small = (size[0] // 2, size[1] // 2)
    assert base.rest_y is not None
    assert base.rest_uv is not None

    def one(plane: np.ndarray, m: np.ndarray, wh: Size, border: int, sigma: float) -> np.ndarray:
        a, t = m[:, :2], m[:, 2]
        centred = np.column_stack([a, a @ (0.5, 0.5) + t - 0.5])
        made = cv2.warpAffine(
            plane,
            centred,
            wh,
            flags=cv2.INTER_LINEAR,
            borderMode=cv2.BORDER_CONSTANT,
            borderValue=border,
        )
        return _soft(made, sigma)

    def light(plane: np.ndarray) -> np.ndarray:
        return plane if opacity >= 1 else cv2.convertScaleAbs(plane, alpha=opacity)

    def rest(plane: np.ndarray) -> np.ndarray:
        return cv2.bitwise_not(light(cv2.bitwise_not(plane)))

    return Cover(
        light(one(base.y, matrix, size, 0, blur_px)),
        light(one(base.u, half, small, 0, blur_px / 2)),
        light(one(base.v, half, small, 0, blur_px / 2)),
        rest(one(base.rest_y, matrix, size, 255, blur_px)),
        rest(one(base.rest_uv, half, small, 255, blur_px / 2)),
    )


def _soft(plane: np.ndarray, sigma: float) -> np.ndarray:
    """Blurred; widely at a quarter of the size, where nobody sees the difference."""
    if sigma <= 0.3:
        return plane
    height, width = plane.shape
    if sigma < 8 or min(height, width) < 32:
        return cv2.GaussianBlur(plane, (0, 0), sigma)
    small = cv2.resize(plane, (width // 4, height // 4), interpolation=cv2.INTER_AREA)
    return cv2.resize(cv2.GaussianBlur(small, (0, 0), sigma / 4), (width, height))


def _yuv(sprite: Sprite) -> tuple[Picture, int, int]:
    """A sprite as a picture on even pixels: a clear column or row is added where it is not."""
    height, width = sprite.pixels.shape[:2]
    left, top = sprite.x_px % 2, sprite.y_px % 2
    right, bottom = (left + width) % 2, (top + height) % 2
    padded = np.pad(sprite.pixels, ((top, bottom), (left, right), (0, 0)))
    rgb = padded[..., :3].astype(np.float32)
    alpha = padded[..., 3]
    weight = alpha.astype(np.float32)
    red, green, blue = rgb[..., 0], rgb[..., 1], rgb[..., 2]
    luma = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    # Chroma is the mean of four pixels by their alpha: clear pixels have no say in a colour.
    total = np.maximum(_quartered(weight), 1e-6)
    u = 128 + _quartered((blue - luma) * weight) / total * (224 / 255 / 1.8556)
    v = 128 + _quartered((red - luma) * weight) / total * (224 / 255 / 1.5748)
    y = 16 + luma * (219 / 255)
    planes = [np.clip(plane + 0.5, 0, 255).astype(np.uint8) for plane in (y, u, v)]
    return Picture(planes[0], planes[1], planes[2], alpha), sprite.x_px - left, sprite.y_px - top


def _quartered(plane: np.ndarray) -> np.ndarray:
    height, width = plane.shape
    return cv2.resize(plane, (width // 2, height // 2), interpolation=cv2.INTER_AREA)
