"""The command line as a person meets it: words, JSON, exit codes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from tests.support.drafts import film

from kinoloom.draft import codec
from kinoloom.draft.model import Draft


class Shell:
    """`kinoloom …` in a process of its own, with a home of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __call__(
        self, *arguments: str, typed: str = "", limit_kb: int | None = None
    ) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-c", "from kinoloom.cli.main import run; run()", *arguments]
        if limit_kb is not None:
            command = ["bash", "-c", f'ulimit -f {limit_kb}; exec "$@"', "bash", *command]
        return subprocess.run(
            command,
            capture_output=True,
            text=True,
            cwd=self.folder,
            input=typed,
            timeout=280,
            check=False,
            env={**os.environ, "KINOLOOM_HOME": str(self.folder / "home"), "COLUMNS": "100"},
        )

    def draft(self, wire: object) -> str:
        """A draft file's name."""
        path = self.folder / "draft.json"
        path.write_text(wire if isinstance(wire, str) else json.dumps(wire))
        return str(path)


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    return Shell(tmp_path)


def test_help_lists_the_commands(shell: Shell) -> None:
    shown = shell("--help").stdout
    for name in ("make", "chat", "projects", "status", "frame", "export", "doctor"):
        assert name in shown


def test_help_imports_nothing_heavy(shell: Shell) -> None:
    probe = (
        "import sys, kinoloom.cli.main\n"
        "heavy = {'numpy', 'cv2', 'numba', 'av', 'scipy', 'google', 'sqlalchemy', 'pydantic'}\n"
        "print(sorted(heavy & sys.modules.keys()))"
    )
    done = subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_doctor_finds_everything(shell: Shell) -> None:
    done = shell("doctor")
    assert done.returncode == 0, done.stdout
    for word in ("python", "ffmpeg", "text", "painted", "home", "disk"):
        assert word in done.stdout


def test_an_empty_studio_says_what_to_do(shell: Shell) -> None:
    assert "kinoloom make" in shell("projects").stdout
    done = shell("status")
    assert done.returncode == 2
    assert "kinoloom make" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("make", ""), 2, "empty"),
        (("make", "   "), 2, "empty"),
        (("make", "fox " * 16_000), 2, "long"),
        (("make", "a fox", "--ratio", "7:3"), 2, "7:3"),
        (("make", "a fox", "--seconds", "0"), 2, "1 to 60"),
        (("make", "a fox", "-o", "/proc/nowhere/x.mp4"), 5, "cannot be written"),
        (("make", "a fox", "-o", "film.avi"), 2, "mp4, webm, mov"),
        (("export", "prj_nothing"), 2, "prj_nothing"),
        (("export", "--draft", "missing.json"), 4, "missing.json"),
        (("export", "--quality", "best"), 2, "quality"),
        (("export", "-o", "film.avi"), 2, "mp4, webm, mov"),
        (("export", "-o", "film.webm", "--codec", "h264"), 2, "vp9 or av1"),
        (("frame", "-o", "look.bmp"), 2, ".jpg"),
        (("frame", "--at", "soon"), 2, "seconds"),
    ],
)
def test_mistakes_have_an_exit_code_of_their_class(
    shell: Shell, arguments: tuple[str, ...], code: int, words: str
) -> None:
    done = shell(*arguments)
    assert done.returncode == code, done.stderr
    assert words in done.stderr
    assert "Traceback" not in done.stderr
    assert list(shell.folder.rglob("*.mp4")) == []


def test_json_errors_are_json(shell: Shell) -> None:
    done = shell("make", "", "--json")
    assert done.returncode == 2
    assert json.loads(done.stdout)["error"]["exit_code"] == 2


@pytest.mark.parametrize("arguments", [("export", "--bogus"), ("make", "a fox", "--seconds", "x")])
def test_a_mistyped_command_is_one_line_of_json_too(
    shell: Shell, arguments: tuple[str, ...]
) -> None:
    done = shell(*arguments, "--json")
    assert done.returncode == 2
    (line,) = done.stdout.splitlines()
    assert json.loads(line)["error"]["exit_code"] == 2
    assert "Usage" in done.stderr


