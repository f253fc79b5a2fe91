"""What an account can be refused; each is the person's or the client's to change.

Those with numbers keep them as `args`, so that they survive being pickled between processes.
"""

from __future__ import annotations

from kinoloom.errors import AskError


class TokenRefused(AskError):
    """The token is missing, unknown, revoked or expired (1001 on the wire)."""


class ClientIdRefused(AskError):
    """A client id is missing or has a form we do not take (400 on the wire)."""


class LinkRefused(AskError):
    """A claim link or a registration link is unknown or has expired."""


class RegistrationRefused(AskError):
    """Registering or signing in failed; the text says what to change.

    A wrong e-mail and a wrong passphrase read the same.
    """


class NotEnoughCredits(AskError):
    """What was asked costs more than is available (2001 on the wire)."""

    def __init__(self, needed: int, available: int) -> None:
        self.needed = needed
        self.available = available
        super().__init__(needed, available)

    def __str__(self) -> str:
        return f"This needs {_credits(self.needed)}; {_credits(self.available)} can be spent."


class TooSoon(AskError):
    """Asked again too early (429 on the wire); `retry_after_s` is how long to wait."""

    def __init__(self, retry_after_s: int) -> None:
        self.retry_after_s = retry_after_s
        super().__init__(retry_after_s)

    def __str__(self) -> str:
        return f"This client was given a token a moment ago; ask again in {self.retry_after_s} s."


def _credits(amount: int) -> str:
    return "1 credit" if amount == 1 else f"{amount} credits"
