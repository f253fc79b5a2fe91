"""Joins whose edge crosses the picture: a map says when the new picture arrives where."""

from __future__ import annotations

from kinoloom.render.grade.planes import overlaid
from kinoloom.render.joins.easing import gentle, smooth
from kinoloom.render.joins.fields import (
    Shape,
    mask_at,
    ramp,
)
from kinoloom.render.picture import Picture


def wipe(old: Picture, new: Picture, t: float, *, dx: float, dy: float, soft: float) -> Picture:
    """A straight edge that travels along (dx, dy), in pictures of any proportions."""
    field = ramp(old.width_px, old.height_px, dx, dy)
    return overlaid(old, new, mask_at(field, smooth(t), soft))


def shaped(old: Picture, new: Picture, t: float, *, shape: Shape, soft: float) -> Picture:
    """An edge of the form the map of `shape` has."""
    field = shape(old.width_px, old.height_px)
    return overlaid(old, new, mask_at(field, gentle(t), soft))


def bleeding(old: Picture, new: Picture, t: float, *, shape: Shape, soft: float) -> Picture:
    """As `shaped`, at an even pace: for maps that are uneven themselves."""
    field = shape(old.width_px, old.height_px)
    return overlaid(old, new, mask_at(field, t, soft))
