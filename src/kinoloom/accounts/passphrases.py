"""Passphrases as they are stored: `scrypt$n$r$p$salt$digest`, hashed slowly and with salt."""

from __future__ import annotations

import hashlib
import hmac
import secrets
import unicodedata
from base64 import b64decode, b64encode

SHORTEST = 10
COST = (2**15, 8, 3)
SALT_BYTES = 16
DIGEST_BYTES = 32
# scrypt takes 128 * n * r bytes (32 MiB) and OpenSSL refuses at exactly its default limit.
MEMORY_BYTES = 64 * 2**20


def hashed(passphrase: str) -> str:
    """What to store of a passphrase. Takes tenths of a second: never inside a transaction."""
    salt = secrets.token_bytes(SALT_BYTES)
    return _shown(COST, salt, _scrypt(passphrase, COST, salt))


def matches(passphrase: str, stored: str | None) -> bool:
    """Whether it is the one that was stored; with None as slowly as ever, and never."""
    # Without the dummy an unknown e-mail would answer sooner than a wrong passphrase.
    _, n, r, p, salt, digest = (stored or NOBODY).split("$")
    found = _scrypt(passphrase, (int(n), int(r), int(p)), b64decode(salt))
    return hmac.compare_digest(found, b64decode(digest)) and stored is not None


def _scrypt(passphrase: str, cost: tuple[int, int, int], salt: bytes) -> bytes:
    # Keyboards differ in how they compose an accent; the same passphrase must stay the same.
    said = unicodedata.normalize("NFKC", passphrase).encode("utf-8", "surrogatepass")
    n, r, p = cost
    return hashlib.scrypt(said, salt=salt, n=n, r=r, p=p, maxmem=MEMORY_BYTES, dklen=DIGEST_BYTES)


def _shown(cost: tuple[int, int, int], salt: bytes, digest: bytes) -> str:
    n, r, p = cost
    return f"scrypt${n}${r}${p}${b64encode(salt).decode()}${b64encode(digest).decode()}"


NOBODY = _shown(COST, bytes(SALT_BYTES), bytes(DIGEST_BYTES))
