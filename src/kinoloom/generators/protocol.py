"""What a generator is: it plans a clip from words, then paints the plan frame by frame.

A plan is plain data. Whoever stores it can make the same clip again, or the same clip with a
change, without keeping anything else.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from kinoloom.errors import AskError

Frame = NDArray[np.uint8]
"""One picture: height x width x 3, sRGB, RGB order, C-contiguous."""


class PromptRefused(AskError):
    """The prompt asks for something no film is made of here; the user chooses other words."""


class PromptInvalid(AskError):
    """The prompt cannot be read (empty, or far too long); the user changes it."""


@dataclass(frozen=True)
class ClipRequest:
    """What is asked of a generator, sizes already decided."""

    prompt: str
    width_px: int
    height_px: int
    fps: Fraction
    duration_ms: int
    seed: int

    @property
    def frame_count(self) -> int:
        """Frames that fill the duration, at least one."""
        return max(1, round(Fraction(self.duration_ms, 1000) * self.fps))


@dataclass(frozen=True)
class ClipPlan:
    """A clip that can be painted, and painted again: the request, and all that was decided.

    `spec` is JSON data that only the engine reads. `used` and `ignored` are the prompt's own
    words. `notes` are sentences for the user about what was taken differently ("no beach yet:
    painted as desert"). `sound` names the ambience that fits and `tone` the light it has, for the
    music room.
    """

    engine: str
    engine_version: str
    request: ClipRequest
    spec: Mapping[str, Any]
    title: str
    sound: str
    tone: str = "warm"
    used: tuple[str, ...] = ()
    ignored: tuple[str, ...] = ()
    notes: tuple[str, ...] = field(default=())


class Generator(Protocol):
    """One engine. Deterministic: the same plan gives the same frames, bit for bit."""

    name: str
    version: str
    credits_per_s: int

    def plan(self, request: ClipRequest) -> ClipPlan:
        """Read the prompt. Raises PromptInvalid or PromptRefused; paints nothing."""
        ...

    def revise(self, plan: ClipPlan, change: str, request: ClipRequest) -> ClipPlan:
        """The same plan plus a change in words ("make it dusk"); the seed stays `request.seed`.

        `request` carries new sizes or length; its prompt is the original one.
        """
        ...

    def frames(self, plan: ClipPlan) -> Iterator[Frame]:
        """Exactly `plan.request.frame_count` frames; the consumer may stop at any of them."""
        ...
