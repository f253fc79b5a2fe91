"""What grows in a wood and what lies on its floor: albedos by setting, season and seed."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from kinoloom.generators.painted.easel.colour import rgb
from kinoloom.generators.painted.easel.deal import dealt
from kinoloom.generators.painted.settings.forest.glade import TROPICAL

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from kinoloom.generators.painted.settings.forest.glade import Kind
    from kinoloom.generators.painted.settings.forest.trunks import Bark
    from kinoloom.generators.painted.spec import SceneSpec


class Growth(NamedTuple):
    """Albedos (n x 3 or 3) and shares (0..1). `leaves` has one row of tones for each tree kind.

    `bare` is how leafless the broadleaf trees are; `litter` how many dry leaves lie about;
    `snow` how deep it lies.
    """

    leaves: tuple[NDArray[np.float32], ...]
    needles: NDArray[np.float32]
    ferns: NDArray[np.float32]
    grass: NDArray[np.float32]
    earth: NDArray[np.float32]
    green: NDArray[np.float32]
    way: NDArray[np.float32]
    moss: NDArray[np.float32]
    dry: NDArray[np.float32]
    flowers: NDArray[np.float32] | None
    blossom: NDArray[np.float32] | None
    bare: float
    litter: float
    ferny: float
    snow: float


BARK_RGB: dict[Bark, tuple[str, str]] = {
    "furrowed": ("#4a4038", "#8a7560"),
    "plated": ("#54392c", "#b0714a"),
    "birch": ("#dcd6ca", "#26211f"),
    "smooth": ("#524e48", "#7c7a6c"),
    "mottled": ("#4c4638", "#767e60"),
    "bamboo": ("#6f8a3c", "#c6cf96"),
}
_GREENS = (
    (("#3f6b26", "#587f2c", "#7a9a36"), ("#2f5a2a", "#4a7434", "#6c8f3c")),
    (("#4a7030", "#6a8c34", "#93a63c"), ("#38642c", "#567a30", "#7a9638")),
    (("#2f6238", "#487a40", "#6c9650"), ("#3c6a30", "#5c8438", "#86a046")),
    (("#6c8a2c", "#94ac3c", "#bcc85a"), ("#587c30", "#80a03c", "#a8b850")),
    (("#2c5a4c", "#3f7460", "#669480"), ("#325640", "#4c7454", "#74946c")),
)
_AUTUMNS = (
    (("#c8862a", "#dea236", "#eec452"), ("#b8541e", "#d2772a", "#e59a3a")),
    (("#a83420", "#c85024", "#e07c34"), ("#d08a2c", "#e4ac3c", "#f0cc60")),
    (("#c0641c", "#d88a2c", "#ecb648"), ("#8c2a24", "#b8402a", "#d6682e")),
    (("#d4a832", "#e4c04c", "#f2d878"), ("#8a9a3c", "#b4a83c", "#d8ba48")),
)
_JUNGLE = (
    (("#2a6a34", "#3c843a", "#62a046"), ("#2c7044", "#46884a", "#74a44e")),
    (("#306a2a", "#4e8a30", "#7eac3c"), ("#245c38", "#3a7a44", "#5e9a50")),
)
_BAMBOO = (
    (("#4c7a2a", "#6e9a34", "#a0bc4c"), ("#5c8430", "#84a43c", "#b4c45c")),
    (("#3f7038", "#5c8c42", "#8cb05c"), ("#4a7a30", "#729638", "#a4b84e")),
    (("#66803a", "#8a9c44", "#b8bc62"), ("#547634", "#7c9440", "#a8b054")),
)
_NEEDLES = (
    ("#2c4a30", "#3a5c38", "#4e7040"), ("#2a4848", "#3c6060", "#5a8078"),
    ("#3e4c26", "#586a30", "#7c8a44"),
)  # fmt: skip
_FLOWERING: tuple[Kind, ...] = ("broadleaf", "birch", "mixed", "pines")
_FLOWERS = ("#6f74d6", "#f0efe6", "#e6c84a", "#c874b4")
_BLOSSOMS = ("#f4cfe0", "#f8eef0", "#f0b8cc")


def growth_of(spec: SceneSpec, kind: Kind) -> Growth:
    """The wood's growth in this season; the seed picks its greens, golds and flowers."""
    rng = np.random.default_rng([spec.seed & 0xFFFFFFFF, 0x6E])
    autumn = spec.setting == "autumn_forest" or spec.season == "autumn"
    jungle = kind in TROPICAL
    bamboo = kind == "bamboo"
    winter = spec.season == "winter"
    snowy = (winter or spec.weather == "snow") and not jungle
    families = _JUNGLE if jungle else _BAMBOO if bamboo else _AUTUMNS if autumn else _GREENS
    family = dealt(families, spec.seed, 0x6F)
    spring = spec.season == "spring"
    flowered = not autumn and not snowy and (spring or rng.random() < 0.4)
    flower = _FLOWERS[int(rng.integers(len(_FLOWERS)))]
    blossom = _BLOSSOMS[int(rng.integers(len(_BLOSSOMS)))]
    fern_tones = ("#4c7a2c", "#6c9434", "#8cac40")
    if autumn:
        fern_tones = ("#8a6a2a", "#a8842e", "#7c8a36")
    elif snowy:
        fern_tones = ("#6a6640", "#7c7448", "#5a6038")
    elif jungle:
        fern_tones = ("#2e7034", "#4a8c3a", "#74a842")
    earth, green, way = "#4c3a28", "#4e6a2a", "#86705a"
    if autumn:
        earth, green, way = "#6e4222", "#8c5a26", "#8a6448"
    elif jungle:
        earth, green, way = "#3c3220", "#35602a", "#6a543a"
    elif kind == "pines":
        earth, green, way = "#5a3e2a", "#4c6230", "#8a6c52"
    elif kind == "redwoods":
        earth, green, way = "#58321f", "#44602c", "#8c6248"
    elif bamboo:
        earth, green, way = "#76623e", "#66743a", "#a08a62"
    ferny = 1.0 if jungle else 0.14 if snowy else 0.5 if autumn else float(rng.uniform(0.6, 1.0))
    return Growth(
        leaves=tuple(_albedos(tones) for tones in family),
        needles=_albedos(dealt(_NEEDLES, spec.seed, 0x70)),
        ferns=_albedos(fern_tones),
        grass=_albedos(("#5c7a2c", "#7c9038", "#a0a24c") if not autumn else
                       ("#8a7030", "#a4803a", "#6e6a30")),
        earth=rgb(earth),
        green=rgb(green),
        way=rgb(way),
        moss=rgb("#5a7a2a" if not jungle else "#4c8030"),
        dry=_dry(family, autumn=autumn, bamboo=bamboo),
        flowers=rgb(flower) if flowered and not jungle else
        (rgb("#d8443c") if jungle and rng.random() < 0.6 else None),
        blossom=rgb(blossom) if spring and kind in _FLOWERING else None,
        bare=0.0 if bamboo else 0.985 if winter and not jungle else 0.93 if snowy else 0.0,
        litter=0.4 if bamboo and not snowy else 1.0 if autumn else 0.12 if not snowy else 0.04,
        ferny=0.35 * ferny if bamboo else ferny,
        snow=0.95 if snowy else 0.0,
    )  # fmt: skip


def _dry(family: tuple[tuple[str, ...], ...], *, autumn: bool, bamboo: bool) -> NDArray[np.float32]:
    """Leaves that have fallen: in autumn they are what the crowns still are."""
    if bamboo:
        return _albedos(("#b09a5c", "#c4b078", "#8c7a48"))
    if autumn:
        return _albedos(tuple(tone for tones in family for tone in tones))
    return _albedos(("#7a5a34", "#946a3c", "#5c4a30"))


def _albedos(codes: Sequence[str]) -> NDArray[np.float32]:
    return np.stack([rgb(code) for code in codes])
