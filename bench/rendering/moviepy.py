"""MoviePy 2 in an environment of its own, with the same ffmpeg as ours."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from bench.rendering.processes import ROOT, Took, measured
from bench.rendering.told import Told
from kinoloom.media.ffmpeg import executable

PACKAGE = "moviepy==2.*"
SCRIPT = ROOT / "bench" / "peers" / "moviepy_film.py"
INSTALL_LIMIT_S = 600


@dataclass(frozen=True)
class MoviePy:
    """An installed MoviePy. `version` is what pip took."""

    python: Path
    version: str

    @classmethod
    def installed(cls, folder: Path) -> MoviePy:
        """A new environment with MoviePy from PyPI. Raises CalledProcessError without a network."""
        _run([sys.executable, "-m", "venv", folder])
        python = folder / "bin" / "python"
        _run([python, "-m", "pip", "install", "--quiet", PACKAGE])
        asked = "from importlib.metadata import version; print(version('moviepy'))"
        return cls(python, _run([python, "-c", asked]).strip())

    def film(self, film: Told, target: Path, *, is_tuned: bool = False) -> Took:
        """Make the film from nothing, as it comes but for x264's crf, which is ours: its preset is
        medium then. `is_tuned` by hand has x264's settings all as ours, and resizes less."""
        job = target.with_suffix(".job.json")
        job.write_text(json.dumps(film.job(target, is_tuned=is_tuned)))
        environment = {"IMAGEIO_FFMPEG_EXE": str(executable())}
        return measured([self.python, SCRIPT, job], environment=environment)


def _run(command: list[str | Path]) -> str:
    done = subprocess.run(
        command, capture_output=True, text=True, check=True, timeout=INSTALL_LIMIT_S
    )
    return done.stdout
