"""Buildings as faces in space: walls, roofs, windows, projected and filled far to near."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import cv2
import numpy as np

from kinoloom.generators.painted.easel.colour import mix
from kinoloom.generators.painted.easel.noise import fbm_image

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from kinoloom.generators.painted.easel.canvas import Canvas
    from kinoloom.generators.painted.settings.meadow.relief import Lens
    from kinoloom.generators.painted.settings.meadow.shading import Air

_SUBPIXEL_BITS = 4
_OVERSAMPLE = 2
_NEAREST_M = 1.0


@dataclass(frozen=True)
class Face:
    """A flat polygon: corners (n x 3: x, height, z in metres), albedo, and its own light.

    `glow` 0..1 is how much it shines by itself; `two_sided` faces are seen from behind too.
    """

    corners: NDArray[np.float64]
    albedo: NDArray[np.float32]
    normal: NDArray[np.float64]
    glow: float = 0.0
    two_sided: bool = False
    shade: float = 1.0


@dataclass
class Building:
    """Faces around a place on the ground, turned by `yaw`; local x right, y up, z away.

    Faces are filled in the order in which they were added: parts are convex, and those behind
    come first.
    """

    x_m: float
    z_m: float
    ground_m: float
    yaw: float
    faces: list[Face] = field(default_factory=list[Face])
    lamps: list[tuple[float, float, float, float]] = field(
        default_factory=list[tuple[float, float, float, float]]
    )
    """Places that shine (x, height, z in the world, strength)."""
    flues: list[tuple[float, float, float]] = field(
        default_factory=list[tuple[float, float, float]]
    )
    """Where smoke rises (x, height, z in the world)."""

    def world(self, local: NDArray[np.float64]) -> NDArray[np.float64]:
        """Local points (n x 3) in the world."""
        cos, sin = math.cos(self.yaw), math.sin(self.yaw)
        x = local[:, 0] * cos - local[:, 2] * sin + self.x_m
        z = local[:, 0] * sin + local[:, 2] * cos + self.z_m
        return np.stack([x, local[:, 1] + self.ground_m, z], axis=-1)

    def add(
        self,
        local: NDArray[np.float64] | list[tuple[float, float, float]],
        albedo: NDArray[np.float32],
        normal: tuple[float, float, float],
        *,
        glow: float = 0.0,
        two_sided: bool = False,
        shade: float = 1.0,
    ) -> None:
        """Add a polygon given in local metres."""
        corners = self.world(np.asarray(local, np.float64))
        cos, sin = math.cos(self.yaw), math.sin(self.yaw)
        turned = np.array(
            [normal[0] * cos - normal[2] * sin, normal[1], normal[0] * sin + normal[2] * cos]
        )
        ink = np.asarray(albedo, np.float32)
        self.faces.append(Face(corners, ink, turned, glow, two_sided, shade))

    def lamp(self, local: tuple[float, float, float], strength: float) -> None:
        x, y, z = self.world(np.array([local]))[0]
        self.lamps.append((float(x), float(y), float(z), strength))

    def flue(self, local: tuple[float, float, float]) -> None:
        x, y, z = self.world(np.array([local]))[0]
        self.flues.append((float(x), float(y), float(z)))


def paint_building(
    premult: NDArray[np.float32],
    top_px: int,
    building: Building,
    lens: Lens,
    air: Air,
    canvas: Canvas,
    *,
    seed: int,
) -> None:
    """Lay the building onto premultiplied RGBA that begins at a row of the canvas."""
    seen = [(face, _project(face.corners, lens)) for face in building.faces if _faces_us(face)]
    if not seen:
        return
    points = np.concatenate([corners for _, corners in seen])
    x0, y0 = (int(v) for v in np.floor(points.min(axis=0)) - 2)
    x1, y1 = (int(v) for v in np.ceil(points.max(axis=0)) + 3)
    x0, x1 = max(0, x0), min(premult.shape[1], x1)
    y0, y1 = max(top_px, y0), min(top_px + premult.shape[0], y1)
    if x1 - x0 < 2 or y1 - y0 < 2:
        return
    scale = _OVERSAMPLE
    sheet = np.zeros(((y1 - y0) * scale, (x1 - x0) * scale, 4), np.uint8)
    share = air.at(building.z_m, building.ground_m + 3)
    column = int(np.clip((x0 + x1) / 2, 0, canvas.paint_width_px - 1))
    haze = air.colour_px(canvas)[column]
    for face, corners in seen:
        colour = face_colour(face, air)
        colour = mix(colour, haze, share * (1 - 0.55 * face.glow))
        ink = [float(c) for c in np.clip(colour * 255, 0, 255)]
        shifted = (corners - np.array([x0, y0])) * scale * (1 << _SUBPIXEL_BITS)
        cv2.fillPoly(
            sheet, [np.round(shifted).astype(np.int32)], (*ink, 255.0), cv2.LINE_AA, _SUBPIXEL_BITS
        )
    small = cv2.resize(sheet, (x1 - x0, y1 - y0), interpolation=cv2.INTER_AREA)
    rgba = np.asarray(small, np.float32) / 255
    grain = fbm_image(
        x1 - x0, y1 - y0, scale_x_px=max(1.6, 0.22 * lens.px_per_m(building.z_m)),
        scale_y_px=max(1.2, 0.16 * lens.px_per_m(building.z_m)), octaves=3, seed=seed,
    )  # fmt: skip
    # Air lies before the grain too: a wall in fog is smooth.
    rgba[..., :3] *= (1 + (1 - share) * (0.24 * grain - 0.12))[..., None]
    # LINE_AA leaves colour and cover of an edge unscaled: only the cover may fade.
    alpha = rgba[..., 3:]
    part = premult[y0 - top_px : y1 - top_px, x0:x1]
    part[:] = part * (1 - alpha) + np.dstack([np.minimum(rgba[..., :3], alpha), alpha])


def face_colour(face: Face, air: Air) -> NDArray[np.float32]:
    """What a face looks like in this light, before the air."""
    light = air.light
    facing = max(0.0, float(face.normal @ np.array(air.sun)))
    up = 0.5 + 0.5 * float(face.normal[1])
    key = np.asarray(light.key_rgb, np.float32) * (0.30 + 0.70 * light.shadow)
    gain = np.asarray(light.ambient_rgb, np.float32) * (0.62 + 0.38 * up) + key * facing * 0.85
    colour = face.albedo * gain * face.shade
    return np.asarray(mix(colour, face.albedo, face.glow), np.float32)


def _project(corners: NDArray[np.float64], lens: Lens) -> NDArray[np.float64]:
    z = np.maximum(corners[:, 2], _NEAREST_M)
    x = lens.middle_px + lens.focal_px * corners[:, 0] / z
    y = lens.horizon_px - lens.focal_px * (corners[:, 1] - lens.eye_m) / z
    return np.stack([x, y], axis=-1)


def _faces_us(face: Face) -> bool:
    if float(face.corners[:, 2].min()) < _NEAREST_M:
        return False
    if face.two_sided:
        return True
    view = face.corners.mean(axis=0)
    # The eye is a little above the ground: steep roofs behind the ridge stay hidden.
    return float(face.normal @ (view - np.array([0.0, 2.2, 0.0]))) < 0
