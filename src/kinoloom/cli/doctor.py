"""`kinoloom doctor`: one screen that says what is there, what is missing and how to get it."""

from __future__ import annotations

import importlib.util
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

import typer

from kinoloom import __version__

NEEDED_FREE_BYTES = 2_000_000_000
Mark = Literal["ok", "optional", "missing"]
MARKS: dict[Mark, str] = {"ok": "✓", "optional": "·", "missing": "✗"}


@dataclass(frozen=True)
class Finding:
    """One line of the report."""

    mark: Mark
    name: str
    words: str


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("doctor")(doctor)


def doctor() -> None:
    """Check this machine: what is there, what is missing, how to get it."""
    findings = list(examine())
    typer.echo(f"kinoloom {__version__}")
    for finding in findings:
        typer.echo(f" {MARKS[finding.mark]} {finding.name:<12} {finding.words}")
    bad = [finding for finding in findings if finding.mark == "missing"]
    if bad:
        typer.echo(f"{len(bad)} to fix before films can be made.")
        raise typer.Exit(5)
    typer.echo("Everything needed is there.")


def examine() -> Iterator[Finding]:
    """Every finding, in the order shown."""
    checks: tuple[tuple[str, Callable[[], Finding]], ...] = (
        ("python", _python),
        ("ffmpeg", _ffmpeg),
        ("text", _text),
        ("painter", _painter),
        ("agent", lambda: _package("agent", "google.adk", "google-adk")),
        ("home", _home),
        ("disk", _disk),
        ("memory", _memory),
        ("diffusers", lambda: _extra("diffusers", "local diffusion models, needs a GPU")),
        ("fal_client", lambda: _extra("fal_client", "hosted generators, needs a key")),
    )
    for name, check in checks:
        try:
            yield check()
        # A check that fails is what a doctor reports; nothing here may end the report.
        except Exception as error:  # noqa: BLE001
            yield Finding("missing", name, f"{type(error).__name__}: {error}")


def _python() -> Finding:
    version = ".".join(map(str, sys.version_info[:3]))
    good = sys.version_info >= (3, 11)
    return Finding("ok" if good else "missing", "python", f"{version} on {sys.platform}")


def _ffmpeg() -> Finding:
    if importlib.util.find_spec("imageio_ffmpeg") is None:
        return Finding("missing", "ffmpeg", "pip install 'kinoloom[studio]'")
    from kinoloom.media import ffmpeg

    return Finding("ok", "ffmpeg", f"{ffmpeg.version()}, from the imageio-ffmpeg wheel")


def _text() -> Finding:
    if importlib.util.find_spec("pyvips") is None:
        return Finding("missing", "text", "pip install 'kinoloom[studio]'")
    import pyvips

    from kinoloom.render.lettering import fonts

    version = ".".join(str(pyvips.version(part)) for part in range(3))
    return Finding("ok", "text", f"libvips {version} with Pango, {len(fonts.font_files())} fonts")


def _painter() -> Finding:
    for module in ("numba", "cv2", "numpy", "scipy"):
        if importlib.util.find_spec(module) is None:
            return Finding("missing", "painter", f"{module}: pip install 'kinoloom[studio]'")
    from kinoloom.generators.registry import Generators

    return Finding("ok", "generators", ", ".join(Generators()))


def _package(name: str, module: str, package: str) -> Finding:
    if importlib.util.find_spec(module.split(".", maxsplit=1)[0]) is None:
        return Finding("missing", name, "pip install 'kinoloom[studio]'")
    from importlib.metadata import version

    return Finding("ok", name, f"{package} {version(package)}, built-in rule-based model")


def _home() -> Finding:
    from kinoloom.settings import Settings

    home = Settings.read().home
    home.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryFile(dir=home):
        pass
    return Finding("ok", "home", f"{home} (KINOLOOM_HOME moves it)")


def _disk() -> Finding:
    from kinoloom.settings import Settings

    home = Settings.read().home
    place = next(p for p in (home, *home.parents) if p.exists())
    free = shutil.disk_usage(place).free
    words = f"{free / 1e9:.0f} GB free"
    if free < NEEDED_FREE_BYTES:
        return Finding("missing", "disk", f"{words}; films need about 2 GB of room")
    return Finding("ok", "disk", words)


def _memory() -> Finding:
    cores = os.cpu_count() or 1
    pages = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    return Finding("ok", "machine", f"{cores} cores, {pages / 1e9:.0f} GB of memory")


def _extra(module: str, words: str) -> Finding:
    if importlib.util.find_spec(module) is None:
        return Finding("optional", module, f"not installed ({words})")
    return Finding("ok", module, words)
