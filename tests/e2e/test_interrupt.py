"""Ctrl-C while painting: the command stops and nothing half-made is left."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

KINOLOOM = [sys.executable, "-u", "-c", "from kinoloom.cli.main import run; run()"]


def test_ctrl_c_stops_and_leaves_nothing(tmp_path: Path) -> None:
    scratch, home = tmp_path / "tmp", tmp_path / "home"
    scratch.mkdir()
    victim = subprocess.Popen(
        [*KINOLOOM, "make", "a camel in the desert", "--seconds", "60", "-o", "film.mp4"],
        cwd=tmp_path,
        env={**os.environ, "KINOLOOM_HOME": str(home), "TMPDIR": str(scratch)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert victim.stderr is not None
    told = ""
    while "Painting" not in told:
        line = victim.stderr.readline()
        assert line, "it ended before it painted"
        told += line
    victim.send_signal(signal.SIGINT)
    _, rest = victim.communicate(timeout=120)
    assert victim.returncode == 130, rest
    assert "Traceback" not in rest
    assert not (tmp_path / "film.mp4").exists()
    assert list(scratch.iterdir()) == []
    assert [path for path in (home / "assets").rglob("*") if path.is_file()] == []
    done = subprocess.run(
        [*KINOLOOM, "projects", "--json"],
        env={**os.environ, "KINOLOOM_HOME": str(home)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == "[]"
