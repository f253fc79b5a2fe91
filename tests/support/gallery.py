"""Small sources made once, films of them, and what can be measured in a drawn frame.

Everything stands on a black canvas of 160 x 90 at ten frames a second unless it says otherwise.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any, TypeVar, cast

import cv2
import numpy as np
from numpy.typing import NDArray
from tests.support import media
from tests.support.canvas import Rgb, drawn, quarters

from kinoloom.draft.check import check
from kinoloom.draft.model import (
    KINDS_ON,
    AnySegment,
    CaptionSegment,
    ColourSegment,
    Cue,
    Draft,
    ImageSegment,
    Metadata,
    PictureSegment,
    Segment,
    Source,
    StickerSegment,
    TextStyle,
    TitleSegment,
    Track,
    VideoSegment,
)
from kinoloom.media import ffmpeg
from kinoloom.render.chunks.compositor import Compositor, Stage
from kinoloom.render.files.output import Encoding, Output
from kinoloom.render.picture import plain, rgb_of
from kinoloom.render.planning.plan import Drawer
from kinoloom.render.reading.reel import Reel
from kinoloom.render.sources import remembered
from kinoloom.watch import Watch

SIZE = (160, 90)
CANVAS: dict[str, Any] = {"width_px": SIZE[0], "height_px": SIZE[1], "fps": "10"}
PLAIN_WORDS = TextStyle(size=0.3, shadow=0, animation="none")
SECOND_MS = 1000
Part = TypeVar("Part", bound=Segment)
"""Any kind of segment."""


def asset_of(name: str) -> str:
    """The name by which drafts use a file of the gallery: of its own name, so that drafts can be
    made before there are files."""
    return hashlib.sha256(name.encode()).hexdigest()


class Gallery:
    """Files by asset. The names of assets are attributes."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.paths: dict[str, Path] = {}
        self.quarters = self.add(quarters(folder / "quarters.png", SIZE))
        self.dot = self.add(_written(folder / "dot.png", _dot()))
        self.card = self.add(_written(folder / "card.png", _card()))
        self.chart = self.add(_written(folder / "chart.png", chart((480, 270))))
        self.counter = self.add(
            media.counted_video(folder / "counter.mp4", frames=40, fps="10", size=SIZE, gop=10)
        )
        self.colours = self.add(self._film_of(folder / "colours.mp4"))

    def add(self, path: Path) -> str:
        """The asset of a file."""
        asset = asset_of(path.name)
        self.paths[asset] = path
        return asset

    def path(self, asset: str) -> Path:
        """The file of an asset."""
        return self.paths[asset]

    def draw(self, draft: Draft, frame: int = 0) -> Rgb:
        """A frame of a film."""
        return drawn(draft, frame, self.paths)

    def run(self, draft: Draft, frames: Sequence[int]) -> list[Rgb]:
        """Frames of a film, drawn as one chunk: what moves is drawn finer than whole pixels."""
        encoding = Encoding.of(check(draft).canvas, Output())
        first, end = min(frames), max(frames) + 1
        chunk = Drawer(draft, encoding, remembered(self.path)).chunk(first, end)
        reel = Reel(self.paths, dict(chunk.names))
        size = (encoding.width_px, encoding.height_px)
        compositor = Compositor(chunk, Stage(size, encoding.fps, reel, reel.path))
        seen: dict[int, Rgb] = {}
        for frame in sorted(set(frames)):
            canvas = plain(*size, "#000000")
            compositor.draw(frame - first, canvas)
            seen[frame] = rgb_of(canvas)
        reel.close()
        return [seen[frame] for frame in frames]

    def image(
        self, asset: str | None = None, length_ms: int = SECOND_MS, **more: Any
    ) -> ImageSegment:
        """A still from the film's beginning."""
        source = Source(asset=asset or self.quarters)
        return ImageSegment(id="image", start_ms=0, duration_ms=length_ms, source=source, **more)

    def video(
        self,
        asset: str | None = None,
        length_ms: int = SECOND_MS,
        source: dict[str, Any] | None = None,
        **more: Any,
    ) -> VideoSegment:
        """A clip from the film's beginning; the counter unless another is named."""
        used = Source(asset=asset or self.counter, **(source or {}))
        return VideoSegment(id="video", start_ms=0, duration_ms=length_ms, source=used, **more)

    def picture(self, kind: type[PictureSegment], **more: Any) -> AnySegment:
        """A second of any kind of picture: bright, and wholly on the canvas where it can be."""
        base: dict[str, Any] = {"id": kind.__name__, "start_ms": 0, "duration_ms": SECOND_MS}
        own: dict[type[PictureSegment], dict[str, Any]] = {
            VideoSegment: {"source": Source(asset=self.colours)},
            ImageSegment: {"source": Source(asset=self.quarters)},
            StickerSegment: {"source": Source(asset=self.quarters), "width": 0.5},
            ColourSegment: {"colour": "#ffe0c0"},
            TitleSegment: {"text": "HIM", "style": PLAIN_WORDS},
            CaptionSegment: {
                "cues": (Cue(text="HIM", start_ms=0, duration_ms=SECOND_MS),),
                "style": PLAIN_WORDS,
            },
        }
        return cast("AnySegment", kind(**{**base, **own[kind], **more}))

    def _film_of(self, path: Path) -> Path:
        """The quarters, held for two seconds."""
        ffmpeg.run(
            [
                *("-loop", "1", "-i", str(self.path(self.quarters)), "-t", "2", "-r", "10"),
                *("-c:v", "libx264", "-crf", "4", "-pix_fmt", "yuv420p", str(path)),
            ],
            watch=Watch(),
        )
        return path


