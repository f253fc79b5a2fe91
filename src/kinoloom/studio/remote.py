"""The `Workshop` that hands work to whichever worker is free, and waits for it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from kinoloom.generators import archive
from kinoloom.generators.protocol import ClipPlan
from kinoloom.jobs.ports import Jobs, JobStatus, Order
from kinoloom.jobs.waiting import order, wait
from kinoloom.media.assets import Assets
from kinoloom.store.ports import GeneratedMedia
from kinoloom.studio.filming import Easel, film
from kinoloom.studio.ports import Bed
from kinoloom.studio.recipes import Recipe
from kinoloom.studio.workshop import OwnWorkshop
from kinoloom.watch import Watch

FILM, BED = "film", "bed"
Json = dict[str, Any]


@dataclass
class JobWorkshop:
    """The workshop of one tool call: its jobs are named after it, so that the call made again
    after a crash finds them under way or done."""

    jobs: Jobs
    generated: GeneratedMedia
    assets: Assets
    name: str
    watch: Watch
    _count: int = field(default=0, init=False)

    def film(self, plan: ClipPlan, watch: Watch) -> str:
        """The asset of a plan, painted by a worker unless it was before."""
        known = self.generated.made(archive.plan_key(plan))
        if known is not None and known in self.assets:
            return known
        result = self._done(FILM, {"plan": archive.dumps(plan)}, watch)
        return str(result["asset_id"])

    def compose(self, recipe: Recipe, length_ms: int) -> Bed:
        """A bed of that length, composed by a worker."""
        recipe_row = [recipe.kind, recipe.name, recipe.seed]
        result = self._done(BED, {"recipe": recipe_row, "length_ms": length_ms}, self.watch)
        return Bed(str(result["asset_id"]), str(result["label"]))

    def _done(self, kind: str, arguments: Json, watch: Watch) -> Json:
        self._count += 1
        wanted = Order(kind, f"{self.name}/{kind}:{self._count}", arguments)
        order(self.jobs, wanted, watch)
        return wait(self.jobs, wanted.id, watch, _reported(watch))


def film_work(easel: Easel) -> Callable[[Json, Watch], Json]:
    """What a worker does for `film`."""

    def work(arguments: Json, watch: Watch) -> Json:
        return {"asset_id": film(easel, archive.loads(arguments["plan"]), watch)}

    return work


def bed_work(easel: Easel) -> Callable[[Json, Watch], Json]:
    """What a worker does for `bed`."""

    def work(arguments: Json, watch: Watch) -> Json:
        kind, name, seed = arguments["recipe"]
        watch.report("compose", 0.0)
        bed = OwnWorkshop(easel).compose(Recipe(kind, name, seed), arguments["length_ms"])
        return {"asset_id": bed.asset_id, "label": bed.label}

    return work


def _reported(watch: Watch) -> Callable[[JobStatus], None]:
    """What a worker reports is reported on."""

    def hear(status: JobStatus) -> None:
        if status.part:
            watch.report(status.part, status.share)

    return hear
