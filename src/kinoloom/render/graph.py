"""A chunk -> one ffmpeg command: inputs, filter graph, output options. Pure, asserted exactly.

Sources are joined in YUV 4:2:0 all the way; only what needs alpha carries it.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from kinoloom.draft.model import Placement
from kinoloom.render.layers import ColourLayer, Fade, ImageLayer, Layer, Span, TextLayer, VideoLayer
from kinoloom.render.output import Encoding
from kinoloom.render.plan import Chunk
from kinoloom.render.sources import AssetPath


@dataclass(frozen=True)
class Drawn:
    """A text layer's sprite on disk, and where its corner lies."""

    path: Path
    x_px: int
    y_px: int


FLIPS = {"none": "", "h": ",hflip", "v": ",vflip", "hv": ",hflip,vflip"}

SpriteOf = Callable[[TextLayer], Drawn]


@dataclass
class Graph:
    """What has been written of the command so far."""

    encoding: Encoding
    inputs: list[str]
    filters: list[str]
    count: int = 0

    def add_input(self, *options: str) -> str:
        """Add an input; its pad."""
        self.inputs += options
        self.count += 1
        return f"[{self.count - 1}:v]"


def command(
    chunk: Chunk, encoding: Encoding, target: Path, asset: AssetPath, sprite: SpriteOf
) -> list[str]:
    """ffmpeg's arguments that draw and encode a chunk."""
    graph = Graph(encoding, [], [])
    below = _background(graph, chunk)
    for number, layer in enumerate(_seen(chunk)):
        opaque = _covers_all(layer, chunk)
        pad, x, y = _drawn(graph, layer, f"l{number}", asset, sprite, opaque=opaque)
        if opaque:
            below = pad
            continue
        merged = f"[m{number}]"
        first, last = layer.span.at, layer.span.at + layer.span.frames - 1
        graph.filters.append(
            f"{below}{pad}overlay=x={x}:y={y}:format=yuv420:eof_action=pass:"
            f"enable='between(n,{first},{last})'{merged}"
        )
        below = merged
    graph.filters.append(f"{below}format=yuv420p,setsar=1[out]")
    return [
        *graph.inputs,
        *("-filter_complex_threads", "1", "-filter_complex", ";".join(graph.filters)),
        *("-map", "[out]", "-frames:v", str(chunk.frames)),
        *encoding.arguments(),
        *("-an", "-sn", "-dn", "-map_metadata", "-1", "-fflags", "+bitexact"),
        *("-progress", "pipe:1", "-f", "mp4", str(target)),
    ]


def _seen(chunk: Chunk) -> tuple[Layer, ...]:
    """The layers from the last one that covers all: a branch that leads nowhere is refused."""
    covering = [i for i, layer in enumerate(chunk.layers) if _covers_all(layer, chunk)]
    return chunk.layers[covering[-1] :] if covering else chunk.layers


def _covers_all(layer: Layer, chunk: Chunk) -> bool:
    """Whether a layer hides everything below it in every frame of the chunk."""
    span = layer.span
    faded = span.fade_in is not None or span.fade_out is not None
    whole = span.at == 0 and span.frames == chunk.frames and not faded
    place = layer.placement
    opaque = place.opacity == 1 and place.scale >= 1 and (place.x, place.y) == (0.5, 0.5)
    if isinstance(layer, VideoLayer):
        return whole and opaque and place.fit in ("fill", "stretch", "blur")
    return isinstance(layer, ColourLayer) and whole and opaque and not _is_clear(layer)


def _is_clear(layer: ColourLayer) -> bool:
    """Whether one of its colours has an alpha below full."""
    colours = (layer.colour, layer.colour_to or layer.colour)
    return any(len(colour) == 9 and colour[7:].lower() != "ff" for colour in colours)


def _background(graph: Graph, chunk: Chunk) -> str:
    if any(_covers_all(layer, chunk) for layer in chunk.layers):
        return ""
    e = graph.encoding
    size = f"{e.width_px}x{e.height_px}"
    graph.filters.append(
        f"color=c=0x{chunk.background[1:7]}:s={size}:r={e.fps},{_to_bt709()},"
        f"trim=end_frame={chunk.frames}[bg]"
    )
    return "[bg]"


