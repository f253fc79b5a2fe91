"""What a use case may touch."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

from kinoloom.crafts.music.provider import MusicProvider
from kinoloom.generators.protocol import ClipPlan
from kinoloom.generators.registry import Generators
from kinoloom.media.assets import Assets
from kinoloom.render.cache import RenderCache
from kinoloom.store.files import Upload
from kinoloom.store.ports import GeneratedMedia, Projects
from kinoloom.studio.recipes import Recipe
from kinoloom.watch import Watch


@dataclass(frozen=True)
class Bed:
    """A composed bed: its file, and what the timeline line calls it."""

    asset_id: str
    label: str


class Workshop(Protocol):
    """Where the heavy work is done: in this process, or by a worker elsewhere."""

    def film(self, plan: ClipPlan, watch: Watch) -> str:
        """The asset of a plan, painted unless it was before. Raises Cancelled or MachineError."""
        ...

    def compose(self, recipe: Recipe, length_ms: int) -> Bed:
        """A bed of exactly that length. Raises UnknownMood or MachineError."""
        ...


class Purse(Protocol):
    """What work costs whoever asked for it."""

    def hold(self, credits: int) -> None:
        """Set credits aside before the work begins. Raises NotEnoughCredits; then none are."""
        ...


class Footage(Protocol):
    """What was brought into a project."""

    def uploads(self, project_id: str) -> Sequence[Upload]:
        """Its files, oldest first."""
        ...


class NoFootage:
    """Nobody brings files: there is no server."""

    def uploads(self, project_id: str) -> Sequence[Upload]:
        """None."""
        return ()


class OpenPurse:
    """Nothing costs anything: one's own studio."""

    def hold(self, credits: int) -> None:
        """Nothing to set aside."""


@dataclass(frozen=True)
class Studio:
    """The doors a use case goes through; `app` decides what stands behind each."""

    projects: Projects
    generated: GeneratedMedia
    assets: Assets
    cache: RenderCache
    generators: Generators
    music: MusicProvider
    workshop: Workshop
    workers: int
    purse: Purse = field(default_factory=OpenPurse)
    footage: Footage = field(default_factory=NoFootage)
