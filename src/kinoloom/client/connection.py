"""One server, spoken to with good manners: who we are, one new token, one wait, then a sentence."""

from __future__ import annotations

import time
from collections.abc import Callable, Generator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from types import TracebackType
from typing import IO, Any, TypeVar

import httpx
from pydantic import BaseModel, ValidationError

from kinoloom.client.attribution import Attribution
from kinoloom.client.errors import (
    Account,
    ConnectionLost,
    RequestRefused,
    ServerBroken,
    ServerUnreachable,
    TokenRefused,
    TooManyRequests,
    refusal,
)
from kinoloom.client.identity import Identity, Token
from kinoloom.client.verdict import LONGEST_WAIT_S, Verdict, json_of, spoken_wait, verdict, wait_s
from kinoloom.wire import headers, paths
from kinoloom.wire.answers import TokenData
from kinoloom.wire.codes import Code

D = TypeVar("D", bound=BaseModel)
Files = list[tuple[str, tuple[str, IO[bytes]]]]

CONNECT_S = 10.0
READ_S = 60.0
TOKEN_LIFE_S = 7 * 86_400


@dataclass(frozen=True)
class Request:
    """A call before it has a token. `files` are open files; they are read from their start."""

    method: str
    path: str
    body: Mapping[str, Any] | None = None
    files: Files | None = None
    headers: Mapping[str, str] = field(default_factory=dict[str, str])
    read_s: float = READ_S


