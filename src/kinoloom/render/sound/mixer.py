"""The child process that mixes: `python -m kinoloom.render.sound.mixer`.

Strangers' files are decoded here, away from whatever serves requests. It takes pickled tasks from
its parent and answers with lines of JSON: shares done, then `done`, or what failed.
"""

from __future__ import annotations

import errno
import json
import pickle
import sys
from collections.abc import Mapping
from typing import BinaryIO

from kinoloom.errors import KinoloomError, MachineError

FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
STEP = 0.01


def main() -> None:
    """Answer tasks until stdin ends."""
    # Whatever a library prints must not end up among the answers.
    out, sys.stdout = sys.stdout.buffer, sys.stderr
    while header := sys.stdin.buffer.read(8):
        data = sys.stdin.buffer.read(int.from_bytes(header, "big"))
        _say(out, _answer(data, out))


def _answer(data: bytes, out: BinaryIO) -> dict[str, object]:
    from kinoloom.render.sound.mixdown import carry_out
    from kinoloom.watch import Watch

    said = 0.0

    def report(share: float) -> None:
        nonlocal said
        if share >= said + STEP:
            said = share
            _say(out, {"share": share})

    try:
        carry_out(pickle.loads(data), Watch(), report)
    except KinoloomError as error:
        return _failed(error)
    except OSError as error:
        if error.errno not in FULL:
            raise
        return _failed(
            MachineError("The disk is full; free some space and run the same export again.")
        )
    return {"done": True}


def _failed(error: KinoloomError) -> dict[str, object]:
    return {"failed": type(error).__name__, "message": str(error)}


def _say(out: BinaryIO, answer: Mapping[str, object]) -> None:
    out.write(json.dumps(answer).encode() + b"\n")
    out.flush()


if __name__ == "__main__":
    main()
