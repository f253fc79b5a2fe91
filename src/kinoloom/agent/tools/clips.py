"""Making clips."""

from __future__ import annotations

from kinoloom.agent.desk import Desk, clip_called
from kinoloom.agent.phrases import phrase
from kinoloom.agent.tools.answer import Answer, changed
from kinoloom.draft.edits.locate import find
from kinoloom.studio.clips import ClipWish, Made
from kinoloom.studio.clips import make_clip as make
from kinoloom.studio.clips import revise_clip as revise


def make_clip(
    desk: Desk,
    prompt: str,
    seconds: float | None = None,
    ratio: str | None = None,
    seed: int | None = None,
    append: bool = False,
) -> Answer:
    """Paint a clip from a description and put it on the timeline.

    Args:
      prompt: what the clip shows, in the user's words.
      seconds: its length, 1 to 60; 5 if not said.
      ratio: shape of a new film such as "16:9", "9:16" or "1:1".
      seed: another number gives another composition.
      append: true puts it after what is there, false starts a new film.
    """
    before = desk.draft
    wish = ClipWish(prompt, seconds, ratio, seed)
    made = make(desk.studio, desk.project_id, wish, desk.watch, adds=append)
    return changed(desk, before, *_told(desk, "made", made))


def revise_clip(
    desk: Desk,
    change: str,
    clip: int | None = None,
    seconds: float | None = None,
    ratio: str | None = None,
    seed: int | None = None,
) -> Answer:
    """Make a clip again with a change, keeping everything else as it was.

    Args:
      change: what is different, such as "make it dusk"; empty when only the numbers change.
      clip: which clip, counted from 1; the last if not said.
      seconds: its new length.
      ratio: the new shape of the film.
      seed: another number gives another take.
    """
    before = desk.draft
    segment = clip_called(before, clip)
    wish = ClipWish(change, seconds, ratio, seed)
    made = revise(desk.studio, desk.project_id, segment.id, wish, desk.watch)
    return changed(desk, before, *_told(desk, "remade", made))


def _told(desk: Desk, key: str, made: Made) -> list[str]:
    language = desk.language
    _, segment = find(made.project.draft, made.segment_id)
    seconds = f"{segment.duration_ms / 1000:g}"
    told = [phrase(key, language, seconds=seconds, title=made.plan.title), *made.plan.notes]
    if made.plan.ignored:
        words = ("、" if language == "zh" else ", ").join(made.plan.ignored[:8])
        told.append(phrase("left_out", language, words=words))
    return told
