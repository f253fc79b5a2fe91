"""What a stage is built of: roof and towers, or a gilded frame; its floor; what is behind it."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import cv2
import numpy as np
from numpy.typing import NDArray

from kinoloom.generators.painted.air.sky import paint_sky
from kinoloom.generators.painted.easel.canvas import Canvas
from kinoloom.generators.painted.easel.colour import mix, rgb
from kinoloom.generators.painted.easel.layer import Layer
from kinoloom.generators.painted.easel.noise import fbm_image
from kinoloom.generators.painted.settings.stage.ink import Ink, Point
from kinoloom.generators.painted.settings.stage.plan import WALL_PARALLAX
from kinoloom.generators.painted.settings.stage.proscenium import proscenium

if TYPE_CHECKING:
    from kinoloom.generators.painted.air.daylight import Daylight
    from kinoloom.generators.painted.settings.stage.plan import Plan
    from kinoloom.generators.painted.spec import SceneSpec


def backdrop(
    spec: SceneSpec, canvas: Canvas, light: Daylight, plan: Plan
) -> tuple[Layer, tuple[float, float]]:
    """What is behind the stage, and where the sun is: the sky over hills, or a dark hall."""
    foot = plan.wall_px[3]
    sun = (
        canvas.paint_width_px / 2 - plan.hand * 0.40 * canvas.width_px,
        canvas.margin_y_px + canvas.height_px * (0.12 if spec.hour in ("day", "night") else 0.40),
    )
    if not plan.is_open_air:
        return Layer(_hall(canvas, plan, spec.seed), 0.12), sun
    small = Canvas(canvas.width_px // 2, canvas.height_px // 2)
    k = small.paint_height_px / canvas.paint_height_px
    sky = paint_sky(
        small, spec.time, spec.weather, sun_x_px=sun[0] * k, sun_y_px=sun[1] * k,
        horizon_y_px=foot * k, palette=light, seed=spec.seed,
    )  # fmt: skip
    rows = np.arange(small.paint_height_px, dtype=np.float32)[:, None]
    for rise, air, code in ((0.20, 0.72, "#5f7560"), (0.085, 0.30, "#33462f")):
        line = fbm_image(
            small.paint_width_px, 1, scale_x_px=(300 if air > 0.5 else 60) * small.unit,
            scale_y_px=1, octaves=4, seed=spec.seed % 9973 + round(air * 100),
        )[0]  # fmt: skip
        top = foot * k - small.paint_height_px * rise * (0.3 + 1.1 * line)
        cover = np.clip(rows - top[None] + 0.5, 0, 1)[..., None]
        white = spec.weather == "snow" or spec.season == "winter"
        lit = np.asarray(light.ambient_rgb) * 0.8 + np.asarray(light.key_rgb) * 0.4
        tone = np.clip(rgb("#cfd8e2" if white else code) * lit, 0, 1)
        tone = mix(tone, light.haze_rgb, min(0.95, air + 0.5 * light.density))
        sky = mix(sky, tone, cover)
    full = cv2.resize(sky, (canvas.paint_width_px, canvas.paint_height_px))
    opaque = np.ones((*full.shape[:2], 1), np.float32)
    return Layer(np.concatenate([np.asarray(full, np.float32), opaque], -1), 0.05), sun


def _hall(canvas: Canvas, plan: Plan, seed: int) -> NDArray[np.float32]:
    """A hall in the dark: its walls take a little of the stage's colours."""
    height, width = canvas.paint_height_px, canvas.paint_width_px
    glow = canvas.glow((plan.wall_px[0] + plan.wall_px[2]) / 2, plan.wall_px[3], 0.75 * width, 1.4)
    tint = plan.palette.mean(axis=0)
    out = np.zeros((height, width, 4), np.float32)
    out[..., 3] = 1
    warm = np.array([0.30, 0.10, 0.07], np.float32) if plan.curtain else tint * np.float32(0.22)
    out[..., :3] = np.array([0.012, 0.012, 0.02], np.float32) + glow[..., None] * warm
    ribs = 0.86 + 0.14 * np.sin(np.arange(width, dtype=np.float32) / (21 * canvas.unit))
    out[..., :3] *= ribs[None, :, None]
    return out


def structure(spec: SceneSpec, canvas: Canvas, light: Daylight, plan: Plan) -> Layer:
    """The stage's frame: what holds the lamps and hides the wings."""
    ink = Ink(canvas)
    day = np.clip(np.asarray(light.ambient_rgb) * 0.9 + np.asarray(light.key_rgb) * 0.3, 0, 1.2)
    if not plan.is_open_air:
        day = np.full(3, 0.10)
    if plan.curtain:
        proscenium(ink, canvas, plan, day)
    else:
        _rig(ink, canvas, plan, day, snowy=spec.weather == "snow")
    return Layer(ink.sheet, WALL_PARALLAX + 0.03)


