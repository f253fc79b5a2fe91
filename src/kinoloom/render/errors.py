"""Why a film cannot be rendered, by who acts next."""

from __future__ import annotations

from kinoloom.errors import AskError, DraftError, SourceError


class NothingToRender(DraftError):
    """The draft has no segment with a length; add a clip first."""


class NotDrawn(AskError):
    """The draft asks for something this renderer does not draw yet; it says what and where."""


class WrongKind(SourceError):
    """A segment names a file of another kind: a sound where a picture is shown."""


class SourceTooShort(SourceError):
    """A segment uses more of its source than there is."""
