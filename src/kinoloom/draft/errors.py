"""What can be wrong with a draft or an edit."""

from __future__ import annotations

from dataclasses import dataclass

from kinoloom.errors import DraftError


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong, and where: a path of short keys such as `t[0].sg[2]`."""

    where: str
    what: str

    def __str__(self) -> str:
        return f"{self.where}: {self.what}"


class DraftInvalid(DraftError):
    """The draft breaks its own rules; `problems` lists each."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        self.problems = problems
        shown = "; ".join(str(problem) for problem in problems[:5])
        more = f" (and {len(problems) - 5} more)" if len(problems) > 5 else ""
        super().__init__(f"This draft is not valid: {shown}{more}.")


class NoSuchSegment(DraftError):
    """An edit names a segment or track that is not there."""


class EditRefused(DraftError):
    """The edit would leave nothing, or an impossible timeline."""
