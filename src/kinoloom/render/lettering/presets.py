"""Named styles: what a style's `preset` says the rest was taken from. A new one is one row."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple


class Preset(NamedTuple):
    """Fields of a `TextStyle`, and what it looks like."""

    fields: Mapping[str, object]
    description: str


def _preset(description: str, **fields: object) -> Preset:
    return Preset(MappingProxyType(fields), description)


TITLES: Mapping[str, Preset] = MappingProxyType(
    {
        "plain": _preset("white sans, soft shadow, centred"),
        "headline": _preset(
            "tall poster capitals, very large",
            font="Anton",
            weight=400,
            size=0.17,
            shadow=0.5,
            animation="rise_by_line",
        ),
        "cinematic": _preset(
            "narrow film capitals that draw together",
            font="Bebas Neue",
            weight=400,
            size=0.12,
            colour="#f4efe6",
            shadow=0.45,
            animation="tracking",
        ),
        "elegant": _preset(
            "serif with strong contrast, out of a blur",
            font="Playfair Display",
            weight=600,
            size=0.1,
            colour="#fffaf0",
            shadow=0.45,
            animation="blur_in",
        ),
        "editorial": _preset(
            "magazine serif, words rising",
            font="Instrument Serif",
            weight=400,
            size=0.13,
            shadow=0.55,
            animation="word_by_word",
        ),
        "documentary": _preset(
            "quiet lower third at the left",
            font="Inter",
            weight=600,
            size=0.05,
            align="left",
            anchor="bottom",
            shadow=0.55,
            animation="wipe",
        ),
        "news": _preset(
            "lower third on a red plate",
            font="Oswald",
            weight=600,
            size=0.058,
            align="left",
            anchor="bottom",
            box="#c8102e",
            shadow=0.0,
            animation="slide_right",
        ),
        "label": _preset(
            "small dark words on a white plate",
            font="Montserrat",
            weight=700,
            size=0.05,
            colour="#14161a",
            box="#ffffff",
            shadow=0.0,
            animation="pop",
        ),
        "minimal": _preset(
            "small and quiet",
            font="Inter",
            weight=400,
            size=0.06,
            shadow=0.5,
            animation="fade",
        ),
        "neon": _preset(
            "glowing tube that flickers on",
            font="Audiowide",
            weight=400,
            size=0.1,
            colour="#fff4fd",
            outline=0.025,
            outline_colour="#ff4fd8",
            shadow=1.0,
            shadow_colour="#ff1fc7",
            animation="flicker",
        ),
        "typewriter": _preset(
            "typed under a caret",
            font="Roboto Mono",
            weight=600,
            size=0.062,
            shadow=0.6,
            animation="typewriter",
        ),
        "handwritten": _preset(
            "light pen, written word by word",
            font="Caveat",
            weight=700,
            size=0.14,
            shadow=0.55,
            animation="word_by_word",
        ),
        "marker": _preset(
            "thick felt pen in yellow",
            font="Permanent Marker",
            weight=400,
            size=0.12,
            colour="#ffe14d",
            shadow=0.6,
            animation="slam",
        ),
        "playful": _preset(
            "round letters with a thick outline, dropped in",
            font="Fredoka",
            weight=700,
            size=0.13,
            colour="#ffffff",
            outline=0.07,
            outline_colour="#6a2cff",
            shadow=0.35,
            animation="drop",
        ),
        "glitch": _preset(
            "technical and disturbed",
            font="JetBrains Mono",
            weight=800,
            size=0.1,
            shadow=0.5,
            animation="glitch",
        ),
        "sale": _preset(
            "bold yellow with a black outline, slammed down",
            font="Montserrat",
            weight=900,
            size=0.14,
            colour="#ffde00",
            outline=0.06,
            shadow=0.5,
            animation="slam",
        ),
    }
)

CAPTIONS: Mapping[str, Preset] = MappingProxyType(
    {
        "caption": _preset(
            "white, soft shadow, at the bottom",
            font="Inter",
            weight=700,
            size=0.052,
            anchor="bottom",
            shadow=0.75,
            animation="none",
        ),
        "karaoke": _preset(
            "heavy white with a black outline, the spoken word yellow",
            font="Montserrat",
            weight=900,
            size=0.085,
            anchor="bottom",
            outline=0.055,
            highlight="#ffd60a",
            shadow=0.5,
            animation="pop",
        ),
        "karaoke_green": _preset(
            "tall poster letters, the spoken word green",
            font="Anton",
            weight=400,
            size=0.1,
            anchor="centre",
            outline=0.045,
            highlight="#3dff6e",
            shadow=0.5,
            animation="pop",
        ),
        "spoken_words": _preset(
            "words appear as they are spoken",
            font="Montserrat",
            weight=800,
            size=0.085,
            anchor="centre",
            outline=0.04,
            highlight="#ffffff",
            shadow=0.55,
            animation="word_by_word",
        ),
        "boxed": _preset(
            "white on a dark plate with round corners",
            font="Inter",
            weight=600,
            size=0.048,
            anchor="bottom",
            box="#000000b8",
            highlight="#ffd60a",
            shadow=0.0,
            animation="fade",
        ),
        "paper": _preset(
            "black on a white plate",
            font="Inter",
            weight=700,
            size=0.052,
            colour="#101114",
            anchor="bottom",
            box="#ffffff",
            highlight="#e5352b",
            shadow=0.0,
            animation="pop",
        ),
        "film": _preset(
            "quiet serif subtitles",
            font="Source Serif 4",
            weight=600,
            size=0.05,
            colour="#fff8e7",
            anchor="bottom",
            shadow=0.9,
            highlight="#fff8e7",
            animation="none",
        ),
        "yellow": _preset(
            "classic yellow subtitles",
            font="Roboto",
            weight=600,
            size=0.052,
            colour="#ffe94a",
            anchor="bottom",
            outline=0.05,
            shadow=0.3,
            highlight="#ffffff",
            animation="none",
        ),
        "soft": _preset(
            "round and friendly, the spoken word pink",
            font="Fredoka",
            weight=600,
            size=0.08,
            anchor="bottom",
            shadow=0.7,
            highlight="#ff7ac6",
            animation="pop",
        ),
    }
)

PRESETS: Mapping[str, Preset] = MappingProxyType({**TITLES, **CAPTIONS})
