"""The short film made with MoviePy 2: `python moviepy_film.py JOB.json`.

It runs in an environment of its own and imports nothing of ours: only MoviePy is measured.
"""

from __future__ import annotations

import json
import sys
from importlib import import_module
from pathlib import Path
from typing import Any


def main() -> None:
    """Make it."""
    movie: Any = import_module("moviepy")
    job: dict[str, Any] = json.loads(Path(sys.argv[1]).read_bytes())
    size = (job["width_px"], job["height_px"])
    clips = [clip(movie, row, size, job["join_s"]) for row in job["clips"]]
    words = [caption(movie, row, job) for row in job["captions"]]
    film = movie.CompositeVideoClip([*clips, *words], size=size).with_duration(job["length_s"])
    bed = movie.AudioFileClip(job["music"]).subclipped(0, job["length_s"])
    film = film.with_audio(bed.with_volume_scaled(job["volume"]))
    film.write_videofile(
        job["target"],
        fps=job["fps"],
        codec="libx264",
        preset=job["preset"],
        audio_codec="aac",
        threads=1,
        # It would lie in the folder from which the benchmark is started.
        temp_audiofile_path=str(Path(job["target"]).parent),
        ffmpeg_params=["-crf", str(job["crf"]), "-pix_fmt", "yuv420p"],
        logger=None,
    )


def clip(movie: Any, row: dict[str, Any], size: tuple[int, int], join_s: float) -> Any:
    """A stretch of a video that fills the canvas; cropped first, since resizing costs most."""
    source = movie.VideoFileClip(row["path"], audio=False)
    stretch = source.subclipped(row["in_s"], row["in_s"] + row["length_s"])
    wide = min(source.w, round(source.h * size[0] / size[1]))
    if wide < source.w:
        stretch = stretch.cropped(x_center=source.w / 2, width=wide)
    if (wide, source.h) != size:
        stretch = stretch.resized(size)
    if row["start_s"]:
        stretch = stretch.with_effects([movie.vfx.CrossFadeIn(join_s)])
    return stretch.with_start(row["start_s"])


def caption(movie: Any, row: dict[str, Any], job: dict[str, Any]) -> Any:
    """A line of words near the bottom."""
    words = movie.TextClip(
        font=job["font"],
        text=row["text"],
        font_size=job["font_px"],
        color="white",
        stroke_color="black",
        stroke_width=5,
        margin=(8, 12),
    )
    placed = words.with_position(("center", job["caption_top_px"]))
    return placed.with_start(row["start_s"]).with_duration(row["length_s"])


if __name__ == "__main__":
    main()
