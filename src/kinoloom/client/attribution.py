"""Which program speaks to the server: three headers on every request."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from kinoloom import __version__
from kinoloom.wire import headers


@dataclass(frozen=True)
class Attribution:
    """A program's name, its version and where it was installed from."""

    source: str = "kinoloom"
    version: str = __version__
    platform: str = "unknown"

    @classmethod
    def read(cls, environment: Mapping[str, str] | None = None) -> Attribution:
        """Ours, with the platform detected."""
        return cls(platform=platform_of(Path(__file__), environment))

    def as_headers(self) -> dict[str, str]:
        """The headers."""
        return {
            headers.SKILL_SOURCE: self.source,
            headers.SKILL_VERSION: self.version,
            headers.SKILL_PLATFORM: self.platform,
        }


def platform_of(installed: Path, environment: Mapping[str, str] | None = None) -> str:
    """`SKILL_SOURCE` if set, else "clawhub" or "cursor" by the install path, else "unknown"."""
    given = os.environ if environment is None else environment
    # A header takes visible ASCII only; anything else would fail every request.
    if said := re.sub(r"[^\x21-\x7e]", "", given.get("SKILL_SOURCE", ""))[:60]:
        return said
    path = installed.as_posix()
    if "/.clawhub/" in path:
        return "clawhub"
    return "cursor" if "/.cursor/skills/" in path else "unknown"
