"""The hill in front: what stands on it, who is on it, and the pines that frame the picture."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING

import cv2
import numpy as np

from kinoloom.generators.painted.cast.stage import Cast, subject_height_px
from kinoloom.generators.painted.easel.layer import Layer, add_spots, over, place
from kinoloom.generators.painted.settings.heavens.hill import (
    Tufts,
    crest_line,
    hill_ground,
    strew_grass,
)
from kinoloom.generators.painted.settings.heavens.lone_tree import tree_picture
from kinoloom.generators.painted.settings.heavens.shelters import Shelter, hut, tent
from kinoloom.generators.painted.settings.heavens.smoke import Smoke
from kinoloom.generators.painted.settings.mountains.looks import soil_of, woods_of
from kinoloom.generators.painted.settings.mountains.pines import (
    draw_trees,
    snow_colour,
    tree_rows,
)
from kinoloom.generators.painted.settings.mountains.vista import AFLOAT

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from kinoloom.generators.painted.air.daylight import Daylight
    from kinoloom.generators.painted.easel.camera import CameraMove, Pose
    from kinoloom.generators.painted.easel.canvas import Canvas
    from kinoloom.generators.painted.easel.focus import Focus
    from kinoloom.generators.painted.easel.light import Rig
    from kinoloom.generators.painted.settings.heavens.vale import Vale
    from kinoloom.generators.painted.spec import SceneSpec

_LAMPS = {"dawn": 0.55, "day": 0.0, "golden_hour": 0.25, "dusk": 0.85, "night": 1.0}
_WINDS = {"wind": 0.85, "storm": 1.0, "sandstorm": 0.8, "rain": 0.35}
_CLOSED, _LIFT, _RIM = 0.8, 0.9, 1.5
"""The cover from which a night is lightless, how much lighter people are in it, and their rim."""
_WARM = np.array([1.0, 0.62, 0.28], np.float32)


class NearLand:
    """The hill and all that is on it or in front of it."""

    def __init__(
        self,
        spec: SceneSpec,
        canvas: Canvas,
        light: Daylight,
        vale: Vale,
        *,
        move: CameraMove,
        seconds: float,
    ) -> None:
        """`spec` says what the land is like, and who is on it."""
        self._canvas, self._vale = canvas, vale
        soil = soil_of(spec)
        crest = crest_line(canvas, vale, spec.seed)
        wind = max(_WINDS.get(spec.weather, 0.0), 0.10 + 0.12 * spec.motion)
        self._wind = wind
        self._lamp = _LAMPS[spec.hour] if vale.landmark in ("tent", "hut") else 0.0
        base_y = float(crest[int(np.clip(vale.landmark_x_px, 0, len(crest) - 1))])
        base_y += (0.016 if vale.landmark in ("tent", "hut") else 0.004) * canvas.height_px
        self._base_y = base_y
        lamp = None
        if self._lamp > 0:
            lamp = (vale.landmark_x_px, base_y, 1.5 * vale.landmark_px)
        ground = hill_ground(canvas, light, soil, crest, lamp=lamp, seed=spec.seed)
        ground = strew_grass(ground, canvas, light, soil, crest, seed=spec.seed)
        self._hill = Layer(ground, vale.ground.near_parallax, shear=vale.ground)
        self._tufts = Tufts(canvas, light, soil, vale, crest, wind=wind, seed=spec.seed)
        self._shelter: Shelter | None = None
        self._tree: tuple[NDArray[np.uint8], float] | None = None
        self._pines: Layer | None = None
        self._smoke: Smoke | None = None
        self._raise_landmark(spec, light)
        self._framing = _framing(spec, canvas, light, vale)
        self._cast = self._make_cast(spec, light, move, seconds, float(crest.max()))

    def defocus(self, focus: Focus) -> None:
        """Be drawn as a lens sees it."""
        focus.see(self._pines, self._hill, self._framing)

    def draw(self, frame_u8: NDArray[np.uint8], t_s: float, pose: Pose) -> None:
        """Draw the hill before all that is farther."""
        canvas = self._canvas
        if self._pines is not None:
            self._pines.draw(frame_u8, pose, canvas)
        self._hill.draw(frame_u8, pose, canvas)
        if self._smoke is not None:
            self._smoke.draw(frame_u8, t_s, pose)
        self._draw_landmark(frame_u8, t_s, pose)
        self._tufts.draw_crest(frame_u8, t_s, pose)

    def draw_cast(self, frame_u8: NDArray[np.uint8], t_s: float, pose: Pose) -> None:
        """Those on the hill, and what is in front of them."""
        if self._cast is not None:
            self._cast.draw(frame_u8, t_s, pose)
        if self._framing is not None:
            self._framing.draw(frame_u8, pose, self._canvas)
        self._tufts.draw_front(frame_u8, t_s, pose)

    # -- the landmark -------------------------------------------------------------------------

    def _raise_landmark(self, spec: SceneSpec, light: Daylight) -> None:
        vale, canvas = self._vale, self._canvas
        snow = soil_of(spec).snow
        match vale.landmark:
            case "tree":
                self._tree = tree_picture(spec, light, vale.landmark_px, vale.sun_dir)
            case "tent":
                self._shelter = tent(
                    light, vale.landmark_px, vale.side, lamp=self._lamp, seed=spec.seed
                )
            case "hut":
                self._shelter = hut(
                    light, vale.landmark_px, vale.side, lamp=self._lamp, snow=snow, seed=spec.seed
                )
                flue = self._shelter.flue or (0.0, 0.0)
                x = vale.landmark_x_px - self._shelter.base_x_px + flue[0]
                y = self._base_y - self._shelter.picture.shape[0] + flue[1]
                self._smoke = Smoke(
                    canvas, x_px=x, y_px=y, parallax=vale.ground.parallax_at(self._base_y),
                    size_px=0.13 * vale.landmark_px, wind=(0.25 + self._wind) * -vale.side,
                    colour_rgb=light.haze_rgb, seed=spec.seed,
                )  # fmt: skip
            case "pines":
                self._pines = _stand(spec, canvas, light, vale, self._base_y)
            case "none":
                pass

    def _draw_landmark(self, frame_u8: NDArray[np.uint8], t_s: float, pose: Pose) -> None:
        vale = self._vale
        x, y, scale = place(
            vale.landmark_x_px, self._base_y, vale.ground.parallax_at(self._base_y), pose,
            self._canvas,
        )  # fmt: skip
        if self._tree is not None:
            picture, trunk_x = self._tree
            beat = math.sin(t_s * (0.9 + 1.5 * self._wind)) + 0.4 * math.sin(t_s * 2.3 + 1)
            sway = (0.004 + 0.020 * self._wind) * beat - 0.03 * max(0.0, self._wind - 0.4)
            _stand_up(frame_u8, picture, (x, y), trunk_x, scale, sway)
        if self._shelter is not None:
            _stand_up(frame_u8, self._shelter.picture, (x, y), self._shelter.base_x_px, scale, 0.0)
            self._glow(frame_u8, t_s, x, y, scale)

    def _glow(
        self, frame_u8: NDArray[np.uint8], t_s: float, x: float, y: float, scale: float
    ) -> None:
        """Light around lamps, a little unsteady like a flame's."""
        shelter = self._shelter
        if shelter is None or not shelter.lights:
            return
        rows = np.array(shelter.lights, np.float32)
        beat = 1 + 0.07 * math.sin(5.1 * t_s) + 0.05 * math.sin(8.7 * t_s + 1.3)
        xs = x + (rows[:, 0] - shelter.base_x_px) * scale
        ys = y + (rows[:, 1] - shelter.picture.shape[0]) * scale
        add_spots(
            frame_u8, np.asarray(xs, np.float32), np.asarray(ys, np.float32), rows[:, 2] * 1.5,
            _WARM, np.asarray(0.24 * self._lamp * beat, np.float32),
        )  # fmt: skip

    # -- who is there -------------------------------------------------------------------------

    def _make_cast(
        self, spec: SceneSpec, light: Daylight, move: CameraMove, seconds: float, crest_y: float
    ) -> Cast | None:
        ashore = tuple(one for one in spec.subjects if one.noun not in AFLOAT)
        if not ashore:
            return None
        spec = spec.model_copy(update={"subjects": ashore})
        vale, canvas = self._vale, self._canvas
        x, y, _ = vale.sun_dir
        soil = soil_of(spec)
        return Cast(
            spec, canvas, _seen_in(light, light.rig((x, -y, 0.55))), ground_y_px=vale.feet_y_px,
            parallax=vale.ground.parallax_at(vale.feet_y_px), seconds=seconds, move=move,
            ground_rgb=soil.grass, ground=vale.ground, horizon_y_px=vale.horizon_y_px,
            height_px=subject_height_px(spec, canvas) * 0.86,
            sun_px=(vale.sun_x_px, vale.sun_y_px) if spec.hour not in ("day", "night") else None,
            footprints=0.8 * soil.snow, haze=0.10 * light.density,
            farthest_y_px=crest_y + 0.012 * canvas.height_px,
        )  # fmt: skip


