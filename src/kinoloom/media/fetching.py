"""Downloads an address a user gave, from the public internet only, within a size and a time."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.message import Message
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import httpx

from kinoloom.errors import AskError, KinoloomError
from kinoloom.media.addresses import Address, AddressRules, Unresolved, addresses_of
from kinoloom.media.landing import landing
from kinoloom.media.limits import FileTooLarge
from kinoloom.media.names import harmless
from kinoloom.watch import Watch

MOST_REDIRECTS = 5
STEP_TIMEOUT_S = 10.0
BLOCK_BYTES = 1 << 16
REDIRECTS = (301, 302, 303, 307, 308)
PORTS = {"http": 80, "https": 443}
HEADERS = {"Accept": "*/*", "Accept-Encoding": "identity", "User-Agent": "Kinoloom"}


class FetchFailed(AskError):
    """The other side did not give the file; the address is wrong, or its server is."""


def fetch(
    url: str,
    target: Path,
    *,
    limit_bytes: int,
    rules: AddressRules,
    timeout_s: float = 60,
    watch: Watch | None = None,
) -> str:
    """Download `url` to `target` and return a harmless file name for it.

    Raises AddressRefused for an address, or a redirect to one, that is not public; FileTooLarge;
    FetchFailed when the other side fails or `timeout_s` is over, however it spreads its bytes;
    MachineError when the disk does; Cancelled. Nothing is left at `target` then.
    """
    clock = _Clock(time.monotonic() + timeout_s, watch or Watch())
    at = _parsed(url)
    with landing(target) as part:
        for _hop in range(MOST_REDIRECTS + 1):
            with _answer(at, rules, clock) as answer:
                if answer.status_code not in REDIRECTS:
                    _save(answer, part, limit_bytes, clock)
                    return _file_name(answer.headers, at)
                at = _next(at, answer)
        raise FetchFailed(f"{at.host} sends from one address to the next without end.")


@dataclass
class _Clock:
    """The end of the time given, and the connection to cut when it comes.

    A timeout on each step would not do: a server that sends a byte now and then meets them all.
    """

    deadline_s: float
    watch: Watch
    connection: socket.socket | None = field(default=None)

    def check(self) -> None:
        """Raise Cancelled or FetchFailed unless there is time left."""
        self.watch.check()
        if self.left_s <= 0:
            raise FetchFailed("The download took too long; try again, or send the file itself.")

    @property
    def left_s(self) -> float:
        return self.deadline_s - time.monotonic()

    def seen(self, event: str, facts: Mapping[str, Any]) -> None:
        """httpcore's trace hook: remembers the connection."""
        if event == "connection.connect_tcp.complete":
            self.connection = facts["return_value"].get_extra_info("socket")
            if self.left_s <= 0:
                # The alarm rang while it was being made, and found nothing to cut.
                self.cut()

    def cut(self) -> None:
        """End the connection under a reader that waits for it."""
        if self.connection is None:
            return
        try:
            # The plain method: TLS would first say goodbye to a server that does not listen.
            socket.socket.shutdown(self.connection, socket.SHUT_RDWR)
        except OSError:
            # Closed already, which is what was wanted.
            return


def _parsed(url: str) -> httpx.URL:
    """A web address. Raises FetchFailed for any other."""
    try:
        at = httpx.URL(url.strip())
    except (httpx.InvalidURL, UnicodeError, ValueError) as error:
        raise FetchFailed("That is not a web address.") from error
    if at.scheme not in PORTS or not at.host:
        raise FetchFailed("Only web addresses that begin with http:// or https:// are fetched.")
    if at.userinfo:
        raise FetchFailed("An address with a name or password in it is not fetched.")
    return at


