"""What stands on a meadow: a tree or a copse, a fence, boughs before the lens."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import cv2
import numpy as np

from kinoloom.generators.painted.easel.colour import mix, rgb
from kinoloom.generators.painted.easel.kernel import kernel
from kinoloom.generators.painted.easel.layer import place
from kinoloom.generators.painted.settings.meadow.field import premultiplied
from kinoloom.generators.painted.settings.meadow.shading import lit
from kinoloom.generators.painted.settings.meadow.swaying import Swaying
from kinoloom.generators.painted.settings.meadow.trees import Grove, draw_trees, tree_rows

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from kinoloom.generators.painted.easel.camera import Pose
    from kinoloom.generators.painted.easel.canvas import Canvas
    from kinoloom.generators.painted.settings.meadow.prospect import Prospect
    from kinoloom.generators.painted.settings.meadow.seasons import Cover
    from kinoloom.generators.painted.settings.meadow.shading import Air

_BLOSSOM = ("#eaa0bc", "#f0b6ca", "#e086aa", "#f4c6d6")
_SUBPIXEL_BITS = 4


def standing_trees(
    prospect: Prospect, cover: Cover, air: Air, canvas: Canvas, *, seed: int
) -> list[Swaying]:
    """The hero's trees, the farthest first; none where the hero is no tree."""
    rng = np.random.default_rng([seed & 0xFFFFFFFF, 0x7E])
    x, z = prospect.hero_x_m, prospect.hero_z_m
    match prospect.hero:
        case "oak":
            places = [(x, z, float(rng.uniform(10, 15)))]
        case "copse":
            places = [
                (x + float(rng.uniform(-9, 9)), z + float(rng.uniform(-6, 8)),
                 float(rng.uniform(6, 13)))
                for _ in range(5)
            ]  # fmt: skip
        case "cherry":
            away = math.copysign(1.0, x)
            places = [
                (x * 0.9, z, 5.6), (x + away * 7.0, z + 7, 6.2), (x * 0.8 - away * 11.0, z + 15, 6)
            ]  # fmt: skip
        case _:
            return []
    pink = prospect.hero == "cherry" and cover.snow == 0
    leaves = np.stack([rgb(code) for code in _BLOSSOM]) if pink else cover.leaves
    grove = Grove(leaves, cover.snow * 0.4, 0.62 if cover.snow > 0 else 0.10)
    return [
        tree_at(prospect, grove, air, canvas, place_m=(tx, tz), tall_m=tall, seed=seed + 17 * k)
        for k, (tx, tz, tall) in enumerate(sorted(places, key=lambda one: -one[1]))
    ]


def tree_at(
    prospect: Prospect, grove: Grove, air: Air, canvas: Canvas, *,
    place_m: tuple[float, float], tall_m: float, seed: int,
) -> Swaying:  # fmt: skip
    """A tree on the ground at (x, z), as high as that, ready to sway."""
    lens = prospect.lens
    x_m, z_m = place_m
    ground = float(prospect.relief.heights(np.array([x_m]), np.array([z_m]))[0])
    base_y = lens.horizon_px + (lens.eye_m - ground) * lens.focal_px / z_m
    tall = tall_m * lens.focal_px / z_m
    half = round(1.1 * tall) + 4
    high = round(1.16 * tall) + 4
    premult = np.zeros((high + 6, 2 * half, 4), np.float32)
    column = int(np.clip(lens.column(x_m, z_m), 0, canvas.paint_width_px - 1))
    rng = np.random.default_rng([seed & 0xFFFFFFFF, 0x7F])
    rows = tree_rows(
        np.array([[float(half), float(high)]]), np.array([tall]), grove, air.light, rng,
        air_rgb=air.colour_px(canvas)[column][None], air=air.at(z_m),
    )  # fmt: skip
    rows[:, 5] = 26
    x, y, z = air.sun
    draw_trees(
        premult, rows, key_dir=(x, -y, max(0.22, -z)),
        snow_rgb=np.clip(lit((0.95, 0.96, 0.98), air.light, 0.55), 0, 0.98),
    )  # fmt: skip
    if tall > 150:
        draw_dabs(premult, _leaf_dabs(premult, tall, rng))
    premult = np.clip(premult, 0, 1)
    premult[..., :3] /= np.maximum(premult[..., 3:], 1e-3)
    # The ground's parallax at its foot, or the hill's behind the crest.
    parallax = max(0.13, prospect.ground.parallax_at(lens.horizon_px + lens.eye_m *
                                                     lens.focal_px / z_m))  # fmt: skip
    return Swaying(
        premultiplied(premult, seed % 97), x_px=lens.column(x_m, z_m) - half, y_px=base_y - high,
        root_y_px=base_y - 0.12 * tall, parallax=parallax, sway_px=0.022 * tall,
        flutter_px=min(2.4, 0.008 * tall), seed=seed,
    )  # fmt: skip


