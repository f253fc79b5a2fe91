"""Settings -> a studio with the built-in stores, engines and music."""

from __future__ import annotations

from kinoloom.crafts.music.provider import SynthMusic
from kinoloom.generators.registry import Generators
from kinoloom.media.assets import AssetFolder
from kinoloom.render.cache import RenderCache
from kinoloom.settings import Settings
from kinoloom.store.database import open_sqlite
from kinoloom.store.generated import SqlGenerated
from kinoloom.store.projects import SqlProjects
from kinoloom.studio.ports import Studio


def studio_of(settings: Settings) -> Studio:
    """A studio on this machine. Raises MachineError when its home cannot be used."""
    engine = open_sqlite(settings.database)
    return Studio(
        projects=SqlProjects(engine),
        generated=SqlGenerated(engine),
        assets=AssetFolder(settings.assets),
        cache=RenderCache(settings.cache),
        generators=Generators(),
        music=SynthMusic(),
        workers=settings.workers,
    )
