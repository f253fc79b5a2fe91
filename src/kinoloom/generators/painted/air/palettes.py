"""Palette families of the sky, several for each time of day, as a painter would mix them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping


class Family(NamedTuple):
    """Colours that belong together: the sky from zenith to horizon, its light and its air."""

    name: str
    sky: tuple[tuple[float, str], ...]
    key: str
    key_gain: float
    ambient: str
    haze: str
    haze_sun: str
    glow: str
    cloud_lit: str
    cloud_shade: str


def _stops(*codes: str) -> tuple[tuple[float, str], ...]:
    """Even stops, a little denser toward the horizon, where skies change fastest."""
    last = len(codes) - 1
    return tuple(((i / last) ** 0.86, code) for i, code in enumerate(codes))


_DAWN = (
    Family(
        "rose", _stops("#33457f", "#6a6ba8", "#b48bb2", "#eda9a6", "#ffcaa9", "#ffe6c4"),
        "#ffc49a", 1.12, "#6f6f9f", "#b99ab4", "#ffd6b0", "#ffb98a", "#ffd9bd", "#8d7ba6",
    ),
    Family(
        "mint", _stops("#3c6a9c", "#6f9dba", "#a8c2c4", "#ead0b2", "#ffddb0", "#fff1d2"),
        "#ffd9a6", 1.10, "#6b84a2", "#a5b9c4", "#ffe4bd", "#ffd092", "#fff0da", "#8fa0b4",
    ),
    Family(
        "lilac", _stops("#4b4f90", "#8079b6", "#b89dc6", "#e9b8c4", "#fdd5c6", "#fff0de"),
        "#ffc8b4", 1.08, "#767aab", "#b7a4c6", "#ffdccb", "#ffc0ac", "#ffe4da", "#9186b2",
    ),
    Family(
        "steel", _stops("#1f3560", "#446690", "#8aa0b0", "#ccb8a4", "#f8c890", "#ffe4b4"),
        "#ffcb96", 1.06, "#587094", "#8ea4b6", "#ffdcae", "#ffc080", "#ffe0bc", "#5f7490",
    ),
    Family(
        "coral", _stops("#4e4278", "#9c6088", "#e08280", "#ffa678", "#ffc88c", "#ffe8bc"),
        "#ffae80", 1.16, "#836688", "#cf948e", "#ffcf9c", "#ff9e6c", "#ffc6a0", "#93607c",
    ),
    Family(
        "pale gold", _stops("#86a4c4", "#aec0cc", "#d8d4c4", "#f4e0b4", "#ffe8b4", "#fff4d6"),
        "#ffe2ae", 1.16, "#8698a8", "#ccccc0", "#fff0c8", "#ffe0a4", "#fffaea", "#a9b2b8",
    ),
)  # fmt: skip
_DAY = (
    Family(
        "alpine", _stops("#1c5cb0", "#2f77c8", "#5598dc", "#86baea", "#b6d8f3", "#deeef8"),
        "#fff4dd", 1.28, "#6f88ab", "#a9c6e2", "#dcebf5", "#fff6dc", "#ffffff", "#9fb4cf",
    ),
    Family(
        "summer", _stops("#2871c4", "#478ed6", "#74afe6", "#a4cdef", "#cfe4f2", "#f1efe2"),
        "#ffefcf", 1.30, "#7489a4", "#b3cbdd", "#f2eedd", "#fff0c8", "#fffdf6", "#a9b6ca",
    ),
    Family(
        "crisp", _stops("#123f88", "#205fb0", "#3f86cc", "#74afdf", "#abd2ec", "#d6ecf4"),
        "#fffaf0", 1.26, "#6684ae", "#9cc2e2", "#d8ecf6", "#ffffff", "#ffffff", "#94aed0",
    ),
    Family(
        "haze", _stops("#6e9ecb", "#8eb6d8", "#b2cee4", "#d0dfe8", "#e6e8e2", "#f6f0e0"),
        "#fff1d4", 1.24, "#8594a6", "#c6d4dc", "#f6efdc", "#fff2cc", "#fffcf2", "#b4bec8",
    ),
    Family(
        "cobalt", _stops("#0a2e78", "#15489c", "#2b6cbc", "#5a9bd6", "#92c2e6", "#c8e2f2"),
        "#fff8e8", 1.32, "#5c7ca8", "#8ab6dc", "#cfe6f4", "#fffaf0", "#ffffff", "#88a4c8",
    ),
    Family(
        "lagoon", _stops("#1c6c9c", "#3a8cb6", "#68aecb", "#9accdc", "#c6e2e4", "#eef2e6"),
        "#fff3d2", 1.3, "#70909c", "#aacdd4", "#ecf2e2", "#fff4cc", "#fffef4", "#a4bcc2",
    ),
)  # fmt: skip
_NOON = (
    Family(
        "zenith", _stops("#0e4aa6", "#1d66c4", "#3a88dc", "#68aeec", "#9fd0f6", "#d4ecfa"),
        "#fffdf4", 1.46, "#6c90bc", "#a4cbec", "#d8effa", "#ffffff", "#ffffff", "#a2b8d2",
    ),
    Family(
        "white heat", _stops("#2a68b8", "#4585cc", "#72a8dc", "#a4c8e8", "#d0e2ee", "#f4f4ee"),
        "#fffbea", 1.50, "#7e96b4", "#bcd2e2", "#f4f2e6", "#fffdf0", "#ffffff", "#b0bccb",
    ),
    Family(
        "tropic", _stops("#0a5a9e", "#1b7cba", "#3f9dcf", "#74bfe0", "#a9dceb", "#dcf4f4"),
        "#fffcef", 1.46, "#6a97b2", "#a6d3e2", "#dff3f2", "#ffffff", "#ffffff", "#9dbccb",
    ),
    Family(
        "steel", _stops("#4a78a8", "#6c98c0", "#94b6d4", "#b8d0e2", "#d6e2ea", "#eef2f2"),
        "#fffdf2", 1.44, "#8092aa", "#bccede", "#eef2f0", "#fffef6", "#ffffff", "#aab6c6",
    ),
    Family(
        "abyss", _stops("#06306f", "#0e4c98", "#226ebc", "#549edc", "#92caf0", "#cce8f8"),
        "#fffcf0", 1.5, "#5f86b8", "#98c4ea", "#d4ecf8", "#ffffff", "#ffffff", "#98b0d0",
    ),
    Family(
        "milk", _stops("#7fb0d8", "#9cc4e2", "#bad6ea", "#d4e4f0", "#e8eff2", "#f8f8f2"),
        "#fffbec", 1.42, "#8c9eb2", "#cadbe6", "#f8f6ec", "#fffef4", "#ffffff", "#b8c6d2",
    ),
)  # fmt: skip
_GOLDEN = (
    Family(
        "amber", _stops("#41639c", "#7590b0", "#b5ac9e", "#eabf84", "#ffd184", "#ffecb4"),
        "#ffc274", 1.32, "#74799a", "#bfa793", "#ffd996", "#ffb95a", "#ffe6b4", "#a58d8c",
    ),
    Family(
        "rose gold", _stops("#485a9c", "#8078aa", "#c08f9c", "#f3a680", "#ffc47a", "#ffe6a8"),
        "#ffb277", 1.30, "#7b739c", "#c39a9c", "#ffcf93", "#ffa65e", "#ffd7a6", "#9b7f98",
    ),
    Family(
        "honey", _stops("#356a98", "#7299ac", "#b7b5a4", "#ebc488", "#ffcf7e", "#ffecb4"),
        "#ffb868", 1.34, "#747f96", "#b3b09a", "#ffe19c", "#ffc55c", "#fff0c4", "#93938c",
    ),
    Family(
        "wheat", _stops("#8ca4b8", "#b6bab0", "#dccb9c", "#f6d98c", "#ffe4a0", "#fff3cc"),
        "#ffd084", 1.34, "#85849a", "#d6c49c", "#ffe8b0", "#ffd47c", "#fff2cc", "#b4a690",
    ),
    Family(
        "copper", _stops("#2b3560", "#57466a", "#9c5c5c", "#da8048", "#ffaa50", "#ffd688"),
        "#ffa256", 1.36, "#665c86", "#a67868", "#ffc070", "#ff9440", "#ffc486", "#7c5868",
    ),
    Family(
        "apricot", _stops("#2f5ca4", "#6c90c0", "#b4b2bc", "#f0bc9c", "#ffcc98", "#ffe8c0"),
        "#ffba80", 1.3, "#6c7eaa", "#b8aab2", "#ffd8a8", "#ffb878", "#ffe2c8", "#8e90aa",
    ),
)  # fmt: skip
_DUSK = (
    Family(
        "violet fire",
        _stops("#1c2450", "#3a356f", "#7d4a86", "#c9637c", "#f58a68", "#ffbf7a", "#ffe2a6"),
        "#ff9468", 1.22, "#5a4f8c", "#9a6c9c", "#ffbd85", "#ff8a4e", "#ff9d80", "#4d3f78",
    ),
    Family(
        "crimson",
        _stops("#171c44", "#38285e", "#742f66", "#b93f60", "#e8614e", "#fb934f", "#ffc873"),
        "#ff7f58", 1.22, "#5a457e", "#8e5276", "#ff9f66", "#ff6a3c", "#ff8468", "#4a2f60",
    ),
    Family(
        "ember teal",
        _stops("#0f2a48", "#1d4763", "#416b7c", "#8d8684", "#dd9a6c", "#ffb765", "#ffdc96"),
        "#ffa066", 1.20, "#46637f", "#7d8290", "#ffc184", "#ff9648", "#ffb888", "#3c566c",
    ),
    Family(
        "orchid",
        _stops("#252b66", "#4a4488", "#8359a2", "#bd72aa", "#e996a4", "#ffbda2", "#ffdfb9"),
        "#ff9c92", 1.2, "#62599c", "#a37cb0", "#ffc0a8", "#ff9384", "#ffb0ac", "#584a88",
    ),
    Family(
        "blue hour",
        _stops("#0e2050", "#1d3c78", "#3a609c", "#7888b0", "#c49ca0", "#f2b68c", "#ffdcac"),
        "#f4a284", 1.1, "#4c68a0", "#7086b2", "#f4be98", "#ffa670", "#e8aaa0", "#34508a",
    ),
    Family(
        "marmalade",
        _stops("#2a2038", "#5a3446", "#9a4c48", "#d87440", "#fa9c48", "#ffc46c", "#ffe4a4"),
        "#ff9650", 1.26, "#6c4e66", "#a46a58", "#ffb868", "#ff8c38", "#ffa868", "#5c3848",
    ),
    Family(
        "heather",
        _stops("#3c4478", "#6a689c", "#9c88b2", "#c8a2b0", "#eebcac", "#ffd6b4", "#ffe8cc"),
        "#ffac98", 1.18, "#72709e", "#a692b0", "#ffcfb6", "#ff9e84", "#ffc4b4", "#66628e",
    ),
)  # fmt: skip
_NIGHT = (
    Family(
        "indigo", _stops("#060a1c", "#0a1330", "#111f47", "#1b3060", "#2b4676", "#3e5c88"),
        "#9fbdf2", 0.66, "#26386a", "#27406e", "#4a6898", "#a8c4f4", "#6f8dc0", "#152446",
    ),
    Family(
        "teal", _stops("#04101c", "#071b2e", "#0d2b42", "#163f58", "#25566c", "#3a7080"),
        "#a4d4e4", 0.64, "#1f4058", "#1f4a60", "#46808e", "#a4dcea", "#6aa0b0", "#0f2c3e",
    ),
    Family(
        "ultramarine", _stops("#080620", "#100d3a", "#1a1a58", "#282c74", "#3d4488", "#585c96"),
        "#b0b8f6", 0.66, "#2f3078", "#343a7c", "#666aa8", "#b8c0ff", "#7c84c8", "#1c1c50",
    ),
    Family(
        "steel", _stops("#0b1320", "#142134", "#20344c", "#324a62", "#485f76", "#5e7488"),
        "#b4cae6", 0.68, "#31455e", "#3a5068", "#647e96", "#bcd2ec", "#8098b2", "#1c2c40",
    ),
    Family(
        "plum", _stops("#0a0516", "#160b2e", "#281748", "#3c2a5e", "#544072", "#6c5882"),
        "#bcb0ec", 0.66, "#3a2c60", "#44346a", "#745f94", "#ccbcf8", "#8a78b4", "#221640",
    ),
    Family(
        "petrol", _stops("#020c10", "#04161c", "#08242c", "#10363e", "#1c4a50", "#2e6062"),
        "#a8d8d0", 0.62, "#18383e", "#163e44", "#3c7074", "#b0e2d8", "#5f9490", "#0a2428",
    ),
)  # fmt: skip

FAMILIES: Mapping[str, tuple[Family, ...]] = {
    "dawn": _DAWN,
    "day": _DAY,
    "noon": _NOON,
    "golden_hour": _GOLDEN,
    "dusk": _DUSK,
    "night": _NIGHT,
}

_MARS_DAY = (
    Family(
        "butterscotch", _stops("#9a6a46", "#b98358", "#d19d6d", "#e2b688", "#eecaa2", "#f6dcba"),
        "#ffe3bd", 1.22, "#8f6a58", "#d6a880", "#f6d7b0", "#fff0d2", "#f6dcba", "#b0805e",
    ),
    Family(
        "rust", _stops("#7c4a36", "#a26144", "#c17c57", "#d89a72", "#e6b691", "#f2cfae"),
        "#ffd6ae", 1.22, "#84594c", "#c98f6c", "#f0c69e", "#ffe4c2", "#eec6a2", "#9a664c",
    ),
)  # fmt: skip
_MARS_LOW = (
    Family(
        "dust", _stops("#3c2438", "#653644", "#93503f", "#c07450", "#dd9c70", "#f4cf9c"),
        "#ffb27c", 1.18, "#664a5c", "#a8705c", "#f6c596", "#ffc890", "#eeb084", "#6c4248",
    ),
    Family(
        "blue sunset", _stops("#43303a", "#6d4a48", "#93685a", "#aa8a7c", "#a9a7ae", "#b4cfe4"),
        "#ffcfa8", 1.08, "#64525e", "#94807c", "#b6cbdc", "#b8dcff", "#c8c0bc", "#6a5252",
    ),
)  # fmt: skip
_MARS_NIGHT = (
    Family(
        "iron", _stops("#08060e", "#120c18", "#1f1524", "#30202f", "#452e3a", "#5a3f46"),
        "#d0c0cc", 0.60, "#38283c", "#3c2c3c", "#6c5460", "#d8c8d8", "#7c6470", "#20161f",
    ),
)  # fmt: skip

WORLD_FAMILIES: Mapping[str, Mapping[str, tuple[Family, ...]]] = {
    "mars": {
        "dawn": _MARS_LOW,
        "day": _MARS_DAY,
        "noon": _MARS_DAY,
        "golden_hour": _MARS_LOW,
        "dusk": _MARS_LOW,
        "night": _MARS_NIGHT,
    },
}

OVERCAST: Mapping[str, tuple[tuple[str, str], ...]] = {
    "dawn": (("#7d7c92", "#c9b9b8"), ("#8e8c8c", "#e6ccb0"), ("#566c88", "#a6b4c0"),
             ("#96829a", "#debab2"), ("#a8b0ba", "#e8e4dc")),
    "day": (("#8996a5", "#c9d2da"), ("#a09c96", "#dcd6ca"), ("#5f7890", "#a9bccb"),
            ("#6d7b80", "#b2bfc0"), ("#b4c0ca", "#e8eef2")),
    "noon": (("#95a2b0", "#d4dce2"), ("#aaa8a2", "#e2ded4"), ("#6c869e", "#b4c8d6"),
             ("#7c8a88", "#c0ccc2"), ("#bccad4", "#eef2f4")),
    "golden_hour": (("#8a8690", "#d6c2a8"), ("#a08a6c", "#f0cc8c"), ("#6f6878", "#d09c80"),
                    ("#a4a49a", "#ece0bc"), ("#5c6678", "#c4b8a4")),
    "dusk": (("#4a4866", "#a0808e"), ("#2e4264", "#7488a4"), ("#54405c", "#c08474"),
             ("#3c3450", "#7c6884"), ("#5c6478", "#b0a6aa")),
    "night": (("#16203c", "#435379"), ("#101c28", "#34505e"), ("#221c3c", "#564c78"),
              ("#1c2228", "#4c545c")),
}  # fmt: skip
"""A closed sky's greys, zenith and horizon; the seed picks a pair of its hour's."""
