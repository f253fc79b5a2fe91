"""How words come and go. A new animation is one small function and one row here."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from kinoloom.render.errors import NotDrawn
from kinoloom.render.lettering.animations import pieces, special, whole
from kinoloom.render.lettering.scene import Piece, Scene, Stamps


@dataclass(frozen=True)
class Animation:
    """A row: how long one piece takes to come, how much later each next one starts, how long all
    take to leave; `settle_s` is added to the entrance. Short texts shorten them all."""

    description: str
    draw: Callable[[Scene], Stamps]
    enter_s: float = 0.5
    leave_s: float = 0.3
    piece: Piece = "block"
    each_s: float = 0.0
    settle_s: float = 0.0


ANIMATIONS: Mapping[str, Animation] = MappingProxyType(
    {
        "none": Animation("simply there", whole.none, 0.0, 0.0),
        "fade": Animation("appears and disappears softly", whole.fade, 0.4, 0.3),
        "pop": Animation("grows a little too far and back", whole.pop, 0.4, 0.22),
        "slide_up": Animation("glides in upwards, leaves upwards", whole.slide(0, -1), 0.6, 0.3),
        "slide_down": Animation("glides in downwards", whole.slide(0, 1), 0.6, 0.3),
        "slide_left": Animation("glides in towards the left", whole.slide(-1, 0), 0.6, 0.3),
        "slide_right": Animation("glides in towards the right", whole.slide(1, 0), 0.6, 0.3),
        "zoom": Animation("grows into place, leaves larger", whole.zoom(0.72, 1.18), 0.6, 0.3),
        "zoom_out": Animation("settles from large, leaves small", whole.zoom(1.4, 0.85), 0.6, 0.3),
        "blur_in": Animation("comes into focus and goes out of it", whole.blur_in, 0.6, 0.35),
        "bounce": Animation("falls into place and bounces", whole.bounce, 0.8, 0.3),
        "slam": Animation("comes down large and hard, and shakes", whole.slam, 0.55, 0.25),
        "swing": Animation("swings to rest like a hanging sign", whole.swing, 0.9, 0.3),
        "flicker": Animation("starts like a neon tube", whole.flicker, 0.7, 0.25),
        "word_by_word": Animation(
            "words rise one after another, with the voice where times are known",
            pieces.word_by_word,
            enter_s=0.32,
            piece="word",
            each_s=0.14,
        ),
        "letters": Animation(
            "letters rise one after another",
            pieces.letters,
            enter_s=0.4,
            piece="letter",
            each_s=0.03,
        ),
        "drop": Animation(
            "letters fall into line", pieces.drop, enter_s=0.55, piece="letter", each_s=0.035
        ),
        "tracking": Animation(
            "letters draw together from wide apart",
            pieces.tracking,
            enter_s=1.0,
            leave_s=0.4,
            piece="letter",
        ),
        "rise_by_line": Animation(
            "lines rise from behind an edge",
            pieces.rise_by_line,
            enter_s=0.7,
            leave_s=0.35,
            piece="line",
            each_s=0.12,
        ),
        "wipe": Animation(
            "lines are uncovered in reading direction",
            pieces.wipe,
            enter_s=0.6,
            leave_s=0.4,
            piece="line",
            each_s=0.18,
        ),
        "typewriter": Animation(
            "letters are typed under a caret",
            special.typewriter,
            enter_s=0.05,
            piece="letter",
            each_s=0.055,
            settle_s=0.35,
        ),
        "glitch": Animation("a disturbed signal finds itself", special.glitch, 0.5, 0.3),
        "karaoke": Animation("words light up one after another", special.karaoke, 0.25, 0.25),
    }
)


def animation(name: str) -> Animation:
    """The row of a name. Raises NotDrawn when there is none."""
    if name not in ANIMATIONS:
        known = ", ".join(ANIMATIONS)
        raise NotDrawn(f"There is no text animation {name!r}. Use one of {known}.")
    return ANIMATIONS[name]
