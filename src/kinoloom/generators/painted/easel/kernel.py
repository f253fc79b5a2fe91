"""Loops over pixels as machine code: compiled when a setting first needs them, kept on disk."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from numba.core import types
from numba.core.errors import TypingError
from numba.core.registry import CPUDispatcher

Loop = TypeVar("Loop", bound=Callable[..., Any])


class _Kernel(CPUDispatcher):
    """Compiles a function once for whole numbers, and counts no references where it makes no array.

    Numba types a number that stands in the source by its value: `fbm(x, y, 3, 8)` and
    `fbm(x, y, 2, 6)` were two functions to compile, and everything that called them once more.
    A third of the first minute of a setting went there. Counting who holds an array, at every
    pixel and from every thread, was half of what a frame of the sea cost.
    """

    def get_call_template(self, args: Any, kws: Any) -> Any:
        """As any dispatcher's, for the types without their values."""
        plain = {name: types.unliteral(kind) for name, kind in dict(kws).items()}
        found = super().get_call_template(tuple(map(types.unliteral, args)), plain)
        for signature in self.nopython_signatures:
            if "array(" in str(signature.return_type).lower():
                # Its caller may count nothing, and would never let go of it.
                raise TypingError(f"{self.py_func.__name__} gives another kernel an array.")
        return found


def kernel(loop: Loop) -> Loop:
    """The loop compiled; all its arrays are its caller's. The interpreter is free meanwhile.

    Sums may be reordered, and nothing is raised where something is divided by nought. Raises
    TypingError at the first call of a loop that makes an array: that is a `scratch_kernel`.
    """
    return _compiled(loop, counts=False)


def scratch_kernel(loop: Loop) -> Loop:
    """As `kernel`, for a loop that makes arrays of its own."""
    return _compiled(loop, counts=True)


def _compiled(loop: Loop, *, counts: bool) -> Loop:
    options = {"nopython": True, "fastmath": True, "nogil": True, "error_model": "numpy"}
    # Numba's runtime is what counts who holds an array.
    made: Any = _Kernel(loop, targetoptions={**options, "_nrt": counts})
    made.enable_caching()
    return made
