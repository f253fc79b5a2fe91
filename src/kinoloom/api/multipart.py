"""Files in a multipart body, written to disk as they arrive: memory stays what it was."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from fastapi import Request
from python_multipart.multipart import MultipartParser, parse_options_header

from kinoloom.api.bodies import BodyMalformed
from kinoloom.errors import KinoloomError
from kinoloom.media.assets import AssetFolder
from kinoloom.media.limits import FileTooLarge
from kinoloom.media.names import harmless
from kinoloom.media.receiving import Receiver
from kinoloom.studio.intake import Received

if TYPE_CHECKING:
    from python_multipart.multipart import MultipartCallbacks

MOST_FILES = 50
HEADER_BYTES = 8192


class _Sorter:
    """Hears the parser and sends each file's bytes to a receiver of its own."""

    def __init__(self, new: Callable[[], Receiver]) -> None:
        self._new = new
        self._name = b""
        self._value = b""
        self._disposition = b""
        self._receiver: Receiver | None = None
        self.files: list[Received] = []
        self.is_whole = False

    def callbacks(self) -> MultipartCallbacks:
        """What the parser calls."""
        return {
            "on_part_begin": self._begin,
            "on_header_begin": self._header_begin,
            "on_header_field": self._header_field,
            "on_header_value": self._header_value,
            "on_header_end": self._header_end,
            "on_headers_finished": self._headers_finished,
            "on_part_data": self._data,
            "on_part_end": self._end,
            "on_end": self._all,
        }

    def _begin(self) -> None:
        self._disposition, self._receiver = b"", None

    def _header_begin(self) -> None:
        self._name = self._value = b""

    def _header_field(self, data: bytes, start: int, end: int) -> None:
        self._name = self._joined(self._name, data[start:end])

    def _header_value(self, data: bytes, start: int, end: int) -> None:
        self._value = self._joined(self._value, data[start:end])

    def _joined(self, known: bytes, more: bytes) -> bytes:
        if len(known) + len(more) > HEADER_BYTES:
            raise BodyMalformed("A header of the body is too long.")
        return known + more

    def _header_end(self) -> None:
        if self._name.lower() == b"content-disposition":
            self._disposition = self._value

    def _headers_finished(self) -> None:
        options = parse_options_header(self._disposition)[1]
        # A part without a file name is a form field; there is none that means anything here.
        if b"filename" not in options:
            return
        if len(self.files) >= MOST_FILES:
            raise BodyMalformed(f"A request brings at most {MOST_FILES} files.")
        name = options[b"filename"].decode(errors="replace")
        self._receiver = self._new()
        self.files.append(Received(self._receiver, harmless(name)))

    def _data(self, data: bytes, start: int, end: int) -> None:
        if self._receiver is not None:
            self._receiver.write(memoryview(data)[start:end])

    def _end(self) -> None:
        if self._receiver is not None:
            self._receiver.settle()
            self._receiver = None

    def _all(self) -> None:
        self.is_whole = True


async def receive(request: Request, assets: AssetFolder, limit_bytes: int) -> list[Received]:
    """The files of a multipart body, in order.

    Raises FileTooLarge (before reading when the length says so, or for one file while reading)
    and BodyMalformed, also for a body that stops half-way; nothing is left on the disk then.
    """
    boundary = parse_options_header(request.headers.get("content-type", ""))[1].get(b"boundary")
    if not boundary:
        raise BodyMalformed("The multipart body names no boundary.")
    most = 2 * limit_bytes + (1 << 20)
    announced = request.headers.get("content-length", "")
    if announced.isdigit() and int(announced) > most:
        raise FileTooLarge(limit_bytes)
    sorter = _Sorter(lambda: Receiver(assets, limit_bytes))
    try:
        await _sort(request, MultipartParser(boundary, sorter.callbacks()), most, limit_bytes)
        if not sorter.is_whole:
            raise BodyMalformed("The body ends before its last file does.")
        if not sorter.files:
            raise BodyMalformed('Send at least one file, in a part named "files".')
    except BaseException:
        for file in sorter.files:
            file.drop()
        raise
    return sorter.files


async def _sort(
    request: Request, parser: MultipartParser, most_bytes: int, limit_bytes: int
) -> None:
    refusal: KinoloomError | None = None
    total = 0
    async for block in request.stream():
        total += len(block)
        if total > most_bytes:
            raise FileTooLarge(limit_bytes)
        if refusal is None:
            refusal = _fed(parser, block)
    # Only now: an answer while the client still sends would be lost with the connection.
    if refusal is not None:
        raise refusal


def _fed(parser: MultipartParser, block: bytes) -> KinoloomError | None:
    from python_multipart.exceptions import FormParserError

    try:
        parser.write(block)
    except KinoloomError as error:
        return error
    except FormParserError as error:
        return BodyMalformed(f"The body is no multipart form: {error}.")
    return None
