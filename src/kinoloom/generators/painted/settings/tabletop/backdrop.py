"""The room behind the table, out of focus: a window, what is outside it, and its lamps.

Everything is drawn at a quarter of the size, weather and all, and enlarged at the end: that is
its blur, and it costs next to nothing.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Literal

import cv2
import numpy as np

from kinoloom.generators.painted.air.conditions import Conditions
from kinoloom.generators.painted.air.daylight import daylight_of
from kinoloom.generators.painted.air.sky import paint_sky
from kinoloom.generators.painted.easel.camera import Pose
from kinoloom.generators.painted.easel.canvas import Canvas
from kinoloom.generators.painted.easel.colour import mix, rgb, to_linear, to_srgb
from kinoloom.generators.painted.easel.layer import Layer, place
from kinoloom.generators.painted.easel.noise import fbm_image
from kinoloom.generators.painted.settings.tabletop.curtain import Curtain
from kinoloom.generators.painted.settings.tabletop.objects import goods_of
from kinoloom.generators.painted.settings.tabletop.window_drops import Flakes, WindowDrops

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from kinoloom.generators.painted.settings.tabletop.layout import Layout
    from kinoloom.generators.painted.settings.tabletop.light import Lighting
    from kinoloom.generators.painted.spec import SceneSpec

    Picture = NDArray[np.float32]

SCALE = 4
_OUTSIDE_SHARE, _WALL_SHARE = 0.30, 0.42
"""How near the outside and the wall are, as shares of the table's nearness at the subject."""
Plan = Literal["window", "corner", "den", "garden"]
_WALLS = ("#b9a58c", "#8f9a8e", "#a9786a", "#c9bfae", "#6f7f8c", "#8a6f58", "#b08a9a")
_LEAVES = {
    "spring": ("#8fb05a", "#a8c46c", "#f0b6c8", "#6f9a4c"),
    "summer": ("#4f7f3a", "#6d9a48", "#3c6a34", "#8aa852"),
    "autumn": ("#c9762c", "#b0502a", "#d9a23c", "#8a6a34"),
    "winter": ("#d9dfe6", "#aab4bf", "#8a949c", "#eef2f6"),
}  # fmt: skip


