"""Animations whose lines, words or letters come one after another."""

from __future__ import annotations

from collections.abc import Callable

from kinoloom.render.lettering.dressing import Costume
from kinoloom.render.lettering.easing import (
    clipped,
    in_cubic,
    in_out,
    out_back,
    out_bounce,
    out_cubic,
    out_quint,
)
from kinoloom.render.lettering.scene import Pose, Scene, Stamps, posed, windowed

PoseOf = Callable[[Scene, int], Pose]
"""Where a piece is, by its number."""


def word_by_word(scene: Scene) -> Stamps:
    """Words rise one after another, as they are spoken where their times are known."""

    def pose(scene: Scene, index: int) -> Pose:
        share = scene.progress(index)
        up = 0.22 * scene.em_px * (1 - out_quint(share))
        return Pose(dy_px=up, opacity=clipped(share * 1.8))

    return _left(scene, _in_turn(scene, pose))


def letters(scene: Scene) -> Stamps:
    """Letters rise one after another."""

    def pose(scene: Scene, index: int) -> Pose:
        share = scene.progress(index)
        up = 0.35 * scene.em_px * (1 - out_back(share, 1.0))
        return Pose(dy_px=up, opacity=clipped(share * 1.8))

    return _left(scene, _loose(scene, pose))


def drop(scene: Scene) -> Stamps:
    """Letters fall into line."""

    def pose(scene: Scene, index: int) -> Pose:
        share = scene.progress(index)
        return Pose(dy_px=scene.em_px * (out_bounce(share) - 1), opacity=clipped(share * 3))

    return _left(scene, _loose(scene, pose))


def tracking(scene: Scene) -> Stamps:
    """Letters draw together from wide apart; they drift apart again."""
    wide = 0.6 * (1 - out_cubic(scene.come)) + 0.15 * in_cubic(scene.leave)
    if wide <= 0:
        return scene.rest()
    middle = scene.wardrobe.block.centre_px[0]
    seen = out_cubic(scene.come) * (1 - in_out(scene.leave))

    def pose(scene: Scene, index: int) -> Pose:
        box = scene.wardrobe.block.box(scene.pieces[index])
        if box is None:
            return Pose(opacity=0)
        centre = scene.wardrobe.block.x_px + (box[0] + box[2]) / 2
        return Pose(dx_px=(centre - middle) * wide, opacity=seen)

    return _loose(scene, pose, shade=seen * (1 - clipped(wide * 16)), moving=True)


def rise_by_line(scene: Scene) -> Stamps:
    """Lines rise from behind an edge, and sink behind it."""
    if scene.at_rest:
        return scene.rest()
    block = scene.wardrobe.block
    found: list[Stamps] = [plate(scene)]
    for i, line in enumerate(scene.pieces):
        box = block.box(line)
        if box is None:
            continue
        share = out_quint(scene.progress(i)) - in_cubic(scene.leave)
        room = round(0.22 * scene.em_px)
        top, bottom = block.y_px + box[1] - room, block.y_px + box[3] + room
        down = (bottom - top) * (1 - share)
        stamps = posed(scene.piece(i, "words"), Pose(dy_px=down), block.centre_px)
        found.append(windowed(stamps, (-1e6, top - scene.em_px, 1e6, bottom)))
    return tuple(stamp for stamps in found for stamp in stamps)


def wipe(scene: Scene) -> Stamps:
    """Each line is uncovered along its reading direction, and covered again."""
    if scene.at_rest:
        return scene.rest()
    block = scene.wardrobe.block
    found: list[Stamps] = [plate(scene)]
    for i in range(len(scene.pieces)):
        stamps = scene.piece(i, "words")
        if not stamps:
            continue
        sprite = stamps[0].sprite
        left, width = sprite.x_px, sprite.pixels.shape[1]
        begin, end = in_out(scene.leave), in_out(scene.progress(i))
        if block.rtl:
            begin, end = 1 - end, 1 - begin
        box = (left + begin * width, -1e6, left + end * width, 1e6)
        found.append(windowed(stamps, box))
    return tuple(stamp for stamps in found for stamp in stamps)


def _left(scene: Scene, stamps: Stamps) -> Stamps:
    """On its way out: faded."""
    return scene.posed(stamps, Pose(opacity=1 - in_out(scene.leave)))


def plate(scene: Scene) -> Stamps:
    """The plate comes before the words and goes with them."""
    plate = scene.stamps(Costume((0, 0), "plate"))
    seen = in_out(clipped(scene.come * 3)) * (1 - in_out(scene.leave))
    return scene.posed(plate, Pose(opacity=seen))


def _in_turn(scene: Scene, pose: PoseOf) -> Stamps:
    """Pieces that have arrived as one sprite, the others each by itself: shadows first, so that
    none falls on its neighbour's letters."""
    count = len(scene.pieces)
    arrived = next((i for i in range(count) if scene.progress(i) < 1), count)
    if arrived == count:
        return scene.rest()
    block = scene.wardrobe.block
    stamps = list(plate(scene))
    if arrived:
        lit = None if scene.lit is None else block.words[scene.lit]
        stamps += scene.stamps(Costume((0, scene.pieces[arrived - 1][1]), "words", lit))
    moving = [i for i in range(arrived, count) if scene.progress(i) > 0]
    for part in ("shade", "ink"):
        for i in moving:
            stamps += posed(scene.piece(i, part), pose(scene, i), block.centre_px)
    return tuple(stamps)


def _loose(
    scene: Scene, pose: PoseOf, *, shade: float | None = None, moving: bool = False
) -> Stamps:
    """Every piece by itself over the shadow of its word: outlines first, then letters."""
    if scene.spoken and not moving:
        return _in_turn(scene, pose)
    count = len(scene.pieces)
    shares = [scene.progress(i) for i in range(count)]
    if not moving and all(share >= 1 for share in shares):
        return scene.rest()
    block = scene.wardrobe.block
    stamps = list(plate(scene))
    for word in block.words:
        own = [
            share
            for share, (first, end) in zip(shares, scene.pieces, strict=True)
            if first < word[1] and word[0] < end
        ]
        seen = in_cubic(min(own)) if shade is None else shade
        stamps += scene.posed(scene.stamps(Costume(word, "shade")), Pose(opacity=seen))
    parts = ("outline", "fill") if block.style.outline > 0 else ("fill",)
    for part in parts:
        for i in range(count):
            if shares[i] > 0:
                stamps += posed(scene.piece(i, part), pose(scene, i), block.centre_px)
    return tuple(stamps)
