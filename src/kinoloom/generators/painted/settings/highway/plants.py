"""What grows beside the road: trees, shrubs and tufts, painted once and stood up many times."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from kinoloom.generators.painted.easel.colour import rgb
from kinoloom.generators.painted.easel.noise import hash01
from kinoloom.generators.painted.settings.highway.sprites import Sprite
from kinoloom.generators.painted.settings.meadow.trees import Grove
from kinoloom.generators.painted.settings.meadow.trees import draw_trees as draw_broadleaves
from kinoloom.generators.painted.settings.meadow.trees import tree_rows as broadleaf_rows
from kinoloom.generators.painted.settings.mountains.pines import (
    Woods,
    draw_trees,
    snow_colour,
    tree_rows,
)
from kinoloom.generators.painted.settings.mountains.shore import draw_blades, grass_rows

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from kinoloom.generators.painted.air.daylight import Daylight
    from kinoloom.generators.painted.settings.highway.lens import Lens
    from kinoloom.generators.painted.settings.highway.looks import Look
    from kinoloom.generators.painted.settings.highway.plan import Plan
    from kinoloom.generators.painted.spec import SceneSpec

_Place = tuple[float, float, float, float]
_PINE_GREENS = ("#2f4a30", "#3a5636", "#27402c")
_LEAVES = ("#5a7236", "#6c8440", "#4d6633")
_AUTUMN_LEAVES = ("#b9772c", "#a6552a", "#c79a3a")
_VARIANTS = 5


@dataclass(frozen=True)
class _Row:
    """One kind in a row along the road: how dense, how far from the asphalt, how tall."""

    kind: str
    spacing_m: float
    from_m: float
    to_m: float
    tall_m: tuple[float, float]
    reach_m: float
    share: float = 1.0
    both: bool = True


_ROWS: dict[str, tuple[_Row, ...]] = {
    "prairie": (
        _Row("tuft", 0.42, 0.8, 9.0, (0.22, 0.55), 42),
        _Row("shrub", 9, 6, 60, (0.5, 1.3), 220, 0.6),
        _Row("leafy", 60, 30, 240, (6, 11), 900, 0.5),
    ),
    "desert": (
        _Row("tuft", 2.6, 0.9, 14.0, (0.2, 0.45), 55),
        _Row("sage", 3.2, 2.5, 60, (0.4, 1.1), 230, 0.8),
        _Row("sage", 9, 40, 160, (0.6, 1.5), 520, 0.8),
    ),
    "coast": (
        _Row("tuft", 0.5, 0.8, 10.0, (0.22, 0.55), 42),
        _Row("shrub", 6, 5, 50, (0.5, 1.6), 260, 0.6),
        _Row("leafy", 50, 24, 160, (5, 9), 700, 0.5),
    ),
    "pines": (
        _Row("tuft", 0.5, 0.8, 8.0, (0.22, 0.55), 42),
        _Row("pine", 5.5, 11, 22, (8, 15), 380, 0.75),
        _Row("pine", 5.0, 22, 60, (10, 19), 430, 0.85),
        _Row("pine", 13, 60, 190, (12, 20), 800, 0.8),
    ),
    "wheat": (
        _Row("ear", 0.8, 4.4, 9.0, (0.7, 0.95), 90),
        _Row("tuft", 0.7, 0.8, 4.0, (0.2, 0.45), 38),
        _Row("leafy", 130, 30, 260, (7, 12), 1100, 0.45),
    ),
}  # fmt: skip


class Plants:
    """All that grows in a shot."""

    def __init__(
        self, spec: SceneSpec, plan: Plan, look: Look, light: Daylight, edge_m: float,
        period_m: float | None,
    ) -> None:  # fmt: skip
        self._plan, self._look, self._edge_m, self._period_m = plan, look, edge_m, period_m
        self._seed = spec.seed % 99991
        self._rows = _ROWS[plan.terrain]
        self._kept: dict[tuple[int, int, int], _Place | None] = {}
        kinds = {row.kind for row in self._rows}
        self._sprites = {kind: _paint(kind, spec, look, light) for kind in sorted(kinds)}

    def standing(
        self, lens: Lens, canvas_px: tuple[int, int]
    ) -> list[tuple[float, Sprite, NDArray[np.float64], float, bool]]:
        """(depth, sprite, seen place, height in metres, mirrored) of what is in the frame."""
        found = []
        for number, row in enumerate(self._rows):
            places = self._places(row, number, lens)
            if not len(places):
                continue
            seen = lens.seen(places[:, 0], places[:, 1])
            tall_px = places[:, 2] * seen[:, 2]
            least_px = 2.5 + 5.0 * canvas_px[1] / 1080
            inside = (seen[:, 3] > 1.6) & (seen[:, 3] < row.reach_m) & (tall_px > least_px)
            inside &= np.abs(seen[:, 0] - canvas_px[0] / 2) < canvas_px[0] / 2 + tall_px
            inside &= tall_px < 0.9 * canvas_px[1]
            sprites = self._sprites[row.kind]
            for k in np.flatnonzero(inside):
                odd = int(places[k, 3])
                sprite = sprites[odd % len(sprites)]
                found.append(
                    (float(seen[k, 3]), sprite, seen[k], float(places[k, 2]), odd % 2 == 0)
                )
        return found

    def _places(self, row: _Row, number: int, lens: Lens) -> NDArray[np.float64]:
        """Lateral, along, height and an odd number of all places near the camera."""
        spacing = row.spacing_m
        if row.kind == "tuft" and self._plan.view == "side":
            # The verge is all of the foreground.
            spacing *= 0.45
        around = 10**9
        if self._period_m is not None:
            around = max(1, round(self._period_m / spacing))
            spacing = self._period_m / around
        sin, cos = abs(np.sin(lens.yaw)), float(np.cos(lens.yaw))
        ahead = row.reach_m * max(0.25, abs(cos)) if sin < 0.9 else row.reach_m * 0.9
        first, last = lens.along_m - 0.35 * ahead, lens.along_m + ahead
        if cos < -0.3:
            first, last = lens.along_m - ahead, lens.along_m + 0.35 * ahead
        if sin > 0.9:
            first, last = lens.along_m - ahead, lens.along_m + ahead
        places: list[_Place] = []
        for slot in range(int(first / spacing) - 1, int(last / spacing) + 1):
            for side in (-1, 1):
                key = number, slot, side
                if key not in self._kept:
                    # The same stretch of road is seen in a hundred frames.
                    turn = 2 * (slot % around) + (side > 0)
                    self._kept[key] = self._place(row, number, slot * spacing, side, turn, spacing)
                place = self._kept[key]
                if place is not None:
                    places.append(place)
        return np.array(places, np.float64).reshape(-1, 4)

    def _place(
        self, row: _Row, number: int, start_m: float, side: int, key: int, spacing_m: float
    ) -> _Place | None:
        """Lateral, along, height and an odd number of what grows in a slot, if anything does."""
        share = row.share
        if self._plan.view == "motorway" and row.spacing_m < 14:
            # From up there one hides the next.
            share *= 0.66
        if hash01(key, 11 + number, self._seed) > share:
            return None
        far = hash01(key, 31 + number, self._seed) ** 1.5
        to_m = row.to_m
        if row.kind == "tuft":
            # Up to the camera, when it rides beside the road.
            to_m = max(to_m, side * self._plan.lateral_m - self._edge_m - 1.5)
        away = row.from_m + (to_m - row.from_m) * far
        sea = self._plan.sea_side if self._plan.terrain == "coast" else 0
        if side == sea and away > 20:
            return None
        if row.kind != "tuft" and side * self._plan.lateral_m > self._edge_m + away - 6:
            # It would stand between the camera and whom it follows.
            return None
        tall = row.tall_m[0] + (row.tall_m[1] - row.tall_m[0]) * hash01(key, 51, self._seed)
        along = start_m + hash01(key, 71 + number, self._seed) * spacing_m
        odd = int(hash01(key, 91, self._seed) * 1000)
        return side * (self._edge_m + away), along, tall, odd


def _paint(kind: str, spec: SceneSpec, look: Look, light: Daylight) -> list[Sprite]:
    rng = np.random.default_rng([spec.seed & 0xFFFFFFFF, 0x418, len(kind)])
    return [_painted(kind, spec, look, light, rng) for _ in range(_VARIANTS)]


def _painted(
    kind: str, spec: SceneSpec, look: Look, light: Daylight, rng: np.random.Generator
) -> Sprite:
    match kind:
        case "pine":
            sheet = np.zeros((430, 300, 4), np.float32)
            greens = np.stack([rgb(code) for code in _PINE_GREENS])
            woods = Woods(greens, 0.75 * look.snow, 0.12)
            places = np.array([[150, 426]], np.float32)
            rows = tree_rows(places, np.array([410], np.float32), woods, light, rng)
            draw_trees(sheet, rows, sun_x_px=600.0, snow_rgb=snow_colour(light))
        case "leafy":
            sheet = np.zeros((330, 420, 4), np.float32)
            codes = _AUTUMN_LEAVES if spec.season == "autumn" else _LEAVES
            thin = 0.75 if spec.season == "winter" else 0.08
            grove = Grove(np.stack([rgb(code) for code in codes]), 0.5 * look.snow, thin)
            rows = broadleaf_rows(np.array([[210.0, 326.0]]), np.array([300.0]), grove, light, rng)
            draw_broadleaves(sheet, rows, key_dir=(0.5, -0.7, 0.5), snow_rgb=snow_colour(light))
        case _:
            sheet = _tuft(kind, look, rng)
    return Sprite(sheet, 1.0)


def _tuft(kind: str, look: Look, rng: np.random.Generator) -> NDArray[np.float32]:
    """Blades from one foot; a shrub is a heap of them."""
    height, width = 130, {"tuft": 170, "ear": 560}.get(kind, 210)
    sheet = np.zeros((height, width, 4), np.float32)
    land = np.stack([*look.land[1:], look.land[2] * 1.1])
    if kind == "sage":
        land = np.stack([rgb("#8b8d72"), rgb("#77795c"), rgb("#a09f80")])
    elif kind == "shrub":
        land = np.stack([look.land[3], look.land[3] * 1.3, look.land[1] * 0.8])
    colours = np.clip(land * (look.ambient + look.key * np.float32(0.5)), 0, 1).astype(np.float32)
    if look.snow > 0.5:
        colours = 0.45 * colours + 0.55 * look.inks[9]
    count = {"tuft": 46, "ear": 330, "sage": 330, "shrub": 380}[kind]
    if kind in ("tuft", "ear"):
        spread = rng.normal(width / 2, width * 0.11, count)
        if kind == "ear":
            spread = width * (0.5 + 0.44 * rng.uniform(-1, 1, count))
        roots = np.stack([spread, height - rng.uniform(1, 7, count)], 1)
        lengths = np.full(count, height * (0.72 if kind == "ear" else 0.66))
    else:
        turn = rng.uniform(0, np.pi, count)
        out = np.sqrt(rng.random(count))
        roots = np.stack(
            [
                width / 2 + 0.36 * width * out * np.cos(turn),
                height - 4 - 0.62 * height * out * np.sin(turn),
            ],
            1,
        )
        lengths = np.full(count, height * 0.22)
    blades = grass_rows(roots.astype(np.float32), lengths.astype(np.float32), colours, 1.5, rng)
    if kind not in ("tuft", "ear"):
        # Shaded below, lit above.
        down = np.clip((blades[:, 1] / height - 0.2) / 0.8, 0, 1)[:, None]
        blades[:, 5:8] *= 1.18 - 0.72 * down
        blades[:, 4] *= 1.6
    draw_blades(sheet, blades)
    if kind == "ear":
        heads = blades.copy()
        heads[:, 1] -= 0.72 * blades[:, 2]
        heads[:, 0] += 0.72 * blades[:, 3] * 0.7
        heads[:, 2] *= 0.24
        heads[:, 4] *= 2.4
        heads[:, 5:8] = np.clip(heads[:, 5:8] * 1.15, 0, 1)
        draw_blades(sheet, heads)
    return sheet
