"""Blocking: where each of the cast stands, how large it is, and how fast it crosses the shot."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from kinoloom.generators.painted.cast.crews.air_balloon import AirBalloon
from kinoloom.generators.painted.cast.framing import Actor, Take, stage
from kinoloom.generators.painted.cast.laps import closed
from kinoloom.generators.painted.cast.mounts import is_person, with_crews
from kinoloom.generators.painted.cast.performers import Performer, perform
from kinoloom.generators.painted.cast.poses.idle import MANNERS
from kinoloom.generators.painted.cast.roles.understudies import is_scenic

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kinoloom.generators.painted.easel.camera import CameraMove
    from kinoloom.generators.painted.easel.canvas import Canvas
    from kinoloom.generators.painted.easel.layer import Shear
    from kinoloom.generators.painted.spec import SceneSpec, Subject

_SIZE_SCALE = {"small": 0.74, "normal": 1.0, "large": 1.36}
_MOST = 12
_HIGHEST, _WIDEST = 0.60, 0.52
"""No subject is higher or wider than this share of the frame."""
_HIGHEST_CLOSE = 0.74
"""… unless it is what the frame is for."""
_NEARNESS = {"close_up": 1.9, "wide": 0.62}
"""How near the camera is for a composition, 1 as usual."""
_LENSES = {"wide": 0.76, "normal": 1.0, "macro": 1.7}
"""How large a lens draws the cast."""
_PORTRAIT = 1.22
"""A lens that blurs what is far is a long one: the subject is nearer."""
_TRAVEL = 0.62
"""A path longer than this share of the frame's width is slowed down …"""
_SLOWEST = 0.55
"""… to this share of the usual speed at most: slower looks like slow motion."""
_LEAST_PACE = 0.45
"""Nobody is slower than this share of the usual, not even to stay in a long shot."""
_GROWTH = 0.8
"""How much of the perspective sizes follow: groups in full perspective look uneven."""
_PACES = (0.72, 1.35)
"""How far a walker's steps adapt to companions that are faster or slower."""
_STROLLERS = (1, 2)
"""Which of those who stand about (in an order by chance) walk instead: one each way."""
_FEW, _CROWD = 3, 4
"""From how many people on each stands in a manner of their own; from how many on they mill."""
_FAR_AND_NEAR = (1.0, 0.50, 0.30, 0.68, 0.22, 0.40, 0.58, 0.26, 0.34, 0.18, 0.46, 0.20)
"""The sizes of balloons that hang in one sky."""
_ASIDE = (0.16, -0.30, -0.07, 0.38, -0.19, 0.03, -0.41, 0.28, -0.13, 0.44, -0.35, 0.22)
"""How far from the middle they hang, in frame widths."""
_ALOFT = (0.38, 0.16, 0.42, 0.10, 0.28, 0.52, 0.22, 0.36, 0.14, 0.46, 0.30, 0.20)
"""How high their baskets are, in shares of the sky."""


@dataclass(frozen=True)
class Ground:
    """The plane the cast stands on, on the painted canvas."""

    y_px: float
    horizon_y_px: float
    parallax: float
    shear: Shear | None
    farthest_y: float = 0.0
    """Nobody stands beyond this row: there is no ground."""

    def row_at(self, nearness: float) -> float:
        """The row where all is this much as large as on the main one."""
        share = 1 + (nearness - 1) / _GROWTH
        return max(self.farthest_y, self.horizon_y_px + share * (self.y_px - self.horizon_y_px))

    def nearness(self, y_px: float, of_y_px: float | None = None) -> float:
        """Scale of what stands on a row: 1 on the other (the main) row, less to the horizon."""
        run_px = max(1.0, (self.y_px if of_y_px is None else of_y_px) - self.horizon_y_px)
        return 1 + _GROWTH * (max(0.3, (y_px - self.horizon_y_px) / run_px) - 1)

    def parallax_at(self, y_px: float) -> float:
        """The ground's parallax on a row."""
        if self.shear is not None:
            return self.shear.parallax_at(y_px)
        return self.parallax * self.nearness(y_px)


@dataclass
class _Part:
    """An actor being placed."""

    subject: Subject
    performer: Performer
    size_px: float
    across_px: float = 0.0
    depth: float = 0.0
    speed_px_per_s: float = 0.0
    phase: float = 0.0
    aloft: float | None = None
    """How high it hangs over the horizon, in shares of the sky; None: as its kind does."""
    air: float = 0.0
    """The haze between, for its distance."""

    @property
    def width_px(self) -> float:
        return self.size_px * self.performer.width

    @property
    def flies(self) -> bool:
        return self.performer.altitude > 0


def subject_height_px(spec: SceneSpec, canvas: Canvas) -> float:
    """A good height for one person of this frame: 0.28 of it when wide, more when tall."""
    aspect = canvas.width_px / canvas.height_px
    share = 0.28 + 0.05 * min(1.0, max(0.0, (1.78 - aspect) / 1.22))
    share *= nearness_of(spec)
    total = sum(subject.count for subject in spec.subjects) or 1
    return share * canvas.height_px / (1 + 0.02 * (total - 1))


