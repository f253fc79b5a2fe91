"""A studio in a folder, with an engine that paints in no time."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np

from kinoloom.crafts.music.provider import SynthMusic
from kinoloom.generators.protocol import ClipPlan, ClipRequest, Frame, PromptInvalid
from kinoloom.generators.registry import Generators
from kinoloom.media.assets import AssetFolder
from kinoloom.render.cache import RenderCache
from kinoloom.store.memory import MemoryGenerated, MemoryProjects
from kinoloom.studio.filming import Easel
from kinoloom.studio.ports import Studio
from kinoloom.studio.workshop import OwnWorkshop


class PlainGenerator:
    """One colour a seed, with a bar that moves a pixel a frame: enough to see what was made."""

    name = "painted"
    version = "test"
    credits_per_s = 0

    def plan(self, request: ClipRequest) -> ClipPlan:
        """The prompt's first words are the title."""
        if not request.prompt.strip():
            raise PromptInvalid("Say what the clip shows.")
        return ClipPlan(
            engine=self.name,
            engine_version=self.version,
            request=request,
            spec={"prompt": request.prompt, "changes": [], "seed": request.seed},
            title=request.prompt[:30],
            sound="wind_desert",
            tone="warm",
        )

    def revise(self, plan: ClipPlan, change: str, request: ClipRequest) -> ClipPlan:
        """Changes are kept in a list."""
        changes = [*plan.spec["changes"], *([change] if change.strip() else [])]
        fresh = self.plan(request)
        return ClipPlan(
            engine=self.name,
            engine_version=self.version,
            request=request,
            spec={**fresh.spec, "changes": changes},
            title=plan.title,
            sound="wind_desert",
        )

    def frames(self, plan: ClipPlan) -> Iterator[Frame]:
        """A flat picture with a moving bar."""
        request = plan.request
        shade = (request.seed * 37 + 60 * len(plan.spec["changes"])) % 200
        for index in range(request.frame_count):
            frame = np.full((request.height_px, request.width_px, 3), shade, np.uint8)
            frame[:, index % request.width_px] = 255
            yield frame


def quick_studio(folder: Path) -> Studio:
    """A studio that forgets its projects, keeps files in `folder` and paints plainly."""
    easel = Easel(
        generators=Generators({"painted": PlainGenerator()}),
        music=SynthMusic(),
        assets=AssetFolder(folder / "assets"),
        generated=MemoryGenerated(),
    )
    return Studio(
        projects=MemoryProjects(),
        generated=easel.generated,
        assets=easel.assets,
        cache=RenderCache(folder / "cache"),
        generators=easel.generators,
        music=easel.music,
        workshop=OwnWorkshop(easel),
        workers=2,
    )
