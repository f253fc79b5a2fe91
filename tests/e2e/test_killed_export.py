"""kill -9 in the middle of an export, and the same export again."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from kinoloom.draft import codec
from kinoloom.draft.edits import add_title, append
from kinoloom.draft.model import ColourSegment, Draft, Metadata

CHUNKS = 8
KINOLOOM = [sys.executable, "-c", "from kinoloom.cli.main import run; run()"]


def _film() -> Draft:
    draft = Draft(metadata=Metadata(width_px=1920, height_px=1080))
    for number in range(CHUNKS):
        colour = ColourSegment(
            id="",
            start_ms=0,
            duration_ms=4000,
            colour=f"#2040{number + 16:02x}",
            colour_to="#e0a060",
        )
        draft = append(draft, colour)
        draft = add_title(draft, f"Part {number}", start_ms=number * 4000, duration_ms=4000)
    return draft


def _finished(home: Path) -> int:
    return len(list((home / "cache").glob("*/*.json")))


def test_a_killed_export_goes_on_where_it_stopped(tmp_path: Path) -> None:
    home = tmp_path / "home"
    draft = tmp_path / "draft.json"
    draft.write_text(json.dumps(codec.encode(_film())))
    command = [*KINOLOOM, "export", "--draft", str(draft), "-o", str(tmp_path / "o.mp4"), "--json"]
    environment = {**os.environ, "KINOLOOM_HOME": str(home), "KINOLOOM_WORKERS": "2"}

    victim = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL)
    deadline = time.monotonic() + 120
    while _finished(home) < 2 and victim.poll() is None and time.monotonic() < deadline:
        time.sleep(0.02)
    os.kill(victim.pid, signal.SIGKILL)
    victim.wait()
    finished = _finished(home)
    assert 2 <= finished < CHUNKS, "the kill came before or after the interesting moment"
    assert not (tmp_path / "o.mp4").exists()

    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    facts = json.loads(done.stdout)
    assert facts["chunks_reused"] >= finished
    assert facts["chunks_encoded"] == CHUNKS - facts["chunks_reused"]
    assert (tmp_path / "o.mp4").stat().st_size == facts["bytes"]
