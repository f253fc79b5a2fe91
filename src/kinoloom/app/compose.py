"""Settings -> a studio with the built-in stores, engines and music."""

from __future__ import annotations

from sqlalchemy import Engine

from kinoloom.crafts.music.provider import SynthMusic
from kinoloom.generators.registry import Generators
from kinoloom.media.assets import AssetFolder
from kinoloom.render.cache import RenderCache
from kinoloom.settings import Settings
from kinoloom.store.database import open_database
from kinoloom.store.generated import SqlGenerated
from kinoloom.store.projects import SqlProjects
from kinoloom.studio.filming import Easel
from kinoloom.studio.ports import Studio
from kinoloom.studio.workshop import OwnWorkshop


def studio_of(settings: Settings) -> Studio:
    """A studio on this machine. Raises MachineError when its home cannot be used."""
    return studio_on(open_database(settings.database_url), settings)


def studio_on(engine: Engine, settings: Settings) -> Studio:
    """The same over a database that is open already."""
    easel = Easel(
        generators=Generators(),
        music=SynthMusic(),
        assets=AssetFolder(settings.assets),
        generated=SqlGenerated(engine),
    )
    return Studio(
        projects=SqlProjects(engine),
        generated=easel.generated,
        assets=easel.assets,
        cache=RenderCache(settings.cache),
        generators=easel.generators,
        music=easel.music,
        workshop=OwnWorkshop(easel),
        workers=settings.workers,
    )
