"""Kernels are compiled once for whole numbers, and are what their Python says."""

from __future__ import annotations

from typing import Any

import numpy as np

from kinoloom.generators.painted.easel.kernel import kernel


@kernel
def _scaled(x: float, times: int) -> float:
    return x * times


@kernel
def _summed(values: Any) -> float:
    total = 0.0
    for x in values:
        total += _scaled(x, 2) + _scaled(x, 3) + _scaled(x, times=5)
    return total


def test_numbers_written_at_a_call_do_not_make_another_function() -> None:
    """Each of them was compiled by itself, and everything above it again: a third of the wait."""
    assert _summed(np.arange(4.0)) == 60.0
    compiled: Any = _scaled
    assert len(compiled.signatures) == 1
