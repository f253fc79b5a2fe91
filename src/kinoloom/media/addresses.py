"""Which addresses a download may go to: the public internet, and what the operator allows."""

from __future__ import annotations

import re
import socket
from dataclasses import dataclass
from ipaddress import (
    IPv4Address,
    IPv4Network,
    IPv6Address,
    IPv6Network,
    ip_address,
    ip_network,
)

from kinoloom.errors import AskError

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network

PUBLIC_V6 = ip_network("2000::/3")
"""All that is given out. Mapped, translated (NAT64) and local forms lie outside of it."""

CLOSED = tuple(
    ip_network(network)
    for network in (
        *("192.0.0.0/24", "192.88.99.0/24"),
        # Assignments for protocols with Teredo, documentation, 6to4, documentation.
        *("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20"),
    )
)
"""Closed whatever the library says: what it calls global differs between Python's versions."""

NUMERIC = re.compile(r"(?:^|\.)(?:0x[0-9a-f]*|[0-9]+)\.?$", re.IGNORECASE)
"""A host whose last part is a number is an address in disguise: 2130706433, 0x7f.1, 127.1."""


class AddressRefused(AskError):
    """An address that downloads may not go to: not on the public internet, or in disguise."""


@dataclass(frozen=True)
class AddressRules:
    """Networks that may be reached although they are not public."""

    allowed: tuple[Network, ...] = ()

    def permits(self, address: Address) -> bool:
        """Whether a download may connect to this address."""
        if any(address in network for network in self.allowed):
            return True
        if isinstance(address, IPv6Address) and address not in PUBLIC_V6:
            return False
        closed = address.is_multicast or address.is_reserved or address.is_unspecified
        return address.is_global and not closed and not any(address in net for net in CLOSED)


class Unresolved(AskError):
    """A host that has no address."""


def addresses_of(host: str, port: int, rules: AddressRules) -> tuple[Address, ...]:
    """Every address of a host, asked for once; connect to these and ask no more.

    A second lookup may answer otherwise: that is how a name slips past a check. Raises
    AddressRefused when one of them is not permitted or the host is a number in disguise, and
    Unresolved when there is none.
    """
    plain = _literal(host)
    found = (plain,) if plain is not None else _resolved(host, port)
    if not all(rules.permits(address) for address in found):
        raise AddressRefused(f"{host} is not an address on the public internet.")
    return found


def _literal(host: str) -> Address | None:
    """The address a host spells out, or None for a name. Odd spellings raise AddressRefused."""
    try:
        address = ip_address(host)
    except ValueError:
        if NUMERIC.search(host) or ":" in host or "%" in host:
            raise AddressRefused(f"{host} is not a plain address or host name.") from None
        return None
    if isinstance(address, IPv6Address) and address.scope_id is not None:
        raise AddressRefused(f"{host} is not a plain address or host name.")
    return address


def _resolved(host: str, port: int) -> tuple[Address, ...]:
    try:
        answers = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise Unresolved(f"There is no server called {host}.") from error
    try:
        found = dict.fromkeys(ip_address(answer[4][0]) for answer in answers)
    except ValueError as error:
        raise AddressRefused(f"{host} is not an address on the public internet.") from error
    if not found:
        raise Unresolved(f"There is no server called {host}.")
    return tuple(found)
