"""The only module that starts a subprocess: the ffmpeg binary from the imageio-ffmpeg wheel."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import tempfile
import threading
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import IO

from kinoloom.errors import KinoloomError, MachineError, SourceError
from kinoloom.watch import Watch

POLL_S = 0.05
TAIL_BYTES = 4000


class FfmpegFailed(KinoloomError):
    """ffmpeg ended with an error that is neither the disk's nor the source's: a defect of ours."""

    exit_code = 70


@cache
def executable() -> Path:
    """The binary. Raises MachineError when the wheel holds none for this platform."""
    import imageio_ffmpeg

    try:
        return Path(imageio_ffmpeg.get_ffmpeg_exe())
    except RuntimeError as error:
        raise MachineError(f"No ffmpeg for this machine: {error}") from None


def version() -> str:
    """The first line of `ffmpeg -version`, its version word."""
    done = subprocess.run(
        [executable(), "-version"], capture_output=True, text=True, check=True, timeout=30
    )
    return done.stdout.split()[2]


def run(
    arguments: Sequence[str],
    *,
    watch: Watch,
    on_frame: Callable[[int], None] | None = None,
) -> str:
    """Run ffmpeg to its end and return what it said on stderr.

    `on_frame` hears the number of frames written so far. A cancelled watch kills the process
    and raises Cancelled. A failure raises MachineError (disk), SourceError (unreadable input) or
    FfmpegFailed. Arguments start after the global flags.
    """
    with _started(arguments, stdout=subprocess.PIPE) as (process, said):
        assert process.stdout is not None
        reader = threading.Thread(target=_read_progress, args=(process.stdout, on_frame))
        reader.start()
        try:
            _wait(process, watch)
        finally:
            reader.join()
        _raise_for(process.returncode, said)
        return _tail(said)


def read(arguments: Sequence[str], *, watch: Watch, block_bytes: int = 1 << 20) -> Iterator[bytes]:
    """Run ffmpeg and yield its stdout in blocks; errors as for `run`."""
    with _started(arguments, stdout=subprocess.PIPE) as (process, said):
        assert process.stdout is not None
        while block := process.stdout.read(block_bytes):
            watch.check()
            yield block
        process.wait()
        _raise_for(process.returncode, said)


def feed(arguments: Sequence[str], blocks: Iterable[bytes | memoryview], *, watch: Watch) -> None:
    """Run ffmpeg and write blocks to its stdin; errors as for `run`."""
    with _started(arguments, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL) as (process, said):
        assert process.stdin is not None
        try:
            for block in blocks:
                watch.check()
                process.stdin.write(block)
            process.stdin.close()
        except BrokenPipeError:
            # ffmpeg went first; its own words on stderr say why.
            pass
        process.wait()
        _raise_for(process.returncode, said)


@contextmanager
def _started(
    arguments: Sequence[str], *, stdin: int = subprocess.DEVNULL, stdout: int
) -> Generator[tuple[subprocess.Popen[bytes], IO[bytes]]]:
    command = [str(executable()), "-hide_banner", "-nostats", "-loglevel", "info", "-y", *arguments]
    # A file, not a pipe: a chatty ffmpeg must never block on a full stderr pipe.
    with tempfile.TemporaryFile() as said:
        process = subprocess.Popen(
            command, stdin=stdin, stdout=stdout, stderr=said, start_new_session=True
        )
        try:
            yield process, said
        finally:
            if process.poll() is None:
                process.kill()
                process.wait()
            for pipe in (process.stdin, process.stdout):
                if pipe is not None and not pipe.closed:
                    _close(pipe)


def _close(pipe: IO[bytes]) -> None:
    try:
        pipe.close()
    except BrokenPipeError:
        # Closing flushes what a killed ffmpeg no longer reads.
        return


def _wait(process: subprocess.Popen[bytes], watch: Watch) -> None:
    while True:
        try:
            process.wait(POLL_S)
            return
        except subprocess.TimeoutExpired:
            if watch.is_cancelled:
                process.kill()
                process.wait()
                watch.check()


def _read_progress(stream: IO[bytes], on_frame: Callable[[int], None] | None) -> None:
    for line in stream:
        if on_frame is not None and line.startswith(b"frame="):
            on_frame(int(line[6:]))


def _tail(said: IO[bytes]) -> str:
    size = said.seek(0, os.SEEK_END)
    said.seek(max(0, size - TAIL_BYTES))
    return said.read().decode(errors="replace")


def _raise_for(returncode: int, said: IO[bytes]) -> None:
    if returncode == 0:
        return
    text = _tail(said)
    full = any(os.strerror(code) in text for code in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG))
    if full or returncode == -signal.SIGXFSZ:
        raise MachineError("The disk is full; free some space and run the same export again.")
    if os.strerror(errno.EACCES) in text:
        raise MachineError("The encoder may not write there; check the folder's permissions.")
    unreadable = ("Invalid data found when processing input", "moov atom not found")
    if any(sign in text for sign in unreadable):
        raise SourceError("A source file cannot be decoded; it may be damaged or incomplete.")
    last = next((line for line in reversed(text.splitlines()) if line.strip()), "no message")
    raise FfmpegFailed(f"ffmpeg stopped with code {returncode}: {last}")
