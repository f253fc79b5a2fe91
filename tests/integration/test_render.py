"""The renderer with the real ffmpeg, on small sources that count their own frames."""

from __future__ import annotations

import hashlib
from pathlib import Path

import av
import numpy as np
import pytest
from tests.support import media

from kinoloom.draft.edits import add_title, append, change_title, move, set_music, trim
from kinoloom.draft.errors import DraftInvalid
from kinoloom.draft.model import (
    AnySegment,
    ColourSegment,
    Draft,
    Effect,
    ImageSegment,
    Metadata,
    Placement,
    Source,
    TitleSegment,
    Track,
    TrackType,
    VideoSegment,
)
from kinoloom.errors import AskError, Cancelled, MachineError, SourceError
from kinoloom.media.assets import AssetFolder, AssetMissing
from kinoloom.media.probe import probe
from kinoloom.render.cache import RenderCache
from kinoloom.render.chunks.copying import copy_chunk, copyable
from kinoloom.render.errors import NotDrawn, NothingToRender, SourceTooShort, WrongKind
from kinoloom.render.export import Exported, export
from kinoloom.render.files.codecs import Quality
from kinoloom.render.files.output import Output
from kinoloom.render.planning.plan import plan
from kinoloom.render.sources import remembered
from kinoloom.watch import Watch

CANVAS = Metadata(width_px=320, height_px=180, fps="30")


class Bench:
    """A store, a cache, and an export in one call."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(exist_ok=True)
        self.folder = folder
        self.assets = AssetFolder(folder / "assets")
        self.cache = RenderCache(folder / "cache")
        self.video = self.assets.keep(media.counted_video(folder / "v.mp4", frames=360))
        self.tone = self.assets.keep(media.tone(folder / "t.wav", seconds=20))
        self.still = self.assets.keep(media.still(folder / "s.png"))

    def clip(self, in_ms: int, length_ms: int, **more: object) -> VideoSegment:
        source = Source(asset=self.video, in_ms=in_ms, length_ms=12_000)
        return VideoSegment(id="", start_ms=0, duration_ms=length_ms, source=source, **more)  # type: ignore[arg-type]

    def film(self, *segments: AnySegment) -> Draft:
        draft = Draft(metadata=CANVAS)
        for segment in segments:
            draft = append(draft, segment)
        return draft

    def export(self, draft: Draft, name: str = "out.mp4", **more: object) -> Exported:
        return export(
            draft,
            self.folder / name,
            asset=self.assets.path,
            cache=self.cache,
            **more,  # type: ignore[arg-type]
        )


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Bench:
    """Sources made once; tests use names and films of their own."""
    return Bench(tmp_path_factory.mktemp("bench"))


def counters(path: Path) -> list[int]:
    """The numbers a film's frames carry."""
    return [media.read_counter(picture) for picture in media.pictures(path)]


def test_cuts_are_exact_to_the_frame_across_chunks(shared: Bench) -> None:
    made = shared.export(shared.film(shared.clip(1000, 6500), shared.clip(9000, 1000)), "cut.mp4")
    assert counters(made.path) == [*range(30, 225), *range(270, 300)]
    assert made.chunks == 3


def test_a_start_between_frames_shows_the_nearest(shared: Bench) -> None:
    made = shared.export(shared.film(shared.clip(1010, 1000)), "between.mp4")
    assert counters(made.path)[:3] == [30, 31, 32]


def test_other_rates_keep_time(tmp_path: Path) -> None:
    bench = Bench(tmp_path)
    slow = bench.assets.keep(media.counted_video(tmp_path / "f.mp4", frames=100, fps="25"))
    source = Source(asset=slow, in_ms=1000, length_ms=4000)
    clip = VideoSegment(id="", start_ms=0, duration_ms=2000, source=source)
    numbers = counters(bench.export(bench.film(clip)).path)
    assert len(numbers) == 60
    expected = [25 + n * 25 / 30 for n in range(60)]
    assert max(abs(a - b) for a, b in zip(numbers, expected, strict=True)) <= 1


