"""What time does to a picture: reverse, loop, freeze, joins; and what goes wrong on the way."""

from __future__ import annotations

import errno
import hashlib
import os
import signal
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import av
import numpy as np
import pytest
from tests.integration.test_render import Bench, counters
from tests.support import media
from tests.support.draws import draws

from kinoloom.draft.edits import add_title
from kinoloom.draft.model import (
    ColourSegment,
    Draft,
    Effect,
    Metadata,
    Sounding,
    Source,
    Transition,
    VideoSegment,
)
from kinoloom.errors import Cancelled, MachineError, SourceError
from kinoloom.media import ffmpeg
from kinoloom.render.cache import RenderCache
from kinoloom.render.errors import NotDrawn
from kinoloom.render.export import export
from kinoloom.render.files.output import FORMATS, Output
from kinoloom.watch import Watch


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Bench:
    """Sources made once; tests use films of their own."""
    return Bench(tmp_path_factory.mktemp("timeline"))


def sourced(bench: Bench, in_ms: int, length_ms: int, **source: object) -> VideoSegment:
    """A clip of the counted video with more said of its source."""
    clip = bench.clip(in_ms, length_ms)
    return clip.model_copy(update={"source": clip.source.model_copy(update=source)})


def test_backwards(shared: Bench) -> None:
    draft = shared.film(sourced(shared, 1000, 5000, reverse=True))
    assert counters(shared.export(draft, "back.mp4").path) == list(range(179, 29, -1))


def test_backwards_and_twice_as_fast(shared: Bench) -> None:
    draft = shared.film(sourced(shared, 0, 1000, reverse=True, speed=2.0))
    assert counters(shared.export(draft, "fastback.mp4").path) == list(range(58, -1, -2))


def test_slow_motion_shows_each_frame_longer(shared: Bench) -> None:
    draft = shared.film(sourced(shared, 1000, 2000, speed=0.25))
    numbers = counters(shared.export(draft, "slow.mp4").path)
    assert (numbers[0], numbers[-1]) == (30, 44)
    assert max(numbers.count(n) for n in set(numbers)) == 4


def test_a_loop_starts_again(tmp_path: Path) -> None:
    bench = Bench(tmp_path)
    short = bench.assets.keep(media.counted_video(tmp_path / "loop.mp4", frames=45))
    source = Source(asset=short, in_ms=500, length_ms=1500, loop=True)
    clip = VideoSegment(id="", start_ms=0, duration_ms=3000, source=source)
    assert counters(bench.export(bench.film(clip)).path) == [
        *range(15, 45),
        *range(45),
        *range(15),
    ]


def test_a_frozen_frame(shared: Bench) -> None:
    draft = shared.film(sourced(shared, 2000, 1000, freeze=True))
    assert set(counters(shared.export(draft, "frozen.mp4").path)) == {60}


def joined(bench: Bench, kind: str, in_ms: int = 6000) -> Draft:
    """Two clips of two seconds with half a second of join at their cut."""
    second = bench.clip(in_ms, 2000, transition=Transition(kind=kind, duration_ms=500))
    return bench.film(bench.clip(1000, 2000), second)


def test_a_join_uses_what_lies_beyond_both_cuts(shared: Bench) -> None:
    """A wipe shows both sources unmixed: the left half of the counter is of one, and moving."""
    draft = joined(shared, "slide_left")
    made = shared.export(draft, "join.mp4")
    numbers = counters(made.path)
    window = slice(60 - 7, 60 + 8)
    assert len(numbers) == 120
    assert numbers[: window.start] == list(range(30, 30 + window.start))
    assert numbers[window.stop :] == list(range(180 + window.stop - 60, 240))
    assert made.chunks == 2, "what lies before the join stays as it was"


def test_a_join_holds_the_frame_where_nothing_lies_beyond(tmp_path: Path) -> None:
    bench = Bench(tmp_path)
    short = bench.assets.keep(media.counted_video(tmp_path / "j.mp4", frames=60))
    source = Source(asset=short, length_ms=2000)
    first = VideoSegment(id="", start_ms=0, duration_ms=2000, source=source)
    join = Transition(kind="crossfade", duration_ms=600)
    second = first.model_copy(update={"transition": join})
    assert len(counters(bench.export(bench.film(first, second)).path)) == 120


def test_a_cut_is_no_join(shared: Bench) -> None:
    made = shared.export(joined(shared, "cut"), "cut.mp4")
    assert counters(made.path) == [*range(30, 90), *range(180, 240)]


def test_an_unknown_join_names_those_there_are(shared: Bench) -> None:
    with pytest.raises(NotDrawn, match="crossfade"):
        shared.export(joined(shared, "star_wipe"), "star.mp4")


