"""The colours of neon cities: what glows, and the night around it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Palette:
    """A neon city's colours: its signs, the glow between its houses, its night sky."""

    signs: tuple[str, ...]
    glow: str
    haze: str
    zenith: str


NEON_PALETTES = (
    Palette(
        ("#ff2d95", "#18e0ff", "#ff5ac8", "#8a5bff", "#ffd23f", "#4d8dff", "#ff3b5c"),
        "#c83a9c", "#2c2a78", "#0b0a22",
    ),
    Palette(
        ("#ffb020", "#18d8c8", "#ff7a1a", "#2dffc0", "#ffe27a", "#18b0ff", "#ff5030"),
        "#e08a3a", "#184a5a", "#07141c",
    ),
    Palette(
        ("#4dff88", "#b45bff", "#18ffd0", "#e85bff", "#c8ff4d", "#6a7dff", "#ff4da6"),
        "#2fae96", "#3c2a6c", "#0a0a20",
    ),
    Palette(
        ("#ff3048", "#3fd8ff", "#ff6a3a", "#ff2d6e", "#ffb45a", "#f0f0ff", "#28a0ff"),
        "#d0484a", "#1e2e56", "#080c1e",
    ),
    Palette(
        ("#28b4ff", "#5a7dff", "#ff4fd8", "#18ffe8", "#a070ff", "#f4f8ff", "#ff8a3a"),
        "#3a86d8", "#36266a", "#050d20",
    ),
)  # fmt: skip
