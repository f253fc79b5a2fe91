"""The one-way doors: kept by the code, and a planted violation of each is found."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

PLANTED = [
    (
        "generators/painted/cast/poses/gait.py",
        "from kinoloom.generators.painted.cast import stage",
        "The cast: from the stage",
    ),
    (
        "render/canvas/placing.py",
        "from kinoloom.render.chunks import worker",
        "The renderer: from a call",
    ),
    ("draft/edits/trim.py", "import numpy", "draft and intent know nothing"),
    ("draft/codec.py", "import time", "draft and intent know nothing"),
    ("intent/reader.py", "from kinoloom.media import probe", "Rooms import downwards only"),
    (
        "render/planning/plan.py",
        "from kinoloom.generators import protocol",
        "Rooms import downwards only",
    ),
    ("generators/registry.py", "from kinoloom.studio import ports", "Rooms import downwards only"),
    ("studio/delivery.py", "import subprocess", "Only media.ffmpeg starts"),
    ("agent/turn.py", "from kinoloom.media import ffmpeg", "agent calls use cases"),
]


def lint(root: Path) -> subprocess.CompletedProcess[str]:
    code = (
        f"import sys; sys.path.insert(0, {str(root / 'src')!r});"
        "from importlinter.cli import lint_imports_command; lint_imports_command()"
    )
    return subprocess.run(
        [sys.executable, "-c", code, "--no-cache"],
        cwd=root,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The code and its contracts, to be spoilt."""
    root = tmp_path_factory.mktemp("copy")
    shutil.copytree(ROOT / "src", root / "src", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", root)
    return root


def test_the_doors_are_kept(copy: Path) -> None:
    done = lint(copy)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize(("module", "line", "contract"), PLANTED)
def test_a_planted_violation_is_found(copy: Path, module: str, line: str, contract: str) -> None:
    path = copy / "src/kinoloom" / module
    kept = path.read_text()
    head, mark, rest = kept.partition("from __future__ import annotations\n")
    path.write_text(f"{head}{mark}\n{line}\n{rest}")
    try:
        done = lint(copy)
    finally:
        path.write_text(kept)
    assert done.returncode != 0
    broken = [row for row in done.stdout.splitlines() if row.endswith("BROKEN")]
    assert any(contract in row for row in broken), done.stdout
