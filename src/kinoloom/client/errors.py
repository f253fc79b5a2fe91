"""What a server's refusal means to the person who asked, as errors of the tree."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kinoloom.errors import AskError, KinoloomError, MachineError
from kinoloom.wire.codes import Code
from kinoloom.wire.formats import accepted
from kinoloom.wire.paths import REGISTER_PAGE

LONGEST_MESSAGE = 300


class ServerUnreachable(MachineError):
    """Nothing answers, or the connection broke and stayed broken."""


class ServerBroken(MachineError):
    """The server failed, or said something that is not this API."""


class ConnectionLost(ServerUnreachable):
    """The connection broke after something was sent: nobody knows whether it arrived."""


class RenderFailed(MachineError):
    """The server could not make the file."""


class TokenRefused(AskError):
    """The token is not accepted, and none could be had in its place."""


class SessionGone(AskError):
    """The session is not there any more, or belongs to someone else."""


class NotEnoughCredits(AskError):
    """What was asked costs more than there is."""


class UnsupportedFile(AskError):
    """A file of a kind that is not read."""


class FileTooLarge(AskError):
    """A file over the server's limit."""


class ExportRefused(AskError):
    """The plan, or missing attribution, blocks the export."""


class RequestRefused(AskError):
    """The server does not accept what was sent; the text says why, where it did."""


class NothingThere(AskError):
    """The call or the render job is not known to the server."""


class IdTaken(AskError):
    """A render id was used before, for something else."""


class TooManyRequests(AskError):
    """A limit was met; the text says how long to wait."""


@dataclass(frozen=True)
class Account:
    """Whose balance it is, for the sentence about credits."""

    base_url: str
    user_id: str = ""
    bind_id: str = ""

    @property
    def is_anonymous(self) -> bool:
        """Whether registering would help."""
        return self.user_id.startswith("anon_") or not self.user_id


FIXED: dict[int, tuple[type[KinoloomError], str]] = {
    Code.BAD_TOKEN: (TokenRefused, "The server does not accept this token."),
    Code.NO_SESSION: (SessionGone, "That session is not on the server any more."),
    Code.BAD_FILE: (
        UnsupportedFile,
        f"This kind of file is not supported. These are: {accepted()}.",
    ),
    Code.TOO_LARGE: (FileTooLarge, "The file is too large; compress or trim it, then send it."),
    Code.EXPORT_REFUSED: (ExportRefused, "Register or upgrade your plan to unlock export."),
    Code.TOO_MANY: (TooManyRequests, "Too many requests; try again later."),
}
"""Refusals that are told in our own words."""

TOLD: dict[int, tuple[type[KinoloomError], str]] = {
    Code.MALFORMED: (RequestRefused, "The server does not accept what was sent."),
    Code.NOT_FOUND: (NothingThere, "The server does not know this."),
    Code.CONFLICT: (IdTaken, "This export was asked for before, with another film."),
}
"""Refusals whose message is the server's; ours is for a server that gives none."""


def refusal(code: int, message: str, account: Account) -> KinoloomError:
    """The error for an answer's code. `message` is the server's, already made `plain`."""
    if code == Code.NO_CREDITS:
        return NotEnoughCredits(_credits_sentence(account))
    if code in FIXED:
        kind, sentence = FIXED[code]
        return kind(sentence)
    if code in TOLD:
        kind, sentence = TOLD[code]
        return kind(message or sentence)
    if 300 <= code < 400:
        return RequestRefused("The server sends us elsewhere; give the address it really has.")
    if 400 <= code < 500:
        return RequestRefused(message or "The server refuses this.")
    return ServerBroken(message or "The server has a problem; try again in a moment.")


def _credits_sentence(account: Account) -> str:
    if not account.is_anonymous:
        return "Not enough credits. Top up credits in your account."
    link = f"{account.base_url}{REGISTER_PAGE}"
    if account.bind_id:
        link += f"?bind={account.bind_id}"
    return f"Not enough credits. Register to get more: {link}"


_SECRETS = re.compile(r"\b(kl_usr_|clm_|Bearer\s+)\S+")


def plain(message: object) -> str:
    """A server's message as one short line; "" for what is no sentence (JSON, a page, a trace)."""
    if not isinstance(message, str):
        return ""
    line = " ".join(message.split())
    if not line or line[0] in "{[<" or "Traceback (most recent" in line:
        return ""
    line = _SECRETS.sub("…", line)
    return line if len(line) <= LONGEST_MESSAGE else line[: LONGEST_MESSAGE - 1] + "…"