def test_joining_the_same_file_twice_reads_both_places(shared: Bench) -> None:
    """Both sides of the join come from one file: a reader for each, or frames would mix up."""
    draft = joined(shared, "crossfade", in_ms=1000)
    assert len(counters(shared.export(draft, "same.mp4").path)) == 120


def test_a_front_cut_moves_joins_and_captions_without_drawing_them(tmp_path: Path) -> None:
    from kinoloom.draft.edits import trim

    bench = Bench(tmp_path)
    second = bench.clip(0, 5000, transition=Transition(kind="wipe_left", duration_ms=400))
    draft = bench.film(bench.clip(0, 6000), second)
    bench.export(draft)
    after = bench.export(trim(draft, "clip_1", front_ms=1000))
    assert after.chunks_made == 1


@pytest.mark.parametrize("kind", ["stabilise", "denoise"])
def test_prepared_footage_keeps_its_time(tmp_path: Path, kind: str) -> None:
    bench = Bench(tmp_path)
    clip = bench.clip(1000, 1000, effects=(Effect(kind=kind, arguments={"strength": 0.1}),))
    numbers = counters(bench.export(bench.film(clip)).path)
    if kind == "denoise":
        assert numbers == list(range(30, 60))
    assert len(numbers) == 30


@draws("Output.format=*", "Output.codec=*")
@pytest.mark.parametrize(
    ("format", "codec"),
    [(name, codec) for name, row in FORMATS.items() for codec in row.codecs or (None,)],
)
def test_every_format_holds_the_film(shared: Bench, format: str, codec: str | None) -> None:
    draft = shared.film(shared.clip(1000, 500), shared.clip(9000, 500))
    wanted = Output("high", 90, format=format, codec=codec)
    made = shared.export(draft, f"film-{codec}.{format}", output=wanted)
    if format == "webp":
        # ffmpeg reads no animated WebP.
        import cv2

        found, animation = cv2.imreadanimation(str(made.path))
        assert found
        assert len(animation.frames) == 30
        return
    with av.open(str(made.path)) as container:
        if FORMATS[format].kind == "sound":
            length_s = sum(frame.samples for frame in container.decode(audio=0)) / 48_000
            assert abs(length_s - 1) < 0.06
            return
        frames = [
            np.asarray(f.to_ndarray(format="gray"), np.uint8) for f in container.decode(video=0)
        ]
    if format == "png":
        assert media.read_counter(frames[0]) == 30
    else:
        assert [media.read_counter(f) for f in frames] == [*range(30, 45), *range(270, 285)]


@pytest.mark.parametrize("format", [name for name in FORMATS if name != "png"])
def test_the_same_draft_gives_the_same_file(tmp_path: Path, format: str) -> None:
    sums: set[str] = set()
    for attempt in ("a", "b"):
        bench = Bench(tmp_path / attempt)
        wanted = Output("low", 90, format=format)
        made = bench.export(bench.film(bench.clip(1000, 400)), f"f.{format}", output=wanted)
        sums.add(hashlib.sha256(made.path.read_bytes()).hexdigest())
    assert len(sums) == 1


def silent(bench: Bench, length_ms: int) -> VideoSegment:
    """A clip without its sound."""
    return bench.clip(0, length_ms, sound=Sounding(volume=0))


