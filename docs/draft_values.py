"""The named values a draft and an export can hold: one table each, made from the code's own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import get_args

from kinoloom.draft import model
from kinoloom.draft.model import TrackType
from kinoloom.render.files.codecs import CODECS, Quality
from kinoloom.render.files.output import AUDIO_KBPS, FORMATS
from kinoloom.render.grade import EFFECTS, LOOKS
from kinoloom.render.grade.effects.arguments import Argument
from kinoloom.render.joins import JOINS
from kinoloom.render.lettering import ANIMATIONS, CAPTIONS, PRESETS, SAFE_AREAS, TYPEFACES
from kinoloom.render.planning.drawing import DRAWN
from kinoloom.render.planning.motion import EASINGS, KEYED, MOVES
from kinoloom.render.preparing import STEPS

Cells = tuple[str, ...]


@dataclass(frozen=True)
class Values:
    """The values of one key, `row`; cells of each follow its name. A test that runs over `table`
    (over `part` of its entries) draws them all but those `apart`."""

    row: str
    title: str
    lead: str
    cells: Mapping[str, Cells]
    head: Cells = ("meaning",)
    table: object = None
    part: str | None = None
    apart: frozenset[str] = field(default_factory=frozenset[str])

    def names(self) -> list[str]:
        """The rows of the table."""
        return [f"{self.row}={value}" for value in self.cells]


FITS = {
    "fill": "fills the canvas; what is of another shape is cut",
    "fit": "wholly seen, what is below shows beside it",
    "blur": "wholly seen, on its own blurred and enlarged self",
    "stretch": "pulled to the shape of the canvas",
    "none": "at its own size, pixel for pixel of the draft's canvas",
}
FLIPS = {
    "none": "as it is",
    "h": "left and right change places",
    "v": "top and bottom change places",
    "hv": "both",
}
ANCHORS = {
    "top": "below the upper edge of the safe area",
    "centre": "in the middle",
    "bottom": "above the lower edge of the safe area",
}
ALIGNS = {
    "left": "lines begin at the left edge of the safe area",
    "centre": "lines are centred on the canvas",
    "right": "lines end at the right edge of the safe area",
}
SPEEDS = {
    "linear": "evenly",
    "in": "slow at first",
    "out": "slow at last",
    "in_out": "slow at both ends",
    "hold": "not at all; it jumps at the next keyframe",
}
ROLES = {
    "music": "a bed; as long as the film when the film is edited",
    "voice": "speech; tracks with `duck` give way to it",
    "ambience": "sound of a place",
    "effect": "a single sound; stays with the picture it lies under",
    "original": "a clip's own sound, taken off it",
}
TRACK_TYPES = {
    TrackType.VIDEO: "pictures: video, image, colour, sticker",
    TrackType.AUDIO: "sound: audio",
    TrackType.TEXT: "words: title, captions",
}


def tables() -> tuple[Values, ...]:
    """Every table, in the page's order. Raises ValueError when the code has values that nobody
    described here."""
    return (*_model(), *_motion(), *_treatment(), *_words(), *_output())


def _model() -> tuple[Values, ...]:
    return (
        Values(
            "Track.type",
            "Types of tracks",
            "",
            {str(int(kind)): (f"`{kind.name}`", TRACK_TYPES[kind]) for kind in TrackType},
            ("in code", "meaning"),
        ),
        Values(
            "Segment.kind",
            "Kinds of segments",
            "`k` of a segment.",
            {
                str(kind.model_fields["kind"].default): (f"`{kind.__name__}`", _doc(kind))
                for kind in (*DRAWN, model.AudioSegment)
            },
            ("in code", "meaning"),
        ),
        Values("Placement.fit", "Fits", "", _said(FITS, model.Fit), table=model.Fit),
        Values("Placement.flip", "Flips", "", _said(FLIPS, _literal(model.Placement, "flip"))),
        Values(
            "TextStyle.align", "Alignments", "", _said(ALIGNS, _literal(model.TextStyle, "align"))
        ),
        Values("TextStyle.anchor", "Anchors", "", _said(ANCHORS, model.Anchor), table=model.Anchor),
        Values(
            "AudioSegment.role", "Roles", "", _said(ROLES, _literal(model.AudioSegment, "role"))
        ),
    )


def _motion() -> tuple[Values, ...]:
    return (
        Values(
            "PictureSegment.keyframes",
            "Properties that take keyframes",
            "Keys of `kf`.",
            {name: (text,) for name, text in KEYED.items()},
            table=KEYED,
        ),
        Values(
            "Keyframe.easing", "Easings", "", _said(SPEEDS, model.Easing, EASINGS), table=EASINGS
        ),
        Values(
            "ImageSegment.move",
            "Camera moves",
            "`mv` of a still, from its first frame to its last. In part of a still that was cut, "
            "`l` of the source says how long the whole move takes, and `in` how much of it is "
            "over when the part begins.",
            {name: (move.description,) for name, move in MOVES.items()},
            table=MOVES,
        ),
        Values(
            "Transition.kind",
            "Joins",
            "`k` of a transition.",
            {"cut": ("none at all",), **{name: (text,) for name, (_, text) in JOINS.items()}},
            table=JOINS,
            apart=frozenset({"cut"}),
        ),
    )


def _treatment() -> tuple[Values, ...]:
    return (
        Values(
            "Adjustments.look",
            "Looks",
            "`lk` of the adjustments; or the hash of a .cube file.",
            {name: (text,) for name, (_, text) in LOOKS.items()},
            table=LOOKS,
        ),
        Values(
            "Effect.kind",
            "Effects",
            "`k` of an effect. `blur_region` and `mirror` are drawn first, on the source's whole "
            "picture as it is displayed: their places are shares of that, and stay on what they "
            "were laid on however the picture is cropped, moved, turned or flipped. The others "
            "follow in their order, on what is seen of it.",
            {name: (kind.description,) for name, kind in EFFECTS.items()},
            table=EFFECTS,
        ),
        Values(
            "Effect.arguments",
            "Arguments of effects",
            "Keys of `a`, each behind the effect that takes it.",
            {
                f"{name}.{argument.name}": _argument(argument)
                for name, kind in EFFECTS.items()
                for argument in kind.arguments
            },
            ("values", "default", "meaning"),
            table=EFFECTS,
            part="arguments",
        ),
        Values(
            "Effect.kind",
            "Preparations",
            "Effects on videos that need many frames at once: done to the footage first.",
            {name: (step.description,) for name, step in STEPS.items()},
            table=STEPS,
        ),
        Values(
            "Effect.arguments",
            "Arguments of preparations",
            "",
            {
                f"{name}.{step.strength.name}": _argument(step.strength)
                for name, step in STEPS.items()
            },
            ("values", "default", "meaning"),
            table=STEPS,
        ),
    )


def _words() -> tuple[Values, ...]:
    return (
        Values(
            "TextStyle.animation",
            "Animations of words",
            "`ani` of a style.",
            {name: (row.description,) for name, row in ANIMATIONS.items()},
            table=ANIMATIONS,
        ),
        Values(
            "TextStyle.preset",
            "Named styles",
            "`p` of a style says which of these the rest was taken from.",
            {
                name: ("captions" if name in CAPTIONS else "titles", preset.description)
                for name, preset in PRESETS.items()
            },
            ("for", "meaning"),
            table=PRESETS,
        ),
        Values(
            "TextStyle.font",
            "Typefaces",
            "`f` of a style. Characters that a face lacks are set in one that has them.",
            {name: (face.description,) for name, face in TYPEFACES.items()},
            table=TYPEFACES,
        ),
        Values(
            "SafeArea",
            "Safe areas",
            "What each platform covers of the canvas, in percent of its width and height. Words "
            "keep clear of those that suit the canvas's shape.",
            {
                name: (
                    *(
                        f"{100 * side:.1f}"
                        for side in (area.left, area.top, area.right, area.bottom)
                    ),
                    area.description,
                )
                for name, area in SAFE_AREAS.items()
            },
            ("left", "top", "right", "bottom", "meaning"),
            table=SAFE_AREAS,
        ),
    )


def _output() -> tuple[Values, ...]:
    soft = {name: row for name, row in CODECS.items() if row.software is None}
    written = {codec for row in FORMATS.values() for codec in row.codecs}
    if set(soft) != written:
        raise ValueError(f"No format holds {set(soft) ^ written}.")
    return (
        Values(
            "Output.format",
            "Formats of files",
            "What an export writes; the first codec unless another is asked for.",
            {
                name: (
                    ", ".join(f"`{codec}`" for codec in row.codecs),
                    row.sound or "",
                    row.description,
                )
                for name, row in FORMATS.items()
            },
            ("codecs", "sound", "meaning"),
            table=FORMATS,
        ),
        Values(
            "Output.codec",
            "Codecs",
            "",
            {name: (row.description,) for name, row in soft.items()},
            table=FORMATS,
            part="codecs",
        ),
        Values(
            "Output.codec",
            "Codecs of graphics cards",
            "Taken for the codec they stand in for where the machine has one and it is allowed.",
            {
                name: (f"`{row.software}`", row.description)
                for name, row in CODECS.items()
                if row.software is not None
            },
            ("stands in for", "meaning"),
        ),
        Values(
            "Output.quality",
            "Qualities",
            "The level each codec is given, and the sound's rate. For ProRes it is the profile: "
            "0 Proxy, 2 422, 3 422 HQ and 5 4444 XQ, which loses least; no ProRes is lossless.",
            {
                quality: (
                    *(str(row.levels[quality]) for row in soft.values()),
                    f"{AUDIO_KBPS[quality]} kbit/s",
                )
                for quality in get_args(Quality)
            },
            (*(f"`{name}`" for name in soft), "sound"),
            table=Quality,
        ),
    )


def _said(texts: Mapping[str, str], *homes: object) -> dict[str, Cells]:
    """Descriptions of exactly the values that the code has."""
    for home in homes:
        known = set(home) if isinstance(home, Mapping) else set(get_args(home))
        if known != set(texts):
            raise ValueError(f"Nobody described {known ^ set(texts)} in docs/draft_values.py.")
    return {value: (text,) for value, text in texts.items()}


def _literal(value: type[model.Value], name: str) -> object:
    return value.model_fields[name].annotation


def _doc(value: type) -> str:
    return " ".join((value.__doc__ or "").split())


def _argument(argument: Argument) -> Cells:
    default = argument.default
    shown = str(default).lower() if isinstance(default, bool) else f"{default}"
    return argument.values, f"`{shown}`", argument.description