def _seen_in(light: Daylight, rig: Rig) -> Rig:
    """Under a night's closed sky nobody would be seen: who is there is lit more than the land."""
    if not light.is_night or light.cover < _CLOSED:
        return rig
    more = 1 + _LIFT * light.cover
    red, green, blue = rig.ambient_rgb
    rim = np.maximum(rig.rim_rgb, _RIM * np.asarray(light.haze_rgb, np.float32))
    return replace(
        rig,
        ambient_rgb=(red * more, green * more, blue * more),
        rim_rgb=(float(rim[0]), float(rim[1]), float(rim[2])),
    )


def _stand_up(
    frame_u8: NDArray[np.uint8],
    picture: NDArray[np.uint8],
    foot_px: tuple[float, float],
    base_x_px: float,
    scale: float,
    sway: float,
) -> None:
    """Lay a picture over the frame with its base on a point between pixels, sheared by `sway`."""
    rows, columns = picture.shape[:2]
    lean = sway * rows * scale
    left = foot_px[0] - base_x_px * scale + min(0.0, lean) - 1
    x0, y0 = math.floor(left), math.floor(foot_px[1] - rows * scale) - 1
    width = math.ceil(columns * scale + abs(lean)) + 4
    height = math.ceil(rows * scale) + 4
    view = np.array(
        [
            [scale, -sway * scale, foot_px[0] - base_x_px * scale + sway * rows * scale - x0],
            [0.0, scale, foot_px[1] - rows * scale - y0],
        ]
    )
    moved = cv2.warpAffine(picture, view, (width, height), flags=cv2.INTER_LINEAR)
    over(frame_u8, np.asarray(moved, np.uint8), y0, x0)


