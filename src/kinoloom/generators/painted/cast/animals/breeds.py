"""What each four-legged animal looks like: profile, limbs, head and coat, as a table.

Lengths are in the animal's own heights, seen from its side: forward of its middle and up from the
ground. What belongs to a head is in skull radii, from the middle of the skull.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from kinoloom.generators.painted.easel.colour import ramp, rgb

Knot = tuple[float, float, float]
"""Forward, up and radius of a point that a smooth tube goes through."""
Limb = tuple[float, float, float, float]
"""Radii of a leg: at its root, at the knee or elbow, at the hock or wrist, above the foot."""


@dataclass(frozen=True)
class Head:
    """Muzzle and jaw tubes; nose (forward, up, radius); eye and ear (forward, right, up, ...)."""

    muzzle: tuple[Knot, ...]
    jaw: tuple[Knot, ...]
    nose: Knot
    eye: tuple[float, float, float, float]
    ear: tuple[float, float, float]
    ear_tip: tuple[float, float, float]
    ear_radii: tuple[float, float]
    muzzle_coat: str = "coat"


_DOG = Head(
    ((0.25, -0.10, 0.74), (0.95, -0.26, 0.46), (1.55, -0.36, 0.30), (1.85, -0.38, 0.22)),
    ((0.35, -0.42, 0.56), (0.95, -0.52, 0.34), (1.60, -0.52, 0.20)),
    (1.98, -0.30, 0.165), (0.72, 0.56, 0.22, 0.135), (-0.20, 0.56, 0.62), (-0.30, 0.80, 1.62),
    (0.42, 0.07),
)  # fmt: skip
_CAT = Head(
    ((0.45, -0.22, 0.62), (0.85, -0.34, 0.46)), ((0.50, -0.50, 0.48), (0.86, -0.50, 0.38)),
    (1.27, -0.20, 0.13), (0.80, 0.46, 0.16, 0.15), (-0.10, 0.56, 0.66), (-0.10, 0.78, 1.34),
    (0.40, 0.08),
)  # fmt: skip
_BEAR = Head(
    ((0.45, -0.20, 0.62), (1.00, -0.34, 0.46), (1.35, -0.38, 0.36)),
    ((0.55, -0.52, 0.46), (1.20, -0.56, 0.30)),
    (1.66, -0.22, 0.19), (0.80, 0.48, 0.20, 0.105), (-0.12, 0.70, 0.66), (-0.14, 0.80, 0.82),
    (0.32, 0.30), "pale",
)  # fmt: skip
_HORSE = Head(
    ((0.20, -0.05, 0.86), (1.15, -0.12, 0.66), (2.10, -0.20, 0.50), (2.75, -0.24, 0.50),
     (3.00, -0.30, 0.44)),
    ((0.00, -0.52, 0.66), (0.75, -0.48, 0.50), (2.10, -0.50, 0.34), (2.70, -0.58, 0.34)),
    (3.22, -0.10, 0.12), (0.55, 0.66, 0.30, 0.165), (-0.25, 0.42, 0.74), (-0.05, 0.52, 1.72),
    (0.26, 0.06),
)  # fmt: skip
_CAMEL = Head(
    ((0.10, 0.0, 0.92), (0.95, -0.02, 0.66), (1.80, -0.16, 0.52), (2.35, -0.30, 0.50),
     (2.62, -0.52, 0.36)),
    ((-0.1, -0.40, 0.66), (0.90, -0.46, 0.44), (1.90, -0.66, 0.36), (2.32, -0.92, 0.34)),
    (2.72, -0.14, 0.11), (0.52, 0.70, 0.34, 0.20), (-0.62, 0.66, 0.56), (-0.92, 0.86, 0.96),
    (0.22, 0.12),
)  # fmt: skip
_BOAR = replace(
    _DOG,
    muzzle=((0.25, -0.12, 0.86), (1.05, -0.32, 0.60), (1.75, -0.50, 0.42), (2.10, -0.58, 0.36)),
    jaw=((0.20, -0.50, 0.66), (1.00, -0.70, 0.40), (1.70, -0.80, 0.26)),
    nose=(2.42, -0.60, 0.30), ear_tip=(-0.35, 0.85, 1.40), ear_radii=(0.34, 0.06),
    eye=(0.70, 0.66, 0.24, 0.10),
)  # fmt: skip
_DEER = Head(
    ((0.20, -0.05, 0.80), (1.00, -0.20, 0.52), (1.75, -0.34, 0.36), (2.02, -0.38, 0.31)),
    ((0.15, -0.44, 0.52), (1.00, -0.50, 0.34), (1.80, -0.52, 0.24)),
    (2.18, -0.28, 0.21), (0.56, 0.66, 0.20, 0.19), (-0.40, 0.66, 0.50), (-0.75, 1.70, 0.98),
    (0.30, 0.10),
)  # fmt: skip
_COW = Head(
    ((0.20, -0.05, 0.86), (1.00, -0.20, 0.66), (1.75, -0.34, 0.60), (2.00, -0.38, 0.56)),
    ((0.10, -0.46, 0.60), (1.00, -0.52, 0.46), (1.80, -0.60, 0.44)),
    (2.40, -0.20, 0.16), (0.58, 0.70, 0.20, 0.16), (-0.30, 0.78, 0.36), (-0.45, 1.85, 0.22),
    (0.28, 0.16), "pale",
)  # fmt: skip
_HEADS: Mapping[str, Head] = {
    "dog": _DOG,
    "fox": replace(_DOG, ear=(-0.12, 0.52, 0.60), ear_tip=(-0.22, 0.86, 1.98),
                   ear_radii=(0.48, 0.06), eye=(0.72, 0.56, 0.16, 0.14),
                   muzzle=((0.25, -0.14, 0.72), (0.90, -0.32, 0.42), (1.55, -0.44, 0.25),
                           (1.92, -0.46, 0.17)), nose=(2.04, -0.40, 0.14)),
    "hound": replace(_DOG, muzzle=((0.3, -0.12, 0.70), (0.9, -0.26, 0.48), (1.45, -0.34, 0.40)),
                     nose=(1.80, -0.16, 0.20), ear=(-0.20, 0.78, 0.50),
                     ear_tip=(-0.16, 1.16, -0.55), ear_radii=(0.26, 0.34)),
    "cat": _CAT,
    "lion": replace(_CAT, muzzle=((0.4, -0.10, 0.62), (0.95, -0.26, 0.50), (1.20, -0.32, 0.44)),
                    jaw=((0.5, -0.52, 0.46), (1.10, -0.60, 0.36)), nose=(1.58, -0.12, 0.19),
                    eye=(0.80, 0.46, 0.22, 0.115), ear=(-0.1, 0.78, 0.72),
                    ear_tip=(-0.1, 0.86, 0.84), ear_radii=(0.32, 0.28)),
    "bear": _BEAR,
    "raccoon": replace(_DOG, muzzle=((0.3, -0.16, 0.66), (0.9, -0.34, 0.40), (1.35, -0.42, 0.25)),
                       jaw=((0.4, -0.45, 0.5), (1.30, -0.54, 0.2)), nose=(1.55, -0.36, 0.15),
                       ear_tip=(-0.25, 0.74, 1.10), ear_radii=(0.36, 0.18), muzzle_coat="pale"),
    "koala": replace(_BEAR, muzzle=((0.4, -0.2, 0.6), (0.62, -0.3, 0.5)), nose=(1.02, -0.10, 0.24),
                     jaw=((0.4, -0.5, 0.5), (0.72, -0.5, 0.4)), ear=(-0.15, 1.06, 0.55),
                     ear_tip=(-0.16, 1.20, 0.66), ear_radii=(0.56, 0.50), muzzle_coat="coat"),
    "hamster": replace(_BEAR, muzzle=((0.4, -0.2, 0.62), (0.78, -0.26, 0.42)),
                       jaw=((0.2, -0.5, 0.66), (0.72, -0.5, 0.4)), nose=(1.20, -0.16, 0.09),
                       eye=(0.76, 0.56, 0.20, 0.17), ear=(-0.25, 0.62, 0.76),
                       ear_tip=(-0.28, 0.70, 0.98), ear_radii=(0.30, 0.26)),
    "horse": _HORSE, "camel": _CAMEL, "boar": _BOAR, "deer": _DEER, "cow": _COW,
    "elephant": replace(_COW, muzzle=((0.15, -0.20, 0.92), (0.55, -0.45, 0.70)),
                        jaw=((0.1, -0.6, 0.6), (0.7, -0.95, 0.36)), nose=(0.2, 0.0, 0.05),
                        eye=(0.70, 0.68, 0.05, 0.085), muzzle_coat="coat"),
}  # fmt: skip


@dataclass(frozen=True)
class Breed:
    """An animal: its profile, limbs, head and coat."""

    spine: tuple[Knot, ...]
    neck: tuple[Knot, ...]
    tail: tuple[Knot, ...]
    hip: tuple[float, float]
    elbow: tuple[float, float]
    hind: Limb
    fore: Limb
    foot: float
    face: str
    skull: float
    coat: str
    pale: str
    dark: str
    pitch: float = 0.0
    """How far the face looks down, radians."""
    sole: str = "paw"
    hock: float = 0.17
    wrist: float = 0.15
    track: float = 0.075
    socks: str = "coat"
    mane: str = ""
    tail_tip: str = "coat"
    belly: str = "coat"
    marks: frozenset[str] = frozenset()

    @property
    def head(self) -> Head:
        """The head of its kind."""
        return _HEADS[self.face]


def _marks(text: str) -> frozenset[str]:
    return frozenset(text.split())


_FOX = Breed(
    ((-0.34, 0.560, 0.105), (-0.18, 0.580, 0.096), (0.00, 0.570, 0.112), (0.18, 0.550, 0.140),
     (0.29, 0.575, 0.118)),
    ((0.28, 0.62, 0.108), (0.36, 0.70, 0.098), (0.42, 0.78, 0.088)),
    ((-0.42, 0.59, 0.032), (-0.54, 0.52, 0.060), (-0.70, 0.40, 0.092), (-0.85, 0.345, 0.078),
     (-0.98, 0.36, 0.018)),
    (-0.31, 0.53), (0.23, 0.44), (0.100, 0.060, 0.030, 0.025), (0.082, 0.050, 0.029, 0.025),
    0.034, "fox", 0.118, "#cb6a2e", "#f5e9d8", "#33251f", pitch=0.10, socks="dark",
    tail_tip="pale", belly="pale", marks=_marks("cheeks dark_ears"), track=0.060, hock=0.165,
)  # fmt: skip
_HORSE_BREED = Breed(
    ((-0.33, 0.585, 0.132), (-0.18, 0.590, 0.124), (0.00, 0.570, 0.128), (0.18, 0.575, 0.134),
     (0.29, 0.590, 0.116)),
    ((0.27, 0.63, 0.120), (0.37, 0.74, 0.092), (0.45, 0.84, 0.072), (0.50, 0.905, 0.062)),
    ((-0.43, 0.66, 0.030), (-0.50, 0.62, 0.042), (-0.54, 0.48, 0.052), (-0.56, 0.34, 0.046),
     (-0.54, 0.20, 0.012)),
    (-0.31, 0.55), (0.24, 0.455), (0.125, 0.068, 0.036, 0.025), (0.096, 0.056, 0.034, 0.024),
    0.033, "horse", 0.074, "#8d5733", "#a8774e", "#2e1f18", pitch=0.72, sole="hoof", hock=0.205,
    wrist=0.20, socks="dark", mane="#33201a", tail_tip="mane",
    marks=_marks("crest hair_tail blaze"), track=0.070,
)  # fmt: skip
_BEAR_BREED = Breed(
    ((-0.34, 0.50, 0.195), (-0.16, 0.54, 0.205), (0.04, 0.53, 0.212), (0.20, 0.565, 0.220),
     (0.28, 0.55, 0.185)),
    ((0.28, 0.60, 0.180), (0.40, 0.66, 0.158), (0.47, 0.69, 0.140)),
    ((-0.52, 0.56, 0.045), (-0.55, 0.53, 0.038)),
    (-0.32, 0.44), (0.24, 0.38), (0.165, 0.115, 0.085, 0.076), (0.150, 0.110, 0.082, 0.076),
    0.078, "bear", 0.150, "#74492f", "#b08a63", "#281a14", pitch=0.16, hock=0.115, wrist=0.13,
    track=0.105, marks=_marks("claws"),
)  # fmt: skip

BREEDS: Mapping[str, Breed] = {
    "fox": _FOX,
    "wolf": replace(
        _FOX,
        spine=((-0.33, 0.595, 0.118), (-0.17, 0.615, 0.108), (0.00, 0.600, 0.126),
               (0.18, 0.580, 0.160), (0.28, 0.610, 0.138)),
        neck=((0.27, 0.66, 0.138), (0.37, 0.73, 0.126), (0.44, 0.79, 0.106)),
        tail=((-0.42, 0.62, 0.034), (-0.51, 0.53, 0.054), (-0.58, 0.40, 0.066),
              (-0.63, 0.28, 0.050), (-0.65, 0.20, 0.014)),
        hip=(-0.30, 0.56), elbow=(0.22, 0.47), hind=(0.116, 0.066, 0.034, 0.028),
        fore=(0.094, 0.056, 0.033, 0.029), foot=0.039, face="dog", skull=0.112,
        coat="#7f858e", pale="#dcdad4", dark="#3b3e45", socks="pale", tail_tip="dark",
        marks=_marks("cheeks saddle"), track=0.066, hock=0.18,
    ),
    "dog": replace(
        _FOX,
        spine=((-0.30, 0.555, 0.122), (-0.15, 0.575, 0.118), (0.02, 0.565, 0.132),
               (0.18, 0.555, 0.152), (0.27, 0.580, 0.130)),
        neck=((0.26, 0.63, 0.124), (0.33, 0.72, 0.112), (0.38, 0.80, 0.104)),
        tail=((-0.39, 0.62, 0.036), (-0.49, 0.67, 0.046), (-0.57, 0.78, 0.044),
              (-0.58, 0.90, 0.016)),
        hip=(-0.28, 0.53), elbow=(0.21, 0.43), hind=(0.108, 0.066, 0.038, 0.033),
        fore=(0.090, 0.056, 0.036, 0.033), foot=0.043, face="hound", skull=0.142,
        coat="#c98d4e", pale="#f4e8d4", dark="#6b4226", socks="pale", tail_tip="pale",
        marks=_marks("dark_ears"), track=0.068, pitch=0.06,
    ),
    "cat": replace(
        _FOX,
        spine=((-0.32, 0.535, 0.122), (-0.16, 0.565, 0.116), (0.02, 0.550, 0.122),
               (0.17, 0.535, 0.132), (0.26, 0.555, 0.114)),
        neck=((0.25, 0.60, 0.106), (0.33, 0.70, 0.098), (0.37, 0.77, 0.094)),
        tail=((-0.42, 0.58, 0.034), (-0.53, 0.59, 0.036), (-0.63, 0.70, 0.036),
              (-0.64, 0.86, 0.036), (-0.72, 0.97, 0.030)),
        hip=(-0.29, 0.49), elbow=(0.20, 0.41), hind=(0.110, 0.066, 0.038, 0.033),
        fore=(0.084, 0.052, 0.036, 0.033), foot=0.041, face="cat", skull=0.148,
        coat="#c98a4b", pale="#f6ecdc", dark="#96582a", socks="pale", tail_tip="dark",
        marks=_marks("rings stripes whiskers"), track=0.062, pitch=0.04, hock=0.15,
    ),
    "lion": replace(
        _FOX,
        spine=((-0.37, 0.555, 0.132), (-0.20, 0.575, 0.122), (0.00, 0.560, 0.140),
               (0.20, 0.555, 0.162), (0.31, 0.575, 0.138)),
        neck=((0.30, 0.63, 0.134), (0.38, 0.71, 0.128), (0.44, 0.77, 0.120)),
        tail=((-0.48, 0.61, 0.030), (-0.58, 0.52, 0.024), (-0.66, 0.36, 0.021),
              (-0.76, 0.29, 0.021), (-0.84, 0.33, 0.055), (-0.89, 0.37, 0.014)),
        hip=(-0.34, 0.52), elbow=(0.25, 0.42), hind=(0.126, 0.078, 0.046, 0.041),
        fore=(0.112, 0.070, 0.047, 0.043), foot=0.055, face="lion", skull=0.130,
        coat="#d2a05c", pale="#f0d9ae", dark="#553019", socks="coat", mane="#8c4c22",
        tail_tip="mane", marks=_marks("mane"), track=0.080, hock=0.17,
    ),
    "bear": _BEAR_BREED,
    "polar_bear": replace(
        _BEAR_BREED,
        spine=((-0.36, 0.52, 0.190), (-0.16, 0.55, 0.192), (0.04, 0.54, 0.196),
               (0.20, 0.55, 0.192), (0.29, 0.55, 0.165)),
        neck=((0.29, 0.60, 0.160), (0.42, 0.69, 0.130), (0.52, 0.76, 0.112)), skull=0.122,
        coat="#f0eadd", pale="#f7f2e6", dark="#2f2d2e",
    ),
    "panda": replace(
        _BEAR_BREED,
        spine=((-0.30, 0.47, 0.205), (-0.14, 0.51, 0.215), (0.04, 0.51, 0.215),
               (0.18, 0.53, 0.200), (0.26, 0.53, 0.175)),
        neck=((0.27, 0.60, 0.170), (0.34, 0.68, 0.165), (0.40, 0.72, 0.150)), skull=0.188,
        coat="#f1ede3", pale="#f6f2e9", dark="#262428", socks="dark",
        marks=_marks("claws panda dark_ears"),
    ),
    "koala": replace(
        _BEAR_BREED,
        spine=((-0.26, 0.40, 0.185), (-0.10, 0.46, 0.190), (0.06, 0.48, 0.180),
               (0.17, 0.50, 0.160)),
        neck=((0.20, 0.56, 0.150), (0.27, 0.65, 0.145), (0.31, 0.70, 0.140)), skull=0.195,
        tail=((-0.43, 0.42, 0.03), (-0.44, 0.41, 0.03)), hip=(-0.24, 0.36), elbow=(0.16, 0.32),
        hind=(0.140, 0.098, 0.070, 0.062), fore=(0.112, 0.086, 0.064, 0.058), foot=0.062,
        face="koala", coat="#93969c", pale="#e4e0d9", dark="#2b2a2e", belly="pale",
        hock=0.09, wrist=0.11, marks=_marks("pale_ears"), pitch=0.05,
    ),
    "raccoon": replace(
        _FOX,
        spine=((-0.30, 0.44, 0.165), (-0.14, 0.50, 0.172), (0.02, 0.49, 0.165),
               (0.16, 0.46, 0.150), (0.25, 0.47, 0.125)),
        neck=((0.25, 0.53, 0.122), (0.33, 0.62, 0.118), (0.38, 0.67, 0.112)),
        tail=((-0.43, 0.47, 0.045), (-0.55, 0.42, 0.078), (-0.70, 0.36, 0.088),
              (-0.84, 0.36, 0.074), (-0.94, 0.40, 0.020)),
        hip=(-0.28, 0.38), elbow=(0.20, 0.33), hind=(0.128, 0.080, 0.044, 0.036),
        fore=(0.090, 0.062, 0.042, 0.035), foot=0.040, face="raccoon", skull=0.160,
        coat="#84827e", pale="#e6e1d7", dark="#2d2b2e", marks=_marks("mask rings cheeks pale_ears"),
        tail_tip="dark", hock=0.11, wrist=0.11, track=0.075, belly="coat",
    ),
    "hamster": replace(
        _BEAR_BREED,
        spine=((-0.24, 0.38, 0.260), (-0.08, 0.42, 0.285), (0.10, 0.43, 0.275)),
        neck=((0.16, 0.48, 0.250), (0.24, 0.54, 0.235)), skull=0.245,
        tail=((-0.50, 0.34, 0.03), (-0.54, 0.34, 0.02)), hip=(-0.22, 0.22), elbow=(0.18, 0.20),
        hind=(0.120, 0.080, 0.050, 0.042), fore=(0.085, 0.065, 0.045, 0.040), foot=0.046,
        face="hamster", coat="#d59b58", pale="#f8eedd", dark="#33261f", socks="pink",
        belly="pale", hock=0.07, wrist=0.08, track=0.130, marks=_marks("cheeks"), pitch=-0.05,
    ),
    "horse": _HORSE_BREED,
    "unicorn": replace(
        _HORSE_BREED, coat="#f3efec", pale="#fbf4f2", dark="#b7a4c4", mane="#cf86b4",
        socks="coat", marks=_marks("crest hair_tail horn"),
    ),
    "zebra": replace(
        _HORSE_BREED,
        neck=((0.27, 0.63, 0.122), (0.36, 0.73, 0.098), (0.43, 0.81, 0.080),
              (0.48, 0.87, 0.068)),
        tail=((-0.43, 0.64, 0.026), (-0.49, 0.54, 0.018), (-0.52, 0.42, 0.018),
              (-0.53, 0.34, 0.042), (-0.53, 0.24, 0.012)),
        coat="#f0ece3", pale="#4a4446", dark="#252326", mane="#252326", socks="coat", skull=0.078,
        marks=_marks("brush stripes leg_stripes"),
    ),
    "camel": Breed(
        ((-0.33, 0.610, 0.118), (-0.19, 0.640, 0.132), (-0.02, 0.620, 0.150),
         (0.15, 0.605, 0.152), (0.26, 0.615, 0.124)),
        ((0.26, 0.610, 0.118), (0.38, 0.535, 0.094), (0.49, 0.535, 0.076), (0.565, 0.640, 0.064),
         (0.590, 0.780, 0.055), (0.620, 0.890, 0.050)),
        ((-0.43, 0.65, 0.022), (-0.48, 0.58, 0.018), (-0.50, 0.46, 0.017), (-0.51, 0.40, 0.034),
         (-0.51, 0.33, 0.010)),
        (-0.29, 0.57), (0.20, 0.490), (0.110, 0.058, 0.038, 0.026), (0.086, 0.050, 0.038, 0.027),
        0.046, "camel", 0.064, "#c39a64", "#dec193", "#6e4c2e", pitch=0.10, sole="pad", hock=0.24,
        wrist=0.235, track=0.070, tail_tip="dark", mane="#8c6238", marks=_marks("hump knobs"),
    ),
    "boar": replace(
        _FOX,
        spine=((-0.32, 0.52, 0.165), (-0.16, 0.56, 0.180), (0.02, 0.57, 0.200),
               (0.18, 0.60, 0.220), (0.28, 0.58, 0.195)),
        neck=((0.28, 0.60, 0.195), (0.38, 0.60, 0.170), (0.45, 0.58, 0.145)),
        tail=((-0.47, 0.58, 0.018), (-0.52, 0.50, 0.013), (-0.54, 0.42, 0.026),
              (-0.54, 0.38, 0.010)),
        hip=(-0.30, 0.46), elbow=(0.22, 0.40), hind=(0.140, 0.078, 0.040, 0.031),
        fore=(0.120, 0.070, 0.040, 0.032), foot=0.038, face="boar", skull=0.140,
        coat="#634a3a", pale="#8d7159", dark="#2f231d", mane="#3a2a22", sole="hoof",
        tail_tip="dark", marks=_marks("bristle tusks"), pitch=0.34, hock=0.15, track=0.085,
    ),
    "deer": replace(
        _HORSE_BREED,
        spine=((-0.27, 0.515, 0.105), (-0.14, 0.520, 0.096), (0.00, 0.505, 0.104),
               (0.14, 0.500, 0.116), (0.22, 0.520, 0.100)),
        neck=((0.22, 0.55, 0.092), (0.29, 0.63, 0.068), (0.34, 0.71, 0.056), (0.37, 0.77, 0.052)),
        tail=((-0.36, 0.555, 0.032), (-0.40, 0.52, 0.036), (-0.41, 0.47, 0.016)),
        hip=(-0.25, 0.49), elbow=(0.18, 0.41), hind=(0.096, 0.050, 0.027, 0.0185),
        fore=(0.074, 0.042, 0.025, 0.018), foot=0.025, face="deer", skull=0.066,
        coat="#b0723f", pale="#f0e0c6", dark="#3b2a20", mane="#b59a78", socks="coat", pitch=0.30,
        tail_tip="pale", belly="pale", marks=_marks("antlers rump"), track=0.055,
    ),
    "cow": replace(
        _HORSE_BREED,
        spine=((-0.44, 0.610, 0.178), (-0.24, 0.600, 0.196), (0.00, 0.580, 0.208),
               (0.22, 0.590, 0.200), (0.36, 0.610, 0.160)),
        neck=((0.36, 0.64, 0.160), (0.48, 0.71, 0.125), (0.55, 0.75, 0.108)),
        tail=((-0.61, 0.70, 0.024), (-0.66, 0.58, 0.018), (-0.67, 0.42, 0.017),
              (-0.67, 0.34, 0.040), (-0.67, 0.26, 0.012)),
        hip=(-0.42, 0.53), elbow=(0.30, 0.42), hind=(0.150, 0.086, 0.050, 0.037),
        fore=(0.120, 0.074, 0.048, 0.037), foot=0.046, face="cow", skull=0.108,
        coat="#f1ece2", pale="#e3b3a2", dark="#3a2f2c", mane="#3a2f2c", socks="coat",
        pitch=0.48, marks=_marks("patches horns"), track=0.100, hock=0.19, wrist=0.18,
    ),
    "elephant": replace(
        _BEAR_BREED,
        spine=((-0.34, 0.600, 0.205), (-0.18, 0.640, 0.235), (0.02, 0.640, 0.245),
               (0.20, 0.650, 0.225), (0.28, 0.670, 0.195)),
        neck=((0.28, 0.70, 0.180), (0.38, 0.76, 0.160), (0.43, 0.79, 0.150)),
        tail=((-0.54, 0.66, 0.024), (-0.59, 0.56, 0.017), (-0.60, 0.42, 0.015),
              (-0.60, 0.36, 0.026), (-0.60, 0.30, 0.008)),
        hip=(-0.32, 0.52), elbow=(0.22, 0.46), hind=(0.160, 0.120, 0.096, 0.088),
        fore=(0.140, 0.112, 0.096, 0.090), foot=0.090, face="elephant", skull=0.175,
        coat="#8f8d92", pale="#b9b3b1", dark="#4c484b", sole="pad", hock=0.16, wrist=0.20,
        tail_tip="dark", marks=_marks("trunk toes"), track=0.120, pitch=0.0,
    ),
}  # fmt: skip

_NATURAL: tuple[tuple[str, str], ...] = (
    ("#c8322b", "#b9572f"), ("#e07b2a", "#cf7a3a"), ("#e8b92e", "#d6ab62"), ("#d4a53a", "#cfa056"),
    ("#7b4f32", "#7a4f35"), ("#f0efe9", "#f0ebe1"), ("#1f2024", "#38332f"), ("#8a8d92", "#8b8c8f"),
    ("#b9bec6", "#b7b8b8"),
)  # fmt: skip
"""A colour asked for by name -> what people mean by it when they say it of an animal."""
_OWN: Mapping[str, str] = {
    "fox": "#c8322b #e07b2a", "wolf": "#8a8d92", "bear": "#7b4f32", "horse": "#7b4f32",
    "polar_bear": "#f0efe9", "unicorn": "#f0efe9", "camel": "#7b4f32 #e8b92e", "koala": "#8a8d92",
    "elephant": "#8a8d92", "deer": "#7b4f32 #c8322b", "lion": "#e8b92e #d4a53a",
    "raccoon": "#8a8d92", "cat": "#e07b2a", "dog": "#d4a53a #e8b92e",
}  # fmt: skip
"""Colours that name the animal's own coat: a red fox is as red as foxes are."""
_CLOSE = 0.16


def coat_of(kind: str, asked: str | None) -> str | tuple[float, float, float]:
    """The coat's colour: natural shades for natural colours, else the asked one, softened."""
    own = BREEDS[kind].coat
    if asked is None:
        return own

    def away(code: str) -> float:
        return float(((rgb(code) - rgb(asked)) ** 2).sum() ** 0.5)

    if any(away(code) < _CLOSE for code in _OWN.get(kind, "").split()):
        return own
    said, meant = min(_NATURAL, key=lambda pair: away(pair[0]))
    if away(said) < _CLOSE:
        return mix(own, meant, 0.92)
    return mix(own, asked, 0.72)


def mix(a: str, b: str, share: float) -> tuple[float, float, float]:
    """A share of b in a, blended as paints are."""
    r, g, blue = (float(v) for v in ramp(((0.0, a), (1.0, b)), 101)[round(share * 100)])
    return r, g, blue
