"""A studio's backdrop: seamless paper in one colour, a pool of light, a panel, leaf shadows."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import cv2
import numpy as np

from kinoloom.generators.painted.easel.colour import rgb, to_linear, to_srgb
from kinoloom.generators.painted.easel.layer import place
from kinoloom.generators.painted.settings.tabletop.sway import shadow_tile

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from kinoloom.generators.painted.easel.camera import Pose
    from kinoloom.generators.painted.easel.canvas import Canvas
    from kinoloom.generators.painted.settings.tabletop.layout import Layout
    from kinoloom.generators.painted.settings.tabletop.light import Lighting
    from kinoloom.generators.painted.spec import SceneSpec

_SCALE = 8
_FAR_SCALE = 4
_DEPTH_SHARE = 0.52
"""How near the paper is, as a share of the subject's nearness."""
PAPERS = ("#d97a5c", "#e7b7a8", "#5f8f8a", "#2f4f63", "#c9a86a", "#8fa58a", "#b9b6d3", "#7a3f4b",
          "#e3d6c0", "#4a4a52", "#d8cfe0", "#3e5c4a")  # fmt: skip


def paper_colour(spec: SceneSpec) -> str:
    """The paper of this seed: far in hue or lightness from the subject's own colour."""
    rng = np.random.default_rng([spec.seed & 0xFFFFFFFF, 0x76])
    order = [PAPERS[k] for k in rng.permutation(len(PAPERS))]
    wanted = [subject.colour for subject in spec.subjects if subject.colour is not None]
    if not wanted:
        return order[0]
    own = rgb(wanted[0])
    away = [float(np.abs(rgb(code) - own).sum()) for code in order[:5]]
    return order[int(np.argmax(away))]


