"""Pages that could drift do not."""

from __future__ import annotations

import importlib
import re
from pathlib import Path
from types import ModuleType

import pytest

from kinoloom import settings
from kinoloom.agent.tools import TOOLS
from kinoloom.agent.tools.film import export_film
from kinoloom.render.files.output import FORMATS
from kinoloom.wire import paths as wire_paths

ROOT = Path(__file__).parents[2]


def made_by(monkeypatch: pytest.MonkeyPatch, module: str) -> ModuleType:
    """A module of docs/, which `make docs` runs as a script."""
    monkeypatch.syspath_prepend(str(ROOT / "docs"))
    return importlib.import_module(module)


def test_pages_made_from_code_are_what_the_code_says(monkeypatch: pytest.MonkeyPatch) -> None:
    module = made_by(monkeypatch, "generate")
    assert module.DRAFT_PAGE.read_text() == module.draft_page.page(), "run make docs"
    assert module.SETTINGS_PAGE.read_text() == module.settings_page(), "run make docs"


def test_every_row_of_the_draft_is_drawn_by_a_test(monkeypatch: pytest.MonkeyPatch) -> None:
    found = made_by(monkeypatch, "draft_page").coverage()
    assert len(found.tests) > 400
    assert not found.mistakes, "\n".join(found.mistakes)


UNTRUE = [
    ("@draws('Placement.scales')", "scales", "there is no such row"),
    ("@draws('Placement.scale')", "size", "it never uses that"),
    ("@draws('Transition.kind=star')", "star", "there is no such row"),
    ("@draws('Transition.kind=cut')", "wipe", "it never uses that"),
    ("@draws('Placement.scale')\n@pytest.mark.skip", "scale", "it may be skipped"),
    ("@draws('PictureSegment.label')", "label", "it is not parametrized over DRAWN"),
    ("@draws('Transition.kinds=*')", "kind", "there is none"),
    *(
        (f"@draws('Transition.kind=*')\n@pytest.mark.parametrize('name', {names})", "name", why)
        for names, why in (
            ("['crossfade', 'cube']", "it is not parametrized over that table"),
            ("sorted(JOINS)[:3]", "it is not parametrized over that table"),
            ("[n for n in JOINS if n < 'd']", "it is not parametrized over that table"),
            ("['cube' for _ in JOINS]", "it is not parametrized over that table"),
            ("sorted(LOOKS)", "it is not parametrized over that table"),
            ("sorted(MINE)", "it is not parametrized over that table"),
        )
    ),
]
"""Decorators, a word of the test's body, and what is wrong with that."""


@pytest.mark.parametrize(("said", "word", "why"), UNTRUE)
def test_a_test_cannot_say_it_draws_what_it_does_not(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, said: str, word: str, why: str
) -> None:
    page = made_by(monkeypatch, "draft_page")
    mistakes = page.coverage(planted(tmp_path, said, word)).mistakes
    mine = [mistake for mistake in mistakes if mistake.startswith("test_planted.py::test_it")]
    assert len(mine) == 1
    assert why in mine[0]
    assert "No test draws Placement.scale." in mistakes


@pytest.mark.parametrize(
    ("said", "word", "row"),
    [
        ("@draws('Placement.scale')", "scale", "Placement.scale"),
        ("@draws('Transition.kind=cut')", "cut", "Transition.kind=cut"),
        *(
            (f"@draws('Transition.kind=*')\n@pytest.mark.parametrize('n', {names})", "n", row)
            for row in ("Transition.kind=cube_left", "Transition.kind=ink")
            for names in ("JOINS", "sorted(JOINS)", "[(n, 1) for n in JOINS]", "NAMES")
        ),
    ],
)
def test_what_a_test_says_and_does_counts(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, said: str, word: str, row: str
) -> None:
    found = made_by(monkeypatch, "draft_page").coverage(planted(tmp_path, said, word))
    assert list(found.tests[row]) == ["test_it"]
    assert not [mistake for mistake in found.mistakes if "test_it" in mistake]
    assert f"No test draws {row}." not in found.mistakes


def planted(folder: Path, said: str, word: str) -> Path:
    """A folder with one test."""
    (folder / "test_planted.py").write_text(
        "import pytest\n"
        "from kinoloom.render.joins import JOINS\n"
        "from kinoloom.render.grade import LOOKS\n"
        "from tests.support.draws import draws\n"
        "MINE = ('cube_left', 'ink')\n"
        "NAMES = sorted(JOINS)\n"
        f"{said}\n"
        f"def test_it():\n    assert {word!r}\n"
    )
    return folder


def test_every_setting_is_documented() -> None:
    source = Path(settings.__file__).read_text()
    used = set(re.findall(r'given\.get\("(\w+)"', source))
    assert used
    assert used <= set(re.findall(r"`(KINOLOOM_\w+)`", settings.__doc__ or ""))


def test_every_call_of_the_contract_is_on_the_page() -> None:
    page = (ROOT / "docs/server.md").read_text()
    paths = [value for name, value in vars(wire_paths).items() if name.isupper()]
    assert len(paths) > 10
    for path in paths:
        assert (
            path.split("?")[0]
            .replace("{session_id}", "$SESSION")
            .replace("{render_id}", "$RENDER")
            .replace("{turn_id}", "$TURN")
            in page
        ), path


def test_every_format_and_codec_is_on_the_page_and_told_to_models() -> None:
    rows = [line for line in (ROOT / "docs/server.md").read_text().splitlines() if "|" in line]
    for name, row in FORMATS.items():
        codecs = [f"`{codec}`" for codec in row.codecs]
        line = next(line for line in rows if f"`{name}`" in line.split("|")[1])
        assert all(codec in line for codec in codecs), name
    told = export_film.__doc__ or ""
    for name, row in FORMATS.items():
        assert f'"{name}"' in told
        assert all(f'"{codec}"' in told for codec in row.codecs)


def test_every_room_has_its_sentence() -> None:
    page = (ROOT / "docs/architecture.md").read_text()
    rooms = {
        path.stem
        for path in (ROOT / "src/kinoloom").iterdir()
        if not path.name.startswith(("_", "py.", "."))
    }
    assert {room for room in rooms if f"| `{room}` |" not in page} <= {"settings"}


def test_readme_is_short_and_its_links_lead_somewhere() -> None:
    text = (ROOT / "README.md").read_text()
    assert len(text.splitlines()) < 150
    for target in re.findall(r"\]\(([^)#:]+)\)", text):
        assert (ROOT / target).exists(), target


def test_every_tool_tells_a_model_what_each_argument_means() -> None:
    for tool in TOOLS:
        doc = tool.__doc__ or ""
        names = [n for n in tool.__annotations__ if n not in ("desk", "return")]
        missing = [name for name in names if f"{name}:" not in doc]
        assert not missing, (tool.__name__, missing)


def test_the_lock_names_no_host() -> None:
    for path in (ROOT / "requirements").glob("*.txt"):
        text = path.read_text()
        assert "://" not in text, path
        assert "index-url" not in text, path
        for block in re.split(r"\n(?=\S)", text.strip()):
            if not block.startswith("#"):
                assert "--hash=sha256:" in block, block
