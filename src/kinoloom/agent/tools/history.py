"""Back and forth."""

from __future__ import annotations

from kinoloom.agent.desk import Desk
from kinoloom.agent.phrases import phrase
from kinoloom.agent.tools.answer import Answer, changed
from kinoloom.studio import editing


def undo(desk: Desk, steps: int = 1) -> Answer:
    """Take back the last changes.

    Args:
      steps: how many.
    """
    before = desk.project
    after = editing.undo(desk.studio, desk.project_id, max(1, steps))
    count = before.revision - after.revision
    key = {0: "undone.none", 1: "undone"}.get(count, "undone.many")
    return changed(desk, before.draft, phrase(key, desk.language, count=count))


def redo(desk: Desk) -> Answer:
    """Do again what was taken back."""
    before = desk.project
    after = editing.redo(desk.studio, desk.project_id)
    key = "redone" if after.revision > before.revision else "redone.none"
    return changed(desk, before.draft, phrase(key, desk.language))
