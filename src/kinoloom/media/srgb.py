"""Pictures brought to sRGB with libvips, whatever space their file says they are in."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from typing import Any

WITH_PROFILE: Mapping[str, Any] = {
    "embedded": True,
    "intent": "relative",
    "black_point_compensation": True,
    "depth": 8,
}
SRGB = ("sRGB".encode("ascii"), "sRGB".encode("utf-16-be"))
"""How profiles of version 2 and 4 write the name that most have in their description."""


def is_srgb(image: Any) -> bool:
    """Whether a pyvips image has sRGB's profile, or none that says otherwise."""
    if image.interpretation == "cmyk":
        return False
    if not image.get_typeof("icc-profile-data"):
        return True
    profile = bytes(image.get("icc-profile-data"))
    return any(said in profile for said in SRGB)


def in_srgb(image: Any) -> Any:
    """A pyvips image of any kind as 8-bit sRGB, with its alpha. Raises pyvips.Error."""
    import pyvips

    if image.interpretation == "cmyk":
        # Of CMYK without a profile libvips knows a usual one.
        image = image.icc_transform("srgb", input_profile="cmyk", **WITH_PROFILE)
    elif image.get_typeof("icc-profile-data"):
        # A profile for other channels than the picture has is in some files; nobody minds it.
        with suppress(pyvips.Error):
            image = image.icc_transform("srgb", **WITH_PROFILE)
    return image.colourspace("srgb").cast("uchar")
