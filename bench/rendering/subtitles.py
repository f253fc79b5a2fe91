"""The reel's captions as a hand would give them to ffmpeg: an ASS file, or pictures made before.

Both light the spoken word. The pictures cost the graph nothing to make, which is more than fair: we
set our words inside the measured time.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from importlib.resources import files
from pathlib import Path

from bench.rendering.reel import HEIGHT_PX, WIDTH_PX
from kinoloom.draft.model import Cue
from kinoloom.media import ffmpeg
from kinoloom.watch import Watch

BAND_PX = 320
"""Height of the caption pictures, which lie at `BAND_TOP_PX`."""
BAND_TOP_PX = 1500
FONT = "Inter"
LIT, PLAIN = r"{\c&H0AD6FF&}", r"{\c&HFFFFFF&}"
HEADER = f"""[Script Info]
ScriptType: v4.00+
PlayResX: {WIDTH_PX}
PlayResY: {HEIGHT_PX}
WrapStyle: 0

[V4+ Styles]
Format: Name, Fontname, Fontsize, PrimaryColour, OutlineColour, BackColour, Bold, BorderStyle, \
Outline, Shadow, Alignment, MarginL, MarginR, MarginV
Style: Default,{FONT},88,&H00FFFFFF,&H00000000,&H80000000,-1,1,5,3,2,76,76,210

[Events]
Format: Layer, Start, End, Style, Text
"""


def font_file() -> Path:
    """The typeface of all captions, ours and theirs."""
    fonts = Path(str(files("deckr_fonts"))) / "fonts"
    return next(path for path in fonts.iterdir() if path.name.startswith("Inter["))


def ass(cues: Iterable[Cue], target: Path, *, karaoke: bool = True) -> Path:
    """The captions as an ASS file, a line for each spoken word."""
    lines = [
        f"Dialogue: 0,{_clock(start)},{_clock(end)},Default,{text}\n"
        for start, end, text in _states(cues, karaoke)
    ]
    target.write_text(HEADER + "".join(lines))
    return target


def pictures(script: Path, cues: Iterable[Cue], folder: Path, length_ms: int) -> Path:
    """A picture for each state of the captions, and the list that ffmpeg's concat reads."""
    folder.mkdir(exist_ok=True)
    entries: list[str] = []
    clock_ms = 0
    blank = _picture(script, -1, folder / "blank.png")
    for number, (start, end, _) in enumerate(_states(cues, True)):
        if start > clock_ms:
            entries.append(_entry(blank, start - clock_ms))
        shown = _picture(script, (start + end) // 2, folder / f"{number:04}.png")
        entries.append(_entry(shown, end - start))
        clock_ms = end
    entries.append(_entry(blank, max(1000, length_ms - clock_ms)))
    listed = folder / "list.txt"
    listed.write_text("ffconcat version 1.0\n" + "".join(entries))
    return listed


def filter_for(script: Path) -> str:
    """The `ass` filter for a file, with the typeface's folder."""
    return f"ass=filename='{script}':fontsdir='{font_file().parent}'"


def _states(cues: Iterable[Cue], karaoke: bool) -> Iterator[tuple[int, int, str]]:
    for cue in cues:
        if not karaoke:
            yield cue.start_ms, cue.start_ms + cue.duration_ms, cue.text
            continue
        for place, word in enumerate(cue.words):
            start = cue.start_ms + word.start_ms
            last = place == len(cue.words) - 1
            end = cue.start_ms + cue.duration_ms if last else start + word.duration_ms
            spoken = [f"{LIT}{w.text}{PLAIN}" if w is word else w.text for w in cue.words]
            yield start, end, " ".join(spoken)


def _picture(script: Path, at_ms: int, target: Path) -> Path:
    """One state, cut to the band; a moment below 0 shows nothing."""
    canvas = f"color=black@0:s={WIDTH_PX}x{HEIGHT_PX}:r=1000:d=0.001,format=rgba"
    words = f"setpts=PTS+{at_ms}/1000/TB,{filter_for(script)}:alpha=1," if at_ms >= 0 else ""
    cut = f"{words}crop={WIDTH_PX}:{BAND_PX}:0:{BAND_TOP_PX}"
    ffmpeg.run(
        ["-f", "lavfi", "-i", canvas, "-vf", cut, "-frames:v", "1", str(target)], watch=Watch()
    )
    return target


def _entry(picture: Path, length_ms: int) -> str:
    return f"file '{picture}'\nduration {length_ms / 1000:.3f}\n"


def _clock(ms: int) -> str:
    seconds, rest = divmod(round(ms / 10), 100)
    return f"{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}.{rest:02}"