def test_speed(shared: Bench) -> None:
    segment = shared.clip(0, 2000)
    fast = segment.model_copy(update={"source": segment.source.model_copy(update={"speed": 2.0})})
    numbers = counters(shared.export(shared.film(fast), "fast.mp4").path)
    assert [numbers[0], numbers[30], numbers[59]] == [0, 60, 118]


def test_every_kind_of_segment_is_seen(shared: Bench) -> None:
    image = ImageSegment(id="", start_ms=0, duration_ms=500, source=Source(asset=shared.still))
    colour = ColourSegment(id="", start_ms=0, duration_ms=500, colour="#ffffff")
    draft = shared.film(colour, image, shared.clip(0, 500))
    draft = add_title(draft, "Hello", start_ms=500, duration_ms=500)
    frames = media.pictures(shared.export(draft, "kinds.mp4").path)
    assert len(frames) == 45
    assert frames[5].mean() > 240
    assert 60 < np.median(frames[20]) < 90  # red as luma
    assert frames[22].max() > 200  # the title's white on it


def test_fits(shared: Bench) -> None:
    tall = Metadata(width_px=180, height_px=320, fps="30")
    for fit, corner in (("fill", 255), ("fit", 0)):
        white = ColourSegment(id="", start_ms=0, duration_ms=200, colour="#ffffff")
        source = shared.export(shared.film(white), f"white-{fit}.mp4").path
        clip = VideoSegment(
            id="",
            start_ms=0,
            duration_ms=200,
            source=Source(asset=shared.assets.keep(source)),
            placement=Placement(fit=fit),  # type: ignore[arg-type]
        )
        draft = append(Draft(metadata=tall), clip)
        frame = media.pictures(shared.export(draft, f"{fit}.mp4").path)[0]
        assert frame.shape == (320, 180)
        assert abs(int(frame[2, 2]) - corner) < 20


def test_a_blurred_surround_has_the_colours_of_the_picture(shared: Bench) -> None:
    draft = Draft(metadata=Metadata(width_px=180, height_px=320, fps="30"))
    draft = append(draft, shared.clip(0, 500, placement=Placement(fit="blur")))
    made = shared.export(draft, "blur.mp4")
    with av.open(str(made.path)) as container:
        last = list(container.decode(video=0))[-1].to_ndarray(format="rgb24").astype(int)
    assert np.ptp(last, axis=-1).max() < 20, "a grey source stays grey"


def test_words_without_ink_and_control_characters_are_drawn_as_nothing(shared: Bench) -> None:
    white = ColourSegment(id="", start_ms=0, duration_ms=200, colour="#ffffff")
    for text in ("\u200b", "\u2800", "a\x00b\x07"):
        draft = shared.film(white)
        title = TitleSegment(id="t", start_ms=0, duration_ms=200, text=text)
        track = Track(id="words", type=TrackType.TEXT, segments=(title,))
        draft = draft.model_copy(update={"tracks": (*draft.tracks, track)})
        assert shared.export(draft, "ink.mp4").chunks == 1


def test_the_file_is_what_players_want(shared: Bench) -> None:
    draft = set_music(
        shared.film(shared.clip(0, 3000)), Source(asset=shared.tone, length_ms=20_000), label="T"
    )
    made = shared.export(draft, "player.mp4")
    facts = probe(made.path)
    assert (facts.codec, facts.width_px, facts.height_px, facts.fps) == ("h264", 320, 180, 30)
    assert facts.has_sound
    head = made.path.read_bytes()[:4096]
    assert head.index(b"moov") < 200, "the index comes first, so that it plays while it loads"


