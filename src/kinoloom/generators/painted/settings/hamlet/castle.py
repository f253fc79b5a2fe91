"""A castle on a crag: towers over a rock, flags in the wind, woods at its foot, mist between."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, NamedTuple

import cv2
import numpy as np

from kinoloom.generators.painted.easel.colour import mix
from kinoloom.generators.painted.easel.deal import dealt
from kinoloom.generators.painted.easel.layer import Layer
from kinoloom.generators.painted.easel.noise import fbm_image
from kinoloom.generators.painted.settings.hamlet.castle_walls import draw_towers
from kinoloom.generators.painted.settings.hamlet.farm import stone_of
from kinoloom.generators.painted.settings.hamlet.movers import Flag, Glow
from kinoloom.generators.painted.settings.hamlet.plan import Plan, Still, houses_layer, lit_share
from kinoloom.generators.painted.settings.hamlet.site import Thing, Tree
from kinoloom.generators.painted.settings.meadow.shading import lit
from kinoloom.generators.painted.settings.meadow.trees import Grove
from kinoloom.generators.painted.settings.mountains.looks import ground_of, woods_of
from kinoloom.generators.painted.settings.mountains.massif import Air as RockAir
from kinoloom.generators.painted.settings.mountains.massif import Range, View
from kinoloom.generators.painted.settings.mountains.pines import Band, forest_band

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from kinoloom.generators.painted.easel.light import Colour
    from kinoloom.generators.painted.settings.hamlet.site import Site
    from kinoloom.generators.painted.spec import SceneSpec

CRAG_PARALLAX = 0.085
_CRAG_M = 760.0
_SHORE_M = 430.0
_SEEN_M: dict[str, float] = {
    "rain": 900.0, "snow": 780.0, "storm": 1000.0, "fog": 1400.0, "sandstorm": 1300.0,
}  # fmt: skip
"""How far the castle is seen at least in weather that hides it."""
_VEILS: dict[str, float] = {"fog": 0.62, "sandstorm": 0.66, "snow": 0.12}
"""How much of it the sky behind shows through: air that has the sky's own colour at each place."""


class _Manner(NamedTuple):
    """How a castle is built: albedos of walls and roofs, the share of pointed roofs, flags."""

    wall: str
    roof: str
    pointed: float
    slender: float
    flags: tuple[str, str]


_MANNERS: tuple[_Manner, ...] = (
    _Manner("#d8d2c6", "#4a6488", 0.8, 1.25, ("#b83a34", "#e8c860")),
    _Manner("#a29a8e", "#5a4a44", 0.25, 0.85, ("#2c4a86", "#e8e2d2")),
    _Manner("#c8ac86", "#94503a", 0.6, 1.0, ("#7a2a3a", "#e0b450")),
    _Manner("#8e9096", "#3e4a52", 0.5, 1.15, ("#2f6a4c", "#e8dfc4")),
    _Manner("#b8745c", "#3c4650", 0.7, 1.1, ("#e8dfc4", "#2c4a86")),
    _Manner("#f0ece2", "#a04a34", 0.9, 1.3, ("#c8a040", "#7a2a3a")),
)


class Seat(NamedTuple):
    """Where the castle sits: the crag's middle, its rim's row, how wide the castle is (px)."""

    x_px: float
    rim_y_px: float
    wide_px: float


def seat_of(spec: SceneSpec, site_middle_px: float, horizon_px: float, top_px: float,
            frame: tuple[float, float], side: int) -> Seat:  # fmt: skip
    """The seat in the frame (width, height): off the middle, away from the sun."""
    rng = np.random.default_rng([spec.seed & 0xFFFFFFFF, 0xCA5])
    width, height = frame
    narrow = 0.5 if height > width else 1.0
    x = site_middle_px - side * width * dealt((0.03, 0.27, 0.12, 0.20), spec.seed, 0xCA8) * narrow
    sky = horizon_px - top_px
    rim = top_px + sky * float(rng.uniform(0.46, 0.74))
    return Seat(x, rim, min(0.34 * width, 0.52 * height) * float(rng.uniform(0.80, 1.42))
                * (1.3 if height > width else 1.0))  # fmt: skip


