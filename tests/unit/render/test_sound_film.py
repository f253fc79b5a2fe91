"""What a film's sum of sounds holds, sample by sample, before it is mastered."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from tests.support.recordings import (
    Library,
    clicks,
    film,
    filmed,
    heard,
    level_db,
    main_hz,
    noise,
    peak_at,
    shot,
    sine,
    speech,
)

from kinoloom.draft.model import Draft, Ducking, Sounding, Track, TrackType, Transition
from kinoloom.errors import SourceError
from kinoloom.media import ffmpeg
from kinoloom.render.errors import SourceTooShort, WrongKind
from kinoloom.render.sound.samples import RATE_HZ, Samples
from kinoloom.watch import Watch

MS = RATE_HZ // 1000


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return Library(tmp_path)


def inner(wave: Samples, first_ms: int, end_ms: int) -> Samples:
    return wave[:, first_ms * MS : end_ms * MS]


class TestPlaces:
    def test_every_sample_lies_where_the_draft_says(self, library: Library) -> None:
        tone = sine(3)
        found = library.sum(film([heard(library.wave(tone), 1234, 700, in_ms=321)]))
        assert not found[:, : 1234 * MS].any()
        assert np.allclose(inner(found, 1239, 1929), tone[:, 326 * MS : 1016 * MS], atol=1e-6)
        assert not found[:, 1934 * MS :].any()

    def test_a_click_in_a_clip_of_any_container(self, library: Library) -> None:
        for name in ("c.mp4", "c.mkv"):
            path = filmed(library.folder / name, clicks(4, (2.0,)))
            found = library.sum(film([shot(library.add(path), 3000, 2000, source={"in_ms": 700})]))
            assert abs(peak_at(found[0], 4300 * MS) - 4300 * MS) <= 1

    def test_all_tracks_are_heard_together(self, library: Library) -> None:
        asset = library.wave(sine(1, level=0.1))
        found = library.sum(film([heard(asset)], [heard(asset)], [heard(asset)]))
        assert np.allclose(inner(found, 10, 990), 3 * sine(1, level=0.1)[:, 480:-480], atol=1e-5)

    def test_edges_fade_for_five_ms(self, library: Library) -> None:
        found = library.sum(film([heard(library.wave(np.ones((2, RATE_HZ), np.float32)))]))
        assert found[0, 0] == 0
        assert found[0, 120] == pytest.approx(0.5, abs=0.01)
        assert found[0, 240] == 1
        assert found[0, -120] == pytest.approx(0.5, abs=0.01)
        assert np.abs(np.diff(found[0])).max() < 0.005

    def test_a_clip_that_was_only_split_sounds_whole(self, library: Library) -> None:
        asset = library.wave(sine(2))
        split = [heard(asset, 0, 777), heard(asset, 777, 1223, in_ms=777)]
        whole = library.sum(film([heard(asset, 0, 2000)]))
        assert np.abs(library.sum(film(split)) - whole).max() < 1e-6

    def test_a_sound_that_is_longer_than_the_film_ends_with_it(self, library: Library) -> None:
        draft = film([heard(library.wave(sine(2)), 0, 2000)])
        assert library.sum(draft).shape == (2, 2 * RATE_HZ)


class TestLevels:
    def test_volume_of_segment_and_track_multiply(self, library: Library) -> None:
        tone = heard(library.wave(sine(1)), sound=Sounding(volume=50))
        track = Track(id="t", type=TrackType.AUDIO, segments=(tone,), volume=40)
        found = library.sum(film(track))
        assert level_db(inner(found, 10, 990)) - level_db(sine(1)) == pytest.approx(-13.98, abs=0.1)

    def test_what_is_muted_or_at_zero_is_no_sound(self, library: Library) -> None:
        asset = library.wave(sine(1))
        silent = heard(asset, sound=Sounding(volume=0))
        muted = Track(id="t", type=TrackType.AUDIO, segments=(heard(asset),), muted=True)
        assert library.sounds(film([silent], muted)) == ()

    @pytest.mark.parametrize(("pan", "left", "right"), [(-1, 1, 0), (0, 1, 1), (0.5, 0.5, 1)])
    def test_pan(self, library: Library, pan: float, left: float, right: float) -> None:
        draft = film([heard(library.wave(sine(1)), sound=Sounding(pan=pan))])
        found = inner(library.sum(draft), 10, 990)
        expected = sine(1)[:, 480:-480] * np.array([[left], [right]])
        assert np.allclose(found, expected, atol=1e-6)

    def test_fades(self, library: Library) -> None:
        knobs = Sounding(fade_in_ms=400, fade_out_ms=200)
        steady = library.wave(np.ones((2, RATE_HZ), np.float32))
        found = library.sum(film([heard(steady, sound=knobs)]))[0]
        for at_ms, gain in ((100, 0.25), (200, 0.5), (400, 1), (800, 1), (900, 0.5), (950, 0.25)):
            assert found[at_ms * MS] == pytest.approx(gain, abs=0.003)


class TestJoins:
    """Sounds of two clips cross over the window of the picture's transition."""

    def joined(self, library: Library, first: str, second: str, **later: object) -> Draft:
        transition = Transition(kind="crossfade", duration_ms=400)
        return film(
            [
                shot(first, 0, 1000, source={"in_ms": 500}),
                shot(second, 1000, 1000, source=later, transition=transition),
            ]
        )

    def test_power_stays_the_same_and_handles_are_used(self, library: Library) -> None:
        assets = [
            library.add(filmed(library.folder / f"{n}.mov", noise(3, 0.1, n), *PCM)) for n in (1, 2)
        ]
        found = library.sum(self.joined(library, assets[0], assets[1], in_ms=800))
        loud = level_db(inner(found, 300, 700))
        for first_ms in range(800, 1200, 50):
            part = level_db(inner(found, first_ms, first_ms + 50))
            assert part == pytest.approx(loud, abs=0.7)
        first, second = noise(3, 0.1, 1), noise(3, 0.1, 2)
        middle = np.sqrt(0.5) * (first[:, 1500 * MS] + second[:, 800 * MS])
        assert np.allclose(found[:, 1000 * MS], middle, atol=2e-3)
        assert np.allclose(inner(found, 1200, 1990), second[:, 1000 * MS : 1790 * MS], atol=1e-3)

    def test_backwards_the_handles_change_places(self, library: Library) -> None:
        waves = [noise(3, 0.1, n) for n in (1, 2)]
        assets = [
            library.add(filmed(library.folder / f"{n}.mov", wave, *PCM))
            for n, wave in enumerate(waves)
        ]
        before = shot(assets[0], 0, 1000, source={"in_ms": 1500, "reverse": True})
        draft = self.joined(library, assets[0], assets[1], in_ms=300, reverse=True)
        after = draft.tracks[0].segments[1]
        found = library.sum(film([before, after]))  # type: ignore[list-item]
        # At the cut the first plays what lies before its `in`, the second the end of its stretch.
        middle = np.sqrt(0.5) * (waves[0][:, 1500 * MS - 1] + waves[1][:, 1300 * MS - 1])
        assert np.allclose(found[:, 1000 * MS], middle, atol=2e-3)
        late = waves[1][:, 300 * MS : 1100 * MS][:, ::-1]
        assert np.allclose(inner(found, 1200, 1990), late[:, : 790 * MS], atol=1e-3)

    def test_without_handles_each_fades_at_the_cut(self, library: Library) -> None:
        asset = library.add(filmed(library.folder / "n.mov", noise(1.5, 0.1), *PCM))
        found = library.sum(self.joined(library, asset, asset, in_ms=0))
        assert level_db(found[:, 995 * MS : 1005 * MS]) < level_db(inner(found, 300, 700)) - 20
        assert level_db(inner(found, 1201, 1400)) == pytest.approx(-20, abs=0.5)

    def test_a_cut_keeps_its_seam(self, library: Library) -> None:
        asset = library.add(filmed(library.folder / "n.mov", noise(3, 0.1), *PCM))
        cut = Transition(kind="cut", duration_ms=400)
        shots = [shot(asset), shot(asset, 1000, 1000, source={"in_ms": 200}, transition=cut)]
        found = library.sum(film(shots))
        assert found[0, 1000 * MS] == 0
        assert level_db(inner(found, 900, 990)) == pytest.approx(-20, abs=0.7)


