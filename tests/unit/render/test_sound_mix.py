"""The whole way: a plan's sounds to a file, in a child process."""

from __future__ import annotations

import os
import signal
import tempfile
import threading
import time
from fractions import Fraction
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import av
import numpy as np
import pytest
from tests.support.recordings import (
    Library,
    clicks,
    film,
    filmed,
    heard,
    noise,
    peak_at,
    shot,
    sine,
    speech,
)

from kinoloom.draft.model import Draft, Sounding
from kinoloom.errors import Cancelled, SourceError
from kinoloom.render import mix as mixing
from kinoloom.render.errors import SourceTooShort
from kinoloom.render.identity import _digest  # pyright: ignore[reportPrivateUsage]
from kinoloom.render.mix import mix
from kinoloom.render.sound.reading import stretch
from kinoloom.render.sound.samples import RATE_HZ
from kinoloom.watch import Watch


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return Library(tmp_path)


def planned(library: Library, draft: Draft, codec: str = "aac") -> Any:
    """What the mixer reads of a plan."""
    return SimpleNamespace(
        sounds=library.sounds(draft),
        duration_s=Fraction(draft.duration_ms, 1000),
        audio_kbps=160,
        encoding=SimpleNamespace(sound=codec),
    )


def mixed(
    library: Library, draft: Draft, name: str = "film.m4a", watch: Watch | None = None
) -> Path:
    target = library.folder / name
    mix(planned(library, draft), library.path, target, watch or Watch())
    return target


def test_a_click_lies_where_it_should_after_aac_in_mp4(library: Library) -> None:
    asset = library.add(filmed(library.folder / "c.mp4", clicks(3, (1.0,)) + noise(3, 0.001)))
    made = mixed(library, film([shot(asset, 0, 2000, source={"in_ms": 250})]))
    # As a film has it: its packets beside a picture.
    target = library.folder / "film.mp4"
    with av.open(str(made)) as sound, av.open(str(target), "w") as out:
        copy = out.add_stream_from_template(sound.streams.audio[0])
        for packet in sound.demux(sound.streams.audio[0]):
            if packet.dts is not None:
                packet.stream = copy
                out.mux(packet)
    for path in (made, target):
        found = np.concatenate(list(stretch(path, "film", 0)), axis=1)
        assert abs(peak_at(found[0], 36_000) - 36_000) < RATE_HZ / 1000


def test_progress_goes_forward_and_ends(library: Library) -> None:
    seen: list[tuple[str, float]] = []
    watch = Watch(lambda part, share: seen.append((part, share)))
    mixed(library, film([heard(library.wave(sine(5)), 0, 5000)]), watch=watch)
    shares = [share for part, share in seen if part == "mix"]
    assert shares == sorted(shares)
    assert shares[-1] == 1
    assert len(shares) > 4


def test_the_same_film_gives_the_same_bytes(library: Library) -> None:
    music = heard(library.wave(noise(3, 0.2)), 0, 4000, role="music", loop=True, speed=0.4)
    voice = heard(
        library.wave(speech(3)), 500, 2000, role="voice", speed=1.3, sound=Sounding(denoise=0.7)
    )
    draft = film([music], [voice])
    first, second = mixed(library, draft, "1.m4a"), mixed(library, draft, "2.m4a")
    assert first.read_bytes() == second.read_bytes()


def test_what_changes_the_sound_changes_the_plan_and_a_name_does_not(library: Library) -> None:
    asset = library.wave(sine(3))

    def key(draft: Draft) -> str:
        return _digest("mix", *library.sounds(draft))

    plain = key(film([heard(asset, 0, 2000)]))
    changes: list[dict[str, object]] = [
        {"speed": 1.2},
        {"reverse": True},
        {"loop": True},
        {"in_ms": 5},
        {"sound": Sounding(denoise=0.5)},
        {"sound": Sounding(pan=0.5)},
        {"sound": Sounding(volume=90)},
        {"sound": Sounding(fade_in_ms=50)},
        {"role": "voice"},
    ]
    keys = {key(film([heard(asset, 0, 2000, **change)])) for change in changes}  # type: ignore[arg-type]
    assert len({plain, *keys}) == len(changes) + 1
    renamed = library.sounds(film([heard(asset, 0, 2000, name="Other")]))
    assert renamed == library.sounds(film([heard(asset, 0, 2000)]))


def test_damage_and_shortage_name_the_segment_and_leave_nothing(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = library.folder / "scratch"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    path = filmed(library.folder / "d.mp4", speech(6))
    with av.open(str(path)) as container:
        packets = [(p.pos, p.size) for p in container.demux(container.streams.audio[0]) if p.size]
    data, rng = bytearray(path.read_bytes()), np.random.default_rng(1)
    for pos, size in packets[100:160]:
        assert pos is not None
        data[pos : pos + size] = rng.bytes(size)
    path.write_bytes(data)
    with pytest.raises(SourceError, match=r"t\[0\]\.sg\[0\]: Walk.*damaged"):
        mixed(library, film([shot(library.add(path), 0, 5000, name="Walk")]))
    short = library.add(filmed(library.folder / "s.mkv", sine(1), seconds=4))
    with pytest.raises(SourceTooShort, match="Song"):
        mixed(library, film([heard(short, 0, 3000, name="Song")]))
    assert not list(folder.iterdir())


def test_a_cancel_stops_it_at_once_and_leaves_nothing(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = library.folder / "scratch"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    asset = library.wave(noise(5, 0.2))
    draft = film([heard(asset, 0, 3_600_000, loop=True, speed=0.7)])
    watch = Watch()
    timer = threading.Timer(1.0, watch.cancel)
    timer.start()
    began = time.monotonic()
    with pytest.raises(Cancelled):
        mixed(library, draft, watch=watch)
    assert time.monotonic() - began < 30, "an hour of sound takes longer"
    assert not list(folder.iterdir())


def test_a_mixer_that_is_killed_is_replaced(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[int] = []
    conversing = mixing.ffmpeg.conversing

    def once_killed(module: str) -> Any:
        class Killing:
            def __enter__(self) -> Any:
                self.inner = conversing(module)
                child = self.inner.__enter__()
                started.append(child.pid)
                if len(started) == 1:
                    os.kill(child.pid, signal.SIGKILL)
                return child

            def __exit__(self, *told: Any) -> Any:
                return self.inner.__exit__(*told)

        return Killing()

    monkeypatch.setattr(mixing.ffmpeg, "conversing", once_killed)
    path = mixed(library, film([heard(library.wave(sine(1)))]))
    assert len(started) == 2
    assert path.stat().st_size > 1000
