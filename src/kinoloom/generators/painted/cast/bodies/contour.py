"""White on white: a pale body is told from snow by darker edges on its shadow side."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import cv2
import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from kinoloom.generators.painted.easel.light import Rig

PALE = 0.74
"""From how light a coat on its edges are drawn; darker ones stand out by themselves."""
_LUMA = (0.30, 0.59, 0.11)
_WIDTH = 0.020
"""How soft an edge is, in body heights …"""
_NARROWEST_PX = 1.1
"""… but never too narrow to be seen on a small one."""
_LIGHT_SIDE, _SHADOW_SIDE = 0.26, 0.60


def is_pale(rgb: tuple[float, float, float]) -> bool:
    """Whether a coat of that colour is lost on snow."""
    return sum(share * value for share, value in zip(_LUMA, rgb, strict=True)) > PALE


def contoured(rgba: NDArray[np.uint8], rig: Rig, height_px: float) -> NDArray[np.uint8]:
    """The premultiplied picture of a pale body with its edges in shade."""
    sigma = max(_NARROWEST_PX, _WIDTH * height_px)
    alpha = rgba[..., 3].astype(np.float32) / np.float32(255)
    away = math.hypot(rig.key_dir[0], rig.key_dir[1]) or 1.0
    shift = 1.3 * sigma / away
    # What is not covered a little farther from the light is an edge in shade.
    behind = np.array([[1, 0, rig.key_dir[0] * shift], [0, 1, rig.key_dir[1] * shift]], np.float32)
    soft = cv2.GaussianBlur(np.pad(alpha, 1), (0, 0), sigma)[1:-1, 1:-1]
    far = cv2.warpAffine(soft, behind, (soft.shape[1], soft.shape[0]), flags=cv2.INTER_LINEAR)
    rim = np.clip(1.7 * (1 - soft), 0, 1)
    shade = np.clip(1.5 * (1 - far), 0, 1)
    gain = 1 - np.maximum(_LIGHT_SIDE * rim, _SHADOW_SIDE * shade * shade)
    out = rgba.copy()
    # Snow throws back the blue of the sky: shade on it is never grey.
    for channel, cool in enumerate((1.0, 0.86, 0.66)):
        out[..., channel] = (rgba[..., channel] * (1 - (1 - gain) * cool)).astype(np.uint8)
    return out
