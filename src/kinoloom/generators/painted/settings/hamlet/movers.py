"""What moves in a hamlet: smoke, flags, the sails of a mill, lamps that glow."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import cv2
import numpy as np

from kinoloom.generators.painted.easel.colour import rgb
from kinoloom.generators.painted.easel.kernel import kernel
from kinoloom.generators.painted.easel.layer import add_spots, place
from kinoloom.generators.painted.easel.noise import hash01, value_noise

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from kinoloom.generators.painted.easel.camera import Pose
    from kinoloom.generators.painted.easel.canvas import Canvas
    from kinoloom.generators.painted.easel.light import Colour
    from kinoloom.generators.painted.settings.meadow.gusts import Wind

_SUBPIXEL_BITS = 4
_PUFFS = 26
_LIFE_S = 9.0


class Smoke:
    """Smoke from flues: puffs that rise, spread and lean with the wind."""

    def __init__(
        self, flues: NDArray[np.float64], canvas: Canvas, colour: Colour, *, seed: int,
        strength: float = 0.34,
    ) -> None:  # fmt: skip
        """`flues` has rows of x, y (painted canvas), pixels in a metre, parallax."""
        self._flues, self._canvas = flues, canvas
        self._rgb = np.asarray(colour, np.float32) * np.float32(255)
        self._seed, self._strength = seed, strength

    def draw(self, frame_u8: NDArray[np.uint8], t_s: float, pose: Pose, wind: Wind) -> None:
        """Draw the smoke of this moment."""
        puffs: list[tuple[float, float, float, float]] = []
        for k, (x_px, y_px, per_m, parallax) in enumerate(self._flues):
            x, y, scale = place(x_px, y_px, parallax, pose, self._canvas)
            size = per_m * scale
            for n in range(_PUFFS):
                phase = (t_s / _LIFE_S + n / _PUFFS + hash01(k, 5, self._seed)) % 1.0
                birth = math.floor(t_s / _LIFE_S + n / _PUFFS + hash01(k, 5, self._seed))
                odd = hash01(n + 31 * birth, k, self._seed) - 0.5
                rise = 7.5 * phase**0.85
                lean = wind.heading * (0.6 + 5.0 * abs(wind.sway)) * phase**1.4 * 4.6
                lean += 0.5 * math.sin(0.7 * t_s + 5.0 * phase + k) * phase + 0.9 * odd * phase
                radius = (0.34 + 1.75 * phase) * (1 + 0.4 * odd)
                fade = self._strength * min(1.0, 9 * phase) * (1 - phase) ** 1.5
                puffs.append((x + lean * size, y - rise * size, radius * size, fade))
        if puffs:
            _draw_puffs(frame_u8, np.array(puffs, np.float32), self._rgb, t_s)


class Flag:
    """A pole with a cloth that ripples out in the wind."""

    def __init__(
        self, canvas: Canvas, *, x_px: float, y_px: float, pole_px: float, cloth_px: float,
        parallax: float, colours: tuple[NDArray[np.float32], NDArray[np.float32]],
        pole_rgb: NDArray[np.float32], seed: int, hangs: bool = False, depth: float = 1.0,
    ) -> None:  # fmt: skip
        """(x, y) is the pole's foot; colours (lit, 0..1) are of the field and of its stripe.

        `hangs`: a banner that hangs down a wall instead. `depth` 0..1 is how much its folds show.
        """
        self._canvas = canvas
        self._at = (x_px, y_px)
        self._pole_px, self._cloth_px = pole_px, cloth_px
        self._parallax = parallax
        self._field, self._stripe = (np.asarray(c, np.float32) * 255 for c in colours)
        self._pole = np.asarray(pole_rgb, np.float32) * 255
        self._phase = 6.28 * float(hash01(seed, 3, 9))
        self._hangs, self._depth = hangs, depth

    def draw(self, frame_u8: NDArray[np.uint8], t_s: float, pose: Pose, wind: Wind) -> None:
        """Draw the flag of this moment."""
        x, y, scale = place(*self._at, self._parallax, pose, self._canvas)
        pole, long = self._pole_px * scale, self._cloth_px * scale
        if self._hangs:
            self._draw_banner(frame_u8, t_s, x, y, long)
            return
        thick = max(0.6, 0.018 * pole)
        post = np.array([(x - thick, y), (x - thick, y - pole), (x + thick, y - pole),
                         (x + thick, y)])  # fmt: skip
        _fill(frame_u8, post, self._pole)
        steps = 12
        tall = 0.56 * long
        force = min(1.0, 0.55 + abs(wind.sway))
        share = np.arange(steps + 1) / steps
        speed = 5.5 + 6 * abs(wind.sway)
        wave = np.sin(7.2 * share - speed * t_s + self._phase) * share**0.8
        wave += 0.35 * np.sin(13.0 * share - 1.7 * speed * t_s) * share
        px = x + wind.heading * long * share * (0.94 - 0.06 * np.abs(wave)) * force
        droop = (1 - force) * 0.9 * share**1.5
        top = y - pole + long * (0.085 * wave + droop)
        low = top + tall * (1 - 0.36 * share)
        for n in range(steps):
            lean = float(wave[n + 1] - wave[n])
            tone = 1.0 + 1.15 * lean * self._depth
            for ink, a, b in ((self._field, 0.0, 1.0), (self._stripe, 0.36, 0.64)):
                quad = np.array(
                    [(px[n], top[n] + a * (low[n] - top[n])),
                     (px[n + 1], top[n + 1] + a * (low[n + 1] - top[n + 1])),
                     (px[n + 1], top[n + 1] + b * (low[n + 1] - top[n + 1])),
                     (px[n], top[n] + b * (low[n] - top[n]))]
                )  # fmt: skip
                _fill(frame_u8, quad, ink * tone)

    def _draw_banner(
        self, frame: NDArray[np.uint8], t_s: float, x: float, y: float, long: float
    ) -> None:
        wide, steps = 0.30 * long, 8
        share = np.arange(steps + 1) / steps
        swing = 0.05 * long * np.sin(2.2 * t_s + self._phase - 2.6 * share) * share
        for n in range(steps):
            tone = (
                1.0
                + 0.9 * float(np.cos(2.2 * t_s + self._phase - 2.6 * share[n])) * 0.16 * self._depth
            )
            for ink, a in ((self._field, 0.5), (self._stripe, 0.17)):
                quad = np.array(
                    [(x - a * wide + swing[n], y + share[n] * long),
                     (x + a * wide + swing[n], y + share[n] * long),
                     (x + a * wide + swing[n + 1], y + share[n + 1] * long),
                     (x - a * wide + swing[n + 1], y + share[n + 1] * long)]
                )  # fmt: skip
                _fill(frame, quad, ink * tone)


class Sails:
    """The four sails of a windmill, turning."""

    def __init__(
        self, canvas: Canvas, *, x_px: float, y_px: float, radius_px: float, parallax: float,
        cloth_rgb: NDArray[np.float32], wood_rgb: NDArray[np.float32], squeeze: float, seed: int,
    ) -> None:  # fmt: skip
        """(x, y) is the hub; `squeeze` is how narrow the wheel looks from aside (1 from front)."""
        self._canvas = canvas
        self._at = (x_px, y_px)
        self._radius_px, self._parallax, self._squeeze = radius_px, parallax, squeeze
        self._cloth = np.asarray(cloth_rgb, np.float32) * 255
        self._wood = np.asarray(wood_rgb, np.float32) * 255
        self._phase = 6.28 * float(hash01(seed, 7, 9))

    def draw(self, frame_u8: NDArray[np.uint8], t_s: float, pose: Pose, wind: Wind) -> None:
        """Draw the sails of this moment."""
        x, y, scale = place(*self._at, self._parallax, pose, self._canvas)
        radius = self._radius_px * scale
        turn = self._phase + wind.heading * (0.28 + 1.1 * abs(wind.sway)) * t_s
        for k in range(4):
            angle = turn + k * math.pi / 2
            along = np.array([math.cos(angle) * self._squeeze, math.sin(angle)])
            aside = np.array([-math.sin(angle) * self._squeeze, math.cos(angle)])
            hub = np.array([x, y])

            def at(
                out: float, side: float, hub: NDArray[np.float64] = hub,
                along: NDArray[np.float64] = along, aside: NDArray[np.float64] = aside,
            ) -> NDArray[np.float64]:  # fmt: skip
                return hub + radius * (out * along + side * aside)

            tone = 0.86 + 0.14 * math.sin(angle)
            cloth = np.array([at(0.22, 0.012), at(0.98, 0.012), at(0.98, 0.17), at(0.22, 0.14)])
            _fill(frame_u8, cloth, self._cloth * tone)
            thick = max(0.005, 0.45 / max(8.0, radius))
            bars = [((0.0, 0.0), (1.0, 0.0), 1.7), ((0.22, 0.14), (0.98, 0.17), 0.7)]
            bars += [
                ((o, 0.0), (o, 0.165), 0.5)
                for o in (0.22, 0.32, 0.42, 0.52, 0.62, 0.72, 0.82, 0.90, 0.98)
            ]
            for (oa, sa), (ob, sb), wide in bars:
                cut = wide * thick
                if sa == sb or oa != ob:
                    bar = np.array([at(oa, sa - cut), at(ob, sb - cut), at(ob, sb + cut),
                                    at(oa, sa + cut)])  # fmt: skip
                else:
                    bar = np.array([at(oa - cut, sa), at(oa + cut, sa), at(ob + cut, sb),
                                    at(ob - cut, sb)])  # fmt: skip
                _fill(frame_u8, bar, self._wood * tone)
        cap = [(x + 0.035 * radius * math.cos(a), y + 0.035 * radius * math.sin(a))
               for a in np.linspace(0, 6.28, 9)]  # fmt: skip
        _fill(frame_u8, np.array(cap), self._wood * 0.8)


class Glow:
    """Halos around lamps and lit windows; they breathe a little."""

    def __init__(
        self, lamps: NDArray[np.float64], canvas: Canvas, *, seed: int, reach_m: float = 2.6,
        strength: float = 0.30,
    ) -> None:  # fmt: skip
        """`lamps` has rows of x, y (painted canvas), pixels in a metre, parallax, strength."""
        self._lamps, self._canvas = lamps, canvas
        self._reach_m, self._strength = reach_m, strength
        count = len(lamps)
        self._phase = np.array([6.28 * float(hash01(k, 1, seed)) for k in range(count)])

    def draw(self, frame_u8: NDArray[np.uint8], t_s: float, pose: Pose) -> None:
        """Screen the halos onto the frame."""
        if not len(self._lamps):
            return
        lamps = self._lamps
        x, y, scale = place(lamps[:, 0], lamps[:, 1], lamps[:, 3], pose, self._canvas)  # type: ignore[arg-type]
        breath = (
            0.90
            + 0.07 * np.sin(2.3 * t_s + self._phase)
            + 0.03 * np.sin(7.1 * t_s + 2 * self._phase)
        )
        radius = np.clip(lamps[:, 2] * scale * self._reach_m, 2.0, 72 * self._canvas.unit)
        light = self._strength * lamps[:, 4] * breath
        spots = np.stack([x, y, radius, light]).astype(np.float32)
        add_spots(frame_u8, spots[0], spots[1], spots[2], rgb("#ffb45a"), spots[3])


class Lanterns:
    """Lamp posts along a lane, set one by one so that they move with the ground."""

    def __init__(
        self, feet: NDArray[np.float64], canvas: Canvas, *, post_rgb: NDArray[np.float32],
        is_lit: bool, seed: int,
    ) -> None:  # fmt: skip
        """`feet` has rows of x, y (painted canvas), pixels in a metre, parallax; far ones first."""
        self._feet, self._canvas, self._is_lit = feet, canvas, is_lit
        self._post = np.asarray(post_rgb, np.float32) * 255
        lamps = np.column_stack(
            [feet[:, 0], feet[:, 1] - 3.05 * feet[:, 2], feet[:, 2], feet[:, 3],
             np.full(len(feet), 1.6)]
        )  # fmt: skip
        self._glow = Glow(lamps, canvas, seed=seed, reach_m=1.9, strength=0.36)

    def draw(self, frame_u8: NDArray[np.uint8], t_s: float, pose: Pose) -> None:
        """Draw posts, heads and their light."""
        for x_px, y_px, per_m, parallax in self._feet:
            x, y, scale = place(x_px, y_px, parallax, pose, self._canvas)
            m = per_m * scale
            post = np.array([(x - 0.05 * m, y), (x - 0.035 * m, y - 2.75 * m),
                             (x + 0.035 * m, y - 2.75 * m), (x + 0.05 * m, y)])  # fmt: skip
            _fill(frame_u8, post, self._post)
            base = np.array([(x - 0.11 * m, y), (x - 0.08 * m, y - 0.4 * m),
                             (x + 0.08 * m, y - 0.4 * m), (x + 0.11 * m, y)])  # fmt: skip
            _fill(frame_u8, base, self._post * 0.9)
            pane = rgb("#ffd27a") * 255 if self._is_lit else self._post * 1.7 + 30
            head = np.array([(x - 0.11 * m, y - 2.78 * m), (x - 0.17 * m, y - 3.22 * m),
                             (x + 0.17 * m, y - 3.22 * m),
                             (x + 0.11 * m, y - 2.78 * m)])  # fmt: skip
            _fill(frame_u8, head, pane)
            hat = np.array([(x - 0.22 * m, y - 3.20 * m), (x, y - 3.48 * m),
                            (x + 0.22 * m, y - 3.20 * m)])  # fmt: skip
            _fill(frame_u8, hat, self._post * 0.8)
            bar = np.array([(x - 0.012 * m, y - 2.78 * m), (x - 0.012 * m, y - 3.22 * m),
                            (x + 0.012 * m, y - 3.22 * m),
                            (x + 0.012 * m, y - 2.78 * m)])  # fmt: skip
            _fill(frame_u8, bar, self._post)
        if self._is_lit:
            self._glow.draw(frame_u8, t_s, pose)


def _fill(
    frame_u8: NDArray[np.uint8], points: NDArray[np.float64], colour: NDArray[np.float32]
) -> None:
    corners = np.round(points * (1 << _SUBPIXEL_BITS)).astype(np.int32)
    ink = tuple(float(c) for c in np.clip(colour, 0, 255))
    cv2.fillConvexPoly(frame_u8, corners, ink, cv2.LINE_AA, _SUBPIXEL_BITS)


@kernel
def _draw_puffs(
    frame: NDArray[np.uint8], puffs: NDArray[np.float32], ink: NDArray[np.float32], t_s: float
) -> None:
    rows, columns = frame.shape[0], frame.shape[1]
    for k in range(puffs.shape[0]):
        x0, y0, radius, strength = puffs[k, 0], puffs[k, 1], puffs[k, 2], puffs[k, 3]
        reach = radius * 1.5
        if strength < 0.004 or radius < 0.4:
            continue
        for y in range(max(0, int(y0 - reach)), min(rows, int(y0 + reach) + 2)):
            for x in range(max(0, int(x0 - reach)), min(columns, int(x0 + reach) + 2)):
                dx = (x + 0.5 - x0) / radius
                dy = (y + 0.5 - y0) / radius
                away = dx * dx + dy * dy
                if away > 2.2:
                    continue
                cloud = value_noise(dx * 1.6 + 7.0 * k, dy * 1.6 + 0.4 * t_s, 11)
                share = strength * np.exp(-1.9 * away) * (0.45 + 1.0 * cloud)
                for c in range(3):
                    value = frame[y, x, c]
                    frame[y, x, c] = np.uint8(value + (ink[c] - value) * share + 0.5)
