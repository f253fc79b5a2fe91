"""Kernels are compiled once for whole numbers, and are what their Python says."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from numba.core import types
from numba.core.errors import TypingError

from kinoloom.generators.painted.easel.kernel import kernel, scratch_kernel


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
    for number in (2, 3, 5):
        compiled.get_call_template((types.float64, types.literal(number)), {})
    assert compiled.signatures == [(types.float64, types.int64)]


@scratch_kernel
def _doubled(values: Any) -> Any:
    made = np.empty_like(values)
    for i in range(values.size):
        made[i] = _scaled(values[i], 2)
    return made


@scratch_kernel
def _passes_on(values: Any) -> float:
    return _doubled(values)[0]


def test_a_kernel_may_make_arrays_of_its_own() -> None:
    assert list(_doubled(np.arange(3.0))) == [0.0, 2.0, 4.0]


def test_no_kernel_gets_an_array_from_another() -> None:
    """Whoever counts nothing would keep it for ever."""
    with pytest.raises(TypingError, match="_doubled gives another kernel an array"):
        _passes_on(np.arange(3.0))


def test_a_loop_that_makes_an_array_says_so() -> None:
    @kernel
    def held(values: Any) -> float:
        return np.empty_like(values)[0]

    with pytest.raises(TypingError, match="empty_like"):
        held(np.arange(3.0))
