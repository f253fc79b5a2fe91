"""What a studio keeps to itself in its home: the key that signs links, and the owner's token."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from kinoloom.errors import MachineError
from kinoloom.settings import Settings

OWNER_PREFIX = "kl_own_"


def link_secret(settings: Settings) -> str:
    """The key for links: the setting, or the home's own. Raises MachineError."""
    return settings.service.secret or _kept(settings.home / "link_secret", "")


def owner_token(settings: Settings) -> str:
    """The token of whoever may read this home: no limits. Raises MachineError."""
    return _kept(settings.home / "owner_token", OWNER_PREFIX)


def _kept(path: Path, prefix: str) -> str:
    """The secret in a file that only its owner reads, made when it is not there."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        part = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL
        if not path.exists():
            with os.fdopen(os.open(part, flags, 0o600), "w") as stream:
                stream.write(prefix + secrets.token_urlsafe(32))
            try:
                # Of two processes that begin at once, one makes the file and both read it.
                os.link(part, path)
            except FileExistsError:
                pass
            finally:
                part.unlink(missing_ok=True)
        return path.read_text().strip()
    except OSError as error:
        raise MachineError(f"{path} cannot be read or written: {error.strerror}.") from error
