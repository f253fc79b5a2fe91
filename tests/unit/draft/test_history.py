"""Undo and redo."""

from __future__ import annotations

from tests.support.drafts import film

from kinoloom.draft.edits import trim
from kinoloom.draft.history import History


def test_undo_redo_and_forgetting() -> None:
    first = film(5000)
    second = trim(first, "clip_1", front_ms=1000)
    third = trim(first, "clip_1", back_ms=2000)
    line = History.begin(first).commit(second, "trimmed", name="short")
    assert line.undo().current == first
    assert line.undo(9).redo(9).current == second
    branch = line.undo().commit(third)
    assert branch.redo().current == third
    assert len(branch.revisions) == 2
    assert line.named("short") == second
    assert branch.named("short") is None


def test_an_unchanged_draft_is_no_revision() -> None:
    line = History.begin(film(5000))
    assert line.commit(film(5000)) is line
