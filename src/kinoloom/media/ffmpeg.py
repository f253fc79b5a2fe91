"""The only module that starts a subprocess: ffmpeg from its wheel, and Python for risky work.

Every input of ffmpeg may open local files of known kinds and nothing else, whoever calls; every
child runs within limits and sees none of the server's environment.
"""

from __future__ import annotations

import errno
import json
import math
import os
import select
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import IO, Any, NoReturn

from kinoloom.errors import KinoloomError, MachineError, SourceError
from kinoloom.media.confinement import OWN, Limits, confine
from kinoloom.watch import Watch

POLL_S = 0.05
TAIL_BYTES = 4000
ANSWER_BYTES = 1 << 20
ALONE = {"OPENBLAS_NUM_THREADS": "1", "VIPS_CONCURRENCY": "1"}
"""Children work side by side: threads of their libraries would only wait for each other, and to
start them costs a tenth of a second."""
FILE_DEMUXERS = (
    *("mov", "matroska", "avi", "mp3", "wav", "aac", "flac", "ogg", "gif"),
    *("png_pipe", "apng", "jpeg_pipe", "webp_pipe", "bmp_pipe", "tiff_pipe", "image2"),
)
"""What a file may hold. No playlist and no list of files: those open other files and addresses."""

OWN_DEMUXERS = (*FILE_DEMUXERS, "lavfi", "rawvideo", "f32le", "s16le")
"""What may be asked for with `-f` besides: our own code writes these inputs, no file can."""

KEPT_VARIABLES = (
    *("PATH", "HOME", "LANG", "LC_ALL", "LC_CTYPE"),
    *("PYTHONPATH", "PYTHONHOME", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "SYSTEMROOT"),
)


class FfmpegFailed(KinoloomError):
    """ffmpeg ended with an error that is neither the disk's nor the source's: a defect of ours."""

    exit_code = 70


class OverLimit(MachineError):
    """A child was stopped at its limit of time, memory or written bytes."""


class ChildFailed(KinoloomError):
    """A Python child ended with an error; `returncode` is negative when a signal ended it."""

    exit_code = 70

    def __init__(self, returncode: int, said: str) -> None:
        self.returncode = returncode
        super().__init__(f"A helper process stopped with code {returncode}: {said}")


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
    limits: Limits = OWN,
) -> str:
    """Run ffmpeg to its end and return what it said on stderr.

    `on_frame` hears the number of frames written so far. A cancelled watch kills the process
    and raises Cancelled. A failure raises MachineError (disk), OverLimit, SourceError (unreadable
    input) or FfmpegFailed. Arguments start after the global flags.
    """
    with _ffmpeg(arguments, limits, stdout=subprocess.PIPE) as (process, said):
        assert process.stdout is not None
        reader = threading.Thread(target=_read_progress, args=(process.stdout, on_frame))
        reader.start()
        try:
            _wait(process, watch)
        finally:
            reader.join()
        _raise_for(process.returncode, said, limits)
        return _tail(said)


def read(
    arguments: Sequence[str],
    *,
    watch: Watch,
    block_bytes: int = 1 << 20,
    limits: Limits = OWN,
) -> Iterator[bytes]:
    """Run ffmpeg and yield its stdout in blocks; errors as for `run`."""
    with _ffmpeg(arguments, limits, stdout=subprocess.PIPE) as (process, said):
        assert process.stdout is not None
        while block := process.stdout.read(block_bytes):
            watch.check()
            yield block
        process.wait()
        _raise_for(process.returncode, said, limits)


def feed(
    arguments: Sequence[str],
    blocks: Iterable[bytes | memoryview],
    *,
    watch: Watch,
    limits: Limits = OWN,
) -> None:
    """Run ffmpeg and write blocks to its stdin; errors as for `run`."""
    piped = {"stdin": subprocess.PIPE, "stdout": subprocess.DEVNULL}
    with _ffmpeg(arguments, limits, **piped) as (process, said):
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
        _raise_for(process.returncode, said, limits)


