"""Choices by seed that differ from one seed to the next."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

Card = TypeVar("Card")


def dealt(cards: Sequence[Card], seed: int, stream: int) -> Card:
    """The seed's card of a pack that is shuffled for every round of seeds.

    Drawn independently, one seed in five would repeat its neighbour's; whoever asks for another
    take mostly asks for the next seed. `stream` keeps one choice apart from another.
    """
    whole = seed & 0xFFFFFFFF
    lap, place = divmod(whole, len(cards))
    order = np.random.default_rng([lap, stream]).permutation(len(cards))
    return cards[int(order[place])]
