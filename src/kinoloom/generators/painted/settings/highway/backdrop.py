"""What closes the view far away: mountains, mesas, hills and woods that slide past each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np

from kinoloom.generators.painted.easel.colour import mix, rgb
from kinoloom.generators.painted.easel.layer import over
from kinoloom.generators.painted.easel.noise import fbm_image

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from kinoloom.generators.painted.easel.canvas import Canvas
    from kinoloom.generators.painted.easel.focus import Focus
    from kinoloom.generators.painted.settings.highway.looks import Look
    from kinoloom.generators.painted.settings.highway.plan import Plan
    from kinoloom.generators.painted.spec import SceneSpec

_KINDS: dict[str, tuple[tuple[str, float, float, str], ...]] = {
    # kind, distance in metres, height as a share of the frame's, rock
    "prairie": (("peaks", 9000, 0.085, "#6d6c78"), ("hills", 3800, 0.032, "#77824f")),
    "desert": (("peaks", 9500, 0.060, "#8c6a5c"), ("mesas", 4200, 0.115, "#b0623e"),
               ("hills", 2200, 0.018, "#a87a50")),
    "coast": (("hills", 8000, 0.070, "#5c6a58"), ("hills", 3000, 0.085, "#6d7a4c")),
    "pines": (("peaks", 8000, 0.155, "#66697a"), ("woods", 3200, 0.085, "#3f5440"),
              ("woods", 1500, 0.055, "#334a34")),
    "wheat": (("hills", 7000, 0.040, "#6f7a68"), ("woods", 2600, 0.018, "#55663f")),
}  # fmt: skip

_PARALLAX = 0.02


class Strip:
    """A ridge that wraps around, twice as wide as the frame."""

    def __init__(self, picture: NDArray[np.uint8], distance_m: float) -> None:
        self._width_px, self._distance_m = picture.shape[1], distance_m
        # Half of it again, so that any view is one piece.
        self._picture = np.hstack([picture, picture[:, : picture.shape[1] // 2 + 2]])

    def defocus(self, focus: Focus) -> None:
        """Be drawn as a lens sees it; it wraps around still, and stands on the horizon."""
        width = self._width_px
        room = min(width // 4, 128)
        ring = np.hstack([self._picture[:, width - room : width], self._picture[:, : width + room]])
        seen, left_px, _ = focus.spread(ring, _PARALLAX)
        picture = seen[:, left_px + room : left_px + room + width]
        self._picture = np.hstack([picture, picture[:, : width // 2 + 2]])

    def draw(
        self, frame_u8: NDArray[np.uint8], horizon_y_px: float, along_px_m: float, turn_px: float
    ) -> None:
        """`along_px_m` is focal length times the way across the view."""
        shift = along_px_m / self._distance_m + turn_px
        height, width = self._picture.shape[0], self._width_px
        top = horizon_y_px - height + 1
        first = round(top)
        start = shift % width
        whole = int(start)
        cut = self._picture[:, whole : whole + frame_u8.shape[1] + 1]
        share = start - whole
        here, after = np.ascontiguousarray(cut[:, :-1]), np.ascontiguousarray(cut[:, 1:])
        part = here if share < 1e-3 else cv2.addWeighted(here, 1 - share, after, share, 0)
        over(frame_u8, np.asarray(part, np.uint8), first, 0)


def strips_for(
    spec: SceneSpec, plan: Plan, look: Look, canvas: Canvas, sun_x_px: float
) -> list[Strip]:
    """The ridges of a shot, far ones first."""
    rng = np.random.default_rng([spec.seed & 0xFFFFFFFF, 0x419])
    made = []
    for kind, distance, height, code in _KINDS[plan.terrain]:
        tall = height * float(rng.uniform(0.75, 1.45))
        picture = _paint(
            kind, tall * canvas.unit * 1080, rgb(code), distance, plan, look, canvas,
            int(rng.integers(9973)), sun_x_px,
        )  # fmt: skip
        made.append(Strip(picture, distance))
    return made


def _paint(
    kind: str, tall_px: float, rock: NDArray[np.float32], distance_m: float, plan: Plan, look: Look,
    canvas: Canvas, seed: int, sun_x_px: float,
) -> NDArray[np.uint8]:  # fmt: skip
    width, unit = 2 * canvas.width_px, canvas.unit
    height = max(4, int(1.5 * tall_px) + 3)
    cell = {"peaks": 330.0, "mesas": 330.0, "hills": 520.0, "woods": 460.0}[kind] * unit
    line = _wrapped(width, 1, cell, 1, 5 if kind == "peaks" else 4, seed)[0]
    line = (line - line.min()) / max(1e-6, float(line.max() - line.min()))
    match kind:
        case "mesas":
            step = (
                np.clip((line - 0.46) / 0.05, 0, 1) * 0.55
                + np.clip((line - 0.63) / 0.04, 0, 1) * 0.35
            )
            talus = np.clip((line - 0.22) / 0.34, 0, 1) * 0.32
            rough = _wrapped(width, 1, 22 * unit, 1, 3, seed + 3)[0]
            profile = np.maximum(talus, step * (0.96 + 0.07 * rough)) + 0.03 * line
        case "peaks":
            fine = _wrapped(width, 1, 60 * unit, 1, 4, seed + 5)[0]
            profile = line**1.5 * 0.86 + 0.22 * (fine - 0.3) * (0.25 + line)
        case "woods":
            fine = _wrapped(width, 1, max(2.2, 7 * unit), 1, 2, seed + 5)[0]
            profile = 0.30 + 0.55 * line + 0.22 * fine
        case _:
            profile = 0.22 + 0.70 * line
    top = height - 1 - np.clip(profile, 0.02, 1.4) * tall_px
    yy = np.arange(height, dtype=np.float32)[:, None]
    alpha = np.clip(yy - top[None] + 0.5, 0, 1)
    texture = _wrapped(width, height, 80 * unit, 34 * unit, 4, seed + 9)
    down = np.clip((yy - top[None]) / max(1.0, tall_px), 0, 1)
    side = np.gradient(cv2.GaussianBlur(texture, (0, 0), max(0.6, 3 * unit)), axis=1) * 60 * unit
    side += np.gradient(-top, axis=0)[None] * (0.55 if kind != "mesas" else 0.05)
    lit = np.clip(0.5 + side * np.sign(sun_x_px - canvas.width_px / 2 + 1e-3) * 1.0, 0.05, 1.1)
    shade = 0.78 + 0.5 * (texture - 0.4)
    albedo = np.broadcast_to(rock, (height, width, 3)).copy()
    if kind == "mesas":
        strata = (
            np.sin((yy + 8 * texture) / (5.2 * unit)) * 0.5 + np.sin(yy / (12.5 * unit) + 1) * 0.5
        )
        albedo *= (1 + 0.16 * strata * (down < 0.62))[..., None]
    if kind == "woods":
        shade = 0.62 + 0.85 * (
            _wrapped(width, height, 6 * unit + 2, 8 * unit + 2, 2, seed + 12) - 0.2
        )
    if kind == "peaks" and (look.snow > 0.3 or plan.terrain in ("pines", "prairie")):
        line_px = (0.58 if look.snow < 0.3 else 0.12) * tall_px
        high = np.clip(
            (height - 1 - yy - line_px - 90 * unit * (texture - 0.5)) / (0.10 * tall_px), 0, 1
        )
        albedo = mix(albedo, np.array([0.92, 0.94, 0.98], np.float32), high[..., None] * 0.92)
    elif look.snow > 0.3:
        albedo = mix(
            albedo,
            np.array([0.90, 0.92, 0.96], np.float32),
            (0.62 * look.snow) * (kind != "woods") + 0.25,
        )
    light = look.ambient * 0.95 + look.key * (0.75 * lit)[..., None]
    colour = np.clip(albedo * shade[..., None] * light, 0, 1)
    air = 1 - np.exp(-distance_m / (1.9 * look.sight_m + 1))
    low = np.clip((yy - (height - 1 - tall_px)) / tall_px, 0, 1) ** 2
    colour = mix(colour, look.haze, np.clip(air + 0.30 * low * (1 - air), 0, 1)[..., None])
    return np.asarray(np.dstack([colour * alpha[..., None], alpha]) * 255 + 0.5, np.uint8)


def _wrapped(
    width: int, height: int, cell_x: float, cell_y: float, octaves: int, seed: int
) -> NDArray[np.float32]:
    """Noise whose right end meets its left."""
    seam = width // 4
    sheet = fbm_image(
        width + seam, height, scale_x_px=cell_x, scale_y_px=cell_y, octaves=octaves, seed=seed
    )
    fade = np.linspace(0, 1, seam, dtype=np.float32)
    out = sheet[:, :width].copy()
    out[:, :seam] = out[:, :seam] * fade + sheet[:, width:] * (1 - fade)
    return out