@pytest.mark.parametrize(
    ("kind", "codec", "quality", "tag"),
    [
        ("mp4", "h264", "high", "avc1"),
        ("mp4", "hevc", "high", "hvc1"),
        ("mp4", "av1", "high", "av01"),
        ("mov", "h264", "high", "avc1"),
        ("mov", "hevc", "high", "hvc1"),
        ("mov", "prores", "low", "apco"),
        ("mov", "prores", "medium", "apcn"),
        ("mov", "prores", "high", "apch"),
        ("mov", "prores", "lossless", "ap4x"),
    ],
)
def test_players_and_editors_are_told_the_right_name(
    shared: Bench, kind: str, codec: str, quality: Quality, tag: str
) -> None:
    """The finished film, not its chunks: joining them once forgot it."""
    output = Output(quality, format=kind, codec=codec)
    path = shared.export(shared.film(shared.clip(0, 200)), f"name.{kind}", output=output).path
    with av.open(str(path)) as container:
        assert container.streams.video[0].codec_context.codec_tag == tag


@pytest.mark.parametrize("fps", ["25", "60", "120"])
def test_a_gif_runs_at_its_speed(shared: Bench, fps: str) -> None:
    """It counts in hundredths, and what is under two of them is shown for ten."""
    canvas = Metadata(width_px=64, height_px=36, fps=fps)
    draft = shared.film(shared.clip(0, 600)).model_copy(update={"metadata": canvas})
    path = shared.export(draft, "speed.gif", output=Output(format="gif")).path
    with av.open(str(path)) as container:
        assert container.duration == pytest.approx(600_000, abs=40_000)


def test_sound_is_placed_to_the_sample(shared: Bench) -> None:
    silent = ColourSegment(id="", start_ms=0, duration_ms=1000)
    samples = media.sound(shared.export(shared.film(silent, shared.clip(0, 1000)), "s.mp4").path)
    loud = np.flatnonzero(np.abs(samples[:, 0]) > 0.02)
    assert abs(loud[0] - 48_000) < 600
    assert abs(len(samples) - 96_000) < 2100


def test_loudness_is_what_platforms_ask(shared: Bench) -> None:
    import pyloudnorm

    draft = set_music(
        shared.film(shared.clip(0, 5000)), Source(asset=shared.tone, length_ms=20_000), label="T"
    )
    samples = media.sound(shared.export(draft, "loud.mp4").path)
    lufs = pyloudnorm.Meter(48_000).integrated_loudness(samples)
    assert abs(lufs + 14) < 0.7
    assert np.abs(samples).max() < 10 ** (-1 / 20)


def test_the_second_export_encodes_nothing(tmp_path: Path) -> None:
    bench = Bench(tmp_path)
    draft = add_title(bench.film(bench.clip(0, 9000)), "Hi", start_ms=5000)
    first = bench.export(draft, "one.mp4")
    second = bench.export(draft, "two.mp4")
    assert (first.chunks_made, second.chunks_made, second.chunks_reused) == (3, 0, 3)
    assert first.path.read_bytes() == second.path.read_bytes()


def test_a_front_trim_encodes_only_the_first_chunk(tmp_path: Path) -> None:
    bench = Bench(tmp_path)
    draft = add_title(bench.film(bench.clip(0, 12_000)), "Hi", start_ms=9000)
    bench.export(draft)
    after = bench.export(trim(draft, "clip_1", front_ms=1500))
    assert (after.chunks_made, after.chunks_reused) == (1, 2)
    assert counters(after.path)[:3] == [45, 46, 47]


def test_a_title_edit_encodes_only_what_it_covers(tmp_path: Path) -> None:
    bench = Bench(tmp_path)
    draft = add_title(bench.film(bench.clip(0, 12_000)), "Hi", start_ms=4500, duration_ms=2000)
    bench.export(draft)
    assert bench.export(change_title(draft, "title_1", text="Bye")).chunks_made == 1
    assert bench.export(move(draft, "title_1", 9000)).chunks_made == 2


