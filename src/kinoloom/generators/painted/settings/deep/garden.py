"""What stands on the floor: the deep's rocks, kelp and wreck; the reef's mounds and corals."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from kinoloom.generators.painted.easel.colour import rgb
from kinoloom.generators.painted.settings.deep import corals, stones, weeds
from kinoloom.generators.painted.settings.deep.corals import Body
from kinoloom.generators.painted.settings.deep.floor import distance_at
from kinoloom.generators.painted.settings.deep.sheet import Sheet
from kinoloom.generators.painted.settings.deep.wreck import wreck

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from kinoloom.generators.painted.easel.canvas import Canvas
    from kinoloom.generators.painted.easel.focus import Focus
    from kinoloom.generators.painted.settings.deep.illumination import Illumination
    from kinoloom.generators.painted.settings.deep.place import Place
    from kinoloom.generators.painted.spec import SceneSpec

_ROCKS = (("#8a8274", "#5f7058"), ("#94806c", "#6a6254"), ("#76808a", "#586c60"))
_REEF_ROCKS = (("#b08c88", "#8a7498"), ("#b49c78", "#a07478"), ("#90949a", "#a07c98"))
_KELPS = ("#8a8a34", "#6f8a3c", "#9c7a34", "#4f7a4a")
_WEEDS = ("#7fae4a", "#5f9a5a", "#9aa04a")
_CORALS = (
    ("#ff6a4a", "#ff9a3c", "#f6c54e", "#e0457f", "#b45ad0", "#f2ead0"),
    ("#ff5c6e", "#ff8f6a", "#ffc24a", "#d957b0", "#7fd0a8", "#fff0dc"),
    ("#f28a2e", "#e8503c", "#f6d86a", "#c44f9c", "#6a7fe0", "#ffe0c8"),
)
_HARD: tuple[Callable[..., Body], ...] = (
    corals.branching, corals.brain, corals.table, corals.tubes, corals.fingers,
    corals.boulder_coral, corals.branching,
)  # fmt: skip
_SOFT: tuple[Callable[..., Body], ...] = (corals.fan, corals.whips, corals.anemone, corals.fan)


class Garden:
    """Sheets of one shot, the farthest first: `far` behind the floor's sand, `near` the frame."""

    def __init__(self, spec: SceneSpec, canvas: Canvas, site: Place, light: Illumination) -> None:
        self._spec, self._canvas, self._site, self._light = spec, canvas, site, light
        self._rng = np.random.default_rng([spec.seed & 0xFFFFFFFF, 0x6A2D])
        self._size = 0.17 * canvas.height_px * (0.8 if canvas.is_portrait else 1.0)
        self._size = max(self._size, 0.17 * canvas.width_px * 0.5)
        self.far: list[Sheet] = []
        self.middle: list[Sheet] = []
        self.near: list[Sheet] = []
        reef = spec.setting == "coral"
        rocks = _REEF_ROCKS if reef else _ROCKS
        self._stone = rocks[int(self._rng.integers(len(rocks)))]
        self._kelp = _KELPS[int(self._rng.integers(len(_KELPS)))]
        self._palette = _CORALS[int(self._rng.integers(len(_CORALS)))]
        self._weed = _WEEDS[int(self._rng.integers(len(_WEEDS)))]
        self._ridges()
        if reef:
            if any(subject.noun == "shipwreck" for subject in spec.subjects):
                self._feature()
            self._reef()
            self._reef_frame()
        else:
            self._feature()
            self._clumps()
            self._frame()

    # -- rows -----------------------------------------------------------------------------------

    def _row_px(self, far: float) -> float:
        """The painted row where things are 1/far as large as on the nearest."""
        run = self._canvas.paint_height_px - self._site.eye_y_px
        return self._site.eye_y_px + run / far

    def _sheet(
        self, bodies: Sequence[Body], y_px: float, *, extra: float = 0.0,
        parallax: float | None = None, dark: float = 1.0,
    ) -> Sheet:  # fmt: skip
        """Bodies that keep still, on one sheet."""
        site, canvas = self._site, self._canvas
        return Sheet(
            [part for body in bodies for part in body.parts], self._light, canvas,
            parallax=site.ground.parallax_at(y_px) if parallax is None else parallax,
            distance=distance_at(site, canvas, y_px) + extra, dark=dark,
        )  # fmt: skip

    def _swaying(
        self, body: Body, root_y_px: float, row_px: float, *, parallax: float | None = None,
        dark: float = 1.0, extra: float = 0.0,
    ) -> Sheet:  # fmt: skip
        site, canvas = self._site, self._canvas
        return Sheet(
            body.parts, self._light, canvas,
            parallax=site.ground.parallax_at(row_px) if parallax is None else parallax,
            distance=distance_at(site, canvas, row_px) + extra, root_y_px=root_y_px,
            sway_px=body.sway_px, phase=float(self._rng.random()), dark=dark,
        )  # fmt: skip

    def _ridges(self) -> None:
        """Humps in the blue, hardly darker than it."""
        rng, canvas, site = self._rng, self._canvas, self._site
        wide, high = canvas.paint_width_px, canvas.height_px
        for k, (extra, parallax) in enumerate(((1.30, 0.07), (0.80, 0.14))):
            bodies = []
            for _ in range(5 + 2 * k):
                rx = wide * float(rng.uniform(0.07, 0.20))
                ry = high * float(rng.uniform(0.05, 0.20)) * (1.15 - 0.3 * k)
                x = wide * float(rng.random())
                weight = 0.5 + 0.5 * site.side * (x / wide * 2 - 1)
                bodies.append(
                    stones.mound(rng, x, site.eye_y_px + 0.05 * high, rx, ry * (0.45 + weight),
                                 self._stone)
                )  # fmt: skip
            self.far.append(
                Sheet([part for body in bodies for part in body.parts], self._light, canvas,
                      parallax=parallax, distance=extra)
            )  # fmt: skip

    def defocus(self, focus: Focus) -> None:
        """Have all that stands here drawn as a lens sees it."""
        focus.see(*self.far, *self.middle, *self.near)

    def _coral_colour(self) -> str:
        """One of the palette's, the first (warm) ones more often."""
        return self._palette[int(len(self._palette) * self._rng.random() ** 1.5)]

    # -- the deep -------------------------------------------------------------------------------

    def _feature(self) -> None:
        rng, canvas, site = self._rng, self._canvas, self._site
        x = site.feature_x_px
        far = float(rng.uniform(2.7, 3.6))
        row = self._row_px(far)
        tall = min(0.46 * canvas.height_px, 0.6 * canvas.width_px)
        match site.feature:
            case "wreck":
                body = wreck(rng, x, row + 0.02 * tall, 1.65 * tall, -site.side)
                ground = Body((((stones.shade(x, row, 0.95 * tall, 0.10 * tall),), ()),))
                heaps = [
                    stones.rocks(rng, x + at * tall, row + 0.035 * tall, size * tall, self._stone)
                    for at, size in ((-0.62, 0.14), (-0.1, 0.10), (0.5, 0.19))
                ]
                banks = [
                    stones.drift(rng, x + at * tall, row + 0.05 * tall, size * tall, 0.035 * tall,
                                 "#d8ccac")
                    for at, size in ((-0.5, 0.34), (0.1, 0.42), (0.55, 0.26))
                ]  # fmt: skip
                self.middle.append(self._sheet([ground, body, *banks, *heaps], row, extra=0.10))
            case "arch":
                body = stones.arch(rng, x, row + 0.02 * tall, 0.86 * tall, self._stone)
                self.middle.append(self._sheet([body], row, extra=0.06))
            case "pillars":
                bodies = []
                for k in range(int(rng.integers(3, 5))):
                    at = x + (k - 1.2) * 0.55 * tall * float(rng.uniform(0.7, 1.2))
                    high = tall * float(rng.uniform(0.5, 1.15)) * (1 - 0.12 * k)
                    bodies.append(stones.pillar(rng, at, row, high, self._stone))
                self.middle.append(self._sheet(bodies, row, extra=0.08))
            case "kelp":
                plants = 6 if canvas.is_portrait else 9
                for k in range(plants):
                    away = 4.2 - 2.0 * (k + float(rng.random())) / plants
                    y = self._row_px(away)
                    at = (
                        x
                        + float(rng.normal(0, 0.24 if not canvas.is_portrait else 0.34))
                        * canvas.width_px
                    )
                    size = (y + 0.05 * canvas.height_px) * float(rng.uniform(0.75, 1.1))
                    plant = weeds.kelp(rng, at, y, size, self._kelp, 2)
                    foot = stones.rocks(rng, at, y, 0.22 * self._size / away**0.5, self._stone)
                    self.middle.append(self._swaying(plant, y, y))
                    self.middle.append(self._sheet([foot], y))

    def _clumps(self) -> None:
        """Heaps of rock with weed on the sand, thicker to one side."""
        rng, canvas, site = self._rng, self._canvas, self._site
        count = int(rng.integers(6, 9))
        for far in sorted(rng.uniform(1.25, 3.4, count), reverse=True):
            y = self._row_px(float(far))
            size = self._size * 1.35 / float(far)
            lean = float(rng.beta(1.5, 2.4))
            x = canvas.paint_width_px * (lean if site.side < 0 else 1 - lean)
            self.middle.append(self._sheet([stones.rocks(rng, x, y, size, self._stone)], y))
            for _ in range(int(rng.integers(2, 5))):
                at = x + float(rng.uniform(-1.2, 1.2)) * size
                foot = y + float(rng.uniform(-0.02, 0.10)) * size
                kind = float(rng.random())
                if kind < 0.42:
                    plant = weeds.grass(
                        rng, at, foot, size * float(rng.uniform(0.5, 0.9)), self._weed
                    )
                elif kind < 0.66:
                    plant = weeds.kelp(
                        rng, at, foot, size * float(rng.uniform(1.4, 2.6)), self._kelp, 2
                    )
                else:
                    colour = self._coral_colour()
                    grow = _SOFT[int(rng.integers(len(_SOFT)))]
                    plant = grow(rng, at, foot, size * float(rng.uniform(0.45, 0.7)), colour)
                self.middle.append(self._swaying(plant, foot, y))

    def _frame(self) -> None:
        """Dark rock and kelp right before the camera, on one side or both."""
        rng, canvas, site = self._rng, self._canvas, self._site
        wide, high = canvas.paint_width_px, canvas.paint_height_px
        for sign in (site.side, -site.side) if site.closed else (site.side,):
            edge = wide / 2 + sign * (0.5 * canvas.width_px + 0.01 * canvas.width_px)
            size = self._size * float(rng.uniform(1.5, 2.1))
            rock = stones.rocks(rng, edge, high * 0.99, size, self._stone)
            for k in range(int(rng.integers(2, 4))):
                at = edge - sign * (k - 0.6) * 0.11 * canvas.height_px
                plant = weeds.kelp(
                    rng, at, high * 0.98, high * float(rng.uniform(0.75, 1.15)) * (1 - 0.2 * k),
                    self._kelp, 2,
                )  # fmt: skip
                self.near.append(
                    self._swaying(plant, high * 0.98, high * 0.97, parallax=1.32, dark=0.34)
                )
            self.near.append(self._sheet([rock], high * 0.97, parallax=1.32, dark=0.30))
        other = wide / 2 - site.side * 0.46 * canvas.width_px
        tuft = weeds.grass(rng, other, high * 1.0, self._size * 1.1, self._weed)
        self.near.append(self._swaying(tuft, high, high * 0.97, parallax=1.28, dark=0.4))

    # -- the reef -------------------------------------------------------------------------------

    def _rise(self, x: float, far: float) -> float:
        """How high the reef stands at a place, in sizes: highest at its side, sand at the other."""
        across = self._site.side * (x / self._canvas.paint_width_px * 2 - 1)
        away = min(1.0, (far - 1.1) / 3)
        return float(np.clip(0.30 + 0.85 * across + 0.55 * away, 0.0, 1.35))

    def _reef(self) -> None:
        rng, canvas = self._rng, self._canvas
        for far in (4.4, 3.1, 2.2, 1.6):
            row = self._row_px(far)
            size = self._size * 2.1 / far
            step = 0.95 * size
            count = math.ceil(canvas.paint_width_px / step) + 1
            humps: list[tuple[float, float, float, float]] = []
            for k in range(count):
                x = (k + float(rng.uniform(-0.35, 0.35))) * step
                rise = self._rise(x, far)
                if rise < 0.16 or (rise < 0.5 and rng.random() < 0.4):
                    continue
                rx = size * float(rng.uniform(0.65, 1.1))
                ry = size * (0.30 + 0.75 * rise) * float(rng.uniform(0.6, 1.2))
                humps.append((x, row + float(rng.uniform(-0.14, 0.14)) * size, rx, 1.3 * ry))
            humps.sort(key=lambda hump: hump[1] - 0.9 * hump[3])
            self._planted(humps, size, row, density=1.0 if far > 2 else 0.8)

    def _planted(
        self, humps: list[tuple[float, float, float, float]], size: float, row: float, *,
        density: float, parallax: float | None = None, dark: float = 1.0,
    ) -> None:  # fmt: skip
        """Humps of rock, and corals all over them."""
        rng = self._rng
        still: list[Body] = []
        soft: list[tuple[Body, float]] = []
        for x, y, rx, ry in humps:
            crust = self._coral_colour()
            stone = (self._stone[0], _muted(crust, self._stone[1]))
            still.append(stones.mound(rng, x, y, rx, ry, stone))
            spots: list[tuple[float, float]] = []
            for _ in range(round(density * float(rng.uniform(4, 7)))):
                s = float(rng.uniform(-0.9, 0.9))
                up = float(rng.uniform(0.25, 0.92))
                spots.append((x + rx * s, y - ry * up * math.sqrt(1 - s * s)))
            main = self._coral_colour()
            for cx, cy in sorted(spots, key=lambda spot: spot[1]):
                own = self._coral_colour()
                colour = main if rng.random() < 0.5 else own
                high = size * float(rng.uniform(0.36, 0.80))
                foot = stones.shade(cx, cy + 0.05 * size, 0.52 * high, 0.17 * high)
                if rng.random() < 0.26:
                    grow = _SOFT[int(rng.integers(len(_SOFT)))]
                    soft.append((grow(rng, cx, cy + 0.03 * size, high * 0.9, colour), cy))
                else:
                    grow = _HARD[int(rng.integers(len(_HARD)))]
                    still.append(Body((((foot,), ()),)))
                    still.append(grow(rng, cx, cy + 0.05 * size, high, colour))
        place = self.near if parallax is not None else self.middle
        if still:
            place.append(self._sheet(still, row, parallax=parallax, dark=dark))
        for body, root in soft:
            place.append(self._swaying(body, root, row, parallax=parallax, dark=dark))

    def _reef_frame(self) -> None:
        """The nearest corals: large, dark, along the foot and up one side."""
        canvas, site, rng = self._canvas, self._site, self._rng
        wide, high = canvas.paint_width_px, canvas.paint_height_px
        size = self._size * 1.5
        humps: list[tuple[float, float, float, float]] = []
        for k in range(3):
            x = wide / 2 + site.side * (0.52 - 0.15 * k) * canvas.width_px
            humps.append((x, high * 1.02, size * float(rng.uniform(0.8, 1.1)),
                          size * (1.5 - 0.45 * k) * float(rng.uniform(0.8, 1.1))))  # fmt: skip
        if site.closed:
            humps.append((wide / 2 - site.side * 0.52 * canvas.width_px, high * 1.02, size,
                          size * float(rng.uniform(0.5, 0.9))))  # fmt: skip
        humps.sort(key=lambda hump: hump[1] - hump[3])
        self._planted(humps, size, high * 0.97, density=0.9, parallax=1.28, dark=0.55)


def _muted(colour: str, stone: str) -> str:
    """Rock that a crust of that colour grows over."""
    mixed = (0.45 * rgb(colour) + 0.55 * rgb(stone)) * 255
    return "#" + "".join(f"{round(float(value)):02x}" for value in mixed)
