"""Every error a person or a program meets. The class says who acts next, and the exit code.

    KinoloomError
    ├── AskError       2  the request cannot be done as put: change the words or the arguments
    ├── DraftError     3  the draft is not valid, or has no such segment: change the draft
    ├── SourceError    4  a file the film needs is missing or unreadable: bring it back
    ├── MachineError   5  the machine refuses (disk full, no permission, no encoder): operator
    └── Cancelled    130  someone stopped it: nothing to do

Anything else that escapes is a defect of ours (exit code 70).
"""

from __future__ import annotations

from typing import ClassVar


class KinoloomError(Exception):
    """The root; its text is a sentence for the person who acts next."""

    exit_code: ClassVar[int] = 70


class AskError(KinoloomError):
    """What was asked cannot be done as put; the person who asked changes it."""

    exit_code = 2


class DraftError(KinoloomError):
    """The draft is invalid or lacks what was named; whoever edits it changes it."""

    exit_code = 3


class SourceError(KinoloomError):
    """A file the film needs is missing, damaged or not what it says."""

    exit_code = 4


class MachineError(KinoloomError):
    """Disk, permission, memory or a missing program; the operator of this machine acts."""

    exit_code = 5


class Cancelled(KinoloomError):
    """Stopped on request; nothing half-written is left."""

    exit_code = 130


def retold(
    name: str, message: str, otherwise: type[KinoloomError] = KinoloomError
) -> KinoloomError:
    """An error that was written down, of its own class where this process has it loaded.

    A class that takes figures instead of a sentence cannot be made from one: its parent can, and
    it still says who acts next.
    """
    found = _named(name, KinoloomError) or otherwise
    plain = next(step for step in found.__mro__ if step.__init__ is Exception.__init__)
    return plain(message) if issubclass(plain, KinoloomError) else otherwise(message)


def _named(name: str, root: type[KinoloomError]) -> type[KinoloomError] | None:
    for child in root.__subclasses__():
        found = child if child.__name__ == name else _named(name, child)
        if found is not None:
            return found
    return None
