"""Behind the trees: sky through the crowns, ever paler masses of leaves and stems, the light."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import cv2
import numpy as np

from kinoloom.generators.painted.air.sky import paint_sky
from kinoloom.generators.painted.easel.canvas import Canvas
from kinoloom.generators.painted.easel.colour import mix, screen
from kinoloom.generators.painted.easel.layer import Layer
from kinoloom.generators.painted.settings.forest.foliage import clump
from kinoloom.generators.painted.settings.forest.strokes import draw_dabs, draw_limbs
from kinoloom.generators.painted.settings.mountains.pines import Woods, draw_trees, tree_rows

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from kinoloom.generators.painted.settings.forest.glade import Kind
    from kinoloom.generators.painted.settings.forest.trees import Wood
    from kinoloom.generators.painted.spec import SceneSpec

_PARALLAX = 0.035


class _Rank(NamedTuple):
    """The far trees of a kind: how many stems, how thick, how high (of the frame); how many
    crowns; whether these sit on the stems too; whether whole conifers stand among them, and how
    much taller than spruces."""

    stems: float = 1.0
    thick: float = 1.0
    high: float = 0.62
    crowns: float = 1.25
    topped: bool = True
    conifers: bool = False
    giant: float = 1.0
    bark: tuple[float, float, float] = (0.30, 0.25, 0.21)


_RANKS: dict[Kind, _Rank] = {
    "pines": _Rank(high=1.0, crowns=0.0, topped=False, conifers=True),
    "redwoods": _Rank(
        0.5, 2.6, 2.6, 0.0, topped=False, conifers=True, giant=2.1, bark=(0.36, 0.22, 0.16)
    ),
    "mixed": _Rank(conifers=True),
    "bamboo": _Rank(3.0, 0.36, 1.2, 0.95, bark=(0.36, 0.42, 0.20)),
    "jungle": _Rank(crowns=1.7),
    "palms": _Rank(crowns=1.2),
}
_NEARS = (0.030, 0.048, 0.072)


def paint_backdrop(wood: Wood, spec: SceneSpec) -> Layer:
    """All of the picture that is too far away to move by itself, painted at half the size."""
    full = wood.canvas
    half = Canvas(max(16, full.width_px // 2), max(16, full.height_px // 2), full.overscan)
    rng = np.random.default_rng([spec.seed & 0xFFFFFFFF, 0xBD])
    picture = _sky(wood, spec, half)
    for k, near in enumerate(_NEARS):
        picture = _depth(wood, half, picture, near, k, rng)
    picture = _glow(wood, half, picture)
    size = (full.paint_width_px, full.paint_height_px)
    large = cv2.resize(np.ascontiguousarray(picture), size, interpolation=cv2.INTER_CUBIC)
    opaque = np.ones((*large.shape[:2], 1), np.float32)
    return Layer(np.concatenate([np.asarray(large, np.float32), opaque], axis=-1), _PARALLAX)


def _sky(wood: Wood, spec: SceneSpec, half: Canvas) -> NDArray[np.float32]:
    light, glade = wood.light, wood.glade
    share = half.paint_width_px / wood.canvas.paint_width_px
    sky = paint_sky(
        half, spec.time, spec.weather, sun_x_px=light.x_px * share, sun_y_px=light.y_px * share,
        horizon_y_px=glade.horizon_y_px * share, palette=wood.day, seed=spec.seed,
    )  # fmt: skip
    rows = np.arange(len(sky), dtype=np.float32)[:, None] / (glade.horizon_y_px * share)
    down = np.clip((rows - 0.15) / 0.85, 0, 1)[..., None]
    air = _air(wood, half, share)
    thick = 0.5 if wood.day.is_night else 1.0
    return mix(sky, air, thick * (0.30 * down + 0.45 * down**2))


def _air(wood: Wood, half: Canvas, share: float) -> NDArray[np.float32]:
    """The air's colour at every pixel: brighter around the glow."""
    light = wood.light
    near = half.glow(
        light.x_px * share, light.well_y_px * share, 0.95 * light.reach_px * share, 1.5, 0.85
    )
    return mix(light.air, light.air_sun, near[..., None])


