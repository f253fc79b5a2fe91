"""Pages that could drift do not."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path

from kinoloom import settings
from kinoloom.agent.tools import TOOLS
from kinoloom.agent.tools.film import export_film
from kinoloom.render.output import FORMATS
from kinoloom.wire import paths as wire_paths

ROOT = Path(__file__).parents[2]


def test_pages_made_from_code_are_what_the_code_says() -> None:
    spec = importlib.util.spec_from_file_location("generate", ROOT / "docs/generate.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    assert (ROOT / "docs/draft.md").read_text() == module.page(), "run make docs"
    assert (ROOT / "docs/settings.md").read_text() == module.settings_page(), "run make docs"


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
