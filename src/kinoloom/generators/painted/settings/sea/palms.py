"""Palms that lean into the picture; their fronds swing in the wind, one by one."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

import cv2
import numpy as np

from kinoloom.generators.painted.easel.colour import mix, rgb
from kinoloom.generators.painted.easel.layer import Layer, over, place

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from kinoloom.generators.painted.air.daylight import Daylight
    from kinoloom.generators.painted.easel.camera import Pose
    from kinoloom.generators.painted.easel.canvas import Canvas
    from kinoloom.generators.painted.spec import SceneSpec

_PARALLAX = 1.12
_OVERSAMPLING = 2
_BITS = 4


class _Frond(NamedTuple):
    """A picture (premultiplied), the place in it that it swings around, and how it swings."""

    rgba: NDArray[np.uint8]
    pivot_px: tuple[float, float]
    crown_px: tuple[float, float]
    swing: float
    phase: float


class Palms:
    """One to three palms at a side of the frame."""

    def __init__(
        self,
        spec: SceneSpec,
        canvas: Canvas,
        light: Daylight,
        *,
        side: int,
        sun_side: int,
        wind: float,
        loop_s: float | None,
    ) -> None:
        """`side` is where they stand, `wind` 0 (calm) to 1 (a gale)."""
        rng = np.random.default_rng([spec.seed & 0xFFFFFFFF, 0xBA1])
        self._canvas, self._wind = canvas, wind
        rate = 0.42
        self._rate_hz = rate if loop_s is None else max(1, round(loop_s * rate)) / loop_s
        inks = _inks(spec, light)
        trunks = np.zeros((canvas.paint_height_px, canvas.paint_width_px, 4), np.float32)
        self._fronds: list[_Frond] = []
        reach = min(canvas.height_px, 1.2 * canvas.width_px)
        count = int(rng.integers(1, 3))
        for k in range(count):
            tall = reach * float(rng.uniform(0.80, 0.98)) * (1.0 - 0.22 * k)
            root_x = float(rng.uniform(0.0, 0.035)) + 0.05 * k
            lean = (float(rng.uniform(0.10, 0.20)) + 0.06 * k) * (0.75 if spec.subjects else 1.0)
            foot = np.array(
                [
                    _inward(canvas, side, root_x),
                    canvas.margin_y_px + canvas.height_px * float(rng.uniform(1.0, 1.06)),
                ]
            )
            crown = foot + np.array([-side * lean * min(canvas.width_px, reach), -tall])
            line = _trunk_line(foot, crown, side, float(rng.uniform(0.10, 0.26)))
            _paint_trunk(trunks, line, 0.026 * reach * (1 - 0.12 * k), inks, sun_side)
            self._fronds += _crown(
                crown, 0.40 * reach * (1 - 0.14 * k), inks, sun_side, wind, rng, canvas.unit
            )
        trunks[..., :3] /= np.maximum(trunks[..., 3:], 1e-3)
        self._trunks = Layer(trunks, _PARALLAX)

    def draw(self, frame_u8: NDArray[np.uint8], t_s: float, pose: Pose) -> None:
        """Draw trunks, then the fronds as the wind has them."""
        self._trunks.draw(frame_u8, pose, self._canvas)
        turn = 2 * math.pi * self._rate_hz * t_s
        for frond in self._fronds:
            gust = math.sin(turn + frond.phase) + 0.45 * math.sin(2 * turn + 2.3 * frond.phase)
            angle = frond.swing * (0.30 + 0.9 * self._wind) * gust
            x, y, scale = place(*frond.crown_px, _PARALLAX, pose, self._canvas)
            _draw_turned(frame_u8, frond, x, y, scale, angle)


def _draw_turned(
    frame_u8: NDArray[np.uint8], frond: _Frond, x: float, y: float, scale: float, angle: float
) -> None:
    rows, columns = frond.rgba.shape[:2]
    k = scale / _OVERSAMPLING
    c, s = math.cos(angle) * k, math.sin(angle) * k
    turn = np.array([[c, -s], [s, c]])
    corners = np.array([[0, 0], [columns, 0], [0, rows], [columns, rows]], np.float64)
    ends = (corners - np.array(frond.pivot_px)) @ turn.T + np.array([x, y])
    low = np.maximum(np.floor(ends.min(axis=0)) - 1, 0)
    high = np.minimum(np.ceil(ends.max(axis=0)) + 1, [frame_u8.shape[1], frame_u8.shape[0]])
    size = high - low
    if size[0] < 1 or size[1] < 1:
        return
    shift = np.array([x, y]) - turn @ np.array(frond.pivot_px) - low
    view = np.column_stack([turn, shift])
    moved = cv2.warpAffine(frond.rgba, view, (int(size[0]), int(size[1])), flags=cv2.INTER_LINEAR)
    over(frame_u8, np.asarray(moved, np.uint8), int(low[1]), int(low[0]))


class _Inks(NamedTuple):
    bark: NDArray[np.float32]
    bark_lit: NDArray[np.float32]
    leaf: NDArray[np.float32]
    leaf_lit: NDArray[np.float32]
    rim: NDArray[np.float32]


def _inks(spec: SceneSpec, light: Daylight) -> _Inks:
    """By a low sun palms are shapes against the light; by day they are green."""
    ambient = np.asarray(light.ambient_rgb, np.float32)
    key = np.asarray(light.key_rgb, np.float32) * np.float32(0.3 + 0.7 * light.shadow)
    low = spec.hour in ("dawn", "golden_hour", "dusk", "night")
    shade = 0.42 if low else 0.62
    bark, leaf = rgb("#6b5544"), rgb("#4f7434")
    if spec.season == "autumn":
        leaf = mix(leaf, rgb("#9a8436"), 0.4)
    direct = 0.16 if low else 0.62
    rim = np.asarray(light.glow_rgb, np.float32) * np.float32(0.75 * light.shadow)
    bark_lit = bark * (ambient * np.float32(shade) + key * np.float32(direct))
    leaf_lit = leaf * (ambient * np.float32(shade) + key * np.float32(direct * 1.2))
    return _Inks(
        np.asarray(bark * ambient * np.float32(shade), np.float32),
        np.asarray(np.clip(bark_lit, 0, 1), np.float32),
        np.asarray(leaf * ambient * np.float32(shade), np.float32),
        np.asarray(np.clip(leaf_lit, 0, 1), np.float32),
        np.asarray(np.clip(rim if low else leaf * key * 1.25 + 0.04, 0, 1), np.float32),
    )


def _inward(canvas: Canvas, side: int, share: float) -> float:
    if side < 0:
        return canvas.margin_x_px + share * canvas.width_px
    return canvas.margin_x_px + (1 - share) * canvas.width_px


def _trunk_line(
    foot: NDArray[np.float64], crown: NDArray[np.float64], side: int, bow: float
) -> NDArray[np.float64]:
    """A trunk starts outward and bends up."""
    s = np.linspace(0, 1, 60)[:, None]
    middle = (foot + crown) / 2 + np.array([-side * 0.35, 0.75]) * bow * np.linalg.norm(
        crown - foot
    )
    return (1 - s) ** 2 * foot + 2 * s * (1 - s) * middle + s * s * crown


def _paint_trunk(
    premult: NDArray[np.float32],
    line: NDArray[np.float64],
    wide_px: float,
    inks: _Inks,
    sun_side: int,
) -> None:
    """A tapered trunk with rings, lit from one side."""
    along = np.linspace(0, 1, len(line))
    half = wide_px * (0.62 - 0.30 * along + 0.38 * np.exp(-along / 0.05))
    way = np.gradient(line, axis=0)
    way /= np.linalg.norm(way, axis=1, keepdims=True)
    normal = np.stack([-way[:, 1], way[:, 0]], axis=1)
    sheet = np.zeros((*premult.shape[:2], 1), np.uint8)
    places = np.concatenate([line + normal * half[:, None], (line - normal * half[:, None])[::-1]])
    cv2.fillPoly(
        sheet, [np.round(places * (1 << _BITS)).astype(np.int32)], (255,), cv2.LINE_AA, _BITS
    )
    box_x, box_y, box_w, box_h = cv2.boundingRect(sheet)
    if box_w == 0:
        return
    part = np.s_[box_y : box_y + box_h, box_x : box_x + box_w]
    cover = sheet[part][..., 0].astype(np.float32) / 255
    yy, xx = np.mgrid[box_y : box_y + box_h, box_x : box_x + box_w].astype(np.float32)
    # The trunk is steep: a row tells the place along it well enough.
    rows = np.interp(yy[:, 0], line[::-1, 1], along[::-1])
    centre = np.interp(rows, along, line[:, 0])[:, None]
    width = np.interp(rows, along, half)[:, None]
    across = np.clip((xx - centre) / np.maximum(1, width), -1, 1)
    rings = 0.5 + 0.5 * np.sin(rows[:, None] * 150 + 1.2 * across**2 * 2)
    lit = np.clip(0.32 + 0.75 * across * sun_side, 0, 1) * (0.72 + 0.28 * rings)
    colour = mix(inks.bark, inks.bark_lit, lit[..., None])
    edge = np.clip((across * sun_side - 0.72) * 4, 0, 1)[..., None]
    colour = mix(colour, inks.rim, 0.55 * edge)
    keep = 1 - cover[..., None]
    premult[part][..., :3] = premult[part][..., :3] * keep + colour * cover[..., None]
    premult[part][..., 3:] = premult[part][..., 3:] * keep + cover[..., None]


def _crown(
    crown: NDArray[np.float64],
    length_px: float,
    inks: _Inks,
    sun_side: int,
    wind: float,
    rng: np.random.Generator,
    unit: float,
) -> list[_Frond]:
    """Fronds all around, the rear ones first and darker."""
    count = int(rng.integers(9, 12))
    fronds: list[_Frond] = []
    for k in range(count):
        # From the rear ones, that stand up, to the front ones, that hang.
        depth = (k + 0.5) / count
        lift = math.radians(78 - 118 * depth**1.15 + float(rng.uniform(-9, 9)))
        hand = 1.0 if (k + int(rng.random() < 0.2)) % 2 else -1.0
        size = length_px * float(rng.uniform(0.84, 1.12)) * (1.0 - 0.18 * depth)
        fronds.append(
            _frond(
                (float(crown[0]), float(crown[1])), hand, lift, size, inks, sun_side, wind,
                depth, rng, unit,
            )
        )  # fmt: skip
    return fronds


def _frond(
    crown: tuple[float, float],
    hand: float,
    lift: float,
    size: float,
    inks: _Inks,
    sun_side: int,
    wind: float,
    depth: float,
    rng: np.random.Generator,
    unit: float,
) -> _Frond:
    """One frond: a rib that rises and droops, leaflets hanging from both its sides."""
    k = _OVERSAMPLING
    s = np.linspace(0, 1, 46)
    bend = math.radians(float(rng.uniform(62, 98))) * (0.75 + 0.35 * math.sin(max(0.0, lift)))
    heading = lift - bend * s**1.25
    x = np.cumsum(np.cos(heading)) * hand * size / len(s)
    y = -np.cumsum(np.sin(heading)) * size / len(s)
    # The wind combs them all to one side.
    x = x + 0.16 * wind * size * s * s
    across = float(hand * math.cos(lift))
    rib = np.stack([x, y], axis=1) * k
    way = np.gradient(rib, axis=0)
    way /= np.maximum(1e-6, np.linalg.norm(way, axis=1, keepdims=True))
    pad = 0.27 * size * k
    low = rib.min(axis=0) - pad
    shape = np.ceil(rib.max(axis=0) + pad - low).astype(int)
    sheet = np.zeros((int(shape[1]), int(shape[0]), 4), np.uint8)
    facing = 0.30 + 0.55 * max(0.0, across * sun_side) + 0.25 * depth
    body = mix(inks.leaf * np.float32(0.62 + 0.4 * depth), inks.leaf_lit, min(1.0, facing))
    leaflets = max(20, min(54, round(size / (6.0 * unit))))
    for one in range(leaflets):
        t = (one + 0.6) / leaflets
        at = np.array([np.interp(t, s, rib[:, 0]), np.interp(t, s, rib[:, 1])]) - low
        ahead = np.array([np.interp(t, s, way[:, 0]), np.interp(t, s, way[:, 1])])
        length = size * k * (0.215 * math.sin(math.pi * min(1, 0.10 + 0.88 * t)) ** 0.6 + 0.02)
        for half in (-1.0, 1.0):
            out = np.array([-ahead[1], ahead[0]]) * half
            hang = 0.30 + 0.34 * float(rng.random())
            way_out = 0.70 * out * (0.8 if out[1] < 0 else 1.0) + 0.85 * ahead
            way_out = way_out + np.array([0.12 * wind, hang])
            tip = at + way_out / np.linalg.norm(way_out) * length * float(rng.uniform(0.8, 1.1))
            elbow = at + (tip - at) * 0.5 - np.array([0.0, 0.05 * length])
            wide = max(0.9, 0.044 * length)
            cross = np.array([-(tip - at)[1], (tip - at)[0]])
            cross = cross / max(1e-6, float(np.linalg.norm(cross))) * wide
            blade = np.array(
                [at - cross * 0.5, elbow - cross, tip, elbow + cross, at + cross * 0.5]
            )
            tone = float(rng.uniform(0.82, 1.16)) * (1.12 if out[1] < 0 else 0.86)
            ink = (
                np.clip(
                    mix(
                        body * np.float32(tone), inks.rim, 0.30 * (out[1] < 0) * (0.4 + 0.6 * depth)
                    ),
                    0,
                    1,
                )
                * 255
            )
            cv2.fillPoly(
                sheet, [np.round(blade * (1 << _BITS)).astype(np.int32)],
                (float(ink[0]), float(ink[1]), float(ink[2]), 255.0), cv2.LINE_AA, _BITS,
            )  # fmt: skip
    rib_ink = np.clip(inks.leaf_lit * 1.05, 0, 1) * 255
    cv2.polylines(
        sheet, [np.round((rib - low) * (1 << _BITS)).astype(np.int32)], False,
        (float(rib_ink[0]), float(rib_ink[1]), float(rib_ink[2]), 255.0),
        max(1, round(2.2 * unit * k)), cv2.LINE_AA, _BITS,
    )  # fmt: skip
    pivot = -low
    swing = 0.055 + 0.03 * float(rng.random())
    phase = float(rng.uniform(0, 0.9)) + 0.8 * across
    return _Frond(sheet, (float(pivot[0]), float(pivot[1])), crown, swing, phase)
