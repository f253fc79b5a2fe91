"""Trunks: bent columns with a flare of roots, bark of six kinds, moss, snow and a lit edge."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Literal, NamedTuple

import numpy as np

from kinoloom.generators.painted.easel.kernel import kernel
from kinoloom.generators.painted.easel.noise import fbm, hash01, ridged, smoothstep, value_noise

if TYPE_CHECKING:
    from numpy.typing import NDArray

Bark = Literal["furrowed", "plated", "birch", "smooth", "mottled", "bamboo"]
BARKS: tuple[Bark, ...] = ("furrowed", "plated", "birch", "smooth", "mottled", "bamboo")


class Trunk(NamedTuple):
    """One trunk on the painted canvas; radii, lean and bend in pixels."""

    x_px: float
    base_y_px: float
    top_y_px: float
    radius_px: float
    lean_px: float
    bend_px: float
    flare: float
    seed: int
    bark: Bark
    metre_px: float

    def middle(self, y_px: float) -> float:
        """The x of its middle at a row."""
        return float(
            _spine(
                self.x_px,
                self.base_y_px,
                self.top_y_px,
                self.lean_px,
                self.bend_px,
                self.seed,
                y_px,
            )
        )

    def radius(self, y_px: float) -> float:
        """Its half width at a row, without the roots."""
        up = (self.base_y_px - y_px) / (self.base_y_px - self.top_y_px)
        return self.radius_px * (1 - 0.80 * min(1.0, max(0.0, up)) ** 1.3)


class BarkLook(NamedTuple):
    """What a trunk is lit with: albedos and gains, each 3. `side` of the light, -1..1."""

    albedo: NDArray[np.float32]
    second: NDArray[np.float32]
    moss: NDArray[np.float32]
    ambient: NDArray[np.float32]
    key: NDArray[np.float32]
    rim: NDArray[np.float32]
    side: float
    front: float
    mossy: float
    snow: float


def draw_trunk(
    img: NDArray[np.float32], trunk: Trunk, look: BarkLook, left_px: float, top_px: float
) -> None:
    """Draw one trunk onto premultiplied RGBA whose canvas place is (left, top)."""
    colours = np.stack(
        [look.albedo, look.second, look.moss, look.ambient, look.key, look.rim]
    ).astype(np.float32)
    _draw_trunk(
        img, float(trunk.x_px), float(trunk.base_y_px), float(trunk.top_y_px),
        float(trunk.radius_px), float(trunk.lean_px), float(trunk.bend_px), float(trunk.flare),
        int(trunk.seed), BARKS.index(trunk.bark), float(trunk.metre_px), colours,
        float(look.side), float(look.front), float(look.mossy), float(look.snow),
        float(left_px), float(top_px),
    )  # fmt: skip


@kernel
def _spine(
    x: float, base: float, top: float, lean: float, bend: float, seed: int, row: float
) -> float:
    up = (base - row) / (base - top)
    bow = value_noise(up * 2.3 + 0.37 * (seed & 255), 0.5, seed) - value_noise(
        0.37 * (seed & 255), 0.5, seed
    )
    return x + lean * up + 2.0 * bend * bow


@kernel
def _relief(bark: int, a: float, v: float, seed: int, fine: bool) -> float:
    """Height of the bark, 0..1, at a metres around the trunk and v metres up it."""
    if bark == 0:
        wave = value_noise(a * 5.0, v * 1.6, seed + 4) - 0.5
        furrow = ridged(a * 11.0 + wave * 2.2, v * 1.9 + wave * 0.7, 4 if fine else 2, seed)
        return 0.72 * furrow + 0.28 * value_noise(a * 30.0, v * 13.0, seed + 6)
    if bark == 1:
        wave = value_noise(a * 6.0, v * 5.0, seed + 4) - 0.5
        plate = 1.0 - ridged(a * 6.0 + wave, v * 2.6 + wave * 1.2, 2, seed)
        return plate * 0.8 + 0.2 * value_noise(a * 40.0, v * 22.0, seed + 9)
    if bark == 2:
        return 0.7 + 0.3 * value_noise(a * 3.0, v * 16.0, seed)
    if bark == 3:
        stain = fbm(a * 3.4, v * 0.7, 3, seed)
        fleck = value_noise(a * 26.0, v * 17.0, seed + 5) if fine else 0.5
        ring = value_noise(a * 2.0, v * 15.0, seed + 3)
        return 0.08 + 0.70 * stain + 0.14 * ring + 0.16 * fleck
    if bark == 5:
        return 0.62 + 0.22 * value_noise(a * 30.0, v * 0.9, seed)
    return 0.15 + 0.85 * fbm(a * 6.0, v * 0.9, 4 if fine else 2, seed)


@kernel
def _draw_trunk(
    img: NDArray[np.float32],
    x0: float,
    base: float,
    top: float,
    radius: float,
    lean: float,
    bend: float,
    flare: float,
    seed: int,
    bark: int,
    metre: float,
    colours: NDArray[np.float32],
    side: float,
    front: float,
    mossy: float,
    snow: float,
    left_px: float,
    top_px: float,
) -> None:
    height, width = img.shape[0], img.shape[1]
    fine = radius > 16.0
    sag = 0.34 * radius
    for y in range(max(0, int(top - top_px)), min(height, int(base + 2.0 * sag - top_px) + 2)):
        row = y + 0.5 + top_px
        up = max(0.0, (base - row) / metre)
        share = (base - row) / (base - top)
        axis = _spine(x0, base, top, lean, bend, seed, row)
        plain = radius * (1.0 - 0.80 * min(1.0, max(0.0, share)) ** 1.3)
        # Roots: each side swells in its own way, so that no two feet look alike.
        foot_left = radius * flare * (0.55 + 0.9 * hash01(seed, 1, 3)) * math.exp(-up * 3.4)
        foot_right = radius * flare * (0.55 + 0.9 * hash01(seed, 2, 3)) * math.exp(-up * 3.4)
        knot = 0.10 * radius * (fbm(up * 1.6, seed * 0.13, 3, seed + 2) - 0.5) * 2.0
        joint = 0.0
        if bark == 5:
            knot *= 0.12
            joint = up / 0.37 + 0.13 * (seed & 7)
            joint -= math.floor(joint)
            plain *= 1.0 + 0.10 * smoothstep(0.93, 1.0, joint)
        far_left = plain + foot_left + knot
        far_right = plain + foot_right - knot
        wobble_left = (value_noise(up * 5.0, 1.5, seed + 21) - 0.5) * 0.09 * radius
        wobble_right = (value_noise(up * 5.0, 2.5, seed + 22) - 0.5) * 0.09 * radius
        # A giant's edge is as straight as a slim tree's.
        straight = min(1.0, 0.3 * metre / radius)
        far_left += straight * wobble_left
        far_right += straight * wobble_right
        for x in range(
            max(0, int(axis - far_left - left_px) - 1),
            min(width, int(axis + far_right - left_px) + 2),
        ):
            e = x + 0.5 + left_px - axis
            reach = far_right if e > 0.0 else far_left
            cover = min(1.0, reach - abs(e) + 0.5)
            if cover <= 0.0:
                continue
            q = min(0.999, max(-0.999, e / (reach + 0.01)))
            around = math.asin(q)
            # The foot is round, and its roots end where they like.
            lobe = value_noise(around * 2.6 + 5.0, 0.5, seed + 31) - 0.25
            end = base + sag * math.sqrt(1.0 - q * q) * (0.35 + 1.3 * lobe)
            cover *= min(1.0, max(0.0, (end - row) / (0.05 * radius + 1.0) + 0.5))
            if cover <= 0.0:
                continue
            a = around * plain / metre * 1.15
            # Furrows run into the roots.
            v = up + 0.12 * abs(q) * math.exp(-up * 3.0)
            here = _relief(bark, a, v, seed, fine)
            slope = 0.0
            if fine:
                slope = _relief(bark, a + 0.012, v, seed, False) - here
                slope = min(0.32, max(-0.32, slope * 1.1))
            turn = q * side
            sideways = smoothstep(-0.25, 1.0, turn)
            facing = math.sqrt(1.0 - q * q)
            # Noisy at its inner border: a rim that is a clean stripe looks like a tube.
            edge = smoothstep(0.52, 0.96, turn + 0.30 * (here - 0.5) - slope * side * 0.35)
            lit = sideways * 0.55 * (0.45 + 0.75 * here) + front * facing * 0.55
            lit = max(0.0, lit * (1.0 - slope * side * 1.6))
            # Buttresses: ribs that stand out from the foot and run up into the column.
            rib = ridged(around * 1.5 + 3.0, 0.5, 1, seed + 90) - 0.4
            rib *= min(1.0, 0.5 * flare) * math.exp(-up * 1.5)
            lit *= 1.0 + 0.9 * rib
            shade = 0.36 + 0.30 * rib + 0.52 * here * (0.55 + 0.45 * facing) + 0.12 * sideways
            tone = here
            green = mossy * smoothstep(
                0.42,
                0.62,
                fbm(a * 3.0 + 9.0, v * 1.7, 3, seed + 60)
                + 0.34 * math.exp(-up * 1.3)
                - 0.16
                - 0.12 * turn,
            )
            white = 0.0
            if snow > 0.0:
                drift = value_noise(a * 3.0, up * 2.3, seed + 80)
                white = snow * smoothstep(
                    0.62, 0.72, drift * 0.55 + 0.32 * (turn * 0.8 + 0.5) + 0.5 * math.exp(-up * 7.0)
                )
            mark = 0.0
            if bark == 2:
                dash = value_noise(a * 7.0, v * 34.0, seed + 70)
                long = value_noise(a * 1.6, v * 7.5, seed + 71)
                mark = smoothstep(0.66, 0.76, 0.5 * dash + 0.5 * long)
                scar = fbm(a * 2.0, v * 1.3, 3, seed + 72) + 0.30 * math.exp(-up * 1.5)
                mark = max(mark * 0.85, smoothstep(0.68, 0.74, scar))
            elif bark == 1:
                tone = here * 0.7 + 0.3 * min(1.0, up / 5.0)
            elif bark == 4:
                mark = 0.7 * smoothstep(0.46, 0.72, fbm(a * 5.0, v * 3.2, 4, seed + 73))
            elif bark == 5:
                # A dark line at each joint, over the pale bloom beneath it.
                sharp = min(1.0, metre / 40.0)
                mark = 0.75 * sharp * smoothstep(0.80, 0.95, joint)
                shade *= 1.0 - 0.65 * sharp * smoothstep(0.07, 0.03, joint)
            elif bark == 3:
                mark = 0.8 * smoothstep(0.52, 0.70, fbm(a * 4.6, v * 4.2, 4, seed + 74))
            shut = 0.45 + 0.55 * min(1.0, up * 2.2 + 0.15)
            keep = 1.0 - cover
            for c in range(3):
                first, second = colours[0, c], colours[1, c]
                albedo = first + (second - first) * (mark if bark >= 2 else tone)
                if bark < 2:
                    albedo *= 0.35 + 0.85 * here
                albedo += (colours[2, c] * (0.5 + 0.7 * here) - albedo) * green
                value = albedo * (colours[3, c] * shade * shut + colours[4, c] * lit * shut)
                value += colours[5, c] * edge * (0.30 + 0.55 * albedo + 0.25 * here)
                if white > 0.0:
                    value += (min(1.0, colours[3, c] * 0.95 + colours[4, c] * 0.3) - value) * white
                img[y, x, c] = img[y, x, c] * keep + min(1.0, max(0.0, value)) * cover
            img[y, x, 3] = img[y, x, 3] * keep + cover
