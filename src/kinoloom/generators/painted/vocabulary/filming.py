"""How the camera moves: what is asked, else along with whoever goes somewhere."""

from __future__ import annotations

from collections.abc import Sequence

from kinoloom.generators.painted.spec import Subject
from kinoloom.generators.painted.vocabulary.heard import Heard

_STEERED = {
    "pan_left": "pan", "pan_right": "pan", "truck_left": "truck", "truck_right": "truck",
    "track": "truck",
}  # fmt: skip
"""Moves that go to a side, which may be said behind them."""


def move_of(heard: Heard, subjects: Sequence[Subject]) -> str | None:
    """The first move asked for, before what a framing implies; a tracking shot goes where its
    subject goes."""
    flies = any(subject.action == "fly" for subject in subjects)
    framed: str | None = None
    for at, term in enumerate(heard.terms):
        move = term.value("move") or (None if flies else term.value("flight"))
        if move is None or term.negated:
            continue
        if term.has("framing"):
            framed = framed or move
            continue
        kind = _STEERED.get(move)
        way = _way(heard, at + 1) if kind else None
        if way:
            return f"{kind}_{way}"
        return usual_move(subjects) if move == "track" else move
    way = heard.last("way")
    return f"truck_{way}" if way else framed


def _way(heard: Heard, at: int) -> str | None:
    """ "Tracking shot to the left": the camera's own direction."""
    for term in heard.terms[at:]:
        if term.apart or term.has("noun", "setting"):
            return None
        if term.has("way"):
            return term.value("way")
    return None


def usual_move(subjects: Sequence[Subject]) -> str:
    """The camera goes along with whoever goes somewhere."""
    leaving = any(s.heading == "left" and s.action not in ("stand", "sit") for s in subjects)
    return "truck_left" if leaving else "truck_right"
