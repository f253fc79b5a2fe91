"""Draft, Track, Segment: the timeline. Field names are for code, aliases are the wire's short keys.

Every value is frozen and keeps keys it does not know, so that a newer client's draft survives an
older studio. What a key means stands beside it; `docs/reference/draft.md` is made from here.
"""

from __future__ import annotations

from enum import IntEnum
from fractions import Fraction
from typing import Annotated, Any, ClassVar, Literal

from pydantic import BaseModel, ConfigDict, Field, field_validator

from kinoloom.draft.time import parse_rate

SCHEMA_VERSION = 1

Colour = Annotated[str, Field(pattern=r"^#[0-9a-fA-F]{6}([0-9a-fA-F]{2})?$")]
Easing = Literal["linear", "in", "out", "in_out", "hold"]
Fit = Literal["fill", "fit", "blur", "stretch", "none"]
Anchor = Literal["top", "centre", "bottom"]


class TrackType(IntEnum):
    """`tt` on the wire; the numbers are the hosted API's."""

    VIDEO = 0
    AUDIO = 1
    TEXT = 7


class Value(BaseModel):
    """Compared by content, never changed in place; unknown keys stay."""

    # Infinity has no JSON: a draft that held it could be written and never read again.
    model_config = ConfigDict(
        frozen=True, extra="allow", populate_by_name=True, allow_inf_nan=False
    )


class Transition(Value):
    """How a segment comes in over the one before it on its track; uses both sides' handles."""

    kind: Annotated[str, Field(alias="k", description="name of the join, e.g. crossfade")]
    duration_ms: Annotated[int, Field(alias="d", gt=0, description="length of the join, ms")]


class Keyframe(Value):
    """One value of one property at a time relative to its segment. One that lies before its start
    or after its end is not reached, but on the way: a cut in a movement does not change it."""

    at_ms: Annotated[int, Field(alias="at", description="time from the segment's start, ms")]
    value: Annotated[float, Field(alias="v", description="in the property's own unit")]
    easing: Annotated[Easing, Field(alias="e", description="towards the next keyframe")] = "linear"


class Placement(Value):
    """Where a picture lies on the canvas. Positions are shares of the canvas, 0.5 is the centre."""

    fit: Annotated[Fit, Field(description="how the source meets the canvas")] = "fill"
    x: Annotated[float, Field(description="centre of the picture, share of canvas width")] = 0.5
    y: Annotated[float, Field(description="centre of the picture, share of canvas height")] = 0.5
    scale: Annotated[float, Field(alias="sc", gt=0, le=100, description="1 is the fitted size")] = (
        1.0
    )
    rotation_deg: Annotated[float, Field(alias="rot", description="clockwise")] = 0.0
    flip: Annotated[Literal["none", "h", "v", "hv"], Field(description="mirror")] = "none"
    opacity: Annotated[float, Field(alias="op", ge=0, le=1)] = 1.0
    crop: Annotated[
        tuple[float, float, float, float] | None,
        Field(description="left, top, width, height as shares of the source"),
    ] = None
    corner: Annotated[
        float, Field(ge=0, le=0.5, description="corner radius, share of the short side")
    ] = 0.0


class Adjustments(Value):
    """Colour and texture; 0 leaves the picture alone, -1..1 unless said otherwise."""

    brightness: Annotated[float, Field(alias="br", ge=-1, le=1)] = 0.0
    contrast: Annotated[float, Field(alias="co", ge=-1, le=1)] = 0.0
    saturation: Annotated[float, Field(alias="sa", ge=-1, le=1)] = 0.0
    temperature: Annotated[float, Field(alias="te", ge=-1, le=1, description="1 is warm")] = 0.0
    sharpness: Annotated[float, Field(alias="sh", ge=-1, le=1)] = 0.0
    vignette: Annotated[float, Field(alias="vi", ge=0, le=1)] = 0.0
    blur: Annotated[float, Field(alias="bl", ge=0, le=1, description="share of a strong blur")] = (
        0.0
    )
    look: Annotated[
        str | None, Field(alias="lk", description="a named look, or an asset of a .cube")
    ] = None


class Effect(Value):
    """A named treatment with its own arguments: chroma key, stabilise, denoise, region blur."""

    kind: Annotated[str, Field(alias="k")]
    arguments: Annotated[dict[str, Any], Field(alias="a")] = Field(default_factory=dict)


class Ducking(Value):
    """Lowers a track while speech is heard."""

    depth_db: Annotated[float, Field(alias="db", le=0)] = -9.0
    ahead_ms: Annotated[int, Field(alias="a", ge=0)] = 250
    release_ms: Annotated[int, Field(alias="r", ge=0)] = 500


