"""The working side of a studio: its stores, its jobs and what the jobs do. A server and a worker
are the same plant; they differ in which kinds of work they do."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from sqlalchemy import Engine

from kinoloom.accounts.claims import SqlClaims
from kinoloom.accounts.ledger import SqlLedger
from kinoloom.accounts.users import SqlUsers
from kinoloom.agent.rendering import RenderOutlet
from kinoloom.app.compose import studio_on
from kinoloom.app.secrets import link_secret
from kinoloom.generators.registry import Generators
from kinoloom.jobs.durable import DbosJobs
from kinoloom.jobs.ports import Json, Kind
from kinoloom.media.links import Links
from kinoloom.settings import Settings
from kinoloom.store.database import open_database
from kinoloom.store.files import SqlFiles
from kinoloom.store.renders import SqlRenders
from kinoloom.studio.filming import Easel
from kinoloom.studio.ports import Studio
from kinoloom.studio.remote import BED, FILM, bed_work, film_work
from kinoloom.studio.renders import RENDER, RenderDesk, render_work
from kinoloom.studio.viewing import Viewfinder
from kinoloom.turns.log import SqlTurns
from kinoloom.turns.ports import TURN, Turn
from kinoloom.watch import Watch

if TYPE_CHECKING:
    from kinoloom.agent.answering import Answerer

HEAVY = (FILM, BED, RENDER)
"""Work that takes cores for seconds: done in a process of its own, so that the API answers."""
EVERY = (TURN, *HEAVY)
HEAVY_POLL_S = 0.2
TURNS_SIDE_BY_SIDE = 32
"""A turn mostly waits for heavy work; the first word of the next one must not wait with it."""


@dataclass
class Plant:
    """Everything but the API. `serves` names the kinds of work this process does."""

    settings: Settings
    engine: Engine
    serves: Collection[str]

    @classmethod
    def open(cls, settings: Settings, serves: Collection[str]) -> Plant:
        """A plant on the settings' database. Raises MachineError when it cannot be used."""
        return cls(settings, open_database(settings.database_url), serves)

    @cached_property
    def studio(self) -> Studio:
        """The use cases' doors."""
        return replace(studio_on(self.engine, self.settings), footage=self.files)

    @cached_property
    def easel(self) -> Easel:
        """What heavy work needs."""
        studio = self.studio
        generators: Generators = studio.generators
        return Easel(generators, studio.music, studio.assets, studio.generated)

    @cached_property
    def turns(self) -> SqlTurns:
        """Turns and their events."""
        return SqlTurns(self.engine)

    @cached_property
    def ledger(self) -> SqlLedger:
        """Credits."""
        return SqlLedger(self.engine, economy=self.settings.service.economy)

    @cached_property
    def users(self) -> SqlUsers:
        """Users and tokens."""
        return SqlUsers(self.engine)

    @cached_property
    def claims(self) -> SqlClaims:
        """Claim links."""
        return SqlClaims(self.engine)

    @cached_property
    def files(self) -> SqlFiles:
        """Uploads, and which files are whose."""
        return SqlFiles(self.engine)

    @cached_property
    def links(self) -> Links:
        """Signed links."""
        return Links(link_secret(self.settings), self.settings.service.link_s)

    @cached_property
    def jobs(self) -> DbosJobs:
        """The queue; `launch` it before anything is submitted."""
        kinds = {
            kind.name: kind
            for kind in (
                Kind(TURN, self._answer, TURNS_SIDE_BY_SIDE),
                Kind(FILM, film_work(self.easel), 1, HEAVY_POLL_S),
                Kind(BED, bed_work(self.easel), 1, HEAVY_POLL_S),
                Kind(RENDER, render_work(self.studio, SqlRenders(self.engine)), 1, HEAVY_POLL_S),
            )
        }
        return DbosJobs(self.engine, self.settings.jobs_url, kinds, serves=self.serves)

    @cached_property
    def renders(self) -> RenderDesk:
        """Orders for films."""
        return RenderDesk(SqlRenders(self.engine), self.files, self.jobs)

    @cached_property
    def viewfinder(self) -> Viewfinder:
        """Frames to look at before an export."""
        return Viewfinder(self.studio.assets, self.studio.cache)

    @cached_property
    def answerer(self) -> Answerer:
        """Answers turns."""
        # ADK takes a second to load, and the API should listen before that.
        from kinoloom.agent.answering import Answerer

        return Answerer(self.studio, self.turns, self.ledger, self.jobs, self._outlet)

    def _answer(self, arguments: Json, watch: Watch) -> Json:
        return self.answerer.work(arguments, watch)

    def _outlet(self, turn: Turn, base_url: str) -> RenderOutlet:
        return RenderOutlet(self.renders, self.links, turn, base_url)
