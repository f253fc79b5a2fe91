"""A tent and a hut, lit from within: warm spots in a cold picture."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from kinoloom.generators.painted.easel.colour import mix
from kinoloom.generators.painted.settings.heavens.pencil import Pencil
from kinoloom.generators.painted.settings.mountains.pines import snow_colour
from kinoloom.generators.painted.settings.mountains.shore import lit

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from kinoloom.generators.painted.air.daylight import Daylight
    from kinoloom.generators.painted.easel.light import Colour

_FABRICS: tuple[Colour, ...] = ((0.80, 0.38, 0.12), (0.70, 0.20, 0.14), (0.22, 0.46, 0.56),
                                (0.74, 0.58, 0.16))  # fmt: skip
_LAMP = np.array([1.0, 0.66, 0.30], np.float32)
_HOT = np.array([1.0, 0.90, 0.66], np.float32)


class Shelter(NamedTuple):
    """A picture (premultiplied RGBA u8) standing on its last rows, and its lights in it.

    `lights` are rows of (x, y, radius) in its pixels; `flue` is where smoke leaves, or None.
    """

    picture: NDArray[np.uint8]
    base_x_px: float
    lights: tuple[tuple[float, float, float], ...]
    flue: tuple[float, float] | None


def tent(light: Daylight, height_px: float, side: int, *, lamp: float, seed: int) -> Shelter:
    """A ridge tent with its door toward the picture's middle; `lamp` 0..1 glows through it."""
    h = height_px
    wide, tall = 2.30 * h, 1.12 * h
    ground = tall - 0.03 * h
    fabric = np.asarray(_FABRICS[seed % len(_FABRICS)], np.float32)
    # From the door's end to the far end, as if the door looked left; mirrored later.
    left, right = (0.20 * h, ground), (1.06 * h, ground + 0.02 * h)
    peak, far_peak, far_foot = (
        (0.60 * h, 0.06 * h),
        (1.50 * h, 0.17 * h),
        (2.08 * h, ground - 0.09 * h),
    )
    flank = [peak, far_peak, far_foot, right]
    door = [peak, (0.50 * h, ground), (0.80 * h, ground + 0.008 * h)]
    shaded = lit(_triple(fabric), light, 0.55)
    front = [peak, left, right]
    sheet = Pencil(wide, tall, fine=3)
    sheet.polygon(flank, (1, 0, 0))
    sheet.polygon(front, (0, 1, 0))
    sheet.polygon(door, (0, 0, 1))
    parts = sheet.picture().astype(np.float32) / 255
    yy, xx = np.mgrid[0 : parts.shape[0], 0 : parts.shape[1]].astype(np.float32)
    away = np.hypot((xx - 0.92 * h) / (0.80 * h), (yy - 0.86 * h) / (0.62 * h))
    glow = (np.exp(-(away**1.7)) * lamp)[..., None]
    folds = (0.88 + 0.12 * np.sin(xx / (0.11 * h) + 2.2 * yy / h))[..., None]
    lit_fabric = mix(fabric, _LAMP, 0.55) * np.float32(1.05)
    hot = mix(lit_fabric, _HOT, np.clip(glow * 0.9 - 0.45, 0, 1))
    side_ink = shaded * 0.80 * folds + hot * glow * 1.10
    front_ink = shaded * 1.05 + hot * np.clip(glow * 1.12, 0, 1)
    door_ink = shaded * 0.30 * (1 - lamp) + _HOT * np.clip(0.25 + glow, 0, 1) * lamp
    ink = parts[..., 0:1] * side_ink + parts[..., 1:2] * front_ink + parts[..., 2:3] * door_ink
    alpha = parts[..., 3:4]
    # Poles and seams, darker where the lamp shines through.
    seam = Pencil(wide, tall, fine=3)
    thin = 0.013 * h
    for (ax, ay), (bx, by) in ((peak, far_peak), (peak, left), (peak, right), (far_peak, far_foot),
                               ((1.03 * h, 0.115 * h), (1.58 * h, ground - 0.04 * h))):  # fmt: skip
        seam.polygon(
            [(ax - thin, ay), (ax + thin, ay), (bx + thin, by), (bx - thin, by)], (1, 1, 1)
        )
    for foot, tie in (
        ((-0.0 * h, ground + 0.03 * h), peak),
        ((2.26 * h, ground - 0.03 * h), far_peak),
    ):
        seam.polygon([foot, (foot[0] + thin * 0.6, foot[1]), (tie[0] + thin * 0.3, tie[1]), tie],
                     (1, 1, 1))  # fmt: skip
    line = seam.picture().astype(np.float32)[..., 3:4] / 255
    premult = ink * (1 - 0.62 * line) + shaded * 0.35 * line * (1 - alpha)
    sheet_rgba = np.concatenate([np.clip(premult, 0, 1), np.maximum(alpha, 0.8 * line)], axis=-1)
    picture = np.asarray(sheet_rgba * 255 + 0.5, np.uint8)
    lights = ((0.86 * h, 0.74 * h, 0.75 * h),) if lamp > 0.1 else ()
    return _turned(Shelter(picture, 0.5 * picture.shape[1], lights, None), side)


