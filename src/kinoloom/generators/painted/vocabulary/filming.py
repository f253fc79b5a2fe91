"""How the camera moves: what is asked, else along with whoever goes somewhere."""

from __future__ import annotations

from collections.abc import Sequence

from kinoloom.generators.painted.spec import Subject
from kinoloom.generators.painted.vocabulary.heard import Heard


def move_of(heard: Heard, subjects: Sequence[Subject]) -> str | None:
    """The first move asked for; a tracking shot goes where its subject goes."""
    for at, term in enumerate(heard.terms):
        flies = any(subject.action == "fly" for subject in subjects)
        move = term.value("move") or (None if flies else term.value("flight"))
        if move is None or term.negated:
            continue
        if move != "track":
            return move
        way = _way(heard, at + 1)
        return f"truck_{way}" if way else usual_move(subjects)
    return None


def _way(heard: Heard, at: int) -> str | None:
    """ "Tracking shot to the left": the camera's own direction."""
    after = heard.terms[at : at + 1]
    if not after or after[0].apart:
        return None
    return after[0].value("heading") or after[0].value("side")


def usual_move(subjects: Sequence[Subject]) -> str:
    """The camera goes along with whoever goes somewhere."""
    leaving = any(s.heading == "left" and s.action not in ("stand", "sit") for s in subjects)
    return "truck_left" if leaving else "truck_right"