class TextStyle(Value):
    """How words look. Sizes are shares of the canvas's short side."""

    font: Annotated[str, Field(alias="f", description="family name")] = "Inter"
    weight: Annotated[int, Field(alias="w", ge=100, le=900)] = 800
    size: Annotated[float, Field(alias="z", gt=0, le=1, description="share of the short side")] = (
        0.085
    )
    colour: Annotated[Colour, Field(alias="c")] = "#ffffff"
    align: Annotated[Literal["left", "centre", "right"], Field(alias="al")] = "centre"
    anchor: Annotated[
        Anchor, Field(alias="an", description="where the block sits on the canvas")
    ] = "centre"
    outline: Annotated[
        float, Field(alias="o", ge=0, le=0.2, description="share of the font size")
    ] = 0.0
    outline_colour: Annotated[Colour, Field(alias="oc")] = "#000000"
    shadow: Annotated[
        float, Field(alias="s", ge=0, le=1, description="strength of the soft shadow")
    ] = 0.6
    shadow_colour: Annotated[Colour, Field(alias="sc")] = "#000000"
    box: Annotated[Colour | None, Field(alias="bx", description="plate behind the words")] = None
    highlight: Annotated[Colour, Field(alias="hi", description="karaoke colour")] = "#ffd60a"
    animation: Annotated[str, Field(alias="ani", description="how the words come and go")] = "fade"
    preset: Annotated[
        str | None, Field(alias="p", description="named style the rest was taken from")
    ] = None


class Word(Value):
    """A spoken word inside a cue."""

    text: Annotated[str, Field(alias="x")]
    start_ms: Annotated[int, Field(alias="s", ge=0, description="from the cue's start")]
    duration_ms: Annotated[int, Field(alias="d", ge=0)]


class Cue(Value):
    """One caption on screen."""

    text: Annotated[str, Field(alias="x")]
    start_ms: Annotated[int, Field(alias="s", ge=0, description="from the segment's start")]
    duration_ms: Annotated[int, Field(alias="d", gt=0)]
    words: Annotated[tuple[Word, ...], Field(alias="w")] = ()


class Source(Value):
    """A stretch of an asset. The asset is named by the SHA-256 of its bytes."""

    asset: Annotated[str, Field(alias="a", pattern="^[0-9a-f]{64}$")]
    in_ms: Annotated[
        int, Field(alias="in", ge=0, description="first moment used, in the asset's time")
    ] = 0
    length_ms: Annotated[
        int | None, Field(alias="l", gt=0, description="length of the whole asset")
    ] = None
    speed: Annotated[
        float, Field(alias="sp", ge=0.1, le=10, description="2 plays twice as fast")
    ] = 1.0
    reverse: Annotated[bool, Field(alias="rev")] = False
    loop: Annotated[bool, Field(alias="lp", description="start again when the asset ends")] = False
    freeze: Annotated[bool, Field(alias="fz", description="hold the frame at `in`")] = False


class Segment(Value):
    """Something on a track for a while."""

    carries_picture: ClassVar[bool] = False
    carries_sound: ClassVar[bool] = False

    id: str
    start_ms: Annotated[int, Field(alias="s", ge=0, description="on the timeline")]
    duration_ms: Annotated[int, Field(alias="d", gt=0)]
    label: Annotated[str, Field(alias="n", description="what the timeline line calls it")] = ""
    metadata: Annotated[dict[str, Any], Field(alias="m")] = Field(default_factory=dict)

    @property
    def end_ms(self) -> int:
        """First moment after the segment."""
        return self.start_ms + self.duration_ms


class PictureSegment(Segment):
    """A segment that is seen."""

    carries_picture = True

    placement: Annotated[Placement, Field(alias="pl")] = Placement()
    adjustments: Annotated[Adjustments, Field(alias="ad")] = Adjustments()
    effects: Annotated[tuple[Effect, ...], Field(alias="fx")] = ()
    keyframes: Annotated[
        dict[str, tuple[Keyframe, ...]],
        Field(alias="kf", description="by property: x, y, scale, opacity, …"),
    ] = Field(default_factory=dict)
    transition: Annotated[Transition | None, Field(alias="tr", description="into this segment")] = (
        None
    )
    fade_in_ms: Annotated[int, Field(alias="fi", ge=0)] = 0
    fade_out_ms: Annotated[int, Field(alias="fo", ge=0)] = 0


class Sounding(Value):
    """How loud and where a segment's sound is."""

    volume: Annotated[
        float, Field(alias="vol", ge=0, le=400, description="percent; 100 as it is")
    ] = 100.0
    pan: Annotated[float, Field(ge=-1, le=1)] = 0.0
    fade_in_ms: Annotated[int, Field(alias="fi", ge=0)] = 0
    fade_out_ms: Annotated[int, Field(alias="fo", ge=0)] = 0
    denoise: Annotated[float, Field(alias="dn", ge=0, le=1)] = 0.0


class VideoSegment(PictureSegment):
    """A stretch of a video file, with its own sound."""

    carries_sound = True

    kind: Annotated[Literal["video"], Field(alias="k")] = "video"
    source: Annotated[Source, Field(alias="src")]
    sound: Annotated[Sounding, Field(alias="au")] = Sounding()