def _stand(spec: SceneSpec, canvas: Canvas, light: Daylight, vale: Vale, base_y_px: float) -> Layer:
    """A stand of pines on the crest, the tallest in its middle."""
    rng = np.random.default_rng([spec.seed & 0xFFFFFFFF, 0x91E])
    unit = canvas.unit
    count = int(rng.integers(5, 10))
    offsets = rng.normal(0, 0.34, count)
    xs = vale.landmark_x_px + offsets * vale.landmark_px
    tall = (
        vale.landmark_px
        * np.clip(1.0 - 0.55 * np.abs(offsets), 0.25, 1)
        * rng.uniform(0.6, 1.05, count)
    )
    bases = np.array([vale.crest_at(float(x), canvas) for x in xs]) + 34 * unit
    order = np.argsort(-tall)
    places = np.stack([xs, bases], axis=1).astype(np.float32)[order]
    rows = tree_rows(places, tall[order].astype(np.float32), woods_of(spec), light, rng)
    rows[:, 9:15] *= 0.8
    rows[:, 6] *= 1.3
    premult = np.zeros((canvas.paint_height_px, canvas.paint_width_px, 4), np.float32)
    draw_trees(premult, rows, sun_x_px=vale.sun_x_px, snow_rgb=snow_colour(light))
    return Layer(_straight(premult), vale.ground.parallax_at(base_y_px))


def _framing(spec: SceneSpec, canvas: Canvas, light: Daylight, vale: Vale) -> Layer | None:
    """Dark pines at one side of the frame, cut by it."""
    if vale.framing == 0:
        return None
    rng = np.random.default_rng([spec.seed & 0xFFFFFFFF, 0x91F])
    unit = canvas.unit
    bottom = canvas.margin_y_px + canvas.height_px
    reach = min(canvas.height_px, 1.25 * canvas.width_px)
    places: list[tuple[float, float]] = []
    tall: list[float] = []
    for k in range(3):
        inward = float(rng.uniform(-0.05, 0.03)) + 0.05 * k
        x = inward if vale.framing < 0 else 1 - inward
        places.append((canvas.margin_x_px + x * canvas.width_px,
                       bottom + float(rng.uniform(20, 80)) * unit))  # fmt: skip
        share = float(rng.uniform(0.52, 0.74)) * (1 - 0.26 * k)
        tall.append(share * reach * (0.85 if spec.subjects else 1.0))
    rows = tree_rows(
        np.array(places, np.float32), np.array(tall, np.float32), woods_of(spec), light, rng
    )
    rows[:, 9:15] *= 0.42
    rows[:, 6] *= 1.5
    rows[:, 3] *= 0.9
    premult = np.zeros((canvas.paint_height_px, canvas.paint_width_px, 4), np.float32)
    draw_trees(premult, rows, sun_x_px=vale.sun_x_px, snow_rgb=snow_colour(light) * 0.6)
    return Layer(_straight(premult), 1.18)


def _straight(premult: NDArray[np.float32]) -> NDArray[np.float32]:
    premult[..., :3] /= np.maximum(premult[..., 3:], 1e-3)
    return premult
