"""A dune at the beach's side, and the long grass on it that bends in gusts."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

import cv2
import numpy as np

from kinoloom.generators.painted.easel.colour import mix, rgb
from kinoloom.generators.painted.easel.layer import Layer, over, place
from kinoloom.generators.painted.easel.noise import fbm_image
from kinoloom.generators.painted.settings.mountains.shore import draw_blades, grass_rows

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from kinoloom.generators.painted.air.daylight import Daylight
    from kinoloom.generators.painted.easel.camera import Pose
    from kinoloom.generators.painted.easel.canvas import Canvas
    from kinoloom.generators.painted.settings.sea.place import Place
    from kinoloom.generators.painted.settings.sea.shore import Shore
    from kinoloom.generators.painted.spec import SceneSpec

_PARALLAX = 1.16
_GROUPS = 5
_GREENS = {
    "spring": ("#7f9a4c", "#93a85c"), "autumn": ("#a98f4e", "#8f7440"),
    "winter": ("#a39a80", "#8a8270"),
}  # fmt: skip


class _Tuft(NamedTuple):
    """Grass that bends together: premultiplied, its place, and the row it is rooted on."""

    rgba: NDArray[np.uint8]
    x_px: int
    y_px: int
    root_px: float
    phase: float


class Dunes:
    """One dune that slopes in from a side."""

    def __init__(
        self,
        spec: SceneSpec,
        canvas: Canvas,
        scene: Place,
        shore: Shore,
        light: Daylight,
        *,
        side: int,
        wind: float,
        loop_s: float | None,
    ) -> None:
        rng = np.random.default_rng([spec.seed & 0xFFFFFFFF, 0xD04])
        self._canvas, self._wind = canvas, wind
        rate = 0.5
        self._rate_hz = rate if loop_s is None else max(1, round(loop_s * rate)) / loop_s
        crest = _crest(canvas, side, rng, calm=bool(spec.subjects))
        self._hill = Layer(_hill(canvas, scene, shore, light, crest, spec.seed), _PARALLAX)
        self._tufts = _tufts(spec, canvas, light, crest, rng)

    def draw(self, frame_u8: NDArray[np.uint8], t_s: float, pose: Pose) -> None:
        """Draw the dune, then its grass as the wind has it."""
        self._hill.draw(frame_u8, pose, self._canvas)
        turn = 2 * math.pi * self._rate_hz * t_s
        for tuft in self._tufts:
            gust = math.sin(turn + tuft.phase) + 0.4 * math.sin(3 * turn + 1.7 * tuft.phase)
            bend = 0.16 * self._wind + (0.035 + 0.11 * self._wind) * gust
            x, y, scale = place(tuft.x_px, tuft.y_px, _PARALLAX, pose, self._canvas)
            root = (tuft.root_px - tuft.y_px) * scale
            rows, columns = tuft.rgba.shape[:2]
            spare = abs(bend) * rows + 4
            left, top = math.floor(x - spare), math.floor(y)
            size = (math.ceil(columns * scale + 2 * spare + 2), math.ceil(rows * scale + 2))
            view = np.array(
                [[scale, -bend * scale, x - left + bend * root], [0, scale, y - top]], np.float64
            )
            moved = cv2.warpAffine(tuft.rgba, view, size, flags=cv2.INTER_LINEAR)
            over(frame_u8, np.asarray(moved, np.uint8), top, left)


def _crest(
    canvas: Canvas, side: int, rng: np.random.Generator, *, calm: bool
) -> NDArray[np.float32]:
    """The dune's upper edge: a row for each column, below the sheet where there is none."""
    width, unit = canvas.paint_width_px, canvas.unit
    inward = np.linspace(0, 1, width, dtype=np.float32)
    if side > 0:
        inward = inward[::-1]
    reach = float(rng.uniform(0.40, 0.58)) * (0.82 if calm else 1.0)
    tall = float(rng.uniform(0.26, 0.38)) * min(canvas.height_px, 1.3 * canvas.width_px)
    tall *= 0.72 if calm else 1.0
    along = np.clip(1 - (inward - 0.04) / reach, 0, 1.1)
    bumps = fbm_image(width, 1, scale_x_px=210 * unit, scale_y_px=1, octaves=3,
                      seed=int(rng.integers(1 << 16)))[0]  # fmt: skip
    shape = along**1.25 * (0.82 + 0.4 * bumps)
    bottom = canvas.margin_y_px + canvas.height_px
    return np.asarray(bottom + 14 * unit + 40 * unit * (along <= 0) - tall * shape, np.float32)


