"""Writes the pages that are made from code, so that they cannot drift: `make docs`.

docs/reference/draft.md comes of the model, the renderer's tables and its tests; docs/settings.md of
the settings' own table.
"""

from __future__ import annotations

from pathlib import Path

import draft_page

from kinoloom import settings

DRAFT_PAGE = Path(__file__).with_name("reference") / "draft.md"
SETTINGS_PAGE = Path(__file__).with_name("settings.md")
SETTINGS_HEAD = """# Settings

Environment variables, read once when a command starts. This page is made from
`src/kinoloom/settings.py` by `make docs`.

"""


def settings_page() -> str:
    """Every setting, as its module tells it."""
    return SETTINGS_HEAD + (settings.__doc__ or "").split("\n\n", 1)[1]


if __name__ == "__main__":
    DRAFT_PAGE.write_text(draft_page.page())
    SETTINGS_PAGE.write_text(settings_page())
    for mistake in draft_page.coverage().mistakes:
        print(mistake)