PCM = ("-c:a", "pcm_s16le")


class TestTime:
    @pytest.mark.parametrize("speed", [0.1, 0.4, 0.5, 0.9, 1.5, 3, 10])
    def test_speed_keeps_pitch_and_length(self, library: Library, speed: float) -> None:
        used_s = 1.0 if speed < 1 else 2.0 * speed
        length_ms = round(used_s * 1000 / speed)
        asset = library.wave(sine(used_s + 1, 440))
        found = library.sum(film([heard(asset, 500, length_ms, in_ms=500, speed=speed)]))
        assert not found[:, : 500 * MS].any()
        steady = found[0, 550 * MS : (450 + length_ms) * MS]
        assert main_hz(steady) == pytest.approx(440, rel=0.004)
        for part in (steady[:4800], steady[-4800:]):
            assert level_db(part) == pytest.approx(level_db(sine(1)), abs=1.5)

    @pytest.mark.parametrize("speed", [0.25, 0.8, 2.0])
    def test_what_happens_happens_when_it_should(self, library: Library, speed: float) -> None:
        now = np.arange(4 * RATE_HZ) / RATE_HZ
        burst = sum(
            np.where(now >= at, np.exp(-(now - at).clip(0) * 20), 0) for at in (1.0, 2.0, 3.0)
        )
        asset = library.wave((0.5 * burst * np.sin(2 * np.pi * 600 * now)).astype(np.float32))
        length_ms = round(3500 / speed)
        found = library.sum(film([heard(asset, 0, length_ms, in_ms=500, speed=speed)]))[0]
        for at_s in (1.0, 2.0, 3.0):
            place = round((at_s - 0.5) / speed * RATE_HZ)
            reach = round(0.2 / speed * RATE_HZ)
            part = np.abs(found[place - reach : place + reach])
            onset = int(np.argmax(part > 0.5 * part.max())) - reach
            assert abs(onset) < 0.03 * RATE_HZ

    def test_reverse(self, library: Library) -> None:
        sweep = np.sin(2 * np.pi * (200 + 300 * np.arange(2 * RATE_HZ) / RATE_HZ) ** 1.3)
        wave = np.tile(0.3 * sweep.astype(np.float32), (2, 1))
        draft = film([heard(library.wave(wave), 100, 800, in_ms=700, reverse=True)])
        found = inner(library.sum(draft), 105, 895)
        expected = wave[:, 700 * MS : 1500 * MS][:, ::-1][:, 5 * MS : 795 * MS]
        assert np.allclose(found, expected, atol=1e-6)

    def test_reverse_of_a_video_whose_sound_is_shorter(self, library: Library) -> None:
        path = filmed(library.folder / "s.mov", sine(1), *PCM, seconds=2)
        found = library.sum(film([shot(library.add(path), 0, 2000, source={"reverse": True})]))
        assert not inner(found, 0, 990).any()
        assert level_db(inner(found, 1010, 1990)) == pytest.approx(level_db(sine(1)), abs=0.1)

    def test_a_loop_has_no_seam(self, library: Library) -> None:
        tone = sine(0.5, 440)  # whole periods
        found = library.sum(film([heard(library.wave(tone), 0, 2300, in_ms=200, loop=True)]))
        expected = sine(3, 440)[:, 200 * MS : 2500 * MS]
        assert np.allclose(inner(found, 5, 2295), expected[:, 5 * MS : 2295 * MS], atol=1e-5)

    def test_a_coded_loop_has_no_seam(self, library: Library) -> None:
        for codec, suffix in (("libmp3lame", "mp3"), ("aac", "m4a")):
            asset = library.wave(
                sine(1, 440), "-c:a", codec, "-b:a", "192k", "-f", suffix.replace("m4a", "mp4")
            )
            found = library.sum(film([heard(asset, 0, 3500, loop=True)]))
            for seam_s in (1, 2, 3):
                around = found[0, seam_s * RATE_HZ - 2400 : seam_s * RATE_HZ + 2400]
                assert level_db(around) == pytest.approx(level_db(sine(1)), abs=1.0)

    def test_a_looped_clip_keeps_to_its_picture(self, library: Library) -> None:
        path = filmed(library.folder / "l.mov", clicks(0.5, (0.25,)), *PCM, seconds=1)
        draft = film([shot(library.add(path), 0, 3000, source={"loop": True, "in_ms": 100})])
        found = library.sum(draft)[0]
        for place_ms in (150, 1150, 2150):
            assert abs(peak_at(found, place_ms * MS) - place_ms * MS) <= 1

    def test_a_loop_backwards_and_faster(self, library: Library) -> None:
        asset = library.wave(sine(0.5, 440))
        found = library.sum(film([heard(asset, 0, 2000, loop=True, reverse=True, speed=1.25)]))
        assert main_hz(found[0, 100 * MS : 1900 * MS]) == pytest.approx(440, rel=0.004)

    def test_a_frozen_frame_is_silent(self, library: Library) -> None:
        path = filmed(library.folder / "f.mp4", sine(1))
        assert library.sounds(film([shot(library.add(path), source={"freeze": True})])) == ()


