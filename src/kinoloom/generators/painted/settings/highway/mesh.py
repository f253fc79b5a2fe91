"""Bodies of vehicles as triangles: lofts, tubes, balls, boxes, wheels. Metres: along, up, side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

Point = tuple[float, float, float]
Ink = tuple[float, float, float, float]
"""Red, green, blue, material (see `mesh_kernels`)."""
Keys = Sequence[tuple[float, float]]


@dataclass(frozen=True)
class Part:
    """A surface: points, normals (n x 3), triangles (m x 3), one ink."""

    points: NDArray[np.float32]
    normals: NDArray[np.float32]
    triangles: NDArray[np.int32]
    ink: Ink


@dataclass(frozen=True)
class Mesh:
    """A whole vehicle. `wheels` rows: along, up, radius. `windows` as the kernel reads them."""

    points: NDArray[np.float32]
    normals: NDArray[np.float32]
    inks: NDArray[np.float32]
    triangles: NDArray[np.int32]
    wheels: NDArray[np.float32]
    windows: NDArray[np.float32]
    length_m: float
    width_m: float
    height_m: float
    heads: tuple[Point, ...] = ()
    tails: tuple[Point, ...] = ()
    movers: tuple[tuple[Part, ...], ...] = field(default=())
    """Poses of what moves by itself (legs that pedal), to be joined one at a time."""

    def posed(self, share: float) -> Mesh:
        """With the mover's pose at a share of its turn."""
        if not self.movers:
            return self
        parts = self.movers[int(share * len(self.movers)) % len(self.movers)]
        more = join(parts)
        return replace(
            self,
            points=np.concatenate([self.points, more[0]]),
            normals=np.concatenate([self.normals, more[1]]),
            inks=np.concatenate([self.inks, more[2]]),
            triangles=np.concatenate([self.triangles, more[3] + len(self.points)]),
        )


def join(
    parts: Sequence[Part],
) -> tuple[NDArray[np.float32], NDArray[np.float32], NDArray[np.float32], NDArray[np.int32]]:
    """Points, normals, inks and triangles of all parts."""
    starts = np.cumsum([0, *(len(part.points) for part in parts)])
    return (
        np.concatenate([part.points for part in parts]),
        np.concatenate([part.normals for part in parts]),
        np.concatenate(
            [np.tile(np.array(part.ink, np.float32), (len(part.points), 1)) for part in parts]
        ),
        np.concatenate([p.triangles + s for p, s in zip(parts, starts, strict=False)]).astype(
            np.int32
        ),
    )


def grid(points: NDArray[np.float64], ink: Ink, *, closed: bool = True) -> Part:
    """A surface through rows x columns of points; `closed` joins the last column to the first."""
    rows, columns = points.shape[:2]
    index = np.arange(rows * columns).reshape(rows, columns)
    after = np.roll(index, -1, axis=1) if closed else index[:, 1:]
    here = index if closed else index[:, :-1]
    a, b, c, d = here[:-1], after[:-1], here[1:], after[1:]
    faces = np.concatenate(
        [np.stack([a, b, c], -1).reshape(-1, 3), np.stack([b, d, c], -1).reshape(-1, 3)]
    )
    return smooth(points.reshape(-1, 3), faces, ink)


def smooth(points: NDArray[np.float64], faces: NDArray[np.int64], ink: Ink) -> Part:
    """A part whose normals are the mean of the faces around each point."""
    a, b, c = points[faces[:, 0]], points[faces[:, 1]], points[faces[:, 2]]
    flat = np.cross(b - a, c - a)
    normals = np.zeros_like(points)
    for corner in range(3):
        np.add.at(normals, faces[:, corner], flat)
    normals /= np.maximum(np.linalg.norm(normals, axis=1, keepdims=True), 1e-9)
    if np.einsum("ij,ij->", points - points.mean(axis=0), normals) < 0:
        # Outward: what faces away is not drawn.
        normals = -normals
    return Part(points.astype(np.float32), normals.astype(np.float32), faces.astype(np.int32), ink)


