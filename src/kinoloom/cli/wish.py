"""The options that say what kind of file is wanted: read once, for this machine or a server."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kinoloom.cli.target import film_path, format_in, moment_ms

if TYPE_CHECKING:
    from kinoloom.draft.model import Draft
    from kinoloom.render.files.output import Output
    from kinoloom.wire.requests import OutputWish

Target = Annotated[
    Path | None,
    typer.Option(
        "-o",
        "--output",
        help="The file to write; its ending is the format: .mp4, .webm, .mov, .gif, .webp, .mp3, "
        ".wav, .m4a, .png.",
    ),
]
Format = Annotated[str | None, typer.Option(help="The format, where no file is named.")]
Quality = Annotated[str, typer.Option(help="low, medium, high or lossless.")]
Resolution = Annotated[
    str | None, typer.Option(help="Short side such as 720, 1080p or 4k, or 1280x720.")
]
Fps = Annotated[str | None, typer.Option(help="Frames per second, such as 30 or 30000/1001.")]
Codec = Annotated[
    str | None,
    typer.Option(help="h264, hevc or av1 in mp4; vp9 or av1 in webm; prores, h264, hevc in mov."),
]
At = Annotated[str | None, typer.Option("--at", help="The moment of a .png: 2.5, or 1:02.5.")]
Gpu = Annotated[bool, typer.Option("--gpu", help="Let a GPU encode where there is one.")]
Preview = Annotated[
    bool, typer.Option("--preview", help="A small rough mp4 (540p), to look at sooner.")
]
Muted = Annotated[bool, typer.Option("--muted", help="A film without a sound track.")]


@dataclass(frozen=True)
class Wish:
    """What was asked for, as it was typed."""

    target: Path | None = None
    format: str | None = None
    quality: str = "high"
    resolution: str | None = None
    fps: str | None = None
    codec: str | None = None
    at: str | None = None
    gpu: bool = False
    preview: bool = False
    muted: bool = False

    def settings(self) -> Output:
        """The renderer's settings, without a film. Raises AskError for what does not exist."""
        from kinoloom.errors import AskError
        from kinoloom.studio.outputs import output_of

        output = output_of(
            format_in(self.target, self.format),
            self.quality,
            self.resolution,
            self.fps,
            self.codec,
            at_ms=moment_ms(self.at),
            hardware=self.gpu,
            muted=self.muted,
        )
        if self.at is not None and output.row.kind != "frame":
            raise AskError(f"--at is for a .png; .{output.format} holds the whole film.")
        return output

    def settings_for(self, film: Draft) -> Output:
        """The settings of the film's file: those of a quick look where one is wanted.

        Raises AskError.
        """
        from kinoloom.studio.delivery import quick

        output = self.settings()
        return quick(film, output) if self.preview else output

    def path(self) -> Path | None:
        """The file that was named, with its ending. Raises AskError."""
        return film_path(self.target, self.settings().format) if self.target else None

    def on_wire(self) -> OutputWish:
        """The same for a server, in the words that were typed. Raises AskError."""
        from kinoloom.wire.requests import OutputWish

        output = self.settings()
        return OutputWish(
            format=output.format,
            quality=output.quality,
            resolution=self.resolution,
            fps=self.fps,
            codec=output.codec,
            at_ms=output.at_ms if self.at is not None else None,
            preview=self.preview or None,
            hardware=self.gpu or None,
            muted=self.muted or None,
        )