def plan_castle(spec: SceneSpec, site: Site, seat: Seat) -> Plan:
    """Put it all up."""
    rng = np.random.default_rng([spec.seed & 0xFFFFFFFF, 0xCA6])
    manner = dealt(_MANNERS, spec.seed, 0xCA7)
    plan = Plan()
    crag = _crag(spec, site, seat, rng)
    seat = _on_the_rim(crag, seat)
    towers = _towers(site, seat, manner, rng)
    lit_windows = lit_share(spec)
    air_m = site.air.haze_m * 1.5
    # Weather must not hide what the shot is about.
    seen = _SEEN_M.get(spec.weather, air_m)
    veil = _VEILS.get(spec.weather, 0.0)
    away = _CRAG_M * min(1.0, air_m / seen)
    stone = stone_of(site, manner.wall, manner.roof, away, 60.0, 0.8 * lit_windows)
    sheet = np.zeros_like(crag)
    light_x = float(np.clip(site.air.sun[0] * 1.25, -1, 1))
    draw_towers(sheet, towers, stone, light_x=light_x, seed=site.seed)
    rock = crag.copy()
    rock[..., :3] *= rock[..., 3:]
    sheet = np.clip(sheet * (1 - rock[..., 3:]) + rock, 0, 1)
    sheet[..., :3] /= np.maximum(sheet[..., 3:], 1e-3)
    if spec.weather in _VEILS:
        # Thick air: darker than the sky behind it; lighter, it would glow.
        sheet[..., :3] *= np.float32(0.90 if spec.hour not in ("dusk", "night") else 0.66)
        sheet = _in_thick_air(sheet, veil, 1.6 * veil * site.canvas.unit)
    plan.far.append(Still(Layer(sheet, CRAG_PARALLAX)))
    # Cloth is drawn in each frame and hides what is behind: it would hang before the fog.
    flown = towers if veil < 0.5 else towers[:0]
    cloth = (lit(manner.flags[0], site.air.light, 0.7), lit(manner.flags[1], site.air.light, 0.7))
    share = site.air.at(away, 60.0)
    veiled = tuple(mix(ink, site.air.light.haze_rgb, share) for ink in cloth)
    pole = mix(lit("#5c5348", site.air.light, 0.4), site.air.light.haze_rgb, share)
    for k, tower in enumerate(flown):
        if tower[6] < 0.5 or (k % 2 and tower[4] <= 0):
            continue
        top = tower[1] - tower[2] - 0.93 * tower[4]
        size = 0.06 * seat.wide_px
        plan.flags.append(
            Flag(site.canvas, x_px=float(tower[0]), y_px=float(top), pole_px=1.3 * size,
                 cloth_px=1.25 * size, parallax=CRAG_PARALLAX, colours=(veiled[0], veiled[1]),
                 depth=1 - share,
                 pole_rgb=pole, seed=k + site.seed)
        )  # fmt: skip
    for k, keep in enumerate(flown[(flown[:, 6] < 0.5) & (flown[:, 7] > 3)]):
        for hand in (-0.42, 0.42):
            plan.banners.append(
                Flag(site.canvas, x_px=float(keep[0] + hand * keep[3]),
                     y_px=float(keep[1] - 0.80 * keep[2]), pole_px=0.0,
                     cloth_px=0.15 * seat.wide_px, parallax=CRAG_PARALLAX,
                     colours=(veiled[0], veiled[1]), pole_rgb=pole, seed=k + site.seed,
                     hangs=True, depth=1 - share)
            )  # fmt: skip
    if lit_windows > 0.3:
        glows = np.array(
            [(t[0], t[1] - 0.55 * t[2], seat.wide_px / 60, CRAG_PARALLAX, 0.5 * (1 - share))
             for t in towers if t[6] > 0.5]
        )  # fmt: skip
        plan.glows.append(Glow(glows, site.canvas, seed=site.seed, reach_m=6.0, strength=0.22))
    for layer in _woods(spec, site):
        plan.middle.append(layer)
    plan.near.append(houses_layer(site, _thickets(site, rng), 36.0))
    return plan


