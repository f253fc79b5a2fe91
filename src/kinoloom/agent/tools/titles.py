"""Words on the picture."""

from __future__ import annotations

from typing import Literal, get_args

from kinoloom.agent.desk import Desk, title_called
from kinoloom.agent.tools.answer import Answer, changed
from kinoloom.draft import edits
from kinoloom.draft.edits.locate import find
from kinoloom.draft.errors import EditRefused
from kinoloom.draft.model import Anchor, Draft, TextStyle, TitleSegment
from kinoloom.studio.editing import edit

Position = Literal["top", "center", "bottom"]
ANCHORS: dict[str, Anchor] = {"top": "top", "center": "centre", "bottom": "bottom"}
USUAL_MS = 3000


def add_title(
    desk: Desk,
    text: str,
    start_ms: int | None = None,
    duration_ms: int | None = None,
    position: Position = "center",
    at_end: bool = False,
) -> Answer:
    """Show words over the film.

    Args:
      text: the words, exactly as they shall be read.
      start_ms: when they appear; the start of the film if not said.
      duration_ms: how long they stay; 3000 if not said.
      position: "top", "center" or "bottom".
      at_end: true puts them over the film's last moments.
    """
    before = desk.draft
    length = duration_ms or USUAL_MS
    start = max(0, before.duration_ms - length) if at_end else start_ms or 0

    def verb(draft: Draft) -> Draft:
        if not draft.is_ready:
            raise EditRefused("There is no film yet to put a title on; make a clip first.")
        style = TextStyle(anchor=_anchor(position))
        return edits.add_title(draft, text, start_ms=start, duration_ms=length, style=style)

    edit(desk.studio, desk.project_id, verb)
    return changed(desk, before)


def change_title(
    desk: Desk,
    text: str = "",
    title: int | None = None,
    start_ms: int | None = None,
    duration_ms: int | None = None,
    position: Position | None = None,
    at_end: bool = False,
) -> Answer:
    """Change the words, the place or the time of a title.

    Args:
      text: the new words; empty keeps them.
      title: which title, counted from 1; the last if not said.
      start_ms: when it appears now.
      duration_ms: how long it stays now.
      position: where it stands now.
      at_end: true moves it over the film's last moments.
    """
    before = desk.draft

    def verb(draft: Draft) -> Draft:
        current = title_called(draft, title)
        style = current.style
        if position is not None:
            style = style.model_copy(update={"anchor": _anchor(position)})
        edited = edits.change_title(draft, current.id, text=text or None, style=style)
        length = duration_ms or current.duration_ms
        start = max(0, draft.duration_ms - length) if at_end else start_ms
        return _retimed(edited, current, start, duration_ms)

    edit(desk.studio, desk.project_id, verb)
    return changed(desk, before)


def _anchor(position: str) -> Anchor:
    if position not in ANCHORS:
        raise EditRefused(f"A title stands at {', '.join(get_args(Position))}, not {position!r}.")
    return ANCHORS[position]


def _retimed(
    draft: Draft, title: TitleSegment, start_ms: int | None, duration_ms: int | None
) -> Draft:
    """The title laid anew at another time, with its words and style."""
    if start_ms is None and duration_ms is None:
        return draft
    _, current = find(draft, title.id)
    assert isinstance(current, TitleSegment)
    bare = edits.delete(draft, title.id)
    return edits.add_title(
        bare,
        current.text,
        start_ms=title.start_ms if start_ms is None else start_ms,
        duration_ms=duration_ms or title.duration_ms,
        style=current.style,
    )
