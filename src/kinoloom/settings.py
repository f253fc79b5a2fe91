"""Every setting there is, read once at the edge and passed in.

| variable | meaning | default |
| --- | --- | --- |
| `KINOLOOM_HOME` | where projects, files and finished chunks live | the user's data folder |
| `KINOLOOM_WORKERS` | chunks encoded side by side | the number of cores |
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from platformdirs import user_data_path

from kinoloom.errors import MachineError


@dataclass(frozen=True)
class Settings:
    """What the composition needs to know."""

    home: Path
    workers: int

    @classmethod
    def read(cls, environment: Mapping[str, str] | None = None) -> Settings:
        """The settings of this process. Raises MachineError for a value that makes no sense."""
        given = os.environ if environment is None else environment
        home = Path(given.get("KINOLOOM_HOME") or user_data_path("kinoloom")).expanduser()
        workers = given.get("KINOLOOM_WORKERS") or str(os.cpu_count() or 1)
        if not workers.isdigit() or not 1 <= int(workers) <= 256:
            raise MachineError(f"KINOLOOM_WORKERS is {workers!r}; it must be a number from 1.")
        return cls(home=home.absolute(), workers=int(workers))

    @property
    def database(self) -> Path:
        """The SQLite file with projects and what was made."""
        return self.home / "kinoloom.db"

    @property
    def assets(self) -> Path:
        """The folder of files, named by content."""
        return self.home / "assets"

    @property
    def cache(self) -> Path:
        """The folder of finished chunks; safe to delete at any time."""
        return self.home / "cache"