def film(*layers: AnySegment | Sequence[AnySegment], **metadata: Any) -> Draft:
    """A draft of one track for each layer, lowest first: a segment, or several in a row."""
    tracks: list[Track] = []
    for number, layer in enumerate(layers):
        row = tuple(layer) if isinstance(layer, Sequence) else (layer,)
        kind = next(kind for kind, names in KINDS_ON.items() if row[0].kind in names)
        named = [s.model_copy(update={"id": f"{number}.{i}.{s.id}"}) for i, s in enumerate(row)]
        tracks.append(Track(id=f"track {number}", type=kind, segments=tuple(named)))
    return Draft(metadata=Metadata(**{**CANVAS, **metadata}), tracks=tuple(tracks))


def moved(segment: Part, start_ms: int) -> Part:
    """The segment from another moment on."""
    return segment.model_copy(update={"start_ms": start_ms})


def light(picture: Rgb) -> float:
    """How bright a picture is on average, 0..255."""
    return float(picture.mean())


def apart(a: Rgb, b: Rgb) -> float:
    """How much two pictures differ on average, 0..255."""
    assert a.shape == b.shape
    return float(np.abs(a.astype(int) - b.astype(int)).mean())


def ink(picture: Rgb, over: Rgb | None = None) -> NDArray[np.bool_]:
    """Where something lies on a black canvas, or on another picture."""
    ground = np.zeros_like(picture) if over is None else over
    away = np.abs(picture.astype(int) - ground.astype(int)).max(axis=2) > 64
    return np.asarray(away, np.bool_)


def middle(mask: NDArray[np.bool_]) -> tuple[float, float]:
    """The middle of what is there, as shares of the picture."""
    rows, columns = np.nonzero(mask)
    assert rows.size, "nothing is there"
    return (columns.mean() + 0.5) / mask.shape[1], (rows.mean() + 0.5) / mask.shape[0]


def extent(mask: NDArray[np.bool_]) -> tuple[int, int]:
    """Width and height in pixels of what is there."""
    rows, columns = np.nonzero(mask)
    assert rows.size, "nothing is there"
    return int(np.ptp(columns)) + 1, int(np.ptp(rows)) + 1


def detail(picture: Rgb) -> float:
    """How much fine detail a picture has."""
    grey = cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY)
    return float(cv2.Laplacian(grey, cv2.CV_32F).std())


def colourfulness(picture: Rgb) -> float:
    """How far the channels lie apart on average."""
    return float(np.ptp(picture.astype(int), axis=2).mean())


def chart(size: tuple[int, int]) -> NDArray[np.uint8]:
    """BGR: all hues from dark to light, fine stripes, a lamp, a figure before a green screen."""
    width, height = size
    x, y = np.meshgrid(np.arange(width) / width, np.arange(height) / height)
    hsv = np.dstack([360 * x, 0.25 + 0.5 * (1 - y), 0.1 + 0.85 * y]).astype(np.float32)
    picture = np.asarray(cv2.cvtColor(hsv, cv2.COLOR_HSV2BGR))
    stripes = np.where(np.arange(width) // 3 % 2, 0.45, 1.2)[None, :]
    picture *= np.where((y > 0.35) & (y < 0.5) & (x < 0.6), stripes, 1)[..., None]
    picture[np.hypot((x - 0.75) * width, (y - 0.25) * height) < 0.07 * height] = 1
    screen = (y > 0.7) & (x > 0.55)
    picture[screen] = (0x40 / 255, 0xB1 / 255, 0)
    # In grey, and lit by the screen.
    picture[screen & (np.abs(x - 0.78) < 0.1)] = (0.5, 0.62, 0.5)
    return np.clip(picture * 255 + 0.5, 0, 255).astype(np.uint8)


def _dot() -> NDArray[np.uint8]:
    """A white disc on dark blue."""
    picture = np.full((SIZE[1], SIZE[0], 3), (70, 0, 0), np.uint8)
    cv2.circle(picture, (SIZE[0] // 2, SIZE[1] // 2), 12, (255, 255, 255), -1, cv2.LINE_AA)
    return picture


def _card() -> NDArray[np.uint8]:
    """A red square, white along its top and blue along its bottom."""
    picture = np.full((96, 96, 3), (0, 0, 255), np.uint8)
    picture[:12], picture[-12:] = (255, 255, 255), (255, 0, 0)
    return picture


def _written(path: Path, bgr: NDArray[np.uint8]) -> Path:
    path.write_bytes(cv2.imencode(".png", bgr)[1].tobytes())
    return path