def run_python(
    module: str,
    arguments: Sequence[str],
    *,
    limits: Limits,
    timeout_s: float,
    watch: Watch | None = None,
) -> bytes:
    """Run `python -m module` to its end and return the first MiB of its stdout.

    Raises OverLimit when it runs into `limits` or longer than `timeout_s`, Cancelled, and
    ChildFailed when it ends in any other way than with code 0.
    """
    # -P: a file in the working folder must not stand in for a module.
    command = [sys.executable, "-P", "-m", module, *arguments]
    with (
        tempfile.TemporaryFile() as answer,
        _started(command, limits, stdout=answer.fileno()) as (process, said),
    ):
        _wait(process, watch or Watch(), time.monotonic() + timeout_s)
        if process.returncode in (-signal.SIGKILL, -signal.SIGXCPU, -signal.SIGXFSZ):
            raise OverLimit("A helper process was stopped at its limit of time or memory.")
        if process.returncode != 0:
            raise ChildFailed(process.returncode, _tail(said).strip()[-300:])
        answer.seek(0)
        return answer.read(ANSWER_BYTES)


class Conversation:
    """A Python child that answers requests with lines of JSON; see `conversing`."""

    def __init__(self, process: subprocess.Popen[bytes], said: IO[bytes], limits: Limits) -> None:
        self._process = process
        self._said = said
        self._limits = limits
        self._rest = b""

    @property
    def pid(self) -> int:
        """The child's process id."""
        return self._process.pid

    def ask(self, request: bytes, watch: Watch) -> Iterator[dict[str, Any]]:
        """Send a request and yield the answers, until the caller has heard enough.

        Raises Cancelled within a tenth of a second of being asked to, and ChildFailed when the
        child is gone.
        """
        assert self._process.stdin is not None
        try:
            self._process.stdin.write(len(request).to_bytes(8, "big") + request)
            self._process.stdin.flush()
        except BrokenPipeError:
            self._raise_gone()
        while True:
            line = self._line(watch)
            # The child holds decoders of strangers' files: it is read as data, never unpickled.
            yield json.loads(line)

    def _line(self, watch: Watch) -> bytes:
        assert self._process.stdout is not None
        pipe = self._process.stdout.fileno()
        while b"\n" not in self._rest:
            watch.check()
            if not select.select([pipe], [], [], POLL_S)[0]:
                continue
            block = os.read(pipe, 1 << 16)
            if not block:
                self._raise_gone()
            self._rest += block
        line, _, self._rest = self._rest.partition(b"\n")
        return line

    def _raise_gone(self) -> NoReturn:
        code = self._process.wait()
        _raise_for_machine(0 if code == -signal.SIGKILL else code, _tail(self._said), self._limits)
        raise ChildFailed(code, _tail(self._said).strip()[-600:])


@contextmanager
def conversing(module: str, *, limits: Limits = OWN) -> Generator[Conversation]:
    """`python -m module` for a dialogue: requests with their length in front on its stdin, lines
    of JSON on its stdout. It is killed at the end of the block."""
    # -P: a file in the working folder must not stand in for a module.
    command = [sys.executable, "-P", "-m", module]
    piped = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    with _started(command, limits, **piped) as (process, said):
        yield Conversation(process, said, limits)


@contextmanager
def _ffmpeg(
    arguments: Sequence[str], limits: Limits, *, stdin: int = subprocess.DEVNULL, stdout: int
) -> Generator[tuple[subprocess.Popen[bytes], IO[bytes]]]:
    flags = ["-hide_banner", "-nostats", "-loglevel", "info", "-y"]
    command = [str(executable()), *flags, *_guarded(arguments)]
    with _started(command, limits, stdin=stdin, stdout=stdout) as started:
        yield started


