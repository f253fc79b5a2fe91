"""Benches and lamps, drawn as a few lit planks and posts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np

from kinoloom.generators.painted.easel.colour import rgb
from kinoloom.generators.painted.settings.forest.cutout import Cutout, Sway
from kinoloom.generators.painted.settings.forest.sheet import Sheet
from kinoloom.generators.painted.settings.forest.strokes import OVAL, dabs

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from kinoloom.generators.painted.settings.forest.trees import Wood
    from kinoloom.generators.painted.settings.park.plan import Spot

_SUBPIXEL_BITS = 4
LAMP_M = 2.9
"""How high a lamp's light is."""
SEAT_M = 0.36
"""How high above a bench's row its seat is seen."""
_WOOD_RGB, _IRON_RGB = rgb("#8a5a34"), rgb("#262c2c")


def bench(wood: Wood, spot: Spot) -> Cutout:
    """A bench seen from its front and a little from its side."""
    metre = wood.glade.metres_px(spot.near)
    x, y = spot.x_px, wood.glade.row(spot.near)
    sheet = Sheet(wood.canvas, (x - 1.3 * metre, y - 1.2 * metre, x + 1.3 * metre, y + 0.3 * metre))
    light = wood.light
    _shade(wood, sheet, x, y, 1.0 * metre, 0.20 * metre)
    # It turns toward the path: its far end is a little higher and smaller.
    turn = -0.10 * spot.hand
    half = 0.85
    iron = _IRON_RGB * (light.ambient * 1.1 + light.key * 0.25)
    back = _WOOD_RGB * (light.ambient * 0.75 + light.key * 0.25)
    front = _WOOD_RGB * (light.ambient * 0.85 + light.key * 0.45)
    top = _WOOD_RGB * (light.ambient * 0.95 + light.key * 0.85)

    def at(across: float, up: float, forward: float) -> tuple[float, float]:
        return (x + (across + 0.25 * forward * -spot.hand) * metre,
                y + (across * turn + 0.30 * forward - up) * metre)  # fmt: skip

    for end in (-0.66 * half, 0.66 * half):
        _plank(sheet, [at(end - 0.025, 0.86, -0.2), at(end + 0.025, 0.86, -0.2),
                       at(end + 0.03, 0.0, -0.15), at(end - 0.03, 0.0, -0.15)], iron)  # fmt: skip
        _plank(sheet, [at(end - 0.025, 0.42, 0.25), at(end + 0.025, 0.42, 0.25),
                       at(end + 0.025, 0.0, 0.25), at(end - 0.025, 0.0, 0.25)], iron)  # fmt: skip
    for up in (0.54, 0.66, 0.78):
        tilt = -0.18 - 0.12 * (up - 0.5)
        _plank(sheet, [at(-half, up + 0.075, tilt), at(half, up + 0.075, tilt),
                       at(half, up, tilt), at(-half, up, tilt)], back)  # fmt: skip
        _plank(sheet, [at(-half, up + 0.085, tilt), at(half, up + 0.085, tilt),
                       at(half, up + 0.068, tilt), at(-half, up + 0.068, tilt)], top)  # fmt: skip
    for forward in (-0.12, 0.02, 0.16):
        back_edge = forward + 0.11
        _plank(sheet, [at(-half, 0.44, forward), at(half, 0.44, forward),
                       at(half, 0.44, back_edge), at(-half, 0.44, back_edge)], top)  # fmt: skip
    _plank(sheet, [at(-half, 0.44, 0.27), at(half, 0.44, 0.27),
                   at(half, 0.39, 0.27), at(-half, 0.39, 0.27)], front)  # fmt: skip
    if wood.growth.snow > 0:
        white = np.clip(light.ambient + light.key * 0.35, 0, 1)
        _plank(sheet, [at(-half, 0.50, -0.1), at(half, 0.50, -0.1),
                       at(half, 0.45, 0.27), at(-half, 0.45, 0.27)], white)  # fmt: skip
    return sheet.cutout(wood.glade, light, spot.near, _still(wood, spot))


