"""The whole road with the painted engine: a sentence, a process of its own, a film."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import av
import numpy as np
import pytest
from tests.support import media

from kinoloom.media import ffmpeg

SENTENCE = "a lone astronaut walking across a red Martian desert at golden hour, cinematic"
# What a manylinux wheel may expect of any machine, and what belongs to Python itself.
SYSTEM = (
    "ld-linux", "libc.", "libc-", "libdl.", "libgcc_s.", "libm.", "libm-", "libpthread.",
    "libresolv.", "librt.", "libstdc++.", "libutil.", "libnss_", "libmvec.",
)  # fmt: skip
PYTHONS_OWN = (
    "libpython", "libbz2.", "libcrypto.", "libcrypt.", "libexpat.", "libffi.", "liblzma.",
    "libncurses", "libreadline.", "libsqlite3.", "libssl.", "libtinfo.", "libuuid.", "libz.",
    "libzstd.",
)  # fmt: skip
RUN = """
import sys, pathlib
from kinoloom.cli.main import app
try:
    app()
except SystemExit as end:
    code = end.code
pathlib.Path({maps!r}).write_text(pathlib.Path("/proc/self/maps").read_text())
sys.exit(code)
"""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, object], str]:
    """A film, what the command said about it, and what its process had mapped."""
    folder = tmp_path_factory.mktemp("make")
    maps, target = folder / "maps", folder / "film.mp4"
    script = (
        RUN.format(maps=str(maps)) if sys.platform == "linux" else RUN.partition("pathlib.P")[0]
    )
    command = [sys.executable, "-c", script, "make", SENTENCE, "--seconds", "1", "--json"]
    done = subprocess.run(
        [*command, "-o", str(target)],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "KINOLOOM_HOME": str(folder / "home")},
    )
    assert done.returncode == 0, done.stderr
    return target, json.loads(done.stdout), maps.read_text() if maps.exists() else ""


Film = tuple[Path, dict[str, object], str]


def test_the_film_plays_everywhere(made: Film) -> None:
    path, told, _ = made
    with av.open(str(path)) as container:
        picture, sound = container.streams.video[0], container.streams.audio[0]
        codec = picture.codec_context
        assert (codec.name, codec.pix_fmt, codec.width, codec.height) == (
            "h264",
            "yuv420p",
            1920,
            1080,
        )
        # 1 is BT.709 for each: without it players guess, and differ.
        tags = (codec.color_primaries, codec.color_trc, codec.colorspace)
        assert [int(tag) for tag in tags] == [1, 1, 1]
        assert sound.codec_context.name == "aac"
        assert picture.frames == 24
    assert path.read_bytes()[:4096].index(b"moov") < 200
    assert told["duration_s"] == 1.0
    assert "Astronaut" in str(told["timeline"])


def test_it_moves_and_is_not_silent(made: Film) -> None:
    path = made[0]
    frames = [frame.astype(np.int16) for frame in media.pictures(path)]
    steps = [np.abs(b - a).mean() for a, b in pairwise(frames)]
    assert min(steps[1:]) > 0.02, "a frame stands still"
    assert max(steps) < 12, "a frame jumps"
    assert frames[0].std() > 20
    samples = media.sound(path)
    assert 0.02 < np.sqrt((samples**2).mean()) < 0.5
    assert np.abs(samples).max() < 1


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_what_the_process_loads_comes_from_the_wheels(made: Film) -> None:
    loaded = {line.split()[-1] for line in made[2].splitlines() if ".so" in line}
    assert len(loaded) > 50
    ours = tuple(str(Path(p).resolve()) for p in (sys.prefix, sys.base_prefix))
    foreign = [
        path
        for path in sorted(loaded)
        if not str(Path(path).resolve()).startswith(ours)
        and not Path(path).name.startswith((*SYSTEM, *PYTHONS_OWN))
    ]
    assert foreign == []


@pytest.mark.skipif(sys.platform != "linux", reason="asks the Linux loader")
def test_the_ffmpeg_binary_needs_only_what_every_machine_has() -> None:
    listed = subprocess.run(
        [ffmpeg.executable()],
        env={"LD_TRACE_LOADED_OBJECTS": "1"},
        capture_output=True,
        text=True,
        check=False,
    ).stdout
    names = [line.split()[0] for line in listed.splitlines() if "vdso" not in line]
    assert names
    assert [name for name in names if not Path(name).name.startswith(SYSTEM)] == []


def test_the_same_sentence_again_is_not_painted_again(made: Film) -> None:
    target = made[0].with_name("again.mp4")
    command = [sys.executable, "-c", "from kinoloom.cli.main import run; run()", "make", SENTENCE]
    done = subprocess.run(
        [*command, "--seconds", "1", "-o", str(target)],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "KINOLOOM_HOME": str(made[0].parent / "home")},
    )
    assert "Painting" not in done.stderr
    assert target.read_bytes() == made[0].read_bytes()
