"""What a person carries: an icon at the hand, on the head or on a line, lit as its bearer is."""

from __future__ import annotations

import math
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

import cv2
import numpy as np
from numpy.typing import NDArray

from kinoloom.generators.painted.cast.bodies.capsules import Sprite
from kinoloom.generators.painted.cast.bodies.skeleton import NEAR
from kinoloom.generators.painted.cast.figures.grips import GRIPS, HATS
from kinoloom.generators.painted.cast.icons.icon import IconFigure
from kinoloom.generators.painted.cast.icons.inflate import relight
from kinoloom.generators.painted.easel.colour import rgb

if TYPE_CHECKING:
    from kinoloom.generators.painted.cast.bodies.skeleton import Build, Skeleton
    from kinoloom.generators.painted.cast.figures.wardrobe import Wardrobe
    from kinoloom.generators.painted.easel.light import Rig

_BOARD = "#f2efe6"


def wearing(wear: Wardrobe, held: str | None) -> Wardrobe:
    """The clothes with a hat or a rucksack that is asked for."""
    if held is not None and held in HATS:
        return replace(wear, hat=HATS[held])
    return replace(wear, pack=True) if held == "backpack" else wear


def held_of(noun: str | None, colour: str | None) -> Held | None:
    """What is drawn in the hand, if anything."""
    return Held(noun, colour) if noun is not None and noun in GRIPS else None


class Held:
    """One thing in the near hand of a puppet."""

    def __init__(self, noun: str, colour: str | None) -> None:
        self._grip = GRIPS[noun]
        self._icon = None if noun == "surfboard" else IconFigure(noun, "stand", colour=colour)
        self._board = partial(_surfboard, colour=colour or "#e0553c")
        self._boards: dict[tuple[int, float], NDArray[np.uint8]] = {}

    def grip(self, pose: Skeleton, build: Build) -> Skeleton:
        """The pose with the near arm about the thing; who walks still sways a little."""
        if self._grip.place == "head":
            return pose
        swing = 0.05 * math.cos(2 * math.pi * pose.phase)
        upper, fore = {
            "raised": (0.52, 1.62), "line": (0.75, 1.75), "before": (0.10, 1.45),
            "hanging": (0.02, 0.14),
        }[self._grip.place]  # fmt: skip
        upper += swing
        sx, sy, sz = pose.shoulders[NEAR]
        elbow = (
            sx + build.upper_arm * math.sin(upper),
            sy - build.upper_arm * math.cos(upper),
            sz + 0.08 * build.upper_arm,
        )
        bent = upper + fore
        hand = (
            elbow[0] + build.forearm * math.sin(bent),
            elbow[1] - build.forearm * math.cos(bent),
            elbow[2] - 0.02,
        )
        return replace(pose, elbows=(elbow, pose.elbows[1]), hands=(hand, pose.hands[1]))

    def added(
        self,
        body: Sprite,
        pose: Skeleton,
        rig: Rig,
        *,
        height_px: float,
        at_px: tuple[float, float],
        sign: float,
        haze: float,
    ) -> Sprite:
        """The body's sprite with the thing in it: before it or behind it."""
        grip = self._grip
        x, y, z = pose.hands[NEAR]
        if grip.place == "head":
            x, y, z = pose.head[0], pose.head[1] + 0.055, pose.head[2]
        hand = (at_px[0] + sign * x * height_px, at_px[1] - (y - 0.10 * z) * height_px)
        size = grip.size * height_px
        foot = (hand[0] + sign * grip.ahead * height_px, hand[1] + grip.at * size)
        line = grip.place == "line"
        if line:
            turn = 2 * math.pi * pose.phase
            foot = (
                hand[0] + sign * (0.42 + 0.02 * math.sin(turn)) * height_px,
                hand[1] - (0.62 + 0.02 * math.cos(turn)) * height_px,
            )
        thing = self._drawn(rig, size, foot, sign, haze)
        if thing is None:
            return body
        if grip.canopy > 0:
            top, stick = _parted(thing, grip.canopy)
            both = united(united(top, body), stick)
        else:
            both = united(thing, body) if grip.behind else united(body, thing)
        if line or grip.at < 0:
            end = (thing.x_px + thing.rgba.shape[1] / 2, foot[1] - (0.5 if line else 0.02) * size)
            _tie(both, hand, end, height_px)
        return both

    def _drawn(
        self, rig: Rig, size_px: float, foot: tuple[float, float], sign: float, haze: float
    ) -> Sprite | None:
        if self._icon is not None:
            sprite, _ = self._icon.draw(
                0.0, rig, height_px=size_px, x_px=foot[0], y_px=foot[1],
                heading="right" if sign > 0 else "left", haze=haze,
            )  # fmt: skip
            return sprite
        step = max(8, round(size_px / 4) * 4)
        key = (step, haze)
        if key not in self._boards:
            self._boards[key] = relight(self._board(step), rig, haze=haze)
        rgba = self._boards[key]
        return Sprite(rgba, round(foot[0] - rgba.shape[1] / 2), round(foot[1]) - rgba.shape[0])


