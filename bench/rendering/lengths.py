"""How long each film is: what is published, and a smoke test of it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Lengths:
    """Six segments make the reel; the film has `film_segments`."""

    reel_segment_ms: int
    film_segments: int
    film_segment_ms: int
    long_ms: int
    head_ms: int
    preview_ms: int

    @property
    def reel_ms(self) -> int:
        """Length of the reel."""
        return 6 * self.reel_segment_ms

    @property
    def film_ms(self) -> int:
        """Length of the film that is edited."""
        return self.film_segments * self.film_segment_ms


FULL = Lengths(
    reel_segment_ms=5_000,
    film_segments=40,
    film_segment_ms=7_500,
    long_ms=30 * 60_000,
    head_ms=30_000,
    preview_ms=10 * 60_000,
)
QUICK = Lengths(
    reel_segment_ms=1_500,
    film_segments=4,
    film_segment_ms=5_000,
    long_ms=40_000,
    head_ms=10_000,
    preview_ms=60_000,
)
