"""Chromium's headless shell: installed, or fetched as a Debian package into a folder."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

SHELLS = ("chromium-headless-shell", "chrome-headless-shell")
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome")
HOME = Path("/usr/lib/chromium")
LIMIT_S = 300


def headless_shell(folder: Path) -> Path | None:
    """The shell's executable; None where there is none and none can be had."""
    for name in SHELLS:
        if found := shutil.which(name):
            return Path(found)
    if (
        not (HOME / "icudtl.dat").is_file()
        or not shutil.which("dpkg")
        or not shutil.which("apt-get")
    ):
        return None
    try:
        return _fetched(folder)
    except (subprocess.SubprocessError, OSError, StopIteration):
        # No network, or another version than the browser's: the whole browser does it too.
        return None


def browser() -> Path | None:
    """The whole browser, if there is one."""
    return next((Path(found) for name in BROWSERS if (found := shutil.which(name))), None)


def _fetched(folder: Path) -> Path:
    """The package of the browser's own version, unpacked; what both share is linked."""
    home = folder / "unpacked" / HOME.relative_to("/")
    folder.mkdir(parents=True, exist_ok=True)
    version = _said(["dpkg-query", "-W", "-f", "${Version}", "chromium"], folder)
    _said(["apt-get", "download", f"chromium-headless-shell={version}"], folder)
    package = next(folder.glob("chromium-headless-shell_*.deb"))
    _said(["dpkg", "-x", str(package), str(folder / "unpacked")], folder)
    for shared in HOME.iterdir():
        if not (home / shared.name).exists():
            (home / shared.name).symlink_to(shared)
    shell = home / "chromium-headless-shell"
    _said([str(shell), "--version"], folder)
    return shell


def _said(command: list[str], folder: Path) -> str:
    done = subprocess.run(
        command, cwd=folder, capture_output=True, text=True, check=True, timeout=LIMIT_S
    )
    return done.stdout.strip()
