"""Animations that are more than moving pieces: typing, disturbance, singing along."""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from kinoloom.render.lettering.animations.pieces import plate, word_by_word
from kinoloom.render.lettering.animations.whole import fade
from kinoloom.render.lettering.block import Block
from kinoloom.render.lettering.dressing import Costume, rgb
from kinoloom.render.lettering.easing import in_out
from kinoloom.render.lettering.scene import Pose, Scene, Stamps, windowed
from kinoloom.render.lettering.stamp import Sprite, Stamp

_JITTER = (0.9, -0.5, 0.2, -1.0, 0.6, -0.25, 0.75, -0.8, 0.35, -0.6, 1.0, -0.15, 0.5, -0.9)
"""Where slices jump to: fixed, so that the same film is the same file."""
_STEPS = 9
"""Jumps of a disturbance."""
_SLICES = 7


def typewriter(scene: Scene) -> Stamps:
    """Letters appear under a moving caret, which stays for a moment and is gone."""
    if scene.spoken:
        return word_by_word(scene)
    if scene.come >= 1:
        return scene.posed(scene.rest(), Pose(opacity=1 - in_out(scene.leave)))
    count = len(scene.pieces)
    typed = sum(scene.progress(i) >= 1 for i in range(count))
    block = scene.wardrobe.block
    stamps = list(plate(scene))
    if typed:
        stamps += scene.stamps(Costume((0, scene.pieces[typed - 1][1]), "words"))
    return (*stamps, Stamp(_caret(block, scene.pieces[typed - 1][1] if typed else 0)))


def glitch(scene: Scene) -> Stamps:
    """Torn into slices with split colours, less and less, as if a signal were found; lost again
    at the end."""
    unrest = 1 - scene.come if scene.come < 1 else scene.leave
    if unrest <= 0:
        return scene.rest()
    step = int(unrest * _STEPS)
    if step % 4 == 3:
        return scene.rest()
    block = scene.wardrobe.block
    everything = (0, len(block.units))
    reach = 0.32 * scene.em_px * unrest
    found: list[Stamps] = [scene.stamps(Costume(everything, "plate"))] if block.plates else []
    for tint, side in (("#ff2a4d", -1), ("#19e6ff", 1)):
        ghost = scene.stamps(Costume(everything, "fill", tint=tint))
        off = side * reach * (0.5 + 0.5 * abs(_JITTER[step % len(_JITTER)]))
        found.append(scene.posed(ghost, Pose(dx_px=off, opacity=0.75)))
    words = scene.stamps(Costume(everything, "words"))
    height = block.alpha.shape[0] / _SLICES
    for i in range(_SLICES):
        jump = _JITTER[(step * 5 + i * 3) % len(_JITTER)]
        off = reach * jump if abs(jump) > 0.4 else 0.0
        top = -1e6 if i == 0 else block.y_px + round(i * height)
        bottom = 1e6 if i == _SLICES - 1 else block.y_px + round((i + 1) * height)
        slices = scene.posed(words, Pose(dx_px=off, opacity=1 - 0.35 * unrest))
        found.append(windowed(slices, (-1e6, top, 1e6, bottom)))
    return tuple(stamp for stamps in found for stamp in stamps)


def karaoke(scene: Scene) -> Stamps:
    """Words light up one after another; with known times when they are spoken."""
    if scene.spoken or not scene.at_rest:
        return fade(scene)
    words = scene.wardrobe.block.words
    weights = np.cumsum([end - start + 2 for start, end in words], dtype=float)
    lit = int(np.searchsorted(weights / weights[-1], scene.middle, side="right"))
    if lit >= len(words):
        return scene.rest()
    return scene.stamps(Costume((0, len(scene.wardrobe.block.units)), lit=words[lit]))


def _caret(block: Block, typed: int) -> Sprite:
    """Behind the units typed so far; before the first one when there are none."""
    size = block.size_px
    line = next(i for i, (_, end) in enumerate(block.lines) if typed <= end)
    box = block.box((block.lines[line][0], typed)) if typed else block.box(block.lines[0])
    left, _, right, _ = box if box is not None else (0, 0, 0, 0)
    width, height = 2 * max(1, round(size * 0.025)), 2 * max(1, round(size * 0.54))
    gap = 0.08 * size
    ahead = (typed == 0) == block.rtl
    x = block.x_px + (right + gap if ahead else left - gap - width)
    y = block.y_px + block.baselines[line] - 0.86 * size
    return _bar(block.style.colour, width, height, 2 * round(x / 2), 2 * round(y / 2))


@lru_cache(maxsize=256)
def _bar(colour: str, width_px: int, height_px: int, x_px: int, y_px: int) -> Sprite:
    pixels = np.empty((height_px, width_px, 4), np.uint8)
    pixels[..., :3], pixels[..., 3] = rgb(colour), 255
    return Sprite(pixels, x_px, y_px)
