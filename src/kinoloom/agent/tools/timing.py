"""Shortening, cutting and arranging."""

from __future__ import annotations

from typing import Literal

from kinoloom.agent.desk import Desk, clip_called, title_called
from kinoloom.agent.tools.answer import Answer, changed
from kinoloom.draft import edits
from kinoloom.draft.edits.locate import main_track
from kinoloom.draft.errors import EditRefused
from kinoloom.draft.model import AnySegment, Draft
from kinoloom.studio.editing import edit

Edge = Literal["front", "back", "to", "last", "keep", "cut"]


def trim_clip(
    desk: Desk,
    edge: Edge = "to",
    amount_ms: int | None = None,
    clip: int | None = None,
    start_ms: int | None = None,
    end_ms: int | None = None,
) -> Answer:
    """Shorten a clip; what follows moves up.

    Args:
      edge: "front" or "back" takes amount_ms off that end; "to" leaves its first amount_ms and
        "last" its last; "keep" keeps start_ms..end_ms of it; "cut" removes that range.
      amount_ms: how much, in milliseconds.
      clip: which clip, counted from 1; the last if not said.
      start_ms: begin of a range inside the clip.
      end_ms: end of a range inside the clip; its end if not said.
    """
    before = desk.draft
    edit(
        desk.studio,
        desk.project_id,
        lambda draft: _trimmed(
            draft, clip_called(draft, clip), edge, amount_ms, (start_ms or 0, end_ms)
        ),
    )
    return changed(desk, before)


def split_clip(desk: Desk, at_ms: int | None = None) -> Answer:
    """Cut a clip in two at a moment of the film.

    Args:
      at_ms: the moment; the middle of the film if not said.
    """
    before = desk.draft

    def verb(draft: Draft) -> Draft:
        moment = draft.duration_ms // 2 if at_ms is None else at_ms
        main = main_track(draft)
        for segment in main.segments if main else ():
            if segment.start_ms < moment < segment.end_ms:
                return edits.split(draft, segment.id, moment)
        raise EditRefused(f"No clip is running at {moment / 1000:g} s.")

    edit(desk.studio, desk.project_id, verb)
    return changed(desk, before)


def delete_item(
    desk: Desk, kind: Literal["clip", "title", "all"] = "clip", number: int | None = None
) -> Answer:
    """Remove a clip, a title, or everything.

    Args:
      kind: what to remove.
      number: which one, counted from 1; the last if not said.
    """
    before = desk.draft

    def verb(draft: Draft) -> Draft:
        if kind == "all":
            return draft.model_copy(update={"tracks": ()})
        found = title_called(draft, number) if kind == "title" else clip_called(draft, number)
        return edits.delete(draft, found.id)

    edit(desk.studio, desk.project_id, verb)
    return changed(desk, before)


def move_item(
    desk: Desk,
    kind: Literal["clip", "title"] = "clip",
    number: int | None = None,
    to: int | None = None,
    to_ms: int | None = None,
) -> Answer:
    """Bring a clip to another place in the order, or a title to another time.

    Args:
      kind: what to move.
      number: which one, counted from 1; the last if not said.
      to: the clip's new place, counted from 1; -1 is the end.
      to_ms: the title's new start.
    """
    before = desk.draft

    def verb(draft: Draft) -> Draft:
        if kind == "title":
            return edits.move(draft, title_called(draft, number).id, to_ms or 0)
        main = main_track(draft)
        last = len(main.segments) if main else 0
        place = last - 1 if to is None or to == -1 else to - 1
        return edits.reorder(draft, clip_called(draft, number).id, place)

    edit(desk.studio, desk.project_id, verb)
    return changed(desk, before)


def _trimmed(
    draft: Draft,
    clip: AnySegment,
    edge: Edge,
    amount_ms: int | None,
    window: tuple[int, int | None],
) -> Draft:
    length = clip.duration_ms
    start = window[0]
    end = length if window[1] is None else min(window[1], length)
    match edge:
        case "front":
            return edits.trim(draft, clip.id, front_ms=_said(amount_ms))
        case "back":
            return edits.trim(draft, clip.id, back_ms=_said(amount_ms))
        case "to":
            return edits.trim(draft, clip.id, back_ms=_excess(clip, _said(amount_ms)))
        case "last":
            return edits.trim(draft, clip.id, front_ms=_excess(clip, _said(amount_ms)))
        case "keep":
            return edits.trim(draft, clip.id, front_ms=start, back_ms=length - end)
        case "cut":
            return edits.cut_time(draft, clip.start_ms + start, clip.start_ms + end)


def _said(amount_ms: int | None) -> int:
    if amount_ms is None:
        raise EditRefused("Say by how much to shorten it, for example “trim the first 2 seconds”.")
    return amount_ms


def _excess(clip: AnySegment, left_ms: int) -> int:
    if left_ms >= clip.duration_ms:
        raise EditRefused(
            f"{clip.label} lasts {clip.duration_ms / 1000:g} s already; making it longer means "
            "making it again, for example “make it 8 seconds”."
        )
    return clip.duration_ms - left_ms