def _guarded(arguments: Sequence[str]) -> list[str]:
    """The arguments with every input held to local files and to one demuxer or the known ones."""
    guarded: list[str] = []
    since = 0
    for at, word in enumerate(arguments):
        if word == "-i":
            asked = _value_of("-f", arguments[since:at])
            demuxers = asked if asked in OWN_DEMUXERS else ",".join(FILE_DEMUXERS)
            guarded += ["-protocol_whitelist", "file,pipe", "-format_whitelist", demuxers]
            since = at + 2
        guarded.append(word)
    return guarded


def _value_of(option: str, arguments: Sequence[str]) -> str:
    """The value of an option, or nothing."""
    return next((value for name, value in pairwise(arguments) if name == option), "")


@contextmanager
def _started(
    command: Sequence[str], limits: Limits, *, stdin: int = subprocess.DEVNULL, stdout: int
) -> Generator[tuple[subprocess.Popen[bytes], IO[bytes]]]:
    # Tokens and passwords of the server have no business in a process that reads strangers' files.
    environment = {name: os.environ[name] for name in KEPT_VARIABLES if name in os.environ} | ALONE
    with (
        # A file, not a pipe: a chatty child must never block on a full stderr pipe.
        tempfile.TemporaryFile() as said,
        # Ours: a child that is killed cannot clear away its own.
        tempfile.TemporaryDirectory(prefix="kinoloom-", ignore_cleanup_errors=True) as scratch,
    ):
        process = subprocess.Popen(
            command,
            stdin=stdin,
            stdout=stdout,
            stderr=said,
            env=environment | {"TMPDIR": scratch},
            start_new_session=True,
        )
        try:
            confine(process.pid, limits)
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


def _wait(process: subprocess.Popen[bytes], watch: Watch, deadline_s: float = math.inf) -> None:
    while True:
        try:
            process.wait(POLL_S)
            return
        except subprocess.TimeoutExpired:
            if watch.is_cancelled:
                process.kill()
                process.wait()
                watch.check()
            if time.monotonic() > deadline_s:
                process.kill()
                process.wait()
                raise OverLimit("A helper process was stopped at its limit of time.") from None


def _read_progress(stream: IO[bytes], on_frame: Callable[[int], None] | None) -> None:
    for line in stream:
        if on_frame is not None and line.startswith(b"frame="):
            on_frame(int(line[6:]))


def _tail(said: IO[bytes]) -> str:
    size = said.seek(0, os.SEEK_END)
    said.seek(max(0, size - TAIL_BYTES))
    return said.read().decode(errors="replace")


def _raise_for(returncode: int, said: IO[bytes], limits: Limits) -> None:
    if returncode == 0:
        return
    text = _tail(said)
    _raise_for_machine(returncode, text, limits)
    if "not on whitelist" in text:
        raise SourceError("A source file points to other files, or is of a kind that is not read.")
    unreadable = ("Invalid data found when processing input", "moov atom not found")
    if any(sign in text for sign in unreadable):
        raise SourceError("A source file cannot be decoded; it may be damaged or incomplete.")
    last = next((line for line in reversed(text.splitlines()) if line.strip()), "no message")
    raise FfmpegFailed(f"ffmpeg stopped with code {returncode}: {last}")


def _raise_for_machine(returncode: int, text: str, limits: Limits) -> None:
    """Raise MachineError or OverLimit when the disk, the memory or a limit ended it."""
    wrote_too_much = limits.written_bytes is not None and returncode == -signal.SIGXFSZ
    stopped = returncode in (-signal.SIGKILL, -signal.SIGXCPU)
    # A thread without room for its stack is refused as if it should try again.
    starved = any(sign in text for sign in (os.strerror(errno.ENOMEM), "pthread_create() failed"))
    if wrote_too_much or stopped or starved:
        raise OverLimit("ffmpeg was stopped at its limit of time, memory or written bytes.")
    full = any(os.strerror(code) in text for code in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG))
    if full or returncode == -signal.SIGXFSZ:
        raise MachineError("The disk is full; free some space and run the same export again.")
    if os.strerror(errno.EACCES) in text:
        raise MachineError("The encoder may not write there; check the folder's permissions.")