def lamp(wood: Wood, spot: Spot) -> Cutout:
    """An iron lamp post with a lantern of glass."""
    metre = wood.glade.metres_px(spot.near)
    x, y = spot.x_px, wood.glade.row(spot.near)
    sheet = Sheet(
        wood.canvas, (x - 0.5 * metre, y - 3.5 * metre, x + 0.5 * metre, y + 0.15 * metre)
    )
    light = wood.light
    _shade(wood, sheet, x, y, 0.32 * metre, 0.055 * metre)
    side = 1.0 if light.x_px > x else -1.0
    dark = _IRON_RGB * (light.ambient * 0.9 + light.key * 0.12)
    edge = np.clip(_IRON_RGB * (light.ambient + light.key) + 0.28 * light.rim * light.glow, 0, 1)
    glass = np.clip(light.ambient * 0.45 + light.air_sun * 0.5, 0, 1)
    if wood.day.time in ("dusk", "night"):
        glass = np.array([1.0, 0.88, 0.62])

    def at(across: float, up: float) -> tuple[float, float]:
        return x + across * metre, y - up * metre

    profile = ((0.0, 0.13), (0.10, 0.13), (0.16, 0.07), (0.55, 0.06), (0.62, 0.08), (0.68, 0.042),
               (2.45, 0.030), (2.50, 0.07), (2.56, 0.05))  # fmt: skip
    left = [at(-half, up) for up, half in profile]
    right = [at(half, up) for up, half in profile[::-1]]
    _plank(sheet, [*left, *right], dark)
    lit = [at(side * half * 0.35, up) for up, half in profile]
    rim = [at(side * half, up) for up, half in profile[::-1]]
    _plank(sheet, [*lit, *rim], edge)
    _plank(sheet, [at(-0.09, 2.58), at(0.09, 2.58), at(0.15, 3.0), at(-0.15, 3.0)], glass)
    for across in (-0.015, 0.0, 0.015):
        low, high = 6 * across, 9.6 * across
        _plank(sheet, [at(low - 0.006, 2.58), at(low + 0.006, 2.58),
                       at(high + 0.006, 3.0), at(high - 0.006, 3.0)], dark)  # fmt: skip
    _plank(sheet, [at(-0.19, 3.0), at(0.19, 3.0), at(0.05, 3.17), at(-0.05, 3.17)], dark)
    _plank(sheet, [at(-0.02, 3.17), at(0.02, 3.17), at(0.0, 3.30)], dark)
    if wood.growth.snow > 0:
        white = np.clip(light.ambient + light.key * 0.35, 0, 1)
        _plank(sheet, [at(-0.15, 3.04), at(0.15, 3.04), at(0.05, 3.19), at(-0.05, 3.19)], white)
    return sheet.cutout(wood.glade, light, spot.near, _still(wood, spot))


def _shade(
    wood: Wood, sheet: Sheet, x_px: float, y_px: float, half_px: float, deep_px: float
) -> None:
    """The dark under a thing that stands on the ground."""
    dark = wood.growth.earth * wood.light.ambient * np.float32(0.30)
    # Many thin ones: three would be seen as three rings.
    for share in np.linspace(1.0, 0.25, 11):
        spot = dabs(
            np.array([[x_px, y_px]]), np.array([half_px * share]), np.array([deep_px * share]),
            np.zeros(1), dark[None].astype(np.float64), opacity=0.12, fold=0.0, form=OVAL,
        )  # fmt: skip
        sheet.leaves(spot, flutter=False)


def _still(wood: Wood, spot: Spot) -> Sway:
    return Sway(wood.glade.row(spot.near), 1e6, 0.0, 0.0, 0.0, 0.0)


def _plank(sheet: Sheet, points: list[tuple[float, float]], colour: NDArray[np.floating]) -> None:
    """Fill a polygon (canvas places) with one colour."""
    image = sheet.image
    local = np.array(points) - np.array([sheet.left_px, sheet.top_px])
    mask = np.zeros(image.shape[:2], np.uint8)
    corners = np.round(local * (1 << _SUBPIXEL_BITS)).astype(np.int32)
    cv2.fillPoly(mask, [corners], (255,), cv2.LINE_AA, _SUBPIXEL_BITS)
    share = (mask.astype(np.float32) / 255)[..., None]
    ink = np.append(np.clip(np.asarray(colour, np.float32), 0, 1), np.float32(1))
    image += (ink - image) * share
