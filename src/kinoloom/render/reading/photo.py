"""Photos that say more than their pixels: another colour space than sRGB, CMYK, a mirror.

Telephones write Display P3, whose colours are dull when they are taken for sRGB, and editors write
Adobe RGB and CMYK; some cameras for the face mirror. Decoded by libvips, which ffmpeg's decoders
leave to their caller.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from kinoloom.errors import SourceError
from kinoloom.media.srgb import in_srgb, is_srgb

if TYPE_CHECKING:
    from av import VideoFrame

HEAD_BYTES = 1 << 18
LOADERS = {b"\xff\xd8\xff": "jpegload", b"\x89PNG": "pngload", b"RIFF": "webpload"}
"""By a file's first bytes. Named, because libvips left to itself opens documents too."""
SIGNS = (b"ICC_PROFILE\0", b"Exif\0\0", b"Adobe", b"iCCP", b"eXIf", b"ICCP", b"EXIF")
"""One of these is in the head of each photo that is meant here, and of many that are not."""
MIRRORED = frozenset({2, 4, 5, 7})
"""EXIF's orientations that no turn makes upright."""


def photo(path: Path, name: str) -> VideoFrame | None:
    """The picture upright in sRGB, 8 bits, with its alpha; None where its pixels are that already,
    but for a turn that decoders tell of.

    Raises SourceError, which says `name`, when it cannot be decoded.
    """
    loader = _loader(path)
    if loader is None:
        return None
    import numpy as np
    import pyvips
    from av import VideoFrame

    try:
        image: Any = getattr(pyvips.Image, loader)(str(path), fail_on="truncated")
        if not _is_special(image):
            return None
        pixels = np.ascontiguousarray(in_srgb(image.autorot()).numpy())
    except pyvips.Error as error:
        raise SourceError(f"{name} cannot be decoded; it may be damaged or incomplete.") from error
    return VideoFrame.from_ndarray(pixels, format="rgba" if pixels.shape[2] == 4 else "rgb24")


def _loader(path: Path) -> str | None:
    with path.open("rb") as stream:
        head = stream.read(HEAD_BYTES)
    loader = next((name for sign, name in LOADERS.items() if head.startswith(sign)), None)
    return loader if loader is not None and any(sign in head for sign in SIGNS) else None


def _is_special(image: Any) -> bool:
    if image.get_typeof("orientation") and image.get("orientation") in MIRRORED:
        return True
    return not is_srgb(image)
