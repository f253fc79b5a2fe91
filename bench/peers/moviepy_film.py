"""The reel made with MoviePy 2: `python moviepy_film.py JOB.json`.

It runs in an environment of its own and imports nothing of ours: only MoviePy is measured.
"""

from __future__ import annotations

import json
import math
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

Job = dict[str, Any]


def main() -> None:
    """Make it."""
    movie: Any = import_module("moviepy")
    job: Job = json.loads(Path(sys.argv[1]).read_bytes())
    size = (job["width_px"], job["height_px"])
    clips = [clip(movie, row, job) for row in job["clips"]]
    words = [word for row in job["captions"] for word in caption(movie, row, job["style"], size[0])]
    parts = [*clips, logo(movie, job), *words]
    film = movie.CompositeVideoClip(parts, size=size).with_duration(job["length_s"])
    film.with_audio(sound(movie, job)).write_videofile(
        job["target"],
        fps=job["fps"],
        codec="libx264",
        audio_codec="aac",
        # It would lie in the folder from which the benchmark is started.
        temp_audiofile_path=str(Path(job["target"]).parent),
        ffmpeg_params=["-crf", str(job["crf"]), "-pix_fmt", "yuv420p"],
        logger=None,
        **job["encoder"],
    )


def clip(movie: Any, row: Job, job: Job) -> Any:
    """A stretch of a video, or a still that comes closer; it fills the canvas."""
    made = still(movie, row, job) if row["is_still"] else video(movie, row, job)
    if row["start_s"]:
        made = made.with_effects([movie.vfx.CrossFadeIn(job["join_s"])])
    return made.with_start(row["start_s"])


def video(movie: Any, row: Job, job: Job) -> Any:
    """A stretch of it."""
    source = movie.VideoFileClip(row["path"], audio=False)
    stretch = source.subclipped(row["in_s"], row["in_s"] + row["length_s"])
    return filled(stretch, job)


def still(movie: Any, row: Job, job: Job) -> Any:
    """Made as large as the canvas once, then larger frame by frame."""
    photo = movie.ImageClip(row["path"])
    size = (job["width_px"], job["height_px"])
    fitted = filled(photo, job).with_duration(row["length_s"])

    def zoom(t_s: float) -> float:
        share = min(1.0, max(0.0, (t_s - row["rest_s"]) / row["move_s"]))
        return float(job["zoom_to"] ** (0.5 * (0.5 - 0.5 * math.cos(math.pi * share) + share)))

    # On a canvas of its own: the mask of a join keeps the size that the first frame has.
    return movie.CompositeVideoClip([fitted.resized(zoom).with_position("center")], size=size)


def filled(source: Any, job: Job) -> Any:
    """As large as the canvas or larger, cut to it: as recipes for vertical films have it, or tuned
    by hand, cut to its shape first, so that less is resized.
    """
    size = (job["width_px"], job["height_px"])
    if job["crop_first"]:
        wide = min(source.w, round(source.h * size[0] / size[1]))
        if wide < source.w:
            source = source.cropped(x_center=source.w / 2, width=wide)
        return source if (wide, source.h) == size else source.resized(size)
    tall = source if source.h == size[1] else source.resized(height=size[1])
    return tall if tall.w == size[0] else tall.cropped(x_center=tall.w / 2, width=size[0])


def logo(movie: Any, job: Job) -> Any:
    """The mark in its corner."""
    row = job["logo"]
    mark = movie.ImageClip(row["path"]).resized(width=row["width_px"])
    return mark.with_position((row["left_px"], row["top_px"])).with_duration(job["length_s"])


def caption(movie: Any, row: Job, style: Job, width_px: int) -> Iterator[Any]:
    """The words of a cue on their lines, and each again, lit, while it is spoken."""
    plain = [text(movie, word["text"], style, style["plain"]) for word in row["words"]]
    lines: list[list[int]] = [[]]
    used_px = 0
    for number, word in enumerate(plain):
        if lines[-1] and used_px + word.w > style["width_px"]:
            lines.append([])
            used_px = 0
        lines[-1].append(number)
        used_px += word.w
    top_px = style["top_px"]
    for line in lines:
        left_px = (width_px - sum(plain[n].w for n in line)) // 2
        for number in line:
            place = (left_px, top_px)
            whole = plain[number].with_position(place).with_start(row["start_s"])
            yield whole.with_duration(row["length_s"])
            spoken = row["words"][number]
            lit = text(movie, spoken["text"], style, style["lit"]).with_position(place)
            yield lit.with_start(spoken["start_s"]).with_duration(spoken["length_s"])
            left_px += plain[number].w
        top_px += round(1.25 * style["font_px"])


def text(movie: Any, words: str, style: Job, colour: str) -> Any:
    """A word with its outline."""
    return movie.TextClip(
        font=style["font"],
        text=words,
        font_size=style["font_px"],
        color=colour,
        stroke_color="black",
        stroke_width=5,
        # A word without ascenders is cut off below where the margin is small.
        margin=(8, style["font_px"] // 3),
    )


def sound(movie: Any, job: Job) -> Any:
    """Music below a voice."""
    bed = movie.AudioFileClip(job["music"]).subclipped(0, job["length_s"])
    voice = movie.AudioFileClip(job["voice"])
    return movie.CompositeAudioClip([bed.with_volume_scaled(job["volume"]), voice])


if __name__ == "__main__":
    main()