class TestDucking:
    def film(self, library: Library, **ducking: object) -> Draft:
        bed = heard(library.wave(np.full((2, 9 * RATE_HZ), 0.1, np.float32)), 0, 9000, role="music")
        rules = Ducking(**ducking)  # type: ignore[arg-type]
        music = Track(id="m", type=TrackType.AUDIO, segments=(bed,), ducking=rules)
        voice = heard(library.wave(speech(8)), 1000, 8000, role="voice")
        return film(music, [voice])

    def test_depth_and_times(self, library: Library) -> None:
        draft = self.film(library, depth_db=-12, ahead_ms=200, release_ms=400)
        spoken = library.sum(film([draft.tracks[1].segments[0]]))  # type: ignore[list-item]
        gain = (library.sum(draft) - spoken)[0] / 0.1
        # Words from about 1.07 to 3.4 s and from 5.07 to 7.4 s; the pause is 1.6 s.
        words = np.flatnonzero(np.abs(spoken[0]) > 0.01)
        first, down = words[0], 10 ** (-12 / 20)
        assert gain[first] == pytest.approx(down, abs=0.03), "it is ready at the first word"
        assert gain[first - 250 * MS] == pytest.approx(1, abs=0.01)
        last = words[words < 4000 * MS][-1]
        assert np.allclose(gain[first:last], down, atol=0.03), "it holds between syllables"
        assert gain[last + 450 * MS] == pytest.approx(1, abs=0.01)

    def test_a_breath_does_not_let_go_and_a_pause_does(self, library: Library) -> None:
        steady = speech(6, pauses=False)
        for first_ms, end_ms in ((1500, 1630), (3500, 4500)):
            steady[:, first_ms * MS : end_ms * MS] = 0
        draft = self.film(library, ahead_ms=20, release_ms=50)
        voice = heard(library.wave(steady), 0, 6000, role="voice")
        found = library.sum(film(draft.tracks[0], [voice]))[:, : 6000 * MS]
        gain = (found - library.sum(film([voice])))[0] / 0.1
        assert gain[1580 * MS] == pytest.approx(10 ** (-9 / 20), abs=0.02)
        assert gain[4000 * MS] == pytest.approx(1, abs=0.02)

    def test_no_voice_no_ducking(self, library: Library) -> None:
        draft = self.film(library)
        alone = draft.model_copy(update={"tracks": draft.tracks[:1]})
        assert np.allclose(inner(library.sum(alone), 10, 8990), 0.1)
        muted = draft.tracks[1].model_copy(update={"muted": True})
        silent = draft.model_copy(update={"tracks": (draft.tracks[0], muted)})
        assert np.allclose(inner(library.sum(silent), 10, 8990), 0.1)

    def test_a_track_is_not_ducked_by_itself(self, library: Library) -> None:
        voice = heard(library.wave(speech(3)), 0, 3000, role="voice")
        plain = Track(id="v", type=TrackType.AUDIO, segments=(voice,))
        ducked = plain.model_copy(update={"ducking": Ducking()})
        assert np.array_equal(library.sum(film(plain)), library.sum(film(ducked)))

    def test_speech_is_found_in_noise(self, library: Library) -> None:
        draft = self.film(library)
        hissing = library.wave(speech(8) + noise(8, 0.005))
        voice = heard(hissing, 1000, 8000, role="voice")
        found = library.sum(film(draft.tracks[0], [voice])) - library.sum(film([voice]))
        assert found[0, 2000 * MS] / 0.1 == pytest.approx(10 ** (-9 / 20), abs=0.02)
        assert found[0, 4300 * MS] / 0.1 == pytest.approx(1, abs=0.02)