def _leaf_dabs(
    premult: NDArray[np.float32], tall_px: float, rng: np.random.Generator
) -> NDArray[np.float32]:
    """Strokes of leaves over a crown, in its own colours, so that it does not look blurred."""
    crown = premult[: round(0.86 * len(premult)), :, 3] > 0.5
    ys, xs = np.nonzero(crown)
    if not len(ys):
        return np.zeros((0, 8), np.float32)
    count = min(9000, len(ys) // 14)
    picked = rng.integers(0, len(ys), count)
    ys, xs = ys[picked], xs[picked]
    rows = np.empty((count, 8), np.float32)
    size = float(np.clip(0.011 * tall_px, 2.6, 8.0))
    rows[:, 0] = xs + rng.normal(0, 0.8 * size, count)
    rows[:, 1] = ys + rng.normal(0, 0.8 * size, count)
    rows[:, 2] = size * rng.uniform(0.7, 1.35, count)
    rows[:, 3] = rows[:, 2] * rng.uniform(0.34, 0.55, count)
    rows[:, 4] = rng.uniform(0, np.pi, count)
    tone = rng.uniform(0.68, 1.42, (count, 1))
    rows[:, 5:8] = premult[ys, xs, :3] / premult[ys, xs, 3:] * tone
    return rows


class Fence:
    """Posts and rails across the field, set post by post so that they move with the ground."""

    def __init__(self, prospect: Prospect, air: Air, canvas: Canvas, *, seed: int) -> None:
        rng = np.random.default_rng([seed & 0xFFFFFFFF, 0xFE])
        lens = prospect.lens
        hand = 1.0 if prospect.hero_x_m > 0 else -1.0
        start, slope = float(rng.uniform(11, 15)), float(rng.uniform(0.30, 0.75))
        half = lens.middle_px / lens.focal_px
        count = 26
        z = start + np.arange(count) * 2.3 * slope
        x = hand * (half * start * 1.15 - np.arange(count) * 2.3) + rng.normal(0, 0.05, count)
        tall = 1.15 + rng.normal(0, 0.05, count)
        ground = prospect.relief.heights(np.asarray(x, np.float64), np.asarray(z, np.float64))
        scale = lens.focal_px / z
        self._canvas = canvas
        self._x_px = lens.middle_px + x * scale
        self._y_px = lens.horizon_px + (lens.eye_m - ground) * scale
        self._tall_px, self._half_px = tall * scale, 0.055 * scale
        self._lean = rng.normal(0, 0.035, count)
        self._parallax = prospect.ground.far_parallax + prospect.ground.slope_per_px * (
            self._y_px - lens.horizon_px
        )
        tone = lit("#8a7866", air.light, 0.55)
        share = air.share(z.astype(np.float32), np.zeros(count, np.float32))[:, None]
        self._lit = mix(tone, air.light.haze_rgb, share) * 255
        self._dark = mix(tone * np.float32(0.55), air.light.haze_rgb, share) * 255

    def draw(self, frame_u8: NDArray[np.uint8], pose: Pose) -> None:
        """Draw the fence as the camera sees it."""
        x, y, scale = place(self._x_px, self._y_px, self._parallax, pose, self._canvas)  # type: ignore[arg-type]
        tall, half = self._tall_px * scale, self._half_px * scale
        tops = np.stack([x + self._lean * tall, y - tall], axis=-1)
        feet = np.stack([x, y + 2], axis=-1)
        for k in range(len(tops) - 1, -1, -1):
            for up in (0.86, 0.48):
                if k + 1 < len(tops):
                    near, far = (feet[n] + (tops[n] - feet[n]) * up for n in (k, k + 1))
                    thick = np.array([0.0, 0.05 * tall[k]]), np.array([0.0, 0.05 * tall[k + 1]])
                    rail = np.array([near - thick[0], far - thick[1], far + thick[1],
                                     near + thick[0]])  # fmt: skip
                    _fill(frame_u8, rail, self._dark[k] if up < 0.6 else self._lit[k] * 0.86)
            side = np.array([half[k], 0.0])
            post = np.array([feet[k] - side, tops[k] - side, tops[k] + side, feet[k] + side])
            _fill(frame_u8, post, self._dark[k])
            face = np.array([feet[k], tops[k], tops[k] + side, feet[k] + side])
            _fill(frame_u8, face, self._lit[k])


def bough(
    prospect: Prospect, cover: Cover, air: Air, canvas: Canvas, *, seed: int
) -> Swaying | None:
    """Leafy twigs that hang into an upper corner, close to the lens and in its shade."""
    if prospect.bough == 0:
        return None
    rng = np.random.default_rng([seed & 0xFFFFFFFF, 0xB0])
    unit = canvas.unit
    pink = prospect.hero == "cherry" and cover.snow == 0
    tones = np.stack([rgb(code) for code in _BLOSSOM]) if pink else cover.leaves
    if cover.snow > 0:
        return None
    wide = round(0.40 * min(canvas.width_px, 1.2 * canvas.height_px)) + canvas.margin_x_px
    high = round(0.26 * canvas.height_px) + canvas.margin_y_px
    premult = np.zeros((high, wide, 4), np.float32)
    rows: list[tuple[float, ...]] = []
    for k in range(9):
        x, y = wide * float(rng.uniform(-0.1, 0.75)), -12.0 * unit
        angle = float(rng.uniform(0.45, 1.15))
        reach = high * float(rng.uniform(0.55, 1.05)) * (1 - 0.75 * max(0.0, x / wide)) ** 0.7
        steps = max(6, round(reach / (7.0 * unit)))
        for s in range(steps):
            share = s / steps
            turn = angle + 0.35 * share
            px = x + math.cos(turn) * reach * share
            py = y + math.sin(turn) * reach * share
            rows.append((px, py, 5.0 * unit, (2.2 - 1.6 * share) * unit, turn, *(
                lit("#3c3028", air.light, 0.1) * 0.5)))  # fmt: skip
            for _ in range(4):
                out = turn + float(rng.normal(0, 1.2))
                size = float(rng.uniform(7, 15)) * unit
                albedo = tones[int(rng.integers(len(tones)))] * float(rng.uniform(0.7, 1.15))
                tone = lit(albedo, air.light, 0.10 + 0.55 * float(rng.random()) ** 2) * (
                    0.85 if pink else 0.62
                )
                fan = size * 1.1
                rows.append((px + math.cos(out) * fan, py + math.sin(out) * fan, size,
                             size * float(rng.uniform(0.32, 0.5)), out, *tone))  # fmt: skip
        del k
    draw_dabs(premult, np.array(rows, np.float32))
    soft = cv2.GaussianBlur(premult, (0, 0), max(0.5, 1.7 * unit))
    soft = np.clip(np.asarray(soft, np.float32), 0, 1)
    soft[..., :3] /= np.maximum(soft[..., 3:], 1e-3)
    if prospect.bough > 0:
        soft = np.ascontiguousarray(soft[:, ::-1])
    x0 = 0 if prospect.bough < 0 else canvas.paint_width_px - wide
    return Swaying(
        premultiplied(soft, seed % 89), x_px=x0, y_px=0, root_y_px=0, parallax=1.30,
        sway_px=16 * unit, flutter_px=2.4 * unit, seed=seed, hangs=True,
    )  # fmt: skip


def draw_dabs(premult: NDArray[np.float32], dabs: NDArray[np.float32]) -> None:
    """Leaf-shaped strokes onto premultiplied RGBA: rows of x, y, half length, half width, turn,
    rgb."""
    _draw_dabs(premult, np.ascontiguousarray(dabs, np.float32))


def _fill(
    frame_u8: NDArray[np.uint8], points: NDArray[np.float64], colour: NDArray[np.float32]
) -> None:
    corners = np.round(points * (1 << _SUBPIXEL_BITS)).astype(np.int32)
    ink = tuple(float(c) for c in np.clip(colour, 0, 255))
    cv2.fillConvexPoly(frame_u8, corners, ink, cv2.LINE_AA, _SUBPIXEL_BITS)


@kernel
def _draw_dabs(img: NDArray[np.float32], dabs: NDArray[np.float32]) -> None:
    rows, columns = img.shape[0], img.shape[1]
    for k in range(dabs.shape[0]):
        x0, y0, half, wide = dabs[k, 0], dabs[k, 1], dabs[k, 2], dabs[k, 3]
        cos, sin = math.cos(dabs[k, 4]), math.sin(dabs[k, 4])
        for y in range(max(0, int(y0 - half) - 1), min(rows, int(y0 + half) + 2)):
            for x in range(max(0, int(x0 - half) - 1), min(columns, int(x0 + half) + 2)):
                dx = x + 0.5 - x0
                dy = y + 0.5 - y0
                u = (dx * cos + dy * sin) / half
                v = (dy * cos - dx * sin) / wide
                if u * u >= 1.0:
                    continue
                cover = min(1.0, max(0.0, (1.0 - u * u - abs(v)) * wide + 0.3))
                if cover <= 0.0:
                    continue
                tone = 1.0 + 0.14 * (v < 0.0)
                for c in range(3):
                    ink = min(1.0, dabs[k, 5 + c] * tone)
                    img[y, x, c] += (ink - img[y, x, c]) * cover
                img[y, x, 3] += (1.0 - img[y, x, 3]) * cover
