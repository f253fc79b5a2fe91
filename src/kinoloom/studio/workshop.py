"""The `Workshop` of this very process."""

from __future__ import annotations

from dataclasses import dataclass

from kinoloom.generators.protocol import ClipPlan
from kinoloom.studio.composing import compose
from kinoloom.studio.filming import Easel, film
from kinoloom.studio.ports import Bed
from kinoloom.studio.recipes import Recipe
from kinoloom.watch import Watch


@dataclass(frozen=True)
class OwnWorkshop:
    """Paints and composes here and now."""

    easel: Easel

    def film(self, plan: ClipPlan, watch: Watch) -> str:
        """The asset of a plan."""
        return film(self.easel, plan, watch)

    def compose(self, recipe: Recipe, length_ms: int) -> Bed:
        """A bed of that length."""
        return compose(self.easel.music, self.easel.assets, recipe, length_ms)