class ImageSegment(PictureSegment):
    """A still, held or moved over."""

    kind: Annotated[Literal["image"], Field(alias="k")] = "image"
    source: Annotated[Source, Field(alias="src")]
    move: Annotated[
        str | None, Field(alias="mv", description="planar camera move, e.g. push_in")
    ] = None


class ColourSegment(PictureSegment):
    """A plain colour, or a vertical gradient of two."""

    kind: Annotated[Literal["colour"], Field(alias="k")] = "colour"
    colour: Annotated[Colour, Field(alias="c")] = "#000000"
    colour_to: Annotated[Colour | None, Field(alias="c2")] = None


class StickerSegment(PictureSegment):
    """A logo, watermark or emoji at its own size."""

    kind: Annotated[Literal["sticker"], Field(alias="k")] = "sticker"
    source: Annotated[Source, Field(alias="src")]
    width: Annotated[
        float, Field(alias="w", gt=0, le=1, description="share of the canvas width")
    ] = 0.15


class TitleSegment(PictureSegment):
    """Words on the picture."""

    kind: Annotated[Literal["title"], Field(alias="k")] = "title"
    text: Annotated[str, Field(alias="x", min_length=1, max_length=2000)]
    style: Annotated[TextStyle, Field(alias="st")] = TextStyle()


class CaptionSegment(PictureSegment):
    """A run of captions."""

    kind: Annotated[Literal["captions"], Field(alias="k")] = "captions"
    cues: Annotated[tuple[Cue, ...], Field(alias="cu")] = ()
    style: Annotated[TextStyle, Field(alias="st")] = TextStyle()


class AudioSegment(Segment):
    """Voice, music, ambience or an effect."""

    carries_sound = True

    kind: Annotated[Literal["audio"], Field(alias="k")] = "audio"
    source: Annotated[Source, Field(alias="src")]
    sound: Annotated[Sounding, Field(alias="au")] = Sounding()
    role: Annotated[
        Literal["music", "voice", "ambience", "effect", "original"],
        Field(alias="r", description="decides ducking and what follows an edit"),
    ] = "effect"


AnySegment = Annotated[
    VideoSegment
    | ImageSegment
    | ColourSegment
    | StickerSegment
    | TitleSegment
    | CaptionSegment
    | AudioSegment,
    Field(discriminator="kind"),
]

KINDS_ON: dict[TrackType, frozenset[str]] = {
    TrackType.VIDEO: frozenset({"video", "image", "colour", "sticker"}),
    TrackType.AUDIO: frozenset({"audio"}),
    TrackType.TEXT: frozenset({"title", "captions"}),
}


class Track(Value):
    """A row of segments that do not overlap. Later tracks lie on top."""

    id: str
    type: Annotated[TrackType, Field(alias="tt")]
    segments: Annotated[tuple[AnySegment, ...], Field(alias="sg")] = ()
    name: Annotated[str, Field(alias="n")] = ""
    volume: Annotated[
        float, Field(alias="vol", ge=0, le=400, description="percent, of all on it")
    ] = 100.0
    muted: Annotated[bool, Field(alias="mute")] = False
    hidden: Annotated[bool, Field(alias="hide")] = False
    ducking: Annotated[Ducking | None, Field(alias="duck")] = None

    @property
    def end_ms(self) -> int:
        """First moment after the last segment; 0 when empty."""
        return max((segment.end_ms for segment in self.segments), default=0)


class Canvas(Value):
    """Size and rate of the finished picture."""

    width_px: Annotated[int, Field(alias="width", ge=16, le=7680)] = 1920
    height_px: Annotated[int, Field(alias="height", ge=16, le=7680)] = 1080
    fps: Annotated[str, Field(description="frames per second, a whole number or a fraction")] = "24"
    background: Annotated[Colour, Field(alias="bg")] = "#000000"

    @field_validator("fps", mode="before")
    @classmethod
    def _exact_rate(cls, value: object) -> str:
        if not isinstance(value, str | int | float):
            raise ValueError("a frame rate is a number or a fraction")
        return str(parse_rate(value))

    @property
    def rate(self) -> Fraction:
        """Frames per second, exact."""
        return Fraction(self.fps)


class Metadata(Canvas):
    """`m` of a draft: its title, its canvas, its language."""

    title: Annotated[str, Field(max_length=500)] = ""
    language: Annotated[str, Field(alias="lang")] = "en"


class Draft(Value):
    """A film as data. `duration_ms` on the wire is derived: the end of the last segment."""

    version: Annotated[int, Field(alias="v")] = SCHEMA_VERSION
    metadata: Annotated[Metadata, Field(alias="m")] = Metadata()
    tracks: Annotated[tuple[Track, ...], Field(alias="t")] = ()

    @property
    def canvas(self) -> Canvas:
        """The canvas, which lives in the metadata on the wire."""
        return self.metadata

    @property
    def duration_ms(self) -> int:
        """First moment after everything."""
        return max((track.end_ms for track in self.tracks), default=0)

    @property
    def is_ready(self) -> bool:
        """Whether there is anything to export."""
        return any(track.segments for track in self.tracks)