def test_workers_and_order_do_not_change_a_bit(tmp_path: Path) -> None:
    sums: set[str] = set()
    for workers in (1, 4):
        bench = Bench(tmp_path / str(workers))
        draft = add_title(bench.film(bench.clip(500, 11_000)), "Hi", start_ms=3500)
        made = bench.export(draft, workers=workers)
        sums.add(hashlib.sha256(made.path.read_bytes()).hexdigest())
    assert len(sums) == 1


def test_a_film_in_our_own_encoding_is_copied(tmp_path: Path) -> None:
    bench = Bench(tmp_path)
    first = bench.export(bench.film(bench.clip(0, 10_000)), "first.mp4")
    own = bench.assets.keep(first.path)
    source = Source(asset=own, length_ms=10_000)
    clip = VideoSegment(id="", start_ms=0, duration_ms=10_000, source=source)
    again = bench.export(bench.film(clip), "again.mp4")
    assert (again.chunks_made, again.chunks_copied) == (0, 3)
    assert counters(again.path) == list(range(300))
    titled = bench.export(add_title(bench.film(clip), "Hi", start_ms=0), "titled.mp4")
    assert (titled.chunks_made, titled.chunks_reused) == (1, 2)
    assert counters(titled.path)[120:] == list(range(120, 300))


def test_a_film_of_ours_whose_cuts_lie_elsewhere_is_drawn(tmp_path: Path) -> None:
    """Its groups of pictures begin at its cuts: half of one would be shown as a smear."""
    bench = Bench(tmp_path)
    first = bench.export(bench.film(bench.clip(0, 3500), bench.clip(6000, 6000)), "first.mp4")
    source = Source(asset=bench.assets.keep(first.path), length_ms=9500)
    clip = VideoSegment(id="", start_ms=0, duration_ms=9500, source=source)
    again = bench.export(bench.film(clip), "again.mp4")
    assert (again.chunks_made, again.chunks_copied) == (3, 0)
    pairs = zip(media.pictures(first.path), media.pictures(again.path), strict=True)
    away = [float(np.mean((a.astype(float) - b) ** 2)) for a, b in pairs]
    assert max(away) < 65, "no frame below 30 dB"


