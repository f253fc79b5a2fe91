"""What is heard: every key of a sound, of ducking and of tracks, measured in the film's sum."""

from __future__ import annotations

from pathlib import Path
from typing import Any, get_args

import numpy as np
import pytest
from numpy.typing import NDArray
from tests.support.draws import draws
from tests.support.recordings import (
    Library,
    film,
    filmed,
    heard,
    level_db,
    main_hz,
    noise,
    shot,
    sine,
    speech,
)

from kinoloom.draft.model import AudioSegment, Ducking, Sounding, Track, TrackType
from kinoloom.render.sound.samples import RATE_HZ, Samples

MS = RATE_HZ // 1000
PCM = ("-c:a", "pcm_s16le")


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return Library(tmp_path)


def part(wave: Samples, first_ms: int, end_ms: int) -> Samples:
    """A stretch of a sound."""
    return wave[:, first_ms * MS : end_ms * MS]


def steady(library: Library, seconds: float = 1) -> str:
    """A sound whose samples are all 1: what comes out is the gain."""
    return library.wave(np.ones((2, round(seconds * RATE_HZ)), np.float32))


def gains(library: Library, *at_ms: int, **keys: Any) -> list[float]:
    """The gain of the left side at some moments of a second of sound."""
    found = library.sum(film([heard(steady(library), sound=Sounding(**keys))]))
    return [float(found[0, moment * MS]) for moment in at_ms]


class TestSegments:
    @draws("AudioSegment.start_ms", "AudioSegment.duration_ms", "AudioSegment.kind")
    @draws("Segment.kind=audio", "Track.type=1")
    def test_a_sound_is_heard_in_its_time(self, library: Library) -> None:
        sound = heard(library.wave(sine(2)), start_ms=300, duration_ms=500)
        assert sound.kind == "audio"
        draft = film([sound])
        assert draft.tracks[0].type == 1
        found = library.sum(draft)
        assert not part(found, 0, 300).any()
        assert level_db(part(found, 310, 790)) == pytest.approx(level_db(sine(1)), abs=0.1)
        assert found.shape[1] == 800 * MS

    @draws("AudioSegment.source", "Source.asset", "Source.in_ms")
    def test_it_is_that_stretch_of_that_source(self, library: Library) -> None:
        low, high = (library.wave(sine(1, hz)) for hz in (300, 900))
        for asset, hz in ((low, 300), (high, 900)):
            draft = film([heard(asset)])
            assert draft.tracks[0].segments[0].source.asset == asset  # type: ignore[union-attr]
            assert main_hz(library.sum(draft)[0]) == pytest.approx(hz, abs=1)
        rising = library.wave(np.tile(np.linspace(0, 1, RATE_HZ, dtype=np.float32), (2, 1)))
        found = library.sum(film([heard(rising, 0, 300, in_ms=600)]))
        assert found[0, 100 * MS] == pytest.approx(0.7, abs=0.001)

    @draws("Source.speed")
    def test_faster_it_keeps_its_pitch(self, library: Library) -> None:
        wave = np.concatenate([sine(1, 300), sine(1, 600)], axis=1)
        found = library.sum(film([heard(library.wave(wave), 0, 1000, speed=2.0)]))
        assert main_hz(part(found, 50, 430)[0]) == pytest.approx(300, rel=0.01)
        assert main_hz(part(found, 570, 950)[0]) == pytest.approx(600, rel=0.01)

    @draws("Source.reverse")
    def test_backwards(self, library: Library) -> None:
        rising = library.wave(np.tile(np.linspace(0, 1, RATE_HZ, dtype=np.float32), (2, 1)))
        found = library.sum(film([heard(rising, reverse=True)]))
        assert (found[0, 200 * MS], found[0, 800 * MS]) == pytest.approx((0.8, 0.2), abs=0.001)

    @draws("Source.loop")
    def test_a_loop_goes_on(self, library: Library) -> None:
        wave = np.concatenate([sine(0.25), 0 * sine(0.25)], axis=1)
        found = library.sum(film([heard(library.wave(wave), 0, 1500, loop=True)]))
        loud = [level_db(part(found, at, at + 230)) > -30 for at in range(10, 1500, 250)]
        assert loud == [True, False] * 3

    @draws("Source.freeze")
    def test_a_frozen_picture_is_silent(self, library: Library) -> None:
        asset = library.add(filmed(library.folder / "v.mp4", sine(1)))
        assert len(library.sounds(film([shot(asset)]))) == 1
        assert library.sounds(film([shot(asset, source={"freeze": True})])) == ()

    @draws("VideoSegment.sound")
    def test_a_clip_has_its_own_sound(self, library: Library) -> None:
        asset = library.add(filmed(library.folder / "v.mov", sine(1), *PCM))
        usual, quiet = (
            library.sum(film([shot(asset, sound=Sounding(volume=volume))])) for volume in (100, 50)
        )
        assert level_db(part(usual, 10, 990)) == pytest.approx(level_db(sine(1)), abs=0.1)
        assert level_db(usual) - level_db(quiet) == pytest.approx(6.02, abs=0.05)


