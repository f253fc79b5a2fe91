"""Server-sent events, from bytes to frames."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True)
class Frame:
    """One event. An empty `data` is a heartbeat, whatever `event` says."""

    event: str = ""
    data: str = ""
    id: str = ""


def frames(chunks: Iterable[bytes]) -> Iterator[Frame]:
    """The events in a stream that arrives in pieces of any size.

    A comment line (`: ping`) counts as a heartbeat: it means that the server lives.
    """
    fields: dict[str, list[str]] = {}
    for line in _lines(chunks):
        if not line:
            if fields:
                yield _frame(fields)
            fields = {}
        elif line.startswith(":"):
            yield Frame("heartbeat")
        else:
            name, _, value = line.partition(":")
            fields.setdefault(name, []).append(value.removeprefix(" "))
    if fields:
        yield _frame(fields)


def _lines(chunks: Iterable[bytes]) -> Iterator[str]:
    """Lines end at LF or CRLF only.

    `str.splitlines` (and httpx's `iter_lines`) would also cut at U+2028, which is legal inside the
    JSON of a `data:` line, and lose the event.
    """
    rest = b""
    for chunk in chunks:
        *whole, rest = (rest + chunk).split(b"\n")
        for line in whole:
            yield line.removesuffix(b"\r").decode(errors="replace")
    if rest:
        yield rest.removesuffix(b"\r").decode(errors="replace")


def _frame(fields: dict[str, list[str]]) -> Frame:
    last = {name: values[-1] for name, values in fields.items()}
    return Frame(last.get("event", ""), "\n".join(fields.get("data", [])), last.get("id", ""))
