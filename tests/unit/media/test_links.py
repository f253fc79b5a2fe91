"""Signed links: whole, ended, forged."""

from __future__ import annotations

import time
from urllib.parse import urlsplit

import pytest

from kinoloom.media.links import LinkedFile, LinkExpired, Links

FILE = LinkedFile("a" * 64, "Sonne & Meer.mp4", "video/mp4")


def token(address: str) -> str:
    """The part that decides."""
    return urlsplit(address).path.split("/")[2]


def test_a_link_leads_to_its_file() -> None:
    links = Links("secret", 60)
    address = links.address("https://films.example", FILE)
    assert address.startswith("https://films.example/files/")
    assert address.endswith("/Sonne%20%26%20Meer.mp4")
    assert links.file(token(address)) == FILE


def test_another_machine_of_the_studio_reads_it() -> None:
    assert Links("secret", 60).file(token(Links("secret", 60).address("", FILE))) == FILE


def test_a_forged_or_foreign_link_is_refused() -> None:
    links = Links("secret", 60)
    good = token(links.address("", FILE))
    for bad in (good[:-2], good + "x", token(Links("other", 60).address("", FILE)), "", "a.b.c"):
        with pytest.raises(LinkExpired):
            links.file(bad)


def test_a_link_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    links = Links("secret", 60)
    good = token(links.address("", FILE))
    later = time.time() + 62
    monkeypatch.setattr(time, "time", lambda: later)
    with pytest.raises(LinkExpired, match="expired"):
        links.file(good)
