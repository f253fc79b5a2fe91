"""Frames of drafts to look at before an export: one child draws them, the latest are kept."""

from __future__ import annotations

import hashlib
import threading
from collections import OrderedDict
from dataclasses import dataclass

from kinoloom.draft import codec
from kinoloom.draft.model import Draft
from kinoloom.errors import AskError, Cancelled, KinoloomError, MachineError
from kinoloom.media.assets import Assets
from kinoloom.render.cache import RenderCache
from kinoloom.render.chunks.crew import Worker
from kinoloom.render.identity import RENDERER_VERSION
from kinoloom.render.preview import frame
from kinoloom.watch import Watch

LONGEST_SIDE_PX = 1080
MOST_WAITING = 8
MOST_KEPT_BYTES = 32 << 20
LONGEST_S = 30.0
CLOSE_S = 2.0


class TooManyLooks(AskError):
    """Too many people look at once; `retry_after_s` is how long to wait."""

    retry_after_s = 1


@dataclass(frozen=True)
class Look:
    """A moment of a draft, and how large it is to be seen; never larger than the film is."""

    draft: Draft
    at_ms: int = 0
    short_side_px: int = 540

    @property
    def side_px(self) -> int:
        """The short side of the picture."""
        canvas = self.draft.canvas
        return min(self.short_side_px, LONGEST_SIDE_PX, canvas.width_px, canvas.height_px)

    @property
    def tag(self) -> str:
        """Names the picture: equal looks are equal pictures."""
        parts = (codec.digest(self.draft), self.at_ms, self.side_px, RENDERER_VERSION)
        return hashlib.sha256(repr(parts).encode()).hexdigest()[:40]


class Viewfinder:
    """Draws looks one after the other in a child that stays, so that its sources stay open.

    Safe to use from several threads.
    """

    def __init__(self, assets: Assets, cache: RenderCache) -> None:
        self._assets = assets
        self._cache = cache
        self._worker = Worker()
        self._turn = threading.Lock()
        self._waiting = threading.BoundedSemaphore(MOST_WAITING)
        self._kept: OrderedDict[str, bytes] = OrderedDict()
        self._keeping = threading.Lock()

    def picture(self, look: Look, tag: str) -> bytes:
        """The look's JPEG; `tag` is its tag.

        Raises TooManyLooks, MachineError when it takes too long, and as `render.export` does.
        """
        found = self._known(tag)
        if found is not None:
            return found
        if not self._waiting.acquire(blocking=False):
            raise TooManyLooks("Too many previews are being drawn; try again in a moment.")
        try:
            with self._turn:
                # Whoever waited for somebody else's same look has it now.
                found = self._known(tag)
                return found if found is not None else self._keep(tag, self._drawn(look))
        finally:
            self._waiting.release()

    def close(self) -> None:
        """Let go of the child; one that draws still ends with this process."""
        if self._turn.acquire(timeout=CLOSE_S):
            try:
                self._worker.stop()
            finally:
                self._turn.release()

    def _drawn(self, look: Look) -> bytes:
        watch = Watch()
        limit = threading.Timer(LONGEST_S, watch.cancel)
        limit.daemon = True
        limit.start()
        try:
            return frame(
                look.draft,
                look.at_ms,
                asset=self._assets.path,
                cache=self._cache,
                short_side_px=look.side_px,
                worker=self._worker,
                watch=watch,
            )
        except Cancelled:
            # It still draws, and would give its answer to the next one who asks.
            self._worker.stop()
            raise MachineError(f"A frame took longer than {LONGEST_S:g} s to draw.") from None
        except KinoloomError:
            raise
        except BaseException:
            self._worker.stop()
            raise
        finally:
            limit.cancel()

    def _known(self, tag: str) -> bytes | None:
        with self._keeping:
            if tag in self._kept:
                self._kept.move_to_end(tag)
            return self._kept.get(tag)

    def _keep(self, tag: str, picture: bytes) -> bytes:
        with self._keeping:
            self._kept[tag] = picture
            while sum(map(len, self._kept.values())) > MOST_KEPT_BYTES:
                self._kept.popitem(last=False)
        return picture