class TestSounding:
    @draws("AudioSegment.sound", "Sounding.volume")
    @pytest.mark.parametrize("volume", [0.1, 35, 100, 400])
    def test_volume_is_a_percentage(self, library: Library, volume: float) -> None:
        sound = Sounding(volume=volume)
        (gain,) = gains(library, 500, **sound.model_dump())
        assert gain == pytest.approx(volume / 100, rel=1e-3)

    @draws("Sounding.volume")
    def test_at_nought_there_is_no_sound_at_all(self, library: Library) -> None:
        silent = heard(steady(library), sound=Sounding(volume=0))
        assert library.sounds(film([silent])) == ()

    @draws("Sounding.pan")
    @pytest.mark.parametrize(
        ("pan", "left", "right"),
        [(-1, 1, 0), (-0.5, 1, 0.5), (0, 1, 1), (0.25, 0.75, 1), (1, 0, 1)],
    )
    def test_pan_takes_away_from_the_other_side(
        self, library: Library, pan: float, left: float, right: float
    ) -> None:
        found = library.sum(film([heard(steady(library), sound=Sounding(pan=pan))]))
        assert found[:, 500 * MS] == pytest.approx([left, right], abs=1e-5)

    @draws("Sounding.fade_in_ms")
    def test_it_fades_in(self, library: Library) -> None:
        found = gains(library, 100, 200, 400, 900, fade_in_ms=400)
        assert found == pytest.approx([0.25, 0.5, 1, 1], abs=0.004)

    @draws("Sounding.fade_out_ms")
    def test_it_fades_out(self, library: Library) -> None:
        found = gains(library, 100, 600, 800, 900, fade_out_ms=400)
        assert found == pytest.approx([1, 1, 0.5, 0.25], abs=0.004)

    @draws("Sounding.denoise")
    def test_noise_goes_by_as_much_as_is_asked(self, library: Library) -> None:
        hiss = library.wave(noise(2, 0.02))
        levels = [
            level_db(part(library.sum(film([heard(hiss, 0, 2000, sound=knobs)])), 500, 1500))
            for knobs in (Sounding(), Sounding(denoise=0.5), Sounding(denoise=1))
        ]
        assert levels[0] > levels[1] + 3 > levels[2] + 6


def track(*sounds: AudioSegment, **keys: Any) -> Track:
    """A track of sounds."""
    named = (s.model_copy(update={"id": f"{number}{s.id}"}) for number, s in enumerate(sounds))
    return Track(id="a", type=TrackType.AUDIO, segments=tuple(named), **keys)