class Connection:
    """Calls of one user to one server. Safe to use from several threads.

    Every call raises ServerUnreachable, ServerBroken, or the error of `client.errors` that the
    answer's code stands for.
    """

    def __init__(
        self,
        identity: Identity,
        *,
        attribution: Attribution | None = None,
        transport: httpx.BaseTransport | None = None,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self.identity = identity
        self.account = Account(identity.base_url)
        self._attribution = (attribution or Attribution.read()).as_headers()
        self._sleep = sleep
        self._refused: set[str] = set()
        self._client = httpx.Client(
            base_url=identity.base_url,
            transport=transport,
            # A proxy of the environment would get the owner's token of a server on this machine.
            trust_env=not identity.is_loopback,
        )

    def __enter__(self) -> Connection:
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: object, _trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the connection."""
        self._client.close()

    def call(self, request: Request) -> dict[str, Any]:
        """The whole JSON answer."""
        response = self._answered(request, stream=False)
        answer = json_of(response)
        if not answer:
            raise ServerBroken(f"{self.identity.base_url} does not speak Kinoloom's language.")
        return answer

    def data(self, request: Request, shape: type[D]) -> D:
        """The answer's `data`, checked."""
        return shaped(self.call(request).get("data"), shape)

    def content(self, request: Request) -> bytes:
        """The whole of an answer that is a file."""
        with self.stream(request) as response:
            try:
                return response.read()
            except httpx.RequestError:
                raise ConnectionLost(
                    f"The connection to {self.identity.base_url} was lost."
                ) from None

    @contextmanager
    def stream(self, request: Request) -> Generator[httpx.Response, None, None]:
        """An answer that is read piece by piece; reading may raise httpx.RequestError."""
        response = self._answered(request, stream=True)
        try:
            yield response
        finally:
            response.close()

    @contextmanager
    def outside(
        self, url: str, more_headers: Mapping[str, str]
    ) -> Generator[httpx.Response, None, None]:
        """A signed address, perhaps on another host: asked without our token. Any status."""
        timeout = httpx.Timeout(READ_S, connect=CONNECT_S)
        try:
            request = self._client.build_request(
                "GET", url, headers=dict(more_headers), timeout=timeout
            )
        except httpx.InvalidURL:
            raise ServerBroken("The server gave an address of the file that is none.") from None
        response = self._sent(request, stream=True, follow_redirects=True)
        try:
            yield response
        finally:
            response.close()

    def _answered(self, request: Request, *, stream: bool) -> httpx.Response:
        waited = renewed = False
        while True:
            token = self._token()
            response = self._sent(self._built(request, token), stream=stream)
            told = self._read(response)
            if told.is_ok:
                return response
            response.close()
            if told.code == Code.BAD_TOKEN and not (renewed and token.origin == "kept"):
                self._drop(token)
                renewed = renewed or token.origin == "kept"
            elif told.code == Code.TOO_MANY and not waited:
                self._wait(response)
                waited = True
            else:
                raise self._refusal(told, response)

    def _built(self, request: Request, token: Token) -> httpx.Request:
        return self._client.build_request(
            request.method,
            request.path,
            json=request.body,
            files=request.files,
            headers={
                **self._attribution,
                headers.AUTHORIZATION: f"Bearer {token.value}",
                **request.headers,
            },
            timeout=httpx.Timeout(request.read_s, connect=CONNECT_S),
        )

    def _sent(
        self, request: httpx.Request, *, stream: bool, follow_redirects: bool = False
    ) -> httpx.Response:
        try:
            return self._client.send(request, stream=stream, follow_redirects=follow_redirects)
        except (httpx.ConnectError, httpx.ConnectTimeout, httpx.ProxyError):
            raise ServerUnreachable(_nobody(self.identity)) from None
        except httpx.RequestError:
            raise ConnectionLost(f"The connection to {self.identity.base_url} was lost.") from None

    def _read(self, response: httpx.Response) -> Verdict:
        try:
            return verdict(response)
        except httpx.RequestError:
            response.close()
            raise ConnectionLost(f"The connection to {self.identity.base_url} was lost.") from None

    def _refusal(self, told: Verdict, response: httpx.Response) -> Exception:
        if told.code == Code.TOO_MANY:
            wait = spoken_wait(wait_s(response))
            return TooManyRequests(f"Too many requests; try again in about {wait}.")
        return refusal(told.code, told.message, self.account)

    def _wait(self, response: httpx.Response) -> None:
        """Wait as long as a 429 asks. Raises TooManyRequests when that is over a minute."""
        seconds = wait_s(response)
        if seconds > LONGEST_WAIT_S:
            raise self._refusal(Verdict(Code.TOO_MANY), response)
        self._sleep(seconds)

    def _token(self) -> Token:
        for token in self.identity.tokens():
            if token.value not in self._refused:
                self._know(token.user_id)
                return token
        if self.identity.given_token:
            raise TokenRefused(
                f"{self.identity.base_url} does not accept the token in NEMO_TOKEN; renew it, or "
                "unset it to go on without an account."
            )
        return self._anonymous()

    def _know(self, user_id: str) -> None:
        if user_id and not self.account.user_id:
            self.account = Account(self.identity.base_url, user_id, self.account.bind_id)

    def _drop(self, token: Token) -> None:
        self._refused.add(token.value)
        if token.origin == "kept":
            self.identity.forget_token(token.value)

    def _anonymous(self) -> Token:
        try:
            given = self._asked_for_token(self.identity.client_id())
        except RequestRefused:
            # The server reads our id as none: a file someone edited, or rules that changed.
            given = self._asked_for_token(self.identity.new_client_id())
        if isinstance(given, Token):
            return given
        life_s = TOKEN_LIFE_S if given.expires_in is None else given.expires_in
        self._know(given.user_id)
        return self.identity.keep_token(
            given.token, user_id=given.user_id, expires_at_s=self.identity.now() + life_s
        )

    def _asked_for_token(self, client_id: str) -> TokenData | Token:
        """A new token, or the one that another process of ours was given meanwhile."""
        waited = False
        while True:
            request = self._client.build_request(
                "POST",
                paths.ANONYMOUS_TOKEN,
                headers={**self._attribution, headers.CLIENT_ID: client_id},
                timeout=httpx.Timeout(READ_S, connect=CONNECT_S),
            )
            response = self._sent(request, stream=False)
            told = self._read(response)
            if told.is_ok:
                return shaped(json_of(response).get("data"), TokenData)
            if told.code == Code.TOO_MANY:
                for token in self.identity.tokens():
                    if token.origin == "kept" and token.value not in self._refused:
                        return token
            if told.code != Code.TOO_MANY or waited:
                raise self._refusal(told, response)
            self._wait(response)
            waited = True


def shaped(value: object, shape: type[D]) -> D:
    """`value` as that answer. Raises ServerBroken when it is not one."""
    try:
        return shape.model_validate(value)
    except ValidationError:
        raise ServerBroken("The server's answer is not one this client understands.") from None


def _nobody(identity: Identity) -> str:
    here, there = "start it with: kinoloom serve", "check the address and your network."
    hint = here if identity.is_loopback else there
    return f"Nothing answers at {identity.base_url}; {hint}"