class TestNoise:
    def test_it_goes_and_the_words_stay(self, library: Library) -> None:
        clean, hiss = speech(8), noise(8, 0.01)
        asset = library.wave(clean + hiss)
        knobs = Sounding(denoise=1.0)
        found = library.sum(film([heard(asset, 0, 8000, sound=knobs)]))
        pauses = [slice(first * MS, (first + 1000) * MS) for first in (2700, 6700)]
        words = [slice(first * MS, (first + 2000) * MS) for first in (200, 4200)]
        for part in pauses:
            assert level_db(found[:, part]) < level_db(hiss) - 12
        for part in words:
            assert level_db(found[:, part]) == pytest.approx(level_db(clean[:, part]), abs=1.0)
            left = level_db(found[:, part] - clean[:, part])
            assert left < level_db(hiss) - 2, "less noise within the words too"

    def test_by_halves_and_not_at_all(self, library: Library) -> None:
        asset = library.wave(noise(3, 0.02))
        levels = [
            level_db(
                inner(
                    library.sum(film([heard(asset, 0, 3000, sound=Sounding(denoise=share))])),
                    500,
                    2500,
                )
            )
            for share in (0.0, 0.25, 0.5, 1.0)
        ]
        assert all(more > less + 2 for more, less in pairwise(levels))

    def test_a_voice_without_noise_is_left_alone(self, library: Library) -> None:
        clean = speech(8)
        draft = film([heard(library.wave(clean), 0, 8000, sound=Sounding(denoise=1.0))])
        found = inner(library.sum(draft), 10, 7990)
        assert level_db(found - inner(clean, 10, 7990)) < level_db(clean) - 30


