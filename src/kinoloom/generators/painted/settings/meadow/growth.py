"""Sowing: where grass and flowers grow on the near field, and in which colours."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from kinoloom.generators.painted.easel.colour import mix
from kinoloom.generators.painted.settings.meadow.blooms import VARIANTS, Species
from kinoloom.generators.painted.settings.meadow.relief_kernels import noise_at
from kinoloom.generators.painted.settings.meadow.shading import lit
from kinoloom.generators.painted.settings.meadow.sward import Plants

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from kinoloom.generators.painted.settings.meadow.prospect import Prospect
    from kinoloom.generators.painted.settings.meadow.relief import Relief
    from kinoloom.generators.painted.settings.meadow.seasons import Cover
    from kinoloom.generators.painted.settings.meadow.shading import Air

_DRIFT_CELL_M = (9.0, 15.0)


class Bed(NamedTuple):
    """A strip of the field to sow: from near to far in metres, and how much wider than seen.

    `calm_m` is the distance of those who stand there: less and lower grows around them.
    """

    near_m: float
    far_m: float
    calm_m: float | None


class Track(NamedTuple):
    """A trodden path: its middle at each distance is `start_m + bend(z)`, in metres."""

    start_m: float
    drift: float
    swing_m: float
    phase: float
    half_m: float

    def middle_m(self, z_m: NDArray[np.float64]) -> NDArray[np.float64]:
        z = np.asarray(z_m, np.float64)
        return self.start_m + self.drift * z + self.swing_m * np.sin(z / 13.0 + self.phase)


def drift_share(
    species_rank: int, x_m: NDArray[np.float64], z_m: NDArray[np.float64], seed: int
) -> NDArray[np.float64]:
    """How thickly a kind grows at points of the ground, 0..1."""
    wide, deep = _DRIFT_CELL_M
    noise = noise_at(x_m, z_m, 1 / wide, 1 / deep, 3, seed + 13 * species_rank)
    return np.clip((noise - 0.49) * 5.0, 0, 1)


def sow_grass(
    prospect: Prospect, cover: Cover, air: Air, bed: Bed, count: int, *, seed: int,
    track: Track | None = None,
) -> Plants:  # fmt: skip
    """Blades of grass in tufts; sparse and dry where snow lies."""
    rng = np.random.default_rng([seed & 0xFFFFFFFF, 0x96, round(bed.far_m)])
    if cover.snow > 0:
        count = count // 7
    x, z = _scatter(prospect, bed, count, rng)
    tuft = noise_at(x, z, 1.9, 1.2, 2, seed + 3)
    keep = rng.random(len(x)) < 0.30 + 1.5 * np.clip(tuft - 0.25, 0, 1)
    keep &= _off_track(track, x, z, rng)
    x, z, tuft = x[keep], z[keep], tuft[keep]
    n = len(x)
    length = cover.tall_m * (0.55 + 0.75 * tuft) * rng.uniform(0.6, 1.3, n)
    length *= _hush(bed.calm_m, z, 0.42)
    broad = noise_at(x, z, 1 / 11.0, 1 / 17.0, 3, seed + 5)
    pick = np.clip(broad * 2.4 - 0.7 + rng.normal(0, 0.22, n), 0, 1)[:, None]
    albedo = mix(cover.grass[0], cover.grass[1], np.clip(pick * 2, 0, 1))
    dry = (rng.random(n) < 0.16 + 0.22 * np.clip(broad - 0.5, 0, 1))[:, None]
    tip = mix(albedo, cover.grass[2], np.where(dry, 0.85, 0.35))
    # Short grass shows no dark roots: it would look like stubble.
    deep = float(np.interp(cover.tall_m, (0.16, 0.34), (0.95, 0.64)))
    root = lit(albedo * deep, air.light, 0.30 + 0.35 * (deep - 0.64))
    top = lit(tip * 1.10, air.light, 0.80)
    return Plants(
        x_m=x, z_m=z, ground_m=prospect.relief.heights(x, z), length_m=length,
        half_m=rng.uniform(0.0028, 0.0058, n), root_rgb=root, tip_rgb=top,
        bow=rng.normal(0, 0.17, n), stiff=rng.uniform(0, 0.25, n), head=np.full(n, -1),
        head_m=np.zeros(n), leaves=np.zeros(n),
    )  # fmt: skip


def sow_flowers(
    prospect: Prospect, cover: Cover, air: Air, bed: Bed, count: int, *, seed: int,
    track: Track | None = None,
) -> list[Plants]:  # fmt: skip
    """Flowers of every kind in drifts, or in rows over the field."""
    beds: list[Plants] = []
    for rank, species in enumerate(cover.species):
        rng = np.random.default_rng([seed & 0xFFFFFFFF, 0xF1, rank, round(bed.far_m)])
        is_row = cover.rows is species
        wanted = round(count * species.crowd * (1.0 if rank == 0 else 0.6))
        if species.form == "sunflower" and bed.near_m < 6:
            wanted = round(0.62 * wanted)  # the near ones are large: their leaves cost most
        x, z = _scatter(prospect, bed, wanted, rng)
        if is_row:
            x = row_places(species, x, z, rng)
            keep = rng.random(len(x)) < 0.96
            if bed.calm_m is not None:
                keep &= z > bed.calm_m + 0.5
        else:
            share = drift_share(rank, x, z, seed)
            keep = rng.random(len(x)) < (0.2 + 0.8 * share if cover.is_asked else 0.05 + share)
        keep &= _off_track(track, x, z, rng)
        x, z = x[keep], z[keep]
        beds.append(_flowers(prospect.relief, species, rank, cover, air, bed, x, z, rng))
    return beds


def row_pitch_m(species: Species) -> float:
    """How far apart the rows of a field are."""
    return {"lavender": 1.5, "sunflower": 1.0, "tulip": 0.8}.get(species.name, 1.2)


ROW_TURN = 0.16
"""Rows run into the picture, this many radians aslant."""


def row_places(
    species: Species, x_m: NDArray[np.float64], z_m: NDArray[np.float64], rng: np.random.Generator
) -> NDArray[np.float64]:
    """x moved to the nearest row."""
    pitch = row_pitch_m(species)
    across = x_m - ROW_TURN * z_m
    spread = {"lavender": 0.16, "sunflower": 0.10}.get(species.name, 0.08)
    return (
        np.round(across / pitch) * pitch
        + rng.normal(0, spread * pitch, len(x_m))
        + (ROW_TURN * z_m)
    )


def _flowers(
    relief: Relief, species: Species, rank: int, cover: Cover, air: Air, bed: Bed,
    x: NDArray[np.float64], z: NDArray[np.float64], rng: np.random.Generator,
) -> Plants:  # fmt: skip
    n = len(x)
    is_tall = species.form == "sunflower"
    stem = species.stem_m * rng.uniform(0.72, 1.14, n)
    if not is_tall:
        stem = np.maximum(stem, 0.85 * cover.tall_m * rng.uniform(0.8, 1.2, n))
        stem *= _hush(bed.calm_m, z, 0.6)
    green = lit(cover.grass[0] * (0.9 if is_tall else 0.8), air.light, 0.45)
    tip = lit(cover.grass[1], air.light, 0.60)
    tone = rng.uniform(0.85, 1.12, (n, 1)).astype(np.float32)
    return Plants(
        x_m=x, z_m=z, ground_m=relief.heights(x, z), length_m=stem,
        half_m=np.full(n, 0.012 if is_tall else 0.0032), root_rgb=green * 0.62 * tone,
        tip_rgb=tip * tone, bow=rng.normal(0, 0.05 if is_tall else 0.14, n),
        stiff=np.full(n, 0.62 if is_tall else 0.12),
        head=rank * VARIANTS + rng.integers(0, VARIANTS, n),
        head_m=species.head_m * rng.uniform(0.8, 1.2, n),
        leaves=np.full(n, 1.0 if is_tall else 0.0),
    )  # fmt: skip


def _scatter(
    prospect: Prospect, bed: Bed, count: int, rng: np.random.Generator
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Places in view: as many in each doubling of the distance."""
    z = bed.near_m * (bed.far_m / bed.near_m) ** rng.random(count)
    half = prospect.lens.middle_px / prospect.lens.focal_px
    return rng.uniform(-1.06, 1.06, count) * half * z, z


def _hush(calm_m: float | None, z_m: NDArray[np.float64], least: float) -> NDArray[np.float64]:
    """Plants are lower around those who stand there, and before them."""
    if calm_m is None:
        return np.ones(len(z_m))
    near = np.exp(-(((z_m - calm_m) / (0.16 * calm_m)) ** 2))
    before = np.clip((calm_m - z_m) / (0.1 * calm_m), 0, 1)
    return 1 - (1 - least) * np.maximum(near, 0.75 * before)


def _off_track(
    track: Track | None, x: NDArray[np.float64], z: NDArray[np.float64], rng: np.random.Generator
) -> NDArray[np.bool_]:
    if track is None:
        return np.ones(len(x), np.bool_)
    off = np.abs(x - track.middle_m(z)) / track.half_m
    return off + rng.normal(0, 0.12, len(x)) > 0.92