def nearness_of(spec: SceneSpec) -> float:
    """How large composition and lens show whoever is in the shot, 1 as usual, 2.1 at most."""
    near = _NEARNESS.get(spec.composition, 1.0) * _LENSES[spec.lens]
    if spec.shallow and spec.lens == "normal" and spec.composition != "wide":
        near *= _PORTRAIT
    return min(2.1, near)


def individuals(subjects: Iterable[Subject], most: int) -> list[Subject]:
    """Each subject as often as it is counted; of too many the largest group has fewer."""
    played = list(subjects)[:most]
    counts = [subject.count for subject in played]
    while sum(counts) > most:
        counts[counts.index(max(counts))] -= 1
    return [one for one, count in zip(played, counts, strict=True) for _ in range(count)]


def block(
    spec: SceneSpec,
    canvas: Canvas,
    ground: Ground,
    *,
    height_px: float,
    x_px: float | None,
    seconds: float,
    haze: float,
    move: CameraMove | None = None,
    perched: bool = False,
) -> tuple[Actor, ...]:
    """Place everybody, the farthest first. `height_px` is that of a person.

    With the camera's `move` known they are placed so that it keeps them in the frame: aside,
    slower or farther away than composed, as little as is needed.
    """
    spec = with_crews(spec)
    rng = np.random.default_rng((spec.seed, 71))
    played = [subject for subject in spec.subjects if not is_scenic(subject.noun, spec.setting)]
    everyone = _stirred(individuals(played, _MOST), spec)
    is_crowd = sum(map(is_person, everyone)) >= _FEW
    parts: list[_Part] = []
    for i, subject in enumerate(everyone):
        manner = MANNERS[(i + spec.cast_seed) % len(MANNERS)] if is_crowd else "calm"
        performer = perform(subject, seed=spec.cast_seed * 16 + i, perched=perched, manner=manner)
        size = height_px * performer.height * _SIZE_SCALE[subject.size]
        highest = _HIGHEST if nearness_of(spec) < 1.5 else _HIGHEST_CLOSE
        most = min(highest * canvas.height_px, _WIDEST * canvas.width_px / performer.width)
        parts.append(_Part(subject, performer, min(size, most)))
    walkers = [part for part in parts if not part.flies]
    flyers = [part for part in parts if part.flies]
    balloons = [part for part in flyers if isinstance(part.performer, AirBalloon)]
    flyers = [part for part in flyers if part not in balloons]
    _line_up(walkers, canvas, rng)
    _line_up(flyers, canvas, rng)
    _hang(balloons, canvas, rng)
    if walkers and flyers:
        _part_from(flyers, walkers, canvas)
    middle = _middle(spec, canvas, rng, len(parts)) if x_px is None else x_px
    for part in parts:
        part.speed_px_per_s = _speed(part, walkers, canvas, seconds)
        part.phase = float(rng.random())

    def staged(take: Take) -> tuple[Actor, ...]:
        actors = [_actor(part, middle, canvas, ground, haze, take) for part in parts]
        return tuple(sorted(actors, key=lambda actor: actor.ground_y_px))

    actors = stage(staged, canvas, move, seconds)
    return closed(actors, canvas, move, seconds) if spec.loop else actors


def _stirred(everyone: list[Subject], spec: SceneSpec) -> list[Subject]:
    """People of a crowd face all ways, and some of those who stand about walk through it.

    Of a crowd that walks some come toward the others.
    """
    people = [one for one in everyone if is_person(one)]
    if len(people) < _CROWD or len({one.heading for one in people}) > 1:
        return everyone
    rng = np.random.default_rng((spec.seed, 0xD3))
    order = iter(rng.permutation(len(people)).tolist())
    stirred: list[Subject] = []
    for one in everyone:
        rank = next(order) if is_person(one) else 0
        if is_person(one) and one.count >= _CROWD and one.action in ("stand", "walk"):
            stands = one.action == "stand"
            turned = rank % 2 == 0 if stands else rank % 3 == 0
            away = "left" if one.heading == "right" else "right"
            action = "walk" if not stands or rank in _STROLLERS else "stand"
            stirred.append(
                one.model_copy(
                    update={"heading": away if turned else one.heading, "action": action}
                )
            )
        else:
            stirred.append(one)
    return stirred


