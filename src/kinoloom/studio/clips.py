"""Making a clip from words, and making one again with a change."""

from __future__ import annotations

import zlib
from dataclasses import dataclass, replace
from fractions import Fraction

from kinoloom.accounts.plans import clip_price
from kinoloom.draft.edits import append, remake
from kinoloom.draft.edits.locate import find, main_track
from kinoloom.draft.model import AnySegment, Draft, Source, VideoSegment
from kinoloom.errors import AskError
from kinoloom.generators.protocol import ClipPlan, ClipRequest
from kinoloom.generators.registry import DEFAULT
from kinoloom.store.ports import Project
from kinoloom.studio.canvases import shaped
from kinoloom.studio.editing import commit
from kinoloom.studio.ports import Studio
from kinoloom.studio.sound import lay_pad
from kinoloom.watch import Watch

SHORTEST_S, LONGEST_S, USUAL_S = 1.0, 60.0, 5.0


class LengthRefused(AskError):
    """A clip cannot be that long."""


class NotGenerated(AskError):
    """The clip was not made here, so it cannot be made again with a change."""


@dataclass(frozen=True)
class ClipWish:
    """What someone wants of a clip; None leaves it to the studio."""

    prompt: str
    seconds: float | None = None
    ratio: str | None = None
    seed: int | None = None
    engine: str = DEFAULT


@dataclass(frozen=True)
class Made:
    """A clip that was made: the project after it, the clip's segment, and what was understood."""

    project: Project
    segment_id: str
    plan: ClipPlan


def make_clip(
    studio: Studio, project_id: str, wish: ClipWish, watch: Watch, *, adds: bool = False
) -> Made:
    """Paint a clip and put it on the timeline: as a new film, or after what is there.

    A new film gets the wished shape (16:9 if none) and a soft pad under it; an added clip takes
    the film's. Raises PromptInvalid, PromptRefused, LengthRefused, NoSuchRatio (the wish),
    NotEnoughCredits, MachineError or Cancelled; the project is then unchanged.
    """
    project = studio.projects.load(project_id)
    before = project.draft
    base = before if adds and before.is_ready else _empty_like(before, wish.ratio or "16:9")
    plan = studio.generators.get(wish.engine).plan(_request(wish, base))
    studio.purse.hold(price_of(studio, plan))
    asset_id = studio.workshop.film(plan, watch)
    fresh = _segment(plan, asset_id)
    draft = append(base, fresh)
    if not base.is_ready:
        draft = lay_pad(studio, draft, plan)
    main = main_track(draft)
    assert main is not None
    title = project.title if base.is_ready else plan.title
    # Another film than the one on the table is a film of its own; the first stays beside it.
    another = before.is_ready and not base.is_ready
    project = commit(studio, project, draft, title=title, new_film=another)
    return Made(project, main.segments[-1].id, plan)


def revise_clip(
    studio: Studio, project_id: str, segment_id: str, wish: ClipWish, watch: Watch
) -> Made:
    """Make a clip again: the same plan and seed, with `wish.prompt` as the change.

    An empty change with other seconds or seed keeps the words. What was trimmed stays trimmed,
    unless another length is wished. Raises NotGenerated for footage, and what `make_clip` raises.
    """
    project = studio.projects.load(project_id)
    draft = shaped(project.draft, wish.ratio) if wish.ratio else project.draft
    remade, plan = _remade(studio, draft, segment_id, wish, watch, priced=True)
    return Made(commit(studio, project, remade), segment_id, plan)


def reshape(studio: Studio, project_id: str, ratio: str, watch: Watch) -> Project:
    """The film in another shape, as one change: generated clips anew, footage re-framed.

    Raises NoSuchRatio, MachineError or Cancelled; the project is then unchanged.
    """
    project = studio.projects.load(project_id)
    draft = shaped(project.draft, ratio)
    for segment in [s for track in draft.tracks for s in track.segments]:
        if _plan_of(studio, segment) is not None:
            draft, _ = _remade(studio, draft, segment.id, ClipWish(""), watch, priced=False)
    return commit(studio, project, draft)


def price_of(studio: Studio, plan: ClipPlan) -> int:
    """Credits for painting a plan."""
    return clip_price(studio.generators.get(plan.engine).credits_per_s, plan.request.duration_ms)


def _remade(
    studio: Studio, draft: Draft, segment_id: str, wish: ClipWish, watch: Watch, *, priced: bool
) -> tuple[Draft, ClipPlan]:
    """The draft with a clip painted again at the draft's size, and the plan of it."""
    _, segment = find(draft, segment_id)
    old = _plan_of(studio, segment)
    if old is None or not isinstance(segment, VideoSegment):
        raise NotGenerated(f"{segment.label or segment.id} was not made here; I cannot remake it.")
    request = _request(replace(wish, prompt=old.request.prompt), draft, like=old.request)
    plan = studio.generators.get(old.engine).revise(old, wish.prompt, request)
    if priced:
        studio.purse.hold(price_of(studio, plan))
    asset_id = studio.workshop.film(plan, watch)
    if wish.seconds is None:
        source = segment.source.model_copy(update={"asset": asset_id})
        length_ms = segment.duration_ms
    else:
        source = Source(asset=asset_id, length_ms=request.duration_ms)
        length_ms = request.duration_ms
    return remake(draft, segment_id, source, duration_ms=length_ms, label=plan.title), plan


def _plan_of(studio: Studio, segment: AnySegment) -> ClipPlan | None:
    if not isinstance(segment, VideoSegment):
        return None
    return studio.generated.plan_of(segment.source.asset)


def _request(wish: ClipWish, draft: Draft, like: ClipRequest | None = None) -> ClipRequest:
    seconds = wish.seconds
    if seconds is None:
        seconds = like.duration_ms / 1000 if like else USUAL_S
    if not SHORTEST_S <= seconds <= LONGEST_S:
        raise LengthRefused(
            f"A clip lasts {SHORTEST_S:g} to {LONGEST_S:g} seconds; {seconds:g} is outside that."
        )
    seed = wish.seed
    if seed is None:
        # The same words give the same film; another seed has to be asked for.
        seed = like.seed if like else zlib.crc32(wish.prompt.encode()) % 10_000
    return ClipRequest(
        prompt=wish.prompt,
        width_px=draft.canvas.width_px,
        height_px=draft.canvas.height_px,
        fps=Fraction(draft.canvas.rate),
        duration_ms=round(seconds * 1000),
        seed=seed,
    )


def _empty_like(draft: Draft, ratio: str) -> Draft:
    return shaped(draft.model_copy(update={"tracks": ()}), ratio)


def _segment(plan: ClipPlan, asset_id: str) -> VideoSegment:
    length_ms = plan.request.duration_ms
    return VideoSegment(
        id="",
        start_ms=0,
        duration_ms=length_ms,
        label=plan.title,
        source=Source(asset=asset_id, length_ms=length_ms),
        metadata={"engine": plan.engine, "seed": plan.request.seed},
    )