class TestFaults:
    """What is broken is named; what was finished is kept; what was there stays."""

    def test_a_file_that_vanishes_on_the_way(self, tmp_path: Path) -> None:
        bench = Bench(tmp_path)
        clip = bench.clip(0, 12_000, label="the beach")
        path = bench.assets.path(bench.video)

        def vanish(part: str, share: float) -> None:
            if part == "encode" and share > 0.1:
                path.unlink(missing_ok=True)

        with pytest.raises(SourceError):
            bench.export(bench.film(clip), watch=Watch(vanish), workers=1)
        assert not (tmp_path / "out.mp4").exists()

    def test_a_file_damaged_in_its_middle_is_named(self, tmp_path: Path) -> None:
        bench = Bench(tmp_path)
        data = bytearray(bench.assets.path(bench.video).read_bytes())
        media_at = data.index(b"mdat") + 8
        half = media_at + (len(data) - media_at) // 2
        data[half : half + 30_000] = bytes(30_000)
        path = tmp_path / "damaged.mp4"
        path.write_bytes(data)
        source = Source(asset=bench.assets.keep(path), length_ms=12_000)
        clip = VideoSegment(id="", start_ms=0, duration_ms=12_000, source=source, label="the sea")
        with pytest.raises(SourceError, match="the sea"):
            bench.export(bench.film(clip))

    def test_a_file_cut_short_is_no_film(self, tmp_path: Path) -> None:
        """The index says twelve seconds, the data ends after six."""
        bench = Bench(tmp_path)
        fast = tmp_path / "fast.mp4"
        ffmpeg.run(
            [
                *("-i", str(bench.assets.path(bench.video)), "-c", "copy"),
                *("-movflags", "+faststart", str(fast)),
            ],
            watch=Watch(),
        )
        whole = fast.read_bytes()
        fast.write_bytes(whole[: len(whole) * 6 // 10])
        source = Source(asset=bench.assets.keep(fast), length_ms=12_000)
        clip = VideoSegment(id="", start_ms=0, duration_ms=12_000, source=source, label="the sea")
        with pytest.raises(SourceError, match="the sea"):
            bench.export(bench.film(clip))

    def test_an_encoder_that_is_killed_does_that_chunk_again(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        bench = Bench(tmp_path)
        asked: list[int] = []
        real = ffmpeg.Conversation.ask

        def killed(
            self: ffmpeg.Conversation, request: bytes, watch: Watch
        ) -> Iterator[dict[str, Any]]:
            asked.append(self.pid)
            for answer in real(self, request, watch):
                yield answer
                if len(asked) == 2:
                    os.kill(self.pid, signal.SIGKILL)

        monkeypatch.setattr(ffmpeg.Conversation, "ask", killed)
        made = bench.export(bench.film(silent(bench, 12_000)), workers=1)
        assert counters(made.path) == list(range(360))
        assert len(asked) == 4, "three chunks, and the killed one again"
        assert len(set(asked)) == 2

    def test_one_that_is_killed_each_time_is_the_operators(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        bench = Bench(tmp_path)
        real = ffmpeg.Conversation.ask

        def killed(
            self: ffmpeg.Conversation, request: bytes, watch: Watch
        ) -> Iterator[dict[str, Any]]:
            os.kill(self.pid, signal.SIGKILL)
            return real(self, request, watch)

        monkeypatch.setattr(ffmpeg.Conversation, "ask", killed)
        with pytest.raises(MachineError, match="killed 3 times"):
            bench.export(bench.film(silent(bench, 1000)), workers=1)

    def test_a_full_disk(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        bench = Bench(tmp_path)

        def full(*_: object, **__: object) -> None:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

        monkeypatch.setattr(Path, "replace", full)
        with pytest.raises(MachineError, match="disk is full"):
            bench.export(bench.film(bench.clip(0, 1000)))
        monkeypatch.undo()
        assert [p.name for p in tmp_path.rglob("*.part*")] == []

    def test_a_cancel_is_heard_within_two_seconds(self, tmp_path: Path) -> None:
        bench = Bench(tmp_path)
        large = Metadata(width_px=1920, height_px=1080, fps="60")
        draft = bench.film(bench.clip(0, 12_000)).model_copy(update={"metadata": large})
        watch = Watch()
        asked: list[float] = []

        def stop() -> None:
            asked.append(time.monotonic())
            watch.cancel()

        timer = threading.Timer(1.5, stop)
        timer.start()
        with pytest.raises(Cancelled):
            bench.export(draft, watch=watch)
        assert time.monotonic() - asked[0] < 2
        assert [p.name for p in tmp_path.rglob("*.part*")] == []

    def test_finished_chunks_are_kept_for_the_next_try(self, tmp_path: Path) -> None:
        bench = Bench(tmp_path)
        source = Source(asset=bench.assets.keep(media.still(tmp_path / "x.png")))
        draft = bench.film(bench.clip(0, 8000))
        broken = bench.clip(0, 1000).model_copy(update={"source": Source(asset="0" * 64)})
        del source
        with pytest.raises(SourceError):
            bench.export(bench.film(bench.clip(0, 8000), broken), workers=1)
        assert bench.export(add_title(draft, "Hi", start_ms=4500, duration_ms=500)).chunks == 2


@pytest.mark.parametrize(
    ("name", "options"),
    [
        ("one-pixel", ("color=red:s=2x2:r=10", "-pix_fmt", "yuv420p")),
        ("odd", ("testsrc2=s=33x17:r=10", "-pix_fmt", "yuv444p")),
        ("fast", ("testsrc2=s=64x36:r=240", "-pix_fmt", "yuv420p")),
        ("slow", ("testsrc2=s=64x36:r=1", "-pix_fmt", "yuv420p")),
        ("8k", ("color=red:s=7680x4320:r=5", "-pix_fmt", "yuv420p")),
        ("deep", ("testsrc2=s=64x36:r=10", "-pix_fmt", "yuv422p10le")),
    ],
)
def test_strange_sources_are_drawn(tmp_path: Path, name: str, options: tuple[str, ...]) -> None:
    bench = Bench(tmp_path)
    path = tmp_path / f"{name}.mkv"
    ffmpeg.run(["-f", "lavfi", "-i", options[0], "-t", "1", *options[1:], str(path)], watch=Watch())
    source = Source(asset=bench.assets.keep(path))
    clip = VideoSegment(id="", start_ms=0, duration_ms=1000, source=source)
    assert len(media.pictures(bench.export(bench.film(clip)).path)) == 30


def test_a_clear_video_shows_what_is_below(tmp_path: Path) -> None:
    bench = Bench(tmp_path)
    path = tmp_path / "clear.mov"
    half = "color=white:s=320x180:r=30,format=yuva444p10le,geq=lum=p(X\\,Y):a=1023*gt(X\\,160)"
    ffmpeg.run(
        [
            *("-f", "lavfi", "-i", half, "-t", "0.5", "-c:v", "prores_ks", "-profile:v", "4444"),
            *("-pix_fmt", "yuva444p10le", str(path)),
        ],
        watch=Watch(),
    )
    draft = bench.film(ColourSegment(id="", start_ms=0, duration_ms=500, colour="#000000"))
    source = Source(asset=bench.assets.keep(path))
    clear = VideoSegment(id="over", start_ms=0, duration_ms=500, source=source)
    track = draft.tracks[0].model_copy(update={"id": "above", "segments": (clear,)})
    draft = draft.model_copy(update={"tracks": (*draft.tracks, track)})
    frame = media.pictures(bench.export(draft).path)[5]
    assert frame[90, 40] < 20
    assert frame[90, 280] > 235


def test_a_cache_may_be_shared_by_processes_at_once(tmp_path: Path) -> None:
    bench = Bench(tmp_path)
    draft = bench.film(bench.clip(0, 9000))
    failures: list[BaseException] = []

    def once(name: str) -> None:
        try:
            cache = RenderCache(tmp_path / "cache")
            export(draft, tmp_path / name, asset=bench.assets.path, cache=cache, workers=1)
        except BaseException as error:  # noqa: BLE001
            failures.append(error)

    threads = [threading.Thread(target=once, args=(f"{n}.mp4",)) for n in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert (tmp_path / "0.mp4").read_bytes() == (tmp_path / "1.mp4").read_bytes()


@pytest.mark.slow
def test_no_seam_at_a_border(tmp_path: Path) -> None:
    """The frames at a chunk's border are as true to what was drawn as those around them."""
    bench = Bench(tmp_path)
    path = tmp_path / "busy.mp4"
    busy = "mandelbrot=s=320x180:r=30:maxiter=400,noise=alls=5:allf=t:all_seed=7"
    ffmpeg.run(
        ["-f", "lavfi", "-i", busy, "-t", "9", "-pix_fmt", "yuv420p", "-crf", "8", str(path)],
        watch=Watch(),
    )
    source = Source(asset=bench.assets.keep(path), length_ms=9000)
    draft = bench.film(VideoSegment(id="", start_ms=0, duration_ms=9000, source=source))
    fine = bench.export(draft, "fine.mp4", output=Output("lossless"))
    made = bench.export(draft, "made.mp4")
    with av.open(str(fine.path)) as a, av.open(str(made.path)) as b:
        decoded = zip(a.decode(video=0), b.decode(video=0), strict=True)
        pairs = (tuple(f.to_ndarray()[:180].astype(float) for f in pair) for pair in decoded)
        true = np.array([10 * np.log10(255**2 / np.mean((x - y) ** 2)) for x, y in pairs])
    for border in (120, 240):
        there = true[border - 1 : border + 1].mean()
        around = np.r_[true[border - 13 : border - 1], true[border + 1 : border + 13]].mean()
        # The frame after a border is a key frame, and better; none there may be worse.
        assert there > around - 0.5
        assert true[border - 3 : border + 3].min() > true[border - 30 : border + 29].min() - 0.5


@pytest.mark.slow
def test_what_a_worker_did_before_is_not_in_the_bits(tmp_path: Path) -> None:
    """x264 reads memory it never wrote; sizes that are no multiple of sixteen show it."""
    bench = Bench(tmp_path)
    path = tmp_path / "busy.mp4"
    busy = "mandelbrot=s=360x640:r=30:maxiter=200,noise=alls=9:allf=t:all_seed=7"
    ffmpeg.run(
        ["-f", "lavfi", "-i", busy, "-t", "14", "-pix_fmt", "yuv420p", "-crf", "8", str(path)],
        watch=Watch(),
    )
    source = Source(asset=bench.assets.keep(path), length_ms=14_000)
    clip = VideoSegment(id="", start_ms=0, duration_ms=13_500, source=source)
    draft = bench.film(clip).model_copy(
        update={"metadata": Metadata(width_px=366, height_px=650, fps="30")}
    )
    sums: set[str] = set()
    for workers in (1, 2, 4):
        cache = RenderCache(tmp_path / f"cache-{workers}")
        made = export(
            draft, tmp_path / "f.mp4", asset=bench.assets.path, cache=cache, workers=workers
        )
        sums.add(hashlib.sha256(made.path.read_bytes()).hexdigest())
    assert len(sums) == 1
