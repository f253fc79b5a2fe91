"""The top that things stand on: boards, stone, linen, slate, satin, a mirror, a studio's floor."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

import numpy as np

from kinoloom.generators.painted.easel.colour import rgb, to_linear
from kinoloom.generators.painted.settings.tabletop.objects import goods_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from kinoloom.generators.painted.settings.tabletop.objects import Goods
    from kinoloom.generators.painted.spec import SceneSpec, Surface

TopKind = Literal["wood", "stone", "linen", "slate", "floor", "satin"]
_NUMBERS: dict[TopKind, int] = {
    "wood": 0, "stone": 1, "linen": 2, "slate": 3, "floor": 4, "satin": 5,
}  # fmt: skip
SATIN = _NUMBERS["satin"]
"""What a packed table of satin begins with."""


@dataclass(frozen=True)
class Top:
    """Dark and light colour (light intensities), gloss, roughness and scale of its pattern."""

    kind: TopKind
    dark: tuple[float, float, float]
    pale: tuple[float, float, float]
    gloss: float
    rough: float
    scale: float = 1.0
    turn: float = 0.0
    seed: int = 0
    mirror: float = 1.0
    """How much stronger than true its mirror images are."""

    def row(self, far: float, radius: float = 0.0, edge: float = 1.0) -> NDArray[np.float64]:
        """As the kernels read it; it ends at depth `far`, as a disc if it has a radius."""
        return np.array(
            [
                _NUMBERS[self.kind], *self.dark, *self.pale, self.gloss, self.rough, self.scale,
                self.turn, self.seed, far, 1.0 if radius > 0 else 0.0, radius, self.mirror, edge,
            ],
            np.float64,
        )  # fmt: skip

    @property
    def mean(self) -> NDArray[np.float32]:
        """Its colour from afar, light intensities."""
        return np.asarray(np.array(self.dark) * 0.62 + np.array(self.pale) * 0.38, np.float32)


_WOODS = (
    ("#4a2611", "#b0713a"), ("#5e3a1e", "#c79558"), ("#2b1a12", "#6e4a30"), ("#8a6a48", "#d9bd92"),
    ("#6b4a36", "#a98a6c"), ("#7d7263", "#bdb2a0"),
)  # fmt: skip
_STONES = (("#d9d5cd", "#8d8a88"), ("#2a2c30", "#a9a49a"), ("#b8ada0", "#efe9df"),
           ("#37423f", "#b5c0b4"))  # fmt: skip
_LINENS = (("#c9bda8", "#efe7d8"), ("#8c9498", "#c3cacb"), ("#a9745c", "#d8ab92"),
           ("#e4dfd4", "#fbf8f1"), ("#5d6b5c", "#93a08c"))  # fmt: skip
_SLATES = (("#34363a", "#6a6c6e"), ("#6f6a64", "#a9a39a"), ("#23262b", "#4a4e55"))
_SATINS = (("#8f1f38", "#8f1f38"), ("#e3c9b4", "#e3c9b4"), ("#2c3148", "#2c3148"),
           ("#d8a9ae", "#d8a9ae"), ("#2c4a46", "#2c4a46"), ("#b9a07a", "#b9a07a"))  # fmt: skip
_PALETTES: Mapping[TopKind, tuple[tuple[str, str], ...]] = {
    "wood": _WOODS, "stone": _STONES, "satin": _SATINS, "linen": _LINENS, "slate": _SLATES,
}  # fmt: skip
_TOPS: tuple[TopKind, ...] = ("wood", "wood", "stone", "linen", "slate", "wood")
_TOPS_FOR: Mapping[Goods, tuple[TopKind, ...]] = {
    "beauty": ("stone", "satin", "stone", "satin", "stone", "linen"),
    "precious": ("stone", "satin", "slate", "wood", "stone", "slate"),
    "tech": ("slate", "stone", "wood", "slate", "stone", "wood"),
    "food": ("wood", "wood", "slate", "wood", "stone", "wood"),
    "drinks": ("wood", "stone", "wood", "linen", "wood", "slate"),
}
"""What each sort of goods is shown on: a lipstick on kitchen boards looks cheap."""


_MADE_OF: Mapping[Surface, tuple[TopKind, tuple[tuple[str, str], ...]]] = {
    "wood": ("wood", (_WOODS[0], _WOODS[1], _WOODS[4])),
    "dark_wood": ("wood", (_WOODS[2], ("#23140d", "#5a3722"), ("#2c1c14", "#69482f"))),
    "pale_wood": ("wood", (_WOODS[3], ("#a58a66", "#e6d2ae"))),
    "marble": ("stone", _STONES[:1]),
    "stone": ("slate", (_SLATES[1], ("#5d5a56", "#948e86"))),
    "slate": ("slate", (_SLATES[0], _SLATES[2])),
    "satin": ("satin", _SATINS),
    "linen": ("linen", _LINENS),
    "mirror": ("floor", (("#0e1013", "#0e1013"),)),
}
"""What the words of a prompt ask for: marble is white unless they say another colour."""
_SHADES: Mapping[TopKind, tuple[float, float]] = {
    "wood": (0.62, 1.0), "stone": (1.0, 0.62), "linen": (0.82, 0.94), "slate": (0.72, 1.15),
    "satin": (0.74, 0.74), "floor": (0.6, 0.6),
}  # fmt: skip
"""A top of one colour: how dark its two colours are, as shares of it."""
_FADED: Mapping[TopKind, float] = {"satin": 0.16, "linen": 0.22, "wood": 0.2, "slate": 0.3}
_DARK = 0.30
"""Stones darker than this have pale veins."""


def table_top(spec: SceneSpec) -> Top:
    """The table that the words ask for, else one of this seed that flatters what stands on it."""
    rng = np.random.default_rng([spec.seed & 0xFFFFFFFF, 0x70])
    goods = goods_of(spec)
    kinds = _TOPS if goods is None else _TOPS_FOR[goods]
    kind = kinds[int(rng.integers(6))]
    asked = None
    if spec.surface is not None:
        kind, asked = _MADE_OF[spec.surface]
    seed = spec.seed % 4093
    turn = float(rng.uniform(-0.25, 0.25))
    palettes = asked or _PALETTES[kind]
    dark, pale = palettes[int(rng.integers(len(palettes)))]
    if spec.surface_colour is not None:
        dark, pale = _in_colour(kind, spec.surface_colour)
    match kind:
        case "wood":
            rough = float(rng.uniform(0.22, 0.5))
            return _top(
                kind, dark, pale, 0.04, rough, float(rng.uniform(0.9, 1.7)), turn, seed, 1.0
            )
        case "stone":
            return _top(kind, dark, pale, 0.05, 0.12, 1.0, turn, seed, 1.15)
        case "satin":
            return _top(kind, dark, pale, 0.06, 0.36, 1.0, 3.0 * turn, seed, 0.0)
        case "linen":
            return _top(kind, dark, pale, 0.02, 0.9, 1.0, turn, seed, 0.0)
        case "floor":
            return _top(kind, dark, pale, 0.09, 0.02, 1.0, turn, seed, 2.2)
        case _:
            return _top(kind, dark, pale, 0.035, 0.55, 1.0, turn, seed, 0.7)


def _in_colour(kind: TopKind, colour: str) -> tuple[str, str]:
    """The two colours of a top that is asked for in one; dark stones have pale veins."""
    base = rgb(colour)
    # Dyed cloth is never as strong as paint: full sun would burn it out.
    base = base + (float(base.mean()) - base) * np.float32(_FADED.get(kind, 0.0))
    first, second = (base * np.float32(share) for share in _SHADES[kind])
    if kind == "stone" and float(base.mean()) < _DARK:
        second = base * np.float32(0.45) + np.float32(0.42)
    return _code(first), _code(second)


def _code(colour: NDArray[np.floating[Any]]) -> str:
    return "#" + "".join(f"{round(255 * min(1.0, float(c))):02x}" for c in colour)


def studio_floor(colour: str, *, gloss: float, seed: int) -> Top:
    """A studio's floor in the backdrop's colour."""
    darker = _darker(colour)
    return _top("floor", darker, darker, 0.03 + 0.03 * gloss, 0.5 - 0.42 * gloss, 1.0, 0.0, seed,
                0.35 + 0.9 * gloss)  # fmt: skip


def _darker(colour: str) -> str:
    """Paper that lies is lit more than paper that hangs."""
    digits = [round(0.92 * int(colour[i : i + 2], 16)) for i in (1, 3, 5)]
    return f"#{digits[0]:02x}{digits[1]:02x}{digits[2]:02x}"


def _top(
    kind: TopKind, dark: str, pale: str, gloss: float, rough: float, scale: float, turn: float,
    seed: int, mirror: float,
) -> Top:  # fmt: skip
    one, two = to_linear(rgb(dark)), to_linear(rgb(pale))
    return Top(
        kind, (float(one[0]), float(one[1]), float(one[2])),
        (float(two[0]), float(two[1]), float(two[2])), gloss, rough, scale, turn, seed, mirror,
    )  # fmt: skip
