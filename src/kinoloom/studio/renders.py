"""Ordering a film: a draft and settings become a job, and the job a file."""

from __future__ import annotations

import hashlib
import json
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

from kinoloom.draft import codec
from kinoloom.draft.assets import assets_of
from kinoloom.draft.errors import DraftInvalid, Problem
from kinoloom.draft.model import Draft
from kinoloom.jobs.ports import Jobs, Order
from kinoloom.jobs.waiting import order
from kinoloom.render.errors import NothingToRender
from kinoloom.render.files.output import Output
from kinoloom.store.files import SqlFiles
from kinoloom.store.renders import Render, SqlRenders
from kinoloom.studio.delivery import deliver, facts_of
from kinoloom.studio.ports import Studio
from kinoloom.watch import Watch

RENDER = "render"
LATER = ("format", "codec", "hardware", "at_ms", "muted")
Json = dict[str, Any]


@dataclass(frozen=True)
class RenderDesk:
    """What ordering a film touches."""

    renders: SqlRenders
    files: SqlFiles
    jobs: Jobs


def order_render(
    desk: RenderDesk,
    user_id: str,
    project_id: str,
    render_id: str,
    draft: Draft,
    output: Output,
    attribution: Mapping[str, str],
    *,
    watch: Watch | None = None,
) -> Render:
    """The order of that id, queued. The same id and request is the same order.

    With a `watch` it is ordered from within another job. Raises NothingToRender, DraftInvalid for
    a file that is not this user's, RenderIdTaken.
    """
    if not draft.is_ready:
        raise NothingToRender("There is nothing on the timeline to export yet.")
    check_held(desk.files, user_id, draft)
    text = codec.dumps(draft)
    written = output_as_json(output)
    request = json.dumps([project_id, text, written], sort_keys=True)
    render = desk.renders.order(
        user_id,
        render_id,
        project_id,
        digest=hashlib.sha256(request.encode()).hexdigest(),
        draft=text,
        output=written,
        attribution=attribution,
    )
    if watch is None:
        desk.jobs.submit(job_of(render))
    else:
        order(desk.jobs, job_of(render), watch)
    return render


def check_held(files: SqlFiles, user_id: str, draft: Draft) -> None:
    """Raise DraftInvalid unless every file of a draft from outside is this user's."""
    strange = files.not_held(user_id, assets_of(draft))
    if strange:
        raise DraftInvalid(
            tuple(Problem("src", f"there is no file {name[:12]}…") for name in sorted(strange))
        )


def job_of(render: Render) -> Order:
    """The job of an order."""
    return Order(RENDER, render.job_id, {"user_id": render.user_id, "id": render.id})


def render_work(studio: Studio, renders: SqlRenders) -> Callable[[Json, Watch], Json]:
    """What a worker does for `render`: chunks that are finished are used again."""

    def work(arguments: Json, watch: Watch) -> Json:
        render = renders.load(arguments["user_id"], arguments["id"])
        draft = codec.loads(render.draft)
        output = output_from_json(render.output)
        with tempfile.TemporaryDirectory(prefix="kinoloom-") as scratch:
            target = Path(scratch) / f"film.{output.format}"
            done = deliver(studio, draft, target, output, watch)
            asset_id = studio.assets.keep(target)
        return {"asset_id": asset_id, **facts_of(done, output)}

    return work


def output_as_json(output: Output) -> Json:
    """Plain data of what was asked for.

    What came after the first release stands there only when it says something: a request that
    was made before is the same request still.
    """
    fps = None if output.fps is None else str(output.fps)
    first = {"quality": output.quality, "short_side_px": output.short_side_px, "fps": fps}
    plain = Output()
    later = {name: getattr(output, name) for name in LATER}
    return first | {name: value for name, value in later.items() if value != getattr(plain, name)}


def output_from_json(value: Mapping[str, Any]) -> Output:
    """What `output_as_json` wrote, in this release or one before."""
    fps = None if value["fps"] is None else Fraction(value["fps"])
    later = {name: value[name] for name in LATER if name in value}
    return Output(value["quality"], value["short_side_px"], fps, **later)
