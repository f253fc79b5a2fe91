"""The outlet of a server's turn: a render job, and a link to its file."""

from __future__ import annotations

from dataclasses import dataclass, field

from kinoloom.agent.outlet import Delivered
from kinoloom.jobs.waiting import wait
from kinoloom.media.links import Links
from kinoloom.render.files.output import Output
from kinoloom.store.ports import Project
from kinoloom.studio.naming import linked
from kinoloom.studio.ports import Studio
from kinoloom.studio.renders import RenderDesk, order_render
from kinoloom.turns.ports import Turn
from kinoloom.watch import Watch

ATTRIBUTION = {"source": "agent", "version": "", "platform": ""}


@dataclass
class RenderOutlet:
    """Orders each film of a turn under a name of the turn's, so that it is ordered once."""

    desk: RenderDesk
    links: Links
    turn: Turn
    base_url: str
    _count: int = field(default=0, init=False)

    def deliver(self, studio: Studio, project: Project, output: Output, watch: Watch) -> Delivered:
        """The film behind a link."""
        assert self.turn.user_id is not None
        self._count += 1
        render_id = f"render_{self.turn.id}_{self._count}"
        render = order_render(
            self.desk,
            self.turn.user_id,
            project.id,
            render_id,
            project.draft,
            output,
            ATTRIBUTION,
            watch=watch,
        )
        done = wait(
            self.desk.jobs,
            render.job_id,
            watch,
            lambda status: watch.report(status.part, status.share) if status.part else None,
        )
        file = linked(done["asset_id"], project.title, output.format)
        return Delivered(file.name, done, self.links.address(self.base_url, file))