def _parted(sprite: Sprite, share: float) -> tuple[Sprite, Sprite]:
    """The upper share of a sprite, and the rest."""
    cut = round(share * sprite.rgba.shape[0])
    below = Sprite(sprite.rgba[cut:], sprite.x_px, sprite.y_px + cut)
    return Sprite(sprite.rgba[:cut], sprite.x_px, sprite.y_px), below


def united(back: Sprite, front: Sprite) -> Sprite:
    """Both on one sheet."""
    x0, y0 = min(back.x_px, front.x_px), min(back.y_px, front.y_px)
    x1 = max(one.x_px + one.rgba.shape[1] for one in (back, front))
    y1 = max(one.y_px + one.rgba.shape[0] for one in (back, front))
    sheet = np.zeros((y1 - y0, x1 - x0, 4), np.uint8)
    rows, columns = back.rgba.shape[:2]
    y, x = back.y_px - y0, back.x_px - x0
    sheet[y : y + rows, x : x + columns] = back.rgba
    rows, columns = front.rgba.shape[:2]
    y, x = front.y_px - y0, front.x_px - x0
    under = sheet[y : y + rows, x : x + columns]
    clear = 255 - front.rgba[..., 3:].astype(np.uint16)
    under[:] = front.rgba + ((under * clear + 127) // 255).astype(np.uint8)
    return Sprite(sheet, x0, y0)


def _tie(sprite: Sprite, a: tuple[float, float], b: tuple[float, float], height_px: float) -> None:
    """A thin string from the hand to the thing, sagging a little."""
    t = np.linspace(0, 1, 16)
    sag = 0.035 * height_px * np.sin(math.pi * t) * min(1.0, abs(b[0] - a[0]) / (0.2 * height_px))
    points = np.column_stack([a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t + sag])
    points -= (sprite.x_px, sprite.y_px)
    lines = np.round(points * 16).astype(np.int32).reshape(1, -1, 2)
    cover = np.zeros(sprite.rgba.shape[:2], np.uint8)
    cv2.polylines(cover, list(lines), False, 200, max(1, round(height_px / 260)), cv2.LINE_AA, 4)
    share = cover[..., None].astype(np.float32) / 255
    ink = np.array([214, 210, 202, 255], np.float32)
    sprite.rgba[:] = (sprite.rgba + (ink - sprite.rgba) * share + 0.5).astype(np.uint8)


def _surfboard(height_px: int, *, colour: str) -> NDArray[np.uint8]:
    """A board on its tail, as straight RGBA: a pointed nose, two stripes along its middle."""
    width = max(6, round(0.25 * height_px))
    y = (np.arange(height_px, dtype=np.float32)[:, None] + 0.5) / height_px
    x = (np.arange(width, dtype=np.float32)[None] + 0.5) / width * 2 - 1
    outline = np.minimum(1, (np.clip(y, 0, 1) / 0.62) ** 0.62) * np.sqrt(
        np.clip(1 - np.clip((y - 0.55) / 0.47, 0, 1) ** 2.6, 0, 1)
    )
    edge = (outline - np.abs(x)) * width / 2
    stripe = (np.abs(np.abs(x) - 0.24) < 0.075) | (np.abs(y - 0.80) < 0.035)
    ink = np.where(stripe[..., None], rgb(colour), rgb(_BOARD))
    alpha = np.clip(edge + 0.5, 0, 1)
    return np.dstack([ink * 255, alpha * 255]).astype(np.uint8)