class Seamless:
    """The paper behind a product. `far` is it in light intensities, for glass to look through."""

    def __init__(
        self, spec: SceneSpec, canvas: Canvas, layout: Layout, lighting: Lighting, colour: str
    ) -> None:
        self._canvas, self._lighting = canvas, lighting
        rng = np.random.default_rng([spec.seed & 0xFFFFFFFF, 0x77])
        self._paper = to_linear(rgb(colour))
        share = layout.ground.far_parallax
        self._par = share + _DEPTH_SHARE
        dark = spec.time in ("night", "dusk")
        self._level = np.asarray(lighting.key, np.float32) * np.float32(0.14 if dark else 0.28)
        self._level = self._level + np.asarray(lighting.sky, np.float32) * np.float32(0.8)
        self._pool = np.asarray(lighting.key, np.float32) * np.float32(0.50 if dark else 0.38)
        if dark:
            self._pool = self._pool + np.asarray(lighting.rim, np.float32) * np.float32(0.14)
        self._centre = (
            canvas.paint_width_px * (0.5 + lighting.side * float(rng.uniform(-0.18, 0.18))),
            canvas.margin_y_px + canvas.height_px * float(rng.uniform(0.26, 0.46)),
        )
        self._radius = min(canvas.width_px, canvas.height_px) * float(rng.uniform(0.42, 0.62))
        self._drift = float(rng.uniform(0, 6.28))
        self._panel = int(rng.choice((0, 0, 1, 2)))
        self._panel_tone = float(rng.choice((0.72, 1.22)))
        self._aside = 0.10 * canvas.width_px * float(rng.choice((-1, 0, 1)))
        self._layout = layout
        self._motion = 0.5 + spec.motion
        leafy = spec.time not in ("night", "dusk") and rng.random() < 0.5
        self._leaves = 0.0
        if leafy and spec.weather in ("clear", "wind", "cloudy"):
            self._leaves = {"clear": 0.42, "wind": 0.46, "cloudy": 0.2}[spec.weather]
        self._breeze = 2.4 if spec.weather == "wind" else 1.0
        self._tile = shadow_tile(spec.seed + 5, soft_px=5.0)
        rows = -(-canvas.paint_height_px // _FAR_SCALE)
        columns = -(-canvas.paint_width_px // _FAR_SCALE)
        ys, xs = np.mgrid[0:rows, 0:columns].astype(np.float32) * np.float32(_FAR_SCALE)
        self.far = np.ascontiguousarray(self._light(xs, ys, self._centre, None), np.float32)

    def draw(self, frame: NDArray[np.uint8], t_s: float, pose: Pose) -> None:
        """Fill the frame."""
        canvas = self._canvas
        rows, columns = max(4, frame.shape[0] // _SCALE), max(4, frame.shape[1] // _SCALE)
        ys, xs = np.mgrid[0:rows, 0:columns].astype(np.float32)
        xs = (xs + 0.5) * np.float32(frame.shape[1] / columns)
        ys = (ys + 0.5) * np.float32(frame.shape[0] / rows)
        x0, y0, scale = place(0.0, 0.0, self._par, pose, canvas)
        px, py = (xs - x0) / scale, (ys - y0) / scale
        swing = 0.10 * self._radius * self._motion
        centre = (
            self._centre[0] + swing * math.sin(0.55 * t_s + self._drift),
            self._centre[1] + 0.4 * swing * math.sin(0.37 * t_s + 2 * self._drift),
        )
        light = self._light(px.astype(np.float32), py.astype(np.float32), centre, t_s)
        view = to_srgb(_toned(light * np.float32(self._lighting.exposure)))
        small = (np.clip(view, 0, 1) * 255 + 0.5).astype(np.uint8)
        cv2.resize(small, (frame.shape[1], frame.shape[0]), dst=frame,
                   interpolation=cv2.INTER_CUBIC)  # fmt: skip

    def _light(
        self,
        xs: NDArray[np.float32],
        ys: NDArray[np.float32],
        centre: tuple[float, float],
        t_s: float | None,
    ) -> NDArray[np.float32]:
        """Light intensities at painted-canvas places."""
        away = np.hypot(xs - centre[0], (ys - centre[1]) * 1.1) / self._radius
        pool = np.exp(-(away**1.8) * 0.8)[..., None]
        fall = np.clip(1.06 - 0.32 * (ys / self._canvas.paint_height_px), 0.5, 1.1)[..., None]
        light = self._level * fall + self._pool * pool
        if self._leaves > 0 and t_s is not None:
            k = 256 / (0.95 * min(self._canvas.width_px, self._canvas.height_px))
            sway = self._breeze
            u = xs * k + 5 * sway * math.sin(0.9 * sway**0.5 * t_s) + 0.22 * ys * k
            v = ys * k + 3 * sway * math.sin(1.3 * sway**0.5 * t_s + 1)
            shade = cv2.remap(
                self._tile, np.mod(u, 256).astype(np.float32), np.mod(v, 256).astype(np.float32),
                cv2.INTER_LINEAR, borderMode=cv2.BORDER_WRAP,
            )  # fmt: skip
            light = light * (1 - self._leaves * np.asarray(shade)[..., None])
        return np.asarray(self._paper * light, np.float32)

    def draw_panel(self, frame: NDArray[np.uint8], pose: Pose) -> None:
        """A disc or an arch in another tone of the paper; it stands on the floor behind."""
        if not self._panel:
            return
        canvas, layout = self._canvas, self._layout
        size = 0.34 * min(canvas.width_px, canvas.height_px)
        foot = layout.edge_y_px + 0.13 * canvas.height_px
        foot = min(foot, layout.foot_y_px - 0.06 * canvas.height_px)
        centre_y = foot - (0.94 if self._panel == 1 else 0.95) * size
        parallax = layout.ground.parallax_at(foot)
        x, y, scale = place(layout.middle_x_px + self._aside, centre_y, parallax, pose, canvas)
        _, low, _ = place(layout.middle_x_px, foot, parallax, pose, canvas)
        r = size * scale
        x0, x1 = max(0, int(x - r - 3)), min(frame.shape[1], int(x + r + 4))
        y0, y1 = max(0, int(y - r - 3)), min(frame.shape[0], int(low + 0.10 * r))
        if x1 <= x0 or y1 <= y0:
            return
        dx = np.arange(x0, x1, dtype=np.float32)[None, :] - np.float32(x)
        rows = np.arange(y0, y1, dtype=np.float32)[:, None]
        dy = rows - np.float32(y)
        away = np.sqrt(dx * dx + dy * dy) - np.float32(r)
        if self._panel == 2:
            away = np.where(dy > 0, np.abs(dx) - np.float32(r), away)
        soft = np.float32(max(1.0, 2.6 * canvas.unit))
        stands = np.clip((np.float32(low) - rows) / soft, 0, 1)
        cover = np.clip(0.5 - away / soft, 0, 1) * stands
        tone = self._panel_tone * (1.06 - 0.16 * np.clip((dy + r) / (2 * r), 0, 1))
        chord = r if self._panel == 2 else 0.34 * r
        below = np.clip((rows - low) / (0.10 * r), 0, 1)
        shade = (
            0.34 * (1 - below) ** 2 * (rows >= low) * np.clip(1.6 - 1.6 * np.abs(dx) / chord, 0, 1)
        )
        part = frame[y0:y1, x0:x1].astype(np.float32)
        part *= (1 + (tone - 1) * cover - shade)[..., None]
        frame[y0:y1, x0:x1] = np.clip(part + 0.5, 0, 255).astype(np.uint8)


def _toned(light: NDArray[np.float32]) -> NDArray[np.float32]:
    """As the kernels tone: a film's answer, 0..1."""
    v = np.maximum(light, 0)
    most = np.maximum(v.max(axis=-1, keepdims=True), np.float32(1e-6))
    mixed = 0.55 * v * (_film(most) / most) + 0.45 * _film(v)
    return np.clip(mixed, 0, 1).astype(np.float32)


def _film(v: NDArray[np.float32]) -> NDArray[np.float32]:
    return np.clip(v * (2.51 * v + 0.03) / (v * (2.43 * v + 0.59) + 0.14), 0, 1).astype(np.float32)