def _drawn(
    graph: Graph, layer: Layer, name: str, asset: AssetPath, sprite: SpriteOf, *, opaque: bool
) -> tuple[str, str, str]:
    """The pad with a layer's frames, delayed to their place, and its overlay position."""
    place = layer.placement
    match layer:
        case VideoLayer():
            start = _seek_s(layer)
            path = str(asset(layer.asset))
            source = graph.add_input("-ss", _seconds(start), "-threads", "1", "-i", path)
            timing = _timing(layer, start, graph.encoding.fps)
            steps = [timing, _fitted(place, graph.encoding, name)]
            x, y = _overlay_xy(place)
        case ImageLayer():
            source = graph.add_input("-i", str(asset(layer.asset)))
            steps = [_still(graph.encoding, layer.span), _picture(layer, graph.encoding, name)]
            x, y = _overlay_xy(place)
        case TextLayer():
            drawn = sprite(layer)
            source = graph.add_input("-i", str(drawn.path))
            steps = [_still(graph.encoding, layer.span), f"{_to_bt709()},format=yuva420p"]
            x, y = str(drawn.x_px), str(drawn.y_px)
        case ColourLayer():
            source, steps = "", [_colour(layer, graph.encoding)]
            x, y = _overlay_xy(place)
    steps += _alpha(layer, graph.encoding)
    if layer.span.at and not opaque:
        # Frames before the layer are not shown (`enable`), but overlay counts from the first.
        steps.append(f"setpts=PTS+{layer.span.at}/({graph.encoding.fps})/TB")
    graph.filters.append(f"{source}{','.join(steps)}[{name}]")
    return f"[{name}]", x, y


def _seek_s(layer: VideoLayer) -> Fraction:
    """Where decoding starts: on the frame when the start falls on one, else a little before.

    Seeking one frame early would decode a whole group of pictures for nothing.
    """
    if layer.source_fps:
        frame = layer.start_s * layer.source_fps
        if abs(frame - round(frame)) < Fraction(1, 1000):
            return layer.start_s
        return max(Fraction(0), layer.start_s - Fraction(3, 2) / layer.source_fps)
    return max(Fraction(0), layer.start_s - Fraction(1, 2))


def _seconds(value: Fraction) -> str:
    """Microseconds, rounded down: rounding up would drop the frame that starts there."""
    return f"{math.floor(value * 1_000_000) / 1_000_000:.6f}"


def _timing(layer: VideoLayer, seek_s: Fraction, fps: Fraction) -> str:
    """Frames on the film's clock. `fps` picks the frame shown at each tick and fills gaps."""
    lead_s = float((layer.start_s - seek_s) / layer.speed)
    slower = "" if layer.speed == 1 else f"setpts=PTS/{float(layer.speed):.6f},"
    return (
        f"{slower}fps=fps={fps}:start_time={lead_s:.6f}:round=near,setpts=PTS-STARTPTS,"
        f"tpad=stop_mode=clone:stop=2,trim=end_frame={layer.span.frames}"
    )


def _still(encoding: Encoding, span: Span) -> str:
    return f"loop=loop=-1:size=1,fps=fps={encoding.fps},trim=end_frame={span.frames}"


def _fitted(place: Placement, encoding: Encoding, name: str) -> str:
    width, height = _sides(place, encoding)
    flips = FLIPS[place.flip]
    quality = "flags=bicubic+accurate_rnd:out_color_matrix=bt709:out_range=tv"
    match place.fit:
        case "stretch":
            scaled = f"scale={width}:{height}:{quality}"
        case "fit":
            scaled = (
                f"scale={width}:{height}:force_original_aspect_ratio=decrease:"
                f"force_divisible_by=2:{quality}"
            )
        case "none":
            scaled = f"scale=max(2\\,iw*{place.scale}):max(2\\,ih*{place.scale}):{quality}"
        case "blur":
            return _blurred(width, height, quality, name) + flips
        case _:
            scaled = (
                f"scale={width}:{height}:force_original_aspect_ratio=increase:{quality},"
                f"crop={width}:{height}"
            )
    return f"{scaled}{flips},setsar=1"


