"""Which generators there are: those of installed packages, ours through the same hook."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from importlib.metadata import EntryPoint, entry_points

from kinoloom.errors import AskError, MachineError
from kinoloom.generators.protocol import Generator

GROUP = "kinoloom.generators"
DEFAULT = "painted"


class NoSuchGenerator(AskError):
    """No installed package brings that generator."""


class Generators:
    """Generators by name; one is imported when it is first asked for."""

    def __init__(self, given: Mapping[str, Generator] | None = None) -> None:
        self._made: dict[str, Generator] = dict(given or {})

    @cached_property
    def _points(self) -> dict[str, EntryPoint]:
        return {point.name: point for point in entry_points(group=GROUP)}

    def __iter__(self) -> Iterator[str]:
        return iter(sorted({*self._made, *self._points}))

    def get(self, name: str = DEFAULT) -> Generator:
        """The generator. Raises NoSuchGenerator, or MachineError when its package is broken."""
        if name not in self._made:
            if name not in self._points:
                raise NoSuchGenerator(
                    f"There is no generator {name!r}; there is {', '.join(self)}."
                )
            try:
                self._made[name] = self._points[name].load()()
            except ImportError as error:
                raise MachineError(
                    f"The generator {name!r} lacks {error.name}; install kinoloom[studio]."
                ) from error
        return self._made[name]
