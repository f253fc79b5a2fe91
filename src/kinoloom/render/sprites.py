"""Text layers to PNG files, each drawn once per size however many chunks show it."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import cv2

from kinoloom.render.graph import Drawn
from kinoloom.render.identity import RENDERER_VERSION
from kinoloom.render.layers import TextLayer
from kinoloom.render.output import Encoding
from kinoloom.render.text import title_sprite


def sprite(layer: TextLayer, encoding: Encoding, folder: Path) -> Drawn:
    """The layer's words as a PNG in `folder`."""
    drawn = title_sprite(
        layer.text, layer.style, layer.placement, encoding.width_px, encoding.height_px
    )
    identity = [
        RENDERER_VERSION,
        layer.text,
        layer.style.model_dump(mode="json"),
        layer.placement.model_dump(mode="json"),
        encoding.width_px,
        encoding.height_px,
    ]
    name = hashlib.sha256(json.dumps(identity, sort_keys=True).encode()).hexdigest()
    path = folder / f"{name}.png"
    if not path.exists():
        bgra = cv2.cvtColor(drawn.pixels, cv2.COLOR_RGBA2BGRA)
        written, png = cv2.imencode(".png", bgra, [cv2.IMWRITE_PNG_COMPRESSION, 1])
        assert written
        path.write_bytes(png.tobytes())
    return Drawn(path, drawn.x_px, drawn.y_px)
