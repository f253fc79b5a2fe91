"""What a sentence can ask for, as frozen values: the agent matches on them, one by one.

Clips are counted from 1 as people do; -1 is the last one. Times are whole milliseconds.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Language = Literal["en", "zh"]
Edge = Literal["front", "back", "to", "last", "keep", "cut"]
TitlePosition = Literal["top", "center", "bottom"]
VolumeTarget = Literal["music", "all", "clip"]
TargetKind = Literal["clip", "title", "titles", "all"]


@dataclass(frozen=True)
class Target:
    """Something on the timeline: a clip, a title, every title, or all of it.

    `index` is None for "the clip" (the current one) and for `kind` "all".
    """

    kind: TargetKind = "clip"
    index: int | None = None


@dataclass(frozen=True)
class MakeClip:
    """Make a clip from words. `adds` puts it after what is there; otherwise a new film starts."""

    prompt: str
    seconds: float | None = None
    ratio: str | None = None
    seed: int | None = None
    adds: bool = False


@dataclass(frozen=True)
class ReviseClip:
    """Make a clip again, with a change. `change` is "" when only length, ratio or seed change.

    `new_seed` asks for another take of the same words.
    """

    change: str
    which: int | None = None
    seconds: float | None = None
    ratio: str | None = None
    seed: int | None = None
    new_seed: bool = False


@dataclass(frozen=True)
class AddMedia:
    """Use the files that were brought, each for so long."""

    seconds: float | None = None
    ratio: str | None = None


@dataclass(frozen=True)
class AddTitle:
    """Show text. `text` is exactly what was quoted. `replaces` changes the title that is there.

    With `replaces`, an empty `text` keeps the words and moves or retimes the title; a `position`
    of None leaves it where it is.
    `at_end` places it over the film's last `duration_ms`.
    """

    text: str
    start_ms: int | None = None
    duration_ms: int | None = None
    position: TitlePosition | None = None
    replaces: bool = False
    at_end: bool = False


@dataclass(frozen=True)
class SetMusic:
    """Put music under the film, or other music in place of it."""

    mood_words: tuple[str, ...] = ()
    volume_percent: int | None = None


@dataclass(frozen=True)
class RemoveMusic:
    """Take the music away."""


@dataclass(frozen=True)
class SetVolume:
    """Louder or quieter: to a percentage of full, or by decibels. 0 percent is silence.

    `which` counts the clip when the target is "clip"; None is the current one.
    """

    target: VolumeTarget
    percent: int | None = None
    relative_db: float | None = None
    which: int | None = None


@dataclass(frozen=True)
class Trim:
    """Shorten a clip.

    `edge` says what the numbers mean: "front" and "back" take `amount_ms` off that end, "to"
    leaves the first `amount_ms` and "last" the last; "keep" keeps `start_ms`..`end_ms` and "cut"
    removes that range.
    """

    target: int | None = None
    start_ms: int | None = None
    end_ms: int | None = None
    edge: Edge = "to"
    amount_ms: int | None = None


@dataclass(frozen=True)
class Split:
    """Cut in two at a time of the film; None is the middle."""

    at_ms: int | None


@dataclass(frozen=True)
class Delete:
    """Remove a clip, a title, or everything."""

    target: Target


@dataclass(frozen=True)
class Move:
    """Bring a clip to position `to`, or a title to the time `to_ms`."""

    target: Target
    to: int | None = None
    to_ms: int | None = None


@dataclass(frozen=True)
class Undo:
    """Take back the last steps."""

    steps: int = 1


@dataclass(frozen=True)
class Redo:
    """Do again what was taken back."""


@dataclass(frozen=True)
class ChangeRatio:
    """Give the film another shape: "16:9", "9:16", "1:1", "4:5", "21:9" …"""

    ratio: str


@dataclass(frozen=True)
class Export:
    """Render and hand over the file. `short_side_px` is 1080 for "1080p", 2160 for "4K".

    `fps` is a number as it was written. `at_ms` is the moment of a single frame. `preview` asks
    for a small file soon, `muted` for one without a sound track.
    """

    format: str | None = None
    quality: Literal["low", "medium", "high", "lossless"] | None = None
    short_side_px: int | None = None
    codec: str | None = None
    fps: str | None = None
    at_ms: int | None = None
    preview: bool = False
    muted: bool = False


@dataclass(frozen=True)
class ShowStatus:
    """Show the timeline."""


@dataclass(frozen=True)
class ShowCredits:
    """Show the balance."""


@dataclass(frozen=True)
class Question:
    """A question to answer with words; changes nothing."""

    text: str


@dataclass(frozen=True)
class Unclear:
    """Not understood, or not among the things above.

    `topic` names what it seems to be about ("captions", "transition", "speed",
    "animate_image", "document", "upload", "greeting", "thanks", "logo", "look" …), or is "".
    """

    text: str
    topic: str = ""


Ask = (
    MakeClip
    | ReviseClip
    | AddMedia
    | AddTitle
    | SetMusic
    | RemoveMusic
    | SetVolume
    | Trim
    | Split
    | Delete
    | Move
    | Undo
    | Redo
    | ChangeRatio
    | Export
    | ShowStatus
    | ShowCredits
    | Question
    | Unclear
)


@dataclass(frozen=True)
class Context:
    """What is on the table, so that a sentence without a verb can be read.

    `uploads` counts the files that were brought and are not in the film yet.
    """

    has_clip: bool = False
    has_music: bool = False
    last: Ask | None = None
    uploads: int = 0


@dataclass(frozen=True)
class Utterance:
    """One message: its language and what it asks for, in order."""

    language: Language
    asks: tuple[Ask, ...]
