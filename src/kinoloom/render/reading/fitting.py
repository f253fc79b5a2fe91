"""A decoded frame -> a Picture of a wanted size: turned, cropped, scaled, brought to BT.709."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from kinoloom.media.probe import has_alpha
from kinoloom.render.picture import Picture
from kinoloom.render.reading.deinterlace import deinterlaced
from kinoloom.render.reading.footage import picture_from
from kinoloom.render.reading.tonemap import HLG, PQ, table

if TYPE_CHECKING:
    from av import VideoFrame

TURNS = {90: "transpose=cclock", 180: "hflip,vflip", 270: "transpose=clock"}
"""By a frame's rotation: degrees counter-clockwise that show it upright."""
SCALER = "bicubic+accurate_rnd"
SIZER = "bicubic"
"""Where only the size changes: 0.07 levels darker than accurately rounded, in half the time."""


@dataclass(frozen=True)
class Fit:
    """What part of a source (pixels as displayed, even) is wanted, and at which even size."""

    left: int
    top: int
    width: int
    height: int
    wide: int
    tall: int


def displayed(frame: VideoFrame, aspect: Fraction) -> tuple[int, int]:
    """Width and height as displayed: turned upright, with square pixels. `aspect` is the width of
    the file's pixels over their height."""
    width, height = max(1, round(frame.width * aspect)), frame.height
    return (height, width) if frame.rotation % 180 else (width, height)


class Fitter:
    """Makes pictures of one fit from one source's frames; keeps the last, which often repeats."""

    def __init__(self, fit: Fit, aspect: Fraction) -> None:
        self.fit = fit
        self.aspect = aspect
        self._graph: Any = None
        self._shape: tuple[Any, ...] = ()
        self._last: tuple[VideoFrame, Picture] | None = None

    def __call__(self, frame: VideoFrame) -> Picture:
        """The frame's picture."""
        if self._last is not None and self._last[0] is frame:
            return self._last[1]
        picture = picture_from(self._scaled(frame))
        self._last = (frame, picture)
        return picture

    def _scaled(self, frame: VideoFrame) -> VideoFrame:
        if frame.interlaced_frame:
            frame = deinterlaced(frame)
        steps = _steps(frame, self.fit, self.aspect)
        if not steps:
            return frame
        # A file may change its size on the way; the graph is made for one.
        shape = (frame.width, frame.height, frame.format.name, frame.rotation, tuple(steps))
        if shape != self._shape:
            self._graph = _graph(frame, steps)
            self._shape = shape
        self._graph.push(frame)
        return self._graph.pull()


def _steps(frame: VideoFrame, fit: Fit, aspect: Fraction) -> list[str]:
    """ffmpeg filters from the frame to the fit; none when it is that already."""
    steps: list[str] = []
    turn = TURNS.get(frame.rotation % 360)
    if turn:
        steps.append(turn)
    width, height = displayed(frame, aspect)
    sides = (frame.height, frame.width) if frame.rotation % 180 else (frame.width, frame.height)
    if (fit.left, fit.top, fit.width, fit.height) != (0, 0, width, height):
        squeeze_x, squeeze_y = sides[0] / width, sides[1] / height
        numbers = (fit.width * squeeze_x, fit.height * squeeze_y)
        corner = (fit.left * squeeze_x, fit.top * squeeze_y)
        steps.append("crop={}:{}:{}:{}".format(*(round(n) for n in (*numbers, *corner))))
        sides = (round(numbers[0]), round(numbers[1]))
    wanted = "yuva420p" if has_alpha(frame) else "yuv420p"
    matrix = _matrix(frame)
    done = (
        frame.format.name == wanted
        and int(frame.color_trc or 2) not in (PQ, HLG)
        and matrix == "bt709"
        and not _is_full(frame)
        and sides == (fit.wide, fit.tall)
    )
    return steps if done else steps + _scaled(frame, fit, matrix, wanted)


def _scaled(frame: VideoFrame, fit: Fit, matrix: str, wanted: str) -> list[str]:
    is_plain = frame.format.name == wanted == "yuv420p" and matrix == "bt709"
    sizer = SIZER if is_plain and not _is_full(frame) else SCALER
    sized = f"scale={fit.wide}:{fit.tall}:flags={sizer}"
    read = ""
    if not _is_rgb(frame):
        read = f":in_color_matrix={matrix}:in_range={'full' if _is_full(frame) else 'limited'}"
    written = ":out_color_matrix=bt709:out_range=limited"
    if int(frame.color_trc or 2) in (PQ, HLG) and wanted == "yuv420p":
        return [
            *(sized + read, "format=gbrp10", f"lut3d=file={table(int(frame.color_trc))}"),
            *(f"scale=flags={SCALER}{written}", "format=yuv420p"),
        ]
    if wanted == "yuv420p":
        return [sized + read + written, "format=yuv420p"]
    # Multiplied in while scaling: the colour of clear pixels would bleed into the edges.
    return [
        *(f"scale=flags={SCALER}{read}", "format=gbrap", "premultiply=inplace=1"),
        *(sized, "format=gbrap", "unpremultiply=inplace=1"),
        *(f"scale=flags={SCALER}{written}", "format=yuva420p"),
    ]


def _is_rgb(frame: VideoFrame) -> bool:
    return frame.format.name.startswith(
        ("rgb", "bgr", "argb", "abgr", "gbr", "pal", "0rgb", "0bgr")
    )


def _is_full(frame: VideoFrame) -> bool:
    return frame.format.name.startswith("yuvj") or int(frame.color_range or 0) == 2


def _matrix(frame: VideoFrame) -> str:
    """The YUV matrix; untagged, players take BT.709 for HD and BT.601 below, and so do we."""
    known = {1: "bt709", 5: "bt601", 6: "bt601", 7: "smpte240m", 9: "bt2020", 10: "bt2020"}
    said = int(frame.colorspace or 2)
    if said in known:
        return known[said]
    return "bt709" if frame.width >= 1280 or frame.height > 576 else "bt601"


def _graph(frame: VideoFrame, steps: list[str]) -> Any:
    from av.filter import Graph

    graph = Graph()
    graph.threads = 1
    last = graph.add_buffer(
        width=frame.width,
        height=frame.height,
        format=frame.format,
        time_base=frame.time_base or Fraction(1, 1000),
    )
    for step in ",".join(steps).split(","):
        name, _, arguments = step.partition("=")
        made = graph.add(name, arguments) if arguments else graph.add(name)
        last.link_to(made)
        last = made
    last.link_to(graph.add("buffersink"))
    graph.configure()
    return graph
