"""Transitions: two pictures and how far one has come over the other. One row of `JOINS` is one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from kinoloom.render.errors import NotDrawn
from kinoloom.render.grade.planes import premultiplied, straight
from kinoloom.render.joins import (
    blocks,
    camera,
    fades,
    fields,
    leaks,
    moves,
    solids,
    wipes,
)
from kinoloom.render.picture import Picture

Join = Callable[[Picture, Picture, float], Picture]
"""Old and new picture, of one size; how far the new one has come, 0..1, in even steps."""

_EDGE = 0.035
"""Softness of wipes, share of the way."""

JOINS: Mapping[str, tuple[Join, str]] = {
    "crossfade": (fades.crossfade, "one picture melts into the other"),
    "fade_black": (partial(fades.dip, colour="#000000"), "out to black, in from black"),
    "fade_white": (partial(fades.dip, colour="#ffffff"), "out to white, in from white"),
    "flash": (fades.flash, "a photo flash; the new picture settles out of the glare"),
    "blur": (fades.through_defocus, "the lens goes out of focus and finds the new picture"),
    "luma_fade": (fades.through_luma, "the new picture comes through the bright parts first"),
    "wipe_left": (partial(wipes.wipe, dx=-1, dy=0, soft=_EDGE), "an edge travels left"),
    "wipe_right": (partial(wipes.wipe, dx=1, dy=0, soft=_EDGE), "an edge travels right"),
    "wipe_up": (partial(wipes.wipe, dx=0, dy=-1, soft=_EDGE), "an edge travels up"),
    "wipe_down": (partial(wipes.wipe, dx=0, dy=1, soft=_EDGE), "an edge travels down"),
    "wipe_diagonal": (
        partial(wipes.wipe, dx=1, dy=1, soft=0.12),
        "a soft edge travels from the top left to the bottom right",
    ),
    "slide_left": (partial(moves.slide, direction=moves.LEFT), "slides over, from the right"),
    "slide_right": (partial(moves.slide, direction=moves.RIGHT), "slides over, from the left"),
    "slide_up": (partial(moves.slide, direction=moves.UP), "slides over, from below"),
    "slide_down": (partial(moves.slide, direction=moves.DOWN), "slides over, from above"),
    "push_left": (partial(moves.push, direction=moves.LEFT), "pushes the old picture left"),
    "push_right": (partial(moves.push, direction=moves.RIGHT), "pushes the old picture right"),
    "push_up": (partial(moves.push, direction=moves.UP), "pushes the old picture up"),
    "push_down": (partial(moves.push, direction=moves.DOWN), "pushes the old picture down"),
    "whip_pan": (
        partial(moves.whip, direction=moves.LEFT),
        "the camera is thrown to the right; all smears",
    ),
    "whip_tilt": (
        partial(moves.whip, direction=moves.UP),
        "the camera is thrown downwards; all smears",
    ),
    "circle_open": (
        partial(wipes.shaped, shape=fields.disc, soft=0.012),
        "a circle grows out of the middle",
    ),
    "circle_close": (
        partial(wipes.shaped, shape=fields.disc_inwards, soft=0.012),
        "a circle closes on the old picture",
    ),
    "diamond": (
        partial(wipes.shaped, shape=fields.lozenge, soft=0.012),
        "a diamond grows out of the middle",
    ),
    "clock_wipe": (
        partial(wipes.shaped, shape=fields.dial, soft=0.006),
        "a hand sweeps round once, from twelve",
    ),
    "barn_doors": (
        partial(wipes.shaped, shape=fields.doors, soft=0.02),
        "opens from the middle to both sides",
    ),
    "blinds": (
        partial(wipes.bleeding, shape=fields.slats, soft=0.06),
        "upright slats open one after another",
    ),
    "tiles": (
        partial(wipes.bleeding, shape=fields.tiles, soft=0.25),
        "squares turn up in a loose diagonal",
    ),
    "ink": (
        partial(wipes.bleeding, shape=fields.ink, soft=0.13),
        "drops of ink bleed into wet paper",
    ),
    "zoom_in": (partial(camera.zoom, inwards=True), "rushes into the picture and lands in the new"),
    "zoom_out": (partial(camera.zoom, inwards=False), "rushes back out into the new picture"),
    "spin": (partial(camera.spin, clockwise=True), "the camera turns about its axis and lands"),
    "pixelate": (blocks.through_blocks, "falls into large blocks and rises out of them"),
    "glitch": (blocks.glitch, "a digital signal breaks up: torn bands, misplaced colour"),
    "light_leak": (leaks.light_leak, "warm light floods the frame and leaves the new picture"),
    "film_burn": (leaks.film_burn, "the film burns through in ragged, glowing holes"),
    "cube_left": (partial(solids.cube, leftwards=True), "two sides of a cube that turns left"),
    "cube_right": (partial(solids.cube, leftwards=False), "two sides of a cube that turns right"),
    "page_turn": (solids.page, "the old picture is turned over like a leaf"),
}
"""Name -> how it is drawn (from premultiplied pictures) and what it looks like."""


def join_named(name: str) -> Join:
    """The join of a name. Raises NotDrawn, naming all there are.

    It takes pictures of one even size with straight alpha or none; at 0 it gives the old one, at 1
    the new one, as they are.
    """
    if name not in JOINS:
        raise NotDrawn(
            f"There is no transition called {name!r}; there are cut, {', '.join(sorted(JOINS))}."
        )
    return partial(_joined, JOINS[name][0])


def _joined(draw: Join, old: Picture, new: Picture, progress: float) -> Picture:
    if progress <= 0:
        return old
    if progress >= 1:
        return new
    if old.alpha is None and new.alpha is None:
        return draw(old, new, progress)
    return straight(draw(premultiplied(old), premultiplied(new), progress))
