"""The moods: tempo, harmony and who plays what, as tables."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kinoloom.crafts.music.drums import (
    clap,
    cymbal_swell,
    dusty_snare,
    hat,
    kick,
    open_hat,
    rim,
    shaker,
    snare,
    soft_kick,
    taiko,
)
from kinoloom.crafts.music.errors import UnknownMood
from kinoloom.crafts.music.harmony import ADDED_NINTH, MAJOR, MINOR, NINTH, SEVENTH, TRIAD
from kinoloom.crafts.music.instruments import (
    Voice,
    bass,
    bell,
    deep_bass,
    electric_piano,
    glass_pad,
    pad,
    piano,
    pluck,
    riser,
    spiccato,
    strings,
)
from kinoloom.crafts.music.players import (
    Pattern,
    Player,
    arpeggiate,
    drum,
    fill,
    hold,
    lead_in,
    sing,
    sprinkle,
    strum,
    walk,
)


@dataclass(frozen=True)
class Part:
    """A player, and how much must be going on (`from_energy` 0..1) for it to join."""

    player: Player
    from_energy: float = 0.0
    until_energy: float = 1.0


@dataclass(frozen=True)
class Bus:
    """Players that share a fader: `level_lu` beside the others, lows cut, width, echo."""

    name: str
    level_lu: float
    lowest_hz: float
    width: float
    echo: float
    parts: tuple[Part, ...]
    ending: tuple[tuple[Voice, float], ...] = ()
    """Who plays the last chord, and how strongly (a drum hits once, a bass plays its root)."""


@dataclass(frozen=True)
class Mood:
    """A kind of music."""

    name: str
    tempo_bpm: tuple[float, float]
    tonics: tuple[int, ...]
    scale: tuple[int, ...]
    progressions: tuple[tuple[int, ...], ...]
    approach: int
    """The degree before the last chord."""
    stack: tuple[int, ...]
    buses: tuple[Bus, ...]
    swing: float = 0.5
    hall_s: float = 1.8
    hall_level: float = 0.9
    is_taped: bool = False
    """Played from a worn tape."""


def _eighths(strong: float, weak: float) -> Pattern:
    return [(step, strong if step % 4 == 0 else weak) for step in range(0, 16, 2)]


def _sixteenths(levels: tuple[float, float, float, float]) -> Pattern:
    return [(step, levels[step % 4]) for step in range(16)]


_LOFI = Mood(
    "lofi",
    (72, 86), (0, 3, 5, 7, 10), MAJOR, ((1, 4, 0, 5), (3, 2, 1, 0), (0, 5, 1, 4), (3, 4, 2, 5)),
    4, SEVENTH,
    (
        Bus("keys", 0, 130, 0.5, 0.22, (
            Part(strum(electric_piano, ((0, 0.56), (10, 0.48)), 2.4, 0.018)),
            Part(strum(electric_piano, ((7, 0.36),), 0.7, 0.012), 0.7),
        ), ((electric_piano, 0.6),)),
        Bus("pad", -5, 180, 0.5, 0.3, (Part(hold(pad, 0.6)),), ((pad, 0.6),)),
        Bus("bass", -6, 34, 0.0, 0.0, (
            Part(walk(bass, ((0, 0, 1.5, 0.8), (7, 0, 0.6, 0.6), (10, 7, 1.2, 0.65)))),
        ), ((bass, 0.7),)),
        Bus("drum", -4, 30, 0.15, 0.08, (
            Part(drum(soft_kick, ((0, 0.85), (7, 0.6), (10, 0.75))), 0.6),
            Part(drum(dusty_snare, ((4, 0.6), (12, 0.62)), late_s=0.012), 0.6),
            Part(drum(hat, _eighths(0.55, 0.36))),
            Part(drum(hat, ((3, 0.2), (15, 0.25)), chance=0.4), 0.7),
            Part(drum(rim, ((6, 0.3), (14, 0.35)), chance=0.5), 0.7),
            Part(fill(dusty_snare, ((13, 0.35), (14, 0.4), (15, 0.5)))),
        ), ((soft_kick, 0.6),)),
        Bus("lead", -6, 240, 0.4, 0.45, (
            Part(sing(electric_piano, 0.5, only_even=True), 0.7),
            Part(sprinkle(bell, 0.3, chance=0.12), 0.85),
        ), ()),
    ),
    swing=0.58, hall_s=1.3, is_taped=True,
)  # fmt: skip

_CINEMATIC = Mood(
    "cinematic",
    (80, 96), (0, 2, 4, 9), MINOR, ((0, 5, 2, 6), (0, 3, 5, 4), (0, 5, 3, 6), (5, 6, 0, 2)),
    6, TRIAD,
    (
        Bus("strings", 0, 150, 0.5, 0.3, (Part(hold(strings, 0.7, build=0.5)),),
            ((strings, 0.8),)),
        Bus("keys", -3, 150, 0.4, 0.35, (
            Part(arpeggiate(spiccato, (0, 1, 2, 1), 0.6), 0.6),
            Part(strum(piano, ((0, 0.5),), 3.0, 0.02)),
            Part(arpeggiate(piano, (0, 2, 1, 2), 0.34, octave=1), 0.0, 0.72),
        ), ((piano, 0.6),)),
        Bus("bass", -7, 32, 0.0, 0.0, (Part(walk(deep_bass, ((0, 0, 4.0, 0.85),))),),
            ((deep_bass, 0.8),)),
        Bus("drum", -5, 34, 0.15, 0.2, (
            Part(drum(taiko, ((0, 0.7),)), 0.6, 0.8),
            Part(drum(taiko, ((0, 0.95), (6, 0.55), (8, 0.7), (14, 0.6))), 0.85),
            Part(fill(taiko, ((10, 0.6), (12, 0.75), (13, 0.6), (14, 0.85)))),
        ), ((taiko, 0.95),)),
        Bus("lead", -3, 220, 0.4, 0.45, (Part(sing(strings, 0.85), 0.75),), ()),
        Bus("rise", -9, 250, 0.2, 0.3, (
            Part(lead_in(cymbal_swell, 0.8)), Part(lead_in(riser, 0.6), 0.6),
        ), ()),
    ),
    hall_s=3.2, hall_level=1.1,
)  # fmt: skip

_UPBEAT = Mood(
    "upbeat",
    (110, 124), (0, 2, 4, 7, 9), MAJOR, ((0, 4, 5, 3), (5, 3, 0, 4), (0, 3, 5, 4), (3, 0, 4, 5)),
    4, ADDED_NINTH,
    (
        Bus("keys", 0, 120, 0.5, 0.2, (
            Part(strum(pluck, ((0, 0.8), (3, 0.6), (6, 0.65), (8, 0.6), (11, 0.65), (14, 0.6)),
                       0.5)),
            Part(strum(piano, ((0, 0.62), (8, 0.5)), 1.7), 0.6),
        ), ((piano, 0.7), (pluck, 0.8))),
        Bus("pad", -5, 180, 0.5, 0.3, (Part(hold(pad, 0.6)),), ((pad, 0.6),)),
        Bus("bass", -5, 34, 0.0, 0.0, (
            Part(walk(bass, ((0, 0, 0.9, 0.85), (6, 0, 0.4, 0.7), (8, 0, 0.5, 0.8),
                             (14, 7, 0.4, 0.7))), 0.55),
        ), ((bass, 0.8),)),
        Bus("drum", -2, 32, 0.15, 0.08, (
            Part(drum(kick, ((0, 0.9), (4, 0.85), (8, 0.9), (12, 0.85))), 0.55),
            Part(drum(clap, ((4, 0.75), (12, 0.8))), 0.6),
            Part(drum(snare, ((4, 0.5), (12, 0.55))), 0.85),
            Part(drum(hat, ((2, 0.5), (6, 0.5), (10, 0.5), (14, 0.5)))),
            Part(drum(open_hat, ((2, 0.35), (10, 0.35))), 0.85),
            Part(drum(shaker, _sixteenths((0.5, 0.22, 0.4, 0.25)))),
            Part(fill(snare, ((10, 0.35), (12, 0.5), (13, 0.4), (14, 0.6), (15, 0.7)))),
        ), ((kick, 0.9), (clap, 0.6))),
        Bus("lead", -4, 250, 0.4, 0.4, (
            Part(sing(pluck, 0.85), 0.85), Part(sing(bell, 0.5, only_even=True), 0.7),
        ), ((bell, 0.5),)),
        Bus("rise", -10, 300, 0.2, 0.3, (Part(lead_in(riser, 0.8)),), ()),
    ),
    hall_s=1.4,
)  # fmt: skip

_AMBIENT = Mood(
    "ambient",
    (58, 70), (0, 2, 5, 9), MAJOR, ((0, 3, 5, 3), (3, 0, 4, 5), (0, 2, 3, 0), (5, 3, 0, 4)),
    3, ADDED_NINTH,
    (
        Bus("pad", 0, 150, 0.5, 0.3, (
            Part(hold(pad, 0.75)), Part(hold(glass_pad, 0.5), 0.7),
        ), ((pad, 0.75), (glass_pad, 0.5))),
        Bus("bass", -11, 34, 0.0, 0.0, (Part(walk(deep_bass, ((0, 0, 4.0, 0.6),))),),
            ((deep_bass, 0.6),)),
        Bus("keys", -6, 150, 0.4, 0.45, (
            Part(strum(piano, ((0, 0.32),), 3.5, 0.16), 0.6),
            Part(arpeggiate(electric_piano, (0, 2, 1, 3), 0.3, every=4), 0.85),
        ), ((piano, 0.4),)),
        Bus("lead", -6, 240, 0.4, 0.5, (
            Part(sprinkle(bell, 0.4, chance=0.22)), Part(sing(piano, 0.42, only_even=True), 0.75),
        ), ((bell, 0.4),)),
    ),
    hall_s=4.2, hall_level=1.4,
)  # fmt: skip

_CORPORATE = Mood(
    "corporate",
    (98, 112), (0, 2, 5, 7), MAJOR, ((0, 5, 3, 4), (0, 4, 5, 3), (3, 0, 4, 5), (5, 3, 0, 4)),
    4, ADDED_NINTH,
    (
        Bus("keys", 0, 120, 0.5, 0.22, (
            Part(strum(piano, ((0, 0.6), (8, 0.5)), 1.9)),
            Part(arpeggiate(pluck, (0, 2, 1, 3, 2, 3, 1, 2), 0.5)),
        ), ((piano, 0.65), (pluck, 0.6))),
        Bus("pad", -5, 180, 0.5, 0.3, (Part(hold(pad, 0.6)),), ((pad, 0.6),)),
        Bus("bass", -7, 34, 0.0, 0.0, (
            Part(walk(bass, ((0, 0, 1.9, 0.8), (8, 0, 0.8, 0.7), (11, 0, 1.2, 0.7))), 0.6),
        ), ((bass, 0.75),)),
        Bus("drum", -5, 32, 0.15, 0.1, (
            Part(drum(soft_kick, ((0, 0.9), (8, 0.85), (10, 0.6))), 0.6),
            Part(drum(rim, ((4, 0.55), (12, 0.55))), 0.6, 0.8),
            Part(drum(clap, ((4, 0.6), (12, 0.65))), 0.85),
            Part(drum(shaker, _sixteenths((0.5, 0.22, 0.38, 0.25)))),
            Part(drum(hat, ((2, 0.4), (6, 0.4), (10, 0.4), (14, 0.4))), 0.85),
        ), ((soft_kick, 0.8),)),
        Bus("lead", -5, 250, 0.4, 0.4, (Part(sing(bell, 0.6), 0.75),), ((bell, 0.45),)),
        Bus("rise", -10, 300, 0.2, 0.3, (Part(lead_in(riser, 0.7)),), ()),
    ),
    hall_s=1.9,
)  # fmt: skip

_TENDER = Mood(
    "tender",
    (62, 74), (0, 2, 7, 9), MINOR, ((0, 5, 2, 6), (5, 2, 6, 0), (0, 3, 5, 6)),
    6, NINTH[:4],
    (
        Bus("keys", 0, 110, 0.45, 0.35, (
            Part(arpeggiate(piano, (0, 1, 2, 3, 2, 1), 0.42)),
            Part(strum(piano, ((0, 0.4),), 3.0, 0.03), 0.6),
        ), ((piano, 0.45),)),
        Bus("pad", -6, 160, 0.5, 0.3, (Part(hold(strings, 0.5, build=0.5)),), ((strings, 0.5),)),
        Bus("bass", -10, 34, 0.0, 0.0, (Part(walk(deep_bass, ((0, 0, 4.0, 0.6),))),),
            ((deep_bass, 0.6),)),
        Bus("lead", -2, 220, 0.4, 0.45, (
            Part(sing(piano, 0.6), 0.65), Part(sing(strings, 0.5), 0.95),
        ), ()),
    ),
    hall_s=2.8, hall_level=1.1,
)  # fmt: skip

MOODS: Mapping[str, Mood] = {
    mood.name: mood for mood in (_LOFI, _CINEMATIC, _UPBEAT, _AMBIENT, _CORPORATE, _TENDER)
}
"""Every mood by its name."""


def mood_called(name: str) -> Mood:
    """The mood of that name. Raises UnknownMood."""
    if name not in MOODS:
        raise UnknownMood(name, MOODS)
    return MOODS[name]
