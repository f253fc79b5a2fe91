"""Plans and prices, as data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

SCOPES = "read write upload render"
DAY_S = 24 * 60 * 60


@dataclass(frozen=True)
class Plan:
    """What a kind of user has: `credits` is what they are filled up to, None is no limit.

    `token_lives_s` is None where tokens do not expire. With `refills` the credits are filled
    up again whenever a user comes back without a living token.
    """

    name: str
    credits: int | None
    token_lives_s: int | None
    may_export: bool = True
    refills: bool = False


@dataclass(frozen=True)
class Prices:
    """What things cost, in credits. An engine names its own price per second."""

    built_in_per_s: int = 1
    edit: int = 0
    export: int = 0


ANONYMOUS = Plan("anonymous", credits=100, token_lives_s=7 * DAY_S, refills=True)
REGISTERED = Plan("registered", credits=1000, token_lives_s=None)
OWNER = Plan("owner", credits=None, token_lives_s=None)
PLANS: Mapping[str, Plan] = MappingProxyType(
    {plan.name: plan for plan in (ANONYMOUS, REGISTERED, OWNER)}
)
PRICES = Prices()


def clip_price(credits_per_s: int, duration_ms: int) -> int:
    """What a clip costs, in credits: each second that was begun counts as one."""
    return -(-credits_per_s * duration_ms // 1000)
