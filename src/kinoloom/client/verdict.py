"""What an answer says: its code, its message, how long to wait; with or without an envelope."""

from __future__ import annotations

import json
import time
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from typing import Any, cast

import httpx

from kinoloom.client.errors import plain
from kinoloom.wire.codes import OF_STATUS, Code
from kinoloom.wire.headers import RETRY_AFTER

UNSAID_WAIT_S = 30.0
LONGEST_WAIT_S = 60.0


@dataclass(frozen=True)
class Verdict:
    """`code` is OK, one of `Code`, or an HTTP status that has no code."""

    code: int
    message: str = ""

    @property
    def is_ok(self) -> bool:
        """Whether to go on."""
        return self.code == Code.OK


def verdict(response: httpx.Response) -> Verdict:
    """Reads the body of a refusal and of any JSON; leaves a stream or a file unread.

    May raise httpx.RequestError while reading.
    """
    if response.is_success and "json" not in response.headers.get("content-type", ""):
        return Verdict(Code.OK)
    response.read()
    told = json_of(response)
    by_status = 0 if response.is_success else response.status_code
    code = told.get("code")
    if not isinstance(code, int) or isinstance(code, bool) or code in (0, 200):
        code = OF_STATUS.get(by_status, by_status)
    return Verdict(code, plain(told.get("message") or told.get("detail")))


def json_of(response: httpx.Response) -> dict[str, Any]:
    """The body as a JSON object; empty for anything else."""
    try:
        value = json.loads(response.content)
    except (ValueError, RecursionError):
        return {}
    return cast("dict[str, Any]", value) if isinstance(value, dict) else {}


def wait_s(response: httpx.Response) -> float:
    """Seconds that a 429 asks to wait; 30 when it does not say."""
    said = response.headers.get(RETRY_AFTER, "").strip()
    try:
        return max(0.0, float(said))
    except ValueError:
        pass
    try:
        return max(0.0, parsedate_to_datetime(said).timestamp() - time.time())
    except ValueError:
        return UNSAID_WAIT_S


def spoken_wait(seconds: float) -> str:
    """`2 minutes`, `7 days`: roughly, and never less than asked."""
    for unit, size in (("day", 86_400), ("hour", 3600), ("minute", 60)):
        if seconds >= size:
            count = -int(-seconds // size)
            return f"{count} {unit}" + ("s" if count > 1 else "")
    return f"{max(1, round(seconds))} seconds"
