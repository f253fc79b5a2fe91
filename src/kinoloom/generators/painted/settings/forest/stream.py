"""Water on the ground: it mirrors what is beyond it, broken by ripples that flow toward us."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from kinoloom.generators.painted.easel.kernel import scratch_kernel
from kinoloom.generators.painted.easel.layer import place
from kinoloom.generators.painted.easel.noise import smoothstep, value_noise

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from kinoloom.generators.painted.easel.camera import Pose
    from kinoloom.generators.painted.settings.forest.trees import Wood

_FAR, _NEAR = 0.125, 1.35
_SAMPLES = 96


class Water:
    """Still or flowing water on the ground, row by row from far to near."""

    def __init__(
        self,
        wood: Wood,
        nears: NDArray[np.float64],
        middles_px: NDArray[np.float64],
        halves_px: NDArray[np.float64],
        *,
        flow: float,
        seed: int,
        is_open: bool = False,
    ) -> None:
        """The water's middle and half width at each nearness; `flow` in metres a second.

        Open water lies under the sky and shows it; a wood's has a roof and is dark.
        """
        self._canvas = wood.canvas
        glade, light = wood.glade, wood.light
        self._seed, self._flow = seed % 65521, flow
        self._nears, self._middles, self._halves = nears, middles_px, halves_px
        self._rows = np.array([glade.row(float(near)) for near in nears])
        self._parallaxes = np.array([glade.parallax(float(near)) for near in nears])
        self._metre_px = glade.metre_px
        self._veils = np.array([light.veil(float(near)) for near in nears])
        self._air = ((light.air * 0.5 + light.air_sun * 0.5) * 255).astype(np.float32)
        self._open = 1.0 if is_open else 0.0
        deep = light.ambient * np.array([0.30, 0.36, 0.34]) + light.air * 0.10
        if is_open:
            deep = 0.5 * deep + 0.36 * wood.day.sky_rgb.reshape(-1, 3)[0]
        self._tint = (np.clip(deep, 0, 1) * 255).astype(np.float32)
        glint = light.air_sun * 0.75 + light.ambient * 0.15
        self._glint = (np.clip(glint, 0, 1) * 255).astype(np.float32)

    def draw(self, frame_u8: NDArray[np.uint8], t_s: float, pose: Pose) -> None:
        """Draw the water of this moment over the floor and what is beyond it."""
        height = frame_u8.shape[0]
        at = [
            place(float(x), float(y), float(p), pose, self._canvas)
            for x, y, p in zip(self._middles, self._rows, self._parallaxes, strict=True)
        ]
        ys = np.array([y for _, y, _ in at])
        rows = np.arange(height)
        wet = (rows >= ys[0]) & (rows <= ys[-1])
        leads = np.interp(rows, ys, np.array([x for x, _, _ in at])).astype(np.float32)
        scales = np.array([scale for _, _, scale in at])
        halves = np.interp(rows, ys, self._halves * scales).astype(np.float32)
        nears = np.where(wet, np.interp(rows, ys, self._nears), 0.0).astype(np.float32)
        tops = np.full(height, ys[0], np.float32)
        veils = np.interp(rows, ys, self._veils).astype(np.float32)
        ripples(
            frame_u8, leads, halves, tops, nears, self._tint, self._glint, self._air, veils,
            float(t_s * self._flow),
            float(self._metre_px), self._seed, self._open,
        )  # fmt: skip


def stream_of(wood: Wood, seed: int) -> Water:
    """The stream in the glade's way."""
    glade = wood.glade
    nears = np.linspace(_FAR, _NEAR, _SAMPLES)
    middles = np.array([glade.lead_at(float(near)) for near in nears])
    halves = glade.lead_width_m * glade.metre_px * nears * 0.80
    return Water(wood, nears, middles, halves, flow=1.0, seed=seed)


@scratch_kernel
def ripples(
    frame: NDArray[np.uint8],
    leads: NDArray[np.float32],
    halves: NDArray[np.float32],
    tops: NDArray[np.float32],
    nears: NDArray[np.float32],
    tint: NDArray[np.float32],
    glint: NDArray[np.float32],
    air: NDArray[np.float32],
    veils: NDArray[np.float32],
    t: float,
    metre: float,
    seed: int,
    openness: float,
) -> None:
    """Water in the way, row by row: what stands above it mirrored, broken by ripples that flow.

    For each frame row: the water's middle and half width, the row its mirror hangs from, the
    nearness (0: no water there) and how much air (`air`, 0..255) hides it. Under an open sky
    (`openness` 1) the mirror reaches up to it.
    """
    height, width = frame.shape[0], frame.shape[1]
    line = np.empty((width, 3), np.uint8)
    for y in range(height):
        near = nears[y]
        if near <= 0.0:
            continue
        deep = -6.0 * math.log(near)
        # Far rows hold more water than they can show: only its large shapes are drawn.
        calm = smoothstep(0.10, 0.42, near)
        x0 = max(0, int(leads[y] - halves[y] * 1.6))
        x1 = min(width, int(leads[y] + halves[y] * 1.6) + 1)
        for x in range(x0, x1):
            across = (x - leads[y]) / (metre * near)
            edge = abs(x - leads[y]) / halves[y]
            edge += calm * 0.36 * (value_noise(across * 1.7 + 40.0, deep * 1.3, seed) - 0.5)
            cover = 1.0 - smoothstep(0.86, 0.98, edge)
            for c in range(3):
                line[x, c] = frame[y, x, c]
            if cover <= 0.0:
                continue
            flow = deep * 1.1 + t * 0.55
            # Ripples lie across the view: long sideways, short in depth.
            wave = value_noise(across * 2.0 + 0.3 * t, flow * 3.2, seed + 1) - 0.5
            wave += (
                calm * 0.7 * (value_noise(across * 4.6 + 7.0 - 0.4 * t, flow * 8.5, seed + 2) - 0.5)
            )
            wave *= 1.0 - 0.7 * veils[y]
            shore = smoothstep(0.35, 0.98, edge + 0.22 * calm * wave)
            # Stems and crowns beyond stand in the water as dark, shaken stripes.
            stripe = value_noise(across * 1.6 * near + 0.5 * wave + 20.0, 0.12 * deep, seed + 3)
            drop = y - tops[y]
            # Mirrored rows: stretched toward the viewer and shaken by the ripples.
            source = tops[y] - drop * (0.95 + 1.5 * openness) - wave * 12.0 * near * metre / 220.0
            shift = x + wave * 6.0 * near * metre / 220.0
            sy = min(height - 1, max(0, int(source)))
            sx = min(width - 1, max(0, int(shift)))
            # Steep looks see the bed, flat ones the mirror.
            body = (
                (0.62 + 0.42 * max(openness, smoothstep(0.30, 0.62, stripe))) * 0.86
                - (0.46 - 0.10 * openness) * smoothstep(0.12, 0.95, near)
                + 0.12 * wave
            )
            edge_dark = 1.0 - (0.66 - 0.36 * openness) * shore * (1.0 - veils[y])
            crest = smoothstep(0.34, 0.62, wave) * (1.0 - 0.7 * shore)
            for c in range(3):
                deep_tint = tint[c] + (air[c] - tint[c]) * veils[y]
                value = (frame[sy, sx, c] * body + deep_tint * (1.0 - body)) * edge_dark
                value += (glint[c] - value) * min(0.8, crest * 0.7)
                line[x, c] = np.uint8(frame[y, x, c] + (value - frame[y, x, c]) * cover * 0.94)
        for x in range(x0, x1):
            for c in range(3):
                frame[y, x, c] = line[x, c]
