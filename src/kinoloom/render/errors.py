"""Why a film cannot be rendered, by who acts next."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager

from kinoloom.errors import AskError, DraftError, KinoloomError, SourceError, retold


class NothingToRender(DraftError):
    """The draft has no segment with a length; add a clip first."""


class NotDrawn(AskError):
    """The draft asks for something this renderer does not draw yet; it says what and where."""


class WrongKind(SourceError):
    """A segment names a file of another kind: a sound where a picture is shown."""


class SourceTooShort(SourceError):
    """A segment uses more of its source than there is."""


@contextmanager
def naming(where: str) -> Generator[None]:
    """What is raised inside says which segment it is about."""
    try:
        yield
    except KinoloomError as error:
        raise retold(type(error).__name__, f"{where}: {error}", type(error)) from error
