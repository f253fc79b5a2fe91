"""Painting the land of a meadow: the near field, the middle hills, the far ones with woods."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from kinoloom.generators.painted.easel.colour import mix, rgb
from kinoloom.generators.painted.settings.meadow.field import Field, Touch, premultiplied
from kinoloom.generators.painted.settings.meadow.growth import ROW_TURN, row_pitch_m
from kinoloom.generators.painted.settings.meadow.prospect import CREST_M, FAR_M, MID_M
from kinoloom.generators.painted.settings.meadow.shading import lit, shade
from kinoloom.generators.painted.settings.meadow.trees import Grove, draw_trees, tree_rows

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from kinoloom.generators.painted.easel.canvas import Canvas
    from kinoloom.generators.painted.settings.meadow.growth import Track
    from kinoloom.generators.painted.settings.meadow.prospect import Prospect
    from kinoloom.generators.painted.settings.meadow.relief import Survey
    from kinoloom.generators.painted.settings.meadow.seasons import Cover
    from kinoloom.generators.painted.settings.meadow.shading import Air

MID_PARALLAX, FAR_PARALLAX = 0.115, 0.06
_ROOM_PX = 190
"""Rows above the land kept free for the trees on it, of a 1080-line picture."""


def near_ground(
    prospect: Prospect, cover: Cover, air: Air, canvas: Canvas, *, seed: int,
    track: Track | None,
) -> tuple[NDArray[np.uint8], int]:  # fmt: skip
    """The field up to its crest without what grows on it: premultiplied u8, and its first row."""
    lens = prospect.lens
    survey = prospect.relief.survey(lens, lens.near_m, CREST_M, steps=_steps(canvas, 420))
    albedo = grass_albedo(survey, cover, seed)
    # Between the blades it is dark.
    close = np.clip(26 / survey.z_m, 0, 1)[..., None]
    albedo = np.asarray(albedo * (1 - 0.30 * close), np.float32)
    albedo = sown(survey, albedo, cover, seed)
    if track is not None:
        off = np.abs(survey.x_m - track.middle_m(survey.z_m.astype(np.float64)))
        ragged = survey.noise(0.5, 0.9, 3, seed + 61) - 0.5
        share = np.clip((1.0 - off / track.half_m + 0.5 * ragged) * 2.6, 0, 1)
        worn = (
            mix(cover.soil, cover.grass[2], 0.35)
            * (0.8 + 0.4 * survey.noise(0.3, 0.4, 3, 9))[..., None]
        )
        # Grass grows between the two wheel tracks.
        middle = np.exp(-((off / (0.28 * track.half_m)) ** 2)) * (0.75 + ragged)
        albedo = mix(albedo, worn, (share * (1 - 0.8 * np.clip(middle, 0, 1)))[..., None])
    albedo = snowed(survey, albedo, cover, seed)
    painted = shade(survey, np.asarray(albedo, np.float32), air, canvas)
    fall = np.clip((np.arange(len(painted)) + survey.top_px - lens.horizon_px) /
                   (lens.height_px - lens.horizon_px), 0, 1)  # fmt: skip
    painted[..., :3] *= (1.0 - 0.34 * fall**1.6)[:, None, None]
    room = min(survey.top_px, round(60 * canvas.unit))
    tall = np.zeros((len(painted) + room, *painted.shape[1:]), np.float32)
    tall[room:] = painted
    return premultiplied(tall, seed % 999), survey.top_px - room


def middle_hills(
    prospect: Prospect, cover: Cover, air: Air, canvas: Canvas, *, seed: int
) -> Field | None:
    """Hills between the field and the far land, with hedges and copses on them."""
    lens = prospect.lens
    survey = prospect.relief.survey(lens, CREST_M * 0.9, MID_M, steps=_steps(canvas, 300))
    albedo = grass_albedo(survey, cover, seed)
    patch = survey.noise(90.0, 60.0, 2, seed + 21)
    albedo = albedo * (0.86 + 0.34 * patch)[..., None]
    albedo = mix(albedo, cover.grass[2], (0.5 * np.clip(patch * 4 - 2.2, 0, 1))[..., None])
    albedo = sown(survey, albedo, cover, seed)
    albedo = snowed(survey, albedo, cover, seed)
    painted = shade(survey, np.asarray(albedo, np.float32), air, canvas)
    is_plain = len(prospect.relief.mounds) < 5
    crowns = _crowns(prospect, survey, canvas, seed=seed + 1, count=26 if is_plain else 150,
                     tall_m=(3.0, 7.0) if is_plain else (4.0, 11.0), cell_m=62.0,
                     share=0.34 if is_plain else 0.40)  # fmt: skip
    image, top = _with_trees(painted, survey, crowns, cover, air, canvas, seed=seed + 1)
    touch = Touch(glint=0.10, bend_m=0.0, cloud=_cloud(air))
    return Field(image, top, lens=lens, touch=touch, parallax=MID_PARALLAX, at_m=220.0)


def far_hills(
    prospect: Prospect, cover: Cover, air: Air, canvas: Canvas, *, seed: int
) -> Field | None:
    """The last hills, wooded."""
    lens = prospect.lens
    survey = prospect.relief.survey(lens, MID_M * 0.9, FAR_M, steps=_steps(canvas, 300))
    if not (survey.fringe > 0).any():
        return None
    wood = np.clip((survey.noise(330.0, 230.0, 3, seed + 31) - 0.44) * 6, 0, 1)
    albedo = mix(cover.grass[0], cover.grass[1], survey.noise(260, 160, 2, seed + 33)[..., None])
    albedo = mix(albedo, cover.grass[2], 0.25)
    albedo = snowed(survey, sown(survey, albedo, cover, seed, strength=0.6), cover, seed)
    canopy = (
        cover.leaves.mean(axis=0)
        * (0.62 + 0.55 * survey.noise(22.0, 40.0, 3, seed + 35))[..., None]
    )
    albedo = mix(albedo, mix(canopy, rgb("#e8edf4"), 0.35 * cover.snow), wood[..., None])
    painted = shade(survey, np.asarray(albedo, np.float32), air, canvas)
    crowns = _crowns(prospect, survey, canvas, seed=seed + 2, count=900, tall_m=(12.0, 26.0),
                     cell_m=330.0, share=0.56, noise_seed=seed + 31)  # fmt: skip
    image, top = _with_trees(painted, survey, crowns, cover, air, canvas, seed=seed + 2)
    touch = Touch(glint=0.0, bend_m=0.0, cloud=0.8 * _cloud(air))
    return Field(image, top, lens=lens, touch=touch, parallax=FAR_PARALLAX, at_m=900.0)


def grass_albedo(survey: Survey, cover: Cover, seed: int) -> NDArray[np.float32]:
    """Grass in broad patches of its three tones, streaked along the view."""
    broad = survey.noise(11.0, 17.0, 3, seed + 5)
    fine = survey.noise(0.8, 2.6, 3, seed + 6)
    tone = np.clip(broad * 2.4 - 0.7 + 0.5 * (fine - 0.5), 0, 1)[..., None]
    albedo = mix(cover.grass[0], cover.grass[1], tone)
    dry = np.clip((survey.noise(19.0, 27.0, 3, seed + 7) - 0.52) * 4, 0, 1)
    albedo = mix(albedo, cover.grass[2], (0.55 * dry)[..., None])
    return np.asarray(albedo * (0.80 + 0.40 * fine)[..., None], np.float32)


def sown(
    survey: Survey, albedo: NDArray[np.float32], cover: Cover, seed: int, *, strength: float = 1.0
) -> NDArray[np.float32]:
    """Flowers seen from afar: drifts of their colour, or rows that run to one point."""
    for rank, species in enumerate(cover.species):
        petal = np.mean([rgb(code) for code in species.petals], axis=0)
        if cover.rows is species:
            share = _rows_share(survey, row_pitch_m(species))
            between = mix(cover.soil, cover.grass[0], 0.62)
            tint = mix(petal, cover.grass[0], 0.30 if species.form == "spike" else 0.42)
            albedo = mix(albedo, mix(between, tint, share[..., None]), 0.94)
            continue
        far = np.clip((survey.z_m - 14) / 60, 0, 1) * 0.72 * strength
        noise = survey.noise(9.0, 15.0, 3, seed + 13 * rank)
        wide = survey.noise(70.0, 50.0, 2, seed + 41 + rank)
        thick = np.clip((noise - 0.47) * 4, 0, 1) * np.clip((wide - 0.30) * 4, 0, 1)
        if cover.is_asked:
            thick = 0.35 + 0.65 * thick
        albedo = mix(albedo, petal, (thick * far * (0.8 if rank == 0 else 0.55))[..., None])
    return albedo


def snowed(
    survey: Survey, albedo: NDArray[np.float32], cover: Cover, seed: int
) -> NDArray[np.float32]:
    """Snow over all of it, thin where grass pokes through."""
    if cover.snow <= 0:
        return albedo
    drift = survey.noise(3.0, 5.0, 4, seed + 51)
    share = np.clip((drift - 0.34 + 0.6 * cover.snow) * 2.4, 0, 1) * cover.snow
    # The wind lays it in long waves: without their shade a white field is an empty page.
    wave = survey.noise(26.0, 7.0, 3, seed + 53)
    hollow = np.clip((0.56 - wave) * 3.4, 0, 1)[..., None]
    powder = rgb("#f0f4fa") * (0.88 + 0.16 * drift)[..., None]
    powder = mix(powder, powder * rgb("#b4c2d8"), 0.75 * hollow)
    return mix(albedo, powder, share[..., None])


def _rows_share(survey: Survey, pitch_m: float) -> NDArray[np.float32]:
    """Where a row is (1) and the soil between two (0); a mean where they are too fine to see."""
    across = (survey.x_m - ROW_TURN * survey.z_m) / np.float32(pitch_m)
    wave = 0.5 + 0.5 * np.cos(2 * np.pi * across)
    sharp = np.clip((wave - 0.30) * 2.6, 0, 1)
    seen_px = pitch_m * survey.lens.focal_px / survey.z_m
    clear = np.clip((seen_px - 3.0) / 6.0, 0, 1)
    return np.asarray(0.80 + (sharp - 0.80) * clear, np.float32)


def _crowns(
    prospect: Prospect, survey: Survey, canvas: Canvas, *, seed: int, count: int,
    tall_m: tuple[float, float], cell_m: float, share: float, noise_seed: int | None = None,
) -> NDArray[np.float64]:  # fmt: skip
    """Trees on the land where a noise says woods: rows of x, y, height (px) and distance (m)."""
    rng = np.random.default_rng([seed & 0xFFFFFFFF, 0xC4])
    own = seed + 31 if noise_seed is None else noise_seed
    wood = survey.noise(cell_m, cell_m * 0.7, 3, own)
    count = round(count * canvas.paint_width_px / (2304 * canvas.unit))
    rows, columns = survey.fringe.shape
    ys, xs = rng.integers(0, rows, count * 14), rng.integers(0, columns, count * 14)
    steep = (wood[ys, xs] > 1 - share * 0.92) & (survey.fringe[ys, xs] >= 1)
    ys, xs = ys[steep][:count], xs[steep][:count]
    z = survey.z_m[ys, xs].astype(np.float64)
    tall = rng.uniform(*tall_m, len(z)) * survey.lens.focal_px / z
    return np.stack([xs, ys + survey.top_px, tall, z], axis=-1).astype(np.float64)


def _with_trees(
    painted: NDArray[np.float32], survey: Survey, crowns: NDArray[np.float64], cover: Cover,
    air: Air, canvas: Canvas, *, seed: int,
) -> tuple[NDArray[np.uint8], int]:  # fmt: skip
    """The land with trees on it, premultiplied u8, and its first row on the canvas."""
    room = min(survey.top_px, round(_ROOM_PX * canvas.unit))
    premult = np.zeros((len(painted) + room, *painted.shape[1:]), np.float32)
    premult[room:] = painted
    premult[room:, :, :3] *= painted[..., 3:]
    top = survey.top_px - room
    order = np.argsort(-crowns[:, 3], kind="stable")
    crowns = crowns[order]
    rng = np.random.default_rng([seed & 0xFFFFFFFF, 0xC5])
    columns = np.clip(crowns[:, 0].astype(int), 0, canvas.paint_width_px - 1)
    air_rgb = air.colour_px(canvas)[columns]
    share = air.share(crowns[:, 3].astype(np.float32), np.full(len(crowns), 12, np.float32))
    grove = Grove(cover.leaves, cover.snow * 0.45, 0.5 * (cover.snow > 0))
    places = np.stack([crowns[:, 0], crowns[:, 1] - top], axis=-1)
    trees = tree_rows(
        places, crowns[:, 2], grove, air.light, rng, air_rgb=air_rgb, air=share.astype(np.float64)
    )
    x, y, z = air.sun
    draw_trees(premult, trees, key_dir=(x, -y, max(0.25, -z)), snow_rgb=_snow_rgb(air))
    premult = np.clip(premult, 0, 1)
    straight = premult.copy()
    straight[..., :3] /= np.maximum(premult[..., 3:], 1e-3)
    return premultiplied(straight, seed % 999), top


def _snow_rgb(air: Air) -> NDArray[np.float32]:
    return np.clip(lit((0.95, 0.96, 0.98), air.light, 0.55), 0, 0.98)


def _cloud(air: Air) -> float:
    """How dark the shadows of clouds are that cross the land."""
    if air.light.is_night:
        return 0.0
    return {"clear": 0.55, "wind": 0.75, "cloudy": 0.55}.get(air.light.weather, 0.0)


def _steps(canvas: Canvas, at_1080: int) -> int:
    return max(160, min(700, round(at_1080 * canvas.unit**0.5)))
