"""The near bank: a promenade with its railing and lamps, or trees and rocks that frame the view."""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np

from kinoloom.generators.painted.easel.colour import mix, rgb
from kinoloom.generators.painted.easel.layer import Layer
from kinoloom.generators.painted.settings.mountains.foreground import framing_layer
from kinoloom.generators.painted.settings.mountains.looks import soil_of, woods_of
from kinoloom.generators.painted.settings.mountains.vista import Foreground
from kinoloom.generators.painted.settings.mountains.vista import compose as compose_lake

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from kinoloom.generators.painted.air.daylight import Daylight
    from kinoloom.generators.painted.easel.canvas import Canvas
    from kinoloom.generators.painted.settings.skyline.illumination import Illumination
    from kinoloom.generators.painted.settings.skyline.plan import Plan
    from kinoloom.generators.painted.spec import SceneSpec

_KINDS: tuple[Foreground, ...] = ("grove", "pines", "reeds", "rocks", "grove")
_STONES = ("#8e8880", "#7c8088", "#96826e")
_BITS = 4


def pavement(
    spec: SceneSpec, plan: Plan, canvas: Canvas, lights: Illumination, edge_px: float
) -> Layer:
    """The slabs from the edge down, on the scene's ground plane."""
    rng = np.random.default_rng([spec.seed & 0xFFFFFFFF, 0x5CD])
    stone = rgb(_STONES[int(rng.integers(len(_STONES)))])
    top = int(edge_px)
    rows = np.arange(top, canvas.paint_height_px, dtype=np.float32)[:, None]
    x = np.arange(canvas.paint_width_px, dtype=np.float32)[None, :]
    # The slabs' own vanishing line is higher than the far bank: they are seen from above.
    horizon = plan.shore_y_px - 0.2 * plan.room_px
    deep = rows - horizon
    unit = canvas.unit
    across = (x - canvas.paint_width_px * float(rng.uniform(0.3, 0.7))) / deep
    slab = 0.42
    away = 5.0 * np.log(deep)
    joint_x = np.abs((across / slab + 0.5 * (np.floor(away / 0.55) % 2)) % 1 - 0.5) * slab * deep
    joint_y = np.abs((away / 0.55) % 1 - 0.5) * 0.55 * deep / 5.0
    joint = np.clip(1.4 - np.minimum(joint_x, joint_y) / (1.1 * unit), 0, 1)
    pieces = np.sin(12.9898 * np.floor(across / slab + 0.5 * (np.floor(away / 0.55) % 2))
                    + 78.233 * np.floor(away / 0.55)) * 43758.55  # fmt: skip
    tone = 0.93 + 0.08 * (pieces - np.floor(pieces)) - 0.26 * joint * (1 - lights.snow)
    stone = mix(stone, (0.93, 0.95, 0.98), lights.snow)
    light = lights.light
    lamb = np.asarray(light.ambient_rgb) * 0.72 + np.asarray(light.key_rgb) * 0.34 * light.shadow
    wet = 0.5 if spec.is_wet else 0.0
    colour = (stone * lamb)[None, None] * tone[..., None]
    sheen = mix(light.haze_rgb, lights.glow_rgb, min(1.0, lights.glow))
    fade = np.clip(1 - (rows - top) / (0.25 * canvas.height_px), 0.1, 1)[..., None]
    colour = colour * (1 - 0.35 * wet) + sheen * (wet + 0.14) * fade * 0.6
    # A vignette of the foreground keeps the eye on the far bank.
    colour = colour * (0.72 + 0.28 * fade)
    rgba = np.ones((*tone.shape, 4), np.float32)
    rgba[..., :3] = colour
    return Layer(rgba, 1.0, y_px=top, shear=plan.ground)


def railing(
    spec: SceneSpec, plan: Plan, canvas: Canvas, lights: Illumination, edge_px: float
) -> tuple[Layer, NDArray[np.float32], float]:
    """Rails, posts and lamps on the edge; the lamps' heads on the painted canvas, the parallax."""
    rng = np.random.default_rng([spec.seed & 0xFFFFFFFF, 0x5CE])
    unit, width = canvas.unit, canvas.paint_width_px
    mask = np.zeros((canvas.paint_height_px, width), np.uint8)
    tall = (0.075 if plan.quay_y_px and edge_px < 0.9 * plan.feet_y_px else 0.10) * 1080 * unit
    thick = max(1, round(3.4 * unit))
    step = tall * float(rng.uniform(0.9, 1.5))
    start = float(rng.random()) * step

    def stroke(x0: float, y0: float, x1: float, y1: float, thick_px: int) -> None:
        ends = [(round(x * 16), round(y * 16)) for x, y in ((x0, y0), (x1, y1))]
        cv2.line(mask, ends[0], ends[1], (255,), thick_px, cv2.LINE_AA, _BITS)

    for level in (1.0, 0.62, 0.3):
        stroke(0, edge_px - level * tall, width, edge_px - level * tall,
               thick + (2 if level == 1.0 else 0))  # fmt: skip
    for k in range(int(width / step) + 2):
        x = start + (k - 1) * step
        stroke(x, edge_px + 2 * unit, x, edge_px - 1.06 * tall, thick + 1)
    mask[int(edge_px) : int(edge_px + 7 * unit)] = 255
    heads = []
    gap = canvas.width_px * float(rng.uniform(0.62, 0.8))
    first = canvas.margin_x_px + canvas.width_px * float(rng.uniform(0.06, 0.16))
    for x in (first, first + gap):
        high = edge_px - 4.6 * tall
        stroke(x, edge_px, x, high, thick + 2)
        head = (round(x * 16), round((high - 0.12 * tall) * 16))
        cv2.circle(mask, head, round(0.17 * tall * 16), (255,), -1, cv2.LINE_AA, _BITS)
        heads.append((x, high - 0.12 * tall))
    light = lights.light
    ink = rgb("#2a2e34") * (np.asarray(light.ambient_rgb) * 0.8 + 0.12)
    ink = mix(ink, light.haze_rgb, 0.25 * light.density)
    rgba = np.empty((*mask.shape, 4), np.float32)
    rgba[..., :3] = np.clip(ink, 0, 1)
    rgba[..., 3] = mask / np.float32(255)
    parallax = plan.ground.parallax_at(edge_px)
    return Layer(rgba, parallax), np.array(heads, np.float32), parallax


def framing(spec: SceneSpec, plan: Plan, canvas: Canvas, light: Daylight) -> Layer | None:
    """What grows on the near bank, before the water."""
    rng = np.random.default_rng([spec.seed & 0xFFFFFFFF, 0x5D0])
    lake = compose_lake(spec, canvas)
    vista = lake._replace(
        side=plan.side, shore_y_px=plan.shore_y_px, sun_x_px=plan.sun_x_px,
        sun_y_px=plan.sun_y_px, ground=plan.ground, edge_y_px=None, feet_y_px=plan.feet_y_px,
        foreground=_KINDS[int(rng.integers(len(_KINDS)))],
    )  # fmt: skip
    return framing_layer(spec, canvas, light, vista, soil_of(spec), woods_of(spec))
