"""Moving pictures that are no films: GIF and animated WebP, from a film encoded without loss."""

from __future__ import annotations

from pathlib import Path

from kinoloom.media import ffmpeg
from kinoloom.render.files.codecs import Quality
from kinoloom.watch import Watch

COLOURS = {"low": 96, "medium": 192, "high": 256, "lossless": 256}
WEBP_QUALITY = {"low": 50, "medium": 70, "high": 85, "lossless": 100}


def animate(film: Path, container: str, quality: Quality, target: Path, watch: Watch) -> None:
    """Write the film as an endless GIF or WebP. Raises Cancelled, MachineError or FfmpegFailed."""
    writers = {"gif": _gif, "webp": _webp}
    writers[container](film, quality, target, watch)


def _gif(film: Path, quality: Quality, target: Path, watch: Watch) -> None:
    """Two passes: a palette for the whole film, then its frames. One pass would hold every frame
    in memory until the palette is known."""
    palette = target.with_name(f"{target.name}.palette.png")
    colours = COLOURS[quality]
    chosen = f"palettegen=max_colors={colours}:stats_mode=diff"
    used = "[0:v][1:v]paletteuse=dither=bayer:bayer_scale=4:diff_mode=rectangle"
    try:
        ffmpeg.run(["-i", str(film), "-vf", chosen, "-f", "image2", str(palette)], watch=watch)
        ffmpeg.run(
            [
                *("-i", str(film), "-i", str(palette), "-filter_complex", used),
                *("-loop", "0", "-f", "gif", str(target)),
            ],
            watch=watch,
        )
    finally:
        palette.unlink(missing_ok=True)


def _webp(film: Path, quality: Quality, target: Path, watch: Watch) -> None:
    level = ["-lossless", "1"] if quality == "lossless" else ["-lossless", "0"]
    ffmpeg.run(
        [
            *("-i", str(film), "-c:v", "libwebp_anim", *level),
            *("-q:v", str(WEBP_QUALITY[quality]), "-compression_level", "4"),
            *("-loop", "0", "-an", "-f", "webp", str(target)),
        ],
        watch=watch,
    )
