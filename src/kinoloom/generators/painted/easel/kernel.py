"""Loops over pixels as machine code: compiled when a setting first needs them, kept on disk."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from numba.core import types
from numba.core.registry import CPUDispatcher

Loop = TypeVar("Loop", bound=Callable[..., Any])


class _Kernel(CPUDispatcher):
    """Compiles a function once for whole numbers, whatever is written at a call.

    Numba types a number that stands in the source by its value: `fbm(x, y, 3, 8)` and
    `fbm(x, y, 2, 6)` were two functions to compile, and everything that called them once more.
    A third of the first minute of a setting went there.
    """

    def get_call_template(self, args: Any, kws: Any) -> Any:
        """As any dispatcher's, for the types without their values."""
        plain = {name: types.unliteral(kind) for name, kind in dict(kws).items()}
        return super().get_call_template(tuple(map(types.unliteral, args)), plain)


def kernel(loop: Loop) -> Loop:
    """The loop compiled; the interpreter is free meanwhile.

    Sums may be reordered, and nothing is raised where something is divided by nought.
    """
    options = {"nopython": True, "fastmath": True, "nogil": True, "error_model": "numpy"}
    compiled: Any = _Kernel(loop, targetoptions=options)
    compiled.enable_caching()
    return compiled
