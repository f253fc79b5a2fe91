"""Frames of a draft drawn in this process, as pictures to look into: no encoder, no child."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from kinoloom.draft.check import check
from kinoloom.draft.model import Draft
from kinoloom.render.chunks.compositor import Compositor, Stage
from kinoloom.render.files.output import Encoding, Output
from kinoloom.render.picture import Picture, rgb_of
from kinoloom.render.planning.plan import chunk_at
from kinoloom.render.reading.reel import Reel
from kinoloom.render.sources import remembered

Rgb = NDArray[np.uint8]


def drawn(draft: Draft, frame: int, assets: Mapping[str, Path] | None = None) -> Rgb:
    """One frame of the film, height x width x 3."""
    files = dict(assets or {})
    encoding = Encoding.of(check(draft).canvas, Output())
    chunk = chunk_at(draft, encoding, frame, remembered(files.__getitem__))
    size = (encoding.width_px, encoding.height_px)
    reel = Reel(files, dict(chunk.names))
    canvas = Picture(
        np.zeros(size[::-1], np.uint8),
        np.zeros((size[1] // 2, size[0] // 2), np.uint8),
        np.zeros((size[1] // 2, size[0] // 2), np.uint8),
    )
    Compositor(chunk, Stage(size, encoding.fps, reel, reel.path)).draw(0, canvas)
    reel.close()
    return rgb_of(canvas)


def quarters(path: Path, size: tuple[int, int] = (320, 180)) -> Path:
    """A PNG of four colours: red, green over blue, white."""
    import cv2

    width, height = size
    bgr = np.zeros((height, width, 3), np.uint8)
    half_x, half_y = width // 2, height // 2
    bgr[:half_y, :half_x] = (0, 0, 255)
    bgr[:half_y, half_x:] = (0, 255, 0)
    bgr[half_y:, :half_x] = (255, 0, 0)
    bgr[half_y:, half_x:] = (255, 255, 255)
    path.write_bytes(cv2.imencode(".png", bgr)[1].tobytes())
    return path


def name_at(picture: Rgb, x: float, y: float) -> str:
    """The nearest of a few colours at a place given in shares of the picture."""
    height, width = picture.shape[:2]
    pixel = picture[min(height - 1, int(y * height)), min(width - 1, int(x * width))].astype(int)
    known = {
        "red": (255, 0, 0),
        "green": (0, 255, 0),
        "blue": (0, 0, 255),
        "white": (255, 255, 255),
        "black": (0, 0, 0),
    }
    return min(known, key=lambda name: int(np.abs(pixel - known[name]).sum()))
