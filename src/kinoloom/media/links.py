"""Signed addresses of files: they need no headers, and end."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote

from itsdangerous import BadData, URLSafeTimedSerializer

from kinoloom.errors import AskError
from kinoloom.media.names import harmless


class LinkExpired(AskError):
    """The link is not ours, or its time is over."""


@dataclass(frozen=True)
class LinkedFile:
    """What a link leads to."""

    asset_id: str
    name: str
    mime: str


class Links:
    """Makes and reads links; machines with one secret read each other's."""

    def __init__(self, secret: str, lifetime_s: int) -> None:
        self._signer = URLSafeTimedSerializer(secret, salt="kinoloom.files")
        self._lifetime_s = lifetime_s

    def address(self, base_url: str, file: LinkedFile) -> str:
        """An absolute address that works for as long as links do."""
        token = self._signer.dumps([file.asset_id, file.name, file.mime])
        # The name is for a person who saves the file; the token decides.
        return f"{base_url}/files/{token}/{quote(harmless(file.name))}"

    def file(self, token: str) -> LinkedFile:
        """What a token stands for. Raises LinkExpired."""
        try:
            asset_id, name, mime = self._signer.loads(token, max_age=self._lifetime_s)
        except (BadData, ValueError) as error:
            raise LinkExpired(
                "This link has expired; ask for the state again to get a new one."
            ) from error
        return LinkedFile(asset_id, name, mime)
