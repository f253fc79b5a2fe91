"""Trees along the kerbs of a street: they tell its season, and soften its edges."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import cv2
import numpy as np

from kinoloom.generators.painted.easel.colour import rgb
from kinoloom.generators.painted.easel.noise import hash01
from kinoloom.generators.painted.settings.city.vehicles import road_look
from kinoloom.generators.painted.settings.city.view import Sheet
from kinoloom.generators.painted.settings.hamlet.bark import bark_in
from kinoloom.generators.painted.settings.meadow.seasons import cover_of, season_of
from kinoloom.generators.painted.settings.meadow.trees import Grove, draw_trees, tree_rows

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from kinoloom.generators.painted.air.daylight import Daylight
    from kinoloom.generators.painted.easel.canvas import Canvas
    from kinoloom.generators.painted.settings.city.look import Look
    from kinoloom.generators.painted.settings.city.street import Roadway
    from kinoloom.generators.painted.settings.city.view import View
    from kinoloom.generators.painted.spec import SceneSpec

_FIRST_M, _LAST_M = 17.0, 84.0
_TALL_M = 4.6, 6.4
_BLOSSOMS = ("#e8a9bc", "#f0c4d0", "#d98ba6", "#f4dbe0")
_SHARE = 0.55
"""Of streets that have trees when nobody named a season."""
_SHADE = 0.42


def has_trees(spec: SceneSpec) -> bool:
    """Whether trees stand in this street."""
    if spec.world == "neon" or not {"tree", "trees"}.isdisjoint(spec.without):
        return False
    named = spec.season is not None or any("tree" in each.noun for each in spec.subjects)
    return named or hash01(spec.seed & 0xFFFF, 0x7E, 3) < _SHARE


def trees_along(
    spec: SceneSpec, canvas: Canvas, view: View, look: Look, light: Daylight, road: Roadway
) -> list[Sheet]:
    """Trees on both kerbs, far ones first: a sheet each."""
    if not has_trees(spec):
        return []
    rng = np.random.default_rng([spec.seed & 0xFFFFFFFF, 0x7EE])
    grove = _grove(spec, look)
    seen = road_look(look)
    lit = replace(
        light, ambient_rgb=_triple(seen.ambient), key_rgb=_triple(0.55 * seen.key),
        shadow=1.0 if max(look.sun_rgb) > 0.3 else 0.2,
    )  # fmt: skip
    gap = float(rng.uniform(9.0, 12.5))
    places: list[tuple[float, float]] = []
    for side, kerb_m in ((-1.0, road.left_kerb_m), (1.0, road.right_kerb_m)):
        z = _FIRST_M + float(rng.uniform(0, gap))
        while z < _LAST_M:
            if rng.random() < 0.86:
                places.append((kerb_m + side * 0.8, z))
            z += gap * float(rng.uniform(0.92, 1.08))
    sheets: list[Sheet] = []
    for x_m, z_m in sorted(places, key=lambda place: -place[1]):
        tall_m = float(rng.uniform(*_TALL_M))
        x_px, foot_px = view.project(x_m, 0.0, z_m)
        tall_px = tall_m * view.focal_px / z_m
        if not -tall_px < x_px < canvas.paint_width_px + tall_px:
            continue
        air = 1 - float(np.exp(-((z_m / seen.sight_m) ** 0.85)))
        picture = _tree(tall_px, grove, lit, seen.haze, air, look, rng)
        height, width = picture.shape[:2]
        sheets.append(
            Sheet(
                np.asarray(np.clip(picture, 0, 1) * 255 + 0.5, np.uint8),
                origin_px=(view.centre_x_px, view.horizon_y_px), parallax=view.parallax(z_m),
                place_px=(round(x_px - width / 2), round(foot_px - 0.94 * height)),
            )
        )  # fmt: skip
    return sheets


def _tree(
    tall_px: float, grove: Grove, light: Daylight, haze: NDArray[np.float32], air: float,
    look: Look, rng: np.random.Generator,
) -> NDArray[np.float32]:  # fmt: skip
    """One tree over its shade, premultiplied RGBA; its foot is 6 % above the last row."""
    height, width = max(8, round(1.16 * tall_px)), max(8, round(1.5 * tall_px))
    picture = np.zeros((height, width, 4), np.float32)
    foot = 0.94 * height
    yy, xx = np.mgrid[0:height, 0:width].astype(np.float32)
    away = ((xx - width / 2) / (0.34 * tall_px)) ** 2 + ((yy - foot) / (0.045 * tall_px)) ** 2
    picture[..., 3] = _SHADE * (1 - air) * np.exp(-1.6 * away)
    rows = tree_rows(
        np.array([[width / 2, foot]]), np.array([tall_px]), grove, light, rng,
        air_rgb=haze[None], air=air,
    )  # fmt: skip
    # A trunk that people can walk under.
    rows[:, 6] = rng.uniform(0.30, 0.36)
    x, y, z = look.sun_dir
    key_dir = (x, -y, max(0.25, -z)) if max(look.sun_rgb) > 0.3 else (0.2, -0.6, 0.6)
    snow = np.clip(0.95 * (np.asarray(light.ambient_rgb) + 0.4 * np.asarray(light.key_rgb)), 0, 1)
    draw_trees(
        picture, rows, key_dir=key_dir, snow_rgb=np.asarray(snow, np.float32),
        bark=bark_in(rows, light, haze, air),
    )  # fmt: skip
    if tall_px < 60:
        picture = np.asarray(cv2.GaussianBlur(picture, (0, 0), 0.6), np.float32)
    return picture


def _grove(spec: SceneSpec, look: Look) -> Grove:
    """What the trees of this street wear in its season."""
    season = season_of(spec)
    leaves = cover_of(spec).leaves
    if season == "spring" and spec.seed % 3:
        leaves = np.stack([rgb(code) for code in _BLOSSOMS])
    bare = season == "winter"
    return Grove(leaves, 0.5 * look.snow, 0.55 if bare else 0.10)


def _triple(colour: NDArray[np.float32]) -> tuple[float, float, float]:
    return float(colour[0]), float(colour[1]), float(colour[2])
