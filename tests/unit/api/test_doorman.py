"""How many tokens one address gets."""

from __future__ import annotations

import pytest

from kinoloom.accounts.errors import TooSoon
from kinoloom.api.doorman import Doorman


def test_an_address_has_its_share_of_an_hour() -> None:
    now = [0.0]
    doorman = Doorman(2, clock=lambda: now[0])
    doorman.admit("198.51.100.7")
    now[0] = 600
    doorman.admit("198.51.100.7")
    with pytest.raises(TooSoon) as refused:
        doorman.admit("198.51.100.7")
    assert refused.value.retry_after_s == 3000
    doorman.admit("198.51.100.8")
    now[0] = 3601
    doorman.admit("198.51.100.7")


def test_this_machine_is_not_counted() -> None:
    doorman = Doorman(1)
    for address in ("127.0.0.1", "::1", None, "testclient"):
        doorman.admit(address)
        doorman.admit(address)
