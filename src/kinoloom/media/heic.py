"""HEIC, which telephones take photos in, as a JPEG that everything else here reads."""

from __future__ import annotations

import json
from pathlib import Path

from kinoloom.errors import SourceError
from kinoloom.media import ffmpeg
from kinoloom.media.confinement import Limits
from kinoloom.watch import Watch

CHILD = "kinoloom.media.heic_child"
TIMEOUT_S = 60.0
LIMITS = Limits(cpu_s=60, memory_bytes=3 << 30, written_bytes=256 << 20)


def converted(source: Path, target: Path, watch: Watch) -> None:
    """Write a stranger's HEIC picture to `target`, a JPEG: upright, in sRGB, in a child process.

    Raises SourceError when it cannot be decoded, has over 100 megapixels or takes more than a
    minute or 3 GB; MachineError and Cancelled.
    """
    arguments = [str(source.absolute()), str(target.absolute())]
    try:
        answer = ffmpeg.run_python(
            CHILD, arguments, limits=LIMITS, timeout_s=TIMEOUT_S, watch=watch
        )
    except ffmpeg.OverLimit as error:
        raise SourceError(
            "The HEIC picture takes too much time or memory to read; save it as JPG."
        ) from error
    except ffmpeg.ChildFailed as error:
        # Ended by a signal: the decoder crashed on these bytes. Any code is a defect of ours.
        if error.returncode >= 0:
            raise
        raise SourceError("The HEIC picture is damaged; save it as JPG.") from error
    refused = json.loads(answer).get("refused")
    if refused:
        raise SourceError(refused)