def _hill(
    canvas: Canvas,
    scene: Place,
    shore: Shore,
    light: Daylight,
    crest: NDArray[np.float32],
    seed: int,
) -> NDArray[np.float32]:
    height, width, unit = canvas.paint_height_px, canvas.paint_width_px, canvas.unit
    first = max(0, int(crest.min()) - 2)
    rows = height - first
    yy = np.arange(first, height, dtype=np.float32)[:, None]
    below = yy - crest[None]
    broad = fbm_image(width, rows, scale_x_px=150 * unit, scale_y_px=60 * unit, octaves=4,
                      seed=seed % 9973 + 61, warp=0.4)  # fmt: skip
    fine = fbm_image(width, rows, scale_x_px=5 * unit, scale_y_px=4 * unit, octaves=2,
                     seed=seed % 9973 + 62)  # fmt: skip
    slope = np.gradient(cv2.GaussianBlur(crest[None], (0, 0), 14 * unit)[0])
    lit = np.clip(0.55 - 1.2 * slope[None] * -scene.light_dir[0] + (broad - 0.5) * 1.2, 0.05, 1.2)
    lit = lit * np.clip(1.1 - 0.0022 * below / unit, 0.4, 1.1)
    sand = mix(shore.sand_rgb, (0.94, 0.95, 0.98), 0.9 if shore.is_snowy else 0.0)
    gain = shore.dry_gain + shore.dry_key * lit[..., None]
    picture = sand * gain * (0.86 + 0.22 * fine + 0.10 * broad)[..., None]
    rim = np.exp(-np.maximum(0, below) / (3 * unit))[..., None]
    picture = mix(picture, light.glow_rgb, 0.30 * rim * light.shadow)
    picture = picture * np.clip(1.0 - 0.0011 * below / unit, 0.55, 1)[..., None]
    out = np.zeros((height, width, 4), np.float32)
    out[first:, :, :3] = np.clip(picture, 0, 1)
    out[first:, :, 3] = np.clip(below / (2 * unit) + 0.5, 0, 1)
    return out


def _tufts(
    spec: SceneSpec,
    canvas: Canvas,
    light: Daylight,
    crest: NDArray[np.float32],
    rng: np.random.Generator,
) -> list[_Tuft]:
    """Grass in clumps, the farther (higher) ones first."""
    unit, width = canvas.unit, canvas.paint_width_px
    bottom = canvas.margin_y_px + canvas.height_px
    there = np.flatnonzero(crest < bottom - 24 * unit)
    if len(there) == 0:
        return []
    greens = _GREENS.get(spec.season or "", ("#87924f", "#b0a263"))
    low = spec.hour in ("dawn", "golden_hour", "dusk", "night")
    key = np.asarray(light.key_rgb, np.float32) * np.float32(0.22 if low else 0.55)
    gain = np.asarray(light.ambient_rgb, np.float32) * np.float32(0.55) + key * light.shadow
    lit = [np.clip(rgb(code) * gain, 0, 1) for code in greens]
    glow = mix(lit[1], light.glow_rgb, 0.5 * light.shadow if low else 0.1)
    colours = np.stack([lit[0] * 0.72, lit[0], lit[1], glow]).astype(np.float32)
    if spec.weather == "snow" or spec.season == "winter":
        colours = mix(colours, (0.85, 0.87, 0.9), 0.35) * np.float32(0.9)
    clumps = max(6, round(34 * len(there) / width * 2))
    middles = there[0] + np.sort(rng.random(clumps)) * (there[-1] - there[0])
    roots, lengths = [], []
    for x in middles:
        count = int(rng.integers(34, 72))
        rows = np.empty((count, 2), np.float32)
        rows[:, 0] = np.clip(x + rng.normal(0, 20 * unit, count), 0, width - 1)
        edge = crest[rows[:, 0].astype(int)]
        deep = float(rng.random()) ** 1.5 * np.maximum(10, bottom - edge) * 0.75
        rows[:, 1] = edge + deep + rng.normal(6, 7, count) * unit
        size = float(rng.uniform(0.6, 1.15)) * (66 + 0.24 * deep.mean() / unit) * unit
        roots.append(rows)
        lengths.append(np.full(count, size, np.float32))
    every = np.concatenate(roots)
    length = np.concatenate(lengths)
    blades = grass_rows(every, length, colours, unit, rng)
    blades[:, 3] *= 1.3
    blades[:, 4] *= 0.72
    parts = np.array_split(blades, _GROUPS)
    tufts = []
    for part in parts:
        if len(part) == 0:
            continue
        sheet = np.zeros((canvas.paint_height_px, width, 4), np.float32)
        draw_blades(sheet, part)
        solid = sheet[..., 3] > 0
        rows, columns = np.flatnonzero(solid.any(axis=1)), np.flatnonzero(solid.any(axis=0))
        if len(rows) == 0:
            continue
        box = sheet[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
        tufts.append(
            _Tuft(
                np.ascontiguousarray(np.clip(box * 255 + 0.5, 0, 255).astype(np.uint8)),
                int(columns[0]), int(rows[0]), float(np.mean(part[:, 1])),
                float(rng.uniform(0, 6.28)),
            )
        )  # fmt: skip
    return tufts