def _depth(
    wood: Wood,
    half: Canvas,
    picture: NDArray[np.float32],
    near: float,
    k: int,
    rng: np.random.Generator,
) -> NDArray[np.float32]:
    """One depth of stems and crowns over what is behind it."""
    light = wood.light
    share = half.paint_width_px / wood.canvas.paint_width_px
    size = (half.paint_height_px, half.paint_width_px, 4)
    air = _air(wood, half, share)
    veil = 0.70 - 0.16 * k
    veil = veil + (1 - veil) * min(1.0, 2.4 * light.thickness)
    stems = np.zeros(size, np.float32)
    tops = _stems(wood, stems, near, k, rng, share)
    bark = np.asarray(_rank(wood).bark) * (light.ambient * 0.8 + light.key * 0.2)
    stem_colour = mix(np.broadcast_to(bark, air.shape), air, veil * 0.94)
    picture = mix(picture, stem_colour, stems[..., 3:4] * 0.9)
    if _rank(wood).conifers:
        picture = _conifers(wood, picture, near, air, veil, rng, share)
    leaves = np.zeros(size, np.float32)
    for rows in _crowns(wood, half, near, k, tops, rng):
        draw_dabs(leaves, rows, 0.0, 0.0)
    alpha = np.minimum(1, leaves[..., 3:4])
    colour = mix(leaves[..., :3] / np.maximum(leaves[..., 3:4], 1e-3), air, veil)
    return mix(picture, colour, alpha)


def _crowns(
    wood: Wood,
    half: Canvas,
    near: float,
    k: int,
    tops: list[tuple[float, float]],
    rng: np.random.Generator,
) -> list[NDArray[np.float32]]:
    """Clouds of leaves: crowns above, thin before the light, and bushes along the ground."""
    glade, growth = wood.glade, wood.growth
    share = half.paint_width_px / wood.canvas.paint_width_px
    width, unit = half.paint_width_px, half.unit
    light = wood.light._replace(
        x_px=wood.light.x_px * share, y_px=wood.light.y_px * share,
        reach_px=wood.light.reach_px * share,
    )  # fmt: skip
    horizon, foot = glade.horizon_y_px * share, glade.row(near) * share
    leaf = (2.6 + 0.7 * k) * unit
    clouds: list[NDArray[np.float32]] = []
    crowd = width / (2304 * unit) * max(1.0, horizon / (730 * unit))
    wanted = round((200 - 25 * k) * crowd * _rank(wood).crowns * glade.detail)
    window = 0.42 if wood.light.reach_px < 700 * wood.canvas.unit else 0.20
    for _ in range(wanted):
        x = float(rng.uniform(-0.02, 1.02)) * width
        up = float(rng.random()) ** 0.75
        y = horizon - (0.10 + 0.95 * up) * horizon
        away = np.hypot((x - light.x_px) * 1.15, y - light.y_px) / (window * light.reach_px)
        path = np.hypot((x - light.x_px) * 1.6, y - light.well_y_px * share) / (
            0.8 * window * light.reach_px
        )
        open_here = max(float(np.exp(-(away**2))), float(np.exp(-(path**2))))
        if rng.random() < growth.bare or rng.random() < 1.25 * open_here:
            continue
        radius = float(rng.uniform(26, 62) * (0.8 + 0.5 * up) + 7 * k) * unit / glade.detail**0.5
        albedo = growth.leaves[int(rng.integers(len(growth.leaves)))]
        clouds.append(clump(x, y, radius, leaf, albedo, light, rng, flat=0.7, dense=0.9))
    metre = glade.metres_px(near) * share
    for x, y in tops if _rank(wood).topped and growth.bare < 0.5 else ():
        albedo = growth.leaves[int(rng.integers(len(growth.leaves)))]
        for _ in range(4):
            at_x, at_y = (
                x + float(rng.normal(0, 1.3)) * metre,
                y + float(rng.uniform(-1, 3)) * metre,
            )
            radius = float(rng.uniform(0.9, 1.7)) * metre
            clouds.append(clump(at_x, at_y, radius, 0.8 * leaf, albedo, light, rng, flat=0.8))
    bushes = round(95 * width / (2304 * unit) * (0.4 + 0.6 * growth.ferny) * glade.detail)
    for _ in range(bushes):
        x = float(rng.uniform(-0.02, 1.02)) * width
        radius = float(rng.uniform(9, 24) + 5 * k) * unit
        albedo = growth.leaves[int(rng.integers(len(growth.leaves)))]
        if growth.snow > 0:
            albedo = albedo * np.float32(0.4) + np.float32(0.45)
        y = foot - float(rng.uniform(-0.6, 1.3)) * radius
        clouds.append(clump(x, y, radius, 0.8 * leaf, albedo, light, rng, flat=0.8))
    return clouds