class TestTracks:
    @draws("Track.volume")
    def test_a_tracks_volume_is_for_all_on_it(self, library: Library) -> None:
        asset = steady(library)
        sounds = heard(asset), heard(asset, 1000, sound=Sounding(volume=50))
        found = library.sum(film(track(*sounds, volume=40)))
        assert found[0, 500 * MS] == pytest.approx(0.4, abs=1e-4)
        assert found[0, 1500 * MS] == pytest.approx(0.2, abs=1e-4)

    @draws("Track.muted")
    def test_a_muted_track_is_not_heard(self, library: Library) -> None:
        sound = heard(steady(library))
        assert len(library.sounds(film(track(sound)))) == 1
        assert library.sounds(film(track(sound, muted=True))) == ()

    @draws("Track.muted")
    def test_a_muted_clip_is_not_heard(self, library: Library) -> None:
        asset = library.add(filmed(library.folder / "v.mp4", sine(1)))
        mute = Track(id="v", type=TrackType.VIDEO, segments=(shot(asset),), muted=True)
        assert library.sounds(film(mute)) == ()


class TestDucking:
    def gain(
        self, library: Library, ducking: Ducking | None, role: str = "voice"
    ) -> NDArray[np.float32]:
        """The gain of music by millisecond, while words are heard from 2 to 4.4 s."""
        bed = heard(steady(library, 7), 0, 7000, role="music", sound=Sounding(volume=10))
        words = heard(library.wave(speech(2.4)), 2000, 2400, role=role)
        both = library.sum(film(track(bed, ducking=ducking), [words]))
        alone = library.sum(film([words]))
        length = min(both.shape[1], alone.shape[1])
        music = both.copy()
        music[:, :length] -= alone[:, :length]
        return music[0, ::MS] / 0.1

    @draws("Track.ducking", "Ducking.depth_db")
    @pytest.mark.parametrize("depth_db", [-6.0, -20.0])
    def test_music_gives_way_to_words(self, library: Library, depth_db: float) -> None:
        free = self.gain(library, None)
        assert free[3000] == pytest.approx(1, abs=0.01)
        ducking = Ducking(depth_db=depth_db)
        found = self.gain(library, ducking)
        assert 20 * np.log10(found[3000]) == pytest.approx(depth_db, abs=0.2)
        assert found[1000] == pytest.approx(1, abs=0.01)
        assert found[6500] == pytest.approx(1, abs=0.01)

    @draws("Ducking.ahead_ms", "Ducking.release_ms")
    def test_it_goes_down_ahead_and_comes_back_after(self, library: Library) -> None:
        short, long = (
            self.gain(library, Ducking(ahead_ms=ahead, release_ms=release, depth_db=-12))
            for ahead, release in ((100, 200), (600, 1200))
        )
        down = 10 ** (-12 / 20)
        moving = [np.flatnonzero((g > down + 0.02) & (g < 0.98)) for g in (short, long)]
        falls = [at[(at > 1000) & (at < 3000)] for at in moving]
        rises = [at[(at > 3000) & (at < 6900)] for at in moving]
        assert np.ptp(falls[1]) - np.ptp(falls[0]) == pytest.approx(500, abs=120)
        assert np.ptp(rises[1]) - np.ptp(rises[0]) == pytest.approx(1000, abs=220)
        # Both are down at the same first word, and begin to rise after the same last one.
        assert falls[0].max() == pytest.approx(falls[1].max(), abs=100)
        assert rises[0].min() == pytest.approx(rises[1].min(), abs=160)

    @draws("AudioSegment.role", "AudioSegment.role=voice", "AudioSegment.role=music")
    @draws("AudioSegment.role=ambience", "AudioSegment.role=effect", "AudioSegment.role=original")
    @pytest.mark.parametrize(
        ("role", "ducks"),
        [
            ("voice", True),
            ("music", False),
            ("ambience", False),
            ("effect", False),
            ("original", False),
        ],
    )
    def test_only_a_voice_is_given_way_to(self, library: Library, role: str, ducks: bool) -> None:
        assert role in get_args(AudioSegment.model_fields["role"].annotation)
        found = self.gain(library, Ducking(depth_db=-12), role)
        assert found[3000] == pytest.approx(10 ** (-12 / 20) if ducks else 1, abs=0.01)