def _rig(ink: Ink, canvas: Canvas, plan: Plan, day: NDArray[np.floating], *, snowy: bool) -> None:
    unit = canvas.unit
    x0, x1 = plan.stage_x_px
    wall_x0, top, wall_x1, foot = plan.wall_px
    metal = rgb("#8f959c") * day + plan.palette[1] * np.float32(0.10 * plan.glow)
    dark = rgb("#23262b") * day + np.float32(0.012)
    cloth = rgb("#16181c") * day + np.float32(0.008)
    roof = top - 74 * unit
    # Wings: black cloth on both sides of the wall.
    ink.box(x0 - 30 * unit, roof, wall_x0 + 3 * unit, foot + 2 * unit, cloth)
    ink.box(wall_x1 - 3 * unit, roof, x1 + 30 * unit, foot + 2 * unit, cloth)
    for k in range(int((wall_x0 - x0) / (26 * unit)) + 1):
        for a in (x0 - 26 * unit + k * 26 * unit, wall_x1 + 8 * unit + k * 26 * unit):
            if a > x1 + 20 * unit or wall_x0 - 10 * unit < a < wall_x1:
                continue
            ink.box(a, roof, a + 9 * unit, foot, cloth * 1.45)
    ink.box(x0 - 30 * unit, roof - 4 * unit, x1 + 30 * unit, top + 2 * unit, cloth)
    # The screen's rim.
    rim = 7 * unit
    for box in ((wall_x0 - rim, top - rim, wall_x1 + rim, top), (wall_x0 - rim, top, wall_x0, foot),
                (wall_x1, top, wall_x1 + rim, foot)):  # fmt: skip
        ink.box(*box, dark)
    arch = plan.is_open_air and plan.lean > -0.3
    peak = (90 if arch else 0) * unit
    over = [
        (x, roof - peak * (1 - ((x - (x0 + x1) / 2) / ((x1 - x0) / 2 + 40 * unit)) ** 2))
        for x in np.linspace(x0 - 40 * unit, x1 + 40 * unit, 33)
    ]
    ink.fill([*over, (x1 + 40 * unit, roof + 30 * unit), (x0 - 40 * unit, roof + 30 * unit)],
             dark * 1.3)  # fmt: skip
    if snowy:
        white = np.clip(rgb("#eef4fb") * day * 1.1, 0, 1)
        ink.fill([*[(x, y - 13 * unit) for x, y in over], *over[::-1]], white)
    else:
        ink.fill([*[(x, y - 5 * unit) for x, y in over], *over[::-1]], metal)
    _truss(
        ink,
        (x0 - 30 * unit, roof + 18 * unit),
        (x1 + 30 * unit, roof + 18 * unit),
        34 * unit,
        metal,
        unit,
    )
    for side, at in ((-1, x0), (1, x1)):
        _truss(
            ink,
            (at + side * 44 * unit, roof - 30 * unit),
            (at + side * 44 * unit, foot + 46 * unit),
            40 * unit,
            metal,
            unit,
        )
        _speakers(ink, (at + side * 100 * unit, roof + 40 * unit), side, dark, metal, unit)
        for k in range(3):
            low = foot + 56 * unit - k * 58 * unit
            left = at + side * 106 * unit - 62 * unit
            ink.box(left, low - 55 * unit, left + 124 * unit, low, dark * (1.0 + 0.12 * k))
            ink.box(left + 6 * unit, low - 49 * unit, left + 118 * unit, low - 6 * unit, dark * 0.7)


def _truss(
    ink: Ink, a: Point, b: Point, deep: float, tone: NDArray[np.floating], unit: float
) -> None:
    """A box girder from a to b, seen flat."""
    dx, dy = b[0] - a[0], b[1] - a[1]
    long = math.hypot(dx, dy)
    nx, ny = -dy / long * deep / 2, dx / long * deep / 2
    for side, shade in ((-1, 1.0), (1, 0.7)):
        ink.line((a[0] + side * nx, a[1] + side * ny), (b[0] + side * nx, b[1] + side * ny),
                 6 * unit, tone * shade)  # fmt: skip
    count = max(2, round(long / deep))
    for k in range(count):
        s, e = k / count, (k + 1) / count
        flip = 1 if k % 2 else -1
        ink.line((a[0] + dx * s + flip * nx, a[1] + dy * s + flip * ny),
                 (a[0] + dx * e - flip * nx, a[1] + dy * e - flip * ny), 3.2 * unit,
                 tone * 0.75)  # fmt: skip


def _speakers(
    ink: Ink,
    at: Point,
    side: int,
    dark: NDArray[np.floating],
    metal: NDArray[np.floating],
    unit: float,
) -> None:
    """Loudspeakers that hang in a curve."""
    x, y = at
    ink.line((x, y - 90 * unit), (x, y), 2.5 * unit, metal * 0.6)
    for k in range(8):
        turn = 0.02 * k * k * 0.35
        wide, tall = 64 * unit, 25 * unit
        shift = -side * (k * k) * 0.9 * unit
        top = y + k * 27 * unit
        skew = turn * wide * -side
        ink.fill(
            [
                (x - wide / 2 + shift, top - skew),
                (x + wide / 2 + shift, top + skew),
                (x + wide / 2 + shift, top + tall + skew),
                (x - wide / 2 + shift, top + tall - skew),
            ],
            dark * (1.5 - 0.06 * k),
        )
        ink.line((x - wide / 2 + shift, top - skew), (x + wide / 2 + shift, top + skew), 2 * unit,
                 metal * 0.5)  # fmt: skip