class TestFaults:
    def test_a_sound_that_is_too_short(self, library: Library) -> None:
        draft = film([heard(library.wave(sine(1)), 0, 1500, name="Song")])
        with pytest.raises(SourceTooShort, match=r"t\[0\]\.sg\[0\]: Song needs 1\.5 s"):
            library.sum(draft)

    def test_a_file_that_promised_more(self, library: Library) -> None:
        path = filmed(library.folder / "p.mkv", sine(1), seconds=4)
        draft = film([heard(library.add(path), 0, 3000, name="Song")])
        with pytest.raises(SourceTooShort, match=r"Song needs 3\.00 s .* ends at 1\.0"):
            library.sum(draft)

    def test_a_clip_whose_sound_is_shorter_than_its_picture_goes_silent(
        self, library: Library
    ) -> None:
        path = filmed(library.folder / "p.mov", sine(1), *PCM, seconds=3)
        found = library.sum(film([shot(library.add(path), 0, 3000)]))
        assert level_db(inner(found, 10, 990)) == pytest.approx(level_db(sine(1)), abs=0.1)
        assert not inner(found, 1010, 3000).any()

    def test_a_silent_file_as_sound(self, library: Library) -> None:
        path = library.folder / "mute.mp4"
        ffmpeg.run(["-f", "lavfi", "-i", "color=s=64x36:d=1", str(path)], watch=Watch())
        asset = library.add(path)
        assert library.sounds(film([shot(asset)])) == ()
        with pytest.raises(WrongKind, match=r"t\[0\]\.sg\[0\]: Song holds no sound"):
            library.sounds(film([heard(asset, name="Song")]))

    def test_a_source_that_vanishes(self, library: Library) -> None:
        draft = film([heard(library.wave(sine(1)), name="Song")])
        sounds = library.sounds(draft)
        assert len(sounds) == 1
        next(iter(library.paths.values())).unlink()
        with pytest.raises(SourceError, match=r"t\[0\]\.sg\[0\]: Song is gone"):
            library.sum(draft)
