"""Volcanic land as pictures: what is seen of it, how far away it is, and its light."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import cv2
import numpy as np

from kinoloom.generators.painted.easel.bands import in_bands
from kinoloom.generators.painted.settings.volcano.relief_kernels import march, shade, survey

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from kinoloom.generators.painted.easel.light import Colour, Vector


class View(NamedTuple):
    """How land is seen: sizes and the horizon in pixels of the painted canvas."""

    width_px: int
    height_px: int
    focal_px: float
    horizon_px: float
    eye_height: float
    near_z: float
    far_z: float
    steps: int

    def packed(self) -> NDArray[np.float64]:
        """As the kernels take it."""
        return np.array(
            [self.focal_px, self.horizon_px, self.eye_height, self.near_z, self.far_z], np.float64
        )

    @property
    def distances(self) -> NDArray[np.float64]:
        """How far away each step is."""
        return np.geomspace(self.near_z, self.far_z, self.steps)

    def column_of(self, x: float, z: float) -> float:
        """Where a place is seen, in pixels from the left."""
        return self.width_px / 2 + self.focal_px * x / z

    def row_of(self, y: float, z: float) -> float:
        """Where a height is seen, in pixels from the top."""
        return self.horizon_px - self.focal_px * (y - self.eye_height) / z


class Shape(NamedTuple):
    """What the land is: `cones` has rows of x, z, height, radius, mouth, pit, breach, turn and
    gullies; `land` is roll, roughness, stones, hills (near: where people walk), their distance
    (near: where stones begin), the edge, whether it is a caldera, and the drop."""  # fmt: skip

    cones: NDArray[np.float64]
    land: NDArray[np.float64]
    seed: int


class Rock(NamedTuple):
    """Albedos, 0..1, and where they change, as shares of the `summit` height."""

    basalt: Colour
    scoria: Colour
    ash: Colour
    green: Colour
    snow: Colour
    green_line: float
    snow_line: float
    snow_share: float
    red: float
    summit: float


class Air(NamedTuple):
    """Light and air over the land."""

    sun: Vector
    key: Colour
    ambient: Colour
    shadow: float
    haze: Colour
    haze_sun: Colour
    haze_z: float
    sun_x_px: float
    mist: float
    mist_height: float


class Seen(NamedTuple):
    """Land as the viewer sees it: straight RGBA, and the distance of each pixel."""

    rgba: NDArray[np.float32]
    depth: NDArray[np.float32]


def no_course(view: View) -> NDArray[np.float64]:
    """No river of lava."""
    return np.zeros((view.steps, 2), np.float64)


def paint_land(
    view: View,
    shape: Shape,
    rock: Rock,
    air: Air,
    *,
    grain: float,
    course: NDArray[np.float64] | None = None,
) -> Seen:
    """The land over the whole canvas; `grain` is the size of its finest relief."""
    out = np.zeros((view.height_px, view.width_px, 4), np.float32)
    depth = np.full((view.height_px, view.width_px), 1e9, np.float32)
    alpha = np.zeros((view.height_px, view.width_px), np.float32)
    heights = np.empty((view.steps, view.width_px), np.float32)
    eye = view.packed()
    line = no_course(view) if course is None else course
    colours = np.array(
        [rock.basalt, rock.scoria, rock.ash, rock.green, rock.snow, air.key, air.ambient,
         air.haze, air.haze_sun, air.sun], np.float64,
    )  # fmt: skip
    # On flanks relief follows the height, on flat ground the distance.
    lie = (0.65, 0.22) if grain > 1 else (0.9, 0.55)
    lines = np.array(
        [rock.green_line, rock.snow_line, rock.snow_share, air.haze_z, air.sun_x_px, air.mist,
         air.mist_height, air.shadow, grain, rock.red, rock.summit, *lie], np.float64,
    )  # fmt: skip

    def measure(first: int, last: int) -> None:
        survey(heights, line, first, last, eye, shape.cones, shape.land, shape.seed)

    def see(first: int, last: int) -> None:
        march(depth, alpha, heights, first, last, eye)

    def light(first: int, last: int) -> None:
        shade(out, depth, alpha, heights, first, last, eye, colours, lines, shape.seed)

    in_bands(view.width_px, measure)
    # Faces steeper than the steps would show combs.
    heights = np.asarray(cv2.GaussianBlur(heights, (0, 0), 1.0, sigmaY=1.1), np.float32)
    in_bands(view.width_px, see)
    in_bands(view.height_px, light)
    # The march smooths edges only upward: steep flanks would show stairs.
    soft = np.asarray(cv2.GaussianBlur(alpha, (0, 0), 0.7), np.float32)
    out[..., 3] = np.minimum(alpha, soft)
    return Seen(out, depth)
