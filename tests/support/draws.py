"""A test says which rows of docs/reference/draft.md it draws; the page is made from its source."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

Test = TypeVar("Test", bound=Callable[..., object])


def draws(*rows: str) -> Callable[[Test], Test]:
    """Name the rows that the decorated test would fail for if they were not drawn.

    A row is a key, "Placement.scale", or a value, "Transition.kind=cut". "Transition.kind=*" stands
    for every value of a table, and "PictureSegment.effects" for the key of every kind of picture:
    only a test that is parametrized over the table itself may say so (for kinds of pictures,
    `drawing.DRAWN`). `docs/drawn_by.py` reads this from the source and refuses what is not so.
    """
    assert rows

    def said(test: Test) -> Test:
        return test

    return said