def _crag(spec: SceneSpec, site: Site, seat: Seat, rng: np.random.Generator) -> NDArray[np.float32]:
    """The rock, its top levelled for the castle: straight RGBA to a little below the horizon."""
    canvas, lens, air = site.canvas, site.prospect.lens, site.air
    light = air.light
    steps = max(260, min(420, round(420 * canvas.unit**0.5)))
    view = View(lens.width_px, lens.height_px, lens.focal_px, lens.horizon_px, 8.0, _SHORE_M,
                1500.0, steps)  # fmt: skip
    x = (seat.x_px - lens.middle_px) / lens.focal_px * 900.0
    wide = seat.wide_px / lens.focal_px * 900.0
    away = 1.0 if rng.random() < 0.5 else -1.0
    peaks = np.array(
        [(x, 900.0, wide * 1.22, 600.0), (x + away * wide * 0.95, 1000.0, wide * 0.6, 330.0),
         (x - away * wide * 0.95, 1120.0, wide * 0.7, 240.0),
         (x + away * wide * 2.2, 1250.0, wide * 0.9, 300.0)]
    )  # fmt: skip
    rock = Range(peaks, site.seed + 11, shore_z=_SHORE_M)
    peak_y = seat.rim_y_px - 0.55 * seat.wide_px
    rock.fit_summit(view, peak_y, x_px=seat.x_px, reach_px=0.5 * seat.wide_px)
    ground = ground_of(spec)._replace(tree_line=26.0)
    rock_tones = (_scaled(ground.rock, 0.72), _scaled(ground.rock_warm, 0.78))
    ground = ground._replace(rock=rock_tones[0], rock_warm=rock_tones[1])
    if site.cover.snow <= 0:
        ground = ground._replace(snow_line=9e3)
    painted = rock.paint(
        view, ground,
        RockAir(
            sun=(air.sun[0], air.sun[1], -abs(air.sun[2])), key=light.key_rgb,
            ambient=light.ambient_rgb, shadow=light.shadow, haze=light.haze_rgb,
            haze_sun=light.haze_sun_rgb,
            haze_z=max(air.haze_m * 1.5, _SEEN_M.get(spec.weather, 0.0)), sun_x_px=air.sun_x_px,
            mist=min(0.9, 0.30 + air.mist), mist_height=13.0,
        ),
    )  # fmt: skip
    painted = painted[: int(lens.horizon_px + 0.05 * lens.height_px)]
    rough = fbm_image(lens.width_px, 1, scale_x_px=46 * canvas.unit, scale_y_px=1, octaves=4,
                      seed=site.seed + 5)[0]  # fmt: skip
    columns = np.arange(lens.width_px, dtype=np.float32)
    # Beside the castle the rock falls away: nothing may stand higher than its rim.
    beside = np.maximum(0, np.abs(columns - seat.x_px) - 0.5 * seat.wide_px)
    cut = seat.rim_y_px + (rough - 0.5) * 0.085 * seat.wide_px + 0.22 * beside
    rows = np.arange(len(painted), dtype=np.float32)[:, None]
    painted[..., 3] *= np.clip(rows - cut[None] + 0.5, 0, 1)
    return painted


def _on_the_rim(crag: NDArray[np.float32], seat: Seat) -> Seat:
    """The seat moved and narrowed to where the rock really reaches up to its rim."""
    rows = np.argmax(crag[..., 3] > 0.5, axis=0).astype(np.float64)
    rows[~(crag[..., 3] > 0.5).any(axis=0)] = len(crag)
    high = rows < seat.rim_y_px + 0.07 * seat.wide_px
    middle = int(np.clip(seat.x_px, 0, len(rows) - 1))
    if not high[middle]:
        return seat
    left, right = middle, middle
    while left > 0 and high[left - 1]:
        left -= 1
    while right < len(rows) - 1 and high[right + 1]:
        right += 1
    half = 0.54 * seat.wide_px
    left, right = max(left, middle - round(1.3 * half)), min(right, middle + round(1.3 * half))
    wide = min(seat.wide_px, max(0.6 * seat.wide_px, 0.95 * (right - left)))
    return seat._replace(x_px=(left + right) / 2, wide_px=wide)


def _thickets(site: Site, rng: np.random.Generator) -> list[Thing]:
    """Bushes and a few trees at the sides of the field, never before the castle."""
    lens = site.prospect.lens
    half = lens.middle_px / lens.focal_px
    grove = Grove(site.cover.leaves * 0.92, 0.45 * site.cover.snow,
                  0.55 if site.cover.snow > 0 else 0.08)  # fmt: skip
    things: list[Thing] = []
    for hand, count in ((float(site.prospect.side), 9), (-float(site.prospect.side), 6)):
        for k in range(count):
            z = float(rng.uniform(26, 46))
            out = float(rng.uniform(0.48, 1.05)) if k else float(rng.uniform(0.62, 0.8))
            tall = float(rng.uniform(1.0, 2.8)) if k % 4 else float(rng.uniform(4.5, 8.0))
            things.append(
                Tree(hand * out * half * z, z, tall, grove, site.seed + 19 * k + (hand > 0))
            )
    return things


def _in_thick_air(sheet: NDArray[np.float32], veil: float, soften_px: float) -> NDArray[np.float32]:
    """Straight RGBA that the sky shows through, with the soft edges that scattered light gives."""
    flat = sheet.copy()
    flat[..., :3] *= flat[..., 3:]
    if soften_px > 0.3:
        flat = np.asarray(cv2.GaussianBlur(flat, (0, 0), soften_px), np.float32)
    flat[..., :3] /= np.maximum(flat[..., 3:], 1e-3)
    flat[..., 3] *= np.float32(1 - veil)
    return flat