def floor(spec: SceneSpec, canvas: Canvas, light: Daylight, plan: Plan) -> Layer:
    """The boards, from the wall's foot to the edge; wide enough for every move."""
    width = canvas.paint_width_px
    foot, edge = plan.wall_px[3], plan.edge_y_px
    y0, y1 = int(foot), int(edge) + 1
    unit = canvas.unit
    day = np.clip(np.asarray(light.ambient_rgb) * 0.9 + np.asarray(light.key_rgb) * 0.4, 0, 1.2)
    if not plan.is_open_air:
        day = np.full(3, 0.16)
    code = "#5a3a24" if plan.curtain else "#2a2c31"
    tone = rgb(code) * (day + 0.12 * plan.glow)
    if spec.weather == "snow":
        tone = mix(tone, np.clip(rgb("#e9eff6") * day, 0, 1), 0.72)
    rows = np.arange(y0, y1, dtype=np.float32)[:, None]
    deep = (rows - foot) / max(1.0, edge - foot)
    middle = (plan.stage_x_px[0] + plan.stage_x_px[1]) / 2
    columns = (np.arange(width, dtype=np.float32)[None] - middle) / (0.42 + 0.58 * deep)
    lane = columns / ((64 if not plan.curtain else 30) * unit)
    index = np.floor(lane)
    board = (64 if not plan.curtain else 30) * unit * (0.42 + 0.58 * deep)
    # Far boards are finer than pixels: their gaps fade, or they would flicker.
    soft = np.maximum(0.03, 1.4 / board)
    gap = np.clip((np.abs(lane - index - 0.5) - 0.5 + 0.03 + soft / 2) / soft, 0, 1)
    gap = gap * np.minimum(1, 0.07 / soft)
    uneven = 0.24 * np.clip(board / 6 - 0.3, 0, 1) * (0.4 if spec.weather == "snow" else 1.0)
    vary = 1 + uneven * ((np.sin(index * 12.9898) * 43758.5453) % 1.0 - 0.5)
    shade = vary * (1 - 0.38 * gap) * (0.75 + 0.5 * deep)
    out = np.ones((y1 - y0, width, 4), np.float32)
    out[..., :3] = np.clip(tone * shade[..., None], 0, 1)
    half = (plan.stage_x_px[1] - plan.stage_x_px[0]) / 2 + 150 * unit
    far = np.abs(np.arange(width, dtype=np.float32)[None] - middle) / (1 + 0.10 * deep)
    out[..., 3] = np.clip((half - far) / (2 * unit) + 0.5, 0, 1) if plan.is_open_air else 1.0
    return Layer(out, plan.floor.near_parallax, y_px=y0, shear=plan.floor)


def apron(spec: SceneSpec, canvas: Canvas, light: Daylight, plan: Plan) -> Layer:
    """The stage's front: a dark wall with a strip of light, down to the crowd."""
    ink = Ink(canvas)
    unit = canvas.unit
    edge = plan.edge_y_px
    middle = (plan.stage_x_px[0] + plan.stage_x_px[1]) / 2
    half = (plan.stage_x_px[1] - plan.stage_x_px[0]) / 2 + 166 * unit
    x0, x1 = (
        (middle - half, middle + half) if plan.is_open_air else (0.0, float(canvas.paint_width_px))
    )
    day = np.clip(np.asarray(light.ambient_rgb) * 0.8 + np.asarray(light.key_rgb) * 0.2, 0, 1.1)
    if not plan.is_open_air:
        day = np.full(3, 0.10)
    body = rgb("#3a2318" if plan.curtain else "#1b1d22") * day + 0.006
    if plan.is_open_air:
        field = rgb("#dfe6ee" if spec.weather == "snow" else "#4c5540") * day * 0.8
        ink.box(
            0, edge - 6 * unit, float(canvas.paint_width_px), float(canvas.paint_height_px), field
        )
    ink.box(x0, edge - 1, x1, float(canvas.paint_height_px), body)
    for k in range(int((x1 - x0) / (120 * unit)) + 1):
        x = x0 + k * 120 * unit
        ink.box(x, edge, x + 3 * unit, edge + 130 * unit, body * 0.55)
    if plan.curtain:
        ink.box(
            x0,
            edge - 7 * unit,
            x1,
            edge + 6 * unit,
            np.array([0.72, 0.52, 0.24]) * (day + 0.3 * plan.glow),
        )
    else:
        strip = plan.palette[0] * np.float32(0.35 + 0.65 * plan.glow)
        ink.box(x0, edge - 4 * unit, x1, edge + 4 * unit, strip)
    if spec.weather == "snow":
        ink.box(
            x0, edge - 11 * unit, x1, edge - 2 * unit, np.clip(rgb("#f0f5fb") * day * 1.1, 0, 1)
        )
    return Layer(ink.sheet, plan.floor.near_parallax)
