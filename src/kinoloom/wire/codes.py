"""The codes an answer carries, and the HTTP status that goes with each."""

from __future__ import annotations

from enum import IntEnum


class Code(IntEnum):
    """`code` of an answer. Its `http_status` is the status the same answer is sent with."""

    OK = 0
    MALFORMED = 400
    EXPORT_REFUSED = 402
    NOT_FOUND = 404
    CONFLICT = 409
    TOO_MANY = 429
    BAD_TOKEN = 1001
    NO_SESSION = 1002
    NO_CREDITS = 2001
    BAD_FILE = 4001
    TOO_LARGE = 4002

    @property
    def http_status(self) -> int:
        """Such as 401 for BAD_TOKEN."""
        return HTTP_STATUS[self]


HTTP_STATUS: dict[Code, int] = {
    Code.OK: 200,
    Code.MALFORMED: 400,
    Code.EXPORT_REFUSED: 402,
    Code.NOT_FOUND: 404,
    Code.CONFLICT: 409,
    Code.TOO_MANY: 429,
    Code.BAD_TOKEN: 401,
    Code.NO_SESSION: 404,
    Code.NO_CREDITS: 403,
    Code.BAD_FILE: 415,
    Code.TOO_LARGE: 413,
}

OF_STATUS: dict[int, Code] = {
    400: Code.MALFORMED,
    401: Code.BAD_TOKEN,
    402: Code.EXPORT_REFUSED,
    404: Code.NOT_FOUND,
    405: Code.NOT_FOUND,
    409: Code.CONFLICT,
    413: Code.TOO_LARGE,
    415: Code.BAD_FILE,
    422: Code.MALFORMED,
    429: Code.TOO_MANY,
}
"""The code meant by an answer that has a status and no envelope (a proxy's, a framework's)."""