def _scaled(colour: Colour, by: float) -> Colour:
    return colour[0] * by, colour[1] * by, colour[2] * by


def _towers(
    site: Site, seat: Seat, manner: _Manner, rng: np.random.Generator
) -> NDArray[np.float32]:
    """Rows for `draw_towers`: back towers, the keep, curtain walls, front towers."""
    wide = seat.wide_px
    base = seat.rim_y_px + 0.10 * wide
    rows: list[tuple[float, ...]] = []

    def tower(
        across: float, tall: float, half: float, shade: float, *, pointed: bool, windows: int
    ) -> None:
        half_px = half * wide
        roof = half_px * float(rng.uniform(2.0, 3.2)) * manner.slender if pointed else 0.0
        rows.append((seat.x_px + across * wide, base, tall * wide * manner.slender, half_px, roof,
                     float(rng.integers(4096)), 1.0, windows, shade))  # fmt: skip

    def wall(left: float, right: float, tall: float, shade: float, windows: int) -> None:
        rows.append((seat.x_px + (left + right) / 2 * wide, base, tall * wide,
                     (right - left) / 2 * wide, 0.0, float(rng.integers(4096)), 0.0, windows,
                     shade))  # fmt: skip

    for _ in range(int(rng.integers(2, 4))):
        tower(float(rng.uniform(-0.3, 0.3)), float(rng.uniform(0.52, 0.76)),
              float(rng.uniform(0.030, 0.044)), 0.84, pointed=rng.random() < manner.pointed,
              windows=3)  # fmt: skip
    keep = float(rng.uniform(-0.14, 0.14))
    wall(keep - 0.12, keep + 0.12, float(rng.uniform(0.44, 0.54)), 0.93, 5)
    tower(keep + float(rng.choice((-0.12, 0.12))), float(rng.uniform(0.66, 0.86)),
          float(rng.uniform(0.050, 0.064)), 0.96, pointed=rng.random() < manner.pointed,
          windows=4)  # fmt: skip
    tower(keep + float(rng.uniform(-0.05, 0.05)), float(rng.uniform(0.5, 0.6)), 0.040, 0.98,
          pointed=rng.random() < manner.pointed, windows=3)  # fmt: skip
    edges = np.sort(rng.uniform(-0.5, 0.5, int(rng.integers(3, 6))))
    edges = np.concatenate([[-0.52], edges, [0.52]])
    for left, right in itertools.pairwise(edges):
        wall(float(left), float(right), float(rng.uniform(0.19, 0.25)), 0.97, 2)
    for edge in edges:
        tower(float(edge) + float(rng.uniform(-0.015, 0.015)), float(rng.uniform(0.24, 0.42)),
              float(rng.uniform(0.036, 0.056)), 1.0, pointed=rng.random() < manner.pointed,
              windows=2)  # fmt: skip
    table = np.array(rows, np.float32)
    # Nothing may touch the frame's upper edge, flags included.
    tallest = float((table[:, 2] + table[:, 4]).max()) + 0.09 * wide
    room = base - site.canvas.margin_y_px - 0.05 * site.canvas.height_px
    if tallest > room:
        table[:, 2] *= room / tallest
        table[:, 4] *= room / tallest
    return table


def _woods(spec: SceneSpec, site: Site) -> list[Still]:
    """Bands of forest between the crag and the field."""
    canvas, lens = site.canvas, site.prospect.lens
    unit = canvas.unit
    crowd = canvas.paint_width_px / (2304 * unit)
    thick = 0.45 * site.air.light.density
    horizon = lens.horizon_px
    side = -site.prospect.side
    bands = (
        (Band(horizon + 80 * unit, 96 * unit, round(620 * crowd), 16 * unit, 40 * unit,
              0.36 + thick, 0.45, 46 * unit, side), 0.13),
        (Band(horizon + 84 * unit, 64 * unit, round(300 * crowd), 36 * unit, 92 * unit,
              0.13 + thick, 0.22, 70 * unit, -side), 0.20),
    )  # fmt: skip
    layers: list[Still] = []
    for k, (band, parallax) in enumerate(bands):
        rgba = forest_band(canvas, site.air.light, woods_of(spec), band,
                           sun_x_px=site.prospect.sun_x_px, seed=spec.seed + 47 * k)  # fmt: skip
        layers.append(Still(Layer(np.asarray(rgba, np.float32), parallax)))
    return layers