def _sides(place: Placement, encoding: Encoding) -> tuple[int, int]:
    """The canvas at the placement's scale: even, and never nothing."""
    sides = (encoding.width_px, encoding.height_px)
    width, height = (max(2, 2 * round(side * place.scale / 2)) for side in sides)
    return width, height


def _blurred(width: int, height: int, quality: str, name: str) -> str:
    """The source on its own blurred, enlarged self.

    Blurred with chroma at full size: gblur paints planes of a dozen pixels magenta.
    """
    small_w, small_h = max(32, width // 16 * 2), max(32, height // 16 * 2)
    return (
        f"split[{name}a][{name}b];"
        f"[{name}a]scale={small_w}:{small_h}:force_original_aspect_ratio=increase,"
        f"crop={small_w}:{small_h},format=yuv444p,gblur=sigma=6,"
        f"scale={width}:{height}:{quality},format=yuv420p[{name}c];"
        f"[{name}b]scale={width}:{height}:force_original_aspect_ratio=decrease:"
        f"force_divisible_by=2:{quality}[{name}d];"
        f"[{name}c][{name}d]overlay=(W-w)/2:(H-h)/2,setsar=1"
    )


def _picture(layer: ImageLayer, encoding: Encoding, name: str) -> str:
    if layer.width is None:
        return f"{_fitted(layer.placement, encoding, name)},format=yuva420p"
    wide = max(2, round(encoding.width_px * layer.width * layer.placement.scale))
    tall = f"max(1\\,round({wide}*ih/iw))"
    flips = FLIPS[layer.placement.flip]
    quality = "flags=lanczos:out_color_matrix=bt709:out_range=tv"
    return f"scale={wide}:{tall}:{quality}{flips},format=yuva420p"


def _colour(layer: ColourLayer, encoding: Encoding) -> str:
    width, height = _sides(layer.placement, encoding)
    size = f"{width}x{height}"
    first, second = layer.colour[1:], (layer.colour_to or layer.colour)[1:]
    if first == second:
        source = f"color=c=0x{first}:s={size}:r={encoding.fps}"
    else:
        # In the middle and to the last row: x0=x1=0 is a tilted line to this filter.
        middle = width // 2
        source = (
            f"gradients=s={size}:r={encoding.fps}:c0=0x{first}:c1=0x{second}:n=2:"
            f"x0={middle}:y0=0:x1={middle}:y1={height - 1}:speed=0.00001"
        )
    # Asked for before the scaler, which would settle for a format without alpha.
    clear = "format=rgba," if _is_clear(layer) else ""
    end = ",format=yuva420p" if clear else ""
    return f"{source},{clear}{_to_bt709()}{end},trim=end_frame={layer.span.frames}"


def _alpha(layer: Layer, encoding: Encoding) -> list[str]:
    """Opacity and fades; nothing when the layer is simply there."""
    steps: list[str] = []
    if layer.placement.opacity < 1:
        steps.append(f"format=yuva420p,colorchannelmixer=aa={layer.placement.opacity:.4f}")
    for kind, fade in (("in", layer.span.fade_in), ("out", layer.span.fade_out)):
        if fade is not None:
            steps.append(f"format=yuva420p,{_fade(kind, fade, encoding.fps)}")
    return steps


def _fade(kind: str, fade: Fade, fps: Fraction) -> str:
    """A fade that began before the chunk would start below zero, which the filter does not take:
    the layer's time is moved, faded, and moved back."""
    ahead = max(0, -fade.start)
    start_s, length_s = float((fade.start + ahead) / fps), float(fade.frames / fps)
    faded = f"fade=t={kind}:st={start_s:.6f}:d={length_s:.6f}:alpha=1"
    if not ahead:
        return faded
    return f"setpts=PTS+{ahead}/({fps})/TB,{faded},setpts=PTS-{ahead}/({fps})/TB"


def _overlay_xy(place: Placement) -> tuple[str, str]:
    return f"{place.x:g}*W-w/2", f"{place.y:g}*H-h/2"


def _to_bt709() -> str:
    return "scale=out_color_matrix=bt709:out_range=tv"
