"""Shortening, cutting and arranging."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from kinoloom.agent.desk import Desk, clip_called, title_called
from kinoloom.agent.tools.answer import Answer, changed
from kinoloom.draft import edits
from kinoloom.draft.edits.locate import main_track
from kinoloom.draft.errors import EditRefused
from kinoloom.draft.model import AnySegment, Draft, TitleSegment
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
    """Shorten the film or one clip; what follows moves up.

    Args:
      edge: "front" or "back" takes amount_ms off that end; "to" leaves its first amount_ms and
        "last" its last; "keep" keeps start_ms..end_ms of it; "cut" removes that range.
      amount_ms: how much, in milliseconds.
      clip: which clip, counted from 1; the whole film if not said.
      start_ms: begin of a range inside it.
      end_ms: end of a range inside it; its end if not said.
    """
    before = desk.draft

    def verb(draft: Draft) -> Draft:
        stretch = _film(draft) if clip is None else _stretch(clip_called(draft, clip))
        gone = _gone(stretch, edge, amount_ms, (start_ms or 0, end_ms))
        # The back first: it leaves the front where it is.
        for first, end in reversed(gone):
            draft = edits.cut_time(draft, stretch.start_ms + first, stretch.start_ms + end)
        return draft

    edit(desk.studio, desk.project_id, verb)
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
    desk: Desk,
    kind: Literal["clip", "title", "titles", "all"] = "clip",
    number: int | None = None,
) -> Answer:
    """Remove a clip, a title, all titles, or everything.

    Args:
      kind: what to remove.
      number: which one, counted from 1; the last if not said.
    """
    before = desk.draft

    def verb(draft: Draft) -> Draft:
        if kind == "all":
            return draft.model_copy(update={"tracks": ()})
        if kind == "titles":
            return _without_titles(draft)
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


def _without_titles(draft: Draft) -> Draft:
    title_called(draft, None)
    for segment in [s for track in draft.tracks for s in track.segments]:
        if isinstance(segment, TitleSegment):
            draft = edits.delete(draft, segment.id)
    return draft


@dataclass(frozen=True)
class _Stretch:
    """What is shortened: one clip, or the film."""

    name: str
    start_ms: int
    length_ms: int


def _film(draft: Draft) -> _Stretch:
    clip = clip_called(draft, None)
    main = main_track(draft)
    if main is None or len(main.segments) == 1:
        return _stretch(clip)
    return _Stretch("The film", 0, main.end_ms)


def _stretch(clip: AnySegment) -> _Stretch:
    return _Stretch(clip.label or "The clip", clip.start_ms, clip.duration_ms)


def _gone(
    stretch: _Stretch, edge: Edge, amount_ms: int | None, window: tuple[int, int | None]
) -> list[tuple[int, int]]:
    """The ranges that go, in order, counted from the stretch's start."""
    length = stretch.length_ms
    start = window[0]
    end = length if window[1] is None else min(window[1], length)
    if edge == "cut":
        ranges = [(start, end)]
    elif edge == "keep":
        ranges = [(0, start), (end, length)]
    else:
        amount = _said(amount_ms)
        if edge in ("to", "last"):
            amount = _excess(stretch, amount)
        ranges = [(0, amount)] if edge in ("front", "last") else [(length - amount, length)]
    gone = [(first, last) for first, last in ranges if first < last]
    if sum(last - first for first, last in gone) >= length or any(first < 0 for first, _ in gone):
        raise EditRefused(
            f"{stretch.name} lasts {length / 1000:g} s; that would leave nothing of it."
        )
    if edge == "cut" and not gone:
        raise EditRefused(
            f"{stretch.name} lasts {length / 1000:g} s; there is nothing between those two moments."
        )
    return gone


def _said(amount_ms: int | None) -> int:
    if amount_ms is None:
        raise EditRefused("Say by how much to shorten it, for example “trim the first 2 seconds”.")
    return amount_ms


def _excess(stretch: _Stretch, left_ms: int) -> int:
    if left_ms >= stretch.length_ms:
        raise EditRefused(
            f"{stretch.name} lasts {stretch.length_ms / 1000:g} s already; making it longer means "
            "making it again, for example “make it 8 seconds”."
        )
    return stretch.length_ms - left_ms
