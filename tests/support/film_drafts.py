"""Films by Hypothesis that hold everything a draft can say, made of the gallery's sources."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Any, get_args

from hypothesis import strategies as st
from tests.support.gallery import asset_of
from tests.support.lettering_goldens import SCRIPTS

from kinoloom.draft.model import (
    Adjustments,
    AnySegment,
    AudioSegment,
    CaptionSegment,
    ColourSegment,
    Cue,
    Draft,
    Ducking,
    Easing,
    Effect,
    Fit,
    ImageSegment,
    Keyframe,
    Metadata,
    Placement,
    Sounding,
    Source,
    StickerSegment,
    TextStyle,
    TitleSegment,
    Track,
    TrackType,
    Transition,
    VideoSegment,
    Word,
)
from kinoloom.render.grade import EFFECTS, LOOKS
from kinoloom.render.joins import JOINS
from kinoloom.render.lettering import ANIMATIONS, PRESETS, TYPEFACES
from kinoloom.render.planning.motion import KEYED, MOVES

STILLS = tuple(asset_of(name) for name in ("quarters.png", "dot.png", "card.png"))
VIDEOS = {asset_of("counter.mp4"): 4000, asset_of("colours.mp4"): 2000}
"""And how long they are, ms."""
SOUNDED = asset_of("counter.mp4")
CANVASES = [(64, 36), (36, 64), (48, 48), (96, 54)]
RATES = ["10", "12", "25", "30000/1001"]
WHOLE_RATES = ["10", "12", "25"]
TEXTS = [*SCRIPTS.values(), "Hi", "Two\nlines", "a rather longer line of words than fits", "🚀"]

colours = st.sampled_from(["#ff0000", "#00ff00", "#102040", "#ffffff80", "#ffd60a"])
shares = st.integers(0, 20).map(lambda n: n / 20)
signed = st.integers(-10, 10).map(lambda n: n / 10)


def rarely(strategy: st.SearchStrategy[Any], otherwise: Any = None) -> st.SearchStrategy[Any]:
    """Mostly the plain value: a film in which all is special hides what is plain."""
    return st.integers(0, 3).flatmap(lambda n: strategy if n == 0 else st.just(otherwise))


lengths_ms = st.one_of(st.integers(1, 12).map(lambda n: 250 * n), st.integers(120, 2600))


@st.composite
def placements(draw: st.DrawFn, *, words: bool = False) -> Placement:
    if words:
        # Words are not flipped, cropped or rounded.
        kept = draw(placements())
        return kept.model_copy(update={"flip": "none", "crop": None, "corner": 0.0})
    crop = draw(
        rarely(st.sampled_from([(0, 0, 0.5, 0.5), (0.25, 0.1, 0.5, 0.9), (0.9, 0, 0.1, 1)]))
    )
    return Placement(
        fit=draw(st.sampled_from(get_args(Fit))),
        x=draw(rarely(st.integers(-4, 24).map(lambda n: n / 20), 0.5)),
        y=draw(rarely(shares, 0.5)),
        scale=draw(rarely(st.sampled_from([0.02, 0.3, 0.77, 1.5, 6.0]), 1.0)),
        rotation_deg=draw(rarely(st.sampled_from([-30.0, 12.5, 90.0, 180.0, 360.0]), 0.0)),
        flip=draw(rarely(st.sampled_from(["h", "v", "hv"]), "none")),
        opacity=draw(rarely(shares, 1.0)),
        crop=crop,
        corner=draw(rarely(st.sampled_from([0.1, 0.5]), 0.0)),
    )


@st.composite
def adjustments(draw: st.DrawFn) -> Adjustments:
    names = ("brightness", "contrast", "saturation", "temperature", "sharpness")
    return Adjustments(
        **{name: draw(rarely(signed, 0.0)) for name in names},
        vignette=draw(rarely(shares, 0.0)),
        blur=draw(rarely(shares, 0.0)),
        look=draw(rarely(st.sampled_from(sorted(LOOKS)))),
    )


effects = st.lists(
    st.sampled_from(sorted(EFFECTS)).map(lambda kind: Effect(kind=kind)), min_size=1, max_size=2
).map(tuple)


@st.composite
def keyframes(
    draw: st.DrawFn, length_ms: int, *, words: bool = False
) -> dict[str, tuple[Keyframe, ...]]:
    found: dict[str, tuple[Keyframe, ...]] = {}
    names = sorted(KEYED.keys() & {"x", "y", "scale", "rotation", "opacity"} if words else KEYED)
    for name in draw(st.lists(st.sampled_from(names), max_size=2, unique=True)):
        times = sorted(draw(st.sets(st.integers(0, length_ms), min_size=1, max_size=3)))
        found[name] = tuple(
            Keyframe(
                at_ms=at_ms,
                value=draw(shares) * (90 if name == "rotation" else 1),
                easing=draw(st.sampled_from(get_args(Easing))),
            )
            for at_ms in times
        )
    return found


@st.composite
def _seen(draw: st.DrawFn, length_ms: int, *, words: bool = False) -> dict[str, Any]:
    """Keys of every kind of picture, words too."""
    join_ms = draw(st.integers(1, length_ms))
    kinds = st.sampled_from(["cut", *sorted(JOINS)])
    return {
        "id": "",
        "start_ms": 0,
        "duration_ms": length_ms,
        "placement": draw(rarely(placements(words=words), Placement())),
        "keyframes": draw(rarely(keyframes(length_ms, words=words), {})),
        "transition": draw(rarely(kinds.map(lambda k: Transition(kind=k, duration_ms=join_ms)))),
        "fade_in_ms": draw(rarely(st.integers(0, 800), 0)),
        "fade_out_ms": draw(rarely(st.integers(0, 800), 0)),
    }


@st.composite
def _treated(draw: st.DrawFn, length_ms: int) -> dict[str, Any]:
    return {
        **draw(_seen(length_ms)),
        "adjustments": draw(rarely(adjustments(), Adjustments())),
        "effects": draw(rarely(effects, ())),
    }


@st.composite
def soundings(draw: st.DrawFn) -> Sounding:
    return Sounding(
        volume=draw(st.sampled_from([0.0, 35.0, 100.0, 250.0])),
        pan=draw(rarely(signed, 0.0)),
        fade_in_ms=draw(rarely(st.integers(0, 900), 0)),
        fade_out_ms=draw(rarely(st.integers(0, 900), 0)),
    )


@st.composite
def sources(draw: st.DrawFn, length_ms: int, asset: str) -> Source:
    """A stretch that the asset has, slower or faster, backwards, over and over, or held."""
    whole_ms = VIDEOS[asset]
    speed = draw(st.sampled_from([0.1, 0.5, 1.0, 1.0, 1.5, 3.0]))
    used_ms = round(length_ms * speed)
    loops = used_ms > whole_ms or draw(st.integers(0, 5)) == 0
    freezes = draw(st.integers(0, 7)) == 0
    last_ms = whole_ms - 1 if loops or freezes else whole_ms - used_ms
    return Source(
        asset=asset,
        in_ms=draw(st.integers(0, last_ms)),
        length_ms=draw(st.sampled_from([None, whole_ms])),
        speed=speed,
        reverse=draw(st.integers(0, 4)) == 0,
        loop=loops,
        freeze=freezes,
    )


@st.composite
def videos(draw: st.DrawFn) -> AnySegment:
    length_ms, asset = draw(lengths_ms), draw(st.sampled_from(sorted(VIDEOS)))
    return VideoSegment(
        **draw(_treated(length_ms)),
        source=draw(sources(length_ms, asset)),
        sound=draw(soundings()),
    )


@st.composite
def images(draw: st.DrawFn) -> AnySegment:
    return ImageSegment(
        **draw(_treated(draw(lengths_ms))),
        source=Source(asset=draw(st.sampled_from(STILLS))),
        move=draw(rarely(st.sampled_from(sorted(MOVES)))),
    )


@st.composite
def colour_segments(draw: st.DrawFn) -> AnySegment:
    return ColourSegment(
        **draw(_treated(draw(lengths_ms))), colour=draw(colours), colour_to=draw(rarely(colours))
    )


@st.composite
def stickers(draw: st.DrawFn) -> AnySegment:
    return StickerSegment(
        **draw(_treated(draw(lengths_ms))),
        source=Source(asset=draw(st.sampled_from([*STILLS, *sorted(VIDEOS)]))),
        width=draw(st.sampled_from([0.05, 0.2, 1.0])),
    )


@st.composite
def styles(draw: st.DrawFn) -> TextStyle:
    base: dict[str, Any] = dict(PRESETS[draw(st.sampled_from(sorted(PRESETS)))].fields)
    own: dict[str, Any] = {
        "font": draw(st.sampled_from(sorted(TYPEFACES)[:12])),
        "size": draw(st.sampled_from([0.03, 0.1, 0.4])),
        "align": draw(st.sampled_from(["left", "centre", "right"])),
        "anchor": draw(st.sampled_from(["top", "centre", "bottom"])),
        "outline": draw(st.sampled_from([0.0, 0.1])),
        "box": draw(st.sampled_from([None, "#000000b8"])),
        "animation": draw(st.sampled_from(sorted(ANIMATIONS))),
    }
    chosen = draw(st.sets(st.sampled_from(sorted(own))))
    return TextStyle(**{**base, **{name: own[name] for name in chosen}})


@st.composite
def titles(draw: st.DrawFn) -> AnySegment:
    return TitleSegment(
        **draw(_seen(draw(lengths_ms), words=True)),
        text=draw(st.sampled_from(TEXTS)),
        style=draw(styles()),
    )


@st.composite
def captions(draw: st.DrawFn) -> AnySegment:
    length_ms = draw(lengths_ms)
    borders = sorted(draw(st.sets(st.integers(0, length_ms), min_size=2, max_size=4)))
    cues: list[Cue] = []
    for start_ms, end_ms in pairwise(borders):
        text = draw(st.sampled_from(TEXTS))
        parts = text.split() if draw(st.booleans()) else []
        each = max(1, (end_ms - start_ms) // max(1, len(parts)))
        words = (
            Word(text=word, start_ms=number * each, duration_ms=each)
            for number, word in enumerate(parts)
        )
        cues.append(
            Cue(text=text, start_ms=start_ms, duration_ms=end_ms - start_ms, words=tuple(words))
        )
    return CaptionSegment(
        **draw(_seen(length_ms, words=True)), cues=tuple(cues), style=draw(styles())
    )


@st.composite
def sounds(draw: st.DrawFn) -> AnySegment:
    length_ms = draw(lengths_ms)
    return AudioSegment(
        id="",
        start_ms=0,
        duration_ms=length_ms,
        source=draw(sources(length_ms, SOUNDED)),
        sound=draw(soundings()),
        role=draw(st.sampled_from(["music", "voice", "ambience", "effect", "original"])),
    )


PICTURES = st.one_of(videos(), images(), colour_segments(), stickers())
ON: dict[TrackType, Callable[[], st.SearchStrategy[AnySegment]]] = {
    TrackType.VIDEO: lambda: PICTURES,
    TrackType.TEXT: lambda: st.one_of(titles(), captions()),
    TrackType.AUDIO: sounds,
}


@st.composite
def tracks(draw: st.DrawFn, number: int, type: TrackType, *, gaps: bool = True) -> Track:
    """One to three segments in a row, some touching, some not."""
    row: list[AnySegment] = []
    clock = draw(st.sampled_from([0, 0, 300, 1700])) if gaps else 0
    for place, segment in enumerate(draw(st.lists(ON[type](), min_size=1, max_size=3))):
        placed = {"id": f"{number}.{place}", "start_ms": clock}
        row.append(segment.model_copy(update=placed))
        clock = row[-1].end_ms + draw(rarely(st.integers(1, 900), 0))
    return Track(
        id=f"track {number}",
        type=type,
        segments=tuple(row),
        volume=draw(rarely(st.sampled_from([0.0, 50.0]), 100.0)),
        muted=draw(st.integers(0, 9)) == 0,
        hidden=number > 0 and draw(st.integers(0, 7)) == 0,
        ducking=draw(rarely(st.just(Ducking()))) if type is TrackType.AUDIO else None,
    )


@st.composite
def films(
    draw: st.DrawFn, rates: Sequence[str] = RATES, *, gaps: bool = True, most: int = 4
) -> Draft:
    """Valid films of one to `most` tracks. Without `gaps` each track begins with the film."""
    types = draw(st.lists(st.sampled_from(sorted(ON)), max_size=most - 1))
    made = [
        draw(tracks(number, type, gaps=gaps))
        for number, type in enumerate([TrackType.VIDEO, *types])
    ]
    width_px, height_px = draw(st.sampled_from(CANVASES))
    metadata = Metadata(
        width_px=width_px,
        height_px=height_px,
        fps=draw(st.sampled_from(rates)),
        background=draw(colours),
    )
    return Draft(metadata=metadata, tracks=tuple(made))