def ball(centre: Point, radii: Point, ink: Ink, *, rings: int = 10, sides: int = 14) -> Part:
    """An ellipsoid."""
    up = np.linspace(0.02, np.pi - 0.02, rings)[:, None]
    turn = np.linspace(0, 2 * np.pi, sides, endpoint=False)[None, :]
    unit = np.stack(
        [np.sin(up) * np.cos(turn), np.cos(up) + 0 * turn, np.sin(up) * np.sin(turn)], -1
    )
    part = grid(np.asarray(centre) + unit * np.asarray(radii), ink)
    outward = (unit / np.asarray(radii)).reshape(-1, 3)
    outward /= np.linalg.norm(outward, axis=1, keepdims=True)
    return replace(part, normals=outward.astype(np.float32))


def tube(start: Point, end: Point, radius_m: float, end_radius_m: float, ink: Ink) -> Part:
    """A limb or a bar between two places."""
    a, b = np.asarray(start, np.float64), np.asarray(end, np.float64)
    along = (b - a) / max(1e-6, float(np.linalg.norm(b - a)))
    other = np.array([0.0, 0.0, 1.0]) if abs(along[2]) < 0.9 else np.array([1.0, 0.0, 0.0])
    u = np.cross(along, other)
    u /= np.linalg.norm(u)
    v = np.cross(along, u)
    turn = np.linspace(0, 2 * np.pi, 9, endpoint=False)[:, None]
    ring = np.cos(turn) * u + np.sin(turn) * v
    rings = [
        (a - along * radius_m * 0.7, radius_m * 0.55), (a, radius_m), (b, end_radius_m),
        (b + along * end_radius_m * 0.7, end_radius_m * 0.55),
    ]  # fmt: skip
    part = grid(np.stack([place + ring * radius for place, radius in rings]), ink)
    return replace(part, normals=np.tile(ring, (4, 1)).astype(np.float32))


def box(low: Point, high: Point, ink: Ink) -> Part:
    """A block with sharp edges."""
    parts = []
    lo, hi = np.asarray(low, np.float64), np.asarray(high, np.float64)
    for axis in range(3):
        for end in (0, 1):
            u, v = [k for k in range(3) if k != axis]
            square = np.zeros((2, 2, 3))
            square[..., axis] = (lo, hi)[end][axis]
            square[:, :, u] = np.array([[lo[u], lo[u]], [hi[u], hi[u]]])
            square[:, :, v] = np.array([[lo[v], hi[v]], [lo[v], hi[v]]])
            normal = np.zeros(3, np.float32)
            normal[axis] = 1.0 if end else -1.0
            part = grid(square, ink, closed=False)
            parts.append(replace(part, normals=np.tile(normal, (4, 1))))
    points, normals, _, triangles = join(parts)
    return Part(points, normals, triangles, ink)


def wheel(along_m: float, side_m: float, radius_m: float, width_m: float, ink: Ink) -> Part:
    """A tyre with both faces; its rim is drawn by the kernel."""
    turn = np.linspace(0, 2 * np.pi, 28, endpoint=False)
    circle = np.stack([np.cos(turn), np.sin(turn), 0 * turn], -1)
    half = width_m / 2
    parts = []
    for sign in (-1.0, 1.0):
        face = np.stack([circle * 0.01, circle * radius_m * 0.93])
        face[..., 2] = sign * half
        part = grid(face, ink)
        parts.append(replace(part, normals=np.tile(np.array([0, 0, sign], np.float32), (56, 1))))
    tread = np.stack([circle * radius_m * 0.93, circle * radius_m, circle * radius_m,
                      circle * radius_m * 0.93])  # fmt: skip
    tread[:, :, 2] = np.array([-half, -half * 0.8, half * 0.8, half])[:, None]
    part = grid(tread, ink)
    parts.append(replace(part, normals=np.tile(circle, (4, 1)).astype(np.float32)))
    points, normals, _, triangles = join(parts)
    shift = np.array([along_m, radius_m, side_m], np.float32)
    return Part(points + shift, normals, triangles, ink)


def curve(keys: Keys, at: NDArray[np.float64], soften_m: float = 0.12) -> NDArray[np.float64]:
    """A soft line through (along, value) keys."""
    places, values = np.array(keys, np.float64).T
    fine = np.linspace(at[0], at[-1], 240)
    line = np.interp(fine, places, values)
    taps = max(3, int(soften_m / (fine[1] - fine[0])) | 1)
    window = np.hanning(taps + 2)[1:-1]
    padded = np.pad(line, taps // 2, mode="edge")
    return np.interp(at, fine, np.convolve(padded, window / window.sum(), mode="valid"))