def hut(
    light: Daylight, height_px: float, side: int, *, lamp: float, snow: float, seed: int
) -> Shelter:
    """A log cabin with a lit window, its gable toward the picture's middle."""
    h = height_px
    sheet = Pencil(2.35 * h, 1.30 * h, fine=3)
    ground = sheet.height_px - 0.02 * h
    wood: Colour = ((0.30, 0.21, 0.15), (0.26, 0.20, 0.17), (0.34, 0.22, 0.14))[seed % 3]
    gable_wall = lit(wood, light, 0.62)
    side_wall = lit(wood, light, 0.18) * 0.78
    eaves = ground - 0.52 * h
    ridge = ground - 1.00 * h
    a, b, c = 0.22 * h, 1.02 * h, 2.06 * h
    mid = (a + b) / 2
    for k in range(9):
        y0, y1 = ground - 0.52 * h * k / 9, ground - 0.52 * h * (k + 1) / 9
        shade = 0.86 + 0.2 * (k % 2)
        sheet.polygon([(b, y0), (c, y0 - 0.03 * h), (c, y1 - 0.03 * h), (b, y1)], side_wall * shade)
        sheet.polygon([(a, y0), (b, y0), (b, y1), (a, y1)], gable_wall * shade)
    sheet.polygon([(a, eaves), (b, eaves), (mid, ridge)], gable_wall * 0.92)
    roof_ink = mix(lit((0.22, 0.18, 0.18), light, 0.5), snow_colour(light), snow)
    rim = mix(roof_ink * 0.6, snow_colour(light) * 1.06, snow)
    far = (mid + (c - b) + 0.10 * h, ridge - 0.035 * h)
    drop = 0.10 * h
    chimney = (mid + 0.62 * h, ridge - 0.02 * h)
    brick = lit((0.34, 0.26, 0.24), light, 0.4)
    cx, cy = chimney
    sheet.polygon([(cx, cy + 0.25 * h), (cx + 0.15 * h, cy + 0.25 * h),
                   (cx + 0.15 * h, cy - 0.17 * h), (cx, cy - 0.17 * h)], brick)  # fmt: skip
    sheet.polygon([(cx - 0.02 * h, cy - 0.15 * h), (cx + 0.17 * h, cy - 0.15 * h),
                   (cx + 0.17 * h, cy - 0.20 * h), (cx - 0.02 * h, cy - 0.20 * h)],
                  mix(brick * 0.7, snow_colour(light), snow))  # fmt: skip
    sheet.polygon([(mid, ridge - 0.03 * h), far, (c + 0.12 * h, eaves + drop - 0.03 * h),
                   (b + 0.08 * h, eaves + drop)], roof_ink)  # fmt: skip
    for k in range(1, 7):
        # Courses of shingles, each a little off the last.
        s = k / 7
        ax, ay = (
            mid + (b + 0.08 * h - mid) * s,
            ridge - 0.03 * h + (eaves + drop - ridge + 0.03 * h) * s,
        )
        bx, by = (
            far[0] + (c + 0.12 * h - far[0]) * s,
            far[1] + (eaves + drop - 0.03 * h - far[1]) * s,
        )
        sheet.polygon([(ax, ay), (bx, by), (bx, by + 0.010 * h), (ax, ay + 0.012 * h)],
                      roof_ink * (0.86 if k % 2 else 0.80))  # fmt: skip
    sheet.polygon([(mid, ridge - 0.045 * h), (far[0], far[1] - 0.012 * h), far,
                   (mid, ridge - 0.02 * h)], np.clip(roof_ink * 1.5, 0, 1))  # fmt: skip
    thick = 0.055 * h
    sheet.polygon([(mid, ridge - 0.03 * h), (a - 0.10 * h, eaves + drop),
                   (a - 0.10 * h, eaves + drop + thick), (mid, ridge + thick)], rim)  # fmt: skip
    sheet.polygon(
        [
            (mid, ridge - 0.03 * h),
            (b + 0.08 * h, eaves + drop),
            (b + 0.08 * h, eaves + drop + thick),
            (mid, ridge + thick),
        ],
        rim * 0.86,
    )
    lights: list[tuple[float, float, float]] = []
    shine = mix(lit((0.10, 0.11, 0.14), light, 0.4), _HOT * 0.96, lamp)
    frame_ink = gable_wall * 0.45
    for x0, x1, y0, y1, tilt in ((a + 0.13 * h, a + 0.36 * h, 0.20, 0.42, 0.0),
                                 (b + 0.30 * h, b + 0.58 * h, 0.19, 0.40, 0.03)):  # fmt: skip
        top, low = ground - y1 * h, ground - y0 * h
        pad = 0.022 * h
        sheet.polygon([(x0 - pad, low + pad), (x1 + pad, low + pad), (x1 + pad, top - pad),
                       (x0 - pad, top - pad)], frame_ink)  # fmt: skip
        sheet.polygon([(x0, low), (x1, low), (x1, top), (x0, top)], shine)
        xm, ym = (x0 + x1) / 2, (top + low) / 2
        bar = 0.010 * h
        sheet.polygon(
            [(xm - bar, low), (xm + bar, low), (xm + bar, top), (xm - bar, top)], frame_ink
        )
        sheet.polygon([(x0, ym - bar), (x1, ym - bar), (x1, ym + bar), (x0, ym + bar)], frame_ink)
        if lamp > 0.1:
            lights.append((xm, ym, 0.34 * h + tilt * h))
    lintel = ground - 0.44 * h
    sheet.polygon([(a + 0.50 * h, ground), (a + 0.70 * h, ground), (a + 0.70 * h, lintel),
                   (a + 0.50 * h, lintel)], gable_wall * 0.5)  # fmt: skip
    picture = sheet.picture()
    flue = (cx + 0.075 * h, cy - 0.22 * h)
    return _turned(Shelter(picture, 0.5 * picture.shape[1], tuple(lights), flue), side)


def _turned(shelter: Shelter, side: int) -> Shelter:
    """Its door toward the middle: what stands left looks right."""
    if side > 0:
        return shelter
    width = shelter.picture.shape[1]
    flue = None if shelter.flue is None else (width - shelter.flue[0], shelter.flue[1])
    return Shelter(
        np.ascontiguousarray(shelter.picture[:, ::-1]),
        width - shelter.base_x_px,
        tuple((width - x, y, r) for x, y, r in shelter.lights),
        flue,
    )


def _triple(values: NDArray[np.float32]) -> Colour:
    return float(values[0]), float(values[1]), float(values[2])