class Backdrop:
    """What is behind the table. `far` is it in light intensities, for glass to look through."""

    def __init__(self, spec: SceneSpec, canvas: Canvas, layout: Layout, lighting: Lighting) -> None:
        self._spec, self._canvas, self._lighting = spec, canvas, lighting
        self._small = Canvas(max(24, -(-canvas.width_px // SCALE)),
                             max(24, -(-canvas.height_px // SCALE)))  # fmt: skip
        self._rng = np.random.default_rng([spec.seed & 0xFFFFFFFF, 0x73])
        self._air = daylight_of(spec)
        self._edge = layout.edge_y_px / SCALE
        # Trees in full sun outshine a ring or a lipstick.
        self._is_shown_off = goods_of(spec) in ("beauty", "precious", "tech")
        plans: tuple[Plan, ...] = ("window", "window", "corner", "den", "garden")
        if self._is_shown_off:
            plans = ("den", "window", "corner", "den", "corner")
        elif spec.weather not in ("clear", "cloudy", "wind"):
            plans = ("window", "corner", "garden", "window", "corner")
        picked = plans[int(self._rng.integers(len(plans)))]
        self._plan: Plan = "window" if spec.window and picked == "garden" else picked
        self._windows = self._place_windows()
        share = layout.ground.far_parallax
        self._outside_par = share + _OUTSIDE_SHARE
        self._wall_par = share + _WALL_SHARE
        outside = self._paint_outside()
        self._discs = self._make_lights()
        wall = self._paint_wall()
        self._outside = Layer(np.dstack([outside, np.ones(outside.shape[:2], np.float32)]),
                              self._outside_par)  # fmt: skip
        self._wall = None if wall is None else Layer(wall, self._wall_par)
        self._conditions = Conditions(
            spec, self._small, self._air, horizon_y_px=self._edge, splashes=False
        )
        self._curtains = self._hang_curtains()
        self._flakes: Flakes | None = None
        if spec.weather == "snow":
            bright = {"night": 0.34, "dusk": 0.5}.get(spec.time, 0.8)
            self._flakes = Flakes(self._small, light=bright, motion=spec.motion, seed=spec.seed)
        self._drops: WindowDrops | None = None
        if spec.is_wet and wall is not None:
            self._drops = WindowDrops(
                self._small, parallax=self._wall_par, bottom_px=self._edge, seed=spec.seed
            )
        picture = outside if wall is None else mix(outside, wall[..., :3], wall[..., 3:4])
        self.far = np.ascontiguousarray(to_linear(np.clip(picture, 0, 1)) * 1.15, np.float32)

    @property
    def is_open(self) -> bool:
        """Whether the table stands outdoors."""
        return self._plan == "garden"

    def draw(self, frame: NDArray[np.uint8], t_s: float, pose: Pose) -> None:
        """Fill the frame."""
        small = self._small
        near = Pose(pose.x_px / SCALE, pose.y_px / SCALE, pose.zoom)
        view = np.zeros((small.height_px, small.width_px, 3), np.uint8)
        self._outside.draw(view, near, small)
        self._conditions.draw_far(view, t_s, near)
        blur = max(0.5, 1.5 * small.unit * SCALE / 4)
        view = np.asarray(cv2.GaussianBlur(view, (0, 0), blur), np.uint8)
        self._conditions.draw_near(view, t_s, near)
        if self._flakes is not None:
            self._flakes.draw(view, t_s, near)
        self._draw_discs(view, t_s, near, outside=True)
        if self._wall is not None:
            if self._drops is not None:
                self._drops.draw(view, t_s, near)
            self._wall.draw(view, near, small)
        for curtain in self._curtains:
            curtain.draw(view, t_s, near, small)
        self._draw_discs(view, t_s, near, outside=False)
        cv2.resize(cv2.GaussianBlur(view, (0, 0), 0.8), (frame.shape[1], frame.shape[0]), dst=frame,
                   interpolation=cv2.INTER_CUBIC)  # fmt: skip

    # -- painting -----------------------------------------------------------------------------

    def _place_windows(self) -> list[tuple[float, float, float, float]]:
        """Left, top, right, bottom of each window on the small painted canvas."""
        rng, small = self._rng, self._small
        width, height = small.paint_width_px, small.paint_height_px
        top = -0.1 * height
        bottom = self._edge - height * float(rng.uniform(-0.02, 0.07))
        side = self._lighting.side
        match self._plan:
            case "garden":
                return []
            case "window":
                left = float(rng.uniform(0.02, 0.16))
                return [(left * width, top, (1 - float(rng.uniform(0.02, 0.16))) * width, bottom)]
            case "corner":
                wide = float(rng.uniform(0.42, 0.60)) * width
                return [(0.04 * width, top, wide, bottom) if side < 0 else
                        (width - wide, top, 0.96 * width, bottom)]  # fmt: skip
            case _:
                wide = float(rng.uniform(0.24, 0.34)) * width
                at = float(rng.uniform(0.08, 0.16)) * width
                left = at if side < 0 else width - at - wide
                return [(left, 0.02 * height, left + wide, bottom - 0.12 * height)]

    def _paint_outside(self) -> Picture:
        spec, small, rng, air = self._spec, self._small, self._rng, self._air
        sun_x = small.paint_width_px * (0.5 + 0.3 * self._lighting.side)
        sky = paint_sky(
            small, spec.time, spec.weather, sun_x_px=sun_x,
            sun_y_px=small.margin_y_px + 0.16 * small.height_px,
            horizon_y_px=max(self._edge, 0.3 * small.paint_height_px), palette=air, seed=spec.seed,
        )  # fmt: skip
        picture = np.ascontiguousarray(sky, np.float32)
        season = spec.season or "summer"
        if rng.random() < 0.3 and self._plan != "garden":
            self._add_town(picture)
        else:
            for depth in (0, 1, 2):
                self._add_foliage(picture, season, depth)
        if spec.weather == "snow" or season == "winter":
            ground = int(self._edge - 0.05 * small.paint_height_px)
            veil = np.clip((np.arange(small.paint_height_px) - ground) / 12, 0, 1)[:, None, None]
            snow = np.asarray(air.ambient_rgb) * 0.35 + np.asarray(air.haze_rgb) * 0.7
            picture = mix(picture, np.clip(snow, 0, 1), veil * 0.85)
        thick = 0.85 * air.density
        picture = mix(picture, np.asarray(air.haze_rgb, np.float32), 0.10 + 0.8 * thick)
        if spec.weather == "snow":
            picture = picture * np.float32(0.80)
        if spec.time not in ("dusk", "night") and spec.weather != "snow":
            # Eyes that see the room are dazzled by what is outside.
            dazzle = np.minimum(1.0, np.asarray(air.haze_sun_rgb, np.float32) * 1.08 + 0.06)
            share = 0.52 if self._is_shown_off else 0.26 if self._windows else 0.16
            picture = mix(picture, dazzle, share)
        picture = picture * np.float32({"dusk": 0.85, "night": 0.62}.get(spec.time, 1.0))
        soft = 4.5 if self._plan == "garden" or self._is_shown_off else 3.4
        blur = max(0.6, soft * small.unit * SCALE)
        return np.asarray(cv2.GaussianBlur(picture, (0, 0), blur), np.float32)

    def _add_foliage(self, picture: Picture, season: str, depth: int) -> None:
        """Trees as a canopy of soft clumps, nearer ones lower, larger and darker."""
        rng, small, air = self._rng, self._small, self._air
        width, height = small.paint_width_px, small.paint_height_px
        unit = small.unit
        lit = np.minimum(1.5, np.asarray(air.key_rgb) * 0.7 + np.asarray(air.ambient_rgb) * 0.5)
        shade = np.asarray(air.ambient_rgb) * (0.66, 0.52, 0.40)[depth]
        base = self._edge - height * (0.10, 0.04, -0.03)[depth]
        tops = fbm_image(
            width, 1, scale_x_px=width * (0.20, 0.26, 0.34)[depth], scale_y_px=1.0, octaves=3,
            offset_x=float(rng.uniform(0, 99)), seed=self._spec.seed % 9973 + depth,
        )[0]  # fmt: skip
        crowns = base - height * np.clip(tops - 0.22, 0.02, 1) * (0.52, 0.44, 0.30)[depth]
        codes = _LEAVES[season]
        dark = np.clip(rgb(codes[0]) * shade, 0, 1)
        for x in range(width):
            picture[max(0, int(crowns[x])) :, x] = dark
        side = self._lighting.side
        for _ in range((260, 220, 150)[depth]):
            x = float(rng.uniform(0, width - 1))
            crown = float(crowns[int(x)])
            down = float(rng.random()) ** 1.4
            y = crown + down * max(2.0, base + 0.05 * height - crown)
            r = float(rng.uniform(10, 27)) * unit * (0.9, 1.2, 1.7)[depth]
            leaf = rgb(codes[int(rng.integers(len(codes)))])
            light = mix(lit, shade, min(1.0, 0.25 + 0.8 * down + 0.3 * float(rng.random())))
            colour = [float(c) for c in np.clip(leaf * light, 0, 1)]
            at = (round(x + 0.2 * side * r), round(y))
            axes = (max(1, round(1.25 * r)), max(1, round(0.8 * r)))
            cv2.ellipse(picture, at, axes, float(rng.uniform(-30, 30)), 0, 360, colour, -1,
                        cv2.LINE_AA)  # fmt: skip

    def _add_town(self, picture: Picture) -> None:
        """Blocks with lit windows across the street."""
        rng, small, air = self._rng, self._small, self._air
        width, height = small.paint_width_px, small.paint_height_px
        lamps = self._spec.time in ("dusk", "night")
        x = -0.05 * width
        while x < width:
            wide = float(rng.uniform(0.06, 0.14)) * width
            top = self._edge - height * float(rng.uniform(0.18, 0.44))
            wall = rgb(_WALLS[int(rng.integers(len(_WALLS)))])
            lit = np.asarray(air.ambient_rgb) * 0.7 + np.asarray(air.key_rgb) * 0.2
            tone = np.clip(wall * lit, 0, 1)
            picture[max(0, int(top)) :, max(0, int(x)) : max(0, int(x + wide))] = tone
            step = max(3, round(0.026 * height))
            for wy in range(int(top) + step, int(self._edge), 2 * step):
                for wx in range(int(x) + step // 2, int(x + wide) - step, max(3, int(1.6 * step))):
                    on = rng.random() < (0.5 if lamps else 0.08)
                    glass = np.array([1.0, 0.74, 0.38]) if on else tone * 0.6
                    if 0 <= wy < height and wx >= 0:
                        picture[wy : wy + step, wx : wx + max(2, step // 2 + 1)] = glass
            x += wide

    def _paint_wall(self) -> Picture | None:
        """The room's wall with its openings, straight RGBA; None outdoors."""
        rng, small, light = self._rng, self._small, self._lighting
        if not self._windows:
            return None
        width, height = small.paint_width_px, small.paint_height_px
        unit = small.unit * SCALE
        xx, yy = small.grid()
        paint = to_linear(rgb(_WALLS[int(rng.integers(len(_WALLS)))]))
        if self._plan == "den":
            paint = paint * np.float32(0.45)
        at = 0.0 if light.side < 0 else float(width)
        falls = np.exp(-np.abs(xx - at) / (0.55 * width))[..., None]
        level = np.asarray(light.sky) * 0.55 + np.asarray(light.room) * 0.9
        lit = level + np.asarray(light.key) * 0.10 * falls + np.asarray(light.fill) * 0.5 * falls
        wall = paint * lit.astype(np.float32) * np.float32(1.15 * light.exposure)
        if self._plan != "window":
            self._hang_pictures(wall)
        opening = np.zeros((height, width), np.float32)
        frame = np.zeros((height, width), np.float32)
        bar = max(1.5, 3.2 * unit)
        for left, top, right, bottom in self._windows:
            opening = np.maximum(opening, _box(xx, yy, left, top, right, bottom))
            wide = right - left
            panes = max(1, round(wide / (0.30 * height)))
            for k in range(1, panes):
                x = left + wide * k / panes
                frame = np.maximum(frame, _box(xx, yy, x - bar, top, x + bar, bottom))
            y = bottom - 0.52 * height * float(rng.uniform(0.8, 1.1))
            frame = np.maximum(frame, _box(xx, yy, left, y - bar, right, y + bar))
            frame = np.maximum(frame, _box(xx, yy, left - 2 * bar, bottom - bar, right + 2 * bar,
                                           bottom + 2.4 * bar))  # fmt: skip
        wood = to_linear(rgb(str(rng.choice(("#e9e4da", "#4a3527", "#2c2e31", "#d9d2c4")))))
        rails = wood * (level * 0.9 + np.asarray(light.fill) * 0.25).astype(np.float32)
        picture = to_srgb(mix(wall, rails * np.float32(light.exposure), frame[..., None]))
        alpha = np.maximum(1 - opening, frame)
        sheet = np.dstack([np.clip(picture, 0, 1) * alpha[..., None], alpha]).astype(np.float32)
        sheet = cv2.GaussianBlur(sheet, (0, 0), max(0.6, 2.4 * unit))
        sheet[..., :3] /= np.maximum(sheet[..., 3:4], 1e-4)
        return np.asarray(sheet, np.float32)

    def _hang_pictures(self, wall: Picture) -> None:
        """Frames, a shelf and its books: dim shapes on the wall away from the window."""
        rng, small = self._rng, self._small
        width, height = small.paint_width_px, small.paint_height_px
        side = -self._lighting.side
        for _ in range(int(rng.integers(1, 4))):
            x = width * (0.5 + side * float(rng.uniform(0.05, 0.40)))
            y = self._edge - height * float(rng.uniform(0.22, 0.46))
            w, h = height * float(rng.uniform(0.07, 0.13)), height * float(rng.uniform(0.09, 0.17))
            tint = to_linear(rgb(_WALLS[int(rng.integers(len(_WALLS)))]))
            box = np.s_[max(0, int(y - h)) : max(0, int(y + h)),
                        max(0, int(x - w)) : max(0, int(x + w))]  # fmt: skip
            wall[box] = wall[box] * 0.35 + 0.06 * tint
        shelf = int(self._edge - height * float(rng.uniform(0.10, 0.16)))
        x = int(width * (0.5 + side * 0.12))
        x0, x1 = (x, width) if side > 0 else (0, x)
        wall[max(0, shelf) : max(0, shelf) + 3, x0:x1] *= 0.35
        at = float(x0)
        while at < x1:
            wide = float(rng.uniform(3, 9)) * small.unit * SCALE
            tall = float(rng.uniform(0.05, 0.10)) * height
            tint = to_linear(rgb(str(rng.choice(("#7a2e2a", "#2f4a5e", "#c9b48a", "#4e5b3c")))))
            if rng.random() < 0.75:
                box = np.s_[max(0, int(shelf - tall)) : max(0, shelf), int(at) : int(at + wide)]
                wall[box] = (
                    wall[box] * 0.25 + tint * wall[box].mean() * 1.2 if wall[box].size else 0
                )
            at += wide * 1.1

    # -- lights -------------------------------------------------------------------------------

    def _make_lights(self) -> NDArray[np.float32]:
        """Rows: x, y, radius, light (3), speed, phase, whether outside."""
        rng, small, spec = self._rng, self._small, self._spec
        unit = small.unit * SCALE
        width, height = small.paint_width_px, small.paint_height_px
        dark = spec.time in ("dusk", "night")
        rows: list[list[float]] = []
        outside = {"night": 44, "dusk": 30}.get(spec.time, 0)
        if not dark and spec.weather in ("clear", "wind", "cloudy"):
            outside = 26
        for _ in range(outside):
            warm = (
                np.array([1.0, 0.70, 0.34]) if dark else np.minimum(1, np.array(self._air.glow_rgb))
            )
            if dark and rng.random() < 0.3:
                warm = (
                    np.array([0.55, 0.8, 1.0]) if rng.random() < 0.5 else np.array([1, 0.35, 0.3])
                )
            strength = float(rng.uniform(0.10, 0.55)) if dark else float(rng.uniform(0.05, 0.20))
            rows.append([
                float(rng.uniform(0, width)), self._edge - height * float(rng.uniform(0.0, 0.42)),
                unit * float(rng.uniform(3.5, 11.0)), *(warm * strength),
                float(rng.uniform(0.2, 0.9)), float(rng.uniform(0, 6.28)), 1.0,
            ])  # fmt: skip
        inside = int(rng.integers(2, 6)) if self._plan in ("den", "corner") else 0
        if dark and self._windows:
            inside += 4
        for _ in range(inside):
            x = width * (0.5 - self._lighting.side * float(rng.uniform(0.0, 0.5)))
            rows.append([
                x, self._edge - height * float(rng.uniform(0.12, 0.46)),
                unit * float(rng.uniform(6, 13)), *(np.array([1.0, 0.66, 0.32])
                * float(rng.uniform(0.12, 0.42))), 0.3, float(rng.uniform(0, 6.28)), 0.0,
            ])  # fmt: skip
        return np.array(rows, np.float32).reshape(-1, 9)

    def _draw_discs(
        self, view: NDArray[np.uint8], t_s: float, pose: Pose, *, outside: bool
    ) -> None:
        for x, y, r, red, green, blue, speed, phase, is_out in self._discs:
            if (is_out > 0.5) != outside:
                continue
            parallax = self._outside_par if outside else self._wall_par
            px, py, _ = place(float(x), float(y), parallax, pose, self._small)
            sway = 0.8 + 0.2 * math.sin(t_s * speed * 2.2 + phase)
            _add_disc(view, px, py, float(r), np.array([red, green, blue]) * sway)

    def _hang_curtains(self) -> list[Curtain]:
        rng, spec = self._rng, self._spec
        if self._plan not in ("window", "corner") or (
            rng.random() < 0.3 and spec.weather != "wind"
        ):
            return []
        left, top, right, bottom = self._windows[0]
        cloth = to_linear(rgb(str(rng.choice(("#f3ede0", "#e6d6bc", "#d9dfe2", "#c9b49a")))))
        level = np.asarray(self._lighting.window) * 0.5 + np.asarray(self._lighting.sky) * 0.4
        level = level + np.asarray(self._lighting.room) * 0.5
        lit = to_srgb(np.clip(cloth * level * self._lighting.exposure, 0, 1))
        wind = 1.0 if spec.weather == "wind" else 0.55 if spec.weather == "storm" else 0.16
        wide = 0.20 * (right - left) if self._plan == "window" else 0.26 * (right - left)
        hung = []
        for edge, inward in ((left, 1), (right, -1)):
            if self._plan == "corner" and inward != -self._lighting.side:
                continue
            hung.append(
                Curtain(
                    x_px=edge - inward * 0.2 * wide, top_px=top, bottom_px=bottom + 4,
                    width_px=wide, inward=inward, colour=lit, wind=wind * (0.6 + 0.8 * spec.motion),
                    parallax=self._wall_par, seed=spec.seed + inward,
                )
            )  # fmt: skip
        return hung


def _box(xx: Picture, yy: Picture, left: float, top: float, right: float, bottom: float) -> Picture:
    return ((xx >= left) & (xx < right) & (yy >= top) & (yy < bottom)).astype(np.float32)


def _add_disc(
    view: NDArray[np.uint8], x: float, y: float, r: float, light: NDArray[np.float64]
) -> None:
    """A light out of focus: a disc, a little brighter at its rim."""
    x0, x1 = max(0, int(x - r - 2)), min(view.shape[1], int(x + r + 3))
    y0, y1 = max(0, int(y - r - 2)), min(view.shape[0], int(y + r + 3))
    if x1 <= x0 or y1 <= y0:
        return
    dx = np.arange(x0, x1, dtype=np.float32)[None, :] - np.float32(x)
    dy = np.arange(y0, y1, dtype=np.float32)[:, None] - np.float32(y)
    away = np.sqrt(dx * dx + dy * dy)
    cover = np.clip(r - away + 0.5, 0, 1) * (0.72 + 0.28 * np.clip(away / r, 0, 1) ** 4)
    part = view[y0:y1, x0:x1].astype(np.float32)
    part += (255 - part) * cover[..., None] * np.minimum(light, 1).astype(np.float32)
    view[y0:y1, x0:x1] = (part + 0.5).astype(np.uint8)
