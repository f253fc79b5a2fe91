"""What a message will cost before anything is done, as far as that can be known."""

from __future__ import annotations

from kinoloom.accounts.plans import clip_price
from kinoloom.generators.registry import DEFAULT
from kinoloom.intent import Context, MakeClip, ReviseClip, read
from kinoloom.store.ports import Project
from kinoloom.studio.clips import USUAL_S
from kinoloom.studio.ports import Studio


def first_price(studio: Studio, project: Project, text: str) -> int:
    """Credits that the first thing asked for costs; 0 when it is free or its price depends."""
    context = Context(has_clip=project.draft.is_ready)
    asks = read(text, context).asks
    match asks[0] if asks else None:
        case MakeClip(seconds=seconds):
            per_s = studio.generators.get(DEFAULT).credits_per_s
            return clip_price(per_s, round((seconds or USUAL_S) * 1000))
        case ReviseClip(seconds=float() as seconds) | ReviseClip(seconds=int() as seconds):
            return clip_price(studio.generators.get(DEFAULT).credits_per_s, round(seconds * 1000))
        case _:
            return 0