def test_a_draft_with_unknown_keys_is_rendered(shell: Shell) -> None:
    wire = codec.encode(_plain_film())
    wire["zz"] = {"kept": True}
    wire["t"][0]["sg"][0]["yy"] = 1
    done = shell("export", "--draft", shell.draft(wire), "-o", "out", "--json")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["duration_s"] == 1.0
    assert (shell.folder / "out.mp4").stat().st_size > 500


def test_the_ending_of_the_file_is_what_is_written(shell: Shell) -> None:
    draft = shell.draft(codec.encode(_plain_film()))
    done = shell("export", "--draft", draft, "-o", "out.webm", "--fps", "10", "--json")
    assert done.returncode == 0, done.stderr
    facts = json.loads(done.stdout)
    assert (facts["format"], facts["width"], facts["duration_s"]) == ("webm", 320, 1.0)
    assert (shell.folder / "out.webm").read_bytes()[:4] == b"\x1aE\xdf\xa3"
    done = shell("export", "--draft", draft, "--preview")
    assert done.returncode == 0, done.stderr
    assert "draft.mp4" in done.stdout


def test_a_frame_is_a_picture(shell: Shell) -> None:
    draft = shell.draft(codec.encode(_plain_film()))
    done = shell("frame", "--draft", draft, "--at", "0.5", "-o", "look.png")
    assert done.returncode == 0, done.stderr
    assert (shell.folder / "look.png").read_bytes()[:8] == b"\x89PNG\r\n\x1a\n"
    done = shell("frame", "--draft", draft, "--resolution", "360", "--json")
    assert json.loads(done.stdout)["file"].endswith("draft.jpg")
    assert (shell.folder / "draft.jpg").read_bytes()[:3] == b"\xff\xd8\xff"


@pytest.mark.parametrize("case", ["overlap", "nothing", "not json", "asset gone", "no draft"])
def test_broken_drafts_change_nothing(shell: Shell, case: str) -> None:
    (shell.folder / "out.mp4").write_bytes(b"old")
    wire = codec.encode(_plain_film())
    code, words = 3, "draft"
    match case:
        case "overlap":
            twin = {**wire["t"][0]["sg"][0], "id": "twin"}
            wire["t"][0]["sg"].append(twin)
            words = "t[0].sg[1]"
        case "nothing":
            wire, words = codec.encode(Draft()), "nothing on the timeline"
        case "not json":
            wire = "{"
        case "asset gone":
            wire, code, words = codec.encode(film(1000)), 4, "gone from the store"
        case _:
            wire = []
    done = shell("export", "--draft", shell.draft(wire), "-o", "out.mp4")
    assert done.returncode == code, done.stderr
    assert words in done.stderr
    assert (shell.folder / "out.mp4").read_bytes() == b"old"


def test_a_full_disk_is_said_and_leaves_nothing(shell: Shell) -> None:
    shell("projects")
    wire = codec.encode(_plain_film(noise=True))
    done = shell("export", "--draft", shell.draft(wire), "-o", "out.mp4", limit_kb=40)
    assert done.returncode == 5, (done.returncode, done.stderr)
    assert "disk is full" in done.stderr
    assert [path.name for path in shell.folder.rglob("*.mp4")] == []
    assert [path.name for path in shell.folder.rglob("*.part*")] == []


def test_chat_greets_answers_and_ends(shell: Shell) -> None:
    done = shell("chat", typed="hello\nstatus\nbye\n")
    assert done.returncode == 0, done.stderr
    assert "Ready!" in done.stdout
    assert "The timeline is empty." in done.stdout


def _plain_film(*, noise: bool = False) -> Draft:
    from kinoloom.draft.edits import add_title, append
    from kinoloom.draft.model import ColourSegment, Metadata

    size = (1280, 720) if noise else (320, 180)
    draft = Draft(metadata=Metadata(width_px=size[0], height_px=size[1]))
    draft = append(draft, ColourSegment(id="", start_ms=0, duration_ms=1000, colour="#305080"))
    for number in range(6 if noise else 0):
        words = "MANY WORDS " * 12
        draft = add_title(draft, words, start_ms=number * 150, duration_ms=150)
    return draft
