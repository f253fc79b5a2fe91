"""Vehicles of a street: the road's own models, seen by the city's camera in the city's light."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from kinoloom.generators.painted.easel.colour import mix, ramp
from kinoloom.generators.painted.settings.city.look import Look, tone
from kinoloom.generators.painted.settings.highway.bodies import Bodies
from kinoloom.generators.painted.settings.highway.lens import Course, Lens
from kinoloom.generators.painted.settings.highway.looks import Look as RoadLook
from kinoloom.generators.painted.settings.highway.plan import kind_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from kinoloom.generators.painted.easel.camera import Pose
    from kinoloom.generators.painted.easel.canvas import Canvas
    from kinoloom.generators.painted.settings.city.view import View
    from kinoloom.generators.painted.settings.highway.bodies import Placed
    from kinoloom.generators.painted.spec import Subject

_FAR_ZOOM_SHARE = 0.25  # as in layer.place: vehicles and sheets must agree
_INKS = 10
_PLAYED = frozenset(("tractor", "fire engine", "ambulance"))
"""What an icon shows better than the nearest model would."""
_CARS = frozenset(("car", "cars", "automobile", "vehicle", "taxi"))
_LAMP = 1.06, 1.0, 0.90
_FADES_PX = 5.0
_LEAST_PX = 7.0
"""A far vehicle is faded in from here on: at its full strength it would pop up."""


def is_car(subject: Subject) -> bool:
    """Whether the subject is a car, one that flies too."""
    return subject.noun in _CARS or subject.noun.endswith((" car", " cars"))


def flies(subject: Subject) -> bool:
    """Whether a car is one that flies, by its name or by what it does."""
    by_name = "fly" in subject.noun or "hover" in subject.noun
    return by_name or subject.action in ("fly", "float")


def model_of(subject: Subject) -> str | None:
    """The model of a subject that drives in a street; None for whatever else it is."""
    if subject.noun in _PLAYED:
        return None
    return kind_of(subject) or ("saloon" if is_car(subject) else None)


def is_driven(subject: Subject) -> bool:
    """Whether the subject goes along the street, on wheels or above it, and not on foot."""
    return is_car(subject) or model_of(subject) is not None


class Vehicles:
    """Draws vehicles on the street of one shot."""

    def __init__(self, canvas: Canvas, view: View, look: Look) -> None:
        self._canvas, self._view = canvas, view
        self._bodies = bodies_for(canvas, look)

    def draw(self, frame_u8: NDArray[np.uint8], placed: Placed, pose: Pose) -> None:
        """Draw one that stands where its `lateral_m` and `along_m` are x and z of the view."""
        lens = self._lens(pose)
        seen = lens.seen(np.array([placed.lateral_m]), np.array([placed.along_m]))[0]
        tall_px = float(seen[2]) * placed.mesh.height_m
        share = min(1.0, max(0.0, (tall_px - _LEAST_PX) / _FADES_PX))
        if seen[3] > 0 and share == 0.0:
            return
        if seen[3] > 0 and share < 1.0:
            placed = replace(placed, shown=placed.shown * share)
        self._bodies.draw(frame_u8, lens, placed)

    def _lens(self, pose: Pose) -> Lens:
        """The view from a pose: the same places as `View.on_frame` finds, as one perspective."""
        view, canvas = self._view, self._canvas
        near = 1 - 1 / pose.zoom
        far = 1 - near * _FAR_ZOOM_SHARE
        ahead_m = near * (1 - _FAR_ZOOM_SHARE) * view.unit_depth_m / far
        middle_x, middle_y = canvas.width_px / 2, canvas.height_px / 2
        aside_px = view.centre_x_px - canvas.margin_x_px - middle_x
        below_px = view.horizon_y_px - canvas.margin_y_px - middle_y
        per_px = view.unit_depth_m / view.focal_px
        return Lens(
            focal_px=view.focal_px / far,
            centre_x_px=middle_x + aside_px / far,
            horizon_y_px=middle_y + below_px / far,
            eye_m=view.eye_m - pose.y_px * per_px + below_px * ahead_m / view.focal_px,
            yaw=0.0,
            lateral_m=pose.x_px * per_px - aside_px * ahead_m / view.focal_px,
            along_m=ahead_m,
            course=Course(),
            height_px=canvas.height_px,
        )


def bodies_for(canvas: Canvas, look: Look) -> Bodies:
    """Who draws vehicles in the light of a city."""
    sun = np.asarray(look.sun_dir if max(look.sun_rgb) > 0 else (-0.3, 0.9, -0.3), np.float32)
    return Bodies(canvas, road_look(look), _surroundings(look), sun)


def road_look(look: Look) -> RoadLook:
    """The city's light as painters of the road want it: gains of shown colours."""
    ambient = np.asarray(look.ambient_rgb, np.float32)
    street, sun = np.asarray(look.street_rgb, np.float32), np.asarray(look.sun_rgb, np.float32)
    base = ambient + 0.5 * street
    shade = np.sqrt(base)
    key = np.sqrt(base + 0.8 * sun) - shade
    if look.is_dark:
        # Lamps and shops light it from all sides, a little from above: in the light of the signs
        # alone, a yellow taxi would be grey.
        shade = mix(np.full(3, shade.mean(), np.float32), shade, 0.5)
        key = 0.35 * np.sqrt(base + street).mean() * np.array(_LAMP, np.float32)
    inks = np.zeros((_INKS, 3), np.float32)
    inks[0] = tone(0.105 * (ambient + street + 0.5 * sun))
    haze = tone(0.6 * np.asarray(look.haze_rgb) + 0.4 * np.asarray(look.air_rgb))
    dark = 0.7 if look.is_dark else (0.45 if look.lamps > 0.2 else 0.0)
    return RoadLook(
        inks, (), shade.astype(np.float32), key.astype(np.float32), haze,
        wet=look.wet, snow=look.snow, dark=dark, beams=1.0 if look.is_dark else 0.0,
        sight_m=1 / (1.2 * look.haze_per_m),
    )  # fmt: skip


def _surroundings(look: Look) -> NDArray[np.float32]:
    """What lacquer mirrors, from above down: the strip of sky, then what glows in the street."""
    high = ramp(look.sky_stops, 256)
    low = tone(0.7 * np.asarray(look.haze_rgb) + 0.6 * np.asarray(look.street_rgb))
    share = np.linspace(0, 1, 256, dtype=np.float32)[:, None] ** 2
    # Fronts stand around it: by day they are darker than the sky that they hide.
    dim = 1.0 if look.is_dark else 0.68
    return np.asarray((high * (1 - share) + low * share) * dim, np.float32)