@contextmanager
def _answer(at: httpx.URL, rules: AddressRules, clock: _Clock) -> Generator[httpx.Response]:
    """The open answer of one request, made to an address that was checked."""
    clock.check()
    host = at.raw_host.decode("ascii")
    try:
        addresses = addresses_of(host, at.port or PORTS[at.scheme], rules)
    except Unresolved as error:
        raise FetchFailed(str(error)) from error
    alarm = threading.Timer(max(0.0, clock.left_s), clock.cut)
    alarm.daemon = True
    alarm.start()
    try:
        # One client for each hop: what one host set (cookies) is not for the next.
        with (
            httpx.Client(trust_env=False, headers=HEADERS) as client,
            _opened(client, at, addresses, clock) as answer,
        ):
            yield answer
    except httpx.HTTPError as error:
        clock.check()
        raise _failure(at, error) from error
    finally:
        alarm.cancel()


@contextmanager
def _opened(
    client: httpx.Client, at: httpx.URL, addresses: tuple[Address, ...], clock: _Clock
) -> Generator[httpx.Response]:
    """The answer of the first address that takes the connection."""
    host = at.raw_host.decode("ascii")
    for number, address in enumerate(addresses, start=1):
        clock.check()
        request = client.build_request(
            "GET",
            at.copy_with(host=str(address)),
            headers={"Host": at.netloc.decode("ascii")},
            extensions={"sni_hostname": host, "trace": clock.seen},
            timeout=min(STEP_TIMEOUT_S, max(0.1, clock.left_s)),
        )
        try:
            answer = client.send(request, stream=True)
        except (httpx.ConnectError, httpx.ConnectTimeout):
            if number == len(addresses):
                raise
            continue
        try:
            yield answer
        finally:
            answer.close()
        return


def _next(at: httpx.URL, answer: httpx.Response) -> httpx.URL:
    """Where a redirect leads, held to the same rules as the first address."""
    where = answer.headers.get("Location", "")
    if not where:
        raise FetchFailed(f"{at.host} sends to another address and does not say which.")
    try:
        return _parsed(str(at.join(where)))
    except (httpx.InvalidURL, UnicodeError, ValueError) as error:
        raise FetchFailed(f"{at.host} sends to something that is not a web address.") from error


def _save(answer: httpx.Response, part: Path, limit_bytes: int, clock: _Clock) -> None:
    """Write the body to `part`. The length it claims is checked first, the true one throughout."""
    host = answer.request.headers["Host"]
    if answer.status_code != 200:
        reason = f"{answer.status_code} {answer.reason_phrase}".strip()
        raise FetchFailed(f"{host} does not give the file: it answers {reason}.")
    if answer.headers.get("Content-Encoding", "identity").lower() != "identity":
        raise FetchFailed(f"{host} sends the file compressed although it was asked not to.")
    claimed = answer.headers.get("Content-Length", "")
    if claimed.isdecimal() and int(claimed) > limit_bytes:
        raise FileTooLarge(limit_bytes)
    size_bytes = 0
    with part.open("xb") as stream:
        for block in answer.iter_raw(BLOCK_BYTES):
            clock.check()
            size_bytes += len(block)
            if size_bytes > limit_bytes:
                raise FileTooLarge(limit_bytes)
            stream.write(block)
    # A body without a length ends where the connection does: perhaps because we cut it.
    clock.check()


def _failure(at: httpx.URL, error: httpx.HTTPError) -> KinoloomError:
    """A sentence for what went wrong with the other side."""
    if isinstance(error, httpx.TimeoutException):
        return FetchFailed(f"{at.host} does not answer in time.")
    if "CERTIFICATE" in str(error).upper() or "SSL" in str(error).upper():
        return FetchFailed(f"{at.host} cannot be reached safely: its encryption is not valid.")
    if isinstance(error, httpx.ConnectError):
        return FetchFailed(f"{at.host} cannot be reached.")
    return FetchFailed(f"{at.host} broke off before the file was complete.")


def _file_name(headers: httpx.Headers, at: httpx.URL) -> str:
    """The name the server gives, else the last part of the address."""
    message = Message()
    message["Content-Disposition"] = headers.get("Content-Disposition", "")
    return harmless(message.get_filename() or unquote(at.path))
