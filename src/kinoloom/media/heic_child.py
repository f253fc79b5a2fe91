"""The child of `heic`: `python -m … SOURCE TARGET` writes a JPEG, and prints why not as JSON."""

from __future__ import annotations

import json
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

from kinoloom.media.srgb import in_srgb

MOST_PIXELS = 100_000_000
QUALITY = 95
WIDE_PRIMARIES = 12
"""Display P3, in the numbers of ITU-T H.273."""
UNREADABLE = "The HEIC picture cannot be read; it may be damaged. Save it as JPG."


def main(arguments: list[str]) -> None:
    """Print one JSON object: empty, or `refused` with a sentence."""
    source, target = arguments
    print(json.dumps(written(Path(source), Path(target))))


def written(source: Path, target: Path) -> dict[str, str]:
    """Write it; the sentence that refuses it, if one does."""
    import pyvips

    pi_heif: Any = import_module("pi_heif")
    pi_heif.options.DECODE_THREADS = 1
    try:
        # Turned and mirrored as the file says; only its header is read here.
        heif = pi_heif.open_heif(source)
        width_px, height_px = heif.size
        if width_px * height_px > MOST_PIXELS:
            return {
                "refused": f"The picture has {width_px} x {height_px} pixels; at most 100 "
                "megapixels are taken."
            }
        image = _image(heif)
        image.jpegsave(str(target), Q=QUALITY, subsample_mode="off", background=255, keep="none")
    except MemoryError:
        return {"refused": "The HEIC picture takes too much memory to read; save it as JPG."}
    except (ValueError, OSError, EOFError, RuntimeError, pyvips.Error):
        return {"refused": UNREADABLE}
    return {}


def _image(heif: Any) -> Any:
    import numpy as np
    import pyvips

    pixels = np.asarray(heif)
    grey = pixels.ndim == 2 or pixels.shape[2] < 3
    image: Any = pyvips.Image.new_from_array(pixels)
    image = image.copy(interpretation="b-w" if grey else "srgb")
    profile = heif.info.get("icc_profile")
    if profile:
        image.set_type(pyvips.GValue.blob_type, "icc-profile-data", profile)
        return in_srgb(image)
    said = (heif.info.get("nclx_profile") or {}).get("color_primaries")
    if said == WIDE_PRIMARIES:
        return image.icc_transform("srgb", input_profile="p3", intent="relative")
    return in_srgb(image)


if __name__ == "__main__":
    main(sys.argv[1:])
