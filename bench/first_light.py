"""Ten sentences to ten films, and where the time of the demo goes.

What the numbers mean: `demo.*` are CPU-seconds (user and system, children included) of the demo's
parts on a machine whose kernels are compiled: reading and painting the layers (`build`), painting
the frames and all else in the process (`frames`), ffmpeg's (`encode`), ambience and pad (`sound`).
What would make them lie: a first run that compiles (reported apart, as `compile_wall_s`), a clip
that was painted before (every run uses an empty home), or another load on the machine.
"""

from __future__ import annotations

import json
import sys
import tempfile
import time
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import cv2
import numpy as np

from bench.meter import children_cpu_s, cpu_s, metered
from kinoloom.agent.desk import Desk
from kinoloom.agent.outlet import FolderOutlet
from kinoloom.agent.turn import answered
from kinoloom.app.compose import studio_of
from kinoloom.crafts.music.provider import AmbienceRequest, PadRequest
from kinoloom.draft.model import Draft
from kinoloom.generators.painted import PaintedGenerator
from kinoloom.generators.protocol import ClipPlan, ClipRequest, Frame
from kinoloom.media.probe import probe
from kinoloom.render.files.output import Output
from kinoloom.settings import Settings
from kinoloom.studio.delivery import deliver
from kinoloom.studio.ports import Studio
from kinoloom.watch import Watch

DEMO = "a lone astronaut walking across a red Martian desert at golden hour, cinematic"
SENTENCES = (
    DEMO,
    "a 4 second vertical clip of a neon city street at night in the rain with flying cars",
    "mountains and a lake at dawn, mist over the water, the camera slowly pushes in, 4 seconds",
    "做一个4秒的视频：黄昏的沙丘上，一只骆驼慢慢走过",
    "竖屏，4秒，雨夜的霓虹城市街道，一个人在走路",
    "雪山和湖，夜晚，满天星星，4秒",
    "two hikers walking by a mountain lake in autumn at golden hour, 4 seconds",
    "a 4 second portrait video of a red fox in the snow by a mountain lake",
    "a busy city street on a sunny morning, a dog standing on the pavement, 4 seconds",
    "an elephant crossing the desert in a sandstorm, 9:16, 4 seconds",
)
SHOTS = (0.05, 0.5, 0.95)
SHOT_HEIGHT_PX = 270
OUT = Path(__file__).parent / "out"


class Timed(PaintedGenerator):
    """The painted engine, noting when the layers were done."""

    def __init__(self) -> None:
        self.build_cpu_s = 0.0

    def frames(self, plan: ClipPlan) -> Iterator[Frame]:
        """As the engine's own; the first frame ends the build."""
        began = cpu_s()
        inner = super().frames(plan)
        first = next(inner)
        self.build_cpu_s = cpu_s() - began
        yield first
        yield from inner


def compile_kernels() -> float:
    """Wall seconds of painting one tiny frame of each setting: mostly compiling, the first time."""
    began = time.perf_counter()
    for words in ("a fox in a desert", "a person in a city in rain", "mountains and a lake"):
        engine = PaintedGenerator()
        request = ClipRequest(words, 192, 108, Fraction(24), 100, 1)
        for _ in engine.frames(engine.plan(request)):
            break
    return time.perf_counter() - began


def film(studio: Studio, sentence: str, target: Path) -> str:
    """Make a film of a sentence; what the agent said."""
    project = studio.projects.create(sentence, "en", Draft())
    desk = Desk(studio, project.id, Watch(), FolderOutlet(target.parent))

    said = answered(desk, sentence)
    if desk.failure:
        raise desk.failure
    deliver(studio, desk.draft, target, Output(), Watch())
    return said


def demo_parts(home: Path) -> dict[str, float]:
    """The demo once, in parts."""
    studio = studio_of(Settings(home, 2))
    engine = Timed()
    studio.generators._made["painted"] = engine  # pyright: ignore[reportPrivateUsage]
    target = home / "demo.mp4"
    before = children_cpu_s()
    with metered() as whole:
        film(studio, DEMO, target)
    encode_cpu_s = children_cpu_s() - before
    with metered() as sound:
        studio.music.ambience(AmbienceRequest("wind_desert", 5000, 1))
        studio.music.pad(PadRequest("warm", 5000, 1))
    project = studio.projects.list(1)[0]
    with metered() as export:
        deliver(studio, project.draft, home / "again.mp4", Output(), Watch())
    return {
        "cpu_s": whole.cpu_s,
        "wall_s": whole.wall_s,
        "peak_mb": whole.peak_mb,
        "build_cpu_s": engine.build_cpu_s,
        "frames_cpu_s": whole.cpu_s - engine.build_cpu_s - encode_cpu_s - sound.cpu_s,
        "encode_cpu_s": encode_cpu_s,
        "sound_cpu_s": sound.cpu_s,
        "second_export_cpu_s": export.cpu_s,
        "second_export_wall_s": export.wall_s,
        "megabytes": target.stat().st_size / 1e6,
    }


