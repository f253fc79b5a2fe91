"""What is outside the window: sky, land or town, near trees that wave; a little out of focus."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import cv2
import numpy as np
from numpy.typing import NDArray

from kinoloom.generators.painted.air.sky import paint_sky
from kinoloom.generators.painted.easel.canvas import Canvas
from kinoloom.generators.painted.easel.colour import mix, rgb
from kinoloom.generators.painted.easel.layer import Layer, over, place
from kinoloom.generators.painted.easel.noise import fbm_image

if TYPE_CHECKING:
    from collections.abc import Callable

    from kinoloom.generators.painted.air.daylight import Daylight
    from kinoloom.generators.painted.easel.camera import Pose
    from kinoloom.generators.painted.easel.focus import Focus
    from kinoloom.generators.painted.spec import SceneSpec

Picture = NDArray[np.float32]
Box = tuple[int, int, int, int]
_SCALE = 2
"""What is out of focus is painted at this share of the resolution."""
_LEAVES = {
    "spring": ("#e9b8c2", "#a9bf7a", "#f0cdd2"),
    "summer": ("#3f6334", "#587d3e", "#2f5030"),
    "autumn": ("#b8662a", "#d29a38", "#8f4a26"),
    "winter": ("#5a5a58", "#6c6a66", "#4c4c4e"),
}
_SKY_PARALLAX, _LAND_PARALLAX, _TREE_PARALLAX = 0.015, 0.05, 0.17


class Outlook:
    """The view from the room's windows. Draw it first: the walls cover the rest."""

    def __init__(
        self, spec: SceneSpec, canvas: Canvas, light: Daylight, kind: str, *,
        horizon_y_px: float, sun_px: tuple[float, float], top_m_px: float,
        seen: Callable[[float], Box],
    ) -> None:  # fmt: skip
        """`top_m_px` is how many painted pixels the view has above the horizon.

        `seen` is the painted box that the windows ever show of what is at a parallax: only that
        is kept, walls cover the rest.
        """
        self._canvas = canvas
        self._light = light
        self._season = spec.season or "summer"
        self._snowy = spec.weather == "snow" or spec.season == "winter"
        self._rng = np.random.default_rng([spec.seed & 0xFFFFFFFF, 0x0B7])
        small = Canvas(canvas.width_px // _SCALE, canvas.height_px // _SCALE)
        self._small = small
        self._unit = small.unit
        k = small.paint_height_px / canvas.paint_height_px
        self._horizon = horizon_y_px * k
        self._room = max(40 * self._unit, top_m_px * k)
        self._seed = spec.seed % 65521
        self._wind = {"wind": 4.0, "storm": 4.0, "sandstorm": 3.0, "rain": 1.3}.get(
            spec.weather, 0.8
        )
        sky = paint_sky(
            small, spec.time, spec.weather, sun_x_px=sun_px[0] * k, sun_y_px=sun_px[1] * k,
            horizon_y_px=self._horizon, palette=light, seed=spec.seed,
        )  # fmt: skip
        # A camera that sees a room sees the day outside too bright.
        bright = {"dawn": 0.04, "golden_hour": 0.0, "day": 0.14, "noon": 0.2}.get(spec.time, 0.0)
        self._dim = {"night": 0.62, "dusk": 0.8, "golden_hour": 0.9}.get(spec.time, 1.0)
        self._bright = bright * (0.4 if spec.weather == "storm" else 1.0)
        blurred = np.asarray(cv2.GaussianBlur(sky, (0, 0), 1.6 * self._unit), np.float32)
        sky = self._exposed(blurred)
        opaque = np.ones((*sky.shape[:2], 1), np.float32)
        sky_sheet = self._enlarged(np.concatenate([sky, opaque], -1))
        self._sky = _cut(sky_sheet, _SKY_PARALLAX, seen)
        land = self._hills()
        if kind == "town":
            self._houses(land)
        elif kind == "towers":
            self._towers(land)
        self._land = _cut(self._enlarged(self._soft(land, 1.7)), _LAND_PARALLAX, seen)
        trees = np.zeros_like(land)
        self._trees: NDArray[np.uint8] | None = None
        if kind != "towers":
            self._wood(trees, few=kind == "town")
            x0, y0, x1, y1 = seen(_TREE_PARALLAX)
            sheet = self._enlarged(self._soft(trees, 1.3))[y0:y1, x0:x1]
            self._tree_place = x0, y0
            premult = np.concatenate([sheet[..., :3] * sheet[..., 3:], sheet[..., 3:]], -1)
            self._trees = np.ascontiguousarray(np.clip(premult, 0, 1) * 255 + 0.5, np.uint8)

    def draw(self, frame: NDArray[np.uint8], t_s: float, pose: Pose) -> None:
        """Sky, land, and trees in the wind."""
        canvas = self._canvas
        self._sky.draw(frame, pose, canvas)
        self._land.draw(frame, pose, canvas)
        if self._trees is None:
            return
        root = canvas.paint_height_px * self._horizon / self._small.paint_height_px
        left, top = self._tree_place
        x, y, scale = place(left, top, _TREE_PARALLAX, pose, canvas)
        gust = math.sin(0.8 * t_s) + 0.5 * math.sin(1.9 * t_s + 1.0) + 0.3 * math.sin(3.3 * t_s)
        lean = 0.008 * self._wind * gust
        rows, columns = self._trees.shape[:2]
        x += lean * (root - top)
        x0, y0 = math.floor(x - abs(lean) * rows), math.floor(y)
        x0, y0 = max(0, x0), max(0, y0)
        x1 = min(canvas.width_px, math.ceil(x + scale * columns + abs(lean) * rows))
        y1 = min(canvas.height_px, math.ceil(y + scale * rows))
        if x1 <= x0 or y1 <= y0:
            return
        bend = np.array([[scale, -lean, x - x0], [0, scale, y - y0]], np.float64)
        part = cv2.warpAffine(self._trees, bend, (x1 - x0, y1 - y0))
        over(frame, np.asarray(part, np.uint8), y0, x0)

    def defocus(self, focus: Focus) -> None:
        """Be drawn as a lens sees it."""
        focus.see(self._sky, self._land)
        if self._trees is not None:
            self._trees, _, _ = focus.spread(self._trees, _TREE_PARALLAX, grows=(False, False))

    # -- painting -----------------------------------------------------------------------------

    def _exposed(self, picture: Picture) -> Picture:
        if self._dim < 1.0:
            # Eyes used to lamps see a dark night.
            return np.asarray(picture * np.float32(self._dim), np.float32)
        return np.asarray(1 - (1 - picture) * (1 - self._bright), np.float32)

    def _enlarged(self, picture: Picture) -> Picture:
        size = (self._canvas.paint_width_px, self._canvas.paint_height_px)
        return np.asarray(cv2.resize(picture, size, interpolation=cv2.INTER_LINEAR), np.float32)

    def _soft(self, rgba: Picture, radius: float) -> Picture:
        """Out of focus, and as bright as the sky is."""
        premult = np.concatenate([rgba[..., :3] * rgba[..., 3:], rgba[..., 3:]], -1)
        blurred = cv2.GaussianBlur(premult, (0, 0), max(0.4, radius * self._unit))
        out = np.asarray(blurred, np.float32)
        straight = out[..., :3] / np.maximum(out[..., 3:], np.float32(1e-3))
        out[..., :3] = self._exposed(np.asarray(straight, np.float32))
        return out

    def _lit(self, code: str, share: float) -> Picture:
        """A colour in the light outside: `share` of the key."""
        light = np.asarray(self._light.ambient_rgb) * 0.85 + np.asarray(self._light.key_rgb) * share
        return np.asarray(np.clip(rgb(code) * light, 0, 1), np.float32)

    def _hills(self) -> Picture:
        small, unit, light = self._small, self._unit, self._light
        land = np.zeros((small.paint_height_px, small.paint_width_px, 4), np.float32)
        rows = np.arange(small.paint_height_px, dtype=np.float32)[:, None]
        green = self._lit("#c9d2dc" if self._snowy else "#5f7a46", 0.55)
        if self._season == "autumn" and not self._snowy:
            green = self._lit("#8a7440", 0.55)
        for k, (rise, air) in enumerate(((0.20, 0.80), (0.11, 0.55), (0.03, 0.25))):
            line = fbm_image(
                small.paint_width_px, 1, scale_x_px=(420 - 90 * k) * unit, scale_y_px=1, octaves=5,
                seed=self._seed + 41 * k,
            )[0]  # fmt: skip
            top = self._horizon + 4 * unit - self._room * rise * (0.4 + 1.2 * line)
            cover = np.clip(rows - top[None, :] + 0.5, 0, 1)[..., None]
            share = min(0.96, air + 0.5 * light.density)
            tone = mix(green * (0.8 + 0.1 * k), mix(light.haze_rgb, light.haze_sun_rgb, 0.3), share)
            shade = 1 - 0.25 * np.clip((rows - top[None, :]) / (90 * unit), 0, 1)[..., None] * (
                k > 1
            )
            land[..., :3] = land[..., :3] * (1 - cover) + tone * shade * cover
            land[..., 3:] = np.maximum(land[..., 3:], cover)
        return land

    def _houses(self, land: Picture) -> None:
        """Roofs of a town, in rows that come nearer."""
        rng, unit = self._rng, self._unit
        walls = ("#c9b59a", "#b98f70", "#d9cfc0", "#9c8a7a", "#a86a50")
        roofs = ("#7c4a38", "#5a4a48", "#8f5a3e", "#4c5058")
        for air, size in ((0.6, 0.55), (0.35, 0.8), (0.12, 1.2)):
            x = -60 * unit
            while x < land.shape[1]:
                wide = float(rng.uniform(70, 130)) * unit * size
                tall = float(rng.uniform(0.12, 0.34)) * self._room * size
                base = self._horizon + (40 + 170 * (size - 0.5)) * unit
                self._house(land, (x, base, wide, tall), str(rng.choice(walls)),
                            str(rng.choice(roofs)), air)  # fmt: skip
                x += wide * float(rng.uniform(0.85, 1.15))

    def _house(
        self, land: Picture, box: tuple[float, float, float, float], wall: str, roof: str,
        air: float,
    ) -> None:  # fmt: skip
        rng, unit = self._rng, self._unit
        x, base, wide, tall = box
        haze = mix(self._light.haze_rgb, self._light.haze_sun_rgb, 0.3)
        share = min(0.95, air + 0.5 * self._light.density)
        body = mix(self._lit(wall, 0.45), haze, share)
        top = mix(self._lit("#e4e9f0" if self._snowy else roof, 0.6), haze, share)
        _fill(land, [(x, base - tall), (x + wide, base - tall), (x + wide, base + 400 * unit),
                     (x, base + 400 * unit)], body)  # fmt: skip
        peak = 0.42 * wide
        if rng.random() < 0.6:
            _fill(land, [(x - 0.06 * wide, base - tall), (x + wide / 2, base - tall - peak),
                         (x + 1.06 * wide, base - tall)], top)  # fmt: skip
        else:
            _fill(land, [(x - 0.05 * wide, base - tall), (x + 0.1 * wide, base - tall - 0.6 * peak),
                         (x + 0.9 * wide, base - tall - 0.6 * peak),
                         (x + 1.05 * wide, base - tall)], top)  # fmt: skip
        dark = self._light.time in ("night", "dusk")
        columns = max(2, int(wide / (26 * unit)))
        for i in range(columns):
            for j in range(max(1, int(tall / (30 * unit)))):
                glows = rng.random() < (0.5 if dark else 0.0)
                tone = np.array([1.0, 0.76, 0.42], np.float32) if glows else body * 0.62
                at = x + (i + 0.5) / columns * wide - 4.5 * unit
                up = base - tall + (9 + 30 * j) * unit
                _fill(land, [(at, up), (at + 9 * unit, up), (at + 9 * unit, up + 14 * unit),
                             (at, up + 14 * unit)], tone)  # fmt: skip

    def _towers(self, land: Picture) -> None:
        """A city seen from high up."""
        rng, unit, light = self._rng, self._unit, self._light
        haze = mix(light.haze_rgb, light.haze_sun_rgb, 0.3)
        dark = light.time in ("night", "dusk")
        glows = np.array([[1.0, 0.80, 0.50], [0.85, 0.92, 1.0], [1.0, 0.66, 0.36]], np.float32)
        for air, size in ((0.74, 0.7), (0.48, 1.0), (0.2, 1.4)):
            x = -80 * unit
            while x < land.shape[1]:
                wide = float(rng.uniform(46, 110)) * unit * size
                tall = self._room * float(rng.uniform(0.14, 0.62)) * (1.25 - 0.42 * size)
                top = self._horizon - tall + 60 * unit * size
                share = min(0.96, air + 0.5 * light.density)
                code = str(rng.choice(("#5c6672", "#74685f", "#4e5b66", "#8a8580")))
                body = mix(self._lit(code, 0.4), haze, share)
                side = mix(self._lit(code, 0.8), haze, share)
                split = x + wide * float(rng.uniform(0.3, 0.7))
                low = float(land.shape[0])
                _fill(land, [(x, top), (split, top), (split, low), (x, low)], body)
                _fill(land, [(split, top), (x + wide, top), (x + wide, low), (split, low)], side)
                if rng.random() < 0.3:
                    mast = x + wide / 2
                    _fill(land, [(mast - unit, top - 0.2 * tall), (mast + unit, top - 0.2 * tall),
                                 (mast + 2 * unit, top), (mast - 2 * unit, top)], body)  # fmt: skip
                step = 11 * unit * size
                for gx in np.arange(x + step, x + wide - step * 0.5, step):
                    for gy in np.arange(top + step, min(low, top + 60 * step), step * 1.5):
                        on = rng.random() < (0.36 if dark else 0.0)
                        tone = (
                            mix(glows[int(rng.integers(3))], haze, 0.4 * share)
                            if on
                            else body * 0.86
                        )
                        if on or air < 0.5:
                            r = 0.27 * step
                            _fill(
                                land,
                                [
                                    (gx - r, gy - 1.3 * r),
                                    (gx + r, gy - 1.3 * r),
                                    (gx + r, gy + 1.3 * r),
                                    (gx - r, gy + 1.3 * r),
                                ],
                                tone,
                            )
                x += wide * float(rng.uniform(0.9, 1.5))

    def _wood(self, trees: Picture, *, few: bool) -> None:
        """Crowns of near trees, and bushes below them."""
        rng, unit = self._rng, self._unit
        codes = _LEAVES[self._season]
        tones = [self._lit(code, share) for code in codes for share in (0.15, 0.55, 0.95)]
        if self._snowy:
            tones += [self._lit("#eef3fa", 0.5), self._lit("#dfe8f4", 0.9)]
        haze = mix(self._light.haze_rgb, self._light.haze_sun_rgb, 0.3)
        share = min(0.9, 0.12 + 0.75 * self._light.density)
        tones = [mix(tone, haze, share) for tone in tones]
        bark = mix(self._lit("#4a3c32", 0.3), haze, share)
        bare = 0.25 if self._season == "winter" else 1.0
        width = trees.shape[1]
        count = 2 if few else max(3, round(5 * width / (1152 * unit)))
        for _ in range(count):
            x = float(rng.random()) * width
            base = self._horizon + float(rng.uniform(70, 160)) * unit
            tall = self._room * float(rng.uniform(0.5, 1.05)) + 110 * unit
            _limb(trees, (x, base), -math.pi / 2, tall * 0.42, 9 * unit, bark, rng, 5)
            # A crown is a few rounded masses, not one ball.
            lobes = rng.uniform(-1, 1, (6, 2)) * np.array([0.26, 0.20]) * tall
            for _ in range(int(560 * bare)):
                turn, away = float(rng.random()) * 6.283, float(rng.random()) ** 0.6
                lobe = lobes[int(rng.integers(6))]
                cx = x + float(lobe[0]) + math.cos(turn) * away * tall * 0.17
                cy = base - tall * 0.72 + float(lobe[1]) + math.sin(turn) * away * tall * 0.15
                up = float(
                    np.clip(0.5 - math.sin(turn) * away * 0.5 + rng.uniform(-0.3, 0.3), 0, 1)
                )
                tone = tones[min(len(tones) - 1, int(up * len(tones)))]
                r = float(rng.uniform(3, 10)) * unit
                cv2.circle(trees, (int(cx), int(cy)), max(1, int(r)), (*map(float, tone), 1.0), -1,
                           cv2.LINE_8)  # fmt: skip
        if not few:
            for _ in range(round(420 * width / (1152 * unit))):
                x = float(rng.random()) * width
                y = self._horizon + float(rng.uniform(60, 330)) * unit
                tone = tones[int(rng.integers(len(tones)))] * np.float32(0.86)
                r = max(2, int(float(rng.uniform(10, 26)) * unit))
                cv2.circle(trees, (int(x), int(y)), r, (*map(float, tone), 1.0), -1, cv2.LINE_8)


def _fill(picture: Picture, corners: list[tuple[float, float]], tone: Picture) -> None:
    points = np.round(np.array(corners) * 16).astype(np.int32)
    cv2.fillPoly(picture, [points], (*map(float, tone), 1.0), cv2.LINE_8, 4)


def _limb(
    picture: Picture, at: tuple[float, float], turn: float, long: float, thick: float,
    tone: Picture, rng: np.random.Generator, left: int,
) -> None:  # fmt: skip
    end = (at[0] + math.cos(turn) * long, at[1] + math.sin(turn) * long)
    cv2.line(picture, (int(at[0]), int(at[1])), (int(end[0]), int(end[1])),
             (*map(float, tone), 1.0), max(1, round(thick)))  # fmt: skip
    if left <= 0:
        return
    for side in (-1, 1):
        away = turn + side * float(rng.uniform(0.2, 0.62))
        _limb(picture, end, away, long * float(rng.uniform(0.55, 0.8)), thick * 0.62, tone, rng,
              left - 1)  # fmt: skip


def _cut(sheet: Picture, parallax: float, seen: Callable[[float], Box]) -> Layer:
    """A layer of what windows show of a sheet; a whole one, where that is nearly all."""
    x0, y0, x1, y1 = seen(parallax)
    if (x1 - x0) * (y1 - y0) > 0.75 * sheet.shape[0] * sheet.shape[1]:
        return Layer(sheet, parallax)
    return Layer(sheet[y0:y1, x0:x1], parallax, x_px=x0, y_px=y0)