def _stems(
    wood: Wood,
    image: NDArray[np.float32],
    near: float,
    k: int,
    rng: np.random.Generator,
    share: float,
) -> list[tuple[float, float]]:
    """Thin stems, crowded and none before the light itself. Where their tops are."""
    glade, light = wood.glade, wood.light
    width = image.shape[1]
    metre = glade.metres_px(near) * share
    rank = _rank(wood)
    count = round(
        rank.stems * (34 - 6 * k) * wood.canvas.paint_width_px / (2304 * wood.canvas.unit)
    )
    xs = (np.arange(count) + rng.random(count)) / count * width
    foot = glade.row(near) * share
    clear = np.abs(xs - light.x_px * share) > 1.2 * metre
    rows: list[tuple[float, ...]] = []
    tops: list[tuple[float, float]] = []
    for x in xs[clear]:
        radius = rank.thick * metre * float(rng.uniform(0.10, 0.26))
        lean = float(rng.normal(0, 0.02)) * foot
        base = foot + float(rng.uniform(-0.2, 0.5)) * metre
        high = min(1.0, rank.high * float(rng.uniform(7, 17)) * metre / foot)
        parts = 4
        bend = np.cumsum(rng.normal(0, 0.004, parts + 1)) * foot
        tops.append((x + lean + bend[parts], base - foot * high))
        for part in range(parts):
            a, b = part / parts, (part + 1) / parts
            rows.append((x + lean * a + bend[part], base - foot * high * a,
                         x + lean * b + bend[part + 1], base - foot * high * b,
                         radius * (1 - 0.75 * a), radius * (1 - 0.75 * b),
                         0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.0, 0.0))  # fmt: skip
    if rows:
        draw_limbs(image, np.array(rows, np.float32), 0.0, 0.0)
    return tops


def _conifers(
    wood: Wood,
    picture: NDArray[np.float32],
    near: float,
    air: NDArray[np.float32],
    veil: float,
    rng: np.random.Generator,
    share: float,
) -> NDArray[np.float32]:
    """Whole conifers far away, in the air's colour."""
    glade, growth, light = wood.glade, wood.growth, wood.light
    metre = glade.metres_px(near) * share
    width = picture.shape[1]
    count = round(26 * wood.canvas.paint_width_px / (2304 * wood.canvas.unit))
    places = np.empty((count, 2), np.float32)
    places[:, 0] = rng.random(count) * width
    places[:, 1] = (glade.row(near) * share) + rng.uniform(0, 1.0, count) * metre
    clear = np.abs(places[:, 0] - light.x_px * share) > 2.2 * metre
    tall = (_rank(wood).giant * metre * rng.uniform(4, 16, count)).astype(np.float32)
    places, tall = places[clear], tall[clear]
    order = np.argsort(places[:, 1])
    trees = np.zeros((*picture.shape[:2], 4), np.float32)
    rows = tree_rows(
        places[order], tall[order], Woods(growth.needles, growth.snow, 0.1), wood.day, rng
    )
    snow = np.clip(light.ambient * 0.95 + light.key * 0.4, 0, 0.98).astype(np.float32)
    draw_trees(trees, rows, sun_x_px=light.x_px * share, snow_rgb=snow)
    alpha = trees[..., 3:4]
    colour = mix(trees[..., :3] / np.maximum(alpha, 1e-3), air, veil * 0.9)
    return mix(picture, colour, alpha)


def _rank(wood: Wood) -> _Rank:
    return _RANKS.get(wood.glade.kind, _Rank())


def _glow(wood: Wood, half: Canvas, picture: NDArray[np.float32]) -> NDArray[np.float32]:
    """The light behind it all spills over stems and leaves."""
    light = wood.light
    share = half.paint_width_px / wood.canvas.paint_width_px
    open_sky = 1 - 0.6 * wood.day.cover
    spills = (
        (light.well_y_px, 0.85, 0.30), (light.well_y_px, 0.34, 0.34), (light.y_px, 0.55, 0.24),
        (light.y_px, 0.18, 0.36),
    )  # fmt: skip
    for row, reach, strength in spills:
        near = half.glow(light.x_px * share, row * share, reach * light.reach_px * share, 1.3)
        spill = near[..., None] * light.air_sun * np.float32(strength * open_sky)
        picture = screen(picture, spill * (0.9 if wood.day.is_night else 1.0))
    return np.clip(picture, 0, 1)
