"""Safe areas: how much of each side of the canvas players and platforms cover.

Vertical platforms publish overlays for 1080 x 1920 that move with every release; these are the
common denominators of what they and their advertisers' guides showed in 2025 and 2026. Television:
SMPTE ST 2046-1 (action 93 %, title 90 %) and EBU R 95 (graphics 90 %).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True)
class SafeArea:
    """What to keep clear of on each side, as shares of the canvas's width and height."""

    left: float
    top: float
    right: float
    bottom: float
    description: str

    def within(self, other: SafeArea) -> SafeArea:
        """Clear of what either is clear of."""
        return SafeArea(
            max(self.left, other.left),
            max(self.top, other.top),
            max(self.right, other.right),
            max(self.bottom, other.bottom),
            f"{self.description}; {other.description}",
        )


SAFE_AREAS: Mapping[str, SafeArea] = MappingProxyType(
    {
        # Pixels of 1080 x 1920: left, top, right, bottom.
        "tiktok": SafeArea(
            60 / 1080, 131 / 1920, 120 / 1080, 367 / 1920, "TikTok: tabs, buttons, caption"
        ),
        "instagram_reels": SafeArea(
            35 / 1080,
            220 / 1920,
            84 / 1080,
            420 / 1920,
            "Instagram Reels: header, actions, caption",
        ),
        "youtube_shorts": SafeArea(
            48 / 1080, 140 / 1920, 120 / 1080, 380 / 1920, "YouTube Shorts: search, actions, title"
        ),
        # Meta's guide for advertisers, 2026: 14 % above, 35 % below, 6 % at the sides.
        "instagram_ads": SafeArea(
            0.06, 0.14, 0.06, 0.35, "Reels and Stories with a call to action"
        ),
        "instagram_feed": SafeArea(0.05, 0.05, 0.05, 0.06, "Instagram feed: square and 4:5"),
        # The title at the top and the bar with its controls below, both seen on hover and pause.
        "youtube": SafeArea(0.05, 0.06, 0.05, 0.09, "YouTube's player: title and controls"),
        "title_safe": SafeArea(0.05, 0.05, 0.05, 0.05, "SMPTE ST 2046-1 safe title area, 90 %"),
        "action_safe": SafeArea(
            0.035, 0.035, 0.035, 0.035, "SMPTE ST 2046-1 safe action area, 93 %"
        ),
        "none": SafeArea(0.0, 0.0, 0.0, 0.0, "the whole canvas"),
    }
)

VERTICAL = ("tiktok", "instagram_reels", "youtube_shorts")
TALL = 1.4
"""Height over width from which a canvas is one for vertical platforms; 4:5 is for feeds."""


def usual_area(canvas: tuple[int, int]) -> SafeArea:
    """Where words stay unless told otherwise: clear on every platform of the canvas's shape.

    Left and right are alike, so that centred words are centred on the picture.
    """
    width, height = canvas
    if height >= TALL * width:
        names: tuple[str, ...] = VERTICAL
    elif width > height:
        names = ("title_safe", "youtube")
    else:
        names = ("title_safe", "instagram_feed")
    area = SAFE_AREAS[names[0]]
    for name in names[1:]:
        area = area.within(SAFE_AREAS[name])
    side = max(area.left, area.right)
    return SafeArea(side, area.top, side, area.bottom, area.description)
