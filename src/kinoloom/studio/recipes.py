"""How a bed was composed: kept with its segment, so that it can be composed again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from kinoloom.draft.model import AnySegment


@dataclass(frozen=True)
class Recipe:
    """How a bed was composed; kept with its segment, so that it can be composed again."""

    kind: Literal["mood", "pad"]
    name: str
    seed: int

    def as_metadata(self) -> dict[str, Any]:
        """What stands in the segment's `m`."""
        return {"composed": [self.kind, self.name, self.seed]}

    @classmethod
    def of(cls, segment: AnySegment) -> Recipe | None:
        """The recipe of a composed bed; None for anything else."""
        match segment.metadata.get("composed"):
            case ["mood" | "pad" as kind, str() as name, int() as seed]:
                return cls(kind, name, seed)
            case _:
                return None