def shots(path: Path) -> list[Frame]:
    """A few moments of a film at one height."""
    import av

    with av.open(str(path)) as container:
        frames = [frame.to_ndarray(format="rgb24") for frame in container.decode(video=0)]
    picked = [np.asarray(frames[int(share * (len(frames) - 1))], np.uint8) for share in SHOTS]
    scaled: list[Frame] = []
    for picture in picked:
        width = round(picture.shape[1] * SHOT_HEIGHT_PX / picture.shape[0])
        small = cv2.resize(picture, (width, SHOT_HEIGHT_PX), interpolation=cv2.INTER_AREA)
        scaled.append(np.asarray(small, np.uint8))
    return scaled


def sheet(rows: list[list[Frame]]) -> Frame:
    """A contact sheet, a film a row."""
    strips = [np.hstack(row) for row in rows]
    width = max(strip.shape[1] for strip in strips)
    padded = [np.pad(s, ((3, 3), (0, width - s.shape[1]), (0, 0))) for s in strips]
    return np.asarray(np.vstack(padded), np.uint8)


def poster(films: list[Path]) -> Frame:
    """Four wide films in a square and a tall one beside: the picture of the README."""
    wide = [moment(path, 0.6, 640, 360) for path in films[:4]]
    rows = [np.hstack([wide[i], np.zeros((360, 6, 3), np.uint8), wide[i + 1]]) for i in (0, 2)]
    square = np.vstack([rows[0], np.zeros((6, 1286, 3), np.uint8), rows[1]])
    tall = moment(films[4], 0.6, 408, 726)
    return np.asarray(np.hstack([square, np.zeros((726, 6, 3), np.uint8), tall]), np.uint8)


def moment(path: Path, share: float, width_px: int, height_px: int) -> Frame:
    """One frame of a film at a size."""
    import av

    with av.open(str(path)) as container:
        frames = [frame.to_ndarray(format="rgb24") for frame in container.decode(video=0)]
    picture = np.asarray(frames[int(share * (len(frames) - 1))], np.uint8)
    small = cv2.resize(picture, (width_px, height_px), interpolation=cv2.INTER_AREA)
    return np.asarray(small, np.uint8)


def write(path: Path, picture: Frame) -> None:
    """Save a picture as JPEG."""
    cv2.imwrite(str(path), picture[..., ::-1], [cv2.IMWRITE_JPEG_QUALITY, 88])


def main() -> None:
    """Run it all; `--poster PATH` writes the README's picture too."""
    OUT.mkdir(exist_ok=True)
    compile_wall_s = compile_kernels()
    with tempfile.TemporaryDirectory() as folder:
        demo = demo_parts(Path(folder))
    rows: list[list[Frame]] = []
    films: list[dict[str, object]] = []
    with tempfile.TemporaryDirectory() as folder:
        studio = studio_of(Settings(Path(folder), 2))
        for number, sentence in enumerate(SENTENCES, start=1):
            target = OUT / f"film-{number:02}.mp4"
            with metered() as took:
                said = film(studio, sentence, target)
            facts = probe(target)
            rows.append(shots(target))
            films.append(
                {
                    "sentence": sentence,
                    "said": said,
                    "size": f"{facts.width_px}x{facts.height_px}",
                    "seconds": facts.duration_ms / 1000,
                    "has_sound": facts.has_sound,
                    "cpu_s_per_video_s": round(took.cpu_s / facts.duration_ms * 1000, 2),
                    "wall_s": round(took.wall_s, 1),
                }
            )
            print(f"{number:2}. {took.wall_s:5.1f} s  {sentence}\n    {said}", file=sys.stderr)
    picture = OUT / "first-light.jpg"
    write(picture, sheet(rows))
    if "--poster" in sys.argv:
        chosen = [OUT / f"film-{number:02}.mp4" for number in (1, 7, 4, 6, 2)]
        write(Path(sys.argv[sys.argv.index("--poster") + 1]), poster(chosen))
    for name, value in demo.items():
        print(f"demo {name:<26} {value:8.2f}")
    result = {
        "compile_wall_s": round(compile_wall_s, 1),
        "demo": {name: round(value, 2) for name, value in demo.items()},
        "films": films,
        "sheet": str(picture.relative_to(OUT.parent.parent)),
    }
    print(json.dumps(result, ensure_ascii=False))


if __name__ == "__main__":
    main()
