"""Shapes of towers: bodies in tiers, and crowns no two neighbours share."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

Crown = Literal["slab", "steps", "spire", "dome", "wedge", "taper", "needle", "crane", "notch"]
_PLAIN: tuple[Crown, ...] = (
    "slab", "slab", "steps", "notch", "wedge", "slab", "steps", "notch", "slab", "crane",
    "wedge", "slab", "notch",
)  # fmt: skip
_GRAND: tuple[Crown, ...] = ("spire", "taper", "steps", "wedge", "needle", "dome", "notch")


@dataclass(frozen=True)
class Part:
    """A flat-shaded piece of a tower: its outline (n x 2 px) and whether it has windows."""

    outline: NDArray[np.float64]
    has_windows: bool = True

    @property
    def left_px(self) -> float:
        return float(self.outline[:, 0].min())

    @property
    def right_px(self) -> float:
        return float(self.outline[:, 0].max())

    @property
    def top_px(self) -> float:
        return float(self.outline[:, 1].min())


@dataclass(frozen=True)
class Tower:
    """Parts from back to front; `tip_px` is where a beacon blinks, if it is high enough."""

    parts: tuple[Part, ...]
    tip_px: tuple[float, float]
    is_grand: bool
    rods: tuple[tuple[float, float, float, float, float], ...] = field(default=())
    """Masts and jibs: from (x, y) to (x, y), and the width in px."""


def raise_tower(
    x_px: float,
    base_px: float,
    width_px: float,
    height_px: float,
    rng: np.random.Generator,
    *,
    is_grand: bool,
) -> Tower:
    """A tower around x on the base row; the generator chooses its crown."""
    kinds = _GRAND if is_grand else _PLAIN
    crown = kinds[int(rng.integers(len(kinds)))]
    half, top = width_px / 2, base_px - height_px
    parts: list[Part] = []
    rods: list[tuple[float, float, float, float, float]] = []
    tip = (x_px, top)
    rod = max(1.0, 0.035 * width_px)
    match crown:
        case "slab":
            parts.append(_box(x_px, half, top, base_px))
            low = 0.3 + 0.4 * float(rng.random())
            hut = float(rng.uniform(-0.4, 0.4)) * half
            up = float(rng.uniform(0.04, 0.12)) * width_px
            parts.append(_box(x_px + hut, half * low, top - up, top + 1, windows=False))
            if rng.random() < 0.4:
                rods.append((x_px + hut, top, x_px + hut, top - 0.45 * width_px, rod))
                tip = (x_px + hut, top - 0.45 * width_px)
        case "steps" | "spire":
            share, low = 1.0, base_px
            levels = int(rng.integers(2, 5))
            ends = np.sort(rng.uniform(0.35, 0.94, levels - 1))[::-1] if levels > 1 else []
            tops = [*(base_px - height_px * (1.25 - float(end)) for end in ends), top]
            for each in tops:
                at = max(top, each)
                parts.append(_box(x_px, half * share, at, low))
                share, low = share * float(rng.uniform(0.62, 0.84)), at + 1
            if crown == "spire":
                tip = (x_px, top - height_px * float(rng.uniform(0.12, 0.24)))
                wide = half * share
                parts.append(_polygon([(x_px - wide, top + 1), (x_px, top - 1.1 * width_px * share),
                                       (x_px + wide, top + 1)], windows=False))  # fmt: skip
                rods.append((x_px, top, *tip, rod))
        case "dome":
            parts.append(_box(x_px, half, top + 0.5 * half, base_px))
            turn = np.linspace(np.pi, 0, 17)
            lift = 0.9 if is_grand else 0.5
            foot = top + 0.5 * half + 1
            parts.append(_arc((x_px, foot), (0.94 * half, lift * half), turn, windows=False))
            tip = (x_px, top - 0.9 * half)
            rods.append((x_px, top, *tip, rod))
        case "wedge":
            lean = half * float(rng.uniform(0.5, 1.5)) * (1 if rng.random() < 0.5 else -1)
            parts.append(_polygon([(x_px - half, base_px), (x_px - half, top + max(0.0, lean)),
                                   (x_px + half, top + max(0.0, -lean)),
                                   (x_px + half, base_px)]))  # fmt: skip
            tip = (x_px - half if lean < 0 else x_px + half, top)
        case "taper":
            waist = float(rng.uniform(0.3, 0.55))
            up = np.linspace(0, 1, 13)
            bow = 1 - (1 - waist) * up ** float(rng.uniform(1.4, 2.6))
            right = [(x_px + half * float(b), base_px - height_px * float(u))
                     for b, u in zip(bow, up, strict=True)]  # fmt: skip
            left = [(2 * x_px - x, y) for x, y in right[::-1]]
            parts.append(_polygon(right + left))
            tip = (x_px, top - 0.10 * height_px)
            rods.append((x_px, top, *tip, 1.6 * rod))
        case "needle":
            # A television tower: a shaft, a pod with windows, a mast.
            shaft = half * 0.16
            pod = top + 0.22 * height_px
            parts.append(_polygon([(x_px - 2.2 * shaft, base_px), (x_px - 0.6 * shaft, top),
                                   (x_px + 0.6 * shaft, top), (x_px + 2.2 * shaft, base_px)],
                                  windows=False))  # fmt: skip
            turn = np.linspace(0, 2 * np.pi, 25)[:-1]
            parts.append(_arc((x_px, pod), (0.5 * half, 0.26 * half), turn))
            tip = (x_px, top - 0.14 * height_px)
            rods.append((x_px, top, *tip, rod))
        case "crane":
            parts.append(_box(x_px, half, top, base_px))
            way = 1 if rng.random() < 0.5 else -1
            mast = x_px + way * 0.3 * half
            high = top - 0.55 * width_px
            tip = (mast, high - 0.12 * width_px)
            rods.append((mast, top, *tip, rod))
            rods.append(
                (mast - way * 0.35 * width_px, high, mast + way * 1.1 * width_px, high, rod)
            )
            rods.append((*tip, mast + way * 0.9 * width_px, high, 0.5 * rod))
        case "notch":
            cut = float(rng.uniform(0.10, 0.22)) * height_px
            split = float(rng.uniform(-0.3, 0.3)) * half
            parts.append(_polygon([(x_px - half, base_px), (x_px - half, top), (x_px + split, top),
                                   (x_px + split, base_px)]))  # fmt: skip
            parts.append(_polygon([(x_px + split, base_px), (x_px + split, top + cut),
                                   (x_px + half, top + cut), (x_px + half, base_px)]))  # fmt: skip
            tip = (x_px - 0.5 * half, top)
    return Tower(tuple(parts), tip, is_grand, tuple(rods))


def _box(x: float, half: float, top: float, low: float, *, windows: bool = True) -> Part:
    return _polygon(
        [(x - half, low), (x - half, top), (x + half, top), (x + half, low)], windows=windows
    )


def _polygon(points: list[tuple[float, float]], *, windows: bool = True) -> Part:
    return Part(np.array(points, np.float64), windows)


def _arc(
    centre: tuple[float, float],
    radii: tuple[float, float],
    turns: NDArray[np.float64],
    *,
    windows: bool = True,
) -> Part:
    xs = centre[0] + radii[0] * np.cos(turns)
    ys = centre[1] - radii[1] * np.sin(turns)
    return Part(np.stack([xs, ys], axis=1), windows)