def test_a_file_of_ours_that_is_cut_short_is_not_copied(tmp_path: Path) -> None:
    bench = Bench(tmp_path)
    first = bench.export(bench.film(bench.clip(0, 5000)), "first.mp4")
    whole = first.path.read_bytes()
    first.path.write_bytes(whole[: len(whole) * 9 // 10])
    source = Source(asset=bench.assets.keep(first.path), length_ms=5000)
    clip = VideoSegment(id="", start_ms=0, duration_ms=5000, source=source)
    facts = remembered(bench.assets.path)
    planned = plan(bench.film(clip), Output(), facts)
    short, target = planned.chunks[-1], tmp_path / "chunk.mp4"
    assert copyable(short, planned.encoding, facts), "its header says that all is there"
    assert not copy_chunk(short, planned.encoding, bench.assets.path, target)
    assert not target.exists()


def test_progress_moves_and_ends(shared: Bench) -> None:
    seen: list[tuple[str, float]] = []
    watch = Watch(lambda part, share: seen.append((part, share)))
    shared.export(shared.film(shared.clip(3000, 7000)), "progress.mp4", watch=watch)
    shares = [share for part, share in seen if part == "encode"]
    assert shares == sorted(shares)
    assert shares[-1] == 1


class TestFaults:
    """Each is an error of its class; the target stays as it was."""

    def test_nothing(self, shared: Bench) -> None:
        with pytest.raises(NothingToRender):
            shared.export(Draft(), "nothing.mp4")

    def test_overlap(self, shared: Bench) -> None:
        draft = shared.film(shared.clip(0, 2000))
        track = draft.tracks[0]
        twin = track.segments[0].model_copy(update={"id": "twin", "start_ms": 500})
        broken = draft.model_copy(
            update={"tracks": (track.model_copy(update={"segments": (*track.segments, twin)}),)}
        )
        with pytest.raises(DraftInvalid, match="starts at"):
            shared.export(broken, "overlap.mp4")

    def test_asset_gone(self, shared: Bench) -> None:
        gone = VideoSegment(id="", start_ms=0, duration_ms=900, source=Source(asset="0" * 64))
        with pytest.raises(AssetMissing):
            shared.export(shared.film(gone), "gone.mp4")

    def test_source_too_short(self, shared: Bench) -> None:
        source = Source(asset=shared.video)
        long = VideoSegment(id="", start_ms=0, duration_ms=20_000, source=source)
        with pytest.raises(SourceTooShort, match=r"t\[0\]\.sg\[0\]"):
            shared.export(shared.film(long), "short.mp4")

    def test_what_is_not_drawn_is_said(self, shared: Bench) -> None:
        fancy = shared.clip(0, 900, effects=(Effect(kind="sparkles"),))
        with pytest.raises(NotDrawn, match=r"t\[0\]\.sg\[0\].*sparkles.*chroma_key"):
            shared.export(shared.film(fancy), "fancy.mp4")

    def test_a_sound_is_no_picture(self, shared: Bench) -> None:
        source = Source(asset=shared.tone)
        for segment in (
            VideoSegment(id="", start_ms=0, duration_ms=900, source=source),
            ImageSegment(id="", start_ms=0, duration_ms=900, source=source),
        ):
            with pytest.raises(WrongKind, match="not a picture"):
                shared.export(shared.film(segment), "sound.mp4")

    def test_a_still_is_no_clip(self, shared: Bench) -> None:
        still = VideoSegment(id="", start_ms=0, duration_ms=900, source=Source(asset=shared.still))
        with pytest.raises(WrongKind, match="still"):
            shared.export(shared.film(still), "still.mp4")

    def test_a_clip_is_no_still(self, shared: Bench) -> None:
        moving = ImageSegment(id="", start_ms=0, duration_ms=900, source=Source(asset=shared.video))
        with pytest.raises(WrongKind, match=r"t\[0\]\.sg\[0\].*moves"):
            shared.export(shared.film(moving), "moving.mp4")

    def test_no_media(self, shared: Bench) -> None:
        path = shared.folder / "text.mp4"
        path.write_text("not a film")
        source = Source(asset=shared.assets.keep(path))
        with pytest.raises(SourceError):
            shared.export(
                shared.film(VideoSegment(id="", start_ms=0, duration_ms=900, source=source))
            )

    def test_truncated_source(self, tmp_path: Path) -> None:
        bench = Bench(tmp_path)
        whole = bench.assets.path(bench.video).read_bytes()
        path = tmp_path / "half.mp4"
        path.write_bytes(whole[: len(whole) // 2])
        source = Source(asset=bench.assets.keep(path))
        with pytest.raises((SourceError, AskError)):
            bench.export(
                bench.film(VideoSegment(id="", start_ms=0, duration_ms=900, source=source))
            )

    def test_a_folder_as_target(self, shared: Bench) -> None:
        with pytest.raises(MachineError, match="folder"):
            shared.export(shared.film(shared.clip(0, 500)), ".")

    def test_a_place_that_cannot_be(self, shared: Bench) -> None:
        (shared.folder / "file").write_text("x")
        with pytest.raises(MachineError):
            shared.export(shared.film(shared.clip(0, 500)), "file/out.mp4")

    def test_cancelling_keeps_the_old_file_and_leaves_nothing(self, tmp_path: Path) -> None:
        bench = Bench(tmp_path)
        target = tmp_path / "out.mp4"
        target.write_bytes(b"the old film")
        watch = Watch()
        stop = Watch(lambda part, share: watch.cancel() if part == "encode" else None, watch)
        with pytest.raises(Cancelled):
            bench.export(bench.film(bench.clip(0, 12_000)), watch=stop)
        assert target.read_bytes() == b"the old film"
        left = [path.name for path in tmp_path.rglob("*.part*")]
        assert left == []