def _line_up(parts: list[_Part], canvas: Canvas, rng: np.random.Generator) -> None:
    """Side by side, the wide ones behind; many share the frame by shrinking and overlapping."""
    if len(parts) < 2:
        return
    room = 0.84 * canvas.width_px
    wide = sum(part.width_px for part in parts)
    shrink = max(0.42, min(1.0, (1.25 * room / wide) ** 0.75))
    for part in parts:
        part.size_px *= shrink
    wide *= shrink
    gap = min(1.12, room / wide)
    x = -wide * gap / 2
    for part in parts:
        step = part.width_px * gap
        part.across_px = x + step * (0.5 + float(rng.uniform(-0.10, 0.10)))
        x += step
    order = sorted(parts, key=lambda part: -part.width_px * float(rng.uniform(0.7, 1.3)))
    reach = min(1.0, 0.22 + 0.09 * len(parts))
    for rank, part in enumerate(order):
        part.depth = ((rank + 0.5) / len(parts) * 2 - 1) * reach


def _hang(balloons: list[_Part], canvas: Canvas, rng: np.random.Generator) -> None:
    """Balloons at all distances, across the whole sky; the far ones small and pale."""
    count = len(balloons)
    if not count:
        return
    side = 1.0 if rng.random() < 0.5 else -1.0
    crowded = max(0.62, 1 - 0.06 * (count - 1)) if not canvas.is_portrait else 0.8
    for rank, part in enumerate(balloons):
        far = _FAR_AND_NEAR[rank % len(_FAR_AND_NEAR)]
        part.size_px *= far * crowded
        part.depth = 0.5 * (far - 1)
        part.air = 0.62 * (1 - far) ** 1.3
        part.aloft = _ALOFT[rank % len(_ALOFT)] + float(rng.uniform(-0.04, 0.04))
        aside = _ASIDE[rank % len(_ASIDE)] if count > 1 else 0.06
        part.across_px = side * (aside + float(rng.uniform(-0.02, 0.02))) * canvas.width_px


def _part_from(flyers: list[_Part], walkers: list[_Part], canvas: Canvas) -> None:
    """Flyers keep to the side ahead, so that they are not over the walkers' heads."""
    ahead = 1.0 if walkers[0].subject.heading == "right" else -1.0
    for part in flyers:
        part.across_px += ahead * 0.24 * canvas.width_px


def _speed(part: _Part, walkers: list[_Part], canvas: Canvas, seconds: float) -> float:
    """Travel in px/s. Those who go together keep together; long paths are slowed down."""
    own = part.performer.speed_heights_per_s * part.size_px
    if own <= 0:
        return 0.0
    if part in walkers:
        speeds = [
            other.performer.speed_heights_per_s * other.size_px
            for other in walkers
            if other.subject.heading == part.subject.heading
        ]
        moving = [speed for speed in speeds if speed > 0]
        shared = sum(moving) / len(moving)
        own = min(max(shared, own * _PACES[0]), own * _PACES[1])
    share = _TRAVEL * canvas.width_px / max(1.0, own * seconds)
    return own * max(_SLOWEST, min(1.0, share))


def _actor(
    part: _Part, middle: float, canvas: Canvas, ground: Ground, haze: float, take: Take
) -> Actor:
    base_y = ground.row_at(take.nearness)
    ground_y = max(ground.farthest_y, base_y + part.depth * 0.30 * (base_y - ground.horizon_y_px))
    near = take.nearness * ground.nearness(ground_y, base_y)
    size = part.size_px * near
    usual = part.performer.speed_heights_per_s * part.size_px
    pace = part.speed_px_per_s / usual if usual > 0 else 1.0
    pace = min(pace, max(_LEAST_PACE, pace * take.pace))
    room = max(0.0, ground.y_px - canvas.margin_y_px - 1.12 * size)
    lift = part.performer.altitude * room * (1 - 0.2 * part.depth)
    if part.aloft is not None:
        sky = ground.horizon_y_px - canvas.margin_y_px
        lift = max(0.2 * size, ground_y - ground.horizon_y_px + part.aloft * sky)
    direction = 1.0 if part.subject.heading == "right" else -1.0
    parallax = ground.parallax_at(ground_y)
    return Actor(
        performer=part.performer,
        x_px=middle + part.across_px * near,
        ground_y_px=ground_y,
        lift_px=min(lift, room),
        parallax=parallax if lift <= 0 else parallax * 0.7,
        height_px=size,
        direction=direction,
        speed_px_per_s=direction * usual * near * pace,
        pace=pace,
        phase=part.phase,
        haze=min(0.8, haze + part.air + max(0.0, -0.20 * part.depth)),
    )


def _middle(spec: SceneSpec, canvas: Canvas, rng: np.random.Generator, total: int) -> float:
    """Where the path's middle is: a little behind the frame's, room left ahead."""
    ahead = 1.0 if spec.subjects and spec.subjects[0].heading == "right" else -1.0
    room = 0.10 if total <= 2 else 0.02
    if canvas.is_portrait:
        room *= 0.4
    drift = float(rng.uniform(0.4, 1.3))
    match spec.composition:
        case "symmetrical":
            return canvas.paint_width_px / 2
        case "thirds":
            return canvas.paint_width_px / 2 - ahead * canvas.width_px / 6
        case _:
            pass
    return canvas.paint_width_px / 2 - ahead * room * drift * canvas.width_px
