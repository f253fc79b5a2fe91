"""What is left of a child process when it is gone."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest

from kinoloom.media import ffmpeg
from kinoloom.media.confinement import OWN
from kinoloom.media.ffmpeg import OverLimit

MAKE = "import os, tempfile; print(tempfile.mkdtemp())"


@pytest.mark.parametrize("end", ["", "; os.kill(os.getpid(), 9)"])
def test_a_childs_temporary_files_go_with_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, end: str
) -> None:
    """A worker is always killed, and what it made for itself lay about."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    # The one module of the standard library that runs what it is told.
    told = ["-n", "1", "-r", "1", MAKE + end]
    if end:
        with pytest.raises(OverLimit):
            ffmpeg.run_python("timeit", told, limits=OWN, timeout_s=20)
    else:
        answer = ffmpeg.run_python("timeit", told, limits=OWN, timeout_s=20)
        assert answer.startswith(str(tmp_path).encode())
    assert list(tmp_path.iterdir()) == []
