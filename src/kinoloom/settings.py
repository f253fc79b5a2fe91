"""Every setting there is, read once at the edge and passed in.

| variable | meaning | default |
| --- | --- | --- |
| `KINOLOOM_HOME` | where projects, files and finished chunks live | the user's data folder |
| `KINOLOOM_WORKERS` | chunks encoded side by side | the number of cores |
| `KINOLOOM_DATABASE` | `postgresql://…` for many machines, or `sqlite:///path` | in the home |
| `KINOLOOM_PUBLIC_URL` | what links begin with, behind a proxy | as the request came |
| `KINOLOOM_SECRET` | signs links; the same on every machine of one studio | a file in the home |
| `KINOLOOM_ECONOMY` | `off`: nothing costs credits | `on` |
| `KINOLOOM_ANONYMOUS_EXPORT` | `off`: export needs a registered user | `on` |
| `KINOLOOM_UPLOAD_MB` | largest upload, whatever the skill allows | 500 |
| `KINOLOOM_URL_ALLOW` | private networks URLs may lead to, such as `10.1.0.0/16` | none |
| `KINOLOOM_TOKENS_PER_HOUR` | anonymous tokens for one address; loopback is free | 60 |
| `KINOLOOM_LINK_HOURS` | how long a link to a file works | 24 |
| `KINOLOOM_CACHE_GB` | finished chunks kept for the next export | 20 |
| `KINOLOOM_KEEP_DAYS` | unused uploads, and users without a token, are kept | 30 |
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path

from platformdirs import user_data_path

from kinoloom.errors import MachineError

Network = IPv4Network | IPv6Network


@dataclass(frozen=True)
class Service:
    """What a server allows and how long it keeps things."""

    public_url: str = ""
    secret: str = ""
    economy: bool = True
    anonymous_export: bool = True
    upload_bytes: int = 500 << 20
    url_allow: tuple[Network, ...] = ()
    tokens_per_hour: int = 60
    link_s: int = 24 * 3600
    cache_bytes: int = 20 << 30
    keep_s: int = 30 * 86_400

    @classmethod
    def read(cls, given: Mapping[str, str]) -> Service:
        """The settings of a server. Raises MachineError for a value that makes no sense."""
        return cls(
            public_url=given.get("KINOLOOM_PUBLIC_URL", "").rstrip("/"),
            secret=given.get("KINOLOOM_SECRET", ""),
            economy=_switch("KINOLOOM_ECONOMY", given.get("KINOLOOM_ECONOMY")),
            anonymous_export=_switch(
                "KINOLOOM_ANONYMOUS_EXPORT", given.get("KINOLOOM_ANONYMOUS_EXPORT")
            ),
            upload_bytes=_number("KINOLOOM_UPLOAD_MB", given.get("KINOLOOM_UPLOAD_MB"), 500) << 20,
            url_allow=_networks(given.get("KINOLOOM_URL_ALLOW", "")),
            tokens_per_hour=_number(
                "KINOLOOM_TOKENS_PER_HOUR", given.get("KINOLOOM_TOKENS_PER_HOUR"), 60
            ),
            link_s=_number("KINOLOOM_LINK_HOURS", given.get("KINOLOOM_LINK_HOURS"), 24) * 3600,
            cache_bytes=_number("KINOLOOM_CACHE_GB", given.get("KINOLOOM_CACHE_GB"), 20) << 30,
            keep_s=_number("KINOLOOM_KEEP_DAYS", given.get("KINOLOOM_KEEP_DAYS"), 30) * 86_400,
        )


@dataclass(frozen=True)
class Settings:
    """What the composition needs to know."""

    home: Path
    workers: int
    database: str = ""
    service: Service = field(default_factory=Service)

    @classmethod
    def read(cls, environment: Mapping[str, str] | None = None) -> Settings:
        """The settings of this process. Raises MachineError for a value that makes no sense."""
        given = os.environ if environment is None else environment
        home = Path(given.get("KINOLOOM_HOME") or user_data_path("kinoloom")).expanduser()
        cores = os.cpu_count() or 1
        workers = _number("KINOLOOM_WORKERS", given.get("KINOLOOM_WORKERS"), cores)
        if workers > 256:
            raise MachineError(f"KINOLOOM_WORKERS is {workers}; it must be at most 256.")
        database = given.get("KINOLOOM_DATABASE", "")
        return cls(home.absolute(), workers, database, Service.read(given))

    @property
    def database_url(self) -> str:
        """Where projects, turns and users are."""
        return self.database or f"sqlite:///{self.home / 'kinoloom.db'}"

    @property
    def jobs_url(self) -> str:
        """Where the job engine keeps its queues: beside the tables, or in a file of its own."""
        return self.database or f"sqlite:///{self.home / 'jobs.db'}"

    @property
    def assets(self) -> Path:
        """The folder of files, named by content."""
        return self.home / "assets"

    @property
    def cache(self) -> Path:
        """The folder of finished chunks; safe to delete at any time."""
        return self.home / "cache"


def _number(name: str, given: str | None, usual: int) -> int:
    if not given:
        return usual
    if not given.isdigit() or int(given) < 1:
        raise MachineError(f"{name} is {given!r}; it must be a number from 1.")
    return int(given)


def _switch(name: str, given: str | None) -> bool:
    if given not in (None, "", "on", "off"):
        raise MachineError(f"{name} is {given!r}; it must be on or off.")
    return given != "off"


def _networks(given: str) -> tuple[Network, ...]:
    try:
        return tuple(ip_network(part) for part in given.replace(",", " ").split())
    except ValueError as error:
        raise MachineError(f"KINOLOOM_URL_ALLOW: {error}.") from None
